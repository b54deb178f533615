"""Contest problems on round solids: a ball in the ice, spheres and cubes, sliced cones, turned figures, tied pipes."""

from fractions import Fraction
from math import atan2, cos, degrees, dist, hypot, radians, sin, sqrt
from math import pi as PI

from ..additions_plane import third_altitude
from ..canvas import outline, polar
from ..pieces import oblique, round_solid
from ..tools import Quantity, Scene, ask, frac, pi, program
from .contests_cubes import EXACT, edge_label, frame, lengths, surd
from .contests_nets import right_triangle
from .solid import lathe

O = (0, 0)
IN_PI = "Give the exact value in terms of $\\pi$."


def radius_to_the_edge(c, rng):
    """The radius of the ball to the edge of the hole."""
    o, r = c.circles[0]
    c.line(o, (-((r * r - o[1] * o[1]) ** 0.5), 0), kind="thin")


def ball_seen_obliquely(c, centre, radius):
    """The outline of a ball under oblique(): an ellipse, longer along the way that depth is drawn."""
    u, v = oblique(0, 1, 0)
    deep = hypot(u, v)
    points = []
    for i in range(73):
        t = radians(5 * i)
        along, across = radius * sqrt(1 + deep * deep) * cos(t), radius * sin(t)
        points.append((centre[0] + (along * u - across * v) / deep, centre[1] + (along * v + across * u) / deep))
    c.fills.append((points, False))
    c.line(*points)


def other_half(c, rng):
    """The mirror image of the turned figure: the other half of the section through the axis."""
    points = [(-x, y) for x, y in c.polygons[0]]
    c.line(*points, points[0], kind="thin")


def centres_joined(c, rng):
    """The segments between the centres of pipes that touch."""
    found = [o for o, _ in c.circles]
    wide = 2 * c.circles[0][1]
    for i, p in enumerate(found):
        for q in found[:i]:
            if dist(p, q) < 1.01 * wide:
                c.line(p, q, kind="thin")


@program("Line, Plane and Sphere")
def ball_in_ice(rng):
    half, deep, r = rng.choice([(k * u, k * (w - v), k * w) for u, v, w in (
        (4, 3, 5), (12, 5, 13), (15, 8, 17), (24, 7, 25), (21, 20, 29), (20, 21, 29), (35, 12, 37), (45, 28, 53),
        (55, 48, 73), (56, 33, 65)) for k in range(1, 40 // w + 2)])
    wide, off = 2 * half, r - deep

    def figure(c, g):
        c.without |= {"line", "dashed", "hatch"}
        cut = [polar((0, off), r, a) for a in range(360)]
        below = [p for p in cut if p[1] < 0]
        c.fills.append(([(-1.7 * r, 0), (-half, 0), *below, (half, 0), (1.7 * r, 0), (1.7 * r, -1.3 * deep),
                         (-1.7 * r, -1.3 * deep)], False))
        c.circle((0, off), r, accent=True)
        c.line((-1.7 * r, 0), (-half, 0))
        c.line((half, 0), (1.7 * r, 0))
        c.line((-half, 0), (half, 0), kind="dash")
        c.side((-half, 0), (half, 0), g["wide"], (0, -deep))
        far = 1.35 * r
        c.line((0, -deep), (1.5 * r, -deep), kind="dash")
        c.arrow((far, -deep / 2), (far, 0), kind="thin")
        c.arrow((far, -deep / 2), (far, -deep), kind="thin")
        c.side((far, -deep), (far, 0), g["deep"], O)

    def check(c):
        chord, low = lengths(c)
        size = dist((chord / 2, 0), (0, -low)) ** 2 / (2 * low)  # Thales' circle over the upright diameter
        return size, size - low, PI * chord * chord / 4

    start = "A ball is frozen into a lake; the dark disc is its section through the centre. The hole is " \
        "measured: its width at the surface of the ice, its depth in the middle."
    read = f"The figure shows that the hole is {wide} wide and {deep} deep."
    solve = f"The centre is $r - {deep}$ above the surface of the ice"
    return Scene(
        f"A ball frozen into a lake leaves a hole that is {wide} wide at the surface of the ice and {deep} deep; "
        f"its centre was above the surface.",
        [
            ask("Line, Plane and Sphere", "Chord of a Sphere", f"{start} What is the radius of the ball?", r,
                f"{read} The radius is called $r$. {solve}, and the width is a chord. By @ half of it, ${wide} "
                f"\\div 2 = {half}$, satisfies $r^2 = {half}^2 + (r - {deep})^2$ (Pythagorean Theorem). The terms "
                f"$r^2$ cancel, and the equation ${2 * deep} r = {half}^2 + {deep}^2 = {half * half + deep * deep}$ "
                f"gives $r = {half * half + deep * deep} \\div {2 * deep} = {r}$ (Linear Equation in One Variable).",
                also=["Pythagorean Theorem", "Linear Equation in One Variable"],
                wrong=[half, 2 * r, half + deep, off]),
            ask("Line, Plane and Sphere", "Plane and Sphere", f"{start} How far is the centre of the ball from the "
                f"plane of the surface?", off, f"{read} By @ the plane cuts the ball, as its distance $d$ from the "
                f"centre is smaller than the radius $r = d + {deep}$. The section has the radius ${wide} \\div 2 = "
                f"{half}$, so $(d + {deep})^2 = d^2 + {half}^2$ (Pythagorean Theorem), and $d = ({half}^2 - "
                f"{deep}^2) \\div {2 * deep} = {off}$.", also=["Pythagorean Theorem"], wrong=[r, deep, half - deep]),
            ask("Section of a Sphere", "Every Plane Section is a Circle", f"{start} What is the area of the opening of "
                f"the hole at the surface? {IN_PI}", pi(half * half), f"{read} By @ the opening is a circle, of radius "
                f"${wide} \\div 2 = {half}$, and its area is $\\pi \\times {half}^2 = {pi(half * half)}$ (Area of a "
                f"Circle).", also=["Area of a Circle"], wrong=[pi(wide * wide), pi(wide), pi(r * r)]),
        ],
        more=[radius_to_the_edge], givens=dict(wide=wide, deep=deep), figure=figure, upright=True, check=check)


@program("Circumscribed and Inscribed Spheres")
def cube_in_ball_in_cube(rng):
    a = rng.randint(2, 48)
    inner = surd(Fraction(a, 3), 3)

    def figure(c, g):
        at = frame(c, a)
        ball_seen_obliquely(c, at(0.5, 0.5, 0.5), a / 2)
        e = a / sqrt(3)
        corner = (a - e) / 2

        def small(x, y, z):
            return oblique(corner + x * e, corner + y * e, corner + z * e)
        for face in (((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)), ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)),
                     ((1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1))):
            c.polygon(*(small(*p) for p in face), accent=True)
        edge_label(c, at, g["a"])

    def check(c):
        big = lengths(c)[0]
        front = c.polygons[0]
        edge = dist(front[0], front[1])
        corner = dist((0, 0, 0), (edge / 2,) * 3)  # lies on the ball
        volume = edge**3 * (big / 2 / corner) ** 3
        return volume, 6 * volume ** (2 / 3), 4 / 3 * PI * (big / 2) ** 3

    start = "A ball touches all faces of the outer cube, and all corners of the dark cube lie on the ball."
    read = f"The figure shows the edge {a} of the outer cube."
    ball = f"the diameter of the ball is as long as this edge, {a}"
    return Scene(
        f"A ball touches all faces of a cube of edge {a}. All corners of a second, dark cube lie on the ball.",
        [
            ask("Circumscribed and Inscribed Spheres", "Sphere in a Cube", f"{start} What is the volume of the dark "
                f"cube? {EXACT}", surd(Fraction(a**3, 9), 3), f"{read} By @ {ball}. It is also the space diagonal "
                f"of the dark cube, which is $\\sqrt{{3}}$ times its edge (Properties of a Cube), so this edge is "
                f"$\\frac{{{a}}}{{\\sqrt{{3}}}} = {inner}$. The volume is $({inner})^3 = "
                f"{surd(Fraction(a**3, 9), 3)}$ (Volume of a Cube).", also=["Properties of a Cube", "Volume of a Cube"],
                wrong=[frac(a**3, 8), surd(Fraction(a**3, 4), 2), frac(a**3, 3)]),
            ask("Circumscribed and Inscribed Spheres", "Sphere around a Cuboid", f"{start} What is the surface area of "
                "the dark cube?", 2 * a * a, f"{read} The ball touches opposite faces, so {ball}. By @ the square "
                f"of the diameter is three times the square of the edge of the dark cube, which is therefore ${a}^2 "
                f"\\div 3 = {frac(a * a, 3)}$. This is the area of a face, and six faces have $6 \\times "
                f"{frac(a * a, 3)} = {2 * a * a}$ (Surface Area of a Cube).", also=["Surface Area of a Cube"],
                wrong=[6 * a * a, 3 * a * a, frac(3 * a * a, 2)]),
            ask("Volume of a Sphere", "Sphere Volume Formula", f"{start} What is the volume of the ball? {IN_PI}",
                pi(Fraction(a**3, 6)), f"{read} The ball touches opposite faces, so {ball}, and its radius is "
                f"${a} \\div 2 = {frac(a, 2)}$ (Circumscribed and Inscribed Spheres). By @ the volume is "
                f"$\\frac{{4}}{{3}} \\times \\pi \\times ({frac(a, 2)})^3 = {pi(Fraction(a**3, 6))}$.",
                also=["Circumscribed and Inscribed Spheres"],
                wrong=[pi(Fraction(4 * a**3, 3)), pi(Fraction(a**3, 3)), pi(Fraction(a**3, 8))]),
        ],
        givens=dict(a=a), figure=figure, upright=True, check=check)


@program("Similar Solids")
def sliced_cone(rng):
    n = rng.randint(3, 5)
    j = rng.randint(2, n)
    part = 3 * j * j - 3 * j + 1
    unit = rng.randint(2, 180 // part)
    v = part * unit
    last = 3 * n * n - 3 * n + 1

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes"}
        r, h = 6, 14
        round_solid(c, r, h)

        def level(i, start, end, kind="none"):  # the rim under the slice number i from the tip
            return c.ring((0, h - h * i / n), r * i / n, 0.3 * r * i / n, start, end, kind)
        c.fills.append(([*level(j, 180, 360), *reversed(level(j - 1, 180, 360))], True))
        for i in range(1, n):
            level(i, 180, 360, "line")
            level(i, 0, 180, "dash")
        c.text((0, h - h * (j - 0.5) / n - 0.3 * r * (j - 0.5) / n), g["v"])

    def check(c):
        rims = sum(kind == "dash" for _, kind in c.strokes)
        dark = next(points for points, accent in c.fills if accent)
        low = round(max(abs(p[0]) for p in dark) * rims / 6)
        slices = [lathe((0, 0), (i, 0), (i - 1, 1), (0, 1))[0] for i in range(1, rims + 1)]
        one = int(next(label[4] for label in c.labels)) / slices[low - 1]
        return sum(slices) * one, rims**2, slices[-1] * one

    start = "A cone is cut into slices of equal height parallel to its base; a number in the dark slice is its " \
        "volume."
    read = f"The figure shows {n} slices, and the dark one, number {j} from the tip, has the volume {v}."
    cubes = f"with 1, 2, 3, ... slices they have volumes in the ratio of the cubes. So the dark slice is ${j}^3 - " \
        f"{j - 1}^3 = " \
        f"{part}$ times the topmost one, whose volume is ${v} \\div {part} = {unit}$"
    return Scene(
        f"A cone is cut into {n} slices of equal height parallel to its base. The slice number {j}, counted from "
        f"the tip, is dark and has the volume {v}.",
        [
            ask("Similar Solids", "Volume Ratio of Similar Solids", f"{start} What is the volume of the whole cone?",
                n**3 * unit, f"{read} The pieces above the cuts are cones similar to the whole one (Volume of a "
                    f"Cone). By @ {cubes}. The "
                f"whole cone is ${n}^3 = {n**3}$ times as large, ${n**3} \\times {unit} = {n**3 * unit}$ (Concept "
                f"of Exponent).", also=["Volume of a Cone", "Concept of Exponent"],
                wrong=[n * v, frac(n**3 * v, j**3), n**2 * unit, frac(n * n * v, 2 * j - 1)]),
            ask("Similar Solids", "Surface Ratio of Similar Solids", f"{start} How many times as large as the "
                f"curved side of the topmost slice is the curved side of the whole "
                f"cone?", n * n, f"The figure shows {n} slices. "
                f"The topmost one is a cone similar to the whole cone, and lengths are {n} times as large in the "
                f"whole cone. By @ its curved side is ${n}^2 = {n * n}$ times as large.", wrong=[n, n**3, 2 * n]),
            ask("Volume of a Cone", "Similar Cones", f"{start} What is the volume of the lowest slice?", last * unit,
                f"{read} The pieces above the cuts are cones similar to the whole one (Similar Solids). By @ "
                f"{cubes}. The lowest slice is ${n}^3 - {n - 1}^3 = {last}$ times the topmost one, ${last} \\times "
                f"{unit} = {last * unit}$.",
                also=["Similar Solids"], wrong=[v + unit, n**3 * unit, (2 * n - 1) * unit, n * n * unit]),
        ],
        givens=dict(v=v), fixed=(n, j), figure=figure, upright=True, check=check, scale=False,
        quantities=dict(v=Quantity("measure", "the volume of the dark slice")))


def draw_step(c, g, big, h, low, r):
    """A figure of two rectangles and the axis."""
    c.without |= {"line", "dashed"}
    c.polygon(O, (big, 0), (big, low), (r, low), (r, h), (0, h), accent=True)
    c.line((0, -0.25 * h), (0, 1.25 * h), kind="dash")
    c.ring((0, 1.14 * h), 0.09 * big, 0.04 * big, 130, 410, kind="thin")
    tips = [(0.09 * big * cos(radians(a)), 1.14 * h + 0.04 * big * sin(radians(a))) for a in (25, 50)]
    c.arrow(*tips, kind="thin")
    c.side(O, (big, 0), g["big"], (0, h))
    c.side((big, 0), (big, low), g["low"], O)
    c.side((0, h), (r, h), g["r"], O)
    c.side(O, (0, h), g["h"], (big, 0))


@program("Definition of a Cylinder")
def turned_step(rng):
    big = rng.randint(4, 14)
    r = rng.randint(2, big - 2)
    h = rng.randint(4, 16)
    low = rng.randint(2, h - 2)
    top = h - low
    whole, volume = 2 * big * big + 2 * big * low + 2 * r * top, big * big * low + r * r * top
    other = h * h * r + low * low * (big - r)

    def check(c):
        shape = c.polygons[0]
        volume, surface = lathe(*shape)
        return surface, lathe(*((y, x) for x, y in shape))[0], volume

    start = "The dark figure is turned once about the dashed line."
    read = f"The figure shows the widths {big} and {r} and the heights {h} and {low}."
    solid = f"the two rectangles sweep out two cylinders, one with the radius {big} and the height {low} and, on " \
        f"it, one with the radius {r} and the height ${h} - {low} = {top}$"
    return Scene(
        f"A figure with right angles only consists of a lower rectangle {big} wide and {low} high and, above its "
        f"left end, a rectangle {r} wide; together they are {h} high. It is turned once about its left side.",
        [
            ask("Definition of a Cylinder", "Rectangle Turned about a Side", f"{start} What is the surface area of the "
                f"solid? {IN_PI}", pi(whole), f"{read} By @ {solid}. The curved sides have $2 \\times \\pi \\times "
                f"{big} \\times {low} = {pi(2 * big * low)}$ and $2 \\times \\pi \\times {r} \\times {top} = "
                f"{pi(2 * r * top)}$ (Surface Area of a Cylinder). Seen from above, the upper disc and the ring "
                f"around it make a full disc of radius {big}, and below there is another, together $2 \\times \\pi "
                f"\\times {big}^2 = {pi(2 * big * big)}$ (Area of a Circle). The surface is ${pi(2 * big * low)} + "
                f"{pi(2 * r * top)} + {pi(2 * big * big)} = {pi(whole)}$.", also=["Surface Area of a "
                "Cylinder", "Area of a Circle"],
                wrong=[pi(whole + 2 * r * r), pi(whole - big * big), pi(whole + 2 * r * low)]),
            ask("Definition of a Cylinder", "Two Choices of Axis", "The dark figure is turned once about its lowest "
                f"side instead. What is the volume of the solid then? {IN_PI}", pi(other), f"{read} By @ the lowest "
                f"side is now the axis: the left part, {r} wide, gives a cylinder with the radius {h} and the "
                f"height {r}, and the rest, ${big} - {r} = {big - r}$ wide, one with the radius {low}. Their "
                f"volumes are $\\pi \\times {h}^2 \\times {r} = {pi(h * h * r)}$ and $\\pi \\times {low}^2 \\times "
                f"{big - r} = {pi(low * low * (big - r))}$ (Volume of a Cylinder), together ${pi(h * h * r)} + "
                f"{pi(low * low * (big - r))} = {pi(other)}$.", also=["Volume of a Cylinder"],
                wrong=[pi(volume), pi(h * h * big), pi(h * h * r + low * low * big)]),
            ask("Composite Solids", "Adding the Parts", f"{start} What is the volume of the solid? {IN_PI}", pi(volume),
                f"{read} By the Definition of a Cylinder {solid}. By @ the volume is the sum of $\\pi \\times "
                f"{big}^2 \\times {low} = {pi(big * big * low)}$ and $\\pi \\times {r}^2 \\times {top} = "
                f"{pi(r * r * top)}$ (Volume of a Cylinder), which is ${pi(big * big * low)} + {pi(r * r * top)} = "
                f"{pi(volume)}$.",
                also=["Definition of a Cylinder", "Volume of a Cylinder"],
                wrong=[pi(big * big * low + r * r * h), pi(big * big * h), pi(whole)]),
        ],
        more=[other_half], givens=dict(big=big, r=r, h=h, low=low),
        figure=lambda c, g: draw_step(c, g, big, h, low, r), upright=True, check=check)


@program("Definition of a Cone")
def turned_about_hypotenuse(rng):
    a, b, hyp = right_triangle(rng, 60)
    r = Fraction(a * b, hyp)
    volume, skin = r * r * hyp / 3, r * (a + b)

    def figure(c, g):
        c.without |= {"line", "dashed", "hatch"}
        foot = a * a / hyp  # above the lower end of the axis
        tip = (float(r), foot)
        c.polygon(O, tip, (0, hyp), accent=True)
        c.line((0, -0.12 * hyp), (0, 1.12 * hyp), kind="dash")
        c.line((0, hyp), (-tip[0], foot), O, kind="thin")
        c.ring((0, foot), tip[0], 0.22 * tip[0], 180, 360, kind="thin")
        c.ring((0, foot), tip[0], 0.22 * tip[0], 0, 180, kind="dash")
        c.right(tip, O, (0, hyp))
        c.side(O, tip, g["a"], (0, hyp))
        c.side(tip, (0, hyp), g["b"], O)

    def check(c):
        volume, surface = lathe(*c.polygons[0])
        one, two = lengths(c)
        return volume, surface, lathe(O, (two, 0), (0, one))[0]

    start = "The dark right-angled triangle is turned once about its longest side, which lies on the dashed line."
    read = f"The figure shows the legs {a} and {b}. The longest side is $\\sqrt{{{a}^2 + {b}^2}} = {hyp}$ " \
        f"(Pythagorean Theorem), and the right angle is ${a} \\times {b} \\div {hyp} = {frac(r)}$ away from it " \
        f"(Altitude on the Hypotenuse)"
    return Scene(
        f"A right-angled triangle with the legs {a} and {b} is turned once about its longest side.",
        [
            ask("Definition of a Cone", "Right Triangle Turned about a Leg", f"{start} What is the volume of the "
                f"solid? {IN_PI}", pi(volume), f"{read}. This altitude divides the dark triangle into two "
                f"right-angled ones, which are turned about a leg. By @ they sweep out two cones with the common "
                f"radius ${frac(r)}$, whose heights add up to {hyp}. Together they have the volume "
                f"$\\frac{{1}}{{3}} \\times \\pi \\times ({frac(r)})^2 \\times {hyp} = {pi(volume)}$ (Volume of a "
                f"Cone).",
                also=["Pythagorean Theorem", "Altitude on the Hypotenuse", "Volume of a Cone"],
                wrong=[pi(Fraction(a * a * b, 3)), pi(3 * volume), pi(Fraction(a * b * hyp, 3))]),
            ask("Definition of a Cone", "Slant Height of a Cone", f"{start} What is the surface area of the solid? "
                f"{IN_PI}",
                pi(skin), f"{read}. This is the radius of two cones with a common base, and by @ their slants are "
                f"the legs {a} and {b}. Only the curved sides belong to the surface: $\\pi \\times {frac(r)} "
                f"\\times ({a} + {b}) = {pi(skin)}$ (Surface Area of a Cone).",
                also=["Pythagorean Theorem", "Altitude on the Hypotenuse", "Surface Area of a Cone"],
                wrong=[pi(skin + r * r), pi(a * b), pi(r * hyp)]),
            ask("Volume of a Cone", "Third of a Cylinder", "The triangle in the figure is turned once about the leg "
                f"whose label is {{a}}. What is the volume of the solid? {IN_PI}", pi(Fraction(a * b * b, 3)),
                f"The figure shows the legs {a} and {b}. Turned about one of them, the triangle sweeps out a cone "
                f"(Definition of a Cone) with the height {a} and the radius {b}. By @ its volume is "
                f"$\\frac{{1}}{{3}} \\times \\pi \\times {b}^2 \\times {a} = "
                f"{pi(Fraction(a * b * b, 3))}$.", also=["Definition of a Cone"],
                wrong=[pi(Fraction(a * a * b, 3)), pi(a * b * b), pi(volume)]),
        ],
        more=[third_altitude], givens=dict(a=a, b=b), figure=figure, check=check)


PACKS = {  # centres of pipes of diameter 1, and the length of the band without its arcs
    "row of 3": ([(0, 0), (1, 0), (2, 0)], 4),
    "row of 4": ([(0, 0), (1, 0), (2, 0), (3, 0)], 6),
    "triangle": ([(0, 0), (1, 0), (0.5, sqrt(3) / 2)], 3),
    "large triangle": ([(x + y / 2, y * sqrt(3) / 2) for y in range(3) for x in range(3 - y)], 6),
    "square": ([(0, 0), (1, 0), (1, 1), (0, 1)], 4),
    "block": ([(x, y) for x in range(3) for y in range(2)], 6),
    "large square": ([(x, y) for x in range(3) for y in range(3)], 8),
    "hexagon": ([(0, 0), *(polar((0, 0), 1, 60 * k) for k in range(6))], 6),
    "lozenge": ([(0, 0), (1, 0), (1.5, sqrt(3) / 2), (0.5, sqrt(3) / 2)], 4),
    "trapezoid": ([(0, 0), (1, 0), (2, 0), (0.5, sqrt(3) / 2), (1.5, sqrt(3) / 2)], 5),
}


def hull(points):
    """The corners of the convex hull, anticlockwise (the ends of straight runs only)."""
    def half(row):
        found = []
        for p in row:
            while len(found) > 1 and (found[-1][0] - found[-2][0]) * (p[1] - found[-2][1]) - (
                    found[-1][1] - found[-2][1]) * (p[0] - found[-2][0]) <= 1e-9:
                found.pop()
            found.append(p)
        return found[:-1]
    row = sorted(points)
    return half(row) + half(row[::-1])


@program("Structural Features of a Cylinder")
def tied_pipes(rng):
    kind, d = rng.choice(list(PACKS)), rng.randint(2, 40)
    spots, m = PACKS[kind]
    k = len(spots)

    def figure(c, g):
        c.without |= {"line", "dashed", "hatch"}
        centres = [(x * d, y * d) for x, y in spots]
        for p in centres:
            c.circle(p, d / 2, accent=True)
        ring, band = hull(centres), []
        for p, q, s in zip(ring, [*ring[1:], ring[0]], [ring[-1], *ring[:-1]]):
            before, after = (degrees_of(u, v) - 90 for u, v in ((s, p), (p, q)))
            turn = (after - before) % 360
            band += [polar(p, 0.53 * d, before + turn * i / 12) for i in range(13)]
        c.line(*band, band[0], kind="thick")
        low = min(y for _, y in spots) * d
        left = min(x * d for x, y in spots if y * d < low + 0.01 * d)  # the first pipe of the lowest row
        c.line((left, low), (left, low - 0.95 * d), kind="dash")
        c.line((left + d, low), (left + d, low - 0.95 * d), kind="dash")
        c.arrow((left + d / 2, low - 0.85 * d), (left, low - 0.85 * d), kind="thin")
        c.arrow((left + d / 2, low - 0.85 * d), (left + d, low - 0.85 * d), kind="thin")
        c.side((left, low - 0.85 * d), (left + d, low - 0.85 * d), g["d"], (0, 0))
        c.dot((left, low))
        c.dot((left + d, low))

    def check(c):
        ring, r = hull([p for p, _ in c.circles]), c.circles[0][1]
        return outline(ring) + 2 * PI * r, 3 * len(c.circles), len(c.circles) * PI * r * r

    start = "The figure shows equal pipes from the front, tied together by a tight band. A segment joins the " \
        "centres of two neighbouring pipes."
    return Scene(
        f"{k} equal pipes with the diameter {d} are tied together by a tight band around all of them; seen from the "
        f"front, their centres form a {kind}.",
        [
            ask("Structural Features of a Cylinder", "Two Congruent Parallel Circles", f"{start} How long is the band? "
                f"{IN_PI}", f"{m * d}+{pi(d)}", f"The figure shows the distance {d} of two centres. The fronts are, "
                f"by @, congruent circles. Neighbours touch, so this distance is the diameter (Tangency of Two "
                f"Circles). The straight parts of the band are as long as the outline of the centres, ${m} \\times "
                f"{d} = {m * d}$, and its arcs make one full turn, so together they are a circle of the length "
                f"$\\pi \\times {d} = {pi(d)}$ (Circumference of a Circle). The band is ${m * d}+{pi(d)}$ long.",
                also=["Tangency of Two Circles", "Circumference of a Circle"],
                wrong=[f"{m * d}+{pi(2 * d)}", f"{k * d}+{pi(d)}" if k != m else f"{2 * m * d}+{pi(d)}",
                       f"{m * d}+{pi(Fraction(d, 2))}"]),
            ask("Structural Features of a Cylinder", "Three Faces of a Cylinder", f"{start} The pipes are replaced "
                f"by solid rods of the same size. How many faces do all rods have "
                f"together?", 3 * k, f"The figure shows {k} "
                f"pipes. By @ each solid rod has two flat faces and one curved face, so there are ${k} \\times 3 = "
                f"{3 * k}$ faces.", wrong=[2 * k, k, 4 * k]),
            ask("Area of a Circle", "Circle Area Formula", f"{start} What is the area of all the circles together? "
                f"{IN_PI}",
                pi(Fraction(k * d * d, 4)), f"The figure shows {k} circles. The distance of two centres is the "
                f"diameter (Tangency of Two Circles), so the radius is ${d} \\div 2 = {frac(d, 2)}$. By @ the "
                f"circles have ${k} \\times \\pi \\times ({frac(d, 2)})^2 = {pi(Fraction(k * d * d, 4))}$.",
                also=["Tangency of Two Circles"], wrong=[pi(k * d * d), pi(k * d), pi(Fraction(k * d * d, 2))]),
        ],
        more=[centres_joined], givens=dict(d=d), fixed=(kind,), figure=figure, check=check)


def degrees_of(p, q):
    """The direction from p to q in degrees."""
    return degrees(atan2(q[1] - p[1], q[0] - p[0]))
