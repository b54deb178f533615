"""Extras in oblique drawings of solids: diagonals, sections, an inscribed cone or pyramid; dashed where hidden."""

from itertools import combinations
from math import asin, cos, degrees, dist, hypot, radians, sin

from ..canvas import middle
from .board import key
from .extras import extra, size
from .extras_lines import along
from .extras_plane import polygons

EDGES = "all edges|twelve|edges of the|many edges|glued"
ROUND = r"circle|section|plane|cut|path|thread|slice"


# ------------------------------------------------------------------------------------------------------------ boxes
def boxes(c):
    """The boxes of a drawing, each as a function (i, j, k) -> corner, from the nearest corner along three edges."""
    quads = [p for p in c.polygons if len(p) == 4 and key(add(p[0], p[2])) == key(add(p[1], p[3]))]
    found = []
    for faces in combinations(quads[:9], 3):
        common = set.intersection(*({key(p) for p in face} for face in faces))
        ends = [neighbours(face, v) for v in common for face in faces]
        if len(common) != 1 or len({key(p) for pair in ends for p in pair}) != 3:
            continue
        v = next(p for p in faces[0] if key(p) in common)
        u = list({key(p): (p[0] - v[0], p[1] - v[1]) for pair in ends for p in pair}.values())
        found.append((v, sorted(u, key=lambda d: abs(d[0]) > 1e-9)))  # the upright edge first
    return [corner_map(v, u) for v, u in found if abs(u[0][0]) < 1e-9]


def add(p, q):
    """The sum of two vectors."""
    return p[0] + q[0], p[1] + q[1]


def neighbours(face, v):
    """The corners of a face next to a corner, given as a key."""
    i = [key(p) for p in face].index(v)
    return face[i - 1], face[(i + 1) % len(face)]


def corner_map(v, u):
    """(i, j, k) -> the point i, j and k of three edges away from a corner."""

    def at(i, j, k):
        return (
            v[0] + i * u[0][0] + j * u[1][0] + k * u[2][0],
            v[1] + i * u[0][1] + j * u[1][1] + k * u[2][1],
        )

    return at


def box_of(c, rng):
    """A box of the drawing that is large enough, or None."""
    found = [at for at in boxes(c) if dist(at(0, 0, 0), at(1, 1, 1)) > 0.45 * size(c)]
    return rng.choice(found) if found else None


@extra("solid", shy=f"pyramid|height|apex|tetrahedron|diagonal|path|way|thread|{EDGES}")
def pyramid_in_box(c, rng):
    """The pyramid on the lower face with its tip in the middle of the upper face, dashed."""
    at = box_of(c, rng)
    if at is None:
        return False
    tip = at(0, 0.5, 0.5)
    for j, k in ((0, 0), (1, 0), (0, 1), (1, 1)):
        c.line(at(1, j, k), tip, kind="dash")
    c.dot(tip)
    return True


@extra("solid", shy=f"diagonal|section|plane|prism|skew|water|tank|path|{EDGES}")
def diagonal_section(c, rng):
    """The section through two opposite upright edges: thin on the upper face, dashed on the lower one."""
    at = box_of(c, rng)
    if at is None:
        return False
    a, b = rng.choice((((0, 0), (1, 1)), ((1, 0), (0, 1))))
    c.line(at(0, *a), at(0, *b), kind="thin")
    c.line(at(1, *a), at(1, *b), kind="dash")
    return True


@extra("solid", shy=f"section|plane|cut|layer|parallel|skew|water|tank|path|stands on|{EDGES}")
def level_section(c, rng):
    """The section at half the height, dashed where it is hidden."""
    at = box_of(c, rng)
    if at is None:
        return False
    c.line(at(0.5, 1, 0), at(0.5, 0, 0), at(0.5, 0, 1), kind="thin")
    c.line(at(0.5, 0, 1), at(0.5, 1, 1), at(0.5, 1, 0), kind="dash")
    return True


@extra("solid", shy=f"section|plane|cut|parallel|skew|half|symmetr|water|tank|path|stands on|{EDGES}", weight=0.3)
def upright_section(c, rng):
    """The upright section half-way along one edge, dashed where it is hidden."""
    at = box_of(c, rng)
    if at is None:
        return False
    if rng.random() < 0.5:
        c.line(at(1, 0, 0.5), at(0, 0, 0.5), at(0, 1, 0.5), kind="thin")
        c.line(at(0, 1, 0.5), at(1, 1, 0.5), at(1, 0, 0.5), kind="dash")
    else:
        c.line(at(1, 0.5, 0), at(0, 0.5, 0), at(0, 0.5, 1), kind="thin")
        c.line(at(0, 0.5, 1), at(1, 0.5, 1), at(1, 0.5, 0), kind="dash")
    return True


@extra("solid", shy=f"diagonal|line|angle|tangent|path|way|{EDGES}")
def space_diagonals(c, rng):
    """Two space diagonals of a box, dashed, and their common middle."""
    at = box_of(c, rng)
    if at is None:
        return False
    for i, j, k in rng.sample(((0, 1, 0), (0, 0, 1), (1, 0, 0)), 2):
        c.line(at(i, j, k), at(1 - i, 1 - j, 1 - k), kind="dash")
    c.dot(at(0.5, 0.5, 0.5))
    return True


# --------------------------------------------------------------------------------------------------------- any faces
@extra("solid", shy=f"diagonal|skew|line|path|thread|net|views|seen|water|tank|{EDGES}", weight=0.7)
def face_diagonals(c, rng):
    """The diagonals of a face that is seen."""
    found = [p for p in polygons(c, (4,)) if key(add(p[0], p[2])) == key(add(p[1], p[3]))]
    if not found:
        return False
    a, b, d, e = rng.choice(found)
    c.line(a, d, kind="thin")
    c.line(b, e, kind="thin")
    return True


@extra("solid", shy=f"midpoint|median|height|slant|triangle|path|thread|cut|net|dihedral|{EDGES}", weight=0.7)
def face_medians(c, rng):
    """The medians of a triangular face that is seen."""
    found = polygons(c, (3,))
    if not found:
        return False
    p = rng.choice(found)
    for i in range(3):
        c.line(p[i], middle(p[i - 1], p[i - 2]), kind="thin")
    return True


@extra(
    "solid",
    shy=f"midpoint|parallel|section|plane|path|thread|cut|triangle|net|skew|water|tank|dihedral|stands on|{EDGES}",
    weight=0.3,
)
def face_midline(c, rng):
    """The triangle of the midpoints on a triangular face, or a midline of another face."""
    found = polygons(c, (3, 4))
    if not found:
        return False
    p = rng.choice(found)
    mids = [middle(a, b) for a, b in zip(p, [*p[1:], p[0]])]
    if len(p) == 3:
        c.line(*mids, mids[0], kind="thin")
    else:
        i = rng.randrange(2)
        c.line(mids[i], mids[i + 2], kind="thin")
    return True


@extra("solid", shy="section|plane|cut|slice|parallel|frustum|edges")
def pyramid_section(c, rng):
    """The section of a four-sided pyramid at half its height, dashed where it is hidden."""
    found = pyramid_of(c)
    if found is None:
        return False
    tip, base = found
    a, b, d, e = (along(p, tip, 0.5) for p in base)
    c.line(a, b, d, kind="thin")
    c.line(d, e, a, kind="dash")
    return True


@extra("solid", shy="diagonal|foot|centre|height|angle|thread|net")
def base_diagonals(c, rng):
    """The diagonals of the base of a four-sided pyramid, dashed."""
    found = pyramid_of(c)
    if found is None:
        return False
    a, b, d, e = found[1]
    c.line(a, d, kind="dash")
    c.line(b, e, kind="dash")
    return True


@extra("solid", shy=f"section|plane|cut|slice|parallel|thread|{EDGES}")
def prism_section(c, rng):
    """The section of a three-sided prism half-way between its bases, dashed where it is hidden."""
    faces = {frozenset(map(key, p)) for p in c.polygons}
    for base in (p for p in c.polygons if len(p) == 3):
        for quad in (p for p in c.polygons if len(p) == 4):
            rest = [p for p in quad if key(p) not in {key(q) for q in base}]
            if len(rest) != 2:
                continue
            i = quad.index(rest[0])
            near = next(p for p in (quad[i - 1], quad[(i + 1) % 4]) if p not in rest)
            d = (rest[0][0] - near[0]) / 2, (rest[0][1] - near[1]) / 2
            for p, q in zip(base, [*base[1:], base[0]]):
                seen = frozenset(map(key, (p, q, add(add(p, d), d), add(add(q, d), d)))) in faces
                c.line(add(p, d), add(q, d), kind="thin" if seen else "dash")
            return True
    return False


def pyramid_of(c):
    """(tip, base corners: left, front, right, hidden) of a pyramid drawn with two faces, or None."""
    for one, two in combinations([p for p in c.polygons if len(p) == 3], 2):
        common = [p for p in one if key(p) in {key(q) for q in two}]
        if len(common) != 2:
            continue
        tip, front = sorted(common, key=lambda p: -p[1])
        left, right = (next(p for p in face if key(p) not in {key(q) for q in common}) for face in (one, two))
        hidden = left[0] + right[0] - front[0], left[1] + right[1] - front[1]
        ends = {key(p) for points, kind in c.strokes[: c.base] if kind == "dash" for p in points}
        if key(hidden) in ends:
            return tip, (left, front, right, hidden)
    return None


# -------------------------------------------------------------------------------------------------------- round solids
def ellipses(c):
    """{(x, y) of the centre: (rx, ry)} of the ellipses of a drawing, whole or in part."""
    found = {}
    for points, kind in c.strokes[: c.base]:
        if kind in ("line", "dash", "thin") and len(points) > 9:
            fitted = ellipse_through(points)
            if fitted:
                found[key(fitted[:2])] = fitted[2:]
    return found


def ellipse_through(points):
    """(x, y, rx, ry) of the level ellipse through points, or None where they lie on none."""
    x0, y0 = middle(*points)
    n = len(points) - 1
    rows = []
    for i in (0, n // 3, n // 2, 4 * n // 5):
        x, y = points[i][0] - x0, points[i][1] - y0
        rows.append([x * x, y * y, x, y, 1.0])
    solved = eliminated(rows)
    if solved is None or min(solved[:2]) <= 1e-12:
        return None
    a, b, d, e = solved
    cx, cy = -d / (2 * a), -e / (2 * b)
    whole = 1 + a * cx * cx + b * cy * cy
    rx, ry = (whole / a) ** 0.5, (whole / b) ** 0.5
    if any(abs(hypot((p[0] - x0 - cx) / rx, (p[1] - y0 - cy) / ry) - 1) > 1e-3 for p in points):
        return None
    return x0 + cx, y0 + cy, rx, ry


def eliminated(rows):
    """The solution of a system of four linear equations, or None."""
    n = len(rows)
    for i in range(n):
        best = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[best] = rows[best], rows[i]
        if abs(rows[i][i]) < 1e-9:
            return None
        for r in range(n):
            if r != i:
                share = rows[r][i] / rows[i][i]
                rows[r] = [v - share * w for v, w in zip(rows[r], rows[i])]
    return [rows[i][n] / rows[i][i] for i in range(n)]


def round_of(c):
    """(x, y, rx, ry, top radius, top y) of an upright cylinder, cone or frustum; None where there is none, or two."""
    flat = {p: r for p, r in ellipses(c).items() if r[1] < 0.6 * r[0]}
    if not 1 <= len(flat) <= 2 or len({round(p[0], 4) for p in flat}) != 1:
        return None
    (x, y), (rx, ry) = min(flat.items(), key=lambda item: item[0][1])
    if len(flat) == 2:
        (_, high), (top, _) = max(flat.items(), key=lambda item: item[0][1])
        return (x, y, rx, ry, top, high) if top <= rx * 1.0001 else None
    lines = [points for points, kind in c.strokes[: c.base] if kind == "line" and len(points) == 2]
    tips = [p for points in lines for p in points if abs(p[0] - x) < 1e-6 and p[1] > y + 0.5 * rx]
    return (x, y, rx, ry, 0.0, tips[0][1]) if len(tips) >= 2 else None


def level_ring(c, x, y, rx, ry, turn=0):
    """A circle seen askew: its front thin, its back dashed."""
    c.ring((x, y), rx, ry, 180 - turn, 360 + turn, kind="thin")
    c.ring((x, y), rx, ry, turn, 180 - turn, kind="dash")


@extra("solid", shy=ROUND)
def level_circle(c, rng):
    """The circle at half the height of a round solid."""
    found = round_of(c)
    if found is None:
        return False
    x, y, rx, ry, top, high = found
    steep = asin(min(1.0, ry / rx * (rx - top) / (high - y)))
    level_ring(c, x, (y + high) / 2, (rx + top) / 2, ry * (rx + top) / (2 * rx), degrees(steep))
    return True


@extra("solid", shy="cone|slant|height|axis|path|thread")
def cone_in_cylinder(c, rng):
    """The cone on the base of a cylinder with its tip in the upper centre: the sides of its axial section, dashed."""
    found = round_of(c)
    if found is None or abs(found[4] - found[2]) > 1e-6:
        return False
    x, y, rx, _, _, high = found
    c.line((x - rx, y), (x, high), (x + rx, y), kind="dash")
    return True


@extra("solid", shy="section|diagonal|diameter|rectangle|path|thread|cut|trapezoid|triangle")
def axial_section(c, rng):
    """The axial section of a round solid: its diameters and, but for a cone, a diagonal."""
    found = round_of(c)
    if found is None:
        return False
    x, y, rx, _, top, high = found
    halves = [((x, y), (x + side * rx, y), "dash") for side in (1, -1)]
    if top:
        halves += [((x, high), (x + side * top, high), "thin") for side in (1, -1)]
        halves.append(((x - rx, y), (x + top, high), "dash"))
    drawn = [{key(points[0]), key(points[-1])} for points, _ in c.strokes]
    fresh = [half for half in halves if {key(half[0]), key(half[1])} not in drawn]
    for p, q, kind in fresh:
        c.line(p, q, kind=kind)
    return bool(fresh)


@extra("solid", shy="square|pyramid|inscribed|section|path|thread|edge|cut")
def square_in_base(c, rng):
    """The square in the base circle of a round solid, and from its corners the pyramid to the tip of a cone."""
    found = round_of(c)
    if found is None:
        return False
    x, y, rx, ry, top, high = found
    turn = rng.choice((20, 25, 65, 70))
    points = [(x + rx * cos(radians(turn + 90 * i)), y + ry * sin(radians(turn + 90 * i))) for i in range(4)]
    c.line(*points, points[0], kind="dash")
    if top == 0:
        for p in points:
            c.line(p, (x, high), kind="dash")
    return True
