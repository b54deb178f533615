"""Composite figures: tilings, irregular borders, paths, cutting, folding, circles and squares.  All drawn to scale."""
from fractions import Fraction
from math import dist, sqrt
from math import pi as PI

from ..canvas import area, middle
from ..contexts import scenes
from ..tools import Scene, ask, frac, near, pi, program
from .circle import IN_PI, WITH_PI, O, triples
from .tangents import named


@program("Tessellation with Polygons")
def tiled_floor(rng):
    m, n, t = rng.randint(4, 10), rng.randint(3, 8), rng.randint(2, 12)
    w, h = m * t, n * t

    def figure(c, g):
        c.without = {"hatch", "grid"}  # a grid would show other tiles
        c.polygon(O, (w, 0), (w, h), (0, h))
        c.polygon((0, h - t), (t, h - t), (t, h), (0, h), accent=True)
        c.side(O, (w, 0), g["w"], (0, h))
        c.side((w, 0), (w, h), g["h"], O)
        c.side((0, h), (t, h), g["t"], (0, h - t))

    def check(c):
        floor, tile = c.polygons
        count, step = area(floor) / area(tile), dist(tile[0], tile[1])
        return count, 2 * count, (dist(floor[0], floor[1]) / step - 1) * (dist(floor[1], floor[2]) / step - 1)

    rows = f"${w} \\div {t} = {m}$ tiles fit along one side and ${h} \\div {t} = {n}$ along the other"
    return Scene(
        f"A rectangle {w} by {h} is covered with squares of side {t}, one of which is dark.", [
            ask("Tessellation with Polygons", "Number of Tiles",
                "The rectangle is covered with squares like the dark one, without gaps. How many squares are there?",
                m * n, f"{rows}, so the squares fit; dividing the areas gives $({w} \\times {h}) \\div {t}^2 = "
                f"{m * n}$."),
            ask("Tessellation with Polygons", "Tiling with Any Triangle",
                "The dark square is halved along a diagonal. How many of these triangles cover the rectangle without "
                "gaps?", 2 * m * n, f"{rows}, and each square consists of two triangles, $2 \\times {m} \\times {n} = "
                f"{2 * m * n}$."),
            ask("Tessellation with Polygons", "Full Turn at Each Corner",
                "The rectangle is covered with squares like the dark one, without gaps, in rows and columns. At how "
                "many points do four squares meet?", (m - 1) * (n - 1),
                f"{rows}; four right angles fill the full turn at every inner corner, and there are $({m} - 1) \\times "
                f"({n} - 1) = {(m - 1) * (n - 1)}$ of these.")],
        [("A floor is laid with square tiles like the dark one. Lengths are in decimetres.", "How many tiles are "
            "laid?"),
         ("A wall panel is covered with square mosaic stones like the dark one. Lengths are in centimetres.",
          "How many stones are on the panel?"),
         ("A quilt is sewn from square patches like the dark one. Lengths are in centimetres.",
          "How many patches does the quilt have?"),
         ("Let $N$ be the number of dark squares that fill the rectangle exactly.", "Determine $N$.")],
        dict(w=w, h=h, t=t), figure=figure, check=check)


START = "The figure is a rectangle with half discs added or cut out."


@program("Perimeter of Irregular Figures")
def half_disc_border(rng):
    d, kind = 2 * rng.randint(2, 12), rng.choice(("both", "one", "notch"))
    a = d + rng.randint(1, 12)
    r = d // 2
    left, right = kind != "one", -1 if kind == "notch" else 1  # a half disc at the left; bulge or notch at the right

    def figure(c, g):
        bulge = c.ring((a, r), r, start=-90, end=90, kind="none") if right > 0 else \
            c.ring((a, r), r, start=270, end=90, kind="none")
        border = [O, *bulge, (0, d)]
        if left:
            border += c.ring((0, r), r, start=90, end=270, kind="none")
        c.fills.append((border, False))
        c.line(*border, O)
        for x in ([0] if left else []) + ([a] if right > 0 else []):
            c.line((x, 0), (x, d), kind="dash")
        c.side(O, (a, 0), g["a"], (0, d))
        c.side((0, 0), (0, d), g["d"], (-a, 0) if left else (a, 0))

    def check(c):
        (p, q), (u, v) = [(label[1], label[2]) for label in c.labels if label[0] == "side"]
        long, wide, curved = dist(p, q), dist(u, v), 2 if left else 1
        flat = 2 * long + wide * (2 - curved)
        half = PI * wide * wide / 8
        balance = round((area(c.fills[0][0]) - long * wide) / half)  # half discs added minus half discs cut out
        return flat + curved * PI * wide / 2, 2 * (flat + curved * PI * wide / 2) - 2 * long, \
            long * wide + balance * half

    arcs = 2 if left else 1
    flat, curved = 2 * a + (2 - arcs) * d, arcs * r
    discs = Fraction((1 if left else 0) + right, 2) * r * r
    way = f"the straight pieces are ${' + '.join([str(a)] * 2 + [str(d)] * (2 - arcs))} = {flat}$ long, and the " \
          f"{'two half circles' if arcs == 2 else 'half circle'} ${arcs} \\times \\frac{{1}}{{2}} \\times \\pi " \
          f"\\times {d} = " \
          f"{pi(curved)}$"
    rest = f"+{pi(discs)}" if discs > 0 else ""
    return Scene(
        f"A rectangle {a} by {d} has " + {
            "both": "half discs on both sides of length", "one": "a half disc on one side of length",
            "notch": "a half disc on one side and a half disc cut out on the opposite side, both of the diameter"}[kind]
        + f" {d}.", [
            ask("Perimeter of Irregular Figures", "Adding the Border Pieces",
                f"{START} What is the perimeter of the figure? {WITH_PI}",
                f"{flat}+{pi(curved)}", f"{way}, together ${flat}+{pi(curved)}$."),
            ask("Perimeter of Irregular Figures", "Inner Sides do not Count",
                "The figure is reflected in its straight side at the bottom, and both are joined there. What is the "
                f"perimeter of the new figure? {WITH_PI}", f"{2 * flat - 2 * a}+{pi(2 * curved)}",
                f"{way}. Twice this without the common side, counted twice, is $2 \\times ({flat}+{pi(curved)}) - 2 "
                f"\\times {a} = {2 * flat - 2 * a}+{pi(2 * curved)}$."),
            ask("Area of Irregular Figures", "Adding the Parts",
                f"{START} What is the area of the figure? {WITH_PI}", f"{a * d}{rest}",
                f"the rectangle has the area ${a} \\times {d} = {a * d}$; the half " + (
                    "disc that is added is as large as the one cut out" if not discs else f"disc adds ${pi(discs)}$"
                    if arcs == 1 else f"discs add ${pi(discs)}$") + f": ${a * d}{rest}$.")],
        [(f"{start} The curved lines are half circles.", text)
         for start, text in scenes("perimeter", "a rectangle with half discs added or cut out", WITH_PI)],
        dict(a=a, d=d), fixed=(kind,), figure=figure, check=check)


@program("Area of Irregular Figures")
def path_in_field(rng):
    w, h, p = rng.randint(12, 40), rng.randint(10, 30), rng.randint(2, 4)
    if not 0.4 < h / w < 2 or p * 12 > w * 3:
        w, h, p = 24, rng.randint(12, 36), 2
    kind, x, y = rng.choice(("both", "upright", "level")), rng.randint(30, 60) / 100, rng.randint(30, 60) / 100
    x, y = round(x * (w - p)), round(y * (h - p))
    up, level = kind != "level", kind != "upright"

    def figure(c, g):
        c.without = {"hatch", "tint"}  # the strips must be white
        xs = [(0, x), (x + p, w)] if up else [(0, w)]
        ys = [(0, y), (y + p, h)] if level else [(0, h)]
        for x0, x1 in xs:
            for y0, y1 in ys:
                c.polygon((x0, y0), (x1, y0), (x1, y1), (x0, y1), accent=True)
        c.line(O, (w, 0), (w, h), (0, h), O)
        gap = 0.06 * max(w, h)  # brackets, since the whole sides run past the strips
        for one, two, text, (ex, ey) in (((0, h), (w, h), "w", (0, gap)), ((w, 0), (w, h), "h", (gap, 0))):
            at = [(v[0] + k * ex, v[1] + k * ey) for v, k in ((one, 0.3), (one, 1), (two, 1), (two, 0.3))]
            c.line(*at, kind="thin")
            c.side(at[1], at[2], g[text], O)
        if up:
            c.side((x, 0), (x + p, 0), g["p"], (x, h))
        else:
            c.side((0, y), (0, y + p), g["p"], (w, y))

    def check(c):
        green = sum(map(area, c.polygons))
        corners = [q for polygon in c.polygons for q in polygon]
        wide, tall = (max(q[i] for q in corners) - min(q[i] for q in corners) for i in (0, 1))
        return green, wide * tall - green, 2 * (wide + tall)

    u, v = w - p * up, h - p * level
    cut = [f"${w} - {p} = {u}$"] * up + [f"${h} - {p} = {v}$"] * level
    return Scene(
        f"A rectangle {w} by {h} is crossed by " + {
            "both": f"two paths of width {p}, one parallel to each side",
            "upright": f"a path of width {p} parallel to the sides of length {h}",
            "level": f"a path of width {p} parallel to the sides of length {w}"}[kind]
        + ". The paths are white, the rest is dark.", [
            ask("Area of Irregular Figures", "Path across a Rectangle",
                "Each white strip has the marked width. What is the area of the dark part?", u * v,
                f"pushed together, the dark parts make one rectangle; taking away the width of the strip gives "
                f"{' and '.join(cut)}, and the area is ${u} \\times {v} = {u * v}$."),
            ask("Area of Irregular Figures", "Subtracting a Hole",
                "Each white strip has the marked width. What is the area of the white part of the rectangle?",
                w * h - u * v, f"the whole rectangle is ${w} \\times {h} = {w * h}$, the dark parts together ${u} "
                f"\\times {v} = {u * v}$, and the rest is ${w * h} - {u * v} = {w * h - u * v}$."),
            ask("Perimeter of a Rectangle", "Rectangle Perimeter Formula",
                "What is the perimeter of the whole rectangle?", 2 * (w + h),
                f"the perimeter is $2 \\times ({w} + {h}) = {2 * (w + h)}$.")],
        [("A rectangular lawn is crossed by gravel paths, the white strips of the figure; each has the marked width. "
          "Lengths are in metres.", "How many square metres of lawn are left?"),
         ("A rectangular field is crossed by roads, the white strips; each has the marked width. Lengths are in "
          "metres.", "How many square metres can be sown?"),
         ("A flag is blue with white stripes of the marked width. Lengths are in decimetres; the blue part is dark.",
          "How many square decimetres of blue cloth does the flag show?"),
         ("Let $D$ be the dark region; each white strip has the marked width.", "Determine the area measure "
             "$\\mu(D)$.")],
        dict(w=w, h=h, p=p), fixed=(kind, x, y), figure=figure, check=check)


@program("Combination and Division of Figures")
def divided_triangle(rng):
    p = rng.randint(3, 14)
    q = near(rng, p, 0.4, 2.2)
    h, apex = 2 * rng.randint(max(2, (p + q) // 5), max(3, (p + q) // 2)), rng.randint(2, 8)
    s, t = p * h // 2, q * h // 2

    def figure(c, g):
        a, b, d, e = ((p + q) * apex / 10, h), O, (p, 0), (p + q, 0)
        c.polygon(a, b, e)
        c.line(a, d)
        c.side(b, d, g["p"], a)
        c.side(d, e, g["q"], a)
        c.text(middle(a, b, d), g["s"])
        named(c, {"A": a, "B": b, "C": e}, middle(a, b, e))
        c.corner(d, "D", a)

    def check(c):
        a, b, e = c.polygons[0]
        d = c.strokes[1][0][1]
        return area([a, d, e]), area([a, b, middle(b, d)]), area([a, b, e])

    way = f"the triangles have the same height, so the area of ADC is ${s} \\times {q} \\div {p} = {t}$"
    return Scene(
        f"D divides the side BC of the triangle ABC into BD = {p} and DC = {q}. The triangle ABD has the area {s}.", [
            ask("Combination and Division of Figures", "Division in the Ratio of Bases",
                "The number inside the triangle ABD is its area; the other numbers are lengths. What is the area of "
                "the triangle ADC?", t, f"{way}."),
            ask("Combination and Division of Figures", "Median Halves a Triangle",
                "The number inside the triangle ABD is its area; the other numbers are lengths. M is the midpoint of "
                "BD. What is the area of the triangle ABM?", frac(s, 2),
                f"AM is a median of ABD and halves its area, $\\frac{{{s}}}{{2}} = {frac(s, 2)}$."),
            ask("Area of a Polygon", "Splitting a Polygon into Parts",
                "The number inside the triangle ABD is its area; the other numbers are lengths. What is the area of "
                "the triangle ABC?", s + t, f"{way}, and both parts together are ${s} + {t} = {s + t}$.")],
        [("A triangular garden is divided by the straight path AD. The number inside ABD is its area in square "
          "metres; the other numbers are lengths in metres.", "What is the area of the part ADC, in square metres?"),
         ("A triangular sail is sewn along the seam AD. The number inside ABD is its area in square decimetres; the "
          "other numbers are lengths in decimetres.", "What is the area of the part ADC, in square decimetres?"),
         ("Two heirs divide a triangular field by the line AD. The number inside ABD is its area in square metres; the "
          "other numbers are lengths in metres.", "What is the area of the part ADC, in square metres?"),
         ("Let $S$ be the area of ADC. The number inside ABD is its area, the other numbers are lengths.",
          "Determine $S$.")],
        dict(p=p, q=q, s=s), fixed=(h, apex), figure=figure, check=check)


@program("Folding of Figures")
def folded_rectangle(rng):
    a, b, w = rng.choice([t for t in triples(100) if 0.35 < t[1] / t[2] < 0.95])
    e = Fraction((w - a) ** 2 + b * b, 2 * b)

    def figure(c, g):
        f, fold, d = (a, b), (w, float(e)), (w, 0)
        c.without = {"dashed"}  # dashes show where the paper was
        c.polygon(O, (0, b), f, (w, b), fold)
        c.polygon(O, f, fold, accent=True)
        c.line(O, d, fold, kind="dash")
        c.side(O, (0, b), g["b"], (w, 0))
        c.side(O, d, g["w"], (0, b))
        c.side((0, b), f, "?", O)
        named(c, {"A": O, "B": (0, b), "C": (w, b), "D": d, "E": fold}, (w / 2, b / 2))
        c.corner(f, "F", (a, 0))

    def check(c):
        _, f, fold = c.polygons[1]
        return dist(c.polygons[0][1], f), dist(c.polygons[0][3], fold), area(c.polygons[1])

    way = f"folding keeps lengths, so AF is as long as AD, {w}; the right triangle ABF gives " \
          f"$\\sqrt{{{w}^2 - {b}^2}} = {a}$ " \
          "for BF"
    start = "The rectangle ABCD is folded along AE, so that the corner D comes to the point F of BC."
    return Scene(
        f"A rectangle ABCD with AB = {b} and AD = {w} is folded along AE so that D comes to F on BC.", [
            ask("Folding of Figures", "Crease as an Axis of Symmetry",
                f"{start} What is the length of BF, marked with the question mark?", a, f"{way}."),
            ask("Folding of Figures", "Folded Rectangle by Pythagoras",
                f"{start} What is the length of EC? Give the exact value.", frac(b - e),
                f"{way}, and FC is ${w} - {a} = {w - a}$. With EC as $x$, the triangle FCE gives $x^2 + {w - a}^2 = "
                f"({b} - x)^2$, so $x$ is $({b}^2 - {w - a}^2) \\div (2 \\times {b}) = {frac(b - e)}$."),
            ask("Area of a Triangle", "Area of a Right Triangle",
                f"{start} What is the area of the triangle AFE? Give the exact value.", frac(w * e, 2),
                f"the angle at F is right, AF is {w} long, and EF is as long as ED. {way[0].upper() + way[1:]}, FC "
                f"is ${w} - {a} = {w - a}$, and ED is $({w - a}^2 + {b}^2) \\div (2 \\times {b}) = {frac(e)}$. The "
                f"area is $\\frac{{1}}{{2}} \\times {w} \\times {frac(e)} = {frac(w * e, 2)}$.")],
        [(f"{opening} {start}", "How long is BF?") for opening in (
            "The figure shows a sheet of paper. Lengths are in centimetres.",
            "The figure shows a piece of felt. Lengths are in centimetres.",
            "The figure shows a piece of metal foil. Lengths are in millimetres.")]
        + [(f"{start} Let $x$ be the length of BF.", "Determine $x$.")], dict(b=b, w=w), figure=figure, check=check)


def squared_circle(c, kind, a, text):
    """A circle inside a square, around it, or as four quarters about its corners; text at the length that is given."""
    c.without = {"hatch"}
    k = a / sqrt(2) if kind == "around" else a
    square = ((-k, -k), (k, -k), (k, k), (-k, k))
    if kind == "around":
        c.circle(O, a, accent=True)
        c.polygon(*square)
        c.dot(O)
        c.line(O, square[2])
        c.side(O, square[2], text, (k, 0))
        return
    c.polygon(*square, accent=True)
    if kind == "inside":
        c.circle(O, a)
    else:
        for (x, y), start in zip(square, (0, 90, 180, 270)):
            c.ring((x, y), a, start=start, end=start + 90)
            points = c.ring((x, y), a, start=start, end=start + 90, kind="none")
            c.fills.append(([(x, y), *points], False))
    c.side((-k, -k), (k, -k), text, (0, k))


@program("Circles and Squares")
def circle_and_square(rng):
    kind, a = rng.choice(("inside", "corners", "around")), rng.randint(2, 30)
    side, whole = 2 * a, 4 * a * a  # around: a is the radius of the circle, else half of the side of the square

    def check(c):
        box = area(c.polygons[0])
        if kind == "around":
            r = c.circles[0][1]
            return PI * r * r - box, 2 * PI * r, box
        if c.circles:
            r = c.circles[0][1]
            return box - PI * r * r, 2 * PI * r, box
        arcs = [points[1:] for points, accent in c.fills if not accent]  # each about a corner of the square
        r = min(dist(p, arcs[0][0]) for p in c.polygons[0])
        parts = len(arcs) / 4
        return box - parts * PI * r * r, parts * 2 * PI * r, box

    n = a if kind == "around" else side
    if kind == "around":
        how = f"the disc has the area $\\pi \\times {a}^2 = {pi(a * a)}$, the square $2 \\times {a}^2 = {2 * a * a}$;" \
              f" the difference is ${pi(a * a)}-{2 * a * a}$."
        answer, box = f"{pi(a * a)}-{2 * a * a}", 2 * a * a
        name = "Square Inscribed in a Circle"
    else:
        how = f"the square has the area ${side}^2 = {whole}$, and the " \
              f"{'disc' if kind == 'inside' else 'quarter discs'} " \
              f"{'covers' if kind == 'inside' else 'together cover'} $\\pi \\times {a}^2 = {pi(a * a)}$; the " \
              f"difference is ${whole}-{pi(a * a)}$."
        answer, box, name = f"{whole}-{pi(a * a)}", whole, "Corners left by the Inscribed Circle"
    return Scene(
        {"inside": f"A circle touches all sides of a square of side {side}; the corners left over are shaded.",
         "corners": f"Quarter discs of radius {a} about its corners are taken out of a square of side {side}; the "
         "rest is shaded.",
         "around": f"A square has its corners on a circle of radius {a}; the part of the disc outside the square is "
                   "shaded."}[kind], [
            ask("Circles and Squares", name, f"The figure is made of a square and of full or quarter circles. What "
                f"is the area of the shaded part? {WITH_PI}", answer, how),
            ask("Circumference of a Circle", "Circumference from the Radius", "The curved lines make one full circle "
                f"when they are put together. What is their total length? {IN_PI}", pi(2 * a),
                (f"the radius is {a}" if kind == "around" else f"the radius is ${side} \\div 2 = {a}$") +
                f", and $2\\pi \\times {a} = {pi(2 * a)}$."),
            ask("Circles and Squares", "Circle Circumscribed about a Square" if kind == "around" else
                "Circle Inscribed in a Square", "What is the area of the square in the figure?", box,
                f"the side is ${a}\\sqrt{{2}}$, so the area is $({a}\\sqrt{{2}})^2 = {box}$." if kind == "around" else
                f"the side of the square is {side}, so the area is ${side}^2 = {box}$.")],
        [("A tile has the pattern of the figure, made of a square and of full or quarter circles. Lengths are in "
          "centimetres.", f"How many square centimetres of the tile are dark? {WITH_PI}"),
         ("A carpet is woven after the figure, which is made of a square and of full or quarter circles. Lengths are "
          "in decimetres.", f"How many square decimetres of the carpet are dark? {WITH_PI}"),
         ("The shaded part of the figure, made of a square and of full or quarter circles, is cut from sheet metal. "
          "Lengths are in centimetres.", f"How many square centimetres of metal are there? {WITH_PI}"),
         ("Let $R$ be the shaded region of the figure, which is made of a square and of full or quarter circles.",
          f"Determine the area measure $\\mu(R)$. {WITH_PI}")],
        dict(n=n), fixed=(kind,), figure=lambda c, g: squared_circle(c, kind, a, g["n"]), check=check)
