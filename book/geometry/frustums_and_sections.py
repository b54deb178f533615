"""Frustums of pyramids and cones, double cones, arcs on a sphere, the star-shaped net of a pyramid."""
from fractions import Fraction
from math import dist, radians, tan
from math import pi as PI

from ..additions_space import circle_at, top_diagonals
from ..canvas import area, middle, opening, polar
from ..pieces import oblique, recorded, round_solid
from ..tools import Quantity, Scene, ask, draw_until, frac, pi, program, root
from .line_equations import squared
from .solid import lathe, loft, rectangle, shell

IN_PI = "Give the answer as a multiple of $\\pi$."
LEGS = [(3, 4, 5), (6, 8, 10), (5, 12, 13), (9, 12, 15), (8, 15, 17), (12, 16, 20), (12, 5, 13), (4, 3, 5), (8, 6, 10)]
SQUARES = {"a": Quantity("measure", "the side of the lower square"),
           "b": Quantity("measure", "the side of the upper square")}
PYTHAGORAS = ["Pythagorean Theorem"]


# ------------------------------------------------------------------------------------------------ pyramid and frustum
def inner(a, b):
    """The corners of a square of side b in the middle of one of side a."""
    d = (a - b) / 2
    return [(x + d, y + d) for x, y in rectangle(b, b)]


def square_frustum(c, a, b, h):
    """A frustum over a square of side a with the upper side b; returns the corners of both squares on the page."""
    c.without |= {"line", "shapes"}
    low = [oblique(x, y, 0) for x, y in rectangle(a, a)]
    top = [oblique(x, y, h) for x, y in inner(a, b)]
    for p in (low[0], low[2], top[3]):
        c.line(low[3], p, kind="dash")
    c.polygon(low[0], low[1], top[1], top[0])
    c.polygon(low[1], low[2], top[2], top[1])
    c.polygon(*top, accent=True)
    return low, top


def record(c, low, top, upright):
    """Records a drawn frustum of a square pyramid with its sides and one more part."""
    lower = ("lower side", "the side of the lower square", low[0], low[1])
    recorded(c, "pyramid frustum", lower, ("upper side", "the side of the upper square", top[3], top[2]), upright)


def measured(c):
    """(lower side, upper side, height) of a drawn frustum of a square pyramid."""
    p, q, r, s = c.polygons[0]
    a, b = dist(p, q), dist(r, s)
    return a, b, r[1] - p[1] - 0.3 * (a - b) / 2


@program("Surface Area of a Pyramid Frustum")
def frustum_surface(rng):
    (d, h, s), b = draw_until(lambda: (rng.choice(LEGS[:6]), rng.randint(3, 20)),
                              lambda t: 0.6 * t[0][0] < t[1] < 4 * t[0][0], "frustum_surface")
    a = b + 2 * d
    side, whole = 2 * (a + b) * s, a * a + b * b + 2 * (a + b) * s

    def figure(c, g):
        low, top = square_frustum(c, a, b, h)
        foot, head = middle(*low[:2]), middle(*top[:2])
        c.line(foot, head, kind="thin")
        c.right(foot, head, low[1])
        c.side(low[0], low[1], g["a"], top[0])
        c.side(top[3], top[2], g["b"], low[0])
        c.side(foot, head, g["s"], low[0])
        record(c, low, top, ("slant", "the height of a lateral face", foot, head))

    def check(c):
        p, q, high = measured(c)
        surface = shell(loft(rectangle(p, p), inner(p, q), high))[1]
        return surface, surface - p * p - q * q, high

    seen = f"The figure shows the sides {a} and {b} of the two squares and the height {s} of a lateral face"
    return Scene(
        f"A regular frustum has squares of sides {a} and {b} as bases; the height of each lateral face is {s}.", [
            ask("Surface Area of a Pyramid Frustum", "Square Frustum Surface",
                "Both bases of the regular frustum are squares. What is the whole surface area of the frustum?", whole,
                f"{seen}. By @ the surface consists of two squares and four trapezoids: ${a}^2 + {b}^2 + 2 \\times "
                f"({a} + {b}) \\times {s} = {whole}$.",
                wrong=[side, whole - a * a, a * a + b * b + 4 * (a + b) * s, a * a + b * b + (a + b) * s]),
            ask("Surface Area of a Pyramid Frustum", "Lateral Area of a Regular Frustum",
                "Both bases of the regular frustum are squares. What is the area of its four lateral faces together?",
                side, f"{seen}. The perimeters of the squares are $4 \\times {a} = {4 * a}$ and $4 \\times {b} = "
                f"{4 * b}$. By @ the area is $\\frac{{1}}{{2}} \\times ({4 * a} + {4 * b}) \\times {s} = {side}$.",
                wrong=[2 * side, whole, (a + b) * s]),
            ask("Structural Features of a Pyramid Frustum", "Slant Height of a Square Frustum",
                "Both bases of the regular frustum are squares. How high is the frustum?", h,
                f"{seen}. By @ the square of ${s}$ is that of the height and of $({a} - {b}) \\div 2 = {d}$ together, "
                f"so the height is $\\sqrt{{{s}^2 - {d}^2}} = {h}$.", wrong=[s, s - d, root(s * s + d * d)])],
        givens=dict(a=a, b=b, s=s), figure=figure, upright=True, check=check, scale=False,
        quantities=SQUARES | {"s": Quantity("measure", "the height of a lateral face")})


@program("Section of a Pyramid Frustum")
def frustum_cut_halfway(rng):
    a, b, h = draw_until(lambda: (rng.randint(5, 24), rng.randint(2, 20), rng.randint(3, 20)),
                         lambda t: 0.3 * t[0] < t[1] < 0.75 * t[0] and 0.5 * t[0] < t[2] < 1.3 * t[0],
                         "frustum_cut_halfway")
    m, third = Fraction(a + b, 2), a - Fraction(a - b, 3)

    def figure(c, g):
        low, top = square_frustum(c, a, b, h)
        if c.asked in (None, 0):
            cut = [oblique(x, y, h / 2) for x, y in inner(a, (a + b) / 2)]
            c.line(cut[2], cut[3], cut[0], kind="dash")
            c.line(*cut[:3], kind="thick")
            c.fills.append((cut, True))
        c.side(low[0], low[1], g["a"], top[0])
        c.side(top[3], top[2], g["b"], low[0])
        foot, head = middle(*low), middle(*top)
        c.line(foot, head, kind="dash")
        c.dot(foot)
        c.dot(head)
        c.side(foot, head, g["h"], low[0])
        record(c, low, top, ("height", "the height of the frustum", foot, head))

    def check(c):
        p, q, high = measured(c)
        walls = loft(rectangle(p, p), inner(p, q), high)
        ends = [(walls[0][i][0], walls[1][i][0]) for i in (0, 1)]
        width = [w + (v - w) * k for k in (0.5, 1 / 3) for w, v in ends]
        return (width[1] - width[0]) ** 2, area([(0, 0), (p, 0), ((p + q) / 2, high), ((p - q) / 2, high)]), (
            width[3] - width[2])

    seen = f"The figure shows the sides {a} and {b} of the two squares and the height {h} of the frustum"
    return Scene(
        f"A regular frustum of height {h} has squares of sides {a} and {b} as bases.", [
            ask("Section of a Pyramid Frustum", "Middle Section of a Frustum",
                "Both bases of the regular frustum are squares. The frustum is cut parallel to its bases, halfway up. "
                "What is the area of the section?", frac(m * m),
                f"{seen}. By @ the section is a square of the side $({a} + {b}) \\div 2 = {frac(m)}$. Its area is "
                f"${squared(m)} = {frac(m * m)}$ (Area of a Square).", also=["Area of a Square"],
                wrong=[frac(a * a + b * b, 2), a * b, frac(m), frac((a + b) * h, 2)]),
            ask("Section of a Pyramid Frustum", "Axial Section of a Square Frustum",
                "Both bases of the regular frustum are squares. It is cut by the upright plane through the centres of "
                "the bases that is parallel to a side. What is the area of the section?", frac((a + b) * h, 2),
                f"{seen}. By @ the section is a trapezoid of the area $({a} + {b}) \\times {h} \\div 2 = "
                f"{frac((a + b) * h, 2)}$.", wrong=[(a + b) * h, a * h, frac(m * m)]),
            ask("Section of a Pyramid Frustum", "Parallel Section at Any Level",
                "Both bases of the regular frustum are squares. It is cut parallel to its bases, at a third of its "
                "height above the lower square. How long is the side of the section?", frac(third),
                f"{seen}. By @ the side is ${a} + \\frac{{1}}{{3}} \\times ({b} - {a}) = {frac(third)}$.",
                wrong=[frac(m), frac(a, 3), frac(b + Fraction(a - b, 3))])],
        more=[top_diagonals(a, b, h)],
        givens=dict(a=a, b=b, h=h), figure=figure, upright=True, check=check, scale=False,
        quantities=SQUARES | {"h": Quantity("measure", "the height of the frustum")})


@program("Net of a Pyramid")
def star_net(rng):
    a, s = draw_until(lambda: (2 * rng.randint(2, 12), rng.randint(3, 24)),
                      lambda t: 0.65 * t[0] < t[1] < 1.5 * t[0], "star_net")
    wide, net = a + 2 * s, a * a + 2 * a * s

    def figure(c, g):
        c.without |= {"line", "shapes"}
        square = rectangle(a, a)
        tips = [(a / 2, -s), (a + s, a / 2), (a / 2, a + s), (-s, a / 2)]
        if c.asked in (None, 0):
            c.line(*tips, tips[0], kind="dash")
        for i, tip in enumerate(tips):
            c.polygon(square[i], square[(i + 1) % 4], tip)
        c.polygon(*square, accent=True)
        foot = (a, a / 2)
        c.line(foot, tips[1], kind="thin")
        c.right(foot, tips[1], square[2])
        c.side(square[0], square[3], g["a"], tips[3])
        c.side(foot, tips[1], g["s"], square[1])

    def check(c):
        tips, base = [p[2] for p in c.polygons[:4]], c.polygons[4]
        return area(tips), sum(map(area, c.polygons)), (dist(tips[1], middle(*base[1:3])) ** 2 - (
            dist(*base[:2]) / 2) ** 2) ** 0.5

    seen = f"The figure shows the side {a} of the square and the height {s} of the four triangles"
    return Scene(
        f"The net of a pyramid is a square of side {a} with four isosceles triangles of height {s} on its sides.", [
            ask("Net of a Pyramid", "Net of a Square Pyramid",
                "The net of a regular pyramid is cut from a square sheet whose corners are the tips of the four "
                "triangles. What is the area of the sheet?", frac(wide * wide, 2),
                f"{seen}. By @ it is ${a} + 2 \\times {s} = {wide}$ from a tip to the opposite one. This is a diagonal "
                f"of the sheet, whose area is therefore ${wide}^2 \\div 2 = {frac(wide * wide, 2)}$ (Area of a "
                "Square).", also=["Area of a Square"], wrong=[wide * wide, net, frac((a + s) ** 2, 2), (a + s) ** 2]),
            ask("Net of a Pyramid", "Base with Triangles Attached",
                "What is the area of the whole net of the regular pyramid?", net,
                f"{seen}. By @ it consists of the square and four triangles: ${a}^2 + 4 \\times {a} \\times {s} \\div "
                f"2 = {net}$.", wrong=[a * a + 4 * a * s, 2 * a * s, a * a + a * s]),
            ask("Net of a Pyramid", "Foldable Pyramid Net",
                "The net is folded to a regular pyramid. How high is the pyramid?", root(s * s - a * a // 4),
                f"{seen}. The triangles close as in @, because ${s} > {a} \\div 2$. The height, half of the side and "
                f"{s} are the sides of a right triangle, so the height is $\\sqrt{{{s}^2 - {a // 2}^2}} = "
                f"{root(s * s - a * a // 4)}$ (Pythagorean Theorem).", also=PYTHAGORAS,
                wrong=[s, s - a // 2, root(s * s + a * a // 4)])],
        more=[lambda c, rng: c.line((a / 2, -s), (a / 2, a + s), kind="thin")],
        givens=dict(a=a, s=s), figure=figure, check=check)


# ----------------------------------------------------------------------------------------------------- round solids
def radii(rng, what):
    """Radii and height of a frustum of a cone that draws well."""
    return draw_until(lambda: (rng.randint(3, 18), rng.randint(1, 12), rng.randint(2, 24)),
                      lambda t: 0.3 * t[0] < t[1] < 0.75 * t[0] and 0.7 * t[0] < t[2] < 1.8 * t[0], what)


@program("Structural Features of a Cone Frustum")
def completed_cone(rng):
    big, r, h = draw_until(lambda: radii(rng, "completed_cone"),
                           lambda t: t[0] * t[2] % (t[0] - t[1]) == 0, "completed_cone")
    whole, slant = big * h // (big - r), (big - r) ** 2 + h * h
    mean = Fraction(big + r, 2)

    def figure(c, g):
        round_solid(c, big, h, r)
        c.without |= {"line", "shapes"}
        tip = (0, whole)
        c.line((0, 0), tip, kind="dash")
        c.line((r, h), tip, (-r, h), kind="thin")
        c.line((0, 0), (big, 0), kind="dash")
        c.line((0, h), (r, h))
        for p, name in ((tip, "T"), ((0, 0), "M")):
            c.dot(p)
            c.corner(p, name, (0, h / 2))
        c.side((0, 0), (big, 0), g["R"], (0, h))
        c.side((0, h), (r, h), g["r"], (0, 0))
        c.side((0, 0), (0, h), g["h"], (big, 0))

    def check(c):
        flat = [label[1:3] for label in c.labels if label[0] == "side" and label[1][1] == label[2][1]]
        (_, rim), (centre, edge) = flat
        tip = edge[1] + edge[0] * (edge[1] - rim[1]) / (rim[0] - edge[0])
        return tip, dist(rim, edge), middle(rim, edge)[0] - centre[0]

    seen = f"The figure shows the radii {big} and {r} and the height {h} of the frustum"
    return Scene(
        f"A frustum of a right cone has the radii {big} and {r} and the height {h}; its cone has the tip T.", [
            ask("Structural Features of a Cone Frustum", "Height of the Complete Cone",
                "The frustum is completed to the right cone with the tip T. How high is the whole cone?", whole,
                f"{seen}. By @ the whole height is ${big} \\times {h} \\div ({big} - {r}) = {whole}$.",
                wrong=[whole - h, 2 * h, frac(h * big, r), frac(big * h, big + r)]),
            ask("Structural Features of a Cone Frustum", "Slant Height of a Conical Frustum",
                "How long is a straight segment on the curved side, from the lower to the upper rim of the frustum?",
                root(slant), f"{seen}. By @ the segment is $\\sqrt{{{h}^2 + ({big} - {r})^2}} = {root(slant)}$ long.",
                wrong=[h, h + big - r, root(h * h + big * big)]),
            ask("Structural Features of a Cone Frustum", "Radius at a Given Level",
                "How large is the radius of the frustum at half of its height?", frac(mean),
                f"{seen}. By @ it has fallen by half of the difference: ${big} - \\frac{{1}}{{2}} \\times ({big} - "
                f"{r}) = {frac(mean)}$.", wrong=[frac(big, 2), frac(big - r, 2), r])],
        givens=dict(R=big, r=r, h=h), figure=figure, upright=True, check=check)


@program("Surface Area of a Cone Frustum")
def bucket(rng):
    (d, h, s), r = draw_until(lambda: (rng.choice(LEGS[:6]), rng.randint(2, 20)),
                              lambda t: 0.8 * t[0][0] < t[1] < 3 * t[0][0], "bucket")
    big = r + d
    curved, all_of = (big + r) * s, big * big + r * r + (big + r) * s

    def figure(c, g):
        c.without |= {"line", "shapes"}
        flat = 0.26
        c.fills.append((c.ring((0, h), big, flat * big), True))
        front = c.ring((0, 0), r, flat * r, 180, 360)
        c.ring((0, 0), r, flat * r, 0, 180, kind="dash")
        rim = [(big * x, h + flat * big * y) for x, y in ((-1, 0), (-0.87, -0.5), (-0.5, -0.87), (0, -1), (0.5, -0.87),
                                                          (0.87, -0.5), (1, 0))]
        c.fills.append(([*front, *reversed(rim)], False))
        c.line((-r, 0), (-big, h))
        c.line((r, 0), (big, h))
        c.line((0, 0), (-r, 0), kind="dash")
        c.line((0, h), (-big, h), kind="thin")
        c.dot((0, h))
        c.dot((0, 0))
        c.side((0, h), (-big, h), g["R"], (0, 0))
        c.side((0, 0), (-r, 0), g["r"], (0, -h))
        c.side((r, 0), (big, h), g["s"], (0, h))

    def check(c):
        sides = [dist(*label[1:3]) for label in c.labels if label[0] == "side"]
        high = (sides[2] ** 2 - (sides[0] - sides[1]) ** 2) ** 0.5
        whole = lathe((0, 0), (sides[1], 0), (sides[0], high), (0, high))[1]
        lid = PI * sides[0] ** 2
        return whole - lid, whole - lid - PI * sides[1] ** 2, whole

    seen = f"The figure shows the upper radius {big}, the lower radius {r} and the slant height {s}"
    return Scene(
        f"A bucket is a frustum of a cone: the radii are {big} (upper) and {r} (lower), the slant height is {s}.", [
            ask("Surface Area of a Cone Frustum", "Bucket without Lid",
                "A bucket has the shape of a frustum of a right cone and no lid. What is the area of the bottom and "
                f"the curved side together? {IN_PI}", pi(curved + r * r),
                f"{seen}. By @ the area is $\\pi \\times {r}^2 + \\pi \\times ({big} + {r}) \\times {s} = "
                f"{pi(curved + r * r)}$.",
                wrong=[pi(curved), pi(all_of), pi(curved + big * big), pi(r * r + 2 * curved)]),
            ask("Surface Area of a Cone Frustum", "Lateral Area of a Conical Frustum",
                f"A bucket has the shape of a frustum of a right cone. What is the area of its curved side? {IN_PI}",
                pi(curved), f"{seen}. By @ the curved side has the area $\\pi \\times ({big} + {r}) \\times {s} = "
                f"{pi(curved)}$.", wrong=[pi(2 * curved), pi(big * s), pi(curved + r * r)]),
            ask("Surface Area of a Cone Frustum", "Whole Surface of a Conical Frustum",
                "A bucket has the shape of a frustum of a right cone and is closed with a flat lid. What is the area "
                f"of the whole surface? {IN_PI}", pi(all_of),
                f"{seen}. By @ both discs and the curved side count: $\\pi \\times ({big}^2 + {r}^2 + ({big} + {r}) "
                f"\\times {s}) = {pi(all_of)}$.", wrong=[pi(curved), pi(curved + r * r), pi(all_of + curved)])],
        more=[circle_at(h * 2 / 3, r + d * 2 / 3, 0.26)],
        givens=dict(R=big, r=r, s=s), figure=figure, upright=True, check=check)


@program("Section of a Cone Frustum")
def axial_section(rng):
    (d, h, s), r = draw_until(lambda: (rng.choice(LEGS[:6]), rng.randint(2, 18)),
                              lambda t: 0.6 * t[0][0] < t[1] < 2.5 * t[0][0], "axial_section")
    big = r + d
    m = Fraction(big + r, 2)

    def figure(c, g):
        round_solid(c, big, h, r)
        c.fills[-1] = (c.fills[-1][0], False)  # the section alone is shaded
        c.without |= {"line", "shapes", "hatch"}
        c.polygon((-big, 0), (big, 0), (r, h), (-r, h), accent=True)
        c.line((0, 0), (0, h), kind="dash")
        c.dot((0, 0))
        c.dot((0, h))
        c.side((0, 0), (big, 0), g["R"], (0, h))
        c.side((0, h), (r, h), g["r"], (0, 0))
        c.side((big, 0), (r, h), g["s"], (0, 0))

    def check(c):
        p, q, top, last = c.polygons[0]
        return area((p, q, top, last)), PI * (middle(q, top)[0]) ** 2, tan(radians(opening(q, p, top)))

    seen = f"The figure shows the radii {big} and {r} and the slant height {s} of the frustum"
    tall = (f"The square of {s} is that of the height and of ${big} - {r} = {d}$ together, so the height is "
            f"$\\sqrt{{{s}^2 - {d}^2}} = {h}$ (Structural Features of a Cone Frustum).")
    also = ["Structural Features of a Cone Frustum"]
    return Scene(
        f"A frustum of a right cone has the radii {big} and {r} and the slant height {s}.", [
            ask("Section of a Cone Frustum", "Axial Section of a Conical Frustum",
                "The frustum of a right cone is cut by a plane through its axis. What is the area of the shaded "
                "section?", (big + r) * h, f"{seen}. {tall} By @ the section is a trapezoid of the area $({big} + {r}) "
                f"\\times {h} = {(big + r) * h}$.", also=also,
                wrong=[(big + r) * s, frac((big + r) * h, 2), 2 * big * h, 2 * (big + r) * h]),
            ask("Section of a Cone Frustum", "Circle at Middle Height",
                f"The frustum is cut parallel to its bases, halfway up. What is the area of this section? {IN_PI}",
                pi(m * m), f"{seen}. By @ the section is a circle of the radius $({big} + {r}) \\div 2 = {frac(m)}$. "
                f"Its area is $\\pi \\times {squared(m)} = {pi(m * m)}$ (Area of a Circle).",
                also=["Area of a Circle"], wrong=[pi(2 * m), pi(Fraction(big * big + r * r, 2)), pi(big * r)]),
            ask("Section of a Cone Frustum", "Angle of the Slant in the Axial Section",
                "What is the tangent of the angle between the slant height and the lower diameter of the frustum?",
                frac(h, d), f"{seen}. {tall} By @ the tangent is ${h} \\div ({big} - {r}) = {frac(h, d)}$.", also=also,
                wrong=[frac(d, h), frac(h, s), frac(h, big)])],
        more=[circle_at(h / 3, big - d / 3, 0.26)],
        givens=dict(R=big, r=r, s=s), figure=figure, upright=True, check=check)


@program("Structural Features of a Cone")
def double_cone(rng):
    pairs = [(5, 13, 12), (12, 13, 5), (9, 15, 12), (12, 15, 9), (12, 20, 16), (8, 10, 6), (8, 17, 15), (6, 10, 8),
             (15, 25, 20), (15, 39, 36), (20, 25, 15), (20, 29, 21), (24, 30, 18), (24, 40, 32), (3, 5, 4), (4, 5, 3),
             (21, 29, 20), (21, 35, 28), (28, 35, 21)]
    (r, upper, h), (_, lower, k) = draw_until(lambda: (rng.choice(pairs), rng.choice(pairs)),
                                              lambda t: t[0][0] == t[1][0] and 0.7 * t[0][0] < t[0][2] <
                                              4 * t[0][0] - t[1][2] and t[1][2] > 0.7 * t[0][0], "cones")
    m = rng.randint(1, 4 if r < 10 else 2)
    r, upper, h, lower, k = m * r, m * upper, m * h, m * lower, m * k

    def figure(c, g):
        c.without |= {"line", "shapes"}
        front = c.ring((0, 0), r, 0.26 * r, 180, 360)
        c.ring((0, 0), r, 0.26 * r, 0, 180, kind="dash")
        c.fills += [([*front, (0, h)], False), ([*front, (0, -k)], True)]
        c.line((-r, 0), (0, h), (r, 0))
        c.line((-r, 0), (0, -k), (r, 0))
        c.line((0, h), (0, -k), kind="dash")
        c.line((0, 0), (r, 0), kind="dash")
        c.right((0, 0), (r, 0), (0, h))
        c.corner((0, h), "A", (0, 0))
        c.corner((0, -k), "B", (0, 0))
        c.side((0, 0), (r, 0), g["r"], (0, h))
        c.side((-r, 0), (0, h), g["l"], (0, 0))
        c.side((-r, 0), (0, -k), g["m"], (0, 0))

    def check(c):
        left, top, right = next(points for points, kind in c.strokes if kind == "line" and len(points) == 3)
        low = next(label[1] for label in c.labels if label[4] == "B")
        return dist(top, low), sum(dist(p, q) for p in (left, right) for q in (top, low)), dist(left, right) / 2 / dist(
            left, top)

    seen = f"The figure shows the common radius {r} and the slant heights {upper} and {lower} of the two cones"
    return Scene(
        f"Two right cones with the slant heights {upper} and {lower} have one base of radius {r} in common.", [
            ask("Structural Features of a Cone", "Triangle of Radius, Height and Slant",
                "Two right cones with the tips A and B have their base in common. How far apart are A and B?", h + k,
                f"{seen}. By @ the heights of the cones are $\\sqrt{{{upper}^2 - {r}^2}} = {h}$ and $\\sqrt{{{lower}^2 "
                f"- {r}^2}} = {k}$. Together AB is ${h} + {k} = {h + k}$ long.",
                wrong=[upper + lower, abs(h - k) or 2 * r, upper + lower - r, upper + lower - 2 * r]),
            ask("Structural Features of a Cone", "All Slant Segments are Equal",
                "Two right cones with the tips A and B have their base in common. The solid is cut by a plane through "
                "A and B. How long is the outline of the section?", 2 * (upper + lower),
                f"{seen}. By @ the outline consists of two slant segments of each cone: $2 \\times ({upper} + {lower}) "
                f"= {2 * (upper + lower)}$.", wrong=[upper + lower, 2 * (h + k), 2 * (upper + lower) + 2 * r]),
            ask("Structural Features of a Cone", "Opening Angle of a Cone",
                "Two right cones with the tips A and B have their base in common. What is the sine of the angle "
                "between the axis and a slant segment at A?", frac(r, upper),
                f"{seen}. By @ the sine is ${r} \\div {upper} = {frac(r, upper)}$.",
                wrong=[frac(h, upper), frac(r, h), frac(r, lower)])],
        more=[circle_at(h / 2, r / 2, 0.26)],
        givens=dict(r=r, l=upper, m=lower), figure=figure, upright=True, check=check)


@program("Structural Features of a Sphere")
def arc_on_sphere(rng):
    r, turn = rng.randint(2, 40), rng.choice([t for t in range(30, 156, 5) if t != 90])
    arc = Fraction(turn * r, 180)

    def figure(c, g):
        c.without |= {"line", "shapes"}
        c.circle((0, 0), r)
        c.ring((0, 0), r, 0.26 * r, 180, 360)
        c.ring((0, 0), r, 0.26 * r, 0, 180, kind="dash")
        a, b = polar((0, 0), r, 15), polar((0, 0), r, 15 + turn)
        c.ring((0, 0), r, r, 15, 15 + turn, kind="thick")
        c.line(a, (0, 0), b)
        c.dot((0, 0))
        c.angle((0, 0), a, b, f"{g['turn']}°")
        c.side((0, 0), a, g["r"], b)
        for p, name in ((a, "A"), (b, "B"), ((0, 0), "M")):
            c.dot(p)
            c.corner(p, name, (0, 0) if name != "M" else (0, r))

    def check(c):
        path = next(points for points, kind in c.strokes if kind == "thick")
        (m, size), (_, a, b) = c.circles[0], c.angles[0]
        return radians(opening(m, a, b)) * dist(path[0], m), 2 * PI * size, 2 * max(dist(m, p) for p in path)

    seen = f"The figure shows the radius {r} of the sphere and the angle ${turn}^\\circ$"
    start = "A and B are points of the sphere with the centre M. "
    return Scene(
        f"The radii MA and MB of a sphere of radius {r} include the angle ${turn}^\\circ$.", [
            ask("Structural Features of a Sphere", "Length of a Great Circle Arc",
                f"{start}How long is the shortest way from A to B on the sphere? {IN_PI}", pi(arc),
                f"{seen} at its centre M. The shortest way is the arc of the great circle through A and B. By @ it is "
                f"$\\frac{{{turn}}}{{180}} \\times \\pi \\times {r} = {pi(arc)}$ long.",
                wrong=[pi(2 * arc), pi(arc / 2), pi(2 * r), pi(Fraction(turn * r * r, 360))]),
            ask("Structural Features of a Sphere", "Great Circles",
                f"{start}How long is the whole circle in which the plane through A, B and M cuts the sphere? {IN_PI}",
                pi(2 * r), f"{seen}. By @ this circle has the full radius {r}, so its length is $2 \\times \\pi "
                f"\\times {r} = {pi(2 * r)}$ (Circumference of a Circle).", also=["Circumference of a Circle"],
                wrong=[pi(r), pi(r * r), pi(arc)]),
            ask("Structural Features of a Sphere", "Diameter of a Sphere",
                f"{start}What is the greatest distance that A and another point of the sphere can have in a straight "
                "line?", 2 * r, f"{seen}. By @ the greatest distance is $2 \\times {r} = {2 * r}$.",
                wrong=[r, 4 * r, r * r])],
        more=[circle_at(-0.6 * r, 0.8 * r, 0.26)],
        givens=dict(r=r, turn=turn), figure=figure, upright=True, check=check)
