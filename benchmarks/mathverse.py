r"""MathVerse: AI4Math/MathVerse (both configurations), or testmini.json + testmini_text_only.json + images/.

A problem comes in six versions and is the unit; the overall number is of the five versions with an image. Departure:
the official script has GPT-4 extract and compare the answer; without `--judge` rules stand in for both.
"""

from pathlib import Path

import rewards
from benchmarks import Benchmark
from benchmarks.extraction import bodies, own_extraction
from benchmarks.replies import choice
from benchmarks.rows import HUB, image, inline_options, need, read, row
from benchmarks.statistics import part_accuracies

VERSIONS = ("Text Dominant", "Text Lite", "Vision Intensive", "Vision Dominant", "Vision Only", "Text Only")


def load(source: str, split: str) -> list[dict]:
    """The rows: five versions with an image and, where at hand, the text-only one. Official prompt: query_cot."""
    rows, hub = [], not Path(source).exists()
    found = read(source, split, split if hub else None)
    if not Path(source).is_file():  # the name of the text-only file is spelt in both ways
        found += read(source, f"{split}_text_only", f"{split}_text_only") or read(source, f"{split}_text-only")
    for at, folder, r in found:
        version, meta = need(r, at, "problem_version", pattern=f"^({'|'.join(VERSIONS)})$"), r.get("metadata") or {}
        images = [] if version == "Text Only" else image(r, at, folder, "image")
        if not images and version != "Text Only":
            raise ValueError(f"{at}field image: missing in a row of version {version}")
        question = need(r, at, "question", empty=True).strip() or "Answer the question that is shown in the image."
        listed = r.get("question_for_eval") or question  # has the choices of a Vision Only row too
        options = []
        if r.get("question_type") == "multi-choice":
            options = inline_options(listed.split("Choices:")[-1], r"(?:^|\n)\s*([A-F])\s*[:.]")
        rows.append(
            row(
                at,
                "mathverse",
                key=f"{need(r, at, 'sample_index')}_{version.replace(' ', '_')}",
                text=question,
                options=[],
                images=images,
                answer=need(r, at, "answer"),
                official=need(r, at, "query_cot"),
                split=split,
                version=version,
                question_id=need(r, at, "problem_index"),
                subject=meta.get("subject"),
                subfield=meta.get("subfield"),
                question_type=need(r, at, "question_type"),
            )
            | {"options": options or None}
        )
    return rows


def official(p: dict) -> tuple[str | None, bool]:
    """(extracted, verdict): the option's letter, or the gold's letters or value by the grader's exact rules."""
    gold = " ".join(p["gold"].split())
    if p["question_type"] == "multi-choice" and len(gold) == 1:
        found = choice(p["response"], bodies(p["options"]), p.get("problem", ""))
        return found or None, found == gold
    found = own_extraction({**p, "prompt_kind": "official"})
    return found, found is not None and (found.strip() == gold or bool(rewards.exact(found, gold, p["options"])))


def metrics(rows: list[dict], seed: int) -> dict:
    """Accuracy by version is told of all six, in their order."""
    return {"by_version": part_accuracies(rows, "version", VERSIONS)}


BENCHMARK = Benchmark(
    source="AI4Math/MathVerse",
    get=HUB.format("AI4Math/MathVerse", "mathverse") + "; unzip images.zip",
    splits=("testmini",),
    load=load,
    unit="problem",
    fields=("version", "subject", "subfield", "question_type"),
    parts=("version", "subject", "subfield"),
    official=official,
    extracts=lambda p: None,
    compares=lambda p, found: (found, None),
    counts=lambda row: row["version"] != "Text Only",
    metrics=metrics,
    note=lambda rule: "the five versions with an image",
)
