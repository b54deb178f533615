"""Solid geometry: volumes, surfaces and edges of boxes, prisms and pyramids, in oblique view and to scale."""
from dataclasses import replace
from math import dist, hypot
from math import pi as PI

from ..additions_space import centre_lines, cross_on_front
from ..pieces import Solid, box, boxed, oblique
from ..tools import Quantity, Scene, ask, frac, near, program, root


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
                f"The figure shows the three edges {a}, {b} and {h} that meet in a corner of the cuboid. By @ the "
                f"volume of the cuboid is ${a} \\times {b} \\times {h} = {a * b * h}$.",
                wrong=[a + b + h, s, frac(a * b * h, 3), a * b + h]),
            ask("Volume of a Cuboid", "Counting Unit Cubes", "The cuboid is built of layers of unit cubes, one on top "
                "of the other. How many unit cubes does each layer hold?", a * b,
                f"The figure shows that the cuboid is {a} long and {b} wide. By @ a layer holds {b} rows of {a} "
                f"cubes each, which are ${a} \\times {b} = {a * b}$ cubes.", wrong=[a * b * h, 2 * (a + b), a + b]),
            ask("Surface Area of a Cuboid", "Six Faces in Three Pairs", "What is the surface area of the cuboid?", s,
                f"The figure shows the edges {a}, {b} and {h}. By @ every face has an equal one opposite to it, so the "
                f"surface area is $2 \\times ({a} \\times {b} + {b} \\times {h} + {a} \\times {h}) = {s}$.",
                wrong=[s // 2, a * b * h, s - a * b])],
        givens=dict(a=a, b=b, h=h), figure=lambda c, g: cuboid(c, g, a, b, h), upright=True, check=check, scale=False)


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
                f"The figure shows the edges {a}, {b} and {h} of the cuboid. By @ two opposite faces are equal, so the "
                f"surface area of the cuboid is $2 \\times ({a} \\times {b} + {b} \\times {h} + {a} \\times {h}) = "
                f"{s}$.", wrong=[s // 2, a * b * h, s - a * b, walls]),
            ask("Surface Area of a Cuboid", "Open Box", "A box of this shape has a bottom and four side walls, but no "
                "lid. What is the total area of these five faces?", s - a * b,
                f"The figure shows the length {a}, the width {b} and the height {h}. The four walls have the area "
                f"$2 \\times ({b} \\times {h} + {a} \\times {h}) = {walls}$. By @ only the bottom is added to them, "
                f"which gives ${walls} + {a} \\times {b} = {walls + a * b}$.", wrong=[s, walls, s - a * h]),
            ask("Volume of a Cuboid", "Product of Three Edges", "What is the volume of the cuboid?", a * b * h,
                f"The figure shows the edges {a}, {b} and {h}. By @ the volume is ${a} \\times {b} \\times {h} = "
                f"{a * b * h}$.", wrong=[s, a + b + h])],
        givens=dict(a=a, b=b, h=h), figure=lambda c, g: cuboid(c, g, a, b, h), upright=True, check=check, scale=False)


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
                "of the cuboid?", 4 * k,
                f"The figure shows three edges of the cuboid, {a}, {b} and {h}. Each of these lengths occurs four "
                f"times, so by @ the total length of the edges is $4 \\times ({a} + {b} + {h}) = {4 * k}$.",
                wrong=[k, 2 * k, 3 * k, a * b * h]),
            ask("Edge Perimeter of a Cuboid", "Ribbon around a Box", "A ribbon is tied around the box: it crosses at "
                "right angles on the top and on the bottom and runs down the middle of each of the four walls. How "
                "long is the ribbon, without the bow?", 2 * a + 2 * b + 4 * h,
                f"The figure shows the length {a}, the width {b} and the height {h}. By @ the ribbon runs twice along "
                f"the length, twice along the width and four times along the height, and its length is "
                f"$2 \\times {a} + 2 \\times {b} + 4 \\times {h} = {2 * a + 2 * b + 4 * h}$.",
                wrong=[2 * k, 4 * k, 2 * a + 2 * b + 2 * h]),
            ask("Edge Perimeter of a Cube", "Cuboid Wire Bent into a Cube", "The edges of the cuboid form a wire "
                "frame. The same length of wire is made into the frame of a cube. How long is an edge of the cube?",
                frac(k, 3), f"The figure shows the edges {a}, {b} and {h}, and each length occurs four times (Edge "
                f"Perimeter of a Cuboid). By @ this wire is divided among twelve equal edges, so an edge of the cube "
                f"is $4 \\times ({a} + {b} + {h}) \\div 12 = {frac(k, 3)}$ long.", also=["Edge Perimeter of a Cuboid"],
                wrong=[k, frac(2 * k, 3), frac(k, 12)])],
        more=[centre_lines(a, b, h)],
        givens=dict(a=a, b=b, h=h), figure=lambda c, g: cuboid(c, g, a, b, h), upright=True, check=check, scale=False)


@program("Surface Area of a Cube")
def cube_surface(rng):
    a, n = rng.randint(2, 30), rng.randint(2, 5)
    s = (4 * n + 2) * a * a

    def figure(c, g):
        box(c, n * a, a, a)
        c.without.add("line")
        for i in range(1, n):
            c.line((i * a, 0), (i * a, a), oblique(i * a, a, a))
        c.solids.clear()
        boxed(c, a, a, a, name="first cube")
        c.side((0, 0), (a, 0), g["a"], (a / 2, a / 2))

    def check(c):
        e, cubes = spans(c)[0], 1 + sum(len(points) == 3 for points, kind in c.strokes if kind == "line")
        return shell(loft(rectangle(cubes * e, e), rectangle(cubes * e, e), e))[1], shell(
            loft(rectangle(e, e), rectangle(e, e), e))[1], cubes * e ** 3

    return Scene(
        f"{n} cubes of edge {a} are glued together in a straight row.", [
            ask("Surface Area of a Cube", "Surface of Joined Cubes", "Equal cubes are glued together to form a "
                "straight bar. What is the surface area of the bar?", s,
                f"The figure shows a bar of {n} cubes with the edge {a}. By @ the glued faces no longer count: the bar "
                f"has four long sides of {n} squares each and two end squares. These are $4 \\times {n} + 2 = "
                f"{4 * n + 2}$ squares, and the surface area is ${4 * n + 2} \\times {a}^2 = {s}$.",
                wrong=[6 * n * a * a, (5 * n + 1) * a * a, 4 * n * a * a, n * a ** 3]),
            ask("Surface Area of a Cube", "Six Times a Face", "The bar is taken apart into its equal cubes. What is "
                "the surface area of one of them?", 6 * a * a,
                f"The figure shows the edge {a}. By @ the surface area of one cube is $6 \\times {a}^2 = {6 * a * a}$.",
                wrong=[4 * a * a, a ** 3, 12 * a]),
            ask("Volume of a Cube", "Edge Cubed", "The bar is made of equal cubes. What is its volume?", n * a ** 3,
                f"The figure shows {n} cubes with the edge {a}. By @ one cube has the volume ${a}^3 = {a ** 3}$, so "
                f"the bar has the volume ${n} \\times {a ** 3} = {n * a ** 3}$.", wrong=[a ** 3, n * a * a, s])],
        more=[cross_on_front(a, a, (n - 1) * a)],
        givens=dict(a=a), fixed=(n,), quantities={"a": Quantity("measure", "the edge of a cube")}, say=dict(cubes=n),
        figure=figure, upright=True, check=check, scale=False)


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
        boxed(c, b, b, b, name="smaller cube")
        c.solids[-1] = replace(c.solids[-1], place=lambda x, y, z: oblique(right + x, y, z))
        c.side((0, 0), (a, 0), g["a"], (a / 2, a / 2))
        c.side((right, 0), (right + b, 0), g["b"], (right + b / 2, b / 2))

    def check(c):
        solids = [shell(loft(rectangle(e, e), rectangle(e, e), e)) for e in spans(c)]
        small = shell(loft(rectangle(1, 1), rectangle(1, 1), 1))
        return solids[0][0] + solids[1][0], solids[0][0] / small[0], solids[0][1]

    return Scene(
        f"A cube has the edge {a}, another cube has the edge {b}.", [
            ask("Volume of a Cube", "Edge Cubed", "What is the sum of the volumes of the two cubes?", a ** 3 + b ** 3,
                f"The figure shows a cube with the edge {a} and a cube with the edge {b}. By @ their volumes are "
                f"${a}^3 = {a ** 3}$ and ${b}^3 = {b ** 3}$, and together they have "
                f"${a ** 3} + {b ** 3} = {a ** 3 + b ** 3}$.",
                wrong=[(a + b) ** 3, a * a + b * b, 6 * a * a + 6 * b * b, 3 * a + 3 * b]),
            ask("Volume of a Cube", "Cutting a Cube into Small Cubes", "The larger cube is cut into cubes of edge 1. "
                "How many of these are there?", a ** 3, f"The figure shows that the larger cube has the edge {a}. By @ "
                f"there are {a} layers of {a} rows with {a} cubes each, which makes ${a} \\times {a} \\times {a} = "
                f"{a ** 3}$ cubes.", wrong=[a * a, 3 * a, 6 * a * a]),
            ask("Surface Area of a Cube", "Six Times a Face", "What is the surface area of the larger cube?",
                6 * a * a, f"The figure shows that the larger cube has the edge {a}. By @ its surface area is "
                f"$6 \\times {a}^2 = {6 * a * a}$.", wrong=[4 * a * a, a ** 3])],
        more=[cross_on_front(a, a)],
        givens=dict(a=a, b=b), quantities={
            "a": Quantity("measure", "the edge of the larger cube"),
            "b": Quantity("measure", "the edge of the smaller cube")},
        figure=figure, upright=True, check=check, scale=False)


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
    parts = [("level", "the level leg of the triangle", (0, 0, 0), (b, 0, 0))]
    parts.append(("upright", "the upright leg of the triangle", (0, 0, 0), (0, 0, a)))
    parts.append(("length", "the length of the prism", (b, 0, 0), (b, h, 0)))
    c.solids.append(Solid("prism", (b, a, h), oblique, tuple(parts)))
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
                "is the volume of the prism?", v,
                f"The figure shows the legs {a} and {b} of the shaded right triangle and the length {h} of the prism. "
                f"The triangle has the area ${a} \\times {b} \\div 2 = {base}$ (Area of a Triangle). By @ the volume "
                f"of the prism is ${base} \\times {h} = {v}$.", also=["Area of a Triangle"],
                wrong=[a * b * h, frac(a * b * h, 6), frac((a + b) * h, 2), frac(a * b * h, 3)]),
            ask("Volume of a Prism", "Height from the Volume of a Prism", "The prism is a tank. It is filled with "
                "water to half of its volume and then set upright on its triangular base. How high does the water "
                "stand?", frac(h, 2), f"The figure shows the length {h} of the prism, which becomes the height of the "
                f"tank. By @ the height of the water is its volume divided by the area of the base. The base stays the "
                f"same and the volume is half of the whole, so the height is also half: ${h} \\div 2 = "
                f"{frac(h, 2)}$.", wrong=[h, frac(h, 4), frac(h, 3)]),
            ask("Area of a Triangle", "Area of a Right Triangle", "The base of a right prism is a right triangle. "
                "What is the area of the base?", base, f"The figure shows the legs {a} and {b} of the base. By @ its "
                f"area is ${a} \\times {b} \\div 2 = {base}$.", wrong=[a * b, a + b])],
        givens=dict(a=a, b=b, h=h), quantities={
            "a": Quantity("measure", "the upright leg of the triangle"),
            "b": Quantity("measure", "the level leg of the triangle"),
            "h": Quantity("measure", "the length of the prism")},
        figure=lambda c, g: triangular_prism(c, g, a, b, h), upright=True, check=check,
        scale=False)


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
                f"The figure shows the legs {a} and {b} of the shaded right triangle and the length {h} of the prism. "
                f"By the Pythagorean Theorem the third side of the triangle is $\\sqrt{{{a}^2 + {b}^2}} = {k}$. By @ "
                f"the two triangles have the area ${a} \\times {b} = {a * b}$ together, and the three rectangles have "
                f"$({a} + {b} + {k}) \\times {h} = {p * h}$. The surface area is ${a * b} + {p * h} = {s}$.",
                ["Pythagorean Theorem"],
                wrong=[p * h, a * b + (a + b) * h, a * b // 2 + p * h, a * b * h // 2]),
            ask("Surface Area of a Prism", "Lateral Area of a Right Prism", "The base of a right prism is a right "
                "triangle. What is the total area of the three rectangular faces?", p * h,
                f"The figure shows the legs {a} and {b} of the base and the length {h}. By the Pythagorean Theorem the "
                f"third side of the base is $\\sqrt{{{a}^2 + {b}^2}} = {k}$, so its perimeter is ${a} + {b} + {k} = "
                f"{p}$. By @ the three rectangles have the area ${p} \\times {h} = {p * h}$.", ["Pythagorean Theorem"],
                wrong=[(a + b) * h, s, k * h]),
            ask("Volume of a Prism", "Base Area times Height", "The base of a right prism is a right triangle. What "
                "is the volume of the prism?", a * b * h // 2, f"The figure shows the legs {a} and {b} of the base and "
                f"the length {h}. The base has the area ${a} \\times {b} \\div 2 = {a * b // 2}$ (Area of a Triangle). "
                f"By @ the volume is ${a * b // 2} \\times {h} = {a * b * h // 2}$.", ["Area of a Triangle"],
                wrong=[a * b * h, s])],
        givens=dict(a=a, b=b, h=h), quantities={
            "a": Quantity("measure", "the upright leg of the triangle"),
            "b": Quantity("measure", "the level leg of the triangle"),
            "h": Quantity("measure", "the length of the prism")},
        figure=lambda c, g: triangular_prism(c, g, a, b, h), upright=True, check=check,
        scale=False)


def square_pyramid(c, a, h, shade=True):
    """A regular pyramid over a square of side a; returns the apex and the base corners on the page."""
    c.without.add("line")  # dashes mean hidden edges
    apex = oblique(a / 2, a / 2, h)
    corners = [oblique(x, y, 0) for x, y in rectangle(a, a)]
    for p in (corners[0], corners[2], apex):
        c.line(corners[3], p, kind="dash")
    c.polygon(corners[0], corners[1], apex)
    c.polygon(corners[1], corners[2], apex, accent=shade)
    base, top = [(*p, 0) for p in rectangle(a, a)], (a / 2, a / 2, h)
    parts = [("side", "the side of the base", p, q) for p, q in zip(base, base[1:] + base[:1])]
    parts += [("lateral", "the length of a lateral edge", p, top) for p in base]
    parts += [("slant", "the height of a lateral face", p, top) for p in ((a / 2, 0, 0), (a, a / 2, 0))]
    parts.append(("height", "the height of the pyramid", (a / 2, a / 2, 0), top))
    c.solids.append(Solid("pyramid", (a, h), oblique, tuple(parts)))
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
                "the volume of the pyramid?", v,
                f"The figure shows the side {a} of the square base and the height {h} of the pyramid. By @ the volume "
                f"of the pyramid is a third of base area times height, ${a}^2 \\times {h} \\div 3 = {v}$.",
                wrong=[a * a * h, frac(a * a * h, 2), frac(4 * a * h, 3), frac(a * h * h, 3)]),
            ask("Volume of a Pyramid", "Third of a Prism", "The regular pyramid with a square base is carved out of a "
                "prism with the same base and the same height. How much volume is cut away?", frac(2 * a * a * h, 3),
                f"The figure shows the side {a} of the base and the height {h}. By @ two thirds of the prism are cut "
                f"away: ${a}^2 \\times {h} \\times 2 \\div 3 = {frac(2 * a * a * h, 3)}$.",
                wrong=[v, a * a * h, frac(a * a * h, 2)]),
            ask("Structural Features of a Pyramid", "Lateral Edge of a Square Pyramid", "The base of a regular "
                "pyramid is a square. How long is each edge from the apex to a corner of the base?", e,
                f"The figure shows the side {a} of the base and the height {h}. The square of half a diagonal of the "
                f"base is ${a}^2 \\div 2 = {a * a // 2}$. By @ an edge to the apex is $\\sqrt{{{h}^2 + {a * a // 2}}} "
                f"= {e}$ long.", wrong=[root(h * h + a * a // 4), root(h * h + a * a), root(h * h + 2 * a * a)])],
        givens=dict(a=a, h=h), quantities={
            "a": Quantity("measure", "the side of the base"),
            "h": Quantity("measure", "the height of the pyramid")},
        figure=figure, upright=True, check=check, scale=False)


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
                "square. What is the surface area of the pyramid?", a * a + 2 * a * t,
                f"The figure shows the side {a} of the square base and the height {t} of a lateral face. By @ the base "
                f"has the area ${a}^2 = {a * a}$ and the four triangles have $4 \\times {a} \\times {t} \\div 2 = "
                f"{2 * a * t}$. The surface area is ${a * a} + {2 * a * t} = {a * a + 2 * a * t}$.",
                wrong=[2 * a * t, a * a + 4 * a * t, a * a + a * t, frac(a * a * t, 3)]),
            ask("Surface Area of a Pyramid", "Lateral Area of a Regular Pyramid", "The base of a regular pyramid is a "
                "square, and the height of a lateral face is known. What is the total area of the four lateral faces?",
                2 * a * t, f"The figure shows the side {a} of the base and the height {t} of a lateral face. By @ the "
                f"area is half of the perimeter of the base times the height of a face, $4 \\times {a} \\times {t} "
                f"\\div 2 = {2 * a * t}$.", wrong=[4 * a * t, a * t, a * a + 2 * a * t]),
            ask("Pythagorean Theorem", "Leg from the Hypotenuse", "The base of a regular pyramid is a square, and the "
                "height of a lateral face is known. What is the height of the pyramid?", root(h2),
                f"The figure shows the side {a} of the base and the height {t} of a lateral face. This height is the "
                f"hypotenuse of a right triangle whose legs are the height of the pyramid and half a side, "
                f"${a} \\div 2 = {a // 2}$. By @ the pyramid is $\\sqrt{{{t}^2 - {a // 2}^2}} = {root(h2)}$ high.",
                wrong=[root(t * t + a * a // 4), t])],
        givens=dict(a=a, t=t), quantities={
            "a": Quantity("measure", "the side of the base"),
            "t": Quantity("measure", "the height of a lateral face")},
        figure=figure, upright=True, check=check, scale=False)
