"""Sharing, trees of operations, adding and multiplying fractions, squares, cubes, powers and logarithms."""
from fractions import Fraction
from math import lcm, log

from ..arithmetic import value
from ..pieces import oblique
from ..tools import Quantity, Scene, ask, frac, program, root
from .divisors import link, node
from .number import cells, numbered

QUIET = {"line", "shapes", "hatch"}


def half_full(c, rng):
    """More for two jugs: the level of half a jug."""
    c.line((-0.6, 4), (10, 4), kind="dash")


def steps_above(c, rng):
    """More for a scale of factors: the number of steps from the first mark, above the marks."""
    for i in range(7):
        c.text((i, 0.6), i, small=True)


def two_fives(c, rows):
    """More for rows of ten: the numbers of the rows and columns."""
    numbered(c)


def cuts(c, x, y):
    """More for a square of side 6 with a dark corner: the lines of its sides, as far as the square reaches."""
    c.line((x, 0), (x, -6), kind="thick")
    c.line((0, -y), (6, -y), kind="thick")


def level_lines(c, levels):
    """More for a growing tree: lines at its levels."""
    for i in range(levels + 1):
        c.line((0, 3 * i), (12, 3 * i), kind="faint")


@program("Division of Integers")
def shared_dots(rng):
    rows, rest = rng.randint(2, 5), rng.randint(1, 9)
    n = 10 * rows + rest
    k = rng.choice([k for k in range(3, 10) if n % k])
    q, r = divmod(n, k)

    def figure(c, g):
        c.without = set(QUIET)
        for i in range(n):
            c.circle((i % 10, -(i // 10)), 0.34, accent=True)

    def check(c):
        left, bags = len(c.circles), 0
        while left >= k:
            left, bags = left - k, bags + 1
        full = sum(sum(p[1] == y for p, _ in c.circles) == 10 for y in {p[1] for p, _ in c.circles})
        return bags, left, full * 2

    seen = f"There are {rows} rows of ten dots and {rest} more, $10 \\times {rows} + {rest} = {n}$ dots in all."
    return Scene(
        f"{n} dots lie in {rows} rows of 10 and a last row of {rest}.", [
            ask("Division of Integers",
                "Quotient and Remainder", "Rings are drawn around {k} dots each. How many rings can be filled?", q,
                f"{seen} Each ring takes {k} of them. By @ ${n} = {k} \\times {q} + {r}$, so {q} rings can be filled.",
                wrong=[q + 1, *([q - 1] if q > 1 else []), r or k, n - k]),
            ask("Division of Integers",
                "Quotient and Remainder", "As many rings as possible are drawn around {k} dots each. How many dots are "
                "left over?", r, f"{seen} By @ ${n} = {k} \\times {q} + {r}$. Of the {n} dots, {r} "
                f"{'is' if r == 1 else 'are'} left over.", wrong=[q, k - r, k, r + 1]),
            ask("Division of Integers",
                "Equal Sharing", "The dots in the full rows of ten are shared equally among five children; the other "
                "dots are left over. How many dots does each child get?", 2 * rows,
                f"The {rows} full rows of ten hold {10 * rows} dots. By @ each of the five children gets ${10 * rows} "
                f"\\div 5 = {2 * rows}$ dots.", wrong=[rows, 5 * rows, 2 * rows + 1, 10 * rows])],
        givens=dict(k=k), fixed=(rows, rest), figure=figure, upright=True, check=check, scale=False,
        quantities={"k": Quantity("count", "the number of dots in a full bag", "dots")}, say=dict(rows=rows, last=rest),
        more=[lambda c, rng: two_fives(c, rows)])


@program("Order of Operations")
def operation_tree(rng):
    a, b, d, e = rng.randint(2, 12), rng.randint(2, 12), rng.randint(2, 15), rng.randint(2, 15)
    out, flat, other = a * b - (d + e), a * b - d + e, a + b * d - e

    def figure(c, g):
        c.without = set(QUIET)
        places = {"top": (0, 6), "left": (-3, 3), "right": (3, 3)}
        for i, key in enumerate("abde"):
            node(c, (-4.5 + 3 * i, 0), g[key])
        for name, sign in (("top", "−"), ("left", "×"), ("right", "+")):
            c.circle(places[name], 0.9, accent=True)
            c.text(places[name], sign)
        for p, q in (("top", "left"), ("top", "right")):
            link(c, places[p], places[q])
        for i in range(4):
            link(c, places["left" if i < 2 else "right"], (-4.5 + 3 * i, 0))

    def check(c):
        leaves = c.numbers()
        return (leaves[0] * leaves[1] + -1 * (leaves[2] + leaves[3]), value("{} \\times {} - {} + {}".format(*leaves)),
                value("{} + {} \\times {} - {}".format(*leaves)))

    intro = "Each dark circle joins the two numbers or results right below it by its sign, the left one first. "
    term = f"${a} \\times {b} - ({d} + {e})$"
    return Scene(
        f"From the product of {a} and {b} the sum of {d} and {e} is subtracted.", [
            ask("Order of Operations", "Brackets First", intro + "What is the result at the top?", out,
                f"The tree subtracts the sum of {d} and {e} from the product of {a} and {b}, so it means {term}. By @ "
                f"the bracket becomes ${d} + {e} = {d + e}$. The product is ${a} \\times {b} = {a * b}$, and the "
                f"result at the top is ${a * b} - {d + e} = {out}$.",
                wrong=[flat, -out, a * b + d + e, a * (b - d - e)]),
            ask("Order of Operations",
                "Left to Right at Equal Rank", intro + "The tree is written in one line, from left to right, but "
                "without any brackets. What is the value of this line?", flat,
                f"The line is ${a} \\times {b} - {d} + {e}$. After the product, sum and difference have the same rank. "
                f"By @ the value is ${a * b} - {d} + {e} = {flat}$.", wrong=[out, a * b + d + e, a * b + d - e]),
            ask("Order of Operations",
                "Multiplication before Addition", "The four numbers at the bottom are written in this order, with "
                "the signs +, × and − between them in this order and without brackets. What is the value?", other,
                f"The numbers {a}, {b}, {d} and {e} give the line ${a} + {b} \\times {d} - {e}$. By @ it is ${a} + "
                f"{b * d} - {e} = {other}$.", wrong=[(a + b) * d - e, (a + b) * (d - e), a + b * (d - e)])],
        givens=dict(a=a, b=b, d=d, e=e), figure=figure, upright=True, check=check, scale=False,
        quantities={key: Quantity("number", f"the {where} number at the bottom") for key, where in
                    zip("abde", ("first", "second", "third", "fourth"))})


@program("Addition and Subtraction of Fractions")
def jugs(rng):
    b, d = rng.sample((2, 3, 4, 5, 6, 8, 10), 2)
    a, e, m = rng.randint(1, b - 1), rng.randint(1, d - 1), lcm(b, d)
    whole = m * rng.randint(-(-12 // m), max(-(-12 // m), 180 // m))
    total = Fraction(a, b) + Fraction(e, d)

    def figure(c, g):
        c.without = set(QUIET)
        for x, k, n, name in ((0, a, b, "A"), (6, e, d, "B")):
            c.polygon((x, 0), (x + 3.4, 0), (x + 3.4, 8 * k / n), (x, 8 * k / n), accent=True)
            c.line((x, 8.6), (x, 0), (x + 3.4, 0), (x + 3.4, 8.6), kind="thick")
            for i in range(1, n + 1):
                c.line((x + (0 if i == n else 2.4), 8 * i / n), (x + 3.4, 8 * i / n), kind="thin")
            c.text((x + 1.7, -1), name)

    def check(c):
        levels = [Fraction(max(p[1] for p in polygon) / 8).limit_denominator(12) for polygon in c.polygons]
        return sum(levels) * whole, sum(levels), 1 - levels[0]

    work = f"$\\frac{{{a}}}{{{b}}} + \\frac{{{e}}}{{{d}}} = " \
           f"\\frac{{{a * m // b}}}{{{m}}} + \\frac{{{e * m // d}}}{{{m}}} = {frac(total)}$"
    seen = f"By its marks jug A is filled to $\\frac{{{a}}}{{{b}}}$ and jug B to $\\frac{{{e}}}{{{d}}}$ of the top " \
           "mark."
    left, right = whole * a // b, whole * e // d
    return Scene(
        f"Two equal jugs A and B are filled to $\\frac{{{a}}}{{{b}}}$ and $\\frac{{{e}}}{{{d}}}$ of the top mark.", [
            ask("Addition and Subtraction of Fractions",
                "Unlike Denominators", "Each of the two equal jugs holds {whole} when it is full "
                "to its top mark; the marks of a jug are equally spaced. How much do both hold together as shown?",
                frac(whole * total), f"{seen} By @ both are expanded to the denominator {m}: together they hold {work} "
                f"of a full jug. A full jug holds {whole}, so they hold ${frac(total)} \\times {whole} = "
                f"{frac(whole * total)}$.",
                wrong=[left, right, 2 * whole, abs(left - right) or whole, 2 * whole - left - right]),
            ask("Addition and Subtraction of Fractions",
                "Unlike Denominators", "The top mark of each jug means one full jug, and its marks are equally spaced. "
                "How many full jugs do the contents of both make, as a fraction in lowest terms?", frac(total),
                f"{seen} By @ both are expanded to the denominator {m}, and {work}.",
                wrong=[frac(a + e, b + d), frac(a * e, b * d), frac(a + e, m)]),
            ask("Addition and Subtraction of Fractions",
                "Subtracting from a Whole", "The top mark of each jug means one full jug, and "
                "its marks are equally spaced. Which fraction of a full jug is missing in jug A?", frac(b - a, b),
                f"By its marks jug A is filled to $\\frac{{{a}}}{{{b}}}$. By @ $1 - \\frac{{{a}}}{{{b}}} = "
                f"{frac(b - a, b)}$ of a full jug is missing.", wrong=[frac(a, b), frac(d - e, d), frac(b - a, a)])],
        givens=dict(whole=whole), fixed=(a, b, e, d), figure=figure, upright=True, check=check, scale=False,
        quantities={"whole": Quantity("number", "the content of a full jug")}, say=dict(da=a, na=b, db=e, nb=d),
        more=[half_full])


@program("Multiplication of Fractions")
def unit_square(rng):
    b, d = rng.randint(2, 7), rng.randint(2, 7)
    a, e = rng.randint(1, b - 1), rng.randint(1, d - 1)
    if b * d < 6:
        return unit_square(rng)
    whole, part = b * d * rng.randint(-(-12 // (b * d)), 180 // (b * d)), Fraction(a * e, b * d)
    dark = {i for i in range(b * d) if i % b < a and i // b < e}

    def check(c):
        share = Fraction(sum(dark for _, dark in c.fills), len(c.fills))
        return share * whole, share, 1 - share

    product = f"\\frac{{{a}}}{{{b}}} \\times \\frac{{{e}}}{{{d}}} = {frac(part)}"
    seen = f"The dark part takes {a} of the {b} columns and {e} of the {d} rows."
    return Scene(
        f"A square is cut into {b} equal columns and {d} equal rows. The dark rectangle takes {a} of the columns and "
        f"{e} of the rows.", [
            ask("Multiplication of Fractions",
                "Part of a Part", "All cells are equal, and the whole square stands for {whole}. Which "
                "number does the dark part stand for?", int(part * whole),
                f"{seen} So it is $\\frac{{{a}}}{{{b}}}$ of $\\frac{{{e}}}{{{d}}}$ of the square. By @ this is the "
                f"product ${product}$. The whole square stands for {whole}, so the dark part stands for ${frac(part)} "
                f"\\times {whole} = {int(part * whole)}$.",
                wrong=[int(whole - part * whole), whole * a // b, whole * e // d,
                       int(part * whole) + whole // (b * d)]),
            ask("Multiplication of Fractions",
                "Top times Top and Bottom times Bottom", "All cells are equal, and the square has the side "
                "1. What is the area of the dark part, as a fraction in lowest terms?", frac(part),
                f"{seen} So its sides are $\\frac{{{a}}}{{{b}}}$ and $\\frac{{{e}}}{{{d}}}$. By @ its area is "
                f"${product}$.", wrong=[frac(Fraction(a, b) + Fraction(e, d)), frac(1 - part), frac(a + e, b + d)]),
            ask("Fractions of a Whole",
                "Remaining Part", "All cells are equal. Which fraction of the square is light, in lowest terms?",
                frac(1 - part), f"{seen} By *Multiplication of Fractions* it is ${product}$ of the square. By @ the "
                f"light part is $1 - {frac(part)} = {frac(1 - part)}$ of it.", also=["Multiplication of Fractions"],
                wrong=[frac(part), frac((b - a) * (d - e), b * d), frac(b - a, b)])],
        givens=dict(whole=whole), fixed=(a, b, e, d), figure=lambda c, g: cells(c, d, b, dark, size=6 / b, tall=6 / d),
        upright=True, check=check, scale=False,
        say=dict(across=b, down=d, darkwide=a, darkhigh=e),
        quantities={"whole": Quantity("number", "the number for the whole square")},
        more=[lambda c, rng: cuts(c, 6 * a / b, 6 * e / d)])


@program("Concept of Squaring")
def square_frame(rng):
    a = rng.randint(7, 40)
    b = rng.choice([b for b in range(3, a) if 0.3 < b / a < 0.8])

    def figure(c, g):
        c.without = set(QUIET)
        c.polygon((0, 0), (a, 0), (a, a), (0, a), accent=True)
        x = (a - b) / 2
        c.polygon((x, x), (x + b, x), (x + b, x + b), (x, x + b))
        c.side((0, 0), (a, 0), g["a"], (0, a))
        c.side((x, x), (x + b, x), g["b"], (x, -a))

    def check(c):
        outer, inner = ((p[1][0] - p[0][0]) ** 2 for p in c.polygons)
        return outer - inner, inner, (outer ** 0.5 + 1) ** 2 - outer

    inside = "A square lies inside a larger square. "
    seen = f"The outer square has the side {a} and the inner one the side {b}."
    return Scene(
        f"From a square with side {a} a smaller square with side {b} is cut out.", [
            ask("Concept of Squaring",
                "Difference of Two Squares", inside + "What is the area of the dark part between the two squares?",
                a * a - b * b, f"{seen} The dark part is what the inner square leaves of the outer one. By @ its area "
                f"is ${a}^2 - {b}^2 = ({a} + {b}) \\times ({a} - {b}) = {a * a - b * b}$.",
                wrong=[(a - b) ** 2, a * a + b * b, 4 * (a - b), 2 * (a - b), a * a]),
            ask("Concept of Squaring",
                "Square of a Number", inside + "What is the area of the inner square?", b * b,
                f"The inner square has the side {b}. By @ its area is ${b}^2 = {b} \\times {b} = {b * b}$.",
                wrong=[2 * b if b > 2 else 8, 4 * b if b != 4 else 12, a * a, a * b]),
            ask("Concept of Squaring",
                "Next Square Number", inside + "By how much does the area of the outer square grow when its sides are "
                "made longer by 1?", 2 * a + 1,
                f"The outer square has the side {a}. By @ a corner strip is added to it, and its area grows by $({a} + "
                f"1)^2 - {a}^2 = 2 \\times {a} + 1 = {2 * a + 1}$.", wrong=[1, 2 * a, 2 * b + 1, 4 * a + 4])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("measure", "the side of the outer square"),
                    "b": Quantity("measure", "the side of the inner square")},
        more=[lambda c, rng: c.line((0, 0), (a, a), kind="thin"), lambda c, rng: c.line((0, a), (a, 0), kind="thin")])


@program("Square Root and Arithmetic Square Root")
def neighbour_squares(rng):
    a = rng.randint(3, 13)
    b = rng.choice([b for b in range(2, 14) if b != a and 0.35 < b / a < 2.8])

    def figure(c, g):
        c.without = set(QUIET)
        for x, side, name in ((0, a, "first"), (a, b, "second")):
            c.polygon((x, 0), (x + side, 0), (x + side, side), (x, side), accent=name == "first")
            c.text((x + side / 2, side / 2), g[name])
        if c.asked in (None, 0):
            y = -0.09 * (a + b)
            c.line((0, 0.6 * y), (0, y), (a + b, y), (a + b, 0.6 * y), kind="thin")
            c.text(((a + b) / 2, 1.9 * y), "?")

    def check(c):
        sides = [next(x for x in range(n + 1) if x * x == n) for n in c.numbers()]
        return sum(sides), -sides[0], abs(sides[0] - sides[1])

    number = "A number in a square is its area. "
    seen = f"The squares have the areas {a * a} and {b * b}."
    return Scene(
        f"Two squares with the areas {a * a} and {b * b} stand side by side on a line.", [
            ask("Square Root and Arithmetic Square Root",
                "Side from the Area", number + "How long is the line marked with the question mark, the width of both "
                "squares together?", a + b,
                f"{seen} By @ their sides are $\\sqrt{{{a * a}}} = {a}$ and $\\sqrt{{{b * b}}} = {b}$. The line is as "
                f"long as both sides together, ${a} + {b} = {a + b}$.",
                wrong=[a * a + b * b, root(a * a + b * b), 2 * (a + b), abs(a - b),
                       a * b]),
            ask("Square Root and Arithmetic Square Root",
                "Two Square Roots", number + "Which negative number has the area of the left square as its square?",
                -a, f"The left square has the area {a * a}. By @ this number has the two square roots {a} and ${-a}$. "
                f"The negative one is ${-a}$, and indeed $({-a})^2 = {a * a}$.",
                wrong=[a, -a * a, -b, frac(-a * a, 2)]),
            ask("Square Root and Arithmetic Square Root",
                "Arithmetic Square Root", number + "By how much do the heights of the two squares differ?", abs(a - b),
                f"{seen} By @ their heights are the positive roots $\\sqrt{{{max(a, b) ** 2}}} = {max(a, b)}$ and "
                f"$\\sqrt{{{min(a, b) ** 2}}} = {min(a, b)}$. They differ by ${max(a, b)} - {min(a, b)} = "
                f"{abs(a - b)}$.", wrong=[abs(a * a - b * b), a + b, root(abs(a * a - b * b))])],
        givens=dict(first=a * a, second=b * b), figure=figure, upright=True, check=check, scale=False,
        quantities={"first": Quantity("measure", "the area of the left square"),
                    "second": Quantity("measure", "the area of the right square")},
        more=[lambda c, rng: c.line((0, a), (0, max(a, b)), (a + b, max(a, b)), (a + b, b), kind="dash")])


def hidden_edges(c, n):
    """The hidden edges of the large cube of sugar_cubes()."""
    far = oblique(0, n, 0)
    for p in ((0, 0, 0), (n, n, 0), (0, n, n)):
        c.line(far, oblique(*p), kind="dash")


@program("Cubes and Cube Roots")
def sugar_cubes(rng):
    n, w = rng.randint(2, 7), rng.randint(2, 25)

    def figure(c, g):
        c.without = set(QUIET)
        c.polygon(*[oblique(x, 0, z) for x, z in ((0, 0), (n, 0), (n, n), (0, n))])
        c.polygon(*[oblique(x, y, n) for x, y in ((0, 0), (n, 0), (n, n), (0, n))])
        c.polygon(*[oblique(n, y, z) for y, z in ((0, 0), (n, 0), (n, n), (0, n))], accent=True)
        for i in range(1, n):
            for ends in (((i, 0, 0), (i, 0, n)), ((0, 0, i), (n, 0, i)), ((i, 0, n), (i, n, n)), ((0, i, n), (n, i, n)),
                         ((n, 0, i), (n, n, i)), ((n, i, 0), (n, i, n))):
                c.line(*(oblique(*p) for p in ends), kind="thin")

    def check(c):
        across = sum(kind == "thin" for _, kind in c.strokes) // 6 + 1
        count = sum(1 for _ in range(across) for _ in range(across) for _ in range(across))
        twice = sum(1 for _ in range(2 * across) for _ in range(2 * across) for _ in range(2 * across))
        return count * w, twice, round((8 * count) ** (1 / 3))

    seen = f"Along each edge of the large cube lie {n} small cubes."
    return Scene(
        f"A large cube is built of small cubes, {n} along each edge.", [
            ask("Cubes and Cube Roots",
                "Cube of a Number", "The large cube is built of equal small cubes without gaps. Each small cube "
                "weighs {w}. How much does the large cube weigh?", n ** 3 * w,
                f"{seen} By @ it consists of ${n}^3 = {n ** 3}$ small cubes. Each of them weighs {w}, so the large "
                f"cube weighs ${n ** 3} \\times {w} = {n ** 3 * w}$.",
                wrong=[n * n * w, 3 * n * w, (n ** 3 - (n - 1) ** 3) * w, 6 * n * n * w]),
            ask("Cubes and Cube Roots",
                "Doubling an Edge", "A second cube is built of the same small cubes, with edges twice as long. How "
                "many small cubes does it need?", 8 * n ** 3, f"{seen} So it consists of ${n}^3 = {n ** 3}$ small "
                f"cubes. By @ twice the edge needs $2^3 \\times {n ** 3} = {8 * n ** 3}$ small cubes.",
                wrong=[2 * n ** 3, 4 * n ** 3, 6 * n ** 3]),
            ask("Cubes and Cube Roots",
                "Edge from the Volume", "A second cube is built of eight times as many small cubes. How many small "
                "cubes lie along one of its edges?", 2 * n, f"{seen} The second cube consists of $8 \\times {n}^3 = "
                f"{8 * n ** 3}$ small cubes. By @ along its edge lie $\\sqrt[3]{{{8 * n ** 3}}} = {2 * n}$ of them.",
                wrong=[8 * n, n + 2 if n > 2 else 6, 3 * n])],
        givens=dict(w=w), fixed=(n,), figure=figure, upright=True, check=check, scale=False,
        quantities={"w": Quantity("number", "the weight of a small cube")}, say=dict(edge=n),
        more=[lambda c, _: hidden_edges(c, n)])


@program("Concept of Exponent")
def growing_tree(rng):
    b = rng.choice((2, 2, 2, 3, 3, 4))
    stems = rng.randint(1, min(5, 32 // b ** 2))
    n = rng.randint(4, {2: 12, 3: 8, 4: 7}[b])
    drawn = rng.choice([k for k in (2, 3) if stems * b ** k <= 32])
    total = stems * b ** n

    def figure(c, g):
        c.without = set(QUIET)
        wide = 12 / stems
        for s in range(stems):
            c.line((wide * (s + 0.5), -1.5), (wide * (s + 0.5), 0), kind="thick")
            for level in range(drawn):
                for i in range(b ** (level + 1)):
                    tip = wide * (s + (i + 0.5) / b ** (level + 1)), 3 * level + 3
                    c.line((wide * (s + (i // b + 0.5) / b ** level), 3 * level), tip)
                    if level == drawn - 1:
                        c.dot(tip)
        for level in range(drawn + 1):
            c.text((13.6, 3 * level), f"level {level}", small=True)

    def check(c):
        ends = sum(kind == "thick" for _, kind in c.strokes)
        split = sum(points[0][1] == 0 for points, kind in c.strokes) // ends
        for _ in range(n):
            ends = sum(split for _ in range(ends))
        return ends, split * split * split * split * split, len(c.dots)

    base = f"The figure has {stems} stem{'s' * (stems > 1)} on level 0, and every fork has {b} branches"
    return Scene(
        f"{stems} stem{'s' * (stems > 1)} on level 0 split{'s' * (stems == 1)} into {b} branches"
        f"{' each' * (stems > 1)}, and on each further level every branch splits into {b} again.", [
            ask("Concept of Exponent",
                "Branches of a Tree", "Every fork of the figure has equally many branches, and it goes on in the same "
                "way. How many branch ends are there on level {n}?", total,
                f"{base}, so each level has {b} times as many ends as the one below. By @ level {n} has ${stems} "
                f"\\times {b}^{{{n}}} = {total}$ branch ends.",
                wrong=[stems * b * n, stems * b ** (n - 1), stems * b ** (n + 1), stems * n ** b,
                       stems + b * n]),
            ask("Concept of Exponent",
                "Base and Exponent", "The number of branches at a fork is taken five times as a factor. Which number "
                "results?", b ** 5, f"Every fork of the figure has {b} branches. By @ five factors {b} are the power "
                f"${b}^5 = {b} \\times {b} \\times {b} \\times {b} \\times {b} = {b ** 5}$.",
                wrong=[5 * b, b ** 4, 5 ** b]),
            ask("Counting Objects",
                "Counting in Equal Rows", "How many branch ends are there on the highest level of the figure?",
                stems * b ** drawn, f"On level {drawn - 1} of the figure there are {stems * b ** (drawn - 1)} ends, "
                f"and from each of them go {b} branches. By @ there are ${stems * b ** (drawn - 1)} \\times {b} = "
                f"{stems * b ** drawn}$ branch ends on the highest level.",
                wrong=[stems * b ** (drawn - 1), stems * b * drawn, stems * b ** drawn + stems * b ** (drawn - 1)])],
        givens=dict(n=n), fixed=(stems, b, drawn), figure=figure, upright=True, check=check, scale=False,
        quantities={"n": Quantity("number", "the number of the wanted level")}, say=dict(drawn=drawn, stems=stems, b=b),
        more=[lambda c, rng: level_lines(c, drawn)])


@program("Understanding of Logarithm")
def log_scale(rng):
    first, b, k = rng.randint(2, 20), rng.randint(2, 9), rng.randint(3, 6)
    while first * b > 180 or first * b ** k > 100000:
        first, b, k = rng.randint(2, 20), rng.randint(2, 9), rng.randint(3, 6)
    goal = first * b ** k

    def figure(c, g):
        c.without = set(QUIET)
        c.arrow((-0.6, 0), (7, 0))
        for i in range(7):
            c.line((i, -0.15), (i, 0.15))
        c.text((0, -0.6), g["first"])
        c.text((1, -0.6), g["second"])
        c.text((k, -0.6), "?")

    def check(c):
        one, two = c.numbers()
        x = next(p[0] for kind, p, _, _, text in c.labels if text == "?")
        values = [one]
        while len(values) <= x:
            values.append(values[-1] * two // one)
        return values[-1], round(log(values[-1] / one) / log(two / one), 9), Fraction(one * one, two)

    step = f"The first two marks show that a step multiplies by ${first * b} \\div {first} = {b}$."
    scale_text = "Each step to the next mark on the right multiplies by the same number. "
    return Scene(
        f"On a scale each step to the right multiplies by the same number. The first mark is {first}, the second "
        f"{first * b}; the question mark is {k} steps to the right of the first mark.", [
            ask("Understanding of Logarithm",
                "Steps on a Logarithmic Scale", scale_text + "Which number must replace the question mark?", goal,
                f"{step} The question mark stands {k} steps to the right of {first}. By @ {k} steps multiply by "
                f"${b}^{k} = {b ** k}$, so the number is ${first} \\times {b}^{k} = {goal}$.",
                wrong=[first + k * (first * b - first), first * b * k, first * b ** (k - 1), first * b ** (k + 1)]),
            ask("Understanding of Logarithm",
                "Logarithm as an Exponent", "Each step to the next mark on the right multiplies by the same number "
                "$b$. The number at the question mark is $c$ times the number at the first mark. What is $\\log_b c$?",
                k,
                f"{step} The question mark stands {k} steps to the right of {first}, so $b = {b}$ and $c = {b}^{k}$. "
                f"By @ $\\log_{{{b}}} {b ** k} = {k}$.", wrong=[b ** k, k + 1, k - 1, b if b != k else 2 * b]),
            ask("Inverse Operations",
                "Pairs of Inverse Operations", scale_text + "Which number belongs one step to the left of the first "
                "mark?", frac(first, b),
                f"{step} By @ a step to the left divides by {b}, so the number there is ${first} \\div {b} = "
                f"{frac(first, b)}$.", wrong=[frac(first, b * b), frac(first, 2 * b), first * b - first])],
        givens=dict(first=first, second=first * b), fixed=(k,), figure=figure, upright=True, check=check, scale=False,
        quantities={"first": Quantity("number", "the number at the first mark"),
                    "second": Quantity("number", "the number at the second mark")}, more=[steps_above])
