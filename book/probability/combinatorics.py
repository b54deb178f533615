"""Counting: principles, permutations, combinations, Pascal's triangle and the binomial theorem."""
from fractions import Fraction
from itertools import combinations, permutations, product
from math import comb, factorial, perm

from ..canvas import polar
from ..pieces import dots, venn
from ..tools import Quantity, Scene, ask, draw_until, program
from .chance import omega, waiting


def bow(c, x0, x1, count, reach):
    """count roads from x0 to x1 as bows of different height."""
    for i in range(count):
        high = reach * (2 * i - count + 1)
        c.line(*((x0 + (x1 - x0) * t / 24, high * t * (24 - t) / 144) for t in range(25)))


def next_town(c, _):
    """The town D of road_map(), without the roads to it."""
    c.dot((27, 0))
    c.corner((27, 0), "D", (20, -1))


def seat_numbers(c, _):
    """The numbers of the chairs, below them."""
    for i, ((x, y), _) in enumerate(c.circles):
        c.text((x, y - 0.56), str(i + 1), small=True)


def named_corners(c, m, n):
    """The two other corners of the grid of street_grid()."""
    for p, name in (((m, 0), "C"), ((0, n), "D")):
        c.dot(p)
        c.corner(p, name, (m / 2, n / 2))


@program("Multiplication Principle of Counting")
def road_map(rng):
    m, n, k, over = rng.randint(2, 5), rng.randint(2, 5), rng.randint(2, 12), rng.randint(1, 3)

    def figure(c, g):
        c.without |= {"line"}
        bow(c, 0, 10, m, 1.1)
        bow(c, 10, 20, n, 1.1)
        for i in range(over):
            c.line(*((20 * t / 24, -(2.2 * max(m, n) + 2 * i) * t * (24 - t) / 144) for t in range(25)))
        for x, name in ((0, "A"), (10, "B"), (20, "C")):
            c.dot((x, 0))
            c.corner((x, 0), name, (10, -1) if x != 10 else (10, -3))

    def check(c):
        ends = [(p[0][0], round(p[-1][0], 6)) for p, _ in c.strokes]
        first, second, third = (ends.count(pair) for pair in ((0, 10), (10, 20), (0, 20)))
        return (len(list(product(range(first), range(second), range(k)))),
                len([*product(range(first), range(second)), *range(third)]),
                len(list(product(range(first), range(second)))))

    lead = "The lines are roads between the towns A, B and C. "
    roads = "is one road" if over == 1 else f"are {over} roads"
    return Scene(
        f"There are {m} roads from A to B, {n} roads from B to C; {over} "
        f"{'road leads' if over == 1 else 'roads lead'} from A to C without passing B.", [
            ask("Multiplication Principle of Counting", "Product of Choices", lead + "From C there are {k} roads on "
                "to D, which are not drawn. How many routes lead from A through B and C to D, if no road is used "
                "twice and no town is visited twice?", m * n * k,
                f"The figure shows {m} roads from A to B and {n} roads from B to C, and {k} roads go on to D. By @ the "
                f"numbers of choices for the three parts are multiplied: ${m} \\times {n} \\times {k} = {m * n * k}$.",
                wrong=[m + n + k, m * n + k, (m * n + over) * k, m * n]),
            ask("Multiplication Principle of Counting", "Addition for Separate Cases", lead + "How many routes lead "
                "from A to C, if no town is visited twice?", m * n + over,
                f"By *Product of Choices* ${m} \\times {n} = {m * n}$ routes lead from A through B to C, and past B "
                f"there {roads}. By @ the two cases exclude each other, so their numbers are added: ${m * n} + {over} "
                f"= {m * n + over}$.", wrong=[m * n, m + n + over, m * n * over if over > 1 else m + n]),
            ask("Multiplication Principle of Counting", "Product of Choices", lead + "How many routes lead from A "
                "through B to C, if no town is visited twice?", m * n,
                f"The figure shows {m} roads from A to B and {n} roads from B to C. By @ each road of the first part "
                f"can be followed by each of the second: ${m} \\times {n} = {m * n}$.",
                wrong=[m + n + (m == n == 2), m * n + over, m * n - 1])],
        givens=dict(k=k), fixed=(m, n, over), figure=figure, upright=True, check=check, scale=False,
        say=dict(first=m, second=n, past=over), more=[next_town],
        quantities={"k": Quantity("count", "the number of roads from C to D", "roads")})


@program("Addition Principle of Counting")
def two_menus(rng):
    def draw():
        return rng.randint(2, 9), rng.randint(2, 14), rng.randint(2, 14), rng.randint(2, 9)

    both, more, less, out = draw_until(draw, lambda v: sum(v) in (20, 25, 30, 40), "two_menus")
    a, b = both + more, both + less

    def figure(c, g):
        venn(c, (f"A: {g['a']}", f"B: {g['b']}"), ("", g["both"], "", g["out"]))

    def check(c):
        one, two = (int(t.split()[1]) for t in c.texts() if t[:2] in ("A:", "B:"))
        common, rest = c.numbers()
        first, second = set(range(one)), set(range(one - common, one - common + two))
        return len(first | second), len(first ^ second), len(set(range(len(first | second) + rest)) - first)

    lead = "The circles hold objects. A number beside A or B counts all objects in this circle, one in the middle "
    lead += "those in both, and one outside those in neither. "
    read = f"The diagram shows {a} objects in A, {b} in B and {both} in both"
    return Scene(
        f"{a} objects lie in A, {b} in B, {both} in both and {out} in neither.", [
            ask("Addition Principle of Counting", "Cases must not Overlap", lead + "In how many ways can one choose "
                "an object that lies in A or in B or in both?", a + b - both,
                f"{read}. By @ the {both} common objects would be counted twice in the sum of A and B, so they are "
                f"taken off once: ${a} + {b} - {both} = {a + b - both}$.",
                wrong=[a + b, more + less, a + b + both, a + b - both + out]),
            ask("Addition Principle of Counting", "Sum over Separate Kinds", lead + "In how many ways can one choose "
                "an object that lies in exactly one of A and B?", more + less,
                f"{read}. Only in A lie ${a} - {both} = {more}$ objects, and only in B ${b} - {both} = {less}$. These "
                f"two kinds have no object in common; by @ their numbers are added: ${more} + {less} = {more + less}$.",
                wrong=[a + b - both, a + b, more + less + out]),
            ask("Addition Principle of Counting", "Sum over Separate Kinds", lead + "In how many ways can one choose "
                "an object that does not lie in A?", less + out,
                f"{read}, and {out} in neither. The objects that do not lie in A are of two kinds: only in B there are "
                f"${b} - {both} = {less}$, and outside of both there are {out}. By @ these numbers are added: ${less} "
                f"+ {out} = {less + out}$.", wrong=[out, b + out, less])],
        givens=dict(a=a, b=b, both=both, out=out), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("count", "the number of objects in A", "objects"),
                    "b": Quantity("count", "the number of objects in B", "objects"),
                    "both": Quantity("count", "the number of objects in both", "objects")}, more=[omega])


@program("Counting Problems in Practice")
def street_grid(rng):
    m, n = rng.randint(3, 7), rng.randint(3, 7)
    x, y = rng.randint(1, m - 1), rng.randint(1, n - 1)
    first, second, all_ways = comb(x + y, x), comb(m - x + n - y, m - x), comb(m + n, m)

    def figure(c, g):
        c.without |= {"line", "shapes", "grid"}
        for i in range(m + 1):
            c.line((i, 0), (i, n))
        for j in range(n + 1):
            c.line((0, j), (m, j))
        c.side((0, 0), (m, 0), g["m"], (m / 2, n))
        c.side((m, 0), (m, n), g["n"], (0, n / 2))
        for p, name, away in (((0, 0), "A", (1, 1)), ((m, n), "B", (m - 1, n - 1)), ((x, y), "P", (x + 1, y - 1))):
            if name != "P" or c.asked in (None, 0, 2):
                c.dot(p)
                c.corner(p, name, away)

    def check(c):
        wide = max(p[1][0] for p, _ in c.strokes)
        high = max(p[1][1] for p, _ in c.strokes)
        ways = {(0, 0): (1, 0)}  # by steps: routes to a crossing, those through P
        for i, j in product(range(wide + 1), range(high + 1)):
            if (i, j) != (0, 0):
                total, marked = (sum(v) for v in zip(*(ways.get(p, (0, 0)) for p in ((i - 1, j), (i, j - 1)))))
                ways[i, j] = total, total if (i, j) == c.dots[2] else marked
        total, marked = ways[wide, high]
        return marked, total, total - marked

    lead = "On the grid one goes from A to B by single steps to the right or up; a number at a side counts its "
    lead += "steps. "
    parts = f"From A to P one makes {x} {'step' if x == 1 else 'steps'} to the right and {y} up, from P to B {m - x} "
    parts += f"to the right and {n - y} up. By *Shortest Grid Paths*"
    ways = f"there are $\\binom{{{x + y}}}{{{x}}} = {first}$ ways for the first part and "
    ways += f"$\\binom{{{m - x + n - y}}}{{{m - x}}} = {second}$ for the second"
    return Scene(
        f"Let A be the point (0, 0) of a grid, B the point ({m}, {n}) and P the point ({x}, {y}), in steps to the "
        "right and up.", [
            ask("Counting Problems in Practice", "Paths through a Given Point", lead + "How many ways pass through P?",
                first * second,
                f"{parts} {ways}. By @ these numbers are multiplied: ${first} \\times {second} = {first * second}$.",
                wrong=[first + second, all_ways, all_ways - first * second, x * y * (m - x) * (n - y)]),
            ask("Counting Problems in Practice", "Shortest Grid Paths", lead + "How many ways are there from A to B?",
                all_ways,
                f"From A to B one makes {m} steps to the right and {n} up. By @ one only chooses which {m} of the ${m} "
                f"+ {n} = {m + n}$ steps go to the right: $\\binom{{{m + n}}}{{{m}}} = {all_ways}$.",
                wrong=[m * n, 2 * (m + n), (m + 1) * (n + 1)]),
            ask("Addition Principle of Counting", "Subtracting the Unwanted Ways", lead + "How many ways do not pass "
                "through P?", all_ways - first * second,
                f"{parts} (Counting Problems in Practice) {ways}, so ${first} \\times {second} = {first * second}$ "
                f"ways pass through P, while there are $\\binom{{{m + n}}}{{{m}}} = {all_ways}$ ways in all. By @ the "
                f"unwanted ways are taken off: ${all_ways} - {first * second} = {all_ways - first * second}$.",
                also=["Counting Problems in Practice"], wrong=[first * second, all_ways, all_ways - first - second])],
        givens=dict(m=m, n=n), fixed=(x, y), figure=figure, upright=True, check=check, scale=False,
        quantities={"m": Quantity("count", "the number of steps to the right", "steps"),
                    "n": Quantity("count", "the number of steps up", "steps")},
        more=[lambda c, _: named_corners(c, m, n)])


@program("Number of Permutations")
def free_chairs(rng):
    n, k = rng.randint(6, 9), rng.randint(2, 4)
    taken = sorted(rng.sample(range(n), rng.randint(1, n - 4)))
    free = n - len(taken)
    product_text = " \\times ".join(str(free - i) for i in range(k))

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        dots(c, [(i % 5, -1.6 * (i // 5)) for i in range(n)], 0.36, taken)
        for y in (0.75, -0.8, -2.35):
            c.line((-0.7, y), (4.7, y), kind="thin")

    def check(c):
        empty = [i for i, (centre, _) in enumerate(c.circles)
                 if not any(abs(sum(x for x, _ in p) / len(p) - centre[0]) < 0.1
                            and abs(sum(y for _, y in p) / len(p) - centre[1]) < 0.1 for p, _ in c.fills)]
        return (len(list(permutations(empty, k))), len(list(permutations(empty))), len(list(combinations(empty, 2))))

    lead = "The circles are chairs, and the filled ones are taken. "
    read = f"The figure shows {n} chairs; {len(taken)} of them {'is' if len(taken) == 1 else 'are'} taken and ${n} - "
    read += f"{len(taken)} = {free}$ are free. "
    return Scene(
        f"Of {n} chairs {free} are free, the others taken.", [
            ask("Number of Permutations", "Falling Product", lead +
                "In how many ways can {k} persons sit down on free chairs, one on each chair?", perm(free, k),
                f"{read}The first person can choose among all of these, and each further person has one "
                f"choice fewer. By @ the {k} persons can sit down in ${product_text} = {perm(free, k)}$ ways.",
                wrong=[free ** k, comb(free, k), free * k, perm(n, k)]),
            ask("Number of Permutations", "Factorial", lead + "As "
                "many persons come as there are free chairs. In how many ways can they sit down, one on each chair?",
                factorial(free),
                f"{read}By @ {free} persons can be ordered on {free} chairs in ${free}! = {factorial(free)}$ ways.",
                wrong=[free * free, factorial(free) // 2, factorial(free - 1)]),
            ask("Number of Combinations", "Pairs among n", lead + "In how many ways can two free chairs be chosen for "
                "a repair, if their order does not matter?", comb(free, 2),
                f"{read}By @ two of them can be chosen in $\\frac{{{free} \\times {free - 1}}}{{2}} = "
                f"{comb(free, 2)}$ ways.", wrong=[free * (free - 1), free * free, comb(n, 2)])],
        givens=dict(k=k), fixed=(n, *taken), figure=figure, upright=True, check=check, scale=False,
        say=dict(free=free, taken=n - free), more=[seat_numbers],
        quantities={"k": Quantity("count", "the number of persons", "persons")})


@program("Permutations with Repetition")
def rows_of_beads(rng):
    dark, light, more = rng.randint(1, 4), rng.randint(2, 4), rng.randint(2, 5)
    n, m = dark + light, dark + more
    places = sorted(rng.sample(range(n), dark))

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        for i in range(n):
            c.circle((i, 0), 0.4, fill=i in places, accent=True)

    def check(c):
        filled, every = len(c.fills), len(c.circles)
        spots = every + more
        return (len(list(combinations(range(spots), every - filled))),
                len({row for row in permutations([1] * filled + [0] * (every - filled))}),
                len(list(product((0, 1), repeat=every))))

    alike = "Beads of one kind are all alike. "
    read = f"The figure shows {dark} filled {'bead' if dark == 1 else 'beads'} and {light} empty beads"
    return Scene(
        f"A row holds {dark} filled {'bead' if dark == 1 else 'beads'} and {light} empty beads.", [
            ask("Permutations with Repetition", "Two Kinds of Objects", "{more} more filled beads are added to the "
                "beads shown. " + alike + "How many different rows can be made from all these "
                "beads, read from left to right?", comb(m + light, light),
                f"{read}; with {more} more there are ${dark} + {more} = {m}$ filled beads and ${m} + {light} = "
                f"{m + light}$ beads in all. By @ all orders are counted and those that only exchange like beads are "
                f"divided out: $\\frac{{{m + light}!}}{{{m}! \\times {light}!}} = {comb(m + light, light)}$ rows.",
                wrong=[comb(n, dark), m * light, 2 ** (m + light), m + light]),
            ask("Permutations with Repetition", "Words with Equal Letters", alike + "How "
                "many different rows can be made from the beads shown, read from left to right?", comb(n, dark),
                f"{read}, ${dark} + {light} = {n}$ in all. By @ a row is like a word of {n} letters of which {dark} "
                f"and {light} are equal: $\\frac{{{n}!}}{{{dark}! \\times {light}!}} = {comb(n, dark)}$ rows.",
                wrong=[factorial(n), 2 ** n, dark * light + 1]),
            ask("Permutations with Repetition", "Strings with Free Choice", "Each bead shown may be painted anew, "
                "filled or empty. How many different rows are possible, read from left to right?", 2 ** n,
                f"{read}, ${dark} + {light} = {n}$ places in all. By @ each place has two choices, which makes $2^{n} "
                f"= {2 ** n}$ rows.", wrong=[2 * n, n * n, comb(n, dark)])],
        givens=dict(more=more), fixed=(n, *places), figure=figure, upright=True, check=check, scale=False,
        say=dict(filled=dark, empty=light), more=[waiting],
        quantities={"more": Quantity("count", "the number of beads added", "beads")})


@program("Number of Combinations")
def points_on_a_circle(rng):
    n, more, turn = rng.randint(4, 9), rng.randint(2, 6), rng.randint(0, 89)
    total = n + more
    places = sorted(rng.sample(range(12), n))

    def figure(c, g):
        c.without |= {"line", "shapes"}
        c.circle((0, 0), 5, fill=False)
        for k in places:
            c.dot(polar((0, 0), 5, turn + 30 * k))

    def check(c):
        points = [*c.dots, *range(more)]
        return [len(list(combinations(p, k))) for p, k in ((points, 2), (c.dots, 3), (c.dots, 4))]

    read = f"The figure shows {n} points. "
    return Scene(
        f"{n} points lie on a circle.", [
            ask("Number of Combinations", "Pairs among n", "{more} more points are put on the circle. Then every two "
                "points are joined by a segment. How many segments are there?", comb(total, 2),
                f"The figure shows {n} points, and {more} more make ${n} + {more} = {total}$. By @ each point is "
                f"joined with ${total} - 1 = {total - 1}$ others, and every segment is counted from both ends: "
                f"$\\frac{{{total} \\times {total - 1}}}{{2}} = {comb(total, 2)}$.",
                wrong=[total * (total - 1), comb(n, 2), total, comb(n, 2) + more]),
            ask("Number of Combinations", "Triples among n", "How many triangles have their corners at three of the "
                "points shown on the circle?", comb(n, 3),
                f"{read}Any three of them are the corners of one triangle. By @ there are $\\frac{{{n} \\times {n - 1} "
                f"\\times {n - 2}}}{{6}} = {comb(n, 3)}$ triangles.",
                wrong=[n * (n - 1) * (n - 2), comb(n, 2), n - 2]),
            ask("Number of Combinations", "Falling Product over Factorial", "How many quadrilaterals without crossing "
                "sides have their corners at four of the points shown on the circle?", comb(n, 4),
                f"{read}Any four of them, joined in their order on the circle, give one such quadrilateral. By @ there "
                f"are $\\frac{{{n} \\times {n - 1} \\times {n - 2} \\times {n - 3}}}{{24}} = {comb(n, 4)}$ of them.",
                wrong=[n * (n - 1) * (n - 2) * (n - 3), 3 * comb(n, 4), comb(n, 3)])],
        givens=dict(more=more), fixed=(turn, *places), say=dict(dots=n), figure=figure, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of points added", "points")},
        more=[lambda c, _: c.line(*c.dots, c.dots[0], kind="thin")])


@program("Combination Problems with Conditions")
def two_by_two(rng):
    dark, light, more = rng.randint(2, 5), rng.randint(3, 6), rng.randint(2, 6)
    places = sorted(rng.sample(range(dark + light), dark))
    m, n = dark + more, dark + light
    pairs = comb(m, 2), comb(light, 2)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        dots(c, [(i % 4, -1.1 * (i // 4)) for i in range(n)], 0.36, places)
        low = -1.1 * ((n - 1) // 4) - 0.8
        c.polygon((-0.8, 0.8), (3.8, 0.8), (3.8, low), (-0.8, low), fill=False)

    def check(c):
        group = [True] * len(c.fills) + [False] * (len(c.circles) - len(c.fills))
        fours = combinations(group + more * [True], 4)
        threes = list(combinations(range(len(group)), 3))
        return (sum(sum(four) == 2 for four in fours), sum(any(group[i] for i in t) for t in threes),
                sum(0 in t for t in threes))

    lead = "The circles stand for different objects. "
    read = f"The figure shows {dark} filled circles and {light} empty circles"
    return Scene(
        f"A group consists of {dark} filled and {light} empty circles.", [
            ask("Combination Problems with Conditions", "Some from Each Group", lead + "{more} more filled circles are "
                "added. In how many ways can one then choose two filled and two empty circles?", pairs[0] * pairs[1],
                f"{read}, and {more} more make ${dark} + {more} = {m}$ filled ones. By @ each choice of two filled "
                f"circles can be combined with each choice of two empty ones: $\\binom{{{m}}}{{2}} \\times "
                f"\\binom{{{light}}}{{2}} = {pairs[0]} \\times {pairs[1]} = {pairs[0] * pairs[1]}$.",
                wrong=[pairs[0] + pairs[1], comb(m + light, 4), 4 * pairs[0] * pairs[1], comb(dark, 2) * pairs[1]]),
            ask("Combination Problems with Conditions", "At Least One by the Complement", lead + "In how many ways can "
                "one choose three of the circles shown so that at least one of them is filled?",
                comb(n, 3) - comb(light, 3),
                f"{read}, ${dark} + {light} = {n}$ in all. By @ the choices without a filled circle are taken off from "
                f"all choices: $\\binom{{{n}}}{{3}} - \\binom{{{light}}}{{3}} = {comb(n, 3)} - {comb(light, 3)} = "
                f"{comb(n, 3) - comb(light, 3)}$.", wrong=[comb(n, 3), dark * comb(light, 2), dark * comb(n - 1, 2)]),
            ask("Combination Problems with Conditions", "One Member Must be Chosen", lead + "In how many ways can one "
                "choose three of the circles shown, if the first circle of the top row must be among them?",
                comb(n - 1, 2),
                f"{read}, ${dark} + {light} = {n}$ in all. By @ one circle is fixed, and the two others come from the "
                f"remaining ${n} - 1 = {n - 1}$: $\\binom{{{n - 1}}}{{2}} = {comb(n - 1, 2)}$.",
                wrong=[comb(n, 3), comb(n, 2), (n - 1) * (n - 2)])],
        givens=dict(more=more), fixed=(n, *places), figure=figure, upright=True, check=check, scale=False,
        say=dict(filled=dark, empty=light), more=[waiting],
        quantities={"more": Quantity("count", "the number of circles added", "circles")})


@program("Pascal's Triangle")
def number_triangle(rng):
    edge, rows = rng.randint(2, 14), rng.randint(4, 6)
    n = rng.randint(3, rows)
    k = rng.randint(1, n - 1)
    value = edge * comb(n, k)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line", "mirror"}
        for r in range(rows + 1):
            for i in range(r + 1):
                at = (2 * i - r, -1.7 * r)
                c.circle(at, 0.8, fill=i in (0, r))
                if i in (0, r):
                    c.text(at, g["edge"])
                elif (r, i) == (n, k):
                    c.text(at, "?")

    def check(c):
        line, levels = [c.numbers()[0]], {}
        mark = next(p for _, p, _, _, text in c.labels if text == "?")
        for centre, _ in c.circles:
            levels.setdefault(centre[1], []).append(centre[0])
        for y in sorted(levels, reverse=True)[1:]:
            line = [line[0], *(a + b for a, b in zip(line, line[1:])), line[-1]]
            if abs(y - mark[1]) < 1e-6:
                found = line[levels[y].index(mark[0])]
        return found, sum(line), max(line)

    last, big = 2 ** rows * edge, edge * comb(rows, rows // 2)
    above = edge * comb(n - 1, k - 1), edge * comb(n - 1, k)
    lead = "The circles along both edges hold the same number, and each other one is to hold the sum of the two "
    lead += "numbers above it, as in Pascal's triangle. "
    lines = [", ".join(str(edge * comb(r, i)) for i in range(r + 1)) for r in range(1, n)]
    return Scene(
        f"A number triangle is built like Pascal's triangle, but with {edge} at the top and along both edges. The "
        f"question mark is at place {k + 1} from the left in row {n} below the top.", [
            ask("Pascal's Triangle", "Sum of Two above", lead + "Which number must stand in the circle with the "
                "question mark?", value,
                f"The number {edge} stands along both edges. By @ the rows below the top become {'; '.join(lines)}. "
                f"Above the question mark stand {above[0]} and {above[1]}, and their sum is ${above[0]} + {above[1]} = "
                f"{value}$.",
                wrong=[comb(n, k), edge * comb(n + 1, k), max(above), value + edge]),
            ask("Pascal's Triangle", "Row Sum of Pascal's Triangle", lead + "What is the sum of all numbers in the "
                "lowest row?", last,
                f"The top holds {edge}, and each row has twice the sum of the row before, since every number is used "
                f"for two sums. By @ the lowest row, row {rows} below the top, has the sum $2^{rows} \\times {edge} = "
                f"{last}$.", wrong=[2 ** rows, 2 * rows * edge, last // 2]),
            ask("Binomial Coefficients", "Largest in the Middle", lead + "What is the largest number in the lowest "
                "row?", big,
                f"By *Sum of Two above* (Pascal's Triangle) each number is {edge} times the one at its place in "
                f"Pascal's triangle. By @ the largest number of row {rows} stands in the middle: "
                f"$\\binom{{{rows}}}{{{rows // 2}}} \\times {edge} = {big}$.", also=["Pascal's Triangle"],
                wrong=[comb(rows, rows // 2), edge * comb(rows, 1), edge * 2 ** (rows - 1)])],
        givens=dict(edge=edge), fixed=(rows, n, k), figure=figure, upright=True, check=check, scale=False,
        quantities={"edge": Quantity("number", "the number along the edges")}, more=[lambda c, _: c.line(
            (0, 1.9), (-rows - 2, -1.7 * rows - 1), (rows + 2, -1.7 * rows - 1), (0, 1.9), kind="thin")])


@program("Binomial Expansion")
def square_of_a_sum(rng):
    p, q = rng.sample(range(2, 13), 2)

    def figure(c, g):
        c.without |= {"hatch", "line"}
        a, b = 6.0, 4.0
        for x0, x1, y0, y1, dark in ((0, a, b, a + b, True), (a, a + b, b, a + b, False), (0, a, 0, b, False),
                                     (a, a + b, 0, b, True)):
            c.polygon((x0, y0), (x1, y0), (x1, y1), (x0, y1), accent=dark)
        for one, two, text in (((0, a + b), (a, a + b), g["p"] + "x"), ((a, a + b), (a + b, a + b), g["q"]),
                               ((0, b), (0, a + b), g["p"] + "x"), ((0, 0), (0, b), g["q"])):
            c.side(one, two, text, (5, 5))

    def check(c):
        slope, number = int(c.texts()[0].removesuffix("x")), c.numbers()[0]

        def at(x):
            return Fraction((slope * x + number) ** 2)

        return (at(1) - at(-1)) / 2, at(1), at(0)

    lead = "The area of the big square, multiplied out, is a polynomial in $x$. "
    side = f"The sides of the square are divided into ${p}x$ and {q}, so its area is $({p}x + {q})^2$. "
    return Scene(
        f"The sides of a square are divided into the parts {p}x and {q}.", [
            ask("Binomial Expansion", "Binomial Theorem", lead + "What is the coefficient of $x$ in it?",
                2 * p * q,
                f"{side}By @ its middle term is twice the product of ${p}x$ and {q}, the two rectangles in the figure. "
                f"The coefficient of $x$ is $2 \\times {p} \\times {q} = {2 * p * q}$.",
                wrong=[p * q, p * p, 2 * (p + q), p * p + q * q]),
            ask("Binomial Expansion", "Sum of All Coefficients", lead + "What is the sum of all its "
                "coefficients, the constant term included?", (p + q) ** 2,
                f"{side}By @ the sum of the coefficients is its value for $x = 1$: $({p} + {q})^2 = {(p + q) ** 2}$.",
                wrong=[p * p + q * q, p + q, 2 * p * q]),
            ask("Coefficient of a Binomial Term", "General Term", lead + "What is its constant term?", q * q,
                f"{side}By @ the last term, the one without $x$, is $\\binom{{2}}{{2}} \\times {q}^2 = {q * q}$, the "
                f"small square in the figure.", wrong=[q, 2 * q, p * q])],
        givens=dict(p=p, q=q), figure=figure, upright=True, check=check, scale=False,
        quantities={"p": Quantity("coefficient", "the coefficient of x in the first part of the side"),
                    "q": Quantity("number", "the second part of the side")},
        more=[lambda c, _: c.line((0, 10), (10, 0), kind="dash")])
