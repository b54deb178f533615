"""Chains of node x that a reader would print, by program: one TOML file a chapter, named like its Python file.

    third_angle = ["a.c7b0 + b.1629", "a.a951 + exterior_isosceles"]

A chain is the names of its constructions (book/constructions), origins without their program, in any order.  An
origin's name changes with its text (book/origins): a chain that was read in other words is stale, and not taken.
derive() takes a listed chain where one suits the scene; x of other programs is drawn as if nobody had read it.  An
empty list: readers would print none, so the program makes no Pro seeds.
"""

import functools
import tomllib
from pathlib import Path

from ..constructions import CONSTRUCTIONS
from ..origins import origins
from ..tools import PROGRAMS


@functools.cache
def of_chapter(chapter):
    """{program: its listed chains as texts} of a chapter; ValueError names what a file holds wrongly."""
    path = Path(__file__).parent / f"{chapter}.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as e:
        raise ValueError(f"book: chains/{path.name}: {e}") from e
    for name, rows in found.items():
        if name not in PROGRAMS or PROGRAMS[name].chapter != chapter:
            raise ValueError(f"book: chains/{path.name}: {name}: no program of this chapter")
        if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
            raise ValueError(f"book: chains/{path.name}: {name}: not a list of texts")
    return found


def known(name):
    """The names of the constructions that a program has, its own origins without its name."""
    return {c.short for c in [*origins(name), *CONSTRUCTIONS]}


def parts(text):
    """The names in a chain's text, sorted: chains with the same names are the same."""
    return tuple(sorted(text.split(" + ")))


def of_program(name):
    """The chains of a program as its file has them, texts."""
    return of_chapter(PROGRAMS[name].chapter).get(name, [])


def stale(name):
    """The listed chains of a program with a construction that it has no longer, as texts."""
    return [text for text in of_program(name) if not known(name).issuperset(parts(text))]


@functools.cache
def listed(name):
    """The listed chains of a program that are not stale, each as the sorted names of its constructions."""
    return tuple(dict.fromkeys(parts(text) for text in of_program(name) if text not in stale(name)))


def makes_seeds(name):
    """Whether a program makes Pro seeds: its list is not empty."""
    return of_chapter(PROGRAMS[name].chapter).get(name) != []
