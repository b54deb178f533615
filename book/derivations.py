"""The library of the step axis: one function for each derivation; steps.py says what they return and chains them."""

from math import gcd

from .steps import step
from .tools import signed

TRIPLES = [(3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (9, 40, 41), (12, 35, 37)]


def scaled_triple(rng, v, place):
    """A Pythagorean triple (a, b, c) times k whose number at place is v, or None."""
    fits = [(t, v // t[place]) for t in TRIPLES for t in (t, (t[1], t[0], t[2])) if v % t[place] == 0]
    if not fits:
        return None
    t, k = rng.choice(fits)
    return tuple(k * n for n in t)


# Fundamental skills
@step("Addition and Subtraction of Integers", "Missing Term of a Sum")
def add(v, rng):
    a = rng.randint(2, 40)
    return v + a, f"the number that gives {{q}} when {a} is added to it", f"{{q}} - {a} = {v}"


@step("Multiplication of Integers", "Multiplication as Repeated Addition")
def times(v, rng):
    k = rng.choice([k for k in range(2, 13) if v % k == 0 and v // k > 1] or [0])
    return (
        (v // k, f"the number of chairs in {k} equal rows of {{q}} chairs", f"{k} \\times {{q}} = {v}") if k else None
    )


@step("Division of Integers", "Equal Sharing")
def share(v, rng):
    k = rng.randint(2, 9)
    return v * k, f"each share when {{q}} cards are shared equally among {k} children", f"{{q}} \\div {k} = {v}"


@step("Doubling and Multiples", "Halving Undoes Doubling")
def half(v, rng):
    return 2 * v, "the number whose double is {q}", f"{{q}} \\div 2 = {v}"


@step("Greatest Common Divisor", "Meaning of the Greatest Common Divisor")
def divisor(v, rng):
    a, b = rng.choice([(2, 3), (3, 4), (3, 5), (2, 5), (4, 5), (5, 6)])
    return v * a, f"the greatest common divisor of {{q}} and {v * b}", f"\\gcd({{q}}, {v * b}) = {v}"


@step("Least Common Multiple", "Meaning of the Least Common Multiple")
def multiple(v, rng):
    pairs = [
        (a, b)
        for a in range(2, v)
        if v % a == 0
        for b in range(2, v)
        if v % b == 0 and a * b // gcd(a, b) == v and a % b and b % a
    ]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return a, f"the least common multiple of {{q}} and {b}", f"\\operatorname{{lcm}}({{q}}, {b}) = {v}"


@step("Fractions of a Whole", "Fraction of a Number")
def part(v, rng):
    fits = [(k, n) for k, n in ((1, 3), (2, 3), (3, 4), (2, 5), (3, 5), (1, 4), (5, 6)) if v % k == 0]
    k, n = rng.choice(fits)
    return v // k * n, f"$\\frac{{{k}}}{{{n}}}$ of {{q}}", f"{{q}} \\div {n} \\times {k} = {v}"


@step("Percentage of a Quantity", "Percentage of an Amount")
def percent(v, rng):
    p = rng.choice([p for p in (10, 20, 25, 40, 50, 60, 75, 80) if v * 100 % p == 0] or [50])
    return v * 100 // p, f"{p}% of {{q}}", f"\\frac{{{p}}}{{100}} \\times {{q}} = {v}"


@step("Ratio and Proportion", "Cross Products")
def ratio(v, rng):
    a, b = rng.choice([(a, b) for a, b in ((1, 2), (2, 3), (3, 2), (3, 4), (4, 3), (3, 5), (1, 3)) if v % a == 0])
    return (v // a * b, f"the number whose ratio to {{q}} is {a} : {b}", f"{{q}} \\times {a} \\div {b} = {v}")


@step("Conversion of Length Units", "Centimetres and Millimetres")
def unit(v, rng):
    return 10 * v, "the number of centimetres in {q} millimetres", f"{{q}} \\div 10 = {v}"


@step("Reading a Clock", "Elapsed Time")
def minutes(v, rng):
    h, m = rng.randint(1, 11), rng.randint(0, 59 - v) if v < 50 else -1
    if m < 0 or m + v > 59 or m < 2:
        return None
    return m, f"the number of minutes from {{q}} minutes past {h} to {m + v} minutes past {h}", f"{m + v} - {{q}} = {v}"


# Algebra
@step("Linear Equation in One Variable", "Solution of a Linear Equation")
def equation(v, rng):
    a, b = rng.randint(2, 6), rng.randint(1, 20)
    return a * v + b, f"the solution of ${a}x + {b} = {{q}}$", f"x = ({{q}} - {b}) \\div {a} = {v}"


@step("System of Linear Equations", "Elimination by Addition")
def system(v, rng):
    y = rng.randint(1, 15)
    return (
        v + y,
        f"the value of $x$ for which $x + y = {{q}}$ and $x - y = {v - y}$",
        f"adding the equations, $2x = {{q}} {signed(v - y)} = {2 * v}$, and $x = {2 * v} \\div 2 = {v}$",
    )


@step("Quadratic Equation", "Zero Product")
def positive_root(v, rng):
    b = rng.randint(2, 6)
    return (
        (
            v * (v + b),
            f"the positive solution of $x^2 + {b}x = {{q}}$",
            f"the roots have the product $-{{q}} = {v} \\times (-{v + b})$ and the sum $-{b} = {v} - {v + b}$; the "
            f"positive one is $x = {v}$",
        )
        if v <= 15
        else None
    )


@step("Absolute Value", "Distance between Two Numbers")
def apart(v, rng):
    a = rng.randint(1, 20)
    return (
        (v - a, f"the distance between {{q}} and {-a} on the number line", f"|{{q}} - ({-a})| = {v}")
        if v - a > 1
        else None
    )


@step("Square Roots", "Meaning of the Square Root")
def root(v, rng):
    a = rng.randint(1, 30)
    return (
        (v * v - a, f"$\\sqrt{{{{q}} + {a}}}$", f"\\sqrt{{{{q}} + {a}}} = \\sqrt{{{v * v}}} = {v}")
        if v <= 20 and v * v - a > 1
        else None
    )


@step("Powers and Exponents", "Power as Repeated Multiplication")
def power(v, rng):
    fits = [(a, n) for a in (2, 3, 4, 5) for n in (2, 3, 4) if a**n < v]
    if not fits:
        return None
    a, n = rng.choice(fits)
    return v - a**n, f"${a}^{n} + {{q}}$", f"{a}^{n} + {{q}} = {a**n} + {{q}} = {v}"


@step("Arithmetic Sequence", "Term of an Arithmetic Sequence")
def arithmetic(v, rng):
    d, n = rng.randint(2, 6), rng.randint(4, 8)
    q = v - (n - 1) * d
    return (
        (
            q,
            f"the term number {n} of the arithmetic sequence with first term {{q}} and common difference {d}",
            f"{{q}} + {n - 1} \\times {d} = {v}",
        )
        if q > 0
        else None
    )


@step("Geometric Sequence", "Term of a Geometric Sequence")
def geometric(v, rng):
    fits = [(r, n) for r in (2, 3) for n in (3, 4) if v % r ** (n - 1) == 0 and v > r ** (n - 1)]
    if not fits:
        return None
    r, n = rng.choice(fits)
    return (
        v // r ** (n - 1),
        f"the term number {n} of the geometric sequence with first term {{q}} and ratio {r}",
        f"{{q}} \\times {r}^{n - 1} = {v}",
    )


@step("Linear Function", "Form of a Linear Function")
def linear(v, rng):
    k, b = rng.randint(2, 5), rng.randint(1, 9)
    return (
        ((v - b) // k, f"$g({{q}})$ for the function $g(x) = {k}x + {b}$", f"g({{q}}) = {k} \\times {{q}} + {b} = {v}")
        if v > b and (v - b) % k == 0
        else None
    )


@step("Quadratic Function", "Height on the y-Axis")
def lowest(v, rng):
    h = rng.randint(1, 5)
    return (
        (v - h * h, f"$h(0)$ for the function $h(x) = (x - {h})^2 + {{q}}$", f"h(0) = {h}^2 + {{q}} = {v}")
        if v > h * h
        else None
    )


@step("Dot Product of Vectors", "Dot Product by Components")
def dot(v, rng):
    a, b, c = rng.randint(2, 4), rng.randint(1, 4), rng.randint(1, 5)
    q = (v - b * c) // a
    return (
        (q, f"the dot product of the vectors ({{q}}, {b}) and ({a}, {c})", f"{{q}} \\times {a} + {b} \\times {c} = {v}")
        if q > 0 and q * a + b * c == v
        else None
    )


@step("Magnitude of a Vector", "Magnitude from Components")
def magnitude(v, rng):
    t = scaled_triple(rng, v, 2)
    return (
        (
            t[0],
            f"the magnitude of the vector ({{q}}, {t[1]})",
            f"\\sqrt{{{{q}}^2 + {t[1]}^2}} = \\sqrt{{{v * v}}} = {v}",
        )
        if t
        else None
    )


# Geometry
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
    return (
        (a + b) * v // 2,
        f"the height of a trapezoid with area {{q}} and bases {a} and {b}",
        f"2 \\times {{q}} \\div ({a} + {b}) = {v}",
    )


@step("Pythagorean Theorem", "Hypotenuse from the Legs")
def hypotenuse(v, rng):
    t = scaled_triple(rng, v, 2)
    return (
        (t[0], f"the hypotenuse of a right triangle with legs {{q}} and {t[1]}", f"\\sqrt{{{{q}}^2 + {t[1]}^2}} = {v}")
        if t
        else None
    )


@step("Pythagorean Theorem", "Leg from the Hypotenuse")
def leg(v, rng):
    t = scaled_triple(rng, v, 0)
    return (
        (
            t[2],
            f"a leg of a right triangle with hypotenuse {{q}} and other leg {t[1]}",
            f"\\sqrt{{{{q}}^2 - {t[1]}^2}} = {v}",
        )
        if t and t[2] <= 100
        else None
    )


@step("Angle Sum of a Triangle", "Third Angle from Two")
def third_angle(v, rng):
    a = rng.randint(20, 80)
    return (
        (
            180 - a - v,
            f"the number of degrees in the third angle of a triangle with angles ${{q}}^\\circ$ and ${a}^\\circ$",
            f"180 - {{q}} - {a} = {v}",
        )
        if 10 <= v < 150 - a
        else None
    )


@step("Isosceles Triangle", "Apex Angle from a Base Angle")
def apex(v, rng):
    return (
        (
            (180 - v) // 2,
            "the number of degrees in the apex angle of an isosceles triangle with base angles ${q}^\\circ$",
            f"180 - 2 \\times {{q}} = {v}",
        )
        if v % 2 == 0 and v <= 150
        else None
    )


@step("Supplementary and Complementary Angles", "Supplementary Angles")
def supplement(v, rng):
    return (
        (180 - v, "the number of degrees in the supplement of an angle of ${q}^\\circ$", f"180 - {{q}} = {v}")
        if 10 <= v <= 170
        else None
    )


@step("Exterior Angle of a Triangle", "Exterior Angle as a Sum")
def exterior(v, rng):
    a = rng.randint(20, 90)
    return (
        (
            a + v,
            f"the number of degrees in an interior angle of a triangle when the exterior angle not beside it is "
            f"${{q}}^\\circ$ and the other interior angle not beside that one is ${a}^\\circ$",
            f"{{q}} - {a} = {v}",
        )
        if 10 <= v and a + v < 170
        else None
    )


@step("Inscribed Angle", "Half of the Central Angle")
def inscribed(v, rng):
    return (
        (
            2 * v,
            "the number of degrees in an inscribed angle over an arc with central angle ${q}^\\circ$",
            f"{{q}} \\div 2 = {v}",
        )
        if 10 <= v <= 85
        else None
    )


@step("Perimeter of a Polygon", "Regular Polygon Perimeter")
def polygon_side(v, rng):
    n, name = rng.choice([(3, "triangle"), (5, "pentagon"), (6, "hexagon"), (8, "octagon")])
    return n * v, f"the side of a regular {name} with perimeter {{q}}", f"{{q}} \\div {n} = {v}"


@step("Similar Triangles", "Matching Sides in Proportion")
def similar(v, rng):
    k, a = rng.randint(2, 4), rng.randint(3, 9)
    return (
        k * v,
        f"the side of a triangle that matches the side {{q}} of a similar triangle, where the sides {a} and "
        f"{k * a} match in the same order",
        f"{{q}} \\times {a} \\div {k * a} = {v}",
    )


@step("Trigonometric Ratios in a Right Triangle", "Ratios of Special Angles")
def half_hypotenuse(v, rng):
    return (
        2 * v,
        "the leg opposite the $30^\\circ$ angle in a right triangle with hypotenuse {q}",
        f"{{q}} \\times \\sin 30^\\circ = {v}",
    )


@step("Circumference of a Circle", "Radius from the Circumference")
def round_radius(v, rng):
    return 2 * v, "the radius of a circle with circumference ${q}\\pi$", f"{{q}}\\pi \\div (2\\pi) = {v}"


@step("Area of a Circle", "Circle Area Formula")
def disc_radius(v, rng):
    return (v * v, "the radius of a circle with area ${q}\\pi$", f"\\sqrt{{{{q}}}} = {v}") if v <= 20 else None


@step("Volume of a Cuboid", "Edge from the Volume of a Cuboid")
def cuboid_edge(v, rng):
    a, b = rng.randint(2, 4), rng.randint(2, 5)
    return (
        a * b * v,
        f"the height of a cuboid with volume {{q}} and a base of {a} by {b}",
        f"{{q}} \\div ({a} \\times {b}) = {v}",
    )


@step("Volume of a Prism", "Height from the Volume of a Prism")
def prism_height(v, rng):
    a = rng.randint(3, 12)
    return a * v, f"the height of a prism with volume {{q}} and base area {a}", f"{{q}} \\div {a} = {v}"


@step("Distance between Two Points", "Distance Formula")
def distance(v, rng):
    t, x, y = scaled_triple(rng, v, 2), rng.randint(1, 5), rng.randint(1, 5)
    return (
        (
            t[0] + x,
            f"the distance between the points ({{q}}, {t[1] + y}) and ({x}, {y})",
            f"\\sqrt{{({{q}} - {x})^2 + {t[1]}^2}} = {v}",
        )
        if t
        else None
    )


@step("Midpoint of a Segment", "Midpoint Formula")
def midpoint(v, rng):
    a = rng.randint(1, min(2 * v - 1, 20))
    return (
        2 * v - a,
        f"the x-coordinate of the midpoint of the segment from ({{q}}, {rng.randint(1, 9)}) to "
        f"({a}, {rng.randint(1, 9)})",
        f"({{q}} + {a}) \\div 2 = {v}",
    )


@step("Slope of a Line", "Rise over Run")
def slope(v, rng):
    x, y, run = rng.randint(1, 5), rng.randint(1, 9), rng.randint(2, 4)
    return (
        (
            y + v * run,
            f"the slope of the line through ({x}, {y}) and ({x + run}, {{q}})",
            f"({{q}} - {y}) \\div ({x + run} - {x}) = {v}",
        )
        if v <= 20
        else None
    )


# Probability and statistics
@step("Mean of a Data Set", "Sum over Count")
def mean(v, rng):
    a, b = max(1, v + rng.randint(-6, 6)), max(1, v + rng.randint(-6, 6))
    return 3 * v - a - b, f"the mean of {a}, {b} and {{q}}", f"({a} + {b} + {{q}}) \\div 3 = {v}"


@step("Range of a Data Set", "Range as Maximum minus Minimum")
def spread(v, rng):
    low = rng.randint(1, 20)
    a = rng.randint(low, low + v)
    return low + v, f"the range of the data {a}, {low}, {{q}}", f"{{q}} - {low} = {v}"


@step("Median of a Data Set", "Middle of an Even Count")
def median(v, rng):
    if v < 2:
        return None
    d = rng.randint(1, min(8, v - 1))
    data = [str(max(0, v - d - rng.randint(1, 6))), "{q}", str(v - d), str(v + d + rng.randint(1, 6))]
    rng.shuffle(data)
    return (
        v + d,
        "the median of " + ", ".join(data[:3]) + f" and {data[3]}",
        f"the two middle values are {v - d} and {{q}}, and $({v - d} + {{q}}) \\div 2 = {v}$",
    )


@step("Multiplication Principle of Counting", "Product of Choices")
def choices(v, rng):
    k = rng.choice([k for k in range(2, 10) if v % k == 0 and v // k > 1] or [0])
    return (
        (v // k, f"the number of outfits from {{q}} shirts and {k} pairs of trousers", f"{{q}} \\times {k} = {v}")
        if k
        else None
    )
