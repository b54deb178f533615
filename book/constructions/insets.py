"""Constructions on anything that can be spoken of: a small drawing beside the figure, from which its value is read."""

from fractions import Fraction

from . import Built, construction, say
from .quantities import whole


# ---------------------------------------------------------------------------------------------------- bars and machines
@construction(
    "any",
    ("Fractions of a Whole", "Fraction of a Number"),
    ("Concept and Properties of Division", "Sharing and Measuring Out"),
)
def shaded_bar(board, h, rng):
    """A bar of equal parts, some of them shaded; the whole is told."""
    fits = [(k, n) for n in range(3, 9) for k in range(1, n) if whole(Fraction(h.value) / k, 1)]
    fits = [(k, n) for k, n in fits if h.value / k <= 150]
    if not fits:
        return None
    k, n = rng.choice(fits)
    one = Fraction(h.value) / k
    at = board.inset(n, 2.2)
    for i in range(n):
        corners = [at(i, 0), at(i + 1, 0), at(i + 1, 1), at(i, 1)]
        if i < k:
            board.canvas.fills.append((corners, True))
        board.canvas.line(*corners, corners[0])
    board.canvas.side(at(0, 1), at(n, 1), say(n * one), at(n / 2, 0))
    shaded = "part" if k == 1 else "parts"
    return Built(
        [board.shown(n * one)],
        f"The bar with {n} equal parts stands for the number written at it, and its shaded part stands for {h.name}.",
        f"Each of the {n} equal parts of the bar stands for ${say(n * one)} \\div {n} = {say(one)}$; {k} {shaded} "
        f"{'is' if k == 1 else 'are'} shaded, so {h.name} is ${k} \\times {say(one)} = {say(h.value)}$.",
        lambda total: total / n * k,
    )


@construction(
    "any",
    ("Function Machines", "Input from the Output"),
    ("Inverse Operations", "Undoing a Chain"),
)
def machine(board, h, rng):
    """Two machines in a row; the output is shown."""
    if not whole(h.value) or h.value > 200:
        return None
    k, b, minus = rng.randint(2, 6), rng.randint(2, 20), rng.random() < 0.4
    out = k * h.value + (-b if minus else b)
    if out <= 0 or out > 999:
        return None
    at = board.inset(9.4, 2)
    for x, text in ((1.4, f"× {k}"), (5, f"− {b}" if minus else f"+ {b}")):
        board.canvas.polygon(at(x, 0), at(x + 2.4, 0), at(x + 2.4, 2), at(x, 2))
        board.canvas.text(at(x + 1.2, 1), text)
    for x0, x1 in ((0.2, 1.4), (3.8, 5), (7.4, 8.4)):
        board.canvas.arrow(at(x0, 1), at(x1, 1))
    board.canvas.text(at(9, 1), say(out))
    undo = f"({say(out)} {'+' if minus else '-'} {b}) \\div {k}"
    return Built(
        [board.shown(out)],
        f"When {h.name} is put into the two machines, the number at their end comes out.",
        f"Going back through the machines from {say(out)}, {h.name} is ${undo} = {say(h.value)}$.",
        lambda out: (out + b if minus else out - b) / k,
    )


@construction(
    "any",
    ("Reading a Pictogram", "Symbols times Key"),
    ("Concept and Properties of Multiplication", "Array of Rows and Columns"),
)
def pictogram(board, h, rng):
    """Rows of discs, each of which stands for some."""
    fits = [(k, r, c) for k in range(2, 13) for r in range(2, 5) for c in range(2, 7) if k * r * c == h.value]
    if not fits:
        return None
    k, r, c = rng.choice(fits)
    at = board.inset(c, r + 0.8, 0.36)
    for i in range(r):
        for j in range(c):
            centre, edge = at(j + 0.5, i + 0.5), at(j + 0.86, i + 0.5)
            board.canvas.circle(centre, edge[0] - centre[0], accent=True)
    key = board.told(k)
    return Built(
        [key],
        f"In the array of equal discs each disc stands for {k}, and all of them together for {h.name}.",
        f"There are ${r} \\times {c} = {r * c}$ discs, and each stands for {k}: {h.name} is ${r * c} \\times {k} = "
        f"{say(h.value)}$.",
        lambda k: r * c * k,
    )


@construction(
    "any",
    ("Understanding the Number Line", "Reading a Marked Point"),
)
def number_line(board, h, rng):
    """An arrow at one mark of a line of which two marks have numbers."""
    steps = [s for s in (1, 2, 5, 10, 20, 25, 50) if h.value % s == 0 and h.value / s >= 1]
    if not steps:
        return None
    s = rng.choice(steps)
    before, after = rng.randint(1, min(3, int(h.value // s))), rng.randint(2, 4)
    low = h.value - before * s
    n = before + after
    at = board.inset(n + 1, 1.6, 0.5)
    board.canvas.arrow(at(0, 0.4), at(n + 1, 0.4), kind="thin")
    for i in range(n + 1):
        board.canvas.line(at(i + 0.3, 0.25), at(i + 0.3, 0.55), kind="thin")
    board.canvas.text(at(0.3, -0.3), say(low), small=True)
    other = 1 if before > 1 and rng.random() < 0.5 else before + 1
    board.canvas.text(at(other + 0.3, -0.3), say(low + other * s), small=True)
    board.canvas.arrow(at(before + 0.3, 1.6), at(before + 0.3, 0.65))
    return Built(
        [board.shown(low), board.shown(low + other * s)],
        f"The arrow over the number line points at {h.name}.",
        f"{'The' if other == 1 else f'From {say(low)} to {say(low + other * s)} there are {other} steps, so the'} step of "
        f"the number line is ${say(other * s)} \\div {other} = {s}$, and the arrow is {before} "
        f"step{'s' * (before > 1)} behind {say(low)}: {h.name} is ${say(low)} + {before} \\times {s} = {say(h.value)}$.",
        lambda low, second: low + (second - low) / other * before,
    )


@construction(
    "any",
    ("Weighing with a Balance", "Removing Equal Masses"),
    ("Linear Equation in One Variable", "Same Step on Both Sides"),
)
def scales(board, h, rng):
    """A balance: some boxes of this value and a weight on one side, a weight on the other."""
    if not whole(h.value) or h.value > 90:
        return None
    n, more = rng.randint(2, 3), rng.randint(1, 12)
    right = n * h.value + more
    at = board.inset(10, 5, 0.5)
    c = board.canvas
    c.line(at(1, 1.6), at(9, 1.6))
    c.polygon(at(4.5, 0), at(5.5, 0), at(5, 1.6), fill=False)
    for i in range(n):
        x = 0.8 + 1.25 * i
        c.polygon(at(x, 1.6), at(x + 1.15, 1.6), at(x + 1.15, 2.9), at(x, 2.9))
    x = 0.8 + 1.25 * n
    for x, text in ((x, say(more)), (7, say(right))):
        c.polygon(at(x, 1.6), at(x + 1.3, 1.6), at(x + 1.3, 2.9), at(x, 2.9), fill=False)
        c.text(at(x + 0.65, 2.25), text, small=True)
    return Built(
        [board.shown(more), board.shown(right)],
        f"The scale is in balance, and each of the {n} empty boxes on it stands for {h.name}.",
        f"Taking {more} away from both sides of the scale leaves ${say(right)} - {more} = {say(n * h.value)}$ for the {n} "
        f"boxes, so {h.name} is ${say(n * h.value)} \\div {n} = {say(h.value)}$.",
        lambda more, right: (right - more) / n,
    )


@construction(
    "any",
    ("Reading a Bar Chart", "Height on the Scale"),
)
def two_bars(board, h, rng):
    """A bar without a number beside a scale."""
    steps = [s for s in (1, 2, 5, 10, 20) if h.value % s == 0 and 2 <= h.value / s <= 8]
    if not steps:
        return None
    s = rng.choice(steps)
    top = int(h.value // s) + rng.randint(0, 2)
    other = rng.randint(1, top)
    at = board.inset(8, 8, 0.4)
    c = board.canvas
    for i in range(top + 1):
        y = 7 * i / max(top, 1)
        c.line(at(1, y), at(8, y), kind="faint")
        c.text(at(0.2, y), str(i * s), small=True)
    c.line(at(1, 7.4), at(1, 0), at(8, 0))
    for x, v, name in ((2, h.value / s, "1"), (5, other, "2")):
        y = 7 * float(v) / max(top, 1)
        c.polygon(at(x, 0), at(x + 2, 0), at(x + 2, y), at(x, y), accent=True)
        c.text(at(x + 1, -0.7), name, small=True)
    return Built(
        [board.shown(h.value)],
        f"In the bar chart, bar 1 stands for {h.name}.",
        f"Bar 1 of the chart reaches up to {say(h.value)} on the scale, so {h.name} is ${say(h.value)}$.",
        lambda v: v,
    )
