"""Ways through graphs: connectedness, searches, shortest ways, round trips, directed graphs, project plans."""
from itertools import combinations, permutations

from ..tools import Scene, ask, draw_until, program
from .networks import NAMES, degree, drawn, letters, plane_graph, plus, reach, show_named, show_numbered, weights

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

    return Scene(
        f"A graph consists of {k} separate connected parts with " + ", ".join(
            f"{len(PARTS[i][0])} vertices and {len(PARTS[i][1])} edge{'s' * (len(PARTS[i][1]) > 1)}" for i in kinds)
        + ".", [
            ask("Paths and Connected Graphs", "Edges Needed to Connect",
                "Now {more} more vertices without any edge are added. How many new edges are needed at least to make "
                "the whole graph connected?", k + more - 1,
                f"there are ${k}$ connected parts and ${more}$ single vertices, so ${k} + {more} - 1 = {k + more - 1}$ "
                "edges are needed."),
            ask("Paths and Connected Graphs", "Bridge",
                "How many edges of the drawn graph are bridges, so that removing the edge splits a connected part?",
                bridges, "the bridges are the edges that lie on no cycle; part by part there are "
                f"${plus((1, 2, 0, 0, 1, 3)[i] for i in kinds)} = {bridges}$."),
            ask("Paths and Connected Graphs", "Connected Graph",
                "How many vertices does the largest connected part of the drawn graph have?", largest,
                f"the parts have ${', '.join(str(len(PARTS[i][0])) for i in kinds)}$ vertices, and "
                f"$\\max({', '.join(str(len(PARTS[i][0])) for i in kinds)}) = {largest}$.")],
        [("The points are islands and the lines are bridges between them. Now {more} more islands without a bridge are "
          "added.", "How many new bridges are needed at least so that every island can be reached from every other?"),
         ("The points are computers and the lines are cables. Now {more} more computers without a cable are added.",
          "How many new cables are needed at least so that all are joined in one network?"),
         ("The graph gets {more} isolated vertices.",
          "What is the least number of edges that have to be added to make it connected?")],
        dict(more=more), fixed=(*kinds, *cells), figure=figure, check=check, scale=False)


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
    second = [values[v] for v in reach(3, edges)[2]]

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

    rule = "If there is a choice, the vertex with the smaller number comes first. "
    return Scene(
        "A graph has vertices with the numbers " + ", ".join(map(str, values)) + " and the edges "
        + ", ".join(f"{values[a]}-{values[b]}" for a, b in edges) + f". The dark vertex has the number {values[3]}.", [
            ask("Graph Traversal", "Breadth First Search",
                "A breadth first search starts at the dark vertex. Of the unvisited neighbours of a vertex, those with "
                "smaller numbers are visited first. Which number is visited as the fifth, the dark vertex being the "
                "first?", values[breadth[4]],
                f"the order is ${', '.join(str(values[v]) for v in breadth)}$, and the fifth number of "
                f"this list is ${values[breadth[4]]}$."),
            ask("Graph Traversal", "Layers are Distances",
                "What is the sum of the numbers of all vertices that a breadth first search from the dark vertex finds "
                "in the second layer, two edges away from the start?", sum(second),
                f"two edges away are the numbers ${', '.join(map(str, second))}$, and "
                f"${plus(second)} = {sum(second)}$." if len(second) > 1 else
                f"only the number ${second[0]}$ is two edges away, so the sum is ${second[0]}$."),
            ask("Graph Traversal", "Depth First Search",
                "A depth first search starts at the dark vertex. " + rule + "Which number is visited last?",
                values[depth[-1]], f"the order is ${', '.join(str(values[v]) for v in depth)}$.")],
        [("A message starts in the dark town; each town that gets it tells all its neighbours that do not know it yet, "
          "the one with the smaller number first, and the towns speak in the order in which they got it.",
          "What is the number of the town that gets it as the fifth, the dark one being the first?"),
         ("A robot inspects rooms by a breadth first search from the dark room; of the unvisited neighbours of a room, "
          "those with smaller numbers come first.",
          "What is the number of the room that is inspected as the fifth, the dark one being the first?"),
         ("In a queue the dark vertex stands first; whenever a vertex leaves the queue, its neighbours that were never "
          "in the queue join it in the order of their numbers.", "Which number is the fifth to leave the queue?")],
        letters("v", values), fixed=(*places, *edges), figure=figure, check=check, scale=False)


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
    straight = [values[LINKS.index(e)] for e in ((0, 2), (2, 4), (4, 5))]
    return Scene(
        f"A network has edges of these lengths: {listed(values)}.", [
            ask("Shortest Path", "Shortest of All Paths",
                "The numbers are the lengths of the edges. How long is a shortest path from A to F?", best(5),
                f"the last edge comes from D or from E; the shortest paths to these have the lengths "
                f"{sums(ways[1])} and {sums(ways[2])}, so the distance of F is "
                f"$\\min({best(3)} + {values[7]}, {best(4)} + {values[8]}) = {best(5)}$."),
            ask("Shortest Path", "Length of a Path",
                "The numbers are the lengths of the edges. How long is the path that visits A, C, E and F in this "
                "order?", sum(straight), f"its edges add up to ${plus(straight)} = {sum(straight)}$."),
            ask("Shortest Path", "Dijkstra's Algorithm",
                "The numbers are the lengths of the edges. Which distance from A does Dijkstra's algorithm find for D?",
                best(3), f"fixing the nearest vertices one after the other gives D by the edges "
                f"${', '.join(map(str, ways[1]))}$ at the distance {sums(ways[1])}.")],
        [("The figure is a map of roads between six towns; the numbers are lengths in kilometres.",
          "How many kilometres long is a shortest way from A to F?"),
         ("The figure shows paths in a zoo between six places; the numbers are walking times in minutes.",
          "How many minutes does one need at least from A to F?"),
         ("The figure shows cables between six computers; the numbers are delays in milliseconds that add up.",
          "What is the least delay from A to F in milliseconds?")],
        letters("w", values), figure=figure, check=check, scale=False)


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
    return Scene(
        "Four places are joined by roads of these lengths: "
        + ", ".join(f"{NAMES[a]}{NAMES[b]} {w}" for (a, b), w in zip(links, values)) + ".", [
            ask("Hamilton Cycle", "Shortest Round Trip", say + "How long is the shortest round trip?", sum(tours[0]),
                f"the three round trips have the lengths ${plus(tours[0])} = {sum(tours[0])}$, "
                f"${plus(tours[1])} = {sum(tours[1])}$ and ${plus(tours[2])} = {sum(tours[2])}$; the least is "
                f"${sum(tours[0])}$."),
            ask("Hamilton Cycle", "Visiting Every Vertex Once",
                say + "How long is the round trip from A over B, C and D back to A?", sum(named),
                f"${plus(named)} = {sum(named)}$."),
            ask("Hamilton Cycle", "Number of Round Trips",
                say + "All different round trips are compared, where direction and start do not matter. By how much is "
                "the longest one longer than the shortest one?", sum(tours[2]) - sum(tours[0]),
                f"there are $\\frac{{3!}}{{2}} = 3$ round trips, with the lengths "
                f"${', '.join(str(sum(t)) for t in tours)}$, and ${sum(tours[2])} - {sum(tours[0])} = "
                f"{sum(tours[2]) - sum(tours[0])}$.")],
        [("A van starts at A, delivers to B, C and D, each exactly once, and returns to A. The numbers are kilometres.",
          "How many kilometres long is the shortest round trip?"),
         ("A guide leads a group from A to the sights B, C and D, each exactly once, in any order, and back to A. The "
          "numbers are minutes of walking.", "How many minutes of walking are needed at least?"),
         ("A drill visits the holes A, B, C and D exactly once each and returns to A. The numbers are times in "
          "seconds.", "How many seconds does the shortest round trip take?")],
        letters("w", values), figure=figure, check=check, scale=False)


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

    say = "The number at each arrow tells how many bus lines go along it, in its direction only. "
    return Scene(
        "Bus lines go between six stops, in one direction only: "
        + ", ".join(f"{w} from {NAMES[i]} to {NAMES[j]}" for (i, j), w in a.items()) + ".", [
            ask("Directed Graph", "Counting Routes along Arrows",
                say + "In how many ways can one travel from A to F, choosing one line for each arrow that is used?",
                total, f"to B there are ${a[0, 1]}$ ways, to C ${a[0, 2]} + {a[0, 1]} \\cdot {a[1, 2]} = {to_c}$, to D "
                f"${a[0, 1]} \\cdot {a[1, 3]} = {to_d}$, to E ${to_c} \\cdot {a[2, 4]} + {a[0, 1]} \\cdot {a[1, 4]} = "
                f"{to_e}$ and to F ${to_d} \\cdot {a[3, 5]} + {to_e} \\cdot {a[4, 5]} = {total}$."),
            ask("Directed Graph", "In-degree and Out-degree", say + "How many bus lines arrive at E in total?", into,
                f"the arrows that enter E carry ${a[2, 4]} + {a[1, 4]} = {into}$ lines."),
            ask("Directed Graph", "Arrows Have a Direction",
                say + "In how many ways can one travel from A to E, choosing one line for each arrow that is used?",
                to_e, f"E can only be entered from B and C; to B there are ${a[0, 1]}$ ways and to C ${to_c}$, so "
                f"there are ${a[0, 1]} \\cdot {a[1, 4]} + {to_c} \\cdot {a[2, 4]} = {to_e}$.")],
        [("The figure is a plan of one-way ski runs; the number at each arrow tells how many runs lead from one "
          "station to the next.", "In how many ways can one ski from A to F?"),
         ("The figure is a plan of a maze; the number at each arrow tells how many one-way doors lead from one room to "
          "the next.", "In how many ways can one get from A to F?"),
         ("The number at each arrow tells how many parallel arrows it stands for.",
          "How many directed paths lead from A to F?")],
        letters("w", values), figure=figure, upright=True, check=check, scale=False)


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

    say = "Each circle is a task with its time in days; a task can start when all tasks with an arrow to it are " \
          "done, and tasks can run at the same time. "
    spans = [sum(t[v] for v in row) for row in chains]
    return Scene(
        "Tasks and their days: " + ", ".join(f"{NAMES[i]} {d}" for i, d in enumerate(t)) + ". Before B and C comes A, "
        "before D come B and C, before E comes C, before F come D and E.", [
            ask("Practical Applications of Graphs", "Longest Path of a Project",
                say + "What is the least number of days in which the whole project can be done?", total,
                f"the paths A, B, D, F and A, C, D, F and A, C, E, F take ${', '.join(map(str, spans))}$ days; the "
                f"longest of them decides, {', '.join(NAMES[v] for v in longest)} with "
                f"${plus(t[v] for v in longest)} = {total}$ days."),
            ask("Practical Applications of Graphs", "Earliest Start of a Task",
                say + "After how many days from the start of the project can task F start at the earliest?",
                total - t[5], f"D is done after ${end[3]}$ and E after ${end[4]}$ days at the earliest, so F can "
                f"start after $\\max({end[3]}, {end[4]}) = {total - t[5]}$ days."),
            ask("Practical Applications of Graphs", "Networks as Models",
                say + "After how many days from the start of the project can task D start at the earliest?",
                max(end[1], end[2]), f"the arrows say that B and C must be done, after ${t[0]} + {t[1]} = {end[1]}$ "
                f"and ${t[0]} + {t[2]} = {end[2]}$ days, so D waits "
                f"$\\max({end[1]}, {end[2]}) = {max(end[1], end[2])}$ days.")],
        [("The figure is the plan for building a garden house; each circle is a task with its time in days, and the "
          "arrows show what must be done before what. Tasks can run at the same time.",
          "After how many days can the house be finished at the earliest?"),
         ("The figure is the plan for a school play; each circle is a task with its time in days, and the arrows show "
          "what must be done before what. Tasks can run at the same time.",
          "How many days does the preparation take at least?"),
         ("The figure is the plan for repairing a ship; each circle is a task with its time in hours, and the arrows "
          "show what must be done before what. Tasks can run at the same time.",
          "How many hours does the repair take at least?")],
        letters("t", t), figure=figure, upright=True, check=check, scale=False)
