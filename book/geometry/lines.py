"""Points and lines: segments, intersections, perpendicular lines, distances.  All drawn to scale."""
import itertools
from math import dist, sqrt

from ..canvas import area, middle, outline, polar
from ..pieces import brace
from ..tools import Scene, ask, degrees, draw_until, frac, near, program, root
from .angles import O, equal, fan, tips


def span(c, p, q, text, away, gap):
    """A bracket along the segment pq, at a distance on the side turned from the point away, with a text."""
    n = (p[1] - q[1]) / dist(p, q), (q[0] - p[0]) / dist(p, q)
    side = -1 if n[0] * (away[0] - p[0]) + n[1] * (away[1] - p[1]) > 0 else 1
    (a, b), (d, e) = [[(v[0] + side * k * gap * n[0], v[1] + side * k * gap * n[1]) for v in (p, q)] for k in (0.3, 1)]
    c.line(a, d, e, b, kind="thin")
    c.side(d, e, text, away)


LEGS = [(h, x, s) for h in range(6, 61) for x in range(3, 61) for s in [round(sqrt(h * h + x * x))]
        if s * s == h * h + x * x and 0.25 * h < x < 2.2 * h]


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
        brace(c, (0, 0), (a, 0), g["a"], -0.14 * t)
        brace(c, (0, 0), (t, 0), g["t"], -0.3 * t)
        equal(c, (a, 0), (a + b / 2, 0), 0.02 * t)
        equal(c, (a + b / 2, 0), (t, 0), 0.02 * t)

    def check(c):
        (p, q, m, r) = c.dots
        return dist(p, m), dist(q, r), dist(middle(p, q), m)

    point = "Length of a Line Segment"
    return Scene(
        f"The point B lies on the segment AC, with AB = {a} and AC = {t}. M is the midpoint of BC.", [
            ask(point, "Sum of Parts", "M is the midpoint of the segment BC. How long is the segment AM?",
                frac(a + t, 2), f"the segment BC measures ${t} - {a} = {b}$, so $BM = {b} \\div 2 = {frac(b, 2)}$ and "
                f"$AM = AB + BM = {a} + {frac(b, 2)} = {frac(a + t, 2)}$."),
            ask(point, "Difference of Segments", "How long is the segment BC?", b,
                f"from the whole segment AC take away AB: $BC = {t} - {a} = {b}$."),
            ask(point, "Segment between Two Midpoints",
                "M is the midpoint of BC, and N is the midpoint of AB. How long is the segment NM?", frac(t, 2),
                f"the midpoints of the two parts are half of AC apart: ${t} \\div 2 = {frac(t, 2)}$.")],
        [("The figure shows a straight hiking trail with lengths in kilometres. A rest house M stands halfway between "
          "the villages B and C.", "How many kilometres is it from A to M?"),
         ("A straight rod AC is marked at B; lengths are in centimetres. It is sawn through at M, the midpoint of BC.",
          "How many centimetres long is the piece AM?"),
         ("A bus drives straight from A over B to C; lengths are in kilometres. It has a breakdown at M, halfway "
          "between B and C.", "How many kilometres has it driven from A to M?"),
         ("Put the points on a number line, with A at 0, C to the right of it, and M midway between B and C.",
          "Which number belongs to M?")],
        dict(a=a, t=t), figure=figure, check=check)


@program("Definition of a Line Segment")
def segments_on_line(rng):
    n, more = rng.randint(3, 9), rng.randint(2, 25)
    gaps = [rng.randint(6, 9) for _ in range(n - 1)]
    whole = n + more

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
                f"there are then ${n} + {more} = {whole}$ points, and any two of them are the endpoints of one "
                f"segment: ${whole} \\times {whole - 1} \\div 2 = {whole * (whole - 1) // 2}$."),
            ask("Definition of a Line Segment", "Two Endpoints",
                "How many segments have the endpoint A and another of the points in the figure as their second "
                "endpoint?", n - 1, f"each of the other points is the second endpoint of one segment: "
                f"${n} - 1 = {n - 1}$."),
            ask("Definition of a Ray", "Number of Rays on a Line",
                "Consider only the points in the figure. How many rays that lie on the line start at one of these "
                "points?", 2 * n, f"at each of the {n} points two opposite rays start: $2 \\times {n} = {2 * n}$.")],
        [("The figure shows the stations of a railway line. Another {more} stations are built on it.",
          "How many different stretches from one station to another are there then, if the direction does not matter?"),
         ("The figure shows the huts along a straight path. Another {more} huts are built on the path.",
          "How many pairs of huts are there then, each with its own segment of path between them?"),
         ("The figure shows knots in a stretched rope. Another {more} knots are made in it.",
          "How many segments of rope from one knot to another are there then, long ones made of short ones included?"),
         ("Let $S$ be the set of the points in the figure together with {more} further points of the line.",
          "How many segments have both endpoints in $S$?")],
        dict(more=more), fixed=(n, *gaps), figure=figure, check=check)


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

    return Scene(
        f"The lines AB and CD are perpendicular and cross at O. The ray OE lies between OB and OC with the angle BOE "
        f"of ${degrees(a)}$, the ray OF between OC and OA with the angle COF of ${degrees(b)}$.", [
            ask("Perpendicular Lines", "Complement beside a Perpendicular",
                "The lines AB and CD cross at O. How many degrees is the angle EOF?", degrees(x),
                f"OE cuts the right angle BOC, so $EOC = 90^\\circ - {a}^\\circ = {90 - a}^\\circ$; with COF this "
                f"makes ${90 - a}^\\circ + {b}^\\circ = {x}^\\circ$."),
            ask("Perpendicular Lines", "One Right Angle Gives Four",
                "The lines AB and CD cross at O. How many degrees is the angle AOE?", degrees(180 - a),
                f"all four angles at the crossing are right, so $AOE = 90^\\circ + (90^\\circ - {a}^\\circ) = "
                f"{180 - a}^\\circ$."),
            ask("Supplementary and Complementary Angles", "Complementary Angles",
                "The lines AB and CD cross at O. How many degrees is the angle FOA?", degrees(90 - b),
                f"the angle COA is right, so COF and FOA are complementary: $90^\\circ - {b}^\\circ = "
                f"{90 - b}^\\circ$.")],
        [("The streets AB and CD of a town cross at O; from there the paths OE and OF start.",
          "How many degrees is the angle EOF between the paths?"),
         ("A post CD crosses the beam AB at right angles at O. The struts OE and OF start at O.",
          "How many degrees is the angle EOF between the struts?"),
         ("The lines AB and CD are the axes of a drawing with the origin O.",
          "Through how many degrees must the ray OE turn, across OC, to reach OF?")],
        dict(a=a, b=b), figure=figure, check=lambda c: (tips(c, 1, 3), tips(c, 4, 1), tips(c, 3, 4)))


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
    return Scene(
        f"From the point A the perpendicular AF and the slanted segments AB and AC run to the line g. AB = {s}, "
        f"BF = {x} and FC = {y}.", [
            ask(point, "Distance from a Point to a Line", "What is the distance of the point A from the line g?", h,
                f"the distance is the perpendicular segment AF. By the Pythagorean Theorem $AF = "
                f"\\sqrt{{{s}^2 - {x}^2}} = {h}$.", also=["Pythagorean Theorem"]),
            ask(point, "Longer Slant, Farther Foot", "How long is the segment AC?", long,
                f"by the Pythagorean Theorem $AF = \\sqrt{{{s}^2 - {x}^2}} = {h}$, and the slanted segment is $AC = "
                f"\\sqrt{{{h}^2 + {y}^2}} = {long}$.", also=["Pythagorean Theorem"]),
            ask(point, "Slanted Segments are Longer",
                "By how much is the segment AC longer than the shortest segment from A to the line g?", long - h,
                f"the shortest one is the perpendicular segment AF. By the Pythagorean Theorem $AF = \\sqrt{{{s}^2 - "
                f"{x}^2}} = {h}$ and $AC = \\sqrt{{{h}^2 + {y}^2}} = {long}$; the difference is ${long} - {h} = "
                f"{long - h}$.", also=["Pythagorean Theorem"])],
        [("A house A is to be joined to a straight water pipe g by the shortest possible pipe. Lengths are in metres.",
          "How many metres long is the shortest pipe?"),
         ("A swimmer at A wants to reach the straight shore g on the shortest way. Lengths are in metres.",
          "How many metres must she swim?"),
         ("A circle around A just touches the line g.", "What is the radius of this circle?")],
        dict(s=s, x=x, y=y), figure=figure, check=check)


@program("Perpendicular Bisector")
def bisector_of_a_side(rng):
    c_ = rng.randint(8, 40)
    b = rng.choice([k for k in range(round(0.45 * c_), c_ - 1) if k >= 4])
    a = rng.choice([k for k in range(c_ - b + 1, c_ + b) if 0.3 * k * k < c_ * c_ - b * b < 0.9 * k * k and
                    k * k < b * b + c_ * c_ and k >= 0.5 * c_])
    x = (c_ * c_ - b * b + a * a) / (2 * a)  # B at the origin, C at (a, 0)
    top, size = (x, sqrt(c_ * c_ - x * x)), 0.02 * c_

    def figure(c, g):
        cut = (a / 2, top[1] * a / 2 / top[0])
        c.polygon(O, (a, 0), top)
        c.line((a / 2, -0.12 * c_), (a / 2, cut[1] + 0.15 * c_), kind="dash")
        c.line(cut, (a, 0))
        c.right((a / 2, 0), (a, 0), cut)
        equal(c, O, (a / 2, 0), size, 2)
        equal(c, (a / 2, 0), (a, 0), size, 2)
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
    return Scene(
        f"In the triangle ABC the sides are AB = {c_}, BC = {a} and AC = {b}. The perpendicular bisector of BC, "
        "drawn dashed, meets AB at D.", [
            ask(point, "Equal Distances from the Endpoints",
                "The dashed line is the perpendicular bisector of BC. What is the perimeter of the triangle ADC?",
                c_ + b, f"D lies on the perpendicular bisector, so $DC = DB$ and $AD + DC = AD + DB = AB$. The "
                f"perimeter is $AB + AC = {c_} + {b} = {c_ + b}$."),
            ask(point, "Bisects at a Right Angle",
                "The dashed line is the perpendicular bisector of BC. How long is the segment BM?", frac(a, 2),
                f"M is the midpoint of BC, so $BM = {a} \\div 2 = {frac(a, 2)}$."),
            ask("Perimeter of a Triangle", "Sum of Three Sides",
                "What is the perimeter of the triangle ABC?", a + b + c_,
                f"add the three sides: ${a} + {b} + {c_} = {a + b + c_}$.")],
        [("The figure is a map of straight paths; lengths are in metres. The dashed line is the perpendicular "
          "bisector of BC.", "How many metres does one walk from A over D and C back to A?"),
         ("A wire frame ABC has a strut DC; lengths are in centimetres. D lies on the perpendicular bisector of BC.",
          "How many centimetres of wire are in the border of the part ADC?"),
         ("Let D be the point of AB that is as far from B as from C; the dashed line is the perpendicular bisector of "
          "BC.",
          "Determine $AD + DC + CA$.")],
        dict(c=c_, b=b, a=a), figure=figure, check=check)


@program("Definition of a Straight Line")
def lines_through_points(rng):
    n, more = rng.randint(3, 8), rng.randint(2, 22)
    turn, whole = rng.randint(0, 11) * 30, n + more

    def drawn():
        return [tuple(map(round, polar(O, rng.randint(70, 100), turn + 360 * i / n))) for i in range(n)]

    points = draw_until(drawn, lambda made: all(area(v) > 400 for v in itertools.combinations(made, 3)), "points")

    def figure(c, g):
        c.without |= {"line", "shapes", "grid"}
        for name, p in zip("ABCDEFGH", points):
            c.dot(p)
            c.corner(p, name, O)

    def check(c):
        marked = [*c.dots, *((k, k * k + 0.37 * k ** 3) for k in range(201, 201 + more))]  # no three on one line
        return (sum(1 for p in marked for q in marked if p < q), sum(1 for p in c.dots if p != c.dots[0]),
                sum(1 for p in c.dots for q in c.dots for r in c.dots if p < q < r))

    return Scene(
        f"{n} points are marked on a sheet of paper, no three of them on one line.", [
            ask("Definition of a Straight Line", "Number of Lines through Points",
                "Another {more} points are marked so that no three of all the points lie on one straight line. How "
                "many straight lines pass through two of the points then?", whole * (whole - 1) // 2,
                f"there are then ${n} + {more} = {whole}$ points, and any two of them determine a line: "
                f"${whole} \\times {whole - 1} \\div 2 = {whole * (whole - 1) // 2}$."),
            ask("Definition of a Straight Line", "Two Points Determine a Line",
                "No three of the points in the figure lie on one straight line. How many straight lines pass through "
                "the point A and another point of the figure?", n - 1,
                f"A determines one line with each of the other points: ${n} - 1 = {n - 1}$."),
            ask("Definition of a Triangle", "Triangles by Joining Points",
                "No three of the points in the figure lie on one straight line. How many triangles have three of these "
                "points as corners?", n * (n - 1) * (n - 2) // 6,
                f"each choice of three points gives a triangle: $\\frac{{{n} \\times {n - 1} \\times {n - 2}}}{{6}} = "
                f"{n * (n - 1) * (n - 2) // 6}$.")],
        [("The figure is a map of radio masts. Another {more} masts are built, and no three of all the masts lie on "
          "one straight line. A straight radio beam links each pair of masts.", "How many beams are there?"),
         ("The figure shows pegs in a board. Another {more} pegs are added so that no three are in line. A straight "
          "thread is stretched between any two pegs.", "How many threads are needed?"),
         ("Let $S$ be the set of the points in the figure together with {more} further points, no three of them "
          "collinear.", "How many straight lines contain two points of $S$?")],
        dict(more=more), fixed=(n, turn, *(v for p in points for v in p)), figure=figure, check=check)


@program("Intersection of Two Lines")
def lines_that_cross(rng):
    n, more = rng.randint(2, 5), rng.randint(2, 25)
    gap = 120 // (n - 1) if n > 2 else 90
    normals = [gap * i + rng.randint(-gap // 6, gap // 6) for i in range(n)]  # all lines touch one circle
    whole = n + more

    def figure(c, g):
        c.without |= {"line", "shapes", "grid"}
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
                f"there are then ${n} + {more} = {whole}$ lines, and any two can have a crossing point of their own: "
                f"${whole} \\times {whole - 1} \\div 2 = {whole * (whole - 1) // 2}$."),
            ask("Intersection of Two Lines", "Regions Made by Lines",
                "Think of the lines in the figure as endless. Into how many regions do they cut the plane?",
                n * (n + 1) // 2 + 1, f"all {n} lines cross in pairs and no three share a point, so they make "
                f"${n} \\times {n + 1} \\div 2 + 1 = {n * (n + 1) // 2 + 1}$ regions."),
            ask("Intersection of Two Lines", "Four Angles at an Intersection",
                "Consider only the lines in the figure. How many angles below $180^\\circ$ do they form in pairs at "
                "their crossing points?", 2 * n * (n - 1),
                f"there are ${n} \\times {n - 1} \\div 2 = {n * (n - 1) // 2}$ crossing points, each with four angles: "
                f"$4 \\times {n * (n - 1) // 2} = {2 * n * (n - 1)}$.")],
        [("The figure is a plan of straight streets. Another {more} straight streets are built.",
          "How many crossings of two streets can the town have at most?"),
         ("The figure shows straight threads on a frame. Another {more} straight threads are stretched.",
          "In how many points can two threads cross at most?"),
         ("Let $L$ be the set of the lines in the figure together with {more} further straight lines.",
          "Determine the greatest possible number of points in which two lines of $L$ meet.")],
        dict(more=more), fixed=(n, *normals), figure=figure, check=check)


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
    return Scene(
        f"The points A and B lie on one side of the line g. Their perpendiculars to g have the feet C and D, with "
        f"AC = {a}, BD = {b} and CD = {d}.", [
            ask(point, "Shortest Way by Reflection",
                "A path leads from A to some point of the line g and from there to B. How long is the shortest such "
                "path?",
                z, f"reflect B in g; the shortest path is as long as the segment from A to the mirror image. By the "
                f"Pythagorean Theorem with the legs {d} and ${a} + {b} = {total}$ it is $\\sqrt{{{d}^2 + {total}^2}} = "
                f"{z}$.", also=["Pythagorean Theorem"]),
            ask(point, "Straight Way is Shortest", "How long is the shortest way from A to B? Give the exact value.",
                root(d * d + (a - b) ** 2), f"it is the straight segment AB, with the legs {d} and "
                f"${max(a, b)} - {min(a, b)} = {abs(a - b)}$: $\\sqrt{{{d}^2 + {abs(a - b)}^2}} = "
                f"{root(d * d + (a - b) ** 2)}$."),
            ask("Area of a Trapezoid", "Mean of the Bases times Height", "What is the area of the quadrilateral ACDB?",
                frac(total * d, 2), f"AC and BD are parallel at the distance {d}, so the area is "
                f"$\\frac{{({a} + {b}) \\times {d}}}{{2}} = {frac(total * d, 2)}$.")],
        [("A rider at A wants to water the horse at the straight river g and then ride to the tent at B. Lengths are "
          "in hundreds of metres.", "How long is the shortest way, in hundreds of metres?"),
         ("A ball rolls from A to the straight wall g, is reflected there and rolls to B on the shortest possible way. "
          "Lengths are in decimetres.", "How many decimetres does it roll?"),
         ("For a point $P$ of the line g let $s(P) = AP + PB$.", "Determine the least value of $s(P)$.")],
        dict(a=a, b=b, d=d), figure=figure, check=check)
