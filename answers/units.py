"""What forms are made of: splitting at signs, names that values are given to, numbers with units."""

import math
import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from answers.expression import Parser, parsed, same_value
from answers.text import NUMBER, attempt


def split(text, pattern):
    """Splits a text at `pattern` outside brackets -> (parts, separators)."""
    parts, seps, depth, start = [], [], 0, 0
    for m in re.finditer(rf"({pattern})|[(\[{{⟨]|[)\]}}⟩]", text):
        if m[1] and depth == 0:
            parts.append(text[start : m.start()].strip())
            seps.append(m[1].strip(" ,"))
            start = m.end()
        elif not m[1]:
            depth += 1 if m[0] in "([{⟨" else -1
    return [*parts, text[start:].strip()], seps


SYMBOL = (
    r"(?:[A-Z]?[∠△] ?|m ?∠ ?)?(?:[A-Z]{1,6}|[a-zA-Z]|\\(?!frac|sqrt|infty|pi)[a-zA-Z]+ ?)'*(?:_ ?(?:\w+|\{[^{}]*\}))?"
)
TERM = rf"(?:\| ?{SYMBOL} ?\||(?:\\(?:sin|cos|tan|cot) ?)?{SYMBOL}(?:\^\{{?-1\}}?)?(?: ?\([^()=<>]{{1,20}}\))?)"
PLACE = r"\( ?[a-zA-Z](?: ?[,;] ?[a-zA-Z])+ ?\)"
NO_NAME = "not|or|and|but|neither|nor|no|if|maybe|either|wrong|never|between|except|than|about|it|i|we|this|that|there"
NO_NAME = rf"(?!(?i:.*\b(?:{NO_NAME}|which|guess|think)\b))"
NAME = re.compile(
    rf"{TERM}(?: ?[:/*] ?{TERM}){{0,2}}|\\frac ?\{{ ?{TERM} ?\}} ?\{{ ?{TERM} ?\}}|{PLACE}|[a-zA-Z] ?[a-zA-Z]|"
    rf"{NO_NAME}[a-zA-Z][a-zA-Z ]{{2,40}}|(?!.*[不非没未或无])[\u3400-\u9fff]{{1,12}}"
)


def head(name):
    """What a name names: y, y(x) and f(x) are one, AB and BA too; words name nothing in particular."""
    name = re.sub(r"[\s|∠△{}]|(?<=\w)\([a-z](?:,[a-z])?\)|^m(?=[A-Z])", "", name)
    if name.startswith("(") or "\\" not in name and re.search(r"[a-z]{3}|[\u3400-\u9fff]", name):
        return ""
    return "".join(sorted(name)) if re.fullmatch("[A-Z]{2}", name) else "y" if name == "f" else name


UNITS = {}  # name -> (factor, {dimension: power})
for line in (
    """
L 1/1000 mm millimeter millimetre 毫米|L 1/100 cm centimeter centimetre 厘米|L 1/10 dm decimeter decimetre 分米
L 1 m meter metre 米|L 1000 km kilometer kilometre 千米 公里|L 127/5000 in inch 英寸|L 381/1250 ft feet foot 英尺
L 1143/1250 yd yard|L 201168/125 mi mile 英里|L2 10000 ha hectare 公顷|L3 1/1000 l L liter litre 升|L3 1/1000000 cc
L3 1/1000000 ml milliliter millilitre 毫升|M 1/1000000 mg milligram 毫克|M 1/1000 g gram 克|M 1 kg kilogram 千克 公斤
M 1000 t ton tonne 吨|M 45359237/100000000 lb pound|M 45359237/1600000000 oz ounce|T 1/1000 ms|T 1 s sec second 秒 秒钟
T 60 min minute 分钟 分|T 3600 h hr hour 小时 时|T 86400 d day 天 日|T 604800 wk week 周 星期|Y 1 month 月 个月
Y 12 yr year 年 岁|M1L1T-2 1 N newton 牛 牛顿|M1L2T-2 1 J joule 焦 焦耳|M1L2T-2 1000 kJ|M1L2T-3 1 W watt 瓦
M1L2T-3 1000 kW|M1L-1T-2 1 Pa|M1L-1T-2 1000 kPa|T-1 1 Hz hertz|V 1 V volt 伏 伏特|I 1 amp ampere|O 1 ohm|K 1 K kelvin
L1T-1 5/18 kph kmh|L1T-1 1397/3125 mph|C 1 °C|F 1 °F|A 1 °|A 1/60 '|R 1 rad radian 弧度|% 1 %|# 1 unit 单位
$ 1 dollar USD buck 美元|$ 1/100 cent|€ 1 euro EUR 欧元|¥ 1 元 yuan RMB CNY 块 人民币|£ 1 GBP
""".strip()
    .replace("\n", "|")
    .split("|")
):
    dims, factor, *names = line.split()
    powers = {d: int(n or 1) for d, n in re.findall(r"([^\d-])(-?\d?)", dims)}
    UNITS |= {name: (Fraction(factor), powers) for name in names}
UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
UNIT = (
    rf"(?:(?:square|cubic|sq\.?|cu\.?)(?![a-z]) ?)?(?:{UNIT})(?:e?s\b)?\.?(?:\^\{{?-?\d\}}?)?(?![a-zA-Z])"
    r"(?: (?:squared|cubed)\b)?"
)
UNITS_AT_END = rf"{UNIT}(?: ?(?:/|\*|\bper\b|每| ) ?{UNIT}){{0,3}}"
UNIT = re.compile(rf"(?<![a-zA-Z\\_∠])({UNITS_AT_END})$", re.I)
UNIT_PARTS = re.compile(r"/|\bper\b|每|[^\W\d_]+|[°'%](?:[CF]\b)?|\^\{?-?\d")
CURRENCY = re.compile(r"(-?) ?(?:US)?([＄€£¥]) ?(?=[-\d.])")
COUNTERS = "个|只|条|张|本|人|名|枚|棵|辆|支|件|种|次|倍|颗|面|道|页"
GROUPS = re.compile(r"(?<![\d,.])\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)(?![\d,])")
MANY = re.compile(r"(-?(?<![\d,.])(?>\d[\d,]*(?:\.\d+)?)) ?([^\d\s,+*/^-]+),? ?(?:(?:and|又|零) ?)?(?=\d|$)")


def known_unit(word):
    return UNITS.get(word) or next(
        (UNITS[w] for w in (word.lower(), word.lower()[:-1], word.lower()[:-2]) if len(word) > 1 and w in UNITS), None
    )


@lru_cache(maxsize=4096)
def unit(text):
    """(number, factor, dimension) of "5 cm^2", "3 km/h", "＄5", "50%", "5": dimension () without a unit."""
    money = CURRENCY.match(text)
    if money:
        return money[1] + text[money.end() :], Fraction(1), (("$" if money[2] == "＄" else money[2], 1),)
    m = UNIT.search(text[-80:]) if len(text) < 400 else None
    number = text[: len(text) - len(m[1])] if m else ""
    letter = m and re.fullmatch("[a-zA-Z]", m[1]) and re.search("[a-zA-Z]", re.sub(r"\\(?:frac|sqrt|pi)", "", number))
    if letter or not re.search(r"(?:[\d)}\]!]|\\pi) ?\*? ?$|[a-zA-Z] $", number):
        return text, Fraction(1), ()  # no number before it, or the last letter of a product
    factor, dims, sign, scale, last = Fraction(1), {}, 1, 1, (Fraction(1), {})
    for word in UNIT_PARTS.findall(m[1]):
        if word in ("/", "per", "每"):
            sign = -1
            continue
        if word.lower() in ("square", "sq", "cubic", "cu"):
            scale = 3 if word[0] in "cC" else 2
            continue
        if word[0] == "^" or word in ("squared", "cubed"):  # the last unit, so many times more
            count = {"squared": 2, "cubed": 3}.get(word) or int(re.sub(r"[^-\d]", "", word))
            count = sign * (count - 1)
        else:
            last, count, scale = known_unit(word), sign * scale, 1
            if not last:
                return text, Fraction(1), ()  # 5 n
        factor *= last[0] ** count
        dims = {d: dims.get(d, 0) + last[1].get(d, 0) * count for d in dims | last[1]}
    return number.rstrip(" *"), factor, tuple(sorted((d, n) for d, n in dims.items() if n and d != "#"))


class Quantity(NamedTuple):
    number: Parser
    factor: Fraction  # of its unit
    dims: tuple  # of (dimension, power)
    noun: str  # "apple"
    letter: bool = False  # 5m: a unit or a product


@lru_cache(maxsize=4096)
def quantity(text):
    """A number or an expression with its unit or noun, or a compound of units: 2 h 30 min."""
    if NUMBER.fullmatch(text):
        return Quantity(parsed(text), Fraction(1), (), "")
    many = list(MANY.finditer(text))
    if len(many) > 1 and "".join(m[0] for m in many) == text:
        read = [unit(f"{m[1]} {m[2]}") for m in many]
        if all(r[2] and r[2] == read[0][2] for r in read) and all(a[1] > b[1] for a, b in zip(read, read[1:])):
            total = sum(Fraction(number.replace(",", "")) * factor for number, factor, _ in read)
            return Quantity(parsed(f"\\frac{{{total.numerator}}}{{{total.denominator}}}"), Fraction(1), read[0][2], "")
    number, factor, dims = unit(text)
    noun = ""
    if not dims and attempt(parsed, number) is None:
        m = re.fullmatch(
            rf"(.*?[\d)}}]) ?(?:{COUNTERS})?((?: ?[a-zA-Z]{{2,}}+){{1,5}}|[\u3400-\u9fff]{{0,6}})", number, re.S
        )
        if m:
            number, noun = m[1], re.sub(r"e?s$", "", m[2].strip().casefold())
    number = GROUPS.sub(lambda m: re.sub("[ ,]", "", m[0]), number)
    if not dims and number.count(":") == 1 and not re.fullmatch(r"\d\d?:\d\d", number):
        number, dims = "\\frac{" + number.replace(":", "}{") + "}", ((":", 1),)  # a ratio may stand for a number
    letter = bool(dims) and re.fullmatch(r"-?[\d.,]+[a-zA-Z]", text) is not None
    return Quantity(parsed(number), factor, dims, noun, letter)


def same_quantity(p, g):
    """A unit, a percent sign or a noun may be absent on one side, except that the prediction brings no noun of its own.
    A percentage without its sign is the same number; as a share it is a hundredth."""
    if p.noun not in ("", g.noun) or g.noun and p.dims or g.letter and not p.dims:
        return False
    kinds = {d for d, _ in p.dims}, {d for d, _ in g.dims}
    angles = {"A", "R"} == kinds[0] | kinds[1]
    if p.dims and g.dims and not angles:
        return p.dims == g.dims and same_value(p.number, g.number, p.factor / g.factor)
    if angles or ("A" in kinds[0] | kinds[1]) and is_fraction(p.number) != is_fraction(g.number):  # degrees and radians
        degrees = p.factor if "A" in kinds[0] else 1 / g.factor
        if same_value(p.number, g.number, float(degrees) * (math.pi / 180 if "A" in kinds[0] else 180 / math.pi)):
            return True
        return not angles and same_value(p.number, g.number)
    if kinds[0] ^ kinds[1] == {"%"}:
        share = same_value(p.number, g.number, Fraction(1, 100) if p.dims else Fraction(100))
        large = g.dims or not g.number.names and abs(g.number.node) > 1
        return share or bool(large) and same_value(p.number, g.number)
    return same_value(p.number, g.number)


def is_fraction(number):
    return isinstance(number.node, Fraction)
