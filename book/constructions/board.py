"""Where constructions are drawn: the figure of a scene with its handles, free letters, and a test of free room."""

import random
import re
from fractions import Fraction
from math import atan2, dist

from ..canvas import middle, opening, unit
from ..page import Page
from ..tools import Quantity, drawn, number
from .handle import Handle, say
from .meeting import UNSEEN, bent, bounds, bounds_of, copied, crowded, distance, inside, overlap, pieces

SHAPES = ("triangle", "rectangle", "square", "parallelogram", "trapezoid", "rhombus", "kite", "hexagon", "pentagon")
CORNERS = {noun: 4 for noun in SHAPES} | {"triangle": 3, "hexagon": 6, "pentagon": 5}
MARK = "\x00"  # stands in the place of a given's label while its figure is drawn
CAPITALS = "EFGHKLMNPQRSTUVWXYZDCBAJ"
ROUND = 5  # places of coordinates that tell points apart
WIDEST = 2.4  # how much wider or higher constructions may make a figure
CLOSEST = 0.06  # of the figure's longer side: no named points lie nearer to each other
SHORTEST = 0.1  # of the figure's longer side: no segment of a construction is shorter
MEETING = 0.003  # of the figure's longer side: lines that cross as near to a named point as this cross there on purpose
TOUCHING = 0.04  # of the figure's longer side: new points are not nearer to the end of a line, or just there
BESIDE = 0.025  # of the figure's longer side: new points that are not on a line are not nearer to it


class Board:
    """A canvas with the handles on it. canvas: the figure; unit: its length for 1, None where it is not to scale."""

    def __init__(self, canvas, taken="", scale=True):
        self.canvas, self.handles = copied(canvas), []
        self.canvas.expected = []  # (vertex, p, q) of the angles that are inputs of constructions
        self.awaited = 0  # how many of them earlier constructions have
        self.known = []  # what may be spoken of: all givens with a quantity
        self.parts = []  # the given measures of solids
        self.givens, self.says = {}, {}  # {name: value} of the scene's; its further texts
        self.gone = set()  # givens that are derived
        self.meant = []  # points without a name where the lines of the construction that is tried may cross older ones
        self.nouns = set()  # shapes that the question names without letters: no construction brings another one
        self.shape = ()  # (noun, letters) of a shape that the question names without letters, which the figure then has
        self.sayings = []  # lengths of parts of lines, which the text tells
        self.locked = set()  # givens that others are derived from, which must stay
        texts = self.texts = f"{taken} {' '.join(canvas.texts())}"
        used = set("".join(re.findall(r"(?<![a-z\\])(?!A [a-z])[A-Z]+(?![a-z])", texts)))
        self.free = [letter for letter in (CAPITALS if used else sorted(CAPITALS)) if letter not in used]
        self.small = set(re.findall(r"(?<![A-Za-z\\])[a-z](?![A-Za-z])", texts)) | {"a"}
        self.templates = {}  # {id of a label: its text with marks around the names of givens}
        self.values = {}  # {given: its number as a text}
        self.given_letters = {}  # of givens that stand in texts, or in labels beside other things
        self.scale = scale
        self.said = taken.lower()  # what the problem speaks of
        self.domain = ""  # that of the problem
        self.answer = ""  # that of the problem, which no construction may tell
        self.insets = 0  # small drawings beside the figure
        self.unit = None
        corners = [(key(p), text.split("(")[0]) for kind, p, _, _, text in canvas.labels if kind == "corner"]
        self.corners = {p: text for p, text in corners if is_name(text)}  # "A" and "A(3, 4)"
        self.box = bounds(canvas)
        self.size = max(self.box[2] - self.box[0], self.box[3] - self.box[1])

    @classmethod
    def of(cls, scene, taken="", essential=None):
        """The board of a scene: its figure, for its first question, and its givens as handles."""
        plain, marked = drawn(scene, asked=0), drawn(scene, {k: f"{MARK}{k}{MARK}" for k in scene.givens}, asked=0)
        board = cls(plain, taken, scene.scale)
        board.answer, board.nouns = scene.asks[0].answer, nouns_of(scene.asks[0].text)
        both = [(one, other[4]) for one, other in zip(plain.labels, marked.labels) if MARK in other[4]]
        if len(plain.labels) != len(marked.labels):  # a number written digit by digit, the only given
            template = f"{MARK}{next(iter(scene.givens))}{MARK}"
            both = [(one, template) for one in plain.labels if one not in marked.labels]
        board.templates = {id(one): text for one, text in both}
        board.values = {k: str(v).replace("-", "−") for k, v in scene.givens.items()}
        sizes = [dist(p, q) / number(t) for kind, p, q, _, t in plain.labels if kind == "side" and number(t)]
        board.givens, board.says = scene.givens, dict(scene.say)
        board.name_vertex(scene.asks[0].text)
        if scene.scale:
            board.name_shape()
        board.unit = sum(sizes) / len(sizes) if sizes and scene.scale else None
        for name, quantity in scene.quantities.items():
            if isinstance(scene.givens[name], (int, Fraction)) and scene.givens[name] > 0:
                board.known.append(Handle("known", quantity.phrase, scene.givens[name], given=name, quantity=quantity))
        for name, value in scene.givens.items():
            if not isinstance(value, (int, Fraction)) or value <= 0:
                continue
            template = f"{MARK}{name}{MARK}"
            labels = [(one, board.filled(text, {name: MARK})) for one, text in both if template in text]
            needed = essential is None or name in essential
            needed = needed and (labels or f"{{{name}}}" in scene.asks[0].text)  # others can be counted in the figure
            part = board.part(name, value, labels, scene.quantities.get(name))
            if part:
                board.parts.append(part)
            handle = (part or board.found(name, value, labels, scene.quantities.get(name))) if needed else None
            if handle:
                board.handles.append(handle)
        return board

    def name_vertex(self, text):
        """Writes the letter of a point that the text names alone, not the figure, at the vertex of its angles."""
        names = set("".join(re.findall(r"(?<![A-Za-z\\])(?!A [a-z])[A-Z]+(?![A-Za-z])", text)))
        names -= set("".join(self.corners.values()))
        angles = [label[1:4] for label in self.canvas.labels if label[0] in ("angle", "right")]
        vertices = {key(points[0]) for points in angles}
        if len(names) == len(vertices) == 1 and not vertices & self.corners.keys():
            vertex, p, q = angles[0]
            self.corners[key(vertex)] = names.pop()
            self.canvas.corner(vertex, self.corners[key(vertex)], middle(p, q))

    def filled(self, text, letters=()):
        """A label with the names of givens: their letters, or their values, in their places."""
        known = self.values | dict(letters)
        return re.sub(f"{MARK}(.*?){MARK}", lambda m: known[m[1]], text)

    def part(self, name, value, labels, quantity):
        """The handle of a given that is a measure of a solid, or None."""
        label = labels[0][0] if labels else None
        if not label or label[0] != "side" or number(label[4]) != value:
            return None
        for solid in self.canvas.solids:
            for role, phrase, *ends in solid.parts:
                if {key(solid.place(*p)) for p in ends} == {key(p) for p in label[1:3]}:
                    return self.measure(solid, role, phrase, value, ends, label[1:3], label[3], name, quantity)
        return None

    def measure(self, solid, role, phrase, value, ends, points, away, name="", quantity=None):
        """A handle for a measure of a solid between two points of space, ends, which points show on the page."""
        kind = "radius of a solid" if role in ("radius", "top radius") else "line in a solid"
        quantity = quantity or Quantity("measure", phrase)
        place = dict(solid=solid, role=role, space=tuple(ends))
        return Handle(kind, quantity.phrase, Fraction(value), points, away, name, quantity, **place)

    def found(self, name, value, labels, quantity):
        """The handle of a given from its labels on the canvas, or None."""
        label = labels[0][0] if labels else None
        plain = label and number(label[4]) == value
        if plain and label[0] == "side" and self.unit:
            ends = label[1:3]
            phrase, circle = quantity.phrase if quantity else "", self.circled(*ends)
            return Handle("segment", phrase, value, ends, label[3], name, quantity, round=circle)
        if plain and label[0] == "angle" and self.scale:
            name_of = quantity.phrase if quantity else ""
            return Handle("angle", name_of, value, label[1:4], given=name, quantity=quantity)
        bare = {f"{MARK}{end}" for end in ("", "°", "%", " cm", " m", " kg", " g")}
        if quantity and labels and not self.canvas.lettered and all(text in bare for _, text in labels):  # no letter
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
            if any(1e-6 < dist(p, other) / self.size < CLOSEST for other in [*self.corners, *self.canvas.dots]):
                raise Crowded("beside another point")
            self.corners[key(p)] = self.free.pop(0)
            self.canvas.corner(p, self.corners[key(p)], away)
        if len(self.corners[key(p)]) > 1:
            raise Crowded("a name of two signs, such as B', does not read well beside others")
        return self.corners[key(p)]

    def names(self, *points):
        """The letters of several points in a row, such as ABC; each is written away from the middle of all."""
        centre = middle(*points)
        return "".join(self.name(p, centre) for p in points)

    def segment(self, p, q, value, away):
        """A handle for the segment pq; away: a point on the side where no label shall stand."""
        if dist(p, q) < SHORTEST * self.size:
            raise Crowded("too short")
        return Handle("segment", "", Fraction(value), (p, q), away, round=self.circled(p, q))

    def circled(self, p, q):
        """(kind, centre, radius) of a circle of the figure of which pq is a radius, a diameter or a chord, or ()."""
        for centre, radius in self.canvas.circles:
            near = 1e-4 * radius
            on = [abs(dist(end, centre) - radius) < near for end in (p, q)]
            if all(on):
                return "diameter" if dist(middle(p, q), centre) < near else "chord", centre, radius
            if any(on) and min(dist(p, centre), dist(q, centre)) < near:
                return "radius", centre, radius
        return ()

    def angle(self, vertex, p, q, value=None):
        """A handle for the angle p-vertex-q; its value is measured where none is given."""
        value = Fraction(round(2 * opening(vertex, p, q)), 2) if value is None else Fraction(value)
        self.canvas.expected.append((vertex, p, q))
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
        """The other givens of a quantity's kind and unit that are still given."""
        own = h.quantity
        return [
            one
            for one in self.known
            if (one.quantity.kind, one.quantity.unit) == (own.kind, own.unit)
            and one.given != h.given
            and one.given not in self.gone
        ]

    def equal(self, *segments):
        """Ticks on segments (p, q) that are equally long; their number is new in the figure."""
        n = fresh(self.canvas.ticked)
        older = [middle(p, q) for p, q, _ in self.canvas.ticked]
        if any(dist(middle(p, q), m) < BESIDE * self.size for p, q in segments for m in older):
            raise Crowded("two numbers of ticks on one segment")
        for p, q in segments:
            self.canvas.equal(p, q, n)

    def parallel(self, *segments):
        """Arrow heads on segments (p, q) that are parallel; their number is new in the figure."""
        n = fresh(self.canvas.arrowed)
        for p, q in segments:
            self.canvas.parallel(p, q, n)

    def equal_angles(self, *angles):
        """Arcs of angles (vertex, p, q) that are equal; their number is new in the figure."""
        n = fresh(self.canvas.arced)
        for vertex, p, q in angles:
            self.canvas.arcs(vertex, p, q, n)

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
        self.canvas, self.meant = copied(self.canvas), []
        strokes, fills = len(self.canvas.strokes), len(self.canvas.fills)
        self.awaited = len(self.canvas.expected)
        self.gone.add(handle.given)
        try:
            built = build(self, handle, rng)
            room = built is not None and self.clear(strokes, handle, fills) and self.apart(strokes, before[1])
            own = hasattr(build, "__self__")  # an origin, which speaks of the problem's own shapes
            if room and (own or not self.doubled(built.text)):
                return built
        except Crowded:
            pass
        self.canvas, self.corners, self.free, self.locked = before
        self.small, self.insets, self.said = drawn_words
        self.gone.discard(handle.given)
        return None

    def doubled(self, text):
        """Whether a construction brings a shape of the kind that the question names without letters."""
        return any(re.search(rf"\b{noun}\b", text, re.IGNORECASE) for noun in self.nouns)

    def clear(self, old, handle, fills):
        """Whether the strokes from number old on crowd no older one, split no other angle and keep the format.

        fills: how many fills are older.
        """
        strokes = self.canvas.strokes
        new = pieces(strokes[old:])
        if new:
            box = bounds_of([p for piece in new for p in piece])
            unseen = (*UNSEEN, "thin", "head") if self.canvas.halo else UNSEEN  # axes may be crossed
            near = [s for s in strokes[:old] if s[1] not in unseen and overlap(bounds_of(s[0]), box)]
            rest = [piece for piece in pieces(near) if overlap(bounds_of(piece), box)]
            curved = bent(strokes[old:]) | bent(near)
            meant = [*self.corners, *self.meant], MEETING * self.size
            if not handle.solid and any(crowded(a, b, a in curved or b in curved, *meant) for a in new for b in rest):
                return False
        closed = [points[:-1] for points, _ in self.canvas.strokes[old:] if len(points) > 3 and points[0] == points[-1]]
        older = [] if handle.solid else self.canvas.fills[:fills]
        if any(inside(middle(*points), fill) for points in closed for fill, _ in older):
            return False
        if self.split_angle(new, handle):
            return False
        x0, y0, x1, y1 = bounds(self.canvas) if strokes else self.box
        wide, high = self.box[2] - self.box[0], self.box[3] - self.box[1]
        side = self.size * (1.5 if self.insets else 1)
        return x1 - x0 <= max(WIDEST * wide, side) and y1 - y0 <= max(WIDEST * high, side)

    def apart(self, old, corners):
        """Whether no new point lies so near to an older stroke, or to its end, that it seems to lie there."""
        rest, size = pieces(self.canvas.strokes[:old]), self.size
        ends = {key(p) for s, kind in self.canvas.strokes[:old] if kind not in UNSEEN and len(s) < 7 for p in s}
        for p in self.corners.keys() - corners.keys() - ends:
            if any(dist(p, end) < TOUCHING * size for end in ends):
                return False
            if MEETING * size < min((distance(p, piece, size) for piece in rest), default=0) < BESIDE * size:
                return False
        return True

    def split_angle(self, new, handle):
        """Whether a new piece runs into an angle that has a text and is not the handle."""
        expected = [("angle", *points, "?") for points in self.canvas.expected[: self.awaited]]
        for kind, v, p, q, text in self.canvas.labels + expected:
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
            if h.given and (len(h.points) != 2 or self.labelled(h)):  # its label stands there already
                continue
            if h.kind == "angle":
                self.canvas.angle(*h.points, f"{say(h.value)}°")
            elif h.kind == "segment" and self.part_of_a_line(h):  # a label there could be that of the whole line
                self.sayings.append(f"${self.ends(h)} = {say(h.value)}$.")
            elif len(h.points) == 2:
                self.canvas.side(*h.points, say(h.value), h.away)
        # later attempts let labels stray: those of angles from their arcs
        attempts = (0, 1, 2) if any(link.handle.kind == "angle" for link in chain.links) else (0, 3, 6)
        return any(Page(self.canvas, 448, random.Random(i), False, i).laid_out() for i in attempts)

    def name_shape(self):
        """Letters at all corners of the one polygon of the kind that the question names without letters."""
        for noun in self.nouns & CORNERS.keys():
            found = [p for p in self.canvas.polygons if len(p) == CORNERS[noun]]
            if len(found) == 1:
                try:
                    self.shape = noun, self.names(*found[0])
                except Crowded:
                    return

    def part_of_a_line(self, h):
        """Whether a longer straight line of the figure holds a segment."""
        p, q = h.points
        near = 1e-6 * self.size
        for a, b in pieces(self.canvas.strokes):
            apart = max(distance(p, (a, b), self.size), distance(q, (a, b), self.size))
            if dist(a, b) > 1.02 * dist(p, q) and apart < near:
                return True
        return False

    def labelled(self, h):
        """Whether a label stands at the ends of a handle."""
        ends = {key(p) for p in h.points}
        return any(label[0] == "side" and {key(p) for p in label[1:3]} == ends for label in self.canvas.labels)

    def text_of(self, label, derived, shown):
        """The text of a label: with the letters of the derived givens in it; shown: {id of a label: new text}."""
        text = self.templates.get(id(label), "")
        if not any(f"{MARK}{given}{MARK}" in text for given in derived):
            return shown.get(id(label), label[4])
        if shown.get(id(label)) == "":
            return ""
        text = self.filled(text, derived)
        return "" if text in ("°", "%", " cm", " m", " kg", " g") else text  # a unit without its number


def nouns_of(text):
    """The kinds of shapes that a question names without the letters of their corners: "the rectangle"."""
    before = r"\b(?:the|this|shaded|dark) (?:[a-z]+ )?"
    return {noun for noun in SHAPES if re.search(rf"{before}{noun}\b(?! [A-Z]{{2}})", text)}


class Crowded(Exception):
    """A construction finds no room or no letter; the board takes it back."""


def is_name(text):
    """Whether a text is the name of a point, such as A or B'."""
    return text.rstrip("'\u2032").isalpha()


def fresh(marks):
    """How many ticks, heads or arcs no mark of a list has yet, at most three."""
    free = [n for n in (1, 2, 3) if n not in {mark[-1] for mark in marks}]
    if not free:
        raise Crowded("too many marks")
    return free[0]


def key(p):
    """A point as a key: its coordinates to a few places."""
    return round(p[0], ROUND) + 0.0, round(p[1], ROUND) + 0.0


def key_of(h):
    """A segment or angle as a key."""
    return ("side", frozenset(map(key, h.points))) if len(h.points) == 2 else mark(*h.points)


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
