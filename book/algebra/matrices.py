"""Matrices: entries, sums, products, determinants, inverses; linear systems and linear maps of the plane."""
from fractions import Fraction
from itertools import permutations, product
from math import prod

from ..canvas import area
from ..pieces import network, show
from ..plane import num, spell
from ..tools import Scene, ask, draw_until, frac, program
from .vectors import arrows, names, two_vectors


def card(c, rows, name="", x=0.0, wide=2.2, tall=1.6):
    """A matrix in square brackets; rows of texts, x: its left edge."""
    c.without |= {"line", "shapes"}  # a small disc between two entries would look like a sign
    height, width = tall * len(rows), wide * len(rows[0])
    for edge, inner in ((x, x + 0.3), (x + width, x + width - 0.3)):
        c.line((inner, 0), (edge, 0), (edge, height), (inner, height))
    for i, row in enumerate(rows):
        for j, entry in enumerate(row):
            c.text((x + (j + 0.5) * wide, height - (i + 0.5) * tall), show(entry))
    if name:
        c.line((x - 1.6, height / 2), (x, height / 2), kind="none")
        c.text((x - 1.0, height / 2), f"{name} =")


def entries(rows, letter="a"):
    """Givens for the entries of a matrix."""
    return {f"{letter}{i + 1}{j + 1}": v for i, row in enumerate(rows) for j, v in enumerate(row)}


def filled(g, rows, letter="a"):
    """The texts of the entries."""
    return [[str(g[f"{letter}{i + 1}{j + 1}"]) for j in range(len(row))] for i, row in enumerate(rows)]


def said(rows):
    """The rows in words."""
    texts = [f"({', '.join(map(str, row))})" for row in rows]
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def listed(values):
    """Numbers in words: 3, 5 and 2."""
    return f"{', '.join(map(str, values[:-1]))} and {values[-1]}"


def det(rows):
    """The determinant, by all permutations."""
    n, total = len(rows), 0
    for p in permutations(range(n)):
        swaps = sum(p[i] > p[j] for i in range(n) for j in range(i + 1, n))
        total += (-1) ** swaps * prod(rows[i][p[i]] for i in range(n))
    return total


def read(c, m, n, skip=0):
    """The matrix of the numbers in the figure, m rows and n columns."""
    found = c.numbers()[skip:]
    return [found[i * n:(i + 1) * n] for i in range(m)]


@program("Definition of a Matrix")
def matrix_entries(rng):
    m, n = rng.randint(2, 4), rng.randint(2, 4)
    rows = [[rng.randint(2, 30) for _ in range(n)] for _ in range(m)]
    return Scene(
        f"A matrix A has the rows {said(rows)}.", [
            ask("Definition of a Matrix", "Rows before Columns", "What is the sum of the entries in the second row of "
                "A?",
                sum(rows[1]), f"rows run from left to right; in the second row ${' + '.join(map(str, rows[1]))} = "
                f"{sum(rows[1])}$."),
            ask("Definition of a Matrix", "Entry by Row and Column", "What is the entry $a_{12}$ of the matrix "
                "A?", rows[0][1],
                f"it stands in row 1 and column 2, so it is ${rows[0][1]}$."),
            ask("Definition of a Matrix", "Number of Entries", "How many entries does the matrix A have?", m * n,
                f"there are {m} rows and {n} columns, and ${m} \\times {n} = {m * n}$.")],
        [("Each row of the matrix A belongs to a shop, each column to a kind of bread; the entries are the loaves "
            "sold.",
          "How many loaves did the second shop sell in all?"),
         ("Each row of the matrix A belongs to a team, each column to a game; the entries are the points.",
          "How many points did the second team get in all?"),
         ("Let $s_i$ be the sum of all $a_{ij}$ with the same $i$.", "Determine $s_2$.")],
        dict(a21=rows[1][0], a22=rows[1][1]), fixed=(m, n, *map(tuple, rows)),
        figure=lambda c, g: card(c, filled(entries(rows) | g, rows), "A"), upright=True,
        check=lambda c: (sum(read(c, m, n)[1]), read(c, m, n)[0][1], len(c.numbers())), scale=False)


@program("Basic Operations of Matrices")
def matrix_sums(rng):
    one, two = ([[rng.randint(2, 19) for _ in range(2)] for _ in range(2)] for _ in range(2))
    s, d = one[0][1] + two[0][1], 2 * one[1][0] - two[1][0]

    def figure(c, g):
        card(c, filled(g, one), "A")
        card(c, filled(g, two, "b"), "B", 7)

    def check(c):
        p, q = read(c, 2, 2), read(c, 2, 2, 4)
        both = [[u + v for u, v in zip(*pair)] for pair in zip(p, q)]
        less = [[v - u for u, v in zip(*pair)] for pair in zip(p, q)]
        return both[0][1], p[1][0] - less[1][0], less[1][1]

    return Scene(
        f"The matrix A has the rows {said(one)}, the matrix B the rows {said(two)}.", [
            ask("Basic Operations of Matrices", "Adding Matrices",
                "What is the entry of A + B in the first row and the second column?", s,
                f"the entries at this place are added: ${one[0][1]} + {two[0][1]} = {s}$."),
            ask("Basic Operations of Matrices", "Multiple of a Matrix",
                "What is the entry of 2A - B in the second row and the first column?", d,
                f"at this place $2 \\times {one[1][0]} - {two[1][0]} = {d}$."),
            ask("Basic Operations of Matrices", "Matrix Equations with Sums",
                "The matrix X satisfies A + X = B. What is its entry in the second row and the second column?",
                two[1][1] - one[1][1], f"X is B - A, and at this place ${two[1][1]} - {one[1][1]} = "
                    f"{two[1][1] - one[1][1]}$.")],
        [("A and B show the sales of two shops (rows) of apples and pears (columns), on Monday and on Tuesday.",
          "How many pears did the first shop sell on both days together?"),
         ("A and B show the goals of two teams (rows) at home and away (columns), in two seasons.",
          "How many goals did the first team score away in both seasons together?"),
         ("Let $c_{ij} = a_{ij} + b_{ij}$.", "Determine $c_{12}$.")],
        entries(one) | entries(two, "b"), figure=figure, upright=True, check=check, scale=False)


@program("Product of Matrices")
def ways_by_product(rng):
    n = rng.randint(2, 4)
    one, two = ([rng.randint(2, 9) for _ in range(n)] for _ in range(2))
    total = sum(map(int.__mul__, one, two))
    shown = {f"a{i}": v for i, v in enumerate(one)} | {f"z{i}": v for i, v in enumerate(two)}

    def figure(c, g):
        g = shown | g
        c.without |= {"line", "shapes", "leaders"}  # leaders would cross other roads
        tall = 10 if n < 4 else 15  # room for the numbers between the roads
        towns = {name: (0, tall * (0.5 - i / (n - 1))) for i, name in enumerate("BCDE"[:n])}
        places = {"A": (-6, 0), "Z": (6, 0)} | towns
        network(c, places, [("A", name, g[f"a{i}"]) for i, name in enumerate("BCDE"[:n])] + [
            (name, "Z", g[f"z{i}"]) for i, name in enumerate("BCDE"[:n])])

    def check(c):
        found = c.numbers()
        half = len(found) // 2
        ways = sum(1 for i in range(half) for _ in product(range(found[i]), range(found[half + i])))
        wider = sum(1 for i in range(half) for _ in product(range(3 * found[i]), range(found[half + i])))
        return ways, (len(c.dots) - 2) ** 2, wider

    return Scene(
        f"There are {listed(one)} roads from A to the {n} middle towns, and {listed(two)} roads from these towns to Z, "
        "in the same order.", [
            ask("Product of Matrices", "Row times Column",
                "The numbers tell how many roads join two towns. How many ways lead from A over one middle town to "
                "Z?", total,
                "the roads from A form a row and the roads to Z a column; their product is "
                f"${' + '.join(f'{u} {chr(92)}times {v}' for u, v in zip(one, two))} = {total}$."),
            ask("Product of Matrices", "Sizes that Fit",
                "The numbers at A form a row, the numbers at Z a column. How many entries does the product column "
                "times row have?",
                n * n, f"a ${n} \\times 1$ matrix times a $1 \\times {n}$ matrix has ${n} \\times {n} = {n * n}$ "
                    "entries."),
            ask("Basic Operations of Matrices", "Multiple of a Matrix",
                "The numbers tell how many roads join two towns. Every number of roads from A is tripled. How many "
                "ways lead from A over one middle town to Z then?", 3 * total,
                "three times the row gives three times the product: $3 \\times "
                f"({' + '.join(f'{u} {chr(92)}times {v}' for u, v in zip(one, two))}) = {3 * total}$.")],
        [("The dots are stations; each number counts the trains of a day between two of them.",
          "How many connections with one change are there from A to Z?"),
         ("A computer at A sends data over one relay to a computer at Z; the numbers count the cables.",
          "How many ways can the data take?"),
         ("Let $a$ be the row of the numbers at A and $b$ the column of the numbers at Z, both in the order of the "
             "middle towns.",
          "Determine the product $ab$.")],
        {k: shown[k] for k in ("a0", "a1", "z0", "z1")}, fixed=(n, *one[2:], *two[2:]), figure=figure, check=check,
        scale=False)


@program("Determinant of a Two by Two Matrix")
def determinant_area(rng):
    a, b = two_vectors(rng)
    a, b = (b, a) if rng.random() < 0.5 else (a, b)
    d = a[0] * b[1] - a[1] * b[0]

    def figure(c, g):
        arrows(c, g, a=a, b=b)
        c.polygon((0, 0), a, (a[0] + b[0], a[1] + b[1]), b)
        c.corner((0, 0), "O", (a[0] + b[0], a[1] + b[1]))

    def check(c):
        p, q = (line[1] for line, kind in c.strokes if kind == "thick")
        left = q[0] * -p[1] + q[1] * p[0] > 0  # b lies to the left of a
        size = area(c.polygons[0])
        return size if left else -size, size, 9 * (size if left else -size)

    line = f"{num(a[0])} \\times {num(b[1])} - {num(a[1])} \\times {num(b[0])}"
    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Determinant of a Two by Two Matrix", "Diagonal Products",
                "What is the determinant of the matrix with the first row a and the second row b?", d, f"${line} = "
                f"{d}$."),
            ask("Determinant of a Two by Two Matrix", "Determinant as an Area",
                "What is the area of the parallelogram on the two vectors?", abs(d), f"$|{line}| = {abs(d)}$."),
            ask("Determinant of a Two by Two Matrix", "Determinant of a Multiple",
                "What is the determinant of the matrix with the first row 3a and the second row 3b?", 9 * d,
                f"both rows get the factor 3, so it is $3^2 ({line}) = {9 * d}$.")],
        [("A drawing program decides by the determinant of the rows a and b on which side of the direction a the "
            "direction b lies.", "Which determinant does it find?"),
         ("A surveyor finds the signed area of a field spanned by a and b, in hectometres, as the determinant of the "
             "rows a and b.", "Which number does the surveyor find?"),
         ("Let $f(a, b) = a_1 b_2 - a_2 b_1$.", "Determine $f(a, b)$ for the two vectors.")],
        names(a, b), figure=figure, upright=True, check=check)


@program("Determinant of a Three by Three Matrix")
def determinant_three(rng):
    rows = draw_until(lambda: [[rng.choice([-3, -2, -1, 0, 1, 2, 2, 3, 4, 5]) for _ in range(3)] for _ in range(3)],
                      lambda r: det(r) and r[0][0] >= 2 and det([r[1][1:], r[2][1:]]), "determinant_three")
    (a, b, c1), (d, e, f), (p, q, r) = rows
    whole, minor = det(rows), e * r - f * q
    falling = [(a, e, r), (b, f, p), (c1, d, q)]
    rising = [(c1, e, p), (a, f, q), (b, d, r)]

    def times(t):
        return " \\times ".join(map(num, t))

    def check(c):
        found = read(c, 3, 3)
        swapped = [found[1], found[0], found[2]]
        left = det([[found[0][0], 0, 0], *found[1:]])  # only the first term of the expansion is left
        return det(found), left, det(swapped)

    return Scene(
        f"A matrix A has the rows {said(rows)}.", [
            ask("Determinant of a Three by Three Matrix", "Rule of Sarrus", "What is the determinant of the matrix "
                "A?", whole,
                f"the falling diagonals give ${' + '.join(map(times, falling))} = {sum(map(prod, falling))}$, the "
                f"rising ones ${' + '.join(map(times, rising))} = {sum(map(prod, rising))}$, and "
                f"${sum(map(prod, falling))} - {num(sum(map(prod, rising)))} = {whole}$."),
            ask("Determinant of a Three by Three Matrix", "Expansion along a Row",
                "The determinant of A is expanded along the first row. What is the first term, $a_{11} M_{11}$?",
                a * minor, "the minor $M_{11}$ is the determinant left without row 1 and column 1, "
                f"${num(e)} \\times {num(r)} - {num(f)} \\times {num(q)} = {minor}$, and the term is ${a} \\times "
                f"{num(minor)} = {a * minor}$."),
            ask("Determinant of a Three by Three Matrix", "Row Operations and Determinant",
                "The first two rows of A are swapped. What is the determinant then?", -whole,
                f"the determinant of A is ${' + '.join(map(times, falling))} - ({' + '.join(map(times, rising))}) = "
                f"{whole}$, and a swap of two rows changes its sign: $-1 \\times {num(whole)} = {-whole}$.")],
        [("The rows of A are three vectors of space along the edges of a slanted box; the determinant is its signed "
            "volume.",
          "Which signed volume does the box have?"),
         ("An engineer stores three forces as the rows of A and tests with the determinant whether they lie in one "
             "plane.",
          "Which determinant does the engineer find?"),
         ("Let $f$ be the sum of the products of the falling diagonals of A minus that of the rising ones, in the "
             "rule of Sarrus.", "Determine $f$.")],
        entries(rows), figure=lambda c, g: card(c, filled(g, rows), "A"), upright=True, check=check, scale=False)


@program("Inverse of a Matrix")
def inverse_entry(rng):
    rows = draw_until(lambda: [[rng.randint(-4, 9) for _ in range(2)] for _ in range(2)],
                      lambda r: abs(det(r)) >= 2 and r[0][1] and min(abs(v) for row in r for v in row) and r[0][0] > 1,
                      "inverse_entry")
    (a, b), (c1, d) = rows
    whole = det(rows)

    def check(c):
        (p, q), (r, s) = read(c, 2, 2)
        k = Fraction(r, p)  # the first column of A is cleared, then its second
        low = Fraction(1) / (s - k * q)
        right = low * -q / p
        return right, 1 / Fraction(det([[p, q], [r, s]])), det([[p, q], [r, s]])

    return Scene(
        f"A matrix A has the rows {said(rows)}.", [
            ask("Inverse of a Matrix", "Inverse of a Two by Two Matrix",
                "What is the entry of the inverse of A in the first row and the second column?", frac(-b, whole),
                f"the determinant is ${num(a)} \\times {num(d)} - {num(b)} \\times {num(c1)} = {whole}$; the inverse "
                f"has at this place ${-b}$ divided by it, $\\frac{{{-b}}}{{{whole}}} = {frac(-b, whole)}$."),
            ask("Inverse of a Matrix", "Product with the Inverse", "What is the determinant of the inverse of A?",
                frac(1, whole), f"the determinant of A is ${num(a)} \\times {num(d)} - {num(b)} \\times {num(c1)} = "
                f"{whole}$; since $AA^{{-1}} = E$, both determinants have the product $1$, and $1 \\div {num(whole)} "
                f"= {frac(1, whole)}$."),
            ask("Determinant of a Two by Two Matrix", "Diagonal Products", "What is the determinant of the matrix "
                "A?", whole,
                f"${num(a)} \\times {num(d)} - {num(b)} \\times {num(c1)} = {whole}$.")],
        [("A secret code multiplies columns of two numbers by the matrix A; the receiver multiplies by its inverse.",
          "What is the entry of the inverse in the first row and the second column?"),
         ("The matrix A turns the coordinates of a point into those of its image; its inverse turns them back.",
          "What is the entry of the inverse in the first row and the second column?"),
         ("The matrix B satisfies AB = BA = E, where E is the identity matrix.", "Determine the entry $b_{12}$ of B.")],
        entries(rows), figure=lambda c, g: card(c, filled(g, rows), "A"), upright=True, check=check, scale=False)


@program("Linear Map of the Plane")
def linear_map(rng):
    (a, b), x, y = two_vectors(rng), rng.randint(2, 9), rng.randint(2, 9)
    image, d = (x * a[0] + y * b[0], x * a[1] + y * b[1]), abs(a[0] * b[1] - a[1] * b[0])

    def figure(c, g):
        arrows(c, g, a=a, b=b)
        c.polygon((0, 0), a, (a[0] + b[0], a[1] + b[1]), b)
        c.corner((0, 0), "O", (a[0] + b[0], a[1] + b[1]))

    def check(c):
        p, q = (line[1] for line, kind in c.strokes if kind == "thick")
        steps = [p] * x + [q] * y
        return tuple(map(sum, zip(*steps))), area(c.polygons[0]), q[0]

    start = "A linear map takes (1, 0) to a and (0, 1) to b."
    return Scene(
        f"{start} Here a = {a} and b = {b}.", [
            ask("Linear Map of the Plane", "Image of a Point", f"{start} To which point does it take ({{x}}, {{y}})?",
                spell(*image), f"the image is {x} times a plus {y} times b: ${x} \\times {num(a[0])} + {y} \\times "
                    f"{num(b[0])} = {image[0]}$ and ${x} \\times {num(a[1])} + {y} \\times {num(b[1])} = {image[1]}$, "
                    f"so it is ${spell(*image)}$."),
            ask("Linear Map of the Plane", "Area Factor of a Map", f"{start} By which factor does it multiply "
                "areas?", d,
                f"the unit square becomes the parallelogram on a and b of area $|{num(a[0])} \\times {num(b[1])} - "
                f"{num(b[0])} \\times {num(a[1])}| = {d}$."),
            ask("Linear Map of the Plane", "Columns Are Images",
                f"{start} What is the entry in the first row and the second column of its matrix?", b[0],
                f"the second column is b, the image of $(0, 1)$, so the entry is ${b[0]}$.")],
        [("A graphics program distorts a picture so that (1, 0) goes to a and (0, 1) to b, and straight lines stay "
            "straight with O fixed.", "To which point does the picture point ({x}, {y}) go?"),
         ("A rubber sheet with a fixed point O is pulled evenly, so that (1, 0) comes to a and (0, 1) to b.",
          "To which point does the point ({x}, {y}) come?"),
         ("A matrix has the columns a and b.", "Determine its product with the column of {x} and {y}, written as a "
             "point.")],
        dict(x=x, y=y, **names(a, b)), figure=figure, upright=True, check=check)


def many(squares, discs):
    return f"{squares} square{'s' * (squares > 1)} and {discs} disc{'s' * (discs > 1)}"


@program("Solving Linear Systems by Elimination")
def shape_puzzle(rng):
    square, disc = rng.randint(2, 20), rng.randint(2, 20)
    (a, b), (d, e) = draw_until(lambda: [(rng.randint(1, 4), rng.randint(1, 4)) for _ in range(2)],
                                lambda r: det(r) and r[0] != r[1], "shape_puzzle")
    one, two = a * square + b * disc, d * square + e * disc
    whole = a * e - b * d
    first, second = ("first", "second") if whole > 0 else ("second", "first")
    (p, q, u), (r, s, v) = [(a, b, one), (d, e, two)][::1 if whole > 0 else -1]
    squares, rest = p * s - q * r, s * u - q * v

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        for y, squares, discs, total in ((2.5, a, b, g["one"]), (0, d, e, g["two"])):
            for i in range(squares):
                c.polygon((1.5 * i, y), (1.5 * i + 1, y), (1.5 * i + 1, y + 1), (1.5 * i, y + 1))
            for i in range(squares, squares + discs):
                c.circle((1.5 * i + 0.5, y + 0.5), 0.5, accent=True)
            c.text((1.5 * max(a + b, d + e) + 0.9, y + 0.5), f"= {total}")
        c.line((0, 0), (1.5 * max(a + b, d + e) + 1.6, 0), kind="none")

    def check(c):
        rows = [(sum(p[0][1] == y for p in c.polygons), sum(m[1] == y + 0.5 for m, _ in c.circles)) for y in (2.5, 0)]
        sums = [int(text.removeprefix("= ")) for text in c.texts()]
        found = [(s, k) for s in range(100) for k in range(100)
                 if all(p * s + q * k == total for (p, q), total in zip(rows, sums))]
        return found[0][0], found[0][1], det(rows)

    return Scene(
        f"All squares have one value and all discs another. The first row holds {many(a, b)} and is worth {one}, the "
        f"second {many(d, e)} and is worth {two}.", [
            ask("Solving Linear Systems by Elimination", "Allowed Row Operations",
                "All squares have the same value, and so have all discs. What is the value of a square?", square,
                f"{s} times the {first} row less {q} times the {second} leaves no discs: ${s} \\times {u} - {q} "
                f"\\times {v} = {rest}$ for ${s} \\times {p} - {q} \\times {r} = {squares}$ "
                f"square{'s' * (squares > 1)}, and ${rest} \\div {squares} = {square}$."),
            ask("Solving Linear Systems by Elimination", "Back Substitution",
                "All squares have the same value, and so have all discs. What is the value of a disc?", disc,
                f"elimination gives the square ${rest} \\div {squares} = {square}$; then the first row gives "
                f"$({one} - {a} \\times {square}) \\div {b} = {disc}$."),
            ask("Linear System in Several Unknowns", "Coefficient Matrix",
                "Each row is an equation for the value of a square and the value of a disc, in this order. What is "
                "the determinant of the coefficient matrix?", whole,
                f"the rows of the matrix are $({a}, {b})$ and $({d}, {e})$, so it is ${a} \\times {e} - {b} \\times "
                f"{d} = {whole}$.")],
        [("On two bills each square is a book and each disc is a game; all books cost the same, and so do all games. "
            "The totals are in euros.", "What is the price of a book, in euros?"),
         ("On two scales each square is a crate and each disc is a barrel; all crates are equally heavy, and so are "
            "all barrels. The totals are in kilograms.", "How heavy is a crate, in kilograms?"),
         ("Each square stands for the number $x$ and each disc for the number $y$.", "Determine $x$.")],
        dict(one=one, two=two), fixed=(a, b, d, e), figure=figure, upright=True, check=check, scale=False)


@program("Cramer's Rule")
def cramer(rng):
    x, y = rng.randint(-5, 9), rng.randint(-5, 9)
    (a, b), (d, e) = rows = draw_until(lambda: [[rng.randint(2, 9) for _ in range(2)] for _ in range(2)],
                                       lambda r: abs(det(r)) >= 2, "cramer")
    s, t = a * x + b * y, d * x + e * y
    whole, first, second = det(rows), s * e - b * t, a * t - s * d

    def figure(c, g):
        c.without |= {"line"}
        c.line((0.15, 2.4), (0, 2.25), (0, 1.35), (-0.15, 1.2), (0, 1.05), (0, 0.15), (0.15, 0))
        for height, one, two, total in ((1.8, "a", "b", "s"), (0.6, "d", "e", "t")):
            c.text((1.1, height), f"{g[one]}x + {g[two]}y = {show(g[total])}")
        c.line((0, 2), (2.1, 2), kind="none")

    def check(c):
        lines = [text.replace("x + ", " ").replace("y = ", " ").replace("−", "-").split() for text in c.texts()]
        (p, q, u), (r, w, v) = (list(map(int, line)) for line in lines)
        found = next((i, j) for i in range(-9, 15) for j in range(-9, 15) if p * i + q * j == u and r * i + w * j == v)
        return *found, det([[p, q], [r, w]])

    return Scene(
        f"A system consists of the equations {a}x + {b}y = {s} and {d}x + {e}y = {t}.", [
            ask("Cramer's Rule", "Cramer for Two Unknowns", "Solve the system of equations. What is the value of x?", x,
                f"the determinant is ${a} \\times {e} - {b} \\times {d} = {whole}$, and with the right sides in the "
                f"first column ${num(s)} \\times {e} - {b} \\times {num(t)} = {first}$; so $x = {x}$, because ${first} "
                f"\\div {num(whole)} = {x}$."),
            ask("Cramer's Rule", "Column Replaced by the Right Side", "Solve the system of equations. What is the "
                "value of y?", y,
                f"the determinant is ${a} \\times {e} - {b} \\times {d} = {whole}$, and with the right sides in the "
                f"second column ${a} \\times {num(t)} - {num(s)} \\times {d} = {second}$; so $y = {y}$, because "
                f"${second} \\div {num(whole)} = {y}$."),
            ask("Matrix Form of a Linear System", "System as One Equation",
                "What is the determinant of the coefficient matrix of the system?", whole,
                f"the matrix has the rows $({a}, {b})$ and $({d}, {e})$, and ${a} \\times {e} - {b} \\times {d} = "
                f"{whole}$.")],
        [("The numbers x and y of a secret code satisfy both equations.", "What is the value of x?"),
         ("Two lines on a map have these equations; a treasure lies where they cross.",
          "What is the x-coordinate of the treasure?"),
         ("The coefficient matrix maps the vector $(x, y)$ to the vector of the right sides.", "Determine $x$.")],
        dict(a=a, b=b, s=s, d=d, e=e, t=t), figure=figure, upright=True, check=check, scale=False)
