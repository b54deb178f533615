"""Triangles: angles and sides, kinds of triangles, lines in a triangle, congruence.  All drawn to scale."""
from math import dist, radians, sin, sqrt, tan

from ..canvas import area, middle, opening, outline, polar
from ..contexts import scenes
from ..tools import Scene, ask, degrees, draw_until, frac, near, program
from .angles import MARKED, O, told


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
                f"the three angles add up to $180^\\circ$, so the third is $180^\\circ - {a}^\\circ - {b}^\\circ = "
                f"{x}^\\circ$."),
            ask("Exterior Angle of a Triangle", "Exterior Angle as a Sum",
                "How many degrees is the exterior angle of the triangle at C?", degrees(a + b),
                f"it is the sum of the two interior angles that are not beside it, ${a}^\\circ + {b}^\\circ = "
                f"{a + b}^\\circ$."),
            ask(point, "Acute Angles of a Right Triangle",
                "The altitude from C meets AB at D. How many degrees is the angle ACD?", degrees(90 - a),
                f"the triangle ADC has a right angle at D, so its other angles share $90^\\circ$: $90^\\circ - "
                f"{a}^\\circ = {90 - a}^\\circ$.")],
        scenes("angle"), dict(a=a, b=b), figure=figure,
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
    return Scene(
        f"Two interior angles of a triangle are ${degrees(a)}$ and ${degrees(b)}$; the exterior angle at the third "
        "corner is marked with a question mark.", [
            ask(point, "Exterior Angle as a Sum", f"A, B and D lie on one line. {MARKED}", degrees(a + b),
                f"an exterior angle is the sum of the two interior angles that are not beside it: ${a}^\\circ + "
                f"{b}^\\circ = {a + b}^\\circ$."),
            ask(point, "Exterior and Interior Neighbours",
                "A, B and D lie on one line. How many degrees is the angle ABC?", degrees(180 - a - b),
                f"the exterior angle is ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$, and its neighbour is "
                f"$180^\\circ - {a + b}^\\circ = {180 - a - b}^\\circ$."),
            ask(point, "Exterior Angle is Larger",
                "A, B and D lie on one line. By how many degrees is the angle CBD larger than the angle BAC?",
                degrees(b), f"the exterior angle at B exceeds the angle at A by the angle at C: ${a + b}^\\circ - "
                f"{a}^\\circ = {b}^\\circ$.")],
        told("angle", "A, B and D lie on one line."), dict(a=a, b=b), figure=figure, check=check)


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
    return Scene(
        f"In the triangle ABC the sides AB and AC are equal, and the angle at C is ${degrees(a)}$. D lies on AC, and "
        f"the angle ABD is ${degrees(b)}$; the angle DBC is marked with a question mark.", [
            ask(point, "Base Angles are Equal", f"The sides AB and AC are equally long. {MARKED}", degrees(x),
                f"the base angles are equal, so the angle ABC is ${a}^\\circ$ as well, and $DBC = {a}^\\circ - "
                f"{b}^\\circ = {x}^\\circ$."),
            ask(point, "Apex Angle from a Base Angle",
                "The sides AB and AC are equally long. How many degrees is the angle BAC?", degrees(180 - 2 * a),
                f"both base angles are ${a}^\\circ$, which leaves $180^\\circ - 2 \\times {a}^\\circ = "
                f"{180 - 2 * a}^\\circ$."),
            ask("Angle Sum of a Triangle", "Third Angle from Two",
                "The sides AB and AC are equally long. How many degrees is the angle BDC?", degrees(180 - a - x),
                f"by Isosceles Triangle the angle DBC is ${a}^\\circ - {b}^\\circ = {x}^\\circ$, and in the triangle "
                f"DBC this leaves $180^\\circ - {a}^\\circ - {x}^\\circ = {180 - a - x}^\\circ$.",
                also=["Isosceles Triangle"])],
        told("angle", "The sides AB and AC are equally long."), dict(a=a, b=b), figure=figure, check=check)


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
        c.polygon(d, p, q, e, accent=True)
        for name, at in zip("ABCDE", (O, q, p, e, d)):
            c.corner(at, name, (big / 2, big / 3))
        c.side(O, d, g["s"], q)
        c.side(d, p, g["r"], q)

    def check(c):
        whole, part = c.polygons[0], c.polygons[1]
        return area(part), outline(part), whole[1][1]

    quarter = f"\\frac{{{k}\\sqrt{{3}}}}{{4}}" if k % 4 else f"{k // 4}\\sqrt{{3}}"  # k is odd or divisible by 4
    half = f"{big // 2}\\sqrt{{3}}" if big % 2 == 0 else f"\\frac{{{big}\\sqrt{{3}}}}{{2}}"
    point = "Equilateral Triangle"
    return Scene(
        f"From the equilateral triangle ABC the equilateral triangle ADE is cut off, with E on AC. AE = {small} and "
        f"EC = {rest}. The remaining quadrilateral DBCE is shaded.", [
            ask(point, "Area of an Equilateral Triangle",
                "The triangles ABC and ADE are equilateral. What is the area of the shaded quadrilateral? Give the "
                "exact value.", quarter,
                f"the sides are ${small} + {rest} = {big}$ and {small}, so the area is $\\frac{{\\sqrt{{3}}}}{{4}} "
                f"\\times ({big}^2 - {small}^2) = {quarter}$."),
            ask(point, "Three Equal Sides", "The triangles ABC and ADE are equilateral. What is the perimeter of the "
                "shaded quadrilateral?", 3 * big - small,
                f"the side of ABC is ${small} + {rest} = {big}$, and DE is {small} long. The perimeter is $DB + BC + "
                f"CE + ED = {rest} + {big} + {rest} + {small} = {3 * big - small}$."),
            ask(point, "Height of an Equilateral Triangle",
                "The triangles ABC and ADE are equilateral. How long is the altitude of the triangle ABC? Give the "
                "exact value.", half,
                f"the side is ${small} + {rest} = {big}$, so the altitude is $\\frac{{\\sqrt{{3}}}}{{2}} \\times "
                f"{big} = {half}$.")],
        [(f"{start} The triangles ABC and ADE are equilateral.", text) for start, text in
         scenes("area", "the shaded quadrilateral", "Give the exact value.")],
        dict(s=small, r=rest), figure=figure, check=check)


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
    found = f"the third angle is $180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$"
    why = {"acute": "all three angles are below $90^\\circ$", "right": "one angle is $90^\\circ$",
           "obtuse": "one angle is above $90^\\circ$"}[kind]
    same = {"scalene": "no two angles are equal, and neither are two sides",
            "isosceles": "exactly two angles are equal, "
            "and so are the sides across from them", "equilateral": "all three angles are equal, and so are the "
            "sides"}[sides]
    return Scene(
        f"Two angles of a triangle are ${degrees(a)}$ and ${degrees(b)}$.", [
            ask(point, "Classified by the Largest Angle",
                "What kind of triangle is this, classified by its largest angle?", kind,
                f"{found}; {why}, so the triangle is {kind}.", options=["acute", "right", "obtuse"]),
            ask(point, "Classified by Sides", "What kind of triangle is this, classified by its sides? Choose the "
                "most precise name.", sides,
                f"{found}; {same}, so the triangle is {sides}.", options=["scalene", "isosceles", "equilateral"]),
            ask("Angle Sum of a Triangle", "Third Angle from Two", "How many degrees is the angle at C?", degrees(x),
                f"the angles add up to $180^\\circ$: $180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.")],
        [("A sailmaker cuts a sail with the two angles in the figure.", "Which kind of triangle is the sail, "
          "classified by its largest angle?"),
         ("Three straight roads enclose a triangular field with the two angles in the figure.",
          "Which kind of triangle is the field, classified by its largest angle?"),
         ("Let $\\gamma$ be the largest of the three angles of the triangle in the figure.",
          "Compare $\\gamma$ with $90^\\circ$: which kind of triangle is it?")],
        dict(a=a, b=b), figure=figure, check=check)


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
    return Scene(
        f"Two sides of a triangle are {a} and {b}; the length of the third side c is a whole number.", [
            ask(point, "Two Sides Outreach the Third", "The length of the side c is some whole number. The sketch "
                "need not show its true length. What is the greatest possible length of c?", high,
                f"c must be shorter than the other sides together, $c < {a} + {b}$ with ${a} + {b} = {a + b}$, so it "
                f"is at most ${a + b} - 1 = {high}$."),
            ask(point, "Range of a Third Side", "The length of the side c is some whole number. The sketch need not "
                "show its true length. What is the smallest possible length of c?", low,
                f"c must exceed the difference of the other sides, ${max(a, b)} - {min(a, b)} = {abs(a - b)}$, so it "
                f"is at least ${abs(a - b)} + 1 = {low}$."),
            ask("Perimeter of a Triangle", "Sum of Three Sides", "The length of the side c is some whole number. The "
                "sketch need not show its true length. How many different perimeters are possible?", 2 * min(a, b) - 1,
                f"by Triangle Inequality c runs from {low} to {high}; every length gives another perimeter, so there "
                f"are ${high} - {low} + 1 = {2 * min(a, b) - 1}$.", also=["Triangle Inequality"])],
        [("Three straight sticks form a triangle; two lengths are given in centimetres, and the third stick c has a "
          "whole number of centimetres. The sketch need not be true for c.",
          "How many centimetres long is the stick c at most?"),
         ("Three villages lie at the corners of a triangle; two of their distances are given in kilometres, and the "
          "third, c, is a whole number of kilometres. The sketch need not be true for c.",
          "How many kilometres is c at most?"),
         ("Let $M$ be the set of all whole numbers $c$ for which a triangle with the two given sides and the third "
          "side $c$ exists.", "Determine the largest element of $M$.")],
        dict(a=a, b=b), fixed=(turn,), figure=figure, check=check)


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
    return Scene(
        f"The sides of a triangle are {a}, {b} and {d}.", [
            ask(point, "Sum of Three Sides", "What is the perimeter of the triangle?", total,
                f"add the three sides: ${a} + {b} + {d} = {total}$."),
            ask(point, "Perimeter of an Equilateral Triangle",
                "An equilateral triangle has the same perimeter as this triangle. How long is its side?",
                frac(total, 3), f"the perimeter is ${a} + {b} + {d} = {total}$, and a third of it is "
                f"${total} \\div 3 = {frac(total, 3)}$."),
            ask(point, "Perimeter of the Midline Triangle",
                "The midpoints of the three sides are joined. What is the perimeter of the triangle that they form?",
                frac(total, 2), f"it is half of ${a} + {b} + {d} = {total}$, that is ${total} \\div 2 = "
                f"{frac(total, 2)}$.")],
        scenes("perimeter", "a triangle"), dict(a=a, b=b, d=d), figure=figure,
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

    return Scene(
        f"A triangle has a base of {b}, and its height on this base is {h}.", [
            ask("Area of a Triangle", "Half of Base times Height", "What is the area of the triangle?", b * h // 2,
                f"the area is half of base times height, ${b} \\times {h} \\div 2 = {b * h // 2}$."),
            ask("Area of a Triangle", "Height from the Area of a Triangle",
                "Another triangle has the same base and twice the area of this one. What is its height on this base?",
                2 * h, f"its area is ${b} \\times {h} = {b * h}$, so the height is $2 \\times {b * h} \\div {b} = "
                f"{2 * h}$."),
            ask("Area of a Parallelogram", "Diagonal Halves a Parallelogram",
                "A diagonal cuts a parallelogram into two triangles congruent to this one. What is the area of the "
                "parallelogram?", b * h, f"twice the triangle is $2 \\times {b * h // 2} = {b * h}$.")],
        scenes("area", "a triangle"), dict(b=b, h=h), fixed=(foot,), figure=figure, check=check)


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

    return Scene(
        f"A right triangle has the legs {a} and {b}; the side marked with a question mark is the hypotenuse.", [
            ask("Pythagorean Theorem", "Hypotenuse from the Legs",
                "What is the length of the side marked with the question mark?", z,
                f"the square of the hypotenuse is ${a}^2 + {b}^2 = {z * z}$, so it is $\\sqrt{{{z * z}}} = {z}$."),
            ask("Pythagorean Theorem", "Pythagorean Triples",
                "Another right triangle has legs twice as long as this one. How long is its hypotenuse?", 2 * z,
                f"the legs and the hypotenuse keep their ratios, and $\\sqrt{{{a}^2 + {b}^2}} = {z}$ becomes "
                f"$2 \\times {z} = {2 * z}$."),
            ask("Area of a Triangle", "Area of a Right Triangle", "What is the area of the triangle?", a * b // 2,
                f"the legs are base and height: ${a} \\times {b} \\div 2 = {a * b // 2}$.")],
        scenes("length"), dict(a=a, b=b), figure=figure,
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

    given = "The three angles of the triangle are given in degrees."
    found = f"the angles add up to $180^\\circ$, so $({k} + {m} + {n})x = 180$ and $x = 180 \\div {total} = {x}$"
    return Scene(
        f"The angles at A, B and C of a triangle measure ${k}x$, ${m}x$ and ${n}x$ degrees.", [
            ask("Properties of Triangles", "Angles in a Given Ratio",
                f"{given} How many degrees is the largest of them?", degrees(top * x),
                f"the largest angle is the share {top} of {total} parts: $\\frac{{{top}}}{{{total}}} \\times "
                f"180^\\circ = {top * x}^\\circ$."),
            ask("Properties of Triangles", "Larger Side Faces Larger Angle",
                f"{given} Which side of the triangle is the longest?", longest,
                f"{found}. The largest angle is ${top} \\times {x}^\\circ = {top * x}^\\circ$, and the longest side "
                f"{longest} lies across from it.", options=["AB", "BC", "CA"]),
            ask("Angle Sum of a Triangle", "Three Angles Make a Straight Angle", f"{given} What is the number $x$?", x,
                f"{found}.")],
        [("Three straight paths enclose a triangular park. The figure gives its angles in degrees, with a number x.",
          "How many degrees is the largest angle of the park?"),
         ("A glazier cuts a triangular pane with the angles in the figure, in degrees, with a number x.",
          "How many degrees is the largest angle of the pane?"),
         ("The figure gives the angles of a triangle, in degrees, as multiples of a number x.",
          "Determine the largest angle in degrees.")],
        dict(k=k, m=m, n=n), figure=figure, check=check)
