"""Parallel lines: the parallel postulate, angles at parallels, criteria, distances.  All drawn to scale."""
from math import cos, dist, radians, sin, tan

from ..canvas import opening, polar
from ..tools import Scene, ask, degrees, frac, near, program
from .angles import MARKED, O


def circle_of_the_triangle(c, rng):
    """The circle through A, B and C."""
    (_, low), (x, y), (end, _) = c.angles[0][0], c.angles[1][0], c.angles[1][2]
    left = c.angles[0][0][0]
    middle = (left + end) / 2
    up = ((x - middle) ** 2 + (y - low) ** 2 - ((end - left) / 2) ** 2) / (2 * (y - low))
    c.ring((middle, low + up), (up * up + ((end - left) / 2) ** 2) ** 0.5, kind="thin")


@program("Parallel Lines and Angles")
def parallel_lines(rng):
    a, b = rng.randint(35, 80), rng.randint(28, 70)
    x = 180 - a - b

    def figure(c, g):
        p, q, r = (-8 / tan(radians(a)), 0), (8 / tan(radians(x)), 0), (0, 8)
        left, right = p[0] - 4, q[0] + 4
        c.line((left, 0), (right, 0))
        c.line((left, 8), (right, 8))
        c.line(p, r)
        c.line(q, r)
        for name, at, away in (("B", p, (p[0], 1)), ("C", q, (q[0], 1)), ("A", r, O), ("E", (right, 8), O),
                               ("h", (left, 0), O), ("g", (left, 8), (0, 8))):
            c.corner(at, name, away)
        c.angle(p, q, r, g["a"] + "°")
        c.angle(r, p, q, g["b"] + "°")
        c.angle(r, q, (right, 8), "?")

    def check(c):
        p, r, q = c.angles[0][0], c.angles[1][0], c.angles[1][2]
        return opening(*c.angles[2]), opening(r, p, c.angles[2][2]), opening(q, p, r)

    point = "Parallel Lines and Angles"
    flat, given = "Straight Angle and Full Angle", "The lines g and h are parallel."
    return Scene(
        f"A lies on the line g; B and C lie on the parallel line h. The angle CBA is ${degrees(a)}$ and the angle BAC "
        f"is ${degrees(b)}$; the angle between AC and the part of g on the side of C is marked with a question mark.", [
            ask(point, "Alternate Angles", f"{given} {MARKED}", degrees(x),
                f"The figure shows $CBA = {a}^\\circ$ and $BAC = {b}^\\circ$. By @ the angle between g and AB on the "
                f"other side of AB is as large as the angle CBA, ${a}^\\circ$. The three angles at A below g make a "
                f"straight angle ({flat}), so the marked angle is $180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.",
                also=[flat], wrong=[degrees(a), degrees(b), degrees(a + b), degrees(180 - b)]),
            ask(point, "Interior Angles on One Side", f"{given} How many degrees is the angle BAE?", degrees(180 - a),
                f"The angles CBA and BAE lie between the parallels on one side of AB, and CBA is ${a}^\\circ$. By @ "
                f"they add up to $180^\\circ$, so the angle BAE is $180^\\circ - {a}^\\circ = {180 - a}^\\circ$.",
                wrong=[degrees(a), degrees(180 - b), degrees(a + b)]),
            ask("Angle Sum of a Triangle", "Third Angle from Two", f"{given} How many degrees is the angle ACB?",
                degrees(x), f"In the triangle ABC the angles at B and A are ${a}^\\circ$ and ${b}^\\circ$. By @ the "
                f"angle ACB is $180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.",
                wrong=[degrees(a), degrees(a + b), degrees(180 - b)])],
        more=[circle_of_the_triangle], givens=dict(a=a, b=b), figure=figure, check=check)


@program("Parallel Postulate")
def bend_between_parallels(rng):
    a, b, tall = rng.randint(28, 70), rng.randint(28, 70), rng.choice((0.7, 0.85, 1, 1.15, 1.3))

    def figure(c, g):
        top, low = (6 / tan(radians(a)) * tall, 6 * tall), (6 / tan(radians(b)) * (2 - tall), -6 * (2 - tall))
        right = max(top[0], low[0]) + 4
        for name, end in (("g", top), ("h", low)):
            c.line((end[0] - 3, end[1]), (right, end[1]))
            c.corner((right, end[1]), name, (0, end[1]))
        c.line(top, O, low)
        c.corner(top, "A", (top[0], 0))
        c.corner(low, "C", (low[0], 0))
        c.corner(O, "B", (1, 0))
        c.angle(top, (top[0] - 3, top[1]), O, g["a"] + "°")
        c.angle(low, (low[0] - 3, low[1]), O, g["b"] + "°")
        c.angle(O, top, low, "?")

    angles, given = "Parallel Lines and Angles", "The lines g and h are parallel."
    return Scene(
        f"B lies between the parallel lines g and h. A on g and C on h lie on the same side of the perpendicular to g "
        f"and h through B. The acute angle between AB and g is ${degrees(a)}$, the acute angle between BC and h is "
        f"${degrees(b)}$. The angle ABC is marked with a question mark.", [
            ask("Parallel Postulate", "One Parallel through a Point", f"{given} {MARKED}", degrees(a + b),
                f"The figure shows the angles ${a}^\\circ$ at A and ${b}^\\circ$ at C. By @ there is exactly one line "
                f"through B parallel to g, and it is parallel to h too. It divides the marked angle into two parts, "
                f"which are alternate to the angles at A and C and so as large as these ({angles}). The marked angle "
                f"is ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$.",
                also=[angles], wrong=[degrees(180 - a - b), degrees(180 - a), degrees(180 - b), degrees(360 - a - b)]),
            ask("Parallel Postulate", "Crossing One Parallel Crosses the Other",
                f"{given} The segment AB is extended until it meets h. How many degrees is the acute angle that it "
                f"forms with h?", degrees(a),
                f"The line AB crosses g at an angle of ${a}^\\circ$. By @ it crosses h as well, since h is parallel to "
                f"g. The angle there is alternate to the one at A ({angles}), so it is ${a}^\\circ$ too.",
                also=[angles], wrong=[degrees(b), degrees(90 - a), degrees(180 - a)]),
            ask("Adjacent Supplementary Angles", "Linear Pair Sum",
                "How many degrees is the obtuse angle between AB and the line g?", degrees(180 - a),
                f"The acute angle between AB and g is ${a}^\\circ$. By @ the acute and the obtuse angle at A add up to "
                f"$180^\\circ$, so the obtuse one is $180^\\circ - {a}^\\circ = {180 - a}^\\circ$.",
                wrong=[degrees(180 - b), degrees(90 + a), degrees(a)])],
        givens=dict(a=a, b=b), fixed=(tall,), figure=figure,
        check=lambda c: (opening(*c.angles[2]), opening(O, (-1, 0), tuple(-v for v in c.angles[0][0])),
                         180 - opening(*c.angles[0])))


@program("Criteria for Parallel Lines")
def turned_to_parallel(rng):
    a, turn = rng.randint(45, 85), rng.choice([k for k in range(-28, 29) if abs(k) > 6])
    b = a + turn

    def figure(c, g):
        t = (cos(radians(a)), sin(radians(a)))
        low, high = (-4 * t[0], -4 * t[1]), (4 * t[0], 4 * t[1])
        c.line(tuple(2.1 * v for v in low), tuple(2.1 * v for v in high))
        for name, at, d in (("g", high, 0), ("h", low, -turn)):
            ends = [polar(at, r, d) for r in (-8, 10)]
            c.line(*ends)
            c.corner(ends[1], name, at)
        c.angle(high, polar(high, 5, 0), tuple(2 * v for v in high), g["a"] + "°")
        c.angle(low, polar(low, 5, -turn), high, g["b"] + "°")
        for name, at in (("A", high), ("B", low)):
            c.corner(at, name, polar(at, 1, a / 2))

    def check(c):
        one, two = ((p[1][0] - p[0][0], p[1][1] - p[0][1]) for p, _ in c.strokes[1:3])
        return opening(O, one, two), opening(*c.angles[0]), 180 - opening(*c.angles[0])

    point = "Criteria for Parallel Lines"
    seen = f"The corresponding angles at A and B are ${a}^\\circ$ and ${b}^\\circ$."
    return Scene(
        f"A line cuts the lines g and h at A and B. The corresponding angles there are ${degrees(a)}$ at A and "
        f"${degrees(b)}$ at B, so g and h are not parallel.", [
            ask(point, "Angle Needed for Parallels",
                "The line h is turned about B until it is parallel to g. Through how many degrees must h be turned at "
                "least?", degrees(abs(turn)),
                f"{seen} By @ the lines g and h are parallel when both angles are equal, so h must be turned by the "
                f"difference: ${max(a, b)}^\\circ - {min(a, b)}^\\circ = {abs(turn)}^\\circ$.",
                wrong=[degrees(180 - a), degrees(abs(180 - a - b) or 90), degrees(180 - abs(turn)), degrees(a)]),
            ask(point, "Equal Corresponding Angles Imply Parallels",
                "How many degrees should the marked angle at B have so that g and h are parallel?", degrees(a),
                f"{seen} By @ the lines g and h are parallel when the angle at B is as large as the angle at A, so it "
                f"should have ${a}^\\circ$.", wrong=[degrees(180 - a), degrees(b), degrees(abs(turn))]),
            ask(point, "Supplementary Interior Angles Imply Parallels",
                "The line h is turned about B until it is parallel to g. How many degrees is the obtuse angle at "
                "B then?", degrees(180 - a),
                f"The marked angle at A is ${a}^\\circ$, and the angle across from it at A is as large (Vertical "
                f"Angles). By @ this angle and the obtuse angle at B, which lie between g and h on one side, add up to "
                f"$180^\\circ$: $180^\\circ - {a}^\\circ = {180 - a}^\\circ$.", also=["Vertical Angles"],
                wrong=[degrees(180 - b), degrees(90 + abs(turn)), degrees(180 - abs(turn))])],
        givens=dict(a=a, b=b), figure=figure, check=check)


@program("Distance between Parallel Lines")
def three_parallels(rng):
    a = rng.randint(3, 14)
    b = near(rng, a, 0.5, 2)
    w = rng.choice([k for k in range(max(4, round(0.6 * (a + b))), round(1.5 * (a + b)) + 1) if k * (a + b) % 2 == 0])
    lean, d = rng.randint(0, 10), a + b

    def figure(c, g):
        c.without.add("shapes")  # a second shaded triangle
        top = (w * lean / 10, d)
        if c.asked in (None, 0):
            c.polygon(O, (w, 0), top, accent=True)
        for y, name in ((0, "g"), (a, "m"), (d, "h")):
            c.line((-0.2 * w - 0.1 * d, y), (1.2 * w + 0.3 * d, y))
            c.corner((-0.2 * w - 0.1 * d, y), name, (w, y))
        x = 1.2 * w + 0.15 * d
        c.line((x, 0), (x, d), kind="dash")
        c.right((x, 0), (w, 0), (x, d))
        if c.asked in (None, 0):
            c.side(O, (w, 0), g["w"], top)
        c.side((x, 0), (x, a), g["a"], O)
        c.side((x, a), (x, d), g["b"], O)

    def check(c):
        p, q, r = c.polygons[0]
        low, _, high = [points[0][1] for points, _ in c.strokes[1:4]]
        return dist(p, q) * r[1] / 2, high - low, (high + low) / 2

    point = "Distance between Parallel Lines"
    given, triangle = "The lines g, m and h are parallel.", "Area of a Triangle"
    apart = f"The line m lies between g and h, at the distances {a} and {b} from them."
    return Scene(
        f"The lines g, m and h are parallel; m lies between the others, {a} from g and {b} from h. A shaded triangle "
        f"has a side of {w} on g and the opposite corner on h.", [
            ask(point, "Distance as Height", f"{given} What is the area of the shaded triangle?", w * d // 2,
                f"{apart} The shaded triangle has the side {w} on g and its third corner on h. By @ its height is the "
                f"distance of g and h, ${a} + {b} = {d}$. Half of base times height ({triangle}) is "
                f"${w} \\times {d} \\div 2 = {w * d // 2}$.",
                also=[triangle], wrong=[w * d, frac(w * a, 2), frac(w * b, 2), w + d]),
            ask(point, "Sum of Distances of Parallels", f"{given} What is the distance between g and h?", d,
                f"{apart} By @ the two distances are added, so g and h are ${a} + {b} = {d}$ apart.",
                wrong=[abs(a - b), frac(d, 2), a * b]),
            ask(point, "Middle Parallel",
                f"{given} How far from g is the parallel that lies midway between g and h?",
                frac(d, 2), f"{apart} So g and h are ${a} + {b} = {d}$ apart. By @ the parallel midway between them is "
                f"half of this away from g: ${d} \\div 2 = {frac(d, 2)}$.", wrong=[d, frac(abs(a - b), 2), a])],
        givens=dict(w=w, a=a, b=b), fixed=(lean,), figure=figure, check=check)
