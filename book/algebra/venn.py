"""Sets: Venn diagrams with counts and with elements, unions, complements."""
from math import dist

from ..pieces import venn
from ..tools import Scene, ask, program

OPERATIONS = "Operations of Intersection, Union and Complement"
COUNTS = "Each number tells how many elements lie in its region. "


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

    return Scene(
        f"A Venn diagram of the sets A and B shows the number {one} only in A, {two} only in B, {both} in both and "
        f"{none} in neither.", [
            ask("Venn Diagram", "Circle Total from its Regions", COUNTS + "How many elements does $A$ have?",
                one + both, f"the circle of $A$ consists of two regions, ${one} + {both} = {one + both}$."),
            ask("Venn Diagram", "Total of the Regions", COUNTS + "How many elements are there altogether?",
                one + both + two + none, f"${one} + {both} + {two} + {none} = {one + both + two + none}$."),
            ask("Difference of Sets", "Symmetric Difference",
                COUNTS + "How many elements lie in exactly one of the sets $A$ and $B$?", one + two,
                f"the sets have ${one + both}$ and ${two + both}$ elements and share ${both}$, so the number is "
                f"${one + both} + {two + both} - 2 \\cdot {both} = {one + two}$.")],
        [("The diagram shows how many pupils of a year play the accordion (A), the bassoon (B), both or neither.",
          "How many of the pupils play the accordion?"),
         ("The diagram shows how many guests of a restaurant ordered apple pie (A), bread (B), both or neither.",
          "How many of the guests ordered apple pie?"),
         ("The diagram shows how many houses of a village have an attic (A), a balcony (B), both or neither.",
          "How many of the houses have an attic?")],
        dict(one=one, both=both, two=two, none=none), figure=figure, upright=True, check=check, scale=False)


@program("Inclusion and Exclusion")
def circle_totals(rng):
    one, both, two, none = rng.randint(3, 40), rng.randint(2, 30), rng.randint(3, 40), rng.randint(2, 30)
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

    say = "The number in the middle tells how many elements $A$ and $B$ have in common; the frame is the universal " \
          "set $U$. "
    return Scene(
        f"A Venn diagram in a frame says |U| = {total}, |A| = {a} and |B| = {b}; the number in the middle, in both "
        f"circles, is {both}.", [
            ask("Inclusion and Exclusion", "Neither of Two Sets",
                say + "How many elements of $U$ lie neither in $A$ nor in $B$?", none,
                f"the common elements are taken away twice, so they are added once: "
                f"${total} - {a} - {b} + {both} = {none}$."),
            ask("Inclusion and Exclusion", "Two Overlapping Sets", say + "How many elements does $A \\cup B$ have?",
                a + b - both, f"the common elements are counted twice in ${a} + {b} = {a + b}$, so the union has "
                f"${a} + {b} - {both} = {a + b - both}$ elements."),
            ask("Difference of Sets", "Size of a Difference", say + "How many elements lie in $A$ but not in $B$?", one,
                f"${a} - {both} = {one}$.")],
        [("U are the pupils of a year; A play a sport, B an instrument, and the number in the middle counts those who "
          "do both.",
          "How many pupils do neither?"),
         ("U are the visitors of a fair; A rode the big wheel, B the ghost train, and the number in the middle "
          "counts those who rode both.",
          "How many visitors rode neither?"),
         ("U are the books of a small library; A are novels, B are for children, and the number in the middle counts "
          "the novels for children.", "How many books are neither novels nor for children?")],
        dict(a=a, b=b, both=both, total=total), figure=figure, upright=True, check=check, scale=False)


@program("Intersection of Sets")
def common_elements(rng):
    sizes = rng.randint(2, 3), rng.randint(2, 3), rng.randint(2, 3), rng.randint(1, 2)
    values = rng.sample(range(2, 60), sum(sizes))
    givens = {f"e{i}": v for i, v in enumerate(values[:6])}
    cuts = [sum(sizes[:i]) for i in range(5)]
    one, both, two, _ = (values[i:j] for i, j in zip(cuts, cuts[1:]))
    spots = [[(-3, 1.4), (-3.6, 0), (-3, -1.4)], [(0, 1.3), (0, -1.2), (0, 0)], [(3, 1.4), (3.6, 0), (3, -1.4)],
             [(4.8, -3.3), (-4.8, -3.3)]]

    def figure(c, g):
        venn(c, "AB", ("", "", "", None))
        for i in range(4):
            for place, j in zip(spots[i], range(cuts[i], cuts[i + 1])):
                c.text(place, g.get(f"e{j}", str(values[j])))

    def check(c):
        a, b = ({v for p, v in numbers_at(c) if inside(c, i, p)} for i in (0, 1))
        return sum(a & b), max(a & b), len(a | b)

    say = "The numbers in the diagram are the elements themselves. "
    return Scene(
        f"A Venn diagram shows {', '.join(map(str, one))} only in A, {', '.join(map(str, two))} only in B and "
        f"{', '.join(map(str, both))} in both.", [
            ask("Intersection of Sets", "Common Elements", say + "What is the sum of the elements of $A \\cap B$?",
                sum(both), f"the elements in both $A$ and $B$ are ${', '.join(map(str, both))}$, and "
                f"${plus(both)} = {sum(both)}$."),
            ask("Intersection of Sets", "Overlap of the Curves", say + "What is the greatest element of $A \\cap B$?",
                max(both), f"the overlap of the curves holds ${', '.join(map(str, both))}$, and "
                f"$\\max({', '.join(map(str, both))}) = {max(both)}$."),
            ask("Union of Sets", "Elements of at Least One Set", say + "How many elements does $A \\cup B$ have?",
                len(one + both + two), f"all numbers inside at least one curve count, "
                f"${len(one)} + {len(both)} + {len(two)} = {len(one + both + two)}$.")],
        [("The numbers are the house numbers of a street; A are the houses with a garden, B those with a garage.",
          "What is the sum of the numbers of the houses with both?"),
         ("The numbers are the values of stamps in cents; A are Ann's, B are Ben's, and the overlap is owned by both "
          "together.", "How many cents are the stamps worth that both own together?"),
         ("The two curves enclose the sets $A$ and $B$; a number is an element of a set if it stands inside its curve.",
          "What is the sum of all elements that $A$ and $B$ have in common?")],
        givens, fixed=(*values[6:], *sizes), figure=figure, upright=True, check=check, scale=False)


@program("Union of Sets")
def two_bags(rng):
    n, m, k = rng.randint(4, 6), rng.randint(4, 6), rng.randint(1, 3)
    values = rng.sample(range(2, 50), n + m - k)
    first = rng.sample(range(n), n)
    second = rng.sample(range(n - k, n + m - k), m)
    givens = {f"e{i}": v for i, v in enumerate(values[:5])}
    shared, only = values[n - k:n], values[:n - k]

    def figure(c, g):
        bag(c, (0, 0), [g.get(f"e{i}", str(values[i])) for i in first], "A")
        bag(c, (10.5, 0), [g.get(f"e{i}", str(values[i])) for i in second], "B")

    def check(c):
        a, b = ({v for p, v in numbers_at(c) if (p[0] < 5) == left} for left in (True, False))
        return sum(a.union(b)), len(a.union(b)), sum(a.difference(b))

    say = "The numbers in the two curves are the elements of the sets $A$ and $B$. "
    return Scene(
        f"The curve A holds {', '.join(str(values[i]) for i in first)}; "
        f"the curve B holds {', '.join(str(values[i]) for i in second)}.", [
            ask("Union of Sets", "Common Elements Listed Once", say + "What is the sum of the elements of $A \\cup B$?",
                sum(values), f"${', '.join(map(str, shared))}$ "
                f"{'is a common element and counts' if k == 1 else 'are common elements and count'} only once: "
                f"${plus(values)} = {sum(values)}$."),
            ask("Union of Sets", "Elements of at Least One Set", say + "How many elements does $A \\cup B$ have?",
                len(values), f"${n} + {m} = {n + m}$ numbers are written, ${k}$ of them twice, so the union has "
                f"${n + m} - {k} = {n + m - k}$ elements."),
            ask("Difference of Sets", "Elements of the First Only",
                say + "What is the sum of the elements of $A \\setminus B$?", sum(only),
                f"the elements of $A$ that are not in $B$ are ${', '.join(map(str, only))}$, and "
                f"${plus(only)} = {sum(only)}$." if len(only) > 1 else
                f"the only element of $A$ that is not in $B$ is ${only[0]}$, so this is the sum.")],
        [("Two classes A and B want to sing songs; each number is the number of a song in the songbook.",
          "All songs wanted by at least one class are noted once. What is the sum of the noted numbers?"),
         ("Two clerks A and B list the numbers of the rooms they checked.",
          "All rooms checked by at least one of them are noted once. What is the sum of the noted numbers?"),
         ("A number belongs to the set $M$ if it stands in at least one of the two curves.",
          "What is the sum of the elements of $M$?")],
        givens, fixed=(*values[5:], n, m, k, *first, *second), figure=figure, upright=True, check=check, scale=False)


@program("Complement and Universal Set")
def outside_the_circle(rng):
    n, m = rng.randint(3, 6), rng.randint(3, 6)
    values = rng.sample(range(2, 60), n + m)
    givens = {f"e{i}": v for i, v in enumerate(values[:6])}
    out, held = values[:m], values[m:]
    near = [(-1.2, 1.2), (1.2, 1.2), (0, -0.1), (-1.4, -1.4), (1.4, -1.4), (0, 2.1)]
    far = [(-4.6, 2.9), (4.6, 2.9), (-4.4, -3), (4.4, -3), (-4.6, 0.4), (4.6, -0.4)]

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
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

    say = "The numbers are the elements of the universal set $U$, and the circle is the set $A$. "
    return Scene(
        f"A frame U holds the numbers {', '.join(map(str, values))}, of which {', '.join(map(str, held))} stand in the "
        "circle A.", [
            ask("Complement and Universal Set", "Elements outside a Set",
                say + "What is the sum of the elements of the complement of $A$?", sum(out),
                f"the complement holds the elements outside the circle: ${plus(out)} = {sum(out)}$."),
            ask("Complement and Universal Set", "Number of Elements of a Complement",
                say + "How many elements does the complement of $A$ have?", m,
                f"$U$ has ${n + m}$ elements and $A$ has ${n}$, so the complement has ${n + m} - {n} = {m}$."),
            ask("Complement and Universal Set", "Universal Set", say + "What is the sum of all elements of $U$?",
                sum(values), f"all numbers in the frame count: ${plus(values)} = {sum(values)}$.")],
        [("The numbers in the frame U are the weights in kilograms of all parcels; the parcels in the circle A are "
          "already on the truck.", "How many kilograms do the parcels weigh that are not on the truck?"),
         ("The numbers in the frame U are the prices in euros of all tickets; the tickets in the circle A are sold.",
          "How many euros are the tickets worth that are not sold?"),
         ("Let $B$ be the set of all elements of $U$ that do not belong to $A$.",
          "What is the sum of the elements of $B$?")],
        givens, fixed=(*values[6:], n, m), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"The numbers of elements are: only A {n['a']}, only B {n['b']}, only C {n['c']}, only A and B {n['ab']}, "
        f"only A and C {n['ac']}, only B and C {n['bc']}, all three {n['abc']}, none of them {n['none']}.", [
            ask(OPERATIONS, "Brackets First in Set Terms",
                COUNTS + "How many elements does $(A \\cup B) \\cap C$ have?", target,
                f"of the regions in $A$ or $B$ those inside $C$ are taken: "
                f"${n['ac']} + {n['abc']} + {n['bc']} = {target}$."),
            ask(OPERATIONS, "De Morgan's Laws for Sets",
                COUNTS + "How many elements does the complement of $A \\cup B$ have?", neither,
                f"it is the common part of both complements, the regions outside $A$ and outside $B$: "
                f"${n['c']} + {n['none']} = {neither}$."),
            ask("Inclusion and Exclusion", "Three Overlapping Sets",
                COUNTS + "How many elements does $A \\cup B \\cup C$ have?", union,
                f"${plus(sizes)} - {' - '.join(map(str, pairs))} + {n['abc']} = {union}$.")],
        [("The diagram shows how many pupils chose art (A), biology (B) or chemistry (C).",
          "How many of those with chemistry also chose art or biology?"),
         ("The diagram shows how many guests ate apple pie (A), bread (B) or cheese (C).",
          "How many of those who ate cheese also ate apple pie or bread?"),
         ("The diagram shows how many flats have an alarm (A), a balcony (B) or a cellar (C).",
          "How many of the flats with a cellar also have an alarm or a balcony?")],
        n, figure=figure, upright=True, check=check, scale=False)
