"""Ways of writing numbers: blocks and abacus for place value, Roman numerals, binary numbers."""
from ..tools import Scene, ask, program
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
    return Scene(
        f"There are {h} large square{'s' * (h > 1)}, {t} bar{'s' * (t > 1)} and {u} single small squares.", [
            ask("Place Value",
                "Number from Blocks", "A large square consists of 100 small squares and a bar of 10. {more} "
                "single small squares are added. How many small squares are there then?", value + more,
                f"there are {h} large square{'s' * (h > 1)}, {t} bar{'s' * (t > 1)} and {u} single squares: $100 "
                f"\\times {h} + 10 \\times {t} + {u} = {value}$, and ${value} + {more} = {value + more}$."),
            ask("Place Value",
                "Bundling Ten", "Ten single small squares are exchanged for a bar as often as possible. How "
                "many single squares are left?", u % 10, f"there are {u} single squares, and one exchange leaves "
                f"${u} - 10 = {u % 10}$."),
            ask("Place Value",
                "Value of a Digit", "A large square consists of 100 small squares and a bar of 10. The number "
                "of all small squares is written with digits. What is the value of its tens digit?", 10 * tens,
                f"the number is $100 \\times {h} + 10 \\times {t} + {u} = {value}$. Its tens digit is {tens}, which is "
                f"worth ${tens} \\times 10 = {10 * tens}$.")],
        [("A sheet holds 100 stamps, a strip 10; the small squares are single stamps. {more} more stamps are bought.",
          "How many stamps are there then?"),
         ("A bakery sells biscuits on trays of 100, in rows of 10 and singly, as in the figure. {more} more biscuits "
          "are baked.", "How many biscuits are there then?"),
         ("Tiles lie in large squares of 100, in bars of 10 and singly. {more} more tiles are delivered.",
          "How many tiles are there then?"),
         ("Let $n$ be the number of all small squares, where a large square consists of 100 and a bar of 10.",
          "Determine $n + {more}$.")],
        dict(more=more), fixed=(h, t, u), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"On the rods of an abacus there are these numbers of beads: thousands {digits[0]}, hundreds {digits[1]}, tens "
        f"{digits[2]}, ones {digits[3]}.", [
            ask("Numbers on an Abacus",
                "Rods as Places", "The number below a rod says what each of its beads is worth. Which "
                "number results if {more} is added to the number on the abacus?", value + more,
                f"the rods show $1000 \\times {digits[0]} + 100 \\times {digits[1]} + 10 \\times {digits[2]} + "
                f"{digits[3]} = {value}$, and ${value} + {more} = {value + more}$."),
            ask("Numbers on an Abacus",
                "Moving a Bead", "The number below a rod says what each of its beads is worth. One "
                "bead is moved from the ones to the tens. Which number does the abacus show then?", value + 9,
                f"the abacus shows {value}. The number changes by $10 - 1 = 9$, and ${value} + 9 = {value + 9}$."),
            ask("Numbers on an Abacus",
                "Adding a Bead", "The number below a rod says what each of its beads is worth. One "
                "bead more is put on the rod on the far left. Which number does the abacus show then?", value + 1000,
                f"the abacus shows {value}, and a bead on this rod adds 1000: ${value} + 1000 = {value + 1000}$.")],
        [("A merchant counts his coins on the abacus in the figure; the number below a rod is the value of its beads. "
          "Then he is paid {more} coins more.", "How many coins has he then?"),
         ("The beads show how many visitors a museum has had this year; the number below a rod is the value of its "
          "beads. Today {more} more visitors came.", "How many visitors have come altogether?"),
         ("An abacus in a workshop shows the number of bottles filled; the number below a rod is the value of its "
          "beads. {more} more bottles are filled.", "How many bottles have been filled then?"),
         ("Let $n$ be the number on the abacus; the number below a rod is the value of its beads.",
          "Determine $n + {more}$.")],
        dict(more=more), fixed=tuple(digits), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"Three stones carry the numbers {roman(one)}, {roman(two)} and {third}.", [
            ask("Roman Numerals",
                "Smaller Letter before is Subtracted", "What is the sum of the numbers on the three stones? "
                "Answer with our usual digits.", one + two + third,
                f"{roman(one)} is ${spoken(one)} = {one}$ and {roman(two)} is ${spoken(two)} = {two}$, where a smaller "
                f"letter before a larger one is subtracted. The sum is "
                f"${one} + {two} + {third} = {one + two + third}$."),
            ask("Roman Numerals",
                "Values of the Letters", "Which number does stone A carry? Answer with our usual digits.", one,
                f"the letters of {roman(one)} have the values ${' + '.join(str(WORTH[x]) for x in roman(one))} = "
                f"{one}$."),
            ask("Roman Numerals",
                "Smaller Letter before is Subtracted", "By how much is the number on stone B larger than the "
                "number on stone A? Answer with our usual digits.", two - one,
                f"{roman(two)} is ${spoken(two)} = {two}$ and {roman(one)} is ${spoken(one)} = {one}$, so the "
                f"difference is ${two} - {one} = {two - one}$.")],
        [("Three old boundary stones of a vineyard carry the numbers of vines in its three parts.",
          "How many vines are there altogether? Answer with our usual digits."),
         ("The stones in a museum show how many coins were found in three tombs.",
          "How many coins were found altogether? Answer with our usual digits."),
         ("A hiking path has three parts, and a stone at the start of each part gives its length in double steps.",
          "How many double steps long is the path? Answer with our usual digits."),
         ("Let $a$, $b$ and $c$ be the numbers on the stones A, B and C.", "Determine $a + b + c$ in decimal digits.")],
        dict(third=third), fixed=(one, two), figure=figure, upright=True, check=check, scale=False)


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
    intro = "A row of lamps shows a number in the binary system: from right to left the places are worth 1, 2, 4, 8 " \
            "and so on, and only dark lamps count. "
    return Scene(
        f"A row of {k} lamps shows the binary number {value:0{k}b}, where 1 stands for a dark lamp.", [
            ask("Binary Numbers",
                "Lamps as Powers of Two", intro + "Which number results if {more} is added to the number shown?",
                value + more, f"the dark lamps are worth ${' + '.join(map(str, ones))} = {value}$, and ${value} + "
                f"{more} = {value + more}$."),
            ask("Binary Numbers",
                "Doubling as a Shift", intro + "A light lamp is added at the right end of the row, so that each "
                "other lamp is now one place further to the left. Which number does the row show then?", 2 * value,
                f"the row shows ${' + '.join(map(str, ones))} = {value}$, and the shift doubles it: $2 \\times {value} "
                f"= {2 * value}$."),
            ask("Binary Numbers",
                "Largest Binary Number", intro + "Which number does the row show if all its lamps are dark?",
                2 ** k - 1, f"{k} ones make $2^{k} - 1 = {2 ** k - 1}$.")],
        [("A score board has lamps instead of digits. From right to left they are worth 1, 2, 4, 8 and so on points, "
          "and only dark lamps count. Then {more} more points are scored.", "How many points are there then?"),
         ("A machine counts parcels in the binary system with lamps; from right to left they are worth 1, 2, 4, 8 and "
          "so on, and only dark lamps count. {more} more parcels pass.", "How many parcels have passed then?"),
         ("A row of magnets stores a number in the binary system; the dark ones are the digits 1. The places from "
          "right to left are worth 1, 2, 4, 8 and so on.", "Which number is larger than the stored number by {more}?"),
         ("Let $n = \\sum d_i \\cdot 2^i$, where $d_i$ is 1 if the lamp with the number $i$ is dark and 0 otherwise; "
          "the lamps are numbered 0, 1, 2, ... from right to left.", "Determine $n + {more}$.")],
        dict(more=more), fixed=(k, value), figure=figure, upright=True, check=check, scale=False)
