"""Inequalities with distances and parameters on a number line, regions of the plane, means in a semicircle."""
from fractions import Fraction
from itertools import product
from math import ceil, gcd, sqrt

from ..canvas import area
from ..pieces import grid
from ..tools import Quantity, Scene, ask, frac, program, root, signed
from .inequalities import SET, axis, ends, stretch, whole_ticks


@program("Inequality with Absolute Value")
def centred_segment(rng):
    u, v = rng.randint(2, 50), rng.randint(6, 90)
    while not 4 <= v - u <= 40:
        u, v = rng.randint(2, 50), rng.randint(6, 90)
    d, m = Fraction(v - u, 2), Fraction(u + v, 2)

    def figure(c, g):
        span = 1.6 * (v - u)
        axis(c, (u, v), u - 0.3 * (v - u), v + 0.3 * (v - u), (g["u"], g["v"]))
        stretch(c, u, v, (1, 1), 0.14 * span, span)

    def check(c):
        (low, _), (high, _) = ends(c)
        grid = [Fraction(i, 4) for i in range(-20, 600)]
        centre = next(x for x in grid if x - Fraction(low) == Fraction(high) - x)
        return high - centre, centre, sum(abs(x - centre) <= high - centre for x in range(-9, 150))

    say = "The thick segment over the number line, with both ends, is the solution set of $|x - m| \\le d$. "
    say = "The thick segment over the number line, with both ends, is the solution set of $|x - m| \\le d$. "
    seen = f"In the figure the thick segment runs from ${u}$ to ${v}$, and both ends belong to it."
    return Scene(
        f"A thick segment is drawn over a number line from {u} to {v}.", [
            ask("Inequality with Absolute Value", "Distance at Most r", say + "What is $d$?", frac(d),
                f"{seen} By @ the solutions are the numbers whose distance from $m$ is at most $d$, so the segment "
                f"reaches $d$ to the left and $d$ to the right of its middle $m$. Hence $d$ is half of its length: "
                f"$({v} - {u}) \\div 2 = {frac(d)}$.", wrong=[v - u, frac(m), v]),
            ask("Inequality with Absolute Value", "Centre and Radius of a Segment", say + "What is $m$?", frac(m),
                f"{seen} By @ $m$ is the middle of the segment, $({u} + {v}) \\div 2 = {frac(m)}$.",
                wrong=[frac(d), u + v, u]),
            ask(SET, "Whole Solutions between Bounds", say + "How many whole numbers are solutions?", v - u + 1,
                f"{seen} By @ the whole numbers from ${u}$ to ${v}$, the ends included, are "
                f"${v} - {u} + 1 = {v - u + 1}$ numbers.", wrong=[v - u, v - u - 1, v - u + 2])],
        givens=dict(u=u, v=v), figure=figure, upright=True, check=check, scale=False,
        quantities={"u": Quantity("number", "the left end of the thick segment"),
                    "v": Quantity("number", "the right end of the thick segment")},
        more=[whole_ticks(u, v)])


@program("Parameters from a Solution Set")
def given_solutions(rng):
    u, v, left = rng.randint(2, 15), rng.randint(2, 25), rng.randint(0, 1)
    low = -u if left else u
    while not 4 <= v - low <= 30:
        u, v = rng.randint(2, 15), rng.randint(2, 25)
        low = -u if left else u

    def figure(c, g):
        span = 1.6 * (v - low)
        axis(c, (low, v), low - 0.3 * (v - low), v + 0.3 * (v - low), (("−" if left else "") + g["u"], g["v"]))
        stretch(c, low, v, (0, 0), 0.14 * span, span)

    def check(c):
        low, high = (round(x) for x, _ in ends(c))
        at = [(x - low) * (x - high) for x in (0, 1)]  # the values of x^2 + bx + c
        return at[0], high + 3, next(k for k in range(999) if Fraction(k, 3) == high)

    say = "The thick segment over the number line, without its ends, is the solution set of "
    one = f"({low})" if left else low
    say = "The thick segment over the number line, without its ends, is the solution set of "
    one = f"({low})" if left else low
    seen = f"In the figure the thick segment runs from ${low}$ to ${v}$, and its ends do not belong to it."
    return Scene(
        f"A thick segment is drawn over a number line from {low} to {v}.", [
            ask("Parameters from a Solution Set", "Ends are Roots", say + "$x^2 + bx + c < 0$. What is $c$?", low * v,
                f"{seen} By @ the term $x^2 + bx + c$ is zero exactly at these two ends, so it is the product of "
                f"$x {signed(-low)}$ and $x - {v}$. Its constant part is $c$, the product of the two ends: "
                f"${one} \\cdot {v} = {low * v}$.", wrong=[-low * v, low + v, -low - v]),
            ask("Parameters from a Solution Set", "Two Bounds Give Two Parameters",
                say + "$m < x + 3 < n$. What is $n$?", v + 3,
                f"{seen} The inequality $m < x + 3 < n$ means $m - 3 < x < n - 3$. By @ the right bound must be the "
                f"right end, $n - 3 = {v}$, so $n$ is ${v} + 3 = {v + 3}$.", wrong=[v - 3, v, low + 3]),
            ask("Parameters from a Solution Set", "Matching the End Point",
                "The ray from the right end of the thick segment to the right, without its starting point, is the "
                "solution set of $3x > k$. What is $k$?", 3 * v,
                f"The right end of the segment is ${v}$, so the ray starts there. The inequality $3x > k$ means "
                f"$x > \\frac{{k}}{{3}}$, and by @ its bound is the start of the ray, $\\frac{{k}}{{3}} = {v}$. So $k$ "
                f"is $3 \\cdot {v} = {3 * v}$.", wrong=[v, v + 3, frac(v, 3)])],
        givens=dict(u=u, v=v), fixed=(left,), figure=figure, upright=True, check=check, scale=False,
        quantities={"v": Quantity("number", "the right end of the thick segment")},
        more=[whole_ticks(low, v)])


@program("Linear Programming")
def best_corner(rng):
    w, h = rng.randint(4, 8), rng.randint(4, 8)
    low, p = rng.randint(1, h - 2), rng.randint(1, w - 2)
    a, b = rng.randint(2, 12), rng.randint(2, 12)
    corners = [(0, 0), (w, 0), (w, low), (p, h), (0, h)]
    best = max(a * x + b * y for x, y in corners)
    while a * w + b * low == a * p + b * h or a == b:
        a, b = rng.randint(2, 12), rng.randint(2, 12)
        best = max(a * x + b * y for x, y in corners)
    one, two = a * w + b * low, a * p + b * h
    rows = [sum((y - low) * (w - p) <= (w - x) * (h - low) for x in range(w + 1)) for y in range(h + 1)]
    count = sum(rows)

    def figure(c, g):
        c.without = {"shapes", "line"}
        grid(c, 0, 8, 0, 8)
        c.polygon(*corners, accent=True)
        for corner in corners:
            c.dot(corner)

    def check(c):
        shape = c.polygons[0]
        n = len(shape)

        def holds(x, y):
            return all((q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]) >= 0
                       for p, q in zip(shape, shape[1:] + shape[:1]))
        points = [pt for pt in product(range(10), repeat=2) if holds(*pt)]
        border = sum(gcd(abs(shape[i][0] - shape[i - 1][0]), abs(shape[i][1] - shape[i - 1][1])) for i in range(n))
        return max(a * x + b * y for x, y in points), max(x + y for x, y in points), area(shape) + border / 2 + 1

    say = "The shaded region with its border holds the points $(x, y)$ that satisfy all conditions. "
    say = "The shaded region with its border holds the points $(x, y)$ that satisfy all conditions. "
    return Scene(
        "A polygon with these corners is shaded in the coordinate plane: "
        + ", ".join(map(str, corners)) + ".", [
            ask("Linear Programming", "Comparing the Corners",
                say + "What is the greatest value of ${a}x + {b}y$ in this region?", best,
                f"By @ it is enough to compare the values at the corners, which the figure shows. With larger $x$ or "
                f"$y$ the value grows, so of the corners only $({w}, {low})$ and $({p}, {h})$ can be best; all others "
                f"lie below or to the left of one of these. The values are ${a} \\cdot {w} + {b} \\cdot {low} = {one}$ "
                f"and ${a} \\cdot {p} + {b} \\cdot {h} = {two}$, so the greatest value is ${best}$.",
                wrong=[min(one, two), a * w + b * h, max(a * w, b * h)]),
            ask("Linear Programming", "Optimum at a Corner",
                say + "What is the greatest value of $x + y$ in this region?", max(w + low, p + h),
                f"By @ the greatest value is taken at a corner. In the figure the corners farthest to the right and "
                f"farthest up are $({w}, {low})$ and $({p}, {h})$, and $\\max({w} + {low}, {p} + {h}) = "
                f"{max(w + low, p + h)}$.", wrong=[min(w + low, p + h), w + h, max(w, h)]),
            ask("Linear Programming", "Feasible Region",
                say + "How many points of this region, border included, have two whole coordinates?", count,
                f"All these points satisfy the conditions, so they belong to the region, as @ says. Counted in the "
                f"figure row by row from the bottom, there are ${' + '.join(map(str, rows))} = {count}$ points.",
                wrong=[count - len(corners), (w + 1) * (h + 1), w * h])],
        givens=dict(a=a, b=b), fixed=(w, h, low, p), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("coefficient", "the factor before $x$"),
                    "b": Quantity("coefficient", "the factor before $y$")})


@program("Mean Inequality")
def semicircle_of_means(rng):
    a, b = rng.randint(2, 40), rng.randint(2, 40)
    while not (a != b and 0.24 < a / b < 4.2):
        a, b = rng.randint(2, 40), rng.randint(2, 40)
    r, h = (a + b) / 2, sqrt(a * b)

    def figure(c, g):
        c.without = {"line"}
        c.line((0, 0), (a + b, 0))
        c.ring((r, 0), r, start=0, end=180)
        c.line((a, 0), (a, h), kind="thick")
        c.dot((a, 0))
        c.side((0, 0), (a, 0), g["a"], (r, r))
        c.side((a, 0), (a + b, 0), g["b"], (r, r))
        c.side((a, 0), (a, h), "?", (a + b if a > b else 0, 0))
        c.right((a, 0), (a + b, 0) if a > b else (0, 0), (a, h))

    def check(c):
        foot, top = next(points for points, kind in c.strokes if kind == "thick")
        arc = max((points for points, kind in c.strokes), key=len)
        wide = arc[0][0] - arc[-1][0]
        best = max(k / 4 * (wide - k / 4) for k in range(int(4 * wide)))
        return top[1] - foot[1], max(y for _, y in arc), best

    g2 = root(a * b)
    value = f"$\\sqrt{{{a * b}}}$" if g2 == f"\\sqrt{{{a * b}}}" else f"$\\sqrt{{{a * b}}} = {g2}$"
    seen = f"In the figure the foot of the thick segment cuts the diameter into the parts ${a}$ and ${b}$."
    return Scene(
        f"The diameter of a semicircle is cut into the parts {a} and {b}; at the cut stands a thick segment, at a "
        "right angle to the diameter.", [
            ask("Mean Inequality", "Semicircle of the Means",
                "The thick segment with the question mark stands upright on the diameter of a semicircle and ends on "
                "the semicircle. How long is this segment? Give the exact value.", g2,
                f"{seen} By @ the thick segment is the geometric mean of the two parts, the square root of their "
                f"product ${a} \\cdot {b} = {a * b}$. Its length is {value}.",
                wrong=[frac(a + b, 2), a * b, root(a + b), root(a * a + b * b)]),
            ask("Mean Inequality", "Arithmetic and Geometric Mean",
                "The thick segment stands upright on the diameter of a semicircle and ends on the semicircle. How long "
                "would it be at most if it stood elsewhere on the diameter?", frac(a + b, 2),
                f"{seen} Wherever it stands, the thick segment is the geometric mean of the two parts, and by @ this "
                f"is never greater than their arithmetic mean, the radius $({a} + {b}) \\div 2 = {frac(a + b, 2)}$. In "
                f"the middle it reaches this length.", wrong=[a + b, g2, max(a, b)]),
            ask("Mean Inequality", "Greatest Product for a Fixed Sum",
                "The diameter is to be cut into two parts at any other place. What is the greatest possible product of "
                "the lengths of the two parts?", frac((a + b) ** 2, 4),
                f"The figure shows the parts ${a}$ and ${b}$, so the diameter is ${a} + {b} = {a + b}$ long. For this "
                f"sum the product is greatest when both parts are equal, as @ says: $\\frac{{{a + b}^2}}{{4}} = "
                f"{frac((a + b) ** 2, 4)}$.", wrong=[a * b, frac((a + b) ** 2, 2), frac(a + b, 2)])],
        givens=dict(a=a, b=b), figure=figure, check=check)


def first_quadrant(c, a, b):
    """Bare axes that reach beyond a and b."""
    size = max(a, b)
    c.arrow((-0.06 * size, 0), (a + 0.2 * size, 0), kind="thin")
    c.arrow((0, -0.06 * size), (0, b + 0.2 * size), kind="thin")
    c.corner((a + 0.2 * size, 0), "x", (0, 0))
    c.corner((0, b + 0.2 * size), "y", (0, 0))


@program("Linear Inequality in Two Variables")
def below_the_line(rng):
    a, b = rng.randint(4, 16), rng.randint(4, 16)
    while not 0.4 < a / b < 2.5:
        a, b = rng.randint(4, 16), rng.randint(4, 16)
    n = rng.randint(2, a - 2) if a > 4 else 2
    while ceil(Fraction(b * (a - n), a)) - 1 < 1:
        n = rng.randint(2, max(2, n - 1))
    top = ceil(Fraction(b * (a - n), a)) - 1
    count = sum(ceil(Fraction(b * (a - x), a)) - 1 for x in range(1, a))

    def figure(c, g):
        c.halo = True
        c.without = {"line"}
        first_quadrant(c, a, b)
        c.line((-0.1 * a, 1.1 * b), (1.1 * a, -0.1 * b), kind="thick")
        c.dot((a, 0))
        c.dot((0, b))
        c.corner((a, 0), g["a"], (a + 0.7, 1))
        c.corner((0, b), g["b"], (1, b + 0.7))

    def check(c):
        (a, _), (_, b) = c.dots
        below = [(x, y) for x, y in product(range(1, 20), repeat=2) if b * x + a * y < a * b]
        on = [(x, y) for x, y in product(range(20), repeat=2) if b * x + a * y == a * b]
        return max(y for x, y in below if x == n), len(on), len(below)

    say = "The thick line meets both axes. "
    seen = f"In the figure the line meets the x-axis at ${a}$ and the y-axis at ${b}$, so it is " \
           f"${b}x + {a}y = {a * b}$."
    heights = [ceil(Fraction(b * (a - x), a)) - 1 for x in range(1, a)]
    left, common = a * b - b * n, gcd(a, b)
    return Scene(
        f"A line meets the x-axis at {a} and the y-axis at {b}.", [
            ask("Linear Inequality in Two Variables", "Half Plane of a Linear Inequality",
                say + "What is the greatest whole number $y$ for which the point $({n}, y)$ lies below the line?", top,
                f"{seen} By @ the points below it are those with ${b}x + {a}y < {a * b}$. For $x = {n}$ this means "
                f"${a}y < {left}$, since ${a * b} - {b} \\cdot {n} = {left}$. The greatest whole number that fits is "
                f"$y = {top}$, because ${a} \\cdot {top} < {left}$ but ${a} \\cdot {top + 1} \\ge {left}$.",
                wrong=[top + 1, top + 2, *([b - n] if b > n else []), b - 1]),
            ask("Linear Inequality in Two Variables", "Border of the Half Plane",
                say + "How many points with two whole coordinates lie on the line between the axes, the points on the "
                "axes included?", common + 1,
                f"{seen} By @ the points of the line satisfy this equation. From one whole point to the next it is "
                f"${a // common}$ to the right and ${b // common}$ down, so the number of steps between the axes is "
                f"the Greatest Common Divisor $\\gcd({a}, {b}) = {common}$. There is one point more than steps, "
                f"${common} + 1 = {common + 1}$.",
                also=["Greatest Common Divisor"], wrong=[common, common + 2, common + 3]),
            ask("Linear Inequality in Two Variables", "Test Point",
                say + "How many points with two positive whole coordinates lie on the same side of the line as the "
                "origin?", count,
                f"{seen} Put in as @, the origin gives ${b} \\cdot 0 + {a} \\cdot 0 < {a * b}$, so the points wanted "
                f"satisfy ${b}x + {a}y < {a * b}$, too. Column by column for $x = 1$ to ${a - 1}$ there are "
                f"${' + '.join(map(str, heights))} = {count}$.", wrong=[count + common - 1, a * b // 2, count + a])],
        givens=dict(a=a, b=b, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("coordinate", "the number at which the line meets the x-axis"),
                    "b": Quantity("coordinate", "the number at which the line meets the y-axis"),
                    "n": Quantity("coordinate", "the x-coordinate of the point")},
        more=[perpendicular])


def perpendicular(c, rng):
    """The perpendicular from the origin to the line."""
    (a, _), (_, b) = c.dots
    foot = a * b * b / (a * a + b * b), a * a * b / (a * a + b * b)
    c.line((0, 0), foot, kind="thin")
    c.right(foot, (0, 0), (a, 0))
