"""Triangles: angles and sides, kinds of triangles, lines in a triangle, congruence.  All drawn to scale."""
from fractions import Fraction
from math import dist, radians, sin, sqrt, tan

from ..additions_corners import incircles
from ..additions_plane import circle_through_corners
from ..canvas import area, middle, opening, outline, polar
from ..tools import Quantity, Scene, ask, degrees, draw_until, frac, near, program, root
from .angles import MARKED, O


def corner_at(a, b, base=10.0):
    """The third corner of a triangle on the base from (0, 0) to (base, 0) with the angles a and b there."""
    y = base / (1 / tan(radians(a)) + 1 / tan(radians(b)))
    return y / tan(radians(a)), y


def third_corner(base, left, right):
    """The third corner of a triangle on the base from (0, 0), with the sides left and right from the base's ends."""
    x = (base * base + left * left - right * right) / (2 * base)
    return x, sqrt(left * left - x * x)


def names(c, points, letters="ABC"):
    """Names at the corners, outside."""
    for name, p in zip(letters, points):
        c.corner(p, name, middle(*points))


def root_of_three(k):
    """LaTeX of k times the root of 3, for a fraction k in lowest terms."""
    k = Fraction(k)
    top = ("" if k.numerator == 1 else str(k.numerator)) + "\\sqrt{3}"
    return top if k.denominator == 1 else f"\\frac{{{top}}}{{{k.denominator}}}"


def three_sides(rng, low=4, high=24):
    """Three different whole sides of a triangle without very sharp angles."""
    def drawn():
        a = rng.randint(low, high)
        return a, near(rng, a, 0.6, 1.6), near(rng, a, 0.6, 1.6)

    def good(s):
        a, b, d = sorted(s)
        return a < b < d and (a * a + b * b - d * d) / (2 * a * b) > -0.7 and d <= high

    return draw_until(drawn, good, "three sides")


@program("Angle Sum of a Triangle")
def third_angle(rng):
    a, b = rng.randint(30, 85), rng.randint(30, 85)
    x = 180 - a - b

    def figure(c, g):
        p, q, r = O, (10, 0), corner_at(a, b)
        c.polygon(p, q, r)
        c.angle(p, q, r, g["a"] + "°")
        c.angle(q, p, r, g["b"] + "°")
        c.angle(r, p, q, "?")
        names(c, (p, q, r))

    point = "Angle Sum of a Triangle"
    return Scene(
        f"Two angles of a triangle are ${degrees(a)}$ and ${degrees(b)}$; the third is marked with a question mark.", [
            ask(point, "Third Angle from Two", MARKED, degrees(x),
                f"The figure shows the angles ${a}^\\circ$ at A and ${b}^\\circ$ at B. By @ the three angles of a "
                f"triangle add up to $180^\\circ$, so the third angle is $180^\\circ - {a}^\\circ - {b}^\\circ = "
                f"{x}^\\circ$.", wrong=[degrees(a + b), degrees(180 - a), degrees(180 - b), degrees(360 - a - b)]),
            ask("Exterior Angle of a Triangle", "Exterior Angle as a Sum",
                "How many degrees is the exterior angle of the triangle at C?", degrees(a + b),
                f"The interior angles at A and B are ${a}^\\circ$ and ${b}^\\circ$. By @ the exterior angle at C is "
                f"their sum, ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$.",
                wrong=[degrees(x), degrees(180 - a), degrees(360 - x)]),
            ask(point, "Acute Angles of a Right Triangle",
                "The altitude from C meets AB at D. How many degrees is the angle ACD?", degrees(90 - a),
                f"The triangle ADC has a right angle at D and the angle ${a}^\\circ$ at A. By @ its two acute angles "
                f"add up to $90^\\circ$, so the angle ACD is $90^\\circ - {a}^\\circ = {90 - a}^\\circ$.",
                wrong=[degrees(90 - b), degrees(a), degrees(180 - a)])],
        more=[incircles], givens=dict(a=a, b=b), figure=figure,
        check=lambda c: (opening(*c.angles[2]), 180 - opening(*c.angles[2]), 90 - opening(*c.angles[0])))


@program("Exterior Angle of a Triangle")
def exterior_angle(rng):
    a, b = rng.randint(32, 75), rng.randint(32, 75)

    def figure(c, g):
        p, q, r = O, (10, 0), corner_at(a, 180 - a - b)
        c.polygon(p, q, r)
        c.line(q, (14, 0))
        c.angle(p, q, r, g["a"] + "°")
        c.angle(r, p, q, g["b"] + "°")
        c.angle(q, (14, 0), r, "?")
        names(c, (p, q, r))
        c.corner((14, 0), "D", O)

    def check(c):
        p, q, r = c.polygons[0]
        outer = opening(*c.angles[2])
        return outer, opening(q, p, r), outer - opening(p, q, r)

    point = "Exterior Angle of a Triangle"
    seen = f"The interior angles at A and C are ${a}^\\circ$ and ${b}^\\circ$."
    return Scene(
        f"Two interior angles of a triangle are ${degrees(a)}$ and ${degrees(b)}$; the exterior angle at the third "
        "corner is marked with a question mark.", [
            ask(point, "Exterior Angle as a Sum", f"A, B and D lie on one line. {MARKED}", degrees(a + b),
                f"{seen} The angle CBD is the exterior angle at B. By @ it is the sum of the interior angles at the "
                f"other two corners: ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$.",
                wrong=[degrees(180 - a - b), degrees(180 - a), degrees(180 - b)]),
            ask(point, "Exterior and Interior Neighbours",
                "A, B and D lie on one line. How many degrees is the angle ABC?", degrees(180 - a - b),
                f"{seen} The exterior angle CBD is their sum, ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$. By @ the "
                f"angles ABC and CBD add up to $180^\\circ$, so the angle ABC is $180^\\circ - {a + b}^\\circ = "
                f"{180 - a - b}^\\circ$.", wrong=[degrees(a + b), degrees(180 - a), degrees(abs(a - b) or a)]),
            ask(point, "Exterior Angle is Larger",
                "A, B and D lie on one line. By how many degrees is the angle CBD larger than the angle BAC?",
                degrees(b), f"{seen} The angle CBD is an exterior angle of the triangle, and by @ it is larger than "
                f"the angle BAC. It is the sum ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$, so it is larger by "
                f"${a + b}^\\circ - {a}^\\circ = {b}^\\circ$.", wrong=[degrees(a), degrees(a + b)])],
        more=[incircles], givens=dict(a=a, b=b), figure=figure, check=check)


@program("Isosceles Triangle")
def isosceles(rng):
    a = rng.randint(45, 76)
    b = rng.randint(24, a - 20)
    x = a - b

    def figure(c, g):
        p, q, r = O, (10, 0), (5, 5 * tan(radians(a)))
        reach = 10 * sin(radians(a)) / sin(radians(180 - a - x))
        d = polar(p, reach, x)
        c.polygon(p, q, r)
        c.line(p, d)
        c.angle(q, p, r, g["a"] + "°")
        c.angle(p, d, r, g["b"] + "°")
        c.angle(p, q, d, "?")
        names(c, (p, q, r), "BCA")
        c.corner(d, "D", p)

    def check(c):
        p, q, r = c.polygons[0]
        return opening(*c.angles[2]), opening(r, p, q), opening(c.angles[1][1], p, q)

    point = "Isosceles Triangle"
    equal = f"The sides AB and AC are equal, and the angle ACB is ${a}^\\circ$."
    return Scene(
        f"In the triangle ABC the sides AB and AC are equal, and the angle at C is ${degrees(a)}$. D lies on AC, and "
        f"the angle ABD is ${degrees(b)}$; the angle DBC is marked with a question mark.", [
            ask(point, "Base Angles are Equal", f"The sides AB and AC are equally long. {MARKED}", degrees(x),
                f"{equal} By @ the angle ABC is ${a}^\\circ$ as well. The segment BD divides it into the angle ABD of "
                f"${b}^\\circ$ and the angle DBC, so the angle DBC is ${a}^\\circ - {b}^\\circ = {x}^\\circ$.",
                wrong=[degrees(a), degrees(b), degrees(180 - 2 * a), degrees(180 - a - b)]),
            ask(point, "Apex Angle from a Base Angle",
                "The sides AB and AC are equally long. How many degrees is the angle BAC?", degrees(180 - 2 * a),
                f"{equal} The angle BAC is the apex angle of the isosceles triangle. By @ it is "
                f"$180^\\circ - 2 \\times {a}^\\circ = {180 - 2 * a}^\\circ$.",
                wrong=[degrees(180 - a), degrees(a), degrees(180 - a - b)]),
            ask("Angle Sum of a Triangle", "Third Angle from Two",
                "The sides AB and AC are equally long. How many degrees is the angle BDC?", degrees(180 - a - x),
                f"{equal} The base angles are equal (Isosceles Triangle), so the angle DBC is "
                f"${a}^\\circ - {b}^\\circ = {x}^\\circ$. In the triangle DBC, by @, the angle BDC is "
                f"$180^\\circ - {a}^\\circ - {x}^\\circ = {180 - a - x}^\\circ$.",
                also=["Isosceles Triangle"], wrong=[degrees(180 - a - b), degrees(180 - 2 * a), degrees(180 - a)])],
        more=[circle_through_corners], givens=dict(a=a, b=b), figure=figure, check=check)


@program("Equilateral Triangle")
def cut_equilateral(rng):
    small = rng.randint(3, 16)
    rest = near(rng, small, 0.6, 2)
    big = small + rest
    k = big * big - small * small

    def figure(c, g):
        c.without |= {"hatch", "shapes"}
        d, e = polar(O, small, 60), (small, 0)
        p, q = polar(O, big, 60), (big, 0)
        c.polygon(O, p, q, fill=False)
        c.polygon(d, p, q, e, accent=c.asked != 2)
        for name, at in zip("ABCDE", (O, q, p, e, d)):
            c.corner(at, name, (big / 2, big / 3))
        c.side(O, d, g["s"], q)
        c.side(d, p, g["r"], q)

    def check(c):
        whole, part = c.polygons[0], c.polygons[1]
        return area(part), outline(part), whole[1][1]

    quarter, half = root_of_three(Fraction(k, 4)), root_of_three(Fraction(big, 2))
    point = "Equilateral Triangle"
    given = "The triangles ABC and ADE are equilateral."
    sides = f"The side of the triangle ABC is $AC = {small} + {rest} = {big}$"
    return Scene(
        f"From the equilateral triangle ABC the equilateral triangle ADE is cut off, with E on AC. AE = {small} and "
        f"EC = {rest}. The remaining quadrilateral DBCE is shaded.", [
            ask(point, "Area of an Equilateral Triangle",
                f"{given} What is the area of the shaded quadrilateral? Give the exact value.", quarter,
                f"{sides}, that of the triangle ADE is $AE = {small}$. The shaded quadrilateral is what remains when "
                f"ADE is taken away from ABC. By @ its area is $\\frac{{\\sqrt{{3}}}}{{4}} \\times {big}^2 - "
                f"\\frac{{\\sqrt{{3}}}}{{4}} \\times {small}^2 = \\frac{{\\sqrt{{3}}}}{{4}} \\times ({big}^2 - "
                f"{small}^2) = {quarter}$.",
                wrong=[root_of_three(Fraction(rest * rest, 4)), root_of_three(Fraction(k, 2)),
                       root_of_three(Fraction(big * big, 4)), root_of_three(Fraction(big * big + small * small, 4))]),
            ask(point, "Three Equal Sides", f"{given} What is the perimeter of the shaded quadrilateral?",
                3 * big - small,
                f"{sides}. By @ all sides of ABC are {big} long and all sides of ADE are {small} long. So $BC = "
                f"{big}$, $DE = {small}$ and $DB = EC = {rest}$, and the perimeter is $DB + BC + CE + ED = {rest} + "
                f"{big} + {rest} + {small} = "
                f"{3 * big - small}$.", wrong=[3 * big, 3 * big - 3 * small, 3 * big + small]),
            ask(point, "Height of an Equilateral Triangle",
                f"{given} How long is the altitude of the triangle ABC? Give the exact value.", half,
                f"{sides}. By @ its altitude is $\\frac{{\\sqrt{{3}}}}{{2}} \\times {big} = {half}$.",
                wrong=[root_of_three(Fraction(small, 2)), root_of_three(Fraction(big, 4)), frac(big, 2)])],
        more=[circle_through_corners], givens=dict(s=small, r=rest), figure=figure, check=check)


@program("Classification of Triangles")
def kind_of_triangle(rng):
    kind = rng.choice(("acute", "right", "obtuse"))
    both = {"acute": (96, 140), "right": (90, 90), "obtuse": (55, 84)}[kind]
    if rng.random() < 0.4:
        a = b = rng.randint((both[0] + 1) // 2, both[1] // 2)
    else:
        total = rng.randint(*both)
        a = rng.randint(max(22, total - 84), min(84, total - 22))
        b = total - a
    x = 180 - a - b
    sides = "equilateral" if a == b == 60 else "isosceles" if len({a, b, x}) < 3 else "scalene"

    def figure(c, g):
        points = O, (10, 0), corner_at(a, b)
        c.polygon(*points)
        c.angle(points[0], points[1], points[2], g["a"] + "°")
        c.angle(points[1], points[0], points[2], g["b"] + "°")
        names(c, points)

    def check(c):
        p, q, r = c.polygons[0]
        one, two, long = sorted((dist(p, q), dist(q, r), dist(r, p)))
        excess = one * one + two * two - long * long
        equals = sum(abs(v - w) < 1e-9 * long for v, w in ((one, two), (two, long), (one, long)))
        return ("right" if abs(excess) < 1e-9 * long * long else "acute" if excess > 0 else "obtuse",
                ["scalene", "isosceles", None, "equilateral"][equals], opening(r, p, q))

    point = "Classification of Triangles"
    found = (f"The figure shows the angles ${a}^\\circ$ at A and ${b}^\\circ$ at B. The angles of a triangle add up to "
             f"$180^\\circ$ (Angle Sum of a Triangle), so the angle at C is "
             f"$180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.")
    why = {"acute": "all three angles are smaller than $90^\\circ$, so it is acute",
           "right": "one angle is $90^\\circ$, so it is right",
           "obtuse": "one angle is larger than $90^\\circ$, so it is obtuse"}[kind]
    same = {"scalene": "No two angles are equal, so no two sides are equal",
            "isosceles": "Exactly two angles are equal, so the two sides across from them are equal",
            "equilateral": "All three angles are equal, so all three sides are equal"}[sides]
    total = "Angle Sum of a Triangle"
    return Scene(
        f"Two angles of a triangle are ${degrees(a)}$ and ${degrees(b)}$.", [
            ask(point, "Classified by the Largest Angle",
                "What kind of triangle is this, classified by its largest angle?", kind,
                f"{found} By @ the largest angle decides the kind of the triangle: {why}.",
                options=["acute", "right", "obtuse"], also=[total]),
            ask(point, "Classified by Sides", "What kind of triangle is this, classified by its sides? Choose the "
                "most precise name.", sides,
                f"{found} {same} (Isosceles Triangle). By @ the triangle is {sides}.",
                options=["scalene", "isosceles", "equilateral"], also=[total, "Isosceles Triangle"]),
            ask(total, "Third Angle from Two", "How many degrees is the angle at C?", degrees(x),
                f"The figure shows the angles ${a}^\\circ$ at A and ${b}^\\circ$ at B. By @ the angle at C is "
                f"$180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.",
                wrong=[degrees(a + b), degrees(180 - a), degrees(360 - a - b)])],
        more=[incircles], givens=dict(a=a, b=b), figure=figure, check=check)


@program("Triangle Inequality")
def third_side(rng):
    a, turn = rng.randint(5, 39), rng.choice((40, 48, 60, 68))
    b = near(rng, a, 0.5, 2)

    def figure(c, g):
        points = O, (a, 0), polar(O, b, turn)
        c.polygon(*points)
        c.side(O, points[1], g["a"], points[2])
        c.side(O, points[2], g["b"], points[1])
        c.side(points[1], points[2], "c", O)

    def check(c):
        p, q, r = c.polygons[0]
        one, two = dist(p, q), dist(p, r)
        fit = [k for k in range(1, 200) if k < one + two - 1e-9 and one < k + two - 1e-9 and two < k + one - 1e-9]
        return fit[-1], fit[0], len(fit)

    low, high = abs(a - b) + 1, a + b - 1
    point = "Triangle Inequality"
    given = "The length of the side c is a whole number. The sketch is not to scale."
    less = f"$c < {a} + {b}$, where ${a} + {b} = {a + b}$"
    more = f"$c > {max(a, b)} - {min(a, b)}$, where ${max(a, b)} - {min(a, b)} = {abs(a - b)}$"
    return Scene(
        f"Two sides of a triangle are {a} and {b}; the length of the third side c is a whole number.", [
            ask(point, "Two Sides Outreach the Third", f"{given} What is the greatest possible length of c?", high,
                f"The figure shows the sides {a} and {b}. By @ the side c is shorter than both of them together: "
                f"{less}. The greatest whole number below {a + b} is ${a + b} - 1 = {high}$.",
                wrong=[a + b, a + b + 1, a + b - 2, max(a, b)]),
            ask(point, "Range of a Third Side", f"{given} What is the smallest possible length of c?", low,
                f"The figure shows the sides {a} and {b}. By @ the side c is longer than their difference: {more}. The "
                f"smallest whole number above {abs(a - b)} is ${abs(a - b)} + 1 = {low}$.",
                wrong=[abs(a - b), abs(a - b) + 2, min(a, b)]),
            ask("Perimeter of a Triangle", "Sum of Three Sides",
                f"{given} How many different perimeters are possible?", 2 * min(a, b) - 1,
                f"By Triangle Inequality {less}, and {more}. So c is one of the whole numbers from {low} to {high}. By "
                f"@ every length of c gives a perimeter of its own, and these are ${high} - {low} + 1 = "
                f"{2 * min(a, b) - 1}$ perimeters.", also=["Triangle Inequality"],
                wrong=[high - low, high - low + 2, high])],
        givens=dict(a=a, b=b), more=[circle_through_corners], fixed=(turn,), figure=figure, check=check)


@program("Perimeter of a Triangle")
def triangle_perimeter(rng):
    a, b, d = three_sides(rng)
    total = a + b + d

    def figure(c, g):
        points = O, (a, 0), third_corner(a, b, d)
        c.polygon(*points)
        c.side(O, points[1], g["a"], points[2])
        c.side(O, points[2], g["b"], points[1])
        c.side(points[1], points[2], g["d"], O)

    point = "Perimeter of a Triangle"
    seen = f"The figure shows the sides {a}, {b} and {d} of the triangle."
    return Scene(
        f"The sides of a triangle are {a}, {b} and {d}.", [
            ask(point, "Sum of Three Sides", "What is the perimeter of the triangle?", total,
                f"{seen} By @ its perimeter is ${a} + {b} + {d} = {total}$.",
                wrong=[a + b, 2 * total, frac(total, 2), a + d]),
            ask(point, "Perimeter of an Equilateral Triangle",
                "An equilateral triangle has the same perimeter as this triangle. How long is its side?",
                frac(total, 3), f"{seen} Its perimeter is ${a} + {b} + {d} = {total}$. By @ the perimeter of the "
                f"equilateral triangle is three times its side, so the side is ${total} \\div 3 = {frac(total, 3)}$.",
                wrong=[total, frac(total, 2), frac(total, 4)]),
            ask(point, "Perimeter of the Midline Triangle",
                "The midpoints of the three sides are joined. What is the perimeter of the triangle that they form?",
                frac(total, 2), f"{seen} Its perimeter is ${a} + {b} + {d} = {total}$. By @ the triangle of the "
                f"midpoints has half of this perimeter, ${total} \\div 2 = {frac(total, 2)}$.",
                wrong=[total, frac(total, 4), frac(total, 3)])],
        more=[incircles], givens=dict(a=a, b=b, d=d), figure=figure,
        check=lambda c: (outline(c.polygons[0]), outline(c.polygons[0]) / 3, outline(
            [middle(p, q) for p, q in zip(c.polygons[0], c.polygons[0][1:] + c.polygons[0][:1])])))


@program("Area of a Triangle")
def triangle_area(rng):
    b, foot = rng.randint(4, 20), rng.randint(2, 8)
    h = near(rng, b, 0.4, 1.4)
    if b * h % 2:
        h += 1

    def figure(c, g):
        top, base = (b * foot / 10, h), (b * foot / 10, 0)
        c.polygon(O, (b, 0), top)
        c.line(top, base, kind="dash")
        c.right(base, (b, 0), top)
        c.side(base, top, g["h"], (b, h / 2))
        c.side(O, (b, 0), g["b"], top)

    def check(c):
        p, q, r = c.polygons[0]
        return area(c.polygons[0]), 4 * area(c.polygons[0]) / dist(p, q), area([p, q, r, (p[0] + r[0] - q[0], r[1])])

    seen = f"The figure shows the base {b} and the dashed height {h}, which is perpendicular to it."
    return Scene(
        f"A triangle has a base of {b}, and its height on this base is {h}.", [
            ask("Area of a Triangle", "Half of Base times Height", "What is the area of the triangle?", b * h // 2,
                f"{seen} By @ the area is ${b} \\times {h} \\div 2 = {b * h // 2}$.",
                wrong=[b * h, b + h, frac(b * h, 4), frac(b + h, 2)]),
            ask("Area of a Triangle", "Height from the Area of a Triangle",
                "Another triangle has the same base and twice the area of this one. What is its height on this base?",
                2 * h, f"{seen} The triangle has the area ${b} \\times {h} \\div 2 = {b * h // 2}$, the other one "
                f"$2 \\times {b * h // 2} = {b * h}$. By @ the height of the other is twice its area divided by the "
                f"base: $2 \\times {b * h} \\div {b} = {2 * h}$.", wrong=[h, 4 * h, b + h]),
            ask("Area of a Parallelogram", "Diagonal Halves a Parallelogram",
                "A diagonal cuts a parallelogram into two triangles congruent to this one. What is the area of the "
                "parallelogram?", b * h, f"{seen} The triangle has the area ${b} \\times {h} \\div 2 = {b * h // 2}$ "
                f"(Area of a Triangle). By @ the parallelogram consists of two such triangles, so its area is "
                f"$2 \\times {b * h // 2} = {b * h}$.", also=["Area of a Triangle"],
                wrong=[b * h // 2, 2 * b * h, 2 * (b + h)])],
        givens=dict(b=b, h=h), fixed=(foot,), figure=figure, check=check,
        more=[lambda c, rng: c.line(O, (0, h), (b, h), (b, 0), kind="dash")])  # the rectangle around it


TRIPLES = [(a, b, c) for c in range(5, 91) for a in range(3, c) for b in [round(sqrt(c * c - a * a))]
           if a * a + b * b == c * c and 0.3 * a < b < 3.4 * a]


@program("Pythagorean Theorem")
def hypotenuse(rng):
    a, b, z = rng.choice(TRIPLES)

    def figure(c, g):
        p, q, r = O, (a, 0), (0, b)
        c.polygon(p, q, r)
        c.right(p, q, r)
        c.side(p, q, g["a"], r)
        c.side(p, r, g["b"], q)
        c.side(q, r, "?", p)

    seen = f"The figure shows the legs {a} and {b} at the right angle."
    return Scene(
        f"A right triangle has the legs {a} and {b}; the side marked with a question mark is the hypotenuse.", [
            ask("Pythagorean Theorem", "Hypotenuse from the Legs",
                "What is the length of the side marked with the question mark?", z,
                f"{seen} The side marked with the question mark lies across from the right angle, so it is the "
                f"hypotenuse. By @ its square is ${a}^2 + {b}^2 = {z * z}$, and it is $\\sqrt{{{z * z}}} = {z}$ long.",
                wrong=[a + b, z * z, root(abs(b * b - a * a)), z + 1]),
            ask("Pythagorean Theorem", "Pythagorean Triples",
                "Another right triangle has legs twice as long as this one. How long is its hypotenuse?", 2 * z,
                f"{seen} The hypotenuse is $\\sqrt{{{a}^2 + {b}^2}} = {z}$, so {a}, {b}, {z} is a Pythagorean triple. "
                f"By @ twice these numbers are a triple too, so the other hypotenuse is $2 \\times {z} = {2 * z}$.",
                wrong=[z, 4 * z, 2 * (a + b)]),
            ask("Area of a Triangle", "Area of a Right Triangle", "What is the area of the triangle?", a * b // 2,
                f"{seen} By @ one leg is the base and the other the height, so the area is "
                f"${a} \\times {b} \\div 2 = {a * b // 2}$.", wrong=[a * b, a + b + z, frac(a * z, 2)])],
        more=[circle_through_corners], givens=dict(a=a, b=b), figure=figure,
        check=lambda c: (dist(*c.polygons[0][1:]), 2 * dist(*c.polygons[0][1:]), area(c.polygons[0])))


RATIOS = [(k, m, n) for k in range(1, 13) for m in range(1, 13) for n in range(1, 13)
          if len({k, m, n}) == 3 and 180 % (k + m + n) == 0 and min(k, m, n) * 180 > 24 * (k + m + n)
          and max(k, m, n) * 180 < 125 * (k + m + n)]


@program("Properties of Triangles")
def angles_in_ratio(rng):
    k, m, n = rng.choice(RATIOS)
    total = k + m + n
    x, top = 180 // total, max(k, m, n)
    longest = {k: "BC", m: "CA", n: "AB"}[top]

    def figure(c, g):
        p, q, r = O, (10, 0), corner_at(k * x, m * x)
        c.polygon(p, q, r)
        c.angle(p, q, r, f"{g['k']}·x")
        c.angle(q, p, r, f"{g['m']}·x")
        c.angle(r, p, q, f"{g['n']}·x")
        names(c, (p, q, r))

    def check(c):
        p, q, r = c.polygons[0]
        sides = {"AB": dist(p, q), "BC": dist(q, r), "CA": dist(r, p)}
        sizes = [opening(*v) for v in c.angles]
        return max(sizes), max(sides, key=sides.get), sizes[0] / int(c.texts()[0][:-2])

    given = "The angles of the triangle are measured in degrees."
    found = (f"add up to $180^\\circ$, so $({k} + {m} + {n})x = 180$ and $x = 180 \\div {total} = {x}$")
    other = sorted((k, m, n))
    share = "the factor before x in the angle at"
    return Scene(
        f"The angles at A, B and C of a triangle measure ${k}x$, ${m}x$ and ${n}x$ degrees.", [
            ask("Properties of Triangles", "Angles in a Given Ratio",
                f"{given} How many degrees is the largest angle?", degrees(top * x),
                f"The angles are ${k}x$, ${m}x$ and ${n}x$, so they are {k}, {m} and {n} of "
                f"${k} + {m} + {n} = {total}$ equal parts. By @ the largest angle is $\\frac{{{top}}}{{{total}}} "
                f"\\times 180^\\circ = {top * x}^\\circ$.",
                wrong=[degrees(other[1] * x), degrees(other[0] * x), degrees(x), degrees(60)]),
            ask("Properties of Triangles", "Larger Side Faces Larger Angle",
                f"{given} Which side of the triangle is the longest?", longest,
                f"The three angles {found} (Angle Sum of a Triangle). The largest angle is ${top} \\times {x}^\\circ = "
                f"{top * x}^\\circ$. By @ the longest side lies across from it, and this is {longest}.",
                options=["AB", "BC", "CA"], also=["Angle Sum of a Triangle"]),
            ask("Angle Sum of a Triangle", "Three Angles Make a Straight Angle", f"{given} What is the number $x$?", x,
                f"The angles are ${k}x$, ${m}x$ and ${n}x$ degrees. By @ they {found}.",
                wrong=[2 * x, frac(360, total) if 360 % total else 3 * x, frac(90, total)])],
        givens=dict(k=k, m=m, n=n), figure=figure, check=check,
        quantities={name: Quantity("coefficient", f"{share} {at}") for name, at in zip("kmn", "ABC")})
