"""Money and percent: coins, packs, shares, changes, discounts, interest, solutions."""
from fractions import Fraction
from math import gcd

from ..pieces import PLAIN, bars, brace, tape
from ..tools import Scene, ask, draw_until, frac, over, program


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

    return Scene(
        "On a table are coins of " + ", ".join(map(str, values)) + " cents.", [
            ask("Counting Money", "Change from a Payment",
                "All these coins, which show cents, are put into a machine that sells a snack for {price} cents. How "
                "many cents does the machine give back?", total - price,
                f"the coins are worth ${work} = {total}$ cents, and ${total} - {price} = {total - price}$."),
            ask("Counting Money", "Value of a Set of Coins", "How many cents are all the coins worth together?", total,
                f"${work} = {total}$."),
            ask("Counting Money", "Missing Amount",
                "How many cents must be added to the coins so that they are worth 5 euros in all?", 500 - total,
                f"the coins are worth ${work} = {total}$ cents, 5 euros are 500 cents, and $500 - {total} = "
                f"{500 - total}$.")],
        [("A child empties a money box with these coins, which show cents, on the counter and buys a pencil for "
          "{price} cents.", "How many cents does the child have left?"),
         ("At a ticket machine all these coins, which show cents, are put in for a ticket at {price} cents.",
          "How many cents does the machine give back?"),
         ("A purse holds these coins, which show cents. A stamp for {price} cents is paid from it.",
          "How many cents does the purse hold after that?"),
         ("Let $S$ be the sum of the numbers in the circles.", "Determine $S - {price}$.")],
        dict(price=price), fixed=(*values, *(v for p in places for v in p)), figure=figure, upright=True, check=check,
        scale=False)


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
    return Scene(
        "Three packs of the same article hold " + ", ".join(map(str, counts)) + " pieces and cost " +
        ", ".join(map(str, prices)) + " euros.", [
            ask("Best Buy", "Lowest Unit Price",
                "The figure shows three packs of the same article, each with its number of pieces (pcs) and its price "
                "in euros. How many euros does one piece cost in the pack that is the best buy?", low,
                f"the prices for a piece are {each} euros; the smallest is {low}."),
            ask("Best Buy", "Saving by the Better Pack",
                "Each pack has a price for one piece. By how many euros are 60 pieces cheaper at the lowest of these "
                "three prices than at the highest?", 60 * (high - low),
                f"the prices for a piece are {each} euros; $60 \\times ({high} - {low}) = {60 * (high - low)}$."),
            ask("Unit Rate", "Rate for One Unit",
                "How many euros does one piece cost in the pack with the most pieces?", rates[big],
                f"${prices[big]} \\div {counts[big]} = {rates[big]}$.")],
        [("A shop sells the same paint brushes in three packs.",
          "How many euros does one brush cost in the pack that is the best buy?"),
         ("A zoo sells day tickets in three packs that differ in the number of tickets.",
          "How many euros does one ticket cost in the pack that is the best buy?"),
         ("A bicycle shop offers the same lamps in three packs.",
          "How many euros does one lamp cost in the pack that is the best buy?"),
         ("For each of the three boxes let $u$ be the price divided by the number of pieces.",
          "Find the least value of $u$.")],
        {f"n{i}": n for i, n in enumerate(counts)} | {f"p{i}": p for i, p in enumerate(prices)}, figure=figure,
        upright=True, check=check, scale=False)


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

    return Scene(
        f"A bar is filled to {p} percent.", [
            ask("Percentage of a Quantity", "Percentage of an Amount",
                "The whole bar stands for {whole}. For which number does the filled part of the bar stand?", part,
                f"the bar is filled to {p} percent, and $\\frac{{{p}}}{{100}} \\times {whole} = {part}$."),
            ask("Percentage of a Quantity", "Meaning of Percent", "What percentage of the bar is empty? Answer in "
                "the form 5%.", f"{100 - p}\\%", f"the whole bar is 100 percent, and $100 - {p} = {100 - p}$."),
            ask("Percentage of a Quantity", "Percentage Increase and Decrease",
                "The number {whole} rises by the percentage to which the bar is filled. Which number does it become?",
                whole + part, f"the rise is $\\frac{{{p}}}{{100}} \\times {whole} = {part}$, and ${whole} + {part} = "
                f"{whole + part}$.")],
        [("The bar shows how full a hall with {whole} seats is.", "How many seats are taken?"),
         ("The bar shows how much of a file of {whole} megabytes has been loaded.",
          "How many megabytes have been loaded?"),
         ("The bar shows how far a class has come in a book of {whole} pages.", "How many pages has it read?"),
         ("The bar shows which share of a set with {whole} elements belongs to a subset.",
          "How many elements does the subset have?")],
        dict(whole=whole), fixed=(p,), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"The first of two bars has the value {a}, the second the value {b}.", [
            ask("Percentage Change", "Change over the Original",
                "By how many percent does the value change from the first bar to the second bar? Give a negative "
                "percentage for a fall.", f"{change}\\%", f"the change is ${b} - {a} = {b - a}$, and "
                f"$\\frac{{{b - a}}}{{{a}}} \\times 100 = {change}$ percent."),
            ask("Percentage Change", "Growth Factor", "By which factor is the value of the first bar multiplied to get "
                "that of the second bar? Give a whole number or a fraction.", frac(b, a),
                f"the factor is ${over(b, a)}$."),
            ask("Percentage Change", "Two Changes in a Row",
                "From the second bar to a third bar the value changes by the same percentage as from the first to the "
                "second. What is the value of the third bar? Give an exact number.", frac(b * b, a),
                f"the factor of a change is ${over(b, a)}$, and ${b} \\times {frac(b, a)} = {frac(b * b, a)}$.")],
        [("The bars show how many members a chess club had in two years.",
          "By how many percent did the number of members change? Give a negative percentage for a fall."),
         ("The bars show how many tonnes of apples an orchard bore in two years.",
          "By how many percent did the harvest change? Give a negative percentage for a fall."),
         ("The bars show how many storks nested by a lake in two years.",
          "By how many percent did their number change? Give a negative percentage for a fall."),
         ("Let $u$ and $v$ be the numbers over the left and the right bar, with $v = \\left(1 + r\\right) u$.",
          "Write $r$ as a percentage, with a minus sign where it is negative.")],
        dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"The dark part of a bar is {p} percent of it and stands for {part}.", [
            ask("Reverse Percentage", "Whole from a Part",
                "The dark part is the percentage of the bar that is written in it, and it stands for the number above "
                "it. For which number does the whole bar stand?", whole,
                f"${p}$ percent are {part}, so the whole is $\\frac{{100 \\times {part}}}{{{p}}} = {whole}$."),
            ask("Reverse Percentage", "Finding One Percent First",
                "The dark part stands for the number above it. For which number does one percent of the bar stand? "
                "Give an exact number.", frac(part, p),
                f"${p}$ percent are {part}, so one percent is ${over(part, p)}$."),
            ask("Percentage of a Quantity", "Percentage of an Amount",
                "The dark part stands for the number above it. For which number does the light part stand?",
                whole - part, f"the whole is $\\frac{{100 \\times {part}}}{{{p}}} = {whole}$; the light part is "
                f"${100 - p}$ percent of it, $\\frac{{{100 - p}}}{{100}} \\times {whole} = {whole - part}$.")],
        [("A family has done the dark part of a bicycle tour; the number above it is in kilometres.",
          "How many kilometres long is the whole tour?"),
         ("The bar stands for all pupils of a school and its dark part for those who play an instrument; the number "
          "above it is their number.", "How many pupils does the school have?"),
         ("A painter has painted the dark part of a fence; the number above it is in metres.",
          "How many metres long is the fence?"),
         ("The number above the bar is the percentage of $W$ that is written in the dark part.",
          "Determine $W$.")],
        dict(p=p, part=part), figure=figure, upright=True, check=check, scale=False)


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
    return Scene(
        f"One article costs {old[0]} euros and is reduced by {rates[0]} percent, another costs {old[1]} euros and is "
        f"reduced by {rates[1]} percent.", [
            ask("Discount and Sale Price", "Sale Price",
                "Each tag shows the old price of an article and the discount on it. How many euros do the two articles "
                "cost together after the discounts?", sum(new), f"the sale prices are {cut} euros, and ${new[0]} + "
                f"{new[1]} = {sum(new)}$."),
            ask("Discount and Sale Price", "Amount of a Discount",
                "How many euros do the discounts on both articles save together?", saved,
                f"the discounts are {off} euros, and ${old[0] - new[0]} + {old[1] - new[1]} = {saved}$."),
            ask("Discount and Sale Price", "Rate of a Discount",
                "What percentage of the sum of both old prices is saved? Answer in the form 5%.",
                f"{100 * saved // sum(old)}\\%", f"the discounts are {off} euros, in all ${old[0] - new[0]} + "
                f"{old[1] - new[1]} = {saved}$; of ${old[0]} + {old[1]} = {sum(old)}$ euros these are "
                f"$\\frac{{{saved}}}{{{sum(old)}}} \\times 100 = {100 * saved // sum(old)}$ percent.")],
        [("At the end of winter a pair of boots and a coat have these price tags.",
          "How many euros do both cost together after the discounts?"),
         ("A sports shop sells a racket and a pair of shoes with these price tags.",
          "How many euros do both cost together after the discounts?"),
         ("At a garden centre a bench and a table have these price tags.",
          "How many euros do both cost together after the discounts?"),
         ("Each of the two upper numbers is lowered by the percentage below it.",
          "Find the sum of the two results.")],
        {f"p{i}": p for i, p in enumerate(old)} | {f"d{i}": d for i, d in enumerate(rates)},
        figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"Three bars show a balance: {a} at the start, {b} after year 1 and a question mark after year 2.", [
            ask("Compound Interest", "Balance with Compound Interest",
                "The bars show a balance that grows with compound interest, by the same percentage every year. Which "
                "number belongs at the question mark? Give an exact number.", money(third),
                f"the yearly factor is ${b} \\div {a} = {money(Fraction(b, a))}$, and ${a} \\times "
                f"{money(Fraction(b, a))}^2 = {money(third)}$."),
            ask("Compound Interest", "Yearly Factor", "What is the yearly rate of interest in percent? Answer in the "
                "form 5%.", f"{p}\\%", f"the yearly factor is ${b} \\div {a} = {money(Fraction(b, a))}$, and "
                f"$({money(Fraction(b, a))} - 1) \\times 100 = {p}$ percent."),
            ask("Compound Interest", "Interest on Interest",
                "By how much is the interest of the second year greater than that of the first year? Give an exact "
                "number.", money(third - b - (b - a)), f"the first year brings ${b} - {a} = {b - a}$, the second "
                f"{p} percent of {b}, which is $\\frac{{{p}}}{{100}} \\times {b} = {money(third - b)}$; they differ by "
                f"${money(third - b)} - {b - a} = {money(third - b - (b - a))}$.")],
        [("The bars show the euros in a fund, whose value grows by the same percentage every year.",
          "How many euros are in it after year 2? Give an exact number."),
         ("The bars show how many square metres of a pond are covered by lilies. The area grows by the same percentage "
          "every year.", "How many square metres are covered after year 2? Give an exact number."),
         ("The bars show the price of a share of a company in euros, which rises by the same percentage every year.",
          "What is its price in euros after year 2? Give an exact number."),
         ("The heights of the bars are the first three terms of a geometric sequence.",
          "Determine the third term. Give an exact number.")],
        dict(a=a, b=b), figure=figure, upright=True, check=check, scale=False)


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

    return Scene(
        f"{s} g of salt are dissolved in {w} g of water.", [
            ask("Concentration of a Solution", "Concentration by Mass",
                "All of the salt is dissolved in the water. What percentage of the mass of the solution is salt? "
                "Answer in the form 5%.", f"{percent}\\%", f"the solution has a mass of ${s} + {w} = {s + w}$ g, and "
                f"$\\frac{{{s}}}{{{s + w}}} \\times 100 = {percent}$ percent."),
            ask("Concentration of a Solution", "Diluting with Water",
                "All of the salt is dissolved in the water, and then as much water again as the right vessel held is "
                "added. What percentage of the mass is salt then? Give the exact percentage, as a whole number or a "
                "fraction with the sign %.", f"{thin}\\%",
                f"the mass is then ${s} + {w} + {w} = {s + 2 * w}$ g with the same salt: $\\frac{{{s}}}{{{s + 2 * w}}} "
                f"\\times 100 = {thin}$ percent."),
            ask("Concentration of a Solution", "Amount of Dissolved Substance",
                "All of the salt is dissolved in the water. How many grams of salt are there in 200 g of this "
                "solution?",
                2 * percent, f"$\\frac{{{s}}}{{{s + w}}} \\times 100 = {percent}$ percent of it are salt, and "
                f"$\\frac{{{percent}}}{{100}} \\times 200 = {2 * percent}$.")],
        [("For a lesson on floating the salt in the left vessel is stirred into the water in the right one.",
          "What percentage of the mass of the brine is salt? Answer in the form 5%."),
         ("A dyer stirs the salt in the left vessel into the water in the right one and warms it until all is "
          "dissolved.", "What percentage of the mass of this bath is salt? Answer in the form 5%."),
         ("To show how salt lakes carry people, the salt is dissolved in the water.",
          "What percentage of the mass of the salt water is salt? Answer in the form 5%."),
         ("Let $s$ and $w$ be the numbers of grams in the left and the right vessel.",
          "Write $s \\div (s + w)$ as a percentage. Answer in the form 5%.")],
        dict(s=s, w=w), figure=figure, upright=True, check=check, scale=False)
