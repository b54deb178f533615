"""Analytic geometry: points, segments, angles and lines in the coordinate plane."""
from fractions import Fraction
from math import atan2, dist, hypot

from ..canvas import area, opening, polar
from ..contexts import scenes
from ..pieces import grid
from ..plane import LEGS, coordinates, cross, named, num, plain, spell
from ..tools import Quantity, Scene, ask, degrees, draw_until, frac, program, root, signed


def linear(k, b):
    """y = kx + b as LaTeX, for a slope that is not 0."""
    rest = "" if b == 0 else f" + {frac(b)}" if b > 0 else f" - {frac(-b)}"
    return f"y = {'' if k == 1 else '-' if k == -1 else frac(k)}x{rest}"


def steep(a, b):
    """The slope of the line through two drawn points."""
    return Fraction(b[1] - a[1], b[0] - a[0])


def beyond(a, b, part=0.15):
    """The segment ab, a little longer at both ends."""
    dx, dy = part * (b[0] - a[0]), part * (b[1] - a[1])
    return (a[0] - dx, a[1] - dy), (b[0] + dx, b[1] + dy)


def where(*names):
    """Quantities of the coordinates of named points: {"ax": the x-coordinate of A, "ay": ...}."""
    return {f"{name.lower()}{axis}": Quantity("coordinate", f"the {axis}-coordinate of {name}")
            for name in names for axis in "xy"}


def two_points(rng, legs=None):
    """A and B in the first quadrant; legs: the differences of their coordinates."""
    if legs is None:
        legs = rng.randint(3, 12), rng.randint(3, 12)
    a = rng.randint(2, 9), rng.randint(4, 9)  # high enough for a label above the x-axis
    b = a[0] + legs[0], a[1] + legs[1]
    return ((a[0], b[1]), (b[0], a[1])) if rng.random() < 0.4 else (a, b)


def segment(c, g, a, b):
    plain(c, a, b)
    c.line(a, b)
    named(c, "A", a, g["ax"], g["ay"], b)
    named(c, "B", b, g["bx"], g["by"], a)


@program("Reading Coordinates")
def reading_coordinates(rng):
    x, y = (rng.choice([v for v in range(-5, 6) if v]) for _ in range(2))
    right, up = rng.randint(2, 9), rng.randint(2, 9)
    quadrant = ["first", "second", "third", "fourth"]

    def figure(c, g):
        grid(c, -6, 6, -6, 6)
        c.without.add("line")
        c.dot((x, y))
        c.corner((x, y), "A", (0, 0))

    def check(c):
        u, v = c.dots[0]
        return (u + right, v + up), (u, -v), quadrant[int(atan2(v, u) % 6.2832 // 1.5708)]

    where = quadrant[{(1, 1): 0, (-1, 1): 1, (-1, -1): 2, (1, -1): 3}[x // abs(x), y // abs(y)]]
    return Scene(
        f"In the coordinate plane there is the point A({x}, {y}).", [
            ask("Reading Coordinates", "Horizontal before Vertical",
                "A point starts at A and moves {right} units to the right and {up} units up. At which coordinates "
                "does it arrive?", spell(x + right, y + up),
                f"A is the point $({x}, {y})$; ${x} + {right} = {x + right}$ and ${y} + {up} = {y + up}$, so the point "
                f"arrives at ${spell(x + right, y + up)}$."),
            ask("Reading Coordinates", "Mirror Points", "A is mirrored in the x-axis. What are the coordinates of its "
                "image?",
                spell(x, -y), f"A is $({x}, {y})$, and the y-coordinate changes its sign: the image is "
                    f"${spell(x, -y)}$."),
            ask("Reading Coordinates", "Signs in the Quadrants", "In which quadrant does A lie?", where,
                f"A is $({x}, {y})$ with ${x} {'>' if x > 0 else '<'} 0$ and ${y} {'>' if y > 0 else '<'} 0$, so it "
                f"lies in the {where} quadrant.", options=quadrant)],
        [("A toy robot stands at A on a floor with numbered lines. It drives {right} lines to the right and {up} "
            "lines up.",
          "At which coordinates does it stop?"),
         ("On a city map with a street at each grid line a walker at A goes {right} streets east (right) and {up} "
             "streets north (up).", "At which coordinates does the walk end?"),
         ("Let B be the image of A under the translation by {right} in the direction of the positive x-axis and {up} "
             "in the direction of the positive y-axis.", "Determine the coordinates of B.")],
        dict(right=right, up=up), fixed=(x, y), figure=figure, upright=True, check=check)


@program("Distance between Two Points")
def distance(rng):
    a, b = two_points(rng, rng.choice(LEGS))
    dx, dy, d = b[0] - a[0], b[1] - a[1], round(dist(a, b))

    def check(c):
        p, q = c.dots
        return dist(p, q), abs(p[0] - q[0]) + abs(p[1] - q[1]), ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)

    return Scene(
        f"In the coordinate plane there are the points A{a} and B{b}.", [
            ask("Distance between Two Points", "Distance Formula", "What is the distance between A and B?", d,
                f"the differences are ${b[0]} - {a[0]} = {dx}$ and ${b[1]} - {a[1]} = {dy}$, so the distance is "
                f"$\\sqrt{{{num(dx)}^2 + {num(dy)}^2}} = \\sqrt{{{dx * dx + dy * dy}}} = {d}$."),
            ask("Distance between Two Points", "Grid Walk between Two Points",
                "How long is a shortest way from A to B that runs only parallel to the axes?", abs(dx) + abs(dy),
                f"such a way needs the steps in both directions, $|{dx}| + |{dy}| = {abs(dx) + abs(dy)}$."),
            ask("Midpoint of a Segment", "Midpoint Formula", "What are the coordinates of the midpoint of AB?",
                spell(Fraction(a[0] + b[0], 2), Fraction(a[1] + b[1], 2)),
                f"half of ${a[0]} + {b[0]} = {a[0] + b[0]}$ and half of ${a[1]} + {b[1]} = {a[1] + b[1]}$ give "
                f"${spell(Fraction(a[0] + b[0], 2), Fraction(a[1] + b[1], 2))}$.")],
        [*scenes("map", question="How far apart are A and B in a straight line, in units of the axes?"),
         ("A circle around A passes through B.", "Determine the radius of this circle.")],
        coordinates(a, b), figure=lambda c, g: segment(c, g, a, b), upright=True, check=check)


@program("Midpoint of a Segment")
def midpoint(rng):
    a, b = two_points(rng, (2 * rng.randint(2, 6), 2 * rng.randint(2, 6)))
    m, end = ((a[0] + b[0]) // 2, (a[1] + b[1]) // 2), (2 * b[0] - a[0], 2 * b[1] - a[1])
    square = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2

    def check(c):
        p, q = c.dots
        step = q[0] - p[0], q[1] - p[1]
        return (p[0] + step[0] / 2, p[1] + step[1] / 2), (q[0] + step[0], q[1] + step[1]), dist(p, q)

    return Scene(
        f"In the coordinate plane there are the points A{a} and B{b}.", [
            ask("Midpoint of a Segment", "Midpoint Formula",
                "What are the coordinates of the midpoint of AB?", spell(*m),
                f"$({a[0]} + {b[0]}) \\div 2 = {m[0]}$ and $({a[1]} + {b[1]}) \\div 2 = {m[1]}$, so it is "
                f"${spell(*m)}$."),
            ask("Midpoint of a Segment", "Other End from the Midpoint",
                "B is the midpoint of a segment AC. What are the coordinates of C?", spell(*end),
                f"$2 \\times {b[0]} - {a[0]} = {end[0]}$ and $2 \\times {b[1]} - {a[1]} = {end[1]}$, so C is "
                f"${spell(*end)}$."),
            ask("Distance between Two Points", "Distance Formula",
                "What is the distance between A and B?", root(square),
                f"$\\sqrt{{{num(b[0] - a[0])}^2 + {num(b[1] - a[1])}^2}} = \\sqrt{{{square}}} = {root(square)}$.")],
        [*scenes("map", question="What are the coordinates of the place half-way between A and B?"),
         ("AB is a diameter of a circle.", "Determine the coordinates of the centre of this circle.")],
        coordinates(a, b), figure=lambda c, g: segment(c, g, a, b), upright=True, check=check)


@program("Division of a Segment in a Ratio")
def section_point(rng):
    parts = rng.choice([3, 4, 5])
    m = rng.choice([i for i in range(1, parts) if 2 * i != parts])
    a, b = two_points(rng, (parts * rng.randint(2, 3), parts * rng.randint(1, 3)))
    step = (b[0] - a[0]) // parts, (b[1] - a[1]) // parts
    p = a[0] + m * step[0], a[1] + m * step[1]
    half = Fraction(a[0] + b[0], 2), Fraction(a[1] + b[1], 2)

    def figure(c, g):
        segment(c, g, a, b)
        c.without |= {"line", "hatch"}
        s = 0.03 * dist(a, b) / hypot(*step)
        for i in range(1, parts):
            at = a[0] + i * step[0], a[1] + i * step[1]
            c.line((at[0] - s * step[1], at[1] + s * step[0]), (at[0] + s * step[1], at[1] - s * step[0]))
        c.dot(p)
        c.corner(p, "C", (p[0] + step[1], p[1] - step[0]))

    def check(c):
        one, two, t = c.dots
        return t, Fraction(t[0] - one[0], two[0] - t[0]), tuple(sum(v) / 2 for v in zip(one, two))

    return Scene(
        f"The segment from A{a} to B{b} is divided into {parts} equal parts, and C is mark number {m}, counted from "
        "A.", [
            ask("Division of a Segment in a Ratio", "Section Formula",
                "The marks divide AB into equal parts. What are the coordinates of the mark C?", spell(*p),
                f"C divides AB in the ratio ${m} : {parts - m}$, so $\\frac{{{parts - m} \\times {a[0]} + {m} \\times "
                f"{b[0]}}}{{{parts}}} = {p[0]}$ and $\\frac{{{parts - m} \\times {a[1]} + {m} \\times "
                f"{b[1]}}}{{{parts}}} = {p[1]}$; C is ${spell(*p)}$."),
            ask("Division of a Segment in a Ratio", "Ratio from the Coordinates",
                "What is the length of AC divided by the length of CB?", frac(m, parts - m),
                f"AC has {m} of the {parts} equal parts and CB has {parts - m}; with coordinates $\\frac{{|{p[0]} - "
                f"{a[0]}|}}{{|{b[0]} - {p[0]}|}} = {frac(m, parts - m)}$."),
            ask("Midpoint of a Segment", "Midpoint Formula", "What are the coordinates of the midpoint of "
                "AB?", spell(*half),
                f"half of ${a[0]} + {b[0]} = {a[0] + b[0]}$ and half of ${a[1]} + {b[1]} = {a[1] + b[1]}$ give "
                f"${spell(*half)}$.")],
        [("A straight fence from A to B has posts at equal distances, drawn as marks on a plan with axes.",
          "What are the coordinates of the post C?"),
         ("A cable car runs from A to B on a map with axes; its pylons, the marks, stand at equal distances on the "
             "map.",
          "At which coordinates does the pylon C stand?"),
         ("A point moves from A to B in equal steps; the marks show where it pauses.",
          "Determine the coordinates of the stop C.")],
        coordinates(a, b), fixed=(m, parts), figure=figure, upright=True, check=check)


@program("Centroid by Coordinates")
def centroid_point(rng):
    def corners():
        a, b = ((rng.randint(1, 12), rng.randint(1, 12)) for _ in range(2))
        return a, b, (3 * rng.randint(2, 9) - a[0] - b[0], 3 * rng.randint(2, 9) - a[1] - b[1])

    a, b, third = draw_until(corners, lambda t: min(t[2]) >= 1 and max(t[2]) <= 14 and abs(cross(*t)) >= 40
                             and min(map(dist, t, (t[1], t[2], t[0]))) >= 4, "centroid_point")
    s = (a[0] + b[0] + third[0]) // 3, (a[1] + b[1] + third[1]) // 3
    content = Fraction(abs(cross(a, b, third)), 2)

    def figure(c, g):
        plain(c, a, b, third)
        c.polygon(a, b, third)
        for name, p in zip("ABC", (a, b, third)):
            named(c, name, p, g[f"{name.lower()}x"], g[f"{name.lower()}y"], s)

    def check(c):
        p, q, r = c.polygons[0]
        to = (q[0] + r[0]) / 2 - p[0], (q[1] + r[1]) / 2 - p[1]
        return (p[0] + 2 / 3 * to[0], p[1] + 2 / 3 * to[1]), (-p[0] - q[0], -p[1] - q[1]), area((p, q, r))

    return Scene(
        f"A triangle has the corners A{a}, B{b} and C{third}.", [
            ask("Centroid by Coordinates", "Mean of the Corners", "What are the coordinates of the centroid of the "
                "triangle?",
                spell(*s), f"$({a[0]} + {b[0]} + {third[0]}) \\div 3 = {s[0]}$ and $({a[1]} + {b[1]} + {third[1]}) "
                           f"\\div 3 = {s[1]}$, so it is ${spell(*s)}$."),
            ask("Centroid by Coordinates", "Missing Corner from the Centroid",
                "C is moved so that the centroid of triangle ABC comes to the origin. What are the new coordinates of "
                "C?",
                spell(-a[0] - b[0], -a[1] - b[1]),
                f"$3 \\times 0 - {a[0]} - {b[0]} = {-a[0] - b[0]}$ and $3 \\times 0 - {a[1]} - {b[1]} = "
                f"{-a[1] - b[1]}$, so C comes to ${spell(-a[0] - b[0], -a[1] - b[1])}$."),
            ask("Area of a Triangle by Coordinates", "Triangle from Three Points", "What is the area of the triangle?",
                frac(content), f"$\\frac{{1}}{{2}} |{a[0]} ({b[1]} - {third[1]}) + {b[0]} ({third[1]} - {a[1]}) + "
                               f"{third[0]} ({a[1]} - {b[1]})| = {frac(content)}$.")],
        [("A flat metal plate of even thickness has the shape of triangle ABC on a plan with axes. It balances on a "
            "needle at its centroid.", "At which coordinates must the needle stand?"),
         ("Three equally heavy lamps hang at A, B and C on a plan with axes; their centre of mass is the mean of the "
             "three points.",
          "What are the coordinates of the centre of mass?"),
         ("The three medians of triangle ABC meet in one point.", "Determine the coordinates of this point.")],
        coordinates(a, b, third), figure=figure, upright=True, check=check)


@program("Area of a Triangle by Coordinates")
def triangle_area_by_coordinates(rng):
    a, b = draw_until(lambda: (rng.choice(LEGS), (rng.randint(2, 14), rng.randint(2, 14))),
                      lambda t: abs(cross((0, 0), *t)) >= 30 and dist(*t) >= 4, "triangle_area_by_coordinates")
    turn, length = abs(cross((0, 0), a, b)), round(hypot(*a))

    def figure(c, g):
        plain(c, a, b)
        c.polygon((0, 0), a, b)
        named(c, "A", a, g["ax"], g["ay"], b)
        named(c, "B", b, g["bx"], g["by"], a)

    def check(c):
        o, p, q = c.polygons[0]
        shadow = (p[0] * q[0] + p[1] * q[1]) / dist(o, p)
        return area((o, p, q)), steep(o, p) * q[0], (dist(o, q) ** 2 - shadow ** 2) ** 0.5

    return Scene(
        f"A triangle has the corners O(0, 0), A{a} and B{b}.", [
            ask("Area of a Triangle by Coordinates", "Triangle with a Corner in the Origin", "What is the area of "
                "triangle OAB?",
                frac(turn, 2), f"$\\frac{{1}}{{2}} |{a[0]} \\times {b[1]} - {a[1]} \\times {b[0]}| = "
                    f"{frac(turn, 2)}$."),
            ask("Area of a Triangle by Coordinates", "Collinear Points Have Area Zero",
                "B is moved vertically until O, A and B lie on one line. What is the y-coordinate of B then?",
                frac(a[1] * b[0], a[0]), f"the condition ${a[0]} y = {a[1]} \\times {b[0]}$ gives $y = "
                f"{frac(a[1] * b[0], a[0])}$, since ${a[1] * b[0]} \\div {a[0]} = {frac(a[1] * b[0], a[0])}$."),
            ask("Distance from a Point to a Line", "Distance by Area", "What is the distance of B from the line OA?",
                frac(turn, length), f"twice the area is $|{a[0]} \\times {b[1]} - {a[1]} \\times {b[0]}| = {turn}$ and "
                    f"OA is $\\sqrt{{{a[0]}^2 + {a[1]}^2}} = {length}$ long, so the distance is ${turn} \\div {length} "
                    f"= {frac(turn, length)}$.")],
        scenes("area", "a triangle whose corners are given by coordinates in the same unit"),
        coordinates(a, b), figure=figure, upright=True, check=check)


@program("Area of a Polygon by Coordinates")
def polygon_area_by_coordinates(rng):
    def corners():
        return ((rng.randint(4, 6), rng.randint(3, 5)), (rng.randint(9, 13), rng.randint(3, 5)),
                (rng.randint(9, 13), rng.randint(8, 12)), (rng.randint(4, 6), rng.randint(8, 12)))

    q = draw_until(corners, lambda q: min(cross(q[i - 2], q[i - 1], q[i]) for i in range(4)) > 12,
                   "polygon_area_by_coordinates")
    terms = [q[i][0] * q[(i + 1) % 4][1] - q[(i + 1) % 4][0] * q[i][1] for i in range(4)]
    products = [f"${p[0]} \\times {r[1]} - {r[0]} \\times {p[1]} = {t}$" for p, r, t in zip(q, [*q[1:], q[0]], terms)]
    content, edge = Fraction(sum(terms), 2), sum(gcd_step(q[i - 1], q[i]) for i in range(4))
    inside, half = int(content - Fraction(edge, 2) + 1), Fraction(cross(*q[:3]), 2)

    def figure(c, g):
        plain(c, *q)
        c.polygon(*q)
        for name, p in zip("ABCD", q):
            named(c, name, p, g[f"{name.lower()}x"], g[f"{name.lower()}y"], (8, 7.5))

    def check(c):
        p = c.polygons[0]
        found = sum(all(cross(p[i - 1], p[i], (x, y)) > 0 for i in range(4)) for x in range(15) for y in range(15))
        return area(p), area(p[:3]), found

    return Scene(
        f"A quadrilateral has the corners A{q[0]}, B{q[1]}, C{q[2]} and D{q[3]} in this order.", [
            ask("Area of a Polygon by Coordinates", "Shoelace Formula", "What is the area of the quadrilateral ABCD?",
                frac(content), f"the terms are {', '.join(products)}, and $\\frac{{1}}{{2}} "
                f"({' '.join([str(terms[0]), *map(signed, terms[1:])])}) = {frac(content)}$."),
            ask("Area of a Polygon by Coordinates", "Cutting from a Corner",
                "The diagonal AC cuts the quadrilateral ABCD into two triangles. What is the area of triangle "
                "ABC?", frac(half),
                f"with the steps $({q[1][0] - q[0][0]}, {q[1][1] - q[0][1]})$ and $({q[2][0] - q[0][0]}, "
                f"{q[2][1] - q[0][1]})$ from A the area is $\\frac{{1}}{{2}} |{num(q[1][0] - q[0][0])} \\times "
                f"{num(q[2][1] - q[0][1])} - {num(q[1][1] - q[0][1])} \\times {num(q[2][0] - q[0][0])}| = "
                f"{frac(half)}$."),
            ask("Area of a Polygon by Coordinates", "Lattice Polygons",
                "How many points with whole coordinates lie inside the quadrilateral ABCD, not on its edge?", inside,
                f"the area is ${frac(content)}$ and {edge} grid points lie on the edge, so there are ${frac(content)} "
                f"- {edge} \\div 2 + 1 = {inside}$ inside.")],
        scenes("area", "a quadrilateral whose corners are given by coordinates in the same unit"),
        coordinates(*q), figure=figure, upright=True, check=check)


def gcd_step(a, b):
    """The number of equal lattice steps from a to b."""
    return max(n for n in range(1, 16) if (b[0] - a[0]) % n == 0 == (b[1] - a[1]) % n)


@program("Slope of a Line")
def slope(rng):
    a, b = two_points(rng)
    k = steep(a, b)
    cut = a[1] - k * a[0]

    def check(c):
        p, q = c.dots
        turned = (p[1] - q[1], q[0] - p[0])
        return steep(p, q), Fraction(turned[1], turned[0]), q[1] - steep(q, p) * q[0]

    return Scene(
        f"In the coordinate plane a line goes through A{a} and B{b}.", [
            ask("Slope of a Line", "Rise over Run", "What is the slope of the line AB?", frac(k),
                f"rise over run is $\\frac{{{b[1]} - {a[1]}}}{{{b[0]} - {a[0]}}} = {frac(k)}$."),
            ask("Slope of a Line", "Slopes of Perpendicular Lines", "What is the slope of a line perpendicular to AB?",
                frac(-1 / k), f"the slope of AB is $({b[1]} - {a[1]}) \\div ({b[0]} - {a[0]}) = {frac(k)}$; the "
                    f"product of the slopes must be $-1$, and ${num(k)} \\times {num(-1 / k)} = -1$."),
            ask("Equation of a Line", "Slope and Intercept", "At which value of y does the line AB meet the "
                "y-axis?", frac(cut),
                f"the slope is ${frac(k)}$, and ${a[1]} - {num(k)} \\times {a[0]} = {frac(cut)}$.")],
        [("The figure shows a straight cable from A to B in a side view with metres on both axes.",
          "What is the slope of the cable from A to B?"),
         ("The line through A and B shows the temperature in a greenhouse: x counts hours and y degrees Celsius.",
          "By how many degrees does the temperature change each hour? (A fall counts as negative.)"),
         ("The line through A and B shows the water level of a pond: x counts weeks and y centimetres.",
          "By how many centimetres does the level change each week? (A fall counts as negative.)"),
         ("A and B are points of the graph of a function $f$ with $f(x) = mx + n$.", "Determine $m$.")],
        coordinates(a, b), figure=lambda c, g: segment(c, g, a, b), upright=True, check=check)


@program("Inclination Angle of a Line")
def inclination(rng):
    left, right = draw_until(lambda: (rng.randint(25, 75), rng.randint(25, 75)),
                             lambda t: 40 <= sum(t) <= 140 and sum(t) != 90 and t[0] != t[1], "inclination")
    names, a, b = rng.choice(["gh", "hg"]), (2, 0), (12, 0)
    falling, rising, swapped = 180 - left, right, names == "hg"
    g_angle, h_angle = (rising, falling) if swapped else (falling, rising)
    normal, gap = (h_angle + 90) % 180, falling - rising

    def figure(c, g):
        c.without |= {"line"}
        c.arrow((-9, 0), (23, 0), kind="thin")
        c.corner((23, 0), "x", (0, 0))
        for p, name, turn, to, text in ((a, names[0], falling, -9, g["left"]), (b, names[1], rising, 23, g["right"])):
            tip = polar(p, 13, turn)
            c.line(polar(p, -3, turn), tip)
            c.corner(tip, name, p)
            c.angle(p, (to, 0), tip, text + "°")

    def check(c):
        tips = {c.texts()[1 + i]: tip for i, (_, _, tip) in zip((0, 2), c.angles)}
        feet = {c.texts()[1 + i]: foot for i, (foot, _, _) in zip((0, 2), c.angles)}
        way = {k: (tips[k][0] - feet[k][0], tips[k][1] - feet[k][1]) for k in "gh"}
        flat = opening((0, 0), way["g"], way["h"])
        u, v = way["h"]
        square = (-v, u) if u > 0 else (v, -u)
        return opening((0, 0), (1, 0), way["g"]), opening((0, 0), (1, 0), square), min(flat, 180 - flat)

    return Scene(
        f"Two lines rise from the x-axis: {names[0]} makes an angle of {left} degrees with its negative direction, "
        f"{names[1]} an angle of {right} degrees with its positive direction, both above the axis.", [
            ask("Inclination Angle of a Line", "Range of the Inclination", "What is the inclination angle of the line "
                "g?",
                degrees(g_angle), "it is measured anticlockwise from the positive x-axis, so it is " + (
                    f"the marked angle, ${right}^\\circ$." if swapped else
                    f"$180^\\circ - {left}^\\circ = {falling}^\\circ$.")),
            ask("Inclination Angle of a Line", "Inclination of Perpendiculars",
                "What is the inclination angle of a line perpendicular to h?", degrees(normal),
                f"the inclination of h is ${h_angle}^\\circ$, and that of a perpendicular is ${h_angle}^\\circ "
                f"{'-' if swapped else '+'} 90^\\circ = {normal}^\\circ$."),
            ask("Angle between Two Lines", "Smaller of Two Angles", "What is the angle between the lines g and h?",
                degrees(min(gap, 180 - gap)), f"the inclinations ${falling}^\\circ$ and ${rising}^\\circ$ differ by "
                f"${falling}^\\circ - {rising}^\\circ = {gap}^\\circ$; the smaller of this angle and its supplement "
                f"${180 - gap}^\\circ$ is ${min(gap, 180 - gap)}^\\circ$.")],
        [("Two spotlights on a stage floor, the x-axis, send their beams g and h upwards.",
          "What is the inclination angle of the beam g, measured anticlockwise from the positive x-axis?"),
         ("Two cranes stand on level ground, the x-axis, and their booms lie on the lines g and h.",
          "What is the inclination angle of the line g, measured anticlockwise from the positive x-axis?"),
         ("A ray that points along the positive x-axis is turned anticlockwise until it is parallel to g.",
          "What is the smallest angle of turn that does it?")],
        dict(left=left, right=right), fixed=(names,), figure=figure, upright=True, check=check)
