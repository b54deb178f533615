"""Constructions on an angle: true to scale, true equations, every input needed, and few links for six points."""

import math
import random
import re
from fractions import Fraction

import pytest

from book import arithmetic, sampling
from book.canvas import opening
from book.constructions import BARE, CONSTRUCTIONS, Chain, Link, derive
from book.constructions.angles import named
from book.origins import origins
from knowledge import TABLE

OWN = [c for c in CONSTRUCTIONS if c.kind == "angle" and ".angles" in c.build.__module__]
ENOUGH, TRIES = 20, 900
PROGRAMS = (
    "third_angle isosceles radian_triangle central_angle exterior_angle inscribed_angle tangent_chord cyclic_angles "
    "polygon_angle exterior_angles trapezoid_angles bearing inclination turn_to rotated_triangle crossing_lines "
    "full_angle bisected_angle lines_of_sight parallel_lines bend_between_parallels turned_to_parallel "
    "parallelogram_angles rays_beside_perpendicular straight_angle crossing_segments two_bisectors "
    "kind_of_triangle cosine_rule sector_area"
).split()


def built(c):
    """(board, handle, what is built) of a construction on pairs of rays, at least ENOUGH times."""
    found = []
    for seed in range(TRIES):
        rng = random.Random(f"{c.name}/{seed}")
        board = BARE["angle"](rng)
        handle = board.handles[0]
        made = board.attempt(c.build, handle, rng)
        if made is not None:
            found.append((board, handle, made))
        if len(found) > ENOUGH:
            break
    return found


@pytest.mark.parametrize("c", OWN, ids=lambda c: c.name)
def test_each_is_true_and_to_scale(c):
    found = built(c)
    assert len(found) >= ENOUGH
    for board, handle, made in found:
        values = [i.value for i in made.inputs]
        assert made.rule(*values) == handle.value
        for k in range(len(values)):
            assert made.rule(*values[:k], values[k] + 1, *values[k + 1 :]) != handle.value
        for i in made.inputs:
            assert i.kind == "told" or abs(opening(*i.points) - i.value) < 0.01 * i.value
            assert i.kind == "told" or Fraction(i.value).denominator == 1 and 18 <= i.value <= 165 and i.value != 90
        assert not arithmetic.false_equations(made.solution)[0]
        assert made.text.endswith(".") and made.solution.endswith(".") and "None" not in made.text + made.solution
        one, v, two = named(board, handle)
        assert {one + v + two, two + v + one} & set(re.findall(r"\b[A-Z]{3}\b", made.solution))


@pytest.mark.parametrize("c", OWN, ids=lambda c: c.name)
def test_each_has_room_for_its_labels(c):
    laid = [board.finish(Chain(board, [Link(handle, c, made)])) for board, handle, made in built(c)[:12]]
    assert sum(laid) >= 6


def test_points_are_in_the_table_and_used():
    pairs = {tuple(line.split("\t")[4:6]) for line in TABLE.read_text(encoding="utf-8").splitlines()}
    assert len(OWN) >= 40 and len({c.name for c in OWN}) == len(OWN)
    for c in OWN:
        assert set(c.uses) <= pairs and len({point for point, _ in c.uses}) == len(c.uses)


def test_marks_agree_with_the_drawing():
    for c in OWN:
        for board, _, _ in built(c)[:6]:
            canvas = board.canvas
            for n in {n for *_, n in canvas.ticked}:
                lengths = [math.dist(p, q) for p, q, k in canvas.ticked if k == n]
                assert max(lengths) < 1.001 * min(lengths)
            turns = [math.atan2(q[1] - p[1], q[0] - p[0]) for p, q, _ in canvas.arrowed]
            assert all(abs(math.sin(turn - turns[0])) < 1e-6 for turn in turns)
            rights = [label[1:4] for label in canvas.labels if label[0] == "right"]
            assert all(abs(opening(*points) - 90) < 1e-6 for points in rights)


@pytest.mark.parametrize("name", PROGRAMS)
def test_six_points_with_at_most_three_links(name):
    good = 0
    for seed in range(6):
        rng = random.Random(seed)
        scene = sampling.sample(name, rng, "train")
        own = scene.asks[0].knowledge
        needed = sampling.essential(name, scene)
        chain = derive(scene, rng, 6, 8, own, scene.asks[0].text, needed, origins(name))
        if chain is None:
            continue
        good += len({*own, *chain.points}) >= 6 and len(chain.links) <= 3
        assert not arithmetic.false_equations(chain.solution)[0]
        whole = chain.value()
        assert all(abs(value - scene.givens[k]) < 1e-9 for k, value in whole.items())
        assert all(chain.value(changed=h) != whole for h in chain.leaves() if not h.given)
    assert good >= 5


def test_one_vertex_has_one_letter():
    """The point that the text alone names is the vertex in the figure too."""
    scene = sampling.sample("crossing_lines", random.Random(2), "train")
    chain = derive(scene, random.Random(2), 6, 8, [], scene.asks[0].text)
    corners = [label for label in chain.canvas.labels if label[0] == "corner"]
    assert len({label[1] for label in corners}) == len(corners) and "O" in {label[4] for label in corners}
