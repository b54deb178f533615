"""Chance: outcomes and events, rules of probability, geometric probability, relative frequency."""
from fractions import Fraction
from itertools import product
from math import dist

from ..canvas import area, opening, polar
from ..pieces import bars, venn
from ..tools import Quantity, Scene, ask, draw_until, frac, program
from .charts import over


def ball_box(c, wide, high, cells, filled, at=(0, 0)):
    """Balls in some cells of a box; the first `filled` of them are dark."""
    x0, y0 = at
    c.polygon((x0 - 1, y0 - 1), (x0 + wide, y0 - 1), (x0 + wide, y0 + high), (x0 - 1, y0 + high), fill=False)
    for i, cell in enumerate(cells):
        x, y = cell % wide + 0.12 * ((cell * 7) % 3 - 1), cell // wide + 0.12 * ((cell * 5) % 3 - 1)
        c.circle((x0 + x, y0 + y), 0.34, fill=i < filled, accent=True)


def wheel(c, texts, filled, at=(0, 0), radius=5):
    """A spinner of equal sectors with texts; the indices in filled are dark."""
    sweep = 360 / len(texts)
    for i, text in enumerate(texts):
        c.sector(at, radius, 90 + i * sweep, 90 + (i + 1) * sweep, accent=i in filled)
        if i not in filled:
            c.fills.pop()
        if text:
            c.text(polar(at, 0.66 * radius, 90 + (i + 0.5) * sweep), text)


def sectors(c):
    """The numbers of dark and of all sectors that wheel() drew."""
    return len(c.fills), sum(kind == "line" for _, kind in c.strokes)


def pegs(c, n, at=(0, 0), radius=5, pointer=True):
    """Pegs at the ends of a wheel's dividing lines, and outside a pointer to the middle of a sector."""
    for i in range(n):
        c.dot(polar(at, radius, 90 + 360 * i / n))
    if pointer:
        middle = 90 + 180 / n
        c.line(polar(at, 1.04 * radius, middle), polar(at, 1.24 * radius, middle - 3), polar(at, 1.24 * radius,
               middle + 3), polar(at, 1.04 * radius, middle), kind="thin")


def dial_marks(c, _):
    """Marks at every 30 degrees around the dials, whose sectors have an angle at the centre."""
    for centre, p, _ in c.angles:
        far = dist(centre, p)
        for k in range(12):
            c.line(polar(centre, 1.03 * far, 30 * k), polar(centre, 1.13 * far, 30 * k), kind="thin")


def waiting(c, _):
    """The tray of the new things beside a box or row of circles, with an arrow to it."""
    xs, ys = zip(*(p for points, _ in c.strokes for p in points))
    right, y = max(xs), (min(ys) + max(ys)) / 2
    c.arrow((right + 1.3, y), (right + 0.25, y), kind="thin")
    box = ((right + 1.5, y - 0.55), (right + 3.3, y - 0.55), (right + 3.3, y + 0.55), (right + 1.5, y + 0.55))
    c.line(*box, box[0], kind="dash")
    c.text((right + 2.4, y), "new")


def omega(c, _):
    """The sign of the set of all outcomes in the frame of venn()."""
    c.text((-5.0, -3.3), "Ω")


def share(events, outcomes):
    """The part of equally likely outcomes that satisfies a condition."""
    outcomes = list(outcomes)
    return Fraction(sum(map(bool, map(events, outcomes))), len(outcomes))


@program("Classical Probability")
def bag_of_balls(rng):
    dark, light, more = rng.randint(1, 7), rng.randint(2, 8), rng.randint(2, 9)
    cells = rng.sample(range(25), dark + light)
    total = dark + light + more

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        ball_box(c, 5, 5, cells, dark)

    def check(c):
        now = [i < len(c.fills) for i in range(len(c.circles))]
        return share(bool, now + more * [True]), share(lambda ball: not ball, now), share(bool, now)

    first = Fraction(dark, dark + light)
    return Scene(
        f"A box holds {dark} filled {'ball' if dark == 1 else 'balls'} and {light} empty balls.", [
            ask("Classical Probability", "Favourable over Possible", "{more} more filled balls are put into the box. "
                "Then a ball is drawn at random. What is the probability that it is filled?", frac(dark + more, total),
                f"The figure shows {dark} filled and {light} empty balls. When {more} more filled balls are put in, "
                f"${dark} + {more} = {dark + more}$ of ${dark + more} + {light} = {total}$ balls are filled, and all "
                f"are equally likely to be drawn. By @ the probability is the number of filled balls over the number "
                f"of all balls: ${over(dark + more, total)}$.",
                wrong=[frac(first), frac(light, total), frac(more, total), frac(dark, total)]),
            ask("Classical Probability", "Complement of an Event", "A ball is drawn at random from the box. What is "
                "the probability that it is not filled?", frac(light, dark + light),
                f"Of ${dark} + {light} = {dark + light}$ balls {dark} {'is' if dark == 1 else 'are'} filled, so a "
                f"filled ball is drawn with the probability ${over(dark, dark + light)}$. By @ the ball is not filled "
                f"with the probability $1 - {frac(first)} = {frac(light, dark + light)}$.",
                wrong=[frac(first), frac(1, dark + light), frac(1, light + 1)]),
            ask("Classical Probability", "Favourable over Possible", "A ball is drawn at random from the box. What is "
                "the probability that it is filled?", frac(dark, dark + light),
                f"The figure shows {dark} filled and {light} empty balls, together ${dark} + {light} = "
                f"{dark + light}$, and all are equally likely to be drawn. By @ the probability is "
                f"${over(dark, dark + light)}$.",
                wrong=[frac(light, dark + light), frac(1, dark + light), frac(1, 2)])],
        givens=dict(more=more), fixed=(dark, *sorted(cells)), figure=figure, check=check, scale=False,
        say=dict(filled=dark, empty=light), more=[waiting],
        quantities={"more": Quantity("count", "the number of balls put in", "balls")})


@program("Random Experiment and Sample Space")
def two_spinners(rng):
    m, n, k = rng.randint(2, 6), rng.randint(2, 6), rng.randint(2, 12)
    a, b = rng.randint(1, 4), rng.randint(1, 4)
    first, second = [str(a + i) for i in range(m)], [str(b + i) for i in range(n)]
    same = len(set(first) & set(second))

    def figure(c, g):
        c.without |= {"turn", "mirror", "line"}
        wheel(c, first, ())
        wheel(c, second, (), (11.5, 0))

    def check(c):
        found = {}
        for _, (x, _), _, _, text in c.labels:
            found.setdefault(x > 6, []).append(text)
        pairs = list(product(found[False], found[True]))
        return len(list(product(pairs, range(k)))), sum(u == v for u, v in pairs), len(pairs)

    return Scene(
        f"One spinner shows the numbers {', '.join(first)}, a second one {', '.join(second)}.", [
            ask("Random Experiment and Sample Space", "Size of a Two-Stage Sample Space",
                "Both spinners are turned, and then one of {k} different cards is drawn. How many outcomes does "
                "this experiment have?", m * n * k,
                f"The left spinner has {m} numbers and the right one {n}. By @ the two spinners have ${m} \\times {n} "
                f"= {m * n}$ pairs of outcomes. With each of these pairs any of the {k} cards may be drawn, which "
                f"makes ${m * n} \\times {k} = {m * n * k}$ outcomes.",
                wrong=[m + n + k, m * n + k, m * n, (m + n) * k]),
            ask("Random Experiment and Sample Space", "Table of Outcomes",
                "Both spinners are turned. How many of the possible pairs of outcomes consist of two equal numbers?",
                same,
                f"The left spinner shows {', '.join(first)}, the right one {', '.join(second)}. By @ a table with {m} "
                f"rows and {n} columns lists each of the ${m} \\times {n} = {m * n}$ pairs once. Two equal numbers "
                f"belong to each number that stands on both spinners, and there {'is' if same == 1 else 'are'} {same} "
                f"of them.", wrong=[m * n, min(m, n) + (same == min(m, n)), m + n, same + 1]),
            ask("Random Experiment and Sample Space", "Size of a Two-Stage Sample Space",
                "Both spinners are turned. How many different pairs (left number, right number) are possible?", m * n,
                f"The left spinner has {m} numbers and the right one {n}. By @ each of the {m} left numbers forms a "
                f"pair with each of the {n} right ones: ${m} \\times {n} = {m * n}$.",
                wrong=[m + n, m * n - same if same else m * n + 1, m * m])],
        givens=dict(k=k), fixed=(m, n, a, b), say=dict(left=m, right=n), figure=figure, check=check, scale=False,
        quantities={"k": Quantity("count", "the number of cards", "cards")},
        more=[lambda c, _: [pegs(c, size, at) for size, at in ((m, (0, 0)), (n, (11.5, 0)))] and None])


@program("Operations on Random Events")
def event_regions(rng):
    a, both, b, out = (rng.randint(2, 19) for _ in range(4))

    def figure(c, g):
        venn(c, ("A", "B"), (g["a"], g["both"], g["b"], g["out"]))

    def check(c):
        regions = dict(zip([(1, 0), (1, 1), (0, 1), (0, 0)], c.numbers()))
        outcomes = [signs for signs, n in regions.items() for _ in range(n)]
        return (sum(u or v for u, v in outcomes), sum(not (u or v) for u, v in outcomes),
                sum(u and not v for u, v in outcomes))

    lead = "A number in the diagram counts the outcomes of an experiment in its region. "
    read = f"The diagram shows {a} outcomes only in A, {both} in both events, {b} only in B and {out} in neither."
    return Scene(
        f"{a} outcomes lie only in A, {b} only in B, {both} in both and {out} in neither event.", [
            ask("Operations on Random Events", "Union Means At Least One", lead + "How many outcomes belong to the "
                "event $A \\cup B$?", a + both + b,
                f"{read} By @ the event $A \\cup B$ contains the outcomes that lie in A or in B or in both, so the "
                f"three regions inside the circles are added: ${a} + {both} + {b} = {a + both + b}$.",
                wrong=[a + b, a + 2 * both + b, both, a + both + b + out]),
            ask("Operations on Random Events", "De Morgan's Rules for Events", lead + "How many outcomes belong to "
                "$\\bar{A} \\cap \\bar{B}$?", out,
                f"{read} By @ the outcomes of $\\bar{{A}} \\cap \\bar{{B}}$ are those outside of $A \\cup B$. There "
                f"are "
                f"${a} + {both} + {b} + {out} = {a + both + b + out}$ outcomes in all, and ${a + both + b}$ of them "
                f"lie in $A \\cup B$: ${a + both + b + out} - {a + both + b} = {out}$.",
                wrong=[both, a + b, a + b + out]),
            ask("Operations on Random Events", "Difference of Events", lead + "How many outcomes belong to $A "
                "\\setminus B$?", a,
                f"{read} So A has ${a} + {both} = {a + both}$ outcomes. By @ the event $A \\setminus B$ keeps those "
                f"that do not lie in B as well: ${a + both} - {both} = {a}$.",
                wrong=[a + both, b, abs(a - b) or a + b])],
        givens=dict(a=a, both=both, b=b, out=out), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("count", "the number of outcomes only in A", "outcomes"),
                    "both": Quantity("count", "the number of outcomes in both", "outcomes"),
                    "b": Quantity("count", "the number of outcomes only in B", "outcomes")}, more=[omega])


@program("Addition Rule of Probability")
def overlapping_events(rng):
    def draw():
        return rng.randint(2, 9), *(rng.randint(2, 12) for _ in range(3))

    both, more, less, out = draw_until(draw, lambda v: sum(v) in (20, 25, 30, 40), "overlapping_events")
    a, b = both + more, both + less
    n, union = both + more + less + out, both + more + less

    def figure(c, g):
        venn(c, (f"A: {g['a']}", f"B: {g['b']}"), ("", g["both"], "", None))
        c.text((3.4, -3.4), f"total: {g['n']}")

    def check(c):
        whole, = (int(t.split()[1]) for t in c.texts() if t.startswith("total"))
        one, two = (int(t.split()[1]) for t in c.texts() if t[:2] in ("A:", "B:"))
        common, = c.numbers()
        outcomes = range(whole)  # A: the first ones, B: from the first that is only in A on
        first, second = set(range(one)), set(range(one - common, one - common + two))
        return (share(lambda o: o in first or o in second, outcomes),
                share(lambda o: (o in first) != (o in second), outcomes),
                share(lambda o: not (o in first or o in second), outcomes))

    lead = "The circles are events of an experiment with equally likely outcomes. A number beside A or B counts "
    lead += "all outcomes of this event, one in the middle those in both events. "
    read = f"Of {n} equally likely outcomes {a} belong to A, {b} to B and {both} to both. "
    single = "By *Favourable over Possible* (Classical Probability) "
    summed = f"\\frac{{{a}}}{{{n}}} + \\frac{{{b}}}{{{n}}} - \\frac{{{both}}}{{{n}}} = {over(union, n)}"
    return Scene(
        f"Of {n} equally likely outcomes {a} belong to A, {b} to B and {both} to both.", [
            ask("Addition Rule of Probability", "General Addition Rule", lead + "What is $P(A \\cup B)$?",
                frac(union, n),
                f"{read}{single}their probabilities are these numbers over {n}. By @ the probabilities of A and B are "
                f"added, and that of both, which would count twice, is taken off: ${summed}$.",
                also=["Classical Probability"],
                wrong=[frac(both, n), frac(more + less, n), frac(out, n), frac(min(a + b, n), n)]),
            ask("Addition Rule of Probability", "Exactly One of Two Events", lead + "What is the probability that "
                "exactly one of the two events occurs?", frac(more + less, n),
                f"{read}{single}their probabilities are these numbers over {n}. By @ the common outcomes are taken off "
                f"twice: $\\frac{{{a} + {b} - 2 \\times {both}}}{{{n}}} = {frac(more + less, n)}$.",
                also=["Classical Probability"], wrong=[frac(union, n), frac(both, n), frac(out, n)]),
            ask("Complement Rule of Probability", "Neither of Two Events", lead + "What is the probability that "
                "neither event occurs?", frac(out, n),
                f"{read}{single}their probabilities are these numbers over {n}, and by *General Addition Rule* "
                f"(Addition Rule of Probability) $A \\cup B$ has the probability ${summed}$. By @ neither event occurs "
                f"with the probability $1 - {frac(union, n)} = {frac(out, n)}$.",
                also=["Classical Probability", "Addition Rule of Probability"],
                wrong=[frac(union, n), frac(n - both, n), frac(more + less, n)])],
        givens=dict(a=a, b=b, both=both, n=n), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("count", "the number of outcomes in A", "outcomes"),
                    "b": Quantity("count", "the number of outcomes in B", "outcomes"),
                    "both": Quantity("count", "the number of outcomes in both", "outcomes")}, more=[omega])


@program("Complement Rule of Probability")
def spins_without(rng):
    n, k = rng.randint(3, 8), rng.randint(2, 4)
    m = rng.randint(1, n - 1)
    filled = sorted(rng.sample(range(n), m))

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        wheel(c, [""] * n, filled)
        c.arrow((0, 0), polar((0, 0), 3.4, 90 + 360 / n * 0.4))

    def check(c):
        dark, every = sectors(c)
        every -= 1  # the arrow
        return (share(any, product([i < dark for i in range(every)], repeat=k)), 1 - Fraction(dark, every),
                Fraction(dark, every))

    left = frac(n - m, n)
    stop = "By *Favourable over Possible* (Classical Probability) one spin stops on a filled sector with the "
    stop += f"probability ${over(m, n)}$"
    lead, p = "All sectors of the spinner are equal. ", Fraction(m, n)
    sectors_text = f"Of the {n} equal sectors {m} {'is' if m == 1 else 'are'} filled. "
    return Scene(
        f"A spinner has {n} equal sectors, {m} of them filled.", [
            ask("Complement Rule of Probability", "At Least One Success", lead + "It "
                "is spun {k} times. What is the probability that it stops on a filled sector at least once?",
                frac(n ** k - (n - m) ** k, n ** k),
                f"{sectors_text}{stop}, so it misses them with the probability $1 - {frac(p)} = {left}$. By @ one "
                f"takes the probability that all {k} spins miss them from 1: $1 - \\left({left}\\right)^{k} = "
                f"{frac(n ** k - (n - m) ** k, n ** k)}$.", also=["Classical Probability"],
                wrong=[frac((1 - p) ** k), frac(p ** k), frac(1 - p ** k), frac(p)]),
            ask("Complement Rule of Probability", "One minus the Probability", lead +
                "It is spun once. What is the probability that it does not stop on a filled sector?", left,
                f"{sectors_text}{stop}. By @ it does not stop there with the probability $1 - {frac(p)} = {left}$.",
                also=["Classical Probability"], wrong=[frac(p), frac(1, n), frac(1, n - m + 1)]),
            ask("Classical Probability", "Favourable over Possible", lead + "It is "
                "spun once. What is the probability that it stops on a filled sector?", frac(m, n),
                f"{sectors_text}All sectors are equally likely, so by @ the probability is ${over(m, n)}$.",
                wrong=[left, frac(1, n), frac(1, m + 1)])],
        givens=dict(k=k), fixed=(n, *filled), figure=figure, check=check, scale=False,
        quantities={"k": Quantity("count", "the number of spins", "spins")}, say=dict(sectors=n, filled=m),
        more=[lambda c, _: pegs(c, n, pointer=False)])


@program("Geometric Probability")
def dart_board(rng):
    w, h = rng.randint(8, 20), rng.randint(8, 20)
    a, b = rng.randint(3, w - 4), rng.randint(3, h - 4)
    x, y = rng.randint(2, w - a - 2) if w - a > 4 else 2, rng.randint(2, h - b - 2) if h - b > 4 else 2

    def figure(c, g):
        c.without |= {"hatch", "leaders", "line"}
        c.polygon((0, 0), (w, 0), (w, h), (0, h))
        c.polygon((x, y), (x + a, y), (x + a, y + b), (x, y + b), accent=True)
        c.side((0, 0), (w, 0), g["w"], (w / 2, h))
        c.side((0, 0), (0, h), g["h"], (w, h / 2))
        c.side((x, y + b), (x + a, y + b), g["a"], (x + a / 2, y))
        c.side((x + a, y), (x + a, y + b), g["b"], (x, y + b / 2))

    def check(c):
        big, small = c.polygons
        below = (max(p[0] for p in small) - min(p[0] for p in small)) / max(p[0] for p in big)
        return area(small) / area(big), below, 1 - area(small) / area(big)

    sizes = f"The large rectangle has the sides {w} and {h}, the shaded one {a} and {b}. "
    parts = "By *Length times Width* (Area of a Rectangle) their areas are the products of their sides. "
    p = Fraction(a * b, w * h)
    return Scene(
        f"A shaded rectangle with the sides {a} and {b} lies inside a rectangle with the sides {w} and {h}.", [
            ask("Geometric Probability", "Ratio of Areas", "A point of the large rectangle is chosen at random. What "
                "is the probability that it lies in the shaded rectangle?", frac(a * b, w * h),
                f"{sizes}{parts}By @ the probability is the shaded area over the whole area: $\\frac{{{a} \\times "
                f"{b}}}{{{w} \\times {h}}} = {frac(a * b, w * h)}$.", also=["Area of a Rectangle"],
                wrong=[frac(1 - p), frac(a + b, w + h), frac(a * b, w * h - a * b), frac(a, w)]),
            ask("Geometric Probability", "Ratio of Lengths", "A point of the lower side of the large rectangle is "
                "chosen at random. What is the probability that it lies straight below the shaded "
                "rectangle?", frac(a, w),
                f"The lower side is {w} long, and the piece straight below the shaded rectangle is as long as its side "
                f"{a}. By @ the probability is the length of the piece over that of the side: ${over(a, w)}$.",
                wrong=[frac(b, h), frac(p), frac(w - a, w)]),
            ask("Complement Rule of Probability", "One minus the Probability", "A point of the large rectangle is "
                "chosen at random. What is the probability that it does not lie in the shaded rectangle?",
                frac(w * h - a * b, w * h),
                f"{sizes}{parts}By *Ratio of Areas* (Geometric Probability) the point lies in the shaded rectangle "
                f"with "
                f"the probability $\\frac{{{a} \\times {b}}}{{{w} \\times {h}}} = {frac(a * b, w * h)}$. By @ it does "
                f"not lie there with the probability $1 - {frac(a * b, w * h)} = {frac(w * h - a * b, w * h)}$.",
                also=["Area of a Rectangle", "Geometric Probability"],
                wrong=[frac(p), frac(w + h - a - b, w + h), frac(w - a, w)])],
        givens=dict(w=w, h=h, a=a, b=b), fixed=(x, y), figure=figure, upright=True, check=check)


@program("Independence of Events")
def two_dials(rng):
    a, b = rng.sample([60, 72, 80, 90, 100, 108, 120, 135, 140, 144, 150], 2)
    one, two = rng.randint(0, 11), rng.randint(0, 11)
    p, q = Fraction(a, 360), Fraction(b, 360)

    def figure(c, g):
        c.without |= {"hatch", "small", "line"}
        for x, angle, start, name in ((0, a, 30 * one, "a"), (12, b, 30 * two, "b")):
            c.sector((x, 0), 5, start, start + angle)
            c.ring((x, 0), 5)
            c.angle((x, 0), polar((x, 0), 5, start), polar((x, 0), 5, start + angle))
            c.text((x, -6.4), g[name] + "°")

    def check(c):
        steps = [round(opening(*angle)) for angle in c.angles]
        first, second = ([i < s for i in range(360)] for s in steps)
        both = sum(first) * sum(second)
        return (Fraction(both, 360 * 360), Fraction(sum(first) * second.count(False), 360 * 360),
                1 - Fraction(first.count(False) * second.count(False), 360 * 360))

    first = f"\\frac{{{a}}}{{360}}"
    second = f"\\frac{{{b}}}{{360}}"
    lead = "A number below a dial is the angle of its filled sector. On each dial an arrow is turned, independently "
    lead += "of the other one, and stops at random. "
    each = f"The filled sectors have the angles ${a}^\\circ$ and ${b}^\\circ$. By *Ratio of Angles* (Geometric "
    each += f"Probability) the arrows stop in them with the probabilities ${first}$ and ${second}$. "
    return Scene(
        f"The first dial has a filled sector of {a} degrees, the second, to its right, one of {b} degrees.", [
            ask("Independence of Events", "Product Test for Independence", lead + "What is the probability that both "
                "arrows stop in the filled sectors?", frac(p * q),
                f"{each}By @ the probabilities of independent events are multiplied: ${first} \\times {second} = "
                f"{frac(p * q)}$.", also=["Geometric Probability"],
                wrong=[frac(p + q) if p + q < 1 else frac(p), frac((p + q) / 2), frac(p + q - p * q),
                       frac(Fraction(a + b, 720) ** 2)]),
            ask("Independence of Events", "Complements stay Independent", lead + "What is the probability that the "
                "arrow stops in the filled sector on the left dial but not on the right one?", frac(p * (1 - q)),
                f"{each}By @ the event on the left dial is also independent of missing the filled sector on the right "
                f"one: ${first} \\times \\left(1 - {second}\\right) = {frac(p * (1 - q))}$.",
                also=["Geometric Probability"], wrong=[frac(p * q), frac(q * (1 - p)), frac(1 - q)]),
            ask("Complement Rule of Probability", "Neither of Two Events", lead + "What is the probability that at "
                "least one of them stops in a filled sector?", frac(p + q - p * q),
                f"{each}By *Complements stay Independent* (Independence of Events) both miss them with the probability "
                f"$\\left(1 - {first}\\right) \\times \\left(1 - {second}\\right) = {frac((1 - p) * (1 - q))}$. By @ "
                f"at least one stops there with the probability $1 - {frac((1 - p) * (1 - q))} = "
                f"{frac(p + q - p * q)}$.", also=["Geometric Probability", "Independence of Events"],
                wrong=[frac((1 - p) * (1 - q)), frac(p + q) if p + q < 1 else frac(p), frac(p * q)])],
        givens=dict(a=a, b=b), fixed=(one, two), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("degrees", "the angle on the left dial", "degrees"),
                    "b": Quantity("degrees", "the angle on the right dial", "degrees")}, more=[dial_marks])


@program("Probability and Frequency")
def expected_stops(rng):
    n = rng.randint(3, 10)
    m = rng.randint(1, n - 1)
    filled, spins = sorted(rng.sample(range(n), m)), n * rng.randint(2, 18)

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        wheel(c, [""] * n, filled)

    def check(c):
        dark, every = sectors(c)
        return Fraction(dark * spins, every), Fraction(dark, every) - Fraction(1, 4), Fraction(every - dark, every)

    lead = "All sectors of the spinner are equal. "
    stop = f"Of the {n} equal sectors {m} {'is' if m == 1 else 'are'} filled. By *Favourable over Possible* (Classical "
    stop += f"Probability) one spin stops on a filled sector with the probability ${over(m, n)}$. "
    return Scene(
        f"A spinner has {n} equal sectors, {m} of them filled.", [
            ask("Probability and Frequency", "Expected Frequency", lead + "It is spun "
                "{spins} times. How many stops on filled sectors are to be expected?", spins * m // n,
                f"{stop}By @ one expects in {spins} spins about this probability times {spins} stops on filled "
                f"sectors: $\\frac{{{m}}}{{{n}}} \\times {spins} = {spins * m // n}$.", also=["Classical Probability"],
                wrong=[spins * (n - m) // n, spins // n, frac(spins, m + 1), frac(spins, 2)]),
            ask("Probability and Frequency", "Relative Frequency of an Event", lead +
                "In 40 spins it stopped 10 times on a filled sector. Subtract the relative frequency of filled sectors "
                "in these spins from the probability of a filled sector. What is the result?",
                frac(Fraction(m, n) - Fraction(1, 4)),
                f"{stop}By @ the relative frequency in the 40 spins is $\\frac{{10}}{{40}} = \\frac{{1}}{{4}}$. The "
                f"difference is ${frac(m, n)} - \\frac{{1}}{{4}} = {frac(Fraction(m, n) - Fraction(1, 4))}$.",
                also=["Classical Probability"],
                wrong=[frac(Fraction(1, 4) - Fraction(m, n)), frac(Fraction(m, n) + Fraction(1, 4)), frac(m, n)]),
            ask("Complement Rule of Probability", "One minus the Probability", lead +
                "It is spun once. What is the probability that it stops on a sector that is not "
                "filled?", frac(n - m, n),
                f"{stop}By @ it stops on a sector that is not filled with the probability $1 - \\frac{{{m}}}{{{n}}} = "
                f"{frac(n - m, n)}$.", also=["Classical Probability"], wrong=[frac(m, n), frac(1, n), frac(1, 2)])],
        givens=dict(spins=spins), fixed=(n, *filled), figure=figure, check=check, scale=False,
        quantities={"spins": Quantity("count", "the number of spins", "spins")}, more=[lambda c, _: pegs(c, n)])


@program("Estimating Probability by Frequency")
def button_throws(rng):
    def draw():
        return [rng.randint(3, 24) for _ in range(3)]

    counts = draw_until(draw, lambda v: sum(v) in (20, 25, 30, 40, 50, 60), "button_throws")
    n = sum(counts)

    def figure(c, g):
        bars(c, ["red", "blue", "green"], counts, 26, [g[f"v{i}"] for i in range(3)])

    def check(c):
        read = [round(p[2][1] * 26 / 75) for p in c.polygons]
        seen = [k for k, v in enumerate(read) for _ in range(v)]
        return share(lambda k: k == 0, seen), share(lambda k: k != 2, seen), 600 * share(lambda k: k == 1, seen)

    lead = "The chart shows the results of drawing balls from a bag, each put back at once. "
    read = f"The chart shows {counts[0]} draws of red, {counts[1]} of blue and {counts[2]} of green, together "
    read += f"${' + '.join(map(str, counts))} = {n}$ draws. "
    return Scene(
        f"In {n} draws with replacement red came {counts[0]} times, blue {counts[1]} times and green {counts[2]} "
        "times.",
        [
            ask("Estimating Probability by Frequency", "Estimate from a Long Series", lead + "Which estimate of the "
                "probability of red do all these draws give? Give a fraction.", frac(counts[0], n),
                f"{read}By @ the probability of red is estimated by its relative frequency: ${over(counts[0], n)}$.",
                wrong=[frac(counts[0], n - counts[0]), frac(1, 3), frac(n - counts[0], n), frac(counts[1], n)]),
            ask("Estimating Probability by Frequency", "Estimate from a Long Series", lead + "Which estimate of the "
                "probability that a ball is not green do all these draws give? Give a fraction.",
                frac(counts[0] + counts[1], n),
                f"{read}Of these ${counts[0]} + {counts[1]} = {counts[0] + counts[1]}$ were not green. By @ the "
                f"probability is estimated by the relative frequency: ${over(counts[0] + counts[1], n)}$.",
                wrong=[frac(counts[2], n), frac(2, 3), frac(counts[0], n)]),
            ask("Estimating Probability by Frequency", "Estimating an Unknown Number", "The chart shows the results "
                "of drawing balls from a bag with 600 balls, each put back at once. About how many blue balls are in "
                "the bag, by these draws?", 600 * counts[1] // n,
                f"{read}The share of blue is $\\frac{{{counts[1]}}}{{{n}}}$. By @ about the same share of the 600 "
                f"balls is blue: $\\frac{{{counts[1]}}}{{{n}}} \\times 600 = {600 * counts[1] // n}$.",
                wrong=[200, 600 * counts[0] // n, 600 * counts[2] // n])],
        givens={f"v{i}": v for i, v in enumerate(counts)}, figure=figure, upright=True, check=check, scale=False,
        quantities={f"v{i}": Quantity("count", f"the number of {colour} results", "results")
                    for i, colour in enumerate(("red", "blue", "green"))})
