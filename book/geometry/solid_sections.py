"""Nets and plane sections of solids."""
from fractions import Fraction
from math import dist, hypot, radians, sin
from math import pi as PI

from ..canvas import area, opening, polar
from ..pieces import oblique, round_solid
from ..tools import Scene, ask, frac, near, pi, program, root
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

    def check(c):
        walls = c.polygons[:4]
        return (sum(map(area, c.polygons)), sum(map(area, walls)),
                area(c.polygons[4]) * dist(*walls[0][1:3]))

    return Scene(
        f"A cuboid with the edges {a}, {b} and {h} is cut open to a net; {h} is the height of the four walls.", [
            ask("Net of a Cuboid", "Six Rectangles of a Net", "The net of a cuboid consists of six rectangles. What is "
                "the area of the whole net?", s, "there are two rectangles of each of three sizes, "
                f"$2 \\times ({a} \\times {b} + {b} \\times {h} + {a} \\times {h}) = {s}$."),
            ask("Net of a Cuboid", "Strip of the Four Walls", "The four rectangles in a row are the walls of a cuboid. "
                "What is their total area?", 2 * (a + b) * h, "together they are one rectangle of length "
                f"$2 \\times ({a} + {b}) = {2 * (a + b)}$, with the area ${2 * (a + b)} \\times {h} = "
                f"{2 * (a + b) * h}$."),
            ask("Volume of a Cuboid", "Product of Three Edges", "The net is folded to a cuboid. What is the volume of "
                "the cuboid?", a * b * h, f"the edges are {a}, {b} and {h}, so the volume is ${a} \\times {b} \\times "
                f"{h} = {a * b * h}$.")],
        [("A sheet of cardboard is cut to the net of a box. Lengths are in centimetres.",
          "How many square centimetres of cardboard does the net have?"),
         ("The figure is the pattern of a box of sheet metal. Lengths are in decimetres.",
          "How many square decimetres of metal does the pattern have?"),
         ("A chocolate box is unfolded and laid flat. Lengths are in centimetres.",
          "How many square centimetres of cardboard does it have?"),
         ("Let $N$ be the union of the six rectangles of the net.", "Determine the area measure of $N$.")],
        dict(a=a, b=b, h=h), figure=figure, upright=True, check=check)


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
        for i, (x, y) in enumerate(squares):
            c.polygon((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), accent=i == shade)
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
    return Scene(
        f"A net of a cube has the numbers {values[0]}, {values[1]}, {values[2]} and {values[3]} in a row of four "
        f"squares; {values[4]} stands on a square above the row, {values[5]} on a square below it. The square with "
        f"{values[shade]} is shaded.", [
            ask("Net of a Cube", "Squares on Both Sides of a Row", "The net is folded to a cube. Multiply the two "
                "numbers on each pair of opposite faces, and add the three products. What is the result?", total,
                "in the row of four the first and third and the second and fourth squares become opposite faces, and "
                "so do the squares on both sides of the row: $" + " + ".join(f"{p} \\times {q}" for p, q in pairs)
                + f" = {total}$."),
            ask("Net of a Cube", "Opposite Faces in a Row", "The net is folded to a cube. Which number is on the face "
                "opposite to the shaded one?", other, f"in the row the square two places away from the shaded one, "
                f"which carries {values[shade]}, becomes the opposite face; it carries {other}."),
            ask("Properties of a Cube", "Neighbours of a Face", "The net is folded to a cube. What is the sum of the "
                "four numbers on the faces that share an edge with the shaded face?", rest,
                f"all faces but the shaded one, {values[shade]}, and the opposite one, {other}, share an edge with it: "
                f"${sum(values)} - {values[shade]} - {other} = {rest}$.")],
        [("A child makes a toy cube from the paper net. Two faces belong together if they lie opposite each other on "
          "the cube.", "The numbers of each pair that belongs together are multiplied, and the three products are "
          "added. What is the result?"),
         ("A wooden cube is printed with the numbers of the net. In a game the two numbers on each pair of opposite "
          "faces are multiplied.", "What is the sum of the three products?"),
         ("Let $f$ be the map that sends each square of the net to the one opposite to it on the folded cube. Each "
          "pair of squares is taken once, and its two numbers are multiplied.",
          "Determine the sum of the three products.")],
        dict(zip(names, values)), fixed=(top, low, shade), figure=figure, upright=True, check=check, scale=False)


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

    def check(c):
        wide, high = dist(*c.polygons[0][:2]), dist(*c.polygons[0][1:3])
        radius = wide / (2 * PI)
        volume, surface = lathe((0, 0), (radius, 0), (radius, high), (0, high))
        return surface, c.circles[0][1], volume

    return Scene(
        f"The net of a cylinder consists of a rectangle of width ${k}\\pi$ and height {h} and two circles.", [
            ask("Net of a Cylinder", "Rectangle and Two Discs", "A rectangle and two circles are the net of a closed "
                f"cylinder. What is the area of the whole net? {IN_PI}",
                pi(k * h + 2 * r * r), f"the radius is ${k}\\pi \\div (2\\pi) = {r}$; rectangle and two discs have "
                f"the area ${k}\\pi \\times {h} + 2 \\times \\pi \\times {r}^2 = {pi(k * h + 2 * r * r)}$."),
            ask("Net of a Cylinder", "Radius from the Net", "A rectangle and two circles are the net of a closed "
                "cylinder. What is the radius of the cylinder?", r,
                f"the width is the circumference of the base, so the radius is ${k}\\pi \\div (2\\pi) = {r}$."),
            ask("Volume of a Cylinder", "Circle Area times Height", "A rectangle and two circles are the net of a "
                f"closed cylinder. What is the volume of the cylinder? {IN_PI}",
                pi(r * r * h), f"with the radius ${k}\\pi \\div (2\\pi) = {r}$ the volume is $\\pi \\times {r}^2 "
                f"\\times {h} = {pi(r * r * h)}$.")],
        [("The sheet metal for a closed can is cut as in the figure, a rectangle and two discs. Lengths are in "
          "centimetres.", f"How many square centimetres of metal is that? {IN_PI}"),
         ("The label and the two lids of a round box are laid flat, as in the figure. Lengths are in centimetres.",
          f"What is their total area in square centimetres? {IN_PI}"),
         ("The figure is a paper pattern of a drum with two ends. Lengths are in decimetres.",
          f"How many square decimetres of paper does it have? {IN_PI}"),
         ("Let $N$ be the net of a closed cylinder that the figure shows.",
          f"Determine the area measure of $N$. {IN_PI}")],
        dict(k=k, h=h), figure=figure, upright=True, check=check)


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

    return Scene(
        f"A sector of radius {l} and central angle {t} degrees is rolled up to the curved side of a cone.", [
            ask("Net of a Cone", "Arc Equals the Base Circumference", "The sector is rolled up, edge to edge, to the "
                "curved side of a cone. What is the radius of the base of the cone?", r,
                f"the arc becomes the rim of the base, $\\frac{{{t}}}{{360}} \\times 2 \\times \\pi \\times {l} = "
                f"{pi(2 * r)}$, so the radius is ${2 * r} \\div 2 = {r}$."),
            ask("Net of a Cone", "Sector and Circle", "The sector is the curved side of a cone, and a circle is added "
                f"as its base. What is the area of this net of the closed cone? {IN_PI}", pi(r * l + r * r),
                f"the base has the radius ${l} \\times \\frac{{{t}}}{{360}} = {r}$; sector and circle have the area "
                f"$\\frac{{{t}}}{{360}} \\times \\pi \\times {l}^2 + \\pi \\times {r}^2 = {pi(r * l + r * r)}$."),
            ask("Volume of a Cone", "Height from the Slant", "The sector is rolled up, edge to edge, to the curved "
                "side of a cone. What is the square of the height of the cone?", l * l - r * r,
                f"the base has the radius ${l} \\times \\frac{{{t}}}{{360}} = {r}$, and the square of the height is "
                f"${l}^2 - {r}^2 = {l * l - r * r}$.")],
        [("A paper cone for nuts is rolled from the sector in the figure, edge to edge. Lengths are in centimetres.",
          "What is the radius of its opening, in centimetres?"),
         ("A funnel is bent from a piece of sheet metal, the sector in the figure. Lengths are in centimetres.",
          "What is the radius of its wide opening, in centimetres?"),
         ("A toy tent without a floor is sewn from cloth with the shape of the sector in the figure, so that it is a "
          "cone. Lengths are in centimetres.", "What is the radius of the circle on the ground, in centimetres?"),
         ("The two straight edges of the sector in the figure are glued together, so that a cone arises.",
          "Determine the radius of the circle that its arc becomes.")],
        dict(l=l, t=t), figure=figure, upright=True, check=check)


# ---------------------------------------------------------------------------------------------------------- sections
@program("Section of a Cylinder")
def cylinder_section(rng):
    d, w, r = rng.choice(TRIPLES)
    h = near(rng, 2 * r, 0.5, 1.4)

    def figure(c, g):
        low = -h - r - 0.35 * r
        c.circle((0, 0), r)
        c.line((-w, -d), (w, -d), kind="thick")
        c.line((0, 0), (0, -d), kind="dash")
        c.line((0, 0), polar((0, 0), r, 35), kind="thin")
        c.dot((0, 0))
        c.right((0, -d), (0, 0), (w, -d))
        c.side((0, 0), (0, -d), g["d"], (w, 0))
        c.side((0, 0), polar((0, 0), r, 35), g["r"], (w, -d))
        c.polygon((-r, low), (r, low), (r, low + h), (-r, low + h))
        c.polygon((-w, low), (w, low), (w, low + h), (-w, low + h), accent=True)
        c.side((r, low), (r, low + h), g["h"], (-r, low))
        c.without |= {"hatch", "line"}

    def check(c):
        return area(c.polygons[1]), area(c.polygons[0]), lathe(
            (0, 0), (c.circles[0][1], 0), (c.circles[0][1], spans(c)[2]), (0, spans(c)[2]))[0]

    return Scene(
        f"A cylinder has the base radius {r} and the height {h}. A plane parallel to its axis has the distance {d} "
        "from the axis.", [
            ask("Section of a Cylinder", "Section beside the Axis", "An upright cylinder is seen from above and from "
                "the front. A plane parallel to its axis cuts it. What is the area of the section?",
                2 * w * h, f"half of the width is $\\sqrt{{{r}^2 - {d}^2}} = {w}$, so the section is a rectangle of "
                f"area $2 \\times {w} \\times {h} = {2 * w * h}$."),
            ask("Section of a Cylinder", "Axial Section of a Cylinder", "An upright cylinder is seen from above and "
                "from the front. What is the area of a section through its axis?", 2 * r * h,
                f"the section is a rectangle of the sides $2 \\times {r} = {2 * r}$ and {h}, so its area is "
                f"${2 * r} \\times {h} = {2 * r * h}$."),
            ask("Volume of a Cylinder", "Circle Area times Height", "An upright cylinder is seen from above and from "
                f"the front. What is its volume? {IN_PI}", pi(r * r * h),
                f"$\\pi \\times {r}^2 \\times {h} = {pi(r * r * h)}$.")],
        [("A log of wood is sawn along the thick line; the figure shows it from above and from the front. Lengths are "
          "in centimetres.", "How many square centimetres does the flat saw cut have?"),
         ("A round tank is divided by a flat upright wall along the thick line; the figure shows it from above and "
          "from the front. Lengths are in decimetres.", "How many square decimetres does the wall have?"),
         ("A round candle is cut straight down along the thick line; the figure shows it from above and from the "
          "front. Lengths are in centimetres.", "How many square centimetres does the cut have?"),
         ("The figure shows a cylinder $Z$ from above and from the front, and the thick line stands for a plane $E$ "
          "parallel to its axis.", "Determine the area measure of $Z \\cap E$.")],
        dict(r=r, d=d, h=h), figure=figure, upright=True, check=check)


@program("Section of a Cone")
def cone_section(rng):
    k, q = rng.randint(1, 4), rng.randint(2, 5)
    n = rng.randint(1, q - 1)
    m = rng.choice([m for m in range(1, 13) if 1.2 * k * q <= m * q <= 3.2 * k * q])
    r, h, x, s = k * q, m * q, m * n, k * n  # the section at the share n / q of the height has the radius k n

    def figure(c, g):
        round_solid(c, r, h)
        c.fills.append((c.ring((0, h - x), s, 0.3 * s), True))
        c.line((0, h), (0, h - x), kind="dash")
        c.line((0, h - x), (0, 0), kind="dash")
        c.line((0, 0), (r, 0), kind="dash")
        far = -1.18 * r
        c.arrow((far, 0), (far, h), kind="thin")
        c.arrow((far, h), (far, 0), kind="thin")
        c.side((far, 0), (far, h), g["h"], (0, h))
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
                f"in a circle. What is the area of this circle? {IN_PI}", pi(s * s), "radii are in the ratio "
                f"of the distances from the apex, so the radius is ${r} \\times {x} \\div {h} = {s}$ and the area is "
                f"$\\pi \\times {s}^2 = {pi(s * s)}$."),
            ask("Section of a Cone", "Axial Section of a Cone", "A plane through the axis cuts the right cone. What "
                "is the area of this section?", r * h, f"the section is a triangle with the base "
                f"$2 \\times {r} = {2 * r}$ and the height {h}, so its area is ${2 * r} \\times {h} \\div 2 = "
                f"{r * h}$."),
            ask("Volume of a Cone", "Similar Cones", "A plane parallel to the base cuts the right cone in a circle. "
                f"What is the volume of the small cone above this circle? {IN_PI}", pi(Fraction(s * s * x, 3)),
                f"the small cone has the radius ${r} \\times {x} \\div {h} = {s}$ and the height {x}, so its volume is "
                f"$\\pi \\times {s}^2 \\times {x} \\div 3 = {pi(Fraction(s * s * x, 3))}$.")],
        [("A cone of cardboard is closed inside by a round disc, the shaded circle. Lengths are in centimetres.",
          f"How many square centimetres does the disc have? {IN_PI}"),
         ("A tower roof has the shape of a cone. A round floor is built in at the level of the shaded circle. Lengths "
          "are in decimetres.", f"How many square decimetres does this floor have? {IN_PI}"),
         ("A wooden cone is sawn through along the shaded circle. Lengths are in centimetres.",
          f"How many square centimetres does the flat saw cut have? {IN_PI}"),
         ("The shaded circle is the set of all points of the cone at a fixed distance from the plane of the base.",
          f"Determine the area measure of this circle. {IN_PI}")],
        dict(r=r, h=h, x=x), figure=figure, upright=True, check=check)


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
        c.side((0, 0), (w, d), g["r"], (0, d))
        c.without |= {"line"}

    def check(c):
        p, q = next(points for points, kind in c.strokes if kind == "thick")
        away, half = abs(p[1]), dist(p, q) / 2
        return PI * half ** 2, hypot(2 * away, half), 4 * PI * c.circles[0][1] ** 2

    return Scene(
        f"A sphere has the radius {r}. A plane cuts it at the distance {d} from its centre.", [
            ask("Section of a Sphere", "Radius of the Section Circle", "A plane, seen edge-on, cuts a sphere. What is "
                f"the area of the circle in which it cuts the sphere? {IN_PI}", pi(w2),
                f"the square of its radius is ${r}^2 - {d}^2 = {w2}$, so the area is $\\pi \\times {w2} = {pi(w2)}$."),
            ask("Section of a Sphere", "Sphere Radius from a Section", "A plane, seen edge-on, cuts a sphere in a "
                "circle. A second sphere contains the same circle, but its centre is twice as far from the plane. What "
                "is the radius of the second sphere?",
                root(w2 + 4 * d * d), f"the circle has the radius $\\sqrt{{{r}^2 - {d}^2}}$, and with the distance "
                f"{2 * d} the new radius is $\\sqrt{{{w2} + {2 * d}^2}} = {root(w2 + 4 * d * d)}$."),
            ask("Surface Area of a Sphere", "Four Great Circles", "A plane, seen edge-on, cuts a sphere. What is the "
                f"surface area of the sphere? {IN_PI}", pi(4 * r * r), f"$4 \\times \\pi \\times {r}^2 = "
                f"{pi(4 * r * r)}$.")],
        [("A ball of modelling clay is cut straight along the thick segment, seen from the side. Lengths are in "
          "centimetres.", f"How many square centimetres does one cut face have? {IN_PI}"),
         ("A spherical tank is filled up to the thick segment, the surface of the liquid seen edge-on. Lengths are in "
          "decimetres.", f"How many square decimetres does the surface of the liquid have? {IN_PI}"),
         ("A ball floats in water; the thick segment is the level of the water, seen edge-on. Lengths are in "
          "centimetres.", "What is the area, in square centimetres, of the circle in which the level cuts the ball? "
          f"{IN_PI}"),
         ("Let $K$ be the disc in which a plane, seen edge-on as the thick segment, cuts the ball in the figure.",
          f"Determine the area measure of $K$. {IN_PI}")],
        dict(r=r, d=d), figure=figure, upright=True, check=check)


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

    return Scene(
        f"A regular pyramid of height {h} stands on a square of side {a}. A plane parallel to the base cuts it at the "
        f"distance {t} from the apex.", [
            ask("Section of a Pyramid", "Area Ratio of Parallel Sections", "A plane parallel to the square base cuts "
                "the regular pyramid. What is the area of the section?", s * s,
                f"the areas are in the ratio of the squared distances from the apex, ${a}^2 \\times "
                f"\\left(\\frac{{{t}}}{{{h}}}\\right)^2 = {s * s}$."),
            ask("Section of a Pyramid", "Section Parallel to the Base of a Pyramid", "A plane parallel to the square "
                "base cuts the regular pyramid. How long is a side of the section?", s,
                f"the section is a square, scaled by $\\frac{{{t}}}{{{h}}}$ from the apex, so its side is "
                f"${a} \\times \\frac{{{t}}}{{{h}}} = {s}$."),
            ask("Volume of a Pyramid", "Square Pyramid Volume", "A plane parallel to the square base cuts the regular "
                "pyramid. What is the volume of the small pyramid above the section?", v,
                f"the small base has the side ${a} \\times {t} \\div {h} = {s}$ and the small pyramid the height {t}, "
                f"so its volume is ${s}^2 \\times {t} \\div 3 = {v}$.")],
        [("A tower has a roof with the shape of a regular pyramid over a square. The shaded floor is built into the "
          "roof. Lengths are in decimetres.", "How many square decimetres does the floor have?"),
         ("A candle has the shape of a regular pyramid over a square. Its tip is cut off along the shaded section. "
          "Lengths are in centimetres.", "How many square centimetres does the cut have?"),
         ("A tent has the shape of a regular pyramid over a square. A net is hung up flat inside, in the place of the "
          "shaded section. Lengths are in decimetres.", "How many square decimetres does the net have?"),
         ("Let $Q$ be the shaded section of the regular pyramid with a square base, parallel to the base.",
          "Determine the area measure of $Q$.")],
        dict(a=a, h=h, t=t), figure=figure, upright=True, check=check, scale=False)
