"""Constructions on edges and heights of solids with flat faces, drawn obliquely: in faces, inside and beside them.

What is drawn is worked out in space; a label may be a root, such as the length of a diagonal.
"""

from fractions import Fraction
from math import dist, gcd, isqrt, sqrt

from ..canvas import Canvas, middle
from ..pieces import box, oblique
from . import Board, Built, bare, construction, say
from .board import SHORTEST, Crowded

LARGEST = 1600  # no number under a root is larger
CUBES = {n**3: n for n in range(1, 8)}


@bare("edge of a cuboid")
@bare("line in a solid")
def edge_of_a_cuboid(rng):
    """A cuboid, one edge of which is asked for; the other two have their lengths."""
    canvas, sizes = Canvas(True), rng.sample([4, 5, 6, 7, 8, 9, 10, 12], 3)
    box(canvas, *sizes)
    return measured(canvas, rng, dict(zip("abh", sizes)), rng.choice("abh"))


@bare("h of a cuboid")
def height_of_a_cuboid(rng):
    """A cuboid whose height is asked for."""
    canvas, sizes = Canvas(True), rng.sample([4, 6, 8, 10, 12], 3)
    box(canvas, *sizes)
    return measured(canvas, rng, dict(zip("abh", sizes)), "h")


def measured(canvas, rng, sizes, asked):
    """A board with a solid: {role: size} of its labelled measures, one of which is the handle."""
    board, solid = Board(canvas), canvas.solids[0]
    board.unit = None
    for role, size in sizes.items():
        _, phrase, p, q = next(part for part in solid.parts if part[0] == role and visible(solid, part))
        ends, away = (solid.place(*p), solid.place(*q)), middle(*(p for s, _ in canvas.strokes for p in s))
        part = board.measure(solid, role, phrase, size, (p, q), ends, away, "" if role == asked else role)
        board.parts.append(part)
        if role == asked:
            board.handles = [part]
        else:
            canvas.side(*ends, say(size), away)
    return board


def visible(solid, part):
    """Whether a part can carry a label: for a cuboid the front edges and the lower right one."""
    role, _, p, q = part
    if solid.kind != "cuboid":
        return True
    return role == "b" and p[0] and not p[2] or role in "ah" and not p[1] and not p[2] and not p[0]


def other(board, h, role):
    """Another measure of the same solid that is still given, as a handle; Crowded where there is none."""
    for part in board.parts:
        if part.solid is h.solid and part.role == role and part is not h and part.given not in board.gone:
            return part
    raise Crowded("not given")


def line(board, h, p, q, square, away, phrase, kind="line"):
    """Draws the segment pq of space, whose squared length is square, with its length.

    Returns (handle, its length from the handle's value, the squared length in LaTeX).  away: a point of space.
    phrase: what the length is.
    """
    ends = h.solid.place(*p), h.solid.place(*q)
    if dist(*ends) < 1.5 * SHORTEST * board.size or square > LARGEST:
        raise Crowded("too short or too large a number")
    board.canvas.line(*ends, kind=kind)
    return length(board, h, ends, (p, q), square, h.solid.place(*away), phrase)


def length(board, h, ends, space, square, away, phrase):
    """The length of a drawn segment, as line() returns it: a handle where it is rational, else a label with a root."""
    square = Fraction(square)
    if square.denominator in (1, 4) and isqrt(square.numerator) ** 2 == square.numerator:
        value = Fraction(isqrt(square.numerator), isqrt(square.denominator))
        handle = board.measure(h.solid, "line", phrase, value, space, ends, away)
        return handle, lambda v: v, f"{say(value)}^2" if value.denominator == 1 else say(square)
    if square.denominator != 1:
        raise Crowded("a root of a fraction")
    board.canvas.side(*ends, f"√{square}", away)
    return board.shown(square), sqrt, str(square)


def is_part(h, kind, *roles):
    """Whether a handle is a measure of a kind of solid, with one of the roles."""
    return bool(h.solid) and h.solid.kind == kind and h.role in roles


def asks(board, *words):
    """Whether the problem speaks of something."""
    return any(word in board.texts for word in words)


def corner(h):
    """A map from (i, j, k), 0 or 1, to the corners of a cuboid in space."""
    low = next(p for role, _, p, q in h.solid.parts if role == "a")
    return lambda i, j, k: tuple(o + s * v for o, s, v in zip(low, h.solid.sizes, (i, j, k)))


FACES = {frozenset("ah"): "front", frozenset("bh"): "right", frozenset("ab"): "top"}  # the visible one with both edges


def face(board, h, rng):
    """(its name, the other edge, its corners in order, the first and second on a parallel of h) of a visible face."""
    role = rng.choice([r for r in "abh" if r != h.role])
    name = FACES[frozenset((h.role, role))]
    spots = {
        "front": [(0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)],
        "right": [(1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)],
        "top": [(0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)],
    }[name]
    axis = "abh".index(h.role)
    if spots[0][axis] == spots[1][axis]:
        spots = spots[1:] + spots[:1]
    at = corner(h)
    if name == "top" and asks(board, "cube stands"):
        raise Crowded("something stands there")
    return name, other(board, h, role), [at(*spot) for spot in spots]


def shaded(board):
    """Whether something is shaded already."""
    return any(accent for _, accent in board.canvas.fills)


def rooted(value):
    """The square root of a value; 0 of what is not positive."""
    return sqrt(value) if value > 0 else 0.0


def between(p, q, share=0.5):
    """A point of the segment pq of space."""
    return tuple(x + share * (y - x) for x, y in zip(p, q))


def lettered(board, h, p, away):
    """The letter of a point of space."""
    return board.name(h.solid.place(*p), h.solid.place(*away))


def stroke(board, h, *points, kind="thin"):
    """A line through points of space."""
    board.canvas.line(*(h.solid.place(*p) for p in points), kind=kind)


# -------------------------------------------------------------------------------------------------- faces of a cuboid
@construction(
    "edge of a cuboid",
    ("Properties of a Rectangle", "Diagonals Halve Each Other"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def crossed_face(board, h, rng):
    if not is_part(h, "cuboid", *"abh"):
        return None
    name, known, (p, q, r, s) = face(board, h, rng)
    square, centre = h.value**2 + known.value**2, between(p, r)
    stroke(board, h, q, s)
    stroke(board, h, p, centre)
    half, root, latex = line(board, h, centre, r, square / 4, q, f"half a diagonal of the {name} face", "thin")
    m = lettered(board, h, centre, q)
    return Built(
        [half, known],
        f"The diagonals of the {name} face of the cuboid meet at {m}.",
        f"The diagonals of the {name} face halve each other at {m}, so the square of a whole diagonal is $4 \\times "
        f"{latex} = {say(square)}$. By the *Pythagorean Theorem* {h.name} is $\\sqrt{{{say(square)} - "
        f"{say(known.value)}^2}} = {say(h.value)}$.",
        lambda v, w: rooted(4 * root(v) ** 2 - w * w),
    )


@construction(
    "edge of a cuboid",
    ("Properties of a Cuboid", "Four Parallel Edges of Each Length"),
    ("Length of a Line Segment", "Length from a Midpoint"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def to_the_middle_of_an_edge(board, h, rng):
    if not is_part(h, "cuboid", *"abh"):
        return None
    name, known, (p, q, r, s) = face(board, h, rng)
    if known.value % 2:
        return None
    half, m = known.value / 2, between(q, r)
    board.canvas.dot(h.solid.place(*m))
    a, e = lettered(board, h, p, r), lettered(board, h, m, p)
    long, root, latex = line(board, h, p, m, h.value**2 + half**2, s, f"the length of {a}{e}")
    return Built(
        [long, known],
        f"{e} is the midpoint of an edge of the {name} face.",
        f"The edge with the midpoint {e} is as long as the parallel edge {say(known.value)}, so half of it is "
        f"${say(known.value)} \\div 2 = {say(half)}$. By the *Pythagorean Theorem* with the line {a}{e}, {h.name} is "
        f"$\\sqrt{{{latex} - {say(half)}^2}} = {say(h.value)}$.",
        lambda v, w: rooted(root(v) ** 2 - w * w / 4),
    )


@construction(
    "edge of a cuboid",
    ("Properties of a Cuboid", "Opposite Faces are Congruent"),
    ("Perimeter of a Rectangle", "Side from the Perimeter"),
)
def perimeter_of_the_opposite_face(board, h, rng):
    if not is_part(h, "cuboid", *"abh") or asks(board, "all twelve", "length of all") or shaded(board):
        return None
    name, known, corners = face(board, h, rng)
    around, twin = 2 * (h.value + known.value), {"front": "back", "right": "left", "top": "bottom"}[name]
    board.canvas.fills.append(([h.solid.place(*p) for p in corners], True))
    return Built(
        [board.told(around), known],
        f"The face opposite to the shaded {name} face of the cuboid has the perimeter {say(around)}.",
        f"The {twin} face and the shaded {name} face are congruent rectangles, so two neighbouring sides of the "
        f"{name} face make ${say(around)} \\div 2 = {say(around / 2)}$, and {h.name} is ${say(around / 2)} - "
        f"{say(known.value)} = {say(h.value)}$.",
        lambda around, w: around / 2 - w,
    )


# -------------------------------------------------------------------------------------------------- inside a cuboid
@construction("edge of a cuboid", ("Space Diagonal of a Cuboid", "Edge from the Space Diagonal"))
def space_diagonal(board, h, rng):
    if not is_part(h, "cuboid", *"abh") or asks(board, "diagonal", "skew", "shortest path"):
        return None
    u, v = (other(board, h, role) for role in "abh" if role != h.role)
    at = corner(h)
    square = h.value**2 + u.value**2 + v.value**2
    long, root, latex = line(board, h, at(0, 0, 0), at(1, 1, 1), square, at(0, 1, 1), "the space diagonal", "dash")
    return Built(
        [long, u, v],
        "A space diagonal of the cuboid is drawn.",
        f"The square of the space diagonal is the sum of the squares of the three edges, so {h.name} is "
        f"$\\sqrt{{{latex} - {say(u.value)}^2 - {say(v.value)}^2}} = {say(h.value)}$.",
        lambda d, u, v: rooted(root(d) ** 2 - u * u - v * v),
    )


@construction(
    "h of a cuboid",
    ("Structural Features of a Pyramid", "Slant Height of a Regular Pyramid"),
    ("Length of a Line Segment", "Length from a Midpoint"),
)
def pyramid_in_a_cuboid(board, h, rng):
    """A pyramid on the base of a cuboid, its apex in the centre of the top, with the height of a lateral face."""
    if not is_part(h, "cuboid", "h") or asks(board, "diagonal", "cube stands"):
        return None
    known, at = other(board, h, "a"), corner(h)
    if known.value % 2:
        return None
    half, apex, m = known.value / 2, at(0.5, 0.5, 1), at(1, 0.5, 0)
    for spot in ((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)):
        stroke(board, h, at(*spot), apex, kind="dash" if spot == (0, 1, 0) else "thin")
    e, s = lettered(board, h, m, at(0, 0.5, 0)), lettered(board, h, apex, at(0.5, 0.5, 0))
    slant, root, latex = line(board, h, m, apex, h.value**2 + half**2, at(1, 0, 0), f"the length of {s}{e}", "thin")
    return Built(
        [slant, known],
        f"A pyramid in the cuboid has the same base, and its apex {s} is the centre of the top. {e} is the midpoint of "
        "an edge of the base.",
        f"The height of the lateral face, {s}{e}, is the hypotenuse over the height of the pyramid and half of the "
        f"length {say(known.value)}, which is ${say(known.value)} \\div 2 = {say(half)}$. So {h.name} is "
        f"$\\sqrt{{{latex} - {say(half)}^2}} = {say(h.value)}$.",
        lambda t, a: rooted(root(t) ** 2 - a * a / 4),
    )


@construction("h of a cuboid", ("Fractions of a Whole", "Whole from a Part"))
def water_in_a_cuboid(board, h, rng):
    fits = [(k, n) for n in (3, 4, 5) for k in range(1, n) if (2 * h.value * k / n).denominator == 1]
    fits = [(k, n) for k, n in fits if 0.3 < k / n < 0.9 and gcd(k, n) == 1]
    if not is_part(h, "cuboid", "h") or not fits or shaded(board) or asks(board, "water", "diagonal", "skew"):
        return None
    k, n = rng.choice(fits)
    level, at = h.value * k / n, corner(h)
    z = k / n
    for corners in (
        [(0, 0, 0), (1, 0, 0), (1, 0, z), (0, 0, z)],
        [(1, 0, 0), (1, 1, 0), (1, 1, z), (1, 0, z)],
        [(0, 0, z), (1, 0, z), (1, 1, z), (0, 1, z)],
    ):
        board.canvas.fills.append(([h.solid.place(*at(*p)) for p in corners], True))
    stroke(board, h, at(0, 0, z), at(1, 0, z), at(1, 1, z))
    stroke(board, h, at(0, 0, z), at(0, 1, z), at(1, 1, z), kind="dash")
    space = at(0, 0, 0), at(0, 0, z)
    ends = tuple(h.solid.place(*p) for p in space)
    low = board.measure(h.solid, "line", "the height of the water", level, space, ends, h.solid.place(*at(1, 0, 0)))
    undo = f"\\div {k} \\times {n}" if k > 1 else f"\\times {n}"
    share = f"\\frac{{{k}}}{{{n}}}"
    return Built(
        [low],
        f"Water stands in the cuboid up to ${share}$ of its height.",
        f"The height of the water, {say(level)}, is ${share}$ of {h.name}, which is ${say(level)} {undo} = "
        f"{say(h.value)}$.",
        lambda level: level / k * n,
    )


# --------------------------------------------------------------------------------------------------- beside a cuboid
@construction("edge of a cuboid", ("Edge Perimeter of a Cuboid", "Three Edges from the Edge Sum"))
def sum_of_edges(board, h, rng):
    if not is_part(h, "cuboid", *"abh") or asks(board, "all twelve", "length of all"):
        return None
    u, v = (other(board, h, role) for role in "abh" if role != h.role)
    total = 4 * (h.value + u.value + v.value)
    return Built(
        [board.told(total), u, v],
        f"All twelve edges of the cuboid together are {say(total)} long.",
        f"Each edge occurs four times, so the three edges at a corner make ${say(total)} \\div 4 = {say(total / 4)}$, "
        f"and {h.name} is ${say(total / 4)} - {say(u.value)} - {say(v.value)} = {say(h.value)}$.",
        lambda total, u, v: total / 4 - u - v,
    )


@construction("edge of a cuboid", ("Net of a Cuboid", "Strip of the Four Walls"))
def strip_of_walls(board, h, rng):
    """The four side walls unrolled beside the cuboid; the length of the strip is given."""
    if not is_part(h, "cuboid", "a", "b") or asks(board, "net", "all twelve", "length of all"):
        return None
    known, (a, b, high) = other(board, h, "b" if h.role == "a" else "a"), h.solid.sizes
    wide = 2 * (a + b)
    if wide > 7 * high:
        return None
    at = board.inset(wide, high, 0.8)
    x = 0
    for w in (a, b, a, b):
        corners = [at(x, 0), at(x + w, 0), at(x + w, high), at(x, high)]
        board.canvas.fills.append((corners, False))
        board.canvas.line(*corners, corners[0])
        x += w
    board.canvas.side(at(0, 0), at(wide, 0), say(wide), at(wide / 2, high))
    return Built(
        [board.shown(wide), known],
        "The four side walls of the cuboid are unrolled to the strip shown too.",
        f"The strip consists of two walls of each kind, so length and width make ${say(wide)} \\div 2 = "
        f"{say(Fraction(wide, 2))}$ together, and {h.name} is ${say(Fraction(wide, 2))} - {say(known.value)} = "
        f"{say(h.value)}$.",
        lambda wide, w: wide / 2 - w,
    )


def small_box(board, sizes, share):
    """A cuboid beside the figure, share of the size that its measures have in the figure; the map to the page."""
    a, b, high = sizes
    wide, tall = a + 0.42 * b, high + 0.3 * b
    place = board.inset(wide, tall, share * max(wide, tall) / board.size)

    def at(i, j, k):
        return place(*oblique(i * a, j * b, k * high))

    for corners in (
        [(0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)],
        [(0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)],
        [(1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)],
    ):
        board.canvas.polygon(*(at(*p) for p in corners))
    return at


@construction(
    "edge of a cuboid",
    ("Similar Solids", "Scale Factor from the Volumes"),
    ("Cubes and Cube Roots", "Edge from the Volume"),
)
def similar_cuboid(board, h, rng):
    fits = [k for k in (2, 3) if (2 * h.value / k).denominator == 1]
    if not is_part(h, "cuboid", *"abh") or not fits or asks(board, "path", "cube"):
        return None
    if rng.random() < 0.8:  # others that bring less knowledge shall have their turn
        return None
    k = rng.choice(fits)
    at = small_box(board, h.solid.sizes, 1 / k)
    ends = {"a": ((0, 0, 0), (1, 0, 0)), "b": ((1, 0, 0), (1, 1, 0)), "h": ((0, 0, 0), (0, 0, 1))}[h.role]
    small = board.shown(h.value / k)
    board.canvas.side(*(at(*p) for p in ends), say(h.value / k), at(0.5, 0.5, 0.5))
    return Built(
        [small, board.told(k**3)],
        f"The small cuboid is similar to the large one, which has {k**3} times its volume.",
        f"The scale factor of similar solids is the cube root of the ratio of their volumes, $\\sqrt[3]{{{k**3}}} = "
        f"{k}$, so {h.name} is ${k} \\times {say(h.value / k)} = {say(h.value)}$.",
        lambda small, times: round(times ** (1 / 3), 9) * small,
    )


LONG = ("side", "edge", "length", "width", "height", "leg", "radius", "distance", "way")


@construction(
    "any",
    ("Surface Area of a Cube", "Edge from the Surface of a Cube"),
    ("Length of a Line Segment", "Sum of Parts"),
)
def row_of_cubes(board, h, rng):
    """Equal cubes in a row beside the figure, together as long; the surface of one is told."""
    fits = [n for n in (2, 3, 4) if h.value % n == 0 and 2 <= h.value / n <= 8]
    if h.kind == "letter" or not any(w in h.name for w in LONG) or not fits or asks(board, "cube"):
        return None
    n = rng.choice(fits)
    e = h.value / n
    scale = 1.0 if h.solid else board.unit  # what the length 1 is on the page
    at = small_box(board, (n, 1, 1), float(e) * scale if scale else 0.42 * board.size / (n + 0.42))
    for i in range(1, n):
        x = i / n
        board.canvas.line(at(x, 0, 0), at(x, 0, 1), at(x, 1, 1))
    size = 6 * e * e
    return Built(
        [board.told(size)],
        f"The row of {n} equal cubes is as long as {h.name}, and each of the cubes has the surface area {say(size)}.",
        f"A face of a cube has the area ${say(size)} \\div 6 = {say(e * e)}$, so its edge is $\\sqrt{{{say(e * e)}}} = "
        f"{say(e)}$, and {h.name} is ${n} \\times {say(e)} = {say(h.value)}$.",
        lambda size: n * sqrt(size / 6),
    )
