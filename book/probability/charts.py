"""Charts and tables: reading them and working on with what they show."""
from fractions import Fraction
from math import atan2, degrees, dist

from ..canvas import area, polar
from ..pieces import axes, table
from ..tools import Quantity, Scene, ask, draw_until, frac, over, program

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
KINDS = ["art", "music", "sport", "chess", "drama"]
DAYS = ["Fri", "Sat", "Sun"]


def plus(values):
    return " + ".join(map(str, values))


def column(c, x0, x1, y0, y1, **look):
    c.polygon((x0, y0), (x1, y0), (x1, y1), (x0, y1), **look)


def tall(polygon, high):
    """The value of a drawn column or segment on a scale 75 high."""
    return round((max(y for _, y in polygon) - min(y for _, y in polygon)) * high / 75)


def mean_line(c, y):
    """A dashed line at the height of the mean of a chart's values."""
    c.line((0, y), (103, y), kind="dash")
    c.text((111, y), "mean", small=True)


def mean_cross(c, rng, y, size):
    """A cross at the height y in the box of a box plot, the usual mark of a mean."""
    left, right = c.polygons[0][0][0], c.polygons[0][1][0]
    x = left + (right - left) * rng.choice((0.25, 0.3, 0.7, 0.75))
    c.line((x - size, y - size), (x + size, y + size), kind="thin")
    c.line((x - size, y + size), (x + size, y - size), kind="thin")


def tenths(c, _):
    """Ten strokes inside the border of a pie: a scale of tenths."""
    for k in range(10):
        c.line(polar((0, 0), 9.3, 90 + 36 * k), polar((0, 0), 10, 90 + 36 * k), kind="thin")


def target(c, _):
    """A dashed target of 9 all around a radar chart, outside of its polygon."""
    c.line(*(polar((0, 0), 9, 90 + 72 * k) for k in range(6)), kind="dash")
    c.legend([("dash", "target")])


def row_sums(c, _):
    """The numbers of strokes at the right end of the rows of a tally chart."""
    c.line((12, -0.4), (12, 7.6), kind="thin")
    c.line((11.6, 7.6), (14.4, 7.6), kind="thin")
    for y in (6, 4, 2, 0):
        c.line((11.6, y - 0.4), (14.4, y - 0.4), kind="thin")
        strokes = sum(kind == "line" and round(min(v for _, v in points)) == y for points, kind in c.strokes)
        c.text((13.2, y + 0.6), str(strokes), small=True)


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
                f"The chart shows the values {', '.join(map(str, values))}. By @ the greatest rise belongs to the "
                f"steepest piece that goes up; it leads from {values[i]} in {MONTHS[i]} to {values[i + 1]} in "
                f"{MONTHS[i + 1]}. The rise is ${values[i + 1]} - {values[i]} = {rise}$.",
                wrong=[values[i + 1], top - min(values), max(map(abs, steps(values))), values[i]]),
            ask("Reading a Line Chart", "Peak of a Line Chart", "What is the greatest value in the chart?", top,
                f"By @ the greatest value belongs to the highest mark. The highest mark is that of "
                f"{MONTHS[values.index(top)]}, and it shows {top}.",
                wrong=[sorted(values)[-2], min(values), values[-1]]),
            ask("Reading a Line Chart", "Change between Two Dates", "By how much did the value change from January to "
                "June? Give a negative number for a fall.", values[5] - values[0],
                f"The line begins at {values[0]} in January and ends at {values[5]} in June. By @ the change is the "
                f"later value minus the earlier one: ${values[5]} - {values[0]} = {values[5] - values[0]}$.",
                wrong=[values[0] - values[5], values[0] + values[5], top - min(values)])],
        givens={f"v{j}": v for j, v in enumerate(values)}, figure=figure, upright=True, check=check, scale=False,
        quantities={f"v{j}": Quantity("data", f"the value for {n}") for j, n in enumerate(MONTHS)},
        more=[lambda c, _: mean_line(c, 75 * sum(values) / 6 / 26)])


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
                f"All slices together make 100 percent, and three of them show {shown[0]}, {shown[1]} and {shown[2]} "
                f"percent. So ${left} = {missing}$ percent are left for the slice with the question mark. By @ its "
                f"number of votes is this share of {n}: ${missing} \\times {n} \\div 100 = {count}$.",
                wrong=[n - count, n * shown[0] // 100, frac(n, 4), missing]),
            ask("Reading a Pie Chart", "Angle of a Slice",
                "How many degrees does the central angle of the slice with the question mark have?",
                frac(18 * missing, 5) + "^\\circ",
                f"Three slices show {shown[0]}, {shown[1]} and {shown[2]} percent, so the share of the fourth is "
                f"${left} = {missing}$ percent. By @ each percent takes $3.6$ of the $360$ degrees, and the angle is "
                f"$3.6 \\times {missing} = {frac(18 * missing, 5)}$ degrees.",
                wrong=[f"{missing}^\\circ", frac(9 * missing, 5) + "^\\circ",
                       frac(1800 - 18 * missing, 5) + "^\\circ"]),
            ask("Reading a Pie Chart", "Slices Make a Whole", "Which percentage belongs to the slice with the "
                "question mark?", f"{missing}\\%",
                f"By @ all slices add up to 100 percent. Three of them show {shown[0]}, {shown[1]} and {shown[2]} "
                f"percent, and the rest is ${left} = {missing}$ percent.",
                wrong=[f"{100 - missing}\\%", "25\\%", f"{100 - shown[0]}\\%"])],
        givens={f"s{i}": s for i, s in enumerate(shown)} | dict(n=n), fixed=tuple(names), figure=figure, upright=True,
        check=check, scale=False,
        quantities={f"s{i}": Quantity("percent", f"the share of {names[i]}", "percent") for i in range(3)}
        | {"n": Quantity("count", "the number of all votes", "votes")}, more=[tenths])


@program("Reading a Statistical Table")
def statistical_table(rng):
    top, low = ([rng.randint(6, 48) for _ in range(3)] for _ in range(2))
    j = rng.randrange(3)
    sums = [a + b for a, b in zip(top, low)]

    def figure(c, g):
        rows = [["", *DAYS], ["adult", *map(str, top)], ["child", *map(str, low)],
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
                "Which number is missing in the cell with the question mark?", low[j],
                f"In the column {DAYS[j]} the question mark stands between the entry {top[j]} and the total "
                f"{sums[j]}. By @ the missing entry is the total minus the other entry: ${sums[j]} - {top[j]} = "
                f"{low[j]}$.",
                wrong=[sums[j] + top[j], top[j], low[(j + 1) % 3]]),
            ask("Reading a Statistical Table", "Row and Column Totals",
                "What is the total of the row of the adults?", sum(top),
                f"The row of the adults shows {top[0]}, {top[1]} and {top[2]}. By @ the entries of a row are added to "
                f"get its total: ${plus(top)} = {sum(top)}$.",
                wrong=[sum(sums), top[j] + sums[j], sum(top) + sums[0]]),
            ask("Reading a Statistical Table", "Grand Total Two Ways",
                "What is the sum of all six entries above the last row, including the one at the "
                "question mark?", sum(sums),
                f"By @ the totals of the columns add up to the total of all numbers, so that the hidden one need not "
                f"be found. The last row shows {sums[0]}, {sums[1]} and {sums[2]}: ${plus(sums)} = {sum(sums)}$.",
                wrong=[2 * sum(sums), sum(sums) - low[j], sum(top)])],
        givens=dict(known=top[j], one=top[j - 2], two=top[j - 1]), fixed=(*top, *low, j), figure=figure,
        upright=True, check=check, scale=False,
        quantities={"known": Quantity("count", f"the number of adults on {DAYS[j]}", "adults")})


@program("Reading a Pictogram")
def pictogram(rng):
    halves = rng.sample(range(3, 13), 3)  # in half symbols
    key, names = 2 * rng.randint(2, 12), rng.choice((["P", "Q", "R"], ["A", "B", "C"]))
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
                "All full symbols of the pictogram stand for the same number of items. How many items do the three "
                "rows show in all?", total * key // 2,
                f"The rows have {', '.join(map(symbols, halves))} symbols, together "
                f"${' + '.join(map(symbols, halves))} = {symbols(total)}$. The key says that one full symbol stands "
                f"for {key} items. By @ the number of all symbols is multiplied by the key: ${symbols(total)} "
                f"\\times {key} = {total * key // 2}$ items.",
                wrong=[sum(h // 2 for h in halves) * key, sum(-(-h // 2) for h in halves) * key, best * key // 2,
                       total * key]),
            ask("Reading a Pictogram", "Difference in Symbols",
                "By how many items does the longest row exceed the shortest row?", (best - least) * key // 2,
                f"The longest row has {symbols(best)} symbols and the shortest one {symbols(least)}, which is "
                f"${symbols(best)} - {symbols(least)} = {symbols(best - least)}$ more. By @ this difference is "
                f"multiplied by the key {key}: ${symbols(best - least)} \\times {key} = {(best - least) * key // 2}$ "
                "items.", wrong=[(best - least) * key, best * key // 2, best - least]),
            ask("Reading a Pictogram", "Symbols times Key", "How many items does the longest row show?",
                best * key // 2,
                f"The longest row has {symbols(best)} symbols, and the key says that a full symbol stands for {key} "
                f"items. By @ the row shows ${symbols(best)} \\times {key} = {best * key // 2}$ items.",
                wrong=[best * key, least * key // 2, best // 2 * key + 1])],
        givens={f"h{i}": half for i, half in enumerate(halves)} | dict(key=key), fixed=(*halves, names[0]),
        figure=figure, upright=True, check=check, scale=False,
        quantities={"key": Quantity("count", "the number of items for one full symbol", "items")})


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
                total + more,
                f"The rows of the tally chart have {', '.join(map(str, counts))} strokes. By @ the chart shows as many "
                f"birds as strokes, ${plus(counts)} = {total}$. With the {more} birds that were seen later there are "
                f"${total} + {more} = {total + more}$ birds.",
                wrong=[total, total + more - sum(v // 5 for v in counts), total - more if total > more else 2 * more,
                       total + more + 5]),
            ask("Tally Chart", "Bundles of Five", "How many strokes does the longest row of the tally chart have?", top,
                f"By @ each bundle, four upright strokes and one across, counts five. The longest row has {bundles} "
                f"such {'bundle' if bundles == 1 else 'bundles'} and {single} single "
                f"{'stroke' if single == 1 else 'strokes'}: $5 \\times {bundles} + {single} = {top}$.",
                wrong=[top - bundles, top + bundles, 4 * bundles + single + 2]),
            ask("Tally Chart", "One Stroke for Each Observation", "How many birds does the tally chart show?", total,
                f"By @ every stroke is one bird. The rows have {', '.join(map(str, counts))} strokes, together "
                f"${plus(counts)} = {total}$.",
                wrong=[total - sum(v // 5 for v in counts), total - min(counts), total + 5])],
        givens=dict(more=more), fixed=(*counts, *names), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of birds seen later", "birds")}, more=[row_sums])


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
                f"The bars of the girls show {', '.join(map(str, dark))}, those of the boys "
                f"{', '.join(map(str, light))}. By @ the bars of each month are compared; they differ by "
                f"{gaps(values)[0]}, {gaps(values)[1]} and {gaps(values)[2]}. The greatest difference is that in "
                f"{names[i]}: ${max(dark[i], light[i])} - {min(dark[i], light[i])} = {gap}$.",
                wrong=[sum(gaps(values)), max(values) - min(values), sorted(gaps(values))[1],
                       dark[i] + light[i]]),
            ask("Grouped Bar Chart", "Total of One Series", "What is the sum of the values of the filled bars?",
                sum(dark), f"The filled bars show {', '.join(map(str, dark))}. By @ the values of one series are "
                f"added: ${plus(dark)} = {sum(dark)}$.", wrong=[sum(light), sum(values), sum(dark[:2])]),
            ask("Reading a Bar Chart", "Total of All Bars", "What is the sum of the values of all bars?", sum(values),
                f"The six bars show {', '.join(map(str, values))}. By @ all values are added: ${plus(values)} = "
                f"{sum(values)}$.", wrong=[sum(dark), sum(light), 2 * sum(dark)])],
        givens={f"v{k}": v for k, v in enumerate(values)}, figure=figure, upright=True, check=check, scale=False,
        quantities={f"v{k}": Quantity("count", f"the number of {('girls', 'boys')[k > 2]} in {names[k % 3]}",
                                      "children") for k in range(6)},
        more=[lambda c, _: mean_line(c, 75 * sum(values) / 6 / 26)])


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
                "A number in a segment is its value. What is the value of the tallest bar as a whole?", totals[i],
                f"The tallest bar is {names[i]}, with the segments {', '.join(map(str, stacks[i]))}. By @ its value is "
                f"${plus(stacks[i])} = {totals[i]}$. The bars as a whole have the values "
                f"{', '.join(map(str, totals))}, so no other is greater.",
                wrong=[sorted(totals)[1], max(v for s in stacks for v in s), sum(max(s[j] for s in stacks)
                       for j in range(3)), sum(stacks[i][1:])]),
            ask("Stacked Bar Chart", "Share of a Segment",
                "What fraction of the tallest bar is its lowest segment?", share,
                f"The lowest segment of the tallest bar, {names[i]}, is {stacks[i][0]}, and the whole bar is "
                f"${plus(stacks[i])} = {totals[i]}$. By @ the fraction is the segment over the whole: "
                f"${over(stacks[i][0], totals[i])}$.",
                wrong=[frac(stacks[i][0], totals[i] - stacks[i][0]), frac(1, 3), frac(stacks[i][2], totals[i])]),
            ask("Reading a Bar Chart", "Total of All Bars", "What is the sum of the values of the three bars?",
                sum(totals),
                f"The segments of the bars add up to {totals[0]}, {totals[1]} and {totals[2]}. By @ these values are "
                f"added: ${plus(totals)} = {sum(totals)}$.",
                wrong=[max(totals), sum(totals) - stacks[0][0], sum(s[2] for s in stacks)])],
        givens={f"v{k}{j}": v for k, stack in enumerate(stacks) for j, v in enumerate(stack)}, figure=figure,
        upright=True, check=check, scale=False,
        quantities={f"v{k}{j}": Quantity("count", f"the {part} segment of {name}")
                    for k, name in enumerate(names) for j, part in enumerate(("lowest", "middle", "highest"))},
        more=[lambda c, _: mean_line(c, 75 * sum(totals) / 3 / 62)])


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
                f"On the rings of the chart one reads {', '.join(map(str, values))}, with the sum ${plus(values)} = "
                f"{total}$. When the smallest value rises by {more}, the sum becomes ${total} + {more} = "
                f"{total + more}$. By @ the mean is this sum over the number of values: ${over(total + more, 5)}$.",
                wrong=[frac(total, 5), frac(total + 5 * more, 5), frac(total + more, 4)]),
            ask("Radar Chart", "Weakest Quality", "By how much does the largest value in the radar chart exceed the "
                "smallest?", top - low,
                f"By @ the smallest value belongs to the corner nearest to the centre: it is {low}. The farthest "
                f"corner shows {top}, and ${top} - {low} = {top - low}$.",
                wrong=[top, top + low, sorted(values)[-2] - low]),
            ask("Radar Chart", "Mean of a Profile", "What is the mean of the five values in the radar chart? Give an "
                "exact number.", frac(total, 5),
                f"On the rings of the chart one reads {', '.join(map(str, values))}, with the sum ${plus(values)} = "
                f"{total}$. By @ the mean is the sum over the number of values: ${over(total, 5)}$.",
                wrong=[frac(total, 4), frac(top + low, 2), frac(total, 10)])],
        givens=dict(more=more), fixed=(*values, *names), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("number", "the rise of the smallest value")}, more=[target],
        say=dict(low=low, others=total - low))
