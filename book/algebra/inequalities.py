"""Inequalities: tilted scales, a weight limit, sets on a number line, parabolas."""
from fractions import Fraction
from math import ceil, inf

from ..additions import lines, pointer
from ..pieces import curve, curves
from ..tools import Quantity, Scene, ask, frac, program
from .equations import crossings
from .expressions import box

SET, LINEAR = "Solution Set of an Inequality", "Linear Inequality in One Variable"
CIRCLES = "Hollow circles do not belong to it, filled circles do. "
RAYS = "The three rays over the number line are the solution sets of three inequalities; a hollow circle is left " \
       "out, a filled one belongs to the ray. "


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


def whole_ticks(low, high):
    """For node y: short ticks at the whole numbers from low to high, a finer scale than needed."""
    def more(c, rng):
        every = ceil((high - low) / 30)
        for x in range(low, high + 1, every):
            c.line((x, 0), (x, 0.012 * (high - low)), kind="thin")
    return more


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

    tail = "" if rest % k else f", as $x = {rest // k}$ would bring the scale into balance"
    shown = f"The figure shows ${k}$ boxes $x$ and the weight ${left}$ on the left and the weight ${right}$ on the "
    fact = shown + f"right. The left side is the heavier one, so ${k}x + {left} > {right}$. "
    return Scene(
        f"A scale with {k} boxes of weight x and a weight of {left} on the left and a weight of {right} on the right "
        "sinks on the left.", [
            ask(LINEAR, "Solution as a Ray",
                "The scale sinks on the left. What is the set of all possible values of $x$, as an interval?",
                f"({frac(bound)}, \\infty)",
                f"{fact}Taking ${left}$ from both sides leaves ${k}x > {rest}$, and ${rest} \\div {k} = "
                f"{frac(bound)}$. By @ the solutions are all $x > {frac(bound)}$, that is the interval "
                f"$({frac(bound)}, \\infty)$.",
                wrong=[f"[{frac(bound)}, \\infty)", f"(-\\infty, {frac(bound)})", f"({frac(right + left, k)}, \\infty)",
                       f"({rest}, \\infty)"]),
            ask(LINEAR, "Adding Keeps the Direction",
                "The scale sinks on the left, so all boxes $x$ together weigh more than a certain weight. What is the "
                "greatest weight of which this is certain?", rest,
                f"{fact}By @ the direction stays when ${left}$ is taken from both sides, and ${right} - {left} = "
                f"{rest}$, so ${k}x > {rest}$.", wrong=[right, right + left, frac(bound)]),
            ask("Definition of an Inequality", "Whole Numbers next to a Bound",
                "The scale sinks on the left, and $x$ is a whole number. What is the least value that $x$ can have?",
                least, f"{fact}By @ the least whole number that is large enough is wanted. For $x = {least}$ the left "
                f"side is ${k} \\cdot {least} + {left} = {k * least + left}$ and ${k * least + left} > {right}$, but "
                f"${k} \\cdot {least - 1} + {left} \\le {right}$. So the least value is ${least}${tail}.",
                wrong=[least - 1, least + 1, right // k])],
        givens=dict(left=left, right=right), fixed=(k,), figure=figure, upright=True, check=check, scale=False,
        more=[pointer(-4.1, 16.5)],
        quantities={"left": Quantity("measure", "the single weight on the left side"),
                    "right": Quantity("measure", "the weight on the right side")})


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

    sign = "The sign gives the greatest weight allowed on the bridge. A label below the truck " \
           "is its weight when it is empty, and a label on a crate is the weight of one such crate. "
    shown = f"The sign allows ${limit}$ t, the empty truck has ${empty}$ t and each crate ${crate}$ t. "
    return Scene(
        f"The sign at a bridge says {limit} t. Below a truck is written {empty} t, and on its crate {crate} t.", [
            ask("Definition of an Inequality", "Strict and Weak Inequality",
                sign + "How many such crates may the truck carry over the bridge at most?", most,
                f"{shown}By @ a weight equal to the limit is still allowed, so the number $n$ of crates must satisfy "
                f"${empty} + {crate}n \\le {limit}$, that is ${crate}n \\le {load}$ (*Linear Inequality in One "
                f"Variable*). Since ${crate} \\cdot {most} \\le {load}$ and ${crate} \\cdot {most + 1} > {load}$, the "
                f"truck may carry at most ${most}$ crates.", also=(LINEAR,),
                wrong=[most + 1, limit // crate, most - 1, (limit + empty) // crate]),
            ask("Definition of an Inequality", "Whole Numbers next to a Bound",
                sign + "What is the least number of such crates with which the truck is too heavy for the bridge?",
                most + 1, f"{shown}The truck is too heavy with $n$ crates if ${empty} + {crate}n > {limit}$. Up to "
                f"${most}$ crates are allowed, as ${empty} + {crate} \\cdot {most} \\le {limit}$ and "
                f"${empty} + {crate} \\cdot {most + 1} > {limit}$. By @ the next whole number is ${most} + 1 = "
                f"{most + 1}$.", wrong=[most, most + 2, limit // crate + 1]),
            ask(LINEAR, "Adding Keeps the Direction",
                sign + "How many tonnes of load may the truck carry over the bridge at most?", load,
                f"{shown}A load of $x$ tonnes must satisfy $x + {empty} \\le {limit}$. By @ this stays true when "
                f"${empty}$ is taken from both sides, and ${limit} - {empty} = {load}$, so $x \\le {load}$.",
                wrong=[limit, limit + empty, most, load - 1])],
        givens=dict(limit=limit, empty=empty, crate=crate), figure=figure, upright=True, check=check, scale=False,
        more=[lines(*(((x, 0), (x, -6)) for x in (21, 36)), ((18, -6), (38, -6)))],
        quantities={"limit": Quantity("measure", "the weight limit on the sign", "tonnes"),
                    "empty": Quantity("measure", "the weight of the empty truck", "tonnes"),
                    "crate": Quantity("measure", "the weight of a crate", "tonnes")})


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
    one, two = ("filled" if full else "hollow" for full in (left, right))
    shown = f"The circle over ${a}$ is {one} and the one over ${b}$ is {two}. "
    last_part = f"${b}$ is the greatest whole number" if right else (
        f"the greatest whole number is the one before, ${b} - 1 = {last}$")
    return Scene(
        f"A thick segment runs from a {one} circle over {a} to a {two} circle over {b}.", [
            ask(SET, "Interval Notation", say + "Which interval is this set?", interval(a, b, left, right),
                f"{shown}So the set holds all $x$ with ${a} {chr(92) + 'le' if left else '<'} x "
                f"{chr(92) + 'le' if right else '<'} {b}$, where ${a} < {b}$. By @ this is the interval "
                f"${interval(a, b, left, right)}$.",
                wrong=[interval(a, b, not left, not right), interval(a, b, not left, right),
                       interval(a, b, left, not right)]),
            ask(SET, "Whole Solutions between Bounds", say + "How many whole numbers belong to it?", last - first + 1,
                f"{shown}So the whole numbers of the set run from ${first}$ to ${last}$. By @ these are "
                f"${last} - {first} + 1 = {last - first + 1}$ numbers.",
                wrong=[last - first, last - first + 2, last - first + 3]),
            ask(SET, "Open and Closed End Point", say + "What is the greatest whole number that belongs to it?", last,
                f"{shown}By @ the right end ${b}$ {'belongs' if right else 'does not belong'} to the set. So "
                f"{last_part}.", wrong=[last + 1, last - 1, first])],
        givens=dict(a=a, b=b), fixed=(left, right), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the left end of the segment"),
                    "b": Quantity("number", "the right end of the segment")}, more=[whole_ticks(a, b)])


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

    say, both = RAYS, interval(low, b, at, full[2])
    signs = [("\\ge" if full[0] else ">"), ("\\ge" if full[1] else ">"), ("\\le" if full[2] else "<")]
    circles = [f"a {'filled' if f else 'hollow'} circle over" for f in full]
    said = f"The circles of the rays show $x {signs[0]} {a}$, $x {signs[1]} {d}$ and $x {signs[2]} {b}$ (*{SET}*). "
    ray = interval(low, "\\infty", at, False)
    return Scene(
        f"Three rays are drawn: from {circles[0]} {a} to the right, from {circles[1]} {d} to the right and from "
        f"{circles[2]} {b} to the left.", [
            ask("System of Linear Inequalities", "Intersection of Solution Sets",
                say + "What is the solution set of the system of all three inequalities, as an interval?", both,
                f"{said}By @ only the numbers in all three rays solve the system. Since ${low} > {min(a, d)}$, the "
                f"ray that starts at ${low}$ decides on the left, and the ray that ends at ${b}$ on the right: the "
                f"solution set is ${both}$.", also=(SET,),
                wrong=[interval(min(a, d), b, full[0] if a < d else full[1], full[2]),
                       interval(low, b, not at, not full[2]), interval(low, b, not at, full[2])]),
            ask("System of Linear Inequalities", "Greater of Two Lower Bounds",
                say + "What is the solution set of the system of the two inequalities whose rays go to the right, as "
                "an interval?", ray,
                f"{said}The two lower bounds are ${a}$ and ${d}$. By @ the greater one counts, "
                f"$\\max({a}, {d}) = {low}$, so the solution set is ${ray}$.", also=(SET,),
                wrong=[interval(min(a, d), "\\infty", full[0] if a < d else full[1], False),
                       interval(low, "\\infty", not at, False), both]),
            ask(SET, "Whole Solutions between Bounds",
                say + "How many whole numbers satisfy all three inequalities?", last - first + 1,
                f"{said.replace(f' (*{SET}*)', '')}All three hold in the interval ${both}$ (*System of Linear "
                f"Inequalities*), whose whole numbers run from ${first}$ to ${last}$. By @ these are ${last} - {first} "
                f"+ 1 = {last - first + 1}$ numbers.",
                also=("System of Linear Inequalities",), wrong=[last - first, last - first + 2, b - min(a, d) + 1])],
        givens=dict(a=a, d=d, b=b), fixed=(*full, *level), figure=figure, upright=True, check=check, scale=False,
        quantities={name: Quantity("number", f"the end of the {(0, 'lowest', 'middle', 'highest')[y]} ray")
                    for name, y in zip("adb", level)}, more=[whole_ticks(min(a, d), b)])


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
    shown = f"The parabola opens upwards and meets the $x$-axis at $-{u}$ and ${v}$. "

    def more(c, rng):  # the axis of symmetry
        c.line(((v - u) / 2, -0.7 * (u + v)), ((v - u) / 2, 0.4 * (u + v)), kind="dash")

    return Scene(
        f"A curve is drawn that opens upwards and meets the x-axis at -{u} and {v}.", [
            ask("Quadratic Inequality", "Between the Roots",
                say + "What is the solution set of $f(x) < 0$, as an interval?", f"(-{u}, {v})",
                f"{shown}By @ it runs below the $x$-axis exactly between these roots, where $-{u} < {v}$. The roots "
                f"themselves do not belong to the set, so it is $(-{u}, {v})$.",
                wrong=[f"[-{u}, {v}]", f"({u}, {v})" if u < v else f"({v}, {u})", f"({v}, \\infty)", f"(-{v}, {u})"]),
            ask("Quadratic Inequality", "Reading the Sign off the Parabola",
                say + "How many whole numbers $x$ satisfy $f(x) \\le 0$?", u + v + 1,
                f"{shown}By @ the condition $f(x) \\le 0$ holds where the graph lies on or below the $x$-axis, from "
                f"$-{u}$ to ${v}$. These are ${v} - (-{u}) + 1 = {u + v + 1}$ whole numbers.",
                wrong=[u + v, u + v - 1, abs(v - u) + 1]),
            ask("Quadratic Inequality", "Outside the Roots",
                say + "How many of the 41 whole numbers $x$ from $-20$ to $20$ satisfy $f(x) > 0$?", 40 - u - v,
                f"{shown}By @ the function is positive outside its roots: for the whole numbers from $-20$ to "
                f"$-{u + 1}$ and from ${v + 1}$ to $20$. These are $(20 - {u}) + (20 - {v}) = {40 - u - v}$ numbers.",
                wrong=[u + v + 1, 41 - u - v, 42 - u - v])],
        givens=dict(u=u, v=v), fixed=(bend,), figure=figure, upright=True, check=check, scale=False,
        quantities={"u": Quantity("number", "the distance of the negative root from 0"),
                    "v": Quantity("number", "the positive root")}, more=[more])
