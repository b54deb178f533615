"""MathBookEval: our eval.parquet, or the official Pro and eval files (data.load).

It has neither a prompt nor a rule of its own: ours are meant. Its numbers go by the node of the difficulty space, by
level and by domain.
"""

import data
from benchmarks import Benchmark
from benchmarks.statistics import cell, parted
from benchmarks.tables import percent
from knowledge import level
from scheduler import NODES

AGGREGATES = {"base_x": ("base", "x"), "x_to_xyz": ("x", "xy", "xz", "xyz")}  # cell -> the nodes in it


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
    load=data.load,
    skips_bad=True,
    unit="seed question",
    cells=cells,
    cell_lines=cell_lines,
)
