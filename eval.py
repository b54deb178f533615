"""Evaluate a model on MathBookEval or We-Math: rows -> prompts -> generate -> extract -> grade -> metrics.

One greedy pass over all rows and, with --samples n, n samples a row at temperature 1 (avg@n). Every generation goes to
OUT/predictions.jsonl as it is made (prompt, hashes of the image files, response, extracted answer, gold, verdict);
OUT/metrics.json is written only when the run is whole. `score` recomputes every number from the predictions.

Commands
    CPU, 1 GPU     python eval.py --data out/data/eval.parquet --model out/sft/hf --out out/eval_sft --samples 8
    We-Math        python eval.py --benchmark wemath --data WEMATH_FOLDER --model out/rl/hf --out out/eval_wemath
    8 GPUs         torchrun --nproc_per_node 8 eval.py --benchmark wemath ...     (a rank takes rows rank::world)
    2 nodes        torchrun --nnodes 2 --nproc_per_node 8 --rdzv_backend c10d --rdzv_endpoint HOST:29500 eval.py ...
    no model       python eval.py score --predictions out/eval_sft/predictions.jsonl     (extract and grade again)
    compare        python eval.py table out/eval_sft out/eval_pre out/eval_dynamic       (one line a run)

MathBookEval: accuracy over all, by domain, level and difficulty node; base_x = nodes base and x, x_to_xyz = x, xy, xz
and xyz. Intervals: 95 %, percentile bootstrap over seed questions (the nodes of one seed are not independent).

We-Math: the rows of one ID are a group of sub-steps and a composite; four dimensions strict and loose, S1 to S3 and
accuracy by concept, by the official letter rule and by our own extraction, side by side. Departures: the prompt is ours
(think / answer tags), and the official rule wants the letter after the word "Answer", so its column is low for a model
that obeys our prompt; only groups whose rows were all asked count, and their number is printed (officially 525).
"""
import hashlib
import json
import os
import re
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import datasets
import numpy as np
import tyro
from tqdm import tqdm

import data
import rewards

NODES = ("base", "x", "y", "z", "xy", "xz", "yz", "xyz", "a", "b", "c", "d", "e")
AGGREGATES = {"base_x": ("base", "x"), "x_to_xyz": ("x", "xy", "xz", "xyz")}
COPIED = ("id", "options", "question_id", "difficulty", "domain", "level", "knowledge", "principle")  # from the row
WEMATH_FIELDS = {"ID": r"^[23]steps_\d+$", "key": r"^[23]steps_([123]|multi)$", "answer": "^[A-H]$", "question": r"\S",
                 "option": r"\S", "image_path": r"\S", "knowledge concept": r"\S"}
NEEDED = {"row", "benchmark", "model", "mode", "sample", "response", "gold", "tokens", "finished", *COPIED}


@dataclass
class Config:
    data: str = "out/data/eval.parquet"  # file, folder or hub id; wemath: the folder with testmini.json and images
    model: str = "Qwen/Qwen2.5-VL-7B-Instruct"  # hub id, folder, or "pocket" (untrained)
    out: str = "out/eval"  # folder for predictions.jsonl, metrics.json and config.json
    benchmark: Literal["mathbook", "wemath"] = "mathbook"  # which rows and which metrics
    engine: Literal["auto", "vllm", "transformers"] = "auto"  # auto: vLLM on a GPU, transformers elsewhere
    # samples a row for avg@n; 0: greedy only (--n is the same, but torchrun takes that for an option of its own)
    samples: Annotated[int, tyro.conf.arg(aliases=["--n"])] = 0
    temperature: float = 1.0  # of the samples; the greedy pass is always 0
    max_tokens: int = 2048  # longest response (tokens)
    max_prompt_tokens: int = 8192  # longer prompts are left out and counted (tokens, those of images included)
    min_pixels: int = 262_144  # image area after resizing, lower bound (pocket: 784)
    max_pixels: int = 4_194_304  # upper bound (pocket: 40000)
    batch: int = 64  # prompts an engine call
    limit: int = 0  # only the first rows; 0: all (wemath: in group order)
    skip_bad: bool = False  # mathbook: leave out unreadable rows instead of stopping
    seed: int = 0  # of sampling and of the bootstrap
    workers: int = 1  # grading processes


# ----------------------------------------------------------------------------------------------------------------- rows

def split_options(text: str) -> dict[str, str]:
    """We-Math's one-string options -> {letter: text}, in order.

    A label is the next letter and a full stop, after a `;` or, failing that, white space. Option text may hold `;`
    ("A. ①; ③;B. ②; ③") and capitals ("about point ;O.;B. no"): a letter right before a `;` is never a label, and a `;`
    before a last letter is dropped. A letter may be missing (one row goes A, B, C, F).
    """
    found, pos, gap = [], 0, False
    for letter in "ABCDEFGH":
        label = rf"({letter}[.．])(?!\s*(?:;|$))"
        hit = re.compile(rf"(?:^|;)\s*{label}").search(text, pos)
        if hit is None and not gap:
            hit = re.compile(rf"\s{label}").search(text, pos)
        gap = gap or hit is None
        if hit:
            found.append((letter, hit.start(), hit.end()))
            pos = hit.end()
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    return {found[i][0]: re.sub(r";(?=[A-Z]\.$)", "", text[found[i][2]:end].strip(" ;")) for i, end in enumerate(ends)}


def load_wemath(folder: str) -> list[dict]:
    """We-Math in its original layout -> rows in group order: the record's columns plus ID, key and category.

    category: the level-2 node of a sub-step's concept, None for composites. Images stay on disk and may be absent.
    """
    root = Path(folder)
    source, rows = root / "testmini.json", []
    nodes = read_json(root / "knowledge_structure_nodes.json")
    category = {node.get("root4") or node.get("root3"): node.get("root2") for node in nodes}
    for number, r in enumerate(read_json(source)):
        at = f"{source}: row {number}: field"
        for field, pattern in WEMATH_FIELDS.items():
            value = r.get(field) if isinstance(r, dict) else None
            if not isinstance(value, str) or not re.search(pattern, value):
                raise ValueError(f"{at} {field}: missing, or not of the form {pattern}")
        options, concept, multi = split_options(r["option"]), r["knowledge concept"], r["key"].endswith("multi")
        if r["answer"] not in options:
            raise ValueError(f"{at} answer: {r['answer']!r} is no option of {r['option']!r}")
        if not multi and concept not in category:
            raise ValueError(f"{at} knowledge concept: {concept!r} is not in knowledge_structure_nodes.json")
        lines = [f"{letter}. {text}" for letter, text in options.items()]
        rows.append(dict(
            id=f"wemath_{r['ID']}_{r['key']}", problem="\n".join(["<image>" + r["question"].strip(), *lines]),
            images=[{"bytes": None, "path": str(root / r["image_path"])}], answer=r["answer"], options=lines,
            knowledge=[c.strip() for c in concept.split(";")] if multi else [concept], question_id=r["ID"],
            source="wemath", split="test", ID=r["ID"], key=r["key"], category=None if multi else category[concept]))
    return sorted(rows, key=lambda r: (r["ID"][0], int(r["ID"].split("_")[1])))


def load_rows(cfg: Config) -> tuple[datasets.Dataset, dict]:
    """-> (rows to ask, {reason: number of rows left out}). ValueError for bad input and when no row is left."""
    left_out = {}
    if cfg.benchmark == "mathbook":
        rows = data.load(cfg.data, split="test", skip_bad=cfg.skip_bad)
    else:
        found = load_wemath(cfg.data)
        there = [r for r in found if Path(r["images"][0]["path"]).is_file()]
        left_out["image file absent"] = len(found) - len(there)
        if not there:
            raise ValueError(f"{cfg.data}: none of the {len(found)} image files is there")
        rows = datasets.Dataset.from_list(there)
    return rows.select(range(min(cfg.limit or len(rows), len(rows)))), left_out


# ------------------------------------------------------------------------------------------------------------- verdicts

def official_letter(response: str) -> str | None:
    """We-Math's rule: what follows the last "Answer" (or all) without `<>:.`; its first character if that is A-H."""
    text = re.sub(r"[<>:.]", "", response.split("Answer")[-1].strip()).strip()
    return text[0] if text and text[0] in "ABCDEFGH" else None


def judge(preds: list[dict], grader) -> None:
    """Fill in extracted, format, verdict (and We-Math's official_letter and official) from each response."""
    for p in preds:
        p["extracted"] = rewards.extract_answer(p["response"])
        p["format"] = rewards.format_ok(p["response"])
        if p["benchmark"] == "wemath":
            p["official_letter"] = official_letter(p["response"])
            p["official"] = p["official_letter"] == p["gold"]
    asked = [p for p in preds if p["extracted"] is not None]
    verdicts = iter(grader.grade_many([(p["extracted"], p["gold"], p["options"]) for p in asked]))
    for p in preds:
        p["verdict"] = p["extracted"] is not None and bool(next(verdicts))


# -------------------------------------------------------------------------------------------------------------- metrics

def bootstrap(values, units, resamples: int = 2000, seed: int = 0) -> list[float]:
    """95 % percentile interval [low, high] of mean(values), whole units (seeds, groups) drawn with replacement."""
    _, unit = np.unique(np.asarray(units, dtype=str), return_inverse=True)
    total, size = np.bincount(unit, weights=values), np.bincount(unit)  # [U]
    draws = np.random.default_rng(seed).multinomial(len(size), np.full(len(size), 1 / len(size)), resamples)  # [R, U]
    return [float(q) for q in np.percentile((draws @ total) / (draws @ size), [2.5, 97.5])]


def cell(rows: list[dict], seed: int) -> dict:
    """Of rows from by_row: greedy and avg@n accuracy with intervals, share of well-formed responses (all 0..1)."""
    units = [r["question_id"] or r["id"] for r in rows]
    out = {"rows": len(rows), "units": len(set(units))}
    for mode, name in (("greedy", "greedy"), ("sample", "avg")):
        had = all(r[mode] for r in rows)
        values = [np.mean([verdict for verdict, _ in r[mode]]) for r in rows] if had else []
        out[name] = float(np.mean(values)) if had else None
        out[f"{name}_ci"] = bootstrap(values, units, seed=seed) if had else None
        out[f"format_{mode}"] = float(np.mean([form for r in rows for _, form in r[mode]])) if had else None
    return out


def by_row(preds: list[dict]) -> list[dict]:
    """One dict a row: its columns, and under "greedy" and "sample" the (verdict, format) pairs of its generations."""
    rows = {}
    for p in preds:
        rows.setdefault(p["row"], {**p, "greedy": [], "sample": []})[p["mode"]].append((p["verdict"], p["format"]))
    return list(rows.values())


def mathbook_metrics(preds: list[dict], seed: int = 0) -> dict:
    """-> cells overall, base_x, x_to_xyz (None without such rows); {value: cell} by_difficulty, by_level, by_domain."""
    rows = by_row(preds)
    out = {"overall": cell(rows, seed)}
    for name, nodes in AGGREGATES.items():
        part = [r for r in rows if r["difficulty"] in nodes]
        out[name] = cell(part, seed) if part else None
    for name in ("difficulty", "level", "domain"):
        parts = defaultdict(list)
        for r in rows:
            parts[str(r[name])].append(r)  # "None" where the data do not say
        order = sorted(parts, key=lambda k: (NODES.index(k) if k in NODES else len(NODES), k))
        out[f"by_{name}"] = {k: cell(parts[k], seed) for k in order}
    return out


def wemath_metrics(rows: list[dict], correct: dict, model: str = "") -> dict:
    """We-Math's metrics -> {"groups": N, "counts", "four_dim", "accuracy"}, strings as the official scripts print them.

    rows: ID, key, category, knowledge; correct: {(ID, key): bool} of the answered rows; the other rows are left out.
    A group counts when all its rows were answered (ID "2steps_7": two sub-steps, one composite). s = sub-steps,
    m = composite: IK: not m, not all s; IG: not m, all s; CM: m and all s (strict) or any s (loose); RM: m without CM.
    Rates of N, RM's of CM + RM (0 where both are 0); a category's accuracy is the mean over its concepts.
    """
    groups, concepts, steps = defaultdict(list), defaultdict(list), defaultdict(list)
    for r in (r for r in rows if (r["ID"], r["key"]) in correct):
        ok, multi = correct[r["ID"], r["key"]], r["key"].endswith("multi")
        groups[r["ID"]].append((multi, ok))
        steps[r["key"] if multi else "one"].append(ok)
        if not multi:
            concepts[r["category"], r["knowledge"][0]].append(ok)
    whole = [g for ID, g in groups.items() if len(g) == int(ID[0]) + 1]
    counts = dict.fromkeys(("InadequateGeneralization", "InsufficientKnowledge", "CompleteMastery_loose",
                            "CompleteMastery_strict", "RoteMemorization_loose", "RoteMemorization_strict"), 0)
    for group in whole:
        s = [ok for multi, ok in group if not multi]
        if all(ok for multi, ok in group if multi):
            counts["CompleteMastery_strict" if all(s) else "RoteMemorization_strict"] += 1
            counts["CompleteMastery_loose" if any(s) else "RoteMemorization_loose"] += 1
        else:
            counts["InadequateGeneralization" if all(s) else "InsufficientKnowledge"] += 1

    def share(part, total):
        return f"{part / total:.2%}" if total else "n/a"

    four = {"Model": model}
    ik, ig = counts["InsufficientKnowledge"], counts["InadequateGeneralization"]
    for kind in ("strict", "loose"):
        label, cm, rm = f"({kind.capitalize()})", counts[f"CompleteMastery_{kind}"], counts[f"RoteMemorization_{kind}"]
        four[f"Score {label}"] = share(cm + 0.5 * ig, len(whole))
        four[f"InsufficientKnowledge {label}"] = f"{share(ik, len(whole))} ({ik})"
        four[f"InadequateGeneralization {label}"] = f"{share(ig, len(whole))} ({ig})"
        four[f"CompleteMastery {label}"] = f"{share(cm, len(whole))} ({cm})"
        four[f"RoteMemorization {label}"] = f"{share(rm, max(cm + rm, 1))} ({rm})"
    accuracy = {"Model": model}
    for name, key in (("One-step(S1)", "one"), ("Two-step(S2)", "2steps_multi"), ("Three-step(S3)", "3steps_multi")):
        accuracy[name] = share(sum(steps[key]), len(steps[key]))
    for name in sorted({category for category, _ in concepts}):
        means = [np.mean(oks) for (category, _), oks in concepts.items() if category == name]
        accuracy[name] = share(sum(means), len(means))
    return {"groups": len(whole), "counts": counts, "four_dim": four, "accuracy": accuracy}


def compute_metrics(preds: list[dict], seed: int = 0) -> dict:
    """All numbers of a run from its judged predictions."""
    out = {"benchmark": preds[0]["benchmark"], "model": preds[0]["model"], "rows": len({p["row"] for p in preds}),
           "n": max((p["sample"] + 1 for p in preds if p["mode"] == "sample"), default=0),
           "mean_tokens": float(np.mean([p["tokens"] for p in preds])),
           "cut_off": float(np.mean([not p["finished"] for p in preds])),
           "no_answer": float(np.mean([p["extracted"] is None for p in preds]))}
    if out["benchmark"] == "mathbook":
        return out | mathbook_metrics(preds, seed)
    greedy = [p for p in preds if p["mode"] == "greedy"]
    for name, rule in (("official", "official"), ("ours", "verdict")):
        out[name] = wemath_metrics(greedy, {(p["ID"], p["key"]): p[rule] for p in greedy}, out["model"])
    return out | {"overall": cell(by_row(preds), seed)}


# --------------------------------------------------------------------------------------------------------------- tables

def columns(rows: list[list[str]]) -> str:
    """Plain text table: the first column left, the others right aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join([r[0].ljust(widths[0]), *map(str.rjust, r[1:], widths[1:])]).rstrip() for r in rows)


def percent(value, ci=None) -> str:
    """0.5, [0.4, 0.6] -> "50.0 [40.0, 60.0]"; "-" for None."""
    interval = f" [{100 * ci[0]:.1f}, {100 * ci[1]:.1f}]" if ci else ""
    return "-" if value is None else f"{100 * value:.1f}{interval}"


def show(m: dict) -> str:
    """The metrics of one run as text."""
    def line(name, c):
        accuracy = (percent(c[k], c[f"{k}_ci"]) for k in ("greedy", "avg"))
        return [name, str(c["rows"]), *accuracy, percent(c["format_greedy"])]

    parts = [f"{m['benchmark']}, {m['model']}: {m['rows']} rows; {m['mean_tokens']:.0f} tokens a response, "
             f"{percent(m['cut_off'])} % cut off, {percent(m['no_answer'])} % without an answer"]
    parts += [f"left out: {count} rows, {why}" for why, count in m.get("left_out", {}).items() if count]
    lines = [["", "rows", "greedy [95 %]", f"avg@{m['n']} [95 %]", "format"], line("all", m["overall"])]
    if m["benchmark"] == "wemath":
        rules = [m["official"], m["ours"]]
        both = [["", "official rule", "our extraction"], ["whole groups (N)", *(str(rule["groups"]) for rule in rules)]]
        both += [[name, *(rule[part][name] for rule in rules)] for part in ("four_dim", "accuracy")
                 for name in rules[0][part] if name != "Model"]
        return "\n".join([*parts, "", columns(both), "", columns(lines)])
    lines += [line(" + ".join(nodes), m[k]) for k, nodes in AGGREGATES.items() if m[k]]
    lines += [line(f"{part} {k}", c) for part in ("difficulty", "level", "domain") for k, c in m[f"by_{part}"].items()]
    return "\n".join([*parts, "", columns(lines)])


def table(out: tyro.conf.Positional[tuple[str, ...]]) -> str:
    """One line a MathBookEval run (accuracy in percent), from the metrics.json of each folder."""
    lines = [["", "greedy", "avg@n", "base+x avg@n", "x..xyz avg@n", "format"]]
    names = [Path(folder).resolve().name for folder in out]
    for folder, name in zip(out, names, strict=True):
        m = read_json(Path(folder) / "metrics.json")
        if m.get("benchmark") != "mathbook":
            raise ValueError(f"{folder}: the metrics are of {m.get('benchmark')}, the table is of mathbook runs")
        c, parts = m["overall"], [m[k] and m[k]["avg"] for k in AGGREGATES]
        values = map(percent, [c["greedy"], c["avg"], *parts, c["format_greedy"]])
        lines.append([name if names.count(name) == 1 else folder, *values])
    return columns(lines)


def read_json(path: Path, text: str | None = None, where: str = ""):
    """The parsed file, or one line of it; ValueError names the place."""
    try:
        return json.loads(path.read_text(encoding="utf-8") if text is None else text)
    except ValueError as e:
        raise ValueError(f"{path}:{where} not JSON: {e}") from e


def read_predictions(path: Path) -> list[dict]:
    """predictions.jsonl -> list (may be empty). ValueError names the line that is cut short or lacks a field."""
    preds, text = [], path.read_text(encoding="utf-8")
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], 1):  # not splitlines
        preds.append(read_json(path, line, f" line {number}:"))
        if missing := sorted(NEEDED - preds[-1].keys()):
            raise ValueError(f"{path}: line {number}: field {missing[0]}: missing")
    return preds


def write_whole(path: Path, text: str) -> None:
    """Write under a temporary name, then rename: nothing half-written stands under the final name."""
    temp = path.with_name(path.name + ".tmp")
    temp.write_text(text, encoding="utf-8")
    os.replace(temp, path)


# -------------------------------------------------------------------------------------------------------------- the run

def predict(cfg: Config, engine, rows, index: list[int]) -> list[dict]:
    """Generate for rows[index] -> one dict a generation, not judged yet: of a row the greedy one, then the samples."""
    batch = [rows[i] for i in index]
    prompts = [data.prompt(r, engine.processor, cfg.min_pixels, cfg.max_pixels) for r in batch]
    stored = [[image["bytes"] or Path(image["path"]).read_bytes() for image in r["images"]] for r in batch]
    copied = COPIED + (("ID", "key", "category") if cfg.benchmark == "wemath" else ())
    preds = []
    for mode, n, temperature in (("greedy", 1, 0.0), ("sample", cfg.samples, cfg.temperature)):
        if n:  # ids: what a row draws depends on its number, not on the batch or the rank
            outs = engine.generate(prompts, n=n, temperature=temperature, max_tokens=cfg.max_tokens, seed=cfg.seed,
                                   ids=index)
            for i, r, prompt, files, samples in zip(index, batch, prompts, stored, outs, strict=True):
                preds += [dict(row=i, benchmark=cfg.benchmark, model=cfg.model, mode=mode, sample=k,
                               **{c: r.get(c) for c in copied}, prompt=prompt["text"],
                               image_sha256=[hashlib.sha256(file).hexdigest() for file in files],
                               response=s.text, gold=r["answer"], tokens=len(s.token_ids), finished=s.finished)
                          for k, s in enumerate(samples)]
    return sorted(preds, key=lambda p: p["row"])


def evaluate(cfg: Config, engine, loaded=None) -> dict | None:
    """The whole run with an engine (.processor, .generate) -> metrics on rank 0, None on the other ranks.

    loaded: what load_rows gave, if it is called already. Under torchrun the process group must be initialised.
    """
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    rows, left_out = loaded or load_rows(cfg)
    out = Path(cfg.out)
    out.mkdir(parents=True, exist_ok=True)
    if rank == 0:
        for old in ("metrics.json", "predictions.jsonl"):
            (out / old).unlink(missing_ok=True)
        write_whole(out / "config.json", json.dumps(asdict(cfg), indent=1))
    if world > 1:
        import torch.distributed as dist
        group = dist.new_group(backend="gloo", timeout=timedelta(days=3))  # ranks may finish hours apart
    limits = cfg.max_prompt_tokens, cfg.min_pixels, cfg.max_pixels
    rows, left_out["prompt too long"] = data.filter_long(rows, engine.processor, *limits)
    if not len(rows):
        raise ValueError(f"{cfg.data}: every prompt is longer than {cfg.max_prompt_tokens} tokens")
    mine, final = list(range(rank, len(rows), world)), out / "predictions.jsonl"
    parts = [out / f"predictions.rank{r}.jsonl" for r in range(world)] if world > 1 else [final]
    with open(parts[rank], "w", encoding="utf-8") as f, rewards.Grader(workers=cfg.workers) as grader:
        for start in tqdm(range(0, len(mine), cfg.batch), desc=cfg.benchmark, unit="batch", disable=rank > 0):
            preds = predict(cfg, engine, rows, mine[start:start + cfg.batch])
            judge(preds, grader)
            f.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p in preds)
            f.flush()
    timeouts = [grader.timeouts] * world
    if world > 1:
        dist.all_gather_object(timeouts, grader.timeouts, group=group)  # also the barrier: all files are whole now
        if rank:
            return None
        preds = sorted((p for part in parts for p in read_predictions(part)), key=lambda p: p["row"])
        write_whole(final, "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in preds))
        for part in parts:
            part.unlink()
    metrics = compute_metrics(read_predictions(final), cfg.seed)
    metrics |= {"left_out": left_out, "grading_timeouts": sum(timeouts)}
    write_whole(out / "metrics.json", json.dumps(metrics, indent=1, ensure_ascii=False))
    return metrics


def score(predictions: str, workers: int = 1, seed: int = 0) -> str:
    """Recompute every number from a predictions.jsonl, without a model: extract and grade again, print the table."""
    preds = read_predictions(Path(predictions))
    if not preds:
        raise ValueError(f"{predictions}: no predictions")
    with rewards.Grader(workers=workers) as grader:
        judge(preds, grader)
    return show(compute_metrics(preds, seed))


def run(cfg: Config) -> None:
    if min(cfg.batch, cfg.max_tokens, cfg.workers, cfg.samples + 1, cfg.limit + 1) < 1:
        raise ValueError("--batch, --max_tokens and --workers must be at least 1, --samples and --limit at least 0")
    loaded = load_rows(cfg)  # before the model: bad input is told at once
    import torch.distributed as dist
    from model import init_distributed  # here, for `score` and `table` need neither torch nor a model
    from rollout import make_engine
    rank, _, device = init_distributed()
    if rank == 0:
        print(json.dumps(asdict(cfg), indent=1))
    images = max(problem.count("<image>") for problem in loaded[0]["problem"])
    engine = make_engine(kind=cfg.engine, model=cfg.model, device=device, temperature=cfg.temperature,
                         max_model_len=cfg.max_prompt_tokens + cfg.max_tokens, images=max(images, 1), seed=cfg.seed)
    metrics = evaluate(cfg, engine, loaded)
    engine.close()
    if dist.is_initialized():
        dist.destroy_process_group()
    if rank == 0:
        print(f"\n{show(metrics)}\n\nwritten: {cfg.out}/predictions.jsonl and metrics.json")


if __name__ == "__main__":
    command = {"score": score, "table": table}.get(sys.argv[1] if len(sys.argv) > 1 else "")
    try:
        if command:
            print(tyro.cli(command, args=sys.argv[2:], use_underscores=True))
        else:
            run(tyro.cli(Config, description=__doc__, use_underscores=True))
    except (ValueError, OSError) as e:
        sys.exit(f"error: {e}")
    except KeyboardInterrupt:
        print("\nstopped: the predictions made so far are kept; there is no metrics.json", file=sys.stderr)
        sys.exit(130)
