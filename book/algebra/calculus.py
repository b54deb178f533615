"""Calculus: rates of change, tangents, extreme values, areas under graphs, an infinite series."""
from fractions import Fraction

from ..additions import lines
from ..canvas import area, middle, outline
from ..pieces import curve, curves, grid, height
from ..plane import num
from ..tools import Quantity, Scene, ask, draw_until, frac, program, signed
from .functions import broken, spread


@program("Average Rate of Change")
def mean_rate(rng):
    xs = [0, 2, 4, 6, 8]
    ys = [rng.randint(0, 9)]
    while len(ys) < 5:
        ys.append(rng.choice([y for y in range(10) if abs(y - ys[-1]) in (1, 2, 3, 4, 5)]))
    i = rng.randint(1, 3)
    steep = max(abs(b - a) for a, b in zip(ys, ys[1:]))
    rate, whole = frac(ys[i] - ys[0], xs[i]), frac(ys[4] - ys[0], 8)

    def figure(c, g):
        grid(c, 0, 8, 0, 9)
        broken(c, list(zip(xs, ys)))

    def check(c):
        p = curves(c)[0]
        return (height(p, xs[i]) - height(p, 0)) / xs[i], (p[-1][1] - p[0][1]) / (p[-1][0] - p[0][0]), max(
            abs((v[1] - u[1]) / (v[0] - u[0])) for u, v in zip(p, p[1:]))

    change = ys[i] - ys[0]
    return Scene(
        "The graph of $f$ joins " + ", ".join(f"$({u}, {v})$" for u, v in zip(xs, ys)) + " by straight pieces.", [
            ask("Average Rate of Change", "Difference Quotient",
                "The curve is the graph of $f$. What is the average rate of change of $f$ from $x = 0$ to $x = {a}$?",
                rate,
                f"Over $x = 0$ the graph has the height ${ys[0]}$ and over $x = {xs[i]}$ the height ${ys[i]}$ "
                f"(*Reading a Function Graph*). By @ the average rate is the change of the height divided by the "
                f"change of $x$: $\\frac{{{ys[i]} - {ys[0]}}}{{{xs[i]} - 0}} = {rate}$.",
                also=("Reading a Function Graph",),
                wrong=[change, frac(ys[i], xs[i]), frac(-change, xs[i]), frac(change, i), frac(steep, 2), steep]),
            ask("Average Rate of Change", "Slope of the Secant",
                "What is the slope of the straight line through the first and the last point of the graph?", whole,
                f"The first point of the graph is $(0, {ys[0]})$ and the last one is $(8, {ys[4]})$. By @ the slope of "
                f"the line through them is $\\frac{{{ys[4]} - {ys[0]}}}{{8 - 0}} = {whole}$.",
                wrong=[ys[4] - ys[0], frac(ys[0] - ys[4], 8), frac(ys[4], 8), frac(steep, 8), steep]),
            ask("Slope of a Line", "Rise over Run",
                "What is the largest absolute value of the slopes of the four straight pieces?", frac(steep, 2),
                f"Every piece of the graph is 2 wide, and the steepest one changes the height by ${steep}$. By @ the "
                f"absolute value of its slope is ${steep} \\div 2 = {frac(steep, 2)}$.",
                wrong=[steep, frac(2, steep), frac(steep, 4)])],
        givens=dict(a=xs[i]), fixed=tuple(ys), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the right end of the interval")})


@program("Geometric Meaning of the Derivative")
def tangent_line(rng):
    def draw():
        return (rng.choice((1, -1)), rng.randint(-4, 4), rng.randint(-5, 5), rng.choice((-2, -1, 1, 2)),
                rng.randint(7, 20))

    s, h, v, step, b = draw_until(draw, lambda d: d[0] * d[2] <= 2 and abs(d[0] * d[3] ** 2 + d[2]) <= 6, "tangent")
    x, y, m = h + step, s * step * step + v, 2 * s * step

    def figure(c, g):
        c.without = {"line"}
        grid(c, -8, 8, -8, 8)
        curve(c, lambda u: s * (u - h) ** 2 + v, max(-8, h - 4), min(8, h + 4), -8, 8)
        if c.asked in (None, 0, 1):
            curve(c, lambda u: y + m * (u - x), -8, 8, -8, 8, kind="line")
            c.dot((x, y))
            c.corner((x, y), "P", (x + m, y - 1))

    def check(c):
        (p0, p1), parabola = spread(curves(c, "line")[-1], 2), curves(c)[0]
        slope = (p1[1] - p0[1]) / (p1[0] - p0[0])
        three = spread(parabola, 3)
        second = 2 * sum(q[1] / ((q[0] - o[0]) * (q[0] - w[0])) for q, o, w in (
            three, three[1:] + three[:1], three[2:] + three[:2]))
        return p0[1] + slope * (b - p0[0]), slope, c.dots[0][0] - slope / second

    end = y + m * (b - x)
    return Scene(
        f"The graph of $f$ contains the point $P({x}, {y})$; a straight line through P has the slope ${m}$.", [
            ask("Geometric Meaning of the Derivative", "Tangent Line at a Point",
                "The straight line is the tangent to the graph of $f$ at P. What is the height of the tangent over "
                "$x = {b}$?", end,
                f"The figure shows that the tangent touches the curve at $P({x}, {y})$ and that its height changes by "
                f"${m}$ when $x$ grows by 1 (*Slope of a Line*). By @ the height over $x = {b}$ is "
                f"${y} {'+' if m > 0 else '-'} {abs(m)} \\times ({b} {signed(-x)}) = {end}$.",
                also=("Slope of a Line",), wrong=[y + m * b, m * (b - x), y - m * (b - x), y + b - x]),
            ask("Geometric Meaning of the Derivative", "Slope of the Tangent",
                "The straight line is the tangent to the graph of $f$ at P. What is the value of the derivative $f'$ "
                "at the x-coordinate of P?", m,
                f"By @ the value of $f'$ is the slope of the tangent. One step to the right of P the tangent has the "
                f"height ${y + m}$ in the place of ${y}$, and ${y + m} - {num(y)} = {m}$ (*Slope of a Line*).",
                also=("Slope of a Line",), wrong=[-m, y, frac(1, m)]),
            ask("Geometric Meaning of the Derivative", "Horizontal Tangent",
                "The curve is a parabola. At which x is its tangent horizontal?", h,
                f"By @ the derivative is zero there. A parabola has a horizontal tangent at its vertex only, and the "
                f"figure shows the vertex over $x = {h}$, so $f'({h}) = 0$.", wrong=[v, x, -h, h + 1, h - 1])],
        givens=dict(b=b), fixed=(s, h, v, step), figure=figure, upright=True, check=check,
        say=dict(slope=abs(m), cut=abs(y - m * x), rises=int(m > 0), above=int(y > m * x)),
        quantities={"b": Quantity("coordinate", "the given x-coordinate")})


@program("Extrema by Derivatives")
def derivative_graph(rng):
    s, a = rng.choice((1, -1)), rng.randint(2, 15)
    one = rng.randint(-7, 1)
    two = one + rng.choice((2, 4, 6))
    mid, half = (one + two) / 2, (two - one) / 2

    def f(x):
        return s * ((x - mid) ** 2 - half ** 2) * (6 / half ** 2 if half > 2 else 2)

    def figure(c, g):
        c.without = {"line"}
        grid(c, -8, 8, -8, 8)
        curve(c, f, -8, 8, -8, 8)
        c.corner(max(curves(c)[0], key=lambda p: abs(p[0])), "f ′", (0, 0))  # the end that is far from the y-axis

    top, low = (one, two) if s > 0 else (two, one)

    def check(c):
        points = curves(c)[0]
        zeros = [(p[0] - p[1] * (q[0] - p[0]) / (q[1] - p[1]), q[1] > p[1]) for p, q in zip(points, points[1:])
                 if p[1] * q[1] < 0 or p[1] and abs(q[1]) < 1e-9]
        high, = [round(x, 1) for x, up in zeros if not up]
        deep, = [round(x, 1) for x, up in zeros if up]
        return high + a, deep, abs(high - deep)

    return Scene(
        f"The derivative of a function $f$ is zero at ${one}$ and ${two}$ only; it is "
        f"{'negative' if s > 0 else 'positive'} between them and {'positive' if s > 0 else 'negative'} outside.",
        [
            ask("Extrema by Derivatives", "Change of Sign of the Derivative",
                "The derivative $f'$ is given, not $f$ itself. At which x does the function "
                "$g(x) = f(x - {a})$ have its local maximum?", top + a,
                f"The figure shows the graph of $f'$: it changes from plus to minus at $x = {top}$. By @ the function "
                f"$f$ has its local maximum there. The graph of $g$ lies {a} units further to the right (*Translation "
                f"of a Graph*), so its local maximum is at ${top} + {a} = {top + a}$.",
                also=("Translation of a Graph",), wrong=[low + a, top, top - a, frac(one + two + 2 * a, 2)]),
            ask("Extrema by Derivatives", "Second Derivative Test",
                "The derivative $f'$ is given, not $f$ itself. At which x does $f$ have its local minimum?", low,
                f"At $x = {low}$ the derivative is zero and its graph rises, so $f'({low}) = 0$ and $f''({low}) > 0$. "
                "By @ this is the local minimum.", wrong=[top, frac(one + two, 2), -low]),
            ask("Monotonicity by Derivatives", "Reading the Graph of the Derivative",
                "The derivative $f'$ is given, not $f$ itself. How long is the interval between the two zeros of $f'$, "
                "on which $f$ is monotone?", two - one,
                f"The graph of $f'$ meets the x-axis at ${one}$ and ${two}$. Between them it stays on one side of the "
                f"x-axis, so by @ the function $f$ only {'falls' if s > 0 else 'rises'} there. The length is "
                f"${two} - {num(one)} = {two - one}$.",
                wrong=[abs(one + two), frac(two - one, 2), two - one + 1, two])],
        givens=dict(a=a), fixed=(s, one, two), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the length of the shift to the right")})


@program("Calculation of an Integral")
def signed_area(rng):
    edges = [0, *sorted(rng.sample(range(1, 8), 2)), 8]
    heights = [rng.choice([v for v in range(-6, 7) if v]) for _ in range(3)]
    while len(set(heights)) < 3 or max(heights) < 0 or min(heights) > 0:
        heights = [rng.choice([v for v in range(-6, 7) if v]) for _ in range(3)]
    b = rng.choice([x for x in range(2, 8) if x > edges[1]])
    parts = [(v, min(x1, b) - x0) for v, x0, x1 in zip(heights, edges, edges[1:]) if x0 < b]
    value, whole = sum(v * w for v, w in parts), [v * (x1 - x0) for v, x0, x1 in zip(heights, edges, edges[1:])]

    def figure(c, g):
        c.without = {"line", "hatch"}
        grid(c, 0, 8, -6, 6)
        for v, x0, x1 in zip(heights, edges, edges[1:]):
            c.polygon((x0, 0), (x1, 0), (x1, v), (x0, v))
            c.line((x0, v), (x1, v), kind="thick")

    def check(c):
        thin = [next(p[1] for p, q in curves(c) if p[0] <= (i + 0.5) / 10 <= q[0]) / 10 for i in range(80)]
        return sum(thin[:10 * b]), 2 * sum(thin), sum(map(area, c.polygons))

    def summed(numbers):
        return " + ".join(f"({n})" if n < 0 else str(n) for n in numbers)

    plain, rest = sum(abs(v) * w for v, w in parts), sum(v for v, _ in parts)
    return Scene(
        "A step function $f$ has " + ", ".join(f"the value ${v}$ on $({x0}, {x1})$" for v, x0, x1 in zip(
            heights, edges, edges[1:])) + ".", [
            ask("Calculation of an Integral", "Splitting the Interval",
                "$f$ is a step function. What is $\\int_0^{b} f(x)\\,dx$?", value,
                f"Between $0$ and ${b}$ the figure shows the step{'s' * (len(parts) > 1)} of the "
                f"height{'s' * (len(parts) > 1)} {', '.join(f'${v}$' for v, _ in parts)}. By @ the integrals over the "
                "steps add up, and each one is the height times the width, negative below the x-axis (*Definition of "
                "the Integral*): $" + " + ".join(f"{num(v)} \\times {w}" for v, w in parts) + f" = {value}$.",
                also=("Definition of the Integral",), wrong=[plain, rest, sum(whole), -value, plain + b]),
            ask("Calculation of an Integral", "Linearity of the Integral",
                "$f$ is a step function. What is $\\int_0^8 2 f(x)\\,dx$?", 2 * sum(whole),
                "The rectangles between the steps and the x-axis have the signed areas "
                f"{', '.join(f'${n}$' for n in whole)} (*Definition of the Integral*). By @ the factor 2 may stand "
                f"before the integral: $2 \\times ({summed(whole)}) = {2 * sum(whole)}$.",
                also=("Definition of the Integral",),
                wrong=[sum(whole), 2 * sum(map(abs, whole)), 4 * sum(whole), sum(map(abs, whole))]),
            ask("Definition of the Integral", "Area with a Sign",
                "What is the area of the three rectangles together, without signs?", sum(map(abs, whole)),
                f"By @ the integral over the three steps adds {', '.join(f'${n}$' for n in whole)}. Without signs all "
                f"rectangles count as positive: ${summed(map(abs, whole))} = {sum(map(abs, whole))}$.",
                wrong=[abs(sum(whole)), sum(map(abs, heights)), max(map(abs, whole))])],
        givens=dict(b=b), fixed=(*edges, *heights), figure=figure, upright=True, check=check,
        quantities={"b": Quantity("number", "the upper limit of the integral")})


@program("Area by Integration")
def speed_trapezoid(rng):
    one, hold, last = rng.randint(4, 15), rng.randint(2, 20), rng.randint(4, 15)
    top = 2 * rng.randint(2, min(one, last))  # a tram's speed changes by at most 2 metres per second each second
    two, end = one + hold, one + hold + last
    way = top * (hold + end) // 2
    x1, x2, x3 = max(11 * one / end, 1.4), min(11 * two / end, 9.6), 11

    def figure(c, g):
        c.without = {"grid", "line"}
        c.polygon((0, 0), (x3, 0), (x2, 7), (x1, 7), accent=True)
        c.arrow((0, 0), (12.5, 0), kind="thin")
        c.arrow((0, 0), (0, 9.5), kind="thin")
        c.corner((12.5, 0), "x", (6, 0))
        c.corner((0, 9.5), "y", (0, 4))
        c.line((0, 7), (x1, 7), kind="dash")
        c.corner((0, 7), g["top"], (5, 7))
        for x, name in ((x1, "one"), (x2, "two"), (x3, "end")):
            if name != "end":
                c.line((x, 0), (x, 7), kind="dash")
            c.corner((x, 0), g[name], (x, 5))

    def check(c):
        high, *times_ = c.numbers()
        corners = [(0, 0), (times_[2], 0), (times_[1], high), (times_[0], high)]
        return area(corners), area([(0, 0), (times_[0], 0), corners[3]]), Fraction(high, times_[0])

    return Scene(
        f"A speed rises evenly from 0 to {top} in {one} units of time, stays the same up to the time {two} and falls "
        f"evenly to 0 at the time {end}.", [
            ask("Area by Integration", "Distance from a Speed Graph",
                "The speed y in metres per second depends on the time x in seconds. How many metres are "
                "covered in the whole time?", way,
                f"By @ the distance is the area of the shaded trapezoid under the graph. Its parallel sides are "
                f"${end}$ and ${two} - {one} = {hold}$, and its height is ${top}$. So the distance is "
                f"$({end} + {hold}) \\times {top} \\div 2 = {way}$ (*Area of a Trapezoid*).",
                also=("Area of a Trapezoid",), wrong=[top * (hold + end), top * end, frac(top * end, 2), top * hold]),
            ask("Area by Integration", "Area under a Graph",
                "The speed y in metres per second depends on the time x in seconds. How many metres are covered while "
                "the speed increases?", top * one // 2,
                f"The speed increases up to the time ${one}$, and by @ the distance is the area under this part of the "
                f"graph. It is a triangle with the base ${one}$ and the height ${top}$, so the distance is "
                f"${one} \\times {top} \\div 2 = {top * one // 2}$ (*Area of a Triangle*).",
                also=("Area of a Triangle",), wrong=[top * one, top * (end - two) // 2, way]),
            ask("Average Rate of Change", "Difference Quotient",
                "The speed y in metres per second depends on the time x in seconds. By how many metres per second does "
                "the speed change in each second while it increases?", frac(top, one),
                f"In the first ${one}$ seconds the speed grows from 0 to ${top}$. By @ it changes by "
                f"${top} \\div {one} = {frac(top, one)}$ in each second.",
                wrong=[frac(one, top), frac(top, 2 * one), frac(top, end), top])],
        givens=dict(top=top, one=one, two=two, end=end), figure=figure, upright=True, check=check, scale=False,
        quantities={"top": Quantity("measure", "the greatest speed", "metres per second"),
                    "one": Quantity("duration", "the time at which the speed stops rising", "seconds"),
                    "two": Quantity("duration", "the time at which the speed begins to fall", "seconds"),
                    "end": Quantity("duration", "the time at which the speed is 0 again", "seconds")},
        more=[lambda c, rng: c.line((0, 0), (x2, 7), kind="thin")])  # a diagonal of the trapezoid


@program("Extrema of a Quadratic Function")
def fence(rng):
    deep, wide = draw_until(lambda: (rng.randint(2, 40), rng.randint(2, 60)),
                            lambda d: (2 * d[0] + d[1]) % 4 == 0 and 0.5 < d[1] / d[0] < 2.6 and 2 * d[0] != d[1],
                            "a fence")
    length = 2 * deep + wide
    best, square = length ** 2 // 8, length ** 2 // 16

    def figure(c, g):
        c.without = {"hatch"}
        c.polygon((0, 0), (wide, 0), (wide, deep), (0, deep))
        c.polygon((-0.25 * wide, deep), (1.25 * wide, deep), (1.25 * wide, 1.12 * deep), (-0.25 * wide, 1.12 * deep),
                  accent=True)
        c.text((wide / 2, 1.12 * deep + 0.12 * max(wide, deep)), "wall")
        c.side((0, 0), (0, deep), g["deep"], (wide, deep / 2))
        c.side((0, 0), (wide, 0), g["wide"], (wide / 2, deep))

    def check(c):
        p = c.polygons[0]
        whole = outline(p) - abs(p[1][0] - p[0][0])  # the wall needs no fence
        tries = [(x * (whole - 2 * x), whole - 2 * x) for x in (whole * i / 400 for i in range(201))]
        return max(tries)[0], max(x * (whole / 2 - x) for x in (whole * i / 400 for i in range(201))), max(tries)[1]

    return Scene(
        f"A rectangle at a wall is fenced on three sides, with {deep}, {wide} and {deep} of fence.", [
            ask("Extrema of a Quadratic Function", "Greatest Value at the Vertex",
                "A rectangle at a wall is fenced on its three other sides. The same fence can enclose "
                "another rectangle at the wall. What is the largest possible area?", best,
                f"The fence in the figure is ${deep} + {wide} + {deep} = {length}$ long. A rectangle of depth $x$ at "
                f"the wall has the area $x({length} - 2x)$ (*Area of a Rectangle*), a quadratic function with the "
                f"zeros $0$ and ${length // 2}$. By @ it is largest halfway between them, at $x = {length // 4}$, "
                f"where the area is ${length // 4} \\times ({length} - 2 \\times {length // 4}) = {best}$.",
                also=("Area of a Rectangle",), wrong=[square, deep * wide, length ** 2 // 4]),
            ask("Extrema of a Quadratic Function", "Square Encloses Most",
                "The fence in the figure is taken down and goes round all four sides of a rectangle that does not use "
                "the wall. What is the largest possible area?", square,
                f"The fence is ${deep} + {wide} + {deep} = {length}$ long. By @ the square with the side "
                f"${length} \\div 4 = {length // 4}$ has the largest area, ${length // 4}^2 = {square}$.",
                wrong=[best, deep * wide, frac(length ** 2, 9)]),
            ask("Maximum and Minimum Values by Derivatives", "Optimisation",
                "The fence in the figure is used for the largest possible rectangle at the wall. How long is the side "
                "of this rectangle that is parallel to the wall?", length // 2,
                f"The fence is ${deep} + {wide} + {deep} = {length}$ long, so a rectangle of depth $x$ has the area "
                f"$x({length} - 2x)$ (*Area of a Rectangle*). By @ its derivative ${length} - 4x$ must be zero, so "
                f"$x = {length // 4}$; the area is 0 at both ends. The side parallel to the wall is "
                f"${length} - 2 \\times {length // 4} = {length // 2}$.", also=("Area of a Rectangle",),
                wrong=[length // 4, frac(length, 3), wide])],
        givens=dict(deep=deep, wide=wide), figure=figure, check=check, scale=False, quantities={
            "deep": Quantity("measure", "a side that meets the wall"),
            "wide": Quantity("measure", "the side along the wall")},
        more=[lines(((0, 0), (wide, deep)), kind="dash")])


@program("Maximum and Minimum Values by Derivatives")
def open_box(rng):
    a = rng.randint(10, 120)
    volume = frac(2 * a ** 3, 27)

    def figure(c, g):
        c.without = {"hatch", "dashed"}  # the dashes mark the folds
        x = 0.2 * a
        c.polygon((0, 0), (a, 0), (a, a), (0, a))
        for u in (0, a - x):
            for v in (0, a - x):
                c.polygon((u, v), (u + x, v), (u + x, v + x), (u, v + x), accent=True)
                c.text((u + x / 2, v + x / 2), "x")
        inner = [(x, x), (a - x, x), (a - x, a - x), (x, a - x)]
        for p, q in zip(inner, inner[1:] + inner[:1]):
            c.line(p, q, kind="dash")
        c.side((0, 0), (a, 0), g["a"], (a / 2, a))

    def check(c):
        side = outline(c.polygons[0]) / 4

        def held(x):
            return x * (side - 2 * x) ** 2
        low, high = 0.0, side / 2
        for _ in range(200):
            u, v = low + (high - low) / 3, high - (high - low) / 3
            low, high = (u, high) if held(u) < held(v) else (low, v)
        return low, held(low), held(1)

    return Scene(
        f"Squares of side $x$ are cut from the corners of a square sheet with the side {a}; the rest is folded to an "
        f"open box.", [
            ask("Maximum and Minimum Values by Derivatives", "Optimisation",
                "Squares of side x are cut off the corners of a square sheet, and the rest is folded to an open box. "
                "For which x does the box have the largest volume?", frac(a, 6),
                f"The sheet has the side ${a}$, so the box has the edges ${a} - 2x$, ${a} - 2x$ and $x$, and its "
                f"volume is $x({a} - 2x)^2$ (*Volume of a Cuboid*). By @ the derivative $({a} - 2x)({a} - 6x)$ must be "
                f"zero; between $0$ and ${frac(a, 2)}$ this happens only at $x = {a} \\div 6 = {frac(a, 6)}$. At both "
                "ends the volume is 0, so it is largest there.", also=("Volume of a Cuboid",),
                wrong=[frac(a, 4), frac(a, 3), frac(a, 2), frac(a, 8)]),
            ask("Maximum and Minimum Values by Derivatives", "Largest Open Box",
                "The shaded squares are cut off and the rest is folded to an open box. What is the largest possible "
                "volume?", volume,
                f"By @ the best squares have a sixth of the side ${a}$ of the sheet: ${a} \\div 6 = {frac(a, 6)}$. The "
                f"volume is then ${frac(a, 6)} \\times \\left({a} - 2 \\times {frac(a, 6)}\\right)^2 = {volume}$ "
                "(*Volume of a Cuboid*).", also=("Volume of a Cuboid",),
                wrong=[frac(a ** 3, 27), frac(a ** 3, 16), frac(25 * a ** 3, 216)]),
            ask("Volume of a Cuboid", "Product of Three Edges",
                "The shaded squares have the side 1. They are cut off and the rest is folded to an open box. What is "
                "its volume?", (a - 2) ** 2,
                f"The sheet has the side ${a}$ and loses 1 at both ends, so the bottom of the box has two edges of "
                f"${a} - 2 = {a - 2}$; the height is 1. By @ the volume is "
                f"${a - 2} \\times {a - 2} \\times 1 = {(a - 2) ** 2}$.",
                wrong=[(a - 1) ** 2, a * a - 4, (a - 2) ** 3])],
        givens=dict(a=a), figure=figure, check=check, scale=False,
        quantities={"a": Quantity("measure", "the side of the sheet")},
        more=[lambda c, rng: c.ring((a / 2, a / 2), 0.3 * a, kind="thin")])  # the circle in the bottom


@program("Infinite Geometric Series")
def endless_halving(rng):
    every = rng.choice((2, 3))
    start, whole = rng.randrange(every), rng.randint(2, 180)
    first, ratio = Fraction(whole, 2 ** (start + 1)), Fraction(1, 2 ** every)
    value = frac(first / (1 - ratio))

    def figure(c, g):
        c.without = {"line", "shapes", "hatch"}
        x, y, w, h = 0, 0, 16, 16
        for i in range(9):
            if i % 2 == 0:
                w /= 2
                piece, x = (x, y), x + w
            else:
                h /= 2
                piece, y = (x, y), y + h
            u, v = piece
            c.polygon((u, v), (u + w, v), (u + w, v + h), (u, v + h), fill=i % every == start, accent=True)
        c.polygon((x, y), (x + w, y), (x + w, y + h), (x, y + h), fill=False)
        c.text((8, -1.6), f"area {g['whole']}")
        c.strokes.append(([(8, -2.4), (8, 17)], "none"))

    def check(c):
        square = sum(map(area, c.polygons))
        size = int(c.texts()[0].split()[1])
        dark = [area(points) for points, accent in c.fills]
        total, share = 0.0, dark[0]
        for _ in range(60):
            total, share = total + share, share * dark[1] / dark[0]
        return total / square * size, area(c.polygons[-1]) / square * size, dark[1] / dark[0]

    return Scene(
        f"A square of area {whole} is halved again and again; the pieces number {start + 1}, {start + 1 + every}, "
        f"{start + 1 + 2 * every} and so on are shaded.", [
            ask("Infinite Geometric Series", "Limit of the Sums",
                "A square is halved again and again. The halving and the pattern of shaded pieces go on for ever. What "
                "is the total area of all shaded pieces?", value,
                f"The square has the area ${whole}$. The largest shaded piece comes from halving number {start + 1}, "
                f"so its area is ${whole} \\div {2 ** (start + 1)} = {frac(first)}$; from one shaded piece to the next "
                f"there are {every} halvings, so the areas form a sequence with the ratio ${frac(ratio)}$ (*Geometric "
                f"Sequence*). By @ the sum is $\\frac{{{frac(first)}}}{{1 - {frac(ratio)}}} = {value}$.",
                also=("Geometric Sequence",), wrong=[frac(2 * first), frac(first / (1 + ratio)), frac(whole, 2),
                                                     frac(first * (1 + ratio))]),
            ask("Infinite Geometric Series", "Remaining Part of a Halving",
                "The figure shows 9 halvings. What is the area of the small piece that is left in the corner?",
                frac(whole, 512), f"The square has the area ${whole}$. By @ each halving leaves one half, so after 9 "
                f"halvings the area ${whole} \\div 2^9 = {frac(whole, 512)}$ is left.",
                wrong=[frac(whole, 18), frac(whole, 9), frac(whole, 256)]),
            ask("Geometric Sequence", "Common Ratio",
                "What is the ratio of the area of a shaded piece to that of the next larger shaded piece?", frac(ratio),
                f"In the figure {every} halvings lie between a shaded piece and the next one. By @ the ratio is the "
                f"same every time: $\\left(\\frac{{1}}{{2}}\\right)^{every} = {frac(ratio)}$.",
                wrong=["\\frac{1}{2}", frac(1, 2 * every), 2 ** every, frac(1, 2 ** (every + 1))])],
        givens=dict(whole=whole), fixed=(every, start), figure=figure, upright=True, check=check, scale=False,
        quantities={"whole": Quantity("measure", "the area of the whole square")},
        more=[shares_of_the_square])


def shares_of_the_square(c, rng):
    """The shares of the first four pieces in a square that is halved again and again."""
    for i, piece in enumerate(c.polygons[:4], 1):
        c.text(middle(*piece), f"1/{2**i}")
