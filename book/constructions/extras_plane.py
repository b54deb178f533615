"""Extras in polygons to scale: lines from the corners, midlines, circles, copies that adjoin."""

from math import dist

from ..canvas import area, middle, opening, unit
from .board import key
from .extras import SHAPE, extra, free, size
from .extras_lines import along, foot, free_outside, moved, turn_between


# ------------------------------------------------------------------------------------------------------ small tools
def polygons(c, corners=None):
    """The polygons of a figure that are large enough to draw in; corners: only with so many."""
    low = 0.05 * size(c) ** 2
    return [p for p in c.polygons if area(p) > low and (corners is None or len(p) in corners)]


def chosen(c, rng, corners=None):
    """A polygon, turned round so that any corner comes first, or None."""
    found = polygons(c, corners)
    if not found:
        return None
    p, k = list(rng.choice(found)), rng.randrange(12)
    return p[k % len(p) :] + p[: k % len(p)]


def convex(points):
    """Whether a polygon is convex."""
    n = len(points)
    turns = []
    for i in range(n):
        (ax, ay), (bx, by), (cx, cy) = points[i], points[(i + 1) % n], points[(i + 2) % n]
        turns.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    return min(turns) > 0 or max(turns) < 0


def circle_through(a, b, c):
    """(centre, radius) of the circle through three points."""
    d = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]))
    sa, sb, sc = (p[0] ** 2 + p[1] ** 2 for p in (a, b, c))
    x = (sa * (b[1] - c[1]) + sb * (c[1] - a[1]) + sc * (a[1] - b[1])) / d
    y = (sa * (c[0] - b[0]) + sb * (a[0] - c[0]) + sc * (b[0] - a[0])) / d
    return (x, y), dist((x, y), a)


def bisector_end(a, b, c):
    """Where the bisector of the angle at a meets bc."""
    return along(b, c, dist(a, b) / (dist(a, b) + dist(a, c)))


# ------------------------------------------------------------------------------------------- lines from the corners
@extra("plane", shy="diagonal")
def diagonals(c, rng):
    """The diagonals of a quadrilateral."""
    found = chosen(c, rng, (4,))
    if found is None or not convex(found):
        return False
    a, b, d, e = found
    c.line(a, d, kind="thin")
    c.line(b, e, kind="thin")
    return True


@extra("plane", shy="diagonal|triangle|part")
def fan(c, rng):
    """All diagonals of a polygon from one of its corners."""
    found = chosen(c, rng, (5, 6, 7, 8))
    if found is None or not convex(found):
        return False
    for p in found[2:-1]:
        c.line(found[0], p, kind="thin")
    return True


@extra("plane", shy="median|midpoint|midline|centroid|halve|bisect|equal|triangles|congruent")
def median(c, rng):
    """A median of a triangle, with equal ticks on the halves of the side."""
    found = chosen(c, rng, (3,))
    if found is None:
        return False
    a, p, q = found
    m, k = middle(p, q), free(c.ticked)
    c.line(a, m, kind="thin")
    c.equal(p, m, k)
    c.equal(m, q, k)
    return True


@extra("plane", shy="median|midpoint|midline|centroid|halve|bisect|triangles")
def medians(c, rng):
    """All three medians of a triangle and its centroid."""
    found = chosen(c, rng, (3,))
    if found is None:
        return False
    for i, p in enumerate(found):
        c.line(p, middle(found[i - 1], found[i - 2]), kind="thin")
    c.dot(middle(*found))
    return True


@extra("plane", shy="altitude|height|perpendicular|distance")
def altitude(c, rng):
    """An altitude of a triangle or from a corner of another polygon, dashed, with its right angle."""
    found = chosen(c, rng, (3, 4))
    if found is None:
        return False
    a, p, q = found[0], found[1], found[2]
    f, t = foot(a, p, q)
    if not 0.1 < t < 0.9:
        return False
    c.line(a, f, kind="dash")
    c.right(f, a, q if t < 0.5 else p)
    return True


@extra("plane", shy="bisect|halve")
def angle_bisector(c, rng):
    """The bisector of an angle of a triangle, with two equal arcs."""
    found = chosen(c, rng, (3,))
    if found is None:
        return False
    a, p, q = found
    if opening(a, p, q) < 40 or any(key(v) == key(a) for kind, v, *_ in c.labels if kind in ("angle", "right")):
        return False
    w, k = bisector_end(a, p, q), free(c.arced)
    c.line(a, w, kind="thin")
    c.arcs(a, p, w, k)
    c.arcs(a, w, q, k)
    return True


# --------------------------------------------------------------------------------------------- midlines and midpoints
@extra("plane", shy="midpoint|midline|parallel|similar|median")
def midline(c, rng):
    """A midline of a triangle or a trapezoid, with parallel heads on it and on a side."""
    found = chosen(c, rng, (3, 4))
    if found is None:
        return False
    if len(found) == 3:
        a, p, q = found
        m, n = middle(a, p), middle(a, q)
    else:
        p, q, r, s = found
        u, v = unit(q[0] - p[0], q[1] - p[1]), unit(r[0] - s[0], r[1] - s[1])
        if dist(u, v) > 1e-6 or not convex(found):
            return False
        m, n = middle(p, s), middle(q, r)
    k = free(c.arrowed)
    c.line(m, n, kind="thin")
    c.parallel(m, n, k)
    c.parallel(p, q, k)
    return True


@extra("plane", shy="midpoint|midline|middle|triangles|quadrilaterals|angle")
def midpoint_figure(c, rng):
    """The polygon of the midpoints of the sides: a rhombus in a rectangle, a parallelogram in any quadrilateral."""
    found = chosen(c, rng, (3, 4, 5, 6))
    if found is None or not convex(found):
        return False
    points = [middle(p, q) for p, q in zip(found, [*found[1:], found[0]])]
    c.line(*points, points[0], kind="thin")
    return True


@extra("plane", shy="midpoint|midline|middle|symmetr|mirror|reflect|bisect|axis|halve")
def cross_of_midlines(c, rng):
    """The two segments that join midpoints of opposite sides of a quadrilateral."""
    found = chosen(c, rng, (4,))
    if found is None or not convex(found):
        return False
    m = [middle(p, q) for p, q in zip(found, [*found[1:], found[0]])]
    c.line(m[0], m[2], kind="dash")
    c.line(m[1], m[3], kind="dash")
    return True


# -------------------------------------------------------------------------------------------------------------- circles
@extra("plane", shy="circle|touch|disc|arc|inscribed|round", weight=2.0)
def incircle(c, rng):
    """The circle that touches all sides of a triangle, rhombus, kite or regular polygon."""
    found = chosen(c, rng)
    if found is None or not convex(found) or len(found) > 8 or c.circles:
        return False
    o, r = (None, 0)
    if len(found) == 3:
        a, b, d = (dist(found[1], found[2]), dist(found[0], found[2]), dist(found[0], found[1]))
        o = tuple((a * p + b * q + d * s) / (a + b + d) for p, q, s in zip(*found))
    else:
        o = tangent_centre(found)
    sides = list(zip(found, [*found[1:], found[0]]))
    far = [dist(o, foot(o, p, q)[0]) for p, q in sides]
    r = sum(far) / len(far)
    if max(far) > 1.003 * min(far) or r < 0.08 * size(c):
        return False
    c.ring(o, r, kind="thin")
    c.dot(o)
    return True


def tangent_centre(points):
    """Where the bisectors of the first two angles of a polygon meet."""
    ends = []
    for i in (0, 1):
        p, a, b = points[i], points[i - 1], points[i + 1]
        u, v = unit(a[0] - p[0], a[1] - p[1]), unit(b[0] - p[0], b[1] - p[1])
        ends.append((p, unit(u[0] + v[0], u[1] + v[1])))
    (p, u), (q, v) = ends
    det = u[0] * v[1] - u[1] * v[0]
    t = ((q[0] - p[0]) * v[1] - (q[1] - p[1]) * v[0]) / (det or 1e-9)
    return moved(p, u, t)


@extra("plane", shy="circle|touch|disc|arc|round|sector", weight=2.0)
def circumcircle(c, rng):
    """The circle through all corners of a polygon, and its centre."""
    found = chosen(c, rng)
    if found is None or len(found) > 8 or c.circles or not convex(found):
        return False
    o, r = circle_through(*found[:3])
    if any(abs(dist(o, p) - r) > 0.002 * r for p in found) or r > 0.75 * size(c):
        return False
    c.ring(o, r, kind="thin")
    c.dot(o)
    return True


@extra("plane", shy="circle|touch|disc|arc|round|sector|turn|rotat", weight=0.02)
def arc_in_corner(c, rng):
    """The arc about a corner from one side to the other, through the nearer end."""
    found = chosen(c, rng, (3, 4))
    if found is None or not convex(found):
        return False
    v, p, q = found[0], found[1], found[-1]
    r = 0.999999 * min(dist(v, p), dist(v, q))
    wide = opening(v, p, q)
    u = unit(p[0] - v[0], p[1] - v[1])
    w = unit(q[0] - v[0], q[1] - v[1])
    n = perpendicular(u, w)
    steps = max(12, int(wide / 4))
    c.line(*(turn_between(v, u, n, r, wide * i / steps) for i in range(steps + 1)), kind="thin")
    return True


def perpendicular(u, w):
    """The unit vector at right angles to u on the side of w."""
    n = -u[1], u[0]
    return n if n[0] * w[0] + n[1] * w[1] > 0 else (u[1], -u[0])


# --------------------------------------------------------------------------------------------------- copies that adjoin
@extra("plane", shy=f"mirror|reflect|symm|congruent|image|quadrilateral|kite|parallelogram|fold|{SHAPE}", weight=0.05)
def mirror_image(c, rng):
    """The mirror image of a polygon in one of its sides, drawn thin."""
    found = chosen(c, rng, (3, 4, 5, 6))
    if found is None:
        return False
    p, q = found[0], found[1]
    image = [mirrored(r, p, q) for r in found[2:]]
    if dist(p, q) < 0.25 * size(c) or not free_outside(c, [p, q, *image], p, q):
        return False
    c.line(q, *image, p, kind="thin")
    return True


def mirrored(r, p, q):
    """The mirror image of a point in the line pq."""
    f, _ = foot(r, p, q)
    return 2 * f[0] - r[0], 2 * f[1] - r[1]


@extra("plane", shy=f"half|turn|rotat|symmetr|congruent|image|parallelogram|quadrilateral|{SHAPE}", weight=0.05)
def half_turn(c, rng):
    """A triangle turned by half a turn about the middle of a side: with it, it is a parallelogram."""
    found = chosen(c, rng, (3,))
    if found is None:
        return False
    a, p, q = found
    r = p[0] + q[0] - a[0], p[1] + q[1] - a[1]
    if not free_outside(c, [p, q, r], p, q):
        return False
    c.line(p, r, q, kind="thin")
    k = free(c.arrowed)
    c.parallel(a, p, k)
    c.parallel(q, r, k)
    return True


@extra("plane", shy=f"translat|congruent|image|similar|moved|shift|equal|{SHAPE}", weight=0.1)
def translated_copy(c, rng):
    """A polygon moved along one of its sides, so that the copies touch in a corner or a side."""
    found = chosen(c, rng, (3, 4))
    if found is None or not convex(found):
        return False
    p, q = found[0], found[1]
    copy = [(r[0] + q[0] - p[0], r[1] + q[1] - p[1]) for r in found]
    if len(found) == 4 and key(copy[3]) == key(found[2]):
        if not free_outside(c, copy, q, found[2]):
            return False
        c.line(copy[0], copy[1], copy[2], copy[3], kind="thin")
        return True
    if not free_outside(c, copy, q, q):
        return False
    c.line(*copy, copy[0], kind="thin")
    return True


@extra("plane", shy="rectangle|square|quadrilateral", weight=0.05)
def enclosing_rectangle(c, rng):
    """The smallest rectangle around a triangle or pentagon with a side on one of its sides, dashed."""
    found = chosen(c, rng, (3,))
    if found is None:
        return False
    a, p, q = found
    f, t = foot(a, p, q)
    if not 0.12 < t < 0.88:
        return False
    up = a[0] - f[0], a[1] - f[1]
    if not all(free_outside(c, [r, moved(r, up, 1), a], r, a) for r in (p, q)):
        return False
    c.line(p, moved(p, up, 1), a, kind="dash")
    c.line(a, moved(q, up, 1), q, kind="dash")
    return True


@extra("plane", shy="triangle|midpoint|quadrilateral", weight=0.15)
def triangle_on_side(c, rng):
    """A triangle in a quadrilateral: a side, and the middle of the opposite side."""
    found = chosen(c, rng, (4,))
    if found is None or not convex(found):
        return False
    p, q, r, s = found
    c.line(p, middle(r, s), q, kind="thin")
    return True
