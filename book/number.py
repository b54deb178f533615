"""Number and measure: fractions of figures, clocks, rulers, rows of things, ratios."""
from math import gcd

from .canvas import polar
from .tools import Scene, ask, frac, near, program

SKILLS = "Fundamental Skills"


@program("Fractions of a Whole", SKILLS, questions=3)
def shaded_strip(rng):
    whole = rng.choice((12, 18, 20, 24, 30, 36, 40, 48, 60, 72, 80, 90))
    n = rng.choice([n for n in range(4, 11) if whole % n == 0])
    k, unit, pie = rng.randint(1, n - 1), whole // n, rng.random() < 0.5
    shaded = set(rng.sample(range(n), k))

    def figure(c, g):
        c.without = {"hatch", "line"}
        for i in range(n):
            if pie:
                c.sector((0, 0), 5, 90 + 360 * i / n, 90 + 360 * (i + 1) / n, accent=i in shaded)
            else:
                c.polygon((3 * i, 0), (3 * i + 3, 0), (3 * i + 3, 6), (3 * i, 6), accent=i in shaded)

    part = frac(k, n)
    return Scene(
        f"A figure is cut into {n} equal parts, and {k} of them are dark.", [
            ask("Fractions of a Whole", "Fraction of a Number",
                "The whole figure stands for {whole}. Which number do the "
                "dark parts stand for?", k * unit,
                f"{k} of {n} equal parts are dark, and {whole} \\div {n} \\times {k} = "
                f"{k * unit}."),
            ask("Fractions of a Whole", "Shaded Part as a Fraction", "Which fraction of the figure is dark?", part,
                f"{k} of {n} equal parts are dark: {part}."),
            ask("Fractions of a Whole", "Remaining Part", "Which fraction of the figure is light?", frac(n - k, n),
                f"1 - {part} = {frac(n - k, n)}.")],
        [("The figure shows a cake that weighs {whole} grams, cut into equal pieces; the dark pieces are still there.",
          "How many grams of cake are still there?"),
         ("The figure shows a field of {whole} square metres, divided evenly; the dark parts are sown.",
          "How many square metres are sown?"),
         ("The figure shows the way of a hiker, {whole} kilometres in equal stages; the dark stages are done.",
          "How many kilometres are done?")],
        dict(whole=whole), (k, n, pie, *sorted(shaded)), figure, True,
        lambda c: str(whole * sum(a for _, a in c.fills) // len(c.fills)))


def clock_face(c, hour, minute):
    c.circle((0, 0), 10)
    for i in range(60):
        out, inner = polar((0, 0), 10, 6 * i), polar((0, 0), 9.1 if i % 5 == 0 else 9.6, 6 * i)
        c.line(out, inner, kind="thin")
    for i in range(1, 13):
        c.text(polar((0, 0), 7.9, 90 - 30 * i), str(i))
    c.line((0, 0), polar((0, 0), 4.2, 90 - 30 * (hour + minute / 60)), kind="thick")
    c.line((0, 0), polar((0, 0), 6.6, 90 - 6 * minute))
    c.dot((0, 0))


@program("Reading a Clock", SKILLS, questions=3)
def clock(rng):
    hour, minute, wait = rng.randint(1, 12), 5 * rng.randint(0, 11), 5 * rng.randint(2, 11)
    total = hour * 60 + minute + wait
    late = f"{(total // 60 - 1) % 12 + 1}:{total % 60:02d}"
    gap = abs(30 * (hour % 12) + minute / 2 - 6 * minute)
    gap = f"{min(gap, 360 - gap):g}"
    return Scene(
        f"A clock shows {hour}:{minute:02d}.", [
            ask("Reading a Clock", "Elapsed Time", "Which time does the clock show {wait} minutes later? Answer in the "
                "form 3:05.", late, f"the clock shows {hour}:{minute:02d}, and {wait} minutes later it is {late}."),
            ask("Reading a Clock", "Hour Hand", "Which time does the clock show? Answer in the form 3:05.",
                f"{hour}:{minute:02d}", f"the short hand has passed {hour} and the long hand shows {minute} minutes: "
                f"{hour}:{minute:02d}."),
            ask("Reading a Clock", "Angle between the Hands",
                "How many degrees is the smaller angle between the hands?",
                f"{gap}^\\circ", f"at {hour}:{minute:02d} the hands stand at {30 * (hour % 12) + minute / 2:g} and "
                f"{6 * minute} degrees from the top, so the angle is {gap} degrees.")],
        [("A bus leaves at the time on the clock. It arrives {wait} minutes later.",
          "When does it arrive? Answer in the form 3:05."),
         ("A cake goes into the oven at the time on the clock and bakes for {wait} minutes.",
          "When is it done? Answer in the form 3:05."),
         ("A lesson begins at the time on the clock and lasts {wait} minutes.",
          "When does it end? Answer in the form 3:05.")],
        dict(wait=wait), (hour, minute), lambda c, g: clock_face(c, hour, minute), True)


@program("Reading a Ruler", SKILLS, questions=2)
def ruler(rng):
    low, high = rng.randint(2, 9), rng.randint(11, 18)
    step = rng.choice((1, 1, 2))
    low, high = low * step, high * step

    def figure(c, g):
        first = low - step
        width = (high - low) // step + 2
        c.polygon((0, 0), (width, 0), (width, 3), (0, 3))
        for i in range(width + 1):
            c.line((i, 3), (i, 2.1 if 0 < i < width else 3), kind="thin")
            if i < width:
                c.line((i + 0.5, 3), (i + 0.5, 2.5), kind="thin")
        a, b = (low - first) / step, (high - first) / step
        c.polygon((a, 3.3), (b, 3.3), (b, 4.2), (a, 4.2), accent=True)
        c.text((a, 1.4), g["low"])
        c.text((b, 1.4), g["high"])

    return Scene(
        f"On a ruler a stick reaches from the mark {low} to the mark {high}.", [
            ask("Reading a Ruler", "Length between Two Marks",
                "A stick lies along a ruler in centimetres that has lost "
                "most of its numbers. How long is the stick, in centimetres?", high - low,
                f"its ends are at {low} and {high}: {high} - {low} = {high - low}."),
            ask("Reading a Ruler", "Value of a Small Division",
                "A stick lies along a ruler in centimetres that has lost "
                "most of its numbers. How many centimetres lie between two neighbouring long marks?", step,
                f"from {low} to {high} there are {(high - low) // step} steps, so a step is {step}.")],
        [("A nail lies along an old ruler, whose numbers are centimetres.", "How long is the nail, in centimetres?"),
         ("A caterpillar lies along a measuring tape, whose numbers are centimetres.",
          "How long is the caterpillar, in centimetres?"),
         ("A fallen branch lies along a tape on the forest floor, whose numbers are decimetres.",
          "How long is the branch, in decimetres?")],
        dict(low=low, high=high), (step,), figure, True,
        lambda c: str(round((c.polygons[1][1][0] - c.polygons[1][0][0]) * step)))


@program("Multiplication of Integers", SKILLS, questions=3)
def rows_of_things(rng):
    rows, columns, price = rng.randint(2, 7), rng.randint(2, 8), rng.randint(2, 9)
    n = rows * columns

    def figure(c, g):
        c.without = {"shapes"}
        for i in range(n):
            c.circle((i % columns, i // columns), 0.33, accent=True)

    return Scene(
        f"Dots stand in {rows} rows of {columns}.", [
            ask("Multiplication of Integers", "Multiplication as Repeated Addition",
                "Each dot stands for {price}. Which "
                "number do all dots together stand for?", n * price,
                f"{rows} rows of {columns} dots are {n} dots, and {n} \\times {price} = {n * price}."),
            ask("Counting Objects", "Counting in Equal Rows", "How many dots are in the figure?", n,
                f"{rows} \\times {columns} = {n}."),
            ask("Greatest Common Divisor", "Meaning of the Greatest Common Divisor",
                "What is the greatest common divisor "
                "of the number of rows and the number of columns of dots?", gcd(rows, columns),
                f"\\gcd({rows}, {columns}) = {gcd(rows, columns)}.")],
        [("Each dot is a tray with {price} rolls.", "How many rolls are there?"),
         ("Each dot is a seat in a small theatre, and a seat costs {price} euros.",
          "How many euros do all seats cost?"),
         ("Each dot is a young tree that gets {price} litres of water.", "How many litres do all trees get?")],
        dict(price=price), (rows, columns), figure, True, lambda c: str(len(c.circles) * price))


@program("Ratio and Proportion", SKILLS, questions=2)
def map_scale(rng):
    a, k = rng.randint(2, 6), rng.randint(2, 12)
    b = near(rng, a, 0.5, 2.5)
    if a * k <= 18:
        k *= 10

    def figure(c, g):
        q, r = (a, 0), (a + b * 0.8, b * 0.6)
        c.line((0, 0), q, r)
        for name, p, away in (("A", (0, 0), q), ("B", q, (a, 2)), ("C", r, q)):
            c.dot(p)
            c.corner(p, name, away)
        c.side((0, 0), q, f"{g['first']} km", (a / 2, -1))
        c.line((0, -1.6), (1, -1.6), kind="thick")
        c.side((0, -1.6), (1, -1.6), "1 cm", (0.5, -3))
        c.side(q, r, f"{b} cm", (a, b))

    return Scene(
        f"On a map, AB is {a} cm long and stands for {a * k} km. BC is {b} cm long.", [
            ask("Ratio and Proportion", "Direct Proportion",
                f"On the map AB is {a} cm long. How many kilometres does BC "
                "stand for?", b * k,
                f"{a} cm stand for {a * k} km, so 1 cm stands for {k} km and {b} cm for {b * k} km."),
            ask("Ratio and Proportion", "Ratio as a Quotient",
                f"On the map AB is {a} cm long. What is the ratio of AB to "
                "BC, as a fraction?", frac(a, b), f"{a} : {b} has the value {frac(a, b)}.")],
        [(f"A cyclist rides from A over B to C. On the map in the figure AB is {a} cm long.",
          "How many kilometres is the way from B to C?"),
         (f"A pilot flies from A over B to C. On the map in the figure AB is {a} cm long.",
          "How many kilometres is the way from B to C?"),
         (f"A pipe runs from A over B to C. On the plan in the figure AB is {a} cm long.",
          "How many kilometres is the pipe from B to C?")],
        dict(first=a * k), (a, b), figure)
