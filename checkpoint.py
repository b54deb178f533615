"""Checkpoints, resume, the log, and what happens when a run is stopped: everything that outlives a training process.

    out/step_000100/   DCP shards (weights, optimizer), random states of each rank, state.json, manifest.json (last)
    out/best           link to the checkpoint with the best evaluation (rl.py --eval_every); it is not deleted
    out/metrics.jsonl  a line a step; out/samples.jsonl some responses; out/wandb what goes to W&B

A checkpoint is written to step_N.tmp and renamed when every rank is done, and renamed away before it is deleted, so
that a folder called step_N is whole whenever the run is killed. Nothing here knows what is trained.

What is read may come from anybody: no pickle is loaded (model/shards.py), no link is followed, and every file must have
the SHA-256 that manifest.json gives it. Hashing takes 0.8 s a GB and core.
"""

import json
import os
import random
import re
import shutil
import sys
from pathlib import Path

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
import torch.distributed.checkpoint.state_dict as dcp_state
from torch.distributed.checkpoint.api import CheckpointException
from torch.distributed.tensor import DTensor

from model import card, lora, save_processor, shards
from model.folder import is_plain, joined, read_sums, sums, write_sums
from runtime import check_held, finite, gather, read_json, sync, write_whole
from runtime import rank as my_rank
from runtime.files import UNFINISHED, drop, replacing
from runtime.rows import rows_sha256

NAME = re.compile(r"step_\d{6,}")
NEEDED = {".metadata", "state.json", "rng_0.json"}

# ----------------------------------------------------------------------------------------------------------------------
# writing


def save_skeleton(out: Path, model, processor, settings: dict) -> None:
    """What merge.py needs beside the weights (architecture, generation settings, processor): out/hf_skeleton; the run's
    settings: out/config.json."""

    def write():
        if my_rank() > 0:
            return
        with replacing(out / "hf_skeleton") as new:
            model.config.save_pretrained(new)
            model.generation_config.save_pretrained(new)
            save_processor(processor, new)
            (new / card.HISTORY).write_text(json.dumps(card.history(settings), indent=1))
            write_sums(new, {})
        write_whole(out / "config.json", json.dumps(settings, indent=1))
        print(json.dumps(settings), flush=True)

    together(out, write)


def sources(model, **sets) -> dict[str, str]:
    """Hashes of the model's weights and of the rows of each set, as rank 0 has them: they stand among the settings, so
    that a resume says when a path names something else by now. What has none (a pocket model, a stream) is left out."""
    found = {"model_sha256": getattr(model, "source_hash", "")}
    for name, rows in sets.items() if my_rank() == 0 else ():
        if columns := getattr(rows, "column_names", None):
            found[f"{name}_sha256"] = rows_sha256(rows, [c for c in columns if c != "images"])
    return gather({name: x for name, x in found.items() if x})[0]


def skeleton_hash(skeleton: Path) -> str:
    """What SHA256SUMS says of its files, but for those that tell of the run; "" where there is none."""
    told = read_sums(skeleton)
    return joined({name: x for name, x in told.items() if name != card.HISTORY}) if told else ""


def together(out: Path, work) -> None:
    """work(), which writes to `out`, on every rank. When it fails on one, all raise the same OSError, so that none
    waits for another."""
    reason = None
    try:
        work()
    except (Exception, CheckpointException) as e:  # a full disk has many names, and DCP's is a BaseException
        if any(isinstance(x[0], KeyboardInterrupt) for x in getattr(e, "failures", {}).values()):
            raise KeyboardInterrupt from e
        last = (str(e).strip() or type(e).__name__).splitlines()[-1]
        reason = f"{last} ({shutil.disk_usage(out).free >> 20} MB free on that disk)"
    for failed in filter(None, gather(reason)):
        raise OSError(failed)


def save_checkpoint(out: Path, step: int, model, optimizer, state: dict, keep: int = 2) -> Path:
    """Write out/step_N whole or not at all. Keeps the newest `keep` and the best, state["best"]["step"], which out/best
    names.

    state: goes to state.json, as does the skeleton's hash, and with LoRA that of the weights that the adapters belong
    to. OSError on every rank when a file cannot be written; older checkpoints stay as they are.
    """
    rank, final, tmp = my_rank(), out / f"step_{step:06d}", out / f"step_{step:06d}.tmp"
    check_keep(keep)
    if lora.trains_adapters(model):
        state = {**state, "base": getattr(model, "source_hash", "")}
    made = {}

    def prepare():
        if rank == 0:
            check_held(out)
            for log in out.glob("*.jsonl"):  # no power loss takes lines of a step that the checkpoint holds
                sync(log)
            drop(tmp)
            tmp.mkdir(parents=True)

    def write():
        weights, moments = trained_state(model, optimizer)
        tensors = {"model": weights, "optimizer": {"state": moments["state"]}}  # the rest DCP would pickle
        dcp.save(tensors, checkpoint_id=str(tmp), no_dist=not dist.is_initialized())
        write_whole(tmp / f"rng_{rank}.json", json.dumps(random_state()))
        if rank == 0:
            told = {"step": step, "skeleton": skeleton_hash(out / "hf_skeleton"), **state}
            write_whole(tmp / "state.json", json.dumps(told))
        ours = (f"__{rank}_", f"rng_{rank}.", *((".metadata", "state.json") if rank == 0 else ()))
        made.update(sums(p for p in tmp.iterdir() if p.name.startswith(ours)))

    def publish():
        if rank == 0:
            write_whole(tmp / "manifest.json", json.dumps(manifest, indent=0, sort_keys=True))
            remove(final)
            os.replace(tmp, final)
            mark_best(out, state.get("best"))
            prune(out, step, keep, state.get("best"))

    try:
        for part in (prepare, write):
            together(out, part)
        manifest = {name: told for part in gather(made) for name, told in part.items()}
        together(out, publish)
    except OSError as e:
        if rank == 0:
            shutil.rmtree(tmp, ignore_errors=True)
        raise OSError(f"{final}: the checkpoint could not be written: {e}; older ones are kept") from e
    return final


def trained_state(model, optimizer) -> tuple[dict, dict]:
    """(weights, moments) that a checkpoint holds: with LoRA those of the adapters alone. Of the moments only "state":
    learning rate and such are those of the settings."""
    weights, moments = dcp_state.get_state_dict(model, optimizer)
    if lora.trains_adapters(model):
        weights = {name: w for name, w in weights.items() if lora.is_adapter(name)}
    return weights, moments


def random_state() -> dict:
    """This rank's random states, for JSON."""
    cuda = [x.numpy().tobytes().hex() for x in torch.cuda.get_rng_state_all()]
    return {"torch": torch.get_rng_state().numpy().tobytes().hex(), "cuda": cuda, "python": random.getstate()}


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
    if os.path.lexists(path):
        gone = path.with_name(path.name + ".old.tmp")
        drop(gone)
        os.replace(path, gone)
        drop(gone)


def prune(out: Path, step: int, keep: int, best: dict | None) -> None:
    """Delete the checkpoints up to `step` but the newest `keep` and the best. Later ones are broken: resume() has seen
    to it."""
    for old in [p for p in checkpoints(out) if step_of(p) <= step][:-keep]:
        if not best or step_of(old) != best["step"]:
            remove(old)


def check_keep(keep: int) -> None:
    if keep < 1:
        raise ValueError(f"--keep {keep}: at least 1 checkpoint must be kept")


def mark_best(out: Path, best: dict | None) -> None:
    """Make out/best the checkpoint that `best` names, in one move; no link when there is none."""
    link, new = out / "best", out / f".best{UNFINISHED}"
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


def steps(out: Path) -> list[Path]:
    """All that is called step_N under `out`, in that order, damaged or a link."""
    return sorted((p for p in Path(out).glob("step_*") if NAME.fullmatch(p.name)), key=step_of)


def checkpoints(out: Path) -> list[Path]:
    """Finished checkpoints under `out`, oldest first. Links are none."""
    return [p for p in steps(out) if not p.is_symlink() and (p / "manifest.json").exists()]


def newest_whole(out: Path) -> Path | None:
    """The newest whole checkpoint under `out`; a damaged one is named and passed over. None where there is none at all,
    ValueError where each is damaged or a link: whoever began anew there would write over what may be mended."""
    found = steps(out)
    for path in reversed(found):
        try:
            check_whole(path)
            return path
        except (ValueError, OSError) as e:
            print(f"warning: {e}; trying the checkpoint before it", file=sys.stderr)
    if found:
        held = f"{out}: none of its checkpoints is whole ({', '.join(p.name for p in found[-3:])}): nothing is changed"
        raise ValueError(f"{held}; put back a copy, or begin anew with another folder or after deleting this one")
    return None


def check_whole(path: Path) -> dict:
    """state.json of a checkpoint. ValueError when it is a link, when its files are others than those that were written,
    when state.json or the index of its tensors is broken, or when that holds anything but tensors."""
    if path.is_symlink():
        raise ValueError(f"{path} is a link: links are not followed")
    if not (path / "manifest.json").exists():
        raise ValueError(f"{path}: no manifest.json, so this is not a finished checkpoint")
    manifest = read_object(path / "manifest.json")
    for name, told in manifest.items():
        if not isinstance(told, dict) or not isinstance(told.get("sha256"), str):
            raise ValueError(
                f"{path / 'manifest.json'}: {name}: no SHA-256 (older versions of this project wrote none)"
            )
    have = {p.name for p in path.iterdir()} - {"manifest.json"}
    for what, names in (
        ("missing", (NEEDED | manifest.keys()) - have),
        ("not in manifest.json", have - manifest.keys()),
    ):
        if names:
            raise ValueError(f"{path}: {what}: {', '.join(sorted(names)[:3])}")
    for name, told in manifest.items():
        if not is_plain(path / name):
            raise ValueError(f"{path / name}: a link, a folder or no plain file")
        if (size := (path / name).stat().st_size) != told.get("bytes"):
            raise ValueError(f"{path / name}: the checkpoint is cut short ({size} of {told.get('bytes')} bytes)")
    for name, told in sums(path / name for name in manifest).items():
        if told["sha256"] != manifest[name]["sha256"]:
            raise ValueError(f"{path / name}: damaged: its SHA-256 is another one than when it was written")
    shards.read_index(path)
    return read_state(path)


def read_object(path: Path) -> dict:
    """A JSON file that must hold an object."""
    if not is_plain(path):
        raise ValueError(f"{path}: missing, or no plain file")
    if not isinstance(found := read_json(path), dict):
        raise ValueError(f"{path}: no JSON object")
    return found


def read_state(path: Path) -> dict:
    """state.json of a checkpoint; ValueError for a field of a wrong type."""
    state, file = read_object(path / "state.json"), path / "state.json"

    def count(x):
        return type(x) is int and finite(x) and x >= 0

    def is_best(x):
        accuracy = x.get("accuracy") if isinstance(x, dict) else None
        return x is None or count(x.get("step")) and finite(accuracy)

    kinds = {"step": count, "skipped": count, "updates": count, "best": is_best}
    kinds |= {name: lambda x: isinstance(x, str) for name in ("wandb_id", "base", "skeleton")}
    kinds |= {name: lambda x: isinstance(x, dict) for name in ("settings", "schedule")}
    for name in state.keys() & kinds.keys() | {"step"}:
        if name not in state or not kinds[name](state[name]):
            raise ValueError(f"{file}: field {name}: missing, or of a wrong type")
    if NAME.fullmatch(path.name) and step_of(path) != state["step"]:
        raise ValueError(f"{file}: field step: {state['step']}, which is not that of the folder's name")
    return state


def resume_path(out: Path, resume: str) -> Path | None:
    """The checkpoint that --resume means: "auto" = the newest whole one, "" = none.

    ValueError when `out` holds checkpoints after that one: two runs in one folder would mix.
    """
    if resume == "auto":
        return newest_whole(out)
    path = best_of(Path(resume)) if resume else None
    start = check_whole(path)["step"] if path else 0
    if later := [p.name for p in steps(out) if step_of(p) > start]:
        held = f"{out} holds checkpoints of an earlier run ({', '.join(later)})"
        raise ValueError(f"{held}: go on with --resume auto, or take another --out_dir")
    return path


def best_of(path: Path) -> Path:
    """The checkpoint that a run's link `best` names; any other path as it is."""
    if path.is_symlink() and path.name == "best" and NAME.fullmatch(target := os.readlink(path)):
        return path.with_name(target)
    return path


def resume(out: Path, which: str, model, optimizer, settings: dict) -> dict:
    """state.json of the checkpoint that --resume `which` means, with everything loaded; {"step": 0} for a fresh start.

    Rank 0 chooses for all. Settings that differ from the checkpoint's are printed, for they may change the result.
    """
    check_keep(settings.get("keep", 1))
    choice = None
    if my_rank() == 0:
        try:
            choice = resume_path(out, which)
        except (ValueError, OSError) as e:
            choice = e
    choice = gather(choice)[0]
    if isinstance(choice, Exception):
        raise choice
    base, state = gather(getattr(model, "source_hash", ""))[0], {"step": 0}
    if choice:
        check_same(choice, read_state(choice), settings, base)
        state = load_checkpoint(choice, model, optimizer)
    if (best := state.get("best")) and not (out / f"step_{best['step']:06d}").exists():
        state["best"] = None  # resumed in another folder
    if my_rank() == 0:
        if choice:
            mark_best(out, state.get("best"))
            if "keep" in settings:  # a kill may have come between the last save and this
                prune(out, state["step"], settings["keep"] + (state.get("skipped", 0) > 0), state.get("best"))
            then, now = state.get("settings", {}), json.loads(json.dumps(settings))
            changed = [
                f"{k} {then[k]!r} -> {v!r}"
                for k, v in now.items()
                if then.get(k, v) != v and k not in ("resume", "out_dir")
            ]
            print(
                f"resumed {choice}" + (f"; warning: settings have changed: {', '.join(changed)}" if changed else ""),
                flush=True,
            )
        elif which:
            print(f"no checkpoint in {out} yet: starting from the beginning", flush=True)
    return state


def restore(part, state: dict) -> None:
    """A schedule's state out of state.json, in place; ValueError where it has not the form of one."""
    try:
        part.load_state_dict(state["schedule"])
    except (LookupError, TypeError, AttributeError, OverflowError) as e:
        raise ValueError(f"state.json: field schedule: missing, or of a wrong type ({type(e).__name__}: {e})") from e


def load_checkpoint(path: Path, model, optimizer) -> dict:
    """Load weights, optimizer and random states in place, from any world size; returns state.json.

    ValueError, on every rank, naming what differs when the checkpoint is of another model or of other trained
    parameters, or when a number in it is not finite.
    """
    state, index = read_state(path), shards.read_index(path)
    weights, moments = trained_state(model, optimizer)
    here = {f"model.{k}": v for k, v in weights.items()}
    here |= {f"optimizer.state.{k}.{name}": v for k, told in moments["state"].items() for name, v in told.items()}
    shapes = {k: (tuple(v.shape), v.dtype) for k, v in here.items()}
    there = {k: (v.shape, v.dtype) for k, v in index.items()}
    if differ := [k for k in sorted(here.keys() | there.keys()) if shapes.get(k) != there.get(k)]:
        told = [k for k in differ if k.startswith("model.") or k.endswith(".exp_avg")] or differ
        shown = "; ".join(f"{k}: {shown_as(there.get(k))} there, {shown_as(shapes.get(k))} here" for k in told[:3])
        other, more = any(k.startswith("model.") for k in differ), "; ..." * (len(told) > 3)
        kind = "another model" if other else "a run that trained other parameters (--freeze_vision)"
        raise ValueError(
            f"{path} is a checkpoint of {kind}, {len(differ)} of {len(here)} tensors differ: {shown}{more}"
        )
    reason, seen = None, {}
    try:
        for name, tensor in here.items():
            read_into(tensor.detach(), path, name, index[name], seen)
        load_random_state(path / f"rng_{my_rank()}.json")
    except (ValueError, OSError) as e:
        reason = str(e)
    for failed in filter(None, gather(reason)):
        raise ValueError(failed)
    options = dcp_state.StateDictOptions(strict=not lora.trains_adapters(model))
    dcp_state.set_state_dict(model, optimizer, model_state_dict=weights, optim_state_dict=moments, options=options)
    return state


def shown_as(told: tuple | None) -> str:
    """A tensor's shape, and its type when that is not the usual one."""
    return "none" if told is None else f"{told[0]}" + f" {told[1]}" * (told[1] != torch.float32)


def check_same(path: Path, state: dict, settings: dict, base: str) -> None:
    """ValueError when the checkpoint is of another stage, or when its adapters belong to other weights than those of
    the hash `base`."""
    stage, now = state.get("settings", {}).get("stage", "sft"), settings.get("stage", "sft")
    if stage != now:
        raise ValueError(f"{path} is a checkpoint of stage {str(stage)[:40]!r}, not of {now!r}")
    if state.get("base") and base and state["base"] != base:
        raise ValueError(f"{path}: its adapters were trained on other weights than those of --model, by their SHA-256")


def read_into(tensor: torch.Tensor, path: Path, name: str, entry: shards.Entry, seen: dict) -> None:
    """Fill a tensor, or this rank's rows of one that is sharded."""
    if not isinstance(tensor, DTensor):
        return shards.fill(tensor, 0, path, name, entry, seen)
    local = tensor.to_local()
    for part in tensor.__create_chunk_list__() if local.numel() else ():
        if any(part.offsets[1:]) or part.sizes != local.shape:
            raise ValueError(f"{name}: this run splits it along another dimension than the first")
        shards.fill(local, part.offsets[0] if local.ndim else 0, path, name, entry, seen)


def load_random_state(file: Path) -> None:
    """A rank's random states. Absent when more ranks resume than saved; every draw is seeded by its step anyway."""
    if not file.exists():
        return
    told = read_object(file)
    try:
        version, numbers, gauss = told["python"]
        cuda = [torch.frombuffer(bytearray.fromhex(x), dtype=torch.uint8) for x in told["cuda"]]
        torch.set_rng_state(torch.frombuffer(bytearray.fromhex(told["torch"]), dtype=torch.uint8))
        random.setstate((version, tuple(numbers), gauss))
        if len(cuda) == torch.cuda.device_count() > 0:
            torch.cuda.set_rng_state_all(cuda)
    except (ValueError, TypeError, KeyError, OverflowError, RuntimeError, AttributeError) as e:
        raise ValueError(f"{file}: no random states ({str(e).splitlines()[0][:100]})") from e
