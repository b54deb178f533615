"""Tests of book/constructions: what every construction has to keep, and where lines of a figure may meet."""

import functools
import math
import random
import re

import pytest

from book import alone, arithmetic, constructions, sampling
from book.canvas import opening
from book.constructions import meeting
from tests.helpers import together
from tests.test_book import book_table

CONSTRUCTED = 20  # successes of each construction that are looked at
CONSTRUCTION_TRIES = 1500  # handles that are tried for them
CONSTRUCTION_SCENES = (  # of programs with sides to scale, angles, and quantities
    "rectangle_area triangle_perimeter chord_length right_trapezoid third_angle inscribed_angle plan_of_a_room "
    "bisected_parallelogram similar_figures"
).split()
CONSTRUCTION_FILES = (
    "segments",
    "triangles",
    "right_triangles",
    "quadrilaterals",
    "circles",
    "radii",
    "singles",
)  # tested to the number
construction_cases = together(constructions.CONSTRUCTIONS, lambda c: f"{c.kind}-{c.name}")
construction_each = pytest.mark.parametrize("each", construction_cases)


@functools.cache
def construction_scenes(name):
    """Some scenes of a program."""
    return [sampling.sample(name, random.Random(seed), "train") for seed in range(6)]


def construction_boards(kind, rng):
    """Boards with a handle of a kind: drawn alone, or a scene."""
    if kind in constructions.BARE and rng.random() < 0.8:
        return constructions.BARE[kind](rng)
    return constructions.Board.of(rng.choice(construction_scenes(rng.choice(CONSTRUCTION_SCENES))))


@functools.cache
def constructed(each):
    """[(board, handle, what was built)] of a construction, on many values and in many directions."""
    found = []
    for seed in range(CONSTRUCTION_TRIES):
        rng = random.Random(f"{each.name}/{seed}")
        board = construction_boards(each.kind, rng)
        handles = [h for h in board.handles if each.kind in h.kinds]
        if handles:
            handle = rng.choice(handles)
            built = board.attempt(each.build, handle, rng)
            if built is not None:
                found.append((board, handle, built))
        if len(found) == CONSTRUCTED:
            break
    return found


def construction_samples(each):
    """What constructed finds; a construction whose kind of handle no board here has is left to its own tests."""
    found = constructed(each)
    if each.build.__module__.split(".")[-1] in CONSTRUCTION_FILES:
        assert len(found) == CONSTRUCTED
    elif not found:
        pytest.skip("no handle of its kind")
    return found


def construction_value(built, values):
    """The value by the rule; None where there is none."""
    try:
        return built.rule(*values)
    except (ValueError, ZeroDivisionError):
        return None


def test_construction_names_are_unique():
    names = [(c.kind, c.name) for c in constructions.CONSTRUCTIONS]
    assert len(names) == len(set(names))


@construction_each
def test_construction_uses_the_table(each):
    pairs = {(row["point"], row["principle"]) for row in book_table()}
    assert each.uses and set(map(tuple, each.uses)) <= pairs
    assert len({point for point, _ in each.uses}) == len(each.uses)


@construction_each
def test_construction_points_can_be_asked_alone(each):
    if each.build.__module__.split(".")[-1] in CONSTRUCTION_FILES:
        assert all(alone.asked(point) or alone.constructions(point) for point, _ in each.uses)


@construction_each
def test_construction_gives_the_value(each):
    for _, handle, built in construction_samples(each):
        values = [h.value for h in built.inputs]
        assert construction_value(built, values) == pytest.approx(float(handle.value))
        for i in range(len(values)):  # every input is needed
            changed = construction_value(built, [v + (k == i) for k, v in enumerate(values)])
            assert changed is None or abs(changed - handle.value) > 1e-9


@construction_each
def test_construction_is_drawn_to_scale(each):
    for board, _, built in construction_samples(each):
        for h in built.inputs:
            if h.kind == "segment" and board.unit:
                assert math.dist(*h.points) / board.unit == pytest.approx(float(h.value), rel=0.01)
            if h.kind == "angle":
                assert opening(*h.points) == pytest.approx(float(h.value), rel=0.01)


@construction_each
def test_construction_says_what_is_true(each):
    for _, _, built in construction_samples(each):
        wrong, _ = arithmetic.false_equations(built.solution)
        assert not wrong, built.solution
        for text in (built.text, built.solution, *([built.real] if built.real else [])):
            assert text.endswith((".", "?")) and "  " not in text and "{" not in re.sub(r"\$[^$]*\$", "", text), text


@construction_each
def test_construction_names_points_of_the_figure(each):
    for board, _, built in construction_samples(each):
        if not board.corners:
            continue
        texts = re.sub(r"\bA (?=[a-z])", "", f"{built.text} {built.solution}")
        letters = set("".join(re.findall(r"(?<![A-Za-z\\])[A-Z]{1,6}(?![A-Za-z])", texts)))
        assert letters <= set("".join(board.corners.values())), texts


@construction_each
def test_construction_that_does_not_suit_leaves_no_trace(each):
    rng = random.Random(0)
    for _ in range(10):
        board = construction_boards(each.kind, rng)
        for handle in [h for h in board.handles if each.kind in h.kinds]:
            before = board.canvas, dict(board.corners), list(board.free)
            board.clear = lambda *_: False  # as if it were crowded
            assert board.attempt(each.build, handle, rng) is None
            assert (board.canvas, board.corners, board.free) == before and board.canvas is before[0]


@pytest.mark.parametrize("name", ["circle_area", "three_circles", "rectangle_area", "chord_length", "rhombus_area"])
def test_construction_chains_are_rich_and_short(name):
    good = 0
    for seed in range(10):
        rng = random.Random(seed)
        scene = sampling.sample(name, rng, "train")
        one = scene.asks[0]
        chain = constructions.derive(scene, rng, 6, 8, one.knowledge, one.text, sampling.essential(name, scene))
        good += chain is not None and len({*one.knowledge, *chain.points}) >= 6 and len(chain.links) <= 3
    assert good >= 9


# ------------------------------------------------------------------------------------------------- where lines may meet
def construction_circle():
    """The pieces of a circle of radius 1."""
    board = constructions.BARE["radius"](random.Random(0))
    circle = next(s for s in board.canvas.strokes if len(s[0]) > 9)
    return meeting.pieces([circle]), board.canvas.circles[0][1], meeting.bent([circle])


def construction_crowded(line, meant=()):
    """Whether a line crowds the circle."""
    circle, radius, curved = construction_circle()
    line = tuple((radius * x, radius * y) for x, y in line)
    meant = [(radius * x, radius * y) for x, y in meant]
    assert curved == set(circle)
    return any(meeting.crowded(line, piece, True, meant, 0.006 * radius) for piece in circle)


def test_construction_tangent_does_not_crowd():
    assert not construction_crowded(((1, -1), (1, 1)))  # touches at a joint of two pieces
    turn = math.radians(2)
    touch, way = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
    far = tuple(touch[i] + way[i] for i in (0, 1)), tuple(touch[i] - way[i] for i in (0, 1))
    assert not construction_crowded(far, meant=[touch])


def test_construction_secant_crowds_unless_its_points_have_names():
    line = ((-2, 0), (0.2, 0))  # crosses at a joint
    assert construction_crowded(line) and not construction_crowded(line, meant=[(-1, 0)])
    turn = math.radians(2)
    edge = math.cos(turn), math.sin(turn)
    line = (0.5 * edge[0], 0.5 * edge[1]), (1.5 * edge[0], 1.5 * edge[1])
    assert construction_crowded(line) and not construction_crowded(line, meant=[edge])


def test_construction_chord_does_not_crowd():
    for turn in (20, 51, 77, 140):
        ends = [(math.cos(math.radians(t)), math.sin(math.radians(t))) for t in (3, 3 + turn)]
        assert not construction_crowded(tuple(ends), meant=ends)


@pytest.mark.parametrize("kind", ["radius", "diameter", "chord"])
def test_construction_knows_segments_of_circles(kind):
    for seed in range(20):
        (handle,) = constructions.BARE[kind](random.Random(seed)).handles
        assert handle.round[0] == kind and {"segment", kind} <= handle.kinds


def test_construction_distance_to_a_piece():
    piece = ((0.0, 0.0), (4.0, 0.0))
    assert meeting.distance((1, 3), piece, 9) == pytest.approx(3)
    assert meeting.distance((7, 4), piece, 9) == pytest.approx(5)
    assert meeting.distance((7, 4), piece, 2) == 2
