"""Tests of speed/rivals.py and the files that it uses."""

import io
import json
import math
import os
import sys
import time
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from speed import sides
from speed.race import Bench
from speed.rivals import ROWS
from speed.rows_parts import released_advantages
from speed.sides import Side
from tests.helpers import ROOT
from tests.ranks import start_process


@pytest.fixture(scope="session")
def bench_tiny(pocket, tmp_path_factory):
    """A Bench of tiny size in a folder whose data set is there already; peers only where their environment stands."""
    work, threads = tmp_path_factory.mktemp("bench"), torch.get_num_threads()
    (work / "tiny").mkdir()
    (work / "tiny/data").symlink_to(pocket / "data")
    made = Bench(str(work), ".venv-peers", repeats=1, size="tiny")
    torch.set_num_threads(threads)
    return made


@pytest.fixture
def bench_table():
    """A Bench that has measured nothing."""
    made = object.__new__(Bench)
    made.lines = []
    return made


def side(name, p, said, told):
    """(In a process.) A side that speaks through two named pipes."""
    os.dup2(os.open(said, os.O_WRONLY), 1)
    sys.stdin, sys.argv = open(told), ["", name, json.dumps(p)]
    sides.run_side({name: getattr(sides, name)})


def forked_side(self, name, p):
    """Bench.start of a process that is forked."""
    log, out, *pipes = (self.work / f"{name}.{end}" for end in ("log", "out", "said", "told"))
    for path in (log, *pipes):
        path.unlink(missing_ok=True)
    for path in pipes:
        os.mkfifo(path)
    process = start_process(side, name, p | {"out": str(out)}, *pipes, log=log)
    said, told = open(pipes[0]), open(pipes[1], "w")
    return log, SimpleNamespace(stdin=told, stdout=said, kill=process.kill, communicate=process.join)


def bench_lines(made, monkeypatch, row):
    """(new lines of the table, results of every race) of a row, of which scale is cut to one point of each kind."""
    races, plain, before = [], made.race, len(made.lines)
    monkeypatch.setattr(made, "race", lambda *args, **kw: races.append(plain(*args, **kw)) or races[-1])
    monkeypatch.setattr(made, "size", made.size | {"times": (1,), "lengths": (4,)})
    ROWS[row](made)
    lines = made.lines[before:]
    for x in lines:
        numbers = x["ours"] + x["rival"]
        assert x["ours"] and all(math.isfinite(v) and v > 0 for v in numbers) and x["shown"].count(" | ") == 7
        assert bool(x["rival"]) == (x["against"] != "-") == (x["ratio"] is not None)
    return lines, races


@pytest.mark.slow
@pytest.mark.xdist_group("bench")
@pytest.mark.parametrize(
    "row, rivals",
    [
        ("advantage", [True]),
        ("scheduler", [True, False, False]),
        ("generate", [True]),
        ("grade", [True]),
        ("data", [True, False]),
        ("start", [False]),
        ("scale", [False, False]),
    ],
)
def test_bench_row(bench_tiny, monkeypatch, row, rivals):
    if row != "generate":  # whose sides are started as a user's are
        monkeypatch.setattr(Bench, "start", forked_side)
    lines, races = bench_lines(bench_tiny, monkeypatch, row)
    assert [bool(x["rival"]) for x in lines] == rivals
    if row == "generate":  # no side stops early: 8 samples of 4 tokens
        assert {x["tokens"] for x in sum(races[0].values(), [])} == {32}
    if row == "scale":  # RL: 4 prompts x 4 responses x 4 tokens
        assert [x["tokens"] for x in races[1]["ours"][:2]] == [64, 64]


@pytest.mark.slow
@pytest.mark.skipif(
    not (ROOT / ".venv-peers/ready").exists(),
    reason="python -m speed.rivals --size tiny --only rl makes the peers' environment",
)
@pytest.mark.parametrize("row, count", [("rl", 1), ("sft", 2), ("memory", 3)])
def test_bench_peers(bench_tiny, monkeypatch, row, count):
    lines, races = bench_lines(bench_tiny, monkeypatch, row)  # an error when the losses differ
    assert len(lines) == count and all(x["rival"] and x["reach"] for x in lines)
    if row == "rl":
        assert {x["tokens"] for side in races[1].values() for x in side[:-1]} == {4 * 2 * 16}


def test_bench_released_advantages_by_hand():
    # rewards [1, 0] and [0, 0] of one group: R = [1/2, 0], mu = 1/4, sigma = sqrt(3)/4
    high, low = 0.25 / (3**0.5 / 4), -0.25 / (3**0.5 / 4)
    for scores in (torch.tensor([[0.0, 1.0], [0.0, 0.0]]), [[0.0, 1.0], [0.0, 0.0]]):
        got = released_advantages(scores, ["g", "g"], lambda s: float(np.mean(s)), lambda s: float(np.std(s)))
        np.testing.assert_allclose(np.array(got, dtype=float), [[low, high], [high, low]], rtol=1e-4)


def test_bench_ratio_and_reach(bench_table, capsys):
    bench_table.line("a", {"ours": [30.0, 10.0, 20.0], "Math-Verify": [1.0]}, "pairs/s")
    bench_table.line("b", {"ours": [2.0], "other": [3.0]}, "ms", reach=1.6)
    bench_table.line("c", {"ours": [2.1]}, "s", most=2)
    assert [(x["ratio"], x["met"]) for x in bench_table.lines[-3:]] == [(20.0, True), (1.5, False), (None, False)]
    assert capsys.readouterr().out.splitlines()[0] == (
        "| a | 20 [10, 30] pairs/s | Math-Verify | 1 [1, 1] pairs/s | 20.00 | yes (20 times) | - |  |"
    )


@pytest.mark.parametrize(
    "theirs, message", [([1.0, 2.01], "the sides differ by 0.005"), ([1.0, math.nan], "the sides differ by")]
)
def test_bench_unequal_losses_are_an_error(bench_table, theirs, message):
    bench_table.same({"ours": [1.0, 2.0], "them": [1.0, 2.0005]})
    with pytest.raises(ValueError, match=message):
        bench_table.same({"ours": [1.0, 2.0], "them": theirs})


def test_bench_losses_of_nought_prove_nothing(bench_table):
    with pytest.raises(ValueError, match="differ"):
        bench_table.same({"ours": [0.0, 0.0], "them": [0.0, 0.0]})


def test_bench_times_the_whole_piece(monkeypatch):
    """A trainer's own `seconds`, of one step, does not stand in for those of the piece."""
    side, side_out = object.__new__(Side), io.StringIO()
    side.out, side.start, side.notes = side_out, time.perf_counter(), {"seconds": -1.0, "tokens": 5}
    monkeypatch.setattr(sys, "stdin", io.StringIO("go\n"))
    side.gate()
    said = json.loads(side_out.getvalue())
    assert said["seconds"] >= 0 and said["tokens"] == 5 and side.notes == {}


@pytest.mark.slow
@pytest.mark.xdist_group("bench")
def test_bench_dead_side_is_an_error(bench_tiny, monkeypatch):
    monkeypatch.setattr(Bench, "start", forked_side)
    with pytest.raises(ValueError, match="a side died.*no-such-model"):
        bench_tiny.race("generate", dict(model="/no-such-model"), 0, alone=True)
