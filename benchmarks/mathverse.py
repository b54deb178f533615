r"""MathVerse: AI4Math/MathVerse (both configurations), or testmini.json + testmini_text_only.json + images/.

A problem comes in six versions and is the unit; the overall number is of the five versions with an image. Departure:
the official script has GPT-4 extract and compare the answer; without `--judge` rules stand in for both.
"""

from pathlib import Path

import rewards
from benchmarks import Benchmark, rows
from benchmarks.extraction import bodies, own_extraction
from benchmarks.replies import choice
from benchmarks.rows import HUB, about, image, inline_options, need, row
from benchmarks.statistics import part_accuracies
from benchmarks.tables import accuracy_lines

VERSIONS = ("Text Dominant", "Text Lite", "Vision Intensive", "Vision Dominant", "Vision Only", "Text Only")
SCORES = {  # of the five versions with an image; the site ranks by the first
    "direct": "w/o, the site's primary score",
    "official": "prompt of the CoT score; the site's primary score, w/o, takes --prompt direct",
    "ours": "our prompt",
}


def read(source: str, split: str) -> list[tuple]:
    """The rows of five versions with an image and, where at hand, those of the text-only one."""
    found = rows.read(source, split, None if Path(source).exists() else split)
    if not Path(source).is_file():  # the name of the text-only file is spelt in both ways
        name = f"{split}_text_only"
        found += rows.read(source, name, name) or rows.read(source, f"{split}_text-only")
    return found


def record(at: str, folder: Path, r: dict, split: str) -> dict:
    """A row. Official prompt: query_cot; direct: query_wo."""
    version = need(r, at, "problem_version", pattern=f"^({'|'.join(VERSIONS)})$")
    question = need(r, at, "question", empty=True).strip() or "Answer the question that is shown in the image."
    listed = need(r, at, "question_for_eval", "question", empty=True)  # the first has the choices of Vision Only, too
    kind, meta = need(r, at, "question_type", pattern="^(multi-choice|free-form)$"), about(r, at, "subject", "subfield")
    choices = listed.split("Choices:")[-1] if kind == "multi-choice" else ""
    return row(
        at,
        "mathverse",
        key=f"{need(r, at, 'sample_index')}_{version.replace(' ', '_')}",
        text=question,
        options=[],
        images=[] if version == "Text Only" else image(r, at, folder, "image"),
        answer=need(r, at, "answer"),
        official=need(r, at, "query_cot"),
        direct=need(r, at, "query_wo"),
        split=split,
        version=version,
        question_id=need(r, at, "problem_index"),
        question_type=kind,
        **meta,
    ) | {"options": inline_options(choices, r"(?:^|\n)\s*([A-F])\s*[:.]") or None}


def official(p: dict) -> tuple[str | None, bool]:
    """(extracted, verdict): the option's letter, or the gold's letters or value by the grader's exact rules."""
    gold = " ".join(p["gold"].split())
    if p["question_type"] == "multi-choice" and len(gold) == 1:
        found = choice(p["response"], bodies(p["options"]), p.get("problem", ""))
        return found or None, found == gold
    found = own_extraction({**p, "prompt_kind": "official"})
    return found, found is not None and (found.strip() == gold or bool(rewards.exact(found, gold, p["options"])))


def metrics(rows: list[dict], seed: int) -> dict:
    """Accuracy by version is told of all six, in their order; score: what the site calls the number of this prompt."""
    by_version = part_accuracies(rows, "version", VERSIONS)
    whole = all(version in by_version for version in VERSIONS[:5])
    return {"score": SCORES[rows[0]["prompt_kind"]] if whole else None, "by_version": by_version}


def versions(rule: dict) -> str:
    """Of which versions the accuracy is."""
    if rule["score"]:
        return "the five versions with an image"
    there = [version for version in rule["by_version"] if version != "Text Only"]
    return f"of the versions with an image only {', '.join(there)}" if there else "Text Only: no version with an image"


def lines(rules: list[dict]) -> list[list[str]]:
    """Accuracy under the site's name for it, then by part: a line a number, a column a rule."""
    (first, *accuracies), *parts = accuracy_lines(rules)
    named = f"{first}: {rules[0]['score'] or versions(rules[0])}"
    return [[named, *accuracies], *parts]


BENCHMARK = Benchmark(
    source="AI4Math/MathVerse",
    get=HUB.format("AI4Math/MathVerse", "mathverse") + "; unzip images.zip",
    splits=("testmini",),
    record=record,
    read=read,
    unit="problem",
    fields=("version", "subject", "subfield", "question_type"),
    parts=("version", "subject", "subfield"),
    official=official,
    extracts=lambda p: None,
    compares=lambda p, found: (found, None),
    counts=lambda row: row["version"] != "Text Only",
    metrics=metrics,
    lines=lines,
    note=versions,
)
