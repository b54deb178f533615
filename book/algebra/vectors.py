"""Vectors of the plane as arrows: coordinates, sums, multiples, products, angles, projections; points of space."""
from fractions import Fraction
from math import cos, dist, hypot, radians

from ..canvas import opening
from ..pieces import show
from ..plane import LEGS, coordinates, cross, named, num, plain, spell
from ..tools import Scene, ask, draw_until, frac, program, root

O = 0, 0


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
    s, square = (a[0] + b[0], a[1] + b[1]), (a[0] + b[0]) ** 2 + (a[1] + b[1]) ** 2

    def figure(c, g):
        arrows(c, g, a=a, b=b)
        c.line(a, s, b, kind="dash")
        c.corner(O, "O", s)

    def check(c):
        corner = next(line[1] for line, kind in c.strokes if kind == "dash")
        return corner, dist(O, corner), dist(O, tips(c)[0])

    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Vector Addition", "Addition by Components", "What is the vector a + b?", spell(*s),
                f"coordinates are added: ${a[0]} + {num(b[0])} = {s[0]}$ and ${a[1]} + {num(b[1])} = {s[1]}$, so it is "
                f"${spell(*s)}$."),
            ask("Vector Addition", "Parallelogram Rule", "How long is the diagonal of the parallelogram that "
                "starts at O?", root(square),
                f"it is the arrow of a + b = ${spell(*s)}$, and $\\sqrt{{{num(s[0])}^2 + {num(s[1])}^2}} = "
                f"{root(square)}$."),
            ask("Magnitude of a Vector", "Magnitude from Components", "What is the magnitude of the vector a?",
                root(dotted(a, a)), f"$\\sqrt{{{num(a[0])}^2 + {num(a[1])}^2}} = {root(dotted(a, a))}$.")],
        [("A drone flies from O by the vector a and then by the vector b; one unit is a metre.",
          "By which vector has it moved in all?"),
         ("Two tugs pull a ship at O with the forces a and b, in kilonewtons.", "Which vector is the total force?"),
         ("A translation by a is followed by a translation by b.", "Determine the vector of the translation that "
             "replaces both.")],
        names(a, b), figure=figure, upright=True, check=check)


@program("Vector Subtraction")
def vector_difference(rng):
    a, b = two_vectors(rng)
    d, square = (a[0] - b[0], a[1] - b[1]), (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2

    def figure(c, g):
        arrows(c, g, a=a, b=b)
        c.arrow(b, a, kind="dash")
        c.corner(O, "O", (a[0] + b[0], a[1] + b[1]))

    def check(c):
        one, two = next(line for line, kind in c.strokes if kind == "dash")
        thick = next(line for line, kind in c.strokes if kind == "thick")  # read from its tip back to O
        back = thick[0][0] - thick[1][0], thick[0][1] - thick[1][1]
        return (two[0] - one[0], two[1] - one[1]), dist(one, two), back

    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Vector Subtraction", "Difference by Components", "What is the vector a - b?", spell(*d),
                f"coordinates are subtracted: ${a[0]} - {num(b[0])} = {d[0]}$ and ${a[1]} - {num(b[1])} = {d[1]}$, so "
                f"it is ${spell(*d)}$."),
            ask("Vector Subtraction", "Arrow between the Tips", "How long is the dashed arrow between the "
                "tips?", root(square),
                f"it is the arrow of a - b = ${spell(*d)}$, and $\\sqrt{{{num(d[0])}^2 + {num(d[1])}^2}} = "
                f"{root(square)}$."),
            ask("Vector Addition", "Opposite Vector", "Which vector gives the zero vector when it is added to a?",
                spell(-a[0], -a[1]), f"the opposite vector has the coordinates $0 - {num(a[0])} = {-a[0]}$ and $0 - "
                f"{num(a[1])} = {-a[1]}$, so it is ${spell(-a[0], -a[1])}$.")],
        [("Seen from a lighthouse at O a ship has the position a and a buoy the position b; one unit is a sea mile.",
          "Which vector leads from the buoy to the ship?"),
         ("Two toy cars start together at O and drive with the velocities a and b, in metres per second.",
          "What is the velocity of the first car relative to the second, that is a - b?"),
         ("Let x be the vector with b + x = a.", "Determine x.")],
        names(a, b), figure=figure, upright=True, check=check)


@program("Dot Product of Vectors")
def dot_product(rng):
    a, b = draw_until(lambda: two_vectors(rng), lambda v: dotted(*v) != 0, "dot_product")
    dot, new = dotted(a, b), Fraction(-a[0] * b[0], a[1])

    def check(c):
        p, q = tips(c)
        turned = Fraction(-p[0], p[1])  # the direction at right angles to a rises by this
        return hypot(*p) * hypot(*q) * cos(radians(opening(O, p, q))), turned * q[0], dist(O, p) ** 2

    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Dot Product of Vectors", "Dot Product by Components", "What is the dot product of a and b?", dot,
                f"${written(a, b)} = {dot}$."),
            ask("Dot Product of Vectors", "Perpendicular Vectors",
                "The second coordinate of b is changed so that b becomes perpendicular to a. What is it "
                "then?", frac(new),
                f"${num(a[0])} \\times {num(b[0])} + {num(a[1])} \\times y = 0$ gives $y = {frac(new)}$, because "
                f"${num(a[0])} \\times {num(b[0])} + {num(a[1])} \\times {num(new)} = 0$."),
            ask("Dot Product of Vectors", "Dot Product with Itself", "What is the dot product of a with itself?",
                dotted(a, a), f"${written(a, a)} = {dotted(a, a)}$, the square of the length of a.")],
        [("A force a, in newtons, acts on a crate while it moves by b, in metres. The work of the force is the dot "
            "product of a and b.", "How many joules of work does the force do?"),
         ("A game compares the looking direction a of a figure with the direction b to a door by their dot product.",
          "What number does the game find?"),
         ("For vectors $(x_1, y_1)$ and $(x_2, y_2)$ let $f = x_1 x_2 + y_1 y_2$.", "Determine $f$ for a and b.")],
        names(a, b), figure=lambda c, g: arrows(c, g, a=a, b=b), upright=True, check=check)


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

    way = f"$\\sqrt{{{num(along)}^2 + {num(up)}^2}} = {length}$"
    return Scene(
        f"There is a vector a = ({along}, {up}).", [
            ask("Magnitude of a Vector", "Scaling a Magnitude", "What is the magnitude of the vector {times}a?",
                times * length, f"the magnitude of a is {way}, and ${times} \\times {length} = {times * length}$."),
            ask("Magnitude of a Vector", "Magnitude from Components", "What is the magnitude of the vector a?", length,
                f"it is {way}."),
            ask("Magnitude of a Vector", "Unit Vector", "Which vector of length 1 has the direction of a?",
                spell(Fraction(along, length), Fraction(up, length)),
                f"the magnitude of a is {way}; dividing both coordinates by it gives "
                f"${spell(Fraction(along, length), Fraction(up, length))}$.")],
        [("A robot moves straight ahead in {times} equal steps; each step is the vector a, in millimetres.",
          "How many millimetres does it move?"),
         ("A balloon drifts for {times} minutes, every minute by the vector a, in metres.",
          "How many metres does it drift?"),
         ("The vector b is {times} times the vector a.", "Determine the length of b.")],
        dict(times=times, ax=along, ay=up), figure=figure, upright=True, check=check)


@program("Coordinate Representation of a Vector")
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

    return Scene(
        f"There are the points A{a}, B{b} and C{c3}.", [
            ask("Coordinate Representation of a Vector", "Fourth Corner of a Parallelogram",
                "ABCD is a parallelogram. What are the coordinates of D?", spell(*d),
                f"the vector from B to C also leads from A to D: ${a[0]} + ({c3[0]} - {b[0]}) = {d[0]}$ and ${a[1]} + "
                f"({c3[1]} - {b[1]}) = {d[1]}$, so D is ${spell(*d)}$."),
            ask("Coordinate Representation of a Vector", "Tip minus Tail",
                "ABCD is a parallelogram. What are the coordinates of the vector from B to C?", spell(*u),
                f"${c3[0]} - {b[0]} = {u[0]}$ and ${c3[1]} - {b[1]} = {u[1]}$, so it is ${spell(*u)}$."),
            ask("Magnitude of a Vector", "Magnitude from Components", "How long is the vector from A to C?",
                root(dotted(v, v)),
                f"$\\sqrt{{({c3[0]} - {a[0]})^2 + ({c3[1]} - {a[1]})^2}} = {root(dotted(v, v))}$.")],
        [("A parallelogram-shaped flower bed ABCD is marked out on a plan with axes. The posts A, B and C stand "
            "already.",
          "What are the coordinates of the post D?"),
         ("On a screen with axes the segment BC is moved, without turning, until B comes to A. Then C comes to D.",
          "What are the coordinates of D?"),
         ("Let D be the image of A under the translation that takes B to C.", "Determine the coordinates of D.")],
        coordinates(a, b, c3), figure=figure, upright=True, check=check)


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

    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Linear Operations of Vectors", "Linear Combination by Coordinates", "What is the vector {m}a + "
                "{n}b?", spell(*s),
                f"${m} \\times {num(a[0])} + {n} \\times {num(b[0])} = {s[0]}$ and ${m} \\times {num(a[1])} + {n} "
                f"\\times {num(b[1])} = {s[1]}$, so it is ${spell(*s)}$."),
            ask("Linear Operations of Vectors", "Vector Equations", "Which vector x satisfies a + 2x = "
                "b?", spell(*half),
                f"x is half of b - a: $({b[0]} - {num(a[0])}) \\div 2 = {frac(half[0])}$ and $({b[1]} - {num(a[1])}) "
                f"\\div 2 = {frac(half[1])}$, so it is ${spell(*half)}$."),
            ask("Dot Product of Vectors", "Dot Product by Components", "What is the dot product of a and "
                "b?", dotted(a, b),
                f"${written(a, b)} = {dotted(a, b)}$.")],
        [("A game figure can jump by the vector a or by the vector b. It makes {m} jumps by a and {n} by b.",
          "By which vector has it moved in all?"),
         ("A robot arm moves {m} times by the vector a and {n} times by the vector b, in centimetres.",
          "Which vector is the whole movement?"),
         ("The vector c has the coefficients {m} and {n} with respect to a and b, in this order.",
          "Determine the coordinates of c.")],
        dict(m=m, n=n, **names(a, b)), figure=lambda c, g: arrows(c, g, a=a, b=b), upright=True, check=check)


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

    return Scene(
        f"The vectors a = {a}, b = {b} and c start at O. Thin lines form a lattice. The way from O to the tip of c is "
        f"{m} cells along a and {n} cells along b.", [
            ask("Decomposition of a Vector", "Basis of the Plane",
                "The thin lines form equal cells with the sides a and b. What are the coordinates of c?",
                spell(*target), f"c leads {m} cells along a and {n} along b, so it is {m}a + {n}b: "
                f"${m} \\times {num(a[0])} + {n} \\times {num(b[0])} = {target[0]}$ and ${m} \\times {num(a[1])} "
                f"+ {n} \\times {num(b[1])} = {target[1]}$, so c is ${spell(*target)}$."),
            ask("Decomposition of a Vector", "Comparing Coefficients",
                "The thin lines form equal cells with the sides a and b. With c = xa + yb, what is x?", m,
                f"from O to the tip of c it is {m} steps along a and {n} steps along b, and c has no other form, so $x "
                f"= {m}$; indeed ${target[0]} - {n} \\times {num(b[0])} = {m} \\times {num(a[0])}$."),
            ask("Magnitude of a Vector", "Magnitude from Components", "What is the magnitude of the vector b?",
                root(dotted(b, b)), f"$\\sqrt{{{num(b[0])}^2 + {num(b[1])}^2}} = {root(dotted(b, b))}$.")],
        [("A crystal repeats itself by the vectors a and b, as the thin lines show.", "What are the coordinates of c?"),
         ("A knitting pattern repeats itself by the vectors a and b, as the thin lines show.",
          "What are the coordinates of the vector c?"),
         ("Let c be the diagonal of the whole parallelogram of equal cells.", "Determine its coordinates.")],
        names(a, b), fixed=(m, n), figure=figure, upright=True, check=check)


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

    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Angle between Two Vectors", "Cosine of the Angle", "What is the cosine of the angle between a and b?",
                frac(dot, one * two), f"the dot product is ${written(a, b)} = {dot}$, the lengths are "
                f"$\\sqrt{{{a[0]}^2 + {a[1]}^2}} = {one}$ and $\\sqrt{{{num(b[0])}^2 + {num(b[1])}^2}} = {two}$, and "
                f"$\\frac{{{dot}}}{{{one} \\times {two}}} = {frac(dot, one * two)}$."),
            ask("Angle between Two Vectors", "Sign of the Dot Product",
                "Work out the dot product of a and b. Which kind of angle do they form?", kinds[2 if dot < 0 else 0],
                f"${written(a, b)} = {dot} {'<' if dot < 0 else '>'} 0$, so the angle is {kinds[2 if dot < 0 else 0]}.",
                options=kinds),
            ask("Dot Product of Vectors", "Dot Product by Components", "What is the dot product of a and b?", dot,
                f"${written(a, b)} = {dot}$.")],
        [("Two rods a and b are welded together at their common end, drawn on a plan with axes in centimetres.",
          "What is the cosine of the angle between them?"),
         ("A search engine compares two texts by the cosine of the angle between their vectors a and b.",
          "What value does it find?"),
         ("Let $\\theta$ be the angle between a and b.", "Determine $\\cos\\theta$.")],
        names(a, b), figure=figure, upright=True, check=check)


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
        c.line(a, foot, kind="dash")
        c.right(foot, a, O)
        c.corner(O, "O", (a[0] + b[0], a[1] + b[1]))

    def check(c):
        tip, foot = next(line for line, kind in c.strokes if kind == "dash")
        return dist(O, foot), foot, hypot(*tip) * hypot(*tips(c)[1]) * cos(radians(opening(O, tip, tips(c)[1])))

    return Scene(
        f"There are two vectors a = {a} and b = {b}.", [
            ask("Projection of a Vector", "Scalar Projection",
                "The tip of a is projected at right angles on the direction of b. How long is the projection of a on "
                "b?",
                frac(dot, length), f"the dot product is ${written(a, b)} = {dot}$ and b is $\\sqrt{{{b[0]}^2 + "
                f"{b[1]}^2}} = {length}$ long, so the projection is ${dot} \\div {length} = {frac(dot, length)}$ "
                "long."),
            ask("Projection of a Vector", "Vector Projection",
                "The tip of a is projected at right angles on the direction of b. What are the coordinates of the "
                "projection of a on b, as a vector?", spell(*shadow),
                f"the factor is $\\frac{{{written(a, b)}}}{{{b[0]}^2 + {b[1]}^2}} = {frac(t)}$; times b this gives "
                f"${spell(*shadow)}$, since ${frac(t)} \\times {b[0]} = {frac(shadow[0])}$ and ${frac(t)} \\times "
                f"{b[1]} = {frac(shadow[1])}$."),
            ask("Dot Product of Vectors", "Dot Product by Components", "What is the dot product of a and b?", dot,
                f"${written(a, b)} = {dot}$.")],
        [("A barge on a canal in the direction b is pulled with the force a, in kilonewtons.",
          "How many kilonewtons act along the canal, that is, how long is the projection of a on b?"),
         ("The Sun shines at right angles to a straight wall in the direction b. A rod a, in decimetres, casts its "
             "shadow on the wall.", "How many decimetres long is the shadow, the projection of a on b?"),
         ("Let $d$ be the distance from O of the foot of the perpendicular from the tip of a to the line through O "
             "along b.",
          "Determine $d$.")],
        names(a, b), figure=figure, upright=True, check=check)


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

    return Scene(
        f"On a line there are the points A{a}, B{b} and C{far}.", [
            ask("Collinear Vector Theorem", "Three Points on a Line",
                "The vector from A to C is a multiple of the vector from A to B. What is the factor?", frac(j, i),
                f"the vector to C is $({far[0] - a[0]}, {far[1] - a[1]})$, the vector to B is $({b[0] - a[0]}, "
                f"{b[1] - a[1]})$; ${num(far[0] - a[0])} \\div {num(b[0] - a[0])} = {frac(j, i)}$, and likewise "
                f"${num(far[1] - a[1])} \\div {num(b[1] - a[1])} = {frac(j, i)}$."),
            ask("Collinear Vector Theorem", "Multiple of One Vector",
                "The vector from A to D is -1 times the vector from A to B. What are the coordinates of "
                "D?", spell(*back),
                f"${a[0]} - ({b[0]} - {a[0]}) = {back[0]}$ and ${a[1]} - ({b[1]} - {a[1]}) = {back[1]}$, so D is "
                f"${spell(*back)}$."),
            ask("Distance between Two Points", "Distance Formula", "What is the distance between A and B?",
                root((i * step[0]) ** 2 + (i * step[1]) ** 2),
                f"$\\sqrt{{({b[0]} - {a[0]})^2 + ({b[1]} - {a[1]})^2}} = "
                f"{root((i * step[0]) ** 2 + (i * step[1]) ** 2)}$.")],
        [("A photo is scaled from the point A, so that B comes to C.", "What is the scale factor?"),
         ("A cyclist rides from A in a straight line at constant speed, passes B after one hour and passes C at "
             "another time.", "How many hours after the start does the cyclist pass C?"),
         ("The line AB is made a number line with 0 at A and 1 at B.", "Which number stands at C?")],
        coordinates(a, b, far), figure=figure, upright=True, check=check)
