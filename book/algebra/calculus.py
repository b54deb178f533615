"""Calculus: rates of change, tangents, extreme values, areas under graphs, an infinite series."""
from fractions import Fraction

from ..canvas import area, outline
from ..pieces import curve, curves, grid, height
from ..tools import Scene, ask, draw_until, frac, program, signed
from .functions import broken, spread


@program("Average Rate of Change")
def mean_rate(rng):
    xs = [0, 2, 4, 6, 8]
    ys = [rng.randint(0, 9)]
    while len(ys) < 5:
        ys.append(rng.choice([y for y in range(10) if abs(y - ys[-1]) in (1, 2, 3, 4, 5)]))
    i = rng.randint(1, 4)
    steep = max(abs(b - a) for a, b in zip(ys, ys[1:]))
    rate, whole = frac(ys[i] - ys[0], xs[i]), frac(ys[4] - ys[0], 8)

    def figure(c, g):
        grid(c, 0, 8, 0, 9)
        broken(c, list(zip(xs, ys)))

    def check(c):
        p = curves(c)[0]
        return (height(p, xs[i]) - height(p, 0)) / xs[i], (p[-1][1] - p[0][1]) / (p[-1][0] - p[0][0]), max(
            abs((v[1] - u[1]) / (v[0] - u[0])) for u, v in zip(p, p[1:]))

    return Scene(
        "The graph of $f$ joins " + ", ".join(f"$({u}, {v})$" for u, v in zip(xs, ys)) + " by straight pieces.", [
            ask("Average Rate of Change", "Difference Quotient",
                "What is the average rate of change of $f$ from $x = 0$ to "
                "$x = {a}$?", rate, f"$f(0) = {ys[0]}$ and $f({xs[i]}) = {ys[i]}$, so the rate is "
                f"$\\frac{{{ys[i]} - {ys[0]}}}{{{xs[i]} - 0}} = {rate}$."),
            ask("Average Rate of Change", "Slope of the Secant",
                "What is the slope of the straight line through the first and the last point of the graph?", whole,
                f"the slope is $\\frac{{{ys[4]} - {ys[0]}}}{{8 - 0}} = {whole}$."),
            ask("Slope of a Line", "Rise over Run",
                "What is the largest absolute value of the slopes of the four straight pieces?", frac(steep, 2),
                f"the steepest piece changes its height by {steep} over a width of 2, and ${steep} \\div 2 = "
                f"{frac(steep, 2)}$.")],
        [("The graph shows the level y of a river in decimetres, x hours after midnight.",
          "By how many decimetres per hour does the level change on average in the first {a} hours? Use a minus sign "
          "for a fall."),
         ("The graph shows the temperature y of a greenhouse in degrees, x hours after six o'clock.",
          "By how many degrees per hour does it change on average in the first {a} hours? Use a minus sign for a "
          "fall."),
         ("The graph shows the water y in a barrel in litres, x minutes after noon.",
          "By how many litres per minute does it change on average in the first {a} minutes? Use a minus sign for a "
          "loss."),
         ("A straight line joins the points of the graph over 0 and {a}.", "Determine its slope.")],
        dict(a=xs[i]), fixed=tuple(ys), figure=figure, upright=True, check=check)


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

    return Scene(
        f"The graph of $f$ contains the point $P({x}, {y})$; a straight line through P has the slope ${m}$.", [
            ask("Geometric Meaning of the Derivative", "Tangent Line at a Point",
                "The straight line is the tangent to the graph of $f$ at P. What is its height over $x = {b}$?",
                y + m * (b - x),
                f"the tangent passes through $P({x}, {y})$ with the slope ${m}$, so its height is "
                f"${y} {'+' if m > 0 else '-'} {abs(m)} \\times ({b} {signed(-x)}) = {y + m * (b - x)}$."),
            ask("Geometric Meaning of the Derivative", "Slope of the Tangent",
                "What is the value of the derivative $f'$ at the x-coordinate of P?", m,
                f"one step to the right from P the tangent has the height ${y + m}$ instead of ${y}$, and "
                f"${y + m} - {y if y >= 0 else f'({y})'} = {m}$."),
            ask("Geometric Meaning of the Derivative", "Horizontal Tangent",
                "The curve is a parabola. At which x is its tangent horizontal?", h,
                f"the tangent is horizontal at the vertex of the parabola, over $x = {h}$; there $f'({h}) = 0$.")],
        [("The curve is a bend in a track, seen from above. At P a toy car leaves the track to the right and goes on "
          "along the tangent, the straight line.",
          "What is the y-coordinate of the car where its x-coordinate is {b}?"),
         ("A beam of light touches a curved plate at P and runs along the straight line.",
          "What is the height y of the beam over the place {b} of the x-axis?"),
         ("Let $t$ be the linear function whose graph touches the curve at P.", "Determine $t({b})$.")],
        dict(b=b), fixed=(s, h, v, step), figure=figure, upright=True, check=check)


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
                f"$f'$ changes from plus to minus at ${top}$, so $f$ has its local maximum there; the graph of $g$ "
                f"lies {a} units further to the right, at ${top} + {a} = {top + a}$."),
            ask("Extrema by Derivatives", "Second Derivative Test", "At which x does $f$ have its local minimum?", low,
                f"at ${low}$ the derivative is zero and its graph rises, so $f'({low}) = 0$ and $f''({low}) > 0$."),
            ask("Monotonicity by Derivatives", "Reading the Graph of the Derivative",
                "How long is the interval between the two zeros of $f'$, on which $f$ is monotone?", two - one,
                f"the graph of $f'$ meets the x-axis at ${one}$ and ${two}$, and between them it stays on one side; "
                f"${two} - {one if one >= 0 else f'({one})'} = {two - one}$.")],
        [("The curve f ′ shows the speed at which the level of a reservoir changes at the time x in hours; negative "
          "values mean that it falls. A second reservoir downstream does the same {a} hours later.",
          "At which time x does the level of the second reservoir have its local maximum?"),
         ("The curve f ′ shows the growth rate of a share price at the time x in days. Another price follows the same "
          "course {a} days later.", "At which time x does the other price have its local maximum?"),
         ("Let $F$ be a function whose derivative is the function in the figure, and $G(x) = F(x - {a})$.",
          "At which x does $G$ have its local maximum?")],
        dict(a=a), fixed=(s, one, two), figure=figure, upright=True, check=check)


@program("Calculation of an Integral")
def signed_area(rng):
    edges = [0, *sorted(rng.sample(range(1, 8), 2)), 8]
    heights = [rng.choice([v for v in range(-6, 7) if v]) for _ in range(3)]
    while len(set(heights)) < 3 or max(heights) < 0 or min(heights) > 0:
        heights = [rng.choice([v for v in range(-6, 7) if v]) for _ in range(3)]
    b = rng.choice([x for x in range(2, 9) if x > edges[1]])
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

    return Scene(
        "A step function $f$ has " + ", ".join(f"the value ${v}$ on $({x0}, {x1})$" for v, x0, x1 in zip(
            heights, edges, edges[1:])) + ".", [
            ask("Calculation of an Integral", "Splitting the Interval",
                "$f$ is a step function. What is $\\int_0^{b} f(x)\\,dx$?", value,
                "each step gives its height times its width, with sign: $" + " + ".join(
                    f"{f'({v})' if v < 0 else v} \\times {w}" for v, w in parts) + f" = {value}$."),
            ask("Calculation of an Integral", "Linearity of the Integral", "What is $\\int_0^8 2 f(x)\\,dx$?",
                2 * sum(whole), f"the factor may stand before the integral: $2 \\times ({summed(whole)}) = "
                f"{2 * sum(whole)}$."),
            ask("Definition of the Integral", "Area with a Sign",
                "What is the area of the three rectangles together, without signs?", sum(map(abs, whole)),
                f"now all rectangles count as positive: ${summed(map(abs, whole))} = {sum(map(abs, whole))}$.")],
        [("The steps show the rate y at which a tank fills, in litres per minute, x minutes after the start; a "
          "negative rate means that it empties.", "By how many litres does its content change in the first {b} "
          "minutes? Use a minus sign for a loss."),
         ("The steps show the speed y of a lift in metres per second, x seconds after the start; negative means "
          "downwards.", "By how many metres is it higher after {b} seconds? Use a minus sign if it is lower."),
         ("Let $F(x)$ be the integral of $f$ from 0 to x for the step function in the figure.",
          "Determine $F({b})$.")],
        dict(b=b), fixed=(*edges, *heights), figure=figure, upright=True, check=check)


@program("Area by Integration")
def speed_trapezoid(rng):
    one, hold, last = rng.randint(4, 15), rng.randint(2, 20), rng.randint(4, 15)
    top = 2 * rng.randint(2, min(one, last))  # a tram's speed changes by at most 2 metres per second each second
    two, end = one + hold, one + hold + last
    way = top * (hold + end) // 2

    def figure(c, g):
        c.without = {"grid", "line"}
        x1, x2, x3 = (max(11 * one / end, 1.4), min(11 * two / end, 9.6), 11)
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
                f"the shaded trapezoid has the parallel sides {end} and ${two} - {one} = {hold}$ and the height {top}, "
                f"so the distance is $({end} + {hold}) \\times {top} \\div 2 = {way}$."),
            ask("Area by Integration", "Area under a Graph",
                "How many metres are covered while the speed increases?", top * one // 2,
                f"the area under the rising part is a triangle, ${one} \\times {top} \\div 2 = {top * one // 2}$."),
            ask("Average Rate of Change", "Difference Quotient",
                "By how many metres per second does the speed change in each second while it increases?",
                frac(top, one), f"the speed grows from 0 to {top} in {one} seconds, and ${top} \\div {one} = "
                f"{frac(top, one)}$.")],
        [("A tram drives from one stop to the next; the graph shows its speed y in metres per second after x seconds.",
          "How many metres are the stops apart?"),
         ("The graph shows how fast water flows into an empty paddling pool: y litres per minute after x minutes.",
          "How many litres are in the paddling pool in the end?"),
         ("A machine fills bottles at the rate of y bottles per minute after x minutes.",
          "How many bottles does it fill in the whole time?"),
         ("The graph of a function and the x-axis enclose the shaded region.", "Determine the area of the region.")],
        dict(top=top, one=one, two=two, end=end), figure=figure, upright=True, check=check, scale=False)


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
                f"the fence is ${deep} + {wide} + {deep} = {length}$ long. With the depth x the area is "
                f"$x({length} - 2x)$, with zeros $0$ and ${length // 2}$, so it is largest halfway, at "
                f"$x = {length // 4}$, with the value "
                f"${length // 4} \\times ({length} - 2 \\times {length // 4}) = {best}$."),
            ask("Extrema of a Quadratic Function", "Square Encloses Most",
                "The same fence goes round all four sides of a rectangle that does not use the wall. What is the "
                "largest possible area?", square,
                f"the fence is ${deep} + {wide} + {deep} = {length}$ long; the square with the side "
                f"${length} \\div 4 = {length // 4}$ has the largest area, ${length // 4}^2 = {square}$."),
            ask("Maximum and Minimum Values by Derivatives", "Optimisation",
                "The same fence encloses the largest possible rectangle at the wall. How long is the side of this "
                "rectangle that is parallel to the wall?", length // 2,
                f"the fence is ${deep} + {wide} + {deep} = {length}$ long. The area $x({length} - 2x)$ has the "
                f"derivative ${length} - 4x$, which is zero at $x = {length // 4}$, and ${length} - 2 \\times "
                f"{length // 4} = {length // 2}$.")],
        [("A sheep pen stands at a stable wall; lengths are in metres. The farmer may set up the same fence in another "
          "rectangle at the wall.", "What is the area of the largest possible pen, in square metres?"),
         ("A school garden lies at a house wall; lengths are in metres. Its fence may be used for another rectangle at "
          "the wall.", "What is the area of the largest possible garden, in square metres?"),
         ("Let $L$ be the length of the three sides without the wall, and $A(x) = x(L - 2x)$.",
          "Determine the greatest value of $A$.")],
        dict(deep=deep, wide=wide), figure=figure, check=check)


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
        c.line(*inner, inner[0], kind="dash")
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
                f"the volume $x({a} - 2x)^2$ has the derivative $({a} - 2x)({a} - 6x)$, which is zero between $0$ and "
                f"${frac(a, 2)}$ only at $x = {a} \\div 6 = {frac(a, 6)}$; at both ends the volume is 0."),
            ask("Maximum and Minimum Values by Derivatives", "Largest Open Box",
                "The shaded squares are cut off and the rest is folded to an open box. What is the largest possible "
                "volume?", volume,
                f"the best squares have the side ${a} \\div 6 = {frac(a, 6)}$, and the volume is "
                f"${frac(a, 6)} \\times \\left({a} - 2 \\times {frac(a, 6)}\\right)^2 = {volume}$."),
            ask("Volume of a Cuboid", "Product of Three Edges",
                "The shaded squares have the side 1. They are cut off and the rest is folded to an open box. What is "
                "its volume?", (a - 2) ** 2,
                f"the edges of the box are ${a} - 2 = {a - 2}$, once more {a - 2}, and 1, so the volume is "
                f"${a - 2} \\times {a - 2} \\times 1 = {(a - 2) ** 2}$.")],
        [("A square sheet of cardboard becomes an open box when the shaded squares are cut off; lengths are in "
          "centimetres.", "How long must the side x of the squares be for the largest volume, in centimetres?"),
         ("A metal worker makes an open tray from a square sheet without the shaded squares; lengths are in "
          "centimetres.", "How many centimetres must x be so that the tray has the largest volume?"),
         ("Let $V(x)$ be the volume of the open box that is folded from the sheet without the shaded squares.",
          "For which x is $V(x)$ greatest?")],
        dict(a=a), figure=figure, check=check)


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
                f"the largest shaded piece has the area ${whole} \\div {2 ** (start + 1)} = {frac(first)}$, and each "
                f"further one is ${frac(ratio)}$ of the one before, so the sum is $\\frac{{{frac(first)}}}{{1 - "
                f"{frac(ratio)}}} = {value}$."),
            ask("Infinite Geometric Series", "Remaining Part of a Halving",
                "The figure shows 9 halvings. What is the area of the small piece that is left in the corner?",
                frac(whole, 512), f"each halving leaves one half, and ${whole} \\div 2^9 = {frac(whole, 512)}$."),
            ask("Geometric Sequence", "Common Ratio",
                "What is the ratio of the area of a shaded piece to that of the next larger shaded piece?", frac(ratio),
                f"{every} halvings lie between them, and $\\left(\\frac{{1}}{{2}}\\right)^{every} = {frac(ratio)}$.")],
        [("An artist paints the shaded pieces of a square board and imagines that the pattern goes on for ever; areas "
          "are in square decimetres.", "How many square decimetres would be painted in all?"),
         ("A square cake is cut into halves again and again, and the shaded pieces are given to a guest, without end; "
          "areas are in square centimetres.", "How many square centimetres of cake does the guest get?"),
         ("Let $S$ be the sum of the infinite series of the areas of the shaded pieces when the figure is continued "
          "without end.", "Determine $S$.")],
        dict(whole=whole), fixed=(every, start), figure=figure, upright=True, check=check, scale=False)
