"""One page to look at a run: table of stages, curves, accuracies, difficulty cube, curriculum replay, samples.

    python report.py --run out                                # writes out/report.html and out/report.md
    python report.py --run runs/s0 --out pages --samples 400  # elsewhere, with a larger gallery
    python report.py book --run out --out out/site            # the MathBook to look at: explorer.py

Reads what run.sh leaves: eval/NAME and eval_NAME (of eval.py), {sft,pre,dynamic}/metrics.jsonl, dynamic/schedule.jsonl,
and for the gallery the evaluation's data: a row is found by its id, a figure shown only when it has the prediction's
sha256. report.html is one file: no network, a content security policy that admits its own script alone, all text of
model and data escaped. What a run lacks is said in the page; a broken file is an error that names file and line.
"""

import base64
import hashlib
import io
import json
import re
import time
from collections import Counter
from dataclasses import dataclass, fields
from html import escape as esc
from pathlib import Path

import matplotlib
import numpy as np
import tyro
from PIL import Image, ImageOps

import eval as evaluation
import scheduler
from benchmarks.metrics import AGGREGATES, percent
from report.plots import CUBE, DASHES, INK, STAGES, bars, clean, cube, curve, ridges
from runtime import write_whole

WALK = ("base", "x", *scheduler.LETTERS, "xy", "y", "xz", "yz", "z", "xyz")  # the order in which a walk meets them
CURVES = (
    "loss",
    "accuracy",
    "reward",
    "format",
    "kl",
    "entropy",
    "response_tokens",
    "zero_advantage",
    "grad_norm",
    "lr",
)  # of metrics.jsonl
DIMENSIONS = {
    "Score": "Score",
    "InsufficientKnowledge": "IK: insufficient knowledge",
    "CompleteMastery": "CM: complete mastery",
    "InadequateGeneralization": "IG: inadequate generalization",
    "RoteMemorization": "RM: rote memorization",
}
FRAMES, TEXT_MAX = 240, 6000  # steps of the slider, characters of a shown text
NONE, NUMBER = type(None), (int, float)
SAMPLE = dict(
    id=str,
    benchmark=str,
    mode=str,
    sample=int,
    response=str,
    gold=str,
    verdict=bool,
    prompt=str,
    image_sha256=list,
    extracted=(str, NONE),
    difficulty=(str, NONE),
    knowledge=(list, NONE),
)
SERVED = dict(
    step=int, epoch=int, question_id=(str, int), node=str, why=str, accurate=int, n=int, solved=bool, next=(str, NONE)
)


@dataclass
class Config:
    run: str  # folder of a run of run.sh
    out: str = ""  # folder for report.html and report.md; empty: the run's folder
    samples: int = 200  # size of the gallery, spread over benchmarks, right and wrong, stages, nodes; 0: none
    figure_pixels: int = 640  # longest side of a figure in the gallery; larger ones are shrunk


# ------------------------------------------------------------------------------------------------------------- reading
def read_lines(path, needed, wanted=()):
    """A .jsonl file -> list of dicts. needed: {field: types}, wanted: numbers if there. ValueError names the line."""
    rows = []
    for n, line in enumerate(path.read_bytes().removesuffix(b"\n").split(b"\n"), 1):
        try:
            rows.append(json.loads(line.decode("utf-8")))
        except (ValueError, RecursionError) as e:
            raise ValueError(f"{path}: line {n}: not JSON: {e}") from e
        row, bad = rows[-1], None
        if isinstance(row, dict):
            bad = [f for f, kind in needed.items() if f not in row or not isinstance(row[f], kind)]
            bad += [f for f in wanted if not isinstance(row.get(f), (*NUMBER, NONE))]
        if bad != []:
            raise ValueError(f"{path}: line {n}: field {bad[0] if bad else '(all)'}: missing or of a wrong type")
    return rows


def read_metrics(path):
    """metrics.json of eval.py; ValueError names the field when one that the page shows is missing or no number."""
    m, field = evaluation.read_json(path), "benchmark"
    try:
        book, parts = m["benchmark"] == "mathbook", {"overall": m["overall"]}
        for field in ("by_difficulty", "by_level", "by_domain") if book else ():
            parts |= {f"{field}: {k}": c for k, c in m[field].items()}
        for field, c in (parts | {k: m[k] for k in AGGREGATES if book and m[k]}).items():
            [percent(c[k], c.get(f"{k}_ci")) for k in ("greedy", "avg", "format_greedy")]
        for field in four_dim(m, "ours") if m["benchmark"] == "wemath" else ():
            four_dim(m, "official")
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as e:
        raise ValueError(f"{path}: field {field}: missing or of a wrong type ({type(e).__name__}: {e})") from e
    return m


def four_dim(m, rule):
    """We-Math's score and dimensions -> {label: [(text, 0..1 or None) strict, loose]}; text: "12.50% (3)" or "n/a"."""
    four, kinds = m[rule]["four_dim"], ("Strict", "Loose")
    texts = {label: [four[f"{name} ({kind})"] for kind in kinds] for name, label in DIMENSIONS.items()}
    return {d: [(t, None if t[:3] == "n/a" else float(t.split("%")[0]) / 100) for t in v] for d, v in texts.items()}


def read_evaluations(run):
    """-> ([{name, folder, metrics, config}], stages first; the folders of unfinished evaluations)."""
    found, unfinished = [], []
    for folder in (*run.glob("eval*"), *run.glob("eval*/*"), *run.glob("eval*/*/*")):
        name = folder.relative_to(run).as_posix()
        if (folder / "metrics.json").is_file():
            found.append(
                dict(
                    name=re.sub("^eval[/_]", "", name),
                    folder=folder,
                    config=evaluation.read_json(folder / "config.json"),
                    metrics=read_metrics(folder / "metrics.json"),
                )
            )
        elif any(folder.glob("predictions*.jsonl")):
            unfinished.append(name)
    return sorted(found, key=lambda e: (STAGES.index(e["name"]) if e["name"] in STAGES else 9, e["name"])), unfinished


def replay(lines, where="schedule"):
    """schedule.jsonl -> a frame a step. Counters by node: stand (walks that wait there), served, solved, accurate and
    rollouts (sums since the start); and mastered, ended, active. Review and uniform items move no walk."""
    walks, frames, stand, ends = {}, [], Counter(), Counter()
    sums = {key: Counter() for key in ("served", "solved", "accurate", "rollouts")}
    for n, item in enumerate(lines, 1):
        node, after = item["node"], item["next"] and item["next"].removesuffix(" again")
        if unknown := {node, after or node} - scheduler.KNOWN - {"mastered", "ended"}:
            raise ValueError(f"{where}: line {n}: unknown node {unknown.pop()!r}")
        for key, amount in zip(sums, (1, item["solved"], item["accurate"], item["n"])):
            sums[key][node] += amount
        if item["why"] not in ("review", "uniform"):
            stand[walks.pop(item["question_id"], None)] -= 1
            if after in ("mastered", "ended"):
                ends[after] += 1
            else:
                walks[item["question_id"]] = after
                stand[after] += 1
        if n == len(lines) or lines[n]["step"] != item["step"]:
            frames.append(
                {
                    "step": item["step"] + 1,
                    "epoch": item["epoch"] + 1,
                    "mastered": 0,
                    "ended": 0,
                    **ends,
                    "active": len(walks),
                    "stand": Counter(stand),
                    **{k: Counter(c) for k, c in sums.items()},
                }
            )
    return frames


# ---------------------------------------------------------------------------------------------------------------- page
class Page:
    """Collects report.html and report.md side by side, and what is missing."""

    def __init__(self):
        self.html, self.md, self.missing, self.links = [], [], [], []

    def section(self, name, title):
        self.html.append(f'{"</section>" * bool(self.links)}<section id="{name}"><h2>{title}</h2>')
        self.md.append(f"## {title}")
        self.links.append(f'<a href="#{name}">{title}</a>')

    def text(self, text, missing=False):
        text = "Missing: " * missing + text
        self.missing += [text] * missing
        self.html.append(f'<p class="{"wrong" * missing}">{esc(text)}</p>')
        self.md.append(esc(text))

    def table(self, rows, caption):
        rows, caption = [[esc(str(cell)) for cell in row] for row in rows], esc(caption)
        head = "".join(f'<th scope="col">{c}</th>' for c in rows[0])
        body = "".join(f'<tr><th scope="row">{c}</th><td>{"</td><td>".join(more)}</td></tr>' for c, *more in rows[1:])
        self.html.append(
            f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table>'
            f"<caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
            "</table></div>"
        )
        cells = [[re.sub(r"([|`]|\](?=[(\[:]))", r"\\\1", " ".join(c.split())) for c in row] for row in rows]  # no link
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        self.md.append("\n".join([caption, "", lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]))

    def plots(self, plots, names=(), places=range(99)):
        """Plots side by side, under what their colours and dashes stand for."""
        key = "".join(
            f'<span><svg viewBox="0 0 30 8" width="30" height="8" aria-hidden="true"><path d="M0 4H30" '
            f'stroke="var(--c{i % 6})" stroke-width="4" stroke-dasharray="{DASHES[i % 6]}"/></svg> '
            f"{esc(n)}</span>"
            for n, i in zip(names, places)
        )
        self.html.append(f'<p class="legend">{key}</p><div class="plots">{"".join(plots)}</div>')


def add_stages(page, found, ours, shown):
    """The table of stages, accuracy by domain and level, the cube."""
    page.section("stages", "Stages")
    for stage in (s for s in STAGES if s not in [e["name"] for e in ours]):
        page.text(f"stage {stage} has no finished evaluation (eval/{stage}/metrics.json).", True)
    if ours:
        head, *lines = evaluation.table(tuple(str(e["folder"]) for e in ours)).split("\n")
        head = ["", *re.split(r"\s{2,}", head.strip())]  # a heading has single blanks, a value none
        page.table(
            [head] + [[e["name"], *line.rsplit(None, len(head) - 1)[1:]] for e, line in zip(ours, lines)],
            "MathBookEval, accuracy in percent",
        )
    rows = [["", "benchmark", "rows", "greedy [95 %]", "avg@n [95 %]", "n", "cut off", "no answer", "left out"]]
    for e in found:
        m, c = e["metrics"], e["metrics"]["overall"]
        left = "; ".join(f"{v}: {k}" for k, v in (m.get("left_out") or {}).items() if v)
        accuracies = (percent(c[k], c.get(f"{k}_ci")) for k in ("greedy", "avg"))
        rows.append(
            [
                e["name"],
                m["benchmark"],
                c.get("rows"),
                *accuracies,
                m.get("n"),
                *(percent(m.get(k)) for k in ("cut_off", "no_answer")),
                left,
            ]
        )
    page.table(rows, "All evaluations, in percent")
    if not ours:
        return
    key = "avg" if all(e["metrics"]["overall"]["avg"] is not None for e in shown) else "greedy"
    measure = {"avg": "mean accuracy over the samples (avg@n)", "greedy": "greedy accuracy"}[key]
    names, plots, tables = [e["name"] for e in shown], {}, {}
    for part in ("domain", "level", "difficulty"):
        by = {e["name"]: e["metrics"][f"by_{part}"] for e in ours}
        values = list(dict.fromkeys(v for cells in by.values() for v in cells))
        tables[part] = [[part, *by]] + [
            [v, *(" / ".join(percent(c.get(v, {}).get(k)) for k in ("greedy", "avg")) for c in by.values())]
            for v in values
        ]
        groups = {v: [(by[n].get(v, {}).get(key), by[n].get(v, {}).get(f"{key}_ci")) for n in names] for v in values}
        plots[part] = (
            [bars(f"By {part}", groups, names)]
            if part != "difficulty"
            else [cube(n, {v: groups[v][i][0] for v in groups}) for i, n in enumerate(names)]
        )
    page.section("parts", "Domains and levels")
    page.text(f"The plots show the {measure}; the lines on the bars are 95 % intervals.")
    page.plots(plots["domain"] + plots["level"], names)
    for part in ("domain", "level"):
        page.table(tables[part], f"Accuracy by {part} in percent, greedy / avg@n")
    page.section("cube", "Difficulty cube")
    page.text(f"Base, one more step of reasoning (x), a harder figure (y), a context (z). Rings show the {measure}.")
    page.plots(plots["difficulty"])
    page.table(tables["difficulty"], "Accuracy by node in percent, greedy / avg@n")


def add_curves(page, run):
    """Training curves of the three stages."""
    page.section("curves", "Training curves")
    files, runs = {name: run / name / "metrics.jsonl" for name in STAGES[1:]}, {}
    for name, path in files.items():
        if path.is_file() and path.stat().st_size:
            runs[name] = read_lines(path, dict(step=int, wall=NUMBER), CURVES)
        else:
            page.text(f"stage {name} has no training log ({name}/metrics.jsonl).", True)
    rows = [[name, lines[-1]["step"], round(lines[-1]["wall"])] for name, lines in runs.items()]
    page.table([["", "steps", "seconds"], *rows], "Training")
    plots = []
    for key in CURVES:
        series = {
            name: [(r["step"], r[key]) for r in lines if r.get(key) is not None and abs(r[key]) < 1e300]  # no NaN
            for name, lines in runs.items()
        }
        if any(series.values()):
            plots.append(curve(key, {name: points for name, points in series.items() if points}))
    page.plots(plots, runs, [STAGES.index(name) for name in runs])


def add_wemath(page, found):
    """The score and the four dimensions of every We-Math evaluation, by both rules."""
    page.section("wemath", "We-Math")
    if not found:
        page.text(
            "no We-Math evaluation. To make one: python eval.py --benchmark wemath --data WEMATH_FOLDER "
            "--model RUN/dynamic/hf --out RUN/eval_wemath",
            True,
        )
    names = [f"{rule}, {kind}" for rule in ("our extraction", "official rule") for kind in ("strict", "loose")]
    for e, m in ((e, e["metrics"]) for e in found):
        ours, official = four_dim(m, "ours"), four_dim(m, "official")
        page.text(f"{e['name']}: {m['ours'].get('groups')} whole groups, {m['overall'].get('rows')} rows.")
        page.plots([bars(e["name"], {d: [(v, None) for _, v in ours[d] + official[d]] for d in ours}, names)], names)
        page.table(
            [["", *names], *([d, *(t for t, _ in ours[d] + official[d])] for d in ours)],
            "The score and the four dimensions",
        )


def add_schedule(page, run):
    """The curriculum replay -> the slider's states."""
    page.section("schedule", "Curriculum replay")
    path = run / "dynamic" / "schedule.jsonl"
    if not path.is_file() or not path.stat().st_size:
        page.text("no curriculum (dynamic/schedule.jsonl): stage dynamic was not run.", True)
        return []
    frames = replay(read_lines(path, SERVED), str(path))
    picked = np.unique(np.linspace(0, len(frames) - 1, FRAMES).astype(int)).tolist()
    window, sums = max(1, len(frames) // 9), ("mastered", "ended", "active")
    nodes = [n for n in WALK if frames[-1]["served"][n] or any(f["stand"][n] for f in frames)]

    def recent(i, node):  # share of right rollouts over `window` steps
        now, then = frames[i], frames[i - window] if i >= window else None
        n, right = (now[k][node] - (then[k][node] if then else 0) for k in ("rollouts", "accurate"))
        return right / n if n else None

    right = {n: [recent(i, n) for i in picked] for n in nodes}
    states = [
        {k: frames[i][k] for k in ("step", "epoch", *sums)}
        | {"nodes": [[*(frames[i][k][n] for k in ("stand", "served", "solved")), percent(right[n][j])] for n in nodes]}
        for j, i in enumerate(picked)
    ]
    page.text("A seed walks base, x, xy, xz, xyz; a failure serves the nodes between. The slider moves both tables.")
    page.html.append(
        f'<p id="replay"><label for="step">Step</label> <input type="range" id="step" '
        f'max="{len(states) - 1}" value="{len(states) - 1}"></p>'
    )
    page.table([["", "number"], *([k, states[-1][k]] for k in ("step", "epoch", *sums))], "Where the curriculum is")
    page.table(
        [
            ["node", "walks there", "served", "solved", f"right in the last {window} steps (%)"],
            *([n, *values] for n, values in zip(nodes, states[-1]["nodes"])),
        ],
        "By node",
    )
    steps, totals = [s["step"] for s in states], {k: [s[k] for s in states] for k in sums}
    stand = {n: [frames[i]["stand"][n] for i in picked] for n in nodes}
    last = {n: percent(next((v for v in right[n][::-1] if v is not None), None)) for n in nodes}
    page.plots(
        [
            ridges("Where the walks stand", "Walks at each node, on one scale.", steps, stand),
            ridges("Right rollouts by node (%)", f"Over {window} steps, of 100 %.", steps, right, 1, last),
            ridges("Walks mastered, ended, active", "Sums over all epochs, on one scale.", steps, totals),
        ]
    )
    return states


# ------------------------------------------------------------------------------------------------------------- gallery
def even(items, keys, n):
    """n of the items, spread as evenly as they allow over the first key's values, within each over the next key's."""
    if n >= len(items) or not keys:
        return [items[i * len(items) // n] for i in range(n)] if n < len(items) else items
    groups, chosen = {}, []
    for item in items:
        groups.setdefault(item[keys[0]], []).append(item)
    for left, group in zip(range(len(groups), 0, -1), sorted(groups.values(), key=len)):  # small ones leave their share
        chosen += even(group, keys[1:], (n - len(chosen)) // left)
    return chosen


def find_rows(config, run):
    """{id: row} of what an evaluation asked; None when its data or their images are not on this disk (the hub is not
    asked)."""
    named, known = config.get("data") or "", {f.name for f in fields(evaluation.Config)}
    for path in (Path(named), Path(__file__).parent / named, run / "data" / Path(named).name):
        if named and path.exists():
            cfg = evaluation.Config(**{k: v for k, v in config.items() if k in known} | {"data": str(path)})
            try:
                return {row["id"]: row for row in evaluation.load_rows(cfg)[0]}
            except evaluation.benchmarks.Missing:
                return None


def data_uri(image, sha256, longest):
    """The stored image as a data: address, shrunk if it is large; None when it is not the one that the model saw."""
    raw, out = image["bytes"] or Path(image["path"]).read_bytes(), io.BytesIO()
    if hashlib.sha256(raw).hexdigest() != sha256:
        return None
    try:
        im = ImageOps.exif_transpose(Image.open(io.BytesIO(raw))).convert("RGBA")
    except evaluation.data.IMAGE_ERRORS as e:
        raise ValueError(f"image {image['path'] or sha256}: cannot be read: {type(e).__name__} {e}") from e
    im.thumbnail((longest, longest))
    im.save(out, "WEBP", quality=85, lossless=max(im.size) < 128)  # anew, so that nothing but pixels is copied
    return f"data:image/webp;base64,{base64.b64encode(out.getvalue()).decode()}"


def card(number, p, row, values, pixels):
    """One sample as HTML. values: {filter: [values]}; row: of the data, or None. Of a huge text the end is left out."""
    pictures, points, node, word = "", "; ".join(values["knowledge"]), values["node"][0], values["verdict"][0]
    for i, digest in enumerate(p["image_sha256"]):
        uri = row and i < len(row["images"]) and data_uri(row["images"][i], digest, pixels)
        alt = esc(f"Figure {i + 1} of problem {p['id']}: {points}; node {node}")
        pictures += f'<img src="{uri}" alt="{alt}">' if uri else f'<p class="wrong">Not at hand: {alt}</p>'
    question = str(p.get("problem") or (row or {}).get("problem") or p["prompt"])
    texts = {
        "Question": question.replace("<image>", "[figure]" * (len(p["image_sha256"]) > 1)).strip(),
        "Response": p["response"],
    }
    for name, text in texts.items():
        more = f"\n[{len(text) - TEXT_MAX} more characters]" if len(text) > TEXT_MAX else ""
        text = re.sub(r"\n{4,}", lambda m: f"\n[{len(m[0])} line breaks]\n", text)
        texts[name] = f'<h4>{name}</h4><pre dir="auto" tabindex="0">{esc(text[:TEXT_MAX] + more)}</pre>'
    facts = {"Extracted": p["extracted"] or "(none)", "Gold": p["gold"], "Model": str(p.get("model"))}
    facts |= {"Official rule": "right" if p["official"] else "wrong"} if p.get("official") is not None else {}
    texts, facts = "".join(texts.values()), "".join(f"<dt>{k}</dt><dd dir=auto>{esc(v)}</dd>" for k, v in facts.items())
    marks = " ".join(f'data-{name}="{esc(chr(10).join(v))}"' for name, v in values.items())
    title = esc(f"{p['evaluation']}, node {node}, {'greedy' if p['mode'] == 'greedy' else 'sample'}")
    return (
        f'<article class="card" {marks} aria-labelledby="s{number}"><h3 id="s{number}"><span class="{word}">'
        f'{"✓" if p["verdict"] else "✗"} {word}</span>: {title}</h3><p class="small" dir="auto">'
        f"{esc(p['benchmark'])} {esc(p['id'])}: {esc(points)}</p>{pictures}{texts}<dl>{facts}</dl></article>"
    )


def add_gallery(page, shown, cfg, run):
    """Filters and cards."""
    page.section("gallery", "Samples")
    preds, rows, options, cards = [], {}, {}, []
    for e in shown if cfg.samples else ():
        path = e["folder"] / "predictions.jsonl"
        if not path.is_file():
            page.text(f"{path}: the gallery has no samples of {e['name']}.", True)
            continue
        preds += [{**p, "evaluation": e["name"], "config": e["config"]} for p in read_lines(path, SAMPLE)]
    preds = even(preds, ("benchmark", "verdict", "evaluation", "difficulty"), cfg.samples)
    for p in sorted(preds, key=lambda p: p["id"]):
        if (named := p["config"].get("data")) not in rows:
            rows[named] = find_rows(p["config"], run)
            if rows[named] is None:
                page.text(f"the data of {p['evaluation']} ({named}): its samples show the prompt and no figure.", True)
        values = dict(
            benchmark=[p["benchmark"]],
            evaluation=[p["evaluation"]],
            knowledge=p["knowledge"] or ["none"],
            node=[p["difficulty"] or "none"],
            verdict=["right" if p["verdict"] else "wrong"],
        )
        for name, found in values.items():
            values[name] = [" ".join(clean(str(v)).split()) for v in found]
            options.setdefault(name, {}).update(dict.fromkeys(values[name]))
        cards.append(card(len(cards) + 1, p, (rows[named] or {}).get(p["id"]), values, cfg.figure_pixels))
    if not cards:
        page.text("no samples (--samples, eval/*/predictions.jsonl).", True)
    order, selects = {v: i for i, v in enumerate((*STAGES, *CUBE))}, ""
    for name, found in options.items():
        found = sorted(found, key=lambda v: (order.get(v, 99), v))
        choices = "".join(f'<option value="{esc(v)}">{esc(v[:80])}</option>' for v in found)
        selects += f'<label>{name}<select name="{name}"><option value="">all</option>{choices}</select></label>'
    page.html.append(
        f'<form id="filters" aria-label="Filter the samples">{selects}<button type="reset">Show all'
        f'</button><output id="count">{len(cards)} samples</output></form>'
        f'<div class="cards">{"".join(cards)}</div>'
    )
    page.md.append(f"{len(cards)} samples with figures and filters are in report.html.")


def build(cfg):
    """-> the texts of report.html and report.md. ValueError and OSError for bad input."""
    run, page = Path(cfg.run), Page()
    if cfg.samples < 0 or cfg.figure_pixels < 16:
        raise ValueError("--samples must be at least 0, --figure_pixels at least 16")
    found, unfinished = read_evaluations(run)
    if not found and not any((run / stage / "metrics.jsonl").is_file() for stage in STAGES):
        raise ValueError(f"{run}: neither evaluations (eval/*/metrics.json) nor training logs: not a folder of run.sh")
    ours, wemath = ([e for e in found if e["metrics"]["benchmark"] == name] for name in ("mathbook", "wemath"))
    shown = [e for e in ours if e["name"] in STAGES] or ours[:6]
    add_stages(page, found, ours, shown)
    for folder in unfinished:
        page.text(f"{folder}: the evaluation is not finished (no metrics.json).", True)
    add_curves(page, run)
    add_wemath(page, wemath)
    states = add_schedule(page, run)
    add_gallery(page, shown + [e for e in found if e not in ours], cfg, run)
    title, intro = esc(run.resolve().name), f"Run folder {run}; written {time.strftime('%Y-%m-%d %H:%M')}."
    lacks = "".join(f"<li>{esc(m)}</li>" for m in page.missing)
    lacks = lacks and f"<details><summary>Missing in this run: {len(page.missing)}</summary><ul>{lacks}</ul></details>"
    text = (Path(__file__).parent / "run.html").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(re.search("<script>(.*?)</script>", text, re.S)[1].encode()).digest())
    parts = dict(
        title=title,
        policy=digest.decode(),
        intro=esc(intro),
        lacks=lacks,
        links="".join(page.links),
        body="".join(page.html),
        states=json.dumps(states).replace("<", "\\u003c"),
    )
    text = re.sub("@@(\\w+)@@", lambda mark: parts[mark[1]], text)
    md = [f"# Run {title}", esc(intro) + " Plots, replay and samples: report.html.", *page.md, ""]
    return clean(text), clean("\n\n".join(md))


def main(cfg):
    out, ink = Path(cfg.out or cfg.run), ("text.color", "axes.labelcolor", "xtick.color", "ytick.color")
    rc = {"svg.fonttype": "none", "svg.hashsalt": "report", "text.parse_math": False, "font.size": 9.5}
    with matplotlib.rc_context(rc | dict.fromkeys(ink, INK)):
        texts = build(cfg)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in zip(("report.html", "report.md"), texts):
        write_whole(out / name, text)
    print(f"written: {out / 'report.html'} ({len(texts[0].encode()) >> 10} KB) and {out / 'report.md'}")


def command(args):
    """`python -m report ...`"""
    main(tyro.cli(Config, args=args, prog="python -m report", description=__doc__, use_underscores=True))
