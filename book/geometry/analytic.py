"""Analytic geometry: points, segments, angles and lines in the coordinate plane."""
from fractions import Fraction
from math import atan2, dist, hypot

from ..canvas import area, opening, polar
from ..pieces import grid
from ..plane import LEGS, coordinates, cross, frame, guides, legs, named, num, plain, rays, spell
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

    place = quadrant[{(1, 1): 0, (-1, 1): 1, (-1, -1): 2, (1, -1): 3}[x // abs(x), y // abs(y)]]
    return Scene(
        f"In the coordinate plane there is the point A({x}, {y}).", [
            ask("Reading Coordinates", "Horizontal before Vertical",
                "A point starts at A and moves {right} units to the right and {up} units up. At which coordinates "
                "does the point arrive?", spell(x + right, y + up),
                f"In the figure A is the point $({x}, {y})$. By @ the way to the right is added to the first number "
                f"and the way up to the second: ${x} + {right} = {x + right}$ and ${y} + {up} = {y + up}$. The point "
                f"arrives at ${spell(x + right, y + up)}$.",
                wrong=[spell(x - right, y - up), spell(x + up, y + right), spell(y + up, x + right),
                       spell(x + right, y - up)]),
            ask("Reading Coordinates", "Mirror Points", "A is mirrored in the x-axis. What are the coordinates of its "
                "image?", spell(x, -y), f"In the figure A is the point $({x}, {y})$. By @ mirroring in the x-axis "
                f"changes the sign of the second number only, so the image is ${spell(x, -y)}$.",
                wrong=[spell(-x, y), spell(-x, -y), spell(y, x)]),
            ask("Reading Coordinates", "Signs in the Quadrants", "In which quadrant does A lie?", place,
                f"In the figure A is the point $({x}, {y})$ with ${x} {'>' if x > 0 else '<'} 0$ and ${y} "
                f"{'>' if y > 0 else '<'} 0$. By @ it lies in the {place} quadrant.", options=quadrant)],
        more=[guides], givens=dict(right=right, up=up), fixed=(x, y), quantities={
            "right": Quantity("measure", "the way to the right", "units"),
            "up": Quantity("measure", "the way up", "units")}, figure=figure, upright=True, check=check)


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
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). Their coordinates differ by "
                f"${b[0]} - {a[0]} = {dx}$ and ${b[1]} - {a[1]} = {dy}$. By @ the distance between A and B is "
                f"$\\sqrt{{{num(dx)}^2 + {num(dy)}^2}} = \\sqrt{{{dx * dx + dy * dy}}} = {d}$.",
                wrong=[abs(dx) + abs(dy), d * d, root((a[0] + b[0]) ** 2 + (a[1] + b[1]) ** 2)]),
            ask("Distance between Two Points", "Grid Walk between Two Points",
                "How long is a shortest way from A to B that runs only parallel to the axes?", abs(dx) + abs(dy),
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ the way is as long as "
                f"both differences of the coordinates together, $|{b[0]} - {a[0]}| + |{b[1]} - {a[1]}| = "
                f"{abs(dx) + abs(dy)}$.", wrong=[d, abs(dx), 2 * (abs(dx) + abs(dy))]),
            ask("Midpoint of a Segment", "Midpoint Formula", "What are the coordinates of the midpoint of AB?",
                spell(Fraction(a[0] + b[0], 2), Fraction(a[1] + b[1], 2)),
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ the coordinates of the "
                f"midpoint are $({a[0]} + {b[0]}) \\div 2 = {frac(a[0] + b[0], 2)}$ and $({a[1]} + {b[1]}) \\div 2 = "
                f"{frac(a[1] + b[1], 2)}$, so it is ${spell(Fraction(a[0] + b[0], 2), Fraction(a[1] + b[1], 2))}$.",
                wrong=[spell(a[0] + b[0], a[1] + b[1]), spell(Fraction(dx, 2), Fraction(dy, 2))])],
        more=[legs, guides],
        givens=coordinates(a, b), quantities=where("A", "B"), figure=lambda c, g: segment(c, g, a, b), upright=True,
        check=check)


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
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ each coordinate of the "
                f"midpoint is the mean of those of A and B: $({a[0]} + {b[0]}) \\div 2 = {m[0]}$ and $({a[1]} + "
                f"{b[1]}) \\div 2 = {m[1]}$. So the midpoint is the point ${spell(*m)}$.",
                wrong=[spell(a[0] + b[0], a[1] + b[1]), spell(abs(b[0] - a[0]) // 2, abs(b[1] - a[1]) // 2),
                       spell(m[1], m[0]), spell(*end)]),
            ask("Midpoint of a Segment", "Other End from the Midpoint",
                "B is the midpoint of a segment AC. What are the coordinates of C?", spell(*end),
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ the coordinates of C are "
                f"$2 \\times {b[0]} - {a[0]} = {end[0]}$ and $2 \\times {b[1]} - {a[1]} = {end[1]}$, so C is "
                f"${spell(*end)}$.", wrong=[spell(*m), spell(2 * a[0] - b[0], 2 * a[1] - b[1]),
                                            spell(a[0] + b[0], a[1] + b[1])]),
            ask("Distance between Two Points", "Distance Formula",
                "What is the distance between A and B?", root(square),
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ their distance is "
                f"$\\sqrt{{({b[0]} - {a[0]})^2 + ({b[1]} - {a[1]})^2}} = \\sqrt{{{square}}} = {root(square)}$.",
                wrong=[abs(b[0] - a[0]) + abs(b[1] - a[1]), square])],
        more=[rays, guides],
        givens=coordinates(a, b), quantities=where("A", "B"), figure=lambda c, g: segment(c, g, a, b), upright=True,
        check=check)


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
        if c.asked in (None, 0, 1):
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
                f"The figure shows A({a[0]}, {a[1]}), B({b[0]}, {b[1]}) and {parts} equal parts, {m} of them between A "
                f"and C. So C divides AB in the ratio ${m} : {parts - m}$. By @ its coordinates are "
                f"$\\frac{{{parts - m} \\times {a[0]} + {m} \\times {b[0]}}}{{{parts}}} = {p[0]}$ and "
                f"$\\frac{{{parts - m} \\times {a[1]} + {m} \\times {b[1]}}}{{{parts}}} = {p[1]}$, and C is "
                f"${spell(*p)}$.",
                wrong=[spell(b[0] - m * step[0], b[1] - m * step[1]), spell(*half),
                       spell(abs(m * step[0]), abs(m * step[1]))]),
            ask("Division of a Segment in a Ratio", "Ratio from the Coordinates",
                "What is the length of AC divided by the length of CB?", frac(m, parts - m),
                f"The figure shows A({a[0]}, {a[1]}), B({b[0]}, {b[1]}) and the equal parts of AB, {m} in AC and "
                f"{parts - m} in CB, so C has the x-coordinate ${a[0]} + {m} \\times {num(step[0])} = {p[0]}$. By @ "
                f"the quotient is $\\frac{{|{p[0]} - {a[0]}|}}{{|{b[0]} - {p[0]}|}} = {frac(m, parts - m)}$.",
                wrong=[frac(m, parts), frac(parts - m, m), frac(parts - m, parts)]),
            ask("Midpoint of a Segment", "Midpoint Formula", "What are the coordinates of the midpoint of "
                "AB?", spell(*half),
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ the coordinates of the "
                f"midpoint are $({a[0]} + {b[0]}) \\div 2 = {frac(half[0])}$ and $({a[1]} + {b[1]}) \\div 2 = "
                f"{frac(half[1])}$, so it is ${spell(*half)}$.", wrong=[spell(*p), spell(a[0] + b[0], a[1] + b[1])])],
        more=[rays, guides],
        givens=coordinates(a, b), fixed=(m, parts), quantities=where("A", "B"), figure=figure, upright=True,
        check=check)


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
                "triangle?", spell(*s), f"The figure shows the corners A({a[0]}, {a[1]}), B({b[0]}, {b[1]}) and "
                f"C({third[0]}, {third[1]}). By @ the coordinates of the centroid are $({a[0]} + {b[0]} + {third[0]}) "
                f"\\div 3 = {s[0]}$ and $({a[1]} + {b[1]} + {third[1]}) \\div 3 = {s[1]}$, so the centroid is "
                f"the point ${spell(*s)}$.",
                wrong=[spell(3 * s[0], 3 * s[1]), spell(Fraction(3 * s[0], 2), Fraction(3 * s[1], 2)),
                       spell(Fraction(a[0] + b[0], 2), Fraction(a[1] + b[1], 2)), spell(s[1], s[0])]),
            ask("Centroid by Coordinates", "Missing Corner from the Centroid",
                "C is moved so that the centroid of triangle ABC comes to the origin. What are the new coordinates of "
                "C?", spell(-a[0] - b[0], -a[1] - b[1]),
                f"The figure shows the corners A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}), and the new centroid is "
                f"$(0, 0)$. By @ the new coordinates of C are $3 \\times 0 - {a[0]} - {b[0]} = {-a[0] - b[0]}$ and "
                f"$3 \\times 0 - {a[1]} - {b[1]} = {-a[1] - b[1]}$, so C comes to "
                f"${spell(-a[0] - b[0], -a[1] - b[1])}$.",
                wrong=[spell(a[0] + b[0], a[1] + b[1]), spell(-third[0], -third[1]),
                       spell(Fraction(-a[0] - b[0], 2), Fraction(-a[1] - b[1], 2))]),
            ask("Area of a Triangle by Coordinates", "Triangle from Three Points", "What is the area of the triangle?",
                frac(content), f"The figure shows the corners A({a[0]}, {a[1]}), B({b[0]}, {b[1]}) and C({third[0]}, "
                f"{third[1]}). By @ the area is $\\frac{{1}}{{2}} |{a[0]} ({b[1]} - {third[1]}) + {b[0]} ({third[1]} - "
                f"{a[1]}) + {third[0]} ({a[1]} - {b[1]})| = {frac(content)}$.",
                wrong=[frac(2 * content), frac(content / 2)])],
        more=[guides, rays],
        givens=coordinates(a, b, third), quantities=where("A", "B", "C"), figure=figure, upright=True, check=check)


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
                "triangle OAB?", frac(turn, 2), f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, "
                f"{b[1]}), and the third corner O is the origin. By @ the area of the triangle is $\\frac{{1}}{{2}} "
                f"|{a[0]} \\times {b[1]} - {a[1]} \\times {b[0]}| = {frac(turn, 2)}$.",
                wrong=[turn, frac(turn, 4), frac(a[0] * b[1] + a[1] * b[0], 2), frac(a[0] * b[1], 2)]),
            ask("Area of a Triangle by Coordinates", "Collinear Points Have Area Zero",
                "B is moved vertically until O, A and B lie on one line. What is the y-coordinate of B then?",
                frac(a[1] * b[0], a[0]), f"The figure shows A({a[0]}, {a[1]}) and the x-coordinate {b[0]} of B, which "
                f"stays. By @ the y-coordinate of B satisfies ${a[0]} y = {a[1]} \\times {b[0]}$, so it is "
                f"${a[1] * b[0]} \\div {a[0]} = {frac(a[1] * b[0], a[0])}$.",
                wrong=[frac(a[0] * b[0], a[1]), a[1], frac(a[1] * b[1], a[0])]),
            ask("Distance from a Point to a Line", "Distance by Area", "What is the distance of B from the line OA?",
                frac(turn, length), f"The figure shows A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). Twice the area of the "
                f"triangle is $|{a[0]} \\times {b[1]} - {a[1]} \\times {b[0]}| = {turn}$ (Area of a Triangle by "
                f"Coordinates), and OA is $\\sqrt{{{a[0]}^2 + {a[1]}^2}} = {length}$ long (Distance between Two "
                f"Points). By @ the distance is ${turn} \\div {length} = {frac(turn, length)}$.",
                also=["Area of a Triangle by Coordinates", "Distance between Two Points"],
                wrong=[frac(turn, 2 * length), frac(turn, 2), turn])],
        more=[guides, frame],
        givens=coordinates(a, b), quantities=where("A", "B"), figure=figure, upright=True, check=check)


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

    whole = f"$\\frac{{1}}{{2}} ({' '.join([str(terms[0]), *map(signed, terms[1:])])}) = {frac(content)}$"
    corners = ", ".join(f"{name}({p[0]}, {p[1]})" for name, p in zip("ABC", q)) + f" and D({q[3][0]}, {q[3][1]})"
    u, v = ((p[0] - q[0][0], p[1] - q[0][1]) for p in q[1:3])
    return Scene(
        f"A quadrilateral has the corners A{q[0]}, B{q[1]}, C{q[2]} and D{q[3]} in this order.", [
            ask("Area of a Polygon by Coordinates", "Shoelace Formula", "What is the area of the quadrilateral ABCD?",
                frac(content), f"The figure shows the corners {corners}. Each corner and the next one give a term: "
                f"{', '.join(products)}. By @ the area of the quadrilateral is {whole}.",
                wrong=[sum(terms), frac(content / 2), frac(half), (max(p[0] for p in q) - min(p[0] for p in q))
                       * (max(p[1] for p in q) - min(p[1] for p in q))]),
            ask("Area of a Polygon by Coordinates", "Cutting from a Corner",
                "The diagonal AC cuts the quadrilateral ABCD into two triangles. What is the area of triangle "
                "ABC?", frac(half),
                f"The figure shows the corners {corners}. As in @, the triangle is seen from the corner A: there are "
                f"the steps $({u[0]}, {u[1]})$ to B and $({v[0]}, {v[1]})$ to C. Its area is $\\frac{{1}}{{2}} "
                f"|{num(u[0])} \\times {num(v[1])} - {num(u[1])} \\times {num(v[0])}| = {frac(half)}$ (Area of a "
                "Triangle by Coordinates).", also=["Area of a Triangle by Coordinates"],
                wrong=[frac(content / 2), frac(2 * half), frac(content - half)]),
            ask("Area of a Polygon by Coordinates", "Lattice Polygons",
                "How many points with whole coordinates lie inside the quadrilateral ABCD, not on its edge?", inside,
                f"The figure shows the corners {corners}. The shoelace formula gives the area {whole}, and {edge} grid "
                f"points lie on the edge. By @ there are ${frac(content)} - {edge} \\div 2 + 1 = {inside}$ points "
                "inside.", wrong=[inside + edge, inside - 1, inside - 2])],
        more=[frame, lambda c, rng: c.line(q[0], q[2], kind="thin")],
        givens=coordinates(*q), quantities=where("A", "B", "C", "D"), figure=figure, upright=True, check=check)


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

    rise = f"$\\frac{{{b[1]} - {a[1]}}}{{{b[0]} - {a[0]}}} = {frac(k)}$"
    return Scene(
        f"In the coordinate plane a line goes through A{a} and B{b}.", [
            ask("Slope of a Line", "Rise over Run", "What is the slope of the line AB?", frac(k),
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}). By @ the slope of the line AB "
                f"is {rise}.", wrong=[frac(1 / k), frac(-k), frac(-1 / k), b[1] - a[1], b[0] - a[0]]),
            ask("Slope of a Line", "Slopes of Perpendicular Lines", "What is the slope of a line perpendicular to AB?",
                frac(-1 / k), f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}), so the slope of "
                f"AB is {rise}. By @ the product of both slopes is $-1$, and ${num(k)} \\times {num(-1 / k)} = -1$, so "
                f"the other slope is ${frac(-1 / k)}$.", wrong=[frac(k), frac(1 / k), frac(-k)]),
            ask("Equation of a Line", "Slope and Intercept", "At which value of y does the line AB meet the "
                "y-axis?", frac(cut),
                f"The figure shows the points A({a[0]}, {a[1]}) and B({b[0]}, {b[1]}), so the slope of AB is {rise} "
                f"(Slope of a Line). By @ the line meets the y-axis at ${a[1]} - {num(k)} \\times {a[0]} = "
                f"{frac(cut)}$.", also=["Slope of a Line"], wrong=[frac(a[1] + k * a[0]), frac(-cut), frac(k)])],
        more=[guides, rays],
        givens=coordinates(a, b), quantities=where("A", "B"), figure=lambda c, g: segment(c, g, a, b), upright=True,
        check=check)


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

    seen = {names[0]: f"{names[0]} and the negative x-axis form the angle ${left}^\\circ$",
            names[1]: f"{names[1]} and the positive x-axis form the angle ${right}^\\circ$"}
    angle = {names[0]: f"$180^\\circ - {left}^\\circ = {falling}^\\circ$", names[1]: f"${right}^\\circ$"}
    return Scene(
        f"Two lines rise from the x-axis: {names[0]} makes an angle of {left} degrees with its negative direction, "
        f"{names[1]} an angle of {right} degrees with its positive direction, both above the axis.", [
            ask("Inclination Angle of a Line", "Range of the Inclination", "What is the inclination angle of the line "
                "g?", degrees(g_angle), f"In the figure {seen['g']}. By @ the inclination angle is measured "
                f"anticlockwise from the positive x-axis, so " + ("it is this marked angle: the inclination angle of g "
                "is " if swapped else "it is the adjacent angle: the inclination angle of g is ") + f"{angle['g']}.",
                wrong=[degrees(180 - g_angle), degrees(h_angle), degrees(180 - h_angle)]),
            ask("Inclination Angle of a Line", "Inclination of Perpendiculars",
                "What is the inclination angle of a line perpendicular to h?", degrees(normal),
                f"In the figure {seen['h']}, so the inclination angle of h is {angle['h']}. By @ that of a "
                f"perpendicular is ${h_angle}^\\circ {'-' if swapped else '+'} 90^\\circ = {normal}^\\circ$.",
                wrong=[degrees(h_angle), degrees(180 - normal), degrees(180 - h_angle)]),
            ask("Angle between Two Lines", "Smaller of Two Angles", "What is the angle between the lines g and h?",
                degrees(min(gap, 180 - gap)), f"In the figure {seen['g']}, and {seen['h']}. So the inclination angle "
                f"of g is {angle['g']} and that of h is {angle['h']} (Inclination Angle of a Line). They differ by "
                f"${falling}^\\circ - {rising}^\\circ = {gap}^\\circ$, and the other angle at the crossing is "
                f"$180^\\circ - {gap}^\\circ = {180 - gap}^\\circ$. By @ the angle between the lines is "
                f"${min(gap, 180 - gap)}^\\circ$.", also=["Inclination Angle of a Line"],
                wrong=[degrees(max(gap, 180 - gap)), degrees(left), degrees(right)])],
        givens=dict(left=left, right=right), fixed=(names,), figure=figure, upright=True, check=check)
