"""Constructions on a radius, a diameter or a chord of a circle of the figure, inside of it or at its edge."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import asin, atan2, degrees, dist, pi, sin, sqrt

from ..canvas import Canvas, middle, polar, unit
from . import Board, Built, bare, construction, say
from .board import key
from .segments import along, either, neat, need, pick, triple, whole

DOUBLE = ("Definition of a Circle", "Diameter as Twice the Radius")


@dataclass(frozen=True)
class Ring:
    """The circle of a radius or diameter.

    end: a drawn end on the circle; start: its direction; far: the point opposite.  value: the radius or the diameter,
    as the construction wants it; k: the drawn length of 1; many: whether the figure has other circles.
    """

    centre: tuple
    radius: float
    end: tuple
    start: float
    far: tuple
    value: Fraction
    k: float
    many: bool

    def at(self, turn):
        """The point of the circle that is turned from the end by some degrees."""
        return polar(self.centre, self.radius, self.start + turn)

    def spoken(self, board):
        """How a text speaks of the circle."""
        if not self.many:
            return "the circle"
        return f"the circle with radius {board.name(self.centre, self.end)}{board.name(self.end, self.centre)}"


def ring_of(board, h, rng, value):
    """The Ring of a radius or diameter."""
    kind, centre, radius = h.round
    ends = sorted(h.points, key=lambda p: -dist(p, centre))
    end = ends[0] if kind == "radius" else rng.choice(ends)
    start = degrees(atan2(end[1] - centre[1], end[0] - centre[0]))
    far = next((p for p in h.points if p != end and kind == "diameter"), polar(centre, radius, start + 180))
    return Ring(centre, radius, end, start, far, Fraction(value), board.unit, len(board.canvas.circles) > 1)


def with_centre(board, ring, build, rng):
    """What a construction builds; its text says which point is the centre, where this is new."""
    unnamed = key(ring.centre) not in board.corners
    board.canvas.dot(ring.centre)
    built = build(board, ring, rng)
    if unnamed and key(ring.centre) in board.corners and not ring.many:
        built.text = f"{board.name(ring.centre, ring.end)} is the centre of the circle. {built.text}"
    return built


def on_radius(*uses):
    """Decorator: registers a function (board, ring, rng) that derives the radius, for radii and for diameters."""

    def register(build):
        def radius(board, h, rng):
            return with_centre(board, ring_of(board, h, rng, h.value), build, rng)

        def diameter(board, h, rng):
            half = Fraction(h.value) / 2
            need(neat(half))
            ring = ring_of(board, h, rng, half)
            built = with_centre(board, ring, build, rng)
            a, b = board.name(ring.end, ring.centre), board.name(ring.far, ring.centre)
            more = f" The diameter is twice as long: ${a}{b} = 2 \\times {say(half)} = {say(h.value)}$."
            rule = built.rule
            return replace(built, solution=built.solution + more, rule=lambda *values: 2 * rule(*values))

        named(radius, build.__name__, "radius", *uses)
        named(diameter, f"{build.__name__}_doubled", "diameter", *uses, DOUBLE)
        return build

    return register


def on_diameter(*uses):
    """Decorator: registers a function (board, ring, rng) that derives the diameter, for diameters and for radii."""

    def register(build):
        def diameter(board, h, rng):
            return with_centre(board, ring_of(board, h, rng, h.value), build, rng)

        def radius(board, h, rng):
            ring = ring_of(board, h, rng, 2 * Fraction(h.value))
            board.canvas.line(ring.centre, ring.far)
            built = with_centre(board, ring, build, rng)
            o, a = board.name(ring.centre, ring.end), board.name(ring.end, ring.centre)
            more = f" The radius is half of it: ${o}{a} = {say(ring.value)} \\div 2 = {say(h.value)}$."
            rule = built.rule
            return replace(built, solution=built.solution + more, rule=lambda *values: rule(*values) / 2)

        named(diameter, build.__name__, "diameter", *uses)
        named(radius, f"{build.__name__}_halved", "radius", *uses, DOUBLE)
        return build

    return register


def named(build, name, kind, *uses):
    """Registers a construction under a name."""
    build.__name__ = name
    construction(kind, *uses)(build)


# --------------------------------------------------------------------------------------------------- alone on the paper
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


# ------------------------------------------------------------------------------------------------------ from the radius
@on_radius(
    ("Perpendicular Chord Theorem", "Perpendicular from the Centre Bisects a Chord"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def radius_by_chord(board, c, rng):
    """A chord from the end of the radius, and its distance from the centre; half of the chord is given."""
    half, apart, r = triple(rng, c.value, 2, 0.5, 2.4)
    other = c.at(rng.choice((2, -2)) * degrees(asin(half / r)))
    foot = middle(c.end, other)
    board.canvas.line(c.end, other)
    board.canvas.line(c.centre, foot)
    board.canvas.right(foot, c.centre, c.end)
    o, a, b = board.name(c.centre, foot), board.name(c.end, c.centre), board.name(other, c.centre)
    m = board.name(foot, c.centre)
    return Built(
        [board.segment(c.centre, foot, apart, c.end), board.segment(foot, other, half, c.centre)],
        f"{o}{m} is perpendicular to chord {a}{b}.",
        f"The perpendicular {o}{m} from the centre halves the chord, so ${a}{m} = {m}{b} = {say(half)}$. By the "
        f"Pythagorean theorem ${o}{a} = \\sqrt{{{say(apart)}^2 + {say(half)}^2}} = {say(r)}$.",
        lambda apart, half: sqrt(apart * apart + half * half),
    )


@on_radius(
    ("Tangency of Line and Circle", "Radius Meets the Tangent at a Right Angle"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def radius_by_tangent(board, c, rng):
    """A tangent at the end of the radius; its length and the distance from the centre are given."""
    r, length, far = triple(rng, c.value, 0, 0.4, 1.6)
    p = polar(c.end, c.radius * float(length / r), c.start + rng.choice((90, -90)))
    board.canvas.line(c.end, p)
    edge = along(c.centre, p, float(r / far))  # where the line leaves the circle
    board.canvas.line(c.centre, p)
    board.meant.append(edge)
    o, t, a = board.name(c.centre, p), board.name(c.end, c.centre), board.name(p, c.centre)
    return Built(
        [board.segment(c.end, p, length, c.centre), board.segment(c.centre, p, far, c.end)],
        f"{a}{t} touches {c.spoken(board)} at {t}.",
        f"Radius {o}{t} is perpendicular to tangent {a}{t}. By the Pythagorean theorem ${o}{t} = "
        f"\\sqrt{{{say(far)}^2 - {say(length)}^2}} = {say(r)}$.",
        lambda length, far: sqrt(far * far - length * length),
    )


@on_radius(
    ("Properties of a Circle", "Equal Radii in One Circle"),
    ("Perimeter of a Triangle", "Perimeter of an Isosceles Triangle"),
)
def radii_and_perimeter(board, c, rng):
    """A triangle of two radii and a chord: the chord is given, the perimeter is told."""
    r = c.value
    chord = pick(rng, float(r), 0.75, 1.7)
    other = c.at(rng.choice((2, -2)) * degrees(asin(chord / 2 / r)))
    board.canvas.line(c.end, other, c.centre)
    o, a, b = board.name(c.centre, middle(c.end, other)), board.name(c.end, c.centre), board.name(other, c.centre)
    around = 2 * r + chord
    return Built(
        [board.segment(c.end, other, chord, c.centre), board.told(around)],
        f"{a}{b} is a chord, and triangle {o}{a}{b} has perimeter {say(around)}.",
        f"{o}{a} and {o}{b} are radii and equally long, so ${o}{a} = ({say(around)} - {chord}) \\div 2 = {say(r)}$.",
        lambda chord, around: (around - chord) / 2,
    )


@on_radius(
    ("Properties of a Circle", "Equal Radii in One Circle"),
    ("Equilateral Triangle", "Isosceles with Sixty Degrees"),
)
def radii_with_sixty(board, c, rng):
    """Two radii with the angle 60 degrees between them; their chord is given."""
    other, r = c.at(rng.choice((60, -60))), c.value
    board.canvas.line(c.end, other, c.centre)
    board.canvas.angle(c.centre, c.end, other, "60°")
    o, a, b = board.name(c.centre, middle(c.end, other)), board.name(c.end, c.centre), board.name(other, c.centre)
    return Built(
        [board.segment(c.end, other, r, c.centre), board.shown(60)],
        f"{o}{a} and {o}{b} are radii of the circle.",
        f"{o}{a} and {o}{b} are radii, so triangle {o}{a}{b} is isosceles. With an angle of $60^\\circ$ it is even "
        f"equilateral: ${o}{a} = {a}{b} = {say(r)}$.",
        lambda chord, angle: chord / 2 / sin(angle * pi / 360),
    )


@on_radius(
    ("Properties of a Circle", "Equal Radii in One Circle"),
    ("Length of a Line Segment", "Length from a Midpoint"),
)
def radius_halved(board, c, rng):
    """Another radius with its midpoint; half of it is given."""
    half = c.value / 2
    need(neat(half))
    other = c.at(rng.choice((70, 90, 110, 125, -70, -90, -110, -125)))
    m = middle(c.centre, other)
    board.canvas.line(c.centre, other)
    board.canvas.dot(m)
    o, a, b = board.name(c.centre, c.end), board.name(c.end, c.centre), board.name(other, c.centre)
    mid = board.name(m, c.end)
    return Built(
        [board.segment(c.centre, m, half, c.end)],
        f"{o}{b} is another radius, and {mid} is its midpoint.",
        f"{mid} is the midpoint of {o}{b}, so ${o}{b} = 2 \\times {say(half)} = {say(c.value)}$. All radii of the "
        f"circle "
        f"are equally long, so ${o}{a} = {o}{b} = {say(c.value)}$.",
        lambda half: 2 * half,
    )


@on_radius(
    ("Regular Polygon", "Regular Hexagon from Six Triangles"),
    ("Perimeter of a Polygon", "Regular Polygon Perimeter"),
)
def radius_by_hexagon(board, c, rng):
    """A regular hexagon with its corners on the circle; its perimeter is told."""
    corners = [c.at(turn) for turn in range(0, 360, 60)]
    board.canvas.line(*corners, corners[0])
    names = "".join(board.name(p, c.centre) for p in corners)
    o, a, b = board.name(c.centre, corners[2]), names[0], names[1]
    around = 6 * c.value
    return Built(
        [board.told(around)],
        f"The corners of regular hexagon {names} lie on {c.spoken(board)}. Its perimeter is {say(around)}.",
        f"The side of the hexagon is ${a}{b} = {say(around)} \\div 6 = {say(c.value)}$. The hexagon consists of six "
        f"equilateral triangles around the centre, so ${o}{a} = {a}{b} = {say(c.value)}$.",
        lambda around: around / 6,
    )


# ---------------------------------------------------------------------------------------------------- from the diameter
@on_diameter(
    ("Inscribed Angle", "Angle in a Semicircle"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def diameter_by_legs(board, c, rng):
    """The diameter becomes the hypotenuse of a right triangle in the circle, whose legs are given."""
    one, two, long = triple(rng, c.value, 2, 0.4, 2.5)
    corner = c.at(rng.choice((2, -2)) * degrees(asin(one / long)))
    board.canvas.line(c.end, corner, c.far)
    a, b, d = (board.name(p, c.centre) for p in (c.end, c.far, corner))
    return Built(
        [board.segment(c.end, corner, one, c.far), board.segment(corner, c.far, two, c.end)],
        f"{d} lies on {c.spoken(board)}, and {a}{b} is a diameter of it.",
        f"The angle {a}{d}{b} stands on diameter {a}{b}, so it is a right angle, and by the Pythagorean theorem "
        f"${a}{b} = \\sqrt{{{say(one)}^2 + {say(two)}^2}} = {say(long)}$.",
        lambda one, two: sqrt(one * one + two * two),
    )


@on_diameter(
    ("Circles and Squares", "Circle Inscribed in a Square"),
    ("Perimeter of a Square", "Side from the Perimeter of a Square"),
)
def diameter_by_square(board, c, rng):
    """A square around the circle, whose perimeter is told."""
    corners = [polar(c.centre, c.radius * sqrt(2), c.start + turn) for turn in (45, 135, 225, 315)]
    board.canvas.line(*corners, corners[0])
    names = "".join(board.name(p, c.centre) for p in corners)
    a, b = board.name(c.end, c.centre), board.name(c.far, c.centre)
    around = 4 * c.value
    return Built(
        [board.told(around)],
        f"Square {names} has perimeter "
        f"{say(around)}, and all of its sides touch {c.spoken(board)}, whose diameter is {a}{b}.",
        f"A side of {names} is ${say(around)} \\div 4 = {say(c.value)}$. The circle touches opposite sides, so "
        f"its "
        f"diameter is as long as a side: ${a}{b} = {say(c.value)}$.",
        lambda around: around / 4,
    )


@on_diameter(
    ("Intersecting Chords Theorem", "Product of Chord Parts"),
    ("Length of a Line Segment", "Sum of Parts"),
)
def diameter_by_chord(board, c, rng):
    """A chord crosses the diameter; three of the four parts are given."""
    d = c.value
    need(d <= 100)
    fits = [(x, d - x, u) for x in range(1, int(d / 2)) for u in range(1, int(d)) if 0.3 < 2 * x / d < 0.75]
    fits = [(x, y, u, x * y / u) for x, y, u in fits if whole(x * y / u) and 0.45 < u * u / (x * y) < 0.8]
    need(fits)
    x, y, u, w = rng.choice(fits)
    cross = along(c.end, c.far, x / d)
    one, two = chord_through(c, cross, float(u), float(w), float(d / 2 - x), rng)
    board.canvas.line(one, cross)
    board.canvas.line(cross, two)
    a, b, s, t = (board.name(p, c.centre) for p in (c.end, c.far, one, two))
    m = board.name(cross, middle(c.end, one))
    return Built(
        [
            board.segment(c.end, cross, x, two),
            board.segment(cross, one, u, c.far),
            board.segment(cross, two, w, c.end),
        ],
        f"Chord {s}{t} crosses diameter {a}{b} at {m}.",
        f"The products of the parts of both chords are equal, so ${m}{b} = {say(u)} \\times {say(w)} \\div {x} = "
        f"{say(y)}$. The diameter is ${a}{b} = {x} + {say(y)} = {say(d)}$.",
        lambda x, u, w: x + u * w / x,
    )


def chord_through(c, cross, u, w, apart, rng):
    """The ends of a chord through a point at a distance (number) from the centre, which divides it into u and w."""
    r = c.radius / c.k
    lean = (u * u + apart * apart - r * r) / (2 * u * apart)  # cosine of the angle of its shorter part to the centre
    need(abs(lean) < 0.85)
    x, y = unit(c.centre[0] - cross[0], c.centre[1] - cross[1])
    side = rng.choice((1, -1)) * sqrt(1 - lean * lean)
    x, y = x * lean - y * side, x * side + y * lean
    return (cross[0] + c.k * u * x, cross[1] + c.k * u * y), (cross[0] - c.k * w * x, cross[1] - c.k * w * y)


@on_diameter(
    ("Tangent-Secant Theorem", "Square of the Tangent"),
    ("Length of a Line Segment", "Difference of Segments"),
)
def diameter_by_secant(board, c, rng):
    """A tangent at an end of the diameter, and the secant through the centre: its outer part is given."""
    d = c.value
    fits = [(x, sqrt(x * (x + d))) for x in range(1, int(d)) if 0.1 < x / d < 0.55]
    fits = [(x, round(t)) for x, t in fits if abs(t - round(t)) < 1e-9 and t < 1.1 * d]
    need(fits)
    x, length = rng.choice(fits)
    p = polar(c.end, c.k * length, c.start + rng.choice((90, -90)))
    near, far = (along(p, c.centre, float(k / (x + d / 2))) for k in (Fraction(x), x + d))
    board.canvas.line(c.end, p)
    board.canvas.line(p, near)
    board.canvas.line(near, c.centre, far)
    a, t = board.name(p, c.centre), board.name(c.end, c.centre)
    b, e, o = board.name(near, c.end), board.name(far, c.centre), board.name(c.centre, c.end)
    return Built(
        [board.segment(c.end, p, length, c.centre), board.segment(p, near, x, c.end)],
        f"{a}{t} touches {c.spoken(board)} at {t}. The line through {a} and the centre {o} cuts it at {b} and {e}.",
        f"Tangent {a}{t} squared is ${a}{b} \\times {a}{e}$, so ${a}{e} = {length}^2 \\div {x} = "
        f"{say(x + d)}$. Every diameter is as long as ${b}{e} = {say(x + d)} - {x} = {say(d)}$.",
        lambda length, x: length * length / x - x,
    )


# --------------------------------------------------------------------------------------------------------------- chords
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
        f"Radius {o}{a} and the perpendicular {o}{m} to chord {a}{b} are drawn.",
        f"The perpendicular from the centre halves the chord. By the Pythagorean theorem ${a}{m} = "
        f"\\sqrt{{{say(r)}^2 - "
        f"{say(apart)}^2}} = {say(half)}$, so ${a}{b} = 2 \\times {say(half)} = {say(h.value)}$.",
        lambda r, apart: 2 * sqrt(r * r - apart * apart),
    )
