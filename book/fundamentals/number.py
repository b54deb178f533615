"""Numbers: fractions, decimals and percentages as parts of figures."""
from fractions import Fraction
from math import gcd, lcm

from ..canvas import polar
from ..tools import Quantity, Scene, ask, frac, program


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


def split_dots(c, rng, rows, columns):
    """More for rows of dots: the numbers of the rows and columns."""
    numbered(c)


def numbered(c):
    """The numbers of the rows and columns of drawn dots, with lines between them and the dots."""
    xs, ys = sorted({round(x, 6) for (x, _), _ in c.circles}), sorted({round(y, 6) for (_, y), _ in c.circles})
    for k, x in enumerate(xs):
        c.text((x, ys[-1] + 0.9), str(k + 1), small=True)
    for k, y in enumerate(reversed(ys)):
        c.text((xs[0] - 0.95, y), str(k + 1), small=True)
    c.line((xs[0] - 0.55, ys[0] - 0.4), (xs[0] - 0.55, ys[-1] + 0.55), (xs[-1] + 0.4, ys[-1] + 0.55), kind="thin")


def longer_line(c, rng):
    """More for a piece of a number line: some tenths before and behind it."""
    for x, end in ((0, -1), (10, 11)):
        c.line((x, 6), (end * 2 - x, 6))
        for i in (end, 2 * end - x):
            c.line((i, 5.75), (i, 6.25), kind="thin")


def half_of_bars(c, rng):
    """More for two bars: the line through their middles."""
    c.line((6, -2.5), (6, 3.9), kind="dash")


def cross(c, rng):
    """More for a circle of shares: the diameters that cut it into quarters."""
    c.line((-5, 0), (5, 0), kind="dash")
    c.line((0, -5), (0, 5), kind="dash")


def four_quarters(c, rng):
    """More for a grid of a hundred cells: the lines that cut it into quarters."""
    c.line((5, 0), (5, -10), kind="thick")
    c.line((0, -5), (10, -5), kind="thick")


def hundredths(c, _):
    """A scale of percentages below a strip of cells."""
    xs, ys = zip(*(p for corners in c.polygons for p in corners))
    left, wide, y = min(xs), max(xs) - min(xs), min(ys) - 0.08 * (max(xs) - min(xs))
    c.line((left, y), (left + wide, y), kind="thin")
    for k in range(5):
        x = left + wide * k / 4
        c.line((x, y - 0.012 * wide), (x, y + 0.012 * wide), kind="thin")
        c.text((x, y - 0.05 * wide), f"{25 * k}%", small=True)


def rim(c, centre, radius, n):
    """Dots at the ends of the n dividing lines of a circle."""
    for i in range(n):
        c.dot(polar(centre, radius, 90 + 360 * i / n))


def cell_names(c, _):
    """Numbers of the rows and letters of the columns beside a grid of cells."""
    boxes = [(min(x for x, _ in p), min(y for _, y in p), max(x for x, _ in p), max(y for _, y in p))
             for p in c.polygons]
    lefts, lows = sorted({b[0] for b in boxes}), sorted({b[1] for b in boxes}, reverse=True)
    wide, tall = boxes[0][2] - boxes[0][0], boxes[0][3] - boxes[0][1]
    for k, x in enumerate(lefts):
        c.text((x + wide / 2, max(b[3] for b in boxes) + 0.3 * tall), "abcdefghijkl"[k], small=True)
    for k, y in enumerate(lows):
        c.text((lefts[0] - 0.3 * wide, y + tall / 2), str(k + 1), small=True)


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

    be = "is" if k == 1 else "are"
    seen = f"The figure has {n} equal parts, and {k} of them {be} dark."
    return Scene(
        f"In a figure, {of_parts(k, n)}.", [
            ask("Fractions of a Whole", "Fraction of a Number",
                "All parts of the figure are equal, and the whole figure stands for {whole}. Which number does the "
                "dark part stand for?", k * unit,
                f"{seen} So $\\frac{{{k}}}{{{n}}}$ of {whole} is wanted. By @ the whole is divided by {n} and "
                f"multiplied by {k}: one part stands for ${whole} \\div {n} = {unit}$, and the dark parts together for "
                f"${unit} \\times {k} = {k * unit}$.",
                wrong=[(n - k) * unit, unit if k > 1 else 2 * unit, (k + 1) * unit, whole - k]),
            ask("Fractions of a Whole", "Shaded Part as a Fraction",
                "All parts of the figure are equal. Which fraction of it is dark?", part,
                f"{seen} By @ the dark share is ${reduced(k, n)}$.",
                wrong=[frac(n - k, n), frac(k, n - k) if 2 * k != n else frac(1, n), frac(1, k + 1), frac(k, n + 1)]),
            ask("Fractions of a Whole", "Remaining Part",
                "All parts of the figure are equal. Which fraction of it is light?", frac(n - k, n),
                f"{seen} By @ the light share is what is left of the whole, $1 - {part} = {frac(n - k, n)}$.",
                wrong=[part, frac(n - k, k) if 2 * k != n else frac(1, n), frac(n - k, n + 1)])],
        givens=dict(whole=whole), fixed=(k, n, pie, *sorted(shaded)), figure=figure, upright=True, check=check,
        scale=False, quantities={"whole": Quantity("number", "the number for the whole figure")},
        say=dict(dark=k, parts=n),
        more=[(lambda c, _: rim(c, (0, 0), 5, n)) if pie else hundredths])


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

    seen = f"The dots stand in {rows} rows of {columns}."
    divisor = gcd(rows, columns)
    return Scene(
        f"Dots stand in {rows} rows of {columns}.", [
            ask("Multiplication of Integers", "Multiplication as Repeated Addition",
                "Each dot stands for {price}. Which number do all dots together stand for?", n * price,
                f"{seen} By @ equal rows are counted by multiplying, ${rows} \\times {columns} = {n}$ dots. Each of "
                f"them stands for {price}, so all {n} together stand for ${n} \\times {price} = {n * price}$.",
                wrong=[n + price, (rows + columns) * price, n, rows * price]),
            ask("Multiplication of Integers", "Distributive Law",
                "Two whole columns of dots are taken away. How many dots are left?", rows * (columns - 2),
                f"{seen} These are ${rows} \\times {columns} = {n}$ dots. Two columns hold $2 \\times {rows} = "
                f"{2 * rows}$ of them. By @ there are ${rows} \\times ({columns} - 2) = {n} - {2 * rows} = "
                f"{rows * (columns - 2)}$ dots left.", wrong=[n - 2, 2 * rows, n - 2 * columns if rows > 2 else n]),
            ask("Counting Objects", "Counting in Equal Rows", "How many dots are in the figure?", n,
                f"{seen} By @ there are ${rows} \\times {columns} = {n}$ dots.",
                wrong=[rows + columns, n + 1, 2 * (rows + columns) - 4]),
            ask("Greatest Common Divisor",
                "Meaning of the Greatest Common Divisor", "What is the greatest common divisor "
                "of the number of rows and the number of columns of dots?", divisor,
                f"There are {rows} rows and {columns} columns of dots. By @ the largest number that divides both "
                f"without remainder is $\\gcd({rows}, {columns}) = {divisor}$.",
                wrong=[lcm(rows, columns), rows + columns, 2 if divisor == 1 else 1])],
        givens=dict(price=price), fixed=(rows, columns), figure=figure, upright=True, check=check, scale=False,
        quantities={"price": Quantity("number", "the number for one dot")}, say=dict(rows=rows, columns=columns),
        more=[lambda c, rng: split_dots(c, rng, rows, columns)])


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

    circles = "1 circle is" if w == 1 else f"{w} circles are"
    seen = f"The circles are cut into {b} equal parts each. {circles} fully dark, and of one more circle {a} " \
           f"part{'s' * (a > 1)} {'is' if a == 1 else 'are'} dark."
    return Scene(
        f"Equal circles are cut into {b} equal parts each. {w} of them {'is' if w == 1 else 'are'} fully dark, and of "
        f"one more {a} part{'s' * (a > 1)} {'is' if a == 1 else 'are'} dark.", [
            ask("Mixed Numbers",
                "Mixed Number to Improper Fraction", "All circles are cut into equal parts, and each whole circle "
                "stands for {unit}. Which number do all dark parts together stand for?", top * unit // b,
                f"{seen} By @ the dark amount is ${w} + \\frac{{{a}}}{{{b}}} = \\frac{{{top}}}{{{b}}}$ circles, that "
                f"is {top} parts. One part stands for ${unit} \\div {b} = {unit // b}$, and the dark parts together "
                f"stand for ${top} \\times {unit // b} = {top * unit // b}$.",
                wrong=[w * unit, (w + 1) * unit, w * unit + a, top * unit, (top + 1) * unit // b]),
            ask("Mixed Numbers",
                "Missing to the Next Whole", "Which fraction of one circle must still be made dark so that "
                "all circles are fully dark?", frac(b - a, b),
                f"The circles are cut into {b} equal parts each, and in the last circle {a} "
                f"part{'s' * (a > 1)} {'is' if a == 1 else 'are'} dark. By @ the part $1 - \\frac{{{a}}}{{{b}}} = "
                f"{frac(b - a, b)}$ of a circle is missing.",
                wrong=[frac(a, b), frac(b - a, b + 1), frac(top, b)]),
            ask("Mixed Numbers",
                "Mixed Number to Improper Fraction", "Each circle counts as 1. Which number do the dark "
                "parts show, as an improper fraction in lowest terms?", frac(top, b),
                f"{seen} By @ with ${w} \\times {b} + {a} = {top}$ dark parts the number is ${w} + "
                f"\\frac{{{a}}}{{{b}}} = {reduced(top, b)}$.",
                wrong=[frac(w + a, b), frac(top, b * (w + 1)), frac(b - a, b), frac(w * b - a, b)])],
        givens=dict(unit=unit), fixed=(w, a, b), figure=figure, upright=True, check=check, scale=False,
        quantities={"unit": Quantity("number", "the number for a whole circle")}, say=dict(pieces=b, filled=a),
        more=[lambda c, _: [rim(c, (2.4 * (j % 2), -2.4 * (j // 2)) if w > 1 else (2.4 * j, 0), 1, b)
                            for j in range(w + 1)] and None])


@program("Simplification of Fractions")
def cancelled_grid(rng):
    rows, columns = rng.randint(2, 5), rng.randint(3, 6)
    n = rows * columns
    k, more = rng.choice([(k, m) for k in range(2, n - 2) for m in range(2, min(9, n - k))
                          if gcd(k, n) > 1 < gcd(k + m, n) and 2 * (k + m) != n])
    dark, total = set(rng.sample(range(n), k)), k + more

    def check(c):
        return share(c.fills) + Fraction(more, len(c.fills)), share(c.fills), 1 - share(c.fills)

    be = "is" if k == 1 else "are"
    seen = f"The figure has {n} equal cells, and {k} of them {be} dark."
    return Scene(
        f"A figure has {n} equal cells, and {k} of them are dark.", [
            ask("Simplification of Fractions", "Lowest Terms", "{more} of the light cells are made dark as well. Which "
                "fraction of the figure is then dark, in lowest terms?", frac(total, n),
                f"{seen} With {more} more, ${k} + {more} = {total}$ of {n} cells are dark. By @ both numbers are "
                f"divided by $\\gcd({total}, {n}) = {gcd(total, n)}$, and the fraction is $\\frac{{{total}}}{{{n}}} = "
                f"{frac(total, n)}$.",
                wrong=[frac(k, n), frac(n - total, n), frac(total, n + more), frac(more, n)]),
            ask("Simplification of Fractions",
                "Cancelling a Common Factor", "Which fraction of the figure is dark, in lowest terms?",
                frac(k, n), f"{seen} By @ the factor {gcd(k, n)} of {k} and {n} may be removed, and "
                f"$\\frac{{{k}}}{{{n}}} = {frac(k, n)}$.", wrong=[frac(n - k, n), frac(k, n - k), frac(k + 1, n)]),
            ask("Fractions of a Whole", "Remaining Part", "Which fraction of the figure is light, in lowest terms?",
                frac(n - k, n), f"{seen} By @ the light cells are $1 - \\frac{{{k}}}{{{n}}} = "
                f"\\frac{{{n - k}}}{{{n}}}$ of the figure. *Simplification of Fractions* gives "
                f"$\\frac{{{n - k}}}{{{n}}} = {frac(n - k, n)}$.",
                also=["Simplification of Fractions"], wrong=[frac(k, n), frac(n - k, k), frac(n - k - 1, n)])],
        givens=dict(more=more), fixed=(rows, columns, *sorted(dark)), figure=lambda c, g: cells(c, rows, columns, dark),
        upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of cells that turn dark", "cells")},
        say=dict(cells=n, dark=k), more=[cell_names])


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

    seen = f"The upper bar is cut into {b} parts and the lower bar into {d}."
    few = "Both bars are cut further into as few equal parts as possible, "
    return Scene(
        f"Two bars of equal length are cut into equal parts: the upper bar into {b} parts, {a} of them dark, and the "
        f"lower bar into {d} parts, {e} of them dark.", [
            ask("Common Denominator of Fractions", "Common Ruling of Two Bars",
                few + "so that the parts of both bars have the same size. Each of these new parts stands for {unit}. "
                "Which number does a whole bar stand for?",
                m * unit,
                f"{seen} The number of new parts must be a multiple of both. By @ the smallest one is "
                f"$\\operatorname{{lcm}}({b}, {d}) = {m}$, so a whole bar consists of {m} new parts. The whole bar "
                f"stands for ${m} \\times {unit} = {m * unit}$.",
                wrong=[b * d * unit if b * d != m else (b * d + b) * unit, m, (b + d) * unit, gcd(b, d) * unit,
                       max(b, d) * unit]),
            ask("Common Denominator of Fractions",
                "Least Common Denominator", "What is the smallest number of equal parts "
                "into which each of the two bars can be cut so that all cuts in the figure are kept?", m,
                f"{seen} To keep all cuts, the number of parts must be a multiple of both. By @ the smallest one is "
                f"$\\operatorname{{lcm}}({b}, {d}) = {m}$.",
                wrong=[b * d if b * d != m else 2 * m, b + d, max(b, d), gcd(b, d)]),
            ask("Common Denominator of Fractions",
                "Expanding to a Denominator", few + "all of one size. How many of these parts are dark in the upper "
                "bar?", a * m // b,
                f"{seen} The smallest common number of parts is $\\operatorname{{lcm}}({b}, {d}) = {m}$. In the upper "
                f"bar {a} of {b} parts {'is' if a == 1 else 'are'} dark, and each of them is cut into ${m} \\div {b} = "
                f"{m // b}$ new ones. By @ $\\frac{{{a}}}{{{b}}} = \\frac{{{a * m // b}}}{{{m}}}$: there are ${a} "
                f"\\times {m // b} = {a * m // b}$ dark parts.", wrong=[a, m - a * m // b, a * d, e * m // d])],
        givens=dict(unit=unit), fixed=(a, b, e, d), upright=True, check=check, scale=False,
        figure=lambda c, g: two_bars(c, *(((a, b), (e, d)) if c.asked in (None, 2) else ((0, b), (0, d)))),
        quantities={"unit": Quantity("number", "the number for a new part")},
        say=dict(upper=b, lower=d, common=m),
        more=[hundredths])


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
    big, small = max(Fraction(a, b), Fraction(e, d)), min(Fraction(a, b), Fraction(e, d))
    seen = f"Bar A has {b} equal parts, of which {a} {'is' if a == 1 else 'are'} dark, and bar B has {d}, of which " \
           f"{e} {'is' if e == 1 else 'are'} dark."
    return Scene(
        f"Bar A has {b} equal parts, {a} of them dark. Bar B has the same length and {d} equal parts, {e} of them "
        "dark.",
        [
            ask("Comparing Fractions",
                "Cross Multiplication Test", "Each of the two whole bars stands for {whole}. The dark "
                "parts of A stand for one number and those of B for another. By how much is the larger of these two "
                "numbers greater than the smaller one?",
                abs(one - two), f"{seen} By @ {cross}. So more of bar {'A' if sign == '>' else 'B'} is dark. By "
                f"*Fractions of a Whole* the dark parts of A stand for ${whole} \\div {b} \\times {a} = {one}$ and "
                f"those of B for ${whole} \\div {d} \\times {e} = {two}$. The difference is ${max(one, two)} - "
                f"{min(one, two)} = {abs(one - two)}$.", also=["Fractions of a Whole"],
                wrong=[one + two, max(one, two), min(one, two), abs(whole - one - two) or whole]),
            ask("Comparing Fractions", "Compared with One Half", "Which of the bars is more than half dark?", over,
                f"{seen} By @ a bar is more than half dark if its doubled number of dark parts is greater than the "
                f"number of its parts. For A we compare $2 \\times {a} = {2 * a}$ with {b}, and for B $2 \\times {e} = "
                f"{2 * e}$ with {d}. The answer is: {over}.", options=halves),
            ask("Comparing Fractions",
                "Cross Multiplication Test", "Each bar shows a dark fraction. What is the larger of "
                "the two fractions, in lowest terms?", frac(big),
                f"{seen} By @ {cross}. The larger fraction is ${frac(big)}$.",
                wrong=[frac(small), frac(1 - small), frac(a + e, b + d)])],
        givens=dict(whole=whole), fixed=(a, b, e, d), figure=lambda c, g: two_bars(c, (a, b), (e, d), "AB"),
        upright=True, check=check, scale=False,
        quantities={"whole": Quantity("number", "the number for a whole bar")}, say=dict(da=a, na=b, db=e, nb=d),
        more=[half_of_bars])


@program("Definition of Percentages")
def hundred_grid(rng):
    k, more = rng.randint(11, 80), rng.randint(2, 19)
    first = rng.randint(0, 99 - k)

    def check(c):
        dark = sum(dark for _, dark in c.fills)
        return (dark + more) / len(c.fills), 1 - dark / len(c.fills), Fraction(dark, len(c.fills))

    seen = f"The grid has 100 equal cells, and {k} of them are dark."
    return Scene(
        f"A square is cut into 100 equal cells, and {k} of them are dark.", [
            ask("Definition of Percentages", "Shaded Cells in a Hundred Grid", "All cells are equal, and {more} more "
                "of them are made dark. What percentage of the large square is then dark?", f"{k + more}\\%",
                f"{seen} With {more} more there are ${k} + {more} = {k + more}$ dark cells. By @ ${k + more}\\%$ of "
                "the large square is then dark.",
                wrong=[f"{k}\\%", f"{100 - k - more}\\%", f"{more}\\%", f"{k + more + 10}\\%"]),
            ask("Definition of Percentages",
                "Whole as Hundred Percent", "What percentage of the large square is light?",
                f"{100 - k}\\%", f"{seen} So ${k}\\%$ of the large square is dark. By @ the light part is $100\\% - "
                f"{k}\\% = {100 - k}\\%$.", wrong=[f"{k}\\%", f"{110 - k}\\%", f"{90 - k}\\%"]),
            ask("Conversion between Percentages, Decimals and Fractions", "Percent to Fraction in Lowest Terms",
                "Which fraction of the large square is dark, in lowest terms?", frac(k, 100),
                f"{seen} So ${k}\\%$ of the large square is dark. By @ this is the fraction ${reduced(k, 100)}$.",
                wrong=[frac(100 - k, 100), frac(k, 10), frac(k, 100 - k)])],
        givens=dict(more=more), fixed=(k, first), figure=lambda c, g: cells(c, 10, 10, range(first, first + k)),
        upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of cells that turn dark", "cells")},
        say=dict(dark=k), more=[four_quarters])


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

    number_at = f"{float(value):g}"
    seen = f"The upper scale begins at {low} and is cut into tenths. The dashed lines enclose the tenth that begins " \
           f"after {t} tenth{'s' * (t != 1)}. In the enlargement the arrow stands {h} part{'s' * (h > 1)} further, " \
           "and these are hundredths."
    reading = f"${low} + \\frac{{{t}}}{{10}} + \\frac{{{h}}}{{100}} = {number_at}$"
    other = "The upper scale goes from a whole number to the next one; the lower scale enlarges the part between the " \
            "dashed lines. "
    return Scene(
        f"A unit of a number line, from {low} to the next whole number, is cut into tenths. The part between {low}.{t} "
        f"and the next tenth is drawn enlarged and cut into ten parts; an arrow points to the mark after {h} of them.",
        [
            ask("Definition of Decimals",
                "Tenths and Hundredths", "The upper scale goes from a whole number to the next one. The part between "
                "the dashed lines is drawn enlarged below. To which decimal number does the arrow point?",
                number_at, f"{seen} By @ the arrow points to {reading}.",
                wrong=[f"{float(low + Fraction(10 * h + t, 100)):g}", f"{float(low + Fraction(h, 10)):g}",
                       f"{float(low + Fraction(10 * t + 10 + h, 100)):g}", f"{float(low + Fraction(t + h, 10)):g}"]),
            ask("Definition of Decimals",
                "Moving the Decimal Point", other + "What is 100 times the number at the arrow?", int(100 * value),
                f"{seen} So the arrow points to {reading}. By @ multiplying by 100 moves the point two places to the "
                f"right: ${number_at} \\times 100 = {int(100 * value)}$.",
                wrong=[f"{float(10 * value):g}", int(1000 * value), low * 100]),
            ask("Rounding Numbers",
                "Rounding Decimals", other + "What is the number at the arrow, rounded to one decimal place?",
                f"{float(near_):.1f}",
                f"{seen} So by *Definition of Decimals* the arrow points to {reading}. By @ the digit of the "
                f"hundredths decides. It is {h}, which is {'5 or more' if h > 4 else 'below 5'}: ${number_at} "
                f"\\approx {float(near_):.1f}$.", also=["Definition of Decimals"],
                wrong=[f"{float(near_ + Fraction(1 - 2 * (h > 4), 10)):.1f}", low, low + 1])],
        givens=dict(low=low), fixed=(t, h), figure=figure, upright=True, check=check, scale=False,
        quantities={"low": Quantity("number", "the whole number at the left end of the upper scale")},
        more=[longer_line])


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

    parts = "A number in a sector is its share of the whole circle. "
    given = f"The three known shares are $\\frac{{{top}}}{{{bottom}}}$, {decimal / 100:g} and ${a}\\%$."
    return Scene(
        f"A circle is cut into four sectors. Three of them are the parts $\\frac{{{top}}}{{{bottom}}}$, "
        f"{decimal / 100:g} and {a}% of the circle; the fourth is marked with a question mark.", [
            ask("Conversion between Percentages, Decimals and Fractions", "Fraction to Percent",
                parts + "What percentage of the circle is the sector with the question mark?", f"{rest:g}\\%",
                f"{given} By @ and by moving the point they are written in percent: $\\frac{{{top}}}{{{bottom}}} = "
                f"{part:g}\\%$ and ${decimal / 100:g} = {decimal}\\%$. The sector with the question mark is what is "
                f"left of the whole circle, $100\\% - {part:g}\\% - {decimal}\\% - {a}\\% = {rest:g}\\%$.",
                wrong=[f"{100 - rest:g}\\%", f"{100 - decimal - a - bottom:g}\\%" if 100 > decimal + a + bottom else
                       f"{rest + 10:g}\\%", f"{rest + part:g}\\%", f"{rest + decimal:g}\\%"]),
            ask("Conversion between Percentages, Decimals and Fractions", "Percent to Fraction in Lowest Terms",
                parts + "Write the share that is given in percent as a fraction in lowest terms.",
                frac(a, 100), f"The share that is given in percent is ${a}\\%$. By @ it is written over 100 and "
                f"cancelled: ${a}\\% = \\frac{{{a}}}{{100}} = {frac(a, 100)}$.",
                wrong=[frac(a, 10), frac(100 - a, 100), frac(1, a)]),
            ask("Conversion between Percentages, Decimals and Fractions", "Decimal to Percent",
                parts + "Write the share that is given as a decimal in percent.",
                f"{decimal}\\%", f"The share that is given as a decimal is {decimal / 100:g}. By @ the point moves two "
                f"places to the right, ${decimal / 100:g} = {decimal}\\%$.",
                wrong=[f"{decimal / 10:g}\\%", f"{10 * decimal}\\%", f"{decimal / 100:g}\\%"])],
        givens=dict(a=a), fixed=(top, bottom, decimal), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("percent", "the share that is given in percent", "percent")},
        say=dict(twice=int(2 * part), decimal=decimal),
        more=[cross])
