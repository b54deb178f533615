"""Tests of the conditions that a number of an algebraic figure fulfils: their values, inputs and equations."""

import random
from fractions import Fraction

import pytest

from book import alone, arithmetic
from book.canvas import Canvas
from book.constructions import CONSTRUCTIONS, Board, lettered, suited
from book.constructions.board import Handle
from book.tools import Quantity, table

CONDITIONS = [c for c in CONSTRUCTIONS if c.kind == "formal"]


def condition_samples(each, wanted=20):
    """[(handle, what a condition has built on it)]."""
    found = []
    for seed in range(600):
        rng = random.Random(f"{each.name}/{seed}")
        phrase, value = "the end of the ray", Fraction(rng.randint(2, 40))
        handle = Handle("quantity", phrase, value, quantity=Quantity("number", phrase), given="n")
        made = Board(Canvas()).attempt(each.build, handle, rng)
        found += [(handle, made)] if made else []
        if len(found) == wanted:
            break
    return found


@pytest.mark.parametrize("each", CONDITIONS, ids=lambda c: c.name)
def test_condition_gives_the_value_from_all_its_inputs(each):
    found = condition_samples(each)
    assert len(found) == 20
    for handle, made in found:
        values = [h.value for h in made.inputs]
        assert float(made.rule(*values)) == pytest.approx(float(handle.value))
        for i in range(len(values)):
            changed = made.rule(*[v + (k == i) for k, v in enumerate(values)])
            assert abs(float(changed) - float(handle.value)) > 1e-9


@pytest.mark.parametrize("each", CONDITIONS, ids=lambda c: c.name)
def test_condition_says_what_is_true(each):
    for _, made in condition_samples(each):
        assert not arithmetic.false_equations(made.solution)[0], made.solution
        assert made.text.endswith((".", "$")) and made.solution.endswith(".")


@pytest.mark.parametrize("each", CONDITIONS, ids=lambda c: c.name)
def test_condition_points_stand_in_the_table_and_can_be_asked_alone(each):
    for point, principle in each.uses:
        assert principle in {one.name for one in table().find(point).principles}
        assert alone.asked(point) or alone.constructions(point)


def test_conditions_suit_formulas_only():
    quantity = Quantity("number", "the end of the ray")
    handle = Handle("quantity", quantity.phrase, Fraction(5), quantity=quantity)
    shares = next(c for c in CONSTRUCTIONS if c.name == "two_changes")
    assert suited(CONDITIONS[0], handle, "Algebra") and not suited(CONDITIONS[0], handle, "Fundamental Skills")
    assert suited(shares, handle, "Fundamental Skills") and not suited(shares, handle, "Algebra")


def test_a_letter_stands_behind_a_noun_and_never_behind_the_article():
    assert lettered("the given x-coordinate", "c") == "the given x-coordinate $c$"
    assert lettered("the given value of x", "v") == "the given value $v$ of x"
