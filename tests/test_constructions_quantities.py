"""Constructions on quantities and numbers: values, equations, points, drawings, and chains on real programs."""

import functools
import itertools
import random
import re
from fractions import Fraction
from math import atan2, degrees, dist

import pytest

from book import PROGRAMS, alone, arithmetic, sampling
from book.canvas import Canvas, opening
from book.constructions import BARE, CONSTRUCTIONS, Board, Chain, Handle, Link, derive, lettered, say
from book.tools import Quantity, drawn, table

FILES = ("quantities", "shares", "relations", "units", "insets", "numbers", "data", "counts")
OURS = [c for c in CONSTRUCTIONS if c.build.__module__.split(".")[-1] in FILES]
VALUES = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 20, 24, 25, 27, 30, 33, 36, 40, 42, 45, 48, 50, 54, 60, 64]
VALUES += [66, 70, 72, 75, 80, 90, 96, 100, 105, 108, 120, 135, 144, 150, 180, 210, 240, 300, 360, 480]
KINDS = [
    ("count", "the number of new balls", "balls"),
    ("count", "the number of days", "days"),
    ("data", "the value for Jan", ""),
    ("number", "the number of the figure", ""),
    ("degrees", "the angle on the left", "degrees"),
    ("percent", "the share of chess", "percent"),
    ("money", "the price of a pen", "euros"),
    ("duration", "the waiting time", "minutes"),
    ("duration", "the time of a lap", "seconds"),
    ("duration", "the time of a flight", "hours"),
    *(("measure", f"the size in {unit}", unit) for unit in ("cm", "mm", "dm", "m", "km", "g", "kg", "mL")),
]


def board_of(kind, rng):
    """An empty board with one handle that may have siblings, and the handle."""
    board, value = Board(Canvas()), Fraction(rng.choice(VALUES))
    if kind == "letter":
        return board, Handle("letter", f"${board.letter('')}$", value, given="g")
    if kind == "said":
        return board, board.said_number(value)
    own, phrase, unit = rng.choice([k for k in KINDS if kind in ("any", "quantity", k[0])])
    for i in range(rng.choice((0, 1, 3, 4))):
        quantity = Quantity(own, f"{phrase} {'ABCDE'[i]}", unit)
        value_of = Fraction(rng.choice(VALUES[:28]))
        board.known.append(Handle("known", quantity.phrase, value_of, given=f"s{i}", quantity=quantity))
    return board, Handle("quantity", phrase, value, given="g", quantity=Quantity(own, phrase, unit))


@functools.cache
def built(construction, wanted=20):
    """[(board, handle, what the construction has built on it)]."""
    found, rng = [], random.Random(construction.name)
    for _ in range(12_000):
        board, handle = board_of(construction.kind, rng)
        made = board.attempt(construction.build, handle, rng)
        if made is not None:
            found.append((board, handle, made))
        if len(found) == wanted:
            break
    return found


each = pytest.mark.parametrize("construction", OURS, ids=lambda c: c.name)


@each
def test_the_rule_gives_the_value_and_every_input_counts(construction):
    made = built(construction)
    assert len(made) == 20
    for _, handle, one in made:
        values = [h.value for h in one.inputs]
        assert values and float(one.rule(*values)) == pytest.approx(float(handle.value))
        for i in range(len(values)):
            other = [v + (i == j) for j, v in enumerate(values)]
            assert float(one.rule(*other)) != pytest.approx(float(handle.value)), one.text


@each
def test_equations_are_true_and_texts_whole(construction):
    for _, handle, one in built(construction):
        false, count = arithmetic.false_equations(one.solution)
        assert not false
        assert count or construction.name == "ratio_to", one.solution
        assert handle.name.removeprefix("the number of ").lower() in one.text.lower()
        assert one.text.endswith(".") and "  " not in one.text
        assert say(handle.value) in one.solution
        for said in [h for h in one.inputs if h.kind == "said"]:
            assert said.name in one.text and said.name not in one.solution
        assert len(one.text) < 300


@each
def test_points_and_principles_stand_in_the_table(construction):
    for point, principle in construction.uses:
        assert principle in {p.name for p in table().find(point).principles}
        assert alone.asked(point) or alone.constructions(point)
    assert len({point for point, _ in construction.uses}) == len(construction.uses)


@each
def test_values_are_plausible(construction):
    for _, handle, one in built(construction):
        for h in one.inputs:
            assert 0 <= h.value <= max(24 * 60, 3 * handle.value)  # clock times are minutes


@each
def test_insets_stay_out_of_the_lists_of_programs(construction):
    """Programs draw on with what stands in polygons, circles and dots; and a label names its number once."""
    for board, _, one in built(construction):
        assert not board.canvas.polygons + board.canvas.circles + board.canvas.dots
        shown = [h for h in one.inputs if h.kind == "written"]
        for h in shown:
            (label, letter), *more = h.labels
            assert not more and label in board.canvas.labels and label[4] == say(h.value)
            assert f"${letter}$" == h.name
        assert len({h.name for h in shown}) == len(shown)


def test_names_are_different():
    names = [c.name for c in OURS]
    assert len(set(names)) == len(names) > 60


@pytest.mark.parametrize("kind", sorted({c.kind for c in OURS} - {"said"}))
def test_each_kind_can_be_drawn_alone(kind):
    board = BARE[kind](random.Random(3))
    (handle,) = board.handles
    assert handle.value > 0 and (kind in handle.kinds or kind == "any")


# --------------------------------------------------------------------------------------------------- true drawings
def named(name):
    """All that a construction has built."""
    return built(next(c for c in OURS if c.name == name))


def boxes(board):
    """(width, height) of the closed quadrilaterals of a canvas."""
    closed = [p for p, _ in board.canvas.strokes if len(p) == 5 and p[0] == p[-1]]
    return [(max(x for x, _ in p) - min(x for x, _ in p), max(y for _, y in p) - min(y for _, y in p)) for p in closed]


def same_ratio(lengths, values):
    """Whether lengths are to scale within one percent."""
    scales = [length / float(value) for length, value in zip(lengths, values)]
    return max(scales) <= 1.01 * min(scales)


@pytest.mark.parametrize("name", ["pie_angle", "percent_slice"])
def test_slices_have_their_angles(name):
    for board, _, one in named(name):
        assert opening(*board.canvas.angles[-1]) == pytest.approx(float(one.inputs[0].value), abs=0.1)


def test_bars_are_as_high_as_their_numbers():
    for board, _, one in named("mean_of_bars"):
        assert same_ratio([high for _, high in boxes(board)], [h.value for h in one.inputs])


def test_squares_are_as_large_as_their_areas():
    for board, _, one in named("two_squares"):
        assert same_ratio([wide * high for wide, high in boxes(board)], [h.value for h in one.inputs])
        assert all(wide == pytest.approx(high) for wide, high in boxes(board))


def test_parts_of_an_area_model_are_to_scale():
    for board, handle, one in named("area_model"):
        below, last, own, right = [wide * high for wide, high in boxes(board)]
        assert same_ratio((right, below, last, own), [*(h.value for h in one.inputs), handle.value])


def test_a_tape_is_to_scale():
    for board, handle, one in named("tape"):
        wide = [w for w, _ in boxes(board)]
        assert same_ratio([wide[0], wide[-1], sum(wide)], [handle.value, one.inputs[0].value, one.inputs[1].value])


def test_the_hands_of_clocks_show_their_times():
    for board, _, one in named("two_clocks"):
        hands = [p for p, kind in board.canvas.strokes if kind in ("thick", "line") and len(p) == 2]
        for (hour, minute), h in zip(zip(hands[::2], hands[1::2]), one.inputs[::-1]):
            assert apart(bearing(*minute), 6 * float(h.value)) < 1
            assert apart(bearing(*hour), float(h.value) / 2) < 1


def bearing(p, q):
    """The direction from p to q in degrees clockwise from upwards."""
    return degrees(atan2(q[0] - p[0], q[1] - p[1])) % 360


def apart(one, other):
    """The difference of two directions."""
    return abs((one - other + 180) % 360 - 180)


def test_marks_of_a_number_line_have_equal_distances():
    for board, handle, one in named("number_line"):
        marks = [p[0][0] for p, kind in board.canvas.strokes if len(p) == 2 and p[0][0] == p[1][0] and kind == "thin"]
        gaps = [b - a for a, b in itertools.pairwise(marks)]
        assert max(gaps) == pytest.approx(min(gaps))
        first, second = (h.labels[0][0][1][0] for h in one.inputs)
        arrow = next(p[0][0] for p, kind in board.canvas.strokes if kind == "head" and p[0][0] == p[1][0])
        low, high = (h.value for h in one.inputs)
        there = low + (high - low) * Fraction(round(1000 * (arrow - first) / (second - first)), 1000)
        assert float(there) == pytest.approx(float(handle.value), rel=0.02)


def test_the_overlap_reaches_both_crossings_of_the_circles():
    for board, *_ in named("overlap"):
        rings = [p for p, _ in board.canvas.strokes if len(p) > 20]
        lens = board.canvas.fills[0][0]
        for ring in rings:
            centre = sum(x for x, _ in ring[:-1]) / len(ring[:-1]), sum(y for _, y in ring[:-1]) / len(ring[:-1])
            radius = dist(centre, ring[0])
            assert all(dist(centre, p) < 1.01 * radius for p in lens)


# --------------------------------------------------------------------------------------------------------- chains
SPOKEN = [
    "bag_of_balls", "two_spinners", "pictogram", "tally_chart", "radar_chart", "statistical_table", "two_dials",
    "expected_stops", "box_fences", "clock", "gears", "dial", "meeting", "project_plan", "line_chart", "matchsticks",
    "lines_through_points",
]  # fmt: skip
LETTERED = ["percent_bar", "machines", "drawers", "thermometer", "coins", "two_rows", "inverse_graph", "cramer"]


def chain_of(name, seed):
    """A scene and a chain with six points on it."""
    rng = random.Random(seed)
    scene = sampling.sample(name, rng, "train")
    own = scene.asks[0].knowledge
    return scene, derive(scene, rng, 6, 8, own, scene.asks[0].text, sampling.essential(name, scene))


@pytest.mark.parametrize("name", [n for n in SPOKEN + LETTERED if n in PROGRAMS])
def test_programs_reach_six_points(name):
    for seed in range(3):
        scene, chain = chain_of(name, seed)
        assert len({*scene.asks[0].knowledge, *chain.points}) >= 6
        assert len(chain.links) <= 4
        assert not arithmetic.false_equations(chain.solution)[0]
        first = chain.value()
        assert {k: float(v) for k, v in first.items()} == {k: float(scene.givens[k]) for k in first}
        for leaf in chain.leaves():
            if leaf.kind not in ("known", "shown"):
                assert chain.value(leaf) != first
                assert say(leaf.value) != scene.asks[0].answer or leaf.kind == "quantity"


@pytest.mark.parametrize("name", LETTERED)
def test_a_number_stands_where_it_is_given_and_its_letter_where_it_is_derived(name):
    for seed in range(4):
        _, chain = chain_of(name, seed)
        texts, derived = " ".join(chain.canvas.texts()), chain.derived
        for link in chain.links:
            for h in link.built.inputs:
                if h.kind == "said":
                    assert (h.name in chain.text()) == (id(h) in derived)
                if h.kind == "written":
                    assert (h.name.strip("$") in texts.split()) == (id(h) in derived)


@pytest.mark.parametrize("name", ["fourth_corner", "linear_combination", "vector_sum"])
def test_a_label_of_several_numbers_keeps_those_that_are_not_derived(name):
    changed = 0
    for seed in range(6):
        scene, chain = chain_of(name, seed)
        plain = {label[4].replace("−", "-") for label in drawn(scene, asked=0).labels}
        for text in {label[4].replace("−", "-") for label in chain.canvas.labels} - plain:
            if "(" in text and any(one.startswith(text.split("(")[0] + "(") for one in plain):  # no new point or arrow
                changed += 1
                pattern = re.sub(r"(\\[(]|, )[a-z](?=,|\\)", r"\1-?\\d+", re.escape(text).replace("\\ ", " "))
                assert any(re.fullmatch(pattern, one) for one in plain), text
    assert changed


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("the number of spins", "the number $n$ of spins"),
        ("the waiting time", "the waiting time $n$"),
        ("the volume poured in", "the volume $n$ poured in"),
        ("the distance from A to B", "the distance $n$ from A to B"),
        ("the number that goes in", "the number $n$ that goes in"),
    ],
)
def test_a_letter_stands_behind_its_noun(phrase, text):
    assert lettered(phrase, "n") == text


def test_a_chain_without_a_given_letter_says_the_letter_once():
    rng = random.Random(1)
    board, handle = board_of("count", rng)
    board.given_letters["g"] = "z"
    construction = next(c for c in OURS if c.name == "groups_and_rest")
    made = next(one for one in (board.attempt(construction.build, handle, rng) for _ in range(9)) if one)
    text = Chain(board, [Link(handle, construction, made)]).text()
    assert text.count("$z$") == 1
