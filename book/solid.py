"""Solid geometry: boxes, prisms, cylinders, cones, in oblique view and to scale."""
from fractions import Fraction
from math import asin, degrees

from .contexts import scenes
from .tools import Scene, ask, near, pi, program, root

GEOMETRY = "Geometry"
IN_PI = "Give the answer as a multiple of \\pi."


def box(c, a, b, h):
    """A box a wide, b deep, h high; returns the corner map (0/1 for right, back, top)."""
    def at(x, y, z):
        return x * a + 0.42 * y * b, z * h + 0.3 * y * b

    hidden = at(0, 1, 0)
    for end in (at(0, 0, 0), at(1, 1, 0), at(0, 1, 1)):
        c.line(hidden, end, kind="dash")
    c.polygon(at(0, 0, 0), at(1, 0, 0), at(1, 0, 1), at(0, 0, 1))
    c.polygon(at(0, 0, 1), at(1, 0, 1), at(1, 1, 1), at(0, 1, 1))
    c.polygon(at(1, 0, 0), at(1, 1, 0), at(1, 1, 1), at(1, 0, 1))
    return at


def cuboid(c, g, a, b, h):
    at = box(c, a, b, h)
    centre = at(0.5, 0.5, 0.5)
    c.side(at(0, 0, 0), at(1, 0, 0), g["a"], centre)
    c.side(at(1, 0, 0), at(1, 1, 0), g["b"], centre)
    c.side(at(0, 0, 0), at(0, 0, 1), g["h"], centre)


def three_edges(rng):
    a = rng.randint(3, 14)
    return a, near(rng, a, 0.5, 1.6), near(rng, a, 0.5, 1.6)


@program("Volume of a Cuboid", GEOMETRY, questions=3)
def cuboid_volume(rng):
    a, b, h = three_edges(rng)
    s = 2 * (a * b + b * h + a * h)
    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high.", [
            ask("Volume of a Cuboid", "Product of Three Edges", "What is the volume of the cuboid?", a * b * h,
                f"the volume is the product of the edges, {a} \\times {b} \\times {h} = {a * b * h}."),
            ask("Surface Area of a Cuboid", "Six Faces in Three Pairs", "What is the surface area of the cuboid?", s,
                f"2 \\times ({a} \\times {b} + {b} \\times {h} + {a} \\times {h}) = {s}."),
            ask("Perimeter of a Polygon", "Sum of the Sides", "What is the total length of all edges of the cuboid?",
                4 * (a + b + h), f"each edge occurs four times: 4 \\times ({a} + {b} + {h}) = {4 * (a + b + h)}.")],
        scenes("volume", "a cuboid"), dict(a=a, b=b, h=h), (), lambda c, g: cuboid(c, g, a, b, h), True)


@program("Surface Area of a Cuboid", GEOMETRY, questions=3)
def cuboid_surface(rng):
    a, b, h = three_edges(rng)
    s, sides = 2 * (a * b + b * h + a * h), 2 * (b * h + a * h)
    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high.", [
            ask("Surface Area of a Cuboid", "Six Faces in Three Pairs", "What is the surface area of the cuboid?", s,
                f"the faces come in equal pairs: 2 \\times ({a} \\times {b} + {b} \\times {h} + {a} \\times {h}) = "
                f"{s}."),
            ask("Surface Area of a Cuboid", "Open Box", "A box of this shape has a bottom and four side walls, but no "
                "lid. What is the total area of these five faces?", s - a * b,
                f"the walls have 2 \\times ({b} \\times {h} + {a} \\times {h}) = {sides}, and with the bottom "
                f"{a} \\times {b} it is {sides + a * b}."),
            ask("Volume of a Cuboid", "Product of Three Edges", "What is the volume of the cuboid?", a * b * h,
                f"{a} \\times {b} \\times {h} = {a * b * h}.")],
        scenes("surface", "a cuboid"), dict(a=a, b=b, h=h), (), lambda c, g: cuboid(c, g, a, b, h), True)


@program("Volume of a Prism", GEOMETRY, questions=2)
def prism_volume(rng):
    a, b = rng.choice([(3, 4), (6, 8), (5, 12), (8, 15), (9, 12), (4, 6), (5, 8), (6, 10), (7, 10), (8, 11), (10, 12)])
    h = near(rng, max(a, b), 0.6, 1.6)

    def figure(c, g):
        lift = (0.75 * h, 0.25 * h)
        p, q, r = (0, 0), (b, 0), (0, a)
        far = [(x + lift[0], y + lift[1]) for x, y in (p, q, r)]
        c.line(far[1], far[0], far[2], kind="dash")
        c.line(p, far[0], kind="dash")
        c.polygon(p, q, r, accent=True)
        c.polygon(q, far[1], far[2], r)
        c.right(p, q, r)
        c.side(p, q, g["b"], r)
        c.side(p, r, g["a"], q)
        c.side(q, far[1], g["h"], r)

    v = Fraction(a * b * h, 2)
    return Scene(
        f"The base of a right prism is a right triangle with the legs {a} and {b}; the prism is {h} long.", [
            ask("Volume of a Prism", "Base Area times Height", "The base of the right prism is a right triangle. What "
                "is the volume of the prism?", v, f"the base has the area {a} \\times {b} \\div 2 = "
                f"{Fraction(a * b, 2)}, and times the length {h} the volume is {v}."),
            ask("Area of a Triangle", "Area of a Right Triangle", "The base of the right prism is a right triangle. "
                "What is the area of the base?", Fraction(a * b, 2),
                f"{a} \\times {b} \\div 2 = {Fraction(a * b, 2)}.")],
        scenes("volume", "a right prism whose base is a right triangle"), dict(a=a, b=b, h=h), (), figure, True)


def round_solid(c, r, h, cone):
    """A cylinder or a cone of radius r and height h, standing."""
    squeeze = 0.3 * r
    turn = degrees(asin(squeeze / h)) if cone else 0  # where on the base ellipse the sides of a cone touch it
    front = c.ring((0, 0), r, squeeze, 180 - turn, 360 + turn)
    c.ring((0, 0), r, squeeze, turn, 180 - turn, kind="dash")
    top = [(0, h)] if cone else [(r, h), (-r, h)]
    c.fills.append(([*front, *top], False))
    if cone:
        c.line(front[0], (0, h), front[-1])
    else:
        c.fills.append((c.ring((0, h), r, squeeze), True))
        c.line((-r, 0), (-r, h))
        c.line((r, 0), (r, h))


@program("Volume of a Cylinder", GEOMETRY, questions=2)
def cylinder_volume(rng):
    r = rng.randint(2, 10)
    h = near(rng, 2 * r, 0.5, 1.5)

    def figure(c, g):
        round_solid(c, r, h, False)
        c.dot((0, h))
        c.line((0, h), (r, h))
        c.side((0, h), (r, h), g["r"], (r / 2, 0))
        c.side((r, 0), (r, h), g["h"], (0, h / 2))

    return Scene(
        f"A cylinder has the base radius {r} and the height {h}.", [
            ask("Volume of a Cylinder", "Circle Area times Height", f"What is the volume of the cylinder? {IN_PI}",
                pi(r * r * h), f"the volume is \\pi \\times {r}^2 \\times {h} = {pi(r * r * h)}."),
            ask("Area of a Circle", "Circle Area Formula", f"What is the area of the base of the cylinder? {IN_PI}",
                pi(r * r), f"\\pi \\times {r}^2 = {pi(r * r)}.")],
        scenes("volume", "a cylinder", IN_PI), dict(r=r, h=h), (), figure, True)


@program("Volume of a Cone", GEOMETRY, questions=2)
def cone_volume(rng):
    r = rng.randint(2, 9)
    h = near(rng, 2 * r, 0.6, 1.6)
    v = Fraction(r * r * h, 3)

    def figure(c, g):
        round_solid(c, r, h, True)
        c.line((0, h), (0, 0), kind="dash")
        c.line((0, 0), (r, 0), kind="dash")
        c.right((0, 0), (r, 0), (0, h))
        c.side((0, 0), (r, 0), g["r"], (0, h))
        c.side((0, 0), (0, h), g["h"], (r, h / 2))

    return Scene(
        f"A right cone has the base radius {r} and the height {h}.", [
            ask("Volume of a Cone", "Third of a Cylinder", f"What is the volume of the cone? {IN_PI}", pi(v),
                f"the volume is a third of \\pi \\times {r}^2 \\times {h}, that is {pi(v)}."),
            ask("Pythagorean Theorem", "Hypotenuse from the Legs", "What is the distance from the tip of the cone to "
                "the rim of its base?", root(r * r + h * h),
                f"radius and height are the legs: \\sqrt{{{r}^2 + {h}^2}} = {root(r * r + h * h)}.")],
        scenes("volume", "a cone", IN_PI), dict(r=r, h=h), (), figure, True)
