"""Rectangles, squares and parallelograms.  All drawn to scale."""
import functools
import itertools
from math import dist, radians, sin, sqrt

from ..additions_corners import circle_around, circle_inside, second_diagonals, sheared_to_rectangle
from ..additions_plane import both_diagonals, cut_square, foot
from ..canvas import area, middle, opening, outline, polar
from ..tools import Scene, ask, degrees, frac, near, program, root
from .angles import MARKED, O
from .triangles import names

TWO = "\\sqrt{2}"


def diagonals_of_both(c, rng):
    """One diagonal of each of two squares that stand side by side."""
    p, q, r, s, _, _ = c.polygons[0]
    foot = c.strokes[1][0][0]
    c.line(p, c.polygons[0][4], kind="thin")
    c.line(foot, r, kind="thin")


def rhombus_of_the_bisector(c, rng):
    """The parallel to AB through the end of the bisector, which makes a rhombus."""
    p, q, r, s = c.polygons[0]
    end = c.strokes[1][0][1]
    c.line(end, (end[0] + p[0] - q[0], end[1] + p[1] - q[1]), kind="thin")


def distance_of_the_corner(c, rng):
    """The altitude from the fourth corner to the first diagonal, dashed, with its right angle."""
    p, _, r, s = c.polygons[0]
    end = foot(p, r, s)
    c.line(s, end, kind="dash")
    c.right(end, s, r)


def rectangle(w, h):
    return O, (w, 0), (w, h), (0, h)


@program("Area of a Rectangle")
def rectangle_area(rng):
    w = rng.randint(4, 24)
    h = near(rng, w)

    def figure(c, g):
        p = rectangle(w, h)
        c.polygon(*p)
        c.side(p[0], p[1], g["w"], p[2])
        c.side(p[1], p[2], g["h"], p[0])
        c.right(*p[:2], p[3])
        names(c, p, "ABCD")

    def check(c):
        p = c.polygons[0]
        return area(p), area(p) / (2 * dist(p[0], p[1])), dist(p[0], p[2])

    return Scene(
        f"A rectangle has the sides {w} and {h}.", [
            ask("Area of a Rectangle", "Length times Width", "What is the area of the rectangle?", w * h,
                f"The figure shows the sides {w} and {h} of the rectangle. By @ its area is ${w} \\times {h} = "
                f"{w * h}$.", wrong=[2 * (w + h), w + h, frac(w * h, 2)]),
            ask("Area of a Rectangle", "Side from the Area", "Another rectangle has the same area as ABCD, and one of "
                "its sides is twice as long as AB. How long is its other side?", frac(h, 2),
                f"The rectangle ABCD has the area ${w} \\times {h} = {w * h}$. The other rectangle has this area too, "
                f"and one of its sides is $2 \\times {w} = {2 * w}$. By @ its other side is "
                f"$\\frac{{{w * h}}}{{{2 * w}}} = {frac(h, 2)}$.", wrong=[h, 2 * h, frac(w, 2)]),
            ask("Pythagorean Theorem", "Diagonal of a Rectangle by Pythagoras",
                "What is the length of a diagonal of the rectangle? Give the exact value.", root(w * w + h * h),
                f"Two neighbouring sides of {w} and {h} and a diagonal form a right triangle. By @ the diagonal is "
                f"$\\sqrt{{{w}^2 + {h}^2}} = {root(w * w + h * h)}$.",
                wrong=[w + h, w * w + h * h, root(abs(w * w - h * h))])],
        more=[both_diagonals], givens=dict(w=w, h=h), figure=figure, check=check)


@program("Perimeter of a Rectangle")
def rectangle_without_square(rng):
    h = rng.randint(3, 16)
    w = h + rng.choice([k for k in range(2, 2 * h + 4) if k != h and k > 0.4 * h])

    def figure(c, g):
        c.without |= {"hatch", "shapes"}
        c.polygon(*rectangle(w, h), fill=False)
        c.polygon((h, 0), (w, 0), (w, h), (h, h), accent=c.asked in (None, 0))
        for name, at in zip("ABCDEF", (*rectangle(w, h), (h, 0), (h, h))):
            c.corner(at, name, (at[0], h / 2) if name in "EF" else (w / 2, h / 2))
        c.side((0, 0), (0, h), g["h"], (w, 0))
        y = -0.15 * w
        c.line((0, 0.5 * y), (0, y), (w, y), (w, 0.5 * y), kind="thin")
        c.side((0, y), (w, y), g["w"], (0, h))

    def check(c):
        whole, part = c.polygons
        return outline(part), (outline(whole) - dist(*whole[:2])) / 2, 4 * part[0][0]

    given = "ABCD is a rectangle, and AEFD is a square."
    point, square = "Perimeter of a Rectangle", "Properties of a Square"
    sides = f"The rectangle ABCD has the sides $AB = {w}$ and $AD = {h}$."
    return Scene(
        f"The rectangle ABCD has the sides AB = {w} and AD = {h}. The square AEFD is cut off; the remaining rectangle "
        "EBCF is shaded.", [
            ask(point, "Rectangle Perimeter Formula",
                f"{given} What is the perimeter of the shaded rectangle?", 2 * w,
                f"{sides} All sides of the square are equal ({square}), so $AE = AD = {h}$ and $EF = {h}$. The shaded "
                f"rectangle has the sides $EB = {w} - {h} = {w - h}$ and $EF = {h}$, and by @ its perimeter is "
                f"$2 \\times ({w - h} + {h}) = {2 * w}$.",
                also=[square], wrong=[2 * (w + h), w, 2 * w - h, (w - h) * h]),
            ask(point, "Side from the Perimeter",
                f"{given} Another rectangle has the same perimeter as ABCD, and one of its sides is half as long as "
                "AB. How long is its other side?", frac(w + 2 * h, 2),
                f"{sides} Two neighbouring sides make half of the perimeter, ${w} + {h} = {w + h}$. In the other "
                f"rectangle one side is ${w} \\div 2 = {frac(w, 2)}$, so by @ the other side is "
                f"${w + h} - {frac(w, 2)} = {frac(w + 2 * h, 2)}$.", wrong=[2 * h, h, frac(w + h, 2)]),
            ask("Perimeter of a Square", "Four Times the Side", f"{given} What is the perimeter of the square?", 4 * h,
                f"The side AD of the square is {h} long. By @ its perimeter is $4 \\times {h} = {4 * h}$.",
                wrong=[h * h, 2 * h, 2 * (w + h)])],
        givens=dict(w=w, h=h), more=[cut_square], figure=figure, check=check)


@program("Area of a Square")
def square_in_square(rng):
    a = rng.randint(5, 30)
    b = rng.choice([k for k in range(2, a) if 0.3 * a < k < 0.75 * a])
    corner = rng.random() < 0.5
    s = 0 if corner else (a - b) / 2

    def figure(c, g):
        c.without |= {"hatch", "shapes"}
        hole = [(x + s, y + s) for x, y in rectangle(b, b)]
        if corner:
            c.polygon((b, 0), (a, 0), (a, a), (0, a), (0, b), (b, b), accent=True)
            c.polygon(*hole, fill=False)
        else:
            p = rectangle(a, a)
            c.polygon(*p, fill=False)
            c.polygon(*hole, fill=False)
            c.fills.append(([*p, p[0], hole[0], *hole[::-1]], True))  # one outline around the hole
        c.side((a, 0), (a, a), g["a"], O)
        c.side(hole[3], hole[2], g["b"], hole[0])

    def check(c):
        one, two = c.polygons
        wide, tall = (max(p[i] for p in one) - min(p[i] for p in one) for i in (0, 1))
        return wide * tall - area(two), wide * tall, outline(two)

    return Scene(
        f"From a square of side {a} a square of side {b} is cut out; what remains is shaded.", [
            ask("Area of a Square", "Difference of Two Squares as Area",
                "A small square is cut out of a large square. What is the area of the shaded part?", a * a - b * b,
                f"The large square has the side {a}, the small square the side {b}. By @ the shaded part has the area "
                f"${a}^2 - {b}^2 = ({a} + {b}) \\times ({a} - {b}) = {a * a - b * b}$.",
                wrong=[(a - b) ** 2, a * a + b * b, 4 * (a - b), a * a]),
            ask("Area of a Square", "Side Squared", "What is the area of the large square, with the part that is cut "
                "out?", a * a, f"The large square has the side {a}. By @ its area is ${a}^2 = {a * a}$.",
                wrong=[4 * a, 2 * a, a * a - b * b]),
            ask("Perimeter of a Square", "Four Times the Side", "What is the perimeter of the small square?", 4 * b,
                f"The small square has the side {b}. By @ its perimeter is $4 \\times {b} = {4 * b}$.",
                wrong=[b * b, 2 * b, 4 * a])],
        more=[circle_inside(-1)], givens=dict(a=a, b=b), fixed=(corner,), figure=figure, check=check)


@program("Perimeter of a Square")
def joined_squares(rng):
    a = rng.randint(4, 30)
    b = rng.choice([k for k in range(2, a) if 0.3 * a < k < 0.85 * a])
    total = 4 * a + 2 * b

    def figure(c, g):
        c.polygon(O, (a + b, 0), (a + b, b), (a, b), (a, a), (0, a))
        c.line((a, 0), (a, b), kind="dash")
        c.without |= {"dashed", "line"}
        c.side(O, (0, a), g["a"], (a, 0))
        c.side((a + b, 0), (a + b, b), g["b"], O)

    given = "Two squares are joined to one figure; the dashed segment is inside."
    both = f"The squares have the sides {a} and {b}."
    return Scene(
        f"Two squares of sides {a} and {b} stand side by side on one line and touch, so that they form one figure. "
        "Their common border is dashed.", [
            ask("Perimeter of a Square", "Four Times the Side", f"{given} What is the perimeter of the whole figure?",
                total, f"{both} By @ their perimeters are $4 \\times {a} = {4 * a}$ and $4 \\times {b} = {4 * b}$. The "
                f"dashed segment of length {b} belongs to both of them, but lies inside the whole figure, so it is "
                f"taken away twice: ${4 * a} + {4 * b} - 2 \\times {b} = {total}$.",
                wrong=[4 * a + 4 * b, 4 * a + 3 * b, a * a + b * b]),
            ask("Perimeter of a Square", "Side from the Perimeter of a Square",
                f"{given} A third square has the same perimeter as the whole figure. How long is its side?",
                frac(total, 4), f"{both} All four sides of the larger one, less the piece of {b} at the dashed "
                f"segment, and three sides of the smaller one bound the whole figure: $4 \\times {a} - {b} + 3 \\times "
                f"{b} = {total}$. By @ the third square has the side ${total} \\div 4 = {frac(total, 4)}$.",
                wrong=[a + b, frac(total, 2), frac(4 * a + 3 * b, 4)]),
            ask("Area of a Square", "Side Squared", f"{given} What is the area of the whole figure?", a * a + b * b,
                f"{both} By @ their areas are ${a}^2 = {a * a}$ and ${b}^2 = {b * b}$, together ${a * a} + {b * b} = "
                f"{a * a + b * b}$.", wrong=[(a + b) ** 2, total, a * b])],
        more=[diagonals_of_both], givens=dict(a=a, b=b), figure=figure,
        check=lambda c: (outline(c.polygons[0]), outline(c.polygons[0]) / 4, area(c.polygons[0])))


@program("Properties of a Square")
def diagonal_way(rng):
    a = rng.randint(4, 24)
    b = near(rng, a, 0.4, 0.9)
    n, half = a + b, f"{a // 2}{TWO}" if a % 2 == 0 else f"\\frac{{{a}{TWO}}}{{2}}"

    def figure(c, g):
        c.without |= {"dashed", "line"}
        c.polygon(*rectangle(a, a))
        c.polygon((a, a), (n, a), (n, n), (a, n))
        c.line(O, (a, a), (n, n), kind="dash")
        for name, at, away in (("A", O, (1, 1)), ("C", (a, a), (a - 1, a + 1)), ("E", (n, n), O)):
            c.corner(at, name, away)
        c.side(O, (0, a), g["a"], (a, 0))
        c.side((n, a), (n, n), g["b"], O)

    given = "Two squares touch at their common corner C, and the dashed line is straight."
    both = f"The squares have the sides {a} and {b}."
    return Scene(
        f"Two squares of sides {a} and {b} touch at a common corner C, so that their diagonals AC and CE lie on one "
        f"straight line, which is dashed.", [
            ask("Properties of a Square", "Diagonal of a Square",
                f"{given} How long is the dashed line from A to E? Give the exact value.", f"{n}{TWO}",
                f"{both} The dashed line consists of the diagonals AC and CE. By @ these are ${a}{TWO}$ and "
                f"${b}{TWO}$ long, so $AE = ({a} + {b}){TWO} = {n}{TWO}$.",
                wrong=[n, 2 * n, f"{n}\\sqrt{{3}}", f"{a}{TWO}"]),
            ask("Properties of a Square", "Diagonals Meet at Right Angles",
                f"{given} How far is A from the point where the diagonals of the larger square meet? Give the exact "
                f"value.", half,
                f"The larger square has the side {a}, so its diagonal is ${a}{TWO}$. By @ the diagonals halve each "
                f"other, so the distance is $\\frac{{1}}{{2}} \\times {a}{TWO} = {half}$.",
                wrong=[f"{a}{TWO}", frac(a, 2), a]),
            ask("Area of a Square", "Side Squared", f"{given} What is the area of both squares together?",
                a * a + b * b,
                f"{both} By @ their areas are ${a}^2 = {a * a}$ and ${b}^2 = {b * b}$, together ${a * a} + {b * b} = "
                f"{a * a + b * b}$.", wrong=[n * n, 4 * n, 2 * a * b])],
        more=[second_diagonals], givens=dict(a=a, b=b), figure=figure,
        check=lambda c: (dist(c.polygons[0][0], c.polygons[1][2]), dist(O, middle(*c.polygons[0])),
                         area(c.polygons[0]) + area(c.polygons[1])))


@program("Properties of a Rectangle")
def rectangle_diagonals(rng):
    m = rng.randint(4, 40)
    b = rng.choice([k for k in range(2, 2 * m) if 0.7 * m < k < 1.85 * m])

    def figure(c, g):
        p = rectangle(b, sqrt(4 * m * m - b * b))
        centre = middle(*p)
        c.polygon(*p)
        c.line(p[0], p[2])
        c.line(p[1], p[3])
        names(c, p, "ABCD")
        c.corner(centre, "O", (centre[0], 0))
        c.side(p[0], p[1], g["b"], p[2])
        c.side(p[1], centre, g["m"], p[0] if b > p[2][1] else p[2])  # into the wider of the two triangles

    def check(c):
        p = c.polygons[0]
        centre = middle(p[0], p[2])
        return outline([p[0], p[1], centre]), dist(p[0], p[2]), dist(p[2], p[3])

    point, given = "Properties of a Rectangle", "The diagonals of the rectangle ABCD meet at O."
    around = "Perimeter of a Triangle"
    return Scene(
        f"The diagonals of the rectangle ABCD meet at O, with OB = {m} and AB = {b}.", [
            ask(point, "Diagonals Halve Each Other", f"{given} What is the perimeter of the triangle ABO?", 2 * m + b,
                f"The figure shows $OB = {m}$ and $AB = {b}$. By @ the point O is equally far from all four corners, "
                f"so $OA = OB = {m}$. Adding the three sides ({around}), the triangle ABO measures "
                f"${b} + {m} + {m} = {2 * m + b}$ around.", also=[around],
                wrong=[m + b, m + 2 * b, 2 * (m + b), 3 * m]),
            ask(point, "Equal Diagonals of a Rectangle", f"{given} How long is the diagonal AC?", 2 * m,
                f"O is the midpoint of the diagonal BD, so $BD = 2 \\times {m} = {2 * m}$. By @ the diagonal AC is as "
                f"long as BD: $AC = {2 * m}$.", wrong=[m, m + b, 2 * b]),
            ask(point, "Opposite Sides of a Rectangle", f"{given} How long is the side CD?", b,
                f"The side CD lies opposite to AB. By @ both are equally long, so $CD = AB = {b}$.",
                wrong=[m, 2 * m, 2 * b])],
        more=[circle_around], givens=dict(b=b, m=m), figure=figure, check=check)


@program("Area of a Parallelogram")
def parallelogram_area(rng):
    b, lean = rng.randint(5, 20), rng.randint(2, 5)
    h = near(rng, b, 0.4, 1.1)

    def figure(c, g):
        x = lean * b / 12
        c.polygon(O, (b, 0), (b + x, h), (x, h))
        c.line((x, h), (x, 0), kind="dash")
        c.right((x, 0), (b, 0), (x, h))
        c.side((x, 0), (x, h), g["h"], (0, h / 2))
        c.side(O, (b, 0), g["b"], (b / 2, h))

    def check(c):
        p, q, r, s = c.polygons[0]
        return area([p, q, r, s]), area([p, q, r]), area([p, q, r, s]) * 2 / dist(p, q)

    return Scene(
        f"A parallelogram has a base of {b}, and its height on this base is {h}.", [
            ask("Area of a Parallelogram", "Base times Height", "What is the area of the parallelogram?", b * h,
                f"The figure shows the base {b} and the dashed height {h}, which is perpendicular to it. By @ the area "
                f"is ${b} \\times {h} = {b * h}$.", wrong=[frac(b * h, 2), 2 * (b + h), b + h, 2 * b * h]),
            ask("Area of a Parallelogram", "Diagonal Halves a Parallelogram",
                "A diagonal cuts the parallelogram into two triangles. What is the area of one of them?",
                frac(b * h, 2), f"The base {b} and the height {h} give the parallelogram the area ${b} \\times {h} = "
                f"{b * h}$. By @ the two triangles are congruent, so each has half of it: ${b * h} \\div 2 = "
                f"{frac(b * h, 2)}$.", wrong=[b * h, frac(b * h, 4), frac(b + h, 2)]),
            ask("Altitude of a Parallelogram", "Altitude from the Area of a Parallelogram",
                "Another parallelogram has the same base and twice the area. What is its altitude on this base?", 2 * h,
                f"By Area of a Parallelogram the one in the figure has the area ${b} \\times {h} = {b * h}$, so the "
                f"other has the area $2 \\times {b * h} = {2 * b * h}$. By @ its altitude is ${2 * b * h} \\div {b} = "
                f"{2 * h}$.", also=["Area of a Parallelogram"], wrong=[h, frac(h, 2), h + b])],
        more=[sheared_to_rectangle], givens=dict(b=b, h=h), fixed=(lean,), figure=figure, check=check)


@program("Perimeter of a Parallelogram")
def bisected_parallelogram(rng):
    a = rng.randint(4, 24)
    b = near(rng, a, 0.3, 1.1)
    turn = rng.choice((52, 60, 68, 76))
    total = 2 * (2 * a + b)

    def figure(c, g):
        far = polar(O, a, turn)  # B at the origin, C to the right; the bisector of A meets BC at E
        p = (far, O, (a + b, 0), (far[0] + a + b, far[1]))
        c.polygon(*p)
        c.line(p[0], (a, 0))
        names(c, p, "ABCD")
        c.corner((a, 0), "E", (a, a))
        c.side(O, (a, 0), g["a"], p[0])
        c.side((a, 0), (a + b, 0), g["b"], p[0])
        c.angle(p[0], O, (a, 0), "α")
        c.angle(p[0], (a, 0), p[3], "α")

    def check(c):
        p = c.polygons[0]
        meets = c.strokes[1][0][1]
        return outline(p), outline(p) / 2 - dist(meets, p[2]), dist(p[0], p[3])

    point, given = "Perimeter of a Parallelogram", "ABCD is a parallelogram, and AE bisects its angle at A."
    sides = f"The angles marked α are equal, so the triangle ABE is isosceles and $AB = BE = {a}$"
    return Scene(
        f"In the parallelogram ABCD the bisector of the angle at A meets BC at E, with BE = {a} and EC = {b}.", [
            ask(point, "Perimeter with an Angle Bisector", f"{given} What is the perimeter of the "
                f"parallelogram?", total,
                f"The figure shows $BE = {a}$ and $EC = {b}$. By @ the bisector AE cuts off the isosceles triangle ABE "
                f"with $AB = BE = {a}$. The other side is $BC = {a} + {b} = {a + b}$, so the perimeter is "
                f"$2 \\times ({a} + {a + b}) = {total}$.",
                wrong=[2 * (a + b), 2 * (a + 2 * b), 2 * a + b, a * (a + b)]),
            ask(point, "Side from the Perimeter of a Parallelogram",
                f"{given} Another parallelogram has the same perimeter, and one of its sides is as long as EC. How "
                "long is its neighbouring side?", 2 * a,
                f"{sides} (Isosceles Triangle). With $BC = {a} + {b} = {a + b}$ the perimeter is "
                f"$2 \\times ({a} + {a + b}) = {total}$. In the other parallelogram, by @, half of the perimeter less "
                f"the side of {b} is the neighbouring side: $\\frac{{{total}}}{{2}} - {b} = {2 * a}$.",
                also=["Isosceles Triangle"], wrong=[total - b, a + b, frac(total - b, 2)]),
            ask("Properties of a Parallelogram", "Opposite Sides of a Parallelogram",
                f"{given} How long is the side AD?", a + b,
                f"The side BC consists of $BE = {a}$ and $EC = {b}$, so $BC = {a} + {b} = {a + b}$. By @ the side AD "
                f"is as long as BC: $AD = {a + b}$.", wrong=[a, b, 2 * a + b])],
        more=[rhombus_of_the_bisector], givens=dict(a=a, b=b), fixed=(turn,), figure=figure, check=check)


@program("Properties of a Parallelogram")
def parallelogram_angles(rng):
    a, b = rng.randint(28, 65), rng.randint(28, 65)
    x = 180 - a - b

    def figure(c, g):
        low = 10 * sin(radians(b)) / sin(radians(x))  # AB, from the triangle ABC with AC = 10
        p, r = O, (10, 0)
        q = polar(O, low, -a)
        s = (10 - q[0], -q[1])
        c.polygon(p, q, r, s)
        c.line(p, r)
        names(c, (p, q, r, s), "ABCD")
        c.angle(p, q, r, g["a"] + "°")
        c.angle(p, r, s, g["b"] + "°")
        c.angle(q, p, r, "?")

    def check(c):
        p, q, r, s = c.polygons[0]
        return opening(q, p, r), opening(r, q, s), opening(r, p, s)

    point, given = "Properties of a Parallelogram", "ABCD is a parallelogram."
    parts = (f"The diagonal AC divides the angle at A into the marked angles of ${a}^\\circ$ and ${b}^\\circ$, so it "
             f"is ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$.")
    return Scene(
        f"The diagonal AC of the parallelogram ABCD forms the angles ${degrees(a)}$ with AB and ${degrees(b)}$ with "
        "AD; the angle at B is marked with a question mark.", [
            ask(point, "Neighbouring Angles of a Parallelogram", f"{given} {MARKED}", degrees(x),
                f"{parts} By @ the angles at A and B add up to $180^\\circ$, so the angle at B is "
                f"$180^\\circ - {a + b}^\\circ = {x}^\\circ$.",
                wrong=[degrees(a + b), degrees(180 - a), degrees(180 - b)]),
            ask(point, "Opposite Angles of a Parallelogram", f"{given} How many degrees is the angle BCD?",
                degrees(a + b), f"{parts} By @ the angle BCD is as large as the opposite angle at A, "
                f"${a + b}^\\circ$.", wrong=[degrees(x), degrees(a), degrees(b)]),
            ask("Parallel Lines and Angles", "Alternate Angles", f"{given} How many degrees is the angle ACD?",
                degrees(a), f"AB and CD are parallel and are cut by the diagonal AC. By @ the angle ACD is as large as "
                f"the angle BAC, ${a}^\\circ$.", wrong=[degrees(b), degrees(x), degrees(90 - a)])],
        more=[distance_of_the_corner], givens=dict(a=a, b=b), figure=figure, check=check)


@functools.cache
def heights():
    """Whole (AB, altitude on AB, BC) of a parallelogram with a whole altitude on BC; both feet lie inside the sides."""
    found = []
    for a, h in itertools.product(range(6, 61), range(4, 51)):
        for b in (k for k in range(h + 1, 61) if a * h % k == 0 and k != a and 0.35 * a < h < 0.95 * a):
            lean = sqrt(b * b - h * h)
            if 0.12 * a < lean < 0.42 * a and a * lean < b * b:
                found.append((a, h, b))
    return found


@program("Altitude of a Parallelogram")
def two_heights(rng):
    a, h, b = rng.choice(heights())
    other = a * h // b

    def figure(c, g):
        lean = sqrt(b * b - h * h)
        p, q, r, s = O, (a, 0), (a + lean, h), (lean, h)
        t = a * lean / (b * b)  # the foot of the perpendicular from B on AD, as a part of AD
        foot = (t * s[0], t * s[1])
        top = (0.78 * a, h)
        c.without |= {"dashed", "line"}
        c.polygon(p, q, r, s)
        c.line(top, (top[0], 0), kind="dash")
        second = c.asked in (None, 0)  # only then the altitude on AD is drawn
        if second:
            c.line(q, foot, kind="dash")
        c.right((top[0], h), s, (top[0], 0))
        if second:
            c.right(foot, s, q)
        c.side(p, q, g["a"], r)
        c.side(q, r, g["b"], p)
        c.side((top[0], 0), top, g["h"], p)
        if second:
            c.side(middle(q, foot), foot, "?", p)
        names(c, (p, q, r, s), "ABCD")

    def check(c):
        p, q, r, s = c.polygons[0]
        return dist(*c.strokes[2][0]), dist(*c.strokes[1][0]) / 2, area([p, q, r, s])

    point = "Altitude of a Parallelogram"
    return Scene(
        f"In the parallelogram ABCD the sides are AB = {a} and BC = {b}. The altitude on AB is {h}; the altitude on "
        "AD is marked with a question mark.", [
            ask(point, "Two Altitudes of a Parallelogram",
                "ABCD is a parallelogram. What is the length of the altitude marked with the question mark?", other,
                f"The figure shows the sides $AB = {a}$ and $BC = {b}$ and the altitude {h} on AB. By @ either side "
                f"times its altitude is the area: ${a} \\times {h} = {a * h}$. The other altitude belongs to AD, which "
                f"is as long as BC (Properties of a Parallelogram), so it is ${a * h} \\div {b} = {other}$.",
                also=["Properties of a Parallelogram"], wrong=[h, frac(b * h, a), frac(a * b, h), frac(a * h, 2 * b)]),
            ask(point, "Altitude from the Area of a Parallelogram",
                "Another parallelogram has the same area as ABCD, and one of its sides is twice as long as AB. What "
                "is its altitude on this side?", frac(h, 2), f"By Area of a Parallelogram the parallelogram ABCD has "
                f"the area ${a} \\times {h} = {a * h}$. By @ the altitude on the side $2 \\times {a} = {2 * a}$ is "
                f"$\\frac{{{a * h}}}{{{2 * a}}} = {frac(h, 2)}$.",
                also=["Area of a Parallelogram"], wrong=[h, 2 * h, frac(other, 2)]),
            ask("Area of a Parallelogram", "Base times Height", "What is the area of the parallelogram ABCD?", a * h,
                f"The altitude {h} stands on the side $AB = {a}$. By @ the area is ${a} \\times {h} = {a * h}$.",
                wrong=[a * b, b * h, frac(a * h, 2)])],
        more=[sheared_to_rectangle], givens=dict(a=a, b=b, h=h), figure=figure, check=check)
