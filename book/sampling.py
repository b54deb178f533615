"""Scenes: drawn on one side of the split, and their neighbours, which tell what an answer depends on."""

import difflib
import functools
import random
import re

from .tools import PROGRAMS, draw_until, drawn, side_of_split, verify

NEIGHBOURS = 48  # scenes that are looked at, at most, to tell what an answer depends on


class Replay(random.Random):
    """A generator that repeats another of the same seed, but for one of its draws. count: how many were made."""

    def __init__(self, seed, change=None, salt=0):
        super().__init__(seed)
        self.count, self.change = 0, change
        self.other = random.Random(f"{seed}/{change}/{salt}")

    def changed(self):
        """Whether this draw is the one that differs."""
        self.count += 1
        return self.count == self.change

    def random(self):
        """A number from 0 to 1."""
        own = super().random()
        return self.other.random() if self.changed() else own

    def getrandbits(self, k):
        """A whole number of k bits."""
        own = super().getrandbits(k)
        return self.other.getrandbits(k) if self.changed() else own


def program(name):
    """A program by its name; ValueError names some that there are."""
    if name not in PROGRAMS:
        near = difflib.get_close_matches(name, PROGRAMS) or sorted(PROGRAMS)[:3]
        raise ValueError(f"book: no program named {name!r} among {len(PROGRAMS)}, such as {', '.join(near)}")
    return PROGRAMS[name]


def sample(name, rng, split):
    """A verified scene on the wanted side of the split, which goes by what the figure shows (pocket: by numbers)."""
    pocket = program(name).pocket
    if split not in ("train", "eval"):
        raise ValueError(f"book: split must be train or eval, not {split!r}")
    make = functools.partial(PROGRAMS[name].make, rng) if pocket else functools.partial(seeded, name, rng)
    scene = draw_until(make, lambda scene: on_side(name, scene, split), f"{name}, split {split}")
    verify(name, scene)
    return scene


def on_side(name, scene, split):
    """Whether a scene is on a side of the split."""
    return side_of_split(shown(name, scene)) == split


def seeded(name, rng):
    """A scene that remembers the seed it was made from."""
    seed = rng.getrandbits(64)
    scene = PROGRAMS[name].make(random.Random(seed))
    scene.seed = seed
    return scene


def neighbours(name, scene):
    """Scenes of the program that come from the same draws, but for one of them."""
    first = Replay(scene.seed)
    PROGRAMS[name].make(first)
    places = [(place, salt) for salt in range(4) for place in range(1, min(first.count, NEIGHBOURS) + 1)]
    for place, salt in places[:NEIGHBOURS]:
        yield PROGRAMS[name].make(Replay(scene.seed, place, salt))


def essential(name, scene):
    """The names of the givens that the answer depends on: changed alone, they change it.

    Where no neighbour differs in a given alone, its number has to stand in the solution.
    """
    own, seen = scene.asks[0], {}
    for other in neighbours(name, scene):
        apart = [k for k, v in scene.givens.items() if other.givens.get(k) != v]
        if len(apart) == 1 and other.fixed == scene.fixed and other.givens.keys() == scene.givens.keys():
            seen[apart[0]] = seen.get(apart[0], False) or other.asks[0].answer != own.answer
    numbers = set(re.findall(r"\d+", own.solution))
    return [k for k, v in scene.givens.items() if seen.get(k, str(v) in numbers)]


def texts(scene):
    """What Scene.say holds, without the numbers that only the figure shows."""
    return {k: v for k, v in scene.say.items() if not isinstance(v, int)}


def needs_figure(name, scene, stated):
    """Whether something that only the figure shows decides the answer.

    stated: the names of the givens that the text tells.  True when another scene with these givens, and the same words
    in its texts, has another answer.
    """
    return any(
        other.asks[0].answer != scene.asks[0].answer
        and texts(other) == texts(scene)
        and all(other.givens.get(k) == scene.givens[k] for k in stated)
        for other in neighbours(name, scene)
    )


def shown(name, scene):
    """What decides the side of the split, as a text: all that the figure shows, so that no two sets share a figure.

    Coordinates stand there to six places: the same on every machine. Pocket programs: their numbers.
    """
    if scene.picture:
        return repr((name, *scene.numbers))
    canvas, known = drawn(scene), {}

    def path(points):
        if id(points) not in known:  # the outline of a disc is a stroke and a fill
            texts = [
                f"[{round(x, 6) + 0.0}, {round(y, 6) + 0.0}]"  # + 0.0: no -0.0
                if type(x) is type(y) is float  # most are; the other way gives the same, only more slowly
                else repr(rounded((x, y)))
                for x, y in points
            ]
            known[id(points)] = f"[{', '.join(texts)}]"
        return known[id(points)]

    strokes = ", ".join(f"[{path(points)}, {kind!r}]" for points, kind in canvas.strokes)
    fills = ", ".join(f"[{path(points)}, {float(accent)!r}]" for points, accent in canvas.fills)
    return f"({name!r}, [{strokes}], [{fills}], {path(canvas.dots)}, {rounded(canvas.labels)!r})"


def rounded(value):
    """Nested lists with their numbers to six places."""
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    return round(float(value), 6) + 0.0 if isinstance(value, (int, float)) else value
