"""Ratios and proportions: maps, plans, shares, scales side by side, gears."""
from fractions import Fraction
from math import gcd

from ..canvas import polar
from ..pieces import PLAIN, brace, table
from ..tools import Quantity, Scene, ask, draw_until, frac, near, over, program


def ratio(a, b):
    """a : b in lowest terms, as an answer."""
    d = gcd(a, b)
    return f"{a // d}:{b // d}"


def lowest(a, b):
    """The reasoning that brings a : b to lowest terms, to stand behind "by this principle"."""
    d = gcd(a, b)
    if d == 1:
        return f"nothing can be cancelled, as $\\gcd({a}, {b}) = 1$, so {a}:{b} is already in lowest terms"
    return f"both terms are divided by $\\gcd({a}, {b}) = {d}$. With ${a} \\div {d} = {a // d}$ and ${b} \\div {d} = " \
           f"{b // d}$ the ratio is {ratio(a, b)}"


def reduced(a, b):
    """a : b in lowest terms as a text, found by trial."""
    return next(f"{p}:{p * b // a}" for p in range(1, a + 1) if p * b % a == 0)


def pitch_circles(c, z, y):
    """More for two gears: thin circles around their centres, and the line of centres."""
    right = (z + y) / 3 + 0.1
    c.ring((0, 0), z / 3, kind="thin")
    c.ring((right, 0), y / 3, kind="thin")
    c.line((0, 0), (right, 0), kind="dash")


def furnished(c, w, h, cut):
    """More for a plan: a table, a wardrobe and the swing of a door."""
    for x, y, wide, high in ((0.08, 0.1, 0.2, 0.2), (0.45, 0.02, 0.2, 0.1)):
        x, y, wide, high = x * w, y * h, wide * w, high * h
        c.line((x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y), kind="thin")
    c.line((0.86 * w, cut), (0.86 * w, cut - 0.14 * w), kind="thin")
    c.ring((0.86 * w, cut), 0.14 * w, 0.14 * w, 270, 360, kind="thin")


def spans(c, m, n):
    """More for a bar of equal boxes: their numbers, with a line above the bar."""
    c.line((0, 1.2), (m + n, 1.2), kind="thin")
    for i in range(m + n):
        c.line((i + 0.5, 1.12), (i + 0.5, 1.28), kind="thin")
        c.text((i + 0.5, 1.65), str(i + 1), small=True)


def between(c, at):
    """More for two scales: marks halfway between the numbers."""
    for x in (at / 2, (at + 10) / 2):
        c.line((x + 1, -0.3), (x + 1, 4.3), kind="dash")


@program("Ratio and Proportion")
def map_scale(rng):
    a, k = rng.randint(2, 6), rng.randint(2, 12)
    b = near(rng, a, 0.5, 2.5)
    first = a * k

    def figure(c, g):
        q, r = (a, 0), (a + b * 0.8, b * 0.6)
        c.line((0, 0), q, r)
        for name, p, away in (("A", (0, 0), q), ("B", q, (a, 2)), ("C", r, q)):
            c.dot(p)
            c.corner(p, name, away)
        c.side((0, 0), q, f"{g['a']} cm", (a / 2, -1))
        c.side(q, r, f"{g['b']} cm", (a, b))
        c.without.add("line")  # it would look like another road

    def check(c):
        (p, q, r), = (points for points, kind in c.strokes)
        one, two = (Fraction(sum((u - v) ** 2 for u, v in zip(*pair)) ** 0.5).limit_denominator(100)
                    for pair in ((p, q), (q, r)))
        return two * first / one, one / two, first / one

    road = f"On the map AB is {a} cm long and stands for {first} km"
    return Scene(
        f"On a map, AB is {a} cm long and BC is {b} cm long.", [
            ask("Ratio and Proportion", "Direct Proportion",
                "On the map, the segment AB stands for a road of {first} km. For how many kilometres does the "
                "segment BC stand?", b * k, f"{road}, so 1 cm stands for ${first} \\div {a} = {k}$ km. BC is {b} cm "
                f"long. By @ it stands for ${b} \\times {k} = {b * k}$ kilometres.",
                wrong=[v for v in (first + b - a, b * first, (a + b) * k, k) if v > 0]),
            ask("Ratio and Proportion", "Ratio as a Quotient",
                "What is the value of the ratio of AB to BC, as a whole number or a fraction?", frac(a, b),
                f"On the map AB is {a} cm and BC is {b} cm long. By @ the ratio has the value ${over(a, b)}$.",
                wrong=[frac(b, a), frac(a, a + b), frac(b, a + b)]),
            ask("Ratio and Proportion", "Scale of a Map",
                "On the map, the segment AB stands for a road of {first} km. For how many kilometres does 1 cm on the "
                "map stand?", k, f"{road}. By *Conversion of Length Units* these are ${first} \\times 100000 = "
                f"{first}00000$ cm. By @ the scale is $1 : {k}00000$, for ${first}00000 \\div {a} = {k}00000$. So 1 "
                f"cm stands for {k} kilometres.", also=["Conversion of Length Units"],
                wrong=[first, a * first, frac(a, first), k + 1])],
        givens=dict(a=a, b=b, first=first), figure=figure, check=check,
        scale=False, more=[lambda c, rng: c.line((0, 0), (a + 0.8 * b, 0.6 * b), kind="dash")],  # as the crow flies
        quantities={"a": Quantity("measure", "the length of AB on the map", "cm"),
                    "b": Quantity("measure", "the length of BC on the map", "cm"),
                    "first": Quantity("measure", "the length of the road from A to B", "km")})


def tray(c, _):
    """The empty tray of the discs that are added in two_colours(), with an arrow from it."""
    right, y = max(x for (x, _), _ in c.circles) + 0.5, min(y for (_, y), _ in c.circles) / 2
    c.arrow((right + 1.1, y), (right + 0.1, y), kind="thin")
    box = ((right + 1.2, y - 0.45), (right + 2.6, y - 0.45), (right + 2.6, y + 0.45), (right + 1.2, y + 0.45))
    c.line(*box, box[0], kind="dash")
    c.text((right + 1.9, y), "new")


@program("Simplification of Ratios")
def two_colours(rng):
    def draw():
        return rng.randint(4, 16), rng.randint(3, 14), rng.randint(2, 24)

    dark, light, more = draw_until(draw, lambda d: gcd(d[0], d[1] + d[2]) > 1 and d[0] != d[1] and d[0] + d[1] <= 24 and
                                   d[0] != d[1] + d[2], "two_colours")
    whole = light + more
    order = [True] * dark + [False] * light
    rng.shuffle(order)

    def figure(c, g):
        c.without |= PLAIN
        for i, full in enumerate(order):
            c.circle((i % 6, -(i // 6)), 0.33, fill=full, accent=True)

    def check(c):
        full, all_ = len(c.fills), len(c.circles)
        return reduced(full, all_ - full + more), reduced(all_ - full, full), Fraction(full, all_)

    return Scene(
        f"A box holds {dark} dark and {light} white discs.", [
            ask("Simplification of Ratios", "Dividing by the Common Divisor",
                "To these dark and white discs {more} more white discs are added. What is then the ratio of the dark "
                "discs to the white discs, in lowest terms? Answer in the form 3:4.", ratio(dark, whole),
                f"The figure shows {dark} dark and {light} white discs. With {more} more there are ${light} + {more} = "
                f"{whole}$ white discs, and the ratio is {dark} : {whole}. By @ {lowest(dark, whole)}.",
                wrong=[ratio(whole, dark), ratio(dark, light), ratio(dark, dark + whole), ratio(dark + more, light)]),
            ask("Simplification of Ratios", "Order of the Terms",
                "What is the ratio of the white discs to the dark discs in the figure, in lowest terms? Answer in the "
                "form 3:4.", ratio(light, dark), f"The figure shows {light} white and {dark} dark discs. By @ the "
                f"white discs must come first, so the ratio is {light} : {dark}. Here {lowest(light, dark)}.",
                wrong=[ratio(dark, light), ratio(light, light + dark), ratio(dark, light + dark)]),
            ask("Calculation of Ratio Value", "Part to Whole", "Which fraction of the discs in the figure is dark?",
                frac(dark, dark + light), f"The figure shows {dark} dark and {light} white discs, together ${dark} + "
                f"{light} = {dark + light}$. By @ the dark discs are ${over(dark, dark + light)}$ of all discs.",
                wrong=[frac(dark, light), frac(light, dark + light), frac(light, dark)])],
        givens=dict(more=more), fixed=tuple(order), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of added discs", "discs")}, more=[tray])


@program("Calculation of Ratio Value")
def two_planks(rng):
    def draw():
        return rng.randint(4, 60), rng.randint(6, 48)

    a, b = draw_until(draw, lambda d: d[0] != d[1] and 0.4 <= d[0] / d[1] <= 2 and gcd(*d) > 1, "two_planks")

    def figure(c, g):
        tall = max(a, b) / 9
        c.polygon((0, 2 * tall), (a, 2 * tall), (a, 3 * tall), (0, 3 * tall), accent=True)
        c.polygon((0, 0), (b, 0), (b, tall), (0, tall))
        c.side((0, 3 * tall), (a, 3 * tall), g["a"], (a / 2, 0))
        c.side((0, 0), (b, 0), g["b"], (b / 2, tall))

    def check(c):
        u, l = (max(x for x, _ in p) for p in c.polygons)
        return Fraction(round(u), round(l)), Fraction(round(u), round(u + l)), Fraction(round(l), round(u))

    seen = f"The upper bar is {a} long and the lower bar {b}."
    return Scene(
        f"The upper one of two bars has the length {a}, the lower one the length {b}.", [
            ask("Calculation of Ratio Value", "Value by Division",
                "What is the value of the ratio of the length of the upper bar to that of the lower bar? Give a whole "
                "number or a fraction in lowest terms.", frac(a, b),
                f"{seen} By @ the value of their ratio is ${a} \\div {b} = {frac(a, b)}$.",
                wrong=[frac(b, a), frac(a, a + b), abs(a - b), frac(b, a + b)]),
            ask("Calculation of Ratio Value", "Part to Whole",
                "The two bars are laid end to end. Which fraction of the whole length is the upper bar?",
                frac(a, a + b), f"{seen} End to end they are ${a} + {b} = {a + b}$ long. By @ the upper bar is "
                f"${over(a, a + b)}$ of the whole length.", wrong=[frac(b, a + b), frac(a, b), frac(b, a)]),
            ask("Simplification of Ratios", "Order of the Terms",
                "What is the value of the ratio of the length of the lower bar to that of the upper bar? Give a whole "
                "number or a fraction in lowest terms.", frac(b, a),
                f"{seen} By @ the lower bar must come first, and the value of the ratio is ${b} \\div {a} = "
                f"{frac(b, a)}$.", wrong=[frac(a, b), frac(b, a + b), abs(a - b)])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("measure", "the length of the upper bar"),
                    "b": Quantity("measure", "the length of the lower bar")},
        more=[lambda c, rng: c.line((min(a, b), -0.4 * max(a, b) / 9), (min(a, b), 3.4 * max(a, b) / 9), kind="dash")])


@program("Calculation of Proportion")
def two_scales(rng):
    def draw():
        return rng.randint(2, 12), rng.randint(3, 60), rng.randint(3, 30)

    a, b, k = draw_until(draw, lambda d: 0.3 * d[2] <= d[0] <= 0.75 * d[2] and d[1] * d[2] % d[0] == 0 and
                         d[1] != d[0], "two_scales")
    x = b * k // a

    def figure(c, g):
        c.without |= PLAIN
        for y in (0, 4):
            c.arrow((-0.6, y), (13.5, y))
        for i, v in enumerate((0, 10 * a / k, 10)):
            for y in (0, 4):
                c.line((v + 1, y - 0.3), (v + 1, y + 0.3))
            c.line((v + 1, 0.3), (v + 1, 3.7), kind="dash")
            c.text((v + 1, 5.0), ("0", g["a"], g["k"])[i])
            c.text((v + 1, -1.0), ("0", g["b"], "?")[i])

    def check(c):
        upper, lower = ({round(p[0], 6): int(text) for _, p, _, _, text in c.labels if p[1] == y and text != "?"}
                        for y in (5.0, -1.0))
        zero, one, two = sorted(upper)
        stretch = Fraction((two - zero) / (one - zero)).limit_denominator(60)
        return lower[one] * stretch, stretch, Fraction(lower[one], upper[one])

    seen = f"On the dashed line in the middle {a} on the upper scale belongs to {b} on the lower scale"
    return Scene(
        f"On two proportional scales the number {a} on the upper one belongs to {b} on the lower one, and {k} on the "
        "upper one to the question mark on the lower one.", [
            ask("Calculation of Proportion", "Fourth Proportional",
                "The two scales both begin with 0, and numbers on the same dashed line belong together. The scales are "
                "proportional. Which number must replace the question mark?", x,
                f"{seen}, and {k} belongs to the question mark $x$. The scales are proportional, so ${a} : {b} = {k} : "
                f"x$. By @ $x = \\frac{{{b} \\times {k}}}{{{a}}} = {x}$.",
                wrong=[b + k - a, x + b, b * k, *([a * b // k] if a * b % k == 0 else [])]),
            ask("Calculation of Proportion", "Same Factor on Both Scales",
                "By which factor does the number on the upper scale grow from the second dashed line to the third? "
                "Give a whole number or a fraction.", frac(k, a),
                f"From the second dashed line to the third the number on the upper scale grows from {a} to {k}. By @ "
                f"the factor is ${k} \\div {a} = {frac(k, a)}$, on both scales.",
                wrong=[k - a, frac(a, k), frac(b, a)]),
            ask("Calculation of Ratio Value", "Value by Division",
                "What is the value of the ratio of a number on the lower scale to the number above it? Give a whole "
                "number or a fraction.", frac(b, a),
                f"{seen}. By @ the value of the ratio is ${b} \\div {a} = {frac(b, a)}$.",
                wrong=[frac(a, b), frac(k, a), abs(b - a)])],
        givens=dict(a=a, b=b, k=k), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the upper number on the middle dashed line"),
                    "b": Quantity("number", "the lower number on the middle dashed line"),
                    "k": Quantity("number", "the upper number on the right dashed line")},
        more=[lambda c, rng: between(c, 10 * a / k)])


@program("Basic Types of Proportion")
def proportion_table(rng):
    direct = rng.random() < 0.5

    def draw():
        xs = sorted(rng.sample(range(2, 31), 3))
        top = rng.randint(2, 7) if direct else rng.choice((24, 36, 40, 48, 60, 72, 84, 90, 96, 120, 144, 180))
        return xs, [x * top if direct else Fraction(top, x) for x in xs], top

    xs, ys, k = draw_until(draw, lambda d: all(y == int(y) > 1 for y in d[1]), "proportion_table")
    ys, hide = [int(y) for y in ys], rng.randrange(3)
    i, j = (n for n in range(3) if n != hide)
    order = ("first", "second", "third")

    def figure(c, g):
        low = {i: g["one"], j: g["two"], hide: "?"}
        rows = [["A", *(g[f"x{n}"] for n in range(3))], ["B", *(low[n] for n in range(3))]]
        c.without.add("line")
        table(c, rows, wide=3.0, tall=2.2, head=False)

    def check(c):
        cells = c.texts()
        top, low = ([int(t) if t != "?" else None for t in cells[n:n + 3]] for n in (1, 5))
        pairs = [(u, v) for u, v in zip(top, low) if v is not None]
        x = next(u for u, v in zip(top, low) if v is None)
        same = pairs[0][0] * pairs[1][1] == pairs[1][0] * pairs[0][1]
        y = Fraction(x * pairs[0][1], pairs[0][0]) if same else Fraction(pairs[1][0] * pairs[1][1], x)
        constant = Fraction(pairs[0][1], pairs[0][0]) if same else pairs[0][0] * pairs[0][1]
        return y, constant, "direct" if same else "inverse"

    seen = f"In the table {xs[i]} stands above {ys[i]} and {xs[j]} above {ys[j]}."
    if direct:
        why = f"Here $\\frac{{{ys[i]}}}{{{xs[i]}}} = \\frac{{{ys[j]}}}{{{xs[j]}}} = {k}$, so the quotients B : A agree"
        last = f"${k} \\times {xs[hide]} = {ys[hide]}$"
    else:
        why = f"Here ${xs[i]} \\times {ys[i]} = {xs[j]} \\times {ys[j]} = {k}$, so the products of A and B agree"
        last = f"${k} \\div {xs[hide]} = {ys[hide]}$"
    kind = "direct" if direct else "inverse"
    added = [ys[n] + xs[hide] - xs[n] for n in (i, j)] + [abs(ys[i] - xs[hide] + xs[i]), ys[i] + ys[j], k]
    mistaken = Fraction(ys[i] * xs[i], xs[hide]) if direct else Fraction(ys[i] * xs[hide], xs[i])
    return Scene(
        f"In a table of two quantities, B = {ys[i]} belongs to A = {xs[i]}, B = {ys[j]} belongs to A = {xs[j]}, and a "
        f"question mark belongs to A = {xs[hide]}.", [
            ask("Basic Types of Proportion", "Telling the Types Apart",
                "The quantities A and B in the table are either directly or inversely proportional. Which number "
                "must replace the question mark?", ys[hide], f"{seen} {why}. By @ the proportion is {kind}. The "
                f"question mark stands below {xs[hide]}, so its number is {last}.",
                wrong=[int(v) for v in [mistaken, *added] if v > 0 and v == int(v)]),
            ask("Basic Types of Proportion", "Constant Quotient" if direct else "Constant Product",
                "What is the constant of the proportion in the table: the quotient of B by A if it is direct, the "
                "product of A and B if it is inverse?", k, f"{seen} {why}. By @ the proportion is {kind} and its "
                f"constant is {k}.",
                wrong=[v for v in (xs[i] * ys[i] if direct else 0, ys[hide], k + 1, abs(ys[i] - xs[i])) if v > 0]),
            ask("Basic Types of Proportion", "Telling the Types Apart", "Of which type is the proportion of A and B in "
                "the table?", kind, f"{seen} {why}. By @ the proportion is {kind}.",
                options=["direct", "inverse", "neither of the two"])],
        givens={f"x{n}": x for n, x in enumerate(xs)} | dict(one=ys[i], two=ys[j]), fixed=(direct, hide), figure=figure,
        upright=True, check=check, scale=False,
        quantities={f"x{n}": Quantity("number", f"the {order[n]} number in row A") for n in range(3)} |
                   {key: Quantity("number", f"the number in the {order[n]} place of row B")
                    for key, n in (("one", i), ("two", j))})


@program("Application of Scale")
def floor_plan(rng):
    n = rng.choice((40, 50, 80, 100))
    w = rng.randint(500 // n + 1, 18)
    h = draw_until(lambda: rng.randint(3, 14), lambda h: max(0.4 * w, 400 / n) <= h <= 0.95 * w, "floor_plan")
    wall, cut = w * rng.choice((0.4, 0.55, 0.6)), h * rng.choice((0.4, 0.5, 0.6))
    metres, size = Fraction(w * n, 100), Fraction(w * h * n * n, 10000)

    def figure(c, g):
        c.without.add("line")
        c.line((w, 0), (1.2 * w, 0), kind="none")  # room for the label beside the wall
        c.polygon((0, 0), (w, 0), (w, h), (0, h))
        c.line((wall, h), (wall, 0.28 * h))
        c.line((wall, cut), (0.86 * w, cut))
        c.side((0, 0), (w, 0), f"{g['w']} cm", (w / 2, h))
        c.side((w, 0), (w, h), f"{g['h']} cm", (0, h / 2))
        c.text((w / 2, -0.22 * w), f"scale 1 : {g['n']}")

    def check(c):
        (x0, y0), _, (x1, y1), _ = c.polygons[0]
        times = int(c.texts()[-1].split()[-1])
        real = [Fraction(round(v) * times, 100) for v in (x1 - x0, y1 - y0)]
        return real[0], real[0] * real[1], next(Fraction(k, 2) for k in range(1, 21) if k * times == 400)

    plan, real = w * h, w * h * n * n
    lengths, areas = ["Conversion of Length Units"], ["Area of a Rectangle", "Conversion of Area and Volume Units"]
    return Scene(
        f"On a plan at the scale 1 : {n} a rectangular flat has a lower outer wall of {w} cm and a right outer wall of "
        f"{h} cm.", [
            ask("Application of Scale", "True Length from a Plan",
                "The figure is the plan of a flat; its scale is written below it. How many metres long is the lower "
                "outer wall in reality?", f"{float(metres):g}", f"On the plan the lower outer wall is {w} cm long, and "
                f"the scale is 1 : {n}. By @ it is ${w} \\times {n} = {w * n}$ cm long in reality. *Conversion of "
                f"Length Units* gives ${w * n} \\div 100 = {float(metres):g}$ metres.", also=lengths,
                wrong=[f"{float(h * n / 100):g}", w * n, f"{float(10 * metres):g}", f"{w * n / 1000:g}"]),
            ask("Application of Scale", "Areas under a Scale",
                "How many square metres is the area of the whole flat in reality?", f"{float(size):g}",
                f"On the plan the flat is {w} cm long and {h} cm wide, and the scale is 1 : {n}. By *Area of a "
                f"Rectangle* it takes ${w} \\times {h} = {plan}$ square centimetres there. By @ it takes ${plan} "
                f"\\times {n}^2 = {real}$ square centimetres in reality. *Conversion of Area and Volume Units* gives "
                f"${real} \\div 10000 = {float(size):g}$ square metres.", also=areas,
                wrong=[f"{plan * n / 10000:g}", f"{real / 100:g}", f"{2 * (w + h) * n / 100:g}"]),
            ask("Application of Scale", "Length on a Plan",
                "A carpet in the flat is 2 metres long. How many centimetres long is it on the plan?",
                f"{200 / n:g}", f"The scale of the plan is 1 : {n}, and by *Conversion of Length Units* 2 metres are "
                f"200 centimetres. By @ the carpet is $200 \\div {n} = {200 / n:g}$ centimetres long on the plan.",
                also=lengths, wrong=[2 * n, f"{2 / n:g}", f"{2000 / n:g}"])],
        givens=dict(w=w, h=h, n=n), fixed=(wall, cut), figure=figure, upright=True, check=check, scale=False,
        quantities={"w": Quantity("measure", "the length of the lower outer wall on the plan", "cm"),
                    "h": Quantity("measure", "the length of the right outer wall on the plan", "cm"),
                    "n": Quantity("number", "the second number of the scale")},
        more=[lambda c, rng: furnished(c, w, h, cut)])


@program("Sharing in a Ratio")
def shared_bar(rng):
    m, n = rng.sample(range(1, 8), 2)
    total = (m + n) * rng.randint(2, 180 // (m + n))
    part = total // (m + n)

    def figure(c, g):
        c.without |= PLAIN
        for i in range(m + n):
            c.polygon((i, 0), (i + 1, 0), (i + 1, 1), (i, 1), fill=i < m, accent=True)
        brace(c, (0, 0), (m + n, 0), g["total"], -0.7)

    def check(c):
        full, all_ = len(c.fills), len(c.polygons)
        value, = c.numbers()
        each = next(k for k in range(1, 200) if k * all_ == value)
        return full * each, abs(all_ - 2 * full) * each, Fraction(value, full) * all_

    seen = f"The bar has {m} dark and {n} white boxes and stands for {total}."
    parts = f"there are ${m} + {n} = {m + n}$ equal parts of ${total} \\div {m + n} = {part}$ each"
    return Scene(
        f"A bar of {m + n} equal boxes, {m} dark and {n} white, stands for {total}.", [
            ask("Sharing in a Ratio", "Value of One Part",
                "The value of the bar is shared in the ratio of its dark boxes to its white boxes. What is "
                "the share of the dark part?", m * part,
                f"{seen} It is shared in the ratio {m} : {n}. By @ {parts}. The dark part gets ${m} \\times {part} = "
                f"{m * part}$.",
                wrong=[n * part, part if m > 1 else 2 * part, total - m, *([total * m // n] if total * m % n == 0 else
                                                                          [total // 2])]),
            ask("Sharing in a Ratio", "Difference of the Shares",
                "The value of the bar is shared in the ratio of its dark boxes to its white boxes. By how "
                "much do the two shares differ?", abs(m - n) * part,
                f"{seen} It is shared in the ratio {m} : {n}, and {parts}. By @ the shares differ by {abs(m - n)} of "
                f"these parts, ${abs(m - n)} \\times {part} = {abs(m - n) * part}$.",
                wrong=[abs(m - n), m * part, n * part, total]),
            ask("Sharing in a Ratio", "Whole from One Share",
                "Another number is shared in the ratio of the dark boxes to the white boxes, and its dark share is "
                "{total}. What is this number? Give an exact number.", frac(total * (m + n), m),
                f"The bar has {m} dark and {n} white boxes. The dark share of the other number is {total}, which is "
                f"{m} of ${m} + {n} = {m + n}$ equal parts. By @ the number is $\\frac{{{total} \\times {m + n}}}"
                f"{{{m}}} = {frac(total * (m + n), m)}$.",
                wrong=[total, frac(total * (m + n), n), frac(total * n, m), m * part])],
        givens=dict(total=total), fixed=(m, n), figure=figure, upright=True, check=check, scale=False,
        quantities={"total": Quantity("number", "the number for the whole bar")}, more=[lambda c, rng: spans(c, m, n)])


@program("Gears and Teeth")
def gear_ratio(rng):
    z, y = draw_until(lambda: (rng.randint(10, 36), rng.randint(8, 30)),
                      lambda d: d[0] != d[1] and gcd(*d) > 1 and 0.4 <= d[0] / d[1] <= 2.5, "gears")
    unit = y // gcd(z, y)
    turns = unit * rng.randint(max(1, -(-2 // unit)), max(2, 60 // unit))
    answer = z * turns // y
    common = z * y // gcd(z, y)

    def wheel(c, centre, teeth, start):
        points = []
        for i in range(teeth):
            for r, t in ((0.42, -0.23), (-0.42, -0.13), (-0.42, 0.13), (0.42, 0.23)):
                points.append(polar(centre, teeth / 3 - r, start + 360 * (i + 0.5 + t) / teeth))
        c.polygon(*points)
        c.dot(centre)

    def figure(c, g):
        c.without |= PLAIN
        wheel(c, (0, 0), z, 0)
        wheel(c, ((z + y) / 3 + 0.1, 0), y, 180 + 180 / y)
        c.text((0, -z / 7), g["z"])
        c.text(((z + y) / 3 + 0.1, -y / 7), g["y"])

    def check(c):
        left, right = (len(p) // 4 for p in c.polygons)
        passed = next(k for k in range(1, left * right + 1) if k % left == 0 and k % right == 0)
        return Fraction(left * turns, right), passed // left, reduced(right, left)

    seen = f"The left gear has {z} teeth and the right one {y}."
    return Scene(
        f"Two gears mesh; the left one has {z} teeth and the right one {y} teeth.", [
            ask("Gears and Teeth", "Same Number of Teeth Pass",
                "A number on a gear counts its teeth. The left gear makes {turns} full turns. How many full turns "
                "does the right gear make?", answer, f"{seen} In {turns} turns of the left gear ${turns} \\times {z} = "
                f"{turns * z}$ teeth pass. By @ as many teeth of the right gear pass, so it makes ${turns * z} \\div "
                f"{y} = {answer}$ full turns.",
                wrong=[turns, *([turns * y // z] if turns * y % z == 0 else []), turns * z,
                       *([turns + z - y] if turns + z > y else []), turns + answer]),
            ask("Gears and Teeth", "Return to the Start",
                "After how many full turns of the left gear are both gears back in their first position for the first "
                "time?", common // z, f"{seen} By @ $\\operatorname{{lcm}}({z}, {y}) = {common}$ teeth must pass. "
                f"These are ${common} \\div {z} = {common // z}$ full turns of the left gear.",
                wrong=[common // y, y, common, gcd(z, y)]),
            ask("Gears and Teeth", "Gear Ratio", "The left gear drives the right one. What is the ratio of the number "
                "of teeth of the right gear to that of the left gear, in lowest terms? Answer in the form 3:4.",
                ratio(y, z), f"{seen} By @ the number of teeth of the driven right gear comes first, {y} : {z}. By "
                f"*Simplification of Ratios* {lowest(y, z)}.", also=["Simplification of Ratios"],
                wrong=[ratio(z, y), ratio(y, y + z), ratio(z, y + z)])],
        givens=dict(z=z, y=y, turns=turns), figure=figure, upright=True, check=check, scale=False,
        quantities={"z": Quantity("count", "the number of teeth of the left gear", "teeth"),
                    "y": Quantity("count", "the number of teeth of the right gear", "teeth"),
                    "turns": Quantity("count", "the number of turns of the left gear", "turns")},
        more=[lambda c, rng: pitch_circles(c, z, y)])
