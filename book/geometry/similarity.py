"""Similarity: triangles cut by parallels, shadows, altitudes, similar figures, dilations, plans; to scale."""
from fractions import Fraction
from math import dist, gcd, sqrt

from ..canvas import area, middle
from ..contexts import scenes
from ..pieces import grid
from ..tools import Scene, ask, draw_until, frac, near, program, root
from .circle import O
from .tangents import WHAT_LENGTH, named, third


@program("Similar Triangles")
def cut_triangle(rng):
    up, down = rng.choice(((3, 2), (2, 1), (5, 2), (3, 1), (4, 3)))  # how many times larger the whole triangle is
    s = down * rng.randint(2, 12 // down + 2)
    b = down * near(rng, s // down, 0.6, 1.8)
    apex = rng.randint(2, 8)
    side, base = s * up // down, b * up // down

    def figure(c, g):
        x = base * apex / 10
        y = sqrt(max(side * side - x * x, side * side / 4))
        x = sqrt(side * side - y * y)  # the left side keeps its true length
        a, p, q = (x, y), O, (base, 0)
        d, e = ((x + (v[0] - x) * down / up, y + (v[1] - y) * down / up) for v in (p, q))
        c.polygon(p, q, a)
        c.line(d, e)
        named(c, dict(zip("ABCDE", (a, p, q, d, e))), middle(a, p, q))
        c.side(a, d, g["s"], q)
        c.side(d, p, g["rest"], q)
        c.side(d, e, g["b"], a)
        c.side(p, q, "?", a)

    def check(c):
        p, q, a = c.polygons[0]
        d, e = c.strokes[1][0]
        return dist(p, q), area([p, q, a]) / area([a, d, e]), area([a, d, e]) / area([p, q, a])

    way = f"the triangles ADE and ABC have the side ratio $\\frac{{{s}}}{{{s} + {side - s}}} = {frac(down, up)}$"
    return Scene(
        f"In the triangle ABC the line DE is parallel to BC, with D on AB and E on AC. AD = {s}, DB = {side - s} and "
        f"DE = {b}; BC is marked with a question mark.", [
            ask("Similar Triangles", "Line Parallel to a Side",
                "DE is parallel to BC. What is the length of the side marked with the question mark?", base,
                f"AB is ${s} + {side - s} = {side}$. The triangles ADE and ABC have the side ratio "
                f"$\\frac{{{s}}}{{{side}}} = "
                f"{frac(down, up)}$, so the side is ${b} \\times {side} \\div {s} = {base}$."),
            ask("Similar Triangles", "Area of Similar Triangles",
                "DE is parallel to BC. How many times as large is the area of triangle ABC as that of triangle "
                "ADE?", frac(up * up, down * down), f"{way}; the sides grow by the factor ${frac(up, down)}$ and the "
                f"area by its square, $\\left({frac(up, down)}\\right)^2 = {frac(up * up, down * down)}$."),
            ask("Similar Triangles", "Area of Similar Triangles",
                "DE is parallel to BC. Which fraction of the triangle ABC is the triangle ADE?",
                frac(down * down, up * up), f"{way}, and the ratio of the areas is its square, "
                f"$\\left({frac(down, up)}\\right)^2 = {frac(down * down, up * up)}$.")],
        [(f"{start} DE is parallel to BC.", text) for start, text in scenes("length")],
        dict(s=s, rest=side - s, b=b), fixed=(apex,), figure=figure, check=check)


@program("Properties of Similar Triangles")
def shadows(rng):
    f = rng.choice((Fraction(2), Fraction(5, 2), Fraction(3), Fraction(7, 2), Fraction(4)))
    h = f.denominator * rng.randint(8 // f.denominator, 20 // f.denominator)
    s = f.denominator * near(rng, h // f.denominator, 0.6, 1.8)
    tall, long = int(f * h), int(f * s)

    def figure(c, g):
        c.without = {"line"}  # dashed lines are named in the text
        gap = 0.35 * long
        ends = [(0, h, s), (s + gap, tall, long)]
        for x, y, z in ends:
            c.fills.append(([(x, 0), (x, y), (x + z, 0)], False))
            c.line((x, 0), (x, y), kind="thick")
            c.line((x, y), (x + z, 0), kind="dash")
            c.right((x, 0), (x + z, 0), (x, y))
        c.line((-0.1 * long, 0), (s + gap + 1.1 * long, 0))
        c.side((0, 0), (0, h), g["h"], (s, 0))
        c.side((0, 0), (s, 0), g["s"], (0, h))
        c.side((s + gap, 0), (s + gap + long, 0), g["long"], (0, h))
        c.side((s + gap, 0), (s + gap, tall), "?", (s + gap + long, 0))

    def check(c):
        (small, _), (large, _) = c.fills
        return (dist(large[0], large[1]), dist(large[1], large[2]) / dist(small[1], small[2]),
                area(large) / area(small))

    way = f"the triangles are similar with the ratio $\\frac{{{long}}}{{{s}}} = {frac(f)}$"
    square = frac(f * f)
    return Scene(
        f"An upright post of height {h} has a shadow of length {s}. At the same time another post has a shadow of "
        f"length {long}; its height is marked with a question mark.", [
            ask("Properties of Similar Triangles", "Shadow and Height",
                "The thick lines are two upright posts; the sun's rays are parallel, and the posts' shadows lie on "
                "level ground. What is the height marked with the question mark?", tall,
                f"{way}, so the height is ${h} \\times {frac(f)} = {tall}$."),
            ask("Properties of Similar Triangles", "Matching Altitudes and Medians",
                "The two triangles are similar. In each of them the median to the dashed side is drawn. How many "
                "times as long is it in the large triangle as in the small one?", frac(f),
                f"{way}, and matching medians have the same ratio."),
            ask("Similar Triangles", "Area of Similar Triangles",
                "The two triangles are similar. How many times as large is the area of the large triangle as that "
                "of the small one?", square, f"{way}, and the area grows with its square, $\\left({frac(f)}\\right)^2 "
                f"= {square}$.")],
        [("A stick and a flagpole, the thick lines, stand upright in the sun; their shadows lie on level ground. "
          "Lengths are in decimetres.", "How high is the flagpole, in decimetres?"),
         ("A scout measures a tree, the long thick line, with an upright rod and the shadows of both on level ground, "
          "at the same time. Lengths are in decimetres.", "How high is the tree, in decimetres?"),
         ("At the same hour two pillars of a temple, the thick lines, cast shadows on level ground. Lengths are in "
          "decimetres.", "How high is the pillar marked with the question mark, in decimetres?"),
         ("Two right triangles have parallel dashed sides. Let $h$ be the length marked with the question mark.",
          "Determine $h$.")],
        dict(h=h, s=s, long=long), figure=figure, upright=True, check=check)


@program("Intercept Theorem")
def intercepts(rng):
    a, b, d, e = draw_until(lambda: [rng.randint(2, 15) for _ in range(4)], lambda v: (
        v[2] * v[1] % v[0] == 0 and v[3] * v[1] % v[0] == 0 and 0.5 <= v[1] / v[0] <= 2 and v[0] != v[1]
        and v[3] < 0.85 * (v[0] + v[2]) and v[3] > 1.15 * abs(v[0] - v[2]) and v[3] > 0.6 * v[2]
        and 0.6 < v[0] / v[2] < 1.7), "rays")
    other, wide = d * b // a, e * (a + b) // a

    def figure(c, g):
        p, q = (a, 0), third(O, (a, 0), d, e)
        k = (a + b) / a
        u, v = (a + b, 0), (k * q[0], k * q[1])
        c.line((1.2 * u[0], 0), O, (1.2 * v[0], 1.2 * v[1]))
        for one, two in ((p, q), (u, v)):
            t = 0.18 * a / dist(p, q)
            c.line((one[0] + t * (one[0] - two[0]), one[1] + t * (one[1] - two[1])),
                   (two[0] + t * (two[0] - one[0]), two[1] + t * (two[1] - one[1])))
        c.side(O, p, g["a"], q)
        c.side(p, u, g["b"], q)
        c.side(O, q, g["d"], p)
        c.side(q, v, "?", u)
        c.side(p, q, g["e"], O)
        c.corner(O, "S", middle(p, q))
        for at in (p, q, u, v):
            c.dot(at)

    def check(c):
        _, q, u, v = c.dots
        return dist(q, v), dist(u, v), dist(O, v)

    way = f"$\\frac{{{d} \\times {b}}}{{{a}}} = {other}$"
    return Scene(
        f"Two rays from S are cut by two parallel lines. On one ray the pieces are {a} and {b} long, on the other the "
        f"first piece is {d} long and the second is marked with a question mark; the first parallel segment is {e} "
        f"long.",
        [ask("Intercept Theorem", "Intercepts on Two Rays",
             f"The two lines that cut both rays from S are parallel. {WHAT_LENGTH}", other,
             f"the pieces on both rays have the same ratio, so the segment is {way}."),
         ask("Intercept Theorem", "Parallel Segments in the Ratio of Intercepts",
             "The two lines that cut both rays from S are parallel. What is the length of the longer parallel segment "
             "between the rays?", wide, f"the parallel segments are in the ratio of the distances from S, so it is "
             f"${e} \\times ({a} + {b}) \\div {a} = {wide}$."),
         ask("Intercept Theorem", "Intercepts on Two Rays",
             "The two lines that cut both rays from S are parallel. What is the distance from S to the far end of the "
             "segment marked with the question mark?", d + other,
             f"the segment with the question mark is {way}, and the distance is ${d} + {other} = {d + other}$.")],
        [(f"{start} The two lines that cut both rays from S are parallel.", text) for start, text in scenes("length")],
        dict(a=a, b=b, d=d, e=e), figure=figure, check=check)


MEANS = [(m * k * k, m * n * n) for m in range(1, 13) for k in range(1, 8) for n in range(1, 8)
         if gcd(k, n) == 1 and k != n and m * max(k, n) ** 2 <= 100 and max(k, n) < 2.9 * min(k, n)]


@program("Altitude on the Hypotenuse")
def altitude_mean(rng):
    p, q = rng.choice(MEANS)
    h = round(sqrt(p * q))

    def figure(c, g):
        a, b, tip = (-p, 0), (q, 0), (0, h)
        c.polygon(a, b, tip)
        c.line(tip, O)
        c.right(O, b if q > p else a, tip)
        c.right(tip, a, b)
        c.side(a, O, g["p"], tip)
        c.side(O, b, g["q"], tip)
        c.side(O, tip, "?", a if q > p else b)
        named(c, {"A": a, "B": b, "C": tip}, (0, h / 3))

    def check(c):
        a, _, tip = c.polygons[0]
        return dist(tip, O), dist(a, tip), area(c.polygons[0])

    way = f"the square of the altitude is ${p} \\times {q} = {p * q}$, so the altitude is $\\sqrt{{{p * q}}} = {h}$"
    return Scene(
        f"In a right triangle ABC with the right angle at C the altitude on the hypotenuse cuts it into pieces of "
        f"length {p}, beside A, and {q}; the altitude is marked with a question mark.", [
            ask("Altitude on the Hypotenuse", "Altitude as a Geometric Mean",
                "Both marked angles are right angles. What is the length of the altitude marked with the question "
                "mark?",
                h, f"{way}."),
            ask("Altitude on the Hypotenuse", "Leg as a Geometric Mean",
                "Both marked angles are right angles. What is the length of AC? Give the exact value.",
                root(p * (p + q)), f"the leg AC lies beside the piece {p} of the hypotenuse ${p} + {q} = {p + q}$, "
                f"so it is $\\sqrt{{{p} \\times {p + q}}} = {root(p * (p + q))}$."),
            ask("Area of a Triangle", "Half of Base times Height",
                "Both marked angles are right angles. What is the area of the triangle ABC?", frac((p + q) * h, 2),
                f"the base is ${p} + {q} = {p + q}$. The altitude is $\\sqrt{{{p} \\times {q}}} = {h}$, and the area "
                f"is $\\frac{{1}}{{2}} \\times {p + q} \\times {h} = {frac((p + q) * h, 2)}$.")],
        [("A roof has a right angle at its ridge C; a post stands under the ridge. Lengths are in decimetres.",
          "How long is the post marked with the question mark, in decimetres?"),
         ("Two straight roads meet at C at a right angle; a path leads from C at a right angle to the road AB. "
          "Lengths are in metres.", "How long is the path marked with the question mark, in metres?"),
         ("A rope hangs straight down from the top C of a tent whose sides meet at a right angle. Lengths are in "
          "decimetres.", "How long is the rope marked with the question mark, in decimetres?"),
         ("Let $h$ be the altitude on the hypotenuse AB of the right triangle.", "Determine $h$.")],
        dict(p=p, q=q), figure=figure, upright=True, check=check)  # upright: a roof and a tent stand


@program("Properties of Similar Figures")
def similar_figures(rng):
    m, n = rng.choice([(m, n) for m in range(1, 6) for n in range(2, 9) if gcd(m, n) == 1 and 1.3 < n / m <= 2.5])
    g0 = rng.randint(2, max(2, 16 // m))
    a, b = m * g0, n * g0
    s = m * m * rng.randint(max(1, round(0.36 * g0 * g0)), max(2, round(0.7 * g0 * g0)))
    big, lean = s * n * n // (m * m), rng.randint(0, 4)

    def figure(c, g):
        def shape(x, side):  # a trapezoid with the bases side and side / 2 and the right area
            k = side / a
            tall = k * s / (0.75 * a)
            return (x, 0), (x + side, 0), (x + side / 2 + lean * side / 8, tall), (x + lean * side / 8, tall)

        for at, side, name in ((0, a, "a"), (1.3 * a, b, "b")):
            p = shape(at, side)
            c.polygon(*p)
            c.side(p[0], p[1], g[name], p[3])
        p = c.polygons[0]
        c.text((sum(v[0] for v in p) / 4, p[2][1] * 0.46), g["s"])

    def check(c):
        one, two = c.polygons
        return area(two), dist(two[1], two[2]) / dist(one[1], one[2]), area(one) / area(two)

    way = f"the lengths have the ratio $\\frac{{{b}}}{{{a}}} = {frac(b, a)}$"
    start = "The two figures are similar, and the marked sides match. The number inside the small figure is its area."
    return Scene(
        f"Two figures are similar; the side {a} of the small one matches the side {b} of the large one. The small "
        f"figure has the area {s}.", [
            ask("Properties of Similar Figures", "Areas of Similar Figures",
                f"{start} What is the area of the large figure?", big,
                f"{way}, so the area is ${s} \\times \\left({frac(b, a)}\\right)^2 = {big}$."),
            ask("Properties of Similar Figures", "Perimeters of Similar Figures",
                f"{start} How many times as long is the perimeter of the large figure as that of the small one?",
                frac(b, a), f"{way}, and so have the perimeters."),
            ask("Properties of Similar Figures", "Areas of Similar Figures",
                f"{start} Which fraction of the area of the large figure is the area of the small one?",
                frac(m * m, n * n), f"{way}, so the fraction is $\\left({frac(a, b)}\\right)^2 = "
                                    f"{frac(m * m, n * n)}$.")],
        [("Two gardens have similar shapes, and the marked sides match. The number inside the small one is its area in "
          "square metres; the sides are in metres.", "What is the area of the large garden, in square metres?"),
         ("A pattern for a bag is enlarged; the marked sides match. The number inside the small pattern is its area in "
          "square centimetres; the sides are in centimetres.", "What is the area of the large pattern, in square "
          "centimetres?"),
         ("Two window panes have similar shapes, and the marked sides match. The number inside the small one is its "
          "area in square decimetres; the sides are in decimetres.", "What is the area of the large pane, in square "
          "decimetres?"),
         (f"{start} Let $S$ be the area of the large figure.", "Determine $S$.")],
        dict(a=a, b=b, s=s), fixed=(lean,), figure=figure, check=check)


@program("Dilation from a Centre")
def dilated_triangle(rng):
    k = rng.randint(2, 12)
    p, q, r = draw_until(lambda: [(rng.randint(-5, 5), rng.randint(-5, 5)) for _ in range(3)], lambda v: (
        area(v) >= 5 and min(dist(v[i], v[i - 1]) for i in range(3)) >= 3 and v[0][1] == v[1][1]
        and 0 not in v[0] + v[1] + v[2]), "triangle")
    s = round(2 * area([p, q, r]))

    def figure(c, g):
        grid(c, -6, 6, -6, 6)
        c.polygon(p, q, r)
        named(c, {"A": p, "B": q, "C": r}, middle(p, q, r))

    def check(c):
        image = [(k * x, k * y) for x, y in c.polygons[0]]
        return image[2], dist(image[0], image[1]), area(image)

    long = abs(p[0] - q[0])
    return Scene(
        f"A triangle has the corners A{p}, B{q} and C{r}.", [
            ask("Dilation from a Centre", "Dilation about the Origin",
                "The triangle is enlarged from the origin with the factor {k}. What are the coordinates of the image "
                "of C?",
                f"({k * r[0]}, {k * r[1]})", f"C is the point ${r}$, and both coordinates are multiplied by {k}: "
                f"${k} \\times ({r[0]}) = {k * r[0]}$ and ${k} \\times ({r[1]}) = {k * r[1]}$."),
            ask("Dilation from a Centre", "Parallel Image of a Segment",
                "The triangle is enlarged from the origin with the factor {k}. What is the length of the image of AB?",
                k * long, f"AB is {long} long, and its image is ${k} \\times {long} = {k * long}$ long."),
            ask("Properties of Similar Figures", "Areas of Similar Figures",
                "The triangle is enlarged from the origin with the factor {k}. What is the area of its image?",
                frac(k * k * s, 2), f"the triangle has the area ${frac(s, 2)}$, and its image ${k}^2 \\times "
                f"{frac(s, 2)} = {frac(k * k * s, 2)}$.")],
        [("A drawing program enlarges the triangle by the factor {k}, keeping the origin in place.",
          "What are the coordinates of the image of C?"),
         ("A stage designer enlarges a sketch: every point moves along its ray from the origin to {k} times its "
          "distance from the origin.", "What are the coordinates of the image of C?"),
         ("A sailmaker enlarges the pattern of a sail from the origin with the factor {k}.",
          "What are the coordinates of the image of C?"),
         ("Let $\\delta$ be the dilation with the origin as centre and the factor {k}.", "Determine $\\delta(C)$.")],
        dict(k=k), fixed=(*p, *q, *r), figure=figure, upright=True, check=check)


@program("Scale Drawing of a Figure")
def plan_of_a_room(rng):
    w, m = rng.randint(4, 18), rng.choice((50, 100, 150, 200, 250, 500))
    h = near(rng, w, 0.4, 1.4)
    around, s = Fraction(2 * (w + h) * m, 100), Fraction(w * h * m * m, 10000)

    def text(v):
        return f"{float(v):g}"

    def figure(c, g):
        c.polygon(O, (w, 0), (w, h), (0, h))
        c.side(O, (w, 0), g["w"], (0, h))
        c.side((w, 0), (w, h), g["h"], O)
        c.text((w / 2, h / 2), f"scale 1 : {g['m']}")

    def check(c):
        p = c.polygons[0]
        true = Fraction(next(t for t in c.texts() if ":" in t).split(":")[1].strip()) / 100
        sides = [dist(p[i], p[i - 1]) * true for i in range(4)]
        return sum(sides), sides[0] * sides[1], 10 / true

    start = "The figure is the plan of a rectangular floor; its lengths are in centimetres."
    return Scene(
        f"The plan of a rectangular floor at the scale 1 : {m} is {w} centimetres by {h} centimetres.", [
            ask("Scale Drawing of a Figure", "True Length from a Drawing",
                f"{start} What is the true perimeter of the floor, in metres?", text(around),
                f"around the plan it is $2 \\times ({w} + {h}) = {2 * (w + h)}$ centimetres, in truth ${2 * (w + h)} "
                f"\\times {m} = {2 * (w + h) * m}$ centimetres, and ${2 * (w + h) * m} \\div 100 = {text(around)}$."),
            ask("Scale Drawing of a Figure", "True Area from a Drawing",
                f"{start} What is the true area of the floor, in square metres?", text(s),
                f"the plan has ${w} \\times {h} = {w * h}$ square centimetres, the floor ${w * h} \\times {m}^2 = "
                f"{w * h * m * m}$ square centimetres, and ${w * h * m * m} \\div 10000 = {text(s)}$."),
            ask("Scale Drawing of a Figure", "Drawn Length from the Truth",
                f"{start} How many centimetres long is a carpet of 10 metres drawn in this plan?", frac(1000, m),
                f"10 metres are 1000 centimetres, drawn $\\frac{{1000}}{{{m}}} = {frac(1000, m)}$ centimetres long.")],
        [("The figure is the plan of a rectangular garden; its lengths are in centimetres.",
          "How many metres of fence go around the garden?"),
         ("The figure is the plan of a rectangular sports hall; its lengths are in centimetres.",
          "How many metres does a runner cover in one lap along the walls?"),
         ("The figure is the plan of a rectangular courtyard; its lengths are in centimetres.",
          "How many metres of wall surround the courtyard?"),
         ("A rectangle is drawn at the scale in the figure; the drawn lengths are in centimetres. Let $P$ be the true "
          "perimeter in metres.", "Determine $P$.")],
        dict(w=w, h=h, m=m), figure=figure, check=check)
