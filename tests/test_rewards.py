"""Tests of rewards.py."""

import importlib.util
import math
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import rewards
from answers import numbers
from book import compose, nodes, sets
from book.canvas import Canvas
from book.tools import Scene
from rewards import ADVANTAGES, PER_PROBLEM, Grader, advantages, exact, extract_answer, format_ok, perception, score
from speed.attacks import REWARDS_ATTACKS, REWARDS_HOSTILE
from tests.helpers import ROOT

# a pair that only computer algebra can judge: the gold has a sum
OPEN_RIGHT = ("6", "\\sum_{i=1}^{3} i", None)
OPEN_WRONG = ("7", "\\sum_{i=1}^{3} i", None)


@pytest.fixture(scope="module")
def rewards_grader():
    with Grader() as grader:
        yield grader


# ---- extraction and format
@pytest.mark.parametrize(
    "response, answer",
    [
        ("<think>t</think><answer>5</answer>", "5"),
        ("<think>t</think>\n<answer>\n 5 cm\n</answer>\n", "5 cm"),
        ("<think>a\nb</think><answer>line 1\nline 2</answer>", "line 1\nline 2"),
        ("<think>maybe <answer>4</answer>?</think><answer>5</answer>", "5"),  # the thinking is not the answer
        ("so \\boxed{\\frac{1}{2}} it is", "\\frac{1}{2}"),
        ("\\boxed{3}. Again: \\boxed{ 3 }", "3"),
        ("<think>\\boxed{4}</think> \\boxed{5}", "5"),
        ("<answer>\\boxed{5}</answer>", "\\boxed{5}"),
        ("<answer>A. A</answer>", "A. A"),
        ("", None),
        ("5", None),
        ("<think>5</think>", None),
        ("<answer></answer>", None),
        ("<answer> \n</answer>", None),
        ("<answer>5", None),
        ("5</answer>", None),
        ("</answer>5<answer>", None),
        ("<answer>5</answer><answer>6</answer>", None),
        ("<answer>5</answer><answer>5</answer>", None),
        ("<answer><answer>5</answer></answer>", None),
        ("\\boxed{5} or \\boxed{6}", None),
        ("<answer></answer>\\boxed{5}", None),
        ("<think><answer>5</answer></think>", None),
        ("<think>\\boxed{5}</think>", None),
        ("<answer>A or B</answer>", None),
        ("<answer>A, C</answer>", None),
        ("<answer>(A)/(B)</answer>", None),
        ("<answer>A B C D</answer>", None),
        ("<answer>A或B</answer>", None),
        ("<answer>A、B</answer>", None),
    ],
)
def test_rewards_extract(response, answer):
    assert extract_answer(response) == answer


@pytest.mark.parametrize(
    "response, ok",
    [
        ("<think>t</think><answer>5</answer>", True),
        ("\n<think>\nt\n</think>\n\n<answer>\n5\n</answer>\n", True),
        ("<think>t</think>so<answer>5</answer>", False),
        ("x<think>t</think><answer>5</answer>", False),
        ("<think>t</think><answer>5</answer>x", False),
        ("<think> </think><answer>5</answer>", False),
        ("<think>t</think><answer> </answer>", False),
        ("<answer>5</answer>", False),
        ("<think>t</think>", False),
        ("<answer>5</answer><think>t</think>", False),
        ("<think>t</think><answer>5</answer><answer>5</answer>", False),
        ("<think>a<think>b</think></think><answer>5</answer>", False),
        ("<think>t</think><answer>5", False),
        ("", False),
    ],
)
def test_rewards_format(response, ok):
    assert format_ok(response) is ok


def test_rewards_attacks(rewards_grader):
    assert len(REWARDS_ATTACKS) >= 60
    responses = [f"<think>It is {gold}.</think><answer>{text}</answer>" for text, gold, _, _ in REWARDS_ATTACKS]
    result = score(responses, [a[1] for a in REWARDS_ATTACKS], [a[2] for a in REWARDS_ATTACKS], grader=rewards_grader)
    assert [attack for attack, right in zip(REWARDS_ATTACKS, result["accuracy"]) if right] == []


@pytest.mark.slow
def test_rewards_hostile_strings():
    assert len(REWARDS_HOSTILE) >= 200
    with Grader(workers=2, timeout=0.6) as grader:
        grader.grade_many([OPEN_RIGHT])  # workers up
        for text in REWARDS_HOSTILE:
            start = time.process_time()
            verdict = exact(text, "42")
            assert time.process_time() - start < 1.0, text[:40]
            assert verdict in (False, None), text[:40]
            extract_answer(text), format_ok(text), extract_answer(f"<answer>{text}</answer>")
            assert time.process_time() - start < 1.5, text[:40]
        open_ones = [(text, "42", None) for text in REWARDS_HOSTILE if exact(text, "42") is None]
        assert not any(grader.grade_many(open_ones))
        assert grader.grade_many([OPEN_RIGHT, OPEN_WRONG]) == [
            True,
            False,
        ]  # alive


def test_rewards_no_code_evaluation():
    source = "".join(file.read_text() for file in (ROOT / "rewards.py", *(ROOT / "answers").glob("*.py")))
    for word in ("eval(", "exec(", "sympify(", "parse_expr(", "__import__("):
        assert word not in source
    light = "import sys, rewards; sys.exit('torch' in sys.modules or 'sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", light], cwd=ROOT).returncode == 0


# ---- the pool
@pytest.mark.slow
def test_rewards_pool_counts_and_recovers():
    pair = OPEN_RIGHT
    with Grader() as grader:
        assert grader.grade_many([pair, pair, ("5", "5", None)]) == [True, True, True]
        assert grader.slow == 1 and grader.timeouts == 0  # the same pair once
        victim = next(iter(grader.pool))
        os.kill(victim.pid, signal.SIGKILL)
        victim.wait()
        assert grader.grade_many([pair]) == [True]  # replaced, the item tried once more
        assert grader.timeouts == 0 and victim not in grader.pool and len(grader.pool) == 1
        grader.timeout = 0.3
        os.kill(next(iter(grader.pool)).pid, signal.SIGSTOP)  # a worker that hangs
        assert grader.grade_many([pair]) == [False] and grader.timeouts == 1
        grader.timeout = 2.0
        assert grader.grade_many([pair]) == [True] and grader.timeouts == 1
    assert grader.pool == {} and victim.poll() is not None


@pytest.mark.slow
def test_rewards_worker_memory_limit(monkeypatch):
    """A pair that would take gigabytes: the worker stays below its limit, the pair is wrong and counted, the pool
    lives."""
    monkeypatch.setattr(rewards, "exact", lambda p, g, options=None, prose=False: None)  # the rules would refuse it
    monkeypatch.setattr(rewards, "clean", lambda text: text)
    with Grader(timeout=20.0, memory_mb=64) as grader:
        assert grader.grade_many([OPEN_RIGHT]) == [True]
        process = next(iter(grader.pool))
        peak, done = [0], threading.Event()

        def watch():
            while not done.is_set():
                try:
                    status = Path(f"/proc/{process.pid}/status").read_text()
                    peak.append(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024)
                except (OSError, TypeError):
                    return
                time.sleep(0.01)

        thread = threading.Thread(target=watch)
        thread.start()
        verdict = grader.grade_many([("7" * 120_000_000, "5", None)])
        done.set()
        thread.join()
        assert verdict == [False] and grader.timeouts == 1 and max(peak) < 512
        assert grader.grade_many([OPEN_RIGHT]) == [True]


def test_rewards_mathruler_reproduces_the_released_reward(tmp_path, monkeypatch):
    """With a stand-in for the package, which compares texts; and the error where it is not installed."""
    (tmp_path / "mathruler").mkdir()
    (tmp_path / "mathruler/__init__.py").write_text("")
    (tmp_path / "mathruler/grader.py").write_text(  # what a library prints must not be taken for a verdict
        "def grade_answer(given, truth):\n    print('1 1\\n2 1\\n3 1', flush=True)\n    return given == truth\n"
    )
    if importlib.util.find_spec("mathruler") is None:
        with pytest.raises(ValueError, match="mathruler is not installed"):
            Grader(kind="mathruler")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)
    responses = [
        "<think>t</think><answer>5</answer>",
        "<think>t</think><answer>\n5\n</answer>",
        "5",
        "<answer>6</answer>",
        "<think></think><answer></answer>",
        "<think>t</think> <answer> 5 </answer>",
    ]
    with Grader(kind="mathruler") as grader:
        result = score(responses, ["5"] * 6, grader=grader)
    assert result["accuracy"] == [1.0, 0.0, 1.0, 0.0, 0.0, 1.0]  # the line break hides the answer; the bare text counts
    assert result["format"] == [1.0, 1.0, 0.0, 0.0, 1.0, 1.0]


def test_rewards_pool_that_cannot_start(monkeypatch):
    monkeypatch.setattr(rewards.sys, "executable", "/bin/false")
    with Grader() as grader:
        assert grader.grade_many([("5", "5", None)]) == [True]  # the exact rules need no worker
        with pytest.raises(RuntimeError, match="does not start"):
            grader.grade_many([OPEN_RIGHT])


def test_rewards_score(rewards_grader):
    responses = ["<think>t</think><answer>5</answer>", "<answer>5</answer>", "<think>t</think><answer>6</answer>", "5"]
    result = score(responses, ["5"] * 4, format_weight=0.5, grader=rewards_grader)
    assert result == {"accuracy": [1.0, 1.0, 0.0, 0.0], "format": [1.0, 0.0, 1.0, 0.0], "overall": [1.0, 0.5, 0.5, 0.0]}
    assert score(responses, ["5"] * 4, format_weight=0.1, grader=rewards_grader)["overall"] == [1.0, 0.9, 0.1, 0.0]
    assert score(["<answer>B</answer>"], ["7"], [["5", "7"]], grader=rewards_grader)["accuracy"] == [1.0]
    several = ["<answer>A, C</answer>", "<answer>AC</answer>", "<answer>A, B</answer>", "<answer>A or C</answer>"]
    assert score(several, ["A, C"] * 4, grader=rewards_grader)["accuracy"] == [1.0, 1.0, 0.0, 0.0]
    assert score(several, ["A"] * 4, grader=rewards_grader)["accuracy"] == [0.0] * 4
    with pytest.raises(ValueError, match="4 responses, 3 golds"):
        score(responses, ["5"] * 3)


# ---- perception
def test_rewards_numbers_of_a_text():
    text = "P1 has -3, 05 and 5.0; x_2 is 3.50 of 1,200, see $\\frac{7}{20}^\\circ$; 1,23 and v2.5"
    assert list(numbers(text)) == ["3", "5", "5", "3.5", "1200", "7", "20", "1", "23"]
    assert list(numbers("9" * 100_000)) == ["9" * 100_000] and not list(numbers("." * 100_000))


@pytest.mark.parametrize(
    "thinking, share",
    [
        ("The bars are 3 5 2. The tallest is 5. 5-2=3.", 1),
        ("The bars are 2, 5 and 3.", 1),  # the order is the reader's
        ("The bars are 3 5 4. 2", 2 / 3),  # the first three numbers count
        ("The bars are 3 5 5 2.", 2 / 3),  # a bar that stands there once is read once
        ("How far is it to 9? The bars are 3.0 05 2.", 1),  # 9 stands in the question
        ("There are three bars.", 0),
        ("", 0),
    ],
)
def test_rewards_perception_by_hand(thinking, share):
    question = "How much must the tallest bar grow to reach 9?<image>"
    for response in (f"<think>{thinking}</think><answer>3 5 2</answer>", f"<think>{thinking}"):
        assert perception(response, ["3", "5", "2"], question) == pytest.approx(share)
        assert perception(response, ["9", "3", "5", "2"], question) == pytest.approx(share)
    assert math.isnan(perception(f"<think>{thinking}</think>", ["9"], question))  # the question tells it
    assert math.isnan(perception(f"<think>{thinking}</think>", [], question))


LISTS = (
    "0 1 2 3 4 5 6 7 8 9",
    "9 8 7 6 5 4 3 2 1 0",
    "1 1 1 2 2 2 3 3 3 4 4 4 5 5 5 6 6 6",
    "3 " * 50,
    "1-6 and 0-6, 2/3",
)


def test_rewards_perception_is_not_farmed_by_lists_of_numbers():
    """Fresh scenes: a list is worth what a guess of as many numbers as there are to read is worth, a reading far more;
    what follows neither adds nor takes away."""
    rng, names, found, read = random.Random(8), [program.name for program in sets.programs("pocket")], {}, []
    for i in range(200):
        (p,) = nodes.variants(names[i % len(names)], rng, 1, 84)
        wanted = [n for n in p.facts if n not in numbers(p.question)]
        if not wanted:
            continue

        def value(text, p=p):
            return perception(f"<think>{text}</think>", p.facts, p.question)

        assert value(f"I see {' '.join(p.facts)}.") == 1 == value(f"{' '.join(p.facts)} {LISTS[0]}")
        for text in LISTS:
            guess = [n for n in numbers(text) if n not in numbers(p.question)][: len(wanted)]
            assert value(text) == value(" ".join(guess)) == value(f"{text} {' '.join(p.facts)}")
            found.setdefault(text, []).append(value(text))
        read.append(value(" ".join([*wanted[1:], "77"])))  # one of them is misread
    chance = [sum(values) / len(values) for values in found.values()]
    assert max(chance) < 0.6 and 0.4 < sum(read) / len(read) < 0.9 and len(read) > 100


def test_rewards_perception_of_what_the_book_makes():
    """Facts are the numbers that the figure shows and the solution uses; of pocket programs the words' numbers."""
    canvas = Canvas()
    canvas.labels = [("side", (0, 0), (1, 0), None, text) for text in ("5", "$12$", "x", "30°", "5", "7", "?")]
    canvas.captions, scene = ["n = 4"], Scene("", [])
    solution = "AB is 5 and BC $= 12$, so $5^2 + 12^2 = 13^2$; 5 and 5 more; n is 4, the angle $30^\\circ$."
    assert compose.facts(scene, canvas, solution) == ["5", "12", "5", "4", "30"]  # no 7: nobody needs it
    found = []
    for program in sets.programs("pocket"):
        for node in ("base", "x", "yz", "xyz"):
            (p,) = nodes.variants(program.name, random.Random(3), 1, 84, node=node)
            found.append(perception(f"<think>{p.solution}</think>", p.facts, p.question))
    found = [x for x in found if not math.isnan(x)]
    assert found and sum(found) / len(found) > 0.9  # their solutions begin with the reading
    for name in ("cylinder_path", "circle_totals", "divided_triangle"):  # base and y: the same facts, read first
        one, two = (nodes.variants(name, random.Random(3), 1, 112, node=node)[0] for node in ("base", "y"))
        assert one.facts == two.facts and len(one.facts) > 1
        assert perception(f"<think>{one.solution}</think>", one.facts, one.question) == 1


def test_rewards_perception_is_added_to_right_and_wrong(rewards_grader):
    texts = [f"<think>{seen}</think><answer>{said}</answer>" for seen in ("3 5", "4 5", "8") for said in "56"]
    rows = [dict(answer="5", options=None, facts=["3", "5"], problem="?")] * 6
    got = rewards.score_rows(texts, rows, 0.5, rewards_grader, weight=0.4)
    assert got["perception"] == [1, 1, 0.5, 0.5, 0, 0] and got["accuracy"] == [1, 0] * 3
    assert got["overall"] == pytest.approx([1.4, 0.9, 1.2, 0.7, 1.0, 0.5])
    bare = rewards.score_rows(texts, [row | {"facts": None} for row in rows], 0.5, rewards_grader, weight=0.4)
    assert bare["overall"] == [1, 0.5] * 3 and all(map(math.isnan, bare["perception"]))
    off = rewards.score_rows(texts, rows, 0.5, rewards_grader)
    assert off == score(texts, ["5"] * 6, grader=rewards_grader)


# ---- advantages
def rewards_by_hand(rows, groups, share):
    """The principle mean with plain loops."""
    out = []
    for row, group in zip(rows, groups):
        variants = [sorted(r, reverse=True) for r, g in zip(rows, groups) if g == group]
        R = [sum(v[j] for v in variants) / len(variants) for j in range(len(row))]
        flat = [x for v in variants for x in v]
        mu = sum(flat) / len(flat)
        sigma = (sum((x - mu) ** 2 for x in flat) / len(flat)) ** 0.5
        order = sorted(range(len(row)), key=lambda i: -row[i])  # stable
        rank = {i: j for j, i in enumerate(order)}
        if share:
            value = [
                sum(R[rank[k]] for k in range(len(row)) if row[k] == row[i]) / row.count(row[i])
                for i in range(len(row))
            ]
        else:
            value = [R[rank[i]] for i in range(len(row))]
        out.append([(v - mu) / (sigma + 1e-6) if sigma > 1e-9 else 0.0 for v in value])
    return torch.tensor(out, dtype=torch.float64)


def test_rewards_principle_by_hand():
    # group g: variant 1 has rewards 0 1 1 0 -> by rank 1 1 0 0; variant 2 has 1 0 0 0 -> by rank 1 0 0 0
    # R = (1+1)/2, (1+0)/2, 0, 0 = 1, 0.5, 0, 0.   All eight: mu = 3/8, sigma^2 = 3/8 - 9/64 = 15/64, sigma = 0.4841229
    # principle_rank, variant 1: rollout 1 (index 1) has rank 0, index 2 rank 1, index 0 rank 2, index 3 rank 3
    #   -> R per rollout 0, 1, 0.5, 0; variant 2: 1, 0.5, 0, 0 (index 0 is first; the zeros follow in their order)
    # principle: variant 1's ones share (1 + 0.5) / 2 = 0.75, its zeros 0; variant 2's one gets 1, zeros (0.5+0+0)/3 =
    # 1/6 group h: one variant 2 0 0 0: R = 2 0 0 0, mu = 0.5, sigma^2 = 1 - 0.25 = 0.75, sigma = 0.8660254
    rewards_ = torch.tensor([[0.0, 1, 1, 0], [2, 0, 0, 0], [1, 0, 0, 0]])
    groups = ["g", "h", "g"]
    s, t = 0.4841229 + 1e-6, 0.8660254 + 1e-6
    rank = [
        [-0.375 / s, 0.625 / s, 0.125 / s, -0.375 / s],
        [1.5 / t, -0.5 / t, -0.5 / t, -0.5 / t],
        [0.625 / s, 0.125 / s, -0.375 / s, -0.375 / s],
    ]
    mean = [
        [-0.375 / s, 0.375 / s, 0.375 / s, -0.375 / s],
        [1.5 / t, -0.5 / t, -0.5 / t, -0.5 / t],
        [0.625 / s] + [(1 / 6 - 0.375) / s] * 3,
    ]
    # grpo: row 1: mean 0.5, sample std sqrt(4 * 0.25 / 3) = 0.5773503; row 2: mean 0.5, std sqrt((2.25 + 0.75) / 3) =
    # 1; row 3: mean 0.25, std sqrt((0.5625 + 3 * 0.0625) / 3) = 0.5
    a, b, c = 0.5 / (0.5773503 + 1e-6), 1 + 1e-6, 0.5 + 1e-6
    grpo = [[-a, a, a, -a], [1.5 / b, -0.5 / b, -0.5 / b, -0.5 / b], [0.75 / c, -0.25 / c, -0.25 / c, -0.25 / c]]
    for kind, expected in (("principle_rank", rank), ("principle", mean), ("grpo", grpo)):
        assert torch.allclose(advantages(rewards_, groups, kind), torch.tensor(expected), atol=2e-6), kind
    plain = torch.tensor([[-0.375, 0.375, 0.375, -0.375], [1.5, -0.5, -0.5, -0.5], [0.625] + [1 / 6 - 0.375] * 3])
    assert torch.allclose(advantages(rewards_, groups, "principle", std=False), plain)
    assert advantages(rewards_, groups).dtype == torch.float32


def test_rewards_reinforce_by_hand():
    """(1, 0, 0, 0), (0.5, 0.5, 1, 0) and (1, 1, 1, 1): differences (3, -1, -1, -1) / 4, (0, 0, 1, -1) / 2, 0."""
    r = torch.tensor([[1.0, 0, 0, 0], [0.5, 0.5, 1, 0], [1, 1, 1, 1]])
    std = math.sqrt((12 / 16 + 2 / 4) / 12) + 1e-6  # over all twelve, mean 0
    want = torch.tensor([[0.75, -0.25, -0.25, -0.25], [0, 0, 0.5, -0.5], [0, 0, 0, 0]])
    torch.testing.assert_close(advantages(r, ["g", "g", "h"], "reinforce++"), want / std)
    torch.testing.assert_close(advantages(r, ["g", "g", "h"], "reinforce++", std=False), want)


REWARDS_CASES = st.integers(1, 5).flatmap(
    lambda n: st.lists(
        st.tuples(st.lists(st.sampled_from([0.0, 0.5, 1.0, 0.25]), min_size=n, max_size=n), st.sampled_from("ghi")),
        min_size=1,
        max_size=7,
    )
)


@settings(max_examples=80, deadline=None)
@given(
    REWARDS_CASES,
    st.randoms(use_true_random=False),
    st.sampled_from(ADVANTAGES),
    st.floats(-3, 3),
    st.floats(0.5, 4),
)
def test_rewards_advantage_properties(case, rng, kind, shift, scale):
    rows, groups = [list(r) for r, _ in case], [g for _, g in case]
    r = torch.tensor(rows, dtype=torch.float64)
    base = advantages(r, groups, kind)
    assert base.shape == r.shape and base.isfinite().all()
    if kind not in PER_PROBLEM:
        assert torch.allclose(base, rewards_by_hand(rows, groups, kind == "principle"), atol=1e-9)
        for g in set(groups):  # zero mean over a group
            assert abs(base[[i for i, x in enumerate(groups) if x == g]].sum()) < 1e-6
    order = rng.sample(range(len(rows)), len(rows))  # order of variants
    assert torch.allclose(advantages(r[order], [groups[i] for i in order], kind), base[order], atol=1e-9)
    if kind != "principle_rank":  # order of rollouts; literal ranks give equals an arbitrary order
        turn = rng.sample(range(r.shape[1]), r.shape[1])
        assert torch.allclose(advantages(r[:, turn], groups, kind), base[:, turn], atol=1e-9)
    moved = advantages(r * scale + shift, groups, kind)
    assert torch.allclose(moved, base, atol=1e-4)  # the 1e-6 under the fraction does not scale


def test_rewards_advantage_edges():
    for kind in ADVANTAGES:
        for value in (0.0, 0.1, 0.7, 1.0):  # zero variance, also where floats round
            assert (advantages(torch.full((4, 7), value).double() * 1.1, ["g", "g", "g", "h"], kind) == 0).all()
        one = advantages(torch.tensor([[1.0]]), ["g"], kind)
        assert one.shape == (1, 1) and one.item() == 0
    pair = advantages(torch.tensor([[1.0], [0.0]]), ["g", "g"], "principle")  # n = 1: one rank, R is the mean
    assert (pair == 0).all()
    single = torch.tensor([[1.0, 0, 0, 1]])
    assert torch.allclose(advantages(single, ["g"]), torch.tensor([[1.0, -1, -1, 1]]), atol=1e-5)
    assert torch.allclose(advantages(single, ["g"], "principle_rank"), advantages(single, ["g"]))
    # a wrong rollout of an easy variant is not punished more than its rank's share: unequal sizes stay apart
    big = torch.tensor([[1.0, 1], [0, 0], [1, 0], [1, 1], [0, 0]])
    alone = advantages(big[:3], ["g"] * 3)
    assert torch.allclose(advantages(big, ["g"] * 3 + ["h"] * 2)[:3], alone)
    for bad in ((torch.zeros(2), ["g", "g"]), (torch.zeros(2, 2), ["g"]), (torch.tensor([[float("nan")]]), ["g"])):
        with pytest.raises(ValueError):
            advantages(*bad)
    with pytest.raises(ValueError, match="advantage 'rloo'"):
        advantages(torch.zeros(1, 2), ["g"], "rloo")
