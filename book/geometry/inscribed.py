"""Angles in a circle, and circles in and around triangles and squares.  All drawn to scale."""
from math import atan2, dist, hypot, sqrt
from math import degrees as to_degrees
from math import pi as PI

from ..canvas import area, opening, outline, polar
from ..contexts import scenes
from ..tools import Scene, ask, degrees, draw_until, frac, pi, program
from .circle import IN_PI, O, triples
from .tangents import WHAT_ANGLE, about, centre_of, named

HALVES = [(x, y, h, a, b) for h in range(8, 61) for x in range(5, 61) for y in range(5, 61) if 0.3 < h / (x + y) < 1.1
          for a, b in [(round(hypot(x, h)), round(hypot(y, h)))] if a * a == x * x + h * h and b * b == y * y + h * h
          and h > 0.575 * max(a, b)]  # the circle leaves room for the labels of both sides


@program("Central Angle")
def central_angle(rng):
    while True:
        a, b, d = (rng.randint(55, 130) for _ in range(3))
        x = 360 - a - b - d
        if 50 <= x <= 150:
            break

    def figure(c, g):
        at = [polar(O, 5, t) for t in (20, 20 + x, 20 + x + a, 20 + x + a + b)]
        c.circle(O, 5)
        c.dot(O)
        for p in at:
            c.line(O, p)
        for text, p, q in zip(("?", g["a"] + "°", g["b"] + "°", g["d"] + "°"), at, at[1:] + at[:1]):
            c.angle(O, p, q, text)
        named(c, {"A": at[0], "B": at[1]}, O)

    def check(c):
        m, p, q = c.angles[0]
        return opening(m, p, q), opening(p, m, q), opening(m, p, q) / 360

    what = f"the angles around the centre make a full turn, so the angle is $360 - {a} - {b} - {d} = {x}$ degrees"
    return Scene(
        f"Four radii make the central angles ${degrees(a)}$, ${degrees(b)}$, ${degrees(d)}$ and one more, over the "
        f"arc AB, which is marked with a question mark.", [
            ask("Central Angle", "Central Angles around the Centre", WHAT_ANGLE, degrees(x), f"{what}."),
            ask("Central Angle", "Base Angles over a Chord",
                "The chord AB is drawn too. How many degrees is the angle between it and the radius to A?",
                degrees(f"{(180 - x) / 2:g}"), f"{what}; the triangle made of AB and the two radii is "
                f"isosceles, so the angle at A is $(180 - {x}) \\div 2 = {(180 - x) / 2:g}$ degrees."),
            ask("Central Angle", "Arc Measure Equals Central Angle",
                "Which fraction of the circle is the arc AB under the angle marked with the question mark?",
                frac(x, 360), f"{what}; the arc has the same measure, and ${x} \\div 360 = {frac(x, 360)}$.")],
        [("The figure shows how a round garden is divided into four beds.",
          "How many degrees is the angle of the bed marked with the question mark?"),
         ("A round cake is cut into the four pieces of the figure.",
          "How many degrees is the angle of the piece marked with the question mark?"),
         ("The figure is a wheel of fortune with four fields.",
          "How many degrees is the angle of the field marked with the question mark?"),
         ("Let $\\theta$ be the central angle marked with the question mark.", "Determine $\\theta$ in degrees.")],
        dict(a=a, b=b, d=d), figure=figure, check=check)


@program("Inscribed Angle")
def inscribed_angle(rng):
    n, inner = 2 * rng.randint(30, 75), rng.random() < 0.5
    shift = rng.randint(-1, 1) * rng.randint(5, min(40, n // 2 - 24))
    a, b, top = 270 - n / 2, 270 + n / 2, 90 + shift
    x = n // 2 if not inner else n

    def figure(c, g):
        p, q, r = (polar(O, 5, t) for t in (a, b, top))
        c.circle(O, 5)
        c.dot(O)
        c.line(p, O, q)
        c.line(p, r, q)
        c.angle(O, p, q, "?" if inner else g["n"] + "°")
        c.angle(r, p, q, g["n"] + "°" if inner else "?")
        named(c, {"A": p, "B": q, "C": r}, O)
        c.corner(O, "O", polar(O, 1, 270))

    if inner:  # the label is the angle at C then
        n //= 2
    middle_angle, way = (2 * n, "\\times") if inner else (n, "\\div")

    def check(c):
        (m, p, q), _ = c.angles
        return opening(*c.angles[0 if inner else 1]), opening(p, m, q), (360 - opening(m, p, q)) / 2

    return Scene(
        f"A, B and C lie on a circle about O. {'The inscribed angle ACB' if inner else 'The central angle AOB'} is "
        f"${degrees(n)}$, and the {'central' if inner else 'inscribed'} angle over the same arc is marked with a "
        f"question mark.", [
            ask("Inscribed Angle", "Half of the Central Angle", f"O is the centre of the circle. {WHAT_ANGLE}",
                degrees(x), f"the inscribed angle at C is half of the central angle at O over the same arc, so the "
                f"angle is ${n} {way} 2 = {x}$ degrees."),
            ask("Isosceles Triangle", "Base Angles are Equal",
                "O is the centre of the circle. How many degrees is the angle OAB?", degrees(90 - middle_angle // 2),
                f"the angle AOB is {middle_angle} degrees, OA and OB are radii, and the angles at A and B of the "
                f"triangle OAB are equal: $(180 - {middle_angle}) \\div 2 = {90 - middle_angle // 2}$ degrees."),
            ask("Inscribed Angle", "Opposite Angles of a Cyclic Quadrilateral",
                "O is the centre of the circle. D lies on the arc AB that does not contain C. How many degrees is the "
                "angle ADB?", degrees(180 - middle_angle // 2),
                f"the angle ACB is half of the angle AOB, {middle_angle // 2} degrees, and ADBC is a cyclic "
                f"quadrilateral, so the angle at D is $180 - {middle_angle // 2} = {180 - middle_angle // 2}$ "
                f"degrees.")],
        about("angle", "O is the centre of the circle.", 2), dict(n=n),
        fixed=(inner, shift), figure=figure, check=check)


@program("Tangent-Chord Angle")
def tangent_chord(rng):
    while True:
        t, s = rng.randint(42, 80), rng.randint(35, 80)
        if t + s <= 140:
            break

    def figure(c, g):
        a, b, d = (polar(O, 5, v) for v in (270, 270 + 2 * t, 270 + 2 * t + 2 * s))
        c.circle(O, 5)
        c.polygon(a, b, d)
        c.line((-6, -5), (6, -5))
        c.dot(O)
        c.angle(a, (6, -5), b, g["t"] + "°")
        c.angle(a, b, d, g["s"] + "°")
        c.angle(b, a, d, "?")
        named(c, {"A": a, "B": b, "C": d}, O)

    def check(c):
        a, b, d = c.polygons[0]
        return opening(b, a, d), opening(c.dots[0], a, b), opening(d, a, b)

    x = 180 - t - s
    return Scene(
        f"A line touches a circle at A; B and C lie on the circle. The angle between the tangent and the chord AB is "
        f"${degrees(t)}$, the angle BAC is ${degrees(s)}$, and the angle ABC is marked with a question mark.", [
            ask("Tangent-Chord Angle", "Tangent-Chord Angle Theorem",
                f"The line touches the circle at A. {WHAT_ANGLE}", degrees(x),
                f"the angle at C over the chord AB equals the angle between this chord and the tangent, {t} degrees, "
                f"and by the Angle Sum of a Triangle the angle at B is $180 - {t} - {s} = {x}$ degrees.",
                also=["Angle Sum of a Triangle"]),
            ask("Tangent-Chord Angle", "Half of the Enclosed Arc",
                "The line touches the circle at A. How many degrees is the arc between A and B that does not "
                "contain C?",
                degrees(2 * t), f"the angle between tangent and chord is half of the arc that it encloses, so the "
                f"arc has $2 \\times {t} = {2 * t}$ degrees."),
            ask("Tangent-Chord Angle", "Tangent-Chord Angle Theorem",
                "The line touches the circle at A. How many degrees is the angle ACB?", degrees(t),
                f"the angle at C stands on the arc inside the angle between tangent and chord, so it is ${t}$ degrees "
                "too.")],
        about("angle", "The straight line touches the circle at A.", 2), dict(t=t, s=s), figure=figure, check=check)


@program("Chords of a Circle")
def special_chord(rng):
    n, r = rng.choice((60, 90, 120)), rng.randint(3, 40)

    def figure(c, g):
        p, q = polar(O, r, 90 - n / 2), polar(O, r, 90 + n / 2)
        c.circle(O, r)
        c.dot(O)
        c.line(p, O, q)
        c.line(p, q)
        c.angle(O, p, q, g["n"] + "°")
        c.side(O, p, g["r"], (0, r))
        c.side(p, q, "?", O)

    def check(c):
        p, q = c.strokes[2][0]
        return dist(p, q), round(360 / opening(c.dots[0], p, q)), 2 * dist(c.dots[0], p)

    chord = {60: str(r), 90: f"{r}\\sqrt{{2}}", 120: f"{r}\\sqrt{{3}}"}[n]
    return Scene(
        f"In a circle of radius {r} a chord has the central angle ${degrees(n)}$; it is marked with a question mark.", [
            ask("Chords of a Circle", "Chord from the Central Angle",
                "What is the length of the chord marked with the question mark? Give the exact value.", chord,
                f"the chord is $2 \\times {r} \\times \\sin {n // 2}^\\circ = {chord}$."),
            ask("Chords of a Circle", "Equal Arcs have Equal Chords",
                "Chords as long as the one marked with the question mark are laid end to end around the circle until "
                "they close. How many chords are there?", 360 // n,
                f"equal chords belong to equal arcs, and $360 \\div {n} = {360 // n}$."),
            ask("Properties of a Circle", "Longest Chord is the Diameter",
                "What is the length of the longest chord of the circle?", 2 * r,
                f"the longest chord is a diameter, $2 \\times {r} = {2 * r}$.")],
        scenes("length", note="Give the exact value.")[1:3] + [
            ("The figure shows a round window with a straight lead strip, marked with the question mark. Lengths are "
             "in centimetres.", "How long is the strip, in centimetres? Give the exact value."),
            ("Two ships start at the ends of the chord on the edge of a round bay. Lengths are in kilometres.",
             "How far apart are they, in kilometres? Give the exact value."),
            ("Let $s$ be the length of the chord marked with the question mark.",
             "Determine $s$. Give the exact value.")],
        dict(n=n, r=r), figure=figure, check=check)


@program("Inscribed Circle of a Triangle")
def right_incircle(rng):
    a, b, h = rng.choice([t for t in triples(100) if 0.35 < t[0] / t[1] < 2.9])
    r = (a + b - h) // 2

    def figure(c, g):
        p, q, s = O, (a, 0), (0, b)
        c.polygon(p, q, s)
        c.circle((r, r), r, fill=False)
        c.dot((r, r))
        c.right(p, q, s)
        c.side(p, q, g["a"], s)
        c.side(p, s, g["b"], q)
        c.side(q, s, g["h"], p)
        named(c, {"A": q, "B": s, "C": p}, (r, r))

    def check(c):
        p, q, s = c.polygons[0]
        inner = 2 * area(c.polygons[0]) / (dist(p, q) + dist(q, s) + dist(s, p))
        return inner, sqrt(dist(c.dots[0], q) ** 2 - inner ** 2), PI * inner ** 2

    way = f"the radius is $({a} + {b} - {h}) \\div 2 = {r}$"
    return Scene(
        f"A circle is inscribed in a right triangle with the legs {a} and {b} and the hypotenuse {h}.", [
            ask("Inscribed Circle of a Triangle", "Inradius of a Right Triangle",
                "The circle touches all three sides of the triangle. What is its radius?", r, f"{way}."),
            ask("Inscribed Circle of a Triangle", "Tangent Lengths in a Triangle",
                "The circle touches all three sides of the triangle. How far is the corner A from the point where the "
                "circle touches the side AB?", (a + h - b) // 2,
                f"from A the circle is touched after half of the sum of the two sides that meet at A minus the third "
                f"side, $({a} + {h} - {b}) \\div 2 = {(a + h - b) // 2}$."),
            ask("Area of a Circle", "Circle Area Formula",
                f"The circle touches all three sides of the triangle. What is the area of the circle? "
                f"{IN_PI}", pi(r * r),
                f"{way}, and the area is $\\pi \\times {r}^2 = {pi(r * r)}$.")],
        [("The largest possible disc is sawn from a board with the shape of the triangle; it touches all three sides. "
          "Lengths are in centimetres.", "What is the radius of the disc, in centimetres?"),
         ("A round pond that touches all three sides is laid out in a triangular garden. Lengths are in metres.",
          "What is the radius of the pond, in metres?"),
         ("A ball lies in a wooden frame with the shape of the triangle and touches all three sides; the figure "
          "shows it from above. Lengths are in centimetres.", "What is the radius of the ball, in centimetres?"),
         ("Let $r$ be the distance from the centre of the inscribed circle to the sides of the triangle.",
          "Determine $r$.")],
        dict(a=a, b=b, h=h), figure=figure, check=check)


@program("Circumscribed Circle of a Triangle")
def circumcircle(rng):
    x, y, h, a, b = rng.choice(HALVES)
    base, s = x + y, (x + y) * h // 2
    longest, rest = max(a, b, base) ** 2, a * a + b * b + base * base - max(a, b, base) ** 2
    where = "inside the triangle" if longest < rest else "on a side" if longest == rest else "outside the triangle"

    def figure(c, g):
        p, q, top = (-x, 0), (y, 0), (0, h)
        m = centre_of(p, q, top)
        c.without = {"dashed", "line"}  # the dashed line is named in the text
        c.circle(m, dist(m, p), fill=False)
        c.polygon(p, q, top)
        c.line(top, O, kind="dash")
        c.right(O, q, top)
        c.side(O, top, g["h"], q if x > y else p)
        c.side(p, q, g["base"], top)
        c.side(p, top, g["a"], q)
        c.side(q, top, g["b"], p)

    def check(c):
        p, q, top = c.polygons[0]
        m = centre_of(p, q, top)
        bend = max(opening(v, u, w) for v, u, w in ((p, q, top), (q, top, p), (top, p, q)))
        place = "inside the triangle" if bend < 89.99 else "on a side" if bend < 90.01 else "outside the triangle"
        return dist(m, top), area(c.polygons[0]), place

    way = f"the area is $\\frac{{1}}{{2}} \\times {base} \\times {h} = {s}$"
    return Scene(
        f"A triangle with the sides {a}, {b} and {base} and the height {h} on the side {base} has its corners on a "
        f"circle.",
        [ask("Circumscribed Circle of a Triangle", "Circumradius from Sides and Area",
             "The circle passes through all corners of the triangle; the dashed line is a height. What is the radius "
             "of the circle?", frac(a * b, 2 * h), f"{way}, and the radius is "
             f"$\\frac{{{a} \\times {b} \\times {base}}}{{4 \\times {s}}} = {frac(a * b, 2 * h)}$."),
         ask("Area of a Triangle", "Half of Base times Height",
             "The dashed line is a height of the triangle. What is the area of the triangle?", s, f"{way}."),
         ask("Circumscribed Circle of a Triangle", "Position of the Circumcentre",
             "The circle passes through all corners of the triangle. Where is its centre?", where,
             f"the longest side has the square ${max(a, b, base)}^2 = {longest}$, and the other two squares add up to "
             f"{rest}, so the triangle is {'acute' if longest < rest else 'right' if longest == rest else 'obtuse'} "
             f"and the centre is {where}.", options=["inside the triangle", "on a side", "outside the triangle"])],
        [("Three villages lie at the corners of the triangle. A round road passes through all of them. Lengths are in "
          "kilometres; the dashed line is a height of the triangle.", "What is the radius of the road, in kilometres?"),
         ("A triangular sign just fits into a round frame. Lengths are in centimetres; the dashed line is a height "
          "of the triangle.", "What is the inner radius of the frame, in centimetres?"),
         ("A mast is to stand equally far from the three corners of a triangular field. Lengths are in metres; the "
          "dashed line is a height of the triangle.", "How far is it from the corners, in metres?"),
         ("Let $R$ be the radius of the circle through all corners of the triangle; the dashed line is a height.",
          "Determine $R$.")],
        dict(a=a, b=b, base=base, h=h), figure=figure, check=check)


@program("Cyclic Quadrilateral")
def cyclic_angles(rng):
    while True:
        arcs = [2 * rng.randint(25, 70) for _ in range(3)]
        arcs.append(360 - sum(arcs))
        if 50 <= arcs[3] <= 140:
            break
    a, b = (arcs[1] + arcs[2]) // 2, (arcs[2] + arcs[3]) // 2
    at_c = rng.random() < 0.5
    known = a if at_c else b
    x = 180 - known

    def figure(c, g):
        turn = [200 + sum(arcs[:i]) for i in range(4)]
        p = [polar(O, 5, t) for t in turn]
        c.circle(O, 5, fill=False)
        c.polygon(*p)
        c.angle(p[0], p[3], p[1], g["a"] + "°")
        c.angle(p[1], p[0], p[2], g["b"] + "°")
        c.angle(p[2 if at_c else 3], p[1 if at_c else 2], p[3 if at_c else 0], "?")
        named(c, dict(zip("ABCD", p)), O)

    def check(c):
        vertex, p, q = c.angles[2]
        i = c.polygons[0].index(vertex)
        after, before = c.polygons[0][(i + 1) % 4], c.polygons[0][i - 1]
        beyond = (2 * vertex[0] - before[0], 2 * vertex[1] - before[1])
        corner = c.polygons[0][(i + 2) % 4]
        return opening(vertex, p, q), opening(vertex, beyond, after), 2 * opening(corner, before, after)

    return Scene(
        f"The corners A, B, C and D of a quadrilateral lie on a circle. The angle at A is ${degrees(a)}$ and the angle "
        f"at B is ${degrees(b)}$; the angle at {'C' if at_c else 'D'} is marked with a question mark.", [
            ask("Cyclic Quadrilateral", "Supplementary Opposite Angles", WHAT_ANGLE, degrees(x),
                f"opposite angles add up to 180 degrees, so the angle is $180 - {known} = {x}$ degrees."),
            ask("Cyclic Quadrilateral", "Exterior Angle of a Cyclic Quadrilateral",
                "How many degrees is an exterior angle of the quadrilateral at the corner with the question mark?",
                degrees(known), f"it equals the interior angle at the opposite corner; also $180 - {x} = {known}$ "
                                f"degrees."),
            ask("Inscribed Angle", "Half of the Central Angle",
                "The two corners beside the question mark divide the circle into two arcs. How many degrees is the "
                "arc that contains the question mark's corner?", degrees(2 * known),
                f"this arc is seen from the opposite corner under {known} degrees, which is half of its central angle: "
                f"$2 \\times {known} = {2 * known}$ degrees.")],
        about("angle", "A, B, C and D lie on a circle.", 2), dict(a=a, b=b), fixed=(at_c, *arcs), figure=figure,
        check=check)


@program("Tangential Quadrilateral")
def tangential_sides(rng):
    w, x, y, z = draw_until(lambda: [rng.randint(4, 16) for _ in range(4)], lambda v: max(v) < 2.6 * min(v), "tangents")
    b, d, last = x + y, y + z, z + w

    def figure(c, g):
        low, high = 1.0, 60.0  # the radius for which the eight right triangles fill the full turn
        for _ in range(60):
            r = (low + high) / 2
            low, high = (r, high) if sum(atan2(t, r) for t in (w, x, y, z)) > PI else (low, r)
        half = [to_degrees(atan2(t, r)) for t in (w, x, y, z)]
        touch, corners, turn = [], [], -90 - half[0]
        for t, n in zip((w, x, y, z), half):
            corners.append(polar(O, hypot(r, t), turn))
            touch.append(polar(O, r, turn + n))
            turn += n + half[len(corners) % 4]
        c.polygon(*corners)
        c.circle(O, r, fill=False)
        c.dot(touch[0])
        p, q, s, u = corners
        c.side(p, touch[0], g["w"], O)
        c.side(touch[0], q, g["x"], O)
        c.side(q, s, g["b"], O)
        c.side(s, u, g["d"], O)
        c.side(u, p, "?", O)
        c.corner(touch[0], "E", (2 * touch[0][0], 2 * touch[0][1]))
        named(c, dict(zip("ABCD", corners)), O)

    def check(c):
        p = c.polygons[0]
        r = c.circles[0][1]
        return dist(p[3], p[0]), sqrt(dist(O, p[3]) ** 2 - r * r), outline(p)

    way = f"AB is ${w} + {x} = {w + x}$, and opposite sides have the same sum, so DA is ${w + x} + {d} - {b} = {last}$"
    return Scene(
        f"A circle touches all four sides of a quadrilateral ABCD, AB at E. AE = {w}, EB = {x}, BC = {b} and CD = "
        f"{d}; DA is marked with a question mark.", [
            ask("Tangential Quadrilateral", "Sums of Opposite Sides",
                "The circle touches all four sides of ABCD, the side AB at E. What is the length of the side marked "
                "with the question mark?", last, f"{way}."),
            ask("Tangential Quadrilateral", "Tangent Lengths from the Corners",
                "The circle touches all four sides of ABCD, the side AB at E. How far is D from the points where the "
                "circle touches the two sides that meet at D?", z,
                f"{way}. From A both points of contact are {w} away, so ${last} - {w} = {z}$ remain for D."),
            ask("Perimeter of a Polygon", "Sum of the Sides",
                "The circle touches all four sides of ABCD, the side AB at E. What is the perimeter of ABCD?",
                2 * (w + x + y + z), f"{way}, and the perimeter is ${w + x} + {b} + {d} + {last} = "
                                     f"{2 * (w + x + y + z)}$.")],
        about("length", "The circle touches all four sides of ABCD, the side AB at E.")[:5],
        dict(w=w, x=x, b=b, d=d), figure=figure, check=check)
