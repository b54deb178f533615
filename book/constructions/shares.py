"""Constructions on a quantity: percentages, fractions and ratios of a further number of the same scene."""

import re
from fractions import Fraction

from . import Built, construction, say
from .quantities import LARGEST, SHARES, cap, counted, much, result, times, units, whole


def pronoun(h):
    """The pronoun for a number with the unit of a quantity."""
    return "them" if h.quantity.unit.endswith("s") and len(h.quantity.unit) > 2 else "it"


def divisible(h):
    """Whether a part of it makes sense: no speed, time or angle."""
    return h.quantity.kind not in ("percent", "duration", "degrees") and not re.search(r"/| per ", h.quantity.unit)


def plausible(value, h):
    """Whether a number may stand beside a quantity: whole, not huge."""
    if "digit of" in h.name or not whole(value, 2):
        return False
    return value <= max(LARGEST, 3 * h.value) and (h.quantity.kind != "percent" or value <= 100)


@construction(
    "quantity",
    ("Fractions of a Whole", "Remaining Part"),
    ("Percentage of a Quantity", "Percentage of an Amount"),
)
def percent_of_the_rest(board, h, rng):
    """A percentage of what is left of a number."""
    if not divisible(h):
        return None
    fits = [(p, s) for p in (20, 25, 40, 50, 60, 75, 80) for s in ((1, 2), (1, 3), (2, 3), (1, 4), (1, 5), (2, 5))]
    bases = [(p, s, Fraction(h.value) * 100 / p / (1 - Fraction(*s))) for p, s in fits]
    bases = [(p, s, base) for p, s, base in bases if plausible(base, h) and whole(base / s[1])]
    if not bases:
        return None
    p, (a, b), base = rng.choice(bases)
    n, rest, by = board.said_number(base), base * (b - a) / b, f" \\times {b - a}" if b - a > 1 else ""
    return Built(
        [n],
        f"{cap(h.name)} is {p}% of what is left of {units(n.name, h)} when {SHARES[a, b]} of {pronoun(h)} is taken "
        f"away.",
        f"Of {say(base)}, {SHARES[b - a, b]} is left: ${say(base)} \\div {b}{by} = {say(rest)}$. "
        f"{p}% of this is ${p} \\div 100 \\times {say(rest)} = {say(h.value)}$, so {h.name} is {result(h)}.",
        lambda base: base * (b - a) / b * p / 100,
    )


@construction(
    "quantity",
    ("Percentage Change", "Two Changes in a Row"),
    ("Four Operations with Percentages", "Growth Factor"),
)
def two_changes(board, h, rng):
    """What a number becomes after a rise and a fall in percent."""
    if h.quantity.kind not in ("money", "data", "number"):
        return None
    fits = [(up, down) for up in (10, 20, 25, 50, 100) for down in (10, 20, 25, 40, 50)]
    fits = [(up, down) for up, down in fits if (100 + up) * (100 - down) != 10000]
    bases = [(up, down, Fraction(h.value) * 10000 / (100 + up) / (100 - down)) for up, down in fits]
    bases = [(up, down, base) for up, down, base in bases if plausible(base, h) and whole(base * (100 + up) / 100)]
    if not bases:
        return None
    up, down, base = rng.choice(bases)
    n, between = board.said_number(base), base * (100 + up) / 100
    return Built(
        [n],
        f"When {units(n.name, h)} {'are' if h.quantity.unit else 'is'} first "
        f"{'doubled' if up == 100 else f'increased by {up}%'} and then reduced by {down}%, the result is {h.name}.",
        f"The rise by {up}% leads to ${say(base)} \\times {say(Fraction(100 + up, 100))} = {say(between)}$, and the "
        f"fall "
        f"by {down}% to ${say(between)} \\times {say(Fraction(100 - down, 100))} = {say(h.value)}$, so {h.name} is "
        f"{result(h)}.",
        lambda base: base * (100 + up) / 100 * (100 - down) / 100,
    )


@construction(
    "quantity",
    ("Reverse Percentage", "Before an Increase"),
    ("Percentage Change", "Growth Factor"),
)
def before_an_increase(board, h, rng):
    """A rise by some percent would lead to a number."""
    ups = [up for up in (5, 10, 20, 25, 40, 50, 60, 75) if plausible(Fraction(h.value) * (100 + up) / 100, h)]
    if not ups or h.quantity.kind in ("percent", "number"):
        return None
    up = rng.choice(ups)
    after = Fraction(h.value) * (100 + up) / 100
    n, factor = board.said_number(after), say(Fraction(100 + up, 100))
    return Built(
        [n],
        f"After an increase of {up}%, {h.name} would be {units(n.name, h)}.",
        f"An increase of {up}% multiplies by ${factor}$, so before it {h.name} is ${say(after)} \\div {factor} = "
        f"{say(h.value)}$.",
        lambda after: after * 100 / (100 + up),
    )


@construction(
    "quantity",
    ("Fractions of a Whole", "Fraction of a Number"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def more_than_a_share(board, h, rng):
    """So much more than a fraction of a number."""
    fits = []
    for (a, b), words in SHARES.items():
        for more in range(1, min(20, max(2, int(h.value) // 2))):
            base = Fraction(h.value - more) * b / a
            if plausible(base, h) and whole(base / b):
                fits.append((a, b, more, base, words))
    if not fits:
        return None
    a, b, more, base, words = rng.choice(fits)
    n, part, by = board.said_number(base), base * a / b, f" \\times {a}" if a > 1 else ""
    bare = h.quantity.kind == "count"
    extra, of = (str(more), n.name) if bare else (much(more, h), units(n.name, h))
    return Built(
        [n],
        f"{cap(h.name)} is {extra} more than {words} of {of}.",
        f"{cap(words)} of {say(base)} is ${say(base)} \\div {b}{by} = {say(part)}$, so {h.name} is ${say(part)} + "
        f"{more} = {say(h.value)}$.",
        lambda base: base / b * a + more,
    )


@construction(
    "count",
    ("Division of Integers", "Quotient and Remainder"),
    ("Order of Operations", "Multiplication before Addition"),
)
def groups_and_rest(board, h, rng):
    """Groups of equal size and some that are left."""
    fits = [k for k in range(3, 13) if h.value % k and h.value // k >= 2]
    if not fits or not h.name.startswith("the number of "):
        return None
    k = rng.choice(fits)
    full, rest = divmod(h.value, k)
    n = board.said_number(full)
    return Built(
        [n],
        f"Put into groups of {k}, {counted(h)} make {n.name} full groups, and {rest} {'is' if rest == 1 else 'are'} "
        f"left.",
        f"There are {say(full)} groups of {k} and {rest} more, so {h.name} is ${say(full)} \\times {k} + {rest} = "
        f"{say(h.value)}$.",
        lambda full: full * k + rest,
    )


@construction(
    "quantity",
    ("Sharing in a Ratio", "Value of One Part"),
    ("Calculation of Ratio Value", "Part to Whole"),
)
def ratio_and_rest(board, h, rng):
    """A number is split in a ratio, and this quantity is the first part."""
    if h.quantity.kind == "percent":
        return None
    fits = [(a, b) for a in range(1, 8) for b in range(1, 8) if a != b and Fraction(a, b).numerator == a]
    fits = [(a, b) for a, b in fits if whole(Fraction(h.value) / a) and plausible(Fraction(h.value) / a * (a + b), h)]
    if not fits or not divisible(h):
        return None
    a, b = rng.choice(fits)
    one = Fraction(h.value) / a
    n = board.said_number(one * (a + b))
    return Built(
        [n],
        f"If {units(n.name, h)} {'are' if h.quantity.unit else 'is'} shared in the ratio ${a} : {b}$, the first share "
        f"is {h.name}.",
        f"The ratio ${a} : {b}$ has ${a} + {b} = {a + b}$ equal parts; one of them is ${say(one * (a + b))} \\div "
        f"{a + b} "
        f"= {say(one)}$, so {h.name} is {times(a, one)}.",
        lambda total: total / (a + b) * a,
    )


@construction(
    "quantity",
    ("Mean of a Data Set", "Missing Value from the Mean"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
)
def mean_with_two_numbers(board, h, rng):
    """The mean with two further numbers."""
    if not whole(h.value, 3) or h.value > 200 or board.siblings(h) or h.quantity.kind not in ("number", "data"):
        return None
    v = int(h.value)
    fits = [(a, b) for a in range(v // 2, 2 * v) for b in range(v // 2, a) if (a + b + v) % 3 == 0 and v not in (a, b)]
    fits = [(a, b) for a, b in fits if min(a, b) >= 1] if v < 40 else rng.sample(fits, 20)
    if not fits:
        return None
    a, b = rng.choice(fits)
    mean = Fraction(a + b + v) / 3
    n = board.said_number(mean)
    return Built(
        [n, board.told(a), board.told(b)],
        f"The mean of {much(a, h)}, {much(b, h)} and {h.name} is {units(n.name, h)}.",
        f"The three values have the sum $3 \\times {say(mean)} = {say(3 * mean)}$, so {h.name} is ${say(3 * mean)} - "
        f"{a} "
        f"- {b} = {say(h.value)}$.",
        lambda mean, a, b: 3 * mean - a - b,
    )


# ---------------------------------------------------------------------------------------------------- money and shares
@construction(
    "money",
    ("Discount and Sale Price", "Sale Price"),
    ("Percentage of a Quantity", "Percentage of an Amount"),
)
def sale_price(board, h, rng):
    """What is left of a higher price after a discount."""
    fits = [(p, Fraction(h.value) * 100 / (100 - p)) for p in (5, 10, 20, 25, 30, 40, 50, 60)]
    fits = [(p, old) for p, old in fits if plausible(old, h) and whole(old * p / 100)]
    if not fits:
        return None
    p, old = rng.choice(fits)
    n = board.said_number(old)
    return Built(
        [n],
        f"{cap(h.name)} is what is left of {units(n.name, h)} after a discount of {p}%.",
        f"The discount is ${p} \\div 100 \\times {say(old)} = {say(old * p / 100)}$, so {h.name} is ${say(old)} - "
        f"{say(old * p / 100)} = {say(h.value)}$.",
        lambda old: old * (100 - p) / 100,
    )


@construction(
    "money",
    ("Counting Money", "Change from a Payment"),
    ("Division of Integers", "Equal Sharing"),
)
def change(board, h, rng):
    """What some of them cost follows from the payment and the change."""
    fits = [(k, note) for k in range(2, 7) for note in (10, 20, 50, 100, 200) if 0 < note - k * h.value < 0.6 * note]
    fits = [(k, note) for k, note in fits if whole(h.value)]
    if not fits:
        return None
    k, note = rng.choice(fits)
    back = note - k * h.value
    return Built(
        [board.told(note), board.told(back)],
        f"Whoever pays {k} times {h.name} with {much(note, h)} gets {much(back, h)} back.",
        f"The payment without the change is ${note} - {say(back)} = {say(k * h.value)}$, so {h.name} is "
        f"${say(k * h.value)} \\div {k} = {say(h.value)}$.",
        lambda note, back: (note - back) / k,
    )


@construction(
    "percent",
    ("Definition of Percentages", "Whole as Hundred Percent"),
    ("Sharing in a Ratio", "Value of One Part"),
)
def ratio_to_the_rest(board, h, rng):
    """The ratio to all the rest of the whole."""
    share = Fraction(h.value) / 100
    a, b = share.numerator, share.denominator - share.numerator
    if not 0 < share < 1 or a + b > 20:
        return None
    return Built(
        [board.told(a), board.told(b)],
        f"The ratio of {h.name} to all the rest of the whole is ${a} : {b}$.",
        f"The whole of 100 percent has ${a} + {b} = {a + b}$ equal parts; one of them is $100 \\div {a + b} = "
        f"{say(Fraction(100, a + b))}$ percent, so {h.name} is {times(a, Fraction(100, a + b))}.",
        lambda a, b: Fraction(100) / (a + b) * a,
    )
