"""Inequalities: tilted scales, a weight limit, sets on a number line, parabolas."""
from fractions import Fraction
from math import inf

from ..pieces import curve, curves
from ..tools import Scene, ask, frac, program
from .equations import crossings
from .expressions import box

SET, LINEAR = "Solution Set of an Inequality", "Linear Inequality in One Variable"
CIRCLES = "Hollow circles do not belong to it, filled circles do. "


def interval(low, high, closed_low, closed_high):
    """LaTeX of an interval."""
    return f"{'[' if closed_low else '('}{low}, {high}{']' if closed_high else ')'}"


def axis(c, ends, low, high, names):
    """A number line from low to high with labels under the places in ends."""
    c.without |= {"mirror", "turn", "hatch", "shapes", "line"}
    span = high - low
    c.arrow((low, 0), (high, 0), kind="thin")
    for x, name in zip(ends, names):
        c.line((x, -0.015 * span), (x, 0.015 * span))
        c.corner((x, -0.015 * span), name, (x, span))


def stretch(c, low, high, closed, y, span, border=None):
    """A set above the axis: thick line, a circle at each end (low or high None: on to the border, with an arrow)."""
    r = 0.016 * span
    left = border[0] if low is None else low + r
    right = border[1] if high is None else high - r
    c.line((left, y), (right, y), kind="thick")
    for x, full in zip((low, high), closed):
        if x is None:
            continue
        c.line((x, y - r), (x, 0), kind="dash")
        c.circle((x, y), r, fill=full, accent=True)
        if full:
            c.dot((x, y))
    if low is None or high is None:
        at, d = (left, -r) if low is None else (right, r)
        c.strokes.append(([(at - d, y), (at + 2 * d, y)], "head"))


def ends(c):
    """The drawn circles as (value, belongs to the set), from left to right."""
    return sorted((p[0], p in c.dots) for p, _ in c.circles)


def inside(x, low, high):
    return (low[0] < x or low[1] and low[0] == x) and (x < high[0] or high[1] and high[0] == x)


@program(LINEAR)
def sinking_scale(rng):
    k, left, right = rng.randint(2, 4), rng.randint(2, 20), rng.randint(8, 90)
    while right - left < 2 * k:
        right = rng.randint(8, 90)
    rest, bound = right - left, Fraction(right - left, k)
    least = rest // k + 1

    def figure(c, g):
        c.polygon((0, 0), (-8, -16), (8, -16))
        c.line((-30, -7.5), (30, 7.5), kind="thick")
        for s in (-1, 1):
            y = 6 * s + 4
            c.line((s * 24 - 18, y), (s * 24 + 18, y), kind="thick")
            c.line((s * 24, 6 * s), (s * 24, y))
        for i in range(k):
            box(c, -23.5 - 4 * k + 8 * i, -1.4, 7, 7, "x", accent=True)
        for at, base, text in ((-24, 6.2, g["left"]), (24, 10.6, g["right"])):
            c.polygon((at - 6, base), (at + 6, base), (at + 4.5, base + 9), (at - 4.5, base + 9))
            c.text((at, base + 4.5), text)

    def check(c):
        left, right = c.numbers()
        boxes = c.texts().count("x")
        least = next(x for x in range(1, 200) if sum([x] * boxes) + left > right)
        half = [Fraction(i, 12) for i in range(12 * 100)]
        bound = max(x for x in half if boxes * x + left <= right)
        return ("interval", bound, inf, False, False), boxes * bound, least

    tail = "" if rest % k else f", as $x = {rest // k}$ would bring it into balance"
    return Scene(
        f"A scale with {k} boxes of weight x and a weight of {left} on the left and a weight of {right} on the right "
        "sinks on the left.", [
            ask(LINEAR, "Solution as a Ray",
                "The scale sinks on the left. What is the set of all possible values of $x$, as an interval?",
                f"({frac(bound)}, \\infty)",
                f"${k}x + {left} > {right}$ means ${k}x > {rest}$, so $x > {frac(bound)}$, where "
                f"${rest} \\div {k} = {frac(bound)}$; the set is $({frac(bound)}, \\infty)$."),
            ask(LINEAR, "Adding Keeps the Direction",
                "The scale sinks on the left, so all boxes $x$ together weigh more than a certain weight. What is the "
                "greatest weight of which this is certain?", rest,
                f"taking ${left}$ from both sides of ${k}x + {left} > {right}$ keeps the direction: ${k}x > {rest}$, "
                f"since ${right} - {left} = {rest}$."),
            ask("Definition of an Inequality", "Whole Numbers next to a Bound",
                "The scale sinks on the left, and $x$ is a whole number. What is the least value that $x$ can have?",
                least, f"${k} \\cdot {least} + {left} = {k * least + left}$ and ${k * least + left} > {right}$, but "
                f"${k} \\cdot {least - 1} + {left} \\le {right}$, so the least value is ${least}${tail}.")],
        [("Equal parcels of weight x kilograms and weights in kilograms stand on a scale that sinks on the left.",
          "Which values of $x$ are possible? Give an interval."),
         ("Equal sacks of sand of weight x and iron weights, all in kilograms, lie on a scale that sinks on the left.",
          "Which values of $x$ are possible? Give an interval."),
         ("The tilted scale is a picture of an inequality: the side that sinks is greater.",
          "What is the solution set of the inequality, as an interval?")],
        dict(left=left, right=right), fixed=(k,), figure=figure, upright=True, check=check, scale=False)


@program("Definition of an Inequality")
def bridge_sign(rng):
    limit, empty, crate = rng.randint(12, 60), rng.randint(4, 15), rng.randint(2, 6)
    while limit < empty + 2 * crate:
        limit = rng.randint(12, 60)
    load = limit - empty
    most = load // crate

    def figure(c, g):
        c.without = {"shapes", "line"}
        c.line((-3, 0), (38, 0), kind="thick")
        box(c, 0, 2, 14, 3)
        box(c, 14, 2, 5, 7, accent=True)
        for x in (3, 11, 16.5):
            c.circle((x, 1.6), 1.6)
        box(c, 3.5, 5, 7, 5.5, g["crate"] + " t")
        c.line((31, 0), (31, 9))
        c.circle((31, 13.2), 4.2, fill=False)
        c.circle((31, 13.2), 3.7, fill=False)
        c.text((31, 13.2), g["limit"] + " t")
        c.text((8, -3), g["empty"] + " t")
        c.strokes.append(([(0, -5), (30, 17)], "none"))

    def check(c):
        crate, limit, empty = (int(t[:-2]) for t in c.texts())
        loads = [n for n in range(200) if empty + n * crate <= limit]
        return len(loads) - 1, len(loads), next(x for x in range(limit, 0, -1) if empty + x <= limit)

    sign = "The sign gives the greatest weight allowed on the bridge. The empty truck has the weight written below " \
           "it, and each crate has the weight written on it. "
    return Scene(
        f"The sign at a bridge says {limit} t. Below a truck is written {empty} t, and on its crate {crate} t.", [
            ask("Definition of an Inequality", "Strict and Weak Inequality",
                sign + "How many such crates may the truck carry over the bridge at most?", most,
                f"the number $n$ of crates satisfies ${empty} + {crate}n \\le {limit}$, so ${crate}n \\le {load}$; "
                f"${crate} \\cdot {most} \\le {load}$ holds and ${crate} \\cdot {most + 1} > {load}$, so at most "
                f"${most}$ crates."),
            ask("Definition of an Inequality", "Whole Numbers next to a Bound",
                sign + "What is the least number of such crates with which the truck is too heavy for the bridge?",
                most + 1, f"too heavy means ${empty} + {crate}n > {limit}$; up to ${most}$ crates are allowed as "
                f"${empty} + {crate} \\cdot {most} \\le {limit}$, and the next whole number is ${most} + 1 = "
                f"{most + 1}$."),
            ask(LINEAR, "Adding Keeps the Direction",
                sign + "How many tonnes of load may the truck carry over the bridge at most?", load,
                f"$x + {empty} \\le {limit}$ stays true when ${empty}$ is taken from both sides: $x \\le {load}$, as "
                f"${limit} - {empty} = {load}$.")],
        [("A driver must cross the bridge in one go. The round sign shows the limit, the number below the truck its "
          "empty weight and the number on the crate the weight of one crate.",
          "How many crates can the driver load at most?"),
         ("A builder plans a delivery over an old bridge. The round sign shows the limit, the number below the truck "
          "its empty weight and the number on the crate the weight of each crate of bricks.",
          "How many crates of bricks may the truck carry at most?"),
         ("The number of crates $n$ has to satisfy the condition of the round sign; the number below the truck is its "
          "empty weight, the number on the crate the weight of one crate.",
          "What is the greatest possible $n$?")],
        dict(limit=limit, empty=empty, crate=crate), figure=figure, upright=True, check=check, scale=False)


@program(SET)
def thick_segment(rng):
    a, b, left, right = rng.randint(2, 40), rng.randint(5, 60), rng.randint(0, 1), rng.randint(0, 1)
    while b - a < 4 or b - a > 25:
        a, b = rng.randint(2, 40), rng.randint(5, 60)
    first, last = a + (not left), b - (not right)

    def figure(c, g):
        span = 1.6 * (b - a)
        axis(c, (a, b), a - 0.3 * (b - a), b + 0.3 * (b - a), (g["a"], g["b"]))
        stretch(c, a, b, (left, right), 0.14 * span, span)

    def check(c):
        low, high = ends(c)
        whole = [x for x in range(-9, 99) if inside(x, low, high)]
        return ("interval", low[0], high[0], low[1], high[1]), len(whole), whole[-1]

    say = "The thick segment over the number line is a set of real numbers. " + CIRCLES
    return Scene(
        f"A thick segment runs from a {'filled' if left else 'hollow'} circle over {a} to a "
        f"{'filled' if right else 'hollow'} circle over {b}.", [
            ask(SET, "Interval Notation", say + "Which interval is it?", interval(a, b, left, right),
                f"the circle at ${a}$ is {'filled' if left else 'hollow'} and the one at ${b}$ is "
                f"{'filled' if right else 'hollow'}, so ${a} {chr(92) + 'le' if left else '<'} x "
                f"{chr(92) + 'le' if right else '<'} {b}$, which is ${interval(a, b, left, right)}$; its length is "
                f"${b} - {a} = {b - a}$."),
            ask(SET, "Whole Solutions between Bounds", say + "How many whole numbers belong to it?", last - first + 1,
                f"they run from ${first}$ to ${last}$, which is ${last} - {first} + 1 = {last - first + 1}$ numbers."),
            ask(SET, "Open and Closed End Point", say + "What is the greatest whole number that belongs to it?", last,
                f"the right circle at ${b}$ is {'filled, so it belongs to the set' if right else 'hollow'}: the "
                f"greatest whole number is ${'' if right else f'{b} - 1 = '}{last}$.")],
        [("The thick segment shows the temperatures in degrees at which a kind of bacteria grows. A hollow circle is "
          "left out, a filled one belongs to it.", "Which interval of temperatures is this?"),
         ("The thick segment shows the ages in years for which a discount holds. A hollow circle is left out, a filled "
          "one belongs to it.", "Which interval of ages is this?"),
         ("The thick segment shows the solutions of an inequality. A hollow circle is left out, a filled one belongs "
          "to it.", "What is the solution set, as an interval?")],
        dict(a=a, b=b), fixed=(left, right), figure=figure, upright=True, check=check, scale=False)


@program("System of Linear Inequalities")
def three_rays(rng):
    a, d, b = (rng.randint(2, 60) for _ in range(3))
    while not (3 <= abs(a - d) <= 15 and 4 <= b - max(a, d) <= 15):
        a, d, b = (rng.randint(2, 60) for _ in range(3))
    full = [rng.randint(0, 1) for _ in range(3)]
    level = rng.sample([1, 2, 3], 3)
    low, at = max((a, full[0]), (d, full[1]))
    first, last = low + (not at), b - (not full[2])

    def figure(c, g):
        span = 1.6 * (b - min(a, d))
        border = min(a, d) - 0.2 * span, b + 0.2 * span
        axis(c, (a, d, b), border[0], border[1] + 0.05 * span, (g["a"], g["d"], g["b"]))
        for x, high, k, y in ((a, None, full[0], level[0]), (d, None, full[1], level[1]), (None, b, full[2], level[2])):
            stretch(c, x, high, (k, k), 0.11 * y * span, span, border)

    def check(c):
        found = ends(c)
        starts = [e for e in found if any(kind == "thick" and points[0][0] > e[0] > points[0][0] - 2
                                          for points, kind in c.strokes)]
        stop = next(e for e in found if e not in starts)
        low = max(starts)
        whole = [x for x in range(-9, 99) if all(inside(x, s, stop) for s in starts)]
        return (("interval", low[0], stop[0], low[1], stop[1]), ("interval", low[0], inf, low[1], False), len(whole))

    say = "The three rays over the number line are the solution sets of three inequalities; a hollow circle is left " \
          "out, a filled one belongs to the ray. "
    both = interval(low, b, at, full[2])
    signs = [("\\ge" if full[0] else ">"), ("\\ge" if full[1] else ">"), ("\\le" if full[2] else "<")]
    circles = [f"a {'filled' if f else 'hollow'} circle over" for f in full]
    said = f"$x {signs[0]} {a}$, $x {signs[1]} {d}$ and $x {signs[2]} {b}$"
    return Scene(
        f"Three rays are drawn: from {circles[0]} {a} to the right, from {circles[1]} {d} to the right and from "
        f"{circles[2]} {b} to the left.", [
            ask("System of Linear Inequalities", "Intersection of Solution Sets",
                say + "What is the solution set of the system of all three inequalities, as an interval?", both,
                f"the rays say {said}; all three hold for ${both}$, because ${low} > {min(a, d)}$ makes one lower "
                "bound needless."),
            ask("System of Linear Inequalities", "Greater of Two Lower Bounds",
                say + "What is the solution set of the system of the two inequalities whose rays go to the right, as "
                "an interval?", interval(low, "\\infty", at, False),
                f"the lower bounds are ${a}$ and ${d}$, and $\\max({a}, {d}) = {low}$, so the set is "
                f"${interval(low, chr(92) + 'infty', at, False)}$."),
            ask(SET, "Whole Solutions between Bounds",
                say + "How many whole numbers satisfy all three inequalities?", last - first + 1,
                f"all three hold for ${both}$; the whole numbers run from ${first}$ to ${last}$, which is "
                f"${last} - {first} + 1 = {last - first + 1}$ numbers.")],
        [("Three friends plan a bicycle tour; each ray shows the lengths in kilometres that one of them accepts; a "
          "hollow circle is left out, a filled one belongs to the ray.",
          "Which lengths do all three accept? Give an interval."),
         ("Three rules limit the age in years for a club; the ages allowed by each rule are drawn as rays, a hollow "
          "circle is left out, a filled one belongs to the ray.",
          "Which ages satisfy all three rules? Give an interval."),
         ("Three half-lines are drawn over a number line; a hollow circle is left out, a filled one belongs to the "
          "half-line.", "What is the intersection of all three, as an interval?")],
        dict(a=a, d=d, b=b), fixed=(*full, *level), figure=figure, upright=True, check=check, scale=False)


@program("Quadratic Inequality")
def parabola_sign(rng):
    u, v, bend = rng.randint(2, 18), rng.randint(2, 18), rng.randint(1, 3)
    while not 0.3 < u / v < 3.4:
        u, v = rng.randint(2, 18), rng.randint(2, 18)

    def figure(c, g):
        c.without = {"line"}
        reach = (u + v) / 2
        curve(c, lambda x: (0.5 + 0.3 * bend) * (x + u) * (x - v) / reach, -u - 0.25 * reach, v + 0.25 * reach, -99, 99)
        c.arrow((-u - 0.6 * reach, 0), (v + 0.6 * reach, 0), kind="thin")
        c.arrow((0, -1.5 * reach), (0, reach), kind="thin")
        c.corner((v + 0.6 * reach, 0), "x", (0, 0))
        c.corner((0, reach), "y", (0, -reach))
        for at, text in ((-u, "−" + g["u"]), (v, g["v"])):
            c.dot((at, 0))
            c.corner((at, 0), text, (at - (1 if at == v else -1), 0.8))

    def check(c):
        f = curves(c)[0]
        low, high = (round(x) for x in crossings(f))
        lowest = min(f, key=lambda p: p[1])
        assert low < lowest[0] < high and lowest[1] < 0
        return ("interval", low, high, False, False), len(range(low, high + 1)), sum(
            not low <= x <= high for x in range(-20, 21))

    say = "The curve is the graph of a quadratic function $f$, with unequal scales. "
    return Scene(
        f"A curve is drawn that opens upwards and meets the x-axis at -{u} and {v}.", [
            ask("Quadratic Inequality", "Between the Roots",
                say + "What is the solution set of $f(x) < 0$, as an interval?", f"(-{u}, {v})",
                f"the parabola opens upwards, so it runs below the $x$-axis between its roots $-{u}$ and ${v}$, where "
                f"$-{u} < {v}$: $(-{u}, {v})$."),
            ask("Quadratic Inequality", "Reading the Sign off the Parabola",
                say + "How many whole numbers $x$ satisfy $f(x) \\le 0$?", u + v + 1,
                f"the graph is on or below the $x$-axis from $-{u}$ to ${v}$, for ${v} - (-{u}) + 1 = {u + v + 1}$ "
                "whole numbers."),
            ask("Quadratic Inequality", "Outside the Roots",
                say + "How many of the 41 whole numbers $x$ from $-20$ to $20$ satisfy $f(x) > 0$?", 40 - u - v,
                f"outside the roots are the whole numbers from $-20$ to $-{u + 1}$ and from ${v + 1}$ to $20$, "
                f"altogether $(20 - {u}) + (20 - {v}) = {40 - u - v}$.")],
        [("A kiosk sells hot drinks and ice cream. The curve shows its daily profit against the temperature x in "
          "degrees, not to scale; below the x-axis it makes a loss.",
          "For which temperatures does it make a loss? Give an interval."),
         ("The curve is the bed of a channel, and the x-axis is the level of the banks, with x in metres; the figure "
          "is not to scale.", "For which $x$ does the bed lie below the level of the banks? Give an interval."),
         ("The marked numbers are the zeros of the function whose graph is drawn, not to scale.",
          "Where does the graph run below the $x$-axis? Give an interval.")],
        dict(u=u, v=v), fixed=(bend,), figure=figure, upright=True, check=check, scale=False)
