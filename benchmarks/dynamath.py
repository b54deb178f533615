"""DynaMath: DynaMath/DynaMath_Sample (ten splits), the repository's 10trials/trialN/dataset.json + image/, or
variants.jsonl + images/; the unit is a seed's ten variants.

Its rule: the "short answer" of a JSON object, a float within 0.001. Departure: the official script evaluates the JSON
as Python; here json.loads reads it.
"""

import json
import math
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

from benchmarks import Benchmark, rows
from benchmarks.rows import HUB, find, image, inline_options, need, row
from benchmarks.statistics import bootstrap, parted
from benchmarks.tables import accuracy_lines, percent

PROMPT = """## Question
{}{}
## Answer Instruction Please provide an answer to the question outlined above. Your response should adhere to the \
following JSON format, which includes two keys: 'solution' and 'short answer'. The 'solution' key can contain detailed \
steps needed to solve the question, and the 'short answer' key should provide a concise response. If the problem is a \
multiple choice problem, just provide the corresponing choice option, such as 'A', 'B', 'C', or 'D'. If the answer is \
a numerical value, format it as a three-digit floating-point number.

Example of expected JSON response format:

{{
    "solution": "[Detailed step-by-step explanation]",
    "short answer": "[Concise Answer]"
}}"""


def read(source: str, split: str = "") -> list[tuple]:
    """Ten variants of each seed, as the column `variant`: the repository's folders trialN, the hub's splits, or a file
    of rows that say theirs. The hub keeps its split sample_variantK in files named sampleK."""
    root = Path(source)
    if root.is_file() or find(root, "variants"):
        return rows.read(source, "variants")
    out, missing = [], []
    for k in range(1, 11):
        trial = next((f for depth in ("", "*/", "*/*/") for f in root.glob(f"{depth}trial{k}/dataset.json")), None)
        if trial:
            found = rows.read(str(trial), "", key="id")
        else:
            found = rows.read(source, f"sample_variant{k}", stem=f"sample(_variant)?{k}")
        missing += [] if found else [str(k)]
        out += [(at, folder, {**r, "variant": k} if isinstance(r, dict) else r) for at, folder, r in found]
    if out and missing:
        raise ValueError(f"{source}: no rows of the variants {', '.join(missing)}: the worst case needs all ten")
    return out


def record(at: str, folder: Path, r: dict, split: str) -> dict:
    """A row. Choices stand inside the question; golds go up to F."""
    variant = r.get("variant")
    if type(variant) is not int or not 1 <= variant <= 10:
        raise ValueError(f"{at}field variant: {variant!r} is not a whole number from 1 to 10")
    kind = need(r, at, "answer_type", pattern="^(float|multiple choice|text)$")
    seed, question = need(r, at, "id", "seed"), need(r, at, "question")
    number = r"^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$"
    options = inline_options(question, r"\(([A-F])\)") if kind == "multiple choice" else []
    hint = "Please answer in a floating-point number." if kind == "float" else ""
    return row(
        at,
        "dynamath",
        key=f"{seed}_{variant}",
        text=question,
        options=[],
        images=image(r, at, folder, "decoded_image", "image_path", "image"),
        answer=need(r, at, "ground_truth", "answer", pattern=number if kind == "float" else r"\S"),
        official=PROMPT.format(question, hint),
        split=f"variant {variant}",
        seed=seed,
        variant=variant,
        question_id=seed,
        answer_type=kind,
        domain=need(r, at, "subject"),
        level=need(r, at, "knowledge_level", "level"),
    ) | {"options": options or None}


def extract(response: str) -> str:
    """The official extraction: "short answer" of the JSON from the first { to the last }, else its last line less its
    last character.

    As released: a JSON object without the key answers "None", and JSON that is no object is wrong.
    """
    start, end = response.find("{"), response.rfind("}")
    text = response[start : end + 1].replace("\\", "") if 0 <= start < end else response
    try:
        return str(json.loads(text, strict=False).get("short answer"))
    except AttributeError:
        return ""
    except (ValueError, RecursionError):
        return text.split("\n")[-1][:-1]


def short_answer(text: str) -> str | None:
    """The last "short answer" of a reply in DynaMath's form, also where the JSON around it is broken or cut off."""
    found = re.findall(
        r"""["']short[ _]answer["']\s*:\s*(?:"((?:\\.|[^"\\])*)"|'([^'\n]*)'|([^"',}\s][^,}\n]*))""", text, re.I
    )
    return re.sub(r'\\(["\\/])', r"\1", "".join(found[-1])) if found else None


def equal(p: dict, answer: str) -> bool:
    """The official comparison: a float within 0.001, a letter, else the gold somewhere in the answer."""
    if p["answer_type"] == "multiple choice":
        return answer == p["gold"] if len(answer) == 1 else p["gold"] in answer[:3]
    if p["answer_type"] == "text":
        return p["gold"] in answer
    first = answer if answer.isdigit() else answer.split(" ")[0]
    try:
        value = float(first.split("π")[0]) * (math.pi if "π" in first else 1)
        return abs(value - float(p["gold"])) <= 0.001
    except (ValueError, OverflowError):
        return False


def official(p: dict) -> tuple[str, bool]:
    """(extracted, verdict)."""
    found = extract(p["response"])
    return found, equal(p, found)


def own_form(text: str) -> tuple[str, bool]:
    """(the short answer, True) of a reply in the form that the prompt asks for, else (the text, False)."""
    said = short_answer(text)
    return (text, False) if said is None else (said, True)


def worst_case(correct: dict, seed: int = 0) -> dict:
    """DynaMath's metrics of {(seed, variant): bool}: average = mean over all; worst case = share of the seeds with all
    ten variants right, of the `seeds` whose ten were all asked (officially 501), with a bootstrap interval over seeds.
    """
    groups = defaultdict(list)
    for (name, _), ok in correct.items():
        groups[name].append(bool(ok))
    whole = [float(all(g)) for g in groups.values() if len(g) == 10]
    return {
        "average": float(np.mean(list(correct.values()))),
        "seeds": len(whole),
        "worst_case": float(np.mean(whole)) if whole else None,
        "worst_case_ci": bootstrap(whole, range(len(whole)), seed=seed) if whole else None,
    }


def metrics(rows: list[dict], seed: int) -> dict:
    """worst_case of graded rows, and by topic and by level: {"worst_by_domain": {value: {"seeds", "worst_case"}}}."""

    def worst(part):
        return worst_case({(r["seed"], r["variant"]): r["greedy"][0][0] for r in part}, seed)

    out = worst(rows)
    for column in ("domain", "level"):
        told = {value: worst(part) for value, part in parted(rows, column).items()}
        out[f"worst_by_{column}"] = {v: {k: c[k] for k in ("seeds", "worst_case")} for v, c in told.items()}
    return out


def seeds_right(rows: list[dict]) -> dict[str, float]:
    """{seed: are all ten variants right?} of the seeds whose ten were all asked."""
    groups = defaultdict(list)
    for r in rows:
        groups[r["seed"]].append(bool(r["right"]))
    return {seed: float(all(g)) for seed, g in groups.items() if len(g) == 10}


def lines(rules: list[dict]) -> list[list[str]]:
    """Accuracy, the worst case, both by part: a line a number, a column a rule."""
    accuracy, *parts = accuracy_lines(rules)
    worst = (percent(r["worst_case"], r["worst_case_ci"]) for r in rules)
    out = [accuracy, [f"worst case, {rules[0]['seeds']} seeds", *worst], *parts]
    for column in ("domain", "level"):
        for value, c in rules[0][f"worst_by_{column}"].items():
            shares = (percent(r[f"worst_by_{column}"][value]["worst_case"]) for r in rules)
            out.append([f"worst case, {column} {value} ({c['seeds']} seeds)", *shares])
    return out


BENCHMARK = Benchmark(
    source="DynaMath/DynaMath_Sample",
    get=HUB.format("DynaMath/DynaMath_Sample", "dynamath"),
    splits=("",),
    record=record,
    read=read,
    unit="seed",
    fields=("seed", "variant", "answer_type"),
    parts=("domain", "level"),
    own_form=own_form,
    official=official,
    tolerance=lambda p: 0.001 if p["answer_type"] == "float" else None,
    metrics=metrics,
    lines=lines,
    unit_metric="worst case",
    unit_scores=seeds_right,
    note=lambda rule: f"worst case {percent(rule['worst_case'])} of {rule['seeds']} seeds",
)
