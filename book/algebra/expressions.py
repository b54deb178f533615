"""Expressions, powers and roots: area models of products, number machines, rods, squares, a number line."""
from math import isqrt, sqrt

from ..additions import lines
from ..canvas import area
from ..pieces import tape
from ..tools import Quantity, Scene, ask, frac, program, root, signed

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


def dashed_diagonal(c, rng):
    """For node y: a diagonal of the square in the upper left corner of an area model."""
    whole, dark = c.polygons[:2]
    c.line((0, dark[2][1]), (dark[0][0], whole[2][1]), kind="dash")


def diagonal(c, rng):
    """For node y: a diagonal of the first rectangle."""
    c.line(c.polygons[0][0], c.polygons[0][2], kind="dash")


def disc_in_square(c, rng):
    """For node y: the circle that touches the sides of the first square."""
    (x0, y0), _, (x1, _) = c.polygons[0][:3]
    c.ring(((x0 + x1) / 2, y0 + (x1 - x0) / 2), (x1 - x0) / 2, kind="thin")


def level_ends(c, rng):
    """For node y: dashed lines from the ends of the upper row of rods down to the lower row, to compare them."""
    upper, lower = ([x for p in c.polygons for x, y in p if (y > 4) == high] for high in (True, False))
    for x in (min(upper), min(max(upper), max(lower))):
        c.line((x, 5), (x, 3.5), kind="dash")


def whole_machine(c, rng):
    """For node y: a frame around the two boxes of a machine, which together are a machine again."""
    c.line((4.5, -4), (26.5, -4), (26.5, 4), (4.5, 4), (4.5, -4), kind="dash")


def run(c, number):
    """What the drawn machine makes of a number, from the texts in its boxes."""
    for text in c.texts():
        if text[0] in "×+−" and text[1:2] == " ":
            n = int(text[2:])
            number = {"×": number * n, "+": number + n, "−": number - n}[text[0]]
    return number


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

    shown = f"The figure shows that the rectangle is $x + {a}$ wide and $x + {b}$ high"
    return Scene(
        f"A rectangle is made of a square with the side x, a strip of width {a} on its right and a strip of height {b} "
        f"below; a dark rectangle {a} wide and {b} high fills the corner between the strips.", [
            ask("Expanding Brackets", "Product of Two Linear Factors",
                "What is the area of the whole rectangle, expanded as a polynomial in $x$?",
                f"x^2 + {a + b}x + {a * b}",
                f"{shown}, so its area is $(x + {a})(x + {b})$ (*Area of a Rectangle*). By @ this is "
                f"$x^2 + ({a} + {b})x + {a} \\cdot {b} = x^2 + {a + b}x + {a * b}$, since ${a} + {b} = {a + b}$ and "
                f"${a} \\cdot {b} = {a * b}$.", also=("Area of a Rectangle",),
                wrong=[f"x^2 + {a * b}", f"x^2 + {a * b}x + {a + b}", f"2x + {a + b}"]),
            ask("Expanding Brackets", "Rectangle as a Picture of a Product",
                "What is the area of the dark part of the rectangle?", a * b,
                f"{shown}. By @ it falls into four parts, and the dark one stands for the product of the numbers: "
                f"${a} \\cdot {b} = {a * b}$.", wrong=[a + b, 2 * (a + b), a * a]),
            ask("Expanding Brackets", "Factor times a Sum",
                "What is the area of the whole lower strip, dark part included, expanded as a polynomial in $x$?",
                f"{b}x + {a * b}",
                f"The lower strip is $x + {a}$ wide and ${b}$ high, so its area is ${b}(x + {a})$ (*Area of a "
                f"Rectangle*). By @ this is ${b}x + {a * b}$, since ${b} \\cdot {a} = {a * b}$.",
                also=("Area of a Rectangle",), wrong=[f"{b}x + {a}", f"{b}x + {a + b}", f"{a}x + {a * b}"])],
        givens=dict(a=a, b=b), fixed=(x,), figure=figure, check=check, scale=False, more=[dashed_diagonal],
        quantities={"a": Quantity("measure", "the width of the strip on the right"),
                    "b": Quantity("measure", "the height of the strip below")})


@program(EVALUATION)
def number_machine(rng):
    a, b, n, plus = rng.randint(2, 9), rng.randint(2, 20), rng.randint(3, 15), rng.choice((1, -1))
    while a * n + plus * b < 1:  # a price, a score
        a, b, n = rng.randint(2, 9), rng.randint(2, 20), rng.randint(3, 15)
    out = a * n + plus * b
    tail = signed(plus * b)

    def figure(c, g):
        first = "" if c.asked in (0, 1) else "x"  # the number is told, and has another letter
        machine(c, first, ["× " + g["a"], ("+ " if plus > 0 else "− ") + g["b"]], "?")

    does = f"The machine multiplies by ${a}$ and then {'adds' if plus > 0 else 'subtracts'} ${b}$"
    also = ("Algebraic Expression",)
    low = -2 * a + plus * b
    return Scene(
        f"A machine multiplies a number by {a} and then {'adds' if plus > 0 else 'subtracts'} {b}.", [
            ask(EVALUATION, "Substituting a Value", "The number {n} goes into the machine. Which number comes out?",
                out, f"{does}, so $x$ becomes ${a}x {tail}$ (*Algebraic Expression*). By @ the value for $x = {n}$ is "
                f"${a} \\cdot {n} {tail} = {out}$.",
                also=also, wrong=[a * n - plus * b, a * (n + plus * b), a + n + plus * b, a * n]),
            ask(EVALUATION, "Brackets around Negative Values",
                "The number $-2$ goes into the machine. Which number comes out?", low,
                f"{does}, so $x$ becomes ${a}x {tail}$ (*Algebraic Expression*). By @ the value for $x = -2$ is "
                f"${a} \\cdot (-2) {tail} = {low}$.", also=also, wrong=[2 * a + plus * b, low + 4, -low]),
            ask("Algebraic Expression", "Translating Words into Symbols",
                "A number $x$ goes into the machine. Which expression in $x$ comes out?", f"{a}x {tail}",
                f"{does}. By @ this is written ${a}x {tail}$, with the multiplication first.",
                wrong=[f"{b}x {signed(plus * a)}", f"{a}(x {tail})", f"x {signed(a + plus * b)}"])],
        givens=dict(a=a, b=b, n=n, sign=plus), figure=figure, upright=True,
        check=lambda c: (run(c, n), run(c, -2), lambda x: run(c, x)), scale=False, quantities={
            "a": Quantity("number", "the factor in the machine"),
            "b": Quantity("number", f"the number that the machine {'adds' if plus > 0 else 'subtracts'}"),
            "n": Quantity("number", "the number that goes in")}, more=[whole_machine])


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

    shown = f"The rods have the lengths ${one}x$, ${a}$, ${b}$ and ${two}x$. "
    return Scene(
        f"Four rods have the lengths {one}x, {a}, {b} and {two}x.", [
            ask("Like Terms", "Combining Like Terms",
                "Four rods lie in two rows. What is the total length of the rods, as a simplified expression in $x$?",
                f"{both}x + {a + b}",
                f"{shown}By @ the terms with $x$ are added by their coefficients, ${k} + {m} = {both}$, and the plain "
                f"numbers give ${a} + {b} = {a + b}$. So the total length is ${both}x + {a + b}$.",
                wrong=[f"{both + a + b}x", f"{both}x^2 + {a + b}", f"{k * m}x + {a + b}", f"{a + b}x + {both}"]),
            ask("Like Terms", "Same Variable Part",
                "What is the total length of the dark rods, as a simplified expression in $x$?", f"{both}x",
                f"The dark rods have the lengths ${one}x$ and ${two}x$. By @ they are alike, so only the coefficients "
                f"are added: ${k} + {m} = {both}$. Together the dark rods are ${both}x$ long.",
                wrong=[f"{both}x^2", f"{k * m}x^2", f"{both} + x"]),
            ask(EVALUATION, "Evaluating after Simplifying", "How long are the four rods together if $x = 10$?",
                both * 10 + a + b,
                f"{shown}Together they are ${both}x + {a + b}$ long (*Like Terms*). By @ the value for $x = 10$ is "
                f"${both} \\cdot 10 + {a + b} = {both * 10 + a + b}$.", also=("Like Terms",),
                wrong=[both + 10 + a + b, both * 10, both * 10 + a])],
        givens=dict(a=a, b=b, k=k, m=m), fixed=(x,), figure=figure, upright=True, check=check, scale=False,
        more=[level_ends], quantities={"a": Quantity("measure", "the length of the upper light rod"),
                    "b": Quantity("measure", "the length of the lower light rod")})


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

    say = "A small square is cut away from a corner of a large square. "
    shown = f"The large square has the side ${a}$ and the small one, drawn dashed, the side ${b}$. "
    return Scene(
        f"From a square with the side {a} a smaller square with the side {b} is cut away at a corner; the rest is "
        "shaded.", [
            ask("Multiplication Formulas", "Difference of Two Squares",
                say + "What is the area of the shaded rest?", a * a - b * b,
                f"{shown}The rest is the difference of their areas (*Area of a Square*). By @ it is "
                f"${a}^2 - {b}^2 = ({a} + {b})({a} - {b}) = {a + b} \\cdot {a - b} = {a * a - b * b}$.",
                also=("Area of a Square",), wrong=[(a - b) ** 2, a * a + b * b, 4 * (a - b), 2 * (a * a - b * b)]),
            ask("Multiplication Formulas", "Square of a Difference",
                say + "What is the area of a square whose side is the difference of the two labelled lengths?",
                (a - b) ** 2,
                f"{shown}The new square has the side ${a} - {b}$ (*Area of a Square*). By @ its area is "
                f"$({a} - {b})^2 = {a}^2 - 2 \\cdot {a} \\cdot {b} + {b}^2 = {(a - b) ** 2}$.",
                also=("Area of a Square",), wrong=[a * a - b * b, a * a + b * b, (a - b) * 2]),
            ask("Multiplication Formulas", "Square of a Sum",
                say + "What is the area of a square whose side is the sum of the two labelled lengths?", (a + b) ** 2,
                f"{shown}The new square has the side ${a} + {b}$ (*Area of a Square*). By @ its area is "
                f"$({a} + {b})^2 = {a}^2 + 2 \\cdot {a} \\cdot {b} + {b}^2 = {(a + b) ** 2}$.",
                also=("Area of a Square",), wrong=[a * a + b * b, a * a + a * b + b * b, 4 * (a + b)])],
        givens=dict(a=a, b=b), figure=figure, check=check, scale=False,
        more=[lines(((0, 0), (a - b, a - b)), ((a - b, a), (a, a - b)), kind="dash")],
        quantities={"a": Quantity("measure", "the side of the large square"),
                    "b": Quantity("measure", "the side of the small square")})


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
        box(c, x, 0, wide, tall, "?" if c.asked in (None, 1) else "")

    def check(c):
        m, n = (int(t[:-1]) for t in sorted(t for t in c.texts() if t[-1] == "x"))
        return lambda x: x + max(m, n), m * n, lambda x: sum([x * x, m * x, n * x, m * n])

    small, say = min(m, n), "The labels are the areas of the tiles, and the dark tile is a square. "
    shown = f"The areas of three tiles are $x^2$, ${n}x$ and ${m}x$. "
    return Scene(
        f"A rectangle is cut into four tiles: a dark square labelled x^2, beside it a tile labelled {n}x, below it a "
        f"tile labelled {m}x, and a fourth tile in the corner between them.", [
            ask("Factoring Polynomials", "Taking out a Common Factor",
                say + "How long is the longer side of the whole rectangle, in terms of $x$?", f"x + {big}",
                f"{shown}The dark tile and the tile ${big}x$ form a strip of the width $x$ along the longer side. By @ "
                f"its area is $x^2 + {big}x = x(x + {big})$, so it is $x + {big}$ long (*Area of a Rectangle*). The "
                f"other side is only $x + {small}$, since ${small} < {big}$.",
                also=("Area of a Rectangle",), wrong=[f"x + {small}", f"x + {m + n}", f"x + {m * n}", f"x^2 + {big}"]),
            ask("Factoring Polynomials", "Factoring a Quadratic Trinomial",
                say + "What is the area of the tile marked with the question mark?", m * n,
                f"{shown}So the sides of the rectangle are $x + {m}$ and $x + {n}$. By @ the area "
                f"$x^2 + {m + n}x + {m * n}$ equals $(x + {m})(x + {n})$, and the missing tile has the area "
                f"${m} \\cdot {n} = {m * n}$.", wrong=[m + n, 2 * (m + n), big * big]),
            ask("Expanding Brackets", "Product of Two Linear Factors",
                say + "What is the area of the whole rectangle, expanded as a polynomial in $x$?",
                f"x^2 + {m + n}x + {m * n}",
                f"{shown}So the sides of the rectangle are $x + {m}$ and $x + {n}$. By @ the area "
                f"$(x + {m})(x + {n})$ is $x^2 + {m + n}x + {m * n}$, with ${m} + {n} = {m + n}$ and "
                f"${m} \\cdot {n} = {m * n}$.",
                wrong=[f"x^2 + {m + n}x", f"x^2 + {m * n}", f"x^2 + {m * n}x + {m + n}"])],
        givens=dict(m=m, n=n), fixed=(x,), figure=figure, upright=True, check=check, scale=False,
        more=[disc_in_square], quantities={
            "m": Quantity("coefficient", "the coefficient of x in the lower left tile"),
            "n": Quantity("coefficient", "the coefficient of x in the upper right tile")})


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

    shown = f"Stage 0 has ${m}$ dot{'s' * (m > 1)}, and each dot leads to ${k}$ dots of the next stage. "
    rule = "The numbers below are stages, and the pattern goes on in the same way. "
    return Scene(
        f"A drawing shows the stages 0, 1 and 2 of a pattern, with these numbers below. Stage 0 has {m} "
        f"dot{'s' * (m > 1)}, and from each dot lines lead to {k} new dots of the next stage.", [
            ask("Powers and Exponents", "Power as Repeated Multiplication",
                rule + "How many dots are there at stage {n}?", m * k ** n,
                f"{shown}So the number is multiplied by ${k}$ from stage to stage, ${n}$ times until stage ${n}$. By @ "
                f"there are ${m} \\cdot {k}^{n} = {m * k ** n}$ dots.",
                wrong=[m * k ** (n - 1), m * k * n, m * k ** (n + 1), (m * k) ** 2]),
            ask("Powers and Exponents", "Product of Powers",
                rule + "Stage 7 has how many times as many dots as stage 4?", k ** 3,
                f"{shown}So stage 4 has ${m} \\cdot {k}^4$ dots and stage 7 has ${m} \\cdot {k}^7$. By @ this is "
                f"${m} \\cdot {k}^7 = {m} \\cdot {k}^4 \\cdot {k}^3$, so the factor is ${k}^3 = {k ** 3}$.",
                wrong=[3 * k, k ** 7, m * k ** 3, k ** 4]),
            ask(EVALUATION, "Order of Steps in an Evaluation",
                "How many dots are drawn in the figure?", m * (1 + k + k * k),
                f"{shown}By @ powers come first, then products, then the sum: the three stages have "
                f"${m} + {m} \\cdot {k} + {m} \\cdot {k}^2 = {m * (1 + k + k * k)}$ dots.",
                wrong=[m * k * k, m * (k + k * k), m * (1 + k)])],
        givens=dict(n=n, start=m, parts=k), figure=figure, upright=True, check=check, scale=False,
        quantities={"n": Quantity("number", "the number of the wanted stage")})


@program("Square Roots")
def equal_areas(rng):
    a, b = rng.randint(2, 24), rng.randint(2, 16)
    while not 1.3 * b < a < 5 * b:
        a, b = rng.randint(2, 24), rng.randint(2, 16)
    s, exact, rect = sqrt(a * b), root(a * b), ("Area of a Rectangle",)
    k = next(k for k in range(isqrt(a * b), 0, -1) if a * b % (k * k) == 0)
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

    shown = f"The rectangle has the sides ${a}$ and ${b}$, so its area is ${a} \\cdot {b} = {a * b}$ (*Area of a " \
            "Rectangle*), and so is that of the square. "
    return Scene(
        f"A rectangle has the sides {a} and {b}, and a square has the same area.", [
            ask("Square Roots", "Root of a Product",
                say + "How long is a side of the square? Give the exact value.", exact,
                f"{shown}A side of the square is the root of the area. By @ the length is {end}", also=rect,
                wrong=[frac(a + b, 2), frac(a * b, 4), root(a + b), root(a * a + b * b)]),
            ask("Square Roots", "Taking out Square Factors",
                say + "How long is a side of a square with four times this area? Give the exact value.",
                root(4 * a * b), f"{shown}By @ the factor 4 comes out of the root as 2: "
                f"$\\sqrt{{4 \\cdot {a * b}}} = 2\\sqrt{{{a * b}}} = {root(4 * a * b)}$.", also=rect,
                wrong=[root(16 * a * b), root(2 * a * b), exact]),
            ask("Square Roots", "Meaning of the Square Root",
                say + "Which positive number has a square that is nine times this area? Give the exact value.",
                root(9 * a * b), f"{shown}Nine times the area is $9 \\cdot {a * b} = {9 * a * b}$. By @ the positive "
                f"number with this square is $\\sqrt{{{9 * a * b}}} = {root(9 * a * b)}$.", also=rect,
                wrong=[root(81 * a * b), 9 * a * b, root(3 * a * b)])],
        givens=dict(a=a, b=b), figure=figure, check=check, scale=False, more=[diagonal],
        quantities={"a": Quantity("measure", "the longer side of the rectangle"),
                    "b": Quantity("measure", "the shorter side of the rectangle")})


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

    shown, say = f"The squares have the areas ${big}$ and ${small}$. ", "A number in a square is its area. "
    return Scene(
        f"Two squares with the numbers {big} and {small} in them stand side by side on a line.", [
            ask("Operations with Radicals", "Adding Like Radicals",
                say + "How wide are the squares together along the line below? Give the exact value.",
                f"{a + b}\\sqrt{{{m}}}",
                f"{shown}Their sides are the roots of the areas (*Square Roots*), $\\sqrt{{{big}}} = {root(big)}$ and "
                f"$\\sqrt{{{small}}}$, which is ${root(small)}$. By @ the width is "
                f"${root(big)} + {root(small)} = {a + b}\\sqrt{{{m}}}$.", also=("Square Roots",),
                wrong=[root(big + small), frac(big + small, 4), f"{a * a + b * b}\\sqrt{{{m}}}"]),
            ask("Operations with Radicals", "Quotient of Roots",
                say + "How many times as long as a side of the small square is a side of the large one?", frac(a, b),
                f"{shown}Their sides are the roots of the areas (*Square Roots*). By @ the quotient of the sides is "
                f"$\\frac{{\\sqrt{{{big}}}}}{{\\sqrt{{{small}}}}} = \\sqrt{{{frac(big, small)}}} = {frac(a, b)}$.",
                also=("Square Roots",), wrong=[frac(big, small), frac(b, a), frac(big, 2 * small)]),
            ask("Square Roots", "Taking out Square Factors",
                say + "What is the exact length of a side of the large square?", root(big),
                f"The large square has the area ${big}$, and its side is the root of this. By @ the length is "
                f"$\\sqrt{{{big}}} = \\sqrt{{{a}^2 \\cdot {m}}} = {root(big)}$.",
                wrong=[frac(big, 4), f"{a * a}\\sqrt{{{m}}}", frac(big, 2)])],
        givens=dict(big=big, small=small), figure=figure, upright=True, check=check, scale=False,
        more=[lines(((a, a), (a + b, a), (a + b, b)), kind="dash")], quantities={
            "big": Quantity("measure", "the area of the large square"),
            "small": Quantity("measure", "the area of the small square")})


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

    shown = f"On the number line A lies at $-{a}$ and B at ${b}$. "
    return Scene(
        f"On a number line A lies at -{a} and B at {b}.", [
            ask("Absolute Value", "Distance between Two Numbers", "How far apart are the points A and B?", a + b,
                f"{shown}By @ they are $|{b} - (-{a})| = {a + b}$ apart.",
                wrong=[abs(b - a), a + b + 1, a + b - 1, max(a, b)]),
            ask("Absolute Value", "Distance from Zero", "What is the absolute value of the number at A?", a,
                f"{shown}By @ the absolute value is the distance from 0, so $|-{a}| = {a}$.", wrong=[-a, b, a + b]),
            ask("Absolute Value", "Equation with an Absolute Value",
                "Which number other than that of B has the same distance from A as B has?", -2 * a - b,
                f"{shown}Their distance is ${b} - (-{a}) = {a + b}$, so the wanted number satisfies "
                f"$|x + {a}| = {a + b}$. By @ the solutions are $x = {b}$ and $x = -{a} - {a + b}$, and "
                f"$-{a} - {a + b} = {-2 * a - b}$.", wrong=[-b, b + 2 * a, -a - b])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, quantities={
            "a": Quantity("number", "the distance of A from 0"), "b": Quantity("number", "the number at B")},
        more=[jumps_from_zero(a, b)])


def jumps_from_zero(a, b):
    """Arcs from 0 to the points A and B of a number line: their distances from 0."""

    def draw(c, rng):
        for x in (-a, b):
            c.ring((x / 2, 0), abs(x) / 2, 0.13 * (a + b), 0, 180, kind="thin")

    return draw
