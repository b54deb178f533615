"""Constructions on solids, coordinates, functions and vectors: on handles drawn alone, over many seeds."""

import functools
import random
from math import dist

import pytest

from book import arithmetic, constructions, sampling
from book.constructions import functions
from book.tools import table

FILES = ("solids", "pyramids", "rounds", "balls", "coordinates", "functions", "vectors")
OURS = [c for c in constructions.CONSTRUCTIONS if c.build.__module__.rsplit(".", 1)[1] in FILES]
SEEDS = 400  # draws of a handle, at most
WANTED = 20  # that a construction suits
LENGTHS = {"row_of_cubes"}  # for a handle with the name of a length


def handle_alone(c, rng):
    """A board with a handle that the construction may suit."""
    if c.name in LENGTHS:
        kind = rng.choice(("edge of a cuboid", "radius of a cylinder", "height of a cone"))
        return constructions.BARE[kind](rng)
    if c.build.__module__.endswith("functions") and c.kind not in ("coordinate", "letter"):
        return functions.number_alone(rng, c.kind if c.kind != "any" else "number")
    if c.kind == "radius of a sphere":
        return of_program("sphere_section", rng)
    return constructions.BARE[c.kind](rng)


def of_program(name, rng):
    """The board of a program's scene."""
    scene = sampling.sample(name, rng, "train")
    return constructions.Board.of(scene, "", sampling.essential(name, scene))


@functools.cache
def built(c):
    """[(board, link)] of a construction on handles drawn alone."""
    found = []
    for seed in range(SEEDS if not on_coordinates(c) else 0):
        rng = random.Random(seed)
        board = handle_alone(c, rng)
        chain = constructions.grown(board, rng, [c], (), 9, 9, 1, again=True)
        if chain.links and board.finish(chain):
            found.append((board, chain))
        if len(found) == WANTED:
            break
    return found


def on_coordinates(c):
    """Whether a handle drawn alone cannot be what the construction is for: the coordinate of a point of a graph."""
    return c.kind == "coordinate" and c.build.__module__.endswith("functions")


ids = [f"{c.name} ({c.kind})" for c in OURS]


@pytest.mark.parametrize("c", OURS, ids=ids)
def test_it_suits_many_handles_and_its_rule_gives_the_value(c):
    if on_coordinates(c):
        return
    assert len(built(c)) == WANTED
    for _, chain in built(c):
        link = chain.links[0]
        values = [h.value for h in link.built.inputs]
        assert link.built.rule(*values) == pytest.approx(float(link.handle.value))
        for i in range(len(values)):
            other = values[:i] + [values[i] + 1] + values[i + 1 :]
            assert link.built.rule(*other) != pytest.approx(float(link.handle.value))


@pytest.mark.parametrize("c", OURS, ids=ids)
def test_its_equations_are_true_and_its_points_are_in_the_table(c):
    for point, principle in c.uses:
        assert principle in [p.name for p in table().find(point).principles]
    for _, chain in built(c):
        wrong, counted = arithmetic.false_equations(chain.solution)
        assert not wrong and (counted or on_coordinates(c))


@pytest.mark.parametrize("c", OURS, ids=ids)
def test_lengths_are_true_in_space(c):
    for _, chain in built(c):
        for h in chain.links[0].built.inputs:
            if h.space:
                assert dist(*h.space) == pytest.approx(float(h.value), rel=0.01)


def test_roots_at_lines_of_solids_are_true_in_space():
    """A label such as the root of 52 stands at a line whose ends in space are as far apart."""
    rng = random.Random(1)
    board = constructions.BARE["edge of a cuboid"](rng)
    solid = board.canvas.solids[0]
    c = next(c for c in OURS if c.name == "space_diagonal")
    chain = constructions.grown(board, rng, [c], (), 9, 9, 1, again=True)
    if chain.links:
        square = chain.links[0].built.inputs[0].value
        assert square in (sum(s * s for s in solid.sizes), sum(s * s for s in solid.sizes) ** 0.5)


@pytest.mark.parametrize("name", ["distance", "midpoint", "slope", "circle_in_plane", "centroid_point"])
def test_new_points_stand_at_their_coordinates(name):
    """The figure's labels with two numbers stand at the dots that they name."""
    pool = [c for c in OURS if c.build.__module__.endswith("coordinates")]
    seen = 0
    for seed in range(12):
        rng = random.Random(seed)
        board = of_program(name, rng)
        chain = constructions.grown(board, rng, pool, (), 4, 9, 3)
        if not chain.links or not board.finish(chain):
            continue
        for kind, p, *_, text in board.canvas.labels:
            parts = text[2:-1].replace("−", "-").split(", ")
            if kind == "corner" and text[1:2] == "(" and all(part.lstrip("-").isdigit() for part in parts):
                assert p == pytest.approx(tuple(map(int, parts)))
                seen += 1
    assert seen > 10


def test_a_label_with_two_derived_givens_shows_both_letters():
    rng = random.Random(3)
    board = of_program("distance", rng)
    label = next(label for label in board.canvas.labels if label[4].startswith("A("))
    text = board.filled(board.templates[id(label)], {"ax": "p", "ay": "q"})
    assert text == "A(p, q)"
    assert board.filled(board.templates[id(label)]) == label[4]


def test_measures_of_solids_are_recognised():
    for name, roles in {
        "cuboid_volume": {"a", "b", "h"},
        "pyramid_volume": {"side", "height"},
        "pyramid_surface": {"side", "slant"},
        "prism_volume": {"level", "upright", "length"},
        "cylinder_volume": {"radius", "height"},
        "cone_surface": {"radius", "slant"},
        "cone_frustum_volume": {"radius", "top radius", "height"},
        "hollow_ball": {"radius"},
        "sphere_section": {"radius"},
    }.items():
        board = of_program(name, random.Random(2))
        assert {part.role for part in board.parts} == roles, name
        for part in board.parts:
            assert dist(*part.space) == pytest.approx(float(part.value)), name
