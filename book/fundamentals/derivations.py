"""Derivations by arithmetic, measures, fractions and ratios (see steps.py)."""
from math import gcd

from ..steps import step


@step("Addition and Subtraction of Integers", "Missing Term of a Sum")
def add(v, rng):
    a = rng.randint(2, 40)
    return v + a, f"the number that gives {{q}} when {a} is added to it", f"{{q}} - {a} = {v}"


@step("Multiplication of Integers", "Multiplication as Repeated Addition")
def times(v, rng):
    k = rng.choice([k for k in range(2, 13) if v % k == 0 and v // k > 1] or [0])
    return (v // k, f"the number of chairs in {k} equal rows of {{q}} chairs", f"{k} \\times {{q}} = {v}") \
        if k else None


@step("Division of Integers", "Equal Sharing")
def share(v, rng):
    k = rng.randint(2, 9)
    return v * k, f"each share when {{q}} cards are shared equally among {k} children", f"{{q}} \\div {k} = {v}"


@step("Doubling and Multiples", "Halving Undoes Doubling")
def half(v, rng):
    return 2 * v, "the number whose double is {q}", f"{{q}} \\div 2 = {v}"


@step("Greatest Common Divisor", "Meaning of the Greatest Common Divisor")
def divisor(v, rng):
    a, b = rng.choice([(2, 3), (3, 4), (3, 5), (2, 5), (4, 5), (5, 6)])
    return v * a, f"the greatest common divisor of {{q}} and {v * b}", f"\\gcd({{q}}, {v * b}) = {v}"


@step("Least Common Multiple", "Meaning of the Least Common Multiple")
def multiple(v, rng):
    pairs = [(a, b) for a in range(2, v) if v % a == 0 for b in range(2, v) if v % b == 0
             and a * b // gcd(a, b) == v and a % b and b % a]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    return a, f"the least common multiple of {{q}} and {b}", f"\\operatorname{{lcm}}({{q}}, {b}) = {v}"


@step("Fractions of a Whole", "Fraction of a Number")
def part(v, rng):
    fits = [(k, n) for k, n in ((1, 3), (2, 3), (3, 4), (2, 5), (3, 5), (1, 4), (5, 6)) if v % k == 0]
    k, n = rng.choice(fits)
    return v // k * n, f"$\\frac{{{k}}}{{{n}}}$ of {{q}}", f"{{q}} \\div {n} \\times {k} = {v}"


@step("Percentage of a Quantity", "Percentage of an Amount")
def percent(v, rng):
    p = rng.choice([p for p in (10, 20, 25, 40, 50, 60, 75, 80) if v * 100 % p == 0] or [50])
    return v * 100 // p, f"{p}% of {{q}}", f"\\frac{{{p}}}{{100}} \\times {{q}} = {v}"


@step("Ratio and Proportion", "Cross Products")
def ratio(v, rng):
    a, b = rng.choice([(a, b) for a, b in ((1, 2), (2, 3), (3, 2), (3, 4), (4, 3), (3, 5), (1, 3)) if v % a == 0])
    return (v // a * b, f"the number whose ratio to {{q}} is {a} : {b}",
            f"{{q}} \\times {a} \\div {b} = {v}")


@step("Conversion of Length Units", "Centimetres and Millimetres")
def unit(v, rng):
    return 10 * v, "the number of centimetres in {q} millimetres", f"{{q}} \\div 10 = {v}"


@step("Reading a Clock", "Elapsed Time")
def minutes(v, rng):
    h, m = rng.randint(1, 11), rng.randint(0, 59 - v) if v < 50 else -1
    if m < 0 or m + v > 59 or m < 2:
        return None
    return m, f"the number of minutes from {{q}} minutes past {h} to {m + v} minutes past {h}", f"{m + v} - {{q}} = {v}"
