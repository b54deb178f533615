"""The table of many runs: rows are models, columns are benchmarks by their headline metric, published numbers beside.

Published: We-Math 2.0 (arXiv 2508.10433), accuracy in percent; We-Math is its strict score, MathVerse its vision-only
version. An interval is the run's own (95 %, bootstrap over the benchmark's unit); that of a MathVerse version, whose
rows are independent, is Wilson's.
"""

import csv
import io
import math
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tyro

from benchmarks import mathbook, named, names
from benchmarks.predictions import read_metrics, share
from benchmarks.tables import columns, interval, percent

VISION = "mathverse vision-only"
PUBLISHED = {
    "Qwen2.5-VL-7B": {"mathvista": 68.2, "mathvision": 25.1, "wemath": 36.0, VISION: 41.1},
    "MathBook-7B": {"mathvista": 73.0, "mathvision": 28.0, "wemath": 48.4, VISION: 45.2},
}
WHOLE = {"mathvista": 1000, "mathvision": 3040, "wemath": 525, VISION: 788}  # rows, of We-Math groups, behind them
RULES = {"official": "official rule", "ours": "our extraction", "judge": "judge"}


@dataclass
class Cell:
    """A run's headline metric on one column: value and interval 0 to 1 (None: nothing to share), over `size` units."""

    value: float | None
    ci: list[float] | None
    size: int
    unit: str
    rule: str
    prompt: str
    by: str  # who told the official verdict where the original asks a language model


def table(
    out: tyro.conf.Positional[tuple[str, ...]],
    to: Literal["text", "markdown", "csv"] = "text",
    rule: Literal["auto", "official", "ours", "judge"] = "auto",
) -> str:
    """Rows models, columns benchmarks, with intervals and the published numbers; out: folders of runs.

    MathBookEval runs alone are, as text, a line a run. rule auto: the benchmark's where its own prompt was asked.
    """
    runs = [(folder, read_metrics(folder)) for given in out for folder in folders(given)]
    if to == "text" and all(m["benchmark"] == "mathbook" for _, m in runs):
        short = [Path(folder).resolve().name for folder, _ in runs]
        shown = [name if short.count(name) == 1 else folder for name, (folder, _) in zip(short, runs, strict=True)]
        lines = columns(mathbook.table([(name, m) for name, (_, m) in zip(shown, runs, strict=True)]))
        return "\n".join([lines, *uneven(runs)])
    rows = models(runs, rule)
    titles = sorted({title for cells in rows.values() for title in cells}, key=order)
    said = notes(rows, titles) + uneven(runs)
    if to == "csv":
        print("\n".join(said), file=sys.stderr)
        return as_csv(rows, titles)
    lines = [["model", *titles]]
    lines += [[label, *(shown_cell(cells.get(title)) for title in titles)] for label, cells in rows.items()]
    for name, numbers in published(titles):
        lines.append([f"{name} (published)", *(f"{numbers[t]:.1f}" if t in numbers else "-" for t in titles)])
    return "\n".join([columns(lines) if to == "text" else markdown(lines), "", *said])


def uneven(runs: list[tuple[str, dict]]) -> list[str]:
    """A warning for each benchmark whose runs answered different rows."""
    said = []
    for name in dict.fromkeys(m["benchmark"] for _, m in runs):
        those = [(folder, m) for folder, m in runs if m["benchmark"] == name]
        kinds = {m["overall"]["rows"] for _, m in those}, {m.get("answered_sha256") for _, m in those} - {None}
        if max(map(len, kinds)) > 1:
            told = ", ".join(f"{m['overall']['rows']} in {folder}" for folder, m in those)
            said.append(f"warning: these runs of {name} answered different rows ({told})")
    return said


def folders(given: str) -> list[str]:
    """A run's folder, or those of the runs in a folder of `--benchmark all`."""
    if (Path(given) / "metrics.json").exists():
        return [given]
    inside = sorted(str(path.parent) for path in Path(given).glob("*/metrics.json"))
    if not inside:
        raise ValueError(f"{given}: no metrics.json, there or one folder below: not a finished run")
    return inside


def order(title: str) -> tuple:
    """The order of columns: of the benchmarks, and their parts behind them."""
    known = names()
    name = title.split(" ")[0]
    return known.index(name) if name in known else len(known), title


def models(runs: list[tuple[str, dict]], rule: str) -> dict[str, dict[str, Cell]]:
    """{label of a row: {column: Cell}}. A label is the model; with the folder where it ran a benchmark twice."""
    had, rows = Counter((m["model"], m["benchmark"]) for _, m in runs), {}
    for folder, m in runs:
        label = m["model"] if had[m["model"], m["benchmark"]] == 1 else f"{m['model']} ({folder})"
        cells = rows.setdefault(label, {})
        if m["benchmark"] in cells:
            raise ValueError(f"{folder}: named twice")
        cells |= headline(folder, m, rule)
    return rows


def headline(folder: str, m: dict, rule: str) -> dict[str, Cell]:
    """{column: Cell} of a run. rule auto: the official rule where the benchmark's own prompt was asked, else ours."""
    name, spec = m["benchmark"], named(m["benchmark"])
    if rule == "auto":
        rule = "official" if m["prompt"] == "official" and m.get("official") else "ours"
    by = (m.get("official_by") or "") if rule == "official" else ""
    numbers, of = m.get(rule), dict(rule=rule, prompt=m["prompt"], by=by)
    if numbers is None and rule == "ours":  # told by the cells alone
        c = m["overall"]
        return {name: Cell(c["greedy"], c["greedy_ci"], c["rows"], "row", **of)}
    if numbers is None:
        raise ValueError(f"{folder}/metrics.json: field {rule}: the run has no verdicts of this rule")
    if spec.score:
        value, ci, size = spec.score(numbers)
        return {name: Cell(value, ci, size, spec.unit, **of)}
    cells = {name: Cell(numbers["accuracy"], numbers["accuracy_ci"], numbers["rows"], "row", **of)}
    if part := (numbers.get("by_version") or {}).get("Vision Only"):
        try:
            value, size = part["accuracy"], part["rows"]
            if not share(value) or type(size) is not int or size < 1:
                raise TypeError
        except (TypeError, KeyError) as e:
            raise ValueError(f"{folder}/metrics.json: field {rule}.by_version: of a wrong type") from e
        cells[VISION] = Cell(value, wilson(value, size), size, "row", **of)
    return cells


def wilson(value: float, n: int, z: float = 1.959964) -> list[float]:
    """95 % interval of a share of n independent rows (Wilson 1927)."""
    centre = (value + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(value * (1 - value) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return [max(centre - half, 0.0), min(centre + half, 1.0)]


def shown_cell(cell: Cell | None) -> str:
    """The number and its interval; * and †: it is not the benchmark's own rule as it was released (see notes)."""
    if cell is None or cell.value is None:
        return "-"
    return percent(cell.value, cell.ci) + ("*" if cell.rule == "ours" else "†" if cell.by else "")


def published(titles: list[str]) -> list[tuple[str, dict]]:
    """The published models, where a column of theirs is in the table."""
    return [(name, numbers) for name, numbers in PUBLISHED.items() if set(numbers) & set(titles)]


def markdown(lines: list[list[str]]) -> str:
    """A table of Markdown; a | in a name would end its cell."""
    safe = [[" ".join(cell.split()).replace("|", "\\|") for cell in line] for line in lines]
    head = ["---", *("---:" for _ in lines[0][1:])]
    return "\n".join("| " + " | ".join(line) + " |" for line in [safe[0], head, *safe[1:]])


def as_csv(rows: dict[str, dict[str, Cell]], titles: list[str]) -> str:
    """A line a model; of a column the number in percent, its interval, the number of units, the rule."""
    kinds = ("", " low", " high", " units", " rule")
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(["model", *(title + kind for title in titles for kind in kinds)])
    for label, cells in rows.items():
        line = [label]
        for cell in map(cells.get, titles):
            if cell is None or cell.value is None:
                line += [""] * len(kinds)
                continue
            line += [f"{100 * x:.2f}" for x in (cell.value, *(cell.ci or ()))] + [""] * (0 if cell.ci else 2)
            line += [cell.size, cell.rule]
        out.writerow(line)
    for name, numbers in published(titles):
        line = [[f"{numbers[t]:.2f}", "", "", WHOLE[t], "published"] if t in numbers else [""] * 5 for t in titles]
        out.writerow([f"{name} (published)", *(x for cell in line for x in cell)])
    return text.getvalue().rstrip("\n")


def notes(rows: dict[str, dict[str, Cell]], titles: list[str]) -> list[str]:
    """What the table does not show: the metrics, what the star is, the distance from the published numbers."""
    cells = [cell for row in rows.values() for cell in row.values()]
    said = ["In percent, [95 % interval]; wemath: strict score; the others: accuracy of the greedy pass."]
    if any(cell.rule == "ours" for cell in cells):
        said.append("* by our extraction, not by the benchmark's rule")
    if by := sorted({cell.by for cell in cells} - {""}):
        said.append(f"† the benchmark asks a language model for its verdict; here: {', '.join(by)}")
    if published(titles):
        said.append("published: We-Math 2.0, arXiv 2508.10433")
    for label, row in rows.items():
        known = next((name for name in PUBLISHED if name.lower() in label.lower()), None)
        for title in titles if known else ():
            if title in row and title in PUBLISHED[known] and row[title].value is not None:
                said.append(distance(label, title, row[title], known))
    return said


def distance(label: str, title: str, cell: Cell, known: str) -> str:
    """How far a score lies from the published one of that model; a warning where that is outside of its interval."""
    there = PUBLISHED[known][title]
    gap, outside = 100 * cell.value - there, cell.ci and not 100 * cell.ci[0] <= there <= 100 * cell.ci[1]
    short = "" if cell.size == WHOLE[title] else f", over {cell.size} of {WHOLE[title]} {cell.unit}s"
    line = (
        f"{label}: {title} {100 * cell.value:.1f} {interval(cell.ci)}{short}: {gap:+.1f} points from the {there:.1f} "
        f"published for {known}"
    )
    if not outside:
        return f"{line}, within its interval"
    return (
        f"warning: {line}, outside of its interval. Usual causes: the prompt (here: {cell.prompt}), the extraction of "
        f"the answer (here: {cell.by or RULES[cell.rule]}; in some originals a language model's), the "
        "pixels (--min_pixels, --max_pixels)"
    )
