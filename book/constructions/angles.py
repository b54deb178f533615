"""Constructions on an angle: the frame in which they are drawn, and those at its vertex alone."""

from fractions import Fraction
from math import atan2, degrees, dist, remainder, tau

from ..canvas import Canvas, middle, opening, polar, turned, unit
from ..labels import beside
from . import Board, Built, bare, construction, say
from .board import UNSEEN, Crowded, bounds, inside, key, mark

SMALLEST, WIDEST = 18, 165  # degrees of the angles that a construction gives
SHORTEST = 0.2  # of the figure's longer side: no arm of an angle is shorter
SHORT = 0.15  # of the longer side of the figure with the construction
CLOSE = 0.1  # of the figure's longer side: no new point is nearer to another
SHARP = 13  # degrees between two lines of one point, at least
ON, NEAR = 0.003, 0.04  # of the figure's longer side: a point is on a line, or looks as if it were
TAME = 0.5  # share of cases in which a construction that nearly always fits gives way to others
DEGREE = "^\\circ"


@bare("angle")
def plain_angle(rng):
    """Two rays."""
    canvas, v, start = Canvas(), rng.choice([n for n in range(25, 151) if n != 90]), rng.randrange(0, 360, 10)
    p, q = polar((0, 0), 10, start), polar((0, 0), 10, start + v)
    canvas.line(p, (0, 0), q)
    board = Board(canvas)
    rng.shuffle(board.free)
    board.handles = [board.angle((0, 0), p, q, v)]
    return board


def end(board, v, p):
    """The point that names the side from v through p: one with a letter, an end of a stroke, or p itself."""
    u, length = unit(p[0] - v[0], p[1] - v[1]), dist(v, p)

    def on_side(c):
        along = (c[0] - v[0]) * u[0] + (c[1] - v[1]) * u[1]
        across = (c[0] - v[0]) * u[1] - (c[1] - v[1]) * u[0]
        return along > CLOSE * board.size and abs(across) < 1e-4 * board.size

    named = [c for c, text in board.corners.items() if text[0].isupper() and on_side(c)]
    lines = {c for points, kind in board.canvas.strokes if kind not in UNSEEN and len(points) < 9 for c in points}
    drawn = [c for c in lines if on_side(c) and not board.corners.get(key(c), "A")[0].islower()]
    near = [c for c in named or drawn]
    if near:
        return min(near, key=lambda c: abs(dist(v, c) - length))
    return (v[0] + 0.7 * (p[0] - v[0]), v[1] + 0.7 * (p[1] - v[1])) if key(p) in board.corners else p


def named(board, h):
    """The letters of a side's point, the vertex and the other side's point, as in "the angle ABC"."""
    v = h.points[0]
    p, q = (end(board, v, point) for point in h.points[1:])
    far = middle(p, q)
    return board.name(p, v) + board.name(v, far) + board.name(q, v)


def deg(value):
    """A number of degrees in LaTeX."""
    return f"{say(value)}{DEGREE}"


class Angle:
    """An angle in which constructions are drawn.

    v, p, q: its vertex and the ends of its sides; wide: its size.  Directions are degrees from the side vp towards the
    side vq: 0 is vp, wide is vq, 180 the continuation of pv, and negative numbers lie outside beside vp.
    """

    def __init__(self, board, h, swap=False):
        self.board, self.h, self.wide = board, h, int(h.value)
        self.old = list(board.canvas.strokes)
        self.v = h.points[0]
        ends = [end(board, self.v, p) for p in h.points[1:]]
        self.p, self.q = ends[::-1] if swap else ends
        self.lp, self.lq = dist(self.v, self.p), dist(self.v, self.q)
        self.u, w = (unit(c[0] - self.v[0], c[1] - self.v[1]) for c in (self.p, self.q))
        self.sense = 1 if self.u[0] * w[1] - self.u[1] * w[0] > 0 else -1

    def go(self, start, turn, length):
        """The point at a length from a start, in a direction."""
        d = turned(self.u, self.sense * turn)
        return start[0] + d[0] * length, start[1] + d[1] * length

    def at(self, turn, length):
        """The point at a length from the vertex, in a direction."""
        return self.go(self.v, turn, length)

    def draw(self, *points, kind="line"):
        """Draws the pieces of an open polyline that are not there yet."""
        for a, b in zip(points, points[1:]):
            if not drawn(self.board.canvas, a, b):
                if sharp(self.old, a, b) or sharp(self.old, b, a):
                    raise Crowded("beside another line")
                self.board.canvas.line(a, b, kind=kind)

    def name(self, point, away=None):
        """The letter of a point; a new one must not look as if it were on a line, or be on one by accident."""
        board, size = self.board, self.board.size
        if key(point) in board.corners:
            if not self.on_side(point):
                raise Crowded("a point that is there by accident")
            return board.corners[key(point)]
        if any(dist(point, c) < CLOSE * size for c in board.corners):
            raise Crowded("beside a point")
        own = self.on_side(point) or any(dist(point, c) < 1e-4 * size for line, _ in self.old for c in line)
        for i, (points, kind) in enumerate(board.canvas.strokes):
            if kind not in UNSEEN:
                off = distance(point, points, NEAR * size)
                if ON * size < off < NEAR * size or off <= ON * size and i < len(self.old) and not own:
                    raise Crowded("beside a line")
        if not own and not self.within(point) and any(inside(point, f) for f, _ in board.canvas.fills if len(f) < 9):
            raise Crowded("on another part of the figure")
        if not any(dist(point, c) < 1e-4 * size for line, _ in board.canvas.strokes for c in line):
            board.canvas.dot(point)
        return board.name(point, away or self.v)

    def on_side(self, point):
        """Whether a point is on the line of a side."""
        if dist(point, self.v) < 1e-4 * self.board.size:
            return True
        d = unit(point[0] - self.v[0], point[1] - self.v[1])
        sides = [turned(self.u, self.sense * turn) for turn in (0, 180, self.wide, self.wide + 180)]
        return any(dist(d, side) < 1e-4 for side in sides)

    def within(self, point):
        """Whether a point lies between the sides."""
        one, two = opening(self.v, self.p, point), opening(self.v, self.q, point)
        return abs(one + two - self.wide) < 0.5

    def beyond(self, length, first=True):
        """(a point on the continuation of pv, or of qv, beyond v; sentence about it, without its full stop).

        It is at the end of a line that is there already, or at a length from v.
        """
        turn = 180 if first else 180 + self.wide
        e = end(self.board, self.v, self.at(turn, length))
        if not drawn(self.board.canvas, self.v, e):
            e = self.at(turn, length)
        return e, self.continued(e, first)

    def continued(self, e, first=True):
        """Draws pv, or qv, on to a point beyond v; a sentence about it, without its full stop."""
        there = drawn(self.board.canvas, self.v, e)
        self.draw(self.v, e)
        p, v, q = self.names()
        one, far = p if first else q, self.name(e)
        return f"{one}, {v} and {far} lie on one line" if there else f"{one}{v} is extended beyond {v} to {far}"

    def names(self):
        """(letter of p, of v, of q)."""
        far = middle(self.p, self.q)
        return self.name(self.p), self.name(self.v, far), self.name(self.q)

    def letters(self, p, q):
        """(letter of p, of v, of q), or those of the ends that have letters already; p, q: points on the sides."""
        corners = self.board.corners
        one, two = (c if key(c) in corners else other for c, other in ((self.p, p), (self.q, q)))
        return self.name(one), self.name(self.v, middle(p, q)), self.name(two)

    def angle(self, vertex, p, q, value):
        """A handle for an angle that is given in the place of this one."""
        board, value, arm = self.board, Fraction(value), min(dist(vertex, p), dist(vertex, q))
        x0, y0, x1, y1 = bounds(board.canvas)
        if not SMALLEST <= value <= WIDEST or arm < max(SHORTEST * board.size, SHORT * max(x1 - x0, y1 - y0)):
            raise Crowded("too small")
        if value == 90:
            raise Crowded("a right angle has its own mark")
        own = {mark(*self.h.points), mark(vertex, p, q)}
        old = [label[1:4] for label in board.canvas.labels if label[0] == "angle" and label[4]]
        old += board.canvas.expected[: board.awaited]
        if any(mark(*o) == mark(vertex, p, q) for o in old):
            raise Crowded("given already")
        for other in old:
            if key(other[0]) == key(vertex) and mark(*other) not in own and overlapping((vertex, p, q), other):
                raise Crowded("over another angle")
        return board.angle(vertex, p, q, value)


def distance(p, points, most):
    """The distance of a point from a polyline, or most where it is not less."""
    (x, y), found = p, most
    for (ax, ay), (bx, by) in zip(points, points[1:]):
        if (ax if ax < bx else bx) - most < x < (bx if ax < bx else ax) + most:
            if (ay if ay < by else by) - most < y < (by if ay < by else ay) + most:
                found = min(found, beside(p, (ax, ay), (bx, by)))
    return found


def drawn(canvas, a, b):
    """Whether the segment ab is drawn already."""
    near = 1e-6 * (dist(a, b) or 1.0)
    return any(
        distance(a, (c, d), near) < near and distance(b, (c, d), near) < near
        for points, kind in canvas.strokes
        if kind not in UNSEEN and len(points) < 9
        for c, d in zip(points, points[1:])
    )


def sharp(strokes, a, b):
    """Whether the segment ab leaves a line through a at a sharp angle."""
    for points, kind in strokes:
        if kind in UNSEEN or len(points) > 8:
            continue
        for c, d in zip(points, points[1:]):
            near = 1e-5 * dist(c, d)
            if not near or distance(a, (c, d), near) >= near:
                continue
            for other in (c, d):
                if dist(a, other) > near and 0.05 < opening(a, b, other) < SHARP:
                    return True
    return False


def overlapping(one, two):
    """Whether two angles of one vertex have more than a side in common."""
    mids = []
    for v, p, q in (one, two):
        a, b = unit(p[0] - v[0], p[1] - v[1]), unit(q[0] - v[0], q[1] - v[1])
        mids.append(atan2(a[1] + b[1], a[0] + b[0]))
    apart = abs(degrees(remainder(mids[0] - mids[1], tau)))
    return apart < (opening(*one) + opening(*two)) / 2 - 0.5


def frame(board, h, rng, low=SMALLEST, high=WIDEST, step=1, swap=None):
    """The Angle of a handle with its sides in either order; None where its size is not a multiple of step in range.

    step 2 is for isosceles triangles and bisectors: with 60 degrees they would be equilateral by accident.
    """
    if not low <= h.value <= high or h.value % step or step == 2 and h.value == 60:
        return None
    return Angle(board, h, rng.random() < 0.5 if swap is None else swap)


# ------------------------------------------------------------------------------------------------- lines at the vertex
@construction("angle", ("Vertical Angles", "Vertical Angles are Equal"))
def vertical(board, h, rng):
    a = frame(board, h, rng)
    if not a:
        return None
    reach = 0.6 * min(a.lp, a.lq)
    e, f = a.at(180, reach), a.at(180 + a.wide, reach)
    a.draw(a.v, e)
    a.draw(a.v, f)
    p, v, q = a.names()
    pe, qf = a.name(e), a.name(f)
    return Built(
        [a.angle(a.v, e, f, a.wide)],
        f"The lines {p}{pe} and {q}{qf} cross at {v}.",
        f"The lines {p}{pe} and {q}{qf} cross at {v}, so {p}{v}{q} and {pe}{v}{qf} are vertical angles and have the "
        f"same size: the angle {p}{v}{q} is ${deg(a.wide)}$.",
        lambda a: a,
        f"The straight paths {p}{pe} and {q}{qf} cross at {v}.",
    )


@construction("angle", ("Adjacent Supplementary Angles", "Linear Pair Sum"))
def linear_pair(board, h, rng):
    a = frame(board, h, rng)
    if not a:
        return None
    (e, line), rest = a.beyond(0.6 * a.lq), 180 - a.wide
    p, v, q = a.names()
    far = a.name(e)
    return Built(
        [a.angle(a.v, e, a.q, rest)],
        f"{line}.",
        f"The angles {p}{v}{q} and {q}{v}{far} lie side by side on the line {p}{far}, so the angle {p}{v}{q} is "
        f"$180{DEGREE} - {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 180 - a,
    )


@construction(
    "angle",
    ("Adjacent Supplementary Angles", "Linear Pair Sum"),
    ("Linear Equation in One Variable", "Solution of a Linear Equation"),
)
def neighbour_compared(board, h, rng):
    a = frame(board, h, rng, 20, 85)
    if not a or rng.random() < TAME:
        return None
    (e, line), more = a.beyond(0.6 * a.lq), 180 - 2 * a.wide
    p, v, q = a.names()
    far = a.name(e)
    return Built(
        [board.told(more)],
        f"{line}. The angle {q}{v}{far} is ${deg(more)}$ larger than the angle {p}{v}{q}.",
        f"The angles {p}{v}{q} and {q}{v}{far} lie side by side on a line. With $x$ for the first, $2x + {deg(more)} "
        f"= 180{DEGREE}$, so the angle {p}{v}{q} is $(180{DEGREE} - {deg(more)}) \\div 2 = {deg(a.wide)}$.",
        lambda a: (180 - a) / 2,
    )


@construction("angle", ("Perpendicular Lines", "Complement beside a Perpendicular"))
def complement(board, h, rng):
    a = frame(board, h, rng, 20, 72)
    if not a:
        return None
    up, rest = a.at(90, 0.9 * a.lp), 90 - a.wide
    a.draw(a.v, up)
    board.canvas.right(a.v, a.p, up)
    p, v, q = a.names()
    new = a.name(up)
    return Built(
        [a.angle(a.v, a.q, up, rest)],
        f"{v}{new} is perpendicular to {v}{p}.",
        f"The angle {p}{v}{new} is a right angle and {v}{q} divides it, so the angle {p}{v}{q} is $90{DEGREE} - "
        f"{deg(rest)} = {deg(a.wide)}$.",
        lambda a: 90 - a,
    )


@construction("angle", ("Calculation of Angles", "Sum of Adjacent Angles"))
def two_parts(board, h, rng):
    a = frame(board, h, rng, 48)
    if not a:
        return None
    first = rng.randint(20, a.wide - 20)
    r = a.at(first, 0.9 * min(a.lp, a.lq))
    a.draw(a.v, r)
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(a.v, a.p, r, first), a.angle(a.v, r, a.q, a.wide - first)],
        f"The ray {v}{new} divides the angle {p}{v}{q}.",
        f"The angle {p}{v}{q} is made of two parts, so it is ${deg(first)} + {deg(a.wide - first)} = {deg(a.wide)}$.",
        lambda a, b: a + b,
    )


@construction("angle", ("Calculation of Angles", "Difference of Angles"))
def difference(board, h, rng):
    a = frame(board, h, rng, 30, 115)
    if not a:
        return None
    less = rng.randint(30, min(90, 155 - a.wide))
    r = a.at(-less, 0.9 * a.lp)
    a.draw(a.v, r)
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(a.v, r, a.p, less), a.angle(a.v, r, a.q, a.wide + less)],
        f"{v}{p} lies between {v}{new} and {v}{q}.",
        f"The angle {p}{v}{q} is what is left of the angle {new}{v}{q} without the angle {new}{v}{p}, so it is "
        f"${deg(a.wide + less)} - {deg(less)} = {deg(a.wide)}$.",
        lambda less, all: all - less,
    )


@construction("angle", ("Angle Bisector", "Whole from a Half"))
def bisected(board, h, rng):
    a = frame(board, h, rng, 40, step=2)
    if not a:
        return None
    half = a.wide // 2
    r = a.at(half, 0.9 * min(a.lp, a.lq))
    a.draw(a.v, r)
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(a.v, a.p, r, half)],
        f"{v}{new} bisects the angle {p}{v}{q}.",
        f"{v}{new} bisects the angle {p}{v}{q}, so this angle is $2 \\times {deg(half)} = {deg(a.wide)}$.",
        lambda a: 2 * a,
    )


@construction("angle", ("Adjacent Supplementary Angles", "Linear Pair Sum"), ("Angle Bisector", "Whole from a Half"))
def neighbour_bisected(board, h, rng):
    a = frame(board, h, rng, 30, 140, step=2)
    if not a:
        return None
    half, reach = (180 - a.wide) // 2, 0.8 * a.lq
    (e, line), r = a.beyond(0.75 * reach), a.at(180 - half, reach)
    a.draw(a.v, r)
    p, v, q = a.names()
    far, new = a.name(e), a.name(r)
    given = rng.choice(((a.q, r), (r, e)))
    return Built(
        [a.angle(a.v, *given, half)],
        f"{line}, and {v}{new} bisects the angle {q}{v}{far}.",
        f"{v}{new} bisects the angle {q}{v}{far}, so this angle is $2 \\times {deg(half)} = {deg(2 * half)}$. Its "
        f"neighbour on the line {p}{far} is the angle {p}{v}{q}: $180{DEGREE} - {deg(2 * half)} = {deg(a.wide)}$.",
        lambda a: 180 - 2 * a,
    )


@construction(
    "angle", ("Angle Bisector", "Whole from a Half"), ("Perpendicular Lines", "Complement beside a Perpendicular")
)
def across_bisector(board, h, rng):
    """A perpendicular to the bisector, outside."""
    a = frame(board, h, rng, 40, 144, step=2)
    if not a:
        return None
    half, reach = a.wide // 2, 0.85 * a.lp
    r, e = a.at(half, 0.9 * min(a.lp, a.lq)), a.at(half - 90, reach)
    a.draw(a.v, r)
    a.draw(a.v, e)
    board.canvas.right(a.v, r, e)
    p, v, q = a.names()
    new, far = a.name(r), a.name(e)
    return Built(
        [a.angle(a.v, e, a.p, 90 - half)],
        f"{v}{new} bisects the angle {p}{v}{q} and is perpendicular to {v}{far}.",
        f"The angle {far}{v}{new} is a right angle, so the angle {p}{v}{new} is $90{DEGREE} - {deg(90 - half)} = "
        f"{deg(half)}$. {v}{new} bisects the angle {p}{v}{q}, which therefore is $2 \\times {deg(half)} = "
        f"{deg(a.wide)}$.",
        lambda a: 2 * (90 - a),
    )


@construction("angle", ("Straight Angle and Full Angle", "Missing Part of a Full Angle"))
def full_angle(board, h, rng):
    a = frame(board, h, rng, 60)
    if not a:
        return None
    rest = 360 - a.wide
    first = rng.randint(max(rest - 160, 50), min(160, rest - 50))
    r = a.at(-first, 0.8 * min(a.lp, a.lq))
    a.draw(a.v, r)
    p, v, q = a.names()
    new = a.name(r)
    return Built(
        [a.angle(a.v, a.p, r, first), a.angle(a.v, r, a.q, rest - first)],
        f"The rays {v}{p}, {v}{q} and {v}{new} start at {v}.",
        f"The three angles at {v} make a full angle, so the angle {p}{v}{q} is $360{DEGREE} - {deg(first)} - "
        f"{deg(rest - first)} = {deg(a.wide)}$.",
        lambda a, b: 360 - a - b,
    )
