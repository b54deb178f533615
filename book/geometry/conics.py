"""Conic sections: ellipse, hyperbola and parabola."""
from fractions import Fraction
from math import cosh, dist, hypot, sinh, sqrt

from ..plane import named, plain, spell
from ..tools import Quantity, Scene, ask, draw_until, frac, pi, program, root
from .coordinate_plane import half_root


@program("Definition of an Ellipse")
def ellipse_definition(rng):
    def wish():
        long, gap = rng.randint(10, 40), rng.randint(6, 32)
        return long, gap, rng.randint(2, long)

    long, gap, d = draw_until(wish, lambda w: 0.5 * w[0] < w[1] < 0.86 * w[0] and 0.15 < abs(
        (w[2] - w[0] / 2) / (w[1] / 2)) < 0.8 and w[2] * 2 != w[0], "ellipse_definition")
    a, c_ = long / 2, gap / 2
    x = (d - a) * a / c_
    p = x, sqrt((a * a - c_ * c_) * (1 - x * x / (a * a)))

    def figure(c, g):
        c.ring((0, 0), a, sqrt(a * a - c_ * c_), kind="thick")
        c.without |= {"line", "hatch", "dashed"}  # dashes belong to the lengths below
        c.line((-a, 0), (a, 0), kind="thin")
        c.line((-c_, 0), p, (c_, 0))
        c.side((-c_, 0), p, g["d"], (c_, 0))
        c.side((c_, 0), p, "?", (-c_, 0))
        low = -sqrt(a * a - c_ * c_) - 0.22 * a
        for end, y, text in ((a, low - 0.22 * a, g["long"]), (c_, low, g["gap"])):
            for sign in (-1, 1):
                c.line((sign * end, 0), (sign * end, y), kind="dash")
                c.arrow((0, y), (sign * end, y), kind="thin")
            c.side((-end, y), (end, y), text, (0, 2 * y))
        for q, name, away in (((-c_, 0), "F", (a, 0)), ((c_, 0), "G", (-a, 0)), (p, "A", (0, 0))):
            c.dot(q)
            c.corner(q, name, away)

    def check(c):
        f, g, top = c.dots
        curve = next(points for points, kind in c.strokes if kind == "thick")
        return dist(top, g), dist(f, max(curve, key=lambda q: q[1])), dist(f, g) + dist(f, top) + dist(top, g)

    def minor_axis(c, rng):
        c.line((0, -sqrt(a * a - c_ * c_)), (0, sqrt(a * a - c_ * c_)), kind="thin")

    return Scene(
        f"An ellipse with the foci F and G has a major axis of length {long}, and F and G are {gap} apart. A point A "
        f"of the ellipse is {d} away from F.", [
            ask("Definition of an Ellipse", "Second Focal Distance",
                "F and G are the foci of the ellipse. How long is the segment marked with the question mark?", long - d,
                f"The figure shows the major axis of length {long} and the distance {d} from A to F. Both focal "
                f"distances of a point together are as long as the major axis, so by @ the segment from A to G is "
                f"${long} - {d} = {long - d}$ long.", wrong=[d, frac(long, 2), long + d, abs(gap - d)]),
            ask("Definition of an Ellipse", "Sum of Two Focal Distances",
                "F and G are the foci. How far is an end of the minor axis from F?", frac(long, 2),
                f"The figure shows the major axis of length {long}. By @ the distances of the end of the minor axis "
                f"from F and G add up to {long}. Both are equal, because the ellipse is symmetric, so the distance is "
                f"${long} \\div 2 = {frac(long, 2)}$.", wrong=[frac(gap, 2), long, d]),
            ask("Focal Triangle of an Ellipse", "Perimeter of the Focal Triangle",
                "F and G are the foci. What is the perimeter of the triangle AFG?", long + gap,
                f"The figure shows the major axis of length {long} and the distance {gap} of the foci. AF and AG "
                f"together are as long as the major axis. By @ the perimeter is ${long} + {gap} = {long + gap}$.",
                wrong=[long + d, gap + d, 2 * long])],
        givens=dict(long=long, gap=gap, d=d), more=[minor_axis], figure=figure, check=check)


@program("Properties of an Ellipse")
def ellipse_properties(rng):
    a = rng.randint(5, 30)
    b = rng.randint(a // 2, a - 1)

    def figure(c, g):
        plain(c, (a, b), (-a, -b))
        c.ring((0, 0), a, b, kind="thick")
        c.dots += [(a, 0), (0, b)]
        c.text((1.33 * a, -0.13 * a), f"A({g['a']}, 0)")
        c.text((0.34 * a, b + 0.12 * a), f"B(0, {g['b']})")

    def check(c):
        curve = next(points for points, kind in c.strokes if kind == "thick")
        wide, high = (max(q[i] for q in curve) for i in (0, 1))
        n = 20000  # area by slices
        half = sum(high * sqrt(1 - ((i + 0.5) / n) ** 2) * wide / n for i in range(n))
        return 4 * half, sqrt(1 - (high / wide) ** 2), 2 * sqrt(wide ** 2 - high ** 2)

    def outer_circle(c, rng):
        c.ring((0, 0), a, kind="dash")

    def rectangle(c, rng):
        """The sides that touch the ellipse at its vertices."""
        c.line((-a, -b), (a, -b), (a, b), (-a, b), (-a, -b), kind="thin")

    square = a * a - b * b
    axes = f"The figure shows the vertices A({a}, 0) and B(0, {b}), so the half axes are {a} and {b}."
    return Scene(
        f"An ellipse has its centre in the origin and the vertices A({a}, 0) and B(0, {b}).", [
            ask("Properties of an Ellipse", "Area of an Ellipse",
                "A and B are vertices of the ellipse, and its centre is O. What is the area inside the "
                "ellipse? Give the answer as a multiple of $\\pi$.", pi(a * b),
                f"{axes} By @ the area inside the ellipse is $\\pi \\times {a} \\times {b} = {pi(a * b)}$.",
                wrong=[pi(4 * a * b), pi(a + b), pi(a * a), pi(b * b), pi(2 * a * b)]),
            ask("Properties of an Ellipse", "Eccentricity of an Ellipse",
                "A and B are vertices of the ellipse, and its centre is O. What is its "
                "eccentricity?", half_root(square, a), f"{axes} The foci are $\\sqrt{{{a}^2 - {b}^2}} = "
                f"{root(square)}$ away from the centre (Standard Equation of an Ellipse). By @ the eccentricity is "
                f"this distance divided by the greater half axis, $\\frac{{{root(square)}}}{{{a}}} = "
                f"{half_root(square, a)}$.", also=["Standard Equation of an Ellipse"],
                wrong=[frac(b, a), half_root(square, b), half_root(a * a + b * b, a)]),
            ask("Standard Equation of an Ellipse", "Focal Relation of the Ellipse",
                "A and B are vertices of the ellipse, and its centre is O. How far apart are its "
                "foci?", root(4 * square), f"{axes} By @ the square of the distance of a focus from the centre is "
                f"${a}^2 - {b}^2 = {square}$. The foci are twice this distance apart, $2\\sqrt{{{square}}} = "
                f"{root(4 * square)}$.", wrong=[root(square), root(4 * (a * a + b * b)), 2 * (a - b)])],
        givens=dict(a=a, b=b), quantities={"a": Quantity("coordinate", "the x-coordinate of A"),
                                           "b": Quantity("coordinate", "the y-coordinate of B")},
        more=[outer_circle, rectangle], figure=figure, upright=True, check=check)


@program("Asymptotes of a Hyperbola")
def hyperbola_asymptotes(rng):
    a = rng.randint(3, 20)
    b = draw_until(lambda: rng.randint(2, 20), lambda b: 0.5 * a <= b <= 1.15 * a and b != a, "hyperbola_asymptotes")

    def figure(c, g):
        far, big = (1.8 * a, 1.8 * b), max(a, b)
        plain(c, far, (-far[0], -far[1]))
        c.without |= {"line"}
        for sign in (1, -1):
            c.line(*((sign * a * cosh(t / 20), b * sinh(t / 20)) for t in range(-24, 25)), kind="thick")
            c.line((-far[0], -sign * far[1]), (far[0], sign * far[1]), kind="dash")
        c.line((-a, -b), (a, -b), (a, b), (-a, b), (-a, -b), kind="thin")
        c.dots += [(a, 0), (0, b)]
        c.text((a + 0.5 * big, -0.2 * big), f"A({g['a']}, 0)")
        c.text((0.5 * big, b + 0.17 * big), f"B(0, {g['b']})")

    def check(c):
        (one, two), _ = (line for line, kind in c.strokes if kind == "dash")
        branch = next(points for points, kind in c.strokes if kind == "thick")
        u, v = branch[-1]
        wide = min(x for x, _ in branch)
        other = sqrt(v * v / ((u / wide) ** 2 - 1))  # the point (u, v) satisfies the equation
        focus = hypot(wide, other), 0
        gap = abs((two[0] - one[0]) * (focus[1] - one[1]) - (two[1] - one[1]) * (focus[0] - one[0])) / dist(one, two)
        return (two[1] - one[1]) / (two[0] - one[0]), gap, 2 * focus[0]

    def conjugate(c, rng):
        for sign in (1, -1):
            c.line(*((a * sinh(t / 20), sign * b * cosh(t / 20)) for t in range(-22, 23)), kind="thin")

    def through_foci(c, rng):
        """The circle through the corners of the rectangle."""
        c.ring((0, 0), (a * a + b * b) ** 0.5, kind="thin")

    square = a * a + b * b
    axes = f"The figure shows the points A({a}, 0) and B(0, {b}), so the half axes of the hyperbola are {a} and {b}."
    return Scene(
        f"A hyperbola has its centre in the origin and a vertex A({a}, 0). The rectangle between its asymptotes "
        f"touches it at the vertices and goes through B(0, {b}).", [
            ask("Asymptotes of a Hyperbola", "Asymptotes from the Equation",
                "The dashed lines are the asymptotes of the hyperbola. What is the slope of the rising "
                "asymptote?", frac(b, a), f"{axes} By @ the asymptotes run through the corners of the rectangle, and "
                f"the rising asymptote has the slope ${b} \\div {a} = {frac(b, a)}$.",
                wrong=[frac(a, b), frac(-b, a), frac(b * b, a * a)]),
            ask("Asymptotes of a Hyperbola", "Focus to Asymptote",
                "The dashed lines are the asymptotes. How far is a focus of the hyperbola from an asymptote?", b,
                f"{axes} By @ this distance is the half axis on the y-axis. The formula for the distance confirms it: "
                f"the asymptote ${b}x - {a}y = 0$ and the focus $(\\sqrt{{{square}}}, 0)$ have the distance "
                f"$\\frac{{{b} \\times \\sqrt{{{square}}}}}{{\\sqrt{{{b}^2 + {a}^2}}}} = {b}$ (Distance from a Point "
                "to a Line).", also=["Distance from a Point to a Line"], wrong=[a, root(square), frac(b, 2)]),
            ask("Standard Equation of a Hyperbola", "Focal Relation of the Hyperbola",
                "The dashed lines are the asymptotes. How far apart are the foci of the hyperbola?", root(4 * square),
                f"{axes} By @ the square of the distance of a focus from the centre is ${a}^2 + {b}^2 = {square}$. The "
                f"foci are twice this distance apart, $2\\sqrt{{{square}}} = {root(4 * square)}$.",
                wrong=[root(square), 2 * a, 2 * (a + b)])],
        givens=dict(a=a, b=b), quantities={"a": Quantity("coordinate", "the x-coordinate of A"),
                                           "b": Quantity("coordinate", "the y-coordinate of B")},
        more=[conjugate, through_foci], figure=figure, upright=True, check=check)


@program("Symmetry and Axis of a Parabola")
def parabola_axis(rng):
    left, width, y = rng.randint(2, 9), rng.randint(5, 12), rng.randint(5, 12)
    right, third, drop = left + width, rng.randint(1, 4), rng.choice([-1, 1]) * rng.randint(2, 4)
    shape = drop / ((third - width) * third)
    axis, point = Fraction(left + right, 2), (left + third, y + drop)
    if 2 * third == width:
        return parabola_axis(rng)

    def figure(c, g):
        over = width * 0.12
        points = [(x, y + shape * (x - left) * (x - right)) for x in (
            left - over + (width + 2 * over) * i / 60 for i in range(61))]
        plain(c, *points)
        c.without |= {"line"}
        c.line(*points, kind="thick")
        tilt = shape * (2 * point[0] - left - right)  # the label of C stands straight off the curve, outside
        out = (-tilt, 1) if drop > 0 else (tilt, -1)
        named(c, "A", (left, y), g["ax"], g["ay"], (left + 1, y + 2 * drop))
        named(c, "B", (right, y), g["bx"], g["by"], (right - 1, y + 2 * drop))
        named(c, "C", point, g["cx"], g["cy"], (point[0] - out[0], point[1] - out[1]))

    def check(c):
        curve = next(points for points, kind in c.strokes if kind == "thick")
        tip = max(curve, key=lambda q: abs(q[1] - curve[0][1]))
        middle = (curve[0][0] + curve[-1][0]) / 2
        return middle, (2 * middle - c.dots[2][0], c.dots[2][1]), "upwards" if tip[1] < curve[0][1] else "downwards"

    def chord(c, rng):
        c.line((left, y), point, (right, y), kind="thin")

    heights = (f"The figure shows the points A({left}, {y}) and B({right}, {y}) of the parabola, which have the same "
               "height.")
    return Scene(
        f"A parabola with a vertical axis goes through A({left}, {y}), B({right}, {y}) and C{point}.", [
            ask("Symmetry and Axis of a Parabola", "Axis between Equal Heights",
                "The axis of the parabola is a vertical line. What is the equation of the axis?", f"x = {frac(axis)}",
                f"{heights} By @ the axis of the parabola runs half-way between them, at $\\frac{{{left} + {right}}}"
                f"{{2}} = {frac(axis)}$. Its equation is $x = {frac(axis)}$.",
                wrong=[f"x = {frac(width, 2)}", f"x = {left + right}", f"y = {frac(axis)}", f"x = {point[0]}"]),
            ask("Symmetry and Axis of a Parabola", "Mirror Partner on a Parabola",
                "Which other point of the parabola has the same y-coordinate as C?",
                spell(left + right - point[0], point[1]), f"{heights} So the axis is $x = {frac(axis)}$. C is "
                f"$({point[0]}, {point[1]})$, and by @ its partner has the x-coordinate $2 \\times {frac(axis)} - "
                f"{point[0]} = {left + right - point[0]}$ and the same height. The point is "
                f"${spell(left + right - point[0], point[1])}$.",
                wrong=[spell(-point[0], point[1]), spell(left + right - point[0], -point[1]),
                       spell(point[0] + width, point[1])]),
            ask("Vertex and Opening Direction of a Parabola", "Sign Decides the Opening",
                "In which direction does the parabola open?", "upwards" if drop < 0 else "downwards",
                f"The figure shows that between A and B, both at the height {y}, the curve passes through C with "
                f"${point[1]} {'<' if drop < 0 else '>'} {y}$. So the number before the square in its equation is "
                f"{'positive' if drop < 0 else 'negative'}, and by @ the parabola opens "
                f"{'upwards' if drop < 0 else 'downwards'}.",
                options=["upwards", "downwards", "to the left", "to the right"])],
        givens=dict(ax=left, ay=y, bx=right, by=y, cx=point[0], cy=point[1]), quantities={
            "ax": Quantity("coordinate", "the x-coordinate of A"),
            "bx": Quantity("coordinate", "the x-coordinate of B")},
        more=[chord], figure=figure, upright=True, check=check)


def asymptotes(a, b):
    """Draws the asymptotes of the hyperbola with the half axes a and b, fainter than the rest."""
    def draw(c, rng):
        for sign in (1, -1):
            c.line((-0.8 * a, -0.8 * sign * b), (0.8 * a, 0.8 * sign * b), kind="faint")

    return draw


@program("Definition of a Hyperbola")
def hyperbola_definition(rng):
    def wish():
        long = rng.randint(4, 20)
        return long, rng.randint(long + 2, 3 * long), rng.randint(2, 5 * long)

    long, gap, d = draw_until(wish, lambda w: 1.3 * w[0] < w[1] and 1.2 < (2 * w[2] - w[0]) / w[1] < 2,
                              "hyperbola_definition")  # the second: x of the point A over the half axis
    swapped, a, half = rng.random() < 0.5, long / 2, gap / 2
    known, other = (d - long, d) if swapped else (d, d - long)
    b, x = sqrt(half * half - a * a), (d - a) * a / half
    p = x, b * sqrt(x * x / (a * a) - 1)

    def figure(c, g):
        top, low = max(1.2 * p[1], 0.8 * a), -max(1.2 * p[1], 0.8 * a)
        c.without |= {"line", "dashed", "leaders"}  # a pulled length could belong to the other arrow
        for sign in (1, -1):
            c.line(*((sign * a * sqrt(1 + (top * t / 28 / b) ** 2), top * t / 28) for t in range(-28, 29)),
                   kind="thick")
        c.line((-half, 0), (half, 0), kind="thin")
        c.line((-half, 0), p, (half, 0))
        c.side((-half, 0), p, "?" if swapped else g["d"], (half, 0))
        c.side((half, 0), p, g["d"] if swapped else "?", (-half, 0))
        for end, y, text in ((a, low - 0.15 * top, g["long"]), (half, low - 0.65 * top, g["gap"])):
            for sign in (-1, 1):
                c.line((sign * end, 0), (sign * end, y), kind="dash")
                c.arrow((0, y), (sign * end, y), kind="thin")
            c.side((-end, y), (end, y), text, (0, 2 * y))
        for q, name, away in (((-half, 0), "F", (a, 0)), ((half, 0), "G", (-a, 0)), (p, "A", (-a, 0))):
            c.dot(q)
            c.corner(q, name, away)

    def check(c):
        f, g, top = c.dots
        image = -top[0], top[1]
        tips = [min(map(abs, (q[0] for q in points))) for points, kind in c.strokes if kind == "thick"]
        return dist(top, f if swapped else g), dist(image, f) - dist(image, g), dist(f, g) / sum(tips)

    near_focus, far_focus = ("F", "G") if swapped else ("G", "F")  # "?" marks the distance from near_focus
    return Scene(
        f"A hyperbola has the foci F and G, {gap} apart, and its vertices are {long} apart. A point A of the branch "
        f"around G is {known} away from {'G' if swapped else 'F'}.", [
            ask("Definition of a Hyperbola", "Difference of Two Focal Distances",
                "F and G are the foci of the hyperbola. How long is the segment marked with the question mark?", other,
                f"The figure shows that the vertices are {long} apart and that A is {known} away from {far_focus}. By "
                f"@ the focal distances of A differ by {long}. A is nearer to G than to F, so the segment from A to "
                f"{near_focus} is ${known} {'+' if swapped else '-'} {long} = {other}$ long.",
                wrong=[known, gap, abs(gap - known), long + gap]),
            ask("Definition of a Hyperbola", "Two Branches",
                "F and G are the foci, and B is a point of the branch around F. What is the value of BF - BG?", -long,
                f"The figure shows that the vertices are {long} apart, so the focal distances of B differ by {long}. "
                f"By @ every point of the branch around F is nearer to F, so BF is smaller than BG, and the value is "
                f"$0 - {long} = -{long}$.", wrong=[long, -gap, 0]),
            ask("Properties of a Hyperbola", "Eccentricity of a Hyperbola",
                "F and G are the foci of the hyperbola. What is its eccentricity?", frac(gap, long),
                f"The figure shows that the foci are {gap} and the vertices {long} apart, so their distances from the "
                f"centre are $\\frac{{{gap}}}{{2}}$ and $\\frac{{{long}}}{{2}}$. By @ the eccentricity is "
                f"$\\frac{{{gap}}}{{2}} \\div \\frac{{{long}}}{{2}} = {frac(gap, long)}$.",
                wrong=[frac(long, gap), frac(gap, 2 * long), frac(2 * gap, long)])],
        givens=dict(long=long, gap=gap, d=known), fixed=(swapped,), more=[asymptotes(a, b)], figure=figure, check=check)


@program("Standard Equation of a Parabola")
def parabola_focus(rng):
    x, y = draw_until(lambda: (rng.randint(2, 20), rng.randint(3, 20)), lambda w: 0.7 * w[0] < w[1] < 2.5 * w[0],
                      "parabola_focus")
    wide = Fraction(y * y, 2 * x)

    def figure(c, g):
        top = 1.2 * y
        points = [(x * (h / y) ** 2, h) for h in (top * i / 30 for i in range(-30, 31))]
        plain(c, (1.5 * x, top), (0, -top))
        c.line(*points, kind="thick")
        named(c, "A", (x, y), g["ax"], g["ay"], (x, 0))

    def check(c):
        u, v = next(points for points, kind in c.strokes if kind == "thick")[0]
        focus = v * v / (4 * u), 0
        return 2 * focus[0], focus, dist(focus, c.dots[0])

    def chord(c, rng):
        c.line((x, y), (x, -y), kind="thin")

    point = f"The figure shows the point A({x}, {y}) of the parabola."
    form = (f"Its equation has the form $y^2 = 2mx$, where $m$ has the value $\\frac{{{y}^2}}{{2 \\times {x}}} = "
            f"{frac(wide)}$")
    return Scene(
        f"A parabola has its vertex in the origin and the x-axis as its axis. It goes through A({x}, {y}).", [
            ask("Standard Equation of a Parabola", "Parameter from a Point",
                "The parabola has its vertex in O and the x-axis as its axis. How far is its focus from its directrix?",
                frac(wide), f"{point} Its vertex is O and its axis is the x-axis, so its equation has the form "
                f"$y^2 = 2mx$, and $m$ is the distance of the focus from the directrix. By @ the coordinates of A give "
                f"this distance, $\\frac{{{y}^2}}{{2 \\times {x}}} = {frac(wide)}$.",
                wrong=[frac(wide * 2), frac(wide / 2), frac(y, 2 * x), frac(x * x, 2 * y)]),
            ask("Standard Equation of a Parabola", "Parabola Opening to the Right",
                "The parabola has its vertex in O and the x-axis as its axis. What are the coordinates of its focus?",
                spell(wide / 2, 0), f"{point} {form}. By @ the focus lies on the x-axis at half of this number, "
                f"${frac(wide)} \\div 2 = {frac(wide / 2)}$, so it is ${spell(wide / 2, 0)}$.",
                wrong=[spell(wide, 0), spell(0, wide / 2), spell(-wide / 2, 0)]),
            ask("Distances of Points on a Parabola", "Focal Radius of a Parabola",
                "The parabola has its vertex in O and the x-axis as its axis. How far is A from its "
                "focus?", frac(x + wide / 2), f"{point} {form} (Standard Equation of a Parabola). By @ the distance of "
                f"A from the focus is its x-coordinate and half of this number, ${x} + {frac(wide)} \\div 2 = "
                f"{frac(x + wide / 2)}$.", also=["Standard Equation of a Parabola"],
                wrong=[frac(x), frac(x + wide), frac(wide / 2)])],
        givens=dict(ax=x, ay=y), quantities={"ax": Quantity("coordinate", "the x-coordinate of A"),
                                             "ay": Quantity("coordinate", "the y-coordinate of A")},
        more=[chord], figure=figure, upright=True, check=check)
