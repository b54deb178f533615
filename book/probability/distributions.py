"""Distributions of data in pictures: histograms, polygons, scatter plots, box plots, stems, dots and frequencies."""
from fractions import Fraction

from ..additions import lines
from ..canvas import area
from ..pieces import grid, show
from ..tools import Quantity, Scene, ask, draw_until, frac, program
from .charts import column, mean_cross, plus


def columns(c, _):
    """The columns of the histogram that belongs to frequency_polygon()."""
    for x, y in c.dots:
        c.line((x - 8, 0), (x - 8, y), (x + 8, y), (x + 8, 0), kind="thin")


def leaf_counts(c, _):
    """The numbers of leaves, left of the stems of stem_plot()."""
    rows = {}
    for _, (_, y), _, _, text in c.labels:
        if text.isdigit():
            rows[y] = rows.get(y, -1) + 1
    for y, leaves in rows.items():
        c.text((-3.6, y), f"({leaves})", small=True)
    c.text((-3.6, 10.3), "count", small=True)


def balance(c, x):
    """A triangle below the axis of a dot plot at the mean: there it would balance."""
    c.line((x, -1.5), (x - 0.4, -2.2), (x + 0.4, -2.2), (x, -1.5), kind="thin")
    c.text((x + 1.6, -1.9), "mean", small=True)


def half_way(c, sums, n):
    """A line from half of the height of a cumulative curve to the curve and down to the axis: the median."""
    k = next(k for k in range(5) if sums[k + 1] >= n / 2)
    x = 20 * (k + (n / 2 - sums[k]) / (sums[k + 1] - sums[k]))
    c.line((0, 37.5), (x, 37.5), (x, 0), kind="thin")
    c.legend([("thin", "median")])


def best_line(c, points):
    """The line with the least squares through the points of a scatter plot, as far as it stays on the grid."""
    n, x, y = len(points), *(Fraction(sum(v), len(points)) for v in zip(*points))
    slope = sum((u - x) * (v - y) for u, v in points) / (sum(u * u for u, _ in points) - n * x * x)
    on = [(float(u), float(y + slope * (u - x))) for u in (Fraction(k, 10) for k in range(101))]
    on = [p for p in on if 0 <= p[1] <= 10]
    c.line(on[0], on[-1], kind="thin")
    c.legend([("thin", "line of best fit")])


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
        if c.asked in (None, 0):
            c.line((20 * cut, 0), (20 * cut, 86), kind="dash")
        c.line((-5, 0), (105, 0))

    def check(c):
        wall = next(points[0][0] for points, kind in c.strokes if kind == "dash")
        read = [(p[0][0], round(p[2][1] / 3)) for p in c.polygons]
        ticks = [int(t) for t in c.texts()[-6:]]
        best = max(range(5), key=lambda k: read[k][1])
        return (sum(v for x, v in read if x >= wall), (ticks[best] + ticks[best + 1]) / 2, sum(v for _, v in read))

    lead = "A number over a column is the number of data values in that class. "
    nth = ("first", "second", "third", "fourth", "fifth")
    return Scene(
        "A histogram has the classes " + ", ".join(f"{a} to {b}: {v}" for a, b, v in zip(edges, edges[1:], counts)) +
        f". A dashed line stands at {edges[cut]}.", [
            ask("Reading a Histogram", "Columns from a Boundary On", lead + "How many data values lie to "
                "the right of the dashed line?", sum(right),
                f"The dashed line stands at the boundary {edges[cut]}, and the columns to its right show "
                f"{', '.join(map(str, right))}. By @ the data values to the right of the line are counted by these "
                f"columns together: ${plus(right)} = {sum(right)}$.",
                wrong=[sum(counts[:cut]), sum(counts), sum(counts[cut + 1:]), sum(counts[cut - 1:])]),
            ask("Reading a Histogram", "Modal Class of a Histogram", "What is the midpoint of the modal class?", mid,
                f"By @ the modal class is that of the tallest column, which shows {max(counts)}. It reaches from "
                f"{edges[i]} to {edges[i + 1]}, and its midpoint is $({edges[i]} + {edges[i + 1]}) \\div 2 = {mid}$.",
                wrong=[edges[i], edges[i + 1], max(counts)]),
            ask("Frequency Table", "Frequencies Sum to the Size", "How many data values does the histogram show in "
                "all?", sum(counts),
                f"The columns show the frequencies {', '.join(map(str, counts))}. By @ they add up to the number of "
                f"data: ${plus(counts)} = {sum(counts)}$.", wrong=[5, sum(counts) - counts[0], max(counts)])],
        givens={f"v{k}": counts[k] for k in (3, 4)}, fixed=(*counts, width, start, cut), figure=figure, upright=True,
        check=check, scale=False,
        quantities={f"v{k}": Quantity("count", f"the frequency of the {nth[k]} class", "data") for k in (3, 4)},
        say={f"v{k}": counts[k] for k in (0, 1, 2)},
        more=[lambda c, _: c.line((-10, 0), *((20 * k + 10, 3 * v) for k, v in enumerate(counts)), (110, 0),
                                  kind="thin")])


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

    read = f"The dots show the frequencies {', '.join(map(str, counts))}. "
    return Scene(
        "A frequency polygon has the class midpoints " + ", ".join(
            f"{m} with frequency {v}" for m, v in zip(mids[1:], counts)) + ".", [
            ask("Frequency Polygon", "Sum of Polygon Heights",
                "A number at a dot of the frequency polygon is a class frequency. How many data values are there "
                "in all?", total,
                f"{read}By @ the heights of the dots add up to the number of data values: ${plus(counts)} = {total}$.",
                wrong=[5, max(counts), total * width, total - min(counts)]),
            ask("Frequency Polygon", "Area under a Frequency Polygon",
                "The horizontal axis shows the midpoints of the classes, and the heights of the dots are their "
                "frequencies. What is the area between the frequency polygon and the axis?", total * width,
                f"{read}They add up to ${plus(counts)} = {total}$, and neighbouring midpoints are {width} apart, which "
                f"is the class width. By @ the area is the number of data times the class width: ${total} \\times "
                f"{width} = {total * width}$.", wrong=[total, total * width // 2, total * 6 * width]),
            ask("Frequency Polygon", "Points over Class Midpoints",
                "All classes have the same width, and the axis shows their midpoints. Where does the class with the "
                "highest frequency begin?", low,
                f"By @ the highest dot stands over the midpoint of the class with the highest frequency, at "
                f"{mids[i + 1]}. The midpoints are {width} apart, so each class is {width} wide and this one begins at "
                f"${mids[i + 1]} - {width} \\div 2 = {low}$.", wrong=[mids[i + 1], mids[i], low + width])],
        givens={f"v{k}": v for k, v in enumerate(counts)}, fixed=(width, start), figure=figure, upright=True,
        check=check, scale=False,
        quantities={f"v{k}": Quantity("count", f"the frequency of the {name} class", "data")
                    for k, name in enumerate(("first", "second", "third", "fourth", "fifth"))}, more=[columns])


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
        if c.asked in (None, 0):
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
                f"The dashed line stands at $y = {wall}$. By @ the points above it are those with a greater y, and "
                f"there are {above} of them. With the {more} points that are added the number becomes ${above} + "
                f"{more} = {above + more}$.",
                wrong=[len(points) + more, len(points) - above + more, above, above + more + 1]),
            ask("Scatter Plot", "Point as a Pair of Values",
                "What are the coordinates of the highest point of the scatter plot? Write them in the form (x, y).",
                f"({best[0]}, {best[1]})",
                f"Straight below the highest point one reads $x = {best[0]}$ on the axis, and to its left $y = "
                f"{best[1]}$. By @ the point stands for the pair $({best[0]}, {best[1]})$.",
                wrong=[f"({best[1]}, {best[0]})" if best[0] != best[1] else f"({best[0] - 1}, {best[1]})",
                       f"({best[0]}, {best[1] - 1})", f"({best[0] + 1}, {best[1]})"]),
            ask("Scatter Plot", "Direction of a Point Cloud", "Which association of x and y does the scatter plot "
                "show?", "positive" if rising else "negative",
                f"The cloud of points {'rises' if rising else 'falls'} from left to right. By @ this means that the "
                f"association of x and y is {'positive' if rising else 'negative'}.",
                options=["positive", "negative", "none"])],
        givens=dict(more=more), fixed=(wall, *points), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of points added", "points")},
        say=dict(above=above, under=len(points) - above), more=[lambda c, _: best_line(c, points)])


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
                f"The box reaches from {q1} to {q3}. By @ its length is the interquartile range: ${q3} - {q1} = "
                f"{box}$.",
                wrong=[spread, q3 - mid, top - q3, mid]),
            ask("Box Plot", "Range between the Whisker Ends", "What is the range of the data in the box plot?", spread,
                f"The whiskers end at {low} and {top}, the least and the greatest value. By @ the distance between "
                f"them is the range: ${top} - {low} = {spread}$.", wrong=[box, top, top - mid]),
            ask("Box Plot", "Five Numbers of a Box Plot",
                "By how much does the maximum exceed the upper quartile in the box plot?", top - q3,
                f"By @ the last two of the five numbers are the upper quartile and the maximum, here {q3} and {top}. "
                f"The difference is ${top} - {q3} = {top - q3}$.", wrong=[top - mid, box, top - q1])],
        givens=dict(q1=q1, q3=q3), fixed=(low, mid, top), figure=figure, upright=True, check=check, scale=False,
        quantities={"q1": Quantity("data", "the lower quartile"), "q3": Quantity("data", "the upper quartile")},
        say=dict(low=low, mid=mid, top=top),
        more=[lambda c, rng: mean_cross(c, rng, 13, 1.6)])


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

    lead = "The stems of the plot are tens. "
    return Scene(
        f"A stem-and-leaf plot shows {', '.join(map(str, data))}.", [
            ask("Stem-and-Leaf Plot", "Median from Ordered Leaves", lead +
                "The number {more} joins the data as one more value. What is the median then?", both[n // 2],
                f"The plot has {n} leaves, and with {more} there are ${n} + 1 = {n + 1}$ numbers. By @ the median is "
                f"the one at place $({n + 1} + 1) \\div 2 = {n // 2 + 1}$ when all are counted off in order. With "
                f"{more} in its place, that number is {both[n // 2]}.",
                wrong=[both[n // 2 - 1], both[n // 2 + 1], data[n // 2 - 1], frac(data[n // 2 - 1] + data[n // 2], 2),
                       more]),
            ask("Stem-and-Leaf Plot", "Extremes of a Stem Plot", lead + "What is the range of the data shown?",
                data[-1] - data[0],
                f"By @ the first leaf on the lowest stem belongs to the least number, {data[0]}, and the last leaf on "
                f"the highest stem to the greatest, {data[-1]}. The range is ${data[-1]} - {data[0]} = "
                f"{data[-1] - data[0]}$.", wrong=[data[-1], data[-1] + data[0], 10 * (data[-1] // 10 - data[0] // 10)]),
            ask("Stem-and-Leaf Plot", "Stem and Leaf Make a Number", lead + "What is the sum of the numbers on the "
                "stem 1?", sum(first),
                f"By @ the stem 1 with its leaves stands for the numbers {', '.join(map(str, first))}. Their sum is "
                f"${plus(first)} = {sum(first)}$.",
                wrong=[sum(v % 10 for v in first), 1 + sum(v % 10 for v in first), len(first), 10 + sum(
                       v % 10 for v in first)])],
        givens=dict(more=more), fixed=tuple(data), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("data", "the new value")}, more=[leaf_counts],
        say=dict(low=data[0], top=data[-1], count=n, one=data[n // 2 - 1], two=data[n // 2],
                 both=data[n // 2 - 1] + data[n // 2]))


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

    read = f"The stacks have {', '.join(map(str, heights))} dots"
    return Scene(
        "A dot plot has " + ", ".join(f"{v} {'dot' if v == 1 else 'dots'} over "
        f"{start + k}" for k, v in enumerate(heights)) + ".", [
            ask("Dot Plot", "Dots Number the Data", "Each dot of the dot plot stands for {worth} observations. How "
                "many observations does the plot show?", n * worth,
                f"{read}, together ${plus(heights)} = {n}$. By @ the dots count the data; here each stands for "
                f"{worth} observations, so there are ${n} \\times {worth} = {n * worth}$ observations.",
                wrong=[n, n + worth, max(heights) * worth, 6 * worth]),
            ask("Dot Plot", "Stack Height is the Frequency", "Which number on the axis of the dot plot is the mode of "
                "the data?", mode,
                f"By @ the mode stands below the tallest stack. That stack has {max(heights)} dots, where the next one "
                f"has only ${sorted(heights)[-2]} < {max(heights)}$, and it stands over {mode}.",
                wrong=[max(heights), start + 5, mode + 1]),
            ask("Dot Plot", "Median by Crossing Off",
                "What is the median of the data if each dot of the dot plot is one observation?", data[n // 2],
                f"{read}, together ${plus(heights)} = {n}$. By @ the median is found at place $({n} + 1) \\div 2 = "
                f"{n // 2 + 1}$, counted from the left; that dot stands over {data[n // 2]}.",
                wrong=[mode, frac(2 * start + 5, 2), data[n // 2] + 1, data[n // 2] - 1])],
        givens=dict(worth=worth), fixed=(*heights, start), figure=figure, upright=True, check=check, scale=False,
        quantities={"worth": Quantity("count", "the number of observations for one dot", "observations")},
        say=dict(stack=max(heights), dots=n),
        more=[lambda c, _: balance(c, sum(2 * k * v for k, v in enumerate(heights)) / n)])


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
        for k in (i, j) if c.asked in (None, 0, 1) else ():
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
                "The heights of the dots of the curve are cumulative frequencies. How many data values lie between the "
                "two dashed lines?", inside,
                f"The curve shows {sums[j]} at the right dashed line and {sums[i]} at the left one: so many data "
                f"values "
                f"lie up to there. By @ the number between the lines is the difference: ${sums[j]} - {sums[i]} = "
                f"{inside}$.", wrong=[sums[j], sums[i] + sums[j], above, sums[j] - sums[i - 1] if i > 1 else n]),
            ask("Cumulative Frequency", "Number Above a Limit",
                "The curve shows cumulative frequencies. How many data values lie to the right of both dashed "
                "lines?", above,
                f"The curve ends at {n}, the number of all data values, and {sums[j]} of them lie up to the right "
                f"dashed line. By @ the others lie to the right of it: ${n} - {sums[j]} = {above}$.",
                wrong=[sums[j], n - sums[i], inside]),
            ask("Cumulative Frequency", "Frequency as a Jump",
                "The curve shows cumulative frequencies and starts at 0. How many data values lie in its first class?",
                sums[1],
                f"In the first class the curve rises from 0 to {sums[1]}. By @ this rise is the frequency of the "
                f"class: ${sums[1]} - 0 = {sums[1]}$.", wrong=[sums[2], sums[2] - sums[1], n - sums[1]])],
        givens=dict(high=sums[j]), fixed=(*counts, width, i, j), figure=figure, upright=True, check=check, scale=False,
        quantities={"high": Quantity("count", "the cumulative frequency at the right dashed line", "data")},
        say=dict(left=sums[i], first=sums[1], end=n, after=5 - j),
        more=[lambda c, _: half_way(c, sums, n)])


def line_and_deviations(rng):
    """(a, b, heights of the line y = a + bx, deviations of points that leave it their regression line)."""
    a, b = rng.randint(0, 10), Fraction(rng.choice((-3, -2, -1, 1, 2, 3)), rng.choice((2, 4, 5)))
    e = [0] * 11
    for _ in range(4):
        x, step, sign = rng.randint(1, 5), rng.choice((1, 2)), rng.choice((-1, 1))
        for k, v in enumerate((1, -2, 1)):  # at equal steps these do not move the regression line
            e[x + k * step] += sign * v
    return a, b, [a + b * x for x in range(11)], e


@program("Regression Line")
def regression_line(rng):
    def fits(drawn):
        _, _, ys, e = drawn
        return 0 <= ys[0] <= 10 and 0 <= ys[10] <= 10 and max(map(abs, e)) < 4 and sum(map(bool, e)) > 5 and all(
            0 < y + d < 10 for y, d in zip(ys[1:10], e[1:10])) and any(
            y.denominator == 1 and abs(d) > 1 for y, d in zip(ys[1:10], e[1:10]))

    a, b, ys, extra = draw_until(lambda: line_and_deviations(rng), fits, "regression_line")
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
        if c.asked in (None, 1):
            c.corner((px, py), "P", (px, py - 1 if rest > 0 else py + 1))

    def check(c):
        mean = [sum(v) / len(c.dots) for v in zip(*c.dots)]
        slope = (sum((x - mean[0]) * (y - mean[1]) for x, y in c.dots) / sum((x - mean[0]) ** 2 for x, _ in c.dots))
        v = mean[1] - slope * mean[0]
        x, y = next(p for _, p, _, _, text in c.labels if text == "P")
        return v + slope * x0, y - (v + slope * x), 5 * slope

    lead = "The thick line is the regression line of the points. "
    read = f"The line meets the y-axis at {a} and passes through ({whole[-1]}, {ys[whole[-1]]}), so its rise per unit "
    read += f"is $({ys[whole[-1]]} - {a}) \\div {whole[-1]} = {frac(b)}$. By *Formula from the Graph* (Graph of a "
    read += f"Linear Function) its equation is ${line}$. "
    return Scene(
        f"The regression line of a data set is ${line}$; one of the data is the point P({px}, {py}).", [
            ask("Regression Line", "Prediction from the Line", lead + "Which value of y does the line predict for "
                "x = {x0}? Give an exact number.", frac(ys[x0]),
                f"{read}By @ the value predicted for $x = {x0}$ is ${a} + ({frac(b)}) \\times {x0} = {frac(ys[x0])}$.",
                also=["Graph of a Linear Function"],
                wrong=[frac(abs(b) * x0), frac(a + abs(b) * x0 if b < 0 else abs(a - b * x0)), frac(ys[x0] + 1),
                       frac(ys[x0 - 1])]),
            ask("Regression Line", "Residual of a Point", lead + "What "
                "is the residual of the point P, with its sign?", rest,
                f"{read}For $x = {px}$ it predicts ${a} + ({frac(b)}) \\times {px} = {ys[px]}$, while P has $y = "
                f"{py}$. By @ the residual is the observed value minus the predicted one: ${py} - {ys[px]} = {rest}$.",
                also=["Graph of a Linear Function"], wrong=[-rest, py, ys[px]]),
            ask("Regression Line", "Prediction from the Line", lead +
                "By how much does the predicted y change when x grows by 5? Give a negative number for a fall.",
                frac(growth),
                f"{read}By @ the predicted value grows by ${frac(b)}$ for each unit of x, so for 5 units it changes by "
                f"$5 \\times ({frac(b)}) = {frac(growth)}$.", also=["Graph of a Linear Function"],
                wrong=[frac(-growth), frac(b), frac(a + growth)])],
        givens=dict(x0=x0), fixed=(a, str(b), *extra), figure=figure, upright=True, check=check, scale=False,
        quantities={"x0": Quantity("coordinate", "the value of x")},
        more=[lambda c, _: lines(*((p, (p[0], ys[p[0]])) for p in points if p[1] != ys[p[0]]))(c, _)])
