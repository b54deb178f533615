"""Contest problems on views and shadows: a lamp and a wall, a tree in the sun, a stack seen from three sides."""


from ..tools import Quantity, Scene, ask, frac, program
from .contests_cubes import lengths

O = (0, 0)


def ruler(c, x0, x1, y, text):
    """A length below the figure, between two small arrows."""
    c.arrow(((x0 + x1) / 2, y), (x0, y), kind="thin")
    c.arrow(((x0 + x1) / 2, y), (x1, y), kind="thin")
    c.line((x0, 0), (x0, 1.15 * y), kind="dash")
    c.line((x1, 0), (x1, 1.15 * y), kind="dash")
    c.side((x0, y), (x1, y), text, ((x0 + x1) / 2, 0))


LAMPS = [(lamp, pole, x, w) for lamp in range(6, 25) for pole in range(3, lamp - 1) for x in range(3, 25)
         for w in range(2, 20) if (lamp - pole) * w % x == 0 and pole * x % (lamp - pole) == 0
         and 0.25 * pole <= pole - (lamp - pole) * w // x <= 0.8 * pole and 0.4 < (x + w) / lamp < 1.6
         and w > 0.2 * (x + w)]


@program("Central Projection")
def lamp_and_wall(rng):
    lamp, pole, x, w = rng.choice(LAMPS)
    up, flat = pole - (lamp - pole) * w // x, pole * x // (lamp - pole)

    def figure(c, g):
        c.without |= {"line", "dashed", "hatch", "shapes"}
        end, thick = x + w, 0.05 * (x + w)
        c.fills.append(([(end, 0), (end + thick, 0), (end + thick, 0.95 * lamp), (end, 0.95 * lamp)], False))
        c.line((-0.1 * end, 0), (end + thick, 0))
        c.line((end, 0), (end, 0.95 * lamp))
        c.line(O, (0, lamp))
        c.dot((0, lamp))
        c.line((x, 0), (x, pole), kind="thick")
        c.line((0, lamp), (end, up), kind="dash")
        c.line((x, 0), (end, 0), (end, up), kind="thick")
        c.side(O, (0, lamp), g["lamp"], (x, 0))
        c.side((x, 0), (x, pole), g["pole"], (end, 0))
        low = -0.13 * max(lamp, end)
        ruler(c, 0, x, low, g["x"])
        ruler(c, x, end, low, g["w"])
        c.side((end, 0), (end, up), "?", O)

    def check(c):
        tall, short, near, rest = lengths(c)[:4]
        shade = max(points[-1][1] for points, kind in c.strokes if kind == "thick" and len(points) == 3)
        slope = (tall - short) / near
        return shade, (near + rest) / near, short / slope

    start = "A lamp shines from the top of the left post. The thick line on the ground and on the wall is the " \
        "shadow of the pole."
    read = f"The figure shows the heights {lamp} and {pole} and the distances {x} and {w}."
    return Scene(
        f"A lamp shines from the top of a post {lamp} high. A pole {pole} high stands {x} from the post, and {w} "
        f"behind the pole there is a wall, on which the upper part of its shadow falls.",
        [
            ask("Central Projection", "Shadow of a Lamp", f"{start} How high does the shadow reach on the wall?", up,
                f"{read} By @ the shadow on level ground without the wall would be $\\frac{{{pole} \\times "
                f"{x}}}{{{lamp} - {pole}}} = {flat}$ long. The wall stands at {w} of this length, so ${flat} - {w} "
                f"= {flat - w}$ are missing. The ray, the wall and this missing piece form a triangle similar to "
                f"that of the pole and the whole shadow (Similar Triangles), so the shadow on the wall is "
                f"$\\frac{{{flat - w}}}{{{flat}}} \\times {pole} = {up}$ high (Fractions of a "
                f"Whole).", also=["Similar Triangles", "Fractions of a Whole"],
                wrong=[pole - up, frac(pole * w, x), frac(pole * x, x + w), frac(lamp * w, x + w), lamp - pole + up]),
            ask("Central Projection", "Enlargement of Parallel Figures", f"{start} A picture on glass stands "
                f"upright at the place of the pole, parallel to the wall. By which factor are lengths in its image "
                f"on the wall larger than in the picture?", frac(x + w, x), f"{read} The wall is ${x} + {w} = "
                f"{x + w}$ away from the lamp, the picture {x}, both measured level. By @ lengths are enlarged by "
                f"the factor $\\frac{{{x + w}}}{{{x}}} = "
                f"{frac(x + w, x)}$.", wrong=[frac(w, x), frac(lamp, pole), frac(x, w)]),
            ask("Similar Triangles", "Matching Sides in Proportion", "The wall in the figure is taken away. How "
                "long is the shadow of the pole on the level ground then?", flat, f"{read} With the length $s$ of "
                f"the shadow the pole and the post give similar triangles, and by @ $\\frac{{s}}{{{pole}}} = "
                f"\\frac{{s + {x}}}{{{lamp}}}$. So $s \\times ({lamp} - {pole}) = {pole} \\times {x}$ and $s = "
                f"{pole * x} \\div {lamp - pole} = {flat}$.",
                wrong=[frac(x * pole, lamp), w + up, frac(x * lamp, pole)]),
        ],
        givens=dict(lamp=lamp, pole=pole, x=x, w=w), figure=figure, upright=True, check=check,
        more=[lambda c, rng: c.line((0, pole), (x, pole), kind="thin")])  # level with the top of the pole


@program("Parallel Projection")
def tree_and_wall(rng):
    rod, shade, k, way = rng.choice(SUNS)
    rise = rod * way // shade
    tall = k + rise

    def figure(c, g):
        c.without |= {"line", "dashed", "hatch", "shapes"}
        thick, gap = 0.04 * way, shade + 0.25 * way
        c.fills.append(([(way, 0), (way + thick, 0), (way + thick, tall), (way, tall)], False))
        c.fills.append((c.ring((0, 0.72 * tall), 0.13 * tall, 0.27 * tall), True))
        c.line((-gap - 0.1 * way, 0), (way + thick, 0))
        c.line((way, 0), (way, tall))
        c.line(O, (0, tall))
        c.line((-gap, 0), (-gap, rod), kind="thick")
        c.line((-gap, 0), (shade - gap, 0), kind="thick")
        c.line(O, (way, 0), (way, k), kind="thick")
        c.line((0, tall), (way, k), kind="dash")
        c.line((-gap, rod), (shade - gap, 0), kind="dash")
        low = -0.11 * max(tall, way + gap)
        c.side((-gap, 0), (-gap, rod), g["rod"], O)
        ruler(c, -gap, shade - gap, low, g["shade"])
        ruler(c, 0, way, low, g["way"])
        c.side((way, 0), (way, k), g["k"], O)

    def check(c):
        stick, short, long, high = lengths(c)
        top = max(p[1] for points, _ in c.strokes for p in points)
        return top, top * short / stick, top - high

    start = "The sun shines on the rod and on the tree; the thick lines on the ground and on the wall are their " \
        "shadows."
    read = f"The figure shows the rod {rod} with its shadow {shade}, and for the tree the shadow {way} on the " \
        f"ground and {k} on the wall."
    part = f"the ray to the foot of the wall leaves the tree at the height $h$ with $\\frac{{h}}{{{way}}} = " \
        f"\\frac{{{rod}}}{{{shade}}}$, so $h = {way} \\times {rod} \\div {shade} = {rise}$"
    return Scene(
        f"In the sun an upright rod of length {rod} has a shadow of length {shade} on level ground. A tree stands "
        f"{way} in front of a wall; its shadow covers this distance and reaches {k} up the wall.",
        [
            ask("Parallel Projection", "Length of a Shadow in the Sun", f"{start} How high is the "
                f"tree?", tall, f"{read} By "
                f"@ heights and shadows on the ground are proportional: {part}. The sun's rays are parallel, so the "
                f"ray to the upper end of the shadow leaves the tree higher by the piece that the shadow reaches up "
                f"the wall, since both rays, the tree and the wall form a parallelogram (Properties of a "
                f"Parallelogram). The tree is ${rise} + {k} = {tall}$ high.", also=["Properties of a Parallelogram"],
                wrong=[rise, frac((way + k) * rod, shade), rise + k + rod, frac(way * shade, rod)]),
            ask("Parallel Projection", "Ratios Kept by Parallel Projection", f"{start} How long would the shadow of "
                f"the tree be on level ground if the wall were not "
                f"there?", frac(tall * shade, rod), f"{read} On the ground "
                f"{part}, and the tree is ${rise} + {k} = {tall}$ high. By @ the ratio of lengths along the tree is "
                f"kept by its shadow: the whole shadow is to {way} as {tall} is to {rise}, so it is $\\frac{{{way} "
                f"\\times {tall}}}{{{rise}}} = "
                f"{frac(tall * shade, rod)}$.", wrong=[way + k, way, frac(tall * rod, shade)]),
            ask("Similar Triangles", "Matching Sides in Proportion", f"{start} A bird on the tree has its shadow "
                f"just at the foot of the wall. How high does it sit?", rise, f"{read} By @ {part}.",
                wrong=[tall, k, frac(way * shade, rod)]),
        ],
        givens=dict(rod=rod, shade=shade, way=way, k=k), figure=figure, upright=True, check=check,
        more=[lambda c, rng: c.line((0, k), (way, k), kind="thin")])  # level with the end of the shadow


SUNS = [(rod, shade, k, way) for rod in range(2, 9) for shade in range(2, 11) for way in range(8, 31)
        for k in range(2, 13) if rod != shade and rod * way % shade == 0 and 0.5 < rod / shade < 1.6
        and 0.35 < shade * 2 / way < 0.9 and 0.15 < k * shade / (rod * way) < 0.5]


@program("Definition of a Three-View Drawing")
def towers_from_above(rng):
    n = rng.choice((3, 4))
    high = [[rng.randint(1, 9) for _ in range(n)] for _ in range(3)]
    names = [[f"{row}{j + 1}" for j in range(n)] for row in "bmf"]  # the back, the middle and the front row
    front = [max(row[j] for row in high) for j in range(n)]
    left = [max(row) for row in high]
    total, top = sum(map(sum, high)), max(left)

    def figure(c, g):
        c.lettered = True
        c.without |= {"line", "shapes", "hatch"}
        c.fills.append(([(0, 0), (n, 0), (n, 3), (0, 3)], True))
        for i in range(4):
            c.line((0, i), (n, i))
        for j in range(n + 1):
            c.line((j, 0), (j, 3))
        for i in range(3):
            for j in range(n):
                c.text((j + 0.5, 2.5 - i), g[names[i][j]])
        c.arrow((n / 2, -1), (n / 2, -0.2), kind="thick")
        c.arrow((-1, 1.5), (-0.2, 1.5), kind="thick")
        c.text((n / 2, -1.25), "front")
        c.corner((-1, 1.5), "left", (0, 1.5))

    def check(c):
        cells = {label[1]: int(label[4]) for label in c.labels if label[4].isdigit()}
        solid = {(x, y, z) for (x, y), tall in cells.items() for z in range(tall)}
        seen = {(x, z) for x, _, z in solid}, {(y, z) for _, y, z in solid}
        return len(seen[0]) + len(seen[1]), len(cells) * (max(z for *_, z in solid) + 1), len(solid)

    start = "On each field stands a tower; a number tells of how many unit cubes. The fields are seen from above."
    plus_front, plus_left = (" + ".join(map(str, row)) for row in (front, left))
    both = sum(front) + sum(left)
    return Scene(
        f"Towers of unit cubes stand side by side on a rectangle of fields. From the back to the front the rows "
        f"hold, from left to right, these numbers of cubes: {'; '.join(', '.join(map(str, row)) for row in high)}.",
        [
            ask("Definition of a Three-View Drawing", "Front, Side and Top View", f"{start} How many unit squares "
                f"do the view from the front and the view from the left show together?", both, f"By @ the view from "
                f"the front shows, for every column of fields, only its highest tower (Comparing Numbers), in all "
                f"${plus_front} = {sum(front)}$ squares. The view from the left shows the highest tower of every "
                f"row, ${plus_left} = {sum(left)}$ squares. Both together have ${sum(front)} + {sum(left)} = {both}$.",
                also=["Comparing Numbers"],
                wrong=[both + 3 * n, total, 2 * sum(front), 2 * sum(left), sum(high[2]) + sum(row[0] for row in high)]),
            ask("Definition of a Three-View Drawing", "Matching Dimensions of the Views", f"{start} What is the "
                f"volume of the smallest cuboid that holds all towers?", 3 * n * top, f"The figure shows {n} "
                f"columns and 3 rows of fields. By @ front and side view share the height, which is that of the "
                f"highest tower, {top}. The cuboid has the volume ${n} \\times 3 \\times {top} = {3 * n * top}$ "
                f"(Volume of a Cuboid).",
                also=["Volume of a Cuboid"], wrong=[total, n * 3 * min(map(min, high)), 9 * n]),
            ask("Stacks of Unit Cubes", "Counting by Columns", f"{start} How many unit cubes are there in all?",
                total, f"By @ the numbers of the towers are added: "
                f"${' + '.join(str(v) for row in high for v in row)} = "
                f"{total}$.", wrong=[both, 3 * n * top, total - top]),
        ],
        givens={names[i][j]: high[i][j] for i in range(3) for j in range(n)}, figure=figure, upright=True, check=check,
        say=dict(wide=n), scale=False, quantities={names[i][j]: Quantity(
            "count", f"the number of cubes on field {j + 1} of the {('back', 'middle', 'front')[i]} row", "cubes")
            for i in range(3) for j in range(n)})
