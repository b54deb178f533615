"""metrics.json: all numbers of a run from its graded predictions. They are numbers; tables.py makes text of them."""

import hashlib
import json

import numpy as np

from benchmarks import named
from benchmarks.statistics import bootstrap, by_row, cell, part_accuracies, pass_at, place, robustness


def counted(rows: list[dict]) -> list[dict]:
    """The rows of the overall number: those that the benchmark counts (all, when it counts none of them)."""
    counts = named(rows[0]["benchmark"]).counts
    return [r for r in rows if counts(r)] or rows if counts else rows


def content_sha256(preds: list[dict]) -> str:
    """One SHA-256 of predictions, but for the time that each took."""
    found = hashlib.sha256()
    for p in sorted(preds, key=place):
        found.update(json.dumps({k: v for k, v in p.items() if k != "seconds"}, sort_keys=True).encode())
    return found.hexdigest()


def rule_metrics(preds: list[dict], rule: str, seed: int = 0) -> dict:
    """One rule's numbers of a benchmark's greedy predictions; rule: the column with the verdicts.

    {"rows", "accuracy", "accuracy_ci", "by_X": {value: {"rows", "accuracy"}}} over the rows that count, and the
    benchmark's own numbers (Benchmark.metrics).
    """
    spec, rows = named(preds[0]["benchmark"]), by_row(preds, rule)
    those = counted(rows)
    values = [float(r["greedy"][0][0]) for r in those]
    out = {
        "rows": len(those),
        "accuracy": float(np.mean(values)),
        "accuracy_ci": bootstrap(values, [r["question_id"] or r["id"] for r in those], seed=seed),
    }
    out |= {f"by_{column}": part_accuracies(those, column) for column in spec.parts}
    return out | (spec.metrics(rows, seed) if spec.metrics else {})


def told_mean(values: list) -> float | None:
    """The mean; None when one is not told, as in runs that were imported."""
    return None if None in values else float(np.mean(values))


def judging(preds: list[dict]) -> dict | None:
    """Agreement of the judge with our rule over all generations; None where nothing was judged.

    Where a run went on without its judge, some generations were not judged: they count as those without a judgement.
    """
    judged = [p for p in preds if "judge" in p]
    told = [p for p in judged if p["judge"] is not None]
    return (
        {
            "model": judged[0]["judge_model"],
            "asked": len(preds),
            "no_judgement": len(preds) - len(told),
            "agree": sum(p["judge"] == p["verdict"] for p in told),
            "judge_right_rules_wrong": sum(p["judge"] and not p["verdict"] for p in told),
            "rules_right_judge_wrong": sum(p["verdict"] and not p["judge"] for p in told),
        }
        if judged
        else None
    )


def compute_metrics(preds: list[dict], seed: int = 0) -> dict:
    """All numbers of a run from its graded predictions: how it went, overall cell (our rule), robustness, and each
    rule's numbers under its name ("official", "ours", "judge")."""
    preds = sorted(preds, key=place)
    name, rows = preds[0]["benchmark"], by_row(preds)
    spec = named(name)
    out = {
        "benchmark": name,
        "model": preds[0]["model"],
        "prompt": preds[0]["prompt_kind"],
        "split": preds[0]["split"],
        "predictions_sha256": content_sha256(preds),
        "answered_sha256": hashlib.sha256(repr(sorted((r["id"], r["gold"]) for r in rows)).encode()).hexdigest(),
        "rows": len(rows),
        "n": max((p["sample"] + 1 for p in preds if p["mode"] == "sample"), default=0),
        "mean_tokens": told_mean([p["tokens"] for p in preds]),
        "cut_off": told_mean([p["finished"] if p["finished"] is None else not p["finished"] for p in preds]),
        "no_answer": float(np.mean([p["extracted"] is None for p in preds])),
        "overall": cell(counted(rows), seed),
        **(spec.cells(rows, seed) if spec.cells else {}),
        **robustness(rows),
    }
    if refused := sum("refused" in p for p in preds):
        out["refused"] = refused
    if others := {p["served_by"] for p in preds if "served_by" in p}:
        out["served_by"] = sorted(others)
    if unset := {parameter for p in preds for parameter in p.get("unset", [])}:
        out["unset"] = sorted(unset)
    greedy = [p for p in preds if p["mode"] == "greedy"]
    for title, rule in (("official", "official"), ("ours", "verdict"), ("judge", "judge")):
        told = title == "ours" and spec.cells  # by the cells
        if any(p.get(rule) is not None for p in greedy) and not told:
            out[title] = rule_metrics(greedy, rule, seed)
    if by := " and ".join(sorted({p.get("official_by") or "" for p in greedy} - {""})):
        out["official_by"] = by
    if told := judging(preds):
        out["judging"] = told
    most = max((len(r["sample"]) for r in rows), default=0)
    if most and all(len(r["sample"]) == most for r in rows):
        right = [sum(ok for ok, _ in r["sample"]) for r in rows]
        ks = sorted({2**i for i in range(most.bit_length())} | {most})
        out["pass_at"] = {str(k): float(np.mean([pass_at(most, c, k) for c in right])) for k in ks}
    return out
