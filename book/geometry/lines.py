"""Points and lines: segments, intersections, perpendicular lines, distances.  All drawn to scale."""
import itertools
from math import dist, sqrt

from ..canvas import area, middle, outline, polar
from ..tools import Quantity, Scene, ask, degrees, draw_until, frac, near, program, root
from .angles import O, fan, tips


def span(c, p, q, text, away, gap):
    """A bracket along the segment pq, at a distance on the side turned from the point away, with a text."""
    n = (p[1] - q[1]) / dist(p, q), (q[0] - p[0]) / dist(p, q)
    side = -1 if n[0] * (away[0] - p[0]) + n[1] * (away[1] - p[1]) > 0 else 1
    (a, b), (d, e) = [[(v[0] + side * k * gap * n[0], v[1] + side * k * gap * n[1]) for v in (p, q)] for k in (0.3, 1)]
    c.line(a, d, e, b, kind="thin")
    c.corner(middle(d, e), text, away)


LEGS = [(h, x, s) for h in range(6, 61) for x in range(3, 61) for s in [round(sqrt(h * h + x * x))]
        if s * s == h * h + x * x and 0.25 * h < x < 2.2 * h]


def longest_segment(c, rng):
    """The segment from the first to the last marked point, thick."""
    c.line(c.dots[0], c.dots[-1], kind="thick")


def circle_about_a(c, rng):
    """The circle about A that the line g touches in F."""
    left, foot, _, p = c.dots
    c.ring(p, dist(p, foot), kind="thin")


def median_from_a(c, rng):
    """The median from A to the midpoint M of BC."""
    p, q, top = c.polygons[0]
    c.line(top, middle(p, q), kind="thin")


def direct_way(c, rng):
    """The segment AB."""
    c.line(c.dots[0], c.dots[1], kind="thin")


@program("Length of a Line Segment")
def segment_midpoint(rng):
    a = rng.randint(3, 30)
    b = near(rng, a, 0.5, 2)
    t = a + b

    def figure(c, g):
        c.line((0, 0), (t, 0))
        for name, x in (("A", 0), ("B", a), ("M", a + b / 2), ("C", t)):
            c.dot((x, 0))
            c.corner((x, 0), name, (x, -1))
        span(c, (0, 0), (a, 0), g["a"], (0, 1), 0.14 * t)
        span(c, (0, 0), (t, 0), g["t"], (0, 1), 0.3 * t)
        c.equal((a, 0), (a + b / 2, 0))
        c.equal((a + b / 2, 0), (t, 0))

    def check(c):
        (p, q, m, r) = c.dots
        return dist(p, m), dist(q, r), dist(middle(p, q), m)

    point = "Length of a Line Segment"
    rest = f"The figure shows $AB = {a}$ and $AC = {t}$, so $BC = {t} - {a} = {b}$."
    return Scene(
        f"The point B lies on the segment AC, with AB = {a} and AC = {t}. M is the midpoint of BC.", [
            ask(point, "Sum of Parts", "M is the midpoint of the segment BC. How long is the segment AM?",
                frac(a + t, 2), f"{rest} M is the midpoint of BC, so $BM = {b} \\div 2 = {frac(b, 2)}$. By @ the "
                f"segment AM is as long as its parts AB and BM together: $AM = {a} + {frac(b, 2)} = {frac(a + t, 2)}$.",
                wrong=[frac(t, 2), frac(b, 2), t, a + t]),
            ask(point, "Difference of Segments", "How long is the segment BC?", b,
                f"The figure shows $AB = {a}$ and $AC = {t}$. By @ the segment BC is what AB leaves of AC: "
                f"$BC = {t} - {a} = {b}$.", wrong=[a + t, frac(b, 2), frac(t, 2)]),
            ask(point, "Segment between Two Midpoints",
                "M is the midpoint of BC, and N is the midpoint of AB. How long is the segment NM?", frac(t, 2),
                f"The segments AB and BC make up $AC = {t}$. By @ their midpoints are half of AC apart: "
                f"$NM = {t} \\div 2 = {frac(t, 2)}$.", wrong=[t, frac(b, 2), frac(a + t, 2)])],
        givens=dict(a=a, t=t), figure=figure, check=check, more=[other_midpoint])


def other_midpoint(c, rng):
    """The midpoint N of the first part AB, with ticks of its own."""
    a, b = c.dots[:2]
    n = middle(a, b)
    c.dot(n)
    c.corner(n, "N", (n[0], -1))
    c.equal(a, n, 2)
    c.equal(n, b, 2)


@program("Definition of a Line Segment")
def segments_on_line(rng):
    n, more = rng.randint(3, 9), rng.randint(2, 25)
    gaps = [rng.randint(6, 9) for _ in range(n - 1)]
    whole = n + more

    def half_circle(c, _):
        c.ring((gaps[0] / 2, 0), gaps[0] / 2, start=0, end=180, kind="thin")

    def figure(c, g):
        c.without |= {"shapes", "line", "grid"}
        c.line((-4, 0), (sum(gaps) + 4, 0))
        for i in range(n):
            x = sum(gaps[:i])
            c.dot((x, 0))
            c.corner((x, 0), "ABCDEFGHI"[i], (x, -1))

    def check(c):
        marked = list(range(len(c.dots) + more))
        return (sum(1 for i in marked for j in marked if i < j), sum(1 for p in c.dots if p != c.dots[0]),
                sum(1 for p in c.dots for way in (-1, 1)))

    return Scene(
        f"On a straight line {n} points are marked.", [
            ask("Definition of a Line Segment", "Number of Segments on a Line",
                "Another {more} points are marked on the line. How many segments are there then whose two endpoints "
                "are marked points?", whole * (whole - 1) // 2,
                f"The figure shows {n} points, so there are then ${n} + {more} = {whole}$ points. By @ any two of them "
                f"are the endpoints of one segment, which gives ${whole} \\times {whole - 1} \\div 2 = "
                f"{whole * (whole - 1) // 2}$ segments.",
                wrong=[whole * (whole - 1), whole - 1, n * (n - 1) // 2, n * (n - 1) // 2 + more * (more - 1) // 2]),
            ask("Definition of a Line Segment", "Two Endpoints",
                "How many segments have the endpoint A and another of the points in the figure as their second "
                "endpoint?", n - 1, f"The figure shows {n} points. By @ a segment has two endpoints; if one of them is "
                f"A, the other is one of the remaining ${n} - 1 = {n - 1}$ points. So there are {n - 1} segments.",
                wrong=[n, n * (n - 1) // 2, n + 1]),
            ask("Definition of a Ray", "Number of Rays on a Line",
                "Consider only the points in the figure. How many rays that lie on the line start at one of these "
                "points?", 2 * n, f"The figure shows {n} points. By @ at each of them two opposite rays of the line "
                f"start, which gives $2 \\times {n} = {2 * n}$ rays.", wrong=[n, n - 1, n * (n - 1)])],
        givens=dict(more=more), say=dict(points=n), fixed=(n, *gaps), figure=figure, check=check,
        quantities={"more": Quantity("count", "the number of further points", "points")}, more=[longest_segment])


@program("Perpendicular Lines")
def rays_beside_perpendicular(rng):
    a, b = rng.randint(28, 62), rng.randint(28, 62)
    x = 90 - a + b

    def figure(c, g):
        fan(c, (0, a, 90, 90 + b, 180), "BECFA")
        c.line(O, (0, -3))
        c.labels.pop()
        c.corner((0, -3), "D", O)
        c.angle(O, (8, 0), polar(O, 8, a), g["a"] + "°")
        c.angle(O, (0, 8), polar(O, 8, 90 + b), g["b"] + "°")
        c.right(O, (8, 0), (0, -3))
        c.corner(O, "O", (1, 1))

    def opposite_ray(c, rng):
        """The ray opposite to OF, dashed."""
        c.line(O, polar(O, 4, b - 90), kind="dash")

    given, right = "The lines AB and CD cross at O.", "The mark at O shows that the lines AB and CD are perpendicular."
    return Scene(
        f"The lines AB and CD are perpendicular and cross at O. The ray OE lies between OB and OC with the angle BOE "
        f"of ${degrees(a)}$, the ray OF between OC and OA with the angle COF of ${degrees(b)}$.", [
            ask("Perpendicular Lines", "Complement beside a Perpendicular",
                f"{given} How many degrees is the angle EOF?", degrees(x),
                f"{right} The figure shows $BOE = {a}^\\circ$ and $COF = {b}^\\circ$. By @ the ray OE divides the "
                f"right angle BOC, so $EOC = 90^\\circ - {a}^\\circ = {90 - a}^\\circ$. The angle EOF consists of EOC "
                f"and COF: ${90 - a}^\\circ + {b}^\\circ = {x}^\\circ$.",
                wrong=[degrees(a + b), degrees(180 - a - b), degrees(90 + a - b), degrees(90 - a)]),
            ask("Perpendicular Lines", "One Right Angle Gives Four",
                f"{given} How many degrees is the angle AOE?", degrees(180 - a),
                f"{right} By @ all four angles at O are right. The figure shows $BOE = {a}^\\circ$, so $EOC = "
                f"90^\\circ - {a}^\\circ = {90 - a}^\\circ$, and $AOE = 90^\\circ + {90 - a}^\\circ = "
                f"{180 - a}^\\circ$.",
                wrong=[degrees(90 + a), degrees(180 - b), degrees(x)]),
            ask("Supplementary and Complementary Angles", "Complementary Angles",
                f"{given} How many degrees is the angle FOA?", degrees(90 - b),
                f"{right} The angle COA is right, and the figure shows $COF = {b}^\\circ$. By @ the angles COF and FOA "
                f"add up to $90^\\circ$, so $FOA = 90^\\circ - {b}^\\circ = {90 - b}^\\circ$.",
                wrong=[degrees(180 - b), degrees(b), degrees(90 - a)])],
        more=[opposite_ray], givens=dict(a=a, b=b), figure=figure,
        check=lambda c: (tips(c, 1, 3), tips(c, 4, 1), tips(c, 3, 4)))


@program("Shortest Perpendicular Segment")
def distance_to_line(rng):
    h, x, s = rng.choice([row for row in LEGS if len([r for r in LEGS if r[0] == row[0]]) > 1])
    y, long = rng.choice([(r[1], r[2]) for r in LEGS if r[0] == h and r[1] != x])

    def figure(c, g):
        p, foot, left, right = (0, h), O, (-x, 0), (y, 0)
        wide = x + y
        c.line((-x - 0.1 * wide, 0), (y + 0.1 * wide, 0))
        c.corner((y + 0.1 * wide, 0), "g", (0, 0))
        for end in (left, foot, right):
            c.line(p, end)
            c.dot(end)
        c.dot(p)
        for name, at, away in (("A", p, foot), ("B", left, p), ("F", foot, p), ("C", right, p)):
            c.corner(at, name, away)
        c.side(p, left, g["s"], foot)
        c.side(left, foot, g["x"], p)
        c.side(foot, right, g["y"], p)
        c.right(foot, right, p)

    def check(c):
        left, foot, right, p = c.dots
        return dist(p, foot), dist(p, right), dist(p, right) - dist(p, foot)

    point = "Shortest Perpendicular Segment"
    seen = f"The figure shows $AB = {s}$, $BF = {x}$ and $FC = {y}$; AF is perpendicular to g."
    leg = f"In the right triangle AFB the Pythagorean Theorem gives $AF = \\sqrt{{{s}^2 - {x}^2}} = {h}$"
    slant = f"in the triangle AFC it gives $AC = \\sqrt{{{h}^2 + {y}^2}} = {long}$"
    return Scene(
        f"From the point A the perpendicular AF and the slanted segments AB and AC run to the line g. AB = {s}, "
        f"BF = {x} and FC = {y}.", [
            ask(point, "Distance from a Point to a Line", "What is the distance of the point A from the line g?", h,
                f"{seen} By @ the distance of A from g is the length of AF. {leg}.", also=["Pythagorean Theorem"],
                wrong=[s, s - x, root(s * s + x * x), x + y]),
            ask(point, "Longer Slant, Farther Foot", "How long is the segment AC?", long,
                f"{seen} {leg}. By @ the length of a slanted segment follows from the distance of its foot: the right "
                f"triangle AFC gives $AC = \\sqrt{{{h}^2 + {y}^2}} = {long}$.",
                also=["Pythagorean Theorem"], wrong=[s, h + y, root(s * s + y * y)]),
            ask(point, "Slanted Segments are Longer",
                "By how much is the segment AC longer than the shortest segment from A to the line g?", long - h,
                f"{seen} By @ the shortest segment from A to g is the perpendicular AF. {leg}, and {slant}. The "
                f"difference is ${long} - {h} = {long - h}$.", also=["Pythagorean Theorem"],
                wrong=[abs(long - s), long + h, y])],
        more=[circle_about_a], givens=dict(s=s, x=x, y=y), figure=figure, check=check)


@program("Perpendicular Bisector")
def bisector_of_a_side(rng):
    c_ = rng.randint(8, 40)
    b = rng.choice([k for k in range(round(0.45 * c_), c_ - 1) if k >= 4])
    a = rng.choice([k for k in range(c_ - b + 1, c_ + b) if 0.3 * k * k < c_ * c_ - b * b < 0.9 * k * k and
                    k * k < b * b + c_ * c_ and k >= 0.5 * c_])
    x = (c_ * c_ - b * b + a * a) / (2 * a)  # B at the origin, C at (a, 0)
    top = (x, sqrt(c_ * c_ - x * x))

    def figure(c, g):
        cut = (a / 2, top[1] * a / 2 / top[0])
        c.polygon(O, (a, 0), top)
        c.line((a / 2, -0.12 * c_), (a / 2, cut[1] + 0.15 * c_), kind="dash")
        c.line(cut, (a, 0))
        c.right((a / 2, 0), (a, 0), cut)
        c.equal(O, (a / 2, 0), 2)
        c.equal((a / 2, 0), (a, 0), 2)
        for name, at, away in (("B", O, (a, 1)), ("C", (a, 0), (0, 1)), ("A", top, (a / 2, 0)),
                               ("D", cut, (a / 2, 0)), ("M", (a / 2, 0), (a / 2 + 1, 2))):
            c.corner(at, name, away)
        span(c, O, top, g["c"], (a, 0), 0.12 * c_)
        c.side((a, 0), top, g["b"], O)
        span(c, O, (a, 0), g["a"], top, 0.16 * c_)
        c.without |= {"dashed", "line"}

    def check(c):
        p, q, r = c.polygons[0]
        cut = c.strokes[2][0][0]
        return outline([r, cut, q]), dist(p, middle(p, q)), outline([p, q, r])

    point = "Perpendicular Bisector"
    dashed = "The dashed line is the perpendicular bisector of BC."
    return Scene(
        f"In the triangle ABC the sides are AB = {c_}, BC = {a} and AC = {b}. The perpendicular bisector of BC, "
        "drawn dashed, meets AB at D.", [
            ask(point, "Equal Distances from the Endpoints",
                f"{dashed} What is the perimeter of the triangle ADC?",
                c_ + b, f"The figure shows $AB = {c_}$ and $AC = {b}$. D lies on the perpendicular bisector of BC, so "
                f"by @ $DC = DB$, and $AD + DC = AD + DB = AB$. The triangle ADC has the perimeter $AD + DC + CA = AB "
                f"+ AC$ (Perimeter of a Triangle), which is ${c_} + {b} = {c_ + b}$.",
                also=["Perimeter of a Triangle"], wrong=[a + b + c_, a + c_, a + b, frac(a + 2 * b, 2)]),
            ask(point, "Bisects at a Right Angle", f"{dashed} How long is the segment BM?", frac(a, 2),
                f"The figure shows $BC = {a}$. By @ the dashed line meets BC in its midpoint M, so "
                f"$BM = {a} \\div 2 = {frac(a, 2)}$.", wrong=[a, frac(c_, 2), frac(b, 2)]),
            ask("Perimeter of a Triangle", "Sum of Three Sides",
                "What is the perimeter of the triangle ABC?", a + b + c_,
                f"The figure shows the sides $BC = {a}$, $AC = {b}$ and $AB = {c_}$. By @ the perimeter is "
                f"${a} + {b} + {c_} = {a + b + c_}$.", wrong=[b + c_, a + c_, 2 * (a + b)])],
        more=[median_from_a], givens=dict(c=c_, b=b, a=a), figure=figure, check=check)


@program("Definition of a Straight Line")
def lines_through_points(rng):
    n, more = rng.randint(3, 8), rng.randint(2, 22)
    turn, whole = rng.randint(0, 11) * 30, n + more

    def drawn():
        return [tuple(map(round, polar(O, rng.randint(70, 100), turn + 360 * i / n))) for i in range(n)]

    points = draw_until(drawn, lambda made: all(area(v) > 400 for v in itertools.combinations(made, 3)), "points")

    def first_line(c, _):
        c.line(*points[:2], kind="thin")

    def figure(c, g):
        c.without |= {"line", "shapes", "grid"}
        for name, p in zip("ABCDEFGH", points):
            c.dot(p)
            c.corner(p, name, O)

    def check(c):
        marked = [*c.dots, *((k, k * k + 0.37 * k ** 3) for k in range(201, 201 + more))]  # no three on one line
        return (sum(1 for p in marked for q in marked if p < q), sum(1 for p in c.dots if p != c.dots[0]),
                sum(1 for p in c.dots for q in c.dots for r in c.dots if p < q < r))

    none = "No three of the points in the figure lie on one straight line."
    return Scene(
        f"{n} points are marked on a sheet of paper, no three of them on one line.", [
            ask("Definition of a Straight Line", "Number of Lines through Points",
                "Another {more} points are marked so that no three of all the points lie on one straight line. How "
                "many straight lines pass through two of the points then?", whole * (whole - 1) // 2,
                f"The figure shows {n} points, so there are then ${n} + {more} = {whole}$ points. By @ any two of them "
                f"determine a line of their own, which gives ${whole} \\times {whole - 1} \\div 2 = "
                f"{whole * (whole - 1) // 2}$ lines.",
                wrong=[whole * (whole - 1), whole, n * (n - 1) // 2, n * (n - 1) // 2 + more * (more - 1) // 2]),
            ask("Definition of a Straight Line", "Two Points Determine a Line",
                f"{none} How many straight lines pass through the point A and another point of the figure?", n - 1,
                f"The figure shows {n} points. By @ the point A determines one line with each of the other "
                f"${n} - 1 = {n - 1}$ points, and these lines are different. So there are {n - 1} lines.",
                wrong=[n, n * (n - 1) // 2, n + 1]),
            ask("Definition of a Triangle", "Triangles by Joining Points",
                f"{none} How many triangles have three of these points as corners?", n * (n - 1) * (n - 2) // 6,
                f"The figure shows {n} points. By @ each choice of three points gives one triangle, which makes "
                f"$\\frac{{{n} \\times {n - 1} \\times {n - 2}}}{{6}} = {n * (n - 1) * (n - 2) // 6}$ triangles.",
                wrong=[n * (n - 1) * (n - 2), n - 2, n * (n - 1) * (n - 2) // 3])],
        givens=dict(more=more), fixed=(n, turn, *(v for p in points for v in p)), figure=figure, check=check,
        say=dict(points=n),
        quantities={"more": Quantity("count", "the number of further points", "points")}, more=[first_line])


@program("Intersection of Two Lines")
def lines_that_cross(rng):
    n, more = rng.randint(2, 5), rng.randint(2, 25)
    gap = 120 // (n - 1) if n > 2 else 90
    normals = [gap * i + rng.randint(-gap // 6, gap // 6) for i in range(n)]  # all lines touch one circle
    whole = n + more

    def figure(c, g):
        c.without |= {"line", "shapes", "grid", "dashed"}
        for t in normals:
            p = polar(O, 1, t)
            c.line(polar(p, 3.3, t + 90), polar(p, 3.3, t - 90))

    def check(c):
        def meets(one, two):
            (p, q), (r, s) = one, two
            sides = [(b[0] - a[0]) * (v[1] - a[1]) - (b[1] - a[1]) * (v[0] - a[0])
                     for a, b, v in ((p, q, r), (p, q, s), (r, s, p), (r, s, q))]
            return sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0

        drawn = [points for points, _ in c.strokes]
        cross = sum(meets(drawn[i], drawn[j]) for i in range(len(drawn)) for j in range(i))
        return cross + sum(len(drawn) + i for i in range(more)), cross + len(drawn) + 1, 4 * cross

    return Scene(
        f"{n} straight lines are drawn; any two of them cross, and no three of them have a common point.", [
            ask("Intersection of Two Lines", "Most Intersection Points",
                "Another {more} straight lines are drawn. What is the greatest possible number of points in which two "
                "of all these lines cross?", whole * (whole - 1) // 2,
                f"The figure shows {n} lines, so there are then ${n} + {more} = {whole}$ lines. By @ there are most "
                f"crossing points when any two lines have one of their own: ${whole} \\times {whole - 1} \\div 2 = "
                f"{whole * (whole - 1) // 2}$ points.",
                wrong=[whole * (whole - 1), whole - 1, n * (n - 1) // 2 + more, 2 * whole]),
            ask("Intersection of Two Lines", "Regions Made by Lines",
                "Think of the lines in the figure as endless. Into how many regions do they cut the plane?",
                n * (n + 1) // 2 + 1, f"The figure shows {n} lines; any two of them cross, and no three have a common "
                f"point. By @ they make ${n} \\times {n + 1} \\div 2 + 1 = {n * (n + 1) // 2 + 1}$ regions.",
                wrong=[2 * n, n * (n + 1) // 2, n * (n - 1) // 2]),
            ask("Intersection of Two Lines", "Four Angles at an Intersection",
                "Consider only the lines in the figure. How many angles below $180^\\circ$ do they form in pairs at "
                "their crossing points?", 2 * n * (n - 1),
                f"The figure shows {n} lines, and any two of them cross, so there are ${n} \\times {n - 1} \\div 2 = "
                f"{n * (n - 1) // 2}$ crossing points. By @ each of them has four angles, which makes "
                f"$4 \\times {n * (n - 1) // 2} = {2 * n * (n - 1)}$ angles.",
                wrong=[n * (n - 1), 4 * n, n * (n - 1) // 2])],
        givens=dict(more=more), fixed=(n, *normals), figure=figure, check=check,
        quantities={"more": Quantity("count", "the number of further lines", "lines")},
        more=[crossings])


def crossings(c, rng):
    """Dots where the lines of a figure cross."""
    lines = [points for points, _ in c.strokes]
    for i, ((ax, ay), (bx, by)) in enumerate(lines):
        for (px, py), (qx, qy) in lines[:i]:
            t = ((px - ax) * (qy - py) - (py - ay) * (qx - px)) / ((bx - ax) * (qy - py) - (by - ay) * (qx - px))
            c.dot((ax + t * (bx - ax), ay + t * (by - ay)))


@program("Shortest Line Segment between Two Points")
def mirror_path(rng):
    d, total, z = rng.choice([(x, h, s) for h, x, s in LEGS if x > 0.45 * h and h >= 7])
    a = rng.choice([k for k in range(2, total) if 0.25 * total < k < 0.75 * total and 2 * k != total])
    b = total - a

    def figure(c, g):
        p, q, wide = (0, a), (d, b), max(d, a, b)
        c.without.add("line")
        c.line((-0.2 * wide, 0), (d + 0.25 * wide, 0))
        c.corner((d + 0.25 * wide, 0), "g", O)
        c.line(p, O, kind="dash")
        c.line(q, (d, 0), kind="dash")
        for name, at, away in (("A", p, O), ("B", q, (d, 0)), ("C", O, (0, 1)), ("D", (d, 0), (d, 1))):
            c.dot(at)
            c.corner(at, name, away)
        c.right(O, (d, 0), p)
        c.right((d, 0), O, q)
        c.side(p, O, g["a"], (d, 0))
        c.side(q, (d, 0), g["b"], O)
        c.side(O, (d, 0), g["d"], p)

    def check(c):
        p, q, left, right = c.dots
        low, high = left[0], right[0]
        for _ in range(200):  # the shortest way by trying points of the line
            one, two = low + (high - low) / 3, high - (high - low) / 3
            if dist(p, (one, 0)) + dist((one, 0), q) < dist(p, (two, 0)) + dist((two, 0), q):
                high = two
            else:
                low = one
        return dist(p, (low, 0)) + dist((low, 0), q), dist(p, q), area([p, left, right, q])

    point = "Shortest Line Segment between Two Points"
    seen = f"The figure shows $AC = {a}$, $BD = {b}$ and $CD = {d}$."
    return Scene(
        f"The points A and B lie on one side of the line g. Their perpendiculars to g have the feet C and D, with "
        f"AC = {a}, BD = {b} and CD = {d}.", [
            ask(point, "Shortest Way by Reflection",
                "A path leads from A to some point of the line g and from there to B. How long is the shortest such "
                "path?",
                z, f"{seen} By @ the shortest path is as long as the straight segment from A to the mirror image of B "
                f"in g. This segment is the hypotenuse of a right triangle with the legs {d} and ${a} + {b} = "
                f"{total}$, so by the Pythagorean Theorem it is $\\sqrt{{{d}^2 + {total}^2}} = {z}$ long.",
                also=["Pythagorean Theorem"], wrong=[total + d, root(d * d + (a - b) ** 2), total, 2 * d]),
            ask(point, "Straight Way is Shortest", "How long is the shortest way from A to B? Give the exact value.",
                root(d * d + (a - b) ** 2), f"{seen} By @ the shortest way is the straight segment AB. It is the "
                f"hypotenuse of a right triangle with the legs {d} and ${max(a, b)} - {min(a, b)} = {abs(a - b)}$, so "
                f"by the Pythagorean Theorem it is $\\sqrt{{{d}^2 + {abs(a - b)}^2}} = {root(d * d + (a - b) ** 2)}$ "
                "long.",
                also=["Pythagorean Theorem"], wrong=[z, d, d + abs(a - b)]),
            ask("Area of a Trapezoid", "Mean of the Bases times Height", "What is the area of the quadrilateral ACDB?",
                frac(total * d, 2), f"{seen} The quadrilateral ACDB is a trapezoid with the parallel sides AC and BD "
                f"and the height CD. By @ its area is $\\frac{{({a} + {b}) \\times {d}}}{{2}} = {frac(total * d, 2)}$.",
                wrong=[total * d, a * d, frac(a * b, 2)])],
        more=[direct_way], givens=dict(a=a, b=b, d=d), figure=figure, check=check)
