"""Circles in the plane: length and area, parts of a disc, angles in a circle.  All drawn to scale."""
import functools
from fractions import Fraction
from math import dist, gcd, radians, sqrt
from math import pi as PI

from ..additions_circle import chord_of_the_ring, opposite_chord, square_around, square_turned
from ..canvas import area, opening, polar
from ..tools import Quantity, Scene, ask, degrees, frac, pi, program

IN_PI = "Give the answer as a multiple of $\\pi$."
WITH_PI = "Give the answer exactly, with $\\pi$."
O = (0, 0)


@functools.cache
def triples(top):
    """All (a, b, c) with a^2 + b^2 = c^2, c up to top and legs that draw well, in both orders."""
    return [(a, b, c) for c in range(5, top + 1) for a in range(3, c) if 0.24 < a / c < 0.97
            for b in [round(sqrt(c * c - a * a))] if a * a + b * b == c * c]


def marked_circle(c, r, text, across):
    """A circle with its radius or its diameter (across) drawn and labelled."""
    c.circle(O, r)
    c.dot(O)
    p, q = polar(O, r, 200) if across else O, polar(O, r, 20)
    c.line(p, q)
    c.side(p, q, text, (r, -3 * r))


def read_radius(d, across):
    """What is read off marked_circle, as sentences, and the points that this takes besides."""
    if not across:
        return f"The figure shows the radius {d}.", []
    point = "Definition of a Circle"
    return (f"The figure shows the diameter {d}. The radius is half of it ({point}): ${d} \\div 2 = "
            f"{frac(d, 2)}$."), [point]


def marked_radius(c):
    """The radius, from the label at the drawn radius or diameter."""
    p, q = c.strokes[-1][0]
    return c.numbers()[0] * c.circles[0][1] / dist(p, q)


@program("Area of a Circle")
def circle_area(rng):
    across = rng.random() < 0.5
    d = rng.randint(2, 40) * (2 if across else 1)
    r = d // 2 if across else d

    def check(c):
        k = marked_radius(c)
        return PI * k * k, PI * k * k / 2, 2 * PI * k

    seen, also = read_radius(d, across)
    return Scene(
        f"A circle has the {'diameter' if across else 'radius'} {d}.", [
            ask("Area of a Circle", "Circle Area Formula", f"What is the area of the circle? {IN_PI}", pi(r * r),
                f"{seen} By @ the area is $\\pi \\times {r}^2 = {pi(r * r)}$.", also=also,
                wrong=[pi(4 * r * r), pi(2 * r), pi(2 * r * r), pi(Fraction(r * r, 4))]),
            ask("Area of a Circle", "Half and Quarter Circles", f"What is the area of half of the circle? {IN_PI}",
                pi(Fraction(r * r, 2)),
                f"{seen} The whole circle has the area $\\pi \\times {r}^2 = {pi(r * r)}$. By @ half of the circle has "
                f"the area $\\frac{{1}}{{2}} \\times {pi(r * r)} = {pi(Fraction(r * r, 2))}$.", also=also,
                wrong=[pi(r * r), pi(Fraction(r * r, 4)), pi(2 * r * r)]),
            ask("Circumference of a Circle", "Circumference from the Radius",
                f"What is the circumference of the circle? {IN_PI}", pi(2 * r),
                f"{seen} By @ the circumference is $2\\pi \\times {r} = {pi(2 * r)}$.", also=also,
                wrong=[pi(r), pi(4 * r), pi(r * r)])],
        more=[square_around, square_turned], givens=dict(d=d), say=dict(across=int(across)), fixed=(across,),
        figure=lambda c, g: marked_circle(c, r, g["d"], across), check=check)


@program("Circumference of a Circle")
def circumference(rng):
    across = rng.random() < 0.5
    d = rng.randint(2, 40)
    length, r = (d, Fraction(d, 2)) if across else (2 * d, Fraction(d))
    name = f"Circumference from the {'Diameter' if across else 'Radius'}"
    way = f"$\\pi \\times {d} = {pi(length)}$" if across else f"$2\\pi \\times {d} = {pi(length)}$"

    def check(c):
        k = marked_radius(c)
        return 2 * PI * k, 5 * 2 * PI * k, PI * k * k

    seen, also = read_radius(d, across)
    marked = f"The figure shows the {'diameter' if across else 'radius'} {d}."
    base = frac(r) if r.denominator == 1 else f"\\left({frac(r)}\\right)"
    return Scene(
        f"A circle has the {'diameter' if across else 'radius'} {d}.", [
            ask("Circumference of a Circle", name, f"What is the circumference of the circle? {IN_PI}", pi(length),
                f"{marked} By @ the circumference is {way}.",
                wrong=[pi(2 * length), pi(Fraction(length, 2)), pi(r * r), pi(4 * length)]),
            ask("Circumference of a Circle", "Turns of a Rolling Wheel",
                f"A wheel of this size rolls without slipping. How far does it go in 5 full turns? {IN_PI}",
                pi(5 * length), f"{marked} The circumference is {way}. By @ a full turn takes the wheel as far as its "
                f"circumference, and five turns take it $5 \\times {pi(length)} = {pi(5 * length)}$ far.",
                wrong=[pi(length), pi(10 * length), pi(Fraction(5 * length, 2))]),
            ask("Area of a Circle", "Circle Area Formula", f"What is the area of the circle? {IN_PI}", pi(r * r),
                f"{seen} By @ the area is $\\pi \\times {base}^2 = {pi(r * r)}$.", also=also,
                wrong=[pi(4 * r * r), pi(2 * r), pi(2 * r * r)])],
        more=[square_around, square_turned], givens=dict(d=d), say=dict(across=int(across)), fixed=(across,),
        figure=lambda c, g: marked_circle(c, float(r), g["d"], across), check=check)


@program("Arc Length and Sector Area")
def sector_area(rng):
    n, r = rng.choice((30, 40, 45, 60, 72, 80, 90, 120, 135, 144, 150)), rng.randint(2, 18)
    arc, s = Fraction(n * 2 * r, 360), Fraction(n * r * r, 360)

    def figure(c, g):
        p, q = polar(O, r, 10), polar(O, r, 10 + n)
        c.sector(O, r, 10, 10 + n)
        c.angle(O, p, q, g["n"] + "°")
        c.side(O, p, g["r"], q)

    def check(c):
        vertex, p, q = c.angles[0]
        share, k = opening(vertex, p, q) / 360, dist(vertex, p)
        return share * PI * k * k, share * 2 * PI * k, share * 2 * PI * k + dist(vertex, p) + dist(vertex, q)

    point, part = "Arc Length and Sector Area", f"\\frac{{{n}}}{{360}}"
    seen = f"The figure shows the radius {r} and the central angle ${n}^\\circ$."
    return Scene(
        f"A sector of a circle has the radius {r} and the central angle ${degrees(n)}$.", [
            ask(point, "Sector as a Share of the Circle", f"What is the area of the sector? {IN_PI}", pi(s),
                f"{seen} By @ the sector is ${part}$ of the whole disc, so its area is ${part} \\times \\pi \\times "
                f"{r}^2 = {pi(s)}$.", wrong=[pi(2 * s), pi(r * r - s), pi(4 * s), pi(arc)]),
            ask(point, "Arc as a Share of the Circumference", f"What is the length of the arc? {IN_PI}", pi(arc),
                f"{seen} By @ the arc is ${part}$ of the circumference, so its length is ${part} \\times 2\\pi "
                f"\\times {r} = {pi(arc)}$.", wrong=[pi(arc / 2), pi(2 * r - arc), pi(2 * arc)]),
            ask(point, "Perimeter of a Sector", f"What is the perimeter of the sector? {WITH_PI}",
                f"{2 * r}+{pi(arc)}", f"{seen} The arc is ${part} \\times 2\\pi \\times {r} = {pi(arc)}$ long. By @ "
                f"the sector is bounded by the arc and two radii, so its perimeter is $2 \\times {r}+{pi(arc)} = "
                f"{2 * r}+{pi(arc)}$.", wrong=[f"{r}+{pi(arc)}", pi(arc), f"{2 * r}+{pi(s)}"])],
        more=[chord_of_the_sector], givens=dict(n=n, r=r), figure=figure, check=check)


@program("Arc Length Formula")
def arc_angle(rng):
    n, r = rng.choice([(n, r) for r in range(4, 37) for n in range(40, 171) if n * r % 180 == 0])
    arc = n * r // 180

    def figure(c, g):
        p, q, top = (polar(O, r, t) for t in (90 - n / 2, 90 + n / 2, 90))
        c.line(p, O, q)
        c.ring(O, r, start=90 - n / 2, end=90 + n / 2, kind="thick")
        c.angle(O, p, q, "?")
        c.side(O, p, g["r"], q)
        c.corner(top, g["arc"] + "π", O)

    def check(c):
        vertex, p, q = c.angles[0]
        k, marked = dist(vertex, p), next(t for t in c.texts() if t.endswith("π"))
        return 180 * int(marked[:-1]) / k, 2 * PI * k / 6, PI * k * k * opening(vertex, p, q) / 360

    given = "The label at the thick arc gives its length."
    seen = f"The figure shows the radius {r} and the length ${pi(arc)}$ of the thick arc."
    return Scene(
        f"An arc of a circle of radius {r} is ${pi(arc)}$ long; its central angle is marked with a question mark.", [
            ask("Arc Length Formula", "Central Angle from the Arc",
                f"{given} How many degrees is the angle marked with the question mark?", degrees(n),
                f"{seen} By @ the central angle is $(180 \\times {pi(arc)}) \\div (\\pi \\times {r}) = {n}$ degrees.",
                wrong=[degrees(2 * n), degrees(360 - n), degrees(180 - n)]),
            ask("Arc Length Formula", "Arc Length in Degrees",
                f"What is the length of an arc of $60^\\circ$ of a circle with the same radius? {IN_PI}",
                pi(Fraction(r, 3)),
                f"The figure shows the radius {r}. By @ an arc of $60^\\circ$ has the length "
                f"$\\frac{{60 \\times \\pi \\times {r}}}{{180}} = {pi(Fraction(r, 3))}$.",
                wrong=[pi(Fraction(r, 6)), pi(Fraction(2 * r, 3)), pi(Fraction(r * r, 6))]),
            ask("Arc Length and Sector Area", "Sector Area from the Arc",
                f"{given} What is the area of the sector? {IN_PI}",
                pi(Fraction(arc * r, 2)), f"{seen} By @ the area of the sector is half of the arc times the radius: "
                f"$\\frac{{1}}{{2}} \\times {pi(arc)} \\times {r} = {pi(Fraction(arc * r, 2))}$.",
                wrong=[pi(arc * r), pi(Fraction(arc * r, 4)), pi(arc + r)])],
        givens=dict(arc=arc, r=r), figure=figure, check=check, more=[chord_of_the_sector])


def chord_of_the_sector(c, rng):
    """The chord of a sector, thin."""
    _, p, q = c.angles[0]
    c.line(p, q, kind="thin")


@program("Area of a Sector")
def ring_sector(rng):
    n, r = rng.choice((40, 45, 60, 72, 80, 90, 120, 135, 144, 150)), rng.randint(3, 12)
    w = rng.randint(max(2, r // 2), r + 3)
    big = r + w
    s, arc = Fraction(n * (big * big - r * r), 360), Fraction(n * 2 * big, 360)

    def figure(c, g):
        p, q, u, v = polar(O, r, 10), polar(O, r, 10 + n), polar(O, big, 10), polar(O, big, 10 + n)
        border = [*c.ring(O, big, start=10, end=10 + n, kind="none"), *c.ring(O, r, start=10 + n, end=10, kind="none")]
        c.fills.append((border, True))
        c.line(*border, border[0])
        c.without = {"dashed", "line"}  # dashed lines are named in the text
        c.line(p, O, q, kind="dash")
        c.angle(O, u, v, g["n"] + "°")
        c.side(O, p, g["r"], v)
        c.side(p, u, g["w"], v)

    def check(c):
        vertex, u, v = c.angles[0]
        outer, inner = dist(vertex, u), min(dist(vertex, p) for p in c.fills[0][0])
        share = opening(vertex, u, v) / 360
        return share * PI * (outer ** 2 - inner ** 2), share, share * 2 * PI * outer

    given = "Both arcs have the same centre."
    outer = f"The outer radius is ${r} + {w} = {big}$"
    return Scene(
        f"Two arcs about one centre with the central angle ${degrees(n)}$ have the radii {r} and {big}; the part "
        f"between them is shaded.", [
            ask("Area of a Sector", "Ring Sector as a Difference",
                f"{given} What is the area of the shaded part? {IN_PI}", pi(s),
                f"The inner radius is {r}. {outer}, and the central angle is ${n}^\\circ$. By @ the shaded part is the "
                f"difference of two sectors with this angle, so its area is "
                f"$\\frac{{{n}}}{{360}} \\times \\pi \\times ({big}^2 - {r}^2) = {pi(s)}$.",
                wrong=[pi(Fraction(n * w * w, 360)), pi(Fraction(n * big * big, 360)), pi(big * big - r * r),
                       pi(Fraction(n * (big * big + r * r), 360))]),
            ask("Area of a Sector", "Sectors of One Circle",
                f"{given} Which fraction of a full ring with the same two radii is shaded?",
                frac(n, 360), f"The central angle is ${n}^\\circ$. By @ the areas of sectors are in the ratio of their "
                f"angles; this is so for the outer and for the inner circle, and so for the ring between them. The "
                f"fraction is $\\frac{{{n}}}{{360}} = {frac(n, 360)}$.",
                wrong=[frac(n, 180), frac(360 - n, 360), frac(r, big)]),
            ask("Arc Length Formula", "Arc Length in Degrees",
                f"{given} What is the length of the outer arc? {IN_PI}", pi(arc),
                f"{outer}, and the central angle is ${n}^\\circ$. By @ the outer arc has the length "
                f"$\\frac{{{n} \\times \\pi \\times {big}}}{{180}} = {pi(arc)}$.",
                wrong=[pi(Fraction(n * r, 180)), pi(Fraction(n * w, 180)), pi(arc / 2)])],
        givens=dict(n=n, r=r, w=w), figure=figure, check=check)


@program("Perimeter of a Sector")
def sector_border(rng):
    n, r = rng.choice((36, 45, 60, 72, 90, 120, 135, 150)), 2 * rng.randint(2, 20)
    arc = Fraction(n * r, 180)

    def figure(c, g):
        p, q = polar(O, r, 90 - n / 2), polar(O, r, 90 + n / 2)
        c.sector(O, r, 90 - n / 2, 90 + n / 2, accent=False)
        c.angle(O, p, q, g["n"] + "°")
        c.side(O, q, g["r"], p)

    def check(c):
        vertex, p, q = c.angles[0]
        k = dist(vertex, p)
        return 2 * k + k * radians(opening(vertex, p, q)), 2 * k + PI * k, 2 * k + PI * k / 2

    point = "Perimeter of a Sector"
    return Scene(
        f"A sector of a circle has the radius {r} and the central angle ${degrees(n)}$.", [
            ask(point, "Sector Perimeter from Radius and Degrees",
                f"What is the perimeter of the sector? {WITH_PI}", f"{2 * r}+{pi(arc)}",
                f"The figure shows the radius {r} and the central angle ${n}^\\circ$. The sector is bounded by two "
                f"radii and an arc. By @ its perimeter is $2 \\times {r} + "
                f"\\frac{{{n} \\times \\pi \\times {r}}}{{180}} = {2 * r}+{pi(arc)}$.",
                wrong=[f"{r}+{pi(arc)}", f"{2 * r}+{pi(2 * arc)}", f"{2 * r}+{pi(arc * r / 2)}", pi(arc)]),
            ask(point, "Perimeter of a Half Disc",
                f"What is the perimeter of a half disc with the same radius? {WITH_PI}", f"{2 * r}+{pi(r)}",
                f"The figure shows the radius {r}. By @ a half disc is bounded by half of the circumference and a "
                f"diameter, so its perimeter is $\\pi \\times {r} + 2 \\times {r} = {2 * r}+{pi(r)}$.",
                wrong=[pi(r), f"{r}+{pi(r)}", f"{2 * r}+{pi(2 * r)}"]),
            ask(point, "Perimeter of a Quarter Disc",
                f"What is the perimeter of a quarter disc with the same radius? {WITH_PI}", f"{2 * r}+{pi(r // 2)}",
                f"The figure shows the radius {r}. By @ a quarter disc is bounded by a quarter of the circumference "
                f"and two radii, so its perimeter is $\\frac{{1}}{{2}} \\times \\pi \\times {r} + "
                f"2 \\times {r} = {2 * r}+{pi(r // 2)}$.",
                wrong=[pi(r // 2), f"{r}+{pi(r // 2)}", f"{2 * r}+{pi(r)}"])],
        givens=dict(n=n, r=r), figure=figure, check=check)


@program("Area of a Circular Segment")
def segment_area(rng):
    n, r = rng.choice((60, 90, 120)), 2 * rng.randint(2, 24)
    sector, triangle = Fraction(n * r * r, 360), frac(r * r, 2) if n == 90 else f"{r * r // 4}\\sqrt{{3}}"

    def figure(c, g):
        p, q = polar(O, r, 90 - n / 2), polar(O, r, 90 + n / 2)
        c.circle(O, r, fill=False)
        c.fills.append((c.ring(O, r, start=90 - n / 2, end=90 + n / 2, kind="none"), True))
        c.line(p, q)
        c.line(p, O, q)
        c.dot(O)
        c.angle(O, p, q, g["n"] + "°")
        c.side(O, p, g["r"], q)

    def check(c):
        vertex, p, q = c.angles[0]
        k, part = dist(vertex, p), opening(vertex, p, q) / 360
        small = part * PI * k * k - area([vertex, p, q])
        return small, PI * k * k - small, part * PI * k * k

    seen = f"The figure shows the radius {r} and the central angle ${n}^\\circ$."
    sectors, triangles = "Arc Length and Sector Area", "Area of a Triangle"
    why = (f"The sector is $\\frac{{1}}{{4}} \\times \\pi \\times {r}^2 = {pi(sector)}$ and the right triangle "
           f"${r}^2 \\div 2 = {triangle}$ large" if n == 90 else
           f"The sector is $\\frac{{{n}}}{{360}} \\times \\pi \\times {r}^2 = {pi(sector)}$ and the triangle "
           f"$\\frac{{1}}{{2}} \\times {r}^2 \\times \\sin {n}^\\circ = {triangle}$ large")
    return Scene(
        f"In a circle of radius {r} a chord with the central angle ${degrees(n)}$ cuts off a segment, which is "
        f"shaded.", [
            ask("Area of a Circular Segment", "Segment over a Quarter Circle" if n == 90 else
                "Segment as Sector minus Triangle", f"What is the area of the shaded part? {WITH_PI}",
                f"{pi(sector)}-{triangle}", f"{seen} By @ the shaded part is the sector without the triangle of the "
                f"centre and the chord. {why}, so the shaded part has the area ${pi(sector)}-{triangle}$.",
                wrong=[f"{pi(2 * sector)}-{triangle}", f"{pi(sector)}+{triangle}",
                       f"{pi(r * r)}-{triangle}"]),
            ask("Area of a Circular Segment", "Larger Segment as the Rest",
                f"What is the area of the part of the disc that is not shaded? {WITH_PI}",
                f"{pi(r * r - sector)}+{triangle}", f"{seen} {why} ({sectors}, {triangles}), so the shaded part has "
                f"the area ${pi(sector)}-{triangle}$. By @ the rest of the disc has the area "
                f"$\\pi \\times {r}^2 - ({pi(sector)}-{triangle}) = {pi(r * r - sector)}+{triangle}$.",
                also=[sectors, triangles], wrong=[f"{pi(r * r - sector)}-{triangle}", pi(r * r - sector),
                                                  f"{pi(sector)}+{triangle}"]),
            ask(sectors, "Sector as a Share of the Circle",
                f"What is the area of the sector between the two radii? {IN_PI}", pi(sector),
                f"{seen} By @ the sector is $\\frac{{{n}}}{{360}}$ of the disc, so its area is "
                f"$\\frac{{{n}}}{{360}} \\times \\pi \\times {r}^2 = {pi(sector)}$.",
                wrong=[pi(2 * sector), pi(r * r - sector), pi(Fraction(n * r, 180))])],
        more=[opposite_chord], givens=dict(n=n, r=r), figure=figure, check=check)


@program("Area of an Annulus")
def ring_area(rng):
    small = rng.randint(2, 12)
    big = small + rng.randint(max(1, small // 3), small + 2)
    s = big * big - small * small

    def figure(c, g):
        c.without = {"hatch"}  # it would cover the inner circle too
        c.circle(O, big, accent=True)
        c.circle(O, small)
        c.dot(O)
        c.line(O, polar(O, big, 125))
        c.line(O, polar(O, small, 0))
        c.side(O, polar(O, big, 125), g["big"], (5 * big, big))
        c.side(O, polar(O, small, 0), g["small"], (0, big))

    def check(c):
        outer, inner = (k for _, k in c.circles)
        return PI * outer * outer - PI * inner * inner, 2 * PI * outer + 2 * PI * inner, outer - inner

    given = "Both circles have the same centre."
    seen = f"The outer circle has the radius {big} and the inner circle the radius {small}."
    return Scene(
        f"A ring lies between two circles with one centre and the radii {small} and {big}.", [
            ask("Area of an Annulus", "Difference of Two Discs",
                f"{given} What is the area of the ring between the circles? {IN_PI}", pi(s),
                f"{seen} By @ the area of the ring is $\\pi \\times {big}^2 - \\pi \\times {small}^2 = {pi(s)}$.",
                wrong=[pi((big - small) ** 2), pi(big * big + small * small), pi(2 * (big - small)), pi(big * big)]),
            ask("Area of an Annulus", "Border of an Annulus",
                f"{given} What is the total length of the two circles that bound the ring? {IN_PI}",
                pi(2 * (big + small)), f"{seen} By @ their circumferences are together $2\\pi \\times ({big} + "
                f"{small}) = {pi(2 * (big + small))}$.", wrong=[pi(big + small), pi(2 * big), pi(2 * (big - small))]),
            ask("Area of an Annulus", "Annulus from Its Width", f"{given} What is the width of the ring?", big - small,
                f"{seen} By @ the inner radius and the width add up to the outer radius, so the width is "
                f"${big} - {small} = {big - small}$.", wrong=[big + small, 2 * (big - small), big])],
        more=[chord_of_the_ring], givens=dict(small=small, big=big), figure=figure, check=check)


@program("Calculation of Radians")
def radian_angle(rng):
    r, arc = rng.choice([(r, a) for r in range(3, 21) for a in range(2, 50) if 0.5 < a / r < 2.9])
    whole = round(180 * arc / (PI * r))
    kind = "acute" if arc / r < PI / 2 else "obtuse"

    def figure(c, g):
        n = arc / r * 180 / PI
        p, q = polar(O, r, 15), polar(O, r, 15 + n)
        c.circle(O, r, fill=False)
        c.sector(O, r, 15, 15 + n, accent=False)
        c.dot(O)
        c.angle(O, p, q, "?")
        c.side(O, p, g["r"], q)
        c.corner(polar(O, r, 15 + n / 2), g["arc"], O)

    def check(c):
        n, (k, around) = opening(*c.angles[0]), c.numbers()
        return Fraction(around, k), round(n), "acute" if n < 90 else "right" if n == 90 else "obtuse"

    given = "A label at the arc is the length of the arc."
    seen = f"The figure shows the radius {r} and an arc of length {arc}."
    measure = f"{seen} The angle is the arc divided by the radius, ${arc} \\div {r} = {frac(arc, r)}$ radians."
    return Scene(
        f"In a circle of radius {r} a central angle, marked with a question mark, cuts out an arc of length {arc}.", [
            ask("Calculation of Radians", "Definition of the Radian",
                f"{given} What is the radian measure of the angle marked with the question mark?", frac(arc, r),
                f"{seen} By @ the radian measure of the central angle is the arc divided by the radius: "
                f"${arc} \\div {r} = {frac(arc, r)}$.",
                wrong=[frac(r, arc), frac(arc, 2 * r), frac(2 * arc, r), arc * r]),
            ask("Calculation of Radians", "Radians to Degrees",
                f"{given} How many degrees is the angle marked with the question mark? Round to a whole number.",
                degrees(whole), f"{measure} By @ these are $180 \\times {arc} \\div ({r} \\times \\pi) \\approx "
                f"{whole}$ "
                "degrees.", wrong=[degrees(2 * whole), degrees(round(90 * arc / (PI * r))), degrees(180 - whole)]),
            ask("Calculation of Radians", "Full Turn in Radians",
                f"{given} What kind of angle is the one marked with the question mark?", kind,
                f"{measure} By @ a full turn is $2\\pi$ radians, so a right angle is a quarter of it, "
                f"$\\frac{{\\pi}}{{2}} \\approx 1.57$ radians. The angle is "
                f"{'smaller' if kind == 'acute' else 'larger'}, so it is {kind}.",
                options=["acute", "right", "obtuse"])],
        givens=dict(arc=arc, r=r), figure=figure, check=check, more=[chord_of_the_sector])


@program("Unit Circle")
def unit_circle_point(rng):
    a, b, h = rng.choice([t for t in triples(100) if gcd(t[0], t[2]) == 1])
    sx, sy = rng.choice((1, -1)), rng.choice((1, -1))
    x, y = Fraction(sx * a, h), Fraction(sy * b, h)
    p = (float(x), float(y))

    def figure(c, g):
        c.arrow((-1.25, 0), (1.3, 0), kind="thin")
        c.arrow((0, -1.25), (0, 1.3), kind="thin")
        c.circle(O, 1, fill=False)
        c.line(O, p)
        c.line(p, (p[0], 0), kind="dash")
        c.dot(p)
        c.corner(p, "P", O)
        c.corner((p[0], 0), ("−" if sx < 0 else "") + g["a"] + "/" + g["h"], p)
        c.corner((1.3, 0), "x", O)
        c.corner((0, 1.3), "y", O)
        c.corner((sx * -1, 0), "1" if sx < 0 else "−1", (sx * -0.8, 0.3))

    def check(c):
        v = c.dots[0][1]
        u = float(Fraction(next(t for t in c.texts() if "/" in t).replace("−", "-")))
        v = sqrt(1 - u * u) * (1 if v > 0 else -1)
        return v, kinds[u > 0 or -1, v > 0 or -1], (-u, -v)

    kinds = {(1, 1): "both", (-1, 1): "only the sine", (1, -1): "only the cosine", (-1, -1): "neither"}
    side, half = "right" if sx > 0 else "left", "above" if sy > 0 else "below"
    sign = ", without its sign" if sx < 0 else ""

    def opposite(c, _):
        c.line(O, (-float(x), -float(y)), kind="thin")

    return Scene(
        f"A point P of the unit circle about the origin has the first coordinate ${frac(x)}$; it lies {half} the "
        "x-axis.", [
            ask("Unit Circle", "Equation of the Unit Circle",
                "P lies on the unit circle about the origin. The first coordinate of P is marked on the x-axis. What "
                "is the second coordinate of P?", frac(y),
                f"The first coordinate of P is ${frac(x)}$. By @ the squares of both coordinates add up to 1, so the "
                f"square of the second is $1 - \\left({frac(x)}\\right)^2 = {frac(y * y)}$. P lies {half} the x-axis, "
                f"so the second coordinate is ${frac(y)}$.",
                wrong=[frac(-y), frac(sy * (1 - abs(x))), frac(sy * y * y), frac(x)]),
            ask("Unit Circle", "Signs in the Four Quadrants",
                "P belongs to the angle $\\alpha$ on the unit circle. Which of $\\sin \\alpha$ and $\\cos \\alpha$ are "
                "positive?", kinds[sx, sy], f"P has the coordinates $\\cos \\alpha$ and $\\sin \\alpha$. By @ their "
                f"signs can be seen from the place of P. It lies to the {side} of the y-axis, so the cosine is "
                f"{'positive' if sx > 0 else 'negative'}; it lies {half} the x-axis, so the sine is "
                f"{'positive' if sy > 0 else 'negative'}.",
                options=["both", "only the sine", "only the cosine", "neither"]),
            ask("Symmetry in the Coordinate Plane", "Reflection in the Origin",
                "P lies on the unit circle about the origin. What are the coordinates of the point diametrically "
                "opposite to P?", f"({frac(-x)}, {frac(-y)})",
                f"The first coordinate of P is ${frac(x)}$. The second is ${frac(y)}$, because P lies {half} the "
                f"x-axis and $\\left({frac(x)}\\right)^2 + \\left({frac(y)}\\right)^2 = 1$ (Unit Circle). By @ both "
                f"coordinates change their signs, which gives the point $({frac(-x)}, {frac(-y)})$.",
                also=["Unit Circle"], wrong=[f"({frac(x)}, {frac(-y)})", f"({frac(-x)}, {frac(y)})",
                                             f"({frac(-y)}, {frac(-x)})"])],
        givens=dict(a=a, h=h), fixed=(sx, sy), figure=figure, upright=True, check=check, scale=False, more=[opposite],
        quantities={"a": Quantity("number", f"the numerator of the first coordinate of P{sign}"),
                    "h": Quantity("number", "the denominator of the first coordinate of P")})
