"""Constructions of a single knowledge point on a segment, drawn alone: for the problems a, b, ... only."""

from fractions import Fraction
from math import dist, sqrt

from ..canvas import middle, unit
from . import Built, construction, say
from .board import Crowded
from .quadrilaterals import on_side
from .segments import TIMES, along, either, neat, need, off, pick, third, triple, whole


def lonely(kind, *use):
    """Decorator: registers a construction of one point that is left out where a figure has other givens."""

    def register(build):
        def lone(board, h, rng):
            if any(one.given for one in board.handles):
                raise Crowded("only alone")
            return build(board, h, rng)

        lone.__name__ = build.__name__
        construction(kind, use)(lone)
        return build

    return register


# ----------------------------------------------------------------------------------------------- beside another segment
def beside(board, h, value):
    """A second segment, parallel to the first: (its ends, the letters of the first, the letters of the second)."""
    share = float(Fraction(value) / h.value)
    r, s = off(board, h, 0, 0.25 * float(h.value)), off(board, h, share, 0.25 * float(h.value))
    board.canvas.line(r, s)
    return (r, s), board.ends(h), board.name(r, h.points[0]) + board.name(s, h.points[0])


@lonely("segment", "Doubling and Multiples", "Multiple of a Number")
def multiple_of_another(board, h, rng):
    """A multiple of another segment."""
    n = rng.choice((2, 3, 4))
    need(neat(Fraction(h.value) / n))
    one = Fraction(h.value) / n
    h = either(h, rng)
    ends, ab, cd = beside(board, h, one)
    return Built(
        [board.segment(*ends, one, h.points[0])],
        f"{ab} is {TIMES[n]} as long as {cd}.",
        f"{ab} is {TIMES[n]} as long as {cd}, so ${ab} = {n} \\times {say(one)} = {say(h.value)}$.",
        lambda one: n * one,
    )


@lonely("segment", "Concept and Properties of Addition", "Putting Together")
def longer_than_another(board, h, rng):
    """Some longer than another segment."""
    need(whole(h.value, 4))
    more = rng.randint(1, int(h.value * 0.6))
    h = either(h, rng)
    ends, ab, cd = beside(board, h, h.value - more)
    return Built(
        [board.segment(*ends, h.value - more, h.points[0])],
        f"{ab} is {more} longer than {cd}.",
        f"{ab} is {more} longer than {cd}, so ${ab} = {say(h.value - more)} + {more} = {say(h.value)}$.",
        lambda one: one + more,
    )


@lonely("segment", "Concept and Properties of Subtraction", "Difference as What is Left")
def shorter_than_another(board, h, rng):
    """Some shorter than another segment."""
    need(whole(h.value, 4))
    less = rng.randint(1, int(h.value * 0.6))
    h = either(h, rng)
    ends, ab, cd = beside(board, h, h.value + less)
    return Built(
        [board.segment(*ends, h.value + less, h.points[0])],
        f"{ab} is {less} shorter than {cd}.",
        f"{ab} is {less} shorter than {cd}, so ${ab} = {say(h.value + less)} - {less} = {say(h.value)}$.",
        lambda one: one - less,
    )


# ------------------------------------------------------------------------------------------------------------ triangles
@lonely("segment", "Median of a Triangle", "Centroid Divides Two to One")
def median_from_centroid(board, h, rng):
    """The segment becomes a median; the part from the centroid to the side, or to the corner, is given."""
    n = rng.choice((1, 2))
    part = n * Fraction(h.value) / 3
    need(neat(part))
    (p, m), n_out = either(h, rng).points, board.outward(h)
    out, lean = rng.choice((0.5, 0.6)), rng.choice((0.12, 0.2, -0.2))
    length, way = dist(p, m), unit(m[0] - p[0], m[1] - p[1])
    q = tuple(m[i] + length * (out * n_out[i] + lean * way[i]) for i in (0, 1))
    r = along(q, m, 2)
    mass = along(p, m, 2 / 3)
    far = middle(p, q)
    board.canvas.polygon(p, q, r, fill=False)
    board.canvas.line(r, far)
    board.equal((q, m), (m, r))
    board.equal((p, far), (far, q))
    names, mid, s = board.names(p, q, r), board.name(m, p), board.name(mass, q)
    a, other = names[0], board.name(far, r)
    ends, given = ((m, mass), f"{s}{mid}") if n == 1 else ((p, mass), f"{a}{s}")
    back = "\\times 3" if n == 1 else "\\div 2 \\times 3"
    return Built(
        [board.segment(*ends, part, r)],
        f"Medians {a}{mid} and {names[2]}{other} of triangle {names} meet at {s}.",
        f"The centroid {s} divides median {a}{mid} in the ratio 2 : 1 from {a} on. {given} is {say(part)}, so "
        f"${a}{mid} = {say(part)} {back} = {say(h.value)}$.",
        lambda part: part * 3 / n,
    )


@lonely("segment", "Angle Bisector of a Triangle", "Ratio of the Side Parts")
def side_by_bisector(board, h, rng):
    """The bisector at one end divides the opposite side; its parts and the other side at this end are given."""
    a, b = rng.choice([(2, 3), (3, 4), (4, 5), (3, 5), (4, 3), (5, 4), (3, 2)])
    other = Fraction(h.value) * b / a
    fits = [k for k in range(1, 40) if 0.55 < k * (a + b) / h.value < 1.5]
    need(neat(other) and fits)
    k = rng.choice(fits)
    h = either(h, rng)
    p, q = h.points
    r = third(board, h, other, k * (a + b))
    d = along(q, r, Fraction(a, a + b))
    board.canvas.polygon(p, q, r, fill=False)
    board.canvas.line(p, d)
    board.equal_angles((p, q, d), (p, d, r))
    (x, y, z), mark = board.names(p, q, r), board.name(d, p)
    return Built(
        [board.segment(p, r, other, q), board.segment(q, d, k * a, p), board.segment(d, r, k * b, p)],
        f"{x}{mark} bisects the angle at {x} of triangle {x}{y}{z}.",
        f"Bisector {x}{mark} divides {y}{z} in the ratio of the sides at {x}: ${x}{y} : {x}{z} = {y}{mark} : "
        f"{mark}{z}$, so ${x}{y} = {say(other)} \\times {k * a} \\div {k * b} = {say(h.value)}$.",
        lambda other, one, two: other * one / two,
    )


@lonely("segment", "Criteria for Congruent Triangles", "Side-Angle-Side")
def congruent_by_sides(board, h, rng):
    """Two triangles beside each other that agree in two sides and the angle between them."""
    v = float(h.value)
    h = either(h, rng)
    p, q = h.points
    r = third(board, h, v * rng.choice((0.7, 0.8)), v * rng.choice((0.9, 1)))
    shift = along(p, q, 1.35)
    others = [(c[0] + shift[0] - p[0], c[1] + shift[1] - p[1]) for c in (p, q, r)]
    for x, y, z in ((p, q, r), others):
        board.canvas.polygon(x, y, z, fill=False)
    board.equal((p, r), (others[0], others[2]))
    board.equal((q, r), (others[1], others[2]))
    board.equal_angles((r, p, q), (others[2], *others[:2]))
    (a, b, c), (d, e, f) = board.names(p, q, r), board.names(*others)
    return Built(
        [board.segment(others[0], others[1], h.value, others[2])],
        f"In triangles {a}{b}{c} and {d}{e}{f}, ${a}{c} = {d}{f}$, ${b}{c} = {e}{f}$, and the angles at {c} and "
        f"{f} "
        "are equal.",
        f"The triangles agree in two sides and the angle between them, so they are congruent, and ${a}{b} = {d}{e} = "
        f"{say(h.value)}$.",
        lambda a: a,
    )


# ------------------------------------------------------------------------------------------------------- quadrilaterals
@lonely("segment", "Definition of a Rhombus", "Four Equal Sides")
def rhombus_side(board, h, rng):
    """Another side of a rhombus is given."""
    h, slant = either(h, rng), rng.choice((0.3, 0.4, 0.5))
    p, q, r, s = corners = on_side(board, h, slant, float(h.value) * sqrt(1 - slant * slant))
    names = board.names(*corners)
    a, b, c, d = names
    return Built(
        [board.segment(q, r, h.value, p)],
        f"{names} is a rhombus.",
        f"All four sides of rhombus {names} are equally long, so ${a}{b} = {b}{c} = {say(h.value)}$.",
        lambda a: a,
    )


@lonely("segment", "Area of a Rhombus", "Side times Height of a Rhombus")
def rhombus_height(board, h, rng):
    """A rhombus with a height; its area is told."""
    high = pick(rng, h.value, 0.7, 0.95)
    need(whole(h.value * high))
    v = float(h.value)
    h, share = either(h, rng), sqrt(1 - (high / v) ** 2)
    p, q, r, s = corners = on_side(board, h, share, high)
    foot = along(p, q, share)
    board.canvas.line(s, foot, kind="dash")
    board.canvas.right(foot, s, q)
    names, mark = board.names(*corners), board.name(foot, s)
    size = say(h.value * high)
    return Built(
        [board.segment(s, foot, high, p), board.told(h.value * high)],
        f"Rhombus {names} with height {names[3]}{mark} has area {size}.",
        f"The area of a rhombus is its side times its height, so ${names[:2]} = {size} \\div {high} = {say(h.value)}$.",
        lambda high, size: size / high,
    )


@lonely("segment", "Altitude of a Parallelogram", "Two Altitudes of a Parallelogram")
def parallelogram_altitudes(board, h, rng):
    """Both altitudes and the other side of a parallelogram are given."""
    v = Fraction(h.value)
    fits = [k for k in range(2, 60) if 0.7 < k / v < 1.3 and k != v]
    fits = [k for k in fits if neat(k * Fraction(4, 5), v * Fraction(4, 5))]
    need(fits)
    side = rng.choice(fits)
    one, two = side * Fraction(4, 5), v * Fraction(4, 5)
    h = either(h, rng)
    share = 0.6 * side / float(v)
    p, q, r, s = corners = on_side(board, h, share, one)
    foot, other = along(p, q, share), along(r, q, 0.6 * float(v) / side)
    for end, x in ((foot, q), (other, q)):
        board.canvas.line(s, end, kind="dash")
        board.canvas.right(end, s, x)
    a, b, c, d = names = board.names(*corners)
    x, y = board.name(foot, s), board.name(other, s)
    return Built(
        [board.segment(s, foot, one, p), board.segment(s, other, two, q), board.segment(p, s, side, q)],
        f"{d}{x} and {d}{y} are the altitudes of parallelogram {names}.",
        f"Each side times its altitude is the area of {names}, and ${b}{c} = {a}{d} = {side}$: ${a}{b} \\times "
        f"{d}{x} = "
        f"{side} \\times {say(two)} = {say(side * two)}$, so ${a}{b} = {say(side * two)} \\div {say(one)} = {say(v)}$.",
        lambda one, two, side: side * two / one,
    )


@lonely("segment", "Altitude of a Trapezoid", "Cutting into Rectangle and Triangles")
def trapezoid_cut(board, h, rng):
    """The altitudes of a trapezoid divide its longer base; the outer parts and the shorter base are given."""
    need(whole(h.value, 6))
    v = int(h.value)
    left, right = pick(rng, v, 0.17, 0.34), pick(rng, v, 0.17, 0.34)
    top = v - left - right
    need(len({left, right, top}) == 3)
    h = either(h, rng)
    p, q, r, s = corners = on_side(board, h, left / v, rng.choice((0.4, 0.5)) * v, top)
    feet = along(p, q, left / v), along(p, q, 1 - right / v)
    for end, x in zip((s, r), feet):
        board.canvas.line(end, x, kind="dash")
        board.canvas.right(x, end, p)
    a, b, c, d = names = board.names(*corners)
    x, y = board.name(feet[0], s), board.name(feet[1], r)
    return Built(
        [board.segment(p, feet[0], left, s), board.segment(r, s, top, p), board.segment(feet[1], q, right, r)],
        f"{d}{x} and {c}{y} are altitudes of trapezoid {names}.",
        f"The altitudes cut the trapezoid into a rectangle and two right triangles. So ${x}{y} = {d}{c} = {top}$, and "
        f"${a}{b} = {left} + {top} + {right} = {v}$.",
        lambda left, top, right: left + top + right,
    )


# -------------------------------------------------------------------------------------------------------------- circles
@lonely("segment", "Tangency of Line and Circle", "Tangent Length by Pythagoras")
def tangent_length(board, h, rng):
    """The segment becomes a tangent; the radius and the distance of the centre are given."""
    v, radius, far = triple(rng, h.value, 0, 1.1, 3.3)
    h = either(h, rng)
    p, q = h.points
    m = off(board, h, 1, radius)
    board.canvas.circle(m, float(radius) * board.unit, fill=False)
    board.canvas.dot(m)
    board.canvas.line(p, m, q)
    (a, b), c = board.ends(h), board.name(m, middle(p, q))
    return Built(
        [board.segment(q, m, radius, p), board.segment(p, m, far, q)],
        f"{a}{b} touches the circle with the centre {c} at {b}.",
        f"Tangent {a}{b}, radius {c}{b} and {a}{c} make a triangle with a right angle at {b}, so ${a}{b} = "
        f"\\sqrt{{{say(far)}^2 - {say(radius)}^2}} = {say(v)}$.",
        lambda radius, far: sqrt(far * far - radius * radius),
    )


@lonely("chord", "Perpendicular Chord Theorem", "Perpendicular from the Centre Bisects a Chord")
def chord_halved(board, h, rng):
    """The perpendicular from the centre; half of the chord is given."""
    _, centre, _ = h.round
    h = either(h, rng)
    half, foot = Fraction(h.value) / 2, middle(*h.points)
    board.canvas.line(centre, foot)
    board.canvas.right(foot, centre, h.points[1])
    ab, o, m = board.ends(h), board.name(centre, foot), board.name(foot, centre)
    return Built(
        [board.segment(h.points[0], foot, half, centre)],
        f"{o} is the centre of the circle, and {o}{m} is perpendicular to {ab}.",
        f"The perpendicular {o}{m} from the centre halves the chord, so ${ab} = 2 \\times {say(half)} = "
        f"{say(h.value)}$.",
        lambda half: 2 * half,
    )


@lonely("diameter", "Definition of a Circle", "Diameter as Twice the Radius")
def diameter_by_radius(board, h, rng):
    """A radius in another direction is given."""
    _, centre, radius = h.round
    p, q = either(h, rng).points
    way, n = unit(q[0] - centre[0], q[1] - centre[1]), board.outward(h)
    lean = rng.choice((0.25, 0.5, 0.7))
    r = tuple(centre[i] + radius * (lean * way[i] + sqrt(1 - lean * lean) * n[i]) for i in (0, 1))
    board.canvas.line(centre, r)
    half = Fraction(h.value) / 2
    ab, o, c = board.ends(h), board.name(centre, r), board.name(r, centre)
    return Built(
        [board.segment(centre, r, half, p)],
        f"{o} is the centre of the circle with diameter {ab}, and {c} lies on the circle.",
        f"{o}{c} is a radius. The diameter is twice as long, so ${ab} = 2 \\times {say(half)} = {say(h.value)}$.",
        lambda half: 2 * half,
    )


@lonely("diameter", "Circles and Squares", "Circle Inscribed in a Square")
def diameter_by_side(board, h, rng):
    """A square around the circle, of which a side is given."""
    _, centre, radius = h.round
    h = either(h, rng)
    p, q = h.points
    n = board.outward(h)
    corners = [(x[0] + s * n[0] * radius, x[1] + s * n[1] * radius) for x, s in ((p, 1), (q, 1), (q, -1), (p, -1))]
    board.canvas.line(*corners, corners[0])
    names, ab = board.names(*corners), board.ends(h)
    return Built(
        [board.segment(corners[0], corners[1], h.value, centre)],
        f"The circle with diameter {ab} touches all sides of square {names}.",
        f"The diameter of a circle that touches all sides of a square is as long as a side, so ${ab} = {names[:2]} = "
        f"{say(h.value)}$.",
        lambda side: side,
    )
