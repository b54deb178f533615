"""Tests of runs that a careless user, a kill or a power loss hits: ranges, endings, locks, children, logs, kills."""

import contextlib
import importlib
import io
import json
import os
import signal
import subprocess
import sys
import time
import typing
from dataclasses import asdict, is_dataclass
from pathlib import Path

import pytest

import checkpoint as C
import data
import eval as evaluation
import knowledge
import merge
import model as M
import rewards
import rl
import runtime
import sft
from benchmarks import sheets
from book import check, rewrite, sheet
from report import explorer, page, pictures
from runtime import files, settings
from speed import gpu, grading, head, kills, memory, rivals
from tests.helpers import ROOT, metrics, rl_config, sft_config
from tests.ranks import run_process

# ---------------------------------------------------------------------------------------------------------------------
# settings

SCRIPTS = {  # what reads each script's command line: a Config, a function that makes one, or commands
    "sft": sft.defaults,
    "rl": rl.defaults,
    "eval": evaluation.defaults,
    "merge": merge.Config,
    "gpu": gpu.Config,
    "grading": grading.Config,
    "rivals": rivals.Config,
    "kills": kills.Config,
    "explorer": explorer.Config,
    "page": page.Config,
    "pictures": pictures.Config,
    "data": {"build": data.build, "check": data.check, "rewrite": rewrite.command(data.messages)},
    "evals": {
        "score": evaluation.score,
        "compare": evaluation.compare,
        "table": evaluation.table,
        "import": evaluation.import_run,
        "export": evaluation.export_run,
    },
    "book": {"sheet": sheet.sheets, "check": check.check},
    "knowledge": {"search": knowledge.search, "coverage": knowledge.coverage},
    "head": {"measure": head.measure},
    "memory": {"estimator": memory.check_estimator, "logits": memory.check_logits},
}
GIVEN = {  # what must be given beside the flag in question
    "merge": ["--out", "x"],
    "page": ["--run", "x"],
    "build": ["--out", "x"],
    "check": [],
    "rewrite": ["--model", "x", "--file", "a.parquet", "--out", "b.parquet"],
    "score": ["x"],
    "compare": ["a", "b"],
    "table": ["x"],
    "import": ["x", "--benchmark", "mathvista", "--model", "m", "--out_dir", "o"],
    "export": ["x", "--to", "lmms-eval", "--out", "o"],
    "sheet": ["--out", "x"],
    "search": ["x"],
    "coverage": ["x"],
}
HOSTILE = ("0", "-1", "nan", "inf", "-inf", "1e308", "-1e308", "1" + "0" * 30, "", "1e-320", "1_0", "²", "٣")


def flags_of(kind) -> dict:
    """{flag: type} of a Config or a command, those of a Config that a command takes among them."""
    hints = typing.get_type_hints(kind, include_extras=True)
    hints.pop("return", None)
    for name, hint in list(hints.items()):
        if is_dataclass(hint):
            del hints[name]
            hints |= flags_of(hint)
    return hints


def commands():
    """(name, its flags, a function that reads words) of every script and command."""
    for name, config in SCRIPTS.items():
        if isinstance(config, dict):
            for command, call in config.items():
                words = [command, *GIVEN.get(command, [])]
                yield command, flags_of(call), lambda more, c=config, w=words: runtime.read_command(c, "", w + more)
        else:
            kind = config if isinstance(config, type) else type(config())
            words = GIVEN.get(name, [])
            yield name, flags_of(kind), lambda more, c=config, w=words: runtime.read_config(c, w + more)


def numbers(hint) -> set:
    """The number types in a type."""
    return {hint} & {int, float} | {n for part in typing.get_args(hint) for n in numbers(part)}


def test_hostile_every_number_has_a_range():
    bare = [f"{name} --{flag}" for name, kinds, _ in commands() for flag, kind in kinds.items() if numbers(kind)]
    assert len(bare) > 90
    bare = [
        f"{name} --{flag}"
        for name, kinds, _ in commands()
        for flag, kind in kinds.items()
        if numbers(kind) and not settings.ranges(kind)
    ]
    assert bare == []


def told(read, words) -> str:
    """What a command line with a hostile value ends with; "" when it is taken."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            read(words)
    except ValueError as e:
        return str(e)
    except SystemExit:
        return said.getvalue().strip()
    return ""


@pytest.mark.parametrize("kinds, read", [pytest.param(*c[1:], id=c[0]) for c in commands()])
def test_hostile_values_end_in_one_line_that_names_the_flag(kinds, read):
    """nan goes through the whole command line, the other values, once they are numbers, through the check behind it."""
    for flag, kind in kinds.items():
        if not (number := numbers(kind)) or flag == "sizes":
            continue
        line = told(read, [f"--{flag}", "nan"])
        assert "\n" not in line and line.startswith((f"--{flag} nan: ", f"error: --{flag}", "error: --n")), line
        for value in HOSTILE:
            try:
                number_read = float(value) if float in number else int(value)
            except ValueError:  # as nan above
                continue
            try:
                settings.check_ranges({flag: number_read}, kinds)
                taken = True
            except ValueError as e:
                taken = "\n" in str(e) or not str(e).startswith(f"--{flag} ")
            assert not taken or 0 <= number_read < 1e9, f"--{flag} {value}"


@pytest.mark.parametrize(
    "flags, said",
    [
        (["--keep", "-1"], "error: --keep -1: a whole number from 1 to 1048576 is needed"),
        (["--epochs", "0"], "error: --epochs 0.0: a number above 0 to 1000000.0 is needed"),
        (["--beta2", "1"], "error: --beta2 1.0: a number from 0 to below 1 is needed"),
        (["--warmup", "nan"], "error: --warmup nan: a number from 0 to 1 is needed"),
        (["--batch_size", "nan"], "error: --batch_size: invalid literal for int() with base 10: 'nan'"),
        (["--out_dir", ""], "error: --out_dir '': a name is needed"),
    ],
)
def test_hostile_settings_end_a_script(flags, said, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["sft.py", *flags])
    with pytest.raises(SystemExit) as end:
        runtime.run_cli(sft.main, sft.defaults, trains=True)
    lines = capsys.readouterr().err.splitlines() or [end.value.code]
    assert lines == [said] and end.value.code not in (0, None)


def scripted(argv, out, log):
    """(In a process.) The end of a command of speed/kills.py, as (exit code, number of places)."""
    print(kills.live(argv, out, log))


EDGES = {  # accepted values at the edge: each run ends well, or with one line
    "sft": dict(micro_tokens=1, max_length=1, warmup=1, lr=1e-300, min_pixels=1, max_pixels=1, lora=1, shard_size=1),
    "rl": dict(rollouts=1, max_response=1, max_prompt=1, solve_threshold=3, temperature=1e-3, lr=1, tp=2),
    "eval": dict(max_response=1, max_prompt=1, batch=1, temperature=1e-3, min_pixels=1, max_pixels=1),
    "data": dict(px=8, m=1, x_share=1, base_share=0, scale=1e-6),
}


@pytest.mark.slow
@pytest.mark.parametrize("writer", EDGES)
def test_hostile_edges_end_without_a_traceback(pocket, tmp_path, writer):
    for name, value in EDGES[writer].items():
        short = {"sft": ["--max_steps", "1"], "rl": ["--max_steps", "1", "--eval_every", "0"]}.get(writer, [])
        argv = [*kills.command(writer, pocket, tmp_path / name), *short, f"--{name}", str(value)]
        log = tmp_path / f"{name}.txt"
        code, said = run_process(scripted, argv, tmp_path / name, log, log=tmp_path / "out")
        assert code == 0, said
        said = log.read_text()
        ended = said.strip().splitlines()[-1]
        assert "Traceback" not in said, f"--{name} {value}: {said[-1500:]}"
        assert eval_code(tmp_path / "out") == 0 or ended.startswith("error: "), f"--{name} {value}: {ended}"


def eval_code(out: Path) -> int:
    """The exit code that scripted() printed last."""
    return json.loads(out.read_text().splitlines()[-1].replace("(", "[").replace(")", "]"))[0]


# ---------------------------------------------------------------------------------------------------------------------
# endings


@pytest.mark.slow
def test_hostile_run_that_ends_on_skipped_steps_is_no_success(pocket, tmp_path, monkeypatch, capsys):
    """The last of three updates is not finite: an error that says what to do; so does the same command again."""
    plain, steps = sft.gradients, []

    def gradients(*args):
        steps.append(1)
        loss, counts = plain(*args)
        return (float("nan") if len(steps) >= 3 else loss), counts

    monkeypatch.setattr(sft, "gradients", gradients)
    cfg = sft_config(pocket, tmp_path, max_steps=3, save_every=1, resume="auto")
    for _ in range(2):
        with pytest.raises(ValueError, match="the last 1 updates up to step 3 were skipped.*lower --lr"):
            sft.main(cfg)
    assert [C.step_of(p) for p in C.checkpoints(tmp_path)] == [1, 2, 3] and len(steps) == 3
    assert "finished" not in capsys.readouterr().out


@pytest.mark.slow
def test_hostile_run_without_any_reward_is_no_success(pocket, tmp_path, monkeypatch):
    def score(texts, *_):
        return {name: [0.0] * len(texts) for name in ("accuracy", "format", "overall")}

    monkeypatch.setattr(rewards, "score", score)
    small = dict(prompts=4, update_prompts=4, rollouts=2, max_response=8)
    with pytest.raises(ValueError, match="nothing was learnt"):
        rl.main(rl_config(pocket, tmp_path / "a", max_steps=1, **small))
    rl.main(rl_config(pocket, tmp_path / "b", max_steps=1, **{**small, "kl": 0.1}))


def test_hostile_settings_that_train_nothing_are_refused(pocket, tmp_path):
    with pytest.raises(ValueError, match="--rollouts 1: with --advantage grpo"):
        rl.main(rl_config(pocket, tmp_path, rollouts=1, advantage="grpo"))
    with pytest.raises(ValueError, match="every row is longer than --max_length 2"):
        sft.main(sft_config(pocket, tmp_path, max_length=2))
    with pytest.raises(ValueError, match="every prompt is longer than --max_prompt 2"):
        rl.main(rl_config(pocket, tmp_path, max_prompt=2))
    with pytest.raises(ValueError, match="every prompt is longer than"):
        evaluation.main(evaluation.Config(data=str(pocket / "data/eval.parquet"), model="pocket", max_prompt=2))


@pytest.mark.parametrize(
    "rank, world, told",
    [
        (None, "4", (0, 1)),
        (None, "abc", (0, 1)),
        ("1", "4", (1, 4)),
        ("0", None, "x"),
        ("4", "4", "x"),
        ("-1", "2", "x"),
    ],
)
def test_hostile_ranks_are_torchruns(monkeypatch, rank, world, told):
    """WORLD_SIZE alone is a cluster's; what torchrun cannot have set is an error."""
    for name, value in (("RANK", rank), ("WORLD_SIZE", world)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    if told == "x":
        assert runtime.place() == (0, 1)
        with pytest.raises(ValueError, match=f"RANK={rank}, WORLD_SIZE={world or ''} in the environment: torchrun"):
            runtime.init_distributed("cpu")
    else:
        assert (runtime.rank(), runtime.world_size()) == told
        if rank is None:
            assert runtime.init_distributed("cpu")[:2] == (0, 1)


# ---------------------------------------------------------------------------------------------------------------------
# one process a folder


def holds(folder, ready):
    """(In a process.) Holds a folder, and starts a child that outlives it."""
    runtime.lock(folder)
    if os.fork() == 0:
        time.sleep(20)
        os._exit(0)
    ready.write_text(str(os.getpid()))
    time.sleep(20)


def wait(true, seconds=90):
    end = time.time() + seconds
    while not true() and time.time() < end:
        time.sleep(0.01)
    assert true()


def forked(function, *args) -> int:
    """The number of a child that runs function(*args)."""
    if child := os.fork():
        return child
    try:
        function(*args)
    finally:
        os._exit(0)


def test_hostile_second_run_in_a_folder_is_refused(tmp_path):
    folder, ready = tmp_path / "o", tmp_path / "ready"
    child = forked(holds, folder, ready)
    wait(ready.exists)
    with pytest.raises(ValueError, match=f"process {child} on .* is writing there"):
        runtime.lock(folder)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    runtime.lock(folder)  # though a child of the killed one lives on
    runtime.lock(folder)  # the same process again: as before


def test_hostile_log_that_lost_lines_is_said_at_a_resume(tmp_path, capsys):
    log = runtime.Log(tmp_path, {}, "off")
    for step in (1, 2, 3):
        log(step, {})
    runtime.Log(tmp_path, {}, "off", step=2)
    assert "lines for the" not in capsys.readouterr().err
    (tmp_path / "metrics.jsonl").write_text("")
    runtime.Log(tmp_path, {}, "off", step=2)
    assert "metrics.jsonl: 0 lines for the 2 steps up to here" in capsys.readouterr().err
    assert files.CountedLines(tmp_path / "schedule.jsonl").cut(4) == 0
    assert "schedule.jsonl: not there, 4 lines of it are lost" in capsys.readouterr().out
    os.mkfifo(tmp_path / "schedule.jsonl")
    with pytest.raises(ValueError, match="schedule.jsonl: no regular file"):
        files.CountedLines(tmp_path / "schedule.jsonl").cut(4)


def test_hostile_folders_of_something_else_are_not_written_to(tmp_path, monkeypatch):
    """A training's folder by an evaluation and the other way round, a build by another build, one's own files."""
    for held, name in (("eval", "sft"), ("sft", "eval"), ("rl", "eval"), ("own", "sft"), ("own", "rl")):
        out = tmp_path / f"{held} {name}"
        out.mkdir()
        cfg = {"mine": 1} if held == "own" else asdict(SCRIPTS[held]())
        (out / "config.json").write_text(json.dumps(cfg | {"data_sha256": "0"}))
        monkeypatch.setattr(sys, "argv", [f"{name}.py", "--out_dir", str(out)])
        with pytest.raises(SystemExit, match="config.json is of something else"):
            runtime.run_cli(importlib.import_module(name).main, SCRIPTS[name])
    for name in ("eval", "sft", "rl"):  # its own goes on
        runtime.check_kind(tmp_path / name, asdict(SCRIPTS[name]()))
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text(json.dumps(asdict(SCRIPTS[name]()) | {"data_sha256": "0"}))
        runtime.check_kind(tmp_path / name, asdict(SCRIPTS[name]()))
    (tmp_path / "b").mkdir()
    (tmp_path / "b/README.md").write_text("precious")
    with pytest.raises(ValueError, match="b: holds a build with other settings, or something else .README.md.: name"):
        data.build(data.Build(str(tmp_path / "b"), scale=0.003, workers=1))
    assert (tmp_path / "b/README.md").read_text() == "precious"


def test_hostile_lock_that_is_a_link_or_a_pipe_is_refused(tmp_path):
    (tmp_path / "mine").write_text("precious")
    for make in (lambda p: p.symlink_to(tmp_path / "mine"), lambda p: p.symlink_to("none"), os.mkfifo, os.mkdir):
        make(file := tmp_path / ".lock")
        with pytest.raises(ValueError, match=".lock: a link or no regular file: delete it"):
            runtime.lock(tmp_path)
        file.rmdir() if file.is_dir() else file.unlink()
    assert (tmp_path / "mine").read_text() == "precious" and not (tmp_path / "none").exists()


def test_hostile_lock_that_was_deleted_ends_its_run(tmp_path):
    """Somebody clears the dot files of a folder, and a second run starts: the first one writes no more."""
    log = runtime.Log(tmp_path, {}, "off")
    runtime.lock(tmp_path)
    log(1, {})
    (tmp_path / ".lock").unlink()
    policy = __import__("torch").nn.Linear(1, 1)
    for write in (
        lambda: log(2, {}),
        lambda: files.write_whole(tmp_path / "a", "x"),
        lambda: C.save_checkpoint(tmp_path, 2, policy, None, {}),
    ):
        with pytest.raises(OSError, match=".lock has been deleted: another run may write to"):
            write()
    assert [p.name for p in tmp_path.iterdir() if "jsonl" not in p.name] == [] and len(metrics(tmp_path)) == 1


@pytest.mark.parametrize("name", ["sft", "rl", "eval"])
def test_hostile_scripts_lock_their_folder(tmp_path, name, monkeypatch):
    """Before anything is read or written; a dry run needs no lock."""
    ready, module = tmp_path / "ready", importlib.import_module(name)
    child = forked(holds, tmp_path / "o", ready)
    wait(ready.exists)
    monkeypatch.setattr(sys, "argv", [f"{name}.py", "--out_dir", str(tmp_path / "o")])
    with pytest.raises(SystemExit, match=f"error: .*process {child} on"):
        runtime.run_cli(module.main, module.defaults)
    ended = []
    if name != "eval":
        sys.argv.append("--dry_run")
        runtime.run_cli(ended.append, module.defaults)
        assert ended
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_hostile_build_locks_its_folder(tmp_path):
    child = forked(holds, tmp_path / "o", tmp_path / "ready")
    wait((tmp_path / "ready").exists)
    with pytest.raises(ValueError, match=f"process {child} on"):
        data.build(data.Build(str(tmp_path / "o"), scale=0.01, workers=1))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.parametrize("name", ["predictions.jsonl", "x.tsv", "x.xlsx", "x.jsonl", "x.parquet", "metrics.jsonl"])
def test_hostile_pipes_and_devices_are_not_read(tmp_path, name):
    """None hangs: each is refused by name."""
    readers = {
        "predictions.jsonl": lambda path: evaluation.score(str(path)),
        "x.tsv": sheets.read_rows,
        "x.xlsx": sheets.read_rows,
        "x.jsonl": lambda path: data.load(str(path.parent)),
        "x.parquet": lambda path: data.load(str(path.parent)),
        "metrics.jsonl": lambda path: runtime.Log(path.parent, {}, "off", step=3),
    }
    for make in (os.mkfifo, lambda path: path.symlink_to("/dev/zero")):
        make(path := tmp_path / name)
        with pytest.raises(ValueError, match=f"{name}: no regular file"):
            readers[name](path)
        path.unlink()


def test_hostile_eval_commands_lock_the_folder_they_write_to(tmp_path):
    child = forked(holds, tmp_path, tmp_path / "ready")
    wait((tmp_path / "ready").exists)
    (tmp_path / "predictions.jsonl").write_text("")
    for write in (
        lambda: evaluation.score(str(tmp_path / "predictions.jsonl"), save=True),
        lambda: evaluation.score(str(tmp_path / "predictions.jsonl"), judge="http://127.0.0.1:9/v1", judge_model="m"),
    ):
        with pytest.raises(ValueError, match=f"process {child} on"):
            write()
    with pytest.raises(ValueError, match="no predictions"):
        evaluation.score(str(tmp_path / "predictions.jsonl"))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_hostile_leftovers_are_cleaned_at_the_start(tmp_path):
    """What is not of this project stays, and so does what has a lock of its own."""
    kept = ("keep.json", "hf.tmp", "step_notes.tmp", ".vimrc.old", ".x.tmp", "best.tmp", ".site.unfinished")
    for name in (".config.json.unfinished", ".site.lock", *kept):
        (tmp_path / name).write_text("x")
    old = ("step_000003.tmp", "step_0000001.old.tmp", ".hf.replaced", ".hf_skeleton.replaced", ".a.unfinished")
    for name in (*old, "hf"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_text(name)
    (tmp_path / ".best.unfinished").symlink_to("hf")
    (tmp_path / "step_000007.tmp").symlink_to("hf")
    runtime.lock(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {".lock", ".site.lock", "hf", "hf_skeleton", *kept}
    assert (tmp_path / "hf/x").read_text() == "hf"
    assert (tmp_path / "hf_skeleton/x").read_text() == ".hf_skeleton.replaced"


def fills(path, ready):
    """(In a process.) Makes a folder, and hangs in the middle."""
    with files.replacing(path) as new:
        (new / "half").write_text("x")
        ready.write_text(str(os.getpid()))
        time.sleep(20)


@pytest.mark.parametrize("name", ["merge", "site"])
def test_hostile_folders_that_are_replaced_have_a_lock(tmp_path, name, monkeypatch):
    """Beside them; a run that starts in the folder around them leaves them alone; of a kill nothing stays."""
    out, ready = tmp_path / "hf", tmp_path / "ready"
    child = forked(fills, out, ready)
    wait(ready.exists)
    make = {
        "merge": lambda: merge.main(merge.Config(out=str(out), model="pocket")),
        "site": lambda: explorer.main(explorer.Config(out=str(out))),
    }[name]
    with pytest.raises(ValueError, match=f"process {child} on .* is writing there"):
        make()
    runtime.lock(tmp_path)
    assert (tmp_path / ".hf.unfinished/half").exists() and not out.exists()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    (tmp_path / ".hf.replaced").mkdir()  # killed between two renames
    (tmp_path / ".hf.replaced/mine").write_text("x")
    with pytest.raises(ValueError, match="would be replaced, but merge.py did not make mine|holds something else"):
        make()
    assert sorted(p.name for p in tmp_path.iterdir()) == [".lock", "hf", "ready"]
    assert [p.name for p in out.iterdir()] == ["mine"]


def test_hostile_files_are_on_the_disk_before_they_get_their_name(tmp_path, monkeypatch):
    seen, plain, replace = [], os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda fd: (seen.append(os.readlink(f"/proc/self/fd/{fd}")), plain(fd)))
    monkeypatch.setattr(os, "replace", lambda a, b: (seen.append("rename"), replace(a, b)))
    files.write_whole(tmp_path / "a", "text")
    assert seen == [str(tmp_path / ".a.unfinished"), "rename", str(tmp_path)]
    (tmp_path / "new/in").mkdir(parents=True)
    (tmp_path / "new/in/file").write_text("x")
    seen.clear()
    files.replace_folder(tmp_path / "new", tmp_path / "old")
    assert seen.index(str(tmp_path / "new/in/file")) < seen.index("rename") < seen.index(str(tmp_path))


# ---------------------------------------------------------------------------------------------------------------------
# children


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not yet waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def parent_of(kind, told):
    """(In a process.) A parent with a worker that is busy for ever; `told` gets its number."""
    if kind == "pool":
        from concurrent.futures import ProcessPoolExecutor

        pool = ProcessPoolExecutor(1, initializer=runtime.begin_worker, initargs=(os.getpid(),))
        told.write_text(str(pool.submit(os.getpid).result()))
        pool.submit(time.sleep, 60)
    else:
        grader = rewards.Grader()
        process = next(iter(grader.pool))
        grader._send(process, [1, "x+1", "1+x"])  # waits until the worker is ready
        os.kill(process.pid, signal.SIGSTOP)  # it does not see the end of its input
        told.write_text(str(process.pid))
    time.sleep(60)


@pytest.mark.parametrize("kind", ["pool", "grader"])
def test_hostile_workers_end_with_a_killed_parent(tmp_path, kind):
    child = forked(parent_of, kind, tmp_path / "told")
    wait(lambda: (tmp_path / "told").exists() and (tmp_path / "told").read_text())
    worker = int((tmp_path / "told").read_text())
    assert alive(worker)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    wait(lambda: not alive(worker), 5)


@pytest.mark.slow
def test_hostile_rank_of_a_torchrun_killed_at_its_start_ends(tmp_path):
    """The rank imports PyTorch while its torchrun is killed, and then looks whose child it is."""
    code = "import os, sys, time; sys.path[:0] = [sys.argv[1]]; time.sleep(0.5); import runtime; "
    code += "runtime.end_with_torchrun(); open(sys.argv[2], 'w').write('goes on')"
    start = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', *sys.argv[1:]]).wait()"
    env = {**os.environ, "TORCHELASTIC_RUN_ID": "x"}
    for killed in (False, True):
        shell = f'{sys.executable} -c "$0" "$@" & echo $!; {"kill -9 $!; sleep 1.5" if killed else "wait"}'
        command = ["bash", "-c", shell, start, code, str(ROOT), str(tmp_path / str(killed))]
        subprocess.run(command, env=env, capture_output=True, timeout=60)
        assert (tmp_path / str(killed)).exists() != killed


# ---------------------------------------------------------------------------------------------------------------------
# logs, and kills at places


@pytest.mark.slow
def test_hostile_torn_logs_are_said_and_the_run_goes_on(pocket, tmp_path, capsys):
    cfg = dict(max_steps=4, save_every=2, resume="auto")
    sft.main(sft_config(pocket, tmp_path, **{**cfg, "max_steps": 2}))
    log = tmp_path / "metrics.jsonl"
    raw = log.read_bytes()
    log.write_bytes(raw[:-20] + b"\0" * 19 + b"\n")
    sft.main(sft_config(pocket, tmp_path, **cfg))
    assert [row["step"] for row in metrics(tmp_path)] == [1, 3, 4]
    assert "metrics.jsonl: line 2 is damaged" in capsys.readouterr().err


def test_hostile_logs_are_on_the_disk_before_a_checkpoint(tmp_path, monkeypatch):
    """fsync of every log comes before the first file of the checkpoint."""
    (tmp_path / "metrics.jsonl").write_text("{}\n")
    (tmp_path / "schedule.jsonl").write_text("{}\n")
    seen, plain = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (seen.append(Path(os.readlink(f"/proc/self/fd/{fd}")).name), plain(fd)))
    policy = M.load_model("pocket", __import__("torch").device("cpu"))
    C.save_checkpoint(tmp_path, 1, policy, M.make_optimizer(policy, 1e-3, 0.1, (0.9, 0.95)), {"settings": {}})
    assert {"metrics.jsonl", "schedule.jsonl"} <= set(seen[:2]) and len(seen) > 2


def some_kills(writer, base, number):
    """(In a process.) Stories of speed/kills.py; all must end as they should."""
    found = kills.stories(writer, base, number, seed=1)
    print(dict(found))
    sys.exit(found["wrong"] > 0 or found["identical"] + found["refused"] != found["stories"])


@pytest.mark.slow
@pytest.mark.parametrize("writer, number", [("sft", 4), ("rl", 4), ("eval", 4), ("data", 4), ("merge", 6)])
def test_hostile_kills_at_places(pocket, tmp_path, writer, number):
    for name in ("data", "sft", "hf"):
        (tmp_path / name).symlink_to(pocket / name)
    code, said = run_process(some_kills, writer, tmp_path, number, log=tmp_path / "log")
    assert code == 0, said[-3000:]


@pytest.mark.slow
def test_hostile_kills_find_a_writer_without_fsync(tmp_path, monkeypatch):
    """The bench itself: a writer that renames before its bytes are on the disk is found."""
    (tmp_path / "log").touch()
    code, said = run_process(careless_kills, tmp_path, log=tmp_path / "log")
    assert code == 0, said[-3000:]


def careful(argv, write=files.write_whole):
    """A writer that goes on from what is there."""
    for name in "abcd":
        if not (Path(argv[0]) / name).exists():
            write(Path(argv[0]) / name, "0123456789" * 100)


def careless(argv):
    def write(path, text):
        path.with_name(".tmp").write_text(text)
        os.replace(path.with_name(".tmp"), path)

    careful(argv, write)


def careless_kills(base):
    """(In a process.)"""
    kills.command = lambda writer, base, out: [str(out)]
    for kills.run, wrong in ((careful, False), (careless, True)):
        found = kills.stories("x", base, 16, seed=0)
        assert (found["wrong"] > 0) == wrong, found
