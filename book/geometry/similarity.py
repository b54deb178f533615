"""Similarity: triangles cut by parallels, shadows, altitudes, similar figures, dilations, plans; to scale."""
from fractions import Fraction
from math import dist, gcd, sqrt

from ..additions_corners import circle_around
from ..additions_plane import (
    circle_through_corners,
    crossing_in_strip,
    line_through_the_middles,
    parallel_to_left_side,
    rays_of_the_sun,
)
from ..canvas import area, middle
from ..pieces import grid
from ..tools import Quantity, Scene, ask, draw_until, frac, near, program, root
from .circle import O
from .tangents import WHAT_LENGTH, named, third


def rays_through_the_corners(c, rng):
    """The rays from the origin through the corners of a triangle."""
    for x, y in c.polygons[0]:
        far = 5.9 / max(abs(x), abs(y))
        c.line(O, (far * x, far * y), kind="thin")


def both_apexes(c, rng):
    """The legs of two similar trapezoids, drawn on to their common points."""
    for p, q, r, s in c.polygons:
        part = dist(s, r) / dist(p, q)
        apex = p[0] + (s[0] - p[0]) / (1 - part), p[1] + (s[1] - p[1]) / (1 - part)
        c.line(s, apex, r, kind="dash")


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

    given = "DE is parallel to BC."
    seen = f"The figure shows $AD = {s}$ and $DB = {side - s}$, so $AB = {s} + {side - s} = {side}$."
    ratio = f"$\\frac{{{s}}}{{{side}}} = {frac(down, up)}$"
    factor = up // down if up % down == 0 else f"\\left({frac(up, down)}\\right)"
    return Scene(
        f"In the triangle ABC the line DE is parallel to BC, with D on AB and E on AC. AD = {s}, DB = {side - s} and "
        f"DE = {b}; BC is marked with a question mark.", [
            ask("Similar Triangles", "Line Parallel to a Side",
                f"{given} What is the length of the side marked with the question mark?", base,
                f"{seen} By @ the triangle ADE is similar to ABC. Its sides are those of ABC in the ratio {ratio}. "
                f"With $DE = {b}$ the side BC is ${b} \\times {side} \\div {s} = {base}$.",
                wrong=[frac(b * (side - s), s), b + side - s, frac(b * s, side), frac(side * s, b)]),
            ask("Similar Triangles", "Area of Similar Triangles",
                f"{given} How many times as large is the area of triangle ABC as that of triangle "
                "ADE?", frac(up * up, down * down),
                f"{seen} The triangles ADE and ABC are similar, since DE is parallel to BC, and their sides are in the "
                f"ratio {ratio}. So the sides grow by the factor ${frac(up, down)}$, and by @ the area grows by "
                f"${factor}^2 = {frac(up * up, down * down)}$.",
                wrong=[frac(up, down), frac(2 * up, down), frac(up * up - down * down, down * down)]),
            ask("Similar Triangles", "Area of Similar Triangles",
                f"{given} Which fraction of the triangle ABC is the triangle ADE?",
                frac(down * down, up * up),
                f"{seen} The triangles ADE and ABC are similar, since DE is parallel to BC, and their sides are in the "
                f"ratio {ratio}. By @ their areas are in the ratio $\\left({frac(down, up)}\\right)^2 = "
                f"{frac(down * down, up * up)}$.",
                wrong=[frac(down, up), frac(down, up - down), frac(down * down, up * up - down * down)])],
        givens=dict(s=s, rest=side - s, b=b), fixed=(apex,), figure=figure,
        more=[parallel_to_left_side], check=check)


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

    seen = (f"The figure shows the small post of height {h} with its shadow of {s} and the shadow of {long} of the "
            f"large post.")
    ratio, square = f"$\\frac{{{long}}}{{{s}}} = {frac(f)}$", frac(f * f)
    return Scene(
        f"An upright post of height {h} has a shadow of length {s}. At the same time another post has a shadow of "
        f"length {long}; its height is marked with a question mark.", [
            ask("Properties of Similar Triangles", "Shadow and Height",
                "The thick lines are two upright posts; the sun's rays are parallel, and the posts' shadows lie on "
                "level ground. What is the height marked with the question mark?", tall,
                f"{seen} By @ the posts and their shadows form similar right triangles. The shadows are in the ratio "
                f"{ratio}, and so are the heights. The large post has the height ${h} \\times {frac(f)} = {tall}$.",
                wrong=[h + long - s, frac(h * s, long), frac(s * long, h), long]),
            ask("Properties of Similar Triangles", "Matching Altitudes and Medians",
                "The two triangles are similar. In each of them the median to the dashed side is drawn. How many "
                "times as long is it in the large triangle as in the small one?", frac(f),
                f"The figure shows the matching sides {s} and {long} of the triangles, with the ratio {ratio}. By @ "
                f"matching medians have the same ratio as the sides, so the median is ${frac(f)}$ times as long.",
                wrong=[frac(f * f), frac(f / 2), frac(long, h) if long != tall else frac(2 * f)]),
            ask("Similar Triangles", "Area of Similar Triangles",
                "The two triangles are similar. How many times as large is the area of the large triangle as that "
                "of the small one?", square,
                f"The figure shows the matching sides {s} and {long} of the triangles, with the ratio {ratio}. By @ "
                f"the areas are in the ratio $\\left({frac(f)}\\right)^2 = {square}$.",
                wrong=[frac(f), frac(2 * f), frac(f * f / 2)])],
        givens=dict(h=h, s=s, long=long), more=[rays_of_the_sun], figure=figure, upright=True, check=check)


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

    given = "The two lines that cut both rays from S are parallel."
    seen = f"The parallels cut off the pieces {a} and {b} on one ray and {d} and the marked piece on the other."
    way = f"$\\frac{{{d} \\times {b}}}{{{a}}} = {other}$"
    return Scene(
        f"Two rays from S are cut by two parallel lines. On one ray the pieces are {a} and {b} long, on the other the "
        f"first piece is {d} long and the second is marked with a question mark; the first parallel segment is {e} "
        f"long.",
        [ask("Intercept Theorem", "Intercepts on Two Rays", f"{given} {WHAT_LENGTH}", other,
             f"{seen} By @ the pieces on both rays have the same ratio, so the marked segment is {way} long.",
             wrong=[frac(a * d, b), frac(d * (a + b), a), frac(e * b, a), b + d - a if b + d > a else a + d]),
         ask("Intercept Theorem", "Parallel Segments in the Ratio of Intercepts",
             f"{given} What is the length of the longer parallel segment between the rays?", wide,
             f"On one ray the parallels meet at the distances {a} and ${a} + {b} = {a + b}$ from S, and the shorter "
             f"parallel segment is {e}. By @ the segments are in the ratio of these distances, so the longer one is "
             f"${e} \\times ({a} + {b}) \\div {a} = {wide}$.", wrong=[frac(e * b, a), e + b, frac(e * a, a + b)]),
         ask("Intercept Theorem", "Intercepts on Two Rays",
             f"{given} What is the distance from S to the far end of the segment marked with the question mark?",
             d + other, f"{seen} By @ the pieces on both rays have the same ratio, so the marked segment is {way}. The "
             f"distance from S to its far end is ${d} + {other} = {d + other}$.", wrong=[other, a + b, d + b])],
        givens=dict(a=a, b=b, d=d, e=e), more=[crossing_in_strip, line_through_the_middles], figure=figure, check=check)


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

    right = "Both marked angles are right angles."
    seen = f"The altitude cuts the hypotenuse into the parts {p} and {q}."
    return Scene(
        f"In a right triangle ABC with the right angle at C the altitude on the hypotenuse cuts it into pieces of "
        f"length {p}, beside A, and {q}; the altitude is marked with a question mark.", [
            ask("Altitude on the Hypotenuse", "Altitude as a Geometric Mean",
                f"{right} What is the length of the altitude marked with the question mark?", h,
                f"{seen} By @ the square of the altitude is the product of the two parts, ${p} \\times {q} = {p * q}$, "
                f"so the altitude is $\\sqrt{{{p * q}}} = {h}$.",
                wrong=[frac(p + q, 2), p * q, root(p * (p + q)), abs(p - q)]),
            ask("Altitude on the Hypotenuse", "Leg as a Geometric Mean",
                f"{right} What is the length of AC? Give the exact value.",
                root(p * (p + q)), f"{seen} The whole hypotenuse is ${p} + {q} = {p + q}$, and the leg AC lies beside "
                f"the part {p}. By @ its square is the product of both, so $AC = \\sqrt{{{p} \\times {p + q}}} = "
                f"{root(p * (p + q))}$.", wrong=[root(q * (p + q)), h, p + q]),
            ask("Area of a Triangle", "Half of Base times Height",
                f"{right} What is the area of the triangle ABC?", frac((p + q) * h, 2),
                f"{seen} The base AB is ${p} + {q} = {p + q}$, and the altitude is $\\sqrt{{{p} \\times {q}}} = {h}$ "
                f"(Altitude on the Hypotenuse). By @ the area is $\\frac{{1}}{{2}} \\times {p + q} \\times {h} = "
                f"{frac((p + q) * h, 2)}$.", also=["Altitude on the Hypotenuse"],
                wrong=[(p + q) * h, frac(p * q, 2), frac(p * h, 2)])],
        more=[circle_through_corners], givens=dict(p=p, q=q), figure=figure,
        upright=True, check=check)  # upright: a roof and a tent stand


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

    start = "The two trapezoids are similar; their longer parallel sides match. A number inside a figure is its area."
    way = f"The marked sides {b} and {a} match, so the lengths have the ratio $\\frac{{{b}}}{{{a}}} = {frac(b, a)}$."
    return Scene(
        f"Two figures are similar; the side {a} of the small one matches the side {b} of the large one. The small "
        f"figure has the area {s}.", [
            ask("Properties of Similar Figures", "Areas of Similar Figures",
                f"{start} What is the area of the large figure?", big,
                f"{way} By @ the areas have the square of this ratio. The small figure has the area {s}, so the large "
                f"one has ${s} \\times \\left({frac(b, a)}\\right)^2 = {big}$.",
                wrong=[frac(s * b, a), frac(2 * s * b, a), s + b - a, s + b * b - a * a]),
            ask("Properties of Similar Figures", "Perimeters of Similar Figures",
                f"{start} How many times as long is the perimeter of the large figure as that of the small one?",
                frac(b, a), f"{way} By @ the perimeters have the same ratio, so the perimeter of the large figure is "
                f"${frac(b, a)}$ times as long.", wrong=[frac(b * b, a * a), frac(a, b), b - a]),
            ask("Properties of Similar Figures", "Areas of Similar Figures",
                f"{start} Which fraction of the area of the large figure is the area of the small one?",
                frac(m * m, n * n), f"{way} The small figure has $\\frac{{{a}}}{{{b}}} = {frac(a, b)}$ of the lengths "
                f"of the large one. By @ the areas have the square of this ratio, $\\left({frac(a, b)}\\right)^2 = "
                f"{frac(m * m, n * n)}$.", wrong=[frac(m, n), frac(m, 2 * n), frac(m * m, n)])],
        more=[both_apexes], givens=dict(a=a, b=b, s=s), fixed=(lean,), figure=figure, check=check,
        quantities={"s": Quantity("measure", "the area of the small figure")})


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

    long, high = abs(p[0] - q[0]), abs(r[1] - p[1])
    x, y = (f"({v})" if v < 0 else v for v in r)
    given = "The triangle is enlarged from the origin with the factor {k}."
    return Scene(
        f"A triangle has the corners A{p}, B{q} and C{r}.", [
            ask("Dilation from a Centre", "Dilation about the Origin",
                given + " What are the coordinates of the image of C?", f"({k * r[0]}, {k * r[1]})",
                f"In the figure C is the point ${r}$. By @ both coordinates are multiplied by the factor {k}: "
                f"${k} \\times {x} = {k * r[0]}$ and ${k} \\times {y} = {k * r[1]}$, so the image of C is "
                f"$({k * r[0]}, {k * r[1]})$.",
                wrong=[f"({r[0] + k}, {r[1] + k})", f"({-k * r[0]}, {-k * r[1]})", f"({k * r[0]}, {r[1]})",
                       f"({k * r[1]}, {k * r[0]})"]),
            ask("Dilation from a Centre", "Parallel Image of a Segment",
                given + " What is the length of the image of AB?", k * long,
                f"In the figure the segment AB is {long} units long. By @ its image is a parallel segment {k} times as "
                f"long: ${k} \\times {long} = {k * long}$.", wrong=[long + k, long, k * k * long]),
            ask("Properties of Similar Figures", "Areas of Similar Figures",
                given + " What is the area of its image?", frac(k * k * s, 2),
                f"In the figure $AB = {long}$, and the height from C on AB is {high}. So the triangle has the area "
                f"$\\frac{{1}}{{2}} \\times {long} \\times {high} = {frac(s, 2)}$ (Area of a Triangle). By @ its image "
                f"has ${k}^2$ times this area, ${k}^2 \\times {frac(s, 2)} = {frac(k * k * s, 2)}$.",
                also=["Area of a Triangle"], wrong=[frac(k * s, 2), frac(s, 2), k * k * s])],
        givens=dict(k=k), say=dict(long=abs(p[0] - q[0]), high=abs(r[1] - p[1])),
        more=[rays_through_the_corners], fixed=(*p, *q, *r), figure=figure, upright=True, check=check,
        quantities={"k": Quantity("coefficient", "the factor of the enlargement")})


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
    seen = f"The plan is drawn at the scale 1 : {m} and has the sides {w} and {h}, in centimetres."
    return Scene(
        f"The plan of a rectangular floor at the scale 1 : {m} is {w} centimetres by {h} centimetres.", [
            ask("Scale Drawing of a Figure", "True Length from a Drawing",
                f"{start} What is the true perimeter of the floor, in metres?", text(around),
                f"{seen} Its perimeter (Perimeter of a Rectangle) is $2 \\times ({w} + {h}) = {2 * (w + h)}$ "
                f"centimetres. By @ the true perimeter is {m} times as long, ${2 * (w + h)} \\times {m} = "
                f"{2 * (w + h) * m}$ centimetres. In metres these are ${2 * (w + h) * m} \\div 100 = {text(around)}$.",
                also=["Perimeter of a Rectangle"],
                wrong=[text(around / 2), text(around * 10), text(Fraction(w * h * m, 100)), text(around / 10)]),
            ask("Scale Drawing of a Figure", "True Area from a Drawing",
                f"{start} What is the true area of the floor, in square metres?", text(s),
                f"{seen} Its area (Area of a Rectangle) is ${w} \\times {h} = {w * h}$ square centimetres. By @ the "
                f"floor has ${w * h} \\times {m}^2 = {w * h * m * m}$ square centimetres. A square metre has 10000 "
                f"square centimetres, so these are ${w * h * m * m} \\div 10000 = {text(s)}$ square metres.",
                also=["Area of a Rectangle"],
                wrong=[text(Fraction(w * h * m, 100)), text(Fraction(w * h * m, 10000)), text(around)]),
            ask("Scale Drawing of a Figure", "Drawn Length from the Truth",
                f"{start} How many centimetres long is a carpet of 10 metres drawn in this plan?", frac(1000, m),
                f"The plan is drawn at the scale 1 : {m}, and 10 metres are 1000 centimetres. By @ the drawn length is "
                f"the {m}th part of the true length, $\\frac{{1000}}{{{m}}} = {frac(1000, m)}$ centimetres.",
                wrong=[frac(100, m), frac(m, 10), frac(10000, m)])],
        more=[circle_around], givens=dict(w=w, h=h, m=m), figure=figure, check=check,
        quantities={"m": Quantity("number", "the second number of the scale")})
