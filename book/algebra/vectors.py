"""Vectors of the plane as arrows: coordinates, sums, multiples, products, angles, projections; points of space."""
from fractions import Fraction
from math import cos, dist, hypot, radians

from ..canvas import opening, polar
from ..pieces import show
from ..plane import LEGS, coordinates, cross, guides, named, num, plain, rays, spell
from ..tools import Quantity, Scene, ask, draw_until, frac, program, root

O, SIZE, DOT = (0, 0), "Magnitude of a Vector", "Dot Product of Vectors"
VALUES = "Coordinate Representation of a Vector"
COMPONENTS = {f"{v}{axis}": Quantity("component", f"the {nth} coordinate of {v}")
              for v in "ab" for axis, nth in (("x", "first"), ("y", "second"))}
FACTOR = Quantity("coefficient", "the number before a")
PLACES = {f"{p}{axis}": Quantity("coordinate", f"the {axis}-coordinate of {p.upper()}") for p in "abc" for axis in "xy"}


def arrows(c, g, **vectors):
    """Thick arrows from one point, each with its name and coordinates; further names in g: ax, ay and so on."""
    c.halo = True
    ends = list(vectors.values())
    for i, (name, v) in enumerate(vectors.items()):
        c.arrow(O, v, kind="thick")
        other = ends[1 - i] if len(ends) == 2 else (v[1], -v[0])
        c.side(O, v, f"{name} = ({show(g[name + 'x'])}, {show(g[name + 'y'])})", other)


def tips(c):
    """The vectors of the thick arrows, as drawn."""
    return [(line[1][0] - line[0][0], line[1][1] - line[0][1]) for line, kind in c.strokes if kind == "thick"]


def read_off(a, b):
    return f"In the figure a has the coordinates ${spell(*a)}$ and b has ${spell(*b)}$."


def mix(m, a, n=0, b=O):
    return spell(m * a[0] + n * b[0], m * a[1] + n * b[1])


def size(v):
    return root(dotted(v, v))


def rooted(v):
    return f"$\\sqrt{{{num(v[0])}^2 + {num(v[1])}^2}} = {size(v)}$"


def two_arrows(a, b, asks, figure, check, **factors):
    """A scene with two vectors; figure: None for these alone; factors: given numbers before a and b."""
    known = {k: Quantity("coefficient", f"the factor before {v}") for k, v in zip(factors, "ab")} | COMPONENTS
    return Scene(f"There are two vectors a = {a} and b = {b}.", asks, givens=factors | names(a, b), upright=True,
                 figure=figure or (lambda c, g: arrows(c, g, a=a, b=b)), check=check, quantities=known,
                 more=[another_arrow])


def dot_question(a, b):
    dot, (p, q), (u, v) = dotted(a, b), a, b
    return ask(DOT, "Dot Product by Components",
               "The figure shows the vectors a and b. What is the dot product of a and b?", dot,
               f"{read_off(a, b)} By @ we multiply first by first and second by second coordinate and add: "
               f"${written(a, b)} = {dot}$.", wrong=[p * u - q * v, p * v - q * u, (p + q) * (u + v), -dot])


def magnitude_question(name, v, other):
    return ask(SIZE, "Magnitude from Components", f"What is the magnitude of the vector {name}?",
               size(v), f"In the figure {name} has the coordinates ${spell(*v)}$. By @ its magnitude is {rooted(v)}.",
               wrong=[abs(v[0]) + abs(v[1]), dotted(v, v), size(other)])


def another_arrow(c, rng):
    """A further vector d from the common point, well apart from those drawn."""
    ends = tips(c)
    around = (polar(O, 0.6 * max(hypot(*v) for v in ends), turn) for turn in range(0, 360, 15))
    tip = rng.choice([p for p in around if min(opening(O, p, v) for v in ends) > 50])
    tip = round(tip[0]), round(tip[1])
    c.arrow(O, tip, kind="thin")
    c.corner(tip, f"d = ({show(tip[0])}, {show(tip[1])})", O)


def dotted(a, b):
    return a[0] * b[0] + a[1] * b[1]


def written(a, b):
    """The dot product of two vectors, written out."""
    return f"{num(a[0])} \\times {num(b[0])} + {num(a[1])} \\times {num(b[1])}"


def two_vectors(rng):
    """Two vectors to the right and upwards whose arrows are well apart."""
    return draw_until(lambda: ((rng.randint(3, 9), rng.randint(-3, 4)), (rng.randint(-3, 4), rng.randint(3, 9))),
                      lambda v: 35 < opening(O, *v) < 140 and 0 not in (*v[0], *v[1]), "two_vectors")


def names(a, b):
    return dict(ax=a[0], ay=a[1], bx=b[0], by=b[1])


@program("Vector Addition")
def vector_sum(rng):
    a, b = two_vectors(rng)
    s, d = (a[0] + b[0], a[1] + b[1]), (a[0] - b[0], a[1] - b[1])

    def figure(c, g):
        arrows(c, g, a=a, b=b)
        c.line(a, s, b, kind="dash")
        c.corner(O, "O", s)

    def check(c):
        corner = next(line[1] for line, kind in c.strokes if kind == "dash")
        return corner, dist(O, corner), dist(O, tips(c)[0])

    return two_arrows(a, b, [
        ask("Vector Addition", "Addition by Components",
            "The figure shows the vectors a and b. What is the vector a + b?", spell(*s),
            f"{read_off(a, b)} By @ the coordinates are added one by one: ${a[0]} + {num(b[0])} = {s[0]}$ and "
            f"${a[1]} + {num(b[1])} = {s[1]}$. So a + b is the vector ${spell(*s)}$.",
            wrong=[mix(1, a, -1, b), spell(a[0] * b[0], a[1] * b[1]), mix(1, a, 1, b[::-1])]),
        ask("Vector Addition", "Parallelogram Rule", "How long is the diagonal of the parallelogram that starts at O?",
            size(s), f"{read_off(a, b)} By @ the diagonal from O is the arrow of a + b = ${spell(*s)}$. By the {SIZE} "
            f"it is {rooted(s)} long.", also=[SIZE], wrong=[size(d), abs(s[0]) + abs(s[1]), dotted(s, s)]),
        magnitude_question("a", a, b)], figure, check)


@program("Vector Subtraction")
def vector_difference(rng):
    a, b = two_vectors(rng)
    s, d = (a[0] + b[0], a[1] + b[1]), (a[0] - b[0], a[1] - b[1])

    def figure(c, g):
        arrows(c, g, a=a, b=b)
        if c.asked in (None, 0, 1):
            c.arrow(b, a, kind="dash")
        c.corner(O, "O", (a[0] + b[0], a[1] + b[1]))

    def check(c):
        one, two = next(line for line, kind in c.strokes if kind == "dash")
        thick = next(line for line, kind in c.strokes if kind == "thick")  # read from its tip back to O
        back = thick[0][0] - thick[1][0], thick[0][1] - thick[1][1]
        return (two[0] - one[0], two[1] - one[1]), dist(one, two), back

    return two_arrows(a, b, [
        ask("Vector Subtraction", "Difference by Components",
            "The figure shows the vectors a and b. What is the vector a - b?", spell(*d),
            f"{read_off(a, b)} By @ the coordinates are subtracted one by one: ${a[0]} - {num(b[0])} = {d[0]}$ and "
            f"${a[1]} - {num(b[1])} = {d[1]}$. So a - b is the vector ${spell(*d)}$.",
            wrong=[mix(1, b, -1, a), spell(*s), mix(1, a, -1, b[::-1])]),
        ask("Vector Subtraction", "Arrow between the Tips", "How long is the dashed arrow between the tips?",
            size(d), f"{read_off(a, b)} By @ the dashed arrow is the vector a - b = ${spell(*d)}$. By the {SIZE} "
            f"it is {rooted(d)} long.", also=[SIZE], wrong=[size(s), abs(d[0]) + abs(d[1]), dotted(d, d)]),
        ask("Vector Addition", "Opposite Vector", "Which vector gives the zero vector when it is added to a?",
            mix(-1, a), f"In the figure a has the coordinates ${spell(*a)}$. By @ it is the arrow of equal length "
            f"that points the other way. Its coordinates are $0 - {num(a[0])} = {-a[0]}$ and $0 - {num(a[1])} = "
            f"{-a[1]}$, so it is ${mix(-1, a)}$.", wrong=[spell(*a), spell(a[1], -a[0]), mix(-1, b)])],
        figure, check)


@program("Dot Product of Vectors")
def dot_product(rng):
    a, b = draw_until(lambda: two_vectors(rng), lambda v: dotted(*v) != 0, "dot_product")
    new = Fraction(-a[0] * b[0], a[1])

    def check(c):
        p, q = tips(c)
        turned = Fraction(-p[0], p[1])  # the direction at right angles to a rises by this
        return hypot(*p) * hypot(*q) * cos(radians(opening(O, p, q))), turned * q[0], dist(O, p) ** 2

    return two_arrows(a, b, [
        dot_question(a, b),
        ask(DOT, "Perpendicular Vectors", "The second coordinate of b is changed so that b "
            "becomes perpendicular to a. What is it then?", frac(new), f"{read_off(a, b)} By @ the dot product "
            f"must be 0, so ${num(a[0])} \\times {num(b[0])} + {num(a[1])} \\times y = 0$ for the new second "
            f"coordinate $y$. This gives $y = {frac(new)}$, and indeed ${num(a[0])} \\times {num(b[0])} + "
            f"{num(a[1])} \\times {num(new)} = 0$.", wrong=[frac(-new), frac(-a[1] * b[0], a[0]), -b[1]]),
        ask(DOT, "Dot Product with Itself", "What is the dot product of a with itself?",
            dotted(a, a), f"In the figure a has the coordinates ${spell(*a)}$. By @ the result is the square of "
            f"the length of a: ${written(a, a)} = {dotted(a, a)}$.",
            wrong=[root(dotted(a, a)), 2 * (a[0] + a[1]), (a[0] + a[1]) ** 2])], None, check)


@program("Magnitude of a Vector")
def vector_length(rng):
    (x, y), times = rng.choice(LEGS), rng.randint(2, 15)
    along, up, length = rng.choice([1, -1]) * x, rng.choice([1, -1]) * y, round(hypot(x, y))
    factor = rng.randint(1, 3)
    along, up, length = factor * along, factor * up, factor * length

    def figure(c, g):
        arrows(c, g, a=(along, up))
        c.line(O, (along, 0), (along, up), kind="dash")
        c.right((along, 0), O, (along, up))

    def check(c):
        tip = tips(c)[0]
        return times * dist(O, tip), dist(O, tip), (tip[0] / dist(O, tip), tip[1] / dist(O, tip))

    a, way = (along, up), rooted((along, up))
    seen = f"In the figure a has the coordinates ${spell(*a)}$"
    return Scene(f"There is a vector a = ({along}, {up}).", [
        ask(SIZE, "Scaling a Magnitude",
            "The figure shows the vector a. What is the magnitude of the vector {times}a?", times * length,
            f"{seen}, so the magnitude of a is {way}. By @ the vector {times}a is {times} times as long, and ${times} "
            f"\\times {length} = {times * length}$.", wrong=[times * (abs(along) + abs(up)), length, times + length]),
        ask(SIZE, "Magnitude from Components", "What is the magnitude of the vector a?", length,
            f"{seen}. By @ its magnitude is the root of the sum of their squares, {way}.",
            wrong=[abs(along) + abs(up), length ** 2, abs(along + up)]),
        ask(SIZE, "Unit Vector", "Which vector of length 1 has the direction of a?",
            mix(Fraction(1, length), a), f"{seen}, and its magnitude is {way}. By @ both coordinates are divided "
            f"by the magnitude, which gives ${mix(Fraction(1, length), a)}$.",
            wrong=[mix(Fraction(1, length), a[::-1]), mix(Fraction(-1, length), a), spell(1, 1)])],
        givens=dict(times=times, ax=along, ay=up), figure=figure, upright=True, check=check,
        quantities={"ax": COMPONENTS["ax"], "ay": COMPONENTS["ay"], "times": FACTOR}, more=[another_arrow])


@program(VALUES)
def fourth_corner(rng):
    def wish():
        a = rng.randint(2, 6), rng.randint(3, 7)
        b = a[0] + rng.randint(5, 9), a[1] + rng.randint(-2, 4)
        return a, b, (a[0] + rng.randint(6, 14), a[1] + rng.randint(5, 10))

    a, b, c3 = draw_until(wish, lambda w: cross(*w) >= 25 and w[1][1] > 2 and 45 < opening(w[1], w[0], w[2]) < 140,
                          "fourth_corner")
    d, u, v = (a[0] + c3[0] - b[0], a[1] + c3[1] - b[1]), (c3[0] - b[0], c3[1] - b[1]), (c3[0] - a[0], c3[1] - a[1])

    def figure(c, g):
        plain(c, a, b, c3, d)
        c.polygon(a, b, c3, d)
        for name, p, far in (("A", a, c3), ("B", b, d), ("C", c3, a)):
            named(c, name, p, g[name.lower() + "x"], g[name.lower() + "y"], far)
        c.corner(d, "D", b)

    def check(c):
        p, q, r, s = c.polygons[0]
        return s, (s[0] - p[0], s[1] - p[1]), dist(p, r)

    seen = f"In the figure A is the point ${spell(*a)}$, B is ${spell(*b)}$ and C is ${spell(*c3)}$."
    minus = f"${c3[0]} - {num(b[0])} = {u[0]}$ and ${c3[1]} - {num(b[1])} = {u[1]}$"
    return Scene(f"There are the points A{a}, B{b} and C{c3}.", [
        ask(VALUES, "Fourth Corner of a Parallelogram", "ABCD is a parallelogram. What are the coordinates of D?",
            spell(*d), f"{seen} The vector from B to C has the coordinates {minus}. By @ it also leads from A to "
            f"D: ${a[0]} + {num(u[0])} = {d[0]}$ and ${a[1]} + {num(u[1])} = {d[1]}$. So D is the point "
            f"${spell(*d)}$.", wrong=[mix(1, a, -1, u), mix(1, b, 1, v), spell(*u)]),
        ask(VALUES, "Tip minus Tail", "ABCD is a parallelogram. What are the coordinates of the vector from B to "
            "C?", spell(*u), f"{seen} By @ the coordinates of B are subtracted from those of C: {minus}. So the "
            f"vector is ${spell(*u)}$.", wrong=[mix(-1, u), mix(1, b, 1, c3), spell(*v)]),
        ask(SIZE, "Magnitude from Components", "How long is the vector from A to C?", size(v),
            f"{seen} By the Coordinate Representation of a Vector the one from A to C has the coordinates ${c3[0]} "
            f"- {num(a[0])} = {v[0]}$ and ${c3[1]} - {num(a[1])} = {v[1]}$. By @ its length is {rooted(v)}.",
            also=[VALUES], wrong=[v[0] + v[1], dotted(v, v), size(u)])],
        more=[guides, lambda c, rng: c.line(a, c3, kind="thin")],
        givens=coordinates(a, b, c3), figure=figure, upright=True, check=check, quantities=PLACES)


@program("Linear Operations of Vectors")
def linear_combination(rng):
    (a, b), m, n = two_vectors(rng), rng.randint(2, 9), rng.randint(2, 9)
    s, half = (m * a[0] + n * b[0], m * a[1] + n * b[1]), (Fraction(b[0] - a[0], 2), Fraction(b[1] - a[1], 2))

    def check(c):
        p, q = tips(c)
        end = O
        for step in [p] * m + [q] * n:  # one arrow after the other
            end = end[0] + step[0], end[1] + step[1]
        middle = (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
        return end, (middle[0] - p[0], middle[1] - p[1]), hypot(*p) * hypot(*q) * cos(radians(opening(O, p, q)))

    return two_arrows(a, b, [
        ask("Linear Operations of Vectors", "Linear Combination by Coordinates",
            "The figure shows the vectors a and b. What is the vector {m}a + {n}b?",
            spell(*s), f"{read_off(a, b)} By @ the same sum is formed with the first coordinates, ${m} \\times "
            f"{num(a[0])} + {n} \\times {num(b[0])} = {s[0]}$, and with the second ones, ${m} \\times {num(a[1])} "
            f"+ {n} \\times {num(b[1])} = {s[1]}$. So the vector is ${spell(*s)}$.",
            wrong=[mix(n, a, m, b), mix(m, a, 1, b), mix(m + n, a, m + n, b)]),
        ask("Linear Operations of Vectors", "Vector Equations", "Which vector x satisfies a + 2x = b?",
            spell(*half), f"{read_off(a, b)} By @ a is moved to the other side and both sides are halved, so x is "
            f"half of b - a: $({b[0]} - {num(a[0])}) \\div 2 = {frac(half[0])}$ and $({b[1]} - {num(a[1])}) \\div "
            f"2 = {frac(half[1])}$. So x is ${spell(*half)}$.",
            wrong=[mix(-1, half), mix(2, half), mix(Fraction(1, 2), a, Fraction(1, 2), b)]),
        dot_question(a, b)], None, check, m=m, n=n)


@program("Decomposition of a Vector")
def decomposition(rng):
    def wish():
        a, b = (rng.randint(2, 6), rng.randint(-2, 3)), (rng.randint(-2, 3), rng.randint(2, 6))
        return a, b, rng.randint(2, 4), rng.randint(2, 4)

    a, b, m, n = draw_until(wish, lambda w: 55 < opening(O, *w[:2]) < 115 and 0.6 < hypot(*w[0]) / hypot(*w[1]) < 1.6,
                            "decomposition")
    target = m * a[0] + n * b[0], m * a[1] + n * b[1]

    def figure(c, g):
        c.halo = True
        c.without |= {"line", "shapes"}
        for i in range(m + 1):
            c.line((i * a[0], i * a[1]), (i * a[0] + n * b[0], i * a[1] + n * b[1]), kind="thin")
        for j in range(n + 1):
            c.line((j * b[0], j * b[1]), (j * b[0] + m * a[0], j * b[1] + m * a[1]), kind="thin")
        c.arrow(O, target)
        c.arrow(O, a, kind="thick")
        c.arrow(O, b, kind="thick")
        c.side(O, a, "a", b)
        c.side(O, b, "b", a)
        c.corner(target, "c", O)
        c.corner(O, "O", target)
        xs, ys = zip(O, (m * a[0], m * a[1]), (n * b[0], n * b[1]), target)
        size, mid = max(max(xs) - min(xs), max(ys) - min(ys)), (max(xs) + min(xs)) / 2
        for name, at in (("a", -0.3), ("b", 0.3)):
            text = f"{name} = ({show(g[name + 'x'])}, {show(g[name + 'y'])})"
            c.text((mid + at * size, min(ys) - 0.16 * size), text)
        c.line((mid, min(ys) - 0.14 * size), (mid, max(ys)), kind="none")  # room for the texts

    def check(c):
        (p, q), whole = tips(c), next(line[1] for line, kind in c.strokes if kind == "line")
        found = next((i, j) for i in range(9) for j in range(9) if (i * p[0] + j * q[0], i * p[1] + j * q[1]) == whole)
        return whole, found[0], dist(O, q)

    cells = "The thin lines form equal cells with the sides a and b. "
    seen = f"In the figure the way from O to the tip of c is {m} cells along a and {n} cells along b"
    return Scene(
        f"The vectors a = {a}, b = {b} and c start at O. Thin lines form a lattice. The way from O to the tip of c is "
        f"{m} cells along a and {n} cells along b.", [
            ask("Decomposition of a Vector", "Basis of the Plane", cells + "What are the coordinates of c?",
                spell(*target), f"{seen}, so by @ c is {m}a + {n}b. With the coordinates from the figure this is "
                f"worked out by the Linear Operations of Vectors: ${m} \\times {num(a[0])} + {n} \\times {num(b[0])} = "
                f"{target[0]}$ and ${m} \\times {num(a[1])} + {n} \\times {num(b[1])} = {target[1]}$. So c has the "
                f"coordinates ${spell(*target)}$.", also=["Linear Operations of Vectors"],
                wrong=[mix(n, a, m, b), mix(1, a, 1, b), mix(m + 1, a, n + 1, b)]),
            ask("Decomposition of a Vector", "Comparing Coefficients", cells + "With c = xa + yb, what is x?", m,
                f"{seen}, so c is {m}a + {n}b. By @ there is no other way to write c with a and b, so $x = {m}$. "
                f"Indeed ${target[0]} - {n} \\times {num(b[0])} = {m} \\times {num(a[0])}$.", wrong=[n, m + 1, m + n]),
            magnitude_question("b", b, a)],
        givens=names(a, b), fixed=(m, n), figure=figure, upright=True, check=check, quantities=COMPONENTS,
        more=[another_arrow])


def two_exact(rng):
    """Two vectors of whole length, neither parallel nor perpendicular."""
    def wish():
        (a, b), times, sign = rng.sample(LEGS, 2), rng.randint(1, 3), rng.choice([1, -1])
        return (times * a[0], times * a[1]), rng.choice([b, (sign * b[0], b[1]), (b[0], sign * b[1])])

    return draw_until(wish, lambda v: 35 < opening(O, *v) < 145 and dotted(*v)
                      and 0.35 < hypot(*v[0]) / hypot(*v[1]) < 2.9, "two_exact")


@program("Angle between Two Vectors")
def vector_angle(rng):
    a, b = two_exact(rng)
    dot, one, two = dotted(a, b), round(hypot(*a)), round(hypot(*b))
    kinds = ["acute", "right", "obtuse"]

    def figure(c, g):
        arrows(c, g, a=a, b=b)
        c.angle(O, a, b)

    def check(c):
        p, q = tips(c)
        angle = opening(O, p, q)
        cosine = cos(radians(angle))
        return cosine, kinds[(angle > 89.999) + (angle > 90.001)], dist(O, p) * dist(O, q) * cosine

    return two_arrows(a, b, [
        ask("Angle between Two Vectors", "Cosine of the Angle",
            "The figure shows the vectors a and b. What is the cosine of the angle between a and b?",
            frac(dot, one * two), f"{read_off(a, b)} The {DOT} gives ${written(a, b)} = {dot}$ and the lengths "
            f"{rooted(a)} and {rooted(b)}. By @ the first number is divided by both lengths: "
            f"$\\frac{{{dot}}}{{{one} \\times {two}}} = {frac(dot, one * two)}$.", also=[DOT],
            wrong=[frac(-dot, one * two), frac(abs(cross(O, a, b)), one * two), frac(dot, one * one)]),
        ask("Angle between Two Vectors", "Sign of the Dot Product",
            "Work out the dot product of a and b. Which kind of angle do they form?", kinds[2 if dot < 0 else 0],
            f"{read_off(a, b)} Their dot product is ${written(a, b)} = {dot} {'<' if dot < 0 else '>'} 0$. By @ "
            f"the angle is {kinds[2 if dot < 0 else 0]}.", options=kinds),
        dot_question(a, b)], figure, check)


@program("Projection of a Vector")
def projection(rng):
    b = rng.choice(LEGS[:6])
    a = draw_until(lambda: (rng.randint(-6, 12), rng.randint(-3, 12)), lambda a: 20 < opening(O, a, b) < 75
                   and 0.4 < hypot(*a) / hypot(*b) < 1.4 and 0 not in a and dotted(a, b) < 0.95 * dotted(b, b),
                   "projection")
    dot, length = dotted(a, b), round(hypot(*b))
    t = Fraction(dot, length ** 2)
    shadow = t * b[0], t * b[1]

    def figure(c, g):
        arrows(c, g, a=a, b=b)
        foot = float(shadow[0]), float(shadow[1])
        if c.asked in (None, 0, 1):
            c.line(a, foot, kind="dash")
            c.right(foot, a, O)
        c.corner(O, "O", (a[0] + b[0], a[1] + b[1]))

    def check(c):
        tip, foot = next(line for line, kind in c.strokes if kind == "dash")
        return dist(O, foot), foot, hypot(*tip) * hypot(*tips(c)[1]) * cos(radians(opening(O, tip, tips(c)[1])))

    across = "The tip of a is projected at right angles on the direction of b. "
    return two_arrows(a, b, [
        ask("Projection of a Vector", "Scalar Projection", across + "How long is the projection of a on b?",
            frac(dot, length), f"{read_off(a, b)} The {DOT} gives ${written(a, b)} = {dot}$, and b has the length "
            f"{rooted(b)}. By @ the projection is the first number divided by the second, ${dot} \\div {length} = "
            f"{frac(dot, length)}$.", also=[DOT],
            wrong=[dot, frac(dot, length ** 2), frac(abs(cross(O, a, b)), length)]),
        ask("Projection of a Vector", "Vector Projection",
            across + "What are the coordinates of the projection of a on b, as a vector?", spell(*shadow),
            f"{read_off(a, b)} The {DOT} gives ${written(a, b)} = {dot}$ for a and b, and ${b[0]}^2 + {b[1]}^2 = "
            f"{length ** 2}$ for b with itself. By @ the projection is the vector b times "
            f"$\\frac{{{dot}}}{{{length ** 2}}} = {frac(t)}$. Since ${frac(t)} \\times {b[0]} = {frac(shadow[0])}$ "
            f"and ${frac(t)} \\times {b[1]} = {frac(shadow[1])}$, it is ${spell(*shadow)}$.", also=[DOT],
            wrong=[mix(Fraction(dot, length), b), mix(t, a), spell(*b)]),
        dot_question(a, b)], figure, check)


@program("Collinear Vector Theorem")
def collinear_points(rng):
    i, j = rng.choice([(i, j) for i in range(1, 5) for j in range(1, 5) if i != j])
    n = max(i, j)
    step = draw_until(lambda: (rng.randint(1, 6), rng.randint(-5, 6)), lambda s: n * max(map(abs, s)) <= 16 and s[1]
                      and min(i, j, abs(i - j)) * hypot(*s) >= 4.5, "collinear_points")
    a = rng.randint(1, 6), rng.randint(1, 6) - min(0, n * step[1])
    b, far = ((a[0] + k * step[0], a[1] + k * step[1]) for k in (i, j))
    back = 2 * a[0] - b[0], 2 * a[1] - b[1]

    def figure(c, g):
        plain(c, a, b, far)
        c.without |= {"line"}
        c.line(a, b if i > j else far)
        for name, p, sign in (("A", a, 1), ("B", b, -1), ("C", far, 1)):
            away = p[0] + sign * step[1], p[1] - sign * step[0]
            named(c, name, p, g[name.lower() + "x"], g[name.lower() + "y"], away)

    def check(c):
        p, q, r = c.dots
        return dist(p, r) / dist(p, q), (p[0] - (q[0] - p[0]), p[1] - (q[1] - p[1])), dist(p, q)

    ab, ac = (b[0] - a[0], b[1] - a[1]), (far[0] - a[0], far[1] - a[1])
    seen = f"In the figure A is the point ${spell(*a)}$, B is ${spell(*b)}$ and C is ${spell(*far)}$."
    return Scene(f"On a line there are the points A{a}, B{b} and C{far}.", [
        ask("Collinear Vector Theorem", "Three Points on a Line", "The vector from A to C is a multiple of the vector "
            "from A to B. What is the factor?", frac(j, i), f"{seen} So the vector from A to C is ${spell(*ac)}$ and "
            f"the vector from A to B is ${spell(*ab)}$. By @ one factor leads from the second to the first in both "
            f"coordinates: ${num(ac[0])} \\div {num(ab[0])} = {frac(j, i)}$, and likewise ${num(ac[1])} \\div "
            f"{num(ab[1])} = {frac(j, i)}$.", wrong=[frac(i, j), frac(abs(j - i), i), frac(j, i + j)]),
        ask("Collinear Vector Theorem", "Multiple of One Vector", "The vector from A to D is -1 times the vector from "
            "A to B. What are the coordinates of D?", spell(*back), f"{seen} So the vector from A to B is "
            f"${spell(*ab)}$, and by @ the vector from A to D is its multiple with the factor $-1$. Its coordinates "
            f"are subtracted from those of A: ${a[0]} - {num(ab[0])} = {back[0]}$ and ${a[1]} - {num(ab[1])} = "
            f"{back[1]}$. So D is the point ${spell(*back)}$.", wrong=[mix(-1, ab), mix(-1, b), mix(1, b, 1, ab)]),
        ask("Distance between Two Points", "Distance Formula", "What is the distance between A and B?", size(ab),
            f"{seen} The differences of the coordinates of A and B are ${b[0]} - {num(a[0])} = {ab[0]}$ and "
            f"${b[1]} - {num(a[1])} = {ab[1]}$. By @ the distance is {rooted(ab)}.",
            wrong=[abs(ab[0]) + abs(ab[1]), dotted(ab, ab), size(ac)])],
        more=[guides, rays], givens=coordinates(a, b, far), figure=figure, upright=True, check=check, quantities=PLACES)
