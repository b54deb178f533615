"""Checkpoints, resume, the log, and what happens when a run is stopped: everything that outlives a training process.

    out/step_000100/   DCP shards (weights, optimizer), random states of each rank, state.json, manifest.json (last)
    out/best           link to the checkpoint with the best evaluation (rl.py --eval_every); it is not deleted
    out/metrics.jsonl  a line a step; out/samples.jsonl some responses; out/wandb what goes to W&B

A checkpoint is written to step_N.tmp and renamed when every rank is done, and renamed away before it is deleted, so
that a folder called step_N is whole whenever the run is killed. Nothing here knows what is trained.
"""

import json
import os
import random
import shutil
import sys
from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
import torch.distributed.checkpoint.state_dict as dcp_state
from torch.distributed.checkpoint.api import CheckpointException
from torch.distributed.checkpoint.metadata import TensorStorageMetadata

from model import lora, save_processor
from runtime import gather, replace_folder, sync, write_whole
from runtime import rank as my_rank

# ----------------------------------------------------------------------------------------------------------------------
# writing


def save_skeleton(out: Path, model, processor, settings: dict) -> None:
    """What merge.py needs beside the weights (architecture, generation settings, processor): out/hf_skeleton; the run's
    settings: out/config.json."""

    def write():
        if my_rank() > 0:
            return
        tmp = out / "hf_skeleton.tmp"
        shutil.rmtree(tmp, ignore_errors=True)
        model.config.save_pretrained(tmp)
        model.generation_config.save_pretrained(tmp)
        save_processor(processor, tmp)
        replace_folder(tmp, out / "hf_skeleton")
        write_whole(out / "config.json", json.dumps(settings, indent=1))
        print(json.dumps(settings), flush=True)

    together(out, write)


def together(out: Path, work) -> None:
    """work(), which writes to `out`, on every rank. When it fails on one, all raise the same OSError, so that none
    waits for another."""
    reason = None
    try:
        work()
    except (Exception, CheckpointException) as e:  # a full disk has many names, and DCP's is a BaseException
        last = (str(e).strip() or type(e).__name__).splitlines()[-1]
        reason = f"{last} ({shutil.disk_usage(out).free >> 20} MB free on that disk)"
    for failed in filter(None, gather(reason)):
        raise OSError(failed)


def save_checkpoint(out: Path, step: int, model, optimizer, state: dict, keep: int = 2) -> Path:
    """Write out/step_N whole or not at all. Keeps the newest `keep` and the best, state["best"]["step"], which out/best
    names.

    state: goes to state.json. OSError on every rank when a file cannot be written; older checkpoints stay as they are.
    """
    rank, final, tmp = my_rank(), out / f"step_{step:06d}", out / f"step_{step:06d}.tmp"

    def prepare():
        if rank == 0:
            for log in out.glob("*.jsonl"):  # no power loss takes lines of a step that the checkpoint holds
                sync(log)
            for left in out.glob("step_*.tmp"):  # of a run that was killed
                shutil.rmtree(left)
            tmp.mkdir(parents=True)

    def write():
        weights, moments = trained_state(model, optimizer)
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
            for old in [p for p in checkpoints(out) if p <= final][
                :-keep
            ]:  # later ones are broken: resume() has seen to it
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


def trained_state(model, optimizer) -> tuple[dict, dict]:
    """(weights, moments) that a checkpoint holds: with LoRA those of the adapters alone."""
    weights, moments = dcp_state.get_state_dict(model, optimizer)
    if lora.trains_adapters(model):
        weights = {name: w for name, w in weights.items() if lora.is_adapter(name)}
    return weights, moments


def count_skip(out: Path, step: int, loss: float, norm: float, skipped: int, most: int) -> int:
    """Says that an update with a non-finite loss or gradient was skipped. skipped: such updates in a row before it.

    Returns their new number. ValueError, with the last good checkpoint, when it reaches `most`.
    """
    print(f"warning: step {step}: loss {loss}, gradient norm {norm}: update skipped", flush=True)
    if skipped + 1 >= most:
        good = (checkpoints(out) or ["none"])[-1]
        raise ValueError(f"{skipped + 1} non-finite updates in a row; the last good checkpoint: {good}")
    return skipped + 1


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
    """The checkpoint that --resume means: "auto" = the newest whole one (a broken one is named and passed over), "" =
    none.

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
        held = f"{out} holds checkpoints of an earlier run ({', '.join(later)})"
        raise ValueError(f"{held}: go on with --resume auto, or take another --out_dir")
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
            changed = [
                f"{k} {then.get(k)!r} -> {v!r}"
                for k, v in now.items()
                if then.get(k) != v and k not in ("resume", "out_dir")
            ]
            print(
                f"resumed {choice}" + (f"; warning: settings have changed: {', '.join(changed)}" if changed else ""),
                flush=True,
            )
        elif which:
            print(f"no checkpoint in {out} yet: starting from the beginning", flush=True)
    return state


def load_checkpoint(path: Path, model, optimizer) -> dict:
    """Load weights, optimizer and random states in place, from any world size; returns state.json.

    ValueError naming what differs when the checkpoint is of another model or of other trained parameters.
    """
    weights, moments = trained_state(model, optimizer)
    here = {f"model.{k}": tuple(v.shape) for k, v in weights.items()}
    here |= {f"optimizer.state.{k}.exp_avg": tuple(v["exp_avg"].shape) for k, v in moments["state"].items()}
    there = {
        k: tuple(v.size)
        for k, v in dcp.FileSystemReader(path).read_metadata().state_dict_metadata.items()
        if isinstance(v, TensorStorageMetadata) and (k.startswith("model.") or k.endswith(".exp_avg"))
    }
    if differ := [k for k in sorted(here.keys() | there.keys()) if here.get(k) != there.get(k)]:
        shown = "; ".join(f"{k}: {there.get(k, 'none')} there, {here.get(k, 'none')} here" for k in differ[:3])
        other, more = any(k.startswith("model.") for k in differ), "; ..." * (len(differ) > 3)
        kind = "another model" if other else "a run that trained other parameters (--freeze_vision)"
        count = f"{len(differ)} of {len(here)} tensors differ"
        raise ValueError(f"{path} is a checkpoint of {kind}, {count}: {shown}{more}")
    dcp.load({"model": weights, "optimizer": moments}, checkpoint_id=str(path), no_dist=not dist.is_initialized())
    options = dcp_state.StateDictOptions(strict=not lora.trains_adapters(model))
    dcp_state.set_state_dict(model, optimizer, model_state_dict=weights, optim_state_dict=moments, options=options)
    rng_file = path / f"rng_{my_rank()}.pt"
    if rng_file.exists():  # absent when more ranks resume than saved; every draw is seeded by its step anyway
        rng = torch.load(rng_file, weights_only=True)
        torch.set_rng_state(rng["torch"])
        random.setstate(rng["python"])
        if len(rng["cuda"]) == torch.cuda.device_count() > 0:
            torch.cuda.set_rng_state_all(rng["cuda"])
    return json.loads((path / "state.json").read_text())
