"""Whether something drawn into a figure could mislead: what nodes x and y may not add."""

import re
from math import dist, hypot

from ..canvas import middle, opening
from .board import key
from .meeting import UNSEEN, bounds, bounds_of, inside, turn

SHARPEST = 12  # degrees between a new line and an old one that meet or cross
STRAIGHT = 171  # degrees from which on a bend would look straight
NEAR = 0.022  # of the figure's longer side: nothing passes a point, or ends beside a line, closer than this
WIDER = 1.75  # how much longer a figure's sides may become, as a share of its longer side
MANY = 40  # straight pieces from which on crossings are not looked at
LONG = 100  # points of a curve of which not all are looked at
PARALLEL = 0.045  # of the figure's longer side: no line runs along another one closer than this
CURVE = 9  # a line of more points is a curve


def harmless(old, new, text):
    """Whether the strokes and marks that a canvas has beyond an older one mislead nobody who reads the question."""
    size = extent(old)
    count = len(old.strokes)
    fresh = [(points, kind) for points, kind in new.strokes[count:] if kind not in (*UNSEEN, "head")]
    if any(kind in ("dash", "thin", "thick") and re.search(rf"\b{kind}", text) for _, kind in fresh):
        return False
    if grown(old, new) > WIDER:
        return False
    seen = [(points, kind) for points, kind in old.strokes if kind not in (*UNSEEN, "head")]
    added, present, solid = pieces(fresh), pieces(seen), old.upright and askew(old)
    named = [p for kind, p, *_ in old.labels if kind == "corner"] + old.dots
    return not (
        any(too_near(piece, named, size) for piece in added)
        or any(clash(*pair, size) for pair in close(added, present, size))
        or any(splits(old, piece, size, solid) for piece in added)
        or parts_a_number(old, added, size)
        or broken_ticks(old, new, named, size)
        or beside_crossing(added, present, size)
    )


def askew(base):
    """Whether a figure is an oblique drawing of a solid: it has a line that runs to the back, or a flat ellipse."""
    for points, kind in base.strokes:
        if len(points) <= 9:
            for p, q in zip(points, points[1:]):
                dx, dy = q[0] - p[0], q[1] - p[1]
                if dx and abs(0.42 * dy - 0.3 * dx) < 1e-6 * abs(dx):
                    return True
        elif kind in ("line", "dash"):
            xs, ys = zip(*points)
            if (max(ys) - min(ys)) / (max(xs) - min(xs) or 1) < 0.32:
                return True
    return False


def extent(c):
    """The longer side of all that is drawn."""
    x0, y0, x1, y1 = bounds(c)
    return max(x1 - x0, y1 - y0)


def grown(old, new):
    """The longer side of the new drawing as a share of the old one's."""
    return extent(new) / extent(old)


def pieces(strokes):
    """(p, q, whether it belongs to a curve) of the straight pieces of strokes; of long curves every fourth point."""
    found = []
    for points, _ in strokes:
        if len(points) > LONG:
            points = [*points[:-1:4], points[-1]]
        found += [(p, q, len(points) > CURVE) for p, q in zip(points, points[1:]) if p != q]
    return found


def close(added, present, size):
    """The pairs of a new and an old piece that come near each other at all."""
    gap = PARALLEL * size
    boxes = [(piece, bounds_of(piece[:2])) for piece in present]
    for one in added:
        x0, y0, x1, y1 = bounds_of(one[:2])
        for two, (left, low, right, top) in boxes:
            if left <= x1 + gap and right >= x0 - gap and low <= y1 + gap and top >= y0 - gap:
                yield one, two


def off(p, a, b):
    """The distance of a point from the segment ab."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy or 1.0)
    t = min(1.0, max(0.0, t))
    return hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def too_near(piece, named, size):
    """Whether a piece runs through a named point that is not its end, or close by one; a curve may run through."""
    a, b, curved = piece
    for p in named:
        d, end = off(p, a, b), min(dist(p, a), dist(p, b))
        if 1e-3 * size < d < NEAR * size and (not curved or end > 1e-3 * size):
            return True
        if d <= 1e-3 * size and not curved and end > 1e-3 * size:
            return True
    return False


def clash(one, two, size):
    """Whether a new piece covers an old one, almost touches its end or its side, or crosses or meets it at a slant."""
    (a, b, curved), (c, d, old_curved) = one, two
    tiny = 1e-4 * size
    ends = [(p, q) for p in (a, b) for q in (c, d) if dist(p, q) < tiny]
    if ends and not (curved and old_curved):
        p, q = ends[0]
        angle = opening(p, b if p is a else a, d if q is c else c)
        if len(ends) > 1:
            return True
        return not curved and not old_curved and (angle < SHARPEST or STRAIGHT < angle < 179.9)
    distances = (off(a, c, d), off(b, c, d), off(c, a, b), off(d, a, b))
    if not curved and not old_curved:
        if min(distances) < tiny and aslant(one, two) < 0.1:
            return True  # one covers the other
        gap = min(distances)
        if tiny < gap < (PARALLEL if aslant(one, two) < SHARPEST else NEAR) * size:
            return True
    if crosses(a, b, c, d):
        return aslant(one, two) < SHARPEST
    return False


def aslant(one, two):
    """The angle between two pieces' directions, 0 to 90 degrees."""
    (a, b), (c, d) = one[:2], two[:2]
    angle = opening((0, 0), (b[0] - a[0], b[1] - a[1]), (d[0] - c[0], d[1] - c[1]))
    return min(angle, 180 - angle)


def crosses(a, b, c, d):
    """Whether two segments cross inside."""
    tiny = 1e-9 * max(dist(a, b), dist(c, d)) ** 2
    one, two = turn(a, b, c), turn(a, b, d)
    three, four = turn(c, d, a), turn(c, d, b)
    return (one > tiny and two < -tiny or one < -tiny and two > tiny) and (
        three > tiny and four < -tiny or three < -tiny and four > tiny
    )


def splits(old, piece, size, solid=False):
    """Whether a new straight piece runs into a marked angle, or any piece meets a side with a text off its middle.

    In the drawing of a solid lines that cross need not meet.
    """
    a, b, curved = piece
    tiny = 1e-4 * size
    for kind, v, p, q, text in old.labels + [("angle", v, p, q, "=") for v, p, q, _ in old.arced]:
        if kind in ("angle", "right") and (text or kind == "right") and not curved:
            ends = [end for end, other in ((b, a), (a, b)) if off(v, a, b) < tiny and dist(end, v) > tiny]
            if any(within(v, p, q, end) for end in ends):
                return True
        if kind == "side" and text and not (solid and curved) and cut(a, b, v, p, size, solid):
            return True
    return False


def parts_a_length(old, new, size):
    """Whether a new straight piece meets the inside of a segment with a length: it could be that of a part."""
    tiny = 1e-4 * size
    sides = [label[1:3] for label in old.labels if label[0] == "side" and label[4] and label[1] != label[2]]
    fresh = [(points, kind) for points, kind in new.strokes[len(old.strokes) :] if kind not in (*UNSEEN, "head")]
    ends = [end for a, b, curved in pieces(fresh) if not curved for end in (a, b)]
    return any(off(e, p, q) < tiny and min(dist(e, p), dist(e, q)) > 0.02 * size for e in ends for p, q in sides)


def within(v, p, q, end):
    """Whether a ray from v runs between the arms p and q of an angle."""
    one, two = opening(v, p, end), opening(v, q, end)
    return one + two < opening(v, p, q) + 0.01 and min(one, two) > 0.5


def cut(a, b, p, q, size, ends_only=False):
    """Whether the segment ab touches the inside of the labelled segment pq elsewhere than in its middle."""
    tiny, mid = 1e-4 * size, ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
    if key(p) == key(q):
        return False
    for end in (a, b):
        if off(end, p, q) < tiny and min(dist(end, p), dist(end, q), dist(end, mid)) > 0.02 * size:
            return True
    if ends_only or not crosses(a, b, p, q):
        return False
    return dist(crossing(a, b, p, q), mid) > 0.02 * size


def crossing(a, b, p, q):
    """Where the segment ab crosses pq."""
    t = turn(p, q, a) / (turn(p, q, a) - turn(p, q, b))
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


def beside_crossing(added, present, size):
    """Whether a new straight piece passes close by a place where two old ones cross, but not through it."""
    old = [piece for piece in present if not piece[2]]
    if len(old) > MANY:
        return False
    pairs = [(*one[:2], *two[:2]) for i, one in enumerate(old) for two in old[:i]]
    places = [crossing(*pair) for pair in pairs if crosses(*pair)]
    return any(1e-3 * size < off(p, a, b) < NEAR * size for p in places for a, b, curved in added if not curved)


def parts_a_number(old, added, size):
    """Whether a new piece runs through an area in which a number or a name stands."""
    inner = [p for kind, p, _, _, text in old.labels if kind == "at" and text]
    areas = [area for area in old.polygons if any(inside(p, area) for p in inner)]
    for a, b, _ in added:
        spots = [(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])) for t in (0.02, 0.25, 0.5, 0.75, 0.98)]
        for area in areas:
            edges = list(zip(area, [*area[1:], area[0]]))
            if any(inside(p, area) and min(off(p, *edge) for edge in edges) > 1e-3 * size for p in spots):
                return True
    return False


def broken_ticks(old, new, named, size):
    """Whether ticks would be misread: a point with a name lies inside their segment, or others stand at their place."""
    tiny, count = 1e-3 * size, len(old.ticked)
    for i, (p, q, _) in enumerate(new.ticked[count:], count):
        if any(off(r, p, q) < tiny and min(dist(r, p), dist(r, q)) > tiny for r in named):
            return True
        if any(dist(middle(p, q), middle(*other[:2])) < NEAR * size for other in new.ticked[:i]):
            return True
    return False
