"""Constructions in words: relations that a quantity of the scene fulfils, and definitions of the numbers in them."""

from fractions import Fraction
from math import gcd, lcm

from . import Built, construction, lettered, say
from .quantities import SHARES, TIMES, cap, counted, much, units, whole

PLAIN = ("number", "count", "measure", "duration", "money", "data", "degrees", "quantity")  # what has parts
CLOSE = [((1, 2), (1, 3)), ((1, 2), (2, 5)), ((2, 3), (1, 2)), ((3, 4), (2, 3)), ((2, 3), (3, 5)), ((1, 3), (1, 4))]
CLOSE += [((3, 4), (3, 5)), ((3, 4), (1, 2)), ((2, 5), (1, 3)), ((1, 3), (1, 5)), ((1, 4), (1, 5)), ((4, 5), (2, 3))]
MIXED = [((1, 4), 40), ((1, 2), 30), ((1, 5), 60), ((3, 4), 10), ((2, 5), 35), ((1, 4), 55), ((1, 2), 15), ((3, 5), 20)]
RESTS = [((1, 4), 40), ((1, 2), 30), ((1, 5), 50), ((2, 5), 35), ((1, 4), 25), ((1, 2), 20), ((3, 5), 15), ((1, 4), 15)]


def parted(h):
    """Whether parts and multiples of a quantity make sense: not of a time of day or a place on a scale."""
    return h.quantity.kind in PLAIN and "at which" not in h.name and whole(h.value, 2)


def again(h):
    """A quantity when it is named once more in a sentence: "this number", "this flying time"."""
    if h.quantity.kind in ("number", "count"):
        return "this number"
    return "this " + lettered(h.name, "n").split(" $n$")[0].removeprefix("the ")


def with_unit(n, h):
    """A number's name with the unit; that of a count is clear from what is counted."""
    return n.name if h.quantity.kind == "count" else units(n.name, h)


def latex(share):
    """A fraction in a formula."""
    return f"\\frac{{{share[0]}}}{{{share[1]}}}"


@construction(
    "quantity",
    ("Fractions of a Whole", "Whole from a Part"),
    ("Addition and Subtraction of Fractions", "Unlike Denominators"),
    ("Common Denominator of Fractions", "Least Common Denominator"),
)
def fractions_compared(board, h, rng):
    """By how much one fraction of it is more than another one."""
    if not parted(h):
        return None
    fits = [(a, b, (Fraction(*a) - Fraction(*b)) * h.value) for a, b in CLOSE]
    fits = [f for f in fits if whole(f[2]) and f[2] < h.value]
    if not fits:
        return None
    a, b, more = rng.choice(fits)
    k, n = lcm(a[1], b[1]), board.said_number(more, h.quantity)
    one, two, part = a[0] * k // a[1], b[0] * k // b[1], Fraction(*a) - Fraction(*b)
    by = f" \\times {part.denominator}" + (f" \\div {part.numerator}" if part.numerator > 1 else "")
    return Built(
        [n],
        f"{cap(SHARES[a])} of {h.name} is {with_unit(n, h)} more than {SHARES[b]} of it.",
        f"Over the least common denominator {k} the difference of the fractions is ${latex((one, k))} - "
        f"{latex((two, k))} = {latex(part.as_integer_ratio())}$. This part is {much(more, h)}, so {h.name} is "
        f"${say(more)}{by} = {say(h.value)}$.",
        lambda more: more / part,
    )


@construction(
    "quantity",
    ("Conversion between Percentages, Decimals and Fractions", "Fraction to Percent"),
    ("Concept and Properties of Addition", "Putting Together"),
    ("Reverse Percentage", "Whole from a Part"),
)
def fraction_and_percent(board, h, rng):
    """What a fraction and a percentage of it make together."""
    if not parted(h):
        return None
    fits = [(a, p, (Fraction(*a) + Fraction(p, 100)) * h.value) for a, p in MIXED]
    fits = [f for f in fits if whole(f[2], 2) and f[2] != h.value]
    if not fits:
        return None
    a, p, both = rng.choice(fits)
    n, first = board.said_number(both, h.quantity), 100 * a[0] // a[1]
    return Built(
        [n],
        f"{cap(SHARES[a])} and {p}% of {h.name} make {with_unit(n, h)} together.",
        f"{cap(SHARES[a])} is {first}%, and ${first} + {p} = {first + p}$, so {first + p}% of {h.name} make "
        f"{much(both, h)}: {h.name} is ${say(both)} \\times 100 \\div {first + p} = {say(h.value)}$.",
        lambda both: both * 100 / (first + p),
    )


def consists(h):
    """Whether a quantity may be put together of three parts: a length, a volume, a time that passes."""
    nouns = ("length", "distance", "way", "volume", "waiting", "driving", "flying")
    head = h.name.removeprefix("the ").split(" ")[0]
    return h.quantity.kind in ("measure", "duration", "money") and head in nouns and whole(h.value, 4)


@construction(
    "quantity",
    ("Conversion between Percentages, Decimals and Fractions", "Fraction to Percent"),
    ("Definition of Percentages", "Whole as Hundred Percent"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
    ("Reverse Percentage", "Whole from a Part"),
)
def three_parts(board, h, rng):
    """It has three parts: a fraction, a percentage and a number."""
    if not consists(h):
        return None
    fits = [(a, p, 100 - p - 100 * a[0] // a[1]) for a, p in RESTS]
    fits = [(a, p, rest) for a, p, rest in fits if whole(Fraction(rest * h.value) / 100)]
    if not fits:
        return None
    a, p, rest = rng.choice(fits)
    last, first = Fraction(rest * h.value) / 100, 100 * a[0] // a[1]
    n = board.said_number(last, h.quantity)
    return Built(
        [n],
        f"{cap(h.name)} has three parts: the first is {SHARES[a]} of the whole, the second is {p}% of the whole, and "
        f"the third is {with_unit(n, h)}.",
        f"{cap(SHARES[a])} is {first}%, so $100 - {first} - {p} = {rest}$ percent of the whole are left for the third "
        f"part, {much(last, h)}, and {h.name} is ${say(last)} \\times 100 \\div {rest} = {say(h.value)}$.",
        lambda last: last * 100 / rest,
    )


@construction(
    "quantity",
    ("Doubling and Multiples", "Multiple of a Number"),
    ("Like Terms", "Combining Like Terms"),
    ("Linear Equation in One Variable", "Collecting Terms"),
)
def multiples_compared(board, h, rng):
    """Multiples of it that differ by a number on each side."""
    if not (parted(h) or h.value == 1 and h.quantity.kind == "count") or h.value > 400:
        return None
    if consists(h) and h.value % 5 == 0:  # its parts are the better way
        return None
    more, less = rng.choice([(3, 2), (4, 2), (4, 3), (5, 2), (5, 3), (6, 4), (6, 2)])
    fits = [b for b in range(2, 40) if b < (more - less) * h.value and (more - less) * h.value - b >= 2]
    if not fits:
        return None
    b = rng.choice(fits)
    c = (more - less) * h.value - b
    n, d = board.said_number(c, h.quantity), more - less
    ends = f"$({say(c)} + {b}) \\div {d} = {say(h.value)}$" if d > 1 else f"${say(c)} + {b} = {say(h.value)}$"
    less_by = str(b) if h.quantity.kind == "count" else much(b, h)
    return Built(
        [n, board.told(b)],
        f"{cap(TIMES[more])} {h.name}, reduced by {less_by}, is {with_unit(n, h)} more than {TIMES[less]} "
        f"{again(h)}.",
        f"With $x$ for {h.name}, ${more}x - {b} = {less}x + {say(c)}$. Collecting the terms gives "
        f"${d if d > 1 else ''}x = {say(c)} + {b}$, so {h.name} is {ends}.",
        lambda c, b: (c + b) / d,
    )


@construction(
    "count",
    ("Least Common Multiple", "Meaning of the Least Common Multiple"),
    ("Factors and Multiples", "Multiples up to a Bound"),
    ("Division of Integers", "Quotient and Remainder"),
)
def groups_without_rest(board, h, rng):
    """Groups of two sizes leave no rest, or the same rest; bounds leave one number."""
    if not h.name.startswith("the number of ") or not whole(h.value, 12):
        return None
    v = int(h.value)
    rests = [(a, b, r) for a in range(4, 13) for b in range(4, a) for r in (1, 2, 3) if (v - r) % lcm(a, b) == 0]
    rests = [(a, b, r) for a, b, r in rests if r < b - 1 and a % b and v > r and lcm(a, b) >= 12]
    if not rests:
        return None
    a, b, r = rng.choice(rests)
    k = lcm(a, b)
    low = max(1, (v - r - k // 2) // 5 * 5)
    if not low < v < low + k:
        return None
    return Built(
        [board.told(r)],
        f"Put into groups of {b} or into groups of {a}, {counted(h)} leave a rest of {r} each time, and there are "
        f"between {low} and {low + k} of them.",
        f"Without the rest of {r} the number is a multiple of {b} and of {a}, so of their least common multiple {k}. "
        f"Between {low} and {low + k} this leaves one number: {h.name} is ${(v - r) // k} \\times {k} + {r} = {v}$.",
        lambda r: v // k * k + r,
    )


@construction(
    "quantity",
    ("Percentage Change", "Growth Factor"),
    ("Reverse Percentage", "Finding One Percent First"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def rise_and_fall(board, h, rng):
    """By how much a rise in percent leads higher than a fall."""
    if not parted(h) or h.quantity.kind == "number":
        return None
    fits = [(up, down) for up in (10, 15, 20, 25, 30, 50) for down in (10, 20, 25)]
    fits = [(up, down, Fraction((up + down) * h.value) / 100) for up, down in fits]
    fits = [f for f in fits if whole(f[2], 2)]
    if not fits:
        return None
    up, down, more = rng.choice(fits)
    n, both = board.said_number(more, h.quantity), up + down
    return Built(
        [n],
        f"An increase of {h.name} by {up}% would lead to {with_unit(n, h)} more than a decrease by {down}%.",
        f"The two changes lead to {100 + up}% and to {100 - down}%, which differ by ${up} + {down} = {both}$ percent. "
        f"So {both}% of {h.name} make {much(more, h)}, and {h.name} is ${say(more)} \\div {both} \\times 100 = "
        f"{say(h.value)}$.",
        lambda more: more / both * 100,
    )


@construction(
    "quantity",
    ("Sharing in a Ratio", "Difference of the Shares"),
    ("Calculation of Ratio Value", "Part to Whole"),
    ("Division of Integers", "Equal Sharing"),
)
def parts_in_a_ratio(board, h, rng):
    """It has three parts in a ratio; by how much the last is more than the first is given."""
    if not consists(h):
        return None
    fits = [(a, b, c) for a in range(1, 5) for b in range(1, 6) for c in range(a + 1, 8) if len({a, b, c}) == 3]
    fits = [f for f in fits if h.value % sum(f) == 0 and f[2] - f[0] > 1]
    if not fits:
        return None
    a, b, c = rng.choice(fits)
    one, d = Fraction(h.value) / (a + b + c), c - a
    n = board.said_number(d * one, h.quantity)
    return Built(
        [n],
        f"{cap(h.name)} has three parts in the ratio ${a} : {b} : {c}$, and the last part is {with_unit(n, h)} more "
        f"than the first.",
        f"The last part has ${c} - {a} = {d}$ shares more than the first, so a share is ${say(d * one)} \\div {d} = "
        f"{say(one)}$. All ${a} + {b} + {c} = {a + b + c}$ shares make {h.name}: ${a + b + c} \\times {say(one)} = "
        f"{say(h.value)}$.",
        lambda more: more / d * (a + b + c),
    )


@construction(
    "quantity",
    ("Inverse Operations", "Undoing a Chain"),
    ("Order of Operations", "Brackets First"),
    ("Doubling and Multiples", "Multiple of a Number"),
)
def steps_undone(board, h, rng):
    """A number from which three steps lead to another one."""
    if h.quantity.kind not in ("number", "data", "coefficient") or not whole(h.value, 2) or h.value > 150:
        return None
    fits = [(k, b, d) for k in (2, 3, 4, 5) for d in (2, 3, 4, 5, 6) for b in range(2, 25)]
    fits = [(k, b, d) for k, b, d in fits if k != d and (k * h.value + b) % d == 0 and b % d]
    if not fits:
        return None
    k, b, d = rng.choice(fits)
    end = Fraction(k * h.value + b) / d
    n = board.said_number(end)
    return Built(
        [n, board.told(b)],
        f"Adding {b} to {TIMES[k]} {h.name} and dividing the sum by {d} gives {n.name}.",
        f"Undone from the end, the steps lead to {h.name}: $({d} \\times {say(end)} - {b}) \\div {k} = "
        f"{say(h.value)}$.",
        lambda end, b: (d * end - b) / k,
    )


# ------------------------------------------------------------------------------------------ the numbers of a relation
@construction(
    "said",
    ("Least Common Multiple", "Least Common Multiple by Prime Factors"),
    ("Prime Factorisation", "Unique Prime Factors"),
)
def common_multiple(board, h, rng):
    """It is the least common multiple of two numbers."""
    if not whole(h.value, 12) or h.value > 400:
        return None
    v = int(h.value)
    parts = [d for d in range(4, v) if v % d == 0]
    fits = [(a, b) for a in parts for b in parts if a < b and lcm(a, b) == v and gcd(a, b) > 1]
    if not fits:
        return None
    a, b = rng.choice(fits)
    return Built(
        [board.told(a), board.told(b)],
        f"Here {h.name} is the least common multiple of {a} and {b}.",
        f"With ${a} = {factors(a)}$ and ${b} = {factors(b)}$ the least common multiple is ${factors(v)} = {v}$, so "
        f"{h.name} is {v}.",
        lambda a, b: lcm(int(a), int(b)),
    )


def primes_of(n):
    """The prime factors of a whole number in ascending order."""
    p = next((p for p in range(2, n) if n % p == 0), n)
    return [p] if p == n else [p, *primes_of(n // p)]


def factors(n):
    """The product of its prime factors."""
    return " \\times ".join(map(str, primes_of(n)))


@construction(
    "said",
    ("Greatest Common Divisor", "Greatest Common Divisor by Prime Factors"),
    ("Prime Factorisation", "Unique Prime Factors"),
)
def common_divisor(board, h, rng):
    """It is the greatest common divisor of two numbers."""
    if not whole(h.value, 4) or h.value > 60 or len(primes_of(int(h.value))) < 2:
        return None
    v = int(h.value)
    fits = [(p, q) for p in (2, 3, 4, 5, 6) for q in (3, 4, 5, 6, 7, 9) if p < q and gcd(p, q) == 1 and q * v <= 300]
    if not fits:
        return None
    p, q = rng.choice(fits)
    a, b = p * v, q * v
    return Built(
        [board.told(a), board.told(b)],
        f"Here {h.name} is the greatest common divisor of {a} and {b}.",
        f"With ${a} = {factors(a)}$ and ${b} = {factors(b)}$ the product of the common factors is "
        f"${factors(v)} = {v}$, so {h.name} is {v}.",
        lambda a, b: gcd(int(a), int(b)),
    )


@construction(
    "said",
    ("Linear Equation in One Variable", "Collecting Terms"),
    ("Like Terms", "Combining Like Terms"),
)
def solution_of_an_equation(board, h, rng):
    """It solves an equation with the unknown on both sides."""
    if not whole(h.value, 2) or h.value > 400 or h.value * 5 > 900:
        return None
    a, x = rng.randint(3, 5), h.name.strip("$")
    c = rng.randint(1, a - 2) if a > 3 else 1
    b = rng.randint(3, max(4, min(60, int((a - c) * h.value) - 1)))
    d = (a - c) * h.value - b
    if d < 1:
        return None
    left = "" if c == 1 else c
    return Built(
        [board.told(b), board.told(d)],
        f"Here {h.name} solves the equation ${a}{x} - {b} = {left}{x} + {say(d)}$.",
        f"From ${a}{x} - {b} = {left}{x} + {say(d)}$ follows ${a - c}{x} = {say(d)} + {b}$, so {h.name} is "
        f"$({say(d)} + {b}) \\div {a - c} = {say(h.value)}$.",
        lambda b, d: (b + d) / (a - c),
    )


@construction(
    "said",
    ("Arithmetic Sequence", "Term of an Arithmetic Sequence"),
    ("Order of Operations", "Multiplication before Addition"),
)
def term_of_a_sequence(board, h, rng):
    """It is a late term of an arithmetic sequence of which three terms are given."""
    if not whole(h.value, 20) or h.value > 400:
        return None
    v = int(h.value)
    fits = [(v - (k - 1) * d, d, k) for d in range(2, 16) for k in range(8, 31) if 1 <= v - (k - 1) * d <= 30]
    if not fits:
        return None
    first, d, k = rng.choice(fits)
    row = f"{first}, {first + d}, {first + 2 * d}"
    return Built(
        [board.told(k), board.told(first)],
        f"Here {h.name} is term number {k} of the arithmetic sequence {row}, and so on.",
        f"The terms of the sequence rise by {d}, so its term number {k} is ${first} + ({k} - 1) \\times {d} = {v}$, "
        f"and {h.name} is {v}.",
        lambda k, first: first + (k - 1) * d,
    )


@construction("said", ("Mean of a Data Set", "Sum over Count"), ("Division of Integers", "Equal Sharing"))
def mean_of_numbers(board, h, rng):
    """It is the mean of four numbers."""
    if not whole(h.value, 6) or h.value > 300:
        return None
    v = int(h.value)
    three = [v + rng.choice((-1, 1)) * rng.randint(1, v // 3) for _ in range(3)]
    last = 4 * v - sum(three)
    if len({*three, last, v}) < 5 or not v // 3 <= last <= 2 * v:
        return None
    row, plus = ", ".join(map(str, three)), " + ".join(map(str, three))
    return Built(
        [board.told(x) for x in (*three, last)],
        f"Here {h.name} is the mean of {row} and {last}.",
        f"The four numbers have the sum ${plus} + {last} = {4 * v}$, so {h.name} is ${4 * v} \\div 4 = {v}$.",
        lambda *found: sum(found) / 4,
    )
