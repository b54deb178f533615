"""Contest problems on numbers: parity in a table, beads in another base, digits on a wheel, hidden digits, a mobile."""

from fractions import Fraction
from math import atan2, degrees

from ..canvas import polar
from ..tools import Quantity, Scene, ask, frac, program

O = (0, 0)


def plus(values):
    """A sum, written out."""
    return " + ".join(map(str, values))


def draw_table(c, g, m, n):
    """A table of sums with empty fields."""
    c.without |= {"line", "hatch", "shapes"}
    c.fills.append(([(0, 0), (1, 0), (1, n), (m + 1, n), (m + 1, n + 1), (0, n + 1)], True))
    for i in range(n + 2):
        c.line((0, i), (m + 1, i), kind="thin")
    for j in range(m + 2):
        c.line((j, 0), (j, n + 1), kind="thin")
    c.text((0.5, n + 0.5), "+")
    for i in range(n):
        c.text((0.5, n - 0.5 - i), g[f"r{i}"])
    for j in range(m):
        c.text((1.5 + j, n + 0.5), g[f"c{j}"])


def sheet_letters(c, m, n):
    """More for a table of sums: letters of its columns and of its rows, as on a sheet."""
    for j in range(m):
        c.text((1.5 + j, n + 1.4), "PQRST"[j], small=True)
    for i in range(n):
        c.text((-0.4, n - 0.5 - i), "uvwx"[i], small=True)


@program("Even and Odd Numbers")
def sums_in_a_table(rng):
    n, m = rng.choice(((3, 4), (4, 4), (4, 5), (3, 5)))
    rows, columns = rng.sample(range(2, 60), n), rng.sample(range(2, 60), m)
    a, b = sum(v % 2 for v in rows), sum(v % 2 for v in columns)
    if a in (0, n) or b in (0, m):
        rows[0], rows[1], columns[0], columns[1] = 7, 12, 18, 35
        a, b = sum(v % 2 for v in rows), sum(v % 2 for v in columns)
    odd, total = a * (m - b) + (n - a) * b, m * sum(rows) + n * sum(columns)

    def check(c):
        spots = {label[1]: int(label[4]) for label in c.labels if label[4].isdigit()}
        left = [v for p, v in spots.items() if p[0] == 0.5]
        above = [v for p, v in spots.items() if p[0] > 1]
        cells = [(u, v) for u in left for v in above]
        return sum((u + v) % 2 for u, v in cells), sum((u * v + 1) % 2 for u, v in cells), sum(u + v for u, v in cells)

    start = "Each empty field of the table gets the sum of the number to its left and the number above it."
    read = f"Of the {n} numbers on the left {a} are odd and {n - a} even, of the {m} numbers above {b} are odd and " \
        f"{m - b} even"
    return Scene(
        f"A table of sums has the numbers {', '.join(map(str, rows))} on its left and "
        f"{', '.join(map(str, columns))} above.",
        [
            ask("Even and Odd Numbers", "Parity of a Sum", f"{start} How many of these sums are "
                f"odd?", odd, f"{read}. By @ "
                f"a sum is odd when just one of its terms is. There are ${a} \\times {m - b} = {a * (m - b)}$ "
                f"fields with an odd number on the left and an even one above, and ${n - a} \\times {b} = "
                f"{(n - a) * b}$ fields the other way round (Multiplication Principle of Counting), so "
                f"${a * (m - b)} + {(n - a) * b} = {odd}$ sums are odd.", also=["Multiplication Principle of Counting"],
                wrong=[n * m - odd, a * b, a * (m - b), a + b, n * m]),
            ask("Even and Odd Numbers", "Parity of a Product", "Each empty field of the table gets the product, "
                "instead of the sum, of the number to its left and the number above it. How many of these products "
                "are even?",
                n * m - a * b, f"{read}. By @ a product is odd only when both factors are, in ${a} \\times {b} = "
                f"{a * b}$ fields. The table has ${n} \\times {m} = {n * m}$ fields (Multiplication Principle of "
                f"Counting), and ${n * m} - {a * b} = {n * m - a * b}$ products are even.",
                also=["Multiplication Principle of Counting"], wrong=[a * b, (n - a) * (m - b), odd]),
            ask("Multiplication of Integers", "Distributive Law", f"{start} What is the sum of all these sums?", total,
                f"Each number on the left is added {m} times and each number above {n} times. By @ the sum is ${m} "
                f"\\times ({plus(rows)}) + {n} \\times ({plus(columns)}) = {m * sum(rows)} + {n * sum(columns)} = "
                f"{total}$.",
                wrong=[sum(rows) + sum(columns), n * sum(rows) + m * sum(columns) if n != m else total + n,
                       n * m * (sum(rows) + sum(columns))]),
        ],
        givens={f"r{i}": v for i, v in enumerate(rows)} | {f"c{j}": v for j, v in enumerate(columns)},
        figure=lambda c, g: draw_table(c, g, m, n), upright=True, check=check, scale=False,
        more=[lambda c, rng: sheet_letters(c, m, n)],
        quantities={f"r{i}": Quantity("number", f"the number to the left of row {i + 1}") for i in range(n)}
        | {f"c{j}": Quantity("number", f"the number above column {j + 1}") for j in range(m)})


def digits_in(v, b, k=4):
    """The k digits of v in base b, the largest place first."""
    return [v // b**i % b for i in reversed(range(k))]


def count_on(c):
    """The answers about beads: counts on one by one from the drawn beads."""
    base, more = (int(next(t for t in c.texts() if word in t).split()[-1]) for word in ("base", "+"))
    beads = [0] * 4
    for (x, _), _ in c.circles:
        beads[round(x / 2)] += 1
    shown = beads[:]
    for _ in range(more):  # counts on, one by one
        k = 3
        while beads[k] == base - 1:
            beads[k] = 0
            k -= 1
        beads[k] += 1
    value = 0
    for n in shown:
        value = value * base + n
    return sum(beads), value, value * base


def rod_letters(c, rng):
    """More for beads: powers of the base b as values of the rods."""
    for i in range(4):
        c.text((2 * i, 5.8), f"b{'³²¹⁰'[i]}", small=True)


@program("Number Bases")
def beads_in_a_base(rng):
    b = rng.randint(3, 6)
    v = rng.randint(b**3, b**4 - b * b)
    m = rng.randint(5, min(150, b**4 - 1 - v))
    before, after = digits_in(v, b), digits_in(v + m, b)

    def figure(c, g):
        c.without |= {"line", "hatch", "shapes"}
        c.line((-0.8, 0), (6.8, 0), kind="thick")
        for k, n in enumerate(before):
            c.line((2 * k, 0), (2 * k, 5))
            for i in range(n):
                c.circle((2 * k, 0.45 + 0.9 * i), 0.43, accent=True)
        c.text((3, -0.9), f"base {g['b']}")
        c.text((8.3, 2), f"+ {g['m']}")
        c.line((9, 2), (9, 2), kind="none")

    start = "The beads on a rod are a digit of a whole number in the base that is written below, the ones on the right."
    powers = " + ".join(f"{n} \\times {b}^{3 - k}" if k < 3 else str(n) for k, n in enumerate(before))
    value = f"the beads stand for ${powers} = {v}$"
    rest, lines = v + m, []
    while rest:
        lines.append(f"${rest} = {rest // b} \\times {b} + {rest % b}$")
        rest //= b
    return Scene(
        f"An abacus shows a whole number in base {b}; from left to right its rods hold "
        f"{', '.join(map(str, before))} beads. The number {m}, written in base ten, is added.",
        [
            ask("Number Bases", "Conversion by Repeated Division", f"{start} The number behind the plus sign, "
                f"written in base ten, is added, and the result is shown on the same rods. How many beads are on "
                f"the rods then?",
                sum(after), f"In base {b} {value} (Place Value). With {m} more there are ${v} + {m} = {v + m}$. By "
                f"@ the new digits are the remainders in {', '.join(lines)}, from the ones on. They add up to "
                f"${plus(reversed(after))} = {sum(after)}$ beads (Addition and Subtraction of Integers).",
                also=["Place Value", "Addition and Subtraction of Integers"],
                wrong=[sum(before) + m, sum(map(int, str(v + m))), sum(before), sum(after) + 1]),
            ask("Number Bases", "Places in Base b", f"{start} Which number, written in base ten, do the beads show "
                f"before anything is added?", v, f"By @ {value}.", wrong=[
                    int("".join(map(str, before))), sum(before), int("".join(map(str, before)), b) + m]),
            ask("Number Bases", "Appending a Zero in Base b", f"{start} All beads are moved one rod to the left, "
                f"for which one more rod is put up. Which number, written in base ten, do they show "
                f"then?", v * b, f"In base {b} "
                f"{value} (Place Value). Moving all beads to the left appends a zero, and by @ the value is ${v} "
                f"\\times {b} = {v * b}$.", also=["Place Value"], wrong=[10 * v, v + b, v * b * b]),
        ],
        givens=dict(b=b, m=m), fixed=tuple(before), figure=figure, upright=True, check=count_on, scale=False,
        more=[rod_letters],
        quantities=dict(b=Quantity("number", "the base"), m=Quantity("number", "the number behind the plus sign")))


@program("Recurring Decimals")
def wheel_of_digits(rng):
    k = rng.randint(3, 7)
    digits = [rng.randint(0, 9) for _ in range(k)]
    if len(set(digits)) < 3:
        digits[:3] = [4, 0, 7]
    n = rng.randint(3 * k, 150)
    q, r = divmod(n, k)
    once, part = sum(digits), sum(digits[:r])
    whole = int("".join(map(str, digits)))

    def figure(c, g):
        c.without |= {"line", "mirror", "shapes", "hatch"}
        c.circle(O, 5, accent=True)
        c.circle(O, 2.6)
        for i, digit in enumerate(digits):
            c.text(polar(O, 3.8, 90 - 360 * i / k), digit)
            c.line(polar(O, 2.6, 90 - 360 * (i + 0.5) / k), polar(O, 5, 90 - 360 * (i + 0.5) / k))
        c.arrow((0, 6.8), (0, 5.2), kind="thick")
        c.ring(O, 6, start=10, end=62, kind="thin")
        c.arrow(polar(O, 6, 14), polar(O, 6, 8), kind="thin")
        c.text(O, f"first {g['n']}")

    def check(c):
        spots = [label for label in c.labels if label[4].isdigit()]
        count = int(next(label[4] for label in c.labels if label[1] == O).split()[1])
        around = sorted(spots, key=lambda label: (clockwise(label[1])))
        row = [int(label[4]) for label in around]
        return sum(row[i % len(row)] for i in range(count)), int("".join(map(str, row))), count // len(row)

    start = "Behind the point of a number below 1 the digits of the wheel stand clockwise, from the arrow on, again " \
        "and again."
    turns = f"the wheel has {k} digits, and ${n} = {q} \\times {k} + {r}$"
    tail = "no digit is left over"
    if r:
        tail = f"after them comes the first digit, {part}" if r == 1 else \
            f"after them come the first {r} digits, ${plus(digits[:r])} = {part}$"
    return Scene(
        f"A number below 1 has the digits {', '.join(map(str, digits))} behind its point, which repeat without end. "
        f"The first {n} digits behind the point are looked at.",
        [
            ask("Recurring Decimals", "Digit at a Given Place", f"{start} What is the sum of as many first digits "
                f"behind the point as the number in the middle says?", q * once + part, f"The figure shows that "
                f"{turns} (Division of Integers). By @ the digits repeat after every full turn, so there are {q} "
                f"full turns, each with the sum ${plus(digits)} = {once}$ (Addition and Subtraction of Integers), "
                f"and {tail}. In all this is ${q} \\times {once} + {part} = {q * once + part}$.",
                also=["Division of Integers", "Addition and Subtraction of Integers"],
                wrong=[q * once, (q + 1) * once if r else q * once + digits[0] + 1, n * once, once + part]),
            ask("Recurring Decimals", "Shift and Subtract", f"{start} The number is called $x$, and the wheel has $k$ "
                "digits. Which whole number is $10^k x - x$?", whole, f"The wheel has {k} digits. By @ multiplying by "
                f"$10^{k}$ shifts the digits by one full turn; the digits behind the point are then the same and "
                f"cancel in the difference, which is ${whole}$, since $10^{k} = {10**k}$.",
                wrong=[once, whole * 10, int("".join(map(str, reversed(digits))))]),
            ask("Division of Integers", "Quotient and Remainder", f"{start} How many full turns of the wheel do as "
                f"many first digits make as the number in the middle says?", q, f"By @ the number in the middle is "
                f"divided by the number of digits: {turns}. There are {q} full turns.", wrong=[q + 1, r, n - k]),
        ],
        givens=dict(n=n), fixed=tuple(digits), figure=figure, check=check, scale=False,
        quantities=dict(n=Quantity("count", "the number of digits that are looked at", "digits")), say=dict(length=k))


def clockwise(p):
    """The clockwise angle from the top, from 0 to 360 degrees."""
    return (90 - degrees(atan2(p[1], p[0]))) % 360 if abs(p[0]) > 1e-9 or p[1] < 0 else 0.0


RULES = {12: (4, 3), 15: (5, 3), 18: (2, 9), 36: (4, 9), 45: (5, 9)}


def draw_cards(c, g, i, j):
    """Five cards, two of them turned over."""
    c.without |= {"line", "hatch"}
    for k in range(5):
        c.polygon((1.2 * k, 0), (1.2 * k + 1, 0), (1.2 * k + 1, 1.4), (1.2 * k, 1.4), accent=k in (i, j))
        if k not in (i, j):
            c.text((1.2 * k + 0.5, 0.7), g[f"v{k}"])
    c.text((2.9, -0.8), f"divisible by {g['d']}")
    c.line((2.9, -1), (2.9, -1), kind="none")


def places_above(c, x, y, step, names):
    """More for digits: the names of their places above them."""
    for k, name in enumerate(names):
        c.text((x + step * k, y), name, small=True)


@program("Divisibility Rules")
def turned_over_cards(rng):
    for _ in range(400):
        d, (i, j) = rng.choice(list(RULES)), (rng.randint(1, 3), 4)
        row = [rng.randint(1, 9), *(rng.randint(0, 9) for _ in range(4))]
        fits = [(x, y) for x in range(10) for y in range(10) if value_of(row, i, x, y) % d == 0]
        if len(fits) > 1:
            break
    tail, nine = RULES[d]
    best, least = (f(value_of(row, i, x, y) for x, y in fits) for f in (max, min))
    known = sum(v for k, v in enumerate(row) if k not in (i, j))
    x, y = next((u, v) for u, v in fits if value_of(row, i, u, v) == best)

    def check(c):
        cells = {round((label[1][0] - 0.5) / 1.2): int(label[4]) for label in c.labels if label[4].isdigit()}
        by = int(next(label[4] for label in c.labels if label[4].startswith("div")).split()[-1])
        form = "".join(str(cells.get(k, "{}")) for k in range(5))
        found = [v for k in range(100) if (v := int(form.format(*divmod(k, 10)))) % by == 0]
        return max(found), len(found), max(found) - min(found)

    start = "Two cards of a number with five digits are turned over. The number is divisible by the number below " \
        "the cards."
    ends = {2: "2, 4, 6, 8 or 0", 5: "0 or 5"}.get(tail)
    last = "by 4 exactly when its last two digits make a multiple of 4" if tail == 4 else \
        f"by {tail} exactly when its last digit is {ends}"
    both = f"A number is divisible by {d} exactly when it is by {tail} and by {nine}. It is divisible {last}, and by " \
        f"{nine} exactly when its digit sum is; the digits that can be seen add up to {known}"
    pairs = ", ".join(f"({u}, {v})" for u, v in fits)
    rule = "Rule of Four" if tail == 4 else "Last Digit Rules"
    return Scene(
        f"A number of five digits is divisible by {d}. Its digits are "
        f"{', '.join('unknown' if k in (i, j) else str(v) for k, v in enumerate(row))}.",
        [
            ask("Divisibility Rules", "Digit Sum Rules", f"{start} What is the largest number that the cards can "
                f"show?", best,
                f"The number below is {d}. By @ and similar rules it can be tested. {both}. Of all pairs of hidden "
                f"digits, from left to right, only {pairs} fit. The largest number has the largest digit at the "
                f"first hidden place (Comparing Numbers): with {x} and {y} the digit sum is ${known} + {x} + {y} = "
                f"{known + x + y}$, and the number is ${best} = {best // d} \\times {d}$.", also=["Comparing Numbers"],
                wrong=[least, value_of(row, i, 9, 9), best - d, value_of(row, i, 9, 0)]),
            ask("Divisibility Rules", rule, f"{start} How many different numbers can the cards show?", len(fits),
                f"The number below is {d}. Two rules are needed, and @ is one of them. {both}. Of all pairs of "
                f"hidden digits, from left to right, only {pairs} fit, so there are ${len(fits)}$ numbers.",
                wrong=[100 // d if 100 // d != len(fits) else 10, 100, len(fits) + 1]),
            ask("Comparing Numbers", "Comparing Digit by Digit", f"{start} By how much do the largest and the smallest "
                "number that the cards can show differ?", best - least, f"The number below is {d}. {both} "
                f"(Divisibility Rules). Of all pairs of hidden digits only {pairs} fit. By @ the first hidden place "
                f"decides, so the largest number is {best} and the smallest {least}: ${best} - {least} = "
                f"{best - least}$.",
                also=["Divisibility Rules"], wrong=[(len(fits) - 1) * d, best, best - least + d]),
        ],
        givens={f"v{k}": v for k, v in enumerate(row) if k not in (i, j)} | dict(d=d), fixed=(i,),
        figure=lambda c, g: draw_cards(c, g, i, j),
        more=[lambda c, rng: places_above(c, 0.5, 2, 1.2, ("TTh", "Th", "H", "T", "U"))],
        upright=True, check=check, scale=False,
        quantities=dict(d=Quantity("number", "the number below the cards")))


def value_of(row, i, x, y):
    """The number on the cards with x at place i and y at the end."""
    return int("".join(map(str, [*row[:i], x, *row[i + 1 : 4], y])))


def draw_mobile(c, g, p, q, s, t):
    """Two bars with their arms, threads and boxes."""
    c.without |= {"line", "hatch", "shapes", "small", "leaders"}
    size = 1.1
    c.line((-p - 1, 7), (q + 1, 7))
    c.line((0, 7), (0, 4.6))
    c.line((-p, 4.6), (q, 4.6), kind="thick")
    c.line((-p, 4.6), (-p, 2.8))
    c.line((q, 4.6), (q, 0))
    c.line((q - s, 0), (q + t, 0), kind="thick")
    for i, (spot, text) in enumerate((((-p, 2.8), "?"), ((q - s, -1.5), g["a"]), ((q + t, -1.5), ""))):
        if i:
            c.line((spot[0], 0), spot)
        c.polygon((spot[0] - size, spot[1] - 2 * size), (spot[0] + size, spot[1] - 2 * size),
                  (spot[0] + size, spot[1]), (spot[0] - size, spot[1]), accent=i == 0)
        c.text((spot[0], spot[1] - size), text)
    for (u, v), text in (((-p, 0), "p"), ((0, q), "q")):
        c.side((u, 4.6), (v, 4.6), g[text], (0, 0))
    for (u, v), text in (((q - s, q), "s"), ((q, q + t), "t")):
        c.side((u, 0), (v, 0), g[text], (0, -9))
    c.dot((0, 4.6))
    c.dot((q, 0))


def plumb_lines(c, q):
    """More for a mobile: the plumb lines through the points where its bars hang."""
    c.line((0, 4.6), (0, 0.9), kind="dash")
    c.line((q, 0), (q, -5), kind="dash")


@program("Quantities in Inverse Proportion")
def hanging_mobile(rng):
    for _ in range(900):
        p, q, s, t = (rng.randint(2, 9) for _ in range(4))
        a = rng.randint(2, 30)
        whole = a * s % t == 0 and (a + a * s // t) * q % p == 0
        if whole and p != q and s != t and p + q - s > 2.6 and p + q + t < 19:
            break
    else:
        a, p, q, s, t = 6, 3, 6, 2, 4
    b = a * s // t
    load, x = a + b, (a + b) * q // p

    def check(c):
        (left, right), (low, high) = (points for points, kind in c.strokes if kind == "thick")
        pivot, lower = c.dots
        known = int(next(label[4] for label in c.labels if label[0] == "at" and label[4].isdigit()))
        other = known * (lower[0] - low[0]) / (high[0] - lower[0])
        weight = (known + other) * (right[0] - pivot[0]) / (pivot[0] - left[0])
        return weight, other, weight + known + other

    start = "The mobile is in balance. A number at a bar is the length of an arm, a number in a box is its weight; " \
        "bars and threads weigh nothing."
    lower = f"The figure shows the weight {a} on an arm of the length {s}, and the other arm of the lower bar is " \
        f"{t} long, so the empty box weighs ${a} \\times {s} \\div {t} = {b}$"
    return Scene(
        f"A mobile in balance has an upper bar with arms {p} (left) and {q} (right). At its left end hangs a dark "
        f"box, at its right end a lower bar with arms {s} and {t}, which carry a box of weight {a} and an empty "
        f"box. Bars and threads weigh nothing.",
        [
            ask("Quantities in Inverse Proportion", "Lever Law", f"{start} How heavy is the dark box with the "
                f"question mark?",
                x, f"By @ load times arm agrees on both sides of a bar. {lower}. The lower bar carries ${a} + {b} = "
                f"{load}$ (Addition and Subtraction of Integers), which hangs on the arm {q} of the upper bar. The "
                f"dark box on the arm {p} weighs ${load} \\times {q} \\div {p} = {x}$.", also=["Addition and "
                "Subtraction of Integers"],
                wrong=[load, frac(load * p, q), frac(a * q, p), frac((a + Fraction(a * t, s)) * q, p)]),
            ask("Quantities in Inverse Proportion", "Second Value from the Product", f"{start} How heavy is the "
                f"empty box on the lower bar?", b, f"{lower}, because by @ the product of weight and arm is the "
                f"same for both boxes, ${a} \\times {s} = "
                f"{a * s}$.", wrong=[a, frac(a * t, s), a + t - s if a + t - s > 0 else a + t]),
            ask("Measurement of Quantities", "Additivity of Measures", f"{start} Which weight hangs on the ceiling "
                f"in all?",
                x + load, f"{lower} (Quantities in Inverse Proportion). The lower bar carries ${a} + {b} = {load}$, "
                f"and the dark box weighs ${load} \\times {q} \\div {p} = {x}$. By @ the ceiling carries ${load} + "
                f"{x} = {load + x}$.", also=["Quantities in Inverse Proportion"], wrong=[load, x + a, 2 * load]),
        ],
        givens=dict(a=a, p=p, q=q, s=s, t=t), figure=lambda c, g: draw_mobile(c, g, p, q, s, t), upright=True,
        more=[lambda c, rng: plumb_lines(c, q)],
        check=check)


def draw_sum(c, g, blots, names):
    """A written addition with three covered digits."""
    c.without |= {"line", "hatch", "shapes"}
    for r in range(3):
        y = 3.6 - 1.3 * r
        for k in range(3):
            x = 1.2 * k
            if blots[k] == r:
                left, low, right, high = x - 0.42, y - 0.5, x + 0.42, y + 0.5
                c.polygon((left, low), (right, low), (right, high), (left, high), accent=True)
            else:
                c.text((x, y), g[names[r, k]])
    c.text((-1.2, 2.3), "+")
    c.text((-1.2, 1), "1")
    c.line((-1.9, 1.65), (3, 1.65))


def try_digits(c):
    """The answers about covered digits, by trying all of them."""
    seen = {(round((3.6 - label[1][1]) / 1.3), round(label[1][0] / 1.2)): int(label[4])
            for label in c.labels if label[4].isdigit() and label[1][0] > -1}
    for u in range(10):
        for v in range(10):
            for w in range(10):
                full = {(r, k): seen.get((r, k), (u, v, w)[k]) for r in range(3) for k in range(3)}
                a, b, s = (int("".join(str(full[r, k]) for k in range(3))) for r in range(3))
                if a + b == 1000 + s:
                    return u + v + w, (1000 + s) % 9, 1000 + s
    raise ValueError("no digits fit")


@program("Column Calculation")
def blots_in_a_sum(rng):
    for _ in range(400):
        one, two = rng.randint(123, 987), rng.randint(123, 987)
        total = one + two
        ones, tens = one % 10 + two % 10, one // 10 % 10 + two // 10 % 10
        if total > 1000 and (ones > 9 or tens + (ones > 9) > 9):
            break
    rows = [str(one), str(two), str(total)[1:]]
    blots = [rng.choice((0, 1, 2)) for _ in range(3)]  # for each column, from the left: which row is hidden
    hidden = [int(rows[r][k]) for k, r in enumerate(blots)]
    names = {(r, k): f"d{r}{k}" for r in range(3) for k in range(3) if blots[k] != r}
    carry = [int(tens + (ones > 9) > 9), int(ones > 9), 0]

    start = "Ink covers three digits of the written addition."
    places, steps = ("hundreds", "tens", "ones"), []
    for k in (2, 1, 0):
        up, low, under = (int(row[k]) for row in rows)
        add = carry[k]
        goal = under + (10 if up + low + add > 9 else 0)
        extra = f" + {add}" if add else ""
        steps.append(f"${up} + {low}{extra} = {goal}$ in the {places[k]}")
    add_steps = ", ".join(steps)
    rest = total % 9
    return Scene(
        "In the written addition of two numbers with three digits, whose sum is above 1000, three digits are "
        "covered, shown as *: "
        "" + " + ".join("".join("*" if blots[k] == r else rows[r][k] for k in range(3)) for r in (0, 1)) + " = 1"
        + "".join("*" if blots[k] == 2 else rows[2][k] for k in range(3)) + ".",
        [
            ask("Column Calculation", "From the Smallest Place to the Largest", f"{start} What is the sum of the "
                f"three covered digits?", sum(hidden), f"By @ the columns are worked through from the right, with "
                f"the carries. The columns only fit with {add_steps}, where the last one gives the digit 1 of the "
                f"thousands (Inverse Operations). The covered digits are {', '.join(map(str, hidden))}, and "
                f"${plus(hidden)} = {sum(hidden)}$ (Addition and Subtraction of "
                f"Integers).", also=["Inverse Operations", "Addition and Subtraction of Integers"],
                wrong=[sum(hidden) + 1, sum(hidden) + 2, abs(sum(hidden) - 1), sum(hidden) + 10]),
            ask("Column Calculation", "Check by Casting out Nines", f"{start} Which remainder does the sum below "
                f"the line leave on division by 9?", rest, f"Column by column, with the carries, the digits only "
                f"fit with {add_steps}. The terms are {one} and {two}. By @ the sum leaves the same remainder as "
                f"its digit sum, ${plus(str(total))} = {sum(map(int, str(total)))}$, and this is "
                f"${sum(map(int, str(total))) // 9} \\times 9 + "
                f"{rest}$.", wrong=[(rest + 1) % 9, (rest + 3) % 9, (rest + 5) % 9]),
            ask("Column Calculation", "Equal Places in One Column", f"{start} What is the sum below the line?", total,
                f"By @ digits of one place stand in one column. With the carries the columns only fit with "
                f"{add_steps}, so ${one} + {two} = {total}$.", wrong=[total - 10, total + 100, total - 100]),
        ],
        givens={name: int(rows[r][k]) for (r, k), name in names.items()}, fixed=tuple(blots),
        figure=lambda c, g: draw_sum(c, g, blots, names),
        more=[lambda c, rng: places_above(c, -1.2, 4.7, 1.2, ("Th", "H", "T", "U"))],
        upright=True, check=try_digits, scale=False,
        quantities={name: Quantity("number", f"the digit of the {places[k]} of the "
                                             f"{('first number', 'second number', 'sum')[r]}")
                    for (r, k), name in names.items()})


def zone_name(v):
    """A time zone: UTC+3."""
    return f"UTC{'+' if v >= 0 else '−'}{abs(v)}"


def route(c, g, zones):
    """Three places with their zones, and the flights between them."""
    c.without |= {"line", "hatch", "shapes", "small", "leaders"}
    spots = ((0, 0), (6, 4), (13, 0.5))
    for p, q in zip(spots, spots[1:]):
        c.arrow(*((u[0] + 0.1 * (v[0] - u[0]), u[1] + 0.1 * (v[1] - u[1])) for u, v in ((p, q), (q, p))))
    for (x, y), name, v in zip(spots, "ABC", zones):
        c.circle((x, y), 0.3, accent=True)
        c.text((x, y - 1.1), name)
        c.text((x, y - 2), zone_name(v), small=True)
    c.side(spots[0], spots[1], f"{g['one']} h", (6, 0))
    c.side(spots[1], spots[2], f"{g['two']} h", (6, 0))
    c.text((0, -2.9), f"from {g['start']}:00", small=True)
    c.text((6, 1.1), f"{g['stop']} h stop", small=True)
    c.line((-1.5, -3), (14, -3), kind="none")


def clocks(c):
    """The local times at B on landing, at C and at A on landing at C, hour by hour from what was drawn."""
    texts = c.texts()
    offsets = [int(t[3:].replace("−", "-")) for t in texts if t.startswith("UTC")]
    first, last = (int(label[4].split()[0]) for label in c.labels if label[0] == "side")
    wait = next(int(t.split()[0]) for t in texts if t.endswith("stop"))
    hour = next(int(t.split()[1].split(":")[0]) for t in texts if t.startswith("from"))
    found = []
    for hours, k in ((first, 1), (first + wait + last, 2), (first + wait + last, 0)):
        h = (hour - offsets[0] + offsets[k]) % 24
        for _ in range(hours):
            h = 0 if h == 23 else h + 1
        found.append(f"{h}:00")
    return found


def shifted(total, more):
    """The sum of an hour and a difference of zones, and the hour on the clock."""
    sum_ = total + more
    days = sum_ // 24
    text = f"${total} {'+' if more >= 0 else '-'} {abs(more)} = {sum_}$"
    if days:
        text += f", which is on another day; on the clock it is ${sum_} {'-' if days > 0 else '+'} {24 * abs(days)} " \
        f"= " \
                f"{sum_ % 24}$"
    return text


@program("Time Zones")
def flight_with_a_stop(rng):
    zones = [rng.randint(-9, 10) for _ in range(3)]
    while zones[0] == zones[1] or zones[2] in zones[:2]:
        zones = [rng.randint(-9, 10) for _ in range(3)]
    start, one, stop, two = rng.randint(2, 22), rng.randint(2, 12), rng.randint(2, 6), rng.randint(2, 12)
    gone = one + stop + two
    to_b, to_c = zones[1] - zones[0], zones[2] - zones[0]
    there, middle, home = (start + gone + to_c) % 24, (start + one + to_b) % 24, (start + gone) % 24

    def check(c):
        at_b, at_c, at_a = clocks(c)
        return at_c, at_b, at_a

    say = "A plane flies from A over B to C. The figure shows the local time of departure at A, the flying times, " \
        "the stop at B and the time zones."
    form = "Give it as hours and minutes, for example 14:00."
    long = f"The journey takes ${one} + {stop} + {two} = {gone}$ hours (Addition and Subtraction of Integers)"
    less = [f"$({v}) - ({zones[0]})" for v in zones]
    return Scene(
        f"A plane leaves A (UTC {zones[0]:+d}) at {start}:00 local time, flies {one} hours to B (UTC "
        f"{zones[1]:+d}), stops there for {stop} hours and flies {two} hours to C (UTC {zones[2]:+d}).",
        [
            ask("Time Zones", "Local Arrival Time", f"{say} What is the local time at C when the plane lands? {form}",
                f"{there}:00", f"{long}. The difference of the zones of C and A is {less[2]} = {to_c}$ hours. By @ "
                f"the hour of landing is the hour of departure plus both numbers. At A it is then ${start} + {gone} "
                f"= {start + gone}$, and at C {shifted(start + gone, to_c)}, so the clock there shows {there}:00 "
                f"(Twenty-Four Hour Time).",
                also=["Addition and Subtraction of Integers", "Twenty-Four Hour Time"],
                wrong=[f"{v % 24}:00" for v in (home, start + gone - to_c, there - stop)]),
            ask("Time Zones", "Difference of Two Zones", f"{say} What is the local time at B when it lands there? "
                f"{form}",
                f"{middle}:00", f"The plane leaves at {start}:00 and flies {one} hours, so at A it is ${start} + "
                f"{one} = {start + one}$ then. By @ the clock at B differs by {less[1]} = {to_b}$ hours from that "
                f"at A. At B it is {shifted(start + one, to_b)}, so the clock there shows {middle}:00 (Twenty-Four "
                f"Hour Time).",
                also=["Twenty-Four Hour Time"],
                wrong=[f"{v % 24}:00" for v in (start + one, start + one - to_b, middle + stop)]),
            ask("Twenty-Four Hour Time", "Midnight and Noon", f"{say} What is the local time at A when it lands at "
                f"C? {form}",
                f"{home}:00", f"{long}, and ${start} + {gone} = {start + gone}$. By @ a day ends after 24 hours, so "
                f"the clock at A shows {home}:00.", also=["Addition and Subtraction of Integers"],
                wrong=[f"{v % 24}:00" for v in (there, home - stop, home + 12)]),
        ],
        givens=dict(start=start, one=one, stop=stop, two=two), fixed=tuple(zones),
        figure=lambda c, g: route(c, g, zones), upright=True, check=check, scale=False,
        more=[lambda c, rng: c.line((0.7, 0.03), (12.3, 0.47), kind="dash")],
        quantities=dict(one=Quantity("duration", "the flying time from A to B", "hours"),
                        stop=Quantity("duration", "the stop at B", "hours"),
                        two=Quantity("duration", "the flying time from B to C", "hours")))
