"""Ways of writing numbers: blocks and abacus for place value, Roman numerals, binary numbers."""
from ..tools import Quantity, Scene, ask, program
from .counting import COUNTED


def roman(n):
    """Roman numeral of a whole number below 4000."""
    text = ""
    for worth, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                           (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text, n = text + letters * (n // worth), n % worth
    return text


WORTH = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))
ADDING = [n for n in range(11, 400) if not set(str(n)) & set("49") and 1 < len(roman(n)) < 7]  # larger letters first
TAKING = [n for n in range(41, 1500) if set(str(n)) & set("49") and len(roman(n)) < 6]


def powers_of_ten(c, rng):
    """More for an abacus: the exponents of ten of its rods, above them."""
    for i in range(4):
        c.text((2 * i, 8.3), f"10{'³²¹⁰'[i]}", small=True)


def named_groups(c, h, t, u):
    """Lines along the groups of blocks(), with the names of their places."""
    if h:
        c.line((0, 22.8), (11.5 * h - 1.5, 22.8), kind="thin")
        c.text((5.75 * h - 0.75, 24), "hundreds", small=True)
    for left, count, wide, name in ((0, t, 1.8 * t - 0.8, "tens"), (1.8 * t + 3, u, 2 * min(u, 4) - 1, "ones")):
        if count:
            c.line((left, -0.8), (left + wide, -0.8), kind="thin")
            c.text((left + wide / 2, -2), name, small=True)


@program("Place Value")
def blocks(rng):
    h, t, u, more = rng.randint(1, 3), rng.randint(1, 9), rng.randint(10, 19), rng.randint(2, 25)
    value = 100 * h + 10 * t + u

    def figure(c, g):
        c.without = COUNTED | {"grid"}

        def block(x, y, wide, tall):
            c.polygon((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall))
            for i in range(1, wide):
                c.line((x + i, y), (x + i, y + tall), kind="thin")
            for i in range(1, tall):
                c.line((x, y + i), (x + wide, y + i), kind="thin")

        for i in range(h):
            block(11.5 * i, 12, 10, 10)
        for i in range(t):
            block(1.8 * i, 0, 1, 10)
        for i in range(u):
            block(1.8 * t + 3 + 2 * (i % 4), 2.1 * (i // 4), 1, 1)

    def check(c):
        sizes = [round(abs((p[2][0] - p[0][0]) * (p[2][1] - p[0][1]))) for p in c.polygons]
        return sum(sizes) + more, sizes.count(1) % 10, int(str(sum(sizes))[-2]) * 10

    tens = value // 10 % 10
    seen = f"The figure shows {h} large square{'s' * (h > 1)}, {t} bar{'s' * (t > 1)} and {u} single small squares."
    return Scene(
        f"There are {h} large square{'s' * (h > 1)}, {t} bar{'s' * (t > 1)} and {u} single small squares.", [
            ask("Place Value",
                "Number from Blocks", "A large square stands for 100 small squares, a bar for 10. {more} "
                "single small squares are added. How many small squares are there then?", value + more,
                f"{seen} By @ these are $100 \\times {h} + 10 \\times {t} + {u} = {value}$ small squares, even though "
                f"there are more than nine single ones. With the {more} that are added there are ${value} + {more} = "
                f"{value + more}$ small squares.",
                wrong=[value, h + t + u + more, int(f"{h}{t}{u}") + more, 100 * h + 10 * t + u % 10 + more]),
            ask("Place Value",
                "Bundling Ten", "Ten single small squares are exchanged for a bar as often as possible. How "
                "many single squares are left?", u % 10, f"The figure shows {u} single small squares. By @ ten of them "
                f"make a bar. That is possible once, and ${u} - 10 = {u % 10}$ single squares are left.",
                wrong=[u, t + 1, 10 - u % 10 if u % 10 else 10]),
            ask("Place Value",
                "Value of a Digit", "A large square stands for 100 small squares, a bar for 10. The number "
                "of all small squares is written with digits. What is the value of its tens digit?", 10 * tens,
                f"{seen} Their number is $100 \\times {h} + 10 \\times {t} + {u} = {value}$. The tens digit is {tens}. "
                f"By @ it is worth ${tens} \\times 10 = {10 * tens}$.", wrong=[tens or 1, 10 * t, 100 * tens or 100])],
        givens=dict(more=more), fixed=(h, t, u), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("count", "the number of added squares", "squares")},
        more=[lambda c, _: named_groups(c, h, t, u)])


@program("Numbers on an Abacus")
def abacus(rng):
    digits, more = [rng.randint(1, 8), rng.randint(0, 9), rng.randint(0, 8), rng.randint(1, 9)], rng.randint(2, 40)
    value = int("".join(map(str, digits)))

    def figure(c, g):
        c.without = set(COUNTED)
        c.polygon((-1.4, -0.6), (7.4, -0.6), (7.4, 0), (-1.4, 0), accent=True)
        for i, d in enumerate(digits):
            c.line((2 * i, 0), (2 * i, 7.6))
            for k in range(d):
                c.ring((2 * i, 0.42 + 0.8 * k), 0.72, 0.36)
                c.fills.append((c.strokes[-1][0], True))
            c.text((2 * i, -1.2), str(10 ** (3 - i)), small=True)

    def check(c):
        beads = [sum(p[0] for p in points[:-1]) / (len(points) - 1) for points, _ in c.fills[1:]]
        read = sum(10 ** (3 - round(x / 2)) for x in beads)
        return read + more, read + 9, read + 1000

    seen = f"From left to right the rods hold {digits[0]}, {digits[1]}, {digits[2]} and {digits[3]} beads."
    worth = f"$1000 \\times {digits[0]} + 100 \\times {digits[1]} + 10 \\times {digits[2]} + {digits[3]} = {value}$"
    rods = "The number below a rod says what each of its beads is worth. "
    return Scene(
        f"On the rods of an abacus there are these numbers of beads: thousands {digits[0]}, hundreds {digits[1]}, tens "
        f"{digits[2]}, ones {digits[3]}.", [
            ask("Numbers on an Abacus",
                "Rods as Places", rods + "Which number results if {more} is added to the number on the abacus?",
                value + more, f"{seen} By @ the beads count thousands, hundreds, tens and ones, so the number is "
                f"{worth}. Adding {more} gives ${value} + {more} = {value + more}$.",
                wrong=[sum(digits) + more, int(str(value)[::-1]) + more, value + 10 * more, value - more]),
            ask("Numbers on an Abacus",
                "Moving a Bead", rods + "One bead is moved from the ones to the tens. Which number does the abacus "
                "show then?", value + 9,
                f"{seen} The number is {worth}. By @ it changes by $10 - 1 = 9$, so the abacus then shows "
                f"${value} + 9 = {value + 9}$.", wrong=[value + 10, value + 11, value - 9]),
            ask("Numbers on an Abacus",
                "Adding a Bead", rods + "One bead more is put on the rod on the far left. Which number does the abacus "
                "show then?", value + 1000,
                f"{seen} The number is {worth}. By @ one more bead on the rod of the thousands adds 1000, so the "
                f"abacus then shows ${value} + 1000 = {value + 1000}$.", wrong=[value + 1, value + 100, 10 * value])],
        givens=dict(more=more), fixed=tuple(digits), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("number", "the number to be added")}, more=[powers_of_ten])


def values_of_signs(c, rng):
    """More for Roman stones: what the signs are worth."""
    for i, text in enumerate(("I = 1", "V = 5", "X = 10", "L = 50", "C = 100")):
        c.text((3.4 * i - 0.8, -2.6), text, small=True)


@program("Roman Numerals")
def roman_stones(rng):
    def spoken(n):
        parts = [(int(d), 10 ** (len(str(n)) - 1 - i)) for i, d in enumerate(str(n)) if d != "0"]
        return " + ".join(f"({(d + 1) * p} - {p})" if d in (4, 9) else str(d * p) for d, p in parts)

    one, two = rng.choice(ADDING), rng.choice(TAKING)
    while two < one + 5:
        two = rng.choice(TAKING)
    third = rng.randint(11, 180)

    def figure(c, g):
        c.without = set(COUNTED)
        for x, name, text in ((0, "A", roman(one)), (6, "B", roman(two)), (12, "C", g["third"])):
            arch = [(x + 2.7 - 0.9 * i, 3 + 0.12 * i * (6 - i)) for i in range(7)]
            c.polygon((x - 2.7, 0), (x + 2.7, 0), *arch)
            c.text((x, 1.8), text)
            c.text((x, -0.9), name)
        c.line((-3.2, 0), (15.2, 0))

    def check(c):
        def read(text):
            values = [WORTH[letter] for letter in text]
            return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))

        a, b = (read(text) for text in c.texts() if len(text) > 1 and not text.isdigit())
        return a + b + c.numbers()[0], a, b - a

    third_text = f"Stone C carries {third} in our usual digits."

    def letters(text):
        return sum(WORTH[letter] for letter in text)

    read = f"{roman(two)} is ${spoken(two)} = {two}$"
    return Scene(
        f"Three stones carry the numbers {roman(one)}, {roman(two)} and {third}.", [
            ask("Roman Numerals",
                "Smaller Letter before is Subtracted", "What is the sum of the numbers on the three stones? "
                "Answer with our usual digits.", one + two + third,
                f"On stone A the letters are only added, so {roman(one)} is ${spoken(one)} = {one}$. On stone B a "
                f"smaller letter stands before a larger one. By @ {read}. {third_text} The sum of the three numbers is "
                f"${one} + {two} + {third} = {one + two + third}$.",
                wrong=[one + letters(roman(two)) + third, one + two, two + third, one + two + third + 10]),
            ask("Roman Numerals",
                "Values of the Letters", "Which number does stone A carry? Answer with our usual digits.", one,
                f"Stone A carries {roman(one)}, in which no letter stands before a larger one. By @ and by adding, its "
                f"number is ${' + '.join(str(WORTH[x]) for x in roman(one))} = {one}$.",
                wrong=[one + 10, one - 2, two]),
            ask("Roman Numerals",
                "Smaller Letter before is Subtracted", "By how much is the number on stone B larger than the "
                "number on stone A? Answer with our usual digits.", two - one,
                f"On stone A the letters are only added, so {roman(one)} is ${spoken(one)} = {one}$. By @ the number "
                f"on stone B is found: {read}. The difference is ${two} - {one} = {two - one}$.",
                wrong=[letters(roman(two)) - one, two + one, two])],
        givens=dict(third=third), fixed=(one, two), figure=figure, upright=True, check=check, scale=False,
        more=[values_of_signs],
        quantities={"third": Quantity("number", "the number on stone C")})


def lamp_places(c, _):
    """The places of the lamps, counted from the right, above their frame."""
    for k, ((x, _), _) in enumerate(reversed(c.circles)):
        c.text((x, 1.45), f"place {k}" if k == 0 else str(k), small=True)


@program("Binary Numbers")
def lamps(rng):
    k, more = rng.randint(5, 7), rng.randint(2, 30)
    value = rng.randint(2 ** (k - 2) + 1, 2 ** k - 2)
    bits = [value >> (k - 1 - i) & 1 for i in range(k)]

    def figure(c, g):
        c.without = set(COUNTED)
        c.polygon((-0.9, -0.9), (1.3 * k - 0.4, -0.9), (1.3 * k - 0.4, 0.9), (-0.9, 0.9), fill=False)
        for i, bit in enumerate(bits):
            c.circle((1.3 * i, 0), 0.5, accent=bool(bit))
        c.text((1.3 * (k - 1), -1.5), "1", small=True)
        c.text((1.3 * (k - 2), -1.5), "2", small=True)

    def check(c):
        read = int("".join(str(int(dark)) for _, dark in c.fills), 2)
        return read + more, int(bin(read)[2:] + "0", 2), int("1" * len(c.circles), 2)

    ones = [2 ** (k - 1 - i) for i, bit in enumerate(bits) if bit]
    worth = f"${' + '.join(map(str, ones))} = {value}$" if len(ones) > 1 else f"{value}"
    mirrored = int(f"{value:0{k}b}"[::-1], 2)
    intro = "A row of lamps shows a number in the binary system: from right to left the places are worth 1, 2, 4, 8 " \
            "and so on, and only dark lamps count. "
    return Scene(
        f"A row of {k} lamps shows the binary number {value:0{k}b}, where 1 stands for a dark lamp.", [
            ask("Binary Numbers",
                "Lamps as Powers of Two", intro + "Which number results if {more} is added to the number shown?",
                value + more, f"From left to right the dark lamps are worth {', '.join(map(str, ones))}. By @ the row "
                f"shows their sum, {worth}. Adding {more} gives ${value} + {more} = {value + more}$.",
                wrong=[value, 2 ** k - 1 - value + more, len(ones) + more, mirrored + more]),
            ask("Binary Numbers",
                "Doubling as a Shift", intro + "A light lamp is added at the right end of the row, so that each "
                "other lamp is now one place further to the left. Which number does the row show then?", 2 * value,
                f"From left to right the dark lamps are worth {', '.join(map(str, ones))}, so the row shows {worth}. "
                f"By @ the new lamp doubles the number: $2 \\times {value} = {2 * value}$.",
                wrong=[value, 2 * value + 1, 10 * value]),
            ask("Binary Numbers",
                "Largest Binary Number", intro + "Which number does the row show if all its lamps are dark?",
                2 ** k - 1, f"The row has {k} lamps. By @ {k} ones in the binary system make $2^{k} - 1 = "
                f"{2 ** k - 1}$.", wrong=[2 ** k, 2 ** (k - 1) - 1, k * (k + 1) // 2])],
        givens=dict(more=more), fixed=(k, value), figure=figure, upright=True, check=check, scale=False,
        quantities={"more": Quantity("number", "the number to be added")}, more=[lamp_places])
