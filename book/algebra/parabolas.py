"""Quadratic and linear functions and their graphs: vertex and point, arches, ranges, gaps, mirrored and stretched."""
from ..pieces import curve, curves, grid, height
from ..plane import num
from ..tools import Quantity, Scene, ask, draw_until, frac, program, signed
from .functions import broken, linear, spread, through, zigzag

READ = ("Reading a Function Graph",)


def bare(c, x0, x1, y0, y1):
    """Bare axes over a field, with arrows and names."""
    c.without |= {"line", "shapes"}
    c.halo = True
    c.arrow((x0, 0), (x1, 0), kind="thin")
    c.arrow((0, y0), (0, y1), kind="thin")
    c.corner((x1, 0), "x", (0, 0))
    c.corner((0, y1), "y", (0, 0))


def quadratic(points):
    """(a, h, k) of the parabola a(x - h)^2 + k through three far points of a drawn curve."""
    far = spread(points, 3)
    c = through(far, 0)
    plus, minus = through(far, 1), through(far, -1)
    a, b = (plus + minus) / 2 - c, (plus - minus) / 2
    return a, -b / (2 * a), c - b * b / (4 * a)


# ---------------------------------------------------------------------------------------------------------- parabolas
@program("Graph of a Quadratic Function")
def parabola_from_vertex(rng):
    a, step, far = draw_until(lambda: (rng.randint(1, 5), rng.randint(1, 4), rng.randint(2, 6)),
                              lambda t: t[1] < t[2] and t[0] * t[2] ** 2 <= 120, "parabola_from_vertex")
    h, k = rng.randint(step + 1, step + 7), rng.randint(2, 20)
    u, v, n = h - step, k + a * step * step, h + far
    top = a * (1.15 * max(step, far)) ** 2 + k
    scale = 1.1 * (n + 1) / top  # the y-axis has another unit

    def figure(c, g):
        reach = 1.12 * max(step, far)
        bare(c, -0.08 * n, 1.25 * n, -0.08 * n, 1.12 * scale * top)
        curve(c, lambda x: scale * (a * (x - h) ** 2 + k), max(0.1, h - reach), h + reach, 0, scale * top)
        c.line((h, 0), (h, 1.05 * scale * top), kind="dash")
        place = (n, scale * (k + a * far * far))
        c.line((n, 0), place, kind="dash")
        c.corner((n, 0), g["n"], (n, 9))
        c.dot((h, scale * k))
        c.dot((u, scale * v))
        c.corner((h, scale * k), f"S({g['h']}, {g['k']})", (h - 1, 9 * scale * top))
        c.corner((u, scale * v), f"P({g['u']}, {g['v']})", (h + 3, scale * v))
        if c.asked in (None, 0):
            c.corner(place, "?", (h, place[1] - 0.1))

    def check(c):
        points = curves(c)[0]
        lead, at, low = quadratic(points)
        p = c.dots[1]
        return (lead * (n - at) ** 2 + low) / scale, lead / scale, 2 * at - p[0]

    seen = f"The figure shows the vertex S({h}, {k}) and the point P({u}, {v})"
    lead = f"$\\frac{{{v} - {k}}}{{({u} - {h})^2}} = {a}$"
    y = a * far * far + k
    return Scene(
        f"A parabola has the vertex S({h}, {k}) and goes through P({u}, {v}).", [
            ask("Graph of a Quadratic Function", "Factor from a Point",
                "The graph of the quadratic function $f$ has the vertex S and goes through P. What is the height of "
                "the graph over $x = {n}$, marked with the question mark?", y,
                f"{seen}. By @ the leading coefficient is {lead}. So the height over ${n}$ is ${a} \\times ({n} - "
                f"{h})^2 + {k} = {y}$.",
                wrong=[a * far * far, a * far + k, v + a * (n - u), far * far + k if a > 1 else 2 * far + k]),
            ask("Graph of a Quadratic Function", "Width of a Parabola",
                "The graph of the quadratic function $f$ has the vertex S and goes through P. How much higher than S "
                "is the graph one unit beside the vertex?", a,
                f"{seen}. The leading coefficient is {lead}. By @ the graph has moved by this much one unit beside "
                "the vertex.", wrong=[v - k, a * a + 1, k + a, 2 * a]),
            ask("Properties of a Quadratic Function", "Mirror Points of a Parabola",
                "The graph of the quadratic function $f$ has the vertex S and goes through P. At which other x does it "
                "have the height of P?", 2 * h - u,
                f"{seen}. By @ the axis through S lies in the middle of both places, so the other one is $2 \\times "
                f"{h} - {u} = {2 * h - u}$.", wrong=[h + u, 2 * h, h - u])],
        more=[lambda c, rng: c.line((u, scale * v), (2 * h - u, scale * v), kind="thin")],
        givens=dict(h=h, k=k, u=u, v=v, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities={"h": Quantity("coordinate", "the x-coordinate of S"),
                    "k": Quantity("coordinate", "the y-coordinate of S"),
                    "u": Quantity("coordinate", "the x-coordinate of P"),
                    "v": Quantity("coordinate", "the y-coordinate of P")})


@program("Properties of a Quadratic Function")
def arch_with_chord(rng):
    z, gap, wide = rng.randint(2, 20), rng.randint(2, 12), rng.randint(3, 40)
    p, q = z + gap, z + gap + wide
    end = q + gap

    def figure(c, g):
        span, mid = end - z, (z + end) / 2
        tall = 0.75 * span
        left = z - 0.25 * span
        c.without |= {"line", "shapes"}
        c.halo = True
        c.arrow((left, 0), (end + 0.3 * span, 0), kind="thin")
        c.corner((end + 0.3 * span, 0), "x", (z, 0))
        curve(c, lambda x: tall * (1 - ((x - mid) / (span / 2)) ** 2), z - 0.06 * span, end + 0.06 * span, -tall, tall)
        y = tall * (1 - ((p - mid) / (span / 2)) ** 2)
        c.line((p, 0), (p, y), (q, y), (q, 0), kind="dash")
        for x, text in ((z, g["z"]), (p, g["p"]), (q, g["q"])):
            c.dot((x, 0))
            c.corner((x, 0), text, (x, tall))
        c.dot((end, 0))
        if c.asked in (None, 0):
            c.corner((end, 0), "?", (end - 0.4, tall))

    def check(c):
        lead, axis, best = quadratic(curves(c)[0])
        reach = (-best / lead) ** 0.5
        return axis + reach, axis, 2 * reach

    seen = f"The figure shows the left zero ${z}$ and the places ${p}$ and ${q}$ of equal height"
    return Scene(
        f"A parabola that opens downwards has the zero {z} and equal heights over {p} and {q}.", [
            ask("Properties of a Quadratic Function", "Mirror Points of a Parabola",
                "The parabola has the same height over the two dashed places. What is the zero that is marked with "
                "the question mark?", end,
                f"{seen}. By @ the axis is $x = ({p} + {q}) \\div 2 = {frac(p + q, 2)}$. The zeros are mirror points "
                f"too, so the other one is $2 \\times {frac(p + q, 2)} - {z} = {end}$.",
                wrong=[p + q, q + z, q - z, 2 * q - p]),
            ask("Properties of a Quadratic Function", "Falls then Rises",
                "The parabola has the same height over the two dashed places. At which x does the function stop rising "
                "and begin to fall?", frac(p + q, 2),
                f"{seen}. The parabola opens downwards, so by @ it rises up to its axis and falls after it. The axis "
                f"is $x = ({p} + {q}) \\div 2 = {frac(p + q, 2)}$.", wrong=[p, q, q - p]),
            ask("Zeros of a Quadratic Function", "Zeros beside the Axis",
                "The parabola has the same height over the two dashed places. How far apart are its two zeros?",
                end - z, f"{seen}. The axis is $x = ({p} + {q}) \\div 2 = {frac(p + q, 2)}$ (Properties of a Quadratic "
                f"Function). By @ both zeros are equally far from it, so they are $2 \\times ({frac(p + q, 2)} - {z}) "
                f"= {end - z}$ apart.", also=["Properties of a Quadratic Function"], wrong=[q - p, q - z, end])],
        more=[lambda c, rng: c.line(((p + q) / 2, 0), ((p + q) / 2, 0.75 * (end - z)), kind="thin")],
        givens=dict(z=z, p=p, q=q), figure=figure, upright=True, check=check, scale=False,
        quantities={"z": Quantity("coordinate", "the left zero"),
                    "p": Quantity("coordinate", "the left place of the two with equal height"),
                    "q": Quantity("coordinate", "the right place of the two with equal height")})


@program("Domain and Range of a Quadratic Function")
def values_on_interval(rng):
    p, near, far = draw_until(lambda: (rng.randint(2, 9), rng.randint(1, 6), rng.randint(2, 9)),
                              lambda t: t[1] != t[2] and max(t[1:]) <= 4 * min(t[1:]), "values_on_interval")
    h, q, k = p + near, p + near + far, rng.randint(2, 15)
    more = max(near, far)
    top = k + more * more
    scale = 0.9 * (q + 1) / top

    def figure(c, g):
        f = lambda x: scale * ((x - h) ** 2 + k)  # noqa: E731
        bare(c, -0.08 * q, 1.22 * q, -0.08 * q, 1.15 * scale * top)
        curve(c, f, h - 1.08 * more, h + 1.08 * more, 0, 1.12 * scale * top, kind="thin")
        curve(c, f, p, q, 0, scale * top)
        for x, text in ((p, g["p"]), (q, g["q"])):
            c.line((x, 0), (x, f(x)), kind="dash")
            c.dot((x, f(x)))
            c.corner((x, 0), text, (x, 9))
        c.dot((h, f(h)))
        c.corner((h, f(h)), f"S({g['h']}, {g['k']})", (h, 9 * q))

    def check(c):
        ys = [y / scale for _, y in curves(c)[0]]
        best = max(curves(c)[0], key=lambda point: point[1])
        return max(ys), max(ys) - c.dots[2][1] / scale, best[0]

    seen = f"The figure shows the interval from ${p}$ to ${q}$ and the vertex S({h}, {k})"
    ends = f"$({p} - {h})^2 + {k} = {near * near + k}$ and $({q} - {h})^2 + {k} = {far * far + k}$"
    start = ("The function $f(x) = (x - h)^2 + k$ has the vertex S, and the thick part of its graph belongs to an "
             "interval. ")
    return Scene(
        f"The function $f(x) = (x - {h})^2 + {k}$ is given on the interval from {p} to {q}.", [
            ask("Domain and Range of a Quadratic Function", "Range on an Interval",
                f"{start}What is the greatest value of $f$ on this interval?", top,
                f"{seen}. The vertex is the lowest point, so by @ the greatest value is the larger one of those at the "
                f"ends. They are {ends}, and the larger one is ${top}$.",
                wrong=[min(near, far) ** 2 + k, more * more, more + k, q * q + k]),
            ask("Domain and Range of a Quadratic Function", "Range above the Vertex",
                f"{start}How long is the interval that the values of $f$ fill?", more * more,
                f"{seen}. By @ the values begin at ${k}$. At the ends they are {ends}, so they fill an interval of the "
                f"length ${top} - {k} = {more * more}$.", wrong=[top, q - p, abs(near * near - far * far)]),
            ask("Properties of a Quadratic Function", "Distance from the Axis",
                f"{start}At which x of this interval does $f$ take its greatest value?", q if far > near else p,
                f"{seen}. By @ the end farther away from the axis counts. The distances are ${h} - {p} = {near}$ and "
                f"${q} - {h} = {far}$, so it is $x = {q if far > near else p}$.",
                wrong=[p if far > near else q, h, top])],
        more=[lambda c, rng: c.line((h, 0), (h, 1.1 * scale * top), kind="thin")],
        givens=dict(p=p, q=q, h=h, k=k), figure=figure, upright=True, check=check, scale=False,
        quantities={"p": Quantity("coordinate", "the left end of the interval"),
                    "q": Quantity("coordinate", "the right end of the interval"),
                    "h": Quantity("coordinate", "the x-coordinate of S"),
                    "k": Quantity("coordinate", "the y-coordinate of S")})


# ---------------------------------------------------------------------------------------------------- lines and pieces
@program("Operations on Linear Functions")
def gap_of_two_lines(rng):
    (k, m), x, (b, d) = draw_until(
        lambda: (rng.sample([-2, -1, 1, 2, 3], 2), rng.randint(9, 25), (rng.randint(-5, 5), rng.randint(-5, 5))),
        lambda t: t[2][0] != t[2][1] and t[2][1] and (t[0][0] - t[0][1]) * t[1] + t[2][0] - t[2][1] > 1, "two lines")

    def figure(c, g):
        c.without = {"line"}
        grid(c, -6, 6, -6, 6)
        for name, slope, start in (("f", k, b), ("g", m, d)):
            curve(c, lambda u, s=slope, t=start: s * u + t, -6, 6, -6, 6)
            line = curves(c)[-1]
            c.corner(line[-1], name, line[0])

    def check(c):
        lines = [spread(points, 2) for points in curves(c)]
        f, g = ([through(line, v) for v in (0, x, 1)] for line in lines)
        return f[1] - g[1], f[2] + g[2], through(lines[0], g[0])

    read = (f"In the figure $f$ starts at ${b}$ on the y-axis and has the slope ${k}$; $g$ starts at ${d}$ and has the "
            f"slope ${m}$. So $f(x) = {linear(k, b)}$ and $g(x) = {linear(m, d)}$.")
    gap = (k - m) * x + b - d
    return Scene(
        f"Two linear functions are $f(x) = {linear(k, b)}$ and $g(x) = {linear(m, d)}$.", [
            ask("Operations on Linear Functions", "Gap between Two Lines",
                "$f$ and $g$ are linear functions. How far apart in height are the graphs of $f$ and $g$ "
                "over $x = {a}$?", gap,
                f"{read} By @ the distance over ${x}$ is $|({k} - {num(m)}) \\times {x} + {num(b)} - {num(d)}| = "
                f"{gap}$.", wrong=[abs(k + m) * x + 1, (k - m) * x, abs((k - m) * x - b + d), gap + 2 * abs(d)]),
            ask("Operations on Linear Functions", "Sum of Linear Functions",
                "$f$ and $g$ are linear functions. What is the value of $f + g$ at $x = 1$?", k + m + b + d,
                f"{read} By @ the sum has the value $({k} + {num(m)}) \\times 1 + {num(b)} + {num(d)} = "
                f"{k + m + b + d}$ there.", wrong=[k + m, b + d, k - m + b - d]),
            ask("Operations on Linear Functions", "Composition of Linear Functions",
                "$f$ and $g$ are linear functions. What is $f(g(0))$?", k * d + b,
                f"{read} By @ the value ${d}$ of $g$ is put into $f$: ${k} \\times {num(d)} {signed(b)} = "
                f"{k * d + b}$.", wrong=[m * b + d, b * d, b + d])],
        more=[lambda c, rng: c.line((1, -6), (1, 6), kind="dash")],
        givens=dict(a=x), fixed=(k, m, b, d), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("number", "the number that x stands for")})


@program("Reflection of a Graph")
def half_turn_of_graph(rng):
    def draw():
        xs = [0, *sorted(rng.sample(range(2, 8), 2)), 8]
        return (xs, *zigzag(rng, xs))

    def fits(d):
        ys = [y for _, y in d[1]]
        return min(v - u for u, v in zip(d[0], d[0][1:])) > 1 and ys.count(max(ys)) == 1 == ys.count(min(ys)) and all(
            (d[1][i][1] or 1) != d[1][i][0] for i in (1, 2)) and (d[1][1][1] or d[1][2][1])

    xs, points, _ = draw_until(draw, fits, "half_turn_of_graph")
    i = rng.choice([i for i in (1, 2) if points[i][1]])
    (a, y), low = points[i], min(points, key=lambda p: p[1])
    high = max(points, key=lambda p: p[1])

    def figure(c, g):
        grid(c, -8, 8, -7, 7)
        broken(c, points)

    def check(c):
        drawn = curves(c)[0]
        turned = [(-u, -v) for u, v in reversed(drawn)]
        flipped = [(u, -v) for u, v in drawn]
        mirrored = [(-u, v) for u, v in drawn]
        return height(turned, -a), max(v for _, v in flipped), max(mirrored, key=lambda p: p[1])[0]

    read = f"Over $x = {a}$ the graph has the height ${y}$, so $f({a}) = {y}$ (*{READ[0]}*)."
    return Scene(
        "The graph of $f$ joins " + ", ".join(f"$({u}, {v})$" for u, v in points) + " by straight pieces.", [
            ask("Reflection of a Graph", "Half Turn about the Origin",
                "The graph of $f$ is turned about the origin by half a turn. Which height does the turned graph have "
                "over $x = -{a}$?", -y,
                f"{read} By @ the point $({a}, {y})$ goes to $(-{a}, {-y})$, so the height is $-f({a})$, which is "
                f"$-1 \\times {num(y)} = {-y}$.", also=READ, wrong=[y, -a, a, 0]),
            ask("Reflection of a Graph", "Mirror at the x-Axis",
                "The graph of $f$ is reflected in the x-axis. What is the greatest height of the new graph?", -low[1],
                f"In the figure the lowest point is $({low[0]}, {low[1]})$ (*{READ[0]}*). By @ all heights change "
                f"their sign, so the greatest one is $-1 \\times {num(low[1])} = {-low[1]}$.", also=READ,
                wrong=[high[1], low[1], -high[1]]),
            ask("Reflection of a Graph", "Mirror at the y-Axis",
                "The graph of $f$ is reflected in the y-axis. Over which x does the new graph have its highest point?",
                -high[0], f"In the figure the highest point lies over ${high[0]}$ (*{READ[0]}*). By @ left and right "
                f"are exchanged, so it comes to $-1 \\times {high[0]} = {-high[0]}$.", also=READ,
                wrong=[high[0] or 1, high[1], -high[1]])],
        more=[lambda c, rng: c.line((-7, -7), (7, 7), kind="thin")],
        givens=dict(a=a), fixed=tuple(v for p in points for v in p), figure=figure, upright=True, check=check,
        say=dict(y=y, u=points[3 - i][0], v=points[3 - i][1]),
        quantities={"a": Quantity("number", "the distance of the place from the y-axis")})


@program("Stretching of a Graph")
def stretched_tent(rng):
    left, right = draw_until(lambda: (rng.randint(0, 5), rng.randint(4, 12)), lambda t: t[1] - t[0] >= 3, "tent")
    top, y, a = rng.choice([x for x in range(left + 1, right)]), rng.randint(2, 7), rng.randint(2, 15)
    wide = right - left

    def figure(c, g):
        grid(c, 0, 12, 0, 8)
        points = [(left, 0), (top, y), (right, 0)]
        c.fills.append((points, True))
        c.without |= {"hatch", "shapes"}
        broken(c, points)

    def check(c):
        (x0, _), (_, v), (x1, _) = curves(c)[0]
        new = [(x0, 0), (top, a * v), (x1, 0)]
        return abs((x1 - x0) * new[1][1]) / 2, (x1 - x0) / 2, x0 + x1

    read = f"In the figure the graph of $f$ has the zeros ${left}$ and ${right}$ and the greatest height ${y}$."
    area = frac(a * y * wide, 2)
    return Scene(
        f"The graph of $f$ goes straight from $({left}, 0)$ to $({top}, {y})$ and on to $({right}, 0)$.", [
            ask("Stretching of a Graph", "Vertical Stretch",
                "The graph of $f$ and the x-axis bound the shaded triangle. What is the area of the triangle that the "
                "graph of $y = {a} f(x)$ and the x-axis bound?", area,
                f"{read} By @ the zeros stay and the height becomes ${a} \\times {y} = {a * y}$. The triangle with the "
                f"base ${right} - {left} = {wide}$ has the area $\\frac{{1}}{{2}} \\times {wide} \\times {a * y} = "
                f"{area}$ (Area of a Triangle).", also=["Area of a Triangle"],
                wrong=[a * y * wide, frac(y * wide, 2), frac(a * a * y * wide, 2), frac((a + y) * wide, 2)]),
            ask("Stretching of a Graph", "Horizontal Stretch",
                "How far apart are the two zeros of the function $f(2x)$?", frac(wide, 2),
                f"{read} By @ all x-coordinates are divided by 2, so the zeros are $({right} - {left}) \\div 2 = "
                f"{frac(wide, 2)}$ apart.", wrong=[wide, 2 * wide, frac(y, 2)]),
            ask("Stretching of a Graph", "Zeros and Stretches",
                "What is the sum of the two zeros of the function $5 f(x)$?", left + right,
                f"{read} By @ the stretched graph has the same zeros, and their sum is ${left} + {right} = "
                f"{left + right}$.", wrong=[5 * (left + right), frac(left + right, 5), y + 5])],
        more=[lambda c, rng: c.line((top, 0), (top, y), kind="dash")],
        givens=dict(a=a), fixed=(left, top, right, y), figure=figure, upright=True, check=check,
        say=dict(top=top, high=y),
        quantities={"a": Quantity("number", "the factor before $f(x)$")})
