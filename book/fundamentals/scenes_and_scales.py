"""Pictures of everyday quantities: scenes, travel graphs, thermometers, beakers, pipes, savings, doubling bars."""
from fractions import Fraction
from math import lcm

from ..canvas import area, polar
from ..tools import Quantity, Scene, ask, draw_until, frac, program


def double_arrow(c, p, q):
    """A thin line with a head at both ends."""
    middle = (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
    c.arrow(middle, p, kind="thin")
    c.arrow(middle, q, kind="thin")


def block(c, x0, y0, x1, y1, **how):
    """A rectangle with its sides along the page."""
    c.polygon((x0, y0), (x1, y0), (x1, y1), (x0, y1), **how)


# ------------------------------------------------------------------------------------------------- scenes and graphs
def graduated(c, rng):
    """More for beakers: equal marks on their walls."""
    for x in (5, 19):
        for i in range(1, 6):
            c.line((x, 8 + i), (x - (1 if i % 2 else 0.6), 8 + i), kind="thin")


def depths(c, rng):
    """More for a basin: marks of its depth on both walls."""
    for i in range(1, 7):
        for x, turn in ((0, 1), (12, -1)):
            c.line((x, i), (x + (0.7 if i % 2 else 0.4) * turn, i), kind="thin")


def head_level(c, a, b):
    """The level of the person's head, across the picture of tree_and_person()."""
    c.line((-0.5 * a, a), (2.6 * a + 1.2 * b, a), kind="dash")


@program("Observing Real-World Scenes")
def tree_and_person(rng):
    a, q = rng.randint(12, 28), rng.randint(5, 12)
    while not 110 <= a * q <= 195:
        a, q = rng.randint(12, 28), rng.randint(5, 12)
    b, h = rng.randint(round(1.5 * a), round(2.6 * a)), a * q
    n = rng.randint(5, 9)
    k = rng.choice([i for i in range(2, n) if 2 * i != n + 1])

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        low, left, gap = 0, 0.8 * a, 1.6 * a / n
        c.line((-0.5 * a, low), (2.6 * a + 1.2 * b, low))
        c.circle((0.3 * a, 0.86 * a), 0.14 * a)  # the person: head, body, arms, legs
        c.line((0.3 * a, 0.72 * a), (0.3 * a, 0.36 * a))
        c.line((0.06 * a, 0.42 * a), (0.3 * a, 0.64 * a), (0.54 * a, 0.42 * a))
        c.line((0.12 * a, low), (0.3 * a, 0.36 * a), (0.48 * a, low))
        double_arrow(c, (-0.25 * a, low), (-0.25 * a, a))
        c.side((-0.25 * a, low), (-0.25 * a, a), g["a"] + " mm", (0.3 * a, 0.5 * a))
        for i in range(n):
            x = left + i * gap
            block(c, x + 0.2 * gap, low, x + 0.7 * gap, 0.5 * a, accent=i + 1 == k)
        c.line((left, 0.3 * a), (left + n * gap, 0.3 * a), kind="thin")
        tree = left + n * gap + 0.45 * b
        block(c, tree - 0.05 * b, low, tree + 0.05 * b, 0.4 * b, fill=False)
        c.fills.append((c.ring((tree, 0.68 * b), 0.34 * b, 0.32 * b), False))
        double_arrow(c, (tree + 0.5 * b, low), (tree + 0.5 * b, b))
        c.side((tree + 0.5 * b, low), (tree + 0.5 * b, b), g["b"] + " mm", (tree, 0.5 * b))
        c.line((tree, b), (tree + 0.5 * b, b), kind="dash")
        sun = 1.1 * a, 0.9 * b
        c.circle(sun, 0.1 * b, fill=False)
        for turn in range(0, 360, 45):
            c.line(polar(sun, 0.13 * b, turn), polar(sun, 0.18 * b, turn), kind="thin")

    def check(c):
        small, tall = (label[2][1] - label[1][1] for label in c.labels if label[0] == "side")
        posts = [points[0][0] for points in c.polygons[:n]]
        dark = next(points[0][0] for points, accent in c.fills if accent)
        return tall / small * h, sum(x >= dark for x in posts), tall / small

    seen = f"The figure shows that the person measures {a} mm and the tree {b} mm in the picture"
    return Scene(
        f"In a picture a person measures {a} mm and a tree {b} mm; the person is really {h} cm tall.", [
            ask("Observing Real-World Scenes", "Known Size as a Measure",
                "The person in the picture is {h} cm tall and stands as far away as the tree. How many centimetres "
                "tall is the tree?", b * q,
                f"{seen}; the person is really {h} cm tall. By @ the tree is about $\\frac{{{b}}}{{{a}}} \\times {h} = "
                f"{b * q}$ cm tall.", wrong=[h + b - a, b * 10, frac(a * h, b), h + b]),
            ask("Observing Real-World Scenes", "Left and Right of the Viewer",
                "In the fence of the picture one board is dark. Which place does it have from the right?", n + 1 - k,
                f"The figure shows {n} boards, and the dark one has the place {k} from the left. By @ its place from "
                f"the right is ${n} + 1 - {k} = {n + 1 - k}$.", wrong=[k, n - k, n]),
            ask("Comparing Sizes in Pictures", "How Many Times as Large",
                "How many times as tall as the person is the tree in the picture?", frac(b, a),
                f"{seen}. By @ the tree is $\\frac{{{b}}}{{{a}}} = {frac(b, a)}$ times as tall.",
                wrong=[frac(a, b), b - a, frac(b - a, a)])],
        givens=dict(a=a, b=b, h=h), fixed=(n, k), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("measure", "the height of the person in the picture", "mm"),
                    "b": Quantity("measure", "the height of the tree in the picture", "mm"),
                    "h": Quantity("measure", "the true height of the person", "cm")},
        more=[lambda c, _: head_level(c, a, b)])


@program("Observing Function Graphs")
def two_travellers(rng):
    s, t = draw_until(lambda: (rng.randint(1, 5), rng.randint(3, 10)), lambda p: 2 <= p[1] - p[0], "two_travellers")
    d = lcm(t, t - s) * rng.randint(1, 6)
    if d > 180:
        return two_travellers(rng)
    slow, fast = d // t, d // (t - s)

    def figure(c, g):
        c.halo = True
        c.without |= {"line", "shapes"}
        x, y = 8 * s / t, 6
        c.arrow((0, 0), (11, 0), kind="thin")
        c.arrow((0, 0), (0, 8.6), kind="thin")
        c.corner((11, 0), "time in hours", (11, 3))
        c.corner((0, 8.6), "distance in km", (0, 0))
        c.line((0, 0), (10.6, 10.6 * y / 8), kind="thick")
        c.line((x, 0), (x + (8 - x) * 8.4 / y, 8.4), kind="thick")
        c.corner((10.6, 10.6 * y / 8), "A", (0, 0))
        c.corner((x + (8 - x) * 8.4 / y, 8.4), "B", (x, 0))
        c.line((0, y), (8, y), (8, 0), kind="dash")
        c.dot((8, y))
        for p, text, away in (((x, 0), g["s"], (x, 5)), ((8, 0), g["t"], (8, 5)), ((0, y), g["d"], (5, y))):
            c.corner(p, text, away)

    def check(c):
        one, two = (points for points, kind in c.strokes if kind == "thick")
        meet = c.dots[0]
        hour, way = meet[0] / t, meet[1] / d
        rate = [(q[1] - p[1]) / (q[0] - p[0]) * hour / way for p, q in (one, two)]
        return rate[1] - rate[0], (meet[0] - two[0][0]) / hour, rate[0]

    seen = f"The figure shows that A starts at 0 hours and B at {s} hours, and both have gone {d} km after {t} hours"
    start = "A and B leave the same town on the same road, each with a constant speed. "
    return Scene(
        f"A leaves a town, and B follows {s} hours later; {t} hours after A's start they meet, {d} km away.", [
            ask("Observing Function Graphs", "Steeper Means Faster",
                f"{start}By how many kilometres per hour is B faster than A?", fast - slow,
                f"{seen}. By @ B is the faster one. The speed of A is ${d} \\div {t} = {slow}$ and that of B ${d} "
                f"\\div ({t} - {s}) = {fast}$ km per hour (Speed and Its Units). The difference is ${fast} - {slow} = "
                f"{fast - slow}$.", also=["Speed and Its Units"], wrong=[fast, slow, fast + slow, frac(d, s)]),
            ask("Observing Function Graphs", "Meeting Points of Two Graphs",
                f"{start}How many hours after its start does B catch up with A?", t - s,
                f"{seen}. By @ they are at the same place at the crossing of the graphs, ${t} - {s} = {t - s}$ hours "
                "after the start of B.", wrong=[t, s, t + s]),
            ask("Speed and Its Units", "Speed as Distance by Time",
                f"{start}What is the speed of A in kilometres per hour?", slow,
                f"{seen}. By @ the speed of A is ${d} \\div {t} = {slow}$ km per hour.", wrong=[fast, d - t, t])],
        more=[lambda c, rng: c.line((8 * s / t, 0), (8 * s / t, 6 * s / t), kind="dash")],
        givens=dict(s=s, t=t, d=d), figure=figure, upright=True, check=check, scale=False,
        quantities={"s": Quantity("duration", "the time at which B starts", "hours"),
                    "t": Quantity("duration", "the time at which both meet", "hours"),
                    "d": Quantity("measure", "the way to the meeting point", "km")})


# ------------------------------------------------------------------------------------------------- gauges and vessels
@program("Celsius and Fahrenheit")
def two_thermometers(rng):
    one, step = rng.randint(2, 25), 5 * rng.randint(1, 5)
    two = one + step
    if two > 48:
        return two_thermometers(rng)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        for x, value, text, name in ((0, one, g["one"], "morning"), (17, two, g["two"], "noon")):
            c.line((x, 50), (x, 0))
            c.line((x + 3, 0), (x + 3, 50))
            c.ring((x + 1.5, 50), 1.5, 1.5, 0, 180)
            block(c, x, 0, x + 3, value, accent=True)
            c.circle((x + 1.5, -2.2), 2.7, accent=True)
            for v in range(0, 51, 5):
                c.line((x - (1.8 if v % 10 == 0 else 1), v), (x, v), kind="thin")
                if v % 10 == 0:
                    c.text((x - 3.6, v), str(v), small=True)
            c.corner((x + 3, value), text + "°C", (x, value))
            c.text((x + 1.5, -8), name)

    def check(c):
        low, high = (p[2][1] for p in c.polygons)
        f = [v * 1.8 + 32 for v in (low, high)]
        return f[1] - f[0], f[0], 212 / 1.8 - 32 / 1.8 - high

    seen = f"The figure shows ${one}$ degrees Celsius in the morning and ${two}$ degrees Celsius at noon"
    return Scene(
        f"In the morning a thermometer shows {one} degrees Celsius, at noon {two}.", [
            ask("Celsius and Fahrenheit", "Differences without the Offset",
                "Both thermometers show degrees Celsius. By how many degrees Fahrenheit did the temperature rise from "
                "morning to noon?", step * 9 // 5,
                f"{seen}. The rise is ${two} - {one} = {step}$ degrees Celsius. By @ these are $\\frac{{9}}{{5}} "
                f"\\times {step} = {step * 9 // 5}$ degrees Fahrenheit.",
                wrong=[step, step * 9 // 5 + 32, frac(step * 5, 9), step + 32]),
            ask("Celsius and Fahrenheit", "From Celsius to Fahrenheit",
                "Both thermometers show degrees Celsius. How many degrees Fahrenheit was it in the morning?",
                frac(Fraction(9 * one, 5) + 32),
                f"{seen}. By @ it was $\\frac{{9}}{{5}} \\times {one} + 32 = {frac(Fraction(9 * one, 5) + 32)}$ "
                "degrees Fahrenheit in the morning.",
                wrong=[frac(9 * one, 5), one + 32, frac(Fraction(9 * two, 5) + 32)]),
            ask("Celsius and Fahrenheit", "Fixed Points of Water",
                "Both thermometers show degrees Celsius. How many degrees Celsius were missing at noon until water "
                "boils, at normal pressure?", 100 - two,
                f"{seen}. By @ water boils at 100 degrees Celsius, so ${100} - {two} = {100 - two}$ degrees were "
                "missing.", wrong=[212 - two, two, 100 - one])],
        givens=dict(one=one, two=two), figure=figure, upright=True, check=check, scale=False,
        quantities={"one": Quantity("measure", "the temperature in the morning", "degrees Celsius"),
                    "two": Quantity("measure", "the temperature at noon", "degrees Celsius")})


@program("Mixing Two Solutions")
def two_beakers(rng):
    m, n, p, q = draw_until(lambda: (10 * rng.randint(2, 18), 10 * rng.randint(2, 18), rng.randint(2, 40),
                                     rng.randint(2, 60)),
                            lambda t: t[0] != t[1] and abs(t[2] - t[3]) > 4 and (t[0] * t[2] + t[1] * t[3]) % (
                                t[0] + t[1]) == 0 and max(t[:2]) <= 3 * min(t[:2]), "two_beakers")
    mixed = (m * p + n * q) // (m + n)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        top, unit = 6.0, 4.6 / max(m, n)
        for x, mass, text, share in ((0, m, g["m"], g["p"]), (14, n, g["n"], g["q"])):
            block(c, x, 8, x + 5, 8 + unit * mass, accent=True)
            c.line((x - 0.3, 8 + top), (x, 8 + top - 0.4), (x, 8), (x + 5, 8), (x + 5, 8 + top - 0.4),
                   (x + 5.3, 8 + top))
            c.text((x + 2.5, 8 + top + 0.6), f"{text} g")
            c.text((x + 2.5, 8 + 0.5 * unit * mass), share + "%")
        wide = 9.0
        high = 5 * (m + n) * unit / wide
        block(c, 5, -1, 5 + wide, -1 + high, accent=True)
        c.line((4.7, 6), (5, 5.6), (5, -1), (5 + wide, -1), (5 + wide, 5.6), (5.3 + wide, 6))
        c.arrow((3.5, 7.5), (6, 5))
        c.arrow((15.5, 7.5), (13, 5))
        c.text((5 + wide / 2, -1 + 0.5 * high), "?")

    def check(c):
        left, right, both = c.polygons
        sizes = [area(polygon) for polygon in (left, right, both)]
        return (sizes[0] * p + sizes[1] * q) / sizes[2], m, m * p / 100

    seen = f"The figure shows {m} g of a solution with {p}% salt and {n} g of one with {q}%"
    return Scene(
        f"{m} g of a solution with {p}% salt are mixed with {n} g of a solution with {q}% salt.", [
            ask("Mixing Two Solutions", "Concentration of a Mixture",
                "The two salt solutions are poured together. How many percent of salt does the mixture have?", mixed,
                f"{seen}. By @ the mixture has $\\frac{{{m} \\times {p} + {n} \\times {q}}}{{{m} + {n}}} = {mixed}$ "
                "percent.", wrong=[frac(p + q, 2), p + q, frac(m * q + n * p, m + n), abs(p - q)]),
            ask("Mixing Two Solutions", "Mixing Cross",
                "How many grams of the right solution must be added to all of the left one so that the percentage of "
                "salt lies exactly in the middle between both?", m,
                f"{seen}. The middle is $({p} + {q}) \\div 2 = {frac(p + q, 2)}$ percent. By @ both masses are in the "
                f"ratio of equal differences, 1 : 1, so the mass is the same, ${m}$ g.",
                wrong=[n, m + n, abs(m - n), 2 * m]),
            ask("Percentage of a Quantity", "Percentage of an Amount",
                "How many grams of salt does the left solution hold?", frac(m * p, 100),
                f"{seen}. By @ the left one holds $\\frac{{{p}}}{{100}} \\times {m} = {frac(m * p, 100)}$ g of salt.",
                wrong=[m * p, frac(n * q, 100), frac(m, p), m - p])],
        givens=dict(m=m, n=n, p=p, q=q), figure=figure, upright=True, check=check, scale=False,
        quantities={"m": Quantity("measure", "the mass of the left solution", "g"),
                    "n": Quantity("measure", "the mass of the right solution", "g"),
                    "p": Quantity("percent", "the percentage of salt in the left solution", "percent"),
                    "q": Quantity("percent", "the percentage of salt in the right solution", "percent")},
        more=[graduated])


@program("Work Rates")
def two_pipes(rng):
    a, b, k = draw_until(lambda: (rng.randint(2, 24), rng.randint(2, 24), rng.randint(2, 5)),
                         lambda t: t[0] != t[1] and max(t[:2]) <= 4 * min(t[:2]), "two_pipes")

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        block(c, 0, 0, 12, 2.6, accent=True)
        c.line((0, 7), (0, 0), (12, 0), (12, 7))
        for x, text, turn in ((2.6, g["a"], -1), (9.4, g["b"], 1)):
            out = x + 4 * turn
            c.line((out, 9), (x + 0.5 * turn, 9), (x + 0.5 * turn, 7.4))
            c.line((out, 8), (x - 0.5 * turn, 8), (x - 0.5 * turn, 7.4))
            c.line((x + 0.5, 7.4), (x - 0.5, 7.4))
            for i in (-0.25, 0.25):
                c.line((x + i, 7.1), (x + i, 2.7), kind="dash")
            c.text((x + 2.5 * turn, 10), f"{text} h")
        for x in range(1, 12, 2):
            c.line((x, 1.9), (x + 0.4, 2.1), (x + 0.8, 1.9), kind="thin")

    def check(c):
        hours = [int(text.split()[0]) for text in c.texts()]
        return 1 / sum(1 / h for h in hours), 1 / hours[0] + 1 / hours[1], hours[0] / 3

    seen = f"The figure shows that the left pipe alone needs {a} hours and the right pipe alone {b} hours"
    start = "A time at a pipe says how long it needs to fill the basin alone. "
    return Scene(
        f"One pipe fills a basin in {a} hours, another one in {b} hours.", [
            ask("Work Rates", "Working Together",
                f"{start}How many hours do both pipes need together to fill the empty basin?", frac(a * b, a + b),
                f"{seen}. By @ both together need $\\frac{{{a} \\times {b}}}{{{a} + {b}}} = {frac(a * b, a + b)}$ "
                "hours.", wrong=[a + b, frac(a + b, 2), frac(a + b, a * b), abs(a - b)]),
            ask("Work Rates", "Work in One Unit of Time",
                f"{start}Which part of the basin do both pipes fill together in one hour?", frac(a + b, a * b),
                f"{seen}. By @ they fill $\\frac{{1}}{{{a}}} + \\frac{{1}}{{{b}}} = {frac(a + b, a * b)}$ of the "
                "basin.",
                wrong=[frac(a * b, a + b), frac(1, a + b), frac(2, a + b)]),
            ask("Work Rates", "Worker Hours",
                f"{start}How many hours do three pipes like the left one need together?", frac(a, 3),
                f"{seen}. By @ the basin takes {a} pipe hours, and three pipes need ${a} \\div 3 = {frac(a, 3)}$ "
                "hours.",
                wrong=[3 * a, a - 3 if a > 3 else a, frac(a, 2)])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("duration", "the time of the left pipe", "hours"),
                    "b": Quantity("duration", "the time of the right pipe", "hours")}, more=[depths])


# ---------------------------------------------------------------------------------------------------------- growth
@program("Simple Interest")
def balance_bars(rng):
    k, p, n = 100 * rng.randint(2, 40), rng.randint(1, 12), rng.randint(2, 6)
    one = k * p // 100
    last = k + n * one

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        for i in range(n + 1):
            x, base, high = 3 * i, 5, 5 + 4 * i / n
            block(c, x, 0, x + 2, base)
            if i:
                block(c, x, base, x + 2, high, accent=True)
            c.text((x + 1, -0.8), g["n"] if i == n else str(i), small=True)
        c.line((-0.6, 0), (3 * n + 2.6, 0))
        c.line((0, 5), (3 * n, 5), kind="dash")
        c.corner((1, 5), g["k"], (1, 0))
        c.corner((3 * n + 1, 9), g["last"], (3 * n + 1, 0))
        c.text((1.5 * n + 1, -2), "years")

    def check(c):
        tops = [polygon[2][1] for polygon in c.polygons]
        plain, high = tops[0], max(tops)
        years = sum(polygon[0][1] == 0 for polygon in c.polygons) - 1
        gained = (high - plain) / 4 * (last - k)  # the shaded parts are drawn larger than to scale
        return 100 * gained / years / k, gained / years, k + 2 * gained

    seen = f"The figure shows the capital {k} and the balance {last} after {n} years, in euros"
    gain = f"${last} - {k} = {n * one}$"
    start = "The chart shows a capital in euros, its growing balance with simple interest, and the years below. "
    return Scene(
        f"A capital of {k} euros has grown to {last} euros after {n} years with simple interest.", [
            ask("Simple Interest", "Rate from the Interest",
                f"{start}How many percent of interest a year are paid?", p,
                f"{seen}. The interest of all these years is {gain}. By @ the rate is $\\frac{{100 \\times {n * one}}}"
                f"{{{k} \\times {n}}} = {p}$ percent.",
                wrong=[n * p, frac(100 * n * one, last * n), p + 1, frac(p, n)]),
            ask("Simple Interest", "Interest of One Year",
                f"{start}How many euros of interest are paid for each year?", one,
                f"{seen}. The interest of all years is {gain}. By @ every year earns the same part of the capital, so "
                f"it is ${n * one} \\div {n} = {one}$ a year.", wrong=[n * one, frac(last, n), one + p]),
            ask("Simple Interest", "Linear Growth of a Balance",
                f"{start}What is the balance in euros after twice as many years as the chart shows?", k + 2 * n * one,
                f"{seen}. In these years it has grown by {gain}. By @ it grows by the same amount again, to ${last} + "
                f"{n * one} = {k + 2 * n * one}$.", wrong=[2 * last, last, k + n * one + one])],
        givens=dict(k=k, last=last, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities={"k": Quantity("money", "the capital", "euros"),
                    "last": Quantity("money", "the last balance", "euros")},
        more=[lambda c, rng: c.line((1, 5), (3 * n + 1, 9), kind="thin")])


@program("Doubling and Multiples")
def doubling_bars(rng):
    rows = rng.randint(3, 5)
    i = rng.randint(1, rows - 1)
    w = 2 ** i * rng.randint(2, 40)
    if w > 180:
        return doubling_bars(rng)
    first = w >> i
    every, total = 2 ** rows - 1, first * (2 ** rows - 1)
    names = ["first", "second", "third", "fourth", "fifth"]

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        for j in range(rows):
            y, wide = -2 * j, 16 / 2 ** rows * 2 ** (j + 1)
            block(c, 0, y, wide, y + 1.3, accent=j == i)
            if j:
                c.line((wide / 2, y), (wide / 2, y + 1.3), kind="dash")
                c.line((wide / 2, y + 1.3), (wide / 2, y + 2), kind="dash")
            if j == i:
                c.corner((wide, y + 0.65), g["w"], (0, y + 0.65))

    def check(c):
        sizes = [area(polygon) for polygon in c.polygons]
        dark = next(area(points) for points, accent in c.fills if accent)
        return sum(sizes) / dark * w, sizes[-1] / dark * w, sum(sizes) / sizes[0]

    seen = f"The figure shows {rows} bars, and the dark one, the {names[i]} from the top, stands for {w}"
    down = " \\div 2" * i
    terms = " + ".join(str(first << j) for j in range(rows))
    start = "Each bar is twice as long as the one above it, and a number beside the dark bar is what it stands for. "
    return Scene(
        f"Of {rows} bars each one is twice as long as the one above it; the dark bar, the {names[i]} from the top, "
        f"stands for {w}.", [
            ask("Doubling and Multiples", "Halving Undoes Doubling",
                f"{start}For which number do all bars together stand?", total,
                f"{seen}. By @ the bar at the top stands for ${w}{down} = {first}$. Doubling again and again gives all "
                f"bars, and together they stand for ${terms} = {total}$.",
                wrong=[rows * w, total - first, (first << rows), w * every]),
            ask("Doubling and Multiples", "Doubling a Count", f"{start}For which number does the lowest bar stand?",
                first << (rows - 1),
                f"{seen}. By @ each bar below it stands for twice as much: "
                + (f"${w}" + " \\times 2" * (rows - 1 - i) + f" = {first << (rows - 1)}$." if i < rows - 1 else
                   f"no bar is below it, so the number is ${w}$ itself, which is $2 \\times {w // 2} = {w}$."),
                wrong=[(first << rows - 1) + w, first << rows, first << (rows - 2)]),
            ask("Doubling and Multiples", "Multiple of a Number",
                f"{start}How many times as long as the shortest bar are all bars together?", every,
                f"The figure shows {rows} bars. Measured by the shortest one they are "
                f"${' + '.join(str(1 << j) for j in range(rows))} = {every}$ times as long, so by @ the whole is a "
                f"multiple with the factor ${every}$.", wrong=[every + 1, 2 * rows, 1 << (rows - 1)])],
        givens=dict(w=w), fixed=(rows, i), figure=figure, upright=True, check=check, scale=False,
        quantities={"w": Quantity("number", "the number for the dark bar")}, say=dict(times=2 ** i),
        more=[lambda c, rng: c.line(*((32 / 2 ** (rows - j), 0.65 - 2 * j) for j in range(rows)), kind="thin")])
