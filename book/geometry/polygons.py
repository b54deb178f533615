"""Polygons and composite figures: perimeters, angles, diagonals, areas, cutting and folding.  All drawn to scale."""
from fractions import Fraction
from itertools import combinations
from math import cos, dist, gcd, radians, sin

from ..canvas import area, middle, opening, outline, polar
from ..tools import Quantity, Scene, ask, degrees, draw_until, frac, near, program
from .circle import O
from .tangents import WHAT_ANGLE, named


def root3(k):
    """LaTeX of a fraction times the square root of 3."""
    return "\\sqrt{3}" if k == 1 else f"{frac(k)}\\sqrt{{3}}"


def turned_polygon(rng, low, high):
    """Exterior angles of a convex polygon with 4 to 6 corners, of which all but four are right, and its corners."""
    def attempt():
        n = rng.choice((4, 5, 6))
        turns = [rng.randint(low, high) for _ in range(3)] + [90] * (n - 4)
        turns.append(360 - sum(turns))
        rng.shuffle(turns)
        headings = [radians(sum(turns[:i + 1])) for i in range(n)]
        lengths = [rng.uniform(3, 7) for _ in turns[2:]]
        x, y = (-sum(k * f(t) for k, t in zip(lengths, headings)) for f in (cos, sin))
        t, u = headings[-2:]
        wide = cos(t) * sin(u) - sin(t) * cos(u) or 1.0  # 0: the last turn is 180 degrees, no polygon
        lengths += [(x * sin(u) - y * cos(u)) / wide, (y * cos(t) - x * sin(t)) / wide]
        at = [O]
        for k, h in zip(lengths[:-1], headings):
            at.append((at[-1][0] + k * cos(h), at[-1][1] + k * sin(h)))
        return turns, lengths, at

    turns, _, at = draw_until(attempt, lambda made: sum(t != 90 for t in made[0]) == 4 and low <= min(made[0])
                              and max(made[0]) <= high and 2.5 <= min(made[1]) and max(made[1]) <= 9, "polygon")
    unknown = rng.choice([i for i, t in enumerate(turns) if t != 90])
    return turns, at, unknown, dict(zip((i for i, t in enumerate(turns) if t != 90 and i != unknown), "abc"))


def regular(n, r, start=90):
    return [polar(O, r, start + 360 * i / n) for i in range(n)]


def fan_of_diagonals(c, rng):
    """The diagonals from one corner."""
    first, _, *rest = c.polygons[0]
    for p in rest[:-1]:
        c.line(first, p, kind="thin")


def circle_of_the_corners(c, rng):
    """The circle about the centre of a regular polygon through its corners."""
    far = max(x * x + y * y for points in c.polygons for x, y in points)
    c.ring(O, far**0.5, kind="thin")


def rectangle_around_all(c, rng):
    """The level rectangle around the first polygon, where it does not run along its sides."""
    xs, ys = zip(*c.polygons[0])
    left, right, low, top = min(xs), max(xs), min(ys), max(ys)
    c.line((left, low), (right, low), (right, top), (left, top), (left, low), kind="thin")


def side_drawn_on(c, rng):
    """The last side drawn on beyond the first corner, dashed: an exterior angle."""
    p, before = c.polygons[0][0], c.polygons[0][-1]
    c.line(p, (p[0] + 0.5 * (p[0] - before[0]), p[1] + 0.5 * (p[1] - before[1])), kind="dash")


def missing_corner(c, rng):
    """The corner that an L-shape lacks to a rectangle, dashed."""
    _, (w, _), low, _, high, (_, h) = c.polygons[0]
    c.line(low, (w, h), high, kind="dash")


@program("Perimeter of a Polygon")
def l_shape_perimeter(rng):
    w = rng.randint(8, 20)
    h = near(rng, w, 0.6, 1.6)
    a, b = near(rng, w, 0.3, 0.7), near(rng, h, 0.3, 0.7)

    def figure(c, g):
        c.polygon(O, (w, 0), (w, b), (a, b), (a, h), (0, h))
        c.side(O, (w, 0), g["w"], (w / 2, h))
        c.side(O, (0, h), g["h"], (w, h / 2))
        c.side((0, h), (a, h), g["a"], O)
        c.side((w, 0), (w, b), g["b"], O)

    def check(c):
        p = c.polygons[0]
        return outline(p), outline(p) / 4, area(p)

    right = "All angles of the figure are right angles."
    way = (f"The figure shows the long sides {w} and {h} and the short ends {a} and {b}. The two sides without a "
           f"number are ${w} - {a} = {w - a}$ and ${h} - {b} = {h - b}$ long.")
    total = f"${w} + {b} + {w - a} + {h - b} + {a} + {h} = {2 * (w + h)}$"
    return Scene(
        f"An L-shaped figure has the outer sides {w} and {h}; its two short ends are {a} and {b} wide. All its angles "
        "are right angles.", [
            ask("Perimeter of a Polygon", "Sum of the Sides", f"{right} What is the perimeter of the figure?",
                2 * (w + h),
                f"{way} By @ the perimeter is {total}.",
                wrong=[w + h + a + b, 2 * (w + h) - a - b, 2 * (w + h) + a + b, w * b + a * (h - b)]),
            ask("Perimeter of a Polygon", "Regular Polygon Perimeter",
                f"{right} A square has the same perimeter as the figure. What is the side of the square?",
                frac(w + h, 2), f"{way} So the perimeter is {total}. By @ the square has four times its side as its "
                f"perimeter, so its side is $\\frac{{{2 * (w + h)}}}{{4}} = {frac(w + h, 2)}$.",
                wrong=[w + h, frac(w + h + a + b, 4), frac(w + h, 4)]),
            ask("Area of a Rectangle", "Cutting into Rectangles", f"{right} What is its area?", w * b + a * (h - b),
                f"The figure shows the long sides {w} and {h} and the short ends {a} and {b}. By @ it is cut into two "
                f"rectangles: one of the sides {w} and {b} with the area ${w} \\times {b} = {w * b}$, the other of the "
                f"sides {a} and ${h} - {b} = {h - b}$ with the area ${a} \\times {h - b} = {a * (h - b)}$. Together "
                f"they have ${w * b} + {a * (h - b)} = {w * b + a * (h - b)}$.",
                wrong=[w * h, w * b + a * h, 2 * (w + h)])],
        more=[missing_corner], givens=dict(w=w, h=h, a=a, b=b), figure=figure, check=check)


@program("Angle Sum of a Polygon")
def polygon_angle(rng):
    turns, at, unknown, names = turned_polygon(rng, 36, 115)
    n, inner = len(turns), [180 - t for t in turns]
    known = [v for i, v in enumerate(inner) if i != unknown]

    def figure(c, g):
        c.polygon(*at)
        for i in range(n):
            if inner[i] == 90:
                c.right(at[i], at[i - 1], at[(i + 1) % n])
            else:
                c.angle(at[i], at[i - 1], at[(i + 1) % n], "?" if i == unknown else g[names[i]] + "°")

    def check(c):
        p = c.polygons[0]
        vertex, before, after = c.angles[[t for t in c.texts() if t].index("?")]
        x = opening(vertex, before, after)
        return x, len(p) - 2, 180 - x

    x, total = inner[unknown], (n - 2) * 180
    minus = " - ".join(map(str, known))
    way = (f"The polygon has {n} corners, and all its angles but the marked one are known, right angles included. {{}} "
           f"the interior angles add up to $({n} - 2) \\times 180 = {total}$ degrees{{}}, so the marked angle is "
           f"${total} - {minus} = {x}$ degrees")
    return Scene(
        f"All interior angles of a polygon with {n} corners but one are "
        f"${', '.join(map(degrees, known))}$; the last one is marked with a question mark.", [
            ask("Angle Sum of a Polygon", "Polygon Angle Sum Formula", WHAT_ANGLE, degrees(x),
                way.format("By @", "") + ".",
                wrong=[degrees(180 - x), degrees(360 - x), degrees(round(total / n)), degrees(known[0])]),
            ask("Angle Sum of a Polygon", "Splitting into Triangles",
                "All diagonals from one corner of the polygon are drawn. Into how many triangles do they cut "
                "it?", n - 2,
                f"The polygon has {n} corners. By @ the diagonals from one corner lead to all corners but itself and "
                f"its two neighbours; every side that does not meet this corner belongs to one triangle, so there are "
                f"${n} - 2 = {n - 2}$ triangles.", wrong=[n - 3, n, n - 1]),
            ask("Exterior Angle of a Polygon", "Interior plus Exterior Angle",
                "How many degrees is an exterior angle at the corner with the question mark?", degrees(180 - x),
                way.format("In it", " (Angle Sum of a Polygon)") + f". By @ the exterior angle there is "
                f"$180 - {x} = {180 - x}$ degrees.", also=["Angle Sum of a Polygon"],
                wrong=[degrees(x), degrees(360 - x), degrees(round(360 / n))])],
        more=[side_drawn_on],
        givens={name: inner[i] for i, name in names.items()}, fixed=(unknown, *turns), figure=figure, check=check)


@program("Exterior Angle of a Polygon")
def exterior_angles(rng):
    turns, at, unknown, names = turned_polygon(rng, 42, 112)
    n = len(turns)
    known = [t for i, t in enumerate(turns) if i != unknown]

    def figure(c, g):
        c.polygon(*at)
        for i in range(n):
            p, before = at[i], at[i - 1]
            k = 2.6 / dist(p, before)
            far = (p[0] + k * (p[0] - before[0]), p[1] + k * (p[1] - before[1]))
            c.line(p, far)
            if turns[i] == 90:
                c.right(p, far, at[(i + 1) % n])
            else:
                c.angle(p, far, at[(i + 1) % n], "?" if i == unknown else g[names[i]] + "°")

    def check(c):
        m, p, q = c.angles[c.texts().index("?")]
        return opening(m, p, q), 180 - opening(m, p, q), 360 / len(c.polygons[0])

    x = turns[unknown]
    way = f"the marked angle is $360 - {' - '.join(map(str, known))} = {x}$ degrees"
    seen = f"The figure shows one exterior angle at each of the {n} corners"
    return Scene(
        f"All exterior angles of a convex polygon with {n} corners but one, one at each corner, are "
        f"${', '.join(map(degrees, known))}$; the last one is marked with a question mark.", [
            ask("Exterior Angle of a Polygon", "Sum of Exterior Angles", WHAT_ANGLE, degrees(x),
                f"{seen}; all but the marked one are known, right angles included. By @ they add up to $360^\\circ$, "
                f"so {way}.", wrong=[degrees(180 - x), degrees(360 - x), degrees(round(360 / n)), degrees(x + 90)]),
            ask("Exterior Angle of a Polygon", "Interior plus Exterior Angle",
                "How many degrees is the interior angle of the polygon at the corner with the question mark?",
                degrees(180 - x), f"{seen}. They add up to $360^\\circ$, so {way}. By @ the interior angle at this "
                f"corner is $180 - {x} = {180 - x}$ degrees.", wrong=[degrees(x), degrees(360 - x), degrees(90 + x)]),
            ask("Exterior Angle of a Polygon", "Exterior Angle of a Regular Polygon",
                "A regular polygon has as many sides as this one. How many degrees is each of its exterior angles?",
                degrees(360 // n), f"The polygon has {n} sides. By @ all exterior angles of a regular polygon are "
                f"equal and add up to $360^\\circ$, so each is $360 \\div {n} = {360 // n}$ degrees.",
                wrong=[degrees(180 - 360 // n), degrees(180 // n), degrees(360 // (n - 2))])],
        givens={name: turns[i] for i, name in names.items()}, fixed=(unknown, *turns), figure=figure, check=check)


@program("Diagonals of a Polygon")
def polygon_diagonals(rng):
    n, k = rng.randint(5, 12), rng.randint(2, 20)
    wobble = [rng.randint(-5, 5) / 20 for _ in range(n)]
    d = n * (n - 3) // 2

    def figure(c, g):
        c.polygon(*(polar(O, 5, 90 + 360 * (i + wobble[i]) / n) for i in range(n)))
        for p in c.polygons[0]:  # the corners of many-sided polygons are blunt
            c.dot(p)

    def check(c):
        m = len(c.polygons[0])
        pairs = [(i, j) for i, j in combinations(range(m), 2) if (j - i) % m not in (1, m - 1)]
        return k * len(pairs), sum(0 in pair for pair in pairs), len(pairs) + m

    way = (f"The polygon has {n} corners, and ${n} - 3 = {n - 3}$ diagonals start at each of them. {{}} each diagonal "
           f"has two ends, so there are ${n} \\times {n - 3} \\div 2 = {d}$ diagonals")
    return Scene(
        f"A convex polygon has {n} corners.", [
            ask("Diagonals of a Polygon", "Counting Every Diagonal Once",
                "All diagonals of the polygon are drawn, one after the other, and each takes {k} seconds. How many "
                "seconds does this take in all?", k * d,
                way.format("By @") + f". They take ${k} \\times {d} = {k * d}$ seconds.",
                wrong=[2 * k * d, k * n, k * (d + n), k * (n - 3)]),
            ask("Diagonals of a Polygon", "Diagonals from One Corner",
                "How many diagonals of the polygon start at one of its corners?", n - 3,
                f"The polygon has {n} corners. By @ a diagonal leads from a corner to all corners but itself and its "
                f"two neighbours, so ${n} - 3 = {n - 3}$ diagonals start there.", wrong=[n - 1, n - 2, d]),
            ask("Diagonals of a Polygon", "Sides and Diagonals together",
                "How many sides and diagonals does the polygon have together?", d + n,
                f"The polygon has {n} corners. By @ any two of them are joined by a side or a diagonal, so there are "
                f"$\\binom{{{n}}}{{2}} = {d + n}$ of them.", wrong=[d, d - n if d > n else d + 1, n * (n - 1)])],
        givens=dict(k=k), say=dict(n=n), more=[fan_of_diagonals], fixed=(n, *wobble), figure=figure,
        check=check, scale=False,
        quantities={"k": Quantity("duration", "the time for one diagonal", "seconds")})


@program("Regular Polygon")
def shaded_regular(rng):
    n = rng.choice((5, 6, 8, 9, 10, 12))
    k, unit = rng.randint(2, n - 1), rng.randint(2, 15)
    dark = sorted(rng.sample(range(n), k))
    whole = n * unit

    def figure(c, g):
        c.without = {"hatch"}
        at = regular(n, 5)
        for i in range(n):
            c.polygon(O, at[i], at[(i + 1) % n], accent=i in dark and c.asked in (None, 0))

    def check(c):
        part = sum(accent for _, accent in c.fills) / len(c.fills)
        m, p, q = c.polygons[0]
        return part * whole, opening(m, p, q), 2 * opening(p, m, q)

    seen = f"The regular polygon has {n} sides."
    return Scene(
        f"A regular polygon with {n} sides is cut into equal triangles by the radii to its corners; {k} of them are "
        f"dark.", [
            ask("Regular Polygon", "Isosceles Triangles around the Centre",
                "The regular polygon has the area {whole}. What is the area of the dark part?", k * unit,
                f"{seen} By @ the radii cut it into {n} equal triangles, each with the area "
                f"${whole} \\div {n} = {unit}$. Of these {k} are dark, so the dark part has the area "
                f"${k} \\times {unit} = {k * unit}$.", wrong=[whole - k * unit, unit, frac(whole, 2), frac(whole, k)]),
            ask("Regular Polygon", "Central Angle of a Regular Polygon",
                "The polygon is regular. How many degrees is the angle at the centre in each of the triangles?",
                degrees(360 // n), f"{seen} By @ the full turn at the centre is divided into {n} equal angles, so each "
                f"is $360 \\div {n} = {360 // n}$ degrees.",
                wrong=[degrees(180 - 360 // n), degrees(180 // n), degrees(360 // (n - 2))]),
            ask("Angle Sum of a Polygon", "Angle of a Regular Polygon",
                "How many degrees is each interior angle of the regular polygon?", degrees(180 - 360 // n),
                f"{seen} By @ each interior angle is $({n} - 2) \\times 180 \\div {n} = {180 - 360 // n}$ degrees.",
                wrong=[degrees(360 // n), degrees(90 - 180 // n), degrees(360 - 360 // n)])],
        givens=dict(whole=whole), say=dict(n=n), more=[circle_of_the_corners], fixed=(n, *dark), figure=figure,
        check=check,
        quantities={"whole": Quantity("measure", "the area of the regular polygon")})


@program("Area of a Polygon")
def quadrilateral_area(rng):
    e = rng.randint(8, 24)
    h, k = (near(rng, e, 0.25, 0.6) for _ in range(2))
    u, v = rng.sample(range(2, 9), 2)
    if e * (h + k) % 2:
        h += 1

    def figure(c, g):
        p, q, top, low = O, (e, 0), (e * u / 10, h), (e * v / 10, -k)
        c.without = {"dashed", "line"}  # the dashed lines are named in the text
        c.polygon(p, low, q, top)
        c.line(p, q)
        for tip, text in ((top, "h"), (low, "k")):
            c.line(tip, (tip[0], 0), kind="dash")
            c.right((tip[0], 0), q if tip[0] < e / 2 else p, tip)
            c.side((tip[0], 0), tip, g[text], p if tip[0] > e / 2 else q)
        c.side(p, q, g["e"], (e / 2, h if abs(v - 5) > abs(u - 5) else -k))
        named(c, {"A": p, "B": low, "C": q, "D": top}, (e / 2, 0))

    def check(c):
        p, low, q, top = c.polygons[0]
        return area(c.polygons[0]), area([p, q, top]), dist(p, q) * (top[1] - low[1])

    s = e * (h + k) // 2
    heights = "The dashed lines are heights of the two triangles."
    seen = f"The figure shows the diagonal $AC = {e}$ and the heights {h} and {k} on it."
    return Scene(
        f"A diagonal of length {e} cuts a quadrilateral into two triangles with the heights {h} and {k} on it.", [
            ask("Area of a Polygon", "Splitting a Polygon into Parts",
                f"{heights} What is the area of the quadrilateral ABCD?", s,
                f"{seen} By @ the area is the sum of the areas of the triangles ACD and ABC, which have the base AC "
                f"(Area of a Triangle): $\\frac{{1}}{{2}} \\times {e} \\times {h} + \\frac{{1}}{{2}} \\times {e} "
                f"\\times {k} = {s}$.", also=["Area of a Triangle"],
                wrong=[e * (h + k), frac(e * h, 2), e * h, frac(e * h * k, 2)]),
            ask("Area of a Triangle", "Half of Base times Height",
                f"{heights} What is the area of the triangle ACD?",
                frac(e * h, 2), f"{seen} The triangle ACD has the base AC and the height {h} from D. By @ its area is "
                f"$\\frac{{1}}{{2}} \\times {e} \\times {h} = {frac(e * h, 2)}$.",
                wrong=[e * h, frac(e * k, 2), s]),
            ask("Area of a Polygon", "Completing to a Rectangle",
                "The smallest rectangle around ABCD that has two sides parallel to AC is drawn. What is its area?",
                e * (h + k), f"{seen} By @ the parts outside the quadrilateral complete it to a rectangle as long as "
                f"AC and as wide as both heights together. The area of the rectangle (Area of a Rectangle) is "
                f"${e} \\times ({h} + {k}) = {e * (h + k)}$.",
                also=["Area of a Rectangle"], wrong=[s, e * h, 2 * (e + h + k)])],
        more=[rectangle_around_all], givens=dict(e=e, h=h, k=k), fixed=(u, v), figure=figure, check=check)


@program("Area of a Regular Polygon")
def hexagon_part(rng):
    a, k, across = rng.randint(2, 30), rng.randint(1, 6), rng.random() < 0.5
    n = 2 * a if across else a

    def figure(c, g):
        c.without = {"hatch"}
        at = regular(6, a, 0)
        c.polygon(*at, fill=False)
        for i in range(6):
            c.fills.append(([O, at[i], at[(i + 1) % 6]], i < k and c.asked in (None, 0)))
        for i in range(3):
            c.line(at[i], at[i + 3])
        if across:  # the diagonal's label stands outside, at a bracket
            c.line(at[3], (-a, -1.15 * a), kind="thin")
            c.line(at[0], (a, -1.15 * a), kind="thin")
            c.line((-a, -1.1 * a), (a, -1.1 * a), kind="thin")
            c.side((-a, -1.1 * a), (a, -1.1 * a), g["n"], O)
        else:
            c.side(at[4], at[5], g["n"], O)

    def check(c):
        dark = sum(area(points) for points, accent in c.fills if accent)
        p = c.polygons[0]
        return dark, area(p), dist(O, middle(p[0], p[1]))

    start = (f"The long diagonal {n} consists of two sides of the triangles, so the side is ${n} \\div 2 = {a}$."
             if across else f"The figure shows the side {a} of the hexagon.")
    one, many = root3(Fraction(a * a, 4)), root3(Fraction(3 * a * a, 2))
    return Scene(
        f"A regular hexagon with {'the long diagonal' if across else 'the side'} {n} is cut into six equal "
        f"triangles; {k} of them {'are' if k > 1 else 'is'} dark.", [
            ask("Area of a Regular Polygon", "Area by Equal Triangles",
                "The hexagon is regular. What is the area of the dark part? Give the exact value.",
                root3(Fraction(k * a * a, 4)), f"{start} By @ the hexagon consists of six equal triangles, which are "
                f"equilateral. Each of them has the area $\\frac{{\\sqrt{{3}}}}{{4}} \\times {a}^2 = {one}$ "
                f"(Equilateral Triangle). The dark part has the area ${k} \\times {one} = "
                f"{root3(Fraction(k * a * a, 4))}$.", also=["Equilateral Triangle"],
                wrong=[root3(Fraction(k * a * a, 2)), root3(Fraction(k * a * a, 8)), root3(Fraction(k * a, 4)),
                       root3(Fraction(k * a * a))]),
            ask("Area of a Regular Polygon", "Area of a Regular Hexagon",
                "What is the area of the whole regular hexagon? Give the exact value.", many,
                f"{start} By @ the area is $\\frac{{3\\sqrt{{3}}}}{{2}} \\times {a}^2 = {many}$.",
                wrong=[one, root3(Fraction(3 * a * a)), root3(Fraction(6 * a * a))]),
            ask("Area of a Regular Polygon", "Half of Perimeter times Apothem",
                "What is the distance from the centre of the regular hexagon to one of its sides? Give the exact "
                "value.", root3(Fraction(a, 2)),
                f"{start} So the perimeter is $6 \\times {a} = {6 * a}$, and the area is ${many}$. By @ half of the "
                f"perimeter times the distance is the area, so the distance is $2 \\times {many} \\div {6 * a} = "
                f"{root3(Fraction(a, 2))}$.", wrong=[root3(a), a, frac(a, 2)])],
        more=[circle_of_the_corners], givens=dict(n=n), say=dict(across=int(across)),
        fixed=(k, across), figure=figure, check=check)


def hull(points):
    """The corners of the convex hull, anticlockwise."""
    def half(some):
        found = []
        for p in some:
            while len(found) > 1 and (found[-1][0] - found[-2][0]) * (p[1] - found[-2][1]) - (
                    found[-1][1] - found[-2][1]) * (p[0] - found[-2][0]) <= 0:
                found.pop()
            found.append(p)
        return found[:-1]

    points = sorted(set(points))
    return half(points) + half(points[::-1])


@program("Lattice Polygons")
def lattice_polygon(rng):
    corners = draw_until(lambda: hull([(rng.randint(0, 6), rng.randint(0, 5)) for _ in range(rng.choice((3, 4, 5)))]),
                         lambda p: len(p) >= 3 and 5 <= area(p) <= 24, "lattice polygon")
    u = rng.randint(2, 9)
    sides = list(zip(corners, corners[1:] + corners[:1]))
    border = sum(gcd(p[0] - q[0], p[1] - q[1]) for p, q in sides)
    twice = round(2 * area(corners))
    inside = (twice - border + 2) // 2

    def figure(c, g):
        c.without = {"shapes", "grid", "line", "hatch"}
        c.polygon(*corners)
        for x in range(7):
            for y in range(6):
                c.dot((x, y))

    def check(c):
        p = c.polygons[0]

        def place(dot):  # 0 on the border, 1 inside, -1 outside
            lefts = [(b[0] - a[0]) * (dot[1] - a[1]) - (b[1] - a[1]) * (dot[0] - a[0])
                     for a, b in zip(p, p[1:] + p[:1])]
            return min((v > 0) - (v < 0) for v in lefts)

        places = [place(dot) for dot in c.dots]
        return area(p) * u * u, places.count(0), places.count(1)

    whole, steps = Fraction(twice, 2), [gcd(p[0] - q[0], p[1] - q[1]) for p, q in sides]
    scaled = whole * u * u
    return Scene(
        "A polygon on a square lattice of dots has the corners " + ", ".join(f"{p}" for p in corners) + ".", [
            ask("Lattice Polygons", "Pick's Theorem",
                "Neighbouring dots in a row or column are {u} centimetres apart. What is the area of the polygon in "
                "square centimetres?", frac(scaled),
                f"In the figure {inside} dots lie inside the polygon and {border} on its border. By @ its area is "
                f"${inside} + \\frac{{{border}}}{{2}} - 1 = {frac(whole)}$ squares of the lattice. The side of such a "
                f"square is {u}, so the area is ${frac(whole)} \\times {u}^2 = {frac(scaled)}$.",
                wrong=[frac(scaled + u * u), frac(whole * u), (inside + border) * u * u, inside * u * u]),
            ask("Lattice Polygons", "Lattice Points on a Side",
                "How many dots lie on the border of the polygon, corners included?", border,
                f"By @ the number of dots on a side follows from its steps to the right and up. Going once around, the "
                f"sides bring {', '.join(map(str, steps))} new dots, together ${' + '.join(map(str, steps))} = "
                f"{border}$.", wrong=[border + len(corners), len(corners), inside]),
            ask("Lattice Polygons", "Interior Points from the Area",
                "How many dots lie inside the polygon, not on its border?", inside,
                f"The polygon has the area of ${frac(whole)}$ squares of the lattice, and {border} dots lie on its "
                f"border. By @ the number of dots inside is ${frac(whole)} - \\frac{{{border}}}{{2}} + 1 = {inside}$.",
                wrong=[inside + border, border, inside + 1])],
        more=[rectangle_around_all], givens=dict(u=u), fixed=tuple(v for p in corners for v in p),
        figure=figure, check=check,
        quantities={"u": Quantity("measure", "the distance of neighbouring dots")})
