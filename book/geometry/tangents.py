"""Circles with lines and other circles: chords, tangents, secants, contact.  All drawn to scale."""
from math import acos, asin, dist, hypot, sqrt
from math import degrees as to_degrees

from ..additions_circle import square_around
from ..additions_plane import both_diagonals, circle_through_contacts
from ..canvas import area, middle, opening, polar
from ..tools import Scene, ask, draw_until, frac, program, root
from .circle import O, triples

WHAT_ANGLE = "How many degrees is the angle marked with the question mark?"
WHAT_LENGTH = "What is the length of the segment marked with the question mark?"
CROSSINGS = [(a, b, u, a * b // u) for a in range(3, 21) for b in range(3, 21) for u in range(3, 21)
             if a * b % u == 0 and u not in (a, b) and 3 <= a * b // u <= 24
             and 0.45 < a / b < 2.2 and 0.45 < u * u / (a * b) < 2.2]
POWERS = [(m, k, n) for m in range(1, 9) for k in range(1, 7) for n in range(k + 1, 9)
          if 2 <= m * k * k and m * n * n <= 72 and 1.6 < n * n / (k * k) < 6.5]


def ends_of_chords_joined(c, rng):
    """Two chords between the ends of two crossing chords: similar triangles."""
    (p, q), (s, t) = c.strokes[1][0], c.strokes[2][0]
    c.line(p, s, kind="thin")
    c.line(q, t, kind="thin")


def second_tangent(c, rng):
    """The other tangent from P, with its radius and the right angle."""
    m, p, touch = c.polygons[0]
    end = (touch[0], -touch[1])
    c.line(p, end, m, kind="thin")
    c.right(end, m, p)


def chords_from_t(c, rng):
    """The chords from the point of contact to the ends of the chord AB."""
    (x, y), r = c.circles[0]
    b, touch = c.strokes[1][0][1], c.strokes[2][0][1]
    c.line((2 * x - b[0], b[1]), touch, b, kind="thin")


def line_to_the_far_side(c, rng):
    """The line PM drawn on to the farther side of the circle."""
    (x, y), r = c.dots[1], c.circles[0][1]
    far = r / (x * x + y * y) ** 0.5
    c.line(O, (-x * far, -y * far), kind="thin")


def diameter_from_t(c, rng):
    """The radius MT drawn on to a diameter."""
    m, _, touch = c.dots
    c.line(m, (2 * m[0] - touch[0], 2 * m[1] - touch[1]), kind="thin")


def named(c, points, centre):
    """Writes names at points, away from the centre."""
    for name, p in points.items():
        c.corner(p, name, centre)


def third(p, q, a, b):
    """The point above the segment pq (p left) at the distances a from p and b from q."""
    c = dist(p, q)
    x = (a * a - b * b + c * c) / (2 * c)
    return p[0] + x, p[1] + sqrt(a * a - x * x)


def centre_of(p, q, r):
    """The centre of the circle through three points."""
    d = 2 * (p[0] * (q[1] - r[1]) + q[0] * (r[1] - p[1]) + r[0] * (p[1] - q[1]))
    s, t, u = (v[0] ** 2 + v[1] ** 2 for v in (p, q, r))
    return ((s * (q[1] - r[1]) + t * (r[1] - p[1]) + u * (p[1] - q[1])) / d,
            (s * (r[0] - q[0]) + t * (p[0] - r[0]) + u * (q[0] - p[0])) / d)


@program("Perpendicular Chord Theorem")
def chord_length(rng):
    half, d, r = rng.choice(triples(100))

    def figure(c, g):
        p, q, foot = (-half, d), (half, d), (0, d)
        c.circle(O, r)
        c.dot(O)
        c.line(p, q)
        c.line(O, foot)
        c.line(O, q)
        c.right(foot, O, q)
        c.side(O, foot, g["d"], q)
        c.side(O, q, g["r"], foot)
        c.side(p, q, "?", O)

    def check(c):
        p, q = c.strokes[1][0]
        return dist(p, q), dist(middle(p, q), q), area([c.dots[0], p, q])

    point, seen = "Perpendicular Chord Theorem", f"The figure shows the radius {r} and the distance {d} of the chord."
    way = (f"By the Pythagorean Theorem, in the right triangle with the hypotenuse {r} and the leg {d}, half of the "
           f"chord is $\\sqrt{{{r}^2 - {d}^2}} = {half}$")
    return Scene(
        f"A chord of a circle of radius {r} has the distance {d} from the centre; it is marked with a question mark.", [
            ask(point, "Chord from Radius and Distance",
                "What is the length of the whole chord marked with the question mark?", 2 * half,
                f"{seen} {way}. By @ the whole chord is twice as long, $2 \\times {half} = {2 * half}$.",
                also=["Pythagorean Theorem"], wrong=[half, r + d, 2 * (r - d), root(r * r + d * d)]),
            ask(point, "Perpendicular from the Centre Bisects a Chord",
                "The perpendicular from the centre cuts the chord into two parts. What is the length of each "
                "part?", half, f"{seen} By @ the perpendicular from the centre cuts the chord into two halves. {way}.",
                also=["Pythagorean Theorem"], wrong=[2 * half, r - d, root(r * r + d * d)]),
            ask("Area of a Triangle", "Half of Base times Height",
                "What is the area of the triangle formed by the chord and the radii to its two ends?", half * d,
                f"{seen} The perpendicular from the centre bisects the chord ({point}). {way}, and the base of the "
                f"triangle is $2 \\times {half} = {2 * half}$. By @ the area is $\\frac{{1}}{{2}} \\times {2 * half} "
                f"\\times {d} = {half * d}$.", also=[point, "Pythagorean Theorem"],
                wrong=[2 * half * d, frac(half * d, 2), half * r])],
        more=[square_around], givens=dict(d=d, r=r), figure=figure, check=check)


@program("Intersecting Chords Theorem")
def crossing_chords(rng):
    a, b, u, v = rng.choice(CROSSINGS)
    phi = rng.randint(60, 120)

    def figure(c, g):
        p, q, s, t = (-a, 0), (b, 0), polar(O, u, phi), polar(O, v, phi + 180)
        m = centre_of(p, q, s)
        c.circle(m, dist(m, p))
        c.line(p, q)
        c.line(s, t)
        c.side(O, p, g["a"], t)
        c.side(O, q, g["b"], t)
        c.side(O, s, g["u"], p)
        c.side(O, t, "?", p)
        named(c, {"A": p, "B": q, "C": s, "D": t}, m)

    def check(c):
        (p, q), (s, t) = c.strokes[1][0], c.strokes[2][0]
        return dist(O, t), dist(q, t) / dist(p, s), dist(s, t)

    point, seen = "Intersecting Chords Theorem", (f"The chord AB is cut into the parts {a} and {b}, the chord CD into "
                                                  f"the part {u} at C and the part at D.")
    way = f"The products of the parts are equal, so the part at D is ${a} \\times {b} \\div {u} = {v}$"
    return Scene(
        f"Two chords AB and CD of a circle cross at P. PA = {a}, PB = {b} and PC = {u}; PD is marked with a question "
        "mark.", [
            ask(point, "Product of Chord Parts", WHAT_LENGTH, v,
                f"{seen} By @ the parts of both chords have the same product, so the marked part is "
                f"${a} \\times {b} \\div {u} = {v}$.",
                wrong=[frac(a * u, b), frac(b * u, a), a + b - u if a + b > u else a + u, a * b]),
            ask(point, "Similar Triangles at Crossing Chords",
                "AC and BD are drawn too. How many times as long as AC is BD?", frac(v, a),
                f"{seen} {way}. By @ the triangles at the crossing point with the sides AC and BD are similar; the "
                f"side {v} at D belongs to the side {a} at A. So BD is ${v} \\div {a} = {frac(v, a)}$ times as long "
                "as AC.",
                wrong=[frac(b, a), frac(a, v), frac(u, a)]),
            ask(point, "Product of Chord Parts", "What is the length of the chord CD?", u + v,
                f"{seen} By @ the parts of both chords have the same product, so the part at D is "
                f"${a} \\times {b} \\div {u} = {v}$, and $CD = {u} + {v} = {u + v}$.",
                wrong=[a + b, v, u + a])],
        more=[ends_of_chords_joined], givens=dict(a=a, b=b, u=u), fixed=(phi,), figure=figure, check=check)


@program("Tangency of Line and Circle")
def tangent_length(rng):
    r, t, e = rng.choice([x for x in triples(100) if 0.27 < x[0] / x[2] < 0.93])

    def figure(c, g):
        p = (e, 0)
        touch = polar(O, r, to_degrees(acos(r / e)))
        c.circle(O, r)
        c.dot(O)
        c.polygon(O, p, touch, fill=False)
        c.right(touch, O, p)
        c.side(O, touch, g["r"], p)
        c.side(O, p, g["e"], touch)
        c.side(touch, p, "?", O)
        named(c, {"M": O}, (e, r / 2))
        named(c, {"P": p, "T": touch}, (0, 0))

    def check(c):
        m, p, touch = c.polygons[0]
        return dist(p, touch), area(c.polygons[0]), dist(m, p) - c.circles[0][1]

    way = (f"The angle at T is right, so the Pythagorean Theorem gives $PT = \\sqrt{{{e}^2 - {r}^2}} = {t}$")
    point, seen = "Tangency of Line and Circle", f"The figure shows the radius $MT = {r}$ and $MP = {e}$."
    touches = "PT touches the circle with the centre M at T."
    return Scene(
        f"From the point P at the distance {e} from the centre M of a circle of radius {r} a tangent touches the "
        f"circle at T; PT is marked with a question mark.", [
            ask(point, "Tangent Length by Pythagoras", f"{touches} What is the length of PT?", t,
                f"{seen} The radius MT is perpendicular to the tangent PT, so MP is the hypotenuse of the right "
                f"triangle MPT. By @, an application of the Pythagorean Theorem, $PT = \\sqrt{{{e}^2 - {r}^2}} = {t}$.",
                also=["Pythagorean Theorem"], wrong=[e - r, root(e * e + r * r), e + r, t * t]),
            ask(point, "Radius Meets the Tangent at a Right Angle",
                f"{touches} What is the area of the triangle MPT?", r * t // 2,
                f"{seen} By @ the radius MT is perpendicular to PT. {way}. The legs MT and PT give the area "
                f"$\\frac{{1}}{{2}} \\times {r} \\times {t} = {r * t // 2}$ (Area of a Triangle).",
                also=["Pythagorean Theorem", "Area of a Triangle"], wrong=[r * t, frac(e * r, 2), frac(e * t, 2)]),
            ask("Properties of a Circle", "Extreme Distances from a Point",
                "M is the centre of the circle. What is the distance from P to the nearest point of the circle?", e - r,
                f"{seen} By @ the nearest point of the circle lies on MP, at the distance ${e} - {r} = {e - r}$ from "
                "P.",
                wrong=[e, e + r, t])],
        more=[second_tangent], givens=dict(r=r, e=e), figure=figure, check=check)


@program("Tangent-Segment Theorem")
def tangent_kite(rng):
    r = rng.randint(3, 20)
    t = rng.choice([t for t in range(r, round(2.3 * r) + 1) if t != r])

    def figure(c, g):
        e = hypot(r, t)
        n = to_degrees(acos(r / e))
        p, a, b = (e, 0), polar(O, r, n), polar(O, r, -n)
        c.circle(O, r, fill=False)
        c.polygon(p, a, O, b)
        c.dot(O)
        c.side(O, a, g["r"], p)
        c.side(a, p, g["t"], O)
        named(c, {"P": p, "A": a, "B": b}, O)
        named(c, {"M": O}, (e, 0))

    def check(c):
        p, a, m, b = c.polygons[0]
        return area(c.polygons[0]), dist(p, a) + dist(a, m) + dist(m, b) + dist(b, p), dist(p, m)

    touch = "PA and PB touch the circle with the centre M at A and B."
    seen = f"The figure shows the tangent segment $PA = {t}$ and the radius $MA = {r}$."
    return Scene(
        f"From a point P two tangents of length {t} touch a circle of radius {r} with the centre M at A and B.", [
            ask("Tangent-Segment Theorem", "Kite of Tangents and Radii",
                f"{touch} What is the area of the quadrilateral PAMB?", r * t,
                f"{seen} The quadrilateral PAMB is a kite of two congruent right triangles with these legs. By @ its "
                f"area is $2 \\times \\frac{{1}}{{2}} \\times {t} \\times {r} = {r * t}$.",
                wrong=[frac(r * t, 2), 2 * r * t, 2 * (r + t), r + t]),
            ask("Tangent-Segment Theorem", "Equal Tangent Segments",
                f"{touch} What is the perimeter of the quadrilateral PAMB?",
                2 * (r + t), f"{seen} By @ the segment PB is as long as PA, and MB is a radius like MA (Properties of "
                f"a Circle). The perimeter is $2 \\times {t} + 2 \\times {r} = {2 * (r + t)}$.",
                also=["Properties of a Circle"], wrong=[r + t, r * t, 2 * t + r]),
            ask("Pythagorean Theorem", "Hypotenuse from the Legs",
                f"{touch} What is the length of MP? Give the exact value.",
                root(r * r + t * t), f"{seen} The radius MA is perpendicular to the tangent PA (Tangency of Line and "
                f"Circle), so MP is the hypotenuse of the triangle MAP. By @ it is "
                f"$\\sqrt{{{r}^2 + {t}^2}} = {root(r * r + t * t)}$ long.", also=["Tangency of Line and Circle"],
                wrong=[r + t, r * r + t * t, root(abs(t * t - r * r))])],
        more=[both_diagonals], givens=dict(r=r, t=t), figure=figure, check=check)


@program("Tangent-Secant Theorem")
def secant_power(rng):
    m, k, n = rng.choice(POWERS)
    pa, far, t, h = m * k * k, m * n * n, m * k * n, rng.randint(2, 6)

    def figure(c, g):
        x, y = (pa + far) / 2, -h * (far - pa) / 20
        r = hypot((far - pa) / 2, y)
        e = hypot(x, y)
        turn = to_degrees(acos(t / e)) + to_degrees(asin(y / e))
        a, b, touch = (pa, 0), (far, 0), polar(O, t, turn)
        c.circle((x, y), r)
        c.line(O, b)
        c.line(O, touch)
        c.side(O, a, g["pa"], touch)
        c.side(a, b, g["chord"], touch)
        c.side(O, touch, "?", a)
        c.dot(touch)
        named(c, {"T": touch, "B": b}, (x, y))
        c.corner(a, "A", (x, 2 * y))
        c.corner(O, "P", (x, y))

    def check(c):
        m0, r = c.circles[0]
        touch, e = c.dots[0], dist(O, m0)
        return dist(O, touch), (e - r) * (e + r), sqrt(e * e - r * r)

    seen = f"The figure shows $PA = {pa}$ and $AB = {far - pa}$, so $PB = {pa} + {far - pa} = {far}$."
    touches, point = "PT touches the circle at T.", "Tangent-Secant Theorem"
    return Scene(
        f"A line through P meets a circle at A and B, with PA = {pa} and AB = {far - pa}. A tangent from P touches "
        "the circle at T.", [
            ask(point, "Square of the Tangent", f"{touches} What is the length of PT?", t,
                f"{seen} By @ the square of the tangent segment is the product of PA and PB, so "
                f"$PT = \\sqrt{{{pa} \\times {far}}} = {t}$.",
                wrong=[root(pa * (far - pa)), pa * far, frac(pa + far, 2), far - pa]),
            ask(point, "Product of Secant Parts",
                "Another line through P meets the circle at C and D. What is the product of PC and PD?", pa * far,
                f"{seen} By @ the product is the same for all secants through P, so it is "
                f"$PA \\cdot PB = {pa} \\times {far} = {pa * far}$.", wrong=[pa * (far - pa), t, (far - pa) * far]),
            ask("Tangent-Segment Theorem", "Equal Tangent Segments",
                f"{touches} What is the length of the other tangent segment from P to the circle?", t,
                f"{seen} The square of the tangent segment PT is the product of PA and PB ({point}), so "
                f"$PT = \\sqrt{{{pa} \\times {far}}} = {t}$. By @ the other tangent segment from P is {t} long too.",
                also=[point], wrong=[2 * t, root(pa * (far - pa)), far])],
        more=[chords_from_t], givens=dict(pa=pa, chord=far - pa), fixed=(h,), figure=figure, check=check)


@program("Tangency of Two Circles")
def three_circles(rng):
    a = rng.randint(3, 15)
    b, d = (rng.choice([k for k in range(max(2, round(0.6 * a)), round(1.7 * a) + 1)]) for _ in range(2))

    def figure(c, g):
        p, q = O, (a + b, 0)
        s = third(p, q, a + d, b + d)
        for at, r in ((p, a), (q, b), (s, d)):
            c.circle(at, r)
        c.polygon(p, q, s, fill=False)
        for at in (p, q, s):
            c.dot(at)
        c.side(p, (a, 0), g["a"], s)
        c.side(q, (q[0] + (s[0] - q[0]) * b / (b + d), s[1] * b / (b + d)), g["b"], p)
        c.side(s, (s[0] * a / (a + d), s[1] * a / (a + d)), g["d"], q)
        named(c, {"A": p, "B": q, "C": s}, middle(p, q, s))

    def check(c):
        (p, a1), (q, b1), _ = c.circles
        return (sum(dist(c.dots[i], c.dots[i - 1]) for i in range(3)), sqrt(dist(p, q) ** 2 - (a1 - b1) ** 2),
                dist(c.dots[0], c.dots[2]))

    total = 2 * (a + b + d)
    point, touch = "Tangency of Two Circles", "The three circles touch each other."
    seen = f"The circles with the centres A, B and C have the radii {a}, {b} and {d}."
    return Scene(
        f"Three circles with the centres A, B and C and the radii {a}, {b} and {d} touch each other externally.", [
            ask(point, "External Contact", f"{touch} What is the perimeter of the triangle ABC?", total,
                f"{seen} By @ the centres of two touching circles are as far apart as their radii add up to, so each "
                f"side of the triangle is the sum of two radii. The perimeter (Perimeter of a Triangle) is "
                f"$({a} + {b}) + ({b} + {d}) + ({d} + {a}) = {total}$.", also=["Perimeter of a Triangle"],
                wrong=[a + b + d, total - 2 * min(a, b, d), 3 * (a + b + d), 2 * total]),
            ask(point, "Common Outer Tangent of Touching Circles",
                "The circles with the centres A and B touch each other, and a line touches both of them from the same "
                "side. How far apart are its points of contact? Give the exact value.", root(4 * a * b),
                f"{seen} By @ the points of contact of the line with the circles of the radii {a} and {b} are "
                f"$2 \\times \\sqrt{{{a} \\times {b}}} = {root(4 * a * b)}$ apart.",
                wrong=[root(a * b), a + b, root(2 * a * b)]),
            ask(point, "Point of Contact on the Line of Centres", f"{touch} What is the distance between A and C?",
                a + d, f"{seen} By @ the point of contact of the circles with the centres A and C lies on the segment "
                f"AC, so $AC = {a} + {d} = {a + d}$.", wrong=[a + b, b + d, a + b + d])],
        givens=dict(a=a, b=b, d=d), figure=figure, check=check, more=[circle_through_contacts])


@program("Properties of a Circle")
def nearest_point(rng):
    r = rng.randint(5, 40)
    a = draw_until(lambda: rng.randint(2, 80), lambda n: 0.3 < n / r < 0.8 or 1.3 < n / r < 2.1, "point")
    turn = rng.randint(-60, 60)

    def figure(c, g):
        p, q = polar(O, a, turn), polar(O, r, turn + 115)
        c.circle(O, r)
        c.line(O, p)
        c.line(O, q)
        c.side(O, p, g["a"], q)
        c.side(O, q, g["r"], p)
        for at in (O, p):
            c.dot(at)
        c.corner(O, "M", middle(p, q))
        c.corner(p, "P", O)

    def check(c):
        m, p = c.dots
        ways = [dist(p, polar(m, c.circles[0][1], turn + k)) for k in range(0, 360, 4)]
        return min(ways), max(ways), max(dist(u, v) for u in c.strokes[0][0] for v in c.strokes[0][0])

    point = "Properties of a Circle"
    seen = f"The figure shows $MP = {a}$ and the radius {r}."
    return Scene(
        f"P has the distance {a} from the centre M of a circle of radius {r}.", [
            ask(point, "Extreme Distances from a Point",
                "M is the centre of the circle. What is the distance from P to the "
                "nearest point of the circle?", abs(a - r),
                f"{seen} As ${a} {'<' if a < r else '>'} {r}$, the point P lies {'inside' if a < r else 'outside'} the "
                f"circle. By @ the nearest point of the circle lies on the ray MP, at the distance "
                f"${max(a, r)} - {min(a, r)} = {abs(a - r)}$ from P.", wrong=[a + r, a, r, 2 * abs(a - r)]),
            ask(point, "Extreme Distances from a Point",
                "M is the centre of the circle. What is the distance from P to the farthest point of the "
                "circle?", a + r,
                f"{seen} By @ the farthest point of the circle lies on the line MP beyond M, at the distance "
                f"${a} + {r} = {a + r}$ from P.", wrong=[abs(a - r), 2 * r, a + 2 * r]),
            ask(point, "Longest Chord is the Diameter",
                "M is the centre of the circle. What is the length of the longest chord of the circle?", 2 * r,
                f"The figure shows the radius {r}. By @ the longest chord is a diameter, so it is "
                f"$2 \\times {r} = {2 * r}$ long.", wrong=[r, a + r, 2 * a])],
        more=[line_to_the_far_side], givens=dict(a=a, r=r), fixed=(turn,), figure=figure, check=check)


@program("Criterion for a Tangent Line")
def tangent_or_not(rng):
    r, t, e = rng.choice([x for x in triples(85) if 0.35 < x[0] / x[1] < 2.2])
    off = [k for k in (-3, -2, -1, 1, 2, 3) if max(abs(r - t), r + 1) * 1.05 < e + k < 0.93 * (r + t)]  # P outside
    if off and rng.random() < 0.5:
        e += rng.choice(off)
    kind = "a tangent" if r * r + t * t == e * e else "a secant"

    def figure(c, g):
        m, p = O, (e, 0)
        touch = third(m, p, r, t)
        k = 1 + 0.5 * r / t
        c.circle(m, r)
        c.line(m, p)
        c.line(m, touch)
        c.line(p, (p[0] + k * (touch[0] - p[0]), p[1] + k * (touch[1] - p[1])))
        for at in (m, p, touch):
            c.dot(at)
        c.side(m, touch, g["r"], p)
        c.side(touch, p, g["t"], m)
        c.side(m, p, g["e"], touch)
        c.corner(m, "M", (e, r / 2))
        c.corner(p, "P", touch)
        c.corner(touch, "T", (e / 2, 0))

    def check(c):
        m, p, touch = c.dots
        bend = opening(touch, m, p)
        return ("a tangent" if abs(bend - 90) < 1e-6 else "a secant"), hypot(dist(m, touch), dist(touch, p)), \
            dist(m, p) - c.circles[0][1]

    point, squares = "Criterion for a Tangent Line", f"${r}^2 + {t}^2 = {r * r + t * t}$"
    centre = "T lies on the circle with the centre M, and"
    same = "These numbers are equal" if r * r + t * t == e * e else "These numbers are not equal"
    found = "the angle at T is right, and the line is a tangent" if kind == "a tangent" else \
        "the angle at T is not right, so the line meets the circle once more: it is a secant"
    return Scene(
        f"T lies on a circle with the centre M. MT = {r}, TP = {t} and MP = {e}.", [
            ask(point, "Right Angle by the Converse of Pythagoras",
                "T lies on the circle with the centre M. What kind of line is PT with respect to the circle?", kind,
                f"The figure shows $MT = {r}$, $TP = {t}$ and $MP = {e}$. The squares of MT and TP "
                f"add up to {squares}, and the square of MP is ${e}^2 = {e * e}$. {same}, so by @ "
                f"{found}.", options=["a tangent", "a secant", "a line without common points"]),
            ask(point, "Perpendicular at the End of a Radius",
                f"{centre} MT and TP keep their lengths. How long must MP be so that the line PT is a tangent? Give "
                f"the exact value.", root(r * r + t * t),
                f"The figure shows $MT = {r}$ and $TP = {t}$. By @ the line PT is a tangent when the angle at T is "
                f"right. Then MP is the hypotenuse (Pythagorean Theorem): {squares}, so "
                f"$MP = \\sqrt{{{r * r + t * t}}} = {root(r * r + t * t)}$.", also=["Pythagorean Theorem"],
                wrong=[r + t, root(abs(r * r - t * t)), r * r + t * t]),
            ask("Properties of a Circle", "Extreme Distances from a Point",
                "M is the centre of the circle. What is the distance from P to the nearest point of the circle?", e - r,
                f"The figure shows the radius $MT = {r}$ and $MP = {e}$. By @ the nearest point of the circle lies on "
                f"MP, at the distance ${e} - {r} = {e - r}$ from P.", wrong=[e, e + r, t])],
        more=[diameter_from_t], givens=dict(r=r, t=t, e=e), figure=figure, check=check)
