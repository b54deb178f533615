"""Complex numbers as points and arrows of the complex plane."""
from math import atan2, degrees, hypot

from ..canvas import middle
from ..pieces import grid
from ..tools import Quantity, Scene, ask, program, root


def complex_text(a, b):
    """LaTeX of a + bi."""
    imaginary = {1: "i", -1: "-i"}.get(b, f"{b}i")
    return str(a) if b == 0 else imaginary if a == 0 else f"{a} {'+' if b > 0 else '-'} {imaginary.lstrip('-')}"


def bracketed(v):
    """A number as a term or factor: negative ones in brackets."""
    return f"({v})" if v < 0 else str(v)


def complex_axes(c, x0, x1, y0, y1):
    """The axes of the complex plane without numbers."""
    c.arrow((x0, 0), (x1, 0), kind="thin")
    c.arrow((0, y0), (0, y1), kind="thin")
    c.corner((x1, 0), "Re", (x0, 0))
    c.corner((0, y1), "Im", (0, y0))
    c.without |= {"line", "shapes"}


def equal_modulus(c, x, y):
    """More for a point: a part of the circle of equal modulus."""
    at = degrees(atan2(y, x))
    c.ring((0, 0), hypot(x, y), start=at - 25, end=at + 25, kind="thin")


def two_arrows(c, one, two):
    """More for two points: their arrows from 0 and the segment between them."""
    for p, q in (((0, 0), one), ((0, 0), two), (one, two)):
        c.line(p, q, kind="thin")


@program("Modulus of a Complex Number")
def modulus(rng):
    a, b = rng.randint(2, 15), rng.randint(2, 15)
    while not 0.3 < a / b < 3.3:
        b = rng.randint(2, 15)
    sx, sy = rng.choice((1, -1)), rng.choice((1, -1))
    square, big = a * a + b * b, max(a, b)
    simple = f" = {root(square)}" if root(square) != f"\\sqrt{{{square}}}" else ""

    def figure(c, g):
        z = (sx * a, sy * b)
        complex_axes(c, -0.4 * big if sx > 0 else -1.3 * a, 0.4 * big if sx < 0 else 1.3 * a,
                     -0.4 * big if sy > 0 else -1.3 * b, 0.4 * big if sy < 0 else 1.3 * b)
        c.line((0, z[1]), z, (z[0], 0), kind="dash")
        c.line((0, 0), z, kind="thick")
        c.dot(z)
        c.corner(z, "A", (0, 0))
        c.side((0, z[1]), z, g["a"], (0, 0))
        c.side((z[0], 0), z, g["b"], (0, 0))

    def check(c):
        z = complex(*c.dots[0])
        return abs(z), (z * z.conjugate()).real, z

    seen = f"The point A lies {a} units to the {'right' if sx > 0 else 'left'} of the imaginary axis and {b} units " \
           f"{'above' if sy > 0 else 'below'} the real axis."
    return Scene(
        f"In the complex plane the point A lies {a} units to the {'right' if sx > 0 else 'left'} of the imaginary "
        f"axis and {b} units {'above' if sy > 0 else 'below'} the real axis.", [
            ask("Modulus of a Complex Number", "Distance from the Origin", "The point A of the complex plane stands "
                "for a complex number. What is the modulus of the number at A?", root(square),
                f"{seen} By @ the modulus is the distance of A from 0, so it is $\\sqrt{{{a}^2 + {b}^2}} = "
                f"\\sqrt{{{square}}}{simple}$.",
                wrong=[a + b, square, *([root(abs(a * a - b * b))] if a != b else []), 2 * max(a, b)]),
            ask("Modulus of a Complex Number", "Number times Conjugate", "The point A of the complex plane stands "
                "for a complex number. What is the product of this number and its conjugate?", square,
                f"{seen} By @ the product of the number and its conjugate is the square of its modulus, "
                f"${a}^2 + {b}^2 = {square}$.", wrong=[a + b, root(square), abs(a * a - b * b) or 2 * a]),
            ask("Coordinate Representation of Complex Numbers", "Point of the Complex Plane",
                "For which complex number does the point A of the complex plane stand? Answer in the form $a + bi$.",
                complex_text(sx * a, sy * b), f"The point A lies {a} units to the {'right' if sx > 0 else 'left'} of "
                f"the imaginary axis, so the real part is ${sx * a}$. It lies {b} units "
                f"{'above' if sy > 0 else 'below'} the real axis, so the imaginary part is ${sy * b}$. By @ it stands "
                f"for ${complex_text(sx * a, sy * b)}$.",
                wrong=[complex_text(sy * b, sx * a), complex_text(sx * a, -sy * b), complex_text(-sx * a, sy * b)])],
        givens=dict(a=a, b=b), fixed=(sx, sy), figure=figure, upright=True, check=check,
        more=[lambda c, rng: equal_modulus(c, sx * a, sy * b)])


@program("Coordinate Representation of Complex Numbers")
def complex_midpoint(rng):
    a, b, d, e = (rng.randint(4, 13) for _ in range(4))
    while (a + d) % 2 or (b + e) % 2 or (a, b) == (d, e):
        d, e = rng.randint(4, 13), rng.randint(4, 13)
    flip = rng.choice((1, -1))
    one, two = (flip * a, b), (-flip * d, -e)
    half = (one[0] + two[0]) // 2, (one[1] + two[1]) // 2

    def figure(c, g):
        complex_axes(c, -15, 15, -15, 15)
        for place, name, names in ((one, "A", "ab"), (two, "B", "de")):
            c.line((0, place[1]), place, (place[0], 0), kind="dash")
            c.dot(place)
            c.corner(place, name, (0, 0))
            x, y = (("−" if v < 0 else "") + g[key] for v, key in zip(place, names))
            c.text((place[0], -1.5 if place[1] > 0 else 1.5), x)
            c.text((-2 if place[0] > 0 else 2, place[1]), y)

    def check(c):
        z, w = (complex(*p) for p in c.dots)
        return complex(*middle(*c.dots)), z.conjugate(), -w

    z, w = complex_text(*one), complex_text(*two)
    total = one[0] + two[0], one[1] + two[1]
    return Scene(
        f"In the complex plane the point A stands for ${z}$ and the point B for ${w}$.", [
            ask("Coordinate Representation of Complex Numbers", "Midpoint in the Complex Plane", "The points A and B "
                "of the complex plane stand for complex numbers. Which complex number belongs to the midpoint of the "
                "segment AB?",
                complex_text(*half), f"The point A stands for ${z}$ and the point B for ${w}$. By @ the midpoint "
                f"belongs to half of their sum, $\\frac{{({z}) + ({w})}}{{2}} = {complex_text(*half)}$.",
                wrong=[complex_text(*total), complex_text(one[0] - half[0], one[1] - half[1]),
                       complex_text(half[1], half[0])]),
            ask("Coordinate Representation of Complex Numbers", "Conjugate as a Mirror Image", "Point A of the "
                "complex plane is reflected in the real axis. For which complex number does its image stand?",
                complex_text(one[0], -one[1]), f"The point A stands for ${z}$. By @ the reflection keeps the real part "
                f"and changes the sign of the imaginary part to ${-one[1]}$, so the image stands for "
                f"${complex_text(one[0], -one[1])}$.",
                wrong=[complex_text(-one[0], one[1]), complex_text(-one[0], -one[1]), complex_text(one[1], one[0])]),
            ask("Coordinate Representation of Complex Numbers", "Opposite by a Half Turn", "Point B of the complex "
                "plane is turned by $180^\\circ$ around the origin. For which complex number does its image stand?",
                complex_text(-two[0], -two[1]), f"The point B stands for ${w}$. By @ the half turn takes it to the "
                f"opposite number, $-({w}) = {complex_text(-two[0], -two[1])}$.",
                wrong=[complex_text(two[0], -two[1]), complex_text(-two[0], two[1]), complex_text(-two[1], two[0])])],
        givens=dict(a=a, b=b, d=d, e=e), fixed=(flip,), figure=figure, upright=True, check=check, scale=False,
        quantities={key: Quantity("measure", f"the distance of {name} from the {axis} axis") for key, name, axis in
                    (("a", "A", "imaginary"), ("b", "A", "real"), ("d", "B", "imaginary"), ("e", "B", "real"))},
        more=[lambda c, rng: two_arrows(c, one, two)])


def marked_plane(c, one, two):
    """The complex plane with a grid of units and the points A and B with their arrows."""
    c.without |= {"line", "shapes"}
    grid(c, -6, 6, -6, 6, ("Re", "Im"))
    for place, name in ((one, "A"), (two, "B")):
        c.arrow((0, 0), place, kind="thick")
        c.dot(place)
        c.corner(place, name, (0, 0))


def two_numbers(rng):
    """Two lattice points not on one line with the origin, well apart."""
    while True:
        a, b, d, e = (rng.choice([n for n in range(-5, 6) if n]) for _ in range(4))
        if a * e != b * d and (a - d) ** 2 + (b - e) ** 2 > 9 and min(a * a + b * b, d * d + e * e) > 5:
            return (a, b), (d, e)


@program("Addition and Subtraction of Complex Numbers")
def complex_sum(rng):
    (one, two), k = two_numbers(rng), rng.randint(2, 9)
    z, w = complex_text(*one), complex_text(*two)
    total = one[0] + k * two[0], one[1] + k * two[1]

    def check(c):
        a, b = (complex(*p) for p in c.dots)
        return a + sum(b for _ in range(k)), complex(*[2 * m for m in middle(*c.dots)]), a - b

    points = ["Coordinate Representation of Complex Numbers"]
    read = f"By *Coordinate Representation of Complex Numbers* A stands for ${z}$ and B for ${w}$."
    both, less = complex_text(one[0] + two[0], one[1] + two[1]), complex_text(one[0] - two[0], one[1] - two[1])
    return Scene(
        f"In the complex plane the point A stands for ${z}$ and the point B for ${w}$.", [
            ask("Addition and Subtraction of Complex Numbers",
                "Adding Part by Part", "The points A and B stand for complex numbers. What "
                "is the sum of the number at A and {k} times the number at B?", complex_text(*total),
                f"{read} By @ real parts and imaginary parts are added apart: ${one[0]} + {k} \\times "
                f"{bracketed(two[0])} = {total[0]}$ and ${one[1]} + {k} \\times {bracketed(two[1])} = {total[1]}$. The "
                f"sum is ${complex_text(*total)}$.", also=points,
                wrong=[both, complex_text(total[0], one[1] + two[1]),
                       complex_text(k * one[0] + two[0], k * one[1] + two[1]),
                       complex_text(one[0] - k * two[0], one[1] - k * two[1])]),
            ask("Addition and Subtraction of Complex Numbers",
                "Parallelogram of a Sum", "The points A and B of the complex plane and the point 0 are three corners "
                "of a parallelogram, in which 0 and the fourth corner are opposite. Which complex number belongs to "
                "the fourth corner?", both,
                f"{read} By @ the fourth corner belongs to their sum, $({z}) + ({w}) = {both}$.", also=points,
                wrong=[less, complex_text(two[0] - one[0], two[1] - one[1]),
                       complex_text(one[0] + two[1], one[1] + two[0])]),
            ask("Addition and Subtraction of Complex Numbers",
                "Difference as a Shift", "Which complex number must be added to the number "
                "at B to get the number at A?", less,
                f"{read} By @ the arrow from B to A belongs to the number that must be added, $({z}) - ({w}) = "
                f"{less}$.", also=points,
                wrong=[both, complex_text(two[0] - one[0], two[1] - one[1]),
                       complex_text(one[0] - two[0], one[1] + two[1])])],
        givens=dict(k=k), fixed=(*one, *two), figure=lambda c, g: marked_plane(c, one, two), upright=True, check=check,
        scale=False, quantities={"k": Quantity("number", "the factor of the number at B")},
        say=dict(c=abs(two[0]), d=abs(two[1]), bb=two[0] ** 2 + two[1] ** 2),
        more=[lambda c, _: two_arrows(c, one, two)])


@program("Multiplication of Complex Numbers")
def quarter_turn(rng):
    (one, two), k = two_numbers(rng), rng.randint(2, 9)
    (a, b), (d, e) = one, two
    z, w, turned = complex_text(a, b), complex_text(d, e), (-k * b, k * a)

    def check(c):
        first, second = (complex(*p) for p in c.dots)
        return k * 1j * first, first * second, 3 * second

    points = ["Coordinate Representation of Complex Numbers"]
    product = complex_text(a * d - b * e, a * e + b * d)
    return Scene(
        f"In the complex plane the point A stands for ${z}$ and the point B for ${w}$.", [
            ask("Multiplication of Complex Numbers",
                "Quarter Turn by the Imaginary Unit", "The points A and B of the complex plane stand for complex "
                "numbers. The arrow to A is turned by $90^\\circ$ anticlockwise around 0 and then stretched to {k} "
                "times its length. For which complex number does the tip then stand?", complex_text(*turned),
                f"By *Coordinate Representation of Complex Numbers* the point A stands for ${z}$. By @ the turn is the "
                f"multiplication by $i$, which gives $i \\times ({z}) = {complex_text(-b, a)}$. The stretch to {k} "
                f"times the length gives ${k} \\times ({complex_text(-b, a)}) = {complex_text(*turned)}$.",
                also=points, wrong=[complex_text(k * b, -k * a), complex_text(-b, a), complex_text(k * b, k * a),
                                    complex_text(-k * a, -k * b)]),
            ask("Multiplication of Complex Numbers",
                "Product by Expanding", "The points A and B of the complex plane stand for complex "
                "numbers. What is their product?", product,
                f"By *Coordinate Representation of Complex Numbers* A stands for ${z}$ and B for ${w}$. By @, with "
                f"$i^2 = -1$, the real part of the product is ${a} \\times {bracketed(d)} - {bracketed(b)} \\times "
                f"{bracketed(e)} = {a * d - b * e}$ and its imaginary part is ${a} \\times {bracketed(e)} + "
                f"{bracketed(b)} \\times {bracketed(d)} = {a * e + b * d}$, so the product is ${product}$.",
                also=points, wrong=[complex_text(a * d + b * e, a * e + b * d), complex_text(a * d, b * e),
                                    complex_text(a * d - b * e, a * e - b * d)]),
            ask("Multiplication of Complex Numbers",
                "Real Factor as a Stretch", "The arrow to B in the complex plane is stretched to three "
                "times its length. For which complex number does the tip then stand?", complex_text(3 * d, 3 * e),
                f"By *Coordinate Representation of Complex Numbers* B stands for ${w}$. By @ the stretch is the "
                f"multiplication by 3, so the tip stands for $3 \\times ({w}) = {complex_text(3 * d, 3 * e)}$.",
                also=points, wrong=[complex_text(3 * d, e), complex_text(d + 3, e + 3), complex_text(-3 * e, 3 * d)])],
        givens=dict(k=k), fixed=(*one, *two), figure=lambda c, g: marked_plane(c, one, two), upright=True, check=check,
        scale=False, quantities={"k": Quantity("number", "the factor of the stretch")},
        say=dict(c=abs(one[0]), d=abs(one[1]), bb=one[0] ** 2 + one[1] ** 2),
        more=[lambda c, _: two_arrows(c, one, two)])
