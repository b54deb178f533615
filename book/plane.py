"""Plane geometry with straight sides: areas, perimeters, angles, right and similar triangles.  All drawn to scale."""
from math import cos, dist, radians, sin, tan

from .canvas import area, middle, opening
from .contexts import scenes
from .tools import Scene, ask, degrees, frac, near, program, root

GEOMETRY = "Geometry"
TRIPLES = [(3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (9, 12, 15), (6, 8, 10), (12, 16, 20),
           (10, 24, 26), (15, 20, 25), (12, 35, 37), (16, 30, 34), (15, 36, 39), (18, 24, 30), (21, 28, 35),
           (24, 32, 40), (14, 48, 50), (24, 45, 51), (28, 45, 53), (33, 56, 65), (27, 36, 45), (40, 42, 58)]


def drawn_area(c):
    """Area of the first polygon drawn, as text."""
    return str(round(area(c.polygons[0]), 6)).removesuffix(".0")


@program("Area of a Rectangle", GEOMETRY, questions=3)
def rectangle_area(rng):
    w = rng.randint(4, 24)
    h = near(rng, w)

    def figure(c, g):
        x, y = w, h
        c.polygon((0, 0), (x, 0), (x, y), (0, y))
        c.side((0, 0), (x, 0), g["w"], (x / 2, y / 2))
        c.side((x, 0), (x, y), g["h"], (x / 2, y / 2))
        c.right((0, 0), (x, 0), (0, y))

    return Scene(
        f"A rectangle has the sides {w} and {h}.", [
            ask("Area of a Rectangle", "Length times Width", "What is the area of the rectangle?", w * h,
                f"the area is length times width, {w} \\times {h} = {w * h}."),
            ask("Perimeter of a Rectangle", "Rectangle Perimeter Formula", "What is the perimeter of the rectangle?",
                2 * (w + h), f"the perimeter is 2 \\times ({w} + {h}) = {2 * (w + h)}."),
            ask("Pythagorean Theorem", "Diagonal of a Rectangle by Pythagoras",
                "What is the length of a diagonal of the rectangle?", root(w * w + h * h),
                f"the diagonal is \\sqrt{{{w}^2 + {h}^2}} = {root(w * w + h * h)}.")],
        scenes("area", "a rectangle"), dict(w=w, h=h), figure=figure, check=drawn_area)


@program("Area of a Triangle", GEOMETRY, questions=2)
def triangle_area(rng):
    b, foot = rng.randint(4, 20), rng.randint(2, 8)
    h = near(rng, b, 0.4, 1.4)
    if b * h % 2:
        h += 1

    def figure(c, g):
        x, y = b * foot / 10, h
        top = (x, y)
        c.polygon((0, 0), (b, 0), top)
        c.line(top, (x, 0), kind="dash")
        c.right((x, 0), (b, 0), top)
        c.side((x, 0), top, g["h"], (b, y / 2))
        c.side((0, 0), (b, 0), g["b"], top)

    return Scene(
        f"A triangle has a base of {b}, and its height on this base is {h}.", [
            ask("Area of a Triangle", "Half of Base times Height", "What is the area of the triangle?", b * h // 2,
                f"the area is half of base times height, {b} \\times {h} \\div 2 = {b * h // 2}."),
            ask("Area of a Parallelogram", "Diagonal Halves a Parallelogram",
                "A diagonal cuts a parallelogram into two triangles equal to this one. What is the area of the "
                "parallelogram?", b * h, f"twice the triangle is {b} \\times {h} = {b * h}.")],
        scenes("area", "a triangle"), dict(b=b, h=h), (foot,), figure, check=drawn_area)


@program("Area of a Parallelogram", GEOMETRY, questions=2)
def parallelogram_area(rng):
    b, lean = rng.randint(5, 20), rng.randint(2, 5)
    h = near(rng, b, 0.4, 1.1)

    def figure(c, g):
        y, x = h, lean * b / 12
        c.polygon((0, 0), (b, 0), (b + x, y), (x, y))
        c.line((x, y), (x, 0), kind="dash")
        c.right((x, 0), (b, 0), (x, y))
        c.side((x, 0), (x, y), g["h"], (0, y / 2))
        c.side((0, 0), (b, 0), g["b"], (b / 2, y))

    return Scene(
        f"A parallelogram has a base of {b}, and its height on this base is {h}.", [
            ask("Area of a Parallelogram", "Base times Height", "What is the area of the parallelogram?", b * h,
                f"the area is base times height, {b} \\times {h} = {b * h}."),
            ask("Area of a Triangle", "Half of Base times Height",
                "A diagonal cuts the parallelogram into two triangles. What is the area of one of them?",
                frac(b * h, 2), f"half of {b} \\times {h} is {frac(b * h, 2)}.")],
        scenes("area", "a parallelogram"), dict(b=b, h=h), (lean,), figure, check=drawn_area)


@program("Area of a Trapezoid", GEOMETRY, questions=2)
def trapezoid_area(rng):
    b, lean = rng.randint(6, 20), rng.randint(0, 4)
    a, h = near(rng, b, 0.35, 0.8), near(rng, b, 0.4, 0.9)
    if (a + b) * h % 2:
        h += 1

    def figure(c, g):
        x, y, short = (b - a) * lean / 4, h, a
        c.polygon((0, 0), (b, 0), (x + short, y), (x, y))
        foot = x + short / 2
        c.line((foot, 0), (foot, y), kind="dash")
        c.right((foot, 0), (b, 0), (foot, y))
        c.side((foot, 0), (foot, y), g["h"], (b * 2, y / 2))
        c.side((0, 0), (b, 0), g["b"], (foot, y))
        c.side((x, y), (x + short, y), g["a"], (foot, 0))

    s = (a + b) * h // 2
    return Scene(
        f"A trapezoid has the parallel sides {a} and {b} and the height {h}.", [
            ask("Area of a Trapezoid", "Mean of the Bases times Height", "What is the area of the trapezoid?", s,
                f"the area is ({a} + {b}) \\times {h} \\div 2 = {s}."),
            ask("Area of a Trapezoid", "Midline of a Trapezoid", "What is the length of the midline of the trapezoid?",
                frac(a + b, 2), f"the midline is ({a} + {b}) \\div 2 = {frac(a + b, 2)}.")],
        scenes("area", "a trapezoid"), dict(a=a, b=b, h=h), (lean,), figure, check=drawn_area)


@program("Perimeter of a Polygon", GEOMETRY, questions=2)
def l_shape_perimeter(rng):
    w = rng.randint(8, 20)
    h = near(rng, w, 0.6, 1.6)
    a, b = near(rng, w, 0.3, 0.7), near(rng, h, 0.3, 0.7)

    def figure(c, g):
        x, y, u, v = w, h, a, b
        c.polygon((0, 0), (x, 0), (x, v), (u, v), (u, y), (0, y))
        c.side((0, 0), (x, 0), g["w"], (x / 2, y))
        c.side((0, 0), (0, y), g["h"], (x, y / 2))
        c.side((0, y), (u, y), g["a"], (0, 0))
        c.side((x, 0), (x, v), g["b"], (0, 0))

    return Scene(
        f"An L-shaped figure has the outer sides {w} and {h}; its two short ends are {a} and {b} wide. All its angles "
        "are right angles.", [
            ask("Perimeter of a Polygon", "Sum of the Sides",
                "All angles of the figure are right angles. What is its perimeter?", 2 * (w + h),
                f"the two missing sides are {w} - {a} = {w - a} and {h} - {b} = {h - b}, so the perimeter is "
                f"{w} + {b} + {w - a} + {h - b} + {a} + {h} = {2 * (w + h)}."),
            ask("Area of a Rectangle", "Cutting into Rectangles",
                "All angles of the figure are right angles. What is its area?", w * b + a * (h - b),
                f"two rectangles have {w} \\times {b} = {w * b} and {a} \\times {h - b} = {a * (h - b)}, together "
                f"{w * b + a * (h - b)}.")],
        scenes("perimeter", "an L-shape with right angles only"), dict(w=w, h=h, a=a, b=b), (), figure,
        check=lambda c: str(round(sum(map(dist, c.polygons[0], c.polygons[0][1:] + c.polygons[0][:1])))))


@program("Angle Sum of a Triangle", GEOMETRY, questions=2)
def third_angle(rng):
    a, b = rng.randint(30, 85), rng.randint(30, 85)
    x = 180 - a - b

    def figure(c, g):
        y = 10 / (1 / tan(radians(a)) + 1 / tan(radians(b)))
        p, q, r = (0, 0), (10, 0), (y / tan(radians(a)), y)
        c.polygon(p, q, r)
        for name, at, one, two in ((g["a"] + "°", p, q, r), (g["b"] + "°", q, p, r), ("?", r, p, q)):
            c.angle(at, one, two, name)
        for name, at in zip("ABC", (p, q, r)):
            c.corner(at, name, middle(p, q, r))

    def check(c):
        p, q, r = c.polygons[0]
        return degrees(round(opening(r, p, q)))

    return Scene(
        f"Two angles of a triangle are {degrees(a)} and {degrees(b)}; the third is marked with a question mark.", [
            ask("Angle Sum of a Triangle", "Third Angle from Two",
                "How many degrees has the angle marked with the question mark?", degrees(x),
                f"the three angles add up to 180^\\circ, so the third is 180 - {a} - {b} = {x} degrees."),
            ask("Exterior Angle of a Triangle", "Exterior Angle as a Sum",
                "How many degrees has the exterior angle of the triangle at C?", degrees(a + b),
                f"it is the sum of the two interior angles that are not beside it, {a} + {b} = {a + b} degrees.")],
        scenes("angle"), dict(a=a, b=b), (), figure, check=check)


@program("Exterior Angle of a Triangle", GEOMETRY, questions=2)
def exterior_angle(rng):
    a, b = rng.randint(35, 75), rng.randint(35, 75)

    def figure(c, g):
        y = 10 / (1 / tan(radians(a)) + 1 / tan(radians(180 - a - b)))
        p, q, r = (0, 0), (10, 0), (y / tan(radians(a)), y)
        c.polygon(p, q, r)
        c.line(q, (14, 0))
        c.angle(p, q, r, g["a"] + "°")
        c.angle(r, p, q, g["b"] + "°")
        c.angle(q, (14, 0), r, "?")

    def check(c):
        p, q, r = c.polygons[0]
        return degrees(round(opening(q, r, (q[0] + 1, 0))))

    return Scene(
        f"Two interior angles of a triangle are {degrees(a)} and {degrees(b)}; the exterior angle at the third corner "
        "is marked with a question mark.", [
            ask("Exterior Angle of a Triangle", "Exterior Angle as a Sum",
                "How many degrees has the angle marked with the question mark?", degrees(a + b),
                f"an exterior angle is the sum of the two interior angles that are not beside it: {a} + {b} = {a + b} "
                "degrees."),
            ask("Angle Sum of a Triangle", "Third Angle from Two",
                "How many degrees has the interior angle of the triangle beside the question mark?",
                degrees(180 - a - b), f"the angles of the triangle add up to 180^\\circ: 180 - {a} - {b} = "
                f"{180 - a - b} degrees.")],
        scenes("angle"), dict(a=a, b=b), (), figure, check=check)


@program("Isosceles Triangle", GEOMETRY, questions=2)
def isosceles(rng):
    a, s = rng.randint(25, 75), rng.randint(4, 15)

    def figure(c, g):
        p, q, r = (-cos(radians(a)), 0), (cos(radians(a)), 0), (0, sin(radians(a)))
        c.polygon(p, q, r)
        c.side(p, r, str(s), (0, 0))
        c.side(q, r, str(s), (0, 0))
        c.angle(p, q, r, g["a"] + "°")
        c.angle(r, p, q, "?")

    def check(c):
        p, q, r = c.polygons[0]
        return degrees(round(opening(r, p, q)))

    x = 180 - 2 * a
    return Scene(
        f"An isosceles triangle with two sides of length {s} has base angles of {degrees(a)}; the angle between the "
        "equal sides is marked with a question mark.", [
            ask("Isosceles Triangle", "Apex Angle from a Base Angle",
                "How many degrees has the angle marked with the question mark?", degrees(x),
                f"the sides of length {s} are equal, so both base angles are {a} degrees, and the third angle is "
                f"180 - 2 \\times {a} = {x} degrees."),
            ask("Isosceles Triangle", "Base Angles are Equal",
                "How many degrees has the angle of the triangle that is not marked?", degrees(a),
                f"base angles of an isosceles triangle are equal: {a} degrees.")],
        scenes("angle"), dict(a=a), (s,), figure, check=check)


@program("Pythagorean Theorem", GEOMETRY, questions=3)
def hypotenuse(rng):
    a, b, z = rng.choice(TRIPLES)
    if rng.random() < 0.5:
        a, b = b, a

    def figure(c, g):
        p, q, r = (0, 0), (a, 0), (0, b)
        c.polygon(p, q, r)
        c.right(p, q, r)
        c.side(p, q, g["a"], r)
        c.side(p, r, g["b"], q)
        c.side(q, r, "?", p)

    return Scene(
        f"A right triangle has the legs {a} and {b}; the side marked with a question mark is the hypotenuse.", [
            ask("Pythagorean Theorem", "Hypotenuse from the Legs",
                "What is the length of the side marked with the question mark?", z,
                f"the square of the hypotenuse is {a}^2 + {b}^2 = {z * z}, so it is \\sqrt{{{z * z}}} = {z}."),
            ask("Area of a Triangle", "Area of a Right Triangle", "What is the area of the triangle?", a * b // 2,
                f"the legs are base and height: {a} \\times {b} \\div 2 = {a * b // 2}."),
            ask("Perimeter of a Polygon", "Sum of the Sides", "What is the perimeter of the triangle?", a + b + z,
                f"the hypotenuse is \\sqrt{{{a}^2 + {b}^2}} = {z}, and {a} + {b} + {z} = {a + b + z}.")],
        scenes("length"), dict(a=a, b=b), (), figure,
        check=lambda c: str(round(dist(*c.polygons[0][1:]))))


@program("Supplementary and Complementary Angles", GEOMETRY, questions=2)
def straight_angle(rng):
    a, left = rng.randint(25, 155), rng.random() < 0.5  # left: the known angle is the left one

    def figure(c, g):
        b = 180 - a if left else a
        tip = (8 * cos(radians(b)), 8 * sin(radians(b)))
        c.line((-8, 0), (0, 0), (8, 0))
        c.line((0, 0), tip)
        known, other = ((-8, 0), (8, 0)) if left else ((8, 0), (-8, 0))
        c.angle((0, 0), known, tip, g["a"] + "°")
        c.angle((0, 0), tip, other, "?")

    return Scene(
        f"Two angles together make a straight angle. One is {degrees(a)}; the other is marked with a question mark.", [
            ask("Supplementary and Complementary Angles", "Supplementary Angles",
                "How many degrees has the angle marked with the question mark?", degrees(180 - a),
                f"the two angles make a straight angle of 180^\\circ: 180 - {a} = {180 - a} degrees."),
            ask("Vertical Angles", "Vertical Angles are Equal",
                "Both lines are drawn on beyond the point where they meet. How many degrees has the new angle opposite "
                "the one marked with the question mark?", degrees(180 - a),
                f"vertical angles are equal: 180 - {a} = {180 - a} degrees.")],
        scenes("angle"), dict(a=a), (left,), figure, check=lambda c: degrees(round(opening(*c.angles[1]))))


@program("Vertical Angles", GEOMETRY, questions=3)
def crossing_lines(rng):
    a = rng.randint(25, 80) if rng.random() < 0.5 else rng.randint(100, 155)

    def figure(c, g):
        x, y = 8 * cos(radians(a)), 8 * sin(radians(a))
        c.line((-8, 0), (0, 0), (8, 0))
        c.line((-x, -y), (0, 0), (x, y))
        c.angle((0, 0), (8, 0), (x, y), g["a"] + "°")
        c.angle((0, 0), (-8, 0), (-x, -y), "?")
        c.angle((0, 0), (x, y), (-8, 0), "m")

    return Scene(
        f"Two lines cross. One of the four angles is {degrees(a)}; the angle opposite to it is marked with a question "
        "mark, and m is an angle beside it.", [
            ask("Vertical Angles", "Vertical Angles are Equal",
                "How many degrees has the angle marked with the question mark?", degrees(a),
                f"vertical angles are equal: {a} degrees."),
            ask("Supplementary and Complementary Angles", "Supplementary Angles",
                "How many degrees has the angle m?", degrees(180 - a),
                f"m and {a}^\\circ make a straight angle: 180 - {a} = {180 - a} degrees."),
            ask("Supplementary and Complementary Angles", "Angles around a Point",
                "How many degrees have the four angles at the crossing together?", degrees(360),
                "angles around a point fill the full turn: 360 degrees.")],
        scenes("angle"), dict(a=a), (), figure, check=lambda c: degrees(round(opening(*c.angles[1]))))


@program("Parallel Lines and Angles", GEOMETRY, questions=2)
def parallel_lines(rng):
    a = rng.randint(40, 80) if rng.random() < 0.5 else rng.randint(100, 140)
    kind = rng.choice(("corresponding", "alternate", "co-interior"))
    names = {"corresponding": "Corresponding Angles", "alternate": "Alternate Angles",
             "co-interior": "Interior Angles on One Side"}
    x = 180 - a if kind == "co-interior" else a

    def figure(c, g):
        d = (4 / tan(radians(a)), 4)
        low, high = (-d[0] / 2, -2), (d[0] / 2, 2)
        over = tuple(1.75 * v for v in high)
        for y in (-2, 2):
            c.line((-6, y), (6, y))
        c.line(tuple(-v for v in over), over)
        c.corner((6, 2), "g", (5, 2))
        c.corner((6, -2), "h", (5, -2))
        c.angle(low, (6, -2), high, g["a"] + "°")
        if kind == "corresponding":
            c.angle(high, (6, 2), over, "?")
        elif kind == "alternate":
            c.angle(high, (-6, 2), low, "?")
        else:
            c.angle(high, (6, 2), low, "?")

    why = {"corresponding": "corresponding angles at parallel lines are equal", "alternate":
           "alternate angles at parallel lines are equal", "co-interior":
           f"interior angles on one side of the cutting line add up to 180^\\circ, and 180 - {a} = {x}"}[kind]
    return Scene(
        f"A line cuts the two parallel lines g and h. One angle is {degrees(a)}; the {kind} angle at the other line is "
        "marked with a question mark.", [
            ask("Parallel Lines and Angles", names[kind], "The lines g and h are parallel. How many degrees has the "
                "angle marked with the question mark?", degrees(x), f"{why}, so it is {x} degrees."),
            ask("Supplementary and Complementary Angles", "Supplementary Angles", "The lines g and h are parallel. How "
                "many degrees has the angle that makes a straight angle with the one marked with the question mark?",
                degrees(180 - x), f"the marked angle is {x} degrees, and 180 - {x} = {180 - x} degrees.")],
        [(f"{start} Lines g and h are parallel.", text) for start, text in scenes("angle")], dict(a=a), (kind,),
        figure, check=lambda c: degrees(round(opening(*c.angles[1]))))


@program("Similar Triangles", GEOMETRY, questions=2)
def cut_triangle(rng):
    up, down = rng.choice(((3, 2), (2, 1), (5, 2), (3, 1), (4, 3)))  # how many times larger the whole triangle is
    s = down * rng.randint(2, 12 // down + 2)
    b = down * near(rng, s // down, 0.6, 1.8)
    apex = rng.randint(2, 8)
    side, base = s * up // down, b * up // down

    def figure(c, g):
        x = base * apex / 10
        y = (max(side * side - x * x, side * side / 4)) ** 0.5
        x = (side * side - y * y) ** 0.5  # the left side keeps its true length
        a, p, q = (x, y), (0, 0), (base, 0)
        d, e = ((x + (v[0] - x) * down / up, y + (v[1] - y) * down / up) for v in (p, q))
        c.polygon(p, q, a)
        c.line(d, e)
        for name, at in zip("ABCDE", (a, p, q, d, e)):
            c.corner(at, name, middle(a, p, q))
        c.side(a, d, g["s"], q)
        c.side(d, p, g["rest"], q)
        c.side(d, e, g["b"], a)
        c.side(p, q, "?", a)

    return Scene(
        f"In the triangle ABC the line DE is parallel to BC, with D on AB and E on AC. AD = {s}, DB = {side - s} and "
        f"DE = {b}; BC is marked with a question mark.", [
            ask("Similar Triangles", "Line Parallel to a Side",
                "DE is parallel to BC. What is the length of the side marked with the question mark?", base,
                f"the triangles ADE and ABC are similar, with AB : AD = ({s} + {side - s}) : {s}, so the side is "
                f"{b} \\times {side} \\div {s} = {base}."),
            ask("Similar Triangles", "Area of Similar Triangles",
                "DE is parallel to BC. How many times as large as the area of triangle ADE is the area of triangle "
                "ABC?",
                frac(up * up, down * down), f"sides grow by the factor {frac(up, down)}, so the area grows by its "
                f"square, {frac(up * up, down * down)}.")],
        [(f"{start} DE is parallel to BC.", text) for start, text in scenes("length")],
        dict(s=s, rest=side - s, b=b), (apex,), figure, check=lambda c: str(round(dist(*c.polygons[0][:2]))))
