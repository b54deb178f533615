"""Transformations of plane figures: translation, axial and central symmetry, rotation."""
from math import cos, dist, hypot, radians, sin

from ..canvas import area, middle, opening, outline, polar, turned
from ..contexts import scenes
from ..pieces import grid
from ..tools import Scene, ask, degrees, draw_until, program, root
from .circle import O, triples
from .tangents import named, third


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
                2 * (a + b), f"AA' and BB' are equal and parallel, so it is a parallelogram with the perimeter $2 "
                f"\\times ({a} + {b}) = {2 * (a + b)}$."),
            ask("Definition of a Translation", "All Points Move Alike",
                "A translation takes the triangle ABC to A'B'C'. What is the distance between C and C'?", a,
                f"every point moves by the same distance, so CC' is as long as AA', ${a}$."),
            ask("Definition of a Translation", "Translation Keeps the Figure",
                "A translation takes the triangle ABC to A'B'C'. What is the length of A'B'?", b,
                f"the image is congruent to the triangle ABC, so A'B' is as long as AB, ${b}$.")],
        [("A robot arm moves a triangular plate ABC to A'B'C' by a translation. Lengths are in centimetres.",
          "How many centimetres long is the border of the quadrilateral ABB'A'?"),
         ("A triangular flower bed ABC is repeated as A'B'C' by a translation; a cord runs around ABB'A'. Lengths "
          "are in decimetres.", "How many decimetres long is the cord?"),
         ("A triangular piece of scenery ABC glides to A'B'C' by a translation; a tape on the floor marks ABB'A'. "
          "Lengths are in decimetres.", "How many decimetres long is the tape?"),
         ("Let $P$ be the perimeter of ABB'A', where a translation takes A to A' and B to B'.", "Determine $P$.")],
        dict(a=a, b=b), fixed=(d, e, turn), figure=figure, check=check)


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
    way = f"the arrow goes {abs(dx)} to the {h} and {abs(dy)} {v}"

    def text(q):
        return f"({q[0]}, {q[1]})"

    return Scene(
        f"A translation goes {abs(dx)} units to the {h} and {abs(dy)} units {v}. P is the point {p}.", [
            ask("Translation in the Coordinate Plane", "Adding to the Coordinates",
                "The arrow shows a translation. What are the coordinates of the image of P?", text(image),
                f"{way}, so P{p} goes to the point with $({p[0]}) + ({dx}) = {image[0]}$ and $({p[1]}) + ({dy}) = "
                f"{image[1]}$, that is ${text(image)}$."),
            ask("Translation in the Coordinate Plane", "Undoing a Translation",
                "The arrow shows a translation. What are the coordinates of the point whose image is P?", text(origin),
                f"{way}; going back from P{p} gives $({p[0]}) - ({dx}) = {origin[0]}$ and $({p[1]}) - ({dy}) = "
                f"{origin[1]}$, that is ${text(origin)}$."),
            ask("Translation in the Coordinate Plane", "Left and Down are Negative",
                "The arrow shows a translation. What are the coordinates of the image of the origin?", text((dx, dy)),
                f"{way}, so the origin goes to ${text((dx, dy))}$, as $0 + ({dx}) = {dx}$ and $0 + ({dy}) = {dy}$.")],
        [("On a screen a picture is dragged along the arrow. P is a point of the picture.",
          "What are the coordinates of P afterwards?"),
         ("In a strategy game a ship stands at P and moves just as the arrow shows, but from its own place.",
          "What are the coordinates of the ship afterwards?"),
         ("A crane moves every load by the arrow. A load stands at P.",
          "What are the coordinates of the load afterwards?"),
         ("Let $t$ be the translation by the vector of the arrow.", "Determine $t(P)$.")],
        dict(dx=abs(dx), dy=abs(dy)), fixed=(dx, dy, *start, *p), figure=figure, upright=True, check=check)


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
                f"the half has {n} dark squares, the whole pattern $2 \\times {n} = {2 * n}$, and ${2 * n} \\times "
                f"{u} = {2 * n * u}$."),
            ask("Symmetry of Figures", "Mirror Image of a Point",
                "Only one half of a pattern is drawn; the thick line is an axis of symmetry. How far is P from its "
                "mirror image, measured in sides of the small squares?", 2 * d,
                f"the axis bisects the segment from P to its image; P is {d} sides from the axis, and $2 \\times {d} = "
                f"{2 * d}$."),
            ask("Symmetry of Figures", "Axis of Symmetry",
                "Only one half of a pattern is drawn; the thick line is an axis of symmetry of the whole pattern. "
                "How many dark squares are in the missing half?", n,
                f"folding along the axis lays the halves on each other, so there are ${n}$ as in the half that "
                f"is drawn.")],
        [("Half of an embroidery is finished; the thick line is its axis of symmetry. Each dark square takes {u} "
          "stitches.",
          "How many stitches does the whole embroidery take?"),
         ("A mosaic is symmetric about the thick line; one half is laid. Each dark square consists of {u} dark stones.",
          "How many dark stones does the whole mosaic have?"),
         ("Half of a board game is drawn; the thick line is its axis of symmetry. Each dark field is worth {u} points.",
          "How many points are all dark fields of the whole board worth?"),
         ("Let $n$ be the number of dark squares of the whole pattern, of which the thick line is an axis of "
          "symmetry, and $u = {u}$.", "Determine $n \\cdot u$.")],
        dict(u=u), fixed=(px, py, *(wide * y + x for x, y in dark)), figure=figure, check=check)


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
                f"the mirror image of B in the line is ${a} + {b} = {total}$ lower than A and {d} to the side, so the "
                f"shortest way is $\\sqrt{{{d}^2 + {total}^2}} = {z}$, by the Pythagorean Theorem.",
                also=["Pythagorean Theorem"]),
            ask("Axial Symmetry", "Equal Distance from the Axis",
                "What is the distance between A and its mirror image in the thick line?", 2 * a,
                f"both have the distance {a} from the line, on its two sides, so it is $2 \\times {a} = {2 * a}$."),
            ask("Pythagorean Theorem", "Hypotenuse from the Legs",
                "What is the distance between A and B? Give the exact value.", root(d * d + (a - b) ** 2),
                f"the legs are {d} and {abs(a - b)}, the difference of the distances from the line, so it is "
                f"$\\sqrt{{{d}^2 + {abs(a - b)}^2}} = {root(d * d + (a - b) ** 2)}$.")],
        [("A rider at A wants to water the horse at a straight river, the thick line, and go on to the camp B. "
          "Lengths are in metres.", "How many metres long is the shortest way?"),
         ("A pumping station on a straight canal, the thick line, is to supply the farms A and B with two straight "
          "pipes. Lengths are in metres.", "How many metres of pipe are needed at least?"),
         ("A ray of light goes from A to a mirror, the thick line, and is reflected to B. Lengths are in centimetres.",
          "How many centimetres long is its way?"),
         ("Let $X$ run along the thick line.", "Determine the least value of $AX + XB$.")],
        dict(a=a, b=b, d=d), figure=figure, check=check)


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
    return Scene(
        f"A hexagon ABCDEF is symmetric about the point Z. AB = {a}, BC = {b} and CD = {d}.", [
            ask("Central Symmetry", "Half Turn", "The hexagon is point-symmetric about Z. What is its perimeter?",
                2 * total, f"a half turn about Z lays AB, BC and CD on the other three sides, so the perimeter is $2 "
                f"\\times ({a} + {b} + {d}) = {2 * total}$."),
            ask("Central Symmetry", "Parallel Sides under a Half Turn",
                "The hexagon is point-symmetric about Z. What is the length of DE?", a,
                f"the point reflection in Z takes AB to the parallel side DE of the same length, ${a}$."),
            ask("Perimeter of a Polygon", "Sum of the Sides",
                "The hexagon is point-symmetric about Z. What is the length of the way from D via E and F to "
                "A?", total,
                f"the sides DE, EF and FA are as long as AB, BC and CD, together ${a} + {b} + {d} = {total}$.")],
        [(f"{start} It is point-symmetric about Z.", text) for start, text in scenes("perimeter", "a hexagon")],
        dict(a=a, b=b, d=d), fixed=(t, u), figure=figure, check=check)


@program("Symmetry in the Coordinate Plane")
def reflected_point(rng):
    axis, k = rng.randint(-3, 3), rng.randint(2, 20)
    p = draw_until(lambda: (rng.randint(-6, 6), rng.randint(-6, 6)),
                   lambda v: v[0] and abs(v[1]) > 1 and abs(v[0] - axis) > 1, "point")
    image = (2 * axis - p[0], p[1] + k)

    def figure(c, g):
        grid(c, -6, 6, -6, 6)
        c.line((axis, -6.4), (axis, 6.4), kind="thick")
        c.dot(p)
        c.corner(p, "P", (axis, p[1] - (2 if p[1] > 0 else -2)))  # away from both axes

    def check(c):
        x0 = next(points for points, kind in c.strokes if kind == "thick")[0][0]
        (x, y), = c.dots
        return (x0 - (x - x0), y + k), (x, -y), (-x, -y)

    way = f"P is the point $({p[0]}, {p[1]})$, the thick line is $x = {axis}$"
    return Scene(
        f"P is the point {p}; the thick line is the parallel to the y-axis through ({axis}, 0).", [
            ask("Symmetry in the Coordinate Plane", "Reflection in a Parallel to an Axis",
                "P is reflected in the thick line, and its image is moved {k} units upwards. What are the coordinates "
                "of the point that is reached?", f"({image[0]}, {image[1]})", f"{way}, and the mirror image has the "
                f"first coordinate $2 \\times ({axis}) - ({p[0]}) = {image[0]}$. By Translation in the Coordinate "
                f"Plane the second coordinate becomes $({p[1]}) + {k} = {image[1]}$.", also=["Translation in the "
                "Coordinate Plane"]),
            ask("Symmetry in the Coordinate Plane", "Reflection in the x-Axis",
                "What are the coordinates of the mirror image of P in the x-axis?", f"({p[0]}, {-p[1]})",
                f"P is the point $({p[0]}, {p[1]})$, and the second coordinate changes its sign: $-({p[1]}) = "
                f"{-p[1]}$."),
            ask("Symmetry in the Coordinate Plane", "Reflection in the Origin",
                "What are the coordinates of the image of P under point reflection in the origin?", f"({-p[0]}, "
                f"{-p[1]})",
                f"P is the point $({p[0]}, {p[1]})$, and both signs change: $-({p[0]}) = {-p[0]}$ and $-({p[1]}) = "
                f"{-p[1]}$.")],
        [("A drawing program mirrors the point P in the thick line and then shifts the image up by {k} units.",
          "What are the coordinates of the point at the end?"),
         ("The thick line is a wall in a computer game. A ghost at P appears at its mirror image behind the wall and "
          "then flies up by {k} units.", "What are the coordinates of the ghost then?"),
         ("A drone at P flies first to the mirror image of P in the thick line and then {k} metres in the direction "
          "of the y-axis. A unit of the axes is one metre.", "What are the coordinates of the drone at the end?"),
         ("Let $s$ be the reflection in the thick line and $t$ the translation by {k} in the direction of the y-axis.",
          "Determine $t(s(P))$.")],
        dict(k=k), fixed=(axis, *p), figure=figure, upright=True, check=check)


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
    return Scene(
        f"P and Q lie on a circle about Z, the angle PZQ is ${degrees(a)}$, and Q is reached from P by the shorter "
        f"{'clockwise' if clockwise else 'anticlockwise'} turn.", [
            ask("Definition of a Rotation", "Centre, Angle and Sense",
                "P is turned clockwise about Z until it reaches Q for the first time. By how many degrees is it "
                "turned?",
                degrees(x), f"the marked angle leads {'clockwise' if clockwise else 'anticlockwise'} from P to Q, so "
                f"the turn has " + (f"${a}$" if clockwise else f"$360 - {a} = {x}$") + " degrees."),
            ask("Definition of a Rotation", "Clockwise and Anticlockwise Turns",
                "P is turned anticlockwise about Z until it reaches Q for the first time. By how many degrees is it "
                "turned?", degrees(y), f"the clockwise turn from P to Q has {x} degrees, and both turns together make "
                f"a full turn: $360 - {x} = {y}$ degrees."),
            ask("Isosceles Triangle", "Base Angles are Equal", "P and Q are joined. How many degrees is the angle "
                "ZPQ?",
                degrees(f"{base:g}"), f"ZP and ZQ are equal, so the angles at P and Q are equal, $(180 - {a}) \\div "
                f"2 = {base:g}$ degrees.")],
        [("A cabin of a Ferris wheel with the axle Z goes clockwise from P to Q.",
          "By how many degrees does the wheel turn?"),
         ("The knob of an oven, seen from the front, is turned clockwise about Z until its mark comes from P to Q.",
          "By how many degrees is it turned?"),
         ("A radar beam turns clockwise about Z. It has just passed P.",
          "By how many degrees does it turn until it first points to Q?"),
         ("Let $\\alpha$ be the least positive angle, in degrees, of a clockwise rotation about Z that takes P to Q.",
          "Determine $\\alpha$.")],
        dict(a=a), fixed=(clockwise, start), figure=figure, check=check)


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
    return Scene(
        f"A rotation about A takes the triangle ABC to AB'C'. The angle BAC is ${degrees(b)}$ and the angle CAB' is "
        f"${degrees(d)}$.", [
            ask("Properties of a Rotation", "Rotated Figure is Congruent",
                f"{start} How many degrees is the angle BAC'?", degrees(2 * b + d),
                f"the angle B'AC' is equal to BAC, {b} degrees, so the angle BAC' is ${b} + {d} + {b} = {2 * b + d}$ "
                "degrees."),
            ask("Properties of a Rotation", "Distance from the Centre is Kept",
                f"{start} B and B' are joined. How many degrees is the angle ABB'?", degrees(f"{base:g}"),
                f"AB and AB' are equal, and the angle between them has ${b} + {d} = {turn}$ degrees, so the angle "
                f"ABB' is $(180 - {turn}) \\div 2 = {base:g}$ degrees."),
            ask("Definition of a Rotation", "Same Angle for Every Point",
                f"{start} By how many degrees is C turned?", degrees(turn),
                f"all points are turned by the angle BAB', ${b} + {d} = {turn}$ degrees.")],
        [(f"{opening} {start}", "How many degrees is the angle BAC'?") for opening in (
            "A windmill has sails like the triangles of the figure.",
            "A fan is opened; the figure shows a paper leaf before and after.",
            "A triangular gate leaf swings about the post A, seen from above.")]
        + [(f"{start} Let $\\theta$ be the angle BAC'.", "Determine $\\theta$ in degrees.")],
        dict(b=b, d=d), fixed=(r, s), figure=figure, check=check)


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
    return Scene(
        f"P is the point {p}.", [
            ask("Rotation in the Coordinate Plane", name,
                "P makes {n} quarter turns anticlockwise about the origin. What are the coordinates of P at the end?",
                f"({image[0]}, {image[1]})", f"four quarter turns are a full turn, and ${n} \\bmod 4 = {n % 4}$: "
                f"{what}. So P$({x}, {y})$ comes to $({image[0]}, {image[1]})$."),
            ask("Rotation in the Coordinate Plane", "Half Turn about the Origin",
                "P makes a half turn about the origin. What are the coordinates of P at the end?", f"({-x}, {-y})",
                f"P is $({x}, {y})$, and both signs change: $-({x}) = {-x}$ and $-({y}) = {-y}$."),
            ask("Rotation in the Coordinate Plane", "Quarter Turn Clockwise",
                "P makes one quarter turn clockwise about the origin. What are the coordinates of P at the end?",
                f"({y}, {-x})",
                f"P is $({x}, {y})$; the quarter turn clockwise takes it to $({y}, {-x})$, where $-({x}) = {-x}$.")],
        [("A turntable with its axle at the origin makes {n} quarter turns anticlockwise. A toy stands at P.",
          "What are the coordinates of the toy at the end?"),
         ("In a computer game a spaceship at P is rotated about the origin by $90^\\circ$ anticlockwise, {n} times.",
          "What are the coordinates of the spaceship at the end?"),
         ("A stage turns about the origin; a lamp at P makes {n} quarter turns anticlockwise.",
          "What are the coordinates of the lamp at the end?"),
         ("Let $d$ be the rotation by $90^\\circ$ about the origin, applied {n} times to P.",
          "Determine the coordinates of the image.")],
        dict(n=n), fixed=p, figure=figure, upright=True, check=check)
