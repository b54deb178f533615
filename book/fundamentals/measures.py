"""Measuring: rulers, scales, cups, thermometers, units of length and area, tracing."""
from fractions import Fraction
from math import atan2, degrees

from ..canvas import area, outline, polar
from ..pieces import PLAIN
from ..tools import Scene, ask, draw_until, frac, number, over, program


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

    return Scene(
        f"On a ruler a stick reaches from the mark {low} to the mark {high}. Between two neighbouring long marks, "
        f"which are {step} cm apart, there is one short mark.", [
            ask("Reading a Ruler", "Length between Two Marks",
                "A stick lies along a ruler in centimetres that has lost most of its numbers. How long is the stick, "
                "in centimetres?", high - low, f"its ends are at {low} and {high}: ${high} - {low} = {high - low}$."),
            ask("Reading a Ruler", "Value of a Small Division",
                "A stick lies along a ruler in centimetres that has lost most of its numbers. How many centimetres are "
                "between two neighbouring marks, be they long or short? Give an exact number.", frac(step, 2),
                f"from {low} to {high} there are {2 * (high - low) // step} equal divisions, so each of them is "
                f"${over(high - low, 2 * (high - low) // step)}$ cm long."),
            ask("Conversion of Length Units", "Centimetres and Millimetres",
                "The numbers on the ruler are centimetres. How many millimetres long is the stick?", 10 * (high - low),
                f"the stick is ${high} - {low} = {high - low}$ cm long, and ${high - low} \\times 10 = "
                f"{10 * (high - low)}$.")],
        [("A ribbon lies stretched along an old ruler that is marked in centimetres.",
          "How long is the ribbon, in centimetres?"),
         ("A wooden strip lies along a measuring tape that is marked in centimetres.",
          "How long is the strip, in centimetres?"),
         ("A fallen branch lies along a tape on the forest floor that is marked in decimetres.",
          "How long is the branch, in decimetres?"),
         ("On a straight scale, the shaded bar covers the interval from one of the written numbers to the other.",
          "Determine the length of this interval.")],
        dict(low=low, high=high), fixed=(step,), figure=figure, upright=True, check=check, scale=False)


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
        c.line((-20, 0), (-40, 0), (-40, y), (-20, y), kind="thin")
        c.side((-40, 0), (-40, y), "?", (0, y / 2))

    def check(c):
        lengths = [max(y for _, y in p) - min(y for _, y in p) for p in c.polygons]
        written = dict(reversed(t.split()) for t in c.texts() if t != "?")
        return sum(lengths), 10 * sum(lengths), Fraction(100 * int(written["m"]) + 10 * int(written["dm"]), 10)

    return Scene(
        f"A pole has three parts with the lengths {a} m, {b} dm and {d} cm.", [
            ask("Conversion of Length Units", "Metres and Centimetres",
                "How many centimetres long is the whole pole with its three parts?", total,
                f"the lengths are ${a} \\times 100 = {100 * a}$ cm, ${b} \\times 10 = {10 * b}$ cm and {d} cm, and "
                f"${100 * a} + {10 * b} + {d} = {total}$."),
            ask("Conversion of Length Units", "Centimetres and Millimetres",
                "How many millimetres long is the whole pole?", 10 * total,
                f"the pole is ${100 * a} + {10 * b} + {d} = {total}$ cm long, and ${total} \\times 10 = "
                f"{10 * total}$."),
            ask("Conversion of Length Units", "Direction of a Conversion",
                "The part whose length is given in centimetres is taken away. How many decimetres of the pole are "
                "left?", 10 * a + b, f"decimetres are smaller than metres, so the number of metres is multiplied by "
                f"ten: ${a} \\times 10 + {b} = {10 * a + b}$.")],
        [("A flagpole at a harbour is put together from three pieces as in the figure.",
          "How many centimetres high is it?"),
         ("A drainpipe consists of three pieces as in the figure.",
          "How many centimetres long is the drainpipe?"),
         ("A pillar is built of three stone blocks, one on top of another, with the heights in the figure.",
          "How many centimetres high is the pillar?"),
         ("A segment consists of three segments that are laid end to end, with the lengths in the figure.",
          "Determine its length in centimetres.")],
        dict(a=a, b=b, d=d), fixed=tuple(order), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A kitchen scale shows {read} g. Its numbers go up by {big}, and between two of them are {n} divisions.", [
            ask("Reading a Weighing Scale", "Tare and Net Mass",
                "The dial of the kitchen scale is marked in grams. The pointer shows the mass of some flour together "
                "with its bowl. The bowl weighs {tare} g. How many grams of flour are in it?", read - tare,
                f"a division is ${big} \\div {n} = {small}$ g, so the pointer shows ${least} + {k % n} \\times {small} "
                f"= {read}$ g; without the bowl these are ${read} - {tare} = {read - tare}$ g."),
            ask("Reading a Weighing Scale", "Value of One Mark on a Dial",
                "How many grams does one of the smallest divisions of the dial stand for?", small,
                f"from 0 to {big} there are {n} divisions, and ${big} \\div {n} = {small}$."),
            ask("Reading a Weighing Scale", "Pointer at a Mark", "How many grams does the pointer show?", read,
                f"a division is ${big} \\div {n} = {small}$ g; the pointer is {k % n} "
                f"{'mark' if k % n == 1 else 'marks'} past {least}: ${least} + {k % n} \\times {small} = {read}$.")],
        [("A cook weighs a basket of berries. The empty basket weighs {tare} g.",
          "How many grams of berries are in it?"),
         ("A collector weighs a box of shells on this scale. The empty box weighs {tare} g.",
          "How many grams of shells are in it?"),
         ("A child weighs a tin of buttons on this scale. The empty tin weighs {tare} g.",
          "How many grams of buttons are in it?"),
         ("The numbers on a circular scale grow evenly clockwise from 0 at the top. Let $r$ be the number at which the "
          "pointer stands.", "Determine $r - {tare}$.")],
        dict(tare=tare), fixed=(n, big, count, k), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A balance is level. In its left pan are {n} equally heavy boxes, marked with question marks, and a weight of "
        f"{l} g, in its right pan weights of {r} g and {s} g.", [
            ask("Weighing with a Balance", "Sharing the Pans Equally",
                "The balance is level. The boxes with question marks are equally heavy, and the numbers on the weights "
                "are grams. How many grams does one box weigh?", each,
                f"the right pan holds ${r} + {s} = {r + s}$ g; without {l} g on both sides the boxes weigh ${r + s} - "
                f"{l} = {n * each}$ g, and one box weighs ${n * each} \\div {n} = {each}$ g."),
            ask("Weighing with a Balance", "Removing Equal Masses",
                "The balance is level, and the numbers are grams. How many grams do all boxes with question marks "
                "weigh together?", n * each, f"taking {l} g from both sides leaves ${r} + {s} - {l} = {n * each}$ g."),
            ask("Weighing with a Balance", "Equal Masses on Both Pans",
                "The balance is level, and the numbers are grams. How many grams are in the left pan, boxes and weight "
                "together?", r + s, f"the right pan holds ${r} + {s} = {r + s}$ g, and so does the left pan.")],
        [("Equal bags of tea, marked with question marks, and weights in grams keep the balance in a shop level.",
          "How many grams does one bag weigh?"),
         ("In a science lesson the objects with question marks are equally heavy stones, and the numbers are "
          "grams. The balance is level.", "How many grams does one stone weigh?"),
         ("Equal silver spoons, marked with question marks, and weights in grams keep a jeweller's balance level.",
          "How many grams does one spoon weigh?"),
         ("The level balance stands for an equation in which every question mark is the same number $m$.",
          "Solve the equation for $m$. Give the number only.")],
        dict(l=l, r=r, s=s), fixed=(n,), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A measuring cup holds {read} mL of water. Its scale goes up to {top} mL in {n} equal steps.", [
            ask("Reading a Measuring Cup", "Rise after Pouring in",
                "The measuring cup holds water, and {more} mL are poured in. How many millilitres are in it then?",
                read + more, f"a step of the scale is ${top} \\div {n} = {step}$ mL, so the level is at ${k} \\times "
                f"{step} = {read}$ mL, and ${read} + {more} = {read + more}$."),
            ask("Reading a Measuring Cup", "Level of the Liquid",
                "How many millilitres of water are in the measuring cup in the figure?", read,
                f"the level is at mark {k}, each step is ${top} \\div {n} = {step}$ mL, and ${k} \\times {step} = "
                f"{read}$."),
            ask("Reading a Measuring Cup", "Value of a Scale Step",
                "How many millilitres is one step between neighbouring marks of the scale?", step,
                f"{n} equal steps lead up to {top}: ${top} \\div {n} = {step}$.")],
        [("A cook has milk in the cup in the figure and adds {more} mL of cream.",
          "How many millilitres are in the cup then?"),
         ("A painter has white paint in the cup in the figure and adds {more} mL of blue paint.",
          "How many millilitres of paint are in the cup then?"),
         ("The cup in the figure stands under a dripping tap, and {more} mL of water drip into it.",
          "How many millilitres are in the cup then?"),
         ("A vertical scale begins with 0 at the bottom and has equal steps. Let $h$ be the number at the upper edge "
          "of the filled part.", "Determine $h + {more}$.")],
        dict(more=more), fixed=(top, n, k), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"A thermometer shows {t} degrees. Its numbers go up by 10, and between two of them are {n} divisions.", [
            ask("Reading a Thermometer", "Difference of Two Temperatures",
                "From the temperature shown, it cools down to {cold} degrees below zero. By how many degrees does the "
                "temperature fall?", t + cold, f"a division is $10 \\div {n} = {step}$ degrees, so the thermometer "
                f"shows ${t}$ degrees; the difference to $-{cold}$ degrees is ${t} - (-{cold}) = {t + cold}$ degrees."),
            ask("Reading a Thermometer", "Reading below Zero",
                "Which temperature in degrees does the thermometer show? Give a negative number for a temperature "
                "below zero.", t,
                f"the column ends {marks} {'division' if marks == 1 else 'divisions'} of {step} degrees {above} the "
                f"zero mark: ${sign}{marks} \\times {step} = {t}$." if t else
                f"the column ends at the zero mark, no division above or below it: $0 \\times {step} = 0$."),
            ask("Reading a Thermometer", "Degrees for Each Mark",
                "How many degrees apart are two neighbouring marks of the thermometer?", step,
                f"the numbers go up in steps of 10 with {n} divisions in each step: $10 \\div {n} = {step}$.")],
        [("The thermometer shows the temperature at an airport. An aeroplane climbs until the air around it has {cold} "
          "degrees below zero.", "How many degrees colder is it there than at the airport?"),
         ("An engine is tested in a climate chamber, first at the temperature shown and then at {cold} degrees below "
          "zero.", "By how many degrees is the second test colder than the first?"),
         ("The thermometer shows the temperature in one town. In a town far away it is {cold} degrees below zero.",
          "How many degrees warmer is it in the first town?"),
         ("Let $t$ be the number at the upper end of the column.", "Determine $t - (-{cold})$.")],
        dict(cold=cold), fixed=(t, n, low), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A rectangle has the sides {w} m and {h} m.", [
            ask("Conversion of Area and Volume Units", "Factor Hundred for Neighbouring Squares",
                "What is the area of the rectangle in square decimetres?", 100 * w * h,
                f"the area is ${w} \\times {h} = {w * h}$ square metres, and ${w * h} \\times 100 = {100 * w * h}$."),
            ask("Conversion of Area and Volume Units", "Two Steps at Once",
                "What is the area of the rectangle in square centimetres?", 10000 * w * h,
                f"the area is ${w} \\times {h} = {w * h}$ square metres, and ${w * h} \\times 10000 = "
                f"{10000 * w * h}$."),
            ask("Conversion of Length Units", "Metres and Centimetres",
                "What is the perimeter of the rectangle in centimetres?", 200 * (w + h),
                f"the perimeter is $2 \\times ({w} + {h}) = {2 * (w + h)}$ m, and ${2 * (w + h)} \\times 100 = "
                f"{200 * (w + h)}$.")],
        [("A yard has the shape of the rectangle. It is paved with square stones that have sides of 10 cm.",
          "How many stones are needed if they lie without gaps?"),
         ("The floor of a hall has the shape of the rectangle. It is laid with wooden blocks, each of which covers a "
          "square decimetre.", "How many blocks are needed?"),
         ("A large wall has the shape of the rectangle and is covered with a mosaic. One plate of the mosaic covers a "
          "square decimetre.", "How many plates are needed?"),
         ("The rectangle is cut into squares whose sides are a tenth of a metre.",
          "How many such squares does it hold?")],
        dict(w=w, h=h), figure=figure, check=check)


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
                "centimetres?", edges * side, f"the boundary of the figure consists of $n = {edges}$ grid edges, and "
                f"${edges} \\times {side} = {edges * side}$."),
            ask("Perimeter by Tracing", "Same Area, Different Perimeter",
                "One more cell is joined to the dark figure so that it shares exactly one edge with it. Of how many "
                "grid edges does the boundary of the new figure consist?", edges + 2,
                f"before, the boundary has {edges} grid edges; with $k = 1$ the number changes by $4 - 2 \\times 1 = "
                f"2$, and ${edges} + 2 = {edges + 2}$."),
            ask("Understanding Units of Area", "Unit Square",
                "A cell of the grid has the area of one square centimetre. What is the area of the dark figure in "
                "square centimetres?", len(cells), f"the figure has {len(cells)} cells of one square centimetre: "
                f"${len(cells)} \\times 1 = {len(cells)}$.")],
        [("The dark figure is the plan of a maze, drawn on squares whose sides stand for {side} m each.",
          "How many metres of hedge go once around the maze?"),
         ("The dark figure is a swimming pool, drawn on squares whose sides stand for {side} m each.",
          "How many metres is a walk once around the edge of the pool?"),
         ("The dark figure is a mosaic of square tiles with sides of {side} cm. A strip of copper is laid around it.",
          "How many centimetres long is the strip?"),
         ("Let $L$ be the length of the boundary of the dark figure, where a grid edge has the length 1.",
          "Determine ${side} \\cdot L$.")],
        dict(side=side), fixed=tuple(v for p in cells for v in p),
        figure=figure, upright=True, check=check, scale=False)
