"""Contest problems on paper: squares that lean and are cut, strips that cross, a corner folded onto an edge."""

from fractions import Fraction
from math import comb, cos, dist, hypot, radians, sin

from ..additions_plane import foot
from ..canvas import area, polar
from ..tools import Scene, ask, frac, near, program, root

O = (0, 0)
EXACT = "Give the exact value."


def dark_diagonals(c, rng):
    """The diagonals of the leaning square."""
    p, q, r, s = c.polygons[2]
    c.line(p, r, kind="thin")
    c.line(q, s, kind="thin")


def spiral(c, rng):
    """A quarter of a circle in each of the four squares, from the largest to the smallest, which make a spiral."""
    (left, low), _, (_, top), _ = c.polygons[0]
    (_, _), (p, _), (_, q), _ = c.polygons[1]
    c.ring((p, top), top - low, start=270, end=360, kind="thin")
    c.ring((p, 0), -low, start=180, end=270, kind="thin")
    c.ring(O, -left, start=90, end=180, kind="thin")
    c.ring((0, q), p, start=0, end=90, kind="thin")


def foot_of_s(c, rng):
    """The perpendicular from S to the opposite side of the square, dashed."""
    p, q, _, _ = c.polygons[0]
    s = c.strokes[2][0][1]
    end = foot(p, q, s)
    c.line(s, end, kind="dash")
    c.right(end, s, p)


def corner_to_its_place(c, rng):
    """The segment from the corner A to its new place, at right angles to the crease."""
    e, f, _, h = c.polygons[1]
    c.line(O, f, kind="thin")
    c.right(foot(e, h, O), f, e)


def circle_in_overlap(c, rng):
    """The circle that touches all four sides of the overlap of two strips."""
    p, q, r, _ = c.polygons[2]
    centre = (p[0] + r[0]) / 2, (p[1] + r[1]) / 2
    c.ring(centre, dist(centre, foot(p, q, centre)), kind="thin")


def turned_half(c, rng):
    """The whole triangle, turned by half a turn about the middle of its left side, which makes a parallelogram."""
    points = [p for corners in c.polygons for p in corners]
    apex, base = max(points, key=lambda p: p[1]), max(p[0] for p in points)
    c.line(apex, (apex[0] - base, apex[1]), O, kind="thin")


def surd(k, n):
    """LaTeX of k times the square root of n, n without square factors."""
    return frac(k) if n == 1 else f"{'' if k == 1 else frac(k)}\\sqrt{{{n}}}"


def meeting(one, two):
    """The common point of two segments (p, q), or None."""
    (p, q), (r, s) = one, two
    det = (q[0] - p[0]) * (s[1] - r[1]) - (q[1] - p[1]) * (s[0] - r[0])
    if abs(det) < 1e-9:
        return None
    t = ((r[0] - p[0]) * (s[1] - r[1]) - (r[1] - p[1]) * (s[0] - r[0])) / det
    u = ((r[0] - p[0]) * (q[1] - p[1]) - (r[1] - p[1]) * (q[0] - p[0])) / det
    if not (-1e-9 < t < 1 + 1e-9 and -1e-9 < u < 1 + 1e-9):
        return None
    return round(p[0] + t * (q[0] - p[0]), 6), round(p[1] + t * (q[1] - p[1]), 6)


@program("Definition of a Square")
def leaning_square(rng):
    p = rng.randint(3, 16)
    q = near(rng, p, 0.5, 2)
    s = p * p + q * q

    def figure(c, g):
        c.polygon((-p, 0), O, (0, p), (-p, p))
        c.polygon((p + q, 0), (p + 2 * q, 0), (p + 2 * q, q), (p + q, q))
        c.polygon((q, 0), (p + q, q), (p, p + q), (0, p), accent=True)
        c.line((-1.3 * p, 0), (p + 2 * q + 0.3 * p, 0))
        c.side((-p, 0), (-p, p), g["p"], O)
        c.side((p + 2 * q, 0), (p + 2 * q, q), g["q"], (p + q, 0))
        c.corner((q, 0), "P", (q, 1))

    def check(c):
        tilted = c.polygons[2]
        xs, ys = zip(*tilted)
        return area(tilted), (max(xs) - min(xs)) * (max(ys) - min(ys)), sum(map(area, c.polygons))

    start = "Two light squares stand on a line. The dark quadrilateral has four equal sides and a right angle at its " \
        "corner P on the line."
    legs = f"The figure shows the sides {p} and {q} of the light squares."
    twins = "The right-angled triangles to the left and to the right of P have equal hypotenuses and equal angles, " \
        "so they are congruent (Criteria for Congruent Triangles)"
    return Scene(
        f"Two squares with the sides {p} and {q} stand on a line, and between them a dark quadrilateral with four "
        f"equal sides and a right angle at a corner P on the line. Its two neighbouring corners are the inner upper "
        f"corners of the squares.",
        [
            ask("Definition of a Square", "Rhombus with a Right Angle", f"{start} What is the area of the dark "
                "quadrilateral?", s, f"{legs} By @ the dark quadrilateral is a square. {twins}, and their legs are {p} "
                f"and {q}. The Pythagorean Theorem gives the square of the common hypotenuse, ${p}^2 + {q}^2 = "
                f"{s}$, which is the area of the dark square.", also=["Criteria for Congruent Triangles",
                                                              "Pythagorean Theorem"],
                wrong=[(p + q) ** 2, 2 * p * q, p * q]),
            ask("Definition of a Square", "Rectangle with Equal Sides", f"{start} The smallest rectangle is drawn "
                "that has one side on the line and holds the dark quadrilateral. What is its area?", (p + q) ** 2,
                f"{legs} {twins}. So P is {q} away from the left square and {p} away from the right one, and the "
                f"rectangle is ${p} + {q} = {p + q}$ wide. Its top corner lies {q} above the height {p}, so the "
                f"rectangle is also {p + q} high. By @ it is a square, of area ${p + q}^2 = {(p + q) ** 2}$.",
                also=["Criteria for Congruent Triangles"], wrong=[s, 4 * (p + q), 2 * s]),
            ask("Area of a Square", "Side Squared", f"{start} What is the area of all three quadrilaterals together?",
                2 * s, f"{legs} By @ the light squares have the areas ${p}^2 = {p * p}$ and ${q}^2 = {q * q}$, "
                f"together {s}. {twins}, and by the Pythagorean Theorem the dark square has the area ${p}^2 + {q}^2 "
                f"= {s}$ as well. All three together have $2 \\times {s} = {2 * s}$.",
                also=["Criteria for Congruent Triangles", "Pythagorean Theorem"], wrong=[s, (p + q) ** 2 + s]),
        ],
        more=[dark_diagonals], givens=dict(p=p, q=q), figure=figure, check=check)


@program("Definition of a Rhombus")
def crossing_strips(rng):
    w, alpha = rng.randint(2, 24), rng.choice((30, 45, 60))
    k, n = {30: (2, 1), 45: (1, 2), 60: (Fraction(2, 3), 3)}[alpha]
    side, whole = surd(k * w, n), surd(4 * k * w, n)
    square = frac(k * k * n * w * w)

    def figure(c, g):
        c.without |= {"line", "hatch"}
        s, t = w / sin(radians(alpha)), w / sin(radians(alpha)) * cos(radians(alpha))

        def along(k, wide):
            return k * cos(radians(alpha)) + wide * w * sin(radians(alpha)), \
                k * sin(radians(alpha)) - wide * w * cos(radians(alpha))
        low, high = -2.2 * w, s + 2.2 * w
        left = min(-1.5 * w, along(low, 0)[0])
        right = max(s + t + 1.2 * w, along(high, 1)[0])
        c.polygon((left, 0), (right, 0), (right, w), (left, w))
        c.polygon(along(low, 0), along(high, 0), along(high, 1), along(low, 1))
        c.polygon(O, (s, 0), (s + t, w), (t, w), accent=True)
        c.side((left, 0), (left, w), g["w"], O)
        c.side(along(high, 0), along(high, 1), g["w"], O)
        c.angle(O, (-1, 0), polar(O, 1, 180 + alpha), f"{alpha}°")

    def check(c):
        overlap = c.polygons[2]
        edges = list(map(dist, overlap, [*overlap[1:], overlap[0]]))
        return sum(edges), (sum(edges) / 4) ** 2, area(overlap)

    start = "Two paper strips of equal width cross."
    height = f"The figure shows that both strips are {w} wide and cross at ${alpha}^\\circ$."
    edge = f"$\\frac{{{w}}}{{\\sin {alpha}^\\circ}} = {side}$"
    ratio = f"The width is a leg opposite to ${alpha}^\\circ$ and a side of the overlap the hypotenuse, so by " \
        f"Trigonometric Ratios in a Right Triangle this side is {edge}"
    return Scene(
        f"Two paper strips, each {w} wide, cross at an angle of {alpha} degrees; the overlap is dark.",
        [
            ask("Definition of a Rhombus", "Parallelogram with Equal Neighbouring Sides", f"{start} What is the "
                f"perimeter of the dark overlap? {EXACT}", whole, f"{height} The edges of a strip are parallel, so the "
                f"overlap is a parallelogram by the Definition of a Parallelogram. {ratio}; as both strips are "
                f"equally wide, this holds for two neighbouring sides. By @ all four sides are equal, and the "
                f"perimeter is $4 \\times {side} = {whole}$.",
                also=["Definition of a Parallelogram", "Trigonometric Ratios in a Right Triangle"],
                wrong=[4 * w, surd(2 * k * w, n), surd(4 * k * w, {1: 3, 2: 1, 3: 1}[n])]),
            ask("Definition of a Rhombus", "Four Equal Sides", f"{start} A square has the same perimeter as the dark "
                "overlap. What is the area of the square?", square, f"{height} {ratio}. By @ the overlap has four "
                f"sides of this length, because both strips are equally wide. A square with the same perimeter has "
                f"the same side, and its area is $({side})^2 = {square}$.", also=["Trigonometric Ratios in a Right "
                "Triangle"],
                wrong=[w * w, 4 * w, 3 * w * w]),
            ask("Area of a Rhombus", "Side times Height of a Rhombus", f"{start} What is the area of the dark overlap? "
                f"{EXACT}", surd(k * w * w, n), f"{height} {ratio}. The overlap is a rhombus whose height is the width "
                f"of a strip, and by @ its area is ${side} \\times {w} = {surd(k * w * w, n)}$.",
                also=["Trigonometric Ratios in a Right Triangle"], wrong=[w * w, surd(k * w, n)]),
        ],
        more=[circle_in_overlap], givens=dict(w=w), fixed=(alpha,), figure=figure, check=check)


@program("Definition of a Rectangle")
def spiral_of_squares(rng):
    p = rng.randint(2, 12)
    q = near(rng, p, 0.5, 2)
    w, h = 5 * p + 3 * q, 3 * p + 2 * q
    one, two = 2 * p + q, p + q

    def figure(c, g):
        c.without |= {"line", "hatch"}
        c.polygon((-p - q, -2 * p - q), (4 * p + 2 * q, -2 * p - q), (4 * p + 2 * q, p + q), (-p - q, p + q))
        c.polygon(O, (p, 0), (p, q), (0, q), accent=True)
        c.line((0, q), (0, p + q))
        c.line((0, q), (p, q))
        c.line(O, (0, q))
        c.line((-p - q, 0), (p, 0))
        c.line((p, -2 * p - q), (p, p + q))
        c.side((-p - q, -2 * p - q), (4 * p + 2 * q, -2 * p - q), g["w"], O)
        c.side((4 * p + 2 * q, -2 * p - q), (4 * p + 2 * q, p + q), g["h"], O)

    def check(c):
        outer, inner = c.polygons
        wide, high = (max(v[i] for v in outer) - min(v[i] for v in outer) for i in (0, 1))
        sides = sorted((wide, high))
        for _ in range(3):  # squares are cut off, the largest first
            sides = sorted((sides[1] - sides[0], sides[0]))
        return area(inner), hypot(wide, high), 4 * sides[0] if abs(sides[0] - p) < 1e-6 else 4 * sides[1]

    start = "A rectangle is divided into four squares and a dark rectangle."
    cut = f"The figure shows the sides {w} and {h} of the large rectangle. By @ opposite sides of all these " \
        f"rectangles are equal, so lengths can be subtracted along a side. The largest square has the side {h}, " \
        f"which leaves ${w} - {h} = {one}$ for the next square (Properties of a Square), then ${h} - {one} = {two}$ " \
        f"for the third and ${one} - {two} = {p}$ for the smallest square"
    diagonal = root(w * w + h * h)
    return Scene(
        f"A rectangle {w} by {h} is divided into a square on its right, whose side is the shorter side of the "
        f"rectangle, a largest square at the bottom of the rest, a largest square at the left of what remains then, "
        f"and in the last column a square above a dark rectangle.",
        [
            ask("Definition of a Rectangle", "Four Right Angles", f"{start} What is the area of the dark rectangle?",
                p * q, f"{cut}. The dark rectangle is {p} wide and ${two} - {p} = {q}$ high, and its area is ${p} "
                f"\\times {q} = {p * q}$ (Area of a Rectangle).", also=["Properties of a "
                "Square", "Area of a Rectangle"],
                wrong=[p * p, p * two, one * q]),
            ask("Definition of a Rectangle", "Parallelogram with Equal Diagonals", "Four rods as long as the sides of "
                f"the whole rectangle in the figure are joined to a parallelogram, which is pushed until its two "
                f"diagonals are equally long. How long is each diagonal then? {EXACT}", diagonal,
                f"The figure shows the sides {w} and {h}. By @ the parallelogram is then a rectangle, with right "
                f"angles at its corners. The Pythagorean Theorem gives $\\sqrt{{{w}^2 + {h}^2}} = {diagonal}$.",
                also=["Pythagorean Theorem"], wrong=[w + h, root(w * w - h * h)]),
            ask("Perimeter of a Square", "Four Times the Side", f"{start} What is the perimeter of the smallest of the "
                "four squares?", 4 * p, f"{cut.replace('By @ opposite', 'Opposite')}. By @ its perimeter is $4 \\times "
                f"{p} = {4 * p}$.", also=["Properties of a Square"], wrong=[p * p, 4 * two, 2 * p]),
        ],
        more=[spiral], givens=dict(w=w, h=h), figure=figure, check=check)


def draw_stripes(c, g, a, apex, dark, h, n):
    """A triangle in strips of equal height, every second one dark."""
    c.without |= {"hatch", "line"}
    tip = (a * apex / 10, h)

    def at(k, right):
        end = (a, 0) if right else O
        return tip[0] + (end[0] - tip[0]) * k / n, h - h * k / n
    c.polygon(O, (a, 0), tip)
    for k in dark:
        c.polygon(at(k - 1, 0), at(k, 0), at(k, 1), at(k - 1, 1), accent=True)
    for k in range(1, n):
        c.line(at(k, 0), at(k, 1))
    c.side(O, (a, 0), g["a"], tip)
    far = (1.12 * a, 0)
    c.line((a, 0), (1.16 * a, 0), kind="dash")
    c.line(tip, (1.16 * a, h), kind="dash")
    c.arrow((far[0], h / 2), far, kind="thin")
    c.arrow((far[0], h / 2), (far[0], h), kind="thin")
    c.side(far, (far[0], h), g["h"], O)


@program("Definition of a Trapezoid")
def striped_triangle(rng):
    n = rng.choice((4, 5, 6))
    a = n * rng.randint(2, 9)
    h = n * rng.choice([v for v in range(2, 11) if 0.4 < n * v / a < 1.3])
    apex = rng.randint(2, 8)
    dark = list(range(2, n + 1, 2))
    share = sum(2 * k - 1 for k in dark)
    total, found = Fraction(a * h, 2), Fraction(a * h * share, 2 * n * n)

    def check(c):
        strips = len([points for points, kind in c.strokes if kind == "line" and len(points) == 2]) + 1
        pairs = sum(1 for i in range(1, strips + 1) for j in range(i + 1, strips + 1))
        lowest = [dist(c.polygons[0][0], c.polygons[0][1]) * k / strips for k in (strips - 1, strips)]
        return sum(map(area, c.polygons[1:])), pairs, sum(lowest)

    start = "Parallels to the lowest side divide the height of the triangle into equal parts."
    odd = " + ".join(str(2 * k - 1) for k in dark)
    squares = ", ".join(f"${k}^2 - {k - 1}^2 = {2 * k - 1}$" for k in dark)
    upper = a * (n - 1) // n
    return Scene(
        f"A triangle with the base {a} and the height {h} is cut by parallels to the base into {n} strips of equal "
        f"height. Counted from the top, the strips number {', '.join(map(str, dark))} are dark.",
        [
            ask("Definition of a Trapezoid", "Trapezoid from a Cut Triangle", f"{start} What is the area of all dark "
                "strips together?", frac(found), f"The figure shows the base {a}, the height {h} and {n} strips. Each "
                f"parallel cuts off a similar triangle at the top, and below it, by @, trapezoids remain. The "
                f"triangles of 1, 2, 3, ... strips have areas in the ratio of the squares $1, 4, 9, \\ldots$ "
                f"(Similar Triangles), so the dark strips are {squares} times the topmost triangle, together ${odd} "
                f"= {share}$. The whole triangle is ${n}^2 = {n * n}$ times the topmost one and has the area "
                f"$\\frac{{1}}{{2}} \\times {a} \\times {h} = {frac(total)}$ (Area of a Triangle). The dark area is "
                f"$\\frac{{{share}}}{{{n * n}}} \\times {frac(total)} = "
                f"{frac(found)}$.", also=["Similar Triangles", "Area of a Triangle"],
                wrong=[frac(total * len(dark), n), frac(total - found), frac(2 * found)]),
            ask("Definition of a Trapezoid", "One Pair of Parallel Sides", f"{start} How many trapezoids are "
                f"bounded by two of the parallel lines and the two other sides of the triangle?", comb(n, 2),
                f"Including the lowest side the figure shows {n} parallel lines. By @ any two of them are the bases "
                f"of one trapezoid, so there are $\\binom{{{n}}}{{2}} = {comb(n, 2)}$ (Number of Combinations).",
                also=["Number of Combinations"], wrong=[n - 1, comb(n + 1, 2), n * (n - 1)]),
            ask("Definition of a Trapezoid", "Bases and Legs", f"{start} What is the sum of the two bases of the "
                f"lowest strip?", a + upper, f"By @ the bases of the lowest strip are the side {a} of the triangle "
                f"and the lowest of the drawn parallels. That parallel cuts off a similar triangle with "
                f"$\\frac{{{n - 1}}}{{{n}}}$ of the height, so it is $\\frac{{{n - 1}}}{{{n}}} \\times {a} = "
                f"{upper}$ long (Similar Triangles), and ${a} + {upper} = "
                f"{a + upper}$.", also=["Similar Triangles"], wrong=[2 * a - 1, upper]),
        ],
        more=[turned_half], givens=dict(a=a, h=h), fixed=(n, apex), upright=True,
        figure=lambda c, g: draw_stripes(c, g, a, apex, dark, h, n), check=check)


@program("Properties of Perpendicular Lines")
def crossed_square(rng):
    s = rng.randint(8, 30)
    p = rng.randint(2, s // 2)
    q = p + rng.randint(2, s - p - 1)
    d = q - p
    x = rng.randint(d + 1, s - 1) if d + 1 < s else d + 0.5

    def figure(c, g):
        c.without |= {"line"}
        c.polygon(O, (s, 0), (s, s), (0, s))
        one, two, r, t = (0, p), (s, q), (x, 0), (x - d, s)
        c.line(one, two, kind="thick")
        c.line(r, t, kind="thick")
        cut = meeting((one, two), (r, t))
        c.right(cut, two, t)
        for name, v in zip("ABCD", c.polygons[0]):
            c.corner(v, name, (s / 2, s / 2))
        for name, v, away in (("P", one, (s, p)), ("Q", two, (0, q)), ("R", r, (x, s)), ("S", t, (x, 0))):
            c.corner(v, name, away)
        c.side(O, one, g["p"], (s, 0))
        c.side((s, 0), two, g["q"], O)
        c.side((0, s), (s, s), g["s"], O)

    def check(c):
        (one, two), (r, t) = (points for points, kind in c.strokes if kind == "thick")
        return dist(r, t), abs(two[1] - one[1]), area([O, c.polygons[0][1], two, one])

    start = "In the square ABCD the segments PQ and RS are perpendicular."
    read = f"The figure shows AP = {p}, BQ = {q} and the side CD = {s} of the square"
    long = root(s * s + d * d)
    return Scene(
        f"In the square ABCD of side {s}, P lies on DA with AP = {p} and Q on BC with BQ = {q}. The segment RS from "
        f"AB to CD is perpendicular to PQ.",
        [
            ask("Properties of Perpendicular Lines", "Equal Angles from Perpendicular Sides", f"{start} How long is "
                f"the segment RS? {EXACT}", long, f"{read}. The level segment from P to BC and the upright segment "
                f"from R to CD are both {s} long. RS is perpendicular to PQ, and upright is perpendicular to level, "
                f"so by @ both segments lean by equal angles; with a right angle and the leg {s} the two triangles "
                f"agree (Criteria for Congruent Triangles). So RS is as long as PQ, which climbs by ${q} - {p} = "
                f"{d}$: $\\sqrt{{{s}^2 + {d}^2}} = {long}$ (Pythagorean Theorem).",
                also=["Criteria for Congruent Triangles", "Pythagorean Theorem"],
                wrong=[s, root(s * s + q * q), root(2 * s * s)]),
            ask("Properties of Perpendicular Lines", "Perpendicular to One of Two Parallels", f"{start} The line "
                f"through P that is perpendicular to DA meets BC in T. How long is TQ?", d, f"{read}. DA and BC are "
                f"parallel, so by @ the line PT is perpendicular to BC too, and T is as high above B as P above A, "
                f"{p}. Hence TQ = ${q} - {p} = {d}$.", wrong=[p + q, frac(p + q, 2), s - q]),
            ask("Area of a Trapezoid", "Mean of the Bases times Height", f"{start} What is the area of the "
                f"quadrilateral ABQP?", frac(s * (p + q), 2), f"{read}. AP and BQ are parallel, so ABQP is a "
                f"trapezoid of height {s}, and by @ its area is $\\frac{{{p} + {q}}}{{2}} \\times {s} = "
                f"{frac(s * (p + q), 2)}$.",
                wrong=[s * (p + q), frac(s * d, 2)]),
        ],
        more=[foot_of_s], givens=dict(s=s, p=p, q=q), fixed=(x,), figure=figure, check=check)


FOLDS = [(s, x) for s in range(6, 61) for x in range(2, s) if 2 * s * x % (s + x) == 0 and 0.24 < x / s < 0.72]


@program("Criteria for Similar Triangles")
def corner_on_the_edge(rng):
    s, x = rng.choice(FOLDS)
    y, z = Fraction(s * s - x * x, 2 * s), 2 * s * x // (s + x)

    def figure(c, g):
        c.without |= {"dashed", "line", "hatch"}
        e, f, top = (0, s - float(y)), (x, s), (s, s - z)
        h = (s, (x - s) ** 2 / (2 * s))  # the end of the crease on BC, as far from A as from F
        k = s / dist(f, top)
        b = f[0] + k * (top[0] - f[0]), f[1] + k * (top[1] - f[1])
        c.line(e, O, (s, 0), h, kind="dash")
        c.polygon(e, h, (s, s), (0, s))
        c.polygon(e, f, b, h)
        c.polygon(f, (s, s), top, accent=True)
        for name, p, away in (("A", O, (s, s)), ("B", (s, 0), (0, s)), ("C", (s, s), O), ("D", (0, s), (s, 0)),
                              ("E", e, (s, e[1])), ("F", f, (f[0], 0)), ("G", top, (0, top[1]))):
            c.corner(p, name, away)
        c.side(O, (s, 0), g["s"], (0, s))
        c.side((0, s), f, g["x"], O)
        if c.asked in (None, 0):
            c.side((s, s), top, "?", O)

    def check(c):
        f, corner, top = c.polygons[2]
        e, d = c.polygons[0][0], c.polygons[0][3]
        return dist(corner, top), dist(f, corner) / dist(d, e), dist(d, e)

    start = "The square ABCD is folded so that the corner A comes to the point F of the side CD, as the figure shows."
    read = f"The figure shows the side {s} of the square and DF = {x}. Folding keeps lengths (Folding of Figures), " \
        f"so EF is as long as EA, and DE and EF together are {s}. With DE = $y$ the Pythagorean Theorem gives $y^2 " \
        f"+ {x}^2 = ({s} - y)^2$, so DE = $\\frac{{{s}^2 - {x}^2}}{{2 \\times {s}}} = {frac(y)}$"
    twin = "The angle at F between FE and FG is the right angle of the square, so DFE and CFG together make a right " \
        "angle, and the angle DEF equals CFG"
    return Scene(
        f"A square ABCD of side {s} is folded so that A comes to the point F of CD with DF = {x}. The crease meets "
        f"DA in E, and the folded side AB then crosses BC in G.",
        [
            ask("Criteria for Similar Triangles", "Right Triangles with One Equal Acute Angle", f"{start} How long is "
                "CG, marked with the question mark?", z, f"{read}. {twin}. By @ the right triangles EDF and FCG are "
                f"similar, and CG : DF = FC : DE, with FC = ${s} - {x} = {s - x}$. So CG = ${x} \\times {s - x} "
                f"\\div ({frac(y)}) = {z}$.", also=["Folding of Figures", "Pythagorean Theorem"],
                wrong=[s - x, frac(y), frac(s, 2)]),
            ask("Criteria for Similar Triangles", "Similarity by Two Sides and the Angle "
                "between", f"{start} The triangle "
                "FCG is an enlargement of the triangle EDF. By which factor?", frac(2 * s, s + x), f"{read}. FC is "
                f"${s} - {x} = {s - x}$. Were the legs at D multiplied by FC : DE, the triangle would, by @, be "
                f"similar to EDF with a leg as long as FC. {twin}, so this triangle is FCG, and the factor is "
                f"${s - x} \\div ({frac(y)}) = "
                f"{frac(2 * s, s + x)}$.", also=["Folding of Figures", "Pythagorean Theorem"],
                wrong=[frac(s, x), frac(s - x, x), 2]),
            ask("Folding of Figures", "Folded Rectangle by Pythagoras", f"{start} How long is DE?", frac(y),
                f"The figure shows the side {s} and DF = {x}. By @ EF is as long as EA, so DE and EF together are "
                f"{s}, and with DE = $y$ the Pythagorean Theorem gives $y^2 + {x}^2 = ({s} - y)^2$. So DE = "
                f"$\\frac{{{s}^2 - {x}^2}}{{2 \\times {s}}} = {frac(y)}$.", also=["Pythagorean Theorem"],
                wrong=[frac(s, 2), x, frac(s * s - x * x, s)]),
        ],
        more=[corner_to_its_place], givens=dict(s=s, x=x), figure=figure, check=check)
