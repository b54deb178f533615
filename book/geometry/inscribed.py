"""Angles in a circle, and circles in and around triangles and squares.  All drawn to scale."""
from math import atan2, dist, hypot, sqrt
from math import degrees as to_degrees
from math import pi as PI

from ..additions_circle import (
    centre_to_corners,
    ends_joined,
    ends_of_arm_joined,
    opposite_chord,
    radii_to_sides,
    square_around,
    square_turned,
)
from ..canvas import area, middle, opening, outline, polar
from ..tools import Scene, ask, degrees, draw_until, frac, pi, program
from .circle import IN_PI, O, triples
from .tangents import WHAT_ANGLE, centre_of, named

LEGS = {h: [(x, a) for x in range(5, 61) for a in [round(hypot(x, h))] if a * a == x * x + h * h]
        for h in range(8, 61)}
HALVES = [(x, y, h, a, b) for h, legs in LEGS.items() for x, a in legs for y, b in legs if 0.3 < h / (x + y) < 1.1
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

    what = (f"The four angles around the centre make a full turn, so the marked angle is "
            f"$360 - {a} - {b} - {d} = {x}$ degrees")
    base = f"{(180 - x) / 2:g}"
    return Scene(
        f"Four radii make the central angles ${degrees(a)}$, ${degrees(b)}$, ${degrees(d)}$ and one more, over the "
        f"arc AB, which is marked with a question mark.", [
            ask("Central Angle", "Central Angles around the Centre", WHAT_ANGLE, degrees(x),
                f"The figure shows three of the four central angles: ${a}^\\circ$, ${b}^\\circ$ and ${d}^\\circ$. By @ "
                f"all four add up to $360^\\circ$, so the marked angle is $360 - {a} - {b} - {d} = {x}$ degrees.",
                wrong=[degrees(a + b + d), degrees(360 - a - b), degrees(360 - b - d), degrees(abs(180 - x) or 90)]),
            ask("Central Angle", "Base Angles over a Chord",
                "The chord AB is drawn too. How many degrees is the angle between it and the radius to A?",
                degrees(base), f"{what}. By @ the angles between the chord AB and the radii to its ends are equal and "
                f"make the rest of $180^\\circ$, so each is $(180 - {x}) \\div 2 = {base}$ degrees.",
                wrong=[degrees(180 - x), degrees(f"{x / 2:g}"), degrees(f"{(360 - x) / 2:g}")]),
            ask("Central Angle", "Arc Measure Equals Central Angle",
                "Which fraction of the circle is the arc AB under the angle marked with the question mark?",
                frac(x, 360), f"{what}. By @ the arc AB measures ${x}^\\circ$ too. It is the fraction "
                f"${x} \\div 360 = {frac(x, 360)}$ of the circle.",
                wrong=[frac(x, 180), frac(360 - x, 360), frac(x, 720)])],
        more=[ends_joined, square_around, square_turned], givens=dict(a=a, b=b, d=d), figure=figure, check=check)


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

    half = middle_angle // 2
    centre = "O is the centre of the circle."
    seen = f"The figure shows the {'inscribed angle ACB' if inner else 'central angle AOB'} of ${n}^\\circ$."
    wrong = [n, 180 - n, 360 - 2 * n] if inner else [n, 180 - n, 360 - n]
    ways = ["Properties of a Circle", "Angle Sum of a Triangle"] + ["Inscribed Angle"] * inner
    doubled = f" The central angle AOB is twice as large (Inscribed Angle), ${middle_angle}^\\circ$." if inner else ""
    halved = "" if inner else f" The inscribed angle ACB is half of it, ${half}^\\circ$."
    return Scene(
        f"A, B and C lie on a circle about O. {'The inscribed angle ACB' if inner else 'The central angle AOB'} is "
        f"${degrees(n)}$, and the {'central' if inner else 'inscribed'} angle over the same arc is marked with a "
        f"question mark.", [
            ask("Inscribed Angle", "Half of the Central Angle", f"{centre} {WHAT_ANGLE}", degrees(x),
                f"{seen} The marked angle {'AOB' if inner else 'ACB'} stands over the same arc AB. By @ the inscribed "
                f"angle is half of the central angle, so the marked angle is ${n} {way} 2 = {x}$ degrees.",
                wrong=[degrees(k) for k in wrong]),
            ask("Isosceles Triangle", "Base Angles are Equal", f"{centre} How many degrees is the angle OAB?",
                degrees(90 - half),
                f"{seen}{doubled} OA and OB are equal as radii (Properties of a Circle), so by @ the angles at A and B "
                f"of the triangle OAB are equal. Together with the angle AOB they make $180^\\circ$ (Angle Sum of a "
                f"Triangle), so each is $(180 - {middle_angle}) \\div 2 = {90 - half}$ degrees.",
                also=ways, wrong=[degrees(half), degrees(180 - middle_angle), degrees(middle_angle)]),
            ask("Inscribed Angle", "Opposite Angles of a Cyclic Quadrilateral",
                f"{centre} D lies on the arc AB that does not contain C. How many degrees is the angle ADB?",
                degrees(180 - half),
                f"{seen}{halved} The four points A, D, B and C lie on the circle, and the angles ADB and ACB are "
                f"opposite in the quadrilateral ADBC. By @ they add up to $180^\\circ$, so the angle ADB is "
                f"$180 - {half} = {180 - half}$ degrees.",
                wrong=[degrees(half), degrees(middle_angle), degrees(180 - middle_angle)])],
        more=[ends_of_arm_joined], givens=dict(n=n), say=dict(inner=int(inner)), fixed=(inner, shift),
        figure=figure, check=check)


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
    touches = "The line touches the circle at A."
    seen = f"The angle between the tangent and the chord AB is ${t}^\\circ$"
    return Scene(
        f"A line touches a circle at A; B and C lie on the circle. The angle between the tangent and the chord AB is "
        f"${degrees(t)}$, the angle BAC is ${degrees(s)}$, and the angle ABC is marked with a question mark.", [
            ask("Tangent-Chord Angle", "Tangent-Chord Angle Theorem",
                f"{touches} {WHAT_ANGLE}", degrees(x),
                f"{seen}. By @ the angle ACB over this chord is ${t}^\\circ$ too. The angle BAC is ${s}^\\circ$, so "
                f"the marked angle at B is $180 - {t} - {s} = {x}$ degrees (Angle Sum of a Triangle).",
                also=["Angle Sum of a Triangle"],
                wrong=[degrees(t), degrees(s), degrees(t + s), degrees(180 - t)]),
            ask("Tangent-Chord Angle", "Half of the Enclosed Arc",
                f"{touches} How many degrees is the arc between A and B that does not contain C?",
                degrees(2 * t), f"{seen}. By @ it is half of the arc AB that it encloses, so this arc is "
                f"$2 \\times {t} = {2 * t}$ degrees.", wrong=[degrees(t), degrees(360 - 2 * t), degrees(2 * s)]),
            ask("Tangent-Chord Angle", "Tangent-Chord Angle Theorem",
                f"{touches} How many degrees is the angle ACB?", degrees(t),
                f"{seen}. The angle ACB stands over the arc AB inside this angle. By @ it is as large, so it is ${t}$ "
                "degrees.", wrong=[degrees(2 * t), degrees(x), degrees(90 - t)])],
        givens=dict(t=t, s=s), figure=figure, check=check, more=[distance_of_a_chord])


def distance_of_a_chord(c, rng):
    """The distance of the last side of a triangle from the centre of its circle, dashed, with its right angle."""
    _, p, q = c.polygons[0]
    foot = middle(p, q)
    c.line(c.dots[0], foot, kind="dash")
    c.right(foot, c.dots[0], p)


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
    seen = f"The figure shows the radius {r} and the central angle ${n}^\\circ$ of the chord."
    return Scene(
        f"In a circle of radius {r} a chord has the central angle ${degrees(n)}$; it is marked with a question mark.", [
            ask("Chords of a Circle", "Chord from the Central Angle",
                "What is the length of the chord marked with the question mark? Give the exact value.", chord,
                f"{seen} By @ the chord is twice the radius times the sine of half of this angle: "
                f"$2 \\times {r} \\times \\sin {n // 2}^\\circ = {chord}$.",
                wrong=[r, f"{r}\\sqrt{{2}}", f"{r}\\sqrt{{3}}", 2 * r]),
            ask("Chords of a Circle", "Equal Arcs have Equal Chords",
                "Chords as long as the one marked with the question mark are laid end to end around the circle until "
                "they close. How many chords are there?", 360 // n,
                f"The central angle of the chord is ${n}^\\circ$. By @ equal chords belong to equal arcs, so each of "
                f"them takes ${n}^\\circ$ of the full turn, and $360 \\div {n} = {360 // n}$ chords close it.",
                wrong=[360 // n + 1, 180 // n + 3, 360 // n - 1]),
            ask("Properties of a Circle", "Longest Chord is the Diameter",
                "What is the length of the longest chord of the circle?", 2 * r,
                f"The figure shows the radius {r}. By @ the longest chord is a diameter, so it is "
                f"$2 \\times {r} = {2 * r}$ long.", wrong=[r, 4 * r, f"{r}\\sqrt{{2}}"])],
        more=[opposite_chord], givens=dict(n=n, r=r), figure=figure, check=check)


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

    touches = "The circle touches all three sides of the triangle."
    seen = f"The figure shows a right triangle with the legs {a} and {b} and the hypotenuse {h}."
    return Scene(
        f"A circle is inscribed in a right triangle with the legs {a} and {b} and the hypotenuse {h}.", [
            ask("Inscribed Circle of a Triangle", "Inradius of a Right Triangle",
                f"{touches} What is the radius of the circle?", r,
                f"{seen} By @ the radius is half of what both legs together exceed the hypotenuse by: "
                f"$({a} + {b} - {h}) \\div 2 = {r}$.", wrong=[2 * r, (a + b + h) // 2, frac(h, 2), frac(min(a, b), 2)]),
            ask("Inscribed Circle of a Triangle", "Tangent Lengths in a Triangle",
                f"{touches} How far is the corner A from the point where the circle touches the side AB?",
                (a + h - b) // 2,
                f"{seen} The leg CA of {a} and the hypotenuse AB of {h} meet at A. By @ the distance of the point "
                f"of contact from A is half of what both exceed the third side by: $({a} + {h} - {b}) \\div 2 = "
                f"{(a + h - b) // 2}$.",
                wrong=[(b + h - a) // 2, frac(h, 2), r]),
            ask("Area of a Circle", "Circle Area Formula",
                f"{touches} What is the area of the circle? {IN_PI}", pi(r * r),
                f"{seen} The radius of the inscribed circle is $({a} + {b} - {h}) \\div 2 = {r}$ (Inscribed Circle of "
                f"a Triangle). By @ its area is $\\pi \\times {r}^2 = {pi(r * r)}$.",
                also=["Inscribed Circle of a Triangle"], wrong=[pi(2 * r), pi(4 * r * r), pi(2 * r * r)])],
        more=[centre_to_corners], givens=dict(a=a, b=b, h=h), figure=figure, check=check)


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

    way = f"$\\frac{{1}}{{2}} \\times {base} \\times {h} = {s}$"
    kind = "acute" if longest < rest else "right" if longest == rest else "obtuse"
    sign = "<" if longest < rest else "=" if longest == rest else ">"
    seen = f"The figure shows the sides {a}, {b} and {base} and the height {h} on the side {base}."
    through, point = "The circle passes through all corners of the triangle", "Circumscribed Circle of a Triangle"
    return Scene(
        f"A triangle with the sides {a}, {b} and {base} and the height {h} on the side {base} has its corners on a "
        f"circle.",
        [ask(point, "Circumradius from Sides and Area",
             f"{through}; the dashed line is a height. What is the radius of the circle?", frac(a * b, 2 * h),
             f"{seen} Half of base times height (Area of a Triangle) gives the area {way}. By @ the radius is the "
             f"product of the three sides divided by four times the area: "
             f"$\\frac{{{a} \\times {b} \\times {base}}}{{4 \\times {s}}} = {frac(a * b, 2 * h)}$.",
             also=["Area of a Triangle"],
             wrong=[frac(a * b, h), frac(2 * s, a + b + base), frac(base, 2), frac(2 * h, 3)]),
         ask("Area of a Triangle", "Half of Base times Height",
             "The dashed line is a height of the triangle. What is the area of the triangle?", s,
             f"{seen} By @ the area is {way}.", wrong=[base * h, frac(a * b, 2), a + b + base]),
         ask(point, "Position of the Circumcentre", f"{through}. Where is its centre?", where,
             f"{seen} The square of the longest side is ${max(a, b, base)}^2 = {longest}$, and the squares of the "
             f"other two add up to {rest}. As ${longest} {sign} {rest}$, the triangle is {kind} (Classification of "
             f"Triangles). By @ the centre is {where}.", also=["Classification of Triangles"],
             options=["inside the triangle", "on a side", "outside the triangle"])],
        more=[square_around, square_turned], givens=dict(a=a, b=b, base=base, h=h), figure=figure, check=check)


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

    far, near = ("A", "C") if at_c else ("B", "D")
    seen = f"The corners of the quadrilateral lie on the circle, and the angle at {far} is ${known}^\\circ$."
    other = b if at_c else a
    return Scene(
        f"The corners A, B, C and D of a quadrilateral lie on a circle. The angle at A is ${degrees(a)}$ and the angle "
        f"at B is ${degrees(b)}$; the angle at {near} is marked with a question mark.", [
            ask("Cyclic Quadrilateral", "Supplementary Opposite Angles", WHAT_ANGLE, degrees(x),
                f"{seen} The marked angle at {near} lies opposite to it. By @ both add up to $180^\\circ$, so the "
                f"marked angle is $180 - {known} = {x}$ degrees.",
                wrong=[degrees(known), degrees(180 - other), degrees(other), degrees(360 - a - b)]),
            ask("Cyclic Quadrilateral", "Exterior Angle of a Cyclic Quadrilateral",
                "How many degrees is an exterior angle of the quadrilateral at the corner with the question mark?",
                degrees(known), f"{seen} The corner with the question mark is {near}, opposite to {far}. By @ an "
                f"exterior angle at {near} is as large as the interior angle at {far}, ${known}^\\circ$; the interior "
                f"angle at {near} is $180 - {known} = {x}$ degrees.",
                wrong=[degrees(x), degrees(other), degrees(360 - x)]),
            ask("Inscribed Angle", "Half of the Central Angle",
                "The two corners beside the question mark divide the circle into two arcs. How many degrees is the "
                "arc that contains the question mark's corner?", degrees(2 * known),
                f"{seen} It is the inscribed angle over the arc that contains the corner {near} of the question mark. "
                f"By @ this arc has twice as many degrees, $2 \\times {known} = {2 * known}$ degrees.",
                wrong=[degrees(2 * x), degrees(known), degrees(x)])],
        more=[square_around, square_turned], givens=dict(a=a, b=b), fixed=(at_c, *arcs), figure=figure, check=check)


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

    point, touches = "Tangential Quadrilateral", "The circle touches all four sides of ABCD, the side AB at E."
    parts = f"The side AB consists of $AE = {w}$ and $EB = {x}$, so $AB = {w} + {x} = {w + x}$."
    way = f"{parts} Opposite sides have the same sum, $AB + CD = BC + DA$, so $DA = {w + x} + {d} - {b} = {last}$"
    return Scene(
        f"A circle touches all four sides of a quadrilateral ABCD, AB at E. AE = {w}, EB = {x}, BC = {b} and CD = "
        f"{d}; DA is marked with a question mark.", [
            ask(point, "Sums of Opposite Sides",
                f"{touches} What is the length of the side marked with the question mark?", last,
                f"{parts} By @ the opposite sides AB and CD are together as long as BC and DA. With $CD = {d}$ and $BC "
                f"= {b}$ the side DA is ${w + x} + {d} - {b} = {last}$.",
                wrong=[w + x + b - d, b + d - w - x, d, frac(w + x + b + d, 2)]),
            ask(point, "Tangent Lengths from the Corners",
                f"{touches} How far is D from the points where the circle touches the two sides that meet at D?", z,
                f"{way}. By @ the two points of contact beside a corner are equally far from it, so the circle touches "
                f"DA at the distance $AE = {w}$ from A. Its distance from D is ${last} - {w} = {z}$.",
                wrong=[w, frac(d, 2), frac(last, 2)]),
            ask("Perimeter of a Polygon", "Sum of the Sides", f"{touches} What is the perimeter of ABCD?",
                2 * (w + x + y + z), f"{way} ({point}). By @ the perimeter is ${w + x} + {b} + {d} + {last} = "
                f"{2 * (w + x + y + z)}$.", also=[point],
                wrong=[w + x + b + d, 2 * (w + x + b + d), 2 * (b + d) - w])],
        more=[radii_to_sides], givens=dict(w=w, x=x, b=b, d=d), figure=figure, check=check)
