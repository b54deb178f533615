"""Node y of quadrilaterals: what a textbook draws around them, which cuts no labelled side."""

from math import dist


def rectangle_around(c, rng):
    """The rectangle around a quadrilateral whose diagonals meet in the origin at right angles."""
    p = c.polygons[0]
    corners = [(a[0] + b[0], a[1] + b[1]) for a, b in zip(p, [*p[1:], p[0]])]
    c.line(*corners, corners[0], kind="dash")


def legs_to_apex(c, rng):
    """The legs of a trapezoid drawn on to their common point; where it is far away, the rectangle around it if the
    shorter base does not jut out."""
    p, q, r, s = c.polygons[0]
    part = 1 - dist(s, r) / dist(p, q)
    if 0.35 < part < 0.95:
        apex = p[0] + (s[0] - p[0]) / part, p[1] + (s[1] - p[1]) / part
        c.line(s, apex, r, kind="dash")
        return True
    if any(
        not -0.02 < ((t[0] - p[0]) * (q[0] - p[0]) + (t[1] - p[1]) * (q[1] - p[1])) / dist(p, q) ** 2 < 1.02
        for t in (r, s)
    ):
        return False
    up = (s[0] - p[0]) * (q[1] - p[1]) - (s[1] - p[1]) * (q[0] - p[0])
    up = up / dist(p, q) ** 2 * (q[1] - p[1]), -up / dist(p, q) ** 2 * (q[0] - p[0])
    for low, high in ((p, s), (q, r)):
        corner = low[0] + up[0], low[1] + up[1]
        if dist(corner, high) > 0.02 * dist(p, q):
            c.line(low, corner, high, kind="dash")
    return True


def sheared_to_rectangle(c, rng):
    """The triangle that turns a leaning parallelogram into a rectangle; its diagonals where it does not lean."""
    p, q, r, s = c.polygons[0]
    part = ((s[0] - p[0]) * (q[0] - p[0]) + (s[1] - p[1]) * (q[1] - p[1])) / dist(p, q) ** 2
    if abs(part) > 0.02:
        low, high = (q, r) if part > 0 else (p, s)
        foot = low[0] + part * (q[0] - p[0]), low[1] + part * (q[1] - p[1])
        c.line(low, foot, high, kind="thin")
        c.right(foot, low, high)
    else:
        c.line(p, r, kind="thin")
        c.line(q, s, kind="thin")


def circle_inside(number):
    """The circle that touches all sides of a drawn square."""

    def draw(c, rng):
        p, _, r, _ = c.polygons[number]
        c.ring(((p[0] + r[0]) / 2, (p[1] + r[1]) / 2), dist(p, c.polygons[number][1]) / 2, kind="thin")

    return draw


def circle_around(c, rng):
    """The circle through the corners of a rectangle, the first polygon."""
    p, _, r, _ = c.polygons[0]
    c.ring(((p[0] + r[0]) / 2, (p[1] + r[1]) / 2), dist(p, r) / 2, kind="thin")


def second_diagonals(c, rng):
    """Of each drawn square the diagonal through its second corner."""
    for _, q, _, s in c.polygons:
        c.line(q, s, kind="thin")


def incircles(c, rng):
    """The circles that touch all sides of each drawn triangle."""
    for p in c.polygons:
        sides = [dist(p[i - 2], p[i - 1]) for i in range(3)]  # opposite the corners
        o = tuple(sum(s * v[i] for s, v in zip(sides, p)) / sum(sides) for i in (0, 1))
        (ax, ay), (bx, by) = p[0], p[1]
        far = abs((bx - ax) * (o[1] - ay) - (by - ay) * (o[0] - ax)) / dist(p[0], p[1])
        c.ring(o, far, kind="thin")
