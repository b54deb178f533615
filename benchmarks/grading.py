"""Verdicts on a generation: ours and the benchmark's official rule. A judge's (judge.py) stands beside them.

No rule replaces another: eval.py shows them side by side. Nothing of a response is ever evaluated as code.
"""

import rewards
from benchmarks import named
from benchmarks.extraction import number, own_extraction

RULES = "rules for GPT-4"  # who tells the official verdict where the original asks a language model, without a judge


def official(p: dict) -> tuple[str | None, bool | None]:
    """(extracted, verdict) of a prediction by its benchmark's official rule; (None, None) where it has none."""
    rule = named(p["benchmark"]).official
    return rule(p) if rule else (None, None)


def tolerated(p: dict) -> bool:
    """Is our extraction right within the error that the benchmark allows (MathVista's precision, DynaMath's 0.001)?"""
    tolerance = named(p["benchmark"]).tolerance
    allowed = tolerance(p) if tolerance and p["extracted"] is not None else None
    if allowed is None:
        return False
    value, gold = number(p["extracted"]), number(p["gold"])
    return value is not None and gold is not None and abs(value - gold) <= allowed + 1e-9


def grade(preds: list[dict], grader) -> None:
    """Fill in extracted, format, verdict (our rule), official, official_extracted and official_by (the benchmark's),
    and same_as.

    grader: a rewards.Grader. same_as: of a sample, the first sample of its row whose answer grades equal to its own;
    None without an answer.
    """
    for p in preds:
        p["extracted"] = own_extraction(p, named(p["benchmark"]).own_form)
        p["format"] = rewards.format_ok(p["response"])
        if p.get("official_by") in (None, RULES):  # else a judge has told it
            p["official_extracted"], p["official"] = official(p)
            p["official_by"] = RULES if named(p["benchmark"]).compares else None
    asked = [p for p in preds if p["extracted"] is not None]
    verdicts = grader.grade_many([(p["extracted"], p["gold"], p["options"]) for p in asked])
    for p, right in zip(asked, verdicts, strict=True):
        p["verdict"] = bool(right) or tolerated(p)
    for p in preds:
        p["verdict"] = p["extracted"] is not None and p["verdict"]
    group_equal([p for p in preds if p["mode"] == "sample"], grader)


def group_equal(samples: list[dict], grader) -> None:
    """Fill in same_as (see grade). All pairs of different answers of a row are graded, in one call for all rows."""
    rows, pairs = {}, []
    for p in samples:
        rows.setdefault(p["row"], []).append(p)
    for ps in rows.values():
        different = list(dict.fromkeys(p["extracted"] for p in ps if p["extracted"] is not None))
        pairs += [(b, a, ps[0]["options"]) for i, a in enumerate(different) for b in different[i + 1 :]]
    equal = {pair[:2] + (str(pair[2]),) for pair, same in zip(pairs, grader.grade_many(pairs), strict=True) if same}
    for ps in rows.values():
        first = {}  # text -> the first sample with an equal answer
        for p in ps:
            if (text := p["extracted"]) is not None and text not in first:
                options = str(p["options"])
                first[text] = next((k for other, k in first.items() if (text, other, options) in equal), p["sample"])
            p["same_as"] = first.get(text)
