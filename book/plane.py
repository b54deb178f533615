"""The coordinate plane without a grid, as chapters on geometry and on vectors draw and write it."""

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
