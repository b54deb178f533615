"""Complex numbers as points and arrows of the complex plane."""
from ..canvas import middle
from ..pieces import grid
from ..tools import Scene, ask, program, root


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

    return Scene(
        f"In the complex plane the point A lies {a} units to the {'right' if sx > 0 else 'left'} of the imaginary "
        f"axis and {b} units {'above' if sy > 0 else 'below'} the real axis.", [
            ask("Modulus of a Complex Number", "Distance from the Origin", "The point A of the complex plane stands "
                "for a complex number. What is its modulus?", root(square),
                f"the modulus is the distance from 0, $\\sqrt{{{a}^2 + {b}^2}} = "
                f"\\sqrt{{{square}}}{simple}$."),
            ask("Modulus of a Complex Number", "Number times Conjugate", "The point A of the complex plane stands "
                "for a complex number. What is the product of this number and its conjugate?", square,
                f"the product is the square of the modulus, ${a}^2 + {b}^2 = {square}$."),
            ask("Coordinate Representation of Complex Numbers", "Point of the Complex Plane",
                "For which complex number does the point A of the complex plane stand? Answer in the form $a + bi$.",
                complex_text(sx * a, sy * b), f"the real part is ${sx * a}$ and the imaginary part is ${sy * b}$, so "
                f"the number is ${complex_text(sx * a, sy * b)}$.")],
        [("A lighthouse stands at 0 and a ship lies at the point A of the complex plane; the unit of both axes is one "
          "kilometre.", "How many kilometres is the ship away from the lighthouse?"),
         ("An engineer draws an alternating voltage as an arrow from 0 to the point A of the complex plane. The unit "
          "of both axes is one volt.", "How long is the arrow, in volts?"),
         ("A circle around the origin of the complex plane passes through A.", "What is its radius?"),
         ("Let $z$ be the complex number at A.", "Determine $|z|$.")],
        dict(a=a, b=b), fixed=(sx, sy), figure=figure, upright=True, check=check)


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

    return Scene(
        f"In the complex plane the point A stands for ${complex_text(*one)}$ and the point B for "
        f"${complex_text(*two)}$.", [
            ask("Coordinate Representation of Complex Numbers", "Midpoint in the Complex Plane", "The points A and B "
                "of the complex plane stand for complex numbers. Which complex number belongs to the midpoint of the "
                "segment AB?",
                complex_text(*half), f"A is ${complex_text(*one)}$ and B is ${complex_text(*two)}$. Halfway lies "
                f"$\\frac{{({complex_text(*one)}) + ({complex_text(*two)})}}{{2}} = {complex_text(*half)}$."),
            ask("Coordinate Representation of Complex Numbers", "Conjugate as a Mirror Image", "Point A of the "
                "complex plane is reflected in the real axis. For which complex number does its image stand?",
                complex_text(one[0], -one[1]), f"A is ${complex_text(*one)}$. The reflection changes the sign of the "
                f"imaginary part to ${-one[1]}$, so the image is ${complex_text(one[0], -one[1])}$."),
            ask("Coordinate Representation of Complex Numbers", "Opposite by a Half Turn", "Point B of the complex "
                "plane is turned by $180^\\circ$ around the origin. For which complex number does its image stand?",
                complex_text(-two[0], -two[1]), f"B is ${complex_text(*two)}$, and the half turn gives the opposite "
                f"number $-({complex_text(*two)}) = {complex_text(-two[0], -two[1])}$.")],
        [("On a map, places are written as complex numbers: the real part is the way to the east and the imaginary "
          "part the way to the north. Two friends at A and B meet halfway.", "At which complex number do they meet?"),
         ("A plotter takes complex numbers as positions. It draws the segment from A to B and stops halfway.",
          "At which complex number does it stop?"),
         ("Two equal masses sit at A and B in the complex plane.",
          "Which complex number belongs to their common centre of mass?"),
         ("Let $z$ and $w$ be the complex numbers at A and B.", "Determine $\\frac{z + w}{2}$.")],
        dict(a=a, b=b, d=d, e=e), fixed=(flip,), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"In the complex plane the point A stands for ${z}$ and the point B for ${w}$.", [
            ask("Addition and Subtraction of Complex Numbers",
                "Adding Part by Part", "The points A and B stand for complex numbers. What "
                "is the sum of the number at A and {k} times the number at B?", complex_text(*total),
                f"A is ${z}$ and B is ${w}$. Real and imaginary parts are added apart: ${one[0]} + {k} \\times "
                f"{bracketed(two[0])} = {total[0]}$ and ${one[1]} + {k} \\times {bracketed(two[1])} = {total[1]}$, so "
                f"the sum is ${complex_text(*total)}$."),
            ask("Addition and Subtraction of Complex Numbers",
                "Parallelogram of a Sum", "The points A and B of the complex plane and the point 0 are three corners "
                "of a parallelogram, in which 0 and the fourth corner are opposite. Which complex number belongs to "
                "the fourth corner?", complex_text(one[0] + two[0], one[1] + two[1]),
                f"it is the sum $({z}) + ({w}) = {complex_text(one[0] + two[0], one[1] + two[1])}$."),
            ask("Addition and Subtraction of Complex Numbers",
                "Difference as a Shift", "Which complex number must be added to the number "
                "at B to get the number at A?", complex_text(one[0] - two[0], one[1] - two[1]),
                f"it belongs to the arrow from B to A, $({z}) - ({w}) = "
                f"{complex_text(one[0] - two[0], one[1] - two[1])}$.")],
        [("A robot moves on a floor whose places are complex numbers. It stands at A and makes {k} times the move "
          "that leads from 0 to B.",
          "Which complex number is its place then?"),
         ("Alternating currents are written as complex numbers. The current at A and {k} currents equal to the one at "
          "B flow together.", "Which complex number is the total current?"),
         ("Let $z$ and $w$ be the complex numbers at A and B.", "Determine $z + {k}w$."),
         ("The arrow to A and {k} arrows equal to the arrow to B are joined tip to tail, beginning at 0.",
          "For which complex number does the last tip stand?")],
        dict(k=k), fixed=(*one, *two), figure=lambda c, g: marked_plane(c, one, two), upright=True, check=check,
        scale=False)


@program("Multiplication of Complex Numbers")
def quarter_turn(rng):
    (one, two), k = two_numbers(rng), rng.randint(2, 9)
    (a, b), (d, e) = one, two
    z, w, turned = complex_text(a, b), complex_text(d, e), (-k * b, k * a)

    def check(c):
        first, second = (complex(*p) for p in c.dots)
        return k * 1j * first, first * second, 3 * second

    product = complex_text(a * d - b * e, a * e + b * d)
    return Scene(
        f"In the complex plane the point A stands for ${z}$ and the point B for ${w}$.", [
            ask("Multiplication of Complex Numbers",
                "Quarter Turn by the Imaginary Unit", "The points A and B of the complex plane stand for complex "
                "numbers. The arrow to A is turned by $90^\\circ$ anticlockwise around 0 and then stretched to {k} "
                "times its length. For which complex number does its tip then stand?", complex_text(*turned),
                f"A is ${z}$. The turn is the multiplication by $i$, $i \\times ({z}) = {complex_text(-b, a)}$, and "
                f"the stretch gives ${k} \\times ({complex_text(-b, a)}) = {complex_text(*turned)}$."),
            ask("Multiplication of Complex Numbers",
                "Product by Expanding", "The points A and B of the complex plane stand for complex "
                "numbers. What is their product?", product,
                f"A is ${z}$ and B is ${w}$. With $i^2 = -1$ the real part is ${a} \\times {bracketed(d)} - "
                f"{bracketed(b)} \\times {bracketed(e)} = {a * d - b * e}$ and the imaginary part ${a} \\times "
                f"{bracketed(e)} + {bracketed(b)} \\times {bracketed(d)} = {a * e + b * d}$, so the product is "
                f"${product}$."),
            ask("Multiplication of Complex Numbers",
                "Real Factor as a Stretch", "The arrow to B in the complex plane is stretched to three "
                "times its length. For which complex number does its tip then stand?", complex_text(3 * d, 3 * e),
                f"B is ${w}$, and $3 \\times ({w}) = {complex_text(3 * d, 3 * e)}$.")],
        [("A pointer on a screen is the arrow from 0 to A in the complex plane. It is turned by a quarter turn "
          "anticlockwise and zoomed to {k} times its length.", "For which complex number does its tip then stand?"),
         ("An alternating voltage is the complex number at A. An amplifier multiplies it by {k} and shifts its phase "
          "by $90^\\circ$, which multiplies it by $i$.", "Which complex number is the new voltage?"),
         ("Let $z$ be the complex number at A.", "Determine ${k}i \\cdot z$.")],
        dict(k=k), fixed=(*one, *two), figure=lambda c, g: marked_plane(c, one, two), upright=True, check=check,
        scale=False)
