"""Numbers: fractions, decimals and percentages as parts of figures."""
from fractions import Fraction
from math import gcd, lcm

from ..canvas import polar
from ..tools import Scene, ask, frac, program


def cells(c, rows, columns, dark, x=0.0, y=0.0, size=1.0, tall=None):
    """A grid of cells, row by row from the top left corner (x, y) downwards; dark: indices to shade."""
    c.without |= {"hatch", "line", "shapes"}
    tall = tall or size
    for i in range(rows * columns):
        left, top = x + i % columns * size, y - i // columns * tall
        c.polygon((left, top), (left + size, top), (left + size, top - tall), (left, top - tall), accent=i in dark)


def reduced(k, n):
    """LaTeX of k over n, followed by its lowest terms if they differ."""
    return f"\\frac{{{k}}}{{{n}}}" + (f" = {frac(k, n)}" if gcd(k, n) > 1 else "")


def of_parts(k, n):
    """How many of n equal parts are dark, in words."""
    return f"{k} of {n} equal parts {'is' if k == 1 else 'are'} dark"


def share(fills):
    """The dark part of equal pieces (points, dark), as a Fraction."""
    return Fraction(sum(dark for _, dark in fills), len(fills))


@program("Fractions of a Whole")
def shaded_strip(rng):
    whole = rng.choice((12, 18, 20, 24, 30, 36, 40, 48, 60, 72, 80, 90))
    n = rng.choice([n for n in range(4, 11) if whole % n == 0])
    k, unit, pie = rng.randint(1, n - 1), whole // n, rng.random() < 0.5
    shaded, part = set(rng.sample(range(n), k)), frac(k, n)

    def figure(c, g):
        if pie:
            c.without = {"hatch", "line"}
            for i in range(n):
                c.sector((0, 0), 5, 90 + 360 * i / n, 90 + 360 * (i + 1) / n, accent=i in shaded)
        else:
            cells(c, 1, n, shaded, size=3, tall=6)

    def check(c):
        return whole * share(c.fills), share(c.fills), 1 - share(c.fills)

    return Scene(
        f"In a figure, {of_parts(k, n)}.", [
            ask("Fractions of a Whole", "Fraction of a Number",
                "All parts of the figure are equal, and the whole figure stands for {whole}. Which number do the dark "
                "parts stand for?", k * unit,
                f"{of_parts(k, n)}. One part stands for ${whole} \\div {n} = {unit}$, and all dark parts together for "
                f"${unit} \\times {k} = {k * unit}$."),
            ask("Fractions of a Whole", "Shaded Part as a Fraction",
                "All parts of the figure are equal. Which fraction of it is dark?", part,
                f"{of_parts(k, n)}, which is the fraction ${reduced(k, n)}$."),
            ask("Fractions of a Whole", "Remaining Part",
                "All parts of the figure are equal. Which fraction of it is light?", frac(n - k, n),
                f"the light parts are what is left of the whole, $1 - {part} = {frac(n - k, n)}$.")],
        [("The figure is a garden bed of {whole} square metres, divided into equal parts; the dark parts are sown.",
          "How many square metres are sown?"),
         ("The figure stands for a long hike of {whole} kilometres in equal stages; the dark stages are done.",
          "How many kilometres are done?"),
         ("The figure stands for a prize of {whole} euros, shared in equal parts; the dark parts go to Mia.",
          "How many euros does Mia get?"),
         ("Let $f$ be the dark share of the figure, which consists of equal parts.", "Determine ${whole} \\cdot f$.")],
        dict(whole=whole), fixed=(k, n, pie, *sorted(shaded)), figure=figure, upright=True, check=check, scale=False)


@program("Multiplication of Integers")
def rows_of_things(rng):
    rows, columns, price = rng.randint(2, 7), rng.randint(3, 9), rng.randint(2, 12)
    n = rows * columns

    def figure(c, g):
        c.without = {"shapes", "line", "hatch"}
        for i in range(n):
            c.circle((i % columns, i // columns), 0.33, accent=True)

    def check(c):
        xs = {round(p[0]) for p, _ in c.circles}
        left = [p for p, _ in c.circles if p[0] > 1.5]
        high, wide = len({round(p[1]) for p, _ in c.circles}), len(xs)
        common = max(t for t in range(1, wide + 1) if high % t == 0 == wide % t)
        return len(c.circles) * price, len(left), len(c.circles), common

    return Scene(
        f"Dots stand in {rows} rows of {columns}.", [
            ask("Multiplication of Integers", "Multiplication as Repeated Addition",
                "Each dot stands for {price}. Which number do all dots together stand for?", n * price,
                f"{rows} rows of {columns} dots are ${rows} \\times {columns} = {n}$ dots, and {n} equal groups of "
                f"{price} make ${n} \\times {price} = {n * price}$."),
            ask("Multiplication of Integers", "Distributive Law",
                "Two whole columns of dots are taken away. How many dots are left?", rows * (columns - 2),
                f"taking two columns away takes $2 \\times {rows} = {2 * rows}$ dots from {n}: ${rows} \\times "
                f"({columns} - 2) = {n} - {2 * rows} = {rows * (columns - 2)}$."),
            ask("Counting Objects", "Counting in Equal Rows", "How many dots are in the figure?", n,
                f"there are {rows} rows of {columns} dots, ${rows} \\times {columns} = {n}$."),
            ask("Greatest Common Divisor",
                "Meaning of the Greatest Common Divisor", "What is the greatest common divisor "
                "of the number of rows and the number of columns of dots?", gcd(rows, columns),
                f"there are {rows} rows and {columns} columns, and the largest number that divides both is "
                f"$\\gcd({rows}, {columns}) = {gcd(rows, columns)}$.")],
        [("Each dot is a tray with {price} rolls.", "How many rolls are there?"),
         ("Each dot is a seat in a small theatre, and a seat costs {price} euros.",
          "How many euros do all seats cost?"),
         ("Each dot is a young tree that gets {price} litres of water.", "How many litres do all trees get?"),
         ("Let $m$ be the number of dots in the figure.", "Determine ${price} \\cdot m$.")],
        dict(price=price), fixed=(rows, columns), figure=figure, upright=True, check=check, scale=False)


@program("Mixed Numbers")
def mixed_pies(rng):
    b, w = rng.randint(3, 8), rng.randint(1, 3)
    a, unit = rng.randint(1, b - 1), b * rng.randint(2, 12)
    top = w * b + a

    def figure(c, g):
        c.without = {"hatch", "line", "shapes"}
        for j in range(w + 1):
            centre = (2.4 * (j % 2), -2.4 * (j // 2)) if w > 1 else (2.4 * j, 0)
            for i in range(b):
                c.sector(centre, 1, 90 - 360 * (i + 1) / b, 90 - 360 * i / b, accent=j < w or i < a)

    def check(c):
        circles = {}
        for points, dark in c.fills:
            circles.setdefault(points[0], []).append(dark)
        part = sum(Fraction(sum(piece), len(piece)) for piece in circles.values())
        return unit * part, len(circles) - part, part

    return Scene(
        f"Equal circles are cut into {b} equal parts each. {w} of them {'is' if w == 1 else 'are'} fully dark, and of "
        f"one more {a} part{'s' * (a > 1)} {'is' if a == 1 else 'are'} dark.", [
            ask("Mixed Numbers",
                "Mixed Number to Improper Fraction", "All circles are cut into equal parts, and each whole circle "
                "stands for {unit}. Which number do all dark parts together stand for?", top * unit // b,
                f"${w} + \\frac{{{a}}}{{{b}}} = \\frac{{{top}}}{{{b}}}$ circles are dark. One part stands for ${unit} "
                f"\\div {b} = {unit // b}$, and the {top} dark parts stand for ${top} \\times {unit // b} = "
                f"{top * unit // b}$."),
            ask("Mixed Numbers",
                "Missing to the Next Whole", "Which fraction of one circle must still be made dark so that "
                "all circles are fully dark?", frac(b - a, b),
                f"in the last circle {of_parts(a, b)}, so $1 - \\frac{{{a}}}{{{b}}} = {frac(b - a, b)}$ is "
                "missing."),
            ask("Mixed Numbers",
                "Mixed Number to Improper Fraction", "Each circle counts as 1. Which number do the dark "
                "parts show, as an improper fraction in lowest terms?", frac(top, b),
                f"{w} whole circle{'s' * (w > 1)} and $\\frac{{{a}}}{{{b}}}$ of a circle are dark. With "
                f"${w} \\times {b} + {a} = {top}$ dark parts this is ${w} + \\frac{{{a}}}{{{b}}} = "
                f"{reduced(top, b)}$.")],
        [("Each circle is one lap around a lake in equal stages, and a lap takes {unit} minutes at a steady pace. The "
          "dark parts show how far a walker has come.", "For how many minutes has she walked?"),
         ("Each circle is one full turn of a big wheel, and a full turn takes {unit} seconds at a steady speed. The "
          "dark parts show how far the wheel has turned.", "For how many seconds has it turned?"),
         ("Each circle is a round cheese for {unit} euros, cut into equal pieces. The dark pieces are sold.",
          "For how many euros has cheese been sold?"),
         ("Let $d$ be the dark amount, where one circle counts as 1.", "Determine ${unit} \\cdot d$.")],
        dict(unit=unit), fixed=(w, a, b), figure=figure, upright=True, check=check, scale=False)


@program("Simplification of Fractions")
def cancelled_grid(rng):
    rows, columns = rng.randint(2, 5), rng.randint(3, 6)
    n = rows * columns
    k, more = rng.choice([(k, m) for k in range(2, n - 2) for m in range(2, min(9, n - k))
                          if gcd(k, n) > 1 < gcd(k + m, n) and 2 * (k + m) != n])
    dark, total = set(rng.sample(range(n), k)), k + more

    def check(c):
        return share(c.fills) + Fraction(more, len(c.fills)), share(c.fills), 1 - share(c.fills)

    return Scene(
        f"A figure has {n} equal cells, and {k} of them are dark.", [
            ask("Simplification of Fractions", "Lowest Terms", "{more} of the light cells are made dark as well. Which "
                "fraction of the figure is then dark, in lowest terms?", frac(total, n),
                f"then ${k} + {more} = {total}$ of {n} cells are dark. With $\\gcd({total}, {n}) = {gcd(total, n)}$ "
                f"the fraction is $\\frac{{{total}}}{{{n}}} = {frac(total, n)}$."),
            ask("Simplification of Fractions",
                "Cancelling a Common Factor", "Which fraction of the figure is dark, in lowest terms?",
                frac(k, n), f"{k} of {n} cells are dark. Cancelling {gcd(k, n)} gives $\\frac{{{k}}}{{{n}}} = "
                f"{frac(k, n)}$."),
            ask("Fractions of a Whole", "Remaining Part", "Which fraction of the figure is light, in lowest terms?",
                frac(n - k, n), f"{n - k} of {n} cells are light, $1 - \\frac{{{k}}}{{{n}}} = {frac(n - k, n)}$.")],
        [("The figure is a box of chocolates; the dark cells are already empty. {more} more chocolates are eaten.",
          "Which fraction of the places is then empty, in lowest terms?"),
         ("The figure is a car park seen from above; the dark places are taken. {more} more cars come and park.",
          "Which fraction of the places is then taken, in lowest terms?"),
         ("The figure is a wall of tiles; the dark ones are painted. {more} more tiles are painted.",
          "Which fraction of the tiles is then painted, in lowest terms?"),
         ("A cell of the figure is picked at random after {more} of the light cells have been made dark.",
          "What is the probability that it is dark, as a fraction in lowest terms?")],
        dict(more=more), fixed=(rows, columns, *sorted(dark)), figure=lambda c, g: cells(c, rows, columns, dark),
        upright=True, check=check, scale=False)


def two_bars(c, upper, lower, names=("", "")):
    """Two bars of equal length: (dark parts, parts) each."""
    for y, (a, b), name in zip((3.4, 0), (upper, lower), names):
        cells(c, 1, b, range(a), y=y, size=12 / b, tall=2)
        c.corner((0, y - 1), name, (1, y - 1))


def bar_shares(c):
    """(dark parts, parts) of the bars drawn by two_bars."""
    bars = [[dark for points, dark in c.fills if (points[0][1] > 2) == up] for up in (True, False)]
    return [(sum(bar), len(bar)) for bar in bars]


@program("Common Denominator of Fractions")
def common_ruling(rng):
    b, d = rng.choice([(b, d) for b in range(2, 13) for d in range(2, 13) if b != d and max(b, d) < lcm(b, d) <= 36])
    a, e = (rng.choice([k for k in range(1, n) if gcd(k, n) == 1]) for n in (b, d))
    unit, m = rng.randint(2, 15), lcm(b, d)

    def check(c):
        (a1, b1), (_, d1) = bar_shares(c)
        parts = next(n for n in range(1, 200) if n % b1 == 0 == n % d1)
        return parts * unit, parts, sum(i * b1 < a1 * parts for i in range(parts))

    return Scene(
        f"Two bars of equal length are cut into equal parts: the upper bar into {b} parts, {a} of them dark, and the "
        f"lower bar into {d} parts, {e} of them dark.", [
            ask("Common Denominator of Fractions", "Common Ruling of Two Bars",
                "Both bars are cut further into as few equal parts as possible, so that the parts of both bars have "
                "the same size. Each of these new parts stands for {unit}. Which number does a whole bar stand for?",
                m * unit,
                f"the bars have {b} and {d} parts, and $\\operatorname{{lcm}}({b}, {d}) = {m}$ new parts fit both. A "
                f"bar stands for ${m} \\times {unit} = {m * unit}$."),
            ask("Common Denominator of Fractions",
                "Least Common Denominator", "What is the smallest number of equal parts "
                "into which each of the two bars can be cut so that all cuts in the figure are kept?", m,
                f"the number must be a multiple of {b} and of {d}, and $\\operatorname{{lcm}}({b}, {d}) = {m}$."),
            ask("Common Denominator of Fractions",
                "Expanding to a Denominator", "Both bars are cut further into as few equal parts as possible, all of "
                "one size. How many of these parts are dark in the upper bar?", a * m // b,
                f"the upper bar shows {a} of {b} parts, and ${m} \\div {b} = {m // b}$, so $\\frac{{{a}}}{{{b}}} = "
                f"\\frac{{{a * m // b}}}{{{m}}}$: there are ${a} \\times {m // b} = {a * m // b}$ dark parts.")],
        [("Two equal chocolate bars are marked as in the figure. Both are broken into equal pieces of one size along "
          "all marks, as few as possible; a piece weighs {unit} grams.", "How many grams does one bar weigh?"),
         ("Two equally long planks are marked as in the figure. A carpenter cuts both into equal pieces of one size, "
          "as few as possible, and cuts at all marks; a piece is {unit} centimetres long.",
          "How long is a plank, in centimetres?"),
         ("The bars are two pieces of music that last equally long, each in equal sections. Both are divided further "
          "into as few sections as possible, all of one length; such a section lasts {unit} seconds.",
          "How many seconds does one piece of music last?"),
         ("Let $m$ be the smallest positive number that is a multiple of the number of parts of the upper bar and of "
          "that of the lower bar.", "Determine ${unit} \\cdot m$.")],
        dict(unit=unit), fixed=(a, b, e, d), figure=lambda c, g: two_bars(c, (a, b), (e, d)), upright=True, check=check,
        scale=False)


@program("Comparing Fractions")
def compared_bars(rng):
    b, d = rng.sample(range(2, 13), 2)
    while lcm(b, d) > 60:
        b, d = rng.sample(range(2, 13), 2)
    a, e = rng.choice([(a, e) for a in range(1, b) for e in range(1, d) if a * d != e * b])
    whole = lcm(b, d) * rng.randint(1, 180 // lcm(b, d))
    one, two, sign = whole * a // b, whole * e // d, ">" if a * d > e * b else "<"
    halves = ["only bar A", "only bar B", "both bars", "neither bar"]
    over = halves[2 if 2 * a > b and 2 * e > d else 0 if 2 * a > b else 1 if 2 * e > d else 3]

    def check(c):
        (a1, b1), (e1, d1) = bar_shares(c)
        first, second = whole * Fraction(a1, b1), whole * Fraction(e1, d1)
        big = (a1 > b1 - a1, e1 > d1 - e1)
        return (abs(first - second), {(True, False): halves[0], (False, True): halves[1], (True, True): halves[2]}.get(
            big, halves[3]), max(first, second) / whole)

    cross = f"${a} \\times {d} = {a * d}$ and ${e} \\times {b} = {e * b}$, so " \
            f"$\\frac{{{a}}}{{{b}}} {sign} \\frac{{{e}}}{{{d}}}$"
    return Scene(
        f"Bar A has {b} equal parts, {a} of them dark. Bar B has the same length and {d} equal parts, {e} of them "
        "dark.",
        [
            ask("Comparing Fractions",
                "Cross Multiplication Test", "Each of the two whole bars stands for {whole}. The dark "
                "parts of A stand for one number and those of B for another. By how much is the larger of these two "
                "numbers greater than the smaller one?",
                abs(one - two), f"{cross}. The dark parts stand for ${whole} \\div {b} \\times {a} = {one}$ and "
                f"${whole} \\div {d} \\times {e} = {two}$, and ${max(one, two)} - {min(one, two)} = "
                f"{abs(one - two)}$."),
            ask("Comparing Fractions", "Compared with One Half", "Which of the bars is more than half dark?", over,
                f"A has {a} of {b} parts dark and $2 \\times {a} = {2 * a}$; B has {e} of {d} parts dark and $2 "
                f"\\times {e} = {2 * e}$. A fraction is above one half if its doubled numerator exceeds the "
                f"denominator: {over}.",
                options=halves),
            ask("Comparing Fractions",
                "Cross Multiplication Test", "Each bar shows a dark fraction. What is the larger of "
                "the two fractions, in lowest terms?", frac(max(Fraction(a, b), Fraction(e, d))),
                f"{cross}. The larger fraction is ${frac(max(Fraction(a, b), Fraction(e, d)))}$.")],
        [("Two equal tanks hold {whole} litres each. The dark parts of A and B show how much is in them.",
          "How many more litres are in the fuller tank than in the other one?"),
         ("Anna and Ben each ride {whole} kilometres by train. The dark parts of A and B show how far they have come.",
          "How many more kilometres has one of them ridden than the other?"),
         ("Two members each borrow {whole} euros from a club; the dark parts of A and B show what has been paid back.",
          "How many more euros has one of them paid back than the other?"),
         ("Let $x$ be the dark fraction of bar A and $y$ that of bar B.", "Determine ${whole} \\cdot |x - y|$.")],
        dict(whole=whole), fixed=(a, b, e, d), figure=lambda c, g: two_bars(c, (a, b), (e, d), "AB"), upright=True,
        check=check, scale=False)


@program("Definition of Percentages")
def hundred_grid(rng):
    k, more = rng.randint(11, 80), rng.randint(2, 19)
    first = rng.randint(0, 99 - k)

    def check(c):
        dark = sum(dark for _, dark in c.fills)
        return (dark + more) / len(c.fills), 1 - dark / len(c.fills), Fraction(dark, len(c.fills))

    return Scene(
        f"A square is cut into 100 equal cells, and {k} of them are dark.", [
            ask("Definition of Percentages", "Shaded Cells in a Hundred Grid", "All cells are equal, and {more} more "
                "of them are made dark. What percentage of the large square is then dark?", f"{k + more}\\%",
                f"the grid has 100 cells, {k} of them dark. Then ${k} + {more} = {k + more}$ of 100 cells are dark, "
                f"that is ${k + more}\\%$."),
            ask("Definition of Percentages",
                "Whole as Hundred Percent", "What percentage of the large square is light?",
                f"{100 - k}\\%", f"{k} of 100 cells are dark, and ${100}\\% - {k}\\% = {100 - k}\\%$."),
            ask("Conversion between Percentages, Decimals and Fractions", "Percent to Fraction in Lowest Terms",
                "Which fraction of the large square is dark, in lowest terms?", frac(k, 100),
                f"{k} of 100 cells are dark, which is the fraction ${reduced(k, 100)}$.")],
        [("The figure is the seating plan of a hall; the dark seats are sold. {more} more seats are sold.",
          "What percentage of the seats is then sold?"),
         ("The figure is a garden bed with 100 equal squares; the dark ones are planted. {more} more are planted.",
          "What percentage of the bed is then planted?"),
         ("The figure is a progress display; its cells turn dark one after another. {more} more cells turn dark.",
          "What percentage of the work is then done?"),
         ("A cell of the figure is picked at random after {more} of its light cells have been made dark.",
          "What is the probability, in percent, that the cell is dark?")],
        dict(more=more), fixed=(k, first), figure=lambda c, g: cells(c, 10, 10, range(first, first + k)), upright=True,
        check=check, scale=False)


@program("Definition of Decimals")
def enlarged_scale(rng):
    low, t, h = rng.randint(2, 60), rng.randint(0, 8), rng.choice((1, 2, 3, 4, 6, 7, 8, 9))
    value = Fraction(100 * low + 10 * t + h, 100)
    near_ = Fraction(10 * low + t + (h > 4), 10)

    def figure(c, g):
        c.without = {"line", "shapes"}
        for y in (6, 1):
            c.line((0, y), (10, y))
            for i in range(11):
                tall = 0.4 if i % 10 == 0 else 0.25
                c.line((i, y - tall), (i, y + tall), kind="thin")
        c.line((t, 6), (0, 1), kind="dash")
        c.line((t + 1, 6), (10, 1), kind="dash")
        c.text((0, 7), g["low"])
        c.arrow((h, -1), (h, 0.75))
        c.text((h, -1.6), "?")

    def check(c):
        tip = next(points[1] for points, kind in c.strokes if kind == "head")
        left, right = (points[0][0] for points, kind in c.strokes if kind == "dash")
        read = c.numbers()[0] + (left + (right - left) * tip[0] / 10) / 10
        return read, 100 * read, int(10 * read + 0.5) / 10

    return Scene(
        f"A unit of a number line, from {low} to the next whole number, is cut into tenths. The part between {low}.{t} "
        f"and the next tenth is drawn enlarged and cut into ten parts; an arrow points to the mark after {h} of them.",
        [
            ask("Definition of Decimals",
                "Tenths and Hundredths", "The upper scale goes from a whole number to the next one. The part between "
                "the dashed lines is drawn enlarged below. To which decimal number does the arrow point?",
                f"{float(value):g}",
                f"the dashed lines begin after {t} tenths, and the arrow points to {h} hundredths more: "
                f"${low} + \\frac{{{t}}}{{10}} + \\frac{{{h}}}{{100}} = {float(value):g}$."),
            ask("Definition of Decimals",
                "Moving the Decimal Point", "The upper scale goes from a whole number to the next "
                "one; the lower scale enlarges the part between the dashed lines. What is 100 times the number at the "
                "arrow?", int(100 * value), f"the arrow points to {float(value):g}. Two places further: "
                f"${float(value):g} \\times 100 = {int(100 * value)}$."),
            ask("Rounding Numbers",
                "Rounding Decimals", "The upper scale goes from a whole number to the next one; the lower scale "
                "enlarges the part between the dashed lines. What is the number at the arrow, rounded to one decimal "
                "place?", f"{float(near_):.1f}", f"the arrow points to {float(value):g}. The hundredths digit {h} is "
                f"{'5 or more' if h > 4 else 'below 5'}: ${float(value):g} \\approx {float(near_):.1f}$.")],
        [("The upper scale is a part of a measuring tape, from one whole metre to the next. The lower scale enlarges "
          "the part between the dashed lines.", "Which length in metres does the arrow show?"),
         ("The upper scale belongs to a kitchen balance and goes from one whole kilogram to the next. A zoom below "
          "enlarges the part between the dashed lines.", "Which mass in kilograms does the arrow show?"),
         ("A runner's time lies between two neighbouring whole seconds, the ends of the upper scale. The lower scale "
          "enlarges the part between the dashed lines.", "Which time in seconds does the arrow show?"),
         ("The point $P$ at the arrow lies between two neighbouring integers, the ends of the upper scale.",
          "Determine the coordinate of $P$ as a decimal number.")],
        dict(low=low), fixed=(t, h), figure=figure, upright=True, check=check, scale=False)


@program("Conversion between Percentages, Decimals and Fractions")
def circle_of_shares(rng):
    top, bottom = rng.choice(((1, 4), (1, 5), (2, 5), (3, 20), (3, 10), (7, 20), (1, 8), (9, 20), (3, 25)))
    part = 100 * top / bottom
    decimal, a = rng.choice([(m, n) for m in range(12, 50) for n in range(12, 60) if 12 <= 100 - part - m - n <= 60
                             and gcd(n, 100) > 1])
    rest = 100 - part - decimal - a

    def figure(c, g):
        c.without = {"hatch", "line", "shapes"}
        start = 90
        for size, text in ((part, f"{top}/{bottom}"), (decimal, f"{decimal / 100:g}"), (a, g["a"] + "%"), (rest, "?")):
            c.sector((0, 0), 5, start, start + 3.6 * size, accent=text == "?")
            c.text(polar((0, 0), 3.3, start + 1.8 * size), text)
            start += 3.6 * size

    def check(c):
        shares = [Fraction(t.removesuffix("%")) / (100 if "%" in t else 1) for t in c.texts() if t != "?"]
        return 1 - sum(shares), shares[2], shares[1]

    return Scene(
        f"A circle is cut into four sectors. Three of them are the parts $\\frac{{{top}}}{{{bottom}}}$, "
        f"{decimal / 100:g} and {a}% of the circle; the fourth is marked with a question mark.", [
            ask("Conversion between Percentages, Decimals and Fractions", "Fraction to Percent",
                "The numbers in the sectors are their shares of the whole circle. What percentage of the circle is the "
                "sector with the question mark?", f"{rest:g}\\%",
                f"$\\frac{{{top}}}{{{bottom}}} = {part:g}\\%$ and ${decimal / 100:g} = {decimal}\\%$. What is left is "
                f"$100\\% - {part:g}\\% - {decimal}\\% - {a}\\% = {rest:g}\\%$."),
            ask("Conversion between Percentages, Decimals and Fractions", "Percent to Fraction in Lowest Terms",
                "The numbers in the sectors are their shares of the whole circle. Write the share that is given in "
                "percent as a fraction in lowest terms.",
                frac(a, 100), f"${a}\\% = \\frac{{{a}}}{{100}} = {frac(a, 100)}$."),
            ask("Conversion between Percentages, Decimals and Fractions", "Decimal to Percent",
                "The numbers in the sectors are their shares of the whole circle. Write the share that is given as a "
                "decimal in percent.",
                f"{decimal}\\%", f"the point moves two places, ${decimal / 100:g} = {decimal}\\%$.")],
        [("The circle shows how the voters of a town voted for four parties.",
          "What percentage of the voters chose the party with the question mark?"),
         ("The circle shows how a family spends its income; the sector with the question mark is for food.",
          "What percentage of the income is spent on food?"),
         ("The circle shows of which metals an alloy consists.",
          "What percentage of the alloy is the metal in the sector with the question mark?"),
         ("A point is chosen at random inside the circle; the numbers are the shares of the sectors.",
          "What is the probability, in percent, that it lies in the sector with the question mark?")],
        dict(a=a), fixed=(top, bottom, decimal), figure=figure, upright=True, check=check, scale=False)
