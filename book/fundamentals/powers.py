"""Sharing, trees of operations, adding and multiplying fractions, squares, cubes, powers and logarithms."""
from fractions import Fraction
from math import lcm, log

from ..arithmetic import value
from ..pieces import oblique
from ..tools import Scene, ask, frac, program
from .divisors import link, node
from .number import cells

QUIET = {"line", "shapes", "hatch"}


@program("Division of Integers")
def shared_dots(rng):
    rows, rest, k = rng.randint(2, 5), rng.randint(1, 9), rng.randint(3, 9)
    n = 10 * rows + rest
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

    return Scene(
        f"There are {n} dots, in rows of 10.", [
            ask("Division of Integers",
                "Quotient and Remainder", "The dots are packed into bags of {k}. How many bags are full?", q,
                f"there are {rows} rows of 10 and {rest} more, $10 \\times {rows} + {rest} = {n}$. Since ${n} = {k} "
                f"\\times {q} + {r}$, {q} bags are full."),
            ask("Division of Integers",
                "Quotient and Remainder", "The dots are packed into bags of {k}. How many dots are left over?",
                r, f"${n} = {k} \\times {q} + {r}$, so {r} {'is' if r == 1 else 'are'} left over."),
            ask("Division of Integers",
                "Equal Sharing", "The dots in the full rows of ten are shared equally among five children; the other "
                "dots are left over. How many dots does each child get?", 2 * rows,
                f"the {rows} rows of ten hold {10 * rows} dots, "
                f"and ${10 * rows} \\div 5 = {2 * rows}$.")],
        [("Each dot is an egg. The eggs are packed into boxes of {k}.", "How many boxes are full?"),
         ("Each dot is a pupil. For a trip the pupils form groups of exactly {k}; the others stay together.",
          "How many full groups are there?"),
         ("Each dot is a tile. The tiles are laid in rows of exactly {k}.", "How many full rows are there?"),
         ("Let $n$ be the number of dots.", "Determine the whole number $\\lfloor \\frac{n}{{k}} \\rfloor$.")],
        dict(k=k), fixed=(rows, rest), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"From the product of {a} and {b} the sum of {d} and {e} is subtracted.", [
            ask("Order of Operations", "Brackets First", intro + "What is the result at the top?", out,
                f"the tree means ${a} \\times {b} - ({d} + {e})$; with the brackets first, $({d} + {e}) = {d + e}$ and "
                f"${a} \\times {b} - {d + e} = {out}$."),
            ask("Order of Operations",
                "Left to Right at Equal Rank", intro + "The tree is written in one line, from left to right, but "
                "without any brackets. What is the value of this line?", flat,
                f"the line is ${a} \\times {b} - {d} + {e}$; after the product, work from left to right: "
                f"${a * b} - {d} + {e} = {flat}$."),
            ask("Order of Operations",
                "Multiplication before Addition", "The four numbers at the bottom are written in this order, with "
                "the signs +, × and − between them in this order and without brackets. What is the value?", other,
                f"the product comes first: ${a} + {b} \\times {d} - {e} = {a} + {b * d} - {e} = {other}$.")],
        [("A spreadsheet draws its calculation as a tree: each dark circle joins the two results below it by its sign, "
          "the left one first.", "Which number does the spreadsheet show at the top?"),
         ("A shopper buys some equal boxes (number and price below ×) and uses two vouchers (below +). The tree shows "
          "how the amount to pay is worked out; a negative result is a credit.", "What is the result at the top?"),
         ("In a game, results run upwards through the tree; each dark circle joins the two results below it by its "
          "sign, the left one first.", "How many points arrive at the top?"),
         ("The tree is the syntax tree of a term.", "Determine the value of the term.")],
        dict(a=a, b=b, d=d, e=e), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"Two equal jugs A and B are filled to $\\frac{{{a}}}{{{b}}}$ and $\\frac{{{e}}}{{{d}}}$ of the top mark.", [
            ask("Addition and Subtraction of Fractions",
                "Unlike Denominators", "Each of the two equal jugs holds {whole} when it is full "
                "to its top mark; the marks of a jug are equally spaced. How much do both hold together as shown?",
                frac(whole * total), f"together they hold {work} of a jug, and ${frac(total)} \\times {whole} = "
                    f"{frac(whole * total)}$."),
            ask("Addition and Subtraction of Fractions",
                "Unlike Denominators", "The top mark of each jug means one full jug, and its marks are equally spaced. "
                "How many full jugs make the contents of both, as a fraction in lowest terms?", frac(total),
                f"the jugs are filled to $\\frac{{{a}}}{{{b}}}$ and $\\frac{{{e}}}{{{d}}}$, and {work}."),
            ask("Addition and Subtraction of Fractions",
                "Subtracting from a Whole", "The top mark of each jug means one full jug, and "
                "its marks are equally spaced. Which fraction of a full jug is missing in jug A?", frac(b - a, b),
                f"jug A is filled to $\\frac{{{a}}}{{{b}}}$, and $1 - \\frac{{{a}}}{{{b}}} = {frac(b - a, b)}$.")],
        [("A cook pours the milk from both jugs into one bowl. A jug that is full to its top mark holds {whole} "
          "centilitres, and its marks are equally spaced.", "How many centilitres of milk are in the bowl?"),
         ("The figure shows two equal tanks with evenly spaced marks; a tank full to its top mark holds {whole} litres "
          "of rain water.",
          "How many litres of water are in both together?"),
         ("Sand is measured in two equal tubs with evenly spaced marks; a tub that is full to its top mark holds "
          "{whole} kilograms.",
          "How many kilograms of sand are in both together?"),
         ("Let $x$ and $y$ be the parts to which A and B are filled, where the top mark means 1 and the marks of each "
          "are equally spaced.", "Determine ${whole} \\cdot (x + y)$.")],
        dict(whole=whole), fixed=(a, b, e, d), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"A square is cut into {b} equal columns and {d} equal rows. The dark rectangle takes {a} of the columns and "
        f"{e} of the rows.", [
            ask("Multiplication of Fractions",
                "Part of a Part", "All cells are equal, and the whole square stands for {whole}. Which "
                "number does the dark part stand for?", int(part * whole),
                f"the dark part is $\\frac{{{a}}}{{{b}}}$ of $\\frac{{{e}}}{{{d}}}$ of the square, ${product}$, and "
                f"${frac(part)} \\times {whole} = {int(part * whole)}$."),
            ask("Multiplication of Fractions",
                "Top times Top and Bottom times Bottom", "All cells are equal, and the square has the side "
                "1. What is the area of the dark part, as a fraction in lowest terms?", frac(part),
                f"its sides are $\\frac{{{a}}}{{{b}}}$ and $\\frac{{{e}}}{{{d}}}$, and ${product}$."),
            ask("Fractions of a Whole",
                "Remaining Part", "All cells are equal. Which fraction of the square is light, in lowest terms?",
                frac(1 - part), f"the dark part is ${product}$ of the square, and $1 - {frac(part)} = "
                    f"{frac(1 - part)}$.")],
        [("A square garden of {whole} square metres is divided into equal plots; the dark plots are planted with "
          "potatoes.", "How many square metres are planted with potatoes?"),
         ("A square bar of chocolate of {whole} grams consists of equal pieces; the dark ones are still there.",
          "How many grams of chocolate are still there?"),
         ("A square tabletop is covered with {whole} small stones, equally many in each cell; the stones of the dark "
          "cells are red.", "How many red stones are there?"),
         ("Let $p$ be the dark part of the length and $q$ the dark part of the width of the square.",
          "Determine ${whole} \\cdot p \\cdot q$.")],
        dict(whole=whole), fixed=(a, b, e, d), figure=lambda c, g: cells(c, d, b, dark, size=6 / b, tall=6 / d),
        upright=True, check=check, scale=False)


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

    return Scene(
        f"From a square with side {a} a smaller square with side {b} is cut out.", [
            ask("Concept of Squaring",
                "Difference of Two Squares", "A square lies inside a larger square. What is the area of the dark part "
                "between them?",
                a * a - b * b, f"${a}^2 - {b}^2 = ({a} + {b}) \\times ({a} - {b}) = {a * a - b * b}$."),
            ask("Concept of Squaring",
                "Square of a Number", "A square lies inside a larger square. What is the area of the inner "
                "square?", b * b, f"its side is {b}, and ${b}^2 = {b} \\times {b} = {b * b}$."),
            ask("Concept of Squaring",
                "Next Square Number", "A square lies inside a larger square. By how much does the area of the outer "
                "square grow when its sides are made longer by 1?", 2 * a + 1,
                f"$({a} + 1)^2 - {a}^2 = 2 \\times {a} + 1 = {2 * a + 1}$.")],
        [("A square pond lies in a square lawn, the dark part. Lengths are in metres.",
          "How many square metres of lawn are there?"),
         ("A square picture has a frame of equal width all round, the dark part. Lengths are in centimetres.",
          "How many square centimetres does the front of the frame cover?"),
         ("A square courtyard with a square flower bed in the middle is paved in the dark part. Lengths are in metres.",
          "How many square metres are paved?"),
         ("Let $x$ and $y$ be the sides of the outer and of the inner square.", "Determine $x^2 - y^2$.")],
        dict(a=a, b=b), figure=figure, upright=True, check=check)


@program("Square Root and Arithmetic Square Root")
def neighbour_squares(rng):
    a = rng.randint(3, 13)
    b = rng.choice([b for b in range(2, 14) if b != a and 0.35 < b / a < 2.8])

    def figure(c, g):
        c.without = set(QUIET)
        for x, side, name in ((0, a, "first"), (a, b, "second")):
            c.polygon((x, 0), (x + side, 0), (x + side, side), (x, side), accent=name == "first")
            c.text((x + side / 2, side / 2), g[name])
        y = -0.09 * (a + b)
        c.line((0, 0.6 * y), (0, y), (a + b, y), (a + b, 0.6 * y), kind="thin")
        c.text(((a + b) / 2, 1.9 * y), "?")

    def check(c):
        sides = [next(x for x in range(n + 1) if x * x == n) for n in c.numbers()]
        return sum(sides), -sides[0], abs(sides[0] - sides[1])

    return Scene(
        f"Two squares with the areas {a * a} and {b * b} stand side by side on a line.", [
            ask("Square Root and Arithmetic Square Root",
                "Side from the Area", "The number in each square is its area. How long is the "
                "line marked with the question mark, the width of both squares together?", a + b,
                f"the sides are $\\sqrt{{{a * a}}} = {a}$ and $\\sqrt{{{b * b}}} = {b}$, and ${a} + {b} = {a + b}$."),
            ask("Square Root and Arithmetic Square Root",
                "Two Square Roots", "The number in each square is its area. Which negative number has the area of the "
                "left square as its square?", -a, f"{a * a} has the two square roots {a} and ${-a}$, for "
                f"$({-a})^2 = {a * a}$."),
            ask("Square Root and Arithmetic Square Root",
                "Arithmetic Square Root", "The number in each square is its area. By how much do "
                "the heights of the two squares differ?", abs(a - b),
                f"the heights are $\\sqrt{{{max(a, b) ** 2}}} = {max(a, b)}$ and $\\sqrt{{{min(a, b) ** 2}}} = "
                f"{min(a, b)}$, and ${max(a, b)} - {min(a, b)} = {abs(a - b)}$.")],
        [("Two square gardens lie side by side along a road, the line with the question mark. The numbers are their "
          "areas in square metres.", "How many metres of road run along both gardens?"),
         ("Two square pictures hang side by side, touching each other. The numbers are their areas in square "
          "decimetres.",
          "How many decimetres wide are they together?"),
         ("Two square sheets lie side by side on a shelf. The numbers are their areas in square centimetres.",
          "How many centimetres of the shelf do they take?"),
         ("Let $x$ and $y$ be the numbers in the two squares.", "Determine $\\sqrt{x} + \\sqrt{y}$.")],
        dict(first=a * a, second=b * b), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A large cube is built of small cubes, {n} along each edge.", [
            ask("Cubes and Cube Roots",
                "Cube of a Number", "The large cube is built of equal small cubes without gaps. Each small cube "
                "weighs {w}. How much does the large cube weigh?", n ** 3 * w,
                f"{n} small cubes lie along each edge, so there are ${n}^3 = {n ** 3}$ of them, and ${n ** 3} \\times "
                f"{w} = {n ** 3 * w}$."),
            ask("Cubes and Cube Roots",
                "Doubling an Edge", "A second cube is built of the same small cubes, with edges twice as long. How "
                "many small cubes does it need?", 8 * n ** 3, f"the first cube has ${n}^3 = {n ** 3}$ small cubes, and "
                f"$2^3 \\times {n ** 3} = {8 * n ** 3}$."),
            ask("Cubes and Cube Roots",
                "Edge from the Volume", "A second cube is built of eight times as many small cubes. How many small "
                "cubes lie along one of its edges?", 2 * n, f"it has $8 \\times {n}^3 = {8 * n ** 3}$ small cubes, and "
                f"$\\sqrt[3]{{{8 * n ** 3}}} = {2 * n}$.")],
        [("A large cube of cheese is cut into small cubes, as in the figure. A small cube weighs {w} grams.",
          "How many grams does the large cube weigh?"),
         ("A cube is built of wooden cubes without gaps, as in the figure. A wooden cube costs {w} cents.",
          "How many cents do all wooden cubes cost?"),
         ("Small cubic boxes are stacked without gaps, as in the figure. Each of them holds {w} pencils.",
          "How many pencils are in the whole stack?"),
         ("Let $k$ be the number of small cubes along an edge.", "Determine ${w} \\cdot k^3$.")],
        dict(w=w), fixed=(n,), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"{stems} stem{'s' * (stems > 1)} on level 0 split{'s' * (stems == 1)} into {b} branches"
        f"{' each' * (stems > 1)}, and on each further level every branch splits into {b} again.", [
            ask("Concept of Exponent",
                "Branches of a Tree", "Every fork of the figure has equally many branches, and it goes on in the same "
                "way. How many branch ends are there on level {n}?", total,
                f"there {'is 1 stem' if stems == 1 else f'are {stems} stems'} on level 0, and each level has {b} times "
                f"as many ends: ${stems} \\times {b}^{{{n}}} = {total}$."),
            ask("Concept of Exponent",
                "Base and Exponent", "The number of branches at a fork is taken five times as a factor. Which number "
                "results?", b ** 5, f"a fork has {b} branches, and ${b}^5 = "
                f"{b} \\times {b} \\times {b} \\times {b} \\times {b} = {b ** 5}$."),
            ask("Counting Objects",
                "Counting in Equal Rows", "How many branch ends are there on the highest level of the figure?",
                stems * b ** drawn, f"on level {drawn - 1} there are {stems * b ** (drawn - 1)} ends, and each of them "
                f"has {b} branches: ${stems * b ** (drawn - 1)} \\times {b} = {stems * b ** drawn}$.")],
        [("A message is passed on: each person tells it to equally many new ones, as in the figure; level 0 are those "
          "who know it first. It goes on in the same way.", "How many persons hear it on level {n}?"),
         ("On a computer, every folder holds equally many folders of the next level, as in the figure; level 0 is the "
          "lowest line. It goes on in the same way.", "How many folders are there on level {n}?"),
         ("The pipes of a sprinkler system fork as in the figure, and it goes on in the same way.",
          "How many ends of pipes are there on level {n}?"),
         ("Let $f(k)$ be the number of ends on level $k$ if the figure goes on in the same way.",
          "Determine the value of $f$ at {n}.")],
        dict(n=n), fixed=(stems, b, drawn), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"On a scale each step to the right multiplies by the same number. The first mark is {first}, the second "
        f"{first * b}; the question mark is {k} steps to the right of the first mark.", [
            ask("Understanding of Logarithm",
                "Steps on a Logarithmic Scale", "Each step to the next mark on the right multiplies by the "
                "same number. Which number belongs at the question mark?", goal,
                f"a step multiplies by ${first * b} \\div {first} = {b}$, and {k} steps lead from {first} to "
                f"${first} \\times {b}^{k} = {goal}$."),
            ask("Understanding of Logarithm",
                "Logarithm as an Exponent", "Each step to the next mark on the right multiplies by the same number "
                "$b$. The number at the question mark is $c$ times the number at the first mark. What is $\\log_b c$?",
                k,
                f"a step multiplies by ${first * b} \\div {first} = {b}$, and $c = {b}^{k}$ after {k} steps, so "
                f"$\\log_{{{b}}} {b ** k} = {k}$."),
            ask("Inverse Operations",
                "Pairs of Inverse Operations", "Each step to the next mark on the right multiplies by the same number. "
                "Which number belongs one step to the left of the first mark?", frac(first, b),
                f"a step to the right multiplies by ${first * b} \\div {first} = {b}$, so a step to the left divides: "
                f"${first} \\div {b} = {frac(first, b)}$.")],
        [("The scale shows the number of bacteria after each hour, beginning on the left; each hour the number is "
          "multiplied by the same factor.", "How many bacteria are there at the question mark?"),
         ("A chain letter is passed on in rounds. The marks show how many letters are sent in each round; from one "
          "round to the next the number is multiplied by the same factor.",
          "How many letters are sent in the round with the question mark?"),
         ("A camera zooms in step by step; from one mark to the next the magnification is multiplied by the same "
          "number.", "What is the magnification at the question mark?"),
         ("The marks are the terms of a geometric sequence.", "Determine the term at the question mark.")],
        dict(first=first, second=first * b), fixed=(k,), figure=figure, upright=True, check=check, scale=False)
