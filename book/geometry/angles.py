"""Angles at a point: kinds, pairs, sums and bisectors, lines of sight.  All drawn to scale."""
from math import radians, tan

from ..canvas import opening, polar
from ..tools import Quantity, Scene, ask, degrees, frac, program

O = (0, 0)
MARKED = "How many degrees is the angle marked with the question mark?"


def fan(c, ends, names, down=270):
    """Rays from O in the given directions with names at their ends."""
    for end, name in zip(ends, names):
        c.line(O, polar(O, 8, end))
        c.corner(polar(O, 8, end), name, O)
    c.dot(O)
    c.corner(O, "O", polar(O, 1, down + 180))


def circle_of_the_rays(c, rng):
    """The circle about O through the ends of all rays."""
    c.ring(O, 8, kind="thin")


def tips_joined(c, rng):
    """The chords between neighbouring tips of rays that fan() has drawn."""
    ends = [points[1] for points, _ in c.strokes if points[0] == O and len(points) == 2]
    c.line(*ends, kind="thin")


def circle_of_the_triangle(c, rng):
    """The circle through the top of the tower and both points on the ground."""
    (low, top), (left, _), (right, _) = (points for points, _ in c.strokes[1:4])
    y = (top[1] ** 2 + left[0] * right[0]) / (2 * top[1])
    x = (left[0] + right[0]) / 2
    c.ring((x, y), ((x - left[0]) ** 2 + y * y) ** 0.5, kind="thin")


def tips(c, *indices):
    """The angle between two rays drawn by fan, by their numbers: measured in the drawing."""
    ends = [points[1] for points, _ in c.strokes if points[0] == O and len(points) == 2]
    return opening(O, ends[indices[0]], ends[indices[1]])


@program("Definition of an Angle")
def protractor(rng):
    start = rng.choice((10, 30, 50))  # never on a number of the scale
    size = rng.choice([k for k in range(25, 136 - start, 5) if (start + k) % 20])
    more = rng.randint(2, 175 - start - size)
    end, whole = start + size, size + more

    def figure(c, g):
        c.halo = True
        c.ring(O, 8, start=0, end=180)
        c.line((-8, 0), (8, 0))
        for d in range(0, 181, 5):
            c.line(polar(O, 7.3 if d % 10 == 0 else 7.7, d), polar(O, 8, d), kind="thin")
        for d in range(0, 181, 20):
            c.text(polar(O, 6.5, d), str(d), small=True)
        for name, d in (("A", start), ("B", end)):
            c.line(O, polar(O, 9.2, d), kind="thick")
            c.corner(polar(O, 9.2, d), name, O)
        c.corner(O, "O", (0, 1))

    def check(c):
        one, two = [points[1] for points, kind in c.strokes if kind == "thick"]
        found = round(opening(O, one, two), 6)
        return found + more, found, "acute" if found < 90 else "obtuse"

    kind = "acute" if size < 90 else "obtuse"  # a side at a number of the scale is excluded, and so is 90
    read = (f"The sides OA and OB pass the marks {start} and {end}, so the angle AOB is "
            f"${end}^\\circ - {start}^\\circ = {size}^\\circ$.")

    def backwards(c, _):
        for d in range(20, 161, 20):
            c.text(polar(O, 5.2, d), str(180 - d), small=True)

    return Scene(
        f"On a protractor the side OA of an angle passes the mark {start} and the side OB the mark {end}.", [
            ask("Definition of an Angle", "Angle as a Turn",
                "The ray OB turns further away from the ray OA, by ${more}^\\circ$. How many degrees is the angle AOB "
                "then?", degrees(whole),
                f"{read} By @ the size of an angle is the turn from one side to the other, so the further turn adds to "
                f"it: ${size}^\\circ + {more}^\\circ = {whole}^\\circ$.",
                wrong=[degrees(end + more), degrees(abs(size - more) or end), degrees(size), degrees(end)]),
            ask("Definition of an Angle", "Reading a Protractor", "How many degrees is the angle AOB in the figure?",
                degrees(size), f"The sides OA and OB pass the marks {start} and {end}. By @ the angle is the "
                f"difference of the two readings, ${end}^\\circ - {start}^\\circ = {size}^\\circ$.",
                wrong=[degrees(end), degrees(start + end), degrees(180 - end)]),
            ask("Definition of an Obtuse Angle", "Between Right and Straight",
                "What kind of angle is the angle AOB in the figure?", kind,
                f"{read} By @ an angle is obtuse when it lies between $90^\\circ$ and $180^\\circ$; this one is "
                f"{'smaller than' if size < 90 else 'larger than'} $90^\\circ$, so it is {kind}.",
                options=["acute", "right", "obtuse"])],
        givens=dict(more=more), fixed=(start, size), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("degrees", "the angle of the further turn", "degrees")}, more=[backwards])


@program("Supplementary and Complementary Angles")
def straight_angle(rng):
    a, b = rng.randint(25, 80), rng.randint(25, 80)
    x = 180 - a - b

    def figure(c, g):
        fan(c, (180, 180 - a, b, 0), "ACDB")
        for p, q, text in ((180, 180 - a, g["a"] + "°"), (180 - a, b, "?"), (b, 0, g["b"] + "°")):
            c.angle(O, polar(O, 8, p), polar(O, 8, q), text)

    point = "Supplementary and Complementary Angles"
    return Scene(
        f"The rays OC and OD lie on one side of the line AB through O, in the order A, C, D, B. The angle AOC is "
        f"${degrees(a)}$ and the angle DOB is ${degrees(b)}$; the angle COD is marked with a question mark.", [
            ask(point, "Supplementary Angles", f"A, O and B lie on one line. {MARKED}", degrees(x),
                f"The figure shows the angles ${a}^\\circ$ and ${b}^\\circ$ at the line AB. By @ the marked angle COD "
                f"is the supplement of these two angles together: $180^\\circ - ({a}^\\circ + {b}^\\circ) = "
                f"{x}^\\circ$.",
                wrong=[degrees(a + b), degrees(180 - a), degrees(180 - b), degrees(360 - a - b)]),
            ask(point, "Complementary Angles", "How many degrees is the complement of the angle AOC?",
                degrees(90 - a), f"The angle AOC is ${a}^\\circ$. By @ an angle and its complement add up to "
                f"$90^\\circ$, so the complement is $90^\\circ - {a}^\\circ = {90 - a}^\\circ$.",
                wrong=[degrees(180 - a), degrees(a), degrees(90 - b)]),
            ask("Adjacent Supplementary Angles", "Linear Pair Sum",
                "A, O and B lie on one line. How many degrees is the angle AOD?", degrees(180 - b),
                f"The angles AOD and DOB lie side by side at the line AB, and DOB is ${b}^\\circ$. By @ they add up to "
                f"$180^\\circ$, so the angle AOD is $180^\\circ - {b}^\\circ = {180 - b}^\\circ$.",
                wrong=[degrees(x), degrees(180 - a), degrees(a + b)])],
        more=[circle_of_the_rays], givens=dict(a=a, b=b), figure=figure,
        check=lambda c: (opening(*c.angles[1]), 90 - opening(*c.angles[0]), tips(c, 0, 2)))


@program("Vertical Angles")
def crossing_lines(rng):
    a, b = rng.randint(28, 80), rng.randint(28, 80)
    x = 180 - a - b

    def figure(c, g):
        ends = (0, a, a + x, 180, 180 + a, 180 + a + x)
        for end, name in zip(ends, "ABCDEF"):
            c.line(O, polar(O, 8, end))
            c.corner(polar(O, 8, end), name, O)
        for i, text in ((0, g["a"] + "°"), (2, g["b"] + "°"), (4, "?")):
            c.angle(O, polar(O, 8, ends[i]), polar(O, 8, ends[i + 1]), text)

    flat = "Straight Angle and Full Angle"
    return Scene(
        f"The lines AD, BE and CF cross at O. The angle AOB is ${degrees(a)}$ and the angle COD is ${degrees(b)}$; the "
        "angle EOF is marked with a question mark.", [
            ask("Vertical Angles", "Vertical Angles are Equal",
                f"AD, BE and CF are straight lines through one point O. {MARKED}", degrees(x),
                f"The figure shows $AOB = {a}^\\circ$ and $COD = {b}^\\circ$. The three angles AOB, BOC and COD on one "
                f"side of the line AD make a straight angle ({flat}), so the angle BOC is "
                f"$180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$. By @ the marked angle EOF, which lies across "
                f"from BOC, is ${x}^\\circ$ too.", also=[flat],
                wrong=[degrees(a), degrees(b), degrees(a + b), degrees(180 - a)]),
            ask("Vertical Angles", "Neighbours at a Crossing",
                "AD and BE are straight lines that cross at O. How many degrees is the angle BOD?", degrees(180 - a),
                f"The angles AOB and BOD are neighbours at the crossing of AD and BE, and AOB is ${a}^\\circ$. By @ "
                f"they add up to $180^\\circ$, so the angle BOD is $180^\\circ - {a}^\\circ = {180 - a}^\\circ$.",
                wrong=[degrees(a), degrees(x), degrees(180 - b)]),
            ask("Calculation of Angles", "Sum of Adjacent Angles",
                "AD and CF are straight lines that cross at O. How many degrees is the angle FOB?", degrees(a + b),
                f"The angle FOA lies across from COD and is as large, ${b}^\\circ$ (Vertical Angles). By @ the angle "
                f"FOB is the sum of FOA and AOB, ${b}^\\circ + {a}^\\circ = {a + b}^\\circ$.", also=["Vertical Angles"],
                wrong=[degrees(x), degrees(180 - a), degrees(180 - b)])],
        more=[circle_of_the_rays], givens=dict(a=a, b=b), figure=figure,
        check=lambda c: (opening(*c.angles[2]), tips(c, 1, 3), tips(c, 5, 1)))


@program("Adjacent Supplementary Angles")
def linear_pair(rng):
    s = rng.choice([5, 6, 9, 10, 12, 15, 18, 20, 30, 36])
    m = rng.choice([k for k in range(1, s) if 0.16 * s < k < 0.84 * s and 2 * k != s])
    n, x = s - m, 180 // s

    def figure(c, g):
        fan(c, (180, 180 - m * x, 0), "ACB")
        c.angle(O, polar(O, 8, 180), polar(O, 8, 180 - m * x), f"{g['m']}·x")
        c.angle(O, polar(O, 8, 180 - m * x), polar(O, 8, 0), f"{g['n']}·x")

    point = "Adjacent Supplementary Angles"
    given = "A, O and B lie on one line, and angles are measured in degrees."
    return Scene(
        f"The angles AOC and COB at the line AB measure ${m}x$ and ${n}x$ degrees.", [
            ask(point, "Linear Pair Sum", f"{given} What is the number $x$?", x,
                f"The angles AOC and COB are ${m}x$ and ${n}x$ degrees. By @ they add up to $180^\\circ$, so "
                f"$({m} + {n})x = 180$ and $x = 180 \\div {s} = {x}$.", wrong=[2 * x, m * x, n * x, frac(90, s)]),
            ask(point, "Ratio in a Linear Pair", f"{given} How many degrees is the angle AOC?",
                degrees(m * x), f"The angles AOC and COB are ${m}x$ and ${n}x$ degrees, so they are in the ratio "
                f"{m} : {n} and make ${m} + {n} = {s}$ equal parts. By @ the angle AOC is $\\frac{{{m}}}{{{s}}} "
                f"\\times 180^\\circ = {m * x}^\\circ$.", wrong=[degrees(n * x), degrees(x), degrees(90)]),
            ask("Angle Bisector", "Two Equal Halves", f"{given} OM bisects the angle COB. How many degrees is the "
                "angle COM?", f"{frac(n * x, 2)}^\\circ",
                f"The angles AOC and COB add up to $180^\\circ$ (Adjacent Supplementary Angles), so $x = 180 \\div {s} "
                f"= {x}$, and the angle COB is ${n} \\times {x} = {n * x}$ degrees. By @ the angle COM is half of it, "
                f"${frac(n * x, 2)}^\\circ$.", also=["Adjacent Supplementary Angles"],
                wrong=[f"{n * x}^\\circ", f"{frac(m * x, 2)}^\\circ", f"{2 * n * x}^\\circ"])],
        more=[circle_of_the_rays], givens=dict(m=m, n=n), figure=figure,
        check=lambda c: (tips(c, 0, 2) / sum(int(text[:-2]) for text in c.texts() if text.endswith("·x")),
                         opening(*c.angles[0]), opening(*c.angles[1]) / 2),
        quantities={"m": Quantity("coefficient", "the factor before x in the angle AOC"),
                    "n": Quantity("coefficient", "the factor before x in the angle COB")})


@program("Straight Angle and Full Angle")
def full_angle(rng):
    x = rng.randint(70, 170)
    a = rng.randint(max(60, 360 - x - 170), min(170, 360 - x - 60))
    b, turn = 360 - x - a, 10 * rng.randint(0, 35)

    def figure(c, g):
        fan(c, (turn, turn + a, turn + a + b), "ABC")
        c.labels.pop()  # three angles leave no room for the name O
        for i, text in enumerate((g["a"] + "°", g["b"] + "°", "?")):
            ends = [polar(O, 8, turn + d) for d in ((0, a), (a, a + b), (a + b, 0))[i]]
            c.angle(O, *ends, text)

    point = "Straight Angle and Full Angle"
    return Scene(
        f"Three rays OA, OB and OC divide the plane around O into three angles. AOB is ${degrees(a)}$ and BOC is "
        f"${degrees(b)}$; the third is marked with a question mark.", [
            ask(point, "Missing Part of a Full Angle", f"The three rays start at one point. {MARKED}", degrees(x),
                f"The figure shows the angles ${a}^\\circ$ and ${b}^\\circ$. By @ the three angles together make "
                f"$360^\\circ$, so the marked angle is $360^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.",
                wrong=[degrees(a + b), degrees(360 - a), degrees(180 - a), degrees(180 - b)]),
            ask(point, "Straight Angle", "The three rays start at O. The ray OA is extended backwards beyond O. How "
                "many degrees is the angle between this extension and the ray OB?", degrees(180 - a),
                f"The angle AOB is ${a}^\\circ$. By @ the ray OA and its extension form an angle of $180^\\circ$, so "
                f"the angle between the extension and OB is $180^\\circ - {a}^\\circ = {180 - a}^\\circ$.",
                wrong=[degrees(360 - a), degrees(a), degrees(180 - b)]),
            ask("Angle Bisector", "Two Equal Halves",
                "The three rays start at O, and the ray OM bisects the angle BOC. How many degrees is the angle BOM?",
                f"{frac(b, 2)}^\\circ", f"The angle BOC is ${b}^\\circ$. By @ the ray OM divides it into two equal "
                f"halves, so the angle BOM is ${b}^\\circ \\div 2 = {frac(b, 2)}^\\circ$.",
                wrong=[f"{b}^\\circ", f"{frac(a, 2)}^\\circ", f"{frac(x, 2)}^\\circ"])],
        more=[circle_of_the_rays], givens=dict(a=a, b=b), fixed=(turn,), figure=figure,
        check=lambda c: (opening(*c.angles[2]), opening(O, tuple(-v for v in c.angles[0][1]), c.angles[0][2]),
                         opening(*c.angles[1]) / 2))


@program("Angle Bisector")
def bisected_angle(rng):
    a, b = rng.randint(22, 60), rng.randint(22, 55)
    whole = a + 2 * b

    def figure(c, g):
        ends = (0, a, a + b, whole)
        fan(c, ends, "ABMC", 225)
        for i, text in enumerate((g["a"] + "°", g["b"] + "°", "")):
            c.angle(O, polar(O, 8, ends[i]), polar(O, 8, ends[i + 1]), text)

    return Scene(
        f"The ray OB lies inside the angle AOC, and OM bisects the angle BOC. The angle AOB is ${degrees(a)}$ and the "
        f"angle BOM is ${degrees(b)}$.", [
            ask("Angle Bisector", "Whole from a Half",
                "The ray OM bisects the angle BOC. How many degrees is the angle AOC?", degrees(whole),
                f"The figure shows $AOB = {a}^\\circ$ and $BOM = {b}^\\circ$. By @ the angle BOC is twice the angle "
                f"BOM, $2 \\times {b}^\\circ = {2 * b}^\\circ$. So the angle AOC is ${a}^\\circ + {2 * b}^\\circ = "
                f"{whole}^\\circ$.",
                wrong=[degrees(a + b), degrees(2 * a + b), degrees(2 * a + 2 * b), degrees(2 * b)]),
            ask("Calculation of Angles", "Sum of Adjacent Angles", "How many degrees is the angle AOM?",
                degrees(a + b), f"The angles $AOB = {a}^\\circ$ and $BOM = {b}^\\circ$ lie side by side. By @ the "
                f"angle AOM is ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$.",
                wrong=[degrees(whole), degrees(2 * b), degrees(abs(a - b) or a)]),
            ask("Angle Bisector", "Bisectors of Neighbouring Angles",
                "OM bisects the angle BOC, and another ray ON bisects the angle AOB. How many degrees is the angle "
                "NOM?", f"{frac(whole, 2)}^\\circ",
                f"The figure shows $AOB = {a}^\\circ$ and $BOM = {b}^\\circ$, so the angle AOC is "
                f"${a}^\\circ + 2 \\times {b}^\\circ = {whole}^\\circ$. By @ the bisectors of the neighbouring "
                f"angles AOB and BOC form half of it: ${whole}^\\circ \\div 2 = {frac(whole, 2)}^\\circ$.",
                wrong=[f"{whole}^\\circ", f"{a + b}^\\circ", f"{frac(a + b, 2)}^\\circ"])],
        more=[circle_of_the_rays], givens=dict(a=a, b=b), figure=figure,
        check=lambda c: (sum(opening(*v) for v in c.angles), tips(c, 0, 2), tips(c, 0, 3) / 2))


@program("Calculation of Angles")
def angle_difference(rng):
    a, x, b = (rng.randint(27, 55) for _ in range(3))
    t = a + x + b

    def figure(c, g):
        ends = (0, a, a + x, t)
        fan(c, ends, "ABCD", 225)
        for i, text in enumerate((g["a"] + "°", "?", g["b"] + "°")):
            c.angle(O, polar(O, 8, ends[i]), polar(O, 8, ends[i + 1]), text)
        arc = c.ring(O, 9.8, start=3, end=t - 3, kind="thin")
        for i, j in ((1, 0), (-2, -1)):
            c.strokes.append(([arc[i], arc[j]], "head"))
        c.corner(polar(O, 9.8, t / 2), g["t"] + "°", O)

    point = "Calculation of Angles"
    given = "The outer arc belongs to the angle AOD."
    seen = f"The angle AOD with the outer arc is ${t}^\\circ$."
    return Scene(
        f"The rays OB and OC lie inside the angle AOD of ${degrees(t)}$ with the outer arc, in the order A, B, C, D. "
        f"The angle AOB is ${degrees(a)}$, the angle COD is ${degrees(b)}$, and the angle BOC is marked with a "
        "question mark.", [
            ask(point, "Difference of Angles", f"{given} {MARKED}", degrees(x),
                f"{seen} Its parts AOB and COD are ${a}^\\circ$ and ${b}^\\circ$. By @ the marked angle BOC is what "
                f"remains: ${t}^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$.",
                wrong=[degrees(t - a), degrees(t - b), degrees(a + b), degrees(180 - a - b)]),
            ask(point, "Sum of Adjacent Angles", f"{given} How many degrees is the angle AOC?", degrees(a + x),
                f"{seen} The angle BOC is ${t}^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$. By @ the angle AOC is "
                f"the sum of AOB and BOC, ${a}^\\circ + {x}^\\circ = {a + x}^\\circ$.",
                wrong=[degrees(b + x), degrees(t - a), degrees(a + b)]),
            ask("Angle Bisector", "Bisectors of Neighbouring Angles",
                f"{given} OM bisects the angle AOB, and ON bisects the angle BOD. How many degrees is the angle MON?",
                f"{frac(t, 2)}^\\circ", f"{seen} By @ the bisectors of the neighbouring angles AOB and BOD form half "
                f"of it: ${t}^\\circ \\div 2 = {frac(t, 2)}^\\circ$.",
                wrong=[f"{frac(a + b, 2)}^\\circ", f"{t}^\\circ", f"{frac(t, 4)}^\\circ"])],
        more=[tips_joined], givens=dict(a=a, b=b, t=t), figure=figure,
        check=lambda c: (opening(*c.angles[1]), tips(c, 0, 2), tips(c, 0, 3) / 2))


@program("Angle of Elevation and Angle of Depression")
def lines_of_sight(rng):
    a, b = rng.randint(28, 68), rng.randint(28, 68)
    x = 180 - a - b

    def figure(c, g):
        c.without.add("line")
        left, right = -10 / tan(radians(a)), 10 / tan(radians(b))
        p, q, top, foot = (left, 0), (right, 0), (0, 10), O
        c.line((left - 1, 0), (right + 1, 0), kind="thick")
        c.line(foot, top, kind="thick")
        c.line(p, top)
        c.line(q, top)
        c.line((left, 10), (right, 10), kind="dash")
        for name, at, away in (("A", p, (left, 1)), ("C", q, (right, 1)), ("B", top, foot), ("F", foot, top)):
            c.corner(at, name, away)
        c.angle(p, q, top, g["a"] + "°")
        c.angle(top, (right, 10), q, g["b"] + "°")

    def check(c):
        p, top, q = c.angles[0][0], c.angles[1][0], c.angles[1][2]
        return opening(top, p, q), opening(q, p, top), opening(top, p, O)

    point = "Angle of Elevation and Angle of Depression"
    flat = "Straight Angle and Full Angle"
    high = "B is the top of a tower on level ground, and the dashed line is horizontal."
    return Scene(
        f"From A on the ground the top B of a tower is seen at an angle of elevation of ${degrees(a)}$. From B the "
        f"point C on the other side is seen at an angle of depression of ${degrees(b)}$. The "
        f"horizontal line through B is dashed.", [
            ask(point, "Elevation Equals Depression", f"{high} How many degrees is the angle ABC?", degrees(x),
                f"From A the point B is seen at an angle of elevation of ${a}^\\circ$. By @ the angle of depression of "
                f"A from B is ${a}^\\circ$ too; that of C is ${b}^\\circ$. These two and the angle ABC make a straight "
                f"angle at the dashed line ({flat}), so the angle ABC is $180^\\circ - {a}^\\circ - {b}^\\circ = "
                f"{x}^\\circ$.", also=[flat], wrong=[degrees(a + b), degrees(180 - a), degrees(180 - b)]),
            ask(point, "Angle of Elevation", f"{high} At how many degrees of elevation is B seen from C?", degrees(b),
                f"From B the point C is seen at an angle of depression of ${b}^\\circ$. By @ the angle of elevation at "
                f"C lies between the level ground CA and the line of sight CB. The ground is parallel to the dashed "
                f"line, so it is as large as the alternate angle of depression (Parallel Lines and Angles), "
                f"${b}^\\circ$.",
                also=["Parallel Lines and Angles"], wrong=[degrees(90 - b), degrees(a), degrees(x)]),
            ask("Angle Sum of a Triangle", "Acute Angles of a Right Triangle",
                "B is the top of a tower that stands upright on level ground at F. How many degrees is the angle ABF?",
                degrees(90 - a), f"The triangle AFB has a right angle at F and the angle ${a}^\\circ$ at A. By @ its "
                f"acute angles add up to $90^\\circ$, so the angle ABF is $90^\\circ - {a}^\\circ = {90 - a}^\\circ$.",
                wrong=[degrees(a), degrees(90 - b), degrees(180 - a)])],
        more=[circle_of_the_triangle], givens=dict(a=a, b=b), figure=figure, upright=True, check=check)
