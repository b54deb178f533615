"""Constructions on a coordinate of a named point: further points and lines in the same coordinate system.

The other coordinate of the point then stays as it is, because what is drawn gives it too.
"""

import re
from fractions import Fraction
from math import dist, isqrt

from ..canvas import Canvas
from ..pieces import show
from ..plane import named, num, plain
from ..tools import Quantity
from . import Board, Built, bare, construction, say
from .board import Crowded, Handle, key
from .solids import rooted

POINT = re.compile(r"the ([xy])-coordinate of ([A-Z])$")
APART = 0.14  # of the figure's longer side: new points lie no nearer to others
CROWD = 7  # texts with coordinates that a figure can hold


@bare("coordinate")
def coordinate_alone(rng):
    """A point with its coordinates."""
    canvas, p = Canvas(True), (rng.randint(3, 12), rng.randint(3, 12))
    plain(canvas, p, (13, 13))
    named(canvas, "A", p, p[0], p[1], (6.2, 6.4))
    board = Board(canvas)
    axis = rng.randrange(2)
    phrase = f"the {'xy'[axis]}-coordinate of A"
    letter, label = board.letter(phrase), canvas.labels[-1]
    text = f"A({letter}, {p[1]})" if axis == 0 else f"A({p[0]}, {letter})"
    quantity = Quantity("coordinate", phrase)
    board.handles = [Handle("quantity", phrase, Fraction(p[axis]), quantity=quantity, labels=((label, text),))]
    return board


# ------------------------------------------------------------------------------------------------ points of the figure
def located(board, h):
    """(letter, axis, the point, its other coordinate) of a point whose coordinate h is; that coordinate is kept."""
    found = POINT.match(h.name)
    if not found or not h.labels or not board.canvas.halo:
        raise Crowded("not a named point")
    axis, letter = "xy".index(found[1]), found[2]
    kind, place, *_ = h.labels[0][0]
    spots = [place] if kind == "corner" else sorted(board.canvas.dots, key=lambda p: dist(p, place))
    spots = [p for p in spots if abs(p[axis] - h.value) < 1e-6]
    if not spots or sum("(" in text for text in board.canvas.texts()) >= CROWD:
        raise Crowded("not to scale, or too much to read")
    keep(board, f"the {'yx'[axis]}-coordinate of {letter}")
    board.corners[key(spots[0])] = letter
    return letter, axis, spots[0], Fraction(spots[0][1 - axis]).limit_denominator(100)


def keep(board, phrase):
    """Keeps a given coordinate as it is; Crowded where it is derived."""
    for one in board.known:
        if one.name == phrase:
            if one.given in board.gone:
                raise Crowded("its other coordinate is derived")
            board.locked.add(one.given)
    for handle in board.handles:
        if handle.name == phrase and handle.given in board.gone and handle.given:
            raise Crowded("its other coordinate is derived")


def room(board, p):
    """Whether a point lies inside the drawn axes, away from other points and from the axes."""
    x0, y0, x1, y1 = board.box
    near = 0.06 * board.size
    if not (x0 + near < p[0] < x1 - 2 * near and y0 + near < p[1] < y1 - 2 * near):
        return False
    if min(abs(p[0]), abs(p[1])) < near:
        return False
    taken = [*board.canvas.dots, *board.corners]
    return all(dist(p, other) > APART * board.size for other in taken)


def points(board, rng, fits, tries=40):
    """A whole-numbered point with room for which fits(p) holds."""
    x0, y0, x1, y1 = board.box
    for _ in range(tries):
        p = rng.randint(int(x0), int(x1)), rng.randint(int(y0), int(y1))
        if room(board, p) and fits(p):
            return p
    raise Crowded("no room for a point")


def clean(board, a, b, *own):
    """Crowded where a marked point, but for own, lies beside the segment ab."""
    mine = {key(p) for p in own}
    for p in {key(p) for p in [*board.canvas.dots, *board.corners]} - mine:
        share = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / dist(a, b) ** 2
        share = min(1, max(0, share))
        if dist(p, (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))) < 0.05 * board.size:
            raise Crowded("runs through another point")


def point(board, p, away, axis=None):
    """Draws a new point with its coordinates; (letter, handle of its coordinate on an axis)."""
    if not board.free:
        raise Crowded("no letter is left")
    letter = board.corners[key(p)] = board.free.pop(0)
    texts = [show(say(v)) for v in p]
    board.canvas.dot(p)
    board.canvas.corner(p, f"{letter}({texts[0]}, {texts[1]})", away)
    if axis is None:
        return letter, None
    phrase = f"the {'xy'[axis]}-coordinate of {letter}"
    small = board.letter(phrase)
    rest = f"{letter}({small}, {texts[1]})" if axis == 0 else f"{letter}({texts[0]}, {small})"
    labels = ((board.canvas.labels[-1], rest),)
    return letter, Handle(
        "coordinate", phrase, Fraction(p[axis]), quantity=Quantity("coordinate", phrase), labels=labels
    )


def whole(*values):
    """Whether all values are whole numbers."""
    return all(Fraction(v).denominator == 1 for v in values)


# ------------------------------------------------------------------------------------------------------ points in line
@construction("coordinate", ("Midpoint of a Segment", "Other End from the Midpoint"))
def other_end(board, h, rng):
    a, axis, p, _ = located(board, h)

    def middle_of(q):
        return tuple(Fraction(x + y) / 2 for x, y in zip(p, q))

    q = points(board, rng, lambda q: q[axis] != p[axis] and whole(*middle_of(q)) and room(board, middle_of(q)))
    m = tuple(int(v) for v in middle_of(q))
    clean(board, p, q, p)
    board.canvas.line(p, q)
    e, end = point(board, q, p, axis)
    f, mid = point(board, m, (m[0] + (q[1] - p[1]), m[1] - (q[0] - p[0])), axis)
    return Built(
        [mid, end],
        f"{f} is the midpoint of {a}{e}.",
        f"{f} is the midpoint of {a}{e}, so {h.name} is $2 \\times {num(mid.value)} - {num(end.value)} = "
        f"{say(h.value)}$.",
        lambda m, e: 2 * m - e,
    )


@construction("coordinate", ("Division of a Segment in a Ratio", "Section Formula"))
def dividing_point(board, h, rng):
    a, axis, p, _ = located(board, h)
    m, n = rng.choice([(1, 2), (2, 1), (1, 3), (3, 1)])

    def far(q):  # p divides the segment from q to this point in the ratio m : n
        return tuple(x + Fraction(n, m) * (x - y) for x, y in zip(p, q))

    q = points(board, rng, lambda q: q[axis] != p[axis] and whole(*far(q)) and room(board, far(q)))
    r = tuple(int(v) for v in far(q))
    clean(board, q, r, p)
    board.canvas.line(q, r)
    (e, one), (f, two) = point(board, q, p, axis), point(board, r, p, axis)
    return Built(
        [one, two],
        f"{a} divides {e}{f} so that ${e}{a} : {a}{f} = {m} : {n}$.",
        f"{a} divides {e}{f} in the ratio ${m} : {n}$, so {h.name} is $({n} \\times {num(one.value)} + {m} \\times "
        f"{num(two.value)}) \\div {m + n} = {say(h.value)}$.",
        lambda one, two: (n * one + m * two) / (m + n),
    )


@construction("coordinate", ("Distance between Two Points", "Distance along a Grid Line"))
def beside_a_point(board, h, rng):
    """A point on the same level, or upright over or under it, with the distance."""
    a, axis, p, other = located(board, h)
    steps = [d for d in range(-12, 13) if abs(d) >= 2]
    rng.shuffle(steps)
    spots = [tuple(v + d * (i == axis) for i, v in enumerate(p)) for d in steps]
    q = next((q for q in spots if room(board, q)), None)
    if q is None or not whole(*q):
        return None
    q = tuple(int(v) for v in q)
    board.canvas.line(p, q)
    clean(board, p, q, p)
    d = abs(q[axis] - int(h.value))
    e, end = point(board, q, p, axis)
    board.canvas.side(p, q, d, (p[0] + (p[1] - q[1]), p[1] + abs(p[0] - q[0])))
    more = q[axis] < h.value
    where = ("to the right of" if more else "to the left of") if axis == 0 else "above" if more else "below"
    return Built(
        [end, board.shown(d)],
        f"{a}{e} is parallel to the {'xy'[axis]}-axis.",
        f"{a} lies {d} units {where} {e}, so {h.name} is ${say(end.value)} {'+' if more else '-'} {d} = "
        f"{say(h.value)}$.",
        lambda e, d: e + d if more else e - d,
    )


# --------------------------------------------------------------------------------------------------------- mappings
@construction("coordinate", ("Translation in the Coordinate Plane", "Adding to the Coordinates"))
def translated(board, h, rng):
    a, axis, p, _ = located(board, h)
    q = points(board, rng, lambda q: q[0] != p[0] and q[1] != p[1])
    clean(board, p, q, p)
    board.canvas.arrow(q, p)
    e, start = point(board, q, p, axis)
    dx, dy = (int(v - w) for v, w in zip(p, q))
    way = f"{abs(dx)} to the {'right' if dx > 0 else 'left'} and {abs(dy)} {'up' if dy > 0 else 'down'}"
    step = (dx, dy)[axis]
    return Built(
        [start, board.told(abs(step))],
        f"The translation by {way} takes {e} to {a}.",
        f"The translation takes {e} to {a}, so {h.name} is ${say(start.value)} {'+' if step > 0 else '-'} {abs(step)} "
        f"= "
        f"{say(h.value)}$.",
        lambda e, d: e + d if step > 0 else e - d,
    )


@construction("coordinate", ("Reflection of a Point in a Line", "Mirror in Vertical and Horizontal Lines"))
def reflected(board, h, rng):
    a, axis, p, _ = located(board, h)
    x0, y0, x1, y1 = board.box
    low, high = (x0, x1) if axis == 0 else (y0, y1)
    lines = [m for m in range(max(1, int(low)), int(high)) if abs(m - h.value) >= 0.09 * board.size]
    rng.shuffle(lines)
    for m in lines:
        q = tuple(2 * m - v if i == axis else v for i, v in enumerate(p))
        if room(board, q) and whole(*q):
            break
    else:
        return None
    q = tuple(int(v) for v in q)
    ends = [(m, y0), (m, y1 - 0.04 * board.size)] if axis == 0 else [(x0, m), (x1 - 0.04 * board.size, m)]
    clean(board, *ends)
    board.canvas.line(*ends, kind="dash")
    e, start = point(board, q, (q[0], q[1] - 1) if axis == 0 else p, axis)
    g = rng.choice(["g", "h", "k"])
    if g in board.small:
        return None
    board.small.add(g)
    board.canvas.corner(ends[1], f"{g}: {'xy'[axis]} = {m}", ends[0])
    return Built(
        [start, board.shown(m)],
        f"{e} is the mirror image of {a} in the dashed line ${g}$.",
        f"The line ${g}$ lies in the middle between {a} and {e}, so {h.name} is $2 \\times {m} - {say(start.value)} = "
        f"{say(h.value)}$.",
        lambda e, m: 2 * m - e,
    )


# ------------------------------------------------------------------------------------------------- distances and lines
@construction(
    "coordinate",
    ("Distance between Two Points", "Distance Formula"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def at_a_distance(board, h, rng):
    a, axis, p, other = located(board, h)

    def length(q):
        return (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2

    def fits(q):
        return all(abs(x - y) >= 2 for x, y in zip(p, q)) and isqrt(int(length(q))) ** 2 == length(q)

    q = points(board, rng, fits, 150)
    d = isqrt(int(length(q)))
    clean(board, p, q, p)
    board.canvas.line(p, q)
    board.canvas.side(p, q, d, (p[0] + abs(p[1] - q[1]), p[1] - 9))
    e, end = point(board, q, p, axis)
    more, gap = q[axis] < h.value, abs(int(other) - q[1 - axis])
    side = ("right" if more else "left") if axis == 0 else ("higher" if more else "lower")
    place = f"to the {side} of" if axis == 0 else f"{side} than"
    rest = isqrt(d * d - gap * gap)
    return Built(
        [board.shown(d), end],
        f"The distance of {a} and {e} is marked.",
        f"The {'yx'[axis]}-coordinates of {a} and {e} differ by {gap}, so by the Pythagorean theorem the "
        f"{'xy'[axis]}-coordinates differ by $\\sqrt{{{d}^2 - {gap}^2}} = {rest}$. {a} lies {place} {e}, so "
        f"{h.name} is ${say(end.value)} {'+' if more else '-'} {rest} = {say(h.value)}$.",
        lambda d, e: e + (1 if more else -1) * rooted(d * d - gap * gap),
    )


def through(board, p, slope):
    """The ends of the part of a line through p with a slope that lies inside the axes."""
    x0, y0, x1, y1 = board.box
    x0, y0, x1, y1 = max(x0, 0), max(y0, 0), x1 - 0.08 * board.size, y1 - 0.08 * board.size
    xs = [x0, x1, *(p[0] + (y - p[1]) / slope for y in (y0, y1))]
    inside = sorted(
        {
            round(float(x), 9)
            for x in xs
            if x0 - 1e-9 <= x <= x1 + 1e-9 and y0 - 1e-9 <= p[1] + slope * (float(x) - float(p[0])) <= y1 + 1e-9
        }
    )
    if len(inside) < 2 or inside[-1] - inside[0] < 0.3 * board.size:
        raise Crowded("too short a line")
    return [(x, float(p[1]) + float(slope) * (x - float(p[0]))) for x in (inside[0], inside[-1])]


def equation(slope, b):
    """y = kx + b as a label and as LaTeX."""
    k = "" if slope == 1 else "-" if slope == -1 else say(slope)
    rest = f" + {b}" if b > 0 else f" - {-b}" if b < 0 else ""
    return f"y = {k}x{rest}"


@construction(
    "coordinate",
    ("Equation of a Line", "Point on a Line"),
    ("Linear Equation in One Variable", "Solution of a Linear Equation"),
)
def on_a_line(board, h, rng):
    """A line with its equation through the point."""
    a, axis, p, other = located(board, h)
    if not whole(other) or axis == 1:
        return None
    slopes = [Fraction(s) for s in (1, 2, 3, -1, -2)]
    slope = rng.choice(slopes)
    b = other - slope * h.value
    ends = through(board, p, slope)
    clean(board, *ends, p)
    board.canvas.line(*ends)
    board.canvas.corner(ends[1], equation(slope, b).replace("-", "−"), ends[0])
    back = say(other) if b == 0 else f"({say(other)} {'-' if b > 0 else '+'} {abs(b)})"
    return Built(
        [board.shown(b)],
        f"{a} lies on the line whose equation stands at it.",
        f"{a} lies on the line, so its coordinates satisfy ${equation(slope, b)}$. With $y = {say(other)}$ this gives "
        f"{h.name} as ${back} \\div {num(slope)} = {say(h.value)}$.",
        lambda b: (other - b) / slope,
    )


@construction(
    "coordinate",
    ("Intersection Point of Two Lines by Equations", "Equating Two Heights"),
    ("Linear Equation in One Variable", "Collecting Terms"),
)
def where_lines_cross(board, h, rng):
    a, axis, p, other = located(board, h)
    if axis == 1 or not whole(other):
        return None
    k, m = rng.choice([(1, -1), (2, -1), (1, -2), (3, -1), (2, -2)])
    b, c = other - k * h.value, other - m * h.value
    for slope, start in ((k, b), (m, c)):
        ends = through(board, p, slope)
        clean(board, *ends, p)
        board.canvas.line(*ends)
        board.canvas.corner(ends[1], equation(Fraction(slope), start).replace("-", "−"), ends[0])
    return Built(
        [board.shown(b), board.shown(c)],
        f"{a} is the point where the two lines with the equations shown cross.",
        f"In {a} both lines have the same height: ${equation(Fraction(k), b)[4:]} = {equation(Fraction(m), c)[4:]}$. "
        f"Collecting the terms gives ${k - m}x = {say(c - b)}$, so {h.name} is ${say(c - b)} \\div {k - m} = "
        f"{say(h.value)}$.",
        lambda b, c: (c - b) / (k - m),
    )


# ------------------------------------------------------------------------------------------------ figures at the origin
@construction(
    "coordinate",
    ("Coordinate Representation of a Vector", "Fourth Corner of a Parallelogram"),
    ("Properties of a Parallelogram", "Opposite Sides of a Parallelogram"),
)
def corner_of_a_parallelogram(board, h, rng):
    a, axis, p, _ = located(board, h)
    o = (0, 0)

    def fits(q):
        r = p[0] - q[0], p[1] - q[1]
        flat = abs(q[0] * r[1] - q[1] * r[0])
        return room(board, r) and flat > 0.4 * dist(o, q) * dist(o, r) and dist(q, r) > 0.2 * board.size

    q = points(board, rng, fits)
    r = tuple(int(v - w) for v, w in zip(p, q))
    for one, two in ((o, q), (q, p), (p, r), (r, o)):
        clean(board, one, two, o, p)
    board.canvas.polygon(o, q, p, r, fill=False)
    centre = p[0] / 2, p[1] / 2
    (e, one), (f, two) = point(board, q, centre, axis), point(board, r, centre, axis)
    return Built(
        [one, two],
        f"O{e}{a}{f} is a parallelogram.",
        f"Opposite sides of the parallelogram are parallel and equal, so the way from O to {f} is the same as from "
        f"{e} to {a}, and {h.name} is ${num(one.value)} + {num(two.value)} = "
        f"{say(h.value)}$.",
        lambda one, two: one + two,
    )


@construction(
    "coordinate",
    ("Centroid by Coordinates", "Missing Corner from the Centroid"),
    ("Mean of a Data Set", "Missing Value from the Mean"),
)
def corner_from_the_centroid(board, h, rng):
    a, axis, p, _ = located(board, h)

    def centroid(q):
        return tuple(Fraction(x + y) / 3 for x, y in zip(p, q))

    def fits(q):
        return (
            whole(*centroid(q))
            and abs(p[0] * q[1] - p[1] * q[0]) > 0.3 * dist((0, 0), p) * dist((0, 0), q)
            and room(board, centroid(q))
        )

    q = points(board, rng, fits)
    s = tuple(int(v) for v in centroid(q))
    for one, two in (((0, 0), q), (q, p), (p, (0, 0))):
        clean(board, one, two, (0, 0), p)
    board.canvas.polygon((0, 0), q, p, fill=False)
    (e, one), (f, mid) = point(board, q, s, axis), point(board, s, p, axis)
    return Built(
        [mid, one],
        f"{f} is the centroid of the triangle O{a}{e}.",
        f"The centroid has the mean of the coordinates of the three corners, and those of O are 0, so {h.name} is "
        f"$3 \\times {num(mid.value)} - {num(one.value)} - 0 = {say(h.value)}$.",
        lambda s, e: 3 * s - e,
    )
