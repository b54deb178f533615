"""Contest problems on cubes and prisms: drilled, cut, bent from wire, and with other solids inside."""

from fractions import Fraction
from math import dist, isqrt

from ..additions_space import missing_corner, tunnel_edges
from ..canvas import polar
from ..pieces import oblique
from ..tools import Quantity, Scene, ask, frac, program
from .solid import shell

EXACT = "Give the exact value."
VIEW = (0.42, -1, 0.3)  # from a solid to the eye, in the oblique picture


def surd(k, n):
    """LaTeX of k times the square root of n, n without square factors."""
    return frac(k) if n == 1 else f"{'' if k == 1 else frac(k)}\\sqrt{{{n}}}"


def root_of(v):
    """LaTeX of the square root of a positive fraction."""
    v = Fraction(v)
    n = v.numerator * v.denominator
    k = next(k for k in range(isqrt(n), 0, -1) if n % (k * k) == 0)
    return surd(Fraction(k, v.denominator), n // (k * k))


def normal(face, inside):
    """The outward normal of a plane face of a convex solid that holds the point inside."""
    n = [0.0, 0.0, 0.0]
    for p, q in zip(face, [*face[1:], face[0]]):
        for k in range(3):
            i, j = (k + 1) % 3, (k + 2) % 3
            n[k] += (p[i] - q[i]) * (p[j] + q[j])
    away = sum(n[k] * (face[0][k] - inside[k]) for k in range(3))
    return n if away > 0 else [-v for v in n]


def polyhedron(c, faces, dark=()):
    """A convex solid in oblique view, hidden edges dashed; dark: indices of faces to shade."""
    corners = [p for face in faces for p in face]
    inside = [sum(p[k] for p in corners) / len(corners) for k in range(3)]
    seen = [sum(a * b for a, b in zip(normal(face, inside), VIEW)) > 1e-9 for face in faces]

    def edges(face):
        return [frozenset((p, q)) for p, q in zip(face, [*face[1:], face[0]])]
    front = {edge for face, shown in zip(faces, seen) if shown for edge in edges(face)}
    for edge in dict.fromkeys(edge for face in faces for edge in edges(face)):
        if edge not in front:
            c.line(*(oblique(*p) for p in sorted(edge)), kind="dash")
    for i, face in enumerate(faces):
        if seen[i]:
            c.polygon(*(oblique(*p) for p in face), accent=i in dark)


def frame(c, a):
    """The edges of a cube; returns the map from corners (0 or 1 for right, back, top) to the page."""
    c.without |= {"line", "hatch", "shapes"}

    def at(x, y, z):
        return oblique(x * a, y * a, z * a)
    for end in ((0, 0, 0), (1, 1, 0), (0, 1, 1)):
        c.line(at(0, 1, 0), at(*end), kind="dash")
    for ends in (((0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1), (0, 1, 1), (0, 0, 1), (0, 0, 0)),
                 ((1, 0, 1), (1, 0, 0)), ((1, 0, 1), (0, 0, 1)), ((1, 0, 1), (1, 1, 1))):
        c.line(*(at(*end) for end in ends))
    return at


def edge_label(c, at, text):
    """The length of the lower front edge."""
    c.side(at(0, 0, 0), at(1, 0, 0), text, at(0.5, 0.5, 0.5))


def face_diagonal(a):
    """A function that adds a diagonal of a visible face of a cube: true, and not needed."""
    def more(c, rng):
        p, q = rng.choice((((0, 0, 1), (1, 0, 0)), ((0, 0, 1), (1, 1, 1)), ((1, 0, 0), (1, 1, 1))))
        c.line(*(oblique(*(a * v for v in end)) for end in (p, q)), kind="dash")
    return more


def lengths(c):
    """The drawn lengths of the labelled segments."""
    return [dist(label[1], label[2]) for label in c.labels if label[0] == "side"]


@program("Definition of a Cube")
def drilled_cube(rng):
    n = rng.randint(5, 13)
    k = rng.choice(range(2 - n % 2, n - 1, 2))
    gone, left = 3 * n * k * k - 2 * k**3, n**3 - 3 * n * k * k + 2 * k**3
    outside, walls = 6 * (n * n - k * k), 12 * k * (n - k)

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes"}
        faces = (lambda u, v: oblique(u, 0, v), lambda u, v: oblique(u, v, n), lambda u, v: oblique(n, u, v))
        low, high = (n - k) / 2, (n + k) / 2
        for at in faces:
            c.polygon(at(0, 0), at(n, 0), at(n, n), at(0, n))
            c.polygon(at(low, low), at(high, low), at(high, high), at(low, high), accent=True)
        c.side((0, 0), (n, 0), g["n"], (0, n))
        c.side((low, high), (high, high), g["k"], (0, 0))

    def check(c):
        edge, hole = (round(v) for v in lengths(c))
        inner = range((edge - hole) // 2, (edge + hole) // 2)
        solid = {(x, y, z) for x in range(edge) for y in range(edge) for z in range(edge)
                 if (x in inner) + (y in inner) + (z in inner) < 2}
        steps = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (-1, 0, 0), (0, -1, 0), (0, 0, -1)]
        bare = sum((x + i, y + j, z + m) not in solid for x, y, z in solid for i, j, m in steps)
        border = sum(v in (0, edge - 1) for cube in solid for v in cube)
        return len(solid), border, bare

    start = "Three square tunnels are drilled straight through the cube, from the middle of each face to the middle " \
        "of the opposite face; lengths are counted in unit cubes."
    read = f"The figure shows a cube of edge {n} and tunnels {k} wide."
    return Scene(
        f"A cube of edge {n} is built from unit cubes. Three tunnels with square openings {k} wide are drilled "
        f"straight through it, from the middle of each face to the middle of the opposite face.",
        [
            ask("Definition of a Cube", "One Length Fixes a Cube", f"{start} How many unit cubes are left?", left,
                f"{read} By @ the whole cube has ${n}^3 = {n**3}$ unit cubes (Volume of a Cube). Each tunnel is a "
                f"cuboid with ${n} \\times {k} \\times {k} = {n * k * k}$ of them (Volume of a Cuboid). All three "
                f"share the cube of edge {k} in the middle, which has ${k}^3 = {k**3}$ and would be counted three "
                f"times, so the tunnels take away $3 \\times {n * k * k} - 2 \\times {k**3} = {gone}$ (Inclusion "
                f"and Exclusion). There are ${n**3} - {gone} = {left}$ unit cubes left.",
                also=["Volume of a Cube", "Volume of a Cuboid", "Inclusion and Exclusion"],
                wrong=[abs(n**3 - 3 * n * k * k), n**3 - n * k * k, gone]),
            ask("Definition of a Cube", "Six Congruent Squares", f"{start} What is the area of the outer surface that "
                "is left, without the walls of the tunnels?", outside, f"{read} By @ the cube has six equal faces, "
                f"each with a square opening, and on each face ${n}^2 - {k}^2 = {n * n - k * k}$ are left (Area of "
                f"a Square). Together that is $6 \\times {n * n - k * k} = {outside}$.", also=["Area of a Square"],
                wrong=[6 * n * n, 6 * n * n - 3 * k * k, outside + walls]),
            ask("Composite Solids", "Surface of a Composite Solid", f"{start} What is the area of the whole surface of "
                "the drilled solid, with the walls of the tunnels?", outside + walls, f"{read} On each of the six "
                f"faces ${n}^2 - {k}^2 = {n * n - k * k}$ are left, together {outside}. From each opening a tunnel "
                f"leads ${n - k} \\div 2 = {frac(n - k, 2)}$ deep to the hollow in the middle, and its four walls "
                f"have the area $4 \\times {k} \\times {frac(n - k, 2)} = {walls // 6}$. By @ the surface is "
                f"${outside} + 6 \\times {walls // 6} = "
                f"{outside + walls}$.", wrong=[outside, outside + 12 * k * n, 6 * n * n]),
        ],
        more=[tunnel_edges(n, (n - k) / 2, (n + k) / 2)],
        givens=dict(n=n, k=k), figure=figure, upright=True, check=check)


@program("Properties of a Cube")
def cube_without_corner(rng):
    a = rng.randint(2, 40)
    flat, cut = Fraction(9 * a * a, 2), Fraction(a * a, 2)
    whole = f"{frac(flat)}+{surd(cut, 3)}"
    faces = [[(0, 0, 0), (1, 0, 0), (0, 0, 1)], [(0, 0, 1), (1, 1, 1), (0, 1, 1)], [(1, 0, 0), (1, 1, 0), (1, 1, 1)],
             [(0, 0, 1), (1, 0, 0), (1, 1, 1)], [(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)],
             [(0, 0, 0), (0, 1, 0), (0, 1, 1), (0, 0, 1)], [(0, 1, 0), (1, 1, 0), (1, 1, 1), (0, 1, 1)]]

    def figure(c, g):
        c.without |= {"line", "hatch"}
        polyhedron(c, [[tuple(a * v for v in p) for p in face] for face in faces], dark=(3,))
        c.side((0, 0), (a, 0), g["a"], (0, a))

    def check(c):
        edge = lengths(c)[0]
        volume, surface = shell([[tuple(edge * v for v in p) for p in face] for face in faces])
        return surface, dist((0, edge, 0), (edge / 1.5, edge / 3, edge / 1.5)), volume

    start = "A plane through three corners has cut one corner off the cube; the dark triangle is the cut."
    side = f"The figure shows the edge {a}."
    return Scene(
        f"A cube has the edge {a}. The plane through the other ends of the three edges of one corner cuts this "
        f"corner off; the cut is dark.",
        [
            ask("Properties of a Cube", "Equal Face Diagonals", f"{start} What is the surface area of the solid "
                f"that is left? {EXACT}", whole, f"{side} Three faces are whole squares and three are halved, together "
                f"$\\frac{{9}}{{2}} \\times {a}^2 = {frac(flat)}$ (Area of a Square). By @ the sides of the cut are "
                f"all ${surd(a, 2)}$ long, so it is equilateral with the area $\\frac{{\\sqrt{{3}}}}{{4}} \\times "
                f"({surd(a, 2)})^2 = {surd(cut, 3)}$ (Equilateral Triangle). The surface is ${whole}$.",
                also=["Area of a Square", "Equilateral Triangle"],
                wrong=[6 * a * a, f"{frac(flat)}+{surd(cut / 2, 3)}", f"{5 * a * a}+{surd(cut, 3)}"]),
            ask("Properties of a Cube", "Space Diagonal of a Cube", f"{start} How far is the opposite corner of the "
                f"cube from the cut? {EXACT}", surd(Fraction(2 * a, 3), 3), f"{side} The pyramid that was cut off "
                f"has the volume $\\frac{{1}}{{6}} \\times {a}^3 = {frac(a**3, 6)}$, and over the dark triangle of "
                f"the area ${surd(cut, 3)}$ its height is $3 \\times ({frac(a**3, 6)}) \\div ({surd(cut, 3)}) = "
                f"{surd(Fraction(a, 3), 3)}$ (Volume of a Pyramid). By @ both corners are ${surd(a, 3)}$ apart, on "
                f"a line perpendicular to the cut, and ${surd(a, 3)} - {surd(Fraction(a, 3), 3)} = "
                f"{surd(Fraction(2 * a, 3), 3)}$.", also=["Volume of a Pyramid"],
                wrong=[surd(a, 3), surd(Fraction(a, 2), 3), surd(a, 2)]),
            ask("Volume of a Pyramid", "Third of a Prism", f"{start} What is the volume of the solid that is left?",
                frac(5 * a**3, 6), f"{side} A pyramid was cut off whose base is half a face and whose height is an "
                f"edge. By @ its volume is $\\frac{{1}}{{3}} \\times \\frac{{{a}^2}}{{2}} \\times {a} = "
                f"{frac(a**3, 6)}$. The Volume of a Cube is ${a}^3 = {a**3}$, and ${a**3} - {frac(a**3, 6)} = "
                f"{frac(5 * a**3, 6)}$.",
                also=["Volume of a Cube"], wrong=[frac(a**3, 6), frac(2 * a**3, 3), frac(a**3, 2)]),
        ],
        more=[missing_corner(a)],
        givens=dict(a=a), figure=figure, upright=True, check=check)


@program("Edge Perimeter of a Cube")
def wire_block(rng):
    p, q = rng.choice([(2, 1), (3, 1), (4, 1), (2, 2), (3, 2), (1, 2), (1, 3), (2, 3)])
    e = rng.randint(2, 30)
    flat, posts = p * (q + 1) + q * (p + 1), (p + 1) * (q + 1)
    n = 2 * flat + posts

    def figure(c, g):
        c.without |= {"line", "shapes"}
        spots = [(x, y, z) for x in range(p + 1) for y in range(q + 1) for z in (0, 1)]

        def at(x, y, z):
            return oblique(x * e, 1.25 * y * e, z * e)
        for spot in spots:
            for k in range(3):
                end = tuple(v + (i == k) for i, v in enumerate(spot))
                if end in spots:
                    c.line(at(*spot), at(*end))
            c.dot(at(*spot))
        c.side(at(0, 0, 0), at(1, 0, 0), g["e"], at(0, 0, 1))

    def check(c):
        pieces, edge = len(c.strokes), lengths(c)[0]
        wide = len({spot[0] for spot in c.dots if spot[1] == 0}) - 1
        cells = wide * ((len(c.dots) // 2) // (wide + 1) - 1)
        return pieces * edge / 12, (12 * cells - pieces) * edge, edge * (wide + cells // wide + 1) / 3

    start = "The frame of equal cubes side by side is soldered from equal straight pieces of wire."
    count = f"The figure shows {p * q} cubes. Below and above there are {flat} pieces each, and {posts} pieces stand " \
        f"upright, so there are $2 \\times {flat} + {posts} = {n}$ pieces"
    return Scene(
        f"The frame of {p} by {q} equal cubes side by side in one layer is soldered from straight pieces of wire, "
        f"each {e} long; where cubes touch, they share their edges.",
        [
            ask("Edge Perimeter of a Cube", "Edge from the Edge Sum", f"{start} It is taken apart, and all the wire is "
                "used for the edges of one single cube. How long is an edge of the single cube?", frac(n * e, 12),
                f"{count} of the length {e}, together ${n} \\times {e} = {n * e}$ (Multiplication of Integers). By "
                f"@ this is twelve times the new edge, so the edge is $\\frac{{{n * e}}}{{12}} = {frac(n * e, 12)}$.",
                also=["Multiplication of Integers"],
                wrong=[p * q * e, frac(4 * (p + q + 1) * e, 12), frac(n * e, 6)]),
            ask("Edge Perimeter of a Cube", "Twelve Equal Edges", f"{start} How much more wire would be needed for "
                "single cubes of this size, as many as in the frame?", (12 * p * q - n) * e, f"{count}. By @ single "
                f"cubes take $12 \\times {p * q} = {12 * p * q}$ pieces. The difference is ${12 * p * q} - {n} = "
                f"{12 * p * q - n}$ pieces, or ${12 * p * q - n} \\times {e} = {(12 * p * q - n) * e}$ "
                f"(Multiplication of Integers).", also=["Multiplication of Integers"],
                wrong=[12 * p * q - n, 12 * p * q * e, n * e]),
            ask("Edge Perimeter of a Cube", "Cuboid Wire Bent into a Cube", f"{start} Only the twelve edges of the "
                f"outer cuboid are kept and bent into a cube. How long is an edge of this "
                f"cube?", frac((p + q + 1) * e, 3),
                f"The figure shows a cuboid of {p} by {q} by 1 cubes, so its edges are {p * e}, {q * e} and {e} "
                f"long. By @ the edge of the cube is their mean, $\\frac{{{p * e} + {q * e} + {e}}}{{3}} = "
                f"{frac((p + q + 1) * e, 3)}$.", wrong=[(p + q + 1) * e, frac((p + q + 1) * e, 4), p * q * e]),
        ],
        givens=dict(e=e), fixed=(p, q), figure=figure, upright=True, check=check)


@program("Section of a Prism")
def hexagon_in_cube(rng):
    a = rng.randint(2, 40)
    middles = [(1, 0.5, 0), (0.5, 0, 0), (0, 0, 0.5), (0, 0.5, 1), (0.5, 1, 1), (1, 1, 0.5)]
    side, found = surd(Fraction(a, 2), 2), surd(Fraction(3 * a * a, 4), 3)

    def figure(c, g):
        at = frame(c, a)
        c.polygon(*(at(*p) for p in middles), accent=True)
        for p in middles:
            c.dot(at(*p))
        edge_label(c, at, g["a"])

    def check(c):
        edge = lengths(c)[0]
        ring = [tuple(edge * v for v in p) for p in middles]
        centre, tip = (edge / 2,) * 3, (edge, 0, edge)
        volume, surface = shell([ring, *([p, q, tip] for p, q in zip(ring, [*ring[1:], ring[0]]))])
        height = dist(centre, tip)
        return 3 * volume / height, edge * dist((0, 0), (edge, edge)), sum(map(dist, ring, [*ring[1:], ring[0]]))

    start = "The dark figure joins the midpoints of six edges of the cube."
    leg = f"The figure shows the edge {a}. Each side of the hexagon is the hypotenuse of a right-angled triangle " \
        f"whose legs are half an edge, ${frac(a, 2)}$, so it is ${side}$ long (Pythagorean Theorem)"
    return Scene(
        f"A cube has the edge {a}. The midpoints of the six edges that do not meet one of its space diagonals are "
        f"joined to a dark plane figure.",
        [
            ask("Section of a Prism", "Regular Hexagon in a Cube", f"{start} What is the area of the dark figure? "
                f"{EXACT}", found,
                f"{leg}. By @ the dark figure is a regular hexagon. It consists of six equilateral triangles with "
                f"this side, and its area is $6 \\times \\frac{{\\sqrt{{3}}}}{{4}} \\times ({side})^2 = {found}$ "
                f"(Area of a Regular Polygon).", also=["Pythagorean Theorem", "Area of a Regular Polygon"],
                wrong=[a * a, surd(Fraction(a * a, 8), 3), surd(Fraction(3 * a * a, 2), 3)]),
            ask("Section of a Prism", "Diagonal Section of a Cuboid", "A plane cuts the cube in the figure through two "
                f"opposite upright edges. What is the area of this section? {EXACT}", surd(a * a, 2),
                f"The figure shows the edge {a}. By @ the section is a rectangle; its sides are an edge and the "
                f"diagonal of a face, ${surd(a, 2)}$ (Properties of a Square), so its area is ${a} \\times "
                f"{surd(a, 2)} = {surd(a * a, 2)}$.", also=["Properties of a "
                "Square"], wrong=[a * a, 2 * a * a, surd(a * a, 3)]),
            ask("Perimeter of a Polygon", "Regular Polygon Perimeter", f"{start} What is its perimeter? {EXACT}",
                surd(3 * a, 2), f"{leg}. By @ the perimeter is $6 \\times {side} = {surd(3 * a, 2)}$.",
                also=["Pythagorean Theorem"], wrong=[6 * a, 3 * a, surd(6 * a, 2)]),
        ],
        givens=dict(a=a), figure=figure, upright=True, check=check, more=[face_diagonal(a)])


@program("Platonic Solids")
def octahedron_in_cube(rng):
    a = rng.randint(2, 36)
    tips = [(1, 0.5, 0.5), (0.5, 1, 0.5), (0, 0.5, 0.5), (0.5, 0, 0.5)]
    faces = [[p, q, (0.5, 0.5, z)] for z in (0, 1) for p, q in zip(tips, [*tips[1:], tips[0]])]

    def scaled(edge):
        return [[tuple(edge * v for v in p) for p in face] for face in faces]

    def figure(c, g):
        at = frame(c, a)
        polyhedron(c, scaled(a), dark=range(8))
        edge_label(c, at, g["a"])

    def check(c):
        volume, surface = shell(solid := scaled(lengths(c)[0]))
        edges = {frozenset((p, q)) for face in solid for p in face for q in face if p != q}
        return volume, sum(dist(*edge) for edge in edges), surface

    start = "The corners of the dark solid are the centres of the faces of the cube."
    slant = surd(Fraction(a, 2), 2)
    read = f"The figure shows the edge {a} of the cube."
    square = f"Four of its corners form a square in the middle whose diagonals are as long as the edge, {a}"
    return Scene(
        f"A cube has the edge {a}. The centres of its six faces are the corners of a dark solid.",
        [
            ask("Platonic Solids", "Dual Pairs", f"{start} What is the volume of the dark solid?", frac(a**3, 6),
                f"{read} By @ the dark "
                f"solid is a regular octahedron. {square}, so the area of this square is $\\frac{{{a}^2}}{{2}} = "
                f"{frac(a * a, 2)}$ (Area of a Square). Above and below it stand pyramids of half the height of the "
                f"cube, and their volumes are together $2 \\times \\frac{{1}}{{3}} \\times ({frac(a * a, 2)}) "
                f"\\times \\frac{{{a}}}{{2}} = {frac(a**3, 6)}$ (Volume of a Pyramid).",
                also=["Area of a Square", "Volume of a Pyramid"],
                wrong=[frac(a**3, 3), frac(a**3, 2), frac(a**3, 12)]),
            ask("Platonic Solids", "Counts of the Octahedron", f"{start} How long are all edges of the dark solid "
                f"together? {EXACT}", surd(6 * a, 2), f"{read} The dark solid is an octahedron. {square}, and its "
                f"sides are ${slant}$ long (Properties of a Square). By @ there are twelve such edges, together $12 "
                f"\\times {slant} = {surd(6 * a, 2)}$.", also=["Properties of a Square"],
                wrong=[12 * a, surd(4 * a, 2), surd(12 * a, 2)]),
            ask("Equilateral Triangle", "Area of an Equilateral Triangle", f"{start} What is the surface area of "
                f"the dark solid? {EXACT}", surd(a * a, 3), f"{read} {square}, so all edges of the dark solid are "
                f"${slant}$ long (Properties of a Square). By @ each of its eight faces has the area "
                f"$\\frac{{\\sqrt{{3}}}}{{4}} \\times ({slant})^2 = {surd(Fraction(a * a, 8), 3)}$, and $8 \\times "
                f"{surd(Fraction(a * a, 8), 3)} = {surd(a * a, 3)}$.", also=["Properties of a Square"],
                wrong=[surd(2 * a * a, 3), 4 * a * a, surd(Fraction(a * a, 2), 3)]),
        ],
        givens=dict(a=a), figure=figure, upright=True, check=check, more=[face_diagonal(a)])


@program("Regular Tetrahedron")
def tetrahedron_in_cube(rng):
    a = rng.randint(2, 36)
    tips = [(0, 0, 0), (1, 1, 0), (1, 0, 1), (0, 1, 1)]
    faces = [[p for p in tips if p != q] for q in tips]

    def figure(c, g):
        at = frame(c, a)
        polyhedron(c, [[tuple(a * v for v in p) for p in face] for face in faces], dark=range(4))
        edge_label(c, at, g["a"])

    def check(c):
        edge = lengths(c)[0]
        spots = [tuple(edge * v for v in p) for p in tips]
        volume, surface = shell([[p for p in spots if p != q] for q in spots])
        one, two = ([(p[k] + q[k]) / 2 for k in range(3)] for p, q in (spots[:2], spots[2:]))
        return edge**3 - volume, dist(one, two), 3 * volume / (surface / 4)

    start = "Four corners of the cube are the corners of the dark tetrahedron."
    read = f"The figure shows the edge {a} of the cube."
    edge = f"the edges of the tetrahedron are diagonals of faces of the cube, ${surd(a, 2)}$ long (Properties of a " \
        f"Cube)"
    high = surd(Fraction(2 * a, 3), 3)
    return Scene(
        f"A cube has the edge {a}. Four of its corners, no two of them on one edge, are the corners of a dark "
        f"tetrahedron.",
        [
            ask("Regular Tetrahedron", "Tetrahedron inside a Cube", f"{start} What is the volume of the part of the "
                f"cube outside the tetrahedron?", frac(2 * a**3, 3), f"{read} Outside the tetrahedron lie four equal "
                f"pyramids at the other four corners. The base of each is half a face, $\\frac{{{a}^2}}{{2}} = "
                f"{frac(a * a, 2)}$ (Area of a Triangle), its height is {a}, and its volume is $\\frac{{1}}{{3}} "
                f"\\times ({frac(a * a, 2)}) \\times {a} = {frac(a**3, 6)}$ (Volume of a Pyramid). All four have $4 "
                f"\\times ({frac(a**3, 6)}) = {frac(2 * a**3, 3)}$; so, as @ says, a third of the cube is left for "
                f"the tetrahedron.", also=["Area of a Triangle", "Volume of a Pyramid"],
                wrong=[frac(a**3, 3), frac(a**3, 2), frac(5 * a**3, 6)]),
            ask("Regular Tetrahedron", "Opposite Edges of a Tetrahedron", f"{start} How far are the midpoints of two "
                "opposite edges of the tetrahedron from each other?", a, f"{read} In the figure {edge}. By @ the "
                f"distance is $\\frac{{{surd(a, 2)} \\times \\sqrt{{2}}}}{{2}} = {a}$.", also=["Properties of a Cube"],
                wrong=[surd(a, 2), frac(a, 2), surd(Fraction(a, 2), 2)]),
            ask("Regular Tetrahedron", "Height of a Regular Tetrahedron", f"{start} How high is the tetrahedron "
                f"above one of its faces? {EXACT}", high, f"{read} In the figure {edge}. By @ the height is "
                f"$\\frac{{{surd(a, 2)} \\times \\sqrt{{6}}}}{{3}} = {high}$.", also=["Properties of a Cube"],
                wrong=[a, surd(a, 2), surd(Fraction(a, 3), 3)]),
        ],
        givens=dict(a=a), figure=figure, upright=True, check=check, more=[face_diagonal(a)])


def blunted(n, k):
    """The faces of a regular n-gonal prism with k of its upper corners cut off, the cuts last."""
    low, high = ([(*polar((0, 0), 5, 360 * (i + 0.2) / n - 90), z) for i in range(n)] for z in (0, 7))
    picked = [i * n // k for i in range(k)]

    def near(p, q):
        return tuple(round(u + 0.3 * (v - u), 9) for u, v in zip(p, q))
    before = [[near(high[i], high[i - 1])] if i in picked else [high[i]] for i in range(n)]
    after = [[near(high[i], high[(i + 1) % n])] if i in picked else [high[i]] for i in range(n)]
    down = [[near(high[i], low[i])] if i in picked else [] for i in range(n)]
    top = [p for i in range(n) for p in dict.fromkeys(before[i] + after[i])]
    sides = []
    for i in range(n):
        j = (i + 1) % n
        sides.append([low[i], low[j], *down[j], *before[j], *after[i], *down[i]])
    return [low, top, *sides, *([*before[i], *after[i], *down[i]] for i in picked)]


@program("Cutting Corners off a Polyhedron")
def blunted_prism(rng):
    n = rng.randint(3, 8)
    k = rng.randint(2, n)
    v, e, f = 2 * n + 2 * k, 3 * n + 3 * k, n + 2 + k

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes"}
        polyhedron(c, blunted(n, k), dark=range(n + 2, n + 2 + k))
        c.text((0, -3.4), f"{g['k']} corners cut off", small=True)
        c.line((0, -3.8), (0, -3.8), kind="none")

    def check(c):
        def spot(p):
            return round(p[0], 4), round(p[1], 4)
        edges = {frozenset((spot(p), spot(q))) for points, kind in c.strokes if kind != "none"
                 for p, q in zip(points, points[1:])}
        corners = len({p for edge in edges for p in edge})
        return 2 * len(edges) + 2, len(edges) + 36, len(edges) - corners + 2

    start = "From a prism some of the upper corners are cut off; the cuts are the dark triangles."
    before = f"The figure shows a prism over a polygon with {n} corners. It had ${2 * n}$ corners, ${3 * n}$ edges " \
        f"and ${n + 2}$ faces (Structural Features of a Prism), and {k} corners were cut off"
    return Scene(
        f"From a prism over a polygon with {n} corners {k} of the upper corners are cut off by small triangular "
        f"cuts that do not touch each other.",
        [
            ask("Cutting Corners off a Polyhedron", "Corner of Three Edges Cut Off", f"{start} How many corners, edges "
                "and faces does the solid have together?", v + e + f, f"{before}. By @ every cut adds 2 corners, 3 "
                f"edges and 1 face. So there are ${2 * n} + 2 \\times {k} = {v}$ corners, ${3 * n} + 3 \\times {k} "
                f"= {e}$ edges and ${n + 2} + {k} = {f}$ faces, together ${v} + {e} + {f} = {v + e + f}$.",
                also=["Structural Features of a Prism"],
                wrong=[6 * n + 2, v + e + f + k, 6 * n + 2 + 7 * k, e + f]),
            ask("Cutting Corners off a Polyhedron", "Cutting All Corners of a Cube", f"{start} All eight corners "
                f"are cut off a cube in the same way. How many edges do this solid and the one in the figure have "
                f"together?",
                e + 36, f"{before}. Every cut adds 3 edges, so the solid has ${3 * n} + 3 \\times {k} = {e}$ edges. "
                f"By @ the other one has 36 edges, and ${e} + 36 = {e + 36}$.", also=["Structural Features of a Prism"],
                wrong=[e + 24, 3 * n + 36, e + 12]),
            ask("Euler's Formula for Polyhedra", "Missing Count from Two", f"{start} How many faces does the solid "
                f"have?",
                f, f"{before}. A cut replaces one corner by three and adds three edges: ${2 * n} + 2 \\times {k} = "
                f"{v}$ corners, ${3 * n} + 3 \\times {k} = {e}$ edges. By @ there are ${e} - {v} + 2 = {f}$ faces.",
                also=["Structural Features of a Prism"], wrong=[n + 2, n + k, f + k]),
        ],
        givens=dict(k=k), fixed=(n,), say=dict(sides=n), figure=figure, upright=True, check=check, scale=False,
        quantities=dict(k=Quantity("count", "the number of corners cut off", "corners")))
