"""Extras on the sides and lines of plane figures: perpendiculars, parallels, arcs."""

from math import cos, dist, radians, sin

from ..canvas import middle, opening, unit
from .board import inside, key
from .extras import centre_of, extra, free, segments, size
from .gate import crosses, off, pieces


# ------------------------------------------------------------------------------------------------------ small tools
def along(p, q, share):
    """The point that divides pq after a share of its length."""
    return p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])


def moved(p, d, far):
    """A point moved by a multiple of a vector."""
    return p[0] + far * d[0], p[1] + far * d[1]


def foot(p, a, b):
    """(the foot of the perpendicular from p to the line ab, its share of ab)."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)
    return along(a, b, t), t


def outward(c, p, q):
    """The unit vector at right angles to pq away from the polygon with that side, or from the figure's middle."""
    n = unit(q[1] - p[1], p[0] - q[0])
    mid = middle(p, q)
    owners = [polygon for polygon in c.polygons if on_border(p, q, polygon)]
    if owners:
        return n if not inside(moved(mid, n, 0.01 * size(c)), owners[0]) else (-n[0], -n[1])
    far = centre_of(c)
    return n if n[0] * (mid[0] - far[0]) + n[1] * (mid[1] - far[1]) >= 0 else (-n[0], -n[1])


def on_border(p, q, polygon):
    """Whether pq is a side of a polygon."""
    return any({key(a), key(b)} == {key(p), key(q)} for a, b in zip(polygon, [*polygon[1:], polygon[0]]))


def free_outside(c, points, p, q):
    """Whether a shape on pq lies outside all polygons, and no line reaches into it."""
    centre = middle(*points)
    spots = [along(centre, point, t) for point in points for t in (0, 0.5, 0.9)]
    if any(inside(spot, polygon) for polygon in c.polygons for spot in spots):
        return False
    ends = {key(p), key(q)}
    corners = [r for line, kind in c.strokes for r in line if kind != "none" and key(r) not in ends]
    if any(inside(r, points) and off(r, p, q) > 1e-6 * size(c) for r in corners + c.dots):
        return False
    edges = list(zip(points, [*points[1:], points[0]]))
    return not any(crosses(*edge, *piece[:2]) for edge in edges for piece in pieces(c.strokes))


def points_named(c):
    """The points with a name; a small letter names a line."""
    return [p for kind, p, _, _, text in c.labels if kind == "corner" and text[:1].isupper()]


def pick(c, rng, least=0.22):
    """A side or line of the figure, or None."""
    found = segments(c, least)
    return rng.choice(found) if found else None


def turn_between(centre, u, n, r, degrees):
    """The point at a distance from a centre, turned by degrees from the direction u towards n."""
    x, y = r * cos(radians(degrees)), r * sin(radians(degrees))
    return centre[0] + x * u[0] + y * n[0], centre[1] + x * u[1] + y * n[1]


# ------------------------------------------------------------------------------------- perpendiculars and parallels
@extra("plane", shy="perpendic|bisect|midpoi|equal|distance|halve|mirror|reflect|symm|median|angle|degree", weight=0.03)
def perpendicular_bisector(c, rng):
    """The perpendicular bisector of a side, dashed, with its right angle and two equal ticks."""
    pq = pick(c, rng, 0.3)
    if pq is None:
        return False
    (p, q), n = pq, outward(c, *pq)
    mid, k, far = middle(*pq), free(c.ticked), dist(*pq)
    a, b = moved(mid, n, 0.22 * far), moved(mid, n, -rng.choice((0.24, 0.4, 0.7)) * far)
    c.line(a, b, kind="dash")
    c.right(mid, a, q)
    c.equal(p, mid, k)
    c.equal(mid, q, k)
    return True


@extra("plane", shy="parallel|line", weight=0.03)
def parallel_through_point(c, rng):
    """The parallel to a side through another point with a name, with heads on both."""
    pq = pick(c, rng, 0.3)
    points = points_named(c)
    points += [p for polygon in c.polygons for p in polygon]
    if pq is None:
        return False
    (p, q), far = pq, dist(*pq)
    points = [r for r in points if dist(r, foot(r, p, q)[0]) > 0.18 * size(c) and -0.3 < foot(r, p, q)[1] < 1.3]
    if not points:
        return False
    r, u, k = rng.choice(points), unit(q[0] - p[0], q[1] - p[1]), free(c.arrowed)
    long = 0.42 * far
    a, b = moved(r, u, -long), moved(r, u, long)
    c.line(a, r, kind="thin")
    c.line(r, b, kind="thin")
    c.parallel(r, b, k)
    c.parallel(p, q, k)
    return True


@extra("plane", shy="perpendicular|distance|altitude|height|right")
def perpendicular_to_line(c, rng):
    """The perpendicular from a point with a name to a line, dashed, with its right angle."""
    pq = pick(c, rng, 0.3)
    points = points_named(c)
    if pq is None or not points:
        return False
    (p, q), r = pq, rng.choice(points)
    f, t = foot(r, p, q)
    if not 0.12 < t < 0.88 or dist(r, f) < 0.2 * size(c):
        return False
    c.line(r, f, kind="dash")
    c.right(f, r, q if t < 0.5 else p)
    return True


@extra("plane", shy="line|ray|exten|segment|straight|on one|distance|way|path", weight=0.03)
def extension(c, rng):
    """A side drawn on beyond one of its ends, dashed."""
    pq = pick(c, rng)
    if pq is None:
        return False
    p, q = rng.sample(pq, 2)
    u = unit(q[0] - p[0], q[1] - p[1])
    c.line(q, moved(q, u, rng.uniform(0.25, 0.4) * size(c)), kind="dash")
    return True


@extra("plane", shy="isosceles|equal|triangles|distance|way|path|segments|angle|degree|shadow", weight=0.08)
def isosceles_in_angle(c, rng):
    """A segment that cuts equal lengths off two lines that meet, with equal ticks."""
    meets = []
    found = segments(c)
    for i, one in enumerate(found):
        for two in found[:i]:
            common = {key(p) for p in one} & {key(p) for p in two}
            if len(common) == 1:
                v = next(p for p in one if key(p) in common)
                a, b = (next(p for p in pair if key(p) not in common) for pair in (one, two))
                if 25 < opening(v, a, b) < 130:
                    meets.append((v, a, b))
    if not meets:
        return False
    v, a, b = rng.choice(meets)
    far = min(dist(v, a), dist(v, b)) * rng.choice((0.6, 0.72))
    a, b = (moved(v, unit(w[0] - v[0], w[1] - v[1]), far) for w in (a, b))
    k = free(c.ticked)
    c.line(a, b, kind="thin")
    c.equal(v, a, k)
    c.equal(v, b, k)
    return True


# ---------------------------------------------------------------------------------------------------------------- arcs
@extra("plane", shy="circle|arc|disc|touch|round|sector|turn|rotat|angle|degree", weight=0.1)
def circle_about_point(c, rng):
    """The circle about a point through the other end of a line at it."""
    pq = pick(c, rng)
    if pq is None or c.circles:
        return False
    p, q = rng.sample(pq, 2)
    if dist(p, q) > 0.62 * size(c) or p not in points_named(c):
        return False
    c.ring(p, dist(p, q), kind="thin")
    c.dot(p)
    return True
