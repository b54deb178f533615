"""Views of solids: stacks of unit cubes, painted blocks, three-view and oblique drawings; counting edges and faces."""
from collections import Counter
from fractions import Fraction
from itertools import product
from math import cos, dist, radians, sin
from math import pi as PI

from ..canvas import area
from ..pieces import oblique, table
from ..tools import Scene, ask, near, pi, program, root
from .solid import lathe, rectangle, spans
from .space import half_root

IN_PI = "Give the answer as a multiple of $\\pi$."


# ------------------------------------------------------------------------------------------------ stacks of unit cubes
def stack(c, heights):
    """The visible faces of columns of unit cubes {(x, y): height}, which do not grow to the front or to the right."""
    for (x, y), top in heights.items():
        c.polygon(*(oblique(x + i, y + j, top) for i, j in rectangle(1, 1)), accent=True)
        for z in range(heights.get((x, y - 1), 0), top):
            c.polygon(*(oblique(x + i, y, z + k) for i, k in rectangle(1, 1)))
        for z in range(heights.get((x + 1, y), 0), top):
            c.polygon(*(oblique(x + 1, y + j, z + k) for j, k in rectangle(1, 1)))


def cubes(c):
    """The unit cubes of a drawn stack, read off its shaded top faces."""
    tops = [points[0] for points, accent in c.fills if accent]
    places = [(x, y, z) for x, y, z in product(range(6), range(6), range(1, 7))
              if any(dist(oblique(x, y, z), p) < 1e-6 for p in tops)]
    return {(x, y, k) for x, y, z in places for k in range(z)}


def exposed(solid):
    """How many unit squares of a set of unit cubes are not shared by two of them."""
    steps = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (-1, 0, 0), (0, -1, 0), (0, 0, -1)]
    return sum((x + i, y + j, z + k) not in solid for x, y, z in solid for i, j, k in steps)


@program("Stacks of Unit Cubes")
def cube_stack(rng):
    wide, deep, more = rng.randint(2, 4), rng.randint(2, 3), rng.randint(2, 40)
    rows = [sorted((rng.randint(1, 4) for _ in range(wide)), reverse=True) for _ in range(deep)]
    heights = {(x, y): max(row[x] for row in rows[:y + 1]) for y in range(deep) for x in range(wide)}
    if len(set(heights.values())) == 1:
        heights[0, deep - 1] += 1
    n, top = sum(heights.values()), max(heights.values())
    touching = sum(h - 1 for h in heights.values()) + sum(
        min(h, heights.get(beside, 0)) for (x, y), h in heights.items() for beside in ((x + 1, y), (x, y + 1)))
    seen = " + ".join(map(str, heights.values()))

    def figure(c, g):
        stack(c, heights)
        c.without |= {"hatch", "line", "shapes"}

    def check(c):
        solid = cubes(c)
        size = [max(p[k] for p in solid) + 1 for k in range(3)]
        return len(solid) + more, sum(p not in solid for p in product(*map(range, size))), exposed(solid)

    return Scene(
        f"A stack of unit cubes consists of {wide * deep} columns in {deep} rows of {wide}; the heights of the columns "
        "are " + ", ".join(map(str, heights.values())) + f", row by row from the front. There are {more} more cubes.", [
            ask("Stacks of Unit Cubes", "Counting by Columns", "Below each cube of the stack there are cubes down to "
                "the ground. How many cubes are there when {more} cubes are added to those of the stack?", n + more,
                f"the heights of the columns are added, ${seen} = {n}$, and with the new cubes it is ${n} + {more} = "
                f"{n + more}$."),
            ask("Stacks of Unit Cubes", "Cubes Missing to a Full Box", "Below each cube of the stack there are cubes "
                "down to the ground. How many cubes are missing to fill the stack up to the smallest possible cuboid?",
                wide * deep * top - n, f"the stack has {n} cubes, and the cuboid ${wide} \\times {deep} \\times {top}$ "
                f"has {wide * deep * top}, so ${wide * deep * top} - {n} = {wide * deep * top - n}$ are missing."),
            ask("Stacks of Unit Cubes", "Exposed Faces of a Stack", "Below each cube of the stack there are cubes down "
                "to the ground. The cubes have the edge 1. What is the surface area of the stack, its bottom included?",
                6 * n - 2 * touching, f"there are {n} cubes and {touching} pairs of cubes that touch in a face, so the "
                f"surface is $6 \\times {n} - 2 \\times {touching} = {6 * n - 2 * touching}$.")],
        [("A shop has the stack of equal boxes in the figure, without gaps below. A van brings {more} more boxes.",
          "How many boxes are there then?"),
         ("A child has built the tower of cubes in the figure, without gaps below, and has {more} cubes left in the "
          "box.", "How many cubes does the child have in all?"),
         ("The figure shows crates in a harbour, stacked without gaps below. A ship unloads {more} more crates.",
          "How many crates are there then?"),
         ("Let $n$ be the number of unit cubes of the solid in the figure, which has no gaps below.",
          "Determine $n + {more}$.")],
        dict(more=more), fixed=tuple(heights.values()) + (wide,), figure=figure, upright=True, check=check, scale=False)


@program("Painted Cube Cut into Unit Cubes")
def painted_block(rng):
    a, b, h = (rng.randint(3, 8) for _ in range(3))

    def figure(c, g):
        c.polygon((0, 0), (a, 0), (a, h), (0, h))
        c.polygon((a, 0), oblique(a, b, 0), oblique(a, b, h), (a, h))
        c.polygon((0, h), (a, h), oblique(a, b, h), oblique(0, b, h), accent=True)
        c.side((0, 0), (a, 0), g["a"], (a, h))
        c.side((a, 0), oblique(a, b, 0), g["b"], (0, h))
        c.side((0, 0), (0, h), g["h"], (a, h))
        for x in range(1, a):
            c.line((x, 0), (x, h), oblique(x, b, h), kind="thin")
        for y in range(1, b):
            c.line(oblique(0, y, h), oblique(a, y, h), oblique(a, y, 0), kind="thin")
        for z in range(1, h):
            c.line((0, z), (a, z), oblique(a, b, z), kind="thin")
        c.without |= {"hatch", "line"}

    def check(c):
        size = [round(x, 6) for x in spans(c)]
        painted = Counter(sum((p == 0) + (p == s - 1) for p, s in zip(place, size))
                          for place in product(*(range(int(s)) for s in size)))
        return painted[2], painted[0], painted[1]

    i, j, k = a - 2, b - 2, h - 2
    return Scene(
        f"A block is {a} long, {b} wide and {h} high.", [
            ask("Painted Cube Cut into Unit Cubes", "Two Painted Faces", "The block is painted on all six faces and "
                "then cut into unit cubes. How many unit cubes have exactly two painted faces?", 4 * (i + j + k),
                f"they lie along the edges, without the corners: $4 \\times ({a} - 2) + 4 \\times ({b} - 2) + "
                f"4 \\times ({h} - 2) = {4 * (i + j + k)}$."),
            ask("Painted Cube Cut into Unit Cubes", "No Painted Face", "The block is painted on all six faces and then "
                "cut into unit cubes. How many unit cubes have no painted face?", i * j * k,
                f"they form the inner block, $({a} - 2) \\times ({b} - 2) \\times ({h} - 2) = {i * j * k}$."),
            ask("Painted Cube Cut into Unit Cubes", "One Painted Face", "The block is painted on all six faces and "
                "then cut into unit cubes. How many unit cubes have exactly one painted face?",
                2 * (i * j + j * k + k * i), f"they lie inside the faces: $2 \\times ({i} \\times {j} + {j} \\times "
                f"{k} + {k} \\times {i}) = {2 * (i * j + j * k + k * i)}$.")],
        [("A block of cheese with red wax all over is cut into equal small cubes, as marked. Lengths are in "
          "centimetres, and the small cubes have the edge 1.", "How many small cubes have wax on exactly two faces?"),
         ("A block of foam is dyed on all six faces and cut into equal small cubes, as marked; they have the edge 1.",
          "How many small cubes have dye on exactly two faces?"),
         ("A wooden block is varnished all over and sawn into equal small cubes, as marked; they have the edge 1.",
          "How many small cubes have exactly two varnished faces?"),
         ("The solid in the figure consists of unit cubes. Let $M$ be the set of those that have exactly two faces on "
          "its surface.", "Determine the number of members of $M$.")],
        dict(a=a, b=b, h=h), figure=figure, upright=True, check=check, scale=False)


# ------------------------------------------------------------------------------------------------ three-view drawings
@program("Volume from a Three-View Drawing")
def step_block_views(rng):
    p, q = rng.randint(3, 9), rng.randint(3, 9)
    h = near(rng, p + q, 0.4, 0.9)
    k = rng.randint(max(1, round(0.3 * h)), max(1, h - 1)) if h > 2 else 1
    b = near(rng, p + q, 0.35, 0.8)
    front = p * h + q * k

    def figure(c, g):
        space = 0.2 * (p + q + b)
        c.polygon((0, 0), (p + q, 0), (p + q, k), (p, k), (p, h), (0, h), accent=True)
        right, low = p + q + space, -space - b
        c.polygon((right, 0), (right + b, 0), (right + b, h), (right, h))
        c.line((right, k), (right + b, k), kind="dash")
        c.polygon((0, low), (p + q, low), (p + q, low + b), (0, low + b))
        c.line((p, low), (p, low + b))
        for place, name in (((p / 2, h + 0.3 * space), "front"), ((right + b / 2, h + 0.3 * space), "left"),
                            ((p + q + 0.45 * space, low + b / 2), "top")):
            c.text(place, name, small=True)
        c.side((0, low), (p, low), g["p"], (0, 0))
        c.side((p, low), (p + q, low), g["q"], (0, 0))
        c.side((0, low), (0, low + b), g["b"], (p, 0))
        c.side((0, 0), (0, h), g["h"], (p, 0))
        c.side((p + q, 0), (p + q, k), g["k"], (0, 0))
        c.without |= {"hatch", "line"}

    def check(c):
        shape, side, _ = c.polygons
        deep, around = dist(*side[:2]), sum(dist(*e) for e in zip(shape, [*shape[1:], shape[0]]))
        return area(shape) * deep, area([shape[0], (shape[3][0], 0), shape[4], shape[5]]) * deep, (
            2 * area(shape) + around * deep)

    return Scene(
        f"A block with a step is {b} wide. Its front is {p} long at the height {h} and then {q} long at the height "
        f"{k}.", [
            ask("Volume from a Three-View Drawing", "Prism from its Views", "A block with a step is seen from "
                "the front, from the left and from above. What is the volume of the block?", front * b,
                f"the front view is the base of a prism, ${p} \\times {h} + {q} \\times {k} = {front}$, and the width "
                f"is {b}, so the volume is ${front} \\times {b} = {front * b}$."),
            ask("Volume from a Three-View Drawing", "Solid First, then Formula", "A block with a step is seen "
                "from the front, from the left and from above. It is cut straight down at the step. What is the "
                "volume of the higher part?", p * h * b, f"the higher part is a cuboid with the edges {p}, {b} and "
                f"{h}, so its volume is ${p} \\times {b} \\times {h} = {p * h * b}$."),
            ask("Surface Area of a Prism", "Two Bases and the Lateral Area", "A block with a step is seen "
                "from the front, from the left and from above. What is the surface area of the block?",
                2 * front + 2 * (p + q + h) * b, f"the front has the area {front} and the perimeter "
                f"$2 \\times ({p} + {q} + {h}) = {2 * (p + q + h)}$, so the surface is $2 \\times {front} + "
                f"{2 * (p + q + h)} \\times {b} = {2 * front + 2 * (p + q + h) * b}$.")],
        [("The figure is a mason's drawing of a stone step: views from the front, from the left and from above. "
          "Lengths are in decimetres.", "How many cubic decimetres of stone does it need?"),
         ("The figure is a workshop drawing of a steel part: views from the front, from the left and from above. "
          "Lengths are in centimetres.", "How many cubic centimetres of steel are in the part?"),
         ("The figure is an architect's drawing of a building with a flat annex: views from the front, from the left "
          "and from above. Lengths are in metres.", "How many cubic metres does the building enclose?"),
         ("The three views belong to a solid $K$ that is a right prism with the shaded base.",
          "Determine the volume measure $V(K)$.")],
        dict(p=p, q=q, h=h, k=k, b=b), figure=figure, upright=True, check=check)


@program("Surface Area from a Three-View Drawing")
def cylinder_views(rng):
    d = rng.randint(3, 20)
    h = near(rng, d, 0.5, 1.6)

    def figure(c, g):
        for x in (0, 1.35 * d):
            c.polygon((x, 0), (x + d, 0), (x + d, h), (x, h))
        c.circle((d / 2, -0.85 * d), d / 2)
        c.dot((d / 2, -0.85 * d))
        for (x, y), name in (((d / 2, h / 2), "front"), ((1.85 * d, h / 2), "left"), ((d / 2, -1.1 * d), "top")):
            c.text((x, y), name, small=True)
        c.side((0, 0), (0, h), g["h"], (d, 0))
        c.line((0, -0.85 * d), (d, -0.85 * d), kind="thin")
        c.side((0, -0.85 * d), (d, -0.85 * d), g["d"], (d, -d))
        c.without |= {"line", "shapes"}

    def check(c):
        wide, high = dist(*c.polygons[0][:2]), dist(*c.polygons[0][1:3])
        radius = c.circles[0][1]
        volume, surface = lathe((0, 0), (radius, 0), (radius, high), (0, high))
        return surface, PI * wide * high, volume

    s, v = d * h + Fraction(d * d, 2), Fraction(d * d * h, 4)
    return Scene(
        f"From the front and from the left a cylinder is a rectangle {d} wide and {h} high, from above a circle of "
        f"diameter {d}.", [
            ask("Surface Area from a Three-View Drawing", "Cylinder Surface from its Views", "A cylinder is "
                f"seen from the front, from the left and from above. What is its surface area? {IN_PI}", pi(s),
                f"the cylinder is upright; its side and its two ends have $\\pi \\times {d} \\times {h} + 2 \\times "
                f"\\pi \\times {d}^2 \\div 4 = {pi(s)}$."),
            ask("Surface Area from a Three-View Drawing", "Curved Side from a View", "A cylinder is seen from "
                f"the front, from the left and from above. What is the area of its curved side? {IN_PI}", pi(d * h),
                f"it is $\\pi$ times the area of the front view, $\\pi \\times {d} \\times {h} = {pi(d * h)}$."),
            ask("Volume from a Three-View Drawing", "Cylinder from its Views", "A cylinder is seen from "
                f"the front, from the left and from above. What is its volume? {IN_PI}", pi(v),
                f"the cylinder is upright, so the volume is $\\pi \\times ({d} \\div 2)^2 \\times {h} = {pi(v)}$.")],
        [("The figure is a workshop drawing of a solid part: a cylinder seen from the front, from the left and from "
          "above. Lengths are in millimetres.", f"How many square millimetres are painted if it is painted all over? "
          f"{IN_PI}"),
         ("The figure is the drawing of a closed can: views from the front, from the left and from above. Lengths are "
          "in centimetres.", f"How many square centimetres of sheet metal form it, without overlap? {IN_PI}"),
         ("The figure is the drawing of a candle: views from the front, from the left and from above. Lengths are in "
          "centimetres.", f"How many square centimetres does its whole surface have? {IN_PI}"),
         ("The three views belong to a solid $K$ that arises when a rectangle turns about one of its upright sides.",
          f"Determine the area measure of its whole boundary. {IN_PI}")],
        dict(d=d, h=h), figure=figure, upright=True, check=check)


@program("Restoring a Solid from a Three-View Drawing")
def stack_from_views(rng):
    front = [rng.randint(1, 3), rng.randint(1, 3), rng.randint(2, 3)]
    rng.shuffle(front)
    left = [rng.randint(1, 3), max(front)]
    rng.shuffle(left)
    if max(left) > max(front):
        left = [min(x, max(front)) for x in left]
    e = rng.randint(2, 10)
    most = sum(min(x, y) for x, y in product(front, left))
    count = [Counter(front), Counter(left)]
    least = sum(v * max(count[0][v], count[1][v]) for v in set(front + left))

    def figure(c, g):
        for start, view in ((0, front), (4.2, left)):
            for x, height in enumerate(view):
                for y in range(height):
                    c.polygon(*((start + x + i, y + j) for i, j in rectangle(1, 1)))
        c.text((1.5, -0.75), "front view")
        c.text((5.2, -0.75), "left view")
        c.side((0, 0), (0, 1), g["e"], (1, 0))
        c.without |= {"hatch", "line", "shapes"}

    def check(c):
        squares = [tuple(round(x, 6) for x in polygon[0]) for polygon in c.polygons]
        seen = [[sum(abs(p[0] - x) < 0.1 for p in squares) for x in xs] for xs in ((0, 1, 2), (4.2, 5.2))]
        sizes = [sum(cell) for cell in product(range(4), repeat=6)
                 if [max(cell[i], cell[i + 3]) for i in range(3)] == seen[0]
                 and [max(cell[:3]), max(cell[3:])] == seen[1]]
        edge = c.numbers()[0]
        return max(sizes) * edge ** 3, min(sizes) * edge ** 3, 6 * edge ** 2

    return Scene(
        "A stack of equal cubes has columns in 3 files and 2 rows. From the front the files are "
        f"{front[0]}, {front[1]} and {front[2]} cubes high, from the left the rows are {left[0]} and {left[1]} cubes "
        f"high. A cube has the edge {e}.", [
            ask("Restoring a Solid from a Three-View Drawing", "Greatest Number of Cubes", "A stack of equal cubes is "
                "seen from the front and from the left. What is the greatest volume that it can have?", most * e ** 3,
                "each column can have the smaller one of the two heights that the views show, $"
                + " + ".join(str(min(x, y)) for y in left for x in front) + f" = {most}$ cubes, so the volume is "
                f"${most} \\times {e}^3 = {most * e ** 3}$."),
            ask("Restoring a Solid from a Three-View Drawing", "Least Number of Cubes", "A stack of equal cubes is "
                "seen from the front and from the left. What is the least volume that it can have, if its columns need "
                "not touch each other?", least * e ** 3,
                "columns of the same height serve both views at once, so for each height the larger number of columns "
                "in one of the views is enough: $" + " + ".join(
                    f"{max(count[0][v], count[1][v])} \\times {v}" for v in sorted(set(front + left), reverse=True))
                + f" = {least}$ cubes, so the volume is ${least} \\times {e}^3 = {least * e ** 3}$."),
            ask("Definition of a Three-View Drawing", "Matching Dimensions of the Views", "A stack of equal cubes is "
                "seen from the front and from the left. What is the greatest area that its view from above can have?",
                6 * e * e, "the length comes from the front view and the width from the left view, so there are at "
                f"most $3 \\times 2 = 6$ squares with the area $6 \\times {e}^2 = {6 * e * e}$.")],
        [("A pile of equal cubical boxes is seen from the front and from the left. The edge of a box is given in "
          "decimetres.", "What is the greatest possible total volume of the boxes, in cubic decimetres?"),
         ("A child has stacked equal wooden cubes; the figure shows the stack from the front and from the left. The "
          "edge of a cube is given in centimetres.", "How many cubic centimetres of wood can there be at most?"),
         ("A sculpture is piled up from equal cubes of stone and is drawn from the front and from the left. The edge "
          "of a cube is given in decimetres.", "How many cubic decimetres of stone does it have at most?"),
         ("Let $V$ be the volume of a stack of equal cubes with the two views of the figure.",
          "Determine the greatest possible value of $V$.")],
        dict(e=e), fixed=(*front, *left), figure=figure, upright=True, check=check, scale=False)


@program("Oblique Axonometric Drawing")
def oblique_rectangle(rng):
    a = rng.randint(4, 20)
    b = near(rng, a, 0.4, 1.2)

    def figure(c, g):
        x = b * cos(radians(45))
        corners = (0, 0), (a, 0), (a + x, x), (x, x)
        c.polygon(*corners)
        c.angle(corners[0], corners[1], corners[3], "45°")
        c.side(corners[0], corners[1], g["a"], corners[3])
        c.side(corners[1], corners[2], g["b"], corners[0])
        c.without.add("line")

    def check(c):
        p = c.polygons[0]
        true = [(x - y, 2 * y / sin(radians(45))) for x, y in p]  # the depth back to its place and its full length
        return area(true), area(p), dist(true[0], true[2])

    start = ("A horizontal rectangle is drawn obliquely: its depth is drawn at 45 degrees and at half of its length. "
             "The numbers are lengths in the drawing.")
    return Scene(
        f"In an oblique drawing a horizontal rectangle has the front side {a} and, at 45 degrees, the side {b} to the "
        "back.", [
            ask("Oblique Axonometric Drawing", "Halving the Depth", f"{start} What is the area of the real rectangle?",
                2 * a * b, f"the front side is {a}, and the real depth is $2 \\times {b} = {2 * b}$, so the area is "
                f"${a} \\times {2 * b} = {2 * a * b}$."),
            ask("Oblique Axonometric Drawing", "Area in an Oblique Drawing", f"{start} What is the area of the drawn "
                "parallelogram?", half_root(2 * a * a * b * b), f"it is $\\frac{{\\sqrt{{2}}}}{{4}}$ of the real area "
                f"${a} \\times {2 * b} = {2 * a * b}$, that is $\\frac{{\\sqrt{{2}}}}{{4}} \\times {2 * a * b} = "
                f"{half_root(2 * a * a * b * b)}$."),
            ask("Pythagorean Theorem", "Diagonal of a Rectangle by Pythagoras", f"{start} How long is a diagonal of "
                f"the real rectangle?", root(a * a + 4 * b * b), f"the real sides are {a} and $2 \\times {b} = "
                f"{2 * b}$, so a diagonal is $\\sqrt{{{a}^2 + {2 * b}^2}} = {root(a * a + 4 * b * b)}$.")],
        [("A garden designer has drawn a rectangular pond obliquely, with its depth to the back at 45 degrees and "
          "halved. The lengths of the drawing, scaled to metres, are shown.",
          "How many square metres does the real pond cover?"),
         ("A carpenter's sketch shows a rectangular table top obliquely, with the depth at 45 degrees and halved. The "
          "lengths of the sketch, scaled to decimetres, are shown.",
          "How many square decimetres does the real table top have?"),
         ("The floor of a stage, a rectangle, is drawn obliquely, with the depth at 45 degrees and halved. The lengths "
          "of the drawing, scaled to metres, are shown.", "How many square metres does the real floor have?"),
         ("A parallel projection keeps the lengths of the front side, and it maps segments to the back to segments at "
          "45 degrees of half the length. The figure is the image of a rectangle $R$.",
          "Determine the area measure of $R$.")],
        dict(a=a, b=b), figure=figure, upright=True, check=check)


# ------------------------------------------------------------------------------------------------------ Euler's formula
def family(kind, n):
    """The numbers of faces by their numbers of sides, and the number of vertices, of a convex polyhedron."""
    faces, vertices = {
        "prism": ([(n, 2), (4, n)], 2 * n),
        "antiprism": ([(n, 2), (3, 2 * n)], 2 * n),
        "pyramid": ([(n, 1), (3, n)], n + 1),
        "antiprism with one pyramid": ([(n, 1), (3, 3 * n)], 2 * n + 1),
        "prism with two pyramids": ([(4, n), (3, 2 * n)], 2 * n + 2),
        "two frustums on a common base": ([(n, 2), (4, 2 * n)], 3 * n)}[kind]  # glued at their larger bases
    total = Counter()
    for sides, count in faces:
        total[sides] += count
    return sorted(total.items()), vertices


FAMILIES = ["prism", "antiprism", "pyramid", "antiprism with one pyramid", "prism with two pyramids",
            "two frustums on a common base"]  # all with two kinds of faces, so that the table has two rows
NAMES = {3: "triangles", 4: "quadrilaterals", 5: "pentagons", 6: "hexagons", 8: "octagons"}


@program("Euler's Formula for Polyhedra")
def euler_table(rng):
    faces, _ = family(rng.choice(FAMILIES), rng.randint(5, 24))
    f = sum(count for _, count in faces)
    sides = sum(k * count for k, count in faces)
    e = sides // 2
    v = e - f + 2
    names = [NAMES.get(k, f"{k}-gons") for k, _ in faces]
    sum_of_faces, sum_of_sides = " + ".join(str(count) for _, count in faces), " + ".join(
        f"{count} \\times {k}" for k, count in faces)

    def figure(c, g):
        table(c, [["kind of face", "number"], *([name, g[f"f{i + 1}"]] for i, name in enumerate(names))], 5.6, 1.5)
        c.without |= {"hatch", "line"}

    def check(c):
        cells = c.texts()[2:]
        kinds = {name: k for k, name in NAMES.items()}
        seen = [(kinds.get(name) or int(name.split("-")[0]), int(number))
                for name, number in zip(cells[::2], cells[1::2])]
        open_sides, edges = sum(k * n for k, n in seen), 0
        while open_sides:  # glue two sides to an edge
            open_sides, edges = open_sides - 2, edges + 1
        known = (family(kind, n) for kind in FAMILIES for n in range(5, 25))
        corners = next(count for kinds_of_faces, count in known if kinds_of_faces == seen)
        return corners, edges, corners + sum(n for _, n in seen)

    return Scene(
        "The faces of a convex polyhedron are " + " and ".join(
            f"{count} {name}" if count > 1 else f"one {name[:-1]}" for name, (_, count) in zip(names, faces)) + ".", [
            ask("Euler's Formula for Polyhedra", "Missing Count from Two", "All faces of a convex polyhedron "
                "are listed. How many vertices does the polyhedron have?", v,
                f"there are ${sum_of_faces} = {f}$ faces and $({sum_of_sides}) \\div 2 = {e}$ edges, so there are "
                f"${e} - {f} + 2 = {v}$ vertices."),
            ask("Euler's Formula for Polyhedra", "Edges from the Faces", "All faces of a convex polyhedron are "
                "listed. How many edges does the polyhedron have?", e,
                f"each edge belongs to two faces, $({sum_of_sides}) \\div 2 = {e}$."),
            ask("Euler's Formula for Polyhedra", "Vertices minus Edges plus Faces", "All faces of a convex "
                "polyhedron are listed. What is the sum of the numbers of its vertices and its faces?", v + f,
                f"there are $({sum_of_sides}) \\div 2 = {e}$ edges, and vertices and faces are 2 more than the edges, "
                f"${e} + 2 = {v + f}$.")],
        [("A crystal has the shape of a convex polyhedron with the faces in the table.",
          "How many corners does the crystal have?"),
         ("A convex lantern is put together from flat panes of glass, as listed in the table.",
          "At how many corners do panes meet?"),
         ("A paper model of a convex polyhedron is glued from the polygons in the table.",
          "How many corners does the model have?"),
         ("A convex polyhedron with the faces in the table is the convex hull of the set $M$ of its vertices.",
          "Determine the number of elements of $M$.")],
        {f"f{i + 1}": count for i, (_, count) in enumerate(faces)}, fixed=tuple(k for k, _ in faces), figure=figure,
        upright=True, check=check, scale=False)
