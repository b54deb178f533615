"""Contest problems on counting and data: seats at a round table, boxes with least contents, a shelf, a missing bar."""

from itertools import combinations, permutations
from math import comb, factorial, perm

from ..pieces import axes, brace
from ..tools import Quantity, Scene, ask, frac, program

O = (0, 0)


@program("Circular Permutations")
def children_between_adults(rng):
    b, k = rng.choice([(b, k) for b in range(3, 9) for k in range(2, b + 1)])
    n = b + k
    ring, free = factorial(b - 1), perm(b, k)
    pair = 2 * factorial(n - 2)

    def figure(c, g):
        c.without |= {"line", "shapes", "hatch", "small"}
        c.circle(O, 4, accent=True)
        c.ring(O, 5.6)
        c.text((0, 0.9), f"{g['b']} adults")
        c.text((0, -0.9), f"{g['k']} children")

    def check(c):
        adults, children = (int(text.split()[0]) for text in c.texts())
        seats = adults + children
        good = sum(all((j - i) % seats not in (1, seats - 1) for i, j in combinations(row, 2))
                   for row in combinations(range(seats), children))
        together = sum((j - i) % seats in (1, seats - 1) for i, j in permutations(range(seats), 2))
        return (good * factorial(children) * factorial(adults) // seats, factorial(seats) // seats // 2,
                together * factorial(seats - 2) // seats)

    start = "Some adults and some children sit down at the round table in the figure. Seatings that differ only " \
        "by a turn of the whole table count once."
    read = f"The figure shows a table for {b} adults and {k} children, {n} in all."
    return Scene(
        f"{b} adults and {k} children sit down at a round table. Seatings that differ only by a "
        f"turn of the whole table count once.",
        [
            ask("Circular Permutations", "Round Table", f"{start} In how many ways can they sit if no two children are "
                "neighbours?", ring * free, f"{read} The adults are placed first. By @ there are $({b} - 1)! = "
                f"{ring}$ ways for them. They leave {b} gaps, and no gap takes two children (Permutation Problems "
                f"with Conditions), so the children can choose different gaps in $\\frac{{{b}!}}{{({b} - {k})!}} = "
                f"{free}$ ways (Permutations and Combinations). Both numbers are multiplied, ${ring} \\times {free} "
                f"= {ring * free}$ (Multiplication Principle of Counting).", also=["Permutation Problems with "
                "Conditions", "Permutations and Combinations",
                                        "Multiplication Principle of Counting"],
                wrong=[factorial(b) * free, ring * comb(b, k), factorial(n - 1), ring * factorial(k)]),
            ask("Circular Permutations", "Necklaces", "As many different beads as there are persons in the figure "
                "are strung to a ring, which may be turned around and turned over. How many different rings are "
                "possible?",
                factorial(n - 1) // 2, f"{read} By @ the {n} beads can be put around in $({n} - 1)! = "
                f"{factorial(n - 1)}$ orders if turns count once, and turning over leaves half of them: "
                f"${factorial(n - 1)} \\div 2 = "
                f"{factorial(n - 1) // 2}$.", wrong=[factorial(n), factorial(n - 1), factorial(n) // 2]),
            ask("Circular Permutations", "Neighbours at a Round Table", f"{start} Two of the adults are a couple. "
                f"In how many ways can all sit if the couple sits side by side and there is no further "
                f"condition?", pair,
                f"{read} By @ the couple is treated as one, which leaves $({n} - 2)! = {factorial(n - 2)}$ orders "
                f"around the table, and each of them counts twice: $2 \\times {factorial(n - 2)} = {pair}$.",
                wrong=[factorial(n - 2), 2 * factorial(n - 1), factorial(n - 1)]),
        ],
        givens=dict(b=b, k=k), figure=figure, check=check, scale=False,
        quantities=dict(b=Quantity("count", "the number of adults", "people"),
                        k=Quantity("count", "the number of children", "people")))


def fill_again(c):
    """The numbers of fillings, box by box, from the drawn numbers."""
    texts = c.texts()
    low = [int(t[1:]) for t in texts if t.startswith("≥")]
    balls = int(next(t for t in texts if "balls" in t).split()[0])

    def shared(bounds):
        row = [1] + [0] * balls  # row[s]: ways to fill the boxes so far with s balls
        for bound in bounds:
            row = [sum(row[s - v] for v in range(bound, s + 1)) for s in range(balls + 1)]
        return row[balls]
    return shared(low), shared([1] * len(low)), shared([0] * len(low))


@program("Combinations with Repetition")
def boxes_with_least_contents(rng):
    n = rng.randint(3, 5)
    least = [rng.randint(0, 4) for _ in range(n)]
    if sum(least) < 2:
        least[0] = 3
    spare = rng.randint(3, 9)
    total = sum(least) + spare
    ways = comb(spare + n - 1, n - 1)

    def figure(c, g):
        c.without |= {"line", "shapes", "hatch"}
        for i in range(n):
            x = 3 * i
            c.line((x, 2.2), (x, 0), (x + 2.2, 0), (x + 2.2, 2.2))
            c.fills.append(([(x, 0), (x + 2.2, 0), (x + 2.2, 1.4), (x, 1.4)], True))
            c.text((x + 1.1, 0.7), f"≥ {g[f'a{i}']}")
        c.text((1.5 * n - 0.4, 4), f"{g['total']} balls")
        c.arrow((1.5 * n - 0.4, 3.5), (1.5 * n - 0.4, 2.6), kind="thin")

    start = "Equal balls are put into the boxes, which are all different."
    read = f"The figure shows {total} balls and {n} boxes"
    return Scene(
        f"{total} equal balls are put into {n} different boxes. The boxes must get at least "
        f"{', '.join(map(str, least))} balls.",
        [
            ask("Combinations with Repetition", "Stars and Bars", f"{start} In how many ways can this be done if "
                f"no box gets fewer balls than its sign $\\ge$ demands?", ways, f"{read}. First every box "
                f"gets the balls that it needs, ${' + '.join(map(str, least))} = {sum(least)}$ in all (Addition and "
                f"Subtraction of Integers), and ${total} - {sum(least)} = {spare}$ balls are left, which can be "
                f"shared freely. By @ there are $\\binom{{{n} + {spare} - 1}}{{{spare}}} = "
                f"\\binom{{{n + spare - 1}}}{{{spare}}} = {ways}$ ways (Number of Combinations).",
                also=["Addition and Subtraction of Integers", "Number of Combinations"],
                wrong=[comb(total + n - 1, n - 1), comb(spare - 1, n - 1), n**spare, comb(spare + n, n)]),
            ask("Combinations with Repetition", "No Empty Box", f"{start} In how many ways can this be done if no "
                f"box stays empty and the numbers on the boxes do not "
                f"matter?", comb(total - 1, n - 1), f"{read}. In the row of the "
                f"balls {n - 1} of the {total - 1} gaps are chosen as borders between boxes. By @ there are "
                f"$\\binom{{{total} - 1}}{{{n} - 1}} = {comb(total - 1, n - 1)}$ ways (Number of "
                f"Combinations).", also=["Number of Combinations"],
                wrong=[comb(total + n - 1, n - 1), comb(total, n), ways]),
            ask("Combinations with Repetition", "Whole Solutions of a Sum", f"{start} In how many ways can this be "
                f"done if boxes may stay empty and the numbers on the boxes do not "
                f"matter?", comb(total + n - 1, n - 1), f"{read}. With $x_i$ "
                f"balls in box number $i$ this is the number of whole solutions $x_i \\ge 0$ of a sum, and by @ "
                f"there are $\\binom{{{total} + {n} - 1}}{{{n} - 1}} = {comb(total + n - 1, n - 1)}$ (Number of "
                f"Combinations).",
                also=["Number of Combinations"], wrong=[comb(total - 1, n - 1), comb(total + n, n), total * n]),
        ],
        givens={f"a{i}": v for i, v in enumerate(least)} | dict(total=total), figure=figure, upright=True,
        check=fill_again,
        scale=False, quantities={f"a{i}": Quantity("count", f"the number on box {i + 1}", "balls") for i in range(n)}
        | dict(total=Quantity("count", "the number of all balls", "balls")))


def draw_shelf(c, g, tall):
    """A block of books for each kind with its number."""
    c.without |= {"line", "shapes", "hatch", "dashed"}
    for i, (key, sort) in enumerate(zip("abd", "MNC")):
        x = 6 * i
        c.polygon((x, 0), (x + 4.8, 0), (x + 4.8, tall[i]), (x, tall[i]), accent=sort == "N")
        c.text((x + 2.4, 2.5), sort)
        brace(c, (x, 0), (x + 4.8, 0), g[key], -1)
    c.line((-0.6, 0), (17.4, 0), kind="thick")


def orders_again(c):
    """The numbers of orders, from all places of the kinds."""
    sizes = c.numbers()
    each = factorial(sizes[0]) * factorial(sizes[1]) * factorial(sizes[2])
    good = sorted_rows = 0
    spots = range(sum(sizes))
    for ms in combinations(spots, sizes[0]):
        left = [s for s in spots if s not in ms]
        sorted_rows += all(q - p > 1 for p, q in zip(ms, ms[1:])) * comb(len(left), sizes[1])
        for ns in combinations(left, sizes[1]):
            cs = [s for s in left if s not in ns]
            good += all(max(row) - min(row) == len(row) - 1 for row in (ms, ns, cs))
    return good * each, sorted_rows * each, factorial(sum(sizes)) // factorial(sizes[0])


@program("Permutation Problems with Conditions")
def shelf_of_books(rng):
    a, b, d = rng.choice([(a, b, d) for a in range(2, 5) for b in range(2, 5) for d in range(2, 5) if a + b + d <= 10])
    n, tall = a + b + d, [rng.randint(6, 9) for _ in range(3)]
    fact = [factorial(v) for v in (a, b, d)]
    block, rest = 6 * fact[0] * fact[1] * fact[2], b + d
    apart = factorial(rest) * comb(rest + 1, a) * fact[0]

    start = "The books on the shelf, mathematics (M), novels (N) and comics (C), are all different. A number below a " \
        "block counts its books."
    read = f"The figure shows {a} books on mathematics, {b} novels and {d} comics."
    return Scene(
        f"{a} books on mathematics (M), {b} novels (N) and {d} comics (C), all different, are put on a shelf.",
        [
            ask("Permutation Problems with Conditions", "Neighbours as a Block", f"{start} In how many orders can "
                f"they be put up if the books of each kind must stand side by side?", block, f"{read} By @ each "
                f"kind is a block. The three blocks can be put in $3! = 6$ orders (Number of Permutations), and "
                f"within the blocks there are ${a}! = {fact[0]}$, ${b}! = {fact[1]}$ and ${d}! = {fact[2]}$ orders. "
                f"In all that makes $6 \\times {fact[0]} \\times {fact[1]} \\times {fact[2]} = {block}$ "
                f"(Multiplication Principle of Counting).",
                also=["Number of Permutations", "Multiplication Principle of Counting"],
                wrong=[block // 6, 6 * sum(fact), factorial(n), 6 * a * b * d]),
            ask("Permutation Problems with Conditions", "Gaps for Separated Persons", f"{start} In how many orders "
                f"can they be put up if no two books on mathematics stand side by side?", apart, f"{read} The other "
                f"${b} + {d} = {rest}$ books are put up first, in ${rest}! = {factorial(rest)}$ orders (Number of "
                f"Permutations). By @ the books on mathematics go into different gaps of the {rest + 1} that there "
                f"are: $\\binom{{{rest + 1}}}{{{a}}} \\times {a}! = {comb(rest + 1, a) * fact[0]}$. In all there "
                f"are ${factorial(rest)} \\times {comb(rest + 1, a) * fact[0]} = {apart}$ "
                f"orders.", also=["Number of Permutations"],
                wrong=[factorial(rest) * fact[0], factorial(rest) * comb(rest + 1, a), factorial(n) - block]),
            ask("Permutation Problems with Conditions", "Fixed Order of Some", f"{start} In how many orders can "
                f"they be put up if the books on mathematics must stand in the order of their years, side by side "
                f"or not?",
                factorial(n) // fact[0], f"{read} All ${a} + {b} + {d} = {n}$ books can be put up in ${n}! = "
                f"{factorial(n)}$ orders (Number of Permutations). By @ only one of ${a}! = {fact[0]}$ orders of "
                f"the books on mathematics is right, so ${factorial(n)} \\div {fact[0]} = "
                f"{factorial(n) // fact[0]}$ remain.",
                also=["Number of Permutations"], wrong=[factorial(n), factorial(rest) * fact[0], factorial(rest)]),
        ],
        givens=dict(a=a, b=b, d=d), fixed=tuple(tall), figure=lambda c, g: draw_shelf(c, g, tall),
        upright=True, check=orders_again, scale=False,
        quantities=dict(a=Quantity("count", "the number of books on mathematics", "books"),
                        b=Quantity("count", "the number of novels", "books"),
                        d=Quantity("count", "the number of comics", "books")))


def draw_bars(c, g, names, spot, values):
    """Five bars, the tallest without its value."""
    c.without |= {"line", "shapes", "hatch"}
    high = 62
    wide = axes(c, names, high)
    keys = iter("abde")
    for i, v in enumerate(values):
        left, right, top = wide * (i + 0.2), wide * (i + 0.8), 75 * v / high
        c.polygon((left, 0), (right, 0), (right, top), (left, top), accent=i == spot)
        c.corner(((left + right) / 2, top), "?" if i == spot else g[next(keys)], ((left + right) / 2, 0))
    c.text((50, -16), f"mean − median = {g['gap']}")
    c.line((50, -18), (50, -18), kind="none")


def bar_tops(c, _):
    """A dashed line over the tops of the bars."""
    c.line(*(((p[2][0] + p[3][0]) / 2, p[2][1]) for p in c.polygons), kind="dash")


@program("Measures of Central Tendency")
def missing_tallest_bar(rng):
    while True:
        known, gap = rng.sample(range(5, 40), 4), rng.randint(2, 6)
        median = sorted(known)[2]
        x = 5 * (median + gap) - sum(known)
        if max(known) + 2 <= x <= 60:
            break
    spot = 4
    values = [*known[:spot], x, *known[spot:]]
    names, mean = "PQRST", median + gap
    order = sorted(known)

    def check(c):
        shown = [int(t) for t in c.texts() if t.isdigit()]
        more = int(c.texts()[-1].split()[-1])
        found = next(v for v in range(max(shown), 500) if abs(
            sum(shown) + v - 5 * (sorted([*shown, v])[2] + more)) < 1e-9)
        return found, (sum(shown) + found + 5 * more) / 5, sorted([*shown, found])[2]

    start = "The dark bar is the tallest of the five, and its value is not known. The mean of the five values " \
        "is larger than their median."
    ordered = f"In order the known values are ${', '.join(map(str, order))}$, and the unknown value comes last. The " \
        f"median is the third of five, {median} (Median of a Data Set)"
    line = f"the mean is ${median} + {gap} = {mean}$"
    return Scene(
        f"Four of five values are {', '.join(map(str, known))}; the fifth is larger than these. The mean of all "
        f"five is {gap} larger than their median.",
        [
            ask("Measures of Central Tendency", "Three Measures of the Centre", f"{start} What is the value of the "
                f"dark bar?", x,
                f"By @ mean and median are both typical values, but they need not agree. {ordered}, so {line}. The "
                f"five values have the sum $5 \\times {mean} = {5 * mean}$ (Mean of a Data Set), and the known ones "
                f"have ${' + '.join(map(str, known))} = {sum(known)}$. The dark bar stands for ${5 * mean} - "
                f"{sum(known)} = {x}$ (Addition and Subtraction of Integers).",
                also=["Median of a Data Set", "Mean of a Data Set", "Addition and Subtraction of Integers"],
                wrong=[4 * mean - sum(known) if 4 * mean > sum(known) else mean, 5 * (order[1] + gap) - sum(known)
                       if 5 * (order[1] + gap) > sum(known) else median, x + gap, max(known) + gap]),
            ask("Measures of Central Tendency", "Mean Feels Extreme Values", f"{start} The unknown value "
                f"turns out to be too small: five times the difference of mean and median must be added to it. "
                f"What is the mean then?", mean + gap, f"{ordered}, so {line}. By "
                f"@ raising the largest of five values by $5 \\times {gap} = {5 * gap}$ raises the mean by "
                f"${5 * gap} \\div 5 = {gap}$ and leaves the median as it is. The mean is then ${mean} + {gap} = "
                f"{mean + gap}$.",
                also=["Median of a Data Set"], wrong=[mean, mean + 5 * gap, median]),
            ask("Median of a Data Set", "Middle of an Odd Count", f"{start} What is the median of the five "
                f"values?", median,
                f"In order the known values are ${', '.join(map(str, order))}$, and the unknown value comes last. "
                f"By @ the median is the third of five, "
                f"${median}$.", wrong=[frac(order[1] + order[2], 2), order[1], order[3]]),
        ],
        givens=dict(zip("abde", known)) | dict(gap=gap), fixed=(spot,),
        figure=lambda c, g: draw_bars(c, g, names, spot, values), upright=True, check=check,
        scale=False,
        more=[bar_tops],
        quantities={key: Quantity("data", f"the value of the bar {names[i if i < spot else i + 1]}")
                    for i, key in enumerate("abde")} | dict(gap=Quantity("number", "the difference of mean and "
                        "median")))
