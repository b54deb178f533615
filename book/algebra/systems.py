"""Systems of linear equations: rows of shapes, sums on the sides of a triangle."""
from itertools import product

from ..additions import bars, lines
from ..tools import Quantity, Scene, ask, frac, program
from .expressions import box

SHAPES = "Equal shapes stand for equal numbers. "
ROWS = "The number behind each row is the sum of its shapes. "
SUMS = "Each number on a side is the sum of the numbers that stand in the two circles at its ends. "


def pairs(fits, top=130):
    """The only pair of whole numbers from 1 to top that fits, by trying all."""
    found = [(x, y) for x, y in product(range(1, top), repeat=2) if fits(x, y)]
    assert len(found) == 1, found
    return found[0]


@program("System of Linear Equations")
def shapes(rng):
    x, y = rng.randint(5, 30), rng.randint(2, 20)
    while x <= y + 1:
        x, y = rng.randint(5, 30), rng.randint(2, 20)

    def figure(c, g):
        c.without = {"shapes", "line"}
        for row, sign, text in ((8, "+", g["total"]), (0, "−", g["difference"])):
            c.circle((0, row), 2, accent=True)
            c.text((4, row), sign)
            box(c, 6, row - 2, 4, 4)
            c.text((12.5, row), "=")
            c.text((16, row), text)
            c.strokes.append(([(14, row), (18, row)], "none"))  # keeps room for the number

    def check(c):
        total, difference = c.numbers()
        x, y = pairs(lambda x, y: x + y == total and x - y == difference)
        return x, y, x * y

    seen = f"The figure shows two lines: circle plus square is {x + y}, and circle minus square is {x - y}."
    return Scene(
        f"A circle and a square stand for numbers. Circle plus square is {x + y}, circle minus square is {x - y}.", [
            ask("System of Linear Equations", "Elimination by Addition",
                SHAPES + "Which number does the circle stand for?", x,
                f"{seen} If both are added, the square is removed, which is @: two circles are ${x + y} + {x - y} = "
                f"{2 * x}$. So the circle is ${2 * x} \\div 2 = {x}$.", wrong=[y, 2 * x, frac(x + y, 2)]),
            ask("System of Linear Equations", "Elimination by Substitution",
                SHAPES + "Which number does the square stand for?", y,
                f"{seen} The second line says that the circle is the square plus {x - y}. By @ this is put into the "
                f"first line: two squares and {x - y} make {x + y}, so two squares are ${x + y} - {x - y} = {2 * y}$, "
                f"and the square is ${2 * y} \\div 2 = {y}$.", wrong=[x, 2 * y, x - y]),
            ask("System of Linear Equations", "Common Solution", SHAPES + "What is circle times square?", x * y,
                f"{seen} By @ the pair must make both lines true. The circle is $({x + y} + {x - y}) \\div 2 = {x}$ "
                f"and the square ${x + y} - {x} = {y}$, and indeed ${x} - {y} = {x - y}$. The product is "
                f"${x} \\cdot {y} = {x * y}$.", wrong=[(x + y) * (x - y), x + y, 2 * x * y])],
        givens=dict(total=x + y, difference=x - y), figure=figure, upright=True, check=check,
        more=[lambda c, rng: bars(c, (0.5 * x, 0.5 * y))],
        quantities={"total": Quantity("number", "the number behind the upper line"),
                    "difference": Quantity("number", "the number behind the lower line")})


@program("Solving Systems of Linear Equations")
def two_rows(rng):
    a, e, b, swap = rng.randint(2, 4), rng.randint(1, 3), rng.randint(1, 3), rng.randint(0, 1)
    while e >= a:
        e = rng.randint(1, 3)
    x, y = rng.randint(2, 20), rng.randint(2, 20)
    while x == y:
        y = rng.randint(2, 20)
    long, short = a * x + b * y, e * x + b * y

    def figure(c, g):
        c.without = {"shapes", "line", "hatch"}
        rows = [(a, g["long"]), (e, g["short"])]
        for row, (circles, text) in zip((5, 0), rows[::-1] if swap else rows):
            for i in range(circles):
                c.circle((4 * i, row), 1.6, accent=True)
            for i in range(b):
                box(c, 4 * (circles + i) - 1.5, row - 1.5, 3, 3)
            c.text((4 * (a + b) - 0.5, row), "=")
            c.text((4 * (a + b) + 3, row), text)
        c.strokes.append(([(0, -2), (4 * (a + b) + 5, 7)], "none"))

    def check(c):
        sums = c.numbers()
        rows = [(sum(abs(p[1] - row) < 2 for p, _ in c.circles), sum(abs(p[0][1] + 1.5 - row) < 2 for p in c.polygons))
                for row in (5, 0)]
        x, y = pairs(lambda x, y: all(m * x + n * y == t for (m, n), t in zip(rows, sums)))
        return x, y, x + y

    many = "one circle is" if a - e == 1 else f"${a - e}$ circles are"
    rows = f"{counted(a, 'circle')} and {counted(b, 'square')} are {long} together, and {counted(e, 'circle')} and " \
           f"{counted(b, 'square')} are {short} together"
    step = f"Both rows have the same squares, so they differ only in the circles: {many} " \
           f"${long} - {short} = {long - short}$" + (
               "" if a - e == 1 else f", and one circle is ${long - short} \\div {a - e} = {x}$")
    last = f"leaves ${short} - {e * x} = {b * y}$ for " + (
        "the square" if b == 1 else f"the squares. So a square is ${b * y} \\div {b} = {y}$")
    return Scene(
        f"A row of {counted(a, 'circle')} and {counted(b, 'square')} has the number {long} behind it, a row of "
        f"{counted(e, 'circle')} and {counted(b, 'square')} the number {short}.", [
            ask("Solving Systems of Linear Equations", "Comparing Two Rows",
                SHAPES + ROWS + "Which number does a circle stand for?", x,
                f"The figure shows that {rows}. By @ we look at what makes the rows different. {step}.",
                wrong=[y, x + y, frac(long - short, a), frac(long, a + b)]),
            ask("Solving Systems of Linear Equations", "Putting a Known Value Back",
                SHAPES + ROWS + "Which number does a square stand for?", y,
                f"The figure shows that {rows}. {step}. By @ the circles of the row with fewer circles are "
                f"${e} \\cdot {x} = {e * x}$, which {last}.",
                wrong=[x, short - x if e > 1 else long - x, x + y]),
            ask("System of Linear Equations", "Common Solution",
                SHAPES + ROWS + "What are one circle and one square together?", x + y,
                f"The figure shows that {rows}. The circle ${x}$ and the square ${y}$ are @ of both rows: "
                f"${a} \\cdot {x} + {b} \\cdot {y} = {long}$ and ${e} \\cdot {x} + {b} \\cdot {y} = {short}$. Together "
                f"they are ${x} + {y} = {x + y}$.", wrong=[long - short, x, x * y])],
        givens=dict(long=long, short=short), fixed=(a, e, b, swap), figure=figure, upright=True, check=check,
        scale=False, more=[lines(((-2, 2.5), (4 * (a + b) - 2, 2.5)))],  # between the rows
        quantities={"long": Quantity("number", "the number behind the row with more circles"),
                                 "short": Quantity("number", "the number behind the row with fewer circles")})


def counted(n, noun):
    return f"{n} {noun}{'s' * (n > 1)}"


@program("System in Three Unknowns")
def triangle_sums(rng):
    x, y, z = rng.randint(2, 40), rng.randint(2, 40), rng.randint(2, 40)
    while len({x, y, z}) < 3:
        x, y, z = rng.randint(2, 40), rng.randint(2, 40), rng.randint(2, 40)
    total = x + y + z

    def figure(c, g):
        c.without = {"shapes", "line"}
        a, b, d = (0, 0), (16, 0), (8, 13)
        mid = (8, 4.3)
        for p, q, text in ((a, b, g["ab"]), (b, d, g["bc"]), (a, d, g["ac"])):
            ux, uy = (q[0] - p[0]) / 16, (q[1] - p[1]) / 16
            one, two = (p[0] + 2.1 * ux, p[1] + 2.1 * uy), (q[0] - 2.1 * ux, q[1] - 2.1 * uy)
            c.line(one, two)
            c.side(one, two, text, mid)
        for p, name in ((a, "A"), (b, "B"), (d, "C")):
            c.circle(p, 2)
            c.text(p, name)

    def check(c):
        ab, bc, ac = c.numbers()
        found = [(v, ab - v, ac - v) for v in range(-100, 200) if ab - v + ac - v == bc]
        assert len(found) == 1
        return sum(found[0]), found[0][0], found[0][0] - found[0][1]

    seen = f"In the figure A and B are {x + y} together, B and C are {y + z}, and A and C are {x + z}."
    whole = f"$({x + y} + {y + z} + {x + z}) \\div 2 = {total}$"
    return Scene(
        f"The corners of a triangle are circles for the numbers A, B and C. The number on the side AB is {x + y}, on "
        f"BC {y + z} and on AC {x + z}.", [
            ask("System in Three Unknowns", "Sum of All Pair Sums",
                SUMS + "What is the sum of the three numbers A, B and C?", total,
                f"{seen} Each of the three numbers enters into two of these sums. So by @ the three sums together are "
                f"twice the sum wanted, which is {whole}.", wrong=[2 * total, frac(2 * total, 3), x + y]),
            ask("System in Three Unknowns", "Third Number from the Total", SUMS + "Which number is A?", x,
                f"{seen} These sums count every number twice, so all three numbers together are {whole}. By @ A is "
                f"what B and C leave of this: ${total} - {y + z} = {x}$.", wrong=[y, z, frac(x + y, 2)]),
            ask("System in Three Unknowns", "Reducing to Two Unknowns", SUMS + "What is A minus B?", x - y,
                f"{seen} The sums on AC and BC both contain C, so by @ their difference is A minus B: "
                f"${x + z} - {y + z} = {x - y}$.", wrong=[y - x, x + y - (y + z), x + y])],
        givens=dict(ab=x + y, bc=y + z, ac=x + z), figure=figure, check=check, scale=False,
        more=[lambda c, rng: c.ring((8, 4.47), 4.47, kind="thin")],  # the inscribed circle
        quantities={k: Quantity("number", f"the number on the side {k.upper()}") for k in ("ab", "bc", "ac")})
