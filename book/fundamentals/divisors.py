"""Divisors and multiples: factor trees, factor pairs, tilings, gears."""
from math import gcd, lcm

from ..additions import crossed
from ..canvas import polar
from ..tools import Quantity, Scene, ask, program


def node(c, place, text, r=0.9):
    """A circle with a text."""
    c.circle(place, r, fill=False)
    c.text(place, text)


def link(c, p, q, r=0.9):
    """A line between the circles of radius r around p and q."""
    d = ((q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2) ** 0.5
    c.line(*[(a[0] + (b[0] - a[0]) * r / d, a[1] + (b[1] - a[1]) * r / d) for a, b in ((p, q), (q, p))])


def pitch_circles(c, a, b):
    """More for two gear wheels: thin circles around their centres, and the line of centres."""
    for x, teeth in ((-a / 2, a), (b / 2 + 1.4, b)):
        c.ring((x, 0), teeth / 2, kind="thin")
    c.line((-a / 2, 0), (b / 2 + 1.4, 0), kind="dash")


def axis_of_factors(c, count):
    """More for a row of factors: the axis of symmetry of its pairs."""
    c.line((count - 1, -1.4), (count - 1, 0.75 * (count - 1)), kind="dash")


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
    ends = f"The branches of the factor tree end in the primes {leaves[0]}, {leaves[1]}, {leaves[2]} and {leaves[3]}."
    both = "Each number in this factor tree is the product of the two numbers right below it. "
    return Scene(
        f"A factor tree ends in the prime numbers {leaves[0]}, {leaves[1]}, {leaves[2]} and {leaves[3]}.", [
            ask("Prime Factorisation", "Product of the Leaves", both + "Which number stands at the top?", n,
                f"{ends} By @ the number at the top is the product of all of them, whichever way it was split: "
                f"${product} = {n}$.",
                wrong=[sum(leaves), leaves[0] * leaves[1] + leaves[2] * leaves[3], p * q, n // leaves[3]]),
            ask("Prime Factorisation", "Unique Prime Factors", both + "What is the largest prime factor of the number "
                "at the top?", q, f"{ends} Their product is the number at the top, ${n} = {powers}$. By @ it has no "
                f"other prime factors, so the largest is {q}.",
                wrong=[p, n, q * q if k > 1 else p * q, leaves[2] * leaves[3]]),
            ask("Factors and Multiples", "Number of Divisors", both + "How many positive divisors does the number at "
                "the top have?", (m + 1) * (k + 1),
                f"{ends} They are the *Prime Factorisation* of the number at the top, ${n} = {powers}$. By @ it has "
                f"$({m} + 1) \\times ({k} + 1) = {(m + 1) * (k + 1)}$ positive divisors.", also=["Prime Factorisation"],
                wrong=[m * k, m + k, (m + 1) * (k + 1) - 2, (m + 1) + (k + 1)])],
        givens=dict(zip(names, leaves)), fixed=(balanced,), figure=figure, upright=True, check=check, scale=False,
        quantities={name: Quantity("number", f"the {place} prime from the left")
                    for name, place in zip(names, ("first", "second", "third", "fourth"))})


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
    whole = f"The number at the right end is {n}."
    return Scene(
        f"All positive factors of {n} stand in a row from the smallest to the largest, and arcs join the pairs with "
        f"the product {n}. The partner of {d} is marked with a question mark.", [
            ask("Factors and Multiples", "Factor Pairs", "The dots stand for all positive factors of the number at the "
                "right end, in ascending order. Each arc joins two factors whose product is this number. Which factor "
                "must replace the question mark?",
                n // d, f"{whole} The arc from the question mark leads to the factor {d}. By @ the product of such a "
                f"pair is {n}, so its partner is ${n} \\div {d} = {n // d}$.",
                wrong=[n - d, *(n // s for s in small if s not in (1, d)), n // d + 1, n // d - 1]),
            ask("Factors and Multiples", "Rectangles from Dots", "The dots stand for all positive factors of the "
                "number at the right end. This number of coins is laid as a full rectangle with as few rows as "
                "possible, but more than one. How many coins are in a row?", n // small[1],
                f"{whole} By @ the number of rows must be one of its factors. The smallest factor above 1 is "
                f"{small[1]}, so there are {small[1]} rows of ${n} \\div {small[1]} = {n // small[1]}$ coins.",
                wrong=[small[1], n, n // small[-1] if small[-1] != small[1] else n - small[1]]),
            ask("Factors and Multiples", "Factor Pairs", "The dots stand for all positive factors of the number at "
                "the right end. How many positive factors does this number have?", count,
                f"{whole} By @ the factors come in pairs. The figure shows {len(small)} arcs, so there are "
                f"${len(small)} \\times 2 = {count}$ factors.", wrong=[len(small), count - 1, count - 2])],
        givens=dict(n=n), fixed=(hidden,), figure=figure, upright=True, check=check, scale=False,
        quantities={"n": Quantity("number", "the number at the right end")},
        more=[lambda c, rng: axis_of_factors(c, count)])


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
    sides = f"The rectangle in the figure has the sides {a} and {b}."
    return Scene(
        f"A rectangle has the sides {a} and {b}.", [
            ask("Greatest Common Divisor", "Squares that Tile a Rectangle", "The rectangle is to be covered without "
                "gaps by equal square tiles, none of them cut. How long is the side of a tile if the tiles are as "
                "large as possible?",
                t, f"{sides} The side of a tile must divide both without remainder. By @ the largest such side is "
                f"$\\gcd({a}, {b}) = {t}$.",
                wrong=[lcm(a, b), abs(a - b) if a - b not in (t, -t) else 2 * t, min(a, b), m * k]),
            ask("Greatest Common Divisor", "Squares that Tile a Rectangle", "The rectangle is covered without gaps "
                "by equal square tiles, as large as possible and none of them cut. How many tiles are needed?", m * k,
                f"{sides} By @ the tiles have the side $\\gcd({a}, {b}) = {t}$, and there are $({a} \\div {t}) \\times "
                f"({b} \\div {t}) = {m} \\times {k} = {m * k}$ of them.",
                wrong=[m + k, a * b // t, a * b, t]),
            ask("Greatest Common Divisor", "Euclid's Algorithm", "The largest possible square is cut off the "
                "rectangle, again and again, until the piece that is left is a square itself. How long is the side of "
                "this last square?", t,
                f"{sides} Cutting off squares divides the longer side by the shorter one with remainder, again and "
                f"again: {', '.join(remainders)}. By @ the last divisor is $\\gcd({a}, {b}) = {t}$.",
                wrong=[1 if t > 1 else 2, abs(a - b), m * k])],
        givens=dict(a=a, b=b), figure=figure, check=check, more=[crossed()])


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

    once = "Two gear wheels turn together; a number on a wheel counts its teeth. "
    seen = f"The left wheel has {a} teeth and the right one {b}."
    common = gcd(a, b)
    return Scene(
        f"A left gear wheel with {a} teeth and a right one with {b} teeth mesh and turn together.", [
            ask("Least Common Multiple", "Turns of Two Gears", once + "After how many full turns of the left wheel are "
                "both wheels in the starting position again for the first time?",
                m // a, f"{seen} Both wheels stand as at the start when a common multiple of {a} and {b} teeth has "
                f"passed the point of contact, for the first time after $\\operatorname{{lcm}}({a}, {b}) = {m}$ teeth. "
                f"By @ these are ${m} \\div {a} = {m // a}$ turns of the left wheel.",
                wrong=[m // b, b, m, common]),
            ask("Least Common Multiple", "Meaning of the Least Common Multiple", once + "How many teeth of each wheel "
                "have passed the point of contact when both wheels are in their starting position again for the first "
                "time?", m,
                f"{seen} Both must have made full turns, so their numbers of teeth must both divide the number of "
                f"teeth that have passed. By @ the smallest such number is $\\operatorname{{lcm}}({a}, {b}) = {m}$.",
                wrong=[a * b, a + b, common, 2 * m]),
            ask("Greatest Common Divisor", "Meaning of the Greatest Common Divisor", "A number on a "
                "wheel counts its teeth. What is the greatest common divisor of both numbers of teeth?", common,
                f"{seen} By @ the largest number that divides both without remainder is $\\gcd({a}, {b}) = {common}$.",
                wrong=[m, 1, abs(a - b) if abs(a - b) != common else 2 * common])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("count", "the number of teeth of the left wheel", "teeth"),
                    "b": Quantity("count", "the number of teeth of the right wheel", "teeth")},
        more=[lambda c, rng: pitch_circles(c, a, b)])
