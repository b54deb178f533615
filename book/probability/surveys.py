"""Samples and surveys, charts that mislead, spread on the number line, data in classes."""
from fractions import Fraction

from ..pieces import brace, dots, tape
from ..tools import Quantity, Scene, ask, draw_until, frac, program
from .charts import column, over, plus


def percent_scale(c, _):
    """A scale of percentages of the population below strata()'s tape."""
    c.line((0, -1.2), (20, -1.2), kind="thin")
    for k in range(5):
        c.line((5 * k, -1.4), (5 * k, -1.0), kind="thin")
        c.text((5 * k, -2.2), f"{25 * k}%", small=True)


def whole_population(c, _):
    """The frame of the population around that of sample_estimate()'s sample."""
    (left, low), _, (right, high), _ = c.polygons[-1]
    c.line((left - 1, low - 1), (right + 2.4, low - 1), (right + 2.4, high + 1.4), (left - 1, high + 1.4),
           (left - 1, low - 1), kind="dash")
    c.text(((left + right) / 2, high + 0.4), "sample", small=True)
    c.text(((left + right) / 2 + 0.7, high + 1.9), "population", small=True)


def guide_line(c, _):
    """The level of the lower bar of cut_axis(), drawn across the chart."""
    y = min(p[2][1] for p in c.polygons)
    c.line((0, y), (88, y), kind="dash")


def means(c, _):
    """A dashed mark at the mean on both lines of mean_distance()."""
    for level in (8, 0):
        xs = [x for x, y in c.dots if y == level]
        c.line((sum(xs) / len(xs), level - 1.6), (sum(xs) / len(xs), level + 1.2), kind="dash")


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
                "population have the property, by this sample?", k * times,
                f"The sample in the figure has {n} members, and {k} of them have the property, the filled circles. By "
                f"@ about the same share of the {size} members of the population has it: $\\frac{{{k}}}{{{n}}} \\times "
                f"{size} = {k * times}$.",
                wrong=[(n - k) * times, size - k, frac(size * k, n - k) if k < n - k else frac(size, 2), size // n]),
            ask("Census and Sample Survey", "Population, Individual and Sample Size",
                "The circles are a sample of a population. What is the sample size?", n,
                f"By @ the sample size is the number of all members of the sample, filled or not. The circles stand in "
                f"4 rows of {wide}: $4 \\times {wide} = {n}$.", wrong=[k, n - k, n + k]),
            ask("Probability and Frequency", "Relative Frequency of an Event", "The circles are a sample. What is the "
                "relative frequency of filled circles in it? Give a fraction.", frac(k, n),
                f"The sample has {n} circles, and {k} of them are filled. By @ the relative frequency is the second "
                f"number over the first: ${over(k, n)}$.", wrong=[frac(n - k, n), frac(k, n - k), frac(1, k)])],
        givens=dict(size=size), fixed=(wide, *filled), say=dict(wide=wide), figure=figure, upright=True, check=check,
        scale=False,
        quantities={"size": Quantity("count", "the number of members of the population", "members")},
        more=[whole_population])


@program("Differences between Sampling Methods")
def strata(rng):
    step = rng.randint(3, 9)
    parts = rng.sample(range(2, 9), 3)
    n, j, sizes = sum(parts), rng.randrange(3), [step * p for p in parts]
    total = sum(sizes)

    def figure(c, g):
        c.without |= {"hatch", "shapes"}
        tape(c, [20 * p / n for p in parts], [g[f"s{i}"] for i in range(3)], tall=3,
             accent=[j] if c.asked in (None, 0) else ())

    def check(c):
        sizes, wide = c.numbers(), [p[1][0] - p[0][0] for p in c.polygons]
        shaded = next(i for i, p in enumerate(c.polygons) if (list(p), True) in c.fills)
        every = next(t for t in range(1, 99) if sum(sizes) == t * n)
        return wide[shaded] / sum(wide) * n, every, Fraction(n, sum(sizes))

    lead = "The boxes are the groups of a population; a number in a box is the size of its group. "
    whole = f"The boxes show groups of {sizes[0]}, {sizes[1]} and {sizes[2]} members, so the population has "
    whole += f"${plus(sizes)} = {total}$ members. "
    return Scene(
        f"A population consists of groups with {', '.join(map(str, sizes))} members; the group with {sizes[j]} members "
        "is shaded.", [
            ask("Differences between Sampling Methods", "Stratified Sampling", lead + "A stratified sample of {n} "
                "members is drawn, in proportion to the sizes. How many of them come from the shaded group?", parts[j],
                f"{whole}The shaded group has {sizes[j]} of them. By @ its share of the sample of {n} is its share of "
                f"the population: ${n} \\times \\frac{{{sizes[j]}}}{{{total}}} = {parts[j]}$.",
                wrong=[frac(n, 3), parts[(j + 1) % 3], step, n - parts[j]]),
            ask("Differences between Sampling Methods", "Systematic Sampling", lead + "From a list of all members "
                "every $k$-th one is taken, to get a sample of {n}. Find $k$.", step,
                f"{whole}By @ the step $k$ is the size of the population over that of the sample: ${total} \\div {n} = "
                f"{step}$.", wrong=[n, step + 1, frac(n, 3)]),
            ask("Differences between Sampling Methods", "Simple Random Sampling", lead + "A simple random sample of "
                "{n} members is drawn from all. What is the probability that a certain member is chosen?",
                frac(1, step),
                f"{whole}By @ each of them is chosen with the same probability, the size of the sample over that of "
                f"the population: ${over(n, total)}$.", wrong=[frac(1, n), frac(1, total), frac(1, 3)])],
        givens={"n": n} | {f"s{i}": s for i, s in enumerate(sizes)}, fixed=(j,), figure=figure, upright=True,
        check=check, scale=False,
        quantities={"n": Quantity("count", "the number of members in the sample", "members")}
        | {f"s{i}": Quantity("count", f"the size of the {name} group", "members")
           for i, name in enumerate(("left", "middle", "right"))}, more=[percent_scale])


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

    read = f"Bar A shows {a} and bar B shows {b}"
    return Scene(
        f"A bar chart starts its axis at {base}, not at 0; bar A ends at {a} and bar B at {b}.", [
            ask("Misleading Charts", "Cut-Off Axis", "The axis of the chart does not start at 0, so the bars mislead. "
                "How many times as tall as bar B is bar A drawn? Give an exact number.", frac(high, low),
                f"{read}, but the axis begins at {base}. By @ only the parts above {base} are drawn, so the heights "
                f"are in the ratio $({a} - {base}) \\div ({b} - {base}) = {high} \\div {low} = {frac(high, low)}$.",
                wrong=[frac(a, b), a - b, frac(a, b - base), frac(low, high)]),
            ask("Misleading Charts", "True Ratio from the Labels", "The axis of the chart does not start at 0. How "
                "many times as large as the value of B is the value of A really? Give an exact number.", frac(a, b),
                f"{read}. By @ the numbers count, not the lengths of the bars: ${over(a, b)}$.",
                wrong=[frac(high, low), a - b, frac(b, a)]),
            ask("Reading a Bar Chart", "Difference of Two Bars", "By how much is the value of A greater than the "
                "value of B?", a - b,
                f"{read}. By @ the smaller number is subtracted from the greater one, wherever the axis starts: ${a} - "
                f"{b} = {a - b}$.", wrong=[a + b, a - base, a - b + base])],
        givens=dict(a=a, b=b, base=base), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("data", "the value of A"), "b": Quantity("data", "the value of B"),
                    "base": Quantity("data", "the number at the foot of the axis")}, more=[guide_line])


def another_score(c, rng, k):
    """A second value Q on another mark of the axis of steps_of_spread()."""
    x = 10 * rng.choice([j for j in (-3, -2, 2, 3) if j != k])
    c.dot((x, 0))
    c.text((x, 5), "Q")


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
        if c.asked in (None, 0, 1):
            c.dot((10 * k, 0))
            c.text((10 * k, 5), "P")
        side = -1 if k > 0 else 1
        brace(c, (min(0, 10 * side), 1), (max(0, 10 * side), 1), g["s"], 6)

    def check(c):
        centre, spread = c.numbers()
        marks = sorted(x for x, _ in c.dots)
        return centre + marks[0] / 10 * spread, marks[0] / 10, abs(3 * (centre + spread) - 3 * centre)

    side = "right" if k > 0 else "left"
    lead = "The middle mark of the axis is the mean of a data set, the bracket is as long as its standard deviation, "
    lead += "and the marks are equally spaced. "
    read = f"The mean is {mean}, and the bracket shows the standard deviation {s}, which is the distance of two marks."
    return Scene(
        f"A data set has the mean {mean} and the standard deviation {s}. P lies {abs(k)} standard deviations to the "
        f"{side} of the mean.", [
            ask("Standard Deviation", "Standard Score", lead + "Which value does P show?", value,
                f"{read} P lies {abs(k)} marks to the {side} of the mean. By @ its standard score is ${k}$, so its "
                f"value is ${mean} + ({k}) \\times {s} = {value}$.",
                wrong=[mean - k * s, mean + k // abs(k) * s, mean + k, mean + (k + k // abs(k)) * s]),
            ask("Standard Deviation", "Standard Score", lead + "What is the standard score of P?", k,
                f"{read} P lies {abs(k)} marks to the {side} of the mean and shows the value {value}. By @ the "
                f"standard score counts the standard deviations above the mean: $({value} - {mean}) \\div {s} = {k}$.",
                wrong=[-k, k * s, value]),
            ask("Standard Deviation", "Standard Deviation under Shift and Scale", "The middle mark of the axis is the "
                "mean of a data set, and the bracket is as long as its standard deviation. All values are multiplied "
                "by 3, and then 10 is added to each. What is the standard deviation then?", 3 * s,
                f"The bracket shows the standard deviation {s}. By @ adding 10 changes nothing, and multiplying by 3 "
                f"multiplies it by 3: $3 \\times {s} = {3 * s}$.", wrong=[3 * s + 10, s, 9 * s])],
        givens=dict(mean=mean, s=s), fixed=(k,), figure=figure, upright=True, check=check, scale=False,
        quantities={"mean": Quantity("data", "the mean"), "s": Quantity("data", "the standard deviation")},
        more=[lambda c, rng: another_score(c, rng, k)])


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

    lead = "The dots on each line are a data set"
    centre = f"By *Sum over Count* (Mean of a Data Set) the mean of A is $({plus(first)}) \\div 4 = {mean}$"
    return Scene(
        f"The data set A has the values {', '.join(map(str, first))}, B has {', '.join(map(str, second))}.", [
            ask("Measures of Dispersion", "Mean Absolute Deviation", lead + ". What is "
                "the mean absolute deviation of the set A? Give an exact number.", frac(mad),
                f"{centre}; the values lie {gaps[0]}, {gaps[1]}, {gaps[2]} and {gaps[3]} away from it. By @ the mean "
                f"absolute deviation is the mean of these distances: $({plus(gaps)}) \\div 4 = {frac(mad)}$.",
                also=["Mean of a Data Set"],
                wrong=[4 * mad, frac(Fraction(sum(g * g for g in gaps), 4)), first[-1] - first[0], frac(other)
                       if other != mad else frac(mad / 2)]),
            ask("Measures of Dispersion", "Smaller Spread is Steadier", lead + ", and "
                "both sets have the same mean. Which set varies less, measured by the mean absolute deviation?", word,
                f"{centre}, and B has the same mean. The mean distances from it are $({plus(gaps)}) \\div 4 = "
                f"{frac(mad)}$ for A and $({plus(more)}) \\div 4 = {frac(other)}$ for B. By @ the set with the smaller "
                f"spread varies less, so the answer is: {word}.", also=["Mean of a Data Set"],
                options=["A", "B", "both equally"]),
            ask("Range of a Data Set", "Range as Maximum minus Minimum", lead + ". What "
                "is the range of the set B?", second[-1] - second[0],
                f"The largest value of B is {second[-1]} and the smallest is {second[0]}. By @ the range is their "
                f"difference: ${second[-1]} - {second[0]} = {second[-1] - second[0]}$.",
                wrong=[second[-1] + second[0], first[-1] - first[0], second[2] - second[1]])],
        givens={f"A{i}": v for i, v in enumerate(first)}, fixed=tuple(second), figure=figure, upright=True, check=check,
        scale=False, quantities={f"A{i}": Quantity("data", f"the {name} value of A")
                                 for i, name in enumerate(("least", "second", "third", "greatest"))}, more=[means])


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

    lead = "A number over a column is the number of data values in that class. "
    return Scene(
        "A histogram has the classes " + ", ".join(f"{a} to {b}: {v}" for a, b, v in zip(edges, edges[1:], counts)) +
        ".", [
            ask("Mean of Grouped Data", "Midpoints Stand for Classes", lead + "What is the mean of the data, estimated "
                "with the midpoints of the classes?", total // n,
                f"The classes have the midpoints {', '.join(map(str, mids))} and the frequencies "
                f"{', '.join(map(str, counts))}, together ${plus(counts)} = {n}$. By @ each midpoint is multiplied by "
                f"its frequency, and the sum is divided by {n}: $({products}) \\div {n} = {total // n}$.",
                wrong=[frac(sum(mids), 4), mids[i] if mids[i] != total // n else mids[i] + width // 2,
                       total // n - width // 2, frac(n, 4)]),
            ask("Mean of Grouped Data", "Class that Holds the Median", lead + "What is the midpoint of the class that "
                "holds the median?", mids[i],
                f"The columns show {', '.join(map(str, counts))}, together ${plus(counts)} = {n}$ data values; half of "
                f"this number is ${n} \\div 2 = {frac(n, 2)}$. By @ the median lies in the first class up to which so "
                f"many are counted: ${plus(counts[:i + 1])} = {sum(counts[:i + 1])}$. Its midpoint is {mids[i]}.",
                wrong=[m for m in mids if m != mids[i]]),
            ask("Frequency Table", "Frequencies Sum to the Size", lead + "How many data values are there?", n,
                f"The columns show the frequencies {', '.join(map(str, counts))}. By @ they add up to the number of "
                f"data: ${plus(counts)} = {n}$.", wrong=[4, max(counts), n - counts[0]])],
        givens={f"v{k}": v for k, v in enumerate(counts)}, fixed=(width, start), figure=figure, upright=True,
        check=check, scale=False,
        quantities={f"v{k}": Quantity("count", f"the frequency of the {name} class", "data")
                    for k, name in enumerate(("first", "second", "third", "fourth"))},
        more=[lambda c, _: c.line((-12.5, 0), *((25 * k + 12.5, 6 * v) for k, v in enumerate(counts)), (112.5, 0),
                                  kind="dash")])
