"""Extras at circles: diameters, tangents, chords, inscribed and circumscribed figures, a second circle."""

from math import atan2, cos, degrees, dist, radians, sin

from ..canvas import middle, polar
from .board import key
from .extras import extra, free, size
from .extras_plane import circle_through


def circle_of(c, rng):
    """(centre, radius) of a large circle of the figure, or None."""
    found = [(o, r) for o, r in c.circles if r > 0.14 * size(c)]
    return rng.choice(found) if found else None


def centred(c, o):
    """Marks the centre of a circle, where it is not marked yet."""
    if all(key(p) != key(o) for p in c.dots):
        c.dot(o)


@extra("circle", shy="diameter|radi|part|sector|central|line")
def diameter(c, rng):
    """Another diameter, and the centre."""
    found = circle_of(c, rng)
    if not found:
        return False
    (o, r), turn = found, rng.uniform(0, 180)
    c.line(polar(o, r, turn), o, kind="thin")
    c.line(o, polar(o, r, turn + 180), kind="thin")
    centred(c, o)
    return True


@extra("circle", shy="tangent|touch|line")
def tangent(c, rng):
    """The tangent at a free point, with its radius, dashed, and the right angle between."""
    found = circle_of(c, rng)
    if not found:
        return False
    (o, r), turn = found, rng.uniform(0, 360)
    t = polar(o, r, turn)
    a, b = polar(t, 0.75 * r, turn + 90), polar(t, 0.75 * r, turn - 90)
    c.line(o, t, kind="dash")
    c.line(t, a, kind="thin")
    c.line(t, b, kind="thin")
    c.right(t, o, a)
    centred(c, o)
    return True


def inscribed(c, rng, n, equal):
    """A regular polygon with n corners on a circle."""
    found = circle_of(c, rng)
    if not found:
        return False
    (o, r), turn = found, rng.uniform(0, 360 / n)
    points = [polar(o, r, turn + 360 * i / n) for i in range(n)]
    c.line(*points, points[0], kind="thin")
    if equal:
        k = free(c.ticked)
        for p, q in zip(points, [*points[1:], points[0]]):
            c.equal(p, q, k)
    return True


@extra("circle", shy="triangle|chord|inscribed")
def inscribed_triangle(c, rng):
    """An equilateral triangle in a circle, with equal ticks."""
    return inscribed(c, rng, 3, True)


@extra("circle", shy="square|quadrilateral|rectangle|chord|inscribed")
def inscribed_square(c, rng):
    """A square in a circle."""
    return inscribed(c, rng, 4, False)


@extra("circle", shy="hexagon|polygon|chord|inscribed")
def inscribed_hexagon(c, rng):
    """A regular hexagon in a circle."""
    return inscribed(c, rng, 6, False)


@extra("circle", shy="square|quadrilateral|rectangle|touch|tangent")
def circumscribed_square(c, rng):
    """A square whose sides touch a circle."""
    found = circle_of(c, rng)
    if not found:
        return False
    (o, r), turn = found, rng.choice((0, 0, 30, 45, 60))
    points = [polar(o, r / cos(radians(45)), turn + 45 + 90 * i) for i in range(4)]
    c.line(*points, points[0], kind="thin")
    return True


@extra("circle", shy="triangle|touch|tangent")
def circumscribed_triangle(c, rng):
    """An equilateral triangle whose sides touch a circle."""
    found = circle_of(c, rng)
    if not found or found[1] > 0.45 * size(c):
        return False
    (o, r), turn = found, rng.uniform(0, 120)
    points = [polar(o, 2 * r, turn + 120 * i) for i in range(3)]
    c.line(*points, points[0], kind="thin")
    return True


@extra("circle", shy="circles|ring|both|inner|outer|concentric|arc|radius|area|touch", weight=0.02)
def concentric(c, rng):
    """A smaller circle with the same centre."""
    found = circle_of(c, rng)
    if not found:
        return False
    o, r = found
    c.ring(o, r * rng.choice((0.35, 0.5, 0.6)), kind="thin")
    centred(c, o)
    return True


@extra("circle", shy="chord|distance|perpendicular|segment|bisect|equal")
def chord_with_perpendicular(c, rng):
    """A chord and the perpendicular from the centre, which halves it."""
    found = circle_of(c, rng)
    if not found:
        return False
    (o, r), turn, half = found, rng.uniform(0, 360), rng.choice((35, 45, 55))
    p, q = polar(o, r, turn - half), polar(o, r, turn + half)
    m, k = middle(p, q), free(c.ticked)
    c.line(p, m, kind="thin")
    c.line(m, q, kind="thin")
    c.line(o, m, kind="dash")
    c.right(m, o, q)
    c.equal(p, m, k)
    c.equal(m, q, k)
    centred(c, o)
    return True


@extra("circle", shy="tangent|touch|line|kite|quadrilateral|segments", weight=0.15)
def two_tangents(c, rng):
    """Two tangents from a point outside, with equal ticks."""
    found = circle_of(c, rng)
    if not found:
        return False
    (o, r), turn, half = found, rng.uniform(0, 360), rng.choice((48, 55))
    p, q, s = polar(o, r / cos(radians(half)), turn), polar(o, r, turn - half), polar(o, r, turn + half)
    k = free(c.ticked)
    for t in (q, s):
        c.line(p, t, kind="thin")
        c.equal(p, t, k)
    return True


@extra("circle", shy="triangle|right|diameter|thales|chord|inscribed")
def thales(c, rng):
    """A right-angled triangle on a diameter."""
    found = circle_of(c, rng)
    if not found:
        return False
    (o, r), turn = found, rng.uniform(0, 360)
    a, b, p = polar(o, r, turn), polar(o, r, turn + 180), polar(o, r, turn + rng.choice((55, 70, 110, 125)))
    c.line(a, o, kind="thin")
    c.line(o, b, kind="thin")
    c.line(b, p, a, kind="thin")
    c.right(p, a, b)
    centred(c, o)
    return True


@extra("circle", shy="circles|touch|position|both|passes|radius", weight=0.02)
def touching_circle(c, rng):
    """A smaller circle that touches a circle from outside."""
    found = circle_of(c, rng)
    if not found:
        return False
    (o, r), turn, share = found, rng.uniform(0, 360), rng.choice((0.35, 0.45))
    c.ring(polar(o, r * (1 + share), turn), r * share, kind="thin")
    c.dot(polar(o, r * (1 + share), turn))
    return True


# ---------------------------------------------------------------------------------------------------------------- arcs
def arcs_of(c):
    """(centre, radius, start, turn in degrees) of the arcs of circles with more than 25 and less than 200 degrees."""
    found = []
    for points, kind in c.strokes[: c.base]:
        curved = [p for p in points if kind in ("line", "thick", "none")]
        if len(curved) > 9:
            if curved[0] == curved[-1]:
                curved = curved[1:-1]  # a sector with its radii
            o, r = circle_through(curved[0], curved[len(curved) // 2], curved[-1])
            start, end = (degrees(atan2(p[1] - o[1], p[0] - o[0])) for p in (curved[0], curved[-1]))
            turn = (end - start) % 360
            if 25 < turn < 200 and all(abs(dist(p, o) - r) < 1e-3 * r for p in curved):
                found.append((o, r, start, turn))
    return sorted(found, key=lambda arc: -arc[1])


@extra("plane", shy="circle|ring|disc|rest|whole|remain")
def rest_of_the_circle(c, rng):
    """The rest of the circle of an arc, dashed."""
    found = arcs_of(c)
    if not found or c.circles:
        return False
    o, r, start, turn = found[0]
    c.ring(o, r, start=start + turn, end=start + 360, kind="dash")
    return True


@extra("plane", shy="chord|triangle|segment|line")
def chord_of_arc(c, rng):
    """The chord of an arc."""
    found = arcs_of(c)
    if not found or not 40 < found[0][3] < 150:
        return False
    o, r, start, turn = found[0]
    c.line(polar(o, r, start), polar(o, r, start + turn), kind="thin")
    return True


@extra("plane", shy="tangent|touch|line")
def tangents_at_arc(c, rng):
    """The tangents at the ends of an arc, up to their common point, with equal ticks."""
    found = arcs_of(c)
    if not found or not 40 < found[0][3] < 125:
        return False
    o, r, start, turn = found[0]
    tip, k = polar(o, r / cos(radians(turn / 2)), start + turn / 2), free(c.ticked)
    for t in (start, start + turn):
        c.line(polar(o, r, t), tip, kind="thin")
        c.equal(polar(o, r, t), tip, k)
    return True


@extra("plane", shy="circle|arc|ring|touch|inscribed")
def circle_in_sector(c, rng):
    """The circle that touches an arc and both radii at its ends."""
    found = arcs_of(c)
    if not found or not 50 < found[0][3] < 170 or len(found) > 1:
        return False
    o, r, start, turn = found[0]
    s = sin(radians(turn / 2))
    small = r * s / (1 + s)
    c.ring(polar(o, r - small, start + turn / 2), small, kind="thin")
    c.dot(polar(o, r - small, start + turn / 2))
    return True
