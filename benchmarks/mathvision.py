r"""MathVision: MathLLMs/MathVision, or test.jsonl / testmini.jsonl + images/.

Its rule: the extraction of the official script, then equal text, or the same value at two places. latex2sympy is
answers.Parser here: a response is never evaluated as code. Its images come merged into one picture.
"""

import re
from pathlib import Path

from benchmarks import Benchmark
from benchmarks.extraction import number
from benchmarks.rows import HUB, LETTERS, image, need, row, texts

PROMPT = (
    'Please solve the problem step by step and put your answer in one "\\boxed{{}}". If it is a '
    'multiple choice question, only one letter is allowed in the "\\boxed{{}}".\n{}\n{}'
)
SAID = ("the final answer is", "the answer is", "the correct answer is", "the answer should be")
REPLACED = (  # what the official script takes off a LaTeX answer, in its order
    (" ", ""),
    ("\\,", ""),
    ("+\\infty", "\\infty"),
    ("\\\\", "\\"),
    ("\n", ""),
    ("\\text", ""),
    ("\\mbox", ""),
    ("bmatrix", "pmatrix"),
    ("\\left", ""),
    ("\\right", ""),
    ("^{\\circ}", ""),
    ("^\\circ", ""),
    ("{m}^3", ""),
    ("m^3", ""),
    ("{units}", ""),
    ("units", ""),
    ("{km}", ""),
    ("km", ""),
    ("\\!", ""),
    ("\\\\", "\\"),
    ("tfrac", "frac"),
    ("dfrac", "frac"),
    ("\\$", ""),
    ("$", ""),
    ("\\%", ""),
    ("{.", "{0."),
)


def record(at: str, folder: Path, r: dict, split: str) -> dict:
    """A row; options may be bare letters, and level is 1 to 5."""
    question, options, answer = need(r, at, "question"), texts(r, at, "options"), need(r, at, "answer")
    if options and (len(answer) != 1 or answer not in LETTERS[: len(options)]):
        raise ValueError(f"{at}field answer: {answer!r} is not the letter of one of {len(options)} options")
    bare = "".join(options) in LETTERS
    lines = "" if bare else "".join(f"({letter}) {text}\n" for letter, text in zip(LETTERS, options))
    return row(
        at,
        "mathvision",
        key=need(r, at, "id"),
        text=question,
        options=options,
        images=image(r, at, folder, "decoded_image", "images", "image_path", "image"),
        answer=answer,
        official=PROMPT.format(question, lines),
        split=split,
        level=need(r, at, "level", pattern=r"^[1-5](\.0)?$")[0],
        domain=need(r, at, "subject"),
        option_texts=options,
    )


def extract(response: str) -> str:
    """The official extraction: a closing letter, a number after "is", what follows "the answer is", the last box; then
    much of the LaTeX is taken off, and all is lower case."""
    text = response.strip()
    for c in "ABCDE":
        if text.endswith((f" {c}.", f" ({c}).")) or text.startswith((f"{c}\n", f"({c})\n", f"({c}) {c}\n")):
            text = c
    last = text.split("is ")[-1].rstrip(".")
    if re.fullmatch(r"\s*[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", last):
        text = last
    if "oxed{" not in text:
        for flag in SAID:
            for said in (flag, flag.replace("the", "The", 1)):
                if said in text:
                    text = text.split(said)[-1].strip().split("\n")[0].split(". ")[0]
                text = text.strip()
    else:
        text = "\\boxed{" + text.split("oxed{")[-1] if text.count("oxed{") > 1 else text
    text = text.lower().replace("{}", "")
    boxed = re.search(r"oxed\{(.*)\}", text, re.S)
    text = boxed[1] if boxed else text
    if "}" in text and (text.find("{") == -1 or text.find("}") < text.find("{")):
        text = text.split("}")[0]
    text = text.split("=")[-1].split("\\approx")[-1].replace("∞", "\\infty")
    for old, new in REPLACED:
        text = text.replace(old, new)
    text = "0" + text if text[:1] == "." else text
    text = re.sub(r"\\sqrt([^{])", r"\\sqrt{\1}", text)
    text = "\\frac{1}{2}" if text == "0.5" else re.sub(r"^(-?\d+)/(-?\d+)$", r"\\frac{\1}{\2}", text)
    for pair in (r"\(([a-e])\)", r"\{([a-e])\}"):
        text = re.sub(pair, r"\1", text)
    return text.rstrip(".").lstrip(":").strip()


def equal(gold: str, answer: str) -> bool:
    """The official comparison: the same text without case, or the same value at two places, in a tuple part by part.

    A colon divides; a text with a unit, a degree or percent sign or a Unicode root has no value, as with latex2sympy.
    """
    gold, answer = gold.lower().strip(), answer.lower().strip()
    if not gold or not answer:
        return False
    if gold == answer:
        return True
    parts = [t[1:-1].split(",") if t[0] + t[-1] in ("()", "[]") and "," in t else [t] for t in (gold, answer)]
    if len(parts[0]) != len(parts[1]) or len(parts[0]) > 1 and gold[0] != answer[0]:
        return False
    words = set(re.findall("[a-z]{2,}", gold + " " + answer)) - {"frac", "sqrt", "pi", "cdot", "times", "div"}
    if words or re.search(r"[°%√]|\\!", gold + answer):
        return False
    values = [[number(part.replace(":", "/")) for part in side] for side in parts]
    return all(a is not None and b is not None and round(a, 2) == round(b, 2) for a, b in zip(*values, strict=True))


def official(p: dict) -> tuple[str, bool]:
    """(extracted, verdict): equal to the gold, or to the text of the option that the gold names."""
    found = extract(p["response"])
    text = p["option_texts"][LETTERS.index(p["gold"])] if p["option_texts"] else ""
    return found, equal(p["gold"], found) or equal(text, found)


BENCHMARK = Benchmark(
    source="MathLLMs/MathVision",
    get=HUB.format("MathLLMs/MathVision", "mathvision"),
    splits=("test", "testmini"),
    record=record,
    fields=("option_texts",),
    parts=("level", "domain"),
    official=official,
)
