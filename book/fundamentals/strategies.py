"""Calculating with decimals and percentages, in tables, by estimation, backwards and with chains of operations."""
from ..pieces import table, tape
from ..tools import Scene, ask, program

QUIET = {"line", "shapes", "hatch"}


def euros(cents):
    """A number of cents as a decimal number of euros without needless zeros."""
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".")


@program("Four Operations with Decimals")
def price_list(rng):
    n, m = rng.sample(range(2, 13), 2)
    one, two = (5 * rng.randint(7, 78) for _ in range(2))
    total = n * one + m * two
    if one % 100 == 0 or two % 100 == 0 or one == two or total > 9500:
        return price_list(rng)

    def figure(c, g):
        c.without = set(QUIET)
        rows = ["article", "number", "price"], ["A", g["n"], f"{one / 100:.2f}"], ["B", g["m"], f"{two / 100:.2f}"]
        table(c, rows, 4.0, 1.7)

    def check(c):
        (a, first), (b, second) = (c.numbers()[:2], c.numbers()[2:])
        whole = sum([round(100 * first)] * a) + sum([round(100 * second)] * b)
        return whole / 100, (10000 - whole) / 100, abs(round(100 * first) - round(100 * second)) / 100

    big, small = max(one, two), min(one, two)
    return Scene(
        f"{n} pieces of article A cost {one / 100:.2f} euros each, and {m} pieces of article B cost {two / 100:.2f} "
        "euros each.", [
            ask("Four Operations with Decimals",
                "Adding Decimals by Places", "The table shows how many pieces of two articles are bought "
                "and the price of one piece in euros. How many euros does the purchase cost?", euros(total),
                f"${n} \\times {euros(one)} = {euros(n * one)}$ and ${m} \\times {euros(two)} = {euros(m * two)}$, and "
                f"${euros(n * one)} + {euros(m * two)} = {euros(total)}$."),
            ask("Four Operations with Decimals",
                "Change after a Purchase", "The table shows how many pieces of two articles are bought and the price "
                "of one piece in euros. How many euros are given back if the purchase is paid with a note of 100 "
                "euros?",
                euros(10000 - total), f"the purchase costs ${n} \\times {euros(one)} + {m} \\times {euros(two)} = "
                f"{euros(total)}$ euros, and $100 - {euros(total)} = {euros(10000 - total)}$."),
            ask("Four Operations with Decimals",
                "Adding Decimals by Places", "The table shows the price of one piece of two articles in "
                "euros. By how many euros do the two prices differ?", euros(big - small),
                f"${euros(big)} - {euros(small)} = {euros(big - small)}$.")],
        [("A school buys notebooks of two kinds, A and B; the table gives their numbers and the price of one notebook "
          "in euros.", "How many euros do all notebooks cost?"),
         ("A cafe buys cakes of two kinds, A and B; the table gives their numbers and the price of one piece in euros.",
          "How many euros do all pieces cost?"),
         ("A gardener orders plants of two kinds, A and B; the table gives their numbers and the price of one plant in "
          "euros.",
          "How many euros does the order cost?"),
         ("In the table, each number in the second column is multiplied by the number to its right.",
          "Determine the sum of the two products.")],
        dict(n=n, m=m), fixed=(one, two), figure=figure, upright=True, check=check, scale=False)


@program("Four Operations with Percentages")
def zoomed_bar(rng):
    p, q = 5 * rng.randint(4, 18), 5 * rng.randint(4, 18)
    while p * q % 50:
        p, q = 5 * rng.randint(4, 18), 5 * rng.randint(4, 18)
    part = f"{p * q / 100:g}"

    def figure(c, g):
        c.without = set(QUIET)
        tape(c, [p / 10, (100 - p) / 10], [g["p"] + "%", ""], 4, 1.6, accent=(0,))
        tape(c, [q / 10, (100 - q) / 10], [g["q"] + "%", ""], 0, 1.6, accent=(0,))
        c.line((0, 4), (0, 1.6), kind="dash")
        c.line((p / 10, 4), (10, 1.6), kind="dash")

    def check(c):
        upper, lower = (((polygon[1][0] - polygon[0][0]) / 10) for polygon in (c.polygons[0], c.polygons[2]))
        return upper * lower, 1 - upper, upper - upper * lower

    return Scene(
        f"{p}% of an upper bar is dark. The dark part is drawn enlarged as a lower bar, and {q}% of the lower bar is "
        "dark.", [
            ask("Four Operations with Percentages",
                "Percent of a Percent", "The dark part of the upper bar is drawn enlarged below, and a part of it is "
                "dark there. Each number is a percentage of the whole bar in which it stands. What percentage of the "
                "upper bar is the dark part of the lower bar?", f"{part}\\%",
                f"it is ${q}\\%$ of ${p}\\%$ of the upper bar, $\\frac{{{q} \\times {p}}}{{100}} = {part}$ percent."),
            ask("Four Operations with Percentages",
                "Adding Shares of One Whole", "What percentage of the upper bar is its light part?",
                f"{100 - p}\\%", f"both parts make the whole, $100\\% - {p}\\% = {100 - p}\\%$."),
            ask("Four Operations with Percentages",
                "Percent of a Percent", "The dark part of the upper bar is drawn enlarged below, and a part of it is "
                "dark there. Each number is a percentage of the whole bar in which it stands. What percentage of the "
                "upper bar is the light part of the lower bar?",
                f"{p * (100 - q) / 100:g}\\%",
                f"${100 - q}\\%$ of the lower bar is light, and $\\frac{{{100 - q} \\times {p}}}{{100}} = "
                f"{p * (100 - q) / 100:g}$ percent.")],
        [("The upper bar stands for all pupils of a school. Its dark part, enlarged below, are those who come by bus, "
          "and the dark part of the lower bar are those of them who change buses.",
          "What percentage of all pupils change buses?"),
         ("The upper bar stands for the land of a country. Its dark part, enlarged below, is forest, and the dark part "
          "of the lower bar is forest with oaks.", "What percentage of the land is forest with oaks?"),
         ("The upper bar stands for the income of a shop. Its dark part, enlarged below, comes from bread, and the "
          "dark part of the lower bar from rye bread.", "What percentage of the income comes from rye bread?"),
         ("The number on the upper bar is the probability of $A$ in percent, the one on the lower bar that of $B$ on "
          "condition that $A$ occurs.", "What is the probability, in percent, that both occur?")],
        dict(p=p, q=q), figure=figure, upright=True, check=check, scale=False)


@program("Multiplication Table")
def hidden_head(rng):
    a, b, d = rng.randint(2, 12), rng.randint(2, 12), rng.randint(2, 15)
    if a == b:
        return hidden_head(rng)
    entry = a * d

    def figure(c, g):
        c.without = set(QUIET)
        rows = [["×", "", ""], [g["a"], "", g["entry"]], [g["b"], "", "?"]]
        table(c, rows, 2.4, 1.8)
        c.fills.append(([(0, 0), (2.4, 0), (2.4, 3.6), (0, 3.6)], False))

    def check(c):
        one, product, two = c.numbers()
        head = next(x for x in range(1, 200) if sum([one] * x) == product)
        return sum([two] * head), head, sum([one] * (head + 1))

    return Scene(
        f"In a multiplication table the rows of {a} and {b} are shown. In one column, whose head is not given, the row "
        f"of {a} has the entry {entry} and the row of {b} a question mark.", [
            ask("Multiplication Table",
                "Missing Head of a Table",
                "In this multiplication table each entry is the product of the number at the left of its row and the "
                "number at the top of its column. Which number belongs at the question mark?", b * d,
                f"the head of the column is ${entry} \\div {a} = {d}$, and ${b} \\times {d} = {b * d}$."),
            ask("Multiplication Table",
                "Missing Head of a Table",
                "In this multiplication table each entry is the product of the number at the left of its row and the "
                "number at the top of its column. Which number belongs at the top of the last column?", d,
                f"the entry {entry} stands in the row of {a}, so the head is ${entry} \\div {a} = {d}$."),
            ask("Multiplication Table",
                "Row of a Multiplication Table", "In this multiplication table each entry is the product of the number "
                "at the left of its row and the number at the top of its column. The number at the top of the last "
                "column is made larger by 1. Which entry does the upper row then have in this column?", a * (d + 1),
                f"the entry grows by the number of its row, ${entry} + {a} = {a * (d + 1)}$.")],
        [("In a bakery's price table the left column gives numbers of cakes and the top row prices of a cake in "
          "euros; each entry is their product. Most entries are smudged.",
          "How many euros belong at the question mark?"),
         ("A gardener's table has numbers of rows at the left and numbers of plants in a row at the top; each entry is "
          "the number of all plants.", "How many plants belong at the question mark?"),
         ("A table for printers has numbers of minutes at the left and numbers of pages in a minute at the top; each "
          "entry is the number of all pages.", "How many pages belong at the question mark?"),
         ("In the table the entry in a cell is the product of its row head and its column head.",
          "Determine the entry at the question mark.")],
        dict(a=a, b=b, entry=entry), figure=figure, upright=True, check=check, scale=False)


@program("Estimation of Results")
def rounded_rectangle(rng):
    a, b = (rng.choice([n for n in range(12, 99) if n % 10 not in (0, 5)]) for _ in range(2))
    while not 0.45 < a / b < 2.2:
        b = rng.choice([n for n in range(12, 99) if n % 10 not in (0, 5)])
    x, y = (a + 5) // 10 * 10, (b + 5) // 10 * 10

    def figure(c, g):
        c.without = {"line"}
        c.polygon((0, 0), (a, 0), (a, b), (0, b))
        c.side((0, 0), (a, 0), g["a"], (a / 2, b / 2))
        c.side((a, 0), (a, b), g["b"], (a / 2, b / 2))
        c.right((0, 0), (a, 0), (0, b))

    def check(c):
        p = c.polygons[0]
        sides = p[1][0] - p[0][0], p[2][1] - p[1][1]
        tens = [min(range(0, 110, 10), key=lambda t: abs(t - s)) for s in sides]
        return tens[0] * tens[1], sum(sides) + 2, abs(tens[0] * tens[1] - sides[0] * sides[1])

    return Scene(
        f"A rectangle has the sides {a} and {b}.", [
            ask("Estimation of Results",
                "Rounding before Calculating", "Estimate the area of the rectangle: round both sides to the nearest "
                "ten first. Which area results?",
                x * y, f"{a} is rounded to {x} and {b} to {y}, and ${x} \\times {y} = {x * y}$."),
            ask("Estimation of Results",
                "Bounds for a Sum", "The sides have been measured and may be up to 1 longer or shorter than stated. "
                "What is the largest possible sum of two neighbouring sides?", a + b + 2,
                f"each side is at most 1 longer: $({a} + 1) + ({b} + 1) = {a + b + 2}$."),
            ask("Estimation of Results",
                "Rounding before Calculating", "The area of the rectangle is estimated by rounding both sides to the "
                "nearest ten first. By how much does the estimate differ from the exact area?", abs(x * y - a * b),
                f"the estimate is ${x} \\times {y} = {x * y}$, the exact area ${a} \\times {b} = {a * b}$, and "
                f"$|{x * y} - {a * b}| = {abs(x * y - a * b)}$.")],
        [("A farmer wants to know roughly how large his field is; lengths are in metres. He rounds both sides to the "
          "nearest ten before he multiplies.", "How many square metres does he get?"),
         ("A hall has rows of seats as in the plan: the sides give the number of seats in a row and the number of "
          "rows. Both are rounded to the nearest ten before multiplying.",
          "Which estimate of the number of seats results?"),
         ("For a mosaic, the sides of the picture are given in numbers of stones. The artist rounds both to the "
          "nearest ten before she multiplies.", "How many stones does she estimate?"),
         ("Let $x$ and $y$ be the multiples of ten that are nearest to the two sides.", "Determine $x \\cdot y$.")],
        dict(a=a, b=b), figure=figure, check=check)


@program("Inverse Operations")
def backwards(rng):
    x, a, b = rng.randint(2, 40), rng.randint(2, 30), rng.randint(2, 9)
    plus = rng.random() < 0.5
    inner = x + a if plus else x - a
    out = inner * b
    if not 3 <= inner or out > 180:
        return backwards(rng)
    sign, undo = ("+", "-") if plus else ("-", "+")

    def figure(c, g):
        c.without = set(QUIET)
        for i, text in enumerate(("?", "", g["out"])):
            c.polygon((5 * i, 0), (5 * i + 2, 0), (5 * i + 2, 2), (5 * i, 2), accent=text == "?")
            c.text((5 * i + 1, 1), text)
        for i, text in enumerate((f"{'+' if plus else '−'} {g['a']}", f"× {g['b']}")):
            top = c.ring((5 * i + 3.5, 2.2), 2.3, 1.5, 180, 0, kind="line")
            c.arrow(top[-2], top[-1])
            c.text((5 * i + 3.5, 4.4), text)

    def check(c):
        texts = [t for t in c.texts() if t != "?"]
        end, first, second = int(texts[0]), int(texts[1].split()[1]), int(texts[2].split()[1])
        step = first if texts[1][0] == "+" else -first

        def run(n):
            return (n + step) * second

        start = next(n for n in range(500) if run(n) == end)
        return start, start + step, run(start + 1)

    return Scene(
        f"A number is {'increased' if plus else 'decreased'} by {a}, then multiplied by {b}; the result is {out}.", [
            ask("Inverse Operations",
                "Undoing a Chain",
                "The arrows show what happens to a number, from left to right. Which number belongs at "
                "the question mark?", x, f"backwards with the inverse operations: ${out} \\div {b} {undo} {a} = {x}$."),
            ask("Inverse Operations",
                "Pairs of Inverse Operations", "The arrows show what happens to a number, from left to right. Which "
                "number belongs in the middle box?",
                inner, f"division undoes the multiplication, ${out} \\div {b} = {inner}$."),
            ask("Function Machines",
                "Output of a Chain of Machines",
                "The arrows show what happens to a number, from left to right. The number "
                "at the question mark is made larger by 1. Which number stands then in the last box?", out + b,
                f"the number at the question mark is ${out} \\div {b} {undo} {a} = {x}$, and $({x} + 1 {sign} {a}) "
                f"\\times {b} = {out + b}$.")],
        [("Mia thinks of a number and changes it as the arrows show. Then she tells the last number.",
          "Which number did she think of?"),
         ("A score in a game is changed twice, as the arrows show. The last box gives the score at the end.",
          "What was the score at the beginning?"),
         ("The arrows show how a code number is encoded; the last box is the encoded number.",
          "Which number was encoded?"),
         ("The arrows stand for two functions that are applied one after the other.",
          "Determine the number that is mapped to the number in the last box.")],
        dict(a=a, b=b, out=out), fixed=(plus,), figure=figure, upright=True, check=check, scale=False)
