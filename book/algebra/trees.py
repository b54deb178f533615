"""Trees: ways in a tree, traversals, spanning trees, expression trees, chains of implications."""
from itertools import combinations

from ..pieces import network
from ..tools import Scene, ask, draw_until, program
from .networks import NAMES, connected, degree, drawn, letters, plane_graph, plus, show_named, show_numbered, weights
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
                f"a tree has just one path from A to B, and its length is ${plus(way)} = {sum(way)}$."),
            ask("Basic Concepts of Trees", "Leaves of a Tree", "How many leaves does the tree have?", len(ends),
                f"the leaves are the vertices of degree 1; of the 7 vertices ${7 - len(ends)}$ have a greater "
                f"degree, so there are $7 - {7 - len(ends)} = {len(ends)}$."),
            ask("Paths and Connected Graphs", "Bridge",
                "How many edges of the tree have the property that there is no path from A to B any more if just this "
                "edge is removed?", len(way), f"every edge of a tree is a bridge, and A and B are separated by the "
                f"${len(way)}$ edges on the path between them.")],
        [("The figure is a map of the arms of a cave; the numbers are lengths in metres.",
          "How many metres long is the way from A to B?"),
         ("The figure shows the branches of a railway without loops; the numbers are kilometres.",
          "How many kilometres does a train go from A to B?"),
         ("The figure shows water pipes in a garden; the numbers are lengths in metres.",
          "How many metres does the water flow from A to B?")],
        letters("w", values), fixed=(*places, *edges), figure=figure, check=check, scale=False)


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
    return Scene(
        f"The root of a binary tree is {pre[0]}; {', '.join(below)}.", [
            ask("Tree Traversal", "Inorder", say + "Which number is visited as the fourth in inorder?", inner[3],
                f"left subtree, root, right subtree gives the order ${', '.join(map(str, inner))}$, with the root at "
                f"place ${inner.index(pre[0])} + 1 = {inner.index(pre[0]) + 1}$; the fourth number is ${inner[3]}$."),
            ask("Tree Traversal", "Preorder", say + "Which number is visited as the fifth in preorder?", pre[4],
                f"root, left subtree, right subtree gives the order ${', '.join(map(str, pre))}$; the fifth number is "
                f"${pre[4]}$."),
            ask("Tree Traversal", "Postorder", say + "Which number is visited as the third in postorder?", post[2],
                f"left subtree, right subtree, root gives the order ${', '.join(map(str, post))}$; the third number is "
                f"${post[2]}$.")],
        [("The figure shows the folders of a computer; a program goes through them in inorder: left branch, folder, "
          "right branch.", "Which folder number comes fourth?"),
         ("The figure shows the crews of a firm, each with its number; they report in inorder: first the left branch "
          "below a crew, then the crew, then the right branch.", "Which crew reports fourth?"),
         ("A list is made of the tree: for each vertex first its left subtree, then its own number, then its right "
          "subtree.", "What is the fourth number of the list?")],
        letters("v", values[:7]), fixed=(*values[7:], *places, *edges), figure=figure, upright=True, check=check,
        scale=False)


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
    return Scene(
        f"A network has edges of these weights: {listed(values)}.", [
            ask("Minimum Spanning Tree", "Kruskal's Algorithm",
                say + "What is the total weight of a minimum spanning tree?", total,
                f"the edges taken from the lightest on, without closing a cycle, are ${', '.join(map(str, taken))}$, "
                f"and ${plus(taken)} = {total}$."),
            ask("Minimum Spanning Tree", "Weight Saved by a Spanning Tree",
                say + "What is the total weight of all edges that do not belong to the minimum spanning tree?",
                sum(values) - total, f"all edges weigh ${plus(values)} = {sum(values)}$ and the tree "
                f"${plus(taken)} = {total}$, so ${sum(values)} - {total} = {sum(values) - total}$ is left."),
            ask("Minimum Spanning Tree", "Prim's Algorithm",
                say + "Prim's algorithm starts at A. What is the weight of the third edge that it adds?", grown[2][2],
                "it always adds the lightest edge to a new vertex: "
                f"{', '.join(NAMES[a] + NAMES[b] for a, b, _ in grown[:3])} with the weights "
                f"${', '.join(str(w) for *_, w in grown[:3])}$; the third is ${grown[2][2]}$.")],
        [("Six villages are to be joined by water pipes along some of the roads drawn; the numbers are the costs in "
          "thousand euros.", "How many thousand euros does the cheapest net of pipes cost that joins all villages?"),
         ("Six houses are to be joined by cables along some of the lines drawn; the numbers are lengths in metres.",
          "How many metres of cable are needed at least so that all are joined?"),
         ("After snow some roads are cleared so that all six towns are connected; the numbers are the times for "
          "clearing in minutes, and one plough works alone.", "How many minutes of clearing are needed at least?")],
        letters("w", values), figure=figure, check=check, scale=False)


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

    steps = f"${numbers[0]} {tex[signs[1]]} {numbers[1]} = {one}$"
    if long:
        steps += f" and ${numbers[2]} {tex[signs[2]]} {numbers[3]} = {two}$"
    said = (f"the left branch below the root is {numbers[0]} {signs[1]} {numbers[1]} and the right branch is "
            + (f"{numbers[2]} {signs[2]} {numbers[3]}" if long else f"{numbers[2]}"))
    return Scene(
        f"The root of an expression tree is the operation {signs[0]}; {said}.", [
            ask("Practical Applications of Trees", "Expression Tree",
                "Each operation joins the values of the branches below it, the left one first. What is the value of "
                "the expression tree?", result, f"from the bottom up {steps}, and at the root "
                f"${written(one)} {tex[signs[0]]} {written(two)} = {result}$."),
            ask("Practical Applications of Trees", "Operations and Numbers",
                "The expression tree is enlarged by 10 more operations, and each operation still has two branches. How "
                "many numbers does it hold then?", count + 10,
                f"there are then ${count - 1} + 10 = {count + 9}$ operations, and one number more, "
                f"${count + 9} + 1 = {count + 10}$."),
            ask("Tree Traversal", "Postorder",
                "The expression tree is visited in postorder. Which is the third number in this order, operations not "
                "counted?", numbers[2], "left branch, right branch, operation gives the order "
                f"${numbers[0]}, {numbers[1]}, {tex[signs[1]]}, {numbers[2]}, \\dots$, so the third number is "
                f"${numbers[2]}$.")],
        [("A computer stores a calculation as the tree in the figure; each operation joins the values of the branches "
          "below it, the left one first.", "What is the result of the calculation?"),
         ("The figure shows how the points of a game are worked out; each operation joins the values of the branches "
          "below it, the left one first.", "How many points are reached at the top? The number may be negative."),
         ("A bracketed expression is drawn as a tree; each operation joins the values of the branches below it, the "
          "left one first.", "What is the value of the expression?")],
        dict(a=numbers[0], b=numbers[1], c=numbers[2]), fixed=(numbers[3], *signs, long), figure=figure, upright=True,
        check=check, scale=False)


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

    say = "Each circle is a proposition with its points, and each arrow is a true implication. "
    return Scene(
        "There are the true implications " + ", ".join(f"{NAMES[a]} implies {NAMES[b]}" for a, b in arrows)
        + "; the propositions A to F have " + ", ".join(map(str, points)) + " points.", [
            ask(NOTED, "Modus Tollens",
                say + "F is false. How many points have all propositions together that must then be false, F included?",
                sum(points[v] for v in lost),
                f"whatever implies a false proposition is false too; going back along the arrows from F gives "
                f"{', '.join(NAMES[v] for v in lost)} with ${plus(points[v] for v in lost)} = "
                f"{sum(points[v] for v in lost)}$ points." if len(lost) > 1 else
                f"no arrow leads to F, so only F itself must be false, with ${points[5]}$ points."),
            ask(NOTED, "Swapping and Negating",
                say + "For each arrow the contrapositive is formed. How many of the contrapositives have the condition "
                "that F is false?", into, f"the contrapositive of an arrow from $X$ to $Y$ has the condition not $Y$, "
                f"so the arrows that end at F are counted; ${len(arrows) - into}$ of ${len(arrows)}$ end elsewhere, "
                f"and ${len(arrows)} - {len(arrows) - into} = {into}$."),
            ask("Implication of Propositions", "Chain of Implications",
                say + "A is true. How many points have all propositions together that must then be true, A included?",
                sum(points[v] for v in won),
                f"going forward along the arrows from A gives {', '.join(NAMES[v] for v in won)} with "
                f"${plus(points[v] for v in won)} = {sum(points[v] for v in won)}$ points." if len(won) > 1 else
                f"no arrow starts at A, so only A itself must be true, with ${points[0]}$ points.")],
        [("Each circle is a lamp with its power in watts. An arrow says: if the first lamp is on, then the second lamp "
          "is on. Lamp F is off.", "How many watts have all lamps together that must be off, F included?"),
         ("Each circle is a person with the number of cakes that he or she would bring. An arrow says: if the first "
          "person comes to the party, then the second comes too. F does not come.",
          "How many cakes would all those bring together who cannot come then, F included?"),
         ("Each circle is a part of a machine with its mass in kilograms. An arrow says: if the first part runs, "
          "then the second part runs. Part F stands still.",
          "How many kilograms have all parts together that must stand still, F included?")],
        letters("p", points), fixed=tuple(arrows), figure=figure, upright=True, check=check, scale=False)
