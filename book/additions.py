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
