r"""MathVista: AI4Math/MathVista, or the repository's data/testmini.json + query.json, or .jsonl, + images/. A choice's
gold is its text.

Its rule: extraction, rounding, then equal text. Departure: the official script has GPT-4 extract the answer; without
`--judge` rules stand in for it.
"""

import re
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks import Benchmark, rows
from benchmarks.extraction import own_extraction
from benchmarks.replies import choice, goes_on, number, value
from benchmarks.rows import HUB, LETTERS, about, image, need, row, texts

SAID = 'The answer is "'


def read(source: str, split: str) -> list[tuple]:
    """As rows.read; a row without `query` (the repository's testmini.json) has it from the query.json beside it."""
    found, known = rows.read(source, split, key="pid"), {}
    for i, (at, folder, r) in enumerate(found):
        if isinstance(r, dict) and "query" not in r and (file := folder / "query.json").is_file():
            known[file] = known.get(file) or rows.read_json(file)
            if not isinstance(known[file], dict):
                raise ValueError(f"{file}: no JSON object of queries by pid")
            found[i] = at, folder, r | {"query": known[file].get(str(r.get("pid")))}
    return found


def record(at: str, folder: Path, r: dict, split: str) -> dict:
    """A row. `query` is the official prompt (hint, question, choices)."""
    if not r.get("answer") and split == "test":
        raise ValueError(f"{at}field answer: empty: MathVista's test split has no public answers; take testmini")
    kind = need(r, at, "question_type", pattern="^(multi_choice|free_form)$")
    answer, question, choices = need(r, at, "answer"), need(r, at, "question"), texts(r, at, "choices")
    if kind == "multi_choice" and answer not in choices:
        raise ValueError(f"{at}field answer: {answer!r} is none of the choices {choices}")
    if r.get("answer_type") == "float" and r.get("precision") is None:
        raise ValueError(f"{at}field precision: missing in a row of type float")
    places = None if r.get("precision") is None else need(r, at, "precision", pattern=r"^\d(\.0)?$")
    meta = about(r, at, "skills", "task", "context", "grade", "category")
    return row(
        at,
        "mathvista",
        key=need(r, at, "pid"),
        text=question + (f" (Unit: {need(r, at, 'unit')})" if r.get("unit") else ""),
        options=choices,
        images=image(r, at, folder, "decoded_image", "image"),
        answer=answer,
        official=need(r, at, "query"),
        split=split,
        question_type=kind,
        answer_type=need(r, at, "answer_type", pattern="^(text|integer|float|list)$"),
        precision=places and int(float(places)),
        choices=choices,
        **meta | {"skills": [meta["skills"]] if isinstance(meta["skills"], str) else meta["skills"] or []},
    )


def normal(text: str, p: dict) -> str | None:
    """The official form: the choice of a letter, else the nearest choice by edit distance; a number as rounded text."""
    if p["question_type"] == "multi_choice":
        letter = re.findall(r"\(([a-zA-Z])\)", text.strip())
        text = letter[0].upper() if letter else text.strip()
        if text in LETTERS[: len(p["choices"])] and len(text) == 1:
            return p["choices"][LETTERS.index(text)]
        return min(p["choices"], key=lambda choice: Levenshtein.distance(text[:2000], choice))
    try:
        if p["answer_type"] == "integer":
            return str(int(float(text[:400])))
        return str(round(float(text[:400]), p["precision"])) if p["answer_type"] == "float" else text
    except (ValueError, OverflowError):
        return None


def extracts(p: dict) -> str | None:
    """What the script reads without its language model: a bare choice or number, The answer is "..."."""
    text, kind = p["response"], p["answer_type"]
    if not text or text in p["choices"]:
        return text
    try:
        if kind in ("integer", "float"):
            return str(int(text) if kind == "integer" else float(text))
    except ValueError:
        pass
    for line in text.split("\n"):
        start, stop = line.find(SAID), line.rfind('".')
        if 0 <= start <= stop - len(SAID):
            return line[start + len(SAID) : stop]
    return None


def compares(p: dict, found: str) -> tuple[str | None, bool]:
    """(the extraction brought to its form, verdict)."""
    answer = normal(found, p)
    return answer, answer == p["gold"]


def official(p: dict) -> tuple[str | None, bool]:
    """(extracted, verdict), by rules where the script asks its language model."""
    found, text, problem = extracts(p), p["response"], p.get("problem", "")
    if found is None and (other := goes_on(text, problem)):
        found = value(other) or "N/A"
    elif found is None and p["question_type"] == "multi_choice":
        found = choice(text, p["choices"], problem) or "N/A"
    elif found is None:
        found = number(text, problem) if p["answer_type"] in ("integer", "float") else own_extraction(p) or ""
    return compares(p, found)


def tolerance(p: dict) -> float | None:
    """Of a float: half of the last place that the row asks for."""
    return 0.5 * 10.0 ** -p["precision"] if p["answer_type"] == "float" else None


BENCHMARK = Benchmark(
    source="AI4Math/MathVista",
    get=HUB.format("AI4Math/MathVista", "mathvista"),
    splits=("testmini",),
    record=record,
    read=read,
    fields=("question_type", "answer_type", "precision", "choices", "task", "context", "grade", "category", "skills"),
    parts=("task", "skills", "question_type", "answer_type", "context", "grade", "category"),
    official=official,
    extracts=extracts,
    compares=compares,
    tolerance=tolerance,
)
