"""Tests of speed/rivals.py and the files that it uses."""

import contextlib
import io
import json
import math
import subprocess
import sys
import time

import numpy as np
import pytest
import torch

from speed import race, rivals, scale
from speed.race import Bench
from speed.rivals import ROWS
from speed.rows_parts import released_advantages
from speed.sides import Side
from tests.helpers import ROOT


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
    made.lines, made.curves, made.failed = [], [], []
    return made


def bench_lines(made, monkeypatch, row):
    """(new lines of the table, results of every race) of a row, of which scale is cut to one point of each kind."""
    races, plain, before = [], made.race, len(made.lines)

    def race(pair, p, rounds, alone=False):
        if row == "scale" and (p["ranks"] > 1) == (pair == "sft"):  # one SFT and one RL, that on two ranks, are enough
            return {"ours": [dict(seconds=1.0, cpu=1.0, tokens=1)] * (rounds + 1)}
        races.append(plain(pair, p, rounds, alone))
        return races[-1]

    monkeypatch.setattr(made, "race", race)
    monkeypatch.setattr(made, "size", made.size | {"times": (2,), "lengths": (4,), "ranks": (2,)})
    ROWS[row](made)
    lines = made.lines[before:]
    for x in lines:
        numbers = x["ours"] + x["rival"]
        assert x["ours"] and all(math.isfinite(v) and v > 0 for v in numbers) and x["shown"].count(" | ") == 5
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
        ("evaluate", [True]),
        ("grade", [True]),
        ("data", [True, False]),
        ("start", [False]),
        ("scale", []),
    ],
)
def test_bench_row(bench_tiny, monkeypatch, row, rivals):
    lines, races = bench_lines(bench_tiny, monkeypatch, row)
    assert [bool(x["rival"]) for x in lines] == rivals
    if row == "generate":  # no side stops early: 8 samples of 4 tokens
        assert {x["tokens"] for x in sum(races[0].values(), [])} == {32}
    if row == "evaluate":  # 4 rows, a greedy answer and 8 samples of 4 tokens
        assert {x["tokens"] for side in races[0].values() for x in side[1:]} == {4 * 9 * 4}
        assert all(x["seconds/generate"] < x["seconds"] for side in races[0].values() for x in side)
    if row == "scale":  # RL on two ranks: 4 prompts x 2 responses x 16 tokens
        assert [x["tokens"] for x in races[1]["ours"]] == [128, 128]
        curves = bench_tiny.curves
        assert [len(x["costs"]) for x in curves] == [1, 1, 1, 1, 2, 2] and curves[2]["sizes"] == [2]
        assert all(math.isfinite(v) and v > 0 for x in curves for v in sum(x["rounds"], []))


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
    bench_table.line("grade", {"ours": [30.0, 10.0, 20.0], "Math-Verify": [1.0]}, "pairs/s")
    bench_table.line("b", {"ours": [2.0], "other": [3.0]}, "ms", reach=1.6)
    bench_table.line("c", {"ours": [2.1]}, "s", most=2)
    assert [(x["ratio"], x["met"]) for x in bench_table.lines[-3:]] == [(20.0, True), (1.5, False), (None, False)]
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "| grade | 20 [10, 30] pairs/s | Math-Verify | 1 [1, 1] | 20.00 (20) | - |"
    assert out[2] == "| c | 2.1 [2.1, 2.1] s | - | - | at most 2: **missed** | - |"


def test_bench_table_of_a_row_with_what_was_lost(bench_table):
    """A rival is wanted by its row; the second line of a row has only what differs; what was lost is named."""
    values = {"ours": [12345.0], "transformers generate": [5000.0], "vLLM on CPU": [12000.0]}
    bench_table.line("generate 100M", values, "tokens/s", limit="FLOPs", share=0.5, notes="told")
    bench_table.line("generate pocket", values, "tokens/s")
    bench_table.lost("sft", "TRL", ValueError("TRL: ended after 600 s"))
    assert [x.get("reach") for x in bench_table.lines] == [2.5, 1.3, None, None, None]
    assert bench_table.failed == ["sft (TRL)"]
    assert bench_table.table().splitlines()[2:8] == [
        "| generate 100M | 12,345 [12,345, 12,345] tokens/s | transformers generate | 5,000 [5,000, 5,000] | 2.47 "
        "(2.5: **missed**) | FLOPs: 50.00% |",
        "| | | vLLM on CPU | 12,000 [12,000, 12,000] | 1.03 (1.3: **missed**) | |",
        "| generate pocket | 12,345 [12,345, 12,345] tokens/s | transformers generate | 5,000 [5,000, 5,000] | 2.47 "
        "| - |",
        "| | | vLLM on CPU | 12,000 [12,000, 12,000] | 1.03 | |",
        "| sft | - | TRL | ended after 600 s | - | - |",
        "",
    ]


@pytest.mark.parametrize("command, message", [("sleep 60", "ended after 0.2 s"), ("true", "a side died")])
def test_bench_rival_that_hangs_or_dies_is_left_out(bench_table, tmp_path, monkeypatch, command, message):
    """Ours says its piece, round after round; the rival says nothing, or has ended."""
    says = 'while read x; do echo "{\\"loss\\": [1.0]}"; done'
    commands = {"ours_data": ["sh", "-c", says], "hf_data": command.split()}
    pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, process_group=0)
    (tmp_path / "log").touch()

    def start(name, p):
        processes = [subprocess.Popen(commands[name], **pipes)]
        with contextlib.suppress(BrokenPipeError):  # `true` may have ended
            print("start", file=processes[0].stdin, flush=True)
        return tmp_path / "log", processes

    monkeypatch.setattr(race, "HANG", 0.2 if "sleep" in command else 60)
    bench_table.start, bench_table.size_name = start, "tiny"
    found = bench_table.race("data", {}, 2)
    assert [x["loss"] for x in found["ours"]] == [[1.0]] * 3 and list(found) == ["ours"]
    assert message in bench_table.lines[0]["lost"] and bench_table.failed == ["data (datasets and the processor)"]


def test_bench_run_goes_on_after_a_row_that_fails(tmp_path, monkeypatch, capsys):
    """The table and the file have the rows that were measured, the others by their reason; the end is an error."""

    def fails(bench):
        raise RuntimeError("no room")

    def fine(bench):
        bench.line("b", {"ours": [1.0]}, "s")

    monkeypatch.setattr(rivals, "ROWS", {"a": fails, "b": fine})
    monkeypatch.setattr(race.Bench, "measure_machine", lambda bench: None)
    cfg = rivals.Config(only=("a", "b"), work=str(tmp_path), out=str(tmp_path / "bench.json"), size="tiny")
    with pytest.raises(ValueError, match=r"not measured: a \(all of the row\)"):
        rivals.main(cfg)
    assert [x["row"] for x in json.loads((tmp_path / "bench.json").read_text())["rows"]] == ["a", "b"]
    assert "| a | - | all of the row | no room | - | - |\n| b | 1 [1, 1] s |" in capsys.readouterr().out


def test_bench_picture_of_the_curves(bench_table, tmp_path):
    bench_table.curve("SFT by rows", "ms a row", {64: [2.0, 1.0, 3.0], 256: [4.0]}, "a note")
    assert bench_table.curves[0]["shown"] == "| SFT by rows, ms a row | 64, 256 | 2, 4 | 1.00, 2.00 | a note |"
    (tmp_path / "bench.json").write_text(json.dumps({"curves": bench_table.curves}))
    scale.main(scale.Config(bench=str(tmp_path / "bench.json"), out=str(tmp_path / "a.svg")))
    assert (tmp_path / "a.svg").read_text().startswith("<?xml")
    (tmp_path / "bench.json").write_text(json.dumps({"curves": []}))
    with pytest.raises(ValueError, match="has no curves"):
        scale.main(scale.Config(bench=str(tmp_path / "bench.json")))


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
def test_bench_dead_side_is_an_error(bench_tiny):
    with pytest.raises(ValueError, match="a side died.*no-such-model"):
        bench_tiny.race("generate", dict(model="/no-such-model"), 0, alone=True)
