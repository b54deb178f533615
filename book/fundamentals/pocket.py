"""The programs that a tiny model can learn at 84 to 140 px: figures in a 3 x 3 grid of image tokens.

Texts are short and of few words, and every solution first reads the whole figure from left to right: that is what
made tiny models learn.  White is the background; positions, sizes and colours jitter so that no two figures are equal.
Their answers come from three numbers or nine cells, so that numbers kept for the evaluation can be read all the same.
"""
import functools
import math

from PIL import Image, ImageDraw

from ..style import font
from ..tools import Ask, Problem, Scene, program

DARK = ["#1f3b99", "#a31515", "#0b6b2b", "#5b2a86", "#7a3b00", "#084c61", "#333333", "#8a1253"]
PALE = ["#e3a857", "#8fbc8f", "#a9a9c9", "#d08fb0"]
TIMES = 4  # figures are drawn so many times as large and then reduced
PIPS = [(-1, -1), (1, 1), (-1, 1), (1, -1), (-1, 0), (1, 0)]  # of a die, in pairs; an odd face has one in the middle
KINDS = ("triangle", "circle", "square")


# ------------------------------------------------------------------------------------------------------------- figures
class SmallFigure:
    """A white square; coordinates are those of an 84 px picture, origin top left.  hard: it carries a visual load, any
    but the empty set of (outlines, a line, squares)."""

    def __init__(self, size, rng, hard):
        self.rng, self.scale = rng, size * TIMES / 84
        self.image = Image.new("RGB", (size * TIMES,) * 2, "white")
        self.draw = ImageDraw.Draw(self.image)
        sets = [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1) if a or b or c]
        self.outline, self.crossed, self.squared = rng.choice(sets) if hard else (0, 0, 0)

    def shape(self, kind, box, colour, outline):
        """A filled rectangle or ellipse, or its outline alone."""
        box = [round(v * self.scale) for v in box]
        if outline:
            getattr(self.draw, kind)(box, outline=colour, width=round(2.2 * self.scale))
        else:
            getattr(self.draw, kind)(box, fill=colour)

    def disc(self, x, y, radius, colour, outline=0):
        self.shape("ellipse", (x - radius, y - radius, x + radius, y + radius), colour, outline)

    def line(self, points, colour, width):
        self.draw.line([round(v * self.scale) for p in points for v in p], fill=colour,
                       width=round(width * self.scale), joint="curve")

    def text(self, x, y, text, colour):
        """A text centred on a point."""
        self.draw.text((x * self.scale, y * self.scale), text, fill=colour, anchor="mm",
                       font=font(round(15 * self.scale)))

    def cross(self, level=False):
        """Where the load has one, a line from edge to edge; level: horizontal."""
        if not self.crossed:
            return
        if level:
            y = self.rng.uniform(6, 78)
            return self.line([(0, y), (84, y)], "#999999", 1)
        a, b = self.rng.uniform(4, 80), self.rng.uniform(4, 80)
        self.line([(0, a), (84, b)] if self.rng.random() < 0.5 else [(a, 0), (b, 84)], "#999999", 1)

    def squares(self, boxes):
        """Where the load has them, pale squares in some of the boxes (x0, y0, x1, y1) that are large enough."""
        fits = [b for b in boxes if b[2] - b[0] >= 8 and b[3] - b[1] >= 8]
        if not self.squared or not fits:
            return
        for x0, y0, x1, y1 in self.rng.sample(fits, min(len(fits), self.rng.randint(1, 3))):
            half = self.rng.uniform(1.6, 2.4)
            x, y = self.rng.uniform(x0 + 4, x1 - 4), self.rng.uniform(y0 + 4, y1 - 4)
            self.shape("rectangle", (x - half, y - half, x + half, y + half), self.rng.choice(PALE), outline=False)

    def free(self, cells):
        """The boxes of the cells 0..8 that are not among these."""
        return [(28 * (c % 3) + 4, 28 * (c // 3) + 4, 28 * (c % 3) + 24, 28 * (c // 3) + 24)
                for c in range(9) if c not in cells]

    def colours(self, n):
        """n dark colours: half of the time all the same."""
        one = [self.rng.choice(DARK)] * n
        return [self.rng.choice(DARK) for _ in range(n)] if self.rng.random() < 0.5 else one

    def done(self):
        return self.image.reduce(TIMES)


def draw_bars(heights, size, rng, hard):
    """Three bars, one a 28 px column, 12 px a unit."""
    sheet, free = SmallFigure(size, rng, hard), []
    base, colours = 80 + rng.uniform(-2, 2), [rng.choice(DARK)] * 3
    if rng.random() < 0.5:
        colours = rng.sample(DARK, 3)
    sheet.cross(level=True)
    for i, h in enumerate(heights):
        width = rng.uniform(12, 20)
        left = 28 * i + 14 - width / 2 + rng.uniform(-1, 1) * min(4, 12.5 - width / 2)
        sheet.shape("rectangle", (left, base - 12 * h, left + width, base), colours[i], sheet.outline)
        free.append((28 * i, 2, 28 * i + 28, base - 12 * h - 3))
    sheet.squares(free)
    return sheet.done()


def draw_cells(kinds, size, rng, hard):
    """A shape in each of the cells 0..8, numbered row by row.  kinds: {cell: one of KINDS}."""
    sheet = SmallFigure(size, rng, hard)
    colours = sheet.colours(9)
    sheet.cross()
    for cell, kind in kinds.items():
        radius = rng.uniform(8, 11)
        play = 13 - radius
        x, y = (28 * k + 14 + rng.uniform(-play, play) for k in (cell % 3, cell // 3))
        if kind == "circle":
            sheet.disc(x, y, radius, colours[cell], sheet.outline)
        elif kind == "square":
            half = radius * 0.8
            sheet.shape("rectangle", (x - half, y - half, x + half, y + half), colours[cell], sheet.outline)
        else:
            corners = [(x, y - radius), (x + radius, y + 0.8 * radius), (x - radius, y + 0.8 * radius)]
            if sheet.outline:
                sheet.line([*corners, *corners[:2]], colours[cell], 2)
            else:
                sheet.draw.polygon([round(v * sheet.scale) for p in corners for v in p], fill=colours[cell])
    sheet.squares(sheet.free(kinds))
    return sheet.done()


def places_in_columns(rng):
    """(x, y) of a point in a cell of each of the three columns, and the numbers of these cells."""
    rows = [rng.randrange(3)] * 3 if rng.random() < 0.5 else [rng.randrange(3) for _ in range(3)]
    centres = [(28 * i + 14 + rng.uniform(-1, 1), 28 * r + 14 + rng.uniform(-1, 1)) for i, r in enumerate(rows)]
    return centres, [3 * r + i for i, r in enumerate(rows)]


def draw_dice(faces, size, rng, hard):
    """Three dice, one a column."""
    sheet, (centres, cells) = SmallFigure(size, rng, hard), places_in_columns(rng)
    colours = sheet.colours(3)
    sheet.cross()
    for (x, y), face, colour in zip(centres, faces, colours):
        sheet.shape("rectangle", (x - 12, y - 12, x + 12, y + 12), "white", 0)
        sheet.line([(x - 12, y - 12), (x + 12, y - 12), (x + 12, y + 12), (x - 12, y + 12), (x - 12, y - 12)],
                   "#555555", 1)
        for dx, dy in [*PIPS[: face // 2 * 2], *[(0, 0)] * (face % 2)]:
            sheet.disc(x + 7 * dx, y + 7 * dy, 2.8, colour, sheet.outline)
    sheet.squares(sheet.free(cells))
    return sheet.done()


def draw_dials(digits, size, rng, hard):
    """Three dials with 0 at the top and ten marks clockwise, one a column; the hand points at the digit."""
    sheet, (centres, cells) = SmallFigure(size, rng, hard), places_in_columns(rng)
    colours = sheet.colours(3)
    sheet.cross()
    for (x, y), digit, colour in zip(centres, digits, colours):
        sheet.disc(x, y, 12.5, "#cccccc", 0)
        sheet.disc(x, y, 11.5, "white", 0)
        turn = math.tau * digit / 10
        tip = (x + 11 * math.sin(turn), y - 11 * math.cos(turn))
        sheet.line([(x, y), tip], colour, 3)
        if not sheet.outline:  # without its hub the hand is harder to tell from its opposite
            sheet.disc(x, y, 3, colour)
    sheet.squares(sheet.free(cells))
    return sheet.done()


def draw_marks(heights, size, rng, hard):
    """Three marks joined by a line, one a 28 px column, 12 px a unit."""
    sheet = SmallFigure(size, rng, hard)
    base, colour = 82 + rng.uniform(-2, 1), rng.choice(DARK)
    points = [(28 * i + 14 + rng.uniform(-3, 3), base - 12 * h) for i, h in enumerate(heights)]
    sheet.cross()
    sheet.line([(1, base), (83, base)], "#555555", 1)
    sheet.line(points, "#777777", 1.2)
    for x, y in points:
        sheet.disc(x, y, 4, colour, sheet.outline)
    sheet.squares([(28 * i, 2, 28 * i + 28, y - 8) for i, (_, y) in enumerate(points)])
    return sheet.done()


def draw_triangle(sides, size, rng, hard):
    """A triangle with the lengths of its sides: left, right, below; each in a cell of its own.  Not to scale."""
    sheet, colour = SmallFigure(size, rng, hard), rng.choice(DARK)
    corners = [(x + rng.uniform(-3, 3), y + rng.uniform(-2, 2)) for x, y in ((42, 9), (70, 58), (14, 58))]
    sheet.cross()
    sheet.line([*corners, *corners[:2]], colour, 1 if sheet.outline else 2)
    for (x, y), side in zip(((14, 34), (70, 34), (42, 71)), sides):
        sheet.text(x + rng.uniform(-2, 2), y + rng.uniform(-2, 2), str(side), colour)
    sheet.squares(sheet.free((1, 3, 4, 5, 6, 7, 8)))
    return sheet.done()


# ------------------------------------------------------------------------------------------------------------ programs
def rows_of(cells):
    """How many of the cells lie in each of the three rows."""
    return [sum(c // 3 == r for c in cells) for r in range(3)]


def row(numbers):
    return " ".join(map(str, numbers))


def total(numbers):
    """3+5+2=10."""
    return f"{'+'.join(map(str, numbers))}={sum(numbers)}"


def alone_of(name, draw, text, answer, solution, uses):
    """A maker of single-knowledge problems without a figure: each function takes the numbers that draw(rng) gives."""

    def make(rng):
        numbers = draw(rng)
        return Problem(text(numbers), [], answer(numbers), solution(numbers), [uses[0]], uses[1], (name, *numbers))

    return make


@program("Reading a Bar Chart", pocket=True)
def bar_chart(rng):
    top = rng.randint(2, 6)  # every maximum equally often: drawn freely, half of them are 6, and guessing pays
    h = tuple(rng.sample([top, rng.randint(1, top), rng.randint(1, top)], 3))
    low, point = min(h), "Reading a Bar Chart"
    read = f"Reading a Bar Chart: the bars are {row(h)}."
    missing = "Addition and Subtraction of Integers: 9-{0}={1}."
    asks = [
        Ask("How tall is the tallest bar?", str(top), f"{read} The tallest is {top}.", [point],
            "Tallest Bar is the Maximum"),
        Ask("How much taller is the tallest bar than the shortest?", str(top - low),
            f"{read} The tallest is {top}. Range of a Data Set: the shortest is {low}. {top}-{low}={top - low}.",
            [point, "Range of a Data Set"], "Range as Maximum minus Minimum"),
        Ask("How tall is the shortest bar?", str(low), f"{read} The shortest is {low}.", [point],
            "Shortest Bar is the Minimum"),
    ]
    uses = "Addition and Subtraction of Integers", "Missing Term of a Sum"
    step = Ask("How much must the tallest bar grow to reach 9?", str(9 - top),
               f"{asks[0].solution} {missing.format(top, 9 - top)}", [point, uses[0]], uses[1])
    alone = alone_of("bar_chart", lambda rng: [rng.randint(1, 6) for _ in range(3)],
                     lambda g: f"The bars are {row(g)}. How much must the tallest bar grow to reach 9?",
                     lambda g: str(9 - max(g)),
                     lambda g: f"The tallest is {max(g)}. {missing.format(max(g), 9 - max(g))}", uses)
    return Scene(f"The bars are {row(h)}.", asks, fixed=h, step=step, alone=[alone],
                 picture=functools.partial(draw_bars, h), contexts=[
        ("Three towers stand side by side. How high is the highest tower?",
         "Three towers stand side by side. How much must the highest tower grow to reach 9?"),
        ("Each bar is a pile of boxes. How many boxes are in the largest pile?",
         "Each bar is a pile of boxes. How many boxes must the largest pile get to hold 9?"),
        ("Each bar shows the rain of a day. How much rain fell on the wettest day?",
         "Each bar shows the rain of a day. How much more must fall on the wettest day to reach 9?")])


@program("Counting Objects", pocket=True)
def count_circles(rng):
    cells = tuple(sorted(rng.sample(range(9), rng.randint(1, 6))))
    rows, n, point = rows_of(cells), len(cells), "Counting Objects"
    read = f"Counting Objects: the rows hold {row(rows)} circles."
    twice = "Doubling and Multiples: 2*{0}={1}."
    uses = "Doubling and Multiples", "Doubling a Count"
    asks = [
        Ask("How many circles are there?", str(n), f"{read} {total(rows)}.", [point], "Total of Separate Groups"),
        Ask("How many circles are in the top row?", str(rows[0]), f"{read} The top row holds {rows[0]}.", [point],
            "Total of Separate Groups"),
    ]
    step = Ask("What is twice the number of circles?", str(2 * n),
               f"{asks[0].solution} {twice.format(n, 2 * n)}", [point, uses[0]], uses[1])
    alone = alone_of("doubling", lambda rng: rows_of(rng.sample(range(9), rng.randint(1, 6))),
                     lambda g: f"The rows hold {row(g)} circles. What is twice the number of circles?",
                     lambda g: str(2 * sum(g)),
                     lambda g: f"{total(g)}. {twice.format(sum(g), 2 * sum(g))}", uses)
    picture = functools.partial(draw_cells, dict.fromkeys(cells, "circle"))
    return Scene(f"The rows hold {row(rows)} circles.", asks, fixed=cells, step=step, alone=[alone],
                 picture=picture, contexts=[
        ("Each circle is a ball in a box. How many balls are in the box?",
         "Each circle is a bag with two balls. How many balls are there?"),
        ("Each circle is a plate on a table. How many plates are on the table?",
         "Each circle is a plate with two cakes. How many cakes are there?"),
        ("Each circle is a lamp on a wall. How many lamps are on the wall?",
         "Each circle is a lamp with two lights. How many lights are there?")])


@program("Comparing Sizes in Pictures", pocket=True)
def count_kinds(rng):
    few = rng.randint(1, 3)  # triangles; circles are more, squares take the rest
    many = rng.randint(few + 1, 5)
    cells = rng.sample(range(9), few + many + rng.randint(0, min(3, 9 - few - many)))
    kinds = {cell: KINDS[(i >= few) + (i >= few + many)] for i, cell in enumerate(cells)}
    fixed = tuple(KINDS.index(kinds[c]) + 1 if c in kinds else 0 for c in range(9))
    three, circles = (rows_of([c for c in cells if kinds[c] == kind]) for kind in KINDS[:2])
    read = f"Counting Objects: the rows hold {row(three)} triangles. {total(three)}."
    point, uses = "Counting Objects", ("Comparing Sizes in Pictures", "Matching One to One")
    asks = [
        Ask("How many triangles are there?", str(few), read, [point], "Counting by Kind"),
        Ask("How many circles are there?", str(many),
            f"Counting Objects: the rows hold {row(circles)} circles. {total(circles)}.", [point], "Counting by Kind"),
    ]
    more = f"the rows hold {row(circles)} circles. {total(circles)}. {many}-{few}={many - few}."
    step = Ask("How many more circles than triangles are there?", str(many - few),
               f"{read} Comparing Sizes in Pictures: {more}", [point, uses[0]], uses[1])
    alone = alone_of("count_kinds", lambda rng: [low := rng.randint(1, 3), rng.randint(low + 1, 6)],
                     lambda g: f"There are {g[0]} triangles and {g[1]} circles. How many more circles are there?",
                     lambda g: str(g[1] - g[0]),
                     lambda g: f"Comparing Sizes in Pictures: {g[1]}-{g[0]}={g[1] - g[0]}.", uses)
    picture = functools.partial(draw_cells, kinds)
    return Scene(f"The rows hold {row(three)} triangles.", asks, fixed=fixed, step=step, alone=[alone],
                 picture=picture, contexts=[
        ("Each triangle is a tree in a park. How many trees are there?",
         "Each triangle is a tree, each circle a stone. How many more stones than trees are there?"),
        ("Each triangle is a boat on a lake. How many boats are there?",
         "Each triangle is a boat, each circle a ball. How many more balls than boats are there?"),
        ("Each triangle is a tent in a camp. How many tents are there?",
         "Each triangle is a tent, each circle a table. How many more tables than tents are there?")])


@program("Addition and Subtraction of Integers", pocket=True)
def dice_total(rng):
    faces = tuple(rng.randint(1, 6) for _ in range(3))
    n, point = sum(faces), "Addition and Subtraction of Integers"
    read = f"Addition and Subtraction of Integers: the dice show {row(faces)}."
    bond = "Number Bonds: 20-{0}={1}."
    uses = "Number Bonds", "Parts Make the Whole"
    asks = [
        Ask("What is the sum of the dice?", str(n), f"{read} {total(faces)}.", [point], "Order and Grouping in Sums"),
        Ask("What is the sum of the first two dice?", str(sum(faces[:2])), f"{read} {total(faces[:2])}.", [point],
            "Order and Grouping in Sums"),
    ]
    step = Ask("How much is the sum of the dice below 20?", str(20 - n), f"{read} {total(faces)}. "
               f"{bond.format(n, 20 - n)}", [point, uses[0]], uses[1])
    alone = alone_of("dice_total", lambda rng: [rng.randint(3, 18)],
                     lambda g: f"The sum of three dice is {g[0]}. How much is the sum below 20?",
                     lambda g: str(20 - g[0]), lambda g: bond.format(g[0], 20 - g[0]), uses)
    return Scene(f"The dice show {row(faces)}.", asks, fixed=faces, step=step, alone=[alone],
                 picture=functools.partial(draw_dice, faces), contexts=[
        ("A child throws three dice. How many points are that in all?",
         "A child throws three dice and needs 20 points. How many points are missing?"),
        ("Each dot is a coin in a box. How many coins are in the boxes?",
         "Each dot is a coin in a box. How many coins are missing to 20?"),
        ("Each dot is a seed in a bed. How many seeds are in the beds?",
         "Each dot is a seed in a bed. How many more seeds make 20?")])


@program("Place Value", pocket=True)
def meter_dials(rng):
    digits = rng.randint(1, 9), rng.randint(0, 8), rng.randint(0, 9)
    number, point = int("".join(map(str, digits))), "Place Value"
    near = (number + 5) // 10 * 10
    read = f"Place Value: the dials show {row(digits)}."
    nearest = "Rounding Numbers: the last digit is {0}. The nearest ten is {1}."
    uses = "Rounding Numbers", "Rounding to the Nearest Ten"
    asks = [
        Ask("What number do the dials show?", str(number), f"{read} The number is {number}.", [point],
            "Number from Blocks"),
        Ask("What is the last digit on the dials?", str(digits[2]), f"{read} The last digit is {digits[2]}.", [point],
            "Value of a Digit"),
    ]
    step = Ask("What number to the nearest ten do the dials show?", str(near),
               f"{asks[0].solution} {nearest.format(digits[2], near)}", [point, uses[0]], uses[1])
    alone = alone_of("meter_dials", lambda rng: [100 * rng.randint(1, 9) + 10 * rng.randint(0, 8) + rng.randint(0, 9)],
                     lambda g: f"A number is {g[0]}. What is it to the nearest ten?",
                     lambda g: str((g[0] + 5) // 10 * 10),
                     lambda g: nearest.format(g[0] % 10, (g[0] + 5) // 10 * 10), uses)
    return Scene(f"The dials show {row(digits)}.", asks, fixed=digits, step=step, alone=[alone],
                 picture=functools.partial(draw_dials, digits), contexts=[
        ("The dials of a meter show the gas of a year. How much gas is that?",
         "The dials of a meter show the gas of a year. How much gas is that to the nearest ten?"),
        ("The dials show the height of a plane. How high is it?",
         "The dials show the height of a plane. How high is it to the nearest ten?"),
        ("The dials show the length of a road. How long is it?",
         "The dials show the length of a road. How long is it to the nearest ten?")])


@program("Reading a Line Chart", pocket=True)
def line_rise(rng):
    first = rng.randint(1, 4)
    last = rng.randint(first + 1, 6)
    h = (first, rng.randint(1, 6), last)
    rise, point = last - first, "Reading a Line Chart"
    read = f"Reading a Line Chart: the marks are at {row(h)}. {last}-{first}={rise}."
    again = "Addition and Subtraction of Integers: {0}+{1}={2}."
    uses = "Addition and Subtraction of Integers", "Order and Grouping in Sums"
    asks = [
        Ask("How much does the line rise from the first mark to the last?", str(rise), read, [point],
            "Change between Two Dates"),
        Ask("How high is the highest mark?", str(max(h)), f"Reading a Line Chart: the marks are at {row(h)}. The "
            f"highest is {max(h)}.", [point], "Peak of a Line Chart"),
    ]
    step = Ask("The line rises as much again. How high does it end?", str(last + rise),
               f"{read} {again.format(last, rise, last + rise)}", [point, uses[0]], uses[1])
    alone = alone_of("line_rise", lambda rng: [rng.randint(1, 5), rng.randint(2, 6)],
                     lambda g: f"A line is at {g[1]} and rises by {g[0]}. How high does it end?",
                     lambda g: str(sum(g)), lambda g: again.format(g[1], g[0], sum(g)), uses)
    return Scene(f"The marks are at {row(h)}.", asks, fixed=h, step=step, alone=[alone],
                 picture=functools.partial(draw_marks, h), contexts=[
        ("The line shows the height of a plant. How much did the plant grow?",
         "The line shows the height of a plant. It will grow as much again. How high will it be?"),
        ("The line shows the water in a tank. How much did the water rise?",
         "The line shows the water in a tank. It will rise as much again. How high will it be?"),
        ("The line shows the snow of three days. How much did the snow grow?",
         "The line shows the snow of three days. It will grow as much again. How high will it be?")])


@program("Perimeter of a Triangle", pocket=True)
def triangle_sides(rng):
    low, high = sorted((rng.randint(2, 9), rng.randint(2, 9)))
    sides = tuple(rng.sample([low, high, rng.randint(high - low + 1, min(9, high + low - 1))], 3))
    n, point = sum(sides), "Perimeter of a Triangle"
    read = f"Perimeter of a Triangle: the sides are {row(sides)}. {total(sides)}."
    twice = "Doubling and Multiples: 2*{0}={1}."
    uses = "Doubling and Multiples", "Doubling a Count"
    asks = [
        Ask("What is the perimeter of the triangle?", str(n), read, [point], "Sum of Three Sides"),
        Ask("How long is the longest side?", str(max(sides)), f"Perimeter of a Triangle: the sides are {row(sides)}. "
            f"The longest is {max(sides)}.", [point], "Sum of Three Sides"),
    ]
    step = Ask("All sides are doubled. What is the perimeter then?", str(2 * n), f"{read} {twice.format(n, 2 * n)}",
               [point, uses[0]], uses[1])
    alone = alone_of("triangle_sides", lambda rng: [rng.randint(6, 26)],
                     lambda g: f"A perimeter is {g[0]}. What is it when all sides are doubled?",
                     lambda g: str(2 * g[0]), lambda g: twice.format(g[0], 2 * g[0]), uses)
    return Scene(f"The sides are {row(sides)}.", asks, fixed=sides, step=step, alone=[alone],
                 picture=functools.partial(draw_triangle, sides), contexts=[
        ("The triangle is a garden with a fence. How long is the fence?",
         "The triangle is a garden with two equal fences. How long are the fences?"),
        ("The triangle is a way around a lake. How long is the way?",
         "The triangle is a way around a lake. A child runs it twice. How far is that?"),
        ("A string goes around the triangle. How long is the string?",
         "A string goes around the triangle two times. How long is the string?")])
