"""Rhombi, kites and trapezoids.  All drawn to scale."""
from math import dist, radians, sqrt, tan

from ..additions_corners import legs_to_apex, rectangle_around, sheared_to_rectangle
from ..additions_plane import both_diagonals
from ..canvas import area, middle, opening, outline, polar
from ..tools import Scene, ask, degrees, frac, near, program, root
from .angles import MARKED, O
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
                f"The figure shows the half diagonals $AO = {a}$ and $BO = {b}$. By *Perpendicular Diagonals* "
                f"(Properties of a Rhombus) the diagonals halve each other, so $AC = 2 \\times {a} = {2 * a}$ and "
                f"$BD = 2 \\times {b} = {2 * b}$. By @ the area of the rhombus is ${2 * a} \\times {2 * b} \\div 2 = "
                f"{2 * a * b}$.", also=["Properties of a Rhombus"],
                wrong=[a * b, 4 * a * b, frac(a * b, 2), 4 * (a + b)]),
            ask("Area of a Rhombus", "Four Right Triangles of a Rhombus",
                f"{given} What is the area of the triangle ABO?", frac(a * b, 2),
                f"By @ the triangle ABO has a right angle at O, and its legs are the half diagonals $AO = {a}$ and "
                f"$BO = {b}$. By *Area of a Right Triangle* (Area of a Triangle) its area is $\\frac{{{a} \\times "
                f"{b}}}{{2}} = {frac(a * b, 2)}$.", also=["Area of a Triangle"], wrong=[a * b, 2 * a * b, a + b]),
            ask("Properties of a Rhombus", "Perpendicular Diagonals", f"{given} How long is the diagonal AC?", 2 * a,
                f"The figure shows $AO = {a}$. By @ the diagonals halve each other, so AC is twice as long as AO: "
                f"$2 \\times {a} = {2 * a}$.", wrong=[2 * b, a, a + b])],
        givens=dict(a=a, b=b), more=[rectangle_around], figure=figure, check=check)


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
    halves = f"The figure shows the half diagonals $AO = {a}$ and $BO = {b}$."
    return Scene(
        f"The diagonals of the rhombus ABCD meet at O, with AO = {a} and BO = {b}.", [
            ask("Perimeter of a Rhombus", "Perimeter from the Diagonals of a Rhombus",
                f"{given} What is the perimeter of the rhombus?", 4 * z,
                f"{halves} By *Perpendicular Diagonals* (Properties of a Rhombus) the diagonals halve each other, so "
                f"they are $2 \\times {a} = {2 * a}$ and $2 \\times {b} = {2 * b}$ long. By @ the perimeter of the "
                f"rhombus is $2 \\times \\sqrt{{{2 * a}^2 + {2 * b}^2}} = 2 \\times {2 * z} = {4 * z}$.",
                also=["Properties of a Rhombus"], wrong=[2 * z, z, 4 * (a + b), 2 * a * b]),
            ask("Perimeter of a Rhombus", "Four Equal Sides Together",
                f"{given} Two such rhombi are joined along a common side. What is the perimeter of the figure that "
                "they form?", 6 * z,
                f"{halves} By *Side from the Diagonals* (Properties of a Rhombus) its side is {side}. By @ all sides "
                f"of both rhombi are equally long. Of the eight sides two lie inside the new figure, so its perimeter "
                f"is $(8 - 2) \\times {z} = {6 * z}$.", also=["Properties of a Rhombus"], wrong=[8 * z, 7 * z, 4 * z]),
            ask("Properties of a Rhombus", "Side from the Diagonals", f"{given} How long is the side BC?", z,
                f"In the right triangle BCO the leg BO is {b}, and the leg CO is as long as $AO = {a}$. By @ the side "
                f"is {side}.", wrong=[a + b, 2 * z, max(a, b)])],
        givens=dict(a=a, b=b), more=[rectangle_around], figure=figure, check=check)


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
                f"All sides are as long as $CD = {z}$, and the figure shows $AO = {a}$. By @ the half diagonals AO and "
                f"BO are the legs of a right triangle with the hypotenuse $AB = {z}$. By *Leg from the Hypotenuse* "
                f"(Pythagorean Theorem) {half}, and the diagonal BD is twice as long: $2 \\times {b} = {2 * b}$.",
                also=["Pythagorean Theorem"], wrong=[b, 2 * (z - a), 2 * a, 2 * z]),
            ask("Properties of a Rhombus", "Perpendicular Diagonals", f"{given} What is the area of the triangle ABO?",
                a * b // 2,
                f"The figure shows $AO = {a}$, and the sides are as long as $CD = {z}$. By @ the angle at O is right; "
                f"by *Leg from the Hypotenuse* (Pythagorean Theorem) {half}. By *Area of a Right Triangle* (Area of a "
                f"Triangle) the area is ${a} \\times {b} \\div 2 = {a * b // 2}$.",
                also=["Pythagorean Theorem", "Area of a Triangle"], wrong=[a * b, frac(a * z, 2), 2 * a * b]),
            ask("Perimeter of a Rhombus", "Four Equal Sides Together", f"{given} What is the perimeter of the rhombus?",
                4 * z, f"By @ all four sides are as long as $CD = {z}$, so the perimeter is $4 \\times {z} = {4 * z}$.",
                wrong=[2 * z, 4 * a, 2 * (a + z)])],
        givens=dict(z=z, a=a), more=[rectangle_around], figure=figure, check=check)


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
            ask("Properties of a Kite", "Area of a Kite", f"{given} What is the area of the kite?", (x + y) * w,
                f"The figure shows $AO = {x}$, $OC = {y}$ and $BO = {w}$. One diagonal is $AC = {x} + {y} = {x + y}$; "
                f"it halves the other one, so $BD = 2 \\times {w} = {2 * w}$. By @ the area is half of the product of "
                f"both: ${x + y} \\times {2 * w} \\div 2 = {(x + y) * w}$.",
                wrong=[2 * (x + y) * w, frac((x + y) * w, 2), x * y * w, x * w + y]),
            ask("Properties of a Kite", "Diagonals of a Kite", f"{given} How long is the diagonal BD?", 2 * w,
                f"The figure shows $BO = {w}$. By @ the diagonal AC halves BD, so BD is twice as long as BO: $2 "
                f"\\times {w} = {2 * w}$.", wrong=[x + y, w, w + x]),
            ask("Pythagorean Theorem", "Hypotenuse from the Legs", f"{given} How long is the side AD? Give the exact "
                "value.", root(x * x + w * w),
                f"By *Diagonals of a Kite* (Properties of a Kite) the angle at O is right and $OD = BO = {w}$. The "
                f"other leg of the triangle AOD is $AO = {x}$. By @ the side AD is $\\sqrt{{{x}^2 + {w}^2}} = "
                f"{root(x * x + w * w)}$.", also=["Properties of a Kite"],
                wrong=[x + w, root(y * y + w * w), root(w * w + 4 * x * x)])],
        givens=dict(x=x, y=y, w=w), more=[rectangle_around], figure=figure, check=check)


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
    read = f"The parallel sides in the figure are {b} and {a}"
    return Scene(
        f"A trapezoid has the parallel sides {a} and {b} and the height {h}.", [
            ask("Area of a Trapezoid", "Mean of the Bases times Height", "What is the area of the trapezoid?", s,
                f"{read}, and the dashed height is {h}. By @ the area of the trapezoid is half of the sum of the "
                f"parallel sides, multiplied by the height: $({a} + {b}) \\times {h} \\div 2 = {s}$.",
                wrong=[(a + b) * h, b * h, a * h, frac(a * b * h, 2)]),
            ask("Area of a Trapezoid", "Midline of a Trapezoid", "What is the length of the midline of the trapezoid?",
                frac(a + b, 2),
                f"{read}. By @ the midline is their mean: $\\frac{{{a} + {b}}}{{2}} = {frac(a + b, 2)}$.",
                wrong=[a + b, frac(b - a, 2), frac(a + b + h, 2)]),
            ask("Area of a Triangle", "Half of Base times Height",
                "A diagonal cuts the trapezoid into two triangles. What is the area of the larger one?", frac(b * h, 2),
                f"The two triangles have the parallel sides {b} and {a} as bases and the same height {h}. The larger "
                f"one has the base {b}; by @ its area is $\\frac{{{b} \\times {h}}}{{2}} = {frac(b * h, 2)}$.",
                wrong=[frac(a * h, 2), b * h, frac((a + b) * h, 4)])],
        more=[legs_to_apex], givens=dict(a=a, b=b, h=h), fixed=(lean,), figure=figure, check=check)


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
    read = f"The figure shows the bases $AB = {b}$ and $CD = {a}$ and the leg $BC = {leg}$"
    return Scene(
        f"The trapezoid ABCD has the bases AB = {b} and CD = {a} and the legs AD = BC = {leg}.", [
            ask(point, "Perimeter of an Isosceles Trapezoid", f"{given} What is the perimeter of the trapezoid?", total,
                f"{read}; the other leg is as long. By @ both bases and twice the leg are added: ${b} + {a} + 2 "
                f"\\times {leg} = {total}$.",
                wrong=[a + b + leg, 2 * (b + leg), 2 * (a + b) + 2 * leg, 2 * (a + leg)]),
            ask(point, "Perimeter from the Midline", f"{given} Another trapezoid has the same perimeter and the same "
                "legs. How long is its midline?", frac(a + b, 2),
                f"{read}. The perimeter is ${b} + {a} + 2 \\times {leg} = {total}$. By @ it is also twice the midline "
                f"and the two legs, for the other trapezoid too, so the midline is $\\frac{{{total} - 2 \\times "
                f"{leg}}}{{2}} = {frac(a + b, 2)}$.", wrong=[a + b, frac(total, 2), frac(total - leg, 2)]),
            ask(point, "Bases plus Legs", f"{given} The midpoints M of AD and N of BC are joined. What is the "
                "perimeter of the trapezoid MNCD?", frac(a + b + 2 * a + 2 * leg, 2),
                f"{read}. MN is the midline, and by *Midline of a Trapezoid* (Area of a Trapezoid) it has the length "
                f"$\\frac{{{a} + {b}}}{{2}} = {frac(a + b, 2)}$. The legs of MNCD are ${leg} \\div 2 = "
                f"{frac(leg, 2)}$ each. By @ the perimeter is ${a} + {frac(a + b, 2)} + 2 \\times {frac(leg, 2)} = "
                f"{frac(a + b + 2 * a + 2 * leg, 2)}$.", also=["Area of a Trapezoid"],
                wrong=[frac(total, 2), frac(a + b + 2 * a + 4 * leg, 2), frac(a + b + 2 * b + 2 * leg, 2)])],
        more=[both_diagonals], givens=dict(b=b, a=a, leg=leg), figure=figure, check=check)


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
    kinds = "Right Trapezoid and Isosceles Trapezoid"
    over = f"By *Overhang of an Isosceles Trapezoid* ({kinds}) the base $AB = {b}$ projects beyond $CD = {a}$ by "
    over += f"$({b} - {a}) \\div 2 = {x}$ at each end"
    high = f"$\\sqrt{{{leg}^2 - {x}^2}} = {h}$"
    return Scene(
        f"The trapezoid ABCD has the bases AB = {b} and CD = {a} and the legs AD = BC = {leg}. Its altitude is marked "
        "with a question mark.", [
            ask(point, "Altitude by Pythagoras",
                f"{given} What is the length of the altitude marked with the question mark?", h,
                f"{over}. The legs are {leg} long, as the figure shows at BC. By @ the altitude is {high}.",
                also=[kinds], wrong=[x, leg - x, frac(a + b, 2), leg]),
            ask(point, "Cutting into Rectangle and Triangles",
                f"{given} The altitudes from C and D cut the trapezoid into a rectangle and two triangles. What is "
                "the area of one of these triangles?", frac(x * h, 2),
                f"{over}, and by *Altitude by Pythagoras* the altitude is {high}. By @ both triangles have a right "
                f"angle and the legs {x} and {h}. By *Area of a Right Triangle* (Area of a Triangle) the area of each "
                f"is ${x} \\times {h} \\div 2 = {frac(x * h, 2)}$.",
                also=[kinds, "Area of a Triangle"], wrong=[x * h, a * h, frac(x * leg, 2)]),
            ask("Area of a Trapezoid", "Mean of the Bases times Height", f"{given} What is the area of the trapezoid?",
                (a + b) * h // 2,
                f"{over}. By *Altitude by Pythagoras* ({point}) with the leg {leg} the altitude is {high}. By @ the "
                f"area is $({a} + {b}) \\times {h} \\div 2 = {(a + b) * h // 2}$.", also=[kinds, point],
                wrong=[(a + b) * h, b * h, frac((a + b) * leg, 2)])],
        more=[legs_to_apex], givens=dict(b=b, a=a, leg=leg), figure=figure, check=check)


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
    slant = f"$\\sqrt{{{h}^2 + ({b} - {a})^2}} = \\sqrt{{{h}^2 + {x}^2}} = {leg}$"
    read = f"The figure shows the parallel sides {b} and {a}"
    return Scene(
        f"A trapezoid has right angles at A and D, the bases AB = {b} and DC = {a}, and the leg AD = {h}. The leg BC "
        "is marked with a question mark.", [
            ask(point, "Slanted Leg of a Right Trapezoid",
                "What is the length of the side marked with the question mark?", leg,
                f"{read} and right angles at both ends of the leg {h}, which is the height. By @ the slanted leg is "
                f"the hypotenuse over the height and the overhang of the longer base: {slant}.",
                wrong=[x + h, h, b - a, b + h - a + 1]),
            ask(point, "Height of a Right Trapezoid", "What is the area of the trapezoid?", frac((a + b) * h, 2),
                f"{read}. By @ the leg {h} between the right angles is the height. By *Mean of the Bases times Height* "
                f"(Area of a Trapezoid) the area is $\\frac{{({a} + {b}) \\times {h}}}{{2}} = "
                f"{frac((a + b) * h, 2)}$.", also=["Area of a Trapezoid"],
                wrong=[(a + b) * h, a * h, frac((a + b) * leg, 2)]),
            ask("Perimeter of a Trapezoid", "Bases plus Legs", "What is the perimeter of the "
                "trapezoid?", a + b + h + leg,
                f"{read} and the leg {h}, which stands at right angles to them. By *Slanted Leg of a Right Trapezoid* "
                f"({point}) the other leg is {slant}. By @ the perimeter is ${b} + {leg} + {a} + {h} = "
                f"{a + b + h + leg}$.", also=[point], wrong=[a + b + 2 * h, a + b + h, a + b + 2 * leg])],
        more=[both_diagonals], givens=dict(b=b, a=a, h=h), figure=figure, check=check)


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
    read = f"The figure shows the angles ${a}^\\circ$ at A and ${b}^\\circ$ at B."
    return Scene(
        f"In the trapezoid ABCD with the bases AB and CD the angle at A is ${degrees(a)}$ and the angle at B is "
        f"${degrees(b)}$; the angle at C is marked with a question mark.", [
            ask(point, "Angles at One Leg", f"{given} {MARKED}", degrees(180 - b),
                f"{read} The angle at C is at the same leg BC as the angle at B. By @ the two add up to $180^\\circ$, "
                f"because AB and CD are parallel, so the angle at C is $180^\\circ - {b}^\\circ = {180 - b}^\\circ$.",
                wrong=[degrees(180 - a), degrees(b), degrees(180 - (a + b) // 2), degrees(a)]),
            ask(point, "Angle Sum of a Quadrilateral", "How many degrees do the angles at C and D measure together?",
                degrees(360 - a - b),
                f"{read} By @ all four angles add up to $360^\\circ$, so $360^\\circ - {a}^\\circ - {b}^\\circ = "
                f"{360 - a - b}^\\circ$ are left for C and D.",
                wrong=[degrees(180 - a - b), degrees(a + b), degrees(360 - a)]),
            ask("Angle Sum of a Triangle", "Third Angle from Two",
                "The legs AD and BC are extended until they meet. How many degrees is the angle at which they meet?",
                degrees(180 - a - b),
                f"{read} The extended legs and the base AB form a triangle with these two angles. By @ its third angle "
                f"is $180^\\circ - {a}^\\circ - {b}^\\circ = {180 - a - b}^\\circ$.",
                wrong=[degrees(a + b), degrees(360 - a - b), degrees(90 - abs(a - b))])],
        more=[legs_to_apex], givens=dict(a=a, b=b), fixed=(high,), figure=figure, check=check)


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
    read = f"The figure shows the bases $AB = {b}$ and $CD = {a}$"
    ratio = f"$\\frac{{{b}}}{{{a}}} = {frac(k, m)}$"
    return Scene(
        f"The diagonals of the trapezoid ABCD with the bases AB = {b} and CD = {a} meet at O, and AO = {s}.", [
            ask(point, "Diagonals Cut in the Ratio of the Bases", f"{given} How long is the diagonal AC?", whole,
                f"{read} and the part $AO = {s}$ of the diagonal. By @ O divides AC in the ratio of the bases, so $OC "
                f"= {s} \\times {a} \\div {b} = {m * t}$. The whole diagonal is $AC = {s} + {m * t} = {whole}$.",
                wrong=[2 * s, m * t, s + a, frac(s * (a + b), a)]),
            ask("Area of a Triangle", "Half of Base times Height",
                f"{given} How many times as large as the area of the triangle CDO is the area of the triangle ADO?",
                frac(k, m),
                f"The triangles ADO and CDO have their bases AO and OC on one line and the same height from D; by @ "
                f"their areas are in the ratio $AO : OC$. {read}, and by *Diagonals Cut in the Ratio of the Bases* "
                f"({point}) this ratio is "
                f"{ratio}.", also=[point], wrong=[frac(k * k, m * m), frac(m, k), frac(k + m, m)]),
            ask(point, "Triangles at the Legs",
                f"{given} How many times as large as the area of the triangle CDO are the areas of the triangles ADO "
                "and BCO together?", frac(2 * k, m),
                f"{read}, so that $AO : OC$ is {ratio}. The triangles ADO and CDO have the same height from D; by "
                f"*Half of Base times Height* (Area of a Triangle) the area of ADO is ${frac(k, m)}$ times that of "
                f"CDO. By @ the area of BCO is the same, and $2 \\times {frac(k, m)} = {frac(2 * k, m)}$.",
                also=["Area of a Triangle"], wrong=[frac(k, m), frac(2 * m, k), frac(k * k, m * m)])],
        more=[legs_to_apex], givens=dict(b=b, a=a, s=s), fixed=(turn,), figure=figure, check=check)


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
        for i in range(4):
            c.line(p[i], centre)
            c.equal(p[i], centre, 1 + i % 2)
        names(c, p, "ABCD")
        c.side(p[0], p[1], g["a"], p[2])
        c.side(p[1], p[2], g["b"], p[0])

    def check(c):
        p, q, r, s = c.polygons[0]
        return outline([p, q, r, s]), outline([p, middle(p, q), middle(r, s), s]), dist(r, s)

    point, given = "Criteria for a Parallelogram", "The diagonals of the quadrilateral ABCD bisect each other."
    border = "Perimeter of a Parallelogram"
    return Scene(
        f"The diagonals of the quadrilateral ABCD bisect each other; AB = {a} and BC = {b}.", [
            ask(point, "Diagonals that Halve Each Other", f"{given} What is the perimeter of the quadrilateral?", total,
                f"The strokes in the figure say that the diagonals halve each other; by @ ABCD is a parallelogram. Its "
                f"neighbouring sides are $AB = {a}$ and $BC = {b}$. By *Twice the Sum of Two Neighbours* ({border}) "
                f"its perimeter is $2 \\times ({a} + {b}) = {total}$.", also=[border],
                wrong=[a + b, a * b, 4 * a, 2 * a + b]),
            ask(point, "One Pair Parallel and Equal",
                f"{given} M is the midpoint of AB, and N is the midpoint of CD. What is the perimeter of the "
                "quadrilateral AMND?", a + 2 * b,
                f"By *Diagonals that Halve Each Other* ABCD is a parallelogram. By *Opposite Sides of a Parallelogram* "
                f"(Properties of a Parallelogram) $CD = AB = {a}$ and $DA = BC = {b}$, so AM and DN are parallel and "
                f"both ${frac(a, 2)}$ long. By @ AMND is a parallelogram, and by *Twice the Sum of Two Neighbours* "
                f"({border}) its perimeter is $2 \\times ({frac(a, 2)} + {b}) = {a + 2 * b}$.",
                also=["Properties of a Parallelogram", border], wrong=[a + b, 2 * a + 2 * b, 2 * a + b]),
            ask("Properties of a Parallelogram", "Opposite Sides of a Parallelogram",
                f"{given} How long is the side CD?", a,
                f"By *Diagonals that Halve Each Other* ({point}) ABCD is a parallelogram. By @ the side CD is as long "
                f"as the side across from it: $CD = AB = {a}$.", also=[point], wrong=[b, a + b, frac(a, 2)])],
        givens=dict(a=a, b=b), more=[sheared_to_rectangle], fixed=(turn,), figure=figure, check=check)
