"""Circles with lines and other circles: chords, tangents, secants, contact.  All drawn to scale."""
from math import acos, asin, dist, hypot, sqrt
from math import degrees as to_degrees

from ..canvas import area, middle, opening, polar
from ..contexts import scenes
from ..tools import Scene, ask, draw_until, frac, program, root
from .circle import O, triples

WHAT_ANGLE = "How many degrees is the angle marked with the question mark?"
WHAT_LENGTH = "What is the length of the segment marked with the question mark?"
CROSSINGS = [(a, b, u, a * b // u) for a in range(3, 21) for b in range(3, 21) for u in range(3, 21)
             if a * b % u == 0 and u not in (a, b) and 3 <= a * b // u <= 24
             and 0.45 < a / b < 2.2 and 0.45 < u * u / (a * b) < 2.2]
POWERS = [(m, k, n) for m in range(1, 9) for k in range(1, 7) for n in range(k + 1, 9)
          if 2 <= m * k * k and m * n * n <= 72 and 1.6 < n * n / (k * k) < 6.5]


def about(kind, note, skip=0):
    """The contexts of a kind with a further condition."""
    return [(f"{opening} {note}", question) for opening, question in scenes(kind)[skip:]]


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

    way = f"half of the chord is $\\sqrt{{{r}^2 - {d}^2}} = {half}$"
    return Scene(
        f"A chord of a circle of radius {r} has the distance {d} from the centre; it is marked with a question mark.", [
            ask("Perpendicular Chord Theorem", "Chord from Radius and Distance",
                "What is the length of the whole chord marked with the question mark?", 2 * half,
                f"{way}, and the chord is $2 \\times {half} = {2 * half}$."),
            ask("Perpendicular Chord Theorem", "Perpendicular from the Centre Bisects a Chord",
                "The perpendicular from the centre cuts the chord into two parts. What is the length of each "
                "part?", half,
                f"the perpendicular cuts the chord into two halves; {way}."),
            ask("Area of a Triangle", "Half of Base times Height",
                "What is the area of the triangle formed by the chord and the radii to its two ends?", half * d,
                f"{way}, so the base is $2 \\times {half} = {2 * half}$, and $\\frac{{1}}{{2}} \\times {2 * half} "
                f"\\times {d} = {half * d}$.")],
        [("A round log is sawn flat along its whole length. The figure is its cross-section before sawing; the chord "
          "is the cut. Lengths are in millimetres.", "How wide is the flat face, in millimetres?"),
         ("The figure is a plan of a round lake with a straight bridge, marked with the question mark. Lengths are in "
          "metres.", "How long is the bridge, in metres?"),
         ("A round window is divided by a straight bar, marked with the question mark. Lengths are in centimetres.",
          "How long is the bar, in centimetres?"),
         ("Let $s$ be the length of the whole chord marked with the question mark.", "Determine $s$.")],
        dict(d=d, r=r), figure=figure, check=check)


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

    way = f"the products of the parts are equal, so the part is ${a} \\times {b} \\div {u} = {v}$"
    return Scene(
        f"Two chords AB and CD of a circle cross at P. PA = {a}, PB = {b} and PC = {u}; PD is marked with a question "
        "mark.", [
            ask("Intersecting Chords Theorem", "Product of Chord Parts", WHAT_LENGTH, v, f"{way}."),
            ask("Intersecting Chords Theorem", "Similar Triangles at Crossing Chords",
                "AC and BD are drawn too. How many times as long as AC is BD?", frac(v, a),
                f"{way}; the two triangles at the crossing point are similar, so BD : AC is ${v} \\div {a} = "
                f"{frac(v, a)}$."),
            ask("Intersecting Chords Theorem", "Product of Chord Parts", "What is the length of the chord CD?", u + v,
                f"{way}, and the chord is ${u} + {v} = {u + v}$.")],
        [("Two straight paths cross in a round rose garden. Lengths are in metres.",
          "How long is the part of the path marked with the question mark, in metres?"),
         *about("length", "AB and CD are chords of the circle.")[1:3],
         ("AB and CD are chords of the circle. Let $d$ be the length of the segment marked with the question mark.",
          "Determine $d$.")], dict(a=a, b=b, u=u), fixed=(phi,), figure=figure, check=check)


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

    way = f"the tangent is perpendicular to the radius MT, so PT is $\\sqrt{{{e}^2 - {r}^2}} = {t}$"
    return Scene(
        f"From the point P at the distance {e} from the centre M of a circle of radius {r} a tangent touches the "
        f"circle at T; PT is marked with a question mark.", [
            ask("Tangency of Line and Circle", "Tangent Length by Pythagoras",
                "PT touches the circle about M at T. What is the length of PT?", t, f"{way}."),
            ask("Tangency of Line and Circle", "Radius Meets the Tangent at a Right Angle",
                "PT touches the circle about M at T. What is the area of the triangle MPT?", r * t // 2,
                f"{way}, and the two legs give the area $\\frac{{1}}{{2}} \\times {r} \\times {t} = {r * t // 2}$."),
            ask("Properties of a Circle", "Extreme Distances from a Point",
                "M is the centre of the circle. What is the distance from P to the nearest point of the circle?", e - r,
                f"the nearest point lies on MP, at the distance ${e} - {r} = {e - r}$ from P.")],
        [("A swimmer at P sees the edge of a small round island at T; the line of sight PT just touches the shore. "
          "Lengths are in metres.", "How long is the line of sight PT, in metres?"),
         ("A belt runs straight from the pin P to the point T, where it touches a wheel about M. Lengths are in "
          "centimetres.", "How long is the straight part PT of the belt, in centimetres?"),
         ("A straight path from the gate P touches the edge of a round pond at T. Lengths are in metres.",
          "How long is the path from P to T, in metres?"),
         ("Let $t$ be the length of the tangent from P to its point of contact T.", "Determine $t$.")],
        dict(r=r, e=e), figure=figure, check=check)


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

    return Scene(
        f"From a point P two tangents of length {t} touch a circle of radius {r} about M at A and B.", [
            ask("Tangent-Segment Theorem", "Kite of Tangents and Radii",
                "PA and PB touch the circle about M at A and B. What is the area of the quadrilateral PAMB?", r * t,
                f"the kite consists of two equal right triangles, $2 \\times \\frac{{1}}{{2}} \\times {t} \\times "
                f"{r} = {r * t}$."),
            ask("Tangent-Segment Theorem", "Equal Tangent Segments",
                "PA and PB touch the circle about M at A and B. What is the perimeter of the quadrilateral PAMB?",
                2 * (r + t), f"both tangent segments are {t} and both radii are {r} long, together $2 \\times {t} + 2 "
                f"\\times {r} = {2 * (r + t)}$."),
            ask("Pythagorean Theorem", "Hypotenuse from the Legs",
                "PA and PB touch the circle about M at A and B. What is the length of MP? Give the exact value.",
                root(r * r + t * t), f"the radius MA is perpendicular to the tangent, so MP is "
                f"$\\sqrt{{{r}^2 + {t}^2}} = {root(r * r + t * t)}$.")],
        [("A paper kite is the quadrilateral PAMB; PA and PB touch the circle about M at A and B. Lengths are in "
          "centimetres.", "How many square centimetres of paper are in the kite?"),
         ("A round fountain with the centre M is lit by a lamp at P; the edges PA and PB of its beam touch the circle. "
          "Lengths are in metres.", "What is the area of the quadrilateral PAMB, in square metres?"),
         ("Let $S$ be the area of PAMB, where PA and PB touch the circle about M at A and B.", "Determine $S$.")],
        dict(r=r, t=t), figure=figure, check=check)


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

    way = f"PB is ${pa} + {far - pa} = {far}$, and PT is $\\sqrt{{{pa} \\times {far}}} = {t}$"
    return Scene(
        f"A line through P meets a circle at A and B, with PA = {pa} and AB = {far - pa}. A tangent from P touches "
        "the circle at T.", [
            ask("Tangent-Secant Theorem", "Square of the Tangent",
                "PT touches the circle at T. What is the length of PT?", t, f"{way}."),
            ask("Tangent-Secant Theorem", "Product of Secant Parts",
                "Another line through P meets the circle at C and D. What is the product of PC and PD?", pa * far,
                f"PB is ${pa} + {far - pa} = {far}$, and all secants through P have the same product, "
                f"${pa} \\times {far} = {pa * far}$."),
            ask("Tangent-Segment Theorem", "Equal Tangent Segments",
                "PT touches the circle at T. What is the length of the other tangent segment from P to the circle?", t,
                f"the two tangent segments from P are equal; {way}.")],
        [("A straight path from P crosses a round lawn from A to B; another path from P touches the edge of the lawn "
          "at T. Lengths are in metres.", "How long is the path from P to T, in metres?"),
         ("A ship at P is near round shallows: the course PB would cross them from A to B, the course PT touches their "
          "edge at T. Lengths are in kilometres.", "How long is the course from P to T, in kilometres?"),
         ("Let $t$ be the length of the tangent PT, where T is its point of contact.", "Determine $t$.")],
        dict(pa=pa, chord=far - pa), fixed=(h,), figure=figure, check=check)


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
    return Scene(
        f"Three circles about A, B and C with the radii {a}, {b} and {d} touch each other externally.", [
            ask("Tangency of Two Circles", "External Contact",
                "The three circles touch each other; each of their radii is marked once. What is the perimeter of the "
                "triangle ABC?", total, f"each side is the sum of two radii: $({a} + {b}) + ({b} + {d}) + ({d} + "
                f"{a}) = {total}$."),
            ask("Tangency of Two Circles", "Common Outer Tangent of Touching Circles",
                "The circles about A and B touch each other, and a line touches both of them from the same side. How "
                "far apart are its points of contact? Give the exact value.", root(4 * a * b),
                f"the length is $2 \\times \\sqrt{{{a} \\times {b}}} = {root(4 * a * b)}$."),
            ask("Tangency of Two Circles", "Point of Contact on the Line of Centres",
                "The three circles touch each other; each of their radii is marked once. What is the distance "
                "between A and C?", a + d, f"the point of contact lies on the segment AC, so the distance is ${a} + "
                f"{d} = {a + d}$.")],
        [("Three round coasters touch each other on a table. A thread is laid around the triangle of their centres "
          "A, B and C. Lengths are in centimetres.", "How many centimetres long is the thread?"),
         ("Three round tables touch each other. Straight ribbons join their centres A, B and C. Lengths are in "
          "decimetres.", "How many decimetres long are the three ribbons together?"),
         ("Three round lawns touch each other. Straight pipes join the sprinklers at their centres A, B and C. Lengths "
          "are in metres.", "How many metres of pipe are there in all?"),
         ("Let $P$ be the sum of the three distances between the centres A, B and C of circles that touch each other.",
          "Determine $P$.")],
        dict(a=a, b=b, d=d), figure=figure, check=check)


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

    return Scene(
        f"P has the distance {a} from the centre M of a circle of radius {r}.", [
            ask("Properties of a Circle", "Extreme Distances from a Point",
                "M is the centre; the lengths of MP and of a radius are marked. What is the distance from P to the "
                "nearest point of the circle?", abs(a - r), f"P lies {'inside' if a < r else 'outside'} the circle, "
                f"and the nearest point is on the ray MP, at the distance ${max(a, r)} - {min(a, r)} = {abs(a - r)}$."),
            ask("Properties of a Circle", "Extreme Distances from a Point",
                "M is the centre of the circle. What is the distance from P to the farthest point of the "
                "circle?", a + r,
                f"the farthest point is on the far side of M, at the distance ${a} + {r} = {a + r}$."),
            ask("Properties of a Circle", "Longest Chord is the Diameter",
                "M is the centre of the circle. What is the length of the longest chord of the circle?", 2 * r,
                f"the longest chord is a diameter, $2 \\times {r} = {2 * r}$.")],
        [("The circle is the shore of a round lake with a small island M in the middle; a drone hovers over P. "
          "Lengths are in metres.", "MP is marked with its whole length. How many metres is P from the nearest point "
          "of the shore?"),
         ("The circle is a round racing track about the tower M; a reporter stands at P. Lengths are in metres.",
          "MP is marked with its whole length. How many metres is the reporter from the nearest point of the track?"),
         ("A radio station at M can be received inside the circle; a lorry stands at P. Lengths are in kilometres.",
          "MP is marked with its whole length. How many kilometres is the lorry from the nearest point of the border "
          "of this zone?"),
         ("Let $X$ run through all points of the circle about M.", "MP is marked with its whole length. Determine "
             "the least value of $PX$.")],
        dict(a=a, r=r), fixed=(turn,), figure=figure, check=check)


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

    squares = f"${r}^2 + {t}^2 = {r * r + t * t}$"
    return Scene(
        f"T lies on a circle about M. MT = {r}, TP = {t} and MP = {e}.", [
            ask("Criterion for a Tangent Line", "Right Angle by the Converse of Pythagoras",
                "T lies on the circle about M, and the lengths of MT, TP and MP are marked. What kind of line is PT "
                "with respect to the circle?", kind, f"{squares}, and the square of MP is ${e}^2 = {e * e}$, so the "
                f"angle " + ("at T is a right angle and the line is a tangent." if kind == "a tangent" else
                   "at T is not a right angle and the line meets the circle once more: it is a secant."),
                options=["a tangent", "a secant", "a line without common points"]),
            ask("Criterion for a Tangent Line", "Perpendicular at the End of a Radius",
                "T lies on the circle about M, and MT and TP keep their lengths. How long must MP be so that the "
                "line PT is a tangent? Give the exact value.", root(r * r + t * t),
                f"the angle at T must be a right angle. With {squares} the length of MP is "
                f"$\\sqrt{{{r * r + t * t}}} = {root(r * r + t * t)}$."),
            ask("Properties of a Circle", "Extreme Distances from a Point",
                "M is the centre of the circle. What is the distance from P to the nearest point of the circle?", e - r,
                f"the nearest point lies on MP, at the distance ${e} - {r} = {e - r}$.")],
        [("A straight road PT meets the round shore of a lake about M at T. Lengths are in metres.",
          "What kind of line is PT with respect to the circle?"),
         ("A rod through P and T is laid against a wheel about M; T is on the rim. Lengths are in centimetres.",
          "What kind of line is PT with respect to the circle?"),
         ("A laser at P is aimed at the point T on the rim of a disc about M. Lengths are in centimetres.",
          "What kind of line is PT with respect to the circle?"),
         ("T lies on the circle about M. Let $g$ be the line through P and T.", "What kind of line is $g$ "
             "with respect to the circle?")],
        dict(r=r, t=t, e=e), figure=figure, check=check)
