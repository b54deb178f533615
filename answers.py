r"""Are two answers the same? The rules behind `rewards.grade`; standard library only.

`equal(clean(prediction), clean(gold))` is True or False, or raises Unreadable where only computer algebra can tell:
  1. text: LaTeX, unicode and Chinese punctuation are normalised (`clean`), then compared;
  2. structure (`equal`): lists, sets, tuples, intervals, inequalities, equations, matrices part by part. A bare list of
     numbers keeps its order; a set, a list joined by "and" or "or", one of tuples or of named values does not;
  3. numbers and expressions: `Parser`, a recursive descent over a fixed list of tokens, gives exact fractions where it
     can, complex floats elsewhere; expressions with variables are compared at random points. Whole numbers are compared
     exactly, all others to 1e-9. Units are converted, or ignored where one side has none; a percent sign may be missing
     on one side; a decimal equals an exact value that rounds to it (from 3 significant digits on).
An answer has to be the answer: words around a number, alternatives, a chain of unequal values, or an unfinished sum
where the gold is a plain number are wrong. Texts are hostile input: nothing is ever evaluated as code, and lengths,
depths, list sizes and powers are bounded, so that a pair takes milliseconds.
"""

import cmath
import math
import re
import unicodedata
import zlib
from fractions import Fraction
from functools import lru_cache

MAX_CHARS, MAX_TOKENS, MAX_DEPTH, MAX_ITEMS, MAX_BITS = 2000, 400, 40, 64, 16384  # beyond these an answer is not read


class Unreadable(Exception):
    """These rules cannot read a text, math-verify may. (An ArithmeticError: nobody should try: too big, too deep.)"""


# ---- normal text -----------------------------------------------------------------------------------------------------
SYMBOLS = {
    **dict(zip("，。；：、−–—×·⋅÷º℃％′", ",.;:,---***/°°%'")),
    "²": "^2",
    "³": "^3",
    "½": " 1/2",
    "¼": " 1/4",
    "¾": " 3/4",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "\f": r"\f",
    **{w[0]: f"\\{w[1:]} " for w in "√sqrt πpi ∞infty ∈in ∪cup ±pm ≈approx θtheta αalpha βbeta ∠angle".split()},
}
FUNCTIONS = {
    "sin": cmath.sin,
    "cos": cmath.cos,
    "tan": cmath.tan,
    "sec": lambda v: 1 / cmath.cos(v),
    "csc": lambda v: 1 / cmath.sin(v),
    "cot": lambda v: 1 / cmath.tan(v),
    "exp": cmath.exp,
    "ln": cmath.log,
    "lg": cmath.log10,
    "log": cmath.log,
    "arcsin": cmath.asin,
    "arccos": cmath.acos,
    "arctan": cmath.atan,
}
PHRASE = r"(?:(?:final|correct)\s*)?(?:answer|ans\b|答案|结果)(?:\s+(?:is|are|for sure)\b|\s*[:：=为是])+"
REWRITES = [
    (re.compile(a), b)
    for a, b in [
        (r"\s+", " "),
        (r"(?<!\\)\\\\(?=[a-zA-Z]{2})", r"\\"),
        (r"(\\\\){2,}", r"\\\\"),  # escaped once too often
        (r"\\(?:displaystyle|left|right|[bB]igg?[lr]?|limits|q?quad)(?![a-zA-Z])|(?<!\\)\\[,!;: ]|~", " "),
        (r"\\(?:text\w*|math(?:rm|bf|it)|mbox|operatorname|rm|bf) ?\{([^{}]*)\}", r" \1 "),
        (r"\\[dtc]frac\b", r"\\frac"),
        (r"\\leq?(?:slant)?(?![a-zA-Z])", "<="),
        (r"\\geq?(?:slant)?(?![a-zA-Z])", ">="),
        (r"\\neq?(?![a-zA-Z])", "!="),
        (r"\\lt(?![a-zA-Z])", "<"),
        (r"\\gt(?![a-zA-Z])", ">"),
        (r"\\(?:times|cdot|ast)(?![a-zA-Z])", "*"),
        (r"\\div(?![a-zA-Z])", "/"),
        (r"\^ ?\{? ?\\circ ?\}?|\\degree(?![a-zA-Z])|[ {]*\b[dD]egrees?\b\}?|度", "°"),
        (r"\\mathbb\{?R\}?", r"(-\\infty,\\infty)"),
        (r"\\langle", "("),
        (r"\\rangle", ")"),
        (r"\\[$()\[\]]|[$¥€£`]|\*\*", " "),
        (r"\\([%#&_])", r"\1"),
        (r"\\\{", "⟨"),
        (r"\\\}", "⟩"),
        (r" ?\bpercent\b", "%"),
        (r"\\(?:varnothing|emptyset)", "⟨⟩"),
        (r"(?<=\d)\{,\}(?=\d)", ","),
        (r"==+", "="),
        (r"(?<!begin)(?<!end)\{([a-zA-Z]{3,})\}", r" \1"),
        (r"平方", " square "),
        (r"立方", " cubic "),
        (rf"(?<![\\a-zA-Z])({'|'.join(FUNCTIONS)}|sqrt|pi|infty)(?![a-zA-Z])", r"\\\1"),
        (r"(?<=\d)[eE]([+-]?\d+)\b", r"*10^{\1}"),
        (r" *\^ *", "^"),
        (r"^选[项择]? ?(?=[A-J]\b)", ""),
        (r" +", " "),
        (r"[ .,;:\\]+$|^[ :=]+", ""),
        (r"^\\(?:approx|sim) ?|^(?:about|approximately) (?=\d)", ""),
    ]
]
PROSE = re.compile(r"(?<![\\a-zA-Z])[a-zA-Z]{3,}|[\u3400-\u9fff]")

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


@lru_cache(maxsize=16384)
def clean(text):
    """One normal form for LaTeX, plain and Chinese text. Unreadable when too long or with characters no answer has."""
    text = text.strip()
    if NUMBER.fullmatch(text):
        return text
    if len(text) > MAX_CHARS or any(unicodedata.category(c)[0] == "C" and c not in "\n\t\r\f\u200b" for c in text):
        raise Unreadable("too long, or control characters")
    text = re.sub(r"(?<=[\d.)])([a-z]{1,2})(?=[²³])", r" \1", text)  # 5m² is a unit, 5m^2 may be a product
    text = re.sub(r"√ ?(\d+(?:\.\d+)?)", r"\\sqrt{\1}", text)  # as LaTeX it would take the first digit alone
    text = unicodedata.normalize("NFKC", "".join(SYMBOLS.get(c, c) for c in text)).replace("\u2044", "/")[:MAX_CHARS]
    if any(c.isdecimal() and not c.isascii() for c in text):
        raise Unreadable("digits of another script")
    for start, end, content in boxes(text)[::-1]:
        text = text[:start] + " " + content + " " + text[end:]
    for pattern, by in REWRITES:
        text = pattern.sub(by, text).strip()
    if "\\overline" in text:  # recurring decimals
        text = re.sub(
            r"(\d{1,9})\.(\d{0,9})\\overline ?\{(\d{1,9})\}",
            lambda m: str(Fraction(f"{m[1]}.{m[2]}0") + Fraction(int(m[3]), (10 ** len(m[3]) - 1) * 10 ** len(m[2]))),
            text,
        )
    return re.sub(rf"^(?:so |thus |therefore |hence )?(?:the )?{PHRASE}\s*", "", text, flags=re.I)


def squash(text):
    """Comparable form: no spaces, quotes or needless braces; words without case and articles."""
    if PROSE.search(text) or re.fullmatch(r"\W*[a-zA-Z]\W*", text):
        text = re.sub(r"\b(?:the|an?) |[?.!]$", "", text.casefold())
    text = re.sub(r"[\s\"`]|(?<=\})\.", "", re.sub(r"(?<=\d) (?=\d)", "_", text))  # "1 2" is not 12
    text = re.sub(r"([_^])\{(\w)\}", r"\1\2", text)
    return text[1:-1] if re.fullmatch(r"\([a-z]\)", text) else text


# ---- numbers and expressions -----------------------------------------------------------------------------------------
TOKEN = re.compile(
    r"\s*(\d{1,60}\.?\d{0,60}|\.\d{1,60}|\\[a-zA-Z]+|[a-zA-Z]'*(?:_(?:\{[\w,+-]{1,8}\}|\w))?|"
    r"[-+*/^()\[\]{}|!°])\s*"
)
GREEK = {"\\" + n for n in "alpha beta gamma delta epsilon theta lambda mu rho sigma tau phi omega Delta".split()}
CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|"}


def power(a, b):
    """a ** b: exact for small whole exponents and exact roots, else complex."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        bits = max(a.numerator.bit_length(), a.denominator.bit_length()) * abs(b)
        if b.denominator == 1 and bits <= MAX_BITS:
            return a ** int(b)
        if a >= 0 and 1 < b.denominator < 9 and bits <= 512:
            root = Fraction(*(round(v ** (1 / b.denominator)) for v in (a.numerator, a.denominator)))
            if root**b.denominator == a:
                return root**b.numerator
    return complex(a) ** complex(b)


class Parser:
    """Recursive descent over TOKENs: `value` is a Fraction (exact), complex, or an infinite float. Variables get fixed
    pseudo-random values, others in each trial; `names` are the variables, `branch` tells of roots and logarithms."""

    def __init__(self, text, trial=0):
        self.names, self.branch, self.trial, self.depth, self.trig, self.rest, at = set(), False, trial, 0, 0, [], 0
        if PROSE.search(text):
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
            self.value = self.sum()
        except ValueError as error:  # outside a function's domain
            raise Unreadable(str(error)) from error
        if len(self.rest) > 1 or not isinstance(self.value, Fraction) and cmath.isnan(self.value):
            raise Unreadable(self.rest[-1] or "not a number")

    def sum(self):
        self.depth += 1
        value = self.product()
        while self.rest[-1] in ("+", "-"):
            value = value + self.product() if self.rest.pop() == "+" else value - self.product()
        self.depth -= 1
        if self.depth > MAX_DEPTH or isinstance(value, Fraction) and value.denominator.bit_length() > MAX_BITS:
            raise OverflowError("too deep or too big")
        return value

    def product(self):
        sign = 1
        while self.rest[-1] in ("+", "-"):
            sign = -sign if self.rest.pop() == "-" else sign
        before = len(self.rest)
        value = sign * self.factor()
        while self.rest[-1] in ("*", "/") or self.juxtaposed():
            if before - len(self.rest) == 1 and self.rest[-1][0].isdigit():
                raise Unreadable("two numbers side by side")
            if self.rest[-1] in ("*", "/") and self.rest.pop() == "/":
                value = value / self.factor(signed=True)
            else:
                value = value * self.factor(signed=True)
        return value

    def juxtaposed(self):
        token = self.rest[-1]
        return token[:1].isalnum() or token[:1] in ("(", "{", "[", ".") or token[:1] == "\\"

    def factor(self, signed=False):
        if signed and self.rest[-1] in ("+", "-"):
            return self.factor(True) if self.rest.pop() == "+" else -self.factor(True)
        value = self.atom()
        while self.rest[-1] in ("!", "°"):
            if self.rest.pop() == "°":
                value = value * (math.pi / 180) if self.trig else value
            elif isinstance(value, Fraction) and value.denominator == 1 and 0 <= value <= 100:
                value = Fraction(math.factorial(int(value)))
            else:
                raise Unreadable("factorial")
        if self.rest[-1] == "^":
            self.rest.pop()
            exponent = self.factor(True) if self.rest[-1] in ("+", "-") else self.atom()
            self.branch |= not isinstance(exponent, Fraction) or exponent.denominator > 1
            value = power(value, exponent)
        return value

    def argument(self):  # of \frac or \sqrt: a group, one digit or one atom
        token = self.rest[-1]
        if token.isdigit() and len(token) > 1:
            self.rest[-1:] = [token[1:], token[0]]
        return self.atom()

    def atom(self):
        token = self.rest.pop()
        if token in CLOSING:
            value = self.sum()
            if self.rest.pop() != CLOSING[token]:
                raise Unreadable(token)
            return value if token != "|" else abs(value) if isinstance(value, Fraction) else complex(abs(value))
        if token[:1].isdigit() or token[:1] == ".":
            value = Fraction(token)
            if self.rest[-1] == "\\frac" and re.match(
                r"\d\d(?!\d)|\{\d+\}\{\d+\}|\d\{\d+\}", "".join(self.rest[-2:-8:-1])
            ):
                value += self.atom()  # 2\frac13 is a mixed number
            return value
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise OverflowError("too deep")
        if token == "\\frac":
            value = self.argument()
            value = value / self.argument()
        elif token == "\\sqrt":
            index = self.atom() if self.rest[-1] == "[" else Fraction(2)
            self.branch, value = True, power(self.argument(), 1 / index)
        elif token[1:] in FUNCTIONS:
            value = self.function(token[1:])
        elif token in ("\\pi", "e", "i", "I", "\\infty"):
            value = {"\\pi": complex(math.pi), "e": complex(math.e), "\\infty": math.inf}.get(token, 1j)
        elif token in GREEK or token[:1].isalpha():
            name = re.sub(r"[{}]", "", token)
            self.names.add(name)
            value = complex((0.4 + zlib.crc32(f"{name}{self.trial}".encode()) / 2**31) * (-1) ** (self.trial == 2))
        else:
            raise Unreadable(token or "the end")
        self.depth -= 1
        return value

    def function(self, name):
        exponent = Fraction(1)
        if self.rest[-1] == "^":
            self.rest.pop()
            exponent = self.argument()
        self.trig += name[:3] in ("sin", "cos", "tan", "sec", "csc", "cot")
        value = self.factor()
        while self.juxtaposed() and self.rest[-1][1:] not in FUNCTIONS:  # \sin 2x
            value = value * self.factor()
        self.trig -= name[:3] in ("sin", "cos", "tan", "sec", "csc", "cot")
        self.branch |= name in ("ln", "log", "lg")
        return power(FUNCTIONS[name](complex(value)), exponent)


parsed = lru_cache(maxsize=16384)(Parser)  # golds and the usual answers come again and again


def points(*texts):
    """Values of the texts at up to three points, the last negative unless a root or logarithm would change branch."""
    for trial in range(3):
        read = [parsed(text, trial) for text in texts]
        if trial == 2 and any(q.branch for q in read):
            return
        yield [q.value for q in read]
        if not any(q.names for q in read):
            return


def rounding(text):  # (significant digits, places) of the least precise decimal, (0, 0) without one
    return min(((len((a + b).lstrip("0")), len(b)) for a, b in re.findall(r"(\d*)\.(\d+)", text)), default=(0, 0))


def same_value(p, g):
    (p_digits, p_places), (g_digits, g_places) = rounding(p), rounding(g)
    near = 0.0
    if p_digits >= 3 and not g_digits:
        near = 0.5000001 * 10.0**-p_places
    if g_digits >= 4 or not p_digits and (g_digits == 3 or g_places > 1):
        near = 0.5000001 * 10.0**-g_places
    for a, b in points(p, g):
        if math.inf in (abs(a), abs(b)):
            return a == b
        whole = isinstance(a, Fraction) and isinstance(b, Fraction) and a.denominator == b.denominator == 1
        if not abs(a - b) <= max(0 if whole else max(abs(a), abs(b)) / 10**9, near):
            return False
    return True


# ---- structure: lists, relations, tuples, units ----------------------------------------------------------------------
RELATION = r"<=|>=|!=|<|>|=|\\in(?![a-zA-Z])|\\approx"
NOT_A_NAME = r"(?!.*\b(?:not|or|and|but|neither|nor|no|if|maybe|either|wrong)\b)"  # "not x = 5" gives x no value
NAME = re.compile(
    NOT_A_NAME + r"(?:\\?[a-zA-Z]+'*(?:_\w|_\{[^{}]*\})?(?:\([a-zA-Z](?:, ?[a-zA-Z])?\))?|"
    r"(?:\\angle|\\triangle)? *[A-Z]{1,6}|\([a-zA-Z](?:, ?[a-zA-Z])+\)|[a-zA-Z][a-zA-Z ]{2,40})"
)


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


def items(text):
    """The parts of a list (one part where there is none), and whether they are loose: in no order."""
    whole = re.fullmatch(r"⟨(.*)⟩|\{(.*,.*)\}", text)
    whole = whole if whole and len(split(text, r",|;|\\cup")[0]) == 1 else None
    groups, seps = split(
        whole[1] or whole[2] or "" if whole else text, r";|\\cup|,?\s*(?<![a-zA-Z\\])(?:and|or)(?![a-z])"
    )
    if not re.search(r"[(\[{]", text):
        groups = [re.sub(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", lambda m: m[0].replace(",", ""), x) for x in groups]
    rows = [[part for part in split(group, ",")[0] if part] for group in groups]
    if len(rows) > 1 and all(len(row) > 1 for row in rows):  # p = 5, q = 2; p = 7, q = 2
        values = [[part if op else value for part in row for _, op, value in [relation(part)]] for row in rows]
        rows = [["(" + ",".join(row) + ")"] for row in values]
    flat = [part for row in rows for part in row]
    out = [part.replace("\\pm", sign) for part in flat for sign in ("+-" if "\\pm" in part else "+")]
    loose = bool(whole) or set(seps) - {";"} or len(out) > len(flat) or all(part[0] in "([" for part in out)
    if len(out) > MAX_ITEMS:
        raise Unreadable("too many parts")
    return out, bool(loose)


def relation(text):
    """(name, operator, payload): a value (operator "", perhaps with the name that it is given to), or the sides of a
    relation. A double inequality becomes an interval; a chain whose members differ has the operator "false"."""
    parts, ops = split(text, RELATION)
    if not ops:
        return "", "", text
    named = bool(NAME.fullmatch(parts[0]))
    if ops == ["\\in"]:
        return parts[0], "", parts[1]
    if set(ops) <= {"=", "\\approx"}:
        if not named and len(ops) == 1 and NAME.fullmatch(parts[1]) and not NAME.fullmatch(parts[0]):
            parts, named = parts[::-1], True
        chain = parts[named:]
        if not named and ops == ["="] and any(parsed(part).names for part in parts):
            return "", "=", tuple(parts)
        for a, b, op in zip(chain, chain[1:], ops[named:]):
            u, v = next(points(a, b))
            if not (same_value(a, b) if op == "=" else abs(complex(u) - complex(v)) <= 0.01 * abs(complex(u))):
                return "", "false", text
        return parts[0] if named else "", "", next((a for a, op in zip(chain, ops[named:]) if op != "="), chain[-1])
    if all(op[0] == ">" for op in ops):
        parts, ops = parts[::-1], [op.replace(">", "<") for op in ops[::-1]]
    if len(ops) == 2 and all(op[0] == "<" for op in ops) and NAME.fullmatch(parts[1]):
        return parts[1], "", "(["[len(ops[0]) - 1] + parts[0] + "," + parts[2] + ")]"[len(ops[1]) - 1]
    return "", " ".join(ops), tuple(parts)


def interval(op, sides):  # x >= 5 as [5, infinity)
    if NAME.fullmatch(sides[0]):
        return "(-\\infty," + sides[1] + ")]"[len(op) - 1]
    return "(["[len(op) - 1] + sides[0] + ",\\infty)" if NAME.fullmatch(sides[1]) else ""


def equal(p, g):
    """Are two clean texts the same answer? Unreadable where these rules cannot tell."""
    if squash(p) == squash(g):
        return True
    (ps, loose_p), (gs, loose_g) = items(p), items(g)
    if len(ps) != 1 or len(gs) != 1:
        if len(ps) != len(gs):
            return False
        if not (loose_p or loose_g or all("=" in part for part in ps + gs)):
            return all(equal(a, b) for a, b in zip(ps, gs))
        for part in ps:
            match = next((i for i, other in enumerate(gs) if equal(part, other)), None)
            if match is None:
                return False
            del gs[match]
        return True
    (p_name, p_op, p), (g_name, g_op, g) = relation(ps[0]), relation(gs[0])
    if p_op == g_op == "":
        heads = {re.sub(r"(?<=\w)\(.*\)|\s|\\angle|\\triangle", "", name) for name in (p_name, g_name)}
        functions = {"y", "f"} == heads and "(" in p_name + g_name
        return (not p_name or not g_name or len(heads) == 1 or functions) and same_parts(p, g)
    if "" in (p_op, g_op) and {p_op, g_op} & {"<", "<="}:
        p, g = interval(p_op, p) if p_op else p, interval(g_op, g) if g_op else g
        return bool(p and g) and same_parts(p, g)
    if p_op == "" and p_name or g_op == "" and g_name:
        p, p_op = (p, p_op) if p_op else ((p_name.split("(")[0].replace("f", "y"), p), "=")
        g, g_op = (g, g_op) if g_op else ((g_name.split("(")[0].replace("f", "y"), g), "=")
    if p_op != g_op or "false" in (p_op, g_op):
        return False
    if len(p) != 2:
        return all(same_value(a, b) for a, b in zip(p, g))
    ratios = []
    for a, b, c, d in points(*p, *g):
        if abs(complex(c - d)) < 1e-12 or abs(complex(a - b)) < 1e-12:
            raise Unreadable("a trivial relation")
        ratios.append(complex(a - b) / complex(c - d))
    steady = len(ratios) > 1 and all(abs(r - ratios[0]) <= 1e-8 * abs(ratios[0]) for r in ratios)
    return steady and (p_op[0] != "<" or abs(ratios[0].imag) < 1e-9 and ratios[0].real > 0)


def same_parts(p, g):
    """Tuples, intervals and matrices part by part, everything else as a scalar."""
    shapes = []
    for text in (p, g):
        matrix = re.fullmatch(r"[(\[]? ?\\begin\{(.?matrix|array)\}(?:\{[clr|]+\})?(.*)\\end\{\1\} ?[)\]]?", text)
        pair = re.fullmatch(r"([(\[])(.*)([)\]])", text)
        if matrix and "\\begin" not in matrix[2]:
            rows = [row.split("&") for row in re.split(r"\\\\", matrix[2]) if row.strip()]
            shapes.append(([len(row) for row in rows], [cell.strip() for row in rows for cell in row]))
        elif pair and len(split(text, r"[^()\[\]{}⟨⟩]")[0]) == 1 and len(split(pair[2], ",|;")[0]) > 1:
            shapes.append((pair[1] + pair[3], split(pair[2], ",|;")[0]))
        elif "\\begin" in text:
            raise Unreadable("more than a matrix")
        else:
            shapes.append((None, [text]))
    (p_shape, ps), (g_shape, gs) = shapes
    if p_shape is None and g_shape is None:
        return same_scalar(p, g)
    return p_shape == g_shape and len(ps) == len(gs) and all(map(equal, ps, gs))


UNITS = {}  # name -> (factor, dimension, power)
for kind, entries in (
    (
        "L1",
        "mm毫米millimeter,millimetre 1/1000 cm厘米centimeter,centimetre 1/100 dm分米 1/10 m米meter,metre 1 km千米公里"
        "kilometer,kilometre 1000 inch,in 127/5000 ft,feet,foot 381/1250 yard 1143/1250 mile 201168/125",
    ),
    ("L3", "ml毫升mL,milliliter 1/1000000 L升liter,litre 1/1000"),
    ("M1", "mg 1/1000000 g克gram 1/1000 kg千克公斤kilogram 1 t吨 1000"),
    ("T1", "s秒sec,second 1 min分钟minute 60 h小时hour,hr 3600 day天 86400"),
):
    for names, factor in zip(entries.split()[::2], entries.split()[1::2]):
        for name in re.findall(r"[a-zA-Z]+|公里|公斤|分钟|小时|[千毫厘分][米克升]|[^a-zA-Z,]", names):
            UNITS[name] = Fraction(factor), kind[0], int(kind[1])
NOT_A_UNIT = set(
    "or and not is are was isn but if than least most more less about maybe minus plus times because "
    "since so the it no wrong over equals either neither nor to".split()
)


def unit(text):
    """(number, factor, dimension) of "5 cm^2", "3 km/h", "17 apples", "5": dimension () without a unit."""
    m = re.fullmatch(r"(.*?(?:[\d)}\]°%!]|\\pi))( ?)((?:[^\W\d_]+(?![^\W\d_])\.?(?:\^\{?-?\d\}?)?[ /*]*){1,4})", text)
    if not m or len(text) > 200:
        return text, 1, ()
    factor, dims, sign, scale, labels = Fraction(1), {}, 1, 0, []
    for slash, word, exponent in re.findall(r"(/|\bper\b)|([^\W\d_]+)\.?(?:\^\{?(-?\d)\}?)?", m[3]):
        known = UNITS.get(word) or UNITS.get(word.removesuffix("s")) or UNITS.get(word.removesuffix("es"))
        if word in NOT_A_UNIT or re.fullmatch("[a-zA-Z]", word) and not (known and (m[2] or exponent)):
            return text, 1, ()  # 2x is no unit, and 5m may be a product
        if slash or word in ("square", "sq", "cubic"):
            sign, scale = (-1, scale) if slash else (sign, 3 if word == "cubic" else 2)
        elif known:
            count = sign * int(exponent or scale or 1)
            factor, scale = factor * known[0] ** count, 0
            dims[known[1]] = dims.get(known[1], 0) + count * known[2]
        elif word not in ("unit", "units"):
            labels.append(word.casefold().removesuffix("s"))
    if not dims and labels and (len(labels) > 3 or labels[0].isascii() and (not m[2] or min(map(len, labels)) < 2)):
        return text, 1, ()
    return m[1], factor, tuple(sorted(dims.items())) or tuple(labels)


def same_scalar(p, g):
    clock = [re.fullmatch(r"(\d\d?):(\d\d)(?::(\d\d))? ?(?:([aApP])\.?[mM]\.?)?", text) for text in (p, g)]
    if all(clock) and all(
        int(c[2]) < 60 for c in clock
    ):  # a time of the day; 1:2 is a ratio, 1:20 is not taken for one
        hours = [int(c[1]) if not c[4] else int(c[1]) % 12 + 12 * (c[4] in "pP") for c in clock]
        return hours[0] == hours[1] and clock[0][2] == clock[1][2] and (clock[0][3] or "00") == (clock[1][3] or "00")
    sides = [[x.strip() for x in text.split(":")] for text in (p, g)]
    if len(sides[0]) == len(sides[1]) > 1:
        return all(same_value(f"({a})*({sides[1][0]})", f"({b})*({sides[0][0]})") for a, b in zip(*sides))  # 1:2 = 2:4
    p, g = (f"({s[0]})/({s[1]})" if len(s) == 2 else text for s, text in zip(sides, (p, g)))
    (p, p_factor, p_kind), (g, g_factor, g_kind) = unit(p), unit(g)
    if p_kind and g_kind and p_kind != g_kind:
        return False
    if re.fullmatch(r"-?[\d.]+%?", g) and re.search(r"[\d)}°] ?[-+*]", re.sub(r"\* ?10\^", "", p)):
        return False  # the gold is a plain number, this is an unfinished calculation
    if re.fullmatch(r"-?\d{1,3}(?: \d{3})+(?:\.\d+)?", p):
        p = p.replace(" ", "")
    if re.fullmatch(r"-?\d+ \d+ ?/ ?\d+", p) or re.fullmatch(r"-?\d+ \d+ ?/ ?\d+", g):  # mixed numbers
        p, g = (re.sub(r"^(-?)(\d+) (\d+ ?/ ?\d+)$", r"\1(\2+\3)", text) for text in (p, g))
    if p_kind and g_kind and p_factor != g_factor:
        p, g = f"({p})*{p_factor}", f"({g})*{g_factor}"
    if p.endswith("%") != g.endswith("%"):
        plain = p.strip("% "), g.strip("% ")
        scaled = (plain[0], f"({plain[1]})*100") if p.endswith("%") else (f"({plain[0]})*100", plain[1])
        return same_value(*plain) or same_value(*scaled)
    return same_value(p.rstrip("% "), g.rstrip("% "))
