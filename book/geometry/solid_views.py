"""Views of solids: stacks of unit cubes, painted blocks, three-view and oblique drawings; counting edges and faces."""
from collections import Counter
from fractions import Fraction
from itertools import product
from math import cos, dist, radians, sin
from math import pi as PI

from ..canvas import area
from ..pieces import oblique, table
from ..tools import Quantity, Scene, ask, frac, near, pi, program, root
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

    columns = ("Row by row from the front, the columns in the figure have the heights "
               + ", ".join(map(str, heights.values())) + ".")
    return Scene(
        f"A stack of unit cubes consists of {wide * deep} columns in {deep} rows of {wide}; the heights of the columns "
        "are " + ", ".join(map(str, heights.values())) + f", row by row from the front. There are {more} more cubes.", [
            ask("Stacks of Unit Cubes", "Counting by Columns", "Below each cube of the stack there are cubes down to "
                "the ground. How many cubes are there when {more} cubes are added to those of the stack?", n + more,
                f"{columns} By @ the stack has ${seen} = {n}$ cubes. With {more} more cubes there are ${n} + {more} = "
                f"{n + more}$.", wrong=[len(heights) + more, n, n + more - 1, wide * deep * top + more]),
            ask("Stacks of Unit Cubes", "Cubes Missing to a Full Box", "Below each cube of the stack there are cubes "
                "down to the ground. How many cubes are missing to fill the stack up to the smallest possible cuboid?",
                wide * deep * top - n, f"{columns} Together the stack has ${seen} = {n}$ cubes. The smallest cuboid "
                f"around it has ${wide} \\times {deep} \\times {top} = {wide * deep * top}$ cubes. By @ there are "
                f"${wide * deep * top} - {n} = {wide * deep * top - n}$ cubes missing.",
                wrong=[wide * deep * top, n, wide * deep * top - n + 1]),
            ask("Stacks of Unit Cubes", "Exposed Faces of a Stack", "Below each cube of the stack there are cubes down "
                "to the ground. The cubes have the edge 1. What is the surface area of the stack, its bottom included?",
                6 * n - 2 * touching, f"{columns} Together the stack has ${seen} = {n}$ cubes, and counting shows "
                f"{touching} pairs of cubes that touch in a face. By @ each pair hides two faces, so the surface area "
                f"is $6 \\times {n} - 2 \\times {touching} = {6 * n - 2 * touching}$.",
                wrong=[6 * n, 6 * n - touching, 6 * n - 2 * touching - wide * deep])],
        givens=dict(more=more), fixed=tuple(heights.values()) + (wide,), quantities={
            "more": Quantity("count", "the number of cubes that are added", "cubes")},
        figure=figure, upright=True, check=check, scale=False)


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
        for p, q, r in (((1, h), (1, h - 1), (0, h - 1)), (oblique(1, 0, h), oblique(1, 1, h), oblique(0, 1, h))):
            c.line(p, q, r, kind="thin")  # one unit cube shows what the numbers count
        c.line((0, h - 1), (0, h), kind="thin")
        c.without |= {"hatch", "line"}

    def check(c):
        size = [round(x, 6) for x in spans(c)]
        painted = Counter(sum((p == 0) + (p == s - 1) for p, s in zip(place, size))
                          for place in product(*(range(int(s)) for s in size)))
        return painted[2], painted[0], painted[1]

    i, j, k = a - 2, b - 2, h - 2
    seen = f"The figure shows a block with the edges {a}, {b} and {h}."
    return Scene(
        f"A block is {a} long, {b} wide and {h} high.", [
            ask("Painted Cube Cut into Unit Cubes", "Two Painted Faces", "The block is painted on all six faces and "
                "then cut into unit cubes. How many unit cubes have exactly two painted faces?", 4 * (i + j + k),
                f"{seen} By @ the cubes with exactly two painted faces lie along the edges, without the corners. Four "
                f"edges of each length give $4 \\times ({a} - 2) + 4 \\times ({b} - 2) + 4 \\times ({h} - 2) = "
                f"{4 * (i + j + k)}$ such cubes.",
                wrong=[4 * (a + b + h), 2 * (i * j + j * k + k * i), 4 * (i + j + k) + 8, i * j * k]),
            ask("Painted Cube Cut into Unit Cubes", "No Painted Face", "The block is painted on all six faces and then "
                "cut into unit cubes. How many unit cubes have no painted face?", i * j * k,
                f"{seen} By @ the cubes without paint form an inner block, which is smaller by 2 in each direction: "
                f"$({a} - 2) \\times ({b} - 2) \\times ({h} - 2) = {i * j * k}$ cubes.",
                wrong=[(a - 1) * (b - 1) * (h - 1), a * b * h - 4 * (i + j + k), 4 * (i + j + k)]),
            ask("Painted Cube Cut into Unit Cubes", "One Painted Face", "The block is painted on all six faces and "
                "then cut into unit cubes. How many unit cubes have exactly one painted face?",
                2 * (i * j + j * k + k * i), f"{seen} By @ the cubes with exactly one painted face lie inside the "
                f"faces, away from the edges: $2 \\times (({a} - 2) \\times ({b} - 2) + ({b} - 2) \\times ({h} - 2) + "
                f"({h} - 2) \\times ({a} - 2)) = {2 * (i * j + j * k + k * i)}$ cubes.",
                wrong=[2 * (a * b + b * h + a * h), i * j + j * k + k * i, 4 * (i + j + k)])],
        givens=dict(a=a, b=b, h=h), quantities={
            "a": Quantity("measure", "the length of the block"), "b": Quantity("measure", "the width of the block"),
            "h": Quantity("measure", "the height of the block")},
        figure=figure, upright=True, check=check, scale=False)


# ------------------------------------------------------------------------------------------------ three-view drawings
def joined_views(p, q, h, k, b):
    """The dashed lines that lead from the front of a block with a step to its other views."""
    def draw(c, rng):
        space = 0.2 * (p + q + b)
        for x, y in ((p + q, 0), (p + q, k), (p, h)):
            c.line((x, y), (p + q + space, y), kind="dash")
        for x in (0, p, p + q):
            c.line((x, 0), (x, -space), kind="dash")

    return draw


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

    seen = (f"The top view shows the lengths {p} and {q} of the two steps and the width {b}, the front view the "
            f"heights {h} and {k}.")
    return Scene(
        f"A block with a step is {b} wide. Its front is {p} long at the height {h} and then {q} long at the height "
        f"{k}.", [
            ask("Volume from a Three-View Drawing", "Prism from its Views", "A block with a step is seen from "
                "the front, from the left and from above. What is the volume of the block?", front * b,
                f"{seen} The front view consists of two rectangles with the area ${p} \\times {h} + {q} \\times {k} = "
                f"{front}$. By @ it is the base of a prism as long as the width {b}, so the volume of the block is "
                f"${front} \\times {b} = {front * b}$.",
                wrong=[(p + q) * h * b, (p + q) * k * b, front, p * h * b + q * k]),
            ask("Volume from a Three-View Drawing", "Solid First, then Formula", "A block with a step is seen "
                "from the front, from the left and from above. It is cut straight down at the step. What is the "
                "volume of the higher part?", p * h * b, f"{seen} The higher part is a cuboid with the edges {p}, {b} "
                f"and {h}. By @ the formula for this solid is applied: ${p} \\times {b} \\times {h} = {p * h * b}$ "
                "(Volume of a Cuboid).", also=["Volume of a Cuboid"], wrong=[q * k * b, p * k * b, front * b]),
            ask("Surface Area of a Prism", "Two Bases and the Lateral Area", "A block with a step is seen "
                "from the front, from the left and from above. What is the surface area of the block?",
                2 * front + 2 * (p + q + h) * b, f"{seen} The front is the base of a prism; its area is ${p} \\times "
                f"{h} + {q} \\times {k} = {front}$, and its perimeter is $2 \\times ({p} + {q} + {h}) = "
                f"{2 * (p + q + h)}$. By @ the surface area is $2 \\times {front} + {2 * (p + q + h)} \\times {b} = "
                f"{2 * front + 2 * (p + q + h) * b}$.",
                wrong=[front + 2 * (p + q + h) * b, 2 * front + (p + q + h) * b, 2 * (p + q + h) * b])],
        givens=dict(p=p, q=q, h=h, k=k, b=b), figure=figure, upright=True, check=check,
        more=[joined_views(p, q, h, k, b)])


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

    def projection(c, rng):
        """The dashed lines that lead from the front to the other views."""
        for y in (0, h):
            c.line((d, y), (1.35 * d, y), kind="dash")
        for x in (0, d):
            c.line((x, 0), (x, -0.85 * d), kind="dash")

    def check(c):
        wide, high = dist(*c.polygons[0][:2]), dist(*c.polygons[0][1:3])
        radius = c.circles[0][1]
        volume, surface = lathe((0, 0), (radius, 0), (radius, high), (0, high))
        return surface, PI * wide * high, volume

    s, v = d * h + Fraction(d * d, 2), Fraction(d * d * h, 4)
    seen = (f"The views show a circle of diameter {d} from above and rectangles of height {h}, so the cylinder is "
            "upright.")
    return Scene(
        f"From the front and from the left a cylinder is a rectangle {d} wide and {h} high, from above a circle of "
        f"diameter {d}.", [
            ask("Surface Area from a Three-View Drawing", "Cylinder Surface from its Views", "A cylinder is "
                f"seen from the front, from the left and from above. What is the surface area of the cylinder? "
                f"{IN_PI}", pi(s),
                f"{seen} By @ its curved side has the area $\\pi \\times {d} \\times {h} = {pi(d * h)}$, and its two "
                f"ends have $2 \\times \\pi \\times {d}^2 \\div 4 = {pi(Fraction(d * d, 2))}$. The surface area is "
                f"${pi(d * h)} + {pi(Fraction(d * d, 2))} = {pi(s)}$.",
                wrong=[pi(d * h), pi(2 * d * h + 2 * d * d), pi(d * h + Fraction(d * d, 4)), pi(v)]),
            ask("Surface Area from a Three-View Drawing", "Curved Side from a View", "A cylinder is seen from "
                f"the front, from the left and from above. What is the area of its curved side? {IN_PI}", pi(d * h),
                f"{seen} By @ the area of its curved side is $\\pi$ times that of the front view, $\\pi \\times {d} "
                f"\\times {h} = {pi(d * h)}$.", wrong=[pi(2 * d * h), pi(s), pi(Fraction(d * h, 2))]),
            ask("Volume from a Three-View Drawing", "Cylinder from its Views", "A cylinder is seen from "
                f"the front, from the left and from above. What is its volume? {IN_PI}", pi(v),
                f"{seen} By @ its volume is $\\pi \\times ({d} \\div 2)^2 \\times {h} = {pi(v)}$.",
                wrong=[pi(d * d * h), pi(2 * v), pi(s)])],
        givens=dict(d=d, h=h), more=[projection], figure=figure, upright=True, check=check)


@program("Restoring a Solid from a Three-View Drawing")
def stack_from_views(rng):
    front = [rng.randint(1, 3), rng.randint(1, 3), rng.randint(2, 3)]
    rng.shuffle(front)
    left = [rng.randint(1, 3), max(front)]
    rng.shuffle(left)
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

    def check(c):
        squares = [tuple(round(x, 6) for x in polygon[0]) for polygon in c.polygons]
        seen = [[sum(abs(p[0] - x) < 0.1 for p in squares) for x in xs] for xs in ((0, 1, 2), (4.2, 5.2))]
        sizes = [sum(cell) for cell in product(range(4), repeat=6)
                 if [max(cell[i], cell[i + 3]) for i in range(3)] == seen[0]
                 and [max(cell[:3]), max(cell[3:])] == seen[1]]
        edge = c.numbers()[0]
        return max(sizes) * edge ** 3, min(sizes) * edge ** 3, 6 * edge ** 2

    seen = (f"From the front the files are {front[0]}, {front[1]} and {front[2]} cubes high, from the left the rows "
            f"are {left[0]} and {left[1]} cubes high, and a cube has the edge {e}.")
    return Scene(
        "A stack of equal cubes has columns in 3 files and 2 rows. From the front the files are "
        f"{front[0]}, {front[1]} and {front[2]} cubes high, from the left the rows are {left[0]} and {left[1]} cubes "
        f"high. A cube has the edge {e}.", [
            ask("Restoring a Solid from a Three-View Drawing", "Greatest Number of Cubes", "A stack of equal cubes is "
                "seen from the front and from the left. What is the greatest volume that the stack can have?",
                most * e ** 3,
                f"{seen} By @ each column can have the smaller one of the two heights that the views allow it. These "
                "are $" + " + ".join(str(min(x, y)) for y in left for x in front) + f" = {most}$ cubes. A cube has the "
                f"volume ${e}^3 = {e ** 3}$ (Volume of a Cube), so the greatest volume of the stack is ${most} \\times "
                f"{e ** 3} = {most * e ** 3}$.", also=["Volume of a Cube"],
                wrong=[least * e ** 3, 6 * max(front) * e ** 3, sum(front + left) * e ** 3, most * e * e]),
            ask("Restoring a Solid from a Three-View Drawing", "Least Number of Cubes", "A stack of equal cubes is "
                "seen from the front and from the left. What is the least volume that it can have, if its columns need "
                "not touch each other?", least * e ** 3, f"{seen} By @ one column serves both views at once where it "
                "shows the same height in them, so for each height the larger number of columns in one of the views is "
                "enough: $" + " + ".join(
                    f"{max(count[0][v], count[1][v])} \\times {v}" for v in sorted(set(front + left), reverse=True))
                + f" = {least}$ cubes. A cube has the volume ${e}^3 = {e ** 3}$ (Volume of a Cube), so the least "
                f"volume of the stack is ${least} \\times {e ** 3} = {least * e ** 3}$.", also=["Volume of a Cube"],
                wrong=[most * e ** 3, sum(front) * e ** 3, sum(front + left) * e ** 3]),
            ask("Definition of a Three-View Drawing", "Matching Dimensions of the Views", "A stack of equal cubes is "
                "seen from the front and from the left. What is the greatest area that its view from above can have?",
                6 * e * e, f"The front view is 3 squares long, the left view is 2 squares wide, and a cube has the "
                f"edge {e}. By @ the view from above has the length of the front view and the width of the left view, "
                f"so it has at most $3 \\times 2 = 6$ squares with the area $6 \\times {e}^2 = {6 * e * e}$.",
                wrong=[3 * e * e, 5 * e * e, 6 * e])],
        givens=dict(e=e), fixed=(*front, *left), quantities={"e": Quantity("measure", "the edge of a cube")},
        figure=figure, upright=True, check=check, scale=False)


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

    def diagonals(c, rng):
        """Both diagonals, dashed."""
        one, two, three, four = c.polygons[0]
        c.line(one, three, kind="dash")
        c.line(two, four, kind="dash")

    def check(c):
        p = c.polygons[0]
        true = [(x - y, 2 * y / sin(radians(45))) for x, y in p]  # the depth back to its place and its full length
        return area(true), area(p), dist(true[0], true[2])

    start = ("A horizontal rectangle is drawn obliquely: its depth is drawn at 45 degrees and at half of its length. "
             "The numbers are lengths in the drawing.")
    seen = f"The figure shows the front side {a} at its full length and the depth {b} at half of its length."
    return Scene(
        f"In an oblique drawing a horizontal rectangle has the front side {a} and, at 45 degrees, the side {b} to the "
        "back.", [
            ask("Oblique Axonometric Drawing", "Halving the Depth", f"{start} What is the area of the real rectangle?",
                2 * a * b, f"{seen} By @ the real depth is $2 \\times {b} = {2 * b}$. The real rectangle has the area "
                f"${a} \\times {2 * b} = {2 * a * b}$ (Area of a Rectangle).", also=["Area of a Rectangle"],
                wrong=[a * b, 4 * a * b, root(2 * a * a * b * b), frac(a * b, 2)]),
            ask("Oblique Axonometric Drawing", "Area in an Oblique Drawing", f"{start} What is the area of the drawn "
                "parallelogram?", half_root(2 * a * a * b * b), f"{seen} The real depth is $2 \\times {b} = {2 * b}$, "
                f"so the real area is ${a} \\times {2 * b} = {2 * a * b}$ (Area of a Rectangle). By @ the drawn area "
                f"is $\\frac{{\\sqrt{{2}}}}{{4}} \\times {2 * a * b} = {half_root(2 * a * a * b * b)}$.",
                also=["Area of a Rectangle"], wrong=[a * b, frac(a * b, 2), root(2 * a * a * b * b)]),
            ask("Pythagorean Theorem", "Diagonal of a Rectangle by Pythagoras", f"{start} How long is a diagonal of "
                f"the real rectangle?", root(a * a + 4 * b * b), f"{seen} The real depth is $2 \\times {b} = {2 * b}$ "
                f"(Oblique Axonometric Drawing). By @ a diagonal of the real rectangle is $\\sqrt{{{a}^2 + "
                f"{2 * b}^2}} = {root(a * a + 4 * b * b)}$ long.", also=["Oblique Axonometric Drawing"],
                wrong=[root(a * a + b * b), a + 2 * b, root(4 * a * a + b * b)])],
        givens=dict(a=a, b=b), more=[diagonals], figure=figure, upright=True, check=check)


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

    listed = " and ".join({1: f"one {name[:-1]}", 2: f"two {name}"}.get(count, f"{count} {name}")
                          for name, (_, count) in zip(names, faces))
    seen = f"The table lists {listed}."
    return Scene(
        f"The faces of a convex polyhedron are {listed}.", [
            ask("Euler's Formula for Polyhedra", "Missing Count from Two", "All faces of a convex polyhedron "
                "are listed. How many vertices does the polyhedron have?", v,
                f"{seen} So there are ${sum_of_faces} = {f}$ faces. Their sides are glued in pairs, which makes "
                f"$({sum_of_sides}) \\div 2 = {e}$ edges. By @ the number of vertices is ${e} - {f} + 2 = {v}$.",
                wrong=[e - f, e - f - 2, sides, e, 2 * e - f + 2]),
            ask("Euler's Formula for Polyhedra", "Edges from the Faces", "All faces of a convex polyhedron are "
                "listed. How many edges does the polyhedron have?", e,
                f"{seen} Their sides add up to ${sum_of_sides} = {sides}$. By @ each edge belongs to two faces, so "
                f"there are ${sides} \\div 2 = {e}$ edges.", wrong=[sides, v, f]),
            ask("Euler's Formula for Polyhedra", "Vertices minus Edges plus Faces", "All faces of a convex "
                "polyhedron are listed. What is the sum of the numbers of its vertices and its faces?", v + f,
                f"{seen} Their sides are glued in pairs, which makes $({sum_of_sides}) \\div 2 = {e}$ edges. By @ the "
                f"vertices and the faces together are 2 more than the edges, ${e} + 2 = {v + f}$.",
                wrong=[e, e - 2, sides + 2])],
        givens={f"f{i + 1}": count for i, (_, count) in enumerate(faces)}, fixed=tuple(k for k, _ in faces),
        say=dict(corners=faces[0][0], rest=sides - faces[0][0] * faces[0][1]),
        quantities={f"f{i + 1}": Quantity("count", f"the number of {name}", "faces") for i, name in enumerate(names)},
        figure=figure, upright=True, check=check, scale=False)
