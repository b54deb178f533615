"""Extras in coordinate planes and bar charts: a further line, curve, circle or point; the mean, a target, a polygon."""

import re
from math import dist

from ..canvas import opening
from .board import bounds_of, key
from .extras import extra

MULTIPLES = {1: "x", -1: "−x", 2: "2x", -2: "−2x"}
LARGE = "QRTSWV"  # names for further points
CHART = 75  # height of a chart on the canvas


# ------------------------------------------------------------------------------------------------- coordinate planes
def window(c):
    """(left, right, low, top) of a coordinate plane, from its axes; None where they are not found."""
    heads = [points for points, kind in c.strokes[: c.base] if kind == "head"]
    level = [(p, q) for p, q in heads if abs(p[1] - q[1]) < 1e-9 and q[0] > p[0]]
    upright = [(p, q) for p, q in heads if abs(p[0] - q[0]) < 1e-9 and q[1] > p[1]]
    if not level or not upright:
        return None
    (a, b), (d, e) = level[0], upright[0]
    if abs(a[1]) > 1e-9 or abs(d[0]) > 1e-9:
        return None
    return a[0], b[0], d[1], e[1]


def points_of(c):
    """The points of a plane that have a name or a dot, but for the origin."""
    corners = [(p, text) for kind, p, _, _, text in c.labels if kind == "corner"]  # small letters name lines
    found = [p for p, text in corners if text[:1].isupper() and text not in ("Re", "Im", "O")]
    axes = [points[1] for points, kind in c.strokes if kind == "head"]
    near = {key(p) for p in axes} | {(0.0, 0.0)}
    return [p for p in dict.fromkeys(found + c.dots) if key(p) not in near]


def unused(c, letters, text=""):
    """The first letter that no label has."""
    used = set(re.findall(r"[A-Za-z]", " ".join(c.texts()) + text))
    return next((letter for letter in letters if letter not in used), None)


def written(c, points, name):
    """Writes a name at the end of a line or curve."""
    c.corner(points[-1], name, points[-4] if len(points) > 4 else points[0])


@extra("axes", shy=r"lines?\b|tangent|slope|inverse|region|conditions|shaded", weight=0.15)
def further_line(c, rng):
    """A further line, thin, with its equation."""
    box = window(c)
    if box is None or "Re" in c.texts():
        return False
    left, right, low, top = box
    run, rise = rng.choice(((1, 1), (1, -1), (1, 2), (1, -2)))
    x0, y0 = (round(v) for v in (rng.uniform(left, right), rng.uniform(low, top)))
    ts = [i / 20 for i in range(-400, 401)]
    ends = [(x0 + t * run, y0 + t * rise) for t in ts if in_window(x0 + t * run, y0 + t * rise, box)]
    if len(ends) < 2 or dist(ends[0], ends[-1]) < 0.6 * max(right - left, top - low):
        return False
    c.line(ends[0], ends[-1], kind="thin")
    c.corner(ends[-1], f"y = {MULTIPLES[rise]}{added(y0 - rise * x0)}", ends[0])
    return True


def added(n):
    """A number as it is written behind a term: a sign and its size; nothing for 0."""
    return f" {'+' if n > 0 else '−'} {abs(n)}" if n else ""


def in_window(x, y, box):
    """Whether a point lies inside a window with a small margin."""
    left, right, low, top = box
    return left + 0.02 * (right - left) <= x <= right - 0.08 * (right - left) and low <= y <= top - 0.08 * (top - low)


@extra("axes", shy="parabola|quadratic|curves?|circle|graph|region|conditions|shaded", weight=0.12)
def further_parabola(c, rng):
    """A parabola with its vertex in a lattice point, thin, with its equation."""
    box = window(c)
    if box is None or c.fills or "Re" in c.texts():  # no graphs in the plane of complex numbers
        return False
    left, right, low, top = box
    p, q = (round(v) for v in (rng.uniform(left, right), rng.uniform(low, top)))
    wide, tall = right - left, top - low
    a = rng.choice((1, -1))
    points = [(x, a * (x - p) ** 2 + q) for x in (left + wide * i / 80 for i in range(81))]
    points = [point for point in points if in_window(*point, box)] if in_window(p, q, box) else []
    if len(points) < 14 or max(y for _, y in points) - min(y for _, y in points) < 0.35 * tall:
        return False
    c.line(*points, kind="thin")
    bracket = f"(x{added(-p)})²" if p else "x²"
    written(c, points, f"y = {'−' if a < 0 else ''}{bracket}{added(q)}")
    return True


@extra("axes", shy=r"circle|round|region|conditions|shaded|ellips|hyperbol|parabola|functions?|graph|f\b")
def circle_in_the_plane(c, rng):
    """A circle about the origin through a marked point."""
    box, points = window(c), points_of(c)
    if box is None or c.fills or not points:
        return False
    r = dist((0, 0), rng.choice(points))
    if r < 0.1 * (box[1] - box[0]) or not all(
        in_window(dx * r, dy * r, box) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ):
        return False
    c.ring((0, 0), r, kind="thin")
    return True


@extra("axes", shy=r"mirror|reflect|symmetr|image|odd|even|points|dots|f\b|functions?|graph|curve|parabola|wave")
def mirror_point(c, rng):
    """The mirror image of a marked point in the y-axis or x-axis, with its name, on a dashed line."""
    box, points, name = window(c), points_of(c), unused(c, LARGE)
    if box is None or not points or name is None:
        return False
    x, y = rng.choice(points)
    image = (-x, y) if rng.random() < 0.6 else (x, -y)
    if not in_window(*image, box) or dist(image, (x, y)) < 0.15 * (box[1] - box[0]):
        return False
    c.line((x, y), image, kind="dash")
    c.dot(image)
    c.corner(image, name, (0, 0))
    return True


@extra("axes", shy=r"vector|arrow|line|triangle|parallelogram|area|function|graph|f\b")
def rays_to_points(c, rng):
    """The segments from the origin to marked points."""
    points = points_of(c)
    if window(c) is None or not points:
        return False
    first, *rest = rng.sample(points, len(points))
    apart = [p for p in rest if 15 < opening((0, 0), first, p) < 165]
    for p in [first, *apart[:1]]:
        c.line((0, 0), p, kind="thin")
    return True


@extra("axes", shy="square|rectangle|read|coordinate", weight=0.5)
def guides(c, rng):
    """The lines from a marked point to both axes, dashed."""
    points = [p for p in points_of(c) if min(map(abs, p)) > 1e-9]
    if window(c) is None or not points:
        return False
    x, y = rng.choice(points)
    c.line((x, 0), (x, y), (0, y), kind="dash")
    return True


# ------------------------------------------------------------------------------------------------------- bar charts
def tops(c):
    """The middles of the upper ends of the bars, from the left; empty where the bars do not stand on the axis."""
    boxes = [bounds_of(p) for p in c.polygons]
    if not boxes or any(abs(low) > 1e-6 or left < 0 for left, low, _, _ in boxes):
        return []
    return sorted(((left + right) / 2, top) for left, _, right, top in boxes)


def level(c, y, text):
    """A dashed line at a height, named in the legend; False beside the end of a bar, or where there is a legend."""
    if c.key or not 8 < y < 80 or any(abs(y - top) < 3 for _, top in tops(c)):
        return False
    c.line((0, y), (103, y), kind="dash")
    c.legend([("dash", text)])
    return True


@extra("bars", shy="mean|average|expect|sum|total|all|altogether|varia|deviation|grow|year|interest|percent|change")
def mean_line(c, rng):
    """The mean of the bars as a dashed line."""
    found = tops(c)
    return len(found) > 1 and level(c, sum(y for _, y in found) / len(found), "mean")


@extra("bars", shy="median|middle|quartile")
def median_line(c, rng):
    """The median of an even number of bars as a dashed line."""
    heights = sorted(y for _, y in tops(c))
    n = len(heights)
    return n > 2 and n % 2 == 0 and level(c, (heights[n // 2 - 1] + heights[n // 2]) / 2, "median")


@extra("bars", shy="target|goal|above|below|probab|sequence|term|percent|grow|year|factor")
def target_line(c, rng):
    """A target as a dashed line."""
    return len(tops(c)) > 1 and level(c, rng.uniform(0.35, 0.9) * max(y for _, y in tops(c)), "target")


@extra("bars", shy="line|curve|polygon|graph")
def polygon_of_tops(c, rng):
    """The polygon that joins the middles of the bars' upper ends."""
    found = tops(c)
    if len(found) < 3:
        return False
    c.line(*found, kind="thin")
    return True


@extra("bars", shy="differ|rise|change|range|percent|highest|tallest|greatest|largest|least|smallest", weight=0.6)
def level_of_the_highest(c, rng):
    """The height of the highest bar, drawn on as a thin line."""
    found = tops(c)
    if len(found) < 2:
        return False
    x, y = max(found, key=lambda p: p[1])
    wide = max(q[0] for p in c.polygons for q in p if abs(q[1] - y) < 1e-6)
    if wide > 80:
        c.line((0, y), (2 * x - wide, y), kind="thin")
    else:
        c.line((wide, y), (103, y), kind="thin")
    return True
