"""Exponential and power curves, mirrored curves, slopes of tangents, sums of rectangles under a graph."""
from fractions import Fraction
from math import dist, log

from ..canvas import area
from ..pieces import curve, curves, height
from ..tools import Quantity, Scene, ask, draw_until, frac, program, root
from .functions import through
from .parabolas import bare

NAMED = {"u": Quantity("coordinate", "the x-coordinate of P"), "v": Quantity("coordinate", "the y-coordinate of P")}


# ------------------------------------------------------------------------------------------------- powers and growth
@program("Graph of an Exponential Function")
def exponential_through_point(rng):
    a, n, m = draw_until(lambda: (rng.randint(2, 9), rng.randint(2, 6), rng.randint(2, 7)),
                         lambda t: t[1] != t[2] and t[0] ** t[1] <= 180 and t[0] ** t[2] <= 800,
                         "exponential_through_point")
    v, y = a ** n, a ** m
    far = max(n, m)
    scale = 1.1 * far / a ** far  # the y-axis has another unit

    def figure(c, g):
        bare(c, -0.55 * far, 1.22 * far, -0.1 * far, 1.35 * far)
        curve(c, lambda x: scale * a ** x, -0.5 * far, 1.02 * far, 0, 1.25 * far)
        for x, text, name in ((n, f"P({g['n']}, {g['v']})", ""), (m, "?" if c.asked in (None, 0) else "", g["m"])):
            p = x, scale * a ** x
            c.line((x, 0), p, kind="dash")
            c.dot(p)
            if text:
                c.corner(p, text, (far, p[1] - 0.4))
            if name:
                c.corner((x, 0), name, (x, far))

    def check(c):
        p, q = c.dots
        base = (p[1] / q[1]) ** (1 / (p[0] - q[0]))
        return base ** q[0], sum(base ** k for k in (0, 1)), log(p[1] / scale) / log(1 / base)

    seen = f"The figure shows the point P({n}, {v})"
    base = f"${v}^{{\\frac{{1}}{{{n}}}}} = {a}$"
    return Scene(
        f"The graph of $y = a^x$ goes through P({n}, {v}).", [
            ask("Graph of an Exponential Function", "Base from a Point",
                "The graph of an exponential function $y = a^x$ goes through P. What is the height of the graph over "
                "$x = {m}$, at "
                "the question mark?", y,
                f"{seen} and the place ${m}$. By @ the base is {base}. Over ${m}$ the height is ${a}^{{{m}}} = {y}$.",
                wrong=[frac(v * m, n), a * m, v + m - n if v + m > n else v + m, m ** a if m ** a != y else m * a + 1]),
            ask("Graph of an Exponential Function", "Point on the y-Axis",
                "The graph of an exponential function $f(x) = a^x$ goes through P. What is $f(0) + f(1)$?", 1 + a,
                f"{seen}. The base is {base}. By @ the two values are 1 and ${a}$, and $1 + {a} = {1 + a}$.",
                wrong=[a, 2 * a, 1 + v]),
            ask("Graph of an Exponential Function", "Mirror Bases",
                "The graph of an exponential function $y = a^x$ goes through P. At which x does the graph of "
                "$y = \\left(\\frac{1}{a}\\right)^x$ have the height of P?", -n,
                f"{seen}. By @ the other graph is the mirror image in the y-axis, and P goes to the point with the "
                f"x-coordinate $-1 \\times {n} = {-n}$.", wrong=[n, frac(1, n), -v])],
        more=[lambda c, rng: c.line((0, scale * v), (n, scale * v), kind="dash")],  # the height of P
        givens=dict(n=n, v=v, m=m), figure=figure, upright=True, check=check, scale=False,
        quantities={"n": Quantity("coordinate", "the x-coordinate of P"),
                    "v": Quantity("coordinate", "the y-coordinate of P")})


@program("Inverse Relationship of Logarithm and Exponential")
def mirrored_curves(rng):
    u, v = draw_until(lambda: (rng.randint(1, 7), rng.randint(3, 24)), lambda t: 1.6 * t[0] + 1 < t[1] < 3 * t[0] + 4,
                      "mirrored_curves")
    b = v ** (1 / u)

    def figure(c, g):
        top = 1.1 * v
        bare(c, -0.4 * v, 1.25 * v, -0.4 * v, 1.25 * v)
        curve(c, lambda x: b ** x, -0.38 * v, top, 0, top)
        curve(c, lambda x: log(x) / log(b), 0.001, top, -0.38 * v, top)
        c.line((-0.3 * v, -0.3 * v), (top, top), kind="dash")
        p, q = (u, v), (v, u)
        c.line(p, q, kind="thin")
        c.dot(p)
        c.dot(q)
        c.corner(p, f"P({g['u']}, {g['v']})", q)
        c.corner(q, "Q", p)
        for points, name in zip(curves(c), "fg"):
            c.corner(points[0] if name == "f" else points[-1], name, (0, -v) if name == "f" else (v / 2, 9))

    def check(c):
        p, q = c.dots
        base = p[1] ** (1 / p[0])
        return dist(p, q), log(p[1] ** 2) / log(base), log(base ** q[0]) / log(base) - height(curves(c)[1], q[0]) + q[1]

    seen = f"The figure shows the point P({u}, {v}) of the exponential curve"
    start = "The graph f of $y = a^x$ and the graph g of $y = \\log_a x$ are drawn. "
    return Scene(
        f"The graph of $y = a^x$ goes through P({u}, {v}); Q is its mirror image on the graph of $y = \\log_a x$.", [
            ask("Inverse Relationship of Logarithm and Exponential", "Mirrored Curves",
                f"{start}Q on g is the mirror image of P on f in the dashed line. How far apart are P and Q?",
                root(2 * (v - u) ** 2),
                f"{seen}. By @ the curves are mirror images in the line $y = x$, so Q has the coordinates $({v}, {u})$."
                f" The distance PQ is $\\sqrt{{({v} - {u})^2 + ({u} - {v})^2}} = {root(2 * (v - u) ** 2)}$ (Distance "
                "between Two Points).", also=["Distance between Two Points"],
                wrong=[v - u, 2 * (v - u), root(u * u + v * v), root(2 * (u + v) ** 2)]),
            ask("Inverse Relationship of Logarithm and Exponential", "Solving for an Exponent",
                f"{start}At which x does f have the square of the height of P?", 2 * u,
                f"{seen}. The height wanted is ${v}^2 = {v * v}$. By @ the place is $\\log_a {v * v}$, and since "
                f"$a^{{{u}}}$ is {v}, it is $2 \\times {u} = {2 * u}$.", wrong=[u * u if u != 2 else 5, u + 2, v]),
            ask("Inverse Relationship of Logarithm and Exponential", "Exponential and Logarithm Undo Each Other",
                f"{start}What is $\\log_a (a^x)$ if $x$ is the y-coordinate of P?", v,
                f"{seen}, so $x$ stands for ${v}$. By @ logarithm and power cancel, and $\\log_a (a^{{{v}}})$ is just "
                f"${v}$.", wrong=[u, u * v, v * v])],
        more=[lambda c, rng: c.line((u, 0), (u, v), (0, v), kind="dash")],
        givens=dict(u=u, v=v), figure=figure, upright=True, check=check, quantities=NAMED)


@program("Properties of a Power Function")
def doubled_input(rng):
    e, v, u = draw_until(lambda: (rng.randint(2, 4), rng.randint(2, 40), rng.randint(1, 9)),
                         lambda t: t[1] * 2 ** t[0] <= 180, "doubled_input")
    w = v * 2 ** e
    scale = 1.3 / 4 ** e  # u is drawn as 1 on the x-axis, the highest point as 1.3 times 4

    def figure(c, g):
        bare(c, -0.5, 5, -0.4, 5.9)
        curve(c, lambda x: 4 * scale * x ** e, 0, 4.04, 0, 5.6)
        for x, text in ((1, f"P({g['u']}, {g['v']})"), (2, f"Q({g['p']}, {g['w']})"),
                        (4, "?" if c.asked in (None, 0) else "")):
            p = x, 4 * scale * x ** e
            c.line((x, 0), p, kind="dash")
            c.dot(p)
            if text:
                c.corner(p, text, (x + 2, p[1] - 1))
        c.corner((4, 0), g["t"], (4, 9))

    def check(c):
        p, q, r = (point[1] for point in c.dots)
        power = log(q / p) / log(2)
        end = curves(c)[0][-1]
        return r / p * v, power, v * (-1) ** round(log(end[1] / p) / log(end[0]))

    shown = f"The figure shows the points P({u}, {v}) and Q({2 * u}, {w}) and the place ${4 * u}$"
    factor = f"${w} \\div {v} = {2 ** e}$"
    start = "The curve belongs to $y = c x^n$ with a whole number $n$ and goes through P and Q. "
    return Scene(
        f"The graph of $y = c x^n$ goes through P({u}, {v}) and Q({2 * u}, {w}).", [
            ask("Properties of a Power Function", "Doubling the Input",
                f"{start}What is the height of the curve at the question mark?", w * 2 ** e,
                f"{shown}. From P to Q the input is doubled and the height grows by the factor {factor}. From Q to the "
                f"last place it is doubled again, ${2 * u} \\times 2 = {4 * u}$, so by @ the height grows by the same "
                f"factor, to ${w} \\times {2 ** e} = {w * 2 ** e}$.",
                wrong=[2 * w if e > 1 else 3 * w, w + w - v + 1, 4 * w if e != 2 else 3 * w, w + v + 1]),
            ask("Properties of a Power Function", "Growth for Positive Exponents",
                f"{start}What is the exponent $n$?", e,
                f"{shown}. From P to Q the input is doubled and the height grows by the factor {factor}, which is "
                f"$2^n$. By @ the curve rises, so $n$ is positive, and $2^{{{e}}} = {2 ** e}$ shows that $n$ is {e}.",
                wrong=[2 ** e if e > 1 else 3, e + 1, w - v]),
            ask("Properties of a Power Function", "Parity of a Power",
                f"{start}What is the height of the whole graph over the place opposite to that of P, left of the "
                "y-axis?", v * (-1) ** e,
                f"{shown}. From P to Q the height grows by the factor {factor}, so $2^n = {2 ** e}$ and $n$ is {e}. By "
                f"@ the function is {'odd' if e % 2 else 'even'}, and the height over $-{u}$ is ${v} \\times "
                f"(-1)^{{{e}}} = {v * (-1) ** e}$.", wrong=[-v * (-1) ** e, -u, 0])],
        more=[lambda c, rng: c.line((0, 8 * scale * 2 ** (e - 1)), (2, 8 * scale * 2 ** (e - 1)), kind="thin")],
        givens=dict(u=u, v=v, p=2 * u, w=w, t=4 * u), figure=figure, upright=True, check=check, scale=False,
        quantities=NAMED | {"w": Quantity("coordinate", "the y-coordinate of Q")})


# --------------------------------------------------------------------------------------------- tangents and integrals
@program("Derivative Value at a Point")
def slope_of_tangent(rng):
    u, k, d = draw_until(lambda: (rng.randint(2, 12), rng.randint(1, 9), rng.randint(2, 60)),
                         lambda t: 0.6 * t[0] * t[1] < t[2] < 2 * t[0] * t[1], "slope_of_tangent")
    v = d + k * u
    a, low = Fraction(k, 2 * u), d + Fraction(k * u, 2)
    scale = 1.2 * u / v

    def figure(c, g):
        f = lambda x: scale * (float(a) * x * x + float(low))  # noqa: E731
        top = scale * v
        bare(c, -0.5 * u, 1.5 * u, -0.12 * u, 1.5 * top)
        curve(c, f, -0.45 * u, 1.4 * u, 0, 1.42 * top)
        p, q = (u, top), (0, scale * d)
        slope = scale * k
        c.line((-0.4 * u, q[1] - 0.4 * u * slope), (1.4 * u, q[1] + 1.4 * u * slope))
        c.line((u, 0), p, kind="dash")
        for point in (p, q):
            c.dot(point)
        c.corner(p, f"P({g['u']}, {g['v']})", (0, 2 * top))
        c.corner(q, f"D(0, {g['d']})", (-u, 3 * top))

    def check(c):
        points, p = curves(c)[0], c.dots[0]
        far = [points[i] for i in (0, len(points) // 2, -1)]
        steep = [(through(far, x + 1) - through(far, x - 1)) / 2 / scale for x in (p[0], 1, 0)]
        return steep[0], (1 - steep[2]) / (steep[1] - steep[2]), 3 * steep[0]

    seen = f"The figure shows the points P({u}, {v}) and D(0, {d}) of the tangent"
    slope = f"$\\frac{{{v} - {d}}}{{{u} - 0}} = {k}$"
    return Scene(
        f"The tangent of the graph of $f$ in P({u}, {v}) meets the y-axis in D(0, {d}).", [
            ask("Derivative Value at a Point", "Value from a Tangent in the Figure",
                "The line through D touches the graph of $f$ in P. What is the value of the derivative $f'$ at the "
                "x-coordinate of P?", k, f"{seen}. By @ the value of the derivative is the slope of the tangent, "
                f"{slope}.", wrong=[frac(v, u), v - d, frac(u, v - d), 2 * k]),
            ask("Derivative Value at a Point", "Place from the Slope",
                "The line through D touches the graph of $f(x) = ax^2 + c$ in P. At which x is the slope of the graph "
                "1?", frac(u, k),
                f"{seen}. The slope in P is {slope}. Since $f'(x) = 2ax$ is proportional to $x$, by @ the slope 1 "
                f"belongs to $x = {u} \\div {k} = {frac(u, k)}$.", wrong=[1, frac(k, u) if k != u else 2, u * k + 1]),
            ask("Definition of the Differential", "Rise along the Tangent",
                "The line through D touches the graph of $f$ in P. How much is $dy$ at P if $dx$ is 3?", 3 * k,
                f"{seen}. Its slope is {slope} (Derivative Value at a Point). By @ the tangent rises by $3 \\times {k} "
                f"= {3 * k}$.", also=["Derivative Value at a Point"], wrong=[k, 3 + k, v + 3 * k])],
        more=[lambda c, rng: c.line((0, scale * v), (u, scale * v), kind="dash")],
        givens=dict(u=u, v=v, d=d), figure=figure, upright=True, check=check, scale=False,
        quantities=NAMED | {"d": Quantity("coordinate", "the y-coordinate of D")})


@program("Definition of the Integral")
def rectangle_sums(rng):
    w, n = rng.randint(2, 9), 4
    steps = [rng.randint(2, 9) for _ in range(n)]
    first = rng.randint(2, 10)
    hs = [first + sum(steps[:i]) for i in range(n + 1)]
    lower, upper = w * sum(hs[:-1]), w * sum(hs[1:])
    tall = 5 / hs[-1]

    def figure(c, g):
        bare(c, -0.4, 7.6, -0.4, 6)
        c.without |= {"hatch"}
        x = [0.6 + 1.5 * i for i in range(n + 1)]
        for i in range(n):
            c.polygon((x[i], 0), (x[i + 1], 0), (x[i + 1], tall * hs[i]), (x[i], tall * hs[i]), accent=True)
            c.line((x[i], tall * hs[i]), (x[i], tall * hs[i + 1]), (x[i + 1], tall * hs[i + 1]),
                   (x[i + 1], tall * hs[i]), kind="dash")
        c.line(*((u, tall * v) for u, v in zip(x, hs)), kind="thick")
        for i, (u, v) in enumerate(zip(x, hs)):
            c.dot((u, tall * v))
            c.corner((u, tall * v), g[f"h{i}"], (u + 1, tall * v - 1.4))
        c.side((x[0], 0), (x[1], 0), g["w"], (0, 5))

    def check(c):
        wide = [w * (p[1][0] - p[0][0]) / 1.5 for p in c.polygons]
        low = sum(a * (p[2][1] - p[1][1]) / tall for a, p in zip(wide, c.polygons))
        line = curves(c)[0]
        under = sum(area([(p[0], 0), (q[0], 0), q, p]) for p, q in zip(line, line[1:])) * w / 1.5 / tall
        return 2 * (under - low), low, under

    seen = f"The figure shows the width {w} of each strip and the heights {', '.join(map(str, hs))} of the graph"
    return Scene(
        f"An increasing function has the heights {', '.join(map(str, hs))} at places that are {w} apart.", [
            ask("Definition of the Integral", "Rectangle Sums from Below and Above",
                "The increasing function is enclosed by four shaded rectangles from below and four higher rectangles "
                "from above, all equally wide. By how much do the two sums of areas differ?", upper - lower,
                f"{seen}. By @ the shaded rectangles have the left heights and the higher ones the right heights; the "
                f"sums are ${w} \\times ({' + '.join(map(str, hs[:-1]))}) = {lower}$ and ${w} \\times "
                f"({' + '.join(map(str, hs[1:]))}) = {upper}$. The difference is ${upper} - {lower} = "
                f"{upper - lower}$.",
                wrong=[lower, hs[-1] - hs[0], 4 * (upper - lower), w * steps[0]]),
            ask("Definition of the Integral", "Limit of Rectangle Sums",
                "The increasing function is enclosed by rectangles of equal width. What is the sum of the areas of the "
                "four shaded rectangles?", lower,
                f"{seen}. As in @, each rectangle has the area height times width: ${w} \\times "
                f"({' + '.join(map(str, hs[:-1]))}) = {lower}$.", wrong=[upper, sum(hs[:-1]), w * sum(hs)]),
            ask("Definition of the Integral", "Area with a Sign",
                "The function consists of straight pieces between the dots. What is its integral from the first dot to "
                "the last one?", frac(lower + upper, 2),
                f"{seen}. The graph lies above the x-axis, so by @ the integral is the area of four trapezoids. It is "
                f"the mean of ${w} \\times ({' + '.join(map(str, hs[:-1]))}) = {lower}$ and ${w} \\times "
                f"({' + '.join(map(str, hs[1:]))}) = {upper}$, which is $({lower} + {upper}) \\div 2 = "
                f"{frac(lower + upper, 2)}$ (Area of a Trapezoid).", also=["Area of a Trapezoid"],
                wrong=[lower, upper, lower + upper])],
        more=[lambda c, rng: c.line((0.6, tall * hs[0]), (6.6, tall * hs[-1]), kind="thin")],
        givens=dict(w=w, **{f"h{i}": v for i, v in enumerate(hs)}), figure=figure, upright=True, check=check,
        scale=False, quantities={"w": Quantity("measure", "the width of a strip")} | {
            f"h{i}": Quantity("coordinate", f"the height of the {name} dot")
            for i, name in enumerate(("first", "second", "third", "fourth", "last"))})
