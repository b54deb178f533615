"""predictions.jsonl and metrics.json of a run: read with every field checked, written, and scored again.

A damaged file is one ValueError that names file, line and field: it is never a traceback, nor another number.
"""

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import tyro

import rewards
from benchmarks import named, names
from benchmarks.grading import grade
from benchmarks.judge import ask_judge
from benchmarks.metrics import compute_metrics, content_sha256
from benchmarks.rows import LETTERS
from benchmarks.statistics import place
from benchmarks.tables import show
from runtime import check_fields, finite, leaves, lock, read_json, read_jsonl, settings, write_whole

# columns of a row that every prediction of it carries
COPIED = ("id", "options", "question_id", "difficulty", "domain", "level", "knowledge", "principle", "split")


# -------------------------------------------------------------------------------------------------- what a field may be


def text(value) -> bool:
    return isinstance(value, str)


def texts(value) -> bool:
    return isinstance(value, list) and all(map(text, value))


def flag(value) -> bool:
    return isinstance(value, bool)


def count(value) -> bool:
    return type(value) is int and finite(value) and value >= 0


def mean(value) -> bool:
    return finite(value) and value >= 0


def share(value) -> bool:
    return finite(value) and 0 <= value <= 1


def interval(value) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(share, value)) and value[0] <= value[1]


def form(pattern: str):
    """A text that is of this form as a whole."""
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def either(*kinds):
    """Null, or one of the kinds."""
    return lambda value: value is None or any(kind(value) for kind in kinds)


# What each field of a prediction must be. One of a new benchmark that is not listed may be a text, a number, a flag, a
# list of texts or null.
KINDS = {
    **dict.fromkeys(("row", "sample"), count),
    **dict.fromkeys(("id", "model", "response", "gold", "problem"), text),
    **dict.fromkeys(("question_id", "difficulty", "domain", "split"), either(text)),
    **dict.fromkeys(("options", "knowledge"), either(texts)),
    "prompt_kind": form("ours|official|direct"),
    "level": either(text, count),
    "principle": either(text, texts),
    "tokens": either(count),  # null: the file that the run was imported from does not say
    "finished": either(flag),
}
OF = {  # of one benchmark each
    "mathvista": {
        "question_type": form("multi_choice|free_form"),
        "answer_type": form("text|integer|float|list"),
        "precision": either(lambda value: count(value) and value <= 100),
        **dict.fromkeys(("choices", "skills"), either(texts)),
    },
    **dict.fromkeys(("mathvision", "emma"), {"option_texts": either(texts)}),
    "mathverse": {"version": form("(Text|Vision) (Dominant|Lite|Intensive|Only)"), "question_id": text},
    "dynamath": {
        "seed": text,
        "variant": lambda value: count(value) and 1 <= value <= 10,
        "answer_type": form("float|multiple choice|text"),
    },
    "wemath": {"ID": form(r"[23]steps_\d+"), "key": form(r"[23]steps_([123]|multi)")},
}
UNITS = {"wemath": ("ID", "key"), "dynamath": ("seed", "variant")}  # the unit and the place in it, told by the id, too
OTHER = either(text, finite, flag, texts)
NEEDED = ("row", "model", "sample", "prompt_kind", *COPIED, "problem", "response", "gold", "tokens", "finished")
OPTIONAL = {  # of the book, or filled in by a server or by grading; checked where they are there
    "program": text,
    **dict.fromkeys(("verdict", "official", "judge"), either(flag)),
    **dict.fromkeys(("extracted", "official_extracted", "official_by"), either(text)),
    "format": flag,
    "same_as": either(count),
    "judge_model": text,
    **dict.fromkeys(("refused", "served_by"), text),  # of a server
    "seconds": either(mean),
    "unset": texts,
}


def check_prediction(p: dict, at: str) -> None:
    """ValueError `at: field X: ...` unless a prediction has the fields of its benchmark, each of its kind."""
    name_of, kinds = p["benchmark"], KINDS | OF.get(p["benchmark"], {})
    for name in sorted({*NEEDED, *named(name_of).fields}):
        if name not in p or not kinds.get(name, OTHER)(p[name]):
            raise ValueError(f"{at}: field {name}: missing, or of a wrong type: {brief(p.get(name))}")
    for name, kind in OPTIONAL.items():
        if name in p and not kind(p[name]):
            raise ValueError(f"{at}: field {name}: of a wrong type: {brief(p[name])}")
    if name_of == "mathvista" and p["question_type"] == "multi_choice" and not p["choices"]:
        raise ValueError(f"{at}: field choices: empty, and question_type is multi_choice")
    if name_of == "mathvista" and p["answer_type"] == "float" and p["precision"] is None:
        raise ValueError(f"{at}: field precision: missing, and answer_type is float")
    if name_of == "mathvision" and p["option_texts"] and p["gold"] not in list(LETTERS[: len(p["option_texts"])]):
        raise ValueError(f"{at}: field gold: {brief(p['gold'])} is not the letter of one of the option_texts")
    if name_of in UNITS:
        unit, place = (p[name] for name in UNITS[name_of])
        if p["id"] != f"{name_of}_{unit}_{place}" or p["question_id"] != unit:
            raise ValueError(
                f"{at}: field id: {brief(p['id'])} and question_id are not of {' and '.join(UNITS[name_of])}"
            )


def brief(value) -> str:
    """A value in an error: at most 60 characters, on one line."""
    return repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "..."


# -------------------------------------------------------------------------------------------------------- predictions


def read_predictions(path: Path, torn: bool = False, graded: tuple[str, ...] = ()) -> list[dict]:
    """predictions.jsonl -> list (may be empty). ValueError names a bad line or a row that has not each generation once.

    torn: of a run that goes on; the last line may be cut short, and rows may be open or doubled.
    graded: fields of OPTIONAL that every line must have.
    """
    preds, known = read_jsonl(path, torn=torn), names()
    for line, p in enumerate(preds, 1):
        if not isinstance(p, dict) or p.get("benchmark") not in known or p.get("mode") not in ("greedy", "sample"):
            raise ValueError(f"{path}: line {line}: no prediction of this program (benchmark, mode)")
        check_prediction(p, f"{path}: line {line}")
        check_fields(p, f"{path}: line {line}", dict.fromkeys(graded, object))
        if graded and p.get("verdict") and p.get("extracted") is None:
            raise ValueError(f"{path}: line {line}: field verdict: right, though no answer was extracted")
    if not torn:
        check_whole(preds, path)
    return preds


def check_whole(preds: list[dict], path: Path) -> None:
    """ValueError unless the lines are of one run, each row is one problem, and each has every generation once."""
    rows, ids = {}, {}
    for line, p in enumerate(preds, 1):
        first = {**preds[0], **{k: rows.setdefault(p["row"], p)[k] for k in ("id", "gold", "split")}}
        for k in ("benchmark", "model", "prompt_kind", "id", "gold", "split"):
            if p[k] != first[k]:
                raise ValueError(f"{path}: line {line}: field {k}: {brief(p[k])}, before it {brief(first[k])}")
        if ids.setdefault(p["id"], p["row"]) != p["row"]:
            raise ValueError(f"{path}: line {line}: field id: {brief(p['id'])} is row {ids[p['id']]} and {p['row']}")
    had = Counter(map(place, preds))
    modes = [("greedy", 0), *{p[1:] for p in had} - {("greedy", 0)}]
    for row in dict.fromkeys(p[0] for p in had):
        for mode, k in modes:
            if (n := had[row, mode, k]) != 1:
                raise ValueError(f"{path}: row {row}: {mode} {k}: {n} generations, not 1: run eval.py again")


def write_lines(path: Path, preds: list[dict]) -> None:
    write_whole(path, "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in preds))


def write_metrics(path: Path, metrics: dict) -> None:
    """metrics gets "sha256", which is of all the rest."""
    metrics["sha256"] = rest_sha256(metrics)
    write_whole(path, json.dumps(metrics, indent=1, ensure_ascii=False))


def rest_sha256(metrics: dict) -> str:
    read_back = json.loads(json.dumps({k: v for k, v in metrics.items() if k != "sha256"}))
    return hashlib.sha256(json.dumps(read_back, sort_keys=True).encode()).hexdigest()


def score(
    predictions: tyro.conf.Positional[str],
    workers: settings.Workers = 1,
    seed: settings.Seed = 0,
    judge: str = "",
    judge_model: str = "",
    save: bool = False,
) -> str:
    """Recompute every number from a predictions.jsonl, without a model: extract and grade again, print the tables.

    judge, judge_model: as for a run; else the judgements in the file are kept. save: write verdicts and metrics, too.
    """
    path = Path(predictions)
    if (save or judge) and path.is_file():
        lock(path.parent)  # the judge's replies are kept there
    preds = read_predictions(path)
    if not preds:
        raise ValueError(f"{predictions}: no predictions")
    with rewards.Grader(workers=workers) as grader:
        grade(preds, grader)
    if judge or judge_model:
        ask_judge(preds, judge, judge_model, path.with_name("judge_cache.jsonl"))
    metrics = compute_metrics(preds, seed)
    if save:
        old = read_json(path.with_name("metrics.json"))
        check_fields(old, str(path.with_name("metrics.json")), {"left_out": dict})
        write_lines(path, preds)
        metrics |= {"left_out": old["left_out"], "grading_timeouts": grader.timeouts}
        write_metrics(path.with_name("metrics.json"), metrics)
    return show(metrics)


# ------------------------------------------------------------------------------------------------------------- metrics


def check_belongs(folder: str | Path, preds: list[dict] | None = None) -> None:
    """ValueError unless the numbers of a run's metrics.json are those that were written, and of the predictions beside
    it, where it has their hashes (runs of older versions do not). preds: what has been read of them already."""
    path, beside = Path(folder) / "metrics.json", Path(folder) / "predictions.jsonl"
    told, mend = read_json(path) if path.exists() else {}, f"python eval.py score {beside} --save makes them anew"
    if not isinstance(told, dict):
        return
    if told.get("sha256", "") not in ("", rest_sha256(told)):
        raise ValueError(f"{path}: its numbers have been changed; {mend}")
    if want := told.get("predictions_sha256"):
        if not beside.is_file() or content_sha256(preds or read_predictions(beside)) != want:
            raise ValueError(f"{path}: its numbers are not of the {beside.name} beside it; {mend}")


def read_metrics(folder: str | Path) -> dict:
    """metrics.json of a run; ValueError names the field that a table needs and that is missing or of a wrong type."""
    path = Path(folder) / "metrics.json"
    m = read_json(path)
    check_fields(m, f"{path}: line 1", {})
    if m.get("benchmark") not in names():
        raise ValueError(f"{path}: field benchmark: {brief(m.get('benchmark'))} is none of {', '.join(names())}")
    parts = [part for part in ("official", "ours", "judge") if m.get(part) is not None]
    if not KINDS["domain"](m.get("official_by")):
        raise ValueError(f"{path}: field official_by: of a wrong type: {brief(m['official_by'])}")
    m.setdefault("prompt", "not told")  # files of runs before --prompt
    checks = [((), k, text) for k in ("model", "prompt")] + [(("overall",), "rows", count)]
    checks += [((), k, either(kind)) for k, kind in dict(rows=count, n=count, mean_tokens=mean).items() if k in m]
    book = ("base_x", "x_to_xyz") if m["benchmark"] == "mathbook" else ()
    check_fields(m, str(path), dict.fromkeys(book, object))
    for cell in [("overall",), *((k,) for k in book if m[k] is not None)]:
        checks += [(cell, k, either(share)) for k in ("greedy", "avg", "format_greedy")]
    checks += [(("overall",), "greedy_ci", either(interval))]
    for part in parts:
        checks += [((part,), "rows", count), ((part,), "accuracy", share), ((part,), "accuracy_ci", interval)]
        if m["benchmark"] == "wemath":
            checks += [((part, "score"), "strict", either(share)), ((part,), "groups", count)]
            checks += [((part,), "score_ci", either(interval))]
    for where, name, kind in checks:
        value = m
        for step in (*where, name):
            field = ".".join((*where, name))
            if not isinstance(value, dict) or step not in value:
                raise ValueError(f"{path}: field {field}: missing")
            value = value[step]
        if not kind(value):
            raise ValueError(f"{path}: field {field}: of a wrong type: {brief(value)}")
    check_belongs(folder)
    if odd := [x for x in leaves(m) if type(x) in (int, float) and not finite(x)]:
        raise ValueError(f"{path}: a number that is none or too large: {brief(odd[0])}")
    return m
