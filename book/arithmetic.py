"""The value of our own LaTeX arithmetic: checks every equation of a solution and every answer against a second value.

Only for what the book wrote itself; what a model says is graded by rewards.py.
"""

import math
import re

TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|\\operatorname\{\w+\}|\\[a-zA-Z]+|\\[%,;! ]|[-+*/^(){}\[\]|!_,]|[a-zA-Z])")
NAMED = {"gcd": math.gcd, "lcm": math.lcm, "min": min, "max": max}
TRIG = {"\\sin": math.sin, "\\cos": math.cos, "\\tan": math.tan}
BLANK = {"\\,", "\\;", "\\!", "\\ ", "\\quad", "\\left", "\\right", "\\displaystyle"}
RELATIONS = {
    "=": lambda a, b: close(a, b),
    "\\approx": lambda a, b: close(a, b, 0.02),
    "\\ne": lambda a, b: not close(a, b),
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "\\le": lambda a, b: a <= b or close(a, b),
    "\\ge": lambda a, b: a >= b or close(a, b),
}


class NotANumber(ValueError):
    """The text holds something other than arithmetic on numbers (a variable, a word, a point)."""


def close(a, b, relative=1e-9):
    """Whether two numbers are equal but for rounding."""
    return abs(a - b) <= relative * max(1.0, abs(a), abs(b))


class Reader:
    """Recursive descent over the tokens; values are int, float or complex.

    Juxtaposition multiplies and binds like \\times, so "12 \\div 2\\pi" is (12 / 2) pi: write brackets.
    """

    def __init__(self, text, i=False, x=None):
        self.i, self.x, self.at, self.tokens = i, x, 0, []
        end, text = 0, text.rstrip()
        while end < len(text):
            found = TOKEN.match(text, end)
            if not found:
                raise NotANumber(text)
            end = found.end()
            if found[1] not in BLANK:
                self.tokens.append(found[1])

    def peek(self):
        """The next token, or None."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, wanted=None):
        """The next token, which is passed; NotANumber when there is none or it is not the wanted one."""
        token = self.peek()
        if token is None or wanted not in (None, token):
            raise NotANumber(f"{wanted or 'something'} expected in {' '.join(self.tokens)}")
        self.at += 1
        return token

    def sum(self):
        """A sum of products."""
        value = self.product()
        while self.peek() in ("+", "-", "\\pm"):
            sign = self.take()
            if sign == "\\pm":
                raise NotANumber("two values")
            value = value + self.product() if sign == "+" else value - self.product()
        return value

    def product(self):
        """A product, quotient or remainder; what stands side by side is multiplied."""
        value = self.signed()
        while (token := self.peek()) is not None:
            if token in ("\\times", "\\cdot", "*"):
                self.take()
                value = value * self.signed()
            elif token in ("\\div", "/"):
                self.take()
                value = self.divided(value, self.signed())
            elif token == "\\bmod":
                self.take()
                value = value % self.signed()
            elif token in ("+", "-", ")", "}", "]", "|", ",", "\\pm", "\\rfloor", "\\rceil"):
                break
            else:
                value = value * self.power()
        return value

    @staticmethod
    def divided(a, b):
        """A quotient, exact where it is whole."""
        if b == 0:
            raise NotANumber("division by zero")
        return a // b if isinstance(a, int) and isinstance(b, int) and a % b == 0 else a / b

    def signed(self):
        """A power with any number of signs before it."""
        if self.peek() in ("-", "+"):
            return -self.signed() if self.take() == "-" else self.signed()
        return self.power()

    def power(self):
        """An atom with factorials, percent signs, degrees and exponents after it."""
        value = self.atom()
        while self.peek() in ("!", "\\%", "^"):
            sign = self.take()
            if sign == "!":
                value = math.factorial(value)
            elif sign == "\\%":
                value = value / 100
            elif self.peek() == "\\circ":  # degrees: trigonometric functions ask for the sign
                self.take()
            else:
                if self.peek() == "{" and self.tokens[self.at + 1 : self.at + 3] == ["\\circ", "}"]:
                    self.at += 3
                    continue
                exponent = self.group()
                if value == 0 and exponent < 0 or abs(exponent) > 400:
                    raise NotANumber("power out of range")
                value = value**exponent
        return value

    def group(self):
        """{...} or one token, as after ^ and \\frac."""
        if self.peek() == "{":
            self.take()
            value = self.sum()
            self.take("}")
            return value
        token = self.take()
        if token.isdigit():  # \frac12, 2^10 written 2^{10}: LaTeX takes one digit
            if len(token) > 1:
                self.at -= 1
                self.tokens[self.at] = token[1:]
            return int(token[0])
        self.at -= 1
        return self.atom()

    def bracketed(self, left, right):
        """A sum in brackets."""
        self.take(left)
        value = self.sum()
        self.take(right)
        return value

    def arguments(self):
        """The values of a list of sums in round brackets."""
        self.take("(")
        values = [self.sum()]
        while self.peek() == ",":
            self.take()
            values.append(self.sum())
        self.take(")")
        return values

    def atom(self):
        """A number, a bracket, a fraction, a root, a function value or a constant."""
        token = self.take()
        if token[0].isdigit():
            return float(token) if "." in token else int(token)
        if token in ("(", "[", "{"):
            self.at -= 1
            return self.bracketed(token, {"(": ")", "[": "]", "{": "}"}[token])
        if token == "|":
            value = self.sum()
            self.take("|")
            return abs(value)
        if token in ("\\frac", "\\dfrac", "\\tfrac"):
            return self.divided(self.group(), self.group())
        if token == "\\sqrt":
            n = self.bracketed("[", "]") if self.peek() == "[" else 2
            value = self.group()
            if not isinstance(value, complex) and value < 0:
                raise NotANumber("root of a negative number")
            exact = round(value ** (1 / n))
            return exact if isinstance(value, int) and exact**n == value else value ** (1 / n)
        if token == "\\pi":
            return math.pi
        if token in TRIG:
            squared = False
            if self.peek() == "^":
                self.take()
                if self.take() not in ("2", "{"):
                    raise NotANumber("inverse function")
                squared = True
            start, value = self.at, self.bracketed("(", ")") if self.peek() == "(" else self.power()
            value = TRIG[token](math.radians(value) if "\\circ" in self.tokens[start : self.at] else value)
            return value**2 if squared else value
        if token in ("\\log", "\\ln", "\\lg"):
            base = {"\\log": 10, "\\ln": math.e, "\\lg": 10}[token]
            if self.peek() == "_":
                self.take()
                base = self.group()
            return math.log(self.bracketed("(", ")") if self.peek() == "(" else self.power()) / math.log(base)
        if token in ("\\binom", "\\dbinom"):
            return math.comb(self.group(), self.group())
        if token in ("\\lfloor", "\\lceil"):
            value = self.sum()
            self.take({"\\lfloor": "\\rfloor", "\\lceil": "\\rceil"}[token])
            return math.floor(value) if token == "\\lfloor" else math.ceil(value)
        name = token.removeprefix("\\operatorname{").rstrip("}").lstrip("\\")
        if name in NAMED and token != name:
            return NAMED[name](*self.arguments())
        if token == "i" and self.i:
            return 1j
        if token == "x" and self.x is not None:
            return self.x
        raise NotANumber(token)


def value(text, i=False, x=None):
    """The number that a LaTeX text of arithmetic stands for; i: the letter i is the imaginary unit, x: the value of x.

    NotANumber for anything else. Degrees and units of % : 70^\\circ is 70, 25\\% is 1/4.
    """
    reader = Reader(text, i, x)
    try:
        found = reader.sum()
    except (TypeError, OverflowError, ValueError, IndexError) as e:
        raise NotANumber(text) from e
    if reader.peek() is not None:
        raise NotANumber(text)
    return found


def parts(text):
    """The pieces of "(a, b)" or "[a, b)" between commas outside brackets, without the outer brackets."""
    depth, pieces = 0, [""]
    for char in text[1:-1]:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and not depth:
            pieces.append("")
        else:
            pieces[-1] += char
    return [piece.strip() for piece in pieces]


def bound(text):
    """The value of an end of an interval."""
    return {"-\\infty": -math.inf, "\\infty": math.inf, "+\\infty": math.inf}.get(text.strip()) or value(text)


def agrees(found, text):
    """Whether a value found a second way is what an answer's text says.

    found: a number; a tuple of numbers for a point; ("interval", low, high, closed low, closed high); a function of x
    for an expression in x (the text's right-hand side is compared at several places); a str: the same text.
    """
    if isinstance(found, str):
        return found == text
    text = text.strip("$")
    try:
        if callable(found):
            text = text.split("=")[-1]
            return all(close(found(x), value(text, x=x), 1e-7) for x in (0.37, 1.91, 2.83, 5.06))
        if isinstance(found, (tuple, list)) and found and found[0] == "interval":
            low, high = parts(text) if text.count(",") == 1 else ("", "")
            return (text[0] == "[", text[-1] == "]") == tuple(map(bool, found[3:])) and all(
                a == b or close(a, b, 1e-6) for a, b in zip(map(bound, (low, high)), found[1:3])
            )
        if isinstance(found, (tuple, list)):
            pieces = parts(text)
            return len(pieces) == len(found) and all(close(value(p, i=True), f, 1e-6) for p, f in zip(pieces, found))
        text = text.split("=")[-1] if text.count("=") == 1 and len(text.split("=")[0].strip()) == 1 else text
        return bool(close(value(text, i=True), complex(found) if isinstance(found, complex) else float(found), 1e-6))
    except NotANumber:
        return False


def false_equations(text):
    """(the relations between numbers in the $...$ parts of a solution that do not hold, the number that do)."""
    wrong, right = [], 0
    for formula in text.split("$")[1::2]:
        for clause in re.split(r"\\Rightarrow|\\Leftrightarrow|\\quad|\\to\b", formula):
            pieces = re.split(r"(=|\\approx|\\neq?(?![a-z])|\\leq?(?![a-z])|\\geq?(?![a-z])|<|>)", clause)
            for a, relation, b in zip(pieces[::2], pieces[1::2], pieces[2::2]):
                try:
                    one, two = (value(side, i=side.strip() != "i") for side in (a, b))
                except NotANumber:
                    continue
                sign = {"\\neq": "\\ne", "\\leq": "\\le", "\\geq": "\\ge"}.get(relation, relation)
                if (isinstance(one, complex) or isinstance(two, complex)) and sign not in ("=", "\\ne"):
                    continue
                if RELATIONS[sign](one, two):
                    right += 1
                else:
                    wrong.append(f"{a.strip()} {relation} {b.strip()}")
    return wrong, right
