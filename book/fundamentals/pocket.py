"""The two programs that a tiny model can learn at 84 to 140 px: bars and circles in a 3 x 3 grid of image tokens.

Texts are short and of few words, and every solution first reads the whole figure from left to right: that is what
made tiny models learn.  White is the background; positions, sizes and colours jitter so that no two figures are equal.
"""
from PIL import Image, ImageDraw

from ..canvas import Canvas
from ..page import show
from ..pieces import bars
from ..tools import Ask, Problem, Scene, program

DARK = ["#1f3b99", "#a31515", "#0b6b2b", "#5b2a86", "#7a3b00", "#084c61", "#333333", "#8a1253"]
PALE = ["#e3a857", "#8fbc8f", "#a9a9c9", "#d08fb0"]


class SmallFigure:
    """A white square drawn at several times its size; coordinates are those of an 84 px picture, origin top left."""

    def __init__(self, size, rng):
        self.size, self.times, self.rng = size, 4 if size <= 140 else 2, rng
        self.pen = 1 if size <= 140 else 0.4  # thinner lines on large figures
        self.scale = size * self.times / 84
        self.image = Image.new("RGB", (size * self.times,) * 2, "white")
        self.draw = ImageDraw.Draw(self.image)

    def shape(self, kind, box, colour, outline):
        """A filled rectangle or ellipse, or its outline alone."""
        box = [round(v * self.scale) for v in box]
        if outline:
            getattr(self.draw, kind)(box, outline=colour, width=round(2.2 * self.pen * self.scale))
        else:
            getattr(self.draw, kind)(box, fill=colour)

    def line(self, points, colour, width):
        self.draw.line([round(v * self.scale) for v in points], fill=colour, width=round(width * self.pen * self.scale))

    def squares(self, boxes):
        """Small pale squares centred in some of the boxes (x0, y0, x1, y1); too small boxes are passed over."""
        fits = [b for b in boxes if b[2] - b[0] >= 8 and b[3] - b[1] >= 8]
        for x0, y0, x1, y1 in self.rng.sample(fits, min(len(fits), self.rng.randint(1, 3))):
            half = self.rng.uniform(1.6, 2.4)
            x, y = self.rng.uniform(x0 + 4, x1 - 4), self.rng.uniform(y0 + 4, y1 - 4)
            box = (x - half, y - half, x + half, y + half)
            self.shape("rectangle", box, self.rng.choice(PALE), outline=False)

    def done(self):
        return self.image.reduce(self.times)


def loads(rng, hard):
    """Which kinds of visual load a figure carries: any but the empty set of (outline, line, squares)."""
    if not hard:
        return (False, False, False)
    return rng.choice([(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1) if a or b or c])


def draw_bars(heights, size, rng, hard):
    """Three bars, one a 28 px column, 12 px a unit; at full size a chart with axes, names and a title."""
    if size > 140:
        canvas = Canvas(upright=True)
        bars(canvas, "ABC", heights, 7, step=1)
        canvas.text((50, 86), "Heights of the bars A, B and C")
        return show(canvas, size, rng, hard)
    sheet, (outline, line, squares) = SmallFigure(size, rng), loads(rng, hard)
    base, colours = 80 + rng.uniform(-2, 2), [rng.choice(DARK)] * 3
    if rng.random() < 0.5:
        colours = rng.sample(DARK, 3)
    free = []
    if line:
        y = rng.uniform(6, 78)
        sheet.line((0, y, 84, y), "#999999", 1)
    for i, h in enumerate(heights):
        width = rng.uniform(12, 20)
        left = 28 * i + 14 - width / 2 + rng.uniform(-1, 1) * min(4, 12.5 - width / 2)
        sheet.shape("rectangle", (left, base - 12 * h, left + width, base), colours[i], outline)
        free.append((28 * i, 2, 28 * i + 28, base - 12 * h - 3))
    if squares:
        sheet.squares(free)
    return sheet.done()


def draw_circles(cells, size, rng, hard):
    """One circle of radius 8 to 11 px in each of the cells 0..8, numbered row by row."""
    sheet, (outline, line, squares) = SmallFigure(size, rng), loads(rng, hard)
    colours = [rng.choice(DARK)] * 9
    if rng.random() < 0.5:
        colours = [rng.choice(DARK) for _ in range(9)]
    if line:
        a, b = rng.uniform(4, 80), rng.uniform(4, 80)
        sheet.line((0, a, 84, b) if rng.random() < 0.5 else (a, 0, b, 84), "#999999", 1)
    for cell in cells:
        radius = rng.uniform(8, 11)
        play = 13 - radius
        x, y = (28 * k + 14 + rng.uniform(-play, play) for k in (cell % 3, cell // 3))
        sheet.shape("ellipse", (x - radius, y - radius, x + radius, y + radius), colours[cell], outline)
    if squares:
        sheet.squares([(28 * (c % 3) + 4, 28 * (c // 3) + 4, 28 * (c % 3) + 24, 28 * (c // 3) + 24)
                       for c in range(9) if c not in cells])
    return sheet.done()


@program("Reading a Bar Chart", pocket=True)
def bar_chart(rng):
    def asks(h):
        top, low, bars = max(h), min(h), " ".join(map(str, h))
        read = f"Reading a Bar Chart: the bars are {bars}."
        spread = f"Range of a Data Set: the shortest is {low}. {top}-{low}={top - low}."
        return [
            Ask("How tall is the tallest bar?", str(top), f"{read} The tallest is {top}.",
                ["Reading a Bar Chart"], "Tallest Bar is the Maximum"),
            Ask("How much taller is the tallest bar than the shortest?", str(top - low),
                f"{read} The tallest is {top}. {spread}", ["Reading a Bar Chart", "Range of a Data Set"],
                "Range as Maximum minus Minimum"),
            Ask("How tall is the shortest bar?", str(low), f"{read} The shortest is {low}.",
                ["Reading a Bar Chart"], "Shortest Bar is the Minimum"),
        ]

    def missing(top):
        return f"Addition and Subtraction of Integers: 9-{top}={9 - top}."

    def missing_alone(rng):
        g = [rng.randint(1, 6) for _ in range(3)]
        top, bars = max(g), " ".join(map(str, g))
        return Problem(f"The bars are {bars}. How much must the tallest bar grow to reach 9?", [], str(9 - top),
                       f"The tallest is {top}. {missing(top)}", ["Addition and Subtraction of Integers"],
                       "Missing Term of a Sum", ("bar_chart", *g))

    top = rng.randint(2, 6)  # every maximum equally often: drawn freely, half of them are 6, and guessing pays
    h = tuple(rng.sample([top, rng.randint(1, top), rng.randint(1, top)], 3))
    questions = asks(h)
    step = Ask("How much must the tallest bar grow to reach 9?", str(9 - top),
               f"{questions[0].solution} {missing(top)}",
               ["Reading a Bar Chart", "Addition and Subtraction of Integers"], "Missing Term of a Sum")
    return Scene(
        f"The bars are {' '.join(map(str, h))}.", questions, fixed=h, step=step, alone=[missing_alone],
        picture=lambda size, rng, hard: draw_bars(h, size, rng, hard), contexts=[
            ("Three towers stand side by side. How high is the highest tower?",
             "Three towers stand side by side. How much must the highest tower grow to reach 9?"),
            ("Each bar is a pile of boxes. How many boxes are in the largest pile?",
             "Each bar is a pile of boxes. How many boxes must the largest pile get to hold 9?"),
            ("Each bar shows the rain of a day. How much rain fell on the wettest day?",
             "Each bar shows the rain of a day. How much more must fall on the wettest day to reach 9?")])


@program("Counting Objects", pocket=True)
def count_circles(rng):
    def rows_of(cells):
        return [sum(c // 3 == r for c in cells) for r in range(3)]

    def read(rows):
        return f"the rows hold {' '.join(map(str, rows))} circles. {'+'.join(map(str, rows))}={sum(rows)}."

    def double_alone(rng):
        g = sorted(rng.sample(range(9), rng.randint(1, 6)))
        rows, n = rows_of(g), len(g)
        return Problem(f"The rows hold {' '.join(map(str, rows))} circles. What is twice the number of circles?", [],
                       str(2 * n), f"Doubling and Multiples: {'+'.join(map(str, rows))}={n}. 2*{n}={2 * n}.",
                       ["Doubling and Multiples"], "Doubling a Count", ("doubling", *rows))

    cells = tuple(sorted(rng.sample(range(9), rng.randint(1, 6))))
    rows, n = rows_of(cells), len(cells)
    solution = f"Counting Objects: {read(rows)}"
    base = Ask("How many circles are there?", str(n), solution, ["Counting Objects"], "Total of Separate Groups")
    twice = Ask("What is twice the number of circles?", str(2 * n),
                f"{solution} Doubling and Multiples: 2*{n}={2 * n}.", ["Counting Objects", "Doubling and Multiples"],
                "Doubling a Count")
    top = Ask("How many circles are in the top row?", str(rows[0]),
              f"Counting Objects: the rows hold {' '.join(map(str, rows))} circles. The top row holds {rows[0]}.",
              ["Counting Objects"], "Total of Separate Groups")
    return Scene(
        f"The rows hold {' '.join(map(str, rows))} circles.", [base, twice, top], fixed=cells, step=twice,
        alone=[double_alone], picture=lambda size, rng, hard: draw_circles(cells, size, rng, hard), contexts=[
            ("Each circle is a ball in a box. How many balls are in the box?",
             "Each circle is a bag with two balls. How many balls are there?"),
            ("Each circle is a plate on a table. How many plates are on the table?",
             "Each circle is a plate with two cakes. How many cakes are there?"),
            ("Each circle is a lamp on a wall. How many lamps are on the wall?",
             "Each circle is a lamp with two lights. How many lights are there?")])
