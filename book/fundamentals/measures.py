"""Measuring: rulers, scales, cups, thermometers, units of length and area, tracing."""
from fractions import Fraction
from math import atan2, degrees

from ..additions import crossed
from ..canvas import area, outline, polar
from ..pieces import PLAIN
from ..tools import Quantity, Scene, ask, draw_until, frac, number, over, program


def inches(c, first, step, width, tall):
    """More for a ruler in centimetres: the marks of a scale of inches along its lower edge."""
    for k in range(1, 99):
        if 0 < (x := (2.54 * k - first) / step) < width:
            c.line((x, 0), (x, 0.14 * tall), kind="thin")


def metre_marks(c, total):
    """More for a pole: faint lines at the full metres."""
    for y in range(100, total, 100):
        c.line((0, y), (40, y), kind="faint")


def kilograms(c, big, count):
    """More for a dial in grams: the same masses in kilograms."""
    for i in range(1, count):
        c.text(polar((0, 0), 11.5, 90 - 360 * i / count), f"{i * big / 1000:g} kg", small=True)


def axis_of_balance(c, rng):
    """More for a balance: the axis of symmetry of its beam."""
    c.line((0, -4.6), (0, 5), kind="dash")


def centilitres(c, top, n, every):
    """More for a measuring cup: a scale in centilitres inside its right wall."""
    for i in range(every, n + 1, every):
        c.line((7, 10 * i / n), (6.2, 10 * i / n), kind="thin")
        c.text((5.2, 10 * i / n), f"{top // n * i / 10:g}", small=True)
    c.text((5.2, 11), "cL", small=True)


def zero_level(c, rng):
    """More for a thermometer: the level of zero."""
    c.line((-4, 0), (7, 0), kind="dash")


def corners_of_the_boundary(c, rng):
    """Dots where the boundary of a figure of cells turns."""
    edges = [points for points, kind in c.strokes if kind == "line"]
    level, upright = ({p for e in edges if (e[0][1] == e[1][1]) is flat for p in e} for flat in (True, False))
    for p in sorted(level & upright):
        c.dot(p)


@program("Reading a Ruler")
def ruler(rng):
    step = rng.choice((1, 1, 2, 5))
    low = rng.randint(2, 9)
    low, high = low * step, rng.randint(low + 6, 18) * step
    first, width = low - step, (high - low) // step + 2
    tall = 0.16 * width

    def figure(c, g):
        c.without |= PLAIN
        c.polygon((0, 0), (width, 0), (width, tall), (0, tall))
        for i in range(1, width):
            c.line((i, tall), (i, 0.64 * tall), kind="thin")
        for i in range(width):
            c.line((i + 0.5, tall), (i + 0.5, 0.8 * tall), kind="thin")
        a, b = (low - first) / step, (high - first) / step
        c.polygon((a, 1.06 * tall), (b, 1.06 * tall), (b, 1.36 * tall), (a, 1.36 * tall), accent=True)
        c.text((a, 0.35 * tall), g["low"])
        c.text((b, 0.35 * tall), g["high"])

    def check(c):
        a, b = c.numbers()
        left, right = (min(x for x, _ in c.polygons[1]), max(x for x, _ in c.polygons[1]))
        marks = [p[0] for (p, *_), kind in c.strokes if kind == "thin" and left - 0.01 < p[0] < right + 0.01]
        return b - a, Fraction(b - a, len(marks) - 1), 10 * (b - a)

    ends = f"The ends of the stick lie at the marks {low} and {high} of the ruler."
    lost = "A stick lies along a ruler in centimetres that has lost most of its numbers. "
    return Scene(
        f"On a ruler a stick reaches from the mark {low} to the mark {high}. Between two neighbouring long marks, "
        f"which are {step} cm apart, there is one short mark.", [
            ask("Reading a Ruler", "Length between Two Marks", lost + "How long is the stick, in centimetres?",
                high - low, f"{ends} By @ the stick is as long as the difference of these numbers, ${high} - {low} = "
                f"{high - low}$ centimetres.",
                wrong=[high, high + low, (high - low) // step + 1 if step > 1 else high - low + 1, high - low + step]),
            ask("Reading a Ruler", "Value of a Small Division", lost + "How many centimetres are between two "
                "neighbouring marks, be they long or short? Give an exact number.", frac(step, 2),
                f"{ends} Between them are {2 * (high - low) // step} equal divisions. By @ each of them is "
                f"${over(high - low, 2 * (high - low) // step)}$ cm long.", wrong=[step, 2 * step, frac(step, 4)]),
            ask("Conversion of Length Units", "Centimetres and Millimetres",
                "The numbers on the ruler are centimetres. How many millimetres long is the stick?", 10 * (high - low),
                f"{ends} By *Reading a Ruler* the stick is ${high} - {low} = {high - low}$ cm long. By @ these are "
                f"${high - low} \\times 10 = {10 * (high - low)}$ millimetres.", also=["Reading a Ruler"],
                wrong=[100 * (high - low), 10 * high, high - low])],
        givens=dict(low=low, high=high), fixed=(step,), figure=figure, upright=True, check=check, scale=False,
        quantities={"low": Quantity("measure", "the number at the left end of the stick", "cm"),
                    "high": Quantity("measure", "the number at the right end of the stick", "cm")},
        more=[lambda c, rng: inches(c, first, step, width, tall)])


@program("Conversion of Length Units")
def striped_pole(rng):
    a, b, d = rng.randint(1, 3), rng.randint(4, 9), 5 * rng.randint(9, 30)
    names = ["m", "dm", "cm"]
    order = rng.sample(range(3), 3)
    parts, units = [a, b, d], [100, 10, 1]
    total = 100 * a + 10 * b + d

    def figure(c, g):
        c.without |= PLAIN
        y = 0
        for j, i in enumerate(order):
            up = y + parts[i] * units[i]
            c.polygon((0, y), (40, y), (40, up), (0, up), accent=j % 2 == 0)
            c.side((40, y), (40, up), f"{g['abd'[i]]} {names[i]}", (0, (y + up) / 2))
            y = up
        if c.asked != 2:
            c.line((-20, 0), (-40, 0), (-40, y), (-20, y), kind="thin")
            c.side((-40, 0), (-40, y), "?", (0, y / 2))

    def check(c):
        lengths = [max(y for _, y in p) - min(y for _, y in p) for p in c.polygons]
        written = dict(reversed(t.split()) for t in c.texts() if t != "?")
        return sum(lengths), 10 * sum(lengths), Fraction(100 * int(written["m"]) + 10 * int(written["dm"]), 10)

    written = f"The parts of the pole in the figure are {a} m, {b} dm and {d} cm long."
    return Scene(
        f"A pole has three parts with the lengths {a} m, {b} dm and {d} cm.", [
            ask("Conversion of Length Units", "Metres and Centimetres",
                "How many centimetres long is the whole pole with its three parts?", total,
                f"{written} By @ the metres are ${a} \\times 100 = {100 * a}$ cm. A decimetre is ten centimetres, so "
                f"the decimetres are ${b} \\times 10 = {10 * b}$ cm. The whole pole is ${100 * a} + {10 * b} + {d} = "
                f"{total}$ centimetres long.",
                wrong=[a + b + d, 10 * a + b + d, 100 * a + b + d, 1000 * a + 10 * b + d]),
            ask("Conversion of Length Units", "Centimetres and Millimetres",
                "How many millimetres long is the whole pole?", 10 * total,
                f"{written} In centimetres these are ${100 * a} + {10 * b} + {d} = {total}$. By @ the pole is ${total} "
                f"\\times 10 = {10 * total}$ millimetres long.", wrong=[total, 100 * total, 10 * (a + b + d)]),
            ask("Conversion of Length Units", "Direction of a Conversion",
                "The part whose length is given in centimetres is taken away. How many decimetres of the pole are "
                "left?", 10 * a + b, f"{written} The parts of {a} m and {b} dm are left. By @ going to the smaller "
                f"unit the number of metres is multiplied by ten: ${a} \\times 10 + {b} = {10 * a + b}$ decimetres.",
                wrong=[a + b, 100 * a + b, 100 * a + 10 * b])],
        givens=dict(a=a, b=b, d=d), fixed=tuple(order), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("measure", "the length of the part in metres", "m"),
                    "b": Quantity("measure", "the length of the part in decimetres", "dm"),
                    "d": Quantity("measure", "the length of the part in centimetres", "cm")},
        more=[lambda c, rng: metre_marks(c, total)])


@program("Reading a Weighing Scale")
def dial(rng):
    n, small, big = rng.choice(((5, 20, 100), (5, 10, 50), (4, 50, 200), (5, 100, 500), (4, 25, 100), (10, 10, 100)))
    count = rng.choice((5, 6, 8) if n < 10 else (4, 5))
    k = draw_until(lambda: rng.randint(n + 1, n * count - 1), lambda k: k % n and k * small > 200, "dial")
    read, least = k * small, k // n * big
    tare = rng.randint(max(12, read // 25), min(180, read - 60))

    def figure(c, g):
        c.without |= PLAIN
        c.polygon((-4, 11.5), (4, 11.5), (6, 14), (-6, 14))
        c.line((-1, 11.5), (-1, 9.95), kind="thin")
        c.line((1, 11.5), (1, 9.95), kind="thin")
        c.circle((0, 0), 10, fill=False)
        for i in range(n * count):
            at = 90 - 360 * i / (n * count)
            c.line(polar((0, 0), 10, at), polar((0, 0), 8.7 if i % n == 0 else 9.4, at), kind="thin")
        for i in range(count):
            c.text(polar((0, 0), 7.3, 90 - 360 * i / count), str(i * big) if i else "0 g", small=True)
        c.arrow((0, 0), polar((0, 0), 8.6, 90 - 360 * k / (n * count)), kind="thick")
        c.dot((0, 0))

    def check(c):
        (p, q), = (points for points, kind in c.strokes if kind == "head")
        numbers = c.numbers()
        marks = sum(1 for points, kind in c.strokes if kind == "thin") - 2  # two lines hold the tray
        whole = numbers[0] * (len(numbers) + 1)
        shown = whole * (degrees(atan2(q[0] - p[0], q[1] - p[1])) % 360) / 360
        return shown - tare, whole / marks, shown

    division = f"From one number on the dial to the next there are {n} divisions for {big} g, so one division is " \
               f"${big} \\div {n} = {small}$ g."
    shows = f"The pointer stands {k % n} {'mark' if k % n == 1 else 'marks'} past {least}"
    return Scene(
        f"A kitchen scale shows {read} g. Its numbers go up by {big}, and between two of them are {n} divisions.", [
            ask("Reading a Weighing Scale", "Tare and Net Mass",
                "The dial of the kitchen scale is marked in grams. The pointer shows the mass of some flour together "
                "with its bowl. The bowl weighs {tare} g. How many grams of flour are in the bowl?", read - tare,
                f"{division} {shows}, so the scale shows ${least} + {k % n} \\times {small} = {read}$ g for the flour "
                f"and the bowl. By @ the mass of the bowl is subtracted: ${read} - {tare} = {read - tare}$ grams of "
                "flour.", wrong=[read + tare, read, *([least + k % n - tare] if least + k % n > tare else []),
                                 (k // n + 1) * big - tare]),
            ask("Reading a Weighing Scale", "Value of One Mark on a Dial",
                "How many grams does one of the smallest divisions of the dial stand for?", small,
                f"From one number on the dial to the next there are {n} divisions for {big} g. By @ one division "
                f"stands for ${big} \\div {n} = {small}$ grams.", wrong=[big, 1, big // (n + 1), 2 * small]),
            ask("Reading a Weighing Scale", "Pointer at a Mark", "How many grams does the pointer show?", read,
                f"{division} {shows}. By @ it shows ${least} + {k % n} \\times {small} = {read}$ grams.",
                wrong=[least + k % n, least, least + big, read + small])],
        givens=dict(tare=tare), fixed=(n, big, count, k), figure=figure, upright=True, check=check, scale=False,
        quantities={"tare": Quantity("measure", "the mass of the bowl", "g")},
        more=[lambda c, rng: kilograms(c, big, count)])


@program("Weighing with a Balance")
def pan_balance(rng):
    def draw():
        n, each, l = rng.choice((2, 3)), rng.randint(6, 60), rng.randint(2, 60)
        r = rng.randint(5, n * each + l - 5)
        return n, each, l, r

    n, each, l, r = draw_until(draw, lambda d: len({d[2], d[3], d[0] * d[1] + d[2] - d[3]}) == 3, "balance")
    s = n * each + l - r

    def weight(c, x, y, text):
        c.polygon((x - 1.6, y), (x + 1.6, y), (x + 1.3, y + 1.8), (x - 1.3, y + 1.8), accent=True)
        c.text((x, y + 0.85), text)

    def figure(c, g):
        c.without |= PLAIN
        c.line((-7, 0), (7, 0), kind="thick")
        c.polygon((0, 0), (-1.2, -4), (1.2, -4))
        for x in (-5, 5):
            c.line((x, 0), (x, 0.9), kind="thin")
            c.line((x - 3.4, 0.9), (x + 3.4, 0.9), kind="thick")
        for i in range(n):
            x = -5 + 2.1 * (i - (n - 1) / 2) if n == 3 else -6.1 + 2.2 * i
            c.polygon((x - 0.95, 0.9), (x + 0.95, 0.9), (x + 0.95, 2.8), (x - 0.95, 2.8), fill=False)
            c.text((x, 1.85), "?")
        weight(c, -5, 2.8, g["l"])
        weight(c, 3.3, 0.9, g["r"])
        weight(c, 6.7, 0.9, g["s"])

    def check(c):
        left = [text for _, p, _, _, text in c.labels if p[0] < 0]
        right = sum(int(text) for _, p, _, _, text in c.labels if p[0] > 0)
        boxes, known = left.count("?"), sum(int(text) for text in left if text != "?")
        return next(m for m in range(1, 400) if boxes * m + known == right), right - known, right

    boxes = "two" if n == 2 else "three"
    seen = f"In the left pan are {boxes} boxes and a weight of {l} g, in the right pan weights of {r} g and {s} g."
    return Scene(
        f"A balance is level. In its left pan are {n} equally heavy boxes, marked with question marks, and a weight of "
        f"{l} g, in its right pan weights of {r} g and {s} g.", [
            ask("Weighing with a Balance", "Sharing the Pans Equally",
                "The balance is level. The boxes with question marks are equally heavy, and the weights are given "
                "in grams. How many grams does one box weigh?", each,
                f"{seen} The right pan holds ${r} + {s} = {r + s}$ g. Without {l} g on both sides the balance stays "
                f"level, so the boxes weigh ${r + s} - {l} = {n * each}$ g together. By @ one box weighs ${n * each} "
                f"\\div {n} = {each}$ grams.",
                wrong=[n * each, *([(r + s) // n] if (r + s) % n == 0 else []), r + s + l, r + s - n - l]),
            ask("Weighing with a Balance", "Removing Equal Masses",
                "The balance is level, and the numbers are grams. How many grams do all boxes with question marks "
                "weigh together?", n * each, f"{seen} By @ the balance stays level when {l} g are taken from both "
                f"sides. Then the boxes weigh as much as what is left on the right, ${r} + {s} - {l} = {n * each}$ "
                "grams.", wrong=[r + s, r + s + l, each]),
            ask("Weighing with a Balance", "Equal Masses on Both Pans",
                "The balance is level, and the numbers are grams. How many grams are in the left pan, boxes and weight "
                "together?", r + s, f"{seen} The right pan holds ${r} + {s} = {r + s}$ g. By @ the left pan holds as "
                f"much, {r + s} grams.", wrong=[n * each, r + s + l, r + s - l if r + s - l != n * each else each])],
        givens=dict(l=l, r=r, s=s), fixed=(n,), figure=figure, upright=True, check=check, scale=False,
        quantities={"l": Quantity("measure", "the weight in the left pan", "g"),
                    "r": Quantity("measure", "the left one of the two weights in the right pan", "g"),
                    "s": Quantity("measure", "the right one of the two weights in the right pan", "g")},
        more=[axis_of_balance])


@program("Reading a Measuring Cup")
def measuring_cup(rng):
    top, n, every = rng.choice(((500, 10, 2), (1000, 10, 2), (200, 8, 2), (400, 8, 2), (300, 12, 4), (600, 12, 4),
                                (800, 16, 4), (250, 10, 2), (1000, 20, 4)))
    step, k = top // n, rng.randint(1, n - 2)
    read = k * step
    more = rng.randint(5, min(180, top - read))

    def figure(c, g):
        c.without |= PLAIN
        c.polygon((0, 0), (7, 0), (7, 10 * k / n), (0, 10 * k / n))
        c.line((0, 11), (0, 0), (7, 0), (7, 11))
        c.ring((7, 6.5), 1.6, 3, -90, 90)
        for i in range(1, n + 1):
            c.line((0, 10 * i / n), (1.6 if i % every == 0 else 0.9, 10 * i / n), kind="thin")
            if i % every == 0:
                c.text((-1.3, 10 * i / n), i * step, small=True)
        c.text((-1.3, 11), "mL", small=True)

    def check(c):
        level = max(y for _, y in c.polygons[0])
        ticks = sorted(p[1] for (p, *_), kind in c.strokes if kind == "thin")
        largest = max(c.numbers())
        return largest * level / max(ticks) + more, largest * level / max(ticks), largest / len(ticks)

    step_text = f"The scale of the cup goes up to {top} mL in {n} equal steps, so a step is ${top} \\div {n} = " \
                f"{step}$ mL."
    level = f"the level stands at mark {k}, which is ${k} \\times {step} = {read}$ mL"
    return Scene(
        f"A measuring cup holds {read} mL of water. Its scale goes up to {top} mL in {n} equal steps.", [
            ask("Reading a Measuring Cup", "Rise after Pouring in",
                "The measuring cup holds water, and {more} mL are poured in. How many millilitres are in the cup then?",
                read + more, f"{step_text} At first {level}. By @ the water that is poured in adds its volume: ${read} "
                f"+ {more} = {read + more}$ millilitres are in the cup.",
                wrong=[read, k + more, read + step + more, *([read - more] if read > more else [])]),
            ask("Reading a Measuring Cup", "Level of the Liquid",
                "How many millilitres of water are in the measuring cup in the figure?", read,
                f"{step_text} By @ the volume is the number at the height of the level: {level}.",
                wrong=[k, read + step, top - read]),
            ask("Reading a Measuring Cup", "Value of a Scale Step",
                "How many millilitres is one step between neighbouring marks of the scale?", step,
                f"The scale of the cup goes up to {top} mL in {n} equal steps. By @ a step is ${top} \\div {n} = "
                f"{step}$ millilitres.", wrong=[every * step, 2 * every * step, 1])],
        givens=dict(more=more), fixed=(top, n, k), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("measure", "the volume poured in", "mL")},
        more=[lambda c, rng: centilitres(c, top, n, every)])


@program("Reading a Thermometer")
def warm_and_cold(rng):
    n = rng.choice((2, 5))
    step, low = 10 // n, rng.choice((-30, -20))
    high = low + 60
    t = step * rng.randint((low + 12) // step, (high - 4) // step)
    cold = rng.randint(max(2, 3 - t), 29)

    def figure(c, g):
        c.without |= PLAIN
        c.circle((0, low - 5), 4, accent=True)
        c.polygon((-1.3, low - 1.5), (1.3, low - 1.5), (1.3, t), (-1.3, t), accent=True)
        c.line((-1.3, low - 1.5), (-1.3, high + 3), (1.3, high + 3), (1.3, low - 1.5))
        for v in range(low, high + 1, step):
            c.line((2.6, v), (7 if v % 10 == 0 else 5, v), kind="thin")
            if v % 10 == 0:
                c.text((11.5, v), str(v).replace("-", "−"), small=True)

    def check(c):
        column = max(y for _, y in c.polygons[0])
        marks = sorted(p[1] for (p, *_), kind in c.strokes if kind == "thin")
        numbers = sorted(c.numbers())
        read = numbers[0] + (column - marks[0]) * (numbers[-1] - numbers[0]) / (marks[-1] - marks[0])
        return read - (0 - cold), read, (numbers[-1] - numbers[0]) / (len(marks) - 1)

    above, sign, marks = "above" if t > 0 else "below", "-" if t < 0 else "", abs(t) // step
    division = f"The numbers of the thermometer go up by 10 with {n} divisions between them, so a division is $10 " \
               f"\\div {n} = {step}$ degrees."
    column = f"The column ends {marks} {'division' if marks == 1 else 'divisions'} {above} the zero mark" if t else \
             "The column ends at the zero mark"
    return Scene(
        f"A thermometer shows {t} degrees. Its numbers go up by 10, and between two of them are {n} divisions.", [
            ask("Reading a Thermometer", "Difference of Two Temperatures",
                "From the temperature shown, it cools down to {cold} degrees below zero. By how many degrees does the "
                "temperature fall?", t + cold, f"{division} {column}, so the temperature is ${t}$ degrees at first. In "
                f"the end it is $-{cold}$ degrees. By @ the temperature falls by ${t} - (-{cold}) = {t + cold}$ "
                "degrees.",
                wrong=[abs(t - cold) or 2 * cold, cold, t + cold + step, t if t > 0 else cold + abs(t) + 10 * (not t)]),
            ask("Reading a Thermometer", "Reading below Zero",
                "Which temperature in degrees does the thermometer show? Give a negative number for a temperature "
                "below zero.", t,
                f"{division} {column}. By @ the number is counted from zero, with a minus sign below it: "
                f"${sign}{marks} \\times {step} = {t}$ degrees.",
                wrong=[-t if t else 10, sign + str(marks) if marks and step > 1 else t + 10, t + step, t - step]),
            ask("Reading a Thermometer", "Degrees for Each Mark",
                "How many degrees apart are two neighbouring marks of the thermometer?", step,
                f"The numbers of the thermometer go up by 10 with {n} divisions between them. By @ two neighbouring "
                f"marks are $10 \\div {n} = {step}$ degrees apart.", wrong=[10, 1, n if n != step else 4])],
        givens=dict(cold=cold), say=dict(start=t), fixed=(t, n, low), figure=figure, upright=True, check=check,
        scale=False,
        quantities={"cold": Quantity("degrees", "the number of degrees below zero in the end", "degrees")},
        more=[zero_level])


@program("Conversion of Area and Volume Units")
def floor_units(rng):
    w = rng.randint(6, 24)
    h = draw_until(lambda: rng.randint(2, 20), lambda h: 0.35 * w <= h <= 0.9 * w, "floor_units")

    def figure(c, g):
        c.polygon((0, 0), (w, 0), (w, h), (0, h))
        c.side((0, 0), (w, 0), f"{g['w']} m", (w / 2, h / 2))
        c.side((w, 0), (w, h), f"{g['h']} m", (w / 2, h / 2))
        c.right((0, 0), (w, 0), (0, h))
        c.right((w, h), (0, h), (w, 0))

    def check(c):
        metres = [int(number(t)) for t in c.texts()]
        tiles = sum(1 for _ in range(10 * metres[0]) for _ in range(10 * metres[1]))
        return tiles, area([(100 * x, 100 * y) for x, y in c.polygons[0]]), outline(c.polygons[0]) * 100

    sides = f"The rectangle in the figure has the sides {w} m and {h} m."
    square = f"its area is ${w} \\times {h} = {w * h}$ square metres (*Area of a Rectangle*)"
    area_point, round_point = ["Area of a Rectangle"], ["Perimeter of a Rectangle"]
    return Scene(
        f"A rectangle has the sides {w} m and {h} m.", [
            ask("Conversion of Area and Volume Units", "Factor Hundred for Neighbouring Squares",
                "What is the area of the rectangle in square decimetres?", 100 * w * h,
                f"{sides} So {square}. By @ a square metre is 100 square decimetres, and the area is ${w * h} \\times "
                f"100 = {100 * w * h}$ square decimetres.", also=area_point,
                wrong=[w * h, 10 * w * h, 10000 * w * h, 20 * (w + h)]),
            ask("Conversion of Area and Volume Units", "Two Steps at Once",
                "What is the area of the rectangle in square centimetres?", 10000 * w * h,
                f"{sides} So {square}. By @ a square metre is 10000 square centimetres, and the area is ${w * h} "
                f"\\times 10000 = {10000 * w * h}$ square centimetres.", also=area_point,
                wrong=[100 * w * h, 1000 * w * h, w * h]),
            ask("Conversion of Length Units", "Metres and Centimetres",
                "What is the perimeter of the rectangle in centimetres?", 200 * (w + h),
                f"{sides} So its perimeter is $2 \\times ({w} + {h}) = {2 * (w + h)}$ m (*Perimeter of a Rectangle*). "
                f"By @ these are ${2 * (w + h)} \\times 100 = {200 * (w + h)}$ centimetres.", also=round_point,
                wrong=[100 * (w + h), 2 * (w + h), 100 * w * h])],
        givens=dict(w=w, h=h), figure=figure, check=check, more=[crossed()])


def around(cell):
    """The four cells of a grid that share an edge with a cell."""
    return [(cell[0] + dx, cell[1] + dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]


def sound(cells):
    """Whether cells of a grid 6 wide and 5 high have no holes and never meet in a corner only."""
    outside, stack = {(-1, -1)}, [(-1, -1)]
    while stack:
        for q in around(stack.pop()):
            if -1 <= q[0] <= 6 and -1 <= q[1] <= 5 and q not in cells and q not in outside:
                outside.add(q)
                stack.append(q)
    squares = [[(x + i, y + j) in cells for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))]
               for x in range(-1, 6) for y in range(-1, 5)]
    return len(outside) + len(cells) == 8 * 7 and [1, 0, 1, 0] not in squares and [0, 1, 0, 1] not in squares


@program("Perimeter by Tracing")
def traced_cells(rng):
    def draw():
        cells = [(2, 2)]
        for _ in range(rng.randint(6, 13)):
            free = sorted({q for p in cells for q in around(p) if q not in cells and 0 <= q[0] < 6 and 0 <= q[1] < 5})
            cells.append(rng.choice(free))
        return sorted(cells)

    cells, side = draw_until(draw, sound, "traced_cells"), rng.randint(2, 12)
    inner = sum(q in cells for p in cells for q in around(p)) // 2
    edges = 4 * len(cells) - 2 * inner

    def figure(c, g):
        c.without |= PLAIN
        c.halo = True
        for v in range(7):
            c.line((v, 0), (v, 5), kind="faint")
            if v < 6:
                c.line((0, v), (6, v), kind="faint")
        for x, y in cells:
            c.fills.append(([(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)], True))
            for (i, j), corners in zip(around((x, y)), ("1011", "0001", "0111", "0010")):
                if (i, j) not in cells:
                    a, b, d, e = map(int, corners)
                    c.line((x + a, y + b), (x + d, y + e))

    def check(c):
        walls = sum(1 for points, kind in c.strokes if kind == "line")
        sides = [frozenset(pair) for p, _ in c.fills for pair in zip(p, [*p[1:], p[0]])]
        free = sum(sides.count(s) == 1 for s in sides)
        return walls * side, free + 2, sum(area(p) for p, _ in c.fills)

    return Scene(
        f"A dark figure on a square grid is made of {len(cells)} cells, and {inner} pairs of them share an edge.", [
            ask("Perimeter by Tracing", "Counting Unit Edges",
                "Every cell of the grid has sides of {side} cm. What is the perimeter of the dark figure in "
                "centimetres?", edges * side, f"Once around the dark figure its boundary consists of {edges} edges of "
                f"cells, and each of them is {side} cm long. By @ the perimeter is ${edges} \\times {side} = "
                f"{edges * side}$ centimetres.",
                wrong=[edges, len(cells) * side, 4 * len(cells) * side, len(cells) * side * side]),
            ask("Perimeter by Tracing", "Same Area, Different Perimeter",
                "One more cell is joined to the dark figure so that it shares exactly one edge with it. Of how many "
                "grid edges does the boundary of the new figure consist?", edges + 2,
                f"The boundary of the dark figure consists of {edges} grid edges. The new cell shares one edge with "
                f"it. By @ this changes their number by $4 - 2 \\times 1 = 2$, so the new boundary consists of "
                f"${edges} + 2 = {edges + 2}$ grid edges.", wrong=[edges + 4, edges + 3, edges, edges + 1]),
            ask("Understanding Units of Area", "Unit Square",
                "A cell of the grid has the area of one square centimetre. What is the area of the dark figure in "
                "square centimetres?", len(cells), f"The dark figure consists of {len(cells)} cells. By @ its area is "
                f"${len(cells)} \\times 1 = {len(cells)}$ square centimetres.",
                wrong=[edges, len(cells) + 1, 4 * len(cells)])],
        givens=dict(side=side), fixed=tuple(v for p in cells for v in p),
        figure=figure, upright=True, check=check, scale=False,
        quantities={"side": Quantity("measure", "the side of a cell", "cm")},
        more=[corners_of_the_boundary])
