"""Conditions and stages: two-way tables, tree diagrams, boxes to draw from, Bayes' theorem."""
from fractions import Fraction
from itertools import combinations, product

from ..pieces import table, tree, venn
from ..tools import Quantity, Scene, ask, draw_until, frac, program
from .chance import ball_box, omega, share, waiting
from .charts import over


def balls(c):
    """For each drawn box the list of its balls, True for a dark one, from left to right."""
    boxes, dark = [], [min(p[0] for p in points) for points, _ in c.fills]
    for p in c.polygons:
        left, right = p[0][0], p[1][0]
        inside = [centre[0] for centre, _ in c.circles if left < centre[0] < right]
        filled = sum(left < x < right for x in dark)
        boxes.append([i < filled for i in range(len(inside))])
    return boxes


@program("Conditional Probability")
def given_event(rng):
    a, both, b, out = (rng.randint(2, 15) for _ in range(4))

    def figure(c, g):
        venn(c, ("A", "B"), (g["a"], g["both"], g["b"], g["out"]))

    def check(c):
        regions = zip([(1, 0), (1, 1), (0, 1), (0, 0)], c.numbers())
        outcomes = [signs for signs, n in regions for _ in range(n)]
        in_b, in_a = [o for o in outcomes if o[1]], [o for o in outcomes if o[0]]
        return share(lambda o: o[0], in_b), share(lambda o: not o[0], in_b), share(lambda o: o[1], in_a)

    lead = "A number in the diagram counts the equally likely outcomes of its region. "
    read = f"The diagram shows {a} outcomes only in A, {both} in both events and {b} only in B."
    p = Fraction(both, both + b)
    return Scene(
        f"{a} equally likely outcomes lie only in A, {b} only in B, {both} in both and {out} in neither event.", [
            ask("Conditional Probability", "Reduced Sample Space", lead + "What is $P(A \\mid B)$?",
                frac(both, both + b),
                f"{read} By @ only the outcomes of B still count; there are ${both} + {b} = {both + b}$ of them, and "
                f"{both} of these belong to A as well. So $P(A \\mid B)$ is ${over(both, both + b)}$.",
                wrong=[frac(both, a + both), frac(both, a + both + b + out), frac(a + both, a + both + b + out),
                       frac(b, both + b)]),
            ask("Conditional Probability", "Complement under a Condition", lead + "What is $P(\\bar{A} \\mid B)$?",
                frac(b, both + b),
                f"{read} Of the ${both} + {b} = {both + b}$ outcomes of B {both} belong to A as well, so $P(A \\mid "
                f"B)$ "
                f"is ${over(both, both + b)}$. By @ the condition stays, and $P(\\bar{{A}} \\mid B)$ is $1 - {frac(p)} "
                f"= {frac(b, both + b)}$.", wrong=[frac(p), frac(b, a + both + b + out), frac(b, b + out)]),
            ask("Conditional Probability", "Reduced Sample Space", lead + "What is $P(B \\mid A)$?",
                frac(both, both + a),
                f"{read} By @ only the outcomes of A still count; there are ${a} + {both} = {a + both}$ of them, and "
                f"{both} of these belong to B as well. So $P(B \\mid A)$ is ${over(both, both + a)}$.",
                wrong=[frac(p), frac(both, a + both + b + out), frac(a, a + both)])],
        givens=dict(a=a, both=both, b=b, out=out), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("count", "the number of outcomes only in A", "outcomes"),
                    "both": Quantity("count", "the number of outcomes in both", "outcomes"),
                    "b": Quantity("count", "the number of outcomes only in B", "outcomes")}, more=[omega])


@program("Two-Way Table")
def two_way_table(rng):
    one, two = ([rng.randint(2, 20) for _ in range(2)] for _ in range(2))
    n = sum(one) + sum(two)

    def figure(c, g):
        table(c, [["", "bus", "bike"], ["girls", g["a"], g["b"]], ["boys", g["u"], g["v"]]], 3.6, 1.9)

    def check(c):
        a, b, u, v = c.numbers()
        people = [("girl", "bus")] * a + [("girl", "bike")] * b + [("boy", "bus")] * u + [("boy", "bike")] * v
        return (share(lambda p: p[1] == "bus", [p for p in people if p[0] == "girl"]),
                share(lambda p: p == ("boy", "bike"), people), share(lambda p: p[1] == "bus", people))

    pick = "A person of the table is picked at random. "
    return Scene(
        f"{one[0]} girls take the bus and {one[1]} the bike; {two[0]} boys take the bus and {two[1]} the bike.", [
            ask("Two-Way Table", "Condition on a Row", "One of the girls in the table is picked at random. What is "
                "the probability that she takes the bus?", frac(one[0], sum(one)),
                f"The row of the girls shows {one[0]} who take the bus and {one[1]} who take the bike; its total is "
                f"${one[0]} + {one[1]} = {sum(one)}$. By @ the probability is the cell of the bus over the total of "
                f"this row: ${over(one[0], sum(one))}$.",
                wrong=[frac(one[0], n), frac(one[0], one[0] + two[0]), frac(one[1], sum(one)),
                       frac(one[0] + two[0], n)]),
            ask("Two-Way Table", "Joint Probability from a Cell", pick + "What is the probability that it is a boy "
                "who takes the bike?", frac(two[1], n),
                f"The table shows {two[1]} boys who take the bike, and ${one[0]} + {one[1]} + {two[0]} + {two[1]} = "
                f"{n}$ persons in all. By @ the probability is the cell over the grand total: ${over(two[1], n)}$.",
                wrong=[frac(two[1], sum(two)), frac(two[1], one[1] + two[1]), frac(sum(two), n)]),
            ask("Two-Way Table", "Totals at the Margins", pick + "What is the probability that this person takes the "
                "bus?", frac(one[0] + two[0], n),
                f"The column of the bus has the sum ${one[0]} + {two[0]} = {one[0] + two[0]}$, and the table shows "
                f"${one[0]} + {one[1]} + {two[0]} + {two[1]} = {n}$ persons. By @ the probability is the sum of the "
                f"column over the grand total: ${over(one[0] + two[0], n)}$.",
                wrong=[frac(1, 2), frac(one[1] + two[1], n), frac(one[0], n)])],
        givens=dict(a=one[0], b=one[1], u=two[0], v=two[1]), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("count", "the number of girls who take the bus", "girls"),
                    "b": Quantity("count", "the number of girls who take the bike", "girls")})


@program("Probability Tree Diagram")
def two_stage_tree(rng):
    p, q, r = rng.sample([10 * k for k in range(1, 10) if k != 5], 3)
    first, second = p * q // 100, (100 - p) * r // 100

    def figure(c, g):
        c.without |= {"line"}
        levels = [[(0, "A", g["p"] + "%"), (0, "B", "?")],
                  [(0, "win", g["q"] + "%"), (0, "lose", ""), (1, "win", g["r"] + "%"), (1, "lose", "")]]
        tree(c, levels, wide=8, tall=3.6)

    def check(c):
        p, q, r = c.numbers()
        runs = [(i < p, j < (q if i < p else r)) for i, j in product(range(100), repeat=2)]
        return share(lambda o: o[1], runs), share(lambda o: o == (True, True), runs), share(lambda o: not o[0], runs)

    a, b = f"{p}\\% \\times {q}\\%", f"{100 - p}\\% \\times {r}\\%"
    lead = "The tree shows an experiment with two stages. "
    rest = f"By *Branches of a Fork Sum to One* the branch to B has the probability $100\\% - {p}\\% = {100 - p}\\%$"
    return Scene(
        f"A has the probability {p}%, otherwise B happens. After A one wins with probability {q}%, after B with "
        f"{r}%.", [
            ask("Probability Tree Diagram", "Sum over Paths", lead + "What is the probability of winning, in percent?",
                f"{first + second}\\%",
                f"{rest}. Two paths lead to a win, and along each of them the probabilities are multiplied: over A "
                f"this "
                f"gives ${a} = {first}\\%$, over B ${b} = {second}\\%$. By @ the probability of winning is ${first}\\% "
                f"+ {second}\\% = {first + second}\\%$.",
                wrong=[f"{first}\\%", f"{frac(q + r, 2)}\\%", f"{second}\\%", f"{100 - first - second}\\%"]),
            ask("Probability Tree Diagram", "Product along a Path", lead + "What is the probability that A happens and "
                "then one wins, in percent?", f"{first}\\%",
                f"The branch to A shows {p} percent, and the branch from A to a win {q} percent. By @ the probability "
                f"of this path is the product of both: ${a} = {first}\\%$.",
                wrong=[f"{q}\\%", f"{frac(p + q, 2)}\\%", f"{first + second}\\%"]),
            ask("Probability Tree Diagram", "Branches of a Fork Sum to One", lead + "Which probability in percent "
                "stands on the branch with the question mark?", f"{100 - p}\\%",
                f"The other branch of the first fork shows {p} percent. By @ both together make 100 percent, so the "
                f"branch with the question mark has $100\\% - {p}\\% = {100 - p}\\%$.",
                wrong=[f"{p}\\%", f"{100 - q}\\%", f"{100 - r}\\%"])],
        givens=dict(p=p, q=q, r=r), figure=figure, upright=True, check=check, scale=False,
        quantities={"p": Quantity("percent", "the probability of A", "percent"),
                    "q": Quantity("percent", "the probability of winning after A", "percent"),
                    "r": Quantity("percent", "the probability of winning after B", "percent")})


def choice(c, _):
    """The first stage of two_boxes(): branches from a start to both boxes."""
    c.dot((4, 6.4))
    for x in (1, 7):
        c.line((4, 6.4), (x, 4.3), kind="thin")


@program("Law of Total Probability")
def two_boxes(rng):
    one, two = draw_until(lambda: [(rng.randint(1, 6), rng.randint(1, 6)) for _ in range(2)],
                          lambda v: v[0][0] * v[1][1] != v[1][0] * v[0][1], "two_boxes")
    cells = [rng.sample(range(12), sum(v)) for v in (one, two)]
    percent = rng.choice((10, 20, 25, 30, 40, 60, 70, 75, 80, 90))
    p, left, right = Fraction(percent, 100), Fraction(one[0], sum(one)), Fraction(two[0], sum(two))
    total, plain = p * left + (1 - p) * right, (left + right) / 2

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        for i, (v, places) in enumerate(zip((one, two), cells)):
            ball_box(c, 3, 4, places, v[0], (6 * i, 0))
            c.text((6 * i + 1, -1.7), "AB"[i])

    def check(c):
        first, second = balls(c)
        runs = [len(second) * [ball] for ball in first], [len(first) * [ball] for ball in second]
        weighted = percent * [b for r in runs[0] for b in r] + (100 - percent) * [b for r in runs[1] for b in r]
        even = [b for side in runs for r in side for b in r]
        return share(bool, weighted), share(bool, even), share(bool, first)

    given = "By *Favourable over Possible* (Classical Probability) a ball is filled with the probability "
    given += f"${over(one[0], sum(one))}$ in box A, where {one[0]} of {sum(one)} balls are filled, and with "
    given += f"${over(two[0], sum(two))}$ in box B, where {two[0]} of {sum(two)} are"
    return Scene(
        f"Box A holds {sum(one)} balls, {one[0]} of them filled, box B {sum(two)} balls, {two[0]} of them filled.", [
            ask("Law of Total Probability", "Two Cases", "Box A is chosen with probability {percent}%, otherwise box "
                "B. Then a ball is drawn at random from the chosen box. What is the probability that it is filled?",
                frac(total),
                f"{given}. By @ these probabilities are weighted with the chances of the boxes, {percent} percent and "
                f"${100} - {percent} = {100 - percent}$ percent, and added: $\\frac{{{percent}}}{{100}} \\times "
                f"{frac(left)} + \\frac{{{100 - percent}}}{{100}} \\times {frac(right)} = {frac(total)}$.",
                also=["Classical Probability"],
                wrong=[frac(plain), frac((1 - p) * left + p * right), frac(one[0] + two[0], sum(one) + sum(two)),
                       frac(p * left)]),
            ask("Law of Total Probability", "Equally Likely Cases", "One of the two boxes is chosen at random, both "
                "with the same chance, and then a ball is drawn at random from it. What is the probability that it is "
                "filled?", frac(plain),
                f"{given}. By @ the probability is the plain mean of both: $\\left({frac(left)} + "
                f"{frac(right)}\\right) \\div 2 = {frac(plain)}$.", also=["Classical Probability"],
                wrong=[frac(one[0] + two[0], sum(one) + sum(two)), frac(left * right), frac(left)]),
            ask("Classical Probability", "Favourable over Possible", "A ball is drawn at random from box A. What is "
                "the probability that it is filled?", frac(left),
                f"Box A holds {one[0]} filled and {one[1]} empty balls, together ${one[0]} + {one[1]} = {sum(one)}$. "
                f"All are equally likely to be drawn, so by @ the probability is ${over(one[0], sum(one))}$.",
                wrong=[frac(one[1], sum(one)), frac(right), frac(1, 2)])],
        givens=dict(percent=percent), fixed=(*one, *two, *cells[0], *cells[1]), figure=figure, upright=True,
        check=check, scale=False, quantities={"percent": Quantity("percent", "the chance of box A", "percent")},
        more=[choice])


@program("Bayes' Theorem")
def count_tree(rng):
    yes, no = ([rng.randint(2, 30), rng.randint(2, 30)] for _ in range(2))
    hit, miss, n = yes[0] + no[0], yes[1] + no[1], sum(yes) + sum(no)

    def figure(c, g):
        c.without |= {"line", "leaders"}
        levels = [[(0, "", "A"), (0, "", "B")], [(0, g["x"], "red"), (0, g["u"], "blue"), (1, g["y"], "red"),
                                                 (1, g["v"], "blue")]]
        tree(c, levels, wide=8, tall=3.6)

    def check(c):
        items = [pair for pair, k in zip(product("AB", ("red", "blue")), c.numbers()) for _ in range(k)]
        red, blue = ([kind for kind, colour in items if colour == name] for name in ("red", "blue"))
        return (share(lambda kind: kind == "A", red), share(lambda kind: kind == "A", blue),
                Fraction(len(red), len(items)))

    lead = "A number at an end of the tree counts items. "
    read = f"The ends of the tree show {yes[0]} red and {yes[1]} blue items of kind A, {no[0]} red and {no[1]} blue "
    read += "items of kind B."
    every = f"${yes[0]} + {yes[1]} + {no[0]} + {no[1]} = {n}$"
    return Scene(
        f"Of kind A there are {yes[0]} red and {yes[1]} blue items, of kind B {no[0]} red and {no[1]} blue items.", [
            ask("Bayes' Theorem", "Natural Frequencies", lead + "An item is picked at random, and it is red. What is "
                "the probability that it is of kind A?", frac(yes[0], hit),
                f"{read} So ${yes[0]} + {no[0]} = {hit}$ items are red. By @ the probability is the number of red "
                f"items of kind A over the number of all red items: ${over(yes[0], hit)}$.",
                wrong=[frac(yes[0], sum(yes)), frac(yes[0], n), frac(sum(yes), n), frac(no[0], hit)]),
            ask("Bayes' Theorem", "Share of a Cause", lead + "An item is picked at random, and it is blue. What is "
                "the probability that it is of kind A?", frac(yes[1], miss),
                f"{read} There are {every} items, so by *Favourable over Possible* (Classical Probability) the paths "
                f"over A and over B to blue have the probabilities $\\frac{{{yes[1]}}}{{{n}}}$ and "
                f"$\\frac{{{no[1]}}}{{{n}}}$. By @ kind A has the part of its own path in the sum of both: "
                f"$\\frac{{{yes[1]}}}{{{yes[1]} + {no[1]}}} = {frac(yes[1], miss)}$.", also=["Classical Probability"],
                wrong=[frac(yes[1], sum(yes)), frac(yes[1], n), frac(no[1], miss)]),
            ask("Probability Tree Diagram", "Sum over Paths", lead + "An item is picked at random. What is the "
                "probability that it is red?", frac(hit, n),
                f"{read} There are {every} items. By *Favourable over Possible* (Classical Probability) the two paths "
                f"to red have the probabilities $\\frac{{{yes[0]}}}{{{n}}}$ and $\\frac{{{no[0]}}}{{{n}}}$. By @ they "
                f"are added: $\\frac{{{yes[0]}}}{{{n}}} + \\frac{{{no[0]}}}{{{n}}} = {frac(hit, n)}$.",
                also=["Classical Probability"], wrong=[frac(miss, n), frac(yes[0], n), frac(1, 2)])],
        givens=dict(x=yes[0], y=no[0], u=yes[1], v=no[1]), figure=figure, upright=True, check=check, scale=False,
        quantities={"x": Quantity("count", "the number of red items of kind A", "items"),
                    "y": Quantity("count", "the number of red items of kind B", "items")})


@program("Drawing with and without Replacement")
def two_draws(rng):
    dark, light, more = rng.randint(1, 6), rng.randint(2, 7), rng.randint(2, 7)
    cells = rng.sample(range(20), dark + light)
    m, n, old = dark + more, dark + more + light, dark + light
    p, q, both = Fraction(m * (m - 1), n * (n - 1)), Fraction(light, old), Fraction(2 * dark * light, old * (old - 1))

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        ball_box(c, 5, 4, cells, dark)

    def check(c):
        box, = balls(c)
        return (share(all, combinations(box + more * [True], 2)), share(lambda pair: not any(pair), product(box, box)),
                share(lambda pair: sum(pair) == 1, combinations(box, 2)))

    shown = "1 filled ball" if dark == 1 else f"{dark} filled balls"
    have = f"The figure shows {shown} and {light} empty balls, together ${dark} + {light} = {old}$. "
    return Scene(
        f"A box holds {shown} and {light} empty balls.", [
            ask("Drawing with and without Replacement", "Two of One Kind without "
                "Replacement", "{more} more filled balls are put into the box. Then two balls are drawn at once. What "
                "is the probability that both are filled?", frac(p),
                f"The figure shows {shown} and {light} empty balls. When {more} more filled balls are put in, "
                f"${dark} + {more} = {m}$ of ${m} + {light} = {n}$ balls are filled. By @ one of them is gone when the "
                f"second ball is drawn: $\\frac{{{m}}}{{{n}}} \\times \\frac{{{m - 1}}}{{{n - 1}}} = {frac(p)}$.",
                wrong=[frac(Fraction(m, n) ** 2), frac(m, n), frac(Fraction(2 * m * light, n * (n - 1))), frac(2, n)]),
            ask("Drawing with and without Replacement", "Draws with Replacement", "A ball is drawn from the box, put "
                "back, and again a ball is drawn. What is the probability that both times the ball is "
                "empty?", frac(q * q),
                f"{have}By @ the two draws are independent, and each time {light} of {old} balls are empty: "
                f"$\\left(\\frac{{{light}}}{{{old}}}\\right)^2 = {frac(q * q)}$.",
                wrong=[frac(light * (light - 1), old * (old - 1)), frac(q), frac((1 - q) ** 2)]),
            ask("Drawing with and without Replacement", "One of Each Kind", "Two balls are drawn from the box at "
                "once. What is the probability that one is filled and the other is empty?", frac(both),
                f"{have}By @ the filled ball may come first or second, so the product of both numbers counts twice: "
                f"$\\frac{{2 \\times {dark} \\times {light}}}{{{old} \\times {old - 1}}} = {frac(both)}$.",
                wrong=[frac(both / 2), frac(2 * dark * light, old * old), frac(1, 2)])],
        givens=dict(more=more), fixed=(dark, *sorted(cells)), figure=figure, check=check, scale=False,
        more=[waiting],
        say=dict(filled=dark, empty=light),
        quantities={"more": Quantity("count", "the number of balls put in", "balls")})


@program("Hypergeometric Distribution")
def three_at_once(rng):
    dark, light, more = rng.randint(2, 5), rng.randint(3, 6), rng.randint(2, 6)
    cells = rng.sample(range(20), dark + light)
    m, n = dark + more, dark + more + light
    ways, every = m * (m - 1) // 2 * light, n * (n - 1) * (n - 2) // 6

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        ball_box(c, 5, 4, cells, dark)

    def check(c):
        box, = balls(c)
        draws = list(combinations(box + more * [True], 3))
        return (share(lambda d: sum(d) == 2, draws), Fraction(sum(map(sum, draws)), len(draws)),
                share(lambda d: not any(d), combinations(box, 3)))

    none = Fraction(light * (light - 1) * (light - 2), (dark + light) * (dark + light - 1) * (dark + light - 2))
    now = f"The figure shows {dark} filled balls and {light} empty balls. When {more} more filled balls are put in, "
    now += f"${dark} + {more} = {m}$ of ${m} + {light} = {n}$ balls are filled. "
    return Scene(
        f"A box holds {dark} filled and {light} empty balls.", [
            ask("Hypergeometric Distribution", "Hypergeometric Formula", "{more} more filled balls are put into the "
                "box. Then three balls are drawn at once. What is the probability that exactly two of them are "
                "filled?", frac(ways, every),
                f"{now}By @ two of the {m} filled and one of the {light} empty balls must be chosen, out of all "
                f"choices of three: $\\frac{{\\binom{{{m}}}{{2}} \\binom{{{light}}}{{1}}}}{{\\binom{{{n}}}{{3}}}} = "
                f"{over(ways, every)}$.",
                wrong=[frac(Fraction(m, n) ** 2 * Fraction(light, n)), frac(ways, 3 * every),
                       frac(3 * Fraction(m, n) ** 2 * Fraction(light, n)),
                       frac(m * light * (light - 1) // 2, every)]),
            ask("Hypergeometric Distribution", "Hypergeometric Expectation", "{more} more filled balls are put into "
                "the box. Then three balls are drawn at once. What is the expected number of filled balls among them?",
                frac(3 * m, n),
                f"{now}By @ the three balls hold on average the same share of filled ones: $3 \\times "
                f"\\frac{{{m}}}{{{n}}} = {frac(3 * m, n)}$.", wrong=[frac(m, n), frac(3 * light, n), frac(3, 2)]),
            ask("Hypergeometric Distribution", "Hypergeometric Formula", "Three balls are drawn at once from the box "
                "as it is shown. What is the probability that none of them is filled?", frac(none),
                f"The box shows {dark} filled balls and {light} empty balls, ${dark} + {light} = {dark + light}$ in "
                f"all. By @ all three balls must be chosen from the {light} empty ones: "
                f"$\\frac{{\\binom{{{light}}}{{3}}}}{{\\binom{{{dark + light}}}{{3}}}} = {frac(none)}$.",
                wrong=[frac(Fraction(light, dark + light) ** 3), frac(1 - none), frac(light, dark + light)])],
        givens=dict(more=more), fixed=(dark, *sorted(cells)), figure=figure, check=check, scale=False,
        more=[waiting],
        say=dict(filled=dark, empty=light),
        quantities={"more": Quantity("count", "the number of balls put in", "balls")})
