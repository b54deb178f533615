"""Runs from and for other harnesses: VLMEvalKit's prediction files, lmms-eval's samples, the original repositories'.

A file's reply is matched to a row of the benchmark by the columns that name it (KEYS), and the gold of both must agree;
what is doubled, unknown or missing is an error. An imported run is a folder like any other: `score`, `compare`, `table`
and the report read it. Formats as of VLMEvalKit e8e78f0, lmms-eval 75571cf, MathVista 53d5258, MATH-V a1f5cc3.

    vlmevalkit  .xlsx, .tsv, .json: index, question, answer, prediction and the columns that its scorer reads
    lmms-eval   .jsonl: doc_id, doc, target, resps, filtered_resps; its DynaMath is another copy, in the same order
    original    in only: MathVista {pid: {..., response}}, MATH-V {id, response} a line
"""

import hashlib
import io
import json
import math
from pathlib import Path
from typing import Literal

import tyro
from PIL import Image

import benchmarks
import rewards
from benchmarks import named
from benchmarks.grading import grade
from benchmarks.metrics import compute_metrics
from benchmarks.predictions import COPIED, brief, read_predictions, write_lines, write_metrics
from benchmarks.rows import LETTERS, read
from benchmarks.sheets import read_rows, write_rows
from benchmarks.tables import show
from runtime import lock, settings, write_whole

# the columns that name a row, in the order in which they are trusted; joined they are our id without its NAME_
KEYS = {
    "wemath": [("ID", "key"), ("id", "key")],
    "mathvista": [("pid",), ("question_id",)],
    "mathvision": [("id",)],
    "mathverse": [("sample_index", "problem_version"), ("sample_index", "version")],
    "dynamath": [("qid", "varid"), ("seed", "variant"), ("id", "variant")],
}
NAN = {"", "#n/a", "n/a", "na", "null", "nan", "none", "<na>", "-nan"}  # texts that pandas reads as an empty cell
FAILED = "Failed to obtain answer"  # what VLMEvalKit writes where a model gave no reply
Image.new("L", (28, 28)).save(blank := io.BytesIO(), "PNG")
BLANK = blank.getvalue()  # stands for the images of a benchmark whose replies are imported
OWN = ("prompt_kind", "tokens", "finished")  # columns of our own in an exported file, for the way back


# ------------------------------------------------------------------------------------------------------ rows of a file


def kind_of(row: dict, at: str) -> str:
    """Which harness wrote a row, by its columns."""
    if "doc_id" in row and ("resps" in row or "filtered_resps" in row):
        return "lmms-eval"
    if "prediction" in row and "index" in row:
        return "vlmevalkit"
    if "response" in row and ("pid" in row or "id" in row):
        return "original"
    raise ValueError(
        f"{at}: field (all): columns {brief(', '.join(map(str, row)))} are neither VLMEvalKit's (index, prediction), "
        "lmms-eval's (doc_id, resps) nor an original repository's (pid or id, response)"
    )


def plain(value, at: str, name: str) -> str:
    """A cell as text: an empty one or a nan is "", a number is written as it is read."""
    if value is None or isinstance(value, float) and math.isnan(value):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise ValueError(f"{at}: field {name}: expected a text, not {brief(value)}")
    return str(value)


def reply_of(row: dict, at: str, kind: str, field: str) -> str:
    """The reply of a row as the model gave it; ValueError where there are several."""
    known = {"vlmevalkit": ("prediction",), "lmms-eval": ("resps", "filtered_resps"), "original": ("response",)}
    name = next((n for n in ((field,) if field else known[kind]) if n in row), None)
    if name is None:
        raise ValueError(f"{at}: field {field or known[kind][0]}: missing")
    value = row[name]
    while isinstance(value, list) and kind == "lmms-eval":
        if len(value) != 1:
            raise ValueError(f"{at}: field {name}: {len(value)} replies; one is read")
        value = value[0]
    return plain(value, at, name)


def told(row: dict, kind: str) -> dict:
    """The columns that may name a row: its own, and of lmms-eval those of its document and of its metrics' results."""
    if kind != "lmms-eval":
        return row
    inside = [v for v in row.values() if isinstance(v, dict)]
    out = {}
    for part in [*inside, row.get("doc") if isinstance(row.get("doc"), dict) else {}]:
        out |= part
    return out


# ----------------------------------------------------------------------------------------------------------- matching


def squeezed(text: str) -> str:
    return "".join(text.replace("<image>", "").split())


class Matcher:
    """Finds the row of a benchmark that a row of a file is about."""

    def __init__(self, name: str, rows: list[dict]):
        self.name, self.ids = name, {r["id"]: i for i, r in enumerate(rows)}
        texts = {}
        for i, r in enumerate(rows):
            for text in {squeezed(r["problem"]), squeezed(r.get("official") or r["problem"])}:
                texts.setdefault(text, set()).add(i)
        self.texts = {text: min(found) for text, found in texts.items() if len(found) == 1}
        self.versions = {(r["question_id"], r["version"]): i for i, r in enumerate(rows) if "version" in r}  # MathVerse
        self.seen = {}  # seed -> variants that lmms-eval's DynaMath has had

    def __call__(self, row: dict, at: str, kind: str) -> int:
        """The number of the row; ValueError where the file does not name one, or one that the benchmark has not."""
        columns = told(row, kind)
        for names in KEYS.get(self.name, [("id",)]):
            if all(columns.get(n) not in (None, "") for n in names):
                return self.numbered([plain(columns[n], at, n) for n in names], at, names)
        if self.name == "dynamath" and kind == "lmms-eval" and columns.get("variant_id") not in (None, ""):
            seed = plain(columns["variant_id"], at, "variant_id")  # its k-th document of a seed is the variant k
            self.seen[seed] = self.seen.get(seed, 0) + 1
            return self.numbered([seed, str(self.seen[seed])], at, ("variant_id", "doc_id"))
        if kind == "lmms-eval":
            if self.name in ("wemath", "dynamath"):  # whose rows stand in another order here
                raise ValueError(f"{at}: field doc: nothing in the line names the row ({brief(list(row))})")
            place = row["doc_id"]
            if type(place) is not int or not 0 <= place < len(self.ids):
                raise ValueError(f"{at}: field doc_id: {brief(place)} is none of {len(self.ids)} rows of {self.name}")
            return place
        version = columns.get("problem_version")
        if (i := self.versions.get((str(columns.get("problem_index")), version))) is not None:
            return i
        # an index alone is a count of the harness's own: a question that only one row asks is surer
        asked = squeezed(row["question"]) if isinstance(row.get("question"), str) else None
        if asked in self.texts:
            return self.texts[asked]
        index = [plain(row.get("index"), at, "index")]
        return self.numbered([*index, version] if isinstance(version, str) else index, at, ("index",))

    def numbered(self, values: list[str], at: str, names: tuple) -> int:
        key = "_".join(values).replace(" ", "_")
        for found in (f"{self.name}_{key}", key):
            if found in self.ids:
                return self.ids[found]
        raise ValueError(f"{at}: field {', '.join(names)}: {brief(' '.join(values))} is no row of {self.name}")


def check_gold(row: dict, at: str, kind: str, r: dict) -> None:
    """ValueError where the file tells another gold than the benchmark. Golds that are equal numbers agree."""
    names = ("target",) if kind == "lmms-eval" else ("answer", "ground_truth", "gt_answer")
    name = next((n for n in names if n in row), None)
    if name is None:
        return
    theirs, ours = plain(row[name], at, name).strip(), r["answer"].strip()
    if theirs == ours or not theirs and ours.lower() in NAN:
        return
    choices = r.get("choices") or []  # MathVista's gold is a choice's text
    if len(theirs) == 1 and theirs in LETTERS[: len(choices)] and choices[LETTERS.index(theirs)].strip() == ours:
        return
    try:
        if float(theirs) == float(ours):
            return
    except ValueError:
        pass
    raise ValueError(f"{at}: field {name}: {brief(theirs)}, in the benchmark {r['id']} has the answer {brief(ours)}")


# ------------------------------------------------------------------------------------------------------------- import


def benchmark_rows(name: str, source: str, split: str) -> list[dict]:
    """All rows of a benchmark, whether or not their images are at hand; their order is that of a run."""
    spec, found = named(name), []
    source = source or spec.source
    for one in [split] if split else spec.splits:
        found = found or [(at, folder, pictured(raw), one) for at, folder, raw in spec.read(source, one)]
    if not found:
        raise benchmarks.Missing(f"{source}: no rows of {name}. To get it: {spec.get}")
    rows, bad = benchmarks.checked(spec, found)
    if bad:
        raise bad[0]
    return rows


def pictured(raw):
    """A raw row whose images are a stand-in, so that it is read without its own."""
    if not isinstance(raw, dict):
        return raw
    held = {k: v for k, v in raw.items() if v and (k.startswith("image") or k == "decoded_image")}
    return raw | {k: [{"bytes": BLANK}] * len(v) if isinstance(v, list) else {"bytes": BLANK} for k, v in held.items()}


def import_run(
    file: tyro.conf.Positional[str],
    benchmark: Literal[benchmarks.names()],
    model: settings.Name,
    out_dir: settings.Name,
    data: str = "",
    split: str = "",
    prompt: Literal["official", "ours"] = "official",
    reply: str = "",
    partial: bool = False,
    workers: settings.Workers = 1,
    seed: settings.Seed = 0,
) -> str:
    """Make a run of another harness's file of replies: predictions.jsonl, metrics.json, config.json; print its tables.

    data: the benchmark, as for a run; its images are not needed. prompt ours: the replies are in our tags.
    reply: the column with the reply, where it is not the harness's usual one. partial: the file need not have all rows.
    """
    path, out = Path(file), Path(out_dir)
    check_new(out)
    found, rows = read_rows(path), benchmark_rows(benchmark, data, split)
    if kind_of(found[0][1], found[0][0]) == "lmms-eval" and all(type(r.get("doc_id")) is int for _, r in found):
        found.sort(key=lambda item: item[1]["doc_id"])
    matched, empty = matched_rows(found, rows, benchmark, reply), 0
    missing = len(rows) - len(matched)
    if missing and not partial:
        first = next(r["id"] for i, r in enumerate(rows) if i not in matched)
        raise ValueError(f"{path}: {missing} of {len(rows)} rows are missing, the first is {first} (--partial: go on)")
    preds = []
    for i in sorted(matched):
        at, row, text = matched[i]
        empty += not text.strip() or text.startswith(FAILED)
        preds.append(prediction(i, rows[i], row, at, text, dict(benchmark=benchmark, model=model, prompt_kind=prompt)))
    with rewards.Grader(workers=workers) as grader:
        grade(preds, grader)
    metrics = compute_metrics(preds, seed)
    metrics |= {"left_out": {"not in the imported file": missing}, "grading_timeouts": grader.timeouts}
    config = dict(benchmark=benchmark, data=data, split=split, model=model, prompt=preds[0]["prompt_kind"])
    config |= dict(out_dir=out_dir, imported=str(path), sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    lock(out)
    check_new(out)
    write_whole(out / "config.json", json.dumps(config, indent=1, ensure_ascii=False))
    write_lines(out / "predictions.jsonl", preds)
    write_metrics(out / "metrics.json", metrics)
    said = [show(metrics), "", f"imported: {len(preds)} replies of {path} into {out}"]
    return "\n".join([*said, *([f"{empty} of them are empty or say {FAILED!r}: they are wrong"] if empty else [])])


def check_new(out: Path) -> None:
    if (out / "predictions.jsonl").exists():
        raise ValueError(f"{out}: holds a run already: name another --out_dir")


def matched_rows(found: list, rows: list[dict], benchmark: str, reply: str) -> dict[int, tuple]:
    """{number of a row: (place in the file, row of the file, reply)}; ValueError for a doubled or an unknown row."""
    match, matched, kind = Matcher(benchmark, rows), {}, None
    for at, row in found:
        here, kind = kind_of(row, at), kind or kind_of(row, at)
        if here != kind:
            raise ValueError(f"{at}: field (all): {here}'s columns, the rows before have {kind}'s")
        i = match(row, at, kind)
        if i in matched:
            raise ValueError(f"{at}: field id: {rows[i]['id']} stands here and in {matched[i][0]}")
        check_gold(row, at, kind, rows[i])
        matched[i] = (at, row, reply_of(row, at, kind, reply))
    return matched


def prediction(i: int, r: dict, row: dict, at: str, reply: str, named_as: dict) -> dict:
    """A line of predictions.jsonl, not graded yet; what the file does not tell is null."""
    counts = row.get("token_counts")
    counts = counts[0] if isinstance(counts, list) and counts else counts
    tokens = counts.get("output_tokens") if isinstance(counts, dict) else row.get("tokens")
    finished = {"True": True, "False": False}.get(str(row.get("finished")))
    kind = row.get("prompt_kind") if row.get("prompt_kind") in ("ours", "official") else named_as["prompt_kind"]
    tokens = plain(tokens, at, "tokens")
    if tokens and not tokens.isdigit():
        raise ValueError(f"{at}: field tokens: {brief(tokens)} is no count")
    asked = next((row[k] for k in ("query", "input", "question") if isinstance(row.get(k), str)), "")
    return (
        dict(row=i, mode="greedy", sample=0)
        | named_as
        | {c: r.get(c) for c in COPIED + named(named_as["benchmark"]).fields}
        | dict(problem=r["problem"], prompt=asked, image_sha256=[], response=reply, gold=r["answer"])
        | dict(prompt_kind=kind, tokens=int(tokens) if tokens else None, seconds=None, finished=finished)
    )


# ------------------------------------------------------------------------------------------------------------- export


def export_run(
    run: tyro.conf.Positional[str],
    to: Literal["vlmevalkit", "lmms-eval"],
    out: str,
    data: str = "",
    like: str = "",
) -> str:
    """Write the greedy replies of a run as a VLMEvalKit prediction file (.xlsx, .tsv, .json) or lmms-eval samples.

    data: the benchmark, as for a run: doc_id is the place of a row in it, without it the row's number in this run.
    like: a file of that harness for the benchmark, whose rows are kept (index, doc_id and all) and whose reply is ours.
    """
    path, preds = Path(out), read_predictions(Path(run) / "predictions.jsonl")
    greedy = sorted((p for p in preds if p["mode"] == "greedy"), key=lambda p: p["row"])
    if not greedy:
        raise ValueError(f"{run}: no predictions")
    kinds = (".xlsx", ".tsv", ".json") if to == "vlmevalkit" else (".jsonl",)
    if path.suffix.lower() not in kinds:
        raise ValueError(f"{path}: a {to} file is named {', '.join(kinds)}")
    if path.exists():
        raise ValueError(f"{path}: there is such a file already: name another --out, or delete it")
    name = greedy[0]["benchmark"]
    if like:
        rows = like_rows(Path(like), greedy, name, to)
    elif to == "vlmevalkit":
        rows = [vlmevalkit_row(p) | reply_columns(p) for p in greedy]
    else:
        places = hub_places(name, data, greedy[0]["split"] or "")
        rows = [lmms_row(p, p["row"] if places is None else places.get(p["id"])) for p in greedy]
        if lost := next((p["id"] for p, r in zip(greedy, rows, strict=True) if r["doc_id"] is None), None):
            raise ValueError(f"{data}: no row {lost} of the run")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_rows(path, rows)
    said = f"{path}: {len(rows)} replies of {greedy[0]['model']} on {name} for {to}"
    return said + (f"; {len(preds) - len(greedy)} samples are left out" if len(preds) > len(greedy) else "")


def reply_columns(p: dict) -> dict:
    return {"prediction": p["response"], **{c: p[c] if c == "tokens" else str(p[c]) for c in OWN}}


def question_of(p: dict) -> str:
    """The question without image marks and without the options that stand behind it."""
    lines = "\n".join(p["options"] or [])
    bare = p["problem"].replace("<image>", "").strip().removesuffix(lines).strip()
    return bare or "<image1>"  # an empty cell is read as a number


def vlmevalkit_row(p: dict) -> dict:
    """The columns that VLMEvalKit's scorer of the benchmark reads, but the reply. A list is written as in Python."""
    name, question, key = p["benchmark"], question_of(p), p["id"].removeprefix(f"{p['benchmark']}_")
    row = {"index": p["row"], "question": question, "answer": p["gold"]}
    options = {line[0]: line[2:].strip() for line in p["options"] or []}
    if name == "wemath":
        letters = {letter: options.get(letter) for letter in "ABCDEFGH"}
        return row | letters | {"ID": p["ID"], "key": p["key"], "knowledge concept": ";".join(p["knowledge"] or [])}
    if name == "mathvista":
        choices = p["choices"] or []
        letter = LETTERS[choices.index(p["gold"])] if p["gold"] in choices else None
        row |= {"index": whole(key), "pid": key, "question": p["problem"].replace("<image>", "").strip()}
        row |= {c: p[c] for c in ("question_type", "answer_type", "precision", "task", "category", "context", "grade")}
        return row | {"skills": str(p["skills"]), "choices": str(choices), "answer_option": letter}
    if name == "mathvision":
        row |= {"index": whole(key), "id": key, "choices": str(p["option_texts"] or [])}
        return row | {"category": p["domain"], "level": p["level"]}
    if name == "mathverse":
        about = {"split": p["split"], "subject": p["subject"] or "", "subfield": p["subfield"] or ""}
        full = p.get("question_for_eval") or "\n".join([question, *(p["options"] or [])])
        row |= {"sample_index": key.split("_")[0], "problem_index": p["question_id"], "problem_version": p["version"]}
        return row | {"question_type": p["question_type"], "metadata": str(about), "question_for_eval": full}
    if name == "dynamath":
        seed = whole(p["seed"])  # the worst case is looked up by the index of the first variant, which is the seed
        index = seed if p["variant"] == 1 else f"{seed}_{p['variant']}"
        row |= {"index": seed + 1000 * (p["variant"] - 1) if isinstance(seed, int) and seed < 1000 else index}
        row |= {"qid": seed, "varid": p["variant"], "answer_type": p["answer_type"], "subject": p["domain"]}
        return row | {"knowledge_level": p["level"]}
    own = {k: str(p[k]) if isinstance(p[k], list) else p[k] for k in named(name).fields}
    return row | {letter: options.get(letter) for letter in "ABCDEFGH" if options} | {"id": p["id"]} | own


def whole(text: str):
    """A text of digits as a number: indices are numbers in VLMEvalKit."""
    return int(text) if text.isascii() and text.isdigit() else text


def hub_places(name: str, data: str, split: str) -> dict[str, int] | None:
    """{id: place of the row in the hub's split}; None without the benchmark. We-Math's rows stand in another order."""
    if not data:
        return None
    if name == "wemath":
        found = [item for item in read(data, split) if isinstance(item[2], dict)]
        return {f"wemath_{r.get('ID')}_{r.get('key')}": i for i, (_, _, r) in enumerate(found)}
    return {r["id"]: i for i, r in enumerate(benchmark_rows(name, data, "" if name == "dynamath" else split))}


def lmms_row(p: dict, place: int | None) -> dict:
    """A line of lmms-eval's samples. doc has the columns that name the row; acc_score is our verdict, 1 or 0."""
    key = p["id"].removeprefix(f"{p['benchmark']}_")
    docs = {
        "wemath": lambda: {"ID": p["ID"], "key": p["key"]},
        "mathvista": lambda: {"pid": key},
        "mathverse": lambda: {"sample_index": key.split("_")[0], "problem_version": p["version"]},
        "dynamath": lambda: {"id": p["seed"], "variant": p["variant"]},
    }
    doc = docs.get(p["benchmark"], lambda: {"id": key if p["benchmark"] in KEYS else p["id"]})()
    right = p.get("official") if p.get("official") is not None else p.get("verdict")
    return {
        "doc_id": place,
        "doc": doc | {"question": question_of(p)},
        "target": p["gold"],
        "input": p.get("prompt") or p["problem"],
        "resps": [[p["response"]]],
        "filtered_resps": [p["response"]],
        "token_counts": [{"output_tokens": p["tokens"]}] if p["tokens"] is not None else [None],
        "acc_score": float(bool(right)),
        "prompt_kind": p["prompt_kind"],
        "finished": p["finished"],
    }


def like_rows(path: Path, greedy: list[dict], name: str, to: str) -> list[dict]:
    """The rows of the other harness's own file that this run answered, with our replies; images are left out."""
    copied = ("id", "problem", "choices", "question_id", "version")
    rows = [{"answer": p["gold"], **{k: p[k] for k in copied if k in p}} for p in greedy]
    match, out = Matcher(name, rows), []
    for at, row in read_rows(path):
        asked = row if to == "lmms-eval" else {"prediction": "", **row}
        if kind_of(asked, at) != to:
            raise ValueError(f"{at}: field (all): not the columns of a {to} file")
        try:
            i = match(row, at, to)
        except ValueError:
            continue  # a row that this run was not asked
        check_gold(row, at, to, rows[i])
        row = {k: v for k, v in row.items() if k not in ("image", "prediction", "resps", "filtered_resps")}
        mine = {k: v for k, v in lmms_row(greedy[i], 0).items() if k in ("resps", "filtered_resps")}
        out.append(row | (reply_columns(greedy[i]) if to == "vlmevalkit" else mine))
    if len(out) != len(greedy):
        raise ValueError(f"{path}: {len(out)} of the {len(greedy)} rows of the run are in it")
    return out
