"""Random variables: distributions, expectation, binomial and geometric, uniform and normal."""
from fractions import Fraction
from itertools import product
from math import comb, exp

from ..canvas import area
from ..pieces import axes
from ..tools import Scene, ask, draw_until, frac, program
from .chance import sectors, share, wheel
from .charts import column, over, plus


@program("Distribution of a Discrete Random Variable")
def probability_sticks(rng):
    def draw():
        cuts = sorted(rng.sample(range(1, 20), 4))
        return [5 * (b - a) for a, b in zip([0, *cuts], [*cuts, 20])]

    shares, start = draw_until(draw, lambda v: max(v) <= 50, "probability_sticks"), rng.randint(0, 3)
    j, upper = rng.randrange(5), sum(shares[3:])
    known = " - ".join(str(v) for i, v in enumerate(shares) if i != j)
    mean = Fraction(sum(v * (start + i) for i, v in enumerate(shares)), 100)

    def figure(c, g):
        wide = axes(c, [str(start + i) for i in range(5)], 56)
        for i, v in enumerate(shares):
            x, y = wide * (i + 0.5), 75 * v / 56
            column(c, x - 2.5, x + 2.5, 0, y, accent=True)
            c.corner((x, y), "?" if i == j else g[f"s{(i - j) % 5}"] + "%", (x, 0))

    def check(c):
        read = [round(p[2][1] * 56 / 75) for p in c.polygons]
        values = c.numbers()[:5]
        wanted = c.texts().index("?") - 5
        draws = [x for x, k in zip(values, read) for _ in range(k)]
        return (share(lambda x: x == values[wanted], draws), share(lambda x: x >= values[3], draws),
                Fraction(sum(draws), len(draws)))

    total = " + ".join(f"{start + i} \\times {frac(v, 100)}" for i, v in enumerate(shares))
    return Scene(
        "A random variable takes the values " + ", ".join(
            f"{start + i} with {v}%" for i, v in enumerate(shares) if i != j) +
        f"; the probability of {start + j}, the only other value, is marked with a question mark.", [
            ask("Distribution of a Discrete Random Variable", "Probabilities Sum to One", "The chart shows the "
                "distribution of a random variable. Which probability, in percent, belongs to the question mark?",
                f"{shares[j]}\\%", f"all probabilities make 100 percent, and $100 - {known} = {shares[j]}$."),
            ask("Distribution of a Discrete Random Variable", "Sum over Suitable Values", "The chart shows the "
                "distribution of a random variable. What is the probability, in percent, that it takes one of its two "
                "largest values?", f"{upper}\\%", ("" if j < 3 else f"the missing probability is $100 - {known} = "
                f"{shares[j]}$ percent; ") + f"the last two make ${shares[3]}\\% + {shares[4]}\\% = {upper}\\%$."),
            ask("Expectation of a Random Variable", "Values times Probabilities", "The chart shows the distribution "
                "of a random variable. What is its expectation? Give an exact number.", frac(mean),
                f"the missing probability is $100 - {known} = {shares[j]}$ percent, and ${total} = {frac(mean)}$.")],
        [("The chart shows with which probability a hen lays each number of eggs in a week. One bar lacks its number.",
          "Which probability, in percent, belongs to the question mark?"),
         ("The chart shows with which probability a bus is late by each number of minutes. One bar lacks its number.",
          "Which probability, in percent, belongs to the question mark?"),
         ("The chart shows with which probability a goalkeeper stops each number of shots. One bar lacks its number.",
          "Which probability, in percent, belongs to the question mark?"),
         ("The chart shows $P(X = x)$ for all values $x$ of $X$; one of these numbers is missing.",
          "Find the missing probability in percent.")],
        {f"s{k}": shares[(j + k) % 5] for k in range(1, 5)}, fixed=(start, j), figure=figure, upright=True, check=check,
        scale=False)


@program("Distribution Function of a Random Variable")
def distribution_steps(rng):
    def draw():
        cuts = sorted(rng.sample(range(1, 20), 4))
        return [5 * v for v in [*cuts, 20]]

    levels = draw_until(draw, lambda v: min(b - a for a, b in zip([0, *v], v)) >= 10, "distribution_steps")
    start, i = rng.randint(1, 6), rng.randint(0, 1)
    j = rng.randint(i + 2, 3)
    inside, jump, above = levels[j] - levels[i], levels[2] - levels[1], 100 - levels[j]

    def figure(c, g):
        c.without |= {"line", "leaders"}
        c.halo = True
        c.line((0, 84), (0, 0), (110, 0))
        for k, v in enumerate(levels):
            x = 18 * k + 14
            c.line((x, 0.75 * v), (x + 18, 0.75 * v), kind="thick")
            c.dot((x, 0.75 * v))
            shown = g["high"] + "%" if k == j else g["low"] + "%" if k == i else f"{v}%"
            c.side((x + 3, 0.75 * v), (x + 18, 0.75 * v), shown, (x + 9, 0.75 * v - 1))
            c.text((x, -5), str(start + k), small=True)
            c.line((x, 0), (x, 0.75 * v), kind="faint")
        for k, name in ((i, "a"), (j, "b")):
            c.text((18 * k + 14, -12), name)

    def check(c):
        read = {x: round(y / 0.75) for x, y in c.dots}
        a, b = (p[0] for kind, p, _, _, text in c.labels if text in "ab" and kind == "at")
        sizes = [v - u for u, v in zip([0, *read.values()], read.values())]
        draws = [x for x, k in zip(read, sizes) for _ in range(k)]
        return (share(lambda x: a < x <= b, draws), share(lambda x: x == list(read)[2], draws),
                share(lambda x: x > b, draws))

    lead = "The figure shows the distribution function $F$ of a random variable $X$, in percent. "
    return Scene(
        "A random variable has the distribution function with " + ", ".join(
            f"F({start + k}) = {v}%" for k, v in enumerate(levels)) + f"; a = {start + i}, b = {start + j}.", [
            ask("Distribution Function of a Random Variable", "Interval by Subtraction",
                lead + "What is $P(a < X \\le b)$, in percent?", f"{inside}\\%",
                f"$F(b) - F(a)$ is ${levels[j]}\\% - {levels[i]}\\% = {inside}\\%$."),
            ask("Distribution Function of a Random Variable", "Jump is a Single Probability",
                lead + "With which probability, in percent, does $X$ take the third smallest of its five values?",
                f"{jump}\\%",
                f"it is the height of the third jump: ${levels[2]}\\% - {levels[1]}\\% = {jump}\\%$."),
            ask("Probability Calculation for Random Variables", "More than and At Most",
                lead + "What is $P(X > b)$, in percent?", f"{above}\\%",
                f"$1 - F(b)$ is $100\\% - {levels[j]}\\% = {above}\\%$.")],
        [("For each number of points the figure shows with which probability a player gets at most so many.",
          "With which probability, in percent, does the player get more than $a$ but at most $b$ points?"),
         ("For each number of days the figure shows with which probability a parcel takes at most so long.",
          "With which probability, in percent, does it take more than $a$ but at most $b$ days?"),
         ("For each number of eggs the figure shows with which probability a duck's nest holds at most so many.",
          "With which probability, in percent, does it hold more than $a$ but at most $b$ eggs?"),
         ("The graph shows $F(x) = P(X \\le x)$ in percent.", "Find $F(b) - F(a)$ in percent.")],
        dict(low=levels[i], high=levels[j]), fixed=(*levels, start, i, j), figure=figure, upright=True, check=check,
        scale=False)


@program("Expectation of a Random Variable")
def prize_wheel(rng):
    n = rng.randint(3, 6)
    prizes = draw_until(lambda: [rng.randint(2, 30) for _ in range(6)], lambda v: len(set(v[:n])) > 2, "prize_wheel")
    shown = prizes[:n]
    total = sum(shown)

    def figure(c, g):
        wheel(c, [g["one"], g["two"], *map(str, shown[2:])], ())
        c.without |= {"line", "shapes"}

    def check(c):
        mean = Fraction(sum(c.numbers()), len(c.numbers()))
        twice = sum(a + b for a, b in product(c.numbers(), repeat=2)) / Fraction(len(c.numbers()) ** 2)
        doubled = Fraction(sum(2 * v + 1 for v in c.numbers()), len(c.numbers()))
        return mean, 30 * twice, doubled

    return Scene(
        f"A wheel has {n} equal sectors with the prizes {', '.join(map(str, shown))}.", [
            ask("Expectation of a Random Variable", "Values times Probabilities", "All sectors of the wheel are "
                "equal, and the numbers are prizes in points. What is the expectation of the prize of one spin? Give "
                "an exact "
                "number.", frac(total, n), f"each prize has the probability $\\frac{{1}}{{{n}}}$, so the expectation "
                f"is $({plus(shown)}) \\times \\frac{{1}}{{{n}}} = {frac(total, n)}$."),
            ask("Expectation of a Random Variable", "Expected Total of Repetitions", "All sectors of the wheel are "
                "equal, and the numbers are prizes in points. Which total of points is to be expected in 60 spins?",
                frac(60 * total, n), f"one spin brings $({plus(shown)}) \\div {n} = {frac(total, n)}$ points on "
                f"average, and $60 \\times {frac(total, n)} = {frac(60 * total, n)}$."),
            ask("Expectation of a Random Variable", "Linearity of Expectation", "All sectors of the wheel are equal. "
                "Every prize on it is doubled, and then 1 is added. What is the expectation of the prize of one spin "
                "then? Give an exact number.", frac(2 * total + n, n), f"before, it was $({plus(shown)}) \\div {n} = "
                f"{frac(total, n)}$, and $2 \\times {frac(total, n)} + 1 = {frac(2 * total + n, n)}$.")],
        [("At a fair this wheel, with equal sectors, is turned; the sector says how many euros one gets.",
          "What is the expected payment of one turn, in euros? Give an exact number."),
         ("In a game this spinner, with equal sectors, says how many steps a frog may jump.",
          "What is the expected number of steps of one spin? Give an exact number."),
         ("A teacher spins this wheel, with equal sectors, to say how many pages are to be read.",
          "What is the expected number of pages? Give an exact number."),
         ("$X$ is the number on a sector of the wheel that is chosen at random, all with the same probability.",
          "Find $E(X)$ exactly.")],
        dict(one=shown[0], two=shown[1]), fixed=tuple(shown), figure=figure, check=check, scale=False)


@program("Binomial Distribution")
def ball_board(rng):
    rows = rng.randint(3, 5)
    k, unit = rng.randint(0, rows), 2 ** rows
    balls = unit * rng.randint(1, 180 // unit)
    ways, steps = comb(rows, k), "1 step" if k == 1 else f"{k} steps"

    def figure(c, g):
        c.without |= {"line", "shapes"}
        for r in range(rows):
            for i in range(r + 1):
                c.dot((2 * i - r, 1.7 * (rows - r)))
        c.line((0, 1.7 * rows + 2.4), (0, 1.7 * rows + 1.0), kind="thin")
        c.arrow((0, 1.7 * rows + 2.4), (0, 1.7 * rows + 0.8), kind="thin")
        for i in range(rows + 2):
            c.line((2 * i - rows - 1, -2), (2 * i - rows - 1, 0.4))
        c.line((-rows - 1, -2), (rows + 1, -2))
        c.text((2 * k - rows, -1), "?")

    def check(c):
        levels = len({y for _, y in c.dots})
        mark = next(p[0] for _, p, _, _, text in c.labels if text == "?")
        runs = [sum(run) == mark for run in product((-1, 1), repeat=levels)]
        return share(bool, runs) * balls, sum(runs), share(bool, runs)

    return Scene(
        f"A ball falls through {rows} rows of pegs and at each peg goes left or right with the same probability. The "
        f"box for {steps} to the right is marked.", [
            ask("Binomial Distribution", "Symmetric Case", "A ball hits one peg in every row and goes left or right "
                "there with the same probability. {balls} balls are dropped. How many balls are to be expected in the "
                "box with the question mark?", balls * ways // unit,
                f"with {rows} rows the box needs {steps} to the right: $\\binom{{{rows}}}{{{k}}} \\div 2^{rows} = "
                f"{frac(ways, unit)}$, and ${balls} \\times {frac(ways, unit)} = {balls * ways // unit}$."),
            ask("Binomial Distribution", "Number of Success Patterns", "A ball hits one peg in every row and goes "
                "left or right there. How many different paths lead to the box with the question mark?", ways,
                f"of the {rows} steps on a path {k} must go to the right: $\\binom{{{rows}}}{{{k}}} = {ways}$."),
            ask("Binomial Distribution", "Bernoulli Formula", "A ball hits one peg in every row and goes left or "
                "right there with the same probability. What is the probability that it falls into the box with the "
                "question "
                "mark?", frac(ways, unit),
                f"it must make {steps} to the right in {rows} rows: $\\binom{{{rows}}}{{{k}}} \\times "
                f"\\left(\\frac{{1}}{{2}}\\right)^{k} \\times \\left(\\frac{{1}}{{2}}\\right)^{rows - k} = "
                f"{frac(ways, unit)}$.")],
        [("At a fair {balls} balls fall through this board; each hits one peg in every row and goes left or right by "
          "equal chance.",
          "How many are to be expected in the box with the question mark?"),
         ("Water drops hit the dots of this screen, one in each row, and run left or right with equal chance. {balls} "
          "drops fall.", "How many drops are to be expected in the cup with the question mark?"),
         ("In a computer simulation {balls} points move down this board; at one dot of each row they turn left or "
          "right with equal chance.", "How many of them are expected to end in the box with the question mark?"),
         ("Let $X$ count the steps to the right, one step being made at one dot of each row, each way with "
          "probability $\\frac{1}{2}$.", "What is {balls} times the probability of the box with the question mark?")],
        dict(balls=balls), fixed=(rows, k), figure=figure, upright=True, check=check, scale=False)


@program("Geometric Distribution")
def first_stop(rng):
    n, k = rng.randint(3, 9), rng.randint(2, 4)
    m = rng.randint(1, n - 1)
    filled = sorted(rng.sample(range(n), m))
    p = Fraction(m, n)

    def figure(c, g):
        c.without |= {"shapes", "hatch", "line"}
        wheel(c, [""] * n, filled)
        c.circle((0, 0), 0.8, fill=False)

    def check(c):
        dark, every = sectors(c)
        every -= 1  # the hub
        runs = product([i < dark for i in range(every)], repeat=k)
        late = share(lambda run: not any(run[:-1]) and run[-1], runs)
        waiting = sum(i * (1 - dark / every) ** (i - 1) * dark / every for i in range(1, 2000))
        return late, waiting, share(lambda run: not any(run), product([i < dark for i in range(every)], repeat=3))

    miss, hit = frac(1 - p), frac(p)
    first = "first comes 1 spin" if k == 2 else f"first come {k - 1} spins"
    power = "" if k == 2 else f"^{k - 1}"
    return Scene(
        f"A spinner has {n} equal sectors, {m} of them filled.", [
            ask("Geometric Distribution", "First Success at Trial k", "All sectors of the spinner are equal. What is "
                "the probability that it stops on a filled sector for the first time in spin number {k}?",
                frac((1 - p) ** (k - 1) * p), f"{first} without a filled sector, each with probability $1 - {hit} = "
                f"{miss}$, then one with such a sector: $\\left({miss}\\right){power} \\times {hit} = "
                f"{frac((1 - p) ** (k - 1) * p)}$."),
            ask("Geometric Distribution", "Mean Waiting Time", "All sectors of the spinner are equal. It is spun "
                "until it stops on a filled sector. How many spins does this take on average? Give an exact number.",
                frac(1 / p),
                f"the probability in each spin is ${over(m, n)}$, and $1 \\div {hit} = {frac(1 / p)}$."),
            ask("Geometric Distribution", "No Success in n Trials", "All sectors of the spinner are equal. What is "
                "the probability that it does not stop on a filled sector in the first three "
                "spins?", frac((1 - p) ** 3),
                f"each spin misses the filled sectors with probability $1 - {hit} = {miss}$, and "
                f"$\\left({miss}\\right)^3 = {frac((1 - p) ** 3)}$.")],
        [("In a game one may start when the spinner, with equal sectors, stops on a filled one.",
          "What is the probability that one may start just after spin number {k}, not earlier?"),
         ("A filled sector of this wheel wins, and all sectors are equal. A child turns it until it wins.",
          "What is the probability that the child wins in turn number {k}?"),
         ("Each evening the wheel, with equal sectors, is turned; a filled sector means a cake on the next day.",
          "What is the probability that the first cake is won by turn number {k}, neither earlier nor later?"),
         ("In independent trials with equally likely sectors let $X$ be the number of the first trial with a filled "
          "one.",
          "Find $P(X = k)$ for $k =$ {k}.")],
        dict(k=k), fixed=(n, *filled), figure=figure, check=check, scale=False)


@program("Uniform Distribution")
def flat_density(rng):
    a = rng.randint(2, 20)
    b = a + rng.randint(6, 30)
    gap = (b - a) // 6 + 1  # room for both numbers of the shaded part
    c0 = rng.randint(a + 1, b - 1 - gap)
    d = rng.randint(c0 + gap, b - 1)

    def figure(c, g):
        c.without |= {"hatch", "line", "shapes"}
        unit = 100 / (b - a)
        c.polygon((0, 0), (100, 0), (100, 34), (0, 34), fill=False)
        column(c, (c0 - a) * unit, (d - a) * unit, 0, 34, accent=True)
        c.line((-10, 0), (110, 0))
        for v, name in ((a, "a"), (b, "b")):
            c.text(((v - a) * unit, -8), g[name])
        for v in (c0, d):
            c.text(((v - a) * unit, 41), str(v))

    def check(c):
        whole, part = map(area, c.polygons)
        ends = c.numbers()[:2]
        return part / whole, Fraction(sum(ends), 2), Fraction(1, ends[1] - ends[0])

    return Scene(
        f"A random variable is uniform between {a} and {b}; the part from {c0} to {d} is shaded.", [
            ask("Uniform Distribution", "Share of the Interval", "The figure shows the density of a uniform random "
                "variable. The numbers below are the ends of its interval, those above the ends of the shaded part. "
                "What is the probability of a value in the shaded part?", frac(d - c0, b - a),
                f"it is the length of the shaded part over that of the interval: "
                f"$\\frac{{{d} - {c0}}}{{{b} - {a}}} = {frac(d - c0, b - a)}$."),
            ask("Uniform Distribution", "Midpoint as Expectation", "The figure shows the density of a uniform random "
                "variable. The numbers below are the ends of its interval. What is its expectation? Give an exact "
                "number.",
                frac(a + b, 2), f"it is the middle of the interval: $\\frac{{{a} + {b}}}{{2}} = {frac(a + b, 2)}$."),
            ask("Uniform Distribution", "Constant Density", "The figure shows the density of a uniform random "
                "variable. The numbers below are the ends of its interval. How high is the density "
                "there?", frac(1, b - a),
                f"the whole rectangle has the area 1, so the height is 1 over the width: "
                f"$\\frac{{1}}{{{b} - {a}}} = {frac(1, b - a)}$.")],
        [("A tram arrives at a random time between the two numbers below, in minutes after noon, all times being "
          "equally likely.", "What is the probability that it arrives in the shaded time?"),
         ("A rope breaks at a random place between the two marks below, given in centimetres, all places being "
          "equally likely.", "What is the probability that it breaks in the shaded part?"),
         ("A train stops at a random place between the two numbers below, in kilometres, all places being equally "
          "likely. The shaded part is a tunnel.",
          "What is the probability that it stops in the tunnel?"),
         ("$X$ is uniformly distributed between the numbers below; the numbers above are $c < d$.",
          "Find $P(c \\le X \\le d)$.")],
        dict(a=a, b=b), fixed=(c0, d), figure=figure, upright=True, check=check, scale=False)


@program("Normal Distribution")
def bell_curve(rng):
    k, sigma = rng.choice((1, 2, 3)), rng.randint(2, 12)
    mu = rng.randint(40, 80)
    low, high, part = mu - k * sigma, mu + k * sigma, {1: "68", 2: "95", 3: "99.7"}[k]

    def figure(c, g):
        c.without |= {"hatch", "line"}
        points = [(x, 45 * exp(-(x / 14) ** 2 / 2)) for x in range(-49, 50)]
        inner = [p for p in points if abs(p[0]) <= 14 * k]
        c.fills.append(([(-14 * k, 0), *inner, (14 * k, 0)], True))
        c.line(*points, kind="thick")
        c.line((-54, 0), (54, 0))
        for x, name in ((-14 * k, "low"), (14 * k, "high")):
            c.line((x, 0), (x, 45 * exp(-(x / 14) ** 2 / 2)), kind="dash")
            c.text((x, -6), g[name])
        c.text((0, 12), part + "%")

    def check(c):
        low, high = c.numbers()[:2]
        curve = next(points for points, kind in c.strokes if kind == "thick")
        bend = max((p, q, r) for p, q, r in zip(curve, curve[1:], curve[2:]) if r[1] - 2 * q[1] + p[1] < 0)[1][0] + 0.5
        edge = max(p[0][0] for p, kind in c.strokes if kind == "dash")
        steps = round(edge / bend)
        return (high - low) / (2 * steps), (low + high) / 2, (low + high) / 2 + (high - low) / (2 * steps)

    lead = "The bell curve shows a normal distribution. The numbers are the ends of the shaded interval, which is "
    lead += "symmetric about the mean, and the percentage is about its probability. "
    return Scene(
        f"A normal random variable lies between {low} and {high}, at equal distances from the mean, with probability "
        f"{part}%.", [
            ask("Normal Distribution", "Three Sigma Rule", lead + "What is the standard deviation, by the rule for "
                "one, two or three standard deviations?", sigma, f"{part} percent lie within {k} standard "
                f"{'deviation' if k == 1 else 'deviations'} of the mean, so $({high} - {low}) \\div (2 \\times {k}) = "
                f"{sigma}$."),
            ask("Normal Distribution", "Symmetry about the Mean", lead + "What is the mean?", mu,
                f"the mean lies in the middle: $({low} + {high}) \\div 2 = {mu}$."),
            ask("Normal Distribution", "Standard Normal Value", lead + "Which value has the standard score $z = 1$?",
                mu + sigma, f"the mean is $({low} + {high}) \\div 2 = {mu}$, the standard deviation $({high} - {low}) "
                f"\\div (2 \\times {k}) = {sigma}$, and ${mu} + 1 \\times {sigma} = {mu + sigma}$.")],
        [("The bell curve shows the weights of eggs in grams; the percentage is about the share of eggs between the "
          "two weights, which lie equally far from the mean.",
          "What is the standard deviation in grams, by the three sigma rule?"),
         ("The bell curve shows the lengths of screws in millimetres; the percentage is about the share of screws "
          "between the two lengths, which lie equally far from the mean.",
          "What is the standard deviation in millimetres, by the three sigma rule?"),
         ("The bell curve shows the times of runners in minutes; the percentage is about the share of runners between "
          "the two times, which lie equally far from the mean.",
          "What is the standard deviation in minutes, by the three sigma rule?"),
         ("$X$ is normal, and the shaded interval, with the percentage as its approximate probability, is centred at "
          "$\\mu$.", "Find $\\sigma$ by the three sigma rule.")],
        dict(low=low, high=high), fixed=(k,), figure=figure, upright=True, check=check, scale=False)


@program("Distribution of a Continuous Random Variable")
def falling_density(rng):
    b = rng.randint(4, 24)
    cut = rng.randint(max(1, b // 5), b - max(1, b // 5))
    p = Fraction((b - cut) ** 2, b * b)

    def figure(c, g):
        c.without |= {"hatch", "line", "shapes"}
        unit, x = 90 / b, 90 * cut / b
        c.polygon((0, 0), (90, 0), (0, 60), fill=False)
        c.polygon((x, 0), (90, 0), (x, 60 * (1 - cut / b)), accent=True)
        c.line((0, 70), (0, 0), (103, 0))
        c.text((0, -6), "0")
        c.text((x, -6), g["c"])
        c.text((b * unit, -6), g["b"])

    def check(c):
        whole, part = map(area, c.polygons)
        base = c.numbers()[-1]
        height = next(h for h in (Fraction(k, base) for k in range(1, 9)) if h * base / 2 == 1)
        return part / whole, height, 1 - part / whole

    return Scene(
        f"A density falls in a straight line from its greatest value at 0 to 0 at {b}; the part from {cut} on is "
        "shaded.",
        [
            ask("Distribution of a Continuous Random Variable", "Probability as Area under the "
                "Density", "The triangle is the density of a random variable. What is the probability of a value in "
                "the shaded part?", frac(p),
                f"the shaded triangle is similar to the whole one, whose area is 1, so its area is the square of the "
                f"ratio of the bases: $\\left(\\frac{{{b} - "
                f"{cut}}}{{{b}}}\\right)^2 = {frac(p)}$."),
            ask("Distribution of a Continuous Random Variable", "Height from the Total "
                "Area", "The triangle is the density of a random variable. What is its value at "
                "0?", frac(2, b),
                f"the triangle has the base {b} and the area 1, which is half of base times height; so "
                f"the height is $2 \\div {b} = {frac(2, b)}$."),
            ask("Distribution of a Continuous Random Variable", "Total Area One", "The triangle is the density of a "
                "random variable. What is the probability of a value to the left of the shaded part?", frac(1 - p),
                f"the shaded part has $\\left(\\frac{{{b} - {cut}}}{{{b}}}\\right)^2 = {frac(p)}$, and $1 - {frac(p)} "
                f"= {frac(1 - p)}$.")],
        [("The triangle is the density of the waiting time at a counter, in minutes.",
          "What is the probability of a time in the shaded part?"),
         ("The triangle is the density of the distance from the pole at which a thrown ring lands, in decimetres.",
          "What is the probability that a ring lands in the shaded distances?"),
         ("The triangle is the density of the delay of a ferry, in minutes.",
          "What is the probability of a delay in the shaded part?"),
         ("The triangle is the graph of the density $f$ of $X$, and $c$ is the left end of the shaded part.",
          "Find $P(X \\ge c)$.")],
        dict(b=b, c=cut), figure=figure, upright=True, check=check, scale=False)
