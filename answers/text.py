"""One plain text for LaTeX, unicode, English and Chinese: signs are renamed, none is flattened."""

import cmath
import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

MAX_CHARS, MAX_TOKENS, MAX_DEPTH, MAX_ITEMS, MAX_BITS = 2000, 400, 40, 64, 16384  # beyond these an answer is not read


class Unreadable(Exception):
    """A text is not of the form that was asked for. (An ArithmeticError: it is, but too big, too deep or undefined.)"""


def attempt(act, *args):
    """What act(*args) returns; None where it raises what hostile texts raise."""
    try:
        return act(*args)
    except (Unreadable, ArithmeticError, ValueError, RecursionError):
        return None


def table(lines):
    """ "a b c X" a line -> {"a": "X", "b": "X", "c": "X"}; a last "_" stands for a space, "." for nothing."""
    rows = [line.split() for line in lines.strip().splitlines()]
    return {key: {"_": " ", ".": ""}.get(row[-1], row[-1].replace("_", " ")) for row in rows for key in row[:-1]}


SIGNS = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}  # full width
SIGNS |= {c: " " + unicodedata.normalize("NFKC", c).replace("\u2044", "/") for c in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
SIGNS |= {
    w[0]: f"\\{w[1:]} " for w in "πpi ∞infty θtheta αalpha βbeta γgamma λlambda μmu ρrho σsigma φphi ωomega".split()
}
SIGNS |= table(r"""
。 .
、 ， ,_
− – — ‐ ‑ -
× · ⋅ ∙ • *
÷ ⁄ /
º °
′ ’ ‘ '
″ ''
“ ” "
≤ ⩽ ≦ <=
≥ ⩾ ≧ >=
≠ !=
￥ ¥
＄ ＄
㎡ _m^{2}
㎝ _cm
㎞ _km
℃ °C
Ω Ω _ohm_
∅ _∅_
⟨ 〈 (
⟩ 〉 )
∥ \parallel_
⊥ \perp_
∛ \sqrt[3]
∩ \cap_
→ :
¢ _cents
""") | {"。": ".", "∶": ":", "\u200b": " "}
SIGN, SPACES = re.compile("[" + "".join(map(re.escape, SIGNS)) + "]"), re.compile("[ \n\t\r\u00a0\u3000\u2009]+")
RAISED, LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "₀₁₂₃₄₅₆₇₈₉₊₋ₙ"
SCRIPT = str.maketrans(RAISED + LOWERED, "0123456789+-n" * 2)
MACROS = table(r"""
left right bigl bigr Bigl Bigr big Big displaystyle textstyle limits rm bf it _
overline overrightarrow vec hat bar mathbf boldsymbol bm mathbb mathcal underline _
dfrac tfrac cfrac \frac
quad qquad _,_
times cdot ast bullet *
div /
le leq leqslant <=
ge geq geqslant >=
ne neq !=
lt <
gt >
lvert rvert vert mid |
langle lparen (
rangle rparen )
lbrace ⟨
rbrace ⟩
cup _∪_
in _∈_
colon :
approx sim ≈
pm ±
mp ∓
degree °
emptyset varnothing _∅_
angle ∠
triangle △
Omega _ohm_
lor _or_
land _and_
varphi \phi_
varepsilon \epsilon_
R ℝ
""")
FUNCTIONS = {name: getattr(cmath, name) for name in ("sin", "cos", "tan", "exp", "sinh", "cosh", "tanh")}
FUNCTIONS |= {f"arc{name}": getattr(cmath, f"a{name}") for name in ("sin", "cos", "tan")}
FUNCTIONS |= {name: lambda v, f=FUNCTIONS[f]: 1 / f(v) for name, f in (("sec", "cos"), ("csc", "sin"), ("cot", "tan"))}
FUNCTIONS |= {"ln": cmath.log, "log": cmath.log, "lg": cmath.log10}
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
ONES = {w: i for i, w in enumerate((ONES + " eighteen nineteen").split())}
ONES |= {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
SCALES |= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "halve": 2}
WORD = "|".join(sorted(ONES, key=len, reverse=True))
PHRASE = r"(?:(?:final|correct)\s*|正确|最终)?(?:answer|ans\b|答案|结果)(?:\s+(?:is|are|for sure)\b|\s*[:：=为是选])+"


def number_words(match):
    """ "two hundred and five" -> "205"."""
    total = part = 0
    for word in re.findall("[a-z]+", match[0].lower()):
        scale = SCALES.get(word, 1)
        if scale > 100:
            total, part = total + max(part, 1) * scale, 0
        else:
            part = max(part, 1) * 100 if scale == 100 else part + ONES.get(word, 0)
    return str(total + part)


def scaled(match):
    """ "2.5 million" -> "2500000"."""
    value = Fraction(match[1].replace(",", "")) * SCALES[match[2].lower()]
    return str(value) if value.denominator == 1 else match[0]


def recurring(match):
    r""" "0.1\overline{6}" -> "1/6"."""
    whole, fixed, period = match.groups()
    part = Fraction(int(period), (10 ** len(period) - 1) * 10 ** len(fixed))
    return str(Fraction(f"{whole}.{fixed}0") + part)


STRANGE = "".join(c for c in map(chr, range(0x20000)) if c.isdecimal() and c not in "0123456789０１２３４５６７８９")
STRANGE += "".join(c for c in map(chr, range(0x10000)) if unicodedata.category(c)[0] == "C" and c != "\u200b")
STRANGE = re.compile(f"[{re.escape(STRANGE)}\U000e0000-\U0010ffff]")
LATEX = [
    (re.compile(pattern), by)
    for pattern, by in [
        (r"(?<!\\)\\\\(?=[a-zA-Z]{2})", r"\\"),
        (r"(\\\\){2,}", r"\\\\"),  # escaped once too often
        (r"(?<=\d)(?:\\[,!;: ])+(?=\d{3})", ","),
        (r"(?<!\\)\\[,;: ]", " "),
        (r"(?<!\\)\\[!()\[\]]|\\operatorname(?![a-z])", ""),
        (r"\\mathbb ?\{? ?R ?\}?", "ℝ"),
        (r"\\(?:text\w*|math(?:rm|it|sf|bf)|mbox) ?\{([^{}]*)\}", r" \1 "),
        (r"\\begin\{cases\}(.*?)\\end\{cases\}", lambda m: m[1].replace("\\\\", ", ")),
        (r"\^ ?\{? ?\\circ ?\}?", "°"),
        (r"\\\{", "⟨"),
        (r"\\\}", "⟩"),
        (r"\\([%#&_|])", r"\1"),
        (r"\\dot ?\{(\d)\}", r"\\overline{\1}"),
        (r"(\d{1,9})\.(\d{0,9})\\overline ?\{(\d{1,9})\}", recurring),
        (r"\\([a-zA-Z]+) ?", lambda m: MACROS.get(m[1], m[0])),
        (r"(?<=[ ,;])\{ ?([a-zA-Z°]+) ?\}", r" \1"),
    ]
]
WORDY = [  # for texts with words
    (re.compile(pattern, re.I), by)
    for pattern, by in [
        (rf"(?<![a-z\\-])(?:{WORD})(?:(?:[ -]| and )(?:{WORD}|hundred|thousand|[mb]illion))*(?![a-z-])", number_words),
        (rf"(?<![\d,.])((?>\d[\d,]*(?:\.\d+)?)) ?({'|'.join(SCALES)})(?![a-z克米瓦])", scaled),
        (rf"(?<![\d/])(\d{{1,3}})[ -]({'|'.join(PARTS)})s?(?![a-z ])", lambda m: f"{m[1]}/{PARTS[m[2].lower()]}"),
        (r" ?\b(?:percent|per cent)\b", "%"),
        (r"百分之 ?(\d+(?:\.\d+)?)", r"\1%"),
        (r"\b(?:minus|negative) (?=\d)", "-"),
        (r"(?<![\d/.])(\d+) and (?=\d+/\d)", r"\1 "),
        (r"\bUS (?=dollars?\b)", ""),
        (r"(?<![\\a-z])([a-z]) (?:is )?(?:(?:greater|more|larger) than or equal to|at least)(?= )", r"\1 >="),
        (r"(?<![\\a-z])([a-z]) (?:is )?(?:(?:less|smaller) than or equal to|at most)(?= )", r"\1 <="),
        (r"(?<![\\a-z])([a-z]) is (?:greater|more|larger) than(?= )", r"\1 >"),
        (r"(?<![\\a-z])([a-z]) is (?:less|smaller) than(?= )", r"\1 <"),
        (r"(?<!\\)\bsqrt ?(\d+)|(?<=\d)sqrt ?(\d+)", lambda m: f"\\sqrt{{{m[1] or m[2]}}}"),
        (r"^(?:the )?(?:correct|right|best) (?:option|choice)(?: is|:) ?", ""),
        (r"平方", " square "),
        (r"立方", " cubic "),
        (r"\b(?:degrees? )?celsius\b|摄氏度", "°C"),
        (r"(?<![ {])[ {]*\b(?:degrees?|deg)\b(?! ?[CF])\}?|度", "°"),
        (r"\binfinity\b", r"\\infty "),
        (r"^(?:USD|US ?＄) ?(?=\d)", "＄"),
        (rf"(?<![\\a-z])({'|'.join(FUNCTIONS)}|sqrt|pi|infty)(?![a-z])", r"\\\1"),
        (r"\\sqrt ?\((\d+)\)", r"\\sqrt{\1}"),
        (r"^(?:(?:so|thus|therefore|hence)\b|所以|因此|故)[ ,，]*(?=\S)|^(?:the )?(?:point |点)(?=\()", ""),
        (rf"^(?:the )?{PHRASE}\s*", ""),
        (r"(?<![a-z])(?:tri(angle)|angle) (?=[A-Z]{1,3}(?![a-z]))", lambda m: "△" if m[1] else "∠"),
        (r"(?<=\d) ?([cdmk]?m|ft|in)([23])(?!\w)", r" \1^\2"),
        (r"(\d ?h(?:ours?|rs?)?,? ?(?:and )?\d+) ?m$", r"\1 min"),
    ]
]
PLAIN = [
    (re.compile(pattern, re.I), by)
    for pattern, by in [
        (r"(?<=\d)\{,\}(?=\d)", ","),
        (r"^-?\d{1,3}(?:\.\d{3}){2,}$", lambda m: m[0].replace(".", "")),  # 1.234.567
        (r"(?<=\d) ?\^ ?\{? ?(st|nd|rd|th) ?\}?(?![a-z])", r"\1"),
        (r"(?<=[①-⑳])[,、 ]+(?=[①-⑳])", ""),
        (r"°°", "°"),
        (r"(?<=\d) ?[x×] ?(?=10\^)", "*"),
        (r"(?<=\d)e([+-]?\d+)\b", r"*10^{\1}"),
        (r"(?<=\d)'(?=\d{3}(?!\d))", ","),
        (r"\*\*([^*]+)\*\*|__([^_]+)__|`", lambda m: m[1] or m[2] or ""),
        (r" *(?:\^|\*\*) *", "^"),
        (r"\((\d+)\)_", r"\1_"),
        (r"==+", "="),
        (r"  +", " "),
        (r"[ .,;:\\]+$|^[ :=.,;]+(?!\d)", ""),
        (r"^(?:≈|about|approximately|roughly|大?约) ?(?=[-\d$¥€＄\\])", ""),
    ]
]
WORD = re.compile(r"(?<![\\a-zA-Z])(?:[a-zA-Z]{2}|h)|[\u3400-\u9fff]")
NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")  # what most answers are


def boxes(text):
    r"""(start, end, content) of every \boxed{...} with balanced braces; an unclosed one runs to the end."""
    out, at = [], 0
    while (at := text.find("\\boxed{", at)) >= 0:
        depth, end = 1, at + 7
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        out.append((at, end, text[at + 7 : end - (depth == 0)]))
        at = end
    return out


@lru_cache(maxsize=4096)
def clean(text):
    """One normal form for LaTeX, plain and Chinese text. Unreadable when too long or with characters no answer has."""
    text = text.strip(" \n\r\t\u3000")
    if NUMBER.fullmatch(text):
        return text
    text = SPACES.sub(" ", text.replace("\f", "\\f"))
    if len(text) > MAX_CHARS or STRANGE.search(text):
        raise Unreadable("too long, control characters, or digits of another script")
    if not text.isascii():
        for marks, sign in ((RAISED, "^"), (LOWERED, "_")):
            text = re.sub(f"[{marks}]+", lambda m, sign=sign: f"{sign}{{{m[0].translate(SCRIPT)}}}", text)
        text = re.sub(r"√ ?(\d+(?:\.\d+)?|[a-zA-Z])", r"\\sqrt{\1}", text).replace("√", "\\sqrt ")
        text = SIGN.sub(lambda m: SIGNS[m[0]], text)
    text = text.replace("\\$", "＄")
    if "$" in text:
        text = re.sub(r"^(-?)\$(?=[\d.])", r"\1＄", text) if text.count("$") % 2 else text
        text = text.replace("$", "")
    if "\\" in text:
        for start, end, content in boxes(text)[::-1]:
            text = text[:start] + " " + content + " " + text[end:]
        for pattern, by in LATEX:
            text = pattern.sub(by, text)
    text = text.replace("~", " ")
    for pattern, by in PLAIN if not WORD.search(text) else [*WORDY, *PLAIN]:
        text = pattern.sub(by, text)
    return text.strip()


def fold(text):
    """Comparable form: no spaces, quotes or needless braces; words without case, hyphens and articles."""
    if re.search(r"[a-z]{2}|[A-Z]{4}", text) or not text.isascii() and re.search(r"[\u3400-\u9fff]", text):
        text = re.sub(r"\b(?:the|an?) |[?.!]$", "", text.casefold())
        text = re.sub(r"(?<=[a-z])-(?=[a-z])", "", text)
    text = text[1:-1] if re.fullmatch("'[^']+'", text) else text
    text = re.sub(r"[\s\"`]|(?<=\})\.", "", re.sub(r"(?<=\d) (?=\d)", "_", text))  # "1 2" is not 12
    return re.sub(r"([_^])\{(\w+)\}", lambda m: m[1] + m[2] if len(m[2]) == 1 or m[1] == "_" else m[0], text)


STATED = re.compile(r"(?<![\w.])[0-9]+(?:\.[0-9]+)?", re.ASCII)


def numbers(text):
    """The numbers that a text states, in order, as one spelling each: "05" and "5.0" are "5", "1,200" is "1200". Signs
    are left out, and so are digits of a name (P1, x_2)."""
    text = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)
    for whole, _, part in (found[0].partition(".") for found in STATED.finditer(text)):
        part = part.rstrip("0")
        yield (whole.lstrip("0") or "0") + (f".{part}" if part else "")
