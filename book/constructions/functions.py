"""Constructions on a number that a function or a matrix needs: graphs and areas on the grid of the figure, small graphs
and tables beside it.
"""

from fractions import Fraction
from functools import partial
from math import gcd, isqrt

from ..canvas import Canvas
from ..pieces import grid, show
from ..tools import Quantity
from . import BARE, Board, Built, bare, construction, say
from .board import Crowded, Handle, crowded, inside, pieces

UNFIT = ("money", "data", "percent", "outcomes", "degrees")  # kinds of quantity that are no values of a function
ON_GRIDS = ("number", "coordinate", "measure", "duration", "count")


def for_kinds(kinds, *uses):
    """Decorator: a construction on quantities of several kinds."""

    def register(build):
        for kind in kinds:
            construction(kind, *uses)(build)
        return build

    return register


def number_alone(rng, kind="number"):
    """A grid, and a number that is only spoken of."""
    canvas = Canvas(True)
    grid(canvas, -8, 8, -8, 8)
    board, quantity = Board(canvas), Quantity(kind, f"the number ${rng.choice('abcdkmnpqrstuvwz')}$")
    value = Fraction(rng.choice([6, 8, 9, 10, 12, 14, 15, 16, 18, 20, 24]))
    board.handles = [Handle("quantity", quantity.phrase, value, quantity=quantity)]
    return board


for one in ("any", "number", "coefficient", "entry", "measure", "count", "duration", "degrees"):
    if one not in BARE:
        bare(one)(partial(number_alone, kind=one))


def cap(phrase):
    """A phrase at the start of a sentence."""
    return phrase[0].upper() + phrase[1:]


def suits(board, h, low=2, high=200):
    """Whether a quantity may be a value of a function, and a whole number."""
    fit = not h.solid and (not h.quantity or h.quantity.kind not in UNFIT)
    return fit and whole(h.value, low, high)


def whole(value, low=1, high=400):
    """Whether a value is a whole number from low to high."""
    return Fraction(value).denominator == 1 and low <= value <= high


def number(board, value):
    """(its letter, a handle) of a number that a text names by a letter; its value is told unless it is derived."""
    letter = board.letter("number")
    return letter, board.quantity(f"the number ${letter}$", value, kind="number")


def at_axis(board, p, value, away):
    """A handle for a number that is written at a place of the drawing, by a letter where it is derived."""
    phrase = f"the number ${board.letter('')}$"
    board.canvas.corner(p, show(say(value)), away)
    labels = ((board.canvas.labels[-1], phrase[12:-1]),)
    return Handle("number", phrase, Fraction(value), quantity=Quantity("number", phrase), labels=labels)


# ---------------------------------------------------------------------------------------------------------- on the grid
def cells(board):
    """(x0, x1, y0, y1) of the figure's grid of units; Crowded where it has none."""
    lines = [points for points, kind in board.canvas.strokes if kind == "faint" and len(points) == 2]
    xs = [p[0][0] for p in lines if p[0][0] == p[1][0]]
    ys = [p[0][1] for p in lines if p[0][1] == p[1][1]]
    if not board.canvas.halo or len(xs) < 6 or len(ys) < 6 or abs(xs[1] - xs[0]) != 1:
        raise Crowded("no grid")
    return min(xs), max(xs), min(ys), max(ys)


def free(board, segments, margin=0.0):
    """Whether segments keep clear of the drawn curves, dots and names."""
    old = pieces([s for s in board.canvas.strokes if s[1] not in ("faint", "thin", "head")])
    if any(crowded(a, b) for a in segments for b in old):
        return False
    fills = [fill for fill, _ in board.canvas.fills]
    if any(inside(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), fill) for a, b in segments for fill in fills):
        return False
    (x0, y0), (x1, y1) = (map(f, zip(*(p for s in segments for p in s))) for f in (min, max))
    spots = [*board.canvas.dots, *(label[1] for label in board.canvas.labels if label[0] in ("corner", "at"))]
    return not any(x0 - margin < x < x1 + margin and y0 - margin < y < y1 + margin for x, y in spots)


@for_kinds(
    ON_GRIDS,
    ("Slope of a Line", "Rise over Run"),
    ("Linear Function", "Form of a Linear Function"),
)
def line_on_the_grid(board, h, rng):
    """A second graph, a straight line with two marked points in the same axes."""
    x0, x1, y0, y1 = cells(board)
    if not whole(h.value):
        return None
    choices = [(m, b, p) for m in (1, 2, 3, -1, -2) for b in range(-6, 8) for p in (1, 2, 3, 4) if b]
    choices = [
        (m, b, p)
        for m, b, p in choices
        if whole((h.value - b) / m, p + 1, 40) and p <= x1 - 1 and y0 < b < y1 and y0 < m * p + b < y1
    ]
    rng.shuffle(choices)
    for m, b, p in choices[:25]:
        reach = [x for x in (-1, p + 1) if x0 <= x <= x1 and y0 <= m * x + b <= y1]
        ends = [(min([0, *reach]), 0), (max([p, *reach]), 0)]
        ends = [(x, m * x + b) for x, _ in ends]
        if free(board, [tuple(ends)]):
            break
    else:
        return None
    board.canvas.line(*ends, kind="dash")
    for x in (0, p):
        board.canvas.dot((x, m * x + b))
    name = next((x for x in "gkuvw" if x not in board.small), None)
    if name is None:
        return None
    board.small.add(name)
    board.canvas.corner(ends[1], name, ends[0])
    n, top = (h.value - b) / m, m * p + b
    rest = f" + {b}" if b > 0 else f" - {-b}"
    slope = f"({top} - {b}) \\div {p}" if b >= 0 else f"({top} + {-b}) \\div {p}"
    times = str(m) if m > 0 else f"({m})"
    letter, place = number(board, n)
    return Built(
        [board.shown(b), place],
        f"The dashed line is the graph of the linear function ${name}$, and {h.name} is ${name}({letter})$.",
        f"The dashed line passes through $(0, {b})$ and $({p}, {top})$, so its slope is ${slope} = {m}$, and {h.name} "
        f"is "
        f"${name}({say(n)})$, which is ${times} \\times {say(n)}{rest} = {say(h.value)}$.",
        lambda b, n: m * n + b,
    )


@for_kinds(ON_GRIDS, ("Quadratic Function", "Vertex Form"))
def parabola_on_the_grid(board, h, rng):
    """A second graph, a parabola whose vertex is marked."""
    x0, x1, y0, y1 = cells(board)
    if not whole(h.value) or "quadratic" in board.texts or "parabola" in board.texts:
        return None
    choices = [(s, t, v) for s in range(x0 + 2, x1 - 1) for t in range(2, 8) for v in range(y0, y1 - 1)]
    choices = [(s, t, v) for s, t, v in choices if h.value == t * t + v and s + t >= 1 and s and v]
    rng.shuffle(choices)
    for s, _, v in choices[:40]:
        reach = [x for x in range(13) if v + (x / 4) ** 2 <= y1 and x0 <= s - x / 4 and s + x / 4 <= x1]
        points = [(s + k / 4, v + (k / 4) ** 2) for k in range(-max(reach), max(reach) + 1)]
        if max(reach) >= 5 and free(board, list(zip(points, points[1:]))):
            break
    else:
        return None
    name = next((x for x in "gkuvw" if x not in board.small), None)
    if name is None:
        return None
    t = isqrt(int(h.value) - v)
    board.small.add(name)
    board.canvas.line(*points, kind="dash")
    board.canvas.dot((s, v))
    board.canvas.corner(points[-1], name, points[0])
    letter, place = number(board, s + t)
    shift = f"(x - {s})" if s > 0 else f"(x + {-s})"
    rest = f" + {v}" if v > 0 else f" - {-v}"
    put = f"({s + t} - {s})" if s > 0 else f"({s + t} + {-s})"
    return Built(
        [board.shown(v), place],
        f"The dashed curve is a shifted normal parabola, the graph of ${name}$, and {h.name} is ${name}({letter})$.",
        f"The vertex of the dashed parabola is $({s}, {v})$, so its function has the term ${shift}^2{rest}$. For "
        f"$x = {s + t}$ this is ${put}^2{rest} = {say(h.value)}$, which is {h.name}.",
        lambda v, n: (n - s) ** 2 + v,
    )


def spot(board, wide, high, rng):
    """The left lower corner of free cells of the grid; Crowded where there are none."""
    x0, x1, y0, y1 = cells(board)
    places = [(x, y) for x in range(x0, x1 - wide + 1) for y in range(y0, y1 - high + 1)]
    rng.shuffle(places)
    for x, y in places[:60]:
        if x * (x + wide) < 0 or y * (y + high) < 0 or y == 0 or x == 0:
            continue
        corners = [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
        filled = any(inside((x + wide / 2, y + high / 2), fill) for fill, _ in board.canvas.fills)
        sides = list(zip(corners, corners[1:] + corners[:1])) + [(corners[0], corners[2]), (corners[1], corners[3])]
        if not filled and free(board, sides, 0.6):
            return corners
    raise Crowded("no room")


@for_kinds(
    ON_GRIDS,
    ("Area of a Triangle", "Half of Base times Height"),
    ("Reading Coordinates", "Horizontal before Vertical"),
)
def triangle_on_the_grid(board, h, rng):
    """A triangle with a level side in the same axes; the number is its area."""
    x0, x1, y0, y1 = cells(board)
    if not whole(h.value, 2, 24):
        return None
    sizes = [(w, int(2 * h.value / w)) for w in range(2, 9) if 2 * h.value % w == 0 and 2 <= 2 * h.value / w <= 8]
    if not sizes:
        return None
    wide, high = rng.choice(sizes)
    (p, q, _, _), c = spot(board, wide, high, rng), rng.randint(0, wide)
    r = p[0] + c, p[1] + high
    board.canvas.polygon(p, q, r, fill=False)
    names = board.names(p, q, r)
    a, b = names[:2]
    far, near = (f"({q[0]} - {p[0]})" if p[0] >= 0 else f"({q[0]} + {-p[0]})"), p[1]
    up = f"({r[1]} - {near})" if near >= 0 else f"({r[1]} + {-near})"
    return Built(
        [board.shown(wide), board.shown(high)],
        f"{cap(h.name)} is the area of the triangle {names}, in squares of the grid.",
        f"{a} is the point $({p[0]}, {p[1]})$, {b} is $({q[0]}, {q[1]})$ and {names[2]} is $({r[0]}, {r[1]})$. Base "
        f"and "
        f"height are ${far[1:-1]} = {wide}$ and ${up[1:-1]} = {high}$, so {h.name} is ${wide} \\times {high} \\div 2 = "
        f"{say(h.value)}$.",
        lambda wide, high: wide * high / 2,
    )


# ----------------------------------------------------------------------------------------------- small graphs beside it
def small_axes(board, share=0.42):
    """Axes of a small graph beside the figure; the map from shares of their lengths to the page."""
    at = board.inset(1.15, 1.15, share)
    board.canvas.arrow(at(0, 0), at(1.12, 0), kind="thin")
    board.canvas.arrow(at(0, 0), at(0, 1.12), kind="thin")
    board.canvas.corner(at(1.12, 0), "x", at(0, 0))
    board.canvas.corner(at(0, 1.12), "y", at(0, 0))
    return at


def marked(board, at, x, y, values):
    """A point of a small graph with dashed lines to the axes and numbers there; the handle of the upper one."""
    p = at(x, y)
    board.canvas.dot(p)
    board.canvas.line(at(x, 0), p, at(0, y), kind="dash")
    board.canvas.corner(at(x, 0), values[0], p)
    return at_axis(board, at(0, y), values[1], p)


@construction(
    "letter",
    ("Slope of a Line", "Rise over Run"),
    ("Linear Function", "Form of a Linear Function"),
)
def small_line(board, h, rng):
    """A small graph of a linear function with its height on the y-axis and one more point."""
    if not suits(board, h, 4) or "graph" in board.texts:
        return None
    choices = [(m, b) for m in range(2, 10) for b in range(1, 20) if whole((h.value - b) / m, 3, 30)]
    if not choices:
        return None
    m, b = rng.choice(choices)
    n = (h.value - b) / m
    p = rng.randint(2, min(6, int(n) - 1)) if n > 3 else 2
    top = m * p + b
    at = small_axes(board)
    x, y = 0.62, 0.75
    low = y * b / top
    end = low + (y - low) / x
    if low < 0.12 or low > 0.6:
        return None
    board.canvas.line(at(0, low), at(min(1, x * (1 - low) / (y - low)), min(1, end)), kind="thick")
    high, start = marked(board, at, x, y, (p, top)), at_axis(board, at(0, low), b, at(1, low))
    letter, place = number(board, n)
    return Built(
        [start, high, place],
        f"The small graph belongs to a linear function, and {h.name} is its value for $x = {letter}$.",
        f"The slope of the small graph is $({top} - {b}) \\div {p} = {m}$. So {h.name} is ${m} \\times {say(n)} + {b} "
        f"= "
        f"{say(h.value)}$.",
        lambda b, top, n: (top - b) / p * n + b,
    )


@construction("letter", ("Direct Proportional Function", "Line through the Origin"))
def small_proportion(board, h, rng):
    """A small graph of a direct proportion with a marked point."""
    choices = [(p, n) for p in range(2, 10) for n in range(2, 13) if p != n and whole(h.value / n * p, 2, 120)]
    choices = [(p, n) for p, n in choices if h.value % n == 0 and h.value / n > 1]
    if not choices or not suits(board, h):
        return None
    p, n = rng.choice(choices)
    q = h.value / n * p
    at = small_axes(board)
    board.canvas.line(at(0, 0), at(1, 1), kind="thick")
    high, (letter, place) = marked(board, at, 0.6, 0.6, (p, q)), number(board, n)
    return Built(
        [high, place],
        f"In the small graph y is directly proportional to x, and {h.name} is the value of y for $x = {letter}$.",
        f"The factor of the proportion is ${say(q)} \\div {p} = {say(q / p)}$, so {h.name} is ${say(q / p)} \\times "
        f"{n} = "
        f"{say(h.value)}$.",
        lambda q, n: q / p * n,
    )


@construction("letter", ("Inverse Proportional Function", "Constant Product"))
def small_hyperbola(board, h, rng):
    """A small graph of an inverse proportion with a marked point."""
    choices = [(p, n) for p in range(2, 13) for n in range(2, 13) if p != n and whole(h.value * n / p, 2, 120)]
    if not choices or not suits(board, h):
        return None
    p, n = rng.choice(choices)
    q = h.value * n / p
    at = small_axes(board)
    board.canvas.line(*(at(x / 20, 0.2 / (x / 20)) for x in range(4, 21)), kind="thick")
    high, (letter, place) = marked(board, at, 0.4, 0.5, (p, q)), number(board, n)
    return Built(
        [high, place],
        f"In the small graph y is inversely proportional to x, and {h.name} is the value of y for $x = {letter}$.",
        f"The product of x and y is always ${p} \\times {say(q)} = {say(p * q)}$, so {h.name} is ${say(p * q)} \\div "
        f"{n} "
        f"= {say(h.value)}$.",
        lambda q, n: p * q / n,
    )


@construction("letter", ("Zeros of a Quadratic Function", "Zeros beside the Axis"))
def small_parabola(board, h, rng):
    """A small parabola with one zero and its axis; the number is the other zero."""
    if not suits(board, h, 4) or "parabola" in board.texts:
        return None
    half = rng.randint(1, max(1, int(h.value - 1) // 2))
    axis, first = h.value - half, h.value - 2 * half
    if first < 1:
        return None
    at = small_axes(board)
    left, right = 0.25, 0.85
    centre = (left + right) / 2
    curve = [(x / 50, 0.75 * (1 - ((x / 50 - centre) / (right - centre)) ** 2)) for x in range(10, 46)]
    board.canvas.line(*(at(x, y) for x, y in curve), kind="thick")
    board.canvas.line(at(centre, 0), at(centre, 0.95), kind="dash")
    board.canvas.dot(at(left, 0))
    zero = at_axis(board, at(left, 0), first, at(left, 1))
    centre = at_axis(board, at(centre, 0), axis, at(centre, 1))
    board.canvas.dot(at(right, 0))
    return Built(
        [centre, zero],
        f"{cap(h.name)} is the right zero of the small parabola, whose axis is dashed.",
        f"The axis lies in the middle between both zeros of the small parabola, so {h.name} is $2 \\times {say(axis)} "
        f"- "
        f"{say(first)} = {say(h.value)}$.",
        lambda axis, first: 2 * axis - first,
    )


@construction("letter", ("Triangle Formed by Line and Axes", "Area between Line and Axes"))
def small_triangle(board, h, rng):
    """A small line that cuts off a triangle from the axes; the number is its area."""
    if not suits(board, h, 4, 150):
        return None
    choices = [(p, int(2 * h.value / p)) for p in range(3, 25) if 2 * h.value % p == 0]
    choices = [(p, q) for p, q in choices if 0.4 < p / q < 2.5 and gcd(p, q) < max(p, q)]
    if not choices:
        return None
    p, q = rng.choice(choices)
    at, long = small_axes(board), max(p, q)
    ends = at(0.85 * p / long, 0), at(0, 0.85 * q / long)
    board.canvas.line(*ends, kind="thick")
    one, two = at_axis(board, ends[0], p, ends[1]), at_axis(board, ends[1], q, ends[0])
    return Built(
        [one, two],
        f"{cap(h.name)} is the area of the triangle between the small line and the axes.",
        f"The small line cuts the axes at {p} and {q}, so {h.name} is ${p} \\times {q} \\div 2 = {say(h.value)}$.",
        lambda p, q: p * q / 2,
    )


@construction("letter", ("Table of Values", "Constant Differences"))
def small_table(board, h, rng):
    """A table of values of a linear function; the number is a value that is missing."""
    if not suits(board, h, 4, 300):
        return None
    steps = [d for d in range(2, 30) if h.value - 3 * d >= 1]
    if not steps:
        return None
    d = rng.choice(steps[-12:])
    at = board.inset(5, 2, 0.55)
    for y in (0, 1, 2):
        board.canvas.line(at(0, y), at(5, y), kind="thin")
    for x in range(6):
        board.canvas.line(at(x, 0), at(x, 2), kind="thin")
    values = ["", say(h.value - 2 * d), say(h.value - d), ""]
    for i, (x, y) in enumerate(zip("x1234", ["y", *values])):
        board.canvas.text(at(i + 0.5, 1.5), x, small=True)
        if y:
            board.canvas.text(at(i + 0.5, 0.5), show(y), small=True)
    entries = []
    for i, value in ((2, h.value - 2 * d), (3, h.value - d)):
        label = next(one for one in board.canvas.labels if one[0] == "tick" and one[1] == at(i + 0.5, 0.5))
        phrase = f"the number ${board.letter('')}$"
        labels, quantity = ((label, phrase[12:-1]),), Quantity("number", phrase)
        entries.append(Handle("number", phrase, Fraction(value), quantity=quantity, labels=labels))
    return Built(
        entries,
        f"In the table of a linear function {h.name} is missing.",
        f"In the table y grows by ${say(h.value - d)} - {say(h.value - 2 * d)} = {d}$ at the last step, so {h.name} is "
        f"${say(h.value - d)} + {d} = {say(h.value)}$.",
        lambda before, last: 2 * last - before,
    )
