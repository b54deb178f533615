"""Statistics of graded predictions: bootstrap, McNemar, pass@k, the cells of the tables, robustness.

Intervals: 95 %, percentile bootstrap over the benchmark's own unit, for the rows of one unit are not independent.
"""

import math
from collections import Counter, defaultdict
from functools import lru_cache

import numpy as np


def place(p: dict) -> tuple:
    """What a generation is of its run, and the order of the predictions."""
    return p["row"], p["mode"], p["sample"]


def bootstrap(values, units, resamples: int = 2000, seed: int = 0) -> list[float]:
    """95 % percentile interval [low, high] of mean(values), whole units (seeds, groups) drawn with replacement."""
    _, unit = np.unique(np.asarray(units, dtype=str), return_inverse=True)
    total, size = np.bincount(unit, weights=values), np.bincount(unit)  # [U]
    draws = resampled(len(size), resamples, seed)
    return [float(q) for q in np.percentile((draws @ total) / (draws @ size), [2.5, 97.5])]


@lru_cache(maxsize=1)  # one cell after the other asks for the same
def resampled(units: int, resamples: int, seed: int) -> np.ndarray:
    """How often each unit is drawn in each resample: [resamples, units]."""
    return np.random.default_rng(seed).multinomial(units, np.full(units, 1 / units), resamples)


def pass_at(n: int, c: int, k: int) -> float:
    """Unbiased chance that one of k samples is right, from c right of n (Chen et al. 2021): 1 - C(n-c, k) / C(n, k)."""
    return 1 - math.comb(n - c, k) / math.comb(n, k)


def majority(votes: list[int | None]) -> int | None:
    """The sample whose answer most samples gave; ties go to the one given first; None without any answer.

    votes: for each sample the number of the first sample with an equal answer (`same_as`), None without an answer.
    """
    counts = Counter(vote for vote in votes if vote is not None)
    return max(counts, key=counts.get) if counts else None


def mcnemar(only_a: int, only_b: int) -> float:
    """Exact two-sided p of McNemar's test: twice the binomial tail of the discordant rows at 1/2, at most 1."""
    n = only_a + only_b
    return min(1.0, 2 * sum(math.comb(n, k) for k in range(min(only_a, only_b) + 1)) / 2**n)


def by_row(preds: list[dict], rule: str = "verdict") -> list[dict]:
    """One dict a row: its columns, and under "greedy" and "sample" the (verdict, format) pairs of its generations."""
    rows = {}
    for p in preds:
        r = rows.setdefault(p["row"], {**p, "greedy": [], "sample": [], "votes": []})
        r[p["mode"]].append((bool(p.get(rule)), p["format"]))  # a row that was not judged has no `judge`
        if p["mode"] == "sample":
            r["votes"].append(p.get("same_as"))
    return list(rows.values())


def cell(rows: list[dict], seed: int) -> dict:
    """Of rows from by_row: accuracy, greedy and over n samples (avg, pass, maj), with intervals; well-formed share.

    A number is None where not every row has such generations.
    """
    units = [r["question_id"] or r["id"] for r in rows]
    out = {"rows": len(rows), "units": len(set(units))}
    for mode, names in (("greedy", ("greedy",)), ("sample", ("avg", "pass", "maj"))):
        asked = all(r[mode] for r in rows)
        for name in names:
            values = [row_value(name, [verdict for verdict, _ in r[mode]], r["votes"]) for r in rows] if asked else []
            out[name] = float(np.mean(values)) if asked else None
            out[f"{name}_ci"] = bootstrap(values, units, seed=seed) if asked else None
            if name == names[0]:
                out[f"format_{mode}"] = float(np.mean([form for r in rows for _, form in r[mode]])) if asked else None
    return out


def row_value(name: str, right: list[bool], votes: list[int | None]) -> float:
    """Of one row's verdicts: their mean, but for "pass" (is one right?) and "maj" (is the majority's answer right?)."""
    if name == "pass":
        return pass_at(len(right), sum(right), len(right))
    if name == "maj":
        return float((best := majority(votes)) is not None and right[best])
    return float(np.mean(right))


def parted(rows: list[dict], column: str, order: tuple[str, ...] = ()) -> dict[str, list[dict]]:
    """{value of the column: rows}, the values of `order` first, then sorted; "None" stands for none.

    Of a list, a row counts under each value.
    """
    parts = defaultdict(list)
    for r in rows:
        for value in r[column] or ["None"] if isinstance(r[column], list) else [r[column]]:
            parts[str(value)].append(r)
    rank = {k: i for i, k in enumerate(order)}
    return {k: parts[k] for k in sorted(parts, key=lambda k: (rank.get(k, len(rank)), k))}


def short(rows: list[dict]) -> dict:
    """{"rows", "greedy", "avg"} without intervals, for parts that are many and small; None where not all were asked."""
    out = {"rows": len(rows)}
    for name, mode in (("greedy", "greedy"), ("avg", "sample")):
        whole = all(r[mode] for r in rows)
        out[name] = float(np.mean([verdict for r in rows for verdict, _ in r[mode]])) if whole else None
    return out


def part_accuracies(rows: list[dict], column: str, order: tuple[str, ...] = ()) -> dict[str, dict]:
    """{value of the column: {"rows", "accuracy"}} of the greedy pass; see parted."""
    parts = parted(rows, column, order)
    return {value: {"rows": len(part), "accuracy": short(part)["greedy"]} for value, part in parts.items()}


def robustness(rows: list[dict]) -> dict:
    """What accuracy hides -> consistency over the variants of a unit (greedy); accuracy by point, principle, program.

    consistency: of the units with two rows or more the shares all right, all wrong, mixed. weakest: the twenty points
    of the lowest accuracy (avg@n, else greedy), those with more rows first.
    """
    groups = defaultdict(list)
    for r in rows:
        groups[r["question_id"] or r["id"]].append(r["greedy"][0][0])
    several = [g for g in groups.values() if len(g) > 1]
    shares = {"all_right": sum(map(all, several)), "all_wrong": sum(not any(g) for g in several)}
    shares["mixed"] = len(several) - sum(shares.values())
    shares = {"groups": len(several), **{k: v / max(len(several), 1) for k, v in shares.items()}}
    out = {"consistency": shares if several else None}
    for name in ("knowledge", "principle", "program"):
        known = [r for r in rows if r.get(name)]
        out[f"by_{name}"] = {k: short(part) for k, part in parted(known, name).items()}
    points = out["by_knowledge"]
    value = {k: c["greedy"] if c["avg"] is None else c["avg"] for k, c in points.items()}
    out["weakest"] = sorted(points, key=lambda k: (value[k], -points[k]["rows"], k))[:20]
    return out
