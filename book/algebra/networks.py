"""Graphs: neighbours, degrees, complete graphs, Euler walks, planar drawings, colourings."""
from itertools import combinations, product
from math import dist

from ..canvas import polar, unit
from ..pieces import network
from ..tools import Scene, ask, draw_until, program

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


def letters(prefix, values):
    return {f"{prefix}{i}": v for i, v in enumerate(values)}


# ---------------------------------------------------------------------------------------------------- basic notions
@program("Basic Concepts of Graphs")
def neighbour_sum(rng):
    n = 7
    places, edges = plane_graph(rng, n, 0.65)
    values = rng.sample(range(2, 50), n)
    dark = max(range(n), key=lambda v: (degree(v, edges), values[v]))
    near = sorted(values[v] for v in range(n) if v != dark and any({v, dark} == {*e} for e in edges))

    def figure(c, g):
        show_numbered(c, places, edges, [g[f"v{i}"] for i in range(n)], dark)

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
                f"the vertices joined with the dark one have the numbers ${', '.join(map(str, near))}$, and "
                f"${plus(near)} = {sum(near)}$."),
            ask("Basic Concepts of Graphs", "Vertices and Edges", "How many edges does the graph have?", len(edges),
                f"the ${n}$ vertices are joined by ${len(edges)}$ lines."),
            ask("Degree of a Vertex", "Counting Edges at a Vertex",
                "How many edges end at the dark vertex?", len(near),
                f"the dark vertex has ${len(near)}$ neighbours and no double edges, so its degree is "
                f"${len(near)}$.")],
        [("The figure shows villages with their numbers of farms and the roads between them.",
          "How many farms are there in all villages that have a road to the dark village?"),
         ("The figure shows friendships in a club; each number tells how many stickers a child has.",
          "How many stickers do all friends of the dark child have together?"),
         ("The figure shows a graph whose vertices carry numbers.",
          "What is the sum of the numbers at all vertices adjacent to the dark vertex?")],
        letters("v", values), fixed=(*places, *edges), figure=figure, check=check, scale=False)


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
    return Scene(
        "A graph has the vertices " + ", ".join(NAMES[:n]) + " and the edges "
        + ", ".join(NAMES[a] + NAMES[b] for a, b in edges) + ".", [
            ask("Degree of a Vertex", "Handshake Lemma",
                "Now {more} more edges are drawn between vertices of the graph; two vertices may be joined by several "
                "edges. What is the sum of the degrees of all vertices then?", 2 * (m + more),
                f"there are ${m} + {more} = {m + more}$ edges, and each adds 1 at both its ends: "
                f"$2 \\cdot {m + more} = {2 * (m + more)}$."),
            ask("Degree of a Vertex", "Even Number of Odd Vertices",
                "How many vertices of the drawn graph have an odd degree?", odd,
                f"the degrees are ${', '.join(str(degree(v, edges)) for v in range(n))}$ with the even sum "
                f"${plus(degree(v, edges) for v in range(n))} = {2 * m}$; ${odd}$ of them are odd."),
            ask("Degree of a Vertex", "Counting Edges at a Vertex", "What is the degree of the vertex A?",
                degree(0, edges),
                f"A is joined with {', '.join(NAMES[w] for w in range(n) if (0, w) in edges)}, so "
                f"the degree is ${degree(0, edges)}$.")],
        [("The points are guests of a party, and each line stands for a handshake. Later {more} more handshakes "
          "follow; every guest counts his or her own handshakes.",
          "What is the sum of all these numbers at the end?"),
         ("The points are stations, and each line is a cable between two of them. Now {more} more cables are laid; a "
          "plug is needed at each end of a cable.", "How many plugs are there then?"),
         ("The graph gets {more} more edges.", "What is $\\sum \\deg(v)$ over all its vertices then?")],
        dict(more=more), fixed=(*places, *edges), figure=figure, check=check, scale=False)


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
                f"with ${n} + {more} = {n + more}$ vertices there are "
                f"$\\frac{{{n + more} \\cdot {n + more - 1}}}{{2}} = {total}$ edges."),
            ask("Complete Graph", "Degree in a Complete Graph", "What is the degree of each vertex of the graph?",
                n - 1, f"the graph has ${n}$ vertices, and each is joined with all others, ${n} - 1 = {n - 1}$."),
            ask("Complete Graph", "Edges Added by a New Vertex",
                "One vertex is added and joined with all others. By how many does the number of edges grow?", n,
                f"the new vertex is joined with all ${n}$ old ones: "
                f"${(n + 1) * n // 2} - {n * (n - 1) // 2} = {n}$.")],
        [("The points are teams, and each line is a match; every two teams play once. Now {more} more teams join.",
          "How many matches are there then?"),
         ("The points are guests, and each line is a clink of glasses; every two guests clink once. Now {more} more "
          "guests come.", "How many clinks are there altogether then?"),
         ("The points are computers; every two of them are joined by a cable of their own. Now {more} more computers "
          "are added.", "How many cables are there then?")],
        dict(more=more), fixed=(n, turn), figure=figure, check=check, scale=False)


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
    return Scene(
        "A network has the edges " + ", ".join(f"{NAMES[a]}{NAMES[b]} of length {w}" for (a, b), w in zip(edges, used))
        + ".", [
            ask("Euler Walk", "Length of an Euler Walk",
                "The numbers are the lengths of the edges. " + say + "How long is the walk?", sum(used),
                f"all edges are used once: ${plus(used)} = {sum(used)}$."),
            ask("Euler Walk", "Open Euler Walk", say + "It starts at A. At which vertex does it end?", NAMES[odd[1]],
                f"only A and {NAMES[odd[1]]} have an odd degree, ${degree(0, edges)}$ and ${degree(odd[1], edges)}$, "
                "so the walk leads from one to the other."),
            ask("Degree of a Vertex", "Counting Edges at a Vertex", "What is the degree of the vertex A?",
                degree(0, edges), f"${degree(0, edges)}$ edges end at A.")],
        [("A snow plough clears all streets of the map and drives along each exactly once. The numbers are lengths in "
          "kilometres.", "How many kilometres does it drive?"),
         ("A postman walks along each street of the map exactly once. The numbers are lengths in hundred metres.",
          "How many hundred metres does he walk?"),
         ("A robot draws the figure in one stroke, each line exactly once. The numbers are lengths in centimetres.",
          "How many centimetres long is the stroke?")],
        letters("w", values[:6]), fixed=(*values[6:], *places, *edges), figure=figure, check=check, scale=False)


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
                f"then $V = {n} + {more} = {n + more}$ and $E = {m} + 3 \\cdot {more} = {m + 3 * more}$; from "
                f"$V - E + F = 2$ follows that $F$ is $2 - {n + more} + {m + 3 * more} = {faces + 2 * more}$."),
            ask("Planar Graph", "Border Count of the Regions",
                "The border edges of all regions of the drawing are counted, the outer region included; an edge with "
                "the same region on both sides counts twice for it. What is the sum of these numbers?", 2 * m,
                f"each of the ${m}$ edges is counted twice, $2 \\cdot {m} = {2 * m}$."),
            ask("Planar Graph", "Most Edges of a Planar Graph",
                "How many edges can be added to the drawn graph at most if it has to stay planar and no two vertices "
                "may be joined twice?", 3 * n - 6 - m,
                f"with ${n}$ vertices at most $3 \\cdot {n} - 6 = {3 * n - 6}$ edges are possible, so "
                f"${3 * n - 6} - {m} = {3 * n - 6 - m}$ can be added.")],
        [("The lines are fences between posts. Now {more} more posts are set one after the other, and each is joined "
          "with three earlier posts by new fences that cross no other fence.",
          "Into how many regions do the fences divide the land then, the outside included?"),
         ("The lines are dams on a tidal flat. Now {more} more corner points are built one after the other, each "
          "joined with three earlier ones by new dams that cross no other dam.",
          "Into how many regions is the flat divided then, the outside included?"),
         ("A connected plane graph gets {more} more vertices, each with three new edges to it when it is added, "
          "without crossings.", "How many faces does the graph have then, the outer one included?")],
        dict(more=more), fixed=(*places, *edges), figure=figure, check=check, scale=False)


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
    return Scene(
        "A tree has the vertices " + ", ".join(NAMES[:n]) + " and the edges "
        + ", ".join(NAMES[a] + NAMES[b] for a, b in edges) + ".", [
            ask("Graph Colouring", "Number of Colourings of a Tree",
                "Each vertex gets one of {k} colours, and vertices that are joined by an edge must have different "
                "colours. In how many ways can the graph be coloured?", total,
                f"the graph is a tree with ${n}$ vertices: the first vertex can have ${k}$ colours, each further one "
                f"${k} - 1 = {k - 1}$, so the number is ${k} \\cdot {k - 1}^{{{n - 1}}} = {total}$."),
            ask("Graph Colouring", "Different Colours for Neighbours",
                "Each vertex gets one of {k} colours, vertices that are joined by an edge must have different colours, "
                "and A must be red, which is one of the colours. In how many ways can the graph be coloured?",
                (k - 1) ** (n - 1), f"starting from A, each of the other ${n - 1}$ vertices must only differ from the "
                f"one before it, which leaves ${k - 1}$ colours: ${k - 1}^{{{n - 1}}} = {(k - 1) ** (n - 1)}$."),
            ask("Basic Concepts of Trees", "Edges of a Tree", "How many edges does the graph have?", n - 1,
                f"the graph is a tree with ${n}$ vertices, so it has ${n} - 1 = {n - 1}$ edges.")],
        [("The points are lamps along a garden path; lamps that are joined by a line must shine in different "
          "colours, and {k} colours are available.", "In how many ways can the colours be chosen?"),
         ("The points are radio stations; stations that are joined by a line disturb each other and need different "
          "channels. There are {k} channels.", "In how many ways can the channels be chosen?"),
         ("A proper colouring gives the two ends of every edge different colours.",
          "How many proper colourings with {k} colours does the graph have?")],
        dict(k=k), fixed=(*places, *edges), figure=figure, check=check, scale=False)
