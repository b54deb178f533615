"""Trees: ways in a tree, traversals, spanning trees, expression trees, chains of implications."""
from itertools import combinations

from ..pieces import network
from ..tools import Quantity, Scene, ask, draw_until, program
from .networks import (
    NAMES,
    connected,
    degree,
    drawn,
    edge_lengths,
    letters,
    new_number,
    plane_graph,
    plus,
    series,
    show_named,
    show_numbered,
    weights,
)
from .routes import LINKS, STREETS, listed, paths

NOTED = "Contrapositive Proposition"


def binary(rng, low, high):
    """A random binary tree with at most three levels below the root, as nested (left, right) pairs or None."""
    def grow(depth):
        if depth == 0 or depth < 3 and rng.random() < 0.3:
            return None
        return grow(depth - 1), grow(depth - 1)

    def size(t):
        return 0 if t is None else 1 + size(t[0]) + size(t[1])

    t = grow(4)
    while not low <= size(t) <= high:
        t = grow(4)
    return t


def layout(t):
    """Places of the vertices in the order of inorder, the edges, and the three orders as lists of indices."""
    places, edges, orders = [], [], {"pre": [], "in": [], "post": []}

    def count(t):
        return 0 if t is None else 1 + count(t[0]) + count(t[1])

    def walk(t, first, depth):
        if t is None:
            return None
        at = first + count(t[0])
        orders["pre"].append(at)
        left = walk(t[0], first, depth + 1)
        orders["in"].append(at)
        places.append((3.0 * at, -4.2 * depth))
        right = walk(t[1], at + 1, depth + 1)
        orders["post"].append(at)
        edges.extend((at, child) for child in (left, right) if child is not None)
        return at

    walk(t, 0, 0)
    return places, edges, orders


def children(c):
    """Of a drawn binary tree: {index: [left, right]}, the root, the text of each vertex."""
    places, edges = drawn(c)
    kids = {v: [None, None] for v in range(len(places))}
    for a, b in edges:
        up, low = (a, b) if places[a][1] > places[b][1] else (b, a)
        kids[up][places[low][0] > places[up][0]] = low
    said = {label[1]: label[4] for label in c.labels}
    return kids, max(kids, key=lambda v: places[v][1]), [said[p] for p in places]


@program("Basic Concepts of Trees")
def tree_way(rng):
    places, edges = plane_graph(rng, 7, 0.0)
    values = [rng.randint(2, 40) for _ in edges]
    lines = [(a, b, w) for (a, b), w in zip(edges, values)]
    ends = [v for v in range(7) if degree(v, edges) == 1]
    one, two = max(combinations(ends, 2), key=lambda e: len(paths(*e, lines)[0]))
    way = paths(one, two, lines)[0]
    names = {one: "A", two: "B"}
    for v in range(7):
        names.setdefault(v, NAMES[len(names)])

    def figure(c, g):
        c.without |= {"shapes", "line"}
        network(c, {names[v]: p for v, p in enumerate(places)},
                [(names[a], names[b], g[f"w{i}"]) for i, (a, b) in enumerate(edges)])

    def check(c):
        found = weights(c)
        at = {label[4]: c.dots.index(label[1]) for label in c.labels if label[0] == "corner"}
        start, goal = at["A"], at["B"]
        far = {start: (0, 0)}
        while goal not in far:
            for a, b, w in found:
                for v, u in ((a, b), (b, a)):
                    if v in far and u not in far:
                        far[u] = (far[v][0] + w, far[v][1] + 1)
        ends = [v for e in found for v in e[:2]]
        return far[goal][0], sum(ends.count(v) == 1 for v in range(7)), far[goal][1]

    return Scene(
        "A tree has the edges " + ", ".join(f"{names[a]}{names[b]} of length {w}" for a, b, w in lines) + ".", [
            ask("Basic Concepts of Trees", "One Path between Two Vertices",
                "The numbers are the lengths of the edges. How long is the path from A to B?", sum(way),
                f"The graph in the figure is a tree, so by @ there is just one path from A to B. Along it the edges "
                f"have the lengths {series(way)}, and the path is ${plus(way)} = {sum(way)}$ long.",
                wrong=[sum(values), sum(way[1:]), sum(way[:-1]), 2 * sum(way)]),
            ask("Basic Concepts of Trees", "Leaves of a Tree", "How many leaves does the tree have?", len(ends),
                f"The tree in the figure has 7 vertices, and at ${7 - len(ends)}$ of them more than one edge ends. By "
                f"@ the leaves are the others, at which just one edge ends: $7 - {7 - len(ends)} = {len(ends)}$.",
                wrong=[7 - len(ends), len(edges), len(ends) + 1]),
            ask("Paths and Connected Graphs", "Bridge",
                "How many edges of the tree have the property that there is no path from A to B any more if just this "
                "edge is removed?", len(way), "In a tree every edge is a bridge, so by @ removing an edge cuts the "
                "tree into two parts. A and B lie in different parts if the edge belongs to the path between them, "
                f"and in the figure this path has ${len(way)}$ edges.",
                wrong=[len(edges), len(way) - 1, len(way) + 1])],
        givens=letters("w", values), fixed=(*places, *edges), figure=figure, check=check, scale=False,
        more=[one_more_branch], say=neighbours(places, edges, values, names))


def neighbours(places, edges, values, names):
    """For each edge, an end where others end, but not the one farthest to the right: its name, their number and sum."""
    said = {}
    for i, edge in enumerate(edges):
        said |= {f"at{i}": "", f"ends{i}": 0, f"rest{i}": 0, f"terms{i}": ""}  # where there is no such end
        for v in edge:
            beside = [w for e, w in zip(edges, values) if v in e and e != edge]
            if beside and places[v] != max(places):
                said |= {f"at{i}": names[v], f"ends{i}": len(beside) + 1}
                said |= {f"rest{i}": sum(beside), f"terms{i}": plus(beside)}
    return said


def one_more_branch(c, rng):
    """One more leaf H with its edge, beyond the vertex farthest to the right."""
    start = max(c.dots)
    place = start[0] + 4.5, start[1] + rng.choice([-2, 2])
    c.line(start, place)
    c.dot(place)
    c.corner(place, "H", start)
    c.side(start, place, new_number(c, rng), (start[0], place[1]))


@program("Tree Traversal")
def numbered_tree(rng):
    places, edges, orders = layout(binary(rng, 7, 8))
    n = len(places)
    values = rng.sample(range(2, 60), n)
    pre, inner, post = ([values[v] for v in orders[name]] for name in ("pre", "in", "post"))

    def figure(c, g):
        c.without |= {"mirror", "turn"}
        show_numbered(c, places, edges, [g.get(f"v{i}", str(v)) for i, v in enumerate(values)], radius=1.3)

    def check(c):
        kids, root, texts = children(c)

        def visit(v, order):
            if v is None:
                return []
            left, right = (visit(u, order) for u in kids[v])
            return {"pre": [texts[v], *left, *right], "in": [*left, texts[v], *right],
                    "post": [*left, *right, texts[v]]}[order]
        return int(visit(root, "in")[3]), int(visit(root, "pre")[4]), int(visit(root, "post")[2])

    say = "The tree is binary, with its root at the top. "
    below = [f"{values[b]} is the {'left' if b < a else 'right'} child of {values[a]}" for a, b in sorted(edges)]
    place = inner.index(pre[0])
    return Scene(
        f"The root of a binary tree is {pre[0]}; {', '.join(below)}.", [
            ask("Tree Traversal", "Inorder", say + "Which number is visited as the fourth in inorder?", inner[3],
                f"In the figure the root is {pre[0]}. By @ at every vertex the left subtree is visited first, then the "
                f"vertex itself, then the right subtree. The left subtree of the root has {place} vertices, so the "
                f"root comes at place ${place} + 1 = {place + 1}$. The whole order is {series(inner)}, and the fourth "
                f"number is ${inner[3]}$.", wrong=[pre[3], post[3], inner[4], inner[2]]),
            ask("Tree Traversal", "Preorder", say + "Which number is visited as the fifth in preorder?", pre[4],
                f"In the figure the root is {pre[0]}. By @ every vertex is visited before its left subtree and this "
                f"before its right subtree. The order is {series(pre)}, and the fifth number is ${pre[4]}$.",
                wrong=[inner[4], post[4], pre[5]]),
            ask("Tree Traversal", "Postorder", say + "Which number is visited as the third in postorder?", post[2],
                f"In the figure the root is {pre[0]}. By @ every vertex is visited after its left and its right "
                f"subtree. The order is {series(post)}, and the third number is ${post[2]}$.",
                wrong=[inner[2], pre[2], post[3]])],
        givens=letters("v", values[:7]), fixed=(*values[7:], *places, *edges), figure=figure, upright=True, check=check,
        scale=False, say=dict(count=n, last=sum(values[7:])))


@program("Minimum Spanning Tree")
def cheapest_net(rng):
    values = rng.sample(range(2, 50), len(LINKS))
    lines = [(a, b, w) for (a, b), w in zip(LINKS, values)]
    tree = []
    for e in sorted(lines, key=lambda e: e[2]):
        if not paths(e[0], e[1], tree):
            tree.append(e)
    seen, grown = {0}, []
    while len(seen) < 6:
        e = min((e for e in lines if len(seen & {*e[:2]}) == 1), key=lambda e: e[2])
        grown.append(e)
        seen |= {*e[:2]}
    taken, total = [w for *_, w in tree], sum(w for *_, w in tree)

    def figure(c, g):
        show_named(c, STREETS, LINKS, [g[f"w{i}"] for i in range(9)])

    def check(c):
        found = weights(c)
        trees = [t for t in combinations(found, 5) if connected(6, t)]
        best = min(trees, key=lambda t: sum(w for *_, w in t))
        part, last = {0}, None
        for _ in range(3):
            last = min((e for e in best if len(part & {*e[:2]}) == 1), key=lambda e: e[2])
            part |= {*last[:2]}
        return sum(w for *_, w in best), sum(w for *_, w in found if w not in [x for *_, x in best]), last[2]

    say = "The numbers are the weights of the edges. "
    kept = [f"{NAMES[a]}{NAMES[b]} ({w})" for a, b, w in tree]
    skipped = [f"{NAMES[a]}{NAMES[b]} ({w})" for a, b, w in sorted(lines, key=lambda e: e[2])
               if w < taken[-1] and w not in taken]
    out = f", while {series(skipped)} would close a cycle and {'is' if len(skipped) == 1 else 'are'} left out" \
        if skipped else "; none of them closes a cycle"
    third = [NAMES[a] + NAMES[b] for a, b, _ in grown[:3]]
    return Scene(
        f"A network has edges of these weights: {listed(values)}.", [
            ask("Minimum Spanning Tree", "Kruskal's Algorithm",
                say + "What is the total weight of a minimum spanning tree?", total,
                f"By @ the edges in the figure are looked at from the lightest on, and an edge is taken unless it "
                f"closes a cycle. So {series(kept)} are taken{out}. These five edges join all six vertices, and "
                f"their total weight is ${plus(taken)} = {total}$.",
                wrong=[sum(sorted(values)[:5]), sum(sorted(values)[:6]), sum(values) - total, total - max(taken)]),
            ask("Minimum Spanning Tree", "Weight Saved by a Spanning Tree",
                say + "What is the total weight of all edges that do not belong to the minimum spanning tree?",
                sum(values) - total,
                f"All edges in the figure weigh ${plus(values)} = {sum(values)}$. Taken from the lightest on, without "
                f"closing a cycle, the edges {series(kept)} form the minimum spanning tree, with the weight "
                f"${plus(taken)} = {total}$. By @ the others weigh ${sum(values)} - {total} = {sum(values) - total}$.",
                wrong=[total, sum(values), sum(values) - sum(sorted(values)[:5])]),
            ask("Minimum Spanning Tree", "Prim's Algorithm",
                say + "Prim's algorithm starts at A. What is the weight of the third edge that it adds?", grown[2][2],
                f"By @ the lightest edge from a vertex reached to a new one is always added. In the figure these are, "
                f"one after the other, {series(third)} with the weights {series([w for *_, w in grown[:3]])}. The "
                f"third edge has the weight ${grown[2][2]}$.",
                wrong=[grown[1][2], grown[3][2], sorted(values)[2]])],
        givens=letters("w", values), figure=figure, check=check, scale=False,
        quantities=edge_lengths(LINKS, "the weight of the edge"))


def calculated(sign, x, y):
    return {"+": x + y, "−": x - y, "×": x * y}[sign]


def postfix_value(texts):
    """The value of numbers and operations in reverse Polish notation."""
    stack = []
    for text in texts:
        if text.isdigit():
            stack.append(int(text))
        else:
            y, x = stack.pop(), stack.pop()
            stack.append(calculated(text, x, y))
    return stack.pop()


@program("Practical Applications of Trees")
def expression_tree(rng):
    signs = [rng.choice("+−×") for _ in range(3)]
    numbers = [rng.randint(2, 12) for _ in range(4)]
    long = rng.randint(0, 1)  # the root's second branch is an operation or a single number
    count = 4 if long else 3

    one = calculated(signs[1], *numbers[:2])
    two = calculated(signs[2], *numbers[2:]) if long else numbers[2]
    result = calculated(signs[0], one, two)
    tex = {"+": "+", "−": "-", "×": "\\cdot"}

    def written(x):
        return f"({x})" if x < 0 else str(x)

    def figure(c, g):
        c.without |= {"mirror", "turn"}
        places = [(6, 8), (2, 4), (10, 4), (0, 0), (4, 0), (8, 0), (12, 0)][:7 if long else 5]
        edges = [(0, 1), (0, 2), (1, 3), (1, 4), (2, 5), (2, 6)][:6 if long else 4]
        leaves = [g["a"], g["b"], g["c"]]
        texts = [signs[0], signs[1]] + ([signs[2], *leaves, str(numbers[3])] if long else [leaves[2], *leaves[:2]])
        show_numbered(c, places, edges, texts, radius=1.1)

    def check(c):
        kids, root, texts = children(c)

        def order(v):
            return [] if v is None else [*order(kids[v][0]), *order(kids[v][1]), texts[v]]

        leaves = [text for text in order(root) if text.isdigit()]
        return postfix_value(order(root)), len(leaves) + 10, int(leaves[2])

    steps = f"the left branch is ${numbers[0]} {tex[signs[1]]} {numbers[1]} = {one}$"
    steps += f" and the right branch is ${numbers[2]} {tex[signs[2]]} {numbers[3]} = {two}$" if long else \
        f" and the right branch is the number ${two}$"
    said = (f"the left branch below the root is {numbers[0]} {signs[1]} {numbers[1]} and the right branch is "
            + (f"{numbers[2]} {signs[2]} {numbers[3]}" if long else f"{numbers[2]}"))
    other = [calculated(sign, one, two) for sign in "+−×" if sign != signs[0]]
    return Scene(
        f"The root of an expression tree is the operation {signs[0]}; {said}.", [
            ask("Practical Applications of Trees", "Expression Tree",
                "Each operation joins the values of the branches below it, the left one first. What is the value of "
                "the expression tree?", result,
                f"By @ the tree is worked out from the bottom up. In the figure {steps}. The operation at the root "
                f"joins both values: ${written(one)} {tex[signs[0]]} {written(two)} = {result}$.",
                wrong=[*other, calculated(signs[0], two, one), sum(numbers[:count])]),
            ask("Practical Applications of Trees", "Operations and Numbers", "The expression tree is enlarged by 10 "
                "more operations, each still with two branches. How many numbers does it hold then?", count + 10,
                f"The figure shows ${count - 1}$ operations, so then there are ${count - 1} + 10 = {count + 9}$. By @ "
                f"there is one number more than operations: ${count + 9} + 1 = {count + 10}$.",
                wrong=[count + 9, count + 20, 2 * (count + 9)]),
            ask("Tree Traversal", "Postorder",
                "The expression tree is visited in postorder. Which is the third number in this order, operations not "
                "counted?", numbers[2],
                f"By @ both branches come before their operation, the left one first. In the figure this gives "
                f"${numbers[0]}, {numbers[1]}, {tex[signs[1]]}, {numbers[2]}, \\dots$, so the third number is "
                f"${numbers[2]}$.", wrong=[numbers[1], numbers[0], one])],
        givens=dict(a=numbers[0], b=numbers[1], c=numbers[2]), fixed=(numbers[3], *signs, long), figure=figure,
        upright=True, check=check, scale=False,
        quantities={k: Quantity("number", f"the {nth} number from the left")
                    for k, nth in zip("abc", ("first", "second", "third"))})


def implications(rng):
    """Six or seven arrows between six propositions, each in one at least; no two cross."""
    every = [(0, 2), (0, 3), (1, 3), (1, 2), (2, 4), (2, 5), (3, 5), (3, 4), (0, 1), (4, 5), (2, 3)]
    crossed = ({(0, 3), (1, 2)}, {(2, 5), (3, 4)})

    def fine(arrows):
        return not any(pair <= set(arrows) for pair in crossed) and all(any(v in a for a in arrows) for v in range(6))

    return draw_until(lambda: sorted(rng.sample(every, rng.randint(6, 7))), fine, "implications")


def closure(start, arrows):
    """What can be reached from a start along arrows, the start included, in order."""
    found = [start]
    for v in found:
        found += [b for a, b in arrows if a == v and b not in found]
    return sorted(found)


@program(NOTED)
def implication_net(rng):
    places = [(0, 6), (0, 0), (7, 6), (7, 0), (14, 6), (14, 0)]
    arrows = implications(rng)
    points = [rng.randint(2, 30) for _ in range(6)]
    lost, won = closure(5, [(b, a) for a, b in arrows]), closure(0, arrows)
    into = sum(b == 5 for _, b in arrows)

    def figure(c, g):
        c.lettered = True
        show_numbered(c, places, arrows, [g[f"p{i}"] for i in range(6)], radius=1.2, arrows=True)
        for i, p in enumerate(places):
            c.corner((p[0], p[1] + (1.2 if p[1] else -1.2)), NAMES[i], p)

    def check(c):
        spots = [p for p, _ in c.circles]
        said = {label[1]: label[4] for label in c.labels if label[0] == "at"}

        def near(p):
            return min(range(6), key=lambda i: abs(spots[i][0] - p[0]) + abs(spots[i][1] - p[1]))
        rules = [tuple(map(near, ends)) for ends, kind in c.strokes if kind == "head"]
        worlds = [[(code >> v) & 1 for v in range(6)] for code in range(64)]
        worlds = [w for w in worlds if all(w[a] <= w[b] for a, b in rules)]
        never = [v for v in range(6) if not any(w[v] for w in worlds if not w[5])]
        always = [v for v in range(6) if all(w[v] for w in worlds if w[0])]
        return (sum(int(said[spots[v]]) for v in never), sum(b == 5 for _, b in rules),
                sum(int(said[spots[v]]) for v in always))

    say = "Each circle is a proposition, a number in it its points, and each arrow is a true implication. "
    gone, got = sum(points[v] for v in lost), sum(points[v] for v in won)
    back, ahead = series([NAMES[v] for v in lost]), series([NAMES[v] for v in won])
    return Scene(
        "There are the true implications " + ", ".join(f"{NAMES[a]} implies {NAMES[b]}" for a, b in arrows)
        + "; the propositions A to F have " + ", ".join(map(str, points)) + " points.", [
            ask(NOTED, "Modus Tollens",
                say + "F is false. How many points have all propositions together that must then be false, F included?",
                gone, "By @ whatever implies a false proposition is false, too. " + (
                    f"Going back along the arrows in the figure from F, we find that {back} must be false. Together "
                    f"they have ${plus(points[v] for v in lost)} = {gone}$ points." if len(lost) > 1 else
                    f"In the figure no arrow leads to F, so only F itself must be false, with ${points[5]}$ points."),
                wrong=[got, points[5], sum(points) - gone, sum(points)]),
            ask(NOTED, "Swapping and Negating",
                say + "For each arrow the contrapositive is formed. How many of the contrapositives have the condition "
                "that F is false?", into,
                "By @ the contrapositive of an arrow from $X$ to $Y$ says: if $Y$ is false, then $X$ is false. So the "
                f"arrows that end at F are counted. In the figure ${len(arrows) - into}$ of the ${len(arrows)}$ arrows "
                f"end elsewhere, and ${len(arrows)} - {len(arrows) - into} = {into}$ end at F.",
                wrong=[len(arrows) - into, len(arrows), into + 1]),
            ask("Implication of Propositions", "Chain of Implications",
                say + "A is true. How many points have all propositions together that must then be true, A included?",
                got, "By @ whatever a true proposition implies is true, over several arrows, too. " + (
                    f"Going forward along the arrows in the figure from A, we find that {ahead} must be true. Together "
                    f"they have ${plus(points[v] for v in won)} = {got}$ points." if len(won) > 1 else
                    f"In the figure no arrow starts at A, so only A itself must be true, with ${points[0]}$ points."),
                wrong=[gone, points[0], sum(points)])],
        givens=letters("p", points), fixed=tuple(arrows), figure=figure, upright=True, check=check, scale=False,
        quantities={f"p{i}": Quantity("count", f"the number of points of {NAMES[i]}", "points") for i in range(6)})
