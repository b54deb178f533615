"""Subsets and their number, pairs, sets as segments, elements that must differ."""
from itertools import combinations, product
from math import comb, perm

from ..canvas import polar
from ..tools import Quantity, Scene, ask, program
from .conditions import two_segments
from .inequalities import whole_ticks

SEGMENT_ENDS = {name: Quantity("number", f"the {side} end of ${of}$")
                for name, side, of in zip("abcd", ("left", "right", "left", "right"), "AABB")}


def ring_of_dots(c, centre, radius, count, shift=90.0):
    for i in range(count):
        c.dot(polar(centre, radius, shift + 360 * i / count) if count > 1 else centre)


def subsets(elements):
    return [set(s) for r in range(len(elements) + 1) for s in combinations(elements, r)]


@program("Concept of a Subset")
def nested_curves(rng):
    k, m, more = rng.randint(2, 5), rng.randint(2, 5), rng.randint(2, 6)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line", "dashed"}
        c.circle((0, 0), 2.2, fill=False)
        c.circle((0, 0), 5, fill=False)
        ring_of_dots(c, (0, 0), 1, k)
        ring_of_dots(c, (0, 0), 3.5, m, 40.0 * (m % 2))  # no dot beside the name A
        c.corner((-1.6, -1.6), "A", (0, 0))
        c.corner((-3.6, -3.6), "B", (0, 0))

    def check(c):
        small = c.circles[0][1]
        inner = [p for p in c.dots if p[0] ** 2 + p[1] ** 2 < small ** 2]
        ring = [p for p in c.dots if p not in inner] + [(9, i) for i in range(more)]
        return (len(subsets(ring)), len([s for s in subsets(inner) if s <= set(c.dots)]),
                len([s for s in subsets(c.dots) if s < set(c.dots)]))

    say = "The dots inside the inner curve are the elements of $A$, and all dots are the elements of $B$. "
    seen = f"In the figure the inner curve holds ${k}$ dots, and between the two curves there are ${m}$ more."
    return Scene(
        f"An inner curve A holds {k} dots, and a curve B around it holds {m} dots more.", [
            ask("Concept of a Subset", "Subsets through Given Elements",
                say + "Now {more} further elements are added to $B$, but not to $A$. For how many sets $X$ is "
                "$A \\subseteq X \\subseteq B$ then?", 2 ** (m + more),
                f"{seen} With the new elements $B$ has ${m} + {more} = {m + more}$ elements that do not belong to $A$. "
                f"A set $X$ between $A$ and $B$ must contain all of $A$, and each of the other elements can be taken "
                f"or left. By @ there are $2^{{{m + more}}} = {2 ** (m + more)}$ such sets.",
                wrong=[2 ** (k + m + more), 2 * (m + more), 2 ** m + 2 ** more]),
            ask("Concept of a Subset", "Number of Subsets", say + "How many subsets does $A$ have?", 2 ** k,
                f"{seen} So $A$ has ${k}$ elements. Each of them can be taken or left, and by @ $A$ has "
                f"$2^{k} = {2 ** k}$ subsets.", wrong=[2 * k, 2 ** k - 1, 2 ** (k + m)]),
            ask("Proper Subset", "Number of Proper Subsets", say + "How many proper subsets does $B$ have?",
                2 ** (k + m) - 1, f"{seen} So $B$ has ${k} + {m} = {k + m}$ elements. By @ all its subsets but $B$ "
                f"itself count: $2^{{{k + m}}} - 1 = {2 ** (k + m) - 1}$.",
                wrong=[2 ** (k + m), 2 ** (k + m) - 2, 2 ** m - 1])],
        givens=dict(more=more), fixed=(k, m), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of new elements", "elements")}, say=dict(inner=k, outer=m))


@program("Power Set")
def chosen_subsets(rng):
    d, e, k = rng.randint(2, 5), rng.randint(2, 6), rng.randint(2, 6)
    while not k < d + e <= 10:
        d, e, k = rng.randint(2, 5), rng.randint(2, 6), rng.randint(2, 6)
    n = d + e
    order = rng.sample(range(n), n)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        c.ring((0, 0), 7, 4.6)
        for i in range(n):
            x, y = polar((0, 0), 1, 90 + 360 * i / n)
            c.circle((5.2 * x, 3.2 * y), 0.6, fill=order[i] < d and c.asked in (None, 1), accent=True)

    def check(c):
        places = [p for p, _ in c.circles]
        filled = {(round(min(x for x, _ in f), 3), round(min(y for _, y in f), 3)) for f, _ in c.fills}
        return (len(list(combinations(places, k))), len(subsets(sorted(filled))), len(subsets([*places, (99, 99)])))

    say = "The circles in the closed curve are the elements of the set $S$. "
    return Scene(
        f"A closed curve holds {n} circles, {d} dark ones and {e} light ones.", [
            ask("Power Set", "Subsets of a Fixed Size", say + "How many subsets of $S$ have exactly {k} elements?",
                comb(n, k), f"The figure shows ${n}$ circles, so $S$ has ${n}$ elements. A subset with ${k}$ elements "
                f"is a choice of ${k}$ of them, without order. By @ there are "
                f"$\\binom{{{n}}}{{{k}}} = {comb(n, k)}$ such subsets.",
                wrong=[perm(n, k), n * k, comb(n, k - 1)]),
            ask("Power Set", "Size of the Power Set",
                say + "How many elements does the power set of the set of dark circles have?", 2 ** d,
                f"The figure shows ${d}$ dark circles. The power set holds all subsets of their set, and by @ these "
                f"are $2^{d} = {2 ** d}$.", wrong=[2 * d, 2 ** n, d * d]),
            ask("Power Set", "Doubling with a New Element",
                say + "One more element is added to $S$. How many elements does the power set of $S$ have then?",
                2 ** (n + 1), f"The figure shows ${n}$ circles, so the power set of $S$ has $2^{{{n}}} = {2 ** n}$ "
                f"elements. By @ one more element doubles this number: $2 \\cdot {2 ** n} = {2 ** (n + 1)}$.",
                wrong=[2 ** n + 1, 2 ** n, 2 * (n + 1)])],
        givens=dict(k=k), fixed=(d, e, *order), figure=figure, upright=True, check=check, scale=False,
        quantities={"k": Quantity("count", "the number of elements of each subset", "elements")}, say=dict(size=n))


@program("Difference of Sets")
def segment_difference(rng):
    a, c0 = rng.randint(2, 30), rng.randint(4, 40)
    b, d0 = a + rng.randint(8, 30), c0 + rng.randint(6, 25)
    while not a < c0 <= b or b == d0 or d0 - a > 60:
        a, c0 = rng.randint(2, 30), rng.randint(4, 40)
        b, d0 = a + rng.randint(8, 30), c0 + rng.randint(6, 25)
    n, m, both = b - a + 1, d0 - c0 + 1, min(b, d0) - c0 + 1

    def figure(c, g):
        two_segments(c, (a, b), (c0, d0), [g[name] for name in "abcd"])

    def check(c):
        (a, _), (b, _), (e, _), (f, _) = c.dots
        first, second = ({x for x in range(200) if low <= x <= high} for low, high in ((a, b), (e, f)))
        return len(first - second), len(first ^ second), len(first & second)

    say = "The segments show two sets $A$ and $B$ of whole numbers: each set holds all whole numbers from the left " \
          "to the right end of its segment, both ends included. "
    end = min(b, d0)
    seen = f"In the figure $A$ runs from ${a}$ to ${b}$ and $B$ from ${c0}$ to ${d0}$."
    return Scene(
        f"Over a number line a segment A is drawn from {a} to {b}, and a segment B from {c0} to {d0}.", [
            ask("Difference of Sets", "Size of a Difference", say + "How many elements does $A \\setminus B$ have?",
                n - both,
                f"{seen} With both ends $A$ has ${b} - {a} + 1 = {n}$ elements. The numbers from ${c0}$ to ${end}$ "
                f"lie in $B$, too; these are ${end} - {c0} + 1 = {both}$. By @ they are taken away, so "
                f"the number of elements of $A \\setminus B$ is ${n} - {both} = {n - both}$.",
                wrong=[n, both, n - both + 1, n + m - 2 * both]),
            ask("Difference of Sets", "Symmetric Difference",
                say + "How many whole numbers belong to exactly one of the two sets?", n + m - 2 * both,
                f"{seen} So the sets have ${b} - {a} + 1 = {n}$ and ${d0} - {c0} + 1 = {m}$ elements, and the numbers "
                f"from ${c0}$ to ${end}$, which are ${both}$, belong to both. By @ the common elements are taken "
                f"away from each set: ${n} + {m} - 2 \\cdot {both} = {n + m - 2 * both}$.",
                wrong=[n + m - both, n - both, n + m]),
            ask("Intersection of Sets", "Intersection of Intervals", say + "How many elements does $A \\cap B$ have?",
                both,
                f"{seen} By @ the common part runs from $\\max({a}, {c0}) = {c0}$ to $\\min({b}, {d0}) = {end}$. With "
                f"both ends it has ${end} - {c0} + 1 = {both}$ elements.",
                wrong=[both - 1, both + 1, n + m - both])],
        givens=dict(a=a, b=b, c=c0, d=d0), figure=figure, upright=True, check=check, scale=False,
        quantities=SEGMENT_ENDS, more=[whole_ticks(min(a, c0), max(b, d0))])


@program("Parameters from Set Relations")
def shifted_interval(rng):
    a, c0 = rng.randint(2, 30), rng.randint(5, 50)
    b, d0 = a + rng.randint(5, 20), c0 + rng.randint(8, 30)
    while not a + 2 <= c0 < b < d0 or b - a > d0 - c0:
        a, c0 = rng.randint(2, 30), rng.randint(5, 50)
        b, d0 = a + rng.randint(5, 20), c0 + rng.randint(8, 30)

    def figure(c, g):
        two_segments(c, (a, b), (c0, d0), [g[name] for name in "abcd"])

    def check(c):
        (a, _), (b, _), (e, _), (f, _) = c.dots
        return (next(s for s in range(200) if e <= a + s and b + s <= f), next(s for s in range(200) if b - s < e),
                next(s for s in range(200) if a + s == f))

    say = "The segments are the sets $A$ and $B$, both with their ends. "
    seen = f"In the figure $A$ runs from ${a}$ to ${b}$ and $B$ from ${c0}$ to ${d0}$."
    return Scene(
        f"Over a number line a segment A is drawn from {a} to {b}, and a segment B from {c0} to {d0}.", [
            ask("Parameters from Set Relations", "Interval Ends from an Inclusion",
                say + "$A$ is shifted to the right by $d$. What is the least $d$ for which $A \\subseteq B$?", c0 - a,
                f"{seen} After the shift $A$ runs from ${a} + d$ to ${b} + d$. By @ it lies in $B$ if "
                f"${c0} \\le {a} + d$ and ${b} + d \\le {d0}$. The first condition says that $d$ is at least "
                f"${c0} - {a} = {c0 - a}$, and for this $d$ the second one holds, too, since "
                f"${b} + {c0 - a} \\le {d0}$. So the least $d$ is ${c0 - a}$.",
                wrong=[d0 - b, d0 - a, c0 - a + 1]),
            ask("Parameters from Set Relations", "Parameter from Disjointness",
                say + "$A$ is shifted to the left by a whole number $d$. What is the least $d$ for which "
                "$A \\cap B = \\emptyset$?", b - c0 + 1,
                f"{seen} After the shift the right end of $A$ is ${b} - d$. By @ it must lie left of $B$, so "
                f"${b} - d < {c0}$. Hence $d$ is greater than ${b} - {c0} = {b - c0}$, and the least whole number is "
                f"${b - c0} + 1 = {b - c0 + 1}$.", wrong=[b - c0, d0 - a + 1, b - c0 + 2]),
            ask("Parameters from Set Relations", "Parameter from a Known Intersection",
                say + "$A$ is shifted to the right by $d$ until $A \\cap B$ consists of a single number. What is $d$?",
                d0 - a, f"{seen} By @ the two segments then share only an end: the left end of $A$ has reached the "
                f"right end of $B$, so ${a} + d = {d0}$ and $d$ is ${d0} - {a} = {d0 - a}$.",
                wrong=[d0 - b, c0 - a, d0 - a - 1])],
        givens=dict(a=a, b=b, c=c0, d=d0), figure=figure, upright=True, check=check, scale=False,
        quantities=SEGMENT_ENDS, more=[whole_ticks(min(a, c0), max(b, d0))])


@program("Distinctness of Elements")
def forbidden_values(rng):
    a = rng.randint(2, 20)
    b, d = a + rng.randint(2, 40), a + rng.randint(2, 40)
    while b == d:
        d = a + rng.randint(2, 40)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        c.ring((0, 0), 7.5, 4.8)
        for (x, y), text in (((-3.6, 0.6), "x + " + g["a"]), ((3.4, 1.4), g["b"]), ((1, -2.4), g["d"])):
            c.circle((x, y), 2.1, accent=True)
            c.text((x, y), text)

    def check(c):
        texts = c.texts()

        def elements(x):
            return [x + int(texts[0][4:]), int(texts[1]), int(texts[2])]
        bad = [x for x in range(-50, 150) if len(set(elements(x))) < 3]
        return sum(bad), sum(set(elements(bad[0]))), max(bad)

    say = "The circles show the three elements of a set, which must be different numbers. "
    seen = f"In the figure the circles hold $x + {a}$, ${b}$ and ${d}$."
    return Scene(
        f"Three circles hold x + {a}, {b} and {d}.", [
            ask("Distinctness of Elements", "Elements that must Differ",
                say + "Two values of $x$ are therefore impossible. What is the sum of these two values?",
                b + d - 2 * a, f"{seen} By @ $x + {a}$ must be neither ${b}$ nor ${d}$. So $x$ is not "
                f"${b} - {a} = {b - a}$ and not ${d} - {a} = {d - a}$, and the sum of these two values is "
                f"${b - a} + {d - a} = {b + d - 2 * a}$.", wrong=[b + d, b + d - a, b + d + 2 * a]),
            ask("Distinctness of Elements", "No Element Twice",
                "In the figure $x$ takes the smaller of the two values for which two of the circles hold equal "
                "numbers. What is the sum of the elements of the set that is made of the numbers in the circles?",
                b + d, f"{seen} For this value of $x$ the first circle holds the same number as one of the others. By "
                f"@ it counts only once in the set, so the elements are ${b}$ and ${d}$ with the sum "
                f"${b} + {d} = {b + d}$.", wrong=[b + d + min(b, d), b + d - 2 * a, max(b, d)]),
            ask("Distinctness of Elements", "Testing Parameter Values",
                say + "What is the greatest value that $x$ must not take?", max(b, d) - a,
                f"{seen} By @ we put values in: ${max(b, d) - a}$ gives ${max(b, d) - a} + {a} = {max(b, d)}$, which "
                f"is there already. For every greater $x$ the first circle holds more than the other two, so no "
                f"greater value repeats an element.", wrong=[min(b, d) - a, max(b, d), max(b, d) + a])],
        givens=dict(a=a, b=b, d=d), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the number added to $x$"),
                    "b": Quantity("number", "the number in the right circle"),
                    "d": Quantity("number", "the number in the lowest circle")})


@program("Cartesian Product")
def pairs_of_dots(rng):
    m, n, more = rng.randint(2, 7), rng.randint(2, 7), rng.randint(2, 15)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line", "dashed", "mirror"}
        for x, count, name in ((0, m, "A"), (9, n, "B")):
            c.ring((x, 0), 2.6, 5)
            c.text((x, 6), name)
            for i in range(count):
                c.dot((x + 0.7 * (-1) ** i, 7.4 * (i - (count - 1) / 2) / max(count, 2)))

    def check(c):
        left, right = ([p for p in c.dots if (p[0] < 4) == first] for first in (True, False))
        wide = right + [(9, 50 + i) for i in range(more)]
        return len(list(product(left, wide))), len([p for p in product(left, left) if p[0] != p[1]]), len(
            list(product(left, right)))

    say = "The dots are the elements of the sets $A$ and $B$. "
    seen = f"In the figure $A$ has ${m}$ and $B$ has ${n}$ dots."
    return Scene(
        f"A curve A holds {m} dots, and a curve B holds {n} dots.", [
            ask("Cartesian Product", "Size of a Product Set",
                say + "Now {more} further elements are added to $B$. How many elements does $A \\times B$ have then?",
                m * (n + more), f"{seen} Afterwards $B$ has ${n} + {more} = {n + more}$ elements. Each of the "
                f"${m}$ elements of $A$ makes a pair with each of the ${n + more}$ elements of $B$, so by @ there are "
                f"${m} \\cdot {n + more} = {m * (n + more)}$ pairs.",
                wrong=[m + n + more, m * n + more, (m + more) * n, m * n]),
            ask("Cartesian Product", "Pairs of a Set with Itself",
                say + "How many elements of $A \\times A$ are pairs of two different elements?", m * m - m,
                f"{seen} By @ $A \\times A$ has ${m}^2 = {m * m}$ elements. In ${m}$ of these pairs both entries are "
                f"equal, which leaves ${m * m} - {m} = {m * m - m}$ pairs.",
                wrong=[m * m, m * (m - 1) // 2, m * m - 1]),
            ask("Bipartite Graph", "Edges of a Complete Bipartite Graph",
                say + "Every dot of $A$ is joined with every dot of $B$ by a line. How many lines are drawn?", m * n,
                f"{seen} By @ each of the ${m}$ dots on the left gets a line to each of the ${n}$ dots on the right, "
                f"which makes ${m} \\cdot {n} = {m * n}$ lines.",
                wrong=[m + n, (m + n) * (m + n - 1) // 2, 2 * m * n])],
        givens=dict(more=more), fixed=(m, n), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of new elements", "elements")}, more=[inner_curve],
        say=dict(left=m, right=n))


def inner_curve(c, rng):
    """A subset C of A: a curve around the lowest dot of A."""
    x, y = min((p for p in c.dots if p[0] < 4), key=lambda p: p[1])
    c.ring((x, y), 0.75, kind="thin")
    c.text((-4, -5.2), "C")
    c.line((-3.6, -4.9), (x - 0.5, y - 0.56), kind="thin")
