"""The contextual axis: whole scenes, one TOML file a chapter, named like the chapter's Python file.

    [[rectangle_area]]                # the program
    opening = "A school turns the corner of its yard into a lawn. Turf is sold by the square metre; the lengths in the \
figure are in metres."
    question = "How many square metres of turf must the school order?"
    ending = "The school must order {answer} square metres of turf."
    words = {"the rectangle" = "the lawn"}
    sizes = {w = [4, 60], h = [3, 40]}

opening: the purpose, what the things in the figure are, the units.  question: the base question in the scene's nouns.
ending: the solution's last sentence.  words: what stands in the place of the problem's nouns in its solution and in the
derivations of node x.  sizes: [least, most] of givens where the scene is plausible.  abstract = true: another formal
language in the place of a scene.  icon: a small drawing beside the figure (book/icons.py).  read: the story's key when
a reader would print it; such stories are told before others, until a text of theirs changes.
Texts may name givens, and what Scene.say holds, in braces: {w}.
"""

import functools
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from ..tools import PROGRAMS, text_key


@dataclass(frozen=True)
class Story:
    """A whole scene; see the head of this file."""

    opening: str
    question: str
    ending: str
    words: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, list] = field(default_factory=dict)
    abstract: bool = False
    icon: str = ""
    read: str = ""

    @functools.cached_property
    def key(self):
        """What its texts are known by."""
        return text_key(self.opening, self.question, self.ending)

    @property
    def was_read(self):
        """Whether a reader would print it as it is now."""
        return self.read == self.key

    def fits(self, scene):
        """Whether the sizes are plausible."""
        return all(low <= scene.givens[name] <= high for name, (low, high) in self.sizes.items())


@functools.cache
def of_chapter(chapter):
    """{program: its stories} of a chapter; ValueError names what a file holds wrongly."""
    path = Path(__file__).parent / f"{chapter}.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        return {name: [Story(**story) for story in rows] for name, rows in found.items()}
    except (tomllib.TOMLDecodeError, TypeError) as e:
        raise ValueError(f"book: {path.name}: {e}") from e


def stories(name):
    """The stories of a program."""
    return of_chapter(PROGRAMS[name].chapter).get(name, [])
