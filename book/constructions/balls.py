"""Constructions on the radius of a ball seen in section: its surface, a plane section, the wall of a hollow ball."""

from math import sqrt

from ..canvas import Canvas
from ..pieces import Solid
from . import Built, bare, construction, say
from .board import Crowded
from .segments import triple
from .solids import line, measured, stroke


@bare("radius of a ball")
def ball_alone(rng):
    """A hollow ball, cut through its centre."""
    canvas, big = Canvas(True), rng.choice([5, 10, 13, 15, 17])
    r = rng.randint(2, big // 2)
    canvas.circle((0, 0), big, accent=True)
    canvas.circle((0, 0), r)
    for name, end in (("the outer radius", (big, 0, 0)), ("the inner radius", (-0.6 * r, 0, 0.8 * r))):
        canvas.line((0, 0), (end[0], end[2]), kind="thin")
        parts = (("radius" if name[4] == "o" else "inner radius", name, (0, 0, 0), end),)
        canvas.solids.append(Solid("ball", (big,), lambda x, y, z: (x, z), parts))
    canvas.dot((0, 0))
    board = measured(canvas, rng, {"radius": big}, "radius")
    solid, ends = canvas.solids[1], ((0, 0), (-0.6 * r, 0.8 * r))
    inner = board.measure(solid, "radius", "the inner radius", r, solid.parts[0][2:], ends, (r, r), "r")
    canvas.side(*ends, say(r), (r, r))
    board.parts.append(inner)
    return board


@construction("radius of a ball", ("Surface Area of a Sphere", "Radius from the Surface of a Sphere"))
@construction("radius of a sphere", ("Surface Area of a Sphere", "Radius from the Surface of a Sphere"))
def surface_of_the_ball(board, h, rng):
    if h.solid.kind not in ("ball", "sphere") or h.value > 12:
        return None
    size = 4 * h.value**2
    kind = {"the outer radius": "outer surface", "the inner radius": "inner surface"}.get(h.name, "surface")
    return Built(
        [board.told(size)],
        f"The {kind} of the {'sphere' if h.solid.kind == 'sphere' else 'ball'} has the area ${say(size)}\\pi$.",
        f"The {kind} is $4\\pi$ times the square of its radius, so {h.name} is $\\sqrt{{{say(size)}\\pi \\div "
        f"(4\\pi)}} = {say(h.value)}$.",
        lambda size: sqrt(size / 4),
    )


@construction(
    "radius of a ball",
    ("Section of a Sphere", "Sphere Radius from a Section"),
    ("Length of a Line Segment", "Length from a Midpoint"),
)
def chord_of_the_section(board, h, rng):
    """A plane, seen edge-on, cuts a ball; its distance from the centre and the width of the cut are given."""
    if h.solid.kind not in ("ball",) or h.name != "the outer radius":
        return None
    t = triple(rng, h.value, 2)
    if not t:
        return None
    half, d = t[0], t[1]
    inner = min((part.value for part in board.parts if part.solid.kind == "ball"), default=h.value)
    if d < 1.05 * inner and inner < h.value:
        raise Crowded("runs through the hollow")
    m, left, right = (0, 0, -d), (-half, 0, -d), (half, 0, -d)
    centre = (0, 0, 0)
    stroke(board, h, left, m, kind="line")
    stroke(board, h, m, right, kind="line")
    away, _, _ = line(board, h, centre, m, d * d, right, "the distance of the plane from the centre", "dash")
    board.canvas.right(*(h.solid.place(*x) for x in (m, centre, right)))
    ends = h.solid.place(*left), h.solid.place(*right)
    wide = board.measure(h.solid, "line", "the width of the section", 2 * half, (left, right), ends, (0, 0))
    return Built(
        [wide, away],
        "A plane, seen edge-on, cuts the ball; its distance from the centre and the diameter of the section are given.",
        f"The radius of the section is ${2 * half} \\div 2 = {half}$. With the distance {d} of the plane it forms a "
        f"right triangle whose hypotenuse is the radius of the ball, so {h.name} is $\\sqrt{{{half}^2 + {d}^2}} = "
        f"{say(h.value)}$.",
        lambda wide, d: sqrt(wide * wide / 4 + d * d),
    )


@construction("radius of a ball", ("Length of a Line Segment", "Sum of Parts"))
def thickness_of_the_wall(board, h, rng):
    if h.solid.kind != "ball" or h.name != "the outer radius":
        return None
    inner = next((p for p in board.parts if p.name == "the inner radius" and p.given not in board.gone), None)
    if inner is None:
        return None
    wall = h.value - inner.value
    return Built(
        [board.told(wall), inner],
        f"The wall of the hollow ball is {say(wall)} thick.",
        f"The outer radius consists of the inner radius and the thickness of the wall: ${say(inner.value)} + "
        f"{say(wall)} "
        f"= {say(h.value)}$.",
        lambda wall, inner: inner + wall,
    )
