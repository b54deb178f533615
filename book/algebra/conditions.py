"""Sufficient and necessary conditions: segments over a number line, sets of numbers."""
from functools import reduce
from math import gcd

from ..tools import Scene, ask, program
from .inequalities import axis, stretch

CONDITION = "Determination of a Necessary and Sufficient Condition"
KINDS = ["sufficient but not necessary", "necessary but not sufficient", "necessary and sufficient",
         "neither sufficient nor necessary"]


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
    return Scene(
        f"A thick segment from {a} to {b} and a thick ray from {d} to the right are drawn over a number line, with "
        "their ends.", [
            ask("Sufficient Condition", "Weakest Lower Bound that is Enough",
                say + "What is the least number $k$ for which $x \\ge k$ is a sufficient condition for $x$ to belong "
                "to $S$?", d, f"all $x \\ge k$ must belong to $S$; all numbers from ${d}$ on do, but just below "
                f"there is a gap, as ${b} < {d}$; so $k = {d}$."),
            ask("Sufficient Condition", "Enough for the Conclusion",
                say + "For how many whole numbers $k$ in the segment is $x = k$ a sufficient condition for $x$ to "
                "belong to $S$?", b - a + 1, f"$x = k$ suffices exactly if $k$ itself belongs to $S$; in the segment "
                f"these are the ${b} - {a} + 1 = {b - a + 1}$ whole numbers from ${a}$ to ${b}$."),
            ask("Necessary Condition", "Strongest Lower Bound that is Needed",
                say + "What is the greatest number $k$ for which $x \\ge k$ is a necessary condition for $x$ to belong "
                "to $S$?", a, f"every element of $S$ must satisfy $x \\ge k$; the least element of $S$ is ${a}$ and "
                f"${a} < {d}$, so $k = {a}$.")],
        [("A sorting machine sends parcels of certain weights $x$ in kilograms, drawn thick, to the left.",
          "What is the least $k$ for which $x \\ge k$ is a sufficient condition for a parcel to go to the left?"),
         ("A museum gives a discount to certain ages $x$ in years, drawn thick.",
          "What is the least $k$ for which $x \\ge k$ is a sufficient condition for the discount?"),
         ("The values of $x$ for which the statement $A(x)$ is true are drawn thick over the number line.",
          "What is the least $k$ for which $x \\ge k$ implies $A(x)$?")],
        dict(a=a, b=b, d=d), figure=figure, upright=True, check=check, scale=False)


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

    one = f"${c0} \\le {a}$ and ${b} \\le {d0}$" if kind in (0, 2) else None
    two = f"${a} \\le {c0}$ and ${d0} \\le {b}$" if kind in (1, 2) else None
    how = {0: f"{one}, so $A$ implies $B$, but not the other way round.",
           1: f"{two}, so $B$ implies $A$, but not the other way round.",
           2: f"the solution sets agree, ${a} = {c0}$ and ${b} = {d0}$, so each implies the other.",
           3: f"each segment has a part outside the other, since ${min(a, c0)} < {max(a, c0)}$ and "
              f"${min(b, d0)} < {max(b, d0)}$, so neither condition implies the other."}[kind]
    say = "The upper segment shows the numbers $x$ that satisfy the condition $A$, the lower segment those that " \
          "satisfy the condition $B$, both with their ends. "
    return Scene(
        f"Over a number line an upper segment is drawn from {a} to {b}, and a lower segment from {c0} to {d0}.", [
            ask(CONDITION, "Four Kinds of Conditions", say + "Which kind of condition is $A$ for $B$?", KINDS[kind],
                how, options=KINDS),
            ask(CONDITION, "Equal Solution Sets",
                say + "The ends of the upper segment are moved so that $A$ becomes necessary and sufficient for $B$. "
                "How far have the two ends been moved in total?", move,
                f"the solution sets must agree, so the left end moves by $|{a} - {c0}| = {abs(a - c0)}$ and the right "
                f"end by $|{b} - {d0}| = {abs(b - d0)}$, together ${abs(a - c0)} + {abs(b - d0)} = {move}$."),
            ask("Determination of a Sufficient Condition", "Refuting Sufficiency",
                say + "How many whole numbers show that $A$ is not sufficient for $B$?", extra,
                f"these are the whole numbers that satisfy $A$ but not $B$: ${max(0, c0 - a)}$ on the left and "
                f"${max(0, b - d0)}$ on the right, together ${max(0, c0 - a)} + {max(0, b - d0)} = {extra}$.")],
        [("The upper segment shows the voltages in volts at which a lamp A lights, the lower one those at which a "
          "lamp B lights, both with their ends. Both lamps get the same voltage.",
          "Which kind of condition is the lighting of A for the lighting of B?"),
         ("The upper segment shows the temperatures in degrees at which a glue A holds, the lower one those at which a "
          "glue B holds, both with their ends.",
          "Which kind of condition is the holding of A for the holding of B?"),
         ("The upper segment is the solution set of $A$, the lower one that of $B$, both with their ends.",
          "Which kind of condition is $A$ for $B$?")],
        dict(a=a, b=b, c=c0, d=d0), figure=figure, upright=True, check=check, scale=False)


@program("Necessary Condition")
def needed_divisor(rng):
    f = rng.choice([2, 3, 4, 5, 6, 7, 8, 9, 10, 12])
    values = [f * k for k in rng.sample(range(2, 180 // f if f > 4 else 30), 5)]
    while reduce(gcd, values) != f:
        values = [f * k for k in rng.sample(range(2, 180 // f if f > 4 else 30), 5)]
    low, high = min(values), max(values)

    def figure(c, g):
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

    say = "The five numbers in the curve form the set $M$. "
    return Scene(
        f"A closed curve holds the numbers {', '.join(map(str, values))}.", [
            ask("Necessary Condition", "Must Hold for the Conclusion",
                say + "What is the greatest whole number $k$ for which being a multiple of $k$ is a necessary "
                "condition for a number to belong to $M$?", f,
                f"every element of $M$ must be a multiple of $k$, so $k$ divides all of them, and the greatest such "
                f"number is $\\gcd({', '.join(map(str, values))}) = {f}$."),
            ask("Necessary Condition", "Strongest Lower Bound that is Needed",
                say + "What is the greatest whole number $k$ for which $x \\ge k$ is a necessary condition for $x$ to "
                "belong to $M$?", low,
                f"every element is at least $k$, so $k$ is at most $\\min({', '.join(map(str, values))}) = {low}$."),
            ask("Determination of a Necessary Condition", "Solution Set as a Superset",
                say + "What is the least whole number $k$ for which $x \\le k$ is a necessary condition for $x$ to "
                "belong to $M$?", high, f"the numbers up to $k$ must include all of $M$, so $k$ is at least "
                f"$\\max({', '.join(map(str, values))}) = {high}$.")],
        [("The figure shows how many eggs a farm sold on five days, always in full boxes of one size.",
          "What is the greatest possible number of eggs in a box?"),
         ("The figure shows all lengths in centimetres of the boards in a store; each is made of equal pieces of a "
          "whole number of centimetres.", "How many centimetres long can a piece be at most?"),
         ("The statement is: if $x$ belongs to $M$, the set in the figure, then $k$ divides $x$.",
          "What is the greatest whole number $k$ for which the statement is true?")],
        dict(zip("abcde", values)), figure=figure, upright=True, check=check, scale=False)
