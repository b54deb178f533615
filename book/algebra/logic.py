"""Logic: cards and shapes that satisfy conditions, rules, circuits of gates, quantifiers, drawers."""
from itertools import product

from ..pieces import bars
from ..tools import Quantity, Scene, ask, program
from .expressions import box

STATED = {"n": Quantity("number", "the number in the statement")}


def cards(c, values, columns=4, dark=()):
    """Cards in rows with a number each; those whose index is in dark are shaded."""
    c.without |= {"hatch", "shapes", "line"}
    for i, value in enumerate(values):
        box(c, 5 * (i % columns), -5 * (i // columns), 4, 4, str(value), accent=i in dark)


def ends(values):
    """What origins name: the three least numbers, low1 to low3, and the three greatest, high1 to high3."""
    order = sorted(values)
    return {f"low{i + 1}": order[i] for i in range(3)} | {f"high{i + 1}": order[-1 - i] for i in range(3)} | {
        "low4": order[3], "high4": order[-4]}


def there(n, one, many):
    """"There is one ..." or "there are n ...": the right number of a noun."""
    return f"${n}$ {one if n == 1 else many}"


def listed(values):
    """Numbers in a sentence: $3$, $5$ and $7$."""
    texts = [f"${v}$" for v in values]
    return " and ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else "".join(texts)


@program("Negation of a Proposition")
def negated_cards(rng):
    values = rng.sample(range(2, 40), 12)
    n = sorted(values)[rng.randint(2, 9)]
    low, odd = sum(v <= n for v in values), sum(v % 2 for v in values)

    def figure(c, g):
        cards(c, values)

    def check(c):
        shown = c.numbers()
        return (len([v for v in shown if not v > n]), len([v for v in shown if not v % 2 == 0]),
                len([v for v in shown if not (not v % 2 == 0)]))

    more = listed(sorted(v for v in values if v > n))
    return Scene(
        f"Twelve cards show the numbers {', '.join(map(str, values))}.", [
            ask("Negation of a Proposition", "Negation of a Comparison",
                "The statement is: the number is greater than {n}. For how many cards is the negation of this "
                "statement true?", low,
                f"By @ the negation says that the number is at most ${n}$, which also holds for ${n}$ itself. The "
                f"statement is true for the {there(12 - low, 'card', 'cards')} with {more}. So its negation is true "
                f"for $12 - {12 - low} = {low}$ cards.", wrong=[12 - low, low - 1, 13 - low]),
            ask("Negation of a Proposition", "Counting the Negation",
                "The statement is: the number is even. For how many cards is the negation of this statement true?", odd,
                f"The statement is true for ${12 - odd}$ of the $12$ cards in the figure. By @ its negation is true "
                f"for all others, $12 - {12 - odd} = {odd}$ cards.", wrong=[12 - odd, odd + 1, 11 - odd]),
            ask("Negation of a Proposition", "Double Negation",
                "For how many cards is it false that the number is not even?", 12 - odd,
                f"By @ it is false that a number is not even exactly if it is even. Of the 12 cards in the figure "
                f"${odd}$ show odd numbers, so this holds for $12 - {odd} = {12 - odd}$ cards.",
                wrong=[odd, 13 - odd, 11 - odd])],
        givens=dict(n=n), fixed=tuple(values), figure=figure, upright=True, check=check, scale=False,
        quantities=STATED, say=ends(values))


@program("Conjunction and Disjunction")
def shapes_and_or(rng):
    items = [(rng.randint(0, 1), rng.randint(0, 1), rng.randint(2, 30)) for _ in range(12)]  # round, dark, number
    n = rng.randint(8, 22)
    while not any(r and v > n for r, _, v in items):
        items = [(rng.randint(0, 1), rng.randint(0, 1), rng.randint(2, 30)) for _ in range(12)]
    both = sum(r and v > n for r, _, v in items)
    either, one = sum(r or d for r, d, _ in items), sum(r != d for r, d, _ in items)
    rounds, darks = sum(r for r, _, _ in items), sum(d for _, d, _ in items)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        for i, (r, d, v) in enumerate(items):
            x, y = 5 * (i % 4), -5 * (i // 4)
            if r:
                c.circle((x + 2, y + 2), 2.1, fill=d, accent=True)
                c.text((x + 2, y + 2), str(v))
            else:
                c.polygon((x, y), (x + 4, y), (x + 4, y + 4), (x, y + 4), fill=d, accent=True)
                c.text((x + 2, y + 2), str(v))

    def check(c):
        def centre(points):
            xs, ys = zip(*points)
            return round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)
        at = {tuple(label[1]): int(label[4]) for label in c.labels}
        ring = {p for p, _ in c.circles}
        dark = {centre(f) for f, _ in c.fills}
        return (sum(p in ring and v > n for p, v in at.items()), sum(p in ring or p in dark for p in at),
                sum((p in ring) ^ (p in dark) for p in at))

    names = ("circle" if r else "square" for r, _, _ in items)
    some = listed(sorted(v for r, _, v in items if r))
    return Scene(
        "There are " + ", ".join(f"a {'dark' if d else 'light'} {name} with the number {v}"
                                 for name, (_, d, v) in zip(names, items)) + ".", [
            ask("Conjunction and Disjunction", "And Needs Both",
                "How many of the figures satisfy: it is a circle and its number is greater than {n}?", both,
                f"By @ both parts must hold. The {there(rounds, 'circle shows', 'circles show')} {some}. For "
                f"${rounds - both}$ of them the number is at most ${n}$, so ${rounds} - {rounds - both} = {both}$ "
                "satisfy both parts.",
                wrong=[rounds, rounds + sum(v > n for _, _, v in items) - both, sum(v > n for _, _, v in items),
                       both + 1]),
            ask("Conjunction and Disjunction", "Or Needs at Least One",
                "How many of the figures satisfy: it is a circle or it is dark?", either,
                f"By @ the statement fails only if both parts fail, that is for a light square. There are "
                f"{there(12 - either, 'light square', 'light squares')}, so it holds for $12 - {12 - either} = "
                f"{either}$ figures; dark circles count too.", wrong=[rounds + darks, one, 12 - either, rounds, darks]),
            ask("Conjunction and Disjunction", "Exclusive Or",
                "How many of the figures satisfy: either it is a circle or it is dark, but not both?", one,
                f"By @ exactly one part must hold, so light circles and dark squares count. There are "
                f"${either - darks}$ and ${either - rounds}$ of them, together "
                f"${either - darks} + {either - rounds} = {one}$.",
                wrong=[either, rounds + darks, 12 - one, rounds, darks])],
        givens=dict(n=n), fixed=tuple(v for item in items for v in item), figure=figure, upright=True, check=check,
        scale=False, quantities=STATED, say=ends([v for _, _, v in items]))


def gate(c, x, y, tall, text, inputs, lead):
    """A gate with its left side at x, centred at height y, and input lines of the length lead at the heights inputs."""
    box(c, x, y - tall / 2, 5, tall, text, accent=True)
    for at in inputs:
        c.line((x - lead, at), (x, at))
    return x + 5, y


@program("Truth Table")
def circuit_rows(rng):
    k, m, more, last = rng.randint(2, 5), rng.randint(2, 5), rng.randint(2, 6), rng.choice(("AND", "OR"))
    rows, ones = 2 ** (k + m), 2 ** m - 1 if last == "AND" else 2 ** (k + m) - (2 ** k - 1)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        outs = []
        for y, count, text in ((8, k, "AND"), (0, m, "OR")):
            at = [y + 1.2 * (i - (count - 1) / 2) for i in range(count)]
            outs.append(gate(c, 4, y, 6.4, text, at, 4))
            for v in at:
                c.dot((0, v))
        for (x, y), end in zip(outs, (5.2, 2.8)):
            c.line((x, y), (12, y), (12, end), (14, end))
        x, y = gate(c, 14, 4, 5, last, (), 0)
        c.arrow((x, y), (x + 4, y))

    def check(c):
        upper, lower = sum(y > 4 for _, y in c.dots), sum(y < 4 for _, y in c.dots)
        final = all if c.texts()[-1] == "AND" else any
        table = [final([all(row[:upper]), any(row[upper:])]) for row in product((0, 1), repeat=upper + lower)]
        alone = [any(row) for row in product((0, 1), repeat=lower)]
        return len(table) * len(list(product((0, 1), repeat=more))), sum(alone), sum(table)

    how = (f"The AND gate on the left gives 1 in one of its rows and the OR gate below in $2^{m} - 1 = {2 ** m - 1}$ "
           f"rows. The last gate needs both, which makes $1 \\cdot {2 ** m - 1} = {ones}$ rows." if last == "AND" else
           f"The last gate gives 0 only if both gates on the left do: the AND gate in $2^{k} - 1 = {2 ** k - 1}$ of "
           f"its rows and the OR gate in one. So of the ${rows}$ rows ${rows} - {2 ** k - 1} = {ones}$ give 1.")
    say, total = "Each dot is an input that can be 0 or 1. ", k + m + more
    return Scene(
        f"An AND gate has {k} inputs, an OR gate has {m} other inputs; their outputs are joined by an {last} gate.", [
            ask("Truth Table", "Rows of a Truth Table",
                say + "Now {more} more inputs are added to the circuit. How many rows does the truth table have then?",
                2 ** total, f"The figure shows ${k}$ inputs at the upper gate and ${m}$ at the lower one. With "
                f"${more}$ more there are ${k} + {m} + {more} = {total}$ inputs. By @ each of them doubles the number "
                f"of rows, so the table has $2^{{{total}}} = {2 ** total}$ rows.",
                wrong=[2 * total, 2 ** (k + m), total ** 2, 2 ** (k + m) + more]),
            ask("Truth Table", "False Row of a Disjunction",
                say + "In how many rows of the truth table of the lower left gate alone is its output 1?", 2 ** m - 1,
                f"The lower left gate is an OR gate with ${m}$ inputs. By @ its output is 0 only in the row with all "
                f"inputs 0, so it is 1 in $2^{m} - 1 = {2 ** m - 1}$ rows.", wrong=[2 ** m, 1, m, 2 ** m - 2]),
            ask("Logic Gates", "Chain of Gates",
                say + "In how many rows of the truth table of the drawn circuit is the output on the right 1?", ones,
                f"By @ the gates are worked out from left to right (*Truth Table*). {how}", also=("Truth Table",),
                wrong=[rows - ones, ones + 1, 2 ** m, rows])],
        givens=dict(more=more), fixed=(k, m, last), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of inputs added", "inputs")}, say=dict(upper=k, lower=m))


@program("Logic Gates")
def threshold_circuit(rng):
    a, b, d = rng.randint(5, 60), rng.randint(20, 95), rng.randint(3, 50)
    while b - a < 5 or a == d or (a + b + d) % 3:  # a whole mean
        a, b = rng.randint(5, 60), rng.randint(20, 95)
    upper = range(a + 1, b)
    on = len(set(upper) | set(range(1, d + 1)))

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        for y, text in ((9, "x > " + g["a"]), (3.5, "x < " + g["b"]), (-4, "x > " + g["d"])):
            box(c, 0, y - 1.6, 8, 3.2, text)
        box(c, 11, 3.8, 7, 5, "AND", accent=True)
        box(c, 11, -6.5, 7, 5, "NOT", accent=True)
        box(c, 21, -0.8, 6, 5, "OR", accent=True)
        c.line((8, 9), (9.5, 9), (9.5, 7.5), (11, 7.5))
        c.line((8, 3.5), (9.5, 3.5), (9.5, 5.1), (11, 5.1))
        c.line((8, -4), (11, -4))
        c.line((18, 6.3), (19.5, 6.3), (19.5, 2.9), (21, 2.9))
        c.line((18, -4), (19.5, -4), (19.5, 0.5), (21, 0.5))
        c.arrow((27, 1.7), (30, 1.7))

    def check(c):
        one, two, three = ((t[2], int(t[4:])) for t in c.texts()[:3])

        def holds(test, x):
            return x > test[1] if test[0] == ">" else x < test[1]
        table = [(holds(one, x) and holds(two, x), not holds(three, x)) for x in range(1, 101)]
        return sum(p or q for p, q in table), sum(p for p, _ in table), sum(q for _, q in table)

    say, both = "A box puts out 1 if its condition holds and 0 if not. ", b - a - 1 + d
    how = (f"The first set lies inside the second, as ${b - 1} \\le {d}$, so the output is 1 for ${d}$ numbers."
           if d >= b - 1 else
           f"They overlap and together run from 1 to ${b - 1}$, so the output is 1 for ${b} - 1 = {on}$ numbers."
           if d > a else
           f"They have no common number, so the output is 1 for ${b - a - 1} + {d} = {on}$ numbers.")
    return Scene(
        f"A circuit tests whether (x > {a} AND x < {b}) OR NOT (x > {d}).", [
            ask("Logic Gates", "Chain of Gates",
                say + "For how many of the whole numbers $x$ from 1 to 100 is the output on the right 1?", on,
                f"By @ the circuit is worked out from left to right. The AND gate gives 1 for the whole numbers from "
                f"${a + 1}$ to ${b - 1}$, the NOT gate for those from 1 to ${d}$. The OR gate joins both sets. {how}",
                wrong=[both, 100 - on, abs(both - on), on + 1, b - a - 1]),
            ask("Logic Gates", "And Gate",
                say + "For how many of the whole numbers $x$ from 1 to 100 is the output of the AND gate 1?", b - a - 1,
                f"The inputs of the AND gate come from the boxes $x > {a}$ and $x < {b}$. By @ both must be 1, so "
                f"${a} < x < {b}$, which holds for ${b} - {a} - 1 = {b - a - 1}$ numbers.",
                wrong=[b - a, b - a + 1, 100 - b + a]),
            ask("Logic Gates", "Not Gate",
                say + "For how many of the whole numbers $x$ from 1 to 100 is the output of the NOT gate 1?", d,
                f"The input of the NOT gate comes from the box $x > {d}$, which gives 1 for $100 - {d} = {100 - d}$ "
                f"numbers. By @ its output is 1 for all others, $100 - {100 - d} = {d}$ numbers.",
                wrong=[100 - d, d - 1, d + 1])],
        givens=dict(a=a, b=b, d=d), figure=figure, upright=True, check=check, scale=False, quantities={
            name: Quantity("number", f"the number in the {place} box")
            for name, place in (("a", "upper"), ("b", "middle"), ("d", "lower"))})


@program("Implication of Propositions")
def rule_breakers(rng):
    values, n = rng.sample(range(2, 50), 12), rng.randint(10, 40)
    dark = sorted(rng.sample(range(12), rng.randint(4, 8)))
    bad = sum(values[i] <= n for i in dark)
    other = sum(v > n for i, v in enumerate(values) if i not in dark)

    def figure(c, g):
        cards(c, values, dark=dark)

    def check(c):
        drawn = [(accent, v) for (_, accent), v in zip(c.fills, c.numbers())]
        return (sum(p and not v > n for p, v in drawn), sum(not p for p, v in drawn),
                sum(v > n and not p for p, v in drawn))

    rule = "The rule is: if a card is dark, then its number is greater than {n}. "
    light, good = 12 - len(dark), listed(sorted(values[i] for i in dark))
    return Scene(
        "Cards show the numbers " + ", ".join(f"{v} ({'dark' if i in dark else 'light'})" for i, v in enumerate(values))
        + ".", [
            ask("Implication of Propositions", "When an Implication Fails", rule + "How many cards break the rule?",
                bad, f"By @ a dark card breaks the rule exactly if its number is at most ${n}$. The ${len(dark)}$ dark "
                f"cards show {good}. Of these numbers ${len(dark) - bad}$ are greater than ${n}$, so "
                f"${len(dark)} - {len(dark) - bad} = {bad}$ cards break the rule.",
                wrong=[len(dark) - bad, light, sum(v <= n for v in values), bad + other, bad + 1]),
            ask("Implication of Propositions", "Vacuous Truth",
                rule + "For how many cards is the rule true simply because its condition is false?", light,
                f"The condition of the rule is that the card is dark. By @ the rule holds for every light card. There "
                f"are ${len(dark)}$ dark cards, so the number is $12 - {len(dark)} = {light}$.",
                wrong=[len(dark), 12 - bad, light - other, light + 1]),
            ask("Converse Proposition", "Converse may be False",
                rule + "How many cards break the converse of the rule?", other,
                f"The converse says that a card with a number greater than ${n}$ is dark. By @ it may fail although "
                f"the rule holds: it is broken by light cards with a greater number. Of the ${light}$ light cards "
                f"${light - other}$ have a number of at most ${n}$, so ${light} - {light - other} = {other}$ break it.",
                wrong=[bad, light, sum(v > n for v in values), other + 1])],
        givens=dict(n=n), fixed=(*values, *dark), figure=figure, upright=True, check=check, scale=False,
        quantities={"n": Quantity("number", "the number in the rule")}, say=ends([values[i] for i in dark]))


@program("Universal and Existential Quantifiers")
def all_or_some(rng):
    values = [rng.randint(3, 40) for _ in range(5)]
    while len(set(values)) < 5 or max(values) < 3 * min(values) - 8:
        values = [rng.randint(3, 40) for _ in range(5)]
    low, high = min(values), max(values)

    def figure(c, g):
        c.without |= {"line"}
        bars(c, list("ABCDE"), values, max(values), [g[name] for name in "abcde"])

    def check(c):
        shown = [v for v in c.numbers() if v]
        return (next(n for n in range(1, 200) if all(v < n for v in shown)),
                next(n for n in range(1, 200) if any(v < n for v in shown)),
                max(n for n in range(1, 200) if not any(v < n for v in shown)))

    shown = f"The bars have the heights {listed(values)} (*Reading a Bar Chart*). "
    also = ("Reading a Bar Chart",)
    return Scene(
        f"Five bars have the heights {', '.join(map(str, values))}.", [
            ask("Universal and Existential Quantifiers", "Bound for All Values",
                "What is the least whole number $n$ for which this is true: all bars have a height less than $n$?",
                high + 1, f"{shown}By @ all heights are less than $n$ exactly if the greatest one, ${high}$, is less "
                f"than $n$. So the least whole number is ${high} + 1 = {high + 1}$.", also=also,
                wrong=[high, low + 1, high - 1]),
            ask("Universal and Existential Quantifiers", "Bound for Some Value",
                "What is the least whole number $n$ for which this is true: some bar has a height less than $n$?",
                low + 1, f"{shown}By @ it is enough that the least height, ${low}$, is less than $n$. So the least "
                f"whole number is ${low} + 1 = {low + 1}$.", also=also, wrong=[low, high + 1, low - 1]),
            ask("Universal and Existential Quantifiers", "Negating Quantifiers",
                "What is the greatest whole number $n$ for which this is false: some bar has a height less than "
                "$n$?", low,
                f"{shown}By @ the negation says that all bars have a height of at least $n$. This holds as long as $n$ "
                f"is at most the least height, and ${low} \\ge {low}$ is still true, so $n = {low}$.",
                also=also, wrong=[low + 1, low - 1, high])],
        givens=dict(zip("abcde", values)), figure=figure, upright=True, check=check, scale=False,
        quantities={name: Quantity("number", f"the height of bar {name.upper()}") for name in "abcde"})


@program("Pigeonhole Principle")
def drawers(rng):
    columns, rows, n = rng.randint(2, 5), rng.randint(2, 4), rng.randint(13, 99)
    k = columns * rows
    while n <= k:
        n = rng.randint(13, 99)
    full = -(-n // k)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        for i, j in product(range(columns), range(rows)):
            box(c, 6 * i, 4 * j, 6, 4)
            c.line((6 * i + 2, 4 * j + 2), (6 * i + 4, 4 * j + 2), kind="thick")

    def check(c):
        boxes = [0] * len(c.polygons)
        for _ in range(n):  # the most even way to fill
            boxes[boxes.index(min(boxes))] += 1
        need = next(m for m in range(1, 400) if -(-m // len(boxes)) >= 4)
        return max(boxes), need, next(m for m in range(1, 99) if m > len(boxes))

    shown = f"The chest in the figure has ${columns}$ columns and ${rows}$ rows of drawers, ${columns} \\cdot {rows} " \
            f"= {k}$ in all. "
    sure = "How many balls are needed at least so that some drawer of the chest certainly holds {} or more balls, " \
           "however they are put in?"
    return Scene(
        f"A chest has {k} drawers.", [
            ask("Pigeonhole Principle", "Fullest Box",
                "A total of {n} balls are put into the drawers of the chest. What is the greatest number $m$ such "
                "that some drawer certainly holds at least $m$ balls?", full,
                f"{shown}By @ some drawer holds at least $\\lceil \\frac{{{n}}}{{{k}}} \\rceil = {full}$ balls. More "
                f"is not certain, because the balls can be spread so evenly that no drawer holds more than ${full}$.",
                wrong=[n // k if n % k else full + 1, full + 1, n - k, k]),
            ask("Pigeonhole Principle", "Worst Case Count", sure.format(4), 3 * k + 1,
                f"{shown}In the worst case each of them holds 3 balls, and there is no drawer with 4 yet. By @ one "
                f"more ball is enough: ${k} \\cdot 3 + 1 = {3 * k + 1}$.", wrong=[4 * k, 3 * k, 4 * k + 1, k + 4]),
            ask("Pigeonhole Principle", "Two in One Box", sure.format(2), k + 1,
                f"{shown}In the worst case ${k}$ balls lie in different drawers. By @ the next ball makes a drawer "
                f"with two of them, so ${k} + 1 = {k + 1}$ balls are needed.", wrong=[k, 2 * k, 2 * k + 1])],
        givens=dict(n=n), fixed=(columns, rows), figure=figure, upright=True, check=check, scale=False,
        quantities={"n": Quantity("count", "the number of balls", "balls")}, say=dict(wide=columns, tall=rows))
