"""Cylinders, cones, frustums and balls: volumes and surfaces."""
from fractions import Fraction
from math import dist
from math import pi as PI

from ..pieces import Solid, round_solid
from ..tools import Scene, ask, frac, near, pi, program, root
from .solid import lathe, spans

IN_PI = "Give the answer as a multiple of $\\pi$."


def upright(c, g, r, h, cone=False):
    """A cylinder or a cone with its radius and height labelled."""
    round_solid(c, r, h, 0 if cone else r)
    c.without.add("line")  # dashes mean hidden edges
    low = 0 if cone else h
    if cone:
        c.line((0, h), (0, 0), kind="dash")
        c.right((0, 0), (r, 0), (0, h))
    c.line((0, low), (r, low), kind="dash" if cone else "line")
    c.dot((0, low))
    c.side((0, low), (r, low), g["r"], (0, h) if cone else (r / 2, 0))
    c.side((0 if cone else r, 0), (0 if cone else r, h), g["h"], (r if cone else 0, h / 2))


@program("Volume of a Cylinder")
def cylinder_volume(rng):
    r = rng.randint(2, 10)
    h = near(rng, 2 * r, 0.5, 1.5)

    def check(c):
        radius, height = spans(c)
        return tuple(lathe((0, 0), (k * radius, 0), (k * radius, height), (0, height))[0] / part
                     for k, part in ((1, 1), (2, 1), (1, height)))

    return Scene(
        f"A cylinder has the base radius {r} and the height {h}.", [
            ask("Volume of a Cylinder", "Circle Area times Height", f"What is the volume of the cylinder? {IN_PI}",
                pi(r * r * h), f"The figure shows the radius {r} and the height {h} of the cylinder. Its base is a "
                f"circle of area $\\pi \\times {r}^2 = {pi(r * r)}$. By @ the volume of the cylinder is "
                f"${pi(r * r)} \\times {h} = {pi(r * r * h)}$.",
                wrong=[pi(2 * r * h), pi(4 * r * r * h), pi(Fraction(r * r * h, 3)), pi(r * h)]),
            ask("Volume of a Cylinder", "Doubling Radius or Height", "What is the volume of a cylinder with the same "
                f"height and twice the radius? {IN_PI}", pi(4 * r * r * h),
                f"The figure shows the radius {r} and the height {h}. By @ twice the radius gives four times the "
                f"volume, so the new cylinder has the volume $4 \\times \\pi \\times {r}^2 \\times {h} = "
                f"{pi(4 * r * r * h)}$.", wrong=[pi(2 * r * r * h), pi(8 * r * r * h), pi(r * r * h)]),
            ask("Area of a Circle", "Circle Area Formula", f"What is the area of the base of the cylinder? {IN_PI}",
                pi(r * r), f"The figure shows the radius {r} of the base. By @ the area of the base is "
                f"$\\pi \\times {r}^2 = {pi(r * r)}$.", wrong=[pi(2 * r), pi(4 * r * r)])],
        givens=dict(r=r, h=h), figure=lambda c, g: upright(c, g, r, h), upright=True, check=check, scale=False)


@program("Surface Area of a Cylinder")
def cylinder_surface(rng):
    r = rng.randint(2, 10)
    h = near(rng, 2 * r, 0.5, 1.5)

    def check(c):
        radius, height = spans(c)
        tube, disc = 2 * PI * radius * height, lathe((0, 0), (radius, 0))[1] / 2
        return lathe((0, 0), (radius, 0), (radius, height), (0, height))[1], tube, tube + disc

    return Scene(
        f"A cylinder has the base radius {r} and the height {h}.", [
            ask("Surface Area of a Cylinder", "Whole Surface of a Cylinder", "What is the surface area of the closed "
                f"cylinder? {IN_PI}", pi(2 * r * (h + r)), f"The figure shows the radius {r} and the height {h} of the "
                f"cylinder. By @ the curved side has the area $2 \\times \\pi \\times {r} \\times {h} = "
                f"{pi(2 * r * h)}$ and the two circles have $2 \\times \\pi \\times {r}^2 = {pi(2 * r * r)}$. The "
                f"surface area is ${pi(2 * r * h)} + {pi(2 * r * r)} = {pi(2 * r * (h + r))}$.",
                wrong=[pi(2 * r * h), pi(2 * r * h + r * r), pi(r * h + 2 * r * r), pi(r * r * h)]),
            ask("Surface Area of a Cylinder", "Lateral Surface of a Cylinder", "What is the area of the curved side of "
                f"the cylinder? {IN_PI}", pi(2 * r * h), f"The figure shows the radius {r} and the height {h}. By @ "
                f"the curved side unrolls to a rectangle of length $2 \\times \\pi \\times {r} = {pi(2 * r)}$ and "
                f"height {h}, so its area is ${pi(2 * r)} \\times {h} = {pi(2 * r * h)}$.",
                wrong=[pi(r * h), pi(r * r * h), pi(2 * r * (h + r))]),
            ask("Surface Area of a Cylinder", "Open Cylinder", "A cup of this shape has a bottom but no lid. What is "
                f"the area of its curved side and bottom together? {IN_PI}", pi(2 * r * h + r * r),
                f"The figure shows the radius {r} and the height {h}. By @ the curved side and one circle count: "
                f"$2 \\times \\pi \\times {r} \\times {h} + \\pi \\times {r}^2 = {pi(2 * r * h + r * r)}$.",
                wrong=[pi(2 * r * (h + r)), pi(2 * r * h), pi(r * h + r * r)])],
        givens=dict(r=r, h=h), figure=lambda c, g: upright(c, g, r, h), upright=True, check=check, scale=False)


@program("Volume of a Cone")
def cone_volume(rng):
    r = rng.randint(2, 9)
    h = near(rng, 2 * r, 0.6, 1.6)
    v = Fraction(r * r * h, 3)

    def check(c):
        radius, height = spans(c)
        return (lathe((0, 0), (radius, 0), (0, height))[0], lathe((0, 0), (radius / 2, 0), (0, height / 2))[0],
                dist((radius, 0), (0, height)))

    return Scene(
        f"A right cone has the base radius {r} and the height {h}.", [
            ask("Volume of a Cone", "Third of a Cylinder", f"What is the volume of the cone? {IN_PI}", pi(v),
                f"The figure shows the radius {r} of the base and the height {h} of the cone. A cylinder with the same "
                f"base and height would have the volume $\\pi \\times {r}^2 \\times {h} = {pi(r * r * h)}$ (Volume of "
                f"a Cylinder). By @ the volume of the cone is ${pi(r * r * h)} \\div 3 = {pi(v)}$.",
                also=["Volume of a Cylinder"],
                wrong=[pi(r * r * h), pi(Fraction(r * r * h, 2)), pi(4 * v), pi(Fraction(2 * r * h, 3))]),
            ask("Volume of a Cone", "Similar Cones", "A plane parallel to the base halves the height of the cone. What "
                f"is the volume of the small cone above the plane? {IN_PI}", pi(v / 8),
                f"The figure shows the radius {r} and the height {h} of the whole cone, so its volume is $\\pi \\times "
                f"{r}^2 \\times {h} \\div 3 = {pi(v)}$. By @ half of the height means $(1 \\div 2)^3 = "
                f"\\frac{{1}}{{8}}$ of the volume, so the small cone has ${pi(v)} \\div 8 = {pi(v / 8)}$.",
                wrong=[pi(v / 2), pi(v / 4), pi(v)]),
            ask("Pythagorean Theorem", "Hypotenuse from the Legs", "What is the distance from the tip of the cone to "
                "the rim of its base?", root(r * r + h * h),
                f"The figure shows the radius {r} and the height {h}, which meet at a right angle. By @ the distance "
                f"from the tip to the rim is $\\sqrt{{{r}^2 + {h}^2}} = {root(r * r + h * h)}$.",
                wrong=[r + h, root(4 * r * r + h * h)])],
        givens=dict(r=r, h=h), figure=lambda c, g: upright(c, g, r, h, cone=True), upright=True, check=check,
        scale=False)


@program("Surface Area of a Cone")
def cone_surface(rng):
    r = rng.randint(2, 12)
    l = near(rng, r, 1.5, 3.2)

    def figure(c, g):
        h = (l * l - r * r) ** 0.5
        round_solid(c, r, h)
        c.without.add("line")
        c.line((0, 0), (r, 0), kind="dash")
        c.dot((0, 0))
        c.side((0, 0), (r, 0), g["r"], (0, h))
        c.side((-r, 0), (0, h), g["l"], (0, 0))

    def check(c):
        radius, top = spans(c)[0], c.labels[1][2]
        volume, surface = lathe((0, 0), (radius, 0), (0, top[1]))
        return surface, surface - lathe((0, 0), (radius, 0))[1] / 2, 3 * volume / (PI * radius ** 2)

    return Scene(
        f"A right cone has the base radius {r} and the slant height {l}.", [
            ask("Surface Area of a Cone", "Whole Surface of a Cone",
                f"What is the surface area of the right cone, the base included? {IN_PI}",
                pi(r * l + r * r), f"The figure shows the radius {r} of the base and the slant height {l} of the cone. "
                f"By @ the curved side has the area $\\pi \\times {r} \\times {l} = {pi(r * l)}$ and the base has "
                f"$\\pi \\times {r}^2 = {pi(r * r)}$. The surface area is ${pi(r * l)} + {pi(r * r)} = "
                f"{pi(r * l + r * r)}$.",
                wrong=[pi(r * l), pi(2 * r * l + r * r), pi(2 * r * l), pi(Fraction(r * r * l, 3))]),
            ask("Surface Area of a Cone", "Lateral Area of a Cone", "The radius of the base and the slant height of a "
                f"right cone are known. What is the area of its curved side? {IN_PI}", pi(r * l),
                f"The figure shows the radius {r} and the slant height {l}. By @ the curved side unrolls to a sector "
                f"of area $\\pi \\times {r} \\times {l} = {pi(r * l)}$.",
                wrong=[pi(2 * r * l), pi(r * l + r * r), pi(l * l)]),
            ask("Volume of a Cone", "Height from the Slant", "The radius of the base and the slant height of a right "
                "cone are known. What is the height of the cone?", root(l * l - r * r),
                f"The figure shows the radius {r} and the slant height {l}. The height, the radius and the slant "
                f"height form a right triangle with the slant height as hypotenuse. By @ and the Pythagorean Theorem "
                f"the height is $\\sqrt{{{l}^2 - {r}^2}} = {root(l * l - r * r)}$.", also=["Pythagorean Theorem"],
                wrong=[l - r, root(l * l + r * r)])],
        givens=dict(r=r, l=l), figure=figure, upright=True, check=check)


@program("Volume of a Cone Frustum")
def cone_frustum_volume(rng):
    big = rng.randint(3, 12)
    r = rng.choice([r for r in range(1, big) if 0.25 * big <= r <= 0.8 * big])
    h = near(rng, big, 0.7, 1.9)
    v, tip = Fraction(h * (big * big + big * r + r * r), 3), Fraction(r ** 3 * h, 3 * (big - r))

    def figure(c, g):
        round_solid(c, big, h, r)
        c.without.add("line")
        c.line((0, 0), (0, h), kind="dash")
        c.line((0, 0), (big, 0), kind="dash")
        c.line((0, h), (r, h))
        c.dot((0, h))
        c.right((0, 0), (big, 0), (0, h))
        c.side((0, 0), (big, 0), g["R"], (0, h))
        c.side((0, h), (r, h), g["r"], (0, 0))
        c.side((0, 0), (0, h), g["h"], (big, 0))

    def check(c):
        low, high, tall = spans(c)
        apex = tall * high / (low - high)
        return (lathe((0, 0), (low, 0), (high, tall), (0, tall))[0],
                lathe((0, tall), (high, tall), (0, tall + apex))[0], tall * (low + high))

    return Scene(
        f"A frustum of a right cone has the radii {big} and {r} and the height {h}.", [
            ask("Volume of a Cone Frustum", "Conical Frustum Formula",
                f"What is the volume of the frustum of a right cone? {IN_PI}", pi(v),
                f"The figure shows the lower radius {big}, the upper radius {r} and the height {h} of the frustum. The "
                f"squares of the radii and their product have the sum ${big}^2 + {big} \\times {r} + {r}^2 = "
                f"{big * big + big * r + r * r}$. By @ the volume of the frustum is $\\pi \\times {h} \\div 3 \\times "
                f"{big * big + big * r + r * r} = {pi(v)}$.",
                wrong=[pi(Fraction(h * (big * big + r * r), 3)), pi(Fraction(h * (big + r) ** 2, 4)), pi(3 * v),
                       pi(Fraction(h * (big * big - r * r), 3))]),
            ask("Volume of a Cone Frustum", "Large Cone minus Small Cone", "Both radii and the height of a frustum of "
                "a right cone are known. The frustum is completed to a cone. What is the volume of the small cone that "
                f"is added? {IN_PI}", pi(tip), f"The figure shows the radii {big} and {r} and the height {h}. As in @, "
                "the heights of the large and the small cone are in the ratio of their radii, so the small cone has "
                f"the height ${r} \\times {h} \\div ({big} - {r}) = {frac(r * h, big - r)}$. Its volume is "
                f"$\\frac{{1}}{{3}} \\times \\pi \\times {r}^2 \\times {frac(r * h, big - r)} = {pi(tip)}$ (Volume of "
                "a Cone).", also=["Volume of a Cone"], wrong=[pi(Fraction(r * r * h, 3)), pi(3 * tip), pi(v)]),
            ask("Section of a Cone Frustum", "Axial Section of a Conical Frustum", "Both radii and the height of a "
                "frustum of a right cone are known. What is the area of the section through its axis?",
                (big + r) * h, f"The figure shows the radii {big} and {r} and the height {h}. By @ the section is a "
                f"trapezoid whose parallel sides are the diameters ${2 * big}$ and ${2 * r}$. Its area is $({2 * big} "
                f"+ {2 * r}) \\times {h} \\div 2 = {(big + r) * h}$ (Area of a Trapezoid).",
                also=["Area of a Trapezoid"], wrong=[frac((big + r) * h, 2), 2 * (big + r) * h, 2 * big * h])],
        givens=dict(R=big, r=r, h=h), figure=figure, upright=True, check=check)


@program("Volume of a Sphere")
def hollow_ball(rng):
    big = rng.randint(3, 18)
    r = rng.choice([r for r in range(1, big) if 0.4 * big <= r <= 0.85 * big])
    v = Fraction(4 * (big ** 3 - r ** 3), 3)

    def figure(c, g):
        c.circle((0, 0), big, accent=True)
        c.circle((0, 0), r)
        c.line((0, 0), (big, 0), kind="thin")
        c.line((0, 0), (-r * 0.6, r * 0.8), kind="thin")
        c.dot((0, 0))
        outer = ("radius", "the outer radius", (0, 0, 0), (big, 0, 0))
        inner = ("radius", "the inner radius", (0, 0, 0), (-r * 0.6, 0, r * 0.8))
        c.solids.append(Solid("ball", (big,), lambda x, y, z: (x, z), (outer,)))
        c.solids.append(Solid("ball", (r,), lambda x, y, z: (x, z), (inner,)))
        c.side((0, 0), (big, 0), g["R"], (0, 1))
        c.side((0, 0), (-r * 0.6, r * 0.8), g["r"], (0, r))
        c.without |= {"hatch", "line"}

    def ball(radius):  # by Simpson's rule over the sections, exact for their quadratic areas
        return 2 * radius / 6 * (0 + 4 * PI * radius ** 2 + 0)

    def check(c):
        out, inner = (radius for _, radius in c.circles)
        return ball(out) - ball(inner), lathe((0, 0), (out, 0), (out, 2 * out), (0, 2 * out))[0], 3 * ball(out) / out

    return Scene(
        f"A hollow ball has the outer radius {big} and the inner radius {r}.", [
            ask("Volume of a Sphere", "Sphere Volume Formula", "A hollow ball is cut through its centre. What is "
                f"the volume of the shell between the outer and the inner surface? {IN_PI}", pi(v),
                f"The figure shows the outer radius {big} and the inner radius {r}. By @ the whole ball has the volume "
                f"$\\frac{{4}}{{3}} \\times \\pi \\times {big}^3 = {pi(Fraction(4 * big ** 3, 3))}$ and the hollow "
                f"inside has $\\frac{{4}}{{3}} \\times \\pi \\times {r}^3 = {pi(Fraction(4 * r ** 3, 3))}$. The shell "
                f"is the difference, ${pi(Fraction(4 * big ** 3, 3))} - {pi(Fraction(4 * r ** 3, 3))} = {pi(v)}$.",
                wrong=[pi(Fraction(4 * (big - r) ** 3, 3)), pi(4 * (big * big - r * r)), pi(big ** 3 - r ** 3),
                       pi(Fraction(4 * (big ** 3 + r ** 3), 3))]),
            ask("Volume of a Sphere", "Two Thirds of the Cylinder Around It", "A hollow ball is cut through its "
                f"centre. What is the volume of the cylinder that just contains the whole ball? {IN_PI}",
                pi(2 * big ** 3), f"The figure shows the outer radius {big}, so the whole ball has the volume "
                f"$\\frac{{4}}{{3}} \\times \\pi \\times {big}^3 = {pi(Fraction(4 * big ** 3, 3))}$. By @ this is two "
                f"thirds of the cylinder, so the cylinder has the volume ${pi(Fraction(4 * big ** 3, 3))} \\div "
                f"\\frac{{2}}{{3}} = {pi(2 * big ** 3)}$.", wrong=[pi(big ** 3), pi(4 * big ** 3), pi(2 * r ** 3)]),
            ask("Surface Area of a Sphere", "Four Great Circles", "A hollow ball is cut through its centre. What is "
                f"the area of its outer surface? {IN_PI}", pi(4 * big * big),
                f"The figure shows the outer radius {big}. By @ the outer surface has the area $4 \\times \\pi \\times "
                f"{big}^2 = {pi(4 * big * big)}$.", wrong=[pi(big * big), pi(2 * big * big), pi(4 * r * r)])],
        givens=dict(R=big, r=r), figure=figure, upright=True, check=check)


@program("Surface Area of a Sphere")
def capsule_surface(rng):
    r = rng.randint(2, 12)
    h = near(rng, r, 0.8, 2.6)

    def figure(c, g):
        c.polygon((-r, 0), (r, 0), (r, h), (-r, h))
        upper = c.ring((0, h), r, start=0, end=180)
        lower = c.ring((0, 0), r, start=180, end=360)
        c.fills += [(upper, True), (lower, True)]
        c.line((0, h), (-r * 0.6, h + r * 0.8), kind="thin")
        c.dot((0, h))
        end = (-r * 0.6, 0, h + r * 0.8)
        c.solids.append(Solid("capsule", (r,), lambda x, y, z: (x, z), (("radius", "the radius", (0, 0, h), end),)))
        c.side((0, h), (-r * 0.6, h + r * 0.8), g["r"], (0, h + r))
        c.side((r, 0), (r, h), g["h"], (0, 0))
        c.without.add("line")

    def check(c):
        radius, high = spans(c)
        tube = 2 * PI * radius * high
        thin = 1e-4  # the surface of a ball as the growth of its volume
        ball = [4 * x / 3 * PI * x ** 2 for x in (radius - thin, radius + thin)]
        curved = (ball[1] - ball[0]) / (2 * thin)
        return curved + tube, curved / 2, sum(ball) / 2 + lathe((0, 0), (radius, 0), (radius, high), (0, high))[0]

    v = Fraction(4 * r ** 3, 3) + r * r * h
    return Scene(
        f"A solid consists of a cylinder of radius {r} and height {h} with a hemisphere of the same radius on each "
        "end.", [
            ask("Surface Area of a Sphere", "Four Great Circles", "A solid, drawn from the side, is a cylinder with a "
                f"hemisphere of the same radius on each end. What is the surface area of the solid? {IN_PI}",
                pi(4 * r * r + 2 * r * h), f"The figure shows the radius {r} of the hemispheres and the height {h} of "
                f"the cylinder. The two hemispheres make one whole ball, and by @ their surface is $4 \\times \\pi "
                f"\\times {r}^2 = {pi(4 * r * r)}$. The curved side of the cylinder is $2 \\times \\pi \\times {r} "
                f"\\times {h} = {pi(2 * r * h)}$ (Surface Area of a Cylinder). Together they have ${pi(4 * r * r)} + "
                f"{pi(2 * r * h)} = {pi(4 * r * r + 2 * r * h)}$.", also=["Surface Area of a Cylinder"],
                wrong=[pi(6 * r * r + 2 * r * h), pi(8 * r * r + 2 * r * h), pi(2 * r * r + 2 * r * h),
                       pi(4 * r * r + r * h)]),
            ask("Surface Area of a Sphere", "Surface of a Hemisphere", "A solid, drawn from the side, is a cylinder "
                "with a hemisphere of the same radius on each end. What is the area of the curved surface of one "
                f"hemisphere? {IN_PI}", pi(2 * r * r), f"The figure shows the radius {r} of the hemispheres. By @ the "
                f"curved surface of one of them is half of a sphere, $2 \\times \\pi \\times {r}^2 = {pi(2 * r * r)}$.",
                wrong=[pi(4 * r * r), pi(3 * r * r), pi(r * r)]),
            ask("Composite Solids", "Adding the Parts", "A solid, drawn from the side, is a cylinder with a hemisphere "
                f"of the same radius on each end. What is the volume of the solid? {IN_PI}", pi(v),
                f"The figure shows the radius {r} and the height {h} of the cylinder. The two hemispheres together "
                f"have the volume $\\frac{{4}}{{3}} \\times \\pi \\times {r}^3 = {pi(Fraction(4 * r ** 3, 3))}$ "
                f"(Volume of a Sphere), and the cylinder has $\\pi \\times {r}^2 \\times {h} = {pi(r * r * h)}$ "
                f"(Volume of a Cylinder). By @ the solid has ${pi(Fraction(4 * r ** 3, 3))} + "
                f"{pi(r * r * h)} = {pi(v)}$.",
                also=["Volume of a Sphere", "Volume of a Cylinder"],
                wrong=[pi(Fraction(8 * r ** 3, 3) + r * r * h), pi(r * r * h), pi(Fraction(2 * r ** 3, 3) + r * r * h)])
        ], givens=dict(r=r, h=h), figure=figure, upright=True, check=check)
