"""Curves of the coordinate plane and lines at them: tangents, focal distances, directrix, asymptotes, chords."""
from fractions import Fraction
from math import asin, atan2, cosh, degrees, dist, hypot, sinh, sqrt

from ..canvas import polar
from ..pieces import curve, curves, height
from ..plane import LEGS, cross, named, plain
from ..tools import Quantity, Scene, ask, draw_until, frac, program, root
from .analytic import beyond, where
from .line_equations import lines_of, squared

TRIPLES = [(3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10), (5, 12, 13), (12, 5, 13), (9, 12, 15), (12, 9, 15),
           (8, 15, 17), (15, 8, 17), (12, 16, 20), (16, 12, 20), (7, 24, 25), (24, 7, 25), (15, 20, 25), (20, 15, 25)]


# ---------------------------------------------------------------------------------------------------------- circles
@program("Position of a Line and a Circle")
def farthest_from_line(rng):
    p, q, n = rng.choice([(3, 4, 5), (4, 3, 5)])
    r, d = draw_until(lambda: (rng.randint(2, 8), rng.randint(4, 14)), lambda t: 1.25 * t[0] < t[1] < 2.2 * t[0],
                      "farthest_from_line")
    c0, (mx, my) = draw_until(lambda: (rng.randint(12, 60), (rng.randint(3, 22), rng.randint(3, 22))),
                              lambda t: p * t[1][0] + q * t[1][1] - t[0] == d * n and abs(t[1][0] - t[1][1]) < 9,
                              "farthest_from_line")

    def figure(c, g):
        m = mx, my
        foot, far = (mx - d * p / n, my - d * q / n), (mx + r * p / n, my + r * q / n)
        s, t = c0 / p, c0 / q
        plain(c, (s, 0), (0, t), (mx + r, my + r), (mx - r, my - r))
        c.circle(m, r)
        c.line(*beyond((0, t), (s, 0), 0.2), kind="thick")
        c.line(foot, far, kind="dash")
        c.right(foot, m, (s, 0) if dist(foot, (s, 0)) > 1 else (0, t))
        end = polar(m, r, degrees(atan2(-p, q)))
        c.line(m, end)
        c.side(m, end, g["r"], foot)
        c.corner(beyond((0, t), (s, 0), 0.2)[1], f"g: {p}x + {q}y = {g['c']}", (0, t))
        named(c, "M", m, g["mx"], g["my"], end)

    def check(c):
        (m, size), line = c.circles[0], lines_of(c, "thick")[0]
        gap = abs(cross(*line, m)) / dist(*line)
        return gap + size, gap - size, gap

    seen = f"The figure shows the centre M({mx}, {my}), the radius {r} and the line ${p}x + {q}y = {c0}$"
    way = f"$\\frac{{|{p} \\times {mx} + {q} \\times {my} - {c0}|}}{{\\sqrt{{{p}^2 + {q}^2}}}} = {d}$"
    line = "Distance from a Point to a Line"
    return Scene(
        f"A circle with the centre M({mx}, {my}) has the radius {r}. The line g is ${p}x + {q}y = {c0}$.", [
            ask("Position of a Line and a Circle", "Greatest Distance from the Line",
                "M is the centre of the circle. What is the greatest distance of a point of the circle from the line "
                "g?", d + r, f"{seen}. The distance of M from the line is {way} ({line}). By @ the greatest distance "
                f"is ${d} + {r} = {d + r}$.", also=[line], wrong=[d - r, d, d + 2 * r, d * n + r]),
            ask("Position of a Line and a Circle", "Compare Distance and Radius",
                "M is the centre of the circle. By how much must the radius grow so that the circle touches the line "
                "g?", d - r, f"{seen}. The distance of M from the line is {way} ({line}). By @ the circle touches g "
                f"when its radius is ${d}$, and ${d} - {r} = {d - r}$ is missing.", also=[line],
                wrong=[d, d + r, r]),
            ask(line, "Point-Line Distance Formula", "M is the centre of the circle. How far is M from the line g?", d,
                f"{seen}. By @ the distance is {way}.", wrong=[d * n, d - r, p * mx + q * my])],
        givens=dict(mx=mx, my=my, r=r, c=c0), fixed=(p, q), figure=figure, upright=True, check=check,
        quantities=where("M") | {"c": Quantity("coefficient", "the right side of the equation of g")})


@program("Common Tangent of Two Circles")
def outer_tangent(rng):
    (dx, dy), a = rng.choice(LEGS[2:]), (rng.randint(3, 9), rng.randint(3, 9))
    d, b = round(hypot(dx, dy)), (a[0] + dx, a[1] + dy)
    r, s = draw_until(lambda: (rng.randint(1, d // 2), rng.randint(1, d // 2)),
                      lambda t: t[0] != t[1] and t[0] + t[1] <= 0.85 * d and min(t) > 0.19 * d, "outer_tangent")
    turn = degrees(atan2(dy, dx)) + degrees(asin((s - r) / d)) + 90

    def figure(c, g):
        one, two = polar(a, r, turn), polar(b, s, turn)
        c.without |= {"line", "shapes"}
        c.circle(a, r)
        c.circle(b, s)
        c.line(a, b, kind="dash")
        c.line(*beyond(one, two, 0.25), kind="thick")
        c.line(a, one)
        c.line(b, two)
        c.right(one, a, two)
        c.right(two, b, one)
        c.side(a, one, g["r"], b)
        c.side(b, two, g["s"], a)
        if c.asked in (None, 0):
            c.side(one, two, "?", (a[0] + dx / 2, a[1] + dy / 2))
        named(c, "A", a, g["ax"], g["ay"], one)
        named(c, "B", b, g["bx"], g["by"], two)

    def check(c):
        (m, one), (n, two) = c.circles
        feet = [next(line[1] for line in lines_of(c) if line[0] == centre) for centre in (m, n)]
        cut = m[0] + (n[0] - m[0]) * one / (one + two), m[1] + (n[1] - m[1]) * one / (one + two)
        return (dist(*feet), sqrt(dist(m, cut) ** 2 - one ** 2) + sqrt(dist(n, cut) ** 2 - two ** 2),
                dist(m, n) - one - two)

    seen = f"The figure shows the centres A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}) and the radii {r} and {s}"
    way = f"$\\sqrt{{({b[0]} - {a[0]})^2 + ({b[1]} - {a[1]})^2}} = {d}$ (Distance between Two Points)"
    also = ["Distance between Two Points"]
    return Scene(
        f"The circles about A{a} with the radius {r} and about B{b} with the radius {s} lie apart.", [
            ask("Common Tangent of Two Circles", "Outer Tangent Length",
                "A line touches both circles with the centres A and B from the same side. How long is the segment "
                "between the points of contact, marked with the question mark?", root(d * d - (r - s) ** 2),
                f"{seen}. The distance of the centres is {way}. By @ the segment is $\\sqrt{{{d}^2 - ({r} - {s})^2}} = "
                f"{root(d * d - (r - s) ** 2)}$ long.", also=also,
                wrong=[d, root(d * d - (r + s) ** 2), root(d * d + (r - s) ** 2), d - abs(r - s)]),
            ask("Common Tangent of Two Circles", "Inner Tangent Length",
                "Another line touches both circles and crosses the segment AB. How long is the segment of this line "
                "between its points of contact?", root(d * d - (r + s) ** 2),
                f"{seen}. The distance of the centres is {way}. By @ the segment is $\\sqrt{{{d}^2 - ({r} + {s})^2}} = "
                f"{root(d * d - (r + s) ** 2)}$ long.", also=also,
                wrong=[root(d * d - (r - s) ** 2), d - r - s, d]),
            ask("Position of Two Circles", "Distance of the Centres",
                "How far apart are the two circles, measured along the segment AB between them?", d - r - s,
                f"{seen}. The distance of the centres is {way}. Since by @ ${d} > {r} + {s}$ the circles lie apart, "
                f"and between them there are ${d} - {r} - {s} = {d - r - s}$.", also=also,
                wrong=[d, d - r, d - abs(r - s)])],
        givens=dict(ax=a[0], ay=a[1], bx=b[0], by=b[1], r=r, s=s), quantities=where("A", "B"), figure=figure,
        upright=True, check=check)


# --------------------------------------------------------------------------------------------------------- ellipses
@program("Standard Equation of an Ellipse")
def ellipse_in_a_frame(rng):
    c_, b, a = rng.choice([t for t in TRIPLES if t[1] > 0.35 * t[2]])
    k = rng.randint(1, 5 if a < 12 else 3)
    a, b, c_ = k * a, k * b, k * c_

    def figure(c, g):
        plain(c, (1.2 * a, b), (-a, -b))
        c.polygon((-a, -b), (a, -b), (a, b), (-a, b), fill=False)
        points = c.ring((0, 0), a, b, kind="thick")
        c.fills.append((points, True))
        c.without |= {"hatch", "shapes"}
        for p in ((c_, 0), (-c_, 0), (a, 0)):
            c.dot(p)
        c.corner((c_, 0), f"F({g['f']}, 0)", (c_, 5))
        c.corner((-c_, 0), "G", (-c_, 5))
        c.corner((a, 0), f"A({g['a']}, 0)", (0, -0.9 * a))

    def check(c):
        x, tip = c.dots[0][0], c.dots[2][0]
        points = curves(c)[0]
        top = max(p[1] for p in points)
        half = sqrt(tip ** 2 - x ** 2)
        return 4 * tip * half, half ** 2, (0, x if abs(top - half) < 1e-6 else 0)

    seen = f"The figure shows the vertex A({a}, 0) and the focus F({c_}, 0), so that $a = {a}$ and $c = {c_}$"
    minor = f"$b = \\sqrt{{{a}^2 - {c_}^2}} = {b}$"
    return Scene(
        f"The ellipse about the origin has a vertex A({a}, 0) and the foci F({c_}, 0) and G({-c_}, 0).", [
            ask("Standard Equation of an Ellipse", "Focal Relation of the Ellipse",
                "F and G are the foci of the ellipse about the origin. What is the area of the rectangle around it?",
                4 * a * b, f"{seen}. By @ the other half axis is {minor}. The rectangle has the sides $2 \\times {a} = "
                f"{2 * a}$ and $2 \\times {b} = {2 * b}$ and the area ${2 * a} \\times {2 * b} = {4 * a * b}$ (Area of "
                "a Rectangle).", also=["Area of a Rectangle"],
                wrong=[4 * a * c_, a * b, 2 * a * b, 4 * c_ * b]),
            ask("Standard Equation of an Ellipse", "Ellipse from Axes and a Point",
                "F and G are the foci of the ellipse. What is the denominator under $y^2$ in its standard equation?",
                b * b, f"{seen}. The square of the other half axis is ${a}^2 - {c_}^2 = {b * b}$. By @ this number "
                "stands under $y^2$.", wrong=[b, a * a, c_ * c_]),
            ask("Standard Equation of an Ellipse", "Foci on the y-Axis",
                "The ellipse with the foci F and G is turned by a quarter turn about the origin. Which focus lies "
                "above the x-axis then? Give its coordinates.", f"(0, {c_})",
                f"{seen}. After the turn the longer axis lies on the y-axis. By @ the foci are $(0, {c_})$ and "
                f"$(0, -{c_})$, because $\\sqrt{{{a}^2 - {b}^2}} = {c_}$; above the x-axis lies $(0, {c_})$.",
                wrong=[f"({c_}, 0)", f"(0, {a})", f"(0, {b})"])],
        more=[lambda c, rng: c.line((-c_, 0), (0, b), (c_, 0), kind="thin")],
        givens=dict(a=a, f=c_), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("coordinate", "the x-coordinate of A"),
                    "f": Quantity("coordinate", "the x-coordinate of F")})


@program("Distances of Points on an Ellipse")
def orbit(rng):
    near, far = rng.choice([(p, q) for p in range(2, 31) for q in range(2 * p, 5 * p + 1)
                            if round(sqrt(p * q)) ** 2 == p * q])
    a, c_, b = Fraction(near + far, 2), Fraction(far - near, 2), round(sqrt(near * far))

    def figure(c, g):
        half, focus = float(a), float(c_)
        c.without |= {"line", "shapes", "dashed"}
        points = c.ring((0, 0), half, b, kind="thick")
        c.fills.append((points, False))
        low = -b - 0.22 * half
        for x in (-half, -focus, half):
            c.line((x, 0), (x, low), kind="dash")
        for p, q, text in ((-half, -focus, g["near"]), (-focus, half, g["far"])):
            middle = (p + q) / 2
            c.arrow((middle, low), (p, low), kind="thin")
            c.arrow((middle, low), (q, low), kind="thin")
            c.side((p, low), (q, low), text, (middle, 2 * low))
        c.line((-half, 0), (half, 0), kind="thin")
        for p, name, away in (((-focus, 0), "F", (-focus, -1)), ((-half, 0), "A", (0, 0)), ((half, 0), "B", (0, 0))):
            c.dot(p)
            c.corner(p, name, away)
        if c.asked in (None, 0):
            c.dot((0, b))
            c.corner((0, b), "P", (0, 0))
            c.line((0, 0), (0, b))
            c.side((0, 0), (0, b), "?", (half, 0))

    def check(c):
        f, left, right = c.dots[:3]
        points, mid = curves(c)[0], (left[0] + right[0]) / 2
        half = dist(left, right) / 2
        top = max(p[1] for p in points)
        return top, top * sqrt(1 - ((f[0] - mid) / half) ** 2), max(dist(p, (mid, 0)) for p in points)

    seen = f"The figure shows that F is {near} away from A and {far} away from B"
    axes = f"$a = ({near} + {far}) \\div 2 = {frac(a)}$ and $c = ({far} - {near}) \\div 2 = {frac(c_)}$"
    return Scene(
        f"The focus F of an ellipse is {near} away from the nearest point A of the ellipse and {far} away from the "
        "farthest point B.", [
            ask("Distances of Points on an Ellipse", "Nearest and Farthest from a Focus",
                "F is a focus of the ellipse with the major axis AB. How long is the half axis marked with the "
                "question mark?", b,
                f"{seen}. By @ these distances are $a - c$ and $a + c$, so {axes}. The other half axis is "
                f"$\\sqrt{{{squared(a)} - {squared(c_)}}} = {b}$ (Standard Equation of an "
                "Ellipse).", also=["Standard Equation of an Ellipse"],
                wrong=[frac(a), frac(c_), far - near, frac(near * far, 2)]),
            ask("Distances of Points on an Ellipse", "Focal Radius of an Ellipse",
                "F is a focus of the ellipse with the major axis AB. How far from F is a point of the ellipse that "
                "lies straight above F?", frac(b * b / a),
                f"{seen}, so {axes}. The point has the x-coordinate $-{frac(c_)}$ seen from the centre, and F is the "
                f"left focus. By @ its distance from F is ${frac(a)} - {frac(c_ / a)} \\times {frac(c_)} = "
                f"{frac(b * b / a)}$.", wrong=[b, frac(a), near]),
            ask("Distances of Points on an Ellipse", "Distance from the Centre of an Ellipse",
                "F is a focus of the ellipse with the major axis AB. What is the greatest distance of a point of the "
                "ellipse from its centre?", frac(a),
                f"{seen}. By @ the greatest distance from the centre is half of the major axis, "
                f"$({near} + {far}) \\div 2 = {frac(a)}$.", wrong=[far, near + far, frac(c_)])],
        more=[lambda c, rng: c.line((-float(c_), -b * b / float(a)), (-float(c_), b * b / float(a)), kind="thin")],
        givens=dict(near=near, far=far), figure=figure, check=check)


# ------------------------------------------------------------------------------------------------------- parabolas
@program("Definition of a Parabola")
def parabola_from_directrix(rng):
    d, p = draw_until(lambda: (rng.randint(5, 40), 2 * rng.randint(1, 12)),
                      lambda t: 1.3 * t[1] < t[0] < 3 * t[1], "parabola_from_directrix")
    x = sqrt(d * d - (d - p) ** 2)

    def figure(c, g):
        side, top = 1.2 * x, d - p / 2
        c.without |= {"line", "shapes", "dashed"}
        curve(c, lambda u: u * u / (2 * p), -side, side, -1, 1.44 * top)
        c.line((-1.3 * x, -p / 2), (1.45 * x, -p / 2), kind="line")
        c.corner((1.45 * x, -p / 2), "l", (0, -p / 2))
        f, point = (0, p / 2), (x, top)
        c.line(f, point)
        c.line(point, (x, -p / 2), kind="dash")
        c.right((x, -p / 2), point, (0, -p / 2))
        c.line((0, 1.3 * top), (0, -p / 2), kind="thin")
        c.line(f, (-1.3 * x, p / 2), kind="dash")
        for end in (-p / 2, p / 2):
            c.arrow((-1.25 * x, 0), (-1.25 * x, end), kind="thin")
        c.side(f, point, g["d"], (x, 0))
        c.side((-1.25 * x, -p / 2), (-1.25 * x, p / 2), g["p"], (x, 0))
        for q, name, away in ((f, "F", (0, 0)), (point, "P", (0, 0)), ((0, 0), "S", (-x, 2 * x))):
            c.dot(q)
            c.corner(q, name, away)

    def check(c):
        f, q, s = c.dots
        line = lines_of(c)[0]
        return q[1] - s[1], s[1] - line[0][1], abs(q[0] - f[0])

    seen = f"The figure shows that P is {d} away from the focus F, and F is {p} away from the directrix l"
    return Scene(
        f"The focus F of a parabola is {p} away from its directrix l, and the point P of the parabola is {d} away from "
        "F.", [
            ask("Definition of a Parabola", "Distance Swap",
                "F is the focus, l the directrix and S the vertex of the parabola, which opens upwards. How much "
                "higher than S does the point P lie?", d - p // 2,
                f"{seen}. By @ P is also ${d}$ above l. The vertex S lies half-way between F and l, ${p} \\div 2 = "
                f"{p // 2}$ above l. So P lies ${d} - {p // 2} = {d - p // 2}$ higher than S.",
                wrong=[d, d - p, d + p // 2, d + p]),
            ask("Definition of a Parabola", "Parameter of a Parabola",
                "F is the focus, l the directrix and S the vertex of the parabola. How far is S from l?", p // 2,
                f"{seen}. By @ the vertex lies half-way, so its distance from l is ${p} \\div 2 = {p // 2}$.",
                wrong=[p, d - p, 2 * p]),
            ask("Pythagorean Theorem", "Leg from the Hypotenuse",
                "F is the focus and l the directrix of the parabola, which opens upwards. How far is P from the axis "
                "of the parabola?", root(d * d - (d - p) ** 2),
                f"{seen}. P is ${d}$ above l (Definition of a Parabola) and so ${d} - {p} = {d - p}$ higher than F. By "
                f"@ its distance from the axis is $\\sqrt{{{d}^2 - {d - p}^2}} = {root(d * d - (d - p) ** 2)}$.",
                also=["Definition of a Parabola"], wrong=[d - p, root(d * d - p * p), d])],
        more=[lambda c, rng: c.line((-p, p / 2), (p, p / 2), kind="thin")],
        givens=dict(d=d, p=p), figure=figure, upright=True, check=check)


@program("Intersection Points of Parabola and Line")
def chord_of_parabola(rng):
    u, v = draw_until(lambda: (rng.randint(2, 13), rng.randint(2, 13)),
                      lambda t: t[0] != t[1] and max(t) <= 2.5 * min(t), "chord_of_parabola")
    far = 1.15 * max(u, v)
    k = 1.1 * far / far ** 2  # the y-axis has another unit, so that the picture is not too high

    def figure(c, g):
        a, b = (-u, k * u * u), (v, k * v * v)
        plain(c, (far, 0), (-far, 0), (0, k * far ** 2))
        curve(c, lambda x: k * x * x, -far, far, 0, k * far ** 2)
        c.line(*beyond(a, b, 0.12))
        c.dot((0, k * u * v))
        c.corner((0, k * u * v), "S", (-1, 9 * far))
        for p, name, text in ((a, "A", "−" + g["u"]), (b, "B", g["v"])):
            c.line(p, (p[0], 0), kind="dash")
            c.dot(p)
            c.corner(p, name, (3 * p[0], 0.3 * p[1]))
            c.corner((p[0], 0), text, (p[0], far))
        c.text((1.1 * far, 1.02 * far), "y = x²")

    def check(c):
        points, line = curves(c)[0], lines_of(c)[0]
        one = height(points, 1)  # the drawn unit of the y-axis
        (x0, y0), (x1, y1) = line
        slope = (y1 - y0) / (x1 - x0)
        right = c.dots[2]
        tangent = (height(points, right[0] + 0.01) - height(points, right[0] - 0.01)) / 0.02
        exact = round((right[1] - tangent * right[0]) / (k * right[0] ** 2), 1)
        return (y0 - slope * x0) / k, exact * right[0] ** 2 * (one > 0), slope / k

    seen = f"The figure shows that A lies over $-{u}$ and B over ${v}$, so their heights are $(-{u})^2 = {u * u}$ and "
    seen += f"${v}^2 = {v * v}$"
    slope = f"$\\frac{{{v * v} - {u * u}}}{{{v} - (-{u})}} = {v - u}$"
    return Scene(
        f"A line meets the parabola $y = x^2$ in A over $x = -{u}$, in B over $x = {v}$, and the y-axis in S.", [
            ask("Intersection Points of Parabola and Line", "Parabola and Line by Substitution",
                "The line through the points A and B of the parabola $y = x^2$ meets the y-axis in S. What is the "
                "y-coordinate of S?", u * v,
                f"{seen}. The slope of the line is {slope} (Slope of a Line). Let its equation be $y = kx + m$; "
                "by @ the places of A and B solve $x^2 - kx - m = 0$, so that $m = x^2 - kx$ holds for both. With "
                f"$x = {v}$ this is ${v}^2 - ({v - u}) \\times {v} = {u * v}$.",
                also=["Slope of a Line"],
                wrong=[u + v, frac(u * u + v * v, 2), abs(u * u - v * v), (u + v) ** 2]),
            ask("Intersection Points of Parabola and Line", "Tangent at a Point of a Parabola",
                "At which value of y does the tangent of the parabola $y = x^2$ at the point B meet the y-axis?",
                -v * v, f"{seen}. With the axes exchanged, by @ the tangent at B is $y + {v * v} = 2 \\times {v}x$. "
                f"For $x = 0$ this is $y = 2 \\times {v} \\times 0 - {v * v} = {-v * v}$.",
                wrong=[v * v, -2 * v, -v]),
            ask("Slope of a Line", "Rise over Run", "What is the slope of the line through the points A and B of the "
                "parabola $y = x^2$?", v - u, f"{seen}. By @ the slope is {slope}.",
                wrong=[u + v, u - v, frac(1, abs(v - u))])],
        more=[lambda c, rng: c.line((-u, k * u * u), (u, k * u * u), kind="thin")],
        givens=dict(u=u, v=v), figure=figure, upright=True, check=check, scale=False,
        quantities={"u": Quantity("coordinate", "the distance of A from the y-axis"),
                    "v": Quantity("coordinate", "the distance of B from the y-axis")})


# ------------------------------------------------------------------------------------------------------- hyperbolas
@program("Properties of a Hyperbola")
def hyperbola_with_box(rng):
    a, b, c_ = rng.choice(TRIPLES)
    k = rng.randint(1, 5 if c_ < 12 else 3)
    a, b, c_ = k * a, k * b, k * c_
    if max(a, b) > 2.2 * min(a, b):
        return hyperbola_with_box(rng)

    def figure(c, g):
        t = 1.35
        wide, tall = a * cosh(t), b * sinh(t)
        plain(c, (wide, tall), (-wide, -tall))
        c.without |= {"dashed", "shapes", "hatch"}
        for sign in (-1, 1):
            c.line(*((sign * a * cosh(s * t / 30), b * sinh(s * t / 30)) for s in range(-30, 31)), kind="thick")
            c.line((-wide, -sign * wide * b / a), (wide, sign * wide * b / a), kind="dash")
        c.polygon((-a, -b), (a, -b), (a, b), (-a, b))
        c.side((-a, -b), (a, -b), g["w"], (0, 0))
        c.side((-a, -b), (-a, b), g["h"], (-wide, 0))
        for x, name in ((-c_, "G"), (c_, "F")):
            c.dot((x, 0))
            c.corner((x, 0), name, (x, 5))

    def check(c):
        right = max(curves(c), key=lambda points: max(points)[0])
        tip = min(x for x, _ in right)
        (gx, _), (fx, _) = c.dots
        return fx / tip, 2 * tip, fx - gx

    seen = (f"The figure shows the sides {2 * a} and {2 * b} of the rectangle, so the half axes of the hyperbola are "
            f"${2 * a} \\div 2 = {a}$ and ${2 * b} \\div 2 = {b}$")
    focus = f"$c = \\sqrt{{{a}^2 + {b}^2}} = {c_}$ (Standard Equation of a Hyperbola)"
    also = ["Standard Equation of a Hyperbola"]
    start = "The dashed asymptotes are the diagonals of the rectangle, and two of its sides touch the hyperbola. "
    return Scene(
        f"A hyperbola has the half axes $a = {a}$ and $b = {b}$ and the foci F and G.", [
            ask("Properties of a Hyperbola", "Eccentricity of a Hyperbola",
                f"{start}What is the eccentricity of the hyperbola with the foci F and G?", frac(c_, a),
                f"{seen}. The distance of a focus from the centre is {focus}. By @ the eccentricity is ${c_} \\div {a} "
                f"= {frac(c_, a)}$.", also=also, wrong=[frac(b, a), frac(a, c_), frac(c_, b), frac(a, b)]),
            ask("Properties of a Hyperbola", "Axes of a Hyperbola",
                f"{start}How far apart are the vertices of the hyperbola with the foci F and G?", 2 * a,
                f"{seen}. By @ the vertices are $2 \\times {a} = {2 * a}$ apart.", wrong=[a, 2 * b, 2 * c_]),
            ask("Standard Equation of a Hyperbola", "Focal Relation of the Hyperbola",
                f"{start}How far apart are the foci F and G of the hyperbola?", 2 * c_,
                f"{seen}. By @ the distance of a focus from the centre is $\\sqrt{{{a}^2 + {b}^2}} = {c_}$, so F and G "
                f"are $2 \\times {c_} = {2 * c_}$ apart.", wrong=[c_, 2 * a, 2 * (a + b)])],
        more=[lambda c, rng: c.ring((0, 0), c_, kind="thin")],
        givens=dict(w=2 * a, h=2 * b), figure=figure, upright=True, check=check)
