"""Sets: Venn diagrams with counts and with elements, unions, complements."""
from math import dist

from ..pieces import venn
from ..tools import Quantity, Scene, ask, draw_until, program
from .networks import series

OPERATIONS = "Operations of Intersection, Union and Complement"
COUNTS = "Each number tells how many elements lie in its region. "
BAG = ("upper left", "upper right", "left", "right", "middle", "lowest")  # places of the texts of bag()


def inside(c, i, p):
    """Whether the point p lies in the i-th circle drawn."""
    return dist(c.circles[i][0], p) < c.circles[i][1]


def numbers_at(c):
    """The numbers drawn, with their places."""
    return [(label[1], int(label[4])) for label in c.labels if label[4].isdigit()]


def plus(values):
    return " + ".join(map(str, values))


def bag(c, centre, texts, name, rx=4.6, ry=3.6):
    """A closed curve with a name above it and up to six texts inside."""
    c.without |= {"shapes", "line", "hatch"}
    c.ring(centre, rx, ry)
    c.text((centre[0], centre[1] + ry + 1), name)
    places = [(-1.7, 1.5), (1.7, 1.5), (-2.7, -0.5), (2.7, -0.5), (0, -0.2), (0, -2.3)]
    for (x, y), text in zip(places, texts):
        c.text((centre[0] + x, centre[1] + y), text)


@program("Venn Diagram")
def region_counts(rng):
    one, both, two, none = (rng.randint(2, 40) for _ in range(4))

    def figure(c, g):
        venn(c, "AB", (g["one"], g["both"], g["two"], g["none"]))

    def check(c):
        shown = numbers_at(c)
        return (sum(v for p, v in shown if inside(c, 0, p)), sum(v for _, v in shown),
                sum(v for p, v in shown if inside(c, 0, p) != inside(c, 1, p)))

    seen = f"In the figure ${one}$ elements lie only in $A$, ${both}$ in both sets and ${two}$ only in $B$"
    return Scene(
        f"A Venn diagram of the sets A and B shows the number {one} only in A, {two} only in B, {both} in both and "
        f"{none} in neither.", [
            ask("Venn Diagram", "Circle Total from its Regions", COUNTS + "How many elements does $A$ have?",
                one + both, f"The circle of $A$ consists of two regions: in the figure ${one}$ elements lie only in "
                f"$A$ and ${both}$ in both sets. By @ both regions count: ${one} + {both} = {one + both}$.",
                wrong=[one, one + both + two, both, one + both + none]),
            ask("Venn Diagram", "Total of the Regions", COUNTS + "How many elements are there altogether?",
                one + both + two + none, f"{seen}, and ${none}$ lie in neither. By @ every element lies in exactly one "
                f"of these regions, so there are ${one} + {both} + {two} + {none} = {one + both + two + none}$.",
                wrong=[one + both + two, one + 2 * both + two + none, one + two + none]),
            ask("Difference of Sets", "Symmetric Difference",
                COUNTS + "How many elements lie in exactly one of the sets $A$ and $B$?", one + two,
                f"{seen}. So the sets have ${one + both}$ and ${two + both}$ elements and share ${both}$. By @ the "
                f"common ones are taken away from each: ${one + both} + {two + both} - 2 \\cdot {both} = {one + two}$.",
                wrong=[one + both + two, both, one + two + none])],
        givens=dict(one=one, both=both, two=two, none=none), figure=figure, upright=True, check=check, scale=False,
        quantities={k: Quantity("count", f"the number of elements {where}", "elements")
                    for k, where in (("one", "only in $A$"), ("both", "in both sets"), ("two", "only in $B$"),
                                     ("none", "in neither set"))})


@program("Inclusion and Exclusion")
def circle_totals(rng):
    one, both, two, none = draw_until(  # the three sets have a whole mean
        lambda: (rng.randint(3, 40), rng.randint(2, 30), rng.randint(3, 40), rng.randint(2, 30)),
        lambda t: (2 * t[0] + 2 * t[2] + t[3]) % 3 == 0, "circle_totals")
    a, b, total = one + both, two + both, one + both + two + none

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        c.circle((-1.7, 0), 3, fill=False)
        c.circle((1.7, 0), 3, fill=False)
        c.polygon((-6.2, -5), (6.2, -5), (6.2, 5), (-6.2, 5), fill=False)
        c.text((0, 0), g["both"])
        c.text((-3.4, 3.8), "|A| = " + g["a"])
        c.text((3.4, 3.8), "|B| = " + g["b"])
        c.text((-3.8, -4.1), "|U| = " + g["total"])

    def check(c):
        both, a, b, total = (int(t.split()[-1]) for t in c.texts())
        first, second = set(range(a)), set(range(a - both, a + b - both))
        everything = set(range(total))
        return len(everything - first - second), len(first | second), len(first - second)

    say = "A number in the middle tells how many elements $A$ and $B$ have in common; the frame is the universal " \
          "set $U$. "
    seen = f"In the figure $A$ has ${a}$ and $B$ has ${b}$ elements, and ${both}$ of them belong to both sets."
    return Scene(
        f"A Venn diagram in a frame says |U| = {total}, |A| = {a} and |B| = {b}; the number in the middle, in both "
        f"circles, is {both}.", [
            ask("Inclusion and Exclusion", "Neither of Two Sets",
                say + "How many elements of $U$ lie neither in $A$ nor in $B$?", none,
                f"{seen} The universal set $U$ has ${total}$ elements. If $A$ and $B$ are taken away from $U$, the "
                f"common elements are taken away twice, so by @ they are added once: "
                f"${total} - {a} - {b} + {both} = {none}$.",
                wrong=[a + b - both, total - both, *([total - a - b] if total > a + b else [total - a])]),
            ask("Inclusion and Exclusion", "Two Overlapping Sets", say + "How many elements does $A \\cup B$ have?",
                a + b - both, f"{seen} In the sum ${a} + {b} = {a + b}$ the common elements are counted twice. By @ "
                f"they are taken away once, so the union has ${a} + {b} - {both} = {a + b - both}$ elements.",
                wrong=[a + b, a + b - 2 * both, a + b + both]),
            ask("Difference of Sets", "Size of a Difference", say + "How many elements lie in $A$ but not in $B$?", one,
                f"{seen} By @ the common elements are taken away from $A$: ${a} - {both} = {one}$.",
                wrong=[a, a - b if a > b else b - a, a + both])],
        givens=dict(a=a, b=b, both=both, total=total), figure=figure, upright=True, check=check, scale=False,
        quantities={k: Quantity("count", f"the number of {what}", "elements")
                    for k, what in (("a", "elements of $A$"), ("b", "elements of $B$"), ("both", "common elements"),
                                    ("total", "elements of $U$"))})


def small_set(c, rng):
    """A set C of one number that lies outside the other sets."""
    x, y = rng.choice([p for p, _ in numbers_at(c) if not any(inside(c, i, p) for i in range(len(c.circles)))])
    c.ring((x, y), 0.75, 0.6, kind="thin")
    side = x - 0.75 if x > 0 else x + 0.75
    c.corner((side, y), "C", (x, y))


@program("Intersection of Sets")
def common_elements(rng):
    sizes = rng.randint(2, 3), rng.randint(2, 3), rng.randint(2, 3), rng.randint(1, 2)
    cuts = [sum(sizes[:i]) for i in range(5)]
    values = draw_until(lambda: rng.sample(range(2, 60), sum(sizes)),  # whole means of those in one set only
                        lambda v: all(sum(v[cuts[i]:cuts[i + 1]]) % sizes[i] == 0 for i in (0, 2)), "common_elements")
    givens = {f"e{i}": v for i, v in enumerate(values[:6])}
    one, both, two, _ = (values[i:j] for i, j in zip(cuts, cuts[1:]))
    spots = [[(-3, 1.4), (-3.6, 0), (-3, -1.4)], [(0, 1.3), (0, -1.2), (0, 0)], [(3, 1.4), (3.6, 0), (3, -1.4)],
             [(4.8, -3.3), (-4.8, -3.3)]]

    def figure(c, g):
        c.lettered = True
        venn(c, "AB", ("", "", "", None))
        for i in range(4):
            for place, j in zip(spots[i], range(cuts[i], cuts[i + 1])):
                c.text(place, g.get(f"e{j}", str(values[j])))

    def check(c):
        a, b = ({v for p, v in numbers_at(c) if inside(c, i, p)} for i in (0, 1))
        return sum(a & b), max(a & b), len(a | b)

    say = "The elements themselves stand in the diagram. "
    shared = f"In the figure the overlap of the curves holds {series(both)}"
    heights = ("upper", "lower", "middle")
    return Scene(
        f"A Venn diagram shows {', '.join(map(str, one))} only in A, {', '.join(map(str, two))} only in B and "
        f"{', '.join(map(str, both))} in both.", [
            ask("Intersection of Sets", "Common Elements", say + "What is the sum of the elements of $A \\cap B$?",
                sum(both), f"By @ the intersection $A \\cap B$ holds the elements that belong to $A$ and to $B$. "
                f"{shared}, and the sum of these elements is ${plus(both)} = {sum(both)}$.",
                wrong=[sum(one + both + two), sum(one + two), sum(one + both), max(both)]),
            ask("Intersection of Sets", "Overlap of the Curves", say + "What is the greatest element of $A \\cap B$?",
                max(both), f"By @ the elements of $A \\cap B$ are the numbers inside both curves. {shared}, and "
                f"$\\max({', '.join(map(str, both))}) = {max(both)}$.",
                wrong=[max(one + both + two), min(both), max(one)]),
            ask("Union of Sets", "Elements of at Least One Set", say + "How many elements does $A \\cup B$ have?",
                len(one + both + two), f"By @ all numbers inside at least one curve count. In the figure ${len(one)}$ "
                f"of them lie only in $A$, ${len(both)}$ in both and ${len(two)}$ only in $B$, together "
                f"${len(one)} + {len(both)} + {len(two)} = {len(one + both + two)}$.",
                wrong=[len(one + two), len(one + both + two + both), len(both)])],
        givens=givens, fixed=(*values[6:], *sizes), figure=figure, upright=True, check=check, scale=False,
        quantities={e: Quantity("number", "the missing number") for e in givens} | {
            f"e{j}": Quantity("number", f"the {height} number of $A \\cap B$")
            for j, height in zip(range(cuts[1], min(cuts[2], 6)), heights)},
        more=[small_set], say=dict(
            sum1=sum(one), size1=len(one + both), sum2=sum(two), size2=len(two + both),
            **{f"rest{j}": sum(both) - values[j] if cuts[1] <= j < cuts[2] else 0 for j in range(2, 6)}))


@program("Union of Sets")
def two_bags(rng):
    n, m, k = rng.randint(4, 6), rng.randint(4, 6), rng.randint(1, 3)
    values = draw_until(lambda: rng.sample(range(2, 50), n + m - k),  # whole means
                        lambda v: sum(v[:n]) % n == sum(v[n - k:]) % m == 0, "two_bags")
    first = rng.sample(range(n), n)
    second = rng.sample(range(n - k, n + m - k), m)
    givens = {f"e{i}": v for i, v in enumerate(values[:5])}
    shared, only = values[n - k:n], values[:n - k]

    def figure(c, g):
        c.lettered = True
        bag(c, (0, 0), [g.get(f"e{i}", str(values[i])) for i in first], "A")
        bag(c, (10.5, 0), [g.get(f"e{i}", str(values[i])) for i in second], "B")

    def check(c):
        a, b = ({v for p, v in numbers_at(c) if (p[0] < 5) == left} for left in (True, False))
        return sum(a.union(b)), len(a.union(b)), sum(a.difference(b))

    say = "The elements of the sets $A$ and $B$ stand in the two curves. "
    where = {values[i]: f"the {at} number in $B$" for i, at in zip(second, BAG)}
    where |= {values[i]: f"the {at} number in $A$" for i, at in zip(first, BAG)}
    seen = f"In the figure {series(shared)} {'stands' if k == 1 else 'stand'} in both curves"
    return Scene(
        f"The curve A holds {', '.join(str(values[i]) for i in first)}; "
        f"the curve B holds {', '.join(str(values[i]) for i in second)}.", [
            ask("Union of Sets", "Common Elements Listed Once", say + "What is the sum of the elements of $A \\cup B$?",
                sum(values), f"{seen}. By @ the union holds {'this number' if k == 1 else 'each of these numbers'} "
                f"only once. So its elements have the sum ${plus(values)} = {sum(values)}$.",
                wrong=[sum(values) + sum(shared), sum(values) - sum(shared), sum(shared)]),
            ask("Union of Sets", "Elements of at Least One Set", say + "How many elements does $A \\cup B$ have?",
                len(values), f"$A$ has ${n}$ and $B$ has ${m}$ elements, so ${n} + {m} = {n + m}$ numbers are written. "
                f"{seen}. By @ a number counts once even if it stands in both, so the union has "
                f"${n + m} - {k} = {n + m - k}$ elements.", wrong=[n + m, n + m - 2 * k, k]),
            ask("Difference of Sets", "Elements of the First Only",
                say + "What is the sum of the elements of $A \\setminus B$?", sum(only),
                f"{seen}. By @ {'it is' if k == 1 else 'they are'} left out of $A$. " + (
                    f"What remains is {series(only)}, and ${plus(only)} = {sum(only)}$." if len(only) > 1 else
                    f"Only ${only[0]}$ remains, so this is the sum."),
                wrong=[sum(values[:n]), sum(shared), sum(values) - sum(shared)])],
        givens=givens, fixed=(*values[5:], n, m, k, *first, *second), figure=figure, upright=True, check=check,
        scale=False, quantities={e: Quantity("number", where[v]) for e, v in givens.items()},
        say={f"side{i}": (i in first) + 2 * (i in second) for i in range(5)} | dict(
            sum1=sum(values[:n]), num1=n, sum2=sum(values[n - k:]), num2=m))


@program("Complement and Universal Set")
def outside_the_circle(rng):
    n, m = rng.randint(3, 6), rng.randint(3, 6)
    values = draw_until(lambda: rng.sample(range(2, 60), n + m), lambda v: sum(v[m:]) % n == 0, "outside_the_circle")
    givens = {f"e{i}": v for i, v in enumerate(values[:6])}
    out, held = values[:m], values[m:]
    near = [(-1.2, 1.2), (1.2, 1.2), (0, -0.1), (-1.4, -1.4), (1.4, -1.4), (0, 2.1)]
    far = [(-4.6, 2.9), (4.6, 2.9), (-4.4, -3), (4.4, -3), (-4.6, 0.4), (4.6, -0.4)]

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        c.lettered = True
        c.polygon((-5.8, -4), (5.8, -4), (5.8, 4), (-5.8, 4), fill=False)
        c.circle((0, 0), 3, fill=False)
        c.corner((-2.1, 2.1), "A", (0, 0))
        c.corner((5.8, 4), "U", (5.8, 0))
        for i, place in enumerate(far[:m] + near[:n]):
            c.text(place, g.get(f"e{i}", str(values[i])))

    def check(c):
        shown = numbers_at(c)
        outside = [v for p, v in shown if not inside(c, 0, p)]
        return sum(outside), len(shown) - len([p for p, _ in shown if inside(c, 0, p)]), sum(v for _, v in shown)

    say = "The frame holds the elements of the universal set $U$, the circle those of the set $A$. "
    corners = ("upper left", "upper right", "lower left", "lower right", "left", "right")
    return Scene(
        f"A frame U holds the numbers {', '.join(map(str, values))}, of which {', '.join(map(str, held))} stand in the "
        "circle A.", [
            ask("Complement and Universal Set", "Elements outside a Set",
                say + "What is the sum of the elements of the complement of $A$?", sum(out),
                f"By @ the complement of $A$ holds the elements of $U$ that do not belong to $A$. In the figure "
                f"{series(out)} stand outside the circle, and their sum is ${plus(out)} = {sum(out)}$.",
                wrong=[sum(held), sum(values), max(out)]),
            ask("Complement and Universal Set", "Number of Elements of a Complement",
                say + "How many elements does the complement of $A$ have?", m,
                f"In the figure $U$ has ${n + m}$ elements, and ${n}$ of them stand in the circle $A$. By @ the "
                f"complement has ${n + m} - {n} = {m}$ elements.", wrong=[n, n + m, 2 * n + m]),
            ask("Complement and Universal Set", "Universal Set", say + "What is the sum of all elements of $U$?",
                sum(values), f"By @ all numbers in the frame are elements of $U$, inside and outside the circle. Their "
                f"sum is ${plus(values)} = {sum(values)}$.", wrong=[sum(out), sum(held), sum(values) + sum(held)])],
        givens=givens, fixed=(*values[6:], n, m), figure=figure, upright=True, check=check, scale=False,
        quantities={e: Quantity("number", "the missing number") for e in givens} | {
            f"e{i}": Quantity("number", f"the number outside the circle at the {corners[i]}") for i in range(m)},
        more=[small_set], say=dict(total=sum(values), size=n + m))


@program(OPERATIONS)
def three_set_circles(rng):
    names = ["a", "b", "c", "ab", "ac", "bc", "abc", "none"]
    n = {name: rng.randint(2, 25) for name in names}
    target = n["ac"] + n["bc"] + n["abc"]
    neither = n["c"] + n["none"]
    union = sum(n.values()) - n["none"]
    spots = [(-3.2, 2.2), (3.2, 2.2), (0, -3.6), (0, 2.3), (-1.9, -0.7), (1.9, -0.7), (0, 0.3), (4.6, -4.5)]

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        for centre in ((-1.6, 1.1), (1.6, 1.1), (0, -1.7)):
            c.circle(centre, 3, fill=False)
        c.polygon((-5.8, -5.4), (5.8, -5.4), (5.8, 4.8), (-5.8, 4.8), fill=False)
        for place, name in (((-3.8, 3.3), "A"), ((3.8, 3.3), "B"), ((-2.2, -3.9), "C")):
            c.corner(place, name, (0, 0))
        for place, name in zip(spots, names):
            c.text(place, g[name])

    def check(c):
        rows = [([inside(c, i, p) for i in range(3)], v) for p, v in numbers_at(c)]
        return (sum(v for (a, b, d), v in rows if (a or b) and d), sum(v for (a, b, _), v in rows if not (a or b)),
                sum(v for row, v in rows if any(row)))

    sizes = [sum(v for k, v in n.items() if k != "none" and letter in k) for letter in "abc"]
    pairs = [n["ab"] + n["abc"], n["ac"] + n["abc"], n["bc"] + n["abc"]]
    where = ["only in $A$", "only in $B$", "only in $C$", "only in $A$ and $B$", "only in $A$ and $C$",
             "only in $B$ and $C$", "in all three sets", "in none of the sets"]
    return Scene(
        f"The numbers of elements are: only A {n['a']}, only B {n['b']}, only C {n['c']}, only A and B {n['ab']}, "
        f"only A and C {n['ac']}, only B and C {n['bc']}, all three {n['abc']}, none of them {n['none']}.", [
            ask(OPERATIONS, "Brackets First in Set Terms",
                COUNTS + "How many elements does $(A \\cup B) \\cap C$ have?", target,
                f"By @ the union $A \\cup B$ comes first, then its common part with $C$ is taken. So of the regions in "
                f"$A$ or $B$ those inside $C$ count. In the figure ${n['ac']}$ elements lie in $A$ and $C$ only, "
                f"${n['abc']}$ in all three sets and ${n['bc']}$ in $B$ and $C$ only, together "
                f"${n['ac']} + {n['abc']} + {n['bc']} = {target}$.",
                wrong=[n["abc"], sizes[2], sum(n.values()) - n["none"], n["ac"] + n["bc"]]),
            ask(OPERATIONS, "De Morgan's Laws for Sets",
                COUNTS + "How many elements does the complement of $A \\cup B$ have?", neither,
                f"By @ this is the common part of the complements of $A$ and of $B$, so the regions outside both "
                f"circles count. In the figure ${n['c']}$ elements lie only in $C$ and ${n['none']}$ in none of the "
                f"sets: ${n['c']} + {n['none']} = {neither}$.", wrong=[n["none"], n["c"], sum(n.values()) - neither]),
            ask("Inclusion and Exclusion", "Three Overlapping Sets",
                COUNTS + "How many elements does $A \\cup B \\cup C$ have?", union,
                f"From the regions in the figure, $A$, $B$ and $C$ have {series(sizes)} elements, two of them at a "
                f"time share {series(pairs)}, and all three share {n['abc']}. By @ the union has "
                f"${plus(sizes)} - {' - '.join(map(str, pairs))} + {n['abc']} = {union}$ elements.",
                wrong=[sum(sizes), union + n["none"], union - n["abc"]])],
        givens=n, figure=figure, upright=True, check=check, scale=False,
        quantities={k: Quantity("count", f"the number of elements {at}", "elements") for k, at in zip(names, where)})
