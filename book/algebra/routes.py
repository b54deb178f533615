"""Ways through graphs: connectedness, searches, shortest ways, round trips, directed graphs, project plans."""
from itertools import combinations, permutations

from ..tools import Quantity, Scene, ask, draw_until, program
from .networks import (
    NAMES,
    degree,
    drawn,
    edge_lengths,
    letters,
    lone_circle,
    new_number,
    plane_graph,
    plus,
    reach,
    series,
    show_named,
    show_numbered,
    weights,
)

STREETS = [(0, 0), (5, 4), (5, -4), (12, 4), (12, -4), (17, 0)]  # A to F
LINKS = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 4), (1, 4), (3, 4), (3, 5), (4, 5)]
PARTS = [([(0, 0), (2, 1)], [(0, 1)]), ([(0, 0), (1.2, 1.6), (2.4, 0.2)], [(0, 1), (1, 2)]),
         ([(0, 0), (1.2, 1.8), (2.4, 0)], [(0, 1), (1, 2), (0, 2)]),
         ([(0, 0), (0, 2), (2, 2), (2, 0)], [(0, 1), (1, 2), (2, 3), (0, 3)]),
         ([(0, 0), (0.2, 2), (2, 1), (3.2, 1)], [(0, 1), (1, 2), (0, 2), (2, 3)]),
         ([(1, 1), (0, 0), (2, 0.2), (1, 2.2)], [(0, 1), (0, 2), (0, 3)])]


def paths(start, goal, lines, seen=()):
    """All paths from start to goal that visit no vertex twice, as lists of numbers; lines go in both directions."""
    if start == goal:
        return [[]]
    found = []
    for a, b, w in lines:
        for v, u in ((a, b), (b, a)):
            if v == start and u not in seen:
                found += [[w, *rest] for rest in paths(u, goal, lines, (*seen, v))]
    return found


def sums(values):
    """The sum written out, $3 + 4 = 7$, or just $7$ for one number."""
    return f"${plus(values)} = {sum(values)}$" if len(values) > 1 else f"${values[0]}$"


def listed(values):
    return "; ".join(f"{NAMES[a]}{NAMES[b]} {w}" for (a, b), w in zip(LINKS, values))


@program("Paths and Connected Graphs")
def separate_parts(rng):
    k, more = rng.randint(2, 6), rng.randint(2, 40)
    kinds, cells = [rng.randrange(6) for _ in range(k)], sorted(rng.sample(range(6), k))
    bridges = sum((1, 2, 0, 0, 1, 3)[i] for i in kinds)
    largest = max(len(PARTS[i][0]) for i in kinds)

    def figure(c, g):
        c.without |= {"shapes", "line", "dashed"}
        for kind, cell in zip(kinds, cells):
            x, y = 5 * (cell % 3), 4 * (cell // 3)
            places = [(x + u, y + v) for u, v in PARTS[kind][0]]
            for a, b in PARTS[kind][1]:
                c.line(places[a], places[b])
            for p in places:
                c.dot(p)

    def check(c):
        _, lines = drawn(c)
        n = len(c.dots)

        def count(edges):
            left, parts = set(range(n)), []
            while left:
                part = {v for layer in reach(min(left), edges) for v in layer}
                parts.append(len(part))
                left -= part
            return parts
        parts = count(lines)
        return (len(parts) + more - 1, sum(len(count([f for f in lines if f != e])) > len(parts) for e in lines),
                max(parts))

    sizes = [len(PARTS[i][0]) for i in kinds]
    own = [(1, 2, 0, 0, 1, 3)[i] for i in kinds]
    return Scene(
        f"A graph consists of {k} separate connected parts with " + ", ".join(
            f"{len(PARTS[i][0])} vertices and {len(PARTS[i][1])} edge{'s' * (len(PARTS[i][1]) > 1)}" for i in kinds)
        + ".", [
            ask("Paths and Connected Graphs", "Edges Needed to Connect",
                "Now {more} more vertices without any edge are added. How many new edges are needed at least to make "
                "the whole graph connected?", k + more - 1,
                f"The figure shows ${k}$ connected parts, and each of the ${more}$ new vertices is a part of its own; "
                f"so there are ${k} + {more} = {k + more}$ parts. A new edge joins at most two parts into one. By @ at "
                f"least ${k + more} - 1 = {k + more - 1}$ edges are needed, and so many are enough.",
                wrong=[k + more, more, k + more - 2]),
            ask("Paths and Connected Graphs", "Bridge",
                "How many edges of the drawn graph are bridges, so that removing the edge splits a connected part?",
                bridges, "By @ the bridges are the edges that lie on no cycle. In the figure the parts have, one after "
                f"the other, ${', '.join(map(str, own))}$ such edges, together ${plus(own)} = {bridges}$.",
                wrong=[sum(len(PARTS[i][1]) for i in kinds), bridges + 1, bridges + 2]),
            ask("Paths and Connected Graphs", "Connected Graph",
                "How many vertices does the largest connected part of the drawn graph have?", largest,
                f"By @ two vertices belong to the same part if a path joins them. The parts in the figure have "
                f"${', '.join(map(str, sizes))}$ vertices, and $\\max({', '.join(map(str, sizes))}) = {largest}$.",
                wrong=[sum(sizes), min(sizes), largest + 1])],
        givens=dict(more=more), fixed=(*kinds, *cells), figure=figure, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of new vertices", "vertices")}, say=dict(dots=sum(sizes)))


def breadth_first(near, start):
    """The vertices in the order of a breadth first search; near: {vertex: its neighbours in the order of choice}."""
    found = [start]
    for v in found:
        found += [w for w in near[v] if w not in found]
    return found


def depth_first(near, start):
    """The vertices in the order of a depth first search, with a stack; near as above."""
    stack, found = [start], []
    while stack:  # the last on the stack comes next; a vertex counts when it is first taken
        v = stack.pop()
        if v not in found:
            found.append(v)
            stack += [w for w in reversed(near[v]) if w not in found]
    return found


def discoveries(order, near, values):
    """What each of the first four vertices of a breadth first search adds to it, in words."""
    found, seen = [], {order[0]}
    for v in order[:4]:
        new = [w for w in near[v] if w not in seen]
        seen |= {*new}
        if new:
            found.append(f"from {values[v]} it visits {series([values[w] for w in new])}")
    return found


def numbered_graph(c):
    """(number of the dark vertex, {number: its neighbours in order}) of a graph drawn by show_numbered."""
    spots, lines = drawn(c)
    number = {tuple(label[1]): int(label[4]) for label in c.labels}
    shown = [number[p] for p in spots]
    xs, ys = zip(*c.fills[0][0])
    mid = sum(xs) / len(xs), sum(ys) / len(ys)
    start = shown[min(range(len(shown)), key=lambda i: abs(spots[i][0] - mid[0]) + abs(spots[i][1] - mid[1]))]
    links = [{shown[a], shown[b]} for a, b in lines]
    return start, {v: sorted(w for w in shown if {v, w} in links) for v in shown}


@program("Graph Traversal")
def search_order(rng):
    n = 7
    places, edges = draw_until(lambda: plane_graph(rng, n, 0.8),
                               lambda m: len(reach(3, m[1])) >= 3 and degree(3, m[1]) > 1, "a graph")
    values = rng.sample(range(2, 60), n)
    near = {v: sorted((a + b - v for a, b in edges if v in (a, b)), key=lambda w: values[w]) for v in range(n)}
    breadth, depth = breadth_first(near, 3), []

    def deep(v):
        depth.append(v)
        for w in near[v]:
            if w not in depth:
                deep(w)

    deep(3)

    def figure(c, g):
        show_numbered(c, places, edges, [g[f"v{i}"] for i in range(n)], 3)

    def check(c):
        start, near = numbered_graph(c)
        queue, order = [start], []
        while queue:
            v = queue.pop(0)
            order.append(v)
            queue += [w for w in near[v] if w not in order and w not in queue]
        two = {w for v in near[start] for w in near[v]} - {*near[start], start}
        return order[4], sum(two), depth_first(near, start)[-1]

    fresh, dive = "; ".join(discoveries(breadth, near, values)), ", ".join(str(values[v]) for v in depth)
    shown, second = [values[v] for v in breadth], [values[v] for v in reach(3, edges)[2]]
    rule = "If there is a choice, the vertex with the smaller number comes first. "
    return Scene(
        "A graph has vertices with the numbers " + ", ".join(map(str, values)) + " and the edges "
        + ", ".join(f"{values[a]}-{values[b]}" for a, b in edges) + f". The dark vertex has the number {values[3]}.", [
            ask("Graph Traversal", "Breadth First Search",
                "A breadth first search starts at the dark vertex. Of the unvisited neighbours of a vertex, those with "
                "smaller numbers are visited first. Which number is visited as the fifth, the dark vertex being the "
                "first?", shown[4],
                f"The dark vertex has the number {values[3]}. By @ all its neighbours are visited first, then the new "
                f"neighbours of these in the same order, and so on: {fresh}. The order begins with "
                f"${', '.join(map(str, shown[:5]))}$, so the fifth number is ${shown[4]}$.",
                wrong=[values[depth[4]], shown[3], shown[5]]),
            ask("Graph Traversal", "Layers are Distances",
                "What is the sum of the numbers of all vertices that a breadth first search from the dark vertex finds "
                "in the second layer, two edges away from the start?", sum(second),
                "By @ the second layer holds the neighbours of the neighbours of the dark vertex that are not its "
                "neighbours themselves. " + (f"In the figure these are {series(second)}, and ${plus(second)} = "
                                             f"{sum(second)}$." if len(second) > 1 else
                                             f"In the figure this is only ${second[0]}$, so the sum is ${second[0]}$."),
                wrong=[sum(values[v] for v in near[3]), sum(second) + values[3],
                       sum(second) + sum(values[v] for v in near[3])]),
            ask("Graph Traversal", "Depth First Search",
                "A depth first search starts at the dark vertex. " + rule + "Which number is visited last?",
                values[depth[-1]],
                "By @ the search always goes on to an unvisited neighbour, the smallest first, and goes back only "
                f"where there is none. In the figure this gives the order ${dive}$, which ends with "
                f"${values[depth[-1]]}$.", wrong=[shown[-1], values[depth[-2]], max(values)])],
        givens=letters("v", values), fixed=(*places, *edges), figure=figure, check=check, scale=False,
        more=[lone_circle])


@program("Shortest Path")
def network_distance(rng):
    values = [rng.randint(2, 30) for _ in LINKS]

    def best(goal):
        return min(map(sum, paths(0, goal, [(a, b, w) for (a, b), w in zip(LINKS, values)])))

    def figure(c, g):
        show_named(c, STREETS, LINKS, [g[f"w{i}"] for i in range(9)])

    def check(c):
        lines = weights(c)
        far = [0 if v == 0 else 10 ** 6 for v in range(6)]
        for _ in range(6):  # Bellman and Ford
            for a, b, w in lines:
                far[a], far[b] = min(far[a], far[b] + w), min(far[b], far[a] + w)
        length = {frozenset((a, b)): w for a, b, w in lines}
        return far[5], sum(length[frozenset(e)] for e in ((0, 2), (2, 4), (4, 5))), far[3]

    ways = [min(paths(0, goal, [(a, b, w) for (a, b), w in zip(LINKS, values)]), key=sum) for goal in (5, 3, 4)]
    lengths = sorted({sum(way) for way in paths(0, 5, [(a, b, w) for (a, b), w in zip(LINKS, values)])})
    straight = [values[LINKS.index(e)] for e in ((0, 2), (2, 4), (4, 5))]
    say = "The numbers are the lengths of the edges. "
    return Scene(
        f"A network has edges of these lengths: {listed(values)}.", [
            ask("Shortest Path", "Shortest of All Paths",
                say + "How long is a shortest path from A to F?", best(5),
                f"In the figure the last edge of a path to F comes from D or from E. Among all paths from A to D a "
                f"shortest one has the length {sums(ways[1])}, and among those from A to E the length {sums(ways[2])}. "
                f"With the edges DF and EF, by @ the distance of F is $\\min({best(3)} + {values[7]}, {best(4)} + "
                f"{values[8]}) = {best(5)}$.", wrong=[*lengths[1:3], sum(straight), lengths[-1]]),
            ask("Shortest Path", "Length of a Path",
                say + "How long is the path that visits A, C, E and F in this order?", sum(straight),
                f"In the figure the edges AC, CE and EF have the lengths {series(straight)}. By @ the length of the "
                f"path is their sum, ${plus(straight)} = {sum(straight)}$.",
                wrong=[best(5), straight[0] + straight[1], values[0] + values[3] + values[7]]),
            ask("Shortest Path", "Dijkstra's Algorithm",
                say + "Which distance from A does Dijkstra's algorithm find for D?", best(3),
                f"By @ the vertices get their distances from the nearest to the farthest. D is reached by the edges "
                f"with the lengths {series(ways[1])}, so its distance is {sums(ways[1])}.",
                wrong=[values[0] + values[3], values[1] + values[4] + values[6], best(5)])],
        givens=letters("w", values), figure=figure, check=check, scale=False, quantities=edge_lengths(LINKS),
        more=[dead_end])


def dead_end(c, rng):
    """One more vertex at the end of an edge that leads nowhere else."""
    start = rng.choice([(12, 4), (12, -4)])
    place = 17.5, 1.55 * start[1]
    c.line(start, place)
    c.dot(place)
    c.corner(place, "G", start)
    c.side(start, place, new_number(c, rng), (12, 0))


@program("Hamilton Cycle")
def round_trip(rng):
    places, links = [(0, 0), (14, 0), (7, 12), (7, 4.4)], list(combinations(range(4), 2))
    values = [rng.randint(3, 40) for _ in links]
    length = {frozenset(e): w for e, w in zip(links, values)}

    def tour(order):
        return [length[frozenset(e)] for e in zip(order, (*order[1:], order[0]))]

    tours = sorted((tour((0, *rest)) for rest in ((1, 2, 3), (1, 3, 2), (2, 1, 3))), key=sum)
    named = tour((0, 1, 2, 3))

    def figure(c, g):
        show_named(c, places, links, [g[f"w{i}"] for i in range(6)])

    def check(c):
        lines = {frozenset((a, b)): w for a, b, w in weights(c)}
        sums = {sum(lines[frozenset(e)] for e in zip(row, (*row[1:], row[0]))): row for row in permutations(range(4))}
        row = (0, 1, 2, 3)
        return min(sums), sum(lines[frozenset(e)] for e in zip(row, (*row[1:], row[0]))), max(sums) - min(sums)

    say = "The numbers are the lengths of the edges. A round trip visits every vertex exactly once and returns to " \
          "its start. "
    sizes = [sum(t) for t in tours]
    return Scene(
        "Four places are joined by roads of these lengths: "
        + ", ".join(f"{NAMES[a]}{NAMES[b]} {w}" for (a, b), w in zip(links, values)) + ".", [
            ask("Hamilton Cycle", "Shortest Round Trip", say + "How long is the shortest round trip?", sizes[0],
                f"Apart from the start and the direction there are three round trips through A, B, C and D. Their "
                f"edges have the lengths ${plus(tours[0])} = {sizes[0]}$, ${plus(tours[1])} = {sizes[1]}$ and "
                f"${plus(tours[2])} = {sizes[2]}$. By @ the least of these numbers counts: the shortest round trip has "
                f"the length ${sizes[0]}$.", wrong=[sizes[1], sizes[2], sizes[0] - max(tours[0])]),
            ask("Hamilton Cycle", "Visiting Every Vertex Once",
                say + "How long is the round trip from A through B, C and D back to A?", sum(named),
                f"In the figure the edges AB, BC, CD and DA have the lengths {series(named)}. The trip is a cycle as "
                f"@ describes it, and its length is ${plus(named)} = {sum(named)}$.",
                wrong=[sum(named[:3]), sum(values), sum(named) - named[0]]),
            ask("Hamilton Cycle", "Number of Round Trips",
                say + "All different round trips are compared, where direction and start do not matter. By how much is "
                "the longest one longer than the shortest one?", sizes[2] - sizes[0],
                f"By @ four vertices have $\\frac{{3!}}{{2}} = 3$ round trips. From the numbers in the figure their "
                f"lengths are ${sizes[0]}$, ${sizes[1]}$ and ${sizes[2]}$, and the longest one is longer than the "
                f"shortest one by ${sizes[2]} - {sizes[0]} = {sizes[2] - sizes[0]}$.",
                wrong=[sizes[2] - sizes[1], sizes[1] - sizes[0], max(values) - min(values)])],
        givens=letters("w", values), figure=figure, check=check, scale=False, quantities=edge_lengths(links))


@program("Directed Graph")
def bus_lines(rng):
    arrows = [(0, 1), (0, 2), (1, 2), (1, 3), (2, 4), (1, 4), (3, 5), (4, 5)]
    values = [rng.randint(2, 6) for _ in arrows]
    a = dict(zip(arrows, values))
    to_c = a[0, 2] + a[0, 1] * a[1, 2]
    to_e = to_c * a[2, 4] + a[0, 1] * a[1, 4]
    to_d = a[0, 1] * a[1, 3]
    total = to_d * a[3, 5] + to_e * a[4, 5]
    into = a[1, 4] + a[2, 4]

    def figure(c, g):
        show_numbered(c, STREETS, arrows, NAMES[:6], radius=0.9, arrows=True)
        for (i, j), text in zip(arrows, (g[f"w{k}"] for k in range(8))):
            p, q = STREETS[i], STREETS[j]
            c.side(p, q, text, (8.5, 0) if {i, j} != {1, 4} else (12, 4))

    def check(c):
        lines = weights_of_arrows(c)

        def ways(v, goal):
            return 1 if v == goal else sum(ways(j, goal) for i, j, n in lines if i == v for _ in range(n))
        return ways(0, 5), sum(n for _, j, n in lines if j == 4), ways(0, 4)

    say = "A number at an arrow tells how many bus lines go along it, in its direction only. "
    return Scene(
        "Bus lines go between six stops, in one direction only: "
        + ", ".join(f"{w} from {NAMES[i]} to {NAMES[j]}" for (i, j), w in a.items()) + ".", [
            ask("Directed Graph", "Counting Routes along Arrows",
                say + "In how many ways can one travel from A to F, choosing one line for each arrow that is used?",
                total, f"The numbers are read off at the arrows. By @ the ways to a stop are found from the stops "
                f"before it: each way there is continued by each line of the arrow. To B there are ${a[0, 1]}$ ways, "
                f"to C ${a[0, 2]} + {a[0, 1]} \\cdot {a[1, 2]} = {to_c}$, to D ${a[0, 1]} \\cdot {a[1, 3]} = {to_d}$, "
                f"to E ${to_c} \\cdot {a[2, 4]} + {a[0, 1]} \\cdot {a[1, 4]} = {to_e}$ and to F "
                f"${to_d} \\cdot {a[3, 5]} + {to_e} \\cdot {a[4, 5]} = {total}$ ways.",
                wrong=[sum(values), to_e * a[4, 5], total - a[0, 1] * a[1, 2] * a[2, 4] * a[4, 5]]),
            ask("Directed Graph", "In-degree and Out-degree", say + "How many bus lines arrive at E in total?", into,
                f"In the figure two arrows end at E, the one from C with ${a[2, 4]}$ lines and the one from B with "
                f"${a[1, 4]}$. By @ only these count: ${a[2, 4]} + {a[1, 4]} = {into}$ lines arrive at E.",
                wrong=[into + a[4, 5], a[2, 4], a[1, 4] * a[2, 4]]),
            ask("Directed Graph", "Arrows Have a Direction",
                say + "In how many ways can one travel from A to E, choosing one line for each arrow that is used?",
                to_e, f"By @ E can only be entered from B and from C. To B there are ${a[0, 1]}$ ways, and to C "
                f"${a[0, 2]} + {a[0, 1]} \\cdot {a[1, 2]} = {to_c}$. So there are ${a[0, 1]} \\cdot {a[1, 4]} + {to_c} "
                f"\\cdot {a[2, 4]} = {to_e}$ ways.", wrong=[total, to_c * a[2, 4], a[0, 1] * a[1, 4]])],
        givens=letters("w", values), figure=figure, upright=True, check=check, scale=False,
        quantities={f"w{k}": Quantity("count", f"the number of lines from {NAMES[i]} to {NAMES[j]}", "lines")
                    for k, (i, j) in enumerate(arrows)}, more=[beyond_the_goal])


def beyond_the_goal(c, rng):
    """One more stop G behind F, with its arrow."""
    c.arrow((17.9, 0), (22.1, 0))
    c.circle((23, 0), 0.9, fill=False)
    c.text((23, 0), "G")
    c.side((17, 0), (23, 0), str(rng.randint(2, 6)), (20, -4))


def weights_of_arrows(c):
    """(start, end, number) of each arrow between circles, in the direction of its head."""
    spots = [p for p, _ in c.circles]

    def near(p):
        return min(range(len(spots)), key=lambda i: abs(spots[i][0] - p[0]) + abs(spots[i][1] - p[1]))
    heads = [tuple(map(near, points)) for points, kind in c.strokes if kind == "head"]
    found = []
    for label in c.labels:
        if label[0] == "side":
            i, j = near(label[1]), near(label[2])
            found.append((i, j, int(label[4])) if (i, j) in heads else (j, i, int(label[4])))
    return found


@program("Practical Applications of Graphs")
def project_plan(rng):
    arrows = [(0, 1), (0, 2), (1, 3), (2, 3), (2, 4), (3, 5), (4, 5)]
    t = [rng.randint(2, 20) for _ in range(6)]
    end = [t[0], t[0] + t[1], t[0] + t[2]]
    end.append(max(end[1], end[2]) + t[3])
    end.append(end[2] + t[4])
    total = max(end[3], end[4]) + t[5]
    chains = [[0, 1, 3, 5], [0, 2, 3, 5], [0, 2, 4, 5]]
    longest = max(chains, key=lambda row: sum(t[v] for v in row))

    def figure(c, g):
        c.lettered = True
        show_numbered(c, STREETS, arrows, [g[f"t{i}"] for i in range(6)], radius=1.25, arrows=True)
        for i, p in enumerate(STREETS):
            c.corner((p[0], p[1] + 1.25), NAMES[i], p)

    def check(c):
        spots, number = [p for p, _ in c.circles], {label[1]: label[4] for label in c.labels if label[0] == "at"}
        days = [int(number[p]) for p in spots]

        def near(p):
            return min(range(6), key=lambda i: abs(spots[i][0] - p[0]) + abs(spots[i][1] - p[1]))
        before = [tuple(map(near, points)) for points, kind in c.strokes if kind == "head"]
        start = [0] * 6
        for _ in range(6):
            for i, j in before:
                start[j] = max(start[j], start[i] + days[i])
        return max(s + d for s, d in zip(start, days)), start[5], start[3]

    say = "Each circle is a task, a number in it its time in days; a task can start when all tasks with an arrow to " \
          "it are done, and tasks can run at the same time. "
    spans = [sum(t[v] for v in row) for row in chains]
    return Scene(
        "Tasks and their days: " + ", ".join(f"{NAMES[i]} {d}" for i, d in enumerate(t)) + ". Before B and C comes A, "
        "before D come B and C, before E comes C, before F come D and E.", [
            ask("Practical Applications of Graphs", "Longest Path of a Project",
                say + "What is the least number of days in which the whole project can be done?", total,
                f"In the figure three paths of arrows lead from A to F. The path A, B, D, F takes ${spans[0]}$ days, "
                f"A, C, D, F takes ${spans[1]}$ days, and A, C, E, F takes ${spans[2]}$ days. The tasks of one path "
                f"must be done one after the other, so by @ the longest path decides: "
                f"{', '.join(NAMES[v] for v in longest)} with ${plus(t[v] for v in longest)} = {total}$ days.",
                wrong=[sum(t), min(spans), total - t[0], sorted(spans)[1]]),
            ask("Practical Applications of Graphs", "Earliest Start of a Task",
                say + "After how many days from the start of the project can task F start at the earliest?",
                total - t[5], "In the figure arrows from D and from E lead to F, so both must be done. At the earliest "
                f"D is done after ${end[3]}$ days and E after ${end[4]}$ days. By @ F can start after "
                f"$\\max({end[3]}, {end[4]}) = {total - t[5]}$ days.",
                wrong=[min(end[3], end[4]), total, sum(t[:5])]),
            ask("Practical Applications of Graphs", "Networks as Models",
                say + "After how many days from the start of the project can task D start at the earliest?",
                max(end[1], end[2]), f"By @ the arrows say what must be done before: D waits for B and for C. These "
                f"are done after ${t[0]} + {t[1]} = {end[1]}$ and ${t[0]} + {t[2]} = {end[2]}$ days, so D can start "
                f"after $\\max({end[1]}, {end[2]}) = {max(end[1], end[2])}$ days.",
                wrong=[min(end[1], end[2]), t[0] + t[1] + t[2], end[3]])],
        givens=letters("t", t), figure=figure, upright=True, check=check, scale=False,
        quantities={f"t{i}": Quantity("duration", f"the time of the task {NAMES[i]}", "days") for i in range(6)})
