"""Constructions on an angle: rotations, reflections and bearings."""

from math import atan2, cos, degrees, radians

from . import Built, construction
from .angles import DEGREE, TAME, deg, frame
from .angles_triangles import BASE_ANGLES, SUM

TURN = ("Definition of a Rotation", "Same Angle for Every Point")
MIRROR = ("Axial Symmetry", "Reflection Keeps Lengths and Angles")


@construction("angle", TURN, ("Properties of a Rotation", "Distance from the Centre is Kept"), BASE_ANGLES, SUM)
def turned_isosceles(board, h, rng):
    """The rotation that takes one side to the other is applied to the end of the other."""
    a = frame(board, h, rng, 24, 140, step=2)
    if not a or rng.random() < TAME:
        return None
    r, base = a.at(2 * a.wide, a.lq), (180 - a.wide) // 2
    a.draw(a.v, r, a.q)
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(*rng.choice(((r, a.v, a.q), (a.q, a.v, r))), base)],
        f"The rotation about {v} through the angle {p}{v}{q} takes {q} to {new}.",
        f"A point and its image are equally far from the centre, so ${v}{q} = {v}{new}$, and the angles at {q} and "
        f"{new} in the triangle {v}{q}{new} are both ${deg(base)}$. The angle sum leaves $180{DEGREE} - {deg(base)} - "
        f"{deg(base)} = {deg(a.wide)}$ for the angle {q}{v}{new}. This is the angle of the rotation, which turns "
        f"every ray alike, so the angle {p}{v}{q} is ${deg(a.wide)}$ too.",
        lambda a: 180 - 2 * a,
    )


@construction(
    "angle",
    TURN,
    ("Straight Angle and Full Angle", "Straight Angle"),
    ("Calculation of Angles", "Equal Parts of an Angle"),
)
def turned_twice(board, h, rng):
    """The rotation that takes one side to the other, twice; what is left of a straight angle is given."""
    a = frame(board, h, rng, 24, 78)
    if not a:
        return None
    r, rest = a.at(2 * a.wide, a.lq), 180 - 2 * a.wide
    e, line = a.beyond(0.7 * a.lq)
    a.draw(a.v, r)
    p, v, q = a.names()
    new, far = a.name(r), a.name(e)
    return Built(
        [a.angle(a.v, r, e, rest)],
        f"{line}. The rotation about {v} through the angle {p}{v}{q} takes {q} to {new}.",
        f"{p}{v}{far} is a straight angle, so the angle {p}{v}{new} is $180{DEGREE} - {deg(rest)} = "
        f"{deg(2 * a.wide)}$. The rotation turns every ray by the same angle, so {p}{v}{q} and {q}{v}{new} are its "
        f"two equal parts, and the angle {p}{v}{q} is ${deg(2 * a.wide)} \\div 2 = {deg(a.wide)}$.",
        lambda a: (180 - a) / 2,
    )


@construction("angle", MIRROR)
def mirrored(board, h, rng):
    a = frame(board, h, rng, 20, 120)
    if not a:
        return None
    r = a.at(2 * a.wide, 0.85 * a.lq)
    a.draw(a.v, r)
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(a.v, a.q, r, a.wide)],
        f"The mirror image of the ray {v}{p} in the line {v}{q} is the ray {v}{new}.",
        f"A reflection keeps all angles, and {v}{q} stays fixed, so the angles {p}{v}{q} and {new}{v}{q} are equal: "
        f"the angle {p}{v}{q} is ${deg(a.wide)}$.",
        lambda a: a,
    )


@construction("angle", MIRROR, BASE_ANGLES, SUM)
def mirrored_isosceles(board, h, rng):
    """An isosceles triangle between the mirror line and the mirror image of the other side."""
    a = frame(board, h, rng, 24, 120)
    if not a:
        return None
    if a.wide % 2 == 0 and rng.random() < 0.5 or a.wide > 68:
        if a.wide % 2:
            return None
        return mirrored_apex(a, rng)
    r, apex = a.at(2 * a.wide, a.lq / (2 * cos(radians(a.wide)))), 180 - 2 * a.wide
    a.draw(a.v, r, a.q, a.v)
    board.equal((a.v, r), (r, a.q))
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(r, a.v, a.q, apex)],
        f"The mirror image of the ray {v}{p} in the line {v}{q} is the ray {v}{new}, and ${new}{v} = {new}{q}$.",
        f"Because ${new}{v} = {new}{q}$, the angles at {v} and {q} in the triangle {v}{q}{new} are equal, and by the "
        f"angle sum each of them is $(180{DEGREE} - {deg(apex)}) \\div 2 = {deg(a.wide)}$. A reflection keeps all "
        f"angles, so the angle {p}{v}{q} is as large as {q}{v}{new}: ${deg(a.wide)}$.",
        lambda a: (180 - a) / 2,
    )


def mirrored_apex(a, rng):
    """The vertex is the tip of the isosceles triangle."""
    r, base = a.at(2 * a.wide, a.lq), (180 - a.wide) // 2
    a.draw(a.v, r, a.q, a.v)
    a.board.equal((a.v, r), (a.v, a.q))
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(r, a.v, a.q, base)],
        f"The mirror image of the ray {v}{p} in the line {v}{q} is the ray {v}{new}, and ${v}{new} = {v}{q}$.",
        f"Because ${v}{new} = {v}{q}$, the angles at {new} and {q} in the triangle {v}{q}{new} are both "
        f"${deg(base)}$, and the angle sum leaves $180{DEGREE} - {deg(base)} - {deg(base)} = {deg(a.wide)}$ for the "
        f"angle {q}{v}{new}. A reflection keeps all angles, so the angle {p}{v}{q} is as large: ${deg(a.wide)}$.",
        lambda a: 180 - 2 * a,
    )


@construction(
    "angle",
    ("Bearing of a Direction", "Bearing Clockwise from North"),
    ("Calculation of Angles", "Difference of Angles"),
)
def bearings(board, h, rng):
    """The sides have bearings: one is drawn, the other told."""
    a = frame(board, h, rng, 20, 140)
    if not a or board.canvas.polygons or board.canvas.circles:
        return None
    turns = [90 - degrees(atan2(c[1] - a.v[1], c[0] - a.v[0])) for c in (a.p, a.q)]
    one, two = (round(t) % 360 for t in turns)
    if max(abs(t - round(t)) for t in turns) > 0.01 or not 20 <= one <= 150 or two - one != a.wide:
        return None
    north = a.v[0], a.v[1] + 0.9 * a.lp
    board.canvas.arrow(a.v, north, kind="thin")
    board.canvas.corner(north, "N", a.v)
    board.canvas.upright = True
    p, v, q = a.names()
    return Built(
        [a.angle(a.v, north, a.p, one), board.told(two)],
        f"The arrow points north. Seen from {v}, the point {q} has the bearing ${deg(two)}$.",
        f"Seen from {v}, {p} has the bearing ${deg(one)}$ and {q} has the bearing ${deg(two)}$, both clockwise from "
        f"north. The angle {p}{v}{q} is their difference: ${deg(two)} - {deg(one)} = {deg(a.wide)}$.",
        lambda one, two: two - one,
    )
