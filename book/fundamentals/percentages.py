"""Money and percent: coins, packs, shares, changes, discounts, interest, solutions."""
from fractions import Fraction
from math import gcd

from ..pieces import PLAIN, bars, brace, tape
from ..tools import Quantity, Scene, ask, draw_until, frac, over, program


def quarters(c, rng):
    """More for a bar with a scale in percent: its quarters as fractions, below it."""
    for x, text in ((5, "1/4"), (10, "1/2"), (15, "3/4")):
        c.line((x, 0), (x, -0.5), kind="thin")
        c.text((x, -1.5), text, small=True)


def marks(c, rng):
    """More for two vessels: equal marks on their walls."""
    for x, high in ((5, 4), (17, 8)):
        for y in range(1, high):
            c.line((x, y), (x - 0.6, y), kind="thin")


def halves_and_quarters(c):
    """More for a bar of the length 100: a scale of quarters."""
    for x in (25, 50, 75):
        c.line((x, 0), (x, 4 if x == 50 else 3), kind="thin")
        c.line((x, 18), (x, 14 if x == 50 else 15), kind="thin")


def slot(c, _):
    """A frame around the coins of coins(), the tray of the machine."""
    xs, ys = zip(*(p for p, _ in c.circles))
    left, low, right, high = min(xs) - 1.5, min(ys) - 1.5, max(xs) + 1.5, max(ys) + 1.5
    c.line((left, low), (right, low), (right, high), (left, high), (left, low), kind="thin")


@program("Counting Money")
def coins(rng):
    def draw():
        return sorted((rng.choice((1, 2, 5, 10, 20, 50)) for _ in range(rng.randint(5, 9))), reverse=True)

    values = draw_until(draw, lambda v: 30 <= sum(v) <= 200 and len(set(v)) >= 3, "coins")
    total = sum(values)
    price = rng.randint(total // 2, min(180, total - 3))
    kinds = sorted(set(values), reverse=True)
    work = " + ".join(f"{values.count(v)} \\times {v}" for v in kinds)
    places = rng.sample([(x, y) for x in range(4) for y in range(3)], len(values))

    def figure(c, g):
        c.without |= PLAIN
        for v, (x, y) in zip(values, places):
            c.circle((2.6 * x + 0.8 * (y % 2), 2.5 * y), 0.85 + 0.12 * (1, 2, 5, 10, 20, 50).index(v) / 2, accent=v > 5)
            c.text((2.6 * x + 0.8 * (y % 2), 2.5 * y), v)

    def check(c):
        worth = {p: int(text) for _, p, _, _, text in c.labels}
        whole = sum(worth[centre] for centre, _ in c.circles)
        return whole - price, whole, next(k for k in range(501) if whole + k == 500)

    seen = f"The coins are worth ${work} = {total}$ cents together"
    forgot = total - values[-1]
    return Scene(
        "On a table are coins of " + ", ".join(map(str, values)) + " cents.", [
            ask("Counting Money", "Change from a Payment",
                "All these coins, which show cents, are put into a machine that sells a snack for {price} cents. How "
                "many cents does the machine give back?", total - price,
                f"{seen}. The snack costs {price} cents. By @ the machine gives back ${total} - {price} = "
                f"{total - price}$ cents.",
                wrong=[total + price, total, *([forgot - price] if forgot > price else []), total - price + 10,
                       *([sum(set(values)) - price] if sum(set(values)) > price else [])]),
            ask("Counting Money", "Value of a Set of Coins", "How many cents are all the coins worth together?", total,
                f"There are {len(values)} coins in the figure. By @ each kind is counted and multiplied by its value: "
                f"the coins are worth ${work} = {total}$ cents.",
                wrong=[sum(set(values)), forgot, total + 10, len(values)]),
            ask("Counting Money", "Missing Amount",
                "How many cents must be added to the coins so that they are worth 5 euros in all?", 500 - total,
                f"{seen}, and 5 euros are 500 cents. By @ ${500} - {total} = {500 - total}$ cents are missing.",
                wrong=[500 + total, abs(total - 50) or 50, 600 - total])],
        givens=dict(price=price), fixed=(*values, *(v for p in places for v in p)), figure=figure, upright=True,
        check=check, scale=False, quantities={"price": Quantity("money", "the price of the snack", "cents")},
        more=[slot])


@program("Best Buy")
def three_packs(rng):
    def draw():
        return rng.sample(range(2, 11), 3), rng.sample(range(3, 19), 3)

    counts, rates = draw_until(draw, lambda d: len({a * b for a, b in zip(*d)}) == 3 and
                               max(d[1]) <= 2 * min(d[1]), "three_packs")
    prices = [a * b for a, b in zip(counts, rates)]
    low, high = min(rates), max(rates)
    big = counts.index(max(counts))

    def figure(c, g):
        c.without |= PLAIN
        for i in range(3):
            x = 6 * i
            c.polygon((x, 3), (x + 5, 3), (x + 5, 6.6), (x, 6.6))
            c.text((x + 2.5, 4.8), f"{g[f'n{i}']} pcs")
            c.polygon((x, -0.6), (x + 5, -0.6), (x + 5, 1.7), (x + 2.5, 3), (x, 1.7), accent=True)
            c.text((x + 2.5, 0.6), f"{g[f'p{i}']} €")

    def check(c):
        numbers = [int(t.split()[0]) for t in c.texts()]
        each = [Fraction(p, n) for n, p in zip(numbers[::2], numbers[1::2])]
        return min(each), 60 * max(each) - 60 * min(each), each[numbers[::2].index(max(numbers[::2]))]

    each = ", ".join(f"${p} \\div {n} = {r}$" for p, n, r in zip(prices, counts, rates))
    where = ("left", "middle", "right")
    dear = prices[counts.index(min(counts))]
    return Scene(
        "Three packs of the same article hold " + ", ".join(map(str, counts)) + " pieces and cost " +
        ", ".join(map(str, prices)) + " euros.", [
            ask("Best Buy", "Lowest Unit Price",
                "The figure shows three packs of the same article, each with its number of pieces (pcs) and its price "
                "in euros. How many euros does one piece cost in the pack that is the best buy?", low,
                f"From left to right one piece costs {each} euros in the three packs. By @ the best buy is the pack in "
                f"which a piece costs least, {low} euros.",
                wrong=[high, sorted(rates)[1], min(prices), rates[big] if rates[big] != low else dear]),
            ask("Best Buy", "Saving by the Better Pack",
                "Each pack has a price for one piece. By how many euros are 60 pieces cheaper at the lowest of these "
                "three prices than at the highest?", 60 * (high - low),
                f"From left to right one piece costs {each} euros in the three packs. By @ 60 pieces are cheaper by "
                f"$60 \\times ({high} - {low}) = {60 * (high - low)}$ euros.",
                wrong=[high - low, 60 * high, 60 * (max(prices) - min(prices)), 60 * low]),
            ask("Unit Rate", "Rate for One Unit",
                "How many euros does one piece cost in the pack with the most pieces?", rates[big],
                f"The {where[big]} pack holds the most pieces, {counts[big]} pieces for {prices[big]} euros. By @ one "
                f"of them costs ${prices[big]} \\div {counts[big]} = {rates[big]}$ euros.",
                wrong=[prices[big], *(r for r in rates if r != rates[big])])],
        givens={f"n{i}": n for i, n in enumerate(counts)} | {f"p{i}": p for i, p in enumerate(prices)}, figure=figure,
        upright=True, check=check, scale=False,
        quantities={f"n{i}": Quantity("count", f"the number of pieces in the {where[i]} pack", "pieces")
                    for i in range(3)} |
                   {f"p{i}": Quantity("money", f"the price of the {where[i]} pack", "euros") for i in range(3)})


@program("Percentage of a Quantity")
def percent_bar(rng):
    p = 5 * draw_until(lambda: rng.randint(2, 18), lambda k: k != 10, "percent_bar")
    unit = 100 // gcd(p, 100)
    whole = unit * rng.randint(-(-20 // unit), 180 // unit)
    part = whole * p // 100

    def figure(c, g):
        c.without |= PLAIN
        c.polygon((0, 0), (p / 5, 0), (p / 5, 3), (0, 3), accent=True)
        c.polygon((0, 0), (20, 0), (20, 3), (0, 3), fill=False)
        for i in range(21):
            c.line((i, 3), (i, 3.9 if i % 2 == 0 else 3.5), kind="thin")
        for i in (0, 4, 8, 12, 16, 20):
            c.text((i, 5), f"{5 * i}%", small=True)

    def check(c):
        full, all_ = (max(x for x, _ in q) for q in c.polygons)
        share = Fraction(full / all_).limit_denominator(100)
        return whole * share, 1 - share, whole + whole * share

    seen = f"The scale shows that the bar is filled to {p} percent."
    return Scene(
        f"A bar is filled to {p} percent.", [
            ask("Percentage of a Quantity", "Percentage of an Amount",
                "The whole bar stands for {whole}. For which number does the filled part of the bar stand?", part,
                f"{seen} The whole bar stands for {whole}. By @ the filled part stands for $\\frac{{{p}}}{{100}} "
                f"\\times {whole} = {part}$.",
                wrong=[whole - part, p, whole + part, *([whole - p] if whole > p else [])]),
            ask("Percentage of a Quantity", "Meaning of Percent", "What percentage of the bar is empty? Answer in "
                "the form 5%.", f"{100 - p}\\%", f"{seen} By @ these are {p} parts out of every hundred, so the empty "
                f"part is $100\\% - {p}\\% = {100 - p}\\%$.",
                wrong=[f"{p}\\%", f"{105 - p}\\%", f"{110 - p}\\%"]),
            ask("Percentage of a Quantity", "Percentage Increase and Decrease",
                "The number {whole} rises by the percentage to which the bar is filled. Which number does it become?",
                whole + part, f"{seen} So the rise is $\\frac{{{p}}}{{100}} \\times {whole} = {part}$. By @ the number "
                f"becomes ${whole} + {part} = {whole + part}$.", wrong=[whole + p, part, whole - part])],
        givens=dict(whole=whole), fixed=(p,), figure=figure, upright=True, check=check, scale=False,
        quantities={"whole": Quantity("number", "the number for the whole bar")}, more=[quarters])


@program("Percentage Change")
def two_years(rng):
    a, b = draw_until(lambda: (rng.randint(8, 120), rng.randint(8, 150)), lambda d: d[0] != d[1] and
                      100 * (d[1] - d[0]) % d[0] == 0 and 0.35 <= d[1] / d[0] <= 2.5, "two_years")
    change, high = 100 * (b - a) // a, max(a, b) * 11 // 10 + 1

    def figure(c, g):
        c.without.add("line")
        bars(c, ["first year", "second year"], (a, b), high, (g["a"], g["b"]))

    def check(c):
        first, second = (max(y for _, y in p) for p in c.polygons)
        moved = (second - first) / first
        return moved, second / first, c.numbers()[1] * (1 + moved)

    seen = f"The value of the first bar is {a}, and the value of the second bar is {b}."
    other = 100 * (b - a) / b
    return Scene(
        f"The first of two bars has the value {a}, the second the value {b}.", [
            ask("Percentage Change", "Change over the Original",
                "By how many percent does the value change from the first bar to the second bar? Give a negative "
                "percentage for a fall.", f"{change}\\%", f"{seen} The value changes by ${b} - {a} = {b - a}$. By @ "
                f"the change is compared with the first value: $\\frac{{{b - a}}}{{{a}}} \\times 100 = {change}$, so "
                f"it is ${change}\\%$.",
                wrong=[*([f"{-change}\\%"] if change <= 100 else []), f"{b - a}\\%", f"{change + 100}\\%",
                       f"{other:g}\\%" if 10 * other == int(10 * other) else f"{change + (10 if b > a else -10)}\\%"]),
            ask("Percentage Change", "Growth Factor", "By which factor is the value of the first bar multiplied to get "
                "that of the second bar? Give a whole number or a fraction.", frac(b, a),
                f"{seen} By @ the value is multiplied by ${over(b, a)}$.",
                wrong=[frac(a, b), frac(abs(b - a), a), abs(b - a)]),
            ask("Percentage Change", "Two Changes in a Row",
                "From the second bar to a third bar the value changes by the same percentage as from the first to the "
                "second. What is the value of the third bar? Give an exact number.", frac(b * b, a),
                f"{seen} The factor of one change is ${over(b, a)}$. By @ the same factor is applied once more: the "
                f"third bar has the value ${b} \\times {frac(b, a)} = {frac(b * b, a)}$.",
                wrong=[2 * b - a if 2 * b > a else a, frac(a * a, b), b])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("data", "the value of the first bar"),
                    "b": Quantity("data", "the value of the second bar")},
        more=[lambda c, _: c.line((0, c.polygons[0][2][1]), (103, c.polygons[0][2][1]), kind="dash")])


@program("Reverse Percentage")
def hidden_whole(rng):
    p = 5 * draw_until(lambda: rng.randint(3, 16), lambda k: k != 10, "hidden_whole")
    unit = 100 // gcd(p, 100)
    whole = unit * rng.randint(-(-40 // unit), 220 // unit)
    part = whole * p // 100

    def figure(c, g):
        c.without |= PLAIN
        tape(c, [p, 100 - p], [f"{g['p']}%", ""], tall=18, accent=(0,))
        brace(c, (0, 18), (p, 18), g["part"], 9)
        brace(c, (0, 0), (100, 0), "?", -9)

    def check(c):
        dark, light = (max(x for x, _ in q) - min(x for x, _ in q) for q in c.polygons)
        _, value, _ = c.texts()
        full = Fraction(int(value)) * Fraction((dark + light) / dark).limit_denominator(1000)
        return full, full / 100, full - int(value)

    seen = f"The dark part is {p} percent of the bar and stands for {part}."
    rest = f"\\frac{{{100 - p}}}{{100}} \\times {whole} = {whole - part}"
    return Scene(
        f"The dark part of a bar is {p} percent of it and stands for {part}.", [
            ask("Reverse Percentage", "Whole from a Part",
                "A percentage in the dark part is its share of the whole bar, and a number above it is what this "
                "part stands for. For which number does the whole bar stand?", whole,
                f"{seen} By @ the whole bar stands for $\\frac{{100 \\times {part}}}{{{p}}} = {whole}$.",
                wrong=[part + p, frac(part * p, 100) if part * p % 100 == 0 else part + 100, whole - part,
                       whole + part, part + 100 - p]),
            ask("Reverse Percentage", "Finding One Percent First",
                "The dark part stands for the number above it. How much is one percent of the bar? Give an exact "
                "number.", frac(part, p),
                f"{seen} By @ one percent of the bar is ${over(part, p)}$.",
                wrong=[frac(p, part), frac(part, 100), part * p]),
            ask("Percentage of a Quantity", "Percentage of an Amount",
                "The dark part stands for the number above it. For which number does the light part stand?",
                whole - part, f"{seen} By *Reverse Percentage* the whole bar stands for $\\frac{{100 \\times {part}}}"
                f"{{{p}}} = {whole}$. The light part is $100\\% - {p}\\% = {100 - p}\\%$ of it. By @ it stands for "
                f"${rest}$.", also=["Reverse Percentage"], wrong=[whole, 100 - p, whole + part])],
        givens=dict(p=p, part=part), figure=figure, upright=True, check=check, scale=False,
        quantities={"p": Quantity("percent", "the percentage in the dark part", "percent"),
                    "part": Quantity("number", "the number above the dark part")},
        more=[lambda c, rng: halves_and_quarters(c)])


@program("Discount and Sale Price")
def price_tags(rng):
    def draw():
        rates = [5 * rng.randint(1, 12) for _ in range(2)]
        return rates, [100 // gcd(d, 100) * rng.randint(1, 180 * gcd(d, 100) // 100) for d in rates]

    def fits(d):
        """Two articles of their own price and discount, together reduced by a whole percentage."""
        cut = sum(r * p for r, p in zip(*d))
        return min(d[1]) >= 24 and len(set(d[1])) == len(set(d[0])) == 2 and cut % sum(d[1]) == 0

    rates, old = draw_until(draw, fits, "price_tags")
    new = [p * (100 - d) // 100 for p, d in zip(old, rates)]
    saved = sum(old) - sum(new)

    def figure(c, g):
        c.without |= PLAIN
        for i in range(2):
            x = 8 * i
            c.polygon((x, 0), (x + 6, 0), (x + 6, 6), (x + 3, 8.5), (x, 6))
            c.circle((x + 3, 7), 0.5, fill=False)
            c.text((x + 3, 4.4), f"{g[f'p{i}']} €")
            c.polygon((x + 0.7, 0.8), (x + 5.3, 0.8), (x + 5.3, 2.9), (x + 0.7, 2.9), accent=True)
            c.text((x + 3, 1.85), f"−{g[f'd{i}']}%")

    def check(c):
        a, d, b, e = (int(t.removesuffix(" €").removesuffix("%").removeprefix("−")) for t in c.texts())
        off = Fraction(a * d + b * e, 100)
        return a + b - off, off, off / (a + b)

    cut = " and ".join(f"${p} \\times \\frac{{{100 - d}}}{{100}} = {n}$" for p, d, n in zip(old, rates, new))
    off = " and ".join(f"${p} \\times \\frac{{{d}}}{{100}} = {p - n}$" for p, d, n in zip(old, rates, new))
    seen = f"The tags show {old[0]} euros with {rates[0]} percent off and {old[1]} euros with {rates[1]} percent off."
    both, rate, side = sum(old), 100 * saved // sum(old), ("left", "right")
    return Scene(
        f"One article costs {old[0]} euros and is reduced by {rates[0]} percent, another costs {old[1]} euros and is "
        f"reduced by {rates[1]} percent.", [
            ask("Discount and Sale Price", "Sale Price",
                "Each tag shows the old price of an article and the discount on it. How many euros do the two articles "
                "cost together after the discounts?", sum(new), f"{seen} By @ the sale prices are {cut} euros. "
                f"Together the two articles cost ${new[0]} + {new[1]} = {sum(new)}$ euros.",
                wrong=[saved, both, new[0] + old[1], *([both - sum(rates)] if both > sum(rates) else [])]),
            ask("Discount and Sale Price", "Amount of a Discount",
                "How many euros do the discounts on both articles save together?", saved,
                f"{seen} By @ the discounts are {off} euros. Together they save ${old[0] - new[0]} + "
                f"{old[1] - new[1]} = {saved}$ euros.", wrong=[sum(new), sum(rates), old[0] - new[0]]),
            ask("Discount and Sale Price", "Rate of a Discount",
                "What percentage of the sum of both old prices is saved? Answer in the form 5%.",
                f"{rate}\\%", f"{seen} The discounts are {off} euros, together ${old[0] - new[0]} + {old[1] - new[1]} "
                f"= {saved}$ euros. The old prices are together ${old[0]} + {old[1]} = {both}$ euros. By @ "
                f"$\\frac{{{saved}}}{{{both}}} \\times 100 = {rate}$, so ${rate}\\%$ is saved.",
                wrong=[f"{sum(rates)}\\%", f"{sum(rates) / 2:g}\\%", f"{100 - rate}\\%"])],
        givens={f"p{i}": p for i, p in enumerate(old)} | {f"d{i}": d for i, d in enumerate(rates)},
        figure=figure, upright=True, check=check, scale=False,
        quantities={f"p{i}": Quantity("money", f"the old price on the {side[i]} tag", "euros") for i in range(2)} |
                   {f"d{i}": Quantity("percent", f"the discount on the {side[i]} tag", "percent") for i in range(2)})


@program("Compound Interest")
def growing_balance(rng):
    p = rng.choice((4, 5, 6, 8, 10, 12, 14, 15, 16, 20))
    unit = 100 // gcd(p, 100)
    a = unit * rng.randint(max(1, 20 // unit), 180 // unit)
    b = a * (100 + p) // 100
    third = Fraction(b * b, a)
    high = round(1.1 * third)

    def money(v):
        return f"{float(v):g}"

    def figure(c, g):
        c.without |= {"line", "hatch"}
        bars(c, ["start", "year 1", "year 2"], (a, b, float(third)), high, (g["a"], g["b"], "?"))

    def check(c):
        first, second = c.numbers()
        rate = next(k for k in range(1, 100) if 100 * (second - first) == k * first)
        last = second + Fraction(second * rate, 100)
        return last, Fraction(rate, 100), (last - second) - (second - first)

    seen = f"The bars show {a} at the start and {b} after year 1, so the yearly factor is ${b} \\div {a} = " \
           f"{money(Fraction(b, a))}$."
    second = money(third - b)
    return Scene(
        f"Three bars show a balance: {a} at the start, {b} after year 1 and a question mark after year 2.", [
            ask("Compound Interest", "Balance with Compound Interest",
                "The bars show a balance that grows with compound interest, by the same percentage every year. Which "
                "number must replace the question mark? Give an exact number.", money(third),
                f"{seen} By @ the start is multiplied by this factor twice: after year 2 the balance is ${a} \\times "
                f"{money(Fraction(b, a))}^2 = {money(third)}$.",
                wrong=[2 * b - a, money(third + b - a), 2 * b, money(b + Fraction(p, 10))]),
            ask("Compound Interest", "Yearly Factor", "What is the yearly rate of interest in percent? Answer in the "
                "form 5%.", f"{p}\\%", f"The bars show {a} at the start and {b} after year 1. By @ the balance is "
                f"multiplied by ${b} \\div {a} = {money(Fraction(b, a))}$ in a year, and $({money(Fraction(b, a))} - "
                f"1) \\times 100 = {p}$, so the rate is ${p}\\%$.",
                wrong=[f"{b - a}\\%" if b - a != p else f"{100 + p}\\%", f"{p + 100}\\%", f"{2 * p}\\%"]),
            ask("Compound Interest", "Interest on Interest",
                "By how much is the interest of the second year greater than that of the first year? Give an exact "
                "number.", money(third - b - (b - a)), f"{seen} The first year brings ${b} - {a} = {b - a}$. By @ the "
                f"second year brings ${b - a} \\times {money(Fraction(b, a))} = {second}$. They differ by ${second} - "
                f"{b - a} = {money(third - b - (b - a))}$.", wrong=[b - a, second, p, 0])],
        givens=dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False,
        quantities={"a": Quantity("data", "the value at the start"), "b": Quantity("data", "the value after year 1")})


@program("Concentration of a Solution")
def salt_water(rng):
    percent = rng.randint(2, 25)
    unit = 100 // gcd(percent, 100)
    total = unit * rng.randint(-(-50 // unit), 300 // unit)
    s, w = total * percent // 100, total * (100 - percent) // 100
    thin = frac(100 * s, s + 2 * w)

    def figure(c, g):
        c.without |= PLAIN
        for x, wide, level in ((0, 5, 2), (9, 8, 6)):
            c.polygon((x, 0), (x + wide, 0), (x + wide, level), (x, level), accent=x == 0)
            c.line((x, level + 2), (x, 0), (x + wide, 0), (x + wide, level + 2))
        c.ring((7.2, 4.4), 4.2, 4.6, 150, 40, kind="thick")
        c.line((9.8, 7.6), (10.4, 7.3), (10.5, 8.2), kind="thick")
        c.text((2.5, -1.4), "salt")
        c.text((13, -1.4), "water")
        c.text((2.5, 1), f"{g['s']} g")
        c.text((13, 3), f"{g['w']} g")

    def check(c):
        salt, water = (int(t.split()[0]) for t in c.texts()[2:])
        mixed = next(k for k in range(1, 100) if k * (salt + water) == 100 * salt)
        return mixed / 100, Fraction(salt, salt + water + water), 2 * mixed

    mixed = f"The left vessel holds {s} g of salt and the right one {w} g of water, so the solution has a mass of " \
            f"${s} + {w} = {s + w}$ g."
    return Scene(
        f"{s} g of salt are dissolved in {w} g of water.", [
            ask("Concentration of a Solution", "Concentration by Mass",
                "All of the salt is dissolved in the water. What percentage of the mass of the solution is salt? "
                "Answer in the form 5%.", f"{percent}\\%", f"{mixed} By @ the salt is compared with this mass: "
                f"$\\frac{{{s}}}{{{s + w}}} \\times 100 = {percent}$, so ${percent}\\%$ of the solution is salt.",
                wrong=[f"{100 - percent}\\%", f"{s}\\%" if s < 100 and s != percent else f"{percent + 10}\\%",
                       f"{2 * percent}\\%", f"{percent + 1}\\%"]),
            ask("Concentration of a Solution", "Diluting with Water",
                "All of the salt is dissolved in the water, and then as much water again as the right vessel held is "
                "added. What percentage of the mass is salt then? Give the exact percentage, as a whole number or a "
                "fraction with the sign %.", f"{thin}\\%",
                f"{mixed} With the same amount of water again the mass is ${s} + {w} + {w} = {s + 2 * w}$ g. By @ the "
                f"mass of the salt stays the same, and $\\frac{{{s}}}{{{s + 2 * w}}} \\times 100 = {thin}$, so "
                f"${thin}\\%$ of the mass is salt.",
                wrong=[f"{frac(percent, 2)}\\%", f"{percent}\\%", f"{frac(100 * s, 2 * w)}\\%"]),
            ask("Concentration of a Solution", "Amount of Dissolved Substance",
                "All of the salt is dissolved in the water. How many grams of salt are there in 200 g of this "
                "solution?",
                2 * percent, f"{mixed} Its concentration is $\\frac{{{s}}}{{{s + w}}} \\times 100 = {percent}$ "
                f"percent. By @ 200 g of it hold $\\frac{{{percent}}}{{100}} \\times 200 = {2 * percent}$ g of salt.",
                wrong=[percent, 200 - 2 * percent, 2 * s if s != percent else 3 * s])],
        givens=dict(s=s, w=w), figure=figure, upright=True, check=check, scale=False,
        quantities={"s": Quantity("measure", "the mass of the salt", "g"),
                    "w": Quantity("measure", "the mass of the water", "g")}, more=[marks])
