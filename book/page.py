"""Drawing with Pillow: one fit of a Canvas to the page, one pass of strokes, the labels.

show() chooses the position on the page, keeps labels off lines, off each other and inside the picture, and carries the
visual axis: hard figures take two or three of the LOADS, none of which changes a measure or a label's meaning.
"""

import functools
import importlib.util
import math
import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

from .canvas import turned, unit

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
    """(left, top, right, bottom) of a text in pixels, its start on the base line at (0, 0)."""
    return font(size).getbbox(text, anchor="ls")


def show(canvas, size, rng, hard=False, icon=""):
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
        c = self.canvas
        every = [p for points, _ in c.strokes + c.hatches for p in points] + c.dots + c.open_dots
        xs, ys = zip(*self.spun(every))
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        beside = [*(text for _, text in c.key), *c.givens, *c.captions]
        foot = min(0.4 * self.size, 1.4 * self.em * len(beside))  # strip at the bottom for what stands beside
        room = (self.size * (1 - 2 * margin) - foot) * (0.78 if "small" in self.loads else self.rng.uniform(0.9, 1))
        self.scale = room / max(x1 - x0, y1 - y0)
        slack = max(0, self.size * (1 - 2 * margin) - foot - room) / 2
        self.dx = self.size / 2 - self.scale * (x0 + x1) / 2 + self.rng.uniform(-slack, slack)
        self.dy = (self.size - foot) / 2 + self.scale * (y0 + y1) / 2 + self.rng.uniform(-slack, slack)

    def spun(self, points):
        """Points turned and mirrored, still with y up."""
        cos, sin, flip = self.cos, self.sin, self.flip
        return [(p[0] * flip * cos - p[1] * sin, p[0] * flip * sin + p[1] * cos) for p in points]

    def places(self, points):
        """Points of the canvas on the page, in pixels."""
        dx, dy, scale = self.dx, self.dy, self.scale
        return [(dx + scale * x, dy - scale * y) for x, y in self.spun(points)]

    def place(self, p):
        """One point of the canvas on the page."""
        return self.places([p])[0]

    def laid_out(self):
        """Finds the place of everything; False when some label found none."""
        size = self.size
        self.lines = [(self.places(points), kind) for points, kind in self.canvas.strokes if kind != "none"]
        self.lines += self.marks()
        if "line" in self.loads:
            self.lines.append(self.auxiliary())
        self.mask = Image.new("L", (size, size))  # what labels have to keep off
        pen = ImageDraw.Draw(self.mask)
        for points, kind in self.lines:
            if kind != "faint":
                pen.line(points, fill=255, width=3)
        for x, y in self.places(self.canvas.dots):
            pen.ellipse((x - 5, y - 5, x + 5, y + 5), fill=255)
        hidden = set()
        if "sparse" in self.loads:
            hidden = {id(label) for ticks in self.canvas.scales for label in ticks[self.rng.randrange(2) :: 2]}
        order = {"tick": 0, "at": 1, "right": 1, "angle": 2, "side": 3, "corner": 4}
        shown = [label for label in self.canvas.labels if label[4] and id(label) not in hidden]
        return all(self.put(label) for label in sorted(shown, key=lambda label: order[label[0]]))

    def drawn(self):
        """The finished image, or None when some label found no place."""
        if not self.laid_out():
            return None
        return self.painted(self.distractors() if "shapes" in self.loads else [])

    def marks(self):
        """Arcs of angles and squares of right angles, in page units."""
        made, seen = [], {}
        for kind, v, p, q, _ in self.canvas.labels:
            if kind not in ("angle", "right"):
                continue
            v0 = self.place(v)
            (ax, ay), (bx, by) = (unit(w[0] - v0[0], w[1] - v0[1]) for w in self.places((p, q)))
            if kind == "right":
                r, corners = self.em * 0.75, ((ax, ay), (ax + bx, ay + by), (bx, by))
                made.append(([(v0[0] + r * x, v0[1] + r * y) for x, y in corners], "thin"))
                continue
            seen[v] = seen.get(v, 0) + 1  # a second angle at the same vertex gets a wider arc
            start, sweep = math.atan2(ay, ax), math.atan2(ax * by - ay * bx, ax * bx + ay * by)
            r, turns = self.em * (1.1 + 0.3 * seen[v]), [start + sweep * i / 16 for i in range(17)]
            made.append(([(v0[0] + r * math.cos(turn), v0[1] + r * math.sin(turn)) for turn in turns], "thin"))
        return made + self.signs()

    def signs(self):
        """Ticks of equal segments, heads of parallel ones, arcs of equal angles."""
        made, c, em = [], self.canvas, self.em
        for p, q, n in c.ticked + c.arrowed:
            (x0, y0), (x1, y1) = self.places((p, q))
            d = unit(x1 - x0, y1 - y0)
            for i in range(n):
                at = 0.28 * em * (i - (n - 1) / 2)
                x, y = (x0 + x1) / 2 + at * d[0], (y0 + y1) / 2 + at * d[1]
                if (p, q, n) in c.ticked:
                    r = 0.35 * em
                    made.append(([(x - r * d[1], y + r * d[0]), (x + r * d[1], y - r * d[0])], "thin"))
                else:
                    wings = [turned(d, 150), turned(d, -150)]
                    made.append(([(x + 0.4 * em * w[0], y + 0.4 * em * w[1]) for w in wings], "thin"))
                    made[-1][0].insert(1, (x, y))
        for v, p, q, n in c.arced:
            v0 = self.place(v)
            (ax, ay), (bx, by) = (unit(w[0] - v0[0], w[1] - v0[1]) for w in self.places((p, q)))
            start, sweep = math.atan2(ay, ax), math.atan2(ax * by - ay * bx, ax * bx + ay * by)
            for i in range(n):
                r, turns = em * (1.4 + 0.22 * i), [start + sweep * j / 16 for j in range(17)]
                made.append(([(v0[0] + r * math.cos(turn), v0[1] + r * math.sin(turn)) for turn in turns], "thin"))
        return made

    def auxiliary(self):
        """A dashed line right across the figure."""
        far = self.size * 0.96
        side = self.rng.choice((-1, 1))
        y = self.size * (0.5 + side * self.rng.uniform(0.07, 0.25))  # never on an axis in the middle
        ends = [(self.size - far, y), (far, y if self.canvas.upright else self.size * self.rng.uniform(0.2, 0.8))]
        if self.rng.random() < 0.5 and not self.canvas.upright:
            ends = [(b, a) for a, b in ends]
        return ends, "aux"

    def put(self, label):
        """Finds the cheapest free place of a label; False when there is none."""
        kind, p, q, r, text = label
        em = round(self.em * 0.78) if kind == "tick" else self.em
        left, _, right, _ = text_box(text, em)
        _, top, _, bottom = text_box("Ap" if kind == "tick" else text, em)  # ticks share a base line
        w, h = right - left, bottom - top
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
            self.leaders.append((best[4], best[3]))
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
            pen.polygon(self.places(points), fill=255)
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
            flat = [(x * TIMES, y * TIMES) for x, y in self.places(points)]
            colour = self.accent if accent else self.fill
            if "hatch" in self.loads:
                self.hatch(image, flat, self.accent if accent else "#b8b8b8", 6 if accent else 12)
            else:
                pen.polygon(flat, fill=colour)
        for points, kind in self.canvas.hatches:
            self.hatch(image, [(x * TIMES, y * TIMES) for x, y in self.places(points)], "#707070", 8, kind)
        for x, y, half, kind in distractors:
            box = [v * TIMES for v in (x - half, y - half, x + half, y + half)]
            colour = self.rng.choice(["#d9c2a7", "#b9cbb4", "#c3c3d6"])
            if kind == "triangle":
                pen.polygon([(box[0], box[3]), (box[2], box[3]), ((box[0] + box[2]) / 2, box[1])], fill=colour)
            else:
                (pen.ellipse if kind == "disc" else pen.rectangle)(box, fill=colour)
        for points, kind in self.lines:
            self.stroke(pen, [(x * TIMES, y * TIMES) for x, y in points], kind, weight)
        for p, box in self.leaders:
            end = min(max(p[0], box[0]), box[2]), min(max(p[1], box[1]), box[3])
            pen.line([(v[0] * TIMES, v[1] * TIMES) for v in (p, end)], fill="#888888", width=round(weight * 0.6))
        for x, y in self.places(self.canvas.dots):
            r = weight * 1.9
            pen.ellipse((x * TIMES - r, y * TIMES - r, x * TIMES + r, y * TIMES + r), fill=self.ink)
        for x, y in self.places(self.canvas.open_dots):
            r = weight * 2.2
            box = (x * TIMES - r, y * TIMES - r, x * TIMES + r, y * TIMES + r)
            pen.ellipse(box, fill="white", outline=self.ink, width=round(weight))
        image = image.reduce(TIMES)
        pen = ImageDraw.Draw(image)
        beside = [*(f"{swatch}: {text}" for swatch, text in self.canvas.key), *self.canvas.givens]
        for i, text in enumerate(reversed([*beside, *self.canvas.captions])):
            y = self.size - (1.4 * i + 0.5) * self.em
            pen.text((self.size / 2, y), text, font=font(self.em), fill=self.ink, anchor="ms")
        halo = 3 if self.canvas.halo or "grid" in self.loads else 0
        for x, y, text, em in self.texts:
            left, _, right, _ = text_box(text, em)
            _, top, _, bottom = text_box("Ap" if em < self.em else text, em)
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
        """One line of a kind (see Canvas.line), or the head of an arrow; weight: width of a line in pixels."""
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

    def hatch(self, image, flat, colour, gap, kind="rising"):
        """Fills a polygon with slanted lines."""
        xs, ys = zip(*flat)
        x0, y0 = math.floor(min(xs)), math.floor(min(ys))
        w, h = math.ceil(max(xs)) + 1 - x0, math.ceil(max(ys)) + 1 - y0
        area, lines = Image.new("L", (w, h)), Image.new("L", (w, h))
        ImageDraw.Draw(area).polygon([(x - x0, y - y0) for x, y in flat], fill=255)
        pen = ImageDraw.Draw(lines)
        for start in range(-h, w, gap * TIMES):
            if kind != "falling":
                pen.line((start, h, start + h, 0), fill=255, width=TIMES)
            if kind in ("falling", "crossed"):
                pen.line((start, 0, start + h, h), fill=255, width=TIMES)
        image.paste(colour, (x0, y0), ImageChops.darker(area, lines))


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
