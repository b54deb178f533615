"""Constructions on an angle: a parallel to one side, alone or with a triangle on it."""

from math import cos, dist, radians, sin

from . import Built, construction
from .angles import DEGREE, deg, frame
from .angles_triangles import ALTERNATE, BASE_ANGLES, SUM


def parallel(a, start, stop):
    """Draws a line with the mark of a parallel to the side vp."""
    a.draw(start, stop)
    a.board.canvas.parallel(a.v, a.p)
    a.board.canvas.parallel(start, stop)


def alternate(a, letters, other):
    """Sentence: the angle at q between a point of the parallel and v equals this angle, whose letters are given."""
    p, v, q = letters
    return (
        f"{q}{other} is parallel to {v}{p}, so the alternate angles {p}{v}{q} and {v}{q}{other} are equal: the angle "
        f"{p}{v}{q} is ${deg(a.wide)}$."
    )


@construction("angle", ALTERNATE, BASE_ANGLES, SUM)
def parallel_isosceles(board, h, rng):
    """On the parallel through an end: as far from it as the vertex is."""
    a = frame(board, h, rng, 24, 140, step=2)
    if not a:
        return None
    base, d = (180 - a.wide) // 2, a.go(a.q, 180, a.lq)
    parallel(a, a.q, d)
    a.draw(d, a.v)
    board.equal((a.q, d), (a.q, a.v))
    p, v, q = letters = a.names()
    new = a.name(d)
    return Built(
        [a.angle(d, a.q, a.v, base)],
        f"{q}{new} is parallel to {v}{p}, and ${q}{new} = {q}{v}$.",
        f"Because ${q}{new} = {q}{v}$, the angles at {new} and {v} in the triangle {v}{q}{new} are both "
        f"${deg(base)}$. The angle sum of this triangle leaves $180{DEGREE} - {deg(base)} - {deg(base)} = "
        f"{deg(a.wide)}$ for the angle {v}{q}{new}. {alternate(a, letters, new)}",
        lambda a: 180 - 2 * a,
    )


@construction("angle", ALTERNATE, BASE_ANGLES, SUM)
def parallel_base(board, h, rng):
    """On the parallel through an end: the tip of an isosceles triangle over that side."""
    a = frame(board, h, rng, 25, 68)
    if not a:
        return None
    apex, d = 180 - 2 * a.wide, a.go(a.q, 180, a.lq / (2 * cos(radians(a.wide))))
    parallel(a, a.q, d)
    a.draw(d, a.v)
    board.equal((d, a.q), (d, a.v))
    p, v, q = letters = a.names()
    new = a.name(d)
    return Built(
        [a.angle(d, a.q, a.v, apex)],
        f"{q}{new} is parallel to {v}{p}, and ${new}{q} = {new}{v}$.",
        f"Because ${new}{q} = {new}{v}$, the angles at {q} and {v} in the triangle {v}{q}{new} are equal. By the "
        f"angle sum each of them is $(180{DEGREE} - {deg(apex)}) \\div 2 = {deg(a.wide)}$. "
        f"{alternate(a, letters, new)}",
        lambda a: (180 - a) / 2,
    )


@construction("angle", ALTERNATE, SUM)
def parallel_triangle(board, h, rng):
    a = frame(board, h, rng, 25, 120)
    if not a:
        return None
    rest = 180 - a.wide
    one = rng.randint(max(28, rest - 100), min(100, rest - 28))
    d = a.go(a.q, 180, a.lq * sin(radians(rest - one)) / sin(radians(one)))
    if abs(2 * one - rest) < 8 or not 0.5 < dist(d, a.q) / a.lq < 1.6:
        return None
    parallel(a, a.q, d)
    a.draw(d, a.v)
    p, v, q = letters = a.names()
    new = a.name(d)
    return Built(
        [a.angle(d, a.q, a.v, one), a.angle(a.v, a.q, d, rest - one)],
        f"{q}{new} is parallel to {v}{p}.",
        f"The angle sum of the triangle {v}{q}{new} leaves $180{DEGREE} - {deg(one)} - {deg(rest - one)} = "
        f"{deg(a.wide)}$ for the angle {v}{q}{new}. {alternate(a, letters, new)}",
        lambda a, b: 180 - a - b,
    )


@construction("angle", ALTERNATE, ("Properties of a Right Triangle", "Acute Angles Make a Right Angle"))
def parallel_right(board, h, rng):
    """A perpendicular from an end of the other side's line meets the continuation of this side."""
    a = frame(board, h, rng, 22, 68)
    if not a:
        return None
    long = a.lq / cos(radians(a.wide))
    if long > 1.6 * a.lq:
        return None
    d, rest = a.go(a.q, 180, long), 90 - a.wide
    parallel(a, a.q, d)
    a.draw(d, a.v)
    board.canvas.right(a.v, a.q, d)
    p, v, q = letters = a.names()
    new = a.name(d)
    return Built(
        [a.angle(d, a.q, a.v, rest)],
        f"{q}{new} is parallel to {v}{p}, and the triangle {v}{q}{new} has a right angle at {v}.",
        f"The acute angles of the right triangle {v}{q}{new} make $90{DEGREE}$, so the angle {v}{q}{new} is "
        f"$90{DEGREE} - {deg(rest)} = {deg(a.wide)}$. {alternate(a, letters, new)}",
        lambda a: 90 - a,
    )


@construction("angle", ("Parallel Lines and Angles", "Corresponding Angles"))
def corresponding(board, h, rng):
    """A parallel to one side through the end of the other, which goes on."""
    a = frame(board, h, rng, 20, 150)
    if not a:
        return None
    e, r = a.at(0, 1.45 * a.lp), a.go(a.p, a.wide, 0.7 * a.lp)
    a.draw(a.p, e)
    a.draw(a.p, r)
    board.canvas.parallel(a.v, a.q)
    board.canvas.parallel(a.p, r)
    p, v, q = a.names()
    far, new = a.name(e), a.name(r)
    return Built(
        [a.angle(a.p, e, r, a.wide)],
        f"{v}{p} is extended beyond {p} to {far}, and {p}{new} is parallel to {v}{q}.",
        f"{p}{new} and {v}{q} are parallel, so the corresponding angles {far}{p}{new} and {p}{v}{q} are equal: the "
        f"angle {p}{v}{q} is ${deg(a.wide)}$.",
        lambda a: a,
    )


@construction("angle", ("Parallel Lines and Angles", "Interior Angles on One Side"))
def interior_angles(board, h, rng):
    """A parallel to one side through the end of the other, on the same side of it."""
    a = frame(board, h, rng, 25, 155)
    if not a:
        return None
    r, rest = a.go(a.q, 0, 0.7 * a.lp), 180 - a.wide
    parallel(a, a.q, r)
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(a.q, a.v, r, rest)],
        f"{q}{new} is parallel to {v}{p}.",
        f"{q}{new} and {v}{p} are parallel, so the interior angles {p}{v}{q} and {v}{q}{new} make $180{DEGREE}$: the "
        f"angle {p}{v}{q} is $180{DEGREE} - {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 180 - a,
    )


@construction("angle", ("Parallel Lines and Angles", "Angle at a Bend between Parallels"))
def bend(board, h, rng):
    """Parallels through both ends: the angle is the bend between them."""
    a = frame(board, h, rng, 50, 150)
    if not a:
        return None
    one = rng.randint(max(22, a.wide - 100), min(a.wide - 22, 100))
    reach = 0.75 * min(a.lp, a.lq)
    r, s = a.go(a.p, 180 + one, reach), a.go(a.q, 180 + one, reach)
    a.draw(a.p, r)
    a.draw(a.q, s)
    board.canvas.parallel(a.p, r)
    board.canvas.parallel(a.q, s)
    p, v, q = a.names()
    left, right = a.name(r, a.p), a.name(s, a.q)
    return Built(
        [a.angle(a.p, a.v, r, one), a.angle(a.q, a.v, s, a.wide - one)],
        f"{p}{left} and {q}{right} are parallel.",
        f"{p}{left} and {q}{right} are parallel and {v} lies between them, so the angle {p}{v}{q} at the bend is the "
        f"sum of the angles at {p} and {q}: ${deg(one)} + {deg(a.wide - one)} = {deg(a.wide)}$.",
        lambda a, b: a + b,
    )
