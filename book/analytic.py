"""Analytic geometry and vectors: points, segments, lines and circles on a grid."""
from math import dist

from .contexts import scenes
from .tools import Scene, ask, frac, program, root

GEOMETRY, ALGEBRA = "Geometry", "Algebra"


def plain(c, *points):
    """Bare axes that hold the points."""
    c.halo = True
    reach = max(max(map(abs, p)) for p in points)
    low_x = min(0, *(p[0] for p in points)) - 0.1 * reach
    low_y = min(0, *(p[1] for p in points)) - 0.1 * reach
    right, top = max(0, *(p[0] for p in points)) + 0.2 * reach, max(0, *(p[1] for p in points)) + 0.2 * reach
    c.arrow((low_x, 0), (right, 0), kind="thin")
    c.arrow((0, low_y), (0, top), kind="thin")
    c.corner((right, 0), "x", (0, 0))
    c.corner((0, top), "y", (0, 0))
    c.corner((0, 0), "O", (1, 1))


def named(c, name, p, x, y, away):
    """A dot at p with its coordinates as text, e.g. A(p, 3)."""
    c.dot(p)
    c.corner(p, f"{name}({x}, {y})", away)


def spell(p):
    return f"({p[0]}, {p[1]})"


def two_points(rng, legs=None):
    """A and B in the first quadrant; legs: the differences of their coordinates."""
    if legs is None:
        legs = rng.randint(3, 12), rng.randint(3, 12)
    a = rng.randint(2, 9), rng.randint(2, 9)
    b = a[0] + legs[0], a[1] + legs[1]
    return ((a[0], b[1]), (b[0], a[1])) if rng.random() < 0.4 else (a, b)


def segment(c, g, a, b):
    plain(c, a, b)
    c.line(a, b)
    named(c, "A", a, g["ax"], g["ay"], b)
    named(c, "B", b, g["bx"], g["by"], a)


def coordinates(a, b):
    return dict(ax=a[0], ay=a[1], bx=b[0], by=b[1])


@program("Distance between Two Points", GEOMETRY, questions=3)
def distance(rng):
    a, b = two_points(rng, rng.choice([(3, 4), (4, 3), (6, 8), (8, 6), (5, 12), (12, 5), (9, 12), (8, 15)]))
    dx, dy, d = b[0] - a[0], b[1] - a[1], round(dist(a, b))
    middle = f"({frac(a[0] + b[0], 2)}, {frac(a[1] + b[1], 2)})"
    return Scene(
        f"In the coordinate plane there are the points A{a} and B{b}.", [
            ask("Distance between Two Points", "Distance Formula", "What is the distance between A and B?", d,
                f"\\sqrt{{({dx})^2 + ({dy})^2}} = \\sqrt{{{dx * dx + dy * dy}}} = {d}."),
            ask("Midpoint of a Segment", "Midpoint Formula", "What are the coordinates of the midpoint of AB?", middle,
                f"the coordinates are half of {a[0]} + {b[0]} and half of {a[1]} + {b[1]}: {middle}."),
            ask("Slope of a Line", "Rise over Run", "What is the slope of the line AB?", frac(dy, dx),
                f"rise over run is \\frac{{{dy}}}{{{dx}}} = {frac(dy, dx)}.")],
        scenes("map", question="How far apart are A and B in a straight line, in units of the axes?"),
        coordinates(a, b), (), lambda c, g: segment(c, g, a, b), True,
        lambda c: str(round(dist(*c.dots), 6)).removesuffix(".0"))


@program("Midpoint of a Segment", GEOMETRY, questions=3)
def midpoint(rng):
    a, b = two_points(rng, (2 * rng.randint(1, 6), 2 * rng.randint(1, 6)))
    m = (a[0] + b[0]) // 2, (a[1] + b[1]) // 2
    square = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    return Scene(
        f"In the coordinate plane there are the points A{a} and B{b}.", [
            ask("Midpoint of a Segment", "Midpoint Formula",
                "What are the coordinates of the midpoint of AB?", spell(m),
                f"({a[0]} + {b[0]}) \\div 2 = {m[0]} and ({a[1]} + {b[1]}) \\div 2 = {m[1]}, so it is {spell(m)}."),
            ask("Distance between Two Points", "Distance Formula",
                "What is the distance between A and B?", root(square),
                f"\\sqrt{{({b[0] - a[0]})^2 + ({b[1] - a[1]})^2}} = {root(square)}."),
            ask("Reading Coordinates", "Mirror Points", "A is mirrored in the y-axis. What are the coordinates of its "
                "image?", spell((-a[0], a[1])), f"the x-coordinate changes its sign: {spell((-a[0], a[1]))}.")],
        scenes("map", question="What are the coordinates of the place half-way between A and B?"),
        coordinates(a, b), (), lambda c, g: segment(c, g, a, b), True,
        lambda c: spell(tuple(round(sum(v) / 2) for v in zip(*c.dots))))


@program("Slope of a Line", GEOMETRY, questions=3)
def slope(rng):
    a, b = two_points(rng)
    dx, dy = b[0] - a[0], b[1] - a[1]
    cut = frac(a[1] * dx - a[0] * dy, dx)
    return Scene(
        f"In the coordinate plane a line goes through A{a} and B{b}.", [
            ask("Slope of a Line", "Rise over Run", "What is the slope of the line AB?", frac(dy, dx),
                f"rise over run is ({b[1]} - {a[1]}) \\div ({b[0]} - {a[0]}) = {frac(dy, dx)}."),
            ask("Equation of a Line", "Slope and Intercept",
                "At which value of y does the line AB meet the y-axis?", cut,
                f"the slope is {frac(dy, dx)}, and {a[1]} - ({frac(dy, dx)}) \\times {a[0]} = {cut}."),
            ask("Slope of a Line", "Slopes of Perpendicular Lines", "What is the slope of a line perpendicular to AB?",
                frac(-dx, dy), f"the product of the slopes is -1, so it is {frac(-dx, dy)}.")],
        [("The figure shows a straight ramp from A to B in a plan whose axes have one unit for a metre.",
          "What is the slope of the ramp from A to B?"),
         ("The line through A and B shows the cost of a taxi ride: x is the way in kilometres and y the price in "
          "euros.",
          "By how many euros does the price change for each further kilometre?"),
         ("The line through A and B shows the water level of a pond: x counts weeks and y centimetres.",
          "By how many centimetres does the level change each week?")],
        coordinates(a, b), (), lambda c, g: segment(c, g, a, b), True,
        lambda c: frac(*(round(u - v) for u, v in reversed(list(zip(*c.dots))))))


@program("Circle in the Coordinate Plane", GEOMETRY, questions=3)
def circle_in_plane(rng):
    m, (dx, dy), r = (rng.randint(4, 9), rng.randint(4, 9)), *rng.choice([((3, 4), 5), ((4, 3), 5), ((6, 8), 10),
                                                                        ((8, 6), 10), ((5, 12), 13), ((12, 5), 13)])
    p = m[0] + dx, m[1] + dy

    def figure(c, g):
        plain(c, (0, 0), (m[0] + r, m[1] + r), (m[0] - r, m[1] - r))
        c.circle(m, r, fill=False)
        c.line(m, p)
        named(c, "M", m, g["mx"], g["my"], p)
        named(c, "K", p, g["px"], g["py"], m)

    return Scene(
        f"A circle about M{m} goes through K{p}.", [
            ask("Circle in the Coordinate Plane", "Radius from a Point",
                "The circle about M goes through K. What is its radius?", r,
                f"the radius is the distance MK, \\sqrt{{{dx}^2 + {dy}^2}} = {r}."),
            ask("Circle in the Coordinate Plane", "Centre and Radius Form",
                "The circle about M goes through K. What is its equation?",
                f"(x - {m[0]})^2 + (y - {m[1]})^2 = {r * r}",
                f"the square of the radius is {dx}^2 + {dy}^2 = {r * r}, so it is (x - {m[0]})^2 + (y - {m[1]})^2 = "
                f"{r * r}."),
            ask("Slope of a Line", "Rise over Run", "What is the slope of the line MK?", frac(dy, dx),
                f"{dy} \\div {dx} = {frac(dy, dx)}.")],
        [("On a map with one unit for a kilometre a radio mast stands at M. Its signal just reaches K.",
          "How many kilometres does the signal reach?"),
         ("A goat is tied to a post at M with a rope. One unit is a metre, and the goat can just reach K.",
          "How many metres long is the rope?"),
         ("A round pool has its centre at M and its rim goes through K. One unit is a metre.",
          "How many metres is the radius of the pool?")],
        dict(mx=m[0], my=m[1], px=p[0], py=p[1]), (), figure, True, lambda c: str(round(dist(*c.dots))))


@program("Vector Addition", ALGEBRA, questions=3)
def vector_sum(rng):
    a, b = ((rng.randint(2, 9), rng.randint(2, 9)) for _ in range(2))
    if abs(a[0] * b[1] - a[1] * b[0]) < 12:  # nearly one direction: hard to draw
        a, b = (rng.randint(6, 9), rng.randint(2, 3)), (rng.randint(2, 3), rng.randint(6, 9))
    s, dot = (a[0] + b[0], a[1] + b[1]), a[0] * b[0] + a[1] * b[1]

    def figure(c, g):
        c.arrow((0, 0), a, kind="thick")
        c.arrow((0, 0), b, kind="thick")
        c.line(a, s, b, kind="dash")
        c.side((0, 0), a, f"a = ({g['ax']}, {g['ay']})", b)
        c.side((0, 0), b, f"b = ({g['bx']}, {g['by']})", a)
        c.corner((0, 0), "O", s)

    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Vector Addition", "Addition by Components", "What is the vector a + b?", spell(s),
                f"components are added: ({a[0]} + {b[0]}, {a[1]} + {b[1]}) = {spell(s)}."),
            ask("Dot Product of Vectors", "Dot Product by Components", "What is the dot product of a and b?", dot,
                f"{a[0]} \\times {b[0]} + {a[1]} \\times {b[1]} = {dot}."),
            ask("Magnitude of a Vector", "Magnitude from Components", "What is the magnitude of the vector a?",
                root(a[0] ** 2 + a[1] ** 2), f"\\sqrt{{{a[0]}^2 + {a[1]}^2}} = {root(a[0] ** 2 + a[1] ** 2)}.")],
        [("A drone flies from O by the vector a and then by the vector b; one unit is a metre.",
          "By which vector has it moved in all?"),
         ("Two tugs pull a ship at O with the forces a and b, in kilonewtons.", "Which vector is the total force?"),
         ("A swimmer moves by a in still water while the stream carries her by b, both in metres.",
          "By which vector does she move in all?")],
        coordinates(a, b), (), figure, True, lambda c: spell(tuple(round(v) for v in c.strokes[-1][0][1])))


@program("Dot Product of Vectors", ALGEBRA, questions=2)
def dot_product(rng):
    a, b = (rng.randint(4, 9), rng.randint(-3, 3)), (rng.randint(-2, 3), rng.randint(4, 9))
    dot = a[0] * b[0] + a[1] * b[1]

    def figure(c, g):
        c.arrow((0, 0), a, kind="thick")
        c.arrow((0, 0), b, kind="thick")
        c.side((0, 0), a, f"a = ({g['ax']}, {g['ay']})", b)
        c.side((0, 0), b, f"b = ({g['bx']}, {g['by']})", a)

    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Dot Product of Vectors", "Dot Product by Components", "What is the dot product of a and b?", dot,
                f"{a[0]} \\times ({b[0]}) + ({a[1]}) \\times {b[1]} = {dot}."),
            ask("Vector Addition", "Opposite Vector", "What is the vector a - b?", spell((a[0] - b[0], a[1] - b[1])),
                f"components are subtracted: {spell((a[0] - b[0], a[1] - b[1]))}.")],
        [("A crate is pulled with the force a, in newtons, while it moves by b, in metres. The work is the dot product "
          "of force and way.", "How many joules of work are done?"),
         ("A game compares the looking direction a of a figure with the direction b to a door by their dot product.",
          "What number does the game find?"),
         ("A shop lists two prices in the vector a and the numbers sold in b, where a negative number is an item "
          "given back. The takings are the dot product.", "What are the takings?")],
        coordinates(a, b), (), figure, True)
