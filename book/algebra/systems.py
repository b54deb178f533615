"""Systems of linear equations: rows of shapes, sums on the sides of a triangle."""
from itertools import product

from ..tools import Scene, ask, program
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

    return Scene(
        f"A circle and a square stand for numbers. Circle plus square is {x + y}, circle minus square is {x - y}.", [
            ask("System of Linear Equations", "Elimination by Addition",
                SHAPES + "Which number does the circle stand for?", x,
                f"adding both lines, two circles are ${x + y} + {x - y} = {2 * x}$, so a circle is "
                f"${2 * x} \\div 2 = {x}$."),
            ask("System of Linear Equations", "Elimination by Substitution",
                SHAPES + "Which number does the square stand for?", y,
                f"by the second line the circle is the square plus ${x - y}$; put into the first line, two squares are "
                f"${x + y} - {x - y} = {2 * y}$, so a square is ${2 * y} \\div 2 = {y}$."),
            ask("System of Linear Equations", "Common Solution", SHAPES + "What is circle times square?", x * y,
                f"the pair ${x}$ and ${y}$ makes both lines true, ${x} + {y} = {x + y}$ and ${x} - {y} = {x - y}$; the "
                f"product is ${x} \\cdot {y} = {x * y}$.")],
        [("A ticket seller notes prices in euros: the circle is the price for an adult, the square that for a child.",
          "How many euros does an adult pay?"),
         ("A grocer notes weights in kilograms: the circle is a sack of potatoes, the square a sack of onions.",
          "How many kilograms does the sack of potatoes weigh?"),
         ("Two friends compare their ages in years: the circle is the older friend, the square the younger one.",
          "How old is the older friend?")],
        dict(total=x + y, difference=x - y), figure=figure, upright=True, check=check)


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
    return Scene(
        f"A row of {a} circles and {b} square{'s' * (b > 1)} has the number {long} behind it, a row of {e} "
        f"circle{'s' * (e > 1)} and {b} square{'s' * (b > 1)} the number {short}.", [
            ask("Solving Systems of Linear Equations", "Comparing Two Rows",
                SHAPES + ROWS + "Which number does a circle stand for?", x,
                f"the rows differ only in the circles: {many} ${long} - {short} = {long - short}$, so a circle is "
                f"${long - short} \\div {a - e} = {x}$."),
            ask("Solving Systems of Linear Equations", "Putting a Known Value Back",
                SHAPES + ROWS + "Which number does a square stand for?", y,
                f"the rows differ by ${long} - {short} = {long - short}$, so a circle is ${x}$; put back into one row, "
                f"${e} \\cdot {x} = {e * x}$ leaves ${short} - {e * x} = {b * y}$ for the squares, and a square is "
                f"${b * y} \\div {b} = {y}$."),
            ask("System of Linear Equations", "Common Solution",
                SHAPES + ROWS + "What are one circle and one square together?", x + y,
                f"the pair circle ${x}$, square ${y}$ makes both rows true, ${a} \\cdot {x} + {b} \\cdot {y} = {long}$ "
                f"and ${e} \\cdot {x} + {b} \\cdot {y} = {short}$; together they are ${x} + {y} = {x + y}$.")],
        [("In a shop each circle is a plate and each square a bowl; the numbers are the prices of the rows in euros.",
          "How many euros does a plate cost?"),
         ("Each circle is a sack of rice and each square a sack of flour; the numbers are the weights of the rows in "
          "kilograms.", "How many kilograms does a sack of rice weigh?"),
         ("Each circle is a ticket for a boat trip and each square a ticket for the zoo; the numbers are what two "
          "groups pay in euros.", "How many euros does a ticket for the boat trip cost?")],
        dict(long=long, short=short), fixed=(a, e, b, swap), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"The corners of a triangle are circles for the numbers A, B and C. The number on the side AB is {x + y}, on "
        f"BC {y + z} and on AC {x + z}.", [
            ask("System in Three Unknowns", "Sum of All Pair Sums",
                SUMS + "What is the sum of the three numbers A, B and C?", total,
                f"the three sums count every number twice, so the total is "
                f"$({x + y} + {y + z} + {x + z}) \\div 2 = {total}$."),
            ask("System in Three Unknowns", "Third Number from the Total", SUMS + "Which number is A?", x,
                f"all three numbers are $({x + y} + {y + z} + {x + z}) \\div 2 = {total}$ together, and A is what "
                f"B and C leave, ${total} - {y + z} = {x}$."),
            ask("System in Three Unknowns", "Reducing to Two Unknowns", SUMS + "What is A minus B?", x - y,
                f"subtracting the sum of B and C from the sum of A and C removes C: ${x + z} - {y + z} = {x - y}$.")],
        [("Three friends A, B and C compare their savings; the number at each line is what the two friends at its ends "
          "have together, in euros.", "How many euros do all three have together?"),
         ("Three parcels A, B and C are weighed in pairs; the number at each line is the weight of the two parcels at "
          "its ends, in kilograms.", "How many kilograms do all three weigh together?"),
         ("Three classes A, B and C go on a trip; the number at each line is how many pupils the two classes at its "
          "ends have together.", "How many pupils do the three classes have together?")],
        dict(ab=x + y, bc=y + z, ac=x + z), figure=figure, check=check, scale=False)
