"""Trigonometry: points on circles, arcs and sectors, the laws of sines and cosines."""
from fractions import Fraction
from math import atan2, cos, dist, isqrt, radians, sin
from math import degrees as in_degrees
from math import pi as PI

from ..canvas import opening, polar
from ..tools import Quantity, Scene, ask, degrees, draw_until, frac, pi, program, root

TRIPLES = [(3, 4, 5), (5, 12, 13), (8, 15, 17), (20, 21, 29)]
SQUARES = {30: Fraction(1, 4), 45: Fraction(1, 2), 60: Fraction(3, 4), 90: Fraction(1), 120: Fraction(3, 4),
           135: Fraction(1, 2), 150: Fraction(1, 4)}  # of the sines


def surd(a, square):
    """LaTeX of a times the square root of a fraction, denominator rational."""
    inner = square.numerator * square.denominator
    k = next(k for k in range(isqrt(inner), 0, -1) if inner % (k * k) == 0)
    factor, rest = Fraction(a * k, square.denominator), inner // (k * k)
    if rest == 1:
        return frac(factor)
    top = root(factor.numerator ** 2 * rest)
    return top if factor.denominator == 1 else f"\\frac{{{top}}}{{{factor.denominator}}}"


def axes_cross(c, r):
    """Axes through the origin without numbers, for a circle of radius r."""
    for end, name, back in (((1.35 * r, 0), "x", (-1.25 * r, 0)), ((0, 1.35 * r), "y", (0, -1.25 * r))):
        c.arrow(back, end, kind="thin")
        c.corner(end, name, back)


def swept(c, r, p, name):
    """The arc of an angle from the positive x-axis to the ray of p, below or above 180 degrees, with its name."""
    turn = in_degrees(atan2(p[1], p[0])) % 360
    if turn < 180:
        c.angle((0, 0), (2 * r, 0), p, name)
    else:
        c.ring((0, 0), r, start=0, end=turn, kind="thin")
        c.text(polar((0, 0), 1.55 * r, turn / 2), name)


@program("Definition of the Sine Function")
def sine_point(rng):
    x, y, r = rng.choice(TRIPLES)
    if rng.random() < 0.5:
        x, y = y, x
    k = rng.randint(1, 6 if r < 14 else 3)
    x, y, r, right, up = x * k, y * k, r * k, rng.choice((1, -1)), rng.choice((1, -1))

    def figure(c, g):
        c.without = {"grid", "line"}
        p = right * x, up * y
        axes_cross(c, r)
        c.circle((0, 0), r, fill=False)
        c.line((0, 0), p, kind="thick")
        c.line((p[0], 0), p, (0, p[1]), kind="dash")
        c.side(p, (p[0], 0), g["y"], (0 if x < 0.8 * r else 2 * p[0], p[1] / 2))  # the circle leaves little room
        c.side((0, p[1]), p, g["x"], (p[0] / 2, 0 if y < 0.8 * r else 2 * p[1]))
        c.corner(p, "P", (0, 0))
        c.dot(p)
        swept(c, 0.17 * r, p, "α")

    def check(c):
        turn = atan2(*c.dots[0][::-1])
        return sin(turn), "positive" if sin(turn) > 0 else "negative", cos(turn)

    sine, cosine = frac(up * y, r), frac(right * x, r)
    where = f"By the Pythagorean Theorem the distance of P from the origin is $\\sqrt{{{x}^2 + {y}^2}} = {r}$."
    seen = f"The dashed lines in the figure show that P has the coordinates ${right * x}$ and ${up * y}$."
    return Scene(
        f"The angle α starts at the positive x-axis, and its arm contains the point $P({right * x}, {up * y})$.", [
            ask("Definition of the Sine Function", "Sine on Any Circle", "The arm of the angle α is the ray from the "
                "origin through P. What is $\\sin \\alpha$?", sine, f"{seen} {where} By @ the sine is the y-coordinate "
                f"divided by this distance: $\\sin \\alpha = \\frac{{{up * y}}}{{{r}}} = {sine}$.",
                also=["Pythagorean Theorem"], wrong=[cosine, frac(-up * y, r), frac(up * y, right * x)]),
            ask("Definition of the Sine Function", "Sign of the Sine", "The arm of the angle α is the ray from the "
                "origin through P. What is the sign of $\\sin \\alpha$?", "positive" if up > 0 else "negative",
                f"In the figure P lies {'above' if up > 0 else 'below'} the x-axis, that is in one of the quadrants "
                f"{'I and II' if up > 0 else 'III and IV'}. By @ the sine is {'positive' if up > 0 else 'negative'}.",
                options=["positive", "negative", "zero"]),
            ask("Definition of the Cosine Function", "Cosine on Any Circle", "The arm of the angle α is the ray from "
                "the origin through P. What is $\\cos \\alpha$?", cosine, f"{seen} {where} By @ the cosine is the "
                f"x-coordinate divided by this distance: $\\cos \\alpha = \\frac{{{right * x}}}{{{r}}} = {cosine}$.",
                also=["Pythagorean Theorem"], wrong=[sine, frac(-right * x, r), frac(right * x, up * y)])],
        givens=dict(x=x, y=y), fixed=(right, up), figure=figure, upright=True, check=check, more=[mirrored_ray])


def mirrored_ray(c, rng):
    """The mirror image in the x-axis of the segment from the origin to the marked point."""
    x, y = c.dots[0]
    c.line((0, 0), (x, -y), kind="thin")


@program("Definition of the Tangent Function")
def tangent_ray(rng):
    x, y = rng.randint(2, 12), rng.randint(2, 12)
    while not 0.4 < y / x < 2.2 or x == y:
        x, y = rng.randint(2, 12), rng.randint(2, 12)
    up, a = rng.choice((1, -1)), rng.choice([a for a in range(2, 25) if a != x])

    def figure(c, g):
        c.without = {"grid", "line"}
        p, far = (x, up * y), (1.6 * x, 1.6 * up * y)
        low, high = (-0.6 * y, 1.8 * y) if up > 0 else (-1.6 * y, 0.8 * y)
        for end, name, back in (((1.9 * x, 0), "x", (-0.6 * x, 0)), ((0, high), "y", (0, low))):
            c.arrow(back, end, kind="thin")
            c.corner(end, name, back)
        swept(c, 0.3 * min(x, y), p, "α")
        c.line((0, 0), far, kind="thick")
        c.line(p, (x, 0), kind="dash")
        c.side(p, (x, 0), g["y"], (0, p[1] / 2))
        c.side((0, 0), (x, 0), g["x"], p)
        c.dot(p)

    def check(c):
        (u, v), = c.dots
        return a * v / u, v / u, "negative" if v < 0 else "positive"

    tangent, arm = frac(up * y, x), "The angle α starts at the positive x-axis, and its arm is a ray from the origin. "
    seen = f"In the figure the arm of α contains the point with the coordinates ${x}$ and ${up * y}$."
    return Scene(
        f"The arm of an angle α contains the point $({x}, {up * y})$.", [
            ask("Definition of the Tangent Function", "Tangent as a Slope",
                arm + "What is the y-coordinate of the point of the arm with the x-coordinate {a}?",
                frac(a * up * y, x), f"{seen} By @ the arm has the slope $\\tan \\alpha = \\frac{{{up * y}}}{{{x}}} = "
                f"{tangent}$, and all its points have this quotient of coordinates. So for the x-coordinate {a} the "
                f"y-coordinate is ${a} \\times {tangent if up > 0 else f'({tangent})'} = {frac(a * up * y, x)}$.",
                wrong=[frac(a * up * x, y), up * y + a - x, frac(-a * up * y, x)]),
            ask("Definition of the Tangent Function", "Quotient of Sine and Cosine", arm + "What is $\\tan \\alpha$?",
                tangent, f"{seen} Sine and cosine are the y- and the x-coordinate, each divided by the distance from "
                f"the origin. By @ the tangent is their quotient, in which the distance cancels: $\\tan \\alpha = "
                f"\\frac{{{up * y}}}{{{x}}} = {tangent}$.", wrong=[frac(up * x, y), frac(-up * y, x), up * y]),
            ask("Definition of the Tangent Function", "Sign of the Tangent",
                arm + "What is the sign of $\\tan \\alpha$?", "positive" if up > 0 else "negative",
                f"In the figure the arm of α lies in quadrant {'I' if up > 0 else 'IV'}. By @ the tangent is "
                f"{'positive' if up > 0 else 'negative'} there.", options=["positive", "negative", "zero"])],
        givens=dict(x=x, y=y, a=a), fixed=(up,), figure=figure, upright=True, check=check,
        quantities={"a": Quantity("coordinate", "the x-coordinate of the point asked for")}, more=[circle_of_point])


def circle_of_point(c, rng):
    """The circle around the origin through the marked point."""
    c.ring((0, 0), dist((0, 0), c.dots[0]), kind="thin")


@program("Calculation of Trigonometric Functions")
def obtuse_point(rng):
    n, r = rng.choice((120, 135, 150)), rng.randint(2, 60)

    def figure(c, g):
        c.without = {"grid", "line"}
        p = polar((0, 0), r, n)
        axes_cross(c, r)
        c.circle((0, 0), r, fill=False)
        c.line((0, 0), p, kind="thick")
        c.side((0, 0), p, g["r"], (0, r))
        c.angle((0, 0), (r, 0), p, g["n"] + "°")
        c.dot(p)
        c.corner(p, "P", (0, 0))

    def check(c):
        x, y = c.dots[0]
        return y, -x, x

    height, width = surd(r, SQUARES[n]), surd(r, 1 - SQUARES[n])
    exact = "Calculation of Trigonometric Functions"
    seen = f"In the figure P has the distance ${r}$ from the origin, and its ray makes an angle of ${n}^\\circ$ with " \
           f"the positive x-axis."
    return Scene(
        f"A point P lies on a circle of radius {r} around the origin; its ray makes an angle of ${n}^\\circ$ with the "
        f"positive x-axis.", [
            ask(exact, "Supplementary Angle Rule", "P lies on a circle around the origin. What is the exact "
                "y-coordinate of P?", height, f"{seen} By the Definition of the Sine Function the y-coordinate is ${r} "
                f"\\times \\sin {n}^\\circ$. By @ $\\sin {n}^\\circ = \\sin {180 - n}^\\circ$, so it is ${r} \\times "
                f"\\sin {180 - n}^\\circ = {height}$.", also=["Definition of the Sine Function"],
                wrong=[width, f"-{height}", surd(2 * r, SQUARES[n]), r]),
            ask(exact, "Exact Values of Special Angles", "P lies on a circle around the origin. It is reflected in the "
                "y-axis. What is the exact x-coordinate of the image?", width, f"{seen} The ray of the image makes the "
                f"angle $180^\\circ - {n}^\\circ = {180 - n}^\\circ$ with the positive x-axis. By the Definition of "
                f"the Cosine Function and @ the x-coordinate of the image is ${r} \\times \\cos {180 - n}^\\circ = "
                f"{width}$.", also=["Definition of the Cosine Function"],
                wrong=[height, f"-{width}", surd(2 * r, 1 - SQUARES[n])]),
            ask("Definition of the Cosine Function", "Cosine on Any Circle", "P lies on a circle around the origin. "
                "What is the exact x-coordinate of P?", f"-{width}", f"{seen} By @ the x-coordinate is the distance "
                f"times the cosine of the angle. With the exact value by {exact} this is ${r} \\times \\cos {n}^\\circ "
                f"= -{width}$.", also=[exact], wrong=[width, f"-{height}", surd(2 * r, 1 - SQUARES[n])])],
        givens=dict(n=n, r=r), figure=figure, upright=True, check=check, more=[mirrored_ray])


def sector_figure(c, g, r, n, circle):
    if circle:
        c.circle((0, 0), r, fill=False)
    c.sector((0, 0), r, 0, n)
    c.side((0, 0), (r, 0), g["r"], polar((0, 0), r, n / 2))
    c.angle((0, 0), (r, 0), polar((0, 0), r, n), g["n"] + "°")


def measured(c):
    """Radius and angle in radians of the drawn sector."""
    corners = c.fills[-1][0]
    turn = sum(opening((0, 0), p, q) for p, q in zip(corners[1:-2], corners[2:-1]))
    return dist(corners[0], corners[1]), radians(turn)


@program("Arc Length from an Angle")
def arc_turn(rng):
    n, r = rng.randrange(20, 176, 5), rng.randint(2, 60)
    arc = Fraction(n * r, 180)

    def check(c):
        r, turn = measured(c)
        return r * turn, turn, r * r * turn / 2

    seen = f"The sector in the figure has the radius ${r}$ and the central angle ${n}^\\circ$."
    return Scene(
        f"A sector has the radius {r} and the central angle ${n}^\\circ$.", [
            ask("Arc Length from an Angle", "Arc from Degrees",
                "The figure shows a sector of a circle. What is the exact length of the arc?",
                pi(arc), f"{seen} By @ its arc has the length $l = \\frac{{{n} \\times \\pi \\times {r}}}{{180}} = "
                f"{pi(arc)}$.", wrong=[pi(arc / 2), pi(arc * r / 2), pi(2 * r)]),
            ask("Arc Length from an Angle", "Arc from Radians", "How long is the arc of the same central angle on a "
                "circle of radius 1? Give the exact value.", pi(Fraction(n, 180)), f"{seen} In Radian Measure this "
                f"angle is $\\frac{{{n}}}{{180}}\\pi = {pi(Fraction(n, 180))}$. By @ the arc is the angle times the "
                f"radius 1, so its length is the same number, ${pi(Fraction(n, 180))}$.", also=["Radian Measure"],
                wrong=[pi(Fraction(n, 360)), pi(arc), pi(Fraction(n, 90))]),
            ask("Sector Area from an Angle", "Sector from Degrees", "What is the exact area of the sector?",
                pi(arc * r / 2), f"{seen} By @ its area is $S = \\frac{{{n} \\times \\pi \\times {r}^2}}{{360}} = "
                f"{pi(arc * r / 2)}$.", wrong=[pi(arc), pi(arc * r), pi(r * r)])],
        givens=dict(n=n, r=r), figure=lambda c, g: sector_figure(c, g, r, n, circle=False), check=check)


@program("Sector Area from an Angle")
def sector_turn(rng):
    n, r = rng.randrange(20, 176, 5), rng.randint(2, 40)
    part = Fraction(n * r * r, 360)

    def check(c):
        r, turn = measured(c)
        return r * r * turn / 2, turn / 2, PI * c.circles[0][1] ** 2 - r * r * turn / 2

    seen = f"In the figure the circle has the radius ${r}$, and the sector has the central angle ${n}^\\circ$."
    return Scene(
        f"A circle has the radius {r}, and one of its sectors has the central angle ${n}^\\circ$.", [
            ask("Sector Area from an Angle", "Sector from Degrees",
                "The figure shows a circle and a sector of it. What is the exact area of the sector?",
                pi(part), f"{seen} By @ the area of the sector is $S = \\frac{{{n} \\times \\pi \\times {r}^2}}{{360}} "
                f"= {pi(part)}$.", wrong=[pi(2 * part), pi(Fraction(n * r, 180)), pi(r * r - part)]),
            ask("Sector Area from an Angle", "Sector from Radians",
                "What is the exact area of the sector with the same angle in a circle of radius 1?",
                pi(Fraction(n, 360)), f"{seen} In Radian Measure this angle is $\\frac{{{n}}}{{180}}\\pi$. By @ the "
                f"area is $\\frac{{1}}{{2}} \\times \\frac{{{n}}}{{180}}\\pi \\times 1^2 = {pi(Fraction(n, 360))}$.",
                also=["Radian Measure"], wrong=[pi(Fraction(n, 180)), pi(part), pi(Fraction(n, 90))]),
            ask("Area of a Circle", "Circle Area Formula", "What is the exact area of the part of the circle that is "
                "not shaded?", pi(r * r - part), f"{seen} By @ the whole circle has the area ${r}^2 \\times \\pi = "
                f"{r * r}\\pi$. By the Sector Area from an Angle the shaded sector has the area $\\frac{{{n} \\times "
                f"\\pi \\times {r}^2}}{{360}} = {pi(part)}$. What is not shaded has the area ${r * r}\\pi - {pi(part)} "
                f"= {pi(r * r - part)}$.", also=["Sector Area from an Angle"], wrong=[pi(part), pi(r * r), pi(2 * r)])],
        givens=dict(n=n, r=r), figure=lambda c, g: sector_figure(c, g, r, n, circle=True), check=check)


@program("Radian Measure")
def radian_triangle(rng):
    a, b = rng.randint(25, 110), rng.randint(25, 110)
    while not 25 <= 180 - a - b <= 110:
        a, b = rng.randint(25, 110), rng.randint(25, 110)
    third = 180 - a - b

    def figure(c, g):
        length = 10 * sin(radians(b)) / sin(radians(third))
        top = polar((0, 0), length, a)
        c.polygon((0, 0), (10, 0), top)
        c.angle((0, 0), (10, 0), top, g["a"] + "°")
        c.angle((10, 0), (0, 0), top, g["b"] + "°")
        c.angle(top, (0, 0), (10, 0), "?")

    def check(c):
        one, two, top = c.polygons[0]
        return (radians(opening(top, one, two)), radians(opening(one, two, top) + opening(two, one, top)),
                opening(top, one, two))

    seen = f"In the figure two angles of the triangle are ${a}^\\circ$ and ${b}^\\circ$."
    marked = "One angle of the triangle is marked with the question mark. "
    return Scene(
        f"Two angles of a triangle are ${a}^\\circ$ and ${b}^\\circ$.", [
            ask("Radian Measure", "Angles of a Triangle in Radians",
                marked + "How large is the marked angle in radians? Give the exact value.", pi(Fraction(third, 180)),
                f"{seen} In radians they are $\\frac{{{a}}}{{180}}\\pi$ and $\\frac{{{b}}}{{180}}\\pi$. By @ all three "
                f"angles add up to $\\pi$, so the angle marked with the question mark is $\\pi - \\frac{{{a}}}{{180}}"
                f"\\pi - \\frac{{{b}}}{{180}}\\pi = {pi(Fraction(third, 180))}$.",
                wrong=[pi(Fraction(a + b, 180)), pi(Fraction(third, 360)), pi(Fraction(third, 90))]),
            ask("Radian Measure", "Degrees to Radians", "What is the sum of the two given angles in radians? Give the "
                "exact value.", pi(Fraction(a + b, 180)), f"{seen} Their sum is ${a}^\\circ + {b}^\\circ = "
                f"{a + b}^\\circ$. By @ this is ${a + b} \\div 180 \\times \\pi = {pi(Fraction(a + b, 180))}$ in "
                "radians.", wrong=[pi(Fraction(third, 180)), pi(Fraction(a + b, 360)), pi(Fraction(a + b, 90))]),
            ask("Angle Sum of a Triangle", "Third Angle from Two", marked + "What is this angle in degrees?",
                degrees(third), f"{seen} By @ the third angle is $180^\\circ - {a}^\\circ - {b}^\\circ = "
                f"{third}^\\circ$.", wrong=[degrees(a + b), degrees(180 - a), degrees(180 - b)])],
        givens=dict(a=a, b=b), figure=figure, check=check)


@program("Law of Sines")
def sine_rule(rng):
    a_angle, b_angle = draw_until(lambda: (rng.choice([30, 45, 60, 120, 135]), rng.choice([30, 45, 60, 120, 135])),
                                  lambda d: d[0] != d[1] and sum(d) <= 160, "two special angles")
    a, rest = rng.randint(2, 40), 180 - a_angle - b_angle
    b, diameter = surd(a, SQUARES[b_angle] / SQUARES[a_angle]), surd(a, 1 / SQUARES[a_angle])

    def figure(c, g):
        across = a * sin(radians(rest)) / sin(radians(a_angle))
        top = polar((0, 0), a * sin(radians(b_angle)) / sin(radians(a_angle)), a_angle)
        corners = (0, 0), (across, 0), top
        c.polygon(*corners)
        for name, p, (q, s) in zip("ABC", corners, (corners[1:], corners[::2], corners[:2])):
            c.corner(p, name, ((q[0] + s[0]) / 2, (q[1] + s[1]) / 2))
        c.angle(corners[0], corners[1], top, f"{a_angle}°")
        c.angle(corners[1], corners[0], top, f"{b_angle}°")
        c.side(corners[1], top, g["a"], corners[0])
        c.side(corners[0], top, "?", corners[1])

    def check(c):
        one, two, top = c.polygons[0]
        x, y, z = dist(one, top), dist(two, top), dist(one, two)
        twice = abs(two[0] * top[1] - two[1] * top[0])  # the first corner is the origin
        return x, x * y * z / twice, opening(top, one, two)

    exact = "Calculation of Trigonometric Functions"
    seen = f"In the figure the angles at A and B are ${a_angle}^\\circ$ and ${b_angle}^\\circ$"
    return Scene(
        f"In a triangle $ABC$ the angles at $A$ and $B$ are ${a_angle}^\\circ$ and ${b_angle}^\\circ$, and $BC = {a}$; "
        f"the side marked with the question mark is $AC$.", [
            ask("Law of Sines", "Side from Two Angles",
                "ABC is a triangle. What is the exact length of the side marked with the question mark?", b,
                f"{seen}, and the side $BC = {a}$ is opposite the angle at A. The side AC with the "
                f"question mark is opposite the angle at B. By @ $AC = \\frac{{BC \\times \\sin B}}{{\\sin A}}$, and "
                f"with the exact values by {exact} this is $\\frac{{{a} \\times \\sin {b_angle}^\\circ}}{{\\sin "
                f"{a_angle}^\\circ}} = {b}$.", also=[exact],
                wrong=[surd(a, SQUARES[a_angle] / SQUARES[b_angle]), frac(a * b_angle, a_angle), diameter]),
            ask("Law of Sines", "Diameter of the Circumcircle", "What is the exact diameter of the circle through the "
                "three corners?", diameter, f"{seen}, and the side $BC = {a}$ is opposite the angle at A. By @ the "
                f"diameter is the side divided by the sine of its opposite angle. With the exact value by {exact} it "
                f"is $\\frac{{{a}}}{{\\sin {a_angle}^\\circ}} = {diameter}$.", also=[exact],
                wrong=[surd(a, SQUARES[a_angle]), surd(a, 1 / SQUARES[b_angle]), 2 * a]),
            ask("Angle Sum of a Triangle", "Third Angle from Two", "What is the angle at C?", degrees(rest),
                f"{seen}. By @ the third angle is $180^\\circ - {a_angle}^\\circ - {b_angle}^\\circ = {rest}^\\circ$.",
                wrong=[degrees(a_angle + b_angle), degrees(180 - a_angle), degrees(180 - b_angle)])],
        givens=dict(a=a), fixed=(a_angle, b_angle), figure=figure, check=check,
        say=dict(beta=b_angle, quarters=int(4 * SQUARES[b_angle])))


@program("Law of Cosines")
def cosine_rule(rng):
    def draw():
        a, b, n = rng.randint(3, 60), rng.randint(3, 60), rng.choice((60, 120))
        return a, b, n, a * a + b * b + (a * b if n == 120 else -a * b)

    a, b, n, square = draw_until(draw, lambda d: isqrt(d[3]) ** 2 == d[3] and d[0] != d[1]
                                 and 0.3 < d[0] / d[1] < 3.3, "a whole third side")
    c_, left = isqrt(square), frac(b * b + square - a * a, 2 * b * isqrt(square))
    sign = "-" if n == 60 else "+"
    kind = "acute" if b * b + square > a * a else "obtuse"

    def figure(c, g):
        corners = (b, 0), polar((0, 0), a, n), (0, 0)
        c.polygon(*corners)
        for name, p, away in zip("ABC", corners, (polar((0, 0), a / 2, n), (b / 2, 0), (b, a))):
            c.corner(p, name, away)
        c.angle((0, 0), corners[0], corners[1], g["n"] + "°")
        c.side((0, 0), corners[0], g["b"], corners[1])
        c.side((0, 0), corners[1], g["a"], corners[0])
        c.side(corners[0], corners[1], "?", (0, 0))

    def check(c):
        one, two, origin = c.polygons[0]
        turn = opening(one, two, origin)
        return dist(one, two), cos(radians(turn)), "acute" if turn < 90 else "obtuse"

    half, exact = frac(1 if n == 60 else -1, 2), "Calculation of Trigonometric Functions"
    third = f"The figure shows two sides and their angle of ${n}^\\circ$, and $\\cos {n}^\\circ = {half}$ by the " \
            f"{exact}. So $AB^2 = {a}^2 + {b}^2 {sign} {a * b} = {square}$, and the third side is $AB = {c_}$."
    return Scene(
        f"In a triangle $ABC$ the sides $BC = {a}$ and $AC = {b}$ include an angle of ${n}^\\circ$; the side marked "
        f"with the question mark is $AB$.", [
            ask("Law of Cosines", "Third Side from Two Sides and their Angle", "ABC is a triangle. What is the length "
                "of the side marked with the question mark?", c_,
                f"In the figure the sides $BC = {a}$ and $AC = {b}$ include an angle of "
                f"${n}^\\circ$, and AB is opposite it. By @ $AB^2 = {a}^2 + {b}^2 - 2 \\times {a} \\times {b} \\times "
                f"\\cos {n}^\\circ$. By the Calculation of Trigonometric Functions $\\cos {n}^\\circ = "
                f"{frac(1 if n == 60 else -1, 2)}$, so ${a}^2 + {b}^2 {sign} {a * b} = {square}$ is the square of AB, "
                f"and $AB = \\sqrt{{{square}}} = {c_}$.", also=[exact],
                wrong=[root(2 * (a * a + b * b) - square), root(a * a + b * b), a + b]),
            ask("Law of Cosines", "Angle from Three Sides", "What is the cosine of the angle at A?", left,
                f"{third} By @ the cosine of the angle at "
                f"A is $\\frac{{{b}^2 + {c_}^2 - {a}^2}}{{2 \\times {b} \\times {c_}}} = {left}$.",
                also=[exact], wrong=[frac(a * a + square - b * b, 2 * a * c_), frac(b, c_),
                                     frac(b * b + square - a * a, b * c_)]),
            ask("Law of Cosines", "Kind of Angle from the Sides", "What kind of angle is the one at A?", kind,
                f"{third} So ${b}^2 + {c_}^2 - {a}^2 = {b * b + square - a * a} {'>' if kind == 'acute' else '<'} 0$, "
                f"and by @ the angle at A is {kind}.", also=[exact], options=["acute", "right", "obtuse"])],
        givens=dict(a=a, b=b, n=n), figure=figure, check=check, more=[circumscribed])


def circumscribed(c, rng):
    """The circle through the corners of the triangle, with its centre; the last corner is the origin."""
    (p, _), (u, v), _ = c.polygons[0]
    middle = p / 2, (u * u + v * v - u * p) / (2 * v)
    c.ring(middle, dist(middle, (0, 0)), kind="thin")
    c.dot(middle)
