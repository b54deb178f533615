"""Probability and statistics: charts, data and chance."""
from fractions import Fraction

from .canvas import polar
from .tools import Scene, ask, frac, program

STATISTICS = "Probability and Statistics"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
KINDS = ["art", "music", "sport", "chess", "drama"]


def axes(c, names, high, step=None):
    """Axes of a chart 100 wide and 75 high with names below; step: numbers and faint lines on the vertical axis."""
    c.halo = True
    wide = 100 / len(names)
    for i, name in enumerate(names):
        c.text((wide * (i + 0.5), -5), name, small=True)
    for v in range(step or high + 1, high + 1, step or 1):
        c.line((0, 75 * v / high), (100, 75 * v / high), kind="faint")
        c.text((-6, 75 * v / high), str(v), small=True)
    if step:
        c.text((-6, 0), "0", small=True)
    c.line((0, 80), (0, 0), (103, 0))
    return wide


def bars(c, names, values, high, labels=None, step=None):
    """A bar chart; labels: texts over the bars."""
    wide = axes(c, names, high, step)
    for i, v in enumerate(values):
        x, y = wide * (i + 0.5), 75 * v / high
        c.polygon((x - wide * 0.3, 0), (x + wide * 0.3, 0), (x + wide * 0.3, y), (x - wide * 0.3, y), accent=True)
        if labels:
            c.corner((x, y), labels[i], (x, 0))


def bar_heights(c, high):
    """The values of the drawn bars."""
    return [round(max(p[1] for p in polygon) * high / 75) for polygon in c.polygons]


@program("Mean of a Data Set", STATISTICS, questions=3)
def mean_of_bars(rng):
    def draw():
        return [rng.randint(4, 24) for _ in range(4)]

    values = draw()
    while sum(values) % 4 or len(set(values)) < 4:
        values = draw()
    names, total, spread = KINDS[:4], sum(values), max(values) - min(values)
    listed = ", ".join(map(str, values))
    return Scene(
        "A bar chart shows " + ", ".join(f"{n}: {v}" for n, v in zip(names, values)) + ".", [
            ask("Mean of a Data Set", "Sum over Count",
                "What is the mean of the four numbers in the chart?", total // 4,
                f"the bars show {listed}; their sum {total} divided by 4 is {total // 4}."),
            ask("Range of a Data Set", "Range as Maximum minus Minimum", "What is the range of the four numbers in the "
                "chart?", spread, f"{max(values)} - {min(values)} = {spread}."),
            ask("Median of a Data Set", "Middle of an Even Count",
                "What is the median of the four numbers in the chart?",
                frac(sum(sorted(values)[1:3]), 2), f"in order the middle values are {sorted(values)[1]} and "
                f"{sorted(values)[2]}, and half of their sum is {frac(sum(sorted(values)[1:3]), 2)}.")],
        [("The chart shows how many pupils chose each course.", "How many pupils does a course have on average?"),
         ("The chart shows how many hours a week four clubs use the hall.", "How many hours does a club use it on "
          "average?"),
         ("The chart shows how many books a library lent in each subject.", "How many books were lent in a subject on "
          "average?")],
        {f"v{i}": v for i, v in enumerate(values)}, (),
        lambda c, g: bars(c, names, values, 26, [g[f"v{i}"] for i in range(4)]), True,
        lambda c: str(sum(bar_heights(c, 26)) // 4))


@program("Range of a Data Set", STATISTICS, questions=3)
def range_of_bars(rng):
    values = rng.sample(range(3, 25), 5)
    top, low, names = max(values), min(values), MONTHS[:5]
    return Scene(
        "A bar chart shows " + ", ".join(f"{n}: {v}" for n, v in zip(names, values)) + ".", [
            ask("Range of a Data Set", "Range as Maximum minus Minimum",
                "What is the range of the numbers in the chart?",
                top - low, f"the greatest number is {top}, the least {low}, and {top} - {low} = {top - low}."),
            ask("Median of a Data Set", "Middle of an Odd Count", "What is the median of the numbers in the chart?",
                sorted(values)[2], f"in order they are {', '.join(map(str, sorted(values)))}; the middle one is "
                f"{sorted(values)[2]}."),
            ask("Reading a Bar Chart", "Total of All Bars", "What is the sum of all numbers in the chart?", sum(values),
                f"{' + '.join(map(str, values))} = {sum(values)}.")],
        [("The chart shows how many storks were counted in a valley each month.",
          "By how much do the largest and the smallest count differ?"),
         ("The chart shows on how many days it rained each month.",
          "By how many days do the wettest and the driest month differ?"),
         ("The chart shows how many new members a club had each month.",
          "By how much do the best and the worst month differ?")],
        {f"v{i}": v for i, v in enumerate(values)}, (),
        lambda c, g: bars(c, names, values, 26, [g[f"v{i}"] for i in range(5)]), True,
        lambda c: str(max(bar_heights(c, 26)) - min(bar_heights(c, 26))))


@program("Reading a Line Chart", STATISTICS, questions=3)
def line_chart(rng):
    def draw():
        return [rng.randint(3, 24) for _ in range(6)]

    values = draw()
    rises = [b - a for a, b in zip(values, values[1:])]
    while sorted(rises)[-1] <= max(2, sorted(rises)[-2] + 1) or any(abs(r) < 2 for r in rises):
        values = draw()
        rises = [b - a for a, b in zip(values, values[1:])]
    i, top = rises.index(max(rises)), max(values)

    def figure(c, g):
        wide = axes(c, MONTHS, 26)
        points = [(wide * (i + 0.5), 75 * v / 26) for i, v in enumerate(values)]
        c.line(*points, kind="thick")
        for j, p in enumerate(points):
            c.dot(p)
            around = [values[k] for k in (j - 1, j + 1) if 0 <= k < 6]
            up = values[j] >= sum(around) / len(around)
            c.corner(p, g[f"v{j}"], (p[0], p[1] - 1 if up else p[1] + 1))

    return Scene(
        "A line chart shows " + ", ".join(f"{n}: {v}" for n, v in zip(MONTHS, values)) + ".", [
            ask("Reading a Line Chart", "Steepest Rise", "What is the greatest rise in the chart from one month to the "
                "next?", max(rises),
                f"the steepest piece leads from {values[i]} in {MONTHS[i]} to {values[i + 1]} in {MONTHS[i + 1]}: "
                f"{values[i + 1]} - {values[i]} = {max(rises)}."),
            ask("Reading a Line Chart", "Peak of a Line Chart", "What is the greatest value in the chart?", top,
                f"the highest mark shows {top}."),
            ask("Reading a Line Chart", "Change between Two Dates",
                "By how much does the value in June differ from the "
                "value in January? Give a negative number for a fall.", values[5] - values[0],
                f"{values[5]} - {values[0]} = {values[5] - values[0]}.")],
        [("The chart shows the mean temperature of a town in degrees.", "How many degrees is the greatest rise from "
                                                                        "one "
          "month to the next?"),
         ("The chart shows the level of a lake in centimetres above a mark.", "How many centimetres is the greatest "
                                                                              "rise "
          "from one month to the next?"),
         ("The chart shows how many bicycles a shop sold each month.", "By how many bicycles did the sales rise in the "
          "best step from one month to the next?")],
        {f"v{j}": v for j, v in enumerate(values)}, (), figure, True,
        lambda c: str(max(round((b[1] - a[1]) * 26 / 75) for a, b in zip(c.dots, c.dots[1:]))))


@program("Reading a Pie Chart", STATISTICS, questions=3)
def pie_chart(rng):
    def draw():
        cuts = sorted(rng.sample(range(2, 19), 3))
        return [5 * (b - a) for a, b in zip([0, *cuts], [*cuts, 20])]

    shares = draw()
    while min(shares) < 10 or max(shares) > 55:
        shares = draw()
    n, names = 20 * rng.randint(2, 12), rng.sample(KINDS, 4)
    shown, missing = shares[:3], shares[3]
    count = n * missing // 100

    def figure(c, g):
        start = 90.0
        for i, share in enumerate(shares):
            end = start + 3.6 * share
            c.sector((0, 0), 10, start, end, accent=i % 2 == 0)
            at = polar((0, 0), 10, (start + end) / 2)
            c.corner(at, names[i], (0, 0))
            c.text(polar((0, 0), 6.3, (start + end) / 2), (g[f"s{i}"] + "%") if i < 3 else "?")
            start = end

    return Scene(
        "A pie chart has four slices: " + ", ".join(f"{a} with {b}%" for a, b in zip(names, shown)) + 
        f" and {names[3]}, marked with a question mark.", [
            ask("Reading a Pie Chart", "Slices Make a Whole",
                "The pie chart stands for {n} votes. How many votes belong "
                "to the slice with the question mark?", count,
                f"the missing share is 100 - {' - '.join(map(str, shown))} = {missing} percent, and {missing}% of "
                f"{n} is "
                f"{count}."),
            ask("Reading a Pie Chart", "Angle of a Slice",
                "How many degrees has the central angle of the slice with the "
                "question mark?", frac(18 * missing, 5) + "^\\circ",
                f"its share is {missing} percent, and 3.6 \\times {missing} = {frac(18 * missing, 5)} degrees."),
            ask("Reading a Pie Chart", "Slices Make a Whole", "Which percentage belongs to the slice with the question "
                "mark?", f"{missing}%", f"100 - {' - '.join(map(str, shown))} = {missing}, so it is {missing}%.")],
        [("The pie chart shows which course each of {n} pupils chose.",
          "How many pupils chose the course with the question mark?"),
         ("The pie chart shows how a youth club spent {n} euros on its groups.",
          "How many euros went to the group with the question mark?"),
         ("The pie chart shows how a hall was used in {n} hours.",
          "For how many hours was it used by the group with the question mark?")],
        {f"s{i}": s for i, s in enumerate(shown)} | dict(n=n), tuple(names), figure, True)


@program("Classical Probability", STATISTICS, questions=3)
def bag_of_balls(rng):
    dark, light, more = rng.randint(1, 7), rng.randint(2, 8), rng.randint(2, 9)
    cells = rng.sample(range(25), dark + light)
    total = dark + light + more
    p = frac(dark + more, total)

    def figure(c, g):
        c.without = {"shapes"}
        c.polygon((-1, -1), (5, -1), (5, 5), (-1, 5), fill=False)
        for i, cell in enumerate(cells):
            c.circle((cell % 5 + 0.12 * ((cell * 7) % 3 - 1), cell // 5 + 0.12 * ((cell * 5) % 3 - 1)), 0.34,
                     fill=i < dark, accent=True)

    now = Fraction(dark, dark + light)
    return Scene(
        f"A box holds {dark} filled balls and {light} empty balls.", [
            ask("Classical Probability", "Favourable over Possible",
                "{more} more filled balls are put into the box. Then "
                "a ball is drawn at random. What is the probability that it is filled?", p,
                f"then {dark} + {more} = {dark + more} of {total} balls are filled, and all are equally likely: {p}."),
            ask("Classical Probability", "Complement of an Event",
                "A ball is drawn at random from the box. What is the "
                "probability that it is not filled?", frac(1 - now), f"{light} of {dark + light} balls are not filled: "
                f"{frac(1 - now)}."),
            ask("Classical Probability", "Favourable over Possible",
                "A ball is drawn at random from the box. What is the "
                "probability that it is filled?", frac(now),
                f"{dark} of {dark + light} balls are filled: {frac(now)}.")],
        [("The circles are sweets in a jar: the filled ones taste of mint. {more} more mint sweets are added, and a "
          "child "
          "takes one without looking.", "What is the probability that it tastes of mint?"),
         ("The circles are tickets in a lottery drum: the filled ones win. {more} more winning tickets are added "
          "before "
          "the first one is drawn.", "What is the probability that it wins?"),
         ("The circles are eggs in a crate: the filled ones are brown. {more} more brown eggs are added, and a cook "
          "takes "
          "one without looking.", "What is the probability that it is brown?")],
        dict(more=more), (dark, light), figure, False,
        lambda c: frac(len(c.fills) + more, len(c.circles) + more))
