"""Composite figures: tilings, irregular borders, paths, cutting, folding, circles and squares.  All drawn to scale."""
from fractions import Fraction
from itertools import product
from math import dist, sqrt
from math import pi as PI

from ..additions_plane import diagonals_of_the_middle, fold_and_its_axis
from ..canvas import area, middle
from ..tools import Quantity, Scene, ask, frac, near, pi, program, root
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

    point = "Tessellation with Polygons"
    given = "The rectangle is covered with squares like the dark one, without gaps"
    rows = (f"The sides of the rectangle are {w} and {h}, the side of a square is {t}. So ${w} \\div {t} = {m}$ "
            f"squares fit along one side and ${h} \\div {t} = {n}$ along the other")
    return Scene(
        f"A rectangle {w} by {h} is covered with squares of side {t}, one of which is dark.", [
            ask(point, "Number of Tiles", f"{given}. How many squares are there?",
                m * n, f"{rows}, and no part is left over. By @ their number is the area of the rectangle divided by "
                f"the area of a square: $({w} \\times {h}) \\div {t}^2 = {m * n}$.",
                wrong=[m + n, frac(w * h, t), 2 * (m + n), w * h]),
            ask(point, "Tiling with Any Triangle",
                "The dark square is halved along a diagonal. How many of these triangles cover the rectangle without "
                "gaps?", 2 * m * n, f"{rows}. By @ two copies of the triangle make one square again, so the rectangle "
                f"is covered by $2 \\times {m} \\times {n} = {2 * m * n}$ triangles.",
                wrong=[m * n, 4 * m * n, 2 * (m + n)]),
            ask(point, "Full Turn at Each Corner",
                f"{given}, in rows and columns. At how many points do four squares meet?", (m - 1) * (n - 1),
                f"{rows}. By @ four right angles fill the full turn at every corner inside the rectangle. These "
                f"corners lie on ${m} - 1 = {m - 1}$ lines in one direction and ${n} - 1 = {n - 1}$ in the other, so "
                f"there are $({m} - 1) \\times ({n} - 1) = {(m - 1) * (n - 1)}$ of them.",
                wrong=[m * n, (m + 1) * (n + 1), (m - 1) * n])],
        givens=dict(w=w, h=h, t=t), more=[tiles_along_the_top], figure=figure, check=check)


START = "The figure is a rectangle with half discs added or cut out."


@program("Perimeter of Irregular Figures")
def half_disc_border(rng):
    d, kind = 2 * rng.randint(2, 12), rng.choice(("both", "one", "notch"))
    a, r = d + rng.randint(1, 12), d // 2
    left, right = kind != "one", -1 if kind == "notch" else 1  # a half disc at the left; bulge or notch at the right

    def figure(c, g):
        bulge = c.ring((a, r), r, start=-90 if right > 0 else 270, end=90, kind="none")
        border = [O, *bulge, (0, d)]
        if left:
            border += c.ring((0, r), r, start=90, end=270, kind="none")
        c.fills.append((border, False))
        c.line(*border, O)
        for x in ([0] if left else []) + ([a] if right > 0 else []):
            c.line((x, 0), (x, d), kind="dash")
        c.side(O, (a, 0), g["a"], (0, d))
        c.side(O, (0, d), g["d"], (-a, 0) if left else (a, 0))

    def check(c):
        (p, q), (u, v) = [(label[1], label[2]) for label in c.labels if label[0] == "side"]
        long, wide, curved = dist(p, q), dist(u, v), 2 if left else 1
        flat, half = 2 * long + wide * (2 - curved), PI * wide * wide / 8
        balance = round((area(c.fills[0][0]) - long * wide) / half)  # half discs added minus half discs cut out
        return flat + curved * PI * wide / 2, 2 * (flat + curved * PI * wide / 2) - 2 * long, \
            long * wide + balance * half

    arcs = 1 + left
    flat, curved = 2 * a + (2 - arcs) * d, arcs * r
    discs = Fraction((1 if left else 0) + right, 2) * r * r
    way = (f"The figure shows the side {a} and the diameter {d}. The straight pieces of the border are "
           f"${' + '.join([str(a)] * 2 + [str(d)] * (2 - arcs))} = {flat}$ long, and the "
           f"{'two half circles' if arcs == 2 else 'half circle'} ${arcs} \\times \\frac{{1}}{{2}} \\times \\pi "
           f"\\times {d} = {pi(curved)}$ (Circumference of a Circle).")
    rest = f"+{pi(discs)}" if discs > 0 else ""
    areas = ["Area of a Rectangle"] + ["Area of a Circle"] * (discs > 0)
    balance = "the half disc that is added is as large as the one that is cut out" if not discs else \
        f"{'the half disc adds' if arcs == 1 else 'the two half discs add'} ${pi(discs)}$ (Area of a Circle)"
    return Scene(
        f"A rectangle {a} by {d} has " + {
            "both": "half discs on both sides of length", "one": "a half disc on one side of length",
            "notch": "a half disc on one side and a half disc cut out on the opposite side, both of the diameter"}[kind]
        + f" {d}.", [
            ask("Perimeter of Irregular Figures", "Adding the Border Pieces",
                f"{START} What is the perimeter of the figure? {WITH_PI}",
                f"{flat}+{pi(curved)}", f"{way} By @ the perimeter is the sum of all these pieces, "
                f"${flat}+{pi(curved)}$.", also=["Circumference of a Circle"],
                wrong=[f"{2 * (a + d)}+{pi(curved)}", f"{flat}+{pi(2 * curved)}", f"{a * d}+{pi(curved)}", flat]),
            ask("Perimeter of Irregular Figures", "Inner Sides do not Count",
                "The figure is reflected in its straight side at the bottom, and both are joined there. What is the "
                f"perimeter of the new figure? {WITH_PI}", f"{2 * flat - 2 * a}+{pi(2 * curved)}",
                f"{way} So the perimeter of the figure is ${flat}+{pi(curved)}$, and its mirror image has the same. By "
                f"@ the common side of {a} is taken away from both: $2 \\times ({flat}+{pi(curved)}) - 2 \\times {a} = "
                f"{2 * flat - 2 * a}+{pi(2 * curved)}$.", also=["Circumference of a Circle"],
                wrong=[f"{2 * flat}+{pi(2 * curved)}", f"{2 * flat - a}+{pi(2 * curved)}", f"{flat}+{pi(2 * curved)}"]),
            ask("Area of Irregular Figures", "Adding the Parts",
                f"{START} What is the area of the figure? {WITH_PI}", f"{a * d}{rest}",
                f"The rectangle has the area ${a} \\times {d} = {a * d}$ (Area of a Rectangle), and {balance}. By @ "
                f"the figure has the area ${a * d}{rest}$.", also=areas,
                wrong=[f"{a * d}+{pi(d * d)}", f"{a * d}+{pi(2 * r * r)}", f"{a * d}-{pi(Fraction(r * r, 2))}"])],
        givens=dict(a=a, d=d), more=[diagonals_of_the_middle], fixed=(kind,), figure=figure, check=check, say=dict(
            curved=f"the curved {'line is a half circle' if arcs == 1 else 'lines are half circles'}"))


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
        for (x0, x1), (y0, y1) in product(xs, ys):
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
    strips = "White strips of one width cross the rectangle."
    seen = (f"The rectangle has the sides {w} and {h}, and {'each' if up and level else 'the'} white strip is {p} "
            f"wide. Pushed together, the dark parts make one rectangle")
    kept = "" if up and level else f" and {h if up else w}"
    boxes = "Area of a Rectangle"
    return Scene(
        f"A rectangle {w} by {h} is crossed by " + {
            "both": f"two paths of width {p}, one parallel to each side",
            "upright": f"a path of width {p} parallel to the sides of length {h}",
            "level": f"a path of width {p} parallel to the sides of length {w}"}[kind]
        + ". The paths are white, the rest is dark.", [
            ask("Area of Irregular Figures", "Path across a Rectangle",
                f"{strips} What is the area of the dark part?", u * v,
                f"{seen}. By @ its sides are {' and '.join(cut)}{kept}. The dark part has the area ({boxes}) "
                f"${u} \\times {v} = {u * v}$.", also=[boxes],
                wrong=[w * h, u * v - p * p, w * h - p * (w * level + h * up) - p * p * (up and level), u * v + p * p]),
            ask("Area of Irregular Figures", "Subtracting a Hole", f"{strips} What is the area of the white part of "
                "the rectangle?", w * h - u * v,
                f"{seen} with the sides {' and '.join(cut)}{kept} and the area ${u} \\times {v} = {u * v}$. The whole "
                f"rectangle has the area ${w} \\times {h} = {w * h}$ ({boxes}). By @ the white part has the area "
                f"${w * h} - {u * v} = {w * h - u * v}$.", also=[boxes],
                wrong=[u * v, p * (w + h), p * (w * level + h * up) + p * p]),
            ask("Perimeter of a Rectangle", "Rectangle Perimeter Formula",
                "What is the perimeter of the whole rectangle?", 2 * (w + h),
                f"The rectangle has the sides {w} and {h}. By @ its perimeter is $2 \\times ({w} + {h}) = "
                f"{2 * (w + h)}$.", wrong=[w + h, w * h, 2 * (w + h) - 4 * p])],
        more=[diagonals_of_the_parts], givens=dict(w=w, h=h, p=p), fixed=(kind, x, y), figure=figure, check=check)


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

    given = "A number inside the triangle ABD is its area; other numbers are lengths."
    seen = f"The triangle ABD has the area {s} and the base $BD = {p}$"
    high = "The triangles ABD and ADC have the same height from A"
    point = "Combination and Division of Figures"
    return Scene(
        f"D divides the side BC of the triangle ABC into BD = {p} and DC = {q}. The triangle ABD has the area {s}.", [
            ask(point, "Division in the Ratio of Bases", f"{given} What is the area of the triangle ADC?", t,
                f"{seen}, the triangle ADC has the base $DC = {q}$. {high}. By @ their areas are in the ratio {p} : "
                f"{q} of the bases, so the triangle ADC has the area ${s} \\times {q} \\div {p} = {t}$.",
                wrong=[s, s + t, frac(s * p, q), s + q - p if s + q - p > 0 else 2 * s]),
            ask(point, "Median Halves a Triangle",
                f"{given} M is the midpoint of BD. What is the area of the triangle ABM?", frac(s, 2),
                f"The triangle ABD has the area {s}, and AM leads from its corner A to the midpoint of the side BD. By "
                f"@ the triangle ABM has half of the area, ${s} \\div 2 = {frac(s, 2)}$.",
                wrong=[s, frac(s, 4), frac(t, 2)]),
            ask("Area of a Polygon", "Splitting a Polygon into Parts",
                f"{given} What is the area of the triangle ABC?", s + t,
                f"{seen}, the triangle ADC the base $DC = {q}$. {high}, so their areas are in the ratio of the bases "
                f"({point}), and ADC has the area ${s} \\times {q} \\div {p} = {t}$. By @ the triangle ABC has the "
                f"area ${s} + {t} = {s + t}$.", also=[point], wrong=[t, 2 * s, s * (p + q)])],
        more=[parallel_through_a], givens=dict(p=p, q=q, s=s), say=dict(tall=h), fixed=(h, apex),
        figure=figure, check=check,
        quantities={"s": Quantity("measure", "the area of the triangle ABD")})


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

    point, triangle = "Folding of Figures", "Pythagorean Theorem"
    short = (f"The triangle ABF has a right angle at B, so $BF = \\sqrt{{{w}^2 - {b}^2}} = {a}$ ({triangle})")
    start = "The rectangle ABCD is folded along AE, so that the corner D comes to the point F of BC."
    return Scene(
        f"A rectangle ABCD with AB = {b} and AD = {w} is folded along AE so that D comes to F on BC.", [
            ask(point, "Crease as an Axis of Symmetry",
                f"{start} What is the length of BF, marked with the question mark?", a,
                f"The figure shows $AB = {b}$ and $AD = {w}$. By @ folding keeps lengths, so $AF = AD = {w}$. {short}.",
                also=[triangle], wrong=[w - b, root(w * w + b * b), w - a, frac(w, 2)]),
            ask(point, "Folded Rectangle by Pythagoras",
                f"{start} What is the length of EC? Give the exact value.", frac(b - e),
                f"Folding keeps lengths, so $AF = AD = {w}$. {short}, and $FC = {w} - {a} = {w - a}$. Let $EC = x$; "
                f"then $EF = ED = {b} - x$. By @ the right triangle FCE gives $x^2 + {w - a}^2 = ({b} - x)^2$, so $x = "
                f"({b}^2 - {w - a}^2) \\div (2 \\times {b}) = {frac(b - e)}$.", also=[triangle],
                wrong=[frac(e), frac(b, 2), w - a]),
            ask("Area of a Triangle", "Area of a Right Triangle",
                f"{start} What is the area of the triangle AFE? Give the exact value.", frac(w * e, 2),
                f"Folding keeps lengths and angles ({point}), so $AF = AD = {w}$, $EF = ED$, and the angle at F is "
                f"right. {short}, and $FC = {w} - {a} = {w - a}$. In the right triangle FCE the side EF is $({w - a}^2 "
                f"+ {b}^2) \\div (2 \\times {b}) = {frac(e)}$. By @ the triangle AFE has the area $\\frac{{1}}{{2}} "
                f"\\times {w} \\times {frac(e)} = {frac(w * e, 2)}$.", also=[point, triangle],
                wrong=[frac(w * e), frac(w * b, 2), frac(a * b, 2)])],
        givens=dict(b=b, w=w), more=[fold_and_its_axis], figure=figure, check=check)


def tiles_along_the_top(c, rng):
    """The other squares of the first row."""
    (_, _), (right, _), (_, top), _ = c.polygons[0]
    t = c.polygons[1][2][0]
    c.line((t, top - t), (right, top - t), kind="thin")
    for k in range(2, round(right / t)):
        c.line((k * t, top - t), (k * t, top), kind="thin")


def diagonals_of_the_parts(c, rng):
    """One diagonal of each dark rectangle."""
    for p, _, r, _ in c.polygons:
        c.line(p, r, kind="thin")


def parallel_through_a(c, rng):
    """The parallel to BC through A, with heads on both lines."""
    a, b, e = c.polygons[0]
    left, right = (b[0] + 0.1 * (a[0] - b[0]), a[1]), (a[0] + 0.9 * (e[0] - a[0]), a[1])
    c.line(left, right, kind="thin")
    c.parallel(a, right, 1)
    c.parallel(c.strokes[1][0][1], e, 1)


def square_or_diagonals(c, rng):
    """In a circle the middle lines of the square, else the diagonals of the square."""
    p, q, r, s = c.polygons[0]
    if c.circles and c.circles[0][1] > r[0]:
        c.line((p[0], 0), (q[0], 0), kind="thin")
        c.line((0, p[1]), (0, r[1]), kind="thin")
    else:
        c.line(p, r, kind="thin")
        c.line(q, s, kind="thin")


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

    n, arcs = a if kind == "around" else side, "four quarter circles" if kind == "corners" else "a circle"
    point, full = "Circles and Squares", "The figure is made of a square and {arcs}."
    disc = f"$\\pi \\times {a}^2 = {pi(a * a)}$ (Area of a Circle)"
    if kind == "around":
        how = (f"The square lies with its corners on a circle of radius {a}. By @ its area is $2 \\times {a}^2 = "
               f"{2 * a * a}$. The disc has the area {disc}. The shaded part is the difference, "
               f"${pi(a * a)}-{2 * a * a}$.")
        answer, box, name = f"{pi(a * a)}-{2 * a * a}", 2 * a * a, "Square Inscribed in a Circle"
        wrong = [f"{pi(a * a)}-{a * a}", f"{pi(2 * a * a)}-{2 * a * a}", f"{pi(a * a)}+{2 * a * a}"]
    else:
        covers = "circle touches all sides of the square, so its radius" if kind == "inside" else \
            "four quarter discs about the corners make one full disc, and its radius"
        how = (f"The square has the side {side} and the area ${side}^2 = {whole}$. The {covers} is ${side} \\div 2 = "
               f"{a}$ and the area of the disc {disc}. By @ the shaded part is the difference, ${whole}-{pi(a * a)}$.")
        answer, box, name = f"{whole}-{pi(a * a)}", whole, "Corners left by the Inscribed Circle"
        wrong = [f"{whole}-{pi(Fraction(a * a, 4))}", f"{whole}+{pi(a * a)}", f"{whole}-{pi(Fraction(a * a, 2))}"]
    return Scene(
        {"inside": f"A circle touches all sides of a square of side {side}; the corners left over are shaded.",
         "corners": f"Quarter discs of radius {a} about its corners are taken out of a square of side {side}; the "
         "rest is shaded.",
         "around": f"A square has its corners on a circle of radius {a}; the part of the disc outside the square is "
                   "shaded."}[kind], [
            ask(point, name, f"{full} What is the area of the shaded part? {WITH_PI}", answer, how,
                also=["Area of a Circle"], wrong=wrong),
            ask("Circumference of a Circle", "Circumference from the Radius", "The curved lines make one full circle "
                f"when they are put together. What is their total length? {IN_PI}", pi(2 * a),
                (f"The figure shows the radius {a}." if kind == "around" else
                 f"The side of the square is {side}, and the radius is half of it: ${side} \\div 2 = {a}$.") +
                f" By @ the curved lines are together $2\\pi \\times {a} = {pi(2 * a)}$ long.",
                wrong=[pi(4 * a), pi(a), pi(a * a)]),
            ask(point, "Circle Circumscribed about a Square" if kind == "around" else
                "Circle Inscribed in a Square", "What is the area of the square in the figure?", box,
                f"The radius of the circle is {a}. By @ the radius is $\\frac{{\\sqrt{{2}}}}{{2}}$ times the side, so "
                f"the side is ${a}\\sqrt{{2}}$, and the area of the square (Area of a Square) is "
                f"$({a}\\sqrt{{2}})^2 = {box}$." if kind == "around" else
                f"The figure shows the side {side} of the square; by @ it is twice the radius {a}. The area of the "
                f"square (Area of a Square) is ${side}^2 = {box}$.",
                also=["Area of a Square"], wrong=[4 * n, a * a, 8 * a * a])],
        more=[square_or_diagonals], givens=dict(n=n), say=dict(arcs=arcs, around=int(kind == "around")),
        fixed=(kind,), figure=lambda c, g: squared_circle(c, kind, a, g["n"]), check=check)
