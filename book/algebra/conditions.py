"""Sufficient and necessary conditions: segments over a number line, sets of numbers."""
from functools import reduce
from math import gcd

from ..additions import lines
from ..tools import Quantity, Scene, ask, program
from .inequalities import axis, stretch, whole_ticks

CONDITION = "Determination of a Necessary and Sufficient Condition"
KINDS = ["sufficient but not necessary", "necessary but not sufficient", "necessary and sufficient",
         "neither sufficient nor necessary"]
ENDS = {"a": Quantity("number", "the left end of the upper segment"),
        "b": Quantity("number", "the right end of the upper segment"),
        "c": Quantity("number", "the left end of the lower segment"),
        "d": Quantity("number", "the right end of the lower segment")}
CIRCLES = {name: Quantity("number", f"the number in the {place} circle")
           for name, place in zip("abcde", ("left", "top", "right", "lower left", "lower right"))}


def two_segments(c, upper, lower, texts):
    """Segments A and B over a number line, the four ends labelled with texts; their ends are dots."""
    span = 2.2 * (lower[1] - lower[0])
    c.without |= {"mirror", "turn", "shapes", "line", "hatch", "leaders"}
    rows = (0.5 * span, upper, texts[:2], "A"), (0.2 * span, lower, texts[2:], "B")
    for y, (left, right), (one, two), name in rows:
        c.line((left, y), (right, y), kind="thick")
        for x, text in ((left, one), (right, two)):
            c.dot((x, y))
            c.corner((x, y), text, (x, y + 9))
        c.corner((left, y), name + ":", (left + 9, y))
    low, high = min(upper[0], lower[0]), max(upper[1], lower[1])
    c.arrow((low - 0.1 * span, 0), (high + 0.15 * span, 0), kind="thin")


@program("Sufficient Condition")
def enough(rng):
    a = rng.randint(2, 30)
    b, d = a + rng.randint(3, 15), a + rng.randint(8, 30)
    while d - b < 3:
        d = a + rng.randint(8, 30)

    def figure(c, g):
        span = 1.5 * (d - a)
        border = a - 0.2 * span, d + 0.3 * span
        axis(c, (a, b, d), *border, (g["a"], g["b"], g["d"]))
        stretch(c, a, b, (1, 1), 0.12 * span, span)
        stretch(c, d, None, (1, 1), 0.12 * span, span, (border[0], border[1] - 0.05 * span))

    def check(c):
        a, b, d = sorted(p[0] for p, _ in c.circles)

        def marked(x):
            return a <= x <= b or x >= d
        k = next(k for k in range(200) if all(marked(k + i / 4) for i in range(800)))
        low = next(k for k in range(200, -1, -1) if all(x >= k for x in (i / 4 for i in range(800)) if marked(x)))
        return k, sum(marked(x) for x in range(int((b + d) / 2) + 1)), low

    say = "The thick segment and the thick ray over the number line together form the set $S$. "
    shown = f"The figure shows that $S$ holds the numbers from ${a}$ to ${b}$ and all numbers from ${d}$ on. "
    return Scene(
        f"A thick segment from {a} to {b} and a thick ray from {d} to the right are drawn over a number line, with "
        "their ends.", [
            ask("Sufficient Condition", "Weakest Lower Bound that is Enough",
                say + "What is the least number $k$ for which $x \\ge k$ is a sufficient condition for $x$ to belong "
                "to $S$?", d,
                shown + f"If $x \\ge k$ is to be sufficient, every number from $k$ on must belong to $S$. Just below "
                f"${d}$ there is a gap, since ${b} < {d}$, but from ${d}$ on no number is missing. So by @ the least "
                f"number is $k = {d}$.", wrong=[a, b, b + 1, d + 1]),
            ask("Sufficient Condition", "Enough for the Conclusion",
                say + "For how many whole numbers $k$ in the segment is $x = k$ a sufficient condition for $x$ to "
                "belong to $S$?", b - a + 1,
                shown + "By @ the condition $x = k$ is sufficient exactly if $k$ itself belongs to $S$. In the segment "
                f"this holds for the ${b} - {a} + 1 = {b - a + 1}$ whole numbers from ${a}$ to ${b}$.",
                wrong=[b - a, b - a - 1, d - a + 1]),
            ask("Necessary Condition", "Strongest Lower Bound that is Needed",
                say + "What is the greatest number $k$ for which $x \\ge k$ is a necessary condition for $x$ to belong "
                "to $S$?", a,
                shown + f"If $x \\ge k$ is to be necessary, every element of $S$ must satisfy it. The least element is "
                f"${a}$, as ${a} < {d}$, so by @ the greatest number is $k = {a}$.", wrong=[b, d, a - 1])],
        givens=dict(a=a, b=b, d=d), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the left end of the segment"),
                    "b": Quantity("number", "the right end of the segment"),
                    "d": Quantity("number", "the end of the ray")}, more=[whole_ticks(a, d)])


def compared(kind, a, b, c0, d0):
    """Why the segment from a to b is to the segment from c0 to d0 as KINDS[kind] says."""
    if kind == 0:
        return (f"Since ${c0} \\le {a}$ and ${b} \\le {d0}$, the upper segment lies inside the lower one, so $A$ "
                f"implies $B$; but ${d0}$ satisfies $B$ and not $A$, as ${b} < {d0}$.")
    if kind == 1:
        return (f"Since ${a} \\le {c0}$ and ${d0} \\le {b}$, the lower segment lies inside the upper one, so $B$ "
                f"implies $A$; but ${a}$ satisfies $A$ and not $B$, as ${a} < {c0}$.")
    if kind == 2:
        return f"The segments have the same ends, ${a} = {c0}$ and ${b} = {d0}$, so each condition implies the other."
    return (f"Each segment has a part outside the other, since ${min(a, c0)} < {max(a, c0)}$ and "
            f"${min(b, d0)} < {max(b, d0)}$, so neither condition implies the other.")


@program(CONDITION)
def four_kinds(rng):
    kind = rng.randint(0, 3)
    c0 = rng.randint(4, 40)
    d0 = c0 + rng.randint(8, 30)
    if kind == 0:
        a, b = c0 + rng.randint(0, 3), d0 - rng.randint(1, 4)
    elif kind == 1:
        a, b = c0 - rng.randint(1, 3), d0 + rng.randint(0, 6)
    elif kind == 2:
        a, b = c0, d0
    else:
        a, b = c0 - rng.randint(1, 3), d0 - rng.randint(1, 6)
        if rng.random() < 0.5:
            a, b = c0 + rng.randint(1, 6), d0 + rng.randint(1, 6)
    extra = max(0, c0 - a) + max(0, b - d0)
    move = abs(a - c0) + abs(b - d0)

    def figure(c, g):
        two_segments(c, (a, b), (c0, d0), [g[name] for name in "abcd"])

    def check(c):
        (a, _), (b, _), (e, _), (f, _) = c.dots
        upper, lower = ({x for x in range(200) if lo <= x <= hi} for lo, hi in ((a, b), (e, f)))
        kind = (KINDS[2] if upper == lower else KINDS[0] if upper < lower else KINDS[1] if upper > lower else KINDS[3])
        return kind, abs(a - e) + abs(b - f), len(upper - lower)

    shown = f"In the figure $A$ holds for the numbers from ${a}$ to ${b}$ and $B$ for those from ${c0}$ to ${d0}$. "
    say = "The upper segment shows the numbers $x$ that satisfy the condition $A$, the lower segment those that " \
          "satisfy the condition $B$, both with their ends. "
    return Scene(
        f"Over a number line an upper segment is drawn from {a} to {b}, and a lower segment from {c0} to {d0}.", [
            ask(CONDITION, "Four Kinds of Conditions", say + "Which kind of condition is $A$ for $B$?", KINDS[kind],
                f"{shown}By @ both directions are compared. {compared(kind, a, b, c0, d0)}", options=KINDS),
            ask(CONDITION, "Equal Solution Sets",
                say + "The ends of the upper segment are moved so that $A$ becomes necessary and sufficient for $B$. "
                "How far have the two ends been moved in total?", move,
                f"{shown}By @ the two segments must become equal. The left end moves by $|{a} - {c0}| = {abs(a - c0)}$ "
                f"and the right end by $|{b} - {d0}| = {abs(b - d0)}$, together "
                f"${abs(a - c0)} + {abs(b - d0)} = {move}$.",
                wrong=[abs(a - c0 + b - d0), abs(abs(a - c0) - abs(b - d0)), move + 2, move + 1, abs(b - a - d0 + c0)]),
            ask("Determination of a Sufficient Condition", "Refuting Sufficiency",
                say + "How many whole numbers show that $A$ is not sufficient for $B$?", extra,
                f"{shown}By @ the sufficiency is refuted by each number that satisfies $A$ but not $B$. These are "
                f"${max(0, c0 - a)}$ whole numbers on the left and ${max(0, b - d0)}$ on the right, together "
                f"${max(0, c0 - a)} + {max(0, b - d0)} = {extra}$.", wrong=[extra + 1, extra + 2, b - a - extra])],
        givens=dict(a=a, b=b, c=c0, d=d0), figure=figure, upright=True, check=check, scale=False, quantities=ENDS,
        more=[whole_ticks(min(a, c0), max(b, d0))])


@program("Necessary Condition")
def needed_divisor(rng):
    f = rng.choice([2, 3, 4, 5, 6, 7, 8, 9, 10, 12])
    values = [f * k for k in rng.sample(range(2, 180 // f if f > 4 else 30), 5)]
    while reduce(gcd, values) != f:
        values = [f * k for k in rng.sample(range(2, 180 // f if f > 4 else 30), 5)]
    low, high = min(values), max(values)

    def figure(c, g):
        c.lettered = True
        c.without |= {"hatch", "shapes", "line"}
        c.ring((7, 0.5), 10.5, 7.5)
        for name, (x, y) in zip("abcde", ((0, 2.5), (7, 4.5), (14, 2.5), (3.5, -2.5), (10.5, -2.5))):
            c.circle((x, y), 1.7, accent=True)
            c.text((x, y), g[name])

    def check(c):
        shown = c.numbers()
        return (max(k for k in range(1, 200) if all(v % k == 0 for v in shown)),
                max(k for k in range(1, 200) if all(v >= k for v in shown)),
                min(k for k in range(1, 200) if all(v <= k for v in shown)))

    say = "The set $M$ consists of five numbers, each in a circle. "
    listed = ", ".join(map(str, values))
    shown = f"The figure shows that $M$ holds the numbers {', '.join(f'${v}$' for v in values)}. "
    return Scene(
        f"A closed curve holds the numbers {listed}.", [
            ask("Necessary Condition", "Must Hold for the Conclusion",
                say + "What is the greatest whole number $k$ for which being a multiple of $k$ is a necessary "
                "condition for a number to belong to $M$?", f,
                f"{shown}By @ every number of $M$ must be a multiple of $k$, so $k$ is a common divisor of all five. "
                f"The greatest one (*Greatest Common Divisor*) is $\\gcd({listed}) = {f}$.",
                also=("Greatest Common Divisor",), wrong=[low, gcd(*values[:2]), high - low, 2 * f, 1]),
            ask("Necessary Condition", "Strongest Lower Bound that is Needed",
                say + "What is the greatest whole number $k$ for which $x \\ge k$ is a necessary condition for $x$ to "
                "belong to $M$?", low,
                f"{shown}By @ every number of $M$ must be at least $k$, so $k$ is at most the least of them, "
                f"$\\min({listed}) = {low}$.", wrong=[high, low - 1, f]),
            ask("Determination of a Necessary Condition", "Solution Set as a Superset",
                say + "What is the least whole number $k$ for which $x \\le k$ is a necessary condition for $x$ to "
                "belong to $M$?", high,
                f"{shown}By @ the set of the numbers up to $k$ must contain all of $M$, so $k$ is at least the "
                f"greatest of them, $\\max({listed}) = {high}$.", wrong=[low, high + 1, high - low])],
        givens=dict(zip("abcde", values)), figure=figure, upright=True, check=check, scale=False, quantities=CIRCLES,
        more=[lines(((1.6, 3.1), (5.4, 3.9)), ((8.6, 3.9), (12.4, 3.1)), ((5.2, -2.5), (8.8, -2.5)),
                    ((1, 1.1), (2.5, -1.1)), ((13, 1.1), (11.5, -1.1)))])
