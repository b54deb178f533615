"""What every script shares: ranks, the log and W&B, signals, errors; files.py has the files that are written whole and
the lock of a folder, settings.py the command line.

Nothing here knows what is trained, and importing it does not import torch: scripts that need none start at once.
"""

import ctypes
import json
import math
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from .files import (  # noqa: F401
    check_fields,
    check_held,
    check_regular,
    finite,
    leaves,
    lock,
    mend,
    read_bytes,
    read_json,
    read_jsonl,
    read_text,
    replace_folder,
    sync,
    write_whole,
)
from .settings import read_command, read_config
from .texts import plain

# ---------------------------------------------------------------------------------------------------------------------
# ranks


def place() -> tuple[int, int]:
    """(number of this process, number of all) as torchrun sets RANK and WORLD_SIZE; (0, 1) without both: clusters set
    WORLD_SIZE alone, for something else."""
    told = [os.environ.get(name, "") for name in ("RANK", "WORLD_SIZE")]
    if not all(x.isascii() and x.isdigit() for x in told) or int(told[0]) >= int(told[1]):
        return 0, 1
    return int(told[0]), int(told[1])


def rank() -> int:
    """Number of this process among those that torchrun started; 0 without torchrun."""
    return place()[0]


def world_size() -> int:
    """Processes that torchrun started; 1 without torchrun."""
    return place()[1]


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
        if str(rank()) != os.environ["RANK"] or str(world_size()) != os.environ.get("WORLD_SIZE"):
            told = ", ".join(f"{name}={os.environ.get(name, '')[:20]}" for name in ("RANK", "WORLD_SIZE"))
            raise ValueError(f"{told} in the environment: torchrun sets both; unset them for one process")
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
# logging


class Log:
    """metrics.jsonl and samples.jsonl in `out` always; W&B too: online when it is configured, else offline, or "off".

    Training goes on without W&B when it is not installed, does not start, or fails later; one warning says so.
    """

    def __init__(self, out: Path, config: dict, wandb_mode: str = "auto", step: int = 0, wandb_id: str = ""):
        """step: the last step of the checkpoint that the run goes on from; later lines of the logs are dropped."""
        self.out, self.run, self.wandb_id, self.start = out, None, wandb_id, time.time()
        self.files = [out / "metrics.jsonl", out / "samples.jsonl"]
        for path in self.files:
            lines = logged(path, step) if step and path.exists() else []
            if path is self.files[0] and len(lines) != step:
                print(f"warning: {path}: {len(lines)} lines for the {step} steps up to here", file=sys.stderr)
            write_whole(path, "".join(lines))
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

        check_held(self.out)
        row = {"step": step, **{k: number(v) for k, v in metrics.items()}, "wall": round(time.time() - self.start, 2)}
        for path, rows in zip(self.files, ([row], [{"step": step, **x} for x in samples])):
            with open(path, "a") as f:
                f.write("".join(json.dumps(x) + "\n" for x in rows))
        if self.run:
            self._wandb(self.run.log, metrics, step=step)

    def close(self) -> None:
        if self.run:
            self._wandb(self.run.finish)


def logged(path: Path, step: int) -> list[str]:
    """The lines of a log up to `step`. From the first one that is damaged on they are left out, with a warning."""
    kept = []
    for n, line in enumerate(read_bytes(path).split(b"\n")[:-1], 1):
        try:
            at = json.loads(line.decode())["step"]
        except (ValueError, TypeError, KeyError, RecursionError) as e:
            print(f"warning: {path}: line {n} is damaged ({e}); it and what follows are left out", file=sys.stderr)
            break
        if at <= step:
            kept.append(line.decode() + "\n")
    return kept


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
            self.drop = False  # a second signal may follow
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

    def ended(self, out: Path, log: Log | None, step: int, finished: bool, skipped: int, learnt: bool = True) -> None:
        """Closes the log of a training run and says its last line. finished: not by SIGTERM; skipped: updates in a row
        up to its end; learnt: has anything had a gradient?

        ValueError when it was not trained, or when its weights give no finite loss: they are no result.
        """
        if log:
            log.close()
        if finished and not learnt:
            raise ValueError(f"{out}: nothing was learnt: no answer had an advantage, in no step (all rewards equal)")
        if finished and skipped:
            last = f"{out}: the last {skipped} updates up to step {step} were skipped: no finite loss or gradient"
            to_do = f"delete {out / f'step_{step:06d}'}, lower --lr, repeat with --resume auto"
            raise ValueError(f"{last}: its weights are no result; {to_do} (from the checkpoint before)")
        if rank() == 0:
            done = f"finished {step} steps; next: python merge.py --checkpoint {out} --out {out / 'hf'}"
            print(done if finished else f"stopped by SIGTERM after step {step}; go on with --resume auto")

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


def end_with_parent(parent: int = 0, sig: int = signal.SIGKILL) -> None:
    """Let the kernel send this process `sig` when the one that started it ends (Linux). parent: its number; one that
    has ended already ends this process at once."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(sig))  # PR_SET_PDEATHSIG
    if parent and os.getppid() != parent:
        os._exit(143)


def begin_worker(parent: int) -> None:
    """Of a worker process: Ctrl-C is for its parent, and whatever ends process `parent` ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent(parent)


def end_with_torchrun() -> None:
    """A rank ends with its torchrun, also with one that was killed while this rank started: it would wait for it."""
    if sys.platform != "linux" or "TORCHELASTIC_RUN_ID" not in os.environ:
        return
    end_with_parent()
    try:
        started = "python" in os.readlink(f"/proc/{os.getppid()}/exe")
    except OSError:  # a process of another user
        started = False
    if not started:
        sys.exit("error: torchrun has ended")


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


BASE = "Qwen/Qwen2.5-VL-7B-Instruct"  # the paper's base model, where no other is named


def default_scale() -> str:
    """The scale of a command that names none: "paper" where PyTorch sees a GPU, else "pocket"."""
    import torch

    return "paper" if torch.cuda.is_available() else "pocket"


def run_cli(main: Callable, config: type | Callable, trains: bool = False, writes: str = "out_dir") -> None:
    """Parse the command line of a script (see read_config) and run main(its Config).

    trains: the script minds watch.stop(), so SIGTERM does not end it at once. writes: the setting that names the folder
    that this run alone may write to (see lock); "": none.
    """
    with one_line_errors():
        cfg = read_config(config)
        end_with_torchrun()
        if trains:
            signal.signal(signal.SIGTERM, watch.on_sigterm)
        if rank() == 0 and hasattr(cfg, writes) and not getattr(cfg, "dry_run", False):
            lock(out := Path(getattr(cfg, writes)))
            check_kind(out, vars(cfg))
        main(cfg)


def check_kind(out: Path, settings: dict) -> None:
    """ValueError when config.json in `out` is of something else than a run with these settings: most of its fields are
    others. It would be written over."""
    if not (file := out / "config.json").exists():
        return
    had = read_json(file)
    others = [k for k in had if k not in settings] if isinstance(had, dict) else ["no object"]
    if 2 * len(others) > len(had):
        raise ValueError(f"{file} is of something else ({', '.join(others[:3])}): name another folder")


def run_commands(commands: dict[str, Callable], description: str, args: list[str] | None = None) -> None:
    """Parse and run one of several commands; what it returns, if it is text, is printed."""
    with one_line_errors():
        said = read_command(commands, description, args)()
        if isinstance(said, str):
            print(plain(said))
