"""Node y of plane figures: true lines that a textbook figure could hold, drawn for single programs (Scene.more)."""

from math import dist

from .canvas import middle


def foot(p, q, r):
    """The foot of the perpendicular from r on the line pq."""
    t = ((r[0] - p[0]) * (q[0] - p[0]) + (r[1] - p[1]) * (q[1] - p[1])) / dist(p, q) ** 2
    return p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])


def third_altitude(c, rng):
    """The altitude from the second corner of a triangle, dashed, with its right angle."""
    p, q, r = c.polygons[0]
    end = foot(p, r, q)
    c.line(q, end, kind="dash")
    c.right(end, q, r)


def median_through(c, rng):
    """The median from the third corner of a triangle, with ticks on the halves of the side."""
    p, q, r = c.polygons[0]
    m = middle(p, q)
    c.line(r, m, kind="thin")
    c.equal(p, m, 3)
    c.equal(m, q, 3)


def bisector_at_first(c, rng):
    """The bisector of the angle at the first corner of a triangle, with two equal arcs."""
    p, q, r = c.polygons[0]
    k = dist(p, q) / (dist(p, q) + dist(p, r))
    end = q[0] + k * (r[0] - q[0]), q[1] + k * (r[1] - q[1])
    c.line(p, end, kind="thin")
    c.arcs(p, q, end, 1)
    c.arcs(p, end, r, 1)


def both_diagonals(c, rng):
    """The diagonals of the first polygon."""
    p = c.polygons[0]
    c.line(p[0], p[2], kind="thin")
    c.line(p[1], p[3], kind="thin")


def cut_square(c, rng):
    """In a rectangle ABCD from which the square AEFD is cut: the circle in the square and a diagonal of the rest."""
    whole, rest = c.polygons
    h = rest[0][0] - whole[0][0]
    c.ring((h / 2, h / 2), h / 2, kind="thin")
    c.line(rest[0], rest[2], kind="thin")


def crossing_in_strip(c, rng):
    """The segments that join the points of two rays across the strip of two parallels."""
    p, q, u, v = c.dots[:4]
    c.line(p, v, kind="thin")
    c.line(q, u, kind="thin")


def rays_of_the_sun(c, rng):
    """Two rays drawn on above the posts, and the equal angles at the shadows' tips."""
    for points, _ in c.fills[:2]:
        base, top, tip = points[:3]
        c.line(top, (top[0] - 0.3 * (tip[0] - top[0]), top[1] - 0.3 * (tip[1] - top[1])), kind="thin")
        c.arcs(tip, top, base, 1)


def midpoints_joined(c, rng):
    """The quadrilateral of the midpoints of the sides of the first polygon."""
    p = c.polygons[0]
    m = [middle(a, b) for a, b in zip(p, [*p[1:], p[0]])]
    c.line(*m, m[0], kind="thin")


def diagonals_of_the_middle(c, rng):
    """In a rectangle with half discs: the diagonals of the rectangle and their common point."""
    sides = [(label[1], label[2]) for label in c.labels if label[0] == "side"]
    if len(sides) != 2:
        return False
    a, d = (dist(*ends) for ends in sides)
    c.line((0, 0), (a, d), kind="thin")
    c.line((0, d), (a, 0), kind="thin")
    c.dot((a / 2, d / 2))
    return True


def fold_and_its_axis(c, rng):
    """The segment from the folded corner to its new place, which the crease meets at a right angle."""
    first, _, f, far, fold = c.polygons[0]
    d = far[0], first[1]
    c.line(d, f, kind="thin")
    c.right(foot(first, fold, f), f, fold)


def circle_through_corners(c, rng):
    """The circle through the corners of a triangle, and its centre."""
    (ax, ay), (bx, by), (cx, cy) = c.polygons[0]
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    x = ((ax**2 + ay**2) * (by - cy) + (bx**2 + by**2) * (cy - ay) + (cx**2 + cy**2) * (ay - by)) / d
    y = ((ax**2 + ay**2) * (cx - bx) + (bx**2 + by**2) * (ax - cx) + (cx**2 + cy**2) * (bx - ax)) / d
    c.ring((x, y), dist((x, y), (ax, ay)), kind="thin")


def circle_through_contacts(c, rng):
    """In the triangle of the centres of three touching circles: its incircle, through their points of contact."""
    points = c.polygons[0]
    sides = [dist(points[i - 2], points[i - 1]) for i in range(3)]  # opposite the corners
    o = tuple(sum(s * p[i] for s, p in zip(sides, points)) / sum(sides) for i in (0, 1))
    c.ring(o, dist(o, foot(points[0], points[1], o)), kind="thin")


def parallel_to_left_side(c, rng):
    """In a triangle cut by a parallel: the parallel to the left side through the cut's right end."""
    p, q, r = c.polygons[0]
    left, right = c.strokes[1][0]
    c.line(right, (right[0] + p[0] - left[0], right[1] + p[1] - left[1]), kind="thin")


def line_through_the_middles(c, rng):
    """The line from the common point of two rays through the middles of both parallels between them."""
    _, _, u, v = c.dots[:4]
    m = middle(u, v)
    c.line((0, 0), (1.1 * m[0], 1.1 * m[1]), kind="thin")
