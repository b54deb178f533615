"""Samples and surveys, charts that mislead, spread on the number line, data in classes."""
from fractions import Fraction

from ..pieces import brace, dots, tape
from ..tools import Scene, ask, draw_until, frac, program
from .charts import column, over, plus


@program("Census and Sample Survey")
def sample_estimate(rng):
    wide, times = rng.choice((4, 5)), rng.randint(2, 9)
    n = 4 * wide
    k = rng.randint(3, n - 3)
    filled, size = sorted(rng.sample(range(n), k)), n * times

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        dots(c, [(i % wide, i // wide) for i in range(n)], 0.34, filled)
        c.polygon((-0.8, -0.8), (wide - 0.2, -0.8), (wide - 0.2, 3.8), (-0.8, 3.8), fill=False)

    def check(c):
        return Fraction(len(c.fills) * size, len(c.circles)), len(c.circles), Fraction(len(c.fills), len(c.circles))

    return Scene(
        f"A random sample of {n} members of a population shows a property for {k} of them.", [
            ask("Census and Sample Survey", "Scaling Up from a Sample", "The circles are a random sample of a "
                "population of {size} members; the filled ones have a certain property. About how many members of the "
                "population have it, by this sample?", k * times,
                f"{k} of the {n} circles are filled, and $\\frac{{{k}}}{{{n}}} \\times {size} = {k * times}$."),
            ask("Census and Sample Survey", "Population, Individual and Sample Size",
                "The circles are a sample of a population. What is the sample size?", n,
                f"every circle counts, filled or not: $4 \\times {wide} = {n}$."),
            ask("Probability and Frequency", "Relative Frequency of an Event", "The circles are a sample. What is the "
                "relative frequency of filled circles in it? Give a fraction.", frac(k, n),
                f"{k} of {n} circles are filled: ${over(k, n)}$.")],
        [("A school has {size} pupils. The circles are pupils who were drawn by lot and asked; the filled ones come "
          "by bicycle.", "About how many pupils of the school come by bicycle, by this sample?"),
         ("A crate holds {size} lamps. The circles are lamps that were drawn at random and tested; the filled ones "
          "lasted long enough.", "About how many lamps of the crate last long enough, by this sample?"),
         ("A village has {size} inhabitants. The circles are persons drawn by lot; the filled ones are for a new "
          "bridge.", "About how many inhabitants are for the bridge, by this sample?"),
         ("From a set of {size} elements the circles were drawn at random; the filled ones lie in a subset $A$.",
          "Which number of elements of $A$ does the sample suggest?")],
        dict(size=size), fixed=(wide, *filled), figure=figure, check=check, scale=False)


@program("Differences between Sampling Methods")
def strata(rng):
    step = rng.randint(3, 9)
    parts = rng.sample(range(2, 9), 3)
    n, j, sizes = sum(parts), rng.randrange(3), [step * p for p in parts]
    total = sum(sizes)

    def figure(c, g):
        c.without |= {"hatch", "shapes"}
        tape(c, [20 * p / n for p in parts], [g[f"s{i}"] for i in range(3)], tall=3, accent=[j])

    def check(c):
        sizes, wide = c.numbers(), [p[1][0] - p[0][0] for p in c.polygons]
        shaded = next(i for i, p in enumerate(c.polygons) if (list(p), True) in c.fills)
        every = next(t for t in range(1, 99) if sum(sizes) == t * n)
        return wide[shaded] / sum(wide) * n, every, Fraction(n, sum(sizes))

    return Scene(
        f"A population consists of groups with {', '.join(map(str, sizes))} members; the group with {sizes[j]} members "
        "is shaded.", [
            ask("Differences between Sampling Methods", "Stratified Sampling", "The boxes are the groups of a "
                "population with their sizes. A stratified sample of {n} members is drawn, in proportion to the "
                "sizes. How many of them come from the shaded group?", parts[j],
                f"the population has ${plus(sizes)} = {total}$ members, and ${n} \\times "
                f"\\frac{{{sizes[j]}}}{{{total}}} = {parts[j]}$."),
            ask("Differences between Sampling Methods", "Systematic Sampling", "The boxes are the groups of a "
                "population with their sizes. From a list of all members every $k$-th one is taken, to get a sample "
                "of {n}. Find $k$.", step,
                f"there are ${plus(sizes)} = {total}$ members, and ${total} \\div {n} = {step}$."),
            ask("Differences between Sampling Methods", "Simple Random Sampling", "The boxes are the groups of a "
                "population with their sizes. A simple random sample of {n} members is drawn from all. What is the "
                "probability that a certain member is chosen?", frac(1, step),
                f"{n} of ${plus(sizes)} = {total}$ members are chosen: ${over(n, total)}$.")],
        [("The boxes are the three age groups of a club with their numbers of members. {n} members are to be asked, "
          "each group in proportion to its size.", "How many members of the shaded group are to be asked?"),
         ("The boxes are the three fields of a farm with their numbers of trees. {n} trees are to be examined, from "
          "each field in proportion.", "How many trees of the shaded field are to be examined?"),
         ("The boxes are the three departments of a firm with their numbers of staff. A council of {n} is formed in "
          "proportion to the sizes.", "How many members of the council come from the shaded department?"),
         ("A set is split into three parts with the numbers of elements in the boxes. A stratified sample of {n} "
          "elements is proportional to them.", "Find the number of elements from the shaded part.")],
        {"n": n} | {f"s{i}": s for i, s in enumerate(sizes)}, fixed=(j,), figure=figure, upright=True, check=check,
        scale=False)


@program("Misleading Charts")
def cut_axis(rng):
    base, low = rng.randint(5, 24), rng.randint(2, 6)
    high = rng.randint(low + 2, 4 * low)
    a, b = base + high, base + low

    def figure(c, g):
        c.without |= {"line"}
        c.halo = True
        unit = 70 / high
        for x, v, name, text in ((10, high, "A", g["a"]), (55, low, "B", g["b"])):
            column(c, x, x + 25, 0, v * unit, accent=True)
            c.text((x + 12.5, v * unit + 5), text)
            c.text((x + 12.5, -6), name)
        c.line((0, 82), (0, 0), (90, 0))
        c.line((-1.5, 0), (1.5, 0))
        c.text((-6, 0), g["base"])

    def check(c):
        one, two = (p[2][1] for p in c.polygons)
        first, second = (next(int(c.texts()[k - 1]) for k, t in enumerate(c.texts()) if t == name) for name in "AB")
        return Fraction(round(one / two * 10 ** 6), 10 ** 6), Fraction(first, second), first - second

    return Scene(
        f"A bar chart starts its axis at {base}, not at 0; bar A ends at {a} and bar B at {b}.", [
            ask("Misleading Charts", "Cut-Off Axis", "The axis of the chart does not start at 0, so the bars mislead. "
                "How many times as tall as bar B is bar A drawn? Give an exact number.", frac(high, low),
                f"the bars begin at {base}, so their heights are in the ratio $({a} - {base}) \\div ({b} - {base}) = "
                f"{frac(high, low)}$."),
            ask("Misleading Charts", "True Ratio from the Labels", "The axis of the chart does not start at 0. How "
                "many times as large as the value of B is the value of A really? Give an exact number.", frac(a, b),
                f"the values themselves count: ${over(a, b)}$."),
            ask("Reading a Bar Chart", "Difference of Two Bars", "By how much is the value of A greater than the "
                "value of B?", a - b, f"the numbers over the bars count: ${a} - {b} = {a - b}$.")],
        [("An advertisement compares the sales of two shops with bars on an axis that does not start at 0.",
          "How many times as tall as bar B is bar A drawn? Give an exact number."),
         ("A newspaper shows the prices of two tickets in euros as bars on an axis that does not start at 0.",
          "How many times as tall as bar B does bar A look? Give an exact number."),
         ("A poster shows the points of two teams as bars on an axis that does not start at 0.",
          "How many times as tall as bar B is bar A on the poster? Give an exact number."),
         ("Two bars stand on the level $c$ at the foot of the axis and reach up to the levels $a$ and $b$ written at "
          "A and B.", "Find the ratio $\\frac{a - c}{b - c}$ of their heights.")],
        dict(a=a, b=b, base=base), figure=figure, upright=True, check=check, scale=False)


@program("Standard Deviation")
def steps_of_spread(rng):
    mean, s, k = rng.randint(40, 70), rng.randint(2, 11), rng.choice((-3, -2, 2, 3))
    value = mean + k * s

    def figure(c, g):
        c.without |= {"line", "shapes", "leaders"}
        c.arrow((-38, 0), (39, 0))
        for j in range(-3, 4):
            c.line((10 * j, -1.2), (10 * j, 1.2), kind="thin")
        c.text((0, -5), g["mean"])
        c.dot((10 * k, 0))
        c.text((10 * k, 5), "P")
        side = -1 if k > 0 else 1
        brace(c, (min(0, 10 * side), 1), (max(0, 10 * side), 1), g["s"], 6)

    def check(c):
        centre, spread = c.numbers()
        marks = sorted(x for x, _ in c.dots)
        return centre + marks[0] / 10 * spread, marks[0] / 10, abs(3 * (centre + spread) - 3 * centre)

    side = "right" if k > 0 else "left"
    return Scene(
        f"A data set has the mean {mean} and the standard deviation {s}. P lies {abs(k)} standard deviations to the "
        f"{side} of the mean.", [
            ask("Standard Deviation", "Standard Score", "The number below the axis is the mean of a data set, the "
                "length under the bracket is its standard deviation, and the marks are equally spaced. Which value "
                "does P show?", value, f"P lies {abs(k)} marks to the {side} of the mean, so its standard score is "
                f"${k}$ and its value is ${mean} + ({k}) \\times {s} = {value}$."),
            ask("Standard Deviation", "Standard Score", "The number below the axis is the mean of a data set, the "
                "length under the bracket is its standard deviation, and the marks are equally spaced. What is the "
                "standard score of P?", k, f"P lies {abs(k)} standard deviations to the {side} of the mean: $({value} "
                f"- {mean}) \\div {s} = {k}$."),
            ask("Standard Deviation", "Standard Deviation under Shift and Scale", "The number below the axis is the "
                "mean of a data set, the length under the bracket its standard deviation. All values are multiplied by "
                "3, and then 10 is added to each. What is the standard deviation then?", 3 * s,
                f"the shift changes nothing, the factor 3 counts: $3 \\times {s} = {3 * s}$.")],
        [("The axis shows test results. The number below it is the mean, the bracket shows the standard deviation, "
          "and the marks are equally spaced.", "Which result does P have?"),
         ("The axis shows the weights of plums in grams. The number below it is the mean, the bracket shows the "
          "standard deviation, and the marks are equally spaced.", "How many grams does the plum P weigh?"),
         ("The axis shows the lengths of screws in millimetres. The number below it is the mean, the bracket shows "
          "the standard deviation, and the marks are equally spaced.", "How many millimetres long is the screw P?"),
         ("On the axis the number is $\\bar{x}$, the bracket shows $s$, and the marks are equally spaced.",
          "Find the value at P.")],
        dict(mean=mean, s=s), fixed=(k,), figure=figure, upright=True, check=check, scale=False)


@program("Measures of Dispersion")
def mean_distance(rng):
    def draw():
        return sorted(rng.sample(range(2, 31), 4))

    def fits(v):
        return sum(v) % 4 == 0 and 40 <= sum(v) <= 88 and min(b - a for a, b in zip(v, v[1:])) > 2

    def deviation(v):
        return Fraction(sum(abs(4 * x - sum(v)) for x in v), 16)

    first = draw_until(draw, fits, "mean_distance")
    second = draw_until(draw, lambda v: fits(v) and sum(v) == sum(first) and v != first, "mean_distance")
    mean, mad, other = sum(first) // 4, deviation(first), deviation(second)
    word = "A" if mad < other else "B" if other < mad else "both equally"
    gaps, more = [abs(v - mean) for v in first], [abs(v - mean) for v in second]

    def figure(c, g):
        c.without |= {"line"}
        for name, values, y in (("A", first, 8), ("B", second, 0)):
            c.arrow((0, y), (33, y), kind="thin")
            c.text((-2, y), name)
            for i, v in enumerate(values):
                c.dot((v, y))
                c.text((v, y + 2.2), g[f"{name}{i}"] if name == "A" else str(v))

    def check(c):
        rows = [[round(x) for x, y in c.dots if y == level] for level in (8, 0)]
        centre = [Fraction(sum(r), 4) for r in rows]
        found = [sum(abs(x - m) for x in r) / 4 for r, m in zip(rows, centre)]
        steady = "both equally" if found[0] == found[1] else "AB"[found.index(min(found))]
        return found[0], steady, max(abs(x - y) for x in rows[1] for y in rows[1])

    return Scene(
        f"The data set A has the values {', '.join(map(str, first))}, B has {', '.join(map(str, second))}.", [
            ask("Measures of Dispersion", "Mean Absolute Deviation", "The dots on each line are a data set. What is "
                "the mean absolute deviation of the set A from its mean? Give an exact number.", frac(mad),
                f"the mean is $({plus(first)}) \\div 4 = {mean}$, and the mean distance from it is $({plus(gaps)}) "
                f"\\div 4 = {frac(mad)}$."),
            ask("Measures of Dispersion", "Smaller Spread is Steadier", "The dots on each line are a data set, and "
                "both sets have the same mean. Which set varies less, measured by the mean absolute deviation?", word,
                f"both have the mean {mean}; the mean distances are $({plus(gaps)}) \\div 4 = {frac(mad)}$ for A and "
                f"$({plus(more)}) \\div 4 = {frac(other)}$ for B.", options=["A", "B", "both equally"]),
            ask("Range of a Data Set", "Range as Maximum minus Minimum", "The dots on each line are a data set. What "
                "is the range of the set B?", second[-1] - second[0],
                f"the largest value minus the smallest is ${second[-1]} - {second[0]} = {second[-1] - second[0]}$.")],
        [("A and B are two buses; the dots show by how many minutes late they were on four days.",
          "What is the mean absolute deviation of the delays of A, in minutes? Give an exact number."),
         ("A and B are two archers; the dots show their points in four rounds.",
          "What is the mean absolute deviation of the points of A? Give an exact number."),
         ("A and B are two towns; the dots show the temperature on four days in degrees.",
          "What is the mean absolute deviation of the temperatures of A, in degrees? Give an exact number."),
         ("Let $x_1, \\dots, x_4$ be the data of A.", "Find $\\frac{1}{4}\\sum |x_i - \\bar{x}|$.")],
        {f"A{i}": v for i, v in enumerate(first)}, fixed=tuple(second), figure=figure, upright=True, check=check,
        scale=False)


@program("Mean of Grouped Data")
def grouped_mean(rng):
    width, start = rng.choice((2, 4, 6, 10, 20)), rng.randint(0, 4)
    edges = [width * (start + k) for k in range(5)]
    mids = [(a + b) // 2 for a, b in zip(edges, edges[1:])]

    def fits(v):
        n, total = sum(v), sum(m * f for m, f in zip(mids, v))
        sums = [2 * sum(v[:k]) for k in range(1, 4)]
        return total % n == 0 and n not in sums and max(v) > 3 and len(set(v)) > 2

    counts = draw_until(lambda: [rng.randint(1, 12) for _ in range(4)], fits, "grouped_mean")
    n, total = sum(counts), sum(m * f for m, f in zip(mids, counts))
    i = next(k for k in range(4) if 2 * sum(counts[:k + 1]) >= n)
    products = " + ".join(f"{m} \\times {f}" for m, f in zip(mids, counts))

    def figure(c, g):
        c.without |= {"line"}
        c.halo = True
        for k, v in enumerate(counts):
            column(c, 25 * k, 25 * k + 25, 0, 6 * v)
            c.corner((25 * k + 12.5, 6 * v), g[f"v{k}"], (25 * k + 12.5, 0))
        for k, edge in enumerate(edges):
            c.text((25 * k, -5), str(edge), small=True)
        c.line((-5, 0), (105, 0))

    def check(c):
        ticks = c.numbers()[-5:]
        data = [(a + b) / 2 for p, a, b in zip(c.polygons, ticks, ticks[1:]) for _ in range(round(p[2][1] / 6))]
        return sum(data) / len(data), data[(len(data) - 1) // 2], len(data)

    return Scene(
        "A histogram has the classes " + ", ".join(f"{a} to {b}: {v}" for a, b, v in zip(edges, edges[1:], counts)) +
        ".", [
            ask("Mean of Grouped Data", "Midpoints Stand for Classes", "The number over each column is the number of "
                "data values in that class. What is the mean of the data, estimated with the midpoints of the classes?",
                total // n, f"the midpoints are {', '.join(map(str, mids))}; $({products}) \\div {n} = {total // n}$."),
            ask("Mean of Grouped Data", "Class that Holds the Median", "The number over each column is the number of "
                "data values in that class. What is the midpoint of the class that holds the median?", mids[i],
                f"half of the number of values is ${n} \\div 2 = {frac(n, 2)}$, and the classes up to that with the "
                f"midpoint {mids[i]} are the first to hold so many: ${plus(counts[:i + 1])} = {sum(counts[:i + 1])}$."),
            ask("Frequency Table", "Frequencies Sum to the Size", "The number over each column is the number of data "
                "values in that class. How many data values are there?", n,
                f"the frequencies add up to ${plus(counts)} = {n}$.")],
        [("The histogram shows how many minutes the guests of a swimming bath stayed.",
          "What is their mean time in minutes, estimated with the midpoints of the classes?"),
         ("The histogram shows the weights of fish in a catch, in hundreds of grams.",
          "What is the mean weight in hundreds of grams, estimated with the midpoints of the classes?"),
         ("The histogram shows how many kilometres cyclists rode in a week.",
          "What is the mean number of kilometres, estimated with the midpoints of the classes?"),
         ("The classes have midpoints $m_i$ and frequencies $f_i$ over the columns.",
          "Find $\\frac{\\sum f_i m_i}{\\sum f_i}$.")],
        {f"v{k}": v for k, v in enumerate(counts)}, fixed=(width, start), figure=figure, upright=True, check=check,
        scale=False)
