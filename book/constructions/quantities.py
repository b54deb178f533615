"""Constructions on a quantity that has no place in a drawing to scale: relations in words to other quantities."""

from fractions import Fraction

from ..canvas import Canvas
from . import Board, Built, bare, construction, say

THINGS = [
    ("the price of a book", "euros"),
    ("the length of a hose", "m"),
    ("the mass of a parcel", "kg"),
    ("the number of pupils in a club", "pupils"),
    ("the time for a walk", "minutes"),
]


@bare("quantity")
def spoken(rng):
    """A quantity with nothing but its name."""
    board = Board(Canvas())
    phrase, unit = rng.choice(THINGS)
    board.handles = [board.quantity(phrase, rng.choice([12, 15, 16, 18, 20, 24, 30, 36, 40, 45, 48, 60]), unit)]
    return board


def cap(phrase):
    """A phrase at the start of a sentence."""
    return phrase[0].upper() + phrase[1:]


def much(value, h):
    """A value with the unit of a quantity."""
    return f"{say(value)} {h.quantity.unit}".strip()


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


# ------------------------------------------------------------------------------------------ to another given of the scene
@construction(
    "quantity",
    ("Doubling and Multiples", "Multiple of a Number"),
    ("Concept and Properties of Addition", "Putting Together"),
)
def more_than_a_multiple(board, h, rng):
    other = known(board, h, rng, lambda s: s >= 2 and h.value > 2 * s)
    if other is None:
        return None
    k, rest = divmod(int(h.value), int(other.value))
    if k > 9:
        return None
    times = {2: "twice", 3: "three times", 4: "four times"}.get(k, f"{k} times")
    more = f" and {rest} more" if rest else ""
    text = f"{cap(h.name)} is {times} {other.name}{more}." if not rest else f"{cap(h.name)} is {rest} more than {times} {other.name}."
    return Built(
        [other],
        text,
        f"{cap(other.name)} is {say(other.value)}, so {h.name} is ${k} \\times {say(other.value)} + {rest} = "
        f"{say(h.value)}$.",
        lambda s: k * s + rest,
    )


@construction(
    "quantity",
    ("Mean of a Data Set", "Missing Value from the Mean"),
    ("Addition and Subtraction of Integers", "Missing Term of a Sum"),
)
def mean_with(board, h, rng):
    other = known(board, h, rng, lambda s: whole(s + h.value))
    if other is None:
        return None
    mean = Fraction(h.value + other.value) / 2
    return Built(
        [other, board.told(mean)],
        f"The mean of {h.name} and {other.name} is {say(mean)}.",
        f"Both values have the sum $2 \\times {say(mean)} = {say(2 * mean)}$, so {h.name} is ${say(2 * mean)} - "
        f"{say(other.value)} = {say(h.value)}$.",
        lambda s, m: 2 * m - s,
    )


@construction(
    "quantity",
    ("Percentage of a Quantity", "Percentage of an Amount"),
)
def percent_of(board, h, rng):
    shares = [p for p in (10, 20, 25, 30, 40, 50, 60, 75, 80, 90) if whole(Fraction(h.value) * 100 / p)]
    if not shares:
        return None
    p = rng.choice(shares)
    base = Fraction(h.value) * 100 / p
    return Built(
        [board.told(base)],
        f"{cap(h.name)} is {p}% of {much(base, h)}.",
        f"{p}% of {say(base)} is ${p} \\div 100 \\times {say(base)} = {say(h.value)}$, so {h.name} is {much(h.value, h)}.",
        lambda base: base * p / 100,
    )
