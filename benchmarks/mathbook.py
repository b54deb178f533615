"""MathBookEval: our eval.parquet, or the official Pro and eval files (data.load).

It has neither a prompt nor a rule of its own: ours are meant. Its numbers go by the node of the difficulty space, by
level and by domain.
"""

from pathlib import Path

import data
from benchmarks import Benchmark, rows
from benchmarks.statistics import cell, parted
from benchmarks.tables import percent
from knowledge import level
from scheduler import NODES

AGGREGATES = {"base_x": ("base", "x"), "x_to_xyz": ("x", "xy", "xz", "xyz")}  # cell -> the nodes in it


def read(source: str, split: str) -> list[tuple]:
    """The rows of data.sources, which has the files' order; a row without an id is named by its file and number."""
    out = []
    for name, folder, numbered in data.sources(source, split):
        for n, raw in numbered:
            at, raw = f"{name}: row {n}: ", rows.parsed(raw, f"{name}: row {n}: ")
            if isinstance(raw, dict):
                own = {"id": f"{Path(name).stem}-{n}", "source": Path(name).stem}
                raw = raw | {column: value for column, value in own.items() if raw.get(column) is None}
            out.append((at, folder, raw))
    pictured = any(isinstance(raw, dict) and (raw.get("images") or raw.get("image")) for _, _, raw in out)
    for i, (at, folder, raw) in enumerate(out):
        if pictured and isinstance(raw, dict) and not (raw.get("images") or raw.get("image")):
            column = "images" if "images" in raw else "image"
            out[i] = at, folder, ValueError(f"{at}field {column}: missing, and other rows of the file have an image")
    return out


def record(at: str, folder: Path, raw: dict, split: str) -> dict:
    """A row: that of data.record, its images whole."""
    try:
        row = data.record(raw, folder, "", 0, split, {})
    except ValueError as e:
        raise ValueError(f"{at}{e}") from e
    for picture in row["images"]:
        rows.whole(picture, f"{at}field images: ")
    return {name: row[name] for name in data.FIELDS}


def cells(rows: list[dict], seed: int) -> dict:
    """-> cells base_x, x_to_xyz (None without such rows); {value: cell} by_difficulty, by_level, by_domain.

    A row that does not say its level has that of its number of knowledge points: 1-3, 4-6 or 7-10.
    """
    for r in rows:
        if r["level"] is None and r["knowledge"]:
            r["level"] = level(r["knowledge"])
    out = {}
    for name, nodes in AGGREGATES.items():
        part = [r for r in rows if r["difficulty"] in nodes]
        out[name] = cell(part, seed) if part else None
    for name in ("difficulty", "level", "domain"):
        out[f"by_{name}"] = {k: cell(part, seed) for k, part in parted(rows, name, NODES).items()}
    return out


def cell_lines(m: dict) -> list[tuple[str, dict]]:
    """(label, cell) of each, in the order of the table."""
    out = [(" + ".join(nodes), m[name]) for name, nodes in AGGREGATES.items() if m[name]]
    return out + [(f"{part} {k}", c) for part in ("difficulty", "level", "domain") for k, c in m[f"by_{part}"].items()]


def table(runs: list[tuple[str, dict]]) -> list[list[str]]:
    """[(name, metrics)] -> one line a run, accuracy in percent; the first line is the heading."""
    lines = [["", "greedy", "avg@n", "base+x avg@n", "x..xyz avg@n", "format"]]
    for name, m in runs:
        c, parts = m["overall"], [m[k] and m[k]["avg"] for k in AGGREGATES]
        lines.append([name, *map(percent, [c["greedy"], c["avg"], *parts, c["format_greedy"]])])
    return lines


BENCHMARK = Benchmark(
    source="out/data/eval.parquet",
    get="python data.py build --out DATA/mathbook   (needs eval.parquet in DATA/mathbook)",
    places=("mathbook/eval.parquet", "eval.parquet"),
    record=record,
    read=read,
    unit="seed question",
    cells=cells,
    cell_lines=cell_lines,
)
