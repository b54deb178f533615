"""Contest problems on folding and unrolling: tetrahedra from paper, nets, threads around solids."""

from fractions import Fraction
from math import cos, degrees, dist, hypot, radians, sin, sqrt
from math import pi as PI

from ..additions_space import middle_line
from ..canvas import area, opening, polar
from ..pieces import oblique, round_solid
from ..tools import Scene, ask, frac, near, pi, program, root
from .contests_cubes import EXACT, lengths, polyhedron, root_of, surd
from .solid import cuboid, lathe, shell, spans

O = (0, 0)
RIGHT = [(3, 4, 5), (4, 3, 5), (5, 12, 13), (12, 5, 13), (8, 15, 17), (15, 8, 17)]


def squared_of(v):
    """LaTeX of the square of a fraction, not worked out."""
    return f"{frac(v)}^2" if Fraction(v).denominator == 1 else f"({frac(v)})^2"


def right_triangle(rng, most):
    """A leg, the other leg and the hypotenuse, in whole numbers, the hypotenuse at most `most`."""
    return rng.choice([tuple(k * v for v in t) for t in RIGHT for k in range(1, most // t[2] + 1)])


@program("Definition of a Pyramid")
def square_to_pyramid(rng):
    s = rng.randint(2, 48)
    m = Fraction(s, 2)

    def figure(c, g):
        c.without |= {"line", "dashed"}
        e, f = (s, s / 2), (s / 2, s)
        c.polygon(O, (s, 0), (s, s), (0, s))
        c.fills.append(([O, e, f], True))
        c.line(O, e, f, kind="dash")
        c.line(f, O, kind="dash")
        for name, p in (("A", O), ("B", (s, 0)), ("C", (s, s)), ("D", (0, s)), ("E", e), ("F", f)):
            c.corner(p, name, (s / 2, s / 2))
        c.side(O, (s, 0), g["s"], (0, s))

    def check(c):
        side = lengths(c)[0]
        base = area(c.fills[1][0])
        apart = [dist((side, 0), (side, side / 2)), dist((0, side), (side / 2, side)), side]  # meet at right angles
        volume = shell([[O + (0,), (apart[0], 0, 0), (0, apart[1], 0)], [O + (0,), (apart[0], 0, 0), (0, 0, apart[2])],
                        [O + (0,), (0, apart[1], 0), (0, 0, apart[2])],
                        [(apart[0], 0, 0), (0, apart[1], 0), (0, 0, apart[2])]])[0]
        return volume, 3 * volume / base, base

    start = "The square sheet ABCD is folded along the dashed lines, where E and F are midpoints of sides, until the " \
        "corners B, C and D meet."
    read = f"The figure shows the side {s}, so BE, EC, CF and FD are ${frac(m)}$ long"
    corner = "The right angles at B, C and D come together"
    found, dark = frac(s**3, 24), Fraction(3 * s * s, 8)
    return Scene(
        f"A square sheet ABCD of side {s} is folded along AE, EF and FA, where E is the midpoint of BC and F the "
        f"midpoint of CD, until the corners B, C and D meet in one point.",
        [
            ask("Definition of a Pyramid", "Tetrahedron as a Pyramid", f"{start} What is the volume of the solid "
                f"that is formed?", found, f"{read}. {corner} at one point, so the three edges there are "
                f"perpendicular to each other (Folding of Figures). By @ any face can be the base; with the "
                f"triangle ECF, whose area is $\\frac{{1}}{{2}} \\times {frac(m)} \\times {frac(m)} = "
                f"{frac(m * m, 2)}$ (Area of a Triangle), the height is the side {s}. The volume is "
                f"$\\frac{{1}}{{3}} \\times {frac(m * m, 2)} \\times {s} = {found}$ (Volume of a Pyramid).",
                also=["Folding of Figures", "Area of a Triangle", "Volume of a Pyramid"],
                wrong=[frac(s**3, 8), frac(s**3, 12), frac(s**3, 6)]),
            ask("Definition of a Pyramid", "Height of a Pyramid", f"{start} The solid is put down on its dark face. "
                f"How high is it then?", frac(s, 3), f"{read}. {corner}, and over the face ECF the volume is "
                f"$\\frac{{1}}{{3}} \\times {frac(m * m, 2)} \\times {s} = {found}$ (Volume of a Pyramid). The dark "
                f"face is what the three right-angled triangles leave of the square, ${s}^2 - 2 \\times "
                f"{frac(s * m, 2)} - {frac(m * m, 2)} = {frac(dark)}$ (Area of a Triangle). By @ the height is "
                f"measured perpendicular to it, and it is $3 \\times {found} \\div ({frac(dark)}) = {frac(s, 3)}$.",
                also=["Volume of a Pyramid", "Area of a Triangle"], wrong=[s, frac(m), frac(2 * s, 3)]),
            ask("Area of a Triangle", "Area of a Right Triangle", f"{start} What is the area of the dark face?",
                frac(dark), f"{read}. By @ the triangles ABE and AFD have the area $\\frac{{1}}{{2}} \\times {s} "
                f"\\times {frac(m)} = {frac(s * m, 2)}$ each and ECF has $\\frac{{1}}{{2}} \\times {frac(m)} "
                f"\\times {frac(m)} = {frac(m * m, 2)}$. The dark face is ${s}^2 - 2 \\times {frac(s * m, 2)} - "
                f"{frac(m * m, 2)} = {frac(dark)}$ (Area of a Square).", also=["Area of a Square"],
                wrong=[frac(s * s, 2), frac(s * s, 4), frac(s * s, 3)]),
        ],
        givens=dict(s=s), more=[lambda c, rng: c.line(O, (s, s), kind="thin")], figure=figure, check=check)


def draw_prism_net(c, g, a, b, h, hyp, whole):
    """A strip of three rectangles with two right-angled triangles."""
    c.without |= {"line", "dashed", "hatch"}
    for x, wide in ((0, b), (b, hyp), (b + hyp, a)):
        c.polygon((x, 0), (x + wide, 0), (x + wide, h), (x, h))
    foot, rise = b + b * b / hyp, a * b / hyp
    c.polygon((b, h), (b + hyp, h), (foot, h + rise), accent=True)
    c.polygon((b, 0), (b + hyp, 0), (foot, -rise), accent=True)
    c.right((foot, h + rise), (b, h), (b + hyp, h))
    low = -rise - 0.1 * whole
    c.arrow((whole / 2, low), (0, low), kind="thin")
    c.arrow((whole / 2, low), (whole, low), kind="thin")
    c.line(O, (0, 1.1 * low), kind="dash")
    c.line((whole, 0), (whole, 1.1 * low), kind="dash")
    c.side((0, low), (whole, low), g["whole"], (0, h))
    c.side((whole, 0), (whole, h), g["h"], O)
    c.side((b + hyp, h), (foot, h + rise), g["a"], (b, h))


@program("Net of a Prism")
def prism_from_strip(rng):
    a, b, hyp = right_triangle(rng, 40)
    whole = a + b + hyp
    h = near(rng, a + b, 0.25, 0.8)
    gap, volume = whole - a, a * b * h // 2 if a * b * h % 2 == 0 else Fraction(a * b * h, 2)

    def check(c):
        long, high, _ = lengths(c)
        base = c.polygons[3]
        return area(base) * high, 2 * area(base) + long * high, max(map(dist, base, [*base[1:], base[0]]))

    start = "The net of a prism consists of a strip of three rectangles and two dark right-angled triangles."
    read = f"The figure shows that the strip is {whole} long and {h} wide and that a leg of the triangle is {a} long."
    solve = f"so the other leg $x$ and the hypotenuse $y$ have the sum $x + y = {whole} - {a} = {gap}$. The " \
        f"Pythagorean Theorem gives $y^2 - x^2 = {a}^2$, so $y - x = {a}^2 \\div {gap} = {hyp - b}$, and $y = " \
        f"({gap} + {hyp - b}) \\div 2 = {hyp}$, $x = {gap} - {hyp} = {b}$"
    base = f"\\frac{{1}}{{2}} \\times {a} \\times {b} = {frac(a * b, 2)}"
    return Scene(
        f"The net of a prism over a right-angled triangle has a strip of three rectangles that is {whole} long and "
        f"{h} wide; a leg of the triangle is {a} long.",
        [
            ask("Net of a Prism", "Matching Sides of a Prism Net", f"{start} What is the volume of the prism?",
                frac(volume), f"{read} By @ the strip is as long as the perimeter of the triangle, {solve}. The "
                f"base has the area ${base}$ (Area of a Triangle), and the volume is ${frac(a * b, 2)} \\times {h} "
                f"= {frac(volume)}$ (Volume of a Prism).",
                also=["Pythagorean Theorem", "Area of a Triangle", "Volume of a Prism"],
                wrong=[a * b * h, frac(a * hyp * h, 2), frac(a * gap * h, 4)]),
            ask("Net of a Prism", "Two Bases and a Strip", f"{start} What is the area of the whole net?",
                whole * h + a * b, f"{read} The strip is as long as the perimeter of the triangle, {solve}. By @ "
                f"the net consists of the strip, ${whole} \\times {h} = {whole * h}$, and two bases of ${base}$ "
                f"each (Area of a Triangle), together ${whole * h} + 2 \\times {frac(a * b, 2)} = "
                f"{whole * h + a * b}$.",
                also=["Pythagorean Theorem", "Area of a Triangle"],
                wrong=[whole * h, whole * h + 2 * a * b, frac(2 * whole * h + a * b, 2)]),
            ask("Pythagorean Theorem", "Leg from the Hypotenuse", f"{start} How long is the longest side of a dark "
                "triangle?", hyp, f"{read} The strip is as long as the perimeter of the triangle, so the other leg "
                f"$x$ and the hypotenuse $y$ add up to ${whole} - {a} = {gap}$ (Perimeter of a Triangle). By @ $y^2 "
                f"- x^2 = {a}^2$, so $y - x = {a}^2 \\div {gap} = {hyp - b}$ and $y = ({gap} + {hyp - b}) \\div 2 = "
                f"{hyp}$.",
                also=["Perimeter of a Triangle"], wrong=[b, frac(gap, 2), gap]),
        ],
        givens=dict(whole=whole, h=h, a=a), fixed=(b,), figure=lambda c, g: draw_prism_net(c, g, a, b, h, hyp, whole),
        check=check)


@program("Shortest Path on a Prism")
def thread_on_prism(rng):
    a, b, hyp = right_triangle(rng, 34)
    whole = a + b + hyp
    h = near(rng, a + b, 0.4, 1)
    once, over = root(whole**2 + h * h), root((a + b) ** 2 + h * h)

    def figure(c, g):
        c.without |= {"line", "hatch"}
        low, high = ([(0, 0, z), (a, 0, z), (a, b, z)] for z in (0, h))
        polyhedron(c, [low, high, *([low[i], low[j], high[j], high[i]] for i, j in ((0, 1), (1, 2), (2, 0)))])
        one, two = oblique(a, 0, h * a / whole), oblique(a, b, h * (a + b) / whole)
        if c.asked in (None, 0):
            c.line(O, one, two, kind="thick")
            c.line(two, oblique(0, 0, h), kind="dash")
        c.dot(O)
        c.dot(oblique(0, 0, h))
        c.corner(O, "A", (a, h))
        c.corner(oblique(0, 0, h), "B", (a, 0))
        c.side(O, (a, 0), g["a"], (0, h))
        c.side((a, 0), oblique(a, b, 0), g["b"], (0, h))
        c.side(O, (0, h), g["h"], (a, 0))

    def check(c):
        p, q, high = spans(c)
        around = p + q + hypot(p, q)
        steps = 3000  # short pieces of the unrolled way
        way = sum(hypot(around / steps, high / steps) for _ in range(steps))
        return way, hypot(p + q, high), around * high

    start = "The prism stands on a right-angled triangle."
    read = f"The figure shows the legs {a} and {b} and the height {h}. The third side of the base is " \
        f"$\\sqrt{{{a}^2 + {b}^2}} = {hyp}$ (Pythagorean Theorem)"
    around = f"the base has the perimeter ${a} + {b} + {hyp} = {whole}$ (Perimeter of a Triangle)"
    return Scene(
        f"A right prism of height {h} stands on a right-angled triangle with the legs {a} and {b}. A is a lower "
        f"corner at an acute angle of the base and B the upper end of the same edge.",
        [
            ask("Shortest Path on a Prism", "Once around a Prism", f"{start} A thread runs from A once around all "
                f"three upright faces to B, as short as possible. How long is the thread? "
                f"{EXACT}", once, f"{read}, so {around}. "
                f"By @ the thread is the diagonal of the unrolled faces, $\\sqrt{{{whole}^2 + {h}^2}} = {once}$.",
                also=["Pythagorean Theorem", "Perimeter of a Triangle"],
                wrong=[whole + h, over, root(hyp * hyp + h * h)]),
            ask("Shortest Path on a Prism", "Path over Some Faces", f"{start} An ant crawls from A over the two "
                f"faces on the marked legs to the upper end of the far edge where these faces end, as short as "
                f"possible. How long is its way? {EXACT}", over, f"The figure shows the legs {a} and {b} and the "
                f"height {h}. By @ the two faces are laid side by side and the way is the diagonal of a rectangle, "
                f"$\\sqrt{{({a} + {b})^2 + {h}^2}} = "
                f"{over}$.", wrong=[a + b + h, root(hyp * hyp + h * h), root(a * a + b * b + h * h + a * b)]),
            ask("Shortest Path on a Prism", "Unrolled Lateral Surface of a Prism", f"{start} The three upright "
                f"faces are laid side by side. What is the area of the rectangle that they "
                f"form?", whole * h, f"{read}, so "
                f"{around}. By @ the rectangle is as long as this perimeter and as high as the prism, ${whole} "
                f"\\times {h} = {whole * h}$.", also=["Pythagorean Theorem", "Perimeter of a Triangle"],
                wrong=[(a + b) * h, whole * h + a * b, hyp * h]),
        ],
        more=[middle_line(oblique(a, 0, h), (0, h), oblique(a, b, h))],
        givens=dict(a=a, b=b, h=h), figure=figure, upright=True, check=check, scale=False)


APEX = [(3, 20), (3, 30), (3, 40), (4, 15), (4, 30), (5, 12), (5, 18), (5, 24), (6, 10), (6, 15), (6, 20)]


def draw_pyramid(c, g, e, n, t):
    """A regular pyramid with its apex angle."""
    c.without |= {"line", "hatch", "shapes"}
    r = e * sin(radians(t / 2)) / sin(PI / n)
    tip = (0, 0, sqrt(e * e - r * r))
    low = [(*polar(O, r, 360 * i / n - (205 if n == 3 else 200)), 0) for i in range(n)]
    polyhedron(c, [low, *([low[i], low[(i + 1) % n], tip] for i in range(n))])
    flat, top = [oblique(*p) for p in low], oblique(*tip)
    i = min(range(n), key=lambda k: flat[k])
    far = (i + 1) % n if flat[(i + 1) % n][1] < flat[i - 1][1] else i - 1
    c.angle(top, flat[i], flat[far])
    c.corner(top, g["t"] + "°", (0, 0))
    c.side(flat[i], top, g["e"], (r, 0))
    c.dot(flat[i])
    c.corner(flat[i], "A", (r, e / 3))


@program("Shortest Path on a Pyramid")
def thread_on_pyramid(rng):
    (n, t), e = rng.choice(APEX), rng.randint(2, 30)
    turn = n * t
    squared, half = {60: (1, 3), 90: (2, 5), 120: (3, 7)}[turn]
    once, middle_way = root(squared * e * e), surd(Fraction(e, 2), half)
    base = f"{(180 - t) / 2:g}"

    def check(c):
        edge = next(float(label[4]) for label in c.labels if label[0] == "side")
        face = next(float(label[4][:-1]) for label in c.labels if label[4].endswith("°"))
        edges = {frozenset((round(p[0], 6), round(p[1], 6)) for p in pair) for points, _ in c.strokes
                 for pair in zip(points, points[1:])}
        sides = len(edges) // 2
        end = polar(O, edge, sides * face)
        return dist((edge, 0), end), dist((edge, 0), polar(O, edge / 2, sides * face)), (180 - face) / 2

    start = "The pyramid is regular; all its side edges are as long as the marked one, and the marked angle at the " \
        "apex is that of each side face."
    fan = f"The figure shows {n} side faces with the angle ${t}^\\circ$ at the apex. Turned into one plane (Net of a " \
        f"Pyramid), they make the angle ${n} \\times {t}^\\circ = {turn}^\\circ$"
    cosine = {60: "\\frac{1}{2}", 90: "0", 120: "(-\\frac{1}{2})"}[turn]
    return Scene(
        f"In a regular pyramid with {n} side faces the side edges are {e} long, and each side face has the angle "
        f"{t} degrees at the apex. A is a corner of the base.",
        [
            ask("Shortest Path on a Pyramid", "Angle Sum at the Apex", f"{start} A thread starts at the corner A of "
                f"the base, runs once around over all side faces and ends at A, as short as possible. How long is "
                f"the thread? {EXACT}",
                once, f"{fan}, and the ends of the thread are both {e} away from the apex. By @ and the Law of "
                f"Cosines its length is $\\sqrt{{{e}^2 + {e}^2 - 2 \\times {e} \\times {e} \\times {cosine}}} = "
                f"{once}$.",
                also=["Net of a Pyramid", "Law of Cosines"],
                wrong=[2 * e, surd(Fraction(3 * e, 2), 1), root({60: 3, 90: 3, 120: 2}[turn] * e * e)]),
            ask("Shortest Path on a Pyramid", "Unfolding Lateral Triangles", f"{start} M is the middle of the side "
                f"edge that ends in the corner A of the base. A thread runs from A once around over all side faces "
                f"to M, as short as possible. How long is it? {EXACT}", middle_way, f"{fan}. By @ the thread is "
                f"straight there; it starts {e} and ends ${frac(e, 2)}$ away from the apex, so its length is "
                f"$\\sqrt{{{e}^2 + {squared_of(Fraction(e, 2))} - 2 \\times {e} \\times {frac(e, 2)} \\times "
                f"{cosine}}} = {middle_way}$ (Law of Cosines).", also=["Net of a Pyramid", "Law of Cosines"],
                wrong=[once if once != middle_way else 2 * e, frac(3 * e, 2), e]),
            ask("Isosceles Triangle", "Base Angle from the Apex Angle", f"{start} How many degrees has each other "
                f"angle of a side face?", f"{base}^\\circ",
                f"The figure shows the angle ${t}^\\circ$ between two equal edges. By @ each other angle of the "
                f"face has $(180^\\circ - {t}^\\circ) \\div 2 = "
                f"{base}^\\circ$.", wrong=[f"{v}^\\circ" for v in (180 - t, 90 - t, 180 - 2 * t)]),
        ],
        givens=dict(e=e, t=t), fixed=(n,), figure=lambda c, g: draw_pyramid(c, g, e, n, t), upright=True, check=check,
        scale=False)


@program("Theorem of Three Perpendiculars")
def corner_to_diagonal(rng):
    a, b, m = right_triangle(rng, 40)
    h = near(rng, a + b, 0.25, 0.7)
    d = Fraction(a * b, m)
    found, half = root_of(h * h + d * d), root_of(Fraction(m * m, 4) * (h * h + d * d))

    def figure(c, g):
        at = cuboid(c, g, a, b, h)
        foot = oblique(a * b * b / m**2, b * a * a / m**2, 0)
        c.line(at(1, 0, 0), at(0, 1, 0), kind="dash")
        c.line(at(0, 0, 1), foot, kind="thick")
        c.line(O, foot, kind="dash")
        for name, p in (("A", O), ("B", at(1, 0, 0)), ("D", at(0, 1, 0)), ("E", at(0, 0, 1))):
            c.corner(p, name, at(0.5, 0.5, 0.5))
        c.dot(foot)
        c.corner(foot, "F", at(0, 0.4, 1))

    def check(c):
        p, q, high = spans(c)

        def away(t):  # from E to a point of BD
            return dist((0, 0, high), (p - t * p, t * q, 0))
        low, top = 0.0, 1.0
        for _ in range(100):
            u, v = low + (top - low) / 3, top - (top - low) / 3
            low, top = (low, v) if away(u) < away(v) else (u, top)
        return away(low), away(low) * hypot(p, q) / 2, dist((0, 0, high), (p, 0, 0))

    start = "In the cuboid, F is the point of the diagonal BD of the lower face that is nearest to E."
    read = f"The figure shows the edges {a}, {b} and {h}. The diagonal BD is $\\sqrt{{{a}^2 + {b}^2}} = {m}$ long " \
        f"(Pythagorean Theorem). The perpendicular from A to BD has the length ${a} \\times {b} \\div {m} = " \
        f"{frac(d)}$ (Altitude on the Hypotenuse)"
    return Scene(
        f"A cuboid has the lower edges AB = {a} and AD = {b} and the upright edge AE = {h}. F is the point of the "
        f"diagonal BD of the lower face that is nearest to E.",
        [
            ask("Theorem of Three Perpendiculars", "Distance to a Line by Three Perpendiculars", f"{start} How long is "
                f"EF? {EXACT}", found, f"{read}. AE stands upright on the lower face, so by @ the distance of E "
                f"from the line BD is $\\sqrt{{{h}^2 + {squared_of(d)}}} = {found}$.",
                also=["Pythagorean Theorem", "Altitude on the Hypotenuse"],
                wrong=[h, root_of(h * h + Fraction(m * m, 4)), root_of(h * h + a * a)]),
            ask("Theorem of Three Perpendiculars", "Perpendicular to the Projection", f"{start} What is the area of "
                f"the triangle EBD? {EXACT}", half, f"{read}. AF is the projection of EF onto the lower face and meets "
                f"BD at a right angle, so by @ EF is perpendicular to BD. It is $\\sqrt{{{h}^2 + {squared_of(d)}}} "
                f"= {found}$ long, and the area is $\\frac{{1}}{{2}} \\times {m} \\times {found} = {half}$ (Area of "
                f"a Triangle).",
                also=["Pythagorean Theorem", "Altitude on the Hypotenuse", "Area of a Triangle"],
                wrong=[frac(m * h, 2), frac(a * b, 2), root_of(m * m * (h * h + d * d))]),
            ask("Space Diagonal of a Cuboid", "Diagonal of a Face of a Cuboid", f"{start} How long is EB? {EXACT}",
                root(a * a + h * h), f"The figure shows the edges {a} and {h} of the front face. By @ its diagonal "
                f"EB is $\\sqrt{{{a}^2 + {h}^2}} = {root(a * a + h * h)}$ "
                f"long.", wrong=[m, a + h, root(b * b + h * h)]),
        ],
        givens=dict(a=a, b=b, h=h), figure=figure, upright=True, check=check, scale=False)


def draw_ring_sector(c, g, l, m, t):
    """A ring sector with its angle and radii."""
    c.without |= {"line", "dashed", "hatch"}
    start, end = 90 - t / 2, 90 + t / 2
    outer = c.ring(O, m + l, start=start, end=end)
    inner = c.ring(O, m, start=start, end=end)
    c.fills.append(([*outer, *inner[::-1]], False))
    for p, q in ((outer[0], inner[0]), (outer[-1], inner[-1])):
        c.line(p, q)
        c.line(q, O, kind="dash")
    c.ring(O, 0.3 * m, start=start, end=end, kind="thin")
    c.text((0, 0.55 * m), g["t"] + "°")
    c.dot(O)
    c.side(inner[0], outer[0], g["l"], polar(O, m, start + 30))
    c.side(O, inner[0], g["m"], polar(O, m, start + 30))


@program("Net of a Cone Frustum")
def paper_cup(rng):
    t = rng.choice((216, 288))
    m, l = 5 * rng.randint(1, 6), 5 * rng.randint(1, 6)
    if not 0.5 <= l / m <= 2:
        m, l = 5 * rng.randint(2, 4), 5 * rng.randint(3, 4)
    share = Fraction(t, 360)
    r, big, h = share * m, share * (m + l), {216: Fraction(4, 5), 288: Fraction(3, 5)}[t] * l
    volume, side = h * (big**2 + big * r + r**2) / 3, share * ((m + l) ** 2 - m * m)

    def check(c):
        slant, near_side = lengths(c)
        curves = [points for points, kind in c.strokes if kind == "line" and len(points) > 2]
        arcs = [dist(O, points[0]) * turned(points) for points in curves]
        wide, small = (arc / (2 * PI) for arc in arcs)
        high = sqrt(slant**2 - (wide - small) ** 2)
        cup = lathe((0, 0), (small, 0), (wide, high), (0, high))[0]
        return cup, (arcs[0] * (slant + near_side) - arcs[1] * near_side) / 2 + PI * small**2, high

    start = "The ring sector is bent to form the curved side of a paper cup, so that its straight edges meet."
    read = f"The figure shows the angle ${t}^\\circ$, the inner radius {m} and the straight edge {l}"
    rims = f"the lower rim has the radius $\\frac{{{t}}}{{360}} \\times {m} = {frac(r)}$ and the upper rim " \
        f"$\\frac{{{t}}}{{360}} \\times ({m} + {l}) = {frac(big)}$"
    height = f"The height is $\\sqrt{{{l}^2 - ({frac(big)} - {frac(r)})^2}} = {frac(h)}$ (Structural Features of a " \
        f"Cone Frustum)"
    return Scene(
        f"A ring sector with the central angle {t} degrees, the inner radius {m} and straight edges of the length "
        f"{l} is bent to form the curved side of a cup, so that its straight edges meet; the shorter arc becomes "
        f"the lower rim.",
        [
            ask("Net of a Cone Frustum", "Arcs Equal the Rims", f"{start} What is the volume of the cup? Give the "
                f"exact value in terms of $\\pi$.", pi(volume), f"{read}. By @ {rims}. {height}, and the volume is "
                f"$\\frac{{\\pi \\times {frac(h)}}}{{3}} \\times ({frac(big)}^2 + {frac(big)} \\times {frac(r)} + "
                f"{frac(r)}^2) = {pi(volume)}$ (Volume of a Cone Frustum).",
                also=["Structural Features of a Cone Frustum", "Volume of a Cone Frustum"],
                wrong=[pi(volume * l / h), pi(h * (big + r) ** 2 / 4), pi(3 * volume)]),
            ask("Net of a Cone Frustum", "Ring Sector and Two Circles", f"{start} A disc is glued in as its bottom. "
                f"What is the area of the paper of the whole cup? Give the exact value in terms of $\\pi$.",
                pi(side + r * r), f"{read}. The ring sector has the area $\\frac{{{t}}}{{360}} \\times \\pi \\times "
                f"(({m} + {l})^2 - {m}^2) = {pi(side)}$ (Area of a Sector). By @ the bottom is a circle that fits "
                f"to the inner arc; its radius is $\\frac{{{t}}}{{360}} \\times {m} = {frac(r)}$ and its area $\\pi "
                f"\\times {squared_of(r)} = {pi(r * r)}$ (Area of a Circle). Together the paper has ${pi(side)} + "
                f"{pi(r * r)} = {pi(side + r * r)}$.", also=["Area of a Sector", "Area of a Circle"],
                wrong=[pi(side), pi(side + big * big), pi(side + r * r + big * big)]),
            ask("Structural Features of a Cone Frustum", "Slant Height of a Conical Frustum", f"{start} How high is "
                f"the cup?", frac(h), f"{read}. As arcs become rims (Net of a Cone Frustum), {rims}. By @ the "
                f"height is $\\sqrt{{{l}^2 - ({frac(big)} - {frac(r)})^2}} = {frac(h)}$.", also=["Net of a Cone "
                "Frustum"],
                wrong=[l, frac(big - r), frac(l, 2)]),
        ],
        givens=dict(m=m, l=l, t=t), figure=lambda c, g: draw_ring_sector(c, g, l, m, t), check=check)


def turned(points):
    """The angle in radians that an arc about the origin covers."""
    return radians(sum(opening(O, p, q) for p, q in zip(points, points[1:])))


def draw_ribbon(c, g, big, l, r):
    """A frustum of a cone with the shortest way half around."""
    c.without |= {"line"}
    h, far = sqrt(l * l - (big - r) ** 2), 3 * big
    round_solid(c, big, h, r)
    way = []
    for i in range(0, 61):  # the straight line in the unrolled ring sector, seen from its centre
        end = polar(O, 3 * r, 60)
        det = end[0] * sin(radians(i)) - far * sin(radians(i)) - end[1] * cos(radians(i))
        from_tip = -far * end[1] / det
        spot, z = 180 + 3 * i, h * (far - from_tip) / l
        way.append((from_tip / 3 * cos(radians(spot)), z + 0.3 * from_tip / 3 * sin(radians(spot))))
    if c.asked in (None, 0):
        c.line(*way, kind="thick")
    for p, name in ((way[0], "A"), (way[-1], "B")):
        c.dot(p)
        c.corner(p, name, (0, h / 2))
    c.dot(O)
    c.dot((0, h))
    c.line(O, (big, 0), kind="dash")
    c.line((0, h), (r, h), kind="thin")
    c.side(O, (big, 0), g["big"], (0, h))
    c.side((0, h), (r, h), g["r"], O)
    c.side((-big, 0), (-r, h), g["l"], O)


@program("Shortest Path on a Cone Frustum")
def ribbon_on_frustum(rng):
    r = rng.randint(1, 9)
    big = rng.randint(2 * r, max(2 * r + 3, 4 * r))
    l = 3 * (big - r)
    found = root(9 * (big * big + r * r - big * r))

    def check(c):
        wide, small, slant = lengths(c)
        far = slant * wide / (wide - small)
        turn = degrees(2 * PI * wide / far)
        return dist((far, 0), polar(O, far - slant, turn / 2)), 2 * slant + 2 * PI * small, turn

    start = "A is a point of the lower rim and B the opposite point of the upper rim."
    tip = f"The figure shows the radii {big} and {r} and the slant height {l}. The frustum is continued to a cone, " \
        f"whose slant height is ${big} \\times {l} \\div ({big} - {r}) = {3 * big}$"
    angle = f"The whole side unrolls to the angle $\\frac{{{big} - {r}}}{{{l}}} \\times 360^\\circ = 120^\\circ$ " \
        f"(Net of a Cone Frustum)"
    return Scene(
        f"A frustum of a cone has the radii {big} below and {r} above and the slant height {l}. A is a point of the "
        f"lower rim, and B the point of the upper rim on the opposite side.",
        [
            ask("Shortest Path on a Cone Frustum", "Straight Line in the Ring Sector", f"{start} How long is the "
                f"shortest way from A to B on the curved side? {EXACT}", found, f"{tip}, of which ${3 * big} - {l} "
                f"= {3 * r}$ belong to the missing tip (Structural Features of a Cone Frustum). {angle}, so A and "
                f"B, half of it apart, are seen from the tip at $60^\\circ$. By @ and the Law of Cosines the way is "
                f"$\\sqrt{{{3 * big}^2 + {3 * r}^2 - 2 \\times {3 * big} \\times {3 * r} \\times \\frac{{1}}{{2}}}} "
                f"= {found}$.", also=["Structural Features of a Cone Frustum", "Net of a Cone "
                "Frustum", "Law of Cosines"],
                wrong=[l + 2 * r, root(l * l + (big + r) ** 2), root(9 * (big * big + r * r))]),
            ask("Shortest Path on a Cone Frustum", "Direct Way along the Slant", f"{start} A wire goes from A "
                f"straight up to the nearest point of the upper rim, once around this rim and straight down to A. "
                f"How long is it? Give the exact value in terms of "
                f"$\\pi$.", f"{2 * l}+{pi(2 * r)}", f"The figure shows the "
                f"slant height {l} and the upper radius {r}. By @ the way up and the way down are {l} each, "
                f"together $2 \\times {l} = {2 * l}$, and the rim is $2 \\times \\pi \\times {r} = {pi(2 * r)}$ "
                f"long (Circumference of a Circle). The wire has the length "
                f"${2 * l}+{pi(2 * r)}$.", also=["Circumference of a Circle"],
                wrong=[f"{l}+{pi(2 * r)}", f"{2 * l}+{pi(r)}", f"{2 * l}+{pi(2 * big)}"]),
            ask("Net of a Cone Frustum", "Angle of the Ring Sector", "The curved side of the frustum in the figure "
                "is unrolled to a ring sector. How many degrees is its central "
                "angle?", "120^\\circ", f"The figure shows the radii {big} and {r} and the "
                f"slant height {l}. By @ the angle is $\\frac{{{big} - {r}}}{{{l}}} \\times 360^\\circ = 120^\\circ$.",
                wrong=["60^\\circ", "90^\\circ", "180^\\circ"]),
        ],
        givens=dict(big=big, r=r, l=l), figure=lambda c, g: draw_ribbon(c, g, big, l, r), upright=True, check=check)
