"""Places for labels: near what they name, off lines, off each other, off leaders.

Each label has candidate places, each with a cost; the cheapest free one is taken. A box is (left, top, right, bottom)
on the page, in pixels with y downwards.
"""

import math
from typing import NamedTuple

from PIL import Image, ImageChops, ImageDraw

from .canvas import middle, turned, unit
from .typeset import box_of

ORDER = {"tick": 0, "at": 1, "right": 1, "angle": 2, "side": 3, "corner": 4}
SMALL = 0.78  # size of the texts of a scale beside the others
COVER = 3  # cost of a pixel of a stroke under a label
LIMIT, MORE = 24, 9  # a label whose cheapest place costs more has found none; each attempt allows more
FAR = 35  # cost of a place that is nearer to something else of the same kind
PULL = 14  # cost of a place without a leader where there should be one
# Candidates in the order of their costs; lengths in letters: (cost, distance, turn), (cost, distance, place on the
# segment, side, step along it, so that a leader is aslant), (cost, steps, turn).
CORNER = sorted(
    (abs(bend) / 8 + 18 * extra, extra, bend)
    for extra in (0.28, 0.5, 0.78, 1.1)
    for bend in (0, 25, -25, 50, -50, 80, -80, 120, -120, 160)
)
ALONG = (0.5, 0.43, 0.57, 0.36, 0.64, 0.28, 0.72)
SIDE, PULLED = (
    sorted(
        (9 * extra + 60 * abs(t - 0.5) + (25 if flip < 0 else 0), extra, t, flip, along)
        for extra in extras
        for t in ALONG
        for flip in (1, -1)
        for along in alongs
    )
    for extras, alongs in (((0.28, 0.45, 0.67, 0.95), (0,)), ((1.5, 1.9, 2.3), (1, -1)))
)
ANGLE = sorted((3 * step + 20 * abs(bend), step, bend) for step in range(9) for bend in (0, 0.2, -0.2))


class Spot(NamedTuple):
    """A candidate: its cost, the centre of the text, the start of a leader or None."""

    cost: float
    x: float
    y: float
    anchor: tuple | None = None


def meet(a, b, gap=0.0):
    """Whether two boxes come nearer than gap."""
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def grown(box, by):
    """A box with a margin around it."""
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def off(box, p):
    """The distance of a point from a box; 0 inside."""
    return math.hypot(max(box[0] - p[0], 0, p[0] - box[2]), max(box[1] - p[1], 0, p[1] - box[3]))


def beside(p, a, b):
    """The distance of a point from the segment ab."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1.0)
    t = min(1.0, max(0.0, t))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def cuts(a, b, box):
    """Whether the segment ab comes into a box."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        start, step = a[axis], b[axis] - a[axis]
        near, far = box[axis] - start, box[axis + 2] - start
        if abs(step) < 1e-9:
            if near > 0 or far < 0:
                return False
            continue
        one, two = sorted((near / step, far / step))
        low, high = max(low, one), min(high, two)
    return low <= high


def cross(a, b, c, d):
    """Whether the segments ab and cd cross."""

    def side(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


def leader(anchor, box):
    """The leader from a point to the nearest point of a label's box."""
    end = min(max(anchor[0], box[0]), box[2]), min(max(anchor[1], box[1]), box[3])
    d = unit(end[0] - anchor[0], end[1] - anchor[1])
    return anchor, (end[0] - 2 * d[0], end[1] - 2 * d[1])


def arc_of(page, vertex, p, q, w=0.0, h=0.0):
    """(radius of the arc, distance of a w x h text from the vertex, middle direction) of an angle on the page."""
    v, em = page.place(vertex), page.em
    arms = [(w[0] - v[0], w[1] - v[1]) for w in page.places((p, q))]
    a, b = (unit(*arm) for arm in arms)
    d = unit(a[0] + b[0], a[1] + b[1])
    half = max(0.02, math.acos(max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1]))) / 2)
    text = (abs(d[0]) * w + abs(d[1]) * h) / 2
    corners = [(x * w / 2, y * h / 2) for x in (-1, 1) for y in (-1, 1)]  # from `clear` on all lie between the arms
    clear = max((abs(x * d[1] - y * d[0]) + 0.15 * em) / math.tan(half) - x * d[0] - y * d[1] for x, y in corners)
    reach = min(math.hypot(*arm) for arm in arms)
    radius = max(1.4 * em, min(clear - text - 0.15 * em if w else 0.0, 7 * em))
    radius = min(radius, max(0.9 * em, 0.55 * reach))
    return radius, max(radius + 0.2 * em + text, clear), d


class Labels:
    """The labels of a Page: finds places, keeps boxes (page.taken), texts (page.texts) and page.leaders."""

    def __init__(self, page):
        self.page, self.limit = page, LIMIT + MORE * page.attempt
        labels = page.canvas.labels
        self.named = list(dict.fromkeys(page.places([p for kind, p, *_ in labels if kind == "corner"])))
        self.vertices = self.named + page.places([p for kind, p, *_ in labels if kind == "angle"])
        self.vertices = list(dict.fromkeys(self.vertices))
        self.edges = [
            edge
            for points, kind in page.lines[: page.drawn_lines]
            if kind in ("line", "thick", "dash", "thin") and len(points) <= 9
            for edge in zip(points, points[1:])
        ]
        if len(self.edges) > 60:
            self.edges = []

    def place_all(self, hidden):
        """Places all labels but the hidden ones; False when one finds no place."""
        shown = [label for label in self.page.canvas.labels if label[4] and id(label) not in hidden]
        return all(self.put(label) for label in sorted(shown, key=lambda label: ORDER[label[0]]))

    def put(self, label):
        """Takes the cheapest free place of a label; False when there is none."""
        page, (kind, p, q, r, text) = self.page, label
        em = round(page.em * SMALL) if kind == "tick" else page.em
        set_text = box_of(text, page.style.letters, em)
        above, below = set_text.above, set_text.below
        if kind == "tick":  # the texts of a scale share a base line
            line = box_of("Ap", page.style.letters, em)
            above, below = max(above, line.above), max(below, line.below)
        w, h, best = set_text.width, above + below, None
        for spot in self.spots(kind, p, q, r, w, h):
            cost, x, y, anchor = spot
            if best and cost >= best[0]:
                if kind == "side" and "leaders" in page.loads:
                    continue
                break  # they come in the order of their costs
            box = (x - w / 2 - 1, y - h / 2 - 1, x + w / 2 + 1, y + h / 2 + 1)
            if not self.free(box, anchor):
                continue
            under = page.mask.crop([round(v) for v in box])
            covered = under.histogram()[255] if under.getbbox() else 0
            cost += COVER * covered + self.doubt(kind, p, q, r, box)
            if best is None or cost < best[0]:
                best = cost, x, y, box, anchor, covered
        if best is None or best[0] > self.limit and kind != "tick":
            return False
        _, x, y, box, anchor, covered = best
        page.taken.append(box)
        page.texts.append((x, y, text, em))
        page.baselines.append((x - w / 2, y + h / 2 - below))
        page.covering.append(covered > 0)
        if anchor:
            page.leaders.append(leader(anchor, box))
        return True

    def free(self, box, anchor):
        """Whether a box, and its leader, are clear of other labels and leaders, and the leader of all strokes."""
        page = self.page
        if any(meet(box, other, 2) for other in page.taken):
            return False
        halo = page.em / 6 + 1
        near = grown(box, halo + 1)
        if any(cuts(*other, near) for other in page.leaders):
            return False
        if anchor is None:
            return True
        line = start, end = leader(anchor, box)
        if abs(end[1] - start[1]) < 0.25 * math.dist(start, end):
            return False  # it would look like a minus sign
        if any(cuts(*line, grown(other, halo)) for other in page.taken) or any(cross(*line, *o) for o in page.leaders):
            return False
        return not self.over_strokes(*line)

    def over_strokes(self, start, end):
        """Whether a leader comes on a stroke beyond its own anchor."""
        length = math.dist(start, end)
        skip = min(1.0, 4.5 / max(length, 1e-9))
        start = start[0] + skip * (end[0] - start[0]), start[1] + skip * (end[1] - start[1])
        x0, y0 = (math.floor(min(start[i], end[i])) - 2 for i in (0, 1))
        x1, y1 = (math.ceil(max(start[i], end[i])) + 3 for i in (0, 1))
        line = Image.new("L", (x1 - x0, y1 - y0))
        ImageDraw.Draw(line).line((start[0] - x0, start[1] - y0, end[0] - x0, end[1] - y0), fill=255, width=2)
        return ImageChops.darker(line, self.page.mask.crop((x0, y0, x1, y1))).getbbox() is not None

    def doubt(self, kind, p, q, r, box):
        """The cost of a place that is nearer to another thing of the kind that the label names."""
        page, centre = self.page, ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if kind == "corner":
            own = page.place(p)
            mine = off(box, own) + 1
            return FAR * any(off(box, o) < mine for o in self.named if math.dist(o, own) > 3)
        if kind == "side":
            a, b = page.places((p, q))
            mine = beside(centre, a, b) - 0.5
            return FAR * any(
                beside(centre, *edge) < mine
                for edge in self.edges
                if beside(edge[0], a, b) > 2 or beside(edge[1], a, b) > 2
            )
        if kind == "angle":
            own = page.place(p)
            radius, _, d = arc_of(page, p, q, r)
            arc = own[0] + radius * d[0], own[1] + radius * d[1]
            mine = min(math.dist(centre, own), math.dist(centre, arc) + 0.5 * page.em)
            return FAR * any(math.dist(centre, o) < mine for o in self.vertices if math.dist(o, own) > 3)
        return 0

    def spots(self, kind, p, q, r, w, h):
        """Candidate places of a label of width w and height h."""
        p0 = self.page.place(p)
        if kind == "tick":  # at most half a letter off its tick
            step = 0.25 * self.page.em * SMALL
            for dx, dy in ((0, 0), (0, -1), (0, 1), (1, 0), (-1, 0), (0, -2), (0, 2), (2, 0), (-2, 0)):
                yield Spot(3 * (abs(dx) + abs(dy)), p0[0] + step * dx, p0[1] + step * dy)
        elif kind == "at":
            step = 0.28 * self.page.em
            for dx, dy in ((0, 0), (0, -1), (0, 1), (1, 0), (-1, 0), (0, -2), (0, 2), (2, 0), (-2, 0)):
                yield Spot(5 * (abs(dx) + abs(dy)), p0[0] + step * dx, p0[1] + step * dy)
        elif kind == "corner":
            yield from self.corner(p0, self.page.place(q), w, h)
        elif kind == "side":
            yield from self.side(p0, *self.page.places((q, r)), w, h)
        elif kind == "angle":
            yield from self.angle(p, q, r, w, h)

    def corner(self, p, away, w, h):
        """Around a point, first on the side turned from the point away."""
        d, em = unit(p[0] - away[0], p[1] - away[1]), self.page.em
        gap = 0.14 * em if self.page.style.point else 0
        for cost, extra, bend in CORNER:
            e = turned(d, bend)
            reach = gap + extra * em + abs(e[0]) * w / 2 + abs(e[1]) * h / 2
            yield Spot(cost, p[0] + reach * e[0], p[1] + reach * e[1])

    def side(self, p, q, away, w, h):
        """Along a segment, first at its middle on the side turned from away; on leaders where the page has them."""
        n, em, mid = unit(q[1] - p[1], p[0] - q[0]), self.page.em, middle(p, q)
        if n[0] * (mid[0] - away[0]) + n[1] * (mid[1] - away[1]) < 0:
            n = -n[0], -n[1]
        aslant = 0.5 * em + abs(n[1]) * w / 2 + abs(n[0]) * h / 2
        pulled = "leaders" in self.page.loads
        for cost, extra, t, flip, along in PULLED + SIDE if pulled else SIDE:
            a = p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])
            reach, along = flip * (extra * em + abs(n[0]) * w / 2 + abs(n[1]) * h / 2), along * aslant
            x, y = a[0] + reach * n[0] - along * n[1], a[1] + reach * n[1] + along * n[0]
            yield Spot(cost + (PULL if pulled and not along else 0), x, y, a if along else None)

    def angle(self, vertex, p, q, w, h):
        """Between the arms, beyond the arc."""
        v = self.page.place(vertex)
        _, near, d = arc_of(self.page, vertex, p, q, w, h)
        a, b = (unit(o[0] - v[0], o[1] - v[1]) for o in self.page.places((p, q)))
        half = math.acos(max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1]))) / 2
        for cost, step, bend in ANGLE:
            e = turned(d, math.degrees(bend * half))
            reach = near + 0.3 * self.page.em * step
            yield Spot(cost, v[0] + reach * e[0], v[1] + reach * e[1])
