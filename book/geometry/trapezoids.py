"""Rhombi, kites and trapezoids.  All drawn to scale."""
from math import dist, radians, sqrt, tan

from ..canvas import area, middle, opening, outline, polar
from ..contexts import scenes
from ..tools import Scene, ask, degrees, frac, near, program, root
from .angles import MARKED, O, equal, told
from .triangles import TRIPLES, names

WIDE = [(a, b, z) for z in range(5, 131) for a in range(3, z) for b in [round(sqrt(z * z - a * a))]
        if a * a + b * b == z * z and 0.5 * a < b < 2 * a]  # half diagonals and side of rhombi that are not too narrow


def rhombus(c, a, b):
    """A rhombus with the half diagonals a (across) and b (upright), its diagonals and names."""
    p = (-a, 0), (0, -b), (a, 0), (0, b)
    c.polygon(*p)
    c.line(p[0], p[2])
    c.line(p[1], p[3])
    names(c, p, "ABCD")
    c.right(O, p[2], p[3])
    c.corner(O, "O", (1, 1))
    return p


@program("Area of a Rhombus")
def rhombus_area(rng):
    a = rng.randint(3, 24)
    b = near(rng, a, 0.45, 2)

    def figure(c, g):
        p = rhombus(c, a, b)
        c.side(p[0], O, g["a"], p[1])
        c.side(p[1], O, g["b"], p[0])

    def check(c):
        p = c.polygons[0]
        return area(p), area([p[0], p[1], O]), dist(p[0], p[2])

    given = "The diagonals of the rhombus ABCD meet at O."
    return Scene(
        f"The diagonals of the rhombus ABCD meet at O, with AO = {a} and BO = {b}.", [
            ask("Area of a Rhombus", "Half of the Product of the Diagonals",
                f"{given} What is the area of the rhombus?", 2 * a * b,
                f"the diagonals are $2 \\times {a} = {2 * a}$ and $2 \\times {b} = {2 * b}$, so the area is "
                f"${2 * a} \\times {2 * b} \\div 2 = {2 * a * b}$."),
            ask("Area of a Rhombus", "Four Right Triangles of a Rhombus",
                f"{given} What is the area of the triangle ABO?", frac(a * b, 2),
                f"it is one of four congruent right triangles, with the legs {a} and {b}: "
                f"$\\frac{{{a} \\times {b}}}{{2}} = {frac(a * b, 2)}$."),
            ask("Properties of a Rhombus", "Perpendicular Diagonals", f"{given} How long is the diagonal AC?", 2 * a,
                f"the diagonals bisect each other, so AC is twice AO: $2 \\times {a} = {2 * a}$.")],
        [(f"{start} {given}", text) for start, text in scenes("area", "a rhombus")], dict(a=a, b=b), figure=figure,
        check=check)


@program("Perimeter of a Rhombus")
def rhombus_perimeter(rng):
    a, b, z = rng.choice(WIDE)

    def figure(c, g):
        p = rhombus(c, a, b)
        c.side(p[0], O, g["a"], p[1])
        c.side(p[1], O, g["b"], p[0])

    def check(c):
        p = c.polygons[0]
        return outline(p), 6 * dist(p[0], p[1]), dist(p[1], p[2])

    given = "The diagonals of the rhombus ABCD meet at O."
    side = f"$\\sqrt{{{a}^2 + {b}^2}} = {z}$"
    return Scene(
        f"The diagonals of the rhombus ABCD meet at O, with AO = {a} and BO = {b}.", [
            ask("Perimeter of a Rhombus", "Perimeter from the Diagonals of a Rhombus",
                f"{given} What is the perimeter of the rhombus?", 4 * z,
                f"the half diagonals are the legs of a right triangle, so the side is {side} and the perimeter is "
                f"$4 \\times {z} = {4 * z}$."),
            ask("Perimeter of a Rhombus", "Four Equal Sides Together",
                f"{given} Two such rhombi are joined along a common side. What is the perimeter of the figure that "
                "they form?", 6 * z, f"all sides are {side}; of the eight sides two lie inside, so it is $(8 - 2) "
                f"\\times {z} = {6 * z}$."),
            ask("Properties of a Rhombus", "Side from the Diagonals", f"{given} How long is the side BC?", z,
                f"in the right triangle BCO the legs are {b} and $CO = AO = {a}$, so the side is {side}.")],
        [(f"{start} {given}", text) for start, text in scenes("perimeter", "a rhombus") if "cloth" not in start],
        dict(a=a, b=b), figure=figure, check=check)


@program("Properties of a Rhombus")
def rhombus_diagonal(rng):
    a, b, z = rng.choice(WIDE)

    def figure(c, g):
        p = rhombus(c, a, b)
        c.side(p[3], p[2], g["z"], O)
        c.side(p[0], O, g["a"], p[1])

    def check(c):
        p = c.polygons[0]
        return dist(p[1], p[3]), area([p[0], p[1], O]), outline(p)

    given = "The diagonals of the rhombus ABCD meet at O."
    half = f"$BO = \\sqrt{{{z}^2 - {a}^2}} = {b}$"
    return Scene(
        f"The diagonals of the rhombus ABCD meet at O, with AO = {a} and CD = {z}.", [
            ask("Properties of a Rhombus", "Side from the Diagonals", f"{given} How long is the diagonal BD?", 2 * b,
                f"the half diagonals and a side form a right triangle, so {half}, and the diagonal is $2 \\times {b} = "
                f"{2 * b}$."),
            ask("Properties of a Rhombus", "Perpendicular Diagonals", f"{given} What is the area of the triangle ABO?",
                a * b // 2, f"the angle at O is right, and {half}, so the area is ${a} \\times {b} \\div 2 = "
                f"{a * b // 2}$."),
            ask("Perimeter of a Rhombus", "Four Equal Sides Together", f"{given} What is the perimeter of the rhombus?",
                4 * z, f"all four sides are as long as CD: $4 \\times {z} = {4 * z}$.")],
        [(f"A folding lattice of four equal rods has the shape ABCD; lengths are in centimetres. {given}",
          "How many centimetres are the joints B and D apart?"),
         (f"A rhombic flower bed ABCD is crossed by two paths along its diagonals; lengths are in decimetres. {given}",
          "How many decimetres long is the path BD?"),
         (f"Reflect the triangle AOD in AO, and then the whole figure in BD. {given}",
          "Determine the distance of the points B and D.")],
        dict(z=z, a=a), figure=figure, check=check)


@program("Properties of a Kite")
def kite_area(rng):
    w = rng.randint(4, 20)
    x = near(rng, w, 0.4, 0.9)
    y = rng.choice([k for k in range(x + 2, 3 * w) if 1.1 * w < k])

    def figure(c, g):
        p = (0, x), (-w, 0), (0, -y), (w, 0)
        c.polygon(*p)
        c.line(p[0], p[2])
        c.line(p[1], p[3])
        names(c, p, "ABCD")
        c.corner(O, "O", (-1, 1))
        c.right(O, p[3], p[0])
        c.side(p[0], O, g["x"], p[3])
        c.side(O, p[2], g["y"], p[1])
        c.side(p[1], O, g["w"], p[0])

    def check(c):
        p = c.polygons[0]
        return area(p), dist(p[1], p[3]), dist(p[0], p[3])

    given = "ABCD is a kite with AB = AD and CB = CD."
    return Scene(
        f"The diagonals of the kite ABCD with AB = AD and CB = CD meet at O; AO = {x}, OC = {y} and BO = {w}.", [
            ask("Properties of a Kite", "Area of a Kite", f"{given} What is its area?", (x + y) * w,
                f"the diagonals are ${x} + {y} = {x + y}$ and $2 \\times {w} = {2 * w}$, so the area is "
                f"${x + y} \\times {2 * w} \\div 2 = {(x + y) * w}$."),
            ask("Properties of a Kite", "Diagonals of a Kite", f"{given} How long is the diagonal BD?", 2 * w,
                f"the diagonal AC bisects BD, so BD is twice BO: $2 \\times {w} = {2 * w}$."),
            ask("Pythagorean Theorem", "Hypotenuse from the Legs", f"{given} How long is the side AD? Give the exact "
                "value.", root(x * x + w * w), f"by Properties of a Kite the angle at O is right and $OD = BO = {w}$, "
                f"so the side is $\\sqrt{{{x}^2 + {w}^2}} = {root(x * x + w * w)}$.", also=["Properties of a Kite"])],
        [(f"A toy kite is built on two sticks AC and BD; lengths are in centimetres. {given}",
          "How many square centimetres of paper cover it?"),
         (f"A garden bed ABCD is crossed by two straight strings AC and BD; lengths are in decimetres. {given}",
          "What is the area of the bed in square decimetres?"),
         (f"A pane of a church window has the shape ABCD; lengths are in centimetres. {given}",
          "How many square centimetres of glass are in it?"),
         (f"Reflecting the triangle ABC in the line AC gives the whole figure. {given}", "Determine its area.")],
        dict(x=x, y=y, w=w), figure=figure, check=check)


def trapezoid(c, a, b, h, start, letters="ABCD"):
    """A trapezoid with the base b below from (0, 0), the base a above from (start, h), and names."""
    p = O, (b, 0), (start + a, h), (start, h)
    c.polygon(*p)
    if letters:
        names(c, p, letters)
    return p


@program("Area of a Trapezoid")
def trapezoid_area(rng):
    b, lean = rng.randint(6, 20), rng.randint(0, 4)
    a, h = near(rng, b, 0.35, 0.8), near(rng, b, 0.4, 0.9)
    if (a + b) * h % 2:
        h += 1

    def figure(c, g):
        p = trapezoid(c, a, b, h, (b - a) * lean / 4, "")
        foot = p[3][0] + a / 2
        c.line((foot, 0), (foot, h), kind="dash")
        c.right((foot, 0), (b, 0), (foot, h))
        c.side((foot, 0), (foot, h), g["h"], (b * 2, h / 2))
        c.side(p[0], p[1], g["b"], p[2])
        c.side(p[3], p[2], g["a"], p[0])

    def check(c):
        p, q, r, s = c.polygons[0]
        return area([p, q, r, s]), dist(middle(p, s), middle(q, r)), area([p, q, s])

    s = (a + b) * h // 2
    return Scene(
        f"A trapezoid has the parallel sides {a} and {b} and the height {h}.", [
            ask("Area of a Trapezoid", "Mean of the Bases times Height", "What is the area of the trapezoid?", s,
                f"add the bases, multiply by the height and halve: $({a} + {b}) \\times {h} \\div 2 = {s}$."),
            ask("Area of a Trapezoid", "Midline of a Trapezoid", "What is the length of the midline of the trapezoid?",
                frac(a + b, 2), f"the midline is the mean of the bases, $\\frac{{{a} + {b}}}{{2}} = "
                    f"{frac(a + b, 2)}$."),
            ask("Area of a Triangle", "Half of Base times Height",
                "A diagonal cuts the trapezoid into two triangles. What is the area of the larger one?", frac(b * h, 2),
                f"its base is the longer base of the trapezoid: $\\frac{{{b} \\times {h}}}{{2}} = {frac(b * h, 2)}$.")],
        scenes("area", "a trapezoid"), dict(a=a, b=b, h=h), fixed=(lean,), figure=figure, check=check)


@program("Perimeter of a Trapezoid")
def isosceles_trapezoid_perimeter(rng):
    b = rng.randint(7, 30)
    a = rng.choice([k for k in range(3, b) if 0.35 * b < k < 0.85 * b])
    leg = rng.choice([k for k in range(2, b + 1) if max(0.35 * b, 0.75 * (b - a)) < k <= 0.9 * b and k != a])
    total = a + b + 2 * leg

    def figure(c, g):
        p = trapezoid(c, a, b, sqrt(leg * leg - (b - a) ** 2 / 4), (b - a) / 2)
        c.side(p[0], p[1], g["b"], p[2])
        c.side(p[3], p[2], g["a"], p[0])
        c.side(p[1], p[2], g["leg"], p[0])

    def check(c):
        p, q, r, s = c.polygons[0]
        left, right = middle(p, s), middle(q, r)
        return outline([p, q, r, s]), dist(left, right), outline([left, right, r, s])

    point, given = "Perimeter of a Trapezoid", "ABCD is a trapezoid with the bases AB and CD, and AD = BC."
    return Scene(
        f"The trapezoid ABCD has the bases AB = {b} and CD = {a} and the legs AD = BC = {leg}.", [
            ask(point, "Perimeter of an Isosceles Trapezoid", f"{given} What is its perimeter?", total,
                f"both legs have the length {leg}: ${b} + {a} + 2 \\times {leg} = {total}$."),
            ask(point, "Perimeter from the Midline", f"{given} Another trapezoid has the same perimeter and the same "
                "legs. How long is its midline?", frac(a + b, 2),
                f"the perimeter ${b} + {a} + 2 \\times {leg} = {total}$ is twice the midline and two legs, so the "
                f"midline is $\\frac{{{total} - 2 \\times {leg}}}{{2}} = {frac(a + b, 2)}$."),
            ask(point, "Bases plus Legs", f"{given} The midpoints M of AD and N of BC are joined. What is the "
                "perimeter of the trapezoid MNCD?", frac(a + b + 2 * a + 2 * leg, 2),
                f"its bases are $CD = {a}$ and the midline $\\frac{{{a} + {b}}}{{2}} = {frac(a + b, 2)}$, its legs are "
                f"${leg} \\div 2 = {frac(leg, 2)}$ each: "
                f"${a} + {frac(a + b, 2)} + 2 \\times {frac(leg, 2)} = {frac(a + b + 2 * a + 2 * leg, 2)}$.")],
        [(f"{start} {given}", text) for start, text in scenes("perimeter", "a trapezoid")],
        dict(b=b, a=a, leg=leg), figure=figure, check=check)


@program("Altitude of a Trapezoid")
def isosceles_trapezoid_altitude(rng):
    x, h, leg = rng.choice([t for t in TRIPLES if t[2] <= 60 and t[0] < 1.2 * t[1]])
    a = rng.choice([k for k in range(2, 2 * leg) if 0.5 * x < k < 2 * h])
    b = a + 2 * x

    def figure(c, g):
        p = trapezoid(c, a, b, h, x)
        c.line(p[3], (x, 0), kind="dash")
        c.right((x, 0), p[1], p[3])
        c.side(p[0], p[1], g["b"], p[2])
        c.side(p[3], p[2], g["a"], p[0])
        c.side(p[1], p[2], g["leg"], p[0])
        c.side((x, 0), p[3], "?", p[0])

    def check(c):
        p, q, r, s = c.polygons[0]
        return s[1] - p[1], area([p, (s[0], 0), s]), area([p, q, r, s])

    point, given = "Altitude of a Trapezoid", "ABCD is a trapezoid with the bases AB and CD, and AD = BC."
    over = f"the base AB projects by $({b} - {a}) \\div 2 = {x}$ on each side"
    high = f"$\\sqrt{{{leg}^2 - {x}^2}} = {h}$"
    return Scene(
        f"The trapezoid ABCD has the bases AB = {b} and CD = {a} and the legs AD = BC = {leg}. Its altitude is marked "
        "with a question mark.", [
            ask(point, "Altitude by Pythagoras",
                f"{given} What is the length of the altitude marked with the question mark?", h,
                f"{over}, so the altitude is {high}."),
            ask(point, "Cutting into Rectangle and Triangles",
                f"{given} The altitudes from C and D cut the trapezoid into a rectangle and two triangles. What is "
                "the area of one of these triangles?", frac(x * h, 2),
                f"{over}, and the altitude is {high}, so the area is ${x} \\times {h} \\div 2 = {frac(x * h, 2)}$."),
            ask("Area of a Trapezoid", "Mean of the Bases times Height", f"{given} What is the area of the trapezoid?",
                (a + b) * h // 2, f"by Altitude of a Trapezoid {over}, and the altitude is {high}; the area is "
                f"$({a} + {b}) \\times {h} \\div 2 = {(a + b) * h // 2}$.", also=[point])],
        [(f"A dam has the cross-section ABCD; lengths are in metres. {given}", "How many metres high is the dam?"),
         (f"A lampshade seen from the side has the shape ABCD; lengths are in centimetres. {given}",
          "How many centimetres are its upper and lower edges apart?"),
         (f"The parallel lines AB and CD carry the bases of the figure. {given}",
          "Determine the distance of these two lines.")],
        dict(b=b, a=a, leg=leg), figure=figure, check=check)


@program("Right Trapezoid and Isosceles Trapezoid")
def right_trapezoid(rng):
    x, h, leg = rng.choice([t for t in TRIPLES if t[2] <= 60 and t[0] < 1.6 * t[1]])
    a = rng.choice([k for k in range(2, 2 * leg) if 0.5 * x < k < 2 * h])
    b = a + x

    def figure(c, g):
        p = trapezoid(c, a, b, h, 0)
        c.right(p[0], p[1], p[3])
        c.right(p[3], p[0], p[2])
        c.side(p[0], p[1], g["b"], p[2])
        c.side(p[3], p[2], g["a"], p[0])
        c.side(p[0], p[3], g["h"], p[2])
        c.side(p[1], p[2], "?", p[0])

    def check(c):
        p, q, r, s = c.polygons[0]
        return dist(q, r), area([p, q, r, s]), outline([p, q, r, s])

    point = "Right Trapezoid and Isosceles Trapezoid"
    slant = f"$\\sqrt{{{h}^2 + {x}^2}} = {leg}$"
    return Scene(
        f"A trapezoid has right angles at A and D, the bases AB = {b} and DC = {a}, and the leg AD = {h}. The leg BC "
        "is marked with a question mark.", [
            ask(point, "Slanted Leg of a Right Trapezoid",
                "What is the length of the side marked with the question mark?", leg,
                f"the longer base projects by ${b} - {a} = {x}$, and with the height {h} the slanted leg is {slant}."),
            ask(point, "Height of a Right Trapezoid", "What is the area of the trapezoid?", frac((a + b) * h, 2),
                f"the leg AD is the height, so the area is $\\frac{{({a} + {b}) \\times {h}}}{{2}} = "
                f"{frac((a + b) * h, 2)}$."),
            ask("Perimeter of a Trapezoid", "Bases plus Legs", "What is the perimeter of the "
                "trapezoid?", a + b + h + leg,
                f"by Right Trapezoid and Isosceles Trapezoid the slanted leg is {slant}, and "
                f"${b} + {leg} + {a} + {h} = {a + b + h + leg}$.", also=[point])],
        scenes("length"), dict(b=b, a=a, h=h), figure=figure, check=check)


@program("Sum of Interior Angles of a Trapezoid")
def trapezoid_angles(rng):
    a = rng.randint(48, 84)
    b = rng.choice([k for k in range(48, 85) if abs(k - a) > 3])
    high = rng.choice((3.5, 4, 4.5))

    def figure(c, g):
        left, right = high / tan(radians(a)), high / tan(radians(b))
        p = trapezoid(c, 10 - left - right, 10, high, left)
        c.angle(p[0], p[1], p[3], g["a"] + "°")
        c.angle(p[1], p[0], p[2], g["b"] + "°")
        c.angle(p[2], p[1], p[3], "?")

    def check(c):
        p, q, r, s = c.polygons[0]
        return opening(r, q, s), opening(r, q, s) + opening(s, r, p), 180 - opening(p, q, s) - opening(q, p, r)

    point, given = "Sum of Interior Angles of a Trapezoid", "AB and CD are parallel."
    return Scene(
        f"In the trapezoid ABCD with the bases AB and CD the angle at A is ${degrees(a)}$ and the angle at B is "
        f"${degrees(b)}$; the angle at C is marked with a question mark.", [
            ask(point, "Angles at One Leg", f"{given} {MARKED}", degrees(180 - b),
                f"the angles at B and C lie at the leg BC and add up to $180^\\circ$: $180^\\circ - {b}^\\circ = "
                f"{180 - b}^\\circ$."),
            ask(point, "Angle Sum of a Quadrilateral", "How many degrees have the angles at C and D together?",
                degrees(360 - a - b), f"all four angles add up to $360^\\circ$, so $360^\\circ - {a}^\\circ - "
                f"{b}^\\circ = {360 - a - b}^\\circ$ is left."),
            ask("Angle Sum of a Triangle", "Third Angle from Two",
                "The legs AD and BC are extended until they meet. How many degrees is the angle at which they meet?",
                degrees(180 - a - b), f"they form a triangle with the base AB, and its third angle is $180^\\circ - "
                f"{a}^\\circ - {b}^\\circ = {180 - a - b}^\\circ$.")],
        told("angle", given), dict(a=a, b=b), fixed=(high,), figure=figure, check=check)


@program("Properties of a Trapezoid")
def trapezoid_diagonals(rng):
    k, m = rng.choice([(3, 2), (2, 1), (5, 3), (5, 2), (4, 3), (3, 1), (5, 4)])
    t = rng.choice([v for v in range(2, 12) if k * v >= 5])
    one = rng.choice([v for v in range(1, 12) if 0.75 * t < v < 1.6 * t and v != t])
    a, b, s = m * one, k * one, k * t
    whole, turn = (k + m) * t, rng.choice((36, 42, 48))

    def figure(c, g):
        r = polar(O, whole, turn)
        p = O, (b, 0), r, (r[0] - a, r[1])
        centre = polar(O, s, turn)
        c.polygon(*p)
        c.line(p[0], p[2])
        c.line(p[1], p[3])
        names(c, p, "ABCD")
        c.corner(centre, "O", O)
        c.side(p[0], p[1], g["b"], p[2])
        c.side(p[3], p[2], g["a"], p[0])
        c.side(p[0], centre, g["s"], p[1])

    def check(c):
        p, q, r, d = c.polygons[0]
        ratio = dist(p, q) / dist(r, d)
        centre = tuple(u + (v - u) * ratio / (1 + ratio) for u, v in zip(p, r))
        low = area([r, d, centre])
        return dist(p, r), area([p, d, centre]) / low, (area([p, d, centre]) + area([q, r, centre])) / low

    point, given = "Properties of a Trapezoid", "ABCD is a trapezoid with the bases AB and CD."
    return Scene(
        f"The diagonals of the trapezoid ABCD with the bases AB = {b} and CD = {a} meet at O, and AO = {s}.", [
            ask(point, "Diagonals Cut in the Ratio of the Bases", f"{given} How long is the diagonal AC?", whole,
                f"O divides it in the ratio of the bases, so $OC = {s} \\times {a} \\div {b} = {m * t}$ and "
                f"$AC = {s} + {m * t} = {whole}$."),
            ask("Area of a Triangle", "Half of Base times Height",
                f"{given} How many times as large as the area of the triangle CDO is the area of the triangle ADO?",
                frac(k, m), f"with the bases AO and OC both have the same height from D, so their areas are in the "
                f"ratio of the bases. By Properties of a Trapezoid this is $\\frac{{{b}}}{{{a}}} = {frac(k, m)}$.",
                also=[point]),
            ask(point, "Triangles at the Legs",
                f"{given} How many times as large as the area of the triangle CDO are the areas of the triangles ADO "
                "and BCO together?", frac(2 * k, m),
                f"ADO and BCO have equal areas, each $\\frac{{{b}}}{{{a}}} = {frac(k, m)}$ times the area of CDO, and "
                f"$2 \\times {frac(k, m)} = {frac(2 * k, m)}$.")],
        [(f"Two straight paths cross a field ABCD at O; lengths are in metres. {given}",
          "How many metres long is the whole path AC?"),
         (f"A frame ABCD is stiffened by two bars that cross at O; lengths are in decimetres. {given}",
          "How many decimetres long is the bar AC?"),
         (f"The segments AC and BD meet at O. {given}", "Determine the length of the segment AC.")],
        dict(b=b, a=a, s=s), fixed=(turn,), figure=figure, check=check)


@program("Criteria for a Parallelogram")
def halved_diagonals(rng):
    a = rng.randint(5, 30)
    b, turn = near(rng, a, 0.5, 1.3), rng.choice((50, 57, 64, 71, 108, 115))
    total = 2 * (a + b)

    def figure(c, g):
        top = polar(O, b, turn)
        p = O, (a, 0), (a + top[0], top[1]), top
        centre = middle(p[0], p[2])
        c.polygon(*p)
        size = 0.024 * max(a, b)
        for i in range(4):
            c.line(p[i], centre)
            equal(c, p[i], centre, size, 1 + i % 2)
        names(c, p, "ABCD")
        c.side(p[0], p[1], g["a"], p[2])
        c.side(p[1], p[2], g["b"], p[0])

    def check(c):
        p, q, r, s = c.polygons[0]
        return outline([p, q, r, s]), outline([p, middle(p, q), middle(r, s), s]), dist(r, s)

    point, given = "Criteria for a Parallelogram", "The diagonals of the quadrilateral ABCD bisect each other."
    return Scene(
        f"The diagonals of the quadrilateral ABCD bisect each other; AB = {a} and BC = {b}.", [
            ask(point, "Diagonals that Halve Each Other", f"{given} What is its perimeter?", total,
                f"such a quadrilateral is a parallelogram, so $CD = AB = {a}$ and $DA = BC = {b}$. The perimeter is "
                f"$2 \\times ({a} + {b}) = {total}$."),
            ask(point, "One Pair Parallel and Equal",
                f"{given} M is the midpoint of AB, and N is the midpoint of CD. What is the perimeter of the "
                "quadrilateral AMND?", a + 2 * b, f"AM and DN are parallel and equal, so AMND is a parallelogram "
                f"with the sides ${frac(a, 2)}$ and {b}: $2 \\times ({frac(a, 2)} + {b}) = {a + 2 * b}$."),
            ask("Properties of a Parallelogram", "Opposite Sides of a Parallelogram",
                f"{given} How long is the side CD?", a,
                f"by Criteria for a Parallelogram ABCD is a parallelogram, so $CD = AB = {a}$.", also=[point])],
        [(f"{start} {given}", text) for start, text in scenes("perimeter", "a quadrilateral")],
        dict(a=a, b=b), fixed=(turn,), figure=figure, check=check)
