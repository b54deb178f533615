"""Kills every writer at places instead of moments, and looks whether what goes on from there ends the same.

    python -m speed.kills                            300 kills; half an hour on 2 CPU cores
    python -m speed.kills --kills 20 --only merge

Places: before each rename, fsync, unlink and rmdir that a command does in its folder (those of PyTorch's checkpoint
writer, too). A command is run once undisturbed, which counts its places. A story is: run it, kill -9 before a place and
tear what was written but not yet fsynced, as a power loss does; run it again, kill it before another place; run it to
its end. The end must be byte for byte the undisturbed one (see contents), or be refused with one line. Renames are
taken to reach the disk in their order, as on file systems with a journal. Exit code 1 when a story ends otherwise.
"""

import hashlib
import json
import math
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch

import data
import eval as evaluation
import merge
import rl
import runtime
import sft
from runtime import run_cli, settings

EVENTS = {"os.rename": "rename", "os.remove": "unlink", "os.rmdir": "rmdir"}  # names of audit events
TEARS = ("kill", "cut", "zero")  # what becomes of bytes without an fsync: all stay, the last ones go, or are zeros
WRITERS = ("sft", "rl", "eval", "data", "merge")


@dataclass
class Config:
    kills: settings.Count = 300  # over all writers, two a story
    only: tuple[Literal[WRITERS], ...] = WRITERS
    out: settings.Name = "out/kills"  # a folder to work in; a former one is replaced
    seed: settings.Seed = 0  # of the second places and of where a file is torn


# ----------------------------------------------------------------------------------------------------------------------
# the writers


def command(writer: str, base: Path, out: Path) -> list[str]:
    """The command line of a writer that makes `out`; base: what prepare() made."""
    common = ["--scale", "pocket", "--device", "cpu", "--out_dir", out]
    train = [*common, "--resume", "auto", "--wandb", "off", "--keep", 1]
    model, sets = base / "hf", base / "data"
    few = ["--prompts", 4, "--update_prompts", 4, "--rollouts", 2, "--max_response", 24, "--max_steps", 3, "--kl", 0.1]
    every = [word for kind in ("sft_text", "figures", "singles", "forms", "captions") for word in (f"--{kind}", 2000)]
    told = {
        "sft": ["sft", *train, "--data", sets / "sft.parquet", "--batch_size", 4, "--max_steps", 4, "--save_every", 1],
        "rl": ["rl", "--stage", "dynamic", *train, *few, "--model", model, "--data", sets / "pro.parquet"],
        "eval": ["eval", *common, "--model", model, "--data", sets / "eval.parquet", "--batch", 4, "--limit", 8],
        "data": ["data", "build", "--scale", 0.003, "--workers", 1, "--out", out, *every],
        "merge": ["merge", "--checkpoint", base / "sft", "--out", out / "hf"],
    }[writer]
    told += {"rl": ["--save_every", 1, "--eval_data", sets / "eval.parquet", "--eval_every", 2]}.get(writer, [])
    told += {"eval": ["--max_response", 8, "--samples", 1]}.get(writer, [])
    return list(map(str, told))


def run(argv: list[str]) -> None:
    """A command of the project, as its command line does it."""
    sys.argv = argv
    if argv[0] == "data":
        runtime.run_commands({"build": data.build, "check": data.check}, "", argv[1:])
    elif argv[0] == "merge":
        run_cli(merge.main, merge.Config, writes="")
    else:
        module = {"sft": sft, "rl": rl, "eval": evaluation}[argv[0]]
        run_cli(module.main, module.defaults, trains=argv[0] != "eval")


def prepare(base: Path) -> None:
    """Small sets and a pocket model that has learnt the format, so that there are rewards of both kinds."""
    data.build(data.Build(str(base / "data"), scale=0.01, workers=1))
    taught = dict(data=str(base / "data/sft.parquet"), out_dir=str(base / "sft"), batch_size=4, max_steps=100, lr=2e-3)
    sft.main(sft.Config(model="pocket", gradient_checkpointing=False, wandb="off", epochs=10, device="cpu", **taught))
    merge.main(merge.Config(out=str(base / "hf"), checkpoint=str(base / "sft")))


# ----------------------------------------------------------------------------------------------------------------------
# a life


class Places:
    """Counts the places of this process under a folder; before number `at` it tears files and kills the process."""

    def __init__(self, folder: Path, at: int, tear: str, rng: random.Random):
        self.folder, self.at, self.tear, self.rng, self.count = str(folder), at, tear, rng, 0
        self.durable = {p.stat().st_ino: stamp(p.stat()) for p in files(folder)}  # inode -> (size, time) on the disk
        plain = os.fsync

        def fsync(fd):
            number = fd if isinstance(fd, int) else fd.fileno()
            self.reach(os.readlink(f"/proc/self/fd/{number}"))
            plain(number)
            self.durable[os.fstat(number).st_ino] = stamp(os.fstat(number))

        os.fsync = fsync
        sys.addaudithook(self.heard)

    def heard(self, event: str, args: tuple) -> None:
        if event in EVENTS and isinstance(args[0], str | os.PathLike):
            folder = args[-1] if event != "os.rename" else args[2]  # rmtree names files below an open folder
            path = os.fspath(args[0])
            if folder >= 0:
                path = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), path)
            self.reach(os.path.abspath(path))

    def reach(self, path: str) -> None:
        if path.startswith(self.folder):
            self.count += 1
            if self.count == self.at:
                for file in files(Path(self.folder)) if self.tear != "kill" else ():
                    self.torn(file)
                os.kill(os.getpid(), signal.SIGKILL)

    def torn(self, file: Path) -> None:
        """What a power loss leaves of a file: bytes behind those that were durable are lost, of a new one any."""
        now = file.stat()
        was = self.durable.get(now.st_ino)
        if was == stamp(now):
            return
        kept = self.rng.randint(min(was[0] if was else 0, now.st_size), now.st_size)
        os.truncate(file, kept)
        if self.tear == "zero":
            os.truncate(file, now.st_size)


def files(folder: Path) -> list[Path]:
    return [p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink()]


def stamp(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns


def live(argv: list[str], folder: Path, log: Path, at: int = 0, tear: str = "kill", seed: str = "") -> tuple[int, int]:
    """Runs a command in a forked process, killed before place `at` (0: not). -> (exit code, number of places)."""
    folder.mkdir(parents=True, exist_ok=True)
    receive, send = os.pipe()
    if (child := os.fork()) == 0:
        code = 1
        try:
            with open(log, "w") as f:
                os.dup2(f.fileno(), 1)
                os.dup2(f.fileno(), 2)
            places = Places(folder, at, tear, random.Random(seed))
            run(argv)
            code = 0
        except SystemExit as e:  # as Python ends with it
            code = e.code if isinstance(e.code, int) else int(e.code is not None)
            print(e.code if isinstance(e.code, str) else "", file=sys.stderr)
        except BaseException:
            traceback.print_exc()
        finally:
            os.write(send, str(places.count).encode())
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    os.close(send)
    with open(receive) as f:
        count = int(f.read() or 0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), count


# ----------------------------------------------------------------------------------------------------------------------
# the stories


# a random id of PyTorch's; the state of Python's `random`, from which no draw of ours comes; what a clock measures
FREE = (".metadata", "rng_", "seconds", "wall", ".lock")


def steady(x):
    """JSON without the keys that differ from run to run."""
    if isinstance(x, dict):
        return {k: steady(v) for k, v in x.items() if not k.startswith(FREE)}
    return [steady(v) for v in x] if isinstance(x, list) else x


def contents(folder: Path) -> dict[str, str]:
    """{file: hash of its bytes, of JSON without FREE; of a link: its target}; files of FREE only by name, but locks."""
    found = {str(p.relative_to(folder)): os.readlink(p) for p in folder.rglob("*") if p.is_symlink()}
    for path in files(folder):
        raw = path.read_bytes()
        if path.suffix == ".jsonl":
            raw = "\n".join(json.dumps(steady(json.loads(line))) for line in raw.splitlines()).encode()
        elif path.name in ("metrics.json", "manifest.json"):
            raw = json.dumps(steady(json.loads(raw))).encode()
        if not path.name.endswith(".lock"):
            raw = b"" if path.name.startswith(FREE) else raw
            found[str(path.relative_to(folder))] = hashlib.sha256(raw).hexdigest()
    return found


def verdict(code: int, log: Path, whole: dict, folder: Path) -> str:
    """identical, refused (with one line), or what is wrong."""
    said = log.read_text(errors="replace")
    if code:
        line = (said.strip() or "nothing").splitlines()[-1]
        refused = code == 1 and line.startswith("error: ") and "Traceback" not in said
        return "refused" if refused else f"exit code {code}: {line}"
    found = contents(folder)
    if differ := sorted(k for k in whole.keys() | found.keys() if whole.get(k) != found.get(k)):
        return f"other end: {', '.join(differ[:4])}"
    return "identical"


def stories(writer: str, base: Path, kills: int, seed: int) -> Counter:
    """Undisturbed run, then stories until there are `kills` kills; prints what is wrong. -> their verdicts, kills."""
    folder, log = base / "run", base / "log.txt"
    argv, told, start = command(writer, base, folder), Counter(), time.time()
    shutil.rmtree(folder, ignore_errors=True)
    code, count = live(argv, folder, log)
    if code:
        raise ValueError(f"{writer}: {log.read_text()[-2000:]}")
    whole, story = contents(folder), 0
    while told["kills"] < kills:
        rng = random.Random(f"{seed} {writer} {story}")
        shutil.rmtree(folder)
        first = 1 + (story * stride(count, kills)) % count
        for at in (first, rng.randint(1, count)):
            tear = TEARS[(story + (at != first)) % 3]
            code, _ = live(argv, folder, log, at, tear, f"{seed} {story} {at}")
            told["kills"] += code == -signal.SIGKILL
            told[tear] += code == -signal.SIGKILL
        code, _ = live(argv, folder, log)
        found = verdict(code, log, whole, folder)
        told[found if found in ("identical", "refused") else "wrong"] += 1
        if found != "identical":
            print(f"{writer}, story {story}, places {first} and {at} of {count}: {found}: {log.read_text()[-400:]}")
        story += 1
    told |= {"stories": story, "places": count, "seconds": round(time.time() - start)}
    return told


def stride(count: int, kills: int) -> int:
    """A step that spreads the first places of kills / 2 stories over all `count`, each once before any twice."""
    return next(n for n in range(max(1, 2 * count // kills), 2 * count + 2) if math.gcd(n, count) == 1)


def main(cfg: Config) -> None:
    """The stories of each writer; a table."""
    base = Path(cfg.out).resolve()
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    torch.set_num_threads(1)
    prepared = os.fork()  # threads of a library would not live on in a fork of this process
    if prepared == 0:
        prepare(base)
        os._exit(0)
    if os.waitpid(prepared, 0)[1]:
        raise ValueError("the model and the sets could not be made")
    columns = ("places", "stories", "kills", *TEARS[1:], "identical", "refused", "wrong", "seconds")
    print("| writer |", " | ".join(columns), "|\n" + "|---" * (len(columns) + 1) + "|", flush=True)
    wrong = 0
    for n, writer in enumerate(cfg.only):
        share = cfg.kills * (n + 1) // len(cfg.only) - cfg.kills * n // len(cfg.only)
        told = stories(writer, base, share, cfg.seed)
        print(f"| {writer} |", " | ".join(str(told[c]) for c in columns), "|", flush=True)
        wrong += told["wrong"]
    if wrong:
        raise ValueError(f"{wrong} stories ended otherwise than they should; they are named above")


if __name__ == "__main__":
    run_cli(main, Config)
