"""Counting: tallies, growing and repeating patterns, number grids, hidden shapes, comparing sizes."""
from ..tools import Quantity, Scene, ask, frac, program

COUNTED = {"hatch", "line", "shapes"}  # loads that would add something to count or blur what is dark


def next_stage(c, a, d):
    """More for a growing pattern: its fourth figure."""
    for k in range(4):
        for i in range(a if k == 0 else d):
            c.circle((10.8 + k, i), 0.34, accent=True)
    c.text((12.3, -1.2), "Figure 4", small=True)


def bead_places(c, rng):
    """More for a string of beads: the numbers of the places below."""
    for i in range(12):
        c.text((1.1 * i, -0.9), i + 1, small=True)


def numbered_lines(c, n, upright):
    """More for a strip of squares: numbers at its cross lines."""
    for i in range(n + 1):
        c.text((-0.35, i) if upright else (i, -0.35), i, small=True)


def unit_grid(c, rng):
    """More for two shapes of squares: the grid on which they lie."""
    for dx in (0, 7):
        for i in range(-2, 4):
            c.line((dx + i, -2), (dx + i, 3), kind="faint")
            c.line((dx - 2, i), (dx + 3, i), kind="faint")


def stroke_sums(c, _):
    """The numbers of strokes in a column at the right of tally_rows()."""
    strokes = [sum(p[1] for p in points) / 2 for points, kind in c.strokes if kind == "thick"]
    for i in range(5):
        c.line((13, 2 * i), (15, 2 * i), kind="thin")
    c.line((15, 0), (15, 8), kind="thin")
    for y in (0, 2, 4, 6):
        c.text((14, y + 1), str(sum(y < v < y + 2 for v in strokes)), small=True)


@program("Counting with Tally Marks")
def tally_rows(rng):
    names = ["red", "blue", "green", "white"]
    counts, more = rng.sample(range(3, 20), 4), rng.randint(2, 15)
    total = sum(counts)
    top, low = max(counts), min(counts)
    listed = f"{counts[0]}, {counts[1]}, {counts[2]} and {counts[3]}"

    def figure(c, g):
        c.without = set(COUNTED)
        for i in range(5):
            c.line((0, 2 * i), (13, 2 * i), kind="thin")
        for x in (0, 3.4, 13):
            c.line((x, 0), (x, 8), kind="thin")
        for i, (name, n) in enumerate(zip(names, counts)):
            y = 6 - 2 * i
            c.text((1.7, y + 1), name)
            for k in range(n):
                x = 3.9 + 2.3 * (k // 5) + 0.38 * (k % 5)
                if k % 5 == 4:
                    c.line((x - 1.75, y + 0.55), (x - 0.15, y + 1.45), kind="thick")
                else:
                    c.line((x, y + 0.4), (x, y + 1.6), kind="thick")

    def check(c):
        rows = [0] * 4
        for points, kind in c.strokes:
            rows[3 - int(points[0][1] // 2)] += kind == "thick"
        return sum(rows) + more, rows[1], max(rows) - min(rows)

    whole, single = divmod(counts[1], 5)
    return Scene(
        "A tally chart shows " + ", ".join(f"{n} marks for {name}" for name, n in zip(names, counts)) + ".", [
            ask("Counting with Tally Marks",
                "Adding up Tallies", "{more} more observations are added to the tally chart. How "
                "many observations are there then altogether?", total + more,
                f"From top to bottom the rows of the tally chart show {listed} marks. By @ all observations are the "
                f"sum of the rows. With the {more} new ones there are ${' + '.join(map(str, counts))} + {more} = "
                f"{total + more}$ observations.", wrong=[total, total - more, total - low + more, total + more - 5]),
            ask("Counting with Tally Marks", "Bundle of Five", "How many marks are in the row \"blue\"?", counts[1],
                f"The row \"blue\" has {whole} full bundle{'s' * (whole != 1)} and {single} single "
                f"mark{'s' * (single != 1)}. By @ these are $5 \\times {whole} + {single} = {counts[1]}$ marks.",
                wrong=[4 * whole + single, whole + single, counts[2]]),
            ask("Counting with Tally Marks",
                "Most Frequent Row", "By how many marks does the row with the most marks lead the row with the fewest?",
                top - low, f"From top to bottom the rows show {listed} marks. The row \"{names[counts.index(top)]}\" "
                f"has the most and the row \"{names[counts.index(low)]}\" the fewest. By @ the lead is ${top} - {low} "
                f"= {top - low}$ marks.", wrong=[top + low, top, sorted(counts)[2] - low])],
        givens=dict(more=more), fixed=tuple(counts), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of new observations", "observations")}, more=[stroke_sums])


@program("Growing Dot Patterns")
def dot_stages(rng):
    a, d, n = rng.randint(1, 6), rng.choice((2, 3, 4, 5, 6)), rng.randint(5, 40)

    def figure(c, g):
        c.without = set(COUNTED)
        x = 0.0
        for k in range(3):
            for i in range(a):
                c.circle((x, i), 0.34, accent=True)
            for j in range(k):
                for i in range(d):
                    c.circle((x + 1 + j, i), 0.34, accent=True)
            c.text((x + k / 2, -1.2), f"Figure {k + 1}", small=True)
            x += k + 2.6

    def check(c):
        starts = (2, 5.5)
        sizes = [sum(lo < p[0] < hi for p, _ in c.circles) for lo, hi in ((-1, starts[0]), (2, starts[1]), (5.5, 99))]
        step = sizes[2] - sizes[1]
        count, number = sizes[0], 1
        while number < n:
            count, number = count + step, number + 1
        extra = 3
        while sizes[2] + step * (extra - 3) < sizes[2] + 60:
            extra += 1
        return count, extra, sizes[1] - sizes[0]

    dots = f"{a} dot{'s' * (a > 1)}"
    return Scene(
        f"The first figure of a pattern has {dots}, and every further figure has {d} dots more than the one before "
        "it.", [
            ask("Growing Dot Patterns",
                "Constant Growth of a Figure", "The pattern of dots goes on in the same way. How many dots are there "
                "in Figure {n}?", a + (n - 1) * d, f"Figure 1 has {dots}, Figure 2 has {a + d} and Figure 3 has "
                f"{a + 2 * d}, so every further figure has {d} dots more. From Figure 1 to Figure {n} the pattern "
                f"grows ${n} - 1 = {n - 1}$ times. By @ there are ${a} + ({n} - 1) \\times {d} = {a + (n - 1) * d}$ "
                f"dots in Figure {n}.",
                wrong=[a + n * d, n * d, (a + d) * n, a + (n - 2) * d]),
            ask("Growing Dot Patterns",
                "Figure Number from a Count", "The pattern of dots goes on in the same way. Which "
                "figure has exactly 60 dots more than Figure 3? Give its number.", 3 + 60 // d,
                f"Figure 2 has {a + d} dots and Figure 3 has {a + 2 * d}, so every further figure has {d} dots more. "
                f"By @ 60 more dots need ${60} \\div {d} = {60 // d}$ further figures, and the number of the figure is "
                f"$3 + {60 // d} = {3 + 60 // d}$.", wrong=[60 // d, 4 + 60 // d, 63 // d]),
            ask("Finding Patterns",
                "Rule from Neighbouring Terms", "By how many dots does the pattern grow from one figure "
                "to the next?", d, f"The figures have {a}, {a + d} and {a + 2 * d} dots. By @ the rule must explain "
                f"both steps, and ${a + d} - {a} = {d}$ as well as ${a + 2 * d} - {a + d} = {d}$. The pattern grows by "
                f"{d} dots each time.", wrong=[2 * d, a + d, a])],
        givens=dict(n=n), fixed=(a, d), figure=figure, upright=True, check=check, scale=False,
        quantities={"n": Quantity("number", "the number of the wanted figure")},
        more=[lambda c, rng: next_stage(c, a, d)])


@program("Finding Patterns")
def bead_string(rng):
    kinds = ["a dark circle", "a light circle", "a dark square", "a light square"]

    def period(beads):
        return next(p for p in range(1, 13) if all(a == b for a, b in zip(beads, beads[p:])))

    unit = [0]
    while period((unit * 12)[:12]) != len(unit) or unit.count(0) + unit.count(2) in (0, len(unit)):
        unit = [rng.randrange(4) for _ in range(rng.choice((3, 4, 4, 5, 5)))]
    n, place = len(unit), rng.randint(21, 150)
    answer, dark = kinds[unit[(place - 1) % n]], sum(k % 2 == 0 for k in unit)

    def figure(c, g):
        c.without = set(COUNTED)
        for i in range(12):
            kind, x = unit[i % n], 1.1 * i
            if i:
                c.line((x - 0.66, 0), (x - 0.44, 0), kind="thin")
            if kind < 2:
                c.circle((x, 0), 0.44, accent=kind == 0)
            else:
                c.polygon((x - 0.42, -0.42), (x + 0.42, -0.42), (x + 0.42, 0.42), (x - 0.42, 0.42), accent=kind == 2)
        c.text((13.1, 0), "...")

    def check(c):
        beads = []
        for points, accent in c.fills:
            beads.append((sum(p[0] for p in points[:-1]) / len(points[:-1]) if len(points) > 4 else
                          (points[0][0] + points[2][0]) / 2, (0 if accent else 1) + (2 if len(points) == 4 else 0)))
        beads = [kind for _, kind in sorted(beads)]
        p = period(beads)
        row = (beads[:p] * 200)[:150]
        return kinds[row[place - 1]], sum(k % 2 == 0 for k in row[:60]), p

    rest = place % n
    unit_text = ", ".join(kinds[k] for k in unit)
    which = f"The remainder 0 means the last bead of the unit, {answer}." if rest == 0 else \
            f"The bead is number {rest} of the unit, {answer}."
    return Scene(
        f"A string of beads repeats the unit {', '.join(kinds[k] for k in unit)}.", [
            ask("Finding Patterns",
                "Place in the Repeating Unit", "The string of beads goes on in the same way, from left to "
                "right. Which bead stands at place {place}?", answer,
                f"The string of beads repeats a unit of {n} beads: {unit_text}. By @ the remainder of the place "
                f"decides. It is {rest}, since ${place} = {n} \\times {place // n} + {rest}$. {which}", options=kinds),
            ask("Finding Patterns",
                "Counting Elements in a Run", "The string of beads goes on in the same way, from left to "
                "right. How many dark beads are among its first 60 beads?", 60 // n * dark,
                f"The string repeats a unit of {n} beads, and {dark} of them {'is' if dark == 1 else 'are'} dark. The "
                f"first 60 beads are ${60} \\div {n} = {60 // n}$ full units. By @ they hold ${60 // n} \\times {dark} "
                f"= {60 // n * dark}$ dark beads.",
                wrong=[60 // n * (n - dark), 60 // n, 60 // n * dark + 1, 60 * dark // (n + 1)]),
            ask("Finding Patterns",
                "Repeating Unit of a Pattern", "The string is made of one short part that is repeated again and again. "
                "How many beads are in this part?",
                n, f"After {n} beads the same order begins again: the bead at place $1 + {n} = {1 + n}$ is like the "
                f"first one, and so on. By @ this holds for all beads at two places that differ by {n}, and for no "
                f"smaller number, so the part has {n} beads.", wrong=[n + 1, n - 1, 2 * n])],
        givens=dict(place=place), fixed=tuple(unit), figure=figure, upright=True, check=check, scale=False,
        quantities={"place": Quantity("number", "the number of the wanted place")}, more=[bead_places])


def grid_goes_on(c, _):
    """The lines of the whole grid, a little beyond its piece."""
    for k in range(4):
        for a, b in ((-0.35, 0), (3, 3.35)):
            c.line((a, -k), (b, -k), kind="thin")
            c.line((k, -b), (k, -a), kind="thin")


@program("Patterns in the Hundred Square")
def grid_piece(rng):
    w, spot, goal = rng.randint(6, 12), *rng.sample(range(9), 2)
    first = rng.randint(0, 7) * w + rng.randint(1, w - 2)
    value = [first + i // 3 * w + i % 3 for i in range(9)]
    n, answer, m = value[spot], value[goal], value[4]
    if not 2 <= n <= 180:
        return grid_piece(rng)
    rows, columns = goal // 3 - spot // 3, goal % 3 - spot % 3
    intro = "The numbers 1, 2, 3, ... stand in a grid with {w} columns, row by row from the top and from left to " \
            "right. The figure is a piece of this grid. "
    place = f"the number in the {('left', 'middle', 'right')[spot % 3]} cell of the " \
            f"{('top', 'middle', 'bottom')[spot // 3]} row"

    def figure(c, g):
        c.without = set(COUNTED)
        for i in range(9):
            x, y = i % 3, -(i // 3)
            c.polygon((x, y), (x + 1, y), (x + 1, y - 1), (x, y - 1), accent=i == goal and c.asked in (None, 0))
            c.text((x + 0.5, y - 0.5), g["n"] if i == spot else "?" if i == goal else "")

    def check(c):
        number, places = c.numbers()[0], {label[4]: label[1] for label in c.labels if label[4]}
        start, end = places[str(number)], places["?"]
        row = [list(range(1 + w * r, 1 + w * r + w)) for r in range(60)]
        r, k = (number - 1) // w, (number - 1) % w
        left, top = k - int(start[0]), r - int(-start[1])
        block = [row[top + i][left + j] for i in range(3) for j in range(3)]
        return row[r + round(start[1] - end[1])][k + round(end[0] - start[0])], sum(block), block[0] + block[8]

    def path(i):
        steps = [(v, *rest) for v, *rest in ((i // 3 - spot // 3, w, "row", "down", "up"),
                                             (i % 3 - spot % 3, 1, "column", "to the right", "to the left")) if v]
        said = [f"{abs(v)} {name}{'s' * (abs(v) > 1)} {there if v > 0 else back}" for v, _, name, there, back in steps]
        sums = "".join(f" {'+' if v > 0 else '-'} {abs(v)} \\times {worth}" for v, worth, *_ in steps)
        return f"{' and '.join(said)} from {n}: ${n}{sums} = {value[i]}$" if said else f"${n}$ itself"

    return Scene(
        f"A piece of a number grid has three rows and three columns; {n} stands in row {spot // 3 + 1} and column "
        f"{spot % 3 + 1} of the piece, the question mark in row {goal // 3 + 1} and column {goal % 3 + 1}.", [
            ask("Patterns in the Hundred Square", "Step Down in a Number Grid",
                intro + "Which number must stand in the place of the question mark?", answer,
                f"The piece shows the number {n}. By @ a step down in the grid adds {w}, the number of columns, and a "
                f"step to the right adds 1. The question mark is {path(goal)}.",
                wrong=[v for v in (2 * n - answer, n + 10 * rows + columns, n + 3 * rows + columns, answer + w,
                                   answer + 1) if v > 0]),
            ask("Patterns in the Hundred Square", "Centre as the Mean of a Block",
                intro + "What is the sum of all nine numbers of the piece?", 9 * m,
                f"The piece shows the number {n}. In the grid a row is worth {w} and a column 1, so the number in the "
                f"centre is {path(4)}. By @ the nine numbers have the sum $9 \\times {m} = {9 * m}$.",
                wrong=[9 * n if n != m else 8 * m, 8 * m, 3 * m]),
            ask("Patterns in the Hundred Square",
                "Equal Diagonal Sums", intro + "What is the sum of the two numbers in the "
                "upper left and the lower right corner of the piece?", 2 * m,
                f"The piece shows the number {n}. In the grid a row is worth {w} and a column 1. The upper left corner "
                f"is {path(0)}, and the lower right one is {path(8)}. Their sum is ${value[0]} + {value[8]} = "
                f"{2 * m}$. By @ the other two corners have the same sum, which confirms it: ${value[2]} + {value[6]} "
                f"= {2 * m}$.", wrong=[value[0] + value[2], m, 2 * m + w])],
        givens=dict(w=w, n=n), fixed=(spot, goal), figure=figure, upright=True, check=check, scale=False,
        quantities={"w": Quantity("count", "the number of columns of the whole grid", "columns"),
                    "n": Quantity("number", place)}, more=[grid_goes_on])


@program("Observing Basic Shapes")
def square_strip(rng):
    n, more = rng.randint(2, 9), rng.randint(2, 12)
    total, upright_strip = n + more, rng.random() < 0.5

    def figure(c, g):
        c.without = COUNTED | {"grid"}
        for i in range(n):
            x, y = (0, i) if upright_strip else (i, 0)
            c.polygon((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1))

    def check(c):
        m = len(c.polygons)
        return (sum(1 for a in range(m + more) for b in range(a + 1, m + more + 1)),
                sum(1 for a in range(m) for b in range(a + 1, m + 1)),
                sum(1 for s in range(1, m + 1) for x in range(m - s + 1) for y in range(m - s + 1)))

    small = n * (n + 1) * (2 * n + 1) // 6
    return Scene(
        f"A strip consists of {n} equal squares in a row.", [
            ask("Observing Basic Shapes",
                "Counting Overlapping Shapes", "{more} more squares of the same size are added at one "
                "end of the strip. How many rectangles of all sizes does the strip then contain, squares included?",
                total * (total + 1) // 2, f"The strip in the figure has {n} squares, so the longer strip has ${n} + "
                f"{more} = {total}$ squares. There are {total} rectangles of one square, {total - 1} of two squares, "
                f"and so on. By @ the longer strip holds ${total} \\times ({total} + 1) \\div 2 = "
                f"{total * (total + 1) // 2}$ rectangles.",
                wrong=[total * (total - 1) // 2, total, n * (n + 1) // 2 + more, total * total,
                       n * (n + 1) // 2 + more * (more + 1) // 2]),
            ask("Observing Basic Shapes",
                "Counting Overlapping Shapes", "How many rectangles of all sizes does the strip contain, squares "
                "included?", n * (n + 1) // 2, f"The strip has {n} squares. By @ it holds ${n} \\times ({n} + 1) \\div "
                f"2 = {n * (n + 1) // 2}$ rectangles.", wrong=[n, n + 1, n * (n + 1), n * (n - 1) // 2 or 4]),
            ask("Observing Basic Shapes",
                "Squares inside a Square Grid", "A square grid has as many rows and as many columns as "
                "this strip has squares. How many squares of all sizes does the grid contain?",
                small, f"The strip has {n} squares, so the grid has {n} rows and {n} columns. By @ it holds "
                f"${' + '.join(f'{i}^2' for i in range(1, n + 1))} = {small}$ squares.",
                wrong=[n * n, n * n + 1, (n * (n + 1) // 2) ** 2])],
        givens=dict(more=more), fixed=(n, upright_strip), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of added squares", "squares")},
        more=[lambda c, rng: numbered_lines(c, n, upright_strip)])


@program("Comparing Sizes in Pictures")
def grid_shapes(rng):
    def shape(size):
        cells = [(0, 0)]
        while len(cells) < size:
            x, y = rng.choice(cells)
            new = rng.choice([(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)])
            if new not in cells and max(abs(v) for v in new) < 3:
                cells.append(new)
        return cells

    m, n = rng.sample(range(4, 15), 2)
    unit, one, two = rng.randint(2, 15), shape(m), shape(n)

    def figure(c, g):
        c.without = COUNTED | {"grid"}
        for dx, cells, name in ((0, one, "A"), (7, two, "B")):
            for x, y in cells:
                c.polygon((dx + x, y), (dx + x + 1, y), (dx + x + 1, y + 1), (dx + x, y + 1), accent=name == "A")
            c.text((dx + 0.5, -3), name)

    def check(c):
        a = sum(dark for _, dark in c.fills)
        b = len(c.polygons) - a
        return abs(a - b) * unit, a / b, max(a, b) - min(a, b)

    big, small = max(m, n), min(m, n)
    more, less = ("A", "B") if m > n else ("B", "A")
    return Scene(
        f"Shape A consists of {m} and shape B of {n} equal small squares.", [
            ask("Comparing Sizes in Pictures",
                "Same Unit for Both", "Each small square has the area {unit}. By how much do the "
                "areas of the shapes A and B differ?", (big - small) * unit,
                f"Shape A consists of {m} squares and shape B of {n}. By @ shape {more} is the larger one, by ${big} - "
                f"{small} = {big - small}$ squares. Each of them counts {unit}, so the difference is ${big - small} "
                f"\\times {unit} = {(big - small) * unit}$.",
                wrong=[(big + small) * unit, big * unit, small * unit, big - small]),
            ask("Comparing Sizes in Pictures",
                "How Many Times as Large", "The area of A is how many times the area of B? Answer "
                "with a fraction in lowest terms or a whole number.", frac(m, n),
                f"Shape A consists of {m} squares and shape B of {n}. By @ the area of A is ${m} \\div {n} = "
                f"{frac(m, n)}$ times the area of B.", wrong=[frac(n, m), abs(m - n), frac(m, m + n)]),
            ask("Comparing Sizes in Pictures",
                "Matching One to One", "Each square of the smaller shape is paired with one square of "
                "the larger shape, each time with another one. How many squares are left without a partner?",
                big - small,
                f"Shape A consists of {m} squares and shape B of {n}. All {small} squares of shape {less} get a "
                f"partner. By @ the number left over is the difference ${big} - {small} = {big - small}$.",
                wrong=[small, big, big + small])],
        givens=dict(unit=unit), fixed=(*map(tuple, one), *map(tuple, two)), figure=figure, upright=True, check=check,
        scale=False, quantities={"unit": Quantity("measure", "the area of a small square")}, more=[unit_grid])
