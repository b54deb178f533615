"""What every problem program shares: the records, the registry, the split by number tuple, spellings of answers.

A program is a function rng -> Scene, decorated with `program`, in the file of its chapter.  It chooses the givens, says
how to draw them on a Canvas with their labels, and asks one or more questions.  The rest is common: the eight nodes,
the split, label placing, contexts (contexts.py) and the step axis (steps.py).
"""
from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt
from typing import Callable

from PIL import Image

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


@dataclass
class Ask:
    """A question about a scene, without its figure: text, answer, solution, knowledge points, main principle."""
    text: str
    answer: str
    solution: str
    knowledge: list[str]
    principle: str


def ask(point, principle, text, answer, how):
    """An Ask with one knowledge point."""
    return Ask(text, str(answer), f"{point}: {how}", [point], principle)


@dataclass
class Scene:
    """What a program returns for one choice of numbers.

    givens: the numbers that the figure shows, by name; whole numbers may be replaced by derivations (node x).
    fixed: further numbers that determine the problem.  words: the givens said without a figure.
    asks[0] is the base question; the others are further questions on the same figure.
    figure(canvas, labels) draws; labels maps each given's name to the text to show for it.  upright: never turn it.
    contexts: pairs (scene of the real world, question) for node z; the answer is that of asks[0].
    check(canvas) works the answer out again from what was drawn, as text equal to asks[0].answer.
    picture, step, alone: a program that draws pixels and has its own x (pocket.py): picture(size, rng, hard) -> image,
    the x question, its single-knowledge problems; its contexts are pairs (base question, x question).
    """
    words: str
    asks: list[Ask]
    contexts: list[tuple[str, str]]
    givens: dict = field(default_factory=dict)
    fixed: tuple = ()
    figure: Callable | None = None
    upright: bool = False
    check: Callable | None = None
    picture: Callable[[int, random.Random, bool], Image.Image] | None = None
    step: Ask | None = None
    alone: list[Callable[[random.Random], Problem]] = field(default_factory=list)

    @property
    def numbers(self):
        return (*self.givens.values(), *self.fixed)


@dataclass(frozen=True)
class Program:
    """A registered problem program: make(rng) -> Scene; questions = how many it can ask about one figure."""
    name: str
    point: str
    domain: str
    pocket: bool
    questions: int
    make: Callable[[random.Random], Scene]


PROGRAMS: dict[str, Program] = {}


def program(point, domain, pocket=False, questions=1):
    """Decorator: registers a function rng -> Scene under its own name."""
    def register(make):
        if make.__name__ in PROGRAMS:
            raise ValueError(f"book: program {make.__name__} is defined twice")
        PROGRAMS[make.__name__] = Program(make.__name__, point, domain, pocket, questions, make)
        return make
    return register


def side_of_split(numbers: tuple) -> str:
    """"eval" for about one tuple in five, else "train"; depends on nothing but the tuple."""
    return "eval" if hashlib.sha256(repr(numbers).encode()).digest()[0] < 51 else "train"


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


def pi(k):
    """LaTeX of a multiple of pi, e.g. 12\\pi, \\frac{5}{2}\\pi."""
    return "\\pi" if k == 1 else f"{frac(k)}\\pi"


def root(n):
    """LaTeX of the square root of a whole number, square factors taken out, e.g. 2\\sqrt{3}."""
    k = next(k for k in range(isqrt(n), 0, -1) if n % (k * k) == 0)
    inner = n // (k * k)
    return str(k) if inner == 1 else (f"{k}" if k > 1 else "") + f"\\sqrt{{{inner}}}"


def degrees(n):
    return f"{n}^\\circ"


def signed(n):
    """+ n or - |n|, to write on after a term."""
    return f"+ {n}" if n >= 0 else f"- {-n}"


def near(rng, n, low=0.4, high=2.4):
    """A whole number other than n, at least 2, between low and high times n: sides that draw well to scale."""
    return rng.choice([k for k in range(max(2, round(low * n)), max(4, round(high * n)) + 1) if k != n])
