"""Algebra with figures: graphs on a grid, a balance, equations of shapes, patterns that grow."""
from math import sqrt

from .tools import Scene, ask, program, signed

ALGEBRA = "Algebra"


def grid(c, x0, x1, y0, y1):
    """Axes with numbers, over a faint grid of units, for x0..x1 and y0..y1 (0 inside or at the border)."""
    c.halo = True
    every = 2 if max(x1 - x0, y1 - y0) > 8 else 1
    for x in range(x0, x1 + 1):
        c.line((x, y0), (x, y1), kind="faint")
        if x and x % every == 0:
            c.text((x, -0.026 * (y1 - y0) - 0.02 * (x1 - x0)), str(x).replace("-", "−"), small=True)
    for y in range(y0, y1 + 1):
        c.line((x0, y), (x1, y), kind="faint")
        if y and y % every == 0:
            c.text((-0.045 * (x1 - x0), y), str(y).replace("-", "−"), small=True)
    c.arrow((x0, 0), (x1 + 0.05 * (x1 - x0), 0), kind="thin")
    c.arrow((0, y0), (0, y1 + 0.05 * (y1 - y0)), kind="thin")
    c.corner((x1 + 0.05 * (x1 - x0), 0), "x", (x1, 0))
    c.corner((0, y1 + 0.05 * (y1 - y0)), "y", (0, y1))


def curve(c, f, x0, x1, low, high):
    """The graph of f from x0 to x1, as far as it lies between low and high."""
    points = [(x0 + (x1 - x0) * i / 160, f(x0 + (x1 - x0) * i / 160)) for i in range(161)]
    c.line(*[p for p in points if low - 0.01 <= p[1] <= high + 0.01], kind="thick")


def drawn_height(x):
    """A check: the height of the drawn graph over x, by straight pieces."""
    def check(c):
        points = next(points for points, kind in c.strokes if kind == "thick")
        p, q = next((p, q) for p, q in zip(points, points[1:]) if p[0] <= x + 1e-6 and x - 1e-6 <= q[0])
        return str(round(p[1] + (q[1] - p[1]) * (x - p[0]) / (q[0] - p[0])))
    return check


GRAPH = [("The graph shows the temperature y in degrees, x hours after noon.", "What is the temperature {a} hours "
                                                                               "after "
          "noon?"),
         ("The graph shows the height y of a dolphin in metres over the water, x seconds after the start of a film.",
          "How high is the dolphin after {a} seconds, in metres? Below the water the height is negative."),
         ("The graph shows the level y of the sea in decimetres over its mean, x hours after midnight.",
          "What is the level {a} hours after midnight, in decimetres?")]


@program("Linear Function", ALGEBRA, questions=3)
def linear_graph(rng):
    def draw():
        return rng.choice([-3, -2, -1, 1, 2, 3]), rng.randint(-7, 7), rng.randint(2, 4)

    k, b, a = draw()
    while not -7 <= k * a + b <= 7:
        k, b, a = draw()

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        curve(c, lambda x: k * x + b, -8, 8, -8, 8)

    y, times_x = k * a + b, {1: "x", -1: "-x"}.get(k, f"{k}x")
    return Scene(
        f"A linear function f has the slope {k}, and its graph meets the y-axis at {b}.", [
            ask("Linear Function", "Form of a Linear Function", "f is a linear function. What is f({a})?", y,
                f"the graph meets the y-axis at {b} and changes by {k} for each step to the right, so f(x) = "
                f"{times_x} {signed(b)} and f({a}) = {y}."),
            ask("Slope of a Line", "Rise over Run", "What is the slope of the line in the figure?", k,
                f"one step to the right changes the height by {k}."),
            ask("Equation of a Line", "Slope and Intercept", "At which value of y does the line meet the y-axis?", b,
                f"the line crosses the y-axis at the height {b}.")],
        GRAPH, dict(a=a), (k, b), figure, True, drawn_height(a))


@program("Quadratic Function", ALGEBRA, questions=3)
def parabola(rng):
    def draw():
        return rng.choice((1, -1)), rng.randint(-4, 5), rng.randint(-6, 6), rng.randint(2, 5)

    s, h, v, a = draw()
    while not -7 <= s * (a - h) ** 2 + v <= 7 or a == h:
        s, h, v, a = draw()
    y = s * (a - h) ** 2 + v
    sign = "" if s > 0 else "-"

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        curve(c, lambda x: s * (x - h) ** 2 + v, h - sqrt(8 - s * v), h + sqrt(8 - s * v), -8, 8)
        c.dot((h, v))

    bracket = f"(x {signed(-h)})^2" if h else "x^2"
    return Scene(
        f"A parabola of the form y = {sign}x^2, moved but not stretched, is the graph of f and has its vertex at "
        f"({h}, {v}).", [
            ask("Quadratic Function", "Vertex Form",
                f"The graph of f is the parabola y = {sign}x^2, moved but not stretched. What is f({{a}})?", y,
                f"the vertex is ({h}, {v}), so f(x) = {sign}{bracket} {signed(v)} and f({a}) = {y}."),
            ask("Quadratic Function", "Vertex of a Parabola", "What are the coordinates of the vertex of the parabola?",
                f"({h}, {v})", f"the curve turns at the point ({h}, {v})."),
            ask("Quadratic Function", "Axis of the Parabola", "Which line is the axis of symmetry of the parabola?",
                f"x = {h}", f"the axis runs through the vertex: x = {h}.")],
        GRAPH, dict(a=a), (s, h, v), figure, True, drawn_height(a))


@program("Reading a Function Graph", ALGEBRA, questions=3)
def broken_graph(rng):
    xs = [0, 2, 4, 6, 8]
    ys = [rng.randint(0, 8)]
    while len(ys) < 5:
        ys.append(rng.choice([y for y in range(9) if abs(y - ys[-1]) in (2, 4, 6)]))
    at = rng.choice([x for x in range(2, 8) if (ys[x // 2] + ys[(x + 1) // 2]) % 2 == 0])
    y = (ys[at // 2] + ys[(at + 1) // 2]) // 2
    top, low = max(ys), min(ys)

    def figure(c, g):
        grid(c, 0, 8, 0, 8)
        c.line(*zip(xs, ys), kind="thick")

    asks = [ask("Reading a Function Graph", "Value at a Place", "What is f({a})?", y,
                f"straight above {at} on the x-axis the graph has the height {y}."),
            ask("Reading a Function Graph", "Highest and Lowest Point", "What is the greatest value of the function in "
                "the figure?", top, f"the highest point of the graph has the height {top}."),
            ask("Reading a Function Graph", "Highest and Lowest Point",
                "What is the least value of the function in the "
                "figure?", low, f"the lowest point of the graph has the height {low}.")]
    return Scene("The graph of f joins the points " + ", ".join(f"({u}, {v})" for u, v in zip(xs, ys))
                 + " by straight segments.", asks, GRAPH, dict(a=at), tuple(ys), figure, True, drawn_height(at))


@program("Linear Equation in One Variable", ALGEBRA, questions=2)
def balance(rng):
    k, x, left = rng.randint(2, 4), rng.randint(2, 12), rng.randint(2, 15)
    right = k * x + left

    def figure(c, g):
        c.polygon((0, 0), (-8, -14), (8, -14))
        c.line((-30, 0), (30, 0), kind="thick")
        for s in (-1, 1):
            c.line((s * 24 - 18, 4), (s * 24 + 18, 4), kind="thick")
            c.line((s * 24, 0), (s * 24, 4))
        for i in range(k):
            c.polygon((-41 + 8 * i, 4.6), (-34 + 8 * i, 4.6), (-34 + 8 * i, 11.6), (-41 + 8 * i, 11.6), accent=True)
            c.text((-37.5 + 8 * i, 8), "x")
        for at, text in ((-24, g["left"]), (24, g["right"])):
            base = 12.4 if at < 0 else 4.6
            c.polygon((at - 6, base), (at + 6, base), (at + 4.5, base + 9), (at - 4.5, base + 9))
            c.text((at, base + 4.5), text)

    return Scene(
        f"On a balance {k} boxes of weight x and a weight of {left} on the left hold a weight of {right} on the "
        f"right.", [
            ask("Linear Equation in One Variable", "Solution of a Linear Equation",
                "The scale is in balance. What is x?", x,
                f"{k}x + {left} = {right}, so {k}x = {right - left} and x = {x}."),
            ask("Linear Equation in One Variable", "Same Step on Both Sides",
                "The scale is in balance. What do all boxes "
                "x weigh together?", k * x, f"taking {left} from both sides leaves {right} - {left} = {k * x}.")],
        [("A market woman puts equal melons, each drawn as a box x, and a weight on one side of a scale; weights are "
          "in "
          "hundred grams and the scale is in balance.", "How many hundred grams does one melon weigh?"),
         ("A postman weighs equal parcels, each drawn as a box x; weights are in kilograms and the scale is in "
          "balance.",
          "How many kilograms does one parcel weigh?"),
         ("A baker weighs equal bags of flour, each drawn as a box x; weights are in kilograms and the scale is in "
          "balance.", "How many kilograms does one bag weigh?")],
        dict(left=left, right=right), (k,), figure, True,
        lambda c: str((right - left) // (len(c.polygons) - 3)))


@program("System of Linear Equations", ALGEBRA, questions=2)
def shapes(rng):
    x, y = rng.randint(5, 30), rng.randint(2, 20)
    while x <= y + 1:
        x, y = rng.randint(5, 30), rng.randint(2, 20)

    def figure(c, g):
        c.without = {"shapes"}
        for row, sign, text in ((8, "+", g["total"]), (0, "−", g["difference"])):
            c.circle((0, row), 2, accent=True)
            c.text((4, row), sign)
            c.polygon((6, row - 2), (10, row - 2), (10, row + 2), (6, row + 2))
            c.text((12.5, row), "=")
            c.text((16, row), text)
            c.strokes.append(([(14, row), (18, row)], "none"))  # keeps room for the number

    return Scene(
        f"A circle and a square stand for numbers. Circle plus square is {x + y}, circle minus square is {x - y}.", [
            ask("System of Linear Equations", "Elimination by Addition", "Equal shapes stand for equal numbers. Which "
                "number does the circle stand for?", x,
                f"adding both lines, two circles are {x + y} + {x - y} = {2 * x}, so a circle is {x}."),
            ask("System of Linear Equations", "Elimination by Substitution",
                "Equal shapes stand for equal numbers. Which "
                "number does the square stand for?", y,
                f"the circle is ({x + y} + {x - y}) \\div 2 = {x}, so the square is {x + y} - {x} = {y}.")],
        [("A ticket seller notes prices in euros: the circle is the price for an adult, the square that for a child.",
          "How many euros does an adult pay?"),
         ("A farmer notes weights in kilograms: the circle is a pumpkin, the square a cabbage.",
          "How many kilograms does the pumpkin weigh?"),
         ("Two friends compare their ages in years: the circle is the older friend, the square the younger one.",
          "How old is the older friend?")],
        dict(total=x + y, difference=x - y), (), figure, True)


@program("Arithmetic Sequence", ALGEBRA, questions=3)
def growing_dots(rng):
    first, d, n = rng.randint(1, 8), rng.randint(1, 6), rng.randint(5, 20)
    terms = [first + d * i for i in range(3)]
    last = first + d * (n - 1)

    def figure(c, g):
        left, c.without = 0, {"shapes"}
        for i, count in enumerate(terms):
            for j in range(count):
                c.circle((left + j // 5, j % 5), 0.3, accent=True)
            wide = (count - 1) // 5
            c.text((left + wide / 2, -1.4), f"No. {i + 1}")
            c.strokes.append(([(left, -2), (left + wide, -2)], "none"))
            left += wide + 3

    return Scene(
        f"A pattern of dots grows evenly: its first three figures have {terms[0]}, {terms[1]} and {terms[2]} dots.", [
            ask("Arithmetic Sequence", "Term of an Arithmetic Sequence", "The pattern of dots grows by the same number "
                "each time. How many dots has figure number {n}?", last,
                f"the figures have {terms[0]}, {terms[1]}, {terms[2]} dots, so the difference is {d} and figure {n} "
                f"has "
                f"{first} + {n - 1} \\times {d} = {last}."),
            ask("Arithmetic Sequence", "Common Difference",
                "The pattern of dots grows by the same number each time. By "
                "which number?", d, f"{terms[1]} - {terms[0]} = {d}."),
            ask("Arithmetic Sequence", "Sum of an Arithmetic Sequence",
                "How many dots have the three figures together?",
                sum(terms), f"{terms[0]} + {terms[1]} + {terms[2]} = {sum(terms)}.")],
        [("The dots are chairs that a hall puts out on three evenings, each evening the same number more.",
          "How many chairs are put out on evening number {n}?"),
         ("The dots are coins that a child saves in weeks 1 to 3, each week the same number more.",
          "How many coins does the child save in week {n}?"),
         ("The dots are trees planted in years 1 to 3, each year the same number more.",
          "How many trees are planted in year {n}?")],
        dict(n=n), (first, d), figure, True,
        lambda c: str(first + (n - 1) * (len(c.circles) - 3 * first) // 3))
