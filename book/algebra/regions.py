"""Inequalities with distances and parameters on a number line, regions of the plane, means in a semicircle."""
from fractions import Fraction
from itertools import product
from math import ceil, gcd, sqrt

from ..canvas import area
from ..pieces import grid
from ..tools import Scene, ask, frac, program, root
from .inequalities import SET, axis, ends, stretch


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
    return Scene(
        f"A thick segment is drawn over a number line from {u} to {v}.", [
            ask("Inequality with Absolute Value", "Distance at Most r", say + "What is $d$?", frac(d),
                f"$|x - m| \\le d$ holds up to the distance $d$ on both sides of $m$, so $d$ is half of the length, "
                f"$({v} - {u}) \\div 2 = {frac(d)}$."),
            ask("Inequality with Absolute Value", "Centre and Radius of a Segment", say + "What is $m$?", frac(m),
                f"$m$ is the middle of the segment, $({u} + {v}) \\div 2 = {frac(m)}$."),
            ask(SET, "Whole Solutions between Bounds", say + "How many whole numbers are solutions?", v - u + 1,
                f"the whole numbers from ${u}$ to ${v}$ are ${v} - {u} + 1 = {v - u + 1}$ numbers.")],
        [("A thermostat holds the temperature $x$ between the marked values in degrees, which is written as "
          "$|x - m| \\le d$.", "What is the allowed deviation $d$?"),
         ("A machine cuts bolts; their lengths $x$ in millimetres lie on the thick segment, which is written as "
          "$|x - m| \\le d$.", "What is the tolerance $d$?"),
         ("All points of the thick segment, and no others, have at most the distance $d$ from the point $m$.",
          "What is $d$?")],
        dict(u=u, v=v), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"A thick segment is drawn over a number line from {low} to {v}.", [
            ask("Parameters from a Solution Set", "Ends are Roots", say + "$x^2 + bx + c < 0$. What is $c$?", low * v,
                f"$x^2 + bx + c$ is zero at ${low}$ and at ${v}$, so $c$ is their product, "
                f"${one} \\cdot {v} = {low * v}$."),
            ask("Parameters from a Solution Set", "Two Bounds Give Two Parameters",
                say + "$m < x + 3 < n$. What is $n$?", v + 3,
                f"$m < x + 3 < n$ means $m - 3 < x < n - 3$, so $n - 3 = {v}$ and $n$ is ${v} + 3 = {v + 3}$."),
            ask("Parameters from a Solution Set", "Matching the End Point",
                "The ray from the right end of the thick segment to the right, without its starting point, is the "
                "solution set of $3x > k$. What is $k$?", 3 * v,
                f"$3x > k$ means $x > \\frac{{k}}{{3}}$, and the ray starts at ${v}$, so $k$ is "
                f"$3 \\cdot {v} = {3 * v}$.")],
        [("For the temperatures $x$ on the thick segment, in degrees and without its ends, an alarm stays silent; its "
          "program tests $x^2 + bx + c < 0$.", "What is $c$?"),
         ("A quadratic function $f(x) = x^2 + bx + c$ is negative exactly on the thick segment without its ends.",
          "What is $c$?"),
         ("A game is lost for the scores $x$ on the thick segment without its ends; the program of the game tests "
          "$x^2 + bx + c < 0$.", "What is $c$?")],
        dict(u=u, v=v), fixed=(left,), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        "A polygon with these corners is shaded in the coordinate plane: "
        + ", ".join(map(str, corners)) + ".", [
            ask("Linear Programming", "Comparing the Corners",
                say + "What is the greatest value of ${a}x + {b}y$ in this region?", best,
                f"the values at the upper right corners are ${a} \\cdot {w} + {b} \\cdot {low} = {one}$ and "
                f"${a} \\cdot {p} + {b} \\cdot {h} = {two}$; the other corners lie below or to the left of these, so "
                f"the greatest value is ${best}$."),
            ask("Linear Programming", "Optimum at a Corner",
                say + "What is the greatest value of $x + y$ in this region?", max(w + low, p + h),
                f"the greatest value is taken at a corner: $\\max({w} + {low}, {p} + {h}) = {max(w + low, p + h)}$."),
            ask("Linear Programming", "Feasible Region",
                say + "How many points of this region, border included, have two whole coordinates?", count,
                f"counting row by row from the bottom gives "
                f"${' + '.join(map(str, rows))} = {count}$ points.")],
        [("A workshop makes $x$ tables and $y$ benches a day; the shaded region with its border shows what is "
          "possible. A table earns {a} and a bench {b} euros.", "What is the greatest daily earning in euros?"),
         ("A farmer plants $x$ fields of corn and $y$ fields of beans; the shaded region with its border shows what is "
          "possible. A field of corn feeds {a} animals and one of beans {b}.",
          "How many animals can be fed at most?"),
         ("A bakery bakes $x$ trays of rolls and $y$ trays of pretzels an hour; the shaded region with its border "
          "shows what is possible. A tray of rolls earns {a} euros and one of pretzels {b}.",
          "What is the greatest earning in euros per hour?")],
        dict(a=a, b=b), fixed=(w, h, low, p), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"The diameter of a semicircle is cut into the parts {a} and {b}; at the cut stands a thick segment, at a "
        "right angle to the diameter.", [
            ask("Mean Inequality", "Semicircle of the Means",
                "The thick segment stands upright on the diameter of a semicircle and ends on the semicircle. How long "
                "is it? Give the exact value.", g2,
                f"it is the geometric mean of the two parts, the root of ${a} \\cdot {b} = {a * b}$: "
                f"{value}."),
            ask("Mean Inequality", "Arithmetic and Geometric Mean",
                "The thick segment stands upright on the diameter of a semicircle and ends on the semicircle. How long "
                "would it be at most if it stood elsewhere on the diameter?", frac(a + b, 2),
                f"it is never longer than the mean of the two parts, the radius "
                f"$({a} + {b}) \\div 2 = {frac(a + b, 2)}$, which it reaches in the middle."),
            ask("Mean Inequality", "Greatest Product for a Fixed Sum",
                "The diameter is to be cut into two parts at any other place. What is the greatest possible product of "
                "the lengths of the two parts?", frac((a + b) ** 2, 4),
                f"for the sum ${a} + {b} = {a + b}$ the product is greatest for equal parts: "
                f"$\\frac{{{a + b}^2}}{{4}} = {frac((a + b) ** 2, 4)}$.")],
        [("The figure is the arch of a bridge over a road, a semicircle; a post stands upright as drawn. Lengths are "
          "in decimetres.", "How many decimetres high is the post? Give the exact value."),
         ("A tunnel has a semicircular cross-section; a wall stands upright in it as drawn. Lengths are in decimetres.",
          "How many decimetres high is the wall? Give the exact value."),
         ("A park has the shape of a semicircle; a path runs at a right angle from the straight edge to the curved "
          "edge. Lengths are in metres.", "How many metres long is the path? Give the exact value.")],
        dict(a=a, b=b), figure=figure, check=check)


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
        size = max(a, b)
        c.arrow((-0.06 * size, 0), (a + 0.2 * size, 0), kind="thin")
        c.arrow((0, -0.06 * size), (0, b + 0.2 * size), kind="thin")
        c.corner((a + 0.2 * size, 0), "x", (0, 0))
        c.corner((0, b + 0.2 * size), "y", (0, 0))
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

    say = "The line meets the axes at the two numbers shown. "
    rows = " + ".join(str(ceil(Fraction(b * (a - x), a)) - 1) for x in range(1, a))
    return Scene(
        f"A line meets the x-axis at {a} and the y-axis at {b}.", [
            ask("Linear Inequality in Two Variables", "Half Plane of a Linear Inequality",
                say + "What is the greatest whole number $y$ for which the point $({n}, y)$ lies below the line?", top,
                f"the points below the line satisfy ${b}x + {a}y < {a * b}$; for $x = {n}$ this is "
                f"${a}y < {a * b - b * n}$, where ${a * b} - {b} \\cdot {n} = {a * b - b * n}$, so the greatest whole "
                f"$y$ is ${top}$, since ${a} \\cdot {top} < {a * b - b * n}$ and "
                f"${a} \\cdot {top + 1} \\ge {a * b - b * n}$."),
            ask("Linear Inequality in Two Variables", "Border of the Half Plane",
                say + "How many points with two whole coordinates lie on the line between the axes, the points on the "
                "axes included?", gcd(a, b) + 1,
                f"on the border ${b}x + {a}y = {a * b}$ the steps between such points are ${a // gcd(a, b)}$ to the "
                f"right and ${b // gcd(a, b)}$ down; there are $\\gcd({a}, {b}) = {gcd(a, b)}$ steps and one point "
                f"more, $\\gcd({a}, {b}) + 1 = {gcd(a, b) + 1}$."),
            ask("Linear Inequality in Two Variables", "Test Point",
                say + "How many points with two positive whole coordinates lie on the same side of the line as the "
                "origin?", count,
                f"the origin satisfies ${b}x + {a}y < {a * b}$, so these points do too; column by column for $x = 1$ "
                f"to ${a - 1}$ there are ${rows} = {count}$.")],
        [("A canteen can pay for $x$ cakes and $y$ pizzas if the point $(x, y)$ lies below the line, so that some "
          "money is left.", "How many pizzas are possible at most with {n} cakes?"),
         ("A van can carry $x$ chairs and $y$ boxes if the point $(x, y)$ lies below the line.",
          "How many boxes are possible at most with {n} chairs?"),
         ("The points below the line satisfy a strict linear inequality; those on the line do not.",
          "What is the greatest whole $y$ for which $({n}, y)$ satisfies the inequality?")],
        dict(a=a, b=b, n=n), figure=figure, upright=True, check=check, scale=False)
