"""One page to look at a run: table of stages, curves, accuracies, difficulty cube, curriculum replay, samples.

    python report.py --run out                                # writes out/report.html and out/report.md
    python report.py --run runs/s0 --out pages --samples 400  # elsewhere, with a larger gallery

Reads what run.sh leaves: eval/NAME and eval_NAME (of eval.py), {sft,pre,dynamic}/metrics.jsonl, dynamic/schedule.jsonl,
and for the gallery the evaluation's data: a row is found by its id, a figure shown only when it has the prediction's
sha256. report.html is one file: no network, a content security policy that admits its own script alone, all text of
model and data escaped. What a run lacks is said in the page; a broken file is an error that names file and line.
"""
import base64, hashlib, io, json, re, sys, time, warnings  # noqa: E401
from collections import Counter
from dataclasses import dataclass, fields
from html import escape as esc
from pathlib import Path

import matplotlib
import numpy as np
import tyro
from matplotlib.figure import Figure
from matplotlib.patches import Wedge
from PIL import Image, ImageOps

import eval as evaluation
import scheduler

STAGES = ("start", "sft", "pre", "dynamic")  # in the order of run.sh; the first has no training
CUBE = {"base": (0, 0, 0), "x": (1, 0, 0), "y": (0, 1, 0), "z": (0, 0, 1),
        "xy": (1, 1, 0), "xz": (1, 0, 1), "yz": (0, 1, 1), "xyz": (1, 1, 1)}
WALK = ("base", "x", *scheduler.LETTERS, "xy", "y", "xz", "yz", "z", "xyz")  # the order in which a walk meets them
CURVES = {"loss": "Loss (SFT)", "accuracy": "Accuracy of the rollouts", "reward": "Reward", "format": "Well-formed share",
          "kl": "KL to the start", "entropy": "Entropy", "response_tokens": "Tokens a response", "lr": "Learning rate",
          "zero_advantage": "Share without advantage", "grad_norm": "Gradient norm"}
DIMENSIONS = {"Score": "Score", "InsufficientKnowledge": "IK: insufficient knowledge", "InadequateGeneralization":
              "IG: inadequate generalization", "CompleteMastery": "CM: complete mastery", "RoteMemorization": "RM: rote memorization"}
FRAMES, POINTS, TEXT_MAX = 240, 400, 6000  # steps of the slider, points of a curve, characters of a shown text
INK, LINE, CARD = "#010203", "#040506", "#070809"  # stand-ins: the SVG takes the page's light or dark colours
COLOURS, DASHES = [f"#0b0b0{i}" for i in range(6)], ["", "6 3", "9 3 2 3", "2 2", "", "6 3"]
THEME = {INK: "currentColor", LINE: "var(--line)", CARD: "var(--card)"} | {c: f"var(--c{c[-1]})" for c in COLOURS}
NONE, NUMBER = type(None), (int, float)
SAMPLE = dict(id=str, benchmark=str, mode=str, sample=int, response=str, gold=str, verdict=bool, prompt=str, image_sha256=list,
              extracted=(str, NONE), difficulty=(str, NONE), knowledge=(list, NONE))
SERVED = dict(step=int, epoch=int, question_id=(str, int), node=str, why=str, accurate=int, n=int, solved=bool, next=(str, NONE))


@dataclass
class Config:
    run: str  # folder of a run of run.sh
    out: str = ""  # folder for report.html and report.md; empty: the run's folder
    samples: int = 200  # at most so many in the gallery, evenly over benchmarks, right and wrong, stages, nodes; 0: none
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
        parts = {"overall": m["overall"]} | {k: m[k] for k in evaluation.AGGREGATES if m["benchmark"] == "mathbook" and m[k]}
        for field in ("by_difficulty", "by_level", "by_domain") if m["benchmark"] == "mathbook" else ():
            parts |= {f"{field}: {k}": c for k, c in m[field].items()}
        for field, c in parts.items():
            [evaluation.percent(c[k], c.get(f"{k}_ci")) for k in ("greedy", "avg", "format_greedy")]
        for field in (f"{d} ({kind})" for d in DIMENSIONS for kind in ("Strict", "Loose") if m["benchmark"] == "wemath"):
            [share(m[rule]["four_dim"][field]) for rule in ("official", "ours")]
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as e:
        raise ValueError(f"{path}: field {field}: missing or of a wrong type ({type(e).__name__}: {e})") from e
    return m


def share(text):
    """We-Math's "12.50% (3)" -> 0.125; "n/a" -> None."""
    return None if text.startswith("n/a") else float(text.split("%")[0]) / 100


def read_evaluations(run):
    """-> ([{name, folder, metrics, config}], stages first; the folders of unfinished evaluations)."""
    found, unfinished = [], []
    for folder in (*run.glob("eval/*"), *run.glob("eval_*"), run / "eval"):
        name = folder.relative_to(run).as_posix()
        if (folder / "metrics.json").is_file():
            found.append(dict(name=name.removeprefix("eval/"), folder=folder, metrics=read_metrics(folder / "metrics.json"),
                              config=evaluation.read_json(folder / "config.json")))
        elif any(folder.glob("predictions*.jsonl")):
            unfinished.append(name)
    return sorted(found, key=lambda e: (STAGES.index(e["name"]) if e["name"] in STAGES else 9, e["name"])), unfinished


def replay(lines, where="schedule"):
    """schedule.jsonl -> a frame a step. Counters by node: stand (walks that wait there), served, solved, accurate and
    rollouts (sums since the start); and mastered, ended, active. Review and uniform items move no walk."""
    walks, frames, stand, ends = {}, [], Counter(), Counter()
    sums = {key: Counter() for key in ("served", "solved", "accurate", "rollouts")}
    for n, item in enumerate(lines, 1):
        node, after = item["node"], item["next"]
        if unknown := {node, after or node} - scheduler.NODES - {"mastered", "ended"}:
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
            frames.append(dict(step=item["step"] + 1, epoch=item["epoch"] + 1, mastered=ends["mastered"], ended=ends["ended"],
                               active=len(walks), stand=Counter(stand), **{k: Counter(c) for k, c in sums.items()}))
    return frames


# --------------------------------------------------------------------------------------------------------------- plots
def axes(height, grid="both"):
    """A figure 4 inches wide (so that its text can be read on a telephone) and bare axes."""
    fig = Figure(figsize=(4, height))
    ax = fig.add_axes((0.1, 0.1, 0.88, 0.88), axisbelow=True)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    if grid:
        ax.grid(axis=grid, color=LINE, linewidth=0.8)
    return fig, ax


def svg(fig, title, desc):
    """The figure as an inline SVG: theme colours, title and desc, ids that are unique in the page, text as text."""
    out = io.StringIO()
    with warnings.catch_warnings():  # about glyphs that matplotlib's own font lacks; the browser draws the text
        warnings.simplefilter("ignore")
        fig.savefig(out, format="svg", transparent=True, bbox_inches="tight", pad_inches=0.05, metadata={"Date": None})
    text = re.sub(r"<metadata>.*?</metadata>", "", out.getvalue(), flags=re.S)
    key, box = "p" + hashlib.sha256(clean(title + desc).encode()).hexdigest()[:8], re.search('viewBox="([^"]*)"', text)[1]
    text = re.sub(r'( id="|url\(#|href="#)', rf"\1{key}-", text[text.index(">", text.index("<svg")) + 1:])
    for stand_in, colour in THEME.items():
        text = text.replace(stand_in, colour)
    return (f'<figure class="plot"><figcaption>{esc(title)}</figcaption><svg viewBox="{box}" role="img" aria-labelledby='
            f'"{key}t {key}d"><title id="{key}t">{esc(title)}</title><desc id="{key}d">{esc(desc)}</desc>{text}</figure>')


def curve(title, series):
    """{stage: [(step, value)]}: thin as measured, thick the running mean over a twelfth of the run."""
    (fig, ax), ends = axes(2.4), []
    for name, points in series.items():
        x, y = np.array(points, dtype=float).T
        i, k, total = STAGES.index(name), np.arange(1, len(x) + 1), np.cumsum([0.0, *y])
        first = np.maximum(0, k - max(1, len(x) // 12))
        mean, keep = (total[k] - total[first]) / (k - first), np.unique(np.linspace(0, len(x) - 1, POINTS).astype(int))
        ax.plot(x[keep], y[keep], color=COLOURS[i], alpha=0.3, linewidth=0.8)
        dash = (0, [int(d) / 2 for d in DASHES[i].split()]) if DASHES[i] else "-"
        ax.plot(x[keep], mean[keep], color=COLOURS[i], linestyle=dash, linewidth=2)
        ends.append(f"{name} from {mean[0]:.4g} to {mean[-1]:.4g}")
    ax.set(xlabel="step", yscale="log" if title == CURVES["loss"] else "linear")
    return svg(fig, title, f"By training step, running mean: {'; '.join(ends)}.")


def bars(title, parts, names):
    """{label: [(value or None, interval or None) a name]} in 0..1 as horizontal bars, a group a label."""
    (fig, ax), y, said = axes(0.5 + len(parts) * (0.32 + 0.19 * len(names)), "x"), 0.0, []
    for label, values in parts.items():
        ax.text(0, y, clean(label)[:44], va="bottom", fontsize=10)
        said.append(f"{label}: " + ", ".join(f"{n} {evaluation.percent(v)}" for n, (v, _) in zip(names, values)))
        for i, (value, ci) in enumerate(values):
            y += 0.19
            if value is not None:
                ax.barh(y - 0.07, 100 * value, height=0.14, color=COLOURS[i % 6])
                ax.plot(*zip(*((100 * end, y - 0.07) for end in ci or (value, value))), color=INK, linewidth=1)
                ax.text(100 * (ci[1] if ci else value) + 1, y - 0.07, f"{100 * value:.1f}", va="center", fontsize=8.5)
        y += 0.32
    ax.set(xlim=(0, 112), ylim=(y - 0.28, -0.26), yticks=[], xticks=range(0, 101, 20), xlabel="%")
    return svg(fig, title, "; ".join(said) + ".")


def cube(title, values):
    """{node: accuracy or None} as corners of a cube; the ring around a corner is filled to its accuracy."""
    fig, ax = axes(3.6, grid="")
    at = {node: (x + 0.52 * z, y + 0.42 * z) for node, (x, y, z) in CUBE.items()}
    for a, b in ((a, b) for a in CUBE for b in CUBE if a < b and sum(i != j for i, j in zip(CUBE[a], CUBE[b])) == 1):
        ax.plot(*zip(at[a], at[b]), color=INK, linewidth=1, alpha=0.6, zorder=1, linestyle=":" if "z" in (a, b) else "-")
    for node, (x, y) in at.items():
        shown = evaluation.percent(values.get(node))
        for radius, turn, colour in (0.175, 360, LINE), (0.175, 360 * (values.get(node) or 0), COLOURS[0]), (0.13, 360, CARD):
            ax.add_patch(Wedge((x, y), radius, 90 - turn, 90, facecolor=colour, zorder=2))
        ax.text(x, y + 0.01, node, ha="center", va="bottom", weight="bold", zorder=3)
        ax.text(x, y - 0.01, shown, ha="center", va="top", zorder=3)
    for text, x, y, turn in ("x: steps", 0.5, -0.09, 0), ("y: visual", -0.05, 0.5, 90), ("z: context", 1.33, 0.12, 39):
        ax.text(x, y, text, ha="center", va="center", rotation=turn, fontsize=8.5)
    ax.set(xlim=(-0.22, 1.74), ylim=(-0.22, 1.64), xticks=[], yticks=[], aspect="equal")
    return svg(fig, title, "Accuracy in percent: " + ", ".join(f"{n} {evaluation.percent(values.get(n))}" for n in CUBE) + ".")


def ridges(title, desc, steps, rows, most, last):
    """{name: [value or None a step]} as filled rows, all on the scale 0..most; {name: last} stands at the right."""
    fig, ax = axes(0.6 + 0.36 * len(rows), "x")
    for k, (name, values) in enumerate(rows.items()):
        y = np.array(values, dtype=float) / (most or 1) * 0.82 - k  # None becomes a gap
        ax.axhline(-k, color=LINE, linewidth=0.8)
        ax.fill_between(steps, -k, y, color=COLOURS[0], alpha=0.35, linewidth=0)
        ax.plot(steps, y, color=COLOURS[0], linewidth=1.3)
        ax.text(1.015, 0.1 - k, last[name], transform=ax.get_yaxis_transform(), fontsize=9)
    ax.set(yticks=[0.3 - k for k in range(len(rows))], yticklabels=list(rows), ylim=(0.9 - len(rows), 1), xlabel="step")
    return svg(fig, title, f"{desc} At the end: {', '.join(f'{name} {last[name]}' for name in rows)}.")


# ---------------------------------------------------------------------------------------------------------------- page
def clean(text):
    """Text that UTF-8, HTML and SVG can hold: lone surrogates and control characters are replaced."""
    return re.sub("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


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
        rows = [[esc(str(cell)) for cell in row] for row in rows]
        head = "".join(f'<th scope="col">{c}</th>' for c in rows[0])
        body = "".join(f'<tr><th scope="row">{r[0]}</th>{"".join(f"<td>{c}</td>" for c in r[1:])}</tr>' for r in rows[1:])
        self.html.append(f'<div class="scroll" tabindex="0" role="region" aria-label="{esc(caption)}"><table><caption>{esc(caption)}'
                         f'</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')
        cells = [[re.sub(r"([|`]|\](?=[(\[:]))", r"\\\1", " ".join(c.split())) for c in row] for row in rows]  # no link, no code
        lines = ["| " + " | ".join(row) + " |" for row in cells]
        self.md.append("\n".join([esc(caption), "", lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]))

    def plots(self, plots, names=(), places=range(99)):
        """Plots side by side, under what their colours and dashes stand for."""
        key = "".join(f'<span><svg viewBox="0 0 30 8" width="30" height="8" aria-hidden="true"><path d="M0 4H30" stroke="var(--c{i % 6})'
                      f'" stroke-width="4" stroke-dasharray="{DASHES[i % 6]}"/></svg> {esc(n)}</span>' for n, i in zip(names, places))
        self.html.append(f'<p class="legend">{key}</p><div class="plots">{"".join(plots)}</div>')


def add_stages(page, found, ours, shown):
    """The table of stages, accuracy by domain and level, the cube."""
    page.section("stages", "Stages")
    for stage in (s for s in STAGES if s not in [e["name"] for e in ours]):
        page.text(f"stage {stage} has no finished evaluation (eval/{stage}/metrics.json).", True)
    if ours:
        head, *lines = evaluation.table(tuple(str(e["folder"]) for e in ours)).split("\n")
        head = ["", *re.split(r"\s{2,}", head.strip())]  # a heading has single blanks, a value none
        page.table([head] + [[e["name"], *line.rsplit(None, len(head) - 1)[1:]] for e, line in zip(ours, lines)],
                   "MathBookEval, accuracy in percent")
    rows = [["", "benchmark", "rows", "greedy [95 %]", "avg@n [95 %]", "n", "cut off", "no answer", "left out"]]
    for m, c, name in ((e["metrics"], e["metrics"]["overall"], e["name"]) for e in found):
        rows.append([name, m["benchmark"], c.get("rows"), *(evaluation.percent(c[k], c.get(f"{k}_ci")) for k in ("greedy", "avg")),
                     m.get("n"), *(evaluation.percent(m.get(k)) for k in ("cut_off", "no_answer")),
                     "; ".join(f"{v}: {k}" for k, v in (m.get("left_out") or {}).items() if v)])
    page.table(rows, "All evaluations, in percent")
    if not ours:
        return
    key = "avg" if all(e["metrics"]["overall"]["avg"] is not None for e in shown) else "greedy"
    measure = {"avg": "mean accuracy over the samples (avg@n)", "greedy": "greedy accuracy"}[key]
    names, plots, tables = [e["name"] for e in shown], {}, {}
    for part in ("domain", "level", "difficulty"):
        by = {e["name"]: e["metrics"][f"by_{part}"] for e in ours}
        values = list(dict.fromkeys(v for cells in by.values() for v in cells))
        tables[part] = [[part, *by]] + [[v, *(" / ".join(evaluation.percent(c.get(v, {}).get(k)) for k in ("greedy", "avg"))
                                              for c in by.values())] for v in values]
        groups = {v: [(by[n].get(v, {}).get(key), by[n].get(v, {}).get(f"{key}_ci")) for n in names] for v in values}
        plots[part] = [bars(f"By {part}", groups, names)] if part != "difficulty" else [
            cube(n, {v: groups[v][i][0] for v in groups}) for i, n in enumerate(names)]
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
    files = {name: run / name / "metrics.jsonl" for name in STAGES[1:]}
    for name in (n for n, path in files.items() if not path.is_file()):
        page.text(f"stage {name} has no training log ({name}/metrics.jsonl).", True)
    runs = {n: read_lines(path, dict(step=int, wall=NUMBER), CURVES) for n, path in files.items() if path.is_file()}
    page.table([["", "steps", "seconds"], *([n, rows[-1]["step"], round(rows[-1]["wall"])] for n, rows in runs.items())], "Training")
    plots = []
    for key, title in CURVES.items():
        series = {name: [(r["step"], r[key]) for r in rows if r.get(key) is not None and abs(r[key]) < 1e300]  # NaN is left out
                  for name, rows in runs.items()}
        plots += [curve(title, {n: points for n, points in series.items() if points})] if any(series.values()) else []
    page.plots(plots, runs, [STAGES.index(name) for name in runs])


def add_wemath(page, found):
    """The score and the four dimensions of every We-Math evaluation, by both rules."""
    page.section("wemath", "We-Math")
    if not found:
        page.text("no We-Math evaluation. To make one: python eval.py --benchmark wemath --data WEMATH_FOLDER "
                  "--model RUN/dynamic/hf --out RUN/eval_wemath", True)
    names = [f"{rule}, {kind}" for rule in ("our extraction", "official rule") for kind in ("strict", "loose")]
    for e in found:
        m = e["metrics"]
        cells = {label: [m[rule]["four_dim"][f"{d} ({kind})"] for rule in ("ours", "official") for kind in ("Strict", "Loose")]
                 for d, label in DIMENSIONS.items()}
        page.text(f"{e['name']}: {m['ours'].get('groups')} whole groups, {m['overall'].get('rows')} rows.")
        page.plots([bars(e["name"], {d: [(share(c), None) for c in line] for d, line in cells.items()}, names)], names)
        page.table([["", *names], *([d, *line] for d, line in cells.items())], "The score and the four dimensions")


def add_schedule(page, run):
    """The curriculum replay -> the slider's states."""
    page.section("schedule", "Curriculum replay")
    path = run / "dynamic" / "schedule.jsonl"
    if not path.is_file() or not path.stat().st_size:
        page.text("no curriculum (dynamic/schedule.jsonl): stage dynamic was not run.", True)
        return []
    frames = replay(read_lines(path, SERVED), str(path))
    picked, nodes = np.unique(np.linspace(0, len(frames) - 1, FRAMES).astype(int)).tolist(), []
    window, sums = max(1, len(frames) // 9), ("mastered", "ended", "active")
    nodes = [n for n in WALK if frames[-1]["served"][n] or any(f["stand"][n] for f in frames)]

    def recent(i, node):  # share of right rollouts over `window` steps
        n, right = (frames[i][k][node] - (frames[i - window][k][node] if i >= window else 0) for k in ("rollouts", "accurate"))
        return right / n if n else None

    right, stand = {n: [recent(i, n) for i in picked] for n in nodes}, {n: [frames[i]["stand"][n] for i in picked] for n in nodes}
    states = [{k: frames[i][k] for k in ("step", "epoch", *sums)} | {"nodes": [[*(frames[i][k][n] for k in (
        "stand", "served", "solved")), evaluation.percent(right[n][j])] for n in nodes]} for j, i in enumerate(picked)]
    page.text("A seed walks base, x, xy, xz, xyz; a failure serves the nodes between. The slider sets the two tables back.")
    page.html.append(f'<p id="replay"><label for="step">Step</label> <input type="range" id="step" max="{len(states) - 1}" '
                     f'value="{len(states) - 1}"></p>')
    page.table([["", "number"], *([k, states[-1][k]] for k in ("step", "epoch", *sums))], "Where the curriculum is")
    page.table([["node", "walks there", "served", "solved", f"right in the last {window} steps (%)"],
                *([n, *values] for n, values in zip(nodes, states[-1]["nodes"]))], "By node")
    steps, totals, top = [s["step"] for s in states], {k: [s[k] for s in states] for k in sums}, max(map(max, stand.values()))
    ends = {n: evaluation.percent(next((v for v in right[n][::-1] if v is not None), None)) for n in nodes}
    page.plots([ridges("Where the walks stand", f"Walks at each node; a row is {top} high.", steps, stand, top, {
        n: v[-1] for n, v in stand.items()}), ridges("Right rollouts by node (%)", f"Over {window} steps; a row is 100 % high.",
                                                     steps, right, 1, ends), ridges(
        "Walks mastered, ended, active", "Sums over all epochs.", steps, totals, max(map(max, totals.values())), {
            k: v[-1] for k, v in totals.items()})])
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
    """{id: row} of what an evaluation asked; None when its data are not on this disk (the hub is not asked)."""
    named, known = config.get("data") or "", {f.name for f in fields(evaluation.Config)}
    for path in (Path(named), Path(__file__).parent / named, run / "data" / Path(named).name):
        if named and path.exists():
            cfg = evaluation.Config(**{k: v for k, v in config.items() if k in known} | {"data": str(path)})
            return {row["id"]: row for row in evaluation.load_rows(cfg)[0]}


def data_uri(image, sha256, longest):
    """The stored image as a data: address, shrunk if it is large; None when it is not the one that the model saw."""
    raw = image["bytes"] or Path(image["path"]).read_bytes()
    if hashlib.sha256(raw).hexdigest() != sha256:
        return None
    im = Image.open(io.BytesIO(raw))
    kind = im.format.lower()
    if kind not in ("png", "jpeg", "webp") or len(raw) > 40_000 or max(im.size) > longest:
        im, kind, out = ImageOps.exif_transpose(im), "webp", io.BytesIO()
        im = im.convert("RGBA" if "A" in im.getbands() or "transparency" in im.info else "RGB")
        im.thumbnail((longest, longest))
        im.save(out, kind, quality=80)
        raw = out.getvalue()
    return f"data:image/{kind};base64,{base64.b64encode(raw).decode()}"


def block(text):
    """A text of unknown origin, escaped, its line breaks kept; of a huge one the end is left out, and that is said."""
    rest = f"\n[{len(text) - TEXT_MAX} more characters]" if len(text) > TEXT_MAX else ""
    return f'<pre dir="auto" tabindex="0">{esc(text[:TEXT_MAX] + rest)}</pre>'


def card(number, p, row, values, pixels):
    """One sample as HTML. values: {filter: [values]}; row: of the data, or None."""
    pictures, points, node, word = "", "; ".join(values["knowledge"]), values["node"][0], values["verdict"][0]
    for i, digest in enumerate(p["image_sha256"]):
        uri = row and i < len(row["images"]) and data_uri(row["images"][i], digest, pixels)
        alt = esc(f"Figure {i + 1} of problem {p['id']}: {points}; node {node}")
        pictures += f'<img src="{uri}" alt="{alt}">' if uri else '<p class="wrong">The figure that the model saw is not at hand.</p>'
    question = row["problem"].replace("<image>", "[figure]" * (len(p["image_sha256"]) > 1)) if row else p["prompt"]
    verdict = f'<span class="{word}">{"✓" if p["verdict"] else "✗"} {word}</span>'
    facts = {"Extracted": p["extracted"] or "(none)", "Gold": p["gold"], "Model": str(p.get("model"))}
    facts |= {"Official rule": "right" if p["official"] else "wrong"} if "official" in p else {}
    marks = " ".join(f'data-{name}="{esc(chr(10).join(v))}"' for name, v in values.items())
    return (f'<article class="card" {marks} aria-labelledby="s{number}"><h3 id="s{number}">{verdict}: {esc(p["evaluation"])}, node '
            f'{esc(node)}, {"greedy" if p["mode"] == "greedy" else "sample"}</h3><p class="small" dir="auto">{esc(p["benchmark"])} '
            f'{esc(p["id"])}: {esc(points)}</p>{pictures}<h4>Question</h4>{block(question.strip())}<h4>Response</h4>{block(p["response"])}'
            f'<dl>{"".join(f"<dt>{k}</dt><dd dir=auto>{esc(v)}</dd>" for k, v in facts.items())}</dl></article>')


def add_gallery(page, shown, cfg, run):
    """Filters and cards."""
    page.section("gallery", "Samples")
    preds, rows, options, cards = [], {}, {}, []
    for e in shown if cfg.samples else ():
        path = e["folder"] / "predictions.jsonl"
        preds += [{**p, "evaluation": e["name"], "config": e["config"]} for p in read_lines(path, SAMPLE)]
    for p in even(preds, ("benchmark", "verdict", "evaluation", "difficulty"), cfg.samples):
        if (named := p["config"].get("data")) not in rows:
            rows[named] = find_rows(p["config"], run)
            if rows[named] is None:
                page.text(f"the data of {p['evaluation']} ({named}): its samples show the prompt and no figure.", True)
        values = dict(benchmark=[p["benchmark"]], evaluation=[p["evaluation"]], knowledge=p["knowledge"] or ["none"],
                      node=[p["difficulty"] or "none"], verdict=["right" if p["verdict"] else "wrong"])
        for name, found in values.items():
            values[name] = [" ".join(clean(str(v)).split()) for v in found]
            options.setdefault(name, {}).update(dict.fromkeys(values[name]))
        cards.append(card(len(cards) + 1, p, (rows[named] or {}).get(p["id"]), values, cfg.figure_pixels))
    if not cards:
        page.text("no samples (--samples, eval/*/predictions.jsonl).", True)
    order = {v: i for i, v in enumerate((*STAGES, *evaluation.NODES))}
    selects = "".join(f'<label>{name.replace("knowledge", "knowledge point")}<select name="{name}"><option value="">all</option>' + "".join(
        f'<option value="{esc(v)}">{esc(v[:80])}</option>' for v in sorted(found, key=lambda v: (order.get(v, 99), v))) + "</select></label>"
        for name, found in options.items())
    page.html.append(f'<form id="filters" aria-label="Filter the samples">{selects}<button type="reset">Show all</button>'
                     f'<output id="count">{len(cards)} of {len(cards)} samples</output></form><div class="cards">{"".join(cards)}</div>')
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
    lacks = f'<details><summary>{len(page.missing)} parts are missing</summary><ul>{"".join(f"<li>{esc(m)}</li>" for m in page.missing)}</ul></details>'
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    text = TEMPLATE.format(title=title, policy=digest, style=STYLE, intro=esc(intro), links="".join(page.links), script=SCRIPT,
                           lacks=lacks if page.missing else "", body="".join(page.html), states=json.dumps(states).replace("<", "\\u003c"))
    return clean(text), clean("\n\n".join([f"# Run {title}", esc(intro) + " Plots, replay and samples: report.html.", *page.md, ""]))


STYLE = """
:root{color-scheme:light dark;--bg:#f5f6f8;--card:#fff;--ink:#1b2230;--soft:#525c6e;--line:#d5dae2;--good:#0a6b3b;--bad:#a8231a;
--c0:#0b63b0;--c1:#c24e00;--c2:#00795a;--c3:#9a3f8e;--c4:#5b6270;--c5:#8a6d00}
@media(prefers-color-scheme:dark){:root{--bg:#12151b;--card:#1b2029;--ink:#e7ebf2;--soft:#a9b3c4;--line:#3a4352;--good:#5fd69b;
--bad:#ff948a;--c0:#6db7f7;--c1:#ff9a5c;--c2:#4fd1ac;--c3:#e39ad8;--c4:#b4bccb;--c5:#e6c84f}}
*{box-sizing:border-box}[hidden]{display:none!important}a{color:var(--c0)}:focus-visible{outline:3px solid var(--c1);outline-offset:2px}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header,main{max-width:1200px;margin:auto;padding:16px}h1{font-size:1.6rem;margin:0}h2{font-size:1.25rem;margin:0 0 .5em}
h3,h4{font-size:1rem;margin:0 0 .4em}h4{font-size:.85rem;margin:.8em 0 .2em}nav,form,#replay,.legend{display:flex;flex-wrap:wrap;gap:6px 16px}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px;margin:0 0 16px}
.scroll{overflow-x:auto;margin:0 0 16px}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
caption{text-align:left}th,td{padding:5px 12px 5px 0;text-align:right;white-space:nowrap;border-bottom:1px solid var(--line)}
th:first-child{text-align:left}h4,label,caption,dt,.small{color:var(--soft)}label,.small{font-size:.85rem;margin:0 0 8px}
.plots,.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr));gap:16px;margin:0 0 16px;align-items:start}
.plot{margin:0}.plot svg{width:100%;max-width:480px;height:auto;display:block}.plot text{font-family:system-ui,sans-serif!important}
figcaption{font-weight:600}form{align-items:end;margin:0 0 16px}#step{flex:1;min-width:180px}.legend{margin:0 0 8px;font-size:.92rem}
select{display:block;max-width:260px}select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);
border-radius:6px;padding:6px 10px;min-height:40px}.card{border:1px solid var(--line);border-radius:8px;padding:12px;min-width:0}
.card img{max-width:100%;max-height:280px;min-width:112px;background:#fff;border-radius:4px}.right{color:var(--good)}.wrong{color:var(--bad)}
pre{font:.85rem/1.45 ui-monospace,monospace;white-space:pre-wrap;margin:0;max-height:220px;overflow:auto;unicode-bidi:isolate}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:10px 0 0}dd{margin:0;min-width:0;unicode-bidi:isolate}
"""
SCRIPT = """
const get = id => document.getElementById(id), step = get("step"), form = get("filters");
const cards = [...document.querySelectorAll(".card")], selects = [...form.querySelectorAll("select")];
function filter() {
  for (const card of cards) card.hidden = !selects.every(s => !s.value || card.dataset[s.name].split("\\n").includes(s.value));
  get("count").textContent = cards.filter(card => !card.hidden).length + " of " + cards.length + " samples";
}
form.addEventListener("change", filter);
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
filter();
const states = JSON.parse(get("states").textContent), tables = document.querySelectorAll("#schedule tbody");
function show() {
  const s = states[step.value];
  [s.step, s.epoch, s.mastered, s.ended, s.active].forEach((v, i) => tables[0].rows[i].cells[1].textContent = v);
  s.nodes.forEach((row, i) => row.forEach((v, j) => tables[1].rows[i].cells[j + 1].textContent = v));
  step.setAttribute("aria-valuetext", "step " + s.step);
}
if (step) { step.addEventListener("input", show); show(); }
"""
TEMPLATE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
script-src 'sha256-{policy}'; base-uri 'none'; form-action 'none'">
<link rel="icon" href="data:,"><title>Run {title}</title><style>{style}</style></head>
<body><header><h1>Run {title}</h1><p>{intro}</p>{lacks}<nav aria-label="Parts">{links}</nav></header><main>{body}</section></main>
<script type="application/json" id="states">{states}</script><script>{script}</script></body></html>
"""


def main(cfg):
    out, ink = Path(cfg.out or cfg.run), ("text.color", "axes.labelcolor", "xtick.color", "ytick.color")
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "report", "text.parse_math": False, "font.size": 9.5,
                                **dict.fromkeys(ink, INK)}):
        texts = build(cfg)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in zip(("report.html", "report.md"), texts):
        evaluation.write_whole(out / name, text)
    print(f"written: {out / 'report.html'} ({len(texts[0].encode()) >> 10} KB) and {out / 'report.md'}")


if __name__ == "__main__":
    try:
        main(tyro.cli(Config, description=__doc__, use_underscores=True))
    except (ValueError, OSError) as e:
        sys.exit(f"error: {e}")
