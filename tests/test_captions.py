"""Perception rows: what is read off hand-made canvases, which questions are refused, and rows of real programs."""

import random
import re
from types import SimpleNamespace

import pytest

import data
import rewards
from book import PROGRAMS, captions, sets
from book.canvas import Canvas, polar
from book.describe import crowded, describe
from book.pieces import bars, grid
from book.pieces import table as ruled
from book.reading import Reading, answer, kind_of, plain
from book.tools import table
from rewards import grade

A, B, C, D = (0.0, 0.0), (8.0, 0.0), (8.0, 6.0), (0.0, 6.0)


def captions_canvas():
    """A rectangle ABCD with its diagonal, a point on a side, a circle about the middle, marks and labels."""
    c = Canvas()
    c.polygon(A, B, C, D)
    for p, name in ((A, "A"), (B, "B"), (C, "C"), (D, "D")):
        c.corner(p, name, (4, 3))
    c.line(A, C, kind="dash")
    c.dot((3.0, 0.0))
    c.corner((3.0, 0.0), "P", (4, 3))
    c.circle((4.0, 3.0), 1.5)
    c.dot((4.0, 3.0))
    c.corner((4.0, 3.0), "M", (5, 9))
    c.side(B, C, "6 cm", (0, 0))
    c.side(A, C, "?", (0, 6))
    c.right(B, A, C)
    c.right(D, A, C)
    c.angle(A, B, C, "37°")
    c.equal(A, D, 2)
    c.equal(B, C, 2)
    c.equal(A, B, 1)
    c.parallel(A, B)
    c.parallel(D, C)
    c.parallel(B, C, 2)
    return c


def captions_chart():
    c = Canvas(True)
    bars(c, ["Mon", "Tue", "Wed"], [4, 9, 6], 10, ["4", "9", "6"])
    return c


def captions_facts(canvas, kind, exact=True):
    """{question: answer} of a kind on a canvas, every wording."""
    found = captions.QUESTIONS[kind](Reading(canvas, exact))
    return {text: str(gold) for texts, gold, _ in found for text in ((texts,) if isinstance(texts, str) else texts)}


CAPTIONS_KNOWN = {
    "how_many_circles": {"How many circles are in the figure?": "1"},
    "how_many_right_angles": {"How many right angles are marked with a small square?": "2"},
    "how_many_names": {"How many points are named with a capital letter?": "6"},
    "labels_of_segments": {"Which label stands at the segment BC?": "6 cm"},
    "segments_of_labels": {
        'At which segment does the label "6 cm" stand? Name its two end points in alphabetical order.': "BC",
    },
    "labels_of_angles": {"Which label stands in the angle BAC?": r"37^\circ"},
    "points_between": {"Which point lies on the segment AB between its ends?": "P"},
    "lines_at_points": {
        "How many line segments meet at the point A?": "3",
        "How many line segments meet at the point B?": "2",
    },
    "parallel_by_marks": {"Is DC parallel to AB by the marks?": "Yes", "Is BC parallel to AB by the marks?": "No"},
    "equal_by_marks": {
        "Do the marks say that AD and BC are equally long?": "Yes",
        "Do the marks say that AD and AB are equally long?": "No",
    },
    "circle_points": {"Which point is the centre of the circle?": "M"},
    "dashed_lines": {"How many dashed line segments are in the figure?": "1"},
}


@pytest.mark.parametrize("kind", CAPTIONS_KNOWN)
def test_captions_question_on_a_known_figure(kind):
    found = captions_facts(captions_canvas(), kind)
    assert CAPTIONS_KNOWN[kind].items() <= found.items()
    assert not any("P?" in text for text in found) or kind != "lines_at_points"  # a line passes through P


def test_captions_chart_table_and_axes():
    found = captions_facts(captions_chart(), "bar_facts")
    assert found["How many bars does the chart have?"] == "3"
    assert found["Which label stands under the tallest bar?"] == "Tue"
    assert found["Which label stands under the shortest bar?"] == "Mon"
    assert found["Which number stands above the bar Wed?"] == "6"
    c = Canvas(True)
    ruled(c, [["", "x"], ["a", "−3"], ["b", "1/2"]])
    found = captions_facts(c, "table_facts")
    assert found["How many rows does the table have, the first one included?"] == "3"
    assert found["What stands in row 2, column 2 of the table?"] == "-3" and len(found) == 7
    c = Canvas(True)
    grid(c, -6, 4, -4, 6)
    c.dot((2, -1))
    c.corner((2, -1), "P", (0, 0))
    assert captions_facts(c, "coordinates") == {"At which coordinates does the point P stand?": "(2, -1)"}
    assert captions_facts(c, "axis_ends")["Which is the smallest number written at the horizontal axis?"] == "-6"
    assert "a horizontal axis named x with numbers from -6 to 4" in " ".join(t for _, t in describe(Reading(c)))


def captions_bent(kind):
    """The known canvas with one thing that makes the answer of a kind uncertain."""
    c = captions_canvas()
    if kind == "how_many_circles":
        c.ring((4, 3), 2.5, 1.0)  # an ellipse: is it a circle?
    elif kind == "how_many_right_angles":
        c.right(B, C, A)  # the same square twice
    elif kind == "how_many_names":
        c.text((5, 5), "K")  # a letter that names no point
    elif kind == "labels_of_segments":
        c.side(C, B, "7", (0, 0))  # two labels at one segment
    elif kind == "segments_of_labels":
        c.text((5, 5), "6 cm")  # the label stands twice
    elif kind == "points_between":
        c.dot((5.0, 0.1))
        c.corner((5.0, 0.1), "Q", (4, 3))  # so near that an eye cannot tell
    elif kind == "circle_points":
        c.circle((4, 3), 2)
    elif kind == "dashed_lines":
        c.line(C, (16.0, 12.0), kind="dash")  # goes on in the same direction: one line or two?
    return c


@pytest.mark.parametrize(
    "kind",
    "how_many_circles how_many_right_angles how_many_names labels_of_segments points_between circle_points "
    "dashed_lines segments_of_labels".split(),
)
def test_captions_no_question_where_the_answer_is_unsure(kind):
    question = next(iter(CAPTIONS_KNOWN[kind]))
    assert question in captions_facts(captions_canvas(), kind)
    assert question not in captions_facts(captions_bent(kind), kind)


def test_captions_description_tells_what_is_there_and_nothing_else():
    c = captions_canvas()
    c.legend([("accent", "water"), ("dash", "path")])
    c.caption("Figure 2")
    c.aside(["CD = 8"])
    c.line((1, 1), (2, 2), kind="none")
    c.angle(C, B, D, "")
    text = " ".join(sentence for _, sentence in describe(Reading(c)))
    for part in (
        "The figure shows a rectangle ABCD.",
        "a circle with centre M",
        "The point P lies on the segment AB.",
        "The dashed segment AC is drawn.",
        "The segment BC is labelled 6 cm.",
        "The segment AC is marked with a question mark.",
        "The angle BAC is labelled 37°.",
        "Small squares mark right angles at B and D.",
        "The segments AD and BC carry two ticks each: they are equally long.",
        "The segments AB and DC carry one arrow head each: they are parallel.",
        "a shaded box means water; a dashed line means path",
        'Under the drawing stands "Figure 2".',
        'Beside the drawing stands "CD = 8".',
    ):
        assert part in text, part
    assert text.count("straight line") == 0 and "BCD is labelled" not in text  # no hidden line, no empty label
    assert re.findall(r"\d+", text) == ["6", "37", "8", "2"]


@pytest.mark.parametrize(
    "points, kind, loose",
    [
        ([(0, 0), (3, 0), (0, 4)], "right triangle", "triangle"),
        ([(0, 0), (4, 0), (2, 5)], "isosceles triangle", "triangle"),
        ([(0, 0), (5, 0), (0, 5)], "right isosceles triangle", "triangle"),
        ([polar((0, 0), 3, a) for a in (10, 130, 250)], "equilateral triangle", "triangle"),
        ([(0, 0), (4, 0), (1, 3)], "triangle", "triangle"),
        ([(0, 0), (4, 0), (4, 4), (0, 4)], "square", "rectangle"),
        ([(0, 0), (4, 0), (4, 3), (0, 3)], "rectangle", "rectangle"),
        ([(0, 0), (5, 0), (8, 4), (3, 4)], "rhombus", "quadrilateral"),
        ([(0, 0), (6, 0), (8, 4), (2, 4)], "parallelogram", "quadrilateral"),
        ([(0, 0), (6, 0), (4, 3), (1, 3)], "trapezoid", "quadrilateral"),
        ([(0, 0), (6, 0), (4, 3), (1, 2)], "quadrilateral", "quadrilateral"),
        ([polar((0, 0), 3, 72 * i) for i in range(5)], "regular pentagon", "pentagon"),
        ([(0, 0), (4, 0), (5, 2), (3, 4), (0, 3)], "pentagon", "pentagon"),
    ],
)
def test_captions_kinds_of_polygons(points, kind, loose):
    assert kind_of(points) == kind and kind_of(points, exact=False) == loose


def test_captions_names_that_stand_twice_are_not_asked_for():
    c = captions_canvas()
    c.line((20.0, 0.0), (24.0, 0.0))
    c.corner((20.0, 0.0), "A", (22, 3))
    assert "A" not in Reading(c).places
    assert not any("A" in text.split() or "AB" in text for text in captions_facts(c, "points_between"))


def test_captions_curves_are_no_polygons():
    """A short arc has few points, and so has a narrow sector; a regular hexagon has as many."""
    c = Canvas()
    c.ring((0, 0), 5, start=10, end=40)
    c.sector((0, 0), 8, 0, 25)
    c.polygon(*[polar((20, 0), 3, 60 * i) for i in range(6)])
    c.ring((9, 9), 2.7, kind="none")
    reading = Reading(c)
    assert (len(reading.arcs), len(reading.sectors), len(reading.polygons), len(reading.circles)) == (1, 1, 1, 0)
    assert kind_of(reading.polygons[0]) == "regular hexagon"


def test_captions_spelling_of_labels():
    assert (plain("−3"), answer("60°"), answer("α"), plain(r"\frac{1}{2}")) == (
        "-3",
        r"60^\circ",
        r"\alpha",
        r"$\frac{1}{2}$",
    )


def test_captions_rows_of_programs():
    """Every 40th program: a whole row whose answer is graded right; labels that are answers stand in the figure."""
    forms = set()
    for name in sorted(PROGRAMS)[::40]:
        for seed in range(2):
            made = captions.problem(name, random.Random(f"{name}{seed}"), 200)
            point = PROGRAMS[name].point
            assert (made.form, made.knowledge, made.needs_figure) == ("caption", [point], True)
            assert made.principle == table().find(point).principles[0].name
            assert made.question.count("<image>") == len(made.images) == 1
            assert grade(made.answer, made.answer) and made.solution and "\n" not in made.answer
            row = {"solution": made.solution, "answer": made.answer}
            assert rewards.extract_answer(data.response(row)) == made.answer and rewards.format_ok(data.response(row))
            described = any(made.question == "<image>" + task for task in captions.TASKS)
            forms.add("describe" if described else "question")
    assert forms == {"describe", "question"}
    again = captions.problem(name, random.Random(f"{name}{seed}"), 200)
    assert (again.question, again.answer, again.images[0].tobytes()) == (
        made.question,
        made.answer,
        made.images[0].tobytes(),
    )


def test_captions_facts_of_programs_stand_in_their_figures():
    """Answers that are labels are texts of the canvas; counts are those of the canvas' own lists."""
    kinds = set()
    for name in sorted(PROGRAMS)[::4]:
        scene, canvas = captions.shown(name, CaptionsBase(name), "train")
        if canvas is None:
            continue
        reading, texts = Reading(canvas, scene.scale), {answer(text) for text in canvas.texts()}
        for kind, questions in captions.QUESTIONS.items():
            for _, gold, why in questions(reading):
                kinds.add(kind)
                assert grade(str(gold), str(gold)) and why.endswith((".", "?")), (name, kind, gold)
                if kind in ("labels_of_segments", "labels_of_angles", "table_facts", "greatest_number", "axis_ends"):
                    assert gold in texts or kind == "table_facts" and isinstance(gold, int), (name, kind, gold)
                if kind == "how_many_right_angles":
                    assert gold == sum(label[0] == "right" for label in canvas.labels)
                if kind == "points_between":
                    assert any(label[4].startswith(gold) for label in canvas.labels if label[0] == "corner")
        if not crowded(reading):
            said = " ".join(text for _, text in describe(reading))
            assert len(said) <= 1500 and grade(said, said), name
    assert len(kinds) >= 12


class CaptionsBase(random.Random):
    """A generator with which captions.shown takes the base figure."""

    first = True

    def random(self):
        value, self.first = 0.9 if self.first else super().random(), False
        return value


def test_captions_pocket_programs_and_sets():
    for name in ("bar_chart", "count_circles"):
        for seed in range(4):
            made = captions.problem(name, random.Random(seed), 84)
            assert made.form == "caption" and made.images[0].size == (84, 84) and grade(made.answer, made.answer)
    counts = dict.fromkeys(sets.COUNTS, 2)
    cfg = SimpleNamespace(seed=1, size="paper", px=200, m=3, x_share=0.0, base_share=0.5, **counts)
    ((node, made),) = sets.problems(cfg, "captions", 7)
    assert node == "base" and made.form == "caption"
