"""Circles in the plane: circumference, area, arcs and sectors, inscribed angles."""
from fractions import Fraction
from math import pi as PI

from .canvas import area, opening, polar
from .contexts import scenes
from .tools import Scene, ask, degrees, frac, pi, program

GEOMETRY = "Geometry"
IN_PI = "Give the answer as a multiple of \\pi."


def marked_circle(c, g, across):
    """A circle of radius 1 with its radius or its diameter (across) drawn and labelled."""
    c.circle((0, 0), 1)
    c.dot((0, 0))
    c.line(polar((0, 0), 1, 200) if across else (0, 0), polar((0, 0), 1, 20))
    c.side((0, 0), polar((0, 0), 1, 20), g["d"], (1, -3))


@program("Area of a Circle", GEOMETRY, questions=3)
def circle_area(rng):
    across = rng.random() < 0.5
    d = rng.randint(2, 30) * (2 if across else 1)
    r = d // 2 if across else d
    what = "diameter" if across else "radius"
    start = f"the radius is {d} \\div 2 = {r}, and " if across else ""

    return Scene(
        f"A circle has the {what} {d}.", [
            ask("Area of a Circle", "Circle Area Formula", f"What is the area of the circle? {IN_PI}", pi(r * r),
                f"{start}the area is \\pi \\times {r}^2 = {pi(r * r)}."),
            ask("Circumference of a Circle", "Circumference from the Radius",
                f"What is the circumference of the circle? {IN_PI}", pi(2 * r),
                f"{start}the circumference is 2\\pi \\times {r} = {pi(2 * r)}."),
            ask("Area of a Circle", "Half and Quarter Circles", f"What is the area of half of the circle? {IN_PI}",
                pi(Fraction(r * r, 2)), f"{start}half of \\pi \\times {r}^2 is {pi(Fraction(r * r, 2))}.")],
        scenes("area", "a circle", IN_PI), dict(d=d), (across,), lambda c, g: marked_circle(c, g, across))


@program("Circumference of a Circle", GEOMETRY, questions=2)
def circumference(rng):
    across = rng.random() < 0.5
    d = rng.randint(2, 40)
    round_ = d if across else 2 * d
    what, name = ("diameter", "Circumference from the Diameter") if across else (
        "radius", "Circumference from the Radius")
    way = f"\\pi times the diameter, {d}\\pi" if across else f"2\\pi \\times {d} = {round_}\\pi"
    return Scene(
        f"A circle has the {what} {d}.", [
            ask("Circumference of a Circle", name, f"What is the circumference of the circle? {IN_PI}", pi(round_),
                f"the circumference is {way}."),
            ask("Area of a Circle", "Circle Area Formula", f"What is the area of the circle? {IN_PI}",
                pi(Fraction(round_ * round_, 4)),
                f"the radius is {frac(round_, 2)}, and its square times \\pi is {pi(Fraction(round_ * round_, 4))}.")],
        scenes("perimeter", "a circle", IN_PI), dict(d=d), (across,), lambda c, g: marked_circle(c, g, across))


@program("Arc Length and Sector Area", GEOMETRY, questions=3)
def sector_area(rng):
    n, r = rng.choice((30, 40, 45, 60, 72, 80, 90, 120, 135, 144, 150)), rng.randint(2, 18)
    arc, s = Fraction(n * 2 * r, 360), Fraction(n * r * r, 360)

    def figure(c, g):
        c.sector((0, 0), r, 10, 10 + n)
        c.angle((0, 0), polar((0, 0), r, 10), polar((0, 0), r, 10 + n), g["n"] + "°")
        c.side((0, 0), polar((0, 0), r, 10), g["r"], polar((0, 0), r, 10 + n))

    def check(c):  # the drawn sector has straight pieces of about 5 degrees: compare with a tolerance, then say s
        drawn = area(c.fills[0][0]) / PI
        return pi(s) if abs(drawn / float(s) - 1) < 0.01 else f"about {drawn:.3f}\\pi"

    share = f"the share of the circle is \\frac{{{n}}}{{360}}, and"
    return Scene(
        f"A sector of a circle has the radius {r} and the central angle {degrees(n)}.", [
            ask("Arc Length and Sector Area", "Sector as a Share of the Circle",
                f"What is the area of the sector? {IN_PI}", pi(s), f"{share} \\frac{{{n}}}{{360}} \\times \\pi \\times "
                f"{r}^2 = {pi(s)}."),
            ask("Arc Length and Sector Area", "Arc as a Share of the Circumference",
                f"What is the length of the arc? {IN_PI}", pi(arc),
                f"{share} \\frac{{{n}}}{{360}} \\times 2\\pi \\times {r} = {pi(arc)}."),
            ask("Arc Length and Sector Area", "Perimeter of a Sector", "What is the perimeter of the sector? Give the "
                "answer exactly, with \\pi.", f"{2 * r}+{pi(arc)}",
                f"the border is the arc {pi(arc)} and two radii of {r}: {2 * r}+{pi(arc)}.")],
        scenes("area", "a sector of a circle", IN_PI), dict(n=n, r=r), (), figure, check=check)


@program("Inscribed Angle", GEOMETRY, questions=2)
def inscribed_angle(rng):
    n, shift = 2 * rng.randint(20, 75), rng.randint(-20, 20)
    a, b, top = 270 - n / 2, 270 + n / 2, 90 + shift

    def figure(c, g):
        p, q, r = (polar((0, 0), 5, t) for t in (a, b, top))
        c.circle((0, 0), 5)
        c.dot((0, 0))
        c.line(p, (0, 0), q)
        c.line(p, r, q)
        c.angle((0, 0), p, q, g["n"] + "°")
        c.angle(r, p, q, "?")
        for name, at in zip("ABC", (p, q, r)):
            c.corner(at, name, (0, 0))
        c.corner((0, 0), "O", polar((0, 0), 1, 270))

    return Scene(
        f"A, B and C lie on a circle about O. The central angle AOB is {degrees(n)}, and the inscribed angle ACB over "
        "the same arc is marked with a question mark.", [
            ask("Inscribed Angle", "Half of the Central Angle",
                "O is the centre of the circle. How many degrees has the angle marked with the question mark?",
                degrees(n // 2), f"an inscribed angle is half of the central angle over the same arc: {n} \\div 2 = "
                f"{n // 2} degrees."),
            ask("Isosceles Triangle", "Base Angles are Equal",
                "O is the centre of the circle. How many degrees has the angle OAB?", degrees(90 - n // 2),
                f"OA and OB are radii, so the angles at A and B of triangle OAB are equal: (180 - {n}) \\div 2 = "
                f"{90 - n // 2} degrees.")],
        [(f"{text} O is the centre of the circle.", q) for text, q in scenes("angle")[2:]], dict(n=n), (shift,),
        figure, check=lambda c: degrees(round(opening(*c.angles[1]))))


@program("Area of a Circle", GEOMETRY, questions=2)
def ring_area(rng):
    small = rng.randint(2, 12)
    big = small + rng.randint(max(1, small // 3), small + 2)
    s = big * big - small * small

    def figure(c, g):
        c.circle((0, 0), big, accent=True)
        c.circle((0, 0), small)
        c.dot((0, 0))
        c.line((0, 0), polar((0, 0), big, 125))
        c.line((0, 0), polar((0, 0), small, 0))
        c.side(polar((0, 0), small * 0.1, 125), polar((0, 0), small * 0.9, 125), g["big"], (5 * big, big))
        c.side((0, 0), polar((0, 0), small, 0), g["small"], (0, big))

    return Scene(
        f"A ring lies between two circles with one centre and the radii {small} and {big}.", [
            ask("Area of a Circle", "Area of a Ring", f"The two radii are marked. What is the area of the ring between "
                f"the circles? {IN_PI}", pi(s),
                f"the difference of the discs is \\pi \\times {big}^2 - \\pi \\times {small}^2 = {pi(s)}."),
            ask("Circumference of a Circle", "Circumference from the Radius",
                f"The two radii are marked. What is the circumference of the outer circle? {IN_PI}", pi(2 * big),
                f"2\\pi \\times {big} = {pi(2 * big)}.")],
        scenes("area", "a ring between two circles", IN_PI), dict(small=small, big=big), (), figure,
        check=lambda c: pi(round(c.circles[0][1] ** 2 - c.circles[1][1] ** 2)))
