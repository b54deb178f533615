"""Constructions on sides, heights and edges of regular pyramids over a square, and of prisms over a right triangle."""

from math import sqrt

from ..canvas import Canvas
from ..pieces import Solid, oblique
from . import Built, bare, construction, say
from .solids import asks, between, is_part, lettered, line, measured, other, rooted, stroke


@bare("side of a pyramid")
def side_alone(rng, asked="side"):
    """A regular pyramid over a square with its height and the height of a face, one of which may be asked for."""
    canvas, a = Canvas(True), 2 * rng.randint(2, 8)
    whole = rng.randint(a // 2 + 3, 16)  # the length that is shown, of the height or of a lateral face's height
    h = (whole**2 - a * a / 4) ** 0.5 if asked == "slant" else whole
    corners, top = [(0, 0, 0), (a, 0, 0), (a, a, 0), (0, a, 0)], (a / 2, a / 2, h)
    foot, front = (a / 2, a / 2, 0), (a / 2, 0, 0)
    p, q, r, s, apex, low, near = (oblique(*x) for x in (*corners, top, foot, front))
    for end in (p, r, apex):
        canvas.line(s, end, kind="dash")
    canvas.polygon(p, q, apex)
    canvas.polygon(q, r, apex)
    upright = ("height", low) if asked != "slant" else ("slant", near)
    canvas.line(apex, upright[1], kind="dash" if asked != "slant" else "thin")
    parts = (
        ("side", "the side of the base", corners[0], corners[1]),
        ("height", "the height of the pyramid", foot, top),
        ("slant", "the height of a lateral face", front, top),
    )
    canvas.solids.append(Solid("pyramid", (a, h), oblique, parts))
    return measured(canvas, rng, {"side": a, upright[0]: whole}, asked)


@bare("height of a pyramid")
def pyramid_height_alone(rng):
    """A pyramid whose height is asked for."""
    return side_alone(rng, "height")


@bare("slant of a pyramid")
def face_height_alone(rng):
    """A pyramid whose lateral face has the height that is asked for."""
    return side_alone(rng, "slant")


@bare("length of a prism")
def length_alone(rng, asked="length"):
    """A lying prism over a right triangle."""
    canvas, b, a, deep = Canvas(True), rng.randint(4, 9), rng.randint(4, 9), rng.randint(6, 14)
    p, q, r = (0, 0, 0), (b, 0, 0), (0, 0, a)
    back = [(x, deep, z) for x, _, z in (p, q, r)]
    canvas.line(*(oblique(*x) for x in (back[1], back[0], back[2])), kind="dash")
    canvas.line(oblique(*p), oblique(*back[0]), kind="dash")
    canvas.polygon(*(oblique(*x) for x in (p, q, r)), accent=True)
    canvas.polygon(*(oblique(*x) for x in (q, back[1], back[2], r)))
    parts = (
        ("level", "the level leg of the triangle", p, q),
        ("upright", "the upright leg of the triangle", p, r),
        ("length", "the length of the prism", q, back[1]),
    )
    canvas.solids.append(Solid("prism", (b, a, deep), oblique, parts))
    return measured(canvas, rng, {"level": b, "upright": a, "length": deep}, asked)


@bare("level of a prism")
def level_alone(rng):
    """A prism of which a leg of the base is asked for."""
    return length_alone(rng, "level")


@bare("upright of a prism")
def upright_alone(rng):
    """A prism of which the other leg of the base is asked for."""
    return length_alone(rng, "upright")


def base(h):
    """The base corners, from the left front one anticlockwise, the foot of the height and the apex, in space."""
    a, high = h.solid.sizes
    corners = [(0, 0, 0), (a, 0, 0), (a, a, 0), (0, a, 0)]
    return corners, (a / 2, a / 2, 0), (a / 2, a / 2, high)


# ---------------------------------------------------------------------------------------------- the base of a pyramid
@construction(
    "side of a pyramid",
    ("Properties of a Square", "Diagonals Meet at Right Angles"),
    ("Pythagorean Theorem", "Hypotenuse from the Legs"),
)
def diagonals_of_the_base(board, h, rng):
    if not is_part(h, "pyramid", "side") or h.value % 2:
        return None
    (p, q, r, s), foot, apex = base(h)
    stroke(board, h, p, r, kind="dash")
    stroke(board, h, s, foot, kind="dash")
    half, root, latex = line(board, h, foot, q, h.value**2 / 2, apex, "half a diagonal of the base", "dash")
    m = lettered(board, h, foot, q)
    return Built(
        [half],
        f"The diagonals of the base of the pyramid meet at {m}.",
        f"The diagonals of the square base halve each other at {m} and are perpendicular, so two halves of them are "
        f"the "
        f"legs of a right triangle over a side: {h.name} is $\\sqrt{{{latex} + {latex}}} = {say(h.value)}$.",
        lambda v: sqrt(2) * root(v),
    )


@construction("side of a pyramid", ("Perimeter of a Square", "Side from the Perimeter of a Square"))
def perimeter_of_the_base(board, h, rng):
    if not is_part(h, "pyramid", "side"):
        return None
    return Built(
        [board.told(4 * h.value)],
        f"The base of the pyramid has the perimeter {say(4 * h.value)}.",
        f"The base is a square with four equal sides, so {h.name} is ${say(4 * h.value)} \\div 4 = {say(h.value)}$.",
        lambda around: around / 4,
    )


@construction("side of a pyramid", ("Section of a Pyramid", "Section Parallel to the Base of a Pyramid"))
def section_halfway(board, h, rng):
    """A section parallel to the base through the middle of the height."""
    if not is_part(h, "pyramid", "side") or asks(board, "section", "parallel to"):
        return None
    corners, _, apex = base(h)
    (p, q, r, s) = (between(corner, apex) for corner in corners)
    stroke(board, h, q, r)
    stroke(board, h, r, s, p, kind="dash")
    side, root, _ = line(board, h, p, q, h.value**2 / 4, apex, "the side of the section", "thin")
    return Built(
        [side],
        "A plane parallel to the base cuts the pyramid halfway up.",
        f"At half of the height the section is a square with half of the side of the base, so {h.name} is "
        f"$2 \\times {say(h.value / 2)} = {say(h.value)}$.",
        lambda v: 2 * root(v),
    )


# ------------------------------------------------------------------------------------------- heights of a pyramid
@construction(
    "height of a pyramid",
    ("Structural Features of a Pyramid", "Lateral Edge of a Square Pyramid"),
    ("Properties of a Square", "Diagonal of a Square"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def height_from_a_lateral_edge(board, h, rng):
    if not is_part(h, "pyramid", "height") or other(board, h, "side").value % 2:
        return None
    side, (corners, _, apex) = other(board, h, "side"), base(h)
    half = side.value**2 / 2
    edge, root, latex = line(board, h, corners[1], apex, h.value**2 + half, corners[0], "the length of a lateral edge")
    return Built(
        [edge, side],
        "The length of a lateral edge is given.",
        f"A diagonal of the base is $\\sqrt{{2}} \\times {say(side.value)}$ long, so the square of its half is "
        f"${say(side.value)}^2 \\div 2 = {say(half)}$. The lateral edge is the hypotenuse over this half and over the "
        f"height, so by the Pythagorean theorem {h.name} is $\\sqrt{{{latex} - {say(half)}}} = "
        f"{say(h.value)}$.",
        lambda e, a: rooted(root(e) ** 2 - a * a / 2),
    )


@construction(
    "height of a pyramid",
    ("Length of a Line Segment", "Length from a Midpoint"),
    ("Structural Features of a Pyramid", "Slant Height of a Regular Pyramid"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def height_from_a_lateral_face(board, h, rng):
    if not is_part(h, "pyramid", "height") or asks(board, "dihedral") or other(board, h, "side").value % 2:
        return None
    side, ((p, q, _, _), foot, apex) = other(board, h, "side"), base(h)
    half, m = side.value / 2, between(p, q)
    stroke(board, h, foot, m, kind="dash")
    slant, root, latex = line(board, h, m, apex, h.value**2 + half**2, p, "the height of the front face", "thin")
    board.canvas.right(*(h.solid.place(*x) for x in (m, apex, q)))
    e = lettered(board, h, m, apex)
    return Built(
        [slant, side],
        f"{e} is the midpoint of the front side of the base, and the height of the front face is drawn.",
        f"From the foot of the height to {e} it is half of a side, ${say(side.value)} \\div 2 = {say(half)}$. The "
        f"height "
        f"of the face is the hypotenuse over this and over the height of the pyramid; by the Pythagorean theorem "
        f"{h.name} is "
        f"$\\sqrt{{{latex} - "
        f"{say(half)}^2}} = {say(h.value)}$.",
        lambda t, a: rooted(root(t) ** 2 - a * a / 4),
    )


@construction(
    "slant of a pyramid",
    ("Isosceles Triangle", "Axis through the Apex"),
    ("Length of a Line Segment", "Length from a Midpoint"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def height_of_a_face_from_a_lateral_edge(board, h, rng):
    if not is_part(h, "pyramid", "slant") or other(board, h, "side").value % 2:
        return None
    side, (corners, _, apex) = other(board, h, "side"), base(h)
    half = side.value / 2
    edge, root, latex = line(
        board, h, corners[1], apex, h.value**2 + half**2, corners[0], "the length of a lateral edge"
    )
    return Built(
        [edge, side],
        "The length of a lateral edge is given.",
        f"A lateral face is an isosceles triangle, so its height meets the side of the base in the midpoint, "
        f"${say(side.value)} \\div 2 = {say(half)}$ from a corner. By the *Pythagorean Theorem* "
        f"{h.name} is $\\sqrt{{{latex} - {say(half)}^2}} = "
        f"{say(h.value)}$.",
        lambda e, a: rooted(root(e) ** 2 - a * a / 4),
    )


# ------------------------------------------------------------------------------------- prisms over a right triangle
@construction("level of a prism", ("Pythagorean Theorem", "Leg from the Hypotenuse"))
@construction("upright of a prism", ("Pythagorean Theorem", "Leg from the Hypotenuse"))
def hypotenuse_of_the_front(board, h, rng):
    if not is_part(h, "prism", "level", "upright") or asks(board, "surface"):
        return None
    known = other(board, h, "upright" if h.role == "level" else "level")
    b, a, _ = h.solid.sizes
    long, root, latex = line(
        board, h, (b, 0, 0), (0, 0, a), h.value**2 + known.value**2, (0, 0, 0), "the longest side of the front"
    )
    return Built(
        [long, known],
        "The longest side of the front triangle is given.",
        f"By the *Pythagorean Theorem* in the front triangle {h.name} is $\\sqrt{{{latex} - {say(known.value)}^2}} = "
        f"{say(h.value)}$.",
        lambda c, w: rooted(root(c) ** 2 - w * w),
    )


@construction(
    "length of a prism",
    ("Properties of a Rectangle", "Diagonals Halve Each Other"),
    ("Pythagorean Theorem", "Leg from the Hypotenuse"),
)
def diagonals_of_the_bottom(board, h, rng):
    """The bottom of a lying prism is a rectangle; its diagonals are drawn."""
    if not is_part(h, "prism", "length"):
        return None
    known, (b, _, deep) = other(board, h, "level"), h.solid.sizes
    square, m = h.value**2 + known.value**2, (b / 2, deep / 2, 0)
    stroke(board, h, (0, deep, 0), (b, 0, 0), kind="dash")
    stroke(board, h, m, (b, deep, 0), kind="dash")
    half, root, latex = line(board, h, (0, 0, 0), m, square / 4, (0, deep, 0), "half a diagonal of the bottom", "dash")
    name = lettered(board, h, m, (b / 2, 0, 0))
    return Built(
        [half, known],
        f"The diagonals of the bottom face of the prism meet at {name}.",
        f"The bottom face is a rectangle whose diagonals halve each other at {name}, so the square of a diagonal is "
        f"$4 \\times {latex} = {say(square)}$. By the *Pythagorean Theorem* {h.name} is $\\sqrt{{{say(square)} - "
        f"{say(known.value)}^2}} = {say(h.value)}$.",
        lambda v, w: rooted(4 * root(v) ** 2 - w * w),
    )


@construction("length of a prism", ("Perimeter of a Rectangle", "Side from the Perimeter"))
def perimeter_of_the_bottom(board, h, rng):
    if not is_part(h, "prism", "length"):
        return None
    known = other(board, h, "level")
    around = 2 * (h.value + known.value)
    return Built(
        [board.told(around), known],
        f"The bottom face of the prism has the perimeter {say(around)}.",
        f"Length and width of the bottom face make ${say(around)} \\div 2 = {say(around / 2)}$, so {h.name} is "
        f"${say(around / 2)} - {say(known.value)} = {say(h.value)}$.",
        lambda around, w: around / 2 - w,
    )
