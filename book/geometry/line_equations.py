"""Equations of lines: slopes, intercepts, parallels and perpendiculars through a point, strips between parallels."""
from fractions import Fraction
from math import dist
from math import pi as PI

from ..canvas import area
from ..plane import coordinates, cross, guides, named, num, plain, rays, to_line
from ..tools import Quantity, Scene, ask, draw_until, frac, pi, program
from .analytic import beyond, steep, where


def lines_of(c, kind="line"):
    """The drawn straight lines of a kind, as pairs of points."""
    return [points for points, drawn in c.strokes if drawn == kind and len(points) == 2]


def squared(x):
    """The LaTeX of the square of a number, brackets around a fraction."""
    return f"{frac(x)}^2" if x == int(x) else f"\\left({frac(x)}\\right)^2"


def at_x(line, x):
    """The height of a line over x."""
    (x0, y0), (x1, y1) = line
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def at_y(line, y):
    """The x-coordinate at which a line has the height y."""
    return at_x([p[::-1] for p in line], y)


# ------------------------------------------------------------------------------------------------ slopes and points
@program("Slope Formula")
def third_point_on_line(rng):
    run, rise = draw_until(lambda: (rng.randint(2, 6), rng.choice([-4, -3, -2, 2, 3, 4, 5])),
                           lambda t: abs(t[1]) != t[0], "third_point_on_line")
    m, n = rng.choice([(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)])
    low = 3 + max(0, -rise * (m + n))
    a = rng.randint(2, 8), rng.randint(low, low + 6)
    b, d = ((a[0] + k * run, a[1] + k * rise) for k in (m, m + n))
    k = steep(a, b)

    def figure(c, g):
        plain(c, a, b, d)
        c.line(*beyond(a, d, 0.12))
        c.line(a, (b[0], a[1]), b, kind="dash")
        c.line(b, (d[0], b[1]), d, kind="dash")
        up = 1 if rise > 0 else -1
        for name, p, y in (("A", a, g["ay"]), ("B", b, g["by"]), ("C", d, "?" if c.asked in (None, 0) else g["cy"])):
            named(c, name, p, g[f"{name.lower()}x"], y, (p[0] + 1, p[1] - up))

    def check(c):
        p, q, r = c.dots
        line = lines_of(c)[0]
        return at_x(line, r[0]), abs((r[1] + 1 - q[1]) / (r[0] - q[0]) - steep(p, q)), steep(r, p)

    seen = f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]})"
    slope = f"$\\frac{{{b[1]} - {a[1]}}}{{{b[0]} - {a[0]}}} = {frac(k)}$"
    return Scene(
        f"The points A{a}, B{b} and C lie on one line, and C has the x-coordinate {d[0]}.", [
            ask("Slope Formula", "Missing Coordinate from the Slope",
                "A, B and C lie on one line. What is the y-coordinate of C?", d[1],
                f"{seen} and the x-coordinate {d[0]} of C. The slope of the line is {slope} (Slope of a Line). From B "
                f"to C it is ${d[0]} - {b[0]} = {d[0] - b[0]}$ to the right, so by @ the y-coordinate of C is "
                f"${b[1]} + {num(k)} \\times {d[0] - b[0]} = {d[1]}$.", also=["Slope of a Line"],
                wrong=[b[1] + d[0] - b[0], 2 * b[1] - a[1], abs(b[1] - rise * n), d[1] + rise]),
            ask("Slope Formula", "Collinear Points by Slope",
                "A, B and C lie on one line. C is moved up by one unit. By how much do the slopes of AB and BC differ "
                "then?", frac(1, d[0] - b[0]),
                f"{seen}, and C has the x-coordinate {d[0]}. By @ both slopes are equal at first. From B to C it is "
                f"${d[0]} - {b[0]} = {d[0] - b[0]}$ to the right; one unit more in height changes the slope of BC by "
                f"$1 \\div {d[0] - b[0]} = {frac(1, d[0] - b[0])}$.",
                wrong=[1, frac(1, d[0] - a[0]), frac(k)]),
            ask("Slope of a Line", "Rise over Run", "A, B and C lie on one line. What is its slope?", frac(k),
                f"{seen}. By @ the slope is {slope}.", wrong=[frac(1 / k), frac(-k), rise])],
        more=[rays, guides],
        givens=coordinates(a, b) | dict(cx=d[0]), fixed=(d[1],), figure=lambda c, g: figure(c, {"cy": str(d[1])} | g),
        quantities=where("A", "B") | {"cx": Quantity("coordinate", "the x-coordinate of C")}, upright=True,
        check=check)


@program("Point-Slope Form of a Line")
def parallel_through_point(rng):
    p, q = draw_until(lambda: (rng.randint(2, 6), rng.randint(1, 6)), lambda t: t[0] != t[1] and t[1] < 2 * t[0],
                      "parallel_through_point")
    m = rng.randint(1, 3)
    b, a0 = (p * m, q * m), p * rng.randint(1, 3)
    a = a0, a0 * q // p + rng.randint(max(3, p * m // 3), max(6, p * m))
    k, cut = Fraction(q, p), a[1] - a0 * q // p
    across = a[1] + a0 / k

    def figure(c, g):
        right = max(b[0], a[0]) * 1.25
        plain(c, b, a, (right, right * k + cut), (0, across) if c.asked in (None, 1) else a)
        g_line, h_line = ((0, 0), (right, right * k)), ((0, cut), (right, right * k + cut))
        c.line(*g_line)
        c.line(*h_line, kind="thick")
        c.parallel((b[0], b[1]), g_line[1])
        c.parallel((a[0], a[1]), h_line[1])
        c.corner(g_line[1], "g", (0, 0))
        c.corner(h_line[1], "h", (0, cut))
        if c.asked in (None, 1):
            c.line(a, (0, across), kind="dash")
        named(c, "A", a, g["ax"], g["ay"], (a[0] + 1, a[1] - 2))
        named(c, "B", b, g["bx"], g["by"], (b[0] - 1, b[1] + 2))

    def check(c):
        one, two = lines_of(c, "line")[0], lines_of(c, "thick")[0]
        top, foot = c.dots
        steepness = (foot[1] - 0) / foot[0]
        return at_x(two, 0), top[1] + top[0] / steepness, at_x(one, 1)

    seen = f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]})"
    slope = f"${b[1]} \\div {b[0]} = {frac(k)}$"
    return Scene(
        f"The line g goes through the origin and B{b}; its parallel h goes through A{a}.", [
            ask("Point-Slope Form of a Line", "Parallel through a Point",
                "The line g goes through the origin O and B, and the line h through A is parallel to g. At which value "
                "of y does h meet the y-axis?", cut,
                f"{seen}. The line g leads from the origin to B, so its slope is {slope} (Slope of a Line). By @ the "
                f"parallel h has the same slope and meets the y-axis at ${a[1]} - {num(k)} \\times {a[0]} = {cut}$.",
                also=["Slope of a Line"], wrong=[frac(a[1] - a[0] / k), a[1] - b[1], frac(a[1] + k * a[0]), a[1]]),
            ask("Point-Slope Form of a Line", "Perpendicular through a Point",
                "The line g goes through the origin O and B. At which value of y does the perpendicular to g through A "
                "meet the y-axis?", frac(across),
                f"{seen}. The slope of g is {slope} (Slope of a Line). By @ the perpendicular has the slope "
                f"${frac(-1 / k)}$ and meets the y-axis at ${a[1]} - ({frac(-1 / k)}) \\times {a[0]} = "
                f"{frac(across)}$.", also=["Slope of a Line"],
                wrong=[cut, frac(a[1] - a[0] / k), frac(a[1] + k * a[0])]),
            ask("Slope of a Line", "Rise over Run", "The line g goes through the origin O and B. What is the slope of "
                "g?", frac(k), f"{seen}, and g goes through O and B. By @ the slope of g is {slope}.",
                wrong=[frac(1 / k), frac(-k), b[1] - b[0]])],
        more=[guides, lambda c, rng: c.line(a, b, kind="thin")],
        givens=coordinates(a, b), quantities=where("A", "B"), figure=figure, upright=True, check=check)


@program("Two-Point Form of a Line")
def line_to_both_axes(rng):
    run, drop = draw_until(lambda: (rng.randint(1, 5), rng.randint(1, 5)), lambda t: 2 * t[0] >= t[1] and
                           2 * t[1] >= t[0], "line_to_both_axes")
    i, j, n = rng.choice([(1, 1, 1), (1, 2, 1), (2, 1, 2), (1, 1, 2), (2, 2, 1), (1, 2, 2), (2, 3, 1), (1, 3, 2)])
    whole, m = i + j + n, rng.randint(2, 4)
    s, t = whole * run * m, whole * drop * m
    a, b = (i * run * m, t - i * drop * m), ((i + j) * run * m, t - (i + j) * drop * m)

    def figure(c, g):
        plain(c, (s, 0), (0, t))
        c.polygon((0, 0), (s, 0), (0, t))
        c.line(*beyond((0, t), (s, 0), 0.1))
        c.corner((s, 0), "S", (0, t))
        c.corner((0, t), "T", (s, 0))
        named(c, "A", a, g["ax"], g["ay"], (0, 0))
        named(c, "B", b, g["bx"], g["by"], (0, 0))

    def check(c):
        line = c.dots[:2]
        corner = at_y(line, 0), at_x(line, 0)
        return corner[0], corner[1], area(((0, 0), (corner[0], 0), (0, corner[1])))

    seen = f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}) of the line"
    k = Fraction(-drop, run)
    slope = f"$\\frac{{{b[1]} - {a[1]}}}{{{b[0]} - {a[0]}}} = {frac(k)}$"
    return Scene(
        f"The line through A{a} and B{b} meets the x-axis in S and the y-axis in T.", [
            ask("Two-Point Form of a Line", "Two-Point Formula",
                "The line through A and B meets the x-axis in S. What is the x-coordinate of S?", s,
                f"{seen}. In S the height is 0, so by @ the x-coordinate satisfies $\\frac{{x - {a[0]}}}"
                f"{{{b[0]} - {a[0]}}} = \\frac{{0 - {a[1]}}}{{{b[1]} - {a[1]}}}$. The right side is "
                f"$\\frac{{-{a[1]}}}{{{b[1] - a[1]}}} = {frac(a[1], a[1] - b[1])}$, and so $x$ is ${a[0]} + "
                f"{frac(a[1], a[1] - b[1])} \\times {b[0] - a[0]} = {s}$.",
                wrong=[a[0] + b[0] + 1, 2 * b[0], t, frac(s, 2), s + run]),
            ask("Two-Point Form of a Line", "Line from Two Points in Two Steps",
                "The line through A and B meets the y-axis in T. What is the y-coordinate of T?", t,
                f"{seen}. As in @, the slope comes first: it is {slope}. Then the y-coordinate of T is ${a[1]} - "
                f"({frac(k)}) \\times {a[0]} = {t}$.", wrong=[a[1] + b[1], a[1] + a[0], frac(a[1] + k * a[0])]),
            ask("Area of a Triangle", "Area of a Right Triangle",
                "The line through A and B meets the axes in S and T. What is the area of the triangle OST?",
                frac(s * t, 2),
                f"{seen}. The slope of the line is {slope}, so T has the height ${a[1]} - ({frac(k)}) \\times {a[0]} = "
                f"{t}$ and S lies at $x = {t} \\div {frac(-k)} = {s}$ (Two-Point Form of a Line). By @ the area is "
                f"$\\frac{{1}}{{2}} \\times {s} \\times {t} = {frac(s * t, 2)}$.", also=["Two-Point Form of a Line"],
                wrong=[s * t, frac(s * t, 4), frac(a[0] * a[1], 2)])],
        more=[guides, lambda c, rng: to_line(c, a, b)],
        givens=coordinates(a, b), quantities=where("A", "B"), figure=figure, upright=True, check=check)


# ------------------------------------------------------------------------------------------------------- intercepts
@program("Slope-Intercept Form of a Line")
def tent_of_two_lines(rng):
    k, m = draw_until(lambda: (rng.randint(2, 5), rng.randint(2, 5)), lambda t: t[0] != t[1], "tent_of_two_lines")
    b = rng.choice([n for n in range(12, 61) if n % k == 0 == n % m])
    left, right = b // k, b // m

    def figure(c, g):
        plain(c, (-left, 0), (right, 0), (0, b))
        c.polygon((-left, 0), (right, 0), (0, b))
        c.line((-1.1 * left, -0.1 * b), (0.08 * left, 1.08 * b))
        c.line((1.1 * right, -0.1 * b), (-0.08 * right, 1.08 * b))
        c.side((-left, 0), (0, b), f"g: y = {g['k']}x + {g['b']}", (right, 0))
        c.side((right, 0), (0, b), f"h: y = −{g['m']}x + {g['b']}", (-left, 0))

    def check(c):
        one, two = lines_of(c)
        found = at_y(two, 0) - at_y(one, 0)
        return found, abs(at_x(one, 1) - at_x(two, 1)), area(c.polygons[0])

    seen = f"The figure shows the equations $y = {k}x + {b}$ of g and $y = -{m}x + {b}$ of h"
    zeros = f"${-b} \\div {k} = {-left}$ and ${-b} \\div ({-m}) = {right}$"
    return Scene(
        f"The lines g with $y = {k}x + {b}$ and h with $y = -{m}x + {b}$ and the x-axis bound a triangle.", [
            ask("Slope-Intercept Form of a Line", "Zero of a Line",
                "How long is the side of the shaded triangle that lies on the x-axis?", left + right,
                f"{seen}. By @ these lines meet the x-axis at {zeros}. The side between these places is "
                f"${right} - ({-left}) = {left + right}$ long.",
                wrong=[abs(left - right), frac(b, k + m), k + m, 2 * b]),
            ask("Slope-Intercept Form of a Line", "Slope Read from a Unit Step",
                "Both lines are followed from the y-axis one unit to the right. By how much do their heights differ "
                "there?", k + m,
                f"{seen}. By @ one unit to the right leads {k} up on g and {m} down on h, so the heights differ by "
                f"${k} + {m} = {k + m}$.", wrong=[abs(k - m), 1, k * m]),
            ask("Area of a Triangle", "Half of Base times Height", "What is the area of the shaded triangle?",
                frac(b * (left + right), 2),
                f"{seen}. They meet the x-axis at {zeros} (Slope-Intercept Form of a Line), so the base is "
                f"${right} - ({-left}) = {left + right}$; the height is ${b}$. By @ the area is $\\frac{{1}}{{2}} "
                f"\\times {left + right} \\times {b} = {frac(b * (left + right), 2)}$.",
                also=["Slope-Intercept Form of a Line"], wrong=[b * (left + right), frac(b * b, 2), b * left])],
        more=[lambda c, rng: c.line((0, b), ((right - left) / 2, 0), kind="thin"),
              lambda c, rng: c.line((-left / 2, b / 2), (right / 2, b / 2), kind="dash")],
        givens=dict(k=k, m=m, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"k": Quantity("coefficient", "the slope of g"),
                    "m": Quantity("coefficient", "the number that stands behind the minus sign in the equation of h"),
                    "b": Quantity("coordinate", "the height at which both lines meet the y-axis")})


@program("General Equation of a Line")
def line_cuts_triangle(rng):
    p, q, m = draw_until(lambda: (rng.randint(2, 9), rng.randint(2, 9), rng.randint(1, 4)),
                         lambda t: t[0] != t[1] and max(t[:2]) < 3 * min(t[:2]) and t[0] * t[1] * t[2] <= 180,
                         "line_cuts_triangle")
    c0 = p * q * m
    s, t = q * m, p * m  # where the line px + qy - c0 = 0 meets the axes

    def figure(c, g):
        plain(c, (s, 0), (0, t))
        c.polygon((0, 0), (s, 0), (0, t), accent=True)
        c.line(*beyond((0, t), (s, 0), 0.15))
        c.side((0, t), (s, 0), f"g: {g['p']}x + {g['q']}y − {g['c']} = 0", (0, 0))

    def check(c):
        line = lines_of(c)[0]
        return area(c.polygons[0]), steep(*c.polygons[0][1:]), -at_y(line, 0)

    seen = f"The figure shows the equation ${p}x + {q}y - {c0} = 0$ of the line g"
    return Scene(
        f"The line g has the equation ${p}x + {q}y - {c0} = 0$.", [
            ask("General Equation of a Line", "Linear Equation as a Line",
                "What is the area of the shaded triangle between the line g and the axes?", frac(s * t, 2),
                f"{seen}. By @ the points of g are exactly those that satisfy it: $y = 0$ leads to $x = {c0} \\div {p} "
                f"= {s}$, and $x = 0$ to $y = {c0} \\div {q} = {t}$. These are the legs of the right triangle, whose "
                f"area is $\\frac{{1}}{{2}} \\times {s} \\times {t} = {frac(s * t, 2)}$ (Area of a Triangle).",
                also=["Area of a Triangle"], wrong=[s * t, frac(p * q, 2), c0, frac(s * t, 4)]),
            ask("General Equation of a Line", "Slope from the General Equation", "What is the slope of the line g?",
                frac(-p, q), f"{seen}. By @ its slope is ${-p} \\div {q} = {frac(-p, q)}$.",
                wrong=[frac(p, q), frac(-q, p), p]),
            ask("General Equation of a Line", "Multiples Give the Same Line",
                "The equation of g is divided by the number that stands before x, so that x alone is left there. "
                "Which constant term does the equation have then?", -s,
                f"{seen}. By @ both sides may be divided by {p}; the constant term becomes $-{c0} \\div {p} = {-s}$.",
                wrong=[s, -c0, -t])],
        more=[lambda c, rng: to_line(c, (s, 0), (0, t)), lambda c, rng: c.line((0, 0), (s / 2, t / 2), kind="thin")],
        givens=dict(p=p, q=q, c=c0), figure=figure, upright=True, check=check, scale=False,
        quantities={"p": Quantity("coefficient", "the number before x in the equation of g"),
                    "q": Quantity("coefficient", "the number before y in the equation of g"),
                    "c": Quantity("coefficient", "the number that is subtracted in the equation of g")})


@program("Distance between Parallel Lines by Equations")
def circle_between_parallels(rng):
    p, q, n = rng.choice([(3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13), (8, 15, 17), (15, 8, 17)])
    d = rng.randint(2, 10)
    low = rng.choice([v for v in range(2, 120) if 0.4 * d * n < v < 1.6 * d * n])
    high = low + d * n

    def figure(c, g):
        s, t = high / p, high / q
        plain(c, (s, 0), (0, t))
        c.without |= {"shapes"}
        c.fills.append(([(low / p, 0), (s, 0), (0, t), (0, low / q)], False))
        for v in (low, high):
            c.line(*beyond((0, v / q), (v / p, 0), 0.12 if v == high else 0.2))
        c.side((0, t), (s, 0), f"h: {p}x + {q}y = {g['high']}", (0, 0))
        c.corner(beyond((0, low / q), (low / p, 0), 0.2)[1], f"g: {p}x + {q}y = {g['low']}", (0, low / q))
        middle = (low + high) / 2
        c.circle((middle * p / n / n, middle * q / n / n), d / 2, accent=True)

    def check(c):
        one, two = lines_of(c)
        gap = abs(cross(*one, two[0])) / dist(*one)
        cut = [at_x(line, 0) for line in (one, two)]
        return PI * (gap / 2) ** 2, gap, q * sum(cut) / 2

    seen = f"The figure shows the parallel lines ${p}x + {q}y = {low}$ and ${p}x + {q}y = {high}$"
    way = f"$\\frac{{{high} - {low}}}{{\\sqrt{{{p}^2 + {q}^2}}}} = \\frac{{{high - low}}}{{{n}}} = {d}$"
    area_of = Fraction(d * d, 4)
    return Scene(
        f"A circle touches both parallel lines ${p}x + {q}y = {low}$ and ${p}x + {q}y = {high}$.", [
            ask("Distance between Parallel Lines by Equations", "Parallel Distance Formula",
                "The circle touches both parallel lines g and h. What is the area of the circle? Give the answer as a "
                "multiple of $\\pi$.", pi(area_of),
                f"{seen}. By @ they are {way} apart. This is the diameter of the circle, so its radius is ${d} \\div 2 "
                f"= {frac(d, 2)}$ and its area $\\pi \\times {squared(Fraction(d, 2))} = {pi(area_of)}$ (Area of a "
                "Circle).", also=["Area of a Circle"],
                wrong=[pi(d * d), pi(d), pi(Fraction(high - low) ** 2 / 4), pi(Fraction(d * d, 2))]),
            ask("Distance between Parallel Lines by Equations", "Any Point Will Do",
                "How far is the point where g meets the y-axis from the line h?", d,
                f"{seen}. By @ every point of g has the same distance from h, which is {way}.",
                wrong=[high - low, frac(high - low, q), frac(d, 2)]),
            ask("Distance between Parallel Lines by Equations", "Midline of Two Parallels",
                f"The midline of g and h has an equation with the same left side ${p}x + {q}y$. What is its right "
                "side?", frac(low + high, 2),
                f"{seen}. By @ the right side of the midline is the mean of both: $({low} + {high}) \\div 2 = "
                f"{frac(low + high, 2)}$.", wrong=[low + high, frac(high - low, 2), d])],
        more=[lambda c, rng: to_line(c, (high / p, 0), (0, high / q)),
              lambda c, rng: c.line(((low + high) / 2 / p, 0), (0, (low + high) / 2 / q), kind="dash")],
        givens=dict(low=low, high=high), fixed=(p, q), say=dict(p=p, q=q), figure=figure, upright=True, check=check,
        scale=False,
        quantities={"low": Quantity("coefficient", "the right side of the equation of g"),
                    "high": Quantity("coefficient", "the right side of the equation of h")})
