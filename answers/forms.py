"""The forms of an answer: the gold decides the form, a prediction has to be read whole by it. FORMS is the table."""

import math
import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from answers.expression import close, nearness, parsed, same_value, samples
from answers.text import MAX_ITEMS, NUMBER, Unreadable, attempt, fold
from answers.units import GROUPS, NAME, PLACE, TERM, Quantity, head, quantity, same_quantity, split, unit

NOTHING = re.compile(
    r"∅|⟨ ?⟩|\{ ?\}|(?:there (?:is|are) |(?:the )?(?:equation|system|inequality) has )?"
    r"no (?:real )?(?:solutions?|roots?|values?|such \w+|answer)(?: exists?)?|none|"
    r"(?:the )?(?:empty|null) set|无(?:实数)?[解根]|空集|没有(?:实数)?解|does not exist|DNE|无",
    re.I,
)
TRUTH = dict.fromkeys("yes true 是 对 正确 是的".split(), "yes")
TRUTH |= dict.fromkeys("no false 否 不是 错 错误 不对".split(), "no")
MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {name: i + 1 for i, month in enumerate(MONTHS) for name in (month, month[:3], month[:4])}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
CLOCK = re.compile(
    r"(?:(上午|早上|下午|晚上) ?)?(\d\d?)(?::(\d\d)|[点时](?:(\d\d?)分?|(半))?)?(?::(\d\d))?(?: ?o'? ?clock)?"
    r"(?: ?([ap])\.? ?m\.?| in the (morning|afternoon|evening))?",
    re.I,
)
SPOKEN = re.compile(r"(half|(?:a )?quarter|(\d\d?) minutes?) (past|to) (\d\d?)", re.I)


def read_clock(text):
    """(hour, minute, second) of a time of the day; (…, True) where its half of the day is known."""
    spoken = SPOKEN.fullmatch(text)
    if spoken:
        minutes, hour = int(spoken[2] or (30 if spoken[1][0] in "hH" else 15)), int(spoken[4])
        return (hour, minutes, 0) if spoken[3] == "past" else (hour - 1 or 12, 60 - minutes, 0)
    m = CLOCK.fullmatch(text)
    if not m or not (m[3] or m[1] or m[7] or m[8] or re.search("[点时]|clock", text)):
        return None
    hour, minute, second = int(m[2]), int(m[3] or m[4] or (30 if m[5] else 0)), int(m[6] or 0)
    half = (m[7] or m[8] or m[1] or "").lower()
    if hour > (12 if half else 24) or minute > 59 or second > 59:
        return None
    return hour % 12 + 12 * (half in ("p", "afternoon", "evening", "下午", "晚上")) if half else hour, minute, second


def read_clock_gold(text):
    """9:16 may be a ratio: without another mark, a time has a leading zero or terms with a common factor."""
    m = re.fullmatch(r"(\d\d?):(\d\d)", text)
    return None if m and m[2][0] != "0" and math.gcd(int(m[1]), int(m[2])) == 1 else read_clock(text)


def read_date(text):
    """(year or "", month, day)"""
    text = text.casefold().removeprefix("the ")
    m = re.fullmatch(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]", text)
    m = m or re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    if m:
        return m[1] or "", int(m[2]), int(m[3])
    m = re.fullmatch(rf"(?:\w+day,? )?({MONTH})\.? {DAY}(?:,? (\d{{4}}))?", text)
    if m:
        return m[3] or "", MONTHS[m[1]], int(m[2])
    m = re.fullmatch(rf"(?:\w+day,? )?{DAY}(?: of)? ({MONTH})\.?(?:,? (\d{{4}}))?", text)
    return (m[3] or "", MONTHS[m[2]], int(m[1])) if m else None


def read_range(text, marks=r"-+|to|~|至|到|比|:"):
    """(low, high, unit) of a score or a range of numbers: 2-1, 0.4 - 0.6, 3 to 5 cm."""
    m = re.fullmatch(rf"(?:from )?(\d+(?:\.\d+)?) ?({marks}) ?(\d+(?:\.\d+)?)( ?[a-zA-Z°%]+)?", text)
    return (Fraction(m[1]), Fraction(m[3]), unit(f"1 {m[4].strip()}")[1:] if m[4] else None) if m else None


def read_ratio(text):
    named, _ = split(text, "=")
    text = named[1] if len(named) == 2 and NAME.fullmatch(named[0]) else text  # AB:CD = 2:3
    parts, _ = split(text, r"[:比]|\bto\b")
    fraction = re.fullmatch(r"\\frac ?\{([^{}]*)\} ?\{([^{}]*)\}|([^/]+)/([^/]+)", text)
    parts = [p for p in fraction.groups() if p] if fraction and len(parts) == 1 else parts
    return [parsed(p) for p in parts] if len(parts) > 1 and all(parts) else None


def same_ratio(p, g):
    if len(p) != len(g) or any(q.names or q.node == 0 for q in p + g):
        return False
    return all(close(a.node * g[0].node, b.node * p[0].node) for a, b in zip(p, g))


class Value(NamedTuple):
    name: str
    worth: Quantity
    rounded: Quantity | None


GIVEN = re.compile(  # "Area: 24", "x: 3", "the area is 24", "面积为24"
    r"(?:the )?([a-z]+(?: [a-z]+){0,2})(?:: ?| (?:is|equals) )(?=\S)|([a-zA-Z]): |([\u3400-\u9fff]{1,8}?)[:为是](?=\S)",
    re.I,
)


def read_value(text):
    """A scalar; perhaps the name that it is given to, perhaps a true chain that ends in it: A = \\pi r^2 = 25\\pi."""
    parts, ops = split(text, "=|≈")
    name = ""
    if len(parts) == 2 and ops == ["="] and NAME.fullmatch(parts[1]) and not NAME.fullmatch(parts[0]):
        parts = parts[::-1]  # 5 = x
    if len(parts) > 1 and NAME.fullmatch(parts[0]):
        name, parts = parts[0], parts[1:]
    elif (m := GIVEN.match(text)) and NAME.fullmatch(m[1] or m[2] or m[3]):
        name, parts[0] = m[1] or m[2] or m[3], parts[0][m.end() :]
    ops = ["=", *ops[len(ops) - len(parts) + 1 :]]
    worths = [quantity(part) for part in parts]
    last = [w for w, op in zip(worths, ops) if op == "="][-1]
    for w, op in zip(worths, ops):
        if w is last or w.number.names and (name or w.number.names == last.number.names):
            continue  # a formula before its value is not checked
        if w.number.names | last.number.names:
            return None
        near = 0.01 * abs(last.number.node) if op == "≈" else nearness(w.number, last.number)
        if not close(w.number.node, last.number.node, near):
            return None
    if len(parts) > 1 and not name and worths[0].number.names:
        return None  # an equation
    return Value(name, last, worths[-1] if ops[-1] == "≈" else None)


def same_named(p, g):
    names = head(p.name), head(g.name)
    if all(names) and names[0] != names[1]:
        return False
    return same_quantity(p.worth, g.worth) or p.rounded is not None and same_quantity(p.rounded, g.worth)


def read_relation(text):
    """(operator, left, right) of an equation or inequality with letters; > is turned round."""
    parts, ops = split(text, "<=|>=|!=|<|>|=")
    if len(parts) != 2 or not all(parts):
        return None
    sides = [parsed(part) for part in parts]
    if not sides[0].names | sides[1].names:
        return None
    return ops[0].replace(">", "<"), *(sides[::-1] if ops[0][0] == ">" else sides)


def read_relation_gold(text):
    """As above; a solved gold (x = 5, x > 3) wants a solved answer: it is a value or a set of numbers."""
    solved = [len(e.names) < 2 and (not e.names or NAME.fullmatch(e.text)) for e in (read_relation(text) or ("",))[1:]]
    return None if all(solved) else read_relation(text)


def same_relation(p, g):
    """The difference of the sides is the same up to a constant factor, a positive one in an inequality."""
    sides, ratios = (*p[1:], *g[1:]), []
    if p[0] != g[0] or p[1].names | p[2].names != g[1].names | g[2].names:
        return False
    for a, b, c, d in samples(sides):
        u, v = a - b, c - d
        if (abs(u) < 1e-12) != (abs(v) < 1e-12):
            return False
        if v:
            ratios.append(complex(u / v))
    steady = len(ratios) > 2 and all(abs(r - ratios[0]) <= 1e-8 * abs(r) for r in ratios)
    return steady and (g[0][0] != "<" or ratios[0].real > 0)


LOW, HIGH = parsed("-\\infty"), parsed("\\infty")
ALL = re.compile(r"(?:[a-zA-Z] ?∈ ?)?(?:ℝ|R)|(?:all )?real(?: numbers?)?s?|(?:全体|所有)?实数", re.I)


def read_side(text):
    """(name, pieces) of x > 3, 3 < x, 1 < x <= 5, x != 3, x ∈ [1, 2], (1, 2]; a piece: (low, closed, high, closed)."""
    member, _ = split(text, "∈")
    if len(member) == 2 and NAME.fullmatch(member[0]):
        pieces = read_pieces(member[1])
        return pieces and (member[0], pieces[1])
    parts, ops = split(text, "<=|>=|!=|<|>")
    if len(parts) == 1:
        m = re.fullmatch(r"([(\[\]])(.*)([)\]\[])", text)
        ends = [parsed(end) for end in split(m[2], "[,;]")[0]] if m else []
        return ("", [(ends[0], m[1] == "[", ends[1], m[3] == "]")]) if len(ends) == 2 else None
    if {op[0] for op in ops} == {">"}:
        parts, ops = parts[::-1], [op.replace(">", "<") for op in ops[::-1]]
    if len(parts) == 2 and any(part[0] == "-" and NAME.fullmatch(part[1:].strip()) for part in parts if part):
        parts = [part[1:].strip() if NAME.fullmatch(part[1:].strip()) else f"-({part})" for part in parts[::-1]]
    names = [bool(NAME.fullmatch(part)) for part in parts]
    ends = [None if name else parsed(part) for part, name in zip(parts, names)]
    closed = [op == "<=" for op in ops]
    if names == [True, False]:
        more = [(ends[1], False, HIGH, False)] * (ops[0] == "!=")
        return parts[0], [(LOW, False, ends[1], closed[0]), *more]
    if names == [False, True] and ops[0] != "!=":
        return parts[1], [(ends[0], closed[0], HIGH, False)]
    if len(parts) == 3 and names[1] and {op[0] for op in ops} == {"<"}:
        return parts[1], [(parsed(parts[0]), closed[0], parsed(parts[2]), closed[1])]
    return None


def read_pieces(text):
    """(name, pieces) of a set of real numbers: intervals and inequalities, their unions, {x | x > 3}."""
    whole = re.fullmatch(r"[⟨{] ?([a-zA-Z])(?: ?∈ ?ℝ)? ?[|:] ?(.*)[⟩}]", text)
    text = (whole[2] if whole else text).strip()
    if ALL.fullmatch(text):
        return "", [(LOW, False, HIGH, False)]
    parts, seps = split(text, r"∪|,(?: ?(?:or|and)\b)?|\bor\b|\band\b|或|且")
    sides = [read_side(part) for part in parts if part]
    if not sides or None in sides or len(sides) > MAX_ITEMS or len({head(n) for n, _ in sides if n}) > 1:
        return None
    pieces = [piece for _, some in sides for piece in some]
    both = {"and", "且"} & set(seps)
    if len(pieces) == 2 and not {"∪", "or", "或"} & set(seps):  # x > 2 and x < 5: both
        a, b = sorted(pieces, key=lambda piece: piece[0] is LOW)
        if a[2] is HIGH and b[0] is LOW and not callable(a[0].node) and a[0].node.real < complex(b[2].at({})).real:
            pieces, both = [(*a[:2], *b[2:])], False
    if both and "!=" not in text:
        return None
    if all(not callable(piece[0].node) for piece in pieces):
        pieces.sort(key=lambda piece: piece[0].node.real)
    return next((name for name, _ in sides if name), ""), pieces


def same_pieces(p, g):
    if p[0] and g[0] and head(p[0]) != head(g[0]) or len(p[1]) != len(g[1]):
        return False
    pairs = list(zip(p[1], g[1]))
    return all(a[1::2] == b[1::2] and same_value(a[0], b[0]) and same_value(a[2], b[2]) for a, b in pairs)


def read_chain(text):
    parts, ops = split(text, "<=|<|>=|>")
    if len(parts) < 3 or not all(parts) or re.search(r"\b(?:and|or)\b|[,∪或且]", text):
        return None
    return (parts[::-1], [op.replace(">", "<") for op in ops[::-1]]) if ops[0][0] == ">" else (parts, ops)


class Collection(NamedTuple):
    kind: str  # tuple() and the like, list (in its order), set and solutions (in any order), map (values of names)
    items: list
    names: list


JOIN = r",? ?(?<![a-zA-Z\\])(?:and|or)(?![a-z])|;|[或和与及∪且&]"


def read_collection(text):
    point = re.fullmatch(
        rf"(?:(?:{TERM}|({PLACE})) ?[=:]? ?|[\u3400-\u9fff]{{1,6}}[:为是]? ?)?([(\[])(.*)([)\]])", text
    )
    if point and len(split(point[3], r"[)(\]\[]")[0]) == 1 and len(split(point[3], "[,;]")[0]) > 1:
        items, names = split(point[3], "[,;]")[0], re.findall("[a-zA-Z]", point[1] or "")
        return Collection("tuple" + point[2] + point[4], items, names if len(names) == len(items) else [])
    whole = re.fullmatch(rf"(?:{TERM}(?: ?(?:∪|\\cap) ?{TERM})? ?[=∈] ?)?[⟨{{]([^⟨⟩|<>=]*)[⟩}}]", text)
    if whole and len(split(whole[1], "[{}]")[0]) == 1:
        return Collection("set", members(whole[1])[0], [])
    items, loose, rows = members(text)
    if len(items) < 2 or rows or loose and re.search("[<>]|!=", text):
        return Collection("solutions", items, []) if rows else None
    named = [re.match(rf"({TERM}|{PLACE}) ?[=∈] ?", item) for item in items]
    if not all(named):
        if named[0] and not any(named[1:]):  # x = 3, -2
            items[0], loose = items[0][named[0].end() :], True
        return Collection("solutions" if loose or all(item[:1] in ("(", "[") for item in items) else "list", items, [])
    names, values = [head(m[1]) for m in named], [item[m.end() :] for item, m in zip(items, named)]
    return Collection("solutions" if len(set(names)) == 1 else "map", values, names)


def members(text):
    """The parts of a list, whether they are in no order, and whether each is a row of values: p=5, q=2; p=7, q=2."""
    groups, seps = split(text, JOIN)
    if ", " in text and not re.search(r"[(\[{]", text):
        groups = [GROUPS.sub(lambda m: m[0].replace(",", ""), group) for group in groups]
    rows = [row for group in groups if (row := [part for part in split(group, ",")[0] if part])]
    if len(rows) > 1 and all(len(row) > 1 for row in rows):
        return [", ".join(row) for row in rows], True, True
    flat, out = [part for row in rows for part in row], []
    for part in flat:
        for sign, other in ("+-", "-+") if "±" in part else (("", ""),):
            part_ = re.sub("± ?", sign, part).replace("∓", other)
            out.append(re.sub(r"^\+|(?<==) ?\+", "", part_))
    if len(out) > MAX_ITEMS:
        raise Unreadable("too many parts")
    return out, bool(set(seps) - {";", ""}) or len(out) > len(flat), False


def same_collection(p, g):
    """A tuple and a list keep their order, values of names go by name; a set, solutions and a list joined by "and" or
    "or" have none. x_1 = 3, x_2 = -2 are solutions of one equation."""
    kinds = [c.kind[:5] for c in (p, g)]
    if len(p.items) != len(g.items) or "tuple" in kinds and p.kind != g.kind and {p.kind, g.kind} != {"tuple()", "map"}:
        return False
    names = [{re.sub(r"_?[\w}{]$", "", name) if c.kind == "map" else name for name in c.names} for c in (p, g)]
    indexed = any("_" in name for c in (p, g) if c.kind == "map" for name in c.names) and all(len(n) < 2 for n in names)
    if p.names and g.names and "map" in kinds and not (indexed and names[0] == names[1] and kinds[0] != kinds[1]):
        given = dict(zip(p.names, p.items))
        return set(given) == set(g.names) and all(equal(given[n], item) for n, item in zip(g.names, g.items))
    if all(names) and names[0] != names[1]:
        return False
    if "map" in kinds and not indexed and {"set", "solut"} & set(kinds):
        return False
    if kinds[0] == "map" and kinds[1] == "tuple":
        return all(map(equal, [item for _, item in sorted(zip(p.names, p.items))], g.items))
    if set(kinds) <= {"tuple", "list", "map"} and not indexed:
        return all(map(equal, p.items, g.items))
    rest = list(g.items)
    for item in p.items:
        match = next((i for i, other in enumerate(rest) if equal(item, other)), None)
        if match is None:
            return False
        del rest[match]
    return True


def read_matrix(text):
    """(is it a determinant?, lengths of the rows, cells)"""
    m = re.fullmatch(
        rf"(?:{TERM} ?= ?)?([(\[|]?) ?\\begin ?\{{ ?(.?matrix|array) ?\}}(?: ?\{{[clr|]+\}})?(.*)"
        r"\\end ?\{ ?\2 ?\} ?[)\]|]?",
        text,
    )
    plain = re.fullmatch(r"\[ ?(\[.*\]) ?\]", text)
    if m and "\\begin" not in m[3]:
        rows = [row.split("&") for row in re.split(r"\\\\", m[3]) if row.strip()]
    elif plain:
        rows = [split(row.strip("[] "), ",")[0] for row in split(plain[1], ",")[0]]
    else:
        return None
    determinant = bool(m) and (m[1] == "|" or m[2][0] in "vV")
    return determinant, [len(row) for row in rows], [cell.strip() for row in rows for cell in row]


LETTER_TEXT = (
    r"(?!.*\b(?:or|not|isn't|wrong|incorrect|maybe|except|neither|nor|all|both|either)\b)(?!(?:.*\W)?[A-J](?!\w))\S.*"
)
LETTER = re.compile(
    r"\W*(?:(?:option|choice|故?选[项择]?|应选)[\W是为]*)?([A-J])"
    rf"(?:\W*| ?选?项|\W*[.:),-] ?{LETTER_TEXT}| ?\({LETTER_TEXT}\)| [A-Z]\w+)",
    re.I,
)


def read_letters(text):
    """The letters of options, in their order: "C", "(c)", "C. the circle", "A, C", "ACD"."""
    m = LETTER.fullmatch(text) if not re.search(r"\([^()]*[\d\w],[^()]*\)", text) else None
    if m and not re.search(r"[∠△°%=<>+*/^\\|_]", text[: m.end(1) + 1]) and (m[1].isupper() or len(text) < 4):
        return (m[1].upper(),)
    if re.fullmatch(r"\(?(?:[A-J](?:[\s(),;&和]|and)*+)+", text):
        names = re.findall("[A-J]", text)
        glued = "".join(names) == text and names != sorted(names)  # DA is a segment
        return tuple(sorted(names)) if len(set(names)) == len(names) and not glued else None
    return None


class Form(NamedTuple):
    name: str
    read: Callable  # clean text -> what it says; None or Unreadable where it is not of this form
    same: Callable = lambda p, g: p == g  # (prediction, gold), both as read
    only: bool = False  # a gold of this form has no other
    gold: Callable | None = None  # how to read a gold, where not as a prediction


FORMS = [
    Form("nothing", lambda text: NOTHING.fullmatch(text) and "nothing", only=True),
    Form("truth", lambda text: TRUTH.get(text.casefold()), only=True),
    Form("letters", read_letters, only=True),
    Form("date", read_date, lambda p, g: p[1:] == g[1:] and p[0] in ("", g[0]), only=True),
    Form("clock", read_clock, only=True, gold=read_clock_gold),
    Form("clock or ratio", read_clock),
    Form(
        "range",
        read_range,
        lambda p, g: p[:2] == g[:2] and (p[2] == g[2] or None in (p[2], g[2])),
        only=True,
        gold=lambda text: read_range(text, "-+|to|~|至|到"),
    ),
    Form("ratio", read_ratio, same_ratio, gold=lambda text: re.search("[:比]", text) and read_ratio(text)),
    Form("value", read_value, same_named),
    Form("set of numbers", read_pieces, same_pieces),
    Form("matrix", read_matrix, lambda p, g: p[:2] == g[:2] and all(map(equal, p[2], g[2])), only=True),
    Form("collection", read_collection, same_collection),
    Form("relation", read_relation, same_relation, gold=read_relation_gold),
    Form("chain", read_chain, lambda p, g: p[1] == g[1] and all(map(equal, p[0], g[0]))),
]


@lru_cache(maxsize=4096)
def read_gold(gold):
    """[(form, what the gold says in it)]"""
    found = []
    plain = "value" if NUMBER.fullmatch(gold) else "letters" if re.fullmatch("[A-J]", gold) else ""
    for form in (form for form in FORMS if plain in ("", form.name)):
        said = attempt(form.gold or form.read, gold)
        if said is not None:
            found.append((form, said))
            if form.only:
                break
    return found


def equal(p, g):
    """Are two clean texts the same answer?"""
    if fold(p) == fold(g):
        return True
    if len(p) > 4 * len(g) + 300:
        return False
    if re.search(r"\d\.\d", g) and re.fullmatch(r"(?:\w ?= ?)?-?[＄€£¥]?\d+,(?!\d{3}(?!\d))\d+ ?[^\d.,()]*", p):
        p = p.replace(",", ".")  # a decimal comma
    for form, gold in read_gold(g):
        said = attempt(form.read, p)
        if said is not None and attempt(form.same, said, gold):
            return True
    return False
