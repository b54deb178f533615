"""Logic: cards and shapes that satisfy conditions, rules, circuits of gates, quantifiers, drawers."""
from itertools import product

from ..pieces import bars
from ..tools import Scene, ask, program
from .expressions import box


def cards(c, values, columns=4, dark=()):
    """Cards in rows with a number each; those whose index is in dark are shaded."""
    c.without |= {"hatch", "shapes", "line"}
    for i, value in enumerate(values):
        box(c, 5 * (i % columns), -5 * (i // columns), 4, 4, str(value), accent=i in dark)


def there(n, one, many):
    """"There is one ..." or "there are n ...": the right number of a noun."""
    return f"${n}$ {one if n == 1 else many}"


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

    return Scene(
        f"Twelve cards show the numbers {', '.join(map(str, values))}.", [
            ask("Negation of a Proposition", "Negation of a Comparison",
                "The statement is: the number is greater than {n}. For how many cards is the negation of this "
                "statement true?", low,
                f"the negation says that the number is at most ${n}$, which also holds for ${n}$ itself; "
                f"the statement is true for {there(12 - low, 'card', 'cards')}, so its negation for "
                f"$12 - {12 - low} = {low}$."),
            ask("Negation of a Proposition", "Counting the Negation",
                "The statement is: the number is even. For how many cards is the negation of this statement true?", odd,
                f"the statement is true for ${12 - odd}$ of the $12$ cards, so its negation is true for "
                f"$12 - {12 - odd} = {odd}$."),
            ask("Negation of a Proposition", "Double Negation",
                "For how many cards is it false that the number is not even?", 12 - odd,
                f"a negation that is false means that the number is even, which is so for $12 - {odd} = {12 - odd}$ "
                "cards.")],
        [("The cards show the ages of the visitors of a pool. A guard says that a visitor is older than {n} years.",
          "For how many of the visitors is the negation of this statement true?"),
         ("The cards show the prices in euros of some games. A buyer says that a game costs more than {n} euros.",
          "For how many of the games is the negation of this statement true?"),
         ("Let $x$ be the number on a card and $A$ the statement $x > {n}$.", "For how many cards is $\\neg A$ true?")],
        dict(n=n), fixed=tuple(values), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        "There are " + ", ".join(f"a {'dark' if d else 'light'} {name} with the number {v}"
                                 for name, (_, d, v) in zip(names, items)) + ".", [
            ask("Conjunction and Disjunction", "And Needs Both",
                "How many of the figures satisfy: it is a circle and its number is greater than {n}?", both,
                f"both parts must hold: of the ${rounds}$ circles, ${rounds - both}$ have a number of at most ${n}$, "
                f"and ${rounds} - {rounds - both} = {both}$ satisfy both."),
            ask("Conjunction and Disjunction", "Or Needs at Least One",
                "How many of the figures satisfy: it is a circle or it is dark?", either,
                f"the statement fails only for the light squares, of which there are ${12 - either}$, so it holds for "
                f"$12 - {12 - either} = {either}$ figures; dark circles count too."),
            ask("Conjunction and Disjunction", "Exclusive Or",
                "How many of the figures satisfy: either it is a circle or it is dark, but not both?", one,
                "light circles and dark squares count; their numbers are "
                f"${either - darks}$ and ${either - rounds}$, together "
                f"${either - darks} + {either - rounds} = {one}$.")],
        [("In a game the circles are coins and the squares are stamps; the numbers are their values.",
          "How many pieces are coins and have a value greater than {n}?"),
         ("The circles are round tables and the squares are square tables; the numbers are their prices in euros.",
          "How many tables are round and cost more than {n} euros?"),
         ("Let $A$ be: the figure is a circle, and $B$: its number is greater than {n}.",
          "For how many figures is $A \\land B$ true?")],
        dict(n=n), fixed=tuple(v for item in items for v in item),
        figure=figure, upright=True, check=check, scale=False)


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

    how = (f"the AND gate on the left gives 1 in one row and the lower gate in ${2 ** m - 1}$ rows; both are needed, "
           f"which makes $1 \\cdot {2 ** m - 1} = {ones}$ rows." if last == "AND" else
           f"the last gate gives 0 only if the AND gate on the left gives 0, in ${2 ** k} - 1 = {2 ** k - 1}$ cases, "
           f"and the lower gate gives 0, in one case, so ${rows} - {2 ** k - 1} = {ones}$ rows give 1.")
    say = "Each dot is an input that can be 0 or 1. "
    return Scene(
        f"An AND gate has {k} inputs, an OR gate has {m} other inputs; their outputs are joined by an {last} gate.", [
            ask("Truth Table", "Rows of a Truth Table",
                say + "How many rows does the truth table have if {more} more inputs are added to the circuit?",
                2 ** (k + m + more), f"there are ${k} + {m} + {more} = {k + m + more}$ inputs, and the table has "
                f"$2^{{{k + m + more}}} = {2 ** (k + m + more)}$ rows."),
            ask("Truth Table", "False Row of a Disjunction",
                say + "In how many rows of the truth table of the lower left gate alone is its output 1?", 2 ** m - 1,
                f"this OR gate with ${m}$ inputs gives 0 only if all inputs are 0, so "
                f"$2^{m} - 1 = {2 ** m - 1}$ rows give 1."),
            ask("Logic Gates", "Chain of Gates",
                say + "In how many rows of the truth table of the drawn circuit is the output on the right 1?", ones,
                how)],
        [("A lamp on the right is controlled by the circuit; every dot is a switch that is on or off. The circuit gets "
          "{more} more switches.", "In how many ways can all its switches be set then?"),
         ("An alarm is controlled by the circuit; every dot is a sensor that says yes or no. The circuit gets {more} "
          "more sensors.", "How many patterns of answers of all the sensors are possible then?"),
         ("Each dot stands for a proposition. The compound proposition in the figure gets {more} further independent "
          "propositions.", "How many rows does its truth table have then?")],
        dict(more=more), fixed=(k, m, last), figure=figure, upright=True, check=check, scale=False)


@program("Logic Gates")
def threshold_circuit(rng):
    a, b, d = rng.randint(5, 60), rng.randint(20, 95), rng.randint(3, 50)
    while b - a < 5 or a == d:
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

    say = "A box puts out 1 if its condition holds and 0 if not. "
    if d >= b - 1:
        how = f"the first set lies inside the second, as ${b - 1} \\le {d}$, so the output is 1 for ${d}$ numbers."
    elif d > a:
        how = f"they overlap and together run from 1 to ${b - 1}$, so the output is 1 for ${b} - 1 = {on}$ numbers."
    else:
        how = f"they have no common number, so the output is 1 for ${b - a - 1} + {d} = {on}$ numbers."
    return Scene(
        f"A circuit tests whether (x > {a} AND x < {b}) OR NOT (x > {d}).", [
            ask("Logic Gates", "Chain of Gates",
                say + "For how many of the whole numbers $x$ from 1 to 100 is the output on the right 1?", on,
                f"the AND gate gives 1 for the whole numbers from ${a + 1}$ to ${b - 1}$, the NOT gate for those "
                f"from 1 to ${d}$, and the OR gate joins both sets; {how}"),
            ask("Logic Gates", "And Gate",
                say + "For how many of the whole numbers $x$ from 1 to 100 is the output of the AND gate 1?", b - a - 1,
                f"both inputs must be 1, so ${a} < x < {b}$, which holds for ${b} - {a} - 1 = {b - a - 1}$ numbers."),
            ask("Logic Gates", "Not Gate",
                say + "For how many of the whole numbers $x$ from 1 to 100 is the output of the NOT gate 1?", d,
                f"its input is 1 for $x > {d}$, which are $100 - {d} = {100 - d}$ numbers, so its output is 1 for "
                f"$100 - {100 - d} = {d}$ numbers.")],
        [("A heater is on while the output of the circuit is 1; x is the reading of a sensor, a whole number. A box "
          "puts out 1 if its condition holds and 0 if not.",
          "For how many of the readings from 1 to 100 is the heater on?"),
         ("A machine sorts parcels by their weight x in kilograms, a whole number: a parcel goes to the left if the "
          "output of the circuit is 1. A box puts out 1 if its condition holds.",
          "For how many of the weights from 1 to 100 does a parcel go to the left?"),
         ("The circuit stands for a compound condition on $x$.",
          "How many of the whole numbers from 1 to 100 satisfy it?")],
        dict(a=a, b=b, d=d), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        "Cards show the numbers " + ", ".join(f"{v} ({'dark' if i in dark else 'light'})" for i, v in enumerate(values))
        + ".", [
            ask("Implication of Propositions", "When an Implication Fails",
                "The rule is: if a card is dark, then its number is greater than {n}. How many cards break the rule?",
                bad, f"only a dark card with a number of at most ${n}$ breaks it; there are ${len(dark)}$ dark cards, "
                f"${len(dark) - bad}$ of them have a greater number, and ${len(dark)} - {len(dark) - bad} = {bad}$."),
            ask("Implication of Propositions", "Vacuous Truth",
                "The rule is: if a card is dark, then its number is greater than {n}. For how many cards is the rule "
                "true simply because its condition is false?", 12 - len(dark),
                f"the condition is false for every light card, and there are $12 - {len(dark)} = {12 - len(dark)}$ of "
                "these."),
            ask("Converse Proposition", "Converse may be False",
                "The rule is: if a card is dark, then its number is greater than {n}. How many cards break the "
                "converse of the rule?", other,
                f"the converse says that a card with a number greater than ${n}$ is dark; it is broken by the light "
                f"cards with a greater number. Of ${12 - len(dark)}$ light cards ${12 - len(dark) - other}$ have a "
                f"number of at most ${n}$, so ${12 - len(dark)} - {12 - len(dark) - other} = {other}$ break it.")],
        [("The cards show the ages of runners; dark cards are those who entered a race for people over {n} years.",
          "How many runners break the rule that whoever enters this race must be older than {n} years?"),
         ("The cards are parcels with their weights in kilograms; dark parcels go by ship. The rule is that a parcel "
          "that goes by ship is heavier than {n} kilograms.", "How many parcels break the rule?"),
         ("Let $A$ be: the card is dark, and $B$: its number is greater than {n}.",
          "For how many cards is $A \\Rightarrow B$ false?")],
        dict(n=n), fixed=(*values, *dark), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"Five bars have the heights {', '.join(map(str, values))}.", [
            ask("Universal and Existential Quantifiers", "Bound for All Values",
                "What is the least whole number $n$ for which this is true: all bars have a height less than $n$?",
                high + 1, f"the greatest height is ${high}$, and it must be less than $n$, so $n$ is "
                f"${high} + 1 = {high + 1}$."),
            ask("Universal and Existential Quantifiers", "Bound for Some Value",
                "What is the least whole number $n$ for which this is true: some bar has a height less than $n$?",
                low + 1, f"it is enough that the least height ${low}$ is less than $n$, so $n$ is "
                f"${low} + 1 = {low + 1}$."),
            ask("Universal and Existential Quantifiers", "Negating Quantifiers",
                "What is the greatest whole number $n$ for which this is false: some bar has a height less than "
                "$n$?", low, f"its negation says that all bars have a height of at least $n$, so $n$ is at "
                f"most the least height, and $n = {low}$.")],
        [("The bars show the points of five players in a game.",
          "What is the least whole number $n$ for which all players have fewer than $n$ points?"),
         ("The bars show how many members five clubs have.",
          "What is the least whole number $n$ for which every club has fewer than $n$ members?"),
         ("Let $h(x)$ be the height of the bar $x$.",
          "What is the least whole number $n$ for which $\\forall x\\, h(x) < n$ is true?")],
        dict(zip("abcde", values)), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"A chest has {k} drawers.", [
            ask("Pigeonhole Principle", "Fullest Box",
                "A total of {n} balls are put into the drawers of the chest. What is the greatest number $m$ for which "
                "it is certain that some drawer holds at least $m$ balls?", full,
                f"the chest has ${k}$ drawers, and some drawer holds at least "
                f"$\\lceil \\frac{{{n}}}{{{k}}} \\rceil = {full}$ balls; an even distribution gives no more."),
            ask("Pigeonhole Principle", "Worst Case Count",
                "How many balls are needed at least so that some drawer of the chest certainly holds 4 or more balls, "
                "however they are put in?", 3 * k + 1,
                f"with $3$ balls in each of the ${k}$ drawers there is no such drawer yet, so "
                f"${k} \\cdot 3 + 1 = {3 * k + 1}$ balls are needed."),
            ask("Pigeonhole Principle", "Two in One Box",
                "How many balls are needed at least so that some drawer of the chest certainly holds 2 or more balls, "
                "however they are put in?", k + 1,
                f"${k}$ balls may lie in ${k}$ different drawers, so ${k} + 1 = {k + 1}$ balls are needed.")],
        [("The boxes in the figure are the letter boxes of a house, and {n} letters arrive.",
          "What is the greatest number $m$ for which some box certainly gets at least $m$ letters?"),
         ("The boxes in the figure are the lockers of a school, and {n} balls are stored in them.",
          "What is the greatest number $m$ for which some locker certainly holds at least $m$ balls?"),
         ("Each of {n} objects is assigned to one of the cells in the figure.",
          "What is the greatest number $m$ for which some cell certainly gets at least $m$ objects?")],
        dict(n=n), fixed=(columns, rows), figure=figure, upright=True, check=check, scale=False)
