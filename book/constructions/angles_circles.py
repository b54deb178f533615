"""Constructions on an angle: circles through its vertex and sides, around it, and touching a side."""

from math import atan2, cos, degrees, dist, radians, sin

from ..canvas import middle, polar
from . import Built, construction
from .angles import CLOSE, DEGREE, deg, frame
from .angles_triangles import BASE_ANGLES, SUM, equal_sides
from .board import Crowded

RADII = ("Properties of a Circle", "Equal Radii in One Circle")
INSCRIBED = ("Inscribed Angle", "Half of the Central Angle")
TANGENT_CHORD = ("Tangent-Chord Angle", "Tangent-Chord Angle Theorem")
CURVED = 9  # points of a stroke, at most, that is no curve
LARGEST = 0.75  # of the figure's longer side: no circle has a larger radius


def circle(board, centre, *points):
    """Draws the circle around a centre through points, arc by arc, or says that it is there."""
    radius, near = dist(centre, points[0]), 0.002 * board.size
    curves = [line for line, kind in board.canvas.strokes if kind != "none" and len(line) > CURVED]
    if radius > LARGEST * board.size or len(board.canvas.polygons) > 1:
        raise Crowded("too large, or over another part")
    if any(abs(dist(centre, q) - radius) > near for line in curves for q in line):
        raise Crowded("another circle")
    if any(dist(c, centre) < near for c, _ in board.canvas.circles):
        return True
    board.canvas.circles.append((centre, radius))
    turns = sorted(degrees(atan2(p[1] - centre[1], p[0] - centre[0])) % 360 for p in points)
    for start, stop in zip(turns, [*turns[1:], turns[0] + 360]):
        half = polar(centre, radius, (start + stop) / 2)
        if not any(dist(half, q) < 0.05 * radius for line in curves for q in line):
            board.canvas.ring(centre, radius, start=start, end=stop)
    return False


def centre_of(a, b, c):
    """The centre of the circle through three points."""
    (ax, ay), (bx, by), (cx, cy) = a, b, c
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    one, two, three = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    x = (one * (by - cy) + two * (cy - ay) + three * (ay - by)) / d
    return x, (one * (cx - bx) + two * (ax - cx) + three * (bx - ax)) / d


def even(a):
    """Whether the ends of the sides are about as far from the vertex, so that a circle through all three is small."""
    return 0.55 < a.lp / a.lq < 1.8


# ------------------------------------------------------------------------- through the vertex and the ends of the sides
@construction("angle", INSCRIBED)
def central(board, h, rng):
    """The central angle over the arc of this inscribed angle."""
    a = frame(board, h, rng, 25, 80)
    if not a or not even(a):
        return None
    centre = centre_of(a.v, a.p, a.q)
    circle(board, centre, a.v, a.p, a.q)
    a.draw(a.p, centre, a.q)
    board.canvas.dot(centre)
    p, v, q = a.names()
    m = a.name(centre, middle(a.p, a.q))
    return Built(
        [a.angle(centre, a.p, a.q, 2 * a.wide)],
        f"{p}, {v} and {q} lie on a circle around {m}.",
        f"The inscribed angle {p}{v}{q} is half of the central angle {p}{m}{q} over the same arc, so it is "
        f"${deg(2 * a.wide)} \\div 2 = {deg(a.wide)}$.",
        lambda a: a / 2,
    )


@construction("angle", RADII, BASE_ANGLES, SUM, INSCRIBED)
def inscribed_radii(board, h, rng):
    """The chord and the radii to its ends make an isosceles triangle."""
    a = frame(board, h, rng, 28, 68)
    if not a or not even(a):
        return None
    centre, rest = centre_of(a.v, a.p, a.q), 90 - a.wide
    circle(board, centre, a.v, a.p, a.q)
    a.draw(centre, a.p, a.q, centre)
    board.canvas.dot(centre)
    p, v, q = a.names()
    m = a.name(centre, middle(a.p, a.q))
    return Built(
        [a.angle(a.p, a.q, centre, rest)],
        f"{p}, {v} and {q} lie on a circle around {m}.",
        f"${m}{p} = {m}{q}$ as radii, so the angles at {p} and {q} in the triangle {p}{q}{m} are both ${deg(rest)}$, "
        f"and its angle at {m} is $180{DEGREE} - {deg(rest)} - {deg(rest)} = {deg(2 * a.wide)}$. The inscribed angle "
        f"{p}{v}{q} is half of this central angle over the same arc: ${deg(2 * a.wide)} \\div 2 = {deg(a.wide)}$.",
        lambda a: (180 - 2 * a) / 2,
    )


@construction(
    "angle",
    ("Tangent-Segment Theorem", "Equal Tangent Segments"),
    ("Isosceles Triangle", "Base Angle from the Apex Angle"),
    TANGENT_CHORD,
)
def tangents_at_ends(board, h, rng):
    """The tangents at the ends of the sides meet beyond the chord."""
    a = frame(board, h, rng, 35, 72)
    if not a or not even(a):
        return None
    centre, apex = centre_of(a.v, a.p, a.q), 180 - 2 * a.wide
    mid, c = middle(a.p, a.q), cos(radians(a.wide))
    out = mid[0] - centre[0], mid[1] - centre[1]
    s = centre[0] + out[0] / c**2, centre[1] + out[1] / c**2
    circle(board, centre, a.v, a.p, a.q)
    a.draw(a.p, s, a.q, a.p)
    p, v, q = a.names()
    far = a.name(s, centre)
    one = rng.choice((p, q))
    return Built(
        [a.angle(s, a.p, a.q, apex)],
        f"The tangents at {p} and {q} to the circle through {p}, {v} and {q} meet at {far}.",
        f"The tangent segments {far}{p} and {far}{q} are equal, so the triangle {p}{q}{far} is isosceles and its "
        f"angle at {one} is $(180{DEGREE} - {deg(apex)}) \\div 2 = {deg(a.wide)}$. This is the angle between a "
        f"tangent and the chord {p}{q}, and the inscribed angle {p}{v}{q} over this chord is as large: "
        f"${deg(a.wide)}$.",
        lambda a: (180 - a) / 2,
    )


def far_arc(a, share):
    """The point of the circle through v, p and q that divides the arc from p to q across from v in a share."""
    centre = centre_of(a.v, a.p, a.q)
    start = degrees(atan2(a.p[1] - centre[1], a.p[0] - centre[0]))
    return centre, polar(centre, dist(centre, a.p), start + a.sense * 2 * a.wide * share)


@construction("angle", ("Cyclic Quadrilateral", "Supplementary Opposite Angles"))
def cyclic(board, h, rng):
    a = frame(board, h, rng, 40, 130)
    if not a or not even(a):
        return None
    centre, d = far_arc(a, rng.choice((0.4, 0.6)))
    circle(board, centre, a.v, a.p, d, a.q)
    a.draw(a.p, d, a.q)
    p, v, q = a.names()
    new, rest = a.name(d), 180 - a.wide
    return Built(
        [a.angle(d, a.p, a.q, rest)],
        f"{p}, {v}, {q} and {new} lie on a circle.",
        f"Opposite angles of the quadrilateral {v}{p}{new}{q} in the circle make $180{DEGREE}$, so the angle "
        f"{p}{v}{q} is $180{DEGREE} - {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 180 - a,
    )


@construction("angle", BASE_ANGLES, SUM, ("Cyclic Quadrilateral", "Supplementary Opposite Angles"))
def cyclic_isosceles(board, h, rng):
    a = frame(board, h, rng, 40, 130, step=2)
    if not a or not even(a):
        return None
    (centre, d), base = far_arc(a, 0.5), a.wide // 2
    circle(board, centre, a.v, a.p, d, a.q)
    a.draw(a.q, a.p, d, a.q)
    board.equal((a.p, d), (d, a.q))
    p, v, q = a.names()
    new, rest = a.name(d), 180 - a.wide
    return Built(
        [a.angle(a.p, a.q, d, base)],
        f"{p}, {v}, {q} and {new} lie on a circle, and ${new}{p} = {new}{q}$.",
        f"Because ${new}{p} = {new}{q}$, the angles at {p} and {q} in the triangle {p}{new}{q} are both "
        f"${deg(base)}$, so its angle at {new} is $180{DEGREE} - {deg(base)} - {deg(base)} = {deg(rest)}$. Opposite "
        f"angles of the quadrilateral {v}{p}{new}{q} in the circle make $180{DEGREE}$, so the angle {p}{v}{q} is "
        f"$180{DEGREE} - {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 180 - (180 - 2 * a),
    )


# -------------------------------------------------------------------------------------------------- around the vertex
def round_vertex(a):
    """Where a circle around the vertex meets the sides: at their ends, if these are as far and not too far away."""
    p, q = equal_sides(a)
    if dist(a.v, p) <= LARGEST * a.board.size:
        return p, q
    return a.at(0, 0.6 * a.board.size), a.at(a.wide, 0.6 * a.board.size)


@construction("angle", RADII, BASE_ANGLES, SUM)
def radii(board, h, rng):
    """The angle becomes a central angle; the radii and the chord make an isosceles triangle."""
    a = frame(board, h, rng, 40, 140, step=2)
    if not a:
        return None
    (p, q), base = round_vertex(a), (180 - a.wide) // 2
    there = circle(board, a.v, p, q)
    a.draw(a.v, p, q, a.v)
    m, x, y = a.name(a.v, middle(p, q)), a.name(p), a.name(q)
    at_p, _, at_q = a.letters(p, q)
    return Built(
        [a.angle(p, a.v, q, base)],
        f"{x}{y} is a chord of the circle." if there else f"{x}{y} is a chord of a circle around {m}.",
        f"${m}{x} = {m}{y}$ as radii, so the angles at {x} and {y} in the triangle {m}{x}{y} are both ${deg(base)}$. "
        f"The angle sum leaves $180{DEGREE} - {deg(base)} - {deg(base)} = {deg(a.wide)}$ for the angle "
        f"{at_p}{m}{at_q}.",
        lambda a: 180 - 2 * a,
    )


@construction("angle", INSCRIBED)
def inscribed(board, h, rng):
    """The angle becomes a central angle; an inscribed angle over its arc is given."""
    a = frame(board, h, rng, 44, 150, step=2)
    if not a:
        return None
    p, q = round_vertex(a)
    reach = dist(a.v, p)
    top = a.at(a.wide / 2 + 180 + rng.choice((-20, 20)), reach)
    there = circle(board, a.v, p, q, top)
    a.draw(p, top, q)
    m, x, y = a.name(a.v, middle(p, q)), a.name(p), a.name(q)
    z, half = a.name(top), a.wide // 2
    one, _, two = a.letters(p, q)
    return Built(
        [a.angle(top, p, q, half)],
        f"{z} lies on the circle." if there else f"{x}, {y} and {z} lie on a circle around {m}.",
        f"The central angle {one}{m}{two} is twice the inscribed angle {x}{z}{y} over the same arc: "
        f"$2 \\times {deg(half)} = {deg(a.wide)}$.",
        lambda a: 2 * a,
    )


@construction(
    "angle", ("Tangent-Chord Angle", "Half of the Enclosed Arc"), ("Central Angle", "Arc Measure Equals Central Angle")
)
def tangent_and_arc(board, h, rng):
    """The angle becomes a central angle; the angle between a tangent and the chord is given."""
    a = frame(board, h, rng, 44, 150, step=2)
    if not a:
        return None
    (p, q), half = round_vertex(a), a.wide // 2
    reach = dist(a.v, p)
    t, back = a.go(p, 90, 0.8 * reach), a.go(p, -90, 0.4 * reach)
    there = circle(board, a.v, p, q)
    a.draw(back, p, t)
    a.draw(p, q)
    m, x, y = a.name(a.v, middle(p, q)), a.name(p), a.name(q)
    z = a.name(t, p)
    one, _, two = a.letters(p, q)
    return Built(
        [a.angle(p, t, q, half)],
        f"{x}{z} touches the circle at {x}."
        if there
        else f"{x} and {y} lie on a circle around {m}, and {x}{z} touches this circle at {x}.",
        f"The angle between the tangent {x}{z} and the chord {x}{y} is half of the arc from {x} to {y}. So the arc "
        f"and its central angle {one}{m}{two} measure $2 \\times {deg(half)} = {deg(a.wide)}$.",
        lambda a: 2 * a,
    )


# --------------------------------------------------------------------------------------- touching a side at the vertex
@construction("angle", ("Tangency of Line and Circle", "Radius Meets the Tangent at a Right Angle"))
def touching(board, h, rng):
    """A circle touches one side at the vertex, and the other side lies between the first and the radius."""
    a = frame(board, h, rng, 30, 70)
    if not a:
        return None
    radius, rest = min(0.6 * a.lp, a.lq / (2 * sin(radians(a.wide)))), 90 - a.wide
    m, chord = a.at(90, radius), 2 * radius * sin(radians(a.wide))
    d = a.q if a.lq - chord < CLOSE * board.size else a.at(a.wide, chord)
    m = touching_circle(a)[0] if d == a.q else m
    circle(board, m, a.v, d)
    a.draw(a.v, m)
    a.draw(a.v, a.at(180, 0.5 * a.lp))
    board.canvas.dot(m)
    on_it, centre = a.name(d), a.name(m)
    p, v, q = a.letters(a.p, d)
    return Built(
        [a.angle(a.v, d, m, rest)],
        f"The line {v}{p} touches the circle around {centre} at {v}, and {on_it} lies on the circle.",
        f"The radius {centre}{v} stands at right angles on the tangent {v}{p}, and {v}{q} divides this angle, so the "
        f"angle {p}{v}{q} is $90{DEGREE} - {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 90 - a,
    )


@construction(
    "angle",
    RADII,
    BASE_ANGLES,
    ("Tangency of Line and Circle", "Radius Meets the Tangent at a Right Angle"),
    ("Straight Angle and Full Angle", "Straight Angle"),
)
def touching_radii(board, h, rng):
    """A circle beside the angle touches one side at the vertex, and the continuation of the other side cuts it."""
    a = frame(board, h, rng, 22, 68)
    if not a:
        return None
    radius, base = 0.6 * min(a.lp, a.lq), 90 - a.wide
    m = a.at(-90, radius)
    s = a.at(180 + a.wide, 2 * radius * sin(radians(a.wide)))
    circle(board, m, a.v, s)
    line = a.continued(s, False)
    a.draw(a.v, m, s)
    a.draw(a.v, a.at(180, 0.8 * radius))
    board.canvas.dot(m)
    p, v, q = a.names()
    centre, new = a.name(m, middle(a.v, s)), a.name(s, m)
    return Built(
        [a.angle(*rng.choice(((s, a.v, m), (a.v, s, m))), base)],
        f"The line {v}{p} touches the circle around {centre} at {v}. {line} on the circle.",
        f"${centre}{v} = {centre}{new}$ as radii, so the angles at {v} and {new} in the triangle {centre}{v}{new} are "
        f"both ${deg(base)}$. The radius {centre}{v} stands at right angles on the tangent {v}{p}. The angles "
        f"{p}{v}{q}, {p}{v}{centre} and {centre}{v}{new} make the straight angle {q}{v}{new}, so the angle {p}{v}{q} "
        f"is $180{DEGREE} - 90{DEGREE} - {deg(base)} = {deg(a.wide)}$.",
        lambda a: 90 - a,
    )


def touching_circle(a):
    """(centre, radius) of the circle that touches vp at v and passes through q."""
    radius = a.lq / (2 * sin(radians(a.wide)))
    return a.at(90, radius), radius


@construction("angle", BASE_ANGLES, SUM, TANGENT_CHORD)
def tangent_chord(board, h, rng):
    """The angle lies between a tangent and a chord; an isosceles triangle stands over the chord."""
    a = frame(board, h, rng, 40, 130, step=2)
    if not a:
        return None
    (centre, radius), base = touching_circle(a), (180 - a.wide) // 2
    r = a.go(centre, a.wide + 90, radius)
    circle(board, centre, a.v, a.q, r)
    a.draw(a.v, r, a.q, a.v)
    a.draw(a.v, a.at(180, 0.5 * a.lp))
    board.equal((a.v, r), (r, a.q))
    p, v, q = a.names()
    new = a.name(r, centre)
    return Built(
        [a.angle(a.q, a.v, r, base)],
        f"The line {v}{p} touches the circle through {v}, {q} and {new} at {v}, and ${new}{v} = {new}{q}$.",
        f"Because ${new}{v} = {new}{q}$, the angles at {v} and {q} in the triangle {v}{q}{new} are both "
        f"${deg(base)}$, and its angle at {new} is $180{DEGREE} - {deg(base)} - {deg(base)} = {deg(a.wide)}$. The "
        f"angle {p}{v}{q} between the tangent and the chord {v}{q} equals this inscribed angle over the chord: "
        f"${deg(a.wide)}$.",
        lambda a: 180 - 2 * a,
    )
