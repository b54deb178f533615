"""Circles in the plane: length and area, parts of a disc, angles in a circle.  All drawn to scale."""
import functools
from fractions import Fraction
from math import dist, gcd, radians, sqrt
from math import pi as PI

from ..canvas import area, opening, polar
from ..contexts import scenes
from ..tools import Scene, ask, degrees, frac, pi, program

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


def marked_radius(c):
    """The radius, from the label at the drawn radius or diameter."""
    p, q = c.strokes[-1][0]
    return c.numbers()[0] * c.circles[0][1] / dist(p, q)


@program("Area of a Circle")
def circle_area(rng):
    across = rng.random() < 0.5
    d = rng.randint(2, 40) * (2 if across else 1)
    r = d // 2 if across else d
    start = f"the radius is ${d} \\div 2 = {r}$, and " if across else ""

    def check(c):
        k = marked_radius(c)
        return PI * k * k, PI * k * k / 2, 2 * PI * k

    return Scene(
        f"A circle has the {'diameter' if across else 'radius'} {d}.", [
            ask("Area of a Circle", "Circle Area Formula", f"What is the area of the circle? {IN_PI}", pi(r * r),
                f"{start}the area is $\\pi \\times {r}^2 = {pi(r * r)}$."),
            ask("Area of a Circle", "Half and Quarter Circles", f"What is the area of half of the circle? {IN_PI}",
                pi(Fraction(r * r, 2)),
                f"{start}half of the area is $\\frac{{1}}{{2}} \\times \\pi \\times {r}^2 = "
                f"{pi(Fraction(r * r, 2))}$."),
            ask("Circumference of a Circle", "Circumference from the Radius",
                f"What is the circumference of the circle? {IN_PI}", pi(2 * r),
                f"{start}the circumference is $2\\pi \\times {r} = {pi(2 * r)}$.")],
        scenes("area", "a circle", IN_PI), dict(d=d), fixed=(across,),
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

    return Scene(
        f"A circle has the {'diameter' if across else 'radius'} {d}.", [
            ask("Circumference of a Circle", name, f"What is the circumference of the circle? {IN_PI}", pi(length),
                f"the circumference is {way}."),
            ask("Circumference of a Circle", "Turns of a Rolling Wheel",
                f"A wheel of this size rolls without slipping. How far does it go in 5 full turns? {IN_PI}",
                pi(5 * length), f"a full turn takes it as far as its circumference, {way}, and five turns take it "
                f"$5 \\times {pi(length)} = {pi(5 * length)}$."),
            ask("Area of a Circle", "Circle Area Formula", f"What is the area of the circle? {IN_PI}", pi(r * r),
                (f"the radius is ${d} \\div 2 = {frac(r)}$, and " if across else "") + "the area is $\\pi \\times "
                f"\\left({frac(r)}\\right)^2 = {pi(r * r)}$.")],
        scenes("perimeter", "a circle", IN_PI), dict(d=d), fixed=(across,),
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

    share = f"the sector is $\\frac{{{n}}}{{360}}$ of the circle, and $\\frac{{{n}}}{{360}}"
    return Scene(
        f"A sector of a circle has the radius {r} and the central angle ${degrees(n)}$.", [
            ask("Arc Length and Sector Area", "Sector as a Share of the Circle",
                f"What is the area of the sector? {IN_PI}", pi(s), f"{share} \\times \\pi \\times {r}^2 = {pi(s)}$."),
            ask("Arc Length and Sector Area", "Arc as a Share of the Circumference",
                f"What is the length of the arc? {IN_PI}", pi(arc), f"{share} \\times 2\\pi \\times {r} = {pi(arc)}$."),
            ask("Arc Length and Sector Area", "Perimeter of a Sector", f"What is the perimeter of the sector? "
                f"{WITH_PI}",
                f"{2 * r}+{pi(arc)}", f"{share} \\times 2\\pi \\times {r} = {pi(arc)}$ is the arc; with two radii the "
                f"border is $2 \\times {r}+{pi(arc)} = {2 * r}+{pi(arc)}$.")],
        scenes("area", "a sector of a circle", IN_PI), dict(n=n, r=r), figure=figure, check=check)


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

    return Scene(
        f"An arc of a circle of radius {r} is ${pi(arc)}$ long; its central angle is marked with a question mark.", [
            ask("Arc Length Formula", "Central Angle from the Arc",
                "The radius and the length of the thick arc are marked. How many degrees is the angle marked with the "
                "question mark?", degrees(n),
                f"the central angle is $(180 \\times {pi(arc)}) \\div (\\pi \\times {r}) = {n}$ degrees."),
            ask("Arc Length Formula", "Arc Length in Degrees",
                f"What is the length of an arc of $60^\\circ$ of a circle with the same radius? {IN_PI}",
                pi(Fraction(r, 3)),
                f"the arc is $\\frac{{60 \\times \\pi \\times {r}}}{{180}} = {pi(Fraction(r, 3))}$ long."),
            ask("Arc Length and Sector Area", "Sector Area from the Arc",
                f"The radius and the length of the thick arc are marked. What is the area of the sector? {IN_PI}",
                pi(Fraction(arc * r, 2)), f"half of arc times radius is $\\frac{{1}}{{2}} \\times {pi(arc)} \\times "
                f"{r} = {pi(Fraction(arc * r, 2))}$.")],
        [("The figure is a plan of a bend of a tram line. The thick arc is the rail; lengths are in metres.",
          "Through how many degrees does the rail turn in this bend?"),
         ("A pendulum swings on a string from one end of the thick arc to the other. Lengths are in decimetres.",
          "How many degrees is the angle through which it swings?"),
         ("A flower bed with the form of a sector is edged with stones along the thick arc. Lengths are in metres.",
          "How many degrees is the angle at the tip of the flower bed?"),
         ("Let $\\alpha$ be the central angle, in degrees, of the thick arc in the figure.", "Determine $\\alpha$.")],
        dict(arc=arc, r=r), figure=figure, check=check)


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

    return Scene(
        f"Two arcs about one centre with the central angle ${degrees(n)}$ have the radii {r} and {big}; the part "
        f"between them is shaded.", [
            ask("Area of a Sector", "Ring Sector as a Difference",
                f"Both arcs have the same centre. What is the area of the shaded part? {IN_PI}", pi(s),
                f"the outer radius is ${r} + {w} = {big}$, and the difference of the two sectors is "
                f"$\\frac{{{n}}}{{360}} \\times \\pi \\times ({big}^2 - {r}^2) = {pi(s)}$."),
            ask("Area of a Sector", "Sectors of One Circle",
                "Both arcs have the same centre. Which fraction of a full ring with the same two radii is shaded?",
                frac(n, 360), f"the areas are in the ratio of the angles, so the fraction is $\\frac{{{n}}}{{360}} = "
                f"{frac(n, 360)}$."),
            ask("Arc Length Formula", "Arc Length in Degrees",
                f"Both arcs have the same centre. What is the length of the outer arc? {IN_PI}", pi(arc),
                f"the outer radius is ${r} + {w} = {big}$, and the arc is "
                f"$\\frac{{{n} \\times \\pi \\times {big}}}{{180}} = {pi(arc)}$.")],
        [("A swinging lawn sprinkler waters the shaded part of a meadow. Lengths are in metres.",
          f"How many square metres does it water? {IN_PI}"),
         ("The paper of a hand fan is the shaded part of the figure; the dashed lines are bare rods. Lengths are in "
          "centimetres.", f"How many square centimetres of paper does the fan have? {IN_PI}"),
         ("The seats of an open-air theatre fill the shaded part of the plan. Lengths are in metres.",
          f"How many square metres do the seats fill? {IN_PI}"),
         ("Let $R$ be the shaded region between two arcs with a common centre.",
          f"Determine the area measure $\\mu(R)$. {IN_PI}")],
        dict(n=n, r=r, w=w), figure=figure, check=check)


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

    return Scene(
        f"A sector of a circle has the radius {r} and the central angle ${degrees(n)}$.", [
            ask("Perimeter of a Sector", "Sector Perimeter from Radius and Degrees",
                f"What is the perimeter of the sector? {WITH_PI}", f"{2 * r}+{pi(arc)}",
                f"two radii and the arc make $2 \\times {r} + \\frac{{{n} \\times \\pi \\times {r}}}{{180}} = "
                f"{2 * r}+{pi(arc)}$."),
            ask("Perimeter of a Sector", "Perimeter of a Half Disc",
                f"What is the perimeter of a half disc with the same radius? {WITH_PI}", f"{2 * r}+{pi(r)}",
                f"half of the circumference and a diameter make $\\pi \\times {r} + 2 \\times {r} = {2 * r}+{pi(r)}$."),
            ask("Perimeter of a Sector", "Perimeter of a Quarter Disc",
                f"What is the perimeter of a quarter disc with the same radius? {WITH_PI}", f"{2 * r}+{pi(r // 2)}",
                f"a quarter of the circumference and two radii make $\\frac{{1}}{{2}} \\times \\pi \\times {r} + "
                f"2 \\times {r} = {2 * r}+{pi(r // 2)}$.")],
        scenes("perimeter", "a sector of a circle", WITH_PI), dict(n=n, r=r), figure=figure, check=check)


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

    why = (f"the sector is $\\frac{{1}}{{4}} \\times \\pi \\times {r}^2 = {pi(sector)}$ and the right triangle "
           f"${r}^2 \\div 2 = {triangle}$" if n == 90 else
           f"the sector is $\\frac{{{n}}}{{360}} \\times \\pi \\times {r}^2 = {pi(sector)}$ and the triangle "
           f"$\\frac{{1}}{{2}} \\times {r}^2 \\times \\sin {n}^\\circ = {triangle}$")
    return Scene(
        f"In a circle of radius {r} a chord with the central angle ${degrees(n)}$ cuts off a segment, which is "
        f"shaded.", [
            ask("Area of a Circular Segment", "Segment over a Quarter Circle" if n == 90 else
                "Segment as Sector minus Triangle", f"What is the area of the shaded part? {WITH_PI}",
                f"{pi(sector)}-{triangle}", f"{why}, so the segment is ${pi(sector)}-{triangle}$."),
            ask("Area of a Circular Segment", "Larger Segment as the Rest",
                f"What is the area of the part of the disc that is not shaded? {WITH_PI}",
                f"{pi(r * r - sector)}+{triangle}", f"{why}; the disc without the shaded segment is "
                f"$\\pi \\times {r}^2 - ({pi(sector)}-{triangle}) = {pi(r * r - sector)}+{triangle}$."),
            ask("Arc Length and Sector Area", "Sector as a Share of the Circle",
                f"What is the area of the sector between the two radii? {IN_PI}", pi(sector),
                f"the sector is $\\frac{{{n}}}{{360}} \\times \\pi \\times {r}^2 = {pi(sector)}$.")],
        [("A round window has a pane of coloured glass, the shaded part of the figure. Lengths are in centimetres.",
          f"How many square centimetres of coloured glass are there? {WITH_PI}"),
         ("The shaded part of a round flower bed is planted with roses. Lengths are in decimetres.",
          f"How many square decimetres are planted with roses? {WITH_PI}"),
         ("A straight cut takes the shaded part off a round cheese, seen from above. Lengths are in centimetres.",
          f"What is the area of the top of this part, in square centimetres? {WITH_PI}"),
         ("Let $S$ be the smaller segment that the chord cuts off the disc.",
          f"Determine the area of $S$. {WITH_PI}")],
        dict(n=n, r=r), figure=figure, check=check)


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

    return Scene(
        f"A ring lies between two circles with one centre and the radii {small} and {big}.", [
            ask("Area of an Annulus", "Difference of Two Discs", "The radii of the two circles are marked. What is the "
                f"area of the ring between the circles? {IN_PI}", pi(s),
                f"the difference of the discs is $\\pi \\times {big}^2 - \\pi \\times {small}^2 = {pi(s)}$."),
            ask("Area of an Annulus", "Border of an Annulus", "The radii of the two circles are marked. What is the "
                f"total length of the two circles that bound the ring? {IN_PI}", pi(2 * (big + small)),
                f"both circumferences together are $2\\pi \\times ({big} + {small}) = {pi(2 * (big + small))}$."),
            ask("Area of an Annulus", "Annulus from Its Width",
                "The radii of the two circles are marked. What is the width of the ring?", big - small,
                f"the width is the difference of the radii, ${big} - {small} = {big - small}$.")],
        scenes("area", "a ring between two circles whose radii are marked", IN_PI),
        dict(small=small, big=big), figure=figure, check=check)


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

    measure = f"the angle is arc divided by radius, ${arc} \\div {r} = {frac(arc, r)}$"
    return Scene(
        f"In a circle of radius {r} a central angle, marked with a question mark, cuts out an arc of length {arc}.", [
            ask("Calculation of Radians", "Definition of the Radian",
                "The radius and the length of the arc are marked. What is the radian measure of the angle marked with "
                "the question mark?", frac(arc, r), f"{measure} radians."),
            ask("Calculation of Radians", "Radians to Degrees",
                "The radius and the length of the arc are marked. How many degrees is the angle marked with the "
                "question mark? Round to a whole number.", degrees(whole),
                f"{measure} radians, and $180 \\times {arc} \\div ({r} \\times \\pi) \\approx {whole}$ degrees."),
            ask("Calculation of Radians", "Full Turn in Radians",
                "The radius and the length of the arc are marked. What kind of angle is the one marked with the "
                "question mark?", kind, f"{measure} radians. A right angle is $\\frac{{\\pi}}{{2}} \\approx 1.57$ "
                f"radians, so the angle is {kind}.", options=["acute", "right", "obtuse"])],
        [("A turntable carries a toy horse along the marked arc. Lengths are in centimetres.",
          "Through which angle, in radians, does the turntable turn?"),
         ("A cable winds around a drum along the marked arc. Lengths are in centimetres.",
          "What is the angle of contact, in radians?"),
         ("A Ferris wheel carries a cabin along the marked arc. Lengths are in metres.",
          "Through which angle, in radians, does the wheel turn?"),
         ("Let $\\alpha$ be the radian measure of the angle marked with the question mark.", "Determine $\\alpha$.")],
        dict(arc=arc, r=r), figure=figure, check=check)


@program("Unit Circle")
def unit_circle_point(rng):
    a, b, h = rng.choice([t for t in triples(100) if gcd(t[0], t[2]) == 1])
    sx, sy = rng.choice((1, -1)), rng.choice((1, -1))
    x, y = Fraction(sx * a, h), Fraction(sy * b, h)

    def figure(c, g):
        p = (float(x), float(y))
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
        kinds = {(1, 1): "both", (-1, 1): "only the sine", (1, -1): "only the cosine", (-1, -1): "neither"}
        v = sqrt(1 - u * u) * (1 if v > 0 else -1)
        return v, kinds[u > 0 or -1, v > 0 or -1], (-u, -v)

    kind = {(1, 1): "both", (-1, 1): "only the sine", (1, -1): "only the cosine", (-1, -1): "neither"}[sx, sy]
    side, half = "right" if sx > 0 else "left", "above" if sy > 0 else "below"
    return Scene(
        f"A point P of the unit circle about the origin has the first coordinate ${frac(x)}$; it lies {half} the "
        "x-axis.", [
            ask("Unit Circle", "Equation of the Unit Circle",
                "P lies on the unit circle about the origin. The first coordinate of P is marked on the x-axis. What "
                "is the second coordinate of P?", frac(y),
                f"from $x^2 + y^2 = 1$ the square of the second coordinate is $1 - \\left({frac(x)}\\right)^2 = "
                f"{frac(y * y)}$, and P lies {half} the x-axis, so it is ${frac(y)}$."),
            ask("Unit Circle", "Signs in the Four Quadrants",
                "P belongs to the angle $\\alpha$ on the unit circle. Which of $\\sin \\alpha$ and $\\cos \\alpha$ are "
                "positive?", kind, f"P lies to the {side} of the y-axis, so the cosine is "
                f"{'positive' if sx > 0 else 'negative'}; P lies {half} the x-axis, so the sine is "
                f"{'positive' if sy > 0 else 'negative'}.",
                options=["both", "only the sine", "only the cosine", "neither"]),
            ask("Symmetry in the Coordinate Plane", "Reflection in the Origin",
                "P lies on the unit circle about the origin. What are the coordinates of the point diametrically "
                "opposite to P?", f"({frac(-x)}, {frac(-y)})", f"the second coordinate of P is ${frac(y)}$ because "
                f"$\\left({frac(x)}\\right)^2 + \\left({frac(y)}\\right)^2 = 1$, and both signs change.")],
        [("A wheel of radius 1 metre turns about the origin; its valve is at P, whose first coordinate is marked.",
          "What is the height of the valve above the x-axis, in metres? Below the axis it is negative."),
         ("A radar screen is the disc about the origin with the radius 1. An aircraft is seen at P on its edge; the "
          "first coordinate of P is marked.",
          "What is the second coordinate of the aircraft?"),
         ("The complex number $z = x + yi$ at P has the modulus 1; its real part is marked.", "What is the imaginary "
          "part $y$ of $z$?"),
         ("P belongs to an angle $\\alpha$ on the unit circle; $\\cos \\alpha$ is marked on the x-axis.",
          "Determine $\\sin \\alpha$.")],
        dict(a=a, h=h), fixed=(sx, sy), figure=figure, upright=True, check=check, scale=False)
