"""Expressions, powers and roots: area models of products, number machines, rods, squares, a number line."""
from math import isqrt, sqrt

from ..canvas import area
from ..pieces import tape
from ..tools import Scene, ask, frac, program, root, signed

EVALUATION = "Evaluation of an Algebraic Expression"


def box(c, x, y, wide, tall, text="", accent=False):
    """A rectangle with its lower left corner at (x, y) and a text in its middle."""
    c.polygon((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), accent=accent)
    if text:
        c.text((x + wide / 2, y + tall / 2), text)


def machine(c, start, steps, end):
    """A chain: circle, boxes with an operation each, circle; the texts of the circles may be empty."""
    c.without |= {"shapes", "line"}
    c.circle((0, 0), 3, fill=False)
    c.text((0, 0), start)
    x = 3
    for text in steps:
        c.arrow((x, 0), (x + 3, 0))
        box(c, x + 3, -3, 8, 6, text, accent=True)
        x += 11
    c.arrow((x, 0), (x + 3, 0))
    c.circle((x + 6, 0), 3, fill=False)
    c.text((x + 6, 0), end)


def run(c, number):
    """What the drawn machine makes of a number, from the texts in its boxes."""
    for text in c.texts():
        if text[0] in "×+−" and text[1:2] == " ":
            n = int(text[2:])
            number = {"×": number * n, "+": number + n, "−": number - n}[text[0]]
    return number


# ------------------------------------------------------------------------------------------------------ expressions
@program("Expanding Brackets")
def area_model(rng):
    a, b, x = rng.randint(2, 12), rng.randint(2, 12), rng.randint(7, 13)
    while a == b:
        b = rng.randint(2, 12)

    def figure(c, g):
        c.without = {"hatch", "line"}
        w, h, mid = x + a, x + b, ((x + a) / 2, (x + b) / 2)
        c.polygon((0, 0), (w, 0), (w, h), (0, h))
        c.polygon((x, 0), (w, 0), (w, b), (x, b), accent=True)
        c.line((x, b), (x, h))
        c.line((0, b), (x, b))
        c.side((0, h), (x, h), "x", mid)
        c.side((x, h), (w, h), g["a"], mid)
        c.side((0, b), (0, h), "x", mid)
        c.side((0, 0), (0, b), g["b"], mid)

    def check(c):
        dark = c.polygons[1]
        a, b = c.numbers()
        return lambda x: (x + a) * (x + b), area(dark), lambda x: b * (x + a)

    return Scene(
        f"A rectangle is made of a square with the side x, a strip of width {a} on its right and a strip of height {b} "
        f"below; a dark rectangle {a} wide and {b} high fills the corner between the strips.", [
            ask("Expanding Brackets", "Product of Two Linear Factors",
                "What is the area of the whole rectangle, expanded as a polynomial in $x$?",
                f"x^2 + {a + b}x + {a * b}",
                f"the sides are $x + {a}$ and $x + {b}$, so the area is $(x + {a})(x + {b}) = x^2 + ({a} + {b})x + "
                f"{a} \\cdot {b}$, where ${a} + {b} = {a + b}$ and ${a} \\cdot {b} = {a * b}$."),
            ask("Expanding Brackets", "Rectangle as a Picture of a Product",
                "What is the area of the dark part of the rectangle?", a * b,
                f"the dark part has the sides ${a}$ and ${b}$, so its area is ${a} \\cdot {b} = {a * b}$."),
            ask("Expanding Brackets", "Factor times a Sum",
                "What is the area of the whole lower strip, dark part included, expanded as a polynomial in $x$?",
                f"{b}x + {a * b}",
                f"the strip is $x + {a}$ wide and ${b}$ high, so its area is ${b}(x + {a}) = {b}x + {a * b}$, since "
                f"${b} \\cdot {a} = {a * b}$.")],
        [("A square flower bed with the side x metres is enlarged to the whole rectangle; lengths are in metres.",
          "What is the new area of the bed in square metres, expanded as a polynomial in $x$?"),
         ("A floor plan shows four rooms that meet at a point; lengths are in metres and one room is a square.",
          "What is the floor area of all four rooms in square metres, expanded as a polynomial in $x$?"),
         ("The figure is an area model of a product of two brackets.",
          "Which polynomial in $x$ is the expanded product?")],
        dict(a=a, b=b), fixed=(x,), figure=figure, check=check)


@program(EVALUATION)
def number_machine(rng):
    a, b, n, plus = rng.randint(2, 9), rng.randint(2, 20), rng.randint(3, 15), rng.choice((1, -1))
    while a * n + plus * b < 1:  # a price, a score
        a, b, n = rng.randint(2, 9), rng.randint(2, 20), rng.randint(3, 15)
    out = a * n + plus * b
    tail = signed(plus * b)

    def figure(c, g):
        machine(c, "x", ["× " + g["a"], ("+ " if plus > 0 else "− ") + g["b"]], "?")

    return Scene(
        f"A machine multiplies a number by {a} and then {'adds' if plus > 0 else 'subtracts'} {b}.", [
            ask(EVALUATION, "Substituting a Value", "The number {n} goes into the machine. Which number comes out?",
                out, f"for $x = {n}$ the expression ${a}x {tail}$ has the value ${a} \\cdot {n} {tail} = {out}$."),
            ask(EVALUATION, "Brackets around Negative Values",
                "The number $-2$ goes into the machine. Which number comes out?", -2 * a + plus * b,
                f"for $x = -2$ the expression ${a}x {tail}$ has the value ${a} \\cdot (-2) {tail} = "
                f"{-2 * a + plus * b}$."),
            ask("Algebraic Expression", "Translating Words into Symbols",
                "A number $x$ goes into the machine. Which expression in $x$ comes out?", f"{a}x {tail}",
                f"the machine first multiplies by ${a}$ and then {'adds' if plus > 0 else 'subtracts'} ${b}$, which "
                f"makes ${a}x {tail}$.")],
        [("A shop works out a price in euros with the machine in the figure: x is the number of prints ordered.",
          "What is the price in euros for {n} prints?"),
         ("A computer game turns the number x of stars into points by the machine in the figure.",
          "How many points are {n} stars worth?"),
         ("The figure shows the steps of a calculation with a number x.", "What is the result for $x = {n}$?")],
        dict(a=a, b=b, n=n), fixed=(plus,), figure=figure, upright=True,
        check=lambda c: (run(c, n), run(c, -2), lambda x: run(c, x)), scale=False)


@program("Like Terms")
def rods(rng):
    k, m, a, b, x = rng.randint(1, 4), rng.randint(1, 4), rng.randint(2, 15), rng.randint(2, 15), rng.randint(5, 9)
    one, two = ("" if v == 1 else str(v) for v in (k, m))
    both = k + m

    def figure(c, g):
        c.without = {"shapes", "line", "hatch"}
        widths = [max(v, 5) for v in (k * x, a, b, m * x)]
        tape(c, widths[:2], [one + "x", g["a"]], 5, 3.5, accent=[0])
        tape(c, widths[2:], [g["b"], two + "x"], 0, 3.5, accent=[1])

    def check(c):
        def value(x):
            return sum(int(t) if t.isdigit() else int(t[:-1] or 1) * x for t in c.texts())
        return value, lambda x: value(x) - value(0), value(10)

    return Scene(
        f"Four rods have the lengths {one}x, {a}, {b} and {two}x.", [
            ask("Like Terms", "Combining Like Terms",
                "What is the total length of the four rods, as a simplified expression in $x$?", f"{both}x + {a + b}",
                f"${one}x + {a} + {b} + {two}x = {both}x + {a + b}$, since the terms with $x$ have the coefficients "
                f"${k} + {m} = {both}$ and the numbers are ${a} + {b} = {a + b}$."),
            ask("Like Terms", "Same Variable Part",
                "What is the total length of the dark rods, as a simplified expression in $x$?", f"{both}x",
                f"${one}x$ and ${two}x$ have the same variable part $x$; their coefficients are ${k} + {m} = {both}$, "
                f"so together they are ${both}x$."),
            ask(EVALUATION, "Evaluating after Simplifying", "How long are the four rods together if $x = 10$?",
                both * 10 + a + b, f"the simplified sum ${both}x + {a + b}$ has the value "
                f"${both} \\cdot 10 + {a + b} = {both * 10 + a + b}$.")],
        [("A plumber joins the four pipes in the figure to one line; lengths are in decimetres.",
          "How many decimetres long is the line, as a simplified expression in $x$?"),
         ("A hiker walks the four sections in the figure one after the other; lengths are in kilometres.",
          "How many kilometres does the hiker walk, as a simplified expression in $x$?"),
         ("The bars in the figure stand for the terms of a sum.",
          "What is the sum, as a simplified expression in $x$?")],
        dict(a=a, b=b), fixed=(k, m, x), figure=figure, upright=True, check=check, scale=False)


@program("Multiplication Formulas")
def cut_square(rng):
    a = rng.randint(6, 30)
    b = rng.randint(a * 3 // 10 + 1, a * 7 // 10)

    def figure(c, g):
        c.without = {"dashed", "line", "shapes"}  # the missing piece is drawn dashed
        mid = (a / 2, a / 2)
        c.polygon((0, 0), (a, 0), (a, a - b), (a - b, a - b), (a - b, a), (0, a), accent=True)
        c.line((a - b, a), (a, a), (a, a - b), kind="dash")
        c.side((0, 0), (a, 0), g["a"], mid)
        c.side((a, a - b), (a, a), g["b"], mid)
        for p, q, r in (((0, 0), (a, 0), (0, a)), ((a, 0), (0, 0), (a, a)), ((a, a), (a - b, a), (a, a - b))):
            c.right(p, q, r)

    def check(c):
        p = c.polygons[0]
        wide, rest = p[1][0] - p[0][0], p[4][0] - p[5][0]
        return area(p), rest * rest, (2 * wide - rest) ** 2

    return Scene(
        f"From a square with the side {a} a smaller square with the side {b} is cut away at a corner; the rest is "
        "shaded.", [
            ask("Multiplication Formulas", "Difference of Two Squares",
                "A small square is cut away from a corner of a large square. What is the area of the shaded rest?",
                a * a - b * b, f"${a}^2 - {b}^2 = ({a} + {b})({a} - {b}) = {a + b} \\cdot {a - b} = {a * a - b * b}$."),
            ask("Multiplication Formulas", "Square of a Difference",
                "A small square is cut away from a corner of a large square. What is the area of a square whose side "
                "is the difference of the two labelled lengths?", (a - b) ** 2,
                f"$({a} - {b})^2 = {a}^2 - 2 \\cdot {a} \\cdot {b} + {b}^2 = {(a - b) ** 2}$."),
            ask("Multiplication Formulas", "Square of a Sum",
                "A small square is cut away from a corner of a large square. What is the area of a square whose side "
                "is the sum of the two labelled lengths?", (a + b) ** 2,
                f"$({a} + {b})^2 = {a}^2 + 2 \\cdot {a} \\cdot {b} + {b}^2 = {(a + b) ** 2}$.")],
        [("A square courtyard has a square fountain in one corner, drawn dashed; the shaded rest is paved. Lengths are "
          "in metres.", "How many square metres are paved?"),
         ("A square sheet of metal loses a square piece at one corner, drawn dashed. Lengths are in centimetres.",
          "How many square centimetres of metal are left?"),
         ("A square field has a square pond in one corner, drawn dashed. Lengths are in metres.",
          "How many square metres of the field are land?")],
        dict(a=a, b=b), figure=figure, check=check)


@program("Factoring Polynomials")
def tile_areas(rng):
    m, n, x = rng.randint(2, 12), rng.randint(2, 12), rng.randint(8, 12)
    while m == n:
        n = rng.randint(2, 12)
    big = max(m, n)

    def figure(c, g):
        c.without = {"hatch", "shapes", "line"}
        wide, tall = max(n, 5), max(m, 5)
        if n > m:
            wide = max(wide, tall + 1)
        elif m > n:
            tall = max(tall, wide + 1)
        box(c, 0, tall, x, x, "x²", accent=True)
        box(c, x, tall, wide, x, g["n"] + "x")
        box(c, 0, 0, x, tall, g["m"] + "x")
        box(c, x, 0, wide, tall, "?")

    def check(c):
        m, n = (int(t[:-1]) for t in sorted(t for t in c.texts() if t[-1] == "x"))
        return lambda x: x + max(m, n), m * n, lambda x: sum([x * x, m * x, n * x, m * n])

    return Scene(
        f"A rectangle is cut into four tiles: a dark square labelled x^2, beside it a tile labelled {n}x, below it a "
        f"tile labelled {m}x, and a fourth tile in the corner between them.", [
            ask("Factoring Polynomials", "Taking out a Common Factor",
                "The labels are the areas of the tiles, and the dark tile is a square. How long is the longer side of "
                "the whole rectangle, in terms of $x$?", f"x + {big}",
                f"the dark tile and the tile ${big}x$ form a strip with the area $x^2 + {big}x = x(x + {big})$, so its "
                f"length is $x + {big}$; the other side is only $x + {min(m, n)}$ as ${min(m, n)} < {big}$."),
            ask("Factoring Polynomials", "Factoring a Quadratic Trinomial",
                "The labels are the areas of the tiles, and the dark tile is a square. What is the area of the tile "
                "marked with the question mark?", m * n,
                f"the whole is $(x + {m})(x + {n}) = x^2 + {m + n}x + {m * n}$, so the missing tile has the area "
                f"${m} \\cdot {n} = {m * n}$."),
            ask("Expanding Brackets", "Product of Two Linear Factors",
                "The labels are the areas of the tiles, and the dark tile is a square. What is the area of the whole "
                "rectangle, expanded as a polynomial in $x$?", f"x^2 + {m + n}x + {m * n}",
                f"$(x + {m})(x + {n}) = x^2 + {m + n}x + {m * n}$ with ${m} + {n} = {m + n}$ and "
                f"${m} \\cdot {n} = {m * n}$.")],
        [("A garden consists of four beds; the labels are their areas in square metres, and the dark bed is a square.",
          "How many metres long is the longer side of the garden, in terms of $x$?"),
         ("A window has four panes; the labels are their areas in square decimetres, and the dark pane is a square.",
          "How many decimetres long is the longer side of the window, in terms of $x$?"),
         ("Algebra tiles are laid to a rectangle; the labels are areas, and the dark tile is a square.",
          "How long is the longer side of the rectangle, in terms of $x$?")],
        dict(m=m, n=n), fixed=(x,), figure=figure, upright=True, check=check, scale=False)


# --------------------------------------------------------------------------------------------------------- powers
@program("Powers and Exponents")
def branching(rng):
    m, k = rng.choice([(m, 2) for m in range(1, 6)] + [(m, 3) for m in range(1, 4)] + [(1, 4), (2, 4), (1, 5)])
    n = rng.randint(3, 9)

    def figure(c, g):
        c.without = {"shapes", "line", "dashed"}
        rows = m * k * k
        for i in range(m):
            start = (0, (i + 0.5) * k * k)
            c.dot(start)
            for j in range(k):
                knot = (rows * 0.42, start[1] + (j - (k - 1) / 2) * k)
                c.line(start, knot)
                c.dot(knot)
                for h in range(k):
                    end = (rows * 0.84, knot[1] + h - (k - 1) / 2)
                    c.line(knot, end)
                    c.dot(end)
        for stage in range(3):
            c.text((rows * 0.42 * stage, -0.09 * rows), str(stage), small=True)
        c.strokes.append(([(0, -0.1 * rows), (rows * 0.84, -0.1 * rows)], "none"))

    def check(c):
        left, right = min(x for x, _ in c.dots), max(x for x, _ in c.dots)
        first, last = (sum(abs(x - at) < 1e-6 for x, _ in c.dots) for at in (left, right))
        grow = round(sqrt(last / first))
        count = first
        for _ in range(n):
            count = sum([grow] * count)
        return count, round((last / first) ** 1.5), len(c.dots)

    return Scene(
        f"A drawing shows the stages 0, 1 and 2 of a pattern, with these numbers below. Stage 0 has {m} "
        f"dot{'s' * (m > 1)}, and from each dot lines lead to {k} new dots of the next stage.", [
            ask("Powers and Exponents", "Power as Repeated Multiplication",
                "The numbers below are stages, and the pattern goes on in the same way. How many dots are there at "
                "stage {n}?", m * k ** n,
                f"every stage has ${k}$ times as many dots as the one before, so stage ${n}$ has "
                f"${m} \\cdot {k}^{n} = {m * k ** n}$ dots."),
            ask("Powers and Exponents", "Product of Powers",
                "The numbers below are stages, and the pattern goes on in the same way. Stage 7 has how many times as "
                "many dots as stage 4?", k ** 3,
                f"stage 4 has ${m} \\cdot {k}^4$ dots and stage 7 has ${m} \\cdot {k}^7 = {m} \\cdot {k}^4 \\cdot "
                f"{k}^3$ dots, so the factor is ${k}^3 = {k ** 3}$."),
            ask(EVALUATION, "Order of Steps in an Evaluation",
                "How many dots are drawn in the figure?", m * (1 + k + k * k),
                f"the three stages have ${m} + {m} \\cdot {k} + {m} \\cdot {k}^2 = {m * (1 + k + k * k)}$ dots.")],
        [("A message spreads: every person, drawn as a dot, tells it to the same number of new people in the next "
          "hour. The numbers below are hours.", "How many people hear it for the first time in hour {n}?"),
         ("In a computer every task, drawn as a dot, starts the same number of new tasks in the next second. The "
          "numbers below are seconds.", "How many new tasks start in second {n}?"),
         ("The numbers of dots at the stages 0, 1, 2 in the figure are the first terms of a sequence, and each term "
          "is the same multiple of the term before.", "How many dots belong to stage {n}?")],
        dict(n=n), fixed=(m, k), figure=figure, upright=True, check=check, scale=False)


@program("Square Roots")
def equal_areas(rng):
    a, b = rng.randint(2, 24), rng.randint(2, 16)
    while not 1.3 * b < a < 5 * b:
        a, b = rng.randint(2, 24), rng.randint(2, 16)
    s, exact = sqrt(a * b), root(a * b)
    k = isqrt(a * b)
    while a * b % (k * k):
        k -= 1
    inner = a * b // (k * k)
    say = "The square has the same area as the rectangle. "
    if inner == 1:
        end = f"$\\sqrt{{{a * b}}} = \\sqrt{{{k}^2}} = {k}$."
    elif k == 1:
        end = f"$\\sqrt{{{a * b}}}$, where ${a * b}$ has no square factor above 1."
    else:
        end = f"$\\sqrt{{{k}^2 \\cdot {inner}}} = \\sqrt{{{k}^2}} \\cdot \\sqrt{{{inner}}} = {exact}$."

    def figure(c, g):
        c.without = {"shapes"}
        c.polygon((0, 0), (a, 0), (a, b), (0, b))
        c.side((0, 0), (a, 0), g["a"], (a / 2, b))
        c.side((0, 0), (0, b), g["b"], (a, b / 2))
        low = b + 0.25 * a
        c.polygon((0, low), (s, low), (s, low + s), (0, low + s), accent=True)
        c.side((s, low), (s, low + s), "?", (0, low + s / 2))

    def check(c):
        side = c.polygons[1][1][0] - c.polygons[1][0][0]
        return side, 2 * side, round(area(c.polygons[0]) * 9) ** 0.5

    return Scene(
        f"A rectangle has the sides {a} and {b}, and a square has the same area.", [
            ask("Square Roots", "Root of a Product",
                say + "How long is a side of the square? Give the exact value.", exact,
                f"the area is ${a} \\cdot {b} = {a * b}$ and a side is its root, {end}"),
            ask("Square Roots", "Taking out Square Factors",
                say + "How long is a side of a square with four times this area? Give the exact value.",
                root(4 * a * b),
                f"$\\sqrt{{4 \\cdot {a * b}}} = 2\\sqrt{{{a * b}}} = {root(4 * a * b)}$."),
            ask("Square Roots", "Meaning of the Square Root",
                say + "Which positive number has a square that is nine times this area? Give the exact value.",
                root(9 * a * b),
                f"nine times the area is $9 \\cdot {a * b} = {9 * a * b}$, and the positive number with this square is "
                f"$\\sqrt{{{9 * a * b}}} = {root(9 * a * b)}$.")],
        [("A rectangular plot is exchanged for a square plot of the same area. Lengths are in metres.",
          "How many metres long is a side of the square plot? Give the exact value."),
         ("A rectangular tablecloth is cut and sewn to a square one, without loss. Lengths are in decimetres.",
          "How many decimetres long is a side of the square? Give the exact value."),
         ("A rectangular piece of dough is kneaded into a square one of equal area. Lengths are in centimetres.",
          "How many centimetres long is a side of the square? Give the exact value.")],
        dict(a=a, b=b), figure=figure, check=check)


@program("Operations with Radicals")
def square_row(rng):
    m, a, b = rng.choice([2, 3, 5, 6, 7]), rng.randint(2, 8), rng.randint(1, 6)
    while not (b < a <= 4 * b and m * a * a <= 320):
        a, b = rng.randint(2, 8), rng.randint(1, 6)
    big, small = m * a * a, m * b * b

    def figure(c, g):
        c.without = {"hatch", "shapes", "line"}
        c.line((-0.2 * a, 0), (1.2 * a + b, 0))
        box(c, 0, 0, a, a, g["big"])
        box(c, a, 0, b, b, g["small"])

    def check(c):
        sides = [(p[1][0] - p[0][0]) for p in c.polygons]
        unit = sqrt(c.numbers()[0]) / sides[0]
        return unit * sum(sides), sides[0] / sides[1], sqrt(c.numbers()[0])

    return Scene(
        f"Two squares with the numbers {big} and {small} in them stand side by side on a line.", [
            ask("Operations with Radicals", "Adding Like Radicals",
                "The numbers are the areas of the two squares. How wide are the squares together along the line on "
                "which they stand? Give the exact value.", f"{a + b}\\sqrt{{{m}}}",
                f"the sides are $\\sqrt{{{big}}} = {root(big)}$ and $\\sqrt{{{small}}}$, which is ${root(small)}$; "
                f"together ${root(big)} + {root(small)} = {a + b}\\sqrt{{{m}}}$."),
            ask("Operations with Radicals", "Quotient of Roots",
                "The numbers are the areas of the two squares. How many times as long as a side of the small square is "
                "a side of the large one?", frac(a, b),
                f"$\\frac{{\\sqrt{{{big}}}}}{{\\sqrt{{{small}}}}} = \\sqrt{{{frac(big, small)}}} = {frac(a, b)}$."),
            ask("Square Roots", "Taking out Square Factors",
                "The numbers are the areas of the two squares. What is the exact length of a side of the large "
                "square?", root(big),
                f"$\\sqrt{{{big}}} = \\sqrt{{{a}^2 \\cdot {m}}} = {root(big)}$.")],
        [("Two square tiles stand side by side on a shelf; the numbers are their areas in square centimetres.",
          "How many centimetres of the shelf do they take up? Give the exact value."),
         ("Two square gardens lie side by side along a road; the numbers are their areas in square metres.",
          "How many metres of the road do they take up? Give the exact value."),
         ("Two square windows stand on one sill; the numbers are their areas in square decimetres.",
          "How many decimetres wide are both together? Give the exact value.")],
        dict(big=big, small=small), figure=figure, upright=True, check=check, scale=False)


@program("Absolute Value")
def number_line_gap(rng):
    a, b = rng.randint(2, 40), rng.randint(2, 40)
    while not 0.25 < a / b < 4:
        a, b = rng.randint(2, 40), rng.randint(2, 40)

    def figure(c, g):
        c.without = {"mirror", "turn", "line"}
        pad, tick = (a + b) * 0.1, (a + b) * 0.02
        c.arrow((-a - pad, 0), (b + pad * 1.5, 0))
        for v, text, name in ((-a, "−" + g["a"], "A"), (0, "0", ""), (b, g["b"], "B")):
            c.line((v, -tick), (v, tick))
            c.corner((v, -tick), text, (v, 1))
            if name:
                c.dot((v, 0))
                c.corner((v, tick), name, (v, -1))

    def check(c):
        p, q = c.dots
        return q[0] - p[0], max(p[0], -p[0]), 2 * p[0] - q[0]

    return Scene(
        f"On a number line A lies at -{a} and B at {b}.", [
            ask("Absolute Value", "Distance between Two Numbers", "How far apart are the points A and B?", a + b,
                f"the distance is $|{b} - (-{a})| = {a + b}$."),
            ask("Absolute Value", "Distance from Zero", "What is the absolute value of the number at A?", a,
                f"$|-{a}| = {a}$, the distance of A from 0."),
            ask("Absolute Value", "Equation with an Absolute Value",
                "Which number other than that of B has the same distance from A as B has?", -2 * a - b,
                f"the distance is ${a + b}$, and $|x + {a}| = {a + b}$ has the solutions $x = {b}$ and "
                f"$x = -{a} - {a + b} = {-2 * a - b}$.")],
        [("The line is a scale of heights in metres with the sea level at 0: A is a diver and B a gull.",
          "How many metres lie between the diver and the gull?"),
         ("The line is a temperature scale in degrees: A is the temperature in a cold store and B the one outside.",
          "By how many degrees do they differ?"),
         ("The line shows the balance of an account in euros: A is its lowest and B its highest value in a month.",
          "By how many euros do they differ?")],
        dict(a=a, b=b), figure=figure, upright=True, check=check)
