"""Shortest paths on surfaces; composite and irregular solids, frustums of pyramids; edges of prisms and pyramids."""
from math import cos, dist, hypot, radians, sin
from math import pi as PI

from ..additions_space import circle_at
from ..canvas import polar
from ..pieces import boxed, oblique, recorded, round_solid
from ..tools import Quantity, Scene, ask, degrees, frac, near, program, root
from .solid import cuboid, loft, rectangle, shell, spans, three_edges
from .space import half_root


# ----------------------------------------------------------------------------------------------------- shortest paths
def least(f, low, high):
    """The least value of a convex function on an interval, by thirds."""
    for _ in range(120):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, b) if f(a) < f(b) else (a, high)
    return f(low)


@program("Shortest Path on a Cuboid")
def cuboid_path(rng):
    a, b, h = three_edges(rng)
    x, y, z = sorted((a, b, h))

    def figure(c, g):
        at = cuboid(c, g, a, b, h)
        for place, name in ((0, "A"), (1, "B")):
            c.dot(at(place, place, place))
            c.corner(at(place, place, place), name, at(0.5, 0.5, 0.5))

    def check(c):
        p, q, r = spans(c)

        def over(u, v, w):  # from one corner across the edge v that two faces u x v and v x w share
            return least(lambda t: hypot(t, u) + hypot(v - t, w), 0, v)

        return min(over(p, q, r), over(q, r, p), over(r, p, q)), over(r, p, q), dist((0, 0, 0), (p, q, r))

    edges = f"The figure shows the edges {a}, {b} and {h} of the cuboid, and A and B are opposite corners."
    return Scene(
        f"A cuboid is {a} long, {b} wide and {h} high. A is a bottom corner at the front, and B is the opposite "
        "corner, at the top of the back.", [
            ask("Shortest Path on a Cuboid", "Joining the Two Shorter Edges", "How long is the shortest path from A to "
                "B on the surface of the cuboid?", root((x + y) ** 2 + z * z),
                f"{edges} Two faces that share an edge are unfolded into one plane, where the path is a straight "
                f"segment. By @ it is shortest when the two shorter edges, {x} and {y}, are added: "
                f"$\\sqrt{{({x} + {y})^2 + {z}^2}} = {root((x + y) ** 2 + z * z)}$.",
                wrong=[root(x * x + y * y + z * z), x + y + z, root((x + z) ** 2 + y * y), root((y + z) ** 2 + x * x)]),
            ask("Shortest Path on a Cuboid", "Unfolding Two Faces", "How long is the shortest path from A to B that "
                "runs only over the front face and the top face of the cuboid?", root((b + h) ** 2 + a * a),
                f"{edges} By @ the front face and the top face are turned into one plane, where they form a rectangle "
                f"with the sides {a} and ${h} + {b} = {h + b}$. The path is its diagonal, and by the Pythagorean "
                f"Theorem it is $\\sqrt{{{a}^2 + {h + b}^2}} = {root((b + h) ** 2 + a * a)}$ long.",
                also=["Pythagorean Theorem"],
                wrong=[root((a + h) ** 2 + b * b), root((a + b) ** 2 + h * h), a + b + h,
                       root(a * a + b * b + h * h)]),
            ask("Space Diagonal of a Cuboid", "Pythagoras Twice", "How long is the straight segment from A to B "
                "through the inside of the cuboid?", root(a * a + b * b + h * h),
                f"{edges} By @ the segment between them is $\\sqrt{{{a}^2 + {b}^2 + {h}^2}} = "
                f"{root(a * a + b * b + h * h)}$ long.",
                wrong=[a + b + h, root(a * a + b * b), root((a + b) ** 2 + h * h)])],
        givens=dict(a=a, b=b, h=h), figure=figure, upright=True, check=check, scale=False)


@program("Shortest Path on a Cylinder")
def cylinder_path(rng):
    u = 2 * rng.randint(3, 20)
    h = near(rng, u, 0.3, 1.5)

    def figure(c, g):
        r = u / (2 * PI)
        round_solid(c, r, h, r)
        for k in range(2 if c.asked in (None, 0) else 0):  # the other questions speak of other threads
            part = [(r * cos(radians(t)), h * (t + 180) / 360 + 0.3 * r * sin(radians(t)))
                    for t in range(-180 + 180 * k, 181 * k + 1, 6)]
            c.line(*part, kind="dash" if k else "thick")
        if c.asked in (None, 0):
            c.dots += [(-r, 0), (-r, h)]
        c.without.add("line")
        left = 1.4 * r
        c.polygon((left, 0), (left + u, 0), (left + u, h), (left, h))
        c.text((left + u / 2, h / 2), "unrolled", small=True)
        c.side((left, 0), (left + u, 0), g["u"], (left, h))
        c.side((left + u, 0), (left + u, h), g["h"], (left, 0))

    def check(c):
        wide, high = spans(c)

        def thread(turns, parts=20000):  # short pieces along the drawn line on the curved side
            r, sweep = wide / (2 * PI), 2 * PI * turns / parts
            return parts * hypot(r * sweep, high / parts)

        return thread(1), thread(2), thread(0.5)

    seen = f"The figure shows the unrolled curved side, a rectangle of width {u} and height {h}."
    return Scene(
        f"A cylinder has the height {h} and a circumference of {u}.", [
            ask("Shortest Path on a Cylinder", "Once around and Up", "A thread runs once around a cylinder, from the "
                "bottom to the point straight above at the top, as short as possible. How long is the thread?",
                root(u * u + h * h), f"{seen} In it the thread is a straight segment, the diagonal of the rectangle. "
                f"By @ the thread is $\\sqrt{{{u}^2 + {h}^2}} = {root(u * u + h * h)}$ long.",
                wrong=[u + h, root(4 * u * u + h * h), root(u * u // 4 + h * h), h]),
            ask("Shortest Path on a Cylinder", "Several Turns of a Thread", "A thread runs with two even turns "
                "around a cylinder from the bottom to the top. How long is it?", root(4 * u * u + h * h),
                f"{seen} Two turns correspond to a rectangle of width $2 \\times {u} = {2 * u}$. By @ the thread is "
                f"$\\sqrt{{{2 * u}^2 + {h}^2}} = {root(4 * u * u + h * h)}$ long.",
                wrong=[root(u * u + h * h), 2 * u + h, root(4 * u * u + 4 * h * h)]),
            ask("Shortest Path on a Cylinder", "Half around and Up", "How long is the shortest way on the curved side "
                "of a cylinder from a point of the lower rim to the opposite point of the upper rim?",
                root(u * u // 4 + h * h), f"{seen} The way goes around half of the cylinder, ${u} \\div 2 = "
                f"{u // 2}$. By @ it is $\\sqrt{{{u // 2}^2 + {h}^2}} = {root(u * u // 4 + h * h)}$ long.",
                wrong=[root(u * u + h * h), u // 2 + h, root(4 * u * u + h * h)])],
        givens=dict(u=u, h=h), figure=figure, upright=True, check=check)


@program("Shortest Path on a Cone")
def cone_path(rng):
    q = rng.choice((3, 4, 6))
    r = rng.randint(1, 24)
    l, t = q * r, 360 // q

    def figure(c, g):
        h = (l * l - r * r) ** 0.5
        round_solid(c, r, h)
        c.without.add("line")
        c.line((0, 0), (r, 0), kind="dash")
        if c.asked != 2:
            c.dot((r, 0))
            c.corner((r, 0), "A", (0, 0))
        c.side((0, 0), (r, 0), g["r"], (0, h))
        c.side((-r, 0), (0, h), g["l"], (0, 0))

    def check(c):
        radius, slant = spans(c)
        turn = 360 * radius / slant
        return dist(polar((0, 0), slant, 0), polar((0, 0), slant, turn)), dist(
            polar((0, 0), slant, 0), polar((0, 0), slant / 2, turn)), turn

    k = {3: 3, 4: 2, 6: 1}[q]  # square of the chord over the square of the slant
    j = {3: 7, 4: 5, 6: 3}[q]  # four times the same for the way to the middle of the slant
    half = half_root(l * l * j)
    seen = f"The figure shows the base radius {r} and the slant height {l} of the right cone."
    angle = f"unrolls to a sector with the central angle ${r} \\div {l} \\times 360^\\circ = {t}^\\circ$"
    return Scene(
        f"A right cone has the base radius {r} and the slant height {l}. A is a point of the rim of the base.", [
            ask("Shortest Path on a Cone", "Around a Cone Back to the Start", "A thread is tied around the curved side "
                "of the right cone: it starts at the point A of the rim, runs once around the cone and ends at A. How "
                "long is the shortest such thread?", root(l * l * k), f"{seen} Its curved side {angle} (Net of a "
                f"Cone). By @ the shortest thread is the chord of this sector, $2 \\times {l} \\times "
                f"\\sin({t // 2}^\\circ) = {root(l * l * k)}$.", also=["Net of a Cone"],
                wrong=[l, 2 * l, root(2 * l * l), root(3 * l * l), 2 * r]),
            ask("Shortest Path on a Cone", "Segment in the Unrolled Sector", "M is the middle of the segment from A to "
                "the apex of the right cone. How long is the shortest thread on the curved side that runs from A once "
                "around the cone to M?", half, f"{seen} Its curved side {angle} (Net of a Cone). By @ the thread is "
                f"the segment opposite to this angle in a triangle with the sides {l} and ${frac(l, 2)}$. By the Law "
                f"of Cosines it is $\\sqrt{{{l}^2 + ({l} \\div 2)^2 - 2 \\times {l} \\times {l} \\div 2 \\times "
                f"\\cos({t}^\\circ)}} = {half}$ long.", also=["Net of a Cone", "Law of Cosines"],
                wrong=[root(l * l * k), half_root(l * l * 5), half_root(l * l * 3), half_root(l * l * 7)]),
            ask("Net of a Cone", "Sector Angle of a Cone", "The curved side of the right cone is unrolled to a sector. "
                "How many degrees is its central angle?", degrees(t),
                f"{seen} By @ the central angle of the sector is ${r} \\div {l} \\times 360^\\circ = {degrees(t)}$.",
                wrong=[degrees(t // 2), degrees(2 * t), degrees(360 - t)])],
        more=[circle_at((l * l - r * r) ** 0.5 * 2 / 3, r / 3, 0.3)],
        givens=dict(r=r, l=l), figure=figure, upright=True, check=check)


# ------------------------------------------------------------------------------------- composite and irregular solids
@program("Composite Solids")
def composite_solid(rng):
    a = rng.randint(6, 15)
    b, h = near(rng, a, 0.5, 1.2), near(rng, a, 0.5, 0.9)
    most = min(b - 1, h - 1, int((a - 0.42 * b) / 1.42))  # no edge ends behind the cube
    e = rng.randint(max(2, min(most, round(0.3 * max(a, b)))), most)
    v, s = a * b * h, 2 * (a * b + b * h + a * h)

    def figure(c, g):
        x, y = (a - e) / 2, (b - e) / 2
        back, gap = h + 0.3 * b, (x + 0.42 * y, x + e + 0.42 * (y + e))  # the cube hides a part of the back edge
        for end in ((0, 0), oblique(a, b, 0), oblique(0, b, h)):
            c.line(oblique(0, b, 0), end, kind="dash")
        c.polygon((0, 0), (a, 0), (a, h), (0, h))
        c.polygon((a, 0), oblique(a, b, 0), oblique(a, b, h), (a, h))
        c.fills.append(([(0, h), (a, h), oblique(a, b, h), oblique(0, b, h)], False))
        c.line((0, h), oblique(0, b, h), (gap[0], back))
        c.line((gap[1], back), oblique(a, b, h))
        boxed(c, a, b, h)
        c.side((0, 0), (a, 0), g["a"], (a, h))
        c.side((a, 0), oblique(a, b, 0), g["b"], (0, h))
        c.side((0, 0), (0, h), g["h"], (a, h))

        def at(i, j, k):
            return oblique(x + i * e, y + j * e, h + k * e)

        for face in (((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)), ((0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)),
                     ((1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1))):
            c.polygon(*(at(*corner) for corner in face), accent=True)
        c.side(at(1, 1, 0), at(1, 1, 1), g["e"], at(0, 0.5, 0.5))

    def check(c):
        p, q, r, t = spans(c)
        one, two = (shell(loft(rectangle(i, j), rectangle(i, j), k)) for i, j, k in ((p, q, r), (t, t, t)))
        return one[0] + two[0], one[1] + two[1] - 2 * t * t, one[0] - two[0]

    seen = f"The figure shows the edges {a}, {b} and {h} of the cuboid and the edge {e} of the cube."
    return Scene(
        f"A cube of edge {e} stands on a cuboid that is {a} long, {b} wide and {h} high.", [
            ask("Composite Solids", "Adding the Parts", "A cube stands on a cuboid. What is the total volume?",
                v + e ** 3, f"{seen} The cuboid has the volume ${a} \\times {b} \\times {h} = {v}$ (Volume of a "
                f"Cuboid), and the cube has ${e}^3 = {e ** 3}$. By @ the total volume is ${v} + {e ** 3} = "
                f"{v + e ** 3}$.", also=["Volume of a Cuboid"],
                wrong=[v - e ** 3, v + e * e, v, a * b * (h + e)]),
            ask("Composite Solids", "Surface of a Composite Solid", "The cube is glued onto the cuboid. What is the "
                "surface area of the whole solid, its bottom included?", s + 4 * e * e,
                f"{seen} Alone, the cuboid has the surface area $2 \\times ({a} \\times {b} + {b} \\times {h} + {a} "
                f"\\times {h}) = {s}$ (Surface Area of a Cuboid), and the cube has $6 \\times {e}^2 = {6 * e * e}$ "
                f"(Surface Area of a Cube). By @ the square where they are glued is lost on both: ${s} + {6 * e * e} - "
                f"2 \\times {e}^2 = {s + 4 * e * e}$.", also=["Surface Area of a Cuboid", "Surface Area of a Cube"],
                wrong=[s + 6 * e * e, s + 5 * e * e, s]),
            ask("Composite Solids", "Subtracting a Hole", "The cube is taken away, and a hole of exactly its size is "
                "cut into the cuboid from above. What volume is left of the cuboid?", v - e ** 3,
                f"{seen} The full cuboid has the volume ${a} \\times {b} \\times {h} = {v}$ (Volume of a Cuboid), and "
                f"the hole has ${e}^3 = {e ** 3}$ (Volume of a Cube). By @ the volume ${v} - {e ** 3} = "
                f"{v - e ** 3}$ is left.",
                also=["Volume of a Cuboid", "Volume of a Cube"], wrong=[v + e ** 3, v - e * e, v])],
        givens=dict(a=a, b=b, h=h, e=e), quantities={
            "a": Quantity("measure", "the length of the cuboid"), "b": Quantity("measure", "the width of the cuboid"),
            "h": Quantity("measure", "the height of the cuboid"), "e": Quantity("measure", "the edge of the cube")},
        figure=figure, upright=True, check=check, scale=False)


def first_level(a, b, w, x):
    """The water level of the first tank, dashed in the second one."""
    def draw(c, rng):
        slant = oblique(0, b, 0)
        if abs(w - slant[1]) < 0.12 * a:
            return False  # it would run along the hidden edge at the back
        c.line((x, w), (x + a, w), (x + a + slant[0], w + slant[1]), kind="dash")
        return True

    return draw


@program("Volume of Irregular Solids")
def stone_in_water(rng):
    a = rng.randint(4, 15)
    b, w = near(rng, a, 0.5, 1.2), near(rng, a, 0.3, 0.8)
    u = w + rng.randint(1, max(1, round(0.35 * a)))
    high, x = u + (u - w) // 2 + 1 + round(0.1 * a), 1.3 * a + 0.42 * b

    def figure(c, g):
        for start, level in ((0, w), (x, u)):
            def at(i, j, z, start=start):
                place = oblique(i * a, j * b, z)
                return start + place[0], place[1]

            for end in (at(0, 0, 0), at(1, 1, 0), at(0, 1, high)):
                c.line(at(0, 1, 0), end, kind="dash")
            c.polygon(at(0, 0, 0), at(1, 0, 0), at(1, 0, high), at(0, 0, high), fill=False)
            c.polygon(at(1, 0, 0), at(1, 1, 0), at(1, 1, high), at(1, 0, high), fill=False)
            c.line(at(0, 0, high), at(0, 1, high), at(1, 1, high))
            wet = (0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, level), (0, 1, level), (0, 0, level)
            c.fills.append(([at(*p) for p in wet], True))
            c.line(at(0, 0, level), at(1, 0, level), at(1, 1, level), kind="thin")
        ground = oblique(a / 2, b / 2, 0)
        size = 0.2 * min(a, b, 3 * w)
        c.polygon(*((x + ground[0] + size * i, ground[1] + size * j)
                    for i, j in ((-1.2, -0.4), (0.5, -0.8), (1.3, 0), (0.7, 0.9), (-0.6, 0.8))))
        c.side((0, 0), (a, 0), g["a"], (0, high))
        c.side((a, 0), oblique(a, b, 0), g["b"], (0, high))
        c.side((0, 0), (0, w), g["w"], (a, 0))
        c.side(at(1, 1, 0), at(1, 1, u), g["u"], (x, 0))
        c.without |= {"hatch", "line"}

    def check(c):
        p, q, before, after = spans(c)
        low, up = (shell(loft(rectangle(p, q), rectangle(p, q), level))[0] for level in (before, after))
        return up - low, after + (after - before) / 2, low

    seen = (f"The figure shows the tank twice: its base has the sides {a} and {b}, and the water stands {w} high at "
            f"first and {u} high with the stone in it.")
    return Scene(
        f"A tank with the base {a} by {b} is filled with water to the height {w}. A stone is put in and sinks, and "
        f"the water rises to the height {u}.", [
            ask("Volume of Irregular Solids", "Displacement of Water", "A stone is put into a tank of water and sinks "
                "completely, so that the water rises. What is the volume of the stone?", a * b * (u - w),
                f"{seen} The water rises by ${u} - {w} = {u - w}$. By @ the volume of the stone is the area of the "
                f"base times this rise, ${a} \\times {b} \\times {u - w} = {a * b * (u - w)}$.",
                wrong=[a * b * u, a * b * w, (a + b) * (u - w), a * b * (u + w)]),
            ask("Volume of Irregular Solids", "Rise of the Water Level", "A stone is put into a tank of water and "
                "sinks completely, so that the water rises. Then a second stone with half the volume sinks completely, "
                "and nothing flows over. How high does the water stand now?",
                frac(3 * u - w, 2), f"{seen} The first stone lifts the water by ${u} - {w} = {u - w}$. By @ the rise "
                f"is the volume divided by the area of the base, so the second stone lifts it by half as much, and it "
                f"stands at ${u} + {u - w} \\div 2 = {frac(3 * u - w, 2)}$.",
                wrong=[2 * u - w, frac(u - w, 2), frac(u + w, 2)]),
            ask("Volume of a Cuboid", "Product of Three Edges", "What is the volume of the water in the tank?",
                a * b * w, f"{seen} The water at first is a cuboid with the edges {a}, {b} and {w}. By @ its volume is "
                f"${a} \\times {b} \\times {w} = {a * b * w}$.", wrong=[a * b * u, a + b + w, 2 * (a + b) * w])],
        givens=dict(a=a, b=b, w=w, u=u), quantities={
            "a": Quantity("measure", "the length of the tank"), "b": Quantity("measure", "the width of the tank"),
            "w": Quantity("measure", "the height of the water at first"),
            "u": Quantity("measure", "the height of the water with the stone")}, more=[first_level(a, b, w, x)],
        figure=figure, upright=True, check=check, scale=False)


@program("Volume of a Pyramid Frustum")
def pyramid_frustum_volume(rng):
    a = rng.randint(4, 16)
    b = rng.choice([b for b in range(1, a) if 0.3 * a <= b <= 0.8 * a])
    h = near(rng, a, 0.4, 1.2)
    v, tip = frac(h * (a * a + a * b + b * b), 3), frac(b ** 3 * h, 3 * (a - b))

    def figure(c, g):
        low, rim = [oblique(x, y, 0) for x, y in rectangle(a, a)], (a - b) / 2
        top = [oblique(rim + x, rim + y, h) for x, y in rectangle(b, b)]
        c.without.add("line")
        for end in (low[0], low[2], top[3]):
            c.line(low[3], end, kind="dash")
        c.polygon(low[0], low[1], top[1], top[0])
        c.polygon(low[1], low[2], top[2], top[1])
        c.polygon(*top, accent=True)
        middles = oblique(a / 2, a / 2, 0), oblique(a / 2, a / 2, h)
        c.line(*middles, kind="dash")
        c.dots += middles
        c.side(low[0], low[1], g["a"], top[0])
        c.side(top[3], top[2], g["b"], low[0])
        c.side(*middles, g["h"], low[1])
        lower, upper = ("lower side", "the side of the lower base"), ("upper side", "the side of the upper base")
        upright = ("height", "the height of the frustum", *middles)
        recorded(c, "pyramid frustum", (*lower, low[0], low[1]), (*upper, top[3], top[2]), upright)

    def check(c):
        p, q, tall = spans(c)
        rim = (p - q) / 2
        volume = shell(loft(rectangle(p, p), [(rim + x, rim + y) for x, y in rectangle(q, q)], tall))[0]
        whole = shell(loft(rectangle(p, p), [(p / 2, p / 2)], tall * p / (p - q)))[0]
        return volume, whole - volume, ((p + q) / 2) ** 2

    seen = (f"The figure shows the side {a} of the lower base, the side {b} of the upper base and the height {h} of "
            "the frustum.")
    squares = a * a + a * b + b * b
    return Scene(
        f"A regular frustum of a pyramid has squares of sides {a} and {b} as bases and the height {h}.", [
            ask("Volume of a Pyramid Frustum", "Square Frustum Volume", "The bases of a regular frustum of a pyramid "
                "are squares. What is the volume of the frustum?", v,
                f"{seen} The squares of the sides and their product have the sum ${a}^2 + {a} \\times {b} + {b}^2 = "
                f"{squares}$. By @ the volume of the frustum is ${h} \\div 3 \\times {squares} = {v}$.",
                wrong=[frac(h * (a * a + b * b), 3), frac(h * (a + b) ** 2, 4), h * squares,
                       frac(h * (a * a - b * b), 3)]),
            ask("Volume of a Pyramid Frustum", "Large Pyramid minus Tip", "The bases of a regular frustum of a pyramid "
                "are squares. What is the volume of the small pyramid that completes the frustum to a pyramid?", tip,
                f"{seen} As in @, a small pyramid over the upper base completes the frustum. The sides of the bases "
                f"are in the ratio of the heights of both pyramids, so the small one has the height ${b} \\times {h} "
                f"\\div ({a} - {b}) = {frac(b * h, a - b)}$. Its volume is ${b}^2 \\times {frac(b * h, a - b)} \\div 3 "
                f"= {tip}$ (Volume of a Pyramid).", also=["Volume of a Pyramid"],
                wrong=[frac(b * b * h, 3), frac(b ** 3 * h, a - b), v]),
            ask("Section of a Pyramid Frustum", "Middle Section of a Frustum", "The bases of a regular frustum of a "
                "pyramid are squares. What is the area of the section parallel to the bases and halfway between them?",
                frac((a + b) ** 2, 4), f"{seen} By @ the section is a square of side $({a} + {b}) \\div 2 = "
                f"{frac(a + b, 2)}$, so its area is $({a} + {b})^2 \\div 4 = {frac((a + b) ** 2, 4)}$.",
                wrong=[frac(a * a + b * b, 2), a * b, frac((a + b) ** 2, 2)])],
        givens=dict(a=a, b=b, h=h), quantities={
            "a": Quantity("measure", "the side of the lower base"),
            "b": Quantity("measure", "the side of the upper base"),
            "h": Quantity("measure", "the height of the frustum")},
        figure=figure, upright=True, check=check, scale=False)


# ------------------------------------------------------------------------------------------- edges of prism and pyramid
TURNS = {3: 73, 4: 60, 5: 0, 6: 49, 7: 26, 8: 26}  # no corner comes close to an edge of another


def base_ring(n):
    """The corners of a regular n-gon on the ground, seen from the front and a little from above."""
    angles = [radians(360 * i / n - 90 + 180 / n + TURNS[n]) for i in range(n)]
    return [(5 * cos(t), 1.6 * sin(t)) for t in angles]


def standing(c, low, high):
    """Draws the edges between two rings of corners (or a ring and one point); hidden edges are dashed."""
    n = len(low)
    c.without.add("line")
    seen = [low[(i + 1) % n][0] > low[i][0] if len(high) > 1 else
            (low[(i + 1) % n][0] - low[i][0]) * (high[0][1] - low[i][1])
            > (low[(i + 1) % n][1] - low[i][1]) * (high[0][0] - low[i][0]) for i in range(n)]
    for i in range(n):
        c.line(low[i], low[(i + 1) % n], kind="line" if seen[i] else "dash")
        c.line(low[i], high[i % len(high)], kind="line" if seen[i] or seen[i - 1] else "dash")
        if seen[i]:
            c.fills.append(([low[i], low[(i + 1) % n], high[(i + 1) % len(high)], high[i % len(high)]], False))
    if len(high) > 1:
        c.polygon(*high, accent=True)
    front = min(range(n), key=lambda i: low[i][1] + low[(i + 1) % n][1])
    right = max(range(n), key=lambda i: low[i][0])
    return (low[front], low[(front + 1) % n]), (low[right], high[right % len(high)])


@program("Structural Features of a Prism")
def prism_edges(rng):
    n, a = rng.randint(3, 8), rng.randint(2, 15)
    e = near(rng, a, 0.7, 3)

    def figure(c, g):
        low = base_ring(n)
        base, up = standing(c, low, [(x, y + 6.5) for x, y in low])
        c.side(*base, g["a"], (0, 3))
        c.side(*up, g["e"], (0, 3))
        lateral = ("lateral", "the length of a lateral edge", *up)
        recorded(c, "regular prism", ("side", "the side of a base", *base), lateral)

    def check(c):
        base, up = c.numbers()
        drawn = [points for points, _ in c.strokes if len(points) == 2]
        rising = sum(abs(p[0] - q[0]) < 1e-9 for p, q in drawn)
        top = len(c.polygons[0])
        pairs = [(i, j) for i in range(top) for j in range(top) if (i - j) % top not in (0, 1, top - 1)]
        return (len(drawn) - rising + top) * base + rising * up, rising * 2 * (base + up), len(pairs)

    total, walls = n * (2 * a + e), 2 * n * (a + e)
    seen = f"The figure shows bases with {n} sides of length {a} and lateral edges of length {e}."
    return Scene(
        f"A regular right prism has bases with {n} sides of length {a} and lateral edges of length {e}.", [
            ask("Structural Features of a Prism", "Number of Faces, Edges and Corners", "All sides of the bases of the "
                "right prism are equally long. What is the total length of all edges of the prism?", total,
                f"{seen} By @ the prism has $3 \\times {n} = {3 * n}$ edges: {n} in each of the two bases and {n} "
                f"lateral ones. Their total length is $2 \\times {n} \\times {a} + {n} \\times {e} = {total}$.",
                wrong=[n * (a + e), walls, n * (a + 2 * e), 2 * a + e]),
            ask("Structural Features of a Prism", "Lateral Faces", "All sides of the bases of the right prism are "
                "equally long. What is the sum of the perimeters of all its lateral faces?", walls,
                f"{seen} By @ the lateral faces are {n} rectangles. Each has the perimeter $2 \\times ({a} + {e}) = "
                f"{2 * (a + e)}$ (Perimeter of a Rectangle), and together they have ${n} \\times {2 * (a + e)} = "
                f"{walls}$.", also=["Perimeter of a Rectangle"], wrong=[total, n * (a + e), 2 * (a + e)]),
            ask("Structural Features of a Prism", "Diagonals of a Prism", "How many diagonals does the prism have that "
                "join two corners through its inside and lie in none of its faces?", n * (n - 3),
                f"The figure shows a prism whose bases have {n} corners. By @ each of the {n} lower corners is joined "
                f"to ${n} - 3 = {n - 3}$ upper corners, which makes ${n} \\times {n - 3} = {n * (n - 3)}$ diagonals.",
                wrong=[n * (n - 1), n * n, frac(n * (n - 3), 2)])],
        givens=dict(a=a, e=e), fixed=(n,), say=dict(sides=n), quantities={
            "a": Quantity("measure", "the side of a base"), "e": Quantity("measure", "the length of a lateral edge")},
        figure=figure, upright=True, check=check, scale=False)


@program("Structural Features of a Pyramid")
def pyramid_edges(rng):
    n, a = rng.randint(3, 8), rng.randint(2, 12)
    e = round(a / (2 * sin(PI / n)) * rng.choice((1.3, 1.6, 2, 2.4))) + 1

    def figure(c, g):
        base, up = standing(c, base_ring(n), [(0, 7.5)])
        c.side(*base, g["a"], (0, 3))
        c.side(*up, g["e"], (0, 0))
        lateral = ("lateral", "the length of a lateral edge", *up)
        recorded(c, "regular pyramid", ("side", "the side of the base", *base), lateral)

    def check(c):
        base, up = c.numbers()
        drawn = [points for points, _ in c.strokes]
        rising = sum((0, 7.5) in points for points in drawn)
        ground = len(drawn) - rising
        return ground * base + rising * up, rising * (base + 2 * up), (rising + 1) + (ground + 1)

    total, walls = n * (a + e), n * (a + 2 * e)
    seen = f"The figure shows a base with {n} sides of length {a} and lateral edges of length {e}."
    return Scene(
        f"A regular pyramid has a base with {n} sides of length {a} and lateral edges of length {e}.", [
            ask("Structural Features of a Pyramid", "Counts of a Pyramid", "The pyramid is regular. What is the total "
                "length of all edges?", total, f"{seen} By @ the pyramid has $2 \\times {n} = {2 * n}$ edges: {n} "
                f"sides of the base and {n} edges that lead to the apex. Their total length is ${n} \\times {a} + {n} "
                f"\\times {e} = {total}$.", wrong=[walls, n * (2 * a + e), a + e, n * a + e]),
            ask("Structural Features of a Pyramid", "Triangular Lateral Faces", "The pyramid is regular. What is the "
                "sum of the perimeters of all its lateral faces?", walls,
                f"{seen} By @ the {n} lateral faces are triangles that share the apex. Each has one side of the base "
                f"and two lateral edges, and together their perimeters are ${n} \\times ({a} + 2 \\times {e}) = "
                f"{walls}$.", wrong=[total, a + 2 * e, n * (2 * a + e)]),
            ask("Euler's Formula for Polyhedra", "Missing Count from Two", "What is the sum of the numbers of corners "
                "and faces of the pyramid?", 2 * n + 2, f"The figure shows a base with {n} sides, so the pyramid has "
                f"$2 \\times {n} = {2 * n}$ edges (Structural Features of a Pyramid). By @ corners and faces together "
                f"are 2 more than the edges, ${2 * n} + 2 = {2 * n + 2}$.",
                also=["Structural Features of a Pyramid"], wrong=[2 * n, 2 * n + 1, 3 * n + 2])],
        givens=dict(a=a, e=e), fixed=(n,), say=dict(sides=n), quantities={
            "a": Quantity("measure", "the side of the base"), "e": Quantity("measure", "the length of a lateral edge")},
        figure=figure, upright=True, check=check, scale=False)
