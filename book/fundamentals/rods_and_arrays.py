"""What the four operations mean: rods in rows, a ribbon with pieces cut off, a split array, a crate shared in steps."""
from math import dist

from ..canvas import area
from ..tools import Quantity, Scene, ask, draw_until, frac, program


def block(c, x0, y0, x1, y1, **how):
    """A rectangle with its sides along the page."""
    c.polygon((x0, y0), (x1, y0), (x1, y1), (x0, y1), **how)


def widths(c):
    """The widths of the drawn rectangles."""
    return [dist(*polygon[:2]) for polygon in c.polygons]


def end_to_end(c, b, d, tall):
    """More for pieces of a ribbon: the two of them laid end to end."""
    low = -5 * tall
    c.line((0, low), (b + d, low), (b + d, low + tall), (0, low + tall), (0, low), kind="thin")
    c.line((b, low), (b, low + tall), kind="thin")


def ends_named(c, total):
    """The names of the ends of both rows of two_rows_of_rods(): AB above and CD below."""
    tall = total / 9
    for x, y, name, side in ((0, 0.5 * tall, "A", -1), (total, 0.5 * tall, "B", 1), (0, -tall, "C", -1),
                             (total, -tall, "D", 1)):
        c.dot((x, y))
        c.text((x + 0.55 * side * tall, y), name)


@program("Concept and Properties of Addition")
def two_rows_of_rods(rng):
    a, b, d, e = draw_until(lambda: [rng.randint(3, 40) for _ in range(4)],
                            lambda t: len(set(t)) == 4 and max(t) < 5 * min(t) and
                            0.25 < (sum(t[:3]) - t[3]) / sum(t[:3]) < 0.85, "two_rows_of_rods")
    total = a + b + d

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        tall, x = total / 9, 0
        for size, name in ((a, "a"), (b, "b"), (d, "d")):
            block(c, x, 0, x + size, tall, accent=name == "b")
            c.side((x, tall), (x + size, tall), g[name], (x, 0))
            x += size
        block(c, 0, -1.5 * tall, e, -0.5 * tall, accent=True)
        block(c, e, -1.5 * tall, total, -0.5 * tall)
        c.side((0, -1.5 * tall), (e, -1.5 * tall), g["e"], (0, 0))
        if c.asked in (None, 0):
            c.side((e, -1.5 * tall), (total, -1.5 * tall), "?", (0, 0))
        for end in (0, total):
            c.line((end, -1.9 * tall), (end, 1.4 * tall), kind="dash")

    def check(c):
        first, second, third, fourth, last = widths(c)
        return last, third + second + first, fourth + last

    seen = f"The figure shows the rods {a}, {b} and {d} of the upper row and the rod {e} of the lower row"
    return Scene(
        f"Rods of the lengths {a}, {b} and {d} lie in a row; a rod of the length {e} and another one make an equally "
        "long row.", [
            ask("Concept and Properties of Addition", "Putting Together",
                "Both rows of rods are equally long. How long is the rod with the question mark?", total - e,
                f"{seen}. By @ the upper row is ${a} + {b} + {d} = {total}$ long. The lower row is as long, so the "
                f"missing term is ${total} - {e} = {total - e}$.",
                wrong=[total, total + e, abs(b + d - e) or total + 1, abs(a + b - e) or total + 2]),
            ask("Concept and Properties of Addition", "Swapping the Terms",
                "The three rods of the upper row are laid down in the opposite order. How long is the row then?", total,
                f"{seen}. By @ the order does not matter: ${d} + {b} + {a} = {a} + {b} + {d}$, and this is "
                f"${d} + {b} + {a} = {total}$.", wrong=[a + b, b + d, total + e]),
            ask("Concept and Properties of Addition", "Shifting between Terms",
                "Both rows of rods are equally long. In the lower row the first rod is made 1 longer and the other rod "
                "1 shorter. How long is this row then?", total,
                f"{seen}. The lower row is as long as the upper one, ${a} + {b} + {d} = {total}$. By @ it keeps this "
                "length.", wrong=[total + 1, total - 1, total + 2])],
        givens=dict(a=a, b=b, d=d, e=e), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("measure", "the length of the left rod in the upper row"),
                    "b": Quantity("measure", "the length of the middle rod in the upper row"),
                    "d": Quantity("measure", "the length of the right rod in the upper row"),
                    "e": Quantity("measure", "the length of the left rod in the lower row")},
        more=[lambda c, rng: ends_named(c, total)])


@program("Concept and Properties of Subtraction")
def ribbon_with_cuts(rng):
    total, b, d = draw_until(lambda: (rng.randint(20, 150), rng.randint(4, 70), rng.randint(4, 70)),
                             lambda t: t[1] != t[2] and min(t[1:]) > 0.14 * t[0] and
                             t[0] - t[1] - t[2] > 0.22 * t[0],
                             "ribbon_with_cuts")
    rest = total - b - d

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        tall = total / 12
        block(c, 0, 0, b, tall, accent=True)
        block(c, b, 0, b + rest, tall)
        block(c, b + rest, 0, total, tall, accent=True)
        for x in (b, b + rest):
            c.line((x, -1.4 * tall), (x, 1.4 * tall), kind="dash")
            for side in (-1, 1):
                c.line((x, -1.4 * tall), (x + 0.6 * side * tall, -2.2 * tall))
                c.ring((x + 0.75 * side * tall, -2.45 * tall), 0.3 * tall)
        c.side((0, 0), (b, 0), g["b"], (0, tall))
        c.side((b + rest, 0), (total, 0), g["d"], (0, tall))
        if c.asked in (None, 0):
            c.side((b, 0), (b + rest, 0), "?", (0, tall))
        y = 2 * tall
        for x in (0, total):
            c.line((x, tall), (x, 2.3 * tall), kind="thin")
            c.arrow((total / 2, y), (x, y), kind="thin")
        c.side((0, y), (total, y), g["t"], (0, 0))

    def check(c):
        first, middle, last = widths(c)
        return middle, abs(first - last), first + middle + last - first

    seen = f"The figure shows the ribbon of the length {total} and the pieces {b} and {d} that are cut off"
    big, small = max(b, d), min(b, d)
    return Scene(
        f"From a ribbon of the length {total} pieces of the lengths {b} and {d} are cut off.", [
            ask("Concept and Properties of Subtraction", "Subtracting a Sum",
                "The dark pieces of the ribbon are cut off. How long is the part that is left?", rest,
                f"{seen}. By @ both pieces are taken away one after the other: ${total} - ({b} + {d}) = {total} - {b} "
                f"- {d} = {rest}$.", wrong=[total - b + d, total - d, total - b, b + d]),
            ask("Concept and Properties of Subtraction", "Difference as What is Left",
                "By how much is one dark piece of the ribbon longer than the other one?", big - small,
                f"{seen}. By @ the difference is ${big} - {small} = {big - small}$.",
                wrong=[b + d, rest, total - big]),
            ask("Concept and Properties of Subtraction", "Same Change on Both Sides",
                "Another ribbon is 10 longer than this one, and so is its left dark piece. By how much is the whole "
                "other ribbon longer than that piece?", total - b,
                f"{seen}. By @ the difference is the same for both ribbons: $({total} + 10) - ({b} + 10) = {total} - "
                f"{b}$, which is ${total} - {b} = {total - b}$.",
                wrong=[total - b + 10, total - b - 10, total - b + 20])],
        givens=dict(t=total, b=b, d=d), figure=figure, upright=True, check=check, scale=False,
        quantities={"t": Quantity("measure", "the length of the ribbon"),
                    "b": Quantity("measure", "the length of the left dark piece"),
                    "d": Quantity("measure", "the length of the right dark piece")},
        more=[lambda c, rng: end_to_end(c, b, d, total / 12)])


@program("Concept and Properties of Multiplication")
def split_array(rng):
    r, p, q = draw_until(lambda: (rng.randint(3, 9), rng.randint(2, 9), rng.randint(2, 9)),
                         lambda t: t[1] != t[2] and t[0] not in t[1:] and t[1] + t[2] <= 14, "split_array")
    whole = r * (p + q)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line", "leaders"}
        block(c, 0, 0, p, r, accent=True)
        block(c, p, 0, p + q, r)
        c.line((0, r - 1), (1, r - 1), (1, r), kind="thin")
        c.side((0, 0), (0, r), g["r"], (p, r / 2))
        c.side((0, r), (p, r), g["p"], (0, 0))
        c.side((p, r), (p + q, r), g["q"], (0, 0))

    def check(c):
        dark, light = map(area, c.polygons)
        return dark + light, dark, (dark + light) / 2

    seen = f"The figure shows an array of {r} rows with {p} dark and {q} light cells in each row"
    return Scene(
        f"An array has {r} rows, each with {p} dark and {q} light cells.", [
            ask("Concept and Properties of Multiplication", "Splitting a Factor",
                "All cells of the array are as large as the one in its corner, and a number along a side counts the "
                "cells there. How many cells does the whole array of dark and light cells have?", whole,
                f"{seen}. By @ the dark and the light part are counted apart: ${r} \\times {p} = {r * p}$ and ${r} "
                f"\\times {q} = {r * q}$. The whole array has ${r * p} + {r * q} = {whole}$ cells.",
                wrong=[r * p + q, r * p * q, r + p + q, p * q + r]),
            ask("Concept and Properties of Multiplication", "Array of Rows and Columns",
                "How many dark cells does the array have?", r * p,
                f"{seen}. By @ there are ${r} \\times {p} = {r * p}$ dark cells.", wrong=[r + p, r * q, whole]),
            ask("Concept and Properties of Multiplication", "Missing Factor",
                "All cells of the array are laid down in two rows of equal length. How many cells are in each row?",
                frac(whole, 2),
                f"{seen}. Altogether they are ${r} \\times ({p} + {q}) = {whole}$ cells. By @ the unknown factor in $2 "
                f"\\times x = {whole}$ is ${whole} \\div 2 = {frac(whole, 2)}$"
                + ("." if whole % 2 == 0 else ", so that one cell has to be cut in half."),
                wrong=[whole, 2 * whole, p + q])],
        givens=dict(r=r, p=p, q=q), figure=figure, upright=True, check=check, scale=False,
        quantities={"r": Quantity("count", "the number of rows", "rows"),
                    "p": Quantity("count", "the number of dark cells in a row", "cells"),
                    "q": Quantity("count", "the number of light cells in a row", "cells")})


@program("Concept and Properties of Division")
def crate_of_boxes(rng):
    b, n, each = rng.randint(3, 6), rng.randint(2, 5), rng.randint(2, 20)
    total = b * n * each
    if total > 180 or b == n:
        return crate_of_boxes(rng)
    chosen = rng.randrange(b)

    def figure(c, g):
        c.without |= {"hatch", "shapes", "line"}
        wide, gap = 2.2, 0.8
        left = [(wide + gap) * i for i in range(b)]
        middle = (left[-1] + wide) / 2
        block(c, middle - 2.5, 6, middle + 2.5, 8.4)
        c.text((middle, 7.2), g["t"])
        for i, x in enumerate(left):
            block(c, x, 2.4, x + wide, 4, accent=i == chosen)
            c.line((middle, 6), (x + wide / 2, 4))
        centre = left[chosen] + wide / 2
        size = 1.0
        for j in range(n):
            x = centre + (j - (n - 1) / 2) * 1.5
            block(c, x - size / 2, -0.8, x + size / 2, 0.3)
            c.line((centre, 2.4), (x, 0.3))
        c.text((centre - 0.75 * (n - 1), -0.25), "?" if c.asked in (None, 0) else "")

    def check(c):
        tops = [polygon[2][1] for polygon in c.polygons]
        boxes, bags = tops.count(4), tops.count(0.3)
        held = c.numbers()[0]
        return held / boxes / bags, held / boxes, (held + boxes) / boxes

    seen = f"The figure shows a crate with {total} pieces, {b} boxes, and {n} bags for a box"
    return Scene(
        f"A crate holds {total} pieces. They are shared equally among {b} boxes, and each box among {n} bags.", [
            ask("Concept and Properties of Division", "Dividing in Steps",
                "The pieces in the crate at the top are shared equally among the boxes, and those of each box equally "
                "among bags as drawn for the dark box. How many pieces are in each bag?", each,
                f"{seen}. By @ one may divide by both numbers one after the other: ${total} \\div {b} \\div {n} = "
                f"{total} \\div ({b} \\times {n}) = {each}$.",
                wrong=[n * each, frac(total, b + n), frac(total, n), total - b - n]),
            ask("Concept and Properties of Division", "Sharing and Measuring Out",
                "The pieces in the crate at the top are shared equally among the boxes. How many are in each box?",
                n * each, f"{seen}. By @ each box gets ${total} \\div {b} = {n * each}$ pieces.",
                wrong=[each, total - b, frac(total, n)]),
            ask("Concept and Properties of Division", "Dividing a Sum",
                "As many pieces as there are boxes are put into the crate in addition. All are shared equally among "
                "the boxes. How many are in each box then?", n * each + 1,
                f"{seen}. By @ the old and the new pieces may be shared apart: ${total} \\div {b} + {b} \\div {b} = "
                f"{n * each + 1}$.", wrong=[n * each, n * each + b, total + b])],
        givens=dict(t=total), fixed=(b, n, chosen), figure=figure, upright=True, check=check, scale=False,
        quantities={"t": Quantity("count", "the number of pieces in the crate", "pieces")})
