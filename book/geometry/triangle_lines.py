"""Lines in a triangle, right triangles with special angles, congruent triangles.  All drawn to scale."""
import functools
import itertools
from math import cos, dist, radians, sin, sqrt, tan

from ..additions_corners import incircles
from ..additions_plane import circle_through_corners, foot, third_altitude
from ..canvas import area, middle, opening, outline, polar, turned
from ..tools import Scene, ask, degrees, frac, near, program
from .angles import MARKED, O
from .triangles import TRIPLES, corner_at, names, third_corner, three_sides


@functools.cache
def altitudes():
    """Whole (AB, altitude on AB, BC) with a whole altitude on BC; both feet lie well inside the sides."""
    found = []
    for a, h in itertools.product(range(6, 61), range(4, 61)):
        for b in (k for k in range(h, 61) if a * h % k == 0 and k != a and 0.4 * a < h < 1.5 * a):
            x = sqrt(b * b - h * h)  # from the foot on AB to B
            if 0.3 * a < x < 0.68 * a and b * b > 1.15 * a * x:
                found.append((a, h, b))
    return found


@program("Altitude of a Triangle")
def two_altitudes(rng):
    a, h, b = rng.choice(altitudes())
    other = a * h // b

    def figure(c, g):
        x = a - sqrt(b * b - h * h)
        p, q, r, foot = O, (a, 0), (x, h), (x, 0)
        t = a * (a - x) / (b * b)  # the foot on BC, as a part of it
        second = (a + t * (x - a), t * h)
        c.polygon(p, q, r)
        c.line(r, foot, kind="dash")
        c.line(p, second, kind="dash")
        c.right(foot, q, r)
        c.right(second, r, p)
        c.side(p, q, g["a"], r)
        c.side(q, r, g["b"], p)
        c.side(foot, r, g["h"], (a, 0))
        cross = x, x * second[1] / second[0]
        c.side(*((cross, second) if x < 0.6 * second[0] else (p, cross)), "?", r)  # beside the longer part
        c.without |= {"dashed", "line"}
        names(c, (p, q, r))

    def check(c):
        p, q, r = c.polygons[0]
        second = c.strokes[2][0][1]
        return dist(p, second), dist(r, (r[0], 0)) / 2, area(c.polygons[0])

    point = "Altitude of a Triangle"
    return Scene(
        f"In the triangle ABC the sides are AB = {a} and BC = {b}. The altitude from C on AB is {h}; the altitude "
        "from A on BC is marked with a question mark.", [
            ask(point, "Equal Products of Side and Altitude",
                "What is the length of the altitude marked with the question mark?", other,
                f"The figure shows the sides $AB = {a}$ and $BC = {b}$ and the altitude {h} on AB. By @ each side "
                f"times its altitude gives the same product, ${a} \\times {h} = {a * h}$. So the altitude on BC is "
                f"${a * h} \\div {b} = {other}$.",
                wrong=[frac(b * h, a), frac(a * h, 2 * b), h, frac(a * b, h)]),
            ask(point, "Altitude from the Area",
                "Another triangle has the same area as ABC, and one of its sides is twice as long as AB. What is its "
                "altitude on this side?", frac(h, 2),
                f"In the figure the altitude on $AB = {a}$ is {h}, so twice the area is ${a} \\times {h} = {a * h}$. "
                f"By @ the altitude on the side $2 \\times {a} = {2 * a}$ is twice the area over this side: "
                f"$\\frac{{{a * h}}}{{{2 * a}}} = {frac(h, 2)}$.", wrong=[2 * h, h, frac(h, 4)]),
            ask("Area of a Triangle", "Half of Base times Height", "What is the area of the triangle ABC?",
                frac(a * h, 2),
                f"In the figure the altitude on $AB = {a}$ is {h}. By @ the area is $\\frac{{{a} \\times {h}}}{{2}} = "
                f"{frac(a * h, 2)}$.", wrong=[a * h, frac(a * b, 2), frac(b * h, 2)])],
        givens=dict(a=a, b=b, h=h), more=[third_altitude, circle_through_corners], figure=figure, check=check)


@program("Median of a Triangle")
def median_area(rng):
    a, foot = rng.randint(5, 28), rng.choice((-3, -2, 12, 13))
    h = near(rng, a, 0.6, 1.3)

    def figure(c, g):
        m, top, base = (a / 2, 0), (a * foot / 10, h), (a * foot / 10, 0)
        c.without |= {"line", "dashed", "shapes"}
        c.polygon(O, (a, 0), top, fill=False)
        c.polygon(O, m, top, fill=c.asked in (None, 0), accent=True)
        c.line(top, base, kind="dash")
        c.right(base, m, top)
        c.equal(O, m, 2)
        c.equal(m, (a, 0), 2)
        for name, at in zip("BCA", (O, (a, 0), top)):
            c.corner(at, name, (a / 2, h / 2))
        c.corner(m, "M", (a / 2, h))
        c.side(base, top, g["h"], m)
        y = -0.17 * max(a, h)
        c.line((0, 0.3 * y), (0, y), (a, y), (a, 0.3 * y), kind="thin")
        c.side((0, y), (a, y), g["a"], top)

    def check(c):
        whole, part = c.polygons
        centre = middle(*whole)
        return area(part), area([whole[0], part[1], centre]), area([whole[1], whole[2], centre])

    point = "Median of a Triangle"
    whole = f"The side BC is {a} and the altitude on it is {h}, so by *Half of Base times Height* (Area of a Triangle) "
    whole += f"the area of ABC is $\\frac{{{a} \\times {h}}}{{2}} = {frac(a * h, 2)}$"
    return Scene(
        f"AM is a median of the triangle ABC. The side BC is {a}, and the altitude from A on BC is {h}. The "
        "triangle ABM is shaded.", [
            ask(point, "Median Halves the Area", "AM is a median of the triangle ABC. What is the area of the shaded "
                "triangle?", frac(a * h, 4),
                f"{whole}. By @ the median cuts ABC into two parts of equal area, so the shaded triangle has the area "
                f"${frac(a * h, 2)} \\div 2 = {frac(a * h, 4)}$.", also=["Area of a Triangle"],
                wrong=[frac(a * h, 2), a * h, frac(a * h, 3), frac(a + h, 2)]),
            ask(point, "Six Equal Parts", "The medians of the triangle ABC meet at G. What is the area of the triangle "
                "BMG?", frac(a * h, 12),
                f"{whole}. By @ the three medians cut it into six triangles of equal area, and BMG is one of them: "
                f"${frac(a * h, 2)} \\div 6 = {frac(a * h, 12)}$.", also=["Area of a Triangle"],
                wrong=[frac(a * h, 6), frac(a * h, 8), frac(a * h, 18)]),
            ask(point, "Centroid Divides Two to One", "The medians of the triangle ABC meet at G. What is the area of "
                "the triangle ACG?", frac(a * h, 6),
                f"{whole}, and the median AM halves it: AMC has the area ${frac(a * h, 2)} \\div 2 = "
                f"{frac(a * h, 4)}$. By @ AG is two thirds of AM. The triangles ACG and ACM have the same height from "
                f"C, so ACG has the area $\\frac{{2}}{{3}} \\times {frac(a * h, 4)} = {frac(a * h, 6)}$.",
                also=["Area of a Triangle"], wrong=[frac(a * h, 4), frac(a * h, 12), frac(a * h, 3)])],
        givens=dict(a=a, h=h), fixed=(foot,), figure=figure, check=check, more=[midline_at_m])


def circle_about_d(c, rng):
    """The circle about the common point of the bisectors that touches all three sides."""
    p, q, _ = c.polygons[0]
    d = c.strokes[1][0][1]
    c.ring(d, abs(d[1] - p[1]) if p[1] == q[1] else dist(d, foot(p, q, d)), kind="thin")


def medial_triangle(c, rng):
    """The midpoint of BC, joined to D and E."""
    p, q, _ = c.polygons[0]
    left, right = c.strokes[1][0]
    c.line(left, middle(p, q), right, kind="thin")


def other_sides(c, rng):
    """The other two sides of the parallelogram whose diagonals cross."""
    (left, _, up), (right, _, down) = c.polygons
    c.line(left, down, kind="thin")
    c.line(right, up, kind="thin")


def midline_at_m(c, rng):
    """In a triangle BCA with a median AM: the midline from M to the middle of CA."""
    _, q, top = c.polygons[0]
    c.line(c.polygons[1][1], middle(q, top), kind="thin")


@program("Angle Bisector of a Triangle")
def two_bisectors(rng):
    b, d = rng.randint(20, 37), rng.randint(20, 37)
    x = 180 - 2 * b - 2 * d

    def figure(c, g):
        p, q = O, (10, 0)
        r, centre = corner_at(2 * b, 2 * d), corner_at(b, d)
        c.polygon(p, q, r)
        c.line(p, centre, q)
        c.angle(p, q, centre, g["b"] + "°")
        c.angle(q, p, centre, g["d"] + "°")
        c.angle(r, p, q, "?")
        names(c, (p, q, r), "BCA")
        c.corner(centre, "D", (centre[0], -1))

    def check(c):
        p, q, r = c.polygons[0]
        centre = c.strokes[1][0][1]
        return opening(r, p, q), opening(r, p, centre), opening(centre, p, q)

    point = "Angle Bisector of a Triangle"
    read = f"The figure shows the angles $DBC = {b}^\\circ$ and $DCB = {d}^\\circ$."
    return Scene(
        f"In the triangle ABC the segments BD and CD bisect the angles at B and C. The angle DBC is ${degrees(b)}$ "
        f"and the angle DCB is ${degrees(d)}$; the angle BAC is marked with a question mark.", [
            ask(point, "Angle between Two Bisectors",
                f"BD and CD bisect the angles at B and C of the triangle ABC. {MARKED}", degrees(x),
                f"{read} By *Third Angle from Two* (Angle Sum of a Triangle) the bisectors form the angle $180^\\circ "
                f"- {b}^\\circ - {d}^\\circ = {180 - b - d}^\\circ$ at D. By @ this is $90^\\circ$ plus half of the "
                f"angle "
                f"at A. So that half is ${180 - b - d}^\\circ - 90^\\circ = {90 - b - d}^\\circ$, and the angle at A "
                f"is $2 \\times {90 - b - d}^\\circ = {x}^\\circ$.", also=["Angle Sum of a Triangle"],
                wrong=[degrees(180 - b - d), degrees(90 - b - d), degrees(b + d), degrees(180 - 2 * b - d)]),
            ask(point, "Incentre of a Triangle",
                "BD and CD bisect the angles at B and C of the triangle ABC. How many degrees is the angle BAD?",
                degrees(90 - b - d),
                f"{read} The angles of ABC at B and C are twice as large, so by *Third Angle from Two* (Angle Sum of a "
                f"Triangle) the angle at A is $180^\\circ - 2 \\times {b}^\\circ - 2 \\times {d}^\\circ = {x}^\\circ$. "
                f"By @ all three bisectors pass through D, so AD halves it: ${x}^\\circ \\div 2 = "
                f"{90 - b - d}^\\circ$.",
                also=["Angle Sum of a Triangle"],
                wrong=[degrees(x), degrees(180 - b - d), degrees((b + d) // 2)]),
            ask("Angle Sum of a Triangle", "Third Angle from Two", "How many degrees is the angle BDC?",
                degrees(180 - b - d),
                f"{read} These are two angles of the triangle BCD. By @ the third one is $180^\\circ - {b}^\\circ - "
                f"{d}^\\circ = {180 - b - d}^\\circ$.", wrong=[degrees(x), degrees(b + d), degrees(2 * (b + d))])],
        more=[circle_about_d], givens=dict(b=b, d=d), figure=figure, check=check)


@program("Midline of a Triangle")
def midline(rng):
    m, b, d = three_sides(rng, 4, 20)
    total = 3 * m + b + d

    def figure(c, g):
        p, q, r = O, (2 * m, 0), third_corner(2 * m, 2 * b, 2 * d)
        left, right = middle(p, r), middle(q, r)
        c.polygon(p, q, r)
        c.line(left, right)
        for name, at in zip("BCADE", (p, q, r, left, right)):
            c.corner(at, name, middle(p, q, r))
        c.side(left, right, g["m"], p)
        c.side(p, left, g["b"], q)
        c.side(right, q, g["d"], p)

    def check(c):
        p, q, r = c.polygons[0]
        left, right = c.strokes[1][0]
        return outline([p, q, right, left]), outline([left, p, middle(p, q), right]), outline([p, q, r])

    point, given = "Midline of a Triangle", "D and E are the midpoints of AB and AC."
    read = f"The figure shows $DE = {m}$, $DB = {b}$ and $EC = {d}$."
    return Scene(
        f"In the triangle ABC the midpoint of AB is D and the midpoint of AC is E. DE = {m}, DB = {b} and EC = {d}.", [
            ask(point, "Half of the Third Side", f"{given} What is the perimeter of the quadrilateral DBCE?", total,
                f"{read} DE joins the midpoints of two sides; by @ the third side BC is twice as long: $2 \\times {m} "
                f"= {2 * m}$. The perimeter of the quadrilateral is ${b} + {2 * m} + {d} + {m} = {total}$.",
                wrong=[2 * m + b + d, m + b + d, 2 * (m + b + d), 3 * m + 2 * (b + d)]),
            ask(point, "Parallel to the Third Side",
                f"{given} The parallel to AB through E meets BC at F. What is the perimeter of the parallelogram DBFE?",
                2 * (m + b),
                f"{read} By @ DE is parallel to BC, and EF is parallel to AB, so DBFE is a parallelogram with the "
                f"sides "
                f"{m} and {b}. By *Twice the Sum of Two Neighbours* (Perimeter of a Parallelogram) its perimeter is "
                f"$2 \\times ({m} + {b}) = {2 * (m + b)}$.", also=["Perimeter of a Parallelogram"],
                wrong=[m + b, 2 * (m + d), 2 * m + 4 * b]),
            ask("Perimeter of a Triangle", "Perimeter of the Midline Triangle",
                f"{given} What is the perimeter of the triangle ABC?", 2 * (m + b + d),
                f"{read} By *Half of the Third Side* (Midline of a Triangle) the three midlines of ABC are {m}, {b} "
                f"and "
                f"{d} long, half of BC, AB and AC. By @ the triangle of the midlines has half of the perimeter of ABC, "
                f"which is therefore $2 \\times ({m} + {b} + {d}) = {2 * (m + b + d)}$.", also=[point],
                wrong=[m + b + d, m + 2 * (b + d), 3 * m + b + d])],
        more=[medial_triangle], givens=dict(m=m, b=b, d=d), figure=figure, check=check)


@program("Properties of a Right Triangle")
def median_to_hypotenuse(rng):
    m = rng.randint(5, 40)
    b = rng.choice([k for k in range(3, 2 * m) if 0.5 * m < k < 1.75 * m and k != m])

    def figure(c, g):
        p, q, r = O, (b, 0), (0, sqrt(4 * m * m - b * b))
        c.polygon(p, q, r)
        centre = middle(q, r)
        c.line(p, centre)
        c.right(p, q, r)
        c.equal(q, centre)
        c.equal(centre, r)
        for name, at, away in (("C", p, (b, r[1])), ("B", q, r), ("A", r, q), ("M", centre, p)):
            c.corner(at, name, away)
        c.side(p, q, g["b"], r)
        c.side(p, centre, g["m"], q)

    def check(c):
        p, q, r = c.polygons[0]
        centre = c.strokes[1][0][1]
        return outline([centre, q, p]), 0.5 * dist(q, r), dist(q, r)

    point, given = "Properties of a Right Triangle", "M is the midpoint of AB."
    read = f"The figure shows $CM = {m}$ and $BC = {b}$ and a right angle at C."
    return Scene(
        f"The triangle ABC has a right angle at C. M is the midpoint of AB, with CM = {m}, and BC = {b}.", [
            ask(point, "Median to the Hypotenuse", f"{given} What is the perimeter of the triangle BCM?", 2 * m + b,
                f"{read} CM is the median to the hypotenuse AB; by @ it is half as long as AB, so $BM = CM = {m}$. By "
                f"*Sum of Three Sides* (Perimeter of a Triangle) the perimeter of BCM is ${m} + {m} + {b} = "
                f"{2 * m + b}$.", also=["Perimeter of a Triangle"], wrong=[m + b, 3 * m + b, m + 2 * b, 2 * (m + b)]),
            ask(point, "Leg Opposite Thirty Degrees",
                f"{given} The corner C moves so that AB stays as it is, the angle at C stays right, and the angle at A "
                "becomes $30^\\circ$. How long is BC then?", m,
                f"In the figure the median to the hypotenuse is $CM = {m}$, so by *Median to the Hypotenuse* the "
                f"hypotenuse AB is $2 \\times {m} = {2 * m}$. By @ the leg BC across from the angle of $30^\\circ$ is "
                f"half of it: ${2 * m} \\div 2 = {m}$.", wrong=[2 * m, b, frac(m, 2)]),
            ask("Median of a Triangle", "Corner to Midpoint", f"{given} How long is the hypotenuse AB?", 2 * m,
                f"{read} By @ CM is a median, since M is the midpoint of AB. By *Median to the Hypotenuse* ({point}) "
                f"it is half of the hypotenuse, so $AB = 2 \\times {m} = {2 * m}$.", also=[point],
                wrong=[m, m + b, 2 * b])],
        more=[circle_through_corners], givens=dict(m=m, b=b), figure=figure, check=check)


@program("Special Right Triangles")
def special_halves(rng):
    a = rng.randint(3, 16)
    b = rng.choice([k for k in range(2, 33) if 0.5 * a < k < 2.2 * a and (k + a) * a % 2 == 0])
    k = (a + b) * a // 2
    surface = f"{k}\\sqrt{{3}}"

    def figure(c, g):
        top = (0, a * sqrt(3))
        c.polygon((-a, 0), (b, 0), top)
        c.line(top, O, kind="dash")
        c.right(O, (b, 0), top)
        c.angle((-a, 0), O, top, "60°")
        for name, at in zip("ABCD", ((-a, 0), (b, 0), top, O)):
            c.corner(at, name, ((b - a) / 2, a / 2))
        c.side((-a, 0), O, g["a"], top)
        c.side(O, (b, 0), g["b"], top)

    def check(c):
        p, q, r = c.polygons[0]
        return area([p, q, r]), outline([p, (2 * r[0] - p[0], p[1]), r]), dist(p, r)

    point = "Special Right Triangles"
    read = f"The figure shows $AD = {a}$, $DB = {b}$, the angle $60^\\circ$ at A and a right angle at D."
    return Scene(
        f"In the triangle ABC the altitude from C meets AB at D. AD = {a}, DB = {b}, and the angle at A is "
        f"$60^\\circ$.", [
            ask(point, "Sides of a 30-60-90 Triangle", "What is the area of the triangle ABC? Give the exact value.",
                surface,
                f"{read} By @ the long leg of the triangle ADC is $CD = {a}\\sqrt{{3}}$; it is the altitude on $AB = "
                f"{a} + {b} = {a + b}$. By *Half of Base times Height* (Area of a Triangle) the area of ABC is "
                f"$\\frac{{1}}{{2}} \\times {a + b} \\times {a}\\sqrt{{3}} = {surface}$.", also=["Area of a Triangle"],
                wrong=[f"{2 * k}\\sqrt{{3}}", k, 2 * k, f"{(a + b) * a}\\sqrt{{2}}"]),
            ask(point, "Half of an Equilateral Triangle",
                "The triangle ADC is reflected in the line CD. What is the perimeter of the triangle that it forms "
                "together with its mirror image?", 6 * a,
                f"{read} By @ the triangle ADC and its mirror image form an equilateral triangle of side $2 \\times "
                f"{a} = {2 * a}$. By *Perimeter of an Equilateral Triangle* (Perimeter of a Triangle) its perimeter is "
                f"$3 \\times {2 * a} = {6 * a}$.", also=["Perimeter of a Triangle"],
                wrong=[3 * a, 4 * a, 3 * (a + b)]),
            ask("Properties of a Right Triangle", "Leg Opposite Thirty Degrees", "How long is the side AC?", 2 * a,
                f"{read} The angle ACD is $90^\\circ - 60^\\circ = 30^\\circ$. By @ the leg AD, which lies across from "
                f"it, is half of the hypotenuse AC, so $AC = 2 \\times {a} = {2 * a}$.",
                wrong=[f"{a}\\sqrt{{3}}", a + b, 3 * a])],
        more=[circle_through_corners], givens=dict(a=a, b=b), figure=figure, check=check)


@program("Trigonometric Ratios in a Right Triangle")
def ratios_from_legs(rng):
    a, b, z = rng.choice(TRIPLES)

    def figure(c, g):
        p, q, r = O, (b, 0), (0, a)
        c.polygon(p, q, r)
        c.right(p, q, r)
        c.side(p, q, g["b"], r)
        c.side(p, r, g["a"], q)
        c.angle(q, p, r, "α")

    def check(c):
        angle = radians(opening(*c.angles[0]))
        return sin(angle), cos(angle), tan(angle)

    point, long = "Trigonometric Ratios in a Right Triangle", f"\\sqrt{{{a}^2 + {b}^2}} = {z}"
    ratio = {name: frac(*v) for name, v in (("sin", (a, z)), ("cos", (b, z)), ("tan", (a, b)))}
    read = f"In the figure the leg across from $\\alpha$ is {a} and the leg beside it is {b}."
    third = f"By *Hypotenuse from the Legs* (Pythagorean Theorem) the hypotenuse is ${long}$."
    return Scene(
        f"A right triangle has the legs {a} and {b}; the angle $\\alpha$ lies across from the leg {a}.", [
            ask(point, "Sine Ratio", "What is $\\sin\\alpha$? Give a fraction in lowest terms.", ratio["sin"],
                f"{read} {third} By @ the sine is the leg across from the angle over the hypotenuse: $\\sin\\alpha = "
                f"\\frac{{{a}}}{{{z}}} = {ratio['sin']}$.", also=["Pythagorean Theorem"],
                wrong=[ratio["cos"], frac(z, a), ratio["tan"] if a < b else frac(b, a), frac(a, a + b)]),
            ask(point, "Cosine Ratio", "What is $\\cos\\alpha$? Give a fraction in lowest terms.", ratio["cos"],
                f"{read} {third} By @ the cosine is the leg beside the angle over the hypotenuse: $\\cos\\alpha = "
                f"\\frac{{{b}}}{{{z}}} = {ratio['cos']}$.", also=["Pythagorean Theorem"],
                wrong=[ratio["sin"], frac(z, b), frac(b, a + b)]),
            ask(point, "Tangent Ratio", "What is $\\tan\\alpha$? Give a fraction in lowest terms or a whole number.",
                ratio["tan"], f"{read} By @ the tangent is the first over the second: $\\tan\\alpha = "
                f"\\frac{{{a}}}{{{b}}} = {ratio['tan']}$.", wrong=[frac(b, a), ratio["sin"], ratio["cos"]])],
        more=[circle_through_corners], givens=dict(a=a, b=b), figure=figure, check=check)


@program("Properties of Congruent Triangles")
def congruent_pair(rng):
    a, b, d = three_sides(rng, 4, 30)
    turn = rng.randint(1, 11) * 30

    def figure(c, g):
        one = O, (a, 0), third_corner(a, b, d)
        size = max(dist(one[0], one[1]), dist(one[0], one[2]), dist(one[1], one[2]))
        centre = middle(*one)
        two = []
        for p in one:
            x, y = turned((p[0] - centre[0], p[1] - centre[1]), turn)
            two.append((1.25 * size + centre[0] + x, centre[1] + y))
        for points, letters in ((one, "ABC"), (two, "DEF")):
            c.polygon(*points)
            names(c, points, letters)
        c.side(one[0], one[1], g["a"], one[2])
        c.side(one[0], one[2], g["b"], one[1])
        c.side(two[1], two[2], g["d"], two[0])

    def check(c):
        one, two = c.polygons
        return outline(two), dist(two[0], two[1]), 2 * outline(one)

    point = "Properties of Congruent Triangles"
    given = "The triangles ABC and DEF are congruent, $\\triangle ABC \\cong \\triangle DEF$."
    read = f"The figure shows $AB = {a}$, $AC = {b}$ and $EF = {d}$."
    three = "*Sum of Three Sides* (Perimeter of a Triangle)"
    return Scene(
        f"The triangles ABC and DEF are congruent, $\\triangle ABC \\cong \\triangle DEF$, with AB = {a}, AC = {b} and "
        f"EF = {d}.", [
            ask(point, "Equal Perimeters and Areas", f"{given} What is the perimeter of the triangle DEF?", a + b + d,
                f"{read} EF matches BC, so $BC = {d}$. By {three} the perimeter of ABC is ${a} + {b} + {d} = "
                f"{a + b + d}$. By @ the triangle DEF has the same perimeter.", also=["Perimeter of a Triangle"],
                wrong=[2 * (a + b + d), a + b, a + b + 2 * d, a + 2 * b]),
            ask(point, "Matching Sides are Equal", f"{given} How long is the side DE?", a,
                f"{read} The names say which corners match: A and D, B and E, C and F. By @ DE is as long as AB, so "
                f"$DE = AB = {a}$.", wrong=[b, d, a + b]),
            ask("Perimeter of a Triangle", "Sum of Three Sides", f"{given} What is the sum of the perimeters of both "
                "triangles?", 2 * (a + b + d),
                f"{read} By *Matching Sides are Equal* ({point}) each triangle has sides of the lengths {a}, {b} and "
                f"{d}. By @ its perimeter is the sum of the three, and both together have $2 \\times ({a} + {b} + "
                f"{d}) = {2 * (a + b + d)}$.", also=[point], wrong=[a + b + d, a + b + 2 * d, 3 * (a + b + d)])],
        more=[incircles], givens=dict(a=a, b=b, d=d), fixed=(turn,), figure=figure, check=check)


@program("Criteria for Congruent Triangles")
def crossing_segments(rng):
    b = rng.randint(32, 65)
    a = rng.randint(45, 138 - b)
    x = 180 - a - b

    def figure(c, g):
        left = polar(O, 6, 180)
        up = polar(O, 6 * sin(radians(b)) / sin(radians(x)), 180 - a)
        right, down = (6, 0), (-up[0], -up[1])
        c.polygon(left, O, up)
        c.polygon(right, O, down)
        for one, two, marks in ((left, right, 1), (up, down, 2)):
            c.equal(one, O, marks)
            c.equal(two, O, marks)
        for name, at in zip("ABCD", (left, up, right, down)):
            c.corner(at, name, O)
        c.corner(O, "O", middle(left, down))
        c.angle(O, left, up, g["a"] + "°")
        c.angle(left, O, up, g["b"] + "°")
        c.angle(down, O, right, "?")

    def check(c):
        (left, _, up), (right, _, down) = c.polygons
        return opening(down, O, right), opening(O, left, up), opening(right, O, down)

    point, given = "Criteria for Congruent Triangles", "AC and BD are straight, OA = OC and OB = OD."
    sides = "and the strokes mark the equal segments $OA = OC$ and $OB = OD$"
    return Scene(
        f"The segments AC and BD bisect each other at O. The angle AOB is ${degrees(a)}$ and the angle OAB is "
        f"${degrees(b)}$; the angle ODC is marked with a question mark.", [
            ask(point, "Side-Angle-Side", f"{given} {MARKED}", degrees(x),
                f"The angles AOB and COD at the crossing are equal, {sides}. By @ the triangles OAB and OCD are "
                f"congruent, and the angle ODC is as large as OBA. The figure shows $AOB = {a}^\\circ$ and $OAB = "
                f"{b}^\\circ$. By *Third Angle from Two* (Angle Sum of a Triangle) the angle OBA, and so the marked "
                f"angle, is $180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.", also=["Angle Sum of a Triangle"],
                wrong=[degrees(a), degrees(b), degrees(180 - a), degrees(180 - b)]),
            ask(point, "Side-Side-Side",
                f"{given} Another triangle has the sides OA, OB and AB. How many degrees is its angle across from AB?",
                degrees(a),
                f"The three sides of the other triangle agree with those of OAB; by @ both triangles are congruent. By "
                f"*Matching Angles are Equal* (Properties of Congruent Triangles) its angle across from AB is as "
                f"large as the angle AOB in the figure, which is ${a}^\\circ$.",
                also=["Properties of Congruent Triangles"], wrong=[degrees(b), degrees(x), degrees(180 - a)]),
            ask("Properties of Congruent Triangles", "Matching Angles are Equal",
                f"{given} How many degrees is the angle OCD?", degrees(b),
                f"By *Vertical Angles are Equal* (Vertical Angles) the angles AOB and COD are equal, {sides}. By "
                f"*Side-Angle-Side* ({point}) the triangles OAB and OCD are congruent, and C matches A. By @ the angle "
                f"OCD is as large as the angle OAB in the figure, ${b}^\\circ$.", also=["Vertical Angles", point],
                wrong=[degrees(a), degrees(x), degrees(180 - b)])],
        more=[other_sides], givens=dict(a=a, b=b), figure=figure, check=check)
