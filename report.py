"""One page to look at a run: table of stages, curves, accuracies, difficulty cube, curriculum replay, samples.

    python report.py --run out                                # writes out/report.html and out/report.md
    python report.py --run runs/s0 --out pages --samples 400  # elsewhere, with a larger gallery

Reads what run.sh leaves in a run folder: eval/NAME and eval_NAME (metrics.json, predictions.jsonl, config.json of
eval.py), {sft,pre,dynamic}/metrics.jsonl, dynamic/schedule.jsonl, and for the gallery the evaluation's data file, in
which a row is found by its id and a figure is shown only when its sha256 is the one that the prediction names.
report.html is one file: no network, a content security policy that allows its own script alone, every text of model
and data escaped. What a run does not have is said in the page; a broken file is an error that names file and line.
"""
import base64
import hashlib
import html
import io
import json
import re
import sys
import time
import warnings
from collections import Counter
from dataclasses import dataclass, fields
from pathlib import Path

import matplotlib
import numpy as np
import tyro
from matplotlib.figure import Figure
from matplotlib.patches import Wedge
from PIL import Image, ImageOps

import data
import eval as evaluation
import scheduler

STAGES = ("start", "sft", "pre", "dynamic")  # in the order of run.sh; the first has no training
CUBE = {"base": (0, 0, 0), "x": (1, 0, 0), "y": (0, 1, 0), "z": (0, 0, 1),
        "xy": (1, 1, 0), "xz": (1, 0, 1), "yz": (0, 1, 1), "xyz": (1, 1, 1)}
WALK = ("base", "x", *scheduler.LETTERS, "xy", "y", "xz", "yz", "z", "xyz")  # the order in which a walk meets them
CURVES = {"loss": "Loss (SFT)", "accuracy": "Accuracy of the rollouts", "reward": "Reward", "format": "Well-formed share",
          "kl": "KL to the start", "entropy": "Entropy", "response_tokens": "Tokens a response",
          "zero_advantage": "Share of rollouts with advantage 0", "grad_norm": "Gradient norm", "lr": "Learning rate"}
DIMENSIONS = {"Score": "Score", "InsufficientKnowledge": "IK: insufficient knowledge",
              "InadequateGeneralization": "IG: inadequate generalization", "CompleteMastery": "CM: complete mastery",
              "RoteMemorization": "RM: rote memorization"}
FRAMES, CURVE_POINTS, TEXT_MAX = 240, 400, 6000  # steps of the slider, points of a curve, characters of a shown text
INK, LINE = "#010203", "#040506"  # stand-ins, replaced in the SVG by colours of the page's light or dark theme
COLOURS, DASHES = [f"#0b0b0{i}" for i in range(6)], ["-", "--", "-.", ":", "-", "--"]
STROKES = ["", "6 3", "7 3 2 3", "2 3", "", "6 3"]  # DASHES in the legend
THEME = {INK: "currentColor", LINE: "var(--line)", **{c: f"var(--c{i})" for i, c in enumerate(COLOURS)}}


@dataclass
class Config:
    run: str  # folder of a run of run.sh
    out: str = ""  # folder for report.html and report.md; empty: the run's folder
    samples: int = 200  # at most so many samples in the gallery, evenly over benchmarks, right and wrong, nodes; 0: none
    figure_pixels: int = 640  # longest side of a figure in the gallery; larger ones are shrunk


# ------------------------------------------------------------------------------------------------------------- reading

def is_number(value) -> bool:
    """A finite number that a float can hold? JSON has NaN and integers of any size."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300


def read_lines(path: Path, needed: dict) -> list[dict]:
    """A .jsonl file -> list of dicts. needed: {field: type or types}. ValueError names file, line and field."""
    rows = []
    for n, line in enumerate(path.read_bytes().removesuffix(b"\n").split(b"\n"), 1):
        at = f"{path}: line {n}"
        try:
            row = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError) as e:
            raise ValueError(f"{at}: not JSON: {e}") from e
        if not isinstance(row, dict):
            raise ValueError(f"{at}: not a JSON object")
        for field, kind in needed.items():
            if field not in row or not isinstance(row[field], kind):
                raise ValueError(f"{at}: field {field}: " + ("missing" if field not in row else "of a wrong type"))
        rows.append(row)
    return rows


def read_metrics(path: Path) -> dict:
    """metrics.json of eval.py, its accuracies and We-Math's dimensions checked; ValueError names file and field."""
    try:
        m = evaluation.read_json(path)
    except RecursionError as e:
        raise ValueError(f"{path}: not JSON: {e}") from e
    if not isinstance(m, dict) or not isinstance(m.get("benchmark"), str):
        raise ValueError(f"{path}: field benchmark: missing; these are not the metrics of eval.py")
    cells = {"overall": m.get("overall")}
    if m["benchmark"] == "mathbook":
        cells |= {k: m[k] for k in evaluation.AGGREGATES if m.get(k) is not None}
        for name in ("by_difficulty", "by_level", "by_domain"):
            if not isinstance(m.get(name), dict):
                raise ValueError(f"{path}: field {name}: missing")
            cells |= {f"{name}: {k}": c for k, c in m[name].items()}
    for name, c in cells.items():
        for key in ("rows", "greedy", "avg", "format_greedy"):
            if not isinstance(c, dict) or key not in c or not (is_number(c[key]) or c[key] is None and key != "rows"):
                raise ValueError(f"{path}: field {name}: {key}: missing or no number")
        for key in ("greedy_ci", "avg_ci"):
            ci = c.get(key)
            if ci is not None and not (isinstance(ci, list) and len(ci) == 2 and all(map(is_number, ci))):
                raise ValueError(f"{path}: field {name}: {key}: not a pair of numbers")
    if m["benchmark"] == "wemath":
        for rule in ("official", "ours"):
            four = (m.get(rule) or {}).get("four_dim") if isinstance(m.get(rule) or {}, dict) else None
            for name in (f"{d} ({k})" for d in DIMENSIONS for k in ("Strict", "Loose")):
                if not isinstance(four, dict) or not re.match(r"[\d.]+%|n/a", str(four.get(name))):
                    raise ValueError(f"{path}: field {rule}: four_dim: {name}: missing or no percentage")
    return m


def read_evaluations(run: Path) -> tuple[list[dict], list[str]]:
    """-> ([{name, folder, metrics, config}], stages first; the folders of unfinished evaluations)."""
    found, unfinished = [], []
    for folder in [*run.glob("eval/*"), *run.glob("eval_*"), run / "eval"]:
        if (folder / "metrics.json").is_file():
            config = evaluation.read_json(folder / "config.json") if (folder / "config.json").is_file() else {}
            if not isinstance(config, dict):
                raise ValueError(f"{folder / 'config.json'}: not a JSON object")
            found.append(dict(name=folder.name.removeprefix("eval_"), folder=folder, config=config,
                              metrics=read_metrics(folder / "metrics.json")))
        elif any(folder.glob("predictions*.jsonl")):
            unfinished.append(folder.relative_to(run).as_posix())
    names = Counter(e["name"] for e in found)
    for e in found:
        e["name"] = e["name"] if names[e["name"]] == 1 else e["folder"].relative_to(run).as_posix()
    return sorted(found, key=lambda e: (STAGES.index(e["name"]) if e["name"] in STAGES else 9, e["name"])), unfinished


def replay(lines: list[dict], where: str = "schedule") -> list[dict]:
    """schedule.jsonl -> a frame a step. Counters by node: stand (walks that wait there), served, solved, accurate and
    rollouts (sums since the start); and mastered, ended, active. Review and uniform items move no walk."""
    stand, walks, frames = Counter(), {}, []
    total = {key: Counter() for key in ("served", "solved", "accurate", "rollouts")}
    ends = Counter()
    for n, item in enumerate(lines, 1):
        node, after, q = item["node"], item["next"], item["question_id"]
        for name in {node, *([after] if after else [])} - scheduler.NODES - {"mastered", "ended"}:
            raise ValueError(f"{where}: line {n}: unknown node {name!r}")
        if frames and item["step"] < frames[-1]["step"]:
            raise ValueError(f"{where}: line {n}: field step: {item['step']} after {frames[-1]['step']}")
        if item["n"] < 1 or not 0 <= item["accurate"] <= item["n"]:
            raise ValueError(f"{where}: line {n}: field accurate: {item['accurate']} of {item['n']} rollouts")
        for key, amount in ("served", 1), ("solved", item["solved"]), ("accurate", item["accurate"]), ("rollouts", item["n"]):
            total[key][node] += amount
        if item["why"] not in ("review", "uniform"):
            stand[walks.pop(q, None)] -= 1
            if after in ("mastered", "ended"):
                ends[after] += 1
            else:
                walks[q] = after
                stand[after] += 1
        if n == len(lines) or lines[n]["step"] != item["step"]:
            frames.append(dict(step=item["step"], epoch=item["epoch"], stand=Counter(stand), active=len(walks),
                               mastered=ends["mastered"], ended=ends["ended"],
                               **{key: Counter(c) for key, c in total.items()}))
    return frames


def recent(frames: list[dict], node: str, i: int, window: int) -> float | None:
    """Share of right rollouts at the node over the `window` steps up to frame i; None where it was not served."""
    now, then = frames[i], frames[i - window] if i >= window else None
    n, right = (now[k][node] - (then[k][node] if then else 0) for k in ("rollouts", "accurate"))
    return right / n if n else None


# --------------------------------------------------------------------------------------------------------------- plots

def svg(fig: Figure, title: str, desc: str) -> str:
    """The figure as an inline SVG: theme colours, title and desc, ids that are unique in the page, text as text."""
    out = io.StringIO()
    with warnings.catch_warnings():  # about glyphs that matplotlib's own font lacks; the browser draws the text
        warnings.simplefilter("ignore")
        fig.savefig(out, format="svg", transparent=True, bbox_inches="tight", pad_inches=0.05, metadata={"Date": None})
    text = re.sub(r"<metadata>.*?</metadata>", "", out.getvalue(), flags=re.S)
    key = "p" + hashlib.sha256((title + desc).encode("utf-8", "replace")).hexdigest()[:8]
    head = (f'<svg viewBox="{re.search(r"viewBox=.([^>]*?)[\"\']", text)[1]}" role="img" aria-labelledby="{key}-t {key}-d" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink"><title id="{key}-t">{esc(title)}</title><desc id="{key}-d">{esc(desc)}</desc>')
    body = re.sub(r'((?<= id=")|(?<=url\(#)|(?<=xlink:href="#))', f"{key}-", text[text.index(">", text.index("<svg")) + 1:])
    for stand_in, colour in THEME.items():
        body = body.replace(stand_in, colour)
    return f'<figure class="plot"><figcaption>{esc(title)}</figcaption>{head}{body}</figure>'


def axes(height: float, grid: str = "both"):
    """A figure of 4 inches and its axes, bare but for a grid."""
    fig = Figure(figsize=(4, height))
    ax = fig.add_axes((0.1, 0.1, 0.88, 0.88))
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set_axisbelow(True)
    if grid:
        ax.grid(axis=grid, color=LINE, linewidth=0.8)
    return fig, ax


def curve(title: str, series: dict[str, tuple[list, list]]) -> str:
    """{name: (steps, values)}, in the colours of STAGES: thin as measured, thick the running mean."""
    fig, ax = axes(2.4)
    said = []
    for name, (x, y) in series.items():
        i, window = STAGES.index(name), max(1, len(x) // 12)
        total = np.cumsum([0.0, *y])
        mean = [(total[k + 1] - total[max(0, k + 1 - window)]) / min(k + 1, window) for k in range(len(y))]
        keep = np.unique(np.linspace(0, len(x) - 1, CURVE_POINTS).astype(int))
        x, y, mean = (np.asarray(v, dtype=float)[keep] for v in (x, y, mean))
        ax.plot(x, y, color=COLOURS[i], alpha=0.3, linewidth=0.8)
        ax.plot(x, mean, color=COLOURS[i], linestyle=DASHES[i], linewidth=2)
        said.append(f"{name}: from {mean[0]:.4g} to {mean[-1]:.4g}")
    if title == CURVES["loss"] and min(min(y) for _, y in series.values()) > 0:
        ax.set_yscale("log")
    ax.set_xlabel("step")
    ax.margins(x=0.02)
    return svg(fig, title, f"By step, running mean over a twelfth of the run. {'; '.join(said)}.")


def bars(title: str, parts: dict[str, list], names: list[str]) -> str:
    """{label: [(value, interval or None) or None a name]} in 0..1 as horizontal bars, a group a label."""
    fig, ax = axes(0.5 + len(parts) * (0.32 + 0.19 * len(names)), grid="x")
    y, said = 0.0, []
    for label, values in parts.items():
        ax.text(0, y, clean(label)[:44], va="bottom", color=INK, fontsize=10)
        said.append(f"{label}: " + ", ".join(f"{n} {evaluation.percent(v and v[0])}" for n, v in zip(names, values)))
        for i, value in enumerate(values):
            y += 0.19
            if value:
                share, ci = value
                ax.barh(y - 0.07, 100 * share, height=0.14, color=COLOURS[i % 6])
                if ci:
                    ax.plot([100 * ci[0], 100 * ci[1]], [y - 0.07] * 2, color=INK, linewidth=1)
                ax.text(100 * max(share, *(ci or ())) + 1 if ci else 100 * share + 1, y - 0.07, f"{100 * share:.1f}",
                        va="center", fontsize=8.5, color=INK)
        y += 0.32
    ax.set(xlim=(0, 112), ylim=(y - 0.28, -0.26), yticks=[], xticks=range(0, 101, 20), xlabel="%")
    return svg(fig, title, "; ".join(said) + ".")


def cube(title: str, values: dict[str, float | None]) -> str:
    """The eight difficulty nodes as corners of a cube; the ring around a corner is filled to its accuracy."""
    fig, ax = axes(3.6, grid="")
    at = {node: (x + 0.52 * z, y + 0.42 * z) for node, (x, y, z) in CUBE.items()}
    for a in CUBE:
        for b in CUBE:
            if a < b and sum(i != j for i, j in zip(CUBE[a], CUBE[b])) == 1:
                hidden = "z" in (a, b)  # the corner behind
                ax.plot(*zip(at[a], at[b]), color=INK, linewidth=1, alpha=0.6, zorder=1, linestyle=":" if hidden else "-")
    for node, (x, y) in at.items():
        value = values.get(node)
        ax.add_patch(Wedge((x, y), 0.175, 0, 360, facecolor="#0c0c0c", zorder=2))
        ax.add_patch(Wedge((x, y), 0.175, 0, 360, width=0.045, facecolor=LINE, zorder=3))
        if value:
            ax.add_patch(Wedge((x, y), 0.175, 90 - 360 * value, 90, width=0.045, facecolor=COLOURS[0], zorder=4))
        ax.text(x, y + 0.015, node, ha="center", va="bottom", weight="bold", fontsize=9, color=INK, zorder=5)
        ax.text(x, y - 0.005, evaluation.percent(value), ha="center", va="top", fontsize=9, color=INK, zorder=5)
    for text, x, y, turn in ("x: steps", 0.5, -0.09, 0), ("y: visual", -0.05, 0.5, 90), ("z: context", 1.33, 0.12, 39):
        ax.text(x, y, text, ha="center", va="center", rotation=turn, fontsize=8.5, color=INK)
    ax.set(xlim=(-0.22, 1.74), ylim=(-0.22, 1.64), xticks=[], yticks=[], aspect="equal")
    said = ", ".join(f"{node} {evaluation.percent(values.get(node))}" for node in CUBE)
    return svg(fig, title, f"Accuracy in percent at the nodes: {said}.").replace("#0c0c0c", "var(--card)")


def rows_plot(title: str, desc: str, steps: list[int], rows: dict[str, list], most: float, last: dict[str, str]) -> str:
    """One filled row a node over the steps, all on the scale 0..most; None is a gap; `last` stands at the right."""
    fig, ax = axes(0.6 + 0.36 * len(rows), grid="x")
    for k, (node, values) in enumerate(rows.items()):
        y = np.array([np.nan if v is None else v for v in values], dtype=float) / (most or 1) * 0.82
        ax.fill_between(steps, -k, -k + y, color=COLOURS[0], alpha=0.35, linewidth=0)
        ax.plot(steps, -k + y, color=COLOURS[0], linewidth=1.3)
        ax.axhline(-k, color=LINE, linewidth=0.8)
        ax.text(1.015, -k + 0.1, last[node], transform=ax.get_yaxis_transform(), fontsize=9, color=INK)
    ax.set(yticks=[0.3 - k for k in range(len(rows))], yticklabels=list(rows), ylim=(0.1 - len(rows), 1), xlabel="step")
    ax.margins(x=0.01)
    return svg(fig, title, desc + " At the end: " + ", ".join(f"{node} {last[node]}" for node in rows) + ".")


# ------------------------------------------------------------------------------------------------------------- gallery

def even(items: list, keys: tuple, n: int) -> list:
    """n of the items, spread as evenly as they allow over the first key's values, within each over the next key's."""
    if n >= len(items) or not keys:
        return [items[i * len(items) // n] for i in range(min(n, len(items)))]
    groups, chosen = {}, []
    for item in items:
        groups.setdefault(keys[0](item), []).append(item)
    for left, group in zip(range(len(groups), 0, -1), sorted(groups.values(), key=len)):  # small ones leave their share
        chosen += even(group, keys[1:], -(-(n - len(chosen)) // left))
    return chosen


def find_rows(config: dict, run: Path) -> tuple[dict, str]:
    """The rows that an evaluation asked -> ({id: row}, "" or why there are none). The hub is not asked."""
    named = config.get("data")
    if not isinstance(named, str):
        return {}, "config.json does not name the data"
    known = {f.name for f in fields(evaluation.Config)}
    for path in (Path(named), Path(__file__).parent / named, run / "data" / Path(named).name):
        if path.exists():
            cfg = evaluation.Config(**{k: v for k, v in config.items() if k in known} | {"data": str(path)})
            return {row["id"]: row for row in evaluation.load_rows(cfg)[0]}, ""
    return {}, f"{named} is not there"


def data_uri(image: dict, sha256: str, longest: int) -> str | None:
    """The stored image as a data: address, shrunk if it is large; None when it is not the one that the model saw."""
    raw = image["bytes"] or Path(image["path"]).read_bytes()
    if hashlib.sha256(raw).hexdigest() != sha256:
        return None
    with data._open({**image, "bytes": raw}, "", "load") as im:
        kind = im.format
        if kind not in ("PNG", "JPEG", "WEBP", "GIF") or len(raw) > 40_000 or max(im.size) > longest:
            im = ImageOps.exif_transpose(im)
            im = im.convert("RGBA" if "A" in im.getbands() or "transparency" in im.info else "RGB")
            im.thumbnail((longest, longest))
            out = io.BytesIO()
            im.save(out, "WEBP", quality=80)
            kind, raw = "WEBP", out.getvalue()
    return f"data:image/{kind.lower()};base64,{base64.b64encode(raw).decode()}"


def gallery(shown: list[dict], cfg: Config, run: Path) -> tuple[str, list[str]]:
    """-> (filters and cards as HTML, what is missing)."""
    kinds = dict(id=str, benchmark=str, mode=str, sample=int, response=str, gold=str, verdict=bool, prompt=str,
                 extracted=(str, type(None)), difficulty=(str, type(None)), knowledge=(list, type(None)), image_sha256=list)
    preds, rows, missing = [], {}, []
    for e in shown:
        path = e["folder"] / "predictions.jsonl"
        if not path.is_file():
            missing.append(f"gallery: {path} is not there")
            continue
        preds += [{**p, "evaluation": e["name"]} for p in read_lines(path, kinds)]
    node = lambda p: p["difficulty"] or "none"  # noqa: E731
    preds = even(preds, (lambda p: p["benchmark"], lambda p: p["verdict"], lambda p: p["evaluation"], node), cfg.samples)
    for e in shown:
        if any(p["evaluation"] == e["name"] for p in preds):
            key = e["config"].get("data")
            if key not in rows:
                rows[key], why = find_rows(e["config"], run)
                missing += [f"figures and questions of {e['name']}: {why}"] if why else []
            e["rows"] = rows[key]
    rows_of, cards = {e["name"]: e.get("rows", {}) for e in shown}, []
    facets = {name: Counter() for name in ("benchmark", "evaluation", "knowledge", "node", "verdict")}
    for k, p in enumerate(preds, 1):
        row = rows_of[p["evaluation"]].get(p["id"])
        points = [clean(point).replace("\n", " ") for point in p["knowledge"] or ["none"]]
        values = dict(benchmark=[p["benchmark"]], evaluation=[p["evaluation"]], knowledge=points, node=[node(p)],
                      verdict=["right" if p["verdict"] else "wrong"])
        for name, found in values.items():
            facets[name].update(dict.fromkeys(map(clean, found)))
        pictures = ""
        for i, digest in enumerate(p["image_sha256"], 1):
            uri = row and i <= len(row["images"]) and data_uri(row["images"][i - 1], digest, cfg.figure_pixels)
            alt = f"Figure {i} of problem {p['id']}: {', '.join(points)}; difficulty node {node(p)}"
            pictures += (f'<img src="{uri}" alt="{esc(alt)}" decoding="async">' if uri else
                         f'<p class="miss">Figure {i}: the file that the model saw is not at hand.</p>')
        question = row["problem"].replace("<image>", "[figure] " if len(p["image_sha256"]) > 1 else "") if row else p["prompt"]
        verdict = "✓ right" if p["verdict"] else "✗ wrong"
        how = "greedy" if p["mode"] == "greedy" else f"sample {p['sample'] + 1}"
        official = f" (We-Math's letter rule: {'right' if p['official'] else 'wrong'})" if "official" in p else ""
        attributes = " ".join(f'data-{name}="{esc(chr(10).join(found))}"' for name, found in values.items())
        cards.append(
            f'<article class="card" {attributes} aria-labelledby="s{k}"><h3 id="s{k}"><span class="badge {values["verdict"][0]}">{verdict}</span> '
            f'{esc(p["evaluation"])}, node {esc(node(p))}, {how}</h3><p class="small" dir="auto">{esc(p["benchmark"])}: {esc(p["id"])}; '
            f'{esc("; ".join(points))}</p>{pictures}<h4>Question</h4>{shown_text(question.strip())}<h4>Response</h4>'
            f'{shown_text(p["response"])}<dl><dt>Extracted</dt><dd dir="auto">{"<em>none</em>" if p["extracted"] is None else esc(p["extracted"])}</dd>'
            f'<dt>Gold</dt><dd dir="auto">{esc(p["gold"])}</dd><dt>Verdict</dt><dd>{verdict}{official}</dd></dl></article>')
    order = {node: i for i, node in enumerate((*CUBE, *STAGES))}
    selects = "".join(
        f'<label>{name.replace("knowledge", "knowledge point").capitalize()} <select name="{name}"><option value="">all</option>'
        + "".join(f'<option value="{esc(v)}">{esc(v[:80])}</option>' for v in sorted(found, key=lambda v: (order.get(v, 99), v)))
        + "</select></label>" for name, found in facets.items())
    return (f'<form id="filters" aria-label="Filter the samples">{selects}<button type="reset">Show all</button>'
            f'<output id="count" aria-live="polite">{len(cards)} of {len(cards)} samples</output></form>'
            f'<noscript><p class="miss">The filters need JavaScript; all samples stand below.</p></noscript>'
            f'<div class="cards">{"".join(cards)}</div>'), missing


# ---------------------------------------------------------------------------------------------------------------- page

def clean(text) -> str:
    """Text that UTF-8, HTML and SVG can hold: lone surrogates and control characters are replaced."""
    return re.sub(r"[^\t\n\x20-\x7e\xa0-\ufffd\U00010000-\U0010ffff]", "\ufffd", str(text).encode("utf-8", "replace").decode())


def esc(text) -> str:
    return html.escape(clean(text))


def shown_text(text: str) -> str:
    """A long text of unknown origin, escaped, line breaks kept, the end of a huge one left out and said."""
    rest = f"\n[{len(text) - TEXT_MAX} more characters]" if len(text) > TEXT_MAX else ""
    scroll = ' tabindex="0" role="region" aria-label="text, scrolls"' if len(text) > 500 or text.count("\n") > 9 else ""
    return f'<pre dir="auto"{scroll}>{esc(text[:TEXT_MAX] + rest)}</pre>'


def html_table(rows: list[list[str]], caption: str) -> str:
    head, *body = [[esc(c) for c in row] for row in rows]
    lines = "".join(f'<tr><th scope="row">{r[0]}</th>{"".join(f"<td>{c}</td>" for c in r[1:])}</tr>' for r in body)
    return (f'<div class="scroll" tabindex="0" role="region" aria-label="{esc(caption)}"><table><caption>{esc(caption)}</caption>'
            f'<thead><tr>{"".join(f"<th scope=col>{c}</th>" for c in head)}</tr></thead><tbody>{lines}</tbody></table></div>')


def md_table(rows: list[list[str]], caption: str) -> str:
    cells = [[esc(c).replace("\n", " ").replace("|", "\\|").replace("](", "]\\(") for c in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([f"{esc(caption)}\n", lines[0], "|" + "---|" * len(cells[0]), *lines[1:]])


def legend(names: list[str], places: list[int]) -> str:
    """What the colours and dashes of the plots below stand for."""
    return '<p class="legend">' + " ".join(
        f'<span><svg viewBox="0 0 30 8" width="30" height="8" aria-hidden="true"><path d="M0 4H30" stroke="var(--c{i % 6})" '
        f'stroke-width="4" stroke-dasharray="{STROKES[i % 6]}"/></svg> {esc(n)}</span>' for n, i in zip(names, places)) + "</p>"


def stage_sections(found: list[dict], shown: list[dict]) -> list:
    """The table of stages, accuracy by domain and level, the cube: [(id, title, blocks)]."""
    if not found:
        return [(i, t, [("miss", "No MathBookEval evaluation (eval/*/metrics.json).")]) for i, t in (
            ("stages", "Stages"), ("parts", "Domains and levels"), ("cube", "Difficulty cube"))]
    lines = evaluation.table(tuple(str(e["folder"]) for e in found)).split("\n")
    rows = [["", *re.split(r"\s{2,}", lines[0].strip())]]  # a heading has single blanks, a value has none
    rows += [[e["name"], *line.rsplit(None, len(rows[0]) - 1)[1:]] for e, line in zip(found, lines[1:])]
    detail = [["", "rows", "greedy [95 %]", "avg@n [95 %]", "n", "cut off", "no answer", "left out"]]
    for e in found:
        m, c = e["metrics"], e["metrics"]["overall"]
        detail.append([e["name"], str(c["rows"]), *(evaluation.percent(c[k], c.get(f"{k}_ci")) for k in ("greedy", "avg")),
                       *(str(m.get("n", "-")), evaluation.percent(m.get("cut_off")), evaluation.percent(m.get("no_answer"))),
                       "; ".join(f"{v}: {k}" for k, v in (m.get("left_out") or {}).items() if v) or "-"])
    key = "avg" if all(e["metrics"]["overall"]["avg"] is not None for e in shown) else "greedy"
    measure, names = {"avg": "mean accuracy of the samples (avg@n)", "greedy": "greedy accuracy"}[key], [e["name"] for e in shown]
    tables, plots = {}, {}
    for part in ("domain", "level", "difficulty"):
        by = {e["name"]: e["metrics"][f"by_{part}"] for e in found}
        values = list(dict.fromkeys(v for cells in by.values() for v in cells))
        tables[part] = ("table", [[part, *by], *([v, *(
            f"{evaluation.percent(c[v]['greedy'])} / {evaluation.percent(c[v]['avg'])}" if v in c else "-" for c in by.values())]
            for v in values)], f"Accuracy by {part}, in percent: greedy / avg@n")
        groups = {v: [(by[n][v][key], by[n][v].get(f"{key}_ci")) if by[n].get(v, {}).get(key) is not None else None
                      for n in names] for v in values}
        plots[part] = bars(f"By {part}", groups, names) if part != "difficulty" else "".join(
            cube(n, {v: by[n].get(v, {}).get(key) for v in CUBE}) for n in names)
    key_text = f"The plots show the {measure}; lines on the bars are 95 % intervals."
    return [("stages", "Stages", [("table", rows, "MathBookEval, accuracy in percent"), ("table", detail, "The same with 95 % intervals")]),
            ("parts", "Domains and levels", [("text", key_text), ("html", legend(names, range(9)) + "<div class=plots>" + plots[
                "domain"] + plots["level"] + "</div>"), tables["domain"], tables["level"]]),
            ("cube", "Difficulty cube", [("text", f"Eight nodes: base, and one more step of reasoning (x), a harder figure (y), a context "
             f"(z). A ring is filled to the {measure}."), ("html", f'<div class="plots">{plots["difficulty"]}</div>'), tables["difficulty"]])]


def curves_section(run: Path) -> tuple:
    """Training curves of the three stages from metrics.jsonl."""
    runs, blocks = {}, []
    for name in STAGES[1:]:
        path = run / name / "metrics.jsonl"
        if path.is_file() and path.stat().st_size:
            runs[name] = read_lines(path, {"step": int})
            for n, row in enumerate(runs[name], 1):
                for key in {"wall", *CURVES} & row.keys():
                    if not isinstance(row[key], (int, float, type(None))):
                        raise ValueError(f"{path}: line {n}: field {key}: {row[key]!r:.60} is no number")
        else:
            blocks.append(("miss", f"Stage {name}: no training log ({name}/metrics.jsonl)."))
    plots = ""
    for key, title in CURVES.items():
        series = {}
        for name, rows in runs.items():
            if kept := [(r["step"], r[key]) for r in rows if is_number(r.get(key))]:
                series[name] = tuple(map(list, zip(*kept)))
        plots += curve(title, series) if series else ""
    if runs:
        rows = [["", "steps", "seconds", "accuracy of rollouts, first to last tenth", "loss, first to last tenth"]]
        for name, lines in runs.items():
            line = [name, str(lines[-1]["step"]), f"{lines[-1]['wall']:.0f}" if is_number(lines[-1].get("wall")) else "-"]
            for key, form in ("accuracy", evaluation.percent), ("loss", "{:.4g}".format):
                y = [r[key] for r in lines if is_number(r.get(key))]
                tenth = max(1, len(y) // 10)
                line.append(f"{form(float(np.mean(y[:tenth])))} to {form(float(np.mean(y[-tenth:])))}" if y else "-")
            rows.append(line)
        blocks += [("table", rows, "Training"), ("html", legend(list(runs), [STAGES.index(n) for n in runs]) +
                                                 f'<div class="plots">{plots}</div>')]
    return "curves", "Training curves", blocks


def wemath_section(found: list[dict]) -> tuple:
    """The four dimensions (and the score) of every We-Math evaluation, by both rules."""
    blocks = [] if found else [("miss", "No evaluation of We-Math. To make one: python eval.py --benchmark wemath --data WEMATH_FOLDER "
                                "--model RUN/dynamic/hf --out RUN/eval_wemath")]
    for e in found:
        m, names = e["metrics"], ["ours, strict", "ours, loose", "official rule, strict", "official rule, loose"]
        cells = {label: [m[rule]["four_dim"][f"{d} ({kind})"] for rule in ("ours", "official") for kind in ("Strict", "Loose")]
                 for d, label in DIMENSIONS.items()}
        parts = {label: [None if v == "n/a" else (float(v.split("%")[0]) / 100, None) for v in (c.split()[0] for c in line)]
                 for label, line in cells.items()}
        left = "; ".join(f"{v} rows left out: {k}" for k, v in (m.get("left_out") or {}).items() if v)
        blocks += [("text", f"{e['name']}: {m['ours'].get('groups')} whole groups of {m['overall']['rows']} rows. {left}"),
                   ("html", legend(names, range(4)) + f'<div class="plots">{bars("We-Math: " + e["name"], parts, names)}</div>'),
                   ("table", [["", *names], *([label, *line] for label, line in cells.items())], "We-Math, four dimensions")]
    return "wemath", "We-Math", blocks


def schedule_section(run: Path) -> tuple[tuple, dict | None]:
    """The curriculum replay -> (section, data for the slider or None)."""
    name, path = ("schedule", "Curriculum replay"), run / "dynamic" / "schedule.jsonl"
    if not path.is_file() or not path.stat().st_size:
        return (*name, [("miss", "No curriculum: stage dynamic was not run (dynamic/schedule.jsonl).")]), None
    frames = replay(read_lines(path, dict(step=int, epoch=int, question_id=(str, int), node=str, why=str, accurate=int, n=int,
                                          solved=bool, next=(str, type(None)))), str(path))
    last, window = frames[-1], max(1, len(frames) // 9)
    nodes = [n for n in WALK if last["served"][n] or any(f["stand"][n] for f in frames)]
    picked = sorted({round(i) for i in np.linspace(0, len(frames) - 1, min(FRAMES, len(frames)))})
    states = [dict(step=f["step"] + 1, epoch=f["epoch"] + 1, mastered=f["mastered"], ended=f["ended"], active=f["active"], nodes=[[
        f["stand"][n], f["served"][n], f["solved"][n], evaluation.percent(recent(frames, n, i, window))] for n in nodes])
        for i, f in ((i, frames[i]) for i in picked)]
    steps, state = [s["step"] for s in states], states[-1]
    stand = {n: [frames[i]["stand"][n] for i in picked] for n in nodes}
    right = {n: [recent(frames, n, i, window) for i in picked] for n in nodes}
    plots = rows_plot("Where the walks stand", "Walks that wait at each node.", steps, stand, max(map(max, stand.values())),
                      {n: str(last["stand"][n]) for n in nodes}) + rows_plot(
        "Accuracy by node", f"Share of right rollouts over {window} steps, 0 to 100 percent.", steps, right, 1,
        {n: next((evaluation.percent(v) for v in reversed(right[n]) if v is not None), "-") for n in nodes}) + rows_plot(
        "Walks mastered and ended", "Sums since the start, over all epochs.", steps, {k: [s[k] for s in states] for k in (
            "mastered", "ended", "active")}, max(1, *(s[k] for s in states for k in ("mastered", "ended", "active"))),
        {k: str(state[k]) for k in ("mastered", "ended", "active")})
    heads = ["node", "walks standing", "served", "solved", f"accuracy over {window} steps"]
    sums = [[k, str(state[k])] for k in ("step", "epoch", "mastered", "ended", "active")]
    tables = [("table", [["at the end", ""], *sums], "The curriculum"),
              ("table", [heads, *([n, *map(str, values)] for n, values in zip(nodes, state["nodes"]))], "By node")]
    slider = ('<div id="replay"><label for="step">Step</label> <input type="range" id="step" min="0" max="{0}" value="{0}"> '
              '<button type="button" id="play">Play</button></div>').format(len(states) - 1)
    return (*name, [("text", "A seed walks base, x, xy, xz, xyz; a failure serves the nodes between. Move the slider to see the tables at "
                     "an earlier step."), ("html", slider), *tables, ("html", f'<div class="plots">{plots}</div>')]), states


def build(cfg: Config) -> tuple[str, str]:
    """The two files' texts. ValueError and OSError for bad input."""
    run = Path(cfg.run)
    if not run.is_dir():
        raise ValueError(f"{run}: no such folder")
    if cfg.samples < 0 or cfg.figure_pixels < 16:
        raise ValueError("--samples must be at least 0, --figure_pixels at least 16")
    found, unfinished = read_evaluations(run)
    if not found and not any((run / s / "metrics.jsonl").is_file() for s in STAGES):
        raise ValueError(f"{run}: neither evaluations (eval/*/metrics.json) nor training logs: not a folder of run.sh")
    ours = [e for e in found if e["metrics"]["benchmark"] == "mathbook"]
    shown = [e for e in ours if e["name"] in STAGES] or ours[:6]
    missing = [f"{folder}: the evaluation is not finished (no metrics.json)." for folder in unfinished]
    missing += [f"Stage {s}: no evaluation (eval/{s}/metrics.json)." for s in STAGES if s not in [e["name"] for e in ours]]
    schedule, states = schedule_section(run)
    sections = [*stage_sections(ours, shown), curves_section(run), wemath_section([
        e for e in found if e["metrics"]["benchmark"] == "wemath"]), schedule]
    others = [e for e in found if e["metrics"]["benchmark"] not in ("mathbook", "wemath")]
    if others:
        rows = [[e["name"], e["metrics"]["benchmark"], str(c["rows"]), *(evaluation.percent(c[k], c.get(f"{k}_ci")) for k in (
            "greedy", "avg"))] for e in others for c in [e["metrics"]["overall"]]]
        sections.append(("others", "Other benchmarks", [("table", [["", "benchmark", "rows", "greedy", "avg@n"], *rows], "Accuracy")]))
    cards, lacks = gallery([*shown, *(e for e in found if e not in ours)], cfg, run) if cfg.samples else ("", ["Gallery: --samples 0."])
    sections.append(("gallery", "Samples", [("html", cards), *(("miss", m) for m in lacks)]))
    missing += [text for _, _, blocks in sections for kind, text, *_ in blocks if kind == "miss"]
    model = next((str(e["config"].get("model")) for e in reversed(shown)), "-")
    intro = f"Run folder {run}; last model {model}; written {time.strftime('%Y-%m-%d %H:%M')}."
    kinds = {"text": lambda t: f"<p>{esc(t)}</p>", "miss": lambda t: f'<p class="miss">Missing: {esc(t)}</p>', "table": html_table,
             "html": lambda t: t}
    body = "".join(f'<section id="{i}"><h2>{esc(t)}</h2>{"".join(kinds[kind](*rest) for kind, *rest in blocks)}</section>'
                   for i, t, blocks in sections)
    lack = f'<section><h2>Not in this run</h2><ul>{"".join(f"<li>{esc(m)}</li>" for m in missing)}</ul></section>' if missing else ""
    links = "".join(f'<a href="#{i}">{esc(t)}</a>' for i, t, _ in sections)
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    state_json = json.dumps(states).replace("<", "\\u003c")
    page = TEMPLATE.format(title=esc(run.resolve().name), policy=digest, style=STYLE, intro=esc(intro), links=links,
                           body=lack + body, states=state_json, script=SCRIPT)
    kinds = {"text": esc, "miss": lambda t: "Missing: " + esc(t), "table": md_table}
    md = [f"# Run {esc(run.resolve().name)}", esc(intro) + " Plots, replay and samples: report.html."]
    md += [f"## {t}\n\n" + "\n\n".join(kinds[kind](*rest) for kind, *rest in blocks if kind != "html") for _, t, blocks in sections[:-1]]
    md += ["## Not in this run\n\n" + "\n".join(f"- {esc(m)}" for m in missing)] if missing else []
    return page, "\n\n".join(md) + "\n"


STYLE = """
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b2230;--soft:#525c6e;--line:#d5dae2;--good:#0a6b3b;--bad:#a8231a;
--c0:#0b63b0;--c1:#c24e00;--c2:#00795a;--c3:#9a3f8e;--c4:#5b6270;--c5:#8a6d00}
@media(prefers-color-scheme:dark){:root{--bg:#12151b;--card:#1b2029;--ink:#e7ebf2;--soft:#a9b3c4;--line:#3a4352;--good:#5fd69b;
--bad:#ff948a;--c0:#6db7f7;--c1:#ff9a5c;--c2:#4fd1ac;--c3:#e39ad8;--c4:#b4bccb;--c5:#e6c84f}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header,main{max-width:1200px;margin:auto;padding:16px}h1{font-size:1.6rem;margin:.2em 0}h2{font-size:1.25rem;margin:0 0 .6em}
h3{font-size:1rem;margin:0 0 .4em}h4{font-size:.85rem;margin:.8em 0 .2em;color:var(--soft)}
nav{display:flex;flex-wrap:wrap;gap:4px 16px}a{color:var(--c0)}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:16px;margin:0 0 16px}
.scroll{overflow-x:auto;margin:0 0 16px}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
caption{text-align:left;color:var(--soft);padding:0 0 4px}th,td{padding:5px 12px 5px 0;text-align:right;white-space:nowrap;
border-bottom:1px solid var(--line)}th:first-child{text-align:left}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,330px),1fr));gap:16px;margin:0 0 16px}
.plot{margin:0}.plot svg{width:100%;max-width:480px;height:auto;display:block}.plot text{font-family:system-ui,sans-serif!important}
figcaption{font-weight:600;font-size:.92rem}.legend{display:flex;flex-wrap:wrap;gap:2px 18px;margin:0 0 8px;font-size:.92rem}
.miss{color:var(--bad)}.small{font-size:.85rem;color:var(--soft);margin:0 0 8px}
form,#replay{display:flex;flex-wrap:wrap;gap:10px 14px;align-items:end;margin:0 0 16px}label{font-size:.85rem;color:var(--soft)}
select{display:block;max-width:240px}select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);
border-radius:6px;padding:6px 10px;min-height:40px}#step{flex:1;min-width:180px;height:40px}
:focus-visible{outline:3px solid var(--c1);outline-offset:2px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:14px;align-items:start}
.card{border:1px solid var(--line);border-radius:8px;padding:12px;min-width:0}
.card img{max-width:100%;max-height:280px;min-width:112px;background:#fff;border-radius:4px;image-rendering:auto}
pre{font:.85rem/1.45 ui-monospace,monospace;white-space:pre-wrap;margin:0;max-height:220px;overflow:auto;unicode-bidi:isolate}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 12px;margin:10px 0 0}dt{color:var(--soft)}dd{margin:0;min-width:0;
unicode-bidi:isolate}.badge{font-weight:700}.right{color:var(--good)}.wrong{color:var(--bad)}
"""
SCRIPT = """
"use strict";
const get = id => document.getElementById(id), form = get("filters"), step = get("step");
if (form) {
  const cards = [...document.querySelectorAll(".card")], selects = [...form.querySelectorAll("select")];
  const show = () => {
    for (const card of cards)
      card.hidden = !selects.every(s => !s.value || card.dataset[s.name].split("\\n").includes(s.value));
    get("count").textContent = cards.filter(card => !card.hidden).length + " of " + cards.length + " samples";
  };
  form.addEventListener("change", show);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  show();
}
if (step) {
  const states = JSON.parse(get("states").textContent), tables = document.querySelectorAll("#schedule tbody");
  const show = () => {
    const s = states[step.value];
    [s.step, s.epoch, s.mastered, s.ended, s.active].forEach((v, i) => tables[0].rows[i].cells[1].textContent = v);
    s.nodes.forEach((row, i) => row.forEach((v, j) => tables[1].rows[i].cells[j + 1].textContent = v));
    step.setAttribute("aria-valuetext", "step " + s.step);
  };
  let timer = 0;
  const stop = () => { clearInterval(timer); timer = 0; get("play").textContent = "Play"; };
  step.addEventListener("input", () => { stop(); show(); });
  get("play").addEventListener("click", () => {
    if (timer) return stop();
    if (+step.value === +step.max) step.value = 0;
    get("play").textContent = "Stop";
    timer = setInterval(() => { step.value++; show(); if (+step.value === +step.max) stop(); }, 120);
  });
  show();
}
"""
TEMPLATE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline';
 script-src 'sha256-{policy}'; base-uri 'none'; form-action 'none'">
<link rel="icon" href="data:,"><title>Run {title}</title><style>{style}</style></head>
<body><header><h1>Run {title}</h1><p>{intro}</p><nav aria-label="Parts">{links}</nav></header><main>{body}</main>
<script type="application/json" id="states">{states}</script><script>{script}</script></body></html>
"""


def main(cfg: Config) -> None:
    out = Path(cfg.out or cfg.run)
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "report", "text.parse_math": False, "font.size": 9.5, **{
            f"{k}color": INK for k in ("text.", "axes.label", "axes.edge", "xtick.", "ytick.")}}):
        page, md = build(cfg)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in ("report.html", page), ("report.md", md):
        evaluation.write_whole(out / name, text)
    print(f"written: {out / 'report.html'} ({len(page.encode()) >> 10} KB) and {out / 'report.md'}")


if __name__ == "__main__":
    try:
        main(tyro.cli(Config, description=__doc__, use_underscores=True))
    except (ValueError, OSError) as e:
        sys.exit(f"error: {e}")
