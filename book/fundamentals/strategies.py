"""Calculating with decimals and percentages, in tables, by estimation, backwards and with chains of operations."""
from ..pieces import table, tape
from ..tools import Quantity, Scene, ask, program

QUIET = {"line", "shapes", "hatch"}


def euros(cents):
    """A number of cents as a decimal number of euros without needless zeros."""
    return f"{cents / 100:.2f}".rstrip("0").rstrip(".")


def way_back(c, rng):
    """More for a chain of arrows: the arrows of the inverse operations, below it."""
    for i in range(2):
        low = c.ring((5 * i + 3.5, -0.2), 2.3, 1.5, 0, -180, kind="thin")
        c.arrow(low[-2], low[-1], kind="thin")


def halves(c, rng):
    """More for two bars: the middles of both."""
    for y in (0, 4):
        c.line((5, y - 0.4), (5, y + 2), kind="dash")


def codes(c, rng):
    """More for a list of prices: a column with the codes of the articles."""
    for y in (0, 1.7, 3.4, 5.1):
        c.line((12, y), (16, y), kind="thin")
    c.line((16, 0), (16, 5.1), kind="thin")
    for y, text in ((4.25, "code"), (2.55, str(rng.randint(301, 599))), (0.85, str(rng.randint(601, 899)))):
        c.text((14, y), text)


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
    bought = f"The table shows {n} pieces of A at {one / 100:.2f} euros and {m} pieces of B at {two / 100:.2f} euros."
    products = f"${n} \\times {euros(one)} = {euros(n * one)}$ and ${m} \\times {euros(two)} = {euros(m * two)}$"
    return Scene(
        f"{n} pieces of article A cost {one / 100:.2f} euros each, and {m} pieces of article B cost {two / 100:.2f} "
        "euros each.", [
            ask("Four Operations with Decimals",
                "Adding Decimals by Places", "The table is for a purchase of pieces of two articles, with "
                "the price of one piece in euros. How many euros does the purchase cost?", euros(total),
                f"{bought} So the two articles cost {products} euros. By @ the purchase costs ${euros(n * one)} + "
                f"{euros(m * two)} = {euros(total)}$ euros.",
                wrong=[euros(one + two), euros((n + m) * (one + two)), euros(n * two + m * one), euros(n * one),
                       euros(10 * total)]),
            ask("Four Operations with Decimals",
                "Change after a Purchase", "The table is for a purchase of pieces of two articles, with the price of "
                "one piece in euros. How many euros are given back if the purchase is paid with a note of 100 "
                "euros?",
                euros(10000 - total), f"{bought} The purchase costs ${n} \\times {euros(one)} + {m} \\times "
                f"{euros(two)} = {euros(total)}$ euros. By @ $100 - {euros(total)} = {euros(10000 - total)}$ euros are "
                "given back.", wrong=[euros(10000 - one - two), euros(total), euros(10100 - total)]),
            ask("Four Operations with Decimals",
                "Adding Decimals by Places", "The table shows the price of one piece of two articles in "
                "euros. By how many euros do the two prices differ?", euros(big - small),
                f"The table shows the prices {one / 100:.2f} and {two / 100:.2f} euros. As in @, digits of equal place "
                f"are subtracted from each other: ${euros(big)} - {euros(small)} = {euros(big - small)}$ euros.",
                wrong=[euros(one + two), euros(big - small + 100), euros(abs(n * one - m * two) or 100)])],
        givens=dict(n=n, m=m), fixed=(one, two), figure=figure, upright=True, check=check, scale=False,
        quantities={"n": Quantity("count", "the number of pieces of A", "pieces"),
                    "m": Quantity("count", "the number of pieces of B", "pieces")}, more=[codes])


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

    light = f"{p * (100 - q) / 100:g}"
    seen = f"The dark part above is ${p}\\%$ of the upper bar, and the dark part below is ${q}\\%$ of this part."
    enlarged = "The dark part of the upper bar is drawn enlarged below, and a part of it is dark there. A " \
               "percentage in a bar is the share of this whole bar. "
    return Scene(
        f"{p}% of an upper bar is dark. The dark part is drawn enlarged as a lower bar, and {q}% of the lower bar is "
        "dark.", [
            ask("Four Operations with Percentages",
                "Percent of a Percent", enlarged + "What percentage of the upper bar is the dark part of the lower "
                "bar?", f"{part}\\%",
                f"{seen} So ${q}\\%$ of ${p}\\%$ is wanted. By @ this is $\\frac{{{q} \\times {p}}}{{100}} = {part}$ "
                f"percent of the upper bar, that is ${part}\\%$.",
                wrong=[f"{q}\\%", f"{abs(p - q)}\\%" if p != q else f"{p + 5}\\%", f"{light}\\%",
                       *([f"{p + q}\\%"] if p + q <= 100 else []), f"{100 - float(part):g}\\%"]),
            ask("Four Operations with Percentages",
                "Adding Shares of One Whole", "What percentage of the upper bar is its light part?",
                f"{100 - p}\\%", f"Of the upper bar ${p}\\%$ is dark. By @ the dark and the light part add up to the "
                f"whole, so the light part is $100\\% - {p}\\% = {100 - p}\\%$.",
                wrong=[f"{p}\\%", f"{100 - q}\\%" if p != q else f"{95 - p}\\%", f"{110 - p}\\%"]),
            ask("Four Operations with Percentages",
                "Percent of a Percent", enlarged + "What percentage of the upper bar is the light part of the lower "
                "bar?", f"{light}\\%",
                f"{seen} So the light part below is $100\\% - {q}\\% = {100 - q}\\%$ of it. By @ this is "
                f"$\\frac{{{100 - q} \\times {p}}}{{100}} = {light}$ percent of the upper bar, that is ${light}\\%$.",
                wrong=[f"{part}\\%", f"{100 - q}\\%", f"{100 - float(light):g}\\%"])],
        givens=dict(p=p, q=q), figure=figure, upright=True, check=check, scale=False,
        quantities={"p": Quantity("percent", "the percentage on the upper bar", "percent"),
                    "q": Quantity("percent", "the percentage on the lower bar", "percent")},
        more=[halves])


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

    intro = "In this multiplication table each entry is the product of the number at the left of its row and the " \
            "number at the top of its column. "
    seen = f"In the last column the entry {entry} stands in the row of {a}."
    return Scene(
        f"In a multiplication table the rows of {a} and {b} are shown. In one column, whose head is not given, the row "
        f"of {a} has the entry {entry} and the row of {b} a question mark.", [
            ask("Multiplication Table",
                "Missing Head of a Table", intro + "Which number must replace the question mark?", b * d,
                f"{seen} By @ the number at the top of this column is ${entry} \\div {a} = {d}$. The question mark "
                f"stands in the row of {b} and in the same column, so its number is ${b} \\times {d} = {b * d}$.",
                wrong=[v for v in (entry + b - a, d, entry * b, entry + b, (d + 1) * b) if v > 0]),
            ask("Multiplication Table",
                "Missing Head of a Table", intro + "Which number stands at the top of the last column?", d,
                f"{seen} By @ the number at the top of this column is ${entry} \\div {a} = {d}$.",
                wrong=[v for v in (entry - a, b, d + 1, entry) if v > 0]),
            ask("Multiplication Table",
                "Row of a Multiplication Table", intro + "The number at the top of the last column is made larger by "
                "1. Which entry does the upper row then have in this column?", a * (d + 1),
                f"{seen} By @ an entry of this row grows by {a} when the number at the top grows by 1. The new entry "
                f"is ${entry} + {a} = {a * (d + 1)}$.", wrong=[entry + 1, entry + b, a * (d + 2)])],
        givens=dict(a=a, b=b, entry=entry), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the number at the left of the upper row"),
                    "b": Quantity("number", "the number at the left of the lower row"),
                    "entry": Quantity("number", "the entry in the upper row")})


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

    seen = f"The rectangle has the sides {a} and {b}."
    exact, off = a * b, abs(x * y - a * b)
    low, high = a // 10 * 10 * (b // 10 * 10), (a // 10 * 10 + 10) * (b // 10 * 10 + 10)
    rectangle = ["Area of a Rectangle"]
    return Scene(
        f"A rectangle has the sides {a} and {b}.", [
            ask("Estimation of Results",
                "Rounding before Calculating", "Estimate the area of the rectangle: round both sides to the nearest "
                "ten first. Which area results?",
                x * y, f"{seen} By @ the sides are rounded first, {a} to {x} and {b} to {y}. *Area of a Rectangle* "
                f"then gives the estimate ${x} \\times {y} = {x * y}$.", also=rectangle,
                wrong=[exact, low, high, (exact + 5) // 10 * 10, 2 * (x + y)]),
            ask("Estimation of Results",
                "Bounds for a Sum", "The sides have been measured and may be up to 1 longer or shorter than stated. "
                "What is the largest possible sum of two neighbouring sides?", a + b + 2,
                f"{seen} Each of them is at most 1 longer. By @ the sum of two neighbouring sides is at most $({a} + "
                f"1) + ({b} + 1) = {a + b + 2}$.", wrong=[a + b, a + b + 1, a + b + 4, x + y]),
            ask("Estimation of Results",
                "Rounding before Calculating", "The area of the rectangle is estimated by rounding both sides to the "
                "nearest ten first. By how much does the estimate differ from the exact area?", off,
                f"{seen} By *Area of a Rectangle* its exact area is ${a} \\times {b} = {exact}$. By @ the estimate is "
                f"${x} \\times {y} = {x * y}$. They differ by $|{x * y} - {exact}| = {off}$.", also=rectangle,
                wrong=[abs(x - a) * abs(y - b), abs(x - a) + abs(y - b), off + 100])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("measure", "the lower side of the rectangle"),
                    "b": Quantity("measure", "the right side of the rectangle")},
        more=[lambda c, rng: c.line((0, 0), (a, b), kind="thin"), lambda c, rng: c.line((0, b), (a, 0), kind="thin")])


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
            c.polygon((5 * i, 0), (5 * i + 2, 0), (5 * i + 2, 2), (5 * i, 2),
                      accent=text == "?" and c.asked != 1)
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

    change = f"{'adds' if plus else 'subtracts'} {a}"
    seen = f"The first arrow {change}, the second multiplies by {b}, and the result is {out}."
    return Scene(
        f"A number is {'increased' if plus else 'decreased'} by {a}, then multiplied by {b}; the result is {out}.", [
            ask("Inverse Operations",
                "Undoing a Chain",
                "The arrows show what happens to a number, from left to right. Which number must replace the question "
                "mark?", x, f"{seen} By @ the inverse operations are applied in reverse order. Before the "
                f"multiplication the number was ${out} \\div {b} = {inner}$, and at the beginning it was ${inner} "
                f"{undo} {a} = {x}$.",
                wrong=[v for v in (inner + a if plus else inner - a, inner, (x + a if plus else x - a) * b + a,
                                   out * b - a if plus else out * b + a) if v > 0]),
            ask("Inverse Operations",
                "Pairs of Inverse Operations", "The arrows show what happens to a number, from left to right. Which "
                "number stands in the middle box?",
                inner, f"The second arrow multiplies by {b}, and the result is {out}. By @ the division undoes the "
                f"multiplication, so in the middle box stands ${out} \\div {b} = {inner}$.",
                wrong=[out - b if out > b else out + b, out * b, x]),
            ask("Function Machines",
                "Output of a Chain of Machines",
                "The arrows show what happens to a number, from left to right. The number "
                "at the question mark is made larger by 1. Which number stands then in the last box?", out + b,
                f"{seen} By *Inverse Operations* the number at the question mark is ${out} \\div {b} {undo} {a} = "
                f"{x}$. By @ the larger number leads to $({x} + 1 {sign} {a}) \\times {b} = {out + b}$ in the last "
                "box.", also=["Inverse Operations"], wrong=[out + 1, out + a, out + b + 1])],
        givens=dict(a=a, b=b, out=out), fixed=(plus,), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the number on the first arrow"),
                    "b": Quantity("number", "the factor on the second arrow"),
                    "out": Quantity("number", "the number in the last box")}, more=[way_back])
