"""Constructions on a segment: points on it and on its extension, and relations to another side of the figure.

The files triangles, quadrilaterals and circles have those that draw a figure on it, with the helpers from here.
"""

from dataclasses import replace
from fractions import Fraction
from math import dist, sqrt

from ..canvas import Canvas, middle, polar
from . import Board, Built, bare, construction, say
from .board import Crowded
from .meeting import distance, inside, pieces

TRIPLES = [(3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (28, 45, 53), (33, 56, 65), (48, 55, 73)]
SMALLEST = 0.24  # of the figure's longer side: figures stand on segments that are at least as long
SHORT = 0.18  # the same for a segment of the figure itself
LARGEST = 400  # no length of a construction is larger
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}


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


# --------------------------------------------------------------------------------------------------- places and numbers
def off_line(p, q):
    """A point beside a segment."""
    return (p[0] + q[0]) / 2 + 0.1 * (q[1] - p[1]), (p[1] + q[1]) / 2 - 0.1 * (q[0] - p[0])


def along(p, q, share):
    """The point that divides pq after a share of its length."""
    share = float(share)
    return p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])


def off(board, h, share, height):
    """The point over a share of a segment, height (in numbers) away from it, on the side away from the figure."""
    roomy(board, h)
    n, (x, y), up = board.outward(h), along(*h.points, share), float(height) * board.unit
    return x + n[0] * up, y + n[1] * up


def roomy(board, h):
    """Gives up where a figure on a segment would be small, or inside of another."""
    length = dist(*h.points)
    m, n = middle(*h.points), board.outward(h)
    outer = m[0] + 0.1 * length * n[0], m[1] + 0.1 * length * n[1]
    c = board.canvas
    taken = any(inside(outer, fill) for fill, _ in c.fills) or any(inside(outer, corners) for corners in c.polygons)
    if taken or length < (SHORT if h.given else SMALLEST) * board.size or any(dist(outer, m) < r for m, r in c.circles):
        raise Crowded("no room for a figure")


def rarely(board, h, rng, share=0.5):
    """Gives up in a share of the cases where a figure could stand on the segment: simple ideas shall not prevail."""
    if rng.random() < share:
        try:
            roomy(board, h)
        except Crowded:
            return
        raise Crowded("another construction, for a change")


def third(board, h, left, right):
    """The outer corner of a triangle on a segment with the sides left and right (numbers) from its ends."""
    v, left, right = float(h.value), float(left), float(right)
    share = (v * v + left * left - right * right) / (2 * v * v)
    square = left * left - (share * v) ** 2
    if square <= 0.06 * v * v:
        raise Crowded("too flat")
    return off(board, h, share, sqrt(square))


def either(h, rng):
    """The same segment, read from one of its ends."""
    return h if rng.random() < 0.5 else replace(h, points=h.points[::-1])


def whole(value, low=1):
    """Whether a value is a whole number of at least low."""
    return value == int(value) and value >= low


def neat(*values):
    """Whether values are whole numbers or halves that are neither too small nor too large."""
    return all((2 * Fraction(v)).denominator == 1 and 1 <= v <= LARGEST for v in values)


def need(fits):
    """Gives a construction up where a value does not suit."""
    if not fits:
        raise Crowded("no suitable number")


def pick(rng, value, low, high):
    """A whole number between low and high times a value, and not the value itself."""
    fits = [k for k in range(max(2, int(low * value)), int(high * value) + 1) if low < k / value < high and k != value]
    need(fits)
    return rng.choice(fits)


def triple(rng, v, place, low=0.3, high=3.4):
    """(a, b, c) with a^2 + b^2 = c^2 in whole numbers, or else halves, and with v at a place; low < a : b < high."""
    fits = []
    for one in TRIPLES:
        for t in (one, (one[1], one[0], one[2])):
            scaled = [n * Fraction(v) / t[place] for n in t]
            if low < t[0] / t[1] < high and neat(*scaled):
                fits.append(scaled)
    need(fits)
    return rng.choice([t for t in fits if all(map(whole, t))] or fits)


def divided(board, h, share):
    """Marks the point that divides a segment; (the point, its letter, the letters of both ends)."""
    p, q = h.points
    ab, e = board.ends(h), along(p, q, share)
    board.canvas.dot(e)
    n = board.outward(h)
    return e, board.name(e, (e[0] + n[0], e[1] + n[1])), ab


# ------------------------------------------------------------------------------------------------ points on the segment
@construction("segment", ("Length of a Line Segment", "Length from a Midpoint"))
def midpoint(board, h, rng):
    """The midpoint, with ticks on both halves; one half is given."""
    half = Fraction(h.value) / 2
    need(neat(half))
    rarely(board, h, rng)
    h = either(h, rng)
    m, name, ab = divided(board, h, 0.5)
    return Built(
        [board.segment(h.points[0], m, half, h.away)],
        f"{name} is the midpoint of {ab}.",
        f"{name} is the midpoint of {ab}, so ${ab} = 2 \\times {say(half)} = {say(h.value)}$.",
        lambda a: 2 * a,
        f"{name} lies exactly in the middle between {ab[0]} and {ab[1]}.",
    )


@construction("segment", ("Ratio and Proportion", "Ratio as a Quotient"), ("Length of a Line Segment", "Sum of Parts"))
def ratio_on_segment(board, h, rng):
    """A point that divides the segment in a ratio; one part is given."""
    a, b = rng.choice([(1, 2), (2, 1), (1, 3), (3, 1), (2, 3), (3, 2), (3, 4), (4, 3)])
    part = Fraction(h.value) / (a + b)
    need(neat(a * part, b * part))
    h = either(h, rng)
    e, name, ab = divided(board, h, Fraction(a, a + b))
    one, two = f"{ab[0]}{name}", f"{name}{ab[1]}"
    return Built(
        [board.segment(e, h.points[1], b * part, h.away)],
        f"{name} divides {ab} so that ${one} : {two} = {a} : {b}$.",
        f"Because ${one} : {two} = {a} : {b}$, we have ${one} = {say(b * part)} \\div {b} \\times {a} = "
        f"{say(a * part)}$, and the whole segment is ${ab} = {say(a * part)} + {say(b * part)} = {say(h.value)}$.",
        lambda two: two / b * a + two,
        f"{name} lies between {ab[0]} and {ab[1]} so that ${one} : {two} = {a} : {b}$.",
    )


@construction(
    "segment",
    ("Doubling and Multiples", "Multiple of a Number"),
    ("Concept and Properties of Addition", "Putting Together"),
    ("Length of a Line Segment", "Sum of Parts"),
)
def compared_parts(board, h, rng):
    """Two parts, one of which is some more than a multiple of the other, which is given."""
    need(whole(h.value, 5) and rng.random() < 0.4)
    rarely(board, h, rng, 0.8)
    v = int(h.value)
    fits = [(n, x) for n in (2, 3, 4) for x in range(1, v) if 0.19 < x / v < 0.4 and 1 <= v - (n + 1) * x <= 0.35 * v]
    need(fits)
    n, x = rng.choice(fits)
    more = v - (n + 1) * x
    h = either(h, rng)
    e, name, ab = divided(board, h, 1 - x / v)
    one, two = f"{ab[0]}{name}", f"{name}{ab[1]}"
    return Built(
        [board.segment(e, h.points[1], x, h.away)],
        f"{name} lies on {ab}, and {one} is {more} longer than {TIMES[n]} {two}.",
        f"{one} is {more} longer than {TIMES[n]} {two}, so ${one} = {n} \\times {x} + {more} = {v - x}$. Both parts "
        f"together give ${ab} = {v - x} + {x} = {v}$.",
        lambda two: (n + 1) * two + more,
        f"{name} stands between {ab[0]} and {ab[1]}; {one} is {more} longer than {TIMES[n]} {two}.",
    )


@construction(
    "segment",
    ("Fractions of a Whole", "Whole from a Part"),
    ("Addition and Subtraction of Fractions", "Subtracting from a Whole"),
)
def remaining_fraction(board, h, rng):
    """A fraction of the segment is told, the length of the rest is given."""
    rarely(board, h, rng, 0.8)
    fits = [(k, n) for n in range(3, 9) for k in range(1, n) if 0.24 < k / n < 0.76 and Fraction(k, n).denominator == n]
    fits = [(k, n) for k, n in fits if neat(Fraction(h.value) * (n - k) / n)]
    need(fits)
    k, n = rng.choice(fits)
    rest = Fraction(h.value) * (n - k) / n
    h = either(h, rng)
    e, name, ab = divided(board, h, Fraction(k, n))
    one, two = f"{ab[0]}{name}", f"{name}{ab[1]}"
    left = f"\\frac{{{n - k}}}{{{n}}}"
    back = f"\\div {n - k} \\times {n}" if n - k > 1 else f"\\times {n}"
    return Built(
        [board.segment(e, h.points[1], rest, h.away)],
        f"{name} lies on {ab}, and {one} is $\\frac{{{k}}}{{{n}}}$ of {ab}.",
        f"{one} is $\\frac{{{k}}}{{{n}}}$ of {ab}, so {two} is the remaining $1 - \\frac{{{k}}}{{{n}}} = {left}$ of "
        f"it: "
        f"${ab} = {say(rest)} {back} = {say(h.value)}$.",
        lambda two: two / (n - k) * n,
        f"{name} stands between {ab[0]} and {ab[1]}, after $\\frac{{{k}}}{{{n}}}$ of the way from {ab[0]}.",
    )


@construction(
    "segment",
    ("Doubling and Multiples", "Multiple of a Number"),
    ("Length of a Line Segment", "Difference of Segments"),
)
def extended(board, h, rng):
    """The segment is extended; the whole is a multiple of the extension, which is given."""
    need(not h.round)
    rarely(board, h, rng)
    n = rng.choice((3, 4))
    x = Fraction(h.value) / (n - 1)
    need(neat(x))
    h = either(h, rng)
    p, q = h.points
    ab, r = board.ends(h), along(p, q, 1 + float(x) / float(h.value))
    need(
        not any(distance(middle(q, r), piece, board.size) < 1e-4 * board.size for piece in pieces(board.canvas.strokes))
    )
    board.canvas.line(q, r)
    board.canvas.dot(q)
    name = board.name(r, q)
    a, b = ab
    return Built(
        [board.segment(q, r, x, h.away)],
        f"{ab} is extended beyond {b} to {name}, and {a}{name} is {TIMES[n]} as long as {b}{name}.",
        f"{a}{name} is {TIMES[n]} as long as {b}{name}, so ${a}{name} = {n} \\times {say(x)} = {say(n * x)}$ and "
        f"${ab} = {say(n * x)} - {say(x)} = {say(h.value)}$.",
        lambda x: n * x - x,
    )


# -------------------------------------------------------------------------------------- relations to another given side
def other_side(board, h, fits):
    """Another segment that is given on the figure, and not derived, for whose value fits holds."""
    found = [s for s in board.handles if s.kind == "segment" and s.given != h.given and s.given not in board.gone]
    found = [s for s in found if fits(s.value)] if h.given else []
    need(found)
    return found[0]


@construction(
    "segment",
    ("Doubling and Multiples", "Multiple of a Number"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def compared_sides(board, h, rng):
    """The side is some longer than a multiple of another given side."""
    one = other_side(board, h, lambda s: s >= 2 and any(1 <= h.value - n * s <= 9 for n in TIMES))
    n = rng.choice([n for n in TIMES if 1 <= h.value - n * one.value <= 9])
    more = say(h.value - n * one.value)
    ab, cd = board.ends(h), board.ends(one)
    return Built(
        [one],
        f"{ab} is {more} longer than {TIMES[n]} {cd}.",
        f"{ab} is {more} longer than {TIMES[n]} {cd}, so ${ab} = {n} \\times {say(one.value)} + {more} = "
        f"{say(h.value)}$.",
        lambda s: n * s + h.value - n * one.value,
    )


@construction(
    "segment",
    ("Doubling and Multiples", "Multiple of a Number"),
    ("Concept and Properties of Subtraction", "Difference as What is Left"),
)
def shorter_than_a_multiple(board, h, rng):
    """The side is some shorter than a multiple of another given side."""
    one = other_side(board, h, lambda s: s >= 2 and any(1 <= n * s - h.value <= 9 for n in TIMES))
    n = rng.choice([n for n in TIMES if 1 <= n * one.value - h.value <= 9])
    less = say(n * one.value - h.value)
    ab, cd = board.ends(h), board.ends(one)
    return Built(
        [one],
        f"{ab} is {less} shorter than {TIMES[n]} {cd}.",
        f"{ab} is {less} shorter than {TIMES[n]} {cd}, so ${ab} = {n} \\times {say(one.value)} - {less} = "
        f"{say(h.value)}$.",
        lambda s: n * s - (n * one.value - h.value),
    )


@construction(
    "segment",
    ("Ratio and Proportion", "Cross Products"),
    ("Sharing in a Ratio", "Value of One Part"),
)
def sides_in_ratio(board, h, rng):
    """The ratio of the side to another given side is told."""
    one = other_side(board, h, lambda s: s != h.value and max(lowest(h.value, s)) <= 9)
    a, b = lowest(h.value, one.value)
    if h.value == a:  # the ratio would tell the length
        return None
    ab, cd = board.ends(h), board.ends(one)
    return Built(
        [one],
        f"The lengths of {ab} and {cd} are in the ratio ${a} : {b}$.",
        f"${ab} : {cd} = {a} : {b}$, so a part is ${say(one.value)} \\div {b} = {say(Fraction(one.value) / b)}$, and "
        f"${ab} = {a} \\times {say(Fraction(one.value) / b)} = {say(h.value)}$.",
        lambda s: s * a / b,
    )


def lowest(one, two):
    """The ratio of two values in lowest terms."""
    ratio = Fraction(one) / Fraction(two)
    return ratio.numerator, ratio.denominator
