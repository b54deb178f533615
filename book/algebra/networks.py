"""Graphs: neighbours, degrees, complete graphs, Euler walks, planar drawings, colourings."""
from itertools import combinations, product
from math import dist

from ..canvas import polar, unit
from ..pieces import network
from ..tools import Quantity, Scene, ask, draw_until, program

NAMES = "ABCDEFGH"


# ------------------------------------------------------------------------------------------- making and reading graphs
def scatter(rng, n):
    """n places, no three quite in a line, on a grid of 3 by 3 cells."""
    cells = sorted(rng.sample(range(9), n))
    return [(6 * (s % 3) + rng.randint(-1, 1), 6 * (s // 3) + rng.randint(-1, 1)) for s in cells]


def side_of(a, b, p):
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def clash(places, one, two):
    """Whether two straight edges cross, or one runs close by an end of the other."""
    (a, b), (p, q) = ([places[v] for v in e] for e in (one, two))
    if not {*one} & {*two} and side_of(a, b, p) * side_of(a, b, q) <= 0 and side_of(p, q, a) * side_of(p, q, b) <= 0:
        return True
    return any(v not in e and beside(places[v], *(places[w] for w in e)) < 1.6
               for e, other in ((one, two), (two, one)) for v in other)


def beside(p, a, b):
    """The distance of p from the segment ab."""
    t = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / dist(a, b) ** 2
    t = max(0.0, min(1.0, t))
    return dist(p, (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))


def reach(start, edges):
    """All vertices joined with start, layer by layer: a list of sorted lists."""
    layers, seen = [[start]], {start}
    while layers[-1]:
        found = {w for v in layers[-1] for e in edges if v in e[:2] for w in e[:2]} - seen
        seen |= found
        layers.append(sorted(found))
    return layers[:-1]


def connected(n, edges):
    return sum(map(len, reach(0, edges))) == n


def plane_graph(rng, n, keep):
    """Places and crossing-free edges of a connected graph; edges beyond a tree stay with the probability keep."""
    def attempt():
        places, edges = scatter(rng, n), []
        for e in sorted(combinations(range(n), 2), key=lambda e: dist(places[e[0]], places[e[1]])):
            if all(beside(places[v], places[e[0]], places[e[1]]) > 1.6 for v in range(n) if v not in e) and not any(
                    clash(places, e, f) for f in edges):
                edges.append(e)
        for e in rng.sample(edges, len(edges)):
            rest = [f for f in edges if f != e]
            if rng.random() > keep and connected(n, rest):
                edges = rest
        return places, sorted(edges)

    return draw_until(attempt, lambda made: connected(n, made[1]), "a plane graph")


def degree(v, edges):
    return sum(v in e[:2] for e in edges)


def show_named(c, places, edges, texts=()):
    """Dots with the names A, B, ...; texts: one for each edge."""
    c.without |= {"shapes", "line"}
    texts = list(texts) or [""] * len(edges)
    network(c, {NAMES[i]: p for i, p in enumerate(places)},
            [(NAMES[a], NAMES[b], text) for (a, b), text in zip(edges, texts)])


def show_numbered(c, places, edges, texts, dark=None, radius=1.1, arrows=False):
    """Circles with a text each, joined by lines or arrows; the circle with the index dark is shaded."""
    c.without |= {"shapes", "line", "hatch"}
    for a, b in edges:
        u = unit(places[b][0] - places[a][0], places[b][1] - places[a][1])
        ends = [(p[0] + s * radius * u[0], p[1] + s * radius * u[1]) for p, s in ((places[a], 1), (places[b], -1))]
        (c.arrow if arrows else c.line)(*ends)
    for i, (p, text) in enumerate(zip(places, texts)):
        c.circle(p, radius, fill=i == dark, accent=True)
        c.text(p, text)


def drawn(c):
    """(places, edges as index pairs) of a graph drawn with dots or circles."""
    places = [p for p, _ in c.circles] or list(c.dots)
    near = {i: p for i, p in enumerate(places)}
    edges = []
    for points, kind in c.strokes:
        if kind == "line" and len(points) == 2:
            edges.append(tuple(min(near, key=lambda i: dist(near[i], p)) for p in points))
    return places, edges


def weights(c):
    """The edges of a drawn graph with the numbers at them, as (index, index, number)."""
    near = {i: p for i, p in enumerate(c.dots)}
    return [(*(min(near, key=lambda i: dist(near[i], p)) for p in label[1:3]), int(label[4]))
            for label in c.labels if label[0] == "side"]


def plus(values):
    return " + ".join(map(str, values))


def series(values):
    """The values in words: 3, 5 and 8."""
    texts = [str(v) for v in values]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def letters(prefix, values):
    return {f"{prefix}{i}": v for i, v in enumerate(values)}


def edge_lengths(edges, what="the length of the edge"):
    """Quantities of the numbers w0, w1, ... at the edges of a graph drawn by show_named."""
    return {f"w{i}": Quantity("measure", f"{what} {NAMES[a]}{NAMES[b]}") for i, (a, b) in enumerate(edges)}


# ---------------------------------------------------------------------------------- what questions do not need (node y)
def new_number(c, rng):
    """A number that the figure does not show yet."""
    return rng.choice([n for n in range(2, 60) if str(n) not in c.texts()])


def lone_circle(c, rng):
    """One more vertex with a number, without edges, beside a graph drawn with circles."""
    radius = c.circles[0][1]
    xs, ys = zip(*(p for p, _ in c.circles))
    p = max(xs) + 4 * radius, rng.uniform(min(ys), max(ys))
    c.circle(p, radius, fill=False)
    c.text(p, new_number(c, rng))


# ---------------------------------------------------------------------------------------------------- basic notions
@program("Basic Concepts of Graphs")
def neighbour_sum(rng):
    n = 7
    places, edges = plane_graph(rng, n, 0.65)
    values = rng.sample(range(2, 50), n)
    dark = max(range(n), key=lambda v: (degree(v, edges), values[v]))
    near = sorted(values[v] for v in range(n) if v != dark and any({v, dark} == {*e} for e in edges))

    def figure(c, g):
        marked = dark if c.asked in (None, 0, 2) else None
        show_numbered(c, places, edges, [g[f"v{i}"] for i in range(n)], marked)

    def check(c):
        spots, lines = drawn(c)
        numbers = {tuple(label[1]): int(label[4]) for label in c.labels}
        xs, ys = zip(*c.fills[0][0])
        at = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        mid = min(range(n), key=lambda i: dist(spots[i], at))
        ends = [w for e in lines for v, w in (e, e[::-1]) if v == mid]
        return sum(numbers[spots[w]] for w in ends), len(lines), len([e for e in lines if mid in e])

    return Scene(
        "A graph has vertices with the numbers " + ", ".join(map(str, values)) + "; its edges are "
        + ", ".join(f"{values[a]}-{values[b]}" for a, b in edges)
        + f". The dark vertex has the number {values[dark]}.", [
            ask("Basic Concepts of Graphs", "Neighbours",
                "What is the sum of the numbers of all neighbours of the dark vertex?", sum(near),
                f"In the figure the dark vertex is joined by edges with the vertices {series(near)}. By @ these "
                f"vertices, and no others, are its neighbours. The sum of their numbers is ${plus(near)} = "
                f"{sum(near)}$.",
                wrong=[sum(near) + values[dark], sum(values) - values[dark], sum(near[1:]), len(near)]),
            ask("Basic Concepts of Graphs", "Vertices and Edges", "How many edges does the graph have?", len(edges),
                f"The circles are the ${n}$ vertices, and by @ every line between two of them is one edge. Counted "
                f"one by one, there are ${len(edges)}$ lines, so the graph has ${len(edges)}$ edges.",
                wrong=[n, len(edges) - 1, n * (n - 1) // 2]),
            ask("Degree of a Vertex", "Counting Edges at a Vertex",
                "How many edges end at the dark vertex?", len(near),
                f"The lines from the dark vertex lead to the vertices {series(near)}. By @ its degree is the number of "
                f"these lines, which is ${len(near)}$.", wrong=[len(near) - 1, len(near) + 1, len(edges)])],
        givens=letters("v", values), fixed=(*places, *edges), figure=figure, check=check, scale=False,
        more=[lone_circle])


@program("Degree of a Vertex")
def handshakes(rng):
    n, more = rng.randint(5, 8), rng.randint(2, 30)
    places, edges = plane_graph(rng, n, 0.65)
    odd = sum(degree(v, edges) % 2 for v in range(n))

    def figure(c, g):
        show_named(c, places, edges)

    def check(c):
        _, lines = drawn(c)
        ends = [v for e in lines for v in e]
        return (len(ends) + sum(1 for _ in range(more) for _ in "ab"), sum(ends.count(v) % 2 for v in range(n)),
                sum(v == 0 for v in ends))

    m = len(edges)
    m = len(edges)
    counts = [degree(v, edges) for v in range(n)]
    return Scene(
        "A graph has the vertices " + ", ".join(NAMES[:n]) + " and the edges "
        + ", ".join(NAMES[a] + NAMES[b] for a, b in edges) + ".", [
            ask("Degree of a Vertex", "Handshake Lemma",
                "Now {more} more edges are drawn between vertices of the graph; two vertices may be joined by several "
                "edges. What is the sum of the degrees of all vertices then?", 2 * (m + more),
                f"The figure shows ${m}$ edges, and with ${more}$ more there are ${m} + {more} = {m + more}$ edges. By "
                f"@ each edge is counted at both its ends, so the sum of the degrees is $2 \\cdot {m + more} = "
                f"{2 * (m + more)}$.", wrong=[m + more, 2 * m + more, m + 2 * more]),
            ask("Degree of a Vertex", "Even Number of Odd Vertices",
                "How many vertices of the drawn graph have an odd degree?", odd,
                f"Counting the lines at each vertex in turn gives the degrees ${', '.join(map(str, counts))}$. Of "
                f"these, ${odd}$ are odd. This is an even number, as @ demands; indeed the degrees have the even sum "
                f"${plus(counts)} = {2 * m}$.", wrong=[n - odd, odd + 1, odd + 2]),
            ask("Degree of a Vertex", "Counting Edges at a Vertex", "What is the degree of the vertex A?",
                degree(0, edges),
                f"In the figure A is joined with {series([NAMES[w] for w in range(n) if (0, w) in edges])}. By @ the "
                f"degree of A is the number of these edges, ${counts[0]}$.", wrong=[counts[0] + 1, n - 1, m])],
        givens=dict(more=more), fixed=(*places, *edges), figure=figure, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of new edges", "edges")}, say=dict(lines=m))


@program("Complete Graph")
def all_joined(rng):
    n, more, turn = rng.randint(4, 8), rng.randint(2, 25), rng.randint(0, 3)
    places = [polar((0, 0), 5, 90 + 20 * turn + 360 * i / n) for i in range(n)]
    edges, total = list(combinations(range(n), 2)), (n + more) * (n + more - 1) // 2

    def figure(c, g):
        c.without |= {"shapes", "line"}
        for a, b in edges:
            c.line(places[a], places[b])
        for p in places:
            c.dot(p)

    def check(c):
        count = len(c.dots)
        _, lines = drawn(c)
        return (sum(1 for _ in combinations(range(count + more), 2)), sum(0 in e for e in lines),
                len(list(combinations(range(count + 1), 2))) - len(lines))

    return Scene(
        f"In a graph with {n} vertices every two vertices are joined by an edge.", [
            ask("Complete Graph", "Edges of a Complete Graph",
                "Now {more} more vertices are added, and again every two vertices are joined by exactly one edge. How "
                "many edges are there then?", total,
                f"The figure shows ${n}$ vertices, so afterwards there are ${n} + {more} = {n + more}$ vertices. Each "
                f"of them is joined with the other ${n + more - 1}$, and in this way every edge is counted from both "
                f"its ends. By @ there are $\\frac{{{n + more} \\cdot {n + more - 1}}}{{2}} = {total}$ edges.",
                wrong=[(n + more) * (n + more - 1), (n + more) * (n + more + 1) // 2, n * (n - 1) // 2 + more]),
            ask("Complete Graph", "Degree in a Complete Graph", "What is the degree of each vertex of the graph?",
                n - 1, f"The figure shows ${n}$ vertices. By @ each of them is joined with all the others, so its "
                f"degree is ${n} - 1 = {n - 1}$.", wrong=[n, n - 2, n * (n - 1) // 2]),
            ask("Complete Graph", "Edges Added by a New Vertex",
                "One vertex is added and joined with all others. By how many does the number of edges grow?", n,
                f"The figure shows ${n}$ vertices. By @ the new vertex brings one edge to each of the ${n}$ old ones, "
                f"so the number grows by ${(n + 1) * n // 2} - {n * (n - 1) // 2} = {n}$.",
                wrong=[1, n + 1, n - 1])],
        givens=dict(more=more), fixed=(n, turn), figure=figure, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of new vertices", "vertices")}, say=dict(dots=n))


@program("Euler Walk")
def one_stroke(rng):
    def attempt():
        places, edges = plane_graph(rng, rng.randint(5, 6), 0.7)
        return places, edges, [v for v in range(len(places)) if degree(v, edges) % 2]

    places, edges, odd = draw_until(attempt, lambda m: len(m[2]) == 2 and m[2][0] == 0 and 6 <= len(m[1]) <= 9,
                                    "a graph with an Euler walk")
    values = [rng.randint(2, 20) for _ in edges]
    values = values + [rng.randint(2, 20) for _ in range(9 - len(values))]
    used = values[:len(edges)]

    def figure(c, g):
        show_named(c, places, edges, [g.get(f"w{i}", str(w)) for i, w in enumerate(used)])

    def check(c):
        lines = weights(c)

        def walk(at, left):
            if not left:
                return at
            for e in left:
                if at in e[:2]:
                    end = walk(sum(e[:2]) - at, [f for f in left if f != e])
                    if end is not None:
                        return end
            return None
        return sum(w for *_, w in lines), NAMES[walk(0, lines)], sum(0 in e[:2] for e in lines)

    say = "A walk goes along every edge exactly once. "
    say = "A walk goes along every edge exactly once. "
    at_a = degree(0, edges)
    return Scene(
        "A network has the edges " + ", ".join(f"{NAMES[a]}{NAMES[b]} of length {w}" for (a, b), w in zip(edges, used))
        + ".", [
            ask("Euler Walk", "Length of an Euler Walk",
                "The numbers are the lengths of the edges. " + say + "How long is the walk?", sum(used),
                f"The figure shows ${len(used)}$ edges with the lengths {series(used)}. The walk uses every edge once "
                f"and none twice, so by @ it is as long as all edges together: ${plus(used)} = {sum(used)}$.",
                wrong=[sum(used) - min(used), sum(used) + min(used), 2 * sum(used)]),
            ask("Euler Walk", "Open Euler Walk", say + "It starts at A. At which vertex does it end?", NAMES[odd[1]],
                f"The degrees at A and at {NAMES[odd[1]]} are odd, ${at_a}$ and ${degree(odd[1], edges)}$; all other "
                f"degrees are even. By @ the walk leads from one odd vertex to the other. It starts at A, so it ends "
                f"at {NAMES[odd[1]]}.", wrong=["A", *(v for v in NAMES[1:len(places)] if v != NAMES[odd[1]])][:3]),
            ask("Degree of a Vertex", "Counting Edges at a Vertex", "What is the degree of the vertex A?", at_a,
                f"In the figure the edges from A lead to "
                f"{series([NAMES[w] for v, w in edges if v == 0])}. By @ the degree of A is the number of these edges, "
                f"${at_a}$.", wrong=[at_a - 1, at_a + 1, len(used)])],
        givens=letters("w", values[:6]), fixed=(*values[6:], *places, *edges), figure=figure, check=check, scale=False,
        quantities=edge_lengths(edges[:6]), say={f"e{i}": NAMES[a] + NAMES[b] for i, (a, b) in enumerate(edges[:6])})


@program("Planar Graph")
def regions_of_a_drawing(rng):
    n, more = rng.randint(5, 8), rng.randint(2, 30)
    places, edges = plane_graph(rng, n, 0.9)
    m = len(edges)
    faces = m - n + 2

    def figure(c, g):
        c.without |= {"shapes", "line", "hatch"}
        for a, b in edges:
            c.line(places[a], places[b])
        for p in places:
            c.dot(p)

    def check(c):
        _, lines = drawn(c)
        left, borders = {(u, w) for e in lines for u, w in (e, e[::-1])}, []
        darts = {v: sorted((w for u, w in left if u == v), key=lambda w: angle(c.dots[v], c.dots[w])) for v in range(n)}
        while left:  # walk around each region, turning to the next edge at every vertex
            start = u, w = min(left)
            borders.append(0)
            while True:
                left.discard((u, w))
                borders[-1] += 1
                u, w = w, darts[w][darts[w].index(u) - 1]
                if (u, w) == start:
                    break
        return len(borders) + sum(2 for _ in range(more)), sum(borders), sum(b - 3 for b in borders)

    return Scene(
        f"A connected graph with {n} vertices and {m} edges is drawn without crossings.", [
            ask("Planar Graph", "Euler's Formula for Planar Graphs",
                "Now {more} more vertices are added one after the other; each is joined with exactly 3 vertices that "
                "are there already, without crossings. How many regions does the drawing have then, the outer one "
                "included?", faces + 2 * more,
                f"The figure shows ${n}$ vertices and ${m}$ edges. Afterwards there are $V = {n} + {more} = {n + more}$"
                f" vertices and $E = {m} + 3 \\cdot {more} = {m + 3 * more}$ edges. For the number $F$ of regions @ "
                f"says $V - E + F = 2$, so $F = 2 - V + E$ is $2 - {n + more} + {m + 3 * more} = {faces + 2 * more}$.",
                wrong=[faces + 2 * more - 1, faces + 3 * more, faces + more]),
            ask("Planar Graph", "Border Count of the Regions",
                "The border edges of all regions of the drawing are counted, the outer region included; an edge with "
                "the same region on both sides counts twice for it. What is the sum of these numbers?", 2 * m,
                f"The figure shows ${m}$ edges. By @ each of them has two sides and is counted once for each side, so "
                f"the sum is $2 \\cdot {m} = {2 * m}$.", wrong=[m, 2 * m - 1, m + faces]),
            ask("Planar Graph", "Most Edges of a Planar Graph",
                "How many edges can be added to the drawn graph at most if it has to stay planar and no two vertices "
                "may be joined twice?", 3 * n - 6 - m,
                f"The figure shows ${n}$ vertices and ${m}$ edges. By @ a planar graph with ${n}$ vertices has at most "
                f"$3 \\cdot {n} - 6 = {3 * n - 6}$ edges, so ${3 * n - 6} - {m} = {3 * n - 6 - m}$ can be added.",
                wrong=[3 * n - 6, n * (n - 1) // 2 - m])],
        givens=dict(more=more), fixed=(*places, *edges), figure=figure, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of new vertices", "vertices")}, say=dict(dots=n))


def angle(p, q):
    """A key that orders directions around p anticlockwise."""
    x, y = unit(q[0] - p[0], q[1] - p[1])
    return (1 - x if y >= 0 else 3 + x)


@program("Graph Colouring")
def coloured_tree(rng):
    n, k = rng.randint(3, 7), rng.randint(3, 9)
    while k ** n > 60000:
        n, k = rng.randint(3, 7), rng.randint(3, 9)
    places, edges = plane_graph(rng, n, 0.0)

    def figure(c, g):
        show_named(c, places, edges)

    def check(c):
        _, lines = drawn(c)
        fits = [row for row in product(range(k), repeat=len(c.dots)) if all(row[a] != row[b] for a, b in lines)]
        return len(fits), sum(row[0] == 0 for row in fits), len(lines)

    total = k * (k - 1) ** (n - 1)
    total = k * (k - 1) ** (n - 1)
    return Scene(
        "A tree has the vertices " + ", ".join(NAMES[:n]) + " and the edges "
        + ", ".join(NAMES[a] + NAMES[b] for a, b in edges) + ".", [
            ask("Graph Colouring", "Number of Colourings of a Tree",
                "Each vertex gets one of {k} colours, and vertices that are joined by an edge must have different "
                "colours. In how many ways can the graph be coloured?", total,
                f"The figure shows a graph with ${n}$ vertices that is connected and has no cycle. So @ applies: the "
                f"first vertex can have any of the ${k}$ colours, and each further one only has to differ from the one "
                f"by which it is reached, which leaves ${k} - 1 = {k - 1}$ colours. The number of ways is "
                f"${k} \\cdot {k - 1}^{{{n - 1}}} = {total}$.", wrong=[k ** n, (k - 1) ** n, k * (k - 1) ** n]),
            ask("Graph Colouring", "Different Colours for Neighbours",
                "Each vertex gets one of {k} colours, vertices that are joined by an edge must have different colours, "
                "and A must be red, which is one of the colours. In how many ways can the graph be coloured?",
                (k - 1) ** (n - 1), "The figure shows a graph without cycles. Going outwards from A, each of the "
                f"other ${n - 1}$ vertices is reached by one edge; by @ it must not have the colour at the other end "
                f"of this edge, which leaves ${k} - 1 = {k - 1}$ colours. So there are ${k - 1}^{{{n - 1}}} = "
                f"{(k - 1) ** (n - 1)}$ ways.", wrong=[k ** (n - 1), total, (k - 1) ** n]),
            ask("Basic Concepts of Trees", "Edges of a Tree", "How many edges does the graph have?", n - 1,
                f"The graph in the figure is a tree with ${n}$ vertices. By @ it has one edge less than vertices, "
                f"${n} - 1 = {n - 1}$.", wrong=[n, n - 2, n + 1])],
        givens=dict(k=k), fixed=(*places, *edges), figure=figure, check=check, scale=False,
        quantities={"k": Quantity("count", "the number of colours", "colours")})
