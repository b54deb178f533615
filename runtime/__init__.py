"""What every script shares: ranks, files written whole, the log and W&B, signals, the command line.

Nothing here knows what is trained, and importing it does not import torch: scripts that need none start at once.
"""

import argparse
import inspect
import json
import math
import os
import shutil
import signal
import sys
import time
import traceback
import typing
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from runtime.texts import plain

# ---------------------------------------------------------------------------------------------------------------------
# ranks


def rank() -> int:
    """Number of this process among those that torchrun started; 0 without torchrun."""
    return int(os.environ.get("RANK", 0))


def world_size() -> int:
    """Processes that torchrun started; 1 without torchrun."""
    return int(os.environ.get("WORLD_SIZE", 1))


def process_group():
    """torch.distributed when a process group is up, else None."""
    dist = sys.modules.get("torch.distributed")  # who has not imported it has no group
    return dist if dist and dist.is_initialized() else None


def init_distributed(want: str = "auto", timeout_s: int = 1800):
    """(rank, world size, torch.device). Under torchrun joins the process group (nccl on GPUs, gloo on CPU).

    want: auto, cuda or cpu; ValueError when it is cuda and there is no GPU. timeout_s: limit of a collective, seconds.
    """
    import torch
    import torch.distributed as dist
    from torch.distributed.rendezvous import rendezvous

    if want == "cuda" and not torch.cuda.is_available():
        built = f"was built for CUDA {torch.version.cuda}" if torch.version.cuda else "is a build for CPUs"
        seen = "this machine shows no GPU to PyTorch (nvidia-smi shows the GPUs and the driver"
        raise ValueError(
            f"--device cuda: {seen}; CUDA 13.0 needs driver 580 or newer); torch {torch.__version__} {built}"
        )
    cuda = want != "cpu" and torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
    if cuda:
        torch.cuda.set_device(device)
    if "RANK" in os.environ and not dist.is_initialized():
        # torchrun keeps one store over its restarts (pytorch issue 135712): without a name of its own for each, a new
        # rank may read the address of a dead one there. Agents of several nodes count differently: one node only.
        limit, alone = timedelta(seconds=timeout_s), os.environ.get("GROUP_WORLD_SIZE", "1") == "1"
        restart = os.environ.get("TORCHELASTIC_RESTART_COUNT", 0) if alone else 0
        store, _, _ = next(rendezvous("env://", timeout=limit))
        store = dist.PrefixStore(f"start_{restart}", store)
        backend = "nccl" if cuda else "gloo"
        dist.init_process_group(backend, store=store, rank=rank(), world_size=world_size(), timeout=limit)
    return rank(), world_size(), device


def all_reduce(values: list[float], op: str = "SUM") -> list[float]:
    """Sum (or MAX, MIN) of each float over the ranks, in float64; the values themselves without a process group."""
    if not (dist := process_group()):
        return list(values)
    import torch

    device = "cuda" if dist.get_backend() == "nccl" else "cpu"
    t = torch.tensor(values, dtype=torch.float64, device=device)
    dist.all_reduce(t, op=getattr(dist.ReduceOp, op))
    return t.tolist()


def summed(tensor, op: str = "SUM"):
    """Sum (or MAX) of a tensor over the ranks, in place and without waiting for a GPU; returns the tensor."""
    if dist := process_group():
        dist.all_reduce(tensor, op=getattr(dist.ReduceOp, op))
    return tensor


def gather(item) -> list:
    """`item` of every rank, in rank order, on every rank (small Python objects)."""
    if not (dist := process_group()):
        return [item]
    out = [None] * dist.get_world_size()
    dist.all_gather_object(out, item)
    return out


# ---------------------------------------------------------------------------------------------------------------------
# files

NUMBER = (int, float, type(None))


def write_whole(path: Path, content: str | bytes | Callable[[Path], object]) -> None:
    """Write a file under a temporary name, then rename it: nothing half-written stands under the final name.

    content: its text (UTF-8; half a surrogate pair is escaped, as in JSON), its bytes, or a function that writes to the
    path it is given. OSError when it cannot be written; what stood under the name is then as before.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        if callable(content):
            content(temporary)
        elif isinstance(content, str):
            temporary.write_text(content, encoding="utf-8", errors="backslashreplace")
        else:
            temporary.write_bytes(content)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def replace_folder(new: Path, path: Path) -> None:
    """Give the finished folder `new` the name `path`. A folder of that name is moved away first and deleted last."""
    old = path.with_name(f".{path.name}.old")
    shutil.rmtree(old, ignore_errors=True)  # of a run that was killed here
    if path.exists():
        os.replace(path, old)
    os.replace(new, path)
    shutil.rmtree(old, ignore_errors=True)


def read_text(path: Path) -> str:
    """The text of a file; ValueError names the first line that is not UTF-8."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as e:
        line = raw.count(b"\n", 0, e.start) + 1
        raise ValueError(f"{path}: line {line}: not UTF-8 ({e.reason}, byte {e.start} of the file)") from e


def read_json(path: Path, text: str | bytes | None = None, where: str = ""):
    """The parsed file, or `text`, which is one line of it; ValueError names the place."""
    try:
        text = path.read_bytes() if text is None else text
        return json.loads(text.decode("utf-8") if isinstance(text, bytes) else text)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"{path}:{where} not JSON: {e}") from e


def read_jsonl(path: Path, needed: dict | None = None, wanted: tuple[str, ...] = (), torn: bool = False) -> list:
    """The lines of a .jsonl file -> list. ValueError names the first bad line and its field.

    needed: {field: type or types} that every line must have; wanted: fields that are numbers or null where they are
    there. With neither, a line may be any JSON value. torn: the file is of a run that goes on, whose writer may have
    been killed: a last line without its end is left out. Otherwise such a line is read like the others.
    """
    lines = path.read_bytes().split(b"\n")  # bytes.splitlines would do, str.splitlines splits at U+2028 too
    last = lines.pop()
    rows = [read_json(path, line, f" line {n}:") for n, line in enumerate(lines, 1)]
    if last and not torn:
        try:
            rows.append(json.loads(last.decode("utf-8")))
        except (ValueError, RecursionError) as e:
            raise ValueError(f"{path}: line {len(rows) + 1}: not JSON: the file is cut short here: {e}") from e
    for n, row in enumerate(rows, 1) if needed or wanted else ():
        check_fields(row, f"{path}: line {n}", needed or {}, wanted)
    return rows


def check_fields(row, at: str, needed: dict, wanted: tuple[str, ...] = ()) -> None:
    """ValueError `at: field X: ...` unless the row is an object with these fields; see read_jsonl."""
    if not isinstance(row, dict):
        raise ValueError(f"{at}: field (all): the line is no JSON object")
    bad = [name for name, kind in needed.items() if name not in row or not isinstance(row[name], kind)]
    bad += [name for name in wanted if not isinstance(row.get(name), NUMBER)]
    if bad:
        raise ValueError(f"{at}: field {bad[0]}: missing, or of a wrong type")


def mend(path: Path) -> None:
    """Cuts a torn last line off, so that what is appended starts on a line of its own."""
    if path.exists() and (text := path.read_bytes()) and not text.endswith(b"\n"):
        os.truncate(path, text.rfind(b"\n") + 1)


# ---------------------------------------------------------------------------------------------------------------------
# logging


class Log:
    """metrics.jsonl and samples.jsonl in `out` always; W&B too: online when it is configured, else offline, or "off".

    Training goes on without W&B when it is not installed, does not start, or fails later; one warning says so.
    """

    def __init__(self, out: Path, config: dict, wandb_mode: str = "auto", step: int = 0, wandb_id: str = ""):
        """step: the last step of the checkpoint that the run goes on from; later lines of the logs are dropped."""
        self.out, self.run, self.wandb_id, self.start = out, None, wandb_id, time.time()
        for path in (out / "metrics.jsonl", out / "samples.jsonl"):
            lines = path.read_text().split("\n")[:-1] if path.exists() and step else []
            write_whole(path, "".join(x + "\n" for x in lines if json.loads(x)["step"] <= step))
        if wandb_mode != "off":
            self._wandb(self._start, config, wandb_mode)

    def _start(self, config: dict, mode: str) -> None:
        import wandb

        if mode == "auto":
            key = os.environ.get("WANDB_API_KEY") or wandb.api.api_key
            mode = os.environ.get("WANDB_MODE") or ("online" if key else "offline")
        self.run = wandb.init(
            project="mathbook-rl",
            name=self.out.name,
            dir=str(self.out),
            config=config,
            mode=mode,
            id=self.wandb_id or None,
            resume="allow" if self.wandb_id else None,
            settings=wandb.Settings(silent=True, x_disable_stats=True, init_timeout=60, finish_timeout=60),
        )
        self.wandb_id = self.run.id

    def _wandb(self, call, *args, **kw) -> None:
        try:
            call(*args, **kw)
        except Exception as e:  # whatever W&B's trouble is, it is not a reason to lose a training run
            self.run = None
            reason = f"{type(e).__name__}: {plain((str(e).strip() or type(e).__name__).splitlines()[0])}"
            print(f"warning: W&B is off from here on ({reason}); metrics.jsonl goes on", file=sys.stderr, flush=True)

    def __call__(self, step: int, metrics: dict, samples: list[dict] = ()) -> None:
        """One line of metrics and one a sample, closed at once: a killed run keeps them. JSON has no nan: null."""

        def number(v):
            return v if not isinstance(v, float) else round(v, 8) if math.isfinite(v) else None

        row = {"step": step, **{k: number(v) for k, v in metrics.items()}, "wall": round(time.time() - self.start, 2)}
        for name, rows in (("metrics.jsonl", [row]), ("samples.jsonl", [{"step": step, **x} for x in samples])):
            with open(self.out / name, "a") as f:
                f.write("".join(json.dumps(x) + "\n" for x in rows))
        if self.run:
            self._wandb(self.run.log, metrics, step=step)

    def close(self) -> None:
        if self.run:
            self._wandb(self.run.finish)


# ---------------------------------------------------------------------------------------------------------------------
# where a run is, and how it ends


class Preempted(BaseException):
    """SIGTERM has come inside watch.droppable(). Not an Exception, so that no library catches it."""


class Watch:
    """The step and phase that this rank is in: their times, word of it for the other ranks, and SIGTERM."""

    def __init__(self):
        self.step, self.name, self.times, self.begun, self.since = 0, "", {}, 0.0, 0.0
        self.terminated = self.drop = False

    def phase(self, name: str, step: int | None = None) -> None:
        """`name` begins, and with `step` a new step. self.times adds up the seconds of a step's phases by name."""
        now = time.time()
        if step is None:
            self.times[self.name] = self.times.get(self.name, 0.0) + now - self.since
        else:
            self.step, self.times, self.begun = step, {}, now
        self.name, self.since = name, now
        if dist := process_group():
            dist.distributed_c10d._get_default_store().set(f"place_{rank()}", f"step {self.step} ({name})")

    def seconds(self) -> float:
        """Seconds since the step began."""
        return time.time() - self.begun

    def on_sigterm(self, *_) -> None:
        """The step in hand is finished or dropped, then the script saves. Before the first step nothing is to save."""
        if not self.name:
            sys.exit(143)
        self.terminated = True
        if self.drop:
            raise Preempted

    @contextmanager
    def droppable(self, safe: bool = True):
        """SIGTERM ends the block at once, and the caller drops what it did: a rollout takes minutes, a preempted node
        has seconds. safe: no other rank waits for this one inside the block."""
        try:
            self.drop = safe
            yield
        except Preempted:
            pass
        finally:
            self.drop = False

    def stop(self) -> bool:
        """Has any rank been told to stop? A collective: all ranks get the same answer."""
        return bool(all_reduce([float(self.terminated)], "MAX")[0])

    def farewell(self, step: int) -> str:
        """The last line of a run that SIGTERM has ended."""
        return f"stopped by SIGTERM after step {step}; go on with --resume auto"

    def lost(self, error: Exception) -> str:
        """What to say when a collective fails: this rank and step, and the ranks that do not say the same by now."""
        dist = process_group()
        place, store = f"step {self.step} ({self.name or 'start'})", dist.distributed_c10d._get_default_store()
        silent, end = set(range(dist.get_world_size())) - {rank()}, time.time() + 5
        try:
            store.set(f"lost_{rank()}", "")
            while silent and time.time() < end:
                silent = {r for r in silent if not store.check([f"lost_{r}"])}
                time.sleep(0.1)
            last = {
                r: store.get(f"place_{r}").decode() if store.check([f"place_{r}"]) else "the start"
                for r in sorted(silent)
            }
            named = ", ".join(f"rank {r}, last heard of at {word}" for r, word in last.items()) or "none"
        except RuntimeError:
            named = "the store of the process group, which rank 0 or torchrun holds"
        why = str(error).strip().splitlines()[0][:160]
        return f"rank {rank()}, {place}: a collective failed; no answer from: {named} ({why})"


watch = Watch()  # one process is one run

# ---------------------------------------------------------------------------------------------------------------------
# the command line

LOST = ("Connection closed", "Connection reset", "Broken pipe", "Timed out", "timed out", "timeout")  # gloo's errors


@contextmanager
def one_line_errors():
    """Bad input ends in one line on stderr and exit code 1, Ctrl-C in 130; a lost rank is named.

    After an error with NCCL the process ends at once: closing its group waits for ranks that may wait for this one.
    """
    try:
        yield
    except (ValueError, OSError, BrokenExecutor) as e:
        leave(f"error: {e}", 1)
    except RuntimeError as e:
        if not process_group() or not any(x in str(e) for x in LOST):
            leave(traceback.format_exc().rstrip(), 1, e)
        leave(f"error: {watch.lost(e)}", 1)
    except KeyboardInterrupt:
        leave("stopped by Ctrl-C; what was finished is whole", 130)
    except Exception as e:
        leave(traceback.format_exc().rstrip(), 1, e)
    finally:
        if dist := process_group():
            dist.destroy_process_group()


def leave(said: str, code: int, error: Exception | None = None) -> None:
    """End with a line on stderr and an exit code, or raise `error`; in an NCCL group without closing anything."""
    said = plain(said)
    dist = process_group()
    if dist and dist.get_backend() == "nccl":
        print(said, file=sys.stderr, flush=True)
        sys.stdout.flush()
        os._exit(code)
    if error:
        raise error
    if code == 1:
        sys.exit(said)
    print(said, file=sys.stderr)
    sys.exit(code)


def default_scale() -> str:
    """The scale of a command that names none: "paper" where PyTorch sees a GPU, else "pocket"."""
    import torch

    return "paper" if torch.cuda.is_available() else "pocket"


def read_config(config: type | Callable, args: list[str] | None = None):
    """The Config of a command line. config: a dataclass, or a function that returns one.

    Such a function takes some of its fields (--scale, --stage), on which the defaults of the others hang.
    """
    import tyro

    about = sys.modules[config.__module__].__doc__
    if isinstance(config, type):
        return tyro.cli(config, args=args, use_underscores=True, description=about)
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in inspect.signature(config).parameters:
        early.add_argument(f"--{name}", nargs="?", default="")
    found, _ = early.parse_known_args(args)
    kinds = {name: typing.get_args(kind) for name, kind in typing.get_type_hints(type(config())).items()}
    # what is none of a Literal's values is left to tyro, which says so
    known = {name: value for name, value in vars(found).items() if value and value in (kinds[name] or [value])}
    usual = config(**known)
    return tyro.cli(type(usual), default=usual, args=args, use_underscores=True, description=about)


def run_cli(main: Callable, config: type | Callable, trains: bool = False) -> None:
    """Parse the command line of a script (see read_config) and run main(its Config).

    trains: the script minds watch.stop(), so SIGTERM does not end it at once.
    """
    cfg = read_config(config)
    if trains:
        signal.signal(signal.SIGTERM, watch.on_sigterm)
    with one_line_errors():
        main(cfg)


def run_commands(commands: dict[str, Callable], description: str, args: list[str] | None = None) -> None:
    """Parse and run one of several commands; what it returns, if it is text, is printed."""
    import tyro

    with one_line_errors():
        said = tyro.extras.subcommand_cli_from_dict(
            commands, description=description, args=args, use_underscores=True, config=(tyro.conf.OmitArgPrefixes,)
        )
        if isinstance(said, str):
            print(plain(said))
