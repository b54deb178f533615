"""Charts and tables: reading them and working on with what they show."""
from fractions import Fraction
from math import atan2, degrees, dist

from ..canvas import area, polar
from ..pieces import axes, table
from ..tools import Scene, ask, draw_until, frac, over, program

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
KINDS = ["art", "music", "sport", "chess", "drama"]


def plus(values):
    return " + ".join(map(str, values))


def column(c, x0, x1, y0, y1, **look):
    c.polygon((x0, y0), (x1, y0), (x1, y1), (x0, y1), **look)


def tall(polygon, high):
    """The value of a drawn column or segment on a scale 75 high."""
    return round((max(y for _, y in polygon) - min(y for _, y in polygon)) * high / 75)


@program("Reading a Line Chart")
def line_chart(rng):
    def draw():
        return [rng.randint(3, 24) for _ in range(6)]

    def steps(v):
        return [b - a for a, b in zip(v, v[1:])]

    values = draw_until(draw, lambda v: sorted(steps(v))[-1] > max(2, sorted(steps(v))[-2] + 1)
                        and min(map(abs, steps(v))) > 1, "line_chart")
    rise, top = max(steps(values)), max(values)
    i = steps(values).index(rise)

    def figure(c, g):
        wide = axes(c, MONTHS, 26)
        points = [(wide * (j + 0.5), 75 * v / 26) for j, v in enumerate(values)]
        c.line(*points, kind="thick")
        for j, p in enumerate(points):
            c.dot(p)
            around = [values[k] for k in (j - 1, j + 1) if 0 <= k < 6]
            up = values[j] >= sum(around) / len(around)
            c.corner(p, g[f"v{j}"], (p[0], p[1] - 1 if up else p[1] + 1))

    def check(c):
        read = [round(y * 26 / 75) for _, y in c.dots]
        return max(steps(read)), max(read), read[-1] - read[0]

    return Scene(
        "A line chart shows " + ", ".join(f"{n}: {v}" for n, v in zip(MONTHS, values)) + ".", [
            ask("Reading a Line Chart", "Steepest Rise",
                "What is the greatest rise in the chart from one month to the next?", rise,
                f"the steepest piece leads from {values[i]} in {MONTHS[i]} to {values[i + 1]} in {MONTHS[i + 1]}: "
                f"${values[i + 1]} - {values[i]} = {rise}$."),
            ask("Reading a Line Chart", "Peak of a Line Chart", "What is the greatest value in the chart?", top,
                "no mark lies higher than that of "
                f"{MONTHS[values.index(top)]}, which shows {top}."),
            ask("Reading a Line Chart", "Change between Two Dates", "By how much did the value change from January to "
                "June? Give a negative number for a fall.", values[5] - values[0],
                f"the later value minus the earlier one is ${values[5]} - {values[0]} = {values[5] - values[0]}$.")],
        [("The chart shows how many guided tours a castle gave each month.",
          "What is the greatest rise in the number of tours from one month to the next?"),
         ("The chart shows the level of a lake in centimetres above a mark.",
          "How many centimetres is the greatest rise from one month to the next?"),
         ("The chart shows how many bicycles a shop sold each month.",
          "By how many bicycles did the sales rise in the greatest rise from one month to the next?"),
         ("The chart shows a sequence $a_1, \\dots, a_6$.",
          "Find the largest of the differences $a_{k+1} - a_k$.")],
        {f"v{j}": v for j, v in enumerate(values)}, figure=figure, upright=True, check=check, scale=False)


@program("Reading a Pie Chart")
def pie_chart(rng):
    def draw():
        cuts = sorted(rng.sample(range(2, 19), 3))
        return [5 * (b - a) for a, b in zip([0, *cuts], [*cuts, 20])]

    shares = draw_until(draw, lambda s: min(s) >= 10 and max(s) <= 55, "pie_chart")
    n, names = 20 * rng.randint(2, 9), rng.sample(KINDS, 4)
    shown, missing = shares[:3], shares[3]
    count, left = n * missing // 100, "100 - " + " - ".join(map(str, shown))

    def figure(c, g):
        start = 90.0
        for i, share in enumerate(shares):
            end = start + 3.6 * share
            c.sector((0, 0), 10, start, end, accent=i % 2 == 0)
            c.corner(polar((0, 0), 10, (start + end) / 2), names[i], (0, 0))
            c.text(polar((0, 0), 6.3, (start + end) / 2), (g[f"s{i}"] + "%") if i < 3 else "?")
            start = end

    def check(c):
        (x0, y0), (x1, y1) = c.fills[3][0][1], c.fills[3][0][-2]
        angle = degrees(atan2(y1, x1) - atan2(y0, x0)) % 360
        return n * angle / 360, angle, angle / 360

    return Scene(
        "A pie chart has four slices: " + ", ".join(f"{a} with {b}%" for a, b in zip(names, shown)) +
        f" and {names[3]}, marked with a question mark.", [
            ask("Reading a Pie Chart", "Count from a Share",
                "The pie chart stands for {n} votes. How many votes belong to the slice with the question mark?", count,
                f"the share is ${left} = {missing}$ percent, and ${missing} \\times {n} \\div 100 = {count}$."),
            ask("Reading a Pie Chart", "Angle of a Slice",
                "How many degrees does the central angle of the slice with the question mark have?",
                frac(18 * missing, 5) + "^\\circ", f"its share is ${left} = {missing}$ percent, so the angle is $3.6 "
                f"\\times {missing} = {frac(18 * missing, 5)}$ degrees."),
            ask("Reading a Pie Chart", "Slices Make a Whole", "Which percentage belongs to the slice with the "
                "question mark?", f"{missing}\\%", f"all slices make 100 percent, and ${left} = {missing}$.")],
        [("The pie chart shows which course each of {n} pupils chose.",
          "How many pupils chose the course with the question mark?"),
         ("The pie chart shows how a youth club spent {n} euros on its groups.",
          "How many euros went to the group with the question mark?"),
         ("The pie chart shows how a hall was used in {n} hours.",
          "For how many hours was it used by the group with the question mark?"),
         ("The chart shows how a set of {n} elements is split into four classes.",
          "How many elements does the class with the question mark have?")],
        {f"s{i}": s for i, s in enumerate(shown)} | dict(n=n), fixed=tuple(names), figure=figure, upright=True,
        check=check, scale=False)


@program("Reading a Statistical Table")
def statistical_table(rng):
    top, low = ([rng.randint(6, 48) for _ in range(3)] for _ in range(2))
    j = rng.randrange(3)
    sums = [a + b for a, b in zip(top, low)]

    def figure(c, g):
        rows = [["", "Fri", "Sat", "Sun"], ["adult", *map(str, top)], ["child", *map(str, low)],
                ["sum", *map(str, sums)]]
        rows[1][j + 1], rows[2][j + 1] = g["known"], "?"
        table(c, rows, wide=4.4, tall=2.0)

    def check(c):
        cells = [row.split() for row in ("", " ".join(c.texts()[3:7]), " ".join(c.texts()[7:11]),
                                         " ".join(c.texts()[11:]))]
        place = cells[2].index("?")
        first, last = ([int(v) for v in cells[k][1:]] for k in (1, 3))
        return last[place - 1] - first[place - 1], sum(first), sum(last)

    return Scene(
        f"A column of a table has the entries {top[j]} and a question mark, and below them their sum {sums[j]}.", [
            ask("Reading a Statistical Table", "Missing Cell from a Total",
                "Which number belongs in the cell with the question mark?", low[j],
                f"the column has the total {sums[j]} and the other entry {top[j]}, so the cell holds ${sums[j]} - "
                f"{top[j]} = {low[j]}$."),
            ask("Reading a Statistical Table", "Row and Column Totals",
                "What is the sum of the three numbers in the row of the adults?", sum(top),
                f"the entries of the row are added: ${plus(top)} = {sum(top)}$."),
            ask("Reading a Statistical Table", "Grand Total Two Ways",
                "What is the sum of all six numbers above the last row, including the one that is hidden by the "
                "question mark?",
                sum(sums), f"the totals of the columns add up to it: ${plus(sums)} = {sum(sums)}$.")],
        [("The table shows the visitors of a museum on three days. One number was smudged.",
          "How many children came on the day with the question mark?"),
         ("The table shows the tickets that a small zoo sold on three days.",
          "How many children's tickets were sold on the day with the question mark?"),
         ("The table shows the passengers of a ferry on three days.",
          "How many children were on board on the day with the question mark?"),
         ("In the array the last row holds the sums of the columns.",
          "Find the entry with the question mark.")],
        dict(known=top[j]), fixed=(*top, *low, j), figure=figure, upright=True, check=check, scale=False)


@program("Reading a Pictogram")
def pictogram(rng):
    halves = rng.sample(range(3, 13), 3)  # in half symbols
    key, names = 2 * rng.randint(2, 12), rng.choice((["Mon", "Tue", "Wed"], ["A", "B", "C"]))
    best, least, total = max(halves), min(halves), sum(halves)

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        for i, (name, half) in enumerate(zip(names, halves)):
            y = 4.2 - 1.4 * i
            c.text((-1.2, y), name)
            for k in range(half // 2):
                c.circle((0.6 + 1.2 * k, y), 0.5, accent=True)
            if half % 2:
                c.sector((0.6 + 1.2 * (half // 2), y), 0.5, 90, 270)
        c.line((0, 0.6), (0, 5.0), kind="thin")
        c.line((-2.3, 0.45), (7.6, 0.45), kind="thin")
        c.circle((2.6, -0.4), 0.5, accent=True)
        c.text((3.9, -0.4), f"= {g['key']}")

    def check(c):
        *symbols, one = [points for points, _ in c.fills]
        sizes = [(round(sum(y for _, y in p) / len(p)), area(p) / area(one)) for p in symbols]
        rows = [sum(s for level, s in sizes if abs(level - y) < 0.5) for y in (4.2, 2.8, 1.4)]
        worth = int(c.texts()[-1].removeprefix("= "))
        return sum(rows) * worth, (max(rows) - min(rows)) * worth, max(rows) * worth

    def symbols(half):
        return f"{half // 2}" if half % 2 == 0 else f"{half / 2}"

    return Scene(
        f"In a pictogram one full symbol stands for {key} items. Its three rows have "
        f"{', '.join(map(symbols, halves))} symbols.", [
            ask("Reading a Pictogram", "Total of a Pictogram",
                "The key below the pictogram says what one full symbol stands for. How many items do the three rows "
                "show in all?", total * key // 2,
                f"there are ${' + '.join(map(symbols, halves))} = {symbols(total)}$ symbols, and ${symbols(total)} "
                f"\\times {key} = {total * key // 2}$."),
            ask("Reading a Pictogram", "Difference in Symbols",
                "By how many items does the longest row exceed the shortest row?", (best - least) * key // 2,
                f"the difference in symbols is ${symbols(best)} - {symbols(least)} = {symbols(best - least)}$, and "
                f"${symbols(best - least)} \\times {key} = {(best - least) * key // 2}$."),
            ask("Reading a Pictogram", "Symbols times Key", "How many items does the longest row show?",
                best * key // 2, f"it has {symbols(best)} symbols, and ${symbols(best)} \\times {key} = "
                f"{best * key // 2}$.")],
        [("The pictogram shows how many loaves a bakery sold. The key is below.",
          "How many loaves were sold in all?"),
         ("The pictogram shows how many chestnuts were collected. The key is below.",
          "How many chestnuts were collected in all?"),
         ("The pictogram shows how many cars were counted in a street. The key is below.",
          "How many cars were counted in all?"),
         ("Three quantities are drawn as rows of discs; the key gives the value of a full disc.",
          "Find the sum of the three quantities.")],
        dict(key=key), fixed=(*halves, names[0]), figure=figure, upright=True, check=check, scale=False)


@program("Tally Chart")
def tally_chart(rng):
    counts = rng.sample(range(3, 18), 4)
    more, names = rng.randint(2, 24), rng.sample(["finch", "robin", "jay", "crow", "wren"], 4)
    total, top = sum(counts), max(counts)

    def figure(c, g):
        c.without |= {"line"}
        c.halo = True
        for i, (name, count) in enumerate(zip(names, counts)):
            y = 6 - 2 * i
            c.text((-2.2, y + 0.6), name)
            for k in range(count):
                x = 0.8 + 2.9 * (k // 5) + 0.5 * (k % 5)
                ends = ((x - 2.2, y + 0.1), (x - 0.3, y + 1.1)) if k % 5 == 4 else ((x, y), (x, y + 1.2))
                c.line(*ends)
            c.line((-4, y - 0.4), (11.6, y - 0.4), kind="thin")
        c.line((-4, 7.6), (11.6, 7.6), kind="thin")
        c.line((0, -0.4), (0, 7.6), kind="thin")

    def check(c):
        strokes = [round(min(y for _, y in points)) for points, kind in c.strokes if kind == "line"]
        rows = [strokes.count(y) for y in (6, 4, 2, 0)]
        return sum(rows) + more, max(rows), sum(rows)

    bundles, single = divmod(top, 5)
    return Scene(
        "A tally chart shows " + ", ".join(f"{n}: {v}" for n, v in zip(names, counts)) + ".", [
            ask("Tally Chart", "One Stroke for Each Observation",
                "After the tally chart was drawn, {more} more birds were seen. How many birds were seen in all?",
                total + more, f"the strokes number ${plus(counts)} = {total}$, and with the later birds there are "
                f"${total} + {more} = {total + more}$."),
            ask("Tally Chart", "Bundles of Five", "How many strokes does the longest row of the tally chart have?", top,
                f"its bundles of five and its single strokes make $5 \\times {bundles} + {single} = {top}$."),
            ask("Tally Chart", "One Stroke for Each Observation", "How many birds does the tally chart show?", total,
                f"each stroke is one bird: ${plus(counts)} = {total}$.")],
        [("A class counted birds at a feeder. After that {more} more birds came.",
          "How many birds came in all?"),
         ("Walkers noted the birds that they saw in a wood. On the way back they saw {more} more.",
          "How many birds did they see in all?"),
         ("A bird hide keeps a list of sightings. In the evening {more} more birds were seen.",
          "How many birds were seen on that day?"),
         ("In the chart every stroke is one observation; {more} further observations are not in it.",
          "How many observations are there together?")],
        dict(more=more), fixed=(*counts, *names), figure=figure, upright=True, check=check, scale=False)


@program("Grouped Bar Chart")
def grouped_bars(rng):
    def draw():
        return [rng.randint(3, 24) for _ in range(6)]

    def gaps(v):
        return [abs(a - b) for a, b in zip(v[:3], v[3:])]

    values = draw_until(draw, lambda v: sorted(gaps(v))[1] < max(gaps(v)) and min(gaps(v)), "grouped_bars")
    dark, light, gap = values[:3], values[3:], max(gaps(values))
    i, names = gaps(values).index(gap), MONTHS[:3]

    def figure(c, g):
        c.without |= {"hatch", "shapes"}
        wide = axes(c, names, 26)
        for k, v in enumerate(values):
            x = wide * (k % 3 + (0.18 if k < 3 else 0.5))
            column(c, x, x + 0.32 * wide, 0, 75 * v / 26, fill=k < 3, accent=True)
            c.corner((x + 0.16 * wide, 75 * v / 26), g[f"v{k}"], (x + 0.16 * wide, 0))
        for x, text, full in ((16, "girls", True), (62, "boys", False)):
            column(c, x, x + 6, -19, -13, fill=full, accent=True)
            c.text((x + 16, -16), text)

    def check(c):
        read = [tall(p, 26) for p in c.polygons[:6]]
        return max(abs(a - b) for a, b in zip(read[:3], read[3:])), sum(read[:3]), sum(read)

    return Scene(
        f"A chart shows for {', '.join(names)} the girls: {', '.join(map(str, dark))}, and the boys: "
        f"{', '.join(map(str, light))}.", [
            ask("Grouped Bar Chart", "Widest Gap between Series",
                "By how much do the two bars of a month differ in the month where they differ most?", gap,
                f"the differences are {', '.join(map(str, gaps(values)))}; the greatest is in {names[i]}, "
                f"${max(dark[i], light[i])} - {min(dark[i], light[i])} = {gap}$."),
            ask("Grouped Bar Chart", "Total of One Series", "What is the sum of the values of the filled bars?",
                sum(dark), f"the filled bars show ${plus(dark)} = {sum(dark)}$."),
            ask("Reading a Bar Chart", "Total of All Bars", "What is the sum of the values of all bars?", sum(values),
                f"the values of all six bars are added: ${plus(values)} = {sum(values)}$.")],
        [("The chart shows how many girls and boys joined a choir each month.",
          "By how much do the numbers of girls and boys differ in the month with the greatest difference?"),
         ("The chart shows how many girls and boys won a prize in a contest each month.",
          "What is the greatest difference between the girls and the boys in one month?"),
         ("A library counted the girls and boys who got a card each month.",
          "What is the greatest difference between the two numbers of one month?"),
         ("Two series $a_k$ (filled) and $b_k$ (empty) are drawn side by side for $k = 1, 2, 3$.",
          "Find the greatest of the numbers $|a_k - b_k|$.")],
        {f"v{k}": v for k, v in enumerate(values)}, figure=figure, upright=True, check=check, scale=False)


@program("Stacked Bar Chart")
def stacked_bars(rng):
    def draw():
        return [[rng.randint(8, 20) for _ in range(3)] for _ in range(3)]

    stacks = draw_until(draw, lambda s: len({sum(v) for v in s}) == 3, "stacked_bars")
    totals, names = [sum(v) for v in stacks], ["North", "South", "West"]
    i = totals.index(max(totals))
    share = frac(stacks[i][0], totals[i])

    def figure(c, g):
        c.without |= {"hatch", "line"}
        wide = axes(c, names, 62)
        for k, stack in enumerate(stacks):
            x, y = wide * k, 0.0
            for j, v in enumerate(stack):
                up = y + 75 * v / 62
                column(c, x + 0.2 * wide, x + 0.8 * wide, y, up, fill=j < 2, accent=j == 0)
                c.text((x + 0.5 * wide, (y + up) / 2), g[f"v{k}{j}"])
                y = up

    def check(c):
        read = [tall(p, 62) for p in c.polygons]
        sums = [sum(read[k:k + 3]) for k in (0, 3, 6)]
        best = 3 * sums.index(max(sums))
        return max(sums), read[best] / max(sums), sum(read)

    return Scene(
        "A stacked bar chart has three bars: " + "; ".join(
            f"{n} with the segments {', '.join(map(str, s))}" for n, s in zip(names, stacks)) + ".", [
            ask("Stacked Bar Chart", "Whole Bar is the Sum of its Segments",
                "The number in each segment is its value. What is the value of the tallest bar as a whole?", totals[i],
                f"the bars have the values {', '.join(map(str, totals))}; the tallest has ${plus(stacks[i])} = "
                f"{totals[i]}$."),
            ask("Stacked Bar Chart", "Share of a Segment",
                "What fraction of the tallest bar is its lowest segment?", share,
                f"the segment is {stacks[i][0]} of {totals[i]}: ${over(stacks[i][0], totals[i])}$."),
            ask("Reading a Bar Chart", "Total of All Bars", "What is the sum of the values of the three bars?",
                sum(totals), f"the values of the bars are added: ${plus(totals)} = {sum(totals)}$.")],
        [("The chart shows how many small, medium and large tents stand on three camp sites.",
          "How many tents stand on the site with the most tents?"),
         ("The chart shows how many children, women and men work out in three sports halls.",
          "How many people are in the fullest hall?"),
         ("The chart shows how many letters, cards and parcels three post vans carry.",
          "How many items does the van with the most items carry?"),
         ("Each bar stands for a sum of three numbers, written in its segments.",
          "Find the greatest of the three sums.")],
        {f"v{k}{j}": v for k, stack in enumerate(stacks) for j, v in enumerate(stack)}, figure=figure, upright=True,
        check=check, scale=False)


@program("Radar Chart")
def radar_chart(rng):
    values = draw_until(lambda: [rng.randint(2, 8) for _ in range(5)],
                        lambda v: v.count(min(v)) == v.count(max(v)) == 1 and max(v) > min(v) + 2, "radar_chart")
    low, top, total = min(values), max(values), sum(values)
    more, names = rng.randint(2, 10 - low), rng.sample(["speed", "jump", "throw", "swim", "climb"], 5)

    def figure(c, g):
        c.without |= {"hatch", "line"}
        c.halo = True
        for r in range(1, 11):
            c.line(*(polar((0, 0), r, 90 + 72 * k) for k in range(6)), kind="faint")
        for k, name in enumerate(names):
            c.line((0, 0), polar((0, 0), 10, 90 + 72 * k), kind="thin")
            c.corner(polar((0, 0), 10, 90 + 72 * k), name, (0, 0))
        points = [polar((0, 0), v, 90 + 72 * k) for k, v in enumerate(values)]
        c.polygon(*points)
        for p in points:
            c.dot(p)
        c.ticks([(-0.7, r) for r in (2, 4, 6, 8, 10)], (2, 4, 6, 8, 10))

    def check(c):
        read = [round(dist((0, 0), p)) for p in c.polygons[0]]
        raised = sorted(read)
        raised[0] += more
        return Fraction(sum(raised), 5), max(read) - min(read), Fraction(sum(read), 5)

    return Scene(
        "A radar chart shows " + ", ".join(f"{n}: {v}" for n, v in zip(names, values)) + ".", [
            ask("Radar Chart", "Mean of a Profile",
                "The smallest of the five values in the radar chart rises by {more}. What is the mean of the five "
                "values then? Give an exact number.", frac(total + more, 5),
                f"the chart shows {', '.join(map(str, values))} with the sum {total}; then the sum is ${total} + "
                f"{more} = {total + more}$ and the mean ${over(total + more, 5)}$."),
            ask("Radar Chart", "Weakest Quality", "By how much does the largest value in the radar chart exceed the "
                "smallest?", top - low, f"the corner nearest to the centre shows {low}, the farthest {top}: ${top} - "
                f"{low} = {top - low}$."),
            ask("Radar Chart", "Mean of a Profile", "What is the mean of the five values in the radar chart? Give an "
                "exact number.",
                frac(total, 5),
                f"the sum is ${plus(values)} = {total}$, and divided by 5 this gives ${over(total, 5)}$.")],
        [("The radar chart shows the points of an athlete in five tests. After some training the weakest result is "
          "{more} points better.", "What is the mean of the five results then? Give an exact number."),
         ("The radar chart shows the marks of a pupil in five sports. The lowest mark goes up by {more}.",
          "What is the mean of the five marks then? Give an exact number."),
         ("The radar chart shows the levels of a game figure. The lowest level goes up by {more}.",
          "What is the mean level then? Give an exact number."),
         ("Five numbers are drawn as distances from the centre. The least of them is made larger by {more}.",
          "Find the mean of the five numbers after that.")],
        dict(more=more), fixed=(*values, *names), figure=figure, upright=True, check=check, scale=False)
