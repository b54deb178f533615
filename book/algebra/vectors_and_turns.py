"""Vectors in coordinates: right angles, parallels, given lengths, turns by a matrix; line and circle as a system."""
from fractions import Fraction
from math import atan2, degrees, dist, hypot

from ..canvas import area, unit
from ..plane import LEGS, coordinates, guides, legs, named, plain, spell, to_line
from ..tools import Quantity, Scene, ask, draw_until, frac, program, root


def points(*names):
    """Quantities of the coordinates of named points."""
    return {f"{name.lower()}{axis}": Quantity("coordinate", f"the {axis}-coordinate of {name}")
            for name in names for axis in "xy"}


def step(p, q):
    """The vector from p to q."""
    return q[0] - p[0], q[1] - p[1]


def turn_of(p):
    """The direction of a point from the origin in degrees, 0 to 360."""
    return degrees(atan2(p[1], p[0])) % 360


@program("Perpendicular Vectors in Coordinates")
def right_angle_at_corner(rng):
    p, q, m, n = draw_until(lambda: (rng.randint(1, 5), rng.randint(1, 5), rng.randint(1, 4), rng.randint(1, 4)),
                            lambda t: t[0] != t[1] and 4 <= t[2] * hypot(*t[:2]) < 2.6 * t[3] * hypot(*t[:2]) and
                            t[3] < 2.6 * t[2], "right_angle_at_corner")
    a = rng.randint(q * n + 1, q * n + 6), rng.randint(2, 8)
    b, c_ = (a[0] + m * p, a[1] + m * q), (a[0] - n * q, a[1] + n * p)
    u, w = step(a, b), c_[0] - a[0]

    def figure(c, g):
        plain(c, a, b, c_)
        c.polygon(a, b, c_)
        c.right(a, b, c_)
        c.arrow(a, b, kind="thick")
        c.arrow(a, c_, kind="thick")
        y = "?" if c.asked in (None, 0) else g["cy"]
        for name, point, text, away in (("A", a, g["ay"], b), ("B", b, g["by"], a), ("C", c_, y, a)):
            away = (a[0], a[1] + 9) if name == "A" else away
            named(c, name, point, g[f"{name.lower()}x"], text, away)

    def check(c):
        one, two, three = c.dots
        v = step(one, two)
        high = one[1] - v[0] * (three[0] - one[0]) / v[1]
        return high, (one[0] - v[1], one[1] + v[0]), area(c.polygons[0])

    seen = f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}) and the x-coordinate {c_[0]} of C"
    start = "The triangle ABC has a right angle at A. "
    vectors = f"The vector from A to B is $({b[0]} - {a[0]}, {b[1]} - {a[1]}) = ({u[0]}, {u[1]})$"
    content = Fraction(m * n * (p * p + q * q), 2)
    return Scene(
        f"A triangle with a right angle at A has the corners A{a}, B{b} and C, whose x-coordinate is {c_[0]}.", [
            ask("Perpendicular Vectors in Coordinates", "Missing Coordinate at a Right Angle",
                f"{start}What is the y-coordinate of C?", c_[1],
                f"{seen}. {vectors}, and the one from A to C has the first coordinate ${c_[0]} - {a[0]} = {w}$. By @ "
                f"its second one is $-\\frac{{{u[0]} \\times ({w})}}{{{u[1]}}} = {n * p}$. So C has the y-coordinate "
                f"${a[1]} + {n * p} = {c_[1]}$.",
                wrong=[n * p, a[1] + n * q, b[1] + n * p, a[1] + u[1] + 1]),
            ask("Perpendicular Vectors in Coordinates", "Quarter Turn of a Vector",
                f"{start}B is turned about A by a quarter turn anticlockwise. What are the coordinates of its image?",
                spell(a[0] - u[1], a[1] + u[0]),
                f"{seen}. {vectors}. By @ it becomes $({-u[1]}, {u[0]})$, so the image is $({a[0]} - {u[1]}, {a[1]} + "
                f"{u[0]}) = {spell(a[0] - u[1], a[1] + u[0])}$.",
                wrong=[spell(a[0] + u[1], a[1] - u[0]), spell(-b[1], b[0]), spell(a[0] - u[0], a[1] + u[1])]),
            ask("Area of a Triangle", "Area of a Right Triangle", f"{start}What is the area of the triangle ABC?",
                frac(content),
                f"{seen}. {vectors}. The vector from A to C is $({w}, {n * p})$, since $({w}) \\times {u[0]} + {n * p} "
                f"\\times {u[1]} = 0$ (Perpendicular Vectors in Coordinates). By @ the area is half of the product of "
                f"their lengths, $\\frac{{1}}{{2}} \\times \\sqrt{{{u[0]}^2 + {u[1]}^2}} \\times \\sqrt{{({w})^2 + "
                f"{n * p}^2}} = {frac(content)}$.", also=["Perpendicular Vectors in Coordinates"],
                wrong=[frac(2 * content), frac(content / 2), frac(u[0] * u[1], 2)])],
        more=[guides, lambda c, rng: to_line(c, b, c_, a)],
        givens=coordinates(a, b) | dict(cx=c_[0]), fixed=(c_[1],), figure=lambda c, g: figure(c, {"cy": c_[1]} | g),
        quantities=points("A", "B") | {"cx": Quantity("coordinate", "the x-coordinate of C")}, upright=True,
        check=check)


@program("Parallel Vectors in Coordinates")
def trapezoid_corner(rng):
    (p, q), (m, n), (dx, dy) = draw_until(
        lambda: ((rng.randint(2, 6), rng.randint(1, 4)), rng.sample(range(1, 5), 2), (rng.randint(-1, 4),
                                                                                      rng.randint(3, 9))),
        lambda t: t[0][0] != t[0][1] and t[2][1] * t[0][0] - t[2][0] * t[0][1] > 3 * t[0][0], "trapezoid_corner")
    a = rng.randint(2, 6), rng.randint(2, 6)
    b, d = (a[0] + m * p, a[1] + m * q), (a[0] + dx, a[1] + dy)
    e = d[0] + n * p, d[1] + n * q
    factor = Fraction(n, m)

    def figure(c, g):
        plain(c, a, b, d, e)
        c.polygon(a, b, e, d)
        c.arrow(a, b, kind="thick")
        c.arrow(d, e, kind="thick")
        y = "?" if c.asked in (None, 0) else g["cy"]
        middle = (a[0] + e[0]) / 2, (a[1] + e[1]) / 2
        for name, point, x, text in (("A", a, g["ax"], g["ay"]), ("B", b, g["bx"], g["by"]), ("D", d, g["dx"], g["dy"]),
                                     ("C", e, g["cx"], y)):
            named(c, name, point, x, text, middle)

    def check(c):
        one, two, four, three = c.dots
        u, w = step(one, two), step(four, three)
        return four[1] + w[0] * u[1] / u[0], dist(four, three) / dist(one, two), u[1] / u[0]

    seen = (f"The figure shows the points A({a[0]}, {a[1]}), B({b[0]}, {b[1]}) and D({d[0]}, {d[1]}) and the "
            f"x-coordinate {e[0]} of C")
    vector = f"The vector from A to B is $({b[0]} - {a[0]}, {b[1]} - {a[1]}) = ({m * p}, {m * q})$"
    start = "In the quadrilateral ABCD the side DC is parallel to AB. "
    first = f"the one from D to C has the first coordinate ${e[0]} - {d[0]} = {n * p}$"
    return Scene(
        f"In the quadrilateral with the corners A{a}, B{b}, C and D{d} the side DC is parallel to AB; C has the "
        f"x-coordinate {e[0]}.", [
            ask("Parallel Vectors in Coordinates", "Equal Quotients of Coordinates",
                f"{start}What is the y-coordinate of C?", e[1],
                f"{seen}. {vector}, and {first}. By @ its second coordinate is ${m * q} \\times {n * p} \\div {m * p} "
                f"= {n * q}$. So C has the y-coordinate ${d[1]} + {n * q} = {e[1]}$.",
                wrong=[n * q + a[1] if a[1] != d[1] else n * q, d[1] + m * q, d[1] + n * p, d[1] + b[1]]),
            ask("Parallel Vectors in Coordinates", "Same or Opposite Direction",
                f"{start}By which number must the vector from A to B be multiplied to give the vector from D to C?",
                frac(factor), f"{seen}. {vector}, and {first}. By @ the directions agree, and the number is ${n * p} "
                f"\\div {m * p} = {frac(factor)}$.", wrong=[frac(1 / factor), frac(-factor), n * p - m * p]),
            ask("Slope of a Line", "Equal Slopes of Parallels", f"{start}What is the slope of the line DC?",
                frac(q, p), f"{seen}. By @ it is the same as that of AB, $\\frac{{{b[1]} - {a[1]}}}{{{b[0]} - {a[0]}}} "
                f"= {frac(q, p)}$.", wrong=[frac(p, q), frac(-q, p), frac(dy, dx) if dx else 0])],
        more=[guides, lambda c, rng: c.line(a, e, kind="thin")],
        givens=dict(ax=a[0], ay=a[1], bx=b[0], by=b[1], dx=d[0], dy=d[1], cx=e[0]), fixed=(e[1],),
        figure=lambda c, g: figure(c, {"cy": e[1]} | g), upright=True, check=check,
        quantities=points("A", "B", "D") | {"cx": Quantity("coordinate", "the x-coordinate of C")})


def measured_ray(c, g, a, b, p):
    """The ray from a through b with p on it and a measure from a to p."""
    n, far = dist(a, b), dist(a, p)
    plain(c, a, b, p)
    c.without |= {"shapes"}
    end = p if far > n else b
    more = unit(*step(a, b))
    c.line(a, (end[0] + 0.25 * n * more[0], end[1] + 0.25 * n * more[1]), kind="thin")
    c.arrow(a, b, kind="thick")
    off = 0.1 * max(n, far)
    shift = -off * more[1], off * more[0]
    one, two = ((q[0] + shift[0], q[1] + shift[1]) for q in (a, p))
    for q, r in ((a, one), (p, two)):
        c.line(q, r, kind="dash")
    c.arrow(one, two, kind="thin")
    c.side(one, two, g["l"], b)
    below = a[0] + 9 * more[1], a[1] - 9 * more[0]
    named(c, "A", a, g["ax"], g["ay"], (2 * a[0] - below[0], 2 * a[1] - below[1]))
    named(c, "B", b, g["bx"], g["by"], (b[0] - more[1], b[1] + more[0]))
    c.dot(p)
    c.corner(p, "P", (p[0] - more[1], p[1] + more[0]))


@program("Scalar Multiplication of a Vector")
def point_at_distance(rng):
    (dx, dy), a = rng.choice(LEGS), (rng.randint(2, 9), rng.randint(2, 9))
    n = round(hypot(dx, dy))
    b, small = (a[0] + dx, a[1] + dy), next(k for k in (5, 13, 17, 10) if n % k == 0)
    times = rng.choice([k for k in range(1, 8) if k * small != n and 0.4 < k * small / n < 2.2])
    far = times * small
    x, y = dx * far // n, dy * far // n
    p = a[0] + x, a[1] + y

    def check(c):
        one, two, three = c.dots
        size = dist(one, two)
        way = dist(*next(label[1:3] for label in c.labels if label[0] == "side"))
        v = step(one, two)
        return ((one[0] + way * v[0] / size, one[1] + way * v[1] / size), (one[0] + 3 * v[0], one[1] + 3 * v[1]),
                -dist(one, three) / size)

    seen = f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]})"
    vector = f"The vector from A to B is $({b[0]} - {a[0]}, {b[1]} - {a[1]}) = ({dx}, {dy})$"
    size = f"its length is $\\sqrt{{{dx}^2 + {dy}^2}} = {n}$ (Magnitude of a Vector)"
    also = ["Magnitude of a Vector"]
    return Scene(
        f"On the ray from A{a} through B{b} the point P is {far} away from A.", [
            ask("Scalar Multiplication of a Vector", "Vector of Given Length",
                "P lies on the ray from A through B, at the marked distance from A. What are the "
                "coordinates of P?", spell(*p),
                f"{seen} and the distance {far} from A to P. {vector}; {size}. By @ the vector from A to P is "
                f"$\\frac{{{far}}}{{{n}}}$ of it, with the coordinates ${frac(far, n)} \\times {dx} = {x}$ and "
                f"${frac(far, n)} \\times {dy} = {y}$. So P is $({a[0]} + {x}, {a[1]} + {y}) = {spell(*p)}$.",
                also=also, wrong=[spell(x, y), spell(a[0] + far, a[1] + far), spell(b[0] + x, b[1] + y),
                                  spell(a[0] + y, a[1] + x)]),
            ask("Scalar Multiplication of a Vector", "Multiple by Components",
                "Three times the vector from A to B is drawn from A on. What are the coordinates of its end?",
                spell(a[0] + 3 * dx, a[1] + 3 * dy),
                f"{seen}. {vector}. By @ three times it is $({3 * dx}, {3 * dy})$, and the end is $({a[0]} + {3 * dx}, "
                f"{a[1]} + {3 * dy}) = {spell(a[0] + 3 * dx, a[1] + 3 * dy)}$.",
                wrong=[spell(3 * dx, 3 * dy), spell(3 * b[0], 3 * b[1]), spell(b[0] + 3, b[1] + 3)]),
            ask("Scalar Multiplication of a Vector", "Direction of a Multiple",
                "By which number must the vector from A to B be multiplied to become as long as the way from A to P, "
                "but with the opposite direction?", frac(-far, n),
                f"{seen} and the distance {far} from A to P. {vector}; {size}. By @ the number is negative: "
                f"$-\\frac{{{far}}}{{{n}}} = {frac(-far, n)}$.", also=also,
                wrong=[frac(far, n), frac(-n, far), -far])],
        more=[legs, guides],
        givens=coordinates(a, b) | dict(l=far), figure=lambda c, g: measured_ray(c, g, a, b, p), upright=True,
        check=check, scale=False,
        quantities=points("A", "B") | {"l": Quantity("measure", "the distance from A to P")})


@program("Matrices of Rotations and Reflections")
def turned_and_enlarged(rng):
    (px, py), k = draw_until(lambda: ((rng.randint(2, 9), rng.randint(2, 9)), rng.randint(2, 12)),
                             lambda t: t[0][0] != t[0][1], "turned_and_enlarged")
    q = rng.choice([(x, y) for x in range(2, 10) for y in range(2, 10)
                    if px * y - py * x > 12 and abs(x - px) + abs(y - py) > 3] or [None])
    if q is None:
        return turned_and_enlarged(rng)
    content = Fraction(px * q[1] - py * q[0], 2)

    def figure(c, g):
        p, image = (px, py), (-py, px)
        other = -q[1], q[0]
        plain(c, p, q, image, other)
        c.without |= {"shapes", "dashed", "hatch"}
        c.polygon((0, 0), p, q, accent=True)
        c.line((0, 0), image, other, (0, 0), kind="dash")
        if c.asked in (None, 0, 1):
            r = 0.55 * hypot(px, py)
            t = [(r * x / hypot(px, py), r * y / hypot(px, py)) for x, y in (p, image)]
            c.ring((0, 0), r, start=turn_of(t[0]), end=turn_of(t[1]), kind="thin")
        named(c, "P", p, g["px"], g["py"], (0, 0))
        named(c, "Q", q, g["qx"], g["qy"], (0, 0))
        c.corner(image, "P'", (0, 0))
        c.corner(other, "Q'", (0, 0))

    def check(c):
        p = c.dots[0]
        corner = next(line for line, kind in c.strokes if kind == "dash")[1]
        return ((k * corner[0], k * corner[1]), k * k * area(c.polygons[0]), (p[1], p[0]))

    seen = f"The figure shows the points P({px}, {py}) and Q({q[0]}, {q[1]})"
    half = "$\\frac{1}{2}" + f" \\times |{px} \\times {q[1]} - {py} \\times {q[0]}| = {frac(content)}$"
    start = "The shaded triangle OPQ is turned about the origin O by a quarter turn anticlockwise"
    return Scene(
        f"The triangle with the corners O(0, 0), P({px}, {py}) and Q{q} is turned by a quarter turn anticlockwise "
        f"about O and then enlarged by the factor {k} from O.", [
            ask("Matrices of Rotations and Reflections", "Rotation Matrix",
                start + " and then enlarged by the factor {k} from O. What are the coordinates of the image of P?",
                spell(-k * py, k * px),
                f"{seen}. For $90^\\circ$ the cosine is 0 and the sine is 1, so by @ the point P goes to $(0 \\times "
                f"{px} - 1 \\times {py}, 1 \\times {px} + 0 \\times {py}) = ({-py}, {px})$. The enlargement leads to "
                f"$({k} \\times ({-py}), {k} \\times {px}) = {spell(-k * py, k * px)}$.",
                wrong=[spell(k * py, k * px), spell(k * py, -k * px), spell(-k * px, k * py), spell(-py + k, px + k)]),
            ask("Matrices of Rotations and Reflections", "Scaling Matrix",
                start + " and then enlarged by the factor {k} from O. What is the area of the image?",
                frac(k * k * content),
                f"{seen}. The triangle OPQ has the area {half} (Area of a Triangle by Coordinates). The turn keeps it. "
                f"By @ all lengths are multiplied by {k}, so the area becomes ${k}^2 \\times {frac(content)} = "
                f"{frac(k * k * content)}$.", also=["Area of a Triangle by Coordinates"],
                wrong=[frac(k * content), frac(content), frac(2 * k * k * content)]),
            ask("Matrices of Rotations and Reflections", "Reflection Matrices",
                "P is reflected in the line $y = x$. What are the coordinates of its image?", spell(py, px),
                f"{seen}. By @ the image is $(0 \\times {px} + 1 \\times {py}, 1 \\times {px} + 0 \\times {py}) = "
                f"({py}, {px})$.", wrong=[spell(-py, px), spell(px, -py), spell(-px, py)])],
        givens=dict(px=px, py=py, qx=q[0], qy=q[1], k=k), figure=figure, upright=True, check=check,
        quantities=points("P", "Q") | {"k": Quantity("number", "the factor of the enlargement")})


@program("System with a Quadratic Equation")
def line_cuts_circle(rng):
    x, y = draw_until(lambda: (rng.randint(2, 24), rng.randint(2, 24)), lambda t: t[0] < t[1] < 6 * t[0],
                      "line_cuts_circle")
    s, square = x + y, x * x + y * y

    def figure(c, g):
        r = square ** 0.5
        plain(c, (1.12 * s, 0), (0, 1.12 * s), (-0.75 * r, -0.75 * r))
        c.circle((0, 0), r, fill=False)
        c.fills.append(([(0, 0), (y, 0), (y, x), (0, x)], True))
        c.without |= {"shapes", "hatch"}
        c.line((0, x), (y, x), (y, 0), kind="dash")
        c.line((-0.12 * s, 1.12 * s), (1.12 * s, -0.12 * s), kind="thick")
        for name, p in (("P", (x, y)), ("Q", (y, x))):
            c.dot(p)
            c.corner(p, name, (0, 0))
        c.corner((-0.12 * s, 1.12 * s), f"x + y = {g['s']}", (s, 0))
        c.corner((0, -r), f"x² + y² = {g['q']}", (0, 0))

    def check(c):
        size, line = c.circles[0][1], next(points for points, kind in c.strokes if kind == "thick")
        total = sum(line[0])
        gap = (2 * size ** 2 - total ** 2) ** 0.5  # the difference of the coordinates
        ends = [((total - t) / 2, (total + t) / 2) for t in (gap, -gap)]
        return ends[0][0] * ends[0][1], dist(*ends), max(ends[0])

    seen = f"The figure shows the equations $x + y = {s}$ of the line and $x^2 + y^2 = {square}$ of the circle"
    product = f"$({s}^2 - {square}) \\div 2 = {x * y}$"
    return Scene(
        f"The line $x + y = {s}$ meets the circle $x^2 + y^2 = {square}$ in P and Q.", [
            ask("System with a Quadratic Equation", "Intersections as Solutions",
                "The line meets the circle in P and Q. What is the area of the shaded rectangle, whose sides are the "
                "coordinates of Q?", x * y,
                f"{seen}. By @ the coordinates of Q satisfy both. The square of $x + y$ is $x^2 + y^2 + 2xy$, so the "
                f"product $xy$ is {product}, and this is the area of the rectangle (Area of a Rectangle).",
                also=["Area of a Rectangle"], wrong=[2 * x * y, frac(square, 2), frac(s * s, 2), s * s - square + s]),
            ask("System with a Quadratic Equation", "Linear Equation Solved First",
                "The line meets the circle in P and Q. How long is the chord PQ?", root(2 * (y - x) ** 2),
                f"{seen}. With @, $y = {s} - x$ is put into the other equation, which leads to $x = {x}$ or $x = {y}$: "
                f"indeed ${x}^2 + {y}^2 = {square}$. So P is $({x}, {y})$ and Q is $({y}, {x})$, and the chord is "
                f"$\\sqrt{{({y} - {x})^2 + ({x} - {y})^2}} = {root(2 * (y - x) ** 2)}$ long (Distance between Two "
                "Points).", also=["Distance between Two Points"], wrong=[y - x, root(2 * s * s), 2 * (y - x)]),
            ask("System with a Quadratic Equation", "Numbers from Sum and Product",
                "The line meets the circle in P and Q. What is the greater coordinate of Q?", y,
                f"{seen}. The product of the coordinates of Q is {product} and their sum ${s}$. By @ they are the "
                f"roots of $t^2 - {s}t + {x * y} = 0$, which are ${x}$ and ${y}$, since ${x} + {y} = {s}$ and ${x} "
                f"\\times {y} = {x * y}$. The greater one is ${y}$.", wrong=[x, y - x, s])],
        more=[lambda c, rng: to_line(c, (x, y), (y, x)), lambda c, rng: c.line((0, 0), (x, y), kind="thin")],
        givens=dict(s=s, q=square), figure=figure, upright=True, check=check, scale=False,
        quantities={"s": Quantity("number", "the right side of the equation of the line"),
                    "q": Quantity("number", "the right side of the equation of the circle")})
