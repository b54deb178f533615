"""From a Canvas to a picture: the scale, the labels, what stands beside the drawing, the crop.

show() draws a style, fits the drawing, keeps labels off lines and off each other (labels.py), cuts the page to the
drawing and paints it (paint.py).  A hard figure may take one of the LOADS, none of which changes a measure or what a
label means.
"""

import math
import random
import re

from PIL import Image, ImageDraw

from .canvas import Canvas, middle, turned, unit
from .icons import ICONS
from .labels import Labels, arc_of, meet
from .paint import painted
from .style import draw_style
from .typeset import box_of

TRIES = 12
ALWAYS = "always"  # for `hard`: one of the loads for certain
LONGEST, SHORTEST, NARROWEST = 2.66, 0.55, 0.34  # longest side, at least so long, shortest side; 1 = nominal size
SLIM = 3.0  # longest side : shortest side
POCKET = 140  # squares up to this size are reduced from a figure of FULL px
FULL = 448


def show(canvas, size, rng, hard=False, icon="", hue=""):
    """Draws a canvas as an RGB image of about size x size pixels, cut to the drawing; ValueError: labels do not fit.

    hard: may carry one of the LOADS, or does (ALWAYS); icon: a name of ICONS, drawn small where there is room for it;
    hue: one of HUES (style.py) for fills.  Up to POCKET pixels: a square.
    """
    for attempt in [*range(TRIES), *range(TRIES // 2, TRIES), *range(TRIES // 2, TRIES)]:
        seed = rng.getrandbits(64)
        page = Page(canvas, FULL if size <= POCKET else size, random.Random(seed), hard, attempt, icon, hue)
        if page.laid_out():
            image = painted(page)
            image = squared(image, size) if size <= POCKET else image
            image.info["style"] = page.style.name
            return image
    raise ValueError("book: a figure's labels do not fit the picture")


def squared(image, size):
    """An image in the middle of a white square of a size."""
    side = max(image.size)
    square = Image.new("RGB", (side, side), image.getpixel((0, 0)))
    square.paste(image, ((side - image.width) // 2, (side - image.height) // 2))
    return square.resize((size, size), Image.Resampling.LANCZOS)


def moved(points, dx, dy):
    """Points somewhere else."""
    return [(x + dx, y + dy) for x, y in points]


def moved_box(box, dx, dy):
    """A box somewhere else."""
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


def union(a, b):
    """The smallest box around two."""
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def wrapped(text, letters, em, width):
    """The lines of a text, each at most width wide where its words allow; braces are not broken."""
    lines = []
    for word in re.findall(r"(?:\{[^ ]*?(?: [^{}]*)*\}|\S)+", text):
        if lines and box_of(f"{lines[-1]} {word}", letters, em).width <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


class Page:
    """One attempt to lay a canvas out on a page; places are pixels, y downwards."""

    def __init__(self, canvas, size, rng, hard, attempt, icon="", hue=""):
        self.canvas, self.size, self.rng, self.attempt, self.icon = canvas, size, rng, attempt, icon
        fit = canvas.loads()
        self.loads = {rng.choice(fit)} if hard and fit and (rng.random() < 0.4 or hard == ALWAYS) else set()
        self.style = draw_style(rng, "tint" in self.loads, hue)
        self.taken, self.texts, self.baselines, self.leaders, self.covering = [], [], [], [], []
        self.notes, self.swatches, self.frames, self.icon_box = [], [], [], None
        self.icon_lines, self.icon_fills = [], []
        self.fit()

    def fit(self):
        """The map from mathematical to page coordinates; the later the attempt, the larger."""
        rng, c = self.rng, self.canvas
        turn = 90 * rng.randrange(4) + rng.uniform(10, 80) if "turn" in self.loads else 0
        self.cos, self.sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        self.flip = -1 if "mirror" in self.loads else 1
        every = [p for points, _ in c.strokes + c.hatches for p in points] + c.dots + c.open_dots
        xs, ys = zip(*self.spun(every))
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        wide = max(x1 - x0, y1 - y0, 1e-9)
        ratio = min(4.0, wide / max(1e-9, min(x1 - x0, y1 - y0)))
        side = math.exp(rng.gauss(-0.15, 0.2)) if rng.random() < 0.95 else rng.uniform(1.3, 2.2)
        side = self.size * max(SHORTEST, min(0.85 * LONGEST, side * ratio**0.2))
        self.em = max(round(self.size / 28), min(round(self.size / 11), round(side * rng.uniform(0.036, 0.049))))
        least = self.em * (13 + 0.5 * min(10, len(c.labels))) if not c.scales else 18 * self.em
        self.scale = c.room * (1 + 0.06 * self.attempt) * max(least, side - 2.4 * self.em) / wide
        pad = 3 * self.em
        self.dx, self.dy = pad - self.scale * x0, pad + self.scale * y1
        self.width, self.height = (math.ceil(self.scale * v + 2 * pad) for v in (x1 - x0, y1 - y0))

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
        """Finds the place of everything; False when some label found none, or the picture becomes too large."""
        c = self.canvas
        self.lines = [(self.places(points), kind) for points, kind in c.strokes if kind != "none"]
        self.drawn_lines = len(self.lines)
        self.lines += self.marks() + self.signs()
        self.points = self.places(self.coloured()) if self.style.point else []
        self.mask = Image.new("L", (self.width, self.height))  # what labels have to keep off
        pen, r = ImageDraw.Draw(self.mask), 0.26 * self.em
        for points, kind in self.lines:
            if kind != "faint":
                pen.line(points, fill=255, width=3 if kind != "mark" else round(0.45 * self.em))
        for x, y in self.places(c.dots + c.open_dots) + self.points:
            pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
        hidden = set()
        if "sparse" in self.loads:
            hidden = {id(label) for ticks in c.scales for label in ticks[self.rng.randrange(2) :: 2]}
        return Labels(self).place_all(hidden) and self.framed()

    def coloured(self):
        """The points that carry a name, in a style that marks them: ends of lines with a capital letter."""
        ends = {p for points, kind in self.canvas.strokes if kind != "faint" and len(points) <= 9 for p in points}
        names = [(p, text) for kind, p, _, _, text in self.canvas.labels if kind == "corner"]
        return list(dict.fromkeys(p for p, text in names if re.fullmatch(r"[A-Z][′'\d]?", text) and p in ends))

    def marks(self):
        """Arcs of angles and squares of right angles, in page units."""
        made, seen, letters = [], {}, self.style.letters
        for kind, v, p, q, text in self.canvas.labels:
            if kind not in ("angle", "right"):
                continue
            v0 = self.place(v)
            arms = [(w[0] - v0[0], w[1] - v0[1]) for w in self.places((p, q))]
            if kind == "right":
                (ax, ay), (bx, by) = (unit(*arm) for arm in arms)
                r, corners = 0.75 * self.em, ((ax, ay), (ax + bx, ay + by), (bx, by))
                r = min(r, max(0.4 * self.em, 0.35 * min(math.hypot(*arm) for arm in arms)))
                made.append(([(v0[0] + r * x, v0[1] + r * y) for x, y in corners], "thin"))
                continue
            seen[v] = seen.get(v, 0) + 1  # a second angle at the same vertex gets a wider arc
            box = box_of(text, letters, self.em)
            r = arc_of(self, v, p, q, box.width, box.above + box.below)[0] + 0.3 * self.em * (seen[v] - 1)
            made.append((self.arc(v, p, q, r), "thin"))
        return made

    def arc(self, v, p, q, r):
        """The arc of radius r of an angle, on the page."""
        v0 = self.place(v)
        (ax, ay), (bx, by) = (unit(w[0] - v0[0], w[1] - v0[1]) for w in self.places((p, q)))
        start, sweep = math.atan2(ay, ax), math.atan2(ax * by - ay * bx, ax * bx + ay * by)
        turns = [start + sweep * i / 16 for i in range(17)]
        return [(v0[0] + r * math.cos(turn), v0[1] + r * math.sin(turn)) for turn in turns]

    def signs(self):
        """Ticks of equal segments, heads of parallel ones, arcs of equal angles."""
        made, c, em = [], self.canvas, self.em
        ticked = {frozenset(mark[:2]) for mark in c.ticked}
        for p, q, n in c.ticked:
            for (x, y), d in self.along(p, q, n, 0.5, 0.24):
                x1, y1 = 0.34 * em * d[1], -0.34 * em * d[0]
                made.append(([(x - x1, y - y1), (x + x1, y + y1)], "mark"))
        for p, q, n in c.arrowed:
            for (x, y), d in self.along(p, q, n, 0.62 if {p, q} in ticked else 0.5, 0.3):
                wings = [turned(d, 150), turned(d, -150)]
                ends = [(x + 0.42 * em * w[0], y + 0.42 * em * w[1]) for w in wings]
                made.append(([ends[0], (x, y), ends[1]], "mark"))
        for v, p, q, n in c.arced:
            radius = arc_of(self, v, p, q)[0]
            made += [(self.arc(v, p, q, radius + 0.22 * em * i), "thin") for i in range(n)]
        return made

    def along(self, p, q, n, middle, step):
        """[(point, direction)] of n marks about a place (0 to 1) on a segment, step letters apart."""
        (x0, y0), (x1, y1) = self.places((p, q))
        d = unit(x1 - x0, y1 - y0)
        ats = [step * self.em * (i - (n - 1) / 2) for i in range(n)]
        x, y = x0 + middle * (x1 - x0), y0 + middle * (y1 - y0)
        return [((x + at * d[0], y + at * d[1]), d) for at in ats]

    def boxes(self):
        """The set texts of the labels, in the order of self.texts."""
        return [box_of(text, self.style.letters, em) for *_, text, em in self.texts]

    # ------------------------------------------------------------------------------------- round about the drawing
    def framed(self):
        """Puts legend, givens, caption and icon beside the drawing and cuts the page; False when it gets too large."""
        rng, box = self.rng, self.ink_box()
        if self.icon:
            box = self.put_icon(box)
        box = self.put_beside(box)
        edge = rng.uniform(0.35, 1.0) * self.em
        x0, y0, x1, y1 = box[0] - edge, box[1] - edge, box[2] + edge, box[3] + edge
        wide, tall = x1 - x0, y1 - y0
        if max(wide, tall) > LONGEST * self.size:
            return False
        least = max(NARROWEST * self.size, max(wide, tall) / SLIM)
        more_x, more_y = max(0.0, least - wide), max(0.0, least - tall)
        if max(wide + more_x, tall + more_y) < SHORTEST * self.size:
            grow = SHORTEST * self.size - max(wide, tall)
            more_x, more_y = max(more_x, grow), max(more_y, grow)
        x0, y0 = math.floor(x0 - more_x / 2), math.floor(y0 - more_y / 2)
        self.width, self.height = math.ceil(wide + more_x), math.ceil(tall + more_y)
        self.mask = self.mask.crop((x0, y0, x0 + self.width, y0 + self.height))
        self.dx, self.dy = self.dx - x0, self.dy - y0
        for name in ("baselines", "points"):
            setattr(self, name, moved(getattr(self, name), -x0, -y0))
        for name in ("lines", "icon_lines", "icon_fills"):
            setattr(self, name, [(moved(points, -x0, -y0), kind) for points, kind in getattr(self, name)])
        for name in ("taken", "frames"):
            setattr(self, name, [moved_box(box, -x0, -y0) for box in getattr(self, name)])
        self.leaders = [moved(line, -x0, -y0) for line in self.leaders]
        self.swatches = [(moved_box(box, -x0, -y0), kind) for box, kind in self.swatches]
        self.texts = [(x - x0, y - y0, text, em) for x, y, text, em in self.texts]
        self.notes = [(x - x0, y - y0, box) for x, y, box in self.notes]
        self.icon_box = self.icon_box and moved_box(self.icon_box, -x0, -y0)
        return True

    def ink_box(self):
        """The box around all that is drawn so far."""
        c, r = self.canvas, 0.25 * self.em
        points = [p for line, _ in self.lines for p in line]
        points += [p for some, _ in c.fills + c.hatches for p in self.places(some)]
        xs, ys = zip(*points) if points else ((), ())
        dots = self.places(c.dots + c.open_dots)
        boxes = [(x - r, y - r, x + r, y + r) for x, y in dots] + self.taken
        boxes += [(min(xs), min(ys), max(xs), max(ys))] if points else []
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    def put_beside(self, box):
        """Legend, givens and caption outside the box of the drawing. Returns the box around all."""
        c, em, letters = self.canvas, self.em, self.style.letters
        if c.key:
            box = self.put_block(box, [(swatch, box_of(text, letters, em)) for swatch, text in c.key])
        if c.givens:
            lines = [line for text in c.givens for line in wrapped(text, letters, em, 16 * em)]
            box = self.put_block(box, [("", box_of(line, letters, em)) for line in lines])
        y = box[3] + 0.5 * em
        for text in c.captions:
            for line in wrapped(text, letters, em, max(box[2] - box[0], 14 * em)):
                note = box_of(line, letters, em)
                x = (box[0] + box[2] - note.width) / 2
                self.notes.append((x, y + note.above, note))
                box = union(box, (x, y, x + note.width, y + note.above + note.below))
                y = box[3] + 0.35 * em
        return box

    def put_block(self, box, rows):
        """Lines of text, with swatches or without, beside or under a box; a legend gets a frame."""
        em, rng, framed = self.em, self.rng, bool(rows[0][0])
        inner, swatch = (0.5 * em, 2.1 * em) if framed else (0.0, 0.0)
        wide = max(note.width for _, note in rows) + swatch + 2 * inner
        tall = sum(max(1.0 * em, note.above + note.below) + 0.5 * em for _, note in rows) - 0.5 * em + 2 * inner
        w, h = box[2] - box[0], box[3] - box[1]
        if w + wide <= 1.9 * max(h, tall) or w < wide:  # beside it
            x = box[2] + 0.9 * em
            y = box[1] if framed else box[1] + max(0.0, h - tall) * rng.choice((0.0, 0.3, 0.5))
        else:
            x, y = box[0] + max(0.0, w - wide) * rng.choice((0.0, 0.5)), box[3] + 0.8 * em
        if framed:
            self.frames.append((x, y, x + wide, y + tall))
        outer = x, y, x + wide, y + tall
        y += inner
        for kind, note in rows:
            high = max(1.0 * em, note.above + note.below)
            if kind:
                mid = y + high / 2
                self.swatches.append(((x + inner, mid - 0.42 * em, x + inner + 1.6 * em, mid + 0.42 * em), kind))
            self.notes.append((x + inner + swatch, y + (high - note.above - note.below) / 2 + note.above, note))
            y += high + 0.5 * em
        return union(box, outer)

    def put_icon(self, box):
        """An icon in an empty corner of the box, or beside it where that keeps the page in shape. Returns the box."""
        em, (left, top, right, bottom) = self.em, box
        side, gap = 3.4 * em, 0.8 * em
        area = self.mask.copy()
        pen = ImageDraw.Draw(area)
        closed = [points for points, _ in self.lines if len(points) > 3 and math.dist(points[0], points[-1]) < 1]
        for points in closed + [self.places(points) for points, _ in self.canvas.fills + self.canvas.hatches]:
            pen.polygon(points, fill=255)
        for points, kind in self.lines:
            if kind == "faint":
                pen.line(points, fill=255, width=2)
        corners = [(x, y) for x in (right - side, left) for y in (top, bottom - side)]
        self.rng.shuffle(corners)
        for x, y in corners:
            cell = (x - gap, y - gap, x + side + gap, y + side + gap)
            if not area.crop([round(v) for v in cell]).getbbox() and not any(meet(cell, t) for t in self.taken):
                break
        else:
            if right - left > 1.5 * (bottom - top) or bottom - top < 1.2 * side:
                return box
            x, y = right + gap, bottom - side
        self.icon_box = (x, y, x + side, y + side)
        sheet = Canvas()
        ICONS[self.icon](sheet, 0.0, 0.0, 1.0)
        at = middle((x, y), (x + side, y + side))

        def placed(points):
            return [(at[0] + side * p[0], at[1] - side * p[1]) for p in points]

        self.icon_lines = [(placed(points), kind) for points, kind in sheet.strokes]
        self.icon_fills = [(placed(points), accent) for points, accent in sheet.fills]
        return union(box, self.icon_box)
