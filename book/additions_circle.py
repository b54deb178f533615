"""Node y of figures with circles: true lines that a textbook figure could hold, drawn for single programs."""

from math import dist

from .additions_plane import foot


def ends_joined(c, rng):
    """The polygon of the ends of all radii of a figure."""
    ends = [points[-1] for points, _ in c.strokes if len(points) == 2]
    c.line(*ends, ends[0], kind="thin")


def ends_of_arm_joined(c, rng):
    """The segment between the ends of the first bent line through the centre, a chord."""
    p, _, q = next(points for points, _ in c.strokes if len(points) == 3)
    c.line(p, q, kind="thin")


def opposite_chord(c, rng):
    """The radii of a chord drawn on to diameters, and the chord between their other ends."""
    p, o, q = next(points for points, _ in c.strokes if len(points) == 3)
    r, s = ((2 * o[0] - a[0], 2 * o[1] - a[1]) for a in (p, q))
    c.line(o, r, s, o, kind="thin")


def centre_to_corners(c, rng):
    """The segments from the centre of the first circle to the corners of the first polygon."""
    o = c.circles[0][0]
    for p in c.polygons[0]:
        if dist(o, p) > 1e-6:
            c.line(o, p, kind="thin")


def radii_to_sides(c, rng):
    """The radii of the first circle to the points in which it touches the sides of the first polygon."""
    o, p = c.circles[0][0], c.polygons[0]
    for a, b in zip(p, [*p[1:], p[0]]):
        f = foot(a, b, o)
        c.line(o, f, kind="thin")
        c.right(f, o, b)


def square_around(c, rng):
    """The square with level sides that the first circle touches."""
    (x, y), r = c.circles[0]
    c.line((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r), (x - r, y - r), kind="thin")


def chord_of_the_ring(c, rng):
    """The level chord of the larger of two circles about one centre that touches the smaller one from below."""
    ((x, y), big), (_, small) = sorted(c.circles, key=lambda one: -one[1])
    half = (big * big - small * small) ** 0.5
    c.line((x - half, y - small), (x + half, y - small), kind="thin")


def square_turned(c, rng):
    """The square on its tip that the first circle touches."""
    (x, y), r = c.circles[0]
    far = r * 2**0.5
    c.line((x - far, y), (x, y - far), (x + far, y), (x, y + far), (x - far, y), kind="thin")
