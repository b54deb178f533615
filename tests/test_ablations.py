"""Tests of speed/ablations.py."""

import json
import shlex

import pytest

import data
import eval as evaluation
import rl
import runtime
import sft
from book.harvest import Harvest
from speed import ablations

CONFIGS = {"sft.py": sft.defaults, "rl.py": rl.defaults, "eval.py": evaluation.defaults}


def answered(folder, verdicts):
    """Predictions of two questions with two rows each, one greedy answer and two samples a row. verdicts: of a row."""
    folder.mkdir(parents=True)
    (folder / "metrics.json").write_text("{}")
    with open(folder / "predictions.jsonl", "w") as file:
        for n, (greedy, *samples) in enumerate(verdicts):
            for mode, number, right in ("greedy", 0, greedy), *(("sample", k, v) for k, v in enumerate(samples)):
                p = dict(
                    id=f"r{n}",
                    question_id=f"eval-{n // 2 * 2}",
                    difficulty="xy"[n % 2],
                    row=n,
                    mode=mode,
                    sample=number,
                    format=True,
                )
                file.write(json.dumps(p | {"verdict": bool(right), "same_as": None}) + "\n")


def test_ablations_commands_are_those_of_the_scripts(tmp_path, monkeypatch):
    """Each arm is run with what it starts from, in an order in which that is there; every flag is one of its script."""
    cfg, said = ablations.Config(out=str(tmp_path), seeds=(0,), jobs=1), []

    def call(command, log, extra):
        script, *flags = [*shlex.split(command), *extra]
        said.append((script, flags))
        if script in CONFIGS:
            model = runtime.read_config(CONFIGS[script], flags).model
            assert model == "pocket" or f"made {model}" in said
        if flags[0] == "harvest":
            assert Harvest((flags[1],), flags[3]).out.endswith("own.parquet")
        if script == "merge.py":
            said.append(f"made {flags[flags.index('--out') + 1]}")

    monkeypatch.setattr(ablations, "call", call)
    ablations.run(cfg)
    made = [word for word in said if isinstance(word, str)]
    assert len(made) == len(ablations.ARMS) == len({*made})
    assert {word[1][0] for word in said if word[0] == "data.py"} == {"build", "harvest"}
    captions = runtime.read_config(data.Build, ablations.SETS["captions"].split()[2:] + ["--out", "x"]).captions
    assert captions >= 0.4 * (captions + 8000)  # the largest share that an arm asks for
    with pytest.raises(ValueError, match="--arms: 'nothing' is none of sft, "):
        ablations.ordered(("nothing",))


def test_ablations_table_has_paired_differences(tmp_path, capsys):
    arms = {
        "fixed": [(1, 1, 0), (0, 0, 0), (1, 1, 1), (1, 0, 1)],
        "stream": [(1, 1, 1), (1, 1, 0), (1, 1, 1), (1, 1, 1)],
    }
    for seed in (0, 1):
        for arm, verdicts in arms.items():
            answered(tmp_path / arm / str(seed) / "eval", verdicts)
    for seed in (0, 1):
        answered(tmp_path / f"no-KL/{seed}/eval", arms["fixed"])
    (tmp_path / "no-KL/1/eval/metrics.json").unlink()  # it is not finished
    ablations.table(ablations.Config(out=str(tmp_path), seeds=(0, 1)))
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    assert "| fixed | 75.0 | 50.0 50.0 | 50.0 | | |" in lines  # 4 of 8 samples
    # each question by itself: (2 + 1) of 4 against 1, and 4 of 4 against 3: +50 and +25 points
    assert "| stream | 100.0 | 87.5 87.5 | 87.5 | +37.5 [+25.0, +50.0] | +37.5 +37.5 |" in lines
    assert not any("no KL" in line for line in lines)
    # questions 0 and 2 are those of bar_chart and count_kinds; rows 0 and 2 have node x, 1 and 3 node y
    assert "| stream | 100.0 | 75.0 | 75.0 | 100.0 |" in lines
