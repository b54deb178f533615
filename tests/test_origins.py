"""Tests of book/origins: what a hand-written origin means, and that the book prefers them."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest

import book
from book import nodes, origins
from book.check import origin_faults
from book.constructions import Board
from book.origins import Origin, calculated
from book.stories import stories

USES = [["Multiplication of Integers", "Multiplication as Repeated Addition"]]


def origin(**kw):
    usual = dict(given="more", text="The {letter}balls come from {a} bags of {b}.", value="a*b", uses=USES)
    usual |= dict(solution="The bags hold ${a} \\times {b} = {value}$ balls.", draw={"a": [2, 9], "b": [2, 9]})
    return Origin(**(usual | kw))


def boards(name="bag_of_balls", count=12):
    return [Board.of(book.PROGRAMS[name].make(random.Random(seed))) for seed in range(count)]


def built(one, value=6, **kw):
    """(Built, board) of an origin of bag_of_balls on a scene in which so many balls are put in."""
    for seed in range(1000):
        board = Board.of(book.PROGRAMS["bag_of_balls"].make(random.Random(seed)))
        (h,) = board.handles
        if h.value == value:
            return one.built(board, h, random.Random(0)), board
    raise AssertionError("no such scene")


def test_origins_calculate_exactly_and_run_nothing():
    known = {"a": Fraction(7), "b": Fraction(2)}
    assert calculated("a*b - a//b + a%b", known) == 14 - 3 + 1
    assert calculated("a/b + b**3", known) == Fraction(7, 2) + 8
    assert calculated("a > b", known) and not calculated("a == b", known)
    with pytest.raises(ValueError, match="c is neither drawn, set nor given"):
        calculated("a + c", known)
    for text in ("__import__('os')", "a.b", "f(a)", "[a]", "a if b else 1", "1.5", "lambda: a"):
        with pytest.raises((ValueError, SyntaxError)):
            calculated(text, known)


def test_origins_numbers_make_the_value():
    made, _ = built(origin())
    assert {h.value for h in made.inputs} == {2, 3} and made.rule(*(h.value for h in made.inputs)) == 6
    assert made.text.startswith("The {letter}balls come from ") and "= 6$" in made.solution
    assert built(origin(), 7)[0] is None  # a prime number is no such product
    kw = dict(draw={"b": [3, 3]}, set={"t": "value + b", "u": "2*t"}, text="So {t}, {u}.", solution="So it is {value}.")
    made, _ = built(origin(value="t - b", **kw))
    assert made.text == "So 9, 18."  # each sees those before it
    assert built(origin(where=["a > b"]))[0].text.endswith("3 bags of 2.")
    assert built(origin(text="It is {a/b}."))[0] is None  # neither 2/3 nor 3/2 is whole
    assert built(origin(text="It is ${a/b:frac}$.", where=["a < b"]))[0].text == "It is $\\frac{2}{3}$."


@pytest.mark.parametrize(
    "form, said", [("{a:times}", "twice"), ("{b:word}", "three"), ("{a:02}", "02"), ("{phrase}", "the number of balls")]
)
def test_origins_forms_of_numbers(form, said):
    made, _ = built(origin(text=f"So {form}.", where=["a == 2"]))
    assert made.text.startswith(f"So {said}")


def test_origins_relate_givens_and_name_sides():
    """Another given in the value stays where the text prints its number; sides are named by their letters."""
    one = Origin("a", "AB is {k:times} ${b:side}$ and is ${value:side}$.", "So.", "k*b", USES, {"k": [2, 6]})
    for seed in range(300):
        board = Board.of(book.PROGRAMS["triangle_perimeter"].make(random.Random(seed)))
        h = next(h for h in board.handles if h.given == "a")
        made = one.built(board, h, random.Random(0))
        if made:
            break
    assert board.locked == set() and [x.given for x in made.inputs if x.given] == ["b"]  # it may be derived in its turn
    told = replace(one, text=one.text + " The other side is {b}.")
    assert told.built(board, h, random.Random(0)) and board.locked == {"b"}
    first, second = made.text.split("$")[1], made.text.split("$")[3]
    assert {*first, *second} == set("ABC") and first != second


@pytest.mark.parametrize(
    "kw, fault",
    [
        (dict(uses=[["Multiplication of Integers", "Nonsense"]]), "has no principle 'Nonsense'"),
        (dict(text="the {letter}balls, {a} bags of {b}."), "is no sentence"),
        (dict(solution="The bags hold ${a} \\times {b} = {value+1}$ balls."), "the solution says"),
        (dict(draw={"a": [50, 60], "b": [2, 3]}), "it suits 0"),
        (dict(draw={"more": [2, 3], "a": [2, 3], "b": [2, 3]}), "are names of givens"),
    ],
)
def test_origins_faults_are_told(kw, fault):
    assert any(fault in said for said in origin_faults(origin(**kw), boards()))
    assert origin_faults(origin(), boards()) == []


def test_origins_come_before_all_else():
    """Node x of a program that has origins; a file with a fault is named."""
    for seed in range(6):
        chain = nodes.seed_of("bag_of_balls", random.Random(seed), "train", 0)[1].chain
        assert all(link.construction.given for link in chain.links)


def test_origins_choose_the_story():
    """Formal ones go with abstract wordings, others with scenes, where the program has such."""
    seen = set()
    for name in ("linear_graph", "bag_of_balls", "inverse_graph", "triangle_sums"):
        for seed in range(8):
            scene, plan = nodes.seed_of(name, random.Random(seed), "train", 0)
            kinds = {s.abstract for s in stories(name) if s.fits(scene)}
            if plan.chain.formal is not None and len(kinds) == 2:
                assert plan.told("xz").abstract == plan.chain.formal
                seen.add(plan.chain.formal)
    assert seen == {True, False}


def test_origins_name_the_file_of_a_fault(tmp_path, monkeypatch):
    monkeypatch.setattr(origins, "__file__", str(tmp_path / "__init__.py"))
    (tmp_path / "new.toml").write_text('[[a]]\ngiven = "x"\n')
    with pytest.raises(ValueError, match="origins/new.toml: .*text"):
        origins.of_chapter("new")


def test_origins_letters_are_those_of_the_text():
    """{letter} of a given that has none is a fault; a text may do without the letter that the problem itself tells."""
    one = origin(text="The {letter}balls come from {a} bags of {b}.")
    assert not origin_faults(replace(one, text="The balls come from {a} bags of {b}."), boards())
    made = boards()
    for board in made:
        board.given_letters.pop(one.given)
    assert "{letter} stands in its text where the given has none" in origin_faults(one, made)
