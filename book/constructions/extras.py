"""Node y: more mathematics in the figure, true and not needed.

An extra is a decorated function (canvas, rng) -> whether it has drawn something.  A program may bring its own
(Scene.more).
"""

import random

from ..page import Page
from .board import copied

EXTRAS = []
WANTED = 2  # additions to a figure, where there is room


def extra(draw):
    """Decorator: registers an extra."""
    EXTRAS.append(draw)
    return draw


def enriched(canvas, scene, rng):
    """The canvas with one or two additions; those whose labels find no place are left out."""
    pool, added = [*scene.more] * 2 + EXTRAS, 0
    rng.shuffle(pool)
    for draw in pool:
        trial = copied(canvas)
        if draw(trial, rng) is False or not fits(trial):
            continue
        canvas, added = trial, added + 1
        if added == WANTED:
            break
    return canvas


def fits(canvas):
    """Whether all labels find a place."""
    return any(Page(canvas, 448, random.Random(i), False, i).laid_out() for i in (0, 4))


@extra
def diagonals(c, rng):
    """The diagonals of a quadrilateral."""
    found = [p for p in c.polygons if len(p) == 4]
    if not found:
        return False
    a, b, d, e = rng.choice(found)
    c.line(a, d, kind="thin")
    c.line(b, e, kind="thin")
    return True
