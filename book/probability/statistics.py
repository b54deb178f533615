"""Numbers that describe data: mean, median, mode, range, quartiles, variance."""
from fractions import Fraction

from ..pieces import bar_heights, bars, table
from ..tools import Scene, ask, draw_until, frac, program, root
from .charts import KINDS, MONTHS, column, over, plus


def listed(values):
    return ", ".join(map(str, values))


def middle_value(values):
    """The median, by crossing off the least and the greatest."""
    values = list(values)
    while len(values) > 2:
        values.remove(min(values))
        values.remove(max(values))
    return Fraction(sum(values), len(values))


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
            ask("Mean of a Data Set", "Sum over Count", "What is the mean of the four numbers in the chart?", mean,
                f"the bars show {listed(values)}, with the sum {total}, and $\\frac{{{total}}}{{4}} = {mean}$."),
            ask("Mean of a Data Set", "Missing Value from the Mean", "A fifth bar is to make the mean of all five "
                "numbers greater by 1 than the mean of the four. Which number must it show?", mean + 5,
                f"the mean of the four is $\\frac{{{total}}}{{4}} = {mean}$; five numbers with the mean {mean + 1} "
                f"add up to $5 \\times {mean + 1} = {5 * mean + 5}$, and ${5 * mean + 5} - {total} = {mean + 5}$."),
            ask("Median of a Data Set", "Middle of an Even Count",
                "What is the median of the four numbers in the chart? Give an exact "
                "number.", frac(order[1] + order[2], 2),
                f"in order the numbers are {listed(order)}; half of the sum of the two in the middle is $({order[1]} "
                f"+ {order[2]}) \\div 2 = {frac(order[1] + order[2], 2)}$.")],
        [("The chart shows how many pupils chose each course.", "How many pupils does a course have on average?"),
         ("The chart shows how many hours a week four clubs use the hall.",
          "How many hours does a club use it on average?"),
         ("The chart shows how many books a library lent in each subject.",
          "How many books were lent in a subject on average?"),
         ("Let $x_1, \\dots, x_4$ be the numbers over the bars.", "Find $\\bar{x}$.")],
        {f"v{i}": v for i, v in enumerate(values)},
        figure=lambda c, g: bars(c, names, values, 26, [g[f"v{i}"] for i in range(4)]), upright=True, check=check,
        scale=False)


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
                "What is the range of the numbers in the chart?", top - low,
                f"the greatest number is {top}, the least {low}, and ${top} - {low} = {top - low}$."),
            ask("Range of a Data Set", "Shift and Scale of a Range",
                "All numbers in the chart are doubled. What is the range of the new numbers?", 2 * (top - low),
                f"the range is doubled too: $2 \\times ({top} - {low}) = {2 * (top - low)}$."),
            ask("Median of a Data Set", "Middle of an Odd Count", "What is the median of the numbers in the chart?",
                sorted(values)[2], f"in order they are {listed(sorted(values))}; the middle one, at place $(5 + 1) "
                f"\\div 2 = 3$, is {sorted(values)[2]}.")],
        [("The chart shows how many herons were counted in a valley each month.",
          "By how much do the largest and the smallest count differ?"),
         ("The chart shows on how many days it rained each month.",
          "By how many days do the wettest and the driest month differ?"),
         ("The chart shows how many new members a club had each month.",
          "By how much do the best and the worst month differ?"),
         ("Let $x_1, \\dots, x_5$ be the numbers over the bars.", "Find $x_{\\max} - x_{\\min}$.")],
        {f"v{i}": v for i, v in enumerate(values)},
        figure=lambda c, g: bars(c, names, values, 26, [g[f"v{i}"] for i in range(5)]), upright=True, check=check,
        scale=False)


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

    return Scene(
        f"Six bars have the lengths {listed(values)}.", [
            ask("Median of a Data Set", "Middle of an Even Count", "The numbers are the lengths of the six bars. What "
                "is the median of the six lengths? Give an exact number.", frac(order[2] + order[3], 2),
                f"in order the lengths are {listed(order)}; half of the sum of the two in the middle is $({order[2]} "
                f"+ {order[3]}) \\div 2 = {frac(order[2] + order[3], 2)}$."),
            ask("Median of a Data Set", "Middle of an Odd Count", "The numbers are the lengths of the six bars. The "
                "longest bar is taken away. What is the median of the other five lengths?", order[2],
                f"in order they are {listed(order[:-1])}; the one at place $(5 + 1) \\div 2 = 3$ is {order[2]}."),
            ask("Range of a Data Set", "Range as Maximum minus Minimum",
                "The numbers are the lengths of the six bars. What is the range of the lengths?", order[5] - order[0],
                f"the longest bar has the length {order[5]}, the shortest {order[0]}: ${order[5]} - {order[0]} = "
                f"{order[5] - order[0]}$.")],
        [("Six children rolled a ball; the bars show how far, in metres.",
          "What is the median of the distances, in metres? Give an exact number."),
         ("Six snails crept for an hour; the bars show how far, in decimetres.",
          "What is the median of the distances, in decimetres? Give an exact number."),
         ("The bars show how many minutes six dancers practised.",
          "What is the median of the times, in minutes? Give an exact number."),
         ("Let $L$ be the list of the numbers beside the bars.", "Find the median of $L$ exactly.")],
        {f"v{i}": v for i, v in enumerate(values)}, figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        "A bar chart shows how often each value occurs: " + ", ".join(
            f"{start + k}: {v} times" for k, v in enumerate(counts)) + ".", [
            ask("Mode of a Data Set", "Mode of a Bar Chart", "The chart shows below each bar a value and above it how "
                "often the value occurs. What is the mode of the data?", mode,
                f"the highest bar shows the frequency {ranked[-1]}, where ${ranked[-1]} > {ranked[-2]}$ is more than "
                f"any other; it stands over the value {mode}."),
            ask("Mode of a Data Set", "Several Modes or None", "The number above each bar says how often the value "
                "below it occurs. How many more times must the second most frequent value occur so that there are two "
                "modes?", gap, f"it must reach the highest frequency: ${ranked[-1]} - {ranked[-2]} = {gap}$."),
            ask("Frequency Table", "Frequencies Sum to the Size", "The number above each bar says how often the value "
                "below it occurs. How many values does the data set have in all?", total,
                f"the frequencies add up to ${plus(counts)} = {total}$.")],
        [("The chart shows how many pairs of shoes a shop sold in each size.", "Which size is the mode?"),
         ("The chart shows for each number of matches in a box how many boxes hold it.",
          "Which number of matches is the mode?"),
         ("The chart shows for each age how many members of a club have it.", "Which age is the mode?"),
         ("A data set takes the values below the bars with the frequencies above them.", "Find its mode.")],
        {f"f{k}": v for k, v in enumerate(counts)}, fixed=(start,), figure=figure, upright=True, check=check,
        scale=False)


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

    return Scene(
        f"A group of {m} members has the mean {a}, another group of {n} members the mean {b}.", [
            ask("Weighted Mean", "Joining Two Groups", "Each rectangle is a group: its width is the number of "
                "members, its height the mean of their values. What is the mean of the values of all members of both "
                "groups? Give an exact number.", mean,
                f"$\\frac{{{m} \\times {a} + {n} \\times {b}}}{{{m} + {n}}} = {over(total, m + n)}$."),
            ask("Weighted Mean", "Sum of the Weights", "Each rectangle is a group: its width is the number of "
                "members, its height the mean of their values. By which number must the sum of all values be divided "
                "to get the mean of all?", m + n,
                f"the weights are the numbers of members, and ${m} + {n} = {m + n}$."),
            ask("Mean of a Data Set", "Total from the Mean", "Each rectangle is a group: its width is the number of "
                "members, its height the mean of their values. What is the sum of the values of all members?", total,
                f"each group has as its total the mean times the count: ${m} \\times {a} + {n} \\times {b} = "
                f"{total}$.")],
        [("Two hiking groups join. Each rectangle is a group: the width is the number of hikers, the height the mean "
          "number of songs that they know.", "What is the mean for all hikers? Give an exact number."),
         ("Two classes took a test. Each rectangle is a class: the width is the number of pupils, the height their "
          "mean number of points.", "What is the mean of all pupils? Give an exact number."),
         ("Each rectangle is a sort of tea in a mixture: the width is the weight in grams, the height the price of a "
          "gram in cents.", "What is the price of a gram of the mixture in cents? Give an exact number."),
         ("The widths of the rectangles are weights $w_i$, the heights are values $x_i$.",
          "Find $\\frac{w_1 x_1 + w_2 x_2}{w_1 + w_2}$.")],
        dict(m=m, n=n, a=a, b=b), figure=figure, upright=True, check=check, scale=False)


@program("Quartiles and Interquartile Range")
def quartiles_of_bars(rng):
    values = rng.sample(range(3, 26), 7)
    order = sorted(values)
    q1, mid, q3 = order[1], order[3], order[5]

    def check(c):
        read = sorted(bar_heights(c, 26))
        lower, upper = middle_value(read[:3]), middle_value(read[-3:])
        return upper - lower, upper, middle_value(read)

    return Scene(
        f"Seven bars show {listed(values)}.", [
            ask("Quartiles and Interquartile Range", "Interquartile Range Formula",
                "The number over each bar is its height. The median belongs to neither half of the data. What is the "
                "interquartile range of the seven heights?", q3 - q1,
                f"in order they are {listed(order)}; the lower half {listed(order[:3])} has the median {q1}, the "
                f"upper half {listed(order[4:])} has {q3}, and ${q3} - {q1} = {q3 - q1}$."),
            ask("Quartiles and Interquartile Range", "Lower and Upper Quartile",
                "The number over each bar is its height. The median belongs to neither half of the data. What is the "
                "upper quartile of the seven heights?", q3,
                f"the upper half of the ordered heights is {listed(order[4:])}, with ${order[4]} < {q3} < "
                f"{order[6]}$, so its median is {q3}."),
            ask("Quartiles and Interquartile Range", "Median as the Second Quartile",
                "The number over each bar is its height. What is the second quartile of the seven heights?", mid,
                f"it is the median of {listed(order)}, the value at place $(7 + 1) \\div 2 = 4$, which is {mid}.")],
        [("The bars show how many eggs a farm collected on seven days. The median belongs to neither half.",
          "What is the interquartile range of the numbers?"),
         ("The bars show how many minutes late seven trains were. The median belongs to neither half.",
          "What is the interquartile range of the delays, in minutes?"),
         ("The bars show the heights of seven seedlings in centimetres. The median belongs to neither half.",
          "What is the interquartile range of the heights, in centimetres?"),
         ("Let $x_1, \\dots, x_7$ be the numbers over the bars; the median belongs to neither half.",
          "Find $Q_3 - Q_1$.")],
        {f"v{i}": v for i, v in enumerate(values)},
        figure=lambda c, g: bars(c, "ABCDEFG", values, 26, [g[f"v{i}"] for i in range(7)]), upright=True, check=check,
        scale=False)


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
            ask("Variance of a Data Set", "Mean Squared Deviation", "What is the variance (with the divisor 5) of the "
                "five numbers over the bars?", var,
                f"the mean is $({plus(values)}) \\div 5 = {mean}$, and the mean of the squared deviations is "
                f"$({squares}) \\div 5 = {var}$."),
            ask("Variance of a Data Set", "Deviations Sum to Zero", "Some of the five numbers over the bars are "
                "greater than their mean. What is the sum of the deviations of these numbers from the mean?",
                sum(above),
                f"the mean is $({plus(values)}) \\div 5 = {mean}$; the deviations of the greater "
                f"numbers make {excess}, and those of the smaller ones make the same with a minus sign."),
            ask("Standard Deviation", "Root of the Variance", "What is the standard deviation (root of the variance "
                "with the divisor 5) of the five numbers over the bars?", root(var),
                f"the variance is $({squares}) \\div 5 = {var}$, and the answer is its root, ${root(var)}$.")],
        [("The bars show how many letters came on five days.",
          "What is the variance of the five numbers, with the divisor 5?"),
         ("The bars show how many cups of tea a kiosk sold in five hours.",
          "What is the variance of the five numbers, with the divisor 5?"),
         ("The bars show how many lorries passed five gates in an hour.",
          "What is the variance of the five numbers, with the divisor 5?"),
         ("Let $x_1, \\dots, x_5$ be the numbers over the bars.", "Find $\\frac{1}{5}\\sum (x_i - \\bar{x})^2$.")],
        {f"v{i}": v for i, v in enumerate(values)}, figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"The quartiles of a data set are {q1} and {q3}.", [
            ask("Outliers in Data", "Upper Fence", rule + "The box plot shows the two quartiles. What is the largest "
                "number that is not an outlier?", high,
                f"the interquartile range is ${q3} - {q1} = {box}$, and the upper fence is ${q3} + 1.5 \\times {box} "
                f"= {high}$."),
            ask("Outliers in Data", "Lower Fence", rule + "The box plot shows the two quartiles. What is the smallest "
                "number that is not an outlier?", low,
                f"the interquartile range is ${q3} - {q1} = {box}$, and the lower fence is ${q1} - 1.5 \\times {box} "
                f"= {low}$."),
            ask("Quartiles and Interquartile Range", "Interquartile Range Formula",
                "The box plot shows the two quartiles. What is the interquartile range?", box,
                f"the upper quartile minus the lower one is ${q3} - {q1} = {box}$.")],
        [("The box plot shows how many minutes the visitors of a museum stayed. " + rule.strip(),
          "What is the longest time, in minutes, that is no outlier?"),
         ("The box plot shows the weights of eggs in grams, with the quartiles. " + rule.strip(),
          "What is the largest weight, in grams, that is no outlier?"),
         ("The box plot shows the waiting times at a counter in seconds, with the quartiles. " + rule.strip(),
          "What is the longest waiting time, in seconds, that is no outlier?"),
         ("The figure shows $Q_1$ and $Q_3$ of a data set.", "Find the upper fence $Q_3 + 1.5 (Q_3 - Q_1)$.")],
        dict(q1=q1, q3=q3), fixed=(side,), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        "A frequency table shows " + ", ".join(
            f"the value {x} with the frequency {f}" for x, f in zip(values, counts)) +
        ".", [
            ask("Frequency Table", "Sum of Value times Frequency", "The table says how often each value occurs in a "
                "data set. What is the sum of all values of the data set?", total,
                f"each value counts as often as it occurs: ${products} = {total}$."),
            ask("Frequency Table", "Frequencies Sum to the Size", "The table says how often each value "
                "occurs in a data set. How many values does the data set have in all?", n,
                f"the frequencies add up to ${plus(counts)} = {n}$."),
            ask("Frequency Table", "Relative Frequency in a Table",
                "The table says how often each value occurs in a data set. What is the relative frequency of the "
                "largest value? Give a fraction.",
                frac(counts[-1], n), f"it occurs {counts[-1]} times among ${plus(counts)} = {n}$: "
                f"${over(counts[-1], n)}$.")],
        [("A team noted for each match how many goals it shot. The table says how often each number occurred.",
          "How many goals did the team shoot in all?"),
         ("A ranger noted for each nest how many eggs were in it. The table says how often each number occurred.",
          "How many eggs were there in all?"),
         ("A shop noted for each customer how many rolls were bought. The table says how often each number occurred.",
          "How many rolls were bought in all?"),
         ("The value $x_i$ occurs with the frequency $f_i$, as the table says.", "Find $\\sum f_i x_i$.")],
        {f"f{k}": f for k, f in enumerate(counts)}, fixed=(start,), figure=figure, upright=True, check=check,
        scale=False)
