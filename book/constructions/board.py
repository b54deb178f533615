"""Where constructions are drawn: the figure of a scene with its handles, free letters, and a test of free room."""

import copy
import random
import re
from dataclasses import dataclass
from fractions import Fraction
from math import atan2, dist

from ..canvas import middle, opening, unit
from ..page import Page
from ..tools import Quantity, drawn, number

UNSEEN = ("none", "faint")  # kinds of stroke that may be crossed
MARK = "\x00"  # stands in the place of a given's label while its figure is drawn
CAPITALS = "EFGHKLMNPQRSTUVWXYZDCBAJ"
ROUND = 5  # places of coordinates that tell points apart
WIDEST = 2.4  # how much wider or higher constructions may make a figure
CLOSEST = 0.06  # of the figure's longer side: no named points lie nearer to each other
SHORTEST = 0.1  # of the figure's longer side: no segment of a construction is shorter
SHARPEST = 10  # degrees between a new line and an old one that meet


def say(value):
    """A value for texts: 6, 6.5, or a LaTeX fraction."""
    value = Fraction(value)
    if value.denominator == 1:
        return str(value.numerator)
    if value.denominator in (2, 4, 5, 10):
        return f"{float(value):g}"
    return f"\\frac{{{value.numerator}}}{{{value.denominator}}}"


@dataclass(frozen=True, eq=False)
class Handle:
    """Something with a value that can be derived.

    kind: segment, angle, edge, quantity, ...; told, shown: its value stands in the text or in the drawing of the
    construction, and is not derived; known: another given of the scene; letter: a given with nothing but a letter;
    said, written: a number that stands in the text or in the drawing, with a letter in its place where it is derived.
    name: a noun phrase for texts, such as "the price of a pen".  points: segment: its ends; angle: vertex and a point
    on each side.  away: for a segment, a point on the side where the figure lies.
    given: the scene's name of the given; "" for an input of a construction.  quantity: what may be said of it.
    labels: the labels of the canvas that show a given, with what they hold beside it.
    """

    kind: str
    name: str
    value: Fraction
    points: tuple = ()
    away: tuple = (0.0, 0.0)
    given: str = ""
    quantity: Quantity | None = None
    labels: tuple = ()

    @property
    def kinds(self):
        """The kinds of construction that suit: its own; of what can be spoken of also "any", "quantity", its kind."""
        if self.kind in ("said", "written"):
            return {"any", "letter"} | ({self.quantity.kind} if self.quantity else set())
        if self.quantity:
            return {self.kind, "quantity", "any", self.quantity.kind}
        return {"letter", "any"} if self.kind == "letter" else {self.kind}


class Board:
    """A canvas with the handles on it. canvas: the figure; unit: its length for 1, None where it is not to scale."""

    def __init__(self, canvas, taken="", scale=True):
        self.canvas, self.handles = canvas, []
        self.known = []  # what may be spoken of: all givens with a quantity
        self.gone = set()  # givens that are derived
        self.locked = set()  # givens that others are derived from, which must stay
        texts = f"{taken} {' '.join(canvas.texts())}"
        used = set("".join(re.findall(r"(?<![a-z\\])[A-Z]+(?![a-z])", texts)))
        self.free = [letter for letter in CAPITALS if letter not in used]
        self.small = set(re.findall(r"(?<![A-Za-z\\])[a-z](?![A-Za-z])", texts)) | {"a"}
        self.templates = {}  # {id of a label: its text with marks around the names of givens}
        self.values = {}  # {given: its number as a text}
        self.given_letters = {}  # of givens that stand in texts, or in labels beside other things
        self.scale = scale
        self.said = taken.lower()  # what the problem speaks of
        self.answer = ""  # that of the problem, which no construction may tell
        self.insets = 0  # small drawings beside the figure
        self.unit = None
        self.corners = {key(p): text for kind, p, _, _, text in canvas.labels if kind == "corner" and text.isalpha()}
        self.box = bounds(canvas)
        self.size = max(self.box[2] - self.box[0], self.box[3] - self.box[1])

    @classmethod
    def of(cls, scene, taken="", essential=None):
        """The board of a scene: its figure, for its first question, and its givens as handles."""
        plain, marked = drawn(scene, asked=0), drawn(scene, {k: f"{MARK}{k}{MARK}" for k in scene.givens}, asked=0)
        board = cls(plain, taken, scene.scale)
        board.answer = scene.asks[0].answer
        pairs = zip(plain.labels, marked.labels)
        board.templates = {id(one): other[4] for one, other in pairs if MARK in other[4]}
        board.values = {k: str(v) for k, v in scene.givens.items()}
        sizes = [dist(p, q) / number(t) for kind, p, q, _, t in plain.labels if kind == "side" and number(t)]
        board.unit = sum(sizes) / len(sizes) if sizes and scene.scale else None
        for name, quantity in scene.quantities.items():
            if isinstance(scene.givens[name], (int, Fraction)) and scene.givens[name] > 0:
                board.known.append(Handle("known", quantity.phrase, scene.givens[name], given=name, quantity=quantity))
        for name, value in scene.givens.items():
            if essential is not None and name not in essential or not isinstance(value, (int, Fraction)) or value <= 0:
                continue
            template = f"{MARK}{name}{MARK}"
            pairs = zip(plain.labels, marked.labels)
            labels = [(one, other[4].replace(template, MARK)) for one, other in pairs if template in other[4]]
            handle = board.found(name, value, labels, scene.quantities.get(name))
            if handle:
                board.handles.append(handle)
        return board

    def found(self, name, value, labels, quantity):
        """The handle of a given from its labels on the canvas, or None."""
        label = labels[0][0] if labels else None
        plain = label and number(label[4]) == value
        if plain and label[0] == "side" and self.unit:
            return Handle("segment", "", value, label[1:3], label[3], given=name, quantity=quantity)
        if plain and label[0] == "angle" and self.scale:
            return Handle("angle", "", value, label[1:4], given=name, quantity=quantity)
        bare = {f"{MARK}{end}" for end in ("", "°", "%", " cm", " m", " kg", " g")}
        if quantity and labels and all(text in bare for _, text in labels):  # nothing but the number
            shown = tuple((one, "") for one, _ in labels)
        else:
            letter = self.letter(quantity.phrase if quantity else "")
            self.given_letters[name] = letter
            shown = tuple((one, text.replace(MARK, letter)) for one, text in labels)
        if quantity is None:
            return Handle("letter", f"${letter}$", Fraction(value), given=name, labels=shown)
        return Handle("quantity", quantity.phrase, Fraction(value), given=name, quantity=quantity, labels=shown)

    def letter(self, phrase):
        """A free small letter, the first of a word of the phrase where that is free."""
        words = [word[0] for word in re.findall(r"[a-z]+", phrase) if word not in ("the", "of", "in", "a")]
        free = [x for x in [*words, *"nkmtpqrsuvwbch"] if x not in self.small and x in "abcdhkmnpqrstuvw"]
        if not free:
            raise Crowded("no letter is left")
        self.small.add(free[0])
        return free[0]

    # what constructions call
    def name(self, p, away):
        """The letter of a point; a new one, written away from a point, where it has none."""
        if key(p) not in self.corners:
            if not self.free:
                raise Crowded("no letter is left")
            if any(dist(p, other) < CLOSEST * self.size for other in self.corners):
                raise Crowded("beside another point")
            self.corners[key(p)] = self.free.pop(0)
            self.canvas.corner(p, self.corners[key(p)], away)
        return self.corners[key(p)]

    def names(self, *points):
        """The letters of several points in a row, such as ABC; each is written away from the middle of all."""
        centre = middle(*points)
        return "".join(self.name(p, centre) for p in points)

    def segment(self, p, q, value, away):
        """A handle for the segment pq; away: a point on the side where no label shall stand."""
        if dist(p, q) < SHORTEST * self.size:
            raise Crowded("too short")
        return Handle("segment", "", Fraction(value), (p, q), away)

    def angle(self, vertex, p, q, value=None):
        """A handle for the angle p-vertex-q; its value is measured where none is given."""
        value = Fraction(round(2 * opening(vertex, p, q)), 2) if value is None else Fraction(value)
        return Handle("angle", "", value, (vertex, p, q))

    def told(self, value):
        """A handle whose value stands in the construction's text."""
        return Handle("told", "", Fraction(value))

    def shown(self, value):
        """A handle whose value the construction itself shows in the figure."""
        return Handle("shown", "", Fraction(value))

    def said_number(self, value, quantity=None):
        """A handle for a number in the construction's text, which says handle.name for it."""
        return Handle("said", f"${self.letter('')}$", Fraction(value), quantity=quantity)

    def written(self, p, value, small=False, quantity=None):
        """A handle for a number that is written at a place of the drawing."""
        letter = self.letter("")
        self.canvas.text(p, say(value), small)
        labels = ((self.canvas.labels[-1], letter),)
        return Handle("written", f"${letter}$", Fraction(value), quantity=quantity, labels=labels)

    def quantity(self, phrase, value, unit="", kind="measure"):
        """A handle for something that is only spoken of; its value is told in a sentence unless it is derived."""
        return Handle("quantity", phrase, Fraction(value), quantity=Quantity(kind, phrase, unit))

    def outward(self, h):
        """The unit vector at right angles to a segment that leads away from the figure."""
        (px, py), (qx, qy) = h.points
        n = unit(qy - py, px - qx)
        mx, my = (px + qx) / 2 - h.away[0], (py + qy) / 2 - h.away[1]
        return n if n[0] * mx + n[1] * my >= 0 else (-n[0], -n[1])

    def ends(self, h):
        """The letters of a segment's ends."""
        return "".join(self.name(p, h.away if h.away else middle(*h.points)) for p in h.points)

    def siblings(self, h):
        """The other givens of a quantity's kind and unit that are still given, shuffled by nobody."""
        own = h.quantity
        return [
            one
            for one in self.known
            if (one.quantity.kind, one.quantity.unit) == (own.kind, own.unit)
            and one.given != h.given
            and one.given not in self.gone
        ]

    def inset(self, wide, high, share=0.42):
        """A map from a box wide x high to free paper beside or under the figure; share: of the figure's size."""
        self.insets += 1
        self.canvas.without |= {"turn", "mirror"}
        if not self.canvas.strokes + self.canvas.dots:
            return lambda x, y: (x, y)
        x0, y0, x1, y1 = bounds(self.canvas)
        unit, gap = share * self.size / max(wide, high), 0.2 * self.size
        if x1 - x0 <= 1.15 * (y1 - y0):
            left, low = x1 + gap, (y0 + y1 - unit * high) / 2
        else:
            left, low = (x0 + x1 - unit * wide) / 2, y0 - gap - unit * high
        return lambda x, y: (left + unit * x, low + unit * y)

    # how they are tried
    def attempt(self, build, handle, rng):
        """What a construction builds here, or None; the board then is as before."""
        before = self.canvas, dict(self.corners), list(self.free), set(self.locked)
        drawn_words = set(self.small), self.insets, self.said
        self.canvas = copied(self.canvas)
        strokes, fills = len(self.canvas.strokes), len(self.canvas.fills)
        self.gone.add(handle.given)
        try:
            built = build(self, handle, rng)
            if built is not None and self.clear(strokes, handle, fills):
                return built
        except Crowded:
            pass
        self.canvas, self.corners, self.free, self.locked = before
        self.small, self.insets, self.said = drawn_words
        self.gone.discard(handle.given)
        return None

    def clear(self, old, handle, fills):
        """Whether the strokes from number old on crowd no older one, split no other angle and keep the format.

        fills: how many fills are older.
        """
        strokes = self.canvas.strokes
        new = pieces(strokes[old:])
        if new:
            box = bounds_of([p for piece in new for p in piece])
            near = [s for s in strokes[:old] if s[1] not in UNSEEN and overlap(bounds_of(s[0]), box)]
            rest = [piece for piece in pieces(near) if overlap(bounds_of(piece), box)]
            if any(crowded(a, b) for a in new for b in rest):
                return False
        closed = [points[:-1] for points, _ in self.canvas.strokes[old:] if len(points) > 3 and points[0] == points[-1]]
        if any(inside(middle(*points), fill) for points in closed for fill, _ in self.canvas.fills[:fills]):
            return False
        if self.split_angle(new, handle):
            return False
        x0, y0, x1, y1 = bounds(self.canvas)
        wide, high = self.box[2] - self.box[0], self.box[3] - self.box[1]
        side = self.size * (1.5 if self.insets else 1)
        return x1 - x0 <= max(WIDEST * wide, side) and y1 - y0 <= max(WIDEST * high, side)

    def split_angle(self, new, handle):
        """Whether a new piece runs into an angle that has a text and is not the handle."""
        for kind, v, p, q, text in self.canvas.labels:
            if kind != "angle" or not text or handle.kind == "angle" and key_of(handle) == mark(v, p, q):
                continue
            wide = opening(v, p, q)
            for a, b in new:
                if key(v) in (key(a), key(b)):
                    end = b if key(a) == key(v) else a
                    one, two = opening(v, p, end), opening(v, q, end)
                    if one + two < wide + 0.01 and min(one, two) > 0.5:
                        return True
        return False

    def finish(self, chain):
        """Takes away the labels of derived givens, writes those of the leaves; whether all labels find a place."""
        gone = {key_of(link.handle) for link in chain.links if link.handle.points}
        shown = {id(label): rest for link in chain.links for label, rest in link.handle.labels}
        derived = {link.handle.given: self.given_letters.get(link.handle.given, "") for link in chain.links}
        self.canvas = copied(self.canvas)
        labels = [(label, self.text_of(label, derived, shown)) for label in self.canvas.labels]
        self.canvas.labels = [(*label[:4], text) for label, text in labels if not hides(label, gone)]
        for h in chain.leaves():
            if h.kind == "angle":
                self.canvas.angle(*h.points, f"{say(h.value)}°")
            elif h.kind == "segment":
                self.canvas.side(*h.points, say(h.value), h.away)
        return any(Page(self.canvas, 448, random.Random(i), False, i).laid_out() for i in (0, 3, 6))

    def text_of(self, label, derived, shown):
        """The text of a label: with the letters of the derived givens in it; shown: {id of a label: new text}."""
        text = self.templates.get(id(label), "")
        if not any(f"{MARK}{given}{MARK}" in text for given in derived):
            return shown.get(id(label), label[4])
        for given, value in {**self.values, **derived}.items():
            text = text.replace(f"{MARK}{given}{MARK}", value.replace("-", "−"))
        return text



class Crowded(Exception):
    """A construction finds no room or no letter; the board takes it back."""


def key(p):
    """A point as a key: its coordinates to a few places."""
    return round(p[0], ROUND) + 0.0, round(p[1], ROUND) + 0.0


def key_of(h):
    """A segment or angle as a key."""
    return ("side", frozenset(map(key, h.points))) if h.kind == "segment" else mark(*h.points)


def mark(vertex, p, q):
    """An angle as a key: its vertex and the directions of its sides."""
    turns = frozenset(round(atan2(r[1] - vertex[1], r[0] - vertex[0]), ROUND) + 0.0 for r in (p, q))
    return "angle", key(vertex), turns


def hides(label, gone):
    """Whether a label of the canvas shows the value of a segment or angle that is derived."""
    kind, p, q, r, text = label
    if kind == "side":
        return ("side", frozenset((key(p), key(q)))) in gone and text != "?"
    return kind == "angle" and mark(p, q, r) in gone and text != "?"


def copied(canvas):
    """A canvas to draw on without changing the first."""
    other = copy.copy(canvas)
    for field, value in vars(canvas).items():
        if isinstance(value, (list, set)):
            setattr(other, field, copy.copy(value))
    return other


def bounds(canvas):
    """(left, bottom, right, top) of all strokes and dots; of empty paper where there are none."""
    return bounds_of([p for points, _ in canvas.strokes for p in points] + canvas.dots or [(0.0, 0.0), (10.0, 10.0)])


def bounds_of(points):
    """(left, bottom, right, top) of points."""
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one, two):
    """Whether two boxes meet, up to rounding."""
    return not (
        one[2] < two[0] - 1e-9 or two[2] < one[0] - 1e-9 or one[3] < two[1] - 1e-9 or two[3] < one[1] - 1e-9
    )


def pieces(strokes):
    """The straight pieces of strokes that show."""
    return [piece for points, kind in strokes if kind not in UNSEEN for piece in zip(points, points[1:])]


def crowded(one, two):
    """Whether two pieces cross inside, cover each other, or meet at a sharp angle or almost in line."""
    (a, b), (c, d) = one, two
    if max(a[0], b[0]) < min(c[0], d[0]) - 1e-9 or max(c[0], d[0]) < min(a[0], b[0]) - 1e-9:
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) - 1e-9 or max(c[1], d[1]) < min(a[1], b[1]) - 1e-9:
        return False
    length = max(dist(a, b), dist(c, d)) or 1.0
    one_side, other_side = turn(a, b, c) / length, turn(a, b, d) / length
    first, second = turn(c, d, a) / length, turn(c, d, b) / length
    near = 1e-6 * length
    if abs(one_side) < near and abs(other_side) < near:  # in one line
        return False
    met = [p for p in (a, b) if min(dist(p, c), dist(p, d)) < near]
    if met:
        p = met[0]
        u, v = (b if p == a else a), (d if dist(p, c) < near else c)
        return opening(p, u, v) < SHARPEST
    return one_side * other_side < -1e-12 and first * second < -1e-12


def inside(p, polygon):
    """Whether a point lies inside a polygon (crossings of a ray to the right)."""
    within = False
    for a, b in zip(polygon, [*polygon[1:], polygon[0]]):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < a[0] + (p[1] - a[1]) * (b[0] - a[0]) / (b[1] - a[1]):
            within = not within
    return within


def turn(a, b, c):
    """Twice the signed area of the triangle abc."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
