"""More graphs: inverse, crossing, half, moved and combined functions, waves, direct and inverse proportion."""
from fractions import Fraction

from ..pieces import curve, curves, grid, height
from ..tools import Scene, ask, draw_until, frac, program
from .functions import broken, linear, shifted, spread, through, zigzag


def quarter(c, x, y):
    """Bare axes to the right and upwards, 12 long, with names."""
    c.arrow((0, 0), (12, 0), kind="thin")
    c.arrow((0, 0), (0, 12), kind="thin")
    c.corner((12, 0), x, (6, 0))
    c.corner((0, 12), y, (0, 6))


def pinned(c, x, y, below, left):
    """A point with dashed lines to the axes, where its coordinates stand."""
    c.line((x, 0), (x, y), (0, y), kind="dash")
    c.dot((x, y))
    c.corner((x, 0), below, (x, 5))
    c.corner((0, y), left, (5, y))


def labelled(c, f, name, low=-8, high=8):
    """A straight line through the grid with its name at the right end."""
    curve(c, f, low, high, low, high)
    line = curves(c)[-1]
    c.corner(line[-1], name, line[0])


@program("Inverse Function")
def inverse_graph(rng):
    xs = [0, *sorted(rng.sample(range(1, 10), 3)), 10]
    ys = sorted([rng.randint(0, 1), *rng.sample(range(2, 11), 4)])
    i = rng.randint(1, 3)

    def figure(c, g):
        grid(c, 0, 10, 0, 10)
        broken(c, list(zip(xs, ys)))

    def check(c):
        points = [(y, x) for x, y in curves(c)[0]]
        return height(points, ys[i]), points[-1][0] - points[0][0], points[2]

    return Scene(
        "The graph of $f$ joins " + ", ".join(f"$({u}, {v})$" for u, v in zip(xs, ys)) + " by straight pieces.", [
            ask("Inverse Function", "Inverse Undoes the Function",
                "$f$ is an increasing function. What is $f^{-1}({a})$?", xs[i],
                f"the graph has the height {ys[i]} over $x = {xs[i]}$; from $f({xs[i]}) = {ys[i]}$ follows "
                f"$f^{{-1}}({ys[i]}) = {xs[i]}$."),
            ask("Inverse Function", "Domain and Range Change Places",
                "How long is the interval on which $f^{-1}$ is defined?", ys[-1] - ys[0],
                f"the heights of the graph of $f$ fill $[{ys[0]}, {ys[-1]}]$, and $f^{{-1}}$ takes them as inputs; "
                f"this interval has the length ${ys[-1]} - {ys[0]} = {ys[-1] - ys[0]}$."),
            ask("Inverse Function", "Mirror at the Line y = x",
                "The graph is reflected in the line $y = x$. What are the coordinates of the image of the middle one "
                "of the five dots?", f"({ys[2]}, {xs[2]})",
                f"the coordinates of the middle dot $({xs[2]}, {ys[2]})$ change places.")],
        [("The graph shows the level y of water in a tank in decimetres, x minutes after the tap is opened.",
          "After how many minutes is the level {a} decimetres?"),
         ("The graph shows how far y a ship is from its port in kilometres, x hours after noon.",
          "After how many hours is the ship {a} kilometres from its port?"),
         ("The function of the figure is increasing.", "Which number does it turn into {a}?")],
        dict(a=ys[i]), fixed=(*xs, *ys), figure=figure, upright=True, check=check)


@program("Intersection Points of Functions")
def two_lines(rng):
    def draw():
        m, n = rng.sample([-3, -2, -1, 1, 2, 3], 2)
        x, y, step = rng.randint(-4, 4), rng.randint(-4, 4), rng.choice([-5, -4, -3, -2, 2, 3, 4, 5])
        return m, n, x, y, step

    m, n, x, y, step = draw_until(draw, lambda d: (d[0] - d[1]) * d[4] > 1 and d[0] * d[1] != 6
                                  and abs(d[3] - d[0] * d[2]) <= 7 and abs(d[3] - d[1] * d[2]) <= 7, "two lines")
    b, d, a = y - m * x, y - n * x, (m - n) * step

    def figure(c, g):
        c.without = {"line"}
        grid(c, -8, 8, -8, 8)
        labelled(c, lambda u: m * u + b, "f")
        labelled(c, lambda u: n * u + d, "g")

    def check(c):
        (f0, f1), (g0, g1) = ((through(spread(p, 2), 0), through(spread(p, 2), 1)) for p in curves(c))
        at = (g0 - f0) / (f1 - f0 - g1 + g0)
        return (g0 + a - f0) / (f1 - f0 - g1 + g0), (at, f0 + (f1 - f0) * at), g0

    return Scene(
        f"Two linear functions are $f(x) = {linear(m, b)}$ and $g(x) = {linear(n, d)}$.", [
            ask("Intersection Points of Functions", "Equal Values at a Crossing",
                "$f$ and $g$ are linear functions. The graph of $g$ is moved up by {a} units. At which x does it meet "
                "the graph of $f$ then?", x + step,
                f"the figure gives $f(x) = {linear(m, b)}$ and $g(x) = {linear(n, d)}$; from ${linear(m, b)} = "
                f"{linear(n, d + a)}$ follows ${linear(m - n, 0)} = {d + a - b}$, so $x = {d + a - b} \\div "
                f"{m - n if m > n else f'({m - n})'} = {x + step}$."),
            ask("Intersection Points of Functions", "Height of a Crossing",
                "What are the coordinates of the point where $f$ and $g$ meet?", f"({x}, {y})",
                f"both lines have the height ${y}$ over $x = {x}$."),
            ask("Intersection Points of Functions", "Meeting the Axes",
                "At which value of y does the graph of $g$ meet the y-axis?", d,
                f"the line named g has the height ${d}$ over $x = 0$, so $g(0) = {d}$.")],
        [("The lines f and g show the positions y of two model trains in metres at the time x in minutes. The train g "
          "is put {a} metres further on from the beginning.", "At which time x are the two trains side by side?"),
         ("The lines f and g show two temperatures y in degrees at the hour x. The sensor of g reads {a} degrees too "
          "low.", "At which x are the true temperatures equal?"),
         ("Let $h(x) = g(x) + {a}$ for the functions in the figure.", "Solve $f(x) = h(x)$ for x.")],
        dict(a=a), fixed=(m, n, x, y), figure=figure, upright=True, check=check)


@program("Even and Odd Functions")
def half_graph(rng):
    ys = [0]
    while len(ys) < 5:
        ys.append(rng.choice([y for y in range(-7, 8) if abs(y - ys[-1]) in (2, 4, 6) or y and y == -ys[-1]]))
    xs = [0, 2, 4, 6, 8]
    a = rng.choice([x for x in range(2, 9) if (ys[x // 2] + ys[(x + 1) // 2]) % 2 == 0
                    and ys[x // 2] + ys[(x + 1) // 2]] or [0])
    if not a:
        return half_graph(rng)
    y, low = (ys[a // 2] + ys[(a + 1) // 2]) // 2, -max(map(abs, ys))

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        broken(c, list(zip(xs, ys)))

    def check(c):
        right = curves(c)[0]
        turned, mirrored = ([(-u, s * v) for u, v in reversed(right)] for s in (-1, 1))
        return height(turned, -a), height(mirrored, -a), min(v for _, v in turned + right)

    return Scene(
        "For $x \\ge 0$ the graph of $f$ joins " + ", ".join(f"$({u}, {v})$" for u, v in zip(xs, ys))
        + " by straight pieces.", [
            ask("Even and Odd Functions", "Odd Function",
                "The function $f$ is odd. What is $f(-{a})$?", -y,
                f"the graph has the height ${y}$ over $x = {a}$, so $f(-{a}) = -f({a}) = {-y}$."),
            ask("Even and Odd Functions", "Even Function",
                "An even function $g$ has the same graph for $x \\ge 0$. What is $g(-{a})$?", y,
                f"mirror places have the same height: $g(-{a}) = g({a}) = {y}$."),
            ask("Reading a Function Graph", "Highest and Lowest Point",
                "The function $f$ is odd and its left half is added to the figure. What is the least value of $f$ on "
                "$[-8, 8]$?", low,
                f"the half turn changes the signs of the heights, so both a height and its opposite occur; the "
                f"largest amount is $\\max({', '.join(str(abs(v)) for v in ys)}) = {-low}$, and the least value is "
                f"${low}$.")],
        [("A turbine blade has a profile that a half turn about the origin maps to itself; only its right half is "
          "drawn.", "What is the height y of the profile at x = −{a}?"),
         ("A signal y at the time x is odd: f(−x) = −f(x). Only its part from time 0 on was recorded.",
          "What is the value of the signal at the time x = −{a}?"),
         ("The graph of an odd function is hidden to the left of the y-axis.",
          "What is the y-coordinate of its point with the x-coordinate −{a}?")],
        dict(a=a), fixed=tuple(ys), figure=figure, upright=True, check=check)


@program("Translation of a Graph")
def moved_corner(rng):
    s, h, v = rng.choice((1, -1)), rng.randint(-5, 5), rng.randint(-5, 5)
    a, b = rng.randint(2, 12), rng.randint(2, 12)

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        curve(c, lambda x: s * abs(x - h) + v, max(-8, h - 8 + s * v), min(8, h + 8 - s * v), -8, 8)
        c.dot((h, v))
        c.corner((h, v), "P", (h, v + s))

    def check(c):
        (x, y), points = c.dots[0], curves(c)[0]
        (x0, y0), (x1, y1), (x2, y2) = *points[:2], points[-1]
        m = (y1 - y0) / (x1 - x0)
        turn = ((y2 - y0) / m + x0 + x2) / 2  # where the lines through both ends meet
        return (x + a, y - b), (turn + a, y0 + m * (turn - x0)), y0 + m * (turn - x0)

    return Scene(
        f"The graph of $f$ is a right angle that opens {'upwards' if s > 0 else 'downwards'}; its corner is "
        f"$P({h}, {v})$.", [
            ask("Translation of a Graph", "Image of a Point under a Shift",
                "The graph of $f$ is moved {a} units to the right and {b} units down. What are the coordinates of the "
                "image of the point P?", f"({h + a}, {v - b})",
                f"the point P is $({h}, {v})$, and it goes to x-coordinate ${h} + {a} = {h + a}$ and y-coordinate "
                f"${v} - {b} = {v - b}$."),
            ask("Translation of a Graph", "Shift to the Right or Left",
                "What are the coordinates of the corner of the graph of $y = f(x - {a})$?", f"({h + a}, {v})",
                f"the graph is moved to the right by {a}, so the corner $({h}, {v})$ goes to x-coordinate "
                f"${h} + {a} = {h + a}$ at the same height."),
            ask("Absolute Value Function", "Corner of a Shifted Graph",
                "The formula of $f$ is $|x - h| + k$ or $-|x - h| + k$. What is $k$?", v,
                f"the corner of the graph has the height ${v}$.")],
        [("A camera shows a roof as the graph in the figure; P is its top or its lowest point. Then the picture shifts "
          "by {a} units to the right and {b} units down.", "What are the coordinates of P then?"),
         ("In a computer game the bent bar of the figure moves {a} units to the right and {b} units down.",
          "What are the coordinates of its corner P after the move?"),
         ("The map $(x, y) \\to (x + {a}, y - {b})$ is applied to the graph.", "Determine the image of P.")],
        dict(a=a, b=b), fixed=(s, h, v), figure=figure, upright=True, check=check)


@program("Operations on Functions")
def two_readings(rng):
    fs, gs = ([rng.randint(low, low + 3) for _ in range(5)] for low in (6, 2))
    i = rng.randint(1, 4)
    x, f, g_ = 2 * i, fs[i], gs[i]

    def figure(c, g):
        c.without = {"line"}
        grid(c, 0, 8, 0, 10)
        for name, ys in (("f", fs), ("g", gs)):
            broken(c, list(zip(range(0, 9, 2), ys)))
            c.corner((8, ys[4]), name, (6, ys[4]))

    def check(c):
        upper, lower = (height(points, x) for points in curves(c))
        start = [points[0][1] for points in curves(c)]
        return upper * lower, upper - lower, 3 * start[0]

    return Scene(
        f"Two functions have the values $f({x}) = {f}$ and $g({x}) = {g_}$, and $f(0) = {fs[0]}$.", [
            ask("Operations on Functions", "Product of Functions",
                "$f$ and $g$ are two functions. What is $(f \\cdot g)({a})$?", f * g_,
                f"over {x} the graphs have the heights {f} and {g_}, so the product is ${f} \\times {g_} = {f * g_}$."),
            ask("Operations on Functions", "Sum and Difference of Functions", "What is $(f - g)({a})$?", f - g_,
                f"over {x} the heights are {f} and {g_}, and ${f} - {g_} = {f - g_}$."),
            ask("Operations on Functions", "Multiple of a Function", "What is $(3f)(0)$?", 3 * fs[0],
                f"over 0 the graph of f has the height {fs[0]}, and $3 \\times {fs[0]} = {3 * fs[0]}$.")],
        [("In a factory f(x) boxes are filled in hour x, each with g(x) toys.",
          "How many toys are packed in hour {a}?"),
         ("On day x a school shop sells f(x) sandwiches at the price of g(x) euros each.",
          "How many euros does it take for the sandwiches of day {a}?"),
         ("A rectangle changes with the time x: its sides are f(x) and g(x) metres long.",
          "What is its area at the time x = {a}, in square metres?"),
         ("Let $h(x) = f(x) \\cdot g(x)$ for the functions in the figure.", "Determine $h({a})$.")],
        dict(a=x), fixed=(*fs, *gs), figure=figure, upright=True, check=check)


@program("Monotonicity of a Function")
def rising_interval(rng):
    def draw():
        xs = sorted(rng.sample(range(-7, 8), 4))
        return (xs, *zigzag(rng, xs))

    xs, points, _ = draw_until(draw, lambda d: d[2] < 0 and min(v - u for u, v in zip(d[0], d[0][1:])) > 1, "zigzag")
    a = rng.randint(2, 15)

    def figure(c, g):
        grid(c, -8, 8, -8, 8)
        broken(c, points)

    def check(c):
        drawn = curves(c)[0]
        up = next((p, q) for p, q in zip(drawn, drawn[1:]) if q[1] > p[1])
        return [("interval", up[0][0] + a, up[1][0] + a, True, True),
                ("interval", drawn[0][0], up[0][0], True, True), up[1][0]]

    return Scene(
        "The graph of $f$ joins " + ", ".join(f"$({u}, {v})$" for u, v in points) + " by straight pieces.", [
            ask("Monotonicity of a Function", "Shifted Interval of Increase",
                "What is the longest interval on which the function $f(x - {a})$ is increasing? Write it in square "
                "brackets.", f"[{xs[1] + a}, {xs[2] + a}]",
                f"$f$ increases on $[{xs[1]}, {xs[2]}]$, and the graph moves to the right by {a}: "
                f"${xs[1]} + {a} = {xs[1] + a}$ and ${xs[2]} + {a} = {xs[2] + a}$."),
            ask("Monotonicity of a Function", "Decreasing Function",
                "What is the longest interval from the left end of the graph on which $f$ is decreasing? Write it in "
                "square brackets.", f"[{xs[0]}, {xs[1]}]",
                f"the graph drops from the dot over ${xs[0]}$ to the dot over ${xs[1]}$ and climbs after that."),
            ask("Extrema of a Function", "Place and Value",
                "At which x between the two ends of the graph does $f$ have a local maximum?", xs[2],
                f"the graph climbs up to the dot over ${xs[2]}$ and drops behind it.")],
        shifted("to the right", "Over which interval of the x-axis does the moved curve climb? Write the interval in "
                "square brackets."),
        dict(a=a), fixed=tuple(v for p in points for v in p), figure=figure, upright=True, check=check)


@program("Zeros of a Quadratic Function")
def other_zero(rng):
    z, half = rng.randint(2, 60), rng.randint(2, 25)
    h = z + half

    def figure(c, g):
        c.without = {"line"}
        c.arrow((-3, 0), (13.5, 0), kind="thin")
        c.corner((13.5, 0), "x", (12, 0))
        curve(c, lambda x: 8 - 8 * ((x - 5) / 5) ** 2, -0.6, 10.6, -9, 9)
        c.line((5, -1.5), (5, 9), kind="dash")
        for x, text, away in ((0, g["z"], (1.3, 3)), (5, g["h"], (3.9, 3)), (10, "?", (8.7, 3))):
            c.dot((x, 0))
            c.corner((x, 0), text, away)

    def check(c):
        points, (left, axis) = curves(c)[0], c.numbers()
        u, v = (p[0] - p[1] * (q[0] - p[0]) / (q[1] - p[1]) for p, q in zip(points, points[1:]) if p[1] * q[1] < 0)
        unit = (axis - left) / (next(p[0][0] for p, kind in c.strokes if kind == "dash") - u)
        return left + unit * (v - u), unit * (v - u), left + unit * (v - u) + 1

    return Scene(
        f"A parabola has the axis of symmetry $x = {h}$ and meets the x-axis at $x = {z}$.", [
            ask("Zeros of a Quadratic Function", "Axis Halfway between the Zeros",
                "A parabola is given by one of its zeros and its axis of symmetry. What is its other zero?",
                2 * h - z, f"the axis lies halfway between both zeros, so from {h} one goes on by "
                f"${h} - {z} = {half}$ to ${h} + {half} = {2 * h - z}$."),
            ask("Zeros of a Quadratic Function", "Zeros beside the Axis", "How far apart are the two zeros?", 2 * half,
                f"each zero is ${h} - {z} = {half}$ away from the axis, so their distance is "
                f"$2 \\times {half} = {2 * half}$."),
            ask("Properties of a Quadratic Function", "Mirror Points of a Parabola",
                "A point of the parabola has the x-coordinate that is 1 less than the left zero. At which other x "
                "does the parabola have the same height?", 2 * h - z + 1,
                f"the mirror place of {z - 1} is $2 \\times {h} - {z - 1} = {2 * h - z + 1}$.")],
        [("The curve models the flight of a ball; the x-axis is the ground, with marks in metres. The ball starts at "
          "the left mark.", "At which mark, shown by the question mark, does it land?"),
         ("The curve is a parabola-shaped arch of a bridge; the marks on the road are in metres, the dashed line is "
          "its axis.", "At which mark, shown by the question mark, does the arch end?"),
         ("A jet of water rises at the left mark, is highest over the dashed line and falls back along a parabola; "
          "marks are in decimetres.", "Which mark stands at the question mark?"),
         ("Let $u$ be the larger one of the zeros of the quadratic function with this graph.", "Determine $u$.")],
        dict(z=z, h=h), figure=figure, upright=True, check=check, scale=False)


@program("Periodic Function")
def repeated_wave(rng):
    period = rng.randint(3, 6)
    heights = [rng.randint(0, 5) for _ in range(period)]
    top = rng.randrange(period)
    heights[top] = rng.randint(6, 8)
    a = rng.randint(13, 180)

    def figure(c, g):
        grid(c, 0, 13, 0, 8)
        broken(c, [(x, heights[x % period]) for x in range(14)])

    def check(c):
        points = curves(c)[0]
        high = [x for x, y in points if y == max(p[1] for p in points)]
        return height(points, a % (high[1] - high[0])), high[1] - high[0], max(p[1] for p in points)

    return Scene(
        f"A function $f$ has the period {period}, and " + ", ".join(
            f"$f({x}) = {y}$" for x, y in enumerate(heights)) + ".", [
            ask("Periodic Function", "Removing Whole Periods",
                "The function $f$ is periodic. What is $f({a})$?",
                heights[a % period],
                f"the graph repeats after {period} units. From ${a} = {a // period} \\times {period} + {a % period}$ "
                f"follows $f({a}) = f({a % period})$, and there the graph has the height {heights[a % period]}."),
            ask("Periodic Function", "Period on the Graph", "What is the least period of $f$?", period,
                f"two neighbouring highest points lie over {top} and {top + period}, and "
                f"${top + period} - {top} = {period}$."),
            ask("Reading a Function Graph", "Highest and Lowest Point", "What is the greatest value of $f$?",
                heights[top], f"the highest points have the height {heights[top]}.")],
        [("The graph shows the height y of a moving toy in centimetres, x seconds after the start; the motion repeats "
          "for ever.", "What is its height {a} seconds after the start, in centimetres?"),
         ("The graph shows how many lamps y of a light show are on, x seconds after the start; the show repeats "
          "all the time.", "How many lamps are on {a} seconds after the start?"),
         ("The graph shows the water level y of a fountain basin in decimetres, x minutes after noon; it repeats the "
          "same pattern again and again.", "What is the level {a} minutes after noon, in decimetres?"),
         ("A pattern of line pieces is continued to the right without end.",
          "What is its height over the place {a} of the x-axis?")],
        dict(a=a), fixed=tuple(heights), figure=figure, upright=True, check=check)


@program("Direct Proportional Function")
def unit_price(rng):
    x, unit, n = rng.randint(2, 15), rng.randint(2, 12), rng.randint(2, 30)
    while n in (x, 2 * x):
        n = rng.randint(2, 30)
    y = unit * x

    def figure(c, g):
        c.without = {"line", "grid"}
        quarter(c, "x", "y")
        c.line((0, 0), (11, 11), kind="thick")
        pinned(c, 7, 7, g["x"], g["y"])

    def check(c):
        below, left = c.numbers()
        (_, (u, v)), = curves(c)
        slope = v / u * left / below  # the dot is drawn on the diagonal
        return slope * n, slope, 2 * left

    return Scene(
        f"$y$ is directly proportional to $x$, and $y = {y}$ belongs to $x = {x}$.", [
            ask("Direct Proportional Function", "Line through the Origin",
                "y is directly proportional to x. What is y for $x = {n}$?", unit * n,
                f"the line has the equation $y = kx$ with $k = {y} \\div {x} = {unit}$, so $y = {unit} \\times {n} = "
                f"{unit * n}$."),
            ask("Direct Proportional Function", "Unit Rate on the Graph",
                "What is the height of the line over the place 1 of the x-axis?", unit,
                f"the factor is ${y} \\div {x} = {unit}$, which is the height over 1."),
            ask("Direct Proportional Function", "Multiples Correspond",
                "The marked point moves along the line until its x-coordinate is twice as large. What is its "
                "y-coordinate then?", 2 * y, f"with x also y doubles: $2 \\times {y} = {2 * y}$.")],
        [("The line shows the price y of a fabric in euros for x metres.", "How many euros do {n} metres cost?"),
         ("The line shows how many millimetres y a snail creeps in x seconds.",
          "How many millimetres does it creep in {n} seconds?"),
         ("The line shows how many pages y a printer prints in x minutes.",
          "How many pages does it print in {n} minutes?"),
         ("The quotient of y and x is always the same, as the line shows.", "Which number y belongs to $x = {n}$?")],
        dict(x=x, y=y, n=n), figure=figure, upright=True, check=check, scale=False)


@program("Inverse Proportional Function")
def hyperbola_point(rng):
    x, y = rng.randint(2, 20), rng.randint(2, 24)
    fits = [n for n in range(2, 41) if x * y % n == 0 and n not in (x, 2 * x, x * y)]
    if not fits:
        return hyperbola_point(rng)
    n = rng.choice(fits)

    def figure(c, g):
        c.without = {"line", "grid"}
        quarter(c, "x", "y")
        curve(c, lambda u: 20 / u, 1.8, 11.5, 0, 11.5)
        c.polygon((0, 0), (5, 0), (5, 4), (0, 4), accent=True)
        pinned(c, 5, 4, g["x"], g["y"])

    def check(c):
        below, left = c.numbers()
        _, (u, v), _ = c.polygons[0][1:]
        points = curves(c)[0]
        unit = below / u, left / v
        product = height(points, u) * u * unit[0] * unit[1]
        return round(product, 1) / n, round(product, 1), Fraction(round(product), 2 * below)

    return Scene(
        f"$y$ is inversely proportional to $x$, and $y = {y}$ belongs to $x = {x}$.", [
            ask("Inverse Proportional Function", "Constant Product",
                "y is inversely proportional to x. What is y for $x = {n}$?",
                x * y // n, f"the product of both coordinates is ${x} \\times {y} = {x * y}$ everywhere, so $y = "
                f"{x * y} \\div {n} = {x * y // n}$."),
            ask("Inverse Proportional Function", "Rectangle under a Hyperbola",
                "What is the area of the shaded rectangle?", x * y,
                f"its sides are the coordinates of the marked point, so the area is ${x} \\times {y} = {x * y}$."),
            ask("Inverse Proportional Function", "Halves and Doubles",
                "The marked point moves along the curve until its x-coordinate is twice as large. What is its "
                "y-coordinate then?", frac(y, 2), f"when x doubles, y is halved: ${y} \\div 2 = {frac(y, 2)}$.")],
        [("The curve shows how many days y a store of hay lasts for x horses.",
          "How many days does it last for {n} horses?"),
         ("The curve shows how many hours y a boat trip takes at a mean speed of x kilometres per hour.",
          "How many hours does it take at {n} kilometres per hour?"),
         ("The curve shows the length y of a rectangle in metres for the width x in metres; the area is always the "
          "same.", "How many metres long is the rectangle of width {n} metres?"),
         ("All points of the curve have the same product of coordinates.",
          "What is the y-coordinate of its point with the x-coordinate {n}?")],
        dict(x=x, y=y, n=n), figure=figure, upright=True, check=check, scale=False)
