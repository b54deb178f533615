"""Constructions on a segment that becomes a side of a quadrilateral or a regular polygon beside the figure."""

from fractions import Fraction
from math import cos, pi, sin, sqrt, tan

from ..canvas import middle
from . import Built, construction, say
from .segments import along, either, neat, need, off, pick, triple, whole


def on_side(board, h, share, high, top=None):
    """A quadrilateral on a segment whose opposite side, of length top, begins over a share; its four corners."""
    v, (p, q) = float(h.value), h.points
    s, k = off(board, h, share, high), float(h.value if top is None else top) / v
    r = s[0] + (q[0] - p[0]) * k, s[1] + (q[1] - p[1]) * k
    board.canvas.polygon(p, q, r, s, fill=False)
    return p, q, r, s


# ----------------------------------------------------------------------------------------------- squares and rectangles
@construction(
    "segment",
    ("Properties of a Square", "Equal Sides and Right Angles"),
    ("Perimeter of a Square", "Side from the Perimeter of a Square"),
)
def square_by_perimeter(board, h, rng):
    """A square whose perimeter is told."""
    names = board.names(*on_side(board, h, 0, h.value))
    around = 4 * Fraction(h.value)
    return Built(
        [board.told(around)],
        f"{names} is a square with perimeter {say(around)}.",
        f"The four sides of square {names} are equal, so ${names[:2]} = {say(around)} \\div 4 = {say(h.value)}$.",
        lambda a: a / 4,
    )


@construction(
    "segment",
    ("Properties of a Square", "Equal Sides and Right Angles"),
    ("Area of a Square", "Side from the Area of a Square"),
)
def square_by_area(board, h, rng):
    """A square whose area is told."""
    need(whole(h.value, 2) and h.value <= 30)
    names = board.names(*on_side(board, h, 0, h.value))
    size = int(h.value) ** 2
    return Built(
        [board.told(size)],
        f"{names} is a square with area {size}.",
        f"All sides of square {names} are equal, and its area is a side squared, so ${names[:2]} = "
        f"\\sqrt{{{size}}} = {say(h.value)}$.",
        sqrt,
    )


@construction(
    "segment",
    ("Length of a Line Segment", "Length from a Midpoint"),
    ("Area of a Rectangle", "Side from the Area"),
)
def rectangle_by_area(board, h, rng):
    """A rectangle whose area is told; half of a neighbouring side is given."""
    other = pick(rng, h.value, 0.45, 0.8)
    size, half = h.value * other, Fraction(other, 2)
    need(whole(size) and size <= 900)
    h = either(h, rng)
    p, q, r, s = corners = on_side(board, h, 0, other)
    m = middle(q, r)
    board.canvas.dot(m)
    a, b, c, d = names = board.names(*corners)
    mid = board.name(m, p)
    return Built(
        [board.told(size), board.segment(q, m, half, p)],
        f"{names} is a rectangle with area {say(size)}, and {mid} is the midpoint of {b}{c}.",
        f"{mid} is the midpoint of {b}{c}, so ${b}{c} = 2 \\times {say(half)} = {other}$. The area of rectangle "
        f"{names} is the product of two neighbouring sides, so ${a}{b} = {say(size)} \\div {other} = {say(h.value)}$.",
        lambda size, half: size / half / 2,
    )


@construction(
    "segment",
    ("Properties of a Rectangle", "Opposite Sides of a Rectangle"),
    ("Perimeter of a Rectangle", "Side from the Perimeter"),
)
def rectangle_by_perimeter(board, h, rng):
    """A rectangle whose perimeter is told and one side given."""
    other = pick(rng, h.value, 0.35, 0.8)
    p, q, r, s = corners = on_side(board, h, 0, other)
    a, b, c, d = board.names(*corners)
    around = 2 * (Fraction(h.value) + other)
    return Built(
        [board.told(around), board.segment(q, r, other, p)],
        f"{a}{b}{c}{d} is a rectangle with perimeter {say(around)}.",
        f"Opposite sides of rectangle {a}{b}{c}{d} are equal, so {a}{b} and {b}{c} together are half of its "
        f"perimeter, and ${a}{b} = {say(around)} \\div 2 - {other} = {say(h.value)}$.",
        lambda around, other: around / 2 - other,
    )


@construction(
    "segment",
    ("Properties of a Rectangle", "Diagonals Halve Each Other"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def rectangle_diagonal(board, h, rng):
    """A rectangle with both diagonals: half of one and the other side are given."""
    v, other, long = triple(rng, h.value, 0, 1.1, 2.7)
    need(neat(long / 2))
    h = either(h, rng)
    p, q, r, s = corners = on_side(board, h, 0, other)
    m = middle(p, r)
    board.canvas.line(p, r)
    board.canvas.line(q, s)
    a, b, c, d = board.names(*corners)
    mid = board.name(m, middle(p, q))
    return Built(
        [board.segment(m, r, long / 2, q), board.segment(q, r, other, p)],
        f"The diagonals of rectangle {a}{b}{c}{d} meet at {mid}.",
        f"The diagonals of a rectangle halve each other, so ${a}{c} = 2 \\times {say(long / 2)} = {say(long)}$. "
        f"Triangle {a}{b}{c} has a right angle at {b}; by the Pythagorean theorem ${a}{b} = \\sqrt{{{say(long)}^2 - "
        f"{say(other)}^2}} = {say(h.value)}$.",
        lambda half, other: sqrt(4 * half * half - other * other),
    )


@construction(
    "segment",
    ("Perimeter of a Rectangle", "Length and Width from Sum and Ratio"),
    ("Sharing in a Ratio", "Value of One Part"),
)
def rectangle_in_ratio(board, h, rng):
    """A rectangle whose perimeter and ratio of sides are told."""
    a, b = rng.choice([(2, 1), (3, 2), (5, 2), (4, 3), (5, 3), (5, 4)])
    part = Fraction(h.value) / a
    need(neat(part, b * part))
    p, q, r, s = corners = on_side(board, h, 0, b * part)
    w, x, y, z = board.names(*corners)
    around = 2 * (a + b) * part
    return Built(
        [board.told(around)],
        f"{w}{x}{y}{z} is a rectangle with perimeter {say(around)}, and ${w}{x} : {x}{y} = {a} : {b}$.",
        f"Sides {w}{x} and {x}{y} of rectangle {w}{x}{y}{z} are half of its perimeter: ${say(around)} \\div 2 = "
        f"{say(around / 2)}$. This is ${a} + {b} = {a + b}$ equal parts of ${say(around / 2)} \\div {a + b} = "
        f"{say(part)}$, and ${w}{x} = {a} \\times {say(part)} = {say(h.value)}$.",
        lambda around: around / 2 / (a + b) * a,
    )


# ------------------------------------------------------------------------------------------------------- parallelograms
@construction(
    "segment",
    ("Altitude of a Parallelogram", "Perpendicular between Opposite Sides"),
    ("Area of a Parallelogram", "Base times Height"),
)
def parallelogram_by_area(board, h, rng):
    """A parallelogram with an altitude; its area is told."""
    high = pick(rng, h.value, 0.35, 0.75)
    need(whole(h.value * high))
    h, share = either(h, rng), rng.choice((0.25, 0.3))
    p, q, r, s = corners = on_side(board, h, share, high)
    foot = along(p, q, share)
    board.canvas.line(s, foot, kind="dash")
    board.canvas.right(foot, s, q)
    names, mark = board.names(*corners), board.name(foot, s)
    a, b, c, d = names
    size = say(h.value * high)
    return Built(
        [board.segment(s, foot, high, p), board.told(h.value * high)],
        f"Parallelogram {names} with altitude {d}{mark} has area {size}.",
        f"The area of parallelogram {names} is base {a}{b} times altitude {d}{mark}, so ${a}{b} = {size} "
        f"\\div {high} = {say(h.value)}$.",
        lambda high, size: size / high,
    )


@construction(
    "segment",
    ("Properties of a Parallelogram", "Opposite Sides of a Parallelogram"),
    ("Perimeter of a Parallelogram", "Side from the Perimeter of a Parallelogram"),
)
def parallelogram_by_perimeter(board, h, rng):
    """A parallelogram whose perimeter is told and one side given."""
    other = pick(rng, h.value, 0.45, 0.85)
    h, slant = either(h, rng), rng.choice((0.35, 0.5))
    v = float(h.value)
    p, q, r, s = corners = on_side(board, h, slant * other / v, other * sqrt(1 - slant * slant))
    a, b, c, d = names = board.names(*corners)
    around = 2 * (Fraction(h.value) + other)
    return Built(
        [board.told(around), board.segment(q, r, other, p)],
        f"{names} is a parallelogram with perimeter {say(around)}.",
        f"Opposite sides of parallelogram {names} are equal, so {a}{b} and {b}{c} together are half of its "
        f"perimeter: ${a}{b} = {say(around)} \\div 2 - {other} = {say(h.value)}$.",
        lambda around, other: around / 2 - other,
    )


# ----------------------------------------------------------------------------------------------------- rhombus and kite
def rhombus(board, h, half):
    """A rhombus on a segment, half of whose longer diagonal is given, with its diagonals: (corners, centre)."""
    v, half = float(h.value), float(half)
    cos = 2 * (half / v) ** 2 - 1  # of its angle at the first corner
    p, q, r, s = corners = on_side(board, h, cos, v * sqrt(1 - cos * cos))
    board.canvas.line(p, r)
    board.canvas.line(q, s)
    return corners, middle(p, r)


@construction(
    "segment",
    ("Area of a Rhombus", "Diagonal from the Area of a Rhombus"),
    ("Properties of a Rhombus", "Perpendicular Diagonals"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def rhombus_by_area(board, h, rng):
    """A rhombus with its diagonals: half of one is given, the area is told."""
    a, b, v = triple(rng, h.value, 2, 1.25, 2.5)
    size = 2 * a * b
    need(neat(size) and whole(size))
    h = either(h, rng)
    corners, m = rhombus(board, h, a)
    w, x, y, z = names = board.names(*corners)
    mid = board.name(m, corners[0])
    return Built(
        [board.segment(m, corners[2], a, corners[1]), board.told(size)],
        f"The diagonals of rhombus {names} meet at {mid}, and its area is {say(size)}.",
        f"The diagonals of a rhombus halve each other at right angles, so ${w}{y} = 2 \\times {say(a)} = "
        f"{say(2 * a)}$. "
        f"The area is half of the product of both diagonals: ${x}{z} = 2 \\times {say(size)} \\div {say(2 * a)} = "
        f"{say(2 * b)}$ and ${x}{mid} = {say(b)}$. Triangle {w}{x}{mid} has a right angle at {mid}; by the "
        f"Pythagorean theorem ${w}{x} = \\sqrt{{{say(a)}^2 + {say(b)}^2}} = {say(h.value)}$.",
        lambda a, size: sqrt(a * a + (size / 2 / a) ** 2),
    )


@construction(
    "segment",
    ("Properties of a Rhombus", "Perpendicular Diagonals"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def rhombus_diagonals(board, h, rng):
    """A rhombus of which both half diagonals are given."""
    a, b, v = triple(rng, h.value, 2, 1.25, 2.5)
    h = either(h, rng)
    corners, m = rhombus(board, h, a)
    w, x, y, z = names = board.names(*corners)
    mid = board.name(m, corners[0])
    return Built(
        [board.segment(m, corners[2], a, corners[1]), board.segment(m, corners[3], b, corners[2])],
        f"The diagonals of rhombus {names} meet at {mid}.",
        f"The diagonals of a rhombus halve each other at right angles, so ${w}{mid} = {say(a)}$, ${x}{mid} = "
        f"{say(b)}$, "
        f"and by the Pythagorean theorem ${w}{x} = \\sqrt{{{say(a)}^2 + {say(b)}^2}} = {say(h.value)}$.",
        lambda a, b: sqrt(a * a + b * b),
    )


@construction(
    "segment",
    ("Definition of a Rhombus", "Four Equal Sides"),
    ("Perimeter of a Rhombus", "Side from the Perimeter of a Rhombus"),
)
def rhombus_by_perimeter(board, h, rng):
    """A rhombus whose perimeter is told."""
    h, slant = either(h, rng), rng.choice((0.4, 0.5, 0.55))
    p, q, r, s = corners = on_side(board, h, slant, float(h.value) * sqrt(1 - slant * slant))
    board.equal(*zip(corners, (*corners[1:], p)))
    names = board.names(*corners)
    around = 4 * Fraction(h.value)
    return Built(
        [board.told(around)],
        f"{names} is a rhombus with perimeter {say(around)}.",
        f"The four sides of rhombus {names} are equal, so ${names[:2]} = {say(around)} \\div 4 = {say(h.value)}$.",
        lambda a: a / 4,
    )


@construction(
    "segment",
    ("Properties of a Kite", "Area of a Kite"),
    ("Length of a Line Segment", "Sum of Parts"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def kite_by_area(board, h, rng):
    """A kite with its diagonals: both parts of its axis are given, the area is told."""
    x, w, v = triple(rng, h.value, 2, 0.4, 2.2)
    y = pick(rng, float(w), 0.9, 2.0)
    size = (x + y) * w
    need(neat(size) and y != x)
    h = either(h, rng)
    p, q = h.points
    foot = off(board, h, x * x / (v * v), x * w / v)
    tip, other = along(p, foot, (x + y) / x), along(q, foot, 2)
    board.canvas.polygon(p, q, tip, other, fill=False)
    board.canvas.line(p, tip)
    board.canvas.line(q, other)
    board.equal((p, q), (p, other))
    board.equal((q, tip), (other, tip))
    a, b, c, d = names = board.names(p, q, tip, other)
    mid = board.name(foot, p)
    return Built(
        [board.segment(p, foot, x, q), board.segment(foot, tip, y, q), board.told(size)],
        f"The diagonals of kite {names} meet at {mid}, and its area is {say(size)}.",
        f"Diagonal {a}{c} is ${say(x)} + {y} = {say(x + y)}$ long. The area of a kite is half of the product of "
        f"its "
        f"diagonals, so ${b}{d} = 2 \\times {say(size)} \\div {say(x + y)} = {say(2 * w)}$. {a}{c} halves {b}{d} at a "
        f"right angle, so ${b}{mid} = {say(w)}$, and by the Pythagorean theorem ${a}{b} = \\sqrt{{{say(x)}^2 + "
        f"{say(w)}^2}} = {say(h.value)}$.",
        lambda x, y, size: sqrt(x * x + (size / (x + y)) ** 2),
    )


# ----------------------------------------------------------------------------------------------------------- trapezoids
@construction(
    "segment",
    ("Altitude of a Trapezoid", "Distance of the Bases"),
    ("Area of a Trapezoid", "Mean of the Bases times Height"),
)
def trapezoid_by_area(board, h, rng):
    """A trapezoid with an altitude; its area is told."""
    top, high = pick(rng, h.value, 0.35, 0.7), pick(rng, h.value, 0.35, 0.75)
    mean = (Fraction(h.value) + top) / 2
    need(whole(mean * high) and high != top)
    h, share = either(h, rng), rng.choice((0.18, 0.25))
    p, q, r, s = corners = on_side(board, h, share, high, top)
    foot = along(p, q, share)
    board.canvas.line(s, foot, kind="dash")
    board.canvas.right(foot, s, q)
    board.parallel((p, q), (s, r))
    a, b, c, d = names = board.names(*corners)
    mark = board.name(foot, s)
    size = mean * high
    return Built(
        [board.segment(r, s, top, p), board.segment(s, foot, high, p), board.told(size)],
        f"Trapezoid {names} with altitude {d}{mark} has area {say(size)}.",
        f"The area of trapezoid {names} is the mean of its bases times its altitude, so the mean is ${say(size)} \\div "
        f"{high} "
        f"= {say(mean)}$, and ${a}{b} = 2 \\times {say(mean)} - {top} = {say(h.value)}$.",
        lambda top, high, size: 2 * size / high - top,
    )


@construction(
    "segment",
    ("Right Trapezoid and Isosceles Trapezoid", "Isosceles Trapezoid"),
    ("Perimeter of a Trapezoid", "Perimeter of an Isosceles Trapezoid"),
)
def trapezoid_by_perimeter(board, h, rng):
    """An isosceles trapezoid whose perimeter is told."""
    top = pick(rng, h.value, 0.35, 0.7)
    over = (float(h.value) - top) / 2
    leg = pick(rng, h.value, 0.4, 0.8)
    need(leg > 1.2 * over)
    p, q, r, s = corners = on_side(board, h, over / float(h.value), sqrt(leg * leg - over * over), top)
    board.parallel((p, q), (s, r))
    a, b, c, d = names = board.names(*corners)
    around = Fraction(h.value) + top + 2 * leg
    return Built(
        [board.segment(r, s, top, p), board.segment(q, r, leg, p), board.told(around)],
        f"{names} is an isosceles trapezoid with perimeter {say(around)}.",
        f"The slanted sides of isosceles trapezoid {names} are equal, so ${a}{b} = {say(around)} - {top} - 2 \\times "
        f"{leg} = "
        f"{say(h.value)}$.",
        lambda top, leg, around: around - top - 2 * leg,
    )


@construction(
    "segment",
    ("Right Trapezoid and Isosceles Trapezoid", "Slanted Leg of a Right Trapezoid"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def right_trapezoid(board, h, rng):
    """A right trapezoid: its shorter base and both legs are given."""
    need(whole(h.value, 5))
    v = int(h.value)
    sizes = [
        (k * a, k * b, k * c)
        for t in ((3, 4, 5), (4, 3, 5), (5, 12, 13), (8, 15, 17))
        for k in range(1, 20)
        for a, b, c in (t,)
        if 0.25 < k * a / v < 0.6 and 0.35 < k * b / v < 0.8
    ]
    need(sizes)
    over, high, leg = rng.choice(sizes)
    h, top = either(h, rng), v - over
    p, q, r, s = corners = on_side(board, h, 0, high, top)
    foot = along(p, q, top / v)
    board.canvas.line(r, foot, kind="dash")
    board.canvas.right(p, q, s)
    board.canvas.right(s, p, r)
    board.canvas.right(foot, p, r)
    a, b, c, d = names = board.names(*corners)
    mark = board.name(foot, r)
    return Built(
        [board.segment(r, s, top, p), board.segment(p, s, high, q), board.segment(q, r, leg, p)],
        f"{names} is a trapezoid with right angles at {a} and {d}, and {c}{mark} is its altitude.",
        f"In the right trapezoid ${c}{mark} = {a}{d} = {high}$ and ${a}{mark} = {d}{c} = {top}$. By the Pythagorean "
        f"theorem ${mark}{b} = \\sqrt{{{leg}^2 - {high}^2}} = {over}$, and ${a}{b} = {top} + {over} = {v}$.",
        lambda top, high, leg: top + sqrt(leg * leg - high * high),
    )


# ------------------------------------------------------------------------------------------------------------- hexagons
@construction(
    "segment",
    ("Regular Polygon", "Equal Sides and Equal Angles"),
    ("Perimeter of a Polygon", "Regular Polygon Perimeter"),
)
def regular_by_perimeter(board, h, rng):
    """A regular pentagon or hexagon whose perimeter is told."""
    n, word = rng.choice(((5, "pentagon"), (6, "hexagon")))
    p, q = h.points
    v = float(h.value)
    centre = off(board, h, 0.5, v / 2 / tan(pi / n))
    turn = 1 if (q[0] - p[0]) * (centre[1] - p[1]) > (q[1] - p[1]) * (centre[0] - p[0]) else -1
    x, y = p[0] - centre[0], p[1] - centre[1]
    corners = []
    for i in range(n):
        c, s = cos(2 * pi * i / n), turn * sin(2 * pi * i / n)
        corners.append((centre[0] + c * x - s * y, centre[1] + s * x + c * y))
    corners[1] = q
    board.canvas.polygon(*corners, fill=False)
    names = board.names(*corners)
    around = n * Fraction(h.value)
    return Built(
        [board.told(around)],
        f"{names} is a regular {word} with perimeter {say(around)}.",
        f"The {n} sides of the regular {word} are equal, so ${names[:2]} = {say(around)} \\div {n} = {say(h.value)}$.",
        lambda a: a / n,
    )
