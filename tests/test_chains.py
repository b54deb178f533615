"""Tests of book/chains: the chains of node x that a reader would print, and that x is drawn from them."""

import random
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest

import book
from book import chains, nodes, origins, sets, stream
from book.check import chain_faults
from book.constructions import CONSTRUCTIONS

NAME = "third_angle"


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """A function that puts texts of chains into the list of a program."""
    monkeypatch.setattr(chains, "__file__", str(tmp_path / "__init__.py"))

    def put(*texts, name=NAME, chapter="triangles", raw=None):
        (tmp_path / f"{chapter}.toml").write_text(raw or f"{name} = {list(texts)!r}\n".replace("'", '"'))
        forget()

    forget()  # what an earlier test has read
    yield put
    forget()


def forget():
    for one in (chains.of_chapter, chains.listed):
        one.cache_clear()


def drawn(name=NAME, seeds=12):
    """Counter of the chains at x of some seeds."""
    plans = [nodes.seed_of(name, random.Random(f"chains/{i}"), "train", 0)[1] for i in range(seeds)]
    return Counter(tuple(sorted(plan.chain.names)) for plan in plans)


def test_chains_origins_have_names_of_their_texts():
    """The name of an origin stays when others come before it, and changes with its text, solution or value."""
    one = origins.of_program(NAME)[0]
    assert origins.origins(NAME)[0].name == f"{NAME}.{one.label}" and one.label.startswith(f"{one.given}.")
    assert len(one.label.split(".")[1]) == 4 and replace(one, where=["a > 1"]).label == one.label
    for field in ("text", "solution", "value"):
        assert replace(one, **{field: getattr(one, field) + " "}).label != one.label
    usual = origins.Origin("more", "From {a} bags.", "So.", "a*2", [])
    assert usual.label == "more.31c0"  # zlib.crc32(b"From {a} bags.So.a*2") is 0x75c931c0


@pytest.mark.slow
def test_chains_listed_are_drawn(listed):
    """A rare chain, its names in the other order, is that of most seeds once it alone is listed."""
    usual = drawn()
    rare = min(usual, key=lambda names: (usual[names], names))
    listed(" + ".join(reversed(rare)))
    found = drawn()
    assert usual[rare] < 4 and found[rare] >= 8
    assert found == drawn()  # the same seeds, the same chains
    assert chain_faults(NAME) == []


def test_chains_are_not_taken_for_other_numbers_of_points(listed):
    """Evaluation levels come before the list."""
    (names, _), *_ = drawn().most_common(1)
    listed(" + ".join(names))
    long = [("xyz", 9, 10)]
    made = [book.leveled(NAME, random.Random(i), long)[0] for i in range(3)]
    assert all(9 <= len(p.knowledge) <= 10 for p in made)
    made = book.leveled(NAME, random.Random(0), [("x", 6, 8)])[0]
    assert sorted(name.removeprefix(f"{NAME}.") for name in made.constructions) == list(names)


def test_chains_with_constructions_that_are_gone_are_stale(listed):
    (names, _), *_ = drawn().most_common(1)
    listed("a.0000 + b.1629", " + ".join(names))
    assert chains.listed(NAME) == (names,)
    assert chain_faults(NAME) == ["listed chain 'a.0000 + b.1629' is stale: it has a construction that is no more"]
    alone = next(c.name for c in CONSTRUCTIONS if c.kind == "money" or c.name == "chord")
    listed(alone)
    assert chain_faults(NAME) == [f"listed chain {alone!r} is drawn in none of 30 seeds"]
    assert drawn(seeds=3).keys() - {(alone,)}  # as without a list


@pytest.mark.parametrize(
    "raw, fault",
    [
        ("third_angle = [", "triangles.toml: "),
        ('third_angl = ["a"]', "third_angl: no program of this chapter"),
        ('clock = ["a"]', "clock: no program of this chapter"),
        ("third_angle = [3]", "third_angle: not a list of texts"),
        ('third_angle = "a"', "third_angle: not a list of texts"),
    ],
)
def test_chains_are_read_strictly(listed, raw, fault):
    listed(raw=raw)
    with pytest.raises(ValueError, match=fault):
        chains.listed(NAME)


def test_programs_with_an_empty_list_make_no_pro_seeds(listed):
    """They stay in the other sets, and can still be asked for by name."""
    listed()
    sets.seed_programs.cache_clear()
    assert not chains.makes_seeds(NAME) and chains.makes_seeds("clock")
    assert NAME in {p.name for p in sets.programs("paper")}
    assert NAME not in {p.name for p in sets.seed_programs("paper")}
    cfg = SimpleNamespace(size="paper")
    turn = {sets.program_of(cfg, "pro", i)[0].name for i in range(len(sets.seed_programs("paper")))}
    assert NAME not in turn and len(turn) == len(sets.seed_programs("paper"))
    assert set(book.pro(NAME, random.Random(0), 448)) > {*book.NODES}
    letters = {NAME: "abc", "clock": "abc"}
    told = stream.Stream.index(SimpleNamespace(names=[NAME, "clock"], nodes=letters), groups=False)
    assert told.names == ["clock"]
    with pytest.raises(ValueError, match=f"{NAME}: no program that makes Pro seeds"):
        stream.Stream.index(SimpleNamespace(names=[NAME], nodes=letters), groups=False)
    sets.seed_programs.cache_clear()


def test_chains_of_the_book_belong_to_chapters():
    """A file that no chapter has would never be read."""
    chapters = {book.PROGRAMS[name].chapter for name in book.PROGRAMS}
    for path in chains.Path(chains.__file__).parent.glob("*.toml"):
        assert path.stem in chapters and all(not chains.stale(name) for name in chains.of_chapter(path.stem))
