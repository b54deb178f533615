"""Angles at a point: kinds, pairs, sums and bisectors, lines of sight.  All drawn to scale."""
from math import dist, radians, tan

from ..canvas import middle, opening, polar
from ..contexts import scenes
from ..tools import Scene, ask, degrees, frac, program

O = (0, 0)
MARKED = "How many degrees is the angle marked with the question mark?"


def told(kind, relation):
    """The contexts of a kind, each with a relation that the figure cannot say."""
    return [(f"{start} {relation}", text) for start, text in scenes(kind)]


def equal(c, p, q, size, marks=1):
    """Short strokes across the middle of pq: segments with as many strokes are equally long."""
    length, (x, y) = dist(p, q), middle(p, q)
    u, v = (q[0] - p[0]) / length * size, (q[1] - p[1]) / length * size
    for i in range(marks):
        s = 0.6 * (i - (marks - 1) / 2)
        c.line((x + s * u - v, y + s * v + u), (x + s * u + v, y + s * v - u), kind="thin")


def fan(c, ends, names, down=270):
    """Rays from O in the given directions with names at their ends."""
    for end, name in zip(ends, names):
        c.line(O, polar(O, 8, end))
        c.corner(polar(O, 8, end), name, O)
    c.dot(O)
    c.corner(O, "O", polar(O, 1, down + 180))


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
    return Scene(
        f"On a protractor the side OA of an angle passes the mark {start} and the side OB the mark {end}.", [
            ask("Definition of an Angle", "Angle as a Turn",
                "The ray OB turns further away from the ray OA, by ${more}^\\circ$. How many degrees is the angle AOB "
                "then?", degrees(whole),
                f"at first the angle is ${end}^\\circ - {start}^\\circ = {size}^\\circ$; the turn adds to it: "
                f"${size}^\\circ + {more}^\\circ = {whole}^\\circ$."),
            ask("Definition of an Angle", "Reading a Protractor", "How many degrees is the angle AOB in the figure?",
                degrees(size), f"the sides pass the marks {start} and {end}, so the angle is "
                f"${end}^\\circ - {start}^\\circ = {size}^\\circ$."),
            ask("Definition of an Obtuse Angle", "Between Right and Straight", "What kind of angle is the angle AOB "
                "in the figure?",
                kind, f"the angle is ${end}^\\circ - {start}^\\circ = {size}^\\circ$. Obtuse angles are between "
                "$90^\\circ$ and $180^\\circ$, acute ones below $90^\\circ$, so it is " + kind + ".",
                options=["acute", "right", "obtuse"])],
        [("A technician measures the opening AOB of a robot arm with a protractor. Then the part OB turns away from OA "
          "by another ${more}^\\circ$.", "How many degrees is the opening then?"),
         ("A protractor is laid on a plan of two paths OA and OB. A new path OC is planned so that OB lies between OA "
          "and OC and the angle BOC has ${more}^\\circ$.", "How many degrees is the angle AOC?"),
         ("A ray starts at OA, turns to OB, and then turns on in the same direction by ${more}^\\circ$.",
          "Through how many degrees has it turned in all?")],
        dict(more=more), fixed=(start, size), figure=figure, upright=True, check=check, scale=False)


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
                f"it is the supplement of the two other angles together: $180^\\circ - ({a}^\\circ + {b}^\\circ) = "
                f"{x}^\\circ$."),
            ask(point, "Complementary Angles", "How many degrees is the complement of the angle AOC?",
                degrees(90 - a), f"an angle and its complement fill a right angle: $90^\\circ - {a}^\\circ = "
                f"{90 - a}^\\circ$."),
            ask("Adjacent Supplementary Angles", "Linear Pair Sum",
                "A, O and B lie on one line. How many degrees is the angle AOD?", degrees(180 - b),
                f"the angles AOD and DOB fill a straight line: $180^\\circ - {b}^\\circ = {180 - b}^\\circ$.")],
        told("angle", "A, O and B lie on one line."), dict(a=a, b=b), figure=figure,
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

    return Scene(
        f"The lines AD, BE and CF cross at O. The angle AOB is ${degrees(a)}$ and the angle COD is ${degrees(b)}$; the "
        "angle EOF is marked with a question mark.", [
            ask("Vertical Angles", "Vertical Angles are Equal",
                f"AD, BE and CF are straight lines through one point O. {MARKED}", degrees(x),
                f"the marked angle EOF is as large as the angle BOC across from it. By Straight Angle and Full Angle "
                f"the angles on one side of AD make $180^\\circ$, so it is $180^\\circ - {a}^\\circ - {b}^\\circ = "
                f"{x}^\\circ$.", also=["Straight Angle and Full Angle"]),
            ask("Vertical Angles", "Neighbours at a Crossing",
                "AD and BE are straight lines that cross at O. How many degrees is the angle BOD?", degrees(180 - a),
                f"it stands beside the angle AOB at the crossing: $180^\\circ - {a}^\\circ = {180 - a}^\\circ$."),
            ask("Calculation of Angles", "Sum of Adjacent Angles",
                "AD and CF are straight lines that cross at O. How many degrees is the angle FOB?", degrees(a + b),
                f"by Vertical Angles the angle FOA is as large as COD, and AOB lies beside it: ${b}^\\circ + "
                f"{a}^\\circ = {a + b}^\\circ$.", also=["Vertical Angles"])],
        told("angle", "AD, BE and CF are straight and cross at one point O."), dict(a=a, b=b), figure=figure,
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
    return Scene(
        f"The angles AOC and COB at the line AB measure ${m}x$ and ${n}x$ degrees.", [
            ask(point, "Linear Pair Sum",
                "A, O and B lie on one line, and both angles are given in degrees. What is the number $x$?", x,
                f"the two angles add up to $180^\\circ$, so $({m} + {n})x = 180$ and $x = 180 \\div {s} = {x}$."),
            ask(point, "Ratio in a Linear Pair",
                "A, O and B lie on one line, and both angles are given in degrees. How many degrees is the angle AOC?",
                degrees(m * x), f"the angles are in the ratio {m} : {n}, so AOC is $\\frac{{{m}}}{{{s}}} \\times "
                f"180^\\circ = {m * x}^\\circ$."),
            ask("Angle Bisector", "Two Equal Halves",
                "A, O and B lie on one line, and both angles are given in degrees. OM bisects the angle COB. How many "
                "degrees has the angle COM?", f"{frac(n * x, 2)}^\\circ",
                f"by Adjacent Supplementary Angles $x = 180 \\div {s} = {x}$ and COB has ${n} \\times {x} = {n * x}$ "
                f"degrees; half of it is ${frac(n * x, 2)}^\\circ$.", also=["Adjacent Supplementary Angles"])],
        [("A barrier OC is hinged at O to a straight rail AB. A drawing states both angles in degrees, as multiples of "
          "x.", "Which number is x?"),
         ("A path OC branches off a straight road AB at O. A plan shows both angles in degrees, as multiples of x.",
          "Which number is x?"),
         ("The rays OA and OB are opposite. The angles AOC and COB, in degrees, are the multiples of x in the figure.",
          "Determine x.")],
        dict(m=m, n=n), figure=figure,
        check=lambda c: (tips(c, 0, 2) / sum(int(text[:-2]) for text in c.texts() if text.endswith("·x")),
                         opening(*c.angles[0]), opening(*c.angles[1]) / 2))


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
                f"the three angles make a full angle: $360^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$."),
            ask(point, "Straight Angle", "The three rays start at O. The ray OA is extended backwards beyond O. How "
                "many degrees has the angle between this extension and the ray OB?", degrees(180 - a),
                f"the ray OA and its extension make a straight angle: $180^\\circ - {a}^\\circ = {180 - a}^\\circ$."),
            ask("Angle Bisector", "Two Equal Halves",
                "The three rays start at O, and the ray OM bisects the angle BOC. How many degrees is the angle BOM?",
                f"{frac(b, 2)}^\\circ", f"the bisector makes two equal halves: ${b}^\\circ \\div 2 = "
                f"{frac(b, 2)}^\\circ$.")],
        [("Three spokes of a wheel start at its hub.", MARKED),
         ("Three straight streets start at a roundabout, as the map shows.", MARKED),
         ("A round cake is cut from its centre along the three segments in the figure.",
          "How many degrees is the piece marked with the question mark at the centre?"),
         ("Three rays from one point divide the plane into three sectors.",
          "Let $\\theta$ be the angle in degrees of the sector marked with the question mark. Determine $\\theta$.")],
        dict(a=a, b=b), fixed=(turn,), figure=figure,
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
                f"BOC is twice BOM, $2 \\times {b}^\\circ = {2 * b}^\\circ$, so AOC is ${a}^\\circ + {2 * b}^\\circ = "
                f"{whole}^\\circ$."),
            ask("Calculation of Angles", "Sum of Adjacent Angles", "How many degrees is the angle AOM?",
                degrees(a + b), f"AOB and BOM lie side by side: ${a}^\\circ + {b}^\\circ = {a + b}^\\circ$."),
            ask("Angle Bisector", "Bisectors of Neighbouring Angles",
                "OM bisects the angle BOC, and another ray ON bisects the angle AOB. How many degrees is the angle "
                "NOM?", f"{frac(whole, 2)}^\\circ",
                f"AOC has ${a}^\\circ + 2 \\times {b}^\\circ = {whole}^\\circ$, and the bisectors of the neighbouring "
                f"angles AOB and BOC form half of it: ${whole}^\\circ \\div 2 = {frac(whole, 2)}^\\circ$.")],
        [("The figure shows four light rays that leave a lamp at O. The ray OM bisects the angle BOC.",
          "How many degrees is the angle AOC?"),
         ("The figure shows the ribs of an open fan. The rib OM lies exactly in the middle between OB and OC.",
          "Through how many degrees is the fan opened from OA to OC?"),
         ("A camera at O turns from OA to OC. When it looks along OM, it has done just half of the way from OB to OC.",
          "Through how many degrees does it turn from OA to OC?"),
         ("Folding the angle BOC along OM lays OB on OC.", "Determine the measure of the angle AOC in degrees.")],
        dict(a=a, b=b), figure=figure,
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
    return Scene(
        f"The rays OB and OC lie inside the angle AOD of ${degrees(t)}$ with the outer arc, in the order A, B, C, D. "
        f"The angle AOB is ${degrees(a)}$, the angle COD is ${degrees(b)}$, and the angle BOC is marked with a "
        "question mark.", [
            ask(point, "Difference of Angles",
                f"The outer arc belongs to the angle AOD. {MARKED}", degrees(x),
                f"from the whole angle AOD take away AOB and COD: ${t}^\\circ - {a}^\\circ - {b}^\\circ = "
                f"{x}^\\circ$."),
            ask(point, "Sum of Adjacent Angles", "The outer arc belongs to the angle AOD. How many degrees is the "
                "angle AOC?", degrees(a + x), f"first $BOC = {t}^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$; then "
                f"$AOC = {a}^\\circ + {x}^\\circ = {a + x}^\\circ$."),
            ask("Angle Bisector", "Bisectors of Neighbouring Angles",
                "The outer arc belongs to the angle AOD. OM bisects the angle AOB, and ON bisects the angle BOD. How "
                "many degrees has the angle MON?", f"{frac(t, 2)}^\\circ",
                f"the bisectors of the neighbouring angles AOB and BOD form half of AOD: ${t}^\\circ \\div 2 = "
                f"{frac(t, 2)}^\\circ$.")],
        told("angle", "The outer arc belongs to the angle AOD."), dict(a=a, b=b, t=t), figure=figure,
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
    return Scene(
        f"From A on the ground the top B of a tower is seen at an angle of elevation of ${degrees(a)}$. From B the "
        f"point C on the other side is seen at an angle of depression of ${degrees(b)}$. The "
        f"horizontal line through B is dashed.", [
            ask(point, "Elevation Equals Depression",
                "B is the top of a tower on level ground, and the dashed line is horizontal. How many degrees is the "
                "angle ABC?", degrees(x),
                f"from B the point A is seen at an angle of depression of ${a}^\\circ$, as large as the elevation of B "
                f"from A. Along the dashed line this leaves $180^\\circ - {a}^\\circ - {b}^\\circ = {x}^\\circ$."),
            ask(point, "Angle of Elevation",
                "B is the top of a tower on level ground, and the dashed line is horizontal. At how many degrees of "
                "elevation is B seen from C?", degrees(b),
                f"the angle of elevation at C lies between the ground CA and the line of sight CB. The ground is "
                f"parallel to the dashed line, so it equals the angle of depression, ${b}^\\circ$."),
            ask("Angle Sum of a Triangle", "Acute Angles of a Right Triangle",
                "B is the top of a tower that stands upright on level ground at F. How many degrees is the angle ABF?",
                degrees(90 - a), f"the triangle AFB has a right angle at F, so the other angles share $90^\\circ$: "
                f"$90^\\circ - {a}^\\circ = {90 - a}^\\circ$.")],
        [("A lighthouse keeper at B sees the boats A and C on opposite sides of the lighthouse. The dashed line is "
          "horizontal.", "How many degrees is the angle between the two lines of sight at B?"),
         ("A drone at B hovers over level ground between the people A and C. The dashed line is horizontal.",
          "Through how many degrees must its camera turn in the drawn plane from A to C?"),
         ("A mast with the top B is held by straight wires to the points A and C of the level ground. The dashed line "
          "is horizontal.", "How many degrees is the angle between the two wires at B?")],
        dict(a=a, b=b), figure=figure, upright=True, check=check)
