"""Tests of eval.py: the run, its resumption, its files, the command line."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import get_args

import pytest
import torch
from PIL import Image

import benchmarks
import data
import eval as eval_py
from benchmarks import tables
from tests.eval_helpers import (
    EvalJudge,
    eval_answers,
    eval_cli,
    eval_config,
    eval_data,
    eval_engine,
    eval_lines,
    eval_reply,
    eval_said,
    eval_same,
    eval_toy,
    eval_toy_run,
    eval_vista,
)
from tests.helpers import ROOT, SHARED, as_flags, needs_shared
from tests.ranks import forked_torchrun, run_process, run_ranks


def eval_leaves(value):
    """All that is in nested dicts and lists."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [value] if parts is None else [leaf for part in parts for leaf in eval_leaves(part)]


@needs_shared
def test_eval_wemath_run(tmp_path):
    """Real figures, four groups: one reply form each is read by one rule only; absent images are counted."""
    folder = SHARED / "data" / "wemath"
    cfg = eval_config(tmp_path, benchmark="wemath", data=str(folder), limit=12, skip_bad=True)
    rows, left_out = benchmarks.load_rows(cfg)
    assert left_out == {"image file absent": 1740 - 209, "bad row": 0} and len(rows) == 12
    golds = rows["answer"]
    got = eval_py.evaluate(cfg, eval_engine(lambda i, k: eval_said(golds[i]) if i < 9 else f"Answer: {golds[i]}"))
    assert got["ours"]["groups"] == got["official"]["groups"] == 4
    assert got["ours"]["score"]["strict"] == 0.75 and got["official"]["score"]["strict"] == 0.25
    written = json.loads((tmp_path / "out" / "metrics.json").read_text())
    assert written == got and not [v for v in eval_leaves(written["ours"]) if isinstance(v, str)]
    assert got["no_answer"] == 0.25 and got["overall"]["greedy"] == 0.75
    preds = eval_lines(tmp_path / "out" / "predictions.jsonl")
    assert preds[0]["image_sha256"] == [hashlib.sha256((folder / "2steps/image/6-1.png").read_bytes()).hexdigest()]
    assert "A. 10 cm\nB. 15 cm\nC. 31.4 cm\n" in preds[0]["prompt"] and preds[0]["gold"] == "C"
    assert [(p["ID"], p["key"]) for p in preds[2:4]] == [("2steps_6", "2steps_multi"), ("2steps_54", "2steps_1")]
    shown = eval_py.score(str(tmp_path / "out" / "predictions.jsonl"))
    # replies to our prompt: the official column is there, and blank
    assert re.search(r"^Score \(Strict\) +75\.00%$", shown, re.M) and re.search(r"groups \(N\) +4$", shown, re.M)
    assert re.search("^ +official rule +our extraction$", shown, re.M)


def test_eval_mathbook_by_hand(tmp_path):
    (cfg, got), out = eval_toy_run(tmp_path, samples=2), tmp_path / "out"
    told = json.loads((out / "config.json").read_text())
    assert json.loads((out / "metrics.json").read_text()) == got and told.pop("rows_sha256")
    assert told == asdict(cfg)

    def pair(c):
        return c["rows"], round(c["greedy"], 4), round(c["avg"], 4)

    assert pair(got["overall"]) == (6, 0.6667, 0.5) and got["overall"]["units"] == 3
    assert pair(got["base_x"]) == (3, 0.6667, 0.6667)  # greedy 1 0 1; samples 1, 1/2, 1/2
    assert pair(got["x_to_xyz"]) == (3, 0.3333, 0.5)  # greedy 0 1 0; samples 1/2, 1, 0
    assert list(got["by_difficulty"]) == ["base", "x", "y", "xy", "xyz"]
    assert pair(got["by_difficulty"]["base"]) == (2, 1.0, 0.75) and pair(got["by_difficulty"]["y"]) == (1, 1.0, 0.0)
    assert pair(got["by_domain"]["Geometry"]) == (4, 0.75, 0.75) and pair(got["by_domain"]["Algebra"]) == (2, 0.5, 0.0)
    assert pair(got["by_level"]["1-3"]) == (3, 1.0, 0.5) and pair(got["by_level"]["7-10"]) == (1, 0.0, 0.0)
    assert round(got["overall"]["format_greedy"], 4) == 0.8333 and got["overall"]["format_sample"] == 1.0
    assert got["left_out"] == {"image file absent": 0, "prompt too long": 0}
    assert got["n"] == 2 and got["no_answer"] == 0
    preds = eval_lines(out / "predictions.jsonl")
    assert [(p["row"], p["mode"], p["sample"]) for p in preds] == [
        (i, mode, k) for i in range(6) for mode, k in (("greedy", 0), ("sample", 0), ("sample", 1))
    ]
    assert preds[3]["extracted"] == "99" and preds[3]["gold"] == "11" and preds[3]["verdict"] is False
    assert preds[3]["image_sha256"] == [hashlib.sha256((tmp_path / "1.png").read_bytes()).hexdigest()]
    assert "What is 1 + 10?" in preds[3]["prompt"] and preds[3]["tokens"] == 5
    # from the predictions alone, with the verdicts spoilt, come the same numbers; the table shows them
    spoilt = tmp_path / "spoilt.jsonl"
    spoilt.write_text(
        "".join(json.dumps({**p, "verdict": True, "extracted": None, "format": True}) + "\n" for p in preds)
    )
    assert eval_py.score(str(spoilt)) == tables.show({**got, "left_out": {}})
    lines = eval_py.table((str(out),)).split("\n")
    assert lines[1].split() == ["out", "66.7", "50.0", "66.7", "50.0", "83.3"]


def test_eval_greedy_only(tmp_path):
    _, got = eval_toy_run(tmp_path, limit=1)
    assert got["overall"]["greedy"] == 1 and got["overall"]["avg"] is None and got["x_to_xyz"] is None
    assert eval_py.table((str(tmp_path / "out"),)).split("\n")[1].split() == ["out", "100.0", "-", "-", "-", "100.0"]
    assert "avg@0" in tables.show(got)


def test_eval_failed_run_keeps_predictions(tmp_path):
    """An engine that dies in the second batch: the first batch's lines stay, an old metrics.json does not."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "metrics.json").write_text("{}")

    def dying(i, k):
        if i >= 4:  # whoever kills the run now still finds the first batch on disk
            assert len(eval_lines(tmp_path / "out" / "predictions.jsonl")) == 4
            raise RuntimeError("out of memory")
        return eval_reply(i, k)

    with pytest.raises(RuntimeError, match="out of memory"):
        eval_toy_run(tmp_path, dying)
    assert [p["row"] for p in eval_lines(tmp_path / "out" / "predictions.jsonl")] == [0, 1, 2, 3]
    assert not (tmp_path / "out" / "metrics.json").exists()


def test_eval_hostile_text(tmp_path):
    """Line separators of other kinds, a script tag, an empty reply: one line each, read back whole."""
    texts = ["", "a\u2028b\x85c\x0cd", "<script>alert(1)</script>", "<answer></answer>", '"}\n{', eval_said("15")]
    _, got = eval_toy_run(tmp_path, lambda i, k: texts[i])
    assert [p["response"] for p in eval_py.read_predictions(tmp_path / "out" / "predictions.jsonl")] == texts
    assert got["overall"]["greedy"] == 1 / 6 and got["no_answer"] == 5 / 6


def two_ranks(folder):
    """(In each rank.)"""
    torch.distributed.init_process_group("gloo")
    _, got = eval_toy_run(folder, samples=2, limit=5, out_dir=str(folder / "two"))
    assert (got is None) == (torch.distributed.get_rank() == 1)
    torch.distributed.destroy_process_group()


@pytest.mark.slow
def test_eval_two_ranks(tmp_path):
    """Two ranks and an uneven split: the same predictions and metrics as one process."""
    _, want = eval_toy_run(tmp_path, samples=2, limit=5)
    run_ranks(two_ranks, tmp_path, log=tmp_path / "log")
    assert sorted(p.name for p in (tmp_path / "two").iterdir()) == ["config.json", "metrics.json", "predictions.jsonl"]
    two, one = (
        [{**p, "seconds": 0} for p in eval_lines(tmp_path / name / "predictions.jsonl")] for name in ("two", "out")
    )
    assert two == one
    assert json.loads((tmp_path / "two" / "metrics.json").read_text()) == want


@pytest.mark.slow
def test_eval_cli_table_and_score(tmp_path):
    for stage in ("sft", "pre"):
        (tmp_path / stage).mkdir()
        eval_toy_run(tmp_path, samples=2, out_dir=str(tmp_path / stage / "eval"))
    done = eval_cli("table", tmp_path / "sft" / "eval", tmp_path / "pre" / "eval")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.rstrip("\n").split("\n")
    assert [line.split()[0] for line in lines[1:]] == [str(tmp_path / "sft" / "eval"), str(tmp_path / "pre" / "eval")]
    assert len({len(line) for line in lines}) == 1  # columns are aligned
    done = eval_cli("score", tmp_path / "pre" / "eval" / "predictions.jsonl")
    assert done.returncode == 0 and re.search(r"^all +6 +66\.7 \[", done.stdout, re.M), done.stderr


@pytest.mark.slow
def test_eval_cli_bad_input(tmp_path):
    cut = tmp_path / "cut.jsonl"
    cut.write_text('{"row": 0, "resp')
    (tmp_path / "metrics.json").write_text('{"benchmark": "wemath"}')
    cases = [
        (("--data", tmp_path / "no.parquet", "--model", "pocket"), "no.parquet"),
        (("score", cut), "cut.jsonl: line 1: not JSON"),
        (("table", tmp_path), "metrics.json: field model: missing"),
    ]
    for args, message in cases:
        done = eval_cli(*args)
        assert done.returncode == 1 and done.stderr.startswith("error: ") and message in done.stderr, done.stderr
        assert done.stderr.count("\n") == 1
    assert eval_cli("--no_such_flag", 1).returncode == 2


def test_eval_flags():
    """--n is --samples, --out is --out_dir; no flag may be the beginning of one of torchrun's, which would take it
    ("ambiguous option: --n")."""
    import tyro
    from torch.distributed.run import get_args_parser

    assert (
        tyro.cli(eval_py.Config, args=["--n", "8"]).samples
        == tyro.cli(eval_py.Config, args=["--samples", "8"]).samples
        == 8
    )
    assert (
        tyro.cli(eval_py.Config, args=["--out", "x"]).out_dir
        == tyro.cli(eval_py.Config, args=["--out-dir", "x"]).out_dir
    )
    assert get_args(eval_py.Config.__dataclass_fields__["benchmark"].type) == (*benchmarks.names(), "all")
    taken = [o for action in get_args_parser()._actions for o in action.option_strings]
    assert [f for f in (*asdict(eval_py.Config()), "out") if any(o.startswith(f"--{f}") for o in taken)] == []


def test_eval_interrupted(monkeypatch, capsys):
    """Ctrl-C in a run: exit code 130, and what is kept."""

    def interrupted(cfg):
        raise KeyboardInterrupt

    monkeypatch.setattr(eval_py, "run", interrupted)
    with pytest.raises(SystemExit) as stop:
        eval_py.main(eval_py.Config())
    assert stop.value.code == 130
    said = "stopped: the predictions made so far are kept; the same command goes on from them"
    assert said in capsys.readouterr().err


def test_eval_prompt_official(tmp_path):
    """--prompt official asks the benchmark's text alone, images in front; ours adds our instruction."""
    asked = {}
    for kind in ("ours", "official"):
        cfg = eval_config(
            tmp_path,
            benchmark="mathvista",
            data=str(eval_data(tmp_path, "mathvista")),
            prompt=kind,
            out_dir=str(tmp_path / kind),
        )
        got = eval_py.evaluate(cfg, eval_engine(lambda i, k: "the answer is 7"))
        asked[kind] = eval_lines(tmp_path / kind / "predictions.jsonl")
        assert got["prompt"] == kind
    assert data.INSTRUCTION in asked["ours"][0]["prompt"] and "Hint:" not in asked["ours"][0]["prompt"]
    assert data.INSTRUCTION not in asked["official"][0]["prompt"]
    assert "<|vision_end|>Hint: answer.\nQuestion: Question 1?<|im_end|>" in asked["official"][0]["prompt"]
    assert [p["verdict"] for p in asked["ours"]] == [False] * 4 and [p["verdict"] for p in asked["official"]] == [
        False,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("torn", ["", '{"row": 4, "resp', '{"row": 4, "response": "\u00e9'])
def test_eval_resume(tmp_path, torn):
    """Killed in the second batch: only the rows left are asked; the end is that of a run in one go."""
    path, asked = eval_toy(tmp_path), []
    whole = eval_py.evaluate(
        eval_config(tmp_path, data=str(path), samples=2, out_dir=str(tmp_path / "whole")), eval_engine(eval_reply)
    )
    cfg = eval_config(tmp_path, data=str(path), samples=2)

    def reply(i, k, die=False):
        asked.append(i)
        if die and i >= 4:
            raise KeyboardInterrupt
        return eval_reply(i, k)

    with pytest.raises(KeyboardInterrupt):
        eval_py.evaluate(cfg, eval_engine(lambda i, k: reply(i, k, True)))
    file = tmp_path / "out/predictions.jsonl"
    lines = file.read_text()
    assert lines.count("\n") == 12
    lines = (
        lines if not torn else lines[: lines.index("\n", lines.rindex('"row": 3, "benchmark"') - 900) + 1]
    )  # also a row cut in its middle
    file.write_bytes((lines + torn).encode()[: -1 if torn.endswith("é") else None])
    kept = Counter(p["row"] for p in map(json.loads, lines.split("\n")[:-1]))
    asked.clear()
    assert eval_py.evaluate(cfg, eval_engine(reply)) == whole
    assert set(asked) == {i for i in range(6) if kept[i] < 3} and eval_same(file, tmp_path / "whole/predictions.jsonl")
    asked.clear()  # a finished run asks nothing, and gives the same metrics
    (tmp_path / "out/metrics.json").unlink()
    assert eval_py.evaluate(cfg, eval_engine(reply)) == whole and not asked
    assert json.loads((tmp_path / "out/metrics.json").read_text()) == whole


def test_eval_resume_other_number_of_ranks(tmp_path):
    """What two ranks left, one torn, is finished by one; rank files go when the run is whole."""
    whole, _ = eval_toy_run(tmp_path, out_dir=str(tmp_path / "whole"))
    lines = (tmp_path / "whole/predictions.jsonl").read_text().split("\n")
    out = tmp_path / "out"
    out.mkdir()
    (out / "predictions.rank0.jsonl").write_text(lines[0] + "\n" + lines[2] + "\n")
    (out / "predictions.rank1.jsonl").write_text(lines[1] + "\n" + lines[3][:50])
    (out / "config.json").write_bytes((tmp_path / "whole/config.json").read_bytes())
    asked = []
    eval_toy_run(tmp_path, lambda i, k: asked.append(i) or eval_reply(i, k))
    assert asked == [3, 4, 5] and eval_same(out / "predictions.jsonl", tmp_path / "whole/predictions.jsonl")
    assert sorted(p.name for p in out.iterdir()) == ["config.json", "metrics.json", "predictions.jsonl"]


def test_eval_resume_needs_the_same_run(tmp_path):
    path, weights = tmp_path / "toy.jsonl", tmp_path / "weights"
    weights.mkdir()
    (weights / "model.safetensors").write_bytes(b"1")
    cfg = dict(model=str(weights), limit=2)
    eval_toy_run(tmp_path, **cfg)
    before = (tmp_path / "out/predictions.jsonl").read_text()
    for change, message in (
        ({"max_response": 7}, "max_response was 2048, is 7"),
        ({"samples": 2}, "samples was 0, is 2"),
        ({"seed": 3, "temperature": 0.5}, "temperature was 1.0, is 0.5; seed was 0, is 3"),
    ):
        with pytest.raises(ValueError, match="holds predictions of another run .*" + re.escape(message)):
            eval_toy_run(tmp_path, **{**cfg, **change})
    eval_toy_run(tmp_path, **{**cfg, "batch": 1, "workers": 2})  # these may differ
    rows = path.read_text()
    path.write_text(rows.replace('"answer": "11"', '"answer": "12"'))
    with pytest.raises(ValueError, match="row 1 was 'r1' with the answer '11'"):
        eval_toy_run(tmp_path, **cfg)
    path.write_text(rows.replace("What", "Which", 1))
    with pytest.raises(ValueError, match="rows_sha256 was '.*', is '"):
        eval_toy_run(tmp_path, **cfg)
    path.write_text(rows)
    (weights / "model.safetensors").write_bytes(b"2")
    os.utime(weights / "model.safetensors", (1, 1))  # an old time does not hide it
    with pytest.raises(ValueError, match="model_sha256 was '.*', is '"):
        eval_toy_run(tmp_path, **cfg)
    config = tmp_path / "out/config.json"
    config.write_text(config.read_text().replace('"model_sha256"', '"other"'))  # nor does a hash that is gone
    with pytest.raises(ValueError, match="model_sha256 was None, is '"):
        eval_toy_run(tmp_path, **cfg)
    assert (tmp_path / "out/predictions.jsonl").read_text() == before


@pytest.mark.slow
def test_eval_resume_after_kill(tmp_path, capsys):
    """kill -9 of two ranks of the real command, then the same command (forked): as one process that nobody killed."""
    import tyro

    torch.set_num_threads(1)
    path = eval_toy(tmp_path, times=8)
    flags = as_flags(dict(data=path, model="pocket", max_response=24, batch=2, samples=2))
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2"]
    ranks = [*launch, str(ROOT / "eval.py"), *flags, "--out", str(tmp_path / "out")]
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    first = subprocess.Popen(ranks, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    parts = [tmp_path / f"out/predictions.rank{r}.jsonl" for r in (0, 1)]
    until = time.time() + 120
    while not all(p.exists() and p.stat().st_size for p in parts) and time.time() < until and first.poll() is None:
        time.sleep(0.02)
    workers = Path(f"/proc/{first.pid}/task/{first.pid}/children").read_text().split()  # in sessions of their own
    for pid in [first.pid, *map(int, workers)]:
        os.kill(pid, signal.SIGKILL)
    first.wait()
    assert len(workers) == 2 and all(p.exists() for p in parts) and not (tmp_path / "out/metrics.json").exists()
    agent = ["--standalone", "--nproc_per_node", 2]
    code, said = run_process(forked_torchrun, agent, "eval", [*flags, "--out", tmp_path / "out"], log=tmp_path / "log")
    assert code == 0 and "goes on;" in said, said
    eval_py.main(tyro.cli(eval_py.Config, args=[*flags, "--out", str(tmp_path / "whole")], use_underscores=True))
    assert "goes on;" not in capsys.readouterr().err
    assert eval_same(tmp_path / "out/predictions.jsonl", tmp_path / "whole/predictions.jsonl")
    both = [json.loads((tmp_path / out / "metrics.json").read_text()) for out in ("out", "whole")]
    assert both[0] == both[1] and both[0]["rows"] == 48 and both[0]["n"] == 2


def test_eval_prediction_fields(tmp_path):
    path = eval_toy(tmp_path)
    slow = eval_engine(eval_reply)
    generate = slow.generate
    slow.generate = lambda *args, **kw: time.sleep(0.2) or generate(*args, **kw)
    eval_py.evaluate(eval_config(tmp_path, data=str(path), samples=2, limit=4), slow)
    preds = eval_lines(tmp_path / "out/predictions.jsonl")
    greedy, sample = preds[0], preds[1]
    assert set(greedy) >= {
        "prompt",
        "problem",
        "image_sha256",
        "seconds",
        "tokens",
        "extracted",
        "verdict",
        "official",
        "official_extracted",
    }
    assert 0.016 <= greedy["seconds"] == sample["seconds"] < 0.05  # 0.2 s over 4 rows with 3 generations each
    assert greedy["official"] is None and "same_as" in sample  # MathBookEval has no rule of its own


def test_eval_asks_transformers_once_a_row(tmp_path):
    """Its greedy and sampled generations are those of a call each; the last batch is a small one."""
    cfg = eval_config(tmp_path, data=str(eval_toy(tmp_path)), model="pocket", samples=2, temperature=0.7)
    cfg.max_response, cfg.device = 12, "cpu"
    engine = eval_py.make_engine(cfg, [(cfg, benchmarks.load_rows(cfg))])
    generate, asked, calls = engine.generate, {}, []

    def watched(prompts, ids, **how):
        asked.update(zip(ids, prompts))
        calls.append((len(ids), how["n"], how["temperature"], how["greedy"]))
        return generate(prompts, ids=ids, **how)

    engine.generate = watched
    eval_py.evaluate(cfg, engine)
    assert calls == [(4, 2, 0.7, True), (2, 2, 0.7, True)]
    prompts, how = list(asked.values()), dict(ids=list(asked), max_tokens=12, seed=cfg.seed)
    passes = [generate(prompts, temperature=0.0, **how), generate(prompts, n=2, temperature=0.7, **how)]
    want = [(s.text, len(s.token_ids), s.finished) for row in zip(*passes) for group in row for s in group]
    told = eval_lines(tmp_path / "out/predictions.jsonl")
    assert [(p["response"], p["tokens"], p["finished"]) for p in told] == want
    assert [p["mode"] for p in told] == ["greedy", "sample", "sample"] * 6


@pytest.mark.slow
def test_eval_compare(tmp_path):
    """40 rows of 20 seeds: B mends 10 rows in 10 seeds and loses none; with itself nothing differs."""
    path = tmp_path / "rows.jsonl"
    Image.new("RGB", (84, 84)).save(tmp_path / "i.png")
    path.write_text(
        "".join(
            json.dumps(
                {
                    "id": f"r{i}",
                    "problem": "<image>q",
                    "images": ["i.png"],
                    "answer": str(i),
                    "question_id": f"s{i // 2}",
                }
            )
            + "\n"
            for i in range(40)
        )
    )
    good = {"a": lambda i: i % 2, "b": lambda i: i % 2 or i < 20, "c": lambda i: (i % 2) != (i < 4)}
    for name, right in good.items():
        cfg = eval_config(
            tmp_path, data=str(path), out_dir=str(tmp_path / name), batch=64, limit=30 if name == "c" else 0
        )
        eval_py.evaluate(cfg, eval_engine(lambda i, k, right=right: eval_said(i if right(i) else "no")))
    done = eval_cli("compare", tmp_path / "a", tmp_path / "b")
    assert done.returncode == 0, done.stderr
    # per seed the difference is 1/2 in 10 of 20: mean 1/4, sd of the mean 1/4 / sqrt(20) = 0.0559, so +- 11 points
    found = re.search(r"greedy: A 50\.0, B 75\.0, B - A \+25\.0 points \[\+(\d+\.\d), \+(\d+\.\d)\]", done.stdout)
    assert found and abs(float(found[1]) - 14) < 2 and abs(float(found[2]) - 36) < 2
    assert "0 rows only A got right, 10 only B: p = 0.00195" in done.stdout  # 2 / 2^10
    assert "On these 40 rows (20 seed questions), greedy, B is better than A (95 %, rule ours)." in done.stdout
    assert "A is better than B" in eval_py.compare(str(tmp_path / "b"), str(tmp_path / "a"))
    assert "neither is shown to be better" in eval_py.compare(str(tmp_path / "a"), str(tmp_path / "a"))
    other = eval_py.compare(str(tmp_path / "a"), str(tmp_path / "c"))
    assert (
        "left out: 10 rows that only one of the runs answered" in other
        and "2 rows only A got right, 2 only B: p = 1 " in other
    )
    with pytest.raises(ValueError, match="no verdicts of the rule official"):
        eval_py.compare(str(tmp_path / "a"), str(tmp_path / "b"), rule="official")
    changed = (tmp_path / "b/predictions.jsonl").read_text().replace('"gold": "7"', '"gold": "8"')
    (tmp_path / "b/predictions.jsonl").write_text(changed)
    eval_py.score(str(tmp_path / "b/predictions.jsonl"), save=True)
    with pytest.raises(ValueError, match="row r7: field gold: '7' and '8'"):
        eval_py.compare(str(tmp_path / "a"), str(tmp_path / "b"))


@pytest.mark.slow
def test_eval_judge_run(tmp_path, monkeypatch):
    """The judge takes row 0 for wrong and row 1 for right, against the rules; a rerun and `score` ask nothing again."""
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-the-test")
    path = eval_toy(tmp_path)

    def behave(number, prompt):
        answer = re.search(r"<answer>(\d+)</answer>", prompt)[1]
        row = int(re.search(r"What is (\d+) \+ 10", prompt)[1])
        return (
            "INCORRECT"
            if row == 0
            else "**Correct**."
            if row == 1
            else "CORRECT"
            if answer == str(row + 10)
            else "incorrect"
        )

    with EvalJudge(behave) as server:
        cfg = eval_config(tmp_path, data=str(path), judge=server.url, judge_model="big")
        got = eval_py.evaluate(cfg, eval_engine(eval_reply))
        assert len(server.seen) == 6 and {(s["path"], s["key"], s["model"], s["temperature"]) for s in server.seen} == {
            ("/v1/chat/completions", "Bearer key-of-the-test", "big", 0)
        }
        assert "[Reference answer]\n10\n" in server.seen[0]["messages"][0]["content"] or len(server.seen) == 6
        # rules: 1 0 1 1 0 1; judge: 0 1 1 1 0 1
        assert got["judging"] == {
            "model": "big",
            "asked": 6,
            "no_judgement": 0,
            "agree": 4,
            "judge_right_rules_wrong": 1,
            "rules_right_judge_wrong": 1,
        }
        assert got["overall"]["greedy"] == got["judge"]["accuracy"] == 4 / 6
        assert (
            "judge big: 6 generations, 0 without a judgement; agrees with our rule on 4; "
            "right only by the judge 1, only by the rule 1" in tables.show(got)
        )
        preds = eval_lines(tmp_path / "out/predictions.jsonl")
        assert [p["judge"] for p in preds] == [False, True, True, True, False, True] and preds[0]["verdict"] is True
        cache = eval_lines(tmp_path / "out/judge_cache.jsonl")
        assert len(cache) == 6 and set(cache[0]) == {"key", "model", "verdict", "reply"}
        with open(tmp_path / "out/judge_cache.jsonl", "a") as f:
            f.write('{"key": "torn')
        assert eval_py.evaluate(cfg, eval_engine(eval_reply)) == got
        shown = eval_py.score(str(tmp_path / "out/predictions.jsonl"), judge=server.url, judge_model="big")
        assert "right only by the judge 1" in shown and len(server.seen) == 6  # all of it from the cache
        eval_py.score(str(tmp_path / "out/predictions.jsonl"), judge=server.url, judge_model="other")
        assert len(server.seen) == 12  # another model is another question
    assert "right only by the judge 1" in eval_py.score(str(tmp_path / "out/predictions.jsonl"))  # kept without a judge


@pytest.mark.slow
def test_eval_all(tmp_path):
    """Five benchmarks under one folder by the real command; MathVista's images are absent: it says how to get them."""
    for name in ("wemath", "mathvision", "mathverse", "dynamath"):
        eval_data(tmp_path / "data", name)
    (tmp_path / "data/mathvista").mkdir()
    row = {k: v for k, v in eval_vista(9, "free_form", "integer", "7").items() if k != "decoded_image"}
    (tmp_path / "data/mathvista/testmini.jsonl").write_text(json.dumps(row) + "\n")
    args = (
        "--benchmark",
        "all",
        "--data",
        tmp_path / "data",
        "--model",
        "pocket",
        "--out",
        tmp_path / "out",
        "--max_response",
        "8",
        "--limit",
        "2",
    )
    done = eval_cli(*args)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.rstrip().split("\n")
    missing = {line.split(": ")[1]: line for line in lines if line.startswith("missing: ")}
    assert list(missing) == [name for name in benchmarks.names() if not (tmp_path / "out" / name).exists()]
    at = -len(missing)
    assert [line.split()[0] for line in lines[at - 4 : at]] == ["wemath", "mathvision", "mathverse", "dynamath"]
    assert ": not in " in missing["mathbook"] and "python data.py build" in missing["mathbook"]
    assert "none of the 1 image files is there. To get them: hf download" in missing["mathvista"]
    assert sorted(p.name for p in (tmp_path / "out").glob("[a-z]*")) == [
        "dynamath",
        "mathverse",
        "mathvision",
        "wemath",
    ]
    assert all(
        json.loads((tmp_path / "out" / name / "metrics.json").read_text())["rows"] == 2
        for name in ("mathverse", "wemath")
    )
    shown = eval_py.score(str(tmp_path / "out/dynamath/predictions.jsonl"))
    assert "worst case, 0 seeds" in shown and shown.strip() in done.stdout  # the same table, without a model
    empty = eval_cli("--benchmark", "all", "--data", tmp_path / "out")
    assert empty.returncode == 1 and "no benchmark at hand" in empty.stderr and "missing: logicvista" in empty.stderr


def test_eval_score_save(tmp_path):
    _, got = eval_toy_run(tmp_path, samples=2)
    file = tmp_path / "out/predictions.jsonl"
    preds = eval_lines(file)
    file.write_text("".join(json.dumps({**p, "verdict": False, "extracted": None}) + "\n" for p in preds))
    eval_py.score(str(file))
    assert eval_lines(file)[0]["verdict"] is False  # looks only
    eval_py.score(str(file), save=True)
    assert eval_lines(file) == preds and json.loads((tmp_path / "out/metrics.json").read_text()) == got


def test_eval_goes_on_without_its_judge(tmp_path):
    """A line of a judged run is lost and the run goes on without a judge: that row counts as not judged."""
    with EvalJudge(lambda number, prompt: "CORRECT") as server:
        eval_toy_run(tmp_path, judge=server.url, judge_model="m")
    file = tmp_path / "out/predictions.jsonl"
    file.write_text("".join(file.read_text().splitlines(True)[:-1]))
    _, got = eval_toy_run(tmp_path)
    assert (got["judging"]["asked"], got["judging"]["no_judgement"]) == (6, 1) and got["judge"]["accuracy"] == 5 / 6
    assert "judge m: 6 generations, 1 without a judgement" in eval_py.score(str(file))


def test_eval_surrogates_in_the_files(tmp_path):
    """Half a surrogate pair in a text: written as JSON's escape, read back the same, scored and saved."""
    texts = ["\ud800", eval_said("\udfff"), "\x00", *[eval_said("13")] * 3]
    _, got = eval_toy_run(tmp_path, lambda i, k: texts[i])
    file = tmp_path / "out/predictions.jsonl"
    assert [p["response"] for p in eval_py.read_predictions(file)] == texts and got["overall"]["greedy"] == 1 / 6
    eval_py.score(str(file), save=True)
    assert [p["response"] for p in eval_py.read_predictions(file)] == texts and b"\\ud800" in file.read_bytes()


def test_eval_predictions_are_checked(tmp_path):
    """Doubled and missing generations, fields of a wrong type: one message, never other numbers; a run mends itself."""
    cfg, want = eval_toy_run(tmp_path, samples=2)
    file = tmp_path / "out/predictions.jsonl"
    lines = file.read_text().splitlines(True)
    for kept, said in (
        (lines[:4] + lines[3:], "row 1: greedy 0: 2 generations"),
        (lines[1:], "row 0: greedy 0: 0 generations"),
        (lines[:1] + lines[2:], "row 0: sample 0: 0 generations"),
        (lines[:-1], "row 5: sample 1: 0 generations"),
    ):
        file.write_text("".join(kept))
        with pytest.raises(ValueError, match=re.escape(f"{file}: {said}")):
            eval_py.score(str(file))
        assert eval_py.evaluate(cfg, eval_engine(eval_reply)) == want
    for field, value in (
        ("row", "0"),
        ("sample", None),
        ("response", 5),
        ("gold", None),
        ("tokens", "5"),
        ("finished", "no"),
    ):
        file.write_text("".join(lines[:2] + [json.dumps({**json.loads(lines[2]), field: value}) + "\n"] + lines[3:]))
        with pytest.raises(ValueError, match=f"line 3: field {field}: missing, or of a wrong type"):
            eval_py.score(str(file))
    for bad in (
        "[1]",
        '{"benchmark": "mathbook", "mode": "other"}',
        '{"benchmark": "none", "mode": "greedy"}',
        '{"benchmark": [], "mode": "greedy"}',
    ):
        file.write_text(lines[0] + bad + "\n")
        with pytest.raises(ValueError, match="line 2: no prediction of this program"):
            eval_py.compare(str(file.parent), str(file.parent))
    file.write_text(json.dumps({**json.loads(lines[0]), "benchmark": "mathvista"}) + "\n")
    with pytest.raises(ValueError, match="line 1: field answer_type: missing"):
        eval_py.score(str(file))


def test_report_images_gone(tmp_path):
    """The benchmark's rows are there, its images are not any more: the page says so, and is made."""
    from report import page as report

    (tmp_path / "v/images").mkdir(parents=True)
    row = {k: v for k, v in eval_vista(9, "free_form", "integer", "7").items() if k != "decoded_image"}
    (tmp_path / "v/testmini.jsonl").write_text(json.dumps(row) + "\n")
    Image.new("RGB", (56, 56)).save(tmp_path / "v/images/9.jpg")
    cfg = eval_config(
        tmp_path, benchmark="mathvista", data=str(tmp_path / "v"), out_dir=str(tmp_path / "run/eval_vista")
    )
    eval_py.evaluate(cfg, eval_engine(lambda i, k: eval_said("7")))
    assert "data:image/webp" in report.build(report.Config(run=str(tmp_path / "run")))[0]
    shutil.rmtree(tmp_path / "v/images")
    html, _ = report.build(report.Config(run=str(tmp_path / "run")))
    assert "its samples show the prompt and no figure" in html and "data:image/webp" not in html


def test_eval_mathverse_overall_everywhere(tmp_path):
    """avg@n, `compare` and the summary leave Text Only out of the overall number as the rules do."""
    folder = str(eval_data(tmp_path, "mathverse"))
    rows, _ = benchmarks.load_rows(eval_config(tmp_path, benchmark="mathverse", data=folder))
    for name, text in (("a", False), ("b", True)):  # b is right on the two text-only rows alone
        cfg = eval_config(
            tmp_path, benchmark="mathverse", data=folder, samples=2, batch=32, out_dir=str(tmp_path / name)
        )
        got = eval_py.evaluate(
            cfg, eval_engine(eval_answers(rows, [text and v == "Text Only" for v in rows["version"]]))
        )
        assert got["overall"]["rows"] == 10 and got["overall"]["avg"] == got["ours"]["accuracy"] == 0
        assert re.search("^mathverse +10 ", tables.summary([got]), re.M)
    assert got["ours"]["by_version"]["Text Only"] == {"rows": 2, "accuracy": 1.0}
    assert "On these 10 rows (2 problems), greedy, neither is shown to be better" in eval_py.compare(
        str(tmp_path / "a"), str(tmp_path / "b")
    )
