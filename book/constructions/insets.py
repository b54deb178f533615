"""Constructions on anything that can be spoken of: a small true drawing beside the figure, from which it is read.

Boxes of insets are measured in widths of a letter, so that what is written in them finds room.
"""

from fractions import Fraction
from math import ceil

from ..canvas import Canvas, polar
from . import Board, Built, Handle, bare, construction, say
from .board import Crowded
from .quantities import EVEN, result, thing, times, units, whole

MOST = 1  # insets beside a figure
EMS = 15  # letters over the longer side of a figure


@bare("any")
def named_only(rng):
    """A quantity with nothing but its name, or a number with a letter, on empty paper."""
    board = Board(Canvas())
    letter = Handle("letter", f"${board.letter('')}$", Fraction(rng.choice(EVEN)), given="n")
    board.handles = [letter if rng.random() < 0.5 else thing(board, rng)]
    return board


def inset(board, wide, high, *nouns):
    """Board.inset for a box of letters, where there is room for one and its nouns are not taken by the problem.

    The map that it returns has two words for texts: side says where the inset is, small tells it from the figure.
    """
    if board.insets >= MOST or any(noun in board.said for noun in nouns):
        raise Crowded("no room for an inset")
    board.said += " ".join(nouns)
    lonely = not board.canvas.strokes + board.canvas.dots
    at = board.inset(wide, high, max(wide, high) / EMS)
    at.side, at.small = ("", "") if lonely else (" at the side", "small ")
    return at


def shape(board, *points, fill=True, accent=False):
    """A polygon of an inset; programs, which draw more on the polygons and circles of a canvas, do not see it."""
    if fill:
        board.canvas.fills.append((list(points), accent))
    board.canvas.line(*points, points[0])


def box(board, at, x, y, wide, high, **kind):
    """A rectangle of an inset."""
    shape(board, at(x, y), at(x + wide, y), at(x + wide, y + high), at(x, y + high), **kind)


def disc(board, at, x, y, r, fill=True, accent=True):
    """A circle of an inset. Returns its centre and radius on the canvas."""
    centre = at(x, y)
    radius = at(x + r, y)[0] - centre[0]
    points = board.canvas.ring(centre, radius)
    if fill:
        board.canvas.fills.append((points, accent))
    return centre, radius


def brace(board, at, x0, x1, y, value, up=False):
    """A bracket under (or over) a line of an inset with a number that may be derived."""
    d = 0.5 if up else -0.5
    board.canvas.line(at(x0, y + 0.4 * d), at(x0, y + d), at(x1, y + d), at(x1, y + 0.4 * d), kind="thin")
    return board.written(at((x0 + x1) / 2, y + 2.4 * d), value)


def countable(h):
    """Whether a count of dots or the like may stand for it: a number, a count, an entry of a chart."""
    return h.quantity is None or h.quantity.kind in ("count", "number", "data", "entry", "outcomes", "coefficient")


def pure(h):
    """Whether it is a number that measures and counts nothing."""
    return h.quantity is None or h.quantity.kind in ("number", "coefficient", "coordinate", "component", "entry")


def are(k, word):
    """ "1 part is", "3 parts are"."""
    return f"{k} {word} is" if k == 1 else f"{k} {word}s are"


# ---------------------------------------------------------------------------------------------------- bars
@construction(
    "any",
    ("Fractions of a Whole", "Fraction of a Number"),
    ("Concept and Properties of Division", "Sharing and Measuring Out"),
)
def shaded_bar(board, h, rng):
    """A bar of equal parts, some of them shaded; its whole is written under it."""
    fits = [(k, n) for n in range(3, 9) for k in range(2, n) if whole(Fraction(h.value) / k, 2)]
    fits = [(k, n) for k, n in fits if h.value / k * n <= 400]
    if not fits:
        return None
    k, n = rng.choice(fits)
    one = Fraction(h.value) / k
    at, wide = inset(board, 11, 3.2, "bar"), 11 / n
    for i in range(n):
        box(board, at, i * wide, 1.7, wide, 1.5, accent=i < k)
    whole_of = brace(board, at, 0, 11, 1.7, n * one)
    return Built(
        [whole_of],
        f"The bar has {n} equal parts; its shaded parts stand for {h.name}, and the whole bar stands for the number "
        f"under "
        "it.",
        f"Each of the {n} equal parts of the bar stands for ${say(n * one)} \\div {n} = {say(one)}$, and "
        f"{are(k, 'part')} "
        f"shaded, so {h.name} is {times(k, one)}.",
        lambda total: total / n * k,
    )


@construction(
    "any",
    ("Sharing in a Ratio", "Difference of the Shares"),
    ("Comparing Sizes in Pictures", "Same Unit for Both"),
)
def compared_bars(board, h, rng):
    """Two bars of equal boxes; how much longer the second is stands beside it."""
    fits = [(a, b) for a in range(2, 8) for b in range(a + 1, a + 5) if h.value % a == 0 and 2 <= h.value / a <= 60]
    if not fits:
        return None
    a, b = rng.choice(fits)
    one = Fraction(h.value) / a
    wide = 11 / b
    at = inset(board, 11, 5.4, "box")
    for i in range(a):
        box(board, at, i * wide, 3.9, wide, 1.5, accent=True)
    for i in range(b):
        box(board, at, i * wide, 1.8, wide, 1.5)
    more = brace(board, at, a * wide, 11, 1.8, (b - a) * one)
    return Built(
        [more],
        f"All boxes{at.side} stand for the same number. The upper row of boxes stands for {h.name}, and the lower "
        f"row "
        "stands for more; the number under it tells by how much.",
        f"The lower row has ${b} - {a} = {b - a}$ more box{'es' * (b - a > 1)}, so a box stands for "
        f"${say((b - a) * one)} "
        f"\\div {b - a} = {say(one)}$, and {h.name} is {times(a, one)}.",
        lambda more: more / (b - a) * a,
    )


@construction("any", ("Concept and Properties of Addition", "Putting Together"))
def joined_bar(board, h, rng):
    """A bar of two parts with their numbers."""
    if not whole(h.value, 4):
        return None
    first = rng.randint(ceil(h.value / 4), int(h.value * 3 / 4))
    at, x = inset(board, 11, 1.8, "bar"), max(3.0, min(8.0, 11 * first / float(h.value)))
    box(board, at, 0, 0, x, 1.8, accent=True)
    box(board, at, x, 0, 11 - x, 1.8)
    inputs = [board.written(at(x / 2, 0.9), first), board.written(at(x / 2 + 5.5, 0.9), h.value - first)]
    return Built(
        inputs,
        f"The two parts of the bar together stand for {h.name}.",
        f"The two parts of the bar make ${first} + {say(h.value - first)} = {say(h.value)}$, so {h.name} is "
        f"{result(h)}.",
        lambda a, b: a + b,
    )


@construction("any", ("Concept and Properties of Division", "Sharing and Measuring Out"))
def one_part(board, h, rng):
    """A bar of equal parts, one of them shaded; its whole is written under it."""
    ns = [n for n in range(3, 9) if n * h.value <= 400]
    if not ns:
        return None
    n = rng.choice(ns)
    at, wide = inset(board, 11, 3.2, "bar"), 11 / n
    for i in range(n):
        box(board, at, i * wide, 1.7, wide, 1.5, accent=i == 0)
    whole_of = brace(board, at, 0, 11, 1.7, n * h.value)
    return Built(
        [whole_of],
        f"The bar has {n} equal parts; its dark part stands for {h.name}, and the whole bar stands for the number "
        f"under it.",
        f"One of the {n} equal parts of the bar stands for ${say(n * h.value)} \\div {n} = {say(h.value)}$, so "
        f"{h.name} is "
        f"{result(h)}.",
        lambda total: total / n,
    )


@construction("any", ("Concept and Properties of Subtraction", "Difference as What is Left"))
def rest_of_a_bar(board, h, rng):
    """A bar of two parts, to scale, with one part and the whole; the dark part is wanted."""
    if not whole(h.value, 3):
        return None
    other = rng.randint(ceil(h.value / 2), ceil(h.value * 3 / 2))
    total = h.value + other
    at, x = inset(board, 11, 3.4, "bar"), 11 * float(h.value / total)
    box(board, at, 0, 1.7, x, 1.7, accent=True)
    box(board, at, x, 1.7, 11 - x, 1.7, fill=False)
    rest, whole_of = board.written(at((x + 11) / 2, 2.55), other), brace(board, at, 0, 11, 1.7, total)
    return Built(
        [rest, whole_of],
        f"The dark part of the bar stands for {h.name}, and the whole bar stands for the number under it.",
        f"Without its light part the bar stands for ${say(total)} - {other} = {say(h.value)}$, so {h.name} is "
        f"{result(h)}.",
        lambda rest, total: total - rest,
    )


# ---------------------------------------------------------------------------------------------------- machines
@construction(
    "letter",
    ("Function Machines", "Input from the Output"),
    ("Inverse Operations", "Undoing a Chain"),
    ("Order of Operations", "Brackets First"),
)
def machine(board, h, rng):
    """Two machines in a row; the output is shown."""
    if not pure(h):
        return None
    if not whole(h.value) or h.value > 200:
        return None
    k, b, minus = rng.randint(2, 6), rng.randint(2, 20), rng.random() < 0.4
    out = k * h.value + (-b if minus else b)
    if out <= 1 or out > 400:
        return None
    at = inset(board, 13, 2.2, "machine")
    for x, text in ((1.5, f"× {k}"), (6.5, f"− {b}" if minus else f"+ {b}")):
        box(board, at, x, 0, 3.5, 2.2)
        board.canvas.text(at(x + 1.75, 1.1), text)
    for x0, x1 in ((0, 1.5), (5, 6.5), (10, 11.5)):
        board.canvas.arrow(at(x0, 1.1), at(x1, 1.1))
    end = board.written(at(12.5, 1.1), out)
    undo = f"({say(out)} {'+' if minus else '-'} {b}) \\div {k}"
    return Built(
        [end],
        f"When {h.name} is put into the two machines, the number at their end comes out.",
        f"Going back through the machines from {say(out)}, {h.name} is ${undo} = {say(h.value)}$.",
        lambda out: (out + b if minus else out - b) / k,
    )


@construction(
    "letter",
    ("Weighing with a Balance", "Removing Equal Masses"),
    ("Linear Equation in One Variable", "Same Step on Both Sides"),
    ("Division of Integers", "Equal Sharing"),
)
def scales(board, h, rng):
    """A balance: some equal boxes and a weight on one side, a weight on the other."""
    if not whole(h.value) or h.value > 90 or not (pure(h) or h.quantity.unit in ("g", "kg")):
        return None
    n, more = rng.randint(2, 3), rng.randint(2, 15)
    right = n * h.value + more
    at = inset(board, 13, 5, "balance", "scale")
    c, left = board.canvas, 5.6 - 1.5 * n - 2
    c.line(at(0.4, 1.8), at(12.6, 1.8), kind="thick")
    shape(board, at(5.7, 0), at(7.3, 0), at(6.5, 1.8), fill=False)
    for i in range(n):
        box(board, at, left + 1.5 * i, 1.8, 1.5, 1.6)
    box(board, at, left + 1.5 * n, 1.8, 2, 2, fill=False)
    box(board, at, 8.5, 1.8, 2.4, 2.4, fill=False)
    one = board.written(at(left + 1.5 * n + 1, 2.8), more)
    two = board.written(at(9.7, 3), right)
    return Built(
        [one, two],
        f"The balance is level, and each of its {n} empty boxes stands for {h.name}.",
        f"Taking {more} away from both sides of the balance leaves ${say(right)} - {more} = {say(n * h.value)}$ for "
        f"the "
        f"{n} boxes, so {h.name} is ${say(n * h.value)} \\div {n} = {say(h.value)}$.",
        lambda more, right: (right - more) / n,
    )


# ---------------------------------------------------------------------------------------------------- number lines
@construction(
    "letter",
    ("Understanding the Number Line", "Reading a Marked Point"),
    ("Skip Counting", "Length of One Jump"),
    ("Applications of the Number Line", "Length of a Segment on the Line"),
)
def number_line(board, h, rng):
    """An arrow at one mark of a line of which two marks have numbers."""
    if not pure(h):
        return None
    steps = [s for s in (2, 3, 4, 5, 10, 15, 20, 25, 50) if h.value >= s]
    if not steps or not whole(h.value):
        return None
    s = rng.choice(steps[-4:])
    before, after = rng.randint(2, 5), rng.randint(1, 2)
    low = h.value - before * s
    other = rng.choice([k for k in range(2, before + after + 1) if k != before])
    if low < 0:
        return None
    n = before + after
    at, step = inset(board, 13, 3.4, "number line"), 12 / n
    board.canvas.arrow(at(0, 1.7), at(13, 1.7), kind="thin")
    for i in range(n + 1):
        board.canvas.line(at(0.3 + i * step, 1.4), at(0.3 + i * step, 2), kind="thin")
    first = board.written(at(0.3, 0.5), low)
    second = board.written(at(0.3 + other * step, 0.5), low + other * s)
    board.canvas.arrow(at(0.3 + before * step, 3.6), at(0.3 + before * step, 2.2))
    return Built(
        [first, second],
        f"The arrow over the number line points at {h.name}.",
        f"From {say(low)} to {say(low + other * s)} there are {other} steps, so one step is $({say(low + other * s)} - "
        f"{say(low)}) \\div {other} = {s}$. The arrow is {before} steps behind {say(low)}: {h.name} is ${say(low)} + "
        f"{before} \\times {s} = {say(h.value)}$.",
        lambda low, second: low + (second - low) / other * before,
    )


# ---------------------------------------------------------------------------------------------------- pies and spinners
def pie(board, at, r, shares, filled=1):
    """A pie of equal sectors with the centre (r, r) of an inset, some of them filled."""
    m, radius = disc(board, at, r, r, r, fill=False)
    for i in range(shares):
        ends = [90 - 360 * (i + 1) / shares, 90 - 360 * i / shares]
        if i < filled:
            board.canvas.sector(m, radius, *ends)
        else:
            board.canvas.line(m, polar(m, radius, ends[1]))
    return m


@construction(
    "letter",
    ("Classical Probability", "Favourable over Possible"),
    ("Probability and Frequency", "Expected Frequency"),
)
def spinner(board, h, rng):
    """A spinner of equal sectors; this is the number of stops that are expected."""
    if h.quantity and h.quantity.kind != "count":
        return None
    fits = [(k, n) for n in range(3, 9) for k in range(1, n) if h.value % k == 0 and 12 <= h.value / k * n <= 240]
    if not fits:
        return None
    k, n = rng.choice(fits)
    spins = board.said_number(Fraction(h.value) / k * n)
    at = inset(board, 6, 7, "spin", "sector", "pie", "dial")
    m = pie(board, at, 3, n, k)
    board.canvas.arrow(m, polar(m, 0.75 * (at(3, 0)[0] - at(0, 0)[0]), 90 - 180 / n - 360 * rng.randrange(n) / n))
    return Built(
        [spins],
        f"All sectors of the {at.small}spinner are equal. In {spins.name} turns of it, the number of stops on dark "
        f"sectors that "
        f"is to be expected is {h.name}.",
        f"The spinner stops on a dark sector with the probability $\\frac{{{k}}}{{{n}}}$, so {h.name} is "
        f"${say(spins.value)}"
        f" \\times \\frac{{{k}}}{{{n}}} = {say(h.value)}$.",
        lambda spins: spins * Fraction(k, n),
    )


@construction(
    "letter",
    ("Reading a Pie Chart", "Count from a Share"),
    ("Units of Angle Measure", "Degree as a Part of a Turn"),
)
def pie_angle(board, h, rng):
    """A pie with the angle of its dark slice; the whole is told."""
    fits = [(w, total) for w in range(40, 175, 5) if whole(total := Fraction(h.value) * 360 / w) and total <= 400]
    if not fits:
        return None
    w, total = rng.choice(fits)
    at = inset(board, 8, 8, "pie", "slice", "spin", "sector", "dial")
    m, radius = disc(board, at, 4, 4, 4, fill=False)
    start = rng.randrange(-20, 100, 10)
    board.canvas.sector(m, radius, start, start + w)
    board.canvas.angle(m, polar(m, radius, start), polar(m, radius, start + w), f"{w}°")
    n = board.said_number(total)
    return Built(
        [board.shown(w), n],
        f"The whole pie{at.side} stands for {units(n.name, h)}, and its dark slice stands for {h.name}.",
        f"The dark slice has {w} of the 360 degrees of a full turn, so {h.name} is ${w} \\div 360 \\times "
        f"{say(total)} = "
        f"{say(h.value)}$.",
        lambda w, n: w * n / 360,
    )


@construction(
    "percent",
    ("Reading a Pie Chart", "Angle of a Slice"),
    ("Percentage of a Quantity", "One Amount as a Percentage of Another"),
)
def percent_slice(board, h, rng):
    """A pie with the angle of the slice of so many percent."""
    w = Fraction(h.value) * 360 / 100
    if not whole(2 * w) or not 30 <= w <= 170:
        return None
    at = inset(board, 8, 8, "slice")
    m, radius = disc(board, at, 4, 4, 4, fill=False)
    start = rng.randrange(-20, 60, 10)
    board.canvas.sector(m, radius, start, start + float(w))
    board.canvas.angle(m, polar(m, radius, start), polar(m, radius, start + float(w)), f"{say(w)}°")
    return Built(
        [board.shown(w)],
        f"As a part of the whole, {h.name} is as large as the dark slice of the circle{at.side}.",
        f"The slice has {say(w)} of the 360 degrees of the circle, so {h.name} is ${say(w)} \\div 360 \\times 100 = "
        f"{say(h.value)}$ percent.",
        lambda w: w / 360 * 100,
    )
