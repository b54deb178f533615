"""What a run of run.sh has left in its folder, read and checked: eval/NAME and eval_NAME, STAGE/metrics.jsonl.

A broken file is a ValueError that names file, line and field. What is not there is no error: the page says so.
"""

import re

from benchmarks.mathbook import AGGREGATES
from benchmarks.predictions import check_belongs
from benchmarks.tables import percent, share
from runtime import read_json, read_jsonl

STAGES = ("start", "sft", "pre", "dynamic")  # in the order of run.sh; the first has no training
CURVES = (  # of metrics.jsonl
    "loss",
    "accuracy",
    "reward",
    "format",
    "kl",
    "entropy",
    "response_tokens",
    "zero_advantage",
    "grad_norm",
    "lr",
)
COSTS = ("prompts", "sampling/thrown", "sampling/thrown_tokens")  # of metrics.jsonl, of a step of RL
DIMENSIONS = {  # of We-Math
    "IK": "IK: insufficient knowledge",
    "CM": "CM: complete mastery",
    "IG": "IG: inadequate generalization",
    "RM": "RM: rote memorization",
}
NUMBER = (int, float)


def read_metrics(path):
    """metrics.json of eval.py; ValueError names the field when one that the report shows is missing or no number."""
    m, read = read_json(path), ["benchmark"]
    try:
        book, cells = m["benchmark"] == "mathbook", {"overall": m["overall"]}
        for part in ("by_difficulty", "by_level", "by_domain") if book else ():
            read.append(part)
            cells |= {f"{part}: {k}": c for k, c in m[part].items()}
        for field, c in (cells | {k: m[k] for k in AGGREGATES if book and m[k]}).items():
            read.append(field)
            [percent(c[k], c.get(f"{k}_ci")) for k in ("greedy", "avg", "format_greedy")]
        for part in ("by_program", "by_knowledge") if book else ():
            read.append(part)
            [(percent(c["greedy"]), percent(c["avg"]), c["rows"] + 0) for c in (m.get(part) or {}).values()]
        for rule in ("ours", "official") if m["benchmark"] == "wemath" else ():
            read.append(rule)
            [share(*cell) for pair in dimensions(m[rule]).values() for cell in pair]
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as e:
        raise ValueError(f"{path}: field {read[-1]}: missing or of a wrong type ({type(e).__name__}: {e})") from e
    return m


def dimensions(rule):
    """A rule's numbers of We-Math -> {label: [(share 0..1 or None, groups or None) strict, loose]}, the score first."""
    kinds = ("strict", "loose")
    shown = {"Score": [(rule["score"][kind], None) for kind in kinds]}
    for name, label in DIMENSIONS.items():
        cells = [rule["dimensions"][name][kind] for kind in kinds]
        shown[label] = [(c["share"], c["count"]) for c in cells]
    return shown


def read_evaluations(run):
    """-> ([{name, folder, metrics, config}], stages first; the folders of unfinished evaluations)."""
    found, unfinished = [], []
    for folder in (*run.glob("eval*"), *run.glob("eval*/*"), *run.glob("eval*/*/*")):
        name = folder.relative_to(run).as_posix()
        if (folder / "metrics.json").is_file():
            check_belongs(folder)
            metrics, config = read_metrics(folder / "metrics.json"), read_json(folder / "config.json")
            found.append(dict(name=re.sub("^eval[/_]", "", name), folder=folder, config=config, metrics=metrics))
        elif any(folder.glob("predictions*.jsonl")):
            unfinished.append(name)
    return sorted(found, key=lambda e: (STAGES.index(e["name"]) if e["name"] in STAGES else 9, e["name"])), unfinished


def of_mathbook(found):
    """The evaluations on MathBookEval; and those of them that stand for the run: its stages, or the first six."""
    ours = [e for e in found if e["metrics"]["benchmark"] == "mathbook"]
    return ours, [e for e in ours if e["name"] in STAGES] or ours[:6]


def read_training(run):
    """{stage: lines of its metrics.jsonl}, of the stages that have logged anything."""
    files = {stage: run / stage / "metrics.jsonl" for stage in STAGES[1:]}
    there = {stage: path for stage, path in files.items() if path.is_file() and path.stat().st_size}
    return {stage: read_jsonl(path, dict(step=int, wall=NUMBER), CURVES + COSTS) for stage, path in there.items()}


def series(runs, key):
    """{stage: [(step, value)]} of one column of `read_training`; steps without a number are left out."""
    points = {
        stage: [(r["step"], r[key]) for r in lines if r.get(key) is not None and abs(r[key]) < 1e300]  # no NaN
        for stage, lines in runs.items()
    }
    return {stage: p for stage, p in points.items() if p}
