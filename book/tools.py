"""What every problem program shares: the records, the registry, the second check, the split, spellings of answers.

A program is a function rng -> Scene, decorated with `program`, in the file of its chapter.  It chooses the givens, says
how to draw them on a Canvas with their labels, asks three or more questions, and works the answers out a second time
from what was drawn.  The rest is common: the eight nodes (nodes.py), the split (sampling.py), label placing (page.py),
scenes of the context axis (stories/) and the constructions of the step axis (constructions/).
"""

from __future__ import annotations

import functools
import hashlib
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import dist, gcd, isqrt

from PIL import Image

import knowledge

from . import arithmetic
from .canvas import Canvas, opening

TRIES = 10_000  # draws before a split or a question text counts as unreachable


@dataclass
class Problem:
    """One finished problem; `question` starts with one "<image>" where there is a figure."""

    question: str
    images: list[Image.Image]
    answer: str
    solution: str
    knowledge: list[str]
    principle: str
    numbers: tuple
    options: list[str] = field(default_factory=list)  # texts of A, B, ...; the answer is then a letter
    needs_figure: bool | None = None  # whether something that only the figure shows decides the answer; None: unknown
    form: str = ""  # choose_figure, compare, order, wrong_step, caption; "" for a plain question
    constructions: list[str] = field(default_factory=list)  # names of those that derive its givens
    facts: list[str] = field(default_factory=list)  # the numbers that the figure shows and the solution uses


@dataclass
class Ask:
    """A question about a scene, without its figure: text, answer, solution, knowledge points, main principle.

    options: the texts to choose from, the answer being one of them; the finished problem asks for the letter.
    wrong: answers that typical mistakes give; some of the problems offer them as options beside the right one.
    """

    text: str
    answer: str
    solution: str
    knowledge: list[str]
    principle: str
    options: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def text_key(*texts):
    """Four digits that stand for texts: when one changes, most likely so do they."""
    return f"{zlib.crc32(''.join(texts).encode()) & 0xFFFF:04x}"


def ask(point, principle, text, answer, how, also=(), options=(), wrong=()):
    """An Ask that applies one principle, and further points (also) that `how` names.

    how: the solution in full sentences; "@" stands where the principle is used, as in "By @ the third angle is ..."
    """
    named = f"*{principle}* ({point})"
    how = how.replace("@", named, 1) if "@" in how else f"{point} ({principle}): {how}"
    return Ask(text, str(answer), how, [point, *also], principle, list(options), [str(w) for w in wrong])


def distractors(one):
    """The wrong answers of an Ask that differ in value from the right one and from each other."""
    kept = []
    for text in one.wrong:
        if not any(same_value(text, other) for other in [one.answer, *kept]):
            kept.append(text)
    return kept


def same_value(one, two):
    """Whether two answers are equal, as texts or as numbers to four places."""
    if one == two:
        return True
    try:
        return abs(arithmetic.value(one) - arithmetic.value(two)) < 1e-4
    except arithmetic.NotANumber:
        return False


@dataclass(frozen=True)
class Quantity:
    """What may be said of a given whose meaning the drawing does not tell, so that relations can be stated about it.

    kind: count, measure, money, duration, percent, number, data, coefficient, coordinate, component, entry, outcomes
    or degrees.  phrase: a noun phrase with its article, such as "the price of a shirt"; "Tuesday's value".  unit: a
    plural noun or a symbol, such as "seats", "kg"; "" for a pure number.  Quantities of one kind and unit may be added
    and compared.
    """

    kind: str
    phrase: str
    unit: str = ""


@dataclass
class Scene:
    """What a program returns for one choice of numbers.

    givens: the numbers that the figure shows, by name; whole numbers may be replaced by derivations (node x).
    fixed: further numbers that determine the problem.  words: the givens said without a figure.
    asks[0] is the base question; the others are further questions on the same figure.
    figure(canvas, labels) draws; labels maps each given's name to the text to show for it.  upright: never turn it.
    check(canvas) works the answers of all asks out again from what was drawn, as values for arithmetic.agrees.
    scale: lengths and angles are drawn as labelled, which is checked; False for charts, oblique and schematic drawings.
    quantities: {given: Quantity} where the drawing does not tell what a given is.  more: functions (canvas, rng) that
    each add true mathematics that is not needed (node y).  say: further texts that stories may name in braces.
    seed: of the generator that it was made from.
    picture, step, alone: a program that draws pixels and has its own x (pocket.py): picture(size, rng, hard) -> image,
    the x question, its single-knowledge problems, and contexts: pairs (base question, x question) for node z.
    """

    words: str
    asks: list[Ask]
    givens: dict = field(default_factory=dict)
    fixed: tuple = ()
    figure: Callable | None = None
    upright: bool = False
    check: Callable | None = None
    scale: bool = True
    picture: Callable[[int, random.Random, bool], Image.Image] | None = None
    step: Ask | None = None
    contexts: list[tuple[str, str]] = field(default_factory=list)
    alone: list[Callable[[random.Random], Problem]] = field(default_factory=list)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    more: list[Callable] = field(default_factory=list)
    say: dict[str, str] = field(default_factory=dict)
    seed: int = 0  # of the generator that it was made from (sampling.seeded)

    @property
    def numbers(self):
        """All that determines the problem, as a tuple: its identity in the sets."""
        return (*self.givens.values(), *self.fixed)


@dataclass(frozen=True)
class Program:
    """A registered problem program: make(rng) -> Scene."""

    name: str
    point: str
    pocket: bool
    make: Callable[[random.Random], Scene]

    @functools.cached_property
    def questions(self):
        """How many it can ask about one figure."""
        return len(self.make(random.Random(0)).asks)

    @property
    def chapter(self):
        """The name of the file that it stands in: that of its stories, origins and chains too."""
        return self.make.__module__.rsplit(".", 1)[-1]

    @property
    def domain(self):
        """The domain of its knowledge point."""
        return table().find(self.point).domain


@functools.cache
def table():
    """Our own knowledge system."""
    return knowledge.load()


PROGRAMS: dict[str, Program] = {}


def program(point, pocket=False):
    """Decorator: registers a function rng -> Scene under its own name."""

    def register(make):
        if make.__name__ in PROGRAMS:
            raise ValueError(f"book: program {make.__name__} is defined twice")
        PROGRAMS[make.__name__] = Program(make.__name__, point, pocket, make)
        return make

    return register


def drawn(scene, letters=(), asked=None):
    """The canvas of a scene; letters: what to show for some givens instead of their numbers.

    asked: the number of the question that the figure belongs to; None: the figure of all of them, as `check` reads it.
    """
    canvas = Canvas(scene.upright)
    canvas.asked = asked
    scene.figure(canvas, {k: str(v) for k, v in scene.givens.items()} | dict(letters))
    return canvas


def verify(name, scene):
    """ValueError unless the answers, worked out again from the drawing, and the solutions' equations agree."""

    def fault(what):
        raise ValueError(f"book: {name} {scene.numbers}: {what}")

    for one in [*scene.asks, *([scene.step] if scene.step else [])]:
        if one.options and one.answer not in one.options:
            fault(f"{one.answer!r} is none of the options {one.options}")
        for equation in arithmetic.false_equations(one.solution)[0]:
            fault(f"the solution says {equation}")
    if scene.picture:  # pocket figures are pixels: the tests read them
        return
    canvas = drawn(scene)
    try:
        found = scene.check(canvas)
    except (ValueError, IndexError, StopIteration, ZeroDivisionError) as e:  # the drawing holds not what it looks for
        fault(f"the check fails: {e!r}")
    found = found if isinstance(found, (tuple, list)) else (found,)
    if len(found) != len(scene.asks):
        fault(f"{len(found)} checks for {len(scene.asks)} questions")
    for one, again in zip(scene.asks, found):
        if not arithmetic.agrees(again, one.answer):
            fault(f"the figure gives {again}, the program {one.answer} for {one.text!r}")
    if scene.scale:
        lengths = [(number(text), dist(p, q)) for kind, p, q, _, text in canvas.labels if kind == "side"]
        scales = [length / n for n, length in lengths if n]
        if scales and max(scales) > 1.03 * min(scales):
            fault(f"sides are not to scale: {[(n, round(length, 2)) for n, length in lengths if n]}")
        for kind, vertex, p, q, text in canvas.labels:
            if kind == "angle" and number(text) and abs(number(text) - opening(vertex, p, q)) > 0.6:
                fault(f"an angle of {opening(vertex, p, q):.1f} degrees is labelled {text}")


def number(label):
    """The number that a label shows, or None: 12, 2.5, 60°, 3 cm."""
    digits = label.removesuffix("°").removesuffix(" cm").removesuffix(" m")
    return float(digits) if digits.replace(".", "", 1).isdigit() else None


def side_of_split(shown: tuple | str) -> str:
    """ "eval" for about one in five of what figures show, else "train"; depends on nothing but the tuple or text."""
    text = shown if isinstance(shown, str) else repr(shown)
    return "eval" if hashlib.sha256(text.encode()).digest()[0] < 51 else "train"


def draw_until(make, fits, what):
    """Calls make() until fits(result); raises when the wish cannot be met, rather than bending it."""
    for _ in range(TRIES):
        made = make()
        if fits(made):
            return made
    raise ValueError(f"book: {what}: nothing found in {TRIES} draws")


def frac(a, b=1):
    """LaTeX of a fraction in lowest terms, e.g. \\frac{3}{4}, -2."""
    f = Fraction(a) / Fraction(b)
    sign = "-" if f < 0 else ""
    return str(f) if f.denominator == 1 else f"{sign}\\frac{{{abs(f.numerator)}}}{{{f.denominator}}}"


def over(a, b):
    """a : b as a fraction, and in lowest terms if these are others."""
    return frac(a, b) if gcd(a, b) == 1 and b > 1 else f"\\frac{{{a}}}{{{b}}} = {frac(a, b)}"


def pi(k):
    """LaTeX of a multiple of pi, e.g. 12\\pi, \\frac{5}{2}\\pi."""
    return "\\pi" if k == 1 else f"{frac(k)}\\pi"


def root(n):
    """LaTeX of the square root of a whole number, square factors taken out, e.g. 2\\sqrt{3}."""
    k = next(k for k in range(isqrt(n), 0, -1) if n % (k * k) == 0)
    inner = n // (k * k)
    return str(k) if inner == 1 else (f"{k}" if k > 1 else "") + f"\\sqrt{{{inner}}}"


def degrees(n):
    """LaTeX of a number of degrees."""
    return f"{n}^\\circ"


def signed(n):
    """+ n or - |n|, to write on after a term."""
    return f"+ {n}" if n >= 0 else f"- {-n}"


def near(rng, n, low=0.4, high=2.4):
    """A whole number other than n, at least 2, between low and high times n: sides that draw well to scale."""
    return rng.choice([k for k in range(max(2, round(low * n)), max(4, round(high * n)) + 1) if k != n])
