r"""Labels with their mathematics: \frac{a}{b}, a/b, \sqrt{n}, powers, indices, Greek letters, \overline, \vec.

A text is read into a tree, the tree becomes a Box: texts and bars at places relative to the start of the base line,
with y downwards, in pixels. Anything that is not mathematics stands as it is written.
"""

import functools
import re
from dataclasses import dataclass

from .style import face_of, font

SIGNS = {
    **dict(zip("alpha beta gamma delta epsilon theta lambda mu pi rho sigma tau phi omega".split(), "αβγδεθλμπρστφω")),
    **dict(zip("Delta Sigma Omega times cdot div pm le leq ge geq ne neq".split(), "ΔΣΩ×·÷±≤≤≥≥≠≠")),
    **dict(zip("approx infty angle triangle parallel perp circ degree in cup cap".split(), "≈∞∠△∥⊥°°∈∪∩")),
    **dict(zip("to rightarrow sim cong equiv ldots dots cdots subset emptyset".split(), "→→∼≅≡………⊂∅")),
}
SPACES = {",": "\u2009", ";": " ", ":": " ", "!": "", " ": " ", "quad": "  ", "%": "%", "{": "{", "}": "}", "$": "$"}
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
UNITS = "mm cm dm km m kg mg g l L ml h s min ha dB m² cm² km² m³ cm³".split()
BINARY = set("×·÷±≤≥≠≈∥⊥∈∪∩→∼≅≡⊂")  # signs that keep the space after their command
TOKEN = re.compile(r"\\([A-Za-z]+(?: (?=[\w{]))?|.)|([{}^_√])|([^\\{}^_√]+)")
SLASH = re.compile(r"(?<![\w./\\)}])(−?)(\d+[a-zπ]?|[a-zπ])/(\d+[a-zπ]?|[a-zπ])(?![\w./(])")
CAPITALS = re.compile(r"[A-Z]{2,4}(?![A-Za-z])")
WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class Box:
    """A set text: glyphs (x, y, text, font), bars (points, thickness), its width and what it needs above and below."""

    glyphs: tuple
    bars: tuple
    width: float
    above: float
    below: float

    def moved(self, dx, dy):
        """The same somewhere else, for joining; its width stays."""
        glyphs = tuple((x + dx, y + dy, text, face) for x, y, text, face in self.glyphs)
        bars = tuple((tuple((x + dx, y + dy) for x, y in points), thick) for points, thick in self.bars)
        return Box(glyphs, bars, self.width, self.above - dy, self.below + dy)


EMPTY = Box((), (), 0.0, 0.0, 0.0)


def written(text):
    """A label's text with a/b as \\frac{a}{b} (but for m/s and the like), raised digits as powers, true minus signs."""

    def over(m):
        sign, top, under = m.groups()
        return m[0] if top.isalpha() and under in ("s", "h") else f"{sign}\\frac{{{top}}}{{{under}}}"

    text = re.sub(r"(?<=[\w)])[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda m: "^{" + m[0].translate(RAISED) + "}", text.replace("$", ""))
    text = re.sub(r"(?<![\w)])-(?=\s?[\w\\(])", "−", text)
    text = re.sub(r"(?<=\d) (?=\d+/\d)", "\u2009", text)
    return SLASH.sub(over, text)


# -------------------------------------------------------------------------------------------------------- reading
class Reader:
    """Reads a text into a list of nodes: ("text", s), ("frac", a, b), ("sqrt", a, n), ("sup", a), ("sub", a), ..."""

    def __init__(self, text):
        self.tokens = [m for m in TOKEN.finditer(text)]
        self.i = 0

    def sequence(self, closing=False):
        """Nodes up to the end, or to the closing brace of a group."""
        nodes = []
        while self.i < len(self.tokens):
            m = self.tokens[self.i]
            self.i += 1
            if m[2] == "}" and closing:
                break
            nodes += self.node(m)
        return nodes

    def node(self, m):
        command, mark, plain = m.groups()
        spaced, command = command and command[:-1].isalpha() and command.endswith(" "), command and command.strip()
        if plain is not None:
            return [("text", plain)]
        if mark == "{":
            return self.sequence(closing=True)
        if mark == "}":
            return []
        if mark == "_" and (self.i == len(self.tokens) or self.tokens[self.i][0][0] in " _,.;)"):
            return [("text", "_")]  # a gap to fill in
        if mark in ("^", "_"):
            return [("sup" if mark == "^" else "sub", self.argument())]
        if mark == "√" or command == "sqrt":
            index = self.optional() if command else ""
            return [("sqrt", self.argument(number=mark == "√"), index)]
        if command in ("frac", "dfrac", "tfrac"):
            return [("frac", self.argument(), self.argument())]
        if command in ("overline", "vec", "bar"):
            return [("vec" if command == "vec" else "bar", self.argument())]
        if command in ("text", "mathrm", "operatorname"):
            return [("upright", self.argument())]
        if command in ("left", "right"):
            return []
        sign = SIGNS.get(command, SPACES.get(command, command))
        return [("text", sign + " " if spaced and sign in BINARY else sign)]

    def optional(self):
        """The index of a root in brackets, as text."""
        if self.i < len(self.tokens) and (plain := self.tokens[self.i][3]) and plain.startswith("["):
            index, _, rest = plain[1:].partition("]")
            self.give_back(rest)
            return index
        return ""

    def argument(self, number=False):
        """The group in braces that follows, or one sign; number: a whole number, or all in brackets."""
        if self.i >= len(self.tokens):
            return []
        m = self.tokens[self.i]
        if m[3] is None:
            self.i += 1
            return self.node(m)
        pattern = r"\d+(?:\.\d+)?|\([^()]*\)|." if number else r"-?\d+|."
        first = re.match(pattern, m[3])[0]
        self.give_back(m[3][len(first) :])
        return [("text", first)]

    def give_back(self, rest):
        """Keeps what is left of the plain text that was looked at."""
        if rest:
            self.tokens[self.i] = TOKEN.match(rest)
        else:
            self.i += 1


# -------------------------------------------------------------------------------------------------------- setting
def runs(text, prose, lengths):
    """[(part, whether it is a variable)] of a plain text."""
    parts, start = [], 0
    for m in WORD.finditer(text):
        word, before = m[0], text[: m.start()].rstrip("\u2009 ")
        spaced = len(before) < m.start()
        unit = word in UNITS and spaced and before[-1:].isalnum() or before.endswith("/") and word in UNITS
        slanted = len(word) == 1 and not unit and not (prose and word in "aAI")
        slanted |= len(word) == 2 and word.islower() and not spaced and before[-1:].isdigit() and word not in UNITS
        slanted |= lengths and bool(CAPITALS.fullmatch(word))
        if slanted:
            parts += [(text[start : m.start()], False), (word, True)]
            start = m.end()
    return [part for part in [*parts, (text[start:], False)] if part[0]]


def glyphs(text, chain, em):
    """A Box of signs of one kind of letters."""
    made, x, above, below, start = [], 0.0, 0.0, 0.0, 0
    while start < len(text):
        name, size = face_of(chain, text[start])
        end = start + 1
        while end < len(text) and (face_of(chain, text[end])[0] == name or text[end] == " "):
            end += 1
        face, part = font(max(6, round(em * size)), name), text[start:end]
        _, top, right, bottom = face.getbbox(part, anchor="ls")
        made.append((x, 0.0, part, face))
        width = max(face.getlength(part), right)  # a slanted letter may lean over what follows, as P over a prime
        x, above, below, start = x + width, max(above, -top), max(below, bottom), end
    return Box(tuple(made), (), x, above, below)


def joined(boxes):
    """Boxes side by side."""
    made, bars, x = [], [], 0.0
    for box in boxes:
        moved = box.moved(x, 0)
        made += moved.glyphs
        bars += moved.bars
        x += box.width
    above, below = (max((getattr(box, side) for box in boxes), default=0.0) for side in ("above", "below"))
    return Box(tuple(made), tuple(bars), x, above, below)


def laid(nodes, letters, em, prose=False, lengths=False):
    """The Box of a list of nodes at a height of letters in pixels."""
    boxes, last = [], EMPTY
    for kind, *rest in nodes:
        if kind == "text":
            box = joined([glyphs(part, letters[slanted], em) for part, slanted in runs(rest[0], prose, lengths)])
        elif kind == "upright":
            box = joined([glyphs(text, letters[0], em) for what, text, *_ in rest[0] if what == "text"])
        elif kind in ("sup", "sub"):
            box = laid(rest[0], letters, max(8, 0.7 * em), prose)
            up = max(0.36 * em, last.above - 0.42 * em) if kind == "sup" else -0.2 * em
            box = box.moved(0.03 * em, -up)
        elif kind == "frac":
            box = fraction(laid(rest[0], letters, 0.82 * em), laid(rest[1], letters, 0.82 * em), em)
        elif kind == "sqrt":
            box = radical(laid(rest[0], letters, em), laid([("text", rest[1])], letters, 0.55 * em), em)
        else:
            box = topped(laid(rest[0], letters, em, lengths=True), em, kind == "vec")
        boxes.append(box)
        last = box
    return joined(boxes)


def fraction(over, under, em):
    """One box over another with a bar between."""
    wide, thick, gap = max(over.width, under.width) + 0.2 * em, max(1, round(0.06 * em)), 0.13 * em
    axis, side = -0.3 * em, 0.08 * em
    upper = over.moved(side + (wide - over.width) / 2, axis - gap - over.below)
    lower = under.moved(side + (wide - under.width) / 2, axis + gap + thick / 2 + under.above)
    bar = ((side, axis), (side + wide, axis)), thick
    glyphs, bars = upper.glyphs + lower.glyphs, upper.bars + lower.bars + (bar,)
    return Box(glyphs, bars, wide + 2 * side, max(upper.above, -axis), max(lower.below, axis))


def radical(inner, index, em):
    """A root sign over a box; index: a small one in front."""
    hook, gap, thick = 0.5 * em, 0.14 * em, max(1, round(0.06 * em))
    top, foot = inner.above + gap, max(0.08 * em, inner.below)
    start = max(0.0, index.width - 0.25 * em)
    points = [(0.02, -0.38 * top), (0.13, -0.46 * top), (0.28, foot), (0.48, -top)]
    points = [(start + x * em, y) for x, y in points] + [(start + hook + inner.width + 0.1 * em, -top)]
    inner, index = inner.moved(start + hook + 0.03 * em, 0), index.moved(0, -0.55 * top)
    width = start + hook + inner.width + 0.14 * em
    glyphs, bars = inner.glyphs + index.glyphs, inner.bars + ((tuple(points), thick),)
    return Box(glyphs, bars, width, max(top + thick, index.above), foot)


def topped(inner, em, arrow):
    """A box under a bar or an arrow."""
    thick, top = max(1, round(0.055 * em)), inner.above + 0.16 * em
    bars = [(((0.0, -top), (inner.width, -top)), thick)]
    if arrow:
        tip, r = inner.width, 0.13 * em
        bars.append((((tip - r, -top - r), (tip, -top), (tip - r, -top + r)), thick))
    return Box(inner.glyphs, inner.bars + tuple(bars), inner.width, top + (0.16 * em if arrow else thick), inner.below)


@functools.lru_cache(maxsize=20_000)
def box_of(text, letters, em):
    """The Box of a label's text; letters: (upright, italic), keys of style.CHAINS; em: size in pixels."""
    words = [word for word in WORD.findall(text) if len(word) > 2]
    nodes = Reader(written(text)).sequence()
    return laid(nodes, letters, em, len(words) > 1, bool(re.search(r"[=∠∥⊥△]", text)))


def write(pen, x, y, box, colour, halo=None, width=3):
    """Draws a Box with the start of its base line at (x, y); halo: a colour around it, width pixels wide."""
    if halo:
        for dx, dy, text, face in box.glyphs:
            pen.text((x + dx, y + dy), text, font=face, fill=halo, anchor="ls", stroke_width=width, stroke_fill=halo)
    for dx, dy, text, face in box.glyphs:
        pen.text((x + dx, y + dy), text, font=face, fill=colour, anchor="ls")
    for points, thick in box.bars:
        pen.line([(round(x + px), round(y + py)) for px, py in points], fill=colour, width=thick, joint="curve")
