"""Node y: something is added to nearly every figure, and it misleads nobody."""

import dataclasses
import functools
import random

import pytest

import book
from book import check, nodes, sampling
from book.canvas import Canvas
from book.constructions import extras
from book.constructions.board import Board, Crowded, copied
from book.constructions.gate import harmless
from book.page import show

NAMES = sorted(name for name, program in book.PROGRAMS.items() if not program.pocket)


def scene_and_figure(name, seed):
    """A scene of a program and its figure for the first question."""
    scene = sampling.sample(name, random.Random(f"{seed}/{name}"), "train")
    return scene, nodes.figure(scene, 0)


# --------------------------------------------------------------------------------------------------------------- tests
@pytest.mark.slow
def test_nearly_every_program_with_accepted_additions_is_enriched():
    """At least 9 of 10 of them in at least 9 of 10 seeds. The strokes differ, and all labels find a place."""
    listed = [name for name, names in extras.accepted()["y"].items() if names]
    lacking = []
    for name in listed:
        richer = 0
        for seed in range(10):
            scene = book.PROGRAMS[name].make(random.Random(f"{seed}/{name}"))
            canvas = nodes.figure(scene, 0)
            more = extras.enriched(canvas, scene, random.Random(seed))
            richer += extras.richer(canvas, more)
            assert more.strokes[: len(canvas.strokes)] == canvas.strokes, name
        if richer < 9:
            lacking.append((name, richer))
    assert len(listed) > 300 and len(lacking) <= 0.1 * len(listed), lacking


def test_figures_of_a_sample_are_enriched_and_drawn():
    """Every seventh program: more strokes, the given labels kept, a picture of the usual size."""
    found = 0
    for name in NAMES[::7]:
        scene, canvas = scene_and_figure(name, 1)
        more = extras.enriched(canvas, scene, random.Random(1))
        found += extras.richer(canvas, more)
        assert more.labels[: len(canvas.labels)] == canvas.labels, name
        assert max(show(more, 448, random.Random(2), True).size) <= 2.7 * 448
    assert found >= 0.5 * len(NAMES[::7])  # 66 % of all programs are


def test_no_number_is_added():
    """Extras from the shared pool bring no number."""
    for name in NAMES[::7]:
        scene, canvas = scene_and_figure(name, 2)
        scene.more = []
        more = extras.enriched(canvas, scene, random.Random(3))
        assert more.numbers() == canvas.numbers(), name


def triangle():
    """A triangle with names, an angle and a side with a number."""
    c = Canvas()
    a, b, p = (0, 0), (10, 0), (4, 7)
    c.polygon(a, b, p)
    for point, name in ((a, "A"), (b, "B"), (p, "C")):
        c.corner(point, name, (5, 2))
    c.angle(a, b, p, "60°")
    c.side(a, b, "10", p)
    return c


@pytest.mark.parametrize(
    "points, kind, text, kept",
    [
        (((4, 7), (5, 0)), "thin", "", True),  # to the middle of the side with the number
        (((4, 7), (3, 0)), "thin", "", False),  # the number would seem to belong to a part
        (((0, 0), (7, 3.5)), "thin", "", False),  # splits the angle with the number
        (((10, 0), (2, 3.5)), "thin", "", True),
        (((10, 0), (5, 0.5)), "thin", "", False),  # beside the side
        (((0, 0), (10, 0)), "thin", "", False),  # covers the side
        (((-2, 7), (8, 7)), "thin", "", False),  # through C, which is not its own
        (((4, 7), (8, 9)), "thin", "", True),
        (((4, 7), (8, 9)), "dash", "How long is the dashed line?", False),
        (((4, 7), (4, 40)), "thin", "", False),  # the figure would become too small
    ],
)
def test_gate(points, kind, text, kept):
    """Lines that could mislead are refused."""
    old = triangle()
    new = copied(old)
    new.line(*points, kind=kind)
    assert harmless(old, new, text) == kept


def test_ticks_are_not_put_around_a_point():
    """A segment that contains a named point gets no ticks."""
    old = triangle()
    old.corner((2.5, 0), "D", (4, 7))
    new = copied(old)
    new.line((10, 0), (12, 3), kind="thin")
    assert harmless(old, new, "")
    new.equal((0, 0), (5, 0), 1)
    assert not harmless(old, new, "")


def test_counting_questions_get_nothing():
    """Where a question counts what an extra would add, none but the program's own is drawn into the figure."""
    for name in ("lines_through_points", "lines_that_cross", "segments_on_line"):
        scene, canvas = scene_and_figure(name, 0)
        if extras.COUNTED.search(scene.asks[0].text):
            bare = dataclasses.replace(scene, more=[])
            assert extras.enriched(canvas, bare, random.Random(0)) is canvas


def test_derived_figures_take_one_addition(monkeypatch):
    """On a canvas with constructions one extra at most is drawn, unless it is the second figure."""
    for name in ("rectangle_area", "third_angle", "kite_area"):
        scene, plan = nodes.seed_of(name, random.Random(5), "train", 0)
        canvas, calls = plan.chain.canvas, []
        monkeypatch.setattr(extras, "tried", functools.partial(recorded, extras.tried, calls))
        extras.enriched(canvas, scene, random.Random(1))
        monkeypatch.undo()
        derived = len(canvas.strokes) > len(nodes.figure(scene, 0).strokes)
        assert sum(trial is not None for trial in calls) <= (1 if derived else 2)


def recorded(function, calls, *args, **more):
    """What a function returns, also put into a list."""
    calls.append(function(*args, **more))
    return calls[-1]


def test_a_program_takes_the_accepted_additions_alone(monkeypatch):
    """Any where nothing is said of it, none where its list is empty, else those of its list."""
    scene, canvas = scene_and_figure("circle_area", 1)

    def drawn(listed):
        names, real = set(), extras.tried
        monkeypatch.setattr(extras, "accepted", lambda: {"xy": {}, "y": listed})

        def noted(canvas, base, draw, *rest, **more):
            trial = real(canvas, base, draw, *rest, **more)
            names.update([draw.__name__] if trial is not None else [])
            return trial

        monkeypatch.setattr(extras, "tried", noted)
        same = [extras.enriched(canvas, scene, random.Random(i)) is canvas for i in range(6)]
        monkeypatch.undo()
        return names, all(same)

    anything, _ = drawn({})
    one = sorted(anything)[0]
    assert len(anything) > 1 and drawn({"circle_area": []}) == (set(), True)
    assert drawn({"circle_area": [one], "clock": []})[0] == {one}


def test_accepted_additions_belong_to_programs():
    """Names of programs, each with a list of texts."""
    assert set(extras.accepted()) == {"y", "xy"}
    for listed in extras.accepted().values():
        assert set(listed) <= set(NAMES) and all(isinstance(one, str) for names in listed.values() for one in names)


# --------------------------------------------------------------------------------------------------- marks that lie
def two_sides(*marks):
    """Sides of the lengths 4, 4 and 3 from one point, with marks (number of the side, ticks)."""
    c, ends = Canvas(), ((4, 0), (0, 4), (3, 0.0001))
    for end in ends:
        c.line((0, 0), end)
    for side, n in marks:
        c.equal((0, 0), ends[side], n)
    return c


def test_unequal_marks_are_faults():
    assert check.mark_faults(two_sides((0, 1), (1, 1))) == []
    assert check.mark_faults(two_sides((0, 1), (1, 1), (2, 1))) == ["1 ticks on [4.0, 4.0, 3.0]"]
    assert check.mark_faults(two_sides((0, 2))) == ["2 ticks on [4.0]"]  # equal to nothing
    assert check.mark_faults(two_sides((0, 1), (1, 1), (0, 2), (1, 2))) == ["1 and 2 ticks at one place"] * 2
    c = Canvas()
    c.arcs((0, 0), (4, 0), (4, 4), 1)
    c.arcs((0, 0), (4, 0), (0, 4), 1)
    c.parallel((0, 0), (4, 0))
    c.parallel((0, 1), (-4, 0.999))  # the other way round, level but for rounding
    assert check.mark_faults(c) == ["1 arcs on [45.0, 90.0]"]
    c.parallel((0, 0), (4, 1))
    assert len(check.mark_faults(c)) == 2


def test_a_segment_takes_no_second_number_of_ticks():
    old = two_sides((0, 1), (1, 1))
    new = copied(old)
    new.equal((0, 0), (4, 0), 2)
    assert not harmless(old, new, "") and harmless(old, copied(old), "")
    board = Board(old)
    with pytest.raises(Crowded):
        board.equal(((0, 0), (4, 0)), ((0, 0), (3, 0)))
