"""Constructions on anything that can be spoken of: small tables, charts and sets beside the figure."""

from math import prod

from ..canvas import polar
from . import Built, construction, say
from .insets import box, countable, inset, pure
from .quantities import cap, result, whole


def charted(h):
    """Whether it may come from a small table or chart: a number, or data."""
    return pure(h) or h.quantity.kind == "data"


def grid_of(board, at, columns, rows, wide=2.6, tall=1.7):
    """The lines of a table of an inset; a map from (column, row from the top) to the centre of a cell."""
    for i in range(rows + 1):
        board.canvas.line(at(0, i * tall), at(columns * wide, i * tall), kind="thin")
    for j in range(columns + 1):
        board.canvas.line(at(j * wide, 0), at(j * wide, rows * tall), kind="thin")
    return lambda j, i: at((j + 0.5) * wide, (rows - i - 0.5) * tall)


def dark(board, at, j, i, rows, wide=2.6, tall=1.7):
    """Fills a cell of such a table."""
    x, y = j * wide, (rows - i - 1) * tall
    board.canvas.fills.append(([at(x, y), at(x + wide, y), at(x + wide, y + tall), at(x, y + tall)], True))


# ---------------------------------------------------------------------------------------------------- tables
@construction(
    "letter",
    ("Reading a Statistical Table", "Missing Cell from a Total"),
    ("Concept and Properties of Subtraction", "Difference as What is Left"),
)
def totals_table(board, h, rng):
    """A table of two rows and two columns with totals, of which the dark cell is wanted."""
    if not whole(h.value, 2) or h.value > 150 or not charted(h):
        return None
    low, high = max(2, int(h.value) // 2), max(6, int(h.value * 1.7))
    if len(board.free) < 2:
        return None
    p, q = sorted((board.free.pop(0), board.free.pop(0)))
    beside, other, last = (rng.randint(low, high) for _ in range(3))
    below, total = other + last, h.value + beside + other + last
    at = inset(board, 10.4, 6.8, "table", "row", "column")
    dark(board, at, 1, 1, 4)
    cell = grid_of(board, at, 4, 4)
    for i, texts in enumerate((("left", "right", "total"), (p, q, "total"))):
        for j, text in enumerate(texts, 1):
            board.canvas.text(cell(0, j) if i else cell(j, 0), text)
    inputs = [board.written(cell(3, 3), total), board.written(cell(3, 2), below), board.written(cell(2, 1), beside)]
    board.canvas.text(cell(2, 2), str(other))
    return Built(
        inputs,
        f"In the {at.small}table with the rows {p} and {q}, the dark cell stands for {h.name}.",
        f"The whole of row {p} is ${say(total)} - {say(below)} = {say(total - below)}$, and the dark cell is "
        f"${say(total - below)}"
        f" - {beside} = {say(h.value)}$, so {h.name} is {result(h)}.",
        lambda total, below, beside: total - below - beside,
    )


@construction(
    "letter",
    ("Basic Types of Proportion", "Constant Quotient"),
    ("Unit Rate", "Quantity from the Rate"),
)
def proportional_table(board, h, rng):
    """A table of two proportional quantities, of which the dark cell is wanted."""
    fits = [(a, b) for b in range(2, 13) for a in range(2, 13) if a != b and h.value % b == 0]
    fits = [(a, b) for a, b in fits if 2 <= h.value / b <= 40]
    if not fits or not pure(h) or len(board.free) < 2:
        return None
    a, b = rng.choice(fits)
    rate = h.value / b
    at = inset(board, 7.8, 3.4, "table", "proportional")
    dark(board, at, 2, 1, 2)
    cell = grid_of(board, at, 3, 2)
    p, q = board.free.pop(0), board.free.pop(0)
    board.canvas.text(cell(0, 0), p)
    board.canvas.text(cell(0, 1), q)
    inputs = [board.written(cell(1, 0), a), board.written(cell(1, 1), a * rate), board.written(cell(2, 0), b)]
    return Built(
        inputs,
        f"In the {at.small}table {p} and {q} are directly proportional, and the dark cell stands for {h.name}.",
        f"For 1 of {p} there {'is' if rate == 1 else 'are'} ${say(a * rate)} \\div {a} = {say(rate)}$ of {q}, so for "
        f"{b} of {p} "
        f"there are ${b} \\times {say(rate)} = {say(h.value)}$: {h.name} is {result(h)}.",
        lambda a, first, b: first / a * b,
    )


@construction(
    "letter",
    ("Basic Types of Proportion", "Constant Product"),
    ("Concept and Properties of Multiplication", "Missing Factor"),
)
def inverse_table(board, h, rng):
    """A table of two inversely proportional quantities, of which the dark cell is wanted."""
    if not whole(h.value, 2) or h.value > 60 or not pure(h) or len(board.free) < 2:
        return None
    v = int(h.value)
    fits = [(a, b) for b in range(2, 13) for a in range(2, 13) if a != b and v * b % a == 0 and 2 <= v * b // a <= 120]
    fits = [(a, b) for a, b in fits if len({a, b, v, v * b // a}) == 4]
    if not fits:
        return None
    a, b = rng.choice(fits)
    first = v * b // a
    at = inset(board, 7.8, 3.4, "table", "proportional")
    dark(board, at, 2, 1, 2)
    cell = grid_of(board, at, 3, 2)
    p, q = board.free.pop(0), board.free.pop(0)
    board.canvas.text(cell(0, 0), p)
    board.canvas.text(cell(0, 1), q)
    inputs = [board.written(cell(1, 0), a), board.written(cell(1, 1), first), board.written(cell(2, 0), b)]
    return Built(
        inputs,
        f"In the {at.small}table {p} and {q} are inversely proportional, and the dark cell stands for {h.name}.",
        f"The product of {p} and {q} is always ${a} \\times {first} = {a * first}$, so the dark cell is ${a * first} "
        f"\\div {b} = "
        f"{v}$: {h.name} is {result(h)}.",
        lambda a, first, b: a * first / b,
    )


# ---------------------------------------------------------------------------------------------------- charts
@construction(
    "letter",
    ("Mean of a Data Set", "Sum over Count"),
    ("Reading a Bar Chart", "Total of All Bars"),
    ("Division of Integers", "Equal Sharing"),
)
def mean_of_bars(board, h, rng):
    """Three bars to scale with their numbers, of which this is the mean."""
    if not whole(h.value, 4) or h.value > 130 or not charted(h):
        return None
    v = int(h.value)
    a = rng.randint(v // 2, v * 3 // 2)
    b = rng.randint(v // 2, v * 3 // 2)
    c = 3 * v - a - b
    if len({a, b, c, v}) < 4 or not v // 2 <= c <= v * 3 // 2:
        return None
    at, top = inset(board, 9, 7.4, "bar", "chart"), max(a, b, c)
    inputs = []
    for i, value in enumerate((a, b, c)):
        y = 6 * value / top
        box(board, at, 0.7 + 2.8 * i, 0, 2, y, accent=True)
        inputs.append(board.written(at(1.7 + 2.8 * i, y + 0.9), value))
    board.canvas.line(at(0, 0), at(9, 0))
    return Built(
        inputs,
        f"The mean of the three numbers in the {at.small}bar chart is {h.name}.",
        f"The three bars of the {at.small}chart have the total ${a} + {b} + {c} = {3 * v}$, so {h.name} is ${3 * v} "
        f"\\div 3 = "
        f"{v}$.",
        lambda a, b, c: (a + b + c) / 3,
    )


@construction(
    "letter",
    ("Reading a Bar Chart", "Difference of Two Bars"),
    ("Observing Basic Charts", "Value of One Grid Step"),
    ("Multiplication of Integers", "Multiplication as Repeated Addition"),
)
def difference_of_bars(board, h, rng):
    """Two bars over a scale of which only the highest line has a number; this is their difference."""
    steps = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20)
    fits = [(k, h.value / k) for k in (2, 3, 4, 5) if h.value / k in steps]
    if not fits or not charted(h) or len(board.free) < 2:
        return None
    k, step = rng.choice(fits)
    p, q = board.free.pop(0), board.free.pop(0)
    low = rng.randint(1, 3)
    n = low + k + rng.randint(0, 1)
    at = inset(board, 9, 7.4, "bar", "chart", "scale")
    for i in range(1, n + 1):
        board.canvas.line(at(1.6, 7 * i / n), at(9, 7 * i / n), kind="faint")
    for x, value, name in ((2.6, low + k, p), (6, low, q)):
        box(board, at, x, 0, 2, 7 * value / n, accent=True)
        board.canvas.text(at(x + 1, -0.8), name, small=True)
    board.canvas.line(at(1.6, 7.4), at(1.6, 0), at(9, 0))
    board.canvas.text(at(0.8, 0), "0", small=True)
    top = board.written(at(0.6, 7), n * step, small=True)
    return Built(
        [top],
        f"The lines of the {at.small}chart have equal distances. The bar {p} is higher than the bar {q} by {h.name}.",
        f"One step of the scale is ${say(n * step)} \\div {n} = {say(step)}$, and {p} reaches ${low + k} - {low} = "
        f"{k}$ steps "
        f"higher than {q}: {h.name} is ${k} \\times {say(step)} = {say(h.value)}$.",
        lambda top: top / n * k,
    )


# ---------------------------------------------------------------------------------------------------- sets
@construction(
    "letter",
    ("Counting in Overlapping Groups", "Subtract What is Counted Twice"),
    ("Concept and Properties of Addition", "Putting Together"),
    ("Concept and Properties of Subtraction", "Difference as What is Left"),
)
def overlap(board, h, rng):
    """Two circles in a frame with their totals; the dark overlap is wanted."""
    if not pure(h) or not whole(h.value, 2) or h.value > 80 or len(board.free) < 2:
        return None
    v = int(h.value)
    a, b, none = v + rng.randint(3, 2 * v + 5), v + rng.randint(3, 2 * v + 5), rng.randint(2, 12)
    total = a + b - v + none
    at, c = inset(board, 14, 10, "circle", "frame", "diagram"), board.canvas
    one, two = at(5.2, 5), at(8.8, 5)
    r = at(8.4, 5)[0] - one[0]
    half = 55.8  # degrees: from the centres to the points in which the circles meet
    lens = [polar(one, r, -half + 2 * half * i / 12) for i in range(13)]
    lens += [polar(two, r, 180 - half + 2 * half * i / 12) for i in range(13)]
    c.fills.append((lens, True))
    for m in (one, two):
        c.ring(m, r)
    box(board, at, 0, 0, 14, 9.6, fill=False)
    inputs = [board.written(at(3.4, 5), a), board.written(at(10.6, 5), b), board.written(at(12.8, 1.2), none)]
    p, q = board.free.pop(0), board.free.pop(0)
    for x, name in ((2.6, p), (11.4, q)):
        c.text(at(x, 8.4), name)
    all_of = board.said_number(total)
    return Built(
        [all_of, *inputs],
        f"The frame{at.side} holds {all_of.name} things: the numbers in it tell how many lie in the whole circle "
        f"{p}, in the "
        f"whole circle {q} and in neither, and {h.name} is the number of those in both.",
        f"In {p} or {q} lie ${total} - {none} = {total - none}$ things, while the circles hold ${a} + {b} = "
        f"{a + b}$; the "
        f"difference is counted twice, so {h.name} is ${a + b} - {total - none} = {v}$.",
        lambda total, a, b, none: a + b - (total - none),
    )


@construction(
    "letter",
    ("Place Value", "Number from Blocks"),
    ("Order of Operations", "Multiplication before Addition"),
)
def blocks(board, h, rng):
    """Bars of ten and single squares."""
    if not countable(h) or not whole(h.value, 12) or h.value > 79 or h.value % 10 == 0:
        return None
    tens, ones = divmod(int(h.value), 10)
    at = inset(board, 1.5 * tens + 3, 10, "block", "square")
    for i in range(tens):
        for j in range(10):
            box(board, at, 1.5 * i, 0.8 * j, 0.8, 0.8, accent=True)
    for j in range(ones):
        box(board, at, 1.5 * tens + 0.3 + 1.1 * (j % 2), 1.1 * (j // 2), 0.8, 0.8, accent=True)
    return Built(
        [board.shown(tens), board.shown(ones)],
        f"{cap(h.name)} is the number of small squares{at.side}; ten of them make a bar.",
        f"There {'is' if tens == 1 else 'are'} {tens} bar{'s' * (tens > 1)} of ten and {ones} single square"
        f"{'s' * (ones > 1)}, so {h.name} is ${tens} \\times 10 + {ones} = {say(h.value)}$.",
        lambda tens, ones: 10 * tens + ones,
    )


@construction(
    "letter",
    ("Prime Factorisation", "Product of the Leaves"),
)
def leaves(board, h, rng):
    """A factor tree with its leaves, whose top is wanted."""
    if not pure(h) or not whole(h.value, 8):
        return None
    rest, primes = int(h.value), []
    for p in (2, 3, 5, 7, 11, 13):
        while rest % p == 0:
            rest, primes = rest // p, [*primes, p]
    if rest > 1 or not 3 <= len(primes) <= 4:
        return None
    rng.shuffle(primes)
    at, c = inset(board, 2.4 * len(primes), 6, "tree", "prime"), board.canvas
    if h.quantity is None:
        c.text(at(1.2 * len(primes), 6.5), h.name.strip("$"))
    places = [at(1.2 + 2.4 * i, 0.8) for i in range(len(primes))]
    joint = [at(2.4, 3.2), at(2.4 * len(primes) - 2.4, 3.2) if len(primes) == 4 else at(6, 0.8)]
    top = at(1.2 * len(primes), 5.6)
    for m in joint[: len(primes) - 2]:
        c.line(top, m)
    for i, place in enumerate(places):
        m = joint[i // 2] if i < 2 or len(primes) == 4 else top
        end = (place[0], place[1] + 0.0)
        c.line(m, (end[0], end[1] + 0.9 * (at(0, 1)[1] - at(0, 0)[1])))
    inputs = [board.written(place, p) for place, p in zip(places, primes)]
    factors = " \\times ".join(map(str, primes))
    return Built(
        inputs,
        f"At each fork of the tree two numbers are multiplied, from below upwards; at its top stands {h.name}.",
        f"The top of the tree is the product of all its leaves, so {h.name} is ${factors} = {say(h.value)}$.",
        lambda *found: prod(found),
    )
