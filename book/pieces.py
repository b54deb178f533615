"""Drawings that several chapters share: axes and curves, scales, tables, charts, trees, networks, oblique solids.

Each function adds to a Canvas, in mathematical coordinates; what it returns says where things stand, so that a program
can label them and a check can find them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin

from .canvas import middle, polar

PLAIN = {"line", "hatch", "shapes"}  # loads that could be taken for marks or parts of a measured thing


def show(n):
    """A number as a label: a true minus sign."""
    return str(n).replace("-", "−")


# ------------------------------------------------------------------------------------------------------ coordinates
def grid(c, x0, x1, y0, y1, names=("x", "y")):
    """Axes with numbers, over a faint grid of units, for x0..x1 and y0..y1 (0 inside or at the border)."""
    c.halo = True
    every = 2 if max(x1 - x0, y1 - y0) > 8 else 1
    for x in range(x0, x1 + 1):
        c.line((x, y0), (x, y1), kind="faint")
    for y in range(y0, y1 + 1):
        c.line((x0, y), (x1, y), kind="faint")
    xs, ys = ([v for v in range(a, b + 1) if v and v % every == 0] for a, b in ((x0, x1), (y0, y1)))
    c.ticks([(x, -0.026 * (y1 - y0) - 0.02 * (x1 - x0)) for x in xs], map(show, xs))
    c.ticks([(-0.045 * (x1 - x0), y) for y in ys], map(show, ys))
    ends = (x1 + 0.05 * (x1 - x0), 0), (0, y1 + 0.05 * (y1 - y0))
    for end, name, before in zip(ends, names, ((x1, 0), (0, y1))):
        c.arrow((x0, 0) if end[1] == 0 else (0, y0), end, kind="thin")
        c.corner(end, name, before)


def curve(c, f, x0, x1, low, high, kind="thick"):
    """The graph of f from x0 to x1, as far as it lies between low and high; one polyline a connected piece."""
    piece = []
    for i in range(321):
        x = x0 + (x1 - x0) * i / 320
        try:
            y = f(x)
        except (ZeroDivisionError, ValueError):
            y = None
        if y is not None and low - 0.01 <= y <= high + 0.01 and (not piece or abs(y - piece[-1][1]) < (high - low) / 2):
            piece.append((x, y))
        else:
            if len(piece) > 1:
                c.line(*piece, kind=kind)
            piece = []
    if len(piece) > 1:
        c.line(*piece, kind=kind)


def curves(c, kind="thick"):
    """The polylines drawn by curve(), for a check."""
    return [points for points, drawn in c.strokes if drawn == kind]


def height(points, x):
    """The height of a drawn curve over x, by straight pieces."""
    p, q = next((p, q) for p, q in zip(points, points[1:]) if p[0] <= x + 1e-6 and x - 1e-6 <= q[0])
    return p[1] + (q[1] - p[1]) * (x - p[0]) / (q[0] - p[0])


# ------------------------------------------------------------------------------------------------- tables and charts
def table(c, rows, wide=3.0, tall=1.4, head=True):
    """A table of texts, one list a row, all rows equally long; head: the first row shaded.

    Returns {(row, column): centre}.
    """
    height, width = tall * len(rows), wide * len(rows[0])
    if head:
        c.fills.append(([(0, height - tall), (width, height - tall), (width, height), (0, height)], False))
    for i in range(len(rows) + 1):
        c.line((0, i * tall), (width, i * tall), kind="thin")
    for j in range(len(rows[0]) + 1):
        c.line((j * wide, 0), (j * wide, height), kind="thin")
    places = {}
    for i, row in enumerate(rows):
        for j, cell in enumerate(row):
            places[i, j] = (j + 0.5) * wide, height - (i + 0.5) * tall
            c.text(places[i, j], cell)
    return places


def axes(c, names, high, step=None):
    """Axes of a chart 100 wide and 75 high with names below; step: numbers and faint lines on the vertical axis."""
    c.halo = True
    wide = 100 / len(names)
    for i, name in enumerate(names):
        c.text((wide * (i + 0.5), -5), name, small=True)
    values = range(step or high + 1, high + 1, step or 1)
    for v in values:
        c.line((0, 75 * v / high), (100, 75 * v / high), kind="faint")
    c.ticks([(-6, 75 * v / high) for v in values], values)
    if step:
        c.text((-6, 0), "0", small=True)
    c.line((0, 80), (0, 0), (103, 0))
    return wide


def bars(c, names, values, high, labels=None, step=None):
    """A bar chart; labels: texts over the bars."""
    wide = axes(c, names, high, step)
    for i, v in enumerate(values):
        x, y = wide * (i + 0.5), 75 * v / high
        c.polygon((x - wide * 0.3, 0), (x + wide * 0.3, 0), (x + wide * 0.3, y), (x - wide * 0.3, y), accent=True)
        if labels:
            c.corner((x, y), labels[i], (x, 0))


def bar_heights(c, high):
    """The values of the drawn bars."""
    return [round(max(p[1] for p in polygon) * high / 75) for polygon in c.polygons]


def tape(c, lengths, texts, y=0, tall=1.0, accent=()):
    """A bar model: boxes side by side from x = 0 with their texts; accent: indices to shade. Returns the right end."""
    x = 0
    for i, (length, text) in enumerate(zip(lengths, texts)):
        c.polygon((x, y), (x + length, y), (x + length, y + tall), (x, y + tall), accent=i in accent)
        c.text((x + length / 2, y + tall / 2), text)
        x += length
    return x


def brace(c, p, q, text, drop):
    """A bracket over or under the horizontal segment pq, drop away from it (negative: below), with a text."""
    y = p[1] + drop
    c.line((p[0], p[1] + 0.35 * drop), (p[0], y), (q[0], y), (q[0], q[1] + 0.35 * drop), kind="thin")
    c.side((p[0], y), (q[0], y), text, ((p[0] + q[0]) / 2, y - drop))


def clock_face(c, hour, minute):
    """A clock with twelve numbers; the hour hand moves with the minutes."""
    c.circle((0, 0), 10)
    for i in range(60):
        c.line(polar((0, 0), 10, 6 * i), polar((0, 0), 9.1 if i % 5 == 0 else 9.6, 6 * i), kind="thin")
    for i in range(1, 13):
        c.text(polar((0, 0), 7.9, 90 - 30 * i), str(i))
    c.line((0, 0), polar((0, 0), 4.2, 90 - 30 * (hour + minute / 60)), kind="thick")
    c.line((0, 0), polar((0, 0), 6.6, 90 - 6 * minute))
    c.dot((0, 0))


# --------------------------------------------------------------------------------------- sets, trees, networks, dots
def venn(c, names, counts):
    """Two overlapping circles in a frame: counts = texts (only first, both, only second, outside or None)."""
    c.without |= {"hatch", "shapes", "line"}
    c.circle((-1.6, 0), 3, fill=False)
    c.circle((1.6, 0), 3, fill=False)
    c.polygon((-5.6, -4), (5.6, -4), (5.6, 4), (-5.6, 4), fill=False)
    for x, text in zip((-3, 0, 3), counts):
        c.text((x, 0), text)
    if counts[3] is not None:
        c.text((4.8, -3.4), counts[3])
    for x, name in ((-4.1, names[0]), (4.1, names[1])):
        c.text((x, 2.9), name)


def tree(c, levels, wide=10.0, tall=3.0):
    """A tree from left to right: levels = for each depth a list of (index of the parent, text at the node, text at the
    branch); the root has no entry. Returns the places of the nodes, one list a level, the root's first."""
    places = [[(0.0, 0.0)]]
    last = len(levels[-1])
    rows = [[None] for _ in levels]
    for depth in range(len(levels) - 1, -1, -1):
        if depth == len(levels) - 1:
            rows[depth] = [tall * ((last - 1) / 2 - i) for i in range(last)]
        else:
            below = levels[depth + 1]
            rows[depth] = [
                middle(*((0, rows[depth + 1][j]) for j, (parent, *_) in enumerate(below) if parent == i))[1]
                for i in range(len(levels[depth]))
            ]
    for depth, heights in enumerate(rows):
        places.append([(wide * (depth + 1), y) for y in heights])
    for depth, level in enumerate(levels):
        for (parent, node, branch), place in zip(level, places[depth + 1]):
            start = places[depth][parent]
            c.line(start, place)
            c.dot(place)
            if branch:
                c.side(start, place, branch, (start[0], start[1] - (1 if place[1] >= start[1] else -1)))
            if node:
                c.corner(place, node, start)
    c.dot((0.0, 0.0))
    return places


def network(c, places, edges):
    """A graph: dots at places {name: point} with their names, edges (a, b, text or "") as straight lines."""
    centre = middle(*places.values())
    for a, b, *text in edges:
        c.line(places[a], places[b])
        if text and text[0] != "":
            p, q = places[a], places[b]
            far = (
                centre
                if abs((q[0] - p[0]) * (centre[1] - p[1]) - (q[1] - p[1]) * (centre[0] - p[0])) > 1e-6
                else (centre[0] + q[1] - p[1], centre[1] + p[0] - q[0])
            )
            c.side(p, q, text[0], far)
    for name, p in places.items():
        c.dot(p)
        c.corner(p, name, centre if p != centre else (p[0], p[1] - 1))


def dots(c, places, radius=0.3, filled=()):
    """Small circles at places; those whose index is in filled are dark."""
    for i, p in enumerate(places):
        c.circle(p, radius, fill=i in filled, accent=True)


# ------------------------------------------------------------------------------------------- solids in oblique view
def oblique(x, y, z):
    """The place on the page of a point in space: x to the right, y to the back, z up."""
    return x + 0.42 * y, z + 0.3 * y


@dataclass(frozen=True, eq=False)
class Solid:
    """A solid that a canvas shows, so that constructions can go on from it.

    kind: cuboid, pyramid, prism, cylinder, cone, frustum or ball.  sizes: its measures.  place: the place on the page
    of a point (right, back, up) of space.  parts: (role, phrase, p, q): what the label of the segment pq tells.
    """

    kind: str
    sizes: tuple
    place: Callable
    parts: tuple


def boxed(c, a, b, h, low=(0, 0, 0), name="cuboid"):
    """Records a cuboid whose left, front and lowest corner is low."""
    spots = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    sizes, parts = (a, b, h), []
    for axis, (role, word) in enumerate((("a", "length"), ("b", "width"), ("h", "height"))):
        for spot in spots:
            if not spot[axis]:
                end = tuple(v + (i == axis) for i, v in enumerate(spot))
                p, q = (tuple(o + s * v for o, s, v in zip(low, sizes, w)) for w in (spot, end))
                parts.append((role, f"the {word} of the {name}", p, q))
    c.solids.append(Solid("cuboid", (a, b, h), lambda x, y, z: oblique(x, y, z), tuple(parts)))


def recorded(c, kind, *parts):
    """Records a solid whose parts (role, phrase, p, q) lie between points of the page."""
    spaced = [(role, phrase, *((x, 0, y) for x, y in ends)) for role, phrase, *ends in parts]
    c.solids.append(Solid(kind, (), lambda x, _, z: (x, z), tuple(spaced)))


def box(c, a, b, h, base=0.0):
    """A box a wide, b deep, h high; returns the corner map (0/1 for right, back, top)."""

    def at(x, y, z):
        return oblique(x * a, y * b, base + z * h)

    boxed(c, a, b, h, (0, 0, base))
    hidden = at(0, 1, 0)
    for end in (at(0, 0, 0), at(1, 1, 0), at(0, 1, 1)):
        c.line(hidden, end, kind="dash")
    c.polygon(at(0, 0, 0), at(1, 0, 0), at(1, 0, 1), at(0, 0, 1))
    c.polygon(at(0, 0, 1), at(1, 0, 1), at(1, 1, 1), at(0, 1, 1))
    c.polygon(at(1, 0, 0), at(1, 1, 0), at(1, 1, 1), at(1, 0, 1))
    return at


def round_solid(c, r, h, top=0.0):
    """A cylinder (top = r), cone (top = 0) or frustum of a cone with the axis from (0, 0) upwards."""
    flat = 0.3
    turn = degrees(asin(flat * (r - top) / h)) if top < r else 0  # where the slanted outline touches the ellipses
    front = c.ring((0, 0), r, flat * r, 180 - turn, 360 + turn)
    c.ring((0, 0), r, flat * r, turn, 180 - turn, kind="dash")
    upper = [(top * cos(radians(t)), h + flat * top * sin(radians(t))) for t in (turn, 180 - turn)]
    c.fills.append(([*front, *upper], False))
    if top:
        c.fills.append((c.ring((0, h), top, flat * top), True))
    c.line(front[-1], upper[0])
    c.line(front[0], upper[1])
    kind = "cylinder" if top == r else "frustum" if top else "cone"
    parts = [("radius", "the radius of the base" if top in (0, r) else "the lower radius", (0, 0, 0), (r, 0, 0))]
    parts.append(("height", f"the height of the {kind}", (0, 0, 0), (0, 0, h)))
    parts += [("height", f"the height of the {kind}", (x, 0, 0), (x, 0, h)) for x in (-r, r) if top == r]
    parts += [("slant", "the slant height of the cone", (x, 0, 0), (0, 0, h)) for x in (-r, r) if not top]
    if top:
        role, phrase = ("radius", "the radius of the base") if top == r else ("top radius", "the upper radius")
        parts.append((role, phrase, (0, 0, h), (top, 0, h)))
    c.solids.append(Solid(kind, (r, top, h), lambda x, y, z: (x, z + flat * y), tuple(parts)))
