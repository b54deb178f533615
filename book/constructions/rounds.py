"""Constructions on radii, heights and slant heights of cylinders, cones, frustums of cones and balls."""

from math import dist, gcd, isqrt, sqrt

from ..canvas import Canvas, middle
from ..pieces import round_solid
from . import Built, bare, construction, say
from .board import SHORTEST, Crowded
from .solids import LARGEST, asks, is_part, length, line, measured, other, rooted, stroke


def round_alone(rng, kind, asked):
    """A round solid with its measures, one of which is asked for."""
    canvas, r, h = Canvas(True), rng.choice([4, 6, 8]), rng.randint(10, 16)
    top = {"cylinder": r, "cone": 0, "frustum": r // 2}[kind]
    slant = asked == "slant"
    round_solid(canvas, r, (h * h - r * r) ** 0.5 if slant else h, top)
    low = h if kind == "cylinder" else 0
    canvas.line((0, low), (r, low), kind="line" if kind == "cylinder" else "dash")
    if not slant:
        canvas.line((0, 0), (0, h), kind="dash")
    if kind == "frustum":
        canvas.line((0, h), (top, h))
    sizes = {"radius": r, "slant" if slant else "height": h} | ({"top radius": top} if kind == "frustum" else {})
    return measured(canvas, rng, sizes, asked)


def register(kind, asked):
    """Registers how a measure of a kind of round solid is drawn alone."""
    bare(f"{asked} of a {kind}")(lambda rng: round_alone(rng, kind, asked))


for solid, roles in {
    "cylinder": ("radius", "height"),
    "cone": ("radius", "height", "slant"),
    "frustum": ("height",),
}.items():
    for role in roles:
        register(solid, role)


@bare("radius of a solid")
def radius_alone(rng):
    """A cylinder whose radius is asked for."""
    return round_alone(rng, rng.choice(("cylinder", "cone")), "radius")


def told_root(board, square):
    """A length that a text tells, as length() returns it; square: its square."""
    if square > LARGEST:
        raise Crowded("too large a number")
    if isqrt(int(square)) ** 2 == square:
        return board.told(isqrt(int(square))), lambda v: v, f"{isqrt(int(square))}^2"
    return board.told(square), sqrt, say(square)


def rooted_text(square):
    """The root of a number in LaTeX."""
    return str(isqrt(int(square))) if isqrt(int(square)) ** 2 == square else f"\\sqrt{{{say(square)}}}"


def body(h):
    """The solid's name in texts."""
    names = {"frustum": "frustum", "cone": "cone", "cylinder": "cylinder", "sphere": "sphere"}
    return names.get(h.solid.kind, "ball")


# ------------------------------------------------------------------------------------------------- circles of a solid
@construction("radius of a solid", ("Circumference of a Circle", "Radius from the Circumference"))
def length_of_the_rim(board, h, rng):
    if h.solid.kind == "frustum":
        where = "upper base" if h.role == "top radius" else "lower base"
    elif h.solid.kind in ("cylinder", "cone", "disc"):
        where = "base"
    else:
        where = "great circle"
    if where == "great circle":
        kind = {"the outer radius": "outer surface", "the inner radius": "inner surface"}.get(h.name, "surface")
        what = f"A plane through the centre cuts the {kind} in a circle with the circumference"
    else:
        what = f"The circumference of the {where} is"
    return Built(
        [board.told(2 * h.value)],
        f"{what} ${say(2 * h.value)}\\pi$.",
        f"The circumference is $2\\pi$ times the radius, so {h.name} is ${say(2 * h.value)}\\pi \\div (2\\pi) = "
        f"{say(h.value)}$.",
        lambda around: around / 2,
    )


@construction("radius of a cylinder", ("Area of a Circle", "Radius from the Area of a Circle"))
@construction("radius of a cone", ("Area of a Circle", "Radius from the Area of a Circle"))
def area_of_the_base(board, h, rng):
    if h.solid.kind not in ("cylinder", "cone") or asks(board, "volume", "section"):
        return None
    area = h.value**2
    return Built(
        [board.told(area)],
        f"The base of the {body(h)} has the area ${say(area)}\\pi$.",
        f"The area of the base is $\\pi$ times the square of the radius, so {h.name} is $\\sqrt{{{say(area)}\\pi \\div "
        f"\\pi}} = {say(h.value)}$.",
        sqrt,
    )


# ----------------------------------------------------------------------------------------------------------- cylinders
def axial(board, h):
    """Draws the axial section of a cylinder, a rectangle; its corners in space."""
    r, _, high = h.solid.sizes
    corners = [(-r, 0, 0), (r, 0, 0), (r, 0, high), (-r, 0, high)]
    stroke(board, h, corners[0], corners[1], kind="dash")
    stroke(board, h, corners[2], corners[3])
    return corners


@construction(
    "height of a cylinder",
    ("Section of a Cylinder", "Axial Section of a Cylinder"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def diagonal_of_the_axial_section(board, h, rng):
    if not is_part(h, "cylinder", "height"):
        return None
    known, (p, q, r, _) = other(board, h, "radius"), axial(board, h)
    wide = 2 * known.value
    long, root, latex = line(board, h, p, r, h.value**2 + wide**2, q, "the diagonal of the axial section", "thin")
    return Built(
        [long, known],
        "A diagonal of the axial section of the cylinder is drawn.",
        f"The axial section is a rectangle as wide as the diameter, $2 \\times {say(known.value)} = {say(wide)}$. By "
        f"the "
        f"*Pythagorean Theorem* {h.name} is $\\sqrt{{{latex} - {say(wide)}^2}} = {say(h.value)}$.",
        lambda d, r: rooted(root(d) ** 2 - 4 * r * r),
    )


@construction(
    "radius of a cylinder",
    ("Section of a Cylinder", "Axial Section of a Cylinder"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def axial_section_to_radius(board, h, rng):
    if not is_part(h, "cylinder", "radius"):
        return None
    known, (p, q, r, _) = other(board, h, "height"), axial(board, h)
    wide = 2 * h.value
    long, root, latex = line(board, h, p, r, known.value**2 + wide**2, q, "the diagonal of the axial section", "thin")
    return Built(
        [long, known],
        "A diagonal of the axial section of the cylinder is drawn.",
        f"The axial section is a rectangle. By the *Pythagorean Theorem* it is $\\sqrt{{{latex} - "
        f"{say(known.value)}^2}} = {say(wide)}$ wide. This is the diameter, so {h.name} is ${say(wide)} \\div 2 = "
        f"{say(h.value)}$.",
        lambda d, v: rooted(root(d) ** 2 - v * v) / 2,
    )


@construction("radius of a cylinder", ("Net of a Cylinder", "Radius from the Net"))
def unrolled_side(board, h, rng):
    """The curved side unrolled beside the cylinder, with its length."""
    if not is_part(h, "cylinder", "radius") or asks(board, "net"):
        return None
    r, _, high = h.solid.sizes
    wide = 6.28 * r
    at = board.inset(wide, high, 0.3 * max(wide, high) / board.size)
    corners = [at(0, 0), at(wide, 0), at(wide, high), at(0, high)]
    board.canvas.polygon(*corners)
    board.canvas.side(corners[0], corners[1], f"{say(2 * h.value)}π", corners[2])
    return Built(
        [board.shown(2 * h.value)],
        "Beside the cylinder its curved side is unrolled to a rectangle, drawn smaller.",
        f"The rectangle is as long as the circumference of the base, so {h.name} is ${say(2 * h.value)}\\pi \\div "
        f"(2\\pi) = {say(h.value)}$.",
        lambda wide: wide / 2,
    )


@construction("height of a cylinder", ("Surface Area of a Cylinder", "Lateral Surface of a Cylinder"))
def area_of_the_curved_side(board, h, rng):
    if not is_part(h, "cylinder", "height") or asks(board, "surface", "curved"):
        return None
    known = other(board, h, "radius")
    size = 2 * known.value * h.value
    return Built(
        [board.told(size), known],
        f"The curved side of the cylinder has the area ${say(size)}\\pi$.",
        f"The curved side is as long as the circumference of the base, $2\\pi \\times {say(known.value)} = "
        f"{say(2 * known.value)}\\pi$, so {h.name} is ${say(size)}\\pi \\div ({say(2 * known.value)}\\pi) = "
        f"{say(h.value)}$.",
        lambda size, r: size / (2 * r),
    )


@construction("height of a cylinder", ("Structural Features of a Cone", "Triangle of Radius, Height and Slant"))
@construction("height of a cone", ("Structural Features of a Cone", "Triangle of Radius, Height and Slant"))
def cone_on_the_same_base(board, h, rng):
    """The slant height of the cone, or of a cone with the same base and height in a cylinder."""
    if not is_part(h, "cylinder", "height") and not is_part(h, "cone", "height"):
        return None
    known, (r, _, high) = other(board, h, "radius"), h.solid.sizes
    inside = h.solid.kind == "cylinder"
    square, space = h.value**2 + known.value**2, ((r, 0, 0), (0, 0, high))
    if inside:
        stroke(board, h, (-r, 0, 0), (0, 0, high), (r, 0, 0), kind="dash")
    ends = tuple(h.solid.place(*p) for p in space)
    text = "A cone in the cylinder has the same base and the same height."
    if inside:
        slant, root, latex = length(board, h, ends, space, square, (-r, 0), "the slant height of the cone")
    else:
        slant, root, latex = told_root(board, square)
        text = f"The slant height of the cone is ${rooted_text(square)}$."
    return Built(
        [slant, known],
        text,
        f"Radius, height and slant height of the cone form a right triangle with the slant height as hypotenuse, so "
        f"{h.name} is $\\sqrt{{{latex} - {say(known.value)}^2}} = {say(h.value)}$.",
        lambda s, r: rooted(root(s) ** 2 - r * r),
    )


# --------------------------------------------------------------------------------------------------------------- cones
@construction("slant of a cone", ("Structural Features of a Cone", "Triangle of Radius, Height and Slant"))
def slant_from_the_height(board, h, rng):
    if not is_part(h, "cone", "slant"):
        return None
    known, (r, _, high) = other(board, h, "radius"), h.solid.sizes
    ends, square = ((0, 0, 0), (0, 0, high)), h.value**2 - known.value**2
    up, root, latex = line(board, h, *ends, square, (r, 0, 0), "the height of the cone", "dash")
    board.canvas.right(*(h.solid.place(*x) for x in ((0, 0, 0), (r, 0, 0), (0, 0, high))))
    return Built(
        [up, known],
        "The height of the cone is drawn.",
        f"Radius and height of the cone are the legs of a right triangle over the slant height, so {h.name} is "
        f"$\\sqrt{{{latex} + {say(known.value)}^2}} = {say(h.value)}$.",
        lambda up, r: sqrt(root(up) ** 2 + r * r),
    )


@construction(
    "slant of a cone",
    ("Section of a Cone", "Axial Section of a Cone"),
    ("Perimeter of a Triangle", "Perimeter of an Isosceles Triangle"),
)
def perimeter_of_the_axial_section(board, h, rng):
    if not is_part(h, "cone", "slant") or asks(board, "thread"):
        return None
    known, (r, _, _) = other(board, h, "radius"), h.solid.sizes
    stroke(board, h, (-r, 0, 0), (0, 0, 0), kind="dash")
    around = 2 * (h.value + known.value)
    return Built(
        [board.told(around), known],
        f"The axial section of the cone is a triangle with the perimeter {say(around)}.",
        f"The axial section is an isosceles triangle. Its base is the diameter, $2 \\times {say(known.value)} = "
        f"{say(2 * known.value)}$, and its legs are slant heights, so {h.name} is $({say(around)} - "
        f"{say(2 * known.value)}) \\div 2 = {say(h.value)}$.",
        lambda around, r: around / 2 - r,
    )


@construction(
    "radius of a cone",
    ("Section of a Cone", "Circle Parallel to the Base"),
    ("Circumference of a Circle", "Radius from the Circumference"),
)
def circle_halfway(board, h, rng):
    if not is_part(h, "cone", "radius") or asks(board, "section", "parallel"):
        return None
    r, _, high = h.solid.sizes
    centre = h.solid.place(0, 0, high / 2)
    board.canvas.ring(centre, r / 2, 0.15 * r, 180, 360, kind="thin")
    board.canvas.ring(centre, r / 2, 0.15 * r, 0, 180, kind="dash")
    half = h.value / 2
    return Built(
        [board.told(h.value)],
        f"A plane parallel to the base cuts the cone halfway up in a circle with the circumference "
        f"${say(h.value)}\\pi$.",
        f"The radius of this circle is ${say(h.value)}\\pi \\div (2\\pi) = {say(half)}$. Halfway up the cone the "
        f"radius "
        f"is half as long as at the base, so {h.name} is $2 \\times {say(half)} = {say(h.value)}$.",
        lambda around: around,
    )


@construction("height of a frustum", ("Structural Features of a Cone Frustum", "Slant Height of a Conical Frustum"))
def slant_of_the_frustum(board, h, rng):
    if not is_part(h, "frustum", "height"):
        return None
    low, up = other(board, h, "radius"), other(board, h, "top radius")
    drop = low.value - up.value
    square = h.value**2 + drop**2
    slant, root, latex = told_root(board, square)
    return Built(
        [slant, low, up],
        f"The slant height of the frustum is ${rooted_text(square)}$.",
        f"The radii differ by ${say(low.value)} - {say(up.value)} = {say(drop)}$. This difference and the height are "
        f"the "
        f"legs of a right triangle over the slant height, so {h.name} is $\\sqrt{{{latex} - {say(drop)}^2}} = "
        f"{say(h.value)}$.",
        lambda s, r, t: rooted(root(s) ** 2 - (r - t) ** 2),
    )


@construction("height of a frustum", ("Section of a Cone Frustum", "Axial Section of a Conical Frustum"))
def axial_section_of_the_frustum(board, h, rng):
    if not is_part(h, "frustum", "height"):
        return None
    low, up, (r, top, high) = other(board, h, "radius"), other(board, h, "top radius"), h.solid.sizes
    stroke(board, h, (-r, 0, 0), (0, 0, 0), kind="dash")
    stroke(board, h, (-top, 0, high), (0, 0, high))
    area = (low.value + up.value) * h.value
    return Built(
        [board.told(area), low, up],
        f"The axial section of the frustum is a trapezoid with the area {say(area)}.",
        f"The parallel sides of the axial section are the diameters, $2 \\times {say(low.value)} = "
        f"{say(2 * low.value)}$ "
        f"and $2 \\times {say(up.value)} = {say(2 * up.value)}$. Half of their sum is $({say(2 * low.value)} + "
        f"{say(2 * up.value)}) \\div 2 = {say(low.value + up.value)}$, so {h.name} is ${say(area)} \\div "
        f"{say(low.value + up.value)} = {say(h.value)}$.",
        lambda area, r, t: area / (r + t),
    )


@construction("radius of a solid", ("Properties of a Circle", "Longest Chord is the Diameter"))
def diameter_of_a_circle(board, h, rng):
    if h.solid.kind == "sphere":
        return None
    (p, q), phrase = h.space, h.name.replace("radius", "diameter")
    if p[:2] != (0, 0):
        p, q = q, p
    far = (2 * p[0] - q[0], 0, 2 * p[2] - q[2])
    board.canvas.line(h.solid.place(*far), h.solid.place(*p), kind=kind_of(board, h))
    ends = h.solid.place(*far), h.solid.place(*q)
    whole = board.measure(h.solid, "line", phrase, 2 * h.value, (far, q), ends, h.away)
    return Built(
        [whole],
        f"{phrase[0].upper()}{phrase[1:]} is drawn.",
        f"The diameter is twice as long as the radius, so {h.name} is ${say(2 * h.value)} \\div 2 = {say(h.value)}$.",
        lambda d: d / 2,
    )


def kind_of(board, h):
    """How the drawn radius is drawn."""
    ends = {tuple(round(v, 5) for v in h.solid.place(*p)) for p in h.space}
    kinds = [kind for points, kind in board.canvas.strokes if {tuple(round(v, 5) for v in p) for p in points} == ends]
    return kinds[0] if kinds else "thin"


@construction("height of a cylinder", ("Fractions of a Whole", "Whole from a Part"))
def water_in_a_cylinder(board, h, rng):
    fits = [(k, n) for n in (2, 3, 4, 5) for k in range(1, n) if (2 * h.value * k / n).denominator == 1]
    fits = [(k, n) for k, n in fits if 0.3 < k / n < 0.9 and gcd(k, n) == 1]
    if not is_part(h, "cylinder", "height") or not fits:
        return None
    (k, n), (r, _, high) = rng.choice(fits), h.solid.sizes
    z = high * k / n
    front = board.canvas.ring((0, z), r, 0.3 * r, 180, 360, kind="thin")
    back = board.canvas.ring((0, z), r, 0.3 * r, 0, 180, kind="dash")
    low = board.canvas.ring((0, 0), r, 0.3 * r, 180, 360, kind="none")
    board.canvas.fills += [([*low, *reversed(front)], True), ([*front, *back], True)]
    space = (r, 0, 0), (r, 0, z)
    ends = tuple(h.solid.place(*p) for p in space)
    level = board.measure(h.solid, "line", "the height of the water", h.value * k / n, space, ends, (0, z / 2))
    undo, share = f"\\div {k} \\times {n}" if k > 1 else f"\\times {n}", f"\\frac{{{k}}}{{{n}}}"
    return Built(
        [level],
        f"Water stands in the cylinder up to ${share}$ of its height.",
        f"The height of the water, {say(level.value)}, is ${share}$ of {h.name}, which is ${say(level.value)} {undo} = "
        f"{say(h.value)}$.",
        lambda level: level / k * n,
    )


# ---------------------------------------------------------------------------------- points on a line of any solid
@construction("line in a solid", ("Length of a Line Segment", "Length from a Midpoint"))
def midpoint_in_space(board, h, rng):
    if not h.points or h.solid.kind in ("ball", "sphere", "capsule") or asks(board, "midpoint"):
        return None
    p, q = h.points
    m, half = middle(p, q), h.value / 2
    board.canvas.dot(m)
    name = board.name(m, (2 * m[0] - h.away[0], 2 * m[1] - h.away[1]))
    space = h.space[0], tuple((x + y) / 2 for x, y in zip(*h.space))
    if dist(p, m) < SHORTEST * board.size:
        raise Crowded("too short")
    return Built(
        [board.measure(h.solid, "line", f"half of {h.name}", half, space, (p, m), h.away)],
        f"{name} halves {h.name}.",
        f"{name} halves {h.name}, so the whole length is $2 \\times {say(half)} = {say(h.value)}$.",
        lambda a: 2 * a,
    )


@construction(
    "line in a solid",
    ("Ratio and Proportion", "Ratio as a Quotient"),
    ("Length of a Line Segment", "Sum of Parts"),
)
def ratio_in_space(board, h, rng):
    """A point divides a measure of a solid in a ratio; the shorter part is given."""
    if not h.points or h.solid.kind in ("ball", "sphere", "capsule") and h.role != "line" or asks(board, "section"):
        return None
    a, b = rng.choice([(1, 2), (2, 1), (1, 3), (3, 1)])
    part = h.value / (a + b)
    if (2 * part).denominator != 1:
        return None
    (p, q), share = h.points, a / (a + b)
    m = p[0] + share * (q[0] - p[0]), p[1] + share * (q[1] - p[1])
    near, near_space = (p, h.space[0]) if a < b else (q, h.space[1])
    if dist(near, m) < SHORTEST * board.size:
        raise Crowded("too short")
    board.canvas.dot(m)
    name = board.name(m, (2 * m[0] - h.away[0], 2 * m[1] - h.away[1]))
    space = near_space, tuple(x + share * (y - x) for x, y in zip(*h.space))
    short = board.measure(h.solid, "line", f"the shorter part at {name}", part, space, (near, m), h.away)
    most = max(a, b)
    return Built(
        [short],
        f"{name} divides {h.name} into two parts in the ratio $1 : {most}$, and the shorter part is given.",
        f"The longer part at {name} is ${most} \\times {say(part)} = {say(most * part)}$, so the whole, {h.name}, is "
        f"${say(part)} + {say(most * part)} = {say(h.value)}$.",
        lambda part: part * (a + b),
    )
