"""Conditions and stages: two-way tables, tree diagrams, boxes to draw from, Bayes' theorem."""
from fractions import Fraction
from itertools import combinations, product

from ..pieces import table, tree, venn
from ..tools import Scene, ask, draw_until, frac, program
from .chance import ball_box, share
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
        venn(c, ("A", "B"), (g["a"], g["both"], g["b"], str(out)))

    def check(c):
        regions = zip([(1, 0), (1, 1), (0, 1), (0, 0)], c.numbers())
        outcomes = [signs for signs, n in regions for _ in range(n)]
        in_b, in_a = [o for o in outcomes if o[1]], [o for o in outcomes if o[0]]
        return share(lambda o: o[0], in_b), share(lambda o: not o[0], in_b), share(lambda o: o[1], in_a)

    lead = "The numbers in the diagram count equally likely outcomes. "
    return Scene(
        f"{a} equally likely outcomes lie only in A, {b} only in B, {both} in both and {out} in neither event.", [
            ask("Conditional Probability", "Reduced Sample Space", lead + "What is $P(A \\mid B)$?",
                frac(both, both + b), f"only the ${both} + {b} = {both + b}$ outcomes of B count, and {both} of them "
                f"belong to A: ${over(both, both + b)}$."),
            ask("Conditional Probability", "Complement under a Condition", lead + "What is $P(\\bar{A} \\mid B)$?",
                frac(b, both + b), f"$P(A \\mid B)$ is ${over(both, both + b)}$, and $1 - {frac(both, both + b)} = "
                f"{frac(b, both + b)}$."),
            ask("Conditional Probability", "Reduced Sample Space", lead + "What is $P(B \\mid A)$?",
                frac(both, both + a), f"only the ${a} + {both} = {a + both}$ outcomes of A count, and {both} of them "
                f"belong to B: ${over(both, both + a)}$.")],
        [("The numbers count pupils: those in A have a brother, those in B a sister. A pupil with a sister is drawn "
          "by lot.", "What is the probability that this pupil has a brother too?"),
         ("The numbers count mushrooms: those in A are brown, those in B are edible. An edible one is picked at "
          "random.",
          "What is the probability that it is brown?"),
         ("The numbers count days: on those in A it snowed, on those in B the buses were late. A day with late buses "
          "is picked at random.", "What is the probability that it snowed on it?"),
         ("The numbers count the elements of the regions. An element of B is chosen at random.",
          "Find the probability that it lies in A.")],
        dict(a=a, both=both, b=b), fixed=(out,), figure=figure, upright=True, check=check, scale=False)


@program("Two-Way Table")
def two_way_table(rng):
    one, two = ([rng.randint(2, 20) for _ in range(2)] for _ in range(2))
    n = sum(one) + sum(two)
    pick = "A person of the table is picked at random. "

    def figure(c, g):
        table(c, [["", "bus", "bike"], ["girls", g["a"], g["b"]], ["boys", str(two[0]), str(two[1])]], 3.6, 1.9)

    def check(c):
        a, b, u, v = c.numbers()
        people = [("girl", "bus")] * a + [("girl", "bike")] * b + [("boy", "bus")] * u + [("boy", "bike")] * v
        return (share(lambda p: p[1] == "bus", [p for p in people if p[0] == "girl"]),
                share(lambda p: p == ("boy", "bike"), people), share(lambda p: p[1] == "bus", people))

    return Scene(
        f"{one[0]} girls take the bus and {one[1]} the bike; {two[0]} boys take the bus and {two[1]} the bike.", [
            ask("Two-Way Table", "Condition on a Row", "One of the girls in the table is picked at random. What is "
                "the probability that she takes the bus?", frac(one[0], sum(one)),
                f"the row of the girls has the total ${one[0]} + {one[1]} = {sum(one)}$, and the cell is {one[0]}: "
                f"${over(one[0], sum(one))}$."),
            ask("Two-Way Table", "Joint Probability from a Cell", pick + "What is the probability that it is a boy "
                "who takes the "
                "bike?", frac(two[1], n), f"the grand total is ${one[0]} + {one[1]} + {two[0]} + {two[1]} = "
                f"{n}$, and the cell is {two[1]}: ${over(two[1], n)}$."),
            ask("Two-Way Table", "Totals at the Margins", pick + "What is the probability that this person takes the "
                "bus?", frac(one[0] + two[0], n), f"${one[0]} + {two[0]} = {one[0] + two[0]}$ of {n} persons take it: "
                f"${over(one[0] + two[0], n)}$.")],
        [("A school asked its new pupils how they come. One of the girls in the table is drawn by lot for an "
          "interview.",
          "What is the probability that she comes by bus?"),
         ("A holiday camp noted how the children arrived. One of the girls in the table wins a cap by lot.",
          "What is the probability that she arrived by bus?"),
         ("A choir noted how its members come to the rehearsal. One of the girls in the table is picked at random.",
          "What is the probability that she takes the bus?"),
         ("A pupil in the table is chosen at random; let $G$ be the event of a girl, $B$ that of the bus.",
          "Find $P(B \\mid G)$.")],
        dict(a=one[0], b=one[1]), fixed=tuple(two), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"A has the probability {p}%, otherwise B happens. After A one wins with probability {q}%, after B with "
        f"{r}%.", [
            ask("Probability Tree Diagram", "Sum over Paths", "The tree shows an experiment with two stages. What is "
                "the probability of winning, in percent?", f"{first + second}\\%",
                f"the branch to B has $100\\% - {p}\\% = {100 - p}\\%$, and the two paths to a win give ${a} + {b} = "
                f"{first + second}\\%$."),
            ask("Probability Tree Diagram", "Product along a Path", "The tree shows an experiment with two stages. "
                "What is the probability that A happens and then one wins, in percent?", f"{first}\\%",
                f"along the path the probabilities are multiplied: ${a} = {first}\\%$."),
            ask("Probability Tree Diagram", "Branches of a Fork Sum to One", "The tree shows an experiment with two "
                "stages. Which probability in percent belongs on the branch with the question mark?", f"{100 - p}\\%",
                f"the two branches of the first fork make the whole: $100\\% - {p}\\% = {100 - p}\\%$.")],
        [("A team plays at home (A) or away (B), as drawn by lot; the tree shows the chances.",
          "What is the probability that it wins, in percent?"),
         ("A knight meets a friendly dragon (A) or a grim one (B) and then wins its treasure or not, as in the tree.",
          "What is the probability that he wins it, in percent?"),
         ("A player draws an easy task (A) or a hard one (B) and then wins or loses, as in the tree.",
          "What is the probability that the player wins, in percent?"),
         ("The branches of the tree show $P(A)$, $P(W \\mid A)$ and $P(W \\mid B)$, where $W$ means a win.",
          "Find $P(W)$ in percent.")],
        dict(p=p, q=q, r=r), figure=figure, upright=True, check=check, scale=False)


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

    given = f"a ball is filled with probability ${over(one[0], sum(one))}$ in box A, "
    given += f"${over(two[0], sum(two))}$ in box B"
    return Scene(
        f"Box A holds {sum(one)} balls, {one[0]} of them filled, box B {sum(two)} balls, {two[0]} of them filled.", [
            ask("Law of Total Probability", "Two Cases", "Box A is chosen with probability {percent}%, otherwise box "
                "B. Then a ball is drawn at random from the chosen box. What is the probability that it is filled?",
                frac(total), f"{given}; weighted with the chances of the boxes these give "
                f"$\\frac{{{percent}}}{{100}} \\times {frac(left)} + \\frac{{{100 - percent}}}{{100}} \\times "
                f"{frac(right)} = {frac(total)}$."),
            ask("Law of Total Probability", "Equally Likely Cases", "One of the two boxes is chosen at random, both "
                "with the same chance, and then a ball is drawn at random from it. What is the probability that it is "
                "filled?",
                frac(plain), f"{given}; the mean of both is $\\frac{{1}}{{2}} \\times {frac(left)} + "
                f"\\frac{{1}}{{2}} \\times {frac(right)} = {frac(plain)}$."),
            ask("Classical Probability", "Favourable over Possible", "A ball is drawn at random from box A. What is "
                "the probability that it is "
                "filled?", frac(left), f"{one[0]} of ${one[0]} + {one[1]} = {sum(one)}$ balls "
                f"in box A are filled: ${over(one[0], sum(one))}$.")],
        [("The circles are eggs in two baskets, the filled ones are coloured. A child chooses basket A with "
          "probability {percent}%, else basket B, and takes an egg at random from it.",
          "What is the probability that the egg is coloured?"),
         ("The circles are tickets in two drums, the filled ones win. A machine chooses drum A with probability "
          "{percent}%, else drum B, and draws a ticket at random.", "What is the probability that the ticket wins?"),
         ("The circles are songs in two lists, the filled ones are new. A radio takes list A with probability "
          "{percent}%, else list B, and plays one of its songs at random.",
          "What is the probability that the song is new?"),
         ("Let $P(A) = {percent}\\%$ and $P(B) = 1 - P(A)$; given A or B, a circle of that box is chosen at random. "
          "Let $F$ be the event that it is filled.", "Find $P(F)$.")],
        dict(percent=percent), fixed=(*one, *two, *cells[0], *cells[1]), figure=figure, upright=True, check=check,
        scale=False)


@program("Bayes' Theorem")
def count_tree(rng):
    yes, no = ([rng.randint(2, 30), rng.randint(2, 30)] for _ in range(2))
    hit, miss, n = yes[0] + no[0], yes[1] + no[1], sum(yes) + sum(no)

    def figure(c, g):
        c.without |= {"line", "leaders"}
        levels = [[(0, "", "A"), (0, "", "B")], [(0, g["x"], "red"), (0, str(yes[1]), "blue"), (1, g["y"], "red"),
                                                 (1, str(no[1]), "blue")]]
        tree(c, levels, wide=8, tall=3.6)

    def check(c):
        items = [pair for pair, k in zip(product("AB", ("red", "blue")), c.numbers()) for _ in range(k)]
        red, blue = ([kind for kind, colour in items if colour == name] for name in ("red", "blue"))
        return (share(lambda kind: kind == "A", red), share(lambda kind: kind == "A", blue),
                Fraction(len(red), len(items)))

    lead = "The numbers at the ends of the tree count items. "
    return Scene(
        f"Of kind A there are {yes[0]} red and {yes[1]} blue items, of kind B {no[0]} red and {no[1]} blue items.", [
            ask("Bayes' Theorem", "Natural Frequencies", lead + "An item is picked at random, and it is red. What is "
                "the probability that it is of kind A?", frac(yes[0], hit),
                f"${yes[0]} + {no[0]} = {hit}$ items are red, {yes[0]} of them of kind A: ${over(yes[0], hit)}$."),
            ask("Bayes' Theorem", "Share of a Cause", lead + "An item is picked at random, and it is blue. What is "
                "the probability that it is of kind A?", frac(yes[1], miss),
                f"of ${yes[0]} + {yes[1]} + {no[0]} + {no[1]} = {n}$ items the paths to blue have the "
                f"probabilities $\\frac{{{yes[1]}}}{{{n}}}$ and $\\frac{{{no[1]}}}{{{n}}}$, and the share of the "
                f"first is $\\frac{{{yes[1]}}}{{{yes[1]} + {no[1]}}} = {frac(yes[1], miss)}$."),
            ask("Probability Tree Diagram", "Sum over Paths", lead + "An item is picked at random. What is the "
                "probability that it is red?", frac(hit, n),
                f"there are ${yes[0]} + {yes[1]} + {no[0]} + {no[1]} = {n}$ items, and two paths lead to red: "
                f"$\\frac{{{yes[0]}}}{{{n}}} + \\frac{{{no[0]}}}{{{n}}} = {frac(hit, n)}$.")],
        [("Two sorts of apple trees, A and B, bear red and bluish fruit; the numbers count the apples in a basket. A "
          "red apple is taken at random.", "What is the probability that it is of sort A?"),
         ("Two shops, A and B, sold red and blue caps; the numbers count the caps sold. One of the red caps is "
          "picked at random.", "What is the probability that it came from shop A?"),
         ("Two teams, A and B, hold red and blue cards; the numbers count the cards. One of the red cards is "
          "picked at random.", "What is the probability that it belongs to team A?"),
         ("The ends of the tree count equally likely outcomes; let $R$ be the event red.", "Find $P(A \\mid R)$.")],
        dict(x=yes[0], y=no[0]), fixed=(yes[1], no[1]), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A box holds {dark} filled {'ball' if dark == 1 else 'balls'} and {light} empty balls.", [
            ask("Drawing with and without Replacement", "Two of One Kind without "
                "Replacement", "{more} more filled balls are put into the box. Then two balls are drawn at once. What "
                "is the probability that both are filled?",
                frac(p), f"{m} of {n} balls are filled then: $\\frac{{{m}}}{{{n}}} \\times "
                f"\\frac{{{m - 1}}}{{{n - 1}}} = {frac(p)}$."),
            ask("Drawing with and without Replacement", "Draws with Replacement", "A ball is drawn from the box, put "
                "back, and again a ball is drawn. What is the probability that both times the ball is "
                "empty?", frac(q * q),
                f"{light} of {old} balls are empty: $\\left(\\frac{{{light}}}{{{old}}}\\right)^2 = {frac(q * q)}$."),
            ask("Drawing with and without Replacement", "One of Each Kind", "Two balls are drawn from the box at "
                "once. What is the probability that one is filled and the other is empty?", frac(both),
                f"the filled one may come first or second: $\\frac{{2 \\times {dark} \\times {light}}}"
                f"{{{old} \\times {old - 1}}} = {frac(both)}$.")],
        [("The circles are socks in a drawer, the filled ones are black. {more} more black socks are put in, and then "
          "two are taken in the dark.", "What is the probability that both are black?"),
         ("The circles are sweets in a bag, the filled ones taste of lemon. {more} more lemon sweets are put in, and "
          "then a child takes two without looking.", "What is the probability that both taste of lemon?"),
         ("The circles are batteries in a box, the filled ones are full. {more} more full ones are put in, and then "
          "two are taken at random.", "What is the probability that both are full?"),
         ("The circles form a set; {more} filled circles are added to it. A subset of two elements is chosen at "
          "random.",
          "Find the probability that both its elements are filled.")],
        dict(more=more), fixed=(dark, *sorted(cells)), figure=figure, check=check, scale=False)


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
    return Scene(
        f"A box holds {dark} filled and {light} empty balls.", [
            ask("Hypergeometric Distribution", "Hypergeometric Formula", "{more} more filled balls are put into the "
                "box. Then three balls are drawn at once. What is the probability that exactly two of them are "
                "filled?",
                frac(ways, every), f"two of {m} filled and one of {light} empty balls are drawn, three of {n} in all: "
                f"$\\frac{{\\binom{{{m}}}{{2}} \\binom{{{light}}}{{1}}}}{{\\binom{{{n}}}{{3}}}} = "
                f"{over(ways, every)}$."),
            ask("Hypergeometric Distribution", "Hypergeometric Expectation", "{more} more filled balls are put into "
                "the box. Then three balls are drawn at once. What is the expected number of filled balls among them?",
                frac(3 * m, n), f"{m} of {n} balls are filled then: $3 \\times \\frac{{{m}}}{{{n}}} = "
                f"{frac(3 * m, n)}$."),
            ask("Hypergeometric Distribution", "Hypergeometric Formula", "Three balls are drawn at once from the box "
                "as it is shown. What is the probability that none of them is filled?", frac(none),
                f"all three are among the {light} empty balls: $\\frac{{\\binom{{{light}}}{{3}}}}"
                f"{{\\binom{{{dark + light}}}{{3}}}} = {frac(none)}$.")],
        [("The circles are lots, the filled ones win. {more} more winning lots are added, and then a guest buys three "
          "at once.", "What is the probability that exactly two of them win?"),
         ("The circles are bulbs in a sack, the filled ones are tulips. {more} more tulips are added, and a gardener "
          "takes three at random.", "What is the probability that exactly two of them are tulips?"),
         ("The circles are cards face down, the filled ones are hearts. {more} more hearts are added, and a player "
          "takes three at once.", "What is the probability that exactly two of them are hearts?"),
         ("The circles form a set; {more} filled circles are added. A subset of three elements is chosen at random, "
          "and $X$ counts its filled elements.", "Find $P(X = 2)$.")],
        dict(more=more), fixed=(dark, *sorted(cells)), figure=figure, check=check, scale=False)
