"""The plots of a run page: matplotlib figures as inline SVG that takes the page's light or dark colours.

Every function returns a <figure> with a title and a description that says the numbers, for those who cannot see it.
"""

import hashlib
import io
import re
import warnings
from html import escape as esc

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle, Wedge

import scheduler
from benchmarks.tables import percent
from report.reading import STAGES

AXES = {"x": "more steps of reasoning", "y": "a harder figure", "z": "a context"}
CUBE = {node: tuple(int(axis in node) for axis in AXES) for node in scheduler.CUBE}  # corners: "xz" is (1, 0, 1)
POINTS = 400  # of a curve
INK, LINE, CARD = "#010203", "#040506", "#070809"  # stand-ins: the SVG takes the page's light or dark colours
COLOURS, DASHES = [f"#0b0b0{i}" for i in range(6)], ["", "6 3", "9 3 2 3", "2 2", "", "6 3"]
RC = {"svg.fonttype": "none", "svg.hashsalt": "report", "text.parse_math": False, "font.size": 9.5}
RC |= dict.fromkeys(("text.color", "axes.labelcolor", "xtick.color", "ytick.color"), INK)  # settings of these plots
THEME = {INK: "currentColor", LINE: "var(--line)", CARD: "var(--card)"} | {c: f"var(--c{c[-1]})" for c in COLOURS}


def clean(text):
    """Text that UTF-8, HTML and SVG can hold: lone surrogates and control characters are replaced."""
    return re.sub("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


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
    key = "p" + hashlib.sha256(clean(title + desc).encode()).hexdigest()[:8]
    box = re.search('viewBox="[^"]*"', text)[0]
    text = re.sub(r'( id="|url\(#|href="#)', rf"\1{key}-", text[text.index(">", text.index("<svg")) + 1 :])
    for stand_in, colour in THEME.items():
        text = text.replace(stand_in, colour)
    return (
        f'<figure class="plot"><figcaption>{esc(title)}</figcaption><svg {box} role="img" '
        f'aria-labelledby="{key}t {key}d"><title id="{key}t">{esc(title)}</title>'
        f'<desc id="{key}d">{esc(desc)}</desc>{text}</figure>'
    )


def running_mean(points):
    """[(step, value)] -> steps, values and their running means over a twelfth of the run, as arrays."""
    x, y = np.array(points, dtype=float).T
    k, total = np.arange(1, len(x) + 1), np.cumsum([0.0, *y])
    first = np.maximum(0, k - max(1, len(x) // 12))
    return x, y, (total[k] - total[first]) / (k - first)


def curve(title, series):
    """{stage: [(step, value)]}: thin as measured, thick the running mean over a twelfth of the run."""
    (fig, ax), ends = axes(2.4), []
    for name, points in series.items():
        x, y, mean = running_mean(points)
        i, keep = STAGES.index(name), np.unique(np.linspace(0, len(x) - 1, POINTS).astype(int))
        ax.plot(x[keep], y[keep], color=COLOURS[i], alpha=0.3, linewidth=0.8)
        dash = (0, [int(d) / 2 for d in DASHES[i].split()]) if DASHES[i] else "-"
        ax.plot(x[keep], mean[keep], color=COLOURS[i], linestyle=dash, linewidth=2)
        ends.append(f"{name} from {mean[0]:.4g} to {mean[-1]:.4g}")
    ax.set(xlabel="step", yscale="log" if title == "loss" else "linear")
    ax.yaxis.set_major_formatter("{x:g}")
    ax.minorticks_off()
    return svg(fig, title, f"By training step, running mean: {'; '.join(ends)}.")


def bars(title, parts, names):
    """{label: [(value or None, interval or None) a name]} in 0..1 as horizontal bars, a group a label."""
    (fig, ax), y, said = axes(0.5 + len(parts) * (0.32 + 0.19 * len(names)), "x"), 0.0, []
    for label, values in parts.items():
        ax.text(0, y, clean(label)[:44], va="bottom", fontsize=10)
        said.append(f"{label}: " + ", ".join(f"{n} {percent(v)}" for n, (v, _) in zip(names, values)))
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
        ax.plot(*zip(at[a], at[b]), color=INK, linewidth=1, alpha=0.6, zorder=1, ls=":" if "z" in (a, b) else "-")
    for node, (x, y) in at.items():
        filled = 360 * (values.get(node) or 0)
        for radius, turn, colour in (0.175, 360, LINE), (0.175, filled, COLOURS[0]), (0.13, 360, CARD):
            ax.add_patch(Wedge((x, y), radius, 90 - turn, 90, facecolor=colour, zorder=2))
        ax.text(x, y + 0.01, node, ha="center", va="bottom", weight="bold", zorder=3)
        ax.text(x, y - 0.01, percent(values.get(node)), ha="center", va="top", zorder=3)
    for text, x, y, turn in ("x: steps", 0.5, -0.09, 0), ("y: visual", -0.05, 0.5, 90), ("z: context", 1.33, 0.12, 39):
        ax.text(x, y, text, ha="center", va="center", rotation=turn, fontsize=8.5)
    ax.set(xlim=(-0.22, 1.74), ylim=(-0.22, 1.64), xticks=[], yticks=[], aspect="equal")
    return svg(fig, title, f"Accuracy in percent: {', '.join(f'{n} {percent(values.get(n))}' for n in CUBE)}.")


def heat(title, rows, columns):
    """{name: {column: share 0..1}} as cells that are the fuller, the larger the share; a column may lack."""
    (fig, ax), said, flat = axes(0.4 + 0.19 * len(rows), grid=""), [], dict(facecolor=COLOURS[0], linewidth=0)
    for y, (name, cells) in enumerate(rows.items()):
        for x, share in ((x, cells[column]) for x, column in enumerate(columns) if column in cells):
            ax.add_patch(Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, alpha=0.75 * share, **flat))
            ax.text(x, y, f"{100 * share:.0f}", ha="center", va="center", fontsize=8.5)
        said.append(f"{name}: " + ", ".join(f"{c} {100 * cells[c]:.0f}" for c in columns if c in cells))
    ax.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5), xticks=range(len(columns)))
    ax.set(xticklabels=columns, yticks=range(len(rows)), yticklabels=[clean(name)[:28] for name in rows])
    ax.xaxis.tick_top()
    return svg(fig, title, f"In percent. {'; '.join(said)}.")


def ridges(title, desc, steps, rows, most=0, last=None):
    """{name: [value or None a step]} as filled rows on the scale 0..most; {name: last value} stands at the right."""
    (fig, ax), last = axes(0.6 + 0.36 * len(rows), "x"), last or {name: values[-1] for name, values in rows.items()}
    most = most or max(1, *map(max, rows.values()))
    for k, (name, values) in enumerate(rows.items()):
        y = np.array(values, dtype=float) / most * 0.82 - k  # None becomes a gap
        ax.axhline(-k, color=LINE, linewidth=0.8)
        ax.fill_between(steps, -k, y, color=COLOURS[0], alpha=0.35, linewidth=0)
        ax.plot(steps, y, color=COLOURS[0], linewidth=1.3)
        ax.text(1.015, 0.1 - k, last[name], transform=ax.get_yaxis_transform(), fontsize=9)
    ax.set(yticks=[0.3 - k for k in range(len(rows))], yticklabels=list(rows), ylim=(0.9 - len(rows), 1), xlabel="step")
    return svg(fig, title, f"{desc} At the end: {', '.join(f'{name} {last[name]}' for name in rows)}.")
