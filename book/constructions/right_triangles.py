"""Constructions on a segment that becomes a leg or the hypotenuse of a right triangle beside the figure."""

from fractions import Fraction
from math import cos, radians, sqrt, tan

from ..canvas import middle
from . import Built, construction, say
from .segments import along, either, neat, need, off, third, triple, whole
from .triangles import on_segment


def right_at_end(board, h, rng, height):
    """A triangle on a segment with a right angle at one of its ends: (its corners, their names)."""
    h = either(h, rng)
    p, q = h.points
    r = off(board, h, 0, height)
    board.canvas.polygon(p, q, r, fill=False)
    board.canvas.right(p, q, r)
    return (p, q, r), board.names(p, q, r)


@construction("segment", ("Pythagorean Theorem", "Leg from the Hypotenuse"))
def leg(board, h, rng):
    """The segment becomes a leg; the two other sides are given."""
    need(rng.random() < 0.5)
    v, other, long = triple(rng, h.value, 0)
    (p, q, r), (a, b, c) = right_at_end(board, h, rng, other)
    return Built(
        [board.segment(p, r, other, q), board.segment(q, r, long, p)],
        f"Triangle {a}{b}{c} has a right angle at {a}.",
        f"In right triangle {a}{b}{c} the Pythagorean theorem gives ${a}{b} = \\sqrt{{{say(long)}^2 - "
        f"{say(other)}^2}} = {say(h.value)}$.",
        lambda other, long: sqrt(long * long - other * other),
    )


@construction(
    "segment",
    ("Median of a Triangle", "Corner to Midpoint"),
    ("Properties of a Right Triangle", "Median to the Hypotenuse"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def leg_by_median(board, h, rng):
    """The segment becomes a leg; the other leg and the median to the hypotenuse are given."""
    v, other, long = triple(rng, h.value, 0, 0.5, 2)
    need(neat(long / 2))
    (p, q, r), (a, b, c) = right_at_end(board, h, rng, other)
    m = middle(q, r)
    board.canvas.line(p, m)
    board.equal((q, m), (m, r))
    mid = board.name(m, p)
    return Built(
        [board.segment(p, m, long / 2, r), board.segment(p, r, other, q)],
        f"Triangle {a}{b}{c} has a right angle at {a}, and {a}{mid} is a median.",
        f"Median {a}{mid} of triangle {a}{b}{c} starts at the right angle, so it is half as long as {b}{c}: "
        f"${b}{c} = 2 \\times {say(long / 2)} = {say(long)}$. By the Pythagorean theorem ${a}{b} = "
        f"\\sqrt{{{say(long)}^2 - {say(other)}^2}} = {say(h.value)}$.",
        lambda half, other: sqrt(4 * half * half - other * other),
    )


@construction(
    "segment",
    ("Area of a Triangle", "Area of a Right Triangle"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def hypotenuse_by_area(board, h, rng):
    """The segment becomes the hypotenuse; one leg is given, the area is told."""
    one, two, v = triple(rng, h.value, 2)
    size = one * two / 2
    need(neat(size) and abs(one - two) != 1)
    (p, q, r), names = on_segment(board, h, third(board, h, one, two))
    board.canvas.right(r, p, q)
    a, b, c = names
    return Built(
        [board.segment(p, r, one, q), board.told(size)],
        f"Triangle {names} has a right angle at {c} and area {say(size)}.",
        f"The area of right triangle {names} is half of the product of its legs, so ${b}{c} = 2 \\times "
        f"{say(size)} "
        f"\\div {say(one)} = {say(two)}$. By the Pythagorean theorem ${a}{b} = \\sqrt{{{say(one)}^2 + {say(two)}^2}} = "
        f"{say(h.value)}$.",
        lambda one, size: sqrt(one * one + (2 * size / one) ** 2),
    )


@construction(
    "segment",
    ("Trigonometric Ratios in a Right Triangle", "Tangent Ratio"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def hypotenuse_by_tangent(board, h, rng):
    """The segment becomes the hypotenuse; one leg is given, the tangent of an angle is told."""
    one, two, v = triple(rng, h.value, 2)
    (p, q, r), names = on_segment(board, h, third(board, h, one, two))
    board.canvas.right(r, p, q)
    a, b, c = names
    ratio = Fraction(one) / Fraction(two)
    shown = f"\\frac{{{ratio.numerator}}}{{{ratio.denominator}}}"
    need(ratio.denominator > 1)
    return Built(
        [board.segment(p, r, one, q), board.told(ratio)],
        f"Triangle {names} has a right angle at {c}, and $\\tan \\angle {names} = {shown}$.",
        f"In right triangle {names} the tangent of the angle at {b} is ${a}{c} : {b}{c}$, so ${b}{c} = {say(one)} "
        f"\\div {shown} = {say(two)}$. By the Pythagorean theorem ${a}{b} = \\sqrt{{{say(one)}^2 + {say(two)}^2}} = "
        f"{say(h.value)}$.",
        lambda one, ratio: sqrt(one * one + (one / ratio) ** 2),
    )


@construction(
    "segment",
    ("Median of a Triangle", "Corner to Midpoint"),
    ("Properties of a Right Triangle", "Median to the Hypotenuse"),
)
def median_to_hypotenuse(board, h, rng):
    """The segment becomes the hypotenuse; the median to it is given."""
    half = Fraction(h.value) / 2
    need(neat(half))
    share = rng.choice((0.26, 0.32, 0.68, 0.74))
    (p, q, r), names = on_segment(board, h, off(board, h, share, float(h.value) * sqrt(share * (1 - share))))
    m = middle(p, q)
    board.canvas.right(r, p, q)
    board.canvas.line(r, m)
    mid = board.name(m, r)
    a, b, c = names
    return Built(
        [board.segment(r, m, half, p if share < 0.5 else q)],
        f"Triangle {names} has a right angle at {c}, and {c}{mid} is a median.",
        f"Median {c}{mid} of triangle {names} starts at the right angle, so it is half as long as {a}{b}: "
        f"${a}{b} = 2 \\times {say(half)} = {say(h.value)}$.",
        lambda a: 2 * a,
    )


@construction(
    "segment",
    ("Median of a Triangle", "Centroid Divides Two to One"),
    ("Properties of a Right Triangle", "Median to the Hypotenuse"),
)
def centroid(board, h, rng):
    """The segment becomes the hypotenuse; the part of the median between the centroid and the right angle is given."""
    long = Fraction(h.value) / 3
    need(neat(long))
    h, share = either(h, rng), rng.choice((0.27, 0.34))
    (p, q, r), names = on_segment(board, h, off(board, h, share, float(h.value) * sqrt(share * (1 - share))))
    m, n, s = middle(p, q), middle(q, r), middle(p, q, r)
    board.canvas.right(r, p, q)
    board.canvas.line(r, m)
    board.canvas.line(p, n)
    mid, side, mass = board.name(m, r), board.name(n, p), board.name(s, r)
    a, b, c = names
    return Built(
        [board.segment(r, s, long, q)],
        f"Medians {a}{side} and {c}{mid} of triangle {names}, which has a right angle at {c}, meet at {mass}.",
        f"The centroid {mass} divides median {c}{mid} in the ratio 2 : 1, so ${c}{mid} = {say(long)} \\div 2 "
        f"\\times "
        f"3 = {say(3 * long / 2)}$. This median starts at the right angle, so it is half as long as {a}{b}: ${a}{b} "
        f"= 2 \\times "
        f"{say(3 * long / 2)} = {say(h.value)}$.",
        lambda a: 3 * a,
    )


@construction(
    "segment",
    ("Altitude on the Hypotenuse", "Altitude as a Geometric Mean"),
    ("Length of a Line Segment", "Sum of Parts"),
)
def altitude_on_hypotenuse(board, h, rng):
    """The segment becomes the hypotenuse; the altitude on it and one of its parts are given."""
    need(whole(h.value, 5))
    v = int(h.value)
    fits = [(x, round(sqrt(x * (v - x)))) for x in range(1, v) if 0.12 < x / v < 0.88]
    fits = [(x, up) for x, up in fits if up * up == x * (v - x) and up != x]
    need(fits)
    x, up = rng.choice(fits)
    (p, q, r), names = on_segment(board, h, off(board, h, x / v, up))
    foot = along(p, q, x / v)
    board.canvas.line(r, foot, kind="dash")
    board.canvas.right(r, p, q)
    board.canvas.right(foot, r, q)
    mark = board.name(foot, r)
    a, b, c = names
    rest = v - x
    return Built(
        [board.segment(p, foot, x, h.away), board.segment(r, foot, up, p if x < rest else q)],
        f"Triangle {names} has a right angle at {c}, and {c}{mark} is its altitude on {a}{b}.",
        f"In right triangle {names} altitude {c}{mark} squared is the product of the two parts of "
        f"{a}{b}, "
        f"so ${mark}{b} = {up}^2 \\div {x} = {rest}$ and ${a}{b} = {x} + {rest} = {v}$.",
        lambda x, up: x + up * up / x,
    )


@construction(
    "segment",
    ("Angle Sum of a Triangle", "Acute Angles of a Right Triangle"),
    ("Properties of a Right Triangle", "Leg Opposite Thirty Degrees"),
)
def leg_opposite_thirty(board, h, rng):
    """The segment becomes the hypotenuse of half an equilateral triangle; the shorter leg and 60 degrees are given."""
    half = Fraction(h.value) / 2
    need(neat(half))
    h = either(h, rng)
    (p, q, r), names = on_segment(board, h, third(board, h, half, float(half) * sqrt(3)))
    board.canvas.right(r, p, q)
    board.canvas.angle(p, q, r, "60°")
    a, b, c = names
    return Built(
        [board.segment(p, r, half, q), board.shown(60)],
        f"Triangle {names} has a right angle at {c}.",
        f"The acute angles of right triangle {names} make $90^\\circ$, so the angle at {b} is $90^\\circ - "
        f"60^\\circ = 30^\\circ$. The side opposite an angle of $30^\\circ$ is half of the longest side: ${a}{b} = 2 "
        f"\\times "
        f"{say(half)} = {say(h.value)}$.",
        lambda half, angle: half / cos(radians(angle)),
    )


@construction(
    "segment",
    ("Angle Sum of a Triangle", "Acute Angles of a Right Triangle"),
    ("Isosceles Triangle", "Equal Angles Face Equal Sides"),
)
def half_right(board, h, rng):
    """The segment becomes a leg of a right triangle with an angle of 45 degrees; the other leg is given."""
    (p, q, r), (a, b, c) = right_at_end(board, h, rng, h.value)
    board.canvas.angle(q, p, r, "45°")
    return Built(
        [board.segment(p, r, h.value, q), board.shown(45)],
        f"Triangle {a}{b}{c} has a right angle at {a}.",
        f"The acute angles of right triangle {a}{b}{c} make $90^\\circ$, so the angle at {c} is $90^\\circ - "
        f"45^\\circ = 45^\\circ$ too. Equal angles lie opposite equal sides, so ${a}{b} = {a}{c} = {say(h.value)}$.",
        lambda other, angle: other / tan(radians(angle)),
    )
