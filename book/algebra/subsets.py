"""Subsets and their number, pairs, sets as segments, elements that must differ."""
from itertools import combinations, product
from math import comb

from ..canvas import polar
from ..tools import Scene, ask, program
from .conditions import two_segments


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
    return Scene(
        f"An inner curve A holds {k} dots, and a curve B around it holds {m} dots more.", [
            ask("Concept of a Subset", "Subsets through Given Elements",
                say + "Now {more} further elements are added to $B$, but not to $A$. For how many sets $X$ is "
                "$A \\subseteq X \\subseteq B$ then?", 2 ** (m + more),
                f"$X$ contains all of $A$, and each of the ${m} + {more} = {m + more}$ other elements of $B$ is "
                f"taken or left, which makes $2^{{{m + more}}} = {2 ** (m + more)}$ sets."),
            ask("Concept of a Subset", "Number of Subsets", say + "How many subsets does $A$ have?", 2 ** k,
                f"$A$ has ${k}$ elements, so it has $2^{k} = {2 ** k}$ subsets."),
            ask("Proper Subset", "Number of Proper Subsets", say + "How many proper subsets does $B$ have?",
                2 ** (k + m) - 1, f"$B$ has ${k} + {m} = {k + m}$ elements; all its subsets but $B$ itself are proper, "
                f"$2^{{{k + m}}} - 1 = {2 ** (k + m) - 1}$.")],
        [("The dots inside the inner curve are players who must be in the team, the other dots are players who may be "
          "in it; {more} more players who may be in it arrive. A team of any size is allowed.",
          "How many teams are possible then?"),
         ("The dots inside the inner curve are dishes that are on every menu, the other dots dishes that may be added; "
          "{more} more dishes that may be added are invented.", "How many menus are possible then?"),
         ("The dots inside the inner curve are things that must go into a rucksack, the other dots things that may; "
          "{more} more things that may go in are found.", "How many ways are there then to choose what goes in?")],
        dict(more=more), fixed=(k, m), figure=figure, upright=True, check=check, scale=False)


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
            c.circle((5.2 * x, 3.2 * y), 0.6, fill=order[i] < d, accent=True)

    def check(c):
        places = [p for p, _ in c.circles]
        filled = {(round(min(x for x, _ in f), 3), round(min(y for _, y in f), 3)) for f, _ in c.fills}
        return (len(list(combinations(places, k))), len(subsets(sorted(filled))), len(subsets([*places, (99, 99)])))

    say = "The circles in the closed curve are the elements of the set $S$. "
    return Scene(
        f"A closed curve holds {n} circles, {d} dark ones and {e} light ones.", [
            ask("Power Set", "Subsets of a Fixed Size", say + "How many subsets of $S$ have exactly {k} elements?",
                comb(n, k), f"$S$ has ${n}$ elements, so the number is $\\binom{{{n}}}{{{k}}} = {comb(n, k)}$."),
            ask("Power Set", "Size of the Power Set",
                say + "How many elements does the power set of the set of dark circles have?", 2 ** d,
                f"there are ${d}$ dark circles, and the power set has $2^{d} = {2 ** d}$ elements."),
            ask("Power Set", "Doubling with a New Element",
                say + "One more element is added to $S$. How many elements does the power set of $S$ have then?",
                2 ** (n + 1), f"before, the power set has $2^{{{n}}} = {2 ** n}$ elements, and one more element "
                f"doubles this: $2 \\cdot {2 ** n} = {2 ** (n + 1)}$.")],
        [("The circles are children in a sports group; a team of {k} children is chosen, no matter in which order.",
          "How many different teams are possible?"),
         ("The circles are books on a shelf; {k} of them are taken on a journey.",
          "In how many ways can the books be chosen?"),
         ("The circles are the elements of a set.", "How many of its subsets have exactly {k} elements?")],
        dict(k=k), fixed=(d, e, *order), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"Over a number line a segment A is drawn from {a} to {b}, and a segment B from {c0} to {d0}.", [
            ask("Difference of Sets", "Size of a Difference", say + "How many elements does $A \\setminus B$ have?",
                n - both,
                f"$A$ has ${b} - {a} + 1 = {n}$ elements, and ${min(b, d0)} - {c0} + 1 = {both}$ of them lie in $B$ "
                f"too, so the difference has ${n} - {both} = {n - both}$."),
            ask("Difference of Sets", "Symmetric Difference",
                say + "How many whole numbers belong to exactly one of the two sets?", n + m - 2 * both,
                f"the sets have ${n}$ and ${m}$ elements and share ${both}$, so the number is "
                f"${n} + {m} - 2 \\cdot {both} = {n + m - 2 * both}$."),
            ask("Intersection of Sets", "Intersection of Intervals", say + "How many elements does $A \\cap B$ have?",
                both,
                f"the common part runs from $\\max({a}, {c0}) = {c0}$ to $\\min({b}, {d0}) = {min(b, d0)}$ and has "
                f"${min(b, d0)} - {c0} + 1 = {both}$ elements.")],
        [("The segments show the pages of a book that Ann (A) and Ben (B) have read, from the left number to the right "
          "number, both included.", "How many pages has Ann read that Ben has not read?"),
         ("The segments show the days of a quarter, numbered from its start, on which the machines A and B are rented, "
          "first and last day included.", "On how many days is A rented but not B?"),
         ("The segments show the house numbers of a street, even and odd, in which the newspapers A and B are "
          "delivered, first and last number included.", "In how many houses is A delivered but not B?")],
        dict(a=a, b=b, c=c0, d=d0), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"Over a number line a segment A is drawn from {a} to {b}, and a segment B from {c0} to {d0}.", [
            ask("Parameters from Set Relations", "Interval Ends from an Inclusion",
                say + "$A$ is shifted to the right by $d$. What is the least $d$ for which $A \\subseteq B$?", c0 - a,
                f"$A \\subseteq B$ needs ${c0} \\le {a} + d$ and ${b} + d \\le {d0}$; the first gives $d$ at least "
                f"${c0} - {a} = {c0 - a}$, and then the second holds too, as ${b} + {c0 - a} \\le {d0}$."),
            ask("Parameters from Set Relations", "Parameter from Disjointness",
                say + "$A$ is shifted to the left by a whole number $d$. What is the least $d$ for which "
                "$A \\cap B = \\emptyset$?", b - c0 + 1,
                f"the right end of $A$ must lie left of $B$, so ${b} - d < {c0}$; $d$ is greater than "
                f"${b} - {c0} = {b - c0}$, and the least whole number is ${b - c0} + 1 = {b - c0 + 1}$."),
            ask("Parameters from Set Relations", "Parameter from a Known Intersection",
                say + "$A$ is shifted to the right by $d$ until $A \\cap B$ consists of a single number. What is $d$?",
                d0 - a, f"the left end of $A$ must reach the right end of $B$, so ${a} + d = {d0}$ and $d$ is "
                f"${d0} - {a} = {d0 - a}$.")],
        [("The upper bar A is a shelf board that is pushed to the right until it lies wholly above the cupboard B; the "
          "numbers are places in centimetres.", "How many centimetres must the board be pushed at least?"),
         ("The upper bar A is a booking of a hall that is put off until it lies wholly within the opening time B; the "
          "numbers are minutes.", "By how many minutes must it be put off at least?"),
         ("The interval $A$ moves to the right by $d$ and becomes a subset of $B$.",
          "What is the least possible $d$?")],
        dict(a=a, b=b, c=c0, d=d0), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"Three circles hold x + {a}, {b} and {d}.", [
            ask("Distinctness of Elements", "Elements that must Differ",
                say + "Two values of $x$ are therefore impossible. What is the sum of these two values?",
                b + d - 2 * a, f"$x + {a}$ must differ from ${b}$ and from ${d}$, so $x$ is neither "
                f"${b} - {a} = {b - a}$ nor ${d} - {a} = {d - a}$, and ${b - a} + {d - a} = {b + d - 2 * a}$."),
            ask("Distinctness of Elements", "No Element Twice",
                "In the figure $x$ takes the smaller of the two values for which two of the circles hold equal "
                "numbers. What is the sum of the elements of the set that is made of the numbers in the circles?",
                b + d, f"two circles then hold the same number, which counts once in a set, so the elements are "
                f"${b}$ and ${d}$ with the sum ${b} + {d} = {b + d}$."),
            ask("Distinctness of Elements", "Testing Parameter Values",
                say + "What is the greatest value that $x$ must not take?", max(b, d) - a,
                f"put into $x + {a}$, the value ${max(b, d) - a}$ gives ${max(b, d) - a} + {a} = {max(b, d)}$, which "
                f"is there already; no greater value repeats an element.")],
        [("Three lockers get different numbers, as shown; $x$ is still to be chosen.",
          "Two values of $x$ are impossible. What is their sum?"),
         ("Three players wear shirts with different numbers, as shown; $x$ is still to be chosen.",
          "Two values of $x$ are impossible. What is their sum?"),
         ("The three expressions in the figure are to have three different values.",
          "For two values of $x$ this is not so. What is their sum?")],
        dict(a=a, b=b, d=d), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"A curve A holds {m} dots, and a curve B holds {n} dots.", [
            ask("Cartesian Product", "Size of a Product Set",
                say + "Now {more} further elements are added to $B$. How many elements does $A \\times B$ have then?",
                m * (n + more), f"$A$ has ${m}$ and $B$ then has ${n} + {more} = {n + more}$ elements, so there are "
                f"${m} \\cdot {n + more} = {m * (n + more)}$ pairs."),
            ask("Cartesian Product", "Pairs of a Set with Itself",
                say + "How many elements of $A \\times A$ are pairs of two different elements?", m * m - m,
                f"of the ${m}^2 = {m * m}$ pairs ${m}$ have two equal entries, leaving ${m * m} - {m} = {m * m - m}$."),
            ask("Bipartite Graph", "Edges of a Complete Bipartite Graph",
                say + "Every dot of $A$ is joined with every dot of $B$ by a line. How many lines are drawn?", m * n,
                f"each of the ${m}$ dots on the left gets ${n}$ lines, ${m} \\cdot {n} = {m * n}$.")],
        [("The dots in A are shirts, those in B are trousers; {more} more pairs of trousers are bought.",
          "How many outfits of one shirt and one pair of trousers are possible then?"),
         ("The dots in A are starters, those in B main dishes of a menu; {more} more main dishes are added.",
          "How many meals of one starter and one main dish are possible then?"),
         ("The set B gets {more} more elements.",
          "How many pairs $(a, b)$ with $a \\in A$ and $b \\in B$ are there then?")],
        dict(more=more), fixed=(m, n), figure=figure, upright=True, check=check, scale=False)
