"""Constructions with a circle: on a segment, on a radius, a diameter or a chord of a circle of the figure."""

from fractions import Fraction
from math import asin, atan2, cos, degrees, dist, pi, sin, sqrt

from ..canvas import Canvas, middle, polar, unit
from . import Board, Built, bare, construction, say
from .segments import along, either, neat, need, off, pick, roomy, triple, whole


@bare("radius")
def plain_radius(rng):
    """A circle with a radius."""
    canvas, v, end = Canvas(), rng.choice([5, 6, 8, 9, 10, 12, 13, 15, 18, 20]), rng.randrange(0, 360, 15)
    canvas.circle((0, 0), v, fill=False)
    canvas.dot((0, 0))
    q = polar((0, 0), v, end)
    canvas.line((0, 0), q)
    board = Board(canvas)
    rng.shuffle(board.free)
    board.unit = 1.0
    board.handles = [board.segment((0, 0), q, v, polar((0, 0), v, end + 60))]
    return board


@bare("diameter")
def plain_diameter(rng):
    """A circle with a diameter."""
    canvas, v, end = Canvas(), rng.choice([10, 12, 13, 15, 17, 20, 25, 26, 30]), rng.randrange(0, 180, 15)
    p, q = polar((0, 0), v / 2, end + 180), polar((0, 0), v / 2, end)
    canvas.circle((0, 0), v / 2, fill=False)
    canvas.line(p, q)
    canvas.dot((0, 0))
    board = Board(canvas)
    rng.shuffle(board.free)
    board.unit = 1.0
    board.handles = [board.segment(p, q, v, polar((0, 0), v, end + 60))]
    return board


@bare("chord")
def plain_chord(rng):
    """A circle with a chord."""
    canvas, turn = Canvas(), rng.randrange(0, 360, 15)
    r, v = rng.choice([(5, 8), (10, 12), (10, 16), (13, 24), (15, 18), (15, 24), (17, 30), (20, 24), (25, 40)])
    half = degrees(asin(v / 2 / r))
    p, q = polar((0, 0), r, turn - half), polar((0, 0), r, turn + half)
    canvas.circle((0, 0), r, fill=False)
    canvas.line(p, q)
    canvas.dot((0, 0))
    board = Board(canvas)
    rng.shuffle(board.free)
    board.unit = 1.0
    board.handles = [board.segment(p, q, v, polar((0, 0), 1.2 * r, turn))]
    return board


# --------------------------------------------------------------------------------------------- half circles on a segment
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
        f"{c} lies on the half circle over the diameter {a}{b}.",
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
        f"The half disc over the diameter {ab} has the area ${say(size)}\\pi$.",
        f"The whole disc over {ab} has the area $2 \\times {say(size)}\\pi = {say(2 * size)}\\pi$, so its radius is "
        f"$\\sqrt{{{say(2 * size)}}} = {say(radius)}$, and the diameter is ${ab} = 2 \\times {say(radius)} = "
        f"{say(h.value)}$.",
        lambda size: 2 * sqrt(2 * size),
    )


@construction("segment", ("Circumference of a Circle", "Circumference from the Diameter"))
def half_circle_length(board, h, rng):
    """A half circle over the segment, whose length is told."""
    half = Fraction(h.value) / 2
    need(neat(half))
    half_circle(board, h)
    ab = board.ends(h)
    return Built(
        [board.told(half)],
        f"The half circle over the diameter {ab} is ${say(half)}\\pi$ long.",
        f"The whole circle over {ab} would be $2 \\times {say(half)}\\pi = {say(h.value)}\\pi$ long. The circumference is "
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
    ("Tangency of Line and Circle", "Tangent Length by Pythagoras"),
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
        f"The radius {c}{b} is perpendicular to the tangent {a}{b}. By the Pythagorean theorem ${a}{b} = "
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
        f"${a}{y} = {near} + {chord} = {near + chord}$. The square of the tangent {a}{b} is ${a}{x} \\times {a}{y}$, so "
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
        f"A circle touches {a}{b} at {b} and {a}{c} at {c}. The triangle {a}{b}{c} has the perimeter {say(around)}.",
        f"The two tangents from {a} are equally long, so ${a}{b} = ({say(around)} - {chord}) \\div 2 = {say(h.value)}$.",
        lambda chord, around: (around - chord) / 2,
    )


# ----------------------------------------------------------------------------------------------- radii and diameters
def of_circle(h, rng):
    """(centre, radius, an end on the circle, the direction of this end in degrees, the value of the radius)."""
    kind, centre, radius = h.round
    ends = sorted(h.points, key=lambda p: -dist(p, centre))
    end = ends[0] if kind == "radius" else rng.choice(ends)
    start = degrees(atan2(end[1] - centre[1], end[0] - centre[0]))
    return centre, radius, end, start, Fraction(h.value) / (1 if kind == "radius" else 2)


def the_circle(board, letter):
    """How a text speaks of the circle that passes through a point with a letter."""
    return "the circle" if len(board.canvas.circles) == 1 else f"the circle through {letter}"


def chord_from(board, h, rng, turn):
    """A chord from the end of a radius: (centre, end, the chord's other end)."""
    centre, radius, end, start, _ = of_circle(h, rng)
    other = polar(centre, radius, start + rng.choice((1, -1)) * turn)
    board.canvas.line(end, other)
    board.canvas.dot(centre)
    return centre, end, other


@construction(
    "radius",
    ("Perpendicular Chord Theorem", "Perpendicular from the Centre Bisects a Chord"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def radius_by_chord(board, h, rng):
    """A chord from the end of the radius, and its distance from the centre; half of the chord is given."""
    centre, radius, end, start, r = of_circle(h, rng)
    half, apart, _ = triple(rng, r, 2, 0.5, 2.4)
    turn = 2 * degrees(asin(half / r))
    centre, end, other = chord_from(board, h, rng, turn)
    foot = middle(end, other)
    board.canvas.line(centre, foot)
    board.canvas.right(foot, centre, end)
    o, a, b = board.name(centre, foot), board.name(end, centre), board.name(other, centre)
    m = board.name(foot, centre)
    return Built(
        [board.segment(centre, foot, apart, end), board.segment(foot, other, half, centre)],
        f"{o}{m} is perpendicular to the chord {a}{b}.",
        f"The perpendicular {o}{m} from the centre halves the chord, so ${a}{m} = {m}{b} = {say(half)}$. By the "
        f"Pythagorean theorem ${o}{a} = \\sqrt{{{say(apart)}^2 + {say(half)}^2}} = {say(r)}$.",
        lambda apart, half: sqrt(apart * apart + half * half),
    )


def diameter_of(board, h, rng):
    """The diameter through a radius, drawn: (centre, its ends, the value of the radius)."""
    centre, radius, end, start, r = of_circle(h, rng)
    far = polar(centre, radius, start + 180)
    board.canvas.line(centre, far)
    board.canvas.dot(centre)
    return centre, end, far, r


def right_triangle_in_circle(board, h, rng):
    """A right triangle over the diameter: (the inputs, the letters of centre, diameter and third corner, the legs)."""
    centre, end, far, r = diameter_of(board, h, rng)
    one, two, long = triple(rng, 2 * r, 2, 0.4, 2.5)
    way = rng.choice((1, -1)) * 2 * degrees(asin(two / long))
    start = degrees(atan2(far[1] - centre[1], far[0] - centre[0]))
    corner = polar(centre, dist(centre, far), start + way)
    board.canvas.line(end, corner)
    board.canvas.line(corner, far)
    o, a = board.name(centre, corner), board.name(end, centre)
    b, c = board.name(far, centre), board.name(corner, centre)
    return [board.segment(end, corner, one, far), board.segment(corner, far, two, end)], (o, a, b, c), (one, two, long)


@construction(
    "radius",
    ("Inscribed Angle", "Angle in a Semicircle"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
    ("Definition of a Circle", "Diameter as Twice the Radius"),
)
def thales_on_radius(board, h, rng):
    """The radius becomes half of the hypotenuse of a right triangle in the circle, whose legs are given."""
    inputs, (o, a, b, c), (one, two, long) = right_triangle_in_circle(board, h, rng)
    return Built(
        inputs,
        f"{a}{b} is a diameter, and {c} lies on {the_circle(board, a)}.",
        f"The angle {a}{c}{b} stands on the diameter {a}{b}, so it is a right angle, and by the Pythagorean theorem "
        f"${a}{b} = \\sqrt{{{say(one)}^2 + {say(two)}^2}} = {say(long)}$. The radius is half of the diameter: ${o}{a} = "
        f"{say(long)} \\div 2 = {say(h.value)}$.",
        lambda one, two: sqrt(one * one + two * two) / 2,
    )


@construction(
    "diameter",
    ("Inscribed Angle", "Angle in a Semicircle"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def thales_on_diameter(board, h, rng):
    """The diameter becomes the hypotenuse of a right triangle in the circle, whose legs are given."""
    inputs, (o, a, b, c), (one, two, long) = right_triangle_in_circle(board, h, rng)
    return Built(
        inputs,
        f"{a}{b} is a diameter, and {c} lies on {the_circle(board, a)}.",
        f"The angle {a}{c}{b} stands on the diameter {a}{b}, so it is a right angle, and by the Pythagorean theorem "
        f"${a}{b} = \\sqrt{{{say(one)}^2 + {say(two)}^2}} = {say(h.value)}$.",
        lambda one, two: sqrt(one * one + two * two),
    )


@construction(
    "diameter",
    ("Definition of a Circle", "Diameter as Twice the Radius"),
    ("Perpendicular Chord Theorem", "Radius from Chord and Arc Height"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def diameter_by_chord(board, h, rng):
    """A chord from the end of the diameter, and its distance from the centre; half of the chord is given."""
    built = radius_by_chord(board, h, rng)
    centre, r = h.round[1], Fraction(h.value) / 2
    ab = board.ends(h)
    radius = built.inputs
    return Built(
        radius,
        f"{board.name(centre, h.away)} is the centre of the circle. {built.text}",
        f"{built.solution} The diameter is twice as long: ${ab} = 2 \\times {say(r)} = {say(h.value)}$.",
        lambda apart, half: 2 * sqrt(apart * apart + half * half),
    )


@construction(
    "radius",
    ("Tangency of Line and Circle", "Radius Meets the Tangent at a Right Angle"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def radius_by_tangent(board, h, rng):
    """A tangent at the end of the radius; its length and the distance from the centre are given."""
    centre, radius, end, start, r = of_circle(h, rng)
    _, length, far = triple(rng, r, 0, 0.4, 1.6)
    side = rng.choice((90, -90))
    p = polar(end, radius * float(length / r), start + side)
    board.canvas.line(end, p)
    board.canvas.line(p, centre)
    board.canvas.dot(centre)
    o, t, a = board.name(centre, p), board.name(end, centre), board.name(p, centre)
    return Built(
        [board.segment(end, p, length, centre), board.segment(centre, p, far, end)],
        f"{a}{t} touches the circle with the centre {o} at {t}.",
        f"The radius {o}{t} is perpendicular to the tangent {a}{t}. By the Pythagorean theorem ${o}{t} = "
        f"\\sqrt{{{say(far)}^2 - {say(length)}^2}} = {say(r)}$.",
        lambda length, far: sqrt(far * far - length * length),
    )


@construction(
    "radius",
    ("Properties of a Circle", "Equal Radii in One Circle"),
    ("Perimeter of a Triangle", "Perimeter of an Isosceles Triangle"),
)
def radii_and_perimeter(board, h, rng):
    """A triangle of two radii and a chord: the chord is given, the perimeter is told."""
    centre, radius, end, start, r = of_circle(h, rng)
    chord = pick(rng, float(r), 0.75, 1.7)
    centre, end, other = chord_from(board, h, rng, 2 * degrees(asin(chord / 2 / r)))
    board.canvas.line(centre, other)
    o, a, b = board.name(centre, middle(end, other)), board.name(end, centre), board.name(other, centre)
    around = 2 * r + chord
    return Built(
        [board.segment(end, other, chord, centre), board.told(around)],
        f"{a}{b} is a chord, and the triangle {o}{a}{b} has the perimeter {say(around)}.",
        f"{o}{a} and {o}{b} are radii and equally long, so ${o}{a} = ({say(around)} - {chord}) \\div 2 = {say(r)}$.",
        lambda chord, around: (around - chord) / 2,
    )


@construction(
    "radius",
    ("Properties of a Circle", "Equal Radii in One Circle"),
    ("Equilateral Triangle", "Isosceles with Sixty Degrees"),
)
def radii_with_sixty(board, h, rng):
    """Two radii with the angle 60 degrees between them; their chord is given."""
    centre, end, other = chord_from(board, h, rng, 60)
    r = of_circle(h, rng)[4]
    board.canvas.line(centre, other)
    board.canvas.angle(centre, end, other, "60°")
    o, a, b = board.name(centre, middle(end, other)), board.name(end, centre), board.name(other, centre)
    return Built(
        [board.segment(end, other, r, centre), board.shown(60)],
        f"{a} and {b} lie on the circle with the centre {o}.",
        f"{o}{a} and {o}{b} are radii, so the triangle {o}{a}{b} is isosceles. With an angle of $60^\\circ$ it is even "
        f"equilateral: ${o}{a} = {a}{b} = {say(r)}$.",
        lambda chord, angle: chord / 2 / sin(angle * pi / 360),
    )


@construction(
    "radius",
    ("Intersecting Chords Theorem", "Product of Chord Parts"),
    ("Length of a Line Segment", "Sum of Parts"),
    ("Definition of a Circle", "Diameter as Twice the Radius"),
)
def radius_by_crossing_chords(board, h, rng):
    """A chord crosses the diameter through the radius; three of the four parts are given."""
    centre, radius, _, _, r = of_circle(h, rng)
    fits = [(x, 2 * r - x, u) for x in range(1, int(r)) for u in range(1, int(2 * r)) if 0.3 < x / r < 0.75]
    fits = [(x, y, u, x * y / u) for x, y, u in fits if whole(x * y / u) and 0.45 < u * u / (x * y) < 0.8]
    need(fits)
    x, y, u, w = rng.choice(fits)
    centre, end, far, r = diameter_of(board, h, rng)
    k = radius / float(r)
    e = along(end, far, x / (x + y))
    # the chord's ends lie on the circle at the distances u and w from e
    d = float(r - x)  # of e from the centre
    lean = (float(u) ** 2 + d * d - float(r) ** 2) / (2 * float(u) * d)  # cosine of the angle towards the centre
    need(abs(lean) < 0.85)
    way, side = unit(centre[0] - e[0], centre[1] - e[1]), rng.choice((1, -1)) * sqrt(1 - lean * lean)
    way = way[0] * lean - way[1] * side, way[0] * side + way[1] * lean
    c = e[0] + k * float(u) * way[0], e[1] + k * float(u) * way[1]
    g = e[0] - k * float(w) * way[0], e[1] - k * float(w) * way[1]
    board.canvas.line(c, e)
    board.canvas.line(e, g)
    a, b, s, t = (board.name(p, centre) for p in (end, far, c, g))
    m, o = board.name(e, middle(end, c)), board.name(centre, middle(c, g, c))
    return Built(
        [board.segment(end, e, x, g), board.segment(e, c, u, far), board.segment(e, g, w, end)],
        f"The chord {s}{t} crosses the diameter {a}{b} at {m}.",
        f"The products of the parts of both chords are equal, so ${m}{b} = {say(u)} \\times {say(w)} \\div {x} = {say(y)}$. "
        f"The diameter is ${a}{b} = {x} + {say(y)} = {say(x + y)}$, and the radius is its half: ${o}{a} = {say(x + y)} "
        f"\\div 2 = {say(r)}$.",
        lambda x, u, w: (x + u * w / x) / 2,
    )


@construction(
    "radius",
    ("Tangent-Secant Theorem", "Square of the Tangent"),
    ("Length of a Line Segment", "Difference of Segments"),
    ("Definition of a Circle", "Diameter as Twice the Radius"),
)
def radius_by_secant(board, h, rng):
    """A tangent at the end of the radius, and the secant through the centre: its outer part is given."""
    centre, radius, end, start, r = of_circle(h, rng)
    fits = [(x, sqrt(x * (x + 2 * r))) for x in range(1, int(2 * r)) if 0.2 < x / r < 1.1]
    fits = [(x, round(t)) for x, t in fits if abs(t - round(t)) < 1e-9 and t < 2.2 * r]
    need(fits)
    x, length = rng.choice(fits)
    k = radius / float(r)
    p = polar(end, k * length, start + rng.choice((90, -90)))
    near = along(p, centre, x / float(x + r))
    far = along(p, centre, float(x + 2 * r) / float(x + r))
    board.canvas.line(end, p)
    board.canvas.line(p, near)
    board.canvas.line(near, centre)
    board.canvas.line(centre, far)
    board.canvas.dot(centre)
    a, t = board.name(p, centre), board.name(end, centre)
    b, c = board.name(near, end), board.name(far, centre)
    o = board.name(centre, end)
    return Built(
        [board.segment(end, p, length, centre), board.segment(p, near, x, end)],
        f"{a}{t} touches {the_circle(board, t)} at {t}. The line through {a} and the centre {o} cuts it at {b} and {c}.",
        f"The square of the tangent {a}{t} is ${a}{b} \\times {a}{c}$, so ${a}{c} = {length}^2 \\div {x} = "
        f"{say(x + 2 * r)}$. The diameter is ${b}{c} = {say(x + 2 * r)} - {x} = {say(2 * r)}$, and the radius is its half: "
        f"${o}{t} = {say(2 * r)} \\div 2 = {say(r)}$.",
        lambda length, x: (length * length / x - x) / 2,
    )


@construction(
    "chord",
    ("Perpendicular Chord Theorem", "Chord from Radius and Distance"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def chord_by_distance(board, h, rng):
    """The radius to the end of the chord and its distance from the centre are given."""
    _, centre, radius = h.round
    h = either(h, rng)
    (p, q), foot = h.points, middle(*h.points)
    half, r = Fraction(h.value) / 2, Fraction(round(2 * radius / board.unit), 2)
    apart = Fraction(round(2 * dist(centre, foot) / board.unit), 2)
    need(abs(float(r) - radius / board.unit) < 1e-6 and half * half + apart * apart == r * r)
    board.canvas.line(centre, foot)
    board.canvas.line(centre, p)
    board.canvas.right(foot, centre, q)
    board.canvas.dot(centre)
    a, b = board.ends(h)
    o, m = board.name(centre, foot), board.name(foot, centre)
    return Built(
        [board.segment(centre, p, r, foot), board.segment(centre, foot, apart, p)],
        f"The radius {o}{a} and the perpendicular {o}{m} to the chord {a}{b} are drawn.",
        f"The perpendicular from the centre halves the chord. By the Pythagorean theorem ${a}{m} = \\sqrt{{{say(r)}^2 - "
        f"{say(apart)}^2}} = {say(half)}$, so ${a}{b} = 2 \\times {say(half)} = {say(h.value)}$.",
        lambda r, apart: 2 * sqrt(r * r - apart * apart),
    )
