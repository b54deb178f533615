"""Pairs of answers by construction: for each form golds, right spellings of them, and smallest wrong changes.

A change of one digit, sign, unit, order or kind is wrong by construction; a spelling is right by construction. Nothing
here knows how answers.py reads a text.
"""

import random
from fractions import Fraction

NAMES = ["x", "y", "n", "t", "AB", "S", "\\theta", "a_n", "|AB|", "f(2)"]
LENGTHS = [("mm", "millimeters", "毫米", 1), ("cm", "centimeters", "厘米", 10), ("m", "meters", "米", 1000)]


def said(text):
    """The spellings in a text, which ¦ keeps apart."""
    return text.split(" ¦ ")


def other(rng, n):
    """A whole number that differs from n in one digit, of as many digits."""
    digits = list(str(abs(n)))
    at = rng.randrange(len(digits))
    digits[at] = rng.choice([d for d in "123456789" if d != digits[at]])
    return int("".join(digits)) * (-1 if n < 0 else 1)


def integer(rng):
    n = rng.choice([rng.randint(2, 99), rng.randint(100, 99999), rng.randint(10**5, 10**9)])
    name = rng.choice(NAMES)
    right = said(f"${n}$ ¦ \\boxed{{{n}}} ¦ {n}.0 ¦ {n:,} ¦ {name} = {n} ¦ \\text{{{n}}} ¦ {n}. ¦ +{n}")
    right += said(f"{n} units")
    right += [str(n).translate(str.maketrans("0123456789", "０１２３４５６７８９")), f"{n:,}".replace(",", "{,}")]
    right += said(f"The answer is {n}. ¦ 答案是{n} ¦ **{n}** ¦ {n - 1} + 1 = {n} ¦ \\({n}\\) ¦ {n}个")
    wrong = said(f"{-n} ¦ {n} or {n + 1} ¦ {n}, {n + 1} ¦ not {n} ¦ {n} million ¦ {n}^2 ¦ {n}² ¦ ±{n}")
    wrong += [other(rng, n)]
    wrong += said(f"{n - 1} + 1 ¦ {2 * n}/2 ¦ \\sqrt{{{n * n}}} ¦ {n}.5 ¦ > {n} ¦ {n}0 ¦ x = {n} = {n + 1}")
    wrong += said(f"{n} never ¦ at least {n} ¦ {n}! ¦ |-{n}| ¦ [{n - 1}, {n}] ¦ {{{n}, {n + 1}}} ¦ {n}%\\% ¦ x^{n}")
    return str(n), right, wrong


def decimal(rng):
    n, places = rng.randint(101, 99999), rng.choice([1, 2, 3])
    text = f"{n / 10**places:.{places}f}"
    value = Fraction(n, 10**places)
    right = said(f"${text}$ ¦ x = {text} ¦ ≈ {text} ¦ {text}.")
    right += [text + "0", text.replace(".", ",") if places < 3 else text]
    right += said(f"\\frac{{{value.numerator}}}{{{value.denominator}}} ¦ {n}\\times 10^{{-{places}}}")
    right += [f"-{text}".replace("-", "+")]
    wrong = said(f"{other(rng, n) / 10**places:.{places}f} ¦ -{text} ¦ {str(n)} ¦ {text} or 1 ¦ {text}^2 ¦ 1{text}")
    wrong += said(f"{text}e1")
    return text, right, wrong


def fraction(rng):
    value = Fraction(rng.randint(2, 40), rng.randint(3, 40))
    while value.denominator == 1:
        value = Fraction(rng.randint(2, 40), rng.randint(3, 40))
    p, q = value.numerator, value.denominator
    gold = rng.choice([f"\\frac{{{p}}}{{{q}}}", f"{p}/{q}"])
    right = said(f"\\frac{{{p}}}{{{q}}} ¦ {p}/{q} ¦ \\dfrac{{{p}}}{{{q}}} ¦ $\\tfrac{{{p}}}{{{q}}}$ ¦ x = {p}/{q}")
    right += said(f"{p}⁄{q} ¦ {p} / {q}")
    right += said(f"\\frac{{{2 * p}}}{{{2 * q}}} ¦ \\frac{{{p}}}{{{q}}} ≈ {p / q:.4f} ¦ {p}÷{q} ¦ {p / q:.6f}")
    right += said(f"-\\frac{{-{p}}}{{{q}}}")
    if p > q:
        right += said(f"{p // q}\\frac{{{p % q}}}{{{q}}} ¦ {p // q} {p % q}/{q} ¦ {p // q} \\tfrac{{{p % q}}}{{{q}}}")
    wrong = said(f"{q}/{p} ¦ \\frac{{{p + 1}}}{{{q}}} ¦ \\frac{{{p}}}{{{q + 1}}} ¦ -{p}/{q} ¦ {p}{q}")
    wrong += [f"{p / q:.1f}" if round(p / q, 1) != p / q else "0"]
    wrong += said(f"{p}/{q} or {q}/{p} ¦ 1 {p}/{q} ¦ \\frac{{{p}}}{{{q}}}x ¦ {p}, {q}")
    wrong += said(f"\\frac{{1}}{{{q}}}+\\frac{{{p - 1}}}{{{q}}} ¦ {p}:{q}:1")
    return gold, right, wrong


def percent(rng):
    n = rng.choice([rng.randint(2, 99), rng.randint(101, 999) / 10])
    gold = rng.choice([f"{n}%", f"${n}\\%$", f"{n} percent"])
    right = said(f"{n}% ¦ {n}\\% ¦ {n} percent ¦ {n} % ¦ {n} ¦ {n}％ ¦ \\boxed{{{n}\\%}} ¦ $p = {n}\\%$")
    right += said(f"{Fraction(str(n)) / 100}")
    wrong = said(f"{n + 1}% ¦ {n} cm ¦ {n}° ¦ {n * 100}% ¦ \\${n} ¦ -{n}% ¦ {n}% or {n + 1}% ¦ {n} percent of 50")
    wrong += said(f"{n} kg")
    return gold, right, wrong


def length(rng):
    n, power = rng.randint(2, 900), rng.choice([1, 1, 2, 3])
    short, long, chinese, factor = rng.choice(LENGTHS)
    mark, words = ("", "^2", "^3")[power - 1], ("", "square ", "cubic ")[power - 1]
    chinese = ("", "平方", "立方")[power - 1] + chinese
    raised = ("", "²", "³")[power - 1]
    gold = rng.choice([f"{n} {short}{mark}", f"{n}\\text{{ {short}}}{mark}", f"{n} \\mathrm{{~{short}}}{mark}"])
    small = n * factor**power
    right = said(f"{n} {short}{mark} ¦ {n} {words}{long} ¦ {n}{chinese} ¦ {n} {short}{raised} ¦ {n}")
    right += said(f"${n}$ {short}{mark} ¦ {n}\\,\\mathrm{{{short}}}{mark}")
    right += said(f"{small} mm{mark} ¦ A = {n} {short}{mark} ¦ {n:,} {short}{mark} ¦ {n}.0 {short}{mark}")
    wrong = said(f"{other(rng, n)} {short}{mark} ¦ {n} kg ¦ {n} {short}{('^2', '^3', '')[power - 1]} ¦ {n} km{mark}")
    wrong += said(f"{n}% ¦ {n} {short}{mark} too long")
    wrong += said(f"{n} {short}{mark} or {n + 1} {short}{mark} ¦ {n} apples ¦ \\${n} ¦ {n - 1} {short} + 1 {short}")
    wrong += said(f"-{n} {short}{mark} ¦ {n} s")
    return gold, right, wrong


def angle(rng):
    n = rng.choice([15, 24, 30, 36, 45, 60, 72, 75, 90, 105, 120, 135])
    radians = Fraction(n, 180)
    pi = (
        f"\\frac{{{radians.numerator}\\pi}}{{{radians.denominator}}}"
        if radians.numerator > 1
        else f"\\frac{{\\pi}}{{{radians.denominator}}}"
    )
    gold = rng.choice([f"{n}°", f"{n}^\\circ", f"{n} degrees"])
    right = said(f"{n}° ¦ {n}^\\circ ¦ {n}^{{\\circ}} ¦ {n} degrees ¦ {n}度 ¦ {n} ¦ ∠ABC = {n}°")
    right += said(f"\\angle ABC = {n}^\\circ ¦ {pi} ¦ {pi} rad ¦ $x = {n}^\\circ$")
    wrong = said(f"{other(rng, n)}° ¦ {n}% ¦ {n}' ¦ {180 - n if n != 90 else 91}° ¦ {n} cm ¦ -{n}°")
    wrong += said(f"180°-{180 - n}° ¦ {n}° or {n + 1}° ¦ {n}°C")
    return gold, right, wrong


def money(rng):
    n, c = rng.randint(2, 400), rng.randint(1, 99)
    gold = rng.choice([f"\\${n}.{c:02}", f"${n}.{c:02}"])
    right = said(f"\\${n}.{c:02} ¦ ${n}.{c:02} ¦ {n}.{c:02} ¦ {n}.{c:02} dollars ¦ US\\${n}.{c:02}")
    right += said(f"{n * 100 + c} cents ¦ $\\${n}.{c:02}$")
    wrong = said(f"€{n}.{c:02} ¦ \\${n}.{(c + 1) % 100:02} ¦ {n}.{c:02} cents ¦ {n}.{c:02}% ¦ £{n}.{c:02}")
    wrong += said(f"-\\${n}.{c:02} ¦ {n}.{c:02} kg ¦ \\${n}.{c:02} million")
    return gold, right, wrong


def clock(rng):
    h, m = rng.randint(1, 11), rng.randint(1, 59)
    late = rng.random() < 0.5
    half, full = ("PM", h + 12) if late else ("AM", h)
    gold = rng.choice([f"{h}:{m:02} {half}", f"{h}:{m:02} {half[0].lower()}.m."])
    right = said(f"{h}:{m:02} {half} ¦ {h}:{m:02}{half.lower()} ¦ {full}:{m:02} ¦ {h}:{m:02}:00 {half}")
    right += said(f"{full}点{m}分 ¦ {'下午' if late else '上午'}{h}:{m:02} ¦ {h}：{m:02} {half}")
    wrong = said(f"{h}:{m:02} {'AM' if late else 'PM'} ¦ {h}:{(m + 1) % 60:02} {half} ¦ {h % 11 + 1}:{m:02} {half}")
    wrong += said(f"{h}/{m} ¦ {h} h {m} min ¦ {h}.{m:02}")
    wrong += said(f"{h}:{m:02} {half} or {h}:{(m + 2) % 60:02} {half}")
    wrong += [str(h * 60 + m)]
    return gold, right, wrong


def duration(rng):
    h, m = rng.randint(1, 9), rng.randint(1, 59)
    gold = rng.choice([f"{h} h {m} min", f"{h} hours {m} minutes", f"{60 * h + m} min"])
    right = said(f"{h} h {m} min ¦ {h} hours {m} minutes ¦ {h} hours and {m} minutes ¦ {h}小时{m}分钟")
    right += said(f"{60 * h + m} min ¦ {60 * h + m} minutes ¦ {h}h {m}min ¦ {(60 * h + m) * 60} s")
    wrong = said(f"{h} h {m + 1} min ¦ {h + 1} h {m} min ¦ {h} min {m} s ¦ {h} m {m} cm ¦ {60 * h + m} h")
    wrong += said(f"{60 * h} min + {m} min")
    wrong += [f"{h}.{m} h" if Fraction(f"{h}.{m}") != h + Fraction(m, 60) else "0 h"]
    return gold, right, wrong


def date(rng):
    months = "January February March April May June July August September October November December".split()
    y, m, d = rng.randint(1990, 2030), rng.randrange(12), rng.randint(1, 28)
    name = months[m]
    gold = rng.choice([f"{name} {d}, {y}", f"{d} {name} {y}"])
    right = said(f"{name} {d}, {y} ¦ {d} {name} {y} ¦ {y}-{m + 1:02}-{d:02} ¦ {y}年{m + 1}月{d}日")
    right += said(f"{name[:3]} {d}, {y} ¦ {name} {d}th, {y} ¦ {name} {d}")
    wrong = said(f"{name} {d % 28 + 1}, {y} ¦ {name} {d}, {y + 1} ¦ {months[m - 1]} {d}, {y} ¦ {y} ¦ {y}-{m + 1}")
    wrong += said(f"{name} {y} ¦ after {name} {d}, {y}")
    return gold, right, wrong


def ratio(rng):
    a, b = rng.choice([(2, 3), (3, 5), (1, 4), (7, 2), (5, 9), (4, 11), (8, 3), (1, 3)])
    gold = f"{a}:{b}"
    right = said(f"{a}:{b} ¦ {a} : {b} ¦ {a}：{b} ¦ {2 * a}:{2 * b} ¦ AB:CD = {a}:{b} ¦ {a} to {b} ¦ ${a}:{b}$")
    right += said(f"{a}比{b} ¦ \\frac{{{a}}}{{{b}}} ¦ {a}\\colon {b}")
    wrong = said(f"{b}:{a} ¦ {a + 1}:{b} ¦ {a}:{b}:1 ¦ {a}, {b} ¦ {a}.{b} ¦ {b}/{a} ¦ {a}-{b} ¦ {a}:{b} or {b}:{a}")
    wrong += said(f"({a}, {b}) ¦ {a}{b}")
    return gold, right, wrong


def scientific(rng):
    m, e = rng.randint(11, 99), rng.randint(3, 12)
    while m % 10 == 0:
        m = rng.randint(11, 99)
    a = f"{m // 10}.{m % 10}"
    gold = f"{a}\\times 10^{{{e}}}"
    right = said(f"{a} × 10^{e} ¦ {a}e{e} ¦ {a}\\cdot 10^{{{e}}} ¦ {a}*10^{e} ¦ {m * 10 ** (e - 1):,}")
    right += said(f"{m}\\times 10^{{{e - 1}}}")
    right += [str(m * 10 ** (e - 1))]
    right += said(f"{a} x 10^{e} ¦ {a}×10{str(e).translate(str.maketrans('0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹'))}")
    wrong = said(f"{a}\\times 10^{{{e + 1}}} ¦ {a}\\times 10^{{-{e}}} ¦ {a}^{{10}} ¦ {a}\\times 10{e}")
    wrong += said(f"{m}\\times 10^{{{e}}} ¦ {other(rng, m) / 10}\\times 10^{{{e}}} ¦ {a}")
    return gold, right, wrong


def radical(rng):
    a, b = rng.randint(2, 12), rng.choice([2, 3, 5, 6, 7, 10, 11, 13])
    if rng.random() < 0.5:
        gold = f"{a}\\sqrt{{{b}}}"
        right = said(f"{a}√{b} ¦ {a}\\sqrt {{{b}}} ¦ ${a}\\sqrt{{{b}}}$ ¦ \\sqrt{{{a * a * b}}} ¦ {a}*sqrt({b})")
        right += said(f"x = {a}\\sqrt{{{b}}} ¦ \\sqrt{{{b}}}\\cdot {a} ¦ {a}\\sqrt{{{b}}} \\approx {a * b**0.5:.3f}")
        wrong = said(f"{a + 1}\\sqrt{{{b}}} ¦ {a}\\sqrt{{{b + 1}}} ¦ -{a}\\sqrt{{{b}}} ¦ {a}{b} ¦ {a}\\sqrt[3]{{{b}}}")
        wrong += said(f"\\sqrt{{{a * b}}} ¦ ±{a}\\sqrt{{{b}}} ¦ {a * b**0.5:.1f} ¦ {a}+\\sqrt{{{b}}}")
        wrong += said(f"\\sqrt{{{a * a * b - 1}+1}} ¦ \\frac{{{a}}}{{\\sqrt{{{b}}}}}")
    else:
        gold = f"{a}\\pi"
        right = said(f"{a}π ¦ {a} \\pi ¦ {a}pi ¦ A = \\pi r^2 = {a}\\pi ¦ {a}\\cdot\\pi ¦ \\frac{{{2 * a}\\pi}}{{2}}")
        right += said(f"{a}π ≈ {a * 3.14159265:.4f} ¦ \\pi\\cdot {a}")
        wrong = said(f"{a + 1}\\pi ¦ {a} ¦ {a}\\pi^2 ¦ \\pi^{a} ¦ {a * 3.14159265:.1f}")
        wrong += said(f"\\pi \\cdot {a - 1} \\cdot 2 + 1 ¦ {a} + \\pi ¦ -{a}π ¦ 2\\cdot{a}\\pi ¦ {a - 1}\\pi + 2\\pi")
    return gold, right, wrong


def polynomial(rng):
    a, b, c = rng.randint(2, 9), rng.randint(1, 9), rng.randint(1, 9)
    gold = f"{a}x^2+{b}x-{c}"
    right = said(f"{b}x+{a}x^2-{c} ¦ {a}x² + {b}x − {c} ¦ y = {a}x^2+{b}x-{c} ¦ f(x) = {a}x^{{2}}+{b}x-{c}")
    right += said(f"x({a}x+{b})-{c} ¦ -({c}-{b}x-{a}x^2) ¦ ${a} x^2 + {b} x - {c}$")
    wrong = said(f"{a}x^2+{b}x+{c} ¦ {a + 1}x^2+{b}x-{c} ¦ {a}x^2-{b}x-{c} ¦ {a}x^3+{b}x-{c} ¦ {a}y^2+{b}y-{c}")
    wrong += said(f"|{a}x^2+{b}x-{c}| ¦ {a}x^2+{b}x-{c}=0 ¦ {a}x^2+{b}x-{c + 1000000000}")
    wrong += said(f"{a}x^2+{b}x ¦ \\sqrt{{({a}x^2+{b}x-{c})^2}} ¦ x = {a}x^2+{b}x-{c} or 0 ¦ {a}^2x+{b}x-{c}")
    return gold, right, wrong


def equation(rng):
    a, b = rng.randint(2, 9), rng.randint(1, 9)
    gold = rng.choice([f"y = {a}x + {b}", f"{a}x - y + {b} = 0"])
    right = said(f"y={a}x+{b} ¦ {a}x-y+{b}=0 ¦ y = {b} + {a}x ¦ y - {a}x = {b} ¦ {2 * a}x - 2y + {2 * b} = 0")
    right += said(f"y-{b}={a}x ¦ ${a}x-y=-{b}$")
    wrong = said(f"y={a}x-{b} ¦ y={a + 1}x+{b} ¦ y=-{a}x+{b} ¦ x={a}y+{b} ¦ {a}x+y+{b}=0 ¦ y<{a}x+{b} ¦ {b}")
    wrong += said(f"y={a}x+{b} or y=0")
    return gold, right, wrong


def solved(rng):
    n = rng.randint(2, 50)
    gold = f"x={n}"
    right = said(f"x = {n} ¦ {n} ¦ $x={n}$ ¦ {n} = x ¦ x＝{n} ¦ x = {n - 1} + 1 = {n}")
    wrong = said(f"x = {n + 1} ¦ y = {n} ¦ 2x = {2 * n} ¦ x + 1 = {n + 1} ¦ x > {n} ¦ x ≠ {n} ¦ x = ±{n}")
    wrong += said(f"x = {n} or x = {n + 1} ¦ x = {n - 1} + 1 ¦ x^2 = {n * n}")
    return gold, right, wrong


def inequality(rng):
    a, b = rng.randint(1, 9), rng.randint(10, 20)
    op, latex, chinese, bracket = rng.choice([("<", "<", "＜", ")"), ("<=", "\\le", "≤", "]")])
    if rng.random() < 0.5:
        gold = rng.choice([f"x {latex} {b}", f"(-\\infty, {b}{bracket}"])
        right = said(f"x {op} {b} ¦ x{chinese}{b} ¦ (-∞,{b}{bracket} ¦ {b} {'>' if op == '<' else '>='} x")
        right += said(f"\\{{x|x {latex} {b}\\}} ¦ x \\in (-\\infty, {b}{bracket}")
        wrong = said(f"x {'<=' if op == '<' else '<'} {b} ¦ x > {b} ¦ x {op} {b + 1} ¦ 2x {op} {2 * b} ¦ x = {b}")
        wrong += said(f"(-\\infty, {b}{')' if bracket == ']' else ']'} ¦ ({b}, \\infty) ¦ 0 < x {op} {b}")
        wrong += [f"y {op} {b}" if "x" in gold else f"x {op} -{b}"]
    else:
        gold = rng.choice([f"{a} < x {latex} {b}", f"({a}, {b}{bracket}"])
        right = said(f"{a}<x{op}{b} ¦ ({a},{b}{bracket} ¦ x ∈ ({a}, {b}{bracket} ¦ x > {a} and x {op} {b}")
        right += said(f"{{x | {a} < x {op} {b}}}")
        wrong = said(f"{a} <= x {op} {b} ¦ [{a}, {b}{bracket} ¦ {a} < x {op} {b + 1} ¦ x < {a} or x > {b}")
        wrong += said(f"{b} < x {op} {a} ¦ {a} < x ¦ ({b}, {a}{bracket}")
        if gold[0] == "(" and bracket == ")":  # a point, for all we know
            wrong = [w for w in wrong if w != f"[{a}, {b}{bracket}"]
    return gold, right, wrong


def union(rng):
    a, b = rng.randint(-9, 3), rng.randint(4, 12)
    gold = rng.choice([f"x < {a} or x > {b}", f"(-\\infty, {a}) \\cup ({b}, \\infty)"])
    right = said(f"x<{a} or x>{b} ¦ (-∞,{a})∪({b},+∞) ¦ ({b}, \\infty) \\cup (-\\infty, {a}) ¦ x > {b} or x < {a}")
    right += said(f"x<{a}或x>{b}")
    wrong = said(f"{a} < x < {b} ¦ x < {a} ¦ x <= {a} or x > {b} ¦ x < {a} or x > {b + 1}")
    wrong += said(f"(-\\infty, {a}) \\cap ({b}, \\infty) ¦ ({a}, {b}) ¦ x<{b} or x>{a}")
    return gold, right, wrong


def several(rng):
    a, b = rng.sample(range(-20, 21), 2)
    kind = rng.choice(["solutions", "set", "point", "system", "list"])
    alone = [str(a), f"{a}, {b}, {b + 30}", f"{a}, {b + 1}", f"{a} {b}" if b >= 0 else f"{a}"]
    if kind == "solutions":
        gold = f"x={a} or x={b}"
        right = said(f"x = {b} or x = {a} ¦ x={a}, x={b} ¦ {a} or {b} ¦ x_1={a}, x_2={b} ¦ x₁={b}，x₂={a}")
        right += said(f"\\{{{b}, {a}\\}} ¦ x={a}或x={b} ¦ x = {a} and x = {b}")
        wrong = [*alone, f"y={a} or y={b}", f"x={a} or x={-b if b else 1}", f"x = {a}"]
    elif kind == "set":
        gold = f"\\{{{a}, {b}\\}}"
        right = said(f"\\{{{b},{a}\\}} ¦ {{{a}, {b}}} ¦ {a}, {b} ¦ A = \\{{{a}, {b}\\}}")
        right += said(f"\\left\\{{ {a}, {b} \\right\\}}")
        wrong = [*alone, f"\\{{{a}\\}}", f"({a}, {b})", f"\\{{{a}, {b}, {a + b + 50}\\}}", f"[{a}, {b}]"]
    elif kind == "point":
        gold = f"({a}, {b})"
        right = said(f"({a},{b}) ¦ P({a}, {b}) ¦ (x, y) = ({a}, {b}) ¦ x={a}, y={b} ¦ \\left({a}, {b}\\right)")
        right += said(f"（{a}，{b}） ¦ y = {b}, x = {a}")
        wrong = [
            f"({b}, {a})",
            f"({a}, {b + 1})",
            f"({a}, {b}, 0)",
            f"({a + 1}, {b})",
            f"x={b}, y={a}",
            f"({a}, {b}) or ({b}, {a})",
            *alone[:2],
        ]
    elif kind == "system":
        gold = f"x={a}, y={b}"
        right = said(f"y={b}, x={a} ¦ ({a}, {b}) ¦ x = {a} and y = {b} ¦ (x,y)=({a},{b}) ¦ x={a}；y={b} ¦ x={a}且y={b}")
        wrong = [f"x={b}, y={a}", f"x={a}, y={b + 1}", f"x={a}", f"({b}, {a})", f"x={a}, z={b}", *alone[:2]]
    else:
        gold = f"{a}, {b}"
        right = said(f"{a},{b} ¦ ${a}, {b}$ ¦ {a}，{b} ¦ {a} and {b} ¦ {b} or {a} ¦ x={a}, y={b} ¦ {a}和{b}")
        wrong = [f"{b}, {a}", *alone, f"{a}, {b}, {a}", f"{a}.{abs(b)}", f"{a} + {abs(b)}"]
    return gold, right, wrong


def matrix(rng):
    a, b, c, d = rng.sample(range(-9, 30), 4)
    gold = f"\\begin{{pmatrix}}{a}&{b}\\\\{c}&{d}\\end{{pmatrix}}"
    right = said(f"A = {gold} ¦ \\left[\\begin{{array}}{{cc}}{a}&{b}\\\\{c}&{d}\\end{{array}}\\right]")
    right += said(f"[[{a}, {b}], [{c}, {d}]]")
    right += [gold.replace("pmatrix", "bmatrix"), gold.replace("&", " & ")]
    wrong = said(f"\\begin{{pmatrix}}{a}&{c}\\\\{b}&{d}\\end{{pmatrix}}")
    wrong += said(f"\\begin{{pmatrix}}{a}&{b}\\\\{c}&{d + 1}\\end{{pmatrix}}")
    wrong += said(f"\\begin{{pmatrix}}{a}&{b}&{c}&{d}\\end{{pmatrix}} ¦ {a}, {b}, {c}, {d} ¦ 2{gold}")
    wrong += [gold.replace("pmatrix", "vmatrix")]
    return gold, right, wrong


def words(rng):
    gold, near = rng.choice(
        [
            ("isosceles triangle", "equilateral triangle"),
            ("Saturday", "Sunday"),
            ("light green", "dark green"),
            ("perpendicular", "parallel"),
            ("left", "right"),
        ]
    )
    right = said(f"The {gold} ¦ \\text{{{gold}}} ¦ **{gold}** ¦ {gold}. ¦ $\\text{{{gold}}}$")
    right += [gold.title(), gold.upper(), f'"{gold}"']
    wrong = said(f"{near} ¦ not {gold} ¦ {gold} or {near} ¦ {gold}, {near} ¦ non-{gold} ¦ neither {gold}")
    wrong += [gold[::-1], gold[:-1]]
    return gold, right, wrong


def verdict(rng):
    gold, opposite = rng.choice([("Yes", "No"), ("No", "Yes"), ("no", "yes"), ("True", "False")])
    right = said(f"{gold}. ¦ \\text{{{gold}}} ¦ **{gold}** ¦ The answer is {gold.lower()}.")
    right += [gold.upper(), gold.lower()]
    wrong = said(f"{opposite} ¦ not {gold} ¦ {gold} or {opposite} ¦ {gold}, {opposite} ¦ on ¦ maybe")
    wrong += said(f"{gold} and {opposite} ¦ oN")
    return gold, right, wrong


def nothing(rng):
    gold = rng.choice(["no solution", "\\emptyset", "∅", "无解", "No solution"])
    right = said("no solution ¦ No real solutions ¦ \\varnothing ¦ ∅ ¦ 无解 ¦ empty set ¦ \\{\\}")
    right += said("There is no solution.")
    return (
        gold,
        right,
        ["0", "\\{0\\}", "x = 0", "infinitely many solutions", "无数解", "a solution", "yes", "all real numbers"],
    )


def options(rng):
    """The gold is a letter; each pair has its options."""
    kind = rng.choice(["numbers", "words", "units"])
    texts = {
        "numbers": [str(n) for n in rng.sample(range(2, 90), 4)],
        "words": ["Increase", "Decrease", "Stay the same", "Yes"],
    }
    texts["units"] = [f"${n} \\mathrm{{~cm}}$" for n in rng.sample(range(2, 90), 4)]
    texts, at = texts[kind], rng.randrange(4)
    plain = [t.replace("$", "").replace("\\mathrm{~cm}", "cm") for t in texts]
    gold, body, bad = "ABCD"[at], plain[at], rng.choice([i for i in range(4) if i != at])
    right = said(f"{gold} ¦ ({gold}) ¦ {gold}. ¦ {gold}. {body} ¦ {gold} ({body}) ¦ {gold}: {body}")
    right += said(f"{gold} - {body} ¦ {gold}, {body} ¦ {body} ({gold}) ¦ {body}")
    right += [gold.lower()]
    right += said(f"Option {gold} ¦ 选{gold} ¦ 故选{gold} ¦ ({gold}) {body} ¦ {gold}) {body} ¦ **{gold}**")
    right += said(f"\\text{{{gold}}} ¦ {gold}、{body} ¦ The answer is {gold} ¦ {gold} — {body}")
    wrong = said(f"{plain[bad]} ¦ {gold}. {plain[bad]} ¦ {'ABCD'[bad]}. {body} ¦ {gold} or {'ABCD'[bad]}")
    wrong += said(f"not {gold} ¦ {body} ({'ABCD'[bad]}) ¦ {gold}{'ABCD'[bad]} ¦ neither {gold}")
    wrong += said(f"{body} or {plain[bad]}")
    wrong += ["ABCD"[bad]]
    labelled = rng.random() < 0.3
    return gold, right, wrong, [f"{'ABCD'[i]}. {t}" for i, t in enumerate(texts)] if labelled else texts


FORMS = [integer, decimal, fraction, percent, length, angle, money, clock, duration, date, ratio, scientific, radical]
FORMS += [polynomial, equation, solved, inequality, union, several, matrix, words, verdict, nothing, options]


def pairs(count, seed=0):
    """`count` tuples (form, prediction, gold, options or None, is it right?), the forms in turn."""
    rng, made = random.Random(seed), 0
    while made < count:
        for form in FORMS:
            gold, right, wrong, *texts = form(rng)
            for text, expected in [(t, True) for t in right] + [(t, False) for t in wrong]:
                made += 1
                yield form.__name__, str(text), gold, texts[0] if texts else None, expected
