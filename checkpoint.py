"""Checkpoints, resume, the log, and what happens when a run is stopped: everything that outlives a training process.

    out/step_000100/   DCP shards (weights, optimizer), random states of each rank, state.json, manifest.json (written last)
    out/best           link to the checkpoint with the best evaluation (rl.py --eval_every); it is not deleted
    out/metrics.jsonl  a line a step; out/samples.jsonl some responses; out/wandb what goes to W&B

A checkpoint is written to step_N.tmp and renamed when every rank is done, and renamed away before it is deleted, so that a
folder called step_N is whole whenever the run is killed. Nothing here knows what is trained.
"""
import json
import math
import os
import random
import shutil
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
import torch.distributed.checkpoint.state_dict as dcp_state
from torch.distributed.checkpoint.api import CheckpointException
from torch.distributed.checkpoint.metadata import TensorStorageMetadata

from model import all_reduce, gather


def my_rank() -> int:
    return dist.get_rank() if dist.is_initialized() else 0


# ----------------------------------------------------------------------------------------------------------------------
# writing


def save_skeleton(out: Path, model, processor, settings: dict) -> None:
    """What merge.py needs beside the weights (architecture, generation settings, processor): out/hf_skeleton; the run's settings: out/config.json."""
    def write():
        if my_rank() > 0:
            return
        tmp = out / "hf_skeleton.tmp"
        shutil.rmtree(tmp, ignore_errors=True)
        model.config.save_pretrained(tmp)
        model.generation_config.save_pretrained(tmp)
        processor.save_pretrained(tmp)
        shutil.rmtree(out / "hf_skeleton", ignore_errors=True)
        os.replace(tmp, out / "hf_skeleton")
        (out / "config.tmp").write_text(json.dumps(settings, indent=1))
        os.replace(out / "config.tmp", out / "config.json")
        print(json.dumps(settings), flush=True)
    together(out, write)


def together(out: Path, work) -> None:
    """work(), which writes to `out`, on every rank. When it fails on one, all raise the same OSError, so that none waits for another."""
    reason = None
    try:
        work()
    except (Exception, CheckpointException) as e:  # a full disk has many names, and DCP's is a BaseException
        last = (str(e).strip() or type(e).__name__).splitlines()[-1]
        reason = f"{last} ({shutil.disk_usage(out).free >> 20} MB free on that disk)"
    for failed in filter(None, gather(reason)):
        raise OSError(failed)


def save_checkpoint(out: Path, step: int, model, optimizer, state: dict, keep: int = 2) -> Path:
    """Write out/step_N whole or not at all. Keeps the newest `keep` and the best, state["best"]["step"], which out/best names.

    state: goes to state.json. OSError on every rank when a file cannot be written; older checkpoints stay as they are.
    """
    rank, final, tmp = my_rank(), out / f"step_{step:06d}", out / f"step_{step:06d}.tmp"

    def prepare():
        if rank == 0:
            for left in out.glob("step_*.tmp"):  # of a run that was killed
                shutil.rmtree(left)
            tmp.mkdir(parents=True)

    def write():
        weights, moments = dcp_state.get_state_dict(model, optimizer)
        dcp.save({"model": weights, "optimizer": moments}, checkpoint_id=str(tmp), no_dist=not dist.is_initialized())
        rng = {"torch": torch.get_rng_state(), "cuda": torch.cuda.get_rng_state_all(), "python": random.getstate()}
        torch.save(rng, tmp / f"rng_{rank}.pt")

    def publish():
        if rank == 0:
            (tmp / "state.json").write_text(json.dumps({"step": step, **state}))
            sizes = {p.name: p.stat().st_size for p in sorted(tmp.iterdir())}
            (tmp / "manifest.json").write_text(json.dumps(sizes))
            remove(final)
            os.replace(tmp, final)
            best = state.get("best")
            mark_best(out, best)
            for old in [p for p in checkpoints(out) if p <= final][:-keep]:  # later ones are broken: resume() has seen to it
                if not best or step_of(old) != best["step"]:
                    remove(old)
    try:
        for part in (prepare, write, publish):
            together(out, part)
    except OSError as e:
        if rank == 0:
            shutil.rmtree(tmp, ignore_errors=True)
        raise OSError(f"{final}: the checkpoint could not be written: {e}; older ones are kept") from e
    return final


def remove(path: Path) -> None:
    """Delete a checkpoint: renamed first, so that a kill leaves no half of it under its name."""
    if path.exists():
        gone = path.with_name(path.name + ".old.tmp")
        os.replace(path, gone)
        shutil.rmtree(gone)


def mark_best(out: Path, best: dict | None) -> None:
    """Make out/best the checkpoint that `best` names, in one move; no link when there is none."""
    link, new = out / "best", out / "best.tmp"
    new.unlink(missing_ok=True)
    if best:
        new.symlink_to(f"step_{best['step']:06d}")
        os.replace(new, link)
    else:
        link.unlink(missing_ok=True)


# ----------------------------------------------------------------------------------------------------------------------
# reading


def step_of(path: Path) -> int:
    return int(path.name.removeprefix("step_"))


def checkpoints(out: Path) -> list[Path]:
    """Finished checkpoints under `out`, oldest first."""
    return sorted(p for p in Path(out).glob("step_??????") if (p / "manifest.json").exists())


def check_whole(path: Path) -> None:
    """ValueError when a file of the checkpoint is missing or shorter than when it was written."""
    if not (path / "manifest.json").exists():
        raise ValueError(f"{path}: no manifest.json, so this is not a finished checkpoint")
    for name, size in json.loads((path / "manifest.json").read_text()).items():
        have = (path / name).stat().st_size if (path / name).exists() else 0
        if have != size:
            raise ValueError(f"{path / name}: the checkpoint is cut short ({have} of {size} bytes)")


def resume_path(out: Path, resume: str) -> Path | None:
    """The checkpoint that --resume means: "auto" = the newest whole one (a broken one is named and passed over), "" = none.

    ValueError when `out` holds whole checkpoints after that one: two runs in one folder would mix.
    """
    path = None
    if resume == "auto":
        for path in reversed(checkpoints(out)):
            try:
                check_whole(path)
                return path
            except ValueError as e:
                print(f"warning: {e}; trying the checkpoint before it", file=sys.stderr)
        return None
    if resume:
        path = Path(resume)
        check_whole(path)
    start = json.loads((path / "state.json").read_text())["step"] if path else 0
    if later := [p.name for p in checkpoints(out) if step_of(p) > start]:
        raise ValueError(f"{out} holds checkpoints of an earlier run ({', '.join(later)}): go on with --resume auto, or take another --out_dir")
    return path


def resume(out: Path, which: str, model, optimizer, settings: dict) -> dict:
    """state.json of the checkpoint that --resume `which` means, with everything loaded; {"step": 0} for a fresh start.

    Rank 0 chooses for all. Settings that differ from the checkpoint's are printed, for they may change the result.
    """
    choice = None
    if my_rank() == 0:
        try:
            choice = resume_path(out, which)
        except (ValueError, OSError) as e:
            choice = e
    choice = gather(choice)[0]
    if isinstance(choice, Exception):
        raise choice
    state = load_checkpoint(choice, model, optimizer) if choice else {"step": 0}
    if (best := state.get("best")) and not (out / f"step_{best['step']:06d}").exists():
        state["best"] = None  # resumed in another folder
    if my_rank() == 0:
        if choice:
            mark_best(out, state.get("best"))
            then, now = state["settings"], json.loads(json.dumps(settings))
            changed = [f"{k} {then.get(k)!r} -> {v!r}" for k, v in now.items() if then.get(k) != v and k not in ("resume", "out_dir")]
            print(f"resumed {choice}" + (f"; warning: settings have changed: {', '.join(changed)}" if changed else ""), flush=True)
        elif which:
            print(f"no checkpoint in {out} yet: starting from the beginning", flush=True)
    return state


def load_checkpoint(path: Path, model, optimizer) -> dict:
    """Load weights, optimizer and random states in place, from any world size; returns state.json.

    ValueError naming what differs when the checkpoint is of another model or of other trained parameters.
    """
    weights, moments = dcp_state.get_state_dict(model, optimizer)
    here = {f"model.{k}": tuple(v.shape) for k, v in weights.items()}
    here |= {f"optimizer.state.{k}.exp_avg": tuple(v["exp_avg"].shape) for k, v in moments["state"].items()}
    there = {k: tuple(v.size) for k, v in dcp.FileSystemReader(path).read_metadata().state_dict_metadata.items()
             if isinstance(v, TensorStorageMetadata) and (k.startswith("model.") or k.endswith(".exp_avg"))}
    if differ := [k for k in sorted(here.keys() | there.keys()) if here.get(k) != there.get(k)]:
        shown = "; ".join(f"{k}: {there.get(k, 'none')} there, {here.get(k, 'none')} here" for k in differ[:3])
        kind = "another model" if any(k.startswith("model.") for k in differ) else "a run that trained other parameters (--freeze_vision)"
        raise ValueError(f"{path} is a checkpoint of {kind}, {len(differ)} of {len(here)} tensors differ: {shown}{'; ...' * (len(differ) > 3)}")
    dcp.load({"model": weights, "optimizer": moments}, checkpoint_id=str(path), no_dist=not dist.is_initialized())
    dcp_state.set_state_dict(model, optimizer, model_state_dict=weights, optim_state_dict=moments)
    rng_file = path / f"rng_{my_rank()}.pt"
    if rng_file.exists():  # absent when more ranks resume than saved; every draw is seeded by its step anyway
        rng = torch.load(rng_file, weights_only=True)
        torch.set_rng_state(rng["torch"])
        random.setstate(rng["python"])
        if len(rng["cuda"]) == torch.cuda.device_count() > 0:
            torch.cuda.set_rng_state_all(rng["cuda"])
    return json.loads((path / "state.json").read_text())


# ----------------------------------------------------------------------------------------------------------------------
# logging


class Log:
    """metrics.jsonl and samples.jsonl in `out` always; W&B as well: online when it is configured, else offline, or "off".

    Training goes on without W&B when it is not installed, does not start, or fails later; one warning says so.
    """

    def __init__(self, out: Path, config: dict, wandb_mode: str = "auto", step: int = 0, wandb_id: str = ""):
        self.out, self.run, self.wandb_id, self.start = out, None, wandb_id, time.time()
        for path in (out / "metrics.jsonl", out / "samples.jsonl"):  # on resume, steps after the checkpoint are played again
            lines = path.read_text().split("\n")[:-1] if path.exists() and step else []
            path.with_suffix(".tmp").write_text("".join(x + "\n" for x in lines if json.loads(x)["step"] <= step))
            os.replace(path.with_suffix(".tmp"), path)
        if wandb_mode != "off":
            self._wandb(self._start, config, wandb_mode)

    def _start(self, config: dict, mode: str) -> None:
        import wandb
        if mode == "auto":
            key = os.environ.get("WANDB_API_KEY") or wandb.api.api_key
            mode = os.environ.get("WANDB_MODE") or ("online" if key else "offline")
        self.run = wandb.init(
            project="mathbook-rl", name=self.out.name, dir=str(self.out), config=config, mode=mode,
            id=self.wandb_id or None, resume="allow" if self.wandb_id else None,
            settings=wandb.Settings(silent=True, x_disable_stats=True, init_timeout=60, finish_timeout=60))
        self.wandb_id = self.run.id

    def _wandb(self, call, *args, **kw) -> None:
        try:
            call(*args, **kw)
        except Exception as e:  # whatever W&B's trouble is, it is not a reason to lose a training run
            self.run = None
            reason = (str(e).strip() or type(e).__name__).splitlines()[0]
            print(f"warning: W&B is off from here on ({type(e).__name__}: {reason}); metrics.jsonl goes on", file=sys.stderr, flush=True)

    def __call__(self, step: int, metrics: dict, samples: list[dict] = ()) -> None:
        """One line of metrics and one a sample, closed at once, so that a killed run keeps what it had. JSON has no nan: null."""
        number = lambda v: v if not isinstance(v, float) else round(v, 8) if math.isfinite(v) else None
        row = {"step": step, **{k: number(v) for k, v in metrics.items()}, "wall": round(time.time() - self.start, 2)}
        for name, rows in (("metrics.jsonl", [row]), ("samples.jsonl", [{"step": step, **x} for x in samples])):
            with open(self.out / name, "a") as f:
                f.write("".join(json.dumps(x) + "\n" for x in rows))
        if self.run:
            self._wandb(self.run.log, metrics, step=step)

    def close(self) -> None:
        if self.run:
            self._wandb(self.run.finish)


# ----------------------------------------------------------------------------------------------------------------------
# where a run is, and how it ends


class Preempted(BaseException):
    """SIGTERM has come inside watch.droppable(). Not an Exception, so that no library catches it."""


class Watch:
    """The step and phase that this rank is in: their times, word of it for the other ranks, and SIGTERM."""

    def __init__(self):
        self.step, self.name, self.times, self.begun, self.since, self.terminated, self.drop = 0, "", {}, 0.0, 0.0, False, False

    def phase(self, name: str, step: int | None = None) -> None:
        """`name` begins, and with `step` a new step; self.times gets the seconds of the phase that ends."""
        now = time.time()
        if step is None:
            self.times[self.name] = now - self.since
        else:
            self.step, self.times, self.begun = step, {}, now
        self.name, self.since = name, now
        if dist.is_initialized():
            dist.distributed_c10d._get_default_store().set(f"place_{my_rank()}", f"step {self.step} ({name})")

    def seconds(self) -> float:
        return time.time() - self.begun

    def on_sigterm(self, *_) -> None:
        """The step in hand is finished or dropped, then the script saves; before the first step there is nothing to save."""
        if not self.name:
            sys.exit(143)
        self.terminated = True
        if self.drop:
            raise Preempted

    @contextmanager
    def droppable(self, safe: bool = True):
        """SIGTERM ends the block at once, and the caller drops what it did: a rollout takes minutes, a preempted node has
        seconds. safe: no other rank waits for this one inside the block."""
        try:
            self.drop = safe
            yield
        except Preempted:
            pass
        finally:
            self.drop = False

    def stop(self) -> bool:
        """Has any rank been told to stop? A collective: all ranks get the same answer."""
        return bool(all_reduce([float(self.terminated)], dist.ReduceOp.MAX)[0])

    def farewell(self, step: int) -> str:
        return f"stopped by SIGTERM after step {step}; go on with --resume auto"

    def lost(self, error: Exception) -> str:
        """What to say when a collective fails: this rank and its step, and the ranks that hang or are dead: those that do not say the same."""
        place, store = f"step {self.step} ({self.name or 'start'})", dist.distributed_c10d._get_default_store()
        silent, end = set(range(dist.get_world_size())) - {my_rank()}, time.time() + 5
        try:
            store.set(f"lost_{my_rank()}", "")
            while silent and time.time() < end:
                silent = {r for r in silent if not store.check([f"lost_{r}"])}
                time.sleep(0.1)
            words = {r: store.get(f"place_{r}").decode() if store.check([f"place_{r}"]) else "the start" for r in sorted(silent)}
            named = ", ".join(f"rank {r}, last heard of at {word}" for r, word in words.items()) or "none"
        except RuntimeError:
            named = "the store of the process group, which rank 0 or torchrun holds"
        return f"rank {my_rank()}, {place}: a collective failed; no answer from: {named} ({str(error).strip().splitlines()[0][:160]})"


watch = Watch()  # one process is one run
LOST = ("Connection closed", "Connection reset", "Broken pipe", "Timed out", "timed out", "timeout")  # in gloo's and the store's errors


def run_cli(main, config_class, trains: bool = True) -> None:
    """Parse the command line with tyro and run; bad input ends in one line on stderr and exit code 1, Ctrl-C in 130.

    trains: the script minds watch.stop(), so SIGTERM does not end it at once.
    """
    import tyro
    cfg = tyro.cli(config_class, use_underscores=True, description=sys.modules[config_class.__module__].__doc__)
    if trains:
        signal.signal(signal.SIGTERM, watch.on_sigterm)
    try:
        main(cfg)
    except (ValueError, OSError) as e:
        sys.exit(f"error: {e}")
    except RuntimeError as e:
        if not dist.is_initialized() or not any(x in str(e) for x in LOST):
            raise
        sys.exit(f"error: {watch.lost(e)}")
    except KeyboardInterrupt:
        print("stopped by Ctrl-C; finished checkpoints are whole, go on with --resume auto", file=sys.stderr)
        sys.exit(130)
    finally:
        if dist.is_initialized():
            dist.destroy_process_group()
