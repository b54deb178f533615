"""Constructions on a component of an arrow: further arrows and points in the same plane."""

import re
from fractions import Fraction
from math import dist

from ..canvas import Canvas
from ..pieces import show
from ..plane import num
from ..tools import Quantity
from . import Board, Built, bare, construction, say
from .board import Crowded, Handle, key
from .coordinates import keep
from .solids import rooted

PHRASE = re.compile(r"the (first|second) coordinate of (\w)$|the ([xy])-component of (\w)$")


@bare("component")
def component_alone(rng):
    """An arrow with its components."""
    canvas, tip = Canvas(True), (2 * rng.randint(2, 6), 2 * rng.randint(1, 6))
    canvas.arrow((0, 0), tip)
    canvas.halo = True
    canvas.side((0, 0), tip, f"a = ({tip[0]}, {tip[1]})", (9, -9))
    board, axis = Board(canvas), rng.randrange(2)
    phrase = f"the {('first', 'second')[axis]} coordinate of a"
    letter = board.letter(phrase)
    text = f"a = ({letter}, {tip[1]})" if axis == 0 else f"a = ({tip[0]}, {letter})"
    labels = ((canvas.labels[-1], text),)
    board.handles = [
        Handle("quantity", phrase, Fraction(tip[axis]), quantity=Quantity("component", phrase), labels=labels)
    ]
    return board


def arrow(board, h):
    """(letter, axis, tail, tip) of a drawn arrow whose component h is; its other component is kept."""
    found = PHRASE.match(h.name)
    if not found or not h.labels or h.labels[0][0][0] != "side":
        raise Crowded("no arrow")
    one, letter = (found[1] or found[3]), (found[2] or found[4])
    axis = 0 if one in ("first", "x") else 1
    _, tail, tip, *_ = h.labels[0][0]
    if abs(tip[axis] - tail[axis] - h.value) > 1e-6:
        raise Crowded("not to scale")
    pairs = {"first": "second", "second": "first", "x": "y", "y": "x"}
    keep(board, h.name.replace(f"the {one}", f"the {pairs[one]}"))
    return letter, axis, tail, tip


def new_arrow(board, p, q, away, axis):
    """Draws an arrow with its components: (letter, handle of its component on an axis)."""
    board.canvas.arrow(p, q)
    way = [int(b - a) for a, b in zip(p, q)]
    letter = next((x for x in "cdefguvw" if x not in board.small), None)
    if letter is None:
        raise Crowded("no letter is left")
    board.small.add(letter)
    texts = [show(v) for v in way]
    board.canvas.side(p, q, f"{letter} = ({texts[0]}, {texts[1]})", away)
    phrase = f"the {('first', 'second')[axis]} coordinate of {letter}"
    small = board.letter(phrase)
    rest = f"{letter} = ({small}, {texts[1]})" if axis == 0 else f"{letter} = ({texts[0]}, {small})"
    labels = ((board.canvas.labels[-1], rest),)
    return letter, Handle(
        "component", phrase, Fraction(way[axis]), quantity=Quantity("component", phrase), labels=labels
    )


def corner(board, tail, tip, rng):
    """A whole-numbered point beside an arrow, from which both ends are seen under a wide angle."""
    long, spots = dist(tail, tip), []
    for x in range(int(min(tail[0], tip[0])) - 5, int(max(tail[0], tip[0])) + 6):
        for y in range(int(min(tail[1], tip[1])) - 5, int(max(tail[1], tip[1])) + 6):
            p = (x, y)
            if x in (tail[0], tip[0]) or y in (tail[1], tip[1]):  # no component is 0
                continue
            height = abs((tip[0] - tail[0]) * (y - tail[1]) - (tip[1] - tail[1]) * (x - tail[0])) / long
            if 0.25 * long < height < 0.6 * long and max(dist(p, tail), dist(p, tip)) < 0.95 * long:
                spots.append(p)
    if not spots:
        raise Crowded("no room")
    return rng.choice(spots)


@construction("component", ("Vector Addition", "Triangle Rule"))
def triangle_of_arrows(board, h, rng):
    a, axis, tail, tip = arrow(board, h)
    p = corner(board, tail, tip, rng)
    (e, one), (f, two) = new_arrow(board, tail, p, tip, axis), new_arrow(board, p, tip, tail, axis)
    return Built(
        [one, two],
        f"The arrows {e} and {f} lead from the tail of {a} to its tip.",
        f"The arrow {a} is the sum of {e} and {f}, so {h.name} is ${num(one.value)} + {num(two.value)} = "
        f"{say(h.value)}$.",
        lambda one, two: one + two,
    )


@construction(
    "component",
    ("Vector Addition", "Parallelogram Rule"),
    ("Properties of a Parallelogram", "Opposite Sides of a Parallelogram"),
)
def diagonal_of_a_parallelogram(board, h, rng):
    a, axis, tail, tip = arrow(board, h)
    p = corner(board, tail, tip, rng)
    q = tuple(s + t - v for s, t, v in zip(tail, tip, p))
    (e, one), (f, two) = new_arrow(board, tail, p, tip, axis), new_arrow(board, tail, q, tip, axis)
    board.canvas.line(p, tip, q, kind="dash")
    return Built(
        [one, two],
        f"The arrow {a} is a diagonal of the parallelogram over the arrows {e} and {f}.",
        f"Opposite sides of the parallelogram are parallel and equal, so {a} is the sum of {e} and {f}, and "
        f"{h.name} is ${num(one.value)} + {num(two.value)} = {say(h.value)}$.",
        lambda one, two: one + two,
    )


@construction("component", ("Coordinate Representation of a Vector", "Tip minus Tail"))
def ends_of_the_arrow(board, h, rng):
    a, axis, tail, tip = arrow(board, h)
    if key(tail) in board.corners or key(tip) in board.corners or len(board.free) < 2:
        return None
    start = (rng.randint(1, 6), rng.randint(1, 9))
    end = tuple(int(s + t - v) for s, t, v in zip(start, tip, tail))
    names = []
    for place, p, away in ((tail, start, tip), (tip, end, tail)):
        names.append(board.free.pop(0))
        board.corners[key(place)] = names[-1]
        board.canvas.dot(place)
        board.canvas.corner(place, f"{names[-1]}({show(p[0])}, {show(p[1])})", away)
    p, q = names
    return Built(
        [board.shown(end[axis]), board.shown(start[axis])],
        f"The arrow {a} leads from {p} to {q}.",
        f"The coordinates of {a} are those of its tip {q} less those of its tail {p}, so {h.name} is "
        f"${num(Fraction(end[axis]))} - {num(Fraction(start[axis]))} = {say(h.value)}$.",
        lambda end, start: end - start,
    )


@construction("component", ("Linear Operations of Vectors", "Vector to the Midpoint"))
def to_the_middle(board, h, rng):
    a, axis, tail, tip = arrow(board, h)
    half = [Fraction(t - s) / 2 for s, t in zip(tail, tip)]
    if any(v.denominator != 1 for v in half) or "combination" in board.texts:
        return None
    m = tuple(s + float(v) for s, v in zip(tail, half))
    board.canvas.dot(m)
    name = board.name(m, (m[0] - (tip[1] - tail[1]), m[1] + (tip[0] - tail[0])))
    way = f"({say(half[0])}, {say(half[1])})"
    return Built(
        [board.told(half[axis])],
        f"The vector from the tail of {a} to its midpoint {name} is ${way}$.",
        f"The vector to the midpoint {name} is half of {a}, so {h.name} is $2 \\times {num(half[axis])} = "
        f"{say(h.value)}$.",
        lambda half: 2 * half,
    )


@construction("component", ("Dot Product of Vectors", "Perpendicular Vectors"))
def perpendicular_arrow(board, h, rng):
    """An arrow at a right angle to the first one."""
    if any(word in board.texts for word in ("dot product", "angle", "projection", "projected")):
        return None
    a, axis, tail, tip = arrow(board, h)
    x, y = (int(t - s) for s, t in zip(tail, tip))
    if not x or not y:
        return None
    sign = rng.choice((1, -1))
    p = (tail[0] - sign * y, tail[1] + sign * x)
    share = next((k for k in (4, 3, 2, 1) if x % k == y % k == 0), 1)
    p = tuple(s + Fraction(v - s) / share for s, v in zip(tail, p))
    p = tuple(int(v) for v in p)
    e, one = new_arrow(board, tail, p, tip, axis)
    board.canvas.right(tail, tip, p)
    way, known = (p[0] - tail[0], p[1] - tail[1]), Fraction((x, y)[1 - axis])
    other = Fraction(way[1 - axis])
    return Built(
        [board.shown(one.value), board.shown(other)],
        f"The arrow {e} is perpendicular to {a}.",
        f"The dot product of perpendicular vectors is 0, so {h.name} times {say(one.value)} and ${num(known)} \\times "
        f"{num(other)} = {say(known * other)}$ have the sum 0. Therefore {h.name} is ${num(-known * other)} \\div "
        f"{num(one.value)} = {say(h.value)}$.",
        lambda own, other: -known * other / own if own else 0,
    )


@construction(
    "component",
    ("Magnitude of a Vector", "Magnitude from Components"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def magnitude(board, h, rng):
    if h.value <= 0 or any(word in board.texts for word in ("magnitude", "long", "cosine")):
        return None
    a, axis, tail, tip = arrow(board, h)
    known = Fraction(tip[1 - axis] - tail[1 - axis]).limit_denominator(100)
    square = h.value**2 + known**2
    if not known:
        return None
    way = ("right", "up")[axis]
    return Built(
        [board.told(square)],
        f"The arrow {a}, which points {'to the ' if axis == 0 else ''}{way}, has the magnitude "
        f"$\\sqrt{{{say(square)}}}$.",
        f"The square of the magnitude of {a} is the sum of the squares of its coordinates, so {h.name} is "
        f"$\\sqrt{{{say(square)} - {num(known)}^2}} = {say(h.value)}$.",
        lambda square: rooted(square - known * known),
    )
