"""Transformations of plane figures: translation, axial and central symmetry, rotation."""
from math import cos, dist, hypot, radians, sin

from ..canvas import area, middle, opening, outline, polar, turned
from ..pieces import grid
from ..tools import Quantity, Scene, ask, degrees, draw_until, program, root
from .circle import O, triples
from .tangents import named, third


def guides(c, rng):
    """Dashed lines from the first dot of a coordinate plane to its axes."""
    (x, y), *_ = c.dots
    c.line((x, 0), (x, y), (0, y), kind="dash")


def joined(*names):
    """Dashed segments between corners with names, as "CC'"."""
    def draw(c, rng):
        at = {text: p for kind, p, _, _, text in c.labels if kind == "corner"}
        for one, two in names:
            c.line(at[one], at[two], kind="dash")

    return draw


@program("Definition of a Translation")
def translated_triangle(rng):
    b = rng.randint(5, 14)
    a = b + rng.randint(6, 14)

    def corners(d, e, turn):
        """B and C for A = O; C to the right of AB, at the distances d from A and e from B."""
        r = third(O, (b, 0), d, e)
        return turned((0, b), turn), turned((r[0], -r[1]), 90 + turn)

    d, e, turn = draw_until(lambda: (rng.randint(b // 2 + 2, b + 3), rng.randint(b // 2 + 2, b + 3),
                                     rng.choice((-1, 1)) * rng.randint(15, 35)),
                            lambda v: 0.3 < corners(*v)[1][1] / corners(*v)[0][1] < 0.7, "C between AA' and BB'")

    def figure(c, g):
        p, (q, r), v = O, corners(d, e, turn), (a, 0)
        image = [(x + v[0], y + v[1]) for x, y in (p, q, r)]
        c.polygon(p, q, r)
        c.polygon(*image, accent=True)
        c.arrow(p, image[0], kind="thin")
        c.line(q, image[1], kind="dash")
        c.side(p, image[0], g["a"], q)
        c.side(p, q, g["b"], r)
        named(c, {"A": p, "B": q}, r)
        named(c, {"A'": image[0], "B'": image[1]}, (image[0][0] - 0.2 * a, 0.5 * b))
        c.corner(r, "C", middle(p, q))
        c.corner(image[2], "C'", middle(*image[:2]))

    def check(c):
        one, two = c.polygons
        return outline([one[0], one[1], two[1], two[0]]), dist(one[2], two[2]), dist(two[0], two[1])

    return Scene(
        f"A translation takes the triangle ABC to A'B'C'. AA' is {a} and AB is {b} long.", [
            ask("Definition of a Translation", "Parallel Equal Joining Segments",
                "A translation takes the triangle ABC to A'B'C'. What is the perimeter of the quadrilateral ABB'A'?",
                2 * (a + b), f"The figure shows the lengths {a} of AA' and {b} of AB. By @ AA' and BB' are equal and "
                f"parallel, so ABB'A' is a parallelogram. Its perimeter is $2 \\times ({a} + {b}) = {2 * (a + b)}$ "
                "(Perimeter of a Parallelogram).", also=["Perimeter of a Parallelogram"],
                wrong=[a + b, a * b, 2 * a + b, a + 2 * b]),
            ask("Definition of a Translation", "All Points Move Alike",
                "A translation takes the triangle ABC to A'B'C'. What is the distance between C and C'?", a,
                f"The figure shows that AA' is {a} long. By @ C moves by the same distance as A, so C and C' are "
                f"${a}$ apart.", wrong=[b, a + b, a - b]),
            ask("Definition of a Translation", "Translation Keeps the Figure",
                "A translation takes the triangle ABC to A'B'C'. What is the length of A'B'?", b,
                f"The figure shows that AB is {b} long. By @ the triangle A'B'C' is congruent to ABC, so A'B' is also "
                f"${b}$ long.", wrong=[a, a + b, a - b])],
        givens=dict(a=a, b=b), fixed=(d, e, turn), more=[joined(("C", "C'"))], figure=figure, check=check)


@program("Translation in the Coordinate Plane")
def translated_point(rng):
    dx, dy = (rng.choice((-1, 1)) * rng.randint(2, 6) for _ in range(2))
    start = draw_until(lambda: (rng.randint(-6, 6), rng.randint(-6, 6)), lambda p: (
        2 <= abs(p[0] + dx) <= 6 and 0 < abs(p[1] + dy) <= 6 and abs(p[1]) >= 2 and p[0]
        and abs(p[0] + dx / 2) >= 1.5 and abs(p[1] + dy / 2) >= 1.5), "arrow")  # its labels keep off the axes
    p = draw_until(lambda: (rng.randint(-6, 6), rng.randint(-6, 6)), lambda v: min(map(abs, v)) > 1 and min(
        dist(v, (start[0] + dx * k / 4, start[1] + dy * j / 4)) for k in range(5) for j in range(5)) > 1.4, "point")
    image, origin = (p[0] + dx, p[1] + dy), (p[0] - dx, p[1] - dy)

    def figure(c, g):
        grid(c, -6, 6, -6, 6)
        corner, end = (start[0] + dx, start[1]), (start[0] + dx, start[1] + dy)
        c.arrow(start, end)
        c.line(start, corner, end, kind="dash")
        c.side(start, corner, g["dx"], end)
        c.side(corner, end, g["dy"], start)
        c.dot(p)
        c.corner(p, "P", (p[0] - 1, p[1] - (1 if p[1] > 0 else -1)))

    def check(c):
        (x0, y0), (x1, y1) = [points for points, kind in c.strokes if kind == "head"][-1]
        (x, y), = c.dots
        return (x + x1 - x0, y + y1 - y0), (x - x1 + x0, y - y1 + y0), (x1 - x0, y1 - y0)

    h, v = "right" if dx > 0 else "left", "up" if dy > 0 else "down"
    way = f"In the figure the arrow goes {abs(dx)} to the {h} and {abs(dy)} {v}, and P is the point $({p[0]}, {p[1]})$."

    def text(q):
        return f"({q[0]}, {q[1]})"

    return Scene(
        f"A translation goes {abs(dx)} units to the {h} and {abs(dy)} units {v}. P is the point {p}.", [
            ask("Translation in the Coordinate Plane", "Adding to the Coordinates",
                "The arrow shows a translation. What are the coordinates of the image of P?", text(image),
                f"{way} By @ the shift is added to the coordinates: $({p[0]}) + ({dx}) = {image[0]}$ and $({p[1]}) + "
                f"({dy}) = {image[1]}$. The image of P is ${text(image)}$.",
                wrong=[text(origin), text((p[0] + dy, p[1] + dx)), text((image[0], origin[1])),
                       text((origin[0], image[1]))]),
            ask("Translation in the Coordinate Plane", "Undoing a Translation",
                "The arrow shows a translation. What are the coordinates of the point whose image is P?", text(origin),
                f"{way} By @ the shift is subtracted again: $({p[0]}) - ({dx}) = {origin[0]}$ and $({p[1]}) - ({dy}) = "
                f"{origin[1]}$. The point is ${text(origin)}$.",
                wrong=[text(image), text((image[0], origin[1])), text((origin[0], image[1]))]),
            ask("Translation in the Coordinate Plane", "Left and Down are Negative",
                "The arrow shows a translation. What are the coordinates of the image of the origin?", text((dx, dy)),
                f"In the figure the arrow goes {abs(dx)} to the {h} and {abs(dy)} {v}. By @ the steps of the shift "
                f"have the signs in $0 + ({dx}) = {dx}$ and $0 + ({dy}) = {dy}$, so the origin goes to "
                f"${text((dx, dy))}$.", wrong=[text((-dx, -dy)), text((dy, dx)), text((dx, -dy))])],
        givens=dict(dx=abs(dx), dy=abs(dy)), fixed=(dx, dy, *start, *p), more=[guides], figure=figure,
        upright=True, check=check)


@program("Symmetry of Figures")
def half_pattern(rng):
    u, wide, tall = rng.randint(2, 20), 5, 6
    dark = sorted(rng.sample([(x, y) for x in range(wide) for y in range(tall)], rng.randint(6, 15)))
    px, py = rng.randint(0, wide - 2), rng.randint(1, tall - 1)
    n = len(dark)

    def figure(c, g):
        c.without = {"shapes", "grid", "line", "hatch"}
        for x in range(wide):
            for y in range(tall):
                c.polygon((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), fill=(x, y) in dark, accent=True)
        c.line((wide, -0.6), (wide, tall + 0.6), kind="thick")
        c.line((wide + 2.5, 0), (wide + 2.5, tall), kind="none")
        if c.asked in (None, 1):
            c.dot((px, py))
            c.corner((px, py), "P", (px + 0.5, py + 0.5))

    def check(c):
        axis = next(points for points, kind in c.strokes if kind == "thick")[0][0]
        image = [[(2 * axis - x, y) for x, y in points] for points, _ in c.fills]
        (x, y), = c.dots
        return u * (len(c.fills) + len(image)), dist((x, y), (2 * axis - x, y)), round(sum(map(area, image)))

    d = wide - px
    return Scene(
        f"The thick line is an axis of symmetry of a pattern of squares; one half is drawn, with {n} dark squares "
        f"and a point P at the distance {d} from the axis.", [
            ask("Symmetry of Figures", "Axis of Symmetry",
                "Only one half of a pattern is drawn; the thick line is an axis of symmetry of the whole pattern. "
                "Every dark square holds {u} beads. How many beads are there in the whole pattern?", 2 * n * u,
                f"The figure shows {n} dark squares. By @ the missing half has just as many, so the whole pattern has "
                f"$2 \\times {n} = {2 * n}$. Each holds {u} beads, which makes ${2 * n} \\times {u} = {2 * n * u}$ "
                "beads.", wrong=[n * u, 2 * n + u, 4 * n * u, (2 * n - 1) * u]),
            ask("Symmetry of Figures", "Mirror Image of a Point",
                "Only one half of a pattern is drawn; the thick line is an axis of symmetry. How far is P from its "
                "mirror image, measured in sides of the small squares?", 2 * d,
                f"In the figure P is {d} sides of a square away from the axis. By @ the axis bisects the segment from "
                f"P to its image, so they are $2 \\times {d} = {2 * d}$ sides apart.", wrong=[d, wide, 2 * wide, px]),
            ask("Symmetry of Figures", "Axis of Symmetry",
                "Only one half of a pattern is drawn; the thick line is an axis of symmetry of the whole pattern. "
                "How many dark squares are in the missing half?", n,
                f"The figure shows {n} dark squares in the drawn half. By @ folding along the axis lays the two halves "
                f"on each other, so there are ${n}$ dark squares in the missing half too.",
                wrong=[2 * n, wide * tall - n, n + 1])],
        givens=dict(u=u), fixed=(px, py, *(wide * y + x for x, y in dark)), quantities={
            "u": Quantity("count", "the number of beads in a dark square", "beads")}, figure=figure, check=check)


@program("Axial Symmetry")
def shortest_way_by_mirror(rng):
    d, total, z = rng.choice([t for t in triples(85) if 0.4 < t[0] / t[1] < 2.2 and t[1] >= 6])
    low = max(2, total // 4)
    a = rng.choice([k for k in range(low, total - low + 1) if 2 * k != total])
    b = total - a

    def figure(c, g):
        p, q = (0, a), (d, b)
        c.line((-0.2 * d, 0), (1.2 * d, 0), kind="thick")
        c.line(p, O, kind="dash")
        c.line(q, (d, 0), kind="dash")
        c.right(O, (d, 0), p)
        c.right((d, 0), O, q)
        c.side(O, p, g["a"], q)
        c.side((d, 0), q, g["b"], p)
        c.side(O, (d, 0), g["d"], (d / 2, a))
        for name, at in (("A", p), ("B", q)):
            c.dot(at)
            c.corner(at, name, (at[0], 0))

    def check(c):
        p, q = c.dots
        return (min(hypot(x * q[0] / 20000, p[1]) + hypot(q[0] - x * q[0] / 20000, q[1]) for x in range(20001)),
                dist(p, (p[0], -p[1])), dist(p, q))

    return Scene(
        f"A and B lie on one side of a thick straight line, at the distances {a} and {b} from it; the feet of the "
        f"perpendiculars from A and B to the line are {d} apart.", [
            ask("Axial Symmetry", "Shortest Way by Reflection",
                "How long is the shortest way from A to a point of the thick line and on to B?", z,
                f"The figure shows that A is {a} and B is {b} away from the thick line and that the feet of the "
                f"perpendiculars are {d} apart. By @ the way is as long as the segment from A to the mirror image of "
                f"B. From A to this image it is ${a} + {b} = {total}$ at a right angle to the thick line and {d} along "
                f"it. By the Pythagorean Theorem the shortest way is $\\sqrt{{{d}^2 + {total}^2}} = {z}$ long.",
                also=["Pythagorean Theorem"],
                wrong=[root(d * d + (a - b) ** 2), d + total, root(d * d + max(a, b) ** 2)]),
            ask("Axial Symmetry", "Equal Distance from the Axis",
                "What is the distance between A and its mirror image in the thick line?", 2 * a,
                f"The figure shows that A is {a} away from the thick line. By @ its mirror image is just as far away "
                f"on the other side, so they are $2 \\times {a} = {2 * a}$ apart.", wrong=[a, 2 * b, total]),
            ask("Pythagorean Theorem", "Hypotenuse from the Legs",
                "What is the distance between A and B? Give the exact value.", root(d * d + (a - b) ** 2),
                f"The figure shows the distances {a} and {b} from the thick line, which differ by ${max(a, b)} - "
                f"{min(a, b)} = {abs(a - b)}$, and the distance {d} of the feet. These are the legs of a right "
                f"triangle with the hypotenuse AB. By @ AB is $\\sqrt{{{d}^2 + {abs(a - b)}^2}} = "
                f"{root(d * d + (a - b) ** 2)}$ long.", wrong=[z, d + abs(a - b), d])],
        givens=dict(a=a, b=b, d=d), more=[joined("AB")], figure=figure, check=check)


@program("Central Symmetry")
def point_symmetric_hexagon(rng):
    a, b, d = draw_until(lambda: [rng.randint(4, 20) for _ in range(3)], lambda v: max(v) < 2.4 * min(v), "sides")
    t, u = rng.randint(45, 75), rng.randint(105, 135)

    def figure(c, g):
        at, corners = O, [O]
        for k, h in ((a, 0), (b, t), (d, u), (a, 180), (b, 180 + t)):
            at = (at[0] + k * cos(radians(h)), at[1] + k * sin(radians(h)))
            corners.append(at)
        z = middle(corners[0], corners[3])
        c.polygon(*corners)
        c.dot(z)
        c.corner(z, "Z", corners[1])
        for i, name in enumerate("abd"):
            c.side(corners[i], corners[i + 1], g[name], z)
        named(c, dict(zip("ABCDEF", corners)), z)

    def check(c):
        p = c.polygons[0]
        return outline(p), dist(p[3], p[4]), outline(p) / 2

    total = a + b + d
    seen = f"The figure shows the sides AB, BC and CD with the lengths {a}, {b} and {d}."
    return Scene(
        f"A hexagon ABCDEF is symmetric about the point Z. AB = {a}, BC = {b} and CD = {d}.", [
            ask("Central Symmetry", "Half Turn", "The hexagon is point-symmetric about Z. What is its perimeter?",
                2 * total, f"{seen} By @ the hexagon is turned about Z by 180 degrees onto itself, and these sides are "
                f"laid on DE, EF and FA. So every length occurs twice, and the perimeter of the hexagon is $2 \\times "
                f"({a} + {b} + {d}) = {2 * total}$.", wrong=[total, 2 * (a + b) + d, 6 * a, 3 * total]),
            ask("Central Symmetry", "Parallel Sides under a Half Turn",
                "The hexagon is point-symmetric about Z. What is the length of DE?", a,
                f"{seen} By @ the point reflection in Z takes AB to the parallel side DE, and it keeps lengths. So DE "
                f"is ${a}$ long.", wrong=[b, d, a + b]),
            ask("Perimeter of a Polygon", "Sum of the Sides",
                "The hexagon is point-symmetric about Z. What is the length of the way from D via E and F to "
                "A?", total,
                f"{seen} A half turn about Z lays them on DE, EF and FA (Central Symmetry). By @ the sides of the way "
                f"are added: it is ${a} + {b} + {d} = {total}$ long.", also=["Central Symmetry"],
                wrong=[2 * total, a + b, b + d])],
        givens=dict(a=a, b=b, d=d), fixed=(t, u), more=[joined("AD", "BE", "CF")], figure=figure, check=check)


@program("Symmetry in the Coordinate Plane")
def reflected_point(rng):
    axis, k = rng.randint(-3, 3), rng.randint(2, 20)
    p = draw_until(lambda: (rng.randint(-6, 6), rng.randint(-6, 6)),
                   lambda v: v[0] and abs(v[1]) > 1 and abs(v[0] - axis) > 1, "point")
    image = (2 * axis - p[0], p[1] + k)

    def figure(c, g):
        grid(c, -6, 6, -6, 6)
        if c.asked in (None, 0):
            c.line((axis, -6.4), (axis, 6.4), kind="thick")
        c.dot(p)
        c.corner(p, "P", (axis, p[1] - (2 if p[1] > 0 else -2)))  # away from both axes

    def check(c):
        x0 = next(points for points, kind in c.strokes if kind == "thick")[0][0]
        (x, y), = c.dots
        return (x0 - (x - x0), y + k), (x, -y), (-x, -y)

    way = f"In the figure P is the point $({p[0]}, {p[1]})$"
    return Scene(
        f"P is the point {p}; the thick line is the parallel to the y-axis through ({axis}, 0).", [
            ask("Symmetry in the Coordinate Plane", "Reflection in a Parallel to an Axis",
                "P is reflected in the thick line, and its image is moved {k} units upwards. What are the coordinates "
                "of the point that is reached?", f"({image[0]}, {image[1]})", f"{way}, and the thick line is $x = "
                f"{axis}$. By @ the mirror image has the first coordinate $2 \\times ({axis}) - ({p[0]}) = {image[0]}$ "
                f"and the same second coordinate. The way up is added to it, $({p[1]}) + {k} = {image[1]}$ "
                f"(Translation in the Coordinate Plane). The point that is reached is $({image[0]}, {image[1]})$.",
                also=["Translation in the Coordinate Plane"],
                wrong=[f"({image[0]}, {p[1]})", f"({-p[0]}, {image[1]})", f"({image[0]}, {p[1] - k})",
                       f"({p[0]}, {image[1]})"]),
            ask("Symmetry in the Coordinate Plane", "Reflection in the x-Axis",
                "What are the coordinates of the mirror image of P in the x-axis?", f"({p[0]}, {-p[1]})",
                f"{way}. By @ the second coordinate changes its sign, $-({p[1]}) = {-p[1]}$, so the mirror image is "
                f"$({p[0]}, {-p[1]})$.", wrong=[f"({-p[0]}, {p[1]})", f"({-p[0]}, {-p[1]})", f"({p[1]}, {p[0]})"]),
            ask("Symmetry in the Coordinate Plane", "Reflection in the Origin",
                "What are the coordinates of the image of P under point reflection in the origin?", f"({-p[0]}, "
                f"{-p[1]})", f"{way}. By @ both coordinates change their signs, $-({p[0]}) = {-p[0]}$ and $-({p[1]}) = "
                f"{-p[1]}$, so the image is $({-p[0]}, {-p[1]})$.",
                wrong=[f"({-p[0]}, {p[1]})", f"({p[0]}, {-p[1]})", f"({-p[1]}, {-p[0]})"])],
        givens=dict(k=k), fixed=(axis, *p), quantities={"k": Quantity("measure", "the way upwards", "units")},
        say=dict(apart=2 * abs(axis - p[0])), more=[guides], figure=figure, upright=True, check=check)


@program("Definition of a Rotation")
def turn_to(rng):
    a, clockwise, start = rng.randint(30, 150), rng.random() < 0.5, rng.randint(0, 359)
    x, y = (a, 360 - a) if clockwise else (360 - a, a)

    def figure(c, g):
        c.without = {"mirror"}
        p, q = polar(O, 5, start), polar(O, 5, start + (-a if clockwise else a))
        c.ring(O, 5, kind="dash")
        c.line(p, O, q)
        for at, name in ((p, "P"), (q, "Q")):
            c.dot(at)
            c.corner(at, name, O)
        c.corner(O, "Z", middle(p, q))
        c.angle(O, p, q, g["a"] + "°")

    def check(c):
        p, q = c.dots
        left = p[0] * q[1] - p[1] * q[0] > 0  # Q lies anticlockwise from P
        n = opening(O, p, q)
        return 360 - n if left else n, n if left else 360 - n, opening(p, O, q)

    base = (180 - a) / 2
    sense = "clockwise" if clockwise else "anticlockwise"
    seen = f"In the figure the marked angle of {a} degrees leads {sense} from P to Q."
    turn = f"${a}^\\circ$" if clockwise else f"$360^\\circ - {a}^\\circ = {x}^\\circ$"
    return Scene(
        f"P and Q lie on a circle with the centre Z, the angle PZQ is ${degrees(a)}$, and Q is reached from P by the "
        f"shorter {sense} turn.", [
            ask("Definition of a Rotation", "Centre, Angle and Sense",
                "P is turned clockwise about Z until it reaches Q for the first time. By how many degrees is it "
                "turned?",
                degrees(x), f"{seen} By @ the clockwise sense counts here, so the angle of the turn is {turn}.",
                wrong=[degrees(y), degrees(180 - a), degrees(a + 180), degrees(a + 90)]),
            ask("Definition of a Rotation", "Clockwise and Anticlockwise Turns",
                "P is turned anticlockwise about Z until it reaches Q for the first time. By how many degrees is it "
                "turned?", degrees(y), f"{seen} So the clockwise turn from P to Q is {turn}. By @ both turns together "
                f"make a full turn, and the anticlockwise one is $360^\\circ - {x}^\\circ = {y}^\\circ$.",
                wrong=[degrees(x), degrees(180 - a), degrees(a + 180)]),
            ask("Isosceles Triangle", "Base Angles are Equal", "P and Q are joined. How many degrees is the angle "
                "ZPQ?",
                degrees(f"{base:g}"), f"The figure shows that the angle PZQ is ${a}^\\circ$. ZP and ZQ are radii of "
                f"the circle and so equally long. By @ the angles at P and Q are equal, and with the angle at Z they "
                f"add up to 180 degrees (Angle Sum of a Triangle). The angle ZPQ is $(180^\\circ - {a}^\\circ) \\div 2 "
                f"= {base:g}^\\circ$.", also=["Angle Sum of a Triangle"],
                wrong=[degrees(180 - a), degrees(a), degrees(f"{a / 2:g}")])],
        givens=dict(a=a), fixed=(clockwise, start), more=[joined("PQ")], figure=figure, check=check)


@program("Properties of a Rotation")
def rotated_triangle(rng):
    b, d = draw_until(lambda: (rng.randint(28, 60), rng.randint(25, 60)), lambda v: 2 * v[0] + v[1] <= 165, "angles")
    r, s = rng.randint(7, 10), rng.randint(7, 10)

    def figure(c, g):
        p, q, u, v = polar(O, r, 0), polar(O, s, b), polar(O, r, b + d), polar(O, s, 2 * b + d)
        c.polygon(O, p, q)
        c.polygon(O, u, v, accent=True)
        c.angle(O, p, q, g["b"] + "°")
        c.angle(O, q, u, g["d"] + "°")
        named(c, {"B": p, "C": q, "B'": u, "C'": v}, O)
        c.corner(O, "A", middle(p, v))

    def check(c):
        (a, p, q), (_, u, v) = c.polygons
        return opening(a, p, v), opening(p, a, u), opening(a, q, v)

    turn = b + d
    base = (180 - turn) / 2
    start = "A rotation about A takes the triangle ABC to AB'C'."
    seen = f"The figure shows the angles ${b}^\\circ$ of BAC and ${d}^\\circ$ of CAB'."
    return Scene(
        f"A rotation about A takes the triangle ABC to AB'C'. The angle BAC is ${degrees(b)}$ and the angle CAB' is "
        f"${degrees(d)}$.", [
            ask("Properties of a Rotation", "Rotated Figure is Congruent",
                f"{start} How many degrees is the angle BAC'?", degrees(2 * b + d),
                f"{seen} By @ the angle B'AC' is equal to BAC, so it is ${b}^\\circ$. The angle BAC' consists of all "
                f"three: it is ${b}^\\circ + {d}^\\circ + {b}^\\circ = {2 * b + d}^\\circ$.",
                wrong=[degrees(b + d), degrees(b + 2 * d), degrees(360 - 2 * b - d), degrees(2 * b)]),
            ask("Properties of a Rotation", "Distance from the Centre is Kept",
                f"{start} B and B' are joined. How many degrees is the angle ABB'?", degrees(f"{base:g}"),
                f"{seen} The angle BAB' is ${b}^\\circ + {d}^\\circ = {turn}^\\circ$. By @ AB and AB' are equally "
                f"long, so the angles at B and B' are equal (Isosceles Triangle). With the angle at A they add up to "
                f"180 degrees (Angle Sum of a Triangle), so the angle ABB' is $(180^\\circ - {turn}^\\circ) \\div 2 = "
                f"{base:g}^\\circ$.", also=["Isosceles Triangle", "Angle Sum of a Triangle"],
                wrong=[degrees(180 - turn), degrees(turn), degrees(f"{(180 - d) / 2:g}")]),
            ask("Definition of a Rotation", "Same Angle for Every Point",
                f"{start} By how many degrees is C turned?", degrees(turn),
                f"{seen} By @ every point is turned by the angle BAB'. C is turned by ${b}^\\circ + {d}^\\circ = "
                f"{turn}^\\circ$.", wrong=[degrees(d), degrees(2 * b + d), degrees(b)])],
        givens=dict(b=b, d=d), fixed=(r, s), more=[joined(("B", "B'"), ("C", "C'"))], figure=figure, check=check)


@program("Rotation in the Coordinate Plane")
def quarter_turns(rng):
    n = rng.choice([n for n in range(2, 41) if n % 4])
    p = draw_until(lambda: (rng.randint(-6, 6), rng.randint(-6, 6)), lambda v: 0 not in v and v[0] != v[1], "point")
    x, y = p
    image = [p, (-y, x), (-x, -y), (y, -x)][n % 4]

    def figure(c, g):
        grid(c, -7, 7, -7, 7)
        c.line(O, p)
        c.dot(p)
        c.corner(p, "P", O)

    def check(c):
        z = complex(*c.dots[0])
        return tuple(((z * 1j ** k).real, (z * 1j ** k).imag) for k in (n, 2, 3))

    name = ["", "Quarter Turn Anticlockwise", "Half Turn about the Origin", "Quarter Turn Clockwise"][n % 4]
    what = ["", "one quarter turn is left, which takes $(x, y)$ to $(-y, x)$",
            "a half turn is left, which takes $(x, y)$ to $(-x, -y)$",
            "three quarter turns are left, which is a quarter turn clockwise and takes $(x, y)$ to $(y, -x)$"][n % 4]
    seen = f"In the figure P is the point $({x}, {y})$."
    turns = [(x, y), (-y, x), (-x, -y), (y, -x)]
    return Scene(
        f"P is the point {p}.", [
            ask("Rotation in the Coordinate Plane", name,
                "P makes {n} quarter turns anticlockwise about the origin. What are the coordinates of P at the end?",
                f"({image[0]}, {image[1]})", f"{seen} Four quarter turns are a full turn, and ${n} \\bmod 4 = "
                f"{n % 4}$, so {what}. By @ P comes to $({image[0]}, {image[1]})$.",
                wrong=[f"({q[0]}, {q[1]})" for q in [*turns[:0:-1], (y, x), (x, -y)] if q != image]),
            ask("Rotation in the Coordinate Plane", "Half Turn about the Origin",
                "P makes a half turn about the origin. What are the coordinates of P at the end?", f"({-x}, {-y})",
                f"{seen} By @ both coordinates change their signs, $-({x}) = {-x}$ and $-({y}) = {-y}$, so P comes to "
                f"$({-x}, {-y})$.", wrong=[f"({x}, {-y})", f"({-x}, {y})", f"({-y}, {x})"]),
            ask("Rotation in the Coordinate Plane", "Quarter Turn Clockwise",
                "P makes one quarter turn clockwise about the origin. What are the coordinates of P at the end?",
                f"({y}, {-x})", f"{seen} By @ the coordinates are exchanged, and the new second one changes its sign, "
                f"$-({x}) = {-x}$. P comes to $({y}, {-x})$.", wrong=[f"({-y}, {x})", f"({y}, {x})", f"({-x}, {-y})"])],
        givens=dict(n=n), fixed=p, quantities={
            "n": Quantity("count", "the number of quarter turns", "quarter turns")}, more=[guides],
        figure=figure, upright=True, check=check)
