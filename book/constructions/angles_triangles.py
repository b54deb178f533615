"""Constructions on an angle: triangles on its sides, beside it and in it."""

from math import cos, dist, radians, sin

from ..canvas import middle
from . import Built, construction
from .angles import DEGREE, deg, frame

ALTERNATE = ("Parallel Lines and Angles", "Alternate Angles")
BASE_ANGLES = ("Isosceles Triangle", "Base Angles are Equal")
OUTER = ("Exterior Angle of a Triangle", "Exterior Angle as a Sum")
SUM = ("Angle Sum of a Triangle", "Third Angle from Two")


# --------------------------------------------------------------------------------------------- joining the two sides
@construction("angle", SUM)
def triangle(board, h, rng):
    """A triangle on the drawn ends of the sides, or cut off where they are too long."""
    a = frame(board, h, rng, 20, 110)
    if not a:
        return None
    rest = 180 - a.wide
    one = rng.randint(max(25, rest - 120), min(120, rest - 25))
    q = a.q if rng.random() < 0.8 else a.at(a.wide, 0.8 * a.lq)
    p = a.at(0, dist(a.v, q) * sin(radians(rest - one)) / sin(radians(one)))
    if dist(a.v, p) > 1.3 * a.lp or dist(a.v, p) < 0.4 * a.lp:
        return None
    a.draw(a.v, p, q)
    far = middle(p, q)
    x, y, z = a.name(a.v, far), a.name(p), a.name(q)
    at_p, _, at_q = a.letters(p, q)
    return Built(
        [a.angle(p, a.v, q, one), a.angle(q, a.v, p, rest - one)],
        f"{y}{z} joins the sides of the angle at {x}.",
        f"In the triangle {x}{y}{z} the angles add up to $180{DEGREE}$, so the angle {at_p}{x}{at_q} is $180{DEGREE} - "
        f"{deg(one)} - {deg(rest - one)} = {deg(a.wide)}$.",
        lambda a, b: 180 - a - b,
    )


def equal_sides(a):
    """Points as far from the vertex on both sides: an end, and the other end or a point before it."""
    reach = min(a.lp, a.lq)
    return (a.p if a.lp - reach < 1e-6 else a.at(0, reach)), (a.q if a.lq - reach < 1e-6 else a.at(a.wide, reach))


def centred(a):
    """Whether the vertex is the centre of a circle or an arc, whose radii need no marks."""
    curves = [line for line, kind in a.board.canvas.strokes if kind != "none" and len(line) > 9]
    far = [[dist(a.v, q) for q in line] for line in curves]
    return any(max(reach) - min(reach) < 0.002 * a.board.size for reach in far)


@construction("angle", BASE_ANGLES, SUM)
def isosceles(board, h, rng):
    a = frame(board, h, rng, 20, 140, step=2)
    if not a or centred(a):
        return None
    base = (180 - a.wide) // 2
    p, q = equal_sides(a)
    a.draw(a.v, p, q, a.v)
    board.equal((a.v, p), (a.v, q))
    x, y, z = a.name(a.v, middle(p, q)), a.name(p), a.name(q)
    at_p, _, at_q = a.letters(p, q)
    return Built(
        [a.angle(p, a.v, q, base)],
        f"${x}{y}$ and ${x}{z}$ are equally long.",
        f"Because ${x}{y} = {x}{z}$, the angle at {z} in the triangle {x}{y}{z} is as large as the angle at {y}, "
        f"${deg(base)}$. The angles add up to $180{DEGREE}$, so the angle {at_p}{x}{at_q} is $180{DEGREE} - "
        f"{deg(base)} - {deg(base)} = {deg(a.wide)}$.",
        lambda a: 180 - 2 * a,
    )


@construction("angle", BASE_ANGLES, SUM, ("Adjacent Supplementary Angles", "Linear Pair Sum"))
def isosceles_continued(board, h, rng):
    """The base of an isosceles triangle goes on beyond a corner."""
    a = frame(board, h, rng, 30, 140, step=2)
    if not a or centred(a):
        return None
    base = (180 - a.wide) // 2
    p, q = equal_sides(a)
    reach = 0.5 * dist(p, q) / dist(p, q)
    e = q[0] + (q[0] - p[0]) * reach, q[1] + (q[1] - p[1]) * reach
    a.draw(a.v, p, q, a.v)
    a.draw(q, e)
    board.equal((a.v, p), (a.v, q))
    x, y, z = a.name(a.v, middle(p, q)), a.name(p), a.name(q)
    far = a.name(e)
    at_p, _, at_q = a.letters(p, q)
    return Built(
        [a.angle(q, a.v, e, 180 - base)],
        f"${x}{y}$ and ${x}{z}$ are equally long, and {y}{z} is extended beyond {z} to {far}.",
        f"The angle {x}{z}{y} lies beside {x}{z}{far} on a line, so it is $180{DEGREE} - {deg(180 - base)} = "
        f"{deg(base)}$. Because ${x}{y} = {x}{z}$, the angle {x}{y}{z} is just as large. The angles of the triangle "
        f"{x}{y}{z} add up to $180{DEGREE}$, so the angle {at_p}{x}{at_q} is $180{DEGREE} - {deg(base)} - {deg(base)} "
        f"= {deg(a.wide)}$.",
        lambda a: 180 - 2 * (180 - a),
    )


@construction("angle", ("Isosceles Triangle", "Base Angle from the Apex Angle"))
def base_angle(board, h, rng):
    """The angle is at the base of an isosceles triangle."""
    a = frame(board, h, rng, 25, 75)
    if not a:
        return None
    apex, base = 180 - 2 * a.wide, 2 * a.lq * cos(radians(a.wide))
    if not 0.4 * a.lp < base < 1.25 * a.lp:
        return None
    p = a.p if abs(base - a.lp) < 1e-6 else a.at(0, base)
    a.draw(a.v, p, a.q)
    board.equal((a.v, a.q), (a.q, p))
    x, y, z = a.name(a.v, middle(p, a.q)), a.name(p), a.name(a.q)
    at_p, _, at_q = a.letters(p, a.q)
    return Built(
        [a.angle(a.q, a.v, p, apex)],
        f"${z}{x}$ and ${z}{y}$ are equally long.",
        f"Because ${z}{x} = {z}{y}$, the base angles of the triangle {x}{y}{z} are equal, and the angle "
        f"{at_p}{x}{at_q} is $(180{DEGREE} - {deg(apex)}) \\div 2 = {deg(a.wide)}$.",
        lambda a: (180 - a) / 2,
    )


@construction("angle", ("Properties of a Right Triangle", "Acute Angles Make a Right Angle"))
def right_triangle(board, h, rng):
    a = frame(board, h, rng, 20, 70)
    if not a or not 0.3 * a.lp < (foot := a.lq * cos(radians(a.wide))) < 1.2 * a.lp:
        return None
    f = a.at(0, foot)
    a.draw(a.v, f, a.q)
    board.canvas.right(f, a.v, a.q)
    x, y, z = a.name(a.v, middle(f, a.q)), a.name(f, a.q), a.name(a.q)
    rest = 90 - a.wide
    at_p, _, at_q = a.letters(f, a.q)
    return Built(
        [a.angle(a.q, a.v, f, rest)],
        f"The triangle {x}{y}{z} has a right angle at {y}.",
        f"The acute angles of the right triangle {x}{y}{z} make $90{DEGREE}$, so the angle {at_p}{x}{at_q} is "
        f"$90{DEGREE} - {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 90 - a,
    )


# ------------------------------------------------------------------------------------------- beside the angle, outside
@construction("angle", OUTER)
def exterior(board, h, rng):
    """The angle is an exterior angle of a triangle beside it."""
    a = frame(board, h, rng, 45, 150)
    if not a:
        return None
    one = rng.randint(max(22, a.wide - 100), min(a.wide - 22, 100))
    e = a.at(180, a.lq * sin(radians(a.wide - one)) / sin(radians(one)))
    if not 0.5 * a.lq < dist(a.v, e) < 1.4 * a.lq:
        return None
    line = a.continued(e)
    a.draw(e, a.q)
    p, v, q = a.names()
    far = a.name(e)
    return Built(
        [a.angle(e, a.v, a.q, one), a.angle(a.q, e, a.v, a.wide - one)],
        f"{line}.",
        f"{p}{v}{q} is an exterior angle of the triangle {v}{far}{q}. It equals the sum of the angles at {far} and "
        f"{q}: ${deg(one)} + {deg(a.wide - one)} = {deg(a.wide)}$.",
        lambda a, b: a + b,
    )


@construction("angle", BASE_ANGLES, OUTER)
def exterior_isosceles(board, h, rng):
    a = frame(board, h, rng, 36, 156, step=2)
    if not a:
        return None
    half, e = a.wide // 2, a.at(180, a.lq)
    line = a.continued(e)
    a.draw(e, a.q)
    board.equal((a.v, e), (a.v, a.q))
    p, v, q = a.names()
    far = a.name(e)
    return Built(
        [a.angle(*rng.choice(((e, a.v, a.q), (a.q, e, a.v))), half)],
        f"{line} so that ${v}{far} = {v}{q}$.",
        f"Because ${v}{far} = {v}{q}$, the angles at {far} and {q} in the triangle {v}{far}{q} are both "
        f"${deg(half)}$. {p}{v}{q} is an exterior angle of this triangle, so it is ${deg(half)} + {deg(half)} = "
        f"{deg(a.wide)}$.",
        lambda a: 2 * a,
        f"The path {p}{v} goes on beyond {v} to {far}, which is as far from {v} as {q} is.",
    )


@construction("angle", BASE_ANGLES, OUTER)
def half_of_exterior(board, h, rng):
    """The base angle of an isosceles triangle on one side, whose exterior angle is given."""
    a = frame(board, h, rng, 20, 70)
    if not a:
        return None
    s, e = a.at(0, a.lq / (2 * cos(radians(a.wide)))), a.p
    if not 0.25 * a.lp < dist(a.v, s) < 0.82 * a.lp:
        return None
    a.draw(a.v, s, e)
    a.draw(s, a.q)
    board.equal((a.v, s), (s, a.q))
    v, q, new, far = a.name(a.v, middle(e, a.q)), a.name(a.q), a.name(s, a.q), a.name(e)
    return Built(
        [a.angle(s, e, a.q, 2 * a.wide)],
        f"{new} lies on {v}{far} so that ${new}{v} = {new}{q}$.",
        f"Because ${new}{v} = {new}{q}$, the angles at {v} and {q} in the triangle {v}{new}{q} are equal. "
        f"{far}{new}{q} is an exterior angle of this triangle and is twice as large as each of them, so the angle "
        f"{far}{v}{q} is ${deg(2 * a.wide)} \\div 2 = {deg(a.wide)}$.",
        lambda a: a / 2,
    )


@construction("angle", BASE_ANGLES, OUTER)
def two_isosceles(board, h, rng):
    """Two isosceles triangles in a row: three times the angle is given."""
    a = frame(board, h, rng, 20, 38)
    if not a:
        return None
    c = cos(radians(a.wide))
    leg = min(0.76 * a.lq / (2 * c), 0.95 * a.lp / (4 * c * c - 1))
    d, e, f = a.at(0, leg), a.at(a.wide, 2 * leg * c), a.at(0, leg * (4 * c * c - 1))
    if leg < 0.3 * min(a.lp, a.lq):
        return None
    a.draw(d, e, f)
    for pair in ((a.v, d), (d, e), (e, f)):
        board.canvas.equal(*pair)
    p, v, q = a.names()
    one, two, three = a.name(d, e), a.name(e, d), a.name(f, e)
    return Built(
        [a.angle(e, f, a.q, 3 * a.wide)],
        f"{one} and {three} lie on {v}{p} and {two} on {v}{q} so that ${v}{one} = {one}{two} = {two}{three}$.",
        f"In the triangle {v}{one}{two} the angles at {v} and {two} are equal, so its exterior angle "
        f"{two}{one}{three} is twice the angle at {v}, and so is the angle at {three}, because ${one}{two} = "
        f"{two}{three}$. {three}{two}{q} is an exterior angle of the triangle {v}{two}{three} and therefore three "
        f"times the angle at {v}: the angle {p}{v}{q} is ${deg(3 * a.wide)} \\div 3 = {deg(a.wide)}$.",
        lambda a: a / 3,
    )


@construction("angle", ("Perpendicular Lines", "Definition of Perpendicularity"), OUTER)
def foot_outside(board, h, rng):
    """An obtuse angle: a perpendicular falls on the continuation of a side."""
    a = frame(board, h, rng, 108, 158)
    if not a:
        return None
    f, rest = a.at(180, -a.lq * cos(radians(a.wide))), a.wide - 90
    line = a.continued(f)
    a.draw(f, a.q)
    board.canvas.right(f, a.v, a.q)
    p, v, q = a.names()
    far = a.name(f)
    return Built(
        [a.angle(a.q, f, a.v, rest)],
        f"{line}, and {far}{q} is perpendicular to {far}{v}.",
        f"The angle at {far} is a right angle. {p}{v}{q} is an exterior angle of the triangle {v}{far}{q}, so it is "
        f"the sum $90{DEGREE} + {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 90 + a,
    )


@construction("angle", ("Vertical Angles", "Vertical Angles are Equal"), BASE_ANGLES, SUM)
def crossed_isosceles(board, h, rng):
    a = frame(board, h, rng, 24, 140, step=2)
    if not a:
        return None
    reach, base = 0.7 * min(a.lp, a.lq), (180 - a.wide) // 2
    e, f = a.at(180, reach), a.at(180 + a.wide, reach)
    a.draw(a.v, e, f, a.v)
    board.equal((a.v, e), (a.v, f))
    p, v, q = a.names()
    pe, qf = a.name(e), a.name(f)
    return Built(
        [a.angle(e, a.v, f, base)],
        f"The lines {p}{pe} and {q}{qf} cross at {v}, and ${v}{pe} = {v}{qf}$.",
        f"Because ${v}{pe} = {v}{qf}$, the angles at {pe} and {qf} are both ${deg(base)}$. The angles of the triangle "
        f"{v}{pe}{qf} add up to $180{DEGREE}$, so the angle {pe}{v}{qf} is $180{DEGREE} - {deg(base)} - {deg(base)} = "
        f"{deg(a.wide)}$. The vertical angle {p}{v}{q} has the same size, ${deg(a.wide)}$.",
        lambda a: 180 - 2 * a,
    )


@construction(
    "angle",
    ("Vertical Angles", "Vertical Angles are Equal"),
    ("Properties of a Right Triangle", "Acute Angles Make a Right Angle"),
)
def crossed_right(board, h, rng):
    a = frame(board, h, rng, 22, 68)
    if not a:
        return None
    reach, rest = 0.8 * min(a.lp, a.lq), 90 - a.wide
    e, f = a.at(180, reach * cos(radians(a.wide))), a.at(180 + a.wide, reach)
    a.draw(a.v, e, f, a.v)
    board.canvas.right(e, a.v, f)
    p, v, q = a.names()
    pe, qf = a.name(e), a.name(f)
    return Built(
        [a.angle(f, a.v, e, rest)],
        f"The lines {p}{pe} and {q}{qf} cross at {v}, and the triangle {v}{pe}{qf} has a right angle at {pe}.",
        f"The acute angles of the right triangle {v}{pe}{qf} make $90{DEGREE}$, so the angle {pe}{v}{qf} is "
        f"$90{DEGREE} - {deg(rest)} = {deg(a.wide)}$. The vertical angle {p}{v}{q} has the same size, "
        f"${deg(a.wide)}$.",
        lambda a: 90 - a,
    )
