"""Constructions on measures of a solid: a similar solid, a hexagon in a circle of it, the edges of a cube."""

from math import cos, pi, sin

from . import Built, construction, say
from .solids import asks, is_part, stroke

PARTS = {2: "an eighth", 3: "a twenty-seventh"}
BODIES = {kind: kind for kind in ("pyramid", "prism", "cylinder", "cone", "frustum")}
BODIES |= {"pyramid frustum": "frustum", "regular prism": "prism", "regular pyramid": "pyramid"}


@construction(
    "line in a solid",
    ("Similar Solids", "Scale Factor from the Volumes"),
    ("Cubes and Cube Roots", "Edge from the Volume"),
)
def similar_solid(board, h, rng):
    """A smaller similar solid of which the same measure and the share of the volume are told."""
    body, fits = BODIES.get(h.solid.kind), [k for k in PARTS if (2 * h.value / k).denominator == 1 and h.value / k > 1]
    if h.role == "line" or body is None or not fits or asks(board, "similar", "scale"):
        return None
    k = rng.choice(fits)
    small, what = say(h.value / k), h.name.removesuffix(f" of the {body}").removesuffix(" of the triangle")
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
    if h.solid.kind not in ("cylinder", "cone", "frustum", "ball") or asks(board, "hexagon"):
        return None
    z, turn = h.space[0][2], rng.choice((0, 10, 20))
    turns = [pi * (turn / 180 + i / 3) for i in range(7)]
    hidden = h.solid.kind == "cone" or h.role == "radius" and h.solid.kind == "frustum"
    r, ball = float(h.value), h.solid.kind == "ball"
    corners = [(r * cos(t), 0, r * sin(t)) if ball else (r * cos(t), r * sin(t), z) for t in turns]
    stroke(board, h, *corners, kind="dash" if hidden else "thin")
    where = "the upper base" if h.role == "top radius" else "the lower base" if h.solid.kind == "frustum" else "a base"
    where = "the base" if h.solid.kind == "cone" else where
    where = f"with {h.name}" if ball else f"around {where}"
    return Built(
        [board.told(6 * h.value)],
        f"A regular hexagon with its corners on the circle {where} has the perimeter {say(6 * h.value)}.",
        f"A side of the hexagon is ${say(6 * h.value)} \\div 6 = {say(h.value)}$ long. The radii to its corners cut "
        f"it into six equilateral triangles, so {h.name} is {say(h.value)} too.",
        lambda around: around / 6,
    )


@construction("edge of a cuboid", ("Edge Perimeter of a Cube", "Edge from the Edge Sum"))
def edges_of_a_cube(board, h, rng):
    """The total length of the edges of a cube is told."""
    if not is_part(h, "cuboid", *"abh") or len(set(h.solid.sizes)) > 1 or asks(board, "total length"):
        return None
    what = h.name.split(" of ", 1)[-1]
    total = 12 * h.value
    return Built(
        [board.told(total)],
        f"The twelve edges of {what} together are {say(total)} long.",
        f"A cube has twelve equal edges, so {h.name} is ${say(total)} \\div 12 = {say(h.value)}$.",
        lambda total: total / 12,
    )


@construction(
    "edge of a cuboid",
    ("Net of a Cube", "Outline of a Cube Net"),
    ("Perimeter of a Polygon", "Sum of the Sides"),
)
def outline_of_a_net(board, h, rng):
    """The length of the outline of a net of a cube is told."""
    if not is_part(h, "cuboid", *"abh") or len(set(h.solid.sizes)) > 1 or asks(board, " net "):
        return None
    what, around = h.name.split(" of ", 1)[-1], 14 * h.value
    return Built(
        [board.told(around)],
        f"{what[0].upper()}{what[1:]} has a net of six squares with a perimeter of {say(around)}.",
        f"Six squares have $6 \\times 4 = 24$ sides. In a net they are joined along 5 of them, which leaves "
        f"$24 - 2 \\times 5 = 14$ equal sides for the perimeter, so {h.name} is ${say(around)} \\div 14 = "
        f"{say(h.value)}$.",
        lambda around: around / 14,
    )


@construction(
    "edge of a cuboid",
    ("Edge Perimeter of a Cube", "Cuboid Wire Bent into a Cube"),
    ("Edge Perimeter of a Cuboid", "Sum of the Twelve Edges"),
)
def wire_of_a_cuboid(board, h, rng):
    """A wire for the edges of a cuboid, whose sizes are told, makes the edges of the cube."""
    if not is_part(h, "cuboid", *"abh") or len(set(h.solid.sizes)) > 1 or asks(board, "wire") or h.value < 3:
        return None
    v = int(h.value)
    sizes = [(a, b, 3 * v - a - b) for a in range(1, 3 * v) for b in range(a + 1, 3 * v)]
    sizes = [s for s in sizes if s[1] < s[2] <= 2 * s[1] and 2 * s[0] >= s[1] and v not in s]
    if not sizes:
        return None
    a, b, c = rng.choice(sizes)
    what, total = h.name.split(" of ", 1)[-1], 12 * v
    return Built(
        [board.told(a), board.told(b), board.told(c)],
        f"A wire that is as long as all edges of a cuboid with the edges {a}, {b} and {c} is also as long as all edges "
        f"of {what}.",
        f"The wire is $4 \\times ({a} + {b} + {c}) = {total}$ long. It makes the twelve equal edges of {what}, so "
        f"{h.name} is ${total} \\div 12 = {v}$.",
        lambda a, b, c: (a + b + c) / 3,
    )


@construction(
    "edge of a cuboid",
    ("Net of a Cube", "Outline of a Cube Net"),
    ("Edge Perimeter of a Cube", "Twelve Equal Edges"),
    ("Linear Equation in One Variable", "Solution of a Linear Equation"),
)
def net_and_edges(board, h, rng):
    """By how much the perimeter of a net of a cube exceeds the length of all edges."""
    if not is_part(h, "cuboid", *"abh") or len(set(h.solid.sizes)) > 1 or asks(board, " net ", "total length"):
        return None
    what, more = h.name.split(" of ", 1)[-1], 2 * h.value
    return Built(
        [board.told(more)],
        f"A net of {what} has a perimeter that is {say(more)} longer than all edges of the cube together.",
        f"For the edge $x$ of {what} all twelve edges measure $12x$, and the net, six squares joined along 5 sides, "
        f"has the perimeter $(6 \\times 4 - 2 \\times 5)x = 14x$. From $14x = 12x + {say(more)}$ we get $x = "
        f"{say(more)} "
        f"\\div 2 = {say(h.value)}$.",
        lambda more: more / 2,
    )
