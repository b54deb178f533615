"""Constructions on a segment: what lies on it, and figures that stand on it, outside of the rest of the drawing."""

from fractions import Fraction
from math import sqrt

from ..canvas import Canvas, middle, polar
from . import Board, Built, bare, construction, say
from .board import Crowded

TRIPLES = [(3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (9, 12, 15), (12, 16, 20), (6, 8, 10)]
LARGEST = 400  # no length of a construction is larger


@bare("segment")
def plain_segment(rng):
    """A segment in any direction."""
    canvas, v = Canvas(), rng.choice([6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 30])
    q = polar((0, 0), v, rng.randrange(0, 180, 15))
    canvas.line((0, 0), q)
    board = Board(canvas)
    rng.shuffle(board.free)
    board.unit = 1.0
    board.handles = [board.segment((0, 0), q, v, off_line((0, 0), q))]
    return board


def off_line(p, q):
    """A point beside a segment."""
    return (p[0] + q[0]) / 2 + 0.1 * (q[1] - p[1]), (p[1] + q[1]) / 2 - 0.1 * (q[0] - p[0])


def along(p, q, share):
    """The point that divides pq after a share of its length."""
    return p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])


def off(board, h, share, height):
    """The point over a share of a segment, height (in numbers) away from it, on the side away from the figure."""
    n, (x, y) = board.outward(h), along(*h.points, share)
    return x + n[0] * height * board.unit, y + n[1] * height * board.unit


def third(board, h, left, right):
    """The outer corner of a triangle on a segment with the sides left and right (numbers) from its ends."""
    v = float(h.value)
    share = (v * v + left * left - right * right) / (2 * v * v)
    square = left * left - (share * v) ** 2
    if square <= 0.02 * v * v:
        raise Crowded("too flat")
    return off(board, h, share, sqrt(square))


def whole(value, low=1):
    """Whether a value is a whole number of at least low."""
    return value == int(value) and value >= low


def triple(rng, v, place):
    """A Pythagorean triple (a, b, c) scaled so that the number at place is v; None where there is none."""
    fits = [(t, Fraction(v) / t[place]) for t in TRIPLES for t in (t, (t[1], t[0], t[2]))]
    fits = [tuple(int(n * k) for n in t) for t, k in fits if all((n * k).denominator == 1 for n in t)]
    fits = [t for t in fits if max(t) <= LARGEST and 0.35 < t[0] / t[1] < 2.9]
    return rng.choice(fits) if fits else None


# ------------------------------------------------------------------------------------------------- points on the line
@construction("segment", ("Length of a Line Segment", "Length from a Midpoint"))
def midpoint(board, h, rng):
    half = Fraction(h.value) / 2
    p, q = h.points
    ab, m = board.ends(h), middle(p, q)
    board.canvas.dot(m)
    name = board.name(m, off(board, h, 0.5, 1))
    one = board.segment(p, m, half, h.away)
    return Built(
        [one],
        f"{name} is the midpoint of {ab}.",
        f"{name} is the midpoint of {ab}, so ${ab} = 2 \\times {say(half)} = {say(h.value)}$.",
        lambda a: 2 * a,
        f"{name} lies exactly in the middle between {ab[0]} and {ab[1]}.",
    )


@construction("segment", ("Ratio and Proportion", "Ratio as a Quotient"), ("Length of a Line Segment", "Sum of Parts"))
def ratio_on_segment(board, h, rng):
    a, b = rng.choice([(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2)])
    part = Fraction(h.value) / (a + b)
    if not whole(2 * part):
        return None
    p, q = h.points
    ab, e = board.ends(h), along(p, q, a / (a + b))
    board.canvas.dot(e)
    name = board.name(e, off(board, h, 0.5, 1))
    one, two = f"{ab[0]}{name}", f"{name}{ab[1]}"
    return Built(
        [board.segment(e, q, b * part, h.away)],
        f"{name} divides {ab} so that ${one} : {two} = {a} : {b}$.",
        f"Because ${one} : {two} = {a} : {b}$, we have ${one} = {say(b * part)} \\div {b} \\times {a} = {say(a * part)}$, "
        f"and the whole segment is ${ab} = {say(a * part)} + {say(b * part)} = {say(h.value)}$.",
        lambda two: two / b * a + two,
    )


@construction("segment", ("Length of a Line Segment", "Sum of Parts"))
def parts(board, h, rng):
    if not whole(h.value, 4):
        return None
    first = rng.randint(max(1, int(h.value * 0.25)), int(h.value * 0.75))
    p, q = h.points
    ab, e = board.ends(h), along(p, q, first / float(h.value))
    board.canvas.dot(e)
    name = board.name(e, off(board, h, 0.5, 1))
    inputs = [board.segment(p, e, first, h.away), board.segment(e, q, h.value - first, h.away)]
    return Built(
        inputs,
        f"The point {name} lies on {ab}.",
        f"{name} divides {ab} into two parts, so ${ab} = {first} + {say(h.value - first)} = {say(h.value)}$.",
        lambda a, b: a + b,
    )


# ---------------------------------------------------------------------------------------------- triangles on a segment
@construction(
    "segment",
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def leg(board, h, rng):
    t = triple(rng, h.value, 0)
    if not t:
        return None
    p, q = h.points if rng.random() < 0.5 else h.points[::-1]
    turned = board.segment(p, q, h.value, h.away)
    r = off(board, turned, 0, t[1])
    board.canvas.polygon(p, q, r, fill=False)
    board.canvas.right(p, q, r)
    names = board.names(p, q, r)
    inputs = [board.segment(p, r, t[1], q), board.segment(q, r, t[2], p)]
    a, b, c = names
    return Built(
        inputs,
        f"The triangle {names} has a right angle at {a}.",
        f"In the right triangle {names} the *Pythagorean Theorem* gives ${a}{b} = \\sqrt{{{t[2]}^2 - {t[1]}^2}} = "
        f"{say(h.value)}$.",
        lambda leg, long: sqrt(long * long - leg * leg),
    )


@construction("segment", ("Median of a Triangle", "Corner to Midpoint"), ("Properties of a Right Triangle", "Median to the Hypotenuse"))
def median_to_hypotenuse(board, h, rng):
    v = float(h.value)
    p, q = h.points
    share = rng.choice((0.3, 0.36, 0.64, 0.7))
    r = off(board, h, share, v * sqrt(share * (1 - share)))
    m = middle(p, q)
    board.canvas.polygon(p, q, r, fill=False)
    board.canvas.right(r, p, q)
    board.canvas.line(r, m)
    names = board.names(p, q, r)
    mid = board.name(m, r)
    half = Fraction(h.value) / 2
    return Built(
        [board.segment(r, m, half, p)],
        f"The triangle {names} has a right angle at {names[2]}, and {mid} is the midpoint of {names[:2]}.",
        f"The median {names[2]}{mid} to the hypotenuse of the right triangle {names} is half as long as the "
        f"hypotenuse, so ${names[:2]} = 2 \\times {say(half)} = {say(h.value)}$.",
        lambda a: 2 * a,
    )


@construction("segment", ("Equilateral Triangle", "Three Equal Sides"), ("Perimeter of a Triangle", "Perimeter of an Equilateral Triangle"))
def equilateral(board, h, rng):
    r = off(board, h, 0.5, float(h.value) * sqrt(3) / 2)
    board.canvas.polygon(*h.points, r, fill=False)
    names = board.names(*h.points, r)
    around = 3 * Fraction(h.value)
    return Built(
        [board.told(around)],
        f"The triangle {names} is equilateral and has the perimeter {say(around)}.",
        f"The three sides of {names} are equal, so ${names[:2]} = {say(around)} \\div 3 = {say(h.value)}$.",
        lambda a: a / 3,
    )


@construction("segment", ("Altitude of a Triangle", "Perpendicular from a Corner"), ("Area of a Triangle", "Half of Base times Height"))
def height_and_area(board, h, rng):
    v = int(h.value)
    if not whole(h.value):
        return None
    high = rng.choice([k for k in range(2, 40) if 0.4 < k / v < 1.3] or [0])
    if not high:
        return None
    share = rng.choice((0.3, 0.4, 0.6))
    r, foot = off(board, h, share, high), along(*h.points, share)
    board.canvas.polygon(*h.points, r, fill=False)
    board.canvas.line(r, foot, kind="dash")
    board.canvas.right(foot, r, h.points[1])
    names = board.names(*h.points, r)
    mark = board.name(foot, r)
    size = Fraction(v * high, 2)
    a, b, c = names
    return Built(
        [board.segment(r, foot, high, h.points[0]), board.told(size)],
        f"The triangle {names} with the altitude {c}{mark} has the area {say(size)}.",
        f"The area of {names} is half of the base {a}{b} times the height {c}{mark}, so ${a}{b} = 2 \\times {say(size)} "
        f"\\div {high} = {v}$.",
        lambda high, size: 2 * size / high,
    )


# ------------------------------------------------------------------------------------------- quadrilaterals, on a side
def quadrilateral(board, h, share, high, top):
    """A figure on a segment whose opposite side, of length top, begins over a share; its four corners."""
    v, (p, q) = float(h.value), h.points
    s = off(board, h, share, high)
    r = s[0] + (q[0] - p[0]) * top / v, s[1] + (q[1] - p[1]) * top / v
    board.canvas.polygon(p, q, r, s, fill=False)
    return p, q, r, s


@construction("segment", ("Properties of a Parallelogram", "Opposite Sides of a Parallelogram"))
def parallelogram(board, h, rng):
    v = float(h.value)
    p, q, r, s = quadrilateral(board, h, rng.choice((-0.3, 0.25, 0.4)), v * rng.uniform(0.4, 0.7), v)
    names = board.names(p, q, r, s)
    a, b, c, d = names
    return Built(
        [board.segment(r, s, h.value, middle(p, q))],
        f"{names} is a parallelogram.",
        f"Opposite sides of the parallelogram {names} are equal, so ${a}{b} = {c}{d} = {say(h.value)}$.",
        lambda a: a,
    )


@construction("segment", ("Properties of a Square", "Equal Sides and Right Angles"), ("Perimeter of a Square", "Side from the Perimeter of a Square"))
def square_by_perimeter(board, h, rng):
    corners = quadrilateral(board, h, 0, float(h.value), float(h.value))
    names = board.names(*corners)
    around = 4 * Fraction(h.value)
    return Built(
        [board.told(around)],
        f"{names} is a square with the perimeter {say(around)}.",
        f"The four sides of the square {names} are equal, so ${names[:2]} = {say(around)} \\div 4 = {say(h.value)}$.",
        lambda a: a / 4,
    )


@construction("segment", ("Properties of a Rectangle", "Opposite Sides of a Rectangle"), ("Area of a Rectangle", "Side from the Area"))
def rectangle_by_area(board, h, rng):
    if not whole(h.value):
        return None
    v = int(h.value)
    other = rng.choice([k for k in range(2, 60) if 0.35 < k / v < 0.9] or [0])
    if not other:
        return None
    p, q, r, s = corners = quadrilateral(board, h, 0, other, v)
    names = board.names(*corners)
    a, b, c, d = names
    return Built(
        [board.told(v * other), board.segment(q, r, other, p)],
        f"{names} is a rectangle with the area {v * other}.",
        f"The area of the rectangle {names} is length times width, so ${a}{b} = {v * other} \\div {other} = {v}$.",
        lambda size, other: size / other,
    )
