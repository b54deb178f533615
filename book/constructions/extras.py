"""Node y: more mathematics in the figure, true and not needed.

An extra is a decorated function (canvas, rng) -> False where it does not suit, else None or True; it draws on a copy of
the figure that is kept only if it misleads nobody (gate.py) and all labels still find a place.  It stands in the file
of its kind of figure: extras_lines.py, extras_plane.py, extras_round.py, extras_charts.py, extras_space.py.  A program
may bring its own (Scene.more).  Where nothing suits, another figure of the same program stands beside it, framed.

    @extra("plane", shy="diagonal")
    def diagonals(c, rng):
        ...

kind: plane (a plane figure to scale), circle (one with circles), axes (a coordinate plane), bars (a bar chart),
solid (an oblique drawing).  shy: words of a question beside which the extra would be taken for what is asked.
"""

import functools
import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from math import dist
from pathlib import Path

from ..canvas import middle
from ..page import Page
from ..tools import PROGRAMS, drawn
from .board import bounds, copied
from .gate import askew, harmless, parts_a_length

EXTRAS = []
ROUNDS = 3  # times that the extras are tried until one fits
FACES = 5  # of a solid to which something is added
TEXTS = 4  # texts, such as a second ring of numbers, that are an addition
RARE = 0.06  # weight of extras that a figure with constructions does without
ROOMIER = 1.9  # the picture grows with the figure, up to this factor
COUNTED = re.compile(
    r"[Hh]ow many (?:of )?(?:the )?(?:\w+ )?(squares|triangles|rectangles|regions|lines|segments|dots|points|circles|"
    r"figures|parts|pieces|angles|diagonals|edges|rays|vertices|matches|shapes|parallel|cubes|faces|corners|axes)"
)
SKETCH = re.compile(r"sketch|not to scale|true length")
SHAPE = (  # a shape that a question speaks of without its letters: no second one may lie beside it
    r"(?:the|a|this) (?:\w+ )?(?:triangles?|rectangle|square|quadrilateral|figure|trapezoid|parallelogram|rhombus|kite|"
    r"polygon|hexagon|shape)(?! (?-i:[A-Z]{3}))"
)


@dataclass(frozen=True)
class Extra:
    """A registered extra: its kind of figure, words of questions it keeps away from, how often, how it draws."""

    name: str
    kind: str
    shy: re.Pattern | None
    weight: float
    draw: Callable

    def suits(self, kinds, text):
        """Whether it may be drawn in a figure of some kinds beside a question."""
        return self.kind in kinds and not (self.shy and self.shy.search(text))


def extra(kind, shy="", weight=1.0):
    """Decorator: registers an extra for a kind of figure; weight: how early it is tried."""

    def register(draw):
        words = re.compile(rf"\b(?:{shy})", re.IGNORECASE) if shy else None
        EXTRAS.append(Extra(draw.__name__, kind, words, weight, draw))
        return draw

    return register


def enriched(canvas, scene, rng, node="y"):
    """The canvas with an addition, one of the program's own if it fits; none that misleads or crowds a label out.

    node: y, or xy beside derivations."""
    base, text, own = drawn(scene, asked=0), scene.asks[0].text, rng.sample(scene.more, len(scene.more))
    derived, read = len(canvas.strokes) > len(base.strokes), accepted()[node].get(maker(scene))
    for _ in range(ROUNDS):
        for draw in [*own, *fitting(base, scene, text, rng, RARE if derived else 0)]:
            if read is not None and draw.__qualname__.replace(".<locals>.draw", "") not in read:
                continue
            trial = tried(canvas, base, draw, rng, text, guarded=derived or draw not in own)
            if trial is not None:
                enough, canvas = richer(canvas, trial), trial
                if enough:
                    return canvas
    return canvas


@functools.cache
def accepted():
    """{node y or xy: {program: the additions that a reader would print}} of accepted.toml; any for other programs."""
    return tomllib.loads((Path(__file__).parents[1] / "accepted.toml").read_text("utf-8"))


def richer(canvas, trial):
    """Whether a figure has something more to look at: a line or dot, or a row or ring of texts."""
    return ink(trial) > ink(canvas) or len(trial.labels) >= len(canvas.labels) + TEXTS


def ink(canvas):
    """How many lines and dots a figure has: a text alone is no addition."""
    return len(canvas.strokes) + len(canvas.dots) + len(canvas.open_dots)


def fitting(base, scene, text, rng, least=0):
    """The extras for a figure in the order of a draw; none where the question counts what they would add."""
    if COUNTED.search(text) or SKETCH.search(text) or not base.strokes:
        return []
    kinds = kinds_of(base, scene)
    found = [one for one in EXTRAS if one.suits(kinds, text) and one.weight >= least]
    return [one.draw for one in sorted(found, key=lambda one: -(rng.random() ** (1 / one.weight)))]


def tried(canvas, base, draw, rng, text, guarded=True):
    """A copy of the canvas with one addition, or None where it does not suit, misleads or has no room.

    The extra sees the polygons, circles and dots of the figure itself, not those of constructions.
    """
    trial = copied(canvas)
    trial.polygons, trial.circles, trial.base = list(base.polygons), list(base.circles), len(base.strokes)
    trial.dots = list(base.dots)
    suits = draw(trial, rng) is not False
    trial.dots = canvas.dots + trial.dots[len(base.dots) :]
    if not suits or guarded and (not harmless(canvas, trial, text) or parts_a_length(canvas, trial, longest(canvas))):
        return None
    trial.polygons, trial.circles = canvas.polygons, canvas.circles
    return roomier(canvas, trial)


def roomier(canvas, trial):
    """The trial as a picture that is larger by as much as the figure; None where a label finds no place."""
    old, new = longest(canvas), longest(trial)
    trial.room = min(ROOMIER, canvas.room * max(1.0, new / old))
    return trial if fits(trial) else None


def longest(canvas):
    """The longer side of a figure."""
    x0, y0, x1, y1 = bounds(canvas) if canvas.strokes else (0, 0, 1, 1)
    return max(x1 - x0, y1 - y0)


def fits(canvas):
    """Whether all labels find a place."""
    return any(Page(canvas, 448, random.Random(i), False, i).laid_out() for i in (0, 4))


def kinds_of(base, scene):
    """The kinds of figure that a scene's figure is."""
    names = {text for kind, *_, text in base.labels if kind == "corner"}
    if any(kind == "head" for _, kind in base.strokes) and ({"x", "y"} <= names or {"Re", "Im"} <= names):
        return {"axes"} if scene.scale or any(kind == "faint" for _, kind in base.strokes) else set()
    if any(points == [(0, 80), (0, 0), (103, 0)] for points, _ in base.strokes):
        return {"bars"} if len(base.polygons) > 1 else set()
    if base.upright and askew(base):
        return {"solid"} if len(base.polygons) <= FACES else set()
    if scene.scale and (not base.upright or ".geometry." in PROGRAMS[maker(scene)].make.__module__):
        return {"plane", "circle"} if base.circles else {"plane"}
    return set()


def maker(scene):
    """The name of a scene's program: its functions carry it."""
    names = [getattr(f, "__qualname__", "").split(".")[0] for f in (scene.figure, scene.check)]
    return next(name for name in names if name in PROGRAMS)


# ------------------------------------------------------------------------------------------------- what extras call
def size(c):
    """The longer side of the figure itself."""
    xs, ys = zip(*(p for points, _ in c.strokes[: c.base] for p in points))
    return max(max(xs) - min(xs), max(ys) - min(ys))


def free(marks):
    """The least number of ticks, heads or arcs that no mark has yet."""
    used = {mark[-1] for mark in marks}
    return next(n for n in (1, 2, 3, 4) if n not in used)


def centre_of(c):
    """The middle of the figure itself."""
    return middle(*(p for points, _ in c.strokes[: c.base] for p in points))


def segments(c, least=0.22):
    """The straight sides and lines of the figure itself, cut at dots, at least so long, as pairs of points."""
    low, found = least * size(c), {}
    for points, kind in c.strokes[: c.base]:
        if kind in ("line", "thick") and len(points) <= 9:
            for p, q in zip(points, points[1:]):
                for pq in parts(p, q, c.dots):
                    if dist(*pq) >= low:
                        found[frozenset(pq)] = pq
    return sorted(found.values(), key=lambda pq: -dist(*pq))


def parts(p, q, dots):
    """The pieces into which dots cut the segment pq."""
    far = dist(p, q)
    on = [r for r in dots if far and abs(dist(p, r) + dist(r, q) - far) < 1e-9 * far]
    row = sorted({p, q, *on}, key=lambda r: dist(p, r))
    return list(zip(row, row[1:]))
