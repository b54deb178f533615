"""Constructions on measures of a solid: a similar solid, a hexagon in a circle of it, the edges of a cube."""

from math import cos, pi, sin

from . import Built, construction, say
from .solids import asks, is_part, stroke

PARTS = {2: "an eighth", 3: "a twenty-seventh"}
BODIES = ("pyramid", "prism", "cylinder", "cone", "frustum", "cuboid")


@construction(
    "line in a solid",
    ("Similar Solids", "Scale Factor from the Volumes"),
    ("Cubes and Cube Roots", "Edge from the Volume"),
)
def similar_solid(board, h, rng):
    """A smaller similar solid of which the same measure and the share of the volume are told."""
    body, fits = h.solid.kind, [k for k in PARTS if (2 * h.value / k).denominator == 1 and h.value / k > 1]
    if h.role == "line" or body not in BODIES or not fits or asks(board, "similar", "scale"):
        return None
    k = rng.choice(fits)
    small, what = say(h.value / k), h.name.removesuffix(f" of the {body}")
    return Built(
        [board.told(h.value / k), board.told(k**3)],
        f"A smaller {body} is similar to this {body} and has {PARTS[k]} of its volume; {what} of the smaller one is "
        f"{small}.",
        f"The volumes of the similar solids are in the ratio ${k**3} : 1$, so their lengths are in the ratio "
        f"$\\sqrt[3]{{{k**3}}} : 1 = {k} : 1$, and {h.name} is ${k} \\times {small} = {say(h.value)}$.",
        lambda small, times: round(times ** (1 / 3), 9) * small,
    )


@construction(
    "radius of a solid",
    ("Regular Polygon", "Regular Hexagon from Six Triangles"),
    ("Perimeter of a Polygon", "Regular Polygon Perimeter"),
)
def hexagon_in_a_base(board, h, rng):
    """A regular hexagon with its corners on the circle with this radius; its perimeter is told."""
    if h.solid.kind not in ("cylinder", "cone", "frustum") or asks(board, "section", "hexagon", "cut"):
        return None
    z, turn = h.space[0][2], rng.choice((0, 10, 20))
    turns = [pi * (turn / 180 + i / 3) for i in range(7)]
    hidden = h.solid.kind == "cone" or h.role == "radius" and h.solid.kind == "frustum"
    corners = [(h.value * cos(t), h.value * sin(t), z) for t in turns]
    stroke(board, h, *((float(x), float(y), z) for x, y, z in corners), kind="dash" if hidden else "thin")
    where = "the upper base" if h.role == "top radius" else "the lower base" if h.solid.kind == "frustum" else "a base"
    where = "the base" if h.solid.kind == "cone" else where
    return Built(
        [board.told(6 * h.value)],
        f"A regular hexagon with its corners on the circle around {where} has the perimeter {say(6 * h.value)}.",
        f"A side of the hexagon is ${say(6 * h.value)} \\div 6 = {say(h.value)}$ long. The radii to its corners cut "
        f"it into six equilateral triangles, so {h.name} is {say(h.value)} too.",
        lambda around: around / 6,
    )


@construction("edge of a cuboid", ("Edge Perimeter of a Cube", "Edge from the Edge Sum"))
def edges_of_a_cube(board, h, rng):
    """The total length of the edges of a cube is told."""
    if not is_part(h, "cuboid", *"abh") or len(set(h.solid.sizes)) > 1 or asks(board, "edges"):
        return None
    what = h.name.split(" of ", 1)[-1]
    total = 12 * h.value
    return Built(
        [board.told(total)],
        f"The twelve edges of {what} together are {say(total)} long.",
        f"A cube has twelve equal edges, so {h.name} is ${say(total)} \\div 12 = {say(h.value)}$.",
        lambda total: total / 12,
    )
