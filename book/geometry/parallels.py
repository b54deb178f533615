"""Parallel lines: the parallel postulate, angles at parallels, criteria, distances.  All drawn to scale."""
from math import cos, dist, radians, sin, tan

from ..canvas import opening, polar
from ..contexts import scenes
from ..tools import Scene, ask, degrees, frac, near, program
from .angles import MARKED, O, told


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
    return Scene(
        f"A lies on the line g; B and C lie on the parallel line h. The angle CBA is ${degrees(a)}$ and the angle BAC "
        f"is ${degrees(b)}$; the angle between AC and the part of g on the side of C is marked with a question mark.", [
            ask(point, "Alternate Angles", f"The lines g and h are parallel. {MARKED}", degrees(x),
                f"the angle on the other side of AB at A is alternate to the angle at B, ${a}^\\circ$. The angles at A "
                f"fill a straight line by Straight Angle and Full Angle: $180^\\circ - {a}^\\circ - {b}^\\circ = "
                f"{x}^\\circ$.", also=["Straight Angle and Full Angle"]),
            ask(point, "Interior Angles on One Side",
                "The lines g and h are parallel. How many degrees is the angle BAE?", degrees(180 - a),
                f"it lies with the angle at B on one side of AB between the parallels: $180^\\circ - {a}^\\circ = "
                f"{180 - a}^\\circ$."),
            ask("Angle Sum of a Triangle", "Third Angle from Two",
                "The lines g and h are parallel. How many degrees is the angle ACB?", degrees(x),
                f"in the triangle ABC two angles are known: $180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.")],
        told("angle", "The lines g and h are parallel."), dict(a=a, b=b), figure=figure, check=check)


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

    return Scene(
        f"B lies between the parallel lines g and h. A on g and C on h lie on the same side of the perpendicular to g "
        f"and h through B. The acute angle between AB and g is ${degrees(a)}$, the acute angle between BC and h is "
        f"${degrees(b)}$. The angle ABC is marked with a question mark.", [
            ask("Parallel Postulate", "One Parallel through a Point",
                f"The lines g and h are parallel. {MARKED}", degrees(a + b),
                "through B draw the one parallel to g; it is parallel to h too. By Parallel Lines and Angles it cuts "
                f"the marked angle into parts of ${a}^\\circ$ and ${b}^\\circ$, alternate to the given angles: "
                f"${a}^\\circ + {b}^\\circ = {a + b}^\\circ$.", also=["Parallel Lines and Angles"]),
            ask("Parallel Postulate", "Crossing One Parallel Crosses the Other",
                "The lines g and h are parallel. The segment AB is extended until it meets h. How many degrees is the "
                "acute angle that it forms with h?", degrees(a),
                f"the line AB crosses g, so it crosses its parallel h as well. By Parallel Lines and Angles the angle "
                f"there is alternate to the one at A, so it is ${a}^\\circ$.", also=["Parallel Lines and Angles"]),
            ask("Adjacent Supplementary Angles", "Linear Pair Sum",
                "How many degrees is the obtuse angle between AB and the line g?", degrees(180 - a),
                f"the two angles at A fill a straight line: $180^\\circ - {a}^\\circ = {180 - a}^\\circ$.")],
        told("angle", "The lines g and h are parallel."), dict(a=a, b=b), fixed=(tall,), figure=figure,
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
    return Scene(
        f"A line cuts the lines g and h at A and B. The corresponding angles there are ${degrees(a)}$ at A and "
        f"${degrees(b)}$ at B, so g and h are not parallel.", [
            ask(point, "Angle Needed for Parallels",
                "The line h is turned about B until it is parallel to g. Through how many degrees must it be turned at "
                "least?", degrees(abs(turn)),
                "the corresponding angles at A and B must become equal, so the turn is their difference: "
                f"${max(a, b)}^\\circ - {min(a, b)}^\\circ = {abs(turn)}^\\circ$."),
            ask(point, "Equal Corresponding Angles Imply Parallels",
                "How many degrees should the marked angle at B have so that g and h are parallel?", degrees(a),
                f"it must be as large as the corresponding angle at A, so ${a}^\\circ$ instead of ${b}^\\circ$."),
            ask(point, "Supplementary Interior Angles Imply Parallels",
                "The line h is turned about B until it is parallel to g. How many degrees does the obtuse angle at "
                "B have then?", degrees(180 - a),
                "the interior angles on one side must add up to $180^\\circ$, and one at A is vertical to the marked "
                f"angle of ${a}^\\circ$: $180^\\circ - {a}^\\circ = {180 - a}^\\circ$.")],
        [("A carpenter fixes the laths g and h on a slanted post. They are to be parallel.",
          "Through how many degrees must the lath h be turned about B at least?"),
         ("On a plan the streets g and h cross a railway at A and B. The street h is to be laid parallel to g.",
          "By how many degrees must its direction be changed at B at least?"),
         ("Let $\\varphi$ be the smallest angle of a rotation about B that maps h to a parallel of g.",
          "Determine $\\varphi$ in degrees.")],
        dict(a=a, b=b), figure=figure, check=check)


@program("Distance between Parallel Lines")
def three_parallels(rng):
    a = rng.randint(3, 14)
    b = near(rng, a, 0.5, 2)
    w = rng.choice([k for k in range(max(4, round(0.6 * (a + b))), round(1.5 * (a + b)) + 1) if k * (a + b) % 2 == 0])
    lean, d = rng.randint(0, 10), a + b

    def figure(c, g):
        c.without.add("shapes")  # a second shaded triangle
        top = (w * lean / 10, d)
        c.polygon(O, (w, 0), top, accent=True)
        for y, name in ((0, "g"), (a, "m"), (d, "h")):
            c.line((-0.2 * w - 0.1 * d, y), (1.2 * w + 0.3 * d, y))
            c.corner((-0.2 * w - 0.1 * d, y), name, (w, y))
        x = 1.2 * w + 0.15 * d
        c.line((x, 0), (x, d), kind="dash")
        c.right((x, 0), (w, 0), (x, d))
        c.side(O, (w, 0), g["w"], top)
        c.side((x, 0), (x, a), g["a"], O)
        c.side((x, a), (x, d), g["b"], O)

    def check(c):
        p, q, r = c.polygons[0]
        low, _, high = [points[0][1] for points, _ in c.strokes[1:4]]
        return dist(p, q) * r[1] / 2, high - low, (high + low) / 2

    point = "Distance between Parallel Lines"
    return Scene(
        f"The lines g, m and h are parallel; m lies between the others, {a} from g and {b} from h. A shaded triangle "
        f"has a side of {w} on g and the opposite corner on h.", [
            ask(point, "Distance as Height",
                "The lines g, m and h are parallel. What is the area of the shaded triangle?", w * d // 2,
                f"the height of the triangle is the distance of g and h, ${a} + {b} = {d}$, so the area is "
                f"${w} \\times {d} \\div 2 = {w * d // 2}$."),
            ask(point, "Sum of Distances of Parallels",
                "The lines g, m and h are parallel. What is the distance between g and h?", d,
                f"m runs between them, so the distances are added: ${a} + {b} = {d}$."),
            ask(point, "Middle Parallel",
                "The lines g, m and h are parallel. How far from g is the parallel that lies midway between g and h?",
                frac(d, 2), f"g and h are ${a} + {b} = {d}$ apart, and half of it is ${d} \\div 2 = {frac(d, 2)}$.")],
        [(f"{start} The lines g, m and h are parallel.", text) for start, text in scenes(
            "area", "the shaded triangle")],
        dict(w=w, a=a, b=b), fixed=(lean,), figure=figure, check=check)
