"""Constructions on a count or a number: things beside the figure, counted in rows, bundles, stages or layers."""

from . import Built, construction, say
from .insets import countable, disc, inset


@construction(
    "letter",
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
        disc(board, at, x, y, 0.5)
    return Built(
        [key],
        f"The rows of discs in the pictogram stand for {h.name}; its key is below.",
        f"There are ${r} \\times {c} = {r * c}$ discs, and each stands for {k}: {h.name} is ${r * c} \\times {k} = "
        f"{say(h.value)}$.",
        lambda k: r * c * k,
    )


@construction("letter", ("Concept and Properties of Multiplication", "Array of Rows and Columns"))
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
            disc(board, at, j + 0.5, i + 0.5, 0.32)
    return Built(
        [board.shown(r), board.shown(c)],
        f"The number of dots in the array{at.side} is {h.name}.",
        f"The array has {r} rows of {c} dots, so {h.name} is ${r} \\times {c} = {r * c}$.",
        lambda r, c: r * c,
    )


@construction(
    "letter",
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
        f"The tally{at.side} shows {h.name}{each}.",
        f"The tally has {full} bundle{'s' * (full > 1)} of five and {rest} more, which are {many}"
        + (f"; {h.name} is ${n} \\times {k} = {say(h.value)}$." if k > 1 else f", so {h.name} is {n}."),
        (lambda k: n * k) if k > 1 else (lambda n: n),
    )


@construction(
    "letter",
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
                disc(board, at, left + 1.1 * column, 0.5 + 1.1 * row, 0.36)
        left += 1.1 * (stage + 1) + 2.2
    index = board.said_number(k)
    return Built(
        [index],
        f"The dots show stages 1, 2 and 3 of a pattern that goes on in the same way; the number of dots in stage "
        f"{index.name} "
        f"is {h.name}.",
        f"Stage 1 has {a} dot{'s' * (a > 1)}, and each stage has {d} more than the one before, so stage {say(k)} has "
        f"${a} + ({say(k)} - 1) \\times {d} = {say(h.value)}$ dots: {h.name} is {say(h.value)}.",
        lambda k: a + (k - 1) * d,
    )


@construction(
    "letter",
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
    for i in range(a + 1):
        ink.line(p(i, 0, 0), p(i, 0, c), p(i, b, c))
    for j in range(c + 1):
        ink.line(p(0, 0, j), p(a, 0, j), p(a, b, j))
    for j in range(b + 1):
        ink.line(p(a, j, 0), p(a, j, c), p(0, j, c))
    return Built(
        [board.shown(a), board.shown(b), board.shown(c)],
        f"The block{at.side} is built of equal cubes without gaps, and the number of its cubes is {h.name}.",
        f"A layer of the block has ${a} \\times {b} = {a * b}$ cubes, and there are {c} layers, so {h.name} is "
        f"${a * b} "
        f"\\times {c} = {say(h.value)}$.",
        lambda a, b, c: a * b * c,
    )
