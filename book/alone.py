"""Nodes a..e: problems of a single knowledge point, mostly with a figure.

A point's own programs ask about it, or the constructions that use nothing else are drawn alone.
"""

import functools
import random
import re

from . import arithmetic
from .compose import fill, picture, problem
from .constructions import CONSTRUCTIONS, alone, say
from .constructions.angles import named
from .page import show
from .sampling import sample
from .tools import PROGRAMS, Problem, draw_until, side_of_split

COMMON = {"the", "a", "an", "of", "is", "are", "and", "in", "to", "it", "its", "that", "at", "with", "on"}
READ = re.compile(r"[Tt]he number (?:above|below|beside|under|in|at)\b|written in it")
TRIES = 12, 300  # constructions that are begun, where a program could ask instead, and where none could


@functools.cache
def all_asked():
    """{point: [(program, number of its question, whether its solution has two thoughts)]} of questions on one point."""
    found = {}
    for program in PROGRAMS.values():
        if not program.pocket:
            for k, one in enumerate(program.make(random.Random(0)).asks):
                if len(one.knowledge) == 1:
                    thoughts = arithmetic.false_equations(one.solution)[1]
                    found.setdefault(one.knowledge[0], []).append((program.name, k, thoughts > 1))
    return found


def asked(point):
    """[(program, number of its question)] of the questions that use this point alone; of two thoughts if there are."""
    found = all_asked().get(point, [])
    best = [(name, k) for name, k, two in found if two]
    return best or [(name, k) for name, k, _ in found]


@functools.cache
def constructions(point):
    """The constructions that use this point and no other."""
    return [c for c in CONSTRUCTIONS if {p for p, _ in c.uses} == {point}]


def increment(point, principle, rng, size, split):
    """A problem of one knowledge point; ValueError where the book has none."""
    made = None
    if constructions(point) and (not asked(point) or rng.random() < 0.5):
        made = constructed(point, rng, size, split)
    if made is None and asked(point):
        name, k = rng.choice(asked(point))
        made = of_program(name, k, point, rng, size, split)
    if made is None:
        raise ValueError(f"book: no problem asks for {point} ({principle}) alone")
    return made


def of_program(name, k, point, rng, size, split):
    """Question k of a program, with its givens in the text too, so that hardly two of these texts are equal.

    The knowledge of some questions depends on their numbers: the scene is one in which the point is enough.
    """
    scene = draw_until(lambda: sample(name, rng, split), lambda s: s.asks[k].knowledge == [point], f"{name}, {point}")
    one = scene.asks[k]
    image = picture(scene, rng.getrandbits(64), size, k)
    words = scene.words if "question mark" in one.text else unmarked(scene.words)
    return problem(name, scene, one, image, said_once(words, fill(one.text, scene)), one.options)


def unmarked(words):
    """The givens in words without what is said of a question mark, which figures of other questions do not have."""
    words = words.replace(", marked with a question mark,", "")
    words = re.sub(r"; (?:[^;.]* marked with (?:a|the)|the) question mark\b[^;.]*(?=\.)", "", words)
    words = re.sub(r", (?:[^;,.]* marked with a question mark|the question mark [^;.]*)(?=\.)", "", words)
    return re.sub(r"(?<=\. )(?:[A-Z][^.;]* marked with a|The) question mark\b[^.;]*\.", "", words).strip()


def said_once(words, text):
    """The givens in words, then a question; what the question's text says once more is left out."""
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z$])", text)
    said = re.split(r"(?<=[.?!;,])\s+", words)
    kept = [s for s in sentences if s.endswith("?") or not any(repeats(s, other) for other in [words, *said])]
    return " ".join([words, *kept])


def repeats(one, two):
    """Whether most words of one sentence stand in another text; half, where it tells how the figure is to be read."""
    found = (re.findall(r"[a-z0-9]+", text.lower()) for text in (one, two))
    mine, theirs = ({word.rstrip("s") for word in words if word not in COMMON} for words in found)
    return len(mine & theirs) >= (0.5 if READ.search(one) else 0.75) * len(mine)


def constructed(point, rng, size, split):
    """One or two constructions of a point, drawn on nothing but the segment, angle or quantity that they give."""
    for _ in range(TRIES[not asked(point)]):
        chain = alone(point, rng, constructions(point))
        if chain is None:
            continue
        text = f"{chain.text()} {wanted(chain)}"
        if not answerable(chain, text):
            continue
        numbers = (f"{point} alone", text, *(say(h.value) for h in chain.leaves()))
        if side_of_split(numbers) == split:
            return Problem(
                f"<image>{text}",
                [show(chain.canvas, size, random.Random(rng.getrandbits(64)), False)],
                chain.answer,
                chain.solution,
                [point],
                chain.links[0].construction.uses[0][1],
                numbers,
                needs_figure=chain.shown,
            )
    return None


def answerable(chain, text):
    """Whether each length and angle that the derivation starts from stands in the text or in the figure."""
    shown = " ".join([text, *chain.canvas.texts()])
    return all(say(h.value) in shown for h in chain.leaves() if h.points)


def wanted(chain):
    """The question for the handle that a chain derives."""
    h = chain.links[0].handle
    if h.kind == "segment":
        return f"How long is {chain.board.ends(h)}?"
    if h.kind == "angle":
        return f"How many degrees is the angle {named(chain.board, h)}?"
    unit = h.quantity.unit if h.quantity else ""
    return f"What is {h.name}, in {unit}?" if unit and h.quantity.kind != "count" else f"What is {h.name}?"
