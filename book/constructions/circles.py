"""Constructions on a segment over which a half circle stands, or which touches a circle beside the figure."""

from fractions import Fraction
from math import asin, atan2, cos, degrees, dist, sin, sqrt

from ..canvas import middle, polar, unit
from . import Built, construction, say
from .segments import either, neat, need, off, pick, roomy, triple, whole


# -------------------------------------------------------------------------------------------- half circles on a segment
def half_circle(board, h):
    """The half circle over a segment, on its outer side; a function from turns (degrees) to its points."""
    roomy(board, h)
    (p, q), n = h.points, board.outward(h)
    m, radius = middle(p, q), dist(p, q) / 2
    start = degrees(atan2(q[1] - m[1], q[0] - m[0]))
    way = 1 if (q[0] - p[0]) * n[1] - (q[1] - p[1]) * n[0] > 0 else -1
    board.canvas.ring(m, radius, start=min(start, start + 180 * way), end=max(start, start + 180 * way))
    return lambda turn: polar(m, radius, start + way * turn)


@construction(
    "segment",
    ("Inscribed Angle", "Angle in a Semicircle"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def thales(board, h, rng):
    """A half circle over the segment with a point on it, whose distances from both ends are given."""
    one, two, v = triple(rng, h.value, 2, 0.4, 2.5)
    h = either(h, rng)
    (p, q), at = h.points, half_circle(board, h)
    r = at(2 * degrees(asin(two / v)))  # the central angle over the side opposite p
    board.canvas.line(p, r)
    board.canvas.line(r, q)
    a, b, c = board.names(p, q, r)
    return Built(
        [board.segment(p, r, one, q), board.segment(q, r, two, p)],
        f"{c} lies on the half circle over diameter {a}{b}.",
        f"The angle {a}{c}{b} in a half circle is a right angle. By the Pythagorean theorem ${a}{b} = "
        f"\\sqrt{{{say(one)}^2 + {say(two)}^2}} = {say(h.value)}$.",
        lambda one, two: sqrt(one * one + two * two),
    )


@construction(
    "segment",
    ("Area of a Circle", "Half and Quarter Circles"),
    ("Definition of a Circle", "Diameter as Twice the Radius"),
)
def half_disc(board, h, rng):
    """A half disc over the segment, whose area is told."""
    radius = Fraction(h.value) / 2
    size = radius * radius / 2
    need(neat(size) and radius >= 2 and radius == int(radius))
    half_circle(board, h)
    ab = board.ends(h)
    return Built(
        [board.told(size)],
        f"The half disc over diameter {ab} has the area ${say(size)}\\pi$.",
        f"A whole disc over {ab} has the area $2 \\times {say(size)}\\pi = {say(2 * size)}\\pi$, so its radius is "
        f"$\\sqrt{{{say(2 * size)}}} = {say(radius)}$, and the diameter is ${ab} = 2 \\times {say(radius)} = "
        f"{say(h.value)}$.",
        lambda size: 2 * sqrt(2 * size),
    )


@construction("segment", ("Circumference of a Circle", "Circumference from the Diameter"))
def half_circle_length(board, h, rng):
    """A half circle over the segment, whose length is told."""
    need(rng.random() < 0.5)
    half = Fraction(h.value) / 2
    need(neat(half))
    half_circle(board, h)
    ab = board.ends(h)
    return Built(
        [board.told(half)],
        f"The half circle over diameter {ab} is ${say(half)}\\pi$ long.",
        f"A whole circle over {ab} would be $2 \\times {say(half)}\\pi = {say(h.value)}\\pi$ long. The "
        f"circumference is "
        f"$\\pi$ times the diameter, so ${ab} = {say(h.value)}$.",
        lambda half: 2 * half,
    )


# ------------------------------------------------------------------------------------------------ tangents on a segment
def touching(board, h, radius):
    """A circle outside that touches the segment at its second end; its centre."""
    centre = off(board, h, 1, radius)
    board.canvas.circle(centre, float(radius) * board.unit, fill=False)
    return centre


@construction(
    "segment",
    ("Tangency of Line and Circle", "Radius Meets the Tangent at a Right Angle"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def tangent_and_radius(board, h, rng):
    """The segment becomes a tangent; the radius and the distance of the centre are given."""
    v, radius, far = triple(rng, h.value, 0, 1.3, 3.3)
    h = either(h, rng)
    p, q = h.points
    m = touching(board, h, radius)
    board.canvas.line(p, m, q)
    board.canvas.dot(m)
    a, b = board.ends(h)
    c = board.name(m, middle(p, q))
    return Built(
        [board.segment(q, m, radius, p), board.segment(p, m, far, q)],
        f"A circle with the centre {c} touches {a}{b} at {b}.",
        f"Radius {c}{b} is perpendicular to tangent {a}{b}. By the Pythagorean theorem ${a}{b} = "
        f"\\sqrt{{{say(far)}^2 - {say(radius)}^2}} = {say(h.value)}$.",
        lambda radius, far: sqrt(far * far - radius * radius),
    )


@construction(
    "segment",
    ("Tangent-Secant Theorem", "Square of the Tangent"),
    ("Length of a Line Segment", "Sum of Parts"),
)
def tangent_and_secant(board, h, rng):
    """The segment becomes a tangent; both parts of a secant through its other end are given."""
    need(whole(h.value, 3))
    v = int(h.value)
    fits = [(x, v * v // x - x) for x in range(1, v) if v * v % x == 0 and 0.35 < x / v < 0.72]
    need(fits)
    near, chord = rng.choice(fits)
    h, radius = either(h, rng), 0.55 * chord
    p, q = h.points
    m = touching(board, h, radius)
    u = board.unit
    apart = sqrt(radius * radius - chord * chord / 4) * u  # of the secant from the centre
    reach, way = dist(p, m), unit(m[0] - p[0], m[1] - p[1])
    lean = asin(apart / reach)
    turn = 1 if (q[0] - p[0]) * way[1] - (q[1] - p[1]) * way[0] > 0 else -1  # away from the tangent
    c, s = cos(turn * lean), sin(turn * lean)
    way = way[0] * c - way[1] * s, way[0] * s + way[1] * c
    d, e = ((p[0] + k * u * way[0], p[1] + k * u * way[1]) for k in (near, near + chord))
    board.canvas.line(p, e)
    a, b = board.ends(h)
    x, y = board.name(d, m), board.name(e, p)
    return Built(
        [board.segment(p, d, near, q), board.segment(d, e, chord, q)],
        f"{a}{b} touches a circle at {b}; the line {a}{y} cuts this circle at {x} and {y}.",
        f"${a}{y} = {near} + {chord} = {near + chord}$. Tangent {a}{b} squared is ${a}{x} \\times "
        f"{a}{y}$, so "
        f"${a}{b} = \\sqrt{{{near} \\times {near + chord}}} = {v}$.",
        lambda near, chord: sqrt(near * (near + chord)),
    )


@construction(
    "segment",
    ("Tangent-Segment Theorem", "Equal Tangent Segments"),
    ("Perimeter of a Triangle", "Perimeter of an Isosceles Triangle"),
)
def two_tangents(board, h, rng):
    """The segment becomes one of two tangents; the chord of contact is given, the perimeter of the triangle is told."""
    h = either(h, rng)
    v = float(h.value)
    chord = pick(rng, h.value, 0.6, 1.1)
    half = asin(chord / 2 / v)  # of the angle between the tangents
    need(0.3 < half < 0.6)
    p, q = h.points
    m = touching(board, h, v * sin(half) / cos(half))
    way = unit(m[0] - p[0], m[1] - p[1])
    foot = (q[0] - p[0]) * way[0] + (q[1] - p[1]) * way[1]
    r = 2 * (p[0] + foot * way[0]) - q[0], 2 * (p[1] + foot * way[1]) - q[1]
    board.canvas.line(p, r, q)
    a, b, c = board.name(p, m), board.name(q, m), board.name(r, m)
    around = 2 * Fraction(h.value) + chord
    return Built(
        [board.segment(q, r, chord, p), board.told(around)],
        f"A circle touches {a}{b} at {b} and {a}{c} at {c}. Triangle {a}{b}{c} has perimeter {say(around)}.",
        f"The two tangents from {a} are equally long, so ${a}{b} = ({say(around)} - {chord}) \\div 2 = "
        f"{say(h.value)}$.",
        lambda chord, around: (around - chord) / 2,
    )
