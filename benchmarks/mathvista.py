r"""MathVista: AI4Math/MathVista, or testmini.json(l) + images/. A choice's gold is its text.

Its rule: extraction, rounding, then equal text. Departure: the official script has GPT-4 extract the answer; without
`--judge` rules stand in for it.
"""

import re

from rapidfuzz.distance import Levenshtein

from benchmarks import Benchmark
from benchmarks.extraction import own_extraction
from benchmarks.replies import choice, number
from benchmarks.rows import HUB, LETTERS, image, need, read, row

SAID = 'The answer is "'


def load(source: str, split: str) -> list[dict]:
    """The rows. `query` is the official prompt (hint, question, choices)."""
    rows = []
    for at, folder, r in read(source, split, key="pid"):
        if not r.get("answer") and split == "test":
            raise ValueError(f"{at}field answer: empty: MathVista's test split has no public answers; take testmini")
        kind, meta = need(r, at, "question_type", pattern="^(multi_choice|free_form)$"), r.get("metadata") or {}
        answer, question, choices = need(r, at, "answer"), need(r, at, "question"), r.get("choices") or []
        if kind == "multi_choice" and answer not in choices:
            raise ValueError(f"{at}field answer: {answer!r} is none of the choices {choices}")
        if r.get("answer_type") == "float" and r.get("precision") is None:
            raise ValueError(f"{at}field precision: missing in a row of type float")
        unit = f" (Unit: {r['unit']})" if r.get("unit") else ""
        rows.append(
            row(
                at,
                "mathvista",
                key=need(r, at, "pid"),
                text=question + unit,
                options=choices,
                images=image(r, at, folder, "decoded_image", "image"),
                answer=answer,
                official=need(r, at, "query"),
                split=split,
                question_type=kind,
                answer_type=need(r, at, "answer_type", pattern="^(text|integer|float|list)$"),
                precision=None if r.get("precision") is None else int(r["precision"]),
                choices=choices,
                skills=list(meta.get("skills") or []),
                **{k: meta.get(k) for k in ("task", "context", "grade", "category")},
            )
        )
    return rows


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
    found, text = extracts(p), p["response"]
    if found is None and p["question_type"] == "multi_choice":
        found = choice(text, p["choices"], p.get("problem", "")) or "N/A"
    elif found is None:
        found = number(text) if p["answer_type"] in ("integer", "float") else own_extraction(p) or ""
    return compares(p, found)


def tolerance(p: dict) -> float | None:
    """Of a float: half of the last place that the row asks for."""
    return 0.5 * 10.0 ** -p["precision"] if p["answer_type"] == "float" else None


BENCHMARK = Benchmark(
    source="AI4Math/MathVista",
    get=HUB.format("AI4Math/MathVista", "mathvista"),
    splits=("testmini",),
    load=load,
    fields=("question_type", "answer_type", "precision", "choices", "task", "context", "grade", "category", "skills"),
    parts=("task", "skills", "question_type", "answer_type", "context", "grade", "category"),
    official=official,
    extracts=extracts,
    compares=compares,
    tolerance=tolerance,
)
