"""Numbers that describe data: mean, median, mode, range, quartiles, variance."""
from fractions import Fraction

from ..pieces import bar_heights, bars, table
from ..tools import Quantity, Scene, ask, draw_until, frac, program, root
from .charts import KINDS, MONTHS, column, mean_cross, mean_line, over, plus


def listed(values):
    return ", ".join(map(str, values))


def middle_value(values):
    """The median, by crossing off the least and the greatest."""
    values = list(values)
    while len(values) > 2:
        values.remove(min(values))
        values.remove(max(values))
    return Fraction(sum(values), len(values))


def mean_mark(c, _):
    """A dashed line at the mean of the bars of median_of_bars()."""
    x = sum(max(x for x, _ in p) for p in c.polygons) / len(c.polygons)
    c.line((x, -4), (x, 72), kind="dash")
    c.text((x, -8), "mean", small=True)


def named_axes(c, wide, tall):
    """Axes with their meanings outside of the rectangles of joined_groups()."""
    c.arrow((-3, -2.6), (wide + 1, -2.6), kind="thin")
    c.arrow((-3, -2.6), (-3, tall + 1.5), kind="thin")
    c.text((wide - 1, -3.6), "members", small=True)
    c.text((-3, tall + 2.2), "mean", small=True)


@program("Mean of a Data Set")
def mean_of_bars(rng):
    values = draw_until(lambda: [rng.randint(4, 24) for _ in range(4)],
                        lambda v: sum(v) % 4 == 0 and len(set(v)) == 4, "mean_of_bars")
    names, total, order = KINDS[:4], sum(values), sorted(values)
    mean = total // 4

    def check(c):
        read = bar_heights(c, 26)
        fifth = next(v for v in range(200) if Fraction(sum(read) + v, 5) == Fraction(sum(read), 4) + 1)
        return Fraction(sum(read), 4), fifth, middle_value(read)

    return Scene(
        "A bar chart shows " + ", ".join(f"{n}: {v}" for n, v in zip(names, values)) + ".", [
            ask("Mean of a Data Set", "Sum over Count", "What is the mean of the four numbers that the bars stand "
                "for?", mean,
                f"The bars show {listed(values)}. By @ the mean is their sum, ${plus(values)} = {total}$, over their "
                f"count, which is 4: $\\frac{{{total}}}{{4}} = {mean}$.",
                wrong=[total, frac(total, 2), frac(order[0] + order[3], 2), frac(order[1] + order[2], 2)]),
            ask("Mean of a Data Set", "Missing Value from the Mean", "A fifth bar is to make the mean of all five "
                "numbers greater by 1 than the mean of the four. Which number must it show?", mean + 5,
                f"The bars show {listed(values)}, with the sum {total} and the mean $\\frac{{{total}}}{{4}} = {mean}$. "
                f"Five numbers with the mean ${mean} + 1 = {mean + 1}$ add up to $5 \\times {mean + 1} = "
                f"{5 * mean + 5}$. By @ the fifth number is what the four others leave of it: ${5 * mean + 5} - "
                f"{total} = {mean + 5}$.",
                wrong=[mean + 1, mean + 4, total + 1, mean]),
            ask("Median of a Data Set", "Middle of an Even Count",
                "What is the median of the four numbers that the bars stand for? Give an exact "
                "number.", frac(order[1] + order[2], 2),
                f"In order the numbers over the bars are {listed(order)}. By @ the median is half of the sum of the "
                f"two in the middle: $({order[1]} + {order[2]}) \\div 2 = {frac(order[1] + order[2], 2)}$.",
                wrong=[order[1], order[2], mean, frac(values[1] + values[2], 2)])],
        givens={f"v{i}": v for i, v in enumerate(values)},
        figure=lambda c, g: bars(c, names, values, 26, [g[f"v{i}"] for i in range(4)]), upright=True, check=check,
        scale=False, quantities={f"v{i}": Quantity("data", f"the number for {n}") for i, n in enumerate(names)})


@program("Range of a Data Set")
def range_of_bars(rng):
    values = rng.sample(range(3, 25), 5)
    top, low, names = max(values), min(values), MONTHS[:5]

    def check(c):
        read = bar_heights(c, 26)
        double = [2 * v for v in read]
        return (max(abs(a - b) for a in read for b in read), max(abs(a - b) for a in double for b in double),
                middle_value(read))

    return Scene(
        "A bar chart shows " + ", ".join(f"{n}: {v}" for n, v in zip(names, values)) + ".", [
            ask("Range of a Data Set", "Range as Maximum minus Minimum",
                "What is the range of the numbers that the bars stand for?", top - low,
                f"The bars show {listed(values)}; the greatest number is {top} and the least is {low}. By @ the range "
                f"is their difference: ${top} - {low} = {top - low}$.",
                wrong=[top + low, top, abs(values[-1] - values[0]), top - sorted(values)[1]]),
            ask("Range of a Data Set", "Shift and Scale of a Range",
                "All numbers in the chart are doubled. What is the range of the new numbers?", 2 * (top - low),
                f"The greatest number in the chart is {top} and the least is {low}, so their range is ${top} - {low} = "
                f"{top - low}$. By @ doubling all numbers doubles the range as well: $2 \\times {top - low} = "
                f"{2 * (top - low)}$.", wrong=[top - low, 4 * (top - low), 2 * top - low]),
            ask("Median of a Data Set", "Middle of an Odd Count", "What is the median of the numbers in the chart?",
                sorted(values)[2],
                f"In order the numbers are {listed(sorted(values))}. By @ the median of five numbers is the one at "
                f"place $(5 + 1) \\div 2 = 3$ of this list, which is {sorted(values)[2]}.",
                wrong=[values[2], frac(sum(values), 5), frac(top + low, 2)])],
        givens={f"v{i}": v for i, v in enumerate(values)},
        figure=lambda c, g: bars(c, names, values, 26, [g[f"v{i}"] for i in range(5)]), upright=True, check=check,
        scale=False, quantities={f"v{i}": Quantity("data", f"the number for {n}") for i, n in enumerate(names)})


@program("Median of a Data Set")
def median_of_bars(rng):
    values = rng.sample(range(4, 31), 6)
    order = sorted(values)

    def figure(c, g):
        for i, v in enumerate(values):
            y = 60 - 12 * i
            column(c, 0, 3 * v, y, y + 7)
            c.corner((3 * v, y + 3.5), g[f"v{i}"], (0, y + 3.5))
            c.text((-6, y + 3.5), "ABCDEF"[i])
        c.line((0, -4), (0, 72))

    def check(c):
        read = [round(max(x for x, _ in p) / 3) for p in c.polygons]
        return middle_value(read), middle_value(sorted(read)[:-1]), max(read) - min(read)

    lead = "A number beside a bar is its length. "
    return Scene(
        f"Six bars have the lengths {listed(values)}.", [
            ask("Median of a Data Set", "Middle of an Even Count",
                lead + "What is the median of the six lengths? Give an exact number.", frac(order[2] + order[3], 2),
                f"From A to F the lengths are {listed(values)}; in order they are {listed(order)}. By @ the median is "
                f"half of the sum of the two in the middle: $({order[2]} + {order[3]}) \\div 2 = "
                f"{frac(order[2] + order[3], 2)}$.",
                wrong=[frac(values[2] + values[3], 2), frac(sum(values), 6), order[2], order[3]]),
            ask("Median of a Data Set", "Middle of an Odd Count",
                lead + "The longest bar is taken away. What is the median of the other five lengths?", order[2],
                f"Without the longest bar the lengths in order are {listed(order[:-1])}. By @ the median of five "
                f"numbers is the one at place $(5 + 1) \\div 2 = 3$, which is {order[2]}.",
                wrong=[order[3], frac(order[2] + order[3], 2), frac(sum(order[:-1]), 5)]),
            ask("Range of a Data Set", "Range as Maximum minus Minimum",
                lead + "What is the range of the lengths?", order[5] - order[0],
                f"The longest bar has the length {order[5]} and the shortest one {order[0]}. By @ the range is "
                f"${order[5]} - {order[0]} = {order[5] - order[0]}$.",
                wrong=[order[5], order[5] + order[0], abs(values[5] - values[0])])],
        givens={f"v{i}": v for i, v in enumerate(values)}, figure=figure, upright=True, check=check, scale=False,
        quantities={f"v{i}": Quantity("data", f"the length of bar {n}") for i, n in enumerate("ABCDEF")},
        more=[mean_mark])


@program("Mode of a Data Set")
def mode_of_bars(rng):
    counts = draw_until(lambda: [rng.randint(2, 24) for _ in range(6)],
                        lambda v: sorted(v)[-1] > sorted(v)[-2] > sorted(v)[-3], "mode_of_bars")
    start, ranked = rng.randint(28, 40), sorted(counts)
    gap, mode, total = ranked[-1] - ranked[-2], start + counts.index(ranked[-1]), sum(counts)

    def figure(c, g):
        bars(c, [str(start + k) for k in range(6)], counts, 26, [g[f"f{k}"] for k in range(6)])

    def check(c):
        names, read = c.numbers()[:6], bar_heights(c, 26)
        data = [x for x, f in zip(names, read) for _ in range(f)]
        most = max(names, key=data.count)
        rest = [x for x in data if x != most]
        return most, data.count(most) - max(map(rest.count, names)), len(data)

    lead = "A number above a bar says how often the value below it occurs. "
    return Scene(
        "A bar chart shows how often each value occurs: " + ", ".join(
            f"{start + k}: {v} times" for k, v in enumerate(counts)) + ".", [
            ask("Mode of a Data Set", "Mode of a Bar Chart", "Below each bar of the chart stands a value, and the bar "
                "shows how often it occurs. What is the mode of the data?", mode,
                f"By @ the mode is the value below the highest bar. That bar shows the frequency {ranked[-1]}; the "
                f"next one reaches only {ranked[-2]}, and ${ranked[-1]} > {ranked[-2]}$. Below the highest bar stands "
                f"the value {mode}.",
                wrong=[ranked[-1], start + counts.index(ranked[-2]), start + 5, start + counts.index(ranked[0])]),
            ask("Mode of a Data Set", "Several Modes or None", lead + "How many more times must the second most "
                "frequent value occur so that there are two modes?", gap,
                f"The highest frequency is {ranked[-1]} and the second highest is {ranked[-2]}. By @ there are two "
                f"modes when both are equal, so ${ranked[-1]} - {ranked[-2]} = {gap}$ more are needed.",
                wrong=[gap + 1, ranked[-1], ranked[-2]]),
            ask("Frequency Table", "Frequencies Sum to the Size", lead + "How many values does the data set have in "
                "all?", total,
                f"The frequencies above the bars are {listed(counts)}. By @ their sum is the number of data: "
                f"${plus(counts)} = {total}$.", wrong=[6, total - ranked[-1], ranked[-1]])],
        givens={f"f{k}": v for k, v in enumerate(counts)}, fixed=(start,), figure=figure, upright=True, check=check,
        scale=False,
        quantities={f"f{k}": Quantity("count", f"the frequency of {start + k}", "times") for k in range(6)})


@program("Weighted Mean")
def joined_groups(rng):
    m, n = rng.sample(range(4, 16), 2)
    a, b = rng.sample(range(3, 16), 2)
    total, mean = m * a + n * b, frac(m * a + n * b, m + n)

    def figure(c, g):
        c.polygon((0, 0), (m, 0), (m, a), (0, a), accent=True)
        c.polygon((m, 0), (m + n, 0), (m + n, b), (m, b))
        c.side((0, 0), (m, 0), g["m"], (m / 2, 1))
        c.side((m, 0), (m + n, 0), g["n"], (m + n / 2, 1))
        c.side((0, 0), (0, a), g["a"], (1, a / 2))
        c.side((m + n, 0), (m + n, b), g["b"], (m, b / 2))

    def check(c):
        sizes = [(round(p[1][0] - p[0][0]), p[2][1]) for p in c.polygons]
        data = [h for width, h in sizes for _ in range(width)]
        return Fraction(sum(data), len(data)), len(data), sum(data)

    lead = "Each rectangle is a group: its width is the number of members, its height the mean of their values. "
    return Scene(
        f"A group of {m} members has the mean {a}, another group of {n} members the mean {b}.", [
            ask("Weighted Mean", "Joining Two Groups", lead + "What is the mean of the values of all members of both "
                "groups? Give an exact number.", mean,
                f"The widths say that the groups have {m} and {n} members, the heights that their means are {a} and "
                f"{b}. By @ the means are weighted with the numbers of members: $\\frac{{{m} \\times {a} + {n} \\times "
                f"{b}}}{{{m} + {n}}} = {over(total, m + n)}$.",
                wrong=[frac(a + b, 2), frac(m * b + n * a, m + n), frac(total, 2)]),
            ask("Weighted Mean", "Sum of the Weights", lead + "By which number must the sum of all values be divided "
                "to get the mean of all?", m + n,
                f"By @ the divisor is the sum of the weights, here of the numbers of members. The widths show {m} and "
                f"{n}, and ${m} + {n} = {m + n}$.", wrong=[2, a + b, m * n]),
            ask("Mean of a Data Set", "Total from the Mean", lead + "What is the sum of the values of all members?",
                total, f"By @ the values of a group add up to its mean times its number of members, the area of its "
                f"rectangle. Both groups together have ${m} \\times {a} + {n} \\times {b} = {total}$.",
                wrong=[(m + n) * (a + b), m * b + n * a, a + b])],
        givens=dict(m=m, n=n, a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"m": Quantity("count", "the number of members on the left", "members"),
                    "n": Quantity("count", "the number of members on the right", "members"),
                    "a": Quantity("data", "the mean on the left"), "b": Quantity("data", "the mean on the right")},
        more=[lambda c, _: named_axes(c, m + n, max(a, b))])


@program("Quartiles and Interquartile Range")
def quartiles_of_bars(rng):
    values = rng.sample(range(3, 26), 7)
    order = sorted(values)
    q1, mid, q3 = order[1], order[3], order[5]

    def check(c):
        read = sorted(bar_heights(c, 26))
        lower, upper = middle_value(read[:3]), middle_value(read[-3:])
        return upper - lower, upper, middle_value(read)

    lead = "A number over a bar is its height. "
    halves = lead + "The median belongs to neither half of the data. "
    return Scene(
        f"Seven bars show {listed(values)}.", [
            ask("Quartiles and Interquartile Range", "Interquartile Range Formula",
                halves + "What is the interquartile range of the seven heights?", q3 - q1,
                f"In order the heights are {listed(order)}. The median is {mid}; the lower half {listed(order[:3])} "
                f"has the median {q1}, the upper half {listed(order[4:])} has the median {q3}. By @ the interquartile "
                f"range is ${q3} - {q1} = {q3 - q1}$.",
                wrong=[order[6] - order[0], q3, abs(values[5] - values[1]), order[4] - order[2]]),
            ask("Quartiles and Interquartile Range", "Lower and Upper Quartile",
                halves + "What is the upper quartile of the seven heights?", q3,
                f"In order the heights are {listed(order)}. By @ the upper quartile is the median of the upper half "
                f"{listed(order[4:])}. Since ${order[4]} < {q3} < {order[6]}$, it is {q3}.",
                wrong=[order[6], order[4], values[5]]),
            ask("Quartiles and Interquartile Range", "Median as the Second Quartile",
                lead + "What is the second quartile of the seven heights?", mid,
                f"By @ the second quartile is the median. In order the heights are {listed(order)}, and the median "
                f"stands at place $(7 + 1) \\div 2 = 4$: it is {mid}.",
                wrong=[values[3], order[1], frac(order[0] + order[6], 2)])],
        givens={f"v{i}": v for i, v in enumerate(values)},
        figure=lambda c, g: bars(c, "ABCDEFG", values, 26, [g[f"v{i}"] for i in range(7)]), upright=True, check=check,
        scale=False, quantities={f"v{i}": Quantity("data", f"the height of bar {n}") for i, n in enumerate("ABCDEFG")},
        more=[lambda c, _: mean_line(c, 75 * sum(values) / 7 / 26)])


@program("Variance of a Data Set")
def variance_of_bars(rng):
    def square_sum(v):
        return sum((5 * x - sum(v)) ** 2 for x in v)

    values = draw_until(lambda: [rng.randint(2, 20) for _ in range(5)],
                        lambda v: sum(v) % 5 == 0 and square_sum(v) % 125 == 0 and 0 < square_sum(v) <= 5000
                        and sum(v) // 5 not in v, "variance_of_bars")
    mean = sum(values) // 5
    var = square_sum(values) // 125
    above = [v - mean for v in values if v > mean]
    squares = " + ".join(f"({v} - {mean})^2" for v in values)
    excess = f"${plus(above)} = {sum(above)}$" if len(above) > 1 else above[0]

    def figure(c, g):
        bars(c, "ABCDE", values, 22, [g[f"v{i}"] for i in range(5)])

    def check(c):
        read = bar_heights(c, 22)
        found = Fraction(sum(v * v for v in read), 5) - Fraction(sum(read), 5) ** 2
        below = sum(Fraction(sum(read), 5) - v for v in read if v < Fraction(sum(read), 5))
        return found, below, float(found) ** 0.5

    return Scene(
        f"Five bars show {listed(values)}.", [
            ask("Variance of a Data Set", "Mean Squared Deviation", "The bars stand for five numbers. What is the "
                "variance (with the divisor 5) of these numbers?", var,
                f"By *Sum over Count* (Mean of a Data Set) the numbers have the mean $({plus(values)}) "
                f"\\div 5 = {mean}$. By @ the variance is the mean of the squared deviations from it: $({squares}) "
                f"\\div 5 = {var}$.", also=["Mean of a Data Set"],
                wrong=[5 * var, frac(5 * var, 4), frac(sum(abs(v - mean) for v in values), 5),
                       frac(sum(v * v for v in values), 5)]),
            ask("Variance of a Data Set", "Deviations Sum to Zero", "The bars stand for five numbers, some of which "
                "are greater than their mean. What is the sum of the deviations of these numbers from the mean?",
                sum(above),
                f"By *Sum over Count* (Mean of a Data Set) the mean is $({plus(values)}) \\div 5 = {mean}$. "
                f"The deviations of the greater numbers make {excess}. "
                f"By @ those of the smaller numbers must make the same with a minus sign: "
                f"${plus([v - mean for v in values]).replace('+ -', '- ')} = 0$.",
                also=["Mean of a Data Set"], wrong=[2 * sum(above), 0, sum(above) + mean]),
            ask("Standard Deviation", "Root of the Variance", "The bars stand for five numbers. What is the standard "
                "deviation (root of the variance with the divisor 5) of these numbers?", root(var),
                f"By *Sum over Count* (Mean of a Data Set) the mean is $({plus(values)}) \\div 5 = {mean}$, and by "
                f"*Mean Squared Deviation* (Variance of a Data "
                f"Set) the variance is $({squares}) \\div 5 = {var}$. By @ the standard deviation is the root of it: "
                f"$\\sqrt{{{var}}} = {root(var)}$.", also=["Mean of a Data Set", "Variance of a Data Set"],
                wrong=[var, root(5 * var), frac(sum(abs(v - mean) for v in values), 5)])],
        givens={f"v{i}": v for i, v in enumerate(values)}, figure=figure, upright=True, check=check, scale=False,
        quantities={f"v{i}": Quantity("data", f"the number for {n}") for i, n in enumerate("ABCDE")},
        more=[lambda c, _: mean_line(c, sum(p[2][1] for p in c.polygons) / 5)])


@program("Outliers in Data")
def box_fences(rng):
    half = rng.randint(1, 6)
    box, side = 2 * half, rng.randint(1, 3)
    q1 = rng.randint(40, 60)
    q3, median = q1 + box, q1 + half
    low, high = q1 - 3 * half, q3 + 3 * half

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        unit = 20 / box
        ends = q1 - half * (1 + side / 3), q3 + half * (1 + side / 2)
        left, right, start, end, mid = ((v - q1) * unit for v in (q1, q3, *ends, median - half / 4))
        column(c, left, right, 0, 14)
        for x0, x1 in ((start, left), (right, end)):
            c.line((x0, 7), (x1, 7))
        for x in (start, end):
            c.line((x, 3), (x, 11))
        c.line((mid, 0), (mid, 14))
        for x in (right + 36, right + 44):
            c.dot((x, 7))
        c.text((left, -4), g["q1"])
        c.text((right, -4), g["q3"])

    def check(c):
        left, right = c.numbers()
        wide = c.polygons[0][1][0] - c.polygons[0][0][0]
        reach = 1.5 * wide * (right - left) / 20
        return right + reach, left - reach, right - left

    rule = "A number is an outlier if it lies more than 1.5 times the interquartile range outside of the quartiles. "
    read = f"The box reaches from {q1} to {q3}"
    return Scene(
        f"The quartiles of a data set are {q1} and {q3}.", [
            ask("Outliers in Data", "Upper Fence", rule + "The box of the plot reaches from one quartile to "
                "the other. What is the largest number that is not an outlier?", high,
                f"{read}, so the interquartile range is ${q3} - {q1} = {box}$. By @ the greatest number that is no "
                f"outlier lies 1.5 times this range above the upper quartile: ${q3} + 1.5 \\times {box} = {high}$.",
                wrong=[q3 + box, q1 + 3 * half, q3 + 2 * box, q3 + 3]),
            ask("Outliers in Data", "Lower Fence", rule + "The box of the plot reaches from one quartile to "
                "the other. What is the smallest number that is not an outlier?", low,
                f"{read}, so the interquartile range is ${q3} - {q1} = {box}$. By @ the least number that is no "
                f"outlier lies 1.5 times this range below the lower quartile: ${q1} - 1.5 \\times {box} = {low}$.",
                wrong=[q1 - box, q3 - 3 * half, q1 - 2 * box]),
            ask("Quartiles and Interquartile Range", "Interquartile Range Formula",
                "The box of the plot reaches from one quartile to the other. What is the interquartile range?", box,
                f"{read}; these are the lower and the upper quartile. By @ the interquartile range is ${q3} - {q1} = "
                f"{box}$.", wrong=[half, q1 + q3, 3 * half])],
        givens=dict(q1=q1, q3=q3), fixed=(side,), figure=figure, upright=True, check=check, scale=False,
        quantities={"q1": Quantity("data", "the lower quartile"), "q3": Quantity("data", "the upper quartile")},
        more=[lambda c, rng: mean_cross(c, rng, 7, 0.8)])


@program("Frequency Table")
def frequency_table(rng):
    start, counts = rng.randint(0, 3), [rng.randint(2, 15) for _ in range(4)]
    values = [start + k for k in range(4)]
    total, n = sum(x * f for x, f in zip(values, counts)), sum(counts)
    products = " + ".join(f"{x} \\times {f}" for x, f in zip(values, counts))

    def figure(c, g):
        rows = [["value", "frequency"], *([str(x), g[f"f{k}"]] for k, x in enumerate(values))]
        table(c, rows, wide=5.0, tall=1.8)

    def check(c):
        read = c.numbers()
        data = [x for x, f in zip(read[::2], read[1::2]) for _ in range(f)]
        return sum(data), len(data), Fraction(data.count(max(data)), len(data))

    lead = "This is the frequency table of a data set. "
    read = f"The table shows the values {listed(values)} with the frequencies {listed(counts)}."
    return Scene(
        "A frequency table shows " + ", ".join(
            f"the value {x} with the frequency {f}" for x, f in zip(values, counts)) +
        ".", [
            ask("Frequency Table", "Sum of Value times Frequency", lead + "What is the sum of all values of the data "
                "set?", total,
                f"{read} By @ each value is multiplied by its frequency, and the products are added: ${products} = "
                f"{total}$.", wrong=[n, sum(values), sum(values) * n, sum(values) + n]),
            ask("Frequency Table", "Frequencies Sum to the Size", lead + "How many values does the data set have in "
                "all?", n, f"{read} By @ the number of data is the sum of the frequencies: ${plus(counts)} = {n}$.",
                wrong=[4, total, sum(values)]),
            ask("Frequency Table", "Relative Frequency in a Table", lead + "What is the relative frequency of the "
                "largest value? Give a fraction.", frac(counts[-1], n),
                f"{read} The largest value, {values[-1]}, occurs {counts[-1]} times among ${plus(counts)} = {n}$ data. "
                f"By @ its relative frequency is ${over(counts[-1], n)}$.",
                wrong=[frac(counts[-1], n - counts[-1]), frac(1, 4), frac(values[-1], sum(values)),
                       frac(max(counts[:-1]), n)])],
        givens={f"f{k}": f for k, f in enumerate(counts)}, fixed=(start,), figure=figure, upright=True, check=check,
        scale=False,
        quantities={f"f{k}": Quantity("count", f"the frequency of {x}", "times") for k, x in enumerate(values)})
