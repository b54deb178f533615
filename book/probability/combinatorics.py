"""Counting: principles, permutations, combinations, Pascal's triangle and the binomial theorem."""
from fractions import Fraction
from itertools import combinations, permutations, product
from math import comb, factorial, perm

from ..canvas import polar
from ..pieces import dots, venn
from ..tools import Scene, ask, program


def bow(c, x0, x1, count, reach):
    """count roads from x0 to x1 as bows of different height."""
    for i in range(count):
        high = reach * (2 * i - count + 1)
        c.line(*((x0 + (x1 - x0) * t / 24, high * t * (24 - t) / 144) for t in range(25)))


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
                f"the choices are multiplied: ${m} \\times {n} \\times {k} = {m * n * k}$."),
            ask("Multiplication Principle of Counting", "Addition for Separate Cases", lead + "How many routes lead "
                "from A to C, if no town is visited twice?", m * n + over,
                f"through B there are ${m} \\times {n} = {m * n}$ routes, past B there {roads}: ${m * n} + {over} = "
                f"{m * n + over}$."),
            ask("Multiplication Principle of Counting", "Product of Choices", lead + "How many routes lead from A "
                "through B to C, if no town is visited twice?", m * n,
                f"the choices are multiplied: ${m} \\times {n} = {m * n}$.")],
        [("A hiker walks from hut A through B and C to D on the paths of the map; from C to D there are {k} paths, "
          "which are not drawn.", "How many routes are there, if no hut is visited twice?"),
         ("A message goes from computer A through B and C to D on the cables of the plan; from C to D there are {k} "
          "cables, which are not drawn.", "In how many ways can it be sent, if no computer is passed twice?"),
         ("A bus goes from A through B and C to D; the lines are roads, and from C to D there are {k} roads, which "
          "are not drawn.", "How many routes can it take, if no town is visited twice?"),
         ("The edges of the graph join A, B and C; {k} further edges, which are not drawn, join C and D.",
          "How many paths run from A through B and C to D, in this order and without going back?")],
        dict(k=k), fixed=(m, n, over), figure=figure, upright=True, check=check, scale=False)


@program("Addition Principle of Counting")
def two_menus(rng):
    both, more, less, out = rng.randint(2, 9), rng.randint(2, 14), rng.randint(2, 14), rng.randint(2, 9)
    a, b = both + more, both + less

    def figure(c, g):
        venn(c, (f"A: {g['a']}", f"B: {g['b']}"), ("", g["both"], "", str(out)))

    def check(c):
        one, two = (int(t.split()[1]) for t in c.texts() if t[:2] in ("A:", "B:"))
        common, rest = c.numbers()
        first, second = set(range(one)), set(range(one - common, one - common + two))
        return len(first | second), len(first ^ second), len(set(range(len(first | second) + rest)) - first)

    lead = "The diagram counts objects: all in A, all in B, those in both (middle), and those in neither (outside). "
    return Scene(
        f"{a} objects lie in A, {b} in B, {both} in both and {out} in neither.", [
            ask("Addition Principle of Counting", "Cases must not Overlap", lead + "In how many ways can one choose "
                "an object that lies in A or in B or in both?", a + b - both,
                f"the common objects would be counted twice: ${a} + {b} - {both} = {a + b - both}$."),
            ask("Addition Principle of Counting", "Sum over Separate Kinds", lead + "In how many ways can one choose "
                "an object that lies in exactly one of A and B?", more + less,
                f"only in A lie ${a} - {both} = {more}$ objects, only in B ${b} - {both} = {less}$, and ${more} + "
                f"{less} = {more + less}$."),
            ask("Addition Principle of Counting", "Sum over Separate Kinds", lead + "In how many ways can one choose "
                "an object that does not lie in A?", less + out,
                f"such objects lie only in B, ${b} - {both} = {less}$, or outside: ${less} + {out} = {less + out}$.")],
        [("The diagram counts books: all in English (A), all about animals (B), those that are both (middle), and the "
          "others (outside). A reader wants an English book or one about animals or both.",
          "Among how many books can the reader choose?"),
         ("The diagram counts dishes: all without meat (A), all with rice (B), those that are both (middle), and the "
          "others (outside). A guest takes only a dish without meat or with rice or both.",
          "Among how many dishes can the guest choose?"),
         ("The diagram counts trains: all with a dining car (A), all with a quiet zone (B), those with both (middle), "
          "and the others (outside). A traveller wants a dining car or a quiet zone or both.",
          "Among how many trains can the traveller choose?"),
         ("The numbers are $|A|$, $|B|$, $|A \\cap B|$ and, outside, the number of elements in neither set.",
          "Find $|A \\cup B|$.")],
        dict(a=a, b=b, both=both), fixed=(out,), figure=figure, upright=True, check=check, scale=False)


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

    lead = "On the grid one goes from A to B by single steps to the right or up; the numbers count the steps "
    lead += "along the sides. "
    return Scene(
        f"Let A be the point (0, 0) of a grid, B the point ({m}, {n}) and P the point ({x}, {y}), in steps to the "
        "right and up.", [
            ask("Counting Problems in Practice", "Paths through a Given Point", lead + "How many ways pass through P?",
                first * second, f"there are $\\binom{{{x + y}}}{{{x}}} = {first}$ ways from A to P and "
                f"$\\binom{{{m - x + n - y}}}{{{m - x}}} = {second}$ from P to B: ${first} \\times {second} = "
                f"{first * second}$."),
            ask("Counting Problems in Practice", "Shortest Grid Paths", lead + "How many ways are there from A to B?",
                all_ways, f"{m} of the ${m} + {n} = {m + n}$ steps go to the right: $\\binom{{{m + n}}}{{{m}}} = "
                f"{all_ways}$."),
            ask("Addition Principle of Counting", "Subtracting the Unwanted Ways", lead + "How many ways do not pass "
                "through P?", all_ways - first * second,
                f"there are $\\binom{{{m + n}}}{{{m}}} = {all_ways}$ ways in all, "
                f"and ${first} \\times {second} = {first * second}$ pass through P: ${all_ways} - {first * second} = "
                f"{all_ways - first * second}$.")],
        [("The lines are streets. A courier goes from A to B only to the right and up on the plan, and calls at P.",
          "How many routes are there?"),
         ("A robot in a store drives from A to B along the aisles, only to the right and up on the plan, and loads at "
          "P.",
          "How many routes can it take?"),
         ("An ant crawls on a wire net from A to B, only to the right and up, and passes a crumb at P.",
          "How many ways are there for it?"),
         ("A lattice path makes unit steps to the right and up.", "How many lattice paths from A to B contain P?")],
        dict(m=m, n=n), fixed=(x, y), figure=figure, upright=True, check=check)


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

    return Scene(
        f"Of {n} chairs {free} are free, the others taken.", [
            ask("Number of Permutations", "Falling Product", "The circles are chairs, and the filled ones are taken. "
                "In how many ways can {k} persons sit down on free chairs, one on each chair?", perm(free, k),
                f"there are {free} free chairs, and each person leaves one choice fewer: ${product_text} = "
                f"{perm(free, k)}$."),
            ask("Number of Permutations", "Factorial", "The circles are chairs, and the filled ones are taken. As "
                "many persons come as there are free chairs. In how many ways can they sit down, one on each chair?",
                factorial(free), f"{free} persons can be ordered on {free} chairs in ${free}! = {factorial(free)}$ "
                "ways."),
            ask("Number of Combinations", "Pairs among n", "The circles are chairs, and the filled ones are taken. In "
                "how many ways can two free chairs be chosen for a repair, if their order does not "
                "matter?", comb(free, 2),
                f"the {free} free chairs have $\\frac{{{free} \\times {free - 1}}}{{2}} = {comb(free, 2)}$ pairs.")],
        [("The circles are berths for boats; the filled ones are taken. {k} different boats come in.",
          "In how many ways can they take free berths, one boat at each?"),
         ("The circles are hooks in a school; the filled ones are in use. {k} children each choose a hook of their "
          "own.",
          "In how many ways can they do so?"),
         ("The circles are boxes for parcels; the filled ones are full. {k} different parcels go into empty boxes, "
          "one in each.", "In how many ways can this be done?"),
         ("Let $E$ be the set of the empty circles.", "How many one-to-one maps of a set with {k} elements into $E$ "
          "are there?")],
        dict(k=k), fixed=(n, *taken), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A row holds {dark} filled {'bead' if dark == 1 else 'beads'} and {light} empty beads.", [
            ask("Permutations with Repetition", "Two Kinds of Objects", "{more} more filled beads are added to the "
                "beads shown. Beads of one kind are all alike. How many different rows can be made from all these "
                "beads, read from left to right?", comb(m + light, light),
                f"there are {m} filled and {light} empty beads: $\\frac{{{m + light}!}}{{{m}! \\times {light}!}} = "
                f"{comb(m + light, light)}$."),
            ask("Permutations with Repetition", "Words with Equal Letters", "Beads of one kind are all alike. How "
                "many different rows can be made from the beads shown, read from left to right?", comb(n, dark),
                f"{dark} filled and {light} empty beads stand in {n} places, and beads of one kind may be exchanged: "
                f"$\\frac{{{n}!}}{{{dark}! \\times {light}!}} = {comb(n, dark)}$."),
            ask("Permutations with Repetition", "Strings with Free Choice", "Each bead shown may be painted anew, "
                "filled or empty. How many different rows are possible, read from left to right?", 2 ** n,
                f"each of the {n} places has two choices: $2^{n} = {2 ** n}$.")],
        [("The row is a code of black and white stones. {more} more black stones are added, and stones of one colour "
          "are all alike.", "How many different codes can be laid with all these stones?"),
         ("The circles are lamps in a row, filled ones red and empty ones white. {more} more red lamps are added, and "
          "lamps of one colour are all alike.", "How many different rows can be made with all these lamps?"),
         ("The circles are flags on a rope, filled ones blue and empty ones white. {more} more blue flags are added, "
          "and flags of one colour are all alike.", "How many signals can be made with all these flags in a row?"),
         ("Write 1 for a filled and 0 for an empty circle, and add {more} more digits 1.",
          "How many different strings can be formed with exactly these digits?")],
        dict(more=more), fixed=(n, *places), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"{n} points lie on a circle.", [
            ask("Number of Combinations", "Pairs among n", "{more} more points are put on the circle. Then each two "
                "of all the points are joined by a segment. How many segments are there?", comb(total, 2),
                f"there are ${n} + {more} = {total}$ points, and $\\frac{{{total} \\times {total - 1}}}{{2}} = "
                f"{comb(total, 2)}$."),
            ask("Number of Combinations", "Triples among n", "How many triangles have their corners at three of the "
                "points shown on the circle?", comb(n, 3),
                f"each three points give one: $\\frac{{{n} \\times {n - 1} \\times {n - 2}}}{{6}} = {comb(n, 3)}$."),
            ask("Number of Combinations", "Falling Product over Factorial", "How many quadrilaterals without crossing "
                "sides have their corners at four of the points shown on the circle?", comb(n, 4),
                f"each four points give one: $\\frac{{{n} \\times {n - 1} \\times {n - 2} \\times {n - 3}}}{{24}} = "
                f"{comb(n, 4)}$.")],
        [("The dots are people round a fire. {more} more people join them, and then everybody shakes hands once with "
          "everybody else.", "How many handshakes are there?"),
         ("The dots are chess players in a circle. {more} more players come, and then each two play one game.",
          "How many games are played?"),
         ("The dots are computers in a ring. {more} more are added, and each two are then joined by one cable.",
          "How many cables are needed?"),
         ("Let $V$ be the set of the dots, enlarged by {more} further elements.",
          "How many subsets of $V$ have exactly two elements?")],
        dict(more=more), fixed=(turn, *places), figure=figure, check=check, scale=False)


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

    return Scene(
        f"A group consists of {dark} filled and {light} empty circles.", [
            ask("Combination Problems with Conditions", "Some from Each Group", "The circles stand for different "
                "objects. {more} more filled circles are added. In how many ways can one then choose two filled and "
                "two empty circles?", pairs[0] * pairs[1],
                f"there are {m} filled and {light} empty circles: $\\binom{{{m}}}{{2}} \\times "
                f"\\binom{{{light}}}{{2}} = {pairs[0]} \\times {pairs[1]} = {pairs[0] * pairs[1]}$."),
            ask("Combination Problems with Conditions", "At Least One by the Complement", "The circles stand for "
                "different objects. In how many ways can one choose three of the circles shown so that at least one of "
                "them is filled?", comb(n, 3) - comb(light, 3),
                f"from all choices those without filled circles are taken off: $\\binom{{{n}}}{{3}} - "
                f"\\binom{{{light}}}{{3}} = {comb(n, 3)} - {comb(light, 3)} = {comb(n, 3) - comb(light, 3)}$."),
            ask("Combination Problems with Conditions", "One Member Must be Chosen", "The circles stand for different "
                "objects. In how many ways can one choose three of the circles shown, if the first circle of "
                "the top row must be among them?", comb(n - 1, 2),
                f"two more come from the other {n - 1}: $\\binom{{{n - 1}}}{{2}} = {comb(n - 1, 2)}$.")],
        [("The circles are players, the filled ones are girls. {more} more girls join. For mixed doubles two girls "
          "and two boys are to be chosen.", "In how many ways can they be chosen?"),
         ("The circles are different apples, the filled ones are red. {more} more red apples are put in, and a cook "
          "takes two red ones and two others for a cake.", "In how many ways can they be chosen?"),
         ("The circles are members of a club, the filled ones are musicians. {more} more musicians join. A committee "
          "needs two musicians and two others.", "In how many ways can it be chosen?"),
         ("Let $F$ be the set of filled circles, enlarged by {more} elements, and $E$ that of the empty ones.",
          "How many four-element subsets of $F \\cup E$ have two elements in each of $F$ and $E$?")],
        dict(more=more), fixed=(n, *places), figure=figure, upright=True, check=check, scale=False)


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
    lead = "Each empty circle is to hold the sum of the two numbers above it, as in Pascal's triangle. "
    return Scene(
        f"A number triangle is built like Pascal's triangle, but with {edge} at the top and along both edges. The "
        f"question mark is at place {k + 1} from the left in row {n} below the top.", [
            ask("Pascal's Triangle", "Sum of Two above", lead + "Which number belongs in the circle with the question "
                "mark?",
                value, f"filling the rows from the top one gets ${above[0]} + {above[1]} = {value}$; it is {edge} "
                f"times an entry of Pascal's triangle, $\\binom{{{n}}}{{{k}}} \\times {edge} = {value}$."),
            ask("Pascal's Triangle", "Row Sum of Pascal's Triangle", lead + "What is the sum of all numbers in the "
                "lowest "
                "row?", last, f"each row has twice the sum of the row before, and the lowest is row {rows} below the "
                f"top: $2^{rows} \\times {edge} = {last}$."),
            ask("Binomial Coefficients", "Largest in the Middle", lead + "What is the largest number in the lowest "
                "row?",
                big, f"it stands in the middle: $\\binom{{{rows}}}{{{rows // 2}}} \\times {edge} = {big}$.")],
        [("In a puzzle of stones each empty stone gets the sum of the two numbers above it.",
          "Which number belongs on the stone with the question mark?"),
         ("In a tower of cups each empty cup gets as many beads as the two cups above it hold together; the numbers "
          "count beads.", "How many beads belong in the cup with the question mark?"),
         ("Honeycombs are filled from the top; each empty one gets as many drops as the two above it hold together.",
          "How many drops belong in the one with the question mark?"),
         ("The numbers satisfy $a_{n,k} = a_{n-1,k-1} + a_{n-1,k}$, and the numbers on the edges are given.",
          "Find the number at the question mark.")],
        dict(edge=edge), fixed=(rows, n, k), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"The sides of a square are divided into the parts {p}x and {q}.", [
            ask("Binomial Expansion", "Binomial Theorem", lead + "What is the coefficient of $x$ in it?",
                2 * p * q, f"$({p}x + {q})^2$ has the terms ${p * p}x^2$, twice ${p}x \\cdot {q}$, and "
                f"{q * q}: $2 \\times {p} \\times {q} = {2 * p * q}$."),
            ask("Binomial Expansion", "Sum of All Coefficients", lead + "What is the sum of all its "
                "coefficients, the constant term included?", (p + q) ** 2,
                f"it is the value of $({p}x + {q})^2$ for $x = 1$: $({p} + {q})^2 = {(p + q) ** 2}$."),
            ask("Coefficient of a Binomial Term", "General Term", lead + "What is its constant term?", q * q,
                f"the last term is $\\binom{{2}}{{2}} \\times {q}^2 = {q * q}$.")],
        [("A square garden is divided as in the figure; lengths are in metres. Its area in square metres is a "
          "polynomial in $x$.", "What is the coefficient of $x$ in this polynomial?"),
         ("A square patchwork cloth is sewn from four pieces as in the figure; lengths are in decimetres. Its area is "
          "a polynomial in $x$.", "What is the coefficient of $x$ in this polynomial?"),
         ("A square floor is laid with four carpets as in the figure; lengths are in metres. Its area is a polynomial "
          "in $x$.", "What is the coefficient of $x$ in this polynomial?"),
         ("The figure shows that a square of a sum is the sum of two squares and two equal rectangles.",
          "Which number stands before $x$ in the sum of the areas of the two rectangles?")],
        dict(p=p, q=q), figure=figure, upright=True, check=check, scale=False)
