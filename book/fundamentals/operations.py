"""The four operations: columns with a gap, area models, number walls, machines, magic squares, arrows."""
from ..tools import Scene, ask, program

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


@program("Column Addition and Subtraction")
def column_sum(rng):
    a, b = rng.randint(120, 890), rng.randint(21, 180)
    s = a + b
    if s > 999:
        return column_sum(rng)
    gap = rng.randrange(3)
    answer = int(str(a)[gap])
    columns, carries = added_in_columns(a, b)
    place = 2 - gap
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

    return Scene(
        f"In the column addition of {str(a)[:gap]}?{str(a)[gap + 1:]} and {b} with the sum {s} one digit is hidden.", [
            ask("Column Addition and Subtraction",
                "Missing Digit of a Column", "One digit of this column addition is hidden. Which digit belongs in the "
                "box?", answer, f"in the column of the {('ones', 'tens', 'hundreds')[place]} the digit in the box"
                f"{''.join(' and ' + other for other in others)} make{'' if others else 's'} {result}{ending}. So the "
                f"digit is ${result}{minus} = {answer}$. Check: ${a} + {b} = {s}$."),
            ask("Column Addition and Subtraction",
                "Borrowing in a Column", "The lower of the two terms is subtracted from the sum in a column. What is "
                "the result?", a, f"in columns from the right, borrowing where needed, ${s} - {b} = {a}$."),
            ask("Column Addition and Subtraction",
                "Carrying in a Column", "How many times is a ten carried to the next column in this "
                "addition, when the hidden digit is filled in?", sum(carries),
                f"the addition is ${a} + {b} = {s}$. From the right, the columns give "
                f"{', '.join(f'${text}$' for _, text in columns)}, so a ten is carried "
                f"{sum(carries)} time{'s' * (sum(carries) != 1)}.")],
        [("A blot covers one digit in an old account book, where two amounts are added as in the figure.",
          "Which digit is under the blot?"),
         ("A pupil's addition has been smudged at one place, the box in the figure.", "Which digit was written there?"),
         ("On a receipt two prices in cents are added; one digit, the box in the figure, cannot be read.",
          "Which digit is it?"),
         ("Let $d$ be the digit in the box of the addition.", "Determine $d$.")],
        dict(b=b), fixed=(a, gap), figure=figure, upright=True, check=check, scale=False)


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
            c.polygon((-2.4, y - 0.5), (0, y - 0.5), (0, y + 0.5), (-2.4, y + 0.5), accent=hidden)
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
    return Scene(
        f"In the written multiplication of {a} and {b} there is a row for the factor {10 * t} and one for {u}; the row "
        f"for {row} is marked with a question mark.", [
            ask("Column Multiplication",
                "Partial Products", "The boxes of this written multiplication are for the two partial products "
                "and, at the bottom, for the result. Which number belongs in the box with the question mark?", answer,
                f"the box is for the partial product with {row}: ${a} \\times {row} = {answer}$."),
            ask("Column Multiplication",
                "Partial Products", "Which number belongs in the box at the bottom of this written "
                "multiplication, the result?", a * b,
                f"the partial products are ${a} \\times {10 * t} = {a * 10 * t}$ and ${a} \\times {u} = {a * u}$, and "
                f"${a * 10 * t} + {a * u} = {a * b}$."),
            ask("Column Multiplication",
                "Last Digit of a Product", "What is the last digit of the result of this multiplication?",
                a * b % 10, f"it is the last digit of the product of the last digits, ${a % 10} \\times {u} = "
                f"{a % 10 * u}$, that is {a * b % 10}.")],
        [("A shop assistant works out the price of many equal articles on paper, as in the figure, with a box for each "
          "partial product.", "Which number belongs in the box with the question mark?"),
         ("A farmer multiplies the number of rows by the number of trees in a row in writing, as in the figure.",
          "Which partial product belongs at the question mark?"),
         ("In a printed workbook the two partial products and the result of a multiplication are left open.",
          "Which number belongs at the question mark?"),
         ("The boxes stand for the products of the first factor with the tens and with the ones of the second factor.",
          "Determine the number at the question mark.")],
        dict(a=a), fixed=(t, u, tens), figure=figure, upright=True, check=check, scale=False)


@program("Area Model of Multiplication")
def split_rectangle(rng):
    a, b, d, e = (rng.randint(4, 20) for _ in range(4))
    while not (0.5 < (a + b) / (d + e) < 2 and 0.33 < a / b < 3 and 0.33 < d / e < 3) or len({a, b, d, e}) < 3:
        a, b, d, e = (rng.randint(4, 20) for _ in range(4))
    total = (a + b) * (d + e)

    def figure(c, g):
        c.without = set(QUIET)
        for x, y, w, h, dark in ((0, e, a, d, True), (a, e, b, d, False), (0, 0, a, e, False), (a, 0, b, e, False)):
            c.polygon((x, y), (x + w, y), (x + w, y + h), (x, y + h), accent=dark)
        c.side((0, d + e), (a, d + e), g["a"], (a, 0))
        c.side((a, d + e), (a + b, d + e), g["b"], (a, 0))
        c.side((0, e), (0, d + e), g["d"], (a, e))
        c.side((0, 0), (0, e), g["e"], (a, e))

    def check(c):
        areas = [abs(p[2][0] - p[0][0]) * abs(p[2][1] - p[0][1]) for p in c.polygons]
        return sum(areas), sum(areas) - areas[0], areas[0] * areas[3]

    return Scene(
        f"A rectangle with the sides {a} + {b} and {d} + {e} is cut into four rectangles; the one with the sides {a} "
        f"and {d} is dark.", [
            ask("Area Model of Multiplication", "Sum of the Parts", "What is the area of the whole rectangle?", total,
                f"the whole is the sum of its four parts: $({a} + {b}) \\times ({d} + {e}) = {a * d} + {b * d} + "
                f"{a * e} + {b * e} = {total}$."),
            ask("Area Model of Multiplication",
                "Rectangle Cut into Partial Products", "What is the total area of the three light "
                "parts?", total - a * d, f"the light parts have the areas {b * d}, {a * e} and {b * e}: "
                f"${b} \\times {d} + {a} \\times {e} + {b} \\times {e} = {total - a * d}$."),
            ask("Area Model of Multiplication",
                "Opposite Parts have Equal Products", "The area of the dark part is multiplied by the "
                "area of the part diagonally opposite. What is the result?", a * b * d * e,
                f"the areas are ${a} \\times {d} = {a * d}$ and ${b} \\times {e} = {b * e}$, and "
                f"${a * d} \\times {b * e} = "
                f"{a * b * d * e}$, as for the other two parts: ${b * d} \\times {a * e} = {a * b * d * e}$.")],
        [("The figure is a quilt that is sewn from four pieces of cloth; lengths are in decimetres.",
          "How many square decimetres does the quilt cover?"),
         ("The figure is a field divided into four parts for different plants, with lengths in metres.",
          "How many square metres does the whole field cover?"),
         ("A window has four panes, as in the figure, with lengths in decimetres; the frame is neglected.",
          "How many square decimetres of glass are there?"),
         ("Let $u$ be the sum of the two numbers above the rectangle and $v$ the sum of the two numbers beside it.",
          "Determine $u \\cdot v$.")],
        dict(a=a, b=b, d=d, e=e), figure=figure, upright=True, check=check)


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
                c.polygon((x, y), (x + 2.4, y), (x + 2.4, y + 1.3), (x, y + 1.3), accent=text == "?")
                c.text((x + 1.2, y + 0.65), text)

    def check(c):
        one, two, peak = c.numbers()
        stone = next(x for x in range(200) if (one + x) + (x + two) == peak)
        return stone, one + stone, (one + stone + 5) + (stone + 5 + two)

    return Scene(
        f"In a number wall of three rows, the outer bricks of the lowest row carry {a} and {b}, and the brick at the "
        f"top carries {top}. The brick in the middle of the lowest row is marked with a question mark.", [
            ask("Number Walls",
                "Top of a Wall with Three Stones", "In this number wall each brick carries the sum of the two bricks "
                "below it. Which number belongs on the brick with the question mark?", m,
                f"the middle brick counts twice in the top brick, so twice its number is ${top} - {a} - {b} = "
                f"{2 * m}$, and it carries ${2 * m} \\div 2 = {m}$."),
            ask("Number Walls",
                "Brick above Two Bricks", "In this number wall each brick carries the sum of the two bricks below it. "
                "Which number belongs on the left brick of the middle row?", a + m,
                f"the middle brick of the lowest row is $({top} - {a} - {b}) \\div 2 = {m}$, and "
                f"${a} + {m} = {a + m}$."),
            ask("Number Walls",
                "Changing the Middle Stone", "In this number wall each brick carries the sum of the two bricks below "
                "it. The brick with the question mark is made larger by 5, and the wall is worked out anew. Which "
                "number is then at the top?",
                top + 10, "the middle brick counts twice, so the top grows by $2 \\times 5 = 10$: "
                f"${top} + 10 = {top + 10}$.")],
        [("Cans are piled up in a shop window. For a riddle, each can is labelled with the sum of the numbers on the "
          "two cans below it.", "Which number is on the can with the question mark?"),
         ("In a game, two neighbouring players always put their points together for the box above them.",
          "How many points has the player with the question mark?"),
         ("On a stone wall in a maths museum each stone shows the sum of the two stones below it; some numbers have "
          "faded.",
          "Which number was on the stone with the question mark?"),
         ("Each box of the figure holds the sum of the two boxes below it.",
          "Determine the number at the question mark.")],
        dict(a=a, b=b, top=top), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"The number {x} runs through three machines in a row: the first adds {a}, the second multiplies by {b}, the "
        f"third subtracts {d}.", [
            ask("Function Machines",
                "Output of a Chain of Machines", "A number runs through the machines along the arrows. Which number "
                "comes out at the end?", out, f"$({x} + {a}) \\times {b} - {d} = {out}$."),
            ask("Function Machines",
                "Order of Machines Matters", "The first two machines are swapped. Which number comes out at the end "
                "then?",
                x * b + a - d, f"the number is now multiplied first: ${x} \\times {b} + {a} - {d} = {x * b + a - d}$."),
            ask("Function Machines",
                "Input from the Output", "Which number must be put in at the beginning so that 0 comes out at the "
                "end?", m - a, f"backwards with inverse operations: $(0 + {d}) \\div {b} - {a} = {m - a}$.")],
        [("In a computer game a score runs through three fields along the arrows.",
          "How many points come out at the end?"),
         ("A baker starts with some rolls. Each box of the figure changes their number, along the arrows.",
          "How many rolls are there at the end?"),
         ("A program for encoding numbers works in three steps, along the arrows.",
          "Into which number is the number at the start encoded?"),
         ("The figure shows the composition of three functions, applied along the arrows.",
          "Determine the value at the end.")],
        dict(x=x, a=a, b=b, d=d), figure=figure, upright=True, check=check, scale=False)


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
            c.polygon((x, y), (x + 1, y), (x + 1, y - 1), (x, y - 1), accent=i == goal)
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
    ways = {2: f"the top row gives ${total} - {a} - {b} = {square[2]}$",
            6: f"the top right cell is ${total} - {a} - {b} = {square[2]}$, and its diagonal gives ${total} - {m} - "
               f"{square[2]} = {square[6]}$",
            7: f"the middle column gives ${total} - {b} - {m} = {square[7]}$",
            3: f"the top right cell is ${total} - {a} - {b} = {square[2]}$, the bottom left one ${total} - {m} - "
               f"{square[2]} = {square[6]}$, and the left column gives ${total} - {a} - {square[6]} = {square[3]}$",
            5: f"the top right cell is ${total} - {a} - {b} = {square[2]}$, the bottom right one ${total} - {m} - {a} "
               f"= {square[8]}$, and the right column gives ${total} - {square[2]} - {square[8]} = {square[5]}$"}
    return Scene(
        f"A magic square of three rows has {a} in the top left cell, {b} in the middle of the top row and {m} in the "
        f"centre. The cell in row {goal // 3 + 1} and column {goal % 3 + 1} is marked with a question mark.", [
            ask("Magic Squares", "Equal Line Sums", "In this magic square all rows, columns and both diagonals have "
                "the same sum. Which number belongs at the question mark?", square[goal],
                f"the common sum is three times the centre, $3 \\times {m} = {total}$; {ways[goal]}."),
            ask("Magic Squares",
                "Centre of a Magic Square", "In this magic square all rows, columns and both diagonals have the same "
                "sum. What is this sum?", total,
                f"it is three times the number in the centre, $3 \\times {m} = {total}$."),
            ask("Magic Squares",
                "Opposite Cells around the Centre",
                "In this magic square all rows, columns and both diagonals have the "
                "same sum. Which number belongs in the bottom right cell?", square[8],
                f"opposite cells have the sum $2 \\times {m} = {2 * m}$, and ${2 * m} - {a} = {square[8]}$.")],
        [("An old stone tablet shows a square of nine numbers, most of them worn away. All rows, columns and both "
          "diagonals had the same sum.", "Which number stood at the question mark?"),
         ("A box has nine compartments. Coins are put in so that all rows, columns and both diagonals hold equally "
          "many.", "How many coins are in the compartment with the question mark?"),
         ("Nine weights in kilograms stand on a square board so that all rows, columns and both diagonals weigh the "
          "same.", "How many kilograms has the weight at the question mark?"),
         ("The nine cells form a matrix with equal row sums, column sums and diagonal sums.",
          "Determine the entry at the question mark.")],
        dict(a=a, b=b, m=m), fixed=(goal,), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"On a number line one goes from 0 by {moves[0]}, then by {moves[1]} and then by {moves[2]}, where a minus "
        "sign means to the left.", [
            ask("Addition and Subtraction of Integers",
                "Adding Numbers of Opposite Sign", "Three arrows are joined in a row, beginning at 0 on the number "
                "line. Which number belongs at the question mark?", end,
                "arrows to the right count as positive and arrows to "
                f"the left as negative: ${chain} = {end}$."),
            ask("Addition and Subtraction of Integers",
                "Adding Numbers of Equal Sign",
                "The first and the last of the three arrows, and no others, are joined in a "
                "row from 0. At which number do they end?", outer,
                f"both arrows have the same direction: ${bracketed(moves[0])} + {bracketed(moves[2])} = {outer}$."),
            ask("Addition and Subtraction of Integers",
                "Subtraction as Adding the Opposite", "Which number belongs to the one arrow that leads back from the "
                "question mark to 0?", -end, f"the arrows end at ${chain} = {end}$, and the way back is "
                f"$0 - {bracketed(end)} = {-end}$.")],
        [("The temperature in a test chamber is 0 degrees. The arrows show three changes in degrees, to the right for "
          "warmer and to the left for colder.", "What is the temperature at the end, in degrees?"),
         ("An account stands at 0 euros. The arrows show three bookings in euros.",
          "How many euros are in the account at the end? (A debt is negative.)"),
         ("A piece in a game starts on field 0 of a long track and makes the three moves of the figure. Fields to the "
          "left of 0 have negative numbers.", "On which field does it stand at the end?"),
         ("The arrows are three vectors on the number line.",
          "Determine the coordinate of the tip of their sum, drawn from 0.")],
        dict(a=a, b=b, d=d), fixed=(first,), figure=figure, upright=True, check=check, scale=False)
