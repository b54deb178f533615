"""What can be read off a Canvas: named points, straight pieces, polygons, circles, axes, bars, tables.

All of it is geometry on what was drawn and what the page shows; nothing comes from the program that drew it.
"""

import math
import re

from .canvas import opening, unit
from .typeset import SIGNS

NAME = re.compile(r"([A-Z][′'\d]?)(\(.*\))?")  # a point's name, perhaps with its coordinates
LONG = 9  # a stroke with more points is a curve
STRAIGHT = ("line", "thick", "dash", "thin")
SIDES = {5: "pentagon", 6: "hexagon", 7: "heptagon", 8: "octagon", 9: "nonagon", 10: "decagon"}


def plain(text):
    """A label as a sentence shows it: a true minus becomes "-", LaTeX stands between dollar signs."""
    text = text.replace("−", "-").replace("$", "")
    return f"${text}$" if re.search(r"[\\^_]", text) else text


def answer(text):
    """A label as a gold answer: LaTeX, as the other answers of the book."""
    text = text.replace("−", "-").replace("$", "")
    text = re.sub(r"(?<=\d)°$", r"^\\circ", text)
    return re.sub("[αβγδεθλμπρστφω]", lambda m: next(f"\\{k}" for k, v in SIGNS.items() if v == m[0]), text)


def value(text):
    """The number that a label is, or None."""
    digits = text.replace("−", "-")
    return float(digits) if re.fullmatch(r"-?\d+(\.\d+)?", digits) else None


def joined(texts):
    """a, b and c."""
    texts = list(texts)
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def kind_of(points, exact=True):
    """What a polygon is by its corners, where that is certain. exact: lengths and angles are drawn as they are."""
    n, around = len(points), list(zip(points, [*points[1:], points[0]]))
    sides = [math.dist(p, q) for p, q in around]
    turns = [opening(points[i], points[i - 1], points[(i + 1) % n]) for i in range(n)]

    def same(a, b):
        return abs(a - b) < 1e-6 * max(sides)

    right = [abs(turn - 90) < 1e-4 for turn in turns]
    if n == 3 and exact:
        equal = sum(same(sides[i], sides[i - 1]) for i in range(3))
        kinds = ["right"] * any(right) + (["equilateral"] if equal == 3 else ["isosceles"] * bool(equal))
        return " ".join([*kinds, "triangle"])
    if n == 4 and all(right) and (exact or any(p[1] == q[1] for p, q in around)):
        return "square" if exact and same(sides[0], sides[1]) else "rectangle"
    if n == 4 and exact:
        rays = [unit(q[0] - p[0], q[1] - p[1]) for p, q in around]
        level = [abs(rays[i][0] * rays[i + 2][1] - rays[i][1] * rays[i + 2][0]) < 1e-6 for i in (0, 1)]
        if all(level):
            return "rhombus" if same(sides[0], sides[1]) else "parallelogram"
        return "trapezoid" if any(level) else "quadrilateral"
    if n > 4 and exact and all(same(s, sides[0]) for s in sides) and max(turns) - min(turns) < 1e-4:
        return f"regular {SIDES.get(n, f'polygon with {n} corners')}"
    return {3: "triangle", 4: "quadrilateral", **SIDES}.get(n, f"polygon with {n} corners")


def corners_of(points):
    """The corners of a closed line without those on a straight side."""
    n = len(points)
    return [p for i, p in enumerate(points) if abs(opening(p, points[i - 1], points[(i + 1) % n]) - 180) > 1e-3]


def round_about(points):
    """(centre, radius) of the circle on which all points lie; None where there is none."""
    (ax, ay), (bx, by), (cx, cy) = points[0], points[len(points) // 3], points[2 * len(points) // 3]
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    if abs(d) < 1e-9:
        return None
    a, b, c = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    centre = (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / d, (a * (cx - bx) + b * (ax - cx) + c * (bx - ax)) / d
    radius = math.dist(centre, points[0])
    return (centre, radius) if all(abs(math.dist(centre, p) - radius) < 1e-5 * radius for p in points) else None


def bent(points):
    """Whether a stroke is a curve: it has many points, or turns a little at each of them."""
    inner = points[1:-1] if len(points) > 8 and points[0] == points[-1] else points  # a sector turns at its centre
    turns = [180 - opening(q, p, r) for p, q, r in zip(inner, inner[1:], inner[2:])]
    return len(points) > LONG or len(points) > 6 and all(0.01 < turn < 12 for turn in turns)


class Reading:
    """The facts of a canvas. near(p, q): the same point; far: a distance that an eye tells for sure."""

    def __init__(self, canvas, exact=True):
        self.canvas, self.exact = canvas, exact
        shown = [(points, kind) for points, kind in canvas.strokes if kind not in ("none", "head")]
        every = [p for points, _ in shown for p in points] + canvas.dots + [(0.0, 0.0)] * (not shown)
        xs, ys = zip(*every)
        self.extent = max(max(xs) - min(xs), max(ys) - min(ys), 1e-9)
        self.eps, self.far = 1e-6 * self.extent, 0.03 * self.extent
        self.straight = [(points, kind) for points, kind in shown if kind in STRAIGHT and not bent(points)]
        self.pieces = [(p, q, kind) for points, kind in self.straight for p, q in zip(points, points[1:])]
        self.curved = [(points, kind) for points, kind in shown if kind != "faint" and bent(points)]
        self.heads = [tuple(points) for points, kind in canvas.strokes if kind == "head"]
        self.labels = [label for label in canvas.labels if label[4]]
        self.read_shapes()
        self.read_names()

    def near(self, p, q):
        """Whether two points are one."""
        return math.dist(p, q) < self.eps

    def read_shapes(self):
        """polygons: closed lines; circles: (centre, radius); the rest of the curves as arcs, ellipses, open curves."""
        self.polygons, self.circles, self.arcs, self.ellipses, self.sectors, self.curves = [], [], [], [], [], []
        for points, _ in self.straight:
            corners = corners_of(points[:-1]) if len(points) > 3 and self.near(points[0], points[-1]) else []
            if len(corners) > 2 and not any(self.same_polygon(corners, other) for other in self.polygons):
                self.polygons.append(corners)
        for points, kind in self.curved:
            closed, found = self.near(points[0], points[-1]), round_about(points)
            if closed and found:
                if not any(self.near(c, found[0]) and abs(r - found[1]) < self.eps for c, r in self.circles):
                    self.circles.append(found)
            elif found:
                self.arcs.append((*found, points))
            elif closed and round_about(points[1:-1]):
                self.sectors.append(points)
            elif closed and self.is_ellipse(points):
                self.ellipses.append((points, kind))
            else:
                self.curves.append((points, kind))
        self.join_halves()

    def join_halves(self):
        """Two curves with common ends that make an ellipse: the front and the dashed back of a round solid's edge."""
        for one, kind in list(self.curves):
            for two, other in list(self.curves):
                ends = one is not two and self.near(one[-1], two[0]) and self.near(two[-1], one[0])
                if ends and self.is_ellipse([*one, *two]) and (one, kind) in self.curves:
                    self.curves = [curve for curve in self.curves if curve[0] is not one and curve[0] is not two]
                    self.ellipses.append(([*one, *two], "half" if kind != other else kind))

    def same_polygon(self, one, two):
        """Whether two polygons have the same corners."""
        return len(one) == len(two) and all(any(self.near(p, q) for q in two) for p in one)

    def is_ellipse(self, points):
        """Whether a closed curve is an ellipse with level axes."""
        xs, ys = zip(*points)
        cx, cy, a, b = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, max(xs) - min(xs), max(ys) - min(ys)
        flat = min(a, b) > 0
        return flat and all(abs((2 * (x - cx) / a) ** 2 + (2 * (y - cy) / b) ** 2 - 1) < 0.02 for x, y in points)

    def read_names(self):
        """places: {name: point} of the points with a name of their own; names that stand twice are left out."""
        found, self.given = [], {}  # given: {name: the coordinates written behind it}
        for kind, p, _, _, text in self.labels:
            if kind == "corner" and (m := NAME.fullmatch(text)) and self.drawn_at(p):
                found.append((m[1], p))
                self.given[m[1]] = m[2]
        self.twice = [a for i, (a, p) in enumerate(found) if any(
            (a == b) or self.near(p, q) for j, (b, q) in enumerate(found) if j != i
        )]  # fmt: skip
        self.places = {name: p for name, p in found if name not in self.twice}

    def drawn_at(self, p):
        """Whether a dot or a centre stands at a point, or a line ends at it or passes through it."""
        marked = self.canvas.dots + self.canvas.open_dots + [c for c, _ in self.circles]
        return any(self.near(p, q) for q in marked) or self.on_line(p)

    def on_line(self, p):
        """Whether a straight piece passes through a point."""
        return any(self.off(p, a, b) < self.eps for a, b, _ in self.pieces)

    def on_curve(self, p, within=0.004):
        """Whether a curve passes through a point, or within a share of the figure."""
        return any(
            self.off(p, a, b) < within * self.extent for points, _ in self.curved for a, b in zip(points, points[1:])
        )

    def off(self, p, a, b):
        """The distance of a point from a segment."""
        dx, dy = b[0] - a[0], b[1] - a[1]
        t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1.0)
        t = min(1.0, max(0.0, t))
        return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)

    def name(self, p):
        """The name of a point, or ""."""
        return next((name for name, q in self.places.items() if self.near(p, q)), "")

    def named(self, *points):
        """The names of points as one word, such as "AB"; "" unless all have one."""
        names = [self.name(p) for p in points]
        return "".join(names) if all(names) else ""

    def covered(self, p, q):
        """Whether the whole segment pq is drawn with straight pieces."""
        length, spans = math.dist(p, q), []
        if length < self.eps:
            return False
        d = (q[0] - p[0]) / length, (q[1] - p[1]) / length
        for a, b, _ in self.pieces:
            if all(abs((r[0] - p[0]) * d[1] - (r[1] - p[1]) * d[0]) < self.eps for r in (a, b)):
                spans.append(sorted((r[0] - p[0]) * d[0] + (r[1] - p[1]) * d[1] for r in (a, b)))
        reach = 0.0
        for low, high in sorted(spans):
            if low < reach + self.eps:
                reach = max(reach, high)
        return reach > length - self.eps

    def between(self, p, q, within=None):
        """Names of the points inside the segment pq, or no farther from it than `within`."""
        return [
            name
            for name, r in self.places.items()
            if not self.near(r, p) and not self.near(r, q) and self.off(r, p, q) < (within or self.eps)
        ]

    def directions(self, p):
        """The directions in degrees in which straight pieces leave a point, each once."""
        found = []
        for a, b, _ in self.pieces:
            if self.off(p, a, b) < self.eps:
                for end in (a, b):
                    if not self.near(p, end):
                        turn = math.degrees(math.atan2(end[1] - p[1], end[0] - p[0]))
                        if not any(abs(math.remainder(turn - other, 360)) < 0.01 for other in found):
                            found.append(turn)
        return found

    def angle_name(self, vertex, p, q):
        """ "angle ABC" where vertex and arms lead to named points, "angle at B" where the vertex has a name, or ""."""
        if not (own := self.name(vertex)):
            return ""
        ends = [self.name(end) or next(iter(self.towards(vertex, end)), "") for end in (p, q)]
        return f"angle {ends[0]}{own}{ends[1]}" if all(ends) and ends[0] != ends[1] else f"angle at {own}"

    def towards(self, vertex, end):
        """Names of the points on the ray from a vertex through `end` to which a line is drawn, the nearest first."""
        d = unit(end[0] - vertex[0], end[1] - vertex[1])
        hits = []
        for name, r in self.places.items():
            along = (r[0] - vertex[0]) * d[0] + (r[1] - vertex[1]) * d[1]
            aside = (r[0] - vertex[0]) * d[1] - (r[1] - vertex[1]) * d[0]
            if abs(aside) < self.eps and along > self.eps and self.covered(vertex, r):
                hits.append((along, name))
        return [name for _, name in sorted(hits)]

    # ------------------------------------------------------------------------------------------- axes, bars, tables
    def scale(self, axis):
        """The numeric labels [(place along the axis, number, label)] of axis 0 (horizontal) or 1 (vertical), or []."""
        for ticks in self.canvas.scales:
            across = [label[1][1 - axis] for label in ticks]
            numbers = [value(label[4]) for label in ticks]
            if max(across) - min(across) < self.eps and None not in numbers:
                return sorted((label[1][axis], number, label) for label, number in zip(ticks, numbers))
        return []

    def axis_names(self):
        """[(end, name)] of the arrows that are axes: level or upright, with a name that is no point's at the end."""
        ends = []
        for p, q in self.heads:
            if abs(p[0] - q[0]) < self.eps or abs(p[1] - q[1]) < self.eps:
                ends += [(q, text) for kind, r, _, _, text in self.labels if kind == "corner" and self.near(q, r)]
        return [(q, text) for q, text in ends if not NAME.fullmatch(text)]

    def unit_plane(self):
        """Whether the numbers of both axes are the coordinates of the canvas."""
        both = [self.scale(0), self.scale(1)]
        return all(both) and all(abs(at - number) < 1e-6 for ticks in both for at, number, _ in ticks)

    def bars(self):
        """[(name below, text above or "", height)] of a bar chart from left to right, or []."""
        boxes = [p for p in self.canvas.polygons if len(p) == 4 and kind_of(corners_of(p), False) == "rectangle"]
        floor = [min(y for _, y in box) for box in boxes]
        if len(boxes) < 3 or max(floor) - min(floor) > self.eps or len(boxes) != len(self.canvas.polygons):
            return []
        found = []
        for box in sorted(boxes):
            (left, right), top = (min(x for x, _ in box), max(x for x, _ in box)), max(y for _, y in box)
            under = [
                t for kind, p, _, _, t in self.labels if kind == "tick" and left < p[0] < right and p[1] < floor[0]
            ]
            over = [
                t for kind, p, _, _, t in self.labels if kind == "corner" and self.near(p, ((left + right) / 2, top))
            ]
            if len(under) != 1:
                return []
            found.append((under[0], over[0] if over else "", top - floor[0], left, right))
        apart = all(a[4] < b[3] + self.eps for a, b in zip(found, found[1:]))
        unique = len({name for name, *_ in found}) == len(found)
        return [bar[:3] for bar in found] if apart and unique else []

    def table(self):
        """The rows of texts of a table ruled by thin lines, or []; an empty cell is ""."""
        thin = [points for points, kind in self.canvas.strokes if kind == "thin" and len(points) == 2]
        levels = sorted({round(p[1], 6) for p, q in thin if abs(p[1] - q[1]) < self.eps}, reverse=True)
        across = sorted({round(p[0], 6) for p, q in thin if abs(p[0] - q[0]) < self.eps})
        if len(levels) < 3 or len(across) < 3 or len(levels) + len(across) != len(thin):
            return []
        if any(abs(math.dist(*line) - w) > self.eps for line in thin for w in [
            across[-1] - across[0] if abs(line[0][1] - line[1][1]) < self.eps else levels[0] - levels[-1]
        ]):  # fmt: skip
            return []
        cells = [["" for _ in across[1:]] for _ in levels[1:]]
        for kind, p, _, _, text in self.labels:
            i = sum(p[1] < level for level in levels) - 1
            j = sum(p[0] > x for x in across) - 1
            if kind == "at" and 0 <= i < len(cells) and 0 <= j < len(cells[0]):
                if cells[i][j]:
                    return []
                cells[i][j] = text
        return cells
