"""Counting: tallies, growing and repeating patterns, number grids, hidden shapes, comparing sizes."""
from ..tools import Scene, ask, frac, program

COUNTED = {"hatch", "line", "shapes"}  # loads that would add something to count or blur what is dark


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
                f"the rows show {listed} marks. Together with the new ones there are "
                f"${' + '.join(map(str, counts))} + {more} = {total + more}$."),
            ask("Counting with Tally Marks", "Bundle of Five", "How many marks are in the row \"blue\"?", counts[1],
                f"the row has {whole} full bundle{'s' * (whole != 1)} and {single} single mark{'s' * (single != 1)}, "
                f"$5 \\times {whole} + {single} = {counts[1]}$."),
            ask("Counting with Tally Marks",
                "Most Frequent Row", "By how many marks does the row with the most marks lead the row with the fewest?",
                top - low, f"the rows show {listed} marks, and the largest "
                f"leads the smallest by ${top} - {low} = {top - low}$.")],
        [("Lea counts the colours of passing cars. After this chart was made, {more} more cars pass and are counted.",
          "How many cars has she counted then?"),
         ("Children voted for the colour of their new jerseys. {more} late votes are added to the chart.",
          "How many votes are there then?"),
         ("A tailor counts buttons by colour. Then {more} further buttons are found and counted too.",
          "How many buttons have been counted then?"),
         ("Let $s$ be the number of all marks in the chart.", "Determine $s + {more}$.")],
        dict(more=more), fixed=tuple(counts), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"The first figure of a pattern has {a} dot{'s' * (a > 1)}, and every further figure has {d} dots more than "
        "the one before it.", [
            ask("Growing Dot Patterns",
                "Constant Growth of a Figure", "The pattern of dots goes on in the same way. How many dots has Figure "
                "{n}?", a + (n - 1) * d, f"Figure 1 has {a} dot{'s' * (a > 1)}, and each further figure has "
                f"{d} more: ${a} + ({n} - 1) \\times {d} = {a + (n - 1) * d}$."),
            ask("Growing Dot Patterns",
                "Figure Number from a Count", "The pattern of dots goes on in the same way. Which "
                "number has the figure with exactly 60 dots more than Figure 3?", 3 + 60 // d,
                f"each further figure adds {d} dots, so ${60} \\div {d} = {60 // d}$ figures later there are 60 dots "
                f"more: $3 + {60 // d} = {3 + 60 // d}$."),
            ask("Finding Patterns",
                "Rule from Neighbouring Terms", "By how many dots does the pattern grow from one figure "
                "to the next?", d, f"the figures have {a}, {a + d} and {a + 2 * d} dots, ${a + d} - {a} = {d}$ and "
                f"${a + 2 * d} - {a + d} = {d}$.")],
        [("Figures 1, 2 and 3 show how many postcards Tom has after 1, 2 and 3 weeks. His collection goes on growing "
          "in the same way.", "How many postcards has he after {n} weeks?"),
         ("A tiler lays patterns of round tiles, the first three of which are in the figure. They go on in the same "
          "way.", "How many tiles has pattern number {n}?"),
         ("On day 1, 2 and 3 a water plant has as many leaves as the dots show. It goes on growing in the same way.",
          "How many leaves does it have on day {n}?"),
         ("Let $a_k$ be the number of dots of Figure $k$; the pattern goes on in the same way.",
          "Determine the term of the sequence with the index {n}.")],
        dict(n=n), fixed=(a, d), figure=figure, upright=True, check=check, scale=False)


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
            kind = unit[i % n]
            x = 1.1 * i
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
    return Scene(
        f"A string of beads repeats the unit {', '.join(kinds[k] for k in unit)}.", [
            ask("Finding Patterns",
                "Place in the Repeating Unit", "The string of beads goes on in the same way, from left to "
                "right. Which bead stands at place {place}?", answer,
                f"the pattern repeats every {n} beads. ${place} = {n} \\times {place // n} + {rest}$, so the bead is "
                f"the {'last one' if rest == 0 else f'one at place {rest}'} of the unit: {answer}.", options=kinds),
            ask("Finding Patterns",
                "Counting Elements in a Run", "The string of beads goes on in the same way, from left to "
                "right. How many dark beads are among its first 60 beads?", 60 // n * dark,
                f"a unit of {n} beads holds {dark} dark one{'s' * (dark > 1)}, and ${60} \\div {n} = {60 // n}$ units "
                f"fit: ${60 // n} \\times {dark} = {60 // n * dark}$."),
            ask("Finding Patterns",
                "Repeating Unit of a Pattern", "How many beads has the shortest part that is repeated again and again?",
                n, f"after {n} beads the same order begins again, for $1 + {n} = {1 + n}$ is the first "
                "place from which on all beads agree with the beginning.")],
        [("The figure shows the beginning of a necklace, which goes on in the same way.",
          "Which bead is number {place} from the left?"),
         ("A border of a wall is laid with tiles as in the figure and goes on in the same way.",
          "Which tile is number {place} from the left?"),
         ("Lamps along a street have the shapes and shades in the figure, and this goes on in the same way.",
          "Which lamp is number {place} from the left?"),
         ("The sequence of symbols in the figure is periodic.", "Which symbol is the term with the number {place}?")],
        dict(place=place), fixed=tuple(unit), figure=figure, upright=True, check=check, scale=False)


@program("Patterns in the Hundred Square")
def grid_piece(rng):
    w, spot, goal = rng.randint(6, 12), *rng.sample(range(9), 2)
    first = rng.randint(0, 7) * w + rng.randint(1, w - 2)
    value = [first + i // 3 * w + i % 3 for i in range(9)]
    n, answer, m = value[spot], value[goal], value[4]
    if not 2 <= n <= 180:
        return grid_piece(rng)
    intro = "The numbers 1, 2, 3, ... stand in a grid with {w} columns, row by row from the top and from left to " \
            "right. The figure is a piece of this grid. "

    def figure(c, g):
        c.without = set(COUNTED)
        for i in range(9):
            x, y = i % 3, -(i // 3)
            c.polygon((x, y), (x + 1, y), (x + 1, y - 1), (x, y - 1), accent=i == goal)
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
                intro + "Which number belongs at the question mark?", answer,
                f"a row is worth {w} and a column 1. The question mark is {path(goal)}."),
            ask("Patterns in the Hundred Square", "Centre as the Mean of a Block",
                intro + "What is the sum of all nine numbers of the piece?", 9 * m,
                f"the centre is {path(4)}. The sum of the block is $9 \\times {m} = {9 * m}$."),
            ask("Patterns in the Hundred Square",
                "Equal Diagonal Sums", intro + "What is the sum of the two numbers in the "
                "upper left and the lower right corner of the piece?", 2 * m,
                f"the upper left corner is {path(0)}, and the lower right one is {path(8)}. The sum is ${value[0]} + "
                f"{value[8]} = {2 * m}$, as for the other two corners: ${value[2]} + {value[6]} = {2 * m}$.")],
        [("The lockers of a school are numbered 1, 2, 3, ... row by row, {w} in each row, from left to right and from "
          "the top downwards. The figure shows a piece of the wall.",
          "Which number has the locker with the question mark?"),
         ("The days of an expedition are entered in a plan with {w} columns, row by row from the top and from left to "
          "right, beginning with day 1. The figure is a piece of the plan.",
          "Which day belongs at the question mark?"),
         ("The seats of a hall are numbered 1, 2, 3, ... row by row from left to right, {w} in each row. The figure is "
          "a part of the seating plan, with the first rows at the top.",
          "Which number has the seat with the question mark?"),
         ("In a table with {w} columns the cell in row $i$ and column $j$ holds $(i - 1) \\cdot {w} + j$. The figure "
          "is a part of it.", "Determine the number at the question mark.")],
        dict(w=w, n=n), fixed=(spot, goal), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A strip consists of {n} equal squares in a row.", [
            ask("Observing Basic Shapes",
                "Counting Overlapping Shapes", "{more} more squares of the same size are added at one "
                "end of the strip. How many rectangles of all sizes does the strip then contain, squares included?",
                total * (total + 1) // 2, f"the strip then has ${n} + {more} = {total}$ squares, and it holds "
                f"${total} \\times ({total} + 1) \\div 2 = {total * (total + 1) // 2}$ rectangles."),
            ask("Observing Basic Shapes",
                "Counting Overlapping Shapes", "How many rectangles of all sizes does the strip contain, squares "
                "included?", n * (n + 1) // 2, f"the strip has {n} squares and holds ${n} \\times ({n} + 1) \\div 2 = "
                f"{n * (n + 1) // 2}$ rectangles."),
            ask("Observing Basic Shapes",
                "Squares inside a Square Grid", "A square grid has as many rows and as many columns as "
                "this strip has squares. How many squares of all sizes does the grid contain?",
                n * (n + 1) * (2 * n + 1) // 6, f"the strip has {n} squares, and the grid holds "
                f"${' + '.join(f'{i}^2' for i in range(1, n + 1))} = {n * (n + 1) * (2 * n + 1) // 6}$ squares.")],
        [("A railway line leads from station to station; each square of the strip is the stretch between two "
          "neighbouring stations. The line is extended by {more} more stretches. A ticket is valid for some stretches "
          "in a row.",
          "How many different tickets are there then, if the direction does not matter?"),
         ("A bar of chocolate has one row of squares, as in the figure; a longer bar has {more} squares more. A piece "
          "consists of one or more neighbouring squares, at most of the whole bar.",
          "In how many ways can a piece of the longer bar be chosen?"),
         ("Each square is a free day in a row, and then there are {more} more free days. A trip takes one or more of "
          "these days without a break.", "In how many ways can the days of the trip be chosen?"),
         ("The strip is made longer by {more} squares. Each pair of different lines among its parallel cross lines, "
          "both ends included, bounds one rectangle.", "How many such pairs are there?")],
        dict(more=more), fixed=(n, upright_strip), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"Shape A consists of {m} and shape B of {n} equal small squares.", [
            ask("Comparing Sizes in Pictures",
                "Same Unit for Both", "Each small square has the area {unit}. By how much do the "
                "areas of the shapes A and B differ?", (big - small) * unit,
                f"A has {m} squares and B has {n}. They differ by ${big} - {small} = {big - small}$ squares, and "
                f"${big - small} \\times {unit} = {(big - small) * unit}$."),
            ask("Comparing Sizes in Pictures",
                "How Many Times as Large", "The area of A is how many times the area of B? Answer "
                "with a fraction in lowest terms or a whole number.", frac(m, n),
                f"A has {m} squares and B has {n}, so the area of A is ${m} \\div {n} = {frac(m, n)}$ times "
                "that of B."),
            ask("Comparing Sizes in Pictures",
                "Matching One to One", "Each square of the smaller shape is paired with one square of "
                "the larger shape, each time with another one. How many squares are left without a partner?",
                big - small,
                f"the shapes have {m} and {n} squares, and ${big} - {small} = {big - small}$ are left over.")],
        [("The figure shows the floors of two rooms, laid with equal slabs. A slab weighs {unit} kilograms.",
          "By how many kilograms do the slabs of the two rooms differ?"),
         ("The figure shows two lakes on a map with a square grid; a small square stands for {unit} hectares.",
          "By how many hectares do the areas of the lakes differ?"),
         ("The figure shows two mosaics of equal stones. A stone costs {unit} euros.",
          "By how many euros do the prices of the stones of A and B differ?"),
         ("Let $a$ and $b$ be the numbers of small squares in A and B.", "Determine ${unit} \\cdot |a - b|$.")],
        dict(unit=unit), fixed=(*map(tuple, one), *map(tuple, two)), figure=figure, upright=True, check=check,
        scale=False)
