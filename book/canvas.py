"""Drawing with Pillow: a display list in mathematical coordinates (y up), one fit, one pass of strokes, the labels.

A program only says what there is: polygons, circles, sides with a text, corners with a name, angles.  show() chooses
the position on the page, keeps labels off lines, off each other and inside the picture, and carries the visual axis:
hard figures take two or three of the LOADS, none of which changes a measure or a label's meaning.
"""

import functools
import importlib.util
import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

LOADS = ("turn", "mirror", "line", "shapes", "hatch", "grid", "dashed", "leaders", "small", "tint", "sparse")
FILLS = ["#dbe7f5", "#e6f2dc", "#fbe8d3", "#efe2f5", "#f7f3cf", "#ffffff"]
INKS = ["#1a1a1a", "#12307a", "#6b1420", "#0c4a2c", "#4a2270"]
TIMES = 2  # supersampling


@functools.lru_cache(maxsize=64)
def font(size):
    """DejaVu Sans, as shipped inside matplotlib: Pillow's own font lacks pi, roots and most signs."""
    package = importlib.util.find_spec("matplotlib")
    if package is None:
        raise ValueError("book: matplotlib is not installed; its font DejaVuSans.ttf is needed to label figures")
    return ImageFont.truetype(str(Path(package.origin).parent / "mpl-data/fonts/ttf/DejaVuSans.ttf"), size)


@functools.lru_cache(maxsize=4096)
def text_box(text, size):
    left, top, right, bottom = font(size).getbbox(text, anchor="ls")
    return right - left, bottom - top


def unit(dx, dy):
    length = math.hypot(dx, dy) or 1.0
    return dx / length, dy / length


def turned(vector, degrees):
    a = math.radians(degrees)
    return (vector[0] * math.cos(a) - vector[1] * math.sin(a), vector[0] * math.sin(a) + vector[1] * math.cos(a))


def polar(centre, radius, degrees):
    a = math.radians(degrees)
    return centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)


def middle(*points):
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


class Canvas:
    """Collects what a figure holds; polygons, circles (centre, radius), angles and dots serve a check too."""

    def __init__(self, upright=False):
        self.upright = upright  # a chart, a solid or a coordinate plane must not be turned
        self.strokes, self.fills, self.labels, self.angles, self.dots = [], [], [], [], []
        self.polygons, self.circles, self.halo = [], [], False
        self.without = set()  # loads that would change what this figure says
        self.scales = []  # lists of tick labels of which every second one may be hidden

    def loads(self):
        """The loads that this figure can take and that would show."""
        unfit = self.without | ({"turn", "mirror", "dashed"} if self.upright else set())
        unfit |= ({"grid"} if self.halo else set()) | (set() if self.fills else {"hatch"})
        if not any(label[0] == "side" for label in self.labels):
            unfit.add("leaders")
        if not self.scales:
            unfit.add("sparse")
        return [load for load in LOADS if load not in unfit]

    # what programs call
    def polygon(self, *points, fill=True, accent=False):
        """A closed polygon; accent fills it darker (shaded parts)."""
        self.polygons.append(points)
        if fill:
            self.fills.append((list(points), accent))
        self.strokes.append((list(points) + [points[0]], "line"))

    def line(self, *points, kind="line"):
        """An open polyline; kind: line, thick, dash, faint (grid lines, that labels may cross), thin."""
        self.strokes.append((list(points), kind))

    def arrow(self, p, q, kind="line"):
        self.strokes.append(([p, q], kind))
        self.strokes.append(([p, q], "head"))

    def ring(self, centre, rx, ry=None, start=0, end=360, kind="line"):
        """An arc of an ellipse from start to end degrees, anticlockwise."""
        n = max(6, int(abs(end - start) / 5))
        ry = rx if ry is None else ry
        points = [
            (
                centre[0] + rx * math.cos(math.radians(start + (end - start) * i / n)),
                centre[1] + ry * math.sin(math.radians(start + (end - start) * i / n)),
            )
            for i in range(n + 1)
        ]
        self.strokes.append((points, kind))
        return points

    def circle(self, centre, radius, fill=True, accent=False):
        self.circles.append((centre, radius))
        points = self.ring(centre, radius)
        if fill:
            self.fills.append((points, accent))

    def sector(self, centre, radius, start, end, accent=True):
        """A filled sector with its two radii."""
        points = [centre, *self.ring(centre, radius, start=start, end=end, kind="none"), centre]
        self.fills.append((points, accent))
        self.strokes.append((points, "line"))

    def dot(self, p):
        self.dots.append(p)

    def side(self, p, q, text, away):
        """A text beside the segment pq, on the side turned from the point away."""
        self.labels.append(("side", p, q, away, str(text)))

    def corner(self, p, text, away):
        """A name at the point p, pointing away from another point."""
        self.labels.append(("corner", p, away, None, str(text)))

    def text(self, p, text, small=False):
        """A text centred at p (moved a little if it must)."""
        self.labels.append(("tick" if small else "at", p, None, None, str(text)))

    def ticks(self, places, texts):
        """The numbers of a scale, of which a hard figure may hide every second one."""
        labels = [("tick", p, None, None, str(text)) for p, text in zip(places, texts)]
        self.labels += labels
        if len(labels) >= 4:
            self.scales.append(labels)

    def texts(self):
        """All texts of the figure, in the order in which they were added; those of a scale too."""
        return [label[4] for label in self.labels if label[4]]

    def numbers(self):
        """The numbers among texts(), as int or float; "60°" is 60, "−3" is -3."""
        plain = (text.replace("−", "-").removesuffix("°").removesuffix("%") for text in self.texts())
        return [float(t) if "." in t else int(t) for t in plain if t.lstrip("-").replace(".", "", 1).isdigit()]

    def angle(self, vertex, p, q, text=""):
        """The arc of the angle p-vertex-q (below 180 degrees) with its text, if any."""
        self.angles.append((vertex, p, q))
        self.labels.append(("angle", vertex, p, q, str(text)))

    def right(self, vertex, p, q):
        self.labels.append(("right", vertex, p, q, ""))


def show(canvas, size, rng, hard):
    """Draws a canvas as a size x size RGB image; tries other positions when a label finds no free place."""
    for attempt in range(12):
        image = Page(canvas, size, random.Random(rng.getrandbits(64)), hard, attempt).drawn()
        if image is not None:
            return image
    raise ValueError("book: a figure's labels do not fit the picture")


class Page:
    """One attempt to lay a canvas out on a page."""

    def __init__(self, canvas, size, rng, hard, attempt):
        self.canvas, self.size, self.rng = canvas, size, rng
        self.em = max(9, round(size * (18 - attempt // 4) / 448))
        fit = canvas.loads()
        self.loads = set(rng.sample(fit, min(len(fit), rng.choice((2, 3))))) if hard else set()
        self.ink = rng.choice(INKS if "tint" in self.loads else INKS[:2])
        self.fill, self.accent = rng.choice(FILLS), rng.choice(["#9fc0e6", "#f2b48a", "#a9d19e", "#c8a8dc"])
        self.taken, self.texts, self.leaders = [], [], []
        self.fit(0.13 + 0.008 * attempt)

    def fit(self, margin):
        """The map from mathematical to page coordinates."""
        turn = self.rng.uniform(20, 340) if "turn" in self.loads else 0
        flip = -1 if "mirror" in self.loads else 1
        self.cos, self.sin, self.flip = math.cos(math.radians(turn)), math.sin(math.radians(turn)), flip
        every = [p for points, _ in self.canvas.strokes for p in points] + self.canvas.dots
        flat = [self.spun(p) for p in every]
        x0, x1 = min(p[0] for p in flat), max(p[0] for p in flat)
        y0, y1 = min(p[1] for p in flat), max(p[1] for p in flat)
        room = self.size * (1 - 2 * margin) * (0.78 if "small" in self.loads else self.rng.uniform(0.9, 1))
        self.scale = room / max(x1 - x0, y1 - y0)
        slack = (self.size * (1 - 2 * margin) - room) / 2
        self.dx = self.size / 2 - self.scale * (x0 + x1) / 2 + self.rng.uniform(-slack, slack)
        self.dy = self.size / 2 + self.scale * (y0 + y1) / 2 + self.rng.uniform(-slack, slack)

    def spun(self, p):
        x = p[0] * self.flip
        return x * self.cos - p[1] * self.sin, x * self.sin + p[1] * self.cos

    def place(self, p):
        x, y = self.spun(p)
        return self.dx + self.scale * x, self.dy - self.scale * y

    def drawn(self):
        """The finished image, or None when some label found no place."""
        size = self.size
        self.lines = [([self.place(p) for p in points], kind) for points, kind in self.canvas.strokes if kind != "none"]
        self.lines += self.marks()
        if "line" in self.loads:
            self.lines.append(self.auxiliary())
        mask = Image.new("L", (size, size))
        pen = ImageDraw.Draw(mask)
        for points, kind in self.lines:
            if kind != "faint":
                pen.line(points, fill=255, width=3)
        for p in map(self.place, self.canvas.dots):
            pen.ellipse((p[0] - 5, p[1] - 5, p[0] + 5, p[1] + 5), fill=255)
        self.mask = mask
        hidden = (
            {id(label) for ticks in self.canvas.scales for label in ticks[self.rng.randrange(2) :: 2]}
            if "sparse" in self.loads
            else ()
        )
        order = {"tick": 0, "at": 1, "right": 1, "angle": 2, "side": 3, "corner": 4}
        for label in sorted(self.canvas.labels, key=lambda item: order[item[0]]):
            if label[4] and id(label) not in hidden and not self.put(label):
                return None
        return self.painted(self.distractors() if "shapes" in self.loads else [])

    def marks(self):
        """Arcs of angles and squares of right angles, in page units."""
        made, seen = [], {}
        for kind, v, p, q, _ in self.canvas.labels:
            if kind not in ("angle", "right"):
                continue
            v0 = self.place(v)
            (ax, ay), (bx, by) = (unit(w[0] - v0[0], w[1] - v0[1]) for w in map(self.place, (p, q)))
            if kind == "right":
                r = self.em * 0.75
                made.append(
                    (
                        [
                            (v0[0] + r * ax, v0[1] + r * ay),
                            (v0[0] + r * (ax + bx), v0[1] + r * (ay + by)),
                            (v0[0] + r * bx, v0[1] + r * by),
                        ],
                        "thin",
                    )
                )
                continue
            seen[v] = seen.get(v, 0) + 1  # a second angle at the same vertex gets a wider arc
            start, sweep = math.atan2(ay, ax), math.atan2(ax * by - ay * bx, ax * bx + ay * by)
            r = self.em * (1.1 + 0.3 * seen[v])
            made.append(
                (
                    [
                        (v0[0] + r * math.cos(start + sweep * i / 16), v0[1] + r * math.sin(start + sweep * i / 16))
                        for i in range(17)
                    ],
                    "thin",
                )
            )
        return made

    def auxiliary(self):
        """A dashed line right across the figure."""
        far = self.size * 0.96
        y = self.size * (
            0.5 + self.rng.choice((-1, 1)) * self.rng.uniform(0.07, 0.25)
        )  # never on an axis in the middle
        ends = [(self.size - far, y), (far, y if self.canvas.upright else self.size * self.rng.uniform(0.2, 0.8))]
        if self.rng.random() < 0.5 and not self.canvas.upright:
            ends = [(b, a) for a, b in ends]
        return ends, "aux"

    def put(self, label):
        """Finds the cheapest free place of a label; False when there is none."""
        kind, p, q, r, text = label
        em = round(self.em * 0.78) if kind == "tick" else self.em
        w, h = text_box(text, em)[0], text_box("Ap" if kind == "tick" else text, em)[1]
        best = None
        for cost, x, y, anchor in self.spots(kind, p, q, r, w, h):
            box = (x - w / 2 - 1, y - h / 2 - 1, x + w / 2 + 1, y + h / 2 + 1)
            if best and cost >= best[0]:
                continue
            if box[0] < 2 or box[1] < 2 or box[2] > self.size - 2 or box[3] > self.size - 2:
                continue
            if any(
                box[0] < t[2] + 2 and t[0] < box[2] + 2 and box[1] < t[3] + 2 and t[1] < box[3] + 2 for t in self.taken
            ):
                continue
            cost += self.mask.crop([round(v) for v in box]).histogram()[255] * 1.5
            if best is None or cost < best[0]:
                best = cost, x, y, box, anchor
        if best is None or best[0] > 100 and kind != "tick":
            return False
        self.taken.append(best[3])
        self.texts.append((best[1], best[2], text, em))
        if best[4]:
            self.leaders.append((best[4], (best[1], best[2]), best[3]))
        return True

    def spots(self, kind, p, q, r, w, h):
        """Candidate places: (cost, x, y, anchor of a leader line or None)."""
        p0 = self.place(p)
        if kind in ("tick", "at"):
            for dx, dy in [(0, 0), (0, -5), (0, 5), (5, 0), (-5, 0), (0, -10), (0, 10), (10, 0), (-10, 0)]:
                yield abs(dx) + abs(dy), p0[0] + dx, p0[1] + dy, None
        elif kind == "corner":
            away = self.place(q)
            d = unit(p0[0] - away[0], p0[1] - away[1])
            for extra in (5, 9, 14):
                for bend in (0, 25, -25, 50, -50, 80, -80, 120, -120, 160):
                    e = turned(d, bend)
                    reach = extra + abs(e[0]) * w / 2 + abs(e[1]) * h / 2
                    yield abs(bend) / 8 + extra, p0[0] + reach * e[0], p0[1] + reach * e[1], None
        elif kind == "side":
            q0, away = self.place(q), self.place(r)
            n = unit(q0[1] - p0[1], p0[0] - q0[0])
            mid = (p0[0] + q0[0]) / 2, (p0[1] + q0[1]) / 2
            if n[0] * (mid[0] - away[0]) + n[1] * (mid[1] - away[1]) < 0:
                n = -n[0], -n[1]
            pulled = "leaders" in self.loads
            for flip in (1, -1):
                for t in (0.5, 0.43, 0.57, 0.36, 0.64, 0.28, 0.72):
                    for extra in (26, 34, 42) if pulled else (5, 8, 12, 17):
                        a = p0[0] + t * (q0[0] - p0[0]), p0[1] + t * (q0[1] - p0[1])
                        reach = flip * (extra + abs(n[0]) * w / 2 + abs(n[1]) * h / 2)
                        yield (
                            extra / 2 + 60 * abs(t - 0.5) + (25 if flip < 0 else 0),
                            a[0] + reach * n[0],
                            a[1] + reach * n[1],
                            a if pulled else None,
                        )
        elif kind == "angle":
            q0, r0 = self.place(q), self.place(r)
            a, b = unit(q0[0] - p0[0], q0[1] - p0[1]), unit(r0[0] - p0[0], r0[1] - p0[1])
            d = unit(a[0] + b[0], a[1] + b[1])
            half = math.acos(max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1]))) / 2
            near = max(self.em * 1.5 + (abs(d[0]) * w + abs(d[1]) * h) / 2 + 2, (h / 2 + 4) / math.sin(half))
            for step in range(9):
                for bend in (0, 0.2, -0.2):
                    e = turned(d, math.degrees(bend * half))
                    reach = near + 6 * step
                    yield 3 * step + 20 * abs(bend), p0[0] + reach * e[0], p0[1] + reach * e[1], None

    def distractors(self):
        """Places (x, y, half, kind) of a few small shapes on empty paper."""
        found, fills = [], Image.new("L", (self.size, self.size))
        pen = ImageDraw.Draw(fills)
        for points, _ in self.canvas.fills:
            pen.polygon([self.place(p) for p in points], fill=255)
        for _ in range(60):
            half = self.size * self.rng.uniform(0.014, 0.024)
            x, y = (self.rng.uniform(2 * half, self.size - 2 * half) for _ in range(2))
            box = (x - 2 * half, y - 2 * half, x + 2 * half, y + 2 * half)
            cut = [round(v) for v in box]
            if (
                self.mask.crop(cut).getbbox()
                or fills.crop(cut).getbbox()
                or any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in self.taken)
            ):
                continue
            found.append((x, y, half, self.rng.choice(("square", "triangle", "disc"))))
            self.taken.append(box)
            if len(found) == 5:
                break
        return found

    def painted(self, distractors):
        """Strokes at TIMES the size, reduced; then the texts."""
        big, weight = self.size * TIMES, TIMES * max(1.0, self.size / 224)
        paper = self.rng.choice(["#fdf8ec", "#f1f7fb"]) if "tint" in self.loads else "white"
        image = Image.new("RGB", (big, big), paper)
        pen = ImageDraw.Draw(image)
        if "grid" in self.loads and not self.canvas.halo:
            for i in range(1, 16):
                v = big * i / 16
                pen.line((v, 0, v, big), fill="#dcdcdc", width=TIMES)
                pen.line((0, v, big, v), fill="#dcdcdc", width=TIMES)
        for points, accent in self.canvas.fills:
            flat = [(x * TIMES, y * TIMES) for x, y in map(self.place, points)]
            colour = self.accent if accent else self.fill
            if "hatch" in self.loads:
                self.hatch(image, flat, self.accent if accent else "#b8b8b8", 6 if accent else 12)
            else:
                pen.polygon(flat, fill=colour)
        for x, y, half, kind in distractors:
            box = [v * TIMES for v in (x - half, y - half, x + half, y + half)]
            colour = self.rng.choice(["#d9c2a7", "#b9cbb4", "#c3c3d6"])
            if kind == "triangle":
                pen.polygon([(box[0], box[3]), (box[2], box[3]), ((box[0] + box[2]) / 2, box[1])], fill=colour)
            else:
                (pen.ellipse if kind == "disc" else pen.rectangle)(box, fill=colour)
        for points, kind in self.lines:
            self.stroke(pen, [(x * TIMES, y * TIMES) for x, y in points], kind, weight)
        for p, q, box in self.leaders:
            end = min(max(p[0], box[0]), box[2]), min(max(p[1], box[1]), box[3])
            pen.line([(v[0] * TIMES, v[1] * TIMES) for v in (p, end)], fill="#888888", width=round(weight * 0.6))
        for x, y in map(self.place, self.canvas.dots):
            r = weight * 1.9
            pen.ellipse((x * TIMES - r, y * TIMES - r, x * TIMES + r, y * TIMES + r), fill=self.ink)
        image = image.reduce(TIMES)
        pen = ImageDraw.Draw(image)
        halo = 3 if self.canvas.halo or "grid" in self.loads else 0
        for x, y, text, em in self.texts:
            left, _, right, _ = font(em).getbbox(text, anchor="ls")
            _, top, _, bottom = font(em).getbbox("Ap" if em < self.em else text, anchor="ls")  # ticks share a baseline
            pen.text(
                (x - (left + right) / 2, y - (top + bottom) / 2),
                text,
                font=font(em),
                fill=self.ink,
                anchor="ls",
                stroke_width=halo,
                stroke_fill="white",
            )
        return image

    def stroke(self, pen, points, kind, weight):
        ink, width = self.ink, weight
        if kind == "faint":
            ink, width = "#d0d0d0", weight * 0.5
        elif kind in ("thin", "dash", "aux"):
            width, ink = weight * 0.7, "#808080" if kind == "aux" else ink
        elif kind == "thick":
            width = weight * 1.6
        if kind == "head":
            (x0, y0), (x1, y1) = points
            d, r = unit(x1 - x0, y1 - y0), weight * 4.5
            wings = [(x1 - r * e[0], y1 - r * e[1]) for e in (turned(d, 22), turned(d, -22))]
            pen.polygon([(x1, y1), *wings], fill=ink)
        elif kind in ("dash", "aux") or kind == "line" and "dashed" in self.loads and not self.canvas.upright:
            dashes(pen, points, ink, max(1, round(width)), (6 if kind == "line" else 5) * weight, 3 * weight)
        else:
            pen.line(points, fill=ink, width=max(1, round(width)), joint="curve")

    def hatch(self, image, flat, colour, gap):
        """Fills a polygon with slanted lines."""
        box = [
            math.floor(min(x for x, _ in flat)),
            math.floor(min(y for _, y in flat)),
            math.ceil(max(x for x, _ in flat)) + 1,
            math.ceil(max(y for _, y in flat)) + 1,
        ]
        w, h = box[2] - box[0], box[3] - box[1]
        area, lines = Image.new("L", (w, h)), Image.new("L", (w, h))
        ImageDraw.Draw(area).polygon([(x - box[0], y - box[1]) for x, y in flat], fill=255)
        pen = ImageDraw.Draw(lines)
        for start in range(-h, w, gap * TIMES):
            pen.line((start, h, start + h, 0), fill=255, width=TIMES)
        area.paste(0, (0, 0), Image.eval(lines, lambda v: 255 - v))
        image.paste(colour, (box[0], box[1]), area)


def dashes(pen, points, ink, width, on, off):
    """A dashed polyline; the pattern runs on over the corners."""
    left, drawing = on, True
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        length, done = math.hypot(x1 - x0, y1 - y0), 0.0
        while done < length:
            step = min(left, length - done)
            if drawing:
                a, b = done / length, (done + step) / length
                pen.line(
                    (x0 + a * (x1 - x0), y0 + a * (y1 - y0), x0 + b * (x1 - x0), y0 + b * (y1 - y0)),
                    fill=ink,
                    width=width,
                )
            done, left = done + step, left - step
            if left <= 1e-9:
                drawing = not drawing
                left = on if drawing else off


def outline(points):
    """Length of the closed polygon through the points."""
    return sum(map(math.dist, points, [*points[1:], points[0]]))


def area(points):
    """Area of a polygon from its corners (shoelace formula)."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]]))) / 2


def opening(vertex, p, q):
    """The angle p-vertex-q in degrees, 0 to 180."""
    a, b = math.atan2(p[1] - vertex[1], p[0] - vertex[0]), math.atan2(q[1] - vertex[1], q[0] - vertex[0])
    return abs(math.degrees(math.remainder(a - b, 2 * math.pi)))
