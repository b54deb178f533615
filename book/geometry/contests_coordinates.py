"""Contest problems in the coordinate plane: a square under a line, a circle at the axes, a ladder, a well."""

from fractions import Fraction
from math import cos, dist, hypot, radians, sin
from math import pi as PI

from ..canvas import area, polar
from ..plane import named, num, plain
from ..tools import Quantity, Scene, ask, frac, pi, program, root
from .contests_nets import right_triangle

O = (0, 0)
EXACT = "Give the exact value."
IN_PI = "Give the exact value in terms of $\\pi$."
CUTS = [(p, q) for p in range(3, 61) for q in range(3, 61) if p != q and p * q % (p + q) == 0 and 0.4 < q / p < 2.5]


@program("Triangle Formed by Line and Axes")
def square_under_line(rng):
    p, q = rng.choice(CUTS)
    s = p * q // (p + q)
    rest, long = Fraction(p * q, 2) - s * s, root(p * p + q * q)

    def figure(c, g):
        plain(c, (p, 0), (0, q))
        c.without |= {"hatch"}
        c.polygon((s, 0), (p, 0), (s, s), accent=True)
        c.polygon((0, s), (s, s), (0, q), accent=True)
        c.polygon(O, (s, 0), (s, s), (0, s))
        c.dot((p, 0))
        c.dot((0, q))
        c.corner((p, 0), g["p"], (p, 1))
        c.corner((0, q), g["q"], (1, q))

    def rest_of_rectangle(c, rng):
        c.line((p, 0), (p, q), (0, q), kind="dash")

    def check(c):
        right, up = c.dots
        side = dist(*c.polygons[2][:2])
        return area([O, right, up]) - side**2, dist(right, up), side

    start = "A line cuts both axes. The light square has a corner in the origin, two sides on " \
        "the axes and a corner on the line."
    read = f"The figure shows the intercepts {p} and {q}"
    side = f"with the corner $(s, s)$ of the square on it $\\frac{{s}}{{{p}}} + \\frac{{s}}{{{q}}} = 1$, so $s = " \
        f"\\frac{{{p} \\times {q}}}{{{p} + {q}}} = {s}$"
    return Scene(
        f"A line cuts the x-axis at {p} and the y-axis at {q}. A square has a corner in the origin, two sides on "
        f"the axes and the opposite corner on the line; the rest of the triangle between line and axes is dark.",
        [
            ask("Triangle Formed by Line and Axes", "Area between Line and Axes", f"{start} What is the area of the "
                f"dark part?", frac(rest), f"{read}, so the line has the equation $\\frac{{x}}{{{p}}} + "
                f"\\frac{{y}}{{{q}}} = 1$ (Equation of a Line), and {side}. By @ the triangle has the area "
                f"$\\frac{{1}}{{2}} \\times {p} \\times {q} = {frac(p * q, 2)}$, the square has ${s}^2 = {s * s}$ "
                f"(Area of a Square), and the dark part ${frac(p * q, 2)} - {s * s} = "
                f"{frac(rest)}$.", also=["Equation of a "
                "Line", "Area of a Square"],
                wrong=[frac(p * q, 2), p * q - s * s, frac(p * q, 4), s * s]),
            ask("Triangle Formed by Line and Axes", "Hypotenuse on the Line", f"{start} How long is the part of the "
                f"line between the axes? {EXACT}", long, f"{read}. By @ the part between the axes has the length "
                f"$\\sqrt{{{p}^2 + {q}^2}} = {long}$.", wrong=[p + q, root(abs(p * p - q * q)), p * q]),
            ask("Equation of a Line", "Intercepts on the Axes", f"{start} How long is a side of the square?", s,
                f"{read}. By @ the line has the equation $\\frac{{x}}{{{p}}} + \\frac{{y}}{{{q}}} = 1$, and {side}.",
                wrong=[frac(p + q, 4), frac(min(p, q), 2), frac(p * q, 2)]),
        ],
        givens=dict(p=p, q=q), figure=figure, upright=True, check=check, more=[rest_of_rectangle])


@program("Standard Equation of a Circle")
def circle_at_the_axes(rng):
    a, half, r = right_triangle(rng, 45)
    k, high, low = 2 * half, r + half, r - half

    def figure(c, g):
        plain(c, (a + r, 0), (0, 2 * r), (a - r, 0))
        c.circle((a, r), r, fill=False)
        c.line((0, low), (0, high), kind="thick")
        for p in ((a, 0), (0, low), (0, high), (a, r)):
            c.dot(p)
        c.corner((a, 0), g["a"], (a, 1))
        c.corner((a, r), "M", (0, r))
        c.corner((0, low), "A", (a, r))
        c.corner((0, high), "B", (a, r))
        c.side((0, low), (0, high), g["k"], (-a, r))

    def level_diameter(c, rng):
        c.line((a - r, r), (a + r, r), kind="dash")

    def check(c):
        (mid, size), touch = c.circles[0], c.dots[0]
        heights = [mid[1] + sign * (size**2 - mid[0] ** 2) ** 0.5 for sign in (-1, 1)]
        return max(heights), dist(mid, touch) ** 2, PI * size**2

    start = "The circle with the centre M touches the x-axis and cuts the y-axis in A and B. " \
        "A label at AB is the length of this chord."
    read = f"The figure shows that the circle touches the x-axis at {a} and that AB = {k}"
    radius = f"Half of the chord is ${k} \\div 2 = {half}$, and M is {a} away from it (Perpendicular Chord " \
        f"Theorem), so $r = \\sqrt{{{a}^2 + {half}^2}} = {r}$ (Pythagorean Theorem)"
    return Scene(
        f"A circle above the x-axis touches it at {a} and cuts the y-axis in the points A and B, B above A, with AB "
        f"= {k}.",
        [
            ask("Standard Equation of a Circle", "Circle Touching an Axis", f"{start} What is the y-coordinate of "
                f"B, the upper one of the two points?", high, f"{read}. By @ the centre is $({a}, r)$ with the "
                f"radius $r$. {radius}. B lies half a chord above the centre, at ${r} + {half} = {high}$.",
                also=["Perpendicular Chord Theorem", "Pythagorean Theorem"], wrong=[low, k, 2 * r, a + half]),
            ask("Standard Equation of a Circle", "Reading Centre and Radius", f"{start} Its equation is "
                "$(x - a)^2 + (y - b)^2 = c$. What number is $c$?", r * r, f"{read}, so the centre is $({a}, r)$. "
                f"{radius}. By @ $c$ is the square of the radius, ${r}^2 = {r * r}$.",
                also=["Perpendicular Chord Theorem", "Pythagorean Theorem"], wrong=[r, a * a + k * k, a * a]),
            ask("Area of a Circle", "Circle Area Formula", f"{start} What is the area of the circle? "
                f"{IN_PI}", pi(r * r),
                f"{read}, so the centre is $({a}, r)$. {radius}. By @ the area is $\\pi \\times {r}^2 = {pi(r * r)}$.",
                also=["Perpendicular Chord Theorem", "Pythagorean Theorem"], wrong=[pi(2 * r), pi(a * a), pi(k * k)]),
        ],
        givens=dict(a=a, k=k), figure=figure, upright=True, check=check, more=[level_diameter], scale=False,
        quantities=dict(a=Quantity("measure", "the x-coordinate of the point of contact"),
                        k=Quantity("measure", "the length of the chord AB")))


@program("Locus of a Point")
def cat_on_the_ladder(rng):
    n = rng.randint(2, 60)
    turns = (rng.randint(18, 26), rng.randint(66, 74), rng.randint(40, 50))

    def figure(c, g):
        c.without |= {"line", "dashed", "hatch"}
        end, edge, long = 2.2 * n, -0.12 * n, 2 * n
        c.fills.append(([(edge, edge), (end, edge), (end, 0), (0, 0), (0, end), (edge, end)], False))
        c.line((end, 0), O, (0, end))
        for k, turn in enumerate(turns):
            foot, top = (long * cos(radians(turn)), 0), (0, long * sin(radians(turn)))
            c.line(foot, top, kind="thick" if k == 2 else "thin")
            c.dot((foot[0] / 2, top[1] / 2))
        c.corner((foot[0] / 2, top[1] / 2), "M", O)
        c.side(top, (foot[0] / 2, top[1] / 2), g["half"], O)

    def to_the_edge(c, rng):
        """The segment from M to the edge of wall and floor, dashed."""
        c.line(O, (n * cos(radians(turns[2])), n * sin(radians(turns[2]))), kind="dash")

    def check(c):
        long = max(dist(*points) for points, kind in c.strokes if kind == "thick")
        spots = [polar(O, long, t / 10) for t in range(901)]
        way = [(x / 2, y / 2) for x, y in spots]
        radius = sum(hypot(*p) for p in way) / len(way)
        return radius * PI / 2, 2 * radius * PI, PI * radius**2 / 4

    start = "A ladder slides down, its upper end on the wall and its lower end on the level floor, from upright to " \
        "flat. M is its midpoint, and a number at the ladder is the length of one half of it."
    read = f"The figure shows that half of the ladder is {n} long"
    circle = f"With the foot at $(u, 0)$ and the top at $(0, v)$ the Pythagorean Theorem gives $u^2 + v^2 = " \
        f"{2 * n}^2$, and M is $(\\frac{{u}}{{2}}, \\frac{{v}}{{2}})$ (Midpoint of a Segment), so M satisfies $x^2 " \
        f"+ y^2 = {n}^2$"
    half = Fraction(n, 2)
    return Scene(
        f"A ladder whose half is {n} long slides down between a wall and the level floor, from upright to flat; M "
        f"is its midpoint.",
        [
            ask("Locus of a Point", "Setting Up a Locus Equation", f"{start} How long is the path of M? "
                f"{IN_PI}", pi(half),
                f"{read}, so the ladder has the length $2 \\times {n} = {2 * n}$. Take wall and floor as axes. By @ "
                f"the condition is written as an equation. {circle}. The path is a quarter of a circle of radius "
                f"{n}, from the wall to the floor, and has the length $\\frac{{1}}{{4}} \\times 2 \\times \\pi "
                f"\\times {n} = {pi(half)}$ (Circumference of a Circle).",
                also=["Pythagorean Theorem", "Midpoint of a Segment", "Circumference of a Circle"],
                wrong=[pi(n), pi(2 * n), pi(Fraction(n, 4)), root(2 * n * n)]),
            ask("Locus of a Point", "Locus of Midpoints", "The ladder in the figure lies on the floor and is turned "
                f"once around its fixed upper end Q, so that its lower end R runs on a circle; A is a fixed point "
                f"of the floor. How long is the path of the midpoint of AR? {IN_PI}", pi(2 * n), f"{read}, so R "
                f"runs on a circle with the radius $2 \\times {n} = {2 * n}$. By @ the midpoint runs on a circle "
                f"with half of this radius, {n}, whose length is $2 \\times \\pi \\times {n} = {pi(2 * n)}$ "
                f"(Circumference of a Circle).",
                also=["Circumference of a Circle"], wrong=[pi(4 * n), pi(n), pi(n * n)]),
            ask("Area of a Circle", "Half and Quarter Circles", f"{start} What is the area between the path of M, "
                f"the wall and the floor? {IN_PI}", pi(Fraction(n * n, 4)), f"{read}. {circle}: its path is a "
                f"quarter of a circle of radius {n}. By @ the area is $\\frac{{1}}{{4}} \\times \\pi \\times {n}^2 "
                f"= {pi(Fraction(n * n, 4))}$.", also=["Pythagorean Theorem", "Midpoint of a Segment"],
                wrong=[pi(n * n), pi(Fraction(n * n, 2)), pi(half)]),
        ],
        givens=dict(half=n), fixed=turns, more=[to_the_edge], figure=figure, upright=True, check=check)


WELLS = [(a, b, e, f) for a in range(-8, 5) for b in range(1, 10) for e in range(a + 3, 10) for f in range(1, 10)
         if b != f and a * e and (e * e + f * f - a * a - b * b) % (2 * (e - a)) == 0
         and a < (e * e + f * f - a * a - b * b) // (2 * (e - a)) < e and e * e + f * f != a * a + b * b]


@program("Perpendicular Bisector by Coordinates")
def well_on_the_road(rng):
    a, b, e, f = rng.choice(WELLS)
    x = (e * e + f * f - a * a - b * b) // (2 * (e - a))
    slope, gap = Fraction(a - e, f - b), root((x - a) ** 2 + b * b)
    right = 2 * (e - a) * x

    def figure(c, g):
        plain(c, (a, b), (e, f), (x, 0))
        if c.asked != 1:
            c.line((a, b), (x, 0), (e, f))
        named(c, "A", (a, b), g["ax"], g["ay"], (x, 0))
        named(c, "B", (e, f), g["bx"], g["by"], (x, 0))
        if c.asked != 1:
            c.dot((x, 0))
            c.corner((x, 0), "P", (x, 1))

    def segment(c, rng):
        c.line((a, b), (e, f), kind="dash")

    def check(c):
        one, two, _ = c.dots
        low, high = -400.0, 400.0
        nearer = dist(one, (low, 0)) < dist(two, (low, 0))
        for _ in range(200):  # where both ways are equal
            mid = (low + high) / 2
            low, high = (mid, high) if (dist(one, (mid, 0)) < dist(two, (mid, 0))) == nearer else (low, mid)
        return low, -(two[0] - one[0]) / (two[1] - one[1]), dist(one, (low, 0))

    start = "The point P of the x-axis is equally far from A and B."
    read = f"The figure shows A$({a}, {b})$ and B$({e}, {f})$"
    squares = f"$(x - {num(a)})^2 + {b}^2 = (x - {num(e)})^2 + {f}^2$"
    solve = f"The terms $x^2$ cancel, and ${2 * (e - a)} x = {e * e + f * f} - {a * a + b * b} = {right}$ gives " \
        f"$x = {right} \\div {2 * (e - a)} = {x}$"
    return Scene(
        f"A is the point ({a}, {b}) and B the point ({e}, {f}). P lies on the x-axis, equally far from A and B.",
        [
            ask("Perpendicular Bisector by Coordinates", "Equal Distances Give a Line", f"{start} What is the "
                f"x-coordinate of P?", x, f"{read}. By @ the points with PA = PB form a line, on which the squares "
                f"of both distances agree; for P$(x, 0)$ this means {squares} (Distance between Two Points). "
                f"{solve} (Linear Equation in One Variable).", also=["Distance between Two "
                "Points", "Linear Equation in One Variable"],
                wrong=[frac(a + e, 2), frac(a * f + e * b, b + f), -x if x else 1, frac(2 * x + 1, 2)]),
            ask("Perpendicular Bisector by Coordinates", "Bisector through the Midpoint", "What is the slope of the "
                "line of all points that are equally far from A and B?", frac(slope), f"{read}. By @ this line has "
                f"the slope $-\\frac{{{e} - {num(a)}}}{{{f} - {b}}} = {frac(slope)}$.",
                wrong=[frac(1 / slope), frac(-slope), frac(-1 / slope)]),
            ask("Distance between Two Points", "Distance Formula", f"{start} How far is P from A? {EXACT}", gap,
                f"{read}. The squares of the distances of P$(x, 0)$ agree: {squares} (Perpendicular Bisector by "
                f"Coordinates). {solve}. By @ the distance is $\\sqrt{{({x} - {num(a)})^2 + {b}^2}} = {gap}$.",
                also=["Perpendicular Bisector by Coordinates"],
                wrong=[root((e - a) ** 2 + (f - b) ** 2), abs(x - a) + b, root((x - a) ** 2 + f * f)]),
        ],
        givens=dict(ax=a, ay=b, bx=e, by=f), figure=figure, upright=True, check=check, more=[segment], scale=False,
        quantities={key: Quantity("coordinate", f"the {axis}-coordinate of {name}")
                    for key, axis, name in (("ax", "x", "A"), ("ay", "y", "A"), ("bx", "x", "B"), ("by", "y", "B"))})
