"""Functions: mappings, machines, graphs on a grid with their domains, ranges, zeros, crossings, inverses and shifts."""
import re
from math import dist, sqrt

from ..pieces import curve, curves, grid, height
from ..tools import Quantity, Scene, ask, program, signed

PUT_IN = {"a": Quantity("number", "the number put into $f$")}  # what {a} is in "What is f({a})?"
SHIFT = {"a": Quantity("number", "the length of the shift")}


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

    step = f"${k + b} - {b if b >= 0 else f'({b})'} = {k}$"
    return Scene(
        f"A linear function $f$ has the slope ${k}$, and its graph meets the y-axis at ${b}$.", [
            ask("Linear Function", "Form of a Linear Function",
                "$f$ is a linear function. What is $f({a})$?", y,
                f"The figure shows that the line meets the y-axis at ${b}$ and that its height changes by ${k}$ for "
                f"each step to the right. By @ this means $f(x) = {linear(k, b)}$, and so "
                f"$f({a}) = {times(k, a)} {signed(b)} = {y}$.", wrong=[k * a - b, k * a, a + b, k + b * a, -k * a + b]),
            ask("Linear Function", "Constant Rate of Change",
                "$f$ is a linear function. By how much does $f(x)$ change when $x$ grows by 1? Use a minus sign for a "
                "decrease.", k,
                f"From the height ${b}$ over $x = 0$ the line goes to the height ${k + b}$ over $x = 1$. By @ the "
                f"change is the same for every such step: {step}.", wrong=[-k, b, k + b]),
            ask("Equation of a Line", "Slope and Intercept", "At which value of y does the line meet the y-axis?", b,
                f"The y-axis is the line over $x = 0$. There the figure shows the height ${b}$, so by @ the equation "
                f"is $y = {linear(k, b)}$ and the value is ${times(k, 0)} {signed(b)} = {b}$.",
                wrong=[k, -b, k + b, b - k])],
        givens=dict(a=a), fixed=(k, b), figure=figure, upright=True, check=check, quantities=PUT_IN, say=dict(k=k))


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
    form = f"$f(x) = {lead}{bracket} {signed(v)}$"
    shown = f"The figure shows the vertex $({h}, {v})$, and one unit beside it the height has changed by ${s}$"
    return Scene(
        f"The graph of a quadratic function $f$ has the vertex $({h}, {v})$ and contains the point "
        f"$({near}, {f(near)})$.", [
            ask("Quadratic Function", "Vertex Form",
                "$f$ is a quadratic function. What is $f({a})$?", y,
                f"{shown}. By @ this means {form}, and so $f({a}) = {times(s, a - h)}^2 {signed(v)} = {y}$.",
                wrong=[s * (a + h) ** 2 + v, s * (a - h) ** 2, s * (a - h) ** 2 - v, s * (a - h) + v]),
            ask("Quadratic Function", "Vertex of a Parabola",
                "$f$ is a quadratic function. What are the coordinates of the vertex of its graph?",
                f"({h}, {v})", f"By @ the vertex is the point at which the graph turns. In the figure this is the "
                f"{'lowest' if s > 0 else 'highest'} point of the curve, $({h}, {v})$; one unit beside it the height "
                f"is ${v} {signed(s)} = {v + s}$.",
                wrong=[f"({v}, {h})", f"({-h}, {v})", f"({h}, {-v})", f"({near}, {f(near)})"]),
            ask("Quadratic Function", "Height on the y-Axis", "$f$ is a quadratic function. What is $f(0)$?", f(0),
                f"{shown}, so {form}. By @ the value at $x = 0$ is the height on the y-axis, "
                f"$f(0) = {times(s, -h)}^2 {signed(v)} = {f(0)}$.", wrong=[v, -f(0), h, f(0) + s])],
        givens=dict(a=a), fixed=(s, h, v, near), figure=figure, upright=True, check=check, quantities=PUT_IN)


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

    drops = [f"from ${u}$ to ${w}$" for u, w in zip(ys, ys[1:]) if w < u]
    return Scene(
        "The graph of $f$ joins the points " + ", ".join(f"$({u}, {v})$" for u, v in zip(xs, ys))
        + " by straight pieces.", [
            ask("Reading a Function Graph", "Value at a Place",
                "The figure shows the graph of the function $f$. What is the value $f({a})$?", y,
                f"By @ one goes from ${at}$ on the x-axis straight up to the graph and then across to the y-axis. "
                f"There the height is ${y}$, so $f({at}) = {y}$.",
                wrong=[y + 1, y - 1 if y else y + 2, ys[at // 2] if at % 2 else ys[at // 2 - 1], at]),
            ask("Reading a Function Graph", "Highest and Lowest Point", "What is the greatest value of $f$?", max(ys),
                f"The five dots have the heights {', '.join(f'${v}$' for v in ys)}. By @ the greatest value is the "
                f"height of the highest one, $\\max({', '.join(map(str, ys))}) = {max(ys)}$.",
                wrong=[xs[ys.index(max(ys))], max(ys) - 1, max(ys) + 1, min(ys)]),
            ask("Reading a Function Graph", "Rising and Falling Parts",
                "On how many of the four straight pieces is $f$ decreasing?", falls,
                f"From left to right the dots have the heights {', '.join(f'${v}$' for v in ys)}. By @ the function "
                + (f"decreases where the graph drops: {', '.join(drops)}. So the number is ${falls}$." if drops else
                   "decreases where the graph drops, and no piece does. So the number is $0$."),
                wrong=[4 - falls, falls + 1, abs(falls - 1)])],
        givens=dict(a=at), fixed=tuple(ys), figure=figure, upright=True, check=check, quantities=PUT_IN)


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
    value = right[image[at]]
    return Scene(
        "A mapping $f$ from $A$ to $B$ is given by " + ", ".join(
            f"$f({a}) = {right[j]}$" for a, j in zip(left, image))
        + f"; $B$ consists of {', '.join(map(str, right))}.", [
            ask("Definition of a Mapping", "Arrows of a Mapping",
                "$f$ is a mapping from the set $A$ to the set $B$. What is $f({a})$?", value,
                f"By @ exactly one arrow leaves the number ${left[at]}$ of $A$. In the figure it ends at ${value}$, so "
                f"$f({left[at]}) = {value}$.", wrong=[*(b for b in right if b != value)][:3] + [left[at]]),
            ask("Definition of a Mapping", "Onto Mapping",
                "$f$ is a mapping from the set $A$ to the set $B$. How many elements of $B$ are not the image of any "
                "element of $A$?", len(missed),
                "By @ every element of $B$ at which an arrow ends is an image. "
                + (f"No arrow ends at {' or '.join(f'${b}$' for b in missed)}, so the number is "
                   f"${n} - {n - len(missed)} = {len(missed)}$." if missed else
                   f"In the figure this holds for all ${n}$ elements, so the number is ${n} - {n} = 0$."),
                wrong=[n - len(missed), len(missed) + 1, n, len(missed) + 2]),
            ask("Definition of a Mapping", "Number of Mappings",
                "$f$ is a mapping from the set $A$ to the set $B$. How many mappings from $A$ to $B$ are there in all?",
                n ** m, f"The figure shows ${m}$ elements in $A$ and ${n}$ in $B$. By @ each element of $A$ has ${n}$ "
                f"possible images, which makes ${n}^{m} = {n ** m}$ mappings.",
                wrong=[m ** n, m * n, n ** (m - 1), m + n])],
        givens=dict(a=left[at]), fixed=(*left, *right, *image), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the number of $A$ that is asked about")}, more=[third_set])


def third_set(c, rng):
    """A set C with three numbers, to which arrows lead from all numbers of B."""
    right = [(p, int(text)) for _, p, _, _, text in c.labels if text.isdigit() and p[0] > 8]
    c.ring((32, 0), 3.2, 8.6)
    c.text((32, 10), "C")
    numbers = sorted(rng.sample([n for n in range(2, 60) if n not in dict(right).values()], 3))
    for i, number in enumerate(numbers):
        c.text((32, 3.0 * (1 - i)), number)
    for (_, y), _ in right:
        c.arrow((17.5, y), (30.5, 3.0 * (1 - rng.randrange(3))), kind="thin")


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

    shown = f"The number ${x}$ goes in, the machine $g$ multiplies by ${k}$ and the machine $f$ adds ${b}$. "

    def more(c, rng):  # both machines together are one machine
        c.line((4, -4), (26, -4), (26, 6), (4, 6), (4, -4), kind="dash")

    return Scene(
        f"The number {x} is put into a machine $g$ that multiplies by {k}; the result goes into a machine $f$ that "
        f"adds {b}.", [
            ask("Composition of Functions", "Inner Function First",
                "A number runs through the machine $g$ and then through the machine $f$. Which number comes out?",
                k * x + b, f"{shown}By @ the machine $g$ works first: $g({x}) = {k} \\times {x} = {k * x}$. Then "
                f"$f({k * x}) = {k * x} + {b} = {k * x + b}$.", wrong=[k * (x + b), k * x, x + k + b, k * x * b]),
            ask("Composition of Functions", "Order Matters",
                "The same number goes in, but the two machines are exchanged. Which number comes out?", k * (x + b),
                f"{shown}By @ the exchanged machines give another result, because the sum now comes first: "
                f"$({x} + {b}) \\times {k} = {x + b} \\times {k} = {k * (x + b)}$.",
                wrong=[k * x + b, x + b + k, k * (x + b) + b]),
            ask("Linear Function", "Constant Rate of Change",
                "A number runs through the machine $g$ and then through the machine $f$. By how much does the output "
                "grow when the input grows by 1?", k,
                f"The machine $g$ multiplies by ${k}$ and $f$ adds ${b}$, so together they make $kx + b$ of $x$. By @ "
                f"the output always grows by the factor of $x$: "
                f"$({k} \\times {x + 1} + {b}) - ({k} \\times {x} + {b}) = {k}$.", wrong=[1, b, k + b, k + 1])],
        givens=dict(x=x, k=k, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"x": Quantity("number", "the number that goes in"),
                    "k": Quantity("number", "the factor in the machine g"),
                    "b": Quantity("number", "the number that the machine f adds")}, more=[more])


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

    def spelled(low, high):
        return f"[{low}, {high}]"

    start, end = xs[0], xs[-1]
    shown = f"The graph begins over $x = {start}$ and ends over $x = {end}$"
    return Scene(
        "The graph of $f$ consists of the straight pieces that join " + ", ".join(
            f"$({u}, {v})$" for u, v in points) + ".", [
            ask("Domain of a Function", "Domain after a Shift",
                "The whole graph of $f$ is moved {a} units to the right. What is the domain of "
                "the new function? Write it as an interval.", spelled(start + a, end + a),
                f"{shown}, so the domain of $f$ is $[{start}, {end}]$. By @ both ends grow by the length of the shift: "
                f"${start} + {a} = {start + a}$ and ${end} + {a} = {end + a}$. The new domain is "
                f"$[{start + a}, {end + a}]$.",
                wrong=[spelled(start - a, end - a), spelled(start, end), spelled(start, end + a),
                       spelled(low + a, high + a)]),
            ask("Domain of a Function", "Domain from the Graph",
                "The figure shows the whole graph of $f$. What is the domain of $f$? Write it as an interval.",
                spelled(start, end), f"{shown}, where ${start} < {end}$, and there is no gap between them. By @ the "
                f"domain is $[{start}, {end}]$.",
                wrong=[spelled(low, high), f"({start}, {end})", spelled(*sorted((points[0][1], points[-1][1])))]),
            ask("Range of a Function", "Range from the Graph",
                "The figure shows the whole graph of $f$. What is the range of $f$? Write it as an interval.",
                spelled(low, high), f"The lowest dot of the graph has the height ${low}$ and the highest one the "
                f"height ${high}$, where ${low} < {high}$. By @ the connected graph takes all heights in "
                f"$[{low}, {high}]$.",
                wrong=[spelled(start, end), f"({low}, {high})", spelled(*sorted((points[0][1], points[-1][1])))])],
        givens=dict(a=a), fixed=tuple(v for p in points for v in p), figure=figure, upright=True, check=check,
        quantities=SHIFT)


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

    shown = f"The lowest point of the curve has the height ${low}$ and the highest one the height ${high}$"
    return Scene(
        f"The graph of $f$ is the part of the parabola $y = {'' if s > 0 else '-'}{bracket} {signed(v)}$ over "
        f"$[{x0}, {x1}]$.", [
            ask("Range of a Function", "Range after a Shift",
                "The greatest and the least value of $f$ are whole numbers. What is the range of $f(x) + {a}$? Write "
                "it as an interval.", f"[{low + a}, {high + a}]",
                f"{shown}, so the values of $f$ fill $[{low}, {high}]$. By @ each value grows by ${a}$: "
                f"${low} + {a} = {low + a}$ and ${high} + {a} = {high + a}$. The range is $[{low + a}, {high + a}]$.",
                wrong=[f"[{low - a}, {high - a}]", f"[{low}, {high}]", f"[{x0 + a}, {x1 + a}]",
                f"[{low}, {high + a}]"]),
            ask("Range of a Function", "Range from the Graph",
                "The figure shows the whole graph of $f$. What is the range of $f$? Write it as an interval.",
                f"[{low}, {high}]", f"{shown}, where ${low} < {high}$. By @ the connected curve takes all heights "
                f"between them, so the range is $[{low}, {high}]$.",
                wrong=[f"[{x0}, {x1}]", f"({low}, {high})", f"[{-high}, {-low}]"]),
            ask("Extrema of a Function", "Greatest and Least Value", "What is the greatest value of $f$?", high,
                f"{shown}. By @ the greatest value is reached by the function and exceeded nowhere, so it is ${high}$; "
                f"all other values are less, such as the least one, ${low} < {high}$.",
                wrong=[low, x1, -low, high + 1])],
        givens=dict(a=a), fixed=(s, h, v, x0, x1), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the number added to $f(x)$")})


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

    ends = f"from above ${edges[rank]}$ up to ${edges[rank + 1]}$"
    return Scene(
        "The value of $f$ is " + ", ".join(
            f"{y} for x above {x0} up to {x1}" for x0, x1, y in zip(edges, edges[1:], prices)) + ".", [
            ask("Piecewise Function", "One Rule for Each Part",
                "$f$ is a step function. What is $f({a})$?", prices[rank],
                f"The number ${a}$ belongs to the piece that goes {ends}, since ${edges[rank]} < {a} \\le "
                f"{edges[rank + 1]}$. By @ only this piece counts, and it has the height ${prices[rank]}$. So "
                f"$f({a}) = {prices[rank]}$.",
                wrong=[prices[r] for r in (rank + 1, rank - 1, rank + 2, rank - 2) if 0 <= r < 4]),
            ask("Piecewise Function", "Value at a Border",
                "$f$ is a step function. What is its value at the place where the second piece from the left ends?",
                prices[1],
                f"The second piece ends over $x = {edges[2]}$, where the third one begins. By @ the filled dot "
                f"counts. It has the height ${prices[1]}$, so $f({edges[2]}) = {prices[1]}$; the open circle has the "
                f"height ${prices[2]} > {prices[1]}$.", wrong=[prices[2], prices[0], prices[3]]),
            ask("Piecewise Function", "Step Function",
                "$f$ is a step function. By how much does it jump from the third to the fourth piece?",
                prices[3] - prices[2],
                f"By @ the function is constant on each piece. The third piece has the height ${prices[2]}$ and the "
                f"fourth one ${prices[3]}$, so the jump is ${prices[3]} - {prices[2]} = {prices[3] - prices[2]}$.",
                wrong=[prices[2] - prices[1], prices[3] - prices[1], prices[3]])],
        givens=dict(a=a), fixed=(*edges, *prices), figure=figure, upright=True, check=check, quantities=PUT_IN)
