"""Painting a laid-out page with Pillow: fills, hatches and strokes at TIMES the size, reduced; then the texts."""

import math

from PIL import Image, ImageChops, ImageDraw

from .canvas import HATCHES, turned, unit
from .typeset import write

TIMES = 2  # supersampling


def mixed(one, two, share):
    """A colour between two; share of the second."""
    pairs = [(int(one[i : i + 2], 16), int(two[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + share * (b - a)):02x}" for a, b in pairs)


def big(points):
    """Points of the page on the larger picture."""
    return [(x * TIMES, y * TIMES) for x, y in points]


def painted(page):
    """The finished picture of a laid-out page."""
    style, size = page.style, (page.width, page.height)
    image = Image.new("RGB", (size[0] * TIMES, size[1] * TIMES), style.paper)
    brush = Brush(page, image)
    brush.areas()
    brush.icon()
    for points, kind in sorted(page.lines, key=lambda line: line[1] != "faint"):
        brush.stroke(points, kind)
    brush.leaders()
    brush.dots()
    brush.legend()
    image = image.reduce(TIMES)
    pen = ImageDraw.Draw(image)
    names = {text for kind, *_, text in page.canvas.labels if kind == "corner"} if page.points else ()
    for (x, y), (*_, text, em), note, covering in zip(page.baselines, page.texts, page.boxes(), page.covering):
        halo = style.paper if page.canvas.halo or covering else None
        colour = style.point if text in names and len(text) == 1 else style.ink
        write(pen, x, y, note, colour, halo, max(2, round(em / 6)))
    for x, y, note in page.notes:
        write(pen, x, y, note, style.ink)
    return image


class Brush:
    """Draws on the larger picture; sizes follow the height of letters."""

    def __init__(self, page, image):
        self.page, self.image, self.style = page, image, page.style
        self.pen = ImageDraw.Draw(image)
        self.em = page.em * TIMES
        self.weight = max(1.3 * TIMES, self.em / 9 * page.style.weight)

    # --------------------------------------------------------------------------------------------------------- areas
    def areas(self):
        """Fills, then hatches."""
        page, canvas = self.page, self.page.canvas
        lined = "hatch" in page.loads or self.style.lined and "hatch" in canvas.loads()
        for points, accent in canvas.fills:
            flat = big(page.places(points))
            if lined and accent:
                self.pen.polygon(flat, fill=self.style.paper)
                self.hatch(flat, "rising")
            else:
                self.pen.polygon(flat, fill=self.colour(accent, lined))
        for points, kind in canvas.hatches:
            self.hatch(big(page.places(points)), kind)

    def colour(self, accent, lined=False):
        """The colour of a fill; on tinted paper the white ones have its colour."""
        colour = self.style.accent if accent else self.style.plain
        return self.style.paper if colour == "#ffffff" or lined and not accent else colour

    def hatch(self, flat, kind):
        """Fills a polygon with a hatch of a kind."""
        xs, ys = zip(*flat)
        x0, y0 = math.floor(min(xs)), math.floor(min(ys))
        w, h = math.ceil(max(xs)) + 1 - x0, math.ceil(max(ys)) + 1 - y0
        area, lines = Image.new("L", (w, h)), Image.new("L", (w, h))
        ImageDraw.Draw(area).polygon([(x - x0, y - y0) for x, y in flat], fill=255)
        pen, step, thick = ImageDraw.Draw(lines), max(6, round(0.42 * self.em)), max(2, round(0.45 * self.weight))
        if kind == "dotted":
            r = 0.07 * self.em
            for j, y in enumerate(range(-y0 % step, h, step)):
                for x in range((-x0 + j % 2 * step // 2) % step, w, step):
                    pen.ellipse((x - r, y - r, x + r, y + r), fill=255)
        else:
            step = round(1.414 * step)
            first = -h - (-h + x0 + y0 + h) % step  # the same lines in neighbouring polygons
            for start in range(first, w, step) if kind in ("rising", "crossed") else ():
                pen.line((start, h, start + h, 0), fill=255, width=thick)
            first = -h - (-h + x0 - y0) % step
            for start in range(first, w, step) if kind in ("falling", "crossed") else ():
                pen.line((start, 0, start + h, h), fill=255, width=thick)
        pad = 0.15 * self.em
        for box in self.page.taken:  # labels stay legible
            pen.rectangle([v * TIMES - c + d for v, c, d in zip(box, (x0, y0) * 2, (-pad, -pad, pad, pad))], fill=0)
        ink = mixed(self.style.stroke, self.style.paper, 0.35)
        self.image.paste(ink, (x0, y0), ImageChops.darker(area, lines))

    def icon(self):
        """The icon, fainter than the figure and grey, so that it is no shaded part."""
        ink, width = mixed(self.style.ink, self.style.paper, 0.3), max(2, round(0.75 * self.weight))
        for points, accent in self.page.icon_fills:
            self.pen.polygon(big(points), fill=mixed(self.style.paper, ink, 0.24 if accent else 0.06))
        for points, _ in self.page.icon_lines:
            self.pen.line(big(points), fill=ink, width=width, joint="curve")

    # --------------------------------------------------------------------------------------------------------- lines
    def stroke(self, points, kind):
        """One line of a kind (see Canvas.line), a mark, or the head of an arrow."""
        style, weight, points = self.style, self.weight, big(points)
        if kind == "head":
            (x0, y0), (x1, y1) = points
            d, r = unit(x1 - x0, y1 - y0), 0.55 * self.em
            back = x1 - 0.75 * r * d[0], y1 - 0.75 * r * d[1]
            wings = [(x1 - r * e[0], y1 - r * e[1]) for e in (turned(d, 20), turned(d, -20))]
            self.pen.polygon([(x1, y1), wings[0], back, wings[1]], fill=style.stroke)
            return
        share = {"faint": 0.5, "thin": 0.7, "dash": 0.75, "mark": 0.85, "thick": 1.6}.get(kind, 1.0)
        width = max(TIMES, round(share * weight))
        ink = style.faint if kind == "faint" else style.stroke
        if style.wobble and kind not in ("faint", "mark"):
            points = wobbled(points, self.page.rng, style.wobble * self.em, 0.8 * self.em)
        elif kind != "dash" and len(points) > 3 and points[0] == points[-1]:
            points = [*points, points[1]]  # a joint at the corner where it closes; dashes would fill each other's gaps
        if kind == "dash":
            dashes(self.pen, points, ink, width, 0.5 * self.em, 0.32 * self.em)
        else:
            joint = "curve" if len(points) <= 24 else None  # a curve's own bends are too slight to show
            self.pen.line(points, fill=ink, width=width, joint=joint)

    def leaders(self):
        """Thin lines from labels to what they name."""
        ink = mixed(self.style.ink, self.style.paper, 0.45)
        for line in self.page.leaders:
            self.pen.line(big(line), fill=ink, width=max(TIMES, round(0.5 * self.weight)))

    def dots(self):
        """Points of the figure, filled or open, and those with a name in a style that marks them."""
        page, style = self.page, self.style
        for x, y in big(page.points):
            self.disc(x, y, 0.17 * self.em, style.point, style.ink)
        for x, y in big(page.places(page.canvas.dots)):
            self.disc(x, y, 0.2 * self.em, style.point or style.stroke)
        for x, y in big(page.places(page.canvas.open_dots)):
            self.disc(x, y, 0.22 * self.em, style.paper, style.stroke)

    def disc(self, x, y, r, colour, outline=None):
        width = max(2, round(0.6 * self.weight)) if outline else 0
        self.pen.ellipse((x - r, y - r, x + r, y + r), fill=colour, outline=outline, width=width)

    def legend(self):
        """The frame of a legend and its swatches."""
        for box in self.page.frames:
            self.pen.rectangle(
                [v * TIMES for v in box], outline=mixed(self.style.ink, self.style.paper, 0.4), width=TIMES
            )
        for (left, top, right, bottom), kind in self.page.swatches:
            if kind in ("accent", "plain", *HATCHES):
                flat = big([(left, top), (right, top), (right, bottom), (left, bottom)])
                if kind in HATCHES:
                    self.hatch(flat, kind)
                else:
                    self.swatch(flat, kind == "accent")
                self.pen.line([*flat, flat[0]], fill=self.style.stroke, width=max(TIMES, round(0.6 * self.weight)))
            else:
                self.stroke([(left, (top + bottom) / 2), (right, (top + bottom) / 2)], kind)

    def swatch(self, flat, accent):
        """A field of a legend, filled as the figure is."""
        if accent and self.style.lined and "hatch" in self.page.canvas.loads():
            self.hatch(flat, "rising")
        else:
            self.pen.polygon(flat, fill=self.colour(accent))


def wobbled(points, rng, height, step):
    """A line as a hand draws it: every corner in its place, gentle waves between; height: of a wave, in pixels."""
    if len(points) > 9:  # a curve
        return waved(points, rng, height)
    made = [points[0]]
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        n = max(2, min(60, round(math.hypot(x1 - x0, y1 - y0) / step)))
        pieces = [(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n) for i in range(n + 1)]
        made += waved(pieces, rng, height)[1:]
    return made


def waved(points, rng, height):
    """Points moved across their line by two slow waves that vanish at both ends."""
    lengths = [0.0]
    for p, q in zip(points, points[1:]):
        lengths.append(lengths[-1] + math.dist(p, q))
    whole, a, b = lengths[-1] or 1.0, rng.uniform(0.8, 1.6), rng.uniform(2.2, 3.8)
    height *= min(1.0, whole / (40 * height))  # short lines are straighter
    phase, sign, made = rng.uniform(0, 6.28), rng.choice((-1, 1)), [points[0]]
    for i in range(1, len(points) - 1):
        d = unit(points[i + 1][0] - points[i - 1][0], points[i + 1][1] - points[i - 1][1])
        t = lengths[i] / whole
        away = (
            sign * height * math.sin(math.pi * t) * (math.sin(math.pi * a * t) + 0.5 * math.sin(6.28 * b * t + phase))
        )
        made.append((points[i][0] - away * d[1], points[i][1] + away * d[0]))
    return [*made, points[-1]]


def dashes(pen, points, ink, width, on, off):
    """A dashed polyline; the pattern runs on over the corners."""
    left, drawing = on, True
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        length, done = math.hypot(x1 - x0, y1 - y0), 0.0
        while done < length:
            step = min(left, length - done)
            if drawing:
                a, b = done / length, (done + step) / length
                ends = x0 + a * (x1 - x0), y0 + a * (y1 - y0), x0 + b * (x1 - x0), y0 + b * (y1 - y0)
                pen.line(ends, fill=ink, width=width)
            done, left = done + step, left - step
            if left <= 1e-9:
                drawing = not drawing
                left = on if drawing else off
