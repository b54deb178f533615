"""Constructions on a measure or a duration: other units, speeds, clocks, timetables, cups and rulers."""

from fractions import Fraction
from math import ceil

from ..canvas import polar
from . import Built, bare, construction, say
from .insets import box, disc, inset
from .quantities import TIMES, cap, spoken, whole

# unit: (larger unit, how many it holds, the knowledge point, principle)
LARGER = {
    "minutes": ("hours", 60, "Conversion of Time Units", "Hours to Minutes"),
    "seconds": ("minutes", 60, "Conversion of Time Units", "Minutes to Seconds"),
    "days": ("weeks", 7, "Conversion of Time Units", "Weeks to Days"),
    "hours": ("days", 24, "Understanding Units of Time", "Day and Week"),
    "cm": ("m", 100, "Conversion of Length Units", "Metres and Centimetres"),
    "mm": ("cm", 10, "Conversion of Length Units", "Centimetres and Millimetres"),
    "dm": ("m", 10, "Understanding Units of Length", "Decimetre as a Tenth"),
    "m": ("km", 1000, "Conversion of Length Units", "Kilometres and Metres"),
    "g": ("kg", 1000, "Conversion of Mass Units", "Kilograms to Grams"),
    "kg": ("t", 1000, "Conversion of Mass Units", "Tonnes to Kilograms"),
    "mL": ("L", 1000, "Understanding Units of Volume and Capacity", "Litres and Millilitres"),
}
DECIMAL = ("cm", "mm", "dm", "g", "mL", "m", "kg")


@bare("duration")
def time(rng):
    """A duration with nothing but its name."""
    return spoken(rng, "duration")


@bare("measure")
def measure(rng):
    """A measure with nothing but its name."""
    return spoken(rng, "measure")


@bare("degrees")
def angle(rng):
    """An angle with nothing but its name."""
    return spoken(rng, "degrees")


@bare("money")
def price(rng):
    """A price with nothing but its name."""
    return spoken(rng, "money")


@bare("percent")
def percent(rng):
    """A percentage with nothing but its name."""
    return spoken(rng, "percent")


@bare("count")
def count(rng):
    """A count with nothing but its name."""
    return spoken(rng, "count")


def singular(unit):
    """The unit's name for one."""
    return unit.removesuffix("s")


# ---------------------------------------------------------------------------------------------------- conversions
def several_times(board, h, rng, unit):
    """Some times this quantity is told in a larger unit."""
    larger, factor, *_ = LARGER[unit]
    if h.quantity.unit != unit or not whole(h.value, 2):
        return None
    ks = [k for k in TIMES if unit in DECIMAL and (k * h.value * 1000 // factor) * factor == k * h.value * 1000]
    ks = [k for k in ks or TIMES if k * h.value > factor * (0.25 if unit in DECIMAL else 1)]
    if unit in DECIMAL:
        ks = [k for k in ks if k * h.value <= 10 * factor and (k * h.value * 100) % factor == 0]
    ks = [k for k in ks if k * h.value <= 20 * factor]
    if not ks:
        return None
    k = rng.choice(ks)
    total = k * h.value
    end = f"so {h.name} is ${say(total)} \\div {k} = {say(h.value)}$."
    if unit in DECIMAL:
        big = float(total) / factor
        return Built(
            [board.told(Fraction(total) / factor)],
            f"{cap(TIMES[k])} {h.name} is {big:g} {larger}.",
            f"{big:g} {larger} are ${big:g} \\times {factor} = {say(total)}$ {unit}, {end}",
            lambda big: big * factor / k,
        )
    big, rest = divmod(total, factor)
    said = f"{big} {larger if big > 1 else singular(larger)}"
    more, plus = (f" and {rest} {unit if rest > 1 else singular(unit)}", f" + {rest}") if rest else ("", "")
    return Built(
        [board.told(big), *([board.told(rest)] if rest else [])],
        f"{cap(TIMES[k])} {h.name} is {said}{more}.",
        f"{said}{more} {'are' if big > 1 else 'is'} ${big} \\times {factor}{plus} = {say(total)}$ {unit}, {end}",
        lambda big, rest=0: (big * factor + rest) / k,
    )


def conversion(unit):
    """Registers the construction of a unit."""
    point, principle = LARGER[unit][2:]
    kind = "duration" if unit in ("minutes", "seconds", "hours") else "quantity" if unit == "days" else "measure"

    def build(board, h, rng):
        return several_times(board, h, rng, unit)

    build.__name__ = f"several_times_in_{unit}"
    construction(kind, (point, principle), ("Division of Integers", "Equal Sharing"))(build)


def in_larger_unit(unit):
    """Registers the construction that tells a quantity in a larger unit."""
    larger, factor, point, principle = LARGER[unit]
    kind = "duration" if unit in ("minutes", "seconds", "hours") else "quantity" if unit == "days" else "measure"

    def build(board, h, rng):
        if h.quantity.unit != unit or not whole(h.value, 2) or h.value > 20 * factor:
            return None
        if unit in DECIMAL:
            if h.value < 0.1 * factor or h.value * 100 % factor:
                return None
            big = f"{float(h.value) / factor:g}"
            return Built(
                [board.told(Fraction(h.value) / factor)],
                f"{cap(h.name)} is {big} {larger}.",
                f"{big} {larger} are ${big} \\times {factor} = {say(h.value)}$ {unit}.",
                lambda big: big * factor,
            )
        big, rest = divmod(h.value, factor)
        if not big or not rest:
            return None
        said = f"{big} {larger if big > 1 else singular(larger)} and {rest} {unit if rest > 1 else singular(unit)}"
        return Built(
            [board.told(big), board.told(rest)],
            f"{cap(h.name)} is {said}.",
            f"{cap(h.name)} is {said}, which is ${big} \\times {factor} + {rest} = {say(h.value)}$ {unit}.",
            lambda big, rest: big * factor + rest,
        )

    build.__name__ = f"told_for_{unit}"
    construction(kind, (point, principle))(build)


for name in LARGER:
    conversion(name)
    in_larger_unit(name)


@construction(
    "measure",
    ("Speed and Its Units", "Distance from Speed and Time"),
    ("Conversion of Time Units", "Hours to Minutes"),
)
def distance_from_speed(board, h, rng):
    """The time that a car needs for a distance."""
    if h.quantity.unit != "km" or not whole(h.value, 10):
        return None
    fits = [v for v in (30, 40, 50, 60, 70, 80, 90, 100) if whole(Fraction(60 * h.value) / v) and h.value > v]
    fits = [v for v in fits if 60 * h.value % (5 * v) == 0]
    if not fits:
        return None
    v = rng.choice(fits)
    minutes = Fraction(60 * h.value) / v
    hours, rest = divmod(minutes, 60)
    if not rest:
        return None
    spent = f"{hours} hour{'s' * (hours > 1)} and {rest} minutes"
    return Built(
        [board.told(v), board.told(hours), board.told(rest)],
        f"At the constant speed of {v} kilometres per hour one would need {spent} for {h.name}.",
        f"The time is ${hours} + {rest} \\div 60 = {say(minutes / 60)}$ hours, so {h.name} is ${v} \\times "
        f"{say(minutes / 60)} = {say(h.value)}$.",
        lambda v, hours, rest: v * (hours + rest / 60),
    )


# ---------------------------------------------------------------------------------------------- clocks and timetables
def clock_time(minutes):
    """Minutes after midnight as 9:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def span_of(h):
    """A duration as whole minutes, where it can be one of a day; else None."""
    minutes = h.value * {"minutes": 1, "hours": 60}.get(h.quantity.unit, 0)
    return int(minutes) if 0 < minutes < 11 * 60 and minutes == int(minutes) else None


@construction(
    "duration",
    ("Reading a Timetable", "Travel Time from Two Entries"),
    ("Duration between Two Times", "Counting up to the Full Hour"),
)
def timetable(board, h, rng):
    """A small table with the beginning and the end."""
    span = span_of(h)
    if not span or h.quantity.unit != "minutes":
        return None
    start = rng.randrange(7 * 60, 14 * 60)
    end = start + span
    to_hour = -start % 60
    if not to_hour or to_hour >= span:
        return None
    at = inset(board, 8, 3.2, "timetable", "table")
    for y in (0, 1.6, 3.2):
        board.canvas.line(at(0, y), at(8, y), kind="thin")
    for x in (0, 4.4, 8):
        board.canvas.line(at(x, 0), at(x, 3.2), kind="thin")
    for y, word, value in ((2.4, "begin", start), (0.8, "end", end)):
        board.canvas.text(at(2.2, y), word)
        board.canvas.text(at(6.2, y), clock_time(value))
    return Built(
        [board.shown(end), board.shown(start)],
        f"The timetable{at.side} shows the beginning and the end of {h.name}.",
        f"From {clock_time(start)} to {clock_time(start + to_hour)} there are {to_hour} minutes, and from there to "
        f"{clock_time(end)} there are {span - to_hour} minutes, so {h.name} is ${to_hour} + {span - to_hour} = "
        f"{span}$.",
        lambda end, start: end - start,
    )


@construction("duration", ("Duration between Two Times", "Counting up to the Full Hour"))
def from_to(board, h, rng):
    """The beginning and the end in words."""
    span = span_of(h)
    if not span or h.quantity.unit != "minutes":
        return None
    start = rng.randrange(7 * 60, 14 * 60)
    to_hour = -start % 60
    if not to_hour or to_hour >= span:
        return None
    first, last = clock_time(start), clock_time(start + span)
    return Built(
        [board.told(start + span), board.told(start)],
        f"{cap(h.name)} is the time from {first} to {last}.",
        f"From {first} to {clock_time(start + to_hour)} there are {to_hour} minutes, and from there to {last} there "
        f"are "
        f"{span - to_hour} minutes, so {h.name} is ${to_hour} + {span - to_hour} = {span}$.",
        lambda end, start: end - start,
    )


@construction(
    "duration",
    ("Reading a Clock", "Elapsed Time"),
    ("Conversion of Time Units", "Hours to Minutes"),
)
def two_clocks(board, h, rng):
    """Two clocks that show the beginning and the end."""
    span = span_of(h)
    if not span or span <= 60 or span % 5 or h.quantity.unit != "minutes":
        return None
    start = rng.randrange(60, 12 * 60 - span, 5) if span < 600 else 60
    at = inset(board, 14, 6, "clock")
    for x, minutes, word in ((3, start, "begin"), (11, start + span, "end")):
        face(board, at, x, 3, minutes)
        board.canvas.text(at(x, -0.9), word, small=True)
    hours, rest = divmod(span, 60)
    more = f" and {rest} minutes" if rest else ""
    sum_of = f"{hours} \\times 60 + {rest}" if rest else f"{hours} \\times 60"
    return Built(
        [board.shown(start + span), board.shown(start)],
        f"The two clocks show the beginning and the end of {h.name}, which is shorter than 12 hours.",
        f"From {clock_time(start)} to {clock_time(start + span)} there are {hours} hour{'s' * (hours > 1)}{more}, so "
        f"{h.name} is ${sum_of} = {span}$.",
        lambda end, start: end - start,
    )


def face(board, at, x, y, minutes):
    """A clock with the centre (x, y) of an inset."""
    c = board.canvas
    m, r = disc(board, at, x, y, 3, fill=False)
    for i in range(12):
        c.line(polar(m, r, 30 * i), polar(m, (0.8 if i % 3 == 0 else 0.88) * r, 30 * i), kind="thin")
    c.line(m, polar(m, 0.5 * r, 90 - minutes / 2), kind="thick")
    c.line(m, polar(m, 0.74 * r, 90 - 6 * minutes))


# ------------------------------------------------------------------------------------------------ cups and rulers
@construction(
    "measure",
    ("Reading a Measuring Cup", "Value of a Scale Step"),
    ("Concept and Properties of Subtraction", "Difference as What is Left"),
)
def poured_out(board, h, rng):
    """A cup with a level; what is poured out of it leaves so much."""
    if h.quantity.unit != "mL" or not whole(h.value, 2):
        return None
    step = next((s for s in (5, 10, 20, 25, 50, 100, 200) if 9 * s > h.value), None)
    if not step:
        return None
    k = min(9, ceil(h.value / step) + rng.randint(0, 2))
    left = k * step - h.value
    if left <= 0:
        return None
    at, c = inset(board, 7, 9.4, "measuring cup", "cup"), board.canvas
    c.fills.append(([at(0.4, 0), at(4.4, 0), at(4.4, 0.9 * k), at(0.4, 0.9 * k)], True))
    c.line(at(0.4, 9.4), at(0.4, 0), at(4.4, 0), at(4.4, 9.4))
    c.line(at(0.4, 0.9 * k), at(4.4, 0.9 * k))
    for i in range(1, 11):
        c.line(at(4.4, 0.9 * i), at(5.2 if i % 5 else 5.5, 0.9 * i), kind="thin")
    c.text(at(6.6, 4.5), say(5 * step), small=True)
    c.text(at(6.6, 9), f"{10 * step} mL", small=True)
    return Built(
        [board.shown(10 * step), board.told(left)],
        f"When {h.name} is taken out of the measuring cup, {say(left)} mL of its water are left.",
        f"A step of the cup's scale is ${10 * step} \\div 10 = {step}$ mL, and the water stands at step {k}: $"
        f"{k} \\times {step} = {k * step}$ mL. So {h.name} is ${k * step} - {say(left)} = {say(h.value)}$.",
        lambda top, left: top / 10 * k - left,
    )


@construction(
    "measure",
    ("Reading a Ruler", "Length between Two Marks"),
    ("Multiplication of Integers", "Multiplication as Repeated Addition"),
)
def laid_rods(board, h, rng):
    """A rod beside a ruler in centimetres; so many of them in a row are as long."""
    if h.quantity.unit != "cm" or not whole(h.value, 4):
        return None
    ks = [k for k in range(2, 13) if h.value % k == 0 and 2 <= h.value / k <= 8]
    if not ks:
        return None
    k = rng.choice(ks)
    one, low = int(h.value / k), rng.randint(1, 3)
    n = low + one + rng.randint(1, 2)
    at, c = inset(board, 12, 3.4, "ruler", "rod"), board.canvas
    step = 12 / (n + 1)
    box(board, at, 0, 0, 12, 1.9, fill=False)
    for i in range(n + 1):
        x = (i + 0.5) * step
        c.line(at(x, 1.9), at(x, 1.3), kind="thin")
        if step > 1.1 or i % 2 == 0 or i in (low, low + one):
            c.text(at(x, 0.65), str(i), small=True)
    x, y = (low + 0.5) * step, (low + one + 0.5) * step
    box(board, at, x, 2.2, y - x, 0.9, accent=True)
    return Built(
        [board.shown(low + one), board.shown(low)],
        f"The rod lies at a ruler in centimetres, and {k} such rods in a row are as long as {h.name}.",
        f"The rod reaches from {low} to {low + one}, so it is ${low + one} - {low} = {one}$ cm long, and {h.name} is "
        f"${k} \\times {one} = {say(h.value)}$.",
        lambda end, start: k * (end - start),
    )


@construction("degrees", ("Units of Angle Measure", "Turns and Degrees"))
def part_of_a_turn(board, h, rng):
    """So many of it make full turns."""
    fits = [(k, t) for k in range(3, 13) for t in (1, 2, 3) if k * h.value == 360 * t]
    if not fits:
        return None
    k, t = rng.choice(fits)
    turns = "a full turn" if t == 1 else f"{t} full turns"
    return Built(
        [board.told(k)],
        f"{k} times {h.name} {'is' if t == 1 else 'are'} {turns}.",
        f"{cap(turns)} {'has' if t == 1 else 'have'} ${t} \\times 360 = {360 * t}$ degrees, so {h.name} is ${360 * t} "
        f"\\div {k} = {say(h.value)}$.",
        lambda k: 360 * t / k,
    )


@construction(
    "degrees",
    ("Units of Angle Measure", "Turns and Degrees"),
    ("Fractions of a Whole", "Fraction of a Number"),
)
def share_of_a_turn(board, h, rng):
    """A fraction of a full turn."""
    share = Fraction(h.value) / 360
    if not 2 < share.denominator <= 24:
        return None
    a, b = share.numerator, share.denominator
    one = 360 // b
    return Built(
        [board.told(a), board.told(b)],
        f"{cap(h.name)} is $\\frac{{{a}}}{{{b}}}$ of a full turn.",
        f"A full turn has 360 degrees, so {h.name} is $360 \\div {b} \\times {a} = {one} \\times {a} = {say(h.value)}$ "
        f"degrees.",
        lambda a, b: 360 / b * a,
    )


