"""Derivations by areas, angles, triangles, circles, solids and coordinates (see steps.py)."""
from ..steps import scaled_triple, step


@step("Area of a Square", "Side from the Area of a Square")
def square_side(v, rng):
    return (v * v, "the side of a square whose area is {q}", f"\\sqrt{{{{q}}}} = {v}") if v <= 20 else None


@step("Area of a Rectangle", "Side from the Area")
def rectangle_side(v, rng):
    a = rng.randint(2, 12)
    return v * a, f"the width of a rectangle with area {{q}} and length {a}", f"{{q}} \\div {a} = {v}"


@step("Perimeter of a Rectangle", "Side from the Perimeter")
def perimeter_side(v, rng):
    a = rng.randint(2, 20)
    return 2 * (v + a), f"the width of a rectangle with perimeter {{q}} and length {a}", f"{{q}} \\div 2 - {a} = {v}"


@step("Area of a Triangle", "Half of Base times Height")
def triangle_height(v, rng):
    a = 2 * rng.randint(1, 6)
    return a * v // 2, f"the height of a triangle with area {{q}} on its base {a}", f"2 \\times {{q}} \\div {a} = {v}"


@step("Area of a Parallelogram", "Base times Height")
def parallelogram_height(v, rng):
    a = rng.randint(2, 9)
    return a * v, f"the height of a parallelogram with area {{q}} on its base {a}", f"{{q}} \\div {a} = {v}"


@step("Area of a Trapezoid", "Height from the Area of a Trapezoid")
def trapezoid_height(v, rng):
    a, b = rng.choice([(2, 4), (3, 5), (4, 6), (3, 7), (5, 9), (4, 8)])
    return ((a + b) * v // 2, f"the height of a trapezoid with area {{q}} and bases {a} and {b}",
            f"2 \\times {{q}} \\div ({a} + {b}) = {v}")


@step("Pythagorean Theorem", "Hypotenuse from the Legs")
def hypotenuse(v, rng):
    t = scaled_triple(rng, v, 2)
    return (t[0], f"the hypotenuse of a right triangle with legs {{q}} and {t[1]}",
            f"\\sqrt{{{{q}}^2 + {t[1]}^2}} = {v}") if t else None


@step("Pythagorean Theorem", "Leg from the Hypotenuse")
def leg(v, rng):
    t = scaled_triple(rng, v, 0)
    return (t[2], f"a leg of a right triangle with hypotenuse {{q}} and other leg {t[1]}",
            f"\\sqrt{{{{q}}^2 - {t[1]}^2}} = {v}") if t and t[2] <= 100 else None


@step("Angle Sum of a Triangle", "Third Angle from Two")
def third_angle(v, rng):
    a = rng.randint(20, 80)
    return (180 - a - v, f"the number of degrees in the third angle of a triangle with angles ${{q}}^\\circ$ and "
            f"${a}^\\circ$", f"180 - {{q}} - {a} = {v}") if 10 <= v < 150 - a else None


@step("Isosceles Triangle", "Apex Angle from a Base Angle")
def apex(v, rng):
    return ((180 - v) // 2, "the number of degrees in the apex angle of an isosceles triangle with base angles "
            "${q}^\\circ$", f"180 - 2 \\times {{q}} = {v}") if v % 2 == 0 and v <= 150 else None


@step("Supplementary and Complementary Angles", "Supplementary Angles")
def supplement(v, rng):
    return (180 - v, "the number of degrees in the supplement of an angle of ${q}^\\circ$",
            f"180 - {{q}} = {v}") if 10 <= v <= 170 else None


@step("Exterior Angle of a Triangle", "Exterior Angle as a Sum")
def exterior(v, rng):
    a = rng.randint(20, 90)
    return (a + v, f"the number of degrees in an interior angle of a triangle when the exterior angle not beside it is "
            f"${{q}}^\\circ$ and the other interior angle not beside that one is ${a}^\\circ$", f"{{q}} - {a} = {v}") \
        if 10 <= v and a + v < 170 else None


@step("Inscribed Angle", "Half of the Central Angle")
def inscribed(v, rng):
    return (2 * v, "the number of degrees in an inscribed angle over an arc with central angle ${q}^\\circ$",
            f"{{q}} \\div 2 = {v}") if 10 <= v <= 85 else None


@step("Perimeter of a Polygon", "Regular Polygon Perimeter")
def polygon_side(v, rng):
    n, name = rng.choice([(3, "triangle"), (5, "pentagon"), (6, "hexagon"), (8, "octagon")])
    return n * v, f"the side of a regular {name} with perimeter {{q}}", f"{{q}} \\div {n} = {v}"


@step("Similar Triangles", "Matching Sides in Proportion")
def similar(v, rng):
    k, a = rng.randint(2, 4), rng.randint(3, 9)
    return (k * v, f"the side of a triangle that matches the side {{q}} of a similar triangle, where the sides {a} and "
            f"{k * a} match in the same order", f"{{q}} \\times {a} \\div {k * a} = {v}")


@step("Trigonometric Ratios in a Right Triangle", "Ratios of Special Angles")
def half_hypotenuse(v, rng):
    return 2 * v, "the leg opposite the $30^\\circ$ angle in a right triangle with hypotenuse {q}", \
        f"{{q}} \\times \\sin 30^\\circ = {v}"


@step("Circumference of a Circle", "Radius from the Circumference")
def round_radius(v, rng):
    return 2 * v, "the radius of a circle with circumference ${q}\\pi$", f"{{q}}\\pi \\div (2\\pi) = {v}"


@step("Area of a Circle", "Circle Area Formula")
def disc_radius(v, rng):
    return (v * v, "the radius of a circle with area ${q}\\pi$", f"\\sqrt{{{{q}}}} = {v}") if v <= 20 else None


@step("Volume of a Cuboid", "Edge from the Volume of a Cuboid")
def cuboid_edge(v, rng):
    a, b = rng.randint(2, 4), rng.randint(2, 5)
    return (a * b * v, f"the height of a cuboid with volume {{q}} and a base of {a} by {b}",
            f"{{q}} \\div ({a} \\times {b}) = {v}")


@step("Volume of a Prism", "Height from the Volume of a Prism")
def prism_height(v, rng):
    a = rng.randint(3, 12)
    return a * v, f"the height of a prism with volume {{q}} and base area {a}", f"{{q}} \\div {a} = {v}"


@step("Distance between Two Points", "Distance Formula")
def distance(v, rng):
    t, x, y = scaled_triple(rng, v, 2), rng.randint(1, 5), rng.randint(1, 5)
    return (t[0] + x, f"the distance between the points ({{q}}, {t[1] + y}) and ({x}, {y})",
            f"\\sqrt{{({{q}} - {x})^2 + {t[1]}^2}} = {v}") if t else None


@step("Midpoint of a Segment", "Midpoint Formula")
def midpoint(v, rng):
    a = rng.randint(1, min(2 * v - 1, 20))
    return (2 * v - a, f"the x-coordinate of the midpoint of the segment from ({{q}}, {rng.randint(1, 9)}) to "
            f"({a}, {rng.randint(1, 9)})", f"({{q}} + {a}) \\div 2 = {v}")


@step("Slope of a Line", "Rise over Run")
def slope(v, rng):
    x, y, run = rng.randint(1, 5), rng.randint(1, 9), rng.randint(2, 4)
    return (y + v * run, f"the slope of the line through ({x}, {y}) and ({x + run}, {{q}})",
            f"({{q}} - {y}) \\div ({x + run} - {x}) = {v}") if v <= 20 else None
