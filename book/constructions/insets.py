"""Constructions on anything that can be spoken of: a small true drawing beside the figure, from which it is read.

Boxes of insets are measured in widths of a letter, so that what is written in them finds room.
"""

from fractions import Fraction
from math import ceil

from ..canvas import Canvas, polar
from . import Board, Built, bare, construction, say
from .board import Crowded
from .quantities import much, thing, times, whole

MOST = 2  # insets beside a figure
EMS = 15  # letters over the longer side of a figure


@bare("any")
def named_only(rng):
    """A quantity with nothing but its name, on empty paper."""
    board = Board(Canvas())
    board.handles = [thing(board, rng)]
    return board


def inset(board, wide, high, *nouns):
    """Board.inset for a box of letters, where there is room for one and its nouns are not taken by the problem."""
    if board.insets >= MOST or any(noun in board.said for noun in nouns):
        raise Crowded("no room for an inset")
    board.said += " ".join(nouns)
    return board.inset(wide, high, max(wide, high) / EMS)


def box(board, at, x, y, wide, high, **kind):
    """A rectangle of an inset."""
    board.canvas.polygon(at(x, y), at(x + wide, y), at(x + wide, y + high), at(x, y + high), **kind)


def brace(board, at, x0, x1, y, value, up=False):
    """A bracket under (or over) a line of an inset with a number that may be derived."""
    d = 0.5 if up else -0.5
    board.canvas.line(at(x0, y + 0.4 * d), at(x0, y + d), at(x1, y + d), at(x1, y + 0.4 * d), kind="thin")
    return board.written(at((x0 + x1) / 2, y + 2.4 * d), value)


def countable(h):
    """Whether a count of dots or the like may stand for it: a number, a count, an entry of a chart."""
    return h.quantity is None or h.quantity.kind in ("count", "number", "data", "entry", "outcomes", "coefficient")


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
    fits = [(k, n) for n in range(3, 9) for k in range(2, n) if whole(Fraction(h.value) / k)]
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
        f"The bar has {n} equal parts; its shaded parts stand for {h.name}, and the whole bar stands for the number under "
        "it.",
        f"Each of the {n} equal parts of the bar stands for ${say(n * one)} \\div {n} = {say(one)}$, and {are(k, 'part')} "
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
    fits = [(a, b) for a in range(2, 8) for b in range(a + 1, a + 5) if h.value % a == 0 and h.value / a <= 60]
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
        f"All boxes at the side stand for the same number. The upper row of boxes stands for {h.name}, and the lower row "
        "stands for more; the number under it tells by how much.",
        f"The lower row has ${b} - {a} = {b - a}$ more box{'es' * (b - a > 1)}, so a box stands for ${say((b - a) * one)} "
        f"\\div {b - a} = {say(one)}$, and {h.name} is {times(a, one)}.",
        lambda more: more / (b - a) * a,
    )


@construction("any", ("Concept and Properties of Addition", "Putting Together"))
def two_parts(board, h, rng):
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
        f"{much(h.value, h)}.",
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
        f"The bar has {n} equal parts; its dark part stands for {h.name}, and the whole bar stands for the number under it.",
        f"One of the {n} equal parts of the bar stands for ${say(n * h.value)} \\div {n} = {say(h.value)}$, so {h.name} is "
        f"{much(h.value, h)}.",
        lambda total: total / n,
    )


# ---------------------------------------------------------------------------------------------------- machines
@construction(
    "any",
    ("Function Machines", "Input from the Output"),
    ("Inverse Operations", "Undoing a Chain"),
)
def machine(board, h, rng):
    """Two machines in a row; the output is shown."""
    if not countable(h):
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
    "any",
    ("Weighing with a Balance", "Removing Equal Masses"),
    ("Linear Equation in One Variable", "Same Step on Both Sides"),
    ("Division of Integers", "Equal Sharing"),
)
def scales(board, h, rng):
    """A balance: some equal boxes and a weight on one side, a weight on the other."""
    if not whole(h.value) or h.value > 90 or not (countable(h) or h.quantity.unit in ("g", "kg", "")):
        return None
    n, more = rng.randint(2, 3), rng.randint(2, 15)
    right = n * h.value + more
    at = inset(board, 13, 5, "balance", "scale")
    c, left = board.canvas, 5.6 - 1.5 * n - 2
    c.line(at(0.4, 1.8), at(12.6, 1.8), kind="thick")
    c.polygon(at(5.7, 0), at(7.3, 0), at(6.5, 1.8), fill=False)
    for i in range(n):
        box(board, at, left + 1.5 * i, 1.8, 1.5, 1.6)
    box(board, at, left + 1.5 * n, 1.8, 2, 2, fill=False)
    box(board, at, 8.5, 1.8, 2.4, 2.4, fill=False)
    one = board.written(at(left + 1.5 * n + 1, 2.8), more)
    two = board.written(at(9.7, 3), right)
    return Built(
        [one, two],
        f"The balance is level, and each of its {n} empty boxes weighs as many units as {h.name} tells."
        if h.kind == "quantity"
        else f"The balance is level, and each of its {n} empty boxes stands for {h.name}.",
        f"Taking {more} away from both sides of the balance leaves ${say(right)} - {more} = {say(n * h.value)}$ for the "
        f"{n} boxes, so {h.name} is ${say(n * h.value)} \\div {n} = {say(h.value)}$.",
        lambda more, right: (right - more) / n,
    )


# ---------------------------------------------------------------------------------------------------- number lines
@construction(
    "any",
    ("Understanding the Number Line", "Reading a Marked Point"),
    ("Skip Counting", "Length of One Jump"),
    ("Applications of the Number Line", "Length of a Segment on the Line"),
)
def number_line(board, h, rng):
    """An arrow at one mark of a line of which two marks have numbers."""
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


# ------------------------------------------------------------------------------------------------------- counted things
@construction(
    "any",
    ("Reading a Pictogram", "Symbols times Key"),
    ("Counting Objects", "Counting in Equal Rows"),
)
def pictogram(board, h, rng):
    """Rows of discs, with a key for one disc."""
    if not countable(h):
        return None
    fits = [(k, r, c) for k in range(2, 13) for r in range(2, 5) for c in range(3, 7) if k * r * c == h.value]
    if not fits:
        return None
    k, r, c = rng.choice(fits)
    at = inset(board, 1.3 * max(c, 4), 1.3 * r + 2.2, "pictogram", "disc")
    key = board.written(at(3.4, 0.5), k)
    board.canvas.text(at(2, 0.5), "=")
    for x, y in [(0.65 + 1.3 * j, 2.85 + 1.3 * i) for i in range(r) for j in range(c)] + [(0.65, 0.5)]:
        centre, edge = at(x, y), at(x + 0.5, y)
        board.canvas.circle(centre, edge[0] - centre[0], accent=True)
    return Built(
        [key],
        f"The rows of discs in the pictogram stand for {h.name}; its key is below.",
        f"There are ${r} \\times {c} = {r * c}$ discs, and each stands for {k}: {h.name} is ${r * c} \\times {k} = "
        f"{say(h.value)}$.",
        lambda k: r * c * k,
    )


@construction("any", ("Concept and Properties of Multiplication", "Array of Rows and Columns"))
def dot_array(board, h, rng):
    """Rows of equally many dots."""
    if not countable(h):
        return None
    fits = [(r, c) for r in range(3, 9) for c in range(3, 13) if r * c == h.value]
    if not fits:
        return None
    r, c = rng.choice(fits)
    at = inset(board, c, r, "dot", "array")
    for i in range(r):
        for j in range(c):
            centre, edge = at(j + 0.5, i + 0.5), at(j + 0.82, i + 0.5)
            board.canvas.circle(centre, edge[0] - centre[0], accent=True)
    return Built(
        [board.shown(r), board.shown(c)],
        f"The number of dots in the array at the side is {h.name}.",
        f"The array has {r} rows of {c} dots, so {h.name} is ${r} \\times {c} = {r * c}$.",
        lambda r, c: r * c,
    )


@construction(
    "any",
    ("Counting with Tally Marks", "Bundle of Five"),
    ("Multiplication of Integers", "Multiplication as Repeated Addition"),
)
def tallies(board, h, rng):
    """Tally marks, each of which may stand for several."""
    if not countable(h):
        return None
    fits = [(k, n) for k in (1, 2, 3, 4, 5, 10) for n in range(6, 25) if k * n == h.value and n % 5]
    if not fits:
        return None
    k, n = rng.choice(fits)
    full, rest = divmod(n, 5)
    at = inset(board, 3.2 * (full + 1), 2, "tally", "stroke")
    for i in range(n):
        bundle, j = divmod(i, 5)
        x = 3.2 * bundle + 0.6 * j
        line = (at(x, 0), at(x, 2)) if j < 4 else (at(3.2 * bundle - 0.3, 0.4), at(3.2 * bundle + 2.1, 1.6))
        board.canvas.line(*line)
    each = f"; each of its strokes stands for {k}" if k > 1 else ""
    many = f"${full} \\times 5 + {rest} = {n}$ strokes"
    return Built(
        [board.told(k)] if k > 1 else [board.shown(n)],
        f"The tally at the side shows {h.name}{each}.",
        f"The tally has {full} bundles of five and {rest} more, which are {many}"
        + (f"; {h.name} is ${n} \\times {k} = {say(h.value)}$." if k > 1 else f", so {h.name} is {n}."),
        (lambda k: n * k) if k > 1 else (lambda n: n),
    )


@construction(
    "any",
    ("Growing Dot Patterns", "Constant Growth of a Figure"),
    ("Arithmetic Sequence", "Term of an Arithmetic Sequence"),
)
def dot_pattern(board, h, rng):
    """Three stages of a growing pattern of dots, of which a later one has this number of dots."""
    if not countable(h):
        return None
    fits = [(a, d, (h.value - a) / d + 1) for a in (1, 2, 3, 4) for d in (2, 3, 4, 5)]
    fits = [(a, d, k) for a, d, k in fits if k == int(k) and 5 <= k <= 40 and a <= d]
    if not fits:
        return None
    a, d, k = rng.choice(fits)
    at, left = inset(board, 13, 1.1 * (d + 1), "dot", "pattern"), 0.5
    for stage in range(3):
        for column in range(stage + 1):
            for row in range(a if column == 0 else d):
                centre, edge = at(left + 1.1 * column, 0.5 + 1.1 * row), at(left + 1.1 * column + 0.36, 0)
                board.canvas.circle(centre, edge[0] - centre[0], accent=True)
        left += 1.1 * (stage + 1) + 2.2
    index = board.said_number(k)
    return Built(
        [index],
        f"The dots show stages 1, 2 and 3 of a pattern that goes on in the same way; stage {index.name} has as many dots "
        f"as {h.name} tells."
        if h.kind == "quantity"
        else f"The dots show stages 1, 2 and 3 of a pattern that goes on in the same way; stage {index.name} has {h.name} "
        "dots.",
        f"Stage 1 has {a} dot{'s' * (a > 1)}, and each stage has {d} more than the one before, so stage {say(k)} has "
        f"${a} + ({say(k)} - 1) \\times {d} = {say(h.value)}$ dots: {h.name} is {say(h.value)}.",
        lambda k: a + (k - 1) * d,
    )


# ---------------------------------------------------------------------------------------------------- pies and spinners
def pie(board, at, r, shares, filled=1):
    """A pie of equal sectors with the centre (r, r) of an inset, some of them filled."""
    m = at(r, r)
    radius = at(2 * r, r)[0] - m[0]
    for i in range(shares):
        ends = [90 - 360 * (i + 1) / shares, 90 - 360 * i / shares]
        if i < filled:
            board.canvas.sector(m, radius, *ends)
        else:
            board.canvas.line(m, polar(m, radius, ends[1]))
    board.canvas.circle(m, radius, fill=False)
    return m


@construction(
    "any",
    ("Classical Probability", "Favourable over Possible"),
    ("Probability and Frequency", "Expected Frequency"),
)
def spinner(board, h, rng):
    """A spinner of equal sectors; this is the number of stops that are expected."""
    if not countable(h):
        return None
    fits = [(k, n) for n in range(3, 9) for k in range(1, n) if h.value % k == 0 and 20 <= h.value / k * n <= 400]
    if not fits:
        return None
    k, n = rng.choice(fits)
    spins = board.said_number(Fraction(h.value) / k * n)
    at = inset(board, 6, 7, "spin", "sector")
    m = pie(board, at, 3, n, k)
    board.canvas.arrow(m, polar(m, 0.75 * (at(3, 0)[0] - at(0, 0)[0]), 90 - 180 / n - 360 * rng.randrange(n) / n))
    return Built(
        [spins],
        f"All sectors of the small spinner are equal. In {spins.name} turns of it, the number of stops on dark sectors that "
        f"is to be expected is {h.name}.",
        f"The spinner stops on a dark sector with the probability $\\frac{{{k}}}{{{n}}}$, so {h.name} is ${say(spins.value)}"
        f" \\times \\frac{{{k}}}{{{n}}} = {say(h.value)}$.",
        lambda spins: spins * Fraction(k, n),
    )


@construction(
    "any",
    ("Reading a Pie Chart", "Count from a Share"),
    ("Units of Angle Measure", "Degree as a Part of a Turn"),
)
def pie_angle(board, h, rng):
    """A pie with the angle of its dark slice; the whole is told."""
    fits = [(w, total) for w in range(40, 175, 5) if whole(total := Fraction(h.value) * 360 / w) and total <= 400]
    if not fits:
        return None
    w, total = rng.choice(fits)
    at = inset(board, 8, 8, "pie", "slice")
    m, edge = at(4, 4), at(8, 4)
    radius = edge[0] - m[0]
    start = rng.randrange(-20, 100, 10)
    board.canvas.sector(m, radius, start, start + w)
    board.canvas.circle(m, radius, fill=False)
    board.canvas.angle(m, polar(m, radius, start), polar(m, radius, start + w), f"{w}°")
    n = board.said_number(total)
    return Built(
        [board.shown(w), n],
        f"The whole pie at the side stands for {n.name}, and its dark slice stands for {h.name}.",
        f"The dark slice has {w} of the 360 degrees of a full turn, so {h.name} is ${w} \\div 360 \\times {say(total)} = "
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
    m, edge = at(4, 4), at(8, 4)
    radius, start = edge[0] - m[0], rng.randrange(-20, 60, 10)
    board.canvas.sector(m, radius, start, start + float(w))
    board.canvas.circle(m, radius, fill=False)
    board.canvas.angle(m, polar(m, radius, start), polar(m, radius, start + float(w)), f"{say(w)}°")
    return Built(
        [board.shown(w)],
        f"As a part of the whole, {h.name} is as large as the dark slice of the circle at the side.",
        f"The slice has {say(w)} of the 360 degrees of the circle, so {h.name} is ${say(w)} \\div 360 \\times 100 = "
        f"{say(h.value)}$ percent.",
        lambda w: w / 360 * 100,
    )


@construction(
    "count",
    ("Volume of a Cuboid", "Counting Unit Cubes"),
    ("Stacks of Unit Cubes", "Counting by Layers"),
)
def cube_box(board, h, rng):
    """A block of unit cubes with three visible faces; so many are put on top."""
    fits = [(a, b, c) for a in range(2, 6) for b in range(2, 5) for c in range(2, 5)]
    fits = [(a, b, c, h.value - a * b * c) for a, b, c in fits if 0 <= h.value - a * b * c < 0.5 * h.value]
    fits = [f for f in fits if f[3] == 0]
    if not fits:
        return None
    a, b, c, _ = rng.choice(fits)
    at, ink = inset(board, a + 0.42 * b + 1, c + 0.3 * b + 1, "cube", "block"), board.canvas

    def p(x, y, z):
        return at(x + 0.42 * y, z + 0.3 * y)

    ink.fills.append(([p(0, 0, 0), p(a, 0, 0), p(a, b, 0), p(a, b, c), p(0, b, c), p(0, 0, c)], False))
    for i in range(ceil(a) + 1):
        ink.line(p(i, 0, 0), p(i, 0, c), p(i, b, c))
    for j in range(c + 1):
        ink.line(p(0, 0, j), p(a, 0, j), p(a, b, j))
    for j in range(b + 1):
        ink.line(p(a, j, 0), p(a, j, c), p(0, j, c))
    return Built(
        [board.shown(a), board.shown(b), board.shown(c)],
        f"The block at the side is built of as many equal cubes, without gaps, as {h.name} tells.",
        f"A layer of the block has ${a} \\times {b} = {a * b}$ cubes, and there are {c} layers, so {h.name} is ${a * b} "
        f"\\times {c} = {say(h.value)}$.",
        lambda a, b, c: a * b * c,
    )
