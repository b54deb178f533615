"""The four operations: columns with a gap, area models, number walls, machines, magic squares, arrows."""
from ..tools import Quantity, Scene, ask, program

QUIET = {"line", "shapes"}  # loads that could be taken for a part of the figure


def bracketed(v):
    """A number as a term or factor: negative ones in brackets."""
    return f"({v})" if v < 0 else str(v)


def digits(c, text, y, last, gap=None):
    """A number in a column, its ones digit at x = last; gap: the digit (from the left) shown as a box with "?"."""
    if not text.isdigit() or len(text) > 3:
        c.text((last - 0.5, y), text)
        return
    for i, digit in enumerate(text):
        x = last - (len(text) - 1 - i)
        if i == gap:
            w, h = 0.36, 0.45
            c.polygon((x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h), fill=False)
        c.text((x, y), "?" if i == gap else digit)


def added_in_columns(a, b):
    """([(sum, its terms and value as a text)], [carry into the column]) of the columns of a + b, the ones first."""
    carries, columns, carry = [], [], 0
    for k in range(3):
        terms = [a // 10 ** k % 10, *([b // 10 ** k % 10] if b >= 10 ** k else []), *([carry] if carry else [])]
        columns.append((sum(terms), " + ".join(map(str, terms)) + (f" = {sum(terms)}" if len(terms) > 1 else "")))
        carries.append(carry)
        carry = sum(terms) // 10
    return columns, carries


def way_back(c, rng):
    """More for machines: an arrow for the way back."""
    c.arrow((2.5, -8.4), (2.5, 0), kind="thin")
    c.line((0.7, -8.4), (2.5, -8.4), kind="thin")
    c.line((2.5, 0), (0.7, 0), kind="thin")


def diagonals(c, rng):
    """More for a magic square: the ends of the lines of its equal sums, outside of the cells."""
    for k in range(3):
        c.line((3.1, -k - 0.5), (3.4, -k - 0.5), kind="thin")
        c.text((3.75, -k - 0.5), "sum", small=True)
        c.line((k + 0.5, -3.1), (k + 0.5, -3.4), kind="thin")
    for x, y, dx in ((3.1, -3.1, 0.25), (-0.1, -3.1, -0.25)):
        c.line((x, y), (x + dx, y - 0.25), kind="thin")


def sum_arrow(c, end, size):
    """More for arrows in a row: the one arrow that stands for their sum."""
    c.arrow((0, -0.3 * size), (end, -0.3 * size), kind="thin")


def places(c, rng):
    """More for a column addition: what the columns stand for."""
    for x, name in ((1, "H"), (2, "T"), (3, "O")):
        c.text((x, 5.6), name)
    for x in (1.5, 2.5):
        c.line((x, 0.5), (x, 4.6), kind="faint")


@program("Column Addition and Subtraction")
def column_sum(rng):
    a, b = rng.randint(120, 890), rng.randint(21, 180)
    s = a + b
    if s > 999:
        return column_sum(rng)
    gap = rng.randrange(3)
    (columns, carries), answer, place = added_in_columns(a, b), int(str(a)[gap]), 2 - gap
    result, low, carried = columns[place][0], b // 10 ** place % 10, carries[place]
    others = [f"the lower digit {low}"] * (b >= 10 ** place) + [f"the carry {carried}"] * (carried > 0)
    minus = "".join(f" - {v}" for v in (low, carried) if v)
    ending = f", which ends in the digit {result % 10} below the line" if result > 9 else ", the digit below the line"

    def figure(c, g):
        c.without = set(QUIET)
        digits(c, str(a), 4, 3, gap)
        digits(c, g["b"], 2.7, 3)
        c.text((-0.4, 2.7), "+")
        c.line((-0.8, 1.9), (3.7, 1.9))
        digits(c, str(s), 1.1, 3)
        c.line((-1.5, 0.2), (-1.5, 4.8), (4.5, 4.8), (4.5, 0.2), (-1.5, 0.2), kind="thin")

    def check(c):
        rows = {}
        for _, p, _, _, text in c.labels:
            if text != "+":
                rows.setdefault(p[1], []).append((p[0], text))
        one, two, three = ("".join(t for _, t in sorted(rows[y])) for y in (4, 2.7, 1.1))
        fits = [d for d in range(10) if int(one.replace("?", str(d))) + int(two) == int(three)]
        carry, count = 0, 0
        for k in (1, 2, 3):
            x, y = int(three) - int(two), int(two)
            carry = x // 10 ** (k - 1) % 10 + y // 10 ** (k - 1) % 10 + carry >= 10
            count += carry
        return fits[0], int(three) - int(two), count

    name = ("ones", "tens", "hundreds")[place]
    below, above = s // 10 ** place % 10, sum(carries)
    return Scene(
        f"In the column addition of {str(a)[:gap]}?{str(a)[gap + 1:]} and {b} with the sum {s} one digit is hidden.", [
            ask("Column Addition and Subtraction",
                "Missing Digit of a Column", "The box in this column addition stands for one digit. "
                "Which digit must be written into the box?", answer,
                f"The box stands in the column of the {name}, which is worked out after the columns to its "
                f"right. By @ the digit in the box{''.join(' and ' + other for other in others)} "
                f"make{'' if others else 's'} {result}{ending}. So the digit is ${result}{minus} = {answer}$. The "
                f"check is ${a} + {b} = {s}$.",
                wrong=[(answer + 1) % 10, (below + low) % 10, (answer - 1) % 10, (below - low + 2 * carried) % 10]),
            ask("Column Addition and Subtraction",
                "Borrowing in a Column", "The lower of the two terms is subtracted from the sum in a column. What is "
                "the result?", a, f"The column addition has the lower term {b} and the sum {s}. By @ a ten is borrowed "
                f"wherever the upper digit is too small, and ${s} - {b} = {a}$.",
                wrong=[a + 10, a - 10 if a > 10 else a + 1, a + 100, s + b]),
            ask("Column Addition and Subtraction",
                "Carrying in a Column", "How many times is a ten carried to the next column in this "
                "addition, when the hidden digit is filled in?", above,
                f"With the hidden digit the addition is ${a} + {b} = {s}$. From the right, the columns give "
                f"{', '.join(f'${text}$' for _, text in columns)}. By @ a ten is carried from each column that gives "
                f"10 or more, here {above} time{'s' * (above != 1)}.", wrong=[k for k in range(4) if k != above])],
        givens=dict(b=b), fixed=(s, gap), figure=figure, upright=True, check=check, scale=False,
        quantities={"b": Quantity("number", "the lower of the two terms")}, more=[places])


@program("Column Multiplication")
def column_product(rng):
    a, t, u = rng.randint(12, 180), rng.randint(2, 9), rng.randint(2, 9)
    b, tens = 10 * t + u, rng.random() < 0.5
    answer = a * 10 * t if tens else a * u

    def figure(c, g):
        c.without = set(QUIET)
        c.text((0, 4), f"{g['a']} × {t}{u}")
        c.line((-2.6, 3.2), (2.6, 3.2))
        for y, factor, hidden in ((2.4, f"{t}0", tens), (1, str(u), not tens)):
            c.polygon((-2.4, y - 0.5), (0, y - 0.5), (0, y + 0.5), (-2.4, y + 0.5),
                      accent=hidden and c.asked in (None, 0))
            c.text((-1.2, y), "?" if hidden else "")
            c.text((1.6, y), f"(× {factor})")
        c.line((-2.6, 0.2), (2.6, 0.2))
        c.polygon((-2.4, -1.1), (0, -1.1), (0, -0.1), (-2.4, -0.1))

    def check(c):
        task = next(t for t in c.texts() if t[0].isdigit() and "×" in t)
        x, y = (int(v) for v in task.split(" × "))
        hidden = next(p[1] for kind, p, _, _, text in c.labels if text == "?")
        factor = next(text for kind, p, _, _, text in c.labels if text[:1] == "(" and p[1] == hidden)
        return sum([x] * int(factor.strip("(×) "))), sum([x] * y), int(str(sum([x] * y))[-1])

    row = 10 * t if tens else u
    rows = f"The written multiplication is that of {a} and {b}."
    products = f"${a} \\times {10 * t} = {a * 10 * t}$ and ${a} \\times {u} = {a * u}$"
    unshifted = a * t if tens else a * 10 * u
    return Scene(
        f"In the written multiplication of {a} and {b} there is a row for the factor {10 * t} and one for {u}; the row "
        f"for {row} is marked with a question mark.", [
            ask("Column Multiplication",
                "Partial Products", "The boxes of this written multiplication are for the two partial products "
                "and, at the bottom, for the result. Which number must be written into the box with the question "
                "mark?", answer,
                f"{rows} Its second factor consists of {10 * t} and {u}, and the box with the question mark stands in "
                f"the row of {row}. By @ it takes ${a} \\times {row} = {answer}$.",
                wrong=[unshifted, a * (u if tens else 10 * t), a * b, a + row]),
            ask("Column Multiplication",
                "Partial Products", "Which number must be written into the box at the bottom of this written "
                "multiplication, the result?", a * b,
                f"{rows} By @ the boxes above take {products}. The box at the bottom takes their sum, ${a * 10 * t} + "
                f"{a * u} = {a * b}$.", wrong=[a * t + a * u, a * 10 * t, a * b + 10, a * (10 * u + t)]),
            ask("Column Multiplication",
                "Last Digit of a Product", "What is the last digit of the result of this multiplication?",
                a * b % 10, f"{rows} Its last digits are {a % 10} and {u}. By @ the last digit of the result is that "
                f"of ${a % 10} \\times {u} = {a % 10 * u}$, so it is {a * b % 10}.",
                wrong=[(a % 10 + u) % 10, (a * b + 1) % 10, (a % 10 * t) % 10])],
        givens=dict(a=a), fixed=(t, u, tens), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the first factor")})


@program("Area Model of Multiplication")
def split_rectangle(rng):
    a, b, d, e = (rng.randint(4, 20) for _ in range(4))
    while not (0.5 < (a + b) / (d + e) < 2 and 0.33 < a / b < 3 and 0.33 < d / e < 3) or len({a, b, d, e}) < 3:
        a, b, d, e = (rng.randint(4, 20) for _ in range(4))
    total = (a + b) * (d + e)

    def figure(c, g):
        c.without = set(QUIET)
        for x, y, w, h, dark in ((0, e, a, d, True), (a, e, b, d, False), (0, 0, a, e, False), (a, 0, b, e, False)):
            c.polygon((x, y), (x + w, y), (x + w, y + h), (x, y + h), accent=dark and c.asked != 0)
        c.side((0, d + e), (a, d + e), g["a"], (a, 0))
        c.side((a, d + e), (a + b, d + e), g["b"], (a, 0))
        c.side((0, e), (0, d + e), g["d"], (a, e))
        c.side((0, 0), (0, e), g["e"], (a, e))

    def check(c):
        areas = [abs(p[2][0] - p[0][0]) * abs(p[2][1] - p[0][1]) for p in c.polygons]
        return sum(areas), sum(areas) - areas[0], areas[0] * areas[3]

    parts = f"The upper sides of the parts are {a} and {b}, and the sides on the left are {d} and {e}."
    return Scene(
        f"A rectangle with the sides {a} + {b} and {d} + {e} is cut into four rectangles; the one with the sides {a} "
        f"and {d} is dark.", [
            ask("Area Model of Multiplication", "Sum of the Parts", "What is the area of the whole rectangle?", total,
                f"{parts} By @ the area of the whole rectangle is the sum of its four parts, $({a} + {b}) \\times ({d} "
                f"+ {e}) = {a * d} + {b * d} + {a * e} + {b * e} = {total}$.",
                wrong=[a * d + b * e, 2 * (a + b + d + e), total - a * d, a * b * d * e, a * b + d * e]),
            ask("Area Model of Multiplication",
                "Rectangle Cut into Partial Products", "What is the total area of the three light "
                "parts?", total - a * d, f"{parts} By @ the light parts have the areas {b * d}, {a * e} and {b * e}. "
                f"Together these are ${b} \\times {d} + {a} \\times {e} + {b} \\times {e} = {total - a * d}$.",
                wrong=[total, a * d, b * e, b * d + a * e]),
            ask("Area Model of Multiplication",
                "Opposite Parts have Equal Products", "The area of the dark part is multiplied by the "
                "area of the part diagonally opposite. What is the result?", a * b * d * e,
                f"{parts} The dark part and the one opposite have the areas ${a} \\times {d} = {a * d}$ and ${b} "
                f"\\times {e} = {b * e}$, so the result is ${a * d} \\times {b * e} = {a * b * d * e}$. By @ the other "
                f"two parts give the same, ${b * d} \\times {a * e} = {a * b * d * e}$.",
                wrong=[a * d + b * e, total, a * d * b * d])],
        givens=dict(a=a, b=b, d=d, e=e), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("measure", "the width of the parts on the left"),
                    "b": Quantity("measure", "the width of the parts on the right"),
                    "d": Quantity("measure", "the height of the upper parts"),
                    "e": Quantity("measure", "the height of the lower parts")},
        more=[lambda c, rng: c.line((0, 0), (a + b, d + e), kind="thin")])


@program("Number Walls")
def number_wall(rng):
    a, m, b = rng.randint(2, 40), rng.randint(2, 40), rng.randint(2, 40)
    top = a + 2 * m + b
    if len({a, m, b}) < 3:
        return number_wall(rng)

    def figure(c, g):
        c.without = set(QUIET)
        for level, texts in enumerate(((g["a"], "?", g["b"]), ("", ""), (g["top"],))):
            for i, text in enumerate(texts):
                x, y = 2.4 * i + 1.2 * level, 1.3 * level
                c.polygon((x, y), (x + 2.4, y), (x + 2.4, y + 1.3), (x, y + 1.3),
                          accent=text == "?" and c.asked != 1)
                c.text((x + 1.2, y + 0.65), text)

    def check(c):
        one, two, peak = c.numbers()
        stone = next(x for x in range(200) if (one + x) + (x + two) == peak)
        return stone, one + stone, (one + stone + 5) + (stone + 5 + two)

    wall = "In this number wall each brick carries the sum of the two bricks below it. "
    seen = f"The outer bricks of the lowest row carry {a} and {b}, and the brick at the top carries {top}."
    return Scene(
        f"In a number wall of three rows, the outer bricks of the lowest row carry {a} and {b}, and the brick at the "
        f"top carries {top}. The brick in the middle of the lowest row is marked with a question mark.", [
            ask("Number Walls",
                "Top of a Wall with Three Stones", wall + "Which number does the brick with the question mark carry?",
                m, f"{seen} By @ the brick with the question mark counts twice in the brick at the top. So twice its "
                f"number is ${top} - {a} - {b} = {2 * m}$, and it carries ${2 * m} \\div 2 = {m}$.",
                wrong=[2 * m, abs(a - b), *([(top - a) // 2] if (top - a) % 2 == 0 else []), top - a, a + b]),
            ask("Number Walls",
                "Brick above Two Bricks", wall + "Which number does the left brick of the middle row carry?", a + m,
                f"{seen} The middle brick of the lowest row counts twice at the top, so it carries $({top} - {a} - "
                f"{b}) \\div 2 = {m}$. By @ the left brick of the middle row carries ${a} + {m} = {a + m}$.",
                wrong=[m + b, a + b, a + 2 * m, top - a]),
            ask("Number Walls",
                "Changing the Middle Stone", wall + "The brick with the question mark is made larger by 5, and the "
                "wall is worked out anew. Which number is then at the top?",
                top + 10, f"Now the brick at the top carries {top}. By @ the middle brick of the lowest row counts "
                f"twice, so the top grows by $2 \\times 5 = 10$ and carries ${top} + 10 = {top + 10}$.",
                wrong=[top + 5, top + 15, top + 20])],
        givens=dict(a=a, b=b, top=top), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("number", "the number on the left brick of the lowest row"),
                    "b": Quantity("number", "the number on the right brick of the lowest row"),
                    "top": Quantity("number", "the number on the brick at the top")})


@program("Function Machines")
def machines(rng):
    x, a, b = rng.randint(2, 30), rng.randint(2, 20), rng.randint(2, 9)
    m = rng.randint(1, min(12, x + a - 1))  # nothing negative comes out
    d = b * m
    out = (x + a) * b - d

    def figure(c, g):
        c.without = set(QUIET)
        for i, text in enumerate((g["x"], f"+ {g['a']}", f"× {g['b']}", f"− {g['d']}", "?")):
            y = -2.1 * i
            if i in (0, 4):
                c.circle((0, y), 0.7, fill=False)
            else:
                c.polygon((-1.6, y - 0.6), (1.6, y - 0.6), (1.6, y + 0.6), (-1.6, y + 0.6), accent=True)
            c.text((0, y), text)
            if i < 4:
                c.arrow((0, y - (0.6 if i else 0.7)), (0, y - 2.1 + (0.6 if i < 3 else 0.7)))

    def check(c):
        start, *steps = [t for t in c.texts() if t != "?"]

        def run(value, steps):
            for one in steps:
                sign, n = one.split()
                value = value + int(n) if sign == "+" else value * int(n) if sign == "×" else value - int(n)
            return value

        return (run(int(start), steps), run(int(start), [steps[1], steps[0], steps[2]]),
                next(n for n in range(-100, 200) if run(n, steps) == 0))

    seen = f"The number {x} is put in, and the machines add {a}, multiply by {b} and subtract {d}."
    return Scene(
        f"The number {x} runs through three machines in a row: the first adds {a}, the second multiplies by {b}, the "
        f"third subtracts {d}.", [
            ask("Function Machines",
                "Output of a Chain of Machines", "A number runs through the machines along the arrows. Which number "
                "comes out at the end?", out, f"{seen} By @ they are applied in the order of the arrows. After the "
                f"first two there is $({x} + {a}) \\times {b} = {(x + a) * b}$, and at the end ${(x + a) * b} - {d} = "
                f"{out}$.",
                wrong=[v for v in (x + a * b - d, x * b + a - d, (x + a) * b + d, (x + a) * b) if v > 0]),
            ask("Function Machines",
                "Order of Machines Matters", "The first two machines are swapped. Which number comes out at the end "
                "then?",
                x * b + a - d, f"{seen} After the swap the number is multiplied first, which gives ${x} \\times {b} + "
                f"{a} - {d} = {x * b + a - d}$. By @ this is ${a} \\times ({b} - 1) = {a * (b - 1)}$ less than the "
                f"{out} of the old order.", wrong=[out, out + a * (b - 1), x * b - a - d]),
            ask("Function Machines",
                "Input from the Output", "Which number must be put in at the beginning so that 0 comes out at the "
                "end?", m - a, f"The machines add {a}, multiply by {b} and subtract {d}. By @ the inverse operations "
                f"lead backwards from 0: $(0 + {d}) \\div {b} - {a} = {m - a}$.", wrong=[m + a, m, d - a, a - m])],
        givens=dict(x=x, a=a, b=b, d=d), figure=figure, upright=True, check=check, scale=False,
        quantities={"x": Quantity("number", "the number at the start"),
                    "a": Quantity("number", "the number added by the first machine"),
                    "b": Quantity("number", "the factor of the second machine"),
                    "d": Quantity("number", "the number subtracted by the third machine")}, more=[way_back])


def completed(known):
    """(cells, line sum) of the magic square of three rows that has the known cells {place 0..8: number}."""
    lines = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
    for total in range(1, 400):
        full, grown = dict(known), True
        while grown:
            grown = False
            for line in lines:
                rest = [i for i in line if i not in full]
                if len(rest) == 1:
                    full[rest[0]], grown = total - sum(full[i] for i in line if i in full), True
        if all(sum(full[i] for i in line) == total for line in lines):
            return full, total


@program("Magic Squares")
def magic_square(rng):
    m = rng.randint(8, 50)
    s, t = rng.randint(1, m // 2 - 1), rng.randint(1, m // 2 - 1)
    square = [m - s, m + s + t, m - t, m + s - t, m, m - s + t, m + t, m - s - t, m + s]
    goal = rng.choice((2, 6, 7, 3, 5))
    if min(square) < 1 or len(set(square)) < 9:
        return magic_square(rng)

    def figure(c, g):
        c.without = set(QUIET)
        shown = {0: g["a"], 1: g["b"], 4: g["m"], goal: "?"}
        for i in range(9):
            x, y = i % 3, -(i // 3)
            c.polygon((x, y), (x + 1, y), (x + 1, y - 1), (x, y - 1), accent=i == goal and c.asked in (None, 0))
            c.text((x + 0.5, y - 0.5), shown.get(i, ""))

    def check(c):
        known, place = {}, None
        for _, p, _, _, text in c.labels:
            i = int(p[0]) + 3 * int(-p[1])
            if text == "?":
                place = i
            elif text:
                known[i] = int(text)
        full, total = completed(known)
        return full[place], total, full[8]

    total, a, b = 3 * m, square[0], square[1]
    ways = {2: f"The top row then gives ${total} - {a} - {b} = {square[2]}$ for the question mark.",
            6: f"The top row then gives ${total} - {a} - {b} = {square[2]}$ for the top right cell, and its diagonal "
               f"gives ${total} - {m} - {square[2]} = {square[6]}$ for the question mark.",
            7: f"The middle column then gives ${total} - {b} - {m} = {square[7]}$ for the question mark.",
            3: f"The top row then gives ${total} - {a} - {b} = {square[2]}$ for the top right cell, its diagonal gives "
               f"${total} - {m} - {square[2]} = {square[6]}$ for the bottom left cell, and the left column gives "
               f"${total} - {a} - {square[6]} = {square[3]}$ for the question mark.",
            5: f"The top row then gives ${total} - {a} - {b} = {square[2]}$ for the top right cell, the diagonal "
               f"through {a} gives ${total} - {m} - {a} = {square[8]}$ for the bottom right cell, and the right column "
               f"gives ${total} - {square[2]} - {square[8]} = {square[5]}$ for the question mark."}
    lines = "In this magic square all rows, columns and both diagonals have the same sum. "
    return Scene(
        f"A magic square of three rows has {a} in the top left cell, {b} in the middle of the top row and {m} in the "
        f"centre. The cell in row {goal // 3 + 1} and column {goal % 3 + 1} is marked with a question mark.", [
            ask("Magic Squares", "Equal Line Sums", lines + "Which number must replace the question mark?",
                square[goal],
                f"The centre of the square is {m}. The common sum of its lines is three times the centre, $3 \\times "
                f"{m} = {total}$, and by @ every line has it. {ways[goal]}",
                wrong=[v for v in (2 * m - square[goal], m, total - square[goal], abs(total - a - b - square[goal]),
                                   square[goal] + 1) if v > 0]),
            ask("Magic Squares",
                "Centre of a Magic Square", lines + "What is this sum?", total,
                f"The number in the centre is {m}. By @ the common sum is three times as large, $3 \\times {m} = "
                f"{total}$.", wrong=[a + b + m, 2 * m, 9 * m]),
            ask("Magic Squares",
                "Opposite Cells around the Centre", lines + "Which number must stand in the bottom right cell?",
                square[8], f"The top left cell carries {a} and the centre {m}. By @ the top left and the bottom right "
                f"cell have the sum $2 \\times {m} = {2 * m}$, so the bottom right cell carries ${2 * m} - {a} = "
                f"{square[8]}$.", wrong=[total - a, m, 2 * m - b, abs(m - a)])],
        givens=dict(a=a, b=b, m=m), fixed=(goal,), figure=figure, upright=True, check=check, scale=False,
        more=[diagonals], quantities={key: Quantity("number", f"the number in {where}") for key, where in (
            ("a", "the top left cell"), ("b", "the middle of the top row"), ("m", "the centre"))})


@program("Addition and Subtraction of Integers")
def arrows(rng):
    a, b, d = rng.randint(3, 20), rng.randint(3, 30), rng.randint(3, 20)
    first = rng.choice((1, -1))
    moves = [first * a, -first * b, first * d]
    end = sum(moves)
    if abs(end) < 2 or 4 * min(a, b, d) < max(a, b, d) or len({0, moves[0], moves[0] + moves[1], end}) < 4:
        return arrows(rng)
    size = max(a, b, d)

    def figure(c, g):
        c.without = QUIET | {"leaders"}
        at, places = 0, [0]
        for i, (move, name) in enumerate(zip(moves, "abd")):
            y = (2.4 - 0.8 * i) * size * 0.28
            c.arrow((at, y), (at + move, y), kind="thick")
            c.side((at, y), (at + move, y), ("+" if move > 0 else "−") + g[name], (at, -size))
            if i:
                c.line((at, y + 0.8 * size * 0.28), (at, y), kind="dash")
            at += move
            places.append(at)
        c.line((0, 2.4 * size * 0.28), (0, 0), kind="dash")
        c.line((at, 0.8 * size * 0.28), (at, 0), kind="dash")
        c.arrow((min(places) - 0.15 * size, 0), (max(places) + 0.2 * size, 0))
        c.text((0, -0.13 * size), "0")
        c.text((at, -0.13 * size), "?")

    def check(c):
        steps = [points[1][0] - points[0][0] for points, kind in c.strokes if kind == "thick"]
        tip = [points[1][0] for points, kind in c.strokes if kind == "thick"][-1]
        return tip, steps[0] + steps[2], -tip

    chain, outer = " + ".join(map(bracketed, moves)), moves[0] + moves[2]
    ways = [f"{abs(v)} to the {'right' if v > 0 else 'left'}" for v in moves]
    seen = f"From 0 the arrows lead by {ways[0]}, by {ways[1]} and by {ways[2]}."
    return Scene(
        f"Three arrows are joined in a row on the number line, beginning at 0; their numbers are {moves[0]}, "
        f"{moves[1]} and {moves[2]}.", [
            ask("Addition and Subtraction of Integers",
                "Adding Numbers of Opposite Sign", "Three arrows are joined in a row, beginning at 0 on the number "
                "line. Which number must replace the question mark?", end,
                f"{seen} Arrows to the right count as positive and arrows to the left as negative, so their numbers "
                f"are added. By @ ${chain} = {end}$.",
                wrong=[-end, a + b + d, moves[0] + moves[1], moves[0] - moves[1] - moves[2], outer]),
            ask("Addition and Subtraction of Integers",
                "Adding Numbers of Equal Sign",
                "Now only the first and the last arrow are joined in a row, beginning at 0. At which number do they "
                "end?", outer,
                f"The first and the last arrow lead by {ways[0]} and by {ways[2]}, in the same direction. By @ their "
                f"sizes are added and the sign is kept: ${bracketed(moves[0])} + {bracketed(moves[2])} = {outer}$.",
                wrong=[-outer, moves[0] - moves[2] or end, end]),
            ask("Addition and Subtraction of Integers",
                "Subtraction as Adding the Opposite", "One more arrow leads from the last tip back to 0. Which number "
                "belongs to it?", -end, f"{seen} They end at ${chain} = {end}$. The way back to 0 is the "
                f"difference $0 - {bracketed(end)}$. By @ this is ${-end}$.",
                wrong=[end, -moves[2], -outer])],
        givens=dict(a=a, b=b, d=d), fixed=(first,), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("measure", "the length of the first arrow"),
                    "b": Quantity("measure", "the length of the second arrow"),
                    "d": Quantity("measure", "the length of the third arrow")},
        more=[lambda c, rng: sum_arrow(c, end, size)])
