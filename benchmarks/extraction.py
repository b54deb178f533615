"""Our reading of a response to any benchmark: the answer that training reads too, else what prose says."""

import math
import re
from collections.abc import Callable

import answers
import rewards
from benchmarks import replies

# "The correct option is C", "option C is correct", "### Answer", a line break and C, "so choose C" in Chinese
LETTER = r"((?-i:[A-J]))(?![a-zA-Z])(?!\W*(?:or|and)\b)"
CHOSEN = re.compile(
    rf"(?:correct|right|best|final) (?:option|choice)\s*(?:is|:)[\s*:(]*{LETTER}|"
    rf"(?:option|choice)[\s*(]*{LETTER}[\s*)]*is (?:the )?(?:correct|right)|"
    rf"# *answer[\s*:(]*{LETTER}|选(?:项)?[\s*:：(（]*{LETTER}",
    re.I,
)

LABEL = re.compile(r"^\W{0,2}[A-J]\W{0,2}?[).:、]\s*(?=\S)")


def bodies(options: list[str] | None) -> list[str]:
    """The texts of options without their letters: ["A. Yes", "B. No"] -> ["Yes", "No"]."""
    return [LABEL.sub("", option) for option in options or ()]


def number(text: str) -> float | None:
    """The real number that a text is ("1/2", "3\\pi", "69°", "5 cm"), None where it is none. Never evaluates code."""
    try:
        parsed = answers.Parser(answers.unit(answers.clean(text))[0].rstrip("% "))
        value = complex(math.nan if parsed.names else parsed.value)
    except (answers.Unreadable, ArithmeticError, ValueError, RecursionError):  # ValueError: (-2)^{0.5}
        return None
    real = abs(value.imag) < 1e-12 and math.isfinite(value.real)
    return value.real if real else None


def same_option(text: str, options: list[str] | None) -> str | None:
    """The last of several boxes that all name one option, one by its letter and one by its text; else None."""
    boxes = [box[2] for box in answers.boxes(text)[-10:]] if options and rewards.TAGS[2] not in text else []
    named = [rewards.choice(answers.attempt(answers.clean, box) or "", options) for box in boxes]
    return boxes[-1] if boxes and named[0] and named.count(named[0]) == len(named) else None


def own_extraction(p: dict, own_form: Callable | None = None) -> str | None:
    """The answer that a response gives; None where it gives none.

    Without tags, a reply to our prompt is no answer, and one to the benchmark's own prompt (which asks for none) is
    read as prose. own_form: Benchmark.own_form, which finds the answer in the form that this prompt asks for.
    """
    several = len(answers.attempt(answers.read_letters, p.get("gold", "")) or ()) > 1
    found, rest = rewards.extract_answer(p["response"], several), p["response"].rsplit(rewards.TAGS[1], 1)[-1]
    found = found or same_option(rest, p["options"])
    if p["options"] and found and (whole := re.fullmatch(r"\\text\w*\{(.*)\}", found, re.S)):
        found = whole[1]  # \text{A. \frac{1}{2}}, whose braces the grader does not take off
    if p["prompt_kind"] == "ours" or rewards.TAGS[2] in rest or not rest.strip():
        return found
    text, alone = own_form(rest) if own_form else (rest, False)  # alone: the text is the answer and nothing else
    if alone:
        return rewards.read_prose(text).strip() or None
    if found is not None or answers.boxes(rest):
        return found
    said, end = rewards.read_prose(text).strip(), rest[-20_000:]  # all that read_prose looks at
    stated = re.search(answers.PHRASE, end, re.I)
    if p["options"] and re.fullmatch("[A-J]", said) and stated:
        return said
    if p["options"] and not several:
        said = replies.choice(text, bodies(p["options"]), p.get("problem", ""))
        if not said or said[1:2].isalpha() or "/" in said:  # nothing, or a refusal
            return None
        return said
    if chosen := not stated and list(CHOSEN.finditer(end)):
        return next(filter(None, chosen[-1].groups()))
    if p.get("answer_type") in ("integer", "float") and not (stated and number(said) is not None):
        return replies.number(text, p.get("problem", "")) or said or None
    return said or None
