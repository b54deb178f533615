"""More graphs: inverse, crossing, half, moved and combined functions, waves, direct and inverse proportion."""
from fractions import Fraction

from ..pieces import curve, curves, grid, height
from ..plane import num
from ..tools import Quantity, Scene, ask, draw_until, frac, program, signed
from .functions import PUT_IN, SHIFT, broken, linear, spread, through, zigzag

POINT = {"x": Quantity("number", "the x-coordinate of the marked point"),
         "y": Quantity("number", "the y-coordinate of the marked point"),
         "n": Quantity("number", "the given value of x")}
READ = ("Reading a Function Graph",)


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
        c.corner((10, ys[-1]), "f", (8, ys[-2]))

    def check(c):
        points = [(y, x) for x, y in curves(c)[0]]
        return height(points, ys[i]), points[-1][0] - points[0][0], points[2]

    return Scene(
        "The graph of $f$ joins " + ", ".join(f"$({u}, {v})$" for u, v in zip(xs, ys)) + " by straight pieces.", [
            ask("Inverse Function", "Inverse Undoes the Function",
                "$f$ is an increasing function. What is $f^{-1}({a})$?", xs[i],
                f"The graph reaches the height ${ys[i]}$ over $x = {xs[i]}$, so $f({xs[i]}) = {ys[i]}$ (*Reading a "
                f"Function Graph*). By @ this means $f^{{-1}}({ys[i]}) = {xs[i]}$.", also=READ,
                wrong=[v for v in (xs[i] + 1, xs[i] - 1, ys[i] - 1, ys[i] + 1) if v > 0]),
            ask("Inverse Function", "Domain and Range Change Places",
                "$f$ is an increasing function. How long is the interval on which $f^{-1}$ is defined?", ys[-1] - ys[0],
                f"The heights of the graph of $f$ fill $[{ys[0]}, {ys[-1]}]$. By @ this is the domain of $f^{{-1}}$, "
                f"and its length is ${ys[-1]} - {ys[0]} = {ys[-1] - ys[0]}$.",
                wrong=[10, ys[-1] + ys[0] + 1, ys[-1] - ys[0] - 1]),
            ask("Inverse Function", "Mirror at the Line y = x",
                "The graph is reflected in the line $y = x$. What are the coordinates of the image of the middle one "
                "of the five dots?", f"({ys[2]}, {xs[2]})",
                f"The middle dot is $({xs[2]}, {ys[2]})$. By @ its coordinates change places, so its image is "
                f"$({ys[2]}, {xs[2]})$.",
                wrong=[f"({xs[2]}, {ys[2]})", f"({-xs[2]}, {ys[2]})", f"({ys[2]}, {-xs[2]})"])],
        givens=dict(a=ys[i]), fixed=(*xs, *ys), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the number put into $f^{-1}$")},
        more=[lambda c, rng: c.line((0, 0), (10, 10), kind="dash")])  # the mirror of f and its inverse


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

    lift, slopes = d + a - b, m - n
    r = next((r for r in range(6, 0, -1) if 0 < n * r + d <= 8), 1)  # a place where g has a height that can be read
    return Scene(
        f"Two linear functions are $f(x) = {linear(m, b)}$ and $g(x) = {linear(n, d)}$.", [
            ask("Intersection Points of Functions", "Equal Values at a Crossing",
                "$f$ and $g$ are linear functions. The graph of $g$ is moved up by {a} units. At which x does the "
                "moved graph meet the graph of $f$?", x + step,
                f"The lines in the figure belong to $f(x) = {linear(m, b)}$ and $g(x) = {linear(n, d)}$; moved up by "
                f"${a}$, the second one belongs to ${linear(n, d + a)}$. By @ the values must be equal, "
                f"${linear(m, b)} = {linear(n, d + a)}$, so ${linear(slopes, 0)} = {lift}$ and $x$ is "
                f"${lift} \\div {num(slopes)} = {x + step}$ (*Linear Equation in One Variable*).",
                also=("Linear Equation in One Variable",), wrong=[x, x - step, x + a, y + a]),
            ask("Intersection Points of Functions", "Height of a Crossing",
                "What are the coordinates of the point where the graphs of $f$ and $g$ meet?", f"({x}, {y})",
                f"In the figure the lines cross over $x = {x}$. By @ the second coordinate is the common height "
                f"$f({x}) = g({x})$, which is ${m} \\times {num(x)} {signed(b)} = {y}$. The point is $({x}, {y})$.",
                wrong=[f"({y}, {x})", f"({-x}, {-y})", f"({x}, {y + 1})", f"({x + 1}, {y})"]),
            ask("Intersection Points of Functions", "Meeting the Axes",
                "At which value of y does the graph of $g$ meet the y-axis?", d,
                f"By @ the line named g meets the y-axis at the height $g(0)$. In the figure it has the height ${d}$ "
                f"over $x = 0$, so $g(0) = {d}$.", wrong=[b, n, -d, d + 1])],
        givens=dict(a=a), fixed=(m, n, x, y), figure=figure, upright=True, check=check, quantities=SHIFT,
        say=dict(r=r, hr=n * r + d))


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
                f"Over $x = {a}$ the graph has the height ${y}$ (*Reading a Function Graph*). By @ the value at the "
                f"opposite place is the opposite number: $f(-{a}) = -f({a}) = {-y}$.",
                also=READ, wrong=[y, -a, 0, 1 - y]),
            ask("Even and Odd Functions", "Even Function",
                "An even function $g$ has the same graph for $x \\ge 0$. What is $g(-{a})$?", y,
                f"Over $x = {a}$ the graph has the height ${y}$ (*Reading a Function Graph*). By @ mirror places have "
                f"the same height, so $g(-{a}) = g({a}) = {y}$.", also=READ, wrong=[-y, -a, 0, y + 1]),
            ask("Reading a Function Graph", "Highest and Lowest Point",
                "The function $f$ is odd and its left half is added to the figure. What is the least value of $f$ on "
                "$[-8, 8]$?", low,
                "On the left the opposites of the heights on the right occur (*Even and Odd Functions*). Their largest "
                f"absolute value is $\\max({', '.join(str(abs(v)) for v in ys)}) = {-low}$. By @ the lowest point of "
                f"the whole graph has the height ${low}$.",
                also=("Even and Odd Functions",), wrong=[-low, min(ys), -max(ys), 0])],
        givens=dict(a=a), fixed=tuple(ys), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the absolute value of the number put into the function")})


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
                f"In the figure the point P is $({h}, {v})$. By @ its x-coordinate grows to ${h} + {a} = {h + a}$ and "
                f"its y-coordinate falls to ${v} - {b} = {v - b}$. The image is $({h + a}, {v - b})$.",
                wrong=[f"({h - a}, {v + b})", f"({h + a}, {v + b})", f"({h - b}, {v + a})", f"({h + b}, {v - a})"]),
            ask("Translation of a Graph", "Shift to the Right or Left",
                "What are the coordinates of the corner of the graph of $y = f(x - {a})$?", f"({h + a}, {v})",
                f"In the figure the corner is $({h}, {v})$. By @ the new graph lies ${a}$ units further to the right, "
                f"at ${h} + {a} = {h + a}$, and the height stays: $({h + a}, {v})$.", wrong=[f"({h - a}, {v})",
                f"({h}, {v - a})"]),
            ask("Absolute Value Function", "Corner of a Shifted Graph",
                "The formula of $f$ is $|x - h| + k$ or $-|x - h| + k$. What is $k$?", v,
                f"By @ the corner of the graph is $(h, k)$. In the figure it is $({h}, {v})$, so $k = {v}$.",
                wrong=[h, -v, v + s, -h])],
        givens=dict(a=a, b=b), fixed=(s, h, v), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the length of the shift to the right"),
                    "b": Quantity("number", "the length of the shift down")})


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

    shown = f"Over $x = {x}$ the graph of $f$ has the height ${f}$ and that of $g$ the height ${g_}$ (*{READ[0]}*). "
    return Scene(
        f"Two functions have the values $f({x}) = {f}$ and $g({x}) = {g_}$, and $f(0) = {fs[0]}$.", [
            ask("Operations on Functions", "Product of Functions",
                "$f$ and $g$ are two functions. What is $(f \\cdot g)({a})$?", f * g_,
                f"{shown}By @ the two values are multiplied: ${f} \\times {g_} = {f * g_}$.", also=READ,
                wrong=[f + g_, f - g_, fs[i - 1] * gs[i - 1], f * x]),
            ask("Operations on Functions", "Sum and Difference of Functions",
                "$f$ and $g$ are two functions. What is $(f - g)({a})$?", f - g_,
                f"{shown}By @ the second value is taken from the first one: ${f} - {g_} = {f - g_}$.", also=READ,
                wrong=[f + g_, g_ - f, f * g_]),
            ask("Operations on Functions", "Multiple of a Function",
                "$f$ and $g$ are two functions. What is $(3f)(0)$?", 3 * fs[0],
                f"Over $x = 0$ the graph of $f$ has the height ${fs[0]}$ (*Reading a Function Graph*). By @ every "
                f"height is multiplied by 3: $3 \\times {fs[0]} = {3 * fs[0]}$.", also=READ,
                wrong=[0, fs[0], fs[0] + 3, 3 * gs[0]])],
        givens=dict(a=x), fixed=(*fs, *gs), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the number put into both functions")})


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
                "The figure shows the graph of $f$. What is the longest interval on which the function $f(x - {a})$ is "
                "increasing? Write it in square "
                "brackets.", f"[{xs[1] + a}, {xs[2] + a}]",
                f"In the figure $f$ increases from the dot over ${xs[1]}$ to the dot over ${xs[2]}$. By @ the interval "
                f"moves to the right by ${a}$: ${xs[1]} + {a} = {xs[1] + a}$ and ${xs[2]} + {a} = {xs[2] + a}$. So it "
                f"is $[{xs[1] + a}, {xs[2] + a}]$.",
                wrong=[f"[{xs[1] - a}, {xs[2] - a}]", f"[{xs[0] + a}, {xs[1] + a}]", f"[{xs[1]}, {xs[2]}]"]),
            ask("Monotonicity of a Function", "Decreasing Function",
                "What is the longest interval from the left end of the graph on which $f$ is decreasing? Write it in "
                "square brackets.", f"[{xs[0]}, {xs[1]}]",
                f"In the figure the graph drops from the dot over ${xs[0]}$ to the dot over ${xs[1]}$ and climbs after "
                f"that. By @ the function decreases on $[{xs[0]}, {xs[1]}]$.",
                wrong=[f"[{xs[1]}, {xs[2]}]", f"[{xs[2]}, {xs[3]}]", f"[{xs[0]}, {xs[2]}]"]),
            ask("Extrema of a Function", "Place and Value",
                "At which x between the two ends of the graph does $f$ have a local maximum?", xs[2],
                f"In the figure the graph climbs up to the dot over ${xs[2]}$ and drops behind it. By @ the place of "
                f"this local maximum is read on the x-axis, ${xs[2]}$.", wrong=[points[2][1], xs[1], xs[3], -xs[2]])],
        givens=dict(a=a), fixed=tuple(v for p in points for v in p), figure=figure, upright=True, check=check,
        quantities=SHIFT,
        say=dict(ends=xs[0] + xs[3], minus=num(xs[0] + xs[3]), shown=f"{xs[0]} {signed(xs[3])}"))


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

    shown = f"In the figure one zero is ${z}$ and the axis of symmetry lies at ${h}$. "
    return Scene(
        f"A parabola has the axis of symmetry $x = {h}$ and meets the x-axis at $x = {z}$.", [
            ask("Zeros of a Quadratic Function", "Axis Halfway between the Zeros",
                "The parabola meets the x-axis at two zeros, and the dashed line is its axis of symmetry. What is the "
                "right zero, marked with the question mark?",
                2 * h - z, f"{shown}By @ the axis lies halfway between both zeros. From ${z}$ to the axis it is "
                f"${h} - {z} = {half}$, so the other zero is at ${h} + {half} = {2 * h - z}$.",
                wrong=[2 * h, h + z, half, h + half // 2 + 1]),
            ask("Zeros of a Quadratic Function", "Zeros beside the Axis",
                "The parabola meets the x-axis at two zeros, and the dashed line is its axis of symmetry. How far "
                "apart are its two zeros?",
                2 * half, f"{shown}By @ both zeros are equally far from the axis, ${h} - {z} = {half}$, so their "
                f"distance is $2 \\times {half} = {2 * half}$.", wrong=[half, h, 2 * h, h + half]),
            ask("Properties of a Quadratic Function", "Mirror Points of a Parabola",
                "A point of the parabola has the x-coordinate that is 1 less than the left zero. At which other x "
                "does the parabola have the same height?", 2 * h - z + 1,
                f"{shown}The point lies over ${z} - 1 = {z - 1}$. By @ the axis lies halfway between this place and "
                f"the other one, which is $2 \\times {h} - {z - 1} = {2 * h - z + 1}$.",
                wrong=[2 * h - z, 2 * h - z - 1, h + 1])],
        givens=dict(z=z, h=h), figure=figure, upright=True, check=check, scale=False,
        quantities={"z": Quantity("number", "the left zero"),
                    "h": Quantity("number", "the place of the axis of symmetry")},
        more=[lambda c, rng: c.line((5 - 12.5 ** 0.5, 4), (5 + 12.5 ** 0.5, 4), kind="thin")])  # mirror points


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

    rest = a % period
    return Scene(
        f"A function $f$ has the period {period}, and " + ", ".join(
            f"$f({x}) = {y}$" for x, y in enumerate(heights)) + ".", [
            ask("Periodic Function", "Removing Whole Periods",
                "The function $f$ is periodic. What is $f({a})$?", heights[rest],
                f"The figure shows that the graph repeats after ${period}$ units. By @ whole periods may be taken from "
                f"${a} = {a // period} \\times {period} + {rest}$, so $f({a}) = f({rest})$. Over $x = {rest}$ the "
                f"graph has the height ${heights[rest]}$ (*Reading a Function Graph*).",
                also=READ, wrong=[heights[rest - 1], heights[top], heights[rest] + 1, rest]),
            ask("Periodic Function", "Period on the Graph",
                "The function $f$ is periodic. What is its least period?", period,
                f"In the figure two neighbouring highest points lie over ${top}$ and ${top + period}$. By @ their "
                f"distance is the least period, ${top + period} - {top} = {period}$.",
                wrong=[period + 1, period - 1, 2 * period]),
            ask("Reading a Function Graph", "Highest and Lowest Point",
                "The function $f$ is periodic. What is its greatest value?", heights[top],
                f"By @ the greatest value is the height of the highest points. They lie over ${top}$, ${top + period}$ "
                f"and so on and have the height ${heights[top]}$, so no value exceeds $f({top}) = {heights[top]}$.",
                wrong=[top, period, heights[top] - 1, heights[top] + 1])],
        givens=dict(a=a), fixed=tuple(heights), figure=figure, upright=True, check=check, quantities=PUT_IN,
        say=dict(top=top, period=period))


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

    shown = f"The marked point of the line shows that $y = {y}$ belongs to $x = {x}$. "
    return Scene(
        f"$y$ is directly proportional to $x$, and $y = {y}$ belongs to $x = {x}$.", [
            ask("Direct Proportional Function", "Line through the Origin",
                "y is directly proportional to x. What is y for $x = {n}$?", unit * n,
                f"{shown}By @ the line has the equation $y = kx$, and the factor $k$ is ${y} \\div {x} = {unit}$. For "
                f"$x = {n}$ the value of $y$ is ${unit} \\times {n} = {unit * n}$.",
                wrong=[y + n - x if y + n > x else y + n, y * n, unit + n, frac(x * y, n)]),
            ask("Direct Proportional Function", "Unit Rate on the Graph",
                "y is directly proportional to x. What is the height of the line over the place 1 of the x-axis?", unit,
                f"{shown}By @ the height over 1 is the factor of the proportion, ${y} \\div {x} = {unit}$.",
                wrong=[frac(x, y), y - x + 1, y]),
            ask("Direct Proportional Function", "Multiples Correspond",
                "y is directly proportional to x. The marked point moves along the line until its x-coordinate is "
                "twice as large. What is its y-coordinate then?", 2 * y,
                f"{shown}By @ with $x$ also $y$ becomes twice as large: $2 \\times {y} = {2 * y}$.",
                wrong=[y + x, y + 2, frac(y, 2)])],
        givens=dict(x=x, y=y, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities=POINT, more=[lambda c, rng: c.line((3.5, 0), (3.5, 3.5), (0, 3.5), kind="dash")])  # halfway


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

    shown = f"The marked point of the curve shows that $y = {y}$ belongs to $x = {x}$. "
    return Scene(
        f"$y$ is inversely proportional to $x$, and $y = {y}$ belongs to $x = {x}$.", [
            ask("Inverse Proportional Function", "Constant Product",
                "y is inversely proportional to x. What is y for $x = {n}$?",
                x * y // n, f"{shown}By @ the product of the coordinates is the same for all points of the curve, "
                f"${x} \\times {y} = {x * y}$. For $x = {n}$ the value of $y$ is ${x * y} \\div {n} = {x * y // n}$.",
                wrong=[frac(y * n, x), x * y, frac(x * n, y), x + y - n if x + y > n else x + y]),
            ask("Inverse Proportional Function", "Rectangle under a Hyperbola",
                "y is inversely proportional to x. What is the area of the shaded rectangle?", x * y,
                f"{shown}The sides of the rectangle are these coordinates. By @ its area is the constant product, "
                f"${x} \\times {y} = {x * y}$.", wrong=[x + y, 2 * (x + y), frac(x * y, 2)]),
            ask("Inverse Proportional Function", "Halves and Doubles",
                "y is inversely proportional to x. The marked point moves along the curve until its x-coordinate is "
                "twice as large. What is its y-coordinate then?", frac(y, 2),
                f"{shown}By @ doubling $x$ halves $y$: ${y} \\div 2 = {frac(y, 2)}$.",
                wrong=[2 * y, y - 2 if y > 2 else y + 2, frac(y, 4)])],
        givens=dict(x=x, y=y, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities=POINT, more=[lambda c, rng: c.line((2.5, 0), (2.5, 8), (0, 8), kind="thin")])  # the same area
