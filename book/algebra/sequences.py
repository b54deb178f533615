"""Sequences: dot and match patterns, bars, recursion loops, sums, Fibonacci squares."""
from fractions import Fraction

from ..additions import joined
from ..pieces import axes, bar_heights, dots, grid
from ..tools import Quantity, Scene, ask, frac, program
from .networks import series


def sum_of(numbers):
    return " + ".join(map(str, numbers))


def named(c, left, right, y, text):
    """A name under a figure from left to right; keeps room for it."""
    c.text(((left + right) / 2, y), text)
    c.strokes.append(([(left, y - 0.6), (right, y - 0.6)], "none"))


@program("Arithmetic Sequence")
def growing_dots(rng):
    first, d, n = rng.randint(1, 8), rng.randint(1, 6), rng.randint(5, 40)
    terms = [first + d * i for i in range(3)]
    last = first + d * (n - 1)

    def figure(c, g):
        left, c.without = 0, {"shapes", "hatch", "line"}  # hatched dots look empty
        for i, count in enumerate(terms):
            dots(c, [(left + j // 5, j % 5) for j in range(count)], filled=range(count))
            wide = (count - 1) // 5
            named(c, left, left + wide, -1.4, f"No. {i + 1}")
            left += wide + 3

    def check(c):
        xs = sorted(p[0] for p, _ in c.circles)
        cuts = [(a + b) / 2 for a, b in zip(xs, xs[1:]) if b - a > 2]
        one, two, three = (sum(low < x < high for x in xs) for low, high in zip([-1, *cuts], [*cuts, 999]))
        count = one
        for _ in range(n - 1):
            count += two - one
        return count, three - two, len(c.circles)

    seen = f"No. 1, No. 2 and No. 3 are drawn with {terms[0]}, {terms[1]} and {terms[2]} dots."
    return Scene(
        f"A pattern of dots grows evenly: its first three figures have {terms[0]}, {terms[1]} and {terms[2]} dots.", [
            ask("Arithmetic Sequence", "Term of an Arithmetic Sequence",
                "The pattern of dots grows by the same number each time. How many dots does figure number {n} have?",
                last, f"{seen} From each figure to the next ${terms[1]} - {terms[0]} = {d}$ dots are added, and from "
                f"figure 1 to figure {n} this happens ${n} - 1 = {n - 1}$ times. By @ figure {n} has "
                f"${first} + {n - 1} \\times {d} = {last}$ dots.", wrong=[last + d, n * first, n * d, last - d]),
            ask("Arithmetic Sequence", "Common Difference",
                "The pattern of dots grows by the same number each time. By which number?", d,
                f"{seen} By @ the number wanted is the difference of neighbouring terms, "
                f"${terms[1]} - {terms[0]} = {d}$.", wrong=[terms[0], 2 * d, d + 1]),
            ask("Arithmetic Sequence", "Sum of an Arithmetic Sequence",
                "How many dots do the three figures have together?", sum(terms),
                f"{seen} By @ the sum is the number of terms times the mean of the first and the last one, "
                f"$3 \\times ({terms[0]} + {terms[2]}) \\div 2 = {sum(terms)}$.",
                wrong=[3 * terms[0], terms[0] + terms[2], sum(terms) + d])],
        givens=dict(n=n, first=first, d=d), figure=figure, upright=True, check=check,
        quantities={"n": Quantity("number", "the number of the figure asked for")})


def match_row(corners, k, tail):
    """The matches of a row of k shapes (3, 4 or 6 corners) with a tail on the left, as segments."""
    h = 3 ** 0.5 / 2
    if corners == 3:
        p = [(i / 2, h * (i % 2)) for i in range(k + 2)]
        made = list(zip(p, p[1:])) + list(zip(p, p[2:]))
    elif corners == 4:
        made = [((i, 0), (i, 1)) for i in range(k + 1)] + [((i, y), (i + 1, y)) for i in range(k) for y in (0, 1)]
    else:
        made = [((2 * h * i, 0.5), (2 * h * i, 1.5)) for i in range(k + 1)]
        for i in range(k):
            x = 2 * h * i
            made += [((x, 1.5), (x + h, 2)), ((x + h, 2), (x + 2 * h, 1.5)), ((x, 0.5), (x + h, 0)),
                     ((x + h, 0), (x + 2 * h, 0.5))]
    base = 0.5 if corners == 6 else 0
    return made + [((-i - 1, base), (-i, base)) for i in range(tail)]


@program("General Term of a Sequence")
def matchsticks(rng):
    corners, tail, more = rng.choice((3, 4, 6)), rng.randint(0, 4), rng.randint(0, 2)
    n = rng.randint(6, 90)
    grow = {3: 2, 4: 3, 6: 5}[corners]
    start = corners + tail + grow * more
    counts = [start + grow * i for i in range(3)]
    total = start + grow * (n - 1)

    def figure(c, g):
        c.without = {"line", "shapes"}
        tall = {3: 1.9, 4: 2.1, 6: 3.1}[corners]
        for k in (1, 2, 3):
            y = -tall * k
            for (x0, y0), (x1, y1) in match_row(corners, k + more, tail):
                u, v = 0.08 * (x1 - x0), 0.08 * (y1 - y0)
                c.line((x0 + u, y + y0 + v), (x1 - u, y + y1 - v), kind="thick")
            c.text((-tail - 1.3, y + 0.5), k)
            c.strokes.append(([(-tail - 1.7, y), (-tail - 1.7, y + 1)], "none"))

    def check(c):
        tall = {3: 1.9, 4: 2.1, 6: 3.1}[corners]
        found = [sum(-tall * k - 0.1 < points[0][1] < -tall * k + tall - 0.1 for points, kind in c.strokes
                     if kind == "thick") for k in (1, 2, 3)]
        step = found[2] - found[1]
        return found[0] + (n - 1) * step, found[1] - found[0], found[0] - step

    seen = f"The drawn rows 1, 2 and 3 consist of {counts[0]}, {counts[1]} and {counts[2]} matches"
    return Scene(
        f"A pattern is laid with matches: its first three figures need {counts[0]}, {counts[1]} and {counts[2]} "
        f"matches, and it goes on evenly.", [
            ask("General Term of a Sequence", "Pattern to Formula",
                "The figures 1, 2 and 3 are laid with matches, and the pattern goes on in the same way. How many "
                "matches does figure {n} have?", total,
                f"{seen}, so {grow} matches are added each time. By @ figure $n$ has ${grow}n$ matches and a fixed "
                f"number more, which figure 1 tells: ${start} - {grow} = {start - grow}$. So figure {n} has "
                f"${grow} \\times {n} + {start - grow} = {total}$ matches.",
                wrong=[total + grow, grow * n, start * n]),
            ask("Arithmetic Sequence", "Common Difference", "How many matches are added from each figure to the next?",
                grow, f"{seen}. By @ the number added is the difference of neighbouring terms, "
                f"${counts[1]} - {counts[0]} = {grow}$.", wrong=[corners, grow + 2, start]),
            ask("General Term of a Sequence", "Formula in n",
                "The pattern goes on in the same way, and figure n has $an + b$ matches. What is $b$?", start - grow,
                f"{seen}, {grow} more each time, so by @ $a = {grow}$. For figure 1 the formula must give {start}, so "
                f"$b = {start} - {grow} = {start - grow}$.", wrong=[start, grow, start + grow])],
        givens=dict(n=n, start=start, grow=grow), fixed=(corners, tail, more), figure=figure, upright=True, check=check,
        quantities={"n": Quantity("number", "the number of the figure asked for")})


@program("Geometric Sequence")
def growing_bars(rng):
    q = Fraction(*rng.choice([(2, 1), (3, 1), (3, 2), (4, 3), (5, 2), (1, 2), (2, 3), (3, 4)]))
    first = q.denominator ** 2 * rng.randint(1, 30)
    while not 4 <= first <= 180 or first * q ** 2 > 300:
        first = q.denominator ** 2 * rng.randint(1, 30)
    one, two, three = (int(first * q ** i) for i in range(3))
    four = frac(first * q ** 3)

    def figure(c, g):
        c.without = {"line", "shapes"}
        high = max(one, three) + 1
        wide = axes(c, "1234", high)
        for i, (value, text) in enumerate(((one, g["one"]), (two, g["two"]), (three, ""))):
            x, y = wide * (i + 0.5), 75 * value / high
            c.polygon((x - 8, 0), (x + 8, 0), (x + 8, y), (x - 8, y), accent=True)
            c.corner((x, y), text, (x, 0))
        c.text((3.5 * wide, 8), "?")

    def check(c):
        heights = bar_heights(c, max(one, three) + 1)
        ratio = Fraction(heights[1], heights[0])
        return heights[2] * ratio, ratio, Fraction(heights[1] ** 2, heights[0])

    share = frac(q)
    seen = f"In the figure the first bar has the height {one} and the second bar the height {two}"
    return Scene(
        f"The first two of four bars have the heights {one} and {two}.", [
            ask("Geometric Sequence", "Term of a Geometric Sequence",
                "The heights of the bars form a geometric sequence. What is the fourth term of the sequence, the "
                "height of the "
                "bar with the question mark?", four,
                f"{seen}, so the common ratio is ${two} \\div {one} = {share}$. From the first to the fourth term "
                f"there are three steps, and by @ the fourth term is "
                f"${one} \\times \\left({share}\\right)^3 = {four}$.",
                wrong=[frac(first * q ** 4), *([3 * two - 2 * one] if q > 1 else []), three, frac(3 * first * q)]),
            ask("Geometric Sequence", "Common Ratio",
                "The heights of the bars form a geometric sequence. What is its common ratio?", share,
                f"{seen}. By @ the ratio is the second term divided by the first, ${two} \\div {one} = {share}$.",
                wrong=[frac(1 / q), abs(two - one), frac(q * q)]),
            ask("Geometric Sequence", "Square of a Middle Term",
                "The heights of the bars form a geometric sequence. What is its third term?", three,
                f"{seen}. By @ the square of the second term is the product of the first and the third, so the third "
                f"term is ${two}^2 \\div {one} = {three}$.", wrong=[2 * two - one, four, two * two])],
        givens=dict(one=one, two=two), figure=figure, upright=True, check=check, scale=False,
        quantities={"one": Quantity("measure", "the height of the first bar"),
                    "two": Quantity("measure", "the height of the second bar")}, more=[tops])


def tops(c, rng):
    """A line through the middle of the tops of the bars."""
    c.line(*(((p[2][0] + p[3][0]) / 2, p[2][1]) for p in c.polygons), kind="thin")


@program("Sum of an Arithmetic Sequence")
def rows_of_seats(rng):
    first, d, n = rng.randint(2, 9), rng.randint(1, 4), rng.randint(5, 30)
    last = first + (n - 1) * d
    total = n * (first + last) // 2

    def figure(c, g):
        c.without = {"shapes", "line", "hatch"}
        for row in range(4):
            count = first + row * d
            dots(c, [(i - (count - 1) / 2, -1.3 * row) for i in range(count)], 0.32, range(count))
        named(c, -2, 2, 1.4, "stage")

    def check(c):
        rows = sorted({p[1] for p, _ in c.circles}, reverse=True)
        sizes = [sum(p[1] == y for p, _ in c.circles) for y in rows]
        while len(sizes) < n:
            sizes.append(2 * sizes[-1] - sizes[-2])
        return sum(sizes[:n]), sizes[n - 1], sum(sizes[:4])

    seen = f"In the figure the first row has {first} dots, and each further row has {d} more than the one before."
    return Scene(
        f"In a plan of a hall the first row has {first} dots, and each row has {d} more than the row before.", [
            ask("Sum of an Arithmetic Sequence", "Pairing First and Last",
                "The dots are the seats in the first rows of a hall; further rows grow in the same way. How "
                "many seats are in the first {n} rows together?", total,
                f"{seen} By the rule for the terms of an Arithmetic Sequence row {n} has "
                f"${first} + {n - 1} \\times {d} = {last}$ seats. By @ the rows, taken in pairs from both ends, have "
                f"${first} + {last} = {first + last}$ seats a pair, and the sum is ${n} \\times {first + last} \\div 2 "
                f"= {total}$.",
                also=["Arithmetic Sequence"], wrong=[n * (first + last), n * last, total - last, n * first]),
            ask("Arithmetic Sequence", "Term of an Arithmetic Sequence", "How many seats are in row {n}?", last,
                f"{seen} From row 1 to row {n} there are ${n} - 1 = {n - 1}$ steps, so by @ row {n} has "
                f"${first} + {n - 1} \\times {d} = {last}$ seats.", wrong=[last + d, first * n, d * n]),
            ask("Sum of an Arithmetic Sequence", "Sum from the Difference",
                "How many seats do the first four rows have together?", 4 * first + 6 * d,
                f"{seen} By @ the sum of four terms is $4 \\times {first} + \\frac{{4 \\times 3}}{{2}} \\times {d} = "
                f"{4 * first + 6 * d}$.", wrong=[4 * first, 4 * first + 4 * d, 4 * first + 10 * d])],
        givens=dict(n=n, first=first, d=d), figure=figure, upright=True, check=check,
        quantities={"n": Quantity("count", "the number of rows asked for", "rows")})


@program("Finding Terms of a Sequence")
def recursion_loop(rng):
    a, k, b, n = rng.randint(2, 12), rng.randint(2, 4), rng.randint(2, 15), rng.randint(3, 4)
    terms = [a]
    while len(terms) < 6:
        terms.append(k * terms[-1] + b)

    def figure(c, g):
        c.without = {"shapes", "line"}
        for left, text in ((0, g["a"]), (8, f"× {g['k']}"), (16, f"+ {g['b']}")):
            if left:
                c.polygon((left, 0), (left + 5, 0), (left + 5, 4), (left, 4))
            else:
                c.circle((2.5, 2), 2.5)
            c.text((left + 2.5, 2), text)
        c.arrow((5, 2), (8, 2))
        c.arrow((13, 2), (16, 2))
        c.line((18.5, 0), (18.5, -3.5), (2.5, -3.5))
        c.arrow((2.5, -3.5), (2.5, -0.5))
        c.text((10.5, -5), "next term")
        c.text((2.5, 6.2), "first term")

    def check(c):
        x, times_, plus = (int("".join(filter(str.isdigit, text))) for text in c.texts()[:3])
        steps = [x]
        for _ in range(5):
            steps.append(steps[-1] * times_ + plus)
        low, high = Fraction(plus), Fraction(times_ + plus)  # what the boxes make of 0 and of 1
        return steps[n - 1], steps[1], (x - low) / (high - low)

    swapped = a
    for _ in range(n - 1):
        swapped = (swapped + b) * k
    seen = f"The figure shows the first term {a}; the boxes multiply a term by {k} and then add {b}."
    return Scene(
        f"A sequence begins with {a}, and each further term is {k} times the term before it plus {b}.", [
            ask("Finding Terms of a Sequence", "Recursion",
                "Each term of a sequence is turned into the next one by the same two steps. What is term number "
                "{n}?",
                terms[n - 1], f"{seen} By @ every term follows from the one before it: " + ", ".join(
                    f"$a_{i + 2} = {k} \\times {terms[i]} + {b} = {terms[i + 1]}$" for i in range(n - 1))
                + f". So term number {n} is {terms[n - 1]}.", wrong=[terms[n], terms[n - 2], swapped]),
            ask("Definition of a Sequence", "Numbers in Order", "What is the second term?", terms[1],
                f"{seen} By @ the second term comes directly after the first, so it is what one run through the boxes "
                f"makes of it: ${k} \\times {a} + {b} = {terms[1]}$.", wrong=[k * (a + b), a + k + b, terms[2]]),
            ask("Finding Terms of a Sequence", "Working Back",
                "Which number would the two boxes turn into the given first term?", frac(a - b, k),
                f"{seen} By @ the steps are undone in the opposite order: first {b} is subtracted, then the result is "
                f"divided by {k}, $({a} - {b}) \\div {k} = {frac(a - b, k)}$.",
                wrong=[frac(Fraction(a, k) - b), terms[1], frac(a + b, k)])],
        givens=dict(a=a, k=k, b=b, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the first term"),
                    "k": Quantity("number", "the factor in the first box"),
                    "b": Quantity("number", "the number added in the second box"),
                    "n": Quantity("number", "the number of the term asked for")})


@program("Fibonacci Sequence")
def fibonacci_squares(rng):
    unit, n = rng.randint(2, 40), rng.randint(5, 7)
    f = [1, 1]
    while len(f) < 10:
        f.append(f[-1] + f[-2])

    def figure(c, g):
        c.without = {"line", "shapes"}
        left, low, right, high = 0, 0, 0, 0
        for i in range(n):
            s = f[i]
            if i == 0:
                x, y = 0, 0
            elif i % 4 == 1:
                x, y = right, low
            elif i % 4 == 2:
                x, y = left, high
            elif i % 4 == 3:
                x, y = left - s, low
            else:
                x, y = left, low - s
            c.polygon((x, y), (x + s, y), (x + s, y + s), (x, y + s))
            left, low, right, high = min(left, x), min(low, y), max(right, x + s), max(high, y + s)
        x, y = c.polygons[3][0]
        c.text((x + 1.5, y + 1.5), g["side"])

    def check(c):
        sides = [p[1][0] - p[0][0] for p in c.polygons]
        scale = c.numbers()[0] / sides[3]
        xs, ys = ([p[i] for corners in c.polygons for p in corners] for i in (0, 1))
        return max(sides) * scale, min(sides) * scale, (max(xs) - min(xs)) * (max(ys) - min(ys)) * scale ** 2

    largest, whole = f[n - 1] * unit, f[n - 1] * f[n] * unit ** 2
    seen = f"In the figure the square with the number is as wide as three of the smallest squares, so a side of the " \
           f"smallest square is ${3 * unit} \\div 3 = {unit}$"
    return Scene(
        f"{n} squares are laid around each other as Fibonacci squares; the fourth one has the side {3 * unit}.", [
            ask("Fibonacci Sequence", "Sum of the Two Before",
                "The rectangle is made of squares; a number in a square is the length of its side. How long is "
                "a side of the largest square?", largest,
                f"{seen}. Every further square lies along two earlier ones, so by @ its side is the sum of the two "
                f"sides before: in units of the smallest side these are {', '.join(map(str, f[:n]))}. The last of the "
                f"{n} squares is the largest, with the side ${f[n - 1]} \\times {unit} = {largest}$.",
                wrong=[f[n] * unit, f[n - 2] * unit, f[n - 1] * 3 * unit]),
            ask("Finding Terms of a Sequence", "Working Back", "The rectangle is made of squares; the number in one of "
                "them is the length of its side. How long is a side of the smallest square?", unit,
                f"The number in the figure is {3 * unit}. By @ we go from this square back to the smaller ones: it is "
                f"as wide as three of the smallest squares, so a side of these is ${3 * unit} \\div 3 = {unit}$.",
                wrong=[frac(3 * unit, 2), frac(3 * unit, 5), 3 * unit]),
            ask("Fibonacci Sequence", "Fibonacci Squares", "The rectangle is made of squares; the number in one of "
                "them is the length of its side. What is the area of the whole rectangle?", whole,
                f"{seen}. By @ the sides of the rectangle are the last Fibonacci number, {f[n - 1]}, and the next one, "
                f"{f[n]}, in units of the smallest side. By the Area of a Rectangle it measures "
                f"${f[n - 1] * unit} \\times {f[n] * unit} = {whole}$.", also=["Area of a Rectangle"],
                wrong=[f[n - 1] * f[n], largest ** 2, f[n] ** 2 * unit ** 2])],
        givens=dict(side=3 * unit), fixed=(n,), figure=figure, check=check, more=[spiral],
        quantities={"side": Quantity("measure", "the side of the square with the number")})


def spiral(c, rng):
    """A quarter circle in each of the squares, which together form the Fibonacci spiral."""
    for i, (low_left, low_right, top_right, top_left) in enumerate(c.polygons):
        centre = (top_right, top_left, low_left, low_right)[i % 4]
        c.ring(centre, low_right[0] - low_left[0], start=180 + 90 * (i % 4), end=270 + 90 * (i % 4), kind="thin")


@program("Figurate Numbers")
def dot_triangles(rng):
    more, extra, n = rng.randint(0, 3), rng.randint(2, 8), rng.randint(6, 60)
    rows = n + more
    total = rows * (rows + 1) // 2 + extra

    def figure(c, g):
        c.without = {"shapes", "line", "hatch"}
        left = 0.0
        for i in (1, 2, 3):
            k = i + more
            places = [(left + (k - 1 - r) / 2 + j, 0.9 * (k - 1 - r)) for r in range(k) for j in range(r + 1)]
            dots(c, places, 0.3, range(len(places)))
            dots(c, [(left + (k - min(extra, 4)) / 2 + j % 4, -1.4 - j // 4) for j in range(extra)], 0.3)
            wide = max(k, min(extra, 4)) - 1
            named(c, left + (k - 1 - wide) / 2, left + (k - 1 + wide) / 2, -2.8 - (extra > 4), f"No. {i}")
            left += wide + 2.6

    def check(c):
        dark = {points[0] for points, accent in c.fills}
        full = [p for p, _ in c.circles if any(abs(q[0] - p[0] - 0.3) < 1e-6 and abs(q[1] - p[1]) < 1e-6 for q in dark)]
        levels = {round(p[1], 3) for p in full}
        loose = (len(c.circles) - len(full)) // 3
        return sum(range(1, len(levels) + n - 3 + 1)) + loose, len(levels), len(full) - sum(
            range(len(levels))) - sum(range(len(levels) - 1)) + loose

    last = (3 + more) * (4 + more) // 2
    return Scene(
        f"The figure number $n$ of a pattern is a triangle of filled dots with $n{f' + {more}' if more else ''}$ rows "
        f"and {extra} open dots.", [
            ask("Figurate Numbers", "Triangular Numbers",
                "The triangle of filled dots gets one row more each time, the number of open dots stays the same. How "
                "many dots does figure number {n} have in all?", total,
                f"No. 1 is drawn with {1 + more} row{'s' * (more > 0)} of filled dots, so No. {n} has "
                f"${n} + {more} = {rows}$ rows. By @ these are $1 + 2 + \\ldots + {rows}$, that is ${rows} \\times "
                f"{rows + 1} \\div 2 = {total - extra}$ filled dots. Together with the {extra} open dots there are "
                f"${total - extra} + {extra} = {total}$ dots.",
                wrong=[total - extra, 2 * total - extra, total - rows, rows + extra]),
            ask("Figurate Numbers", "Two Triangles Make a Square",
                "The filled triangles of the figures number 2 and 3 are put together to a square of dots. How many "
                "dots does a side of this square have?", 3 + more,
                f"In the figure the filled triangles of No. 2 and No. 3 have ${last - 3 - more}$ and ${last}$ dots. By "
                f"@ neighbouring triangular numbers make a square: ${last - 3 - more} + {last} = {3 + more}^2$. So a "
                f"side has ${3 + more}$ dots.", wrong=[2 + more, 4 + more, 5 + 2 * more]),
            ask("Definition of a Sequence", "Numbers in Order", "How many dots does the third figure have in all?",
                last + extra, f"By @ the third figure is the one with No. 3. Its triangle has {last} filled dots, and "
                f"with the open ones there are ${last} + {extra} = {last + extra}$ dots.",
                wrong=[last, last - 3 - more + extra, last + extra + 4 + more])],
        givens=dict(n=n, more=more, extra=extra), figure=figure, upright=True, check=check,
        quantities={"n": Quantity("number", "the number of the figure asked for")})


@program("Sigma Notation")
def plotted_terms(rng):
    terms, m = [rng.randint(1, 9) for _ in range(8)], rng.randint(3, 7)

    def figure(c, g):
        c.without = {"line"}
        grid(c, 0, 8, 0, 9, names=("i", "a"))
        for i, v in enumerate(terms):
            c.line((i + 1, 0), (i + 1, v), kind="dash")
            c.dot((i + 1, v))

    def check(c):
        read = dict(c.dots)
        return sum(v for i, v in read.items() if i <= m), 3 * sum(read.values()), sum(read[i] for i in (1, 2, 3, 4))

    value, summed = sum(terms[:m]), "The numbers $a_1$ to $a_8$ are the terms of a sequence. "
    return Scene(
        f"The terms $a_1$ to $a_8$ of a sequence are {', '.join(map(str, terms))}.", [
            ask("Sigma Notation", "Meaning of the Sum Sign",
                summed + "What is $\\sum_{i=1}^{{m}} a_i$?", value,
                f"The height of the dot over $i$ is the term $a_i$. By @ the terms from $a_1$ to $a_{m}$ are added; "
                f"read off in the figure, they give ${sum_of(terms[:m])} = {value}$.",
                wrong=[value - terms[m - 1], terms[m - 1], sum(terms) if m < 8 else value - terms[0]]),
            ask("Sigma Notation", "Constant Factor before the Sum", summed + "What is $\\sum_{i=1}^{8} 3 a_i$?",
                3 * sum(terms),
                f"The heights of the eight dots are the terms. By @ the factor 3 may stand before the sum: "
                f"$3 \\times ({sum_of(terms)}) = {3 * sum(terms)}$.",
                wrong=[sum(terms), 3 + sum(terms), 3 * sum(terms) - 2 * sum(terms[1:])]),
            ask("Sum of a Sequence", "Partial Sums", summed + "What is the sum of the first four terms?",
                sum(terms[:4]), f"The first four dots in the figure have the heights {series(terms[:4])}. By @ the sum "
                f"$S_4$ is ${sum_of(terms[:4])} = {sum(terms[:4])}$.",
                wrong=[sum(terms[:3]), terms[3], sum(terms[:5])])],
        givens=dict(m=m), fixed=tuple(terms), figure=figure, upright=True, check=check,
        more=[joined([(i + 1, v) for i, v in enumerate(terms)])],
        quantities={"m": Quantity("number", "the last index of the sum")})
