"""Tests of book/nodes.py, book/forms.py and book/stories: how texts, figures and solutions of a node are joined."""

import random
import re
import tomllib
from types import SimpleNamespace

import pytest

import book
import rewards
from book import arithmetic, forms, nodes, sampling, sets, stories, tools
from book.tools import Ask, Scene
from tests.helpers import ROOT

BIG = sorted(name for name, program in book.PROGRAMS.items() if not program.pocket)


def test_nodes_question_is_split_from_what_is_said_before():
    text = "ABCD is a trapezoid. Its legs are equal. What is its area? Give the exact value."
    assert nodes.split_question(text) == (
        "ABCD is a trapezoid. Its legs are equal.",
        "What is its area? Give the exact value.",
    )
    assert nodes.split_question("How long is AB?") == ("", "How long is AB?")
    assert nodes.split_question("The sum is 2.5. Find it.") == ("The sum is 2.5.", "Find it.")


def test_nodes_rewording_keeps_formulas_names_and_cases():
    words = {"the rectangle": "the lawn", "rectangle": "lawn", "sides": "edges"}
    text = "The rectangle has sides $sides$. By *Area of a rectangle* (rectangle) the rectangle is a rectangle."
    wanted = "The lawn has edges $sides$. By *Area of a rectangle* (rectangle) the lawn is a lawn."
    assert nodes.reworded(text, words) == wanted
    assert nodes.reworded("rectangles and \\sides", words) == "rectangles and \\sides"  # whole words alone
    assert nodes.reworded("A dot and Dot A", {"dot": "seat", "Dot": "Row"}) == "A seat and Row A"
    assert nodes.reworded("the row $n$ ends", {"row $n$": "step $n$"}) == "the step $n$ ends"


def test_nodes_solution_after_derivations_reads_nothing_off_that_is_not_there():
    assert nodes.known_now("The figure shows the sides 2 and 3.") == "So the figure has the sides 2 and 3."
    assert nodes.known_now("In the figure AB = 3.") == "So in the figure AB = 3."
    assert nodes.known_now("By *P* (Q) it is 3.") == "By *P* (Q) it is 3."


def test_nodes_share_pictures_and_answers_of_their_axes():
    """z changes words, not the drawing (icons apart); x brings knowledge, y none."""
    for name in ("trapezoid_area", "circle_area", "mean_of_bars"):
        made = book.pro(name, random.Random(11), 448)
        assert len({made[node].answer for node in book.NODES}) == 1
        assert made["base"].knowledge == made["y"].knowledge == made["z"].knowledge == made["yz"].knowledge
        assert made["x"].knowledge == made["xyz"].knowledge and len(made["x"].knowledge) >= 6
        assert made["base"].question != made["z"].question and made["x"].question != made["xz"].question
        assert made["base"].images[0].tobytes() != made["x"].images[0].tobytes() != made["xy"].images[0].tobytes()
        assert made["x"].constructions and not made["y"].constructions


def test_nodes_options_keep_one_right_answer_over_all_nodes():
    made = book.pro("trapezoid_area", random.Random(3), 448, share=1.0)
    options = made["base"].options
    assert len(options) >= 3 and all(made[node].options == options for node in book.NODES)
    assert all(made[node].answer == made["base"].answer for node in book.NODES)
    gold = options["ABCDEFGH".index(made["base"].answer)]
    assert [o for o in options if rewards.grade(o, gold)] == [gold]
    assert not book.pro("trapezoid_area", random.Random(3), 448, share=0.0)["base"].options


def test_stories_are_read_strictly(tmp_path, monkeypatch):
    text = '[[clock]]\nopening = "A."\nquestion = "B?"\nending = "C."\nsizes = {wait = [2, 30]}\n'
    story = stories.Story(**tomllib.loads(text)["clock"][0])
    scene = Scene("", [Ask("", "1", "", [], "")], givens=dict(wait=31))
    assert not story.fits(scene)
    scene.givens["wait"] = 30
    assert story.fits(scene)
    monkeypatch.setattr(stories, "__file__", str(tmp_path / "__init__.py"))
    stories.of_chapter.cache_clear()
    for bad in ("[[clock]]\nopenin = 3\n", "[[clock]\n"):
        (tmp_path / "clocks.toml").write_text(bad)
        with pytest.raises(ValueError, match=r"clocks\.toml"):
            stories.of_chapter("clocks")
    stories.of_chapter.cache_clear()


def test_stories_that_were_read_are_told(monkeypatch):
    """A read scene before all, then a read abstract wording; a changed text loses it; formal is asked first."""
    words = dict(opening="A.", question="B?", ending="C.")
    key = "ca1d"  # zlib.crc32(b"A.B?C.") is 0x129fca1d
    kinds = dict(plain={}, read=dict(read=key), wrong=dict(read="0000"), terse=dict(read=key, abstract=True))
    kinds["formal"] = dict(abstract=True)
    found = {name: stories.Story(**words, **more) for name, more in kinds.items()}
    assert {name for name, story in found.items() if story.was_read} == {"read", "terse"}
    assert not stories.Story(**words | {"question": "D?"}, read=key).was_read

    def told(*names, formal=None):
        monkeypatch.setattr(nodes, "stories", lambda _: [found[name] for name in names])
        got = [nodes.chosen("clock", None, random.Random(i), formal) for i in range(40)]
        return {name for name in names if found[name] in got}

    assert told(*found) == {"read"}
    assert told("plain", "terse", "formal") == {"terse"}
    assert told("plain", "wrong", "formal") == {"plain", "wrong"}
    assert told(*found, formal=True) == {"terse"} and told("read", "formal", formal=True) == {"formal"}
    assert told("terse", "plain", formal=False) == {"plain"} and told(formal=True) == set()


def test_nodes_tell_an_abstract_story_where_the_derivations_are_formal():
    """z and yz keep the scene of the seed; xz and xyz have the one that suits the derivations."""
    scene, formal = stories.Story("A.", "B?", "C."), stories.Story("D.", "E?", "F.", abstract=True)
    plan = nodes.Plan(None, scene, [], 0, formal)
    told = [plan.told(node) for node in ("base", "x", "z", "yz", "xz", "xyz")]
    assert told == [None, None, scene, scene, formal, formal]
    plan.deep_story = None
    assert plan.told("xz") is scene


@pytest.mark.slow
def test_every_program_has_variants_in_a_scene(monkeypatch):
    """Three problems with one text at node z, as the groups of Standard need them: no story tells all numbers."""
    monkeypatch.setattr(nodes, "node_problem", lambda name, scene, *_: SimpleNamespace(numbers=(name, *scene.numbers)))
    for name in BIG:
        assert len(nodes.variants(name, random.Random(f"groups/{name}"), 3, node="z")) == 3


def test_stories_belong_to_programs_and_differ():
    """Every table of every file names a program of its chapter; no opening is told twice."""
    chapters = {}
    for name in BIG:
        chapters.setdefault(book.PROGRAMS[name].make.__module__.rsplit(".", 1)[-1], set()).add(name)
    openings = []
    for path in sorted((ROOT / "book/stories").glob("*.toml")):
        found = stories.of_chapter(path.stem)
        assert set(found) == chapters[path.stem], path.name
        openings += [(story.opening, name) for name, told in found.items() for story in told]
    texts = [opening for opening, _ in openings]
    assert len(openings) >= 4 * len(BIG) and len(set(texts)) > 0.97 * len(texts)


@pytest.mark.parametrize("name", ["trapezoid_area", "third_angle", "cone_volume", "hypotenuse", "mean_of_bars"])
def test_forms_have_the_answers_that_their_figures_give(name):
    for seed in range(3):
        one = forms.choose_figure(name, random.Random(seed), 300, "train")
        _, right, *others = one.numbers
        assert one.answer == "ABCD"[others.index(right)] and len(set(others)) == 4
        two = forms.compare(name, random.Random(seed), 300, "train")
        left, sign, other = re.search(r"Because \$(.+) ([<>]) (.+)\$, it is option", two.solution).groups()
        values = arithmetic.value(left), arithmetic.value(other)
        assert (values[0] > values[1]) == (sign == ">") and two.answer == ("A" if sign == ">" else "B")
        three = forms.order(name, random.Random(seed), 300, "train")
        assert sorted(three.answer.split(" < ")) == ["A", "B", "C"]
        assert rewards.grade(three.answer, three.answer) and not rewards.grade(three.answer[::-1], three.answer)


def test_forms_wrong_step_is_the_only_wrong_one():
    found = 0
    for name in ("trapezoid_area", "rectangle_area", "third_angle", "mean_of_bars"):
        for seed in range(4):
            one = forms.wrong_step(name, random.Random(seed), 300, "train")
            if one is None:
                continue
            lines = re.findall(r"^\((\d)\) (.*)$", one.question, re.MULTILINE)
            wrong = [number for number, line in lines if arithmetic.false_equations(line)[0]]
            assert wrong == [one.answer] and len(lines) >= 2, one.question
            assert one.answer in one.solution and not arithmetic.false_equations(one.solution)[0]
            found += 1
    assert found >= 8


def test_forms_view_is_that_of_the_stack():
    """The heights behind one another, by hand from the scene's own numbers."""
    for seed in range(12):
        one = forms.choose_view("cube_stack", random.Random(seed), 300, "train")
        _, side, drawings, _more, *heights, wide = one.numbers
        rows = [heights[i : i + wide] for i in range(0, len(heights), wide)]  # row by row from the front
        wanted = tuple(map(max, zip(*rows))) if side == "front" else tuple(map(max, rows))
        assert drawings["ABCD".index(one.answer)] == wanted and len(set(drawings)) == len(drawings)
    assert forms.choose_view("clock", random.Random(1), 300, "train") is None


def test_forms_in_the_sets():
    cfg = type("Cfg", (), dict(size="paper", seed=0, px=300, m=3, x_share=0.0, base_share=0.85, eval=4))
    made = [p for i in range(24) for _, p in sets.problems(cfg, "forms", i)]
    assert sum(bool(p.form) for p in made) >= 12 and {p.form for p in made} >= {"choose_view"}
    assert all(len(p.images) == 1 and p.question.count("<image>") == 1 for p in made)


def test_sampling_replay_repeats_but_for_one_draw():
    plain, same, bent = random.Random(5), sampling.Replay(5), sampling.Replay(5, 2)
    first = [plain.randint(1, 10**9) for _ in range(4)]
    assert [same.randint(1, 10**9) for _ in range(4)] == first and same.count >= 4
    again = [bent.randint(1, 10**9) for _ in range(4)]
    assert again[0] == first[0] and again[1] != first[1] and again[2:] == first[2:]


def test_scene_has_one_seed_for_its_neighbours():
    scene = sampling.sample("trapezoid_area", random.Random(2), "train")
    assert book.PROGRAMS["trapezoid_area"].make(random.Random(scene.seed)).numbers == scene.numbers
    assert tools.distractors(scene.asks[0]) and not any(
        tools.same_value(w, scene.asks[0].answer) for w in tools.distractors(scene.asks[0])
    )


@pytest.mark.slow
def test_every_step_of_a_derivation_is_needed():
    """Each number that a derivation starts from, changed by 7, changes a given; and each derived value does."""
    for name in BIG[::4]:
        scene, plan = nodes.seed_of(name, random.Random(name), "train", 0)
        chain, whole = plan.chain, plan.chain.value()
        assert all(abs(value - scene.givens[k]) < 1e-6 for k, value in whole.items()), name
        assert set(whole) <= set(sampling.essential(name, scene)), name
        changed = [h for h in chain.leaves() if not h.given] + [link.handle for link in chain.links]
        for h in changed:
            try:
                assert chain.value(changed=h, by=7) != whole, (name, [link.construction.name for link in chain.links])
            except (ValueError, ZeroDivisionError):  # no figure has such a measure
                continue
