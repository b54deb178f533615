"""True additions to figures of algebra for node y, as programs hand them to Scene.more."""


def lines(*paths, kind="thin"):
    """Lines through the points of each path."""

    def draw(c, rng):
        for path in paths:
            c.line(*path, kind=kind)

    return draw


def crossed(number=0):
    """The diagonals of a drawn rectangle."""

    def draw(c, rng):
        p, q, r, s = c.polygons[number][:4]
        c.line(p, r, kind="dash")
        c.line(q, s, kind="dash")

    return draw


def around(c, rng):
    """The circle through the corners of a drawn square."""
    (x0, y0), _, (x1, y1) = c.polygons[0][:3]
    c.ring(((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / 2, kind="thin")


def pointer(lean, tall):
    """The pointer of a scale over its dial; lean: how far its tip is from the middle, to the right."""

    def draw(c, rng):
        c.line((0, 0), (lean, tall), kind="thin")
        c.ring((0, 0), tall + 1, start=65, end=115, kind="thin")
        for x in (-5, 0, 5):
            c.line((x, (tall * tall - x * x) ** 0.5), (x * 1.15, 1.15 * (tall * tall - x * x) ** 0.5), kind="thin")

    return draw


def bracket(p, q, out):
    """A bracket without a number along an upright or level segment pq, out away from it."""
    (x0, y0), (x1, y1) = p, q
    if y0 == y1:
        return (x0, y0 + 0.4 * out), (x0, y0 + out), (x1, y1 + out), (x1, y1 + 0.4 * out)
    return (x0 + 0.4 * out, y0), (x0 + out, y0), (x1 + out, y1), (x1 + 0.4 * out, y1)


def whole_rows(c, rng):
    """Brackets along the upper and the lower row of a bar model."""
    top, low = max(p[2][1] for p in c.polygons), min(p[0][1] for p in c.polygons)
    for y, out in ((top, 1.2), (low, -1.2)):
        row = [x for p in c.polygons for x, v in p if abs(v - y) < 1e-9]
        c.line(*bracket((min(row), y), (max(row), y), out), kind="thin")


def outside(c, rng):
    """Brackets along the left and the lower side of the whole figure."""
    xs, ys = ([p[i] for corners in c.polygons for p in corners] for i in (0, 1))
    out = -0.06 * max(max(xs) - min(xs), max(ys) - min(ys))
    c.line(*bracket((min(xs), min(ys)), (min(xs), max(ys)), out), kind="thin")
    c.line(*bracket((min(xs), min(ys)), (max(xs), min(ys)), out), kind="thin")


def bars(c, lengths):
    """Bars of these lengths below the figure, with a circle and a square as their names."""
    for y, length, name in ((-5, lengths[0], "circle"), (-8.5, lengths[1], "square")):
        if name == "circle":
            c.ring((-1, y), 0.8, kind="thin")
        else:
            c.line(*square(-1, y, 0.8), kind="thin")
        c.line((1, y - 1), (1 + length, y - 1), (1 + length, y + 1), (1, y + 1), (1, y - 1))


def square(x, y, half):
    """The corners of a square around (x, y), the first one twice."""
    low, left, high, right = y - half, x - half, y + half, x + half
    return (left, low), (right, low), (right, high), (left, high), (left, low)


def joined(points):
    """The polyline through points."""
    return lines(points)
