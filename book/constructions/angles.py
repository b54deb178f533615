"""Constructions on an angle: lines, triangles and circles at its vertex and sides, from which its size follows."""

from fractions import Fraction
from math import cos, dist, radians, sin

from ..canvas import Canvas, middle, polar, turned, unit
from . import Board, Built, bare, construction, say
from .board import Crowded


@bare("angle")
def plain_angle(rng):
    """Two rays."""
    canvas, v, start = Canvas(), rng.randint(30, 140), rng.randrange(0, 360, 10)
    p, q = polar((0, 0), 10, start), polar((0, 0), 10, start + v)
    canvas.line(p, (0, 0), q)
    board = Board(canvas)
    rng.shuffle(board.free)
    board.handles = [board.angle((0, 0), p, q, v)]
    return board


def rays(h):
    """(vertex, the direction of each side as a unit vector, the shorter drawn side's length)."""
    v, p, q = h.points
    return v, unit(p[0] - v[0], p[1] - v[1]), unit(q[0] - v[0], q[1] - v[1]), min(dist(v, p), dist(v, q))


def at(v, direction, length):
    """The point in a direction from v."""
    return v[0] + direction[0] * length, v[1] + direction[1] * length


def named(board, h):
    """The letters of a side's point, the vertex and the other side's point, as in "the angle ABC"."""
    v, p, q = h.points
    far = middle(p, q)
    return board.name(p, v) + board.name(v, far) + board.name(q, v)


def degrees(value):
    """A number of degrees in LaTeX."""
    return f"{say(value)}^\\circ"


def side(h, rng):
    """The two sides of an angle in either order: (vertex, direction one, direction two, length)."""
    v, a, b, length = rays(h)
    return (v, a, b, length) if rng.random() < 0.5 else (v, b, a, length)


def bent(a, b):
    """1 when b lies anticlockwise from a within half a turn, else -1."""
    return 1 if a[0] * b[1] - a[1] * b[0] > 0 else -1


# ----------------------------------------------------------------------------------------------------- at one vertex
@construction("angle", ("Vertical Angles", "Vertical Angles are Equal"))
def vertical(board, h, rng):
    v, a, b, length = rays(h)
    p, q = at(v, a, -0.5 * length), at(v, b, -0.5 * length)
    board.canvas.line(v, p)
    board.canvas.line(v, q)
    name = named(board, h)
    other = f"{board.name(p, v)}{name[1]}{board.name(q, v)}"
    return Built(
        [board.angle(v, p, q, h.value)],
        f"The lines {name[0]}{other[0]} and {name[2]}{other[2]} cross at {name[1]}.",
        f"{name} and {other} are vertical angles, so the angle {name} is ${degrees(h.value)}$ too.",
        lambda a: a,
    )


@construction("angle", ("Adjacent Supplementary Angles", "Linear Pair Sum"))
def linear_pair(board, h, rng):
    v, a, b, length = side(h, rng)
    rest = 180 - h.value
    p, far = at(v, a, length), at(v, a, -0.5 * length)
    board.canvas.line(v, far)
    q = at(v, b, length)
    name = named(board, h)
    new = board.name(far, v)
    letters = name if dist(h.points[1], p) < dist(h.points[2], p) else name[::-1]
    return Built(
        [board.angle(v, far, q, rest)],
        f"{letters[0]}, {name[1]} and {new} lie on one line.",
        f"{new}{name[1]}{letters[2]} and {name} lie side by side on a straight line, so the angle {name} is "
        f"$180^\\circ - {degrees(rest)} = {degrees(h.value)}$.",
        lambda a: 180 - a,
    )


@construction("angle", ("Perpendicular Lines", "Complement beside a Perpendicular"))
def complement(board, h, rng):
    if not 15 <= h.value <= 75:
        return None
    v, a, b, length = side(h, rng)
    rest = 90 - h.value
    p, q, up = at(v, a, length), at(v, b, length), at(v, turned(a, 90 * bent(a, b)), 0.8 * length)
    board.canvas.line(v, up)
    board.canvas.right(v, p, up)
    name = named(board, h)
    new = board.name(up, v)
    letters = name if dist(h.points[1], p) < dist(h.points[2], p) else name[::-1]
    return Built(
        [board.angle(v, q, up, rest)],
        f"{name[1]}{new} is perpendicular to {name[1]}{letters[0]}.",
        f"The angle {letters[0]}{name[1]}{new} is a right angle, so the angle {name} is $90^\\circ - {degrees(rest)} = "
        f"{degrees(h.value)}$.",
        lambda a: 90 - a,
    )


@construction("angle", ("Calculation of Angles", "Sum of Adjacent Angles"))
def two_parts(board, h, rng):
    if h.value < 40:
        return None
    v, a, b, length = rays(h)
    first = rng.randint(15, int(h.value) - 15)
    r = at(v, turned(a, first * bent(a, b)), 0.9 * length)
    board.canvas.line(v, r)
    name = named(board, h)
    new = board.name(r, v)
    p, q = h.points[1:]
    return Built(
        [board.angle(v, p, r, first), board.angle(v, r, q, h.value - first)],
        f"The ray {name[1]}{new} divides the angle {name}.",
        f"The angle {name} is made of two parts, so it is ${degrees(first)} + {degrees(h.value - first)} = "
        f"{degrees(h.value)}$.",
        lambda a, b: a + b,
    )


@construction("angle", ("Angle Bisector", "Whole from a Half"))
def bisected(board, h, rng):
    if h.value < 30:
        return None
    v, a, b, length = rays(h)
    half = Fraction(h.value) / 2
    r = at(v, turned(a, float(half) * bent(a, b)), 0.9 * length)
    board.canvas.line(v, r)
    name = named(board, h)
    new = board.name(r, v)
    p = h.points[rng.choice((1, 2))]
    return Built(
        [board.angle(v, p, r, half)],
        f"{name[1]}{new} bisects the angle {name}.",
        f"{name[1]}{new} bisects the angle {name}, so this angle is $2 \\times {degrees(half)} = {degrees(h.value)}$.",
        lambda a: 2 * a,
    )


# ------------------------------------------------------------------------------------------- with points on both sides
def joined(board, h, first, second):
    """The points at distances from the vertex on both sides, joined by a segment; the sides are drawn as far."""
    v, a, b, _ = rays(h)
    p, q = at(v, a, first), at(v, b, second)
    board.canvas.line(v, p)
    board.canvas.line(v, q)
    board.canvas.line(p, q)
    return v, p, q


@construction("angle", ("Angle Sum of a Triangle", "Third Angle from Two"))
def triangle(board, h, rng):
    length = rays(h)[3]
    rest = 180 - int(h.value)
    if h.value != int(h.value) or rest < 50:
        return None
    one = rng.randint(max(25, rest - 120), min(120, rest - 25))
    two = rest - one
    k = 0.8 * length / max(sin(radians(one)), sin(radians(two)))
    v, p, q = joined(board, h, k * sin(radians(two)), k * sin(radians(one)))
    a, b, c = board.name(v, middle(p, q)), board.name(p, v), board.name(q, v)
    return Built(
        [board.angle(p, v, q, one), board.angle(q, v, p, two)],
        f"{b} and {c} lie on the sides of the angle with the vertex {a}.",
        f"In the triangle {a}{b}{c} the angles add up to $180^\\circ$, so the angle {b}{a}{c} is $180^\\circ - "
        f"{degrees(one)} - {degrees(two)} = {degrees(h.value)}$.",
        lambda a, b: 180 - a - b,
    )


@construction("angle", ("Isosceles Triangle", "Apex Angle from a Base Angle"), ("Angle Sum of a Triangle", "Third Angle from Two"))
def isosceles(board, h, rng):
    if not 20 <= h.value <= 120:
        return None
    base = (180 - Fraction(h.value)) / 2
    v, p, q = joined(board, h, *[0.75 * rays(h)[3]] * 2)
    board.canvas.equal(v, p)
    board.canvas.equal(v, q)
    a, b, c = board.name(v, middle(p, q)), board.name(p, v), board.name(q, v)
    return Built(
        [board.angle(p, v, q, base)],
        f"The segments {a}{b} and {a}{c} are equally long.",
        f"Because ${a}{b} = {a}{c}$, both base angles of the triangle {a}{b}{c} are ${degrees(base)}$, and the angle "
        f"{b}{a}{c} is $180^\\circ - 2 \\times {degrees(base)} = {degrees(h.value)}$.",
        lambda a: 180 - 2 * a,
    )


@construction("angle", ("Exterior Angle of a Triangle", "Exterior Angle as a Sum"))
def exterior(board, h, rng):
    if not 20 <= h.value <= 100 or h.value != int(h.value):
        return None
    inner = rng.randint(30, min(100, 150 - int(h.value)))
    third = 180 - int(h.value) - inner
    v, a, b, length = rays(h)
    k = 0.7 * length / max(sin(radians(inner)), sin(radians(third)))
    v, p, q = joined(board, h, k * sin(radians(third)), k * sin(radians(inner)))
    far = at(q, unit(q[0] - v[0], q[1] - v[1]), 0.4 * length)
    board.canvas.line(q, far)
    x, y, z = board.name(v, middle(p, q)), board.name(p, v), board.name(q, v)
    w = board.name(far, v)
    outer = h.value + inner
    return Built(
        [board.angle(p, v, q, inner), board.angle(q, far, p, outer)],
        f"{y} lies on one side of the angle with the vertex {x}, {z} and {w} lie on the other.",
        f"{y}{z}{w} is an exterior angle of the triangle {x}{y}{z} and equals the sum of the angles at {x} and {y}, so "
        f"the angle {y}{x}{z} is ${degrees(outer)} - {degrees(inner)} = {degrees(h.value)}$.",
        lambda inner, outer: outer - inner,
    )


@construction("angle", ("Parallel Lines and Angles", "Corresponding Angles"))
def corresponding(board, h, rng):
    v, a, b, length = side(h, rng)
    foot = at(v, a, rng.choice((0.6, -0.6)) * length)
    up, down = at(foot, b, 0.8 * length), at(foot, b, -0.35 * length)
    board.canvas.line(v, foot)
    board.canvas.line(down, up)
    p = at(foot, a, 0.5 * length)
    board.canvas.line(foot, p)
    q = at(v, b, length)
    board.canvas.parallel(v, q)
    board.canvas.parallel(foot, up)
    name = named(board, h)
    letters = name if dist(at(v, a, length), h.points[1]) < dist(at(v, b, length), h.points[1]) else name[::-1]
    f, g = board.name(foot, at(foot, (-b[0], -b[1]), 1)), board.name(up, foot)
    return Built(
        [board.angle(foot, p, up, h.value)],
        f"{f}{g} is parallel to {name[1]}{letters[2]}.",
        f"{f}{g} and {name[1]}{letters[2]} are parallel, so the corresponding angles at {f} and {name[1]} are equal: the "
        f"angle {name} is ${degrees(h.value)}$.",
        lambda a: a,
    )


@construction("angle", ("Properties of a Right Triangle", "Acute Angles Make a Right Angle"))
def right_triangle(board, h, rng):
    if not 20 <= h.value <= 70:
        return None
    v, a, b, length = rays(h)
    long = 0.85 * length
    v, p, q = joined(board, h, long * cos(radians(float(h.value))), long)
    board.canvas.right(p, v, q)
    x, y, z = board.name(v, middle(p, q)), board.name(p, q), board.name(q, v)
    rest = 90 - h.value
    return Built(
        [board.angle(q, v, p, rest)],
        f"The triangle {x}{y}{z} has a right angle at {y}.",
        f"The acute angles of the right triangle {x}{y}{z} make $90^\\circ$, so the angle {y}{x}{z} is $90^\\circ - "
        f"{degrees(rest)} = {degrees(h.value)}$.",
        lambda a: 90 - a,
    )


@construction("angle", ("Inscribed Angle", "Half of the Central Angle"))
def central(board, h, rng):
    """The angle becomes an inscribed angle of a circle through its vertex."""
    if not 25 <= h.value <= 80:
        return None
    v, a, b, length = rays(h)
    half = unit(a[0] + b[0], a[1] + b[1])
    radius = 0.55 * length
    centre = at(v, half, radius)
    reach = 2 * radius * cos(radians(float(h.value) / 2))
    if reach > length:
        raise Crowded("the circle is too large")
    p, q = at(v, a, reach), at(v, b, reach)
    board.canvas.circle(centre, radius, fill=False)
    board.canvas.line(p, centre, q)
    board.canvas.dot(centre)
    x, y, z = board.name(v, centre), board.name(p, centre), board.name(q, centre)
    m = board.name(centre, middle(p, q))
    return Built(
        [board.angle(centre, p, q, 2 * h.value)],
        f"The circle around {m} passes through {x} and meets the sides of the angle at {y} and {z}.",
        f"The inscribed angle {y}{x}{z} is half of the central angle {y}{m}{z} over the same arc, so it is "
        f"${degrees(2 * h.value)} \\div 2 = {degrees(h.value)}$.",
        lambda a: a / 2,
    )


@construction("angle", ("Central Angle", "Arc Measure Equals Central Angle"), ("Inscribed Angle", "Half of the Central Angle"))
def inscribed(board, h, rng):
    """The angle becomes a central angle."""
    if not 40 <= h.value <= 150:
        return None
    v, a, b, length = rays(h)
    radius = 0.6 * length
    half = unit(a[0] + b[0], a[1] + b[1])
    top = at(v, turned(half, 180 + rng.choice((-20, 0, 20))), radius)
    p, q = at(v, a, radius), at(v, b, radius)
    board.canvas.circle(v, radius, fill=False)
    board.canvas.line(p, top, q)
    m, x, y = board.name(v, middle(p, q)), board.name(p, v), board.name(q, v)
    z = board.name(top, v)
    rest = Fraction(h.value) / 2
    return Built(
        [board.angle(top, p, q, rest)],
        f"The circle around {m} meets the sides of the angle at {x} and {y}; {z} lies on the circle.",
        f"The central angle {x}{m}{y} is twice the inscribed angle {x}{z}{y} over the same arc: "
        f"$2 \\times {degrees(rest)} = {degrees(h.value)}$.",
        lambda a: 2 * a,
    )
