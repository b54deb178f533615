"""Random variables: distributions, expectation, binomial and geometric, uniform and normal."""
from fractions import Fraction
from itertools import product
from math import comb, exp

from ..canvas import area
from ..pieces import axes
from ..tools import Quantity, Scene, ask, draw_until, frac, program
from .chance import pegs, sectors, share, wheel
from .charts import column, over, plus


def tops(c, _):
    """A polyline over the tops of the sticks of a distribution."""
    c.line(*((sum(x for x, _ in p) / len(p), p[2][1]) for p in c.polygons), kind="dash")


def half_line(c, _):
    """The level of 50 percent across distribution_steps()."""
    c.line((0, 37.5), (106, 37.5), kind="dash")
    c.text((112, 37.5), "50%", small=True)


def one_path(c, rng, rows):
    """A way of one ball through ball_board()."""
    x, path = 0, [(0, 1.7 * rows + 0.45)]
    for r in range(rows):
        x += rng.choice((-1, 1))
        path.append((x, 1.7 * (rows - r - 1) + (0.45 if r < rows - 1 else 0)))
    c.line(*path, kind="dash")


def bends(c, _):
    """The points of a bell curve one standard deviation away from the mean, where its bend changes."""
    for x in (-14, 14):
        c.dot((x, 45 * exp(-0.5)))


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
    lead = "The chart shows the distribution of a random variable; the number of one bar is replaced by a question "
    lead += "mark. "
    rest = f"the probabilities of all values make 100 percent, so the bar over {start + j} stands for $100 - {known} "
    rest += f"= {shares[j]}$ percent. "
    seen = ", ".join(str(v) for i, v in enumerate(shares) if i != j)
    return Scene(
        "A random variable takes the values " + ", ".join(
            f"{start + i} with {v}%" for i, v in enumerate(shares) if i != j) +
        f"; the probability of {start + j}, the only other value, is marked with a question mark.", [
            ask("Distribution of a Discrete Random Variable", "Probabilities Sum to One", "The chart shows the "
                "distribution of a random variable. Which probability, in percent, belongs to the question mark?",
                f"{shares[j]}\\%",
                f"The other bars show {seen} percent. By @ the probabilities of all values make 100 percent together. "
                f"So $100 - {known} = {shares[j]}$ percent are left for the question mark.",
                wrong=["20\\%", f"{100 - shares[j]}\\%", f"{shares[j] + 5}\\%", f"{start + j}\\%"]),
            ask("Distribution of a Discrete Random Variable", "Sum over Suitable Values", lead + "What is the "
                "probability, in percent, that it takes one of its two largest values?", f"{upper}\\%",
                ("" if j < 3 else "By *Probabilities Sum to One* " + rest) +
                f"The two largest values are {start + 3} and {start + 4}. By @ their probabilities are added: "
                f"${shares[3]}\\% + {shares[4]}\\% = {upper}\\%$.",
                wrong=[f"{shares[4]}\\%", f"{100 - upper}\\%", "40\\%"]),
            ask("Expectation of a Random Variable", "Values times Probabilities", lead + "What is its expectation? "
                "Give an exact number.", frac(mean),
                "By *Probabilities Sum to One* (Distribution of a Discrete Random Variable) " + rest + f"By @ each "
                f"value is multiplied by its probability, and the products are added: ${total} = {frac(mean)}$.",
                also=["Distribution of a Discrete Random Variable"],
                wrong=[start + 2, frac(mean - Fraction((start + j) * shares[j], 100)),
                       start + shares.index(max(shares))])],
        givens={f"s{k}": shares[(j + k) % 5] for k in range(1, 5)} |
        {f"x{k}": start + (j + k) % 5 for k in range(1, 5)}, fixed=(start, j), figure=figure, upright=True, check=check,
        scale=False,
        quantities={f"s{k}": Quantity("percent", f"the probability of {start + (j + k) % 5}", "percent")
                    for k in range(1, 5)}, more=[tops])


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
        for k, name in ((i, "a"), (j, "b")) if c.asked in (None, 0, 2) else ():
            c.text((18 * k + 14, -12), name)

    def check(c):
        read = {x: round(y / 0.75) for x, y in c.dots}
        a, b = (p[0] for kind, p, _, _, text in c.labels if text in "ab" and kind == "at")
        sizes = [v - u for u, v in zip([0, *read.values()], read.values())]
        draws, third = [x for x, k in zip(read, sizes) for _ in range(k)], list(read)[2]
        return share(lambda x: a < x <= b, draws), share(lambda x: x == third, draws), share(lambda x: x > b, draws)

    lead = "The figure shows the distribution function $F$ of a random variable $X$, in percent. "
    read = f"The steps of the figure show {', '.join(map(str, levels))} percent"
    return Scene(
        "A random variable has the distribution function with " + ", ".join(
            f"F({start + k}) = {v}%" for k, v in enumerate(levels)) + f"; a = {start + i}, b = {start + j}.", [
            ask("Distribution Function of a Random Variable", "Interval by Subtraction",
                lead + "What is $P(a < X \\le b)$, in percent?", f"{inside}\\%",
                f"{read}; the step that begins at $a$ has the height {levels[i]} percent, the one that begins at $b$ "
                f"{levels[j]} percent. By @ the probability is $F(b) - F(a)$, which is ${levels[j]}\\% - "
                f"{levels[i]}\\% = {inside}\\%$.",
                wrong=[f"{levels[j]}\\%", f"{above}\\%", f"{levels[j - 1] - levels[i]}\\%",
                       f"{levels[j] - (levels[i - 1] if i else 0)}\\%"]),
            ask("Distribution Function of a Random Variable", "Jump is a Single Probability",
                lead + "With which probability, in percent, does $X$ take its third smallest value?", f"{jump}\\%",
                f"{read}. By @ the probability of the third value is the height of the third jump, from {levels[1]} to "
                f"{levels[2]} percent: ${levels[2]}\\% - {levels[1]}\\% = {jump}\\%$.",
                wrong=[f"{levels[2]}\\%", f"{levels[3] - levels[2]}\\%", "20\\%"]),
            ask("Probability Calculation for Random Variables", "More than and At Most",
                lead + "What is $P(X > b)$, in percent?", f"{above}\\%",
                f"The step that begins at $b$ has the height {levels[j]} percent. By *Probability up to a Bound* "
                f"(Distribution Function of a Random Variable) this is $P(X \\le b)$. By @ the rest is $100\\% - "
                f"{levels[j]}\\% = {above}\\%$.", also=["Distribution Function of a Random Variable"],
                wrong=[f"{levels[j]}\\%", f"{100 - levels[j - 1]}\\%", f"{100 - inside}\\%"])],
        givens=dict(low=levels[i], high=levels[j]), fixed=(*levels, start, i, j), figure=figure, upright=True,
        say=dict(before=levels[j - 1]), check=check, scale=False, quantities={
            "low": Quantity("percent", "the value of F at a", "percent"),
            "high": Quantity("percent", "the value of F at b", "percent")},
        more=[half_line])


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

    each = f"The wheel has {n} equal sectors, so by *Favourable over Possible* (Classical Probability) each prize has "
    each += f"the probability $\\frac{{1}}{{{n}}}$. "
    spin = f"$({plus(shown)}) \\times \\frac{{1}}{{{n}}} = {frac(total, n)}$"
    value = "By *Values times Probabilities* the expectation of one spin is "
    lead = "All sectors of the wheel are equal"
    return Scene(
        f"A wheel has {n} equal sectors with the prizes {', '.join(map(str, shown))}.", [
            ask("Expectation of a Random Variable", "Values times Probabilities", lead + ", and they carry prizes "
                "in points. What is the expectation of the prize of one spin? Give an exact number.", frac(total, n),
                f"{each}By @ each prize is multiplied by its probability, and the products are added: {spin}.",
                also=["Classical Probability"],
                wrong=[total, frac(max(shown) + min(shown), 2), frac(total, n - 1), frac(total, 2 * n)]),
            ask("Expectation of a Random Variable", "Expected Total of Repetitions", lead + ", and they carry "
                "prizes in points. Which total of points is to be expected in 60 spins?", frac(60 * total, n),
                f"{each}{value}{spin}. By @ 60 spins bring on average 60 times as much: $60 \\times {frac(total, n)} = "
                f"{frac(60 * total, n)}$.", also=["Classical Probability"],
                wrong=[60 * total, frac(total, n), 30 * (max(shown) + min(shown))]),
            ask("Expectation of a Random Variable", "Linearity of Expectation", lead + ". "
                "Every prize on it is doubled, and then 1 is added. What is the expectation of the prize of one spin "
                "then? Give an exact number.", frac(2 * total + n, n),
                f"{each}{value}{spin} at first. By @ it is doubled, and 1 is added, too: $2 \\times {frac(total, n)} + "
                f"1 = {frac(2 * total + n, n)}$.", also=["Classical Probability"],
                wrong=[frac(2 * total + 1, n), frac(2 * total, n), frac(total + n, n)])],
        givens=dict(one=shown[0], two=shown[1]), fixed=tuple(shown), figure=figure, check=check, scale=False,
        say=dict(others=sum(shown[2:]), count=n),
        quantities={"one": Quantity("data", "the prize in the first sector"),
                    "two": Quantity("data", "the prize in the second sector")}, more=[lambda c, _: pegs(c, n)])


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

    lead = "A ball hits one peg in every row and goes left or right there"
    fair = lead + " with the same probability. "
    read = f"The board has {rows} rows of pegs, and a ball comes into the marked box when exactly {k} of its {rows} "
    read += "steps lead to the right. "
    halves = f"\\left(\\frac{{1}}{{2}}\\right)^{k} \\times \\left(\\frac{{1}}{{2}}\\right)^{rows - k}"
    return Scene(
        f"A ball falls through {rows} rows of pegs and at each peg goes left or right with the same probability. The "
        f"box for {steps} to the right is marked.", [
            ask("Binomial Distribution", "Symmetric Case", fair +
                "{balls} balls are dropped. How many balls are to be expected in the "
                "box with the question mark?", balls * ways // unit,
                f"{read}By @ this has the probability $\\binom{{{rows}}}{{{k}}} \\div 2^{rows} = {frac(ways, unit)}$. "
                f"By "
                f"*Expected Frequency* (Probability and Frequency) one expects ${balls} \\times {frac(ways, unit)} = "
                f"{balls * ways // unit}$ balls in the box.", also=["Probability and Frequency"],
                wrong=[frac(balls, rows + 1), balls // unit if ways > 1 else 2 * balls // unit, frac(balls, 2),
                       frac(balls * (ways + 1), unit)]),
            ask("Binomial Distribution", "Number of Success Patterns", lead + ". How many different paths lead to the "
                "box with the question mark?", ways,
                f"{read}By @ these steps can be chosen in $\\binom{{{rows}}}{{{k}}} = {ways}$ ways, and each choice is "
                f"one path.", wrong=[2 ** rows, rows + 1, ways + 1]),
            ask("Binomial Distribution", "Bernoulli Formula", fair + "What is the probability that it falls into the "
                "box with the question mark?", frac(ways, unit),
                f"{read}Each step leads to the right with the probability $\\frac{{1}}{{2}}$. By @ the probability is "
                f"$\\binom{{{rows}}}{{{k}}} \\times {halves} = {frac(ways, unit)}$.",
                wrong=[frac(1, rows + 1), frac(1, unit) if ways > 1 else frac(2, unit), frac(k, rows) if 0 < k < rows
                       else frac(1, 2)])],
        givens=dict(balls=balls), fixed=(rows, k), say=dict(rows=rows), figure=figure, upright=True, check=check,
        scale=False,
        quantities={"balls": Quantity("count", "the number of balls", "balls")},
        more=[lambda c, rng: one_path(c, rng, rows)])


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
    lead = "All sectors of the spinner are equal. "
    stop = f"Of the {n} equal sectors {m} {'is' if m == 1 else 'are'} filled. By *Favourable over Possible* (Classical "
    stop += f"Probability) a spin stops on a filled sector with the probability ${over(m, n)}$"
    first = "spin number 1 must miss" if k == 2 else f"the first {k - 1} spins must miss"
    power = "" if k == 2 else f"^{k - 1}"
    late = (1 - p) ** (k - 1) * p
    return Scene(
        f"A spinner has {n} equal sectors, {m} of them filled.", [
            ask("Geometric Distribution", "First Success at Trial k", lead + "What is "
                "the probability that it stops on a filled sector for the first time in spin number {k}?",
                frac(late),
                f"{stop} and misses them with the probability $1 - {hit} = {miss}$. By @ {first} the filled sectors, "
                f"and spin number {k} must stop on one: $\\left({miss}\\right){power} \\times {hit} = {frac(late)}$.",
                also=["Classical Probability"],
                wrong=[frac((1 - p) ** k * p), frac(p ** k), frac(1 - (1 - p) ** k), frac((1 - p) ** k)]),
            ask("Geometric Distribution", "Mean Waiting Time", lead + "It is spun "
                "until it stops on a filled sector. How many spins does this take on average? Give an exact number.",
                frac(1 / p),
                f"{stop}. By @ the mean number of spins is one over this probability: $1 \\div {hit} = {frac(1 / p)}$.",
                also=["Classical Probability"], wrong=[frac(1 / (1 - p)), n, frac(n, 2)]),
            ask("Geometric Distribution", "No Success in n Trials", lead + "What is "
                "the probability that it does not stop on a filled sector in the first three "
                "spins?", frac((1 - p) ** 3),
                f"{stop} and misses them with the probability $1 - {hit} = {miss}$. By @ all three spins miss them "
                f"with "
                f"the probability $\\left({miss}\\right)^3 = {frac((1 - p) ** 3)}$.", also=["Classical Probability"],
                wrong=[frac(1 - (1 - p) ** 3), frac(p ** 3), frac((1 - p) ** 2)])],
        givens=dict(k=k), fixed=(n, *filled), figure=figure, check=check, scale=False,
        quantities={"k": Quantity("count", "the number of spins", "spins")}, say=dict(filled=m, sectors=n),
        more=[lambda c, _: pegs(c, n)])


def middle_mark(c, _):
    """The mean of a uniform variable on the axis of its density."""
    c.dot((50, 0))
    c.text((50, -8), "mean", small=True)


def density_mean(c, _):
    """The mean of falling_density() on its axis, at a third of the base."""
    c.line((30, -2), (30, 2), kind="thin")
    c.text((30, -6), "mean", small=True)


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
        if c.asked in (None, 0):
            column(c, (c0 - a) * unit, (d - a) * unit, 0, 34, accent=True)
        c.line((-10, 0), (110, 0))
        for v, name in ((a, "a"), (b, "b")):
            c.text(((v - a) * unit, -8), g[name])
        for v in (c0, d) if c.asked in (None, 0) else ():
            c.text(((v - a) * unit, 41), str(v))

    def check(c):
        whole, part = map(area, c.polygons)
        ends = c.numbers()[:2]
        return part / whole, Fraction(sum(ends), 2), Fraction(1, ends[1] - ends[0])

    lead = "The figure shows the density of a uniform random variable over an interval. "
    return Scene(
        f"A random variable is uniform between {a} and {b}; the part from {c0} to {d} is shaded.", [
            ask("Uniform Distribution", "Share of the Interval", lead +
                "What is the probability of a value in the shaded part?", frac(d - c0, b - a),
                f"The interval reaches from {a} to {b}, the shaded part from {c0} to {d}. By @ the probability is the "
                f"length of the shaded part over the length of the interval: $\\frac{{{d} - {c0}}}{{{b} - {a}}} = "
                f"{frac(d - c0, b - a)}$.",
                wrong=[frac(1 - Fraction(d - c0, b - a)), frac(d - c0, b), frac(d - a, b - a), frac(1, d - c0 + 1)]),
            ask("Uniform Distribution", "Midpoint as Expectation", lead + "What is its expectation? Give an exact "
                "number.", frac(a + b, 2),
                f"The interval reaches from {a} to {b}. By @ the expectation is its middle: $\\frac{{{a} + {b}}}{{2}} "
                f"= {frac(a + b, 2)}$.", wrong=[a + b, frac(b - a, 2), b]),
            ask("Uniform Distribution", "Constant Density", lead + "How high is the density there?", frac(1, b - a),
                f"The interval reaches from {a} to {b}. By @ the rectangle has the area 1, so its height is 1 over its "
                f"width: $\\frac{{1}}{{{b} - {a}}} = {frac(1, b - a)}$.", wrong=[frac(1, b), frac(2, b - a), 1])],
        givens=dict(a=a, b=b), fixed=(c0, d), figure=figure, upright=True, check=check, scale=False,
        say=dict(c0=c0, d0=d),
        quantities={"a": Quantity("data", "the left end of the interval"),
                    "b": Quantity("data", "the right end of the interval")},
        more=[middle_mark])


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

    lead = "The bell curve shows a normal distribution. The shaded interval is symmetric about the "
    lead += "mean, and the percentage is about its probability. "
    ends = f"The shaded interval reaches from {low} to {high}"
    rule = f"about {part} percent of the values lie within {k} standard {'deviation' if k == 1 else 'deviations'} of "
    rule += "the mean"
    return Scene(
        f"A normal random variable lies between {low} and {high}, at equal distances from the mean, with probability "
        f"{part}%.", [
            ask("Normal Distribution", "Three Sigma Rule", lead + "What is the standard deviation, by the rule for "
                "one, two or three standard deviations?", sigma,
                f"{ends} and holds about {part} percent of the values. By @ {rule}, so the interval is ${2} \\times "
                f"{k} = {2 * k}$ standard deviations wide. One of them is $({high} - {low}) \\div {2 * k} = {sigma}$.",
                wrong=[frac(high - low, k), high - low, frac(high - low, 2 * (k % 3 + 1)), frac(sigma, 2)]),
            ask("Normal Distribution", "Symmetry about the Mean", lead + "What is the mean?", mu,
                f"{ends}. By @ the mean lies in its middle: $({low} + {high}) \\div 2 = {mu}$.",
                wrong=[low + sigma if k > 1 else low, high - low, frac(high, 2)]),
            ask("Normal Distribution", "Standard Normal Value", lead + "Which value has the standard score $z = 1$?",
                mu + sigma,
                f"{ends}, and its middle $({low} + {high}) \\div 2 = {mu}$ is the mean. By *Three Sigma Rule* {rule}, "
                f"so "
                f"the standard deviation is $({high} - {low}) \\div (2 \\times {k}) = {sigma}$. By @ the value with $z "
                f"= 1$ lies one standard deviation above the mean: ${mu} + {sigma} = {mu + sigma}$.",
                wrong=[mu + 1, mu - sigma, high if k > 1 else mu])],
        givens=dict(low=low, high=high), fixed=(k,), figure=figure, upright=True, check=check, scale=False,
        quantities={"low": Quantity("data", "the left end of the interval"),
                    "high": Quantity("data", "the right end of the interval")}, more=[bends])


@program("Distribution of a Continuous Random Variable")
def falling_density(rng):
    b = rng.randint(4, 24)
    cut = rng.randint(max(1, b // 5), b - max(1, b // 5))
    p = Fraction((b - cut) ** 2, b * b)

    def figure(c, g):
        c.without |= {"hatch", "line", "shapes"}
        unit, x = 90 / b, 90 * cut / b
        c.polygon((0, 0), (90, 0), (0, 60), fill=False)
        if c.asked in (None, 0, 2):
            c.polygon((x, 0), (90, 0), (x, 60 * (1 - cut / b)), accent=True)
            c.text((x, -6), g["c"])
        c.line((0, 70), (0, 0), (103, 0))
        c.text((0, -6), "0")
        c.text((b * unit, -6), g["b"])

    def check(c):
        whole, part = map(area, c.polygons)
        base = c.numbers()[-1]
        height = next(h for h in (Fraction(k, base) for k in range(1, 9)) if h * base / 2 == 1)
        return part / whole, height, 1 - part / whole

    lead = "The triangle is the density of a random variable. "
    small = f"The whole triangle has the base {b}, the shaded one reaches from {cut} to {b}"
    ratio = f"$\\left(\\frac{{{b} - {cut}}}{{{b}}}\\right)^2 = {frac(p)}$"
    return Scene(
        f"A density falls in a straight line from its greatest value at 0 to 0 at {b}; the part from {cut} on is "
        "shaded.",
        [
            ask("Distribution of a Continuous Random Variable", "Probability as Area under the "
                "Density", lead + "What is the probability of a value in the shaded part?", frac(p),
                f"{small}. By @ the probability is the shaded area, and the area of the whole triangle is 1. Both "
                f"triangles are similar; by *Area of Similar Triangles* (Similar Triangles) their areas are in the "
                f"ratio of the squares of the bases: {ratio}.", also=["Similar Triangles"],
                wrong=[frac(b - cut, b), frac(1 - p), frac(cut * cut, b * b), frac(p / 2)]),
            ask("Distribution of a Continuous Random Variable", "Height from the Total "
                "Area", lead + "What is its value at 0?", frac(2, b),
                f"The triangle has the base {b} and, like every density, the area 1, which is half of base times "
                f"height. By @ the height at 0 is $2 \\div {b} = {frac(2, b)}$.", wrong=[frac(1, b), 1, frac(b, 2)]),
            ask("Distribution of a Continuous Random Variable", "Total Area One", lead + "What is the probability of a "
                "value to the left of the shaded part?", frac(1 - p),
                f"{small}. Both are similar, so by *Area of Similar Triangles* (Similar Triangles) the shaded area is "
                f"{ratio} of the whole. By @ the whole area is 1, and the rest is $1 - {frac(p)} = {frac(1 - p)}$.",
                also=["Similar Triangles"], wrong=[frac(p), frac(cut, b), frac(cut * cut, b * b)])],
        givens=dict(b=b, c=cut), figure=figure, upright=True, check=check, scale=False,
        quantities={"b": Quantity("data", "the right end of the density"),
                    "c": Quantity("data", "the left end of the shaded part")},
        more=[density_mean])
