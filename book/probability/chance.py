"""Chance: outcomes and events, rules of probability, geometric probability, relative frequency."""
from fractions import Fraction
from itertools import product

from ..canvas import area, opening, polar
from ..pieces import bars, venn
from ..tools import Scene, ask, draw_until, frac, program
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

    return Scene(
        f"A box holds {dark} filled {'ball' if dark == 1 else 'balls'} and {light} empty balls.", [
            ask("Classical Probability", "Favourable over Possible", "{more} more filled balls are put into the box. "
                "Then a ball is drawn at random. What is the probability that it is filled?", frac(dark + more, total),
                f"then ${dark} + {more} = {dark + more}$ of {total} balls are filled, and all are equally likely: "
                f"${over(dark + more, total)}$."),
            ask("Classical Probability", "Complement of an Event", "A ball is drawn at random from the box. What is "
                "the probability that it is not filled?", frac(light, dark + light),
                f"the ball is filled with probability ${over(dark, dark + light)}$, and $1 - "
                f"{frac(dark, dark + light)} = {frac(light, dark + light)}$."),
            ask("Classical Probability", "Favourable over Possible", "A ball is drawn at random from the box. What is "
                "the probability that it is filled?", frac(dark, dark + light),
                f"{dark} of {dark + light} balls are filled: ${over(dark, dark + light)}$.")],
        [("The circles are sweets in a jar: the filled ones taste of mint. {more} more mint sweets are added, and a "
          "child takes one without looking.", "What is the probability that it tastes of mint?"),
         ("The circles are tickets in a lottery drum: the filled ones win. {more} more winning tickets are added "
          "before the first one is drawn.", "What is the probability that it wins?"),
         ("The circles are eggs in a crate: the filled ones are brown. {more} more brown eggs are added, and a cook "
          "takes one without looking.", "What is the probability that it is brown?"),
         ("The circles form a set; {more} filled circles are added to it. An element is chosen at random, all with "
          "the same chance.", "Find the probability that it is filled.")],
        dict(more=more), fixed=(dark, *sorted(cells)), figure=figure, check=check, scale=False)


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
                f"the stages have {m}, {n} and {k} outcomes, and ${m} \\times {n} \\times {k} = {m * n * k}$."),
            ask("Random Experiment and Sample Space", "Table of Outcomes",
                "Both spinners are turned. How many of the possible pairs of outcomes consist of two equal numbers?",
                same, f"in the table of outcomes with {m} rows and {n} columns, ${m} \\times {n} = {m * n}$ pairs, "
                f"the numbers that stand on both spinners give {same} such {'pair' if same == 1 else 'pairs'}."),
            ask("Random Experiment and Sample Space", "Size of a Two-Stage Sample Space",
                "Both spinners are turned. How many different pairs (left number, right number) are possible?", m * n,
                f"for each of {m} left numbers there are {n} right ones: ${m} \\times {n} = {m * n}$.")],
        [("At a fair a player turns both wheels and then draws one of {k} different tickets.",
          "How many different outcomes are possible?"),
         ("In a board game one turns both spinners and then draws one of {k} different cards.",
          "How many different results can a turn have?"),
         ("A computer game makes a character: the two wheels give its strength and its speed, and one of {k} faces is "
          "drawn.", "How many different characters are possible?"),
         ("Let $\\Omega = A \\times B \\times C$, where $A$ and $B$ are the sets of numbers on the spinners and $C$ "
          "has {k} elements.", "How many elements does $\\Omega$ have?")],
        dict(k=k), fixed=(m, n, a, b), figure=figure, check=check, scale=False)


@program("Operations on Random Events")
def event_regions(rng):
    a, both, b, out = (rng.randint(2, 19) for _ in range(4))

    def figure(c, g):
        venn(c, ("A", "B"), (g["a"], g["both"], g["b"], str(out)))

    def check(c):
        regions = dict(zip([(1, 0), (1, 1), (0, 1), (0, 0)], c.numbers()))
        outcomes = [signs for signs, n in regions.items() for _ in range(n)]
        return (sum(u or v for u, v in outcomes), sum(not (u or v) for u, v in outcomes),
                sum(u and not v for u, v in outcomes))

    return Scene(
        f"{a} outcomes lie only in A, {b} only in B, {both} in both and {out} in neither event.", [
            ask("Operations on Random Events", "Union Means At Least One", "The numbers in the diagram count the "
                "outcomes of an experiment. How many outcomes belong to the event $A \\cup B$?", a + both + b,
                f"they lie in A or B or both: ${a} + {both} + {b} = {a + both + b}$."),
            ask("Operations on Random Events", "De Morgan's Rules for Events", "The numbers in the diagram count the "
                "outcomes of an experiment. How many outcomes belong to $\\bar{A} \\cap \\bar{B}$?", out,
                f"these lie outside of both circles; of ${a} + {both} + {b} + {out} = {a + both + b + out}$ outcomes "
                f"{a + both + b} lie in $A \\cup B$, and ${a + both + b + out} - {a + both + b} = {out}$."),
            ask("Operations on Random Events", "Difference of Events", "The numbers in the diagram count the outcomes "
                "of an experiment. How many outcomes belong to $A \\setminus B$?", a,
                f"A has ${a} + {both} = {a + both}$ outcomes, {both} of them lie in B too, and ${a + both} - {both} = "
                f"{a}$.")],
        [("The numbers count days: in A are the days with rain, in B the days with wind.",
          "On how many days was there rain or wind or both?"),
         ("The numbers count guests: those in A drank tea, those in B ate cake.",
          "How many guests had at least one of the two?"),
         ("The numbers count pupils: those in A play chess, those in B sing in the choir.",
          "How many pupils do at least one of the two?"),
         ("The numbers count the elements of the regions.", "How many elements lie in at least one of the sets A and "
          "B?")],
        dict(a=a, both=both, b=b), fixed=(out,), figure=figure, upright=True, check=check, scale=False)


@program("Addition Rule of Probability")
def overlapping_events(rng):
    both, more, less, out = rng.randint(2, 9), rng.randint(2, 12), rng.randint(2, 12), rng.randint(2, 12)
    a, b = both + more, both + less
    n, union = both + more + less + out, both + more + less

    def figure(c, g):
        venn(c, (f"A: {g['a']}", f"B: {g['b']}"), ("", g["both"], "", None))
        c.text((3.4, -3.4), f"total: {n}")

    def check(c):
        whole, = (int(t.split()[1]) for t in c.texts() if t.startswith("total"))
        one, two = (int(t.split()[1]) for t in c.texts() if t[:2] in ("A:", "B:"))
        common, = c.numbers()
        outcomes = range(whole)  # A: the first ones, B: from the first that is only in A on
        first, second = set(range(one)), set(range(one - common, one - common + two))
        return (share(lambda o: o in first or o in second, outcomes),
                share(lambda o: (o in first) != (o in second), outcomes),
                share(lambda o: not (o in first or o in second), outcomes))

    return Scene(
        f"Of {n} equally likely outcomes {a} belong to A, {b} to B and {both} to both.", [
            ask("Addition Rule of Probability", "General Addition Rule", "The diagram counts equally likely outcomes: "
                "in all, in A, in B, and (in the middle) in both. What is $P(A \\cup B)$?", frac(union, n),
                f"$\\frac{{{a}}}{{{n}}} + \\frac{{{b}}}{{{n}}} - \\frac{{{both}}}{{{n}}} = {over(union, n)}$."),
            ask("Addition Rule of Probability", "Exactly One of Two Events", "The diagram counts equally likely "
                "outcomes: in all, in A, in B, and (in the middle) in both. What is the probability that exactly one "
                "of the two events occurs?", frac(more + less, n),
                f"$\\frac{{{a} + {b} - 2 \\times {both}}}{{{n}}} = {frac(more + less, n)}$."),
            ask("Complement Rule of Probability", "Neither of Two Events", "The diagram counts equally likely "
                "outcomes: in all, in A, in B, and (in the middle) in both. What is the probability that neither "
                "event occurs?",
                frac(out, n), f"$P(A \\cup B)$ is ${over(union, n)}$, and $1 - {frac(union, n)} = {frac(out, n)}$.")],
        [("The diagram counts the pupils of a course: in all, with a dog (A), with a cat (B), and with both. One "
          "pupil is drawn by lot.", "What is the probability that this pupil has a dog or a cat or both?"),
         ("The diagram counts cars: in all, with a roof rack (A), with a tow bar (B), and with both. One car is "
          "picked at random.", "What is the probability that it has at least one of the two?"),
         ("The diagram counts days: in all, with snow (A), with fog (B), and with both. One day is picked at random.",
          "What is the probability that there was snow or fog or both on it?"),
         ("The diagram gives the numbers of elements of a set $\\Omega$, of A, of B and of $A \\cap B$. An element is "
          "chosen at random.", "Find the probability that it lies in $A \\cup B$.")],
        dict(a=a, b=b, both=both), fixed=(n,), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"A spinner has {n} equal sectors, {m} of them filled.", [
            ask("Complement Rule of Probability", "At Least One Success", "All sectors of the spinner are equal. It "
                "is spun {k} times. What is the probability that it stops on a filled sector at least once?",
                frac(n ** k - (n - m) ** k, n ** k), "one spin misses the filled sectors with probability "
                f"${over(n - m, n)}$, and $1 - \\left({left}\\right)^{k} = {frac(n ** k - (n - m) ** k, n ** k)}$."),
            ask("Complement Rule of Probability", "One minus the Probability", "All sectors of the spinner are equal. "
                "It is spun once. What is the probability that it does not stop on a filled sector?", left,
                f"it stops on a filled one with probability ${over(m, n)}$, and $1 - {frac(m, n)} = {left}$."),
            ask("Classical Probability", "Favourable over Possible", "All sectors of the spinner are equal. It is "
                "spun once. What is the probability that it stops on a filled sector?", frac(m, n),
                f"{m} of {n} equal sectors are filled: ${over(m, n)}$.")],
        [("A filled sector of this wheel wins a prize, and all sectors are equal. A child turns the wheel {k} times.",
          "What is the probability of at least one prize?"),
         ("In a game a filled sector of the spinner frees a prisoner, and all sectors are equal. A player has {k} "
          "spins.",
          "What is the probability that the prisoner is freed?"),
         ("A filled sector means that a guest tells a joke, and all sectors are equal. The wheel is turned {k} times.",
          "What is the probability that at least one joke is told?"),
         ("In one trial the event $A$ is that the pointer stops on a filled sector, and all sectors are equal. There "
          "are {k} independent trials.", "Find the probability that $A$ occurs at least once.")],
        dict(k=k), fixed=(n, *filled), figure=figure, check=check, scale=False)


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

    return Scene(
        f"A shaded rectangle with the sides {a} and {b} lies inside a rectangle with the sides {w} and {h}.", [
            ask("Geometric Probability", "Ratio of Areas", "A point of the large rectangle is chosen at random. What "
                "is the probability that it lies in the shaded rectangle?", frac(a * b, w * h),
                f"the areas have the ratio $\\frac{{{a} \\times {b}}}{{{w} \\times {h}}} = {frac(a * b, w * h)}$."),
            ask("Geometric Probability", "Ratio of Lengths", "A point of the lower side of the large rectangle is "
                "chosen at random. What is the probability that it lies straight below the shaded "
                "rectangle?", frac(a, w),
                f"the suitable piece has the length {a} of {w}: ${over(a, w)}$."),
            ask("Complement Rule of Probability", "One minus the Probability", "A point of the large rectangle is "
                "chosen at random. What is the probability that it does not lie in the shaded rectangle?",
                frac(w * h - a * b, w * h), f"it lies there with probability $\\frac{{{a} \\times {b}}}{{{w} \\times "
                f"{h}}} = {frac(a * b, w * h)}$, and $1 - {frac(a * b, w * h)} = {frac(w * h - a * b, w * h)}$.")],
        [("A raindrop falls on a yard, the large rectangle, and is equally likely to hit any spot. The shaded "
          "rectangle is a flower bed. Lengths are in metres.",
          "What is the probability that the drop falls on the flower bed?"),
         ("A parachute with supplies lands somewhere on a field, the large rectangle, every spot being equally "
          "likely. The shaded rectangle is a pond. A unit of length is ten metres.",
          "What is the probability that it lands in the pond?"),
         ("A beginner's dart hits the board, the large rectangle, at a random spot. The shaded rectangle wins. "
          "Lengths are in decimetres.", "What is the probability that the dart wins?"),
         ("Let $G$ be the large rectangle and $A$ the shaded one; a point is uniformly distributed on $G$.",
          "Find the probability that it lies in $A$.")],
        dict(w=w, h=h, a=a, b=b), fixed=(x, y), figure=figure, upright=True, check=check)


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
    lead = "The number below each dial is the angle of its filled sector. The arrows, which are not shown, are turned "
    lead += "independently and stop at random. "
    return Scene(
        f"The first dial has a filled sector of {a} degrees, the second, to its right, one of {b} degrees.", [
            ask("Independence of Events", "Product Test for Independence", lead + "What is the probability that both "
                "stop in the filled sectors?", frac(p * q),
                f"the probabilities are multiplied: ${first} \\times {second} = {frac(p * q)}$."),
            ask("Independence of Events", "Complements stay Independent", lead + "What is the probability that the "
                "arrow stops in the filled sector on the left dial but not on the right one?", frac(p * (1 - q)),
                f"${first} \\times \\left(1 - {second}\\right) = {frac(p * (1 - q))}$."),
            ask("Complement Rule of Probability", "Neither of Two Events", lead + "What is the probability that at "
                "least one of them stops in a filled sector?", frac(p + q - p * q),
                f"both miss with probability $\\left(1 - {first}\\right) \\times \\left(1 - {second}\\right) = "
                f"{frac((1 - p) * (1 - q))}$, and $1 - {frac((1 - p) * (1 - q))} = {frac(p + q - p * q)}$.")],
        [("At a fair two wheels are turned independently; both arrows, which are not shown, must stop in the filled "
          "sectors for the main prize. The numbers are the angles of these sectors.",
          "What is the probability of the main prize?"),
         ("Two lighthouses turn independently; each lights a ship only while its beam is in the filled sector, whose "
          "angle is written below.", "What is the probability that at a random moment both light the ship?"),
         ("Two robots look in random directions, independently of each other. Each sees a ball in the filled sector "
          "of its dial, whose angle is written below.", "What is the probability that both see the ball?"),
         ("Two independent random directions are uniformly distributed over the two full circles; the numbers are the "
          "angles of the filled sectors.", "Find the probability that both directions fall in the filled sectors.")],
        dict(a=a, b=b), fixed=(one, two), figure=figure, upright=True, check=check)


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

    return Scene(
        f"A spinner has {n} equal sectors, {m} of them filled.", [
            ask("Probability and Frequency", "Expected Frequency", "All sectors of the spinner are equal. It is spun "
                "{spins} times. How many stops on filled sectors are to be expected?", spins * m // n,
                f"one spin does so with probability ${over(m, n)}$, and $\\frac{{{m}}}{{{n}}} \\times {spins} = "
                f"{spins * m // n}$."),
            ask("Probability and Frequency", "Relative Frequency of an Event", "All sectors of the spinner are equal. "
                "In 40 spins it stopped 10 times on a filled sector. Subtract the relative frequency of filled sectors "
                "in these spins from the probability of a filled sector. What is the result?",
                frac(Fraction(m, n) - Fraction(1, 4)),
                f"the probability is ${over(m, n)}$, the relative frequency $\\frac{{10}}{{40}} = \\frac{{1}}{{4}}$, "
                f"and ${frac(m, n)} - \\frac{{1}}{{4}} = {frac(Fraction(m, n) - Fraction(1, 4))}$."),
            ask("Complement Rule of Probability", "One minus the Probability", "All sectors of the spinner are equal. "
                "It is spun once. What is the probability that it stops on a sector that is not "
                "filled?", frac(n - m, n),
                f"$1 - \\frac{{{m}}}{{{n}}} = {frac(n - m, n)}$.")],
        [("A filled sector of this wheel wins, and all sectors are equal. At a fair it is turned {spins} times.",
          "How many wins are to be expected?"),
         ("In a game a filled sector of the spinner lets a frog jump, and all sectors are equal. It is spun {spins} "
          "times.", "How many jumps are to be expected?"),
         ("A filled sector of the wheel means washing up, and all sectors are equal. It is turned on {spins} days.",
          "On how many of these days is washing up to be expected?"),
         ("In a trial with equally likely sectors, $A$ is the event of a filled sector. There are {spins} trials.",
          "Find the expected frequency of $A$.")],
        dict(spins=spins), fixed=(n, *filled), figure=figure, check=check, scale=False)


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

    return Scene(
        f"In {n} draws with replacement red came {counts[0]} times, blue {counts[1]} times and green {counts[2]} "
        "times.",
        [
            ask("Estimating Probability by Frequency", "Estimate from a Long Series", "The chart shows the results of "
                "drawing balls from a bag, each put back at once. Which estimate of the probability of red do all "
                "these draws give? Give a fraction.", frac(counts[0], n),
                f"there were ${' + '.join(map(str, counts))} = {n}$ draws, {counts[0]} of them red: "
                f"${over(counts[0], n)}$."),
            ask("Estimating Probability by Frequency", "Estimate from a Long Series", "The chart shows the results of "
                "drawing balls from a bag, each put back at once. Which estimate of the probability that a ball is "
                "not green do all these draws give? Give a fraction.", frac(counts[0] + counts[1], n),
                f"${counts[0]} + {counts[1]} = {counts[0] + counts[1]}$ of {n} draws were not green: "
                f"${over(counts[0] + counts[1], n)}$."),
            ask("Estimating Probability by Frequency", "Estimating an Unknown Number", "The chart shows the results "
                "of drawing balls from a bag with 600 balls, each put back at once. About how many blue balls are in "
                "the bag, by these draws?", 600 * counts[1] // n,
                f"the share of blue is $\\frac{{{counts[1]}}}{{{n}}}$, and $\\frac{{{counts[1]}}}{{{n}}} \\times 600 "
                f"= {600 * counts[1] // n}$.")],
        [("A child threw a die with coloured faces; the chart shows how often each colour came.",
          "Which estimate of the probability of red do all throws give? Give a fraction."),
         ("The chart shows the colours of the cars that passed a gate.",
          "Which estimate of the probability that a car is red does it give? Give a fraction."),
         ("A wheel with red, blue and green fields of unknown sizes was turned; the chart shows the results.",
          "Which estimate of the probability of red do all turns give? Give a fraction."),
         ("The chart shows the absolute frequencies of the outcomes red, blue and green in a series of trials.",
          "Find the relative frequency of red as an estimate of its probability. Give a fraction.")],
        {f"v{i}": v for i, v in enumerate(counts)}, figure=figure, upright=True, check=check, scale=False)
