"""Functions: mappings, machines, graphs on a grid with their domains, ranges, zeros, crossings, inverses and shifts."""
import re
from math import dist, sqrt

from ..pieces import curve, curves, grid, height
from ..tools import Scene, ask, program, signed

VALUE = [  # readings of y at x = {a}; fit every graph
    ("The graph shows the temperature y in degrees, x hours after noon.",
     "What is the temperature {a} hours after noon, in degrees?"),
    ("The graph shows the level y of the sea above its mean in decimetres, x hours after midnight.",
     "What is the level {a} hours after midnight, in decimetres?"),
    ("The graph shows the height y of a kite above a hilltop in metres, x minutes after the start.",
     "How many metres above the hilltop is the kite after {a} minutes?"),
    ("Let $P$ be the point of the graph of $f$ with the x-coordinate {a}.", "Determine the y-coordinate of $P$."),
    ("The number {a} is put into the function $f$ of the figure.", "Which number comes out?")]


def linear(k, b):
    """The LaTeX of kx + b for whole numbers, k not 0."""
    return {1: "x", -1: "-x"}.get(k, f"{k}x") + (f" {signed(b)}" if b else "")


def times(k, x):
    """The LaTeX of k times x, brackets around a negative x."""
    return f"{k} \\times {x}" if x >= 0 else f"{k} \\times ({x})"


def through(points, x):
    """The value at x of the polynomial through the points (Lagrange)."""
    total = 0
    for i, (u, v) in enumerate(points):
        for j, (w, _) in enumerate(points):
            if i != j:
                v *= (x - w) / (u - w)
        total += v
    return total


def spread(points, n):
    """n points of a drawn curve, far apart."""
    return [points[i * (len(points) - 1) // (n - 1)] for i in range(n)]


def broken(c, points):
    """A graph of straight pieces with dots at its corners."""
    c.line(*points, kind="thick")
    for p in points:
        c.dot(p)


def zigzag(rng, xs, low=-6, high=6):
    """Points over xs whose heights go up and down by turns, whole numbers at least 2 apart; the first step's sense."""
    up = first = rng.choice((1, -1))
    ys = [rng.randint(low + 3, high - 3)]
    for _ in xs[1:]:
        ys.append(rng.choice([y for y in range(low, high + 1) if (y - ys[-1]) * up >= 2]))
        up = -up
    return list(zip(xs, ys)), first


@program("Linear Function")
def linear_graph(rng):
    k, b, a = rng.choice([-3, -2, -1, 1, 2, 3]), rng.randint(-5, 5), rng.randint(9, 30)
    y = k * a + b

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        curve(c, lambda x: k * x + b, -8, 8, -8, 8)

    def check(c):
        p, q = spread(curves(c)[0], 2)
        return through([p, q], a), through([p, q], 1) - through([p, q], 0), through([p, q], 0)

    return Scene(
        f"A linear function $f$ has the slope ${k}$, and its graph meets the y-axis at ${b}$.", [
            ask("Linear Function", "Form of a Linear Function",
                "$f$ is a linear function. What is $f({a})$?", y,
                f"the line meets the y-axis at ${b}$ and changes by ${k}$ for each step to the right, so $f(x) = "
                f"{linear(k, b)}$ and $f({a}) = {times(k, a)} {signed(b)} = {y}$."),
            ask("Linear Function", "Constant Rate of Change",
                "By how much does $f(x)$ change when $x$ grows by 1? Use a minus sign for a decrease.", k,
                f"from the height ${b}$ over $x = 0$ the line goes to the height ${k + b}$ over $x = 1$, and "
                f"${k + b} - {b if b >= 0 else f'({b})'} = {k}$."),
            ask("Equation of a Line", "Slope and Intercept", "At which value of y does the line meet the y-axis?", b,
                f"over $x = 0$ the line has the height ${b}$.")],
        [("The line shows the balance y of an account in euros, x weeks from now; it changes steadily.",
          "What is the balance {a} weeks from now, in euros?"),
         ("The line shows the level y of a lake above its mean in centimetres, x days from today; it changes steadily.",
          "What is the level {a} days from today, in centimetres?"),
         ("The line shows the position y of a model train on a straight track in metres, x seconds from now; its speed "
          "stays the same.", "What is its position {a} seconds from now, in metres?"),
         ("A point moves along the line of the figure without end.",
          "Determine its y-coordinate at the moment when its x-coordinate is {a}.")],
        dict(a=a), fixed=(k, b), figure=figure, upright=True, check=check)


@program("Quadratic Function")
def parabola(rng):
    s, h, a = rng.choice((-2, -1, 1, 2)), rng.randint(-4, 4), rng.randint(6, 12)
    v = -rng.randint(1, 6) if s > 0 else rng.randint(1, 6)
    y, near = s * (a - h) ** 2 + v, h + rng.choice((1, -1))

    def f(x):
        return s * (x - h) ** 2 + v

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        half = sqrt((8 + abs(v)) / abs(s))  # vertex below the axis and open upwards, or the reverse
        curve(c, f, h - half, h + half, -8, 8)
        c.dot((h, v))
        c.dot((near, f(near)))

    def check(c):
        points = spread(curves(c)[0], 3)
        turn = (points[0][0] + points[-1][0]) / 2  # the piece drawn ends at one height on both sides
        return through(points, a), (turn, through(points, turn)), through(points, 0)

    bracket = f"(x {signed(-h)})^2" if h else "x^2"
    lead = {1: "", -1: "-"}.get(s, str(s))
    return Scene(
        f"The graph of a quadratic function $f$ has the vertex $({h}, {v})$ and contains the point "
        f"$({near}, {f(near)})$.", [
            ask("Quadratic Function", "Vertex Form",
                "$f$ is a quadratic function. What is $f({a})$?", y,
                f"the vertex is $({h}, {v})$, and one unit beside it the height has changed by ${s}$, so $f(x) = "
                f"{lead}{bracket} {signed(v)}$ and $f({a}) = {times(s, a - h)}^2 {signed(v)} = {y}$."),
            ask("Quadratic Function", "Vertex of a Parabola", "What are the coordinates of the vertex of the parabola?",
                f"({h}, {v})", f"the curve turns at the point $({h}, {v})$."),
            ask("Quadratic Function", "Height on the y-Axis", "What is $f(0)$?", f(0),
                f"by the vertex form, $f(0) = {times(s, -h)}^2 {signed(v)} = {f(0)}$.")],
        [("The curve is the graph of a rule that turns each number into another one; it is a parabola.",
          "Which number does the rule give for {a}?"),
         ("A drawing program continues the parabola of the figure beyond the picture.",
          "Which height y does the curve have at x = {a}?"),
         ("Let $P$ be the point of the continued parabola with the x-coordinate {a}.",
          "Determine the y-coordinate of $P$.")],
        dict(a=a), fixed=(s, h, v, near), figure=figure, upright=True, check=check)


@program("Reading a Function Graph")
def broken_graph(rng):
    xs = [0, 2, 4, 6, 8]
    ys = [rng.randint(0, 8)]
    while len(ys) < 5:
        ys.append(rng.choice([y for y in range(9) if abs(y - ys[-1]) in (2, 4, 6)]))
    at = rng.choice([x for x in range(2, 8) if (ys[x // 2] + ys[(x + 1) // 2]) % 2 == 0])
    y = (ys[at // 2] + ys[(at + 1) // 2]) // 2
    falls = sum(b < a for a, b in zip(ys, ys[1:]))

    def figure(c, g):
        grid(c, 0, 8, 0, 8)
        broken(c, list(zip(xs, ys)))

    def check(c):
        points = curves(c)[0]
        return (height(points, at), max(p[1] for p in points),
                sum(height(points, x + 0.3) < height(points, x + 0.1) for x in xs[:4]))

    return Scene(
        "The graph of $f$ joins the points " + ", ".join(f"$({u}, {v})$" for u, v in zip(xs, ys))
        + " by straight pieces.", [
            ask("Reading a Function Graph", "Value at a Place", "What is the value $f({a})$ of the function $f$?",
                y, f"straight above {at} on the x-axis the graph has the height {y}, so $f({at}) = {y}$."),
            ask("Reading a Function Graph", "Highest and Lowest Point", "What is the greatest value of $f$?", max(ys),
                f"the highest marked point has the height {max(ys)}, and "
                f"$\\max({', '.join(map(str, ys))}) = {max(ys)}$."),
            ask("Reading a Function Graph", "Rising and Falling Parts",
                "On how many of the four straight pieces is $f$ decreasing?", falls,
                f"the heights of the corners are {', '.join(map(str, ys))} from left to right, and "
                + ("no piece drops." if not falls else "1 piece drops." if falls == 1 else f"{falls} pieces drop."))],
        VALUE, dict(a=at), fixed=tuple(ys), figure=figure, upright=True, check=check)


@program("Definition of a Mapping")
def arrow_diagram(rng):
    m, n = rng.randint(3, 5), rng.randint(3, 5)
    left, right = sorted(rng.sample(range(2, 30), m)), sorted(rng.sample(range(2, 60), n))
    image = [rng.randrange(n) for _ in range(m)]
    at = rng.randrange(m)

    def place(i, count):
        return 3.0 * ((count - 1) / 2 - i)

    def figure(c, g):
        c.without = {"mirror", "line"}
        for x, name, numbers in ((0, "A", left), (16, "B", right)):
            c.ring((x, 0), 3.2, 8.6)
            c.text((x, 10), name)
            for i, number in enumerate(numbers):
                c.text((x, place(i, len(numbers))), number)
        for i, j in enumerate(image):
            c.arrow((1.5, place(i, m)), (14.5, place(j, n)))

    def check(c):
        spots = [(p, int(text)) for _, p, _, _, text in c.labels if text.isdigit()]
        pairs = [[min(spots, key=lambda s: dist(s[0], end))[1] for end in points]
                 for points, kind in c.strokes if kind == "head"]
        b = {v for p, v in spots if p[0] > 8}
        return dict(pairs)[left[at]], len(b - {v for _, v in pairs}), len(b) ** len(pairs)

    missed = [b for j, b in enumerate(right) if j not in image]
    return Scene(
        "A mapping $f$ from $A$ to $B$ is given by " + ", ".join(
            f"$f({a}) = {right[j]}$" for a, j in zip(left, image))
        + f"; $B$ consists of {', '.join(map(str, right))}.", [
            ask("Definition of a Mapping", "Arrows of a Mapping",
                "$f$ is a mapping from the set $A$ to the set $B$. What is $f({a})$?", right[image[at]],
                f"the one arrow that leaves {left[at]} ends at {right[image[at]]}, so "
                f"$f({left[at]}) = {right[image[at]]}$."),
            ask("Definition of a Mapping", "Onto Mapping",
                "How many elements of $B$ are not the image of any element of $A$?", len(missed),
                f"no arrow ends at {' or '.join(map(str, missed))}, so the number is "
                f"${n} - {n - len(missed)} = {len(missed)}$." if missed else
                f"at each of the {n} elements of $B$ an arrow ends, so the number is ${n} - {n} = 0$."),
            ask("Definition of a Mapping", "Number of Mappings", "How many mappings from $A$ to $B$ are there in all?",
                n ** m, f"$A$ has {m} elements with {n} possible images each, which makes ${n}^{m} = {n ** m}$.")],
        [("The arrows show which room (set B) of a hotel each numbered key (set A) opens.",
          "Which room does the key with the number {a} open?"),
         ("The arrows show from which gate (set B) of an airport each numbered flight (set A) leaves.",
          "From which gate does flight {a} leave?"),
         ("Each element of $A$ is the number of a pupil, each element of $B$ the number of a locker; the arrows show "
          "who uses which locker.", "Which locker does pupil {a} use?")],
        dict(a=left[at]), fixed=(*left, *right, *image), figure=figure, upright=True, check=check)


@program("Composition of Functions")
def function_machine(rng):
    x, k, b = rng.randint(2, 15), rng.randint(2, 9), rng.randint(2, 30)

    def figure(c, g):
        c.without = {"shapes"}
        for left, name, text in ((6, "g", f"× {g['k']}"), (17, "f", f"+ {g['b']}")):
            c.polygon((left, -3), (left + 7, -3), (left + 7, 3), (left, 3))
            c.text((left + 3.5, 0), text)
            c.text((left + 3.5, 4.6), name)
        for left, right in ((2.2, 6), (13, 17), (24, 27.8)):
            c.arrow((left, 0), (right, 0))
        c.text((0.5, 0), g["x"])
        c.text((29, 0), "?")
        c.strokes.append(([(-1, 0), (30, 0)], "none"))  # keeps room for the numbers

    def check(c):
        shown = [t for t in c.texts() if any(map(str.isdigit, t))]
        boxes, (start,) = [t for t in shown if t[0] in "×+"], [int(t) for t in shown if t.isdigit()]

        def run(value, order):
            for text in order:
                n = int(re.sub(r"\D", "", text))
                value = value * n if text[0] == "×" else value + n
            return value
        return run(start, boxes), run(start, boxes[::-1]), run(start + 1, boxes) - run(start, boxes)

    return Scene(
        f"The number {x} is put into a machine $g$ that multiplies by {k}; the result goes into a machine $f$ that "
        f"adds {b}.", [
            ask("Composition of Functions", "Inner Function First",
                "A number runs through the machine $g$ and then through the machine $f$. Which number comes out?",
                k * x + b, f"first $g({x}) = {k} \\times {x} = {k * x}$, then $f({k * x}) = {k * x} + {b} = "
                f"{k * x + b}$."),
            ask("Composition of Functions", "Order Matters",
                "The same number goes in, but the two machines are exchanged. Which number comes out?", k * (x + b),
                f"now the sum comes first: $({x} + {b}) \\times {k} = {x + b} \\times {k} = {k * (x + b)}$."),
            ask("Linear Function", "Constant Rate of Change",
                "By how much does the output grow when the input grows by 1?", k,
                f"the input 1 more is multiplied by {k} and then only shifted: "
                f"$({k} \\times {x + 1} + {b}) - ({k} \\times {x} + {b}) = {k}$.")],
        [("A shop computes the price in euros of several equal tickets: machine g multiplies their number by the price "
          "of one, machine f adds a fee.", "How many euros are paid for the number of tickets shown?"),
         ("In a number game a child multiplies and then adds as the machines show.", "What is the child's result?"),
         ("A printing shop computes the sheets for several equal booklets with machine g and adds the sheets for a "
          "test print with machine f.", "How many sheets are used for the number of booklets shown?"),
         ("Let $h$ be the function with $h(x) = f(g(x))$ for the two machines.",
          "Determine the value of $h$ at the number that is put in.")],
        dict(x=x, k=k, b=b), figure=figure, upright=True, check=check, scale=False)


SHIFTED = [
    "The curve is a strip of lamps on a wall with two axes. The strip is moved {way} by {a} units.",
    "On a screen the graph is dragged {way} by {a} units.",
    "A designer moves a copy of the curve {way} by {a} units."]


def shifted(way, question):
    return [(opening.replace("{way}", way), question) for opening in SHIFTED]


@program("Domain of a Function")
def domain_shift(rng):
    xs = sorted(rng.sample(range(-7, 8), 4))
    while min(b - a for a, b in zip(xs, xs[1:])) < 2:
        xs = sorted(rng.sample(range(-7, 8), 4))
    points, _ = zigzag(rng, xs)
    a, low, high = rng.randint(2, 12), min(p[1] for p in points), max(p[1] for p in points)

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        broken(c, points)

    def check(c):
        x, y = zip(*curves(c)[0])
        return [("interval", min(x) + a, max(x) + a, True, True), ("interval", min(x), max(x), True, True),
                ("interval", min(y), max(y), True, True)]

    return Scene(
        "The graph of $f$ consists of the straight pieces that join " + ", ".join(
            f"$({u}, {v})$" for u, v in points) + ".", [
            ask("Domain of a Function", "Domain after a Shift",
                "The whole graph of $f$ is moved {a} units to the right. What is the domain of "
                "the new function? Write it as an interval.", f"[{xs[0] + a}, {xs[-1] + a}]",
                f"the graph lies over $[{xs[0]}, {xs[-1]}]$, and both ends move: ${xs[0]} + {a} = {xs[0] + a}$ and "
                f"${xs[-1]} + {a} = {xs[-1] + a}$."),
            ask("Domain of a Function", "Domain from the Graph",
                "The figure shows the whole graph of $f$. What is the domain of $f$? Write it as an interval.",
                f"[{xs[0]}, {xs[-1]}]", f"the graph begins over $x = {xs[0]}$ and ends over $x = {xs[-1]}$."),
            ask("Range of a Function", "Range from the Graph",
                "The figure shows the whole graph of $f$. What is the range of $f$? Write it as an interval.",
                f"[{low}, {high}]", f"the lowest marked point has the height ${low}$, the highest ${high}$.")],
        shifted("to the right", "On which interval of the x-axis does it lie then? Write the interval in square "
                "brackets."),
        dict(a=a), fixed=tuple(v for p in points for v in p), figure=figure, upright=True, check=check)


@program("Range of a Function")
def range_shift(rng):
    s, h = rng.choice((1, -1)), rng.randint(-4, 4)
    x0, x1 = h - rng.randint(1, 3), h + rng.randint(1, 3)
    v = rng.randint(-7, -2) if s > 0 else rng.randint(2, 7)
    a, top = rng.randint(2, 12), s * max(h - x0, x1 - h) ** 2 + v
    bracket = f"(x {signed(-h)})^2" if h else "x^2"
    low, high = min(v, top), max(v, top)

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        curve(c, lambda x: s * (x - h) ** 2 + v, x0, x1, -8, 8)
        for x in (x0, x1):
            c.dot((x, s * (x - h) ** 2 + v))

    def check(c):
        points = curves(c)[0]
        low, high = (round(pick(p[1] for p in points)) for pick in (min, max))
        return [("interval", low + a, high + a, True, True), ("interval", low, high, True, True), high]

    return Scene(
        f"The graph of $f$ is the part of the parabola $y = {'' if s > 0 else '-'}{bracket} {signed(v)}$ over "
        f"$[{x0}, {x1}]$.", [
            ask("Range of a Function", "Range after a Shift",
                "The greatest and the least value of $f$ are whole numbers. What is the range of $f(x) + {a}$? Write "
                "it as an interval.", f"[{low + a}, {high + a}]",
                f"the values of $f$ fill $[{low}, {high}]$, and each value grows by {a}: "
                f"${low} + {a} = {low + a}$ and ${high} + {a} = {high + a}$."),
            ask("Range of a Function", "Range from the Graph",
                "The figure shows the whole graph of $f$. What is the range of $f$? Write it as an interval.",
                f"[{low}, {high}]", f"the connected curve has the lowest height ${low}$ and the highest ${high}$."),
            ask("Extrema of a Function", "Greatest and Least Value", "What is the greatest value of $f$?", high,
                f"no point of the curve is higher than ${high}$, and this height is reached.")],
        shifted("upwards", "Which interval do the heights of its points fill then? Write the interval in square "
                "brackets."),
        dict(a=a), fixed=(s, h, v, x0, x1), figure=figure, upright=True, check=check)


@program("Piecewise Function")
def step_price(rng):
    edges = [0, *sorted(rng.sample(range(2, 10), 3)), 11]
    while min(b - a for a, b in zip(edges, edges[1:])) < 2:
        edges = [0, *sorted(rng.sample(range(2, 10), 3)), 11]
    prices = sorted(rng.sample(range(1, 10), 4))
    a = rng.randint(2, 10)
    rank = next(i for i in range(4) if a <= edges[i + 1])

    def figure(c, g):
        c.without = {"shapes", "line"}
        grid(c, 0, 11, 0, 10)
        for x0, x1, y in zip(edges, edges[1:], prices):
            c.line((x0 + 0.16, y), (x1, y), kind="thick")
            c.ring((x0, y), 0.16)
            c.dot((x1, y))

    def check(c):
        pieces = curves(c)

        def price(x):
            return next(p[0][1] for p in pieces if p[0][0] < x <= p[1][0] + 1e-9)
        return price(a), price(edges[2]), price(edges[3] + 0.5) - price(edges[3] - 0.5)

    return Scene(
        "The value of $f$ is " + ", ".join(
            f"{y} for x above {x0} up to {x1}" for x0, x1, y in zip(edges, edges[1:], prices)) + ".", [
            ask("Piecewise Function", "One Rule for Each Part",
                "$f$ is a step function. What is $f({a})$?",
                prices[rank], f"{a} lies above {edges[rank]} and is at most {edges[rank + 1]}, so the piece at the "
                f"height {prices[rank]} counts: $f({a}) = {prices[rank]}$."),
            ask("Piecewise Function", "Value at a Border",
                "What is the value of $f$ at the place where the second piece from the left ends?", prices[1],
                f"at the border {edges[2]} the filled dot has the height {prices[1]}, so $f({edges[2]}) = "
                f"{prices[1]}$."),
            ask("Piecewise Function", "Step Function", "By how much does $f$ jump from the third to the fourth piece?",
                prices[3] - prices[2], f"the heights are {prices[2]} and {prices[3]}, and "
                f"${prices[3]} - {prices[2]} = {prices[3] - prices[2]}$.")],
        [("The graph shows the price y of a car park in euros for x hours.",
          "How many euros do exactly {a} hours cost?"),
         ("The graph shows the postage y of a parcel in euros for its weight of x kilograms.",
          "How many euros does a parcel of exactly {a} kilograms cost?"),
         ("The graph shows the fee y of a boat hire in euros for x hours.",
          "How many euros does a hire of exactly {a} hours cost?"),
         ("The graph shows a step function; a filled dot belongs to it and an open circle does not.",
          "Which value does the function take at the place {a}?")],
        dict(a=a), fixed=(*edges, *prices), figure=figure, upright=True, check=check)
