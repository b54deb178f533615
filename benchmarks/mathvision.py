r"""MathVision: MathLLMs/MathVision, or test.jsonl / testmini.jsonl + images/.

Its rule: the extraction of the official script, then equal text, or the same value at two places. latex2sympy is
the class Prefix here: a response is never evaluated as code. Its images come merged into one picture.
"""

import math
import re
from pathlib import Path

from benchmarks import Benchmark
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


class Stop(Exception):
    """latex2sympy would not read the text, or its value is not a number."""


class Prefix:
    """The number that a LaTeX text begins with, as latex2sympy's published grammar reads it: what cannot go on an
    expression ends it, and the rest is ignored; a sign that the grammar does not know, an expression left open, a
    letter are Stop. 5\\frac{1}{2} is a product, a colon divides, a command needs its braces. Numbers only: nothing is
    evaluated as code, depth and powers are bounded."""

    NUMBER = r"(?:(?:\d+(?:,\d{3})*)?\.\d+|\d+(?:,\d{3})*)"
    TOKEN = re.compile(rf"(?:\s|\$|~|\\displaystyle|\\q?quad|\\,)*({NUMBER}(?:\\%)?|\\[a-z]+|.|$)", re.S)
    ENDS = re.compile(  # known to the grammar, but not after a whole expression; the words are names of its functions
        r"[})\]_.&]|\\(?:right|to|(?:long)?rightarrow|})|$|"
        r"ar[cs]|gcd|lcm|floor|ceil|eye|zeros|ones|cols|rows|diag|norm|rank|tr|rref|[hv]stack|orth|nullspace|eig|svd"
    )
    CLOSED = {"(": ")", "{": "}", "[": "]"}
    FUNCTIONS = {f"\\{name}": getattr(math, name) for name in ("sin", "cos", "tan")}

    def __init__(self, text: str):
        self.text, self.depth = text[:2000], 0
        self.step(0)

    def step(self, at: int) -> None:
        match = self.TOKEN.match(self.text, at)
        self.token, self.start, self.end = match[1], match.start(1), match.end()

    def take(self, *tokens: str) -> str:
        """Goes on if the token is one of these: -> the token, else ""."""
        if self.token and self.token in tokens:
            token = self.token
            self.step(self.end)
            return token
        return ""

    def need(self, token: str) -> None:
        if not self.take(token):
            raise Stop

    def read(self) -> float:
        value = self.sum()
        if not self.ENDS.match(self.text, self.start):
            raise Stop
        return value

    def sum(self) -> float:
        value = self.product()
        while sign := self.take("+", "-"):
            value += self.product() if sign == "+" else -self.product()
        return value

    def product(self) -> float:
        value = self.signed()
        while sign := self.take("*", "\\times", "\\cdot", "/", "\\div", ":"):
            value = value / self.signed() if sign in ("/", "\\div", ":") else value * self.signed()
        return value

    def signed(self) -> float:
        sign = 1
        while token := self.take("+", "-"):
            sign = -sign if token == "-" else sign
        value = self.power()
        while re.match(r"[\d.(\[{]\d*|\\(?:frac|sqrt|pi|sin|cos|tan)$", self.token) and self.token != ".":
            value *= self.power()
        return sign * value

    def power(self) -> float:
        value = self.atom()
        while self.take("^"):
            by = self.atom() if self.token[:1] in "{0123456789\\" else None
            if by is None or isinstance(value, int) and value.bit_length() * abs(by) > 16384:
                raise Stop
            value = value**by
        return value

    def atom(self) -> float:
        token, self.depth = self.token, self.depth + 1
        if self.depth > 40 or not token:
            raise Stop
        self.step(self.end)
        if token in self.CLOSED:
            value = self.sum()
            self.need(self.CLOSED[token])
        elif token == "\\frac":
            value = self.braced() / self.braced()
        elif token == "\\sqrt":
            root = self.sum() if self.take("[") else 2
            if root != 2:
                self.need("]")
            value = self.braced() ** (1 / root)
        elif token == "\\pi":
            value = math.pi
        elif token in self.FUNCTIONS:
            value = self.FUNCTIONS[token](self.power())
        elif token[0].isdigit() or token[0] == "." and len(token) > 1:
            digits = token.replace(",", "").removesuffix("\\%")
            value = float(digits) if "." in digits else int(digits)
            value = value / 100 if token.endswith("%") else value
        else:
            raise Stop
        self.depth -= 1
        return value

    def braced(self) -> float:
        self.need("{")
        value = self.sum()
        self.need("}")
        return value


def value(text: str) -> float | None:
    """The number at two places, None where the official script would have none."""
    try:
        return round(Prefix(text).read(), 2)
    except (Stop, ArithmeticError, ValueError, TypeError):  # TypeError: complex
        return None


def each_value(text: str) -> str:
    """(1/2, 3) -> "(0.5,3)": the parts of a tuple or list as values, where each has one."""
    parts = text[1:-1].split(",")
    if text[:1] + text[-1:] not in ("()", "[]") or len(parts) < 2:
        return text
    values = [part if "infty" in part or part in ("a", "-a") else value(part) for part in parts]
    return text if None in values else f"{text[0]}{','.join(map(str, values))}{text[-1]}"


def equal(gold: str, answer: str) -> bool:
    """The official comparison: the same text without case, or the same value at two places, in a tuple part by part."""
    gold, answer = gold.lower(), answer.lower()
    if not gold.strip() or not answer.strip():
        return False
    if gold.strip() == answer.strip() or each_value(gold) == each_value(answer):
        return True
    values = value(gold), value(answer)
    return None not in values and values[0] == values[1]


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
