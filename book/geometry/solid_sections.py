"""Nets and plane sections of solids."""
from fractions import Fraction
from math import dist, hypot, radians, sin
from math import pi as PI

from ..canvas import area, opening, polar
from ..pieces import Solid, oblique, round_solid
from ..tools import Quantity, Scene, ask, frac, near, pi, program, root
from .solid import TRIPLES, lathe, loft, rectangle, shell, spans, square_pyramid, three_edges

IN_PI = "Give the answer as a multiple of $\\pi$."


# -------------------------------------------------------------------------------------------------------------- nets
@program("Net of a Cuboid")
def cuboid_net(rng):
    a, b, h = three_edges(rng)
    s = 2 * (a * b + b * h + a * h)

    def figure(c, g):
        x = 0
        for wide in (a, b, a, b):
            c.polygon((x, 0), (x + wide, 0), (x + wide, h), (x, h))
            x += wide
        c.polygon((0, h), (a, h), (a, h + b), (0, h + b), accent=True)
        c.polygon((0, 0), (a, 0), (a, -b), (0, -b), accent=True)
        c.side((a, 0), (a + b, 0), g["b"], (a, h))
        c.side((a + b, 0), (2 * a + b, 0), g["a"], (a, h))
        c.side((0, 0), (0, h), g["h"], (a, h / 2))
        c.without |= {"line", "shapes"}

    def around(c, rng):
        """The diagonal of the row: the shortest thread once around the walls."""
        c.line((0, 0), (2 * (a + b), h), kind="thin")

    def check(c):
        walls = c.polygons[:4]
        return (sum(map(area, c.polygons)), sum(map(area, walls)),
                area(c.polygons[4]) * dist(*walls[0][1:3]))

    seen = f"The figure shows the sides {a} and {b} of the base of the cuboid and the height {h} of its walls."
    return Scene(
        f"A cuboid with the edges {a}, {b} and {h} is cut open to a net; {h} is the height of the four walls.", [
            ask("Net of a Cuboid", "Six Rectangles of a Net", "The net of a cuboid consists of six rectangles. What is "
                "the area of the whole net?", s, f"{seen} By @ there are two rectangles of each of three sizes. The "
                f"whole net has the area $2 \\times ({a} \\times {b} + {b} \\times {h} + {a} \\times {h}) = {s}$.",
                wrong=[s // 2, 2 * (a + b) * h, a * b * h, s - a * b]),
            ask("Net of a Cuboid", "Strip of the Four Walls", "The four rectangles in a row are the walls of a cuboid. "
                "What is their total area?", 2 * (a + b) * h, f"{seen} By @ the four walls together are one rectangle "
                f"of length $2 \\times ({a} + {b}) = {2 * (a + b)}$ and height {h}, so their area is ${2 * (a + b)} "
                f"\\times {h} = {2 * (a + b) * h}$.", wrong=[(a + b) * h, s, 4 * a * h]),
            ask("Volume of a Cuboid", "Product of Three Edges", "The net is folded to a cuboid. What is the volume of "
                "the cuboid?", a * b * h, f"{seen} These are the three edges of the cuboid. By @ its volume is ${a} "
                f"\\times {b} \\times {h} = {a * b * h}$.", wrong=[s, a + b + h, 2 * (a + b) * h])],
        more=[around], givens=dict(a=a, b=b, h=h), figure=figure, upright=True, check=check)


def folded(squares):
    """Which square becomes opposite to which when a net of unit squares is folded: the net rolls over a cube."""
    turned = {(1, 0): (2, 1, 5, 0, 4, 3), (-1, 0): (3, 1, 0, 5, 4, 2),
              (0, 1): (4, 0, 2, 3, 5, 1), (0, -1): (1, 5, 2, 3, 0, 4)}  # faces: down, front, right, left, back, up
    seen, queue = {squares[0]: (0, 1, 2, 3, 4, 5)}, [squares[0]]
    for square in queue:
        for step, order in turned.items():
            beside = square[0] + step[0], square[1] + step[1]
            if beside in squares and beside not in seen:
                seen[beside] = tuple(seen[square][i] for i in order)
                queue.append(beside)
    return {p: q for p in squares for q in squares if seen[p][0] == 5 - seen[q][0]}


@program("Net of a Cube")
def cube_net(rng):
    values, top, low = rng.sample(range(2, 16), 6), rng.randrange(4), rng.randrange(4)
    squares = [(0, 0), (1, 0), (2, 0), (3, 0), (top, 1), (low, -1)]
    shade = rng.randrange(4)
    pairs = [(values[0], values[2]), (values[1], values[3]), (values[4], values[5])]
    other, rest = values[(shade + 2) % 4], sum(pairs[1 - shade % 2]) + sum(pairs[2])
    total = sum(p * q for p, q in pairs)

    def figure(c, g):
        c.lettered = True
        for i, (x, y) in enumerate(squares):
            c.polygon((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), accent=i == shade and c.asked != 0)
            c.text((x + 0.5, y + 0.5), g[f"n{i + 1}"])
        c.without |= {"hatch", "line", "shapes"}

    def check(c):
        places = [tuple(map(round, polygon[0])) for polygon in c.polygons]
        at, facing = dict(zip(places, c.numbers())), folded(places)
        marked = next(i for i, (_, accent) in enumerate(c.fills) if accent)
        mine = places[marked]
        return (sum(at[p] * at[facing[p]] for p in places) / 2, at[facing[mine]],
                sum(at[p] for p in places if p not in (mine, facing[mine])))

    names = [f"n{i + 1}" for i in range(6)]
    row = f"In the figure the row of four squares carries {values[0]}, {values[1]}, {values[2]} and {values[3]}"
    places = ["on the first square of the row", "on the second square of the row", "on the third square of the row",
              "on the fourth square of the row", "above the row", "below the row"]
    return Scene(
        f"A net of a cube has the numbers {values[0]}, {values[1]}, {values[2]} and {values[3]} in a row of four "
        f"squares; {values[4]} stands on a square above the row, {values[5]} on a square below it. The square with "
        f"{values[shade]} is shaded.", [
            ask("Net of a Cube", "Squares on Both Sides of a Row", "Each face of the cube with this net bears a "
                "number. Multiply the two numbers on each pair of opposite faces, and add the three products. What is "
                "the result?", total,
                f"{row}; {values[4]} stands above it and {values[5]} below. In a row the first and the third square, "
                "and the second and the fourth, become opposite faces. By @ the squares above and below the row also "
                "become opposite faces. So the result is $" + " + ".join(f"{p} \\times {q}" for p, q in pairs)
                + f" = {total}$.",
                wrong=[values[0] * values[1] + values[2] * values[3] + values[4] * values[5], sum(values),
                       values[0] * values[3] + values[1] * values[2] + values[4] * values[5]]),
            ask("Net of a Cube", "Opposite Faces in a Row", "The net is folded to a cube. Which number is on the face "
                "opposite to the shaded one?", other, f"{row}, and the shaded square carries {values[shade]}. By @ the "
                f"square two places away from it in the row becomes the opposite face; it carries {other}.",
                wrong=[values[(shade + 1) % 4], values[(shade + 3) % 4], values[4], values[5]]),
            ask("Properties of a Cube", "Neighbours of a Face", "The net is folded to a cube. What is the sum of the "
                "four numbers on the faces that share an edge with the shaded face?", rest,
                f"{row}; {values[4]} stands above it and {values[5]} below. The square two places away from the shaded "
                f"{values[shade]} carries {other} and becomes the opposite face (Net of a Cube). By @ all faces but "
                f"these two share an edge with the shaded face. All six numbers have the sum {sum(values)}, and so the "
                f"four have ${sum(values)} - {values[shade]} - {other} = {rest}$.", also=["Net of a Cube"],
                wrong=[sum(values) - values[shade], rest + other - values[4], sum(values)])],
        givens=dict(zip(names, values)), fixed=(top, low, shade),
        quantities={name: Quantity("number", f"the number {place}") for name, place in zip(names, places)},
        figure=figure, upright=True, check=check, scale=False)


@program("Net of a Cylinder")
def cylinder_net(rng):
    r = rng.randint(1, 12)
    h = near(rng, 3 * r, 0.5, 1.6)
    k = 2 * r

    def figure(c, g):
        wide = k * PI
        c.polygon((0, 0), (wide, 0), (wide, h), (0, h))
        c.circle((wide / 2, h + r), r, accent=True)
        c.circle((0.8 * wide, -r), r, accent=True)  # beside the middle, where the label of the width stands
        c.side((0, 0), (wide, 0), g["k"] + "π", (0, h))
        c.side((0, 0), (0, h), g["h"], (wide, 0))
        c.without |= {"line", "shapes"}  # a disc more could belong to the net

    def around(c, rng):
        """The diagonal of the rectangle: the shortest thread once around the curved side."""
        c.line((0, 0), (k * PI, h), kind="thin")

    def check(c):
        wide, high = dist(*c.polygons[0][:2]), dist(*c.polygons[0][1:3])
        radius = wide / (2 * PI)
        volume, surface = lathe((0, 0), (radius, 0), (radius, high), (0, high))
        return surface, c.circles[0][1], volume

    seen = f"The figure shows a rectangle of width ${k}\\pi$ and height {h}."
    radius = f"The width is the circumference of the base, so the radius is ${k}\\pi \\div (2\\pi) = {r}$"
    return Scene(
        f"The net of a cylinder consists of a rectangle of width ${k}\\pi$ and height {h} and two circles.", [
            ask("Net of a Cylinder", "Rectangle and Two Discs", "A rectangle and two circles are the net of a closed "
                f"cylinder. What is the area of the whole net? {IN_PI}",
                pi(k * h + 2 * r * r), f"{seen} {radius}. By @ the rectangle, with the area ${k}\\pi \\times {h} = "
                f"{pi(k * h)}$, and the two circles, with $2 \\times \\pi \\times {r}^2 = {pi(2 * r * r)}$, make up "
                f"the net. Its area is ${pi(k * h)} + {pi(2 * r * r)} = {pi(k * h + 2 * r * r)}$.",
                wrong=[pi(k * h), pi(k * h + r * r), pi(k * h + 2 * k * k), pi(r * r * h)]),
            ask("Net of a Cylinder", "Radius from the Net", "A rectangle and two circles are the net of a closed "
                "cylinder. What is the radius of the cylinder?", r,
                f"{seen} Its width is the circumference of the base of the cylinder. By @ the radius is "
                f"${k}\\pi \\div (2\\pi) = {r}$.", wrong=[k, frac(r, 2), 4 * r]),
            ask("Volume of a Cylinder", "Circle Area times Height", "A rectangle and two circles are the net of a "
                f"closed cylinder. What is the volume of the cylinder? {IN_PI}",
                pi(r * r * h), f"{seen} {radius} (Net of a Cylinder). By @ the volume is $\\pi \\times {r}^2 "
                f"\\times {h} = {pi(r * r * h)}$.", also=["Net of a Cylinder"],
                wrong=[pi(k * k * h), pi(k * h), pi(k * h + 2 * r * r)])],
        more=[around], givens=dict(k=k, h=h), figure=figure, upright=True, check=check)


@program("Net of a Cone")
def cone_net(rng):
    l, r = rng.choice([(l, r) for l in (3, 4, 5, 6, 8, 9, 10, 12, 15, 18, 20, 24) for r in range(1, l)
                       if 0.15 * l <= r <= 0.85 * l])
    t = 360 * r // l

    def figure(c, g):
        c.sector((0, 0), l, 90, 90 + t)
        ends = polar((0, 0), l, 90), polar((0, 0), l, 90 + t)
        c.side((0, 0), ends[0], g["l"], polar((0, 0), l, 90 + min(t, 170) / 2))
        if t <= 170:
            c.angle((0, 0), *ends, g["t"] + "°")
        else:
            c.ring((0, 0), 0.18 * l, start=90, end=90 + t, kind="thin")
            c.text(polar((0, 0), 0.36 * l, 90 + t / 2), g["t"] + "°")
        c.without |= {"line", "shapes"}

    def check(c):
        arc = c.strokes[0][0]
        long = sum(dist(p, q) for p, q in zip(arc, arc[1:]))
        small = radians(opening((0, 0), arc[0], arc[1]))
        long *= small / (2 * sin(small / 2))  # chords to arc
        radius, slant = long / (2 * PI), dist((0, 0), arc[0])
        return radius, lathe((0, 0), (radius, 0), (0, (slant ** 2 - radius ** 2) ** 0.5))[1], slant ** 2 - radius ** 2

    seen = f"The figure shows a sector of radius {l} with the central angle ${t}^\\circ$."
    radius = f"so its radius is ${l} \\times \\frac{{{t}}}{{360}} = {r}$"
    return Scene(
        f"A sector of radius {l} and central angle {t} degrees is rolled up to form the curved side of a cone.", [
            ask("Net of a Cone", "Arc Equals the Base Circumference", "The sector is rolled up, edge to edge, to form "
                "the curved side of a cone. What is the radius of the base of the cone?", r,
                f"{seen} Its arc has the length $\\frac{{{t}}}{{360}} \\times 2 \\times \\pi \\times {l} = "
                f"{pi(2 * r)}$. By @ this is the circumference of the base, so the radius of the base is "
                f"${pi(2 * r)} \\div (2\\pi) = {r}$.", wrong=[2 * r, l, l - r, frac(r, 2)]),
            ask("Net of a Cone", "Sector and Circle", "The sector is the curved side of a cone, and a circle is added "
                f"as its base. What is the area of this net of the closed cone? {IN_PI}", pi(r * l + r * r),
                f"{seen} The rim of the base is as long as its arc, {radius}. By @ the net consists of the sector with "
                f"the area $\\frac{{{t}}}{{360}} \\times \\pi \\times {l}^2 = {pi(r * l)}$ (Area of a Sector) and the "
                f"circle with $\\pi \\times {r}^2 = {pi(r * r)}$. Together they have ${pi(r * l)} + {pi(r * r)} = "
                f"{pi(r * l + r * r)}$.", also=["Area of a Sector"],
                wrong=[pi(r * l), pi(r * l + l * l), pi(2 * r * l + r * r)]),
            ask("Volume of a Cone", "Height from the Slant", "The sector is rolled up, edge to edge, to form the "
                "curved side of a cone. What is the square of the height of the cone?", l * l - r * r,
                f"{seen} The rim of the base is as long as its arc, {radius} (Net of a Cone). The radius of the sector "
                f"is the slant height of the cone. By @ the square of the height is ${l}^2 - {r}^2 = {l * l - r * r}$.",
                also=["Net of a Cone"], wrong=[l * l + r * r, (l - r) ** 2, l * l])],
        givens=dict(l=l, t=t), quantities={"l": Quantity("measure", "the radius of the sector"),
                                           "t": Quantity("degrees", "the central angle of the sector")},
        figure=figure, upright=True, check=check)


# ---------------------------------------------------------------------------------------------------------- sections
@program("Section of a Cylinder")
def cylinder_section(rng):
    d, w, r = rng.choice(TRIPLES)
    h = near(rng, 2 * r, 0.5, 1.4)

    def figure(c, g):
        low, cut = -h - r - 0.35 * r, c.asked in (None, 0)  # cut: the plane belongs to the first question
        c.circle((0, 0), r)
        if cut:
            c.line((-w, -d), (w, -d), kind="thick")
            c.line((0, 0), (0, -d), kind="dash")
        c.line((0, 0), polar((0, 0), r, 35), kind="thin")
        c.dot((0, 0))
        if cut:
            c.right((0, -d), (0, 0), (w, -d))
            c.side((0, 0), (0, -d), g["d"], (w, 0))
        c.side((0, 0), polar((0, 0), r, 35), g["r"], (w, -d))
        c.polygon((-r, low), (r, low), (r, low + h), (-r, low + h))
        if cut:
            c.polygon((-w, low), (w, low), (w, low + h), (-w, low + h), accent=True)
        c.side((r, low), (r, low + h), g["h"], (-r, low))
        c.without |= {"hatch", "line"}

    def axes(c, rng):
        low = c.polygons[0][0][1]
        c.line((0, low - 0.12 * r), (0, low + h + 0.12 * r), kind="dash")
        c.line((-1.12 * r, 0), (1.12 * r, 0), kind="thin")

    def check(c):
        return area(c.polygons[1]), area(c.polygons[0]), lathe(
            (0, 0), (c.circles[0][1], 0), (c.circles[0][1], spans(c)[2]), (0, spans(c)[2]))[0]

    return Scene(
        f"A cylinder has the base radius {r} and the height {h}. A plane parallel to its axis has the distance {d} "
        "from the axis.", [
            ask("Section of a Cylinder", "Section beside the Axis", "An upright cylinder is seen from above and from "
                "the front. A plane parallel to its axis cuts it. What is the area of the section?",
                2 * w * h, f"The figure shows the radius {r} and the height {h} of the cylinder and the distance {d} "
                f"of the plane from its axis. By the Pythagorean Theorem half of the thick chord is $\\sqrt{{{r}^2 - "
                f"{d}^2}} = {w}$. By @ the section is a rectangle of width $2 \\times {w} = {2 * w}$ and height {h}, "
                f"and its area is ${2 * w} \\times {h} = {2 * w * h}$.", also=["Pythagorean Theorem"],
                wrong=[w * h, 2 * r * h, 2 * d * h, 2 * (r - d) * h]),
            ask("Section of a Cylinder", "Axial Section of a Cylinder", "An upright cylinder is seen from above and "
                "from the front. What is the area of a section through its axis?", 2 * r * h,
                f"The figure shows the radius {r} and the height {h} of the cylinder. By @ the section is a rectangle "
                f"with the sides $2 \\times {r} = {2 * r}$ and {h}, so its area is ${2 * r} \\times {h} = "
                f"{2 * r * h}$.", wrong=[r * h, 4 * r * h, r * r * h]),
            ask("Volume of a Cylinder", "Circle Area times Height", "An upright cylinder is seen from above and from "
                f"the front. What is its volume? {IN_PI}", pi(r * r * h),
                f"The figure shows the radius {r} and the height {h} of the cylinder. By @ its volume is $\\pi \\times "
                f"{r}^2 \\times {h} = {pi(r * r * h)}$.", wrong=[pi(2 * r * h), pi(4 * r * r * h), pi(r * h)])],
        givens=dict(r=r, d=d, h=h), figure=figure, upright=True, check=check, more=[axes])


@program("Section of a Cone")
def cone_section(rng):
    k, q = rng.randint(1, 4), rng.randint(2, 5)
    n = rng.randint(1, q - 1)
    m = rng.choice([m for m in range(1, 13) if 1.2 * k * q <= m * q <= 3.2 * k * q])
    r, h, x, s = k * q, m * q, m * n, k * n  # the section at the share n / q of the height has the radius k n

    def figure(c, g):
        round_solid(c, r, h)
        cut = c.asked != 1  # the second question speaks of another section
        if cut:
            c.fills.append((c.ring((0, h - x), s, 0.3 * s), True))
        c.line((0, h), (0, h - x), kind="dash")
        c.line((0, h - x), (0, 0), kind="dash")
        c.line((0, 0), (r, 0), kind="dash")
        far = -1.18 * r
        c.arrow((far, 0), (far, h), kind="thin")
        c.arrow((far, h), (far, 0), kind="thin")
        c.side((far, 0), (far, h), g["h"], (0, h))
        if cut:
            c.arrow((-far, h - x), (-far, h), kind="thin")
            c.arrow((-far, h), (-far, h - x), kind="thin")
            c.line((0, h), (-far, h), kind="faint")
            c.line((0, h - x), (-far, h - x), kind="faint")
            c.side((-far, h), (-far, h - x), g["x"], (far, h))
        c.side((0, 0), (r, 0), g["r"], (0, h))
        c.without |= {"hatch", "line"}

    def check(c):
        height, depth, radius = spans(c)
        small = lathe((0, 0), (radius, 0), (0, height))[0] * (depth / height) ** 3
        rim = max(p[0] for p in c.fills[1][0])
        return PI * rim ** 2, area([(-radius, 0), (radius, 0), (0, height)]), small

    return Scene(
        f"A right cone has the base radius {r} and the height {h}. A plane parallel to the base cuts it at the "
        f"distance {x} from the apex.", [
            ask("Section of a Cone", "Circle Parallel to the Base", "A plane parallel to the base cuts the right cone "
                f"in a circle. What is the area of the circle? {IN_PI}", pi(s * s),
                f"The figure shows the radius {r} of the base, the height {h} of the cone and the distance {x} of the "
                f"shaded circle from the apex. By @ the radii are in the ratio of the distances from the apex, so the "
                f"shaded circle has the radius ${r} \\times {x} \\div {h} = {s}$. Its area is $\\pi \\times {s}^2 = "
                f"{pi(s * s)}$ (Area of a Circle).", also=["Area of a Circle"],
                wrong=[pi(Fraction(r * r * x, h)), pi(r * r), pi(2 * s), pi((r - s) ** 2)]),
            ask("Section of a Cone", "Axial Section of a Cone", "A plane through the axis cuts the right cone. What "
                "is the area of this section?", r * h, f"The figure shows the radius {r} of the base and the height "
                f"{h} of the cone. By @ the section is a triangle with the base $2 \\times {r} = {2 * r}$ and the "
                f"height {h}. Its area is ${2 * r} \\times {h} \\div 2 = {r * h}$.",
                wrong=[2 * r * h, frac(r * h, 2), pi(r * h)]),
            ask("Volume of a Cone", "Similar Cones", "A plane parallel to the base cuts the right cone in a circle. "
                f"What is the volume of the small cone above this circle? {IN_PI}", pi(Fraction(s * s * x, 3)),
                f"The figure shows the radius {r} and the height {h} of the whole cone and the distance {x} of the "
                f"circle from the apex, which is the height of the small cone. By @ both cones are similar, so the "
                f"small one has the radius ${r} \\times {x} \\div {h} = {s}$ and the volume $\\pi \\times {s}^2 "
                f"\\times {x} \\div 3 = {pi(Fraction(s * s * x, 3))}$.",
                wrong=[pi(s * s * x), pi(Fraction(r * r * x, 3)), pi(Fraction(r * r * h, 3))])],
        givens=dict(r=r, h=h, x=x), figure=figure, upright=True, check=check)


@program("Section of a Sphere")
def sphere_section(rng):
    r = rng.randint(4, 20)
    d = rng.choice([d for d in range(1, r) if 0.25 * r <= d <= 0.85 * r])
    w2 = r * r - d * d

    def figure(c, g):
        w = w2 ** 0.5
        c.circle((0, 0), r)
        c.line((-w, d), (w, d), kind="thick")
        c.line((0, 0), (0, d), kind="dash")
        c.line((0, 0), (w, d))
        c.dot((0, 0))
        c.right((0, d), (0, 0), (w, d))
        c.side((0, 0), (0, d), g["d"], (w, 0))
        radius = ("radius", "the radius", (0, 0, 0), (w, 0, d))
        c.solids.append(Solid("sphere", (r,), lambda x, y, z: (x, z), (radius,)))
        c.side((0, 0), (w, d), g["r"], (0, d))
        c.without |= {"line"}

    def check(c):
        p, q = next(points for points, kind in c.strokes if kind == "thick")
        away, half = abs(p[1]), dist(p, q) / 2
        return PI * half ** 2, hypot(2 * away, half), 4 * PI * c.circles[0][1] ** 2

    seen = f"The figure shows the radius {r} of the sphere and the distance {d} of the plane from its centre."
    return Scene(
        f"A sphere has the radius {r}. A plane cuts it at the distance {d} from its centre.", [
            ask("Section of a Sphere", "Radius of the Section Circle", "A plane, seen edge-on, cuts a sphere. What is "
                f"the area of the circle in which the plane cuts the sphere? {IN_PI}", pi(w2),
                f"{seen} By @ the square of the radius of the circle is ${r}^2 - {d}^2 = {w2}$. The area of the circle "
                f"is $\\pi \\times {w2} = {pi(w2)}$ (Area of a Circle).", also=["Area of a Circle"],
                wrong=[pi((r - d) ** 2), pi(r * r), pi(r * r + d * d), pi(4 * w2)]),
            ask("Section of a Sphere", "Sphere Radius from a Section", "A plane, seen edge-on, cuts a sphere in a "
                "circle. A second sphere contains the same circle, but its centre is twice as far from the plane. What "
                "is the radius of the second sphere?",
                root(w2 + 4 * d * d), f"{seen} The square of the radius of the circle is ${r}^2 - {d}^2 = {w2}$, and "
                f"the new centre is $2 \\times {d} = {2 * d}$ away from the plane. By @ the second sphere has the "
                f"radius $\\sqrt{{{w2} + {2 * d}^2}} = {root(w2 + 4 * d * d)}$.",
                wrong=[2 * r, root(r * r + 4 * d * d), root(w2 + 2 * d * d)]),
            ask("Surface Area of a Sphere", "Four Great Circles", "A plane, seen edge-on, cuts a sphere. What is the "
                f"surface area of the sphere? {IN_PI}", pi(4 * r * r), f"The figure shows the radius {r} of the "
                f"sphere. By @ its surface area is $4 \\times \\pi \\times {r}^2 = {pi(4 * r * r)}$.",
                wrong=[pi(r * r), pi(2 * r * r), pi(4 * w2)])],
        givens=dict(r=r, d=d), figure=figure, upright=True, check=check)


@program("Section of a Pyramid")
def pyramid_section(rng):
    k, q = rng.randint(1, 5), rng.randint(2, 5)
    n = rng.randint(1, q - 1)
    m = rng.choice([m for m in range(1, 13) if 0.7 * k * q <= m * q <= 1.7 * k * q])
    a, h, t, s = k * q, m * q, m * n, k * n  # the section at the share n / q of the height has the side k n
    v = frac(s * s * t, 3)

    def figure(c, g):
        apex, corners = square_pyramid(c, a, h, shade=False)
        foot, level, low = oblique(a / 2, a / 2, 0), h - t, (a - s) / 2
        c.polygon(*(oblique(low + x, low + y, level) for x, y in rectangle(s, s)), accent=True)
        middle = oblique(a / 2, a / 2, level)
        c.line(apex, middle, kind="dash")
        c.line(middle, foot, kind="dash")
        c.dot(middle)
        left = oblique(-0.3 * a, 0, 0)[0]
        c.arrow((left, foot[1]), (left, apex[1]), kind="thin")
        c.arrow((left, apex[1]), (left, foot[1]), kind="thin")
        c.line((left - 0.03 * a, foot[1]), foot, kind="faint")
        c.side((left, foot[1]), (left, apex[1]), g["h"], apex)
        right = corners[2][0] + 0.12 * a
        c.arrow((right, middle[1]), (right, apex[1]), kind="thin")
        c.arrow((right, apex[1]), (right, middle[1]), kind="thin")
        c.line((right, apex[1]), apex, kind="faint")
        c.line((right, middle[1]), middle, kind="faint")
        c.side((right, middle[1]), (right, apex[1]), g["t"], apex)
        c.side(corners[0], corners[1], g["a"], apex)
        c.without |= {"hatch", "line"}

    def check(c):
        high, deep, side = spans(c)
        cut = dist(*c.polygons[2][:2])
        return cut ** 2, cut, shell(loft(rectangle(side, side), [(side / 2, side / 2)], high))[0] * (deep / high) ** 3

    seen = (f"The figure shows the side {a} of the base, the height {h} of the pyramid and the distance {t} of the "
            "section from the apex.")
    return Scene(
        f"A regular pyramid of height {h} stands on a square of side {a}. A plane parallel to the base cuts it at the "
        f"distance {t} from the apex.", [
            ask("Section of a Pyramid", "Area Ratio of Parallel Sections", "A plane parallel to the square base cuts "
                "the regular pyramid. What is the area of the section?", s * s,
                f"{seen} The base has the area ${a}^2 = {a * a}$. By @ the areas are in the ratio of the squared "
                f"distances from the apex, so the section has the area ${a * a} \\times "
                f"\\left(\\frac{{{t}}}{{{h}}}\\right)^2 = {s * s}$.",
                wrong=[frac(a * a * t, h), (a - s) ** 2, a * a, frac(a * a, 2)]),
            ask("Section of a Pyramid", "Section Parallel to the Base of a Pyramid", "A plane parallel to the square "
                "base cuts the regular pyramid. How long is a side of the section?", s,
                f"{seen} By @ the section is a square, and its side is that of the base times the ratio of the "
                f"distances from the apex, ${a} \\times \\frac{{{t}}}{{{h}}} = {s}$.",
                wrong=[a - s, frac(a, 2), s * s]),
            ask("Volume of a Pyramid", "Square Pyramid Volume", "A plane parallel to the square base cuts the regular "
                "pyramid. What is the volume of the small pyramid above the section?", v,
                f"{seen} The base of the small pyramid has the side ${a} \\times {t} \\div {h} = {s}$ (Section of a "
                f"Pyramid), and its height is {t}. By @ its volume is ${s}^2 \\times {t} \\div 3 = {v}$.",
                also=["Section of a Pyramid"], wrong=[s * s * t, frac(a * a * h, 3), frac(a * a * t, 3)])],
        givens=dict(a=a, h=h, t=t), quantities={
            "a": Quantity("measure", "the side of the base"), "h": Quantity("measure", "the height of the pyramid"),
            "t": Quantity("measure", "the distance of the section from the apex")},
        figure=figure, upright=True, check=check, scale=False)
