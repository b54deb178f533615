"""Where the givens of a program come from, told by hand: one TOML file a chapter, named like the chapter's Python file.

    [[bag_of_balls]]                  # the program
    given = "added"                   # the given that is no longer told
    text = "The {letter}new balls come from {a} packs of {b}, and {c} of them are left over."
    solution = "The packs hold ${a} \\\\times {b} = {a*b}$ balls, so ${a*b} - {c} = {value}$ new ones are put in."
    value = "a*b - c"
    draw = {a = [3, 6], b = [4, 9], c = [1, 5]}
    uses = [["Concept and Properties of Multiplication", "Equal Groups"], ...]

text: what node x says of it, complete sentences.  solution: how the value follows.  value: the given from the numbers
of the text.  draw: [least, most] of whole numbers, or a longer list of numbers and fractions such as "2/3".
set: numbers that follow from value and those before, {total = "value + a"}.  where: conditions such as "a > b".
real: the text in scenes of the real world, where it differs.  formal = true: told in the language of mathematics, for
which a scene of the real world is not chosen where there is another.  uses: knowledge points and principles of the
solution.  A given's name in value or text means that other given, which then stays; beside lengths and angles drawn to
scale it stays only where the text prints its number.  Braces hold a name or a
calculation; {k:times} is "three times", {s:share} "two thirds", {k:word} "three", {m:02} has two digits, {1-s:frac} may
be a fraction; else what braces hold is whole (or a number of draw, or one that `set` makes; with decimals = true also
one with a point).  {letter} is the given's letter with a space behind it, where it has one; {phrase} its noun phrase;
{a:side} the letters of the side whose length is the given a, as AB, {a:angle} those of its angle, as ABC, with value
for the origin's own given.  What Scene.say holds stays for the problem's own text, but its
whole numbers, what can be counted or read in the figure, may be used as those of draw are.
An origin becomes a construction of its program (book/constructions) that derive() takes before all others.
"""

import ast
import functools
import itertools
import operator
import re
import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from ..constructions import Built, Construction, Handle, say
from ..constructions.angles import named
from ..constructions.quantities import SHARES
from ..tools import PROGRAMS, text_key

DRAWS = 3000  # choices of numbers that are tried for a value
PLACES = {"side": "segment", "angle": "angle"}  # the kinds of handle whose letters a text can name
# kinds of handle that may be derived themselves where they stand in the value of another
OWN = (*PLACES.values(), "letter", "line in a solid", "radius of a solid")
BRACES = re.compile(r"\{([^{}]*[a-z][^{}]*)\}")
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
TIMES = {2: "twice", **{k: f"{word} times" for k, word in enumerate(WORDS) if k > 2}}


def plain(number):
    """A number as an int where it is whole (ten times as fast as a Fraction), else as a Fraction."""
    return number.numerator if number.denominator == 1 else Fraction(number)


def quotient(a, b):
    """a / b, exactly but for irrational roots."""
    if isinstance(a, int) and isinstance(b, int) and b and a % b == 0:  # no Fraction, which takes ten times as long
        return a // b
    return a / b if isinstance(a, float) or isinstance(b, float) else plain(Fraction(a, b))


def power(a, b):
    """a to the power b, exactly but for irrational roots; ZeroDivisionError where there is none."""
    found = Fraction(a) ** b
    if isinstance(found, complex):
        raise ZeroDivisionError(f"{a} to the power {b}")
    return found if isinstance(found, float) and not found.is_integer() else plain(Fraction(found))


SIGNS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: quotient,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: power,
}
COMPARE = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


@dataclass(frozen=True)
class Origin:
    """Where a given comes from; see the head of this file."""

    given: str
    text: str
    solution: str
    value: str
    uses: list[list[str]]
    draw: dict[str, list] = field(default_factory=dict)
    set: dict[str, str] = field(default_factory=dict)
    where: list[str] = field(default_factory=list)
    real: str = ""
    formal: bool = False
    decimals: bool = False

    @property
    def label(self):
        """Its name in its program: "added.3f0c". Another text, another name (book/chains)."""
        return f"{self.given}.{text_key(self.text, self.solution, self.value)}"

    def names(self):
        """The names in value, in their order: each is a number of the text or another given."""
        return names_in(self.value)

    def numbers(self, value, givens, rng, says=()):
        """{name: number} of everything, for a value of the given; None where nothing fits. says: Scene.say."""
        known = {k: plain(v) for k, v in givens.items() if k != self.given and isinstance(v, (int, Fraction))}
        known |= {k: v for k, v in dict(says).items() if isinstance(v, int)}
        value = known["value"] = plain(Fraction(value))
        lists = [rng.sample(values, len(values)) for values in map(choices, self.draw.values())]
        for chosen in itertools.islice(itertools.product(*lists), DRAWS):
            found = known | dict(zip(self.draw, chosen))
            try:
                for name, text in self.set.items():
                    found[name] = calculated(text, found)
                if calculated(self.value, found) == value and self.suits(found, says) and self.needs_all(found):
                    return found
            except ZeroDivisionError:
                continue
        return None

    def needs_all(self, found):
        """Whether each number, changed, changes the value; a cancels in 2 * s * a - a where s is a half."""
        more = ({name: found[name] + 7} for name in self.names())
        return all(calculated(self.value, found | one) != found["value"] for one in more)

    def suits(self, found, says):
        """Whether the conditions hold and all that braces hold is positive, and whole where it must be."""
        if not all(calculated(text, found) for text in self.where):
            return False
        for name, form in braces(self.text, self.real, self.solution):
            if name not in ("letter", "phrase", *says) and form not in PLACES:
                number = calculated(name, found)
                broken = form == "frac" or self.decimals and 1000 % number.denominator == 0
                if number < 0 or number == 0 and form != "02":
                    return False
                if number.denominator > 1 and not broken and name not in found:
                    return False
        return True

    def built(self, board, h, rng):
        """What it adds to a board for the handle of its given, or None."""
        givens = board.givens
        others = [name for name in self.names() if name in givens]
        if any(name in board.gone for name in others):
            return None
        found = self.numbers(h.value, givens, rng, board.says)
        if found is None:
            return None
        drawn = {one.given: one for one in board.handles if one.kind in OWN and not self.tells(one.given)}
        board.locked |= set(others) - drawn.keys()
        places = self.places(board, h)
        if places is None:
            return None
        of = {one.given: one for one in board.known} | drawn
        inputs = [
            of.get(name) or Handle("known", "", found[name], given=name) if name in givens else board.told(found[name])
            for name in self.names()
        ]
        left = "letter", "phrase", *(k for k, v in board.says.items() if not isinstance(v, int))
        texts = [self.text, self.solution, self.real]
        for place, letters in places.items():
            texts = [t.replace(place, letters) for t in texts]
        text, solution, real = (filled(t, found, left).replace("{phrase}", h.name) for t in texts)

        for name in left[2:]:  # the problem's own text is filled in later, a solution is not
            solution = solution.replace(f"{{{name}}}", str(board.says[name]))

        def rule(*numbers):
            return calculated(self.value, dict(zip(self.names(), numbers)))

        return Built(inputs, text, solution.replace("{letter}", ""), rule, real)

    def tells(self, name):
        """Whether its texts for the problem name the value of a given, not only its letters."""
        shown = [text for text, form in braces(self.text, self.real) if form not in PLACES]
        return any(name in re.findall(r"[a-z]\w*", text) for text in shown)

    def places(self, board, h):
        """{"{a:side}": "AB"} of all that the texts name so; None where a given is no side or angle of the figure."""
        of, found = {one.given: one for one in board.handles} | {"value": h}, {}
        for name, form in braces(self.text, self.real, self.solution):
            if form in PLACES:
                one = of.get(name)
                if one is None or one.kind != PLACES[form]:
                    return None
                found[f"{{{name}:{form}}}"] = board.ends(one) if form == "side" else named(board, one)
        return found


@functools.cache
def names_in(text):
    """The names in a calculation, in their order."""
    return tuple(dict.fromkeys(n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)))


@functools.lru_cache(maxsize=512)
def braces(*texts):
    """(name or calculation, form) of each pair of braces in texts."""
    return [part.partition(":")[::2] for part in BRACES.findall(" ".join(texts))]


def choices(values):
    """The numbers that a list of draw stands for."""
    if len(values) == 2 and all(isinstance(v, int) for v in values):
        return [*range(values[0], values[1] + 1)]
    return [plain(Fraction(v)) for v in values]


@functools.cache
def calculation(text):
    """A calculation as a function of {name: number}: + - * / // % ** and comparisons, nothing else."""

    def read(node):
        match node:
            case ast.Constant(value=int()):
                return lambda known: node.value
            case ast.Name():
                return lambda known: known[node.id]
            case ast.UnaryOp(op=ast.USub()):
                inner = read(node.operand)
                return lambda known: -inner(known)
            case ast.BinOp() if type(node.op) in SIGNS:
                sign, left, right = SIGNS[type(node.op)], read(node.left), read(node.right)
                return lambda known: sign(left(known), right(known))
            case ast.Compare(ops=[one]) if type(one) in COMPARE:
                sign, left, right = COMPARE[type(one)], read(node.left), read(node.comparators[0])
                return lambda known: sign(left(known), right(known))
        raise ValueError(f"{text!r} is no calculation")

    return read(ast.parse(text.strip(), mode="eval").body)


def calculated(text, known):
    """The value of a calculation; ValueError names what is not known."""
    try:
        return calculation(text)(known)
    except KeyError as e:
        raise ValueError(f"{text!r}: {e.args[0]} is neither drawn, set nor given") from e


def filled(text, found, left):
    """A text with its numbers in the place of the braces; those that hold a name of `left` stay."""

    def shown(match):
        name, _, form = match[1].partition(":")
        if name in left:
            return match[0]
        number = calculated(name, found)
        if form == "times":
            return TIMES[int(number)]
        if form == "share":
            return SHARES[number.numerator, number.denominator]
        if form == "word":
            return WORDS[int(number)]
        return f"{int(number):02}" if form == "02" else say(number)

    return BRACES.sub(shown, text)


@functools.cache
def of_chapter(chapter):
    """{program: its origins} of a chapter; ValueError names what a file holds wrongly."""
    path = Path(__file__).parent / f"{chapter}.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        return {name: [Origin(**one) for one in rows] for name, rows in found.items()}
    except (tomllib.TOMLDecodeError, TypeError) as e:
        raise ValueError(f"book: origins/{path.name}: {e}") from e


def of_program(name):
    """The origins of a program."""
    return of_chapter(PROGRAMS[name].chapter).get(name, [])


@functools.cache
def origins(name):
    """The origins of a program as constructions."""
    return [
        Construction(f"{name}.{one.label}", "origin", tuple(map(tuple, one.uses)), one.built, one.given, one.formal)
        for one in of_program(name)
    ]
