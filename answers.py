r"""Are two answers the same? The rules behind `rewards.grade`; standard library only.

`equal(clean(prediction), clean(gold))` is True or False. Three layers, each a table that can be read on its own:
  1. `clean`: one plain text for LaTeX, unicode, English and Chinese; signs are renamed, not flattened (2⁴ is 2^{4});
  2. `Parser`: a recursive descent over a closed list of tokens; constants are exact fractions where possible, complex
     floats elsewhere; expressions with letters are functions, compared at points drawn anew for each pair;
  3. `FORMS`: the gold is read by each form; each form that reads it tries the prediction, which has to be read whole by
     the same form. What no form reads is equal as a text or not at all.
A kind (unit, percent sign, name, braces of a set) may be absent on one side and is never exchanged for another. Exact
values are compared exactly; where a decimal stands, at its precision. Work is not an answer: an operation on plain
numbers is accepted only where the gold has one too. Texts are hostile: nothing is evaluated as code; lengths, depths,
list sizes and powers are bounded, so a pair takes milliseconds. docs/grading.md says how to add a form.
"""

import cmath
import math
import random
import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

MAX_CHARS, MAX_TOKENS, MAX_DEPTH, MAX_ITEMS, MAX_BITS = 2000, 400, 40, 64, 16384  # beyond these an answer is not read


class Unreadable(Exception):
    """A text is not of the form that was asked for. (An ArithmeticError: it is, but too big, too deep or undefined.)"""


def attempt(act, *args):
    """What act(*args) returns; None where it raises what hostile texts raise."""
    try:
        return act(*args)
    except (Unreadable, ArithmeticError, ValueError, RecursionError):
        return None


# ---- normal text -----------------------------------------------------------------------------------------------------
def table(lines):
    """ "a b c X" a line -> {"a": "X", "b": "X", "c": "X"}; a last "_" stands for a space, "." for nothing."""
    rows = [line.split() for line in lines.strip().splitlines()]
    return {key: {"_": " ", ".": ""}.get(row[-1], row[-1].replace("_", " ")) for row in rows for key in row[:-1]}


SIGNS = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}  # full width
SIGNS |= {c: " " + unicodedata.normalize("NFKC", c).replace("\u2044", "/") for c in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
SIGNS |= {
    w[0]: f"\\{w[1:]} " for w in "πpi ∞infty θtheta αalpha βbeta γgamma λlambda μmu ρrho σsigma φphi ωomega".split()
}
SIGNS |= table(r"""
。 .
、 ， ,_
− – — ‐ ‑ -
× · ⋅ ∙ • *
÷ ⁄ /
º °
′ ’ ‘ '
″ ''
“ ” "
≤ ⩽ ≦ <=
≥ ⩾ ≧ >=
≠ !=
￥ ¥
＄ ＄
㎡ _m^{2}
㎝ _cm
㎞ _km
℃ °C
Ω Ω _ohm_
∅ _∅_
⟨ 〈 (
⟩ 〉 )
∥ \parallel_
⊥ \perp_
∛ \sqrt[3]
∩ \cap_
→ :
¢ _cents
""") | {"。": ".", "∶": ":", "\u200b": " "}
SIGN, SPACES = re.compile("[" + "".join(map(re.escape, SIGNS)) + "]"), re.compile("[ \n\t\r\u00a0\u3000\u2009]+")
RAISED, LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "₀₁₂₃₄₅₆₇₈₉₊₋ₙ"
SCRIPT = str.maketrans(RAISED + LOWERED, "0123456789+-n" * 2)
MACROS = table(r"""
left right bigl bigr Bigl Bigr big Big displaystyle textstyle limits rm bf it _
overline overrightarrow vec hat bar mathbf boldsymbol bm mathbb mathcal underline _
dfrac tfrac cfrac \frac
quad qquad _,_
times cdot ast bullet *
div /
le leq leqslant <=
ge geq geqslant >=
ne neq !=
lt <
gt >
lvert rvert vert mid |
langle lparen (
rangle rparen )
lbrace ⟨
rbrace ⟩
cup _∪_
in _∈_
colon :
approx sim ≈
pm ±
mp ∓
degree °
emptyset varnothing _∅_
angle ∠
triangle △
Omega _ohm_
lor _or_
land _and_
varphi \phi_
varepsilon \epsilon_
R ℝ
""")
FUNCTIONS = {name: getattr(cmath, name) for name in ("sin", "cos", "tan", "exp", "sinh", "cosh", "tanh")}
FUNCTIONS |= {f"arc{name}": getattr(cmath, f"a{name}") for name in ("sin", "cos", "tan")}
FUNCTIONS |= {name: lambda v, f=FUNCTIONS[f]: 1 / f(v) for name, f in (("sec", "cos"), ("csc", "sin"), ("cot", "tan"))}
FUNCTIONS |= {"ln": cmath.log, "log": cmath.log, "lg": cmath.log10}
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
ONES = {w: i for i, w in enumerate((ONES + " eighteen nineteen").split())}
ONES |= {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
SCALES |= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "halve": 2}
WORD = "|".join(sorted(ONES, key=len, reverse=True))
PHRASE = r"(?:(?:final|correct)\s*|正确|最终)?(?:answer|ans\b|答案|结果)(?:\s+(?:is|are|for sure)\b|\s*[:：=为是选])+"


def number_words(match):
    """ "two hundred and five" -> "205"."""
    total = part = 0
    for word in re.findall("[a-z]+", match[0].lower()):
        scale = SCALES.get(word, 1)
        if scale > 100:
            total, part = total + max(part, 1) * scale, 0
        else:
            part = max(part, 1) * 100 if scale == 100 else part + ONES.get(word, 0)
    return str(total + part)


def scaled(match):
    """ "2.5 million" -> "2500000"."""
    value = Fraction(match[1].replace(",", "")) * SCALES[match[2].lower()]
    return str(value) if value.denominator == 1 else match[0]


def recurring(match):
    r""" "0.1\overline{6}" -> "1/6"."""
    whole, fixed, period = match.groups()
    part = Fraction(int(period), (10 ** len(period) - 1) * 10 ** len(fixed))
    return str(Fraction(f"{whole}.{fixed}0") + part)


STRANGE = "".join(c for c in map(chr, range(0x20000)) if c.isdecimal() and c not in "0123456789０１２３４５６７８９")
STRANGE += "".join(c for c in map(chr, range(0x10000)) if unicodedata.category(c)[0] == "C" and c != "\u200b")
STRANGE = re.compile(f"[{re.escape(STRANGE)}\U000e0000-\U0010ffff]")
LATEX = [
    (re.compile(pattern), by)
    for pattern, by in [
        (r"(?<!\\)\\\\(?=[a-zA-Z]{2})", r"\\"),
        (r"(\\\\){2,}", r"\\\\"),  # escaped once too often
        (r"(?<=\d)(?:\\[,!;: ])+(?=\d{3})", ","),
        (r"(?<!\\)\\[,;: ]", " "),
        (r"(?<!\\)\\[!()\[\]]|\\operatorname(?![a-z])", ""),
        (r"\\mathbb ?\{? ?R ?\}?", "ℝ"),
        (r"\\(?:text\w*|math(?:rm|it|sf|bf)|mbox) ?\{([^{}]*)\}", r" \1 "),
        (r"\\begin\{cases\}(.*?)\\end\{cases\}", lambda m: m[1].replace("\\\\", ", ")),
        (r"\^ ?\{? ?\\circ ?\}?", "°"),
        (r"\\\{", "⟨"),
        (r"\\\}", "⟩"),
        (r"\\([%#&_|])", r"\1"),
        (r"\\dot ?\{(\d)\}", r"\\overline{\1}"),
        (r"(\d{1,9})\.(\d{0,9})\\overline ?\{(\d{1,9})\}", recurring),
        (r"\\([a-zA-Z]+) ?", lambda m: MACROS.get(m[1], m[0])),
        (r"(?<=[ ,;])\{ ?([a-zA-Z°]+) ?\}", r" \1"),
    ]
]
WORDY = [  # for texts with words
    (re.compile(pattern, re.I), by)
    for pattern, by in [
        (rf"(?<![a-z\\-])(?:{WORD})(?:(?:[ -]| and )(?:{WORD}|hundred|thousand|[mb]illion))*(?![a-z-])", number_words),
        (rf"(?<![\d,.])((?>\d[\d,]*(?:\.\d+)?)) ?({'|'.join(SCALES)})(?![a-z克米瓦])", scaled),
        (rf"(?<![\d/])(\d{{1,3}})[ -]({'|'.join(PARTS)})s?(?![a-z ])", lambda m: f"{m[1]}/{PARTS[m[2].lower()]}"),
        (r" ?\b(?:percent|per cent)\b", "%"),
        (r"百分之 ?(\d+(?:\.\d+)?)", r"\1%"),
        (r"\b(?:minus|negative) (?=\d)", "-"),
        (r"(?<![\d/.])(\d+) and (?=\d+/\d)", r"\1 "),
        (r"\bUS (?=dollars?\b)", ""),
        (r"(?<![\\a-z])([a-z]) (?:is )?(?:(?:greater|more|larger) than or equal to|at least)(?= )", r"\1 >="),
        (r"(?<![\\a-z])([a-z]) (?:is )?(?:(?:less|smaller) than or equal to|at most)(?= )", r"\1 <="),
        (r"(?<![\\a-z])([a-z]) is (?:greater|more|larger) than(?= )", r"\1 >"),
        (r"(?<![\\a-z])([a-z]) is (?:less|smaller) than(?= )", r"\1 <"),
        (r"(?<!\\)\bsqrt ?(\d+)|(?<=\d)sqrt ?(\d+)", lambda m: f"\\sqrt{{{m[1] or m[2]}}}"),
        (r"^(?:the )?(?:correct|right|best) (?:option|choice)(?: is|:) ?", ""),
        (r"平方", " square "),
        (r"立方", " cubic "),
        (r"\b(?:degrees? )?celsius\b|摄氏度", "°C"),
        (r"(?<![ {])[ {]*\b(?:degrees?|deg)\b(?! ?[CF])\}?|度", "°"),
        (r"\binfinity\b", r"\\infty "),
        (r"^(?:USD|US ?＄) ?(?=\d)", "＄"),
        (rf"(?<![\\a-z])({'|'.join(FUNCTIONS)}|sqrt|pi|infty)(?![a-z])", r"\\\1"),
        (r"\\sqrt ?\((\d+)\)", r"\\sqrt{\1}"),
        (r"^(?:so|thus|therefore|hence|所以|因此|故)[ ,，]*(?=\S)|^(?:the )?(?:point |点)(?=\()", ""),
        (rf"^(?:the )?{PHRASE}\s*", ""),
        (r"(?<![a-z])(?:tri(angle)|angle) (?=[A-Z]{1,3}(?![a-z]))", lambda m: "△" if m[1] else "∠"),
        (r"(?<=\d) ?([cdmk]?m|ft|in)([23])(?!\w)", r" \1^\2"),
        (r"(\d ?h(?:ours?|rs?)?,? ?(?:and )?\d+) ?m$", r"\1 min"),
    ]
]
PLAIN = [
    (re.compile(pattern, re.I), by)
    for pattern, by in [
        (r"(?<=\d)\{,\}(?=\d{3})", ","),
        (r"°°", "°"),
        (r"(?<=\d) ?[x×] ?(?=10\^)", "*"),
        (r"(?<=\d)e([+-]?\d+)\b", r"*10^{\1}"),
        (r"(?<=\d)'(?=\d{3}(?!\d))", ","),
        (r"\*\*([^*]+)\*\*|__([^_]+)__|`", lambda m: m[1] or m[2] or ""),
        (r" *(?:\^|\*\*) *", "^"),
        (r"\((\d+)\)_", r"\1_"),
        (r"==+", "="),
        (r"  +", " "),
        (r"[ .,;:\\]+$|^[ :=.,;]+(?!\d)", ""),
        (r"^(?:≈|about|approximately|roughly|大?约) ?(?=[-\d$¥€＄\\])", ""),
    ]
]
WORD = re.compile(r"(?<![\\a-zA-Z])(?:[a-zA-Z]{2}|h)|[\u3400-\u9fff]")
NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")  # what most answers are


def boxes(text):
    r"""(start, end, content) of every \boxed{...} with balanced braces; an unclosed one runs to the end."""
    out, at = [], 0
    while (at := text.find("\\boxed{", at)) >= 0:
        depth, end = 1, at + 7
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        out.append((at, end, text[at + 7 : end - (depth == 0)]))
        at = end
    return out


@lru_cache(maxsize=4096)
def clean(text):
    """One normal form for LaTeX, plain and Chinese text. Unreadable when too long or with characters no answer has."""
    text = text.strip(" \n\r\t\u3000")
    if NUMBER.fullmatch(text):
        return text
    text = SPACES.sub(" ", text.replace("\f", "\\f"))
    if len(text) > MAX_CHARS or STRANGE.search(text):
        raise Unreadable("too long, control characters, or digits of another script")
    if not text.isascii():
        for marks, sign in ((RAISED, "^"), (LOWERED, "_")):
            text = re.sub(f"[{marks}]+", lambda m, sign=sign: f"{sign}{{{m[0].translate(SCRIPT)}}}", text)
        text = re.sub(r"√ ?(\d+(?:\.\d+)?|[a-zA-Z])", r"\\sqrt{\1}", text).replace("√", "\\sqrt ")
        text = SIGN.sub(lambda m: SIGNS[m[0]], text)
    text = text.replace("\\$", "＄")
    if "$" in text:
        text = re.sub(r"^(-?)\$(?=[\d.])", r"\1＄", text) if text.count("$") % 2 else text
        text = text.replace("$", "")
    if "\\" in text:
        for start, end, content in boxes(text)[::-1]:
            text = text[:start] + " " + content + " " + text[end:]
        for pattern, by in LATEX:
            text = pattern.sub(by, text)
    text = text.replace("~", " ")
    for pattern, by in PLAIN if not WORD.search(text) else [*WORDY, *PLAIN]:
        text = pattern.sub(by, text)
    return text.strip()


def fold(text):
    """Comparable form: no spaces, quotes or needless braces; words without case, hyphens and articles."""
    if re.search(r"[a-z]{2}|[A-Z]{4}", text) or not text.isascii() and re.search(r"[\u3400-\u9fff]", text):
        text = re.sub(r"\b(?:the|an?) |[?.!]$", "", text.casefold())
        text = re.sub(r"(?<=[a-z])-(?=[a-z])", "", text)
    text = text[1:-1] if re.fullmatch("'[^']+'", text) else text
    text = re.sub(r"[\s\"`]|(?<=\})\.", "", re.sub(r"(?<=\d) (?=\d)", "_", text))  # "1 2" is not 12
    return re.sub(r"([_^])\{(\w+)\}", lambda m: m[1] + m[2] if len(m[2]) == 1 or m[1] == "_" else m[0], text)


# ---- numbers and expressions -----------------------------------------------------------------------------------------
TOKEN = re.compile(
    r"\s*(\d{1,60}(?:\.\d{0,60})?(?: ?\* ?10\^(?:\{ ?[-+]?\d{1,4} ?\}|[-+]?\d{1,4}))?|\.\d{1,60}|\\[a-zA-Z]+|"
    r"(?:[∠△] ?)?(?:[A-Z]{2,}|[a-zA-Z])'*(?:_(?:\{[\w,+-]{1,8}\}|\w))?|[-+*/^()\[\]{}|!°_])\s*"
)
GREEK = {"\\" + n for n in "alpha beta gamma delta epsilon theta lambda mu rho sigma tau phi omega Delta".split()}
CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|"}
TRIG = {"sin", "cos", "tan", "sec", "csc", "cot"}
SMALL = "or|is|no|if|to|in|of|at|on|so|an|as|by|it|be|we|he|me|my|up|us|do|go"
WORDS = re.compile(rf"(?<![\\a-zA-Z_{{])[a-zA-Z]{{3,}}|(?<![\\a-zA-Z])(?i:{SMALL})(?![a-zA-Z])|[\u3400-\u9fff]")
PRODUCT = re.compile(r"[A-Z]+|a?b?c?d?h?k?m?n?p?q?r?s?t?u?v?w?x?y?z?")  # abc, xyz: no words


def power(a, b):
    """a ** b: exact for small whole exponents and exact roots; the real root of a negative number if it has one."""
    if isinstance(b, Fraction):
        if isinstance(a, Fraction):
            bits = max(a.numerator.bit_length(), a.denominator.bit_length()) * abs(b)
            if b.denominator == 1 and bits <= MAX_BITS:
                return a ** int(b)
            if a >= 0 and 1 < b.denominator < 9 and bits <= 512:
                root = Fraction(*(round(v ** (1 / b.denominator)) for v in (a.numerator, a.denominator)))
                if root**b.denominator == a:
                    return root**b.numerator
        a = complex(a)
        if b.denominator % 2 and b.denominator > 1 and a.imag == 0 and a.real < 0:
            return complex((-1) ** b.numerator * (-a.real) ** float(b))
    return complex(a) ** complex(b)


def real_power(a, b):
    """As power, of a value that depends on letters: no even root of a negative number."""
    if (not isinstance(b, Fraction) or b.denominator % 2 == 0) and real(a) is not None and complex(a).real < 0:
        raise ValueError("not real")
    return power(a, b)


def in_domain(function, v):
    """A function of a value that depends on letters: real where the value is, or not defined."""
    value = FUNCTIONS[function](complex(v))
    if real(v) is not None and real(value) is None:
        raise ValueError("not real")
    return value


def absolute(v):
    return abs(v) if isinstance(v, Fraction) else complex(abs(v))


def apply(op, *nodes):
    """op at once of constants; of functions of the letters' values such a function."""
    if any(callable(n) for n in nodes):
        return lambda at: op(*(n(at) if callable(n) else n for n in nodes))
    return op(*nodes)


class Parser:
    """Recursive descent over TOKENs: `node` is a constant (Fraction, complex, infinite float) or a function of {letter:
    value}. `names`: the letters; `work`: an operation on plain numbers is left to do; `digits`, `places`: of the least
    precise decimal; `imaginary`: i stands in it. Raises Unreadable or ArithmeticError."""

    def __init__(self, text):
        self.text, self.names, self.work, self.imaginary = text, set(), False, False
        self.digits = self.places = self.depth = self.trig = 0
        self.rest, self.open, at = [], [], 0
        if any(len(word) < 3 or not PRODUCT.fullmatch(word) for word in WORDS.findall(text)):
            raise Unreadable("words")
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise Unreadable(text[at : at + 9])
            if len(self.rest) == MAX_TOKENS:
                raise OverflowError("too long")
            self.rest.append(match[1])
            at = match.end()
        self.rest = ["", *self.rest[::-1]]
        try:
            self.node = self.sum()
        except ValueError as error:  # outside a function's domain
            raise Unreadable(str(error)) from error
        if len(self.rest) > 1 or isinstance(self.node, complex) and cmath.isnan(self.node):
            raise Unreadable(self.rest[-1] or "not a number")

    def at(self, values):
        return self.node(values) if callable(self.node) else self.node

    @property
    def value(self):
        """The constant; where there are letters, the value at one point."""
        return self.at({name: complex(0.4 + ord(name[0]) / 311) for name in self.names})

    def plain(self, *nodes):  # an operation on plain numbers is work that is left to do
        self.work |= all(isinstance(n, Fraction) for n in nodes)

    def sum(self):
        self.depth += 1
        value = self.product()
        while self.rest[-1] in ("+", "-"):
            sign = 1 if self.rest.pop() == "+" else -1
            other = self.product()
            self.plain(value, other)
            value = apply(lambda a, b, sign=sign: a + sign * b, value, other)
        self.depth -= 1
        if self.depth > MAX_DEPTH or isinstance(value, Fraction) and value.denominator.bit_length() > MAX_BITS:
            raise OverflowError("too deep or too big")
        return value

    def product(self):
        sign = 1
        while self.rest[-1] in ("+", "-"):
            sign = -sign if self.rest.pop() == "-" else sign
        before, value = len(self.rest), self.factor()
        while self.rest[-1] in ("*", "/") or self.juxtaposed():
            if before - len(self.rest) == 1 and self.rest[-1][0].isdigit():
                raise Unreadable("two numbers side by side")
            mark = self.rest.pop() if self.rest[-1] in ("*", "/") else "*"
            other = self.factor(signed=True)
            if mark == "/":
                value = self.over(value, other)
            else:
                self.plain(value, other)
                value = apply(lambda a, b: a * b, value, other)
        return apply(lambda v: -v, value) if sign < 0 else value

    def over(self, a, b, bar=False):
        """A quotient. Of two whole numbers it is a fraction, no work; 24/4, which comes out, is (\\frac{24}{4} not)."""
        whole = all(isinstance(n, Fraction) and n.denominator == 1 for n in (a, b))
        if not whole or b and not bar and (a / b).denominator == 1:
            self.plain(a, b)
        return apply(lambda u, v: u / v, a, b)

    def juxtaposed(self):
        token = self.rest[-1]
        if token == "|":
            return not self.open or self.open[-1] != "|"
        return token[:1].isalnum() or token[:1] in ("(", "{", "[", ".", "\\", "∠", "△")

    def factor(self, signed=False):
        if signed and self.rest[-1] in ("+", "-"):
            return self.factor(True) if self.rest.pop() == "+" else apply(lambda v: -v, self.factor(True))
        value = self.atom()
        while self.rest[-1] in ("!", "°"):
            if self.rest.pop() == "°":
                value = apply(lambda v: v * (math.pi / 180), value) if self.trig else value
            elif isinstance(value, Fraction) and value.denominator == 1 and 0 <= value <= 100:
                self.work, value = True, Fraction(math.factorial(int(value)))
            else:
                raise Unreadable("factorial")
        if self.rest[-1] == "^":
            self.rest.pop()
            exponent = self.factor(True) if self.rest[-1] in ("+", "-") else self.atom()
            base, value = value, apply(real_power if callable(value) else power, value, exponent)
            self.work |= isinstance(value, Fraction) and base != 10 or not callable(base) and base == 1j
        return value

    def argument(self):  # of \frac or \sqrt: a group, one digit or one atom
        token = self.rest[-1]
        if token.isdigit() and len(token) > 1:
            self.rest[-1:] = [token[1:], token[0]]
        return self.atom()

    def number(self, token):
        base, _, exponent = token.replace(" ", "").partition("*10^")
        exponent = int(exponent.strip("{}") or 0)
        if abs(exponent) > 4000:
            raise OverflowError("too big")
        if "." in base:
            digits, places = len(base.replace(".", "").lstrip("0")), len(base.split(".")[1])
            if not self.digits or digits < self.digits:
                self.digits, self.places = digits, places - exponent
        value, after = Fraction(base) * Fraction(10) ** exponent, "".join(self.rest[-1:-9:-1])
        if not token.isdigit():
            return value
        if re.match(r"\\frac(?:\d\d(?!\d)|\{\d+\}\{\d+\}|\d\{\d+\}|\{\d+\}\d)", after):
            return value + self.atom()  # 2\frac13 is a mixed number
        if re.match(r"\d+/\d+(?![\d.])", after) and self.rest[-1].isdigit():  # and so is 2 1/3
            top, _, bottom = self.rest.pop(), self.rest.pop(), self.rest.pop()
            return value + Fraction(int(top), int(bottom))
        return value

    def atom(self):
        token = self.rest.pop()
        if token[:1].isdigit() or token[:1] == ".":
            return self.number(token)
        if token in CLOSING:
            self.open.append(token)
            value = self.sum()
            self.open.pop()
            if self.rest.pop() != CLOSING[token]:
                raise Unreadable(token)
            if token == "|":
                self.plain(value)
                return apply(absolute, value)
            return value
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise OverflowError("too deep")
        value = self.named(token)
        self.depth -= 1
        return value

    def named(self, token):
        if token == "\\frac":
            top = self.argument()
            return self.over(top, self.argument(), bar=True)
        if token == "\\sqrt":
            index = self.atom() if self.rest[-1] == "[" else Fraction(2)
            inside = self.argument()
            value = apply(real_power if callable(inside) else power, inside, apply(lambda n: 1 / n, index))
            self.work |= isinstance(value, Fraction)
            return value
        if token[1:] in FUNCTIONS:
            return self.function(token[1:])
        if token in ("\\pi", "e", "i", "I", "\\infty"):
            self.imaginary |= token in ("i", "I")
            return {"\\pi": complex(math.pi), "e": complex(math.e), "\\infty": math.inf}.get(token, 1j)
        name = re.sub(r"[{}∠△ ]", "", token)
        if not name[:1].isalpha() and token not in GREEK:
            raise Unreadable(token or "the end")
        self.names.add(name)
        if self.rest[-1] == "(" and re.match(r"[fgh]|[A-Z](?!\w)", name):  # f(x): so that g(f(x)) is not f(g(x))
            if name[0] in "fgh" or self.rest[-2][:1].isupper():
                return apply(lambda v, c: c + cmath.sin(c * complex(v)) + v, self.atom(), lambda at: at[name])
        return lambda values: values[name]

    def function(self, name):
        exponent, base = Fraction(1), None
        while self.rest[-1] == "^" or self.rest[-1] == "_" and name == "log":
            if self.rest.pop() == "_":
                base = self.argument()
            else:
                exponent = self.argument()
        self.trig += name in TRIG
        value = self.factor()
        while self.juxtaposed() and self.rest[-1] != "(" and self.rest[-1][1:] not in FUNCTIONS:  # \sin 2x
            value = apply(lambda a, b: a * b, value, self.factor())
        self.trig -= name in TRIG
        self.work |= not callable(value)
        result = apply(lambda v: in_domain(name, v), value) if callable(value) else FUNCTIONS[name](complex(value))
        if base is not None:
            result = apply(lambda r, b: r / cmath.log(complex(b)), result, base)
        if exponent == -1:
            raise Unreadable("an inverse function")
        return result if exponent == 1 else apply(power, result, exponent)


parsed = lru_cache(maxsize=4096)(Parser)  # golds and the usual answers come again and again


def real(value):
    """A real value as it is; None for one that is not real or not finite."""
    if isinstance(value, Fraction):
        return value
    value = complex(value)
    return value if cmath.isfinite(value) and abs(value.imag) <= 1e-9 * max(abs(value), 1e-6) else None


def evaluate(expression, values):
    try:
        return expression.at(values)
    except (ArithmeticError, ValueError):
        return None


def points(names, seed):
    """Values for the letters: a single one at whole numbers first (there a cancelled factor shows), then at random over
    wide ranges, half of them all positive, half of both signs."""
    rng = random.Random(seed)
    if len(names) == 1:
        yield from ({name: Fraction(n) for name in names} for n in range(-6, 13))
    for k in range(24):
        size, signs = (1, 3, 10, 40)[k % 4], (1, -1) if k & 4 else (1,)
        yield {n: Fraction(rng.randint(1, 997 * size), 997) * rng.choice(signs) for n in sorted(names)}


def samples(expressions, paired=False):
    """The values of the expressions at each point where all are defined; the points depend on the texts. paired:
    ArithmeticError where one of the two is real and the other is not. Unreadable where hardly any point is left."""
    names, imaginary = set().union(*(e.names for e in expressions)), any(e.imaginary for e in expressions)
    found = 0
    for values in points(names, " ".join(e.text for e in expressions)) if names else [{}]:
        got = [evaluate(e, values) for e in expressions]
        if not imaginary:
            got = [None if v is None else real(v) for v in got]
            if paired and (got[0] is None) != (got[1] is None):
                raise ArithmeticError("another domain")
        if None not in got:
            found += 1
            yield got
    if found < (3 if names else 1):
        raise Unreadable("no common points")


def nearness(p, g):
    """How far a number may be off: half a unit of the last place of the gold's decimal, where the prediction is longer
    or no decimal; or of the prediction's, from four digits or three places on, where the gold is exact."""
    if g.digits and (p.places > g.places or not p.digits) and (g.digits > 2 or g.places > 1):
        return 0.5000001 * 10.0**-g.places
    return 0.5000001 * 10.0**-p.places if p.digits and not g.digits and (p.digits > 3 or p.places > 2) else 0.0


def close(a, b, near=0.0, scale=1e-11):
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a == b or near > 0 and abs(a - b) <= near
    if math.inf in (abs(a), abs(b)):
        return a == b
    return abs(a - b) <= max(scale * max(abs(a), abs(b)), near)


def same_value(p, g, factor=1):
    """Are two parsed expressions equal? factor: of the prediction's unit in the gold's."""
    if p.names != g.names:
        return False
    if g.names:
        near = 5e-4 if (p.digits > 3) != (g.digits > 3) and not (p.digits and g.digits) else 0.0
        return all(close(a * factor, b, near * abs(b), 1e-8) for a, b in samples((p, g), paired=True))
    if p.work and not g.work:
        return False  # unfinished
    whole = isinstance(g.node, Fraction) and g.node.denominator == 1 and not g.digits
    return close(p.node * factor, g.node, 0.0 if whole else nearness(p, g))


# ---- parts of the forms: splitting, names, units ---------------------------------------------------------------------
def split(text, pattern):
    """Splits a text at `pattern` outside brackets -> (parts, separators)."""
    parts, seps, depth, start = [], [], 0, 0
    for m in re.finditer(rf"({pattern})|[(\[{{⟨]|[)\]}}⟩]", text):
        if m[1] and depth == 0:
            parts.append(text[start : m.start()].strip())
            seps.append(m[1].strip(" ,"))
            start = m.end()
        elif not m[1]:
            depth += 1 if m[0] in "([{⟨" else -1
    return [*parts, text[start:].strip()], seps


SYMBOL = (
    r"(?:[A-Z]?[∠△] ?|m ?∠ ?)?(?:[A-Z]{1,6}|[a-zA-Z]|\\(?!frac|sqrt|infty|pi)[a-zA-Z]+ ?)'*(?:_ ?(?:\w+|\{[^{}]*\}))?"
)
TERM = rf"(?:\| ?{SYMBOL} ?\||(?:\\(?:sin|cos|tan|cot) ?)?{SYMBOL}(?:\^\{{?-1\}}?)?(?: ?\([^()=<>]{{1,20}}\))?)"
PLACE = r"\( ?[a-zA-Z](?: ?[,;] ?[a-zA-Z])+ ?\)"
NO_NAME = "not|or|and|but|neither|nor|no|if|maybe|either|wrong|never|between|except|than|about|it|i|we|this|that|there"
NO_NAME = rf"(?!(?i:.*\b(?:{NO_NAME}|which|guess|think)\b))"
NAME = re.compile(
    rf"{TERM}(?: ?[:/*] ?{TERM}){{0,2}}|\\frac ?\{{ ?{TERM} ?\}} ?\{{ ?{TERM} ?\}}|{PLACE}|[a-zA-Z] ?[a-zA-Z]|"
    rf"{NO_NAME}[a-zA-Z][a-zA-Z ]{{2,40}}|(?!.*[不非没未或无])[\u3400-\u9fff]{{1,12}}"
)


def head(name):
    """What a name names: y, y(x) and f(x) are one, AB and BA too; words name nothing in particular."""
    name = re.sub(r"[\s|∠△{}]|(?<=\w)\([a-z](?:,[a-z])?\)|^m(?=[A-Z])", "", name)
    if name.startswith("(") or "\\" not in name and re.search(r"[a-z]{3}|[\u3400-\u9fff]", name):
        return ""
    return "".join(sorted(name)) if re.fullmatch("[A-Z]{2}", name) else "y" if name == "f" else name


UNITS = {}  # name -> (factor, {dimension: power})
for line in (
    """
L 1/1000 mm millimeter millimetre 毫米|L 1/100 cm centimeter centimetre 厘米|L 1/10 dm decimeter decimetre 分米
L 1 m meter metre 米|L 1000 km kilometer kilometre 千米 公里|L 127/5000 in inch 英寸|L 381/1250 ft feet foot 英尺
L 1143/1250 yd yard|L 201168/125 mi mile 英里|L2 10000 ha hectare 公顷|L3 1/1000 l L liter litre 升|L3 1/1000000 cc
L3 1/1000000 ml milliliter millilitre 毫升|M 1/1000000 mg milligram 毫克|M 1/1000 g gram 克|M 1 kg kilogram 千克 公斤
M 1000 t ton tonne 吨|M 45359237/100000000 lb pound|M 45359237/1600000000 oz ounce|T 1/1000 ms|T 1 s sec second 秒 秒钟
T 60 min minute 分钟 分|T 3600 h hr hour 小时 时|T 86400 d day 天 日|T 604800 wk week 周 星期|Y 1 month 月 个月
Y 12 yr year 年 岁|M1L1T-2 1 N newton 牛 牛顿|M1L2T-2 1 J joule 焦 焦耳|M1L2T-2 1000 kJ|M1L2T-3 1 W watt 瓦
M1L2T-3 1000 kW|M1L-1T-2 1 Pa|M1L-1T-2 1000 kPa|T-1 1 Hz hertz|V 1 V volt 伏 伏特|I 1 amp ampere|O 1 ohm|K 1 K kelvin
L1T-1 5/18 kph kmh|L1T-1 1397/3125 mph|C 1 °C|F 1 °F|A 1 °|A 1/60 '|R 1 rad radian 弧度|% 1 %|# 1 unit 单位
$ 1 dollar USD buck 美元|$ 1/100 cent|€ 1 euro EUR 欧元|¥ 1 元 yuan RMB CNY 块 人民币|£ 1 GBP
""".strip()
    .replace("\n", "|")
    .split("|")
):
    dims, factor, *names = line.split()
    powers = {d: int(n or 1) for d, n in re.findall(r"([^\d-])(-?\d?)", dims)}
    UNITS |= {name: (Fraction(factor), powers) for name in names}
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
UNIT = (
    rf"(?:(?:square|cubic|sq\.?|cu\.?)(?![a-z]) ?)?(?:{UNIT})(?:e?s\b)?\.?(?:\^\{{?-?\d\}}?)?(?![a-zA-Z])"
    r"(?: (?:squared|cubed)\b)?"
)
UNITS_AT_END = rf"{UNIT}(?: ?(?:/|\*|\bper\b|每| ) ?{UNIT}){{0,3}}"
UNIT = re.compile(rf"(?<![a-zA-Z\\_∠])({UNITS_AT_END})$", re.I)
UNIT_PARTS = re.compile(r"/|\bper\b|每|[^\W\d_]+|[°'%](?:[CF]\b)?|\^\{?-?\d")
CURRENCY = re.compile(r"(-?) ?(?:US)?([＄€£¥]) ?(?=[-\d.])")
COUNTERS = "个|只|条|张|本|人|名|枚|棵|辆|支|件|种|次|倍|颗|面|道|页"
GROUPS = re.compile(r"(?<![\d,.])\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)(?![\d,])")
MANY = re.compile(r"(-?(?<![\d,.])(?>\d[\d,]*(?:\.\d+)?)) ?([^\d\s,+*/^-]+),? ?(?:(?:and|又|零) ?)?(?=\d|$)")


def known_unit(word):
    return UNITS.get(word) or next(
        (UNITS[w] for w in (word.lower(), word.lower()[:-1], word.lower()[:-2]) if len(word) > 1 and w in UNITS), None
    )


@lru_cache(maxsize=4096)
def unit(text):
    """(number, factor, dimension) of "5 cm^2", "3 km/h", "＄5", "50%", "5": dimension () without a unit."""
    money = CURRENCY.match(text)
    if money:
        return money[1] + text[money.end() :], Fraction(1), (("$" if money[2] == "＄" else money[2], 1),)
    m = UNIT.search(text[-80:]) if len(text) < 400 else None
    number = text[: len(text) - len(m[1])] if m else ""
    letter = m and re.fullmatch("[a-zA-Z]", m[1]) and re.search("[a-zA-Z]", re.sub(r"\\(?:frac|sqrt|pi)", "", number))
    if letter or not re.search(r"(?:[\d)}\]!]|\\pi) ?\*? ?$|[a-zA-Z] $", number):
        return text, Fraction(1), ()  # no number before it, or the last letter of a product
    factor, dims, sign, scale, last = Fraction(1), {}, 1, 1, (Fraction(1), {})
    for word in UNIT_PARTS.findall(m[1]):
        if word in ("/", "per", "每"):
            sign = -1
            continue
        if word.lower() in ("square", "sq", "cubic", "cu"):
            scale = 3 if word[0] in "cC" else 2
            continue
        if word[0] == "^" or word in ("squared", "cubed"):  # the last unit, so many times more
            count = {"squared": 2, "cubed": 3}.get(word) or int(re.sub(r"[^-\d]", "", word))
            count = sign * (count - 1)
        else:
            last, count, scale = known_unit(word), sign * scale, 1
            if not last:
                return text, Fraction(1), ()  # 5 n
        factor *= last[0] ** count
        dims = {d: dims.get(d, 0) + last[1].get(d, 0) * count for d in dims | last[1]}
    return number.rstrip(" *"), factor, tuple(sorted((d, n) for d, n in dims.items() if n and d != "#"))


class Quantity(NamedTuple):
    number: Parser
    factor: Fraction  # of its unit
    dims: tuple  # of (dimension, power)
    noun: str  # "apple"
    letter: bool = False  # 5m: a unit or a product


@lru_cache(maxsize=4096)
def quantity(text):
    """A number or an expression with its unit or noun, or a compound of units: 2 h 30 min."""
    if NUMBER.fullmatch(text):
        return Quantity(parsed(text), Fraction(1), (), "")
    many = list(MANY.finditer(text))
    if len(many) > 1 and "".join(m[0] for m in many) == text:
        read = [unit(f"{m[1]} {m[2]}") for m in many]
        if all(r[2] and r[2] == read[0][2] for r in read) and all(a[1] > b[1] for a, b in zip(read, read[1:])):
            total = sum(Fraction(number.replace(",", "")) * factor for number, factor, _ in read)
            return Quantity(parsed(f"\\frac{{{total.numerator}}}{{{total.denominator}}}"), Fraction(1), read[0][2], "")
    number, factor, dims = unit(text)
    noun = ""
    if not dims and attempt(parsed, number) is None:
        m = re.fullmatch(
            rf"(.*?[\d)}}]) ?(?:{COUNTERS})?((?: ?[a-zA-Z]{{2,}}+){{1,5}}|[\u3400-\u9fff]{{0,6}})", number, re.S
        )
        if m:
            number, noun = m[1], re.sub(r"e?s$", "", m[2].strip().casefold())
    number = GROUPS.sub(lambda m: re.sub("[ ,]", "", m[0]), number)
    if not dims and number.count(":") == 1 and not re.fullmatch(r"\d\d?:\d\d", number):
        number, dims = "\\frac{" + number.replace(":", "}{") + "}", ((":", 1),)  # a ratio may stand for a number
    letter = bool(dims) and re.fullmatch(r"-?[\d.,]+[a-zA-Z]", text) is not None
    return Quantity(parsed(number), factor, dims, noun, letter)


def same_quantity(p, g):
    """A unit, a percent sign or a noun may be absent on one side, except that the prediction brings no noun of its own.
    A percentage without its sign is the same number; as a share it is a hundredth."""
    if p.noun not in ("", g.noun) or g.noun and p.dims or g.letter and not p.dims:
        return False
    kinds = {d for d, _ in p.dims}, {d for d, _ in g.dims}
    angles = {"A", "R"} == kinds[0] | kinds[1]
    if p.dims and g.dims and not angles:
        return p.dims == g.dims and same_value(p.number, g.number, p.factor / g.factor)
    if angles or ("A" in kinds[0] | kinds[1]) and is_fraction(p.number) != is_fraction(g.number):  # degrees and radians
        degrees = p.factor if "A" in kinds[0] else 1 / g.factor
        if same_value(p.number, g.number, float(degrees) * (math.pi / 180 if "A" in kinds[0] else 180 / math.pi)):
            return True
        return not angles and same_value(p.number, g.number)
    if kinds[0] ^ kinds[1] == {"%"}:
        share = same_value(p.number, g.number, Fraction(1, 100) if p.dims else Fraction(100))
        large = g.dims or not g.number.names and abs(g.number.node) > 1
        return share or bool(large) and same_value(p.number, g.number)
    return same_value(p.number, g.number)


def is_fraction(number):
    return isinstance(number.node, Fraction)


# ---- the forms: each reads a clean text (None or Unreadable if it is of another form) and compares what it read ------
NOTHING = re.compile(
    r"∅|⟨ ?⟩|\{ ?\}|(?:there (?:is|are) |(?:the )?(?:equation|system|inequality) has )?"
    r"no (?:real )?(?:solutions?|roots?|values?|such \w+|answer)(?: exists?)?|none|"
    r"(?:the )?(?:empty|null) set|无(?:实数)?[解根]|空集|没有(?:实数)?解|does not exist|DNE|无",
    re.I,
)
TRUTH = dict.fromkeys("yes true 是 对 正确 是的".split(), "yes")
TRUTH |= dict.fromkeys("no false 否 不是 错 错误 不对".split(), "no")
MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {name: i + 1 for i, month in enumerate(MONTHS) for name in (month, month[:3], month[:4])}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
CLOCK = re.compile(
    r"(?:(上午|早上|下午|晚上) ?)?(\d\d?)(?::(\d\d)|[点时](?:(\d\d?)分?|(半))?)?(?::(\d\d))?(?: ?o'? ?clock)?"
    r"(?: ?([ap])\.? ?m\.?| in the (morning|afternoon|evening))?",
    re.I,
)
SPOKEN = re.compile(r"(half|(?:a )?quarter|(\d\d?) minutes?) (past|to) (\d\d?)", re.I)


def read_clock(text):
    """(hour, minute, second) of a time of the day; (…, True) where its half of the day is known."""
    spoken = SPOKEN.fullmatch(text)
    if spoken:
        minutes, hour = int(spoken[2] or (30 if spoken[1][0] in "hH" else 15)), int(spoken[4])
        return (hour, minutes, 0) if spoken[3] == "past" else (hour - 1 or 12, 60 - minutes, 0)
    m = CLOCK.fullmatch(text)
    if not m or not (m[3] or m[1] or m[7] or m[8] or re.search("[点时]|clock", text)):
        return None
    hour, minute, second = int(m[2]), int(m[3] or m[4] or (30 if m[5] else 0)), int(m[6] or 0)
    half = (m[7] or m[8] or m[1] or "").lower()
    if hour > (12 if half else 24) or minute > 59 or second > 59:
        return None
    return hour % 12 + 12 * (half in ("p", "afternoon", "evening", "下午", "晚上")) if half else hour, minute, second


def read_clock_gold(text):
    """9:16 may be a ratio: without another mark, a time has a leading zero or terms with a common factor."""
    m = re.fullmatch(r"(\d\d?):(\d\d)", text)
    return None if m and m[2][0] != "0" and math.gcd(int(m[1]), int(m[2])) == 1 else read_clock(text)


def read_date(text):
    """(year or "", month, day)"""
    text = text.casefold().removeprefix("the ")
    m = re.fullmatch(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]", text)
    m = m or re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    if m:
        return m[1] or "", int(m[2]), int(m[3])
    m = re.fullmatch(rf"(?:\w+day,? )?({MONTH})\.? {DAY}(?:,? (\d{{4}}))?", text)
    if m:
        return m[3] or "", MONTHS[m[1]], int(m[2])
    m = re.fullmatch(rf"(?:\w+day,? )?{DAY}(?: of)? ({MONTH})\.?(?:,? (\d{{4}}))?", text)
    return (m[3] or "", MONTHS[m[2]], int(m[1])) if m else None


def read_range(text, marks=r"-+|to|~|至|到|比|:"):
    """(low, high, unit) of a score or a range of numbers: 2-1, 0.4 - 0.6, 3 to 5 cm."""
    m = re.fullmatch(rf"(?:from )?(\d+(?:\.\d+)?) ?({marks}) ?(\d+(?:\.\d+)?)( ?[a-zA-Z°%]+)?", text)
    return (Fraction(m[1]), Fraction(m[3]), unit(f"1 {m[4].strip()}")[1:] if m[4] else None) if m else None


def read_ratio(text):
    named, _ = split(text, "=")
    text = named[1] if len(named) == 2 and NAME.fullmatch(named[0]) else text  # AB:CD = 2:3
    parts, _ = split(text, r"[:比]|\bto\b")
    fraction = re.fullmatch(r"\\frac ?\{([^{}]*)\} ?\{([^{}]*)\}|([^/]+)/([^/]+)", text)
    parts = [p for p in fraction.groups() if p] if fraction and len(parts) == 1 else parts
    return [parsed(p) for p in parts] if len(parts) > 1 and all(parts) else None


def same_ratio(p, g):
    if len(p) != len(g) or any(q.names or q.node == 0 for q in p + g):
        return False
    return all(close(a.node * g[0].node, b.node * p[0].node) for a, b in zip(p, g))


class Value(NamedTuple):
    name: str
    worth: Quantity
    rounded: Quantity | None


GIVEN = re.compile(  # "Area: 24", "x: 3", "the area is 24", "面积为24"
    r"(?:the )?([a-z]+(?: [a-z]+){0,2})(?:: ?| (?:is|equals) )(?=\S)|([a-zA-Z]): |([\u3400-\u9fff]{1,8}?)[:为是](?=\S)",
    re.I,
)


def read_value(text):
    """A scalar; perhaps the name that it is given to, perhaps a true chain that ends in it: A = \\pi r^2 = 25\\pi."""
    parts, ops = split(text, "=|≈")
    name = ""
    if len(parts) == 2 and ops == ["="] and NAME.fullmatch(parts[1]) and not NAME.fullmatch(parts[0]):
        parts = parts[::-1]  # 5 = x
    if len(parts) > 1 and NAME.fullmatch(parts[0]):
        name, parts = parts[0], parts[1:]
    elif (m := GIVEN.match(text)) and NAME.fullmatch(m[1] or m[2] or m[3]):
        name, parts[0] = m[1] or m[2] or m[3], parts[0][m.end() :]
    ops = ["=", *ops[len(ops) - len(parts) + 1 :]]
    worths = [quantity(part) for part in parts]
    last = [w for w, op in zip(worths, ops) if op == "="][-1]
    for w, op in zip(worths, ops):
        if w is last or w.number.names and (name or w.number.names == last.number.names):
            continue  # a formula before its value is not checked
        if w.number.names | last.number.names:
            return None
        near = 0.01 * abs(last.number.node) if op == "≈" else nearness(w.number, last.number)
        if not close(w.number.node, last.number.node, near):
            return None
    if len(parts) > 1 and not name and worths[0].number.names:
        return None  # an equation
    return Value(name, last, worths[-1] if ops[-1] == "≈" else None)


def same_named(p, g):
    names = head(p.name), head(g.name)
    if all(names) and names[0] != names[1]:
        return False
    return same_quantity(p.worth, g.worth) or p.rounded is not None and same_quantity(p.rounded, g.worth)


def read_relation(text):
    """(operator, left, right) of an equation or inequality with letters; > is turned round."""
    parts, ops = split(text, "<=|>=|!=|<|>|=")
    if len(parts) != 2 or not all(parts):
        return None
    sides = [parsed(part) for part in parts]
    if not sides[0].names | sides[1].names:
        return None
    return ops[0].replace(">", "<"), *(sides[::-1] if ops[0][0] == ">" else sides)


def read_relation_gold(text):
    """As above; a solved gold (x = 5, x > 3) wants a solved answer: it is a value or a set of numbers."""
    solved = [len(e.names) < 2 and (not e.names or NAME.fullmatch(e.text)) for e in (read_relation(text) or ("",))[1:]]
    return None if all(solved) else read_relation(text)


def same_relation(p, g):
    """The difference of the sides is the same up to a constant factor, a positive one in an inequality."""
    sides, ratios = (*p[1:], *g[1:]), []
    if p[0] != g[0] or p[1].names | p[2].names != g[1].names | g[2].names:
        return False
    for a, b, c, d in samples(sides):
        u, v = a - b, c - d
        if (abs(u) < 1e-12) != (abs(v) < 1e-12):
            return False
        if v:
            ratios.append(complex(u / v))
    steady = len(ratios) > 2 and all(abs(r - ratios[0]) <= 1e-8 * abs(r) for r in ratios)
    return steady and (g[0][0] != "<" or ratios[0].real > 0)


LOW, HIGH = parsed("-\\infty"), parsed("\\infty")
ALL = re.compile(r"(?:[a-zA-Z] ?∈ ?)?(?:ℝ|R)|(?:all )?real(?: numbers?)?s?|(?:全体|所有)?实数", re.I)


def read_side(text):
    """(name, pieces) of x > 3, 3 < x, 1 < x <= 5, x != 3, x ∈ [1, 2], (1, 2]; a piece: (low, closed, high, closed)."""
    member, _ = split(text, "∈")
    if len(member) == 2 and NAME.fullmatch(member[0]):
        pieces = read_pieces(member[1])
        return pieces and (member[0], pieces[1])
    parts, ops = split(text, "<=|>=|!=|<|>")
    if len(parts) == 1:
        m = re.fullmatch(r"([(\[\]])(.*)([)\]\[])", text)
        ends = [parsed(end) for end in split(m[2], "[,;]")[0]] if m else []
        return ("", [(ends[0], m[1] == "[", ends[1], m[3] == "]")]) if len(ends) == 2 else None
    if {op[0] for op in ops} == {">"}:
        parts, ops = parts[::-1], [op.replace(">", "<") for op in ops[::-1]]
    if len(parts) == 2 and any(part[0] == "-" and NAME.fullmatch(part[1:].strip()) for part in parts if part):
        parts = [part[1:].strip() if NAME.fullmatch(part[1:].strip()) else f"-({part})" for part in parts[::-1]]
    names = [bool(NAME.fullmatch(part)) for part in parts]
    ends = [None if name else parsed(part) for part, name in zip(parts, names)]
    closed = [op == "<=" for op in ops]
    if names == [True, False]:
        more = [(ends[1], False, HIGH, False)] * (ops[0] == "!=")
        return parts[0], [(LOW, False, ends[1], closed[0]), *more]
    if names == [False, True] and ops[0] != "!=":
        return parts[1], [(ends[0], closed[0], HIGH, False)]
    if len(parts) == 3 and names[1] and {op[0] for op in ops} == {"<"}:
        return parts[1], [(parsed(parts[0]), closed[0], parsed(parts[2]), closed[1])]
    return None


def read_pieces(text):
    """(name, pieces) of a set of real numbers: intervals and inequalities, their unions, {x | x > 3}."""
    whole = re.fullmatch(r"[⟨{] ?([a-zA-Z])(?: ?∈ ?ℝ)? ?[|:] ?(.*)[⟩}]", text)
    text = (whole[2] if whole else text).strip()
    if ALL.fullmatch(text):
        return "", [(LOW, False, HIGH, False)]
    parts, seps = split(text, r"∪|,(?: ?(?:or|and)\b)?|\bor\b|\band\b|或|且")
    sides = [read_side(part) for part in parts if part]
    if not sides or None in sides or len(sides) > MAX_ITEMS or len({head(n) for n, _ in sides if n}) > 1:
        return None
    pieces = [piece for _, some in sides for piece in some]
    both = {"and", "且"} & set(seps)
    if len(pieces) == 2 and not {"∪", "or", "或"} & set(seps):  # x > 2 and x < 5: both
        a, b = sorted(pieces, key=lambda piece: piece[0] is LOW)
        if a[2] is HIGH and b[0] is LOW and not callable(a[0].node) and a[0].node.real < complex(b[2].at({})).real:
            pieces, both = [(*a[:2], *b[2:])], False
    if both and "!=" not in text:
        return None
    if all(not callable(piece[0].node) for piece in pieces):
        pieces.sort(key=lambda piece: piece[0].node.real)
    return next((name for name, _ in sides if name), ""), pieces


def same_pieces(p, g):
    if p[0] and g[0] and head(p[0]) != head(g[0]) or len(p[1]) != len(g[1]):
        return False
    pairs = list(zip(p[1], g[1]))
    return all(a[1::2] == b[1::2] and same_value(a[0], b[0]) and same_value(a[2], b[2]) for a, b in pairs)


def read_chain(text):
    parts, ops = split(text, "<=|<|>=|>")
    if len(parts) < 3 or not all(parts) or re.search(r"\b(?:and|or)\b|[,∪或且]", text):
        return None
    return (parts[::-1], [op.replace(">", "<") for op in ops[::-1]]) if ops[0][0] == ">" else (parts, ops)


class Collection(NamedTuple):
    kind: str  # tuple() and the like, list (in its order), set and solutions (in any order), map (values of names)
    items: list
    names: list


JOIN = r",? ?(?<![a-zA-Z\\])(?:and|or)(?![a-z])|;|[或和与及∪且&]"


def read_collection(text):
    point = re.fullmatch(
        rf"(?:(?:{TERM}|({PLACE})) ?[=:]? ?|[\u3400-\u9fff]{{1,6}}[:为是]? ?)?([(\[])(.*)([)\]])", text
    )
    if point and len(split(point[3], r"[)(\]\[]")[0]) == 1 and len(split(point[3], "[,;]")[0]) > 1:
        items, names = split(point[3], "[,;]")[0], re.findall("[a-zA-Z]", point[1] or "")
        return Collection("tuple" + point[2] + point[4], items, names if len(names) == len(items) else [])
    whole = re.fullmatch(rf"(?:{TERM}(?: ?(?:∪|\\cap) ?{TERM})? ?[=∈] ?)?[⟨{{]([^⟨⟩|<>=]*)[⟩}}]", text)
    if whole and len(split(whole[1], "[{}]")[0]) == 1:
        return Collection("set", members(whole[1])[0], [])
    items, loose, rows = members(text)
    if len(items) < 2 or rows or loose and re.search("[<>]|!=", text):
        return Collection("solutions", items, []) if rows else None
    named = [re.match(rf"({TERM}|{PLACE}) ?[=∈] ?", item) for item in items]
    if not all(named):
        if named[0] and not any(named[1:]):  # x = 3, -2
            items[0], loose = items[0][named[0].end() :], True
        return Collection("solutions" if loose or all(item[:1] in ("(", "[") for item in items) else "list", items, [])
    names, values = [head(m[1]) for m in named], [item[m.end() :] for item, m in zip(items, named)]
    return Collection("solutions" if len(set(names)) == 1 else "map", values, names)


def members(text):
    """The parts of a list, whether they are in no order, and whether each is a row of values: p=5, q=2; p=7, q=2."""
    groups, seps = split(text, JOIN)
    if ", " in text and not re.search(r"[(\[{]", text):
        groups = [GROUPS.sub(lambda m: m[0].replace(",", ""), group) for group in groups]
    rows = [row for group in groups if (row := [part for part in split(group, ",")[0] if part])]
    if len(rows) > 1 and all(len(row) > 1 for row in rows):
        return [", ".join(row) for row in rows], True, True
    flat, out = [part for row in rows for part in row], []
    for part in flat:
        for sign, other in ("+-", "-+") if "±" in part else (("", ""),):
            part_ = re.sub("± ?", sign, part).replace("∓", other)
            out.append(re.sub(r"^\+|(?<==) ?\+", "", part_))
    if len(out) > MAX_ITEMS:
        raise Unreadable("too many parts")
    return out, bool(set(seps) - {";", ""}) or len(out) > len(flat), False


def same_collection(p, g):
    """A tuple and a list keep their order, values of names go by name; a set, solutions and a list joined by "and" or
    "or" have none. x_1 = 3, x_2 = -2 are solutions of one equation."""
    kinds = [c.kind[:5] for c in (p, g)]
    if len(p.items) != len(g.items) or "tuple" in kinds and p.kind != g.kind and {p.kind, g.kind} != {"tuple()", "map"}:
        return False
    names = [{re.sub(r"_?[\w}{]$", "", name) if c.kind == "map" else name for name in c.names} for c in (p, g)]
    indexed = any("_" in name for c in (p, g) if c.kind == "map" for name in c.names) and all(len(n) < 2 for n in names)
    if p.names and g.names and "map" in kinds and not (indexed and names[0] == names[1] and kinds[0] != kinds[1]):
        given = dict(zip(p.names, p.items))
        return set(given) == set(g.names) and all(equal(given[n], item) for n, item in zip(g.names, g.items))
    if all(names) and names[0] != names[1]:
        return False
    if "map" in kinds and not indexed and {"set", "solut"} & set(kinds):
        return False
    if kinds[0] == "map" and kinds[1] == "tuple":
        return all(map(equal, [item for _, item in sorted(zip(p.names, p.items))], g.items))
    if set(kinds) <= {"tuple", "list", "map"} and not indexed:
        return all(map(equal, p.items, g.items))
    rest = list(g.items)
    for item in p.items:
        match = next((i for i, other in enumerate(rest) if equal(item, other)), None)
        if match is None:
            return False
        del rest[match]
    return True


def read_matrix(text):
    """(is it a determinant?, lengths of the rows, cells)"""
    m = re.fullmatch(
        rf"(?:{TERM} ?= ?)?([(\[|]?) ?\\begin ?\{{ ?(.?matrix|array) ?\}}(?: ?\{{[clr|]+\}})?(.*)"
        r"\\end ?\{ ?\2 ?\} ?[)\]|]?",
        text,
    )
    plain = re.fullmatch(r"\[ ?(\[.*\]) ?\]", text)
    if m and "\\begin" not in m[3]:
        rows = [row.split("&") for row in re.split(r"\\\\", m[3]) if row.strip()]
    elif plain:
        rows = [split(row.strip("[] "), ",")[0] for row in split(plain[1], ",")[0]]
    else:
        return None
    determinant = bool(m) and (m[1] == "|" or m[2][0] in "vV")
    return determinant, [len(row) for row in rows], [cell.strip() for row in rows for cell in row]


LETTER_TEXT = (
    r"(?!.*\b(?:or|not|isn't|wrong|incorrect|maybe|except|neither|nor|all|both|either)\b)(?!(?:.*\W)?[A-J](?!\w))\S.*"
)
LETTER = re.compile(
    r"\W*(?:(?:option|choice|故?选[项择]?|应选)[\W是为]*)?([A-J])"
    rf"(?:\W*| ?选?项|\W*[.:),-] ?{LETTER_TEXT}| ?\({LETTER_TEXT}\)| [A-Z]\w+)",
    re.I,
)


def read_letters(text):
    """The letters of options, in their order: "C", "(c)", "C. the circle", "A, C", "ACD"."""
    m = LETTER.fullmatch(text) if not re.search(r"\([^()]*[\d\w],[^()]*\)", text) else None
    if m and not re.search(r"[∠△°%=<>+*/^\\|_]", text[: m.end(1) + 1]) and (m[1].isupper() or len(text) < 4):
        return (m[1].upper(),)
    if re.fullmatch(r"\(?(?:[A-J](?:[\s(),;&和]|and)*+)+", text):
        names = re.findall("[A-J]", text)
        glued = "".join(names) == text and names != sorted(names)  # DA is a segment
        return tuple(sorted(names)) if len(set(names)) == len(names) and not glued else None
    return None


class Form(NamedTuple):
    name: str
    read: Callable  # clean text -> what it says; None or Unreadable where it is not of this form
    same: Callable = lambda p, g: p == g  # (prediction, gold), both as read
    only: bool = False  # a gold of this form has no other
    gold: Callable | None = None  # how to read a gold, where not as a prediction


FORMS = [
    Form("nothing", lambda text: NOTHING.fullmatch(text) and "nothing", only=True),
    Form("truth", lambda text: TRUTH.get(text.casefold()), only=True),
    Form("letters", read_letters, only=True),
    Form("date", read_date, lambda p, g: p[1:] == g[1:] and p[0] in ("", g[0]), only=True),
    Form("clock", read_clock, only=True, gold=read_clock_gold),
    Form("clock or ratio", read_clock),
    Form(
        "range",
        read_range,
        lambda p, g: p[:2] == g[:2] and (p[2] == g[2] or None in (p[2], g[2])),
        only=True,
        gold=lambda text: read_range(text, "-+|to|~|至|到"),
    ),
    Form("ratio", read_ratio, same_ratio, gold=lambda text: re.search("[:比]", text) and read_ratio(text)),
    Form("value", read_value, same_named),
    Form("set of numbers", read_pieces, same_pieces),
    Form("matrix", read_matrix, lambda p, g: p[:2] == g[:2] and all(map(equal, p[2], g[2])), only=True),
    Form("collection", read_collection, same_collection),
    Form("relation", read_relation, same_relation, gold=read_relation_gold),
    Form("chain", read_chain, lambda p, g: p[1] == g[1] and all(map(equal, p[0], g[0]))),
]


@lru_cache(maxsize=4096)
def read_gold(gold):
    """[(form, what the gold says in it)]"""
    found = []
    plain = "value" if NUMBER.fullmatch(gold) else "letters" if re.fullmatch("[A-J]", gold) else ""
    for form in (form for form in FORMS if plain in ("", form.name)):
        said = attempt(form.gold or form.read, gold)
        if said is not None:
            found.append((form, said))
            if form.only:
                break
    return found


def equal(p, g):
    """Are two clean texts the same answer?"""
    if fold(p) == fold(g):
        return True
    if len(p) > 4 * len(g) + 300:
        return False
    if re.search(r"\d\.\d", g) and re.fullmatch(r"(?:\w ?= ?)?-?[＄€£¥]?\d+,(?!\d{3}(?!\d))\d+ ?[^\d.,()]*", p):
        p = p.replace(",", ".")  # a decimal comma
    for form, gold in read_gold(g):
        said = attempt(form.read, p)
        if said is not None and attempt(form.same, said, gold):
            return True
    return False
