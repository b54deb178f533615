"""Equations: balances, machines run backwards, bars, rectangles and graphs with their roots."""
from fractions import Fraction

from ..canvas import area
from ..pieces import brace, curve, curves, tape
from ..tools import Scene, ask, frac, program, signed
from .expressions import EVALUATION, box, machine, run


def solve(fits, start=-400, end=1000):
    """The only whole number that fits, by trying all."""
    found = [x for x in range(start, end) if fits(x)]
    assert len(found) == 1, found
    return found[0]


def crossings(points):
    """The places where a drawn curve meets the x-axis, from left to right."""
    return [p[0] + (q[0] - p[0]) * p[1] / (p[1] - q[1]) for p, q in zip(points, points[1:]) if p[1] * q[1] < 0
            or p[1] == 0]


@program("Linear Equation in One Variable")
def balance(rng):
    k, x, left = rng.randint(2, 4), rng.randint(2, 12), rng.randint(2, 15)
    right = k * x + left

    def figure(c, g):
        c.polygon((0, 0), (-8, -14), (8, -14))
        c.line((-30, 0), (30, 0), kind="thick")
        for s in (-1, 1):
            c.line((s * 24 - 18, 4), (s * 24 + 18, 4), kind="thick")
            c.line((s * 24, 0), (s * 24, 4))
        for i in range(k):
            box(c, -23.5 - 4 * k + 8 * i, 4.6, 7, 7, "x", accent=True)
        for at, text in ((-24, g["left"]), (24, g["right"])):
            base = 12.4 if at < 0 else 4.6
            c.polygon((at - 6, base), (at + 6, base), (at + 4.5, base + 9), (at - 4.5, base + 9))
            c.text((at, base + 4.5), text)

    def check(c):
        left, right = c.numbers()
        one = solve(lambda x: sum(x if t == "x" else left if t == str(left) else 0 for t in c.texts()[:-1]) == right)
        return one, right - left, 5 * one

    return Scene(
        f"On a balance {k} boxes of weight x and a weight of {left} on the left hold a weight of {right} on the "
        f"right.", [
            ask("Linear Equation in One Variable", "Solution of a Linear Equation",
                "The scale is in balance. What is $x$?", x,
                f"${k}x + {left} = {right}$, so ${k}x = {right - left}$ and $x = {right - left} \\div {k} = {x}$."),
            ask("Linear Equation in One Variable", "Same Step on Both Sides",
                "The scale is in balance. What do all boxes $x$ weigh together?", k * x,
                f"taking ${left}$ from both sides leaves ${right} - {left} = {k * x}$ on the right."),
            ask(EVALUATION, "Substituting a Value", "The scale is in balance. What would five boxes $x$ weigh?", 5 * x,
                f"the balance says ${k}x + {left} = {right}$, so $x = {x}$, and $5x$ is $5 \\cdot {x} = {5 * x}$.")],
        [("A market trader puts equal watermelons, each drawn as a box x, and a weight on one side of a scale; weights "
          "are in kilograms and the scale is in balance.", "How many kilograms does one watermelon weigh?"),
         ("A postman weighs equal parcels, each drawn as a box x; weights are in kilograms and the scale is in "
          "balance.", "How many kilograms does one parcel weigh?"),
         ("A baker weighs equal bags of flour, each drawn as a box x; weights are in kilograms and the scale is in "
          "balance.", "How many kilograms does one bag weigh?")],
        dict(left=left, right=right), fixed=(k,), figure=figure, upright=True, check=check, scale=False)


@program("Definition of an Equation")
def machine_backwards(rng):
    a, b, n, first = rng.randint(2, 9), rng.randint(2, 20), rng.randint(2, 15), rng.randint(0, 1)
    between = n + b if first else a * n
    out = a * (n + b) if first else a * n + b

    def figure(c, g):
        steps = ["× " + g["a"], "+ " + g["b"]]
        machine(c, "x", steps[::-1] if first else steps, g["out"])

    def check(c):
        steps, result = [t for t in c.texts() if t[0] in "×+"], int(c.texts()[-1])
        start = solve(lambda v: run(c, v) == result)
        half = start * int(steps[0][2:]) if steps[0][0] == "×" else start + int(steps[0][2:])
        return start, half, run(c, 10)

    back = (f"${out} \\div {a} = {n + b}$ and then ${n + b} - {b} = {n}$" if first else
            f"${out} - {b} = {a * n}$ and then ${a * n} \\div {a} = {n}$")
    said = f"{a}(x + {b})" if first else f"{a}x + {b}"
    half = f"x + {b} = {between}" if first else f"{a}x = {between}"
    return Scene(
        f"A machine first {'adds' if first else 'multiplies by'} {b if first else a} and then "
        f"{'multiplies by' if first else 'adds'} {a if first else b}; the last circle shows {out}.", [
            ask("Definition of an Equation", "Undoing the Operations",
                "The number in the last circle came out of the machine. Which number $x$ went in?", n,
                f"the steps are undone from the end: {back}."),
            ask("Definition of an Equation", "Equivalent Equations",
                "The number in the last circle came out of the machine. Which number passed from the first box to the "
                "second?", between,
                f"${said} = {out}$ is equivalent to ${half}$, since "
                + (f"${out} \\div {a} = {between}$." if first else f"${out} - {b} = {between}$.")),
            ask(EVALUATION, "Substituting a Value", "Which number comes out of the machine if 10 goes in?",
                a * (10 + b) if first else 10 * a + b,
                f"for $x = 10$ the value of ${said}$ is "
                + (f"${a} \\cdot (10 + {b}) = {a * (10 + b)}$." if first else
                   f"${a} \\cdot 10 + {b} = {10 * a + b}$."))],
        [("Mia thinks of a number x and tells the steps of her calculation and the result, as in the figure.",
          "Which number did Mia think of?"),
         ("A game turns the number x of coins found into points by the steps in the figure; the last circle shows the "
          "points of a player.", "How many coins did the player find?"),
         ("A tailor works out a price in euros from the number x of buttons by the steps in the figure; the last "
          "circle shows a price.", "How many buttons were ordered?")],
        dict(a=a, b=b, out=out), fixed=(first,), figure=figure, upright=True, check=check, scale=False)


@program("Word Problems with Equations")
def two_bars(rng):
    k, m, x, d = rng.randint(1, 3), rng.randint(2, 5), rng.randint(3, 20), rng.randint(2, 25)
    while m <= k:
        m = rng.randint(2, 5)
    total = (k + m) * x + d

    def figure(c, g):
        c.without = {"shapes", "line"}
        tape(c, [5] * k, ["x"] * k, 4, 2.5)
        end = tape(c, [5] * m + [5], ["x"] * m + [g["d"]], 0, 2.5, accent=[m])
        c.line((end + 0.6, 0), (end + 1.3, 0), (end + 1.3, 6.5), (end + 0.6, 6.5), kind="thin")
        c.side((end + 1.3, 0), (end + 1.3, 6.5), g["total"], (0, 3.25))

    def check(c):
        d, total = c.numbers()
        tops = [p[0][1] for p in c.polygons]
        upper = sum(y > 1 for y in tops)
        one = solve(lambda x: sum([x] * (len(tops) - 1)) + d == total)
        lower = total - upper * one
        return one, lower, lower - upper * one

    return Scene(
        f"The upper of two bars consists of {k} part{'s' * (k > 1)} of the length x, the lower one of {m} parts of the "
        f"length x and a part of the length {d}. On the right of both bars stands the number {total}.", [
            ask("Word Problems with Equations", "Parts Add up to the Whole",
                "The number on the right is the total length of both bars. What is $x$?", x,
                f"the bars hold ${k} + {m} = {k + m}$ parts $x$, so ${k + m}x + {d} = {total}$ and "
                f"$x = ({total} - {d}) \\div {k + m} = {x}$."),
            ask("Word Problems with Equations", "Naming the Unknown",
                "The number on the right is the total length of both bars. How long is the lower bar?", m * x + d,
                f"with $x$ for one part, ${k + m}x + {d} = {total}$ gives $x = {x}$, and the lower bar is "
                f"${m} \\cdot {x} + {d} = {m * x + d}$."),
            ask("Word Problems with Equations", "Difference of Two Amounts",
                "The number on the right is the total length of both bars. By how much is the lower bar longer than "
                "the upper bar?", (m - k) * x + d,
                f"${k + m}x + {d} = {total}$ gives $x = {x}$, and the difference of the bars is "
                f"${m} \\cdot {x} + {d} - {k} \\cdot {x} = {(m - k) * x + d}$.")],
        [("The bars show the savings of Ann (above) and Ben (below) in euros, and the number on the right their total.",
          "How many euros does one part $x$ stand for?"),
         ("The bars show the times of two runs in minutes, and the number on the right the time of both together.",
          "How many minutes is one part $x$?"),
         ("The bars show the eggs laid in two weeks, and the number on the right all eggs of both weeks.",
          "How many eggs is one part $x$?")],
        dict(d=d, total=total), fixed=(k, m), figure=figure, upright=True, check=check, scale=False)


@program("Motion and Work Problems")
def meeting(rng):
    u, v, t = rng.randint(12, 48), rng.randint(10, 45), rng.randint(2, 6)
    while not v < u < 3 * v or (u + v) * t % (u - v) or (u + v) * t > 40 * (u - v):
        u, v, t = rng.randint(12, 48), rng.randint(10, 45), rng.randint(2, 6)
    s = (u + v) * t

    def figure(c, g):
        c.without = {"mirror", "turn", "line"}
        c.line((0, 0), (30, 0), kind="thick")
        for x, name in ((0, "A"), (30, "B")):
            c.dot((x, 0))
            c.corner((x, 0), name, (15, 0))
        c.arrow((0, 3), (9, 3))
        c.arrow((30, 3), (21, 3))
        c.side((0, 3), (9, 3), g["u"] + " km/h", (4, 0))
        c.side((21, 3), (30, 3), g["v"] + " km/h", (25, 0))
        brace(c, (0, -0.8), (30, -0.8), g["s"] + " km", -2.4)
        c.strokes.append(([(0, -7), (30, 9)], "none"))

    def check(c):
        u, v, s = (int(t.split()[0]) for t in c.texts() if t[0].isdigit())
        hours = solve(lambda t: sum([u] * t) + sum([v] * t) == s, 0)
        return hours, solve(lambda t: s + sum([v] * t) == sum([u] * t), 0), s - v * hours

    return Scene(
        f"A and B are {s} km apart. One person starts at A at {u} km/h, another one at B at {v} km/h.", [
            ask("Motion and Work Problems", "Meeting of Two Movers",
                "Two people start at A and B at the same time and move towards each other at the constant speeds "
                "shown. After how many hours do they meet?", t,
                f"each hour the gap shrinks by ${u} + {v} = {u + v}$ km, so they meet after "
                f"${s} \\div {u + v} = {t}$ hours."),
            ask("Motion and Work Problems", "Catching Up",
                "Two people start at A and B at the same time with the speeds shown, but the one at B moves directly "
                "away from A. After how many hours does the one from A catch up?", s // (u - v),
                f"each hour the lead shrinks by ${u} - {v} = {u - v}$ km, so it takes "
                f"${s} \\div {u - v} = {s // (u - v)}$ hours."),
            ask("Word Problems with Equations", "Naming the Unknown",
                "Two people start at A and B at the same time and move towards each other with the speeds shown. How "
                "many kilometres from A do they meet?", u * t,
                f"with $x$ for the hours until they meet, ${u}x + {v}x = {s}$ gives $x = {t}$, and in this time the "
                f"one from A covers ${u} \\cdot {t} = {u * t}$ km.")],
        [("Two cargo ships start at the same time from the ports A and B and sail towards each other.",
          "After how many hours do they meet?"),
         ("Two scooters start at the same time in the towns A and B and drive towards each other on the same road.",
          "After how many hours do they meet?"),
         ("Two points start at the same time at the ends of the path AB and move towards each other at the speeds "
          "shown.", "How many hours does it take until they meet?")],
        dict(u=u, v=v, s=s), figure=figure, upright=True, check=check, scale=False)


# ----------------------------------------------------------------------------------- quadratic and other equations
@program("Vieta's Theorem")
def marked_roots(rng):
    u, v, left = rng.randint(2, 12), rng.randint(2, 15), rng.randint(0, 1)
    while not left and v - u < 3:
        u, v = rng.randint(2, 12), rng.randint(2, 15)
    one = -u if left else u
    b, c0 = -(one + v), one * v

    def figure(c, g):
        c.without = {"line"}
        reach = (v - one) / 2
        low, high = min(one, 0) - 0.35 * reach, v + 0.5 * reach
        curve(c, lambda x: 1.1 * ((x - one) * (x - v)) / reach, one - 0.3 * reach, v + 0.3 * reach, -99, 99)
        c.arrow((low, 0), (high, 0), kind="thin")
        c.arrow((0, -1.3 * reach), (0, reach), kind="thin")
        c.corner((high, 0), "x", (low, 0))
        c.corner((0, reach), "y", (0, -reach))
        for at, text in ((one, ("−" if left else "") + g["u"]), (v, g["v"])):
            c.dot((at, 0))
            c.corner((at, 0), text, (at - (1 if at == v else -1), 0.8))

    def check(c):
        r, s = (round(x) for x in crossings(curves(c)[0]))
        b = (s * s - r * r) // (r - s)  # both roots satisfy x^2 + bx + c = 0
        return -r * r - b * r, b, r * r + s * s

    return Scene(
        f"A curve is drawn that meets the x-axis at {one} and at {v}.", [
            ask("Vieta's Theorem", "Product of the Roots",
                "The curve is the graph of $y = x^2 + bx + c$, with unequal scales. What is $c$?", c0,
                f"$c$ is the product of the roots, ${'(' * left}{one}{')' * left} \\cdot {v} = {c0}$."),
            ask("Vieta's Theorem", "Sum of the Roots",
                "The curve is the graph of $y = x^2 + bx + c$, with unequal scales. What is $b$?", b,
                f"the sum of the roots is ${one} + {v} = {one + v}$, and $b$ is its opposite, ${b}$."),
            ask("Vieta's Theorem", "Sum of Squares of the Roots",
                "The curve is the graph of $y = x^2 + bx + c$, with unequal scales. What is the sum of "
                "the squares of the two zeros?", one * one + v * v,
                f"the sum of the roots is ${one + v}$ and their product ${c0}$, so the squares add up to "
                f"$({one + v})^2 - 2 \\cdot ({c0}) = {one * one + v * v}$.")],
        [("In a cartoon a dolphin dives along the curve $y = x^2 + bx + c$, drawn with unequal scales; the x-axis is "
          "the surface of the water, which it crosses at the marked places.", "What is $c$?"),
         ("The equation $x^2 + bx + c = 0$ has the two solutions marked in the figure.", "What is $c$?"),
         ("A drawing program shows the curve $y = x^2 + bx + c$, with a larger scale on the x-axis than on the y-axis; "
          "the curve meets the x-axis at the marked places.", "What is $c$?")],
        dict(u=u, v=v), fixed=(left,), figure=figure, upright=True, check=check, scale=False)


@program("Quadratic Equation")
def known_area(rng):
    a, x = rng.randint(2, 15), rng.randint(2, 14)
    while not (0.6 * a < 2.5 * x and x * (x + a) <= 300):
        a, x = rng.randint(2, 15), rng.randint(2, 14)
    n = x * (x + a)

    def figure(c, g):
        c.polygon((0, 0), (x + a, 0), (x + a, x), (0, x))
        c.text(((x + a) / 2, x / 2), g["n"])
        c.side((0, 0), (x + a, 0), "x + " + g["a"], ((x + a) / 2, x))
        c.side((0, 0), (0, x), "x", (x, x / 2))
        c.right((0, 0), (x + a, 0), (0, x))

    def check(c):
        n, more = int(c.texts()[0]), int(c.texts()[1][4:])
        one = solve(lambda x: x * (x + more) == n, 1)
        return one, Fraction(one + one + more, 2) ** 2, 4 * one + 2 * more

    return Scene(
        f"A rectangle has the sides x and x + {a}, and the number {n} is written inside.", [
            ask("Quadratic Equation", "Zero Product",
                "The number inside the rectangle is its area. What is $x$?", x,
                f"$x(x + {a}) = {n}$ means $x^2 + {a}x - {n} = 0$, that is $(x - {x})(x + {x + a}) = 0$, and only "
                f"$x = {x}$ is positive; indeed ${x} \\cdot ({x} + {a}) = {n}$."),
            ask("Quadratic Equation", "Completing the Square",
                "The number inside the rectangle is its area. What is the area of a square whose side is the mean of "
                "the two sides of the rectangle?", frac((2 * x + a) ** 2, 4),
                f"the mean of the sides is $x + {frac(a, 2)}$, and "
                f"$(x + {frac(a, 2)})^2 = x^2 + {a}x + {frac(a * a, 4)}$, which is "
                f"${n} + {frac(a * a, 4)} = {frac((2 * x + a) ** 2, 4)}$."),
            ask("Perimeter of a Rectangle", "Rectangle Perimeter Formula",
                "The number inside the rectangle is its area. What is the perimeter of the rectangle?", 4 * x + 2 * a,
                f"from $x(x + {a}) = {n}$ follows $x = {x}$, so the perimeter is "
                f"$2 \\cdot ({x} + {x + a}) = {4 * x + 2 * a}$.")],
        [("The figure is the plan of a garden; lengths are in metres and the number inside is the area in square "
          "metres.", "How many metres is $x$?"),
         ("The figure shows a picture frame; lengths are in decimetres and the number inside is the area in square "
          "decimetres.", "How many decimetres is $x$?"),
         ("The product of two numbers is written inside the rectangle, the two numbers at its sides; $x$ is positive.",
          "What is $x$?")],
        dict(a=a, n=n), figure=figure, check=check)


@program("Fractional Equation")
def two_taps(rng):
    a, b = rng.randint(2, 24), rng.randint(2, 24)
    while a == b:
        b = rng.randint(2, 24)

    def figure(c, g):
        c.without = {"shapes", "line"}
        c.polygon((0, 0), (20, 0), (20, 8), (0, 8), fill=False)
        for x, name, text in ((5, "A", g["a"]), (15, "B", g["b"])):
            c.polygon((x - 1.2, 11), (x + 1.2, 11), (x + 1.2, 14), (x - 1.2, 14), accent=True)
            c.arrow((x, 11), (x, 6))
            c.text((x, 15.5), f"{name}: {text} h")
        c.strokes.append(([(0, 0), (20, 17)], "none"))

    def check(c):
        a, b = (int(t[3:-2]) for t in c.texts())
        return 1 / (Fraction(1, a) + Fraction(1, b)), Fraction(a, b), Fraction(1, a) + Fraction(1, b)

    return Scene(
        f"Two taps of a tank have the labels A: {a} h and B: {b} h.", [
            ask("Fractional Equation", "Equation of a Joint Rate",
                "The labels show in how many hours each tap alone fills the empty tank. In how many hours do both taps "
                "fill it together? Give an exact fraction if needed.", frac(a * b, a + b),
                f"$\\frac{{1}}{{{a}}} + \\frac{{1}}{{{b}}} = \\frac{{1}}{{T}}$ gives "
                f"$T = \\frac{{{a} \\cdot {b}}}{{{a} + {b}}}$, and "
                f"$\\frac{{{a} \\cdot {b}}}{{{a} + {b}}} = {frac(a * b, a + b)}$."),
            ask("Fractional Equation", "Cross Multiplication",
                "The labels show in how many hours each tap alone fills the empty tank. How many tanks can tap B alone "
                "fill in the time in which tap A alone fills one?", frac(a, b),
                f"$\\frac{{x}}{{{a}}} = \\frac{{1}}{{{b}}}$ for $x$ tanks in ${a}$ hours gives ${b}x = {a}$, so $x$ is "
                f"${a} \\div {b} = {frac(a, b)}$."),
            ask("Motion and Work Problems", "Rates of Work Add",
                "The labels show in how many hours each tap alone fills the empty tank. What part of the tank do both "
                "taps fill together in one hour?", frac(a + b, a * b),
                f"$\\frac{{1}}{{{a}}} + \\frac{{1}}{{{b}}} = {frac(a + b, a * b)}$ of the tank.")],
        [("A swimming pool has two inlets A and B; the labels show in how many hours each alone fills the empty pool.",
          "In how many hours do both together fill it? Give an exact fraction if needed."),
         ("Two pumps A and B can fill a ship's tank; the labels show how many hours each needs alone.",
          "How many hours do both need together? Give an exact fraction if needed."),
         ("Two pipes A and B lead into a fish pond; the labels show in how many hours each alone fills the empty pond.",
          "In how many hours is it full if both are open? Give an exact fraction if needed.")],
        dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False)


@program("Radical Equation")
def square_of_area(rng):
    s, a, plus = rng.randint(3, 15), rng.randint(2, 30), rng.choice((1, -1))
    x, sign = s * s - plus * a, "+" if plus > 0 else "−"
    inner = f"x {'+' if plus > 0 else '-'} {a}"

    def figure(c, g):
        c.polygon((0, 0), (s, 0), (s, s), (0, s))
        c.text((s / 2, s / 2), f"x {sign} {g['a']}")
        c.side((0, 0), (s, 0), g["s"], (s / 2, s))
        for p, q, r in (((0, 0), (s, 0), (0, s)), ((s, 0), (0, 0), (s, s)), ((0, s), (0, 0), (s, s))):
            c.right(p, q, r)

    def check(c):
        inside, side = c.texts()
        shift = int(inside[4:]) * (1 if "+" in inside else -1)
        return solve(lambda x: x + shift == area(c.polygons[0])), -shift, int(side) ** 2

    return Scene(
        f"A square has the side {s}, and the expression {inner} is written inside.", [
            ask("Radical Equation", "Isolating and Squaring",
                "The expression inside the square is its area. What is $x$?", x,
                f"$\\sqrt{{{inner}}} = {s}$ gives ${inner} = {s * s}$, so $x$ is ${s}^2 {signed(-plus * a)} = {x}$."),
            ask("Radical Equation", "Domain of a Radical Equation",
                "What is the least value of $x$ for which the square root of the expression inside the square is a "
                "real number?", -plus * a,
                f"the root exists for ${inner} \\ge 0$; the least value is $x = {-plus * a}$, where the expression is "
                f"${-plus * a} {signed(plus * a)} = 0$."),
            ask("Square Roots", "Meaning of the Square Root",
                "The expression inside the square is its area. Which value does this expression have?", s * s,
                f"its square root is the side ${s}$, so its value is ${s}^2 = {s * s}$.")],
        [("The figure is the plan of a square yard with its side in metres; inside is the area in square metres.",
          "What is $x$?"),
         ("A square tile has the side in the figure, in centimetres; inside is its area in square centimetres.",
          "What is $x$?"),
         ("The side of the square is the square root of the expression inside.", "What is $x$?")],
        dict(s=s, a=a), fixed=(plus,), figure=figure, check=check)
