"""Constructions on a number that may have nothing but a letter: walls, squares, bars and lines beside the figure."""

from math import ceil, sqrt

from ..canvas import Canvas
from . import Board, Built, Handle, bare, construction, say
from .insets import box, brace, disc, inset, pure
from .quantities import EVEN, LARGEST, whole


@bare("letter")
def lettered(rng):
    """A number with nothing but a letter, on empty paper."""
    board = Board(Canvas())
    board.handles = [Handle("letter", f"${board.letter('')}$", rng.choice(EVEN), given="n")]
    return board


@construction(
    "letter",
    ("Number Walls", "Top of a Wall with Three Stones"),
    ("Like Terms", "Combining Like Terms"),
    ("Linear Equation in One Variable", "Solution of a Linear Equation"),
)
def number_wall(board, h, rng):
    """A wall with this number in the middle of its lowest row."""
    if not whole(h.value, 2) or h.value > 190:
        return None
    a, b = rng.randint(2, 20), rng.randint(2, 20)
    top, x = a + 2 * h.value + b, h.name.strip("$")
    at = inset(board, 9, 5.4, "wall", "brick")
    for row in range(3):
        for i in range(3 - row):
            box(board, at, 3 * i + 1.5 * row, 1.8 * row, 3, 1.8, accent=row == 0 and i == 1)
    board.canvas.text(at(4.5, 0.9), x)
    inputs = [board.written(at(1.5, 0.9), a), board.written(at(7.5, 0.9), b), board.written(at(4.5, 4.5), top)]
    return Built(
        inputs,
        f"In the number wall each brick carries the sum of the two bricks below it; {h.name} stands in its lowest row.",
        f"The two bricks in the middle row carry $({a} + {x})$ and $({x} + {b})$, so the top is $2{x} + {a + b}$. From "
        f"$2{x} + {a + b} = {say(top)}$ we get ${x} = ({say(top)} - {a + b}) \\div 2 = {say(h.value)}$.",
        lambda a, b, top: (top - a - b) / 2,
    )


@construction(
    "letter",
    ("Magic Squares", "Centre of a Magic Square"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
)
def magic_square(board, h, rng):
    """A magic square with its centre and the rest of the row of this number."""
    if not whole(h.value, 3) or h.value > 120:
        return None
    v = int(h.value)
    fits = [(c, b) for c in range(max(4, v - 12), v + 13) for b in range(1, 10) if c != v]
    fits = [(c, b) for c, b in fits if c > abs(v - c) + b and len({v, c, 2 * c - v - b, c + b}) == 4 and b != c - v]
    fits = [(c, b) for c, b in fits if 2 * (v - c) != -b and v - c + 2 * b != 0]
    if not fits:
        return None
    c, b = rng.choice(fits)
    second, third = 2 * c - v - b, c + b  # v, second and third have the sum 3c
    at = inset(board, 7.5, 7.5, "magic", "square")
    for i in range(4):
        board.canvas.line(at(2.5 * i, 0), at(2.5 * i, 7.5))
        board.canvas.line(at(0, 2.5 * i), at(7.5, 2.5 * i))
    board.canvas.text(at(1.25, 6.25), h.name.strip("$"))
    inputs = [board.written(at(3.75, 3.75), c), board.written(at(3.75, 6.25), second)]
    inputs.append(board.written(at(6.25, 6.25), third))
    return Built(
        inputs,
        f"In the magic square, where all rows, columns and diagonals have one sum, {h.name} is the number at the top "
        f"left.",
        f"Each line of the magic square has three times its centre as the sum, $3 \\times {c} = {3 * c}$, so "
        f"{h.name} is "
        f"${3 * c} - {second} - {third} = {v}$.",
        lambda c, second, third: 3 * c - second - third,
    )


@construction(
    "letter",
    ("Area Model of Multiplication", "Opposite Parts have Equal Products"),
    ("Concept and Properties of Multiplication", "Missing Factor"),
)
def area_model(board, h, rng):
    """A rectangle of four parts, to scale, with the areas of three of them."""
    if not whole(h.value, 4) or h.value > 150:
        return None
    v = int(h.value)
    sides = [(x, v // x) for x in range(2, 16) if v % x == 0 and 2 <= v // x <= 15 and 0.4 < x * x / v < 2.6]
    fits = [(x, u, y, w) for x, u in sides for y in range(2, 13) for w in range(2, 13)]
    fits = [f for f in fits if 0.6 < f[0] / f[2] < 1.7 and 0.6 < f[1] / f[3] < 1.7 and f[0] != f[2] and f[1] != f[3]]
    if not fits:
        return None
    x, u, y, w = rng.choice(fits)
    k = 7.5 / max(x + y, u + w)
    at = inset(board, k * (x + y), k * (u + w), "area", "rectangle")
    for i, j, wide, high in ((0, 0, x, w), (x, 0, y, w), (0, w, x, u), (x, w, y, u)):
        box(board, at, k * i, k * j, k * wide, k * high, accent=(i, j) == (0, w))
    board.canvas.text(at(k * x / 2, k * (w + u / 2)), h.name.strip("$"))
    inputs = [board.written(at(k * (x + y / 2), k * (w + u / 2)), y * u)]
    inputs += [board.written(at(k * x / 2, k * w / 2), x * w), board.written(at(k * (x + y / 2), k * w / 2), y * w)]
    return Built(
        inputs,
        f"The rectangle{at.side} is cut into four parts by two straight lines; the numbers and {h.name} are the "
        f"areas of "
        "the parts.",
        f"Opposite parts have equal products: ${h.name.strip('$')} \\times {y * w} = {y * u} \\times {x * w}$, so "
        f"{h.name} is "
        f"${y * u * x * w} \\div {y * w} = {v}$.",
        lambda right, below, last: right * below / last,
    )


@construction(
    "letter",
    ("Solving Systems of Linear Equations", "Comparing Two Rows"),
    ("Multiplication of Integers", "Multiplication as Repeated Addition"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
)
def two_rows_of_shapes(board, h, rng):
    """Two rows of squares and discs with their sums; the disc is this number."""
    if not whole(h.value) or h.value > 120:
        return None
    square, k = rng.randint(3, 30), rng.randint(2, 3)
    if square == h.value:
        return None
    upper, lower = (k + 1) * square + h.value, k * square + h.value
    at = inset(board, 11.5, 4.6, "disc", "square", "shape")
    inputs = []
    for y, n, value in ((2.6, k + 1, upper), (0, k, lower)):
        for i in range(n):
            box(board, at, 1.8 * i, y + 0.2, 1.4, 1.4, accent=True)
        disc(board, at, 1.8 * n + 0.8, y + 0.9, 0.8, fill=False)
        board.canvas.text(at(9.4, y + 0.9), "=")
        inputs.append(board.written(at(11, y + 0.9), value))
    return Built(
        inputs,
        f"In the two rows of shapes equal shapes stand for equal numbers; a disc stands for {h.name}.",
        f"The upper row has one square more than the lower row, so a square stands for ${say(upper)} - {say(lower)} "
        f"= {square}$"
        f", and {h.name} is ${say(lower)} - {k} \\times {square} = {say(h.value)}$.",
        lambda upper, lower: lower - k * (upper - lower),
    )


@construction(
    "any",
    ("Linear Equation in One Variable", "Solution of a Linear Equation"),
    ("Concept and Properties of Division", "Sharing and Measuring Out"),
)
def tape(board, h, rng):
    """A bar of some equal dark parts and one more part, with its length."""
    if not whole(h.value, 2) or h.value > 120:
        return None
    n = rng.randint(2, 4)
    more = rng.randint(max(2, ceil(h.value / 2)), max(3, int(h.value * 3 / 2)))
    total = n * h.value + more
    wide = 12 / float(total)
    if more * wide < 1.8 or total > 400:
        return None
    at, one = inset(board, 12, 3.2, "bar"), float(h.value) * wide
    for i in range(n):
        box(board, at, i * one, 1.7, one, 1.6, accent=True)
    box(board, at, n * one, 1.7, 12 - n * one, 1.6, fill=False)
    rest, whole_of = board.written(at((n * one + 12) / 2, 2.5), more), brace(board, at, 0, 12, 1.7, total)
    return Built(
        [rest, whole_of],
        f"Each dark part of the bar stands for {h.name}, and all parts together stand for the number under the bar.",
        f"The {n} dark parts make ${say(total)} - {more} = {say(n * h.value)}$, so {h.name} is ${say(n * h.value)} "
        f"\\div {n} = "
        f"{say(h.value)}$.",
        lambda rest, total: (total - rest) / n,
    )


@construction(
    "letter",
    ("Skip Counting", "Length of One Jump"),
    ("Applications of the Number Line", "Length of a Segment on the Line"),
    ("Division of Integers", "Equal Sharing"),
)
def jumps(board, h, rng):
    """Equal jumps between two numbers of a line; one jump is wanted."""
    if not whole(h.value, 2) or h.value > 90 or not pure(h):
        return None
    k, start = rng.randint(3, 6), rng.randint(2, 30)
    end, step = start + k * h.value, 11.4 / k
    at, c = inset(board, 13, 4.2, "jump", "number line"), board.canvas
    c.arrow(at(0, 1.6), at(13, 1.6), kind="thin")
    for i in range(k + 1):
        c.line(at(0.6 + step * i, 1.3), at(0.6 + step * i, 1.9), kind="thin")
    for i in range(k):
        c.line(*[at(0.6 + step * (i + j / 12), 1.9 + 7 * (j / 12) * (1 - j / 12)) for j in range(13)])
    first, last = board.written(at(0.6, 0.4), start), board.written(at(12, 0.4), end)
    return Built(
        [first, last],
        f"All jumps on the line{at.side} are equally long, and the length of each is {h.name}.",
        f"The {k} jumps cover ${say(end)} - {start} = {say(k * h.value)}$, so {h.name} is ${say(k * h.value)} \\div "
        f"{k} = "
        f"{say(h.value)}$.",
        lambda start, end: (end - start) / k,
    )


@construction(
    "letter",
    ("Square Root and Arithmetic Square Root", "Side from the Area"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def two_squares(board, h, rng):
    """Two squares side by side, to scale, with their areas; this is their width."""
    fits = [a for a in range(2, 21) if 2 <= h.value - a <= 20 and 0.5 < a / (h.value - a) < 2]
    if not fits or not whole(h.value) or not pure(h):
        return None
    a = rng.choice(fits)
    b, k = int(h.value) - a, 9 / float(h.value)
    at = inset(board, 9, k * max(a, b), "square", "area")
    box(board, at, 0, 0, k * a, k * a, accent=True)
    box(board, at, k * a, 0, k * b, k * b)
    one = board.written(at(k * a / 2, k * a / 2), a * a)
    two = board.written(at(k * (a + b / 2), k * b / 2), b * b)
    return Built(
        [one, two],
        f"The numbers in the two squares are their areas, and the width of both squares together is {h.name}.",
        f"The sides of the squares are $\\sqrt{{{a * a}}} = {a}$ and $\\sqrt{{{b * b}}} = {b}$, so {h.name} is ${a} "
        f"+ {b} = "
        f"{say(h.value)}$.",
        lambda one, two: sqrt(one) + sqrt(two),
    )


@construction("letter", ("Linear Equation in One Variable", "Solution of a Linear Equation"))
def equation(board, h, rng):
    """A card with an equation for the letter."""
    a, b, x = rng.randint(2, 6), rng.randint(2, 20), h.name.strip("$")
    right = a * h.value + b
    if not whole(h.value) or right > LARGEST:
        return None
    at = inset(board, 9, 3, "card")
    box(board, at, 0, 0, 9, 3)
    board.canvas.text(at(3.4, 1.5), f"{a}{x} + {b} =")
    end = board.written(at(5.6, 1.5), right)
    return Built(
        [end],
        f"The number {h.name} satisfies the equation on the card.",
        f"From ${a}{x} + {b} = {say(right)}$ on the card we get ${x} = ({say(right)} - {b}) \\div {a} = "
        f"{say(h.value)}$.",
        lambda right: (right - b) / a,
    )
