"""Numbers and expressions: a recursive descent over a closed list of tokens.

Constants are exact fractions where they can be, complex floats elsewhere; expressions with letters are functions,
compared at points drawn anew for each pair."""

import cmath
import math
import random
import re
from fractions import Fraction
from functools import lru_cache

from answers.text import FUNCTIONS, MAX_BITS, MAX_DEPTH, MAX_TOKENS, Unreadable

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
