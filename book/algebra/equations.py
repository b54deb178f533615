"""Equations: balances, machines run backwards, bars, rectangles and graphs with their roots."""
from fractions import Fraction

from ..additions import around, lines, pointer
from ..canvas import area
from ..pieces import brace, curve, curves, tape
from ..tools import Quantity, Scene, ask, frac, program, signed
from .expressions import EVALUATION, box, machine, run, whole_machine

LINEAR = "Linear Equation in One Variable"


def solve(fits, start=-400, end=1000):
    """The only whole number that fits, by trying all."""
    found = [x for x in range(start, end) if fits(x)]
    assert len(found) == 1, found
    return found[0]


def crossings(points):
    """The places where a drawn curve meets the x-axis, from left to right."""
    return [p[0] + (q[0] - p[0]) * p[1] / (p[1] - q[1]) for p, q in zip(points, points[1:]) if p[1] * q[1] < 0
            or p[1] == 0]


@program(LINEAR)
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

    shown = f"On the left the figure shows ${k}$ boxes $x$ and the weight ${left}$, on the right the weight ${right}$. "
    return Scene(
        f"On a balance {k} boxes of weight x and a weight of {left} on the left hold a weight of {right} on the "
        f"right.", [
            ask(LINEAR, "Solution of a Linear Equation",
                "The scale is in balance. What is $x$?", x,
                f"{shown}In balance both sides are equal, so ${k}x + {left} = {right}$ and ${k}x = {right - left}$, "
                f"since ${right} - {left} = {right - left}$. By @ the solution is "
                f"$x = {right - left} \\div {k}$, and ${right - left} \\div {k} = {x}$.",
                wrong=[frac(right + left, k), right - left, frac(right, k)]),
            ask(LINEAR, "Same Step on Both Sides",
                "The scale is in balance. What do all boxes $x$ weigh together?", k * x,
                f"{shown}By @ the scale stays in balance when ${left}$ is taken from both sides. Then all boxes "
                f"together weigh ${right} - {left} = {k * x}$.", wrong=[right, right + left, x]),
            ask(EVALUATION, "Substituting a Value", "The scale is in balance. What would five boxes $x$ weigh?", 5 * x,
                f"{shown}So ${k}x + {left} = {right}$, and one box weighs $({right} - {left}) \\div {k} = {x}$ "
                f"(*Linear Equation in One Variable*). By @ five boxes weigh $5x$, which is $5 \\cdot {x} = {5 * x}$.",
                also=(LINEAR,), wrong=[5 + x, 5 * (right - left), k * x])],
        givens=dict(left=left, right=right), fixed=(k,), figure=figure, upright=True, check=check, scale=False,
        quantities={"left": Quantity("measure", "the single weight on the left side"),
                    "right": Quantity("measure", "the weight on the right side")}, more=[pointer(0, 17)])


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

    one = (f"${out} \\div {a} = {n + b}$ and then ${n + b} - {b} = {n}$" if first else
           f"${out} - {b} = {a * n}$ and then ${a * n} \\div {a} = {n}$")
    back = f"${out} \\div {a} = {between}$" if first else f"${out} - {b} = {between}$"
    said = f"{a}(x + {b})" if first else f"{a}x + {b}"
    half = f"x + {b} = {between}" if first else f"{a}x = {between}"
    steps = f"adds ${b}$ and then multiplies by ${a}$" if first else f"multiplies by ${a}$ and then adds ${b}$"
    wrong = [frac(out - b, a), frac(out, a), out - b] if first else [frac(out + b, a), frac(out, a), out - b]
    return Scene(
        f"A machine first {'adds' if first else 'multiplies by'} {b if first else a} and then "
        f"{'multiplies by' if first else 'adds'} {a if first else b}; the last circle shows {out}.", [
            ask("Definition of an Equation", "Undoing the Operations",
                "The number in the last circle came out of the machine. Which number $x$ went in?", n,
                f"The machine {steps}, and ${out}$ comes out. By @ the inverse steps are taken in the reverse order: "
                f"{one}.", wrong=[*wrong, out - a - b]),
            ask("Definition of an Equation", "Equivalent Equations",
                "The number in the last circle came out of the machine. Which number passed from the first box to the "
                "second?", between,
                f"The machine {steps}, so ${said} = {out}$. By @ this says the same as ${half}$, since {back}. The "
                f"first box hands on ${between}$.", wrong=[n, out - b if first else frac(out, a), out]),
            ask(EVALUATION, "Substituting a Value", "Which number comes out of the machine if 10 goes in?",
                a * (10 + b) if first else 10 * a + b,
                f"The machine {steps}, which makes ${said}$ of the number $x$. By @ the value for $x = 10$ is "
                + (f"${a} \\cdot (10 + {b}) = {a * (10 + b)}$." if first else
                   f"${a} \\cdot 10 + {b} = {10 * a + b}$."),
                wrong=[10 * a + b if first else a * (10 + b), 10 + a + b, 10 * a])],
        givens=dict(a=a, b=b, out=out), fixed=(first,), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the factor in the machine"),
                    "b": Quantity("number", "the number that the machine adds"),
                    "out": Quantity("number", "the number in the last circle")}, more=[whole_machine])


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

    shown = f"The upper bar holds ${k}$ part{'s' * (k > 1)} $x$, the lower one ${m}$ parts $x$ and the shaded piece " \
            f"${d}$. "
    fact = f"Together they hold ${k} + {m} = {k + m}$ parts $x$, so ${k + m}x + {d} = {total}$"
    found = f"{fact} and one part is $({total} - {d}) \\div {k + m} = {x}$ (*Linear Equation in One Variable*). "

    def more(c, rng):  # both bars have parts of one length
        for i in range(1, k + 1):
            c.line((5 * i, 0), (5 * i, 6.5), kind="dash")

    return Scene(
        f"The upper of two bars consists of {k} part{'s' * (k > 1)} of the length x, the lower one of {m} parts of the "
        f"length x and a part of the length {d}. On the right of both bars stands the number {total}.", [
            ask("Word Problems with Equations", "Parts Add up to the Whole",
                "The number on the right is the total length of both bars. What is $x$?", x,
                f"{shown}{fact}, by @. From this follows $x = ({total} - {d}) \\div {k + m}$, and "
                f"$({total} - {d}) \\div {k + m} = {x}$ (*Linear Equation in One Variable*).", also=(LINEAR,),
                wrong=[frac(total, k + m), frac(total + d, k + m), frac(total - d, m), total - d]),
            ask("Word Problems with Equations", "Naming the Unknown",
                "The number on the right is the total length of both bars. How long is the lower bar?", m * x + d,
                f"By @ both bars are written with one letter, $x$ for the length of a part. {shown}{found}The lower "
                f"bar is ${m} \\cdot {x} + {d} = {m * x + d}$ long.", also=(LINEAR,),
                wrong=[m * x, k * x, frac(total, 2), total - d]),
            ask("Word Problems with Equations", "Difference of Two Amounts",
                "The number on the right is the total length of both bars. By how much is the lower bar longer than "
                "the upper bar?", (m - k) * x + d,
                f"{shown}{found}By @ the wanted length is the difference of the bars, "
                f"${m} \\cdot {x} + {d} - {k} \\cdot {x} = {(m - k) * x + d}$.", also=(LINEAR,),
                wrong=[(m - k) * x, d, x + d])],
        givens=dict(d=d, total=total), fixed=(k, m), figure=figure, upright=True, check=check, scale=False,
        quantities={"d": Quantity("measure", "the length of the shaded piece"),
                    "total": Quantity("measure", "the total length of both bars")}, more=[more])


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

    shown = f"In the figure the speeds are ${u}$ and ${v}$ km/h and the distance is ${s}$ km. "

    def more(c, rng):  # where they meet
        c.line((30 * u / (u + v), -0.6), (30 * u / (u + v), 4.2), kind="dash")

    return Scene(
        f"A and B are {s} km apart. One person starts at A at {u} km/h, another one at B at {v} km/h.", [
            ask("Motion and Work Problems", "Meeting of Two Movers",
                "Two people start at A and B at the same time and move towards each other at constant speeds. "
                "After how many hours do the two people meet?", t,
                f"{shown}Each hour the gap between the two shrinks by ${u} + {v} = {u + v}$ km. By @ they meet after "
                f"${s} \\div {u + v} = {t}$ hours.", wrong=[s // (u - v), frac(s, u), frac(2 * s, u + v)]),
            ask("Motion and Work Problems", "Catching Up",
                "Two people start at A and B at the same time with the speeds shown, but the one at B moves directly "
                "away from A. After how many hours does the one from A catch up?", s // (u - v),
                f"{shown}Each hour the lead of the one from B shrinks by ${u} - {v} = {u - v}$ km. By @ it is made up "
                f"after ${s} \\div {u - v} = {s // (u - v)}$ hours.", wrong=[t, frac(s, u), frac(s, v)]),
            ask("Word Problems with Equations", "Naming the Unknown",
                "Two people start at A and B at the same time and move towards each other with the speeds shown. How "
                "many kilometres from A do they meet?", u * t,
                f"{shown}By @ the hours until they meet are called $x$. The two ways add up to the distance, so "
                f"${u}x + {v}x = {s}$ and $x = {t}$, since ${s} \\div ({u} + {v}) = {t}$ (*Motion and Work Problems*). "
                f"In this time the one from A covers ${u} \\cdot {t} = {u * t}$ km.",
                also=("Motion and Work Problems",), wrong=[v * t, frac(s, 2), s - u])],
        givens=dict(u=u, v=v, s=s), figure=figure, upright=True, check=check, scale=False,
        quantities={"u": Quantity("measure", "the speed of the one from A", "km/h"),
                    "v": Quantity("measure", "the speed of the one from B", "km/h"),
                    "s": Quantity("measure", "the distance from A to B", "km")}, more=[more])


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

    shown = f"The curve meets the x-axis at ${one}$ and ${v}$, so these are the roots of $x^2 + bx + c = 0$. "
    first = f"({one})" if left else f"{one}"

    def more(c, rng):  # the axis of symmetry
        reach = (v - one) / 2
        c.line(((one + v) / 2, -1.4 * reach), ((one + v) / 2, 0.9 * reach), kind="dash")

    return Scene(
        f"A curve is drawn that meets the x-axis at {one} and at {v}.", [
            ask("Vieta's Theorem", "Product of the Roots",
                "The curve is the graph of $y = x^2 + bx + c$, drawn with unequal scales. What is $c$?", c0,
                f"{shown}By @ the constant term $c$ is the product of the roots, ${first} \\cdot {v} = {c0}$.",
                wrong=[-c0, one + v, -one - v]),
            ask("Vieta's Theorem", "Sum of the Roots",
                "The curve is the graph of $y = x^2 + bx + c$, drawn with unequal scales. What is $b$?", b,
                f"{shown}By @ the coefficient $b$ is the opposite of the sum of the roots, $-({one} + {v}) = {b}$.",
                wrong=[one + v, one - v, c0]),
            ask("Vieta's Theorem", "Sum of Squares of the Roots",
                "The curve is the graph of $y = x^2 + bx + c$, drawn with unequal scales. What is the sum of "
                "the squares of the two zeros?", one * one + v * v,
                f"{shown}Their sum is ${one} + {v} = {one + v}$ and their product ${first} \\cdot {v} = {c0}$. By @ "
                f"the squares add up to $({one + v})^2 - 2 \\cdot ({c0}) = {one * one + v * v}$.",
                wrong=[(one + v) ** 2, (one + v) ** 2 + 2 * c0, v * v - one * one])],
        givens=dict(u=u, v=v), fixed=(left,), figure=figure, upright=True, check=check, scale=False,
        quantities={"u": Quantity("number", "the distance of the left zero from 0" if left else "the left zero"),
                    "v": Quantity("number", "the right zero")}, more=[more])


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

    shown = f"The sides of the rectangle are $x$ and $x + {a}$ and its area is ${n}$, "
    solved = f"$(x - {x})(x + {x + a}) = 0$"
    return Scene(
        f"A rectangle has the sides x and x + {a}, and the number {n} is written inside.", [
            ask("Quadratic Equation", "Zero Product",
                "The number inside the rectangle is its area. What is $x$?", x,
                f"{shown}so $x(x + {a}) = {n}$ (*Area of a Rectangle*). This is $x^2 + {a}x - {n} = 0$, that is "
                f"{solved}. By @ one of the factors is zero, and as a length must be positive, $x = {x}$; indeed "
                f"${x} \\cdot ({x} + {a}) = {n}$.", also=("Area of a Rectangle",), wrong=[x + a, frac(n, a), x + 1, a]),
            ask("Quadratic Equation", "Completing the Square",
                "The number inside the rectangle is its area. What is the area of a square whose side is the mean of "
                "the two sides of the rectangle?", frac((2 * x + a) ** 2, 4),
                f"{shown}so $x^2 + {a}x = {n}$ (*Area of a Rectangle*). The mean of the sides is $x + {frac(a, 2)}$. "
                f"By @ its square is $(x + {frac(a, 2)})^2 = x^2 + {a}x + {frac(a * a, 4)}$, and this is "
                f"${n} + {frac(a * a, 4)} = {frac((2 * x + a) ** 2, 4)}$.", also=("Area of a Rectangle",),
                wrong=[n, n + a * a, (2 * x + a) ** 2]),
            ask("Perimeter of a Rectangle", "Rectangle Perimeter Formula",
                "The number inside the rectangle is its area. What is the perimeter of the rectangle?", 4 * x + 2 * a,
                f"{shown}so $x^2 + {a}x - {n} = 0$ (*Area of a Rectangle*), that is {solved}, and the positive "
                f"solution is $x = {x}$ (*Quadratic Equation*). The other side is ${x} + {a} = {x + a}$. By @ the "
                f"perimeter is $2 \\cdot ({x} + {x + a}) = {4 * x + 2 * a}$.",
                also=("Quadratic Equation", "Area of a Rectangle"), wrong=[2 * x + a, 4 * x, n])],
        givens=dict(a=a, n=n), figure=figure, check=check,
        quantities={"a": Quantity("measure", "the difference of the two sides"),
                    "n": Quantity("number", "the number inside the rectangle")})


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

    shown = f"Tap A alone needs ${a}$ hours and tap B alone ${b}$ hours. "
    parts = f"$\\frac{{1}}{{{a}}}$ and $\\frac{{1}}{{{b}}}$ of the tank"
    return Scene(
        f"Two taps of a tank have the labels A: {a} h and B: {b} h.", [
            ask("Fractional Equation", "Equation of a Joint Rate",
                "A label at a tap is the time in hours in which it alone fills the empty tank. In how many hours do "
                "both taps together fill the tank? Give an exact fraction if needed.", frac(a * b, a + b),
                f"{shown}In one hour they fill {parts}, and both together fill $\\frac{{1}}{{T}}$ of it if they need "
                f"$T$ hours. By @ the equation $\\frac{{1}}{{{a}}} + \\frac{{1}}{{{b}}} = \\frac{{1}}{{T}}$ gives "
                f"$T = \\frac{{{a} \\cdot {b}}}{{{a} + {b}}}$, and "
                f"$\\frac{{{a} \\cdot {b}}}{{{a} + {b}}} = {frac(a * b, a + b)}$.",
                wrong=[a + b, frac(a + b, 2), frac(a + b, a * b), frac(a * b, abs(a - b))]),
            ask("Fractional Equation", "Cross Multiplication",
                "A label at a tap is the time in hours in which it alone fills the empty tank. How many tanks can tap "
                "B alone fill in the time in which tap A alone fills one?", frac(a, b),
                f"{shown}If tap B fills $x$ tanks in ${a}$ hours, then $\\frac{{x}}{{{a}}} = \\frac{{1}}{{{b}}}$. By @ "
                f"this means ${b}x = {a}$, so $x$ is ${a} \\div {b} = {frac(a, b)}$.",
                wrong=[frac(b, a), a * b, frac(a, a + b)]),
            ask("Motion and Work Problems", "Rates of Work Add",
                "A label at a tap is the time in hours in which it alone fills the empty tank. What part of the tank "
                "do both taps fill together in one hour?", frac(a + b, a * b),
                f"{shown}So in one hour they fill {parts}. By @ both together fill $\\frac{{1}}{{{a}}} + "
                f"\\frac{{1}}{{{b}}} = {frac(a + b, a * b)}$ of it.",
                wrong=[frac(1, a + b), frac(2, a + b), frac(1, a * b)])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("duration", "the time that A needs alone", "hours"),
                    "b": Quantity("duration", "the time that B needs alone", "hours")},
        more=[lines(*(((20, y), (19, y)) for y in (2, 4, 6)), ((0, 4), (1, 4)))])


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

    shown = f"The side of the square is ${s}$ and its area is ${inner}$. "
    return Scene(
        f"A square has the side {s}, and the expression {inner} is written inside.", [
            ask("Radical Equation", "Isolating and Squaring",
                "The expression inside the square is its area. What is $x$?", x,
                f"{shown}The side is the root of the area (*Square Roots*), so $\\sqrt{{{inner}}} = {s}$. By @ both "
                f"sides are squared: ${inner} = {s * s}$, so $x$ is ${s}^2 {signed(-plus * a)} = {x}$.",
                also=("Square Roots",), wrong=[s * s + plus * a, s - plus * a, 2 * s - plus * a, s * s]),
            ask("Radical Equation", "Domain of a Radical Equation",
                "What is the least value of $x$ for which the square root of the expression inside the square is a "
                "real number?", -plus * a,
                f"Inside the square stands ${inner}$. By @ it must not be negative, so ${inner} \\ge 0$. The least "
                f"value is $x = {-plus * a}$, where the expression is ${-plus * a} {signed(plus * a)} = 0$.",
                wrong=[plus * a, 0, 1 - plus * a]),
            ask("Square Roots", "Meaning of the Square Root",
                "The expression inside the square is its area. Which value does this expression have?", s * s,
                f"{shown}By @ the side is the root of the area, so the expression has the value ${s}^2 = {s * s}$.",
                wrong=[s, 2 * s, 4 * s])],
        givens=dict(s=s, a=a), fixed=(plus,), figure=figure, check=check, scale=False, quantities={
            "s": Quantity("measure", "the side of the square"),
            "a": Quantity("number", f"the number that is {'added to' if plus > 0 else 'taken from'} x inside")},
        more=[around])
