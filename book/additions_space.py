"""What node y adds to drawings of solids: axes, circles halfway up, crosses on faces, all true and without numbers."""

from .canvas import middle
from .pieces import oblique


def centre_lines(a, b, h):
    """The three lines that join the centres of opposite faces of a cuboid, dashed."""

    def draw(c, rng):
        places = [((0, 1, 1), (2, 1, 1)), ((1, 0, 1), (1, 2, 1)), ((1, 1, 0), (1, 1, 2))]
        for p, q in rng.sample(places, 2):
            ends = [oblique(x * a / 2, y * b / 2, z * h / 2) for x, y, z in (p, q)]
            c.line(*ends, kind="dash")
            for end in ends:
                c.dot(end)

    return draw


def cross_on_front(a, h, left=0):
    """Both diagonals of a front face, thin."""

    def draw(c, rng):
        c.line((left, 0), (left + a, h), kind="thin")
        c.line((left, h), (left + a, 0), kind="thin")

    return draw


def circle_at(y, r, flat):
    """A level circle of a round solid, dashed where it is hidden."""

    def draw(c, rng):
        c.ring((0, y), r, flat * r, 180, 360, "thin")
        c.ring((0, y), r, flat * r, 0, 180, "dash")

    return draw


def missing_corner(a):
    """The edges of the corner that is cut off from a cube, dashed."""

    def draw(c, rng):
        c.line(oblique(a, 0, 0), oblique(a, 0, a), oblique(0, 0, a), kind="dash")
        c.line(oblique(a, 0, a), oblique(a, a, a), kind="dash")

    return draw


def middle_line(p, q, r):
    """The median of a triangular face from p, thin."""

    def draw(c, rng):
        c.line(p, middle(q, r), kind="thin")

    return draw


def tunnel_edges(n, low, high):
    """The edges of the tunnel from a square opening in the middle of the front face to the back, dashed."""

    def draw(c, rng):
        for x in (low, high):
            for y in (low, high):
                c.line((x, y), oblique(x, n, y), kind="dash")

    return draw


def top_diagonals(a, b, h):
    """The diagonals of the upper square of a frustum over a square, thin."""

    def draw(c, rng):
        low, high = (a - b) / 2, (a + b) / 2
        c.line(oblique(low, low, h), oblique(high, high, h), kind="thin")
        c.line(oblique(low, high, h), oblique(high, low, h), kind="thin")

    return draw
