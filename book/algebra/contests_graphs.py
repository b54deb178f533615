"""Contest problems on graphs, trees, sets and growing figures."""

from fractions import Fraction
from itertools import combinations
from math import comb, gcd

from ..canvas import polar
from ..pieces import venn
from ..tools import Quantity, Scene, ask, frac, program

O = (0, 0)


def plus(values):
    """A sum, written out."""
    return " + ".join(map(str, values))


def numbered(c, places, texts, radius=1.0, dark=()):
    """Circles with texts; dark: indices to shade."""
    for i, (p, text) in enumerate(zip(places, texts)):
        c.circle(p, radius, accent=i in dark)
        c.text(p, text)


def joined(c, p, q, radius=1.0, arrow=False):
    """A line between two circles of this radius."""
    far = ((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) ** 0.5
    u = (q[0] - p[0]) / far * radius, (q[1] - p[1]) / far * radius
    ends = (p[0] + u[0], p[1] + u[1]), (q[0] - u[0], q[1] - u[1])
    (c.arrow if arrow else c.line)(*ends)


def links(c, radius=1.0):
    """The pairs of circles that drawn lines join."""
    spots = [p for p, _ in c.circles]

    def near(p):
        return min(range(len(spots)), key=lambda i: (spots[i][0] - p[0]) ** 2 + (spots[i][1] - p[1]) ** 2)
    return [(near(points[0]), near(points[-1])) for points, kind in c.strokes if kind == "line" and len(points) == 2]


def camps_again(c):
    """The answers about two camps, from the drawn graph: colours spread along its lines."""
    spot = {label[1]: int(label[4]) for label in c.labels if label[4].isdigit()}
    weight = [spot[p] for p, _ in c.circles]
    drawn, colour = links(c), {0: 0}
    while len(colour) < len(weight):
        for u, v in drawn:
            for s, t in ((u, v), (v, u)):
                if s in colour:
                    colour[t] = 1 - colour[s]
    sums, sizes = ([sum(w if k == 0 else 1 for v, w in enumerate(weight) if colour[v] == j) for j in (0, 1)]
                   for k in (0, 1))
    return abs(sums[0] - sums[1]), sizes[0] * sizes[1] - len(drawn), len(drawn)


@program("Bipartite Graph")
def two_camps(rng):
    n = rng.choice((7, 8))
    first = sorted(rng.sample(range(1, n), rng.choice((2, 3)) if n == 7 else 3))
    camp = {0, *first}
    other = [v for v in range(n) if v not in camp]
    edges, done, left = [], {0}, [v for v in range(1, n)]
    while left:  # a tree across the camps, then more edges
        fits = [(u, v) for u in done for v in left if (u in camp) != (v in camp)]
        u, v = rng.choice(sorted(fits))
        edges.append((u, v))
        done.add(v)
        left.remove(v)
    more = [(u, v) for u in sorted(camp) for v in other if (u, v) not in edges and (v, u) not in edges]
    edges += rng.sample(more, min(len(more) - 2, rng.randint(1, 3)))
    values = rng.sample(range(2, 50), n)
    while sum(values[v] for v in camp) == sum(values[v] for v in other):
        values = rng.sample(range(2, 50), n)
    one, two = ([values[v] for v in sorted(group)] for group in (camp, other))
    gap, a, b, e = abs(sum(one) - sum(two)), len(camp), len(other), len(edges)

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes", "leaders", "small"}
        places = [polar(O, 6, 90 + 360 * v / n) for v in range(n)]
        for u, v in edges:
            joined(c, places[u], places[v])
        numbered(c, places, [g[f"v{v}"] for v in range(n)], dark=(0,))
        for v, p in enumerate(places):
            c.corner((1.17 * p[0], 1.17 * p[1]), "ABCDEFGH"[v], O)

    start = "The vertices are divided into two groups so that every line joins vertices of different groups."
    split = f"Starting at the dark vertex, each neighbour goes to the other group (Paths and Connected Graphs). One " \
        f"group gets the numbers {', '.join(map(str, one))}, the other {', '.join(map(str, two))}"
    return Scene(
        "A graph has vertices with the numbers " + ", ".join(map(str, values)) + " and lines between "
        + ", ".join(f"{values[u]} and {values[v]}" for u, v in edges) + ".",
        [
            ask("Bipartite Graph", "Two Groups without Inner Edges", f"{start} By how much do the sums of the "
                f"numbers of the two groups differ?", gap, f"By @ neighbours never lie in one group. {split}. The "
                f"sums are ${plus(one)} = {sum(one)}$ and ${plus(two)} = {sum(two)}$, and they differ by "
                f"${max(sum(one), sum(two))} - {min(sum(one), sum(two))} = {gap}$ (Addition and Subtraction of "
                f"Integers).",
                also=["Paths and Connected Graphs", "Addition and Subtraction of Integers"],
                wrong=[max(sum(one), sum(two)), gap + 2 * min(values), abs(gap - 2 * values[0]), sum(values)]),
            ask("Bipartite Graph", "Edges of a Complete Bipartite Graph", f"{start} How many lines can still be "
                f"drawn at most between vertices that are not joined yet, so that this stays true for the same "
                f"groups?", a * b - e,
                f"{split}, so the groups have {a} and {b} vertices. By @ there are at most ${a} \\times {b} = "
                f"{a * b}$ lines; the figure shows {e} of them, and ${a * b} - {e} = {a * b - e}$ can still be drawn.",
                also=["Paths and Connected Graphs"], wrong=[a * b, comb(n, 2) - e, a + b]),
            ask("Degree of a Vertex", "Handshake Lemma", "At every vertex the lines that end there are counted. "
                "What is half of the sum of all these counts?", e, f"By @ every line is counted at both ends, so "
                f"the sum is twice the number of lines, $2 \\times {e} = {2 * e}$, and half of it is ${2 * e} \\div "
                f"2 = {e}$.", wrong=[2 * e, n, e + 1]),
        ],
        givens={f"v{v}": w for v, w in enumerate(values)}, fixed=tuple(edges), figure=figure, check=camps_again,
        scale=False,
        quantities={f"v{v}": Quantity("number", f"the number in the circle {'ABCDEFGH'[v]}")
                    for v in range(n)})


def draw_tracks(c, g, names, pairs, places):
    """Four places and the numbers of tracks between them."""
    c.without |= {"line", "hatch", "shapes", "leaders", "small"}
    for i, j in pairs:
        joined(c, places[i], places[j])
    numbered(c, places, names)
    for k, (i, j) in enumerate(pairs):
        p, q = places[i], places[j]
        if (i, j) == (1, 3):  # the diagonals carry their numbers away from their crossing
            c.side((p[0] * 0.6 + q[0] * 0.4, p[1] * 0.6 + q[1] * 0.4), p, g[f"w{k}"], (0, 0))
        elif (i, j) == (0, 2):
            c.side((p[0] * 0.6 + q[0] * 0.4, p[1] * 0.6 + q[1] * 0.4), p, g[f"w{k}"], (10, 0))
        else:
            c.side(p, q, g[f"w{k}"], (5, 4))


def count_walks(c):
    """The numbers of walks, step by step, from the drawn numbers."""
    spots = [p for p, _ in c.circles]

    def near(p, q):  # the vertices at the ends of the labelled line
        inside = [s for s in (p, q) if s in spots]
        i = spots.index(inside[-1])
        return (i, (i + 2) % 4) if len(inside) == 1 else (spots.index(p), spots.index(q))
    tracks = {}
    for label in c.labels:
        if label[0] == "side":
            tracks[frozenset(near(label[1], label[2]))] = int(label[4])

    def ways(v, steps, goal):
        if not steps:
            return int(v == goal)
        return sum(n * ways(u, steps - 1, goal) for u in range(4) if (n := tracks.get(frozenset((u, v)))))
    return ways(0, 3, 2), sum(n for pair, n in tracks.items() if 1 in pair), ways(0, 2, 2)


@program("Adjacency Matrix")
def walks_of_three_steps(rng):
    places, names = [(0, 0), (10, 0), (10, 8), (0, 8)], "ABCD"
    pairs = list(combinations(range(4), 2))
    values = [rng.randint(1, 7) for _ in pairs]
    w = [[0] * 4 for _ in range(4)]
    for (i, j), v in zip(pairs, values):
        w[i][j] = w[j][i] = v
    two = [sum(w[0][k] * w[k][j] for k in range(4)) for j in range(4)]
    three = sum(two[j] * w[j][2] for j in range(4))
    ends = sum(w[1])

    start = "A number at a line tells how many tracks join its two ends; tracks can be used in both " \
        "directions, and more than once."
    sums = [" + ".join(f"{w[0][k]} \\times {w[k][j]}" for k in range(4) if k not in (0, j)) for j in range(4)]
    step = f"In two steps one gets from A to A in ${sums[0]} = {two[0]}$ ways, to B in ${sums[1]} = {two[1]}$ and " \
        f"to D in ${sums[3]} = {two[3]}$ ways (Multiplication Principle of Counting)"
    return Scene(
        "Between the places A, B, C and D there are tracks that can be used in both directions: "
        + ", ".join(f"{v} between {names[i]} and {names[j]}" for (i, j), v in zip(pairs, values)) + ".",
        [
            ask("Adjacency Matrix", "Powers Count Walks", f"{start} In how many ways can one get from A to C along "
                f"exactly three tracks, one after the other?", three, f"{step}. The third track leads to C, from A by "
                f"{w[0][2]}, from B by {w[1][2]} and from D by {w[3][2]} tracks. By @ the products of both are "
                f"added (Product of Matrices), which gives ${two[0]} \\times {w[0][2]} + {two[1]} \\times {w[1][2]} "
                f"+ {two[3]} \\times {w[3][2]} = {three}$.",
                also=["Multiplication Principle of Counting", "Product of Matrices"],
                wrong=[two[2], w[0][1] * w[1][3] * w[3][2] + w[0][3] * w[3][1] * w[1][2], three - two[0] * w[0][2]]),
            ask("Adjacency Matrix", "Row Sum is the Degree", f"{start} How many tracks end at "
                f"B?", ends, f"By @ the entries of "
                f"B's row are added, the numbers at the lines to A, C and D: ${w[1][0]} + {w[1][2]} + {w[1][3]} = "
                f"{ends}$.",
                wrong=[ends - w[1][3], sum(values), 2 * ends]),
            ask("Multiplication Principle of Counting", "Addition for Separate Cases", f"{start} In how many ways "
                f"can one get from A to C along exactly two tracks, one after the other?", two[2], f"The way goes "
                f"over B or over D. By @ both numbers of ways are added: ${w[0][1]} \\times {w[1][2]} + {w[0][3]} "
                f"\\times {w[3][2]} = {two[2]}$.",
                wrong=[w[0][1] + w[1][2] + w[0][3] + w[3][2], w[0][1] * w[1][2], two[2] + w[0][2]]),
        ],
        givens={f"w{k}": v for k, v in enumerate(values)}, figure=lambda c, g: draw_tracks(c, g, names, pairs, places),
        check=count_walks, scale=False,
        quantities={f"w{k}": Quantity("count", f"the number of tracks between {names[i]} and {names[j]}", "tracks")
                    for k, (i, j) in enumerate(pairs)})


def draw_bowls(c, g, dark, ends, first, leaves, spots, third):
    """The bowls and the arrows between them, the amount at the top."""
    c.without |= {"line", "hatch", "shapes", "small"}
    xs = {leaf: sum(xs := [spots[e][0] for e in ends if e[:2] == leaf]) / len(xs) for leaf in leaves}
    mids = [sum(row := [xs[leaf] for leaf in leaves if leaf[0] == i]) / len(row) for i in range(first)]
    root = sum(mids) / first, 12
    for i, x in enumerate(mids):
        joined(c, root, (x, 8), 0.75, True)
        for leaf in leaves:
            if leaf[0] == i:
                joined(c, (x, 8), (xs[leaf], 4), 0.75, True)
                for e in ends:
                    if e[:2] == leaf and third.get(leaf, 0):
                        joined(c, (xs[leaf], 4), spots[e], 0.75, True)
    marked = [spots[d] if third.get(d[:2], 0) else (xs[d[:2]], 4) for d in dark] if c.asked in (None, 0) else []
    for p in [root, *((x, 8) for x in mids), *((x, 4) for x in xs.values()),
              *(spots[e] for e in ends if third.get(e[:2], 0))]:
        c.circle(p, 0.75, accent=p in marked)
    c.corner((root[0], root[1] + 0.75), g["n"], root)


def pour_again(c):
    """The answers about bowls: water poured down the drawn arrows."""
    centres = [p for p, _ in c.circles]
    below = {i: [] for i in range(len(centres))}

    def near(p):
        return min(range(len(centres)), key=lambda i: (centres[i][0] - p[0]) ** 2 + (centres[i][1] - p[1]) ** 2)
    for points, kind in c.strokes:
        if kind == "head":
            below[near(points[0])].append(near(points[1]))
    amount, order = {0: Fraction(int(c.texts()[0]))}, [0]
    for v in order:
        for u in below[v]:
            amount[u] = amount[v] / len(below[v])
            order.append(u)
    tops = [points[0] for points, accent in c.fills if accent]
    shaded = [near((p[0] - 0.75, p[1])) for p in tops]
    return sum(amount[v] for v in shaded), sum(not row for row in below.values()), len(centres) - 1


@program("Rooted Tree")
def water_down_a_tree(rng):
    first = rng.choice((2, 3))
    second = [rng.choice((2, 3)) for _ in range(first)]
    if len(set(second)) == 1:
        second[0] = 5 - second[0]
    leaves = [(i, j) for i in range(first) for j in range(second[i])]
    third = {leaf: rng.choice((0, 2, 2, 3)) for leaf in rng.sample(leaves, 2)}
    if not any(third.values()):
        third[next(iter(third))] = 2
    n = 12 * first * rng.randint(1, 180 // (12 * first))
    ends = [(*leaf, k) for leaf in leaves for k in range(third.get(leaf, 0) or 1)]
    share = {end: Fraction(n, first * second[end[0]] * (third.get(end[:2], 0) or 1)) for end in ends}
    dark = next((p, q) for p, q in combinations(rng.sample(ends, len(ends)), 2) if share[p] != share[q])
    got = [share[p] for p in dark]
    spots = {end: (2.6 * k, 0 if third.get(end[:2], 0) else 4) for k, end in enumerate(ends)}

    start = "Water runs down along the arrows, from the bowl at the top to those below; amounts are in litres. " \
        "Every bowl passes on all that it gets, in equal parts to the bowls below it."
    cuts = [[first, second[e[0]], *([third[e[:2]]] if third.get(e[:2], 0) else [])] for e in dark]
    ways = ["$" + " \\times ".join([str(n), *(f"\\frac{{1}}{{{k}}}" for k in row)]) + f" = {frac(v)}$"
            for row, v in zip(cuts, got)]
    told = " and ".join(", ".join(map(str, row)) for row in cuts)
    passing = sum(v > 0 for v in third.values())
    lowest, bowls = len(ends), 1 + first + len(leaves) + sum(third.values())
    return Scene(
        f"{n} litres of water run into a bowl, and every bowl passes on all that it gets, in equal parts to the "
        f"bowls below it. On the ways to two dark bowls the water is divided into these numbers of parts, one after "
        f"the other: {told}. There are {lowest} bowls with no bowl below them and {bowls} bowls in all.",
        [
            ask("Rooted Tree", "Parent and Child", f"{start} How many litres do the two dark bowls get together?",
                frac(sum(got)), f"By @ every bowl but the top one is filled from exactly one bowl above it. Along "
                f"both ways from the top down, each bowl gets one of the equal parts (Fractions of a Whole), and "
                f"the fractions multiply (Multiplication of Fractions), so the dark bowls get {ways[0]} and "
                f"{ways[1]}. Together that is ${frac(got[0])} + {frac(got[1])} = {frac(sum(got))}$.",
                also=["Fractions of a Whole", "Multiplication of Fractions"],
                wrong=[frac(Fraction(2 * n, lowest)), frac(2 * got[0]), frac(2 * got[1])]),
            ask("Rooted Tree", "Levels below the Root", f"{start} In how many bowls does the water stay in the end "
                f"because there is no bowl below them?", lowest, f"By @ the bowls lie on levels. On the level 2 "
                f"there are ${plus(second)} = {len(leaves)}$ bowls; {passing} of them "
                f"{'pass' if passing > 1 else 'passes'} the water on to {sum(third.values())} bowls on the level 3. "
                f"The water stays in ${len(leaves)} - {passing} + {sum(third.values())} = {lowest}$ bowls (Basic "
                f"Concepts of Trees).",
                also=["Basic Concepts of Trees"], wrong=[len(leaves), bowls, lowest + 1]),
            ask("Basic Concepts of Trees", "Edges of a Tree", f"{start} How many arrows does the figure "
                f"show?", bowls - 1,
                f"There are $1 + {first} + {len(leaves)} + {sum(third.values())} = {bowls}$ bowls. By @ there is "
                f"one arrow less, ${bowls} - 1 = {bowls - 1}$.", wrong=[bowls, lowest, bowls - 2]),
        ],
        givens=dict(n=n), fixed=(first, *second, *third.items(), *dark),
        figure=lambda c, g: draw_bowls(c, g, dark, ends, first, leaves, spots, third), upright=True, check=pour_again,
        scale=False, quantities=dict(n=Quantity("measure", "the amount of water at the top", "litres")))


def draw_rows(c, g, k):
    """The first three figures of sticks."""
    c.without |= {"line", "hatch", "shapes", "dashed"}
    for row in (1, 2, 3):
        y = -3.1 * row
        for i in range(row):
            if k == 3:
                x, up = 1.1 * i, i % 2
                tri = [(x, y + 1.9 * up), (x + 2.2, y + 1.9 * up), (x + 1.1, y + 1.9 * (1 - up))]
                c.polygon(*tri)
            elif k == 4:
                c.polygon(*((2 * i + u, y + v) for u, v in ((0, 0), (2, 0), (2, 2), (0, 2))))
            else:
                c.polygon(*(polar((1.1 + 1.99 * i, y + 1.1), 1.15, 60 * j + 30) for j in range(6)))
        c.text((-1.6, y + 1), f"{row}")
    c.text((2.4, -11), f"... up to figure {g['n']}")
    c.line((2, -11.5), (2, -11.5), kind="none")


@program("Sum of a Sequence")
def sticks_for_figures(rng):
    k, n = rng.choice((3, 4, 6)), rng.randint(6, 40)
    step = k - 1
    total, last, m = step * n * (n + 1) // 2 + n, step * n + 1, n // 2
    block = total - (step * m * (m + 1) // 2 + m)

    def check(c):
        rows = {}
        for polygon in c.polygons:
            y = round(min(p[1] for p in polygon) / 3.1)
            for p, q in zip(polygon, [*polygon[1:], polygon[0]]):
                rows.setdefault(y, set()).add(frozenset((round(u[0], 1), round(u[1], 1)) for u in (p, q)))
        counts = [len(rows[y]) for y in sorted(rows, reverse=True)]
        end = int(c.texts()[-1].split()[-1])
        sticks = [counts[0] + (counts[1] - counts[0]) * i for i in range(end)]
        return sum(sticks), sum(sticks[end // 2:]), sticks[-1]

    start = "The figures are laid with sticks of equal length and go on in the same way; all of them lie side by " \
        "side, from figure 1 to the last one that is named."
    rule = f"Figure 1 needs {k} sticks, and each further figure needs {step} more, so figure $i$ needs ${step} i + " \
        f"1$ sticks (General Term of a Sequence)"
    half = n * (n + 1) // 2
    return Scene(
        f"Figure 1 is a polygon with {k} sides laid with {k} sticks; each further figure has one more such polygon "
        f"in the row, which shares a stick with its neighbour. All figures from 1 to {n} are laid.",
        [
            ask("Sum of a Sequence", "Splitting a Sum", f"{start} How many sticks are needed for all figures "
                f"together?", total,
                f"{rule}. The last figure has the number {n}. By @ the sum consists of ${step} \\times (1 + 2 + "
                f"\\ldots + {n})$ and of {n} ones. As $1 + 2 + \\ldots + {n}$ is ${n} \\times {n + 1} \\div 2 = "
                f"{half}$ (Sum of an Arithmetic Sequence), there are ${step} \\times {half} + {n} = {total}$ sticks.",
                also=["General Term of a Sequence", "Sum of an Arithmetic Sequence"],
                wrong=[last, k * half, step * half, n * last]),
            ask("Sum of a Sequence", "Sum of a Block", f"{start} How many sticks are needed for the figures of the "
                f"second half alone, where an odd middle one belongs to the second half?", block, f"{rule}. All {n} "
                f"figures need ${step} \\times {half} + {n} = {total}$ sticks, the first {m} figures ${step} "
                f"\\times {m * (m + 1) // 2} + {m} = {total - block}$ (Sum of an Arithmetic Sequence). By @ the "
                f"others need ${total} - {total - block} = {block}$.",
                also=["General Term of a Sequence", "Sum of an Arithmetic Sequence"],
                wrong=[total - block, total // 2, (n - m) * last]),
            ask("General Term of a Sequence", "Pattern to Formula", f"{start} How many sticks are needed for the "
                f"last figure alone?", last, f"Figure 1 needs {k} sticks and each further figure {step} more. By @ "
                f"figure $i$ needs ${step} i + 1$ sticks, so the last one needs ${step} \\times {n} + 1 = "
                f"{last}$.", wrong=[k * n, step * n, total]),
        ],
        givens=dict(n=n), fixed=(k,), figure=lambda c, g: draw_rows(c, g, k), upright=True, check=check, scale=False,
        quantities=dict(n=Quantity("count", "the number of figures", "figures")))


@program("Number of Elements in a Set")
def multiples_of_one(rng):
    a, b = sorted(rng.sample(range(2, 13), 2))
    if b % a == 0:
        a, b = rng.choice(((4, 6), (6, 9), (4, 10), (6, 8), (3, 5), (2, 7)))
    both = a * b // gcd(a, b)
    n = rng.randint(max(40, both), 180)
    in_a, in_b, in_both = n // a, n // b, n // both
    found = in_a + in_b - 2 * in_both

    def figure(c, g):
        lens = [*c.ring((-1.6, 0), 3, start=-57.77, end=57.77, kind="none"),
                *c.ring((1.6, 0), 3, start=122.23, end=237.77, kind="none")]
        if c.asked in (None, 0):
            c.fills += [(c.ring((x, 0), 3, kind="none"), True) for x in (-1.6, 1.6)] + [(lens, False)]
        venn(c, (f"{g['a']}k", f"{g['b']}k"), ("?", "", "?", None))
        c.text((0, -3.5), f"1 to {g['n']}")

    def check(c):
        names = [label[4] for label in c.labels if label[4].endswith("k")]
        one, two = (int(name[:-1]) for name in names)
        top = int(next(t for t in c.texts() if t.startswith("1 to")).split()[-1])
        rows = [(v % one == 0, v % two == 0) for v in range(1, top + 1)]
        return sum(u != v for u, v in rows), sum(u for u, v in rows if not v), sum(not u and not v for u, v in rows)

    start = "The frame stands for all whole numbers from 1 to the number below, the two circles for the multiples " \
        "of the numbers before the $k$."
    read = f"The frame holds the numbers from 1 to {n}, the circles the multiples of {a} and of {b}"
    common = f"The common part of the circles holds the multiples of {both}, the Least Common Multiple of {a} and {b}"
    return Scene(
        f"The whole numbers from 1 to {n} are sorted into multiples of {a} and multiples of {b}.",
        [
            ask("Number of Elements in a Set", "Counting by a Property", f"{start} How many numbers lie in exactly "
                f"one of the two circles?", found, f"{read}. By @ there are $\\lfloor \\frac{{{n}}}{{{a}}} \\rfloor "
                f"= {in_a}$ of the first and $\\lfloor \\frac{{{n}}}{{{b}}} \\rfloor = {in_b}$ of the second kind. "
                f"{common}, and there are $\\lfloor \\frac{{{n}}}{{{both}}} \\rfloor = {in_both}$ of these. They "
                f"were counted twice and must not count at all (Inclusion and Exclusion): ${in_a} + {in_b} - 2 "
                f"\\times {in_both} = {found}$.",
                also=["Least Common Multiple", "Inclusion and Exclusion"],
                wrong=[in_a + in_b - in_both, in_a + in_b, in_a + in_b - 2 * (n // (a * b)) - 1, found - in_both]),
            ask("Number of Elements in a Set", "Adding Disjoint Parts", f"{start} How many numbers lie in the left "
                f"circle only?",
                in_a - in_both, f"{read}. The left circle has $\\lfloor \\frac{{{n}}}{{{a}}} \\rfloor = {in_a}$ "
                f"numbers. {common}, $\\lfloor \\frac{{{n}}}{{{both}}} \\rfloor = {in_both}$ in number. By @ the "
                f"left circle is made of this common part and the rest, which has ${in_a} - {in_both} = "
                f"{in_a - in_both}$ numbers.",
                also=["Least Common Multiple"], wrong=[in_a, in_both if in_both != in_a - in_both else in_b, in_a - in_b
                                                      if in_a - in_b not in (0, in_a - in_both) else in_a + 1]),
            ask("Inclusion and Exclusion", "Neither of Two Sets", f"{start} How many numbers of the frame lie in "
                f"none of the two circles?", n - in_a - in_b + in_both, f"{read}, which have $\\lfloor "
                f"\\frac{{{n}}}{{{a}}} \\rfloor = {in_a}$ and $\\lfloor \\frac{{{n}}}{{{b}}} \\rfloor = {in_b}$ "
                f"numbers. {common}, $\\lfloor \\frac{{{n}}}{{{both}}} \\rfloor = {in_both}$ in number. By @ there "
                f"are ${n} - {in_a} - {in_b} + {in_both} = {n - in_a - in_b + in_both}$ others.",
                also=["Least Common Multiple"], wrong=[n - in_a - in_b, n - found, found]),
        ],
        givens=dict(a=a, b=b, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities=dict(a=Quantity("number", "the number before the k of the left circle"),
                        b=Quantity("number", "the number before the k of the right circle"),
                        n=Quantity("number", "the number below the circles")))
