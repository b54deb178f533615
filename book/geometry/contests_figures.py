"""Contest problems on figures: areas around a point, circles that touch, a closed path, figures counted in a figure."""

from fractions import Fraction
from itertools import combinations
from math import comb, dist

from ..additions_plane import circle_through_contacts
from ..canvas import area, middle, opening, polar
from ..tools import Quantity, Scene, ask, frac, pi, program
from .contests_paper import meeting

O = (0, 0)


def labelled(c):
    """The drawn lengths of the labelled sides, in the order of their labels."""
    return [dist(label[1], label[2]) for label in c.labels if label[0] == "side"]


def circle_of_the_stops(c, rng):
    """The circle through all stops of a robot that turns by equal angles."""
    (ax, ay), (bx, by), (cx, cy) = c.dots[:3]
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    one, two, three = ax * ax + ay * ay, bx * bx + by * by, cx * cx + cy * cy
    x = (one * (by - cy) + two * (cy - ay) + three * (ay - by)) / d
    y = (one * (cx - bx) + two * (ax - cx) + three * (bx - ax)) / d
    c.ring((x, y), ((ax - x) ** 2 + (ay - y) ** 2) ** 0.5, kind="thin")


@program("Definition of a Parallelogram")
def point_in_parallelogram(rng):
    half = rng.randint(30, 90)
    one = rng.randint(round(0.28 * half), round(0.72 * half))
    two = rng.randint(round(0.28 * half), round(0.72 * half))
    s1, s3, s2, s4 = one, half - one, two, half - two
    lean = rng.choice((0.25, 0.4, -0.3))

    def figure(c, g):
        wide = (2 * half * 1.5) ** 0.5
        high = 2 * half / wide

        def at(u, v):  # u to the right, v up, each from 0 to 1
            return u * wide + lean * v * high, v * high
        a, b, d, e, p = at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(s4 / half, s1 / half)
        for u, v in ((a, b), (b, d), (d, e), (e, a)):
            c.polygon(u, v, p, accent=u == e and c.asked in (None, 0))
        for (u, v), text in zip(((a, b), (b, d), (d, e), (e, a)), (g["s1"], g["s2"], g["s3"], "?")):
            c.text(middle(u, v, p), text)
        for name, corner in zip("ABCD", (a, b, d, e)):
            c.corner(corner, name, middle(a, d))
        c.dot(p)

    def check(c):
        first, second, third, fourth = map(area, c.polygons)
        a, b, d, e = (polygon[0] for polygon in c.polygons)
        return fourth, area([a, b, d]), area([a, b, d, e])

    start = "In the quadrilateral ABCD both pairs of opposite sides are parallel. A number in a triangle is " \
        "its area."
    base = f"The figure shows the areas {s1} and {s3} of the triangles on AB and CD. By @ the quadrilateral is a " \
        f"parallelogram, so AB and CD are equally long, and the heights of these two triangles add up to its " \
        f"height. By the Area of a Triangle and the Area of a Parallelogram both together are half of it, ${s1} + " \
        f"{s3} = {half}$"
    return Scene(
        f"A point inside the parallelogram ABCD is joined with the corners. The triangle on AB has the area {s1}, "
        f"the one on BC {s2} and the one on CD {s3}.",
        [
            ask("Definition of a Parallelogram", "Two Pairs of Parallel Sides", f"{start} What is the area of the "
                "triangle with the question mark?", s4, f"{base}. The triangles on BC and DA are the other half, so "
                f"the area is ${half} - {s2} = {s4}$.", also=["Area of a Triangle", "Area of a Parallelogram"],
                wrong=[s2, abs(s1 + s2 - s3), frac(s1 + s2 + s3, 3), half]),
            ask("Definition of a Parallelogram", "Opposite Corners", f"{start} What is the area of the triangle ABC?",
                half, f"{base.replace('By @', 'By its sides')}. By @ the corners A and C face each other, so AC is a "
                f"diagonal, and the triangle ABC is half of the parallelogram too: its area is ${half}$.",
                also=["Area of a Triangle", "Area of a Parallelogram"], wrong=[2 * half, s1 + s2, frac(half, 2)]),
            ask("Area of a Parallelogram", "Diagonal Halves a Parallelogram", f"{start} What is the area of the whole "
                "quadrilateral ABCD?", 2 * half, f"The triangles on AB and CD have the areas {s1} and {s3}; by the "
                f"Area of a Triangle they are together as large as the triangle ABC, ${s1} + {s3} = {half}$. By @ "
                f"this is half of the quadrilateral, whose area is $2 \\times {half} = {2 * half}$.",
                also=["Area of a Triangle"], wrong=[half, s1 + s2 + s3]),
        ],
        givens=dict(s1=s1, s2=s2, s3=s3), fixed=(lean,), figure=figure, check=check, scale=False,
        quantities={key: Quantity("measure", f"the area of the triangle on {side}")
                    for key, side in (("s1", "AB"), ("s2", "BC"), ("s3", "CD"))})


@program("Definition of a Circle")
def three_coins(rng):
    radii = [rng.randint(3, 14) for _ in range(3)]
    if len(set(radii)) < 3 or max(radii) > 3 * min(radii):
        radii = rng.sample(range(5, 14), 3)
    x, y, z = radii
    a, b, d = y + z, x + z, x + y  # BC, CA, AB
    most, least = max(radii), min(radii)
    half = x + y + z

    def figure(c, g):
        u = (d * d + b * b - a * a) / (2 * d)
        centres = O, (d, 0), (u, (b * b - u * u) ** 0.5)
        for p, r in zip(centres, radii):
            c.circle(p, r, accent=r == most and c.asked in (None, 0))
        c.polygon(*centres, fill=False)
        for name, p in zip("ABC", centres):
            c.corner(p, name, middle(*centres))
        for i, j, text in ((1, 2, "a"), (2, 0, "b"), (0, 1, "d")):
            c.side(centres[i], centres[j], g[text], middle(*centres))

    def check(c):
        sizes = sorted(r for _, r in c.circles)
        (p, r), (q, s) = c.circles[:2]
        return 3.141592653589793 * sizes[2] ** 2, dist(p, q) + r + s, sizes[0]

    start = "The circles with the centres A, B and C touch each other."
    far = {x: a, y: b, z: d}
    read = f"The figure shows the sides {a}, {b} and {d}. By @ every point of a circle is one radius away from its " \
        f"centre, and the point of contact lies on the line of centres (Tangency of Two Circles), so each side is " \
        f"the sum of two radii. All three sides together are twice the three radii, which therefore add up to $({a} " \
        f"+ {b} + {d}) \\div 2 = {half}$"
    return Scene(
        f"Three circles with the centres A, B and C touch each other from outside; BC = {a}, CA = {b} and AB = {d}.",
        [
            ask("Definition of a Circle", "Points at a Fixed Distance", f"{start} What is the area of the largest "
                "circle? Give the exact value in terms of $\\pi$.", pi(most * most), f"{read}. The side that does not "
                f"belong to the largest circle is the shortest one, {far[most]}, so its radius is ${half} - "
                f"{far[most]} = {most}$. Its area is $\\pi \\times {most}^2 = {pi(most * most)}$ (Area of a Circle).",
                also=["Tangency of Two Circles", "Area of a Circle"],
                wrong=[pi(2 * most), pi(4 * most * most), pi(Fraction(max(a, b, d) ** 2, 4))]),
            ask("Definition of a Circle", "Diameter as Twice the Radius", f"{start} P is a point of the circle "
                f"with the centre A, Q one of the circle with the centre B. What is the greatest possible length of "
                f"PQ?",
                2 * d,
                f"The segment PQ is longest along the line of centres, where both diameters lie one behind the "
                f"other (Tangency of Two Circles). By @ each diameter is twice the radius, and the two radii "
                f"together are the side AB, {d}. So the greatest length is $2 \\times {d} = {2 * d}$.",
                also=["Tangency of Two Circles"], wrong=[d, 2 * d + z, 4 * d]),
            ask("Tangency of Two Circles", "External Contact", f"{start} What is the radius of the smallest circle?",
                least, f"The figure shows the sides {a}, {b} and {d}. By @ each of them is the sum of two radii, so "
                f"the three radii add up to $({a} + {b} + {d}) \\div 2 = {half}$. The longest side, {far[least]}, "
                f"does not belong to the smallest circle, whose radius is ${half} - {far[least]} = {least}$.",
                wrong=[2 * least, frac(min(a, b, d), 2)]),
        ],
        givens=dict(a=a, b=b, d=d), figure=figure, check=check, more=[circle_through_contacts])


@program("Definition of a Polygon")
def robot_polygon(rng):
    d, n = rng.randint(2, 30), rng.choice((8, 9, 10, 12, 15, 18, 20, 24))
    inner, turn = 180 - 360 // n, 360 // n

    def figure(c, g):
        c.without |= {"line", "dashed"}
        spots, way = [O], 0
        for _ in range(6):
            spots.append(polar(spots[-1], d, way))
            way += turn
        c.line(*spots[:6])
        c.arrow(spots[5], middle(spots[5], spots[6]))
        inside = polar(O, d * 2, 90)
        for k in (1, 3):
            c.angle(spots[k], spots[k - 1], spots[k + 1], f"{inner}°")
        for k in (0, 2):
            c.side(spots[k], spots[k + 1], g["d"], inside)
        for p in spots[:6]:
            c.dot(p)
        c.corner(O, "A", (d, d / 2))

    def check(c):
        step, place, way, count = labelled(c)[0], O, 0.0, 0
        while not count or dist(place, O) > step / 100:
            place, way, count = polar(place, step, way), way + 180 - opening(*c.angles[0]), count + 1
        far = [(i, j) for i in range(count) for j in range(i) if (i - j) % count not in (1, count - 1)]
        return count * step, count, len(far)

    start = "A robot starts at A. It always goes the same distance straight ahead and then turns by the same angle, " \
        "as the figure shows, until it is back at A for the first time."
    outer = f"The figure shows the angle ${inner}^\\circ$ between two legs of the path, so at every corner the robot " \
        f"turns by ${180}^\\circ - {inner}^\\circ = {turn}^\\circ$. All turns together make a full turn (Exterior " \
        f"Angle of a Polygon), so there are $360 \\div {turn} = {n}$ corners"
    return Scene(
        f"A robot starts at A, goes {d} straight ahead, then turns so that the next leg makes an angle of {inner} "
        f"degrees with the last one, goes on equally far, turns in the same way, and so on until it is back at A.",
        [
            ask("Definition of a Polygon", "Closed Chain of Segments", f"{start} How long is the whole path?", n * d,
                f"{outer}. By @ the path is closed after as many legs of the length {d}, and its length is ${n} "
                f"\\times {d} = {n * d}$ (Perimeter of a Polygon).",
                also=["Exterior Angle of a Polygon", "Perimeter of a Polygon"],
                wrong=[(n - 1) * d, 2 * n * d, (n // 2) * d]),
            ask("Definition of a Polygon", "Equal Numbers of Sides and Corners", f"{start} How many legs does the "
                f"whole path have?", n, f"{outer}. By @ there are as many legs as corners, ${n}$.",
                also=["Exterior Angle of a Polygon"], wrong=[n - 1, n + 1, 2 * n]),
            ask("Diagonals of a Polygon", "Counting Every Diagonal Once", f"{start} How many diagonals does the "
                f"polygon have that the robot goes around?", n * (n - 3) // 2, f"{outer}. By @ there are ${n} "
                f"\\times ({n} - 3) \\div 2 = {n * (n - 3) // 2}$ diagonals.", also=["Exterior Angle of a Polygon"],
                wrong=[n * (n - 3), n * (n - 1) // 2]),
        ],
        more=[circle_of_the_stops], givens=dict(d=d), fixed=(n,), figure=figure, check=check)


def draw_cevians(c, g, a, b, e, m, n):
    """A triangle with joined points on two sides."""
    c.without |= {"line", "shapes", "hatch"}
    c.polygon(a, b, e)
    for corner, start, k in ((a, b, m), (b, a, n)):
        for i in range(1, k + 1):
            t = i / (k + 1)
            p = start[0] + t * (e[0] - start[0]), start[1] + t * (e[1] - start[1])
            c.line(corner, p)
            c.dot(p)
    c.side(b, e, f"{g['m']} points", a)
    c.side(e, a, f"{g['n']} point{'s' * (g['n'] != '1')}", b)
    for name, p in zip("ABC", (a, b, e)):
        c.corner(p, name, middle(a, b, e))


@program("Definition of a Triangle")
def cevian_triangles(rng):
    m, n = rng.randint(2, 7), rng.randint(1, 6)
    a, b, e = O, (12, 0), (5, 10)

    def check(c):
        sides = [(p, q) for p, q in zip(c.polygons[0], [*c.polygons[0][1:], c.polygons[0][0]])]
        lines = sides + [tuple(points) for points, kind in c.strokes if kind == "line" and len(points) == 2]
        met = {pair: meeting(*(lines[k] for k in pair)) for pair in combinations(range(len(lines)), 2)}
        found = sum(1 for i, j, k in combinations(range(len(lines)), 3)
                    if None not in (three := (met[i, j], met[i, k], met[j, k])) and len(set(three)) == 3)
        dots = sum(area(three) > 1e-6 for three in combinations(c.dots, 3))
        corners = {p for p in met.values() if p and not any(
            abs((s[1][0] - s[0][0]) * (p[1] - s[0][1]) - (s[1][1] - s[0][1]) * (p[0] - s[0][0])) < 1e-3 for s in sides)}
        return found, dots, len(corners)

    start = "On two sides of the triangle ABC lie as many points as the figure says. Each of them is joined with the " \
        "opposite corner."
    from_a, from_b, both = comb(m + 2, 2) * (n + 1), comb(n + 2, 2) * (m + 1), (m + 1) * (n + 1)
    dots = comb(m + n, 3) - comb(m, 3) - comb(n, 3)
    return Scene(
        f"In the triangle ABC, {m} inner points of BC are joined with A and {n} inner points of CA with B.",
        [
            ask("Definition of a Triangle", "Three Points off One Line", f"{start} How many triangles of all sizes are "
                "there whose sides lie on the drawn lines?", from_a + from_b - both,
                f"By @ three drawn lines bound a triangle if they meet in three different points. Through A run "
                f"${m} + 2 = {m + 2}$ lines, two of them sides of ABC, through B there are ${n} + 2 = {n + 2}$, and "
                f"AB is one of both. Two lines through A and one of the {n + 1} lines through B other than AB give "
                f"$\\binom{{{m + 2}}}{{2}} \\times {n + 1} = {from_a}$ triangles (Number of Combinations, "
                f"Multiplication Principle of Counting); two lines through B and one of the {m + 1} through A other "
                f"than AB give $\\binom{{{n + 2}}}{{2}} \\times {m + 1} = {from_b}$. Those with a side on AB were "
                f"counted twice, ${m + 1} \\times {n + 1} = {both}$ of them, so there are ${from_a} + {from_b} - "
                f"{both} = {from_a + from_b - both}$ triangles.",
                also=["Number of Combinations", "Multiplication Principle of Counting"],
                wrong=[from_a + from_b, both, (m + 1) * (n + 1) + m + n]),
            ask("Definition of a Triangle", "Triangles by Joining Points", f"{start} How many triangles have three of "
                "the marked points on the sides as corners?", dots, f"The figure shows {m} points on BC and {n} on CA. "
                f"If no three were on one line, there would be, by @, $\\binom{{{m + n}}}{{3}} = {comb(m + n, 3)}$ "
                f"triangles. Three points of one side form none, so $\\binom{{{m}}}{{3}} + \\binom{{{n}}}{{3}} = "
                f"{comb(m, 3) + comb(n, 3)}$ are taken away, and ${comb(m + n, 3)} - {comb(m, 3) + comb(n, 3)} = "
                f"{dots}$ remain (Number of Combinations).", also=["Number of Combinations"],
                wrong=[comb(m + n, 3) + 1, m * n, comb(m + n, 2)]),
            ask("Intersection of Two Lines", "One Common Point", f"{start} In how many points inside the triangle do "
                "the joining segments meet?", m * n, f"The figure shows {m} segments from A and {n} from B. By @ each "
                f"of the first meets each of the second in one point, and all these points differ: ${m} \\times {n} "
                f"= {m * n}$.", wrong=[m + n, (m + 1) * (n + 1), m * n + 1]),
        ],
        givens=dict(m=m, n=n), figure=lambda c, g: draw_cevians(c, g, a, b, e, m, n), check=check, scale=False,
        quantities={key: Quantity("count", f"the number of marked points on {side}", "points")
                    for key, side in (("m", "BC"), ("n", "CA"))})


def draw_families(c, g, k, m, n):
    """Level, upright and slanted lines."""
    c.without |= {"line", "shapes"}
    tall, right = 2 * (n - 1), 2 * (m - 1) + 1.4
    lean = 0.4 * tall + 0.4
    end = right + 1.7 * (k - 1) + lean
    c.fills.append(([O, (end - lean, 0), (end, tall), (0, tall)], False))
    for i in range(n):
        c.line((-0.8, 2 * i), (end + 0.8, 2 * i))
    for i in range(m):
        c.line((2 * i, 0), (2 * i, tall))
    for i in range(k):
        c.line((right + 1.7 * i, 0), (right + 1.7 * i + lean, tall))
    low = -0.13 * max(end, tall)
    c.text((m - 1, low), f"{g['m']} upright", small=True)
    c.text((max(right + 0.85 * (k - 1), m - 1 + 0.3 * end), low), f"{g['k']} slanted", small=True)
    c.text(((end - 1) / 2, tall - low), f"{g['n']} level", small=True)
    c.line((0, 1.3 * low), (0, 1.3 * low), kind="none")


@program("Classification of Quadrilaterals")
def line_families(rng):
    n, m, k = rng.randint(2, 6), rng.randint(2, 5), rng.randint(2, 5)
    pairs, ups, slants = comb(n, 2), comb(m, 2), comb(k, 2)

    def check(c):
        lines = [tuple(points) for points, kind in c.strokes if kind == "line"]

        def way(line):
            (p, q), (r, s) = line
            return round((r - p) / (s - q), 6) if abs(s - q) > 1e-9 else None
        sizes = {}
        for four in combinations(lines, 4):
            level = [line for line in four if way(line) is None]
            rest = [line for line in four if way(line) is not None]
            if len(level) == 2 and not meeting(*rest):
                kind = "trapezoid" if way(rest[0]) != way(rest[1]) else "parallelogram"
                sizes[kind] = sizes.get(kind, 0) + 1
        return sizes["trapezoid"], sizes["parallelogram"], sum(sizes.values())

    start = "Level, upright and slanted lines are drawn, as many as the figure says; lines of one kind are parallel."
    level = f"The figure shows {n} level, {m} upright and {k} slanted lines. Two level lines can be chosen in " \
        f"$\\binom{{{n}}}{{2}} = {pairs}$ ways (Number of Combinations)"
    whole = pairs * (ups + slants)
    return Scene(
        f"A figure consists of {n} parallel level lines, {m} parallel upright lines and, to their right, {k} "
        f"parallel slanted lines, which all reach from the lowest to the highest level line; no upright line meets "
        f"a slanted one.",
        [
            ask("Classification of Quadrilaterals", "Sorting by Parallel Sides", f"{start} How many quadrilaterals "
                f"with exactly one pair of parallel sides are there whose sides lie on the drawn lines?", pairs * m * k,
                f"By @ such a quadrilateral is a trapezoid: two of its sides are level, one is upright and one is "
                f"slanted. {level}, an upright line in {m} and a slanted one in {k} ways, so there are ${pairs} "
                f"\\times {m} \\times {k} = {pairs * m * k}$ (Multiplication Principle of Counting).",
                also=["Number of Combinations", "Multiplication Principle of Counting"],
                wrong=[(n - 1) * m * k, pairs * (m + k), pairs * comb(m + k, 2), 2 * pairs * m * k]),
            ask("Classification of Quadrilaterals", "Family of the Parallelograms", f"{start} How many "
                f"parallelograms of all sizes, rectangles among them, have their sides on the drawn lines?", whole,
                f"By @ rectangles are parallelograms, so the two other sides may be both upright or both slanted. "
                f"{level}. There are $\\binom{{{m}}}{{2}} = {ups}$ pairs of upright and $\\binom{{{k}}}{{2}} = "
                f"{slants}$ pairs of slanted lines, which gives ${pairs} \\times ({ups} + {slants}) = {whole}$.",
                also=["Number of Combinations"], wrong=[pairs * slants, pairs * ups * slants, whole + pairs,
                       (n - 1) * (ups + slants)]),
            ask("Number of Combinations", "Pairs among n", f"{start} How many quadrilaterals of all sizes and kinds "
                f"have two sides on level lines and two on the other "
                f"lines?", pairs * comb(m + k, 2), f"The figure shows {n} "
                f"level lines and ${m} + {k} = {m + k}$ others. By @ there are $\\binom{{{n}}}{{2}} = {pairs}$ "
                f"pairs of level lines and $\\binom{{{m + k}}}{{2}} = {comb(m + k, 2)}$ pairs of others, and "
                f"${pairs} \\times {comb(m + k, 2)} = {pairs * comb(m + k, 2)}$.",
                wrong=[whole, pairs * (m + k), 2 * pairs * comb(m + k, 2)]),
        ],
        givens=dict(n=n, m=m, k=k), figure=lambda c, g: draw_families(c, g, k, m, n), upright=True, check=check,
        scale=False,
        quantities={key: Quantity("count", f"the number of {kind} lines", "lines")
                    for key, kind in zip("nmk", ("level", "upright", "slanted"))})
