"""Matrices: entries, sums, products, determinants, inverses; linear systems and linear maps of the plane."""
from fractions import Fraction
from itertools import permutations, product
from math import prod

from ..canvas import area
from ..pieces import network, show
from ..plane import num, spell
from ..tools import Quantity, Scene, ask, draw_until, frac, program
from .vectors import arrows, names, two_vectors


def card(c, rows, name="", x=0.0, wide=2.2, tall=1.6):
    """A matrix in square brackets; rows of texts, x: its left edge."""
    c.without |= {"line", "shapes"}  # a small disc between two entries would look like a sign
    c.lettered = True
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


def places(m, n, letter="a", of=""):
    """What the entries of a matrix are, for node x; of: " of A" where there are several matrices."""
    return {f"{letter}{i}{j}": Quantity("entry", f"the entry{of} in row {i} and column {j}")
            for i in range(1, m + 1) for j in range(1, n + 1)}


VECTORS = {f"{name}{axis}": Quantity("component", f"the {axis}-component of {name}") for name in "ab" for axis in "xy"}


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
    shown = f"The figure shows a matrix with ${m}$ rows and ${n}$ columns. "
    second = " + ".join(map(str, rows[1]))
    return Scene(
        f"A matrix A has the rows {said(rows)}.", [
            ask("Definition of a Matrix", "Rows before Columns",
                "A is a matrix. What is the sum of the entries in the second row of A?", sum(rows[1]),
                f"{shown}By @ a row runs from left to right. The entries of the second row have the sum "
                f"${second} = {sum(rows[1])}$.",
                wrong=[sum(row[1] for row in rows), sum(rows[0]), sum(rows[1]) - rows[1][0], sum(map(sum, rows))]),
            ask("Definition of a Matrix", "Entry by Row and Column",
                "What is the entry $a_{12}$ of the matrix A?", rows[0][1],
                f"{shown}By @ the entry $a_{{12}}$ stands in row 1 and column 2. There the figure shows "
                f"${rows[0][1]}$.", wrong=[rows[1][0], rows[1][1], rows[0][0]]),
            ask("Definition of a Matrix", "Number of Entries", "How many entries does the matrix A have?", m * n,
                f"{shown}By @ it has ${m} \\times {n} = {m * n}$ entries.", wrong=[m + n, m * n + 1, (m - 1) * n])],
        givens=dict(a21=rows[1][0], a22=rows[1][1]), fixed=(m, n, *map(tuple, rows)),
        figure=lambda c, g: card(c, filled(entries(rows) | g, rows), "A"), upright=True,
        check=lambda c: (sum(read(c, m, n)[1]), read(c, m, n)[0][1], len(c.numbers())), scale=False,
        quantities={k: v for k, v in places(2, 2).items() if k in ("a21", "a22")})


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
                "A and B are matrices. What is the entry of A + B in the first row and the second column?", s,
                f"In the first row and the second column A has the entry ${one[0][1]}$ and B the entry ${two[0][1]}$. "
                f"By @ they are added: ${one[0][1]} + {two[0][1]} = {s}$.",
                wrong=[one[1][0] + two[1][0], sum(one[0]) + sum(two[0]), one[0][1] * two[0][1],
                       one[0][1] + two[1][0]]),
            ask("Basic Operations of Matrices", "Multiple of a Matrix",
                "What is the entry of 2A - B in the second row and the first column?", d,
                f"In the second row and the first column A has the entry ${one[1][0]}$ and B the entry ${two[1][0]}$. "
                f"By @ the entry of A is doubled, and the entry of B is taken away: "
                f"$2 \\times {one[1][0]} - {two[1][0]} = {d}$.",
                wrong=[2 * (one[1][0] - two[1][0]), one[1][0] - two[1][0], 2 * one[0][1] - two[0][1]]),
            ask("Basic Operations of Matrices", "Matrix Equations with Sums",
                "The matrix X satisfies A + X = B. What is its entry in the second row and the second column?",
                two[1][1] - one[1][1],
                f"By @ the matrix X is B - A. In the second row and the second column B has the entry ${two[1][1]}$ "
                f"and A the entry ${one[1][1]}$, and ${two[1][1]} - {one[1][1]} = {two[1][1] - one[1][1]}$.",
                wrong=[one[1][1] - two[1][1], one[1][1] + two[1][1], two[0][0] - one[0][0], two[1][1]])],
        givens=entries(one) | entries(two, "b"), figure=figure, upright=True, check=check, scale=False, quantities={
            "a12": places(1, 2, of=" of A")["a12"], "b12": places(1, 2, "b", " of B")["b12"]})


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

    sums = " + ".join(f"{u} \\times {v}" for u, v in zip(one, two))
    read_off = f"The roads from A form the row {listed(one)}, the roads to Z the column {listed(two)}. "
    roads = {name: Quantity("count", f"the number of roads from {way[0]} to {way[1]}", "roads")
             for name, way in (("a0", "AB"), ("a1", "AC"), ("z0", "BZ"), ("z1", "CZ"))}
    return Scene(
        f"There are {listed(one)} roads from A to the {n} middle towns, and {listed(two)} roads from these towns to Z, "
        "in the same order.", [
            ask("Product of Matrices", "Row times Column",
                "A number tells how many roads join two towns. How many ways lead from A over one middle town to "
                "Z?", total,
                f"{read_off}Over each middle town every road from A can be followed by every road to Z "
                f"(*Multiplication Principle of Counting*). By @ all ways are counted by the product of row and "
                f"column: ${sums} = {total}$.", also=("Multiplication Principle of Counting",),
                wrong=[sum(one) + sum(two), sum(one) * sum(two), prod(map(sum, zip(one, two))),
                       sum(map(int.__mul__, one, two[::-1]))]),
            ask("Product of Matrices", "Sizes that Fit",
                "The numbers at A form a row, the numbers at Z a column. How many entries does the product column "
                "times row have?", n * n,
                f"The figure shows ${n}$ middle towns. By @ a ${n} \\times 1$ matrix times a $1 \\times {n}$ matrix is "
                f"a ${n} \\times {n}$ matrix, which has ${n} \\times {n} = {n * n}$ entries.", wrong=[1, n, 2 * n]),
            ask("Basic Operations of Matrices", "Multiple of a Matrix",
                "A number tells how many roads join two towns. Every number of roads from A is tripled. How many "
                "ways lead from A over one middle town to Z then?", 3 * total,
                f"{read_off}By @ every entry of the row is tripled, and so is its product with the column (*Product of "
                f"Matrices*), which gives $3 \\times ({sums}) = {3 * total}$.", also=("Product of Matrices",),
                wrong=[total, 9 * total, total + 3, 3 * sum(one) + sum(two)])],
        givens={k: shown[k] for k in ("a0", "a1", "z0", "z1")}, fixed=(n, *one[2:], *two[2:]), figure=figure,
        check=check, scale=False, quantities=roads)


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
    shown = f"The figure gives $a = ({a[0]}, {a[1]})$ and $b = ({b[0]}, {b[1]})$. "
    plus, along = a[0] * b[1] + a[1] * b[0], a[0] * b[0] + a[1] * b[1]
    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Determinant of a Two by Two Matrix", "Diagonal Products",
                "The figure shows two vectors a and b. What is the determinant of the matrix with the first row a and "
                "the second row b?", d,
                f"{shown}By @ the determinant of these rows is ${line} = {d}$.", wrong=[-d, plus, along]),
            ask("Determinant of a Two by Two Matrix", "Determinant as an Area",
                "What is the area of the parallelogram on the two vectors?", abs(d),
                f"{shown}By @ the area is the absolute value of the determinant: $|{line}| = {abs(d)}$.",
                wrong=[abs(plus), frac(abs(d), 2), 2 * abs(d)]),
            ask("Determinant of a Two by Two Matrix", "Determinant of a Multiple",
                "What is the determinant of the matrix with the first row 3a and the second row 3b?", 9 * d,
                f"{shown}Both rows get the factor 3. By @ the determinant gets the factor $3^2$, so it is "
                f"$3^2 ({line}) = {9 * d}$.", wrong=[3 * d, 6 * d, -9 * d])],
        givens=names(a, b), figure=figure, upright=True, check=check, quantities=VECTORS,
        more=[lambda c, rng: c.line(a, b, kind="dash")])  # the diagonal a to b


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

    plus, minus = (" + ".join(map(times, lines)) for lines in (falling, rising))
    down, up = (sum(map(prod, lines)) for lines in (falling, rising))
    return Scene(
        f"A matrix A has the rows {said(rows)}.", [
            ask("Determinant of a Three by Three Matrix", "Rule of Sarrus",
                "A is a matrix with three rows. What is the determinant of A?", whole,
                f"By @ the products of the falling diagonals are added, ${plus} = {down}$, and those of the rising "
                f"diagonals too, ${minus} = {up}$. The determinant is the difference, ${down} - {num(up)} = {whole}$.",
                wrong=[-whole, down + up, down, a * minor, up, a * e * r]),
            ask("Determinant of a Three by Three Matrix", "Expansion along a Row",
                "The determinant of A is expanded along the first row. What is the first term, $a_{11} M_{11}$?",
                a * minor,
                f"By @ the minor $M_{{11}}$ is the determinant that is left without row 1 and column 1, "
                f"${num(e)} \\times {num(r)} - {num(f)} \\times {num(q)} = {minor}$ (*Determinant of a Two by Two "
                f"Matrix*). The entry $a_{{11}}$ is ${a}$, so the term is ${a} \\times {num(minor)} = {a * minor}$.",
                also=("Determinant of a Two by Two Matrix",), wrong=[minor, -a * minor, a * (e * r + f * q), whole]),
            ask("Determinant of a Three by Three Matrix", "Row Operations and Determinant",
                "The first two rows of A are swapped. What is the determinant then?", -whole,
                f"The determinant of A is ${plus} - ({minus}) = {whole}$. By @ a swap of two rows changes its sign: "
                f"$-1 \\times {num(whole)} = {-whole}$.", wrong=[whole, 2 * whole, down + up])],
        givens=entries(rows), figure=lambda c, g: card(c, filled(g, rows), "A"), upright=True, check=check,
        scale=False, quantities=places(3, 3))


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

    product_line = f"${num(a)} \\times {num(d)} - {num(b)} \\times {num(c1)} = {whole}$"
    shown = f"The matrix A has the determinant {product_line} (*Determinant of a Two by Two Matrix*). "
    also = ("Determinant of a Two by Two Matrix",)
    return Scene(
        f"A matrix A has the rows {said(rows)}.", [
            ask("Inverse of a Matrix", "Inverse of a Two by Two Matrix",
                "A is a matrix. What is the entry of the inverse of A in the first row and the second column?",
                frac(-b, whole),
                f"{shown}In the first row and the second column of A stands ${b}$. By @ the inverse has at this place "
                f"the opposite number divided by the determinant, $\\frac{{{-b}}}{{{whole}}} = {frac(-b, whole)}$.",
                also=also, wrong=[frac(b, whole), frac(-c1, whole), frac(1, b), frac(d, whole), -b]),
            ask("Inverse of a Matrix", "Product with the Inverse", "What is the determinant of the inverse of A?",
                frac(1, whole),
                f"{shown}By @ the product of A and its inverse is $E$, whose determinant is 1. So the determinants "
                f"have the product 1, and that of the inverse is $1 \\div {num(whole)} = {frac(1, whole)}$.",
                also=also, wrong=[whole, -whole, frac(-1, whole)]),
            ask("Determinant of a Two by Two Matrix", "Diagonal Products", "What is the determinant of the matrix A?",
                whole, f"By @ the product of the rising diagonal is taken from that of the falling one. With the "
                f"entries in the figure this is {product_line}.", wrong=[-whole, a * d + b * c1, a * b - c1 * d])],
        givens=entries(rows), figure=lambda c, g: card(c, filled(g, rows), "A"), upright=True, check=check,
        scale=False, quantities=places(2, 2))


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
    lines = [f"{x} \\times {num(a[i])} + {y} \\times {num(b[i])} = {image[i]}" for i in (0, 1)]
    return Scene(
        f"{start} Here a = {a} and b = {b}.", [
            ask("Linear Map of the Plane", "Image of a Point",
                f"{start} To which point does the map take ({{x}}, {{y}})?",
                spell(*image),
                f"The figure gives $a = ({a[0]}, {a[1]})$ and $b = ({b[0]}, {b[1]})$. By @ the image is ${x}$ times a "
                f"plus ${y}$ times b: ${lines[0]}$ and ${lines[1]}$, so it is ${spell(*image)}$.",
                wrong=[spell(x * a[0] + y * a[1], x * b[0] + y * b[1]), spell(y * a[0] + x * b[0], y * a[1] + x * b[1]),
                       spell(x * a[0], y * b[1]), spell(a[0] + b[0] + x, a[1] + b[1] + y)]),
            ask("Linear Map of the Plane", "Area Factor of a Map", f"{start} By which factor does it multiply "
                "areas?", d,
                f"The unit square becomes the parallelogram on a and b. By @ the factor is the absolute value of the "
                f"determinant, $|{num(a[0])} \\times {num(b[1])} - {num(b[0])} \\times {num(a[1])}| = {d}$ "
                "(*Determinant of a Two by Two Matrix*).", also=("Determinant of a Two by Two Matrix",),
                wrong=[abs(a[0] * b[1] + b[0] * a[1]), frac(d, 2), d * d]),
            ask("Linear Map of the Plane", "Columns Are Images",
                f"{start} What is the entry in the first row and the second column of its matrix?", b[0],
                f"By @ the second column of the matrix is b, the image of $(0, 1)$. In the figure $b = ({b[0]}, "
                f"{b[1]})$, so the entry in the first row is ${b[0]}$.", wrong=[a[1], b[1], a[0], -b[0]])],
        givens=dict(x=x, y=y, **names(a, b)), figure=figure, upright=True, check=check,
        quantities=VECTORS | {"x": Quantity("coordinate", "the x-coordinate of the given point"),
                              "y": Quantity("coordinate", "the y-coordinate of the given point")},
        more=[lambda c, rng: c.line((0, 0), (a[0] + b[0], a[1] + b[1]), kind="dash")])  # the image of (1, 1)


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

    rule = "All squares have the same value, and so have all discs. "
    shown = f"The first row says that {many(a, b)} are worth ${one}$, the second that {many(d, e)} are worth ${two}$. "
    found = f"${s} \\times {u} - {q} \\times {v} = {rest}$"
    return Scene(
        f"All squares have one value and all discs another. The first row holds {many(a, b)} and is worth {one}, the "
        f"second {many(d, e)} and is worth {two}.", [
            ask("Solving Linear Systems by Elimination", "Allowed Row Operations",
                rule + "What is the value of a square?", square,
                f"{shown}By @ multiples of the rows may be subtracted. ${s}$ times the {first} row less ${q}$ times "
                f"the {second} row leaves no discs: {found} for ${s} \\times {p} - {q} \\times {r} = {squares}$ "
                f"square{'s' * (squares > 1)}. So a square is worth ${rest} \\div {squares} = {square}$.",
                wrong=[disc, frac(one, a + b), frac(abs(two - one), max(1, abs(d - a))), square + disc, square + 1]),
            ask("Solving Linear Systems by Elimination", "Back Substitution",
                rule + "What is the value of a disc?", disc,
                f"{shown}${s}$ times the {first} row less ${q}$ times the {second} row leaves no discs, so a square is "
                f"worth $({s} \\times {u} - {q} \\times {v}) \\div {squares} = {square}$. By @ this is put into the "
                f"first row: a disc is worth $({one} - {a} \\times {square}) \\div {b} = {disc}$.",
                wrong=[square, frac(one, a + b), disc + 1, square + disc]),
            ask("Linear System in Several Unknowns", "Coefficient Matrix",
                "Each row is an equation for the value of a square and the value of a disc, in this order. What is "
                "the determinant of the coefficient matrix?", whole,
                f"The first row holds {many(a, b)}, the second {many(d, e)}. By @ the rows of the matrix are "
                f"$({a}, {b})$ and $({d}, {e})$, so its determinant is ${a} \\times {e} - {b} \\times {d} = {whole}$ "
                "(*Determinant of a Two by Two Matrix*).", also=("Determinant of a Two by Two Matrix",),
                wrong=[-whole, a * e + b * d, a * d - b * e])],
        givens=dict(one=one, two=two), fixed=(a, b, d, e), figure=figure, upright=True, check=check, scale=False,
        quantities={"one": Quantity("number", "the value of the first row"),
                    "two": Quantity("number", "the value of the second row")})


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

    shown = f"The determinant of the system is ${a} \\times {e} - {b} \\times {d} = {whole}$ (*Determinant of a Two " \
            "by Two Matrix*). "
    also, system = ("Determinant of a Two by Two Matrix",), "Solve the system of equations. "
    terms = [(f"the coefficient of {letter}" if letter else "the right side") + f" in the {number} equation"
             for number in ("first", "second") for letter in ("x", "y", "")]
    return Scene(
        f"A system consists of the equations {a}x + {b}y = {s} and {d}x + {e}y = {t}.", [
            ask("Cramer's Rule", "Cramer for Two Unknowns", system + "What is the value of x?", x,
                f"{shown}By @ the right sides take the place of the coefficients of x, which gives "
                f"${num(s)} \\times {e} - {b} \\times {num(t)} = {first}$, and x is the quotient of both numbers, "
                f"${first} \\div {num(whole)} = {x}$.", also=also, wrong=[y, -x, first, x + 1, x - 1]),
            ask("Cramer's Rule", "Column Replaced by the Right Side", system + "What is the value of y?", y,
                f"{shown}By @ the right sides take the place of the second column, which gives "
                f"${a} \\times {num(t)} - {num(s)} \\times {d} = {second}$, and y is the quotient of both numbers, "
                f"${second} \\div {num(whole)} = {y}$.", also=also, wrong=[x, -y, second, y + 1, y - 1]),
            ask("Matrix Form of a Linear System", "System as One Equation",
                "What is the determinant of the coefficient matrix of the system?", whole,
                f"By @ the coefficient matrix has the rows $({a}, {b})$ and $({d}, {e})$. Its determinant is "
                f"${a} \\times {e} - {b} \\times {d} = {whole}$ (*Determinant of a Two by Two Matrix*).", also=also,
                wrong=[-whole, a * e + b * d, a * b - d * e])],
        givens=dict(a=a, b=b, s=s, d=d, e=e, t=t), figure=figure, upright=True, check=check, scale=False,
        quantities={name: Quantity("coefficient", phrase) for name, phrase in zip("absdet", terms)})
