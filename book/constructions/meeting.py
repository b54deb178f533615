"""How the strokes of a figure meet: what crosses, touches, covers or lies inside what; bounds of a canvas."""

import copy
from math import dist

from ..canvas import opening

UNSEEN = ("none", "faint")  # kinds of stroke that may be crossed
SHARPEST = 10  # degrees between a new line and an old one that meet
STRAIGHT = 172  # degrees from which on two lines that meet look like one
ROUNDEST = 13  # degrees between neighbouring pieces of a curve, at most


def overlap(one, two):
    """Whether two boxes meet, up to rounding."""
    return not (one[2] < two[0] - 1e-9 or two[2] < one[0] - 1e-9 or one[3] < two[1] - 1e-9 or two[3] < one[1] - 1e-9)


def pieces(strokes):
    """The straight pieces of strokes that show."""
    return [piece for points, kind in strokes if kind not in UNSEEN for piece in zip(points, points[1:])]


def distance(p, piece, far):
    """How far a point lies from a piece; far where it is clearly farther."""
    (ax, ay), (bx, by) = piece
    if p[0] < min(ax, bx) - far or p[0] > max(ax, bx) + far or p[1] < min(ay, by) - far or p[1] > max(ay, by) + far:
        return far
    dx, dy = bx - ax, by - ay
    share = max(0.0, min(1.0, ((p[0] - ax) * dx + (p[1] - ay) * dy) / (dx * dx + dy * dy or 1.0)))
    return dist(p, (ax + share * dx, ay + share * dy))


def bent(strokes):
    """The pieces of strokes that make a curve: each turns only a little from the one before or after it."""
    found = set()
    for points, kind in strokes:
        if kind in UNSEEN or len(points) < 7:
            continue
        for a, b, c in zip(points, points[1:], points[2:]):
            if opening(b, a, c) > 180 - ROUNDEST:
                found |= {(a, b), (b, c)}
    return found


def crowded(one, two, curved=False, meant=(), near=0.0):
    """Whether two pieces cross inside, cover each other, or meet at a sharp angle or almost in line.

    They may cross at the points that are meant, up to near, and a line may touch a curve.
    """
    (a, b), (c, d) = one, two
    if max(a[0], b[0]) < min(c[0], d[0]) - 1e-9 or max(c[0], d[0]) < min(a[0], b[0]) - 1e-9:
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) - 1e-9 or max(c[1], d[1]) < min(a[1], b[1]) - 1e-9:
        return False
    length = max(dist(a, b), dist(c, d)) or 1.0
    one_side, other_side = turn(a, b, c) / length, turn(a, b, d) / length
    first, second = turn(c, d, a) / length, turn(c, d, b) / length
    close = 1e-6 * length
    if abs(one_side) < close and abs(other_side) < close:  # in one line
        return False
    met = [p for p in (a, b) if min(dist(p, c), dist(p, d)) < close]
    if met:
        p = met[0]
        u, v = (b if p == a else a), (d if dist(p, c) < close else c)
        angle = opening(p, u, v)
        return not curved and (angle < SHARPEST or STRAIGHT < angle < 179.99)
    sides = sorted((abs(one_side), abs(other_side)))
    joint = curved and sides[0] < close and sides[1] > 0.1 * dist(c, d)  # of two pieces of a curve that is not touched
    if not (joint or one_side * other_side < -1e-12) or first * second > -1e-12:
        return False
    share = first / (first - second)
    cut = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
    return not any(dist(cut, p) < near for p in meant)


def inside(p, polygon):
    """Whether a point lies inside a polygon (crossings of a ray to the right)."""
    within = False
    for a, b in zip(polygon, [*polygon[1:], polygon[0]]):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < a[0] + (p[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1]):
            within = not within
    return within


def turn(a, b, c):
    """Twice the signed area of the triangle abc."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def bounds(canvas):
    """(left, bottom, right, top) of all strokes and dots; of empty paper where there are none."""
    return bounds_of([p for points, _ in canvas.strokes for p in points] + canvas.dots or [(0.0, 0.0), (10.0, 10.0)])


def bounds_of(points):
    """(left, bottom, right, top) of points."""
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)


def copied(canvas):
    """A canvas to draw on without changing the first."""
    other = copy.copy(canvas)
    for field, value in vars(canvas).items():
        if isinstance(value, (list, set)):
            setattr(other, field, copy.copy(value))
    return other
