"""Tests of book/."""

import functools
import hashlib
import io
import math
import random
import re
import subprocess
import sys
import tomllib
from collections import Counter
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image, ImageChops

import book
import knowledge
import rewards
from book import alone, arithmetic, build, check, compose, nodes, sampling, stories, tools
from book import page as book_page
from book.__main__ import missing
from book.fundamentals import pocket
from tests.helpers import ROOT, together

BOOK_BIG = sorted(name for name, program in book.PROGRAMS.items() if not program.pocket)
BOOK_POCKET = sorted(name for name, program in book.PROGRAMS.items() if program.pocket)
# The tests of one program run one after the other (scope), so that they share what was drawn of it.
book_big = pytest.mark.parametrize("name", together(BOOK_BIG), scope="module")
book_all = pytest.mark.parametrize("name", together(BOOK_BIG + BOOK_POCKET), scope="module")


@functools.cache
def book_table():
    return [
        dict(zip(knowledge.COLUMNS, (*p.path, q.name, q.text)))
        for p in knowledge.load().points.values()
        for q in p.principles
    ]


@functools.cache
def book_names():
    """All (point, principle) and all points of the table."""
    table = book_table()
    return {(row["point"], row["principle"]) for row in table}, {row["point"] for row in table}


def book_digest(problems):
    return hashlib.sha256(
        b"".join(
            repr((p.question, p.answer, p.solution, p.knowledge, p.principle, p.numbers)).encode()
            + b"".join(i.tobytes() for i in p.images)
            for p in problems
        )
    ).hexdigest()


@functools.lru_cache(maxsize=1)
def book_scenes(name):
    return [book.PROGRAMS[name].make(random.Random(seed)) for seed in range(60)]


@functools.cache
def book_sample(name):
    """A scene of the training side."""
    return sampling.sample(name, random.Random(8), "train")


@functools.cache
def book_alone(point, principle, size, split):
    """The single-knowledge problem of a point: one for all programs that add it."""
    return alone.increment(point, principle, random.Random(point), size, split)


def test_book_covers_the_thirteen_subdomains():
    place = {row["point"]: (row["domain"], row["subdomain"]) for row in book_table()}
    points = {program.point for program in book.PROGRAMS.values()}
    covered = Counter(place[point][1] for point in points)
    assert len(points) >= 200 and set(covered) == {subdomain for _, subdomain in place.values()}
    assert len(covered) == 13 and min(covered.values()) >= 8
    assert all(program.domain == place[program.point][0] for program in book.PROGRAMS.values())
    assert len(BOOK_POCKET) == 7


def test_book_chapters_lie_in_the_folder_of_their_domain():
    """Every file of a domain's folder is read; where a chapter's programs are of two domains, most decide."""
    table = list(dict.fromkeys(row["domain"] for row in book_table()))
    folder, found = dict(zip(table, book.DOMAINS)), {}
    for program in book.PROGRAMS.values():
        found.setdefault(program.make.__module__, Counter())[program.domain] += 1
    for module, counts in found.items():
        _, place, _ = module.split(".")
        assert place in {folder[domain] for domain, n in counts.items() if n == max(counts.values())}, (module, counts)
    chapters = [f for domain in book.DOMAINS for f in (ROOT / "book" / domain).glob("*.py") if f.stem != "__init__"]
    assert {f"book.{f.parent.name}.{f.stem}" for f in chapters} == set(found) and len(table) == 4


@book_big
def test_book_program_keeps_the_rules(name):
    """Three questions, two principles of the own point, names of the table, checked solutions, stories, a given."""
    point, scenes = book.PROGRAMS[name].point, book_scenes(name)[:20]
    table, points = book_names()
    # stories, wrong answers, sentences; every scene is verified there; a story may fit none of a few
    assert (check.faults(name, 20) and check.faults(name)) == []
    for scene in scenes:
        assert len(scene.asks) >= 3 and len({ask.text for ask in scene.asks}) == len(scene.asks)
        assert scene.asks[0].knowledge[0] == point and len(scene.asks[0].knowledge) <= 4
        assert len({ask.principle for ask in scene.asks if ask.knowledge[0] == point}) >= 2
        assert any(isinstance(v, int) and 2 <= v <= 180 for v in scene.givens.values())
        for ask in scene.asks:
            assert (ask.knowledge[0], ask.principle) in table and set(ask.knowledge) <= points
            assert all(k in ask.solution for k in ask.knowledge) and ask.solution.endswith(".")
            assert ask.text.count("$") % 2 == 0 == ask.solution.count("$") % 2
            assert not re.search(r"</?(think|answer)>|<image>", ask.text + ask.solution)
    assert len({scene.asks[0].text for scene in scenes}) == 1  # so that variants differ in the figure alone
    assert sum(arithmetic.false_equations(ask.solution)[1] for scene in scenes for ask in scene.asks) > 0


@book_big
def test_book_second_check_refuses_a_wrong_answer(name):
    """Every question of every program: with another answer than the figure gives, no problem comes out."""
    scene = book_scenes(name)[0]
    for ask in scene.asks:
        right, ask.answer = ask.answer, next((o for o in ask.options if o != ask.answer), "123457")
        with pytest.raises(ValueError, match=re.escape(f"book: {name} ")):
            tools.verify(name, scene)
        ask.answer = right
    tools.verify(name, scene)


@book_all
def test_book_yields_every_node(name):
    big, points = not book.PROGRAMS[name].pocket, book_names()[1]
    size = 448 if big else 84
    shared = SimpleNamespace(increment=lambda point, principle, rng, *more: book_alone(point, principle, *more))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "alone", shared)
        made = book.pro(name, random.Random(5), size, "eval")
    assert set(book.NODES) <= set(made)
    for node, p in made.items():
        first = p.question.startswith("<image>") if big else p.question.endswith("<image>")  # pocket: the figure last
        assert p.question.count("<image>") == len(p.images) == int(first)
        assert all(i.mode == "RGB" and any(a < b for a, b in i.getextrema()) for i in p.images)
        assert big or all(i.size == (size, size) for i in p.images)
        assert p.answer and p.solution and set(p.knowledge) <= points and len(set(p.knowledge)) == len(p.knowledge)
        prose = re.sub(r"\$[^$]*\$", "", p.question + p.solution)
        assert not re.search(r"(?<![\\a-z}_^])\{[a-z]\w*\}", prose), f"a given was not filled in: {prose}"
        assert not p.options or p.answer in "ABCDEFGH"[: len(p.options)]
        if node in book.NODES:
            assert len(p.images) == 1 and p.numbers == made["base"].numbers
    if big:
        assert len({made[node].answer for node in book.NODES}) == 1
        assert all(len(set(made[node].knowledge)) >= 6 for node in book.NODES if "x" in node)
        added = [point for point in made["x"].knowledge if point not in made["base"].knowledge]
        letters = "abcde"[: len(added)]
        assert set(made) - set(book.NODES) == set(letters) and len(letters) >= 3
        assert [made[letter].knowledge for letter in letters] == [[point] for point in added[:5]]
        assert made["x"].constructions
    else:
        assert set(made) - set(book.NODES) == {"a"}
    plain, full = (re.findall(r"[A-Za-z]{3,}", made[node].question) for node in ("base", "y"))
    assert plain == full and made["z"].question != made["base"].question  # y may say n for a number of the text
    assert made["base"].images[0].tobytes() != made["y"].images[0].tobytes()
    words = book.text_only(name, random.Random(2), "train")
    assert not words.images and "<image>" not in words.question


def test_book_needs_figure_asks_what_the_text_tells():
    scene = sampling.sample("rectangle_area", random.Random(1), "train")
    assert sampling.needs_figure("rectangle_area", scene, set())
    assert sampling.needs_figure("rectangle_area", scene, {"w"})
    assert not sampling.needs_figure("rectangle_area", scene, {"w", "h"})  # nothing is left to the figure


def test_book_essential_givens_change_the_answer():
    """The highest bar decides all_or_some; the sides decide an area; a neighbour differs in one draw."""
    scene = sampling.sample("rectangle_area", random.Random(1), "train")
    assert sampling.essential("rectangle_area", scene) == ["w", "h"]
    first = sampling.Replay(scene.seed)
    again = book.PROGRAMS["rectangle_area"].make(first)
    assert again.numbers == scene.numbers and first.count > 0
    assert any(other.numbers != scene.numbers for other in sampling.neighbours("rectangle_area", scene))
    scene = sampling.sample("all_or_some", random.Random(4), "train")
    idle = set(scene.givens) - set(sampling.essential("all_or_some", scene))
    assert idle, "a bar that is not the highest does not matter"


@book_big
def test_book_marks_belong_to_the_question(name):
    """A "?" stands in the figure of a further question only where that question speaks of the question mark."""
    scene = book_sample(name)
    for k, ask in enumerate(scene.asks[1:], 1):
        canvas = nodes.figure(scene, k)
        assert "question mark" in ask.text or not any(label[4] == "?" for label in canvas.labels), ask.text


def test_book_marks_of_one_question_are_gone_for_the_others():
    """A point, a thread or a shading that only one question speaks of is not drawn for the others."""
    for name, label in (("space_diagonal", "C"), ("half_pattern", "P"), ("regression_line", "P"), ("street_grid", "P")):
        scene = book_sample(name)
        drawn = [label in nodes.figure(scene, k).texts() for k in range(len(scene.asks))]
        assert any(drawn) and not all(drawn), (name, drawn)
        for k, ask in enumerate(scene.asks):
            assert drawn[k] or not re.search(rf"\b{label}\b", ask.text), (name, k)


@book_big
def test_book_solutions_name_the_knowledge_that_they_list(name):
    """*Principle* (Point) in a solution names a point of its list, and the first of the list is named so."""
    for scene in book_scenes(name)[:4]:
        for ask in scene.asks:
            named = re.findall(r"\*([^*]+)\* \(([^)]+)\)", ask.solution)
            assert (ask.principle, ask.knowledge[0]) in named, ask.solution
            assert {point for _, point in named} <= set(ask.knowledge), ask.solution


def test_book_a_hypotenuse_does_not_fix_the_answer():
    """Text that fixes an answer because a program is narrow teaches to guess: 85 belongs to several triangles."""
    scenes = [book.PROGRAMS["double_angle"].make(random.Random(seed)) for seed in range(3000)]
    assert len({scene.asks[0].answer for scene in scenes if scene.givens["h"] == 85}) >= 3


def test_book_wrong_answers_are_wrong_and_offered():
    """Options made of typical mistakes: the right one among them once, none equal to it in value."""
    offered = 0
    for name in BOOK_BIG[::7]:
        for scene in book_scenes(name)[:12]:
            ask = scene.asks[0]
            options = nodes.offered(ask, random.Random(1), 1.0)
            assert options.count(ask.answer) == bool(options) and len(set(options)) == len(options)
            gold = "ABCDEFGH"[options.index(ask.answer)] if options else ""
            for letter, option in zip("ABCDEFGH", options):
                assert rewards.grade(letter, gold, options) == (option == ask.answer)
                same = not ask.options and rewards.grade(option, ask.answer) and option != ask.answer
                assert not same, (name, option, ask.answer)
            offered += bool(options)
    assert offered > 500


BOOK_SPELLINGS = [  # ways to write the same answer: (pattern, replacement)
    (r"\\frac\{(-?\d+)\}\{(\d+)\}", r"\1/\2"),
    (r"\\frac", r"\\dfrac"),
    (r"\\pi", "π"),
    (r"\^\\circ", "°"),
    (r"\^\\circ", ""),
    (r"\\sqrt\{(\d+)\}", r"√\1"),
    (r", ", ","),
    (r"^", "$"),
    (r"\\infty", "∞"),
    (r" \+ ", "+"),
    (r"\\%", "%"),
    (r"^[xy] = ", ""),
    (r"-", "−"),
]


@book_all
def test_book_answers_are_graded_right_in_every_spelling(name):
    seen = {}
    for scene in book_scenes(name)[:12]:
        for k, ask in enumerate(scene.asks):
            said = {ask.answer} | {re.sub(a, b, ask.answer) + "$" * (a == "^") for a, b in BOOK_SPELLINGS}
            gold = "ABCDEFGH"[ask.options.index(ask.answer)] if ask.options else ask.answer
            said |= {gold, f"{gold}."} if ask.options else set()
            wrong = [s for s in sorted(said) if not rewards.grade(s, gold, ask.options or None)]
            assert not wrong, (ask.text, gold, wrong)
            for other in ask.options or seen.get(k, []):
                if other != ask.answer:
                    assert not rewards.grade(other, gold, ask.options or None), (ask.text, gold, other)
            seen.setdefault(k, []).append(ask.answer)


def test_book_is_deterministic():
    for name in ("bar_chart", "third_angle", "pie_chart"):
        size = 84 if name in BOOK_POCKET else 448
        one, two = (book.pro(name, random.Random(9), size).values() for _ in range(2))
        assert book_digest(one) == book_digest(two)
        assert book_digest(book.pro(name, random.Random(10), size).values()) != book_digest(two)


def book_drawing(scene):
    """All that sampling.shown() spells out, and more exactly."""
    canvas = tools.drawn(scene)
    return canvas.strokes, canvas.fills, canvas.dots, canvas.labels


@book_big
def test_book_numbers_determine_the_figure(name):
    """The split goes by what the figure shows, `check` of data.py by the numbers: one must follow from the other."""
    shown = {}
    for scene in book_scenes(name):
        first, again = book_drawing(scene), book_drawing(scene)
        assert shown.setdefault(scene.numbers, first) == first == again
    assert len(shown) >= 20


def test_book_split_is_a_stable_partition():
    pinned = {(3, 5, 4): "train", (6, 1, 2): "train", (2, 2, 2): "eval", (1, 6, 4): "train"}  # as in released sets
    assert {numbers: book.side_of_split(("bar_chart", *numbers)) for numbers in pinned} == pinned
    for name, first in (("clock", "tettttetetttttetttttttet"), ("regression_line", "ttttettttttettttettttttt")):
        scenes = [book.PROGRAMS[name].make(random.Random(seed)) for seed in range(24)]
        assert "".join(book.side_of_split(sampling.shown(name, scene))[0] for scene in scenes) == first
    sides = [book.side_of_split(("bar_chart", a, b, c)) for a in range(1, 7) for b in range(1, 7) for c in range(1, 7)]
    assert 30 <= sides.count("eval") <= 56  # about 1 in 5 of 216
    for name in ("rectangle_area", "bag_of_balls"):  # the figure of the second shows less than its number tuple
        seen = {
            split: [sampling.sample(name, random.Random(s), split) for s in range(60)] for split in ("train", "eval")
        }
        for key in (lambda name, scene: scene.numbers, sampling.shown):
            train, eval = ({key(name, scene) for scene in seen[split]} for split in ("train", "eval"))
            assert not train & eval


def test_book_variants_share_the_question_and_questions_the_figure():
    for name, node in (("cone_volume", "base"), ("clock", "base"), ("linear_graph", "yz"), ("bar_chart", "xyz")):
        size = 84 if name in BOOK_POCKET else 448
        made = book.variants(name, random.Random(3), 3, size, node=node)
        assert len({p.question for p in made}) == 1 and len({p.principle for p in made}) == 1
        assert len({p.numbers for p in made}) == 3 and len({p.images[0].tobytes() for p in made}) == 3
    made = book.questions("mean_of_bars", random.Random(3), 3)
    assert len({p.question for p in made}) == 3 and len({p.images[0].tobytes() for p in made}) == 1
    with pytest.raises(ValueError, match=r"1 to \d questions"):
        book.questions("cone_volume", random.Random(3), 9)
    with pytest.raises(ValueError, match="cannot share"):
        book.variants("cone_volume", random.Random(3), 2, node="x")
    with pytest.raises(ValueError, match="no program named 'cube'"):
        book.pro("cube", random.Random(3))
    with pytest.raises(ValueError, match="train or eval"):
        book.pro("clock", random.Random(3), split="test")


def test_book_leveled_problems_have_the_wanted_number_of_points():
    plan = [("base", 1, 3), ("x", 2, 3), ("xy", 4, 6), ("xyz", 7, 10)]
    for name in ("rectangle_area", "clock", "linear_graph"):
        made = book.leveled(name, random.Random(4), plan)
        assert all(least <= len(p.knowledge) <= most for p, (_, least, most) in zip(made, plan))
        assert all(len(set(p.knowledge)) == len(p.knowledge) for p in made) and len({p.answer for p in made}) == 1
        assert len(made[-1].knowledge) >= 7


def test_book_verify_measures_labels():
    """A side or an angle that is not drawn as labelled, an equation that is false, an answer outside its options."""

    def change(name, act, message):
        scene = sampling.sample(name, random.Random(1), "train")
        act(scene)
        with pytest.raises(ValueError, match=message):
            tools.verify(name, scene)

    def relabel(scene, key, more):
        real = scene.figure
        scene.figure = lambda c, g: real(c, g | {key: str(int(g[key]) + more)})
        scene.check = lambda c: [tools.arithmetic.value(ask.answer) for ask in scene.asks]

    change("rectangle_area", lambda s: relabel(s, "w", 3), "sides are not to scale")
    change("third_angle", lambda s: relabel(s, "a", 4), "degrees is labelled")
    change(
        "rectangle_area",
        lambda s: setattr(s.asks[1], "solution", "we add $2 + 2 = 5$."),
        r"the solution says 2 \+ 2 = 5",
    )
    change("rectangle_area", lambda s: setattr(s.asks[0], "options", ["1", "2"]), "none of the options")
    change("rectangle_area", lambda s: setattr(s, "check", lambda c: (1.0,)), "1 checks for 3 questions")


BOOK_VALUES = [  # by hand
    ("180 - 45 - 60", 75),
    ("\\frac{3}{4} \\times 8", 6),
    ("\\sqrt{3^2 + 4^2}", 5),
    ("2\\sqrt{3}", 3.4641016),
    ("-3^2", -9),
    ("12 + 3\\pi", 21.4247780),
    ("84 \\div 4 \\times 2", 42),
    ("\\gcd(12, 18)", 6),
    ("\\operatorname{lcm}(4, 6)", 12),
    ("|-3 - 4|", 7),
    ("\\binom{5}{2}", 10),
    ("\\sin 30^\\circ", 0.5),
    ("\\cos^2 60^\\circ", 0.25),
    ("\\log_2 8", 3),
    ("5!", 120),
    ("25\\%", 0.25),
    ("\\sqrt[3]{8}", 2),
    ("2(3 + 4)", 14),
    ("2^{10}", 1024),
    ("2^{-1}", 0.5),
    ("\\tan \\frac{\\pi}{4}", 1),
    ("\\lfloor 3.7 \\rfloor", 3),
    ("17 \\bmod 5", 2),
    ("12 \\div (2\\pi)", 1.9098593),
]


@pytest.mark.parametrize("text, wanted", BOOK_VALUES)
def test_book_arithmetic(text, wanted):
    assert abs(arithmetic.value(text) - wanted) < 1e-7
    assert arithmetic.false_equations(f"so ${text} = {wanted}$.")[0] == [] or wanted != round(wanted, 1)
    assert arithmetic.false_equations(f"so ${text} = {wanted + 1}$.")[0] != []


def test_book_arithmetic_reads_nothing_else():
    for text in ("x + 1", "2 +", "(3", "\\foo{2}", "1 / 0", "\\sqrt{-1}", "a", "", "2^{500}", "__import__", "3 \\pm 1"):
        with pytest.raises(arithmetic.NotANumber):
            arithmetic.value(text)
    assert arithmetic.value("(3 + 4i)^2", i=True) == -7 + 24j and arithmetic.value("2x + 1", x=3) == 7
    yes = [
        (0.5, "\\frac{1}{2}"),
        (3, "x = 3"),
        ((1, 2.5), "(1, \\frac{5}{2})"),
        ("7:45", "7:45"),
        (3 + 4j, "3 + 4i"),
        (("interval", -math.inf, 3, False, True), "(-\\infty, 3]"),
        (lambda x: 2 * x + 1, "y = 2x + 1"),
    ]
    assert all(arithmetic.agrees(found, text) for found, text in yes)
    no = [
        (0.5, "\\frac{1}{3}"),
        ((1, 2), "(2, 1)"),
        (("interval", -math.inf, 3, False, False), "(-\\infty, 3]"),
        (lambda x: 2 * x, "2x + 1"),
        ("7:45", "7:46"),
        (1, "one"),
    ]
    assert not any(arithmetic.agrees(found, text) for found, text in no)
    assert arithmetic.false_equations("$2 < 1$ and $x = 5$ and $3 \\ne 3$ and $\\frac{22}{7} \\approx 3.14$")[0] == [
        "2 < 1",
        "3 \\ne 3",
    ]


# by hand: (program, its givens, what its words say beside them, the answers of all questions)
BOOK_GOLDEN = [
    ("rectangle_area", (8, 6), "", ["48", "3", "10"]),
    ("triangle_area", (10, 6), "", ["30", "12", "60"]),
    ("trapezoid_area", (4, 8, 6), "", ["36", "6", "24"]),
    ("third_angle", (50, 60), "", ["70^\\circ", "110^\\circ", "40^\\circ"]),
    ("hypotenuse", (6, 8), "", ["10", "20", "24"]),
    ("circle_area", (10,), "diameter", ["25\\pi", "\\frac{25}{2}\\pi", "10\\pi"]),
    ("sector_area", (90, 6), "", ["9\\pi", "3\\pi", "12+3\\pi"]),
    ("cone_volume", (3, 4), "", ["12\\pi", "\\frac{3}{2}\\pi", "5"]),
    ("cylinder_volume", (2, 3), "", ["12\\pi", "48\\pi", "4\\pi"]),
    ("cuboid_volume", (4, 5, 3), "", ["60", "20", "94"]),
    ("space_diagonal", (6, 8, 8), "", ["2\\sqrt{41}", "10", "40"]),
    ("balance", (4, 10), "2 boxes", ["3", "6", "15"]),
    ("bag_of_balls", (3,), "2 filled balls and 5 empty", ["\\frac{1}{2}", "\\frac{5}{7}", "\\frac{2}{7}"]),
    ("sine_rule", (18,), "$30^\\circ$ and $120^\\circ$", ["18\\sqrt{3}", "36", "30^\\circ"]),
    ("ruler", (4, 13), "1 cm apart", ["9", "\\frac{1}{2}", "90"]),
]


@pytest.mark.parametrize("case", BOOK_GOLDEN, ids=lambda case: case[0])
def test_book_golden_answers(case):
    name, givens, said, answers = case
    rng = random.Random(0)
    for _ in range(60_000):
        scene = book.PROGRAMS[name].make(rng)
        if tuple(scene.givens.values()) == givens and said in scene.words:
            assert [ask.answer for ask in scene.asks][: len(answers)] == answers
            return
    raise AssertionError(f"{name} never drew {givens}")


def test_book_spellings():
    assert [tools.frac(6, 8), tools.frac(-6, 4), tools.frac(8, 4)] == ["\\frac{3}{4}", "-\\frac{3}{2}", "2"]
    assert [tools.root(49), tools.root(12), tools.root(7)] == ["7", "2\\sqrt{3}", "\\sqrt{7}"]
    assert [tools.pi(1), tools.pi(12), tools.signed(-3)] == ["\\pi", "12\\pi", "- 3"]


@book_big
def test_book_labels_stay_inside_and_apart(name):
    plain, hard = tools.drawn(sampling.sample(name, random.Random(7), "train")), tools.drawn(book_sample(name))
    for seed, sheet in (0, plain), (0, hard), (50, hard):
        for attempt in range(12):
            page = book_page.Page(sheet, 448, random.Random(seed + attempt), sheet is hard, attempt)
            if page.laid_out():
                break
        boxes = page.taken
        hidden = sum(len(ticks) for ticks in sheet.scales) if "sparse" in page.loads else 0
        wanted = sum(bool(label[4]) for label in sheet.labels)
        assert wanted - hidden <= len(page.texts) <= wanted
        assert all(0 <= b[0] and 0 <= b[1] and b[2] <= page.width and b[3] <= page.height for b in boxes)
        assert not any(
            a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for i, a in enumerate(boxes) for b in boxes[:i]
        )
        corners = [page.place(p) for polygon in sheet.polygons for p in polygon]
        assert not [1 for x, y in corners for b in boxes if b[0] + 2 < x < b[2] - 2 and b[1] + 2 < y < b[3] - 2]
        assert min(em for *_, em in page.texts) >= 12 if page.texts else True


def test_book_program_of_the_docs(monkeypatch):
    """The example of docs/book.md, as a chapter of its own, obeys the rules of all programs."""
    _, section = (ROOT / "docs/book.md").read_text().split("\n## A whole program\n")
    code = re.search(r"```python\n(.*?)```", section, re.DOTALL)[1]
    told = tomllib.loads(re.search(r"```toml\n(.*?)```", section, re.DOTALL)[1])
    exec(code, {"__name__": "book.geometry.right_angles", "__package__": "book.geometry"})
    (name,) = set(tools.PROGRAMS) - {*BOOK_BIG, *BOOK_POCKET}
    real = stories.of_chapter
    read = {name: [stories.Story(**story) for story in rows] for name, rows in told.items()}
    monkeypatch.setattr(stories, "of_chapter", lambda chapter: read if chapter == "right_angles" else real(chapter))
    try:
        for rule in (
            test_book_program_keeps_the_rules,
            test_book_second_check_refuses_a_wrong_answer,
            test_book_yields_every_node,
            test_book_answers_are_graded_right_in_every_spelling,
            test_book_numbers_determine_the_figure,
            test_book_labels_stay_inside_and_apart,
        ):
            rule(name)
        assert book.PROGRAMS[name].point not in {book.PROGRAMS[other].point for other in BOOK_BIG}
    finally:
        del tools.PROGRAMS[name]


@pytest.mark.slow
def test_book_sheet_command(tmp_path):
    command = [sys.executable, "-m", "book", "sheet", "--out", str(tmp_path / "s"), "--only", "clock", "rectangle_area"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    made = sorted((tmp_path / "s").glob("*.png"))
    assert len(made) == 2 and all(Image.open(f).width == 8 * 310 + 10 for f in made)
    run = subprocess.run([*command[:-1], "nothing"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 1 and "error: no program named nothing among" in run.stderr


def test_book_missing_command():
    covered = {program.point for program in book.PROGRAMS.values()}
    points = {(row["domain"], row["point"]) for row in book_table()}
    *paths, last = missing().splitlines()
    assert {path.split(" > ")[-1] for path in paths} == {point for _, point in points} - covered
    assert last == f"{len(paths)} of {len(points)} points have no program"
    *paths, last = missing("algebra").splitlines()
    assert paths and all(path.startswith("Algebra > ") for path in paths)
    assert last == f"{len(paths)} of {sum(domain == 'Algebra' for domain, _ in points)} points have no program"
    with pytest.raises(ValueError, match="no domain 'alg'; the table has Fundamental Skills, Algebra, "):
        missing("alg")


def test_book_pocket_bars_have_their_heights():
    for seed in range(60):
        p = book.variants("bar_chart", random.Random(seed), 1, 84)[0]
        image = p.images[0].convert("L").point(lambda v: 255 if v < 200 else 0)
        tops = [image.crop((28 * i, 0, 28 * i + 28, 84)).getbbox() for i in range(3)]
        assert [round((b[3] - b[1]) / 12) for b in tops] == list(p.numbers[1:])
        assert p.answer == str(max(p.numbers[1:]))


def test_book_pocket_circles_can_be_counted():
    for seed in range(60):
        p = book.variants("count_circles", random.Random(seed), 1, 84)[0]
        image = p.images[0].convert("L").point(lambda v: 255 if v < 160 else 0)
        filled = [
            c
            for c in range(9)
            if image.crop((28 * (c % 3) + 9, 28 * (c // 3) + 9, 28 * (c % 3) + 19, 28 * (c // 3) + 19)).getbbox()
        ]
        assert tuple(filled) == p.numbers[1:] and p.answer == str(len(filled))
        rows = list(map(int, re.search(r"hold (\d) (\d) (\d)", p.solution).groups()))
        assert rows == [sum(c // 3 == r for c in filled) for r in range(3)]


def columns(name, seed):
    """The three 28 px columns of a program's base figure, as grey levels, and its numbers."""
    p = book.variants(name, random.Random(seed), 1, 84)[0]
    grey = np.array(p.images[0].convert("L"))
    return [grey[:, 28 * i : 28 * i + 28] for i in range(3)], list(p.numbers[1:])


@pytest.mark.parametrize("seed", range(20))
def test_book_pocket_marks_dice_and_dials_show_their_numbers(seed):
    found, wanted = columns("line_rise", seed)
    axis = np.argmin(found[0][60:, 3:6].sum(1)) + 60
    assert [round((axis - np.nonzero(c[:76] < 90)[0].mean()) / 12) for c in found] == wanted
    found, wanted = columns("dice_total", seed)
    for column, face in zip(found, wanted):
        y, x = np.nonzero(column < 200)  # the edge
        x, y = round((x.min() + x.max()) / 2), round((y.min() + y.max()) / 2)
        assert sum(column[y + b, x + a] < 120 for a in (-7, 0, 7) for b in (-7, 0, 7)) == face
    found, wanted = columns("meter_dials", seed)
    for column, digit in zip(found, wanted):
        y, x = np.nonzero(column < 235)  # the rim
        b, a = np.nonzero(column < 120)  # the hand
        turn = math.atan2((a - (x.min() + x.max()) / 2).sum(), -(b - (y.min() + y.max()) / 2).sum())
        assert round(turn / math.tau * 10) % 10 == digit


def test_book_pocket_side_lengths_stand_in_cells_of_their_own():
    for i, cell in enumerate((3, 5, 7)):
        one, other = [3, 4, 5], [3, 4, 5]
        other[i] = 2
        images = [pocket.draw_triangle(sides, 84, random.Random(4), False) for sides in (one, other)]
        x0, y0, x1, y1 = ImageChops.difference(*images).getbbox()
        assert (x0 // 28 + 3 * (y0 // 28), (x1 - 1) // 28 + 3 * ((y1 - 1) // 28)) == (cell, cell)


POCKET_X = {
    "bar_chart": lambda h: (max(h), 9 - max(h)),
    "count_circles": lambda cells: (len(cells), 2 * len(cells)),
    "count_kinds": lambda kinds: (kinds.count(1), kinds.count(2) - kinds.count(1)),
    "dice_total": lambda faces: (sum(faces), 20 - sum(faces)),
    "line_rise": lambda h: (h[2] - h[0], 2 * h[2] - h[0]),
    "meter_dials": lambda d: (n := 100 * d[0] + 10 * d[1] + d[2], n - d[2] + (10 if d[2] >= 5 else 0)),
    "triangle_sides": lambda sides: (sum(sides), 2 * sum(sides)),
}


def test_book_pocket_texts_are_few_and_answers_follow():
    assert POCKET_X.keys() == set(BOOK_POCKET)
    for name in BOOK_POCKET:
        made = [book.pro(name, random.Random(s), 84) for s in range(30)]
        assert len({m["base"].question for m in made}) == 1 and len({m["xyz"].question for m in made}) == 3
        assert all(len(p.solution) < 140 for m in made for p in m.values())
        for m in made:
            own, deep = POCKET_X[name](m["base"].numbers[1:])
            for node in book.NODES:
                assert m[node].answer == str(deep if "x" in node else own), (name, node, m[node].numbers)
            assert m["a"].answer and not m["a"].images


def test_book_png_without_filters_is_the_picture(tmp_path):
    """What the paper-size sets store opens as the same pixels, in fewer bytes than Pillow's own."""
    image = book.variants("triangle_area", random.Random(3), 1)[0].images[0]
    stored = build.png(image, {})
    assert Image.open(io.BytesIO(stored)).tobytes() == image.tobytes()
    image.save(tmp_path / "one.png")
    assert len(stored) < (tmp_path / "one.png").stat().st_size
    small = image.resize((84, 84))
    small.save(tmp_path / "two.png")
    assert build.png(small, {}) == (tmp_path / "two.png").read_bytes()  # those of pocket sets are Pillow's


def test_book_options_leave_out_the_form_of_an_answer():
    scene = book.PROGRAMS["salt_water"].make(random.Random(1))
    one = scene.asks[0]
    open_text, text = (compose.problem("salt_water", scene, one, None, None, o).question for o in ([], [one.answer]))
    assert "Answer in the form 5%." in open_text and "form" not in text and text.count("Answer") == 1


def test_book_single_knowledge_texts_say_things_once():
    words = "AB is 5; the side marked with the question mark is AC."
    assert alone.unmarked(words) == "AB is 5."
    assert alone.unmarked("A row has 2. The last is marked with a question mark.") == "A row has 2."
    assert alone.unmarked("A part is 5, and 6 belongs to the question mark.").endswith("question mark.")
    squares = "Two squares with the areas 49 and 16 stand on a line."
    assert alone.said_once(squares, "The number in each square is its area. How wide are they?") == (
        f"{squares} How wide are they?"
    )
