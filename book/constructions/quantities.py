"""Constructions on a quantity that is not drawn to scale: relations in words to other givens of a scene."""

from fractions import Fraction
from math import gcd

from ..canvas import Canvas
from . import Board, Built, bare, construction, say

EVEN = (12, 15, 16, 18, 20, 24, 30, 36, 40, 45, 48, 60)
THINGS = [  # phrase, unit, kind, values
    ("the price of a book", "euros", "money", EVEN),
    ("the length of a hose", "m", "measure", (40, 50, 60, 80, 120, 150)),
    ("the length of a board", "dm", "measure", EVEN),
    ("the width of a shelf", "cm", "measure", (45, 60, 75, 80, 90, 120, 150)),
    ("the mass of a parcel", "kg", "measure", EVEN),
    ("the mass of a bowl", "g", "measure", (250, 300, 350, 400, 450, 550, 600, 650, 750, 850, 900)),
    ("the mass of a loaf", "g", "measure", (350, 400, 450, 500, 550, 600, 700, 750, 800, 900)),
    ("the mass of a crate", "kg", "measure", (120, 140, 150, 180, 240, 250, 350, 450)),
    ("the volume of a jug", "mL", "measure", (350, 400, 500, 650, 750, 800, 850, 900, 950)),
    ("the volume of a bottle", "mL", "measure", (150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 650, 750, 850, 900)),
    ("the distance to the lake", "km", "measure", (42, 45, 50, 75, 90, 105, 120)),
    ("the number of pupils in a club", "pupils", "count", EVEN),
    ("the number of free days", "days", "count", (10, 12, 15, 16, 18, 20, 24, 30)),
    ("the time for a walk", "minutes", "duration", (40, 45, 50, 75, 80, 90, 95, 100, 110, 135)),
    ("the time for a lap", "seconds", "duration", (72, 75, 80, 84, 90, 96, 100, 105, 110)),
    ("the time for a voyage", "hours", "duration", (27, 30, 50, 51, 52, 75, 76, 100)),
    ("the time for a flight", "hours", "duration", (8, 10, 11, 13, 14, 15)),
    ("the angle of the turn", "degrees", "degrees", (30, 36, 40, 45, 60, 72, 90, 120)),
    ("the share of the first candidate", "percent", "percent", (15, 20, 25, 30, 35, 40, 45)),
]
TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times", 6: "six times"}
SHARES = {
    (1, 2): "half",
    (1, 3): "a third",
    (2, 3): "two thirds",
    (1, 4): "a quarter",
    (3, 4): "three quarters",
    (1, 5): "a fifth",
    (2, 5): "two fifths",
    (3, 5): "three fifths",
    (4, 5): "four fifths",
    (5, 6): "five sixths",
    (3, 8): "three eighths",
    (5, 8): "five eighths",
}
LARGEST = 400  # no number of a relation is larger


@bare("quantity")
def spoken(rng, kind=None):
    """A quantity with nothing but its name, of a kind; its bar has no number."""
    canvas = Canvas()
    canvas.polygon((0, 0), (8, 0), (8, 1.6), (0, 1.6))
    canvas.text((4, 0.8), "?")
    board = Board(canvas)
    board.handles = [thing(board, rng, kind)]
    return board


def thing(board, rng, kind=None):
    """The handle of a quantity that has nothing but its name."""
    phrase, unit, own, values = rng.choice([one for one in THINGS if kind in (None, one[2])])
    return board.quantity(phrase, rng.choice(values), unit, own)


def cap(phrase):
    """A phrase at the start of a sentence."""
    return phrase[0].upper() + phrase[1:]


def much(value, h):
    """A value with the unit of a quantity; a count's name tells its unit."""
    unit = h.quantity.unit if h.quantity and h.quantity.unit != "times" and h.quantity.kind != "count" else ""
    if value == 1:
        unit = {"children": "child"}.get(unit, unit.removesuffix("s") if len(unit) > 3 else unit)
    return f"{say(value)} {unit}".strip()


def result(h):
    """The value of a quantity for the end of a solution; a count's name tells its unit."""
    return say(h.value) if h.quantity and h.quantity.kind == "count" else much(h.value, h)


def units(name, h):
    """A number's name with the unit of a quantity."""
    return f"{name} {h.quantity.unit}".strip() if h.quantity and h.quantity.unit != "times" else name


def counted(h):
    """What a number counts: "the balls put in" for "the number of balls put in"."""
    return h.name.replace("the number of ", "the ", 1)


def times(k, one):
    """The formula of k times one."""
    return f"${say(one)}$" if k == 1 else f"${k} \\times {say(one)} = {say(k * one)}$"


def whole(value, low=1):
    """Whether a value is a whole number of at least low."""
    return value == int(value) and value >= low


def known(board, h, rng, fits):
    """Another given of the scene of the same kind for which fits(value) holds; it is then kept as given. Or None."""
    found = [one for one in board.siblings(h) if fits(one.value)]
    if not found:
        return None
    one = rng.choice(found)
    board.locked.add(one.given)
    return one


def known_pair(board, h, rng, fits=lambda a, b: True):
    """Two more givens of the same kind for which fits(both values) holds; they are then kept. Or None."""
    found = board.siblings(h)
    found = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :] if fits(a.value, b.value)]
    if not found:
        return None
    pair = rng.choice(found)
    board.locked |= {one.given for one in pair}
    return pair


# ------------------------------------------------------------------------------------------------- to one other given
@construction(
    "quantity",
    ("Doubling and Multiples", "Multiple of a Number"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def more_than_a_multiple(board, h, rng):
    """So much more than a multiple of another given."""
    other = known(board, h, rng, lambda s: s >= 2 and h.value > 2 * s and h.value % s and h.value // s in TIMES)
    if other is None:
        return None
    k, rest = divmod(h.value, other.value)
    return Built(
        [other],
        f"{cap(h.name)} is {much(rest, h)} more than {TIMES[k]} {other.name}.",
        f"{cap(other.name)} is {say(other.value)}, so {h.name} is ${k} \\times {say(other.value)} + {say(rest)} = "
        f"{say(h.value)}$.",
        lambda s: k * s + rest,
    )


@construction(
    "quantity",
    ("Doubling and Multiples", "Multiple of a Number"),
    ("Concept and Properties of Subtraction", "Difference as What is Left"),
)
def less_than_a_multiple(board, h, rng):
    """So much less than a multiple of another given."""
    pick = [k for k in TIMES if any(h.value < k * one.value <= 1.6 * h.value for one in board.siblings(h))]
    if not pick:
        return None
    k = rng.choice(pick)
    other = known(board, h, rng, lambda s: h.value < k * s <= 1.6 * h.value)
    less = k * other.value - h.value
    return Built(
        [other],
        f"{cap(h.name)} is {much(less, h)} less than {TIMES[k]} {other.name}.",
        f"{cap(other.name)} is {say(other.value)}, so {h.name} is ${k} \\times {say(other.value)} - {say(less)} = "
        f"{say(h.value)}$.",
        lambda s: k * s - less,
    )


@construction(
    "quantity",
    ("Mean of a Data Set", "Missing Value from the Mean"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
)
def mean_with(board, h, rng):
    """The mean with another given."""
    if h.solid:
        return None
    other = known(board, h, rng, lambda s: s != h.value and str(s + h.value) != board.answer)
    if other is None:
        return None
    mean = Fraction(h.value + other.value) / 2
    return Built(
        [other, board.told(mean)],
        f"The mean of {h.name} and {other.name} is {much(mean, h)}.",
        f"Two values with the mean {say(mean)} have the sum $2 \\times {say(mean)} = {say(2 * mean)}$, so {h.name} is "
        f"${say(2 * mean)} - {say(other.value)} = {say(h.value)}$.",
        lambda s, m: 2 * m - s,
    )


@construction(
    "quantity",
    ("Ratio and Proportion", "Ratio as a Quotient"),
    ("Sharing in a Ratio", "Value of One Part"),
)
def ratio_to(board, h, rng):
    """The ratio to another given."""
    other = known(board, h, rng, lambda s: s != h.value and whole(s) and gcd(int(s), int(h.value)) > 1)
    if other is None or not whole(h.value):
        return None
    one = gcd(int(h.value), int(other.value))
    a, b = h.value // one, other.value // one
    if max(a, b) > 12:
        return None
    return Built(
        [other],
        f"The ratio of {h.name} to {other.name} is ${a} : {b}$.",
        f"{cap(other.name)} makes {b} part{'s' * (b > 1)} of the ratio, so one part is ${say(other.value)} \\div {b} = "
        f"{one}$, and {h.name} is {times(a, one)}.",
        lambda s: s / b * a,
    )


@construction(
    "quantity",
    ("Percentage of a Quantity", "Percentage of an Amount"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def percent_more(board, h, rng):
    """So many percent more than another given."""
    if h.quantity.kind == "percent" or "digit of" in h.name:
        return None
    other = known(board, h, rng, lambda s: 0 < h.value - s <= 1.5 * s and (h.value - s) * 20 % s == 0)
    if other is None:
        return None
    p = Fraction(h.value - other.value) * 100 / other.value
    return Built(
        [other],
        f"{cap(h.name)} is {say(p)}% more than {other.name}.",
        f"{say(p)}% of {say(other.value)} is ${say(p)} \\div 100 \\times {say(other.value)} = "
        f"{say(h.value - other.value)}$, so {h.name} is ${say(other.value)} + {say(h.value - other.value)} = "
        f"{say(h.value)}$.",
        lambda s: s + s * p / 100,
    )


@construction(
    "quantity",
    ("Fractions of a Whole", "Fraction of a Number"),
    ("Division of Integers", "Equal Sharing"),
)
def share_of(board, h, rng):
    """A fraction of another given."""
    other = known(board, h, rng, lambda s: (Fraction(h.value) / s).as_integer_ratio() in SHARES)
    if other is None:
        return None
    share = Fraction(h.value) / other.value
    a, b = share.numerator, share.denominator
    return Built(
        [other],
        f"{cap(h.name)} is {SHARES[a, b]} of {other.name}.",
        f"{cap(other.name)} is {say(other.value)}; one of {b} equal parts of it is ${say(other.value)} \\div {b} = "
        f"{say(other.value / b)}$, so {h.name} is {times(a, other.value / b)}.",
        lambda s: s / b * a,
    )


# ------------------------------------------------------------------------------------------------ to two other givens
@construction(
    "quantity",
    ("Concept and Properties of Addition", "Putting Together"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
)
def total_of_three(board, h, rng):
    """The total with two other givens, of at least three."""
    if len(board.siblings(h)) < 3:
        return None
    pair = known_pair(board, h, rng)
    if not pair:
        return None
    one, two = pair
    both = one.value + two.value
    return Built(
        [*pair, board.told(both + h.value)],
        f"The sum of {one.name}, {two.name} and {h.name} is {much(both + h.value, h)}.",
        f"{cap(one.name)} and {two.name} make ${say(one.value)} + {say(two.value)} = {say(both)}$, so {h.name} is "
        f"${say(both + h.value)} - {say(both)} = {say(h.value)}$.",
        lambda a, b, total: total - a - b,
    )


@construction(
    "quantity",
    ("Mean of a Data Set", "Missing Value from the Mean"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def mean_of_three(board, h, rng):
    """The mean with two other givens, of at least three."""
    if len(board.siblings(h)) < 3:
        return None
    pair = known_pair(board, h, rng, lambda a, b: (a + b + h.value) % 3 == 0)
    if not pair:
        return None
    one, two = pair
    both, mean = one.value + two.value, Fraction(one.value + two.value + h.value) / 3
    return Built(
        [*pair, board.told(mean)],
        f"The mean of {one.name}, {two.name} and {h.name} is {much(mean, h)}.",
        f"The three values have the sum $3 \\times {say(mean)} = {say(3 * mean)}$, and {one.name} and {two.name} make "
        f"${say(one.value)} + {say(two.value)} = {say(both)}$ of it: {h.name} is ${say(3 * mean)} - {say(both)} = "
        f"{say(h.value)}$.",
        lambda a, b, mean: 3 * mean - a - b,
    )


@construction(
    "quantity",
    ("Range of a Data Set", "Range as Maximum minus Minimum"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def range_with(board, h, rng):
    """The greatest of three givens, of which the range is told."""
    pair = known_pair(board, h, rng, lambda a, b: max(a, b) < h.value)
    if not pair or len(board.siblings(h)) < 3:
        return None
    low, high = sorted(pair, key=lambda one: one.value)
    if low.value == high.value:
        return None
    span = h.value - low.value
    return Built(
        [low, board.told(span)],
        f"Of {low.name}, {high.name} and {h.name}, the last is the greatest, and the range of the three is "
        f"{much(span, h)}.",
        f"Because ${say(low.value)} < {say(high.value)}$, the least of the three is {say(low.value)}; the range is the "
        f"greatest minus the least value, so {h.name} is ${say(low.value)} + {say(span)} = {say(h.value)}$.",
        lambda low, span: low + span,
    )


@construction(
    "quantity",
    ("Concept and Properties of Multiplication", "Missing Factor"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def multiple_of_both(board, h, rng):
    """A number of times this quantity is the sum of two other givens."""
    times = [k for k in (2, 3, 4, 5) if any(a.value + b.value == k * h.value for a, b in pairs(board, h))]
    if not times:
        return None
    k = rng.choice(times)
    one, two = known_pair(board, h, rng, lambda a, b: a + b == k * h.value)
    both = one.value + two.value
    return Built(
        [one, two],
        f"{cap(TIMES[k])} {h.name} is the sum of {one.name} and {two.name}.",
        f"The sum of {one.name} and {two.name} is ${say(one.value)} + {say(two.value)} = {say(both)}$, so {h.name} is "
        f"${say(both)} \\div {k} = {say(h.value)}$.",
        lambda a, b: (a + b) / k,
    )


def pairs(board, h):
    """All pairs of two more givens of the same kind."""
    found = board.siblings(h)
    return [(a, b) for i, a in enumerate(found) for b in found[i + 1 :]]
