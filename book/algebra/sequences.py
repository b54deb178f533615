"""Sequences: dot and match patterns, bars, recursion loops, sums, Fibonacci squares."""
from fractions import Fraction

from ..pieces import axes, bar_heights, dots, grid
from ..tools import Scene, ask, frac, program


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

    return Scene(
        f"A pattern of dots grows evenly: its first three figures have {terms[0]}, {terms[1]} and {terms[2]} dots.", [
            ask("Arithmetic Sequence", "Term of an Arithmetic Sequence",
                "The pattern of dots grows by the same number each time. How many dots does figure number {n} have?",
                last, f"the figures have {terms[0]}, {terms[1]} and {terms[2]} dots, so the difference is {d}, and "
                f"figure {n} has ${first} + {n - 1} \\times {d} = {last}$ dots."),
            ask("Arithmetic Sequence", "Common Difference",
                "The pattern of dots grows by the same number each time. By which number?", d,
                f"the first two figures have {terms[0]} and {terms[1]} dots, and ${terms[1]} - {terms[0]} = {d}$."),
            ask("Arithmetic Sequence", "Sum of an Arithmetic Sequence",
                "How many dots do the three figures have together?", sum(terms),
                f"$3 \\times ({terms[0]} + {terms[2]}) \\div 2 = {sum(terms)}$.")],
        [("The dots are chairs that a hall puts out on three evenings, each evening the same number more.",
          "How many chairs are put out on evening number {n}?"),
         ("The dots are coins that a child saves in weeks 1 to 3, each week the same number more.",
          "How many coins does the child save in week {n}?"),
         ("The dots are trees planted in years 1 to 3, each year the same number more.",
          "How many trees are planted in year {n}?"),
         ("The numbers of dots are the first three terms of an arithmetic sequence.",
          "Determine the term with the number {n}.")],
        dict(n=n), fixed=(first, d), figure=figure, upright=True, check=check)


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

    return Scene(
        f"A pattern is laid with matches: its first three figures need {counts[0]}, {counts[1]} and {counts[2]} "
        f"matches, and it goes on evenly.", [
            ask("General Term of a Sequence", "Pattern to Formula",
                "The figures 1, 2 and 3 are laid with matches, and the pattern goes on in the same way. How many "
                "matches does figure {n} have?", total,
                f"the figures have {counts[0]}, {counts[1]} and {counts[2]} matches, {grow} more each time, so figure "
                f"$n$ has ${grow}n + {start - grow}$ matches, and ${grow} \\times {n} + {start - grow} = {total}$."),
            ask("Arithmetic Sequence", "Common Difference", "How many matches are added from each figure to the next?",
                grow, f"figure 2 has {counts[1]} and figure 1 has {counts[0]} matches, and "
                f"${counts[1]} - {counts[0]} = {grow}$."),
            ask("General Term of a Sequence", "Formula in n",
                "The pattern goes on in the same way, and figure n has $an + b$ matches. What is $b$?", start - grow,
                f"{grow} matches are added each time, so $a = {grow}$; figure 1 has {start} matches, and "
                f"$b = {start} - {grow} = {start - grow}$.")],
        [("The thick strokes are beams of a fence that a builder makes longer in the same way from day to day; the "
          "figures show days 1, 2 and 3.", "How many beams does the fence have on day {n}?"),
         ("The thick strokes are steel bars of a bridge girder that can be built in lengths 1, 2, 3 and so on.",
          "How many bars does the girder of length {n} need?"),
         ("Let $a_1$, $a_2$, $a_3$ be the numbers of strokes in the figures 1, 2 and 3; the sequence goes on evenly.",
          "Determine the term with the number {n}.")],
        dict(n=n), fixed=(corners, tail, more), figure=figure, upright=True, check=check)


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
    return Scene(
        f"The first two of four bars have the heights {one} and {two}.", [
            ask("Geometric Sequence", "Term of a Geometric Sequence",
                "The heights of the bars form a geometric sequence. What is its fourth term?", four,
                f"the ratio is ${two} \\div {one} = {share}$, so the fourth term is "
                f"${one} \\times \\left({share}\\right)^3 = {four}$."),
            ask("Geometric Sequence", "Common Ratio", "What is the common ratio of the sequence?", share,
                f"it is the second term over the first, ${two} \\div {one} = {share}$."),
            ask("Geometric Sequence", "Square of a Middle Term", "What is the third term?", three,
                f"the square of the middle term is the product of its neighbours, so the third term is "
                f"${two}^2 \\div {one} = {three}$.")],
        [("The bars show the value of a share in euros in months 1 to 3; the value is multiplied by the same factor "
          "from month to month.", "How many euros does this rule give for month 4? Give the exact value."),
         ("The bars show the widths in millimetres of the frames 1 to 3 of a nested pattern; each is the same multiple "
          "of the one before.", "How many millimetres wide is frame 4?"),
         ("The bars show the amounts of a substance in grams on days 1 to 3; each day it is multiplied by the same "
          "number.", "How many grams are there on day 4?"),
         ("The height of each bar has the same ratio to the height of the bar before it.",
          "What is the height of bar number 4?")],
        dict(one=one, two=two), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"In a plan of a hall the first row has {first} dots, and each row has {d} more than the row before.", [
            ask("Sum of an Arithmetic Sequence", "Pairing First and Last",
                "The dots are the seats in the first rows of a hall; further rows grow in the same way. How "
                "many seats are in the first {n} rows together?", total,
                f"the first row has {first} seats and each further row {d} more, so row {n} has ${first} + {n - 1} "
                f"\\times {d} = {last}$ seats, and the sum is ${n} \\times ({first} + {last}) \\div 2 = {total}$."),
            ask("Arithmetic Sequence", "Term of an Arithmetic Sequence", "How many seats are in row {n}?", last,
                f"$n - 1$ steps lead from row 1 to row $n$: ${first} + {n - 1} \\times {d} = {last}$."),
            ask("Sum of an Arithmetic Sequence", "Sum from the Difference",
                "How many seats do the first four rows have together?", 4 * first + 6 * d,
                f"with the difference {d} the sum is $4 \\times {first} + \\frac{{4 \\times 3}}{{2}} \\times {d} = "
                f"{4 * first + 6 * d}$.")],
        [("The dots are flower pots on the steps of a stage; four steps are drawn, and further steps grow in the same "
          "way.", "How many pots stand on the first {n} steps together?"),
         ("The dots are dancers in rows; four rows are drawn, and further rows grow in the same way.",
          "How many dancers are in the first {n} rows together?"),
         ("The rows of dots are the first four terms of an arithmetic sequence.",
          "Determine the sum of its first {n} terms.")],
        dict(n=n), fixed=(first, d), figure=figure, upright=True, check=check)


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

    return Scene(
        f"A sequence begins with {a}, and each further term is {k} times the term before it plus {b}.", [
            ask("Finding Terms of a Sequence", "Recursion",
                "Each term of a sequence is turned into the next one by the same two steps. What is term number "
                "{n}?",
                terms[n - 1], "the terms follow from each other: " + ", ".join(
                    f"$a_{i + 2} = {k} \\times {terms[i]} + {b} = {terms[i + 1]}$" for i in range(n - 1)) + "."),
            ask("Definition of a Sequence", "Numbers in Order", "What is the second term?", terms[1],
                f"one run through the boxes gives ${k} \\times {a} + {b} = {terms[1]}$."),
            ask("Finding Terms of a Sequence", "Working Back",
                "Which number would the two boxes turn into the given first term?", frac(a - b, k),
                f"the steps are undone in the opposite order, $({a} - {b}) \\div {k} = {frac(a - b, k)}$.")],
        [("A colony has the size in the circle in week 1; the boxes say how its size changes from week to week.",
          "What is its size in week {n}?"),
         ("The money in a game is the number in the circle in round 1, and the boxes show what each round makes of it.",
          "What is the amount of money in round {n}?"),
         ("A program writes the number in the circle and then, again and again, what the boxes make of the number "
          "before.", "What is number {n} in its list?")],
        dict(a=a, k=k, b=b, n=n), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"{n} squares are laid around each other as Fibonacci squares; the fourth one has the side {3 * unit}.", [
            ask("Fibonacci Sequence", "Sum of the Two Before",
                "The rectangle is made of squares; the number in one of them is the length of its side. How long is "
                "a side of the largest square?", largest,
                f"the squares have the sides 1, 1, 2, 3 and so on in units of the smallest one, each the sum of the "
                f"two before; the given side is 3 units, so the unit is ${3 * unit} \\div 3 = {unit}$. The largest "
                f"of the {n} squares has {f[n - 1]} units, ${f[n - 1]} \\times {unit} = {largest}$."),
            ask("Finding Terms of a Sequence", "Working Back", "How long is a side of the smallest square?", unit,
                f"the square with the number is three times as wide as the smallest, and ${3 * unit} \\div 3 = "
                f"{unit}$."),
            ask("Fibonacci Sequence", "Fibonacci Squares", "What is the area of the whole rectangle?", whole,
                f"the unit is ${3 * unit} \\div 3 = {unit}$, and the rectangle is {f[n - 1]} by {f[n]} units, so its "
                f"area is ${f[n - 1] * unit} \\times {f[n] * unit} = {whole}$.")],
        [("A quilt is sewn of square patches; the number is the length of a side of its patch in millimetres.",
          "How many millimetres long is a side of the largest patch?"),
         ("A wall picture is made of square fields; the number is the length of a side of its field in centimetres.",
          "How many centimetres long is a side of the largest field?"),
         ("A garden is divided into square beds; the number is the length of a side of its bed in decimetres.",
          "How many decimetres long is a side of the largest bed?"),
         ("Let $s$ be the side of the largest square in the figure.", "Determine $s$.")],
        dict(side=3 * unit), fixed=(n,), figure=figure, check=check)


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
                f"figure 1 has {1 + more} row{'s' * (more > 0)}, so figure {n} has ${n} + {more} = {rows}$ rows "
                f"with ${rows} \\times {rows + 1} \\div 2 = {total - extra}$ dots, and "
                f"with {extra} open dots there are ${total - extra} + {extra} = {total}$."),
            ask("Figurate Numbers", "Two Triangles Make a Square",
                "The filled triangles of the figures number 2 and 3 are put together to a square of dots. How many "
                "dots does a side of this square have?", 3 + more,
                f"the triangles have ${last - 3 - more}$ and ${last}$ dots, together ${last - 3 - more} + {last} = "
                f"{3 + more}^2$."),
            ask("Definition of a Sequence", "Numbers in Order", "How many dots does the third figure have in all?",
                last + extra, f"its triangle has {last} dots, and ${last} + {extra} = {last + extra}$.")],
        [("The filled dots are cans piled up in a shop window on days 1, 2 and 3, the open ones stand in front of them "
          "each day. The pile gets one row higher every day.", "How many cans are used on day {n} in all?"),
         ("The dots are lamps of a light show: the filled triangle gets one row more from picture to picture, the "
          "open dots stay.", "How many lamps are in picture {n} in all?"),
         ("Let $a_n$ be the number of all dots of figure number n; each triangle has one row more than the one before, "
          "the open dots stay.", "Determine the term with the number {n}.")],
        dict(n=n), fixed=(more, extra), figure=figure, upright=True, check=check)


@program("Sigma Notation")
def plotted_terms(rng):
    terms, m = [rng.randint(1, 9) for _ in range(8)], rng.randint(3, 8)

    def figure(c, g):
        c.without = {"line"}
        grid(c, 0, 8, 0, 9, names=("i", "a"))
        for i, v in enumerate(terms):
            c.line((i + 1, 0), (i + 1, v), kind="dash")
            c.dot((i + 1, v))

    def check(c):
        read = dict(c.dots)
        return sum(v for i, v in read.items() if i <= m), 3 * sum(read.values()), sum(read[i] for i in (1, 2, 3, 4))

    value = sum(terms[:m])
    return Scene(
        f"The terms $a_1$ to $a_8$ of a sequence are {', '.join(map(str, terms))}.", [
            ask("Sigma Notation", "Meaning of the Sum Sign",
                "The numbers $a_1$ to $a_8$ are the terms of a sequence. What is $\\sum_{i=1}^{{m}} a_i$?", value,
                f"the heights of the first {m} dots are added: ${sum_of(terms[:m])} = {value}$."),
            ask("Sigma Notation", "Constant Factor before the Sum", "What is $\\sum_{i=1}^{8} 3 a_i$?", 3 * sum(terms),
                f"the factor may stand before the sum: $3 \\times ({sum_of(terms)}) = {3 * sum(terms)}$."),
            ask("Sum of a Sequence", "Partial Sums", "What is the sum of the first four terms?", sum(terms[:4]),
                f"$S_4$ is found from the heights of four dots: ${sum_of(terms[:4])} = {sum(terms[:4])}$.")],
        [("The dots show how many books $a_i$ a shop sells on day i.", "How many books does it sell in the first {m} "
          "days together?"),
         ("The dots show how many millimetres of rain $a_i$ fall in week i.",
          "How many millimetres fall in the first {m} weeks together?"),
         ("The dots show the points $a_i$ of a player in round i of a game.",
          "How many points does the player have after {m} rounds?"),
         ("Let $S_n$ be the sum of the first n terms of the sequence in the figure.",
          "Determine the sum of the first {m} terms.")],
        dict(m=m), fixed=tuple(terms), figure=figure, upright=True, check=check)
