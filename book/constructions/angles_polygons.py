"""Constructions on an angle: quadrilaterals and regular polygons on its sides."""

from math import cos, dist, radians, sin

from ..canvas import middle, opening
from . import Built, construction
from .angles import DEGREE, deg, frame
from .angles_triangles import equal_sides

LINEAR_PAIR = ("Adjacent Supplementary Angles", "Linear Pair Sum")
FULL = ("Straight Angle and Full Angle", "Missing Part of a Full Angle")
SIXTY = ("Equilateral Triangle", "Angles of Sixty Degrees")
SQUARE = ("Properties of a Square", "Equal Sides and Right Angles")
LONGEST = 0.75  # of the figure's longer side: no side of a square or regular polygon is longer
REGULAR = {5: "regular pentagon", 6: "regular hexagon", 8: "regular octagon"}
POLYGON_SUM = ("Angle Sum of a Polygon", "Polygon Angle Sum Formula")


def side_point(a, first=True):
    """The end of the side vp, or vq, or a point before it where the side is long."""
    length, turn = (a.lp, 0) if first else (a.lq, a.wide)
    if length > LONGEST * a.board.size:
        return a.at(turn, 0.55 * a.board.size)
    return a.p if first else a.q


def regular(a, n, first=True):
    """Draws a regular polygon with n sides outside on vp, or vq; its corners from v on, the last on the side."""
    last, outer = side_point(a, first), -1 if first else 1
    turn, corners = (0 if first else a.wide) + outer * (180 - 360 / n), [a.v]
    for _ in range(n - 2):
        corners.append(a.go(corners[-1], turn, dist(a.v, last)))
        turn -= outer * 360 / n
    corners.append(last)
    a.draw(*corners, a.v)
    return corners


def polygon_name(a, corners):
    """The letters of a polygon's corners in order."""
    centre = middle(*corners)
    return a.name(a.v, middle(a.p, a.q)) + "".join(a.name(c, centre) for c in corners[1:])


@construction("angle", SQUARE, SIXTY, FULL)
def square_and_triangle(board, h, rng):
    a = frame(board, h, rng, 50, 150)
    if not a:
        return None
    square, triangle, rest = regular(a, 4), regular(a, 3, False), 210 - a.wide
    one, two = polygon_name(a, square), polygon_name(a, triangle)
    p, v, q = a.letters(square[-1], triangle[-1])
    return Built(
        [a.angle(a.v, square[1], triangle[1], rest)],
        f"{one} is a square and {two} an equilateral triangle.",
        f"The angles at {v} make a full angle. The square has an angle of $90{DEGREE}$ there and the equilateral "
        f"triangle one of $60{DEGREE}$, so the angle {p}{v}{q} is $360{DEGREE} - 90{DEGREE} - 60{DEGREE} - "
        f"{deg(rest)} = {deg(a.wide)}$.",
        lambda a: 210 - a,
    )


@construction("angle", ("Angle Sum of a Polygon", "Angle of a Regular Polygon"), FULL)
def regular_beside(board, h, rng):
    a = frame(board, h, rng, 60, 160)
    n = rng.choice([*REGULAR])
    inner = 180 - 360 // n
    if not a or not 30 <= 360 - inner - a.wide <= 165:
        return None
    corners, rest = regular(a, n), 360 - inner - a.wide
    name = polygon_name(a, corners)
    p, v, q = a.letters(corners[-1], a.q)
    return Built(
        [a.angle(a.v, corners[1], a.q, rest)],
        f"{name} is a {REGULAR[n]}.",
        f"Each angle of the {REGULAR[n]} is ${n - 2} \\times 180{DEGREE} \\div {n} = {deg(inner)}$. The angles at {v} "
        f"make a full angle, so the angle {p}{v}{q} is $360{DEGREE} - {deg(inner)} - {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 360 - inner - a,
    )


@construction("angle", SIXTY, ("Calculation of Angles", "Difference of Angles"))
def equilateral_beside(board, h, rng):
    a = frame(board, h, rng, 30, 100)
    if not a:
        return None
    corners = regular(a, 3)
    name, all_of_it = polygon_name(a, corners), a.wide + 60
    p, v, q = a.letters(corners[-1], a.q)
    return Built(
        [a.angle(a.v, corners[1], a.q, all_of_it)],
        f"The triangle {name} is equilateral.",
        f"The angle {p}{v}{name[1]} of the equilateral triangle is $60{DEGREE}$. Without it the angle {name[1]}{v}{q} "
        f"leaves ${deg(all_of_it)} - 60{DEGREE} = {deg(a.wide)}$ for the angle {p}{v}{q}.",
        lambda a: a - 60,
    )


@construction("angle", SIXTY, ("Calculation of Angles", "Sum of Adjacent Angles"))
def equilateral_inside(board, h, rng):
    a = frame(board, h, rng, 82, 155)
    if not a:
        return None
    e = a.at(60, a.lp)
    a.draw(a.v, e, a.p, a.v)
    p, v, q = a.names()
    new, rest = a.name(e), a.wide - 60
    return Built(
        [a.angle(a.v, e, a.q, rest)],
        f"The triangle {v}{p}{new} is equilateral.",
        f"The angle {p}{v}{new} of the equilateral triangle is $60{DEGREE}$, and with the angle {new}{v}{q} it makes "
        f"the angle {p}{v}{q}: $60{DEGREE} + {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 60 + a,
    )


@construction("angle", SQUARE, ("Straight Angle and Full Angle", "Straight Angle"))
def square_beside(board, h, rng):
    """A square on one side, and the continuation of the other side."""
    a = frame(board, h, rng, 20, 70)
    if not a:
        return None
    corners, rest = regular(a, 4), 90 - a.wide
    e, line = a.beyond(0.6 * a.lp, False)
    name, far = polygon_name(a, corners), a.name(e)
    p, v, q = a.letters(corners[-1], a.q)
    return Built(
        [a.angle(a.v, corners[1], e, rest)],
        f"{name} is a square. {line}.",
        f"The square has a right angle at {v}. The angles {q}{v}{p}, {p}{v}{name[1]} and {name[1]}{v}{far} make a "
        f"straight angle, so the angle {p}{v}{q} is $180{DEGREE} - 90{DEGREE} - {deg(rest)} = {deg(a.wide)}$.",
        lambda a: 90 - a,
    )


# ----------------------------------------------------------------------------------------------------- quadrilaterals
@construction("angle", ("Properties of a Parallelogram", "Opposite Angles of a Parallelogram"))
def parallelogram(board, h, rng):
    """The sides are those of a parallelogram."""
    a = frame(board, h, rng, 30, 150)
    if not a or abs(a.wide - 90) < 8:
        return None
    d = a.go(a.p, a.wide, a.lq)
    a.draw(a.v, a.p, d, a.q, a.v)
    p, v, q = a.names()
    new = a.name(d)
    return Built(
        [a.angle(d, a.p, a.q, a.wide)],
        f"{v}{p}{new}{q} is a parallelogram.",
        f"The angles at {v} and {new} are opposite angles of the parallelogram {v}{p}{new}{q} and therefore equal: "
        f"the angle {p}{v}{q} is ${deg(a.wide)}$.",
        lambda a: a,
    )


@construction("angle", ("Properties of a Parallelogram", "Opposite Angles of a Parallelogram"), LINEAR_PAIR)
def parallelogram_beside(board, h, rng):
    """A parallelogram on one side and the continuation of the other."""
    a = frame(board, h, rng, 28, 152)
    if not a or abs(a.wide - 90) < 8:
        return None
    length, rest = rng.choice((0.6, 0.75, 1.3)) * a.lq, 180 - a.wide
    e = a.at(180, length)
    r = a.go(a.q, 180, length)
    line = a.continued(e)
    a.draw(e, r, a.q, a.v)
    p, v, q = a.names()
    far, new = a.name(e), a.name(r)
    return Built(
        [a.angle(r, a.q, e, rest)],
        f"{line}, and {v}{q}{new}{far} is a parallelogram.",
        f"The angles at {v} and {new} are opposite angles of the parallelogram, so the angle {q}{v}{far} is "
        f"${deg(rest)}$ too. The angle {p}{v}{q} lies beside it on a line: $180{DEGREE} - {deg(rest)} = "
        f"{deg(a.wide)}$.",
        lambda a: 180 - a,
    )


@construction("angle", ("Properties of a Rhombus", "Diagonals Bisect the Angles"), LINEAR_PAIR)
def rhombus_beside(board, h, rng):
    a = frame(board, h, rng, 36, 140, step=2)
    if not a or abs(a.wide - 90) < 10:
        return None
    half, e, r = (180 - a.wide) // 2, a.at(180, a.lq), a.go(a.q, 180, a.lq)
    line = a.continued(e)
    a.draw(e, r, a.q, a.v)
    a.draw(a.v, r)
    p, v, q = a.names()
    far, new = a.name(e), a.name(r)
    given = rng.choice(((a.v, a.q, r), (r, e, a.v)))
    return Built(
        [a.angle(*given, half)],
        f"{line}, and {v}{q}{new}{far} is a rhombus.",
        f"The diagonal {v}{new} of the rhombus bisects its angles at {v} and {new}, which are equal, so the angle "
        f"{q}{v}{far} is $2 \\times {deg(half)} = {deg(2 * half)}$. The angle {p}{v}{q} lies beside it on a line: "
        f"$180{DEGREE} - {deg(2 * half)} = {deg(a.wide)}$.",
        lambda a: 180 - 2 * a,
    )


@construction("angle", ("Perpendicular Lines", "Definition of Perpendicularity"), POLYGON_SUM)
def right_quadrilateral(board, h, rng):
    """The perpendiculars to the sides at their ends meet."""
    a = frame(board, h, rng, 40, 145)
    if not a:
        return None
    c, s = cos(radians(a.wide)), sin(radians(a.wide))
    up = (a.lq - a.lp * c) / s
    if not 0.3 * a.lp < up < 1.8 * a.lp or a.lp - a.lq * c < 0.3 * s * a.lq:
        return None
    d, rest = a.go(a.p, 90, up), 180 - a.wide
    a.draw(a.v, a.p, d, a.q, a.v)
    board.canvas.right(a.p, a.v, d)
    board.canvas.right(a.q, a.v, d)
    p, v, q = a.names()
    new = a.name(d)
    return Built(
        [a.angle(d, a.p, a.q, rest)],
        f"{p}{new} is perpendicular to {v}{p}, and {q}{new} is perpendicular to {v}{q}.",
        f"The quadrilateral {v}{p}{new}{q} has right angles at {p} and {q}. Its four angles add up to $2 \\times "
        f"180{DEGREE} = 360{DEGREE}$, so the angle {p}{v}{q} is $360{DEGREE} - 90{DEGREE} - 90{DEGREE} - {deg(rest)} "
        f"= {deg(a.wide)}$.",
        lambda a: 180 - a,
    )


@construction("angle", ("Perpendicular Lines", "Definition of Perpendicularity"), POLYGON_SUM)
def pentagon(board, h, rng):
    """Perpendiculars at the ends of the sides, whose tips are joined."""
    a = frame(board, h, rng, 55, 150)
    if not a:
        return None
    high, other = rng.choice(((0.5, 0.6), (0.6, 0.5), (0.55, 0.7)))
    r, s = a.go(a.p, 90, high * a.lp), a.go(a.q, a.wide - 90, other * a.lq)
    far = middle(a.v, a.p, r, s, a.q)
    one = angle_of(r, a.p, s)
    two = 360 - a.wide - one
    if not 95 <= one <= 160 or not 95 <= two <= 160 or dist(r, s) < 0.25 * a.lp:
        return None
    fit = fitted(a, r, one)
    if fit is None:
        return None
    s, two = fit, 360 - a.wide - one
    a.draw(a.v, a.p, r, s, a.q, a.v)
    board.canvas.right(a.p, a.v, r)
    board.canvas.right(a.q, a.v, s)
    p, v, q = a.names()
    new, last = a.name(r, far), a.name(s, far)
    return Built(
        [a.angle(r, a.p, s, one), a.angle(s, r, a.q, two)],
        f"{p}{new} is perpendicular to {v}{p}, and {q}{last} is perpendicular to {v}{q}.",
        f"The five angles of the pentagon {v}{p}{new}{last}{q} add up to $3 \\times 180{DEGREE} = 540{DEGREE}$, and "
        f"those at {p} and {q} are right angles, so the angle {p}{v}{q} is $540{DEGREE} - 90{DEGREE} - 90{DEGREE} - "
        f"{deg(one)} - {deg(two)} = {deg(a.wide)}$.",
        lambda a, b: 360 - a - b,
    )


def angle_of(vertex, p, q):
    """An angle to whole degrees."""
    return round(opening(vertex, p, q))


def fitted(a, r, one):
    """The point of the perpendicular to vq at q that a line from r meets, which makes the angle one with rp."""
    turn = 270 - one  # direction from r: back along rp (270) turned by the angle
    d, n = a.go((0, 0), turn, 1), a.go((0, 0), a.wide - 90, 1)
    det = d[0] * -n[1] + d[1] * n[0]
    x, y = a.q[0] - r[0], a.q[1] - r[1]
    if abs(det) < 1e-6:
        return None
    t, k = (x * -n[1] + y * n[0]) / det, (d[0] * y - d[1] * x) / det
    return (r[0] + t * d[0], r[1] + t * d[1]) if t > 0 and k > 0.2 * a.lq else None


@construction("angle", ("Properties of a Kite", "Equal Angles of a Kite"), POLYGON_SUM)
def kite(board, h, rng):
    a = frame(board, h, rng, 40, 140)
    if not a:
        return None
    p, q = equal_sides(a)
    rest = 360 - a.wide
    flank = rng.randint(max(75, (rest - 130) // 2 + 1), min(130, (rest - 45) // 2))
    tip, reach = rest - 2 * flank, dist(a.v, p)
    d = a.at(a.wide / 2, reach * sin(radians(flank)) / sin(radians(tip / 2)))
    if abs(tip - a.wide) < 12 or abs(flank - 90) < 8 or not 0.6 * reach < dist(a.v, d) < 2 * reach:
        return None
    a.draw(a.v, p, d, q, a.v)
    for one, two, n in ((a.v, p, 1), (a.v, q, 1), (p, d, 2), (q, d, 2)):
        board.canvas.equal(one, two, n)
    one, v, two = a.letters(p, q)
    x, y, new = a.name(p), a.name(q), a.name(d)
    return Built(
        [a.angle(p, a.v, d, flank), a.angle(d, p, q, tip)],
        f"{v}{x}{new}{y} is a kite.",
        f"The angles at {x} and {y} between the different sides of the kite are equal. The four angles of the kite "
        f"add up to $2 \\times 180{DEGREE} = 360{DEGREE}$, so the angle {one}{v}{two} is $360{DEGREE} - {deg(flank)} "
        f"- {deg(flank)} - {deg(tip)} = {deg(a.wide)}$.",
        lambda flank, tip: 360 - 2 * flank - tip,
    )


@construction(
    "angle",
    ("Properties of a Trapezoid", "Base Angles of an Isosceles Trapezoid"),
    ("Sum of Interior Angles of a Trapezoid", "Angles at One Leg"),
)
def trapezoid(board, h, rng):
    """The angle lies at the longer base of an isosceles trapezoid."""
    a = frame(board, h, rng, 40, 78)
    if not a:
        return None
    leg = min(a.lq, a.lp / (2.7 * cos(radians(a.wide))))
    if leg < 0.45 * a.lp:
        return None
    s, r, rest = a.q if leg == a.lq else a.at(a.wide, leg), a.go(a.p, 180 - a.wide, leg), 180 - a.wide
    a.draw(a.v, a.p, r, s, a.v)
    board.canvas.parallel(a.v, a.p)
    board.canvas.parallel(s, r)
    board.equal((a.v, s), (a.p, r))
    x, y, new = a.name(a.p), a.name(s), a.name(r)
    p, v, q = a.letters(a.p, s)
    return Built(
        [a.angle(r, s, a.p, rest)],
        f"{v}{x}{new}{y} is an isosceles trapezoid with the bases {v}{x} and {y}{new}.",
        f"The angles at {x} and {new} lie at one leg of the trapezoid, so the angle at {x} is $180{DEGREE} - "
        f"{deg(rest)} = {deg(a.wide)}$. The angles at the base {v}{x} are equal, so the angle {p}{v}{q} is "
        f"${deg(a.wide)}$ too.",
        lambda a: 180 - a,
    )
