"""Distributions of data in pictures: histograms, polygons, scatter plots, box plots, stems, dots and frequencies."""
from fractions import Fraction

from ..canvas import area
from ..pieces import grid, show
from ..tools import Scene, ask, draw_until, frac, program
from .charts import column, plus


@program("Reading a Histogram")
def histogram(rng):
    counts = rng.sample(range(3, 25), 5)
    width, start, cut = rng.choice((2, 4, 6, 10)), rng.randint(0, 2), rng.randint(1, 3)
    edges = [width * (start + k) for k in range(6)]
    right, i = counts[cut:], counts.index(max(counts))
    mid = (edges[i] + edges[i + 1]) // 2

    def figure(c, g):
        c.without |= {"line"}
        c.halo = True
        for k, v in enumerate(counts):
            column(c, 20 * k, 20 * k + 20, 0, 3 * v)
            c.corner((20 * k + 10, 3 * v), g[f"v{k}"] if k > 2 else str(v), (20 * k + 10, 0))
        for k, edge in enumerate(edges):
            c.text((20 * k, -5), str(edge), small=True)
        c.line((20 * cut, 0), (20 * cut, 86), kind="dash")
        c.line((-5, 0), (105, 0))

    def check(c):
        wall = next(points[0][0] for points, kind in c.strokes if kind == "dash")
        read = [(p[0][0], round(p[2][1] / 3)) for p in c.polygons]
        ticks = [int(t) for t in c.texts()[-6:]]
        best = max(range(5), key=lambda k: read[k][1])
        return (sum(v for x, v in read if x >= wall), (ticks[best] + ticks[best + 1]) / 2, sum(v for _, v in read))

    return Scene(
        "A histogram has the classes " + ", ".join(f"{a} to {b}: {v}" for a, b, v in zip(edges, edges[1:], counts)) +
        f". A dashed line stands at {edges[cut]}.", [
            ask("Reading a Histogram", "Columns from a Boundary On",
                "The number over each column is the number of data values in that class. How many data values lie to "
                "the right of the dashed line?", sum(right),
                f"the columns to the right of the dashed line show ${plus(right)} = {sum(right)}$."),
            ask("Reading a Histogram", "Modal Class of a Histogram", "What is the midpoint of the modal class?", mid,
                f"the tallest column stands over {edges[i]} to {edges[i + 1]}, and half of the sum is $({edges[i]} + "
                f"{edges[i + 1]}) \\div 2 = {mid}$."),
            ask("Frequency Table", "Frequencies Sum to the Size", "How many data values does the histogram show in "
                "all?", sum(counts), f"the frequencies add up to ${plus(counts)} = {sum(counts)}$.")],
        [("The histogram shows how many minutes the pupils of a school need for their way. The dashed line is a limit.",
          "How many pupils have times to the right of the limit?"),
         ("The histogram shows the weights of dogs in kilograms. Dogs to the right of the dashed line count as large.",
          "How many dogs count as large?"),
         ("The histogram shows the ages of the trees in a park in years. The dashed line is a limit of age.",
          "How many trees have ages to the right of the limit?"),
         ("Let $c$ be the class boundary marked by the dashed line.",
          "How many of the data values $x$ satisfy $x \\ge c$?")],
        {f"v{k}": counts[k] for k in (3, 4)}, fixed=(*counts, width, start, cut), figure=figure, upright=True,
        check=check, scale=False)


@program("Frequency Polygon")
def frequency_polygon(rng):
    counts = rng.sample(range(2, 21), 5)
    width, start = rng.choice((2, 4, 6, 10)), rng.randint(1, 4)
    mids = [width * (start + k) + width // 2 for k in range(-1, 6)]
    total, i = sum(counts), counts.index(max(counts))
    low = mids[i + 1] - width // 2

    def figure(c, g):
        c.halo = True
        points = [(16 * k, 3.6 * v) for k, v in enumerate([0, *counts, 0])]
        c.line((-6, 0), (104, 0))
        c.line(*points, kind="thick")
        c.fills.append((points, False))
        for k, p in enumerate(points[1:-1]):
            c.dot(p)
            c.line(p, (p[0], 0), kind="faint")
            around = (([0, *counts, 0][k]) + ([0, *counts, 0][k + 2])) / 2
            c.corner(p, g[f"v{k}"], (p[0], p[1] - 1 if counts[k] >= around else p[1] + 1))
        for k, m in enumerate(mids):
            c.text((16 * k, -5), show(m), small=True)

    def check(c):
        ticks = c.numbers()[-7:]
        outline = next(points for points, kind in c.strokes if kind == "thick")
        best = max(range(7), key=lambda k: outline[k][1])
        return (round(sum(y for _, y in c.dots) / 3.6, 6), area(outline) / 3.6 / 16 * (ticks[1] - ticks[0]),
                ticks[best] - (ticks[1] - ticks[0]) / 2)

    return Scene(
        "A frequency polygon has the class midpoints " + ", ".join(
            f"{m} with frequency {v}" for m, v in zip(mids[1:], counts)) + ".", [
            ask("Frequency Polygon", "Sum of Polygon Heights",
                "The number at each dot of the frequency polygon is a class frequency. How many data values are there "
                "in all?", total, f"the frequencies add up to ${plus(counts)} = {total}$."),
            ask("Frequency Polygon", "Area under a Frequency Polygon",
                "The horizontal axis shows the midpoints of the classes, and the numbers at the dots are their "
                "frequencies. What is the area between the frequency polygon and the axis?", total * width,
                f"the frequencies add up to ${plus(counts)} = {total}$, and the area is their sum times the class "
                f"width: ${total} \\times {width} = {total * width}$."),
            ask("Frequency Polygon", "Points over Class Midpoints",
                "All classes have the same width, and the axis shows their midpoints. Where does the class with the "
                "highest frequency begin?", low, f"the highest dot stands over {mids[i + 1]} and a class is {width} "
                f"wide, so it begins at ${mids[i + 1]} - {width} \\div 2 = {low}$.")],
        [("The frequency polygon shows how long the calls to a help desk lasted, in minutes, with the frequencies at "
          "the dots.", "How many calls does it show?"),
         ("The frequency polygon shows the lengths of fish in a pond, in centimetres, with the frequencies at the "
          "dots.", "How many fish were measured?"),
         ("The frequency polygon shows the points that the teams of a quiz reached, with the frequencies at the dots.",
          "How many results does it show?"),
         ("Let $f_1, \\dots, f_5$ be the heights of the dots.", "Find $f_1 + f_2 + f_3 + f_4 + f_5$.")],
        {f"v{k}": v for k, v in enumerate(counts)}, fixed=(width, start), figure=figure, upright=True, check=check,
        scale=False)


@program("Scatter Plot")
def scatter_plot(rng):
    rising, wall, more = rng.random() < 0.5, rng.randint(3, 7), rng.randint(2, 24)

    def draw():
        xs = rng.sample(range(1, 11), 9) + rng.sample(range(1, 11), rng.randint(1, 4))
        return sorted({(x, max(1, min(10, (x if rising else 11 - x) + rng.randint(-2, 2)))) for x in xs})

    def fits(p):
        ys = [y for _, y in p]
        return len(p) > 8 and wall not in ys and ys.count(max(ys)) == 1 and any(y > wall for y in ys)

    points = draw_until(draw, fits, "scatter_plot")
    above = sum(y > wall for _, y in points)
    best = max(points, key=lambda p: p[1])

    def figure(c, g):
        c.without |= {"line", "shapes"}
        grid(c, 0, 10, 0, 10)
        c.line((0, wall), (10.4, wall), kind="dash")
        for p in points:
            c.dot(p)

    def check(c):
        level = next(p[0][1] for p, kind in c.strokes if kind == "dash")
        mean = [sum(v) / len(c.dots) for v in zip(*c.dots)]
        slope = sum((x - mean[0]) * (y - mean[1]) for x, y in c.dots)
        return (len([p for p in c.dots if p[1] > level]) + more, max(c.dots, key=lambda p: p[1]),
                "positive" if slope > 0 else "negative")

    return Scene(
        "A scatter plot shows the points " + ", ".join(map(str, points)) + f"; a dashed line stands at y = {wall}.", [
            ask("Scatter Plot", "Points beyond a Limit",
                "Later {more} more points are added, all above the dashed line. How many points lie above the dashed "
                "line then?", above + more,
                f"the plot shows {above} points above the line, and ${above} + {more} = {above + more}$."),
            ask("Scatter Plot", "Point as a Pair of Values",
                "What are the coordinates of the highest point of the scatter plot? Write them in the form (x, y).",
                f"({best[0]}, {best[1]})", f"straight below the point one reads $x = {best[0]}$, to its left $y = "
                f"{best[1]}$, so the pair is $({best[0]}, {best[1]})$."),
            ask("Scatter Plot", "Direction of a Point Cloud", "Which association of x and y does the scatter plot "
                "show?",
                "positive" if rising else "negative", f"the cloud {'rises' if rising else 'falls'} to the right, so "
                f"the association is {'positive' if rising else 'negative'}.",
                options=["positive", "negative", "none"])],
        [("Each point is a plant: x is its age in weeks, y its number of flowers. Then {more} more plants are "
          "entered, all above the dashed line.", "How many plants lie above the line in all?"),
         ("Each point is a player: x is the level of play, y the score. Then {more} more players are entered, all "
          "above the dashed line, the pass mark.", "How many players lie above the pass mark in all?"),
         ("Each point is a tree: x is its distance from a path in metres, y its height in metres. Then {more} more "
          "trees are entered, all above the dashed line.", "How many trees lie above the line in all?"),
         ("Let $S$ be the set of the points shown and $c$ the height of the dashed line; {more} points with $y > c$ "
          "are put into $S$.", "How many points of $S$ satisfy $y > c$ then?")],
        dict(more=more), fixed=(wall, *points), figure=figure, upright=True, check=check, scale=False)


@program("Box Plot")
def box_plot(rng):
    def draw():
        v = [rng.randint(2, 12)]
        for _ in range(4):
            v.append(v[-1] + rng.randint(3, 12))
        return v

    low, q1, mid, q3, top = values = draw_until(draw, lambda v: v[3] - v[1] != v[4] - v[3], "box_plot")
    box, spread = q3 - q1, top - low

    def figure(c, g):
        c.without |= {"hatch", "line"}
        unit = 100 / spread
        at = [(v - low) * unit for v in values]
        column(c, at[1], at[3], 0, 26)
        c.line((at[0], 13), (at[1], 13))
        c.line((at[3], 13), (at[4], 13))
        c.line((at[2], 0), (at[2], 26), kind="thick")
        for x, half, name, v in zip(at, (8, 13, 13, 13, 8), ("low", "q1", "mid", "q3", "top"), values):
            c.line((x, 13 - half), (x, 13 + half))
            c.text((x, 13 - half - 6), g[name] if name in ("q1", "q3") else str(v))

    def check(c):
        names = [int(t) for t in c.texts()]
        (left, *_), (right, *_) = c.polygons[0][0], c.polygons[0][1]
        unit = (names[-1] - names[0]) / 100
        return (right - left) * unit, 100 * unit, names[-1] - (right * unit + names[0])

    return Scene(
        f"A box plot has the five numbers {', '.join(map(str, values))}.", [
            ask("Box Plot", "Box Length is the Interquartile Range",
                "What is the interquartile range of the data in the box plot?", box,
                f"the box reaches from {q1} to {q3}: ${q3} - {q1} = {box}$."),
            ask("Box Plot", "Range between the Whisker Ends", "What is the range of the data in the box plot?", spread,
                f"the whiskers end at {low} and {top}: ${top} - {low} = {spread}$."),
            ask("Box Plot", "Five Numbers of a Box Plot",
                "By how much does the maximum exceed the upper quartile in the box plot?", top - q3,
                f"the maximum is {top} and the upper quartile {q3}: ${top} - {q3} = {top - q3}$.")],
        [("The box plot shows the ages of the guests of a circus in years.",
          "What is the interquartile range of the ages, in years?"),
         ("The box plot shows the times that pupils need for their way to school, in minutes.",
          "How many minutes wide is the middle half of the times, from quartile to quartile?"),
         ("The box plot shows the points that a class reached in a test.",
          "By how many points do the upper and the lower quartile differ?"),
         ("The figure shows $x_{\\min}$, $Q_1$, $Q_2$, $Q_3$ and $x_{\\max}$ of a data set.", "Find $Q_3 - Q_1$.")],
        dict(q1=q1, q3=q3), fixed=(low, mid, top), figure=figure, upright=True, check=check, scale=False)


@program("Stem-and-Leaf Plot")
def stem_plot(rng):
    n, more = 2 * rng.randint(4, 7), rng.randint(10, 59)
    data = draw_until(lambda: sorted(rng.randint(10, 59) for _ in range(n)),
                      lambda d: max(sum(v // 10 == s for v in d) for s in range(1, 6)) <= 6
                      and sum(v < 20 for v in d) > 1, "stem_plot")
    both = sorted([*data, more])
    first = [v for v in data if v < 20]

    def figure(c, g):
        c.without |= {"line"}
        for s in range(1, 6):
            y = 10 - 2 * s
            c.text((-1, y), str(s))
            for k, v in enumerate(v for v in data if v // 10 == s):
                c.text((1.2 + 1.4 * k, y), str(v % 10))
        c.line((0, -1.2), (0, 9.4))
        c.line((-2.2, 9.4), (10, 9.4), kind="thin")
        c.text((-1, 10.3), "stem", small=True)
        c.text((2, 10.3), "leaves", small=True)

    def check(c):
        rows = {}
        for _, (_, y), _, _, text in c.labels:
            if text.isdigit():
                rows.setdefault(y, []).append(text)
        read = [int(stem + leaf) for stem, *leaves in rows.values() for leaf in leaves]
        new = sorted([*read, more])
        return (new[len(new) // 2], max(read) - min(read),
                sum(v for v in read if v // 10 == min(read) // 10))

    return Scene(
        f"A stem-and-leaf plot shows {', '.join(map(str, data))}.", [
            ask("Stem-and-Leaf Plot", "Median from Ordered Leaves",
                "The stems of the plot are tens. The number {more} joins the data as one more value. What is the "
                "median then?", both[n // 2], f"with {more} there are ${n} + 1 = {n + 1}$ numbers in order, and the "
                f"one at place $({n + 1} + 1) \\div 2 = {n // 2 + 1}$ is {both[n // 2]}."),
            ask("Stem-and-Leaf Plot", "Extremes of a Stem Plot",
                "The stems of the plot are tens. What is the range of the data shown?", data[-1] - data[0],
                f"the first leaf belongs to {data[0]}, the last one to {data[-1]}: ${data[-1]} - {data[0]} = "
                f"{data[-1] - data[0]}$."),
            ask("Stem-and-Leaf Plot", "Stem and Leaf Make a Number",
                "The stems of the plot are tens. What is the sum of the numbers on the stem 1?", sum(first),
                f"the stem 1 with its leaves makes ${plus(first)} = {sum(first)}$.")],
        [("The plot shows the ages of the guests at a party; the stems are tens. One more guest comes, aged {more}.",
          "What is the median age then?"),
         ("The plot shows the points of the teams in a quiz; the stems are tens. One more team reaches {more} points.",
          "What is the median of the points then?"),
         ("The plot shows how many minutes the calls of a day lasted; the stems are tens. One more call lasts {more} "
          "minutes.", "What is the median of the times then, in minutes?"),
         ("Let $D$ be the list of the numbers $10s + l$ with stem $s$ and leaf $l$; the number {more} is put into $D$.",
          "Find the median of $D$ then.")],
        dict(more=more), fixed=tuple(data), figure=figure, upright=True, check=check, scale=False)


@program("Dot Plot")
def dot_plot(rng):
    def draw():
        return [rng.randint(0, 7) for _ in range(6)]

    def fits(v):
        return v.count(max(v)) == 1 and max(v) > 3 and sum(v) % 2 and v.count(0) < 3

    heights = draw_until(draw, fits, "dot_plot")
    start, worth, n = rng.randint(1, 15), rng.randint(2, 12), sum(heights)
    data = [start + k for k, v in enumerate(heights) for _ in range(v)]
    mode = start + heights.index(max(heights))

    def figure(c, g):
        c.without |= {"shapes", "line"}
        for k, v in enumerate(heights):
            for j in range(v):
                c.dot((2 * k, 0.9 + 0.9 * j))
            c.line((2 * k, -0.15), (2 * k, 0.15), kind="thin")
            c.text((2 * k, -0.8), str(start + k), small=True)
        c.line((-1.2, 0), (11.2, 0))

    def check(c):
        values = c.numbers()
        found = sorted(values[round(x / 2)] for x, _ in c.dots)
        return len(found) * worth, max(values, key=found.count), found[len(found) // 2]

    return Scene(
        "A dot plot has " + ", ".join(f"{v} {'dot' if v == 1 else 'dots'} over "
        f"{start + k}" for k, v in enumerate(heights)) + ".", [
            ask("Dot Plot", "Dots Number the Data", "Each dot of the dot plot stands for {worth} observations. How "
                "many observations does the plot show?", n * worth,
                f"there are ${plus(heights)} = {n}$ dots, and ${n} \\times {worth} = {n * worth}$."),
            ask("Dot Plot", "Stack Height is the Frequency", "Which number on the axis of the dot plot is the mode of "
                "the data?", mode, f"the tallest stack has {max(heights)} dots and stands over {mode}."),
            ask("Dot Plot", "Median by Crossing Off",
                "What is the median of the data if each dot of the dot plot is one observation?", data[n // 2],
                f"there are {n} dots; the one at place $({n} + 1) \\div 2 = {n // 2 + 1}$ from the left stands over "
                f"{data[n // 2]}.")],
        [("The dot plot shows how many passengers a small bus had on its trips; each dot stands for {worth} trips.",
          "How many trips does it show?"),
         ("The dot plot shows how many books people borrowed from a library; each dot stands for {worth} people.",
          "How many people does it show?"),
         ("The dot plot shows how many apples hang on the branches of a tree; each dot stands for {worth} branches.",
          "How many branches does it show?"),
         ("A frequency distribution is drawn with dots; one dot means a frequency of {worth}.",
          "What is the sum of all frequencies?")],
        dict(worth=worth), fixed=(*heights, start), figure=figure, upright=True, check=check, scale=False)


@program("Cumulative Frequency")
def cumulative_curve(rng):
    counts, width = [rng.randint(2, 16) for _ in range(5)], rng.choice((5, 10, 20))
    sums = [sum(counts[:k]) for k in range(6)]
    i = rng.randint(1, 2)
    j = rng.randint(i + 1, 4)
    n, inside, above = sums[5], sums[j] - sums[i], sums[5] - sums[j]

    def figure(c, g):
        c.without |= {"line", "shapes"}
        points = [(20 * k, 75 * v / n) for k, v in enumerate(sums)]
        c.line((0, 80), (0, 0), (106, 0))
        c.line(*points, kind="thick")
        for k, p in enumerate(points):
            c.text((20 * k, -5), str(width * k), small=True)
            if k:
                c.dot(p)
                shown = g["high"] if k == j else str(sums[k])
                c.corner(p, shown, (p[0] + 0.5, p[1] - 1))
        for k in (i, j):
            c.line(points[k], (20 * k, 0), kind="dash")

    def check(c):
        walls = sorted(p[0][0] for p, kind in c.strokes if kind == "dash")
        high = c.numbers()[-1]
        read = {x: y * high / 75 for x, y in c.dots}
        return read[walls[1]] - read[walls[0]], high - read[walls[1]], read[20]

    return Scene(
        "A cumulative frequency curve has the values " + ", ".join(
            f"{v} at {width * k}" for k, v in enumerate(sums)) + f"; dashed lines stand at {width * i} and "
            f"{width * j}.",
        [
            ask("Cumulative Frequency", "Frequency as a Jump",
                "The numbers at the dots of the curve are cumulative frequencies. How many data values lie between the "
                "two dashed lines?", inside, f"up to the right dashed line there are {sums[j]} data values, up to the "
                f"left one {sums[i]}: ${sums[j]} - {sums[i]} = {inside}$."),
            ask("Cumulative Frequency", "Number Above a Limit",
                "The curve shows cumulative frequencies. How many data values lie to the right of both dashed "
                "lines?", above, f"of {n} data values {sums[j]} lie up to the right dashed line: ${n} - {sums[j]} = "
                f"{above}$."),
            ask("Cumulative Frequency", "Frequency as a Jump",
                "The curve shows cumulative frequencies and starts at 0. How many data values lie in its first class?",
                sums[1], f"the curve rises from 0 to {sums[1]} there: ${sums[1]} - 0 = {sums[1]}$.")],
        [("The curve shows how many runners had finished a race up to each minute.",
          "How many runners came in between the times of the two dashed lines?"),
         ("The curve shows for each length in centimetres how many planks of a stock are at most so long.",
          "How many planks have lengths between the two dashed lines?"),
         ("The curve shows how many guests had entered a fair up to each minute after it opened.",
          "How many guests entered between the times of the two dashed lines?"),
         ("Let $F(x)$ be the height of the curve over $x$, and let $a < b$ be the places of the dashed lines.",
          "Find $F(b) - F(a)$.")],
        dict(high=sums[j]), fixed=(*counts, width, i, j), figure=figure, upright=True, check=check, scale=False)


@program("Regression Line")
def regression_line(rng):
    def draw():  # deviations 1, -2, 1 at equal steps leave the regression line where it is
        a, b = rng.randint(0, 10), Fraction(rng.choice((-3, -2, -1, 1, 2, 3)), rng.choice((2, 4, 5)))
        e = [0] * 11
        for _ in range(4):
            x, step, sign = rng.randint(1, 5), rng.choice((1, 2)), rng.choice((-1, 1))
            for k, v in enumerate((1, -2, 1)):
                e[x + k * step] += sign * v
        return a, b, [a + b * x for x in range(11)], e

    def fits(drawn):
        _, _, ys, e = drawn
        return 0 <= ys[0] <= 10 and 0 <= ys[10] <= 10 and max(map(abs, e)) < 4 and sum(map(bool, e)) > 5 and all(
            0 < y + d < 10 for y, d in zip(ys[1:10], e[1:10])) and any(
            y.denominator == 1 and abs(d) > 1 for y, d in zip(ys[1:10], e[1:10]))

    a, b, ys, extra = draw_until(draw, fits, "regression_line")
    x0, whole = rng.randint(2, 10), [x for x in range(11) if ys[x].denominator == 1]
    points = [(x, ys[x] + extra[x]) for x in range(1, 10)]
    px, py = next((x, ys[x] + extra[x]) for x in whole if 0 < x < 10 and abs(extra[x]) > 1)
    rest, growth = extra[px], 5 * b
    line = f"y = {a} {'+' if b > 0 else '-'} {frac(abs(b)) if abs(b) != 1 else ''}x"

    def figure(c, g):
        c.without |= {"line", "shapes"}
        grid(c, 0, 10, 0, 10)
        c.line((0, ys[0]), (10, ys[10]), kind="thick")
        for p in points:
            c.dot(p)
        c.corner((px, py), "P", (px, py - 1 if rest > 0 else py + 1))

    def check(c):
        mean = [sum(v) / len(c.dots) for v in zip(*c.dots)]
        slope = (sum((x - mean[0]) * (y - mean[1]) for x, y in c.dots) / sum((x - mean[0]) ** 2 for x, _ in c.dots))
        v = mean[1] - slope * mean[0]
        x, y = next(p for _, p, _, _, text in c.labels if text == "P")
        return v + slope * x0, y - (v + slope * x), 5 * slope

    return Scene(
        f"The regression line of a data set is ${line}$; one of the data is the point P({px}, "
        f"{py}).", [
            ask("Regression Line", "Prediction from the Line", "The thick line is the regression line of the points. "
                "Which value of y does it predict for x = {x0}? Give an exact number.", frac(ys[x0]),
                f"the line passes through ({whole[0]}, {ys[whole[0]]}) and ({whole[-1]}, {ys[whole[-1]]}), so "
                f"${line}$, and $({frac(b)}) \\times {x0} + {a} = {frac(ys[x0])}$."),
            ask("Regression Line", "Residual of a Point", "The thick line is the regression line of the points. What "
                "is the residual of the point P, with its sign?", rest,
                f"for $x = {px}$ the line predicts ${a} + ({frac(b)}) \\times {px} = {ys[px]}$, and the residual is "
                f"${py} - {ys[px]} = {rest}$."),
            ask("Regression Line", "Prediction from the Line", "The thick line is the regression line of the points. "
                "By how much does the predicted y change when x grows by 5? Give a negative number for a fall.",
                frac(growth), f"the slope is ${frac(b)}$, and $5 \\times ({frac(b)}) = {frac(growth)}$.")],
        [("For some pupils x is the number of hours of sport in a week and y the points in a quiz. The thick line is "
          "the regression line.", "How many points does it predict for {x0} hours? Give an exact number."),
         ("For some wells x is the distance from a river in kilometres and y the depth of the water in metres. The "
          "thick line is the regression line.",
          "Which depth in metres does it predict for {x0} kilometres? Give an exact number."),
         ("The thick line is the best line $\\hat{y} = a + bx$ in the sense of least squares.",
          "Find $\\hat{y}$ for $x = {x0}$.")],
        dict(x0=x0), fixed=(a, str(b), *extra), figure=figure, upright=True, check=check, scale=False)
