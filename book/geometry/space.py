"""Lines and planes in space: diagonals, angles and distances in cuboids and pyramids, skew edges, unit cubes."""
from itertools import product
from math import dist, hypot

from ..additions_space import centre_lines
from ..pieces import oblique
from ..tools import Quantity, Scene, ask, frac, near, program, root
from .solid import TRIPLES, cuboid, shell, spans, square_pyramid, three_edges


def gap(p, u, q, v):
    """The distance of the skew lines p + su and q + tv."""
    n = u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]
    return abs(sum(n[k] * (p[k] - q[k]) for k in range(3))) / hypot(*n)


def bold(c, p, q, size):
    """A segment that stands out from the edges of a solid of about this size; the line in its middle is thick."""
    nx, ny = (p[1] - q[1]) / dist(p, q), (q[0] - p[0]) / dist(p, q)
    for k in (-0.0045 * size, 0.0045 * size):
        c.line((p[0] + k * nx, p[1] + k * ny), (q[0] + k * nx, q[1] + k * ny), kind="line")
    c.line(p, q, kind="thick")


def quotient(a, b):
    """LaTeX of a fraction and, if it can be reduced, of its lowest terms."""
    whole = f"\\frac{{{a}}}{{{b}}}"
    return whole if whole == frac(a, b) else f"{whole} = {frac(a, b)}"


def cosine(u, v):
    return sum(a * b for a, b in zip(u, v)) / (hypot(*u) * hypot(*v))


@program("Space Diagonal of a Cuboid")
def space_diagonal(rng):
    a, b, h = three_edges(rng)

    def figure(c, g):
        at = cuboid(c, g, a, b, h)
        if c.asked != 1:  # the second question is about AC
            bold(c, at(0, 0, 0), at(1, 1, 1), dist((0, 0), at(1, 1, 1)))
        for place, name in ((at(0, 0, 0), "A"), (at(1, 1, 1), "B"), (at(1, 1, 0), "C")):
            if c.asked != {"A": -1, "B": 1, "C": 0}[name]:
                c.corner(place, name, at(0.5, 0.5, 0.5))

    def check(c):
        p, q, r = spans(c)
        return dist((0, 0, 0), (p, q, r)), dist((0, 0, 0), (p, q, 0)), shell([[(0, 0, 0), (p, q, 0), (p, q, r)]])[1]

    n = (a * a + b * b) * h * h
    seen = f"The figure shows the edges {a}, {b} and {h} of the cuboid"
    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high. A is a bottom corner, C is the bottom corner opposite to A, and "
        "B is the top corner above C.", [
            ask("Space Diagonal of a Cuboid", "Pythagoras Twice", "How long is the space diagonal AB of the cuboid?",
                root(a * a + b * b + h * h), f"{seen}, and AB joins two opposite corners. By @ the squares of the "
                f"three edges are added under the root: AB is $\\sqrt{{{a}^2 + {b}^2 + {h}^2}} = "
                f"{root(a * a + b * b + h * h)}$ long.",
                wrong=[root(a * a + b * b), a + b + h, a * a + b * b + h * h, root((a + b) ** 2 + h * h)]),
            ask("Space Diagonal of a Cuboid", "Diagonal of a Face of a Cuboid", "How long is the diagonal AC of the "
                "bottom face of the cuboid?", root(a * a + b * b), f"{seen}. AC is the hypotenuse over the edges {a} "
                f"and {b} of the bottom face. By @ it is $\\sqrt{{{a}^2 + {b}^2}} = {root(a * a + b * b)}$ long.",
                wrong=[a + b, root(a * a + h * h), root(a * a + b * b + h * h)]),
            ask("Space Diagonal of a Cuboid", "Right Triangle inside a Cuboid", "What is the area of the triangle ABC?",
                half_root(n), f"{seen}. By @ the triangle ABC has a right angle at C. Its legs are AC, which is "
                f"$\\sqrt{{{a}^2 + {b}^2}} = {root(a * a + b * b)}$ long, and the upright edge {h}. The area is "
                f"$\\frac{{1}}{{2}} \\times {root(a * a + b * b)} \\times {h} = {half_root(n)}$ (Area of a Triangle).",
                also=["Area of a Triangle"], wrong=[root(n), frac(a * h, 2), frac(a * b, 2)])],
        givens=dict(a=a, b=b, h=h), figure=figure, upright=True, check=check, scale=False)


def half_root(n):
    """LaTeX of half of the square root of n."""
    whole = root(n)
    if n % 4 == 0:
        return root(n // 4)
    return f"\\frac{{{whole}}}{{2}}"


@program("Angle between a Line and a Plane")
def line_plane_angle(rng):
    a, b, m = rng.choice([(k * a, k * b, k * m) for a, b, m in TRIPLES for k in (1, 2, 3) if k * m <= 40])
    h = near(rng, m, 0.5, 1.7)
    d = root(m * m + h * h)

    def figure(c, g):
        at = cuboid(c, g, a, b, h)
        bold(c, at(0, 0, 0), at(1, 1, 1), dist((0, 0), at(1, 1, 1)))
        c.line(at(0, 0, 0), at(1, 1, 0), kind="dash")

    def check(c):
        p, q, r = spans(c)
        flat = cosine((p, q, 0), (p, q, r))
        return (1 - flat ** 2) ** 0.5 / flat, flat * dist((0, 0, 0), (p, q, r)), dist((p, q, r), (0, 0, 0))

    base = (f"The figure shows the edges {a}, {b} and {h} of the cuboid. The projection of the diagonal onto the base "
            f"joins two opposite corners of the base, so it is $\\sqrt{{{a}^2 + {b}^2}} = {m}$ long")
    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high.", [
            ask("Angle between a Line and a Plane", "Space Diagonal and Base", "A space diagonal of a cuboid makes an "
                "angle with the base of the cuboid. What is the tangent of the angle?", frac(h, m),
                f"{base} (Pythagorean Theorem). By @ the tangent of the angle is the height divided by this "
                f"projection, ${quotient(h, m)}$.", also=["Pythagorean Theorem"],
                wrong=[frac(m, h), frac(h, a), frac(h, b), frac(h, a + b)]),
            ask("Angle between a Line and a Plane", "Angle with the Projection", "The angle between a space diagonal "
                "and the base of the cuboid is the angle between the diagonal and its perpendicular projection onto "
                "the base. How long is this projection?", m, f"The figure shows the edges {a} and {b} of the base. By "
                f"@ the projection of the diagonal is needed, which is the diagonal of the base. By the Pythagorean "
                f"Theorem it is $\\sqrt{{{a}^2 + {b}^2}} = {m}$ long.", also=["Pythagorean Theorem"],
                wrong=[a + b, d, h]),
            ask("Space Diagonal of a Cuboid", "Pythagoras Twice", "How long is a space diagonal of the cuboid?", d,
                f"The figure shows the edges {a}, {b} and {h} of the cuboid. By @ a space diagonal is $\\sqrt{{{a}^2 + "
                f"{b}^2 + {h}^2}} = {d}$ long.", wrong=[m, a + b + h, root(a * a + h * h)])],
        givens=dict(a=a, b=b, h=h), figure=figure, upright=True, check=check, scale=False)


@program("Dihedral Angle")
def pyramid_dihedral(rng):
    i = rng.randint(2, 15)
    h = near(rng, i, 1, 2.8)
    a, n = 2 * i, i * i + h * h

    def figure(c, g):
        apex, corners = square_pyramid(c, a, h)
        foot, edge = oblique(a / 2, a / 2, 0), oblique(a, a / 2, 0)
        c.line(apex, foot, kind="dash")
        c.line(foot, edge, kind="dash")
        c.line(edge, apex, kind="thin")
        c.right(foot, apex, edge)
        c.side(corners[0], corners[1], g["a"], apex)
        c.side(foot, apex, g["h"], edge)

    def check(c):
        side, high = spans(c)
        face = [(side, 0, 0), (side, side, 0), (side / 2, side / 2, high)]
        flat = cosine((-1, 0, 0), [face[2][k] - (face[0][k] + face[1][k]) / 2 for k in range(3)])
        return (1 - flat ** 2) ** 0.5 / flat, shell([face])[1], dist(face[2], (side, side / 2, 0))

    seen = f"The figure shows the side {a} of the base and the height {h} of the pyramid."
    triangle = (f"From the foot of the height to the middle of a side of the base it is ${a} \\div 2 = {i}$")
    return Scene(
        f"A regular pyramid of height {h} stands on a square of side {a}.", [
            ask("Dihedral Angle", "Dihedral Angle at a Base Edge", "The base of a regular pyramid is a square. What is "
                "the tangent of the dihedral angle between a lateral face and the base?", frac(h, i),
                f"{seen} {triangle}, at a right angle to this side. By @ the tangent of the dihedral angle is the "
                f"height divided by this distance, ${quotient(h, i)}$.",
                wrong=[frac(i, h), frac(h, a), frac(2 * h, i), frac(a, h)]),
            ask("Dihedral Angle", "Projected Area and Dihedral Angle", "The base of a regular pyramid is a square. "
                "What is the area of a lateral face?", root(i * i * n), f"{seen} {triangle}, so by the Pythagorean "
                f"Theorem the height of a lateral face is $\\sqrt{{{h}^2 + {i}^2}} = {root(n)}$, and the cosine of the "
                f"dihedral angle is $\\frac{{{i}}}{{{root(n)}}}$. The face lies over a quarter of the base, ${a}^2 "
                f"\\div 4 = {i * i}$. By @ its area is ${i * i} \\div \\frac{{{i}}}{{{root(n)}}} = {root(i * i * n)}$.",
                also=["Pythagorean Theorem"], wrong=[i * i, i * h, root(4 * i * i * n)]),
            ask("Structural Features of a Pyramid", "Slant Height of a Regular Pyramid", "The base of a regular "
                "pyramid is a square. What is the height of a lateral face?", root(n),
                f"{seen} {triangle}. By @ the height of a lateral face is $\\sqrt{{{h}^2 + {i}^2}} = {root(n)}$.",
                wrong=[root(h * h + a * a), root(h * h + 2 * i * i), h + i])],
        givens=dict(a=a, h=h), quantities={"a": Quantity("measure", "the side of the base"),
                                           "h": Quantity("measure", "the height of the pyramid")},
        figure=figure, upright=True, check=check, scale=False)


@program("Distance from a Point to a Plane")
def point_plane_distance(rng):
    a, b, m = rng.choice([t for t in TRIPLES if t[1] < 1.5 * t[0]])  # else the plane is seen edge-on
    h = near(rng, max(a, b), 0.4, 1.6)

    def figure(c, g):
        at = cuboid(c, g, a, b, h)
        if c.asked in (None, 0):
            c.fills.append(([at(1, 0, 0), at(0, 1, 0), at(0, 1, 1), at(1, 0, 1)], True))
            c.line(at(0, 1, 0), at(1, 0, 0), kind="dash")
            c.line(at(0, 1, 1), at(1, 0, 1))
        if c.asked != 2:
            c.dot(at(0, 0, 1))
            c.corner(at(0, 0, 1), "P", at(0.5, 0.5, 0.5))
        c.without |= {"hatch"}

    def check(c):
        p, q, r = spans(c)
        volume = shell([[(0, 0, r), (p, 0, 0), (0, q, 0)], [(0, 0, r), (p, 0, 0), (0, q, r)],
                        [(0, 0, r), (0, q, 0), (0, q, r)], [(p, 0, 0), (0, q, 0), (0, q, r)]])[0]
        half = hypot(p, q) * r / 2
        return 3 * volume / half, q, gap((0, 0, r), (0, 0, 1), (p, 0, 0), (0, 1, 0))

    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high. P is the corner of the top face at the front on the left. "
        "An upright plane runs through the diagonal of the top face that does not contain P.", [
            ask("Distance from a Point to a Plane", "Corner and Diagonal Plane of a Cuboid", "What is the distance of "
                "the corner P from the upright diagonal plane of the cuboid that does not contain P?",
                frac(a * b, m), f"The figure shows the length {a} and the width {b} of the cuboid. The diagonal of the "
                f"top face is $\\sqrt{{{a}^2 + {b}^2}} = {m}$ long (Pythagorean Theorem). The perpendicular from P to "
                f"the plane is the height of the right triangle over this diagonal, so by @ it is ${a} \\times {b} "
                f"\\div {m} = {frac(a * b, m)}$ long.", also=["Pythagorean Theorem"],
                wrong=[frac(m, 2), frac(a * b, 2 * m), frac(a * b, a + b), min(a, b)]),
            ask("Distance from a Point to a Plane", "Length of the Perpendicular", "What is the distance of the corner "
                "P from the plane of the back face of the cuboid?", b, f"The figure shows that the cuboid is {b} wide. "
                f"By @ the perpendicular from P to the plane counts. It is the edge from P to the back face, so the "
                f"distance is $d = {b}$.", wrong=[a, h, frac(b, 2)]),
            ask("Distance between Parallel Planes", "Opposite Faces as Parallel Planes", "What is the distance between "
                "the planes of the left face and the right face of the cuboid?", a, f"The figure shows that the cuboid "
                f"is {a} long. By @ the planes are as far apart as the edges between the two faces are long, so the "
                f"distance is $d = {a}$.", wrong=[b, h, m])],
        more=[centre_lines(a, b, h)],
        givens=dict(a=a, b=b, h=h), figure=figure, upright=True, check=check, scale=False)


EDGES = [(p, q) for p in product((0, 1), repeat=3) for q in product((0, 1), repeat=3)
         if p < q and sum(x != y for x, y in zip(p, q)) == 1]


SEEN = [e for e in EDGES if (0, 1, 0) not in e]  # the three hidden edges of the drawing meet in one corner


def axis(edge):
    return next(k for k in range(3) if edge[0][k] != edge[1][k])


def skew(e, f):
    return axis(e) != axis(f) and not set(e) & set(f)


def drawn_edges(c, at):
    """The edges of the cuboid that are drawn thick, found again by their ends."""
    found = [points for points, kind in c.strokes if kind == "thick"]
    return [next(e for e in EDGES if dist(at(*e[0]), p) + dist(at(*e[1]), q) < 1e-6) for p, q in found]


def corner_map(c):
    """The places of the corners of the drawn cuboid, from the lengths that its labels have."""
    a, b, h = spans(c)
    return lambda x, y, z: oblique(x * a, y * b, z * h)


@program("Distance between Skew Lines")
def skew_distance(rng):
    edges = three_edges(rng)
    e = rng.choice(SEEN)
    f = rng.choice([f for f in SEEN if skew(e, f)])
    between = next(k for k in range(3) if k not in (axis(e), axis(f)))
    names = "length", "width", "height"

    def figure(c, g):
        at = cuboid(c, g, *edges)
        for edge, name in ((e, "g"), (f, "k")):
            bold(c, at(*edge[0]), at(*edge[1]), dist((0, 0), at(1, 1, 1)))
            centre = at(0.5, 0.5, 0.5)
            p, q = (at(*end) for end in edge)
            third = [0.62 * q[i] + 0.38 * p[i] for i in (0, 1)]
            c.side(third, q, name, centre)

    def check(c):
        size = spans(c)[:3]
        one, two = drawn_edges(c, lambda x, y, z: oblique(x * size[0], y * size[1], z * size[2]))
        p, q, r, t = ([x * s for x, s in zip(end, size)] for end in (*one, *two))
        u, v = ([y - x for x, y in zip(*ends)] for ends in ((p, q), (r, t)))
        d = gap(p, u, r, v)
        return d, d, dist(p, q) * dist(r, t)

    a, b, h = edges
    d = edges[between]
    others = [edges[k] for k in (axis(e), axis(f))]
    seen = (f"In the figure g runs in the direction of the {names[axis(e)]} of the cuboid and k in the direction of "
            f"its {names[axis(f)]}.")
    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high. An edge g in the direction of the {names[axis(e)]} and an edge "
        f"k in the direction of the {names[axis(f)]} are skew.", [
            ask("Distance between Skew Lines", "Skew Edges of a Box", "g and k are two skew edges of a cuboid. What "
                "is the distance between the lines g and k?", d,
                f"{seen} An edge in the direction of the {names[between]}, which is {d} long, is perpendicular to "
                f"both and joins them. By @ the lines are as far apart as this edge is long, so their distance is "
                f"$d = {d}$.",
                wrong=[*others, sum(others), root(others[0] ** 2 + others[1] ** 2)]),
            ask("Distance between Skew Lines", "Distance through a Parallel Plane", "g and k are two skew edges of a "
                "cuboid. How far is the line g from the plane of the face that contains k and is "
                "parallel to g?", d, f"{seen} By @ the distance of g from this plane is that of the skew lines. It is "
                f"measured in the direction of the {names[between]}, which is {d} long, so it is $d = {d}$.",
                wrong=[*others, sum(others), root(others[0] ** 2 + others[1] ** 2)]),
            ask("Definition of Skew Lines", "Not in One Plane", "g and k are two skew edges of a cuboid. What "
                "is the area of a face whose sides are parallel to g and to k?", edges[axis(e)] * edges[axis(f)],
                f"{seen} By @ no plane contains both of them, but a face can be parallel to both. Its sides are as "
                f"long as g and k, so its area is ${edges[axis(e)]} \\times {edges[axis(f)]} = "
                f"{edges[axis(e)] * edges[axis(f)]}$ (Area of a Rectangle).", also=["Area of a Rectangle"],
                wrong=[edges[axis(e)] * d, edges[axis(f)] * d, sum(others)])],
        more=[centre_lines(*edges)],
        givens=dict(zip("abh", edges)), fixed=(EDGES.index(e), EDGES.index(f)), figure=figure, upright=True,
        check=check, scale=False)


@program("Definition of Skew Lines")
def skew_edges(rng):
    edges = three_edges(rng)
    e = rng.choice(SEEN)
    a, b, h = edges
    own, (one, two) = edges[axis(e)], [edges[k] for k in range(3) if k != axis(e)]

    def figure(c, g):
        at = cuboid(c, g, *edges)
        bold(c, at(*e[0]), at(*e[1]), dist((0, 0), at(1, 1, 1)))

    def check(c):
        size = spans(c)
        mine = drawn_edges(c, corner_map(c))[0]
        long = {f: size[axis(f)] for f in EDGES if f != mine}
        apart = sum(long[f] for f in long if skew(mine, f))
        return apart, sum(long.values()) - apart, sum(long[f] for f in long if axis(f) == axis(mine))

    where = ("from left to right", "from front to back", "upright")[axis(e)]
    seen = f"The figure shows the edges {a}, {b} and {h} of the cuboid, and the thick edge runs {where}."
    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high. One edge of it that runs {where} is marked.", [
            ask("Definition of Skew Lines", "Skew Edges of a Cuboid", "One edge of the cuboid is marked by a thick "
                "line. What is the total length of all edges that are skew to the marked edge?", 2 * (one + two),
                f"{seen} By @ four edges are skew to it, two in each of the other directions. Their total length is "
                f"$2 \\times {one} + 2 \\times {two} = {2 * (one + two)}$.",
                wrong=[one + two, 4 * (one + two), 2 * (one + two) + 3 * own, 3 * own]),
            ask("Definition of Skew Lines", "Neither Parallel nor Crossing", "One edge of the cuboid is marked by a "
                "thick line. What is the total length of all the other edges that are not skew to it?",
                3 * own + 2 * (one + two), f"{seen} By @ the edges that are not skew to it are parallel to it or meet "
                f"it. Three edges are parallel to it, and two of each other direction meet it: $3 \\times {own} + "
                f"2 \\times {one} + 2 \\times {two} = {3 * own + 2 * (one + two)}$.",
                wrong=[2 * (one + two), 4 * own + 2 * (one + two), 3 * own + 4 * (one + two)]),
            ask("Properties of a Cuboid", "Four Parallel Edges of Each Length", "One edge of the cuboid is marked by a "
                "thick line. What is the total length of the other edges that are parallel to it?", 3 * own,
                f"{seen} By @ there are four parallel edges of the length {own}. Without the marked one three are "
                f"left, and their total length is $3 \\times {own} = {3 * own}$.",
                wrong=[4 * own, 2 * own, 2 * (one + two)])],
        more=[centre_lines(a, b, h)],
        givens=dict(a=a, b=b, h=h), fixed=(EDGES.index(e),), figure=figure, upright=True, check=check, scale=False)


@program("Angle between Skew Lines")
def skew_angle(rng):
    u, v, m = rng.choice([(k * i, k * j, k * t) for i, j, t in TRIPLES for k in (1, 2) if k * t <= 40])
    w, side = near(rng, max(u, v), 0.5, 1.3), rng.random() < 0.5
    a, b, h = (w, u, v) if side else (u, w, v)  # the diagonal lies in the right or in the front face
    flat = rng.random() < 0.5                   # the edge on the opposite side: level or upright
    near_leg, far_leg = (u, v) if flat else (v, u)

    def place(i, j, k):
        return (i, j, k) if side else (j, i, k)  # i: away from the face, j: along it, k: up

    ends = (place(int(side), 0, 0), place(int(side), 1, 1))
    edge = (place(int(not side), 0, 1), place(int(not side), 1, 1)) if flat else (
        place(int(not side), int(not side), 0), place(int(not side), int(not side), 1))

    def figure(c, g):
        at = cuboid(c, g, a, b, h)
        for pair in (ends, edge) if c.asked != 2 else (ends,):
            bold(c, *(at(*corner) for corner in pair), dist((0, 0), at(1, 1, 1)))

    def check(c):
        at, size = corner_map(c), spans(c)
        corners = {tuple(round(x, 6) for x in at(*p)): p for p in product((0, 1), repeat=3)}
        drawn = [[corners[tuple(round(x, 6) for x in p)] for p in points] for points, kind in c.strokes
                 if kind == "thick"]
        d, e = ([(y - x) * s for x, y, s in zip(*pair, size)] for pair in drawn)
        flat_cos = abs(cosine(d, e))
        return (1 - flat_cos ** 2) ** 0.5 / flat_cos, flat_cos, hypot(*d)

    seen = (f"The figure shows the edges {a}, {b} and {h} of the cuboid. The marked diagonal lies in a face with the "
            f"sides {u} and {v}, and the marked edge is parallel to its sides of length {near_leg}.")
    return Scene(
        f"In a cuboid a diagonal of a face with the sides {u} and {v} is skew to an edge on the opposite side that is "
        f"parallel to the sides of length {near_leg}.", [
            ask("Angle between Skew Lines", "Edge and Skew Face Diagonal", "In the cuboid a face diagonal and an edge "
                "skew to it are marked. What is the tangent of the angle between the diagonal and the edge?",
                frac(far_leg, near_leg),
                f"{seen} By @ the diagonal forms the same angle with such a side of its own face. The other side of "
                f"the face is {far_leg}, so the tangent is ${quotient(far_leg, near_leg)}$.",
                wrong=[frac(near_leg, far_leg), frac(far_leg, m), frac(near_leg, m), frac(w, near_leg)]),
            ask("Angle between Skew Lines", "Shifting to a Common Point", "In the cuboid a face diagonal and an edge "
                "skew to it are marked. What is the cosine of the angle between them?", frac(near_leg, m),
                f"{seen} By @ the edge is shifted to an end of the diagonal, where it becomes such a side of the face. "
                f"By the Pythagorean Theorem the diagonal is $\\sqrt{{{u}^2 + {v}^2}} = {m}$ long, so the cosine is "
                f"${quotient(near_leg, m)}$.", also=["Pythagorean Theorem"],
                wrong=[frac(far_leg, m), frac(near_leg, far_leg), frac(m, near_leg)]),
            ask("Space Diagonal of a Cuboid", "Diagonal of a Face of a Cuboid", "In the cuboid a face diagonal is "
                "drawn thick. How long is it?", m, f"The figure shows the edges {a}, {b} and {h} of the cuboid, and "
                f"the thick diagonal lies in a face with the sides {u} and {v}. By @ it is $\\sqrt{{{u}^2 + {v}^2}} = "
                f"{m}$ long.", wrong=[u + v, root(u * u + w * w), root(v * v + w * w), root(u * u + v * v + w * w)])],
        more=[centre_lines(a, b, h)],
        givens=dict(a=a, b=b, h=h), fixed=(side, flat), figure=figure, upright=True, check=check, scale=False)
