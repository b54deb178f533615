"""One page to look at a run: table of stages, curves, accuracies, difficulty cube, curriculum replay, samples.

    python -m report --run out                                # writes out/report.html and out/report.md
    python -m report --run runs/s0 --out pages --samples 400  # elsewhere, with a larger gallery
    python -m report book --run out --out out/site            # the MathBook to look at: explorer.py
    python -m report pictures --run out --out docs            # the pictures of the README: pictures.py

Reads what run.sh leaves: eval/NAME and eval_NAME (of eval.py), {sft,pre,dynamic}/metrics.jsonl, dynamic/schedule.jsonl,
and for the gallery the evaluation's data: a row is found by its id, a figure shown only when it has the prediction's
sha256. report.html is one file: no network, a content security policy that admits its own script alone, all text of
model and data escaped. What a run lacks is said in the page; a broken file is an error that names file and line.
"""

import base64
import hashlib
import json
import re
import time
from dataclasses import dataclass
from html import escape as esc
from pathlib import Path

import matplotlib
import numpy as np

import scheduler
from benchmarks import mathbook
from benchmarks.tables import percent, share
from report import curriculum
from report.gallery import add_gallery
from report.plots import DASHES, RC, bars, clean, cube, curve, heat, ridges
from report.reading import COSTS, CURVES, STAGES, dimensions, of_mathbook, read_evaluations, read_training, series
from runtime import read_jsonl, settings, write_whole

FRAMES = 240  # steps of the slider
HEAT = 40  # programs in a heat map


@dataclass
class Config:
    run: str  # folder of a run of run.sh
    out: str = ""  # folder for report.html and report.md; empty: the run's folder
    samples: settings.Limit = 200  # size of the gallery, spread over benchmarks, verdicts, stages, nodes; 0: none
    figure_pixels: settings.Tokens = 640  # longest side of a figure in the gallery; larger ones are shrunk


# ---------------------------------------------------------------------------------------------------------------------
# the two texts


class Page:
    """Collects report.html and report.md side by side, and what is missing."""

    def __init__(self):
        self.html, self.md, self.missing, self.links = [], [], [], []

    def section(self, name, title):
        """Begins a section; the page's table of contents links to it."""
        self.html.append(f'{"</section>" * bool(self.links)}<section id="{name}"><h2>{title}</h2>')
        self.md.append(f"## {title}")
        self.links.append(f'<a href="#{name}">{title}</a>')

    def text(self, text, missing=False):
        """A paragraph; missing: it says what the run lacks, and stands at the top of the page too."""
        text = "Missing: " * missing + text
        self.missing += [text] * missing
        self.html.append(f'<p class="{"wrong" * missing}">{esc(text)}</p>')
        self.md.append(esc(text))

    def table(self, rows, caption):
        """A table of texts and numbers; the first row is its heading, the first column too."""
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


# ---------------------------------------------------------------------------------------------------------------------
# the sections


def add_stages(page, found, ours):
    """The table of stages, and of all evaluations."""
    page.section("stages", "Stages")
    for stage in (s for s in STAGES if s not in [e["name"] for e in ours]):
        page.text(f"stage {stage} has no finished evaluation (eval/{stage}/metrics.json).", True)
    if ours:
        page.table(mathbook.table([(e["name"], e["metrics"]) for e in ours]), "MathBookEval, accuracy in percent")
    rows = [["", "benchmark", "rows", "greedy [95 %]", "avg@n [95 %]", "n", "cut off", "no answer", "left out"]]
    for e in found:
        m, c = e["metrics"], e["metrics"]["overall"]
        accuracies = (percent(c[k], c.get(f"{k}_ci")) for k in ("greedy", "avg"))
        shares = (percent(m.get(k)) for k in ("cut_off", "no_answer"))
        left = "; ".join(f"{v}: {k}" for k, v in (m.get("left_out") or {}).items() if v)
        rows.append([e["name"], m["benchmark"], c.get("rows"), *accuracies, m.get("n"), *shares, left])
    page.table(rows, "All evaluations, in percent")


def part_table(by, title, counted=False):
    """A line a value: its rows (counted), greedy / avg@n of each evaluation. by: {evaluation: {value: cell}}."""
    rows = [[title, *["rows"] * counted, *by]]
    for v in dict.fromkeys(v for cells in by.values() for v in cells):
        found = [cells.get(v, {}) for cells in by.values()]
        count = [max(c.get("rows", 0) for c in found)] if counted else []
        pairs = ([percent(c.get(k)) for k in ("greedy", "avg")] for c in found)
        rows.append([v, *count, *map(" / ".join, pairs)])
    return rows


def add_parts(page, ours, shown):
    """Accuracy by domain, by level and by node; shown: the evaluations in the plots."""
    key = "avg" if all(e["metrics"]["overall"]["avg"] is not None for e in shown) else "greedy"
    measure = {"avg": "mean accuracy over the samples (avg@n)", "greedy": "greedy accuracy"}[key]
    names, groups, tables = [e["name"] for e in shown], {}, {}
    for part in ("domain", "level", "difficulty"):
        by = {e["name"]: e["metrics"][f"by_{part}"] for e in ours}
        values = list(dict.fromkeys(v for cells in by.values() for v in cells))
        tables[part] = part_table(by, part)
        cells = {v: [by[n].get(v, {}) for n in names] for v in values}
        groups[part] = {v: [(c.get(key), c.get(f"{key}_ci")) for c in cells[v]] for v in values}
    page.section("parts", "Domains and levels")
    page.text(f"The plots show the {measure}; the lines on the bars are 95 % intervals.")
    page.plots([bars(f"By {part}", groups[part], names) for part in ("domain", "level")], names)
    for part in ("domain", "level"):
        page.table(tables[part], f"Accuracy by {part} in percent, greedy / avg@n")
    page.section("cube", "Difficulty cube")
    page.text(f"Base, one more step of reasoning (x), a harder figure (y), a context (z). Rings show the {measure}.")
    nodes = groups["difficulty"]
    page.plots([cube(name, {v: nodes[v][i][0] for v in nodes}) for i, name in enumerate(names)])
    page.table(tables["difficulty"], "Accuracy by node in percent, greedy / avg@n")
    page.section("points", "Programs and points")
    page.text("Where a stage gains and where it loses; a row counts for each of its points.")
    for part, title in (("program", "program"), ("knowledge", "knowledge point")):
        rows = part_table({e["name"]: e["metrics"].get(f"by_{part}") or {} for e in ours}, title, counted=True)
        if len(rows) > 1:
            page.table(rows, f"Accuracy by {title} in percent, greedy / avg@n")


def add_curves(page, run):
    """Training curves of the three stages."""
    page.section("curves", "Training curves")
    runs = read_training(run)
    for stage in (s for s in STAGES[1:] if s not in runs):
        page.text(f"stage {stage} has no training log ({stage}/metrics.jsonl).", True)
    rows = [["", "steps", "seconds", "problems trained on", "rolled out and thrown away", "their response tokens"]]
    for stage, lines in runs.items():
        costs = [[line[k] for line in lines if line.get(k) is not None] for k in COSTS]
        rows.append([stage, lines[-1]["step"], round(lines[-1]["wall"])])
        rows[-1] += [f"{sum(values):,.0f}" if values else "" for values in costs]
    page.table(rows, "Training")
    plots = [curve(key, points) for key in CURVES if (points := series(runs, key))]
    page.plots(plots, runs, [STAGES.index(stage) for stage in runs])


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
        ours, official = dimensions(m["ours"]), dimensions(m["official"])
        cells = {label: ours[label] + official[label] for label in ours}
        page.text(f"{e['name']}: {m['ours'].get('groups')} whole groups, {m['overall'].get('rows')} rows.")
        values = {label: [(value, None) for value, _ in row] for label, row in cells.items()}
        page.plots([bars(e["name"], values, names)], names)
        texts = [[label, *(share(*cell) for cell in row)] for label, row in cells.items()]
        page.table([["", *names], *texts], "The score and the four dimensions")


def lately(frames, picked, node, window):
    """Share of right rollouts at a node over `window` steps, at each of the picked frames; None without a rollout."""
    shares = []
    for i in picked:
        now, then = frames[i], frames[i - window] if i >= window else None
        n, right = (now[k][node] - (then[k][node] if then else 0) for k in ("rollouts", "accurate"))
        shares.append(right / n if n else None)
    return shares


def add_schedule(page, run):
    """The curriculum replay -> the slider's states."""
    page.section("schedule", "Curriculum replay")
    path = run / "dynamic" / "schedule.jsonl"
    if not path.is_file() or not path.stat().st_size:
        page.text("no curriculum (dynamic/schedule.jsonl): stage dynamic was not run.", True)
        return []
    frames = curriculum.replay(read_jsonl(path, curriculum.SERVED), str(path))
    picked = np.unique(np.linspace(0, len(frames) - 1, FRAMES).astype(int)).tolist()
    window, sums = max(1, len(frames) // 9), ("mastered", "ended", "active")
    nodes = [n for n in scheduler.WALK if frames[-1]["served"][n] or any(f["stand"][n] for f in frames)]
    right = {n: lately(frames, picked, n, window) for n in nodes}
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
    heading = ["node", "walks there", "served", "solved", f"right in the last {window} steps (%)"]
    page.table([heading, *([n, *values] for n, values in zip(nodes, states[-1]["nodes"]))], "By node")
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


def add_rates(page, run):
    """Running success rates of what was drawn from the book, by program and node, in the stages that drew from it."""
    for stage, columns, found in curriculum.rates_of(run):
        shares = {name: {node: rate for node, (_, rate, _) in cells.items()} for name, cells in found.items()}
        page.section(f"rates-{stage}", f"Success by program, stage {stage}")
        page.text(
            "The running success rates that the draws went by: those near one half were drawn most. In percent; the "
            f"table has the number of problems in brackets. The plot has the {min(HEAT, len(found))} of "
            f"{len(found)} programs that were drawn most."
        )
        most = sorted(found, key=lambda name: -sum(n for n, *_ in found[name].values()))[:HEAT]
        page.plots([heat("Running success rates", {name: shares[name] for name in found if name in most}, columns)])
        rows = [["program", *columns]]
        for name in found:
            cells = (found[name].get(node) for node in columns)
            rows.append([name, *(f"{percent(c[1])} ({c[0]})" if c else "" for c in cells)])
        page.table(rows, "Running success rate by program and node, in percent (problems)")


# ---------------------------------------------------------------------------------------------------------------------
# the page


def build(cfg):
    """-> the texts of report.html and report.md. ValueError and OSError for bad input."""
    run, page = Path(cfg.run), Page()
    if cfg.samples < 0 or cfg.figure_pixels < 16:
        raise ValueError("--samples must be at least 0, --figure_pixels at least 16")
    found, unfinished = read_evaluations(run)
    if not found and not any((run / stage / "metrics.jsonl").is_file() for stage in STAGES):
        raise ValueError(f"{run}: neither evaluations (eval/*/metrics.json) nor training logs: not a folder of run.sh")
    ours, shown = of_mathbook(found)
    with matplotlib.rc_context(RC):
        add_stages(page, found, ours)
        if ours:
            add_parts(page, ours, shown)
        for folder in unfinished:
            page.text(f"{folder}: the evaluation is not finished (no metrics.json).", True)
        add_curves(page, run)
        add_wemath(page, [e for e in found if e["metrics"]["benchmark"] == "wemath"])
        add_rates(page, run)
        states = add_schedule(page, run)
    add_gallery(page, shown + [e for e in found if e not in ours], cfg, run)
    title, intro = esc(run.resolve().name), f"Run folder {run}; written {time.strftime('%Y-%m-%d %H:%M')}."
    md = [f"# Run {title}", esc(intro) + " Plots, replay and samples: report.html.", *page.md, ""]
    return clean(filled(page, title, intro, states)), clean("\n\n".join(md))


def filled(page, title, intro, states):
    """run.html with the page's parts, and with the hash of its script in the content security policy."""
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
    return re.sub("@@(\\w+)@@", lambda mark: parts[mark[1]], text)


def main(cfg):
    out = Path(cfg.out or cfg.run)
    texts = build(cfg)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in zip(("report.html", "report.md"), texts):
        write_whole(out / name, text)
    print(f"written: {out / 'report.html'} ({len(texts[0].encode()) >> 10} KB) and {out / 'report.md'}")
