"""Divisors and multiples: factor trees, factor pairs, tilings, gears."""
from math import gcd, lcm

from ..canvas import polar
from ..tools import Scene, ask, program


def node(c, place, text, r=0.9):
    """A circle with a text."""
    c.circle(place, r, fill=False)
    c.text(place, text)


def link(c, p, q, r=0.9):
    """A line between the circles of radius r around p and q."""
    d = ((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) ** 0.5
    c.line(*[(a[0] + (b[0] - a[0]) * r / d, a[1] + (b[1] - a[1]) * r / d) for a, b in ((p, q), (q, p))])


@program("Prime Factorisation")
def factor_tree(rng):
    def choose():
        two = rng.sample((2, 3, 5, 7, 11, 13), 2)
        return [*two, rng.choice(two), rng.choice(two)]

    leaves = choose()
    while leaves[0] * leaves[1] * leaves[2] * leaves[3] > 2500:
        leaves = choose()
    rng.shuffle(leaves)
    names, balanced = "abcd", rng.random() < 0.5
    n = leaves[0] * leaves[1] * leaves[2] * leaves[3]
    p, q = sorted(set(leaves))
    m, k = leaves.count(p), leaves.count(q)

    def figure(c, g):
        c.without = {"shapes", "line"}
        if balanced:
            inner, ends = [(0, 6), (-3, 3), (3, 3)], [(-4.5, 0), (-1.5, 0), (1.5, 0), (4.5, 0)]
            pairs = [(0, 1), (0, 2)], [(1, 0), (1, 1), (2, 2), (2, 3)]
        else:
            inner, ends = [(0, 7.5), (1.5, 5), (3, 2.5)], [(-1.5, 5), (0, 2.5), (1.5, 0), (4.5, 0)]
            pairs = [(0, 1), (1, 2)], [(0, 0), (1, 1), (2, 2), (2, 3)]
        for i, place in enumerate(inner):
            node(c, place, "" if i else "?")
        for place, name in zip(ends, names):
            node(c, place, g[name])
        for i, j in pairs[0]:
            link(c, inner[i], inner[j])
        for i, j in pairs[1]:
            link(c, inner[i], ends[j])

    def check(c):
        top = 1
        for leaf in c.numbers():
            top *= leaf
        divisors = [d for d in range(1, top + 1) if top % d == 0]
        return top, max(d for d in divisors if d > 1 and all(d % e for e in range(2, d))), len(divisors)

    product = " \\times ".join(map(str, leaves))
    powers = " \\times ".join(f"{a}^{e}" if e > 1 else str(a) for a, e in ((p, m), (q, k)))
    return Scene(
        f"A factor tree ends in the prime numbers {leaves[0]}, {leaves[1]}, {leaves[2]} and {leaves[3]}.", [
            ask("Prime Factorisation", "Product of the Leaves", "Each number in this factor tree is the product of "
                "the two numbers right below it. Which number stands at the top?", n,
                f"the number at the top is the product of all ends, ${product} = {n}$."),
            ask("Prime Factorisation", "Unique Prime Factors", "Each number in this factor tree is the product of "
                "the two numbers right below it. What is the largest prime factor of the number at the top?", q,
                f"the only prime factors are those at the ends, ${n} = {powers}$, so the largest is {q}."),
            ask("Factors and Multiples", "Number of Divisors", "Each number in this factor tree is the product of the "
                "two numbers right below it. How many positive divisors has the number at the top?", (m + 1) * (k + 1),
                f"${n} = {powers}$ has $({m} + 1) \\times ({k} + 1) = {(m + 1) * (k + 1)}$ positive divisors.")],
        [("A number is split by a puzzle machine again and again, as in the figure. Each number is the product of "
          "the two numbers right below it.", "Which number was put in at the top?"),
         ("In a code, the secret number stands at the top of the figure. Each number is the product of the two numbers "
          "right below it.", "What is the secret number?"),
         ("In a puzzle book all circles are to be filled so that each number is the product of the two numbers right "
          "below it.", "Which number must be written into the top circle?"),
         ("In the figure each circle contains the product of the two numbers in the circles right below it.",
          "Determine the number in the top circle.")],
        dict(zip(names, leaves)), fixed=(balanced,), figure=figure, upright=True, check=check, scale=False)


@program("Factors and Multiples")
def factor_arcs(rng):
    n = rng.choice([n for n in range(12, 181) if round(n ** 0.5) ** 2 != n
                    and sum(n % d == 0 for d in range(1, n + 1)) in (6, 8, 10)])
    small = [d for d in range(1, n) if n % d == 0 and d * d < n]
    hidden = rng.randint(1, len(small) - 1)
    count = 2 * len(small)

    def figure(c, g):
        c.without = {"shapes", "line"}
        for i in range(count):
            c.dot((2 * i, 0))
            text = str(small[i]) if i < len(small) else {count - 1: g["n"], count - 1 - hidden: "?"}.get(i, "")
            c.text((2 * i, -0.9), text)
        for i in range(len(small)):
            c.ring((count - 1, 0), count - 1 - 2 * i, 0.7 * (count - 1 - 2 * i), 0, 180)

    def check(c):
        numbers = c.numbers()
        n1, place = numbers[-1], next(p for kind, p, _, _, text in c.labels if text == "?")
        partner = next(p[0] for p in c.dots if p[0] + place[0] == c.dots[-1][0])
        return n1 // numbers[round(partner / 2)], max(d for d in range(1, n1) if n1 % d == 0), len(c.dots)

    d = small[hidden]
    return Scene(
        f"All positive factors of {n} stand in a row from the smallest to the largest, and arcs join the pairs with "
        f"the product {n}. The partner of {d} is marked with a question mark.", [
            ask("Factors and Multiples", "Factor Pairs", "The dots stand for all positive factors of the number at the "
                "right end, in ascending order. Each arc joins two factors whose product is this number. Which factor "
                "belongs at the question mark?",
                n // d, f"the arc from the question mark leads to {d}, and the product of a pair is {n}: "
                f"${n} \\div {d} = {n // d}$."),
            ask("Factors and Multiples", "Rectangles from Dots", "The dots stand for all positive factors of the "
                "number at the right end. This number of coins is laid as a full rectangle with as few rows as "
                "possible, but more than one. How many coins are in a row?", n // small[1],
                f"the smallest factor above 1 is {small[1]}, so there are {small[1]} rows of ${n} \\div {small[1]} = "
                f"{n // small[1]}$ coins."),
            ask("Factors and Multiples", "Factor Pairs", "The dots stand for all positive factors of the number at "
                "the right end. How many positive factors has this number?", count,
                f"the {len(small)} arcs join {len(small)} pairs of factors, ${len(small)} \\times 2 = {count}$.")],
        [("A gardener has as many plants as the number at the right end says. The dots are all numbers of rows for a "
          "full rectangle; an arc joins number of rows and number of plants in a row.",
          "Which number belongs at the question mark?"),
         ("A choir has as many singers as the number at the right end says. The dots are all numbers of equal rows in "
          "which it can stand; an arc joins the number of rows and the number of singers in a row.",
          "Which number belongs at the question mark?"),
         ("A rectangle with whole sides has the area at the right end of the row. The dots are all possible side "
          "lengths; an arc joins the two sides of one rectangle.", "Which side length belongs at the question mark?"),
         ("The dots are the elements of the set of positive divisors of the number at the right end, in ascending "
          "order. An arc joins $d$ and $d^\\prime$ if their product is this number.",
          "Determine the divisor at the question mark.")],
        dict(n=n), fixed=(hidden,), figure=figure, upright=True, check=check, scale=False)


@program("Greatest Common Divisor")
def tiled_rectangle(rng):
    t = rng.randint(2, 12)
    m, k = rng.choice([(m, k) for m in range(2, 12) for k in range(2, 12) if gcd(m, k) == 1 and 0.4 < m / k < 2.5])
    a, b = t * m, t * k

    def figure(c, g):
        c.without = {"line", "shapes", "grid"}
        c.polygon((0, 0), (a, 0), (a, b), (0, b))
        c.side((0, 0), (a, 0), g["a"], (a / 2, b / 2))
        c.side((a, 0), (a, b), g["b"], (a / 2, b / 2))
        c.right((0, 0), (a, 0), (0, b))

    def check(c):
        xs, ys = zip(*c.polygons[0])
        x, y = max(xs) - min(xs), max(ys) - min(ys)
        side = next(s for s in range(min(x, y), 0, -1) if x % s == 0 == y % s)
        tiles = sum(1 for _ in range(0, x, side) for _ in range(0, y, side))
        while x != y:
            x, y = max(x, y) - min(x, y), min(x, y)
        return side, tiles, x

    remainders, x, y = [], max(a, b), min(a, b)
    while y:
        remainders.append(f"${x} = {x // y} \\times {y} + {x % y}$")
        x, y = y, x % y
    return Scene(
        f"A rectangle has the sides {a} and {b}.", [
            ask("Greatest Common Divisor", "Squares that Tile a Rectangle", "The rectangle is to be covered without "
                "gaps by equal square tiles, none of them cut. How long is the side of a tile if the tiles are as "
                "large as possible?",
                t, f"the side must divide {a} and {b}, and the largest such number is $\\gcd({a}, {b}) = {t}$."),
            ask("Greatest Common Divisor", "Squares that Tile a Rectangle", "The rectangle is covered without gaps "
                "by equal square tiles, as large as possible and none of them cut. How many tiles are needed?", m * k,
                f"the tiles have the side $\\gcd({a}, {b}) = {t}$, and there are $({a} \\div {t}) \\times ({b} \\div "
                f"{t}) = {m} \\times {k} = {m * k}$ of them."),
            ask("Greatest Common Divisor", "Euclid's Algorithm", "The largest possible square is cut off the "
                "rectangle, again and again, until the piece that is left is a square itself. How long is the side of "
                "this last square?", t,
                f"cutting off squares divides with remainder: {', '.join(remainders)}. The last divisor is "
                f"$\\gcd({a}, {b}) = {t}$.")],
        [("The figure is the plan of a floor, with lengths in decimetres. It is laid with equal square tiles, as "
          "large as possible, and no tile is cut.", "How many decimetres long is the side of a tile?"),
         ("The figure is a sheet of paper, with lengths in centimetres. It is cut completely into equal squares, as "
          "large as possible.", "How many centimetres long is the side of a square?"),
         ("The figure is a field, with lengths in metres. It is divided completely into equal square plots, as large "
          "as possible.", "How many metres long is the side of a plot?"),
         ("Let $a$ and $b$ be the side lengths in the figure.", "Determine $\\gcd(a, b)$.")],
        dict(a=a, b=b), figure=figure, check=check)


@program("Least Common Multiple")
def gears(rng):
    a, b = rng.choice([(a, b) for a in range(8, 31) for b in range(8, 31) if a != b and gcd(a, b) > 1 and b % a])
    m = lcm(a, b)

    def figure(c, g):
        c.without = {"shapes", "line", "hatch"}
        for x, teeth, turn, name in ((-a / 2, a, 0, "a"), (b / 2 + 1.4, b, 180, "b")):
            points = [polar((x, 0), teeth / 2 + (1.2 if i % 4 < 2 else 0), turn + 90 * (i - 0.5) / teeth
                            + (180 / teeth if name == "b" else 0)) for i in range(4 * teeth)]
            c.polygon(*points)
            c.dot((x, 0))
            c.text((x, -teeth / 4), g[name])

    def check(c):
        left, right = (len(p) // 4 for p in c.polygons)
        turns = next(t for t in range(1, 500) if t * left % right == 0)
        return turns, turns * left, next(d for d in range(left, 0, -1) if left % d == 0 == right % d)

    return Scene(
        f"A left gear wheel with {a} teeth and a right one with {b} teeth mesh and turn together.", [
            ask("Least Common Multiple", "Turns of Two Gears", "The numbers are the numbers of teeth of two gear "
                "wheels that turn together. After how many full turns of the left wheel are both wheels in their "
                "starting position again for the first time?",
                m // a, f"$\\operatorname{{lcm}}({a}, {b}) = {m}$ teeth pass the point of contact, and these are ${m} "
                f"\\div {a} = {m // a}$ turns of the left wheel."),
            ask("Least Common Multiple", "Meaning of the Least Common Multiple", "The numbers are the numbers of "
                "teeth of two gear wheels that turn together. How many teeth of each wheel have passed the point of "
                "contact when both wheels are in their starting position again for the first time?", m,
                f"the number of teeth is the smallest that both {a} and {b} divide, $\\operatorname{{lcm}}({a}, {b}) = "
                f"{m}$."),
            ask("Greatest Common Divisor", "Meaning of the Greatest Common Divisor", "The numbers are the numbers of "
                "teeth of two gear wheels. What is the greatest common divisor of the two numbers?", gcd(a, b),
                f"the largest number that divides both is $\\gcd({a}, {b}) = {gcd(a, b)}$.")],
        [("Two toothed wheels of a clockwork turn together; their numbers of teeth are in the figure. Marks on both "
          "wheels face each other now.",
          "After how many full turns of the left wheel do the marks first face each other again?"),
         ("The pedals of a machine drive the left wheel, which drives the right one. The numbers of teeth are in the "
          "figure.",
          "After how many full turns of the left wheel are both wheels in their starting position again for the first "
          "time?"),
         ("Let $a$ be the number of teeth of the left wheel and $b$ that of the right one.",
          "Determine the smallest positive whole number $n$ for which $n \\cdot a$ is a multiple of $b$.")],
        dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False)
