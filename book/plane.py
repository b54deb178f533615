"""Plane geometry: areas, perimeters, angles, right and similar triangles, circles."""
from fractions import Fraction
from math import cos, hypot, pi as PI, radians, sin, sqrt, tan

from .canvas import area, length, middle, opening, polar
from .contexts import scenes
from .tools import Scene, ask, degrees, frac, pi, program, root

GEOMETRY = "Geometry"
IN_PI = "Give the answer as a multiple of \\pi."
TRIPLES = [(3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (9, 12, 15), (6, 8, 10), (12, 16, 20),
           (10, 24, 26), (15, 20, 25), (12, 35, 37), (9, 40, 41), (16, 30, 34), (15, 36, 39), (18, 24, 30),
           (21, 28, 35), (24, 32, 40), (14, 48, 50), (24, 45, 51), (28, 45, 53), (11, 60, 61), (33, 56, 65)]


def clipped(w, h, low=0.3):
    """Sides to draw for true sides w, h: to scale, but never flatter than low."""
    return max(w, low * h), max(h, low * w)


@program("Area of a Rectangle", GEOMETRY, questions=3)
def rectangle_area(rng):
    w, h = rng.sample(range(3, 25), 2)

    def figure(c, g):
        x, y = clipped(w, h)
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
        scenes("area", "rectangle"), dict(w=w, h=h), figure=figure)


@program("Area of a Triangle", GEOMETRY, questions=2)
def triangle_area(rng):
    b, h, foot = rng.randint(4, 20), rng.randint(3, 16), rng.randint(2, 8)
    if b * h % 2:
        h += 1

    def figure(c, g):
        y = max(h, 0.35 * b)
        x = b * foot / 10
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
        scenes("area", "triangle"), dict(b=b, h=h), (foot,), figure)


@program("Area of a Parallelogram", GEOMETRY, questions=2)
def parallelogram_area(rng):
    b, h, lean = rng.randint(5, 20), rng.randint(3, 12), rng.randint(2, 5)

    def figure(c, g):
        y, x = max(h, 0.35 * b), lean * b / 12
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
        scenes("area", "parallelogram"), dict(b=b, h=h), (lean,), figure)


@program("Area of a Trapezoid", GEOMETRY, questions=2)
def trapezoid_area(rng):
    a, b = sorted(rng.sample(range(3, 20), 2))
    h, lean = rng.randint(3, 12), rng.randint(0, 4)
    if (a + b) * h % 2:
        h += 1

    def figure(c, g):
        x, y, short = (b - a) * lean / 4, max(h, 0.35 * b), a
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
        scenes("area", "trapezoid"), dict(a=a, b=b, h=h), (lean,), figure)


@program("Perimeter of a Polygon", GEOMETRY, questions=2)
def l_shape_perimeter(rng):
    w, h = rng.randint(8, 20), rng.randint(8, 20)
    a, b = rng.randint(3, w - 3), rng.randint(3, h - 3)

    def figure(c, g):
        x, y = clipped(w, h, 0.5)
        u, v = x * min(max(a / w, 0.3), 0.7), y * min(max(b / h, 0.3), 0.7)
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
        scenes("perimeter", "figure, with right angles only"), dict(w=w, h=h, a=a, b=b), (), figure)


@program("Angle Sum of a Triangle", GEOMETRY, questions=2)
def third_angle(rng):
    a, b = rng.randint(30, 85), rng.randint(30, 85)
    x = 180 - a - b

    def corners():
        p, q = (0, 0), (10, 0)
        y = 10 / (1 / tan(radians(a)) + 1 / tan(radians(b)))
        return p, q, (y / tan(radians(a)), y)

    def figure(c, g):
        p, q, r = corners()
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
        x, y = clipped(a, b, 0.4)
        p, q, r = (0, 0), (x, 0), (0, y)
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
        scenes("length"), dict(a=a, b=b), (), figure)
