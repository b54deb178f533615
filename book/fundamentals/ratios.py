"""Ratios and proportions: maps, plans, shares, scales side by side, gears."""
from fractions import Fraction
from math import gcd

from ..canvas import polar
from ..pieces import PLAIN, brace, table
from ..tools import Scene, ask, draw_until, frac, near, over, program


def ratio(a, b):
    """a : b in lowest terms, as an answer."""
    d = gcd(a, b)
    return f"{a // d}:{b // d}"


def lowest(a, b):
    """The reasoning that brings a : b to lowest terms."""
    d = gcd(a, b)
    if d == 1:
        return f"$\\gcd({a}, {b}) = 1$, so the ratio {a}:{b} is already in lowest terms"
    return f"$\\gcd({a}, {b}) = {d}$, and with ${a} \\div {d} = {a // d}$ and ${b} \\div {d} = {b // d}$ " \
           f"the ratio is {ratio(a, b)}"


def reduced(a, b):
    """a : b in lowest terms as a text, found by trial."""
    return next(f"{p}:{p * b // a}" for p in range(1, a + 1) if p * b % a == 0)


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

    return Scene(
        f"On a map, AB is {a} cm long and BC is {b} cm long.", [
            ask("Ratio and Proportion", "Direct Proportion",
                "On the map, the segment AB stands for a road of {first} km. For how many kilometres does the "
                "segment BC stand?", b * k, f"{a} cm stand for {first} km, so 1 cm stands for ${first} \\div {a} = {k}"
                f"$ km and {b} cm for ${b} \\times {k} = {b * k}$ km."),
            ask("Ratio and Proportion", "Ratio as a Quotient",
                "What is the value of the ratio of AB to BC, as a whole number or a fraction?", frac(a, b),
                f"the ratio is {a} : {b} with the value ${over(a, b)}$."),
            ask("Ratio and Proportion", "Scale of a Map",
                "On the map, the segment AB stands for a road of {first} km. For how many kilometres does 1 cm on the "
                "map stand?", k, f"{a} cm stand for {first} km, and ${first} \\div {a} = {k}$, so the scale is "
                f"$1 : {k}00000$ and 1 cm stands for {k} km.")],
        [("A cyclist rides from A by way of B to C. From A to B it is {first} km; the lengths on the map are in the "
          "figure.", "How many kilometres is it from B to C?"),
         ("A ship sails from A by way of B to C. From A to B it is {first} km; the lengths on the map are in the "
          "figure.",
          "How many kilometres does it sail from B to C?"),
         ("A water pipe runs from A by way of B to C. Its part AB is {first} km long; the lengths on the map are in "
          "the figure.", "How many kilometres long is the pipe from B to C?"),
         ("A figure similar to the one shown has the segment $AB$ of length {first}.",
          "Find the length of its segment $BC$.")],
        dict(a=a, b=b, first=first), figure=figure, check=check)


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
                f"there are {dark} dark discs and ${light} + {more} = {whole}$ white ones; {lowest(dark, whole)}."),
            ask("Simplification of Ratios", "Order of the Terms",
                "What is the ratio of the white discs to the dark discs in the figure, in lowest terms? Answer in the "
                "form 3:4.", ratio(light, dark), f"the white discs, {light}, come first and the dark ones, {dark}, "
                f"second; {lowest(light, dark)}."),
            ask("Calculation of Ratio Value", "Part to Whole", "Which fraction of the discs in the figure is dark?",
                frac(dark, dark + light), f"there are ${dark} + {light} = {dark + light}$ discs, and the dark part is "
                f"${over(dark, dark + light)}$.")],
        [("The figure shows the dark and the white pearls of a bracelet. The jeweller adds {more} white pearls.",
          "What is the ratio of dark to white pearls then, in lowest terms? Answer in the form 3:4."),
         ("Each dark disc is a boy and each white disc a girl of a club. Then {more} more girls join.",
          "What is the ratio of boys to girls then, in lowest terms? Answer in the form 3:4."),
         ("The discs are tulip bulbs: dark ones will be red, white ones will be white. A gardener adds {more} bulbs of "
          "white tulips.", "What is the ratio of red to white tulips then, in lowest terms? Answer in the form 3:4."),
         ("Let $d$ be the number of filled circles and $e$ the number of empty ones.",
          "Write $d : (e + {more})$ in lowest terms. Answer in the form 3:4.")],
        dict(more=more), fixed=tuple(order), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"The upper one of two bars has the length {a}, the lower one the length {b}.", [
            ask("Calculation of Ratio Value", "Value by Division",
                "What is the value of the ratio of the length of the upper bar to that of the lower bar? Give a whole "
                "number or a fraction in lowest terms.", frac(a, b), f"the value is ${a} \\div {b} = {frac(a, b)}$."),
            ask("Calculation of Ratio Value", "Part to Whole",
                "The two bars are laid end to end. Which fraction of the whole length is the upper bar?",
                frac(a, a + b), f"the whole length is ${a} + {b} = {a + b}$, and the upper bar is "
                f"${over(a, a + b)}$ of it."),
            ask("Simplification of Ratios", "Order of the Terms",
                "What is the value of the ratio of the length of the lower bar to that of the upper bar? Give a whole "
                "number or a fraction in lowest terms.", frac(b, a),
                f"now the lower bar comes first: ${b} \\div {a} = {frac(b, a)}$.")],
        [("The bars show the distances in kilometres that Ann (upper bar) and Ben (lower bar) cycled.",
          "How many times as far as Ben did Ann cycle? Give a whole number or a fraction."),
         ("The bars show the ages in years of an oak (upper bar) and a beech (lower bar).",
          "How many times as old as the beech is the oak? Give a whole number or a fraction."),
         ("The bars show how many books two children own: Mia (upper bar) and Tom (lower bar).",
          "What is the value of the ratio of Mia's books to Tom's books, as a whole number or a fraction?"),
         ("The lower bar is taken as the unit of length.",
          "Which number is then the measure of the upper bar? Give a whole number or a fraction.")],
        dict(a=a, b=b), figure=figure, upright=True, check=check)


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

    return Scene(
        f"On two proportional scales the number {a} on the upper one belongs to {b} on the lower one, and {k} on the "
        "upper one to the question mark on the lower one.", [
            ask("Calculation of Proportion", "Fourth Proportional",
                "The two scales both begin with 0, and numbers on the same dashed line belong together. The scales are "
                "proportional. Which number belongs at the question mark?", x,
                f"from ${a} : {b} = {k} : x$ follows $x = \\frac{{{b} \\times {k}}}{{{a}}} = {x}$."),
            ask("Calculation of Proportion", "Same Factor on Both Scales",
                "By which factor does the number on the upper scale grow from the second dashed line to the third? "
                "Give a whole number or a fraction.", frac(k, a),
                f"the number grows from {a} to {k}, that is by the factor "
                f"${k} \\div {a} = {frac(k, a)}$."),
            ask("Calculation of Ratio Value", "Value by Division",
                "What is the value of the ratio of a number on the lower scale to the number above it? Give a whole "
                "number or a fraction.", frac(b, a),
                f"on the second dashed line it is ${b} \\div {a} = {frac(b, a)}$.")],
        [("The upper scale shows metres of a fabric and the lower scale their price in euros.",
          "How many euros belong at the question mark?"),
         ("A machine works evenly. The upper scale shows hours and the lower scale how many parts it has made by then.",
          "How many parts belong at the question mark?"),
         ("Water flows evenly into a tub. The upper scale shows minutes, the lower scale litres of water.",
          "How many litres belong at the question mark?"),
         ("A linear function $f$ with $f(0) = 0$ maps each number of the upper scale to the number below it.",
          "Find the value of $f$ at the question mark.")],
        dict(a=a, b=b, k=k), figure=figure, upright=True, check=check, scale=False)


@program("Basic Types of Proportion")
def proportion_table(rng):
    direct = rng.random() < 0.5

    def draw():
        xs = sorted(rng.sample(range(2, 31), 3))
        top = rng.randint(2, 7) if direct else rng.choice((24, 36, 40, 48, 60, 72, 84, 90, 96, 120, 144, 180))
        return xs, [x * top if direct else Fraction(top, x) for x in xs], top

    xs, ys, k = draw_until(draw, lambda d: all(y == int(y) > 1 for y in d[1]), "proportion_table")
    ys = [int(y) for y in ys]
    hide = rng.randrange(3)
    i, j = (n for n in range(3) if n != hide)

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

    if direct:
        why = "B changes by the same factor as A, so that the quotients agree: " \
              f"$\\frac{{{ys[i]}}}{{{xs[i]}}} = \\frac{{{ys[j]}}}{{{xs[j]}}} = {k}$"
        last = f"${k} \\times {xs[hide]} = {ys[hide]}$"
    else:
        why = "B falls by the factor by which A grows, so that the products agree: " \
              f"${xs[i]} \\times {ys[i]} = {xs[j]} \\times {ys[j]} = {k}$"
        last = f"${k} \\div {xs[hide]} = {ys[hide]}$"
    kind = "direct" if direct else "inverse"
    return Scene(
        f"In a table of two quantities, B = {ys[i]} belongs to A = {xs[i]}, B = {ys[j]} belongs to A = {xs[j]}, and a "
        f"question mark belongs to A = {xs[hide]}.", [
            ask("Basic Types of Proportion", "Telling the Types Apart",
                "The quantities A and B in the table are either directly or inversely proportional. Which number "
                "belongs at the question mark?", ys[hide], f"{why}, so the proportion is {kind}: {last}."),
            ask("Basic Types of Proportion", "Constant Quotient" if direct else "Constant Product",
                "What is the constant of the proportion in the table: the quotient of B by A if it is direct, the "
                "product of A and B if it is inverse?", k, f"{why}."),
            ask("Basic Types of Proportion", "Telling the Types Apart", "Of which type is the proportion of A and B in "
                "the table?", kind, f"{why}, so the proportion is {kind}.",
                options=["direct", "inverse", "neither of the two"])],
        [("In a physics lesson two quantities A and B were measured. They are directly or inversely proportional, and "
          "one value was smudged.", "Which number was at the question mark?"),
         ("A workshop notes settings A of a machine and their results B, which are directly or inversely proportional.",
          "Which result belongs at the question mark?"),
         ("The report on an experiment gives values of two quantities A and B, which are directly or inversely "
          "proportional. One value is missing.", "Which number belongs at the question mark?"),
         ("Either the quotient of the lower number by the upper one or the product of both is the same in all columns.",
          "Find the missing number.")],
        {f"x{n}": x for n, x in enumerate(xs)} | dict(one=ys[i], two=ys[j]), fixed=(direct, hide), figure=figure,
        upright=True, check=check, scale=False)


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

    return Scene(
        f"On a plan at the scale 1 : {n} a rectangular flat has a lower outer wall of {w} cm and a right outer wall of "
        f"{h} cm.", [
            ask("Application of Scale", "True Length from a Plan",
                "The figure is the plan of a flat; its scale is written below it. How many metres long is the lower "
                "outer wall in reality?", f"{float(metres):g}", f"its length is ${w} \\times {n} = {w * n}$ cm, and "
                f"${w * n} \\div 100 = {float(metres):g}$ m."),
            ask("Application of Scale", "Areas under a Scale",
                "How many square metres is the area of the whole flat in reality?", f"{float(size):g}",
                f"the area on the plan is ${w} \\times {h} = {w * h}$ square centimetres; in reality it is "
                f"${w * h} \\times {n}^2 = {w * h * n * n}$ square centimetres, and ${w * h * n * n} \\div 10000 = "
                f"{float(size):g}$."),
            ask("Application of Scale", "Length on a Plan",
                "A carpet in the flat is 2 metres long. How many centimetres long is it on the plan?",
                f"{200 / n:g}", f"2 metres are 200 centimetres, and $200 \\div {n} = {200 / n:g}$.")],
        [("An architect's plan of a holiday house is drawn at the scale below it.",
          "How many metres long is the lower outer wall of the house?"),
         ("The figure is the plan of a school kitchen at the scale below it. A cable is laid along the whole lower "
          "outer wall.", "How many metres of cable are needed?"),
         ("The figure is the plan of a club house at the scale below it.",
          "How many metres long is the lower outer wall in reality?"),
         ("The figure is enlarged until it has the size of the original, as the ratio below it tells.",
          "How many metres long is then the lower side of the rectangle?")],
        dict(w=w, h=h, n=n), fixed=(wall, cut), figure=figure, upright=True, check=check)


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

    return Scene(
        f"A bar of {m + n} equal boxes stands for {total}; {m} of the boxes are dark and the others are white.", [
            ask("Sharing in a Ratio", "Value of One Part",
                "The whole bar of equal boxes stands for the number below it. It is shared in the ratio of the dark "
                "boxes to the white boxes. What is the share of the dark part?", m * part,
                f"the ratio is {m} : {n}, so there are ${m} + {n} = {m + n}$ parts of ${total} \\div {m + n} = "
                f"{part}$, and the dark share is ${m} \\times {part} = {m * part}$."),
            ask("Sharing in a Ratio", "Difference of the Shares",
                "The whole bar stands for the number below it and is shared in the ratio of the dark boxes to the "
                "white boxes. By how much do the two shares differ?", abs(m - n) * part,
                f"the shares have {m} and {n} of "
                f"the {m + n} parts, each ${total} \\div {m + n} = {part}$; they differ by ${abs(m - n)} \\times "
                f"{part} = {abs(m - n) * part}$."),
            ask("Sharing in a Ratio", "Whole from One Share",
                "Now let the number below the bar be the value of the dark boxes alone. What is the value of the whole "
                "bar then? Give an exact number.", frac(total * (m + n), m), f"the dark share is {m} of "
                f"${m} + {n} = {m + n}$ parts, so the whole is $\\frac{{{total} \\times {m + n}}}{{{m}}} = "
                f"{frac(total * (m + n), m)}$.")],
        [("Two sisters share the euros written below the bar in the ratio of the dark boxes (Ada) to the white boxes "
          "(Eve).", "How many euros does Ada get?"),
         ("The bar shows how gravel (dark) and sand (white) are mixed to as many kilograms as are written below.",
          "How many kilograms of gravel are in the mixture?"),
         ("The number below the bar is the number of pupils in a year; dark boxes stand for those who come by bus.",
          "How many pupils come by bus?"),
         ("A segment with the length written below it is divided from left to right in the ratio of the dark boxes "
          "to the white boxes.", "Find the length of the first part.")],
        dict(total=total), fixed=(m, n), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"Two gears mesh; the left one has {z} teeth and the right one {y} teeth.", [
            ask("Gears and Teeth", "Same Number of Teeth Pass",
                "Each gear shows how many teeth it has. The left gear makes {turns} full turns. How many full turns "
                "does the right gear make?", answer, f"${turns} \\times {z} = {turns * z}$ teeth pass, and "
                f"${turns * z} \\div {y} = {answer}$."),
            ask("Gears and Teeth", "Return to the Start",
                "After how many full turns of the left gear are both gears back in their first position for the first "
                "time?", common // z, f"$\\operatorname{{lcm}}({z}, {y}) = {common}$ teeth must pass, and ${common} "
                f"\\div {z} = {common // z}$."),
            ask("Gears and Teeth", "Gear Ratio", "The left gear drives the right one. What is the ratio of the number "
                "of teeth of the right gear to that of the left gear, in lowest terms? Answer in the form 3:4.",
                ratio(y, z), f"{lowest(y, z)}.")],
        [("In an old mill the left gear drives the right one. The numbers are the numbers of teeth. The left gear "
          "makes {turns} turns.", "How many turns does the right gear make?"),
         ("In a clockwork the left gear turns {turns} times a day. The numbers on the gears are their numbers of "
          "teeth.", "How many times a day does the right gear turn?"),
         ("In a hand mixer the left gear is turned {turns} times. The numbers on the gears are their numbers of teeth.",
          "How many times does the right gear turn?"),
         ("Let $n_1 = {turns}$ and let $z_1$, $z_2$ be the numbers in the left and the right wheel.",
          "Find the number $n_2$ with $z_1 n_1 = z_2 n_2$.")],
        dict(z=z, y=y, turns=turns), figure=figure, upright=True, check=check, scale=False)
