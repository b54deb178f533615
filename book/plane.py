"""The coordinate plane without a grid, as chapters on geometry and on vectors draw and write it."""

from .canvas import opening
from .pieces import show
from .tools import frac

LEGS = [(3, 4), (4, 3), (6, 8), (8, 6), (5, 12), (12, 5), (9, 12), (12, 9), (8, 15)]


def plain(c, *points):
    """Bare axes that hold the points."""
    c.halo = True
    c.without.add("line")  # it would look like a line of the plane
    reach = max(max(map(abs, p)) for p in points)
    low_x = min(0, *(p[0] for p in points)) - 0.1 * reach
    low_y = min(0, *(p[1] for p in points)) - 0.1 * reach
    right, top = max(0, *(p[0] for p in points)) + 0.2 * reach, max(0, *(p[1] for p in points)) + 0.2 * reach
    c.arrow((low_x, 0), (right, 0), kind="thin")
    c.arrow((0, low_y), (0, top), kind="thin")
    c.corner((right, 0), "x", (0, 0))
    c.corner((0, top), "y", (0, 0))
    c.corner((0, 0), "O", (1, 1))


def named(c, name, p, x, y, away):
    """A dot at p with its coordinates as text, e.g. A(p, 3)."""
    c.dot(p)
    c.corner(p, f"{name}({show(x)}, {show(y)})", away)


def spell(*p):
    """A point or vector with its coordinates in lowest terms."""
    return f"({', '.join(map(frac, p))})"


def num(v):
    """A number to write after an operation sign."""
    return f"({frac(v)})" if v < 0 else frac(v)


def cross(a, b, p):
    """Twice the signed area of the triangle abp."""
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def coordinates(*points):
    """Givens for points A, B, ...: {"ax": x of the first, "ay": its y, "bx": ...}."""
    return {f"{name}{axis}": v for name, p in zip("abcd", points) for axis, v in zip("xy", p)}


# ------------------------------------------------------------------------------ what node y adds to a coordinate plane
def guides(c, rng):
    """The lines from one or two marked points to both axes, dashed."""
    points = [p for p in c.dots if min(map(abs, p)) > 1e-9]
    for x, y in rng.sample(points, min(len(points), 2)):
        c.line((x, 0), (x, y), (0, y), kind="dash")


def rays(c, rng):
    """The segments from the origin to two marked points in clearly different directions."""
    points = rng.sample(c.dots, len(c.dots))
    apart = [p for p in points[1:] if 8 < opening((0, 0), points[0], p) < 172]
    for p in [points[0], *apart[:1]]:
        c.line((0, 0), p, kind="thin")


def legs(c, rng):
    """The right triangle along the axes that the first two marked points belong to, dashed."""
    (x0, y0), (x1, y1) = c.dots[:2]
    c.line((x0, y0), (x1, y0), (x1, y1), kind="dash")


def frame(c, rng):
    """The smallest rectangle along the axes that holds the marked points, dashed."""
    xs, ys = zip(*c.dots)
    low, left, top, right = min(ys), min(xs), max(ys), max(xs)
    c.line((left, low), (right, low), (right, top), (left, top), (left, low), kind="dash")


def to_line(c, a, b, p=(0, 0), kind="dash"):
    """The perpendicular from p to the line ab."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)
    c.line(p, (a[0] + t * dx, a[1] + t * dy), kind=kind)
