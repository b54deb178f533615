"""Solid geometry: volumes, surfaces and edges of boxes, prisms and pyramids, in oblique view and to scale."""
from math import dist, hypot
from math import pi as PI

from ..contexts import scenes
from ..pieces import box, oblique
from ..tools import Scene, ask, frac, near, program, root


# ---------------------------------------------------------------------------------------- measuring what was drawn
def spans(c):
    """Real lengths of the labelled segments in the order of their labels: those to the back are drawn shorter."""
    found = []
    for kind, p, q, *_ in c.labels:
        if kind == "side":
            back = q[1] != p[1] and abs((q[0] - p[0]) * 0.3 - (q[1] - p[1]) * 0.42) < 1e-9
            found.append(dist(p, q) / (hypot(0.42, 0.3) if back else 1))
    return found


def rectangle(a, b):
    return [(0, 0), (a, 0), (a, b), (0, b)]


def loft(base, top, h):
    """The faces of the convex solid between a polygon on the ground and a polygon, or a point, at the height h."""
    low, high = [(*p, 0) for p in base], [(*p, h) for p in top]
    ring = [(i, (i + 1) % len(low)) for i in range(len(low))]
    if len(high) == 1:
        return [low, *([low[i], low[j], high[0]] for i, j in ring)]
    return [low, high, *([low[i], low[j], high[j], high[i]] for i, j in ring)]


def shell(faces):
    """Volume and surface of a convex solid: pyramids from its middle over the triangles of its faces."""
    corners = [p for face in faces for p in face]
    middle = [sum(p[k] for p in corners) / len(corners) for k in range(3)]
    volume = surface = 0.0
    for first, *rest in faces:
        for p, q in zip(rest, rest[1:]):
            u, v = ([w[k] - first[k] for k in range(3)] for w in (p, q))
            n = u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]
            surface += hypot(*n) / 2
            volume += abs(sum(n[k] * (first[k] - middle[k]) for k in range(3))) / 6
    return volume, surface


def lathe(*profile):
    """Volume and surface of the solid that a polygon of points (radius, height) sweeps about the axis."""
    edges = list(zip(profile, [*profile[1:], profile[0]]))
    return (abs(sum((p[0] ** 2 + p[0] * q[0] + q[0] ** 2) * (q[1] - p[1]) for p, q in edges)) * PI / 3,
            sum(PI * (p[0] + q[0]) * dist(p, q) for p, q in edges))


# ----------------------------------------------------------------------------------------------- cuboids and cubes
def cuboid(c, g, a, b, h):
    at = box(c, a, b, h)
    c.without.add("line")  # dashes mean hidden edges
    centre = at(0.5, 0.5, 0.5)
    c.side(at(0, 0, 0), at(1, 0, 0), g["a"], centre)
    c.side(at(1, 0, 0), at(1, 1, 0), g["b"], centre)
    c.side(at(0, 0, 0), at(0, 0, 1), g["h"], centre)
    return at


def three_edges(rng):
    a = rng.randint(3, 14)
    return a, near(rng, a, 0.5, 1.6), near(rng, a, 0.5, 1.6)


def measured_box(c):
    a, b, h = spans(c)
    return shell(loft(rectangle(a, b), rectangle(a, b), h))


@program("Volume of a Cuboid")
def cuboid_volume(rng):
    a, b, h = three_edges(rng)
    s = 2 * (a * b + b * h + a * h)

    def check(c):
        whole = measured_box(c)
        return whole[0], whole[0] / spans(c)[2], whole[1]

    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high.", [
            ask("Volume of a Cuboid", "Product of Three Edges", "What is the volume of the cuboid?", a * b * h,
                f"the volume is the product of the edges, ${a} \\times {b} \\times {h} = {a * b * h}$."),
            ask("Volume of a Cuboid", "Counting Unit Cubes", "The cuboid is built of layers of unit cubes, one on top "
                "of the other. How many unit cubes does each layer hold?", a * b,
                f"there are {h} layers, and a layer is a rectangle of ${a} \\times {b} = {a * b}$ cubes."),
            ask("Surface Area of a Cuboid", "Six Faces in Three Pairs", "What is the surface area of the cuboid?", s,
                f"the faces come in equal pairs, $2 \\times ({a} \\times {b} + {b} \\times {h} + {a} \\times {h}) = "
                f"{s}$.")],
        scenes("volume", "a cuboid"), dict(a=a, b=b, h=h), figure=lambda c, g: cuboid(c, g, a, b, h), upright=True,
        check=check, scale=False)


@program("Surface Area of a Cuboid")
def cuboid_surface(rng):
    a, b, h = three_edges(rng)
    s, walls = 2 * (a * b + b * h + a * h), 2 * (b * h + a * h)

    def check(c):
        lid = dist(*c.labels[0][1:3]) * spans(c)[1]
        volume, surface = measured_box(c)
        return surface, surface - lid, volume

    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high.", [
            ask("Surface Area of a Cuboid", "Six Faces in Three Pairs", "What is the surface area of the cuboid?", s,
                f"the faces come in equal pairs, so the area is $2 \\times ({a} \\times {b} + {b} \\times {h} + {a} "
                f"\\times {h}) = {s}$."),
            ask("Surface Area of a Cuboid", "Open Box", "A box of this shape has a bottom and four side walls, but no "
                "lid. What is the total area of these five faces?", s - a * b,
                f"the walls have $2 \\times ({b} \\times {h} + {a} \\times {h}) = {walls}$, and with the bottom "
                f"it is ${walls} + {a} \\times {b} = {walls + a * b}$."),
            ask("Volume of a Cuboid", "Product of Three Edges", "What is the volume of the cuboid?", a * b * h,
                f"${a} \\times {b} \\times {h} = {a * b * h}$.")],
        scenes("surface", "a cuboid"), dict(a=a, b=b, h=h), figure=lambda c, g: cuboid(c, g, a, b, h), upright=True,
        check=check, scale=False)


@program("Edge Perimeter of a Cuboid")
def cuboid_edges(rng):
    a, b, h = three_edges(rng)
    k = a + b + h

    def check(c):
        edges = spans(c)
        ribbon = sum(2 * (edges[i] + edges[2]) for i in (0, 1))  # two closed loops, one in each direction
        return sum(x for x in edges for _ in range(4)), ribbon, sum(edges) / 3

    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high.", [
            ask("Edge Perimeter of a Cuboid", "Sum of the Twelve Edges", "What is the total length of all twelve edges "
                "of the cuboid?", 4 * k, f"each length occurs four times, $4 \\times ({a} + {b} + {h}) = {4 * k}$."),
            ask("Edge Perimeter of a Cuboid", "Ribbon around a Box", "A ribbon is tied around the box: it crosses at "
                "right angles on the top and on the bottom and runs down the middle of each of the four walls. How "
                "long is the ribbon, without the bow?", 2 * a + 2 * b + 4 * h,
                f"the ribbon makes two loops, $2 \\times {a} + 2 \\times {b} + 4 \\times {h} = "
                f"{2 * a + 2 * b + 4 * h}$."),
            ask("Edge Perimeter of a Cube", "Cuboid Wire Bent into a Cube", "The edges of the cuboid form a wire "
                "frame. The same length of wire is made into the frame of a cube. How long is an edge of the cube?",
                frac(k, 3), f"a cube has twelve equal edges, so an edge is $4 \\times ({a} + {b} + {h}) \\div 12 = "
                f"{frac(k, 3)}$.")],
        [("A lantern has a frame of wire along all edges of the cuboid. Lengths are in decimetres.",
          "How many decimetres of wire are in the frame?"),
         ("Strips of light are fixed along every edge of a hall with the shape of the cuboid, lengths in metres.",
          "How many metres of strips are needed?"),
         ("An aquarium is glued together along all edges of the cuboid. Lengths are in decimetres.",
          "How many decimetres of edge are there in all?"),
         ("Let $E$ be the set of all edges of the cuboid.", "Determine the sum of the lengths of the members of $E$.")],
        dict(a=a, b=b, h=h), figure=lambda c, g: cuboid(c, g, a, b, h), upright=True, check=check, scale=False)


@program("Surface Area of a Cube")
def cube_surface(rng):
    a, n = rng.randint(2, 30), rng.randint(2, 5)
    s = (4 * n + 2) * a * a

    def figure(c, g):
        box(c, n * a, a, a)
        c.without.add("line")
        for i in range(1, n):
            c.line((i * a, 0), (i * a, a), oblique(i * a, a, a))
        c.side((0, 0), (a, 0), g["a"], (a / 2, a / 2))

    def check(c):
        e, cubes = spans(c)[0], 1 + sum(len(points) == 3 for points, kind in c.strokes if kind == "line")
        return shell(loft(rectangle(cubes * e, e), rectangle(cubes * e, e), e))[1], shell(
            loft(rectangle(e, e), rectangle(e, e), e))[1], cubes * e ** 3

    return Scene(
        f"{n} cubes of edge {a} are glued together in a straight row.", [
            ask("Surface Area of a Cube", "Surface of Joined Cubes", "Equal cubes are glued together to form a "
                "straight bar. What is the surface area of the bar?", s,
                f"the bar shows 4 long sides of {n} squares and 2 ends, so ${4 * n + 2} \\times {a}^2 = {s}$."),
            ask("Surface Area of a Cube", "Six Times a Face", "The bar is taken apart into its equal cubes. What is "
                "the surface area of one of them?", 6 * a * a,
                f"six squares of side {a} have the area $6 \\times {a}^2 = {6 * a * a}$."),
            ask("Volume of a Cube", "Edge Cubed", "The bar is made of equal cubes. What is its volume?", n * a ** 3,
                f"a cube has the volume ${a}^3 = {a ** 3}$, and {n} cubes have ${n} \\times {a ** 3} = {n * a ** 3}$."
                )],
        [("A child glues equal wooden cubes together to form a straight bar and paints it all over. Lengths are "
          "in centimetres.", "How many square centimetres are painted?"),
         ("Equal cubes of ice stick together in a straight row. Lengths are in millimetres.",
          "How large is the surface of the whole piece, in square millimetres?"),
         ("A straight row of equal cubical boxes is wrapped tightly in film on all sides. Lengths are in centimetres.",
          "How many square centimetres of film cover it, without overlap?"),
         ("Let $S$ be the boundary of the solid, which consists of equal cubes in a row.",
          "Determine the area measure of $S$.")],
        dict(a=a), fixed=(n,), figure=figure, upright=True, check=check, scale=False)


@program("Volume of a Cube")
def cube_volume(rng):
    a = rng.randint(4, 20)
    b = near(rng, a, 0.4, 0.9)

    def figure(c, g):
        right = 1.57 * a
        box(c, a, a, a)
        c.without.add("line")
        for face in (((0, 0, 0), (b, 0, 0), (b, 0, b), (0, 0, b)), ((0, 0, b), (b, 0, b), (b, b, b), (0, b, b)),
                     ((b, 0, 0), (b, b, 0), (b, b, b), (b, 0, b))):
            c.polygon(*((right + x, y) for x, y in (oblique(*p) for p in face)), accent=True)
        c.side((0, 0), (a, 0), g["a"], (a / 2, a / 2))
        c.side((right, 0), (right + b, 0), g["b"], (right + b / 2, b / 2))

    def check(c):
        solids = [shell(loft(rectangle(e, e), rectangle(e, e), e)) for e in spans(c)]
        small = shell(loft(rectangle(1, 1), rectangle(1, 1), 1))
        return solids[0][0] + solids[1][0], solids[0][0] / small[0], solids[0][1]

    return Scene(
        f"A cube has the edge {a}, another cube has the edge {b}.", [
            ask("Volume of a Cube", "Edge Cubed", "What is the sum of the volumes of the two cubes?", a ** 3 + b ** 3,
                f"the volumes are the third powers of the edges, ${a}^3 + {b}^3 = {a ** 3} + {b ** 3} = "
                f"{a ** 3 + b ** 3}$."),
            ask("Volume of a Cube", "Cutting a Cube into Small Cubes", "The larger cube is cut into cubes of edge 1. "
                "How many of these are there?", a ** 3, f"there are {a} layers of {a} rows with {a} cubes each, "
                f"${a} \\times {a} \\times {a} = {a ** 3}$."),
            ask("Surface Area of a Cube", "Six Times a Face", "What is the surface area of the larger cube?",
                6 * a * a, f"$6 \\times {a}^2 = {6 * a * a}$.")],
        [("Two cubes of wax are melted together. Lengths are in centimetres.",
          "How many cubic centimetres of wax are there?"),
         ("Two cubical tanks are full of water. Lengths are in decimetres, and a litre is a cubic decimetre.",
          "How many litres of water are in the two tanks together?"),
         ("A sculptor has two cubes of stone. Lengths are in decimetres.",
          "How many cubic decimetres of stone does he have?"),
         ("Let $V_1$ and $V_2$ be the volumes of the two cubes.", "Determine $V_1 + V_2$.")],
        dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False)


# ---------------------------------------------------------------------------------------------- prisms and pyramids
TRIPLES = [(3, 4, 5), (4, 3, 5), (6, 8, 10), (8, 6, 10), (5, 12, 13), (12, 5, 13), (9, 12, 15), (12, 9, 15),
           (8, 15, 17), (15, 8, 17), (12, 16, 20), (16, 12, 20)]


def triangular_prism(c, g, a, b, h):
    """A lying prism whose front is a right triangle: leg b along the ground, leg a upright, length h to the back."""
    def at(p):
        return p[0] + 0.42 * h, p[1] + 0.3 * h

    c.without.add("line")  # dashes mean hidden edges
    p, q, r = (0, 0), (b, 0), (0, a)
    c.line(at(q), at(p), at(r), kind="dash")
    c.line(p, at(p), kind="dash")
    c.polygon(p, q, r, accent=True)
    c.polygon(q, at(q), at(r), r)
    c.right(p, q, r)
    c.side(p, q, g["b"], r)
    c.side(p, r, g["a"], q)
    c.side(q, at(q), g["h"], r)


def measured_prism(c):
    b, a, h = spans(c)
    return shell(loft([(0, 0), (b, 0), (0, a)], [(0, 0), (b, 0), (0, a)], h)), h


@program("Volume of a Prism")
def prism_volume(rng):
    a = rng.randint(3, 12)
    b = near(rng, a, 0.6, 1.7)
    h = near(rng, max(a, b), 0.6, 1.6)
    v, base = frac(a * b * h, 2), frac(a * b, 2)

    def check(c):
        (volume, _), length = measured_prism(c)
        return volume, length / 2, volume / length

    return Scene(
        f"The base of a right prism is a right triangle with the legs {a} and {b}; the prism is {h} long.", [
            ask("Volume of a Prism", "Base Area times Height", "The base of a right prism is a right triangle. What "
                "is the volume of the prism?", v, f"the base has the area ${a} \\times {b} \\div 2 = {base}$, and "
                f"times the length {h} the volume is ${a} \\times {b} \\div 2 \\times {h} = {v}$."),
            ask("Volume of a Prism", "Height from the Volume of a Prism", "The prism is a tank. It is filled with "
                "water to half of its volume and then set upright on its triangular base. How high does the water "
                "stand?", frac(h, 2), f"half the volume divided by the base area is the height of the water, "
                f"$({a} \\times {b} \\times {h} \\div 4) \\div ({a} \\times {b} \\div 2) = {frac(h, 2)}$."),
            ask("Area of a Triangle", "Area of a Right Triangle", "The base of a right prism is a right triangle. "
                "What is the area of the base?", base, f"${a} \\times {b} \\div 2 = {base}$.")],
        scenes("volume", "a right prism whose base is a right triangle"), dict(a=a, b=b, h=h),
        figure=lambda c, g: triangular_prism(c, g, a, b, h), upright=True, check=check, scale=False)


@program("Surface Area of a Prism")
def prism_surface(rng):
    a, b, k = rng.choice(TRIPLES)
    h = near(rng, max(a, b), 0.5, 1.6)
    p, s = a + b + k, a * b + (a + b + k) * h

    def check(c):
        (volume, surface), length = measured_prism(c)
        return surface, surface - 2 * volume / length, volume

    return Scene(
        f"The base of a right prism is a right triangle with the legs {a} and {b}; the prism is {h} long.", [
            ask("Surface Area of a Prism", "Prism over a Right Triangle", "The base of a right prism is a right "
                "triangle. What is the surface area of the prism?", s,
                f"by the Pythagorean Theorem the third side of the base is $\\sqrt{{{a}^2 + {b}^2}} = {k}$; two bases "
                f"and three rectangles give ${a} \\times {b} + ({a} + {b} + {k}) \\times {h} = {s}$.",
                ["Pythagorean Theorem"]),
            ask("Surface Area of a Prism", "Lateral Area of a Right Prism", "The base of a right prism is a right "
                "triangle. What is the total area of the three rectangular faces?", p * h,
                f"by the Pythagorean Theorem the perimeter of the base is ${a} + {b} + {k} = {p}$, and times the "
                f"length it is ${p} \\times {h} = {p * h}$.", ["Pythagorean Theorem"]),
            ask("Volume of a Prism", "Base Area times Height", "The base of a right prism is a right triangle. What "
                "is the volume of the prism?", a * b * h // 2, f"${a} \\times {b} \\div 2 \\times {h} = "
                f"{a * b * h // 2}$.")],
        scenes("surface", "a right prism whose base is a right triangle"), dict(a=a, b=b, h=h),
        figure=lambda c, g: triangular_prism(c, g, a, b, h), upright=True, check=check, scale=False)


def square_pyramid(c, a, h, shade=True):
    """A regular pyramid over a square of side a; returns the apex and the base corners on the page."""
    c.without.add("line")  # dashes mean hidden edges
    apex = oblique(a / 2, a / 2, h)
    corners = [oblique(x, y, 0) for x, y in rectangle(a, a)]
    for p in (corners[0], corners[2], apex):
        c.line(corners[3], p, kind="dash")
    c.polygon(corners[0], corners[1], apex)
    c.polygon(corners[1], corners[2], apex, accent=shade)
    return apex, corners


@program("Volume of a Pyramid")
def pyramid_volume(rng):
    a = 2 * rng.randint(2, 12)
    h = near(rng, a, 0.5, 1.7)
    e = root(h * h + a * a // 2)

    def figure(c, g):
        apex, corners = square_pyramid(c, a, h)
        foot = oblique(a / 2, a / 2, 0)
        c.line(apex, foot, kind="dash")
        c.line(foot, oblique(a, a / 2, 0), kind="dash")
        c.right(foot, apex, oblique(a, a / 2, 0))
        c.side(corners[0], corners[1], g["a"], apex)
        c.side(foot, apex, g["h"], corners[1])

    def check(c):
        side, height = spans(c)
        volume = shell(loft(rectangle(side, side), [(side / 2, side / 2)], height))[0]
        return volume, side * side * height - volume, dist((0, 0, 0), (side / 2, side / 2, height))

    v = frac(a * a * h, 3)
    return Scene(
        f"A regular pyramid of height {h} stands on a square of side {a}.", [
            ask("Volume of a Pyramid", "Square Pyramid Volume", "The base of a regular pyramid is a square. What is "
                "the volume of the pyramid?", v, f"a third of base area times height is ${a}^2 \\times {h} \\div 3 = "
                f"{v}$."),
            ask("Volume of a Pyramid", "Third of a Prism", "The regular pyramid with a square base is carved out of a "
                "prism with the same base and the same height. How much volume is cut away?", frac(2 * a * a * h, 3),
                f"the pyramid is a third of the prism, so two thirds are cut away: ${a}^2 \\times {h} \\times 2 \\div "
                f"3 = {frac(2 * a * a * h, 3)}$."),
            ask("Structural Features of a Pyramid", "Lateral Edge of a Square Pyramid", "The base of a regular "
                "pyramid is a square. How long is each edge from the apex to a corner of the base?", e,
                f"$\\sqrt{{{h}^2 + {a}^2 \\div 2}} = {e}$.")],
        [("A tent has the shape of a regular pyramid with a square floor. Lengths are in decimetres.",
          "How many cubic decimetres of air does it hold?"),
         ("A candle has the shape of a regular pyramid with a square base. Lengths are in centimetres.",
          "How many cubic centimetres of wax are in it?"),
         ("A glass building has the shape of a regular pyramid with a square base. Lengths are in metres.",
          "How many cubic metres of space are inside?"),
         ("Let $B$ be the set of all points inside or on the regular pyramid with a square base.",
          "Determine the volume measure $V(B)$.")],
        dict(a=a, h=h), figure=figure, upright=True, check=check, scale=False)


@program("Surface Area of a Pyramid")
def pyramid_surface(rng):
    a = 2 * rng.randint(2, 11)
    t = near(rng, a, 0.7, 1.8)
    h2 = t * t - a * a // 4

    def figure(c, g):
        apex, corners = square_pyramid(c, a, h2 ** 0.5)
        foot = oblique(a / 2, 0, 0)
        c.line(apex, foot, kind="thin")
        c.right(foot, apex, corners[1])
        c.side(corners[0], corners[1], g["a"], apex)
        c.side(foot, apex, g["t"], corners[0])

    def check(c):
        side, (foot, apex) = spans(c)[0], c.labels[-1][1:3]
        top = apex[1] - foot[1] - 0.3 * side / 2
        surface = shell(loft(rectangle(side, side), [(side / 2, side / 2)], top))[1]
        return surface, surface - side ** 2, top

    return Scene(
        f"A regular pyramid stands on a square of side {a}, and its lateral faces have the height {t}.", [
            ask("Surface Area of a Pyramid", "Whole Surface of a Square Pyramid", "The base of a regular pyramid is a "
                "square, and the height of a lateral face is known. What is the surface area of the pyramid?",
                a * a + 2 * a * t, f"the square and four triangles have the area ${a}^2 + 4 \\times {a} \\times {t} "
                f"\\div 2 = {a * a + 2 * a * t}$."),
            ask("Surface Area of a Pyramid", "Lateral Area of a Regular Pyramid", "The base of a regular pyramid is a "
                "square, and the height of a lateral face is known. What is the total area of the four lateral faces?",
                2 * a * t, f"half of base perimeter times slant height is $4 \\times {a} \\times {t} \\div 2 = "
                f"{2 * a * t}$."),
            ask("Pythagorean Theorem", "Leg from the Hypotenuse", "The base of a regular pyramid is a square, and the "
                "height of a lateral face is known. What is the height of the pyramid?", root(h2),
                f"the height of a face is the hypotenuse over the height and half the side of the base, "
                f"$\\sqrt{{{t}^2 - {a // 2}^2}} = {root(h2)}$.")],
        [("A gift box has the shape of a regular pyramid with a square base; the height of a side face is shown. "
          "Lengths are in centimetres.", "How many square centimetres of cardboard form its five faces?"),
         ("A block of wood has the shape of a regular pyramid with a square base and is painted all over; the height "
          "of a side face is shown. Lengths are in centimetres.", "How many square centimetres are painted?"),
         ("A closed tent with a square floor is a regular pyramid; the height of a side face is shown. Lengths are in "
          "decimetres.", "How many square decimetres of cloth do the floor and the four sides need?"),
         ("Let $S$ be the boundary of the regular pyramid with a square base and the shown height of a lateral face.",
          "Determine the area measure of $S$.")],
        dict(a=a, t=t), figure=figure, upright=True, check=check, scale=False)
