r"""MathVista: AI4Math/MathVista, or the repository's data/testmini.json + query.json, or .jsonl, + images/. A choice's
gold is its text.

Its rule: extraction, rounding, then equal text. Departure: the official script has GPT-4 extract the answer; our own
extraction stands in for it (after the released "quick" extraction), and `--judge` for both.
"""

import re
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks import Benchmark, rows
from benchmarks.extraction import own_extraction
from benchmarks.rows import HUB, LETTERS, about, image, need, row, texts


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


def quick(response: str) -> str | None:
    """The released "quick" extraction, of the regex The answer is "(.*)"\\. : in a line, up to its last such end."""
    for line in response.split("\n"):
        _, said, rest = line.partition('The answer is "')
        if said and '".' in rest:
            return rest[: rest.rfind('".')]
    return None


def official(p: dict) -> tuple[str | None, bool]:
    """(extracted and brought to its form, verdict)."""
    response, found = p["response"], own_extraction(p) or ""
    said = quick(response)
    found = response if response in p["choices"] else found if said is None else said
    answer = normal(found, p)
    return answer, answer == p["gold"]


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
    tolerance=tolerance,
)
