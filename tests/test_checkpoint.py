"""Tests of checkpoint.py: faults."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.distributed.checkpoint.format_utils import dcp_to_torch_save

import checkpoint as C
import merge
import model as M
import rl
import rollout as R
import runtime
import sft
from tests.helpers import ROOT, given, metrics, rl_config, rl_flags, sft_config, weights_of
from tests.ranks import Ranks, forked_torchrun, run_ranks, run_script, start_process

# ---------------------------------------------------------------------------------------------------------------------
# runs of two ranks that are killed, and go on


def saving(out, begun) -> bool:
    """Whether a checkpoint is being written now; what a kill before `begun` has left does not count."""
    return any(p.stat().st_ctime > begun for p in out.glob("step_??????.tmp"))


def strike(run, out, begun, life, rng):
    """Wait for the moment of `life` and send its signal.

    Returns whether the run was over before, and [fault, step, phase, in the middle of a save?, ranks] of the moment.
    """
    fault, phase, hit, *step = life

    def there():
        return run.place(hit[0])[0] >= goal and run.place(hit[0])[1] == phase

    run.until(lambda: run.place(hit[0])[0])
    goal = step[0] if step else run.place(hit[0])[0] + rng.choice([1, 1, 2])
    if fault != "disk":
        run.until((lambda: saving(out, begun)) if phase == "tmp" else there)
        most = {"tmp": 0.05, "rollout": 0.3, "update": 0.3}.get(phase, 0.02)
        # at the latest as the next step begins: many of a fast machine's steps pass in such a time, all of a run's
        run.until(lambda: run.place(hit[0])[0] > goal, seconds=0 if fault == "term" else rng.uniform(0, most))
    over, in_save = run.over(), phase == "tmp" and saving(out, begun)
    run.send({"kill": signal.SIGKILL, "term": signal.SIGTERM, "hang": signal.SIGSTOP}.get(fault, 0), hit)
    told = [fault, *run.place(hit[0]), in_save, hit]  # after the signal: a rank that stands still has one place
    if fault == "hang":  # the others give up by themselves; the one that hangs needs torchrun, or us
        run.until(lambda: False, [r for r in (0, 1) if r not in hit])
        run.send(signal.SIGKILL, hit)
    return over, told


def check_end(out, said, codes, fault, step, hit):
    """What a fault that came at `step` to the ranks `hit` must leave behind."""
    if fault == "disk":
        assert codes == [1, 1] and said.count("the checkpoint could not be written") == 2, said[-2000:]
    elif fault == "term":
        assert codes == [0, 0] and "stopped by SIGTERM" in said, said[-2000:]
        assert C.step_of(C.checkpoints(out)[-1]) == metrics(out)[-1]["step"]
    else:
        assert codes == [-9 if r in hit else 1 for r in (0, 1)], said[-2000:]
    if fault == "hang":
        well = next(r for r in (0, 1) if r not in hit)
        silent = rf"no answer from: rank {hit[0]}, last heard of at step {step} "  # the well one may be a step ahead
        assert re.search(rf"error: rank {well}, step ({step}|{step + 1}) \(.*{silent}", said), said[-2000:]


def live_and_die(script, flags, out, lives, rng):
    """Run `script` on 2 ranks with --resume auto, once for each of `lives`.

    A life is (fault, phase, ranks) or (fault, phase, ranks, step): `fault` hits `ranks` at a random moment of `phase`;
    the phase "tmp" is the writing of a checkpoint. Checks what each fault must leave behind, and returns what happened:
    one list a life.
    """
    story, log = [], out.with_suffix(".log")
    flags = [*flags, "--out_dir", out, "--resume", "auto"]
    for life in lives:
        fault, before, begun = life[0], log.stat().st_size if log.exists() else 0, time.time()
        limit, more = 2_000_000 if fault == "disk" else 0, ["--timeout", 10] if fault == "hang" else []
        with Ranks(staged, script, flags + more, limit, log=log) as run:
            over, told = strike(run, out, begun, life, rng)
            codes = run.finish()
        said = log.read_bytes()[before:].decode()
        story.append([*told, codes, [C.step_of(p) for p in C.checkpoints(out)]])
        for path in C.checkpoints(out):  # whatever happened: nothing under a final name is broken
            C.check_whole(path)
        assert not (out / "config.json").exists() or json.loads((out / "config.json").read_text())
        if not over:
            check_end(out, said, codes, fault, told[1], life[2])
    return story


def leaves(x, name=""):
    """(path, value) of everything in nested dicts and lists."""
    if isinstance(x, (dict, list, tuple)):
        for k, v in x.items() if isinstance(x, dict) else enumerate(x):
            yield from leaves(v, f"{name}/{k}")
    else:
        yield name, x


def saved_tensors(run) -> dict:
    """{name: tensor or number} of the newest checkpoint's weights and moments."""
    with tempfile.TemporaryDirectory() as tmp:
        dcp_to_torch_save(C.checkpoints(run)[-1], f"{tmp}/all")
        return dict(leaves(torch.load(f"{tmp}/all", weights_only=True)))


def saved_state(run) -> dict:
    """state.json of the newest checkpoint, without the settings that a resume may change."""
    state = json.loads((C.checkpoints(run)[-1] / "state.json").read_text())
    kept = {k: v for k, v in state["settings"].items() if k not in ("out_dir", "resume", "timeout")}
    return {**state, "settings": kept}


def untimed_lines(path) -> list[dict]:
    rows = map(json.loads, path.read_text().splitlines())
    return [{k: v for k, v in row.items() if not k.startswith("seconds") and k != "wall"} for row in rows]


def same(a, b) -> bool:
    return torch.equal(a, b) if isinstance(a, torch.Tensor) else a == b


def same_run(a, b):
    """What differs between two finished runs, but for times: [] when weights, moments, state and logs are
    bit-identical."""
    x, y = saved_tensors(a), saved_tensors(b)
    differ = [k for k in x.keys() | y.keys() if k not in x or k not in y or not same(x[k], y[k])]
    x, y = saved_state(a), saved_state(b)
    differ += [k for k in x.keys() | y.keys() if x.get(k) != y.get(k)]
    differ += [k for k in ("metrics.jsonl", "samples.jsonl") if untimed_lines(a / k) != untimed_lines(b / k)]
    x, y = a / "schedule.jsonl", b / "schedule.jsonl"
    if x.exists() and x.read_bytes() != y.read_bytes():
        differ.append("schedule.jsonl")
    return differ


def fault_flags(root, what):
    """The flags of the runs that are killed: sft, pre or dynamic, a second a step or less."""
    if what == "sft":
        made = {**vars(sft_config(root, "", batch_size=4)), "max_steps": 12, "save_every": 2}
    else:
        made = rl_flags(root, "", what, rollouts=2, max_response=24, max_steps=6, save_every=2, epochs=100)
        scored = dict(kl=0.05, keep=1, eval_data=root / "data/eval.parquet", eval_every=1)
        made |= dict(update_prompts=4) if what == "pre" else scored
    return given({k: v for k, v in made.items() if k not in ("out_dir", "resume", "timeout")})


FAULTS = {
    "sft": [
        ("kill", "update", [0, 1]),
        ("disk", "", [0]),
        ("kill", "tmp", [0]),
        ("term", "update", [1]),
        ("hang", "update", [1]),
    ],
    "dynamic": [("kill", "rollout", [1], 2), ("term", "rollout", [0], 4), ("kill", "tmp", [0, 1])],
}

SCORES = [0.3, 0.1, 0.2, 0.5, 0.5, 0.4]  # accuracy of the evaluation after each step of the dynamic run


def staged(script, flags, file_limit=0):
    """The script, whose evaluations say SCORES and whose fourth rollout takes a second: time enough to be hit in it."""
    score, generate = rl.evaluate, R.TransformersEngine.generate

    def slow(self, *args, **kw):
        time.sleep(runtime.watch.step == 4 and runtime.watch.name == "rollout")
        return generate(self, *args, **kw)

    rl.evaluate = lambda *args: {**score(*args), "eval/accuracy": SCORES[runtime.watch.step - 1]}
    R.TransformersEngine.generate = slow
    run_script(script, flags, file_limit)


@pytest.fixture(scope="module")
def faults(pocket, tmp_path_factory):
    """A folder with every run of FAULTS undisturbed and with its faults; what happened is in stories.json."""
    out, stories = tmp_path_factory.mktemp("faults"), {}
    for what, lives in FAULTS.items():
        script, flags, log = "sft" if what == "sft" else "rl", fault_flags(pocket, what), out / f"{what}.log"
        run_ranks(staged, script, [*flags, "--out_dir", out / f"{what}_whole"], log=out / f"{what}_whole.log")
        stories[what] = live_and_die(script, flags, out / what, lives, random.Random(0))
        run_ranks(staged, script, [*flags, "--out_dir", out / what, "--resume", "auto"], log=log)
    (out / "stories.json").write_text(json.dumps(stories))
    return out


@pytest.mark.slow
@pytest.mark.xdist_group("faults")
@pytest.mark.parametrize("what", FAULTS)
def test_checkpoint_killed_runs_end_bit_identical(faults, what):
    """2 ranks, killed in a rollout, an update and the middle of a save, out of disk, preempted, hung; each time
    resumed."""
    story = json.loads((faults / "stories.json").read_text())[what]
    missed = [None in codes or codes == [0, 0] and fault != "term" for fault, *_, codes, _ in story]
    assert missed == [False] * len(FAULTS[what]), story
    assert what == "sft" or story[1][-1][-1] == 3  # SIGTERM in the rollout of step 4: it was dropped, step 3 saved
    assert same_run(faults / f"{what}_whole", faults / what) == []
    rows = metrics(faults / what)
    assert [r["step"] for r in rows] == list(range(1, (12 if what == "sft" else 6) + 1))
    assert not list((faults / what).glob("*tmp")) and len({json.dumps(r) for r in rows}) > 1


@pytest.mark.slow
@pytest.mark.xdist_group("faults")
def test_checkpoint_best_by_evaluation_is_kept(faults):
    """keep=1: the newest and the best are left, of equal ones (steps 4 and 5) the first; merge.py takes it by name."""
    run = faults / "dynamic"
    assert [r["eval/accuracy"] for r in metrics(run)] == SCORES and "eval/format" in metrics(run)[0]
    assert {p.name for p in run.glob("step_*")} == {"step_000004", "step_000006"}
    assert os.readlink(run / "best") == "step_000004"
    merge.main(merge.Config(out=str(run / "best_hf"), checkpoint=str(run / "best")))
    merge.main(merge.Config(out=str(run / "same_hf"), checkpoint=str(run / "step_000004")))
    a, b = ((run / x / "model.safetensors").read_bytes() for x in ("best_hf", "same_hf"))
    assert a == b


@pytest.mark.slow
@pytest.mark.xdist_group("faults")
def test_checkpoint_torchrun_restarts_without_a_hand(faults, pocket, tmp_path):
    """torchrun --max-restarts (its agent forks the ranks): a rank killed in a step, then another in the middle of a
    save; the end is that of the undisturbed run."""
    out, log = tmp_path / "o", tmp_path / "log"
    agent = ["--standalone", "--nproc_per_node", 2, "--max-restarts", 3]
    flags = [*fault_flags(pocket, "sft"), "--out_dir", str(out), "--resume", "auto"]
    run = start_process(forked_torchrun, agent, "sft", flags, log=log)

    def wait(true):
        end = time.time() + 240
        while not true():
            assert time.time() < end and run.exitcode is None, log.read_text()[-3000:]
            time.sleep(0.001)

    def kill(rank):
        os.kill(int(re.findall(rf"rank {rank} is process (\d+)", log.read_text())[-1]), signal.SIGKILL)

    try:
        wait(lambda: (out / "step_000002").exists())
        kill(1)
        wait(lambda: any(path.name > "step_000005" for path in out.glob("step_*.tmp")))  # 6, or one that is seen
        kill(0)
        run.join(300)
    finally:
        code = run.exitcode
        run.kill()
    said = log.read_text()
    assert code == 0, said[-3000:]
    assert said.count(f"resumed {out}/step_") == 2, said[-4000:]
    assert same_run(faults / "sft_whole", out) == []


# ---------------------------------------------------------------------------------------------------------------------
# the parts, on a model of two numbers


def tiny(size=2, frozen=False):
    model = torch.nn.ModuleDict({"a": torch.nn.Linear(size, 1, bias=False), "b": torch.nn.Linear(2, 1, bias=False)})
    model["b"].requires_grad_(not frozen)
    return model, torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=0.1)


def tiny_save(out, step, best=None, keep=2):
    state = {"best": best and {"step": best, "accuracy": 0.5}, "settings": {"lr": 0.1}}
    C.save_checkpoint(out, step, *tiny(), state, keep)
    return sorted(int(p.name[5:]) for p in out.glob("step_*"))


def test_checkpoint_newest_and_best_are_kept(tmp_path):
    assert tiny_save(tmp_path, 1) == [1] and not (tmp_path / "best").exists()
    assert tiny_save(tmp_path, 2, best=2) == [1, 2] and os.readlink(tmp_path / "best") == "step_000002"
    assert tiny_save(tmp_path, 4, best=2) == [2, 4]
    assert tiny_save(tmp_path, 5, best=2) == [2, 4, 5]
    assert tiny_save(tmp_path, 6, best=2) == [2, 5, 6]
    assert tiny_save(tmp_path, 7, best=7) == [6, 7] and os.readlink(tmp_path / "best") == "step_000007"
    assert tiny_save(tmp_path, 7, best=7, keep=1) == [7]  # the same step again
    # what a run leaves that went back to an earlier checkpoint: later ones do not push out what it saves
    shutil.copytree(tmp_path / "step_000007", tmp_path / "step_000009")
    assert tiny_save(tmp_path, 8, keep=1) == [8, 9] and not os.path.lexists(tmp_path / "best")


def test_checkpoint_fallback_and_the_deleted_newest(tmp_path, capsys):
    for step in (1, 2, 3):
        tiny_save(tmp_path, step, keep=3)
    shutil.rmtree(tmp_path / "step_000003")
    assert C.resume(tmp_path, "auto", *tiny(), {"lr": 0.1})["step"] == 2
    assert f"resumed {tmp_path}/step_000002\n" in capsys.readouterr().out
    os.remove(tmp_path / "step_000002/.metadata")
    assert C.resume(tmp_path, "auto", *tiny(), {"lr": 0.3})["step"] == 1
    said = capsys.readouterr()
    assert "step_000002: missing: .metadata" in said.err
    assert "trying the checkpoint before it" in said.err
    assert "warning: settings have changed: lr 0.1 -> 0.3" in said.out
    shutil.rmtree(tmp_path / "step_000001")
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")}
    for put in (lambda: None, lambda: (tmp_path / "step_000001").symlink_to("step_000002")):
        put()
        with pytest.raises(ValueError, match=r"none of its checkpoints is whole \(.*step_000002\): nothing is changed"):
            C.resume(tmp_path, "auto", *tiny(), {"lr": 0.3})
    os.remove(tmp_path / "step_000001")
    assert before == {p: p.stat().st_mtime_ns for p in before}
    os.remove(tmp_path / "step_000002/manifest.json")
    for which in ("auto", ""):
        with pytest.raises(ValueError, match="step_000002"):
            C.resume(tmp_path, which, *tiny(), {"lr": 0.3})
    shutil.rmtree(tmp_path / "step_000002")
    assert C.resume(tmp_path, "auto", *tiny(), {"lr": 0.3}) == {"step": 0}


def test_checkpoint_two_runs_do_not_mix_in_one_folder(tmp_path):
    for step in (1, 2):
        tiny_save(tmp_path / "a", step)
    for which in ("", str(tmp_path / "a/step_000001")):
        with pytest.raises(ValueError, match="holds checkpoints of an earlier run .*step_000002"):
            C.resume(tmp_path / "a", which, *tiny(), {"lr": 0.1})
    # a branch in a folder of its own
    state = C.resume(tmp_path / "b", str(tmp_path / "a/step_000001"), *tiny(), {"lr": 0.1})
    assert state["step"] == 1


def test_checkpoint_best_of_another_folder_does_not_count(tmp_path):
    tiny_save(tmp_path / "a", 1, best=1)
    (tmp_path / "b").mkdir()
    assert C.resume(tmp_path / "a", "auto", *tiny(), {})["best"] == {"step": 1, "accuracy": 0.5}
    assert C.resume(tmp_path / "b", str(tmp_path / "a/step_000001"), *tiny(), {})["best"] is None
    assert not os.path.lexists(tmp_path / "b/best")


def test_checkpoint_of_another_model_names_what_differs(tmp_path):
    tiny_save(tmp_path, 1)
    said = r"checkpoint of another model, 3 of 8 tensors differ: model.a.weight: \(1, 2\) there, \(1, 3\) here"
    with pytest.raises(ValueError, match=said):
        C.resume(tmp_path, "auto", *tiny(size=3), {})
    said = r"trained other parameters \(--freeze_vision\), 3 of 5 tensors differ: "
    said += r"optimizer.state.b.weight.exp_avg: \(1, 2\) there, none here"
    with pytest.raises(ValueError, match=said):
        C.resume(tmp_path, "auto", *tiny(frozen=True), {})


@pytest.mark.slow
def test_checkpoint_unwritable_folders_are_named(pocket, tmp_path):
    with pytest.raises(OSError, match="/proc/none"):
        sft.main(sft_config(pocket, "/proc/none", max_steps=1))
    with pytest.raises(OSError, match=r"step_000002: the checkpoint could not be written: .*MB free on that disk"):
        tiny_save(Path("/proc"), 2)
    with pytest.raises(OSError, match="File exists|Not a directory"):
        (tmp_path / "f").write_text("")
        sft.main(sft_config(pocket, tmp_path / "f", max_steps=1))


# ---------------------------------------------------------------------------------------------------------------------
# non-finite steps


def break_steps(monkeypatch, steps, value):
    """The gradient norm of these updates (from 1) is `value`."""
    real, calls = M.clip_gradients, []

    def clip(model, limit):
        calls.append(real(model, limit))
        return value if len(calls) in steps else calls[-1]

    monkeypatch.setattr(M, "clip_gradients", clip)


@pytest.mark.slow
def test_checkpoint_skipped_steps_change_nothing_and_are_counted(pocket, tmp_path, monkeypatch, capsys):
    sft.main(sft_config(pocket, tmp_path / "one", max_steps=1))
    break_steps(monkeypatch, {2, 3}, float("inf"))
    with pytest.raises(ValueError, match="the last 2 updates up to step 3 were skipped"):
        sft.main(sft_config(pocket, tmp_path / "three", max_steps=3, max_skips=3))
    assert capsys.readouterr().out.count("update skipped") == 2
    a, b = weights_of(tmp_path / "one"), weights_of(tmp_path / "three")
    assert all(torch.equal(a[k], b[k]) for k in a)
    rows = metrics(tmp_path / "three")
    assert [r["skipped"] for r in rows] == [0, 1, 1] and rows[1]["grad_norm"] is None and rows[1]["loss"] > 0


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["sft", "pre"])
def test_checkpoint_non_finite_run_stops_and_keeps_the_last_good_one(pocket, tmp_path, monkeypatch, stage):
    """A loss that is not a number from step 3 on: no checkpoint is written any more, so keep=1 does not lose the good
    one."""
    real = M.Policy.forward

    def forward(self, targets=None, **kw):
        out = real(self, targets, **kw)
        return out * float("nan") if targets is not None and len(metrics(tmp_path)) >= 2 else out

    monkeypatch.setattr(M.Policy, "forward", forward)
    kw = dict(max_steps=9, max_skips=3, save_every=1, keep=1)
    good = f"the last good checkpoint: {tmp_path}/step_000002"
    with pytest.raises(ValueError, match=rf"3 non-finite (steps|updates) in a row; {good}"):
        if stage == "sft":
            sft.main(sft_config(pocket, tmp_path, **kw))
        else:
            rl.main(rl_config(pocket, tmp_path, "pre", rollouts=2, max_response=16, **kw))
    assert [p.name for p in tmp_path.glob("step_*")] == ["step_000002"]
    assert [r["skipped"] for r in metrics(tmp_path)] == [0, 0, 1, 1]

    def refuse(constant):
        pytest.fail(f"{constant} is not JSON")

    json.loads((tmp_path / "metrics.jsonl").read_text().splitlines()[3], parse_constant=refuse)


# ---------------------------------------------------------------------------------------------------------------------
# W&B


class FakeWandb:
    """What Log uses of wandb. fails: the call that raises: init, log, finish."""

    def __init__(self, fails=""):
        self.fails, self.sent, self.inits, self.api, self.Settings = fails, [], [], SimpleNamespace(api_key="k"), dict

    def call(self, name):
        if name == self.fails and (name != "log" or len(self.sent) == 1):
            raise ConnectionError("no route to host")

    def init(self, **kw):
        self.inits.append(kw)
        self.call("init")
        return SimpleNamespace(id=kw["id"] or "fresh", log=self.log, finish=lambda: self.call("finish"))

    def log(self, row, step):
        self.call("log")
        self.sent.append(step)


@pytest.mark.slow
@pytest.mark.parametrize(
    "fails, sent", [("absent", []), ("init", []), ("log", [1]), ("finish", [1, 2, 3]), ("", [1, 2, 3])]
)
def test_checkpoint_training_goes_on_without_wandb(pocket, tmp_path, monkeypatch, capsys, fails, sent):
    wandb = None if fails == "absent" else FakeWandb(fails)
    monkeypatch.setitem(sys.modules, "wandb", wandb)
    monkeypatch.delenv("WANDB_MODE", raising=False)
    sft.main(sft_config(pocket, tmp_path, max_steps=3, batch_size=2, wandb="auto"))
    assert [r["step"] for r in metrics(tmp_path)] == [1, 2, 3] and (wandb.sent if wandb else []) == sent
    assert capsys.readouterr().err.count("warning: W&B is off from here on") == bool(fails)
    if wandb:
        assert wandb.inits[0]["mode"] == "online"


@pytest.mark.slow
def test_checkpoint_wandb_run_survives_a_resume(pocket, tmp_path, monkeypatch):
    # also through a run without W&B
    for fails, wanted in [("", None), ("log", "fresh"), ("init", "fresh"), ("", "fresh")]:
        monkeypatch.setitem(sys.modules, "wandb", wandb := FakeWandb(fails))
        steps = len(metrics(tmp_path)) if (tmp_path / "metrics.jsonl").exists() else 0
        sft.main(sft_config(pocket, tmp_path, max_steps=steps + 2, batch_size=2, wandb="offline", resume="auto"))
        assert wandb.inits[0]["id"] == wanted and wandb.inits[0]["mode"] == "offline"


@pytest.mark.slow
def test_checkpoint_real_wandb_offline(tmp_path):
    pytest.importorskip("wandb")
    log = runtime.Log(tmp_path, {"a": 1}, "offline")
    log(1, {"loss": 1.0})
    log.close()
    again = runtime.Log(tmp_path, {"a": 1}, "offline", step=1, wandb_id=log.wandb_id)
    again(2, {"loss": 0.5})
    again.close()
    assert again.run and again.wandb_id == log.wandb_id
    assert {p.name for p in tmp_path.glob("wandb/offline-run-*/*.wandb")} == {f"run-{log.wandb_id}.wandb"}
    assert [r["loss"] for r in metrics(tmp_path)] == [1.0, 0.5]


def test_checkpoint_run_sh_stops_when_a_stage_was_preempted(tmp_path):
    """A training script that ends with 0 after SIGTERM is not finished: run.sh must not merge what it left."""
    (tmp_path / "bin").mkdir()
    fake = tmp_path / "bin/python"
    stopped = 'printf "sft: 3/20\\rstopped by SIGTERM after step 3\\n"'
    fake.write_text(
        f"""#!/bin/sh
case $1 in
  data.py|eval.py) ;;
  sft.py) {stopped} ;;
  *) exec {sys.executable} "$@" ;;
esac
"""
    )
    fake.chmod(0o755)
    command = ["bash", "run.sh", f"OUT={tmp_path}/o", "NPROC=1", "GPUS=0"]
    env = {**os.environ, "PATH": f"{tmp_path}/bin:{os.environ['PATH']}", "VIRTUAL_ENV": sys.prefix}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=env)
    assert done.returncode == 143 and "== sft-merge" not in done.stdout, done.stdout + done.stderr
    assert "repeat the same 'bash run.sh" in done.stderr, done.stdout + done.stderr


# ---------------------------------------------------------------------------------------------------------------------
# other numbers of ranks


def resharded(out, world):
    """(In each rank.) Load the checkpoint of one process into another model that is sharded; its weights and moments
    must be those that were saved. Then save it again."""
    from tests.test_merge import merge_model

    runtime.init_distributed("cpu")
    sharded = M.shard(merge_model(False, seed=5), torch.device("cpu"), world)
    optimizer = M.make_optimizer(sharded, 1e-3, 0.1, (0.9, 0.95))
    C.load_checkpoint(out / "one/step_000001", sharded, optimizer)
    for (name, p), (_, want) in zip(sharded.named_parameters(), merge_model(False).named_parameters(), strict=True):
        assert torch.equal(p.full_tensor(), want), name
        assert torch.equal(optimizer.state[p]["exp_avg"].full_tensor(), want.detach() / 7), name
    C.save_checkpoint(out / f"two{world}", 2, sharded, optimizer, {})


@pytest.mark.slow
def test_checkpoint_of_another_number_of_ranks_is_the_same(tmp_path):
    """One process saves, two ranks load (each a part, then each the whole) and save, one process loads."""
    from tests.test_merge import merge_model

    def fresh(seed):
        model = merge_model(False, seed)
        return model, M.make_optimizer(model, 1e-3, 0.1, (0.9, 0.95))

    model, optimizer = fresh(0)
    for p in model.parameters():
        optimizer.state[p] = {"step": torch.tensor(3.0), "exp_avg": p.detach() / 7, "exp_avg_sq": p.detach() ** 2}
    C.save_checkpoint(tmp_path / "one", 1, model, optimizer, {})
    for world in (2, 1):
        run_ranks(resharded, tmp_path, world, log=tmp_path / f"{world}.log", ranks=2)
        again, moments = fresh(7)
        C.load_checkpoint(tmp_path / f"two{world}/step_000002", again, moments)
        for a, b in zip(again.parameters(), model.parameters(), strict=True):
            assert torch.equal(a, b)
            assert all(torch.equal(moments.state[a][k], optimizer.state[b][k]) for k in optimizer.state[b])


@pytest.mark.slow
def test_checkpoint_resume_says_what_a_path_names_by_now(pocket, tmp_path, capsys):
    """Other rows or other weights under the same paths are said, and stand in config.json; the same are not."""
    shutil.copytree(pocket / "hf", tmp_path / "hf")
    shutil.copy(pocket / "data/sft.parquet", tmp_path / "d.parquet")
    run = dict(data=str(tmp_path / "d.parquet"), model=str(tmp_path / "hf"))
    sft.main(sft_config(pocket, tmp_path / "o", **run, max_steps=1))
    told = json.loads((tmp_path / "o/config.json").read_text())
    sft.main(sft_config(pocket, tmp_path / "o", **run, max_steps=2, resume="auto"))
    assert "settings have changed: max_steps 1 -> 2\n" in capsys.readouterr().out
    rows = pq.read_table(tmp_path / "d.parquet")
    pq.write_table(rows.slice(1), tmp_path / "d.parquet")
    weights = load_file(tmp_path / "hf/model.safetensors")
    weights["model.norm.weight"][0] += 1
    save_file(weights, tmp_path / "hf/model.safetensors", {"format": "pt"})
    (tmp_path / "hf/SHA256SUMS").unlink()
    sft.main(sft_config(pocket, tmp_path / "o", **run, max_steps=3, resume="auto"))
    said = capsys.readouterr().out
    for name in ("data_sha256", "model_sha256"):
        assert f"{name} '{told[name]}' -> '" in said and len(told[name]) == 64
