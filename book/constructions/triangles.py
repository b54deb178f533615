"""Constructions on a segment that becomes a side of a triangle beside the figure."""

from fractions import Fraction
from math import sqrt

from ..canvas import middle
from . import Built, construction, say
from .segments import along, either, neat, need, off, pick, third, triple, whole


def on_segment(board, h, r):
    """The triangle of a segment and a third corner: (its corners, their names)."""
    p, q = h.points
    board.canvas.polygon(p, q, r, fill=False)
    return (p, q, r), board.names(p, q, r)


# ---------------------------------------------------------------------------------- isosceles and equilateral triangles
@construction(
    "segment",
    ("Isosceles Triangle", "Definition of an Isosceles Triangle"),
    ("Perimeter of a Triangle", "Perimeter of an Isosceles Triangle"),
)
def isosceles_by_perimeter(board, h, rng):
    """The segment becomes the base; a leg is given, the perimeter is told."""
    side = pick(rng, h.value, 0.7, 1.3)
    (p, q, r), names = on_segment(board, h, third(board, h, side, side))
    board.equal((p, r), (q, r))
    a, b, c = names
    around = Fraction(h.value) + 2 * side
    return Built(
        [board.segment(q, r, side, p), board.told(around)],
        f"Triangle {names} with ${a}{c} = {b}{c}$ has perimeter {say(around)}.",
        f"Two sides of isosceles triangle {names} are equal, so ${a}{b} = {say(around)} - 2 \\times {side} = "
        f"{say(h.value)}$.",
        lambda side, around: around - 2 * side,
    )


@construction(
    "segment",
    ("Isosceles Triangle", "Axis through the Apex"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def isosceles_by_height(board, h, rng):
    """The segment becomes the base; a leg and the height are given."""
    half, high, side = triple(rng, Fraction(h.value) / 2, 0, 0.45, 1.6)
    (p, q, r), names = on_segment(board, h, off(board, h, 0.5, high))
    m = middle(p, q)
    board.equal((p, r), (q, r))
    board.canvas.line(r, m, kind="dash")
    board.canvas.right(m, r, q)
    a, b, c = names
    foot = board.name(m, r)
    return Built(
        [board.segment(p, r, side, q), board.segment(r, m, high, p)],
        f"Triangle {names} with ${a}{c} = {b}{c}$ has height {c}{foot}.",
        f"Height {c}{foot} of isosceles triangle {names} halves its base. By the Pythagorean theorem "
        f"${a}{foot} = \\sqrt{{{say(side)}^2 - {say(high)}^2}} = {say(half)}$, so ${a}{b} = 2 \\times {say(half)} = "
        f"{say(h.value)}$.",
        lambda side, high: 2 * sqrt(side * side - high * high),
    )


@construction(
    "segment",
    ("Equilateral Triangle", "Three Equal Sides"),
    ("Perimeter of a Triangle", "Perimeter of an Equilateral Triangle"),
)
def equilateral(board, h, rng):
    """An equilateral triangle whose perimeter is told."""
    _, names = on_segment(board, h, off(board, h, 0.5, float(h.value) * sqrt(3) / 2))
    around = 3 * Fraction(h.value)
    return Built(
        [board.told(around)],
        f"Triangle {names} is equilateral and has perimeter {say(around)}.",
        f"The three sides of {names} are equal, so ${names[:2]} = {say(around)} \\div 3 = {say(h.value)}$.",
        lambda a: a / 3,
    )


# ---------------------------------------------------------------------------------------------- lines inside a triangle
@construction(
    "segment",
    ("Altitude of a Triangle", "Perpendicular from a Corner"),
    ("Area of a Triangle", "Half of Base times Height"),
)
def altitude_and_area(board, h, rng):
    """The altitude on the segment is given, the area is told."""
    high = pick(rng, h.value, 0.4, 1.1)
    size = Fraction(h.value) * high / 2
    need(neat(size))
    h, share = either(h, rng), rng.choice((0.28, 0.36))
    (p, q, r), names = on_segment(board, h, off(board, h, share, high))
    foot = along(p, q, share)
    board.canvas.line(r, foot, kind="dash")
    board.canvas.right(foot, r, q)
    mark = board.name(foot, r)
    a, b, c = names
    return Built(
        [board.segment(r, foot, high, p), board.told(size)],
        f"Triangle {names} with altitude {c}{mark} has area {say(size)}.",
        f"The area of {names} is half of base {a}{b} times altitude {c}{mark}, so ${a}{b} = 2 \\times "
        f"{say(size)} "
        f"\\div {high} = {say(h.value)}$.",
        lambda high, size: 2 * size / high,
    )


@construction(
    "segment",
    ("Altitude of a Triangle", "Equal Products of Side and Altitude"),
    ("Area of a Triangle", "Half of Base times Height"),
)
def two_altitudes(board, h, rng):
    """Both altitudes and the other side are given."""
    need(whole(h.value, 6))
    v = int(h.value)
    fits = [
        (k * n, s, n)
        for s, n in ((3, 5), (4, 5), (12, 13), (15, 17))
        for k in range(1, 40)
        if 0.7 < k * n / v < 1.15 and k * n != v and v * s % n == 0
    ]
    need(fits)
    side, s, n = rng.choice(fits)
    one, two = Fraction(side * s, n), Fraction(v * s, n)  # altitudes on AB and on BC
    turn = sqrt(1 - (s / n) ** 2)
    need(turn * v < 0.85 * side and turn * side < 0.85 * v)
    h = either(h, rng)
    share = 1 - side * turn / v
    (p, q, r), names = on_segment(board, h, off(board, h, share, one))
    foot, other = along(p, q, share), along(q, r, v * turn / side)
    board.canvas.line(r, foot, kind="dash")
    board.canvas.line(p, other, kind="dash")
    board.canvas.right(foot, r, q)
    board.canvas.right(other, p, q)
    a, b, c = names
    x, y = board.name(foot, r), board.name(other, p)
    return Built(
        [board.segment(r, foot, one, p), board.segment(p, other, two, r), board.segment(q, r, side, p)],
        f"{c}{x} and {a}{y} are altitudes of triangle {names}.",
        f"The area of {names} is half of each side times its altitude, so ${a}{b} \\times {c}{x} = {b}{c} \\times "
        f"{a}{y} "
        f"= {side} \\times {say(two)} = {say(side * two)}$ and ${a}{b} = {say(side * two)} \\div {say(one)} = {v}$.",
        lambda one, two, side: side * two / one,
    )


@construction(
    "segment",
    ("Midline of a Triangle", "Half of the Third Side"),
    ("Perimeter of a Triangle", "Third Side from the Perimeter"),
)
def midline_and_perimeter(board, h, rng):
    """The midline parallel to the segment follows from the perimeter of the small triangle."""
    half = Fraction(h.value) / 2
    need(neat(half))
    one, two = pick(rng, half, 0.7, 1.3), pick(rng, half, 0.7, 1.3)
    need(one != two)
    (p, q, r), names = on_segment(board, h, third(board, h, 2 * one, 2 * two))
    m, n = middle(p, r), middle(q, r)
    board.canvas.line(m, n)
    board.equal((p, m), (m, r))
    board.equal((q, n), (n, r))
    x, y = board.name(m, q), board.name(n, p)
    a, b, c = names
    around = half + one + two
    return Built(
        [board.segment(m, r, one, q), board.segment(n, r, two, p), board.told(around)],
        f"{x} and {y} are the midpoints of {a}{c} and {b}{c}, and triangle {x}{y}{c} has perimeter {say(around)}.",
        f"The third side of triangle {x}{y}{c} is ${x}{y} = {say(around)} - {one} - {two} = {say(half)}$. It is a "
        f"midline of triangle {names}, so ${a}{b} = 2 \\times {say(half)} = {say(h.value)}$.",
        lambda one, two, around: 2 * (around - one - two),
    )


@construction(
    "segment",
    ("Intercept Theorem", "Parallel Segments in the Ratio of Intercepts"),
    ("Length of a Line Segment", "Sum of Parts"),
)
def parallel_in_triangle(board, h, rng):
    """A parallel to the segment cuts the triangle; its length and the parts of one side are given."""
    a, b = rng.choice([(2, 3), (3, 4), (3, 5), (2, 5), (4, 5)])
    inner = Fraction(h.value) * a / b
    need(neat(inner))
    k = rng.choice([k for k in range(1, 60) if 0.7 < k * b / h.value < 1.2] or [0])
    need(k)
    side = k * b
    h = either(h, rng)
    (p, q, r), names = on_segment(board, h, third(board, h, side, pick(rng, h.value, 0.75, 1.2)))
    d, e = along(r, p, Fraction(a, b)), along(r, q, Fraction(a, b))
    board.canvas.line(d, e)
    board.parallel((p, q), (d, e))
    x, y = board.name(d, q), board.name(e, p)
    w, z, c = names
    up, low = k * a, k * (b - a)
    return Built(
        [board.segment(r, d, up, q), board.segment(d, p, low, q), board.segment(d, e, inner, r)],
        f"In triangle {names} the segment {x}{y} is parallel to {w}{z}.",
        f"${c}{w} = {up} + {low} = {side}$. Because {x}{y} is parallel to {w}{z}, the intercept theorem gives "
        f"${w}{z} : "
        f"{x}{y} = {c}{w} : {c}{x}$, so ${w}{z} = {say(inner)} \\times {side} \\div {up} = {say(h.value)}$.",
        lambda up, low, inner: inner * (up + low) / up,
    )


@construction(
    "segment",
    ("Angle Bisector of a Triangle", "Ratio of the Side Parts"),
    ("Length of a Line Segment", "Sum of Parts"),
)
def bisector_in_triangle(board, h, rng):
    """The bisector of the opposite angle meets the segment; one part and both other sides are given."""
    a, b = rng.choice([(2, 3), (3, 4), (4, 5), (3, 5), (4, 3), (5, 4), (3, 2)])
    part = Fraction(h.value) / (a + b)
    need(neat(a * part, b * part))
    k = rng.choice([k for k in range(1, 60) if 1.15 < k * (a + b) / h.value < 2 and k != part] or [0])
    need(k)
    (p, q, r), names = on_segment(board, h, third(board, h, k * a, k * b))
    d = along(p, q, Fraction(a, a + b))
    board.canvas.line(r, d)
    board.equal_angles((r, p, d), (r, d, q))
    mark = board.name(d, r)
    x, y, z = names
    one, two = a * part, b * part
    return Built(
        [board.segment(p, d, one, h.away), board.segment(p, r, k * a, q), board.segment(q, r, k * b, p)],
        f"{z}{mark} bisects the angle at {z} of triangle {names}.",
        f"Bisector {z}{mark} divides {x}{y} in the ratio of the sides at {z}, so ${mark}{y} = {say(one)} \\times "
        f"{k * b} \\div {k * a} = {say(two)}$ and ${x}{y} = {say(one)} + {say(two)} = {say(h.value)}$.",
        lambda one, left, right: one + one * right / left,
    )


# ----------------------------------------------------------------------------------------------------------- congruence
@construction(
    "segment",
    ("Vertical Angles", "Vertical Angles are Equal"),
    ("Criteria for Congruent Triangles", "Side-Angle-Side"),
    ("Properties of Congruent Triangles", "Matching Sides are Equal"),
)
def crossing_segments(board, h, rng):
    """Two segments from the ends halve each other; the distance of their other ends is given."""
    need(rng.random() < 0.3)
    h, share = either(h, rng), rng.choice((0.36, 0.42))
    p, q = h.points
    o = off(board, h, share, float(h.value) * rng.choice((0.42, 0.5)))
    r, s = along(p, o, 2), along(q, o, 2)
    board.canvas.line(p, r)
    board.canvas.line(q, s)
    board.canvas.line(p, q)
    board.canvas.line(r, s)
    board.equal((p, o), (o, r))
    board.equal((q, o), (o, s))
    a, b, c, d = board.name(p, o), board.name(q, o), board.name(r, o), board.name(s, o)
    mid = board.name(o, middle(p, r, p))
    return Built(
        [board.segment(r, s, h.value, o)],
        f"{a}{c} and {b}{d} cross at {mid}, with ${a}{mid} = {mid}{c}$ and ${b}{mid} = {mid}{d}$.",
        f"The vertical angles at {mid} are equal, so triangles {a}{b}{mid} and {c}{d}{mid} agree in two sides and "
        f"the angle between them. They are congruent, and the sides opposite {mid} are equal: ${a}{b} = {c}{d}$, "
        f"which is {say(h.value)}.",
        lambda a: a,
    )
