r"""Rewards: answer extraction, grading, format, the overall reward, and the principle-mean advantage.

    answer = extract_answer(response)          # text of the answer tag (or of the box), None when there is no one answer
    grade(answer, gold, options)               # bool: equal? exact paths first, then math-verify in a worker process
    score(responses, golds, options, ...)      # accuracy, format and overall reward of a batch, identical pairs once
    advantages(rewards, groups, "principle")   # [N, n] rewards -> [N, n] advantages

How an answer is graded, in this order, with one set of rules for every source:
  1. text: LaTeX, unicode and Chinese punctuation normalised, then compared;
  2. options: a letter, a letter with its text, or the text alone, against the row's options;
  3. structure: lists, sets, tuples, intervals, inequalities, equations, matrices are compared part by part. A bare list
     of numbers keeps its order; a set, a list with "and" / "or", or one of tuples or named values does not;
  4. numbers and expressions: a recursive-descent parser over a fixed list of tokens gives exact fractions where it can,
     complex floats elsewhere; expressions with variables are compared at random points (equal polynomials, identities).
     Units are converted, or ignored where one side has none; a percent sign may be missing on one side; a decimal equals
     an exact value that rounds to it (from 3 significant digits in a prediction, 2 in a gold);
  5. what the parser cannot read (sums, integrals, ...) goes to math-verify, in a worker with a time and memory limit.
An answer has to be the answer: prose around a number, alternatives, or a chain of unequal values are wrong. `prose=True`
reads the final answer out of a whole text first; it is for untagged texts (the bench), never for training.

Model output is hostile input. Nothing of it reaches eval, sympify or parse_expr: math-verify is called with its LaTeX
grammar only. Departures: the released reward grades with MathRuler 0.1.0, whose answer regex misses line breaks; the
released principle mean sorts the scores but indexes unsorted ones (here as DESIGN section 5 says).

Commands:  python rewards.py bench [FOLDER]     agreement with the suites in FOLDER (default ../shared/data/grading)
           python rewards.py grade PREDICTION GOLD
"""
import atexit
import cmath
import json
import math
import re
import select
import subprocess
import sys
import time
import unicodedata
import zlib
from collections import deque
from fractions import Fraction
from pathlib import Path

MAX_CHARS, MAX_TOKENS, MAX_DEPTH, MAX_ITEMS, MAX_BITS = 2000, 400, 40, 64, 2048  # beyond these an answer is not read


class Unreadable(Exception):
    """The own parser cannot read this text: it may still be right (math-verify decides) or is wrong."""


# ---------------------------------------------------------------------------------------------------------------------
# From a response to its answer
def _blocks(response):
    """What follows the thinking, and the contents of its answer blocks; nested or unclosed tags give None."""
    rest = response.rsplit("</think>", 1)[-1]
    found = re.findall(r"<answer>(.*?)</answer>", rest, re.DOTALL)
    whole = len(found) == rest.count("<answer>") == rest.count("</answer>")
    return rest, found if whole else None


def boxes(text):
    r"""Contents of every \boxed{...} with balanced braces, as (start, end, content); an unclosed one runs to the end."""
    out, at = [], 0
    while (at := text.find("\\boxed{", at)) >= 0:
        depth, end = 1, at + 7
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        out.append((at, end, text[at + 7:end - (depth == 0)]))
        at = end
    return out


def extract_answer(response):
    """The answer of a response: the <answer> block after the thinking, else the last box, else None.

    None as well when there is no single answer: an empty, unclosed, nested or repeated tag, different boxes, or a list
    of option letters ("A or B", "A, C", "A/B").
    """
    rest, found = _blocks(response)
    if found is None or len(found) > 1:
        return None
    if not found:
        found = [content for _, _, content in boxes(rest)]
        if len({_squash(content) for content in found}) > 1:
            return None
    answer = found[-1].strip() if found else ""
    several = re.fullmatch(r"\W*(?:[A-J]\b\W*(?:or|and|、|或|和)?\W*){2,}", answer)
    return None if not answer or several else answer


def format_ok(response):
    """Is the whole response one non-empty think block followed by one non-empty answer block, and nothing else?"""
    match = re.fullmatch(r"\s*<think>(.*?)</think>\s*<answer>(.*?)</answer>\s*", response, re.DOTALL)
    tags = all(response.count(tag) == 1 for tag in ("<think>", "</think>", "<answer>", "</answer>"))
    return bool(match and tags and match[1].strip() and match[2].strip())


PHRASE = r"(?:final|correct)?\s*(?:answer|ans|答案|结果)(?:\s+(?:is|are|for sure|therefore)\b|\s*[:：=为是])+"


def read_prose(text):
    """The final answer of a text without tags: after the last "final answer", else the last boxes, else after the last
    "answer is", else the last formula or number. A text without prose comes back as it is."""
    text = re.sub(r"<\|.*?\|>.*|I hope it is correct.*", "", text[-20_000:], flags=re.DOTALL).strip()
    depth = 0
    for i, char in enumerate(text):  # a box's content that was cut too late ends at its brace
        depth += (char == "{") - (char == "}")
        if depth < 0:
            text = text[:i]
            break
    found = boxes(text)
    last = [m for m in re.finditer(PHRASE, text, re.I)]
    if last and (not found or "inal" in last[-1][0]):
        text = text[last[-1].end():].strip()
    elif found:
        run = [found[-1]]
        for box in found[-2::-1]:  # "\boxed{2} and \boxed{3}": the boxes of one answer
            gap = re.sub(r"\\text|\\quad|[$\\{}(),.\s\[\]]|\band\b|\bor\b|for part|\b[a-z]\b|\w+ *=", "",
                         text[box[1]:run[0][0]])
            if gap.strip("_123= "):
                break
            run.insert(0, box)
        return " and ".join(box[2] for box in run)
    letter = re.match(r"\(?([A-J])(?:[).:,。]|\s*$|不)", text)
    if letter:
        return letter[1]
    outside = re.sub(r"\\[a-zA-Z]+|\$.*?\$", " ", text)
    if not re.search(r"[^\W\d_]{3,}.*[^\W\d_]{3,}|[\u4e00-\u9fff].*\d|[^\W\d_]{2,} ?:", outside, re.DOTALL) or \
            re.match(r"[-+.\d]", text) and len(text) < 40:
        return text
    spans = re.finditer(r"\$\$(.+?)\$\$|\$((?:\\.|[^$\\])+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]|"
                        r"(?<![\w.])(-?\d[\d,]*(?:\.\d+)?(?:/\d+)?%?)(?:m²|m³)?|\b([A-J])$", text, re.DOTALL)
    spans = [next(g for g in m.groups() if g) for m in spans]
    spans = [s for s in spans if re.search(r"\d|[=<>]|\\", s) or len(s) == 1]
    return spans[-1].strip(" ,.") if spans else text


# ---------------------------------------------------------------------------------------------------------------------
# Normal text
SYMBOLS = {"，": ",", "。": ".", "；": ";", "：": ":", "、": ",", "−": "-", "–": "-", "—": "-", "×": "*", "·": "*", "⋅": "*",
           "÷": "/", "²": "^2", "³": "^3", "½": " 1/2", "¼": " 1/4", "¾": " 3/4", "º": "°", "℃": "°", "√": r"\sqrt ",
           "π": r"\pi ", "∞": r"\infty ", "≤": "<=", "≥": ">=", "≠": "!=", "∈": r"\in ", "∪": r"\cup ", "±": r"\pm ",
           "≈": r"\approx ", "\f": r"\f", "′": "'", "％": "%", "θ": r"\theta ", "α": r"\alpha ", "β": r"\beta "}
REWRITES = [(re.compile(a), b) for a, b in [
    (r"(?<!\\)\\\\(?=[a-zA-Z]{2})", r"\\"), (r"(\\\\){2,}", r"\\\\"),  # escaped twice by a careless writer
    (r"\\(?:displaystyle|left|right|[bB]igg?[lr]?|,|!|;|:| |limits|mathop)(?![a-zA-Z])|~|\\q?quad|&nbsp;", " "),
    (r"\\(?:text|textbf|textit|mathrm|mathbf|mathit|mbox|operatorname|rm|bf)\s*\{([^{}]*)\}", r" \1 "),
    (r"\\[dtc]frac(?![a-zA-Z])", r"\\frac"), (r"\\(?:leq?|leqslant)(?![a-zA-Z])", "<="),
    (r"\\(?:geq?|geqslant)(?![a-zA-Z])", ">="), (r"\\neq?(?![a-zA-Z])", "!="), (r"\\lt(?![a-zA-Z])", "<"),
    (r"\\gt(?![a-zA-Z])", ">"), (r"\\(?:times|cdot|ast)(?![a-zA-Z])", "*"), (r"\\div(?![a-zA-Z])", "/"),
    (r"\^\s*\{?\s*\\?(?:circ|degree)\s*\}?|\\degree(?![a-zA-Z])|\s*\b[dD]egrees?\b", "°"), (r"\\mathbb\{?R\}?", r"(-\\infty,\\infty)"),
    (r"\\[$()\[\]]|\$|[¥€£]|\*\*", " "), (r"\\([%#&_])", r"\1"), (r"\\\{", "⟨"), (r"\\\}", "⟩"), (r"\bpercent\b", "%"),
    (r"\\(?:varnothing|emptyset)", "⟨⟩"), (r"(?<=\d)\{,\}(?=\d)", ","), (r"\{([a-zA-Z]{3,})\}", r" \1"),
    (r"(?<![\\a-zA-Z])(arcsin|arccos|arctan|sin|cos|tan|sec|csc|cot|log|ln|exp|sqrt|pi|infty)(?![a-zA-Z])", r"\\\1"),
    (r"(?<=\d)[eE]([+-]?\d+)\b", r"*10^{\1}"), (r"[=]{2}", "="), (r"\s+", " "), (r"[\s.,;:\\]+$|^[\s:=]+", "")]]


def _clean(text):
    """One normal form for LaTeX and plain text. Unreadable when it is too long or holds control characters."""
    if len(text) > MAX_CHARS or any(unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co", "Cf") and c not in "\n\t\r\f"
                                    for c in text):
        raise Unreadable("too long, or characters that no answer has")
    text = re.sub(r"(?<=[\d.)])([a-z]{1,2})(?=[²³])", r" \1", text)  # 5m²: a unit
    text = unicodedata.normalize("NFKC", "".join(SYMBOLS.get(c, c) for c in text)).replace("⁄", "/")
    found = boxes(text)
    for start, end, content in reversed(found[:MAX_ITEMS]):
        text = text[:start] + " " + content + " " + text[end:]
    for pattern, by in REWRITES:
        text = pattern.sub(by, text).strip()
    text = re.sub(rf"^(?:so |thus |therefore |hence )?(?:the )?{PHRASE}\s*", "", text, flags=re.I)
    return re.sub(r"^(?:about|approximately|\\approx)\s*", "", text).strip()


def _squash(text):
    """Comparable form of a text: no spaces, quotes or grouping braces; words without case and articles."""
    if re.search(r"(?<![\\a-zA-Z])[a-zA-Z]{2}", text):
        text = re.sub(r"\b(?:the|an?) ", "", text.casefold())
    text = re.sub(r"([_^])\{(\w)\}", r"\1\2", text.casefold() if re.fullmatch(r"\W*[a-zA-Z]\W*", text) else text)
    return re.sub(r"[\s\"'`?]|^\((?=\w+\)$)|(?<=\w)\)$(?<!\(.)" if re.fullmatch(r"\(\w+\)", text) else r"[\s\"`?]", "", text)


# ---------------------------------------------------------------------------------------------------------------------
# Numbers and expressions
TOKEN = re.compile(r"\s*(?:(\d+\.?\d*|\.\d+)|(\\[a-zA-Z]+)|([a-zA-Z]'*(?:_(?:\{[\w,+-]{1,8}\}|\w))?)|([-+*/^()\[\]{}|!°]))")
FUNCTIONS = {"sin": cmath.sin, "cos": cmath.cos, "tan": cmath.tan, "ln": cmath.log, "log": cmath.log, "lg": cmath.log10,
             "exp": cmath.exp, "arcsin": cmath.asin, "arccos": cmath.acos, "arctan": cmath.atan,
             "sec": lambda v: 1 / cmath.cos(v), "csc": lambda v: 1 / cmath.sin(v), "cot": lambda v: 1 / cmath.tan(v)}
GREEK = set("alpha beta gamma delta epsilon theta lambda mu nu rho sigma tau phi varphi omega Delta Omega angle".split())


class Parser:
    """Evaluates one expression by recursive descent. Values are Fraction (exact) or complex. Variables get fixed
    pseudo-random values, other ones in each trial; `names` and `roots` tell what was met."""

    def __init__(self, text, trial=0):
        self.tokens, at, self.trial, self.names, self.roots, self.depth, self.trig = [], 0, trial, set(), False, 0, 0
        while at < len(text.rstrip()):
            match = TOKEN.match(text, at)
            if not match or len(self.tokens) == MAX_TOKENS or len(match[0]) > 60:
                raise Unreadable(text[at:at + 10])
            self.tokens.append(match[0].strip())
            at = match.end()
        self.at = 0

    def value(self):
        try:
            value = self.sum()
            if self.at < len(self.tokens):
                raise Unreadable(self.peek())
            if not isinstance(value, Fraction) and cmath.isnan(value):
                raise Unreadable("not a number")
            return value
        except (ArithmeticError, ValueError, RecursionError) as error:
            raise Unreadable(str(error)[:50]) from error

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *wanted):
        token = self.peek()
        if not token or wanted and token not in wanted:
            raise Unreadable(token)
        self.at += 1
        return token

    def sum(self):
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("nested too deeply")
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        self.depth -= 1
        return self.small(value)

    def product(self):
        value = self.signed()
        while (token := self.peek()) in ("*", "/") or self.starts(token):
            if token in ("*", "/"):
                self.take()
            factor = self.signed() if token in ("*", "/") else self.power()
            value = value / factor if token == "/" else value * factor
        return self.small(value)

    @staticmethod
    def starts(token):  # of a factor without a sign between: 2x, 3(x+1), 2\sqrt{3}
        return bool(token) and (token[0].isalnum() or token[0] in "({[." or token[0] == "\\" and token != "\\pm")

    def signed(self):
        sign = 1
        while self.peek() in ("+", "-"):
            sign = -sign if self.take() == "-" else sign
        return sign * self.power()

    def power(self):
        value = self.atom()
        while self.peek() in ("!", "°"):
            if self.take() == "°":
                value = value * (cmath.pi / 180) if self.trig else value
            elif not isinstance(value, Fraction) or value.denominator > 1 or not 0 <= value <= 100:
                raise Unreadable("factorial")
            else:
                value = Fraction(math.factorial(int(value)))
        if self.peek() == "^":
            self.take()
            value = self.raised(value, self.argument(signed=True))
        return value

    def raised(self, value, exponent):
        if isinstance(exponent, Fraction) and exponent.denominator == 1 and isinstance(value, Fraction):
            bits = max(abs(value.numerator).bit_length(), value.denominator.bit_length())
            if bits * abs(exponent) <= MAX_BITS:
                return value ** int(exponent)
        if isinstance(value, Fraction) and isinstance(exponent, Fraction) and value >= 0 and exponent.denominator < 9:
            root = round(float(value) ** (1 / exponent.denominator))
            if Fraction(root) ** exponent.denominator == value and abs(exponent.numerator) < 64:
                return Fraction(root) ** exponent.numerator
        self.roots |= not (isinstance(exponent, Fraction) and exponent.denominator == 1)
        return complex(value) ** complex(exponent)

    def small(self, value):
        if isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > 2 * MAX_BITS:
            raise Unreadable("too big")
        return value

    def argument(self, signed=False):
        r"""What \frac, \sqrt and ^ apply to: a group, one digit, or one atom (after ^ a whole number, maybe signed)."""
        token = self.peek()
        if signed and token in ("-", "+"):
            self.take()
            return self.argument(True) * (-1 if token == "-" else 1)
        if token[:1].isdigit() and len(token) > 1 and not signed:
            self.tokens[self.at:self.at + 1] = [token[0], token[1:]]
        return self.atom()

    def group(self):
        close = {"(": ")", "[": "]", "{": "}"}[self.take("(", "[", "{")]
        value = self.sum()
        self.take(close)
        return value

    def atom(self):
        token = self.peek()
        if token in ("(", "[", "{"):
            return self.group()
        self.take()
        if token[0].isdigit() or token[0] == ".":
            value = Fraction(token)
            if self.peek() == "\\frac" and value.denominator == 1 and re.match(
                    r"\\frac(\{?\d+\}?){2}(?!\w)", "".join(self.tokens[self.at:self.at + 7])):
                self.take()  # 2\frac13 is a mixed number
                value += self.argument() / self.argument()
            return value
        if token == "|":
            value = self.sum()
            self.take("|")
            return abs(value) if isinstance(value, Fraction) else complex(abs(value))
        name = token.lstrip("\\")
        if token == "\\frac":
            return self.argument() / self.argument()
        if token == "\\sqrt":
            index = self.group() if self.peek() == "[" else Fraction(2)
            return self.raised(self.argument(), 1 / index)
        if token == "\\pi":
            return complex(math.pi)
        if token == "\\infty":
            return complex(math.inf)
        if token[0] == "\\" and name in FUNCTIONS:
            return self.function(name)
        if token[0] == "\\" and name not in GREEK or not token[0] == "\\" and not token[0].isalpha():
            raise Unreadable(token)
        if token in ("i", "I", "e"):
            return 1j if token != "e" else complex(math.e)
        self.names.add(name)
        seed = zlib.crc32(f"{name} {self.trial}".replace("{", "").replace("}", "").encode())
        return complex((0.4 + 2 * seed / 2**32) * (-1 if self.trial == 2 else 1))

    def function(self, name):
        exponent = base = None
        if self.peek() == "^":
            self.take()
            exponent = self.argument(signed=True)
        self.trig += name in ("sin", "cos", "tan", "sec", "csc", "cot")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("nested too deeply")
        if self.peek() in ("(", "{", "["):
            value = self.group()
        else:
            value = self.power()
            while self.starts(self.peek()) and self.peek()[1:] not in FUNCTIONS:
                value *= self.power()
        self.depth -= 1
        self.trig -= name in ("sin", "cos", "tan", "sec", "csc", "cot")
        self.roots |= name in ("ln", "log", "lg")
        value = FUNCTIONS[name](complex(value))
        return value if exponent is None else (1 / FUNCTIONS[name](1) if False else self.raised(value, exponent))
