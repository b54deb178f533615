"""Is one run better than another? Paired bootstrap over the benchmark's unit, and McNemar's test."""

from pathlib import Path
from typing import Literal

import numpy as np
import tyro

from benchmarks import named
from benchmarks.metrics import counted
from benchmarks.predictions import check_belongs, read_predictions
from benchmarks.statistics import bootstrap, by_row, mcnemar, place
from benchmarks.tables import percent
from runtime import settings

COLUMNS = {"ours": "verdict", "official": "official", "judge": "judge"}


def compare(
    a: tyro.conf.Positional[str],
    b: tyro.conf.Positional[str],
    rule: Literal["ours", "official", "judge"] = "ours",
    seed: settings.Seed = 0,
) -> str:
    """Is run B better than run A (folders) on the rows that both answered? Paired bootstrap of B - A, and McNemar.

    The last line speaks of the benchmark's headline metric: accuracy, of We-Math the strict score.
    """
    first, second = rows_by_id(a, rule), rows_by_id(b, rule)
    shared = [i for i in first if i in second]
    kinds = [next(iter(run.values()))["benchmark"] for run in (first, second)]
    if kinds[0] != kinds[1] or not shared:
        raise ValueError(f"{a} and {b}: runs of {kinds[0]} and {kinds[1]} have {len(shared)} rows in common")
    if other := next((i for i in shared if first[i]["gold"] != second[i]["gold"]), None):
        golds = [run[other]["gold"] for run in (first, second)]
        raise ValueError(f"{a} and {b}: row {other}: field gold: {golds[0]!r} and {golds[1]!r}")
    spec, lines = named(kinds[0]), [f"A = {a}, B = {b}; rule {rule}"]
    if alone := len(first) + len(second) - 2 * len(shared):
        lines.append(f"left out: {alone} rows that only one of the runs answered")
    runs = [[run[i] for i in shared] for run in (first, second)]
    units = [r["question_id"] or r["id"] for r in runs[0]]
    for mode, name in (("greedy", "greedy"), ("sample", "avg@n")):
        if not all(r[mode] for rows in runs for r in rows):
            continue
        x, y = (np.array([np.mean([ok for ok, _ in r[mode]]) for r in rows]) for rows in runs)
        line, ci = difference(name, x, y, units, seed)
        lines.append(line)
        if mode == "greedy":
            said, metric, size = ci, "greedy", len(set(units))
            only_a, only_b = int(((x == 1) & (y == 0)).sum()), int(((x == 0) & (y == 1)).sum())
        if spec.unit_scores and (scored := unit_differences(spec, runs, mode)):
            title = f"{spec.unit_metric}, {name}"
            line, ci = difference(f"{title}, {len(scored[0])} {spec.unit}s", *scored, range(len(scored[0])), seed)
            lines.append(line)
            if mode == "greedy" and spec.score:  # it is the headline metric
                said, metric, size = ci, title, len(scored[0])
    better = "B is better than A" if said[0] > 0 else "A is better than B"
    better = "neither is shown to be better" if said[0] <= 0 <= said[1] else better
    lines += [
        f"McNemar (greedy, exact): {only_a} rows only A got right, {only_b} only B: p = "
        f"{mcnemar(only_a, only_b):.3g} (takes rows for independent; the interval does not)",
        f"On these {len(shared)} rows ({size} {spec.unit}s), {metric}, {better} (95 %, rule {rule}).",
    ]
    return "\n".join(lines)


def difference(name: str, x: np.ndarray, y: np.ndarray, units, seed: int) -> tuple[str, list[float]]:
    """(a line: the means of x and y in percent, y - x in points with its interval; the interval, 0 to 1)."""
    low, high = bootstrap(y - x, units, seed=seed)
    return (
        f"{name}: A {percent(x.mean())}, B {percent(y.mean())}, B - A {100 * (y - x).mean():+.1f} "
        f"points [{100 * low:+.1f}, {100 * high:+.1f}]",
        [low, high],
    )


def unit_differences(spec, runs: list[list[dict]], mode: str) -> tuple[np.ndarray, np.ndarray] | None:
    """Each unit's part of Benchmark.unit_scores for both runs, a mean over its samples; None without whole units."""
    means = []
    for rows in runs:
        drawn = range(min(len(r[mode]) for r in rows))
        each = [spec.unit_scores([{**r, "right": r[mode][k][0]} for r in rows]) for k in drawn]
        means.append(np.array([np.mean([scores[unit] for scores in each]) for unit in each[0]]))
    return (means[0], means[1]) if len(means[0]) else None


def rows_by_id(folder: str, rule: str) -> dict[str, dict]:
    """{id: row of by_row} of a run's rows that count, by one rule's verdicts; ValueError where the run has none."""
    column, path = COLUMNS[rule], Path(folder) / "predictions.jsonl"
    preds = read_predictions(path, graded=("verdict", "format"))
    check_belongs(folder, preds)
    if not preds or any(column not in p for p in preds) or all(p[column] is None for p in preds):
        raise ValueError(f"{folder}: no verdicts of the rule {rule}")
    return {r["id"]: r for r in counted(by_row(sorted(preds, key=place), column))}
