"""A training checkpoint -> a Hugging Face folder that `from_pretrained` and vLLM load.

    python merge.py --checkpoint out/sft --out out/sft/hf                   newest whole checkpoint of a run
    python merge.py --checkpoint out/sft/step_000100 --out hf --dtype bfloat16     one of its checkpoints
    python merge.py --checkpoint run/global_step_50 --out hf                a checkpoint of EasyR1 (the released code)
    python merge.py --checkpoint out/sft --out adapter --adapter            of a run with --lora: the adapter alone
    python merge.py --model pocket --out out/init/hf                        the untrained pocket model

The weights get the hub's names in sharded safetensors; processor, chat template, configuration and generation settings
lie beside them, with a model card (README.md), training.json and SHA256SUMS (`sha256sum -c SHA256SUMS` checks all).
The folder appears under its name only when it is whole. Needs one process and no GPU, whatever world
size wrote the checkpoint. A checkpoint is never whole in memory: its files are mapped, and tensor after tensor goes
from there to the new file. A checkpoint of a run with --lora holds adapters: they are added to the weights of the
model that the run started from, or written in peft's format.
"""

import gc
import hashlib
import json
import os
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from huggingface_hub import split_torch_state_dict_into_shards
from safetensors.torch import save_file
from tqdm import tqdm

import model as M
from checkpoint import best_of, check_whole, newest_whole, read_state, skeleton_hash
from model import card, folder, loading, lora, shards
from runtime import run_cli, settings
from runtime.files import replacing

# what the imports made stays: each collection that walks it takes 0.2 s, as long as writing half a gigabyte
gc.freeze()
warnings.filterwarnings("ignore", "The given buffer is not writable")  # mapped files: they are only read
DTYPES = {"float32": "F32", "bfloat16": "BF16"}  # torch's name: the name in a safetensors header
COPIED = (".json", ".jinja", ".txt")  # from the folder of configuration and processor
OTHER = "name another folder, or delete it yourself"


@dataclass
class Config:
    out: settings.Name  # folder to make; one that merge.py made is replaced, any other is refused
    # run folder (its newest checkpoint), a step_N folder, a run's best, or EasyR1's global_step_N (or its actor/)
    checkpoint: str = ""
    # instead of a checkpoint: hub id, folder or pocket model, saved as it is; beside one with adapters: whose they are
    model: str = ""
    adapter: bool = False  # write only the adapters of a run with --lora, for peft
    dtype: str = "float32"  # float32 or bfloat16
    shard_gb: settings.Gigabytes = 5.0  # largest size of one safetensors file, in 10^9 bytes
    seed: settings.Seed = 0  # weights of an untrained pocket model
    scores: str = ""  # folder of eval.py's results of this very model, for the model card


class Source(NamedTuple):
    """Tensors that can be read one after another. Names may be the hub's or those of transformers' modules.

    read: names -> for each, in that order, its pieces: tensors whose bytes, one after another, are those of the whole.
    """

    shapes: dict[str, tuple[int, ...]]
    read: Callable[[list[str]], Iterator[list[torch.Tensor]]]


# ----------------------------------------------------------------------------------------------------------------------
# our checkpoints


def dcp_source(path: Path) -> Source:
    """Weights of a step_N folder (DCP), any world size; the optimizer's moments are not read."""
    index, seen = shards.read_index(path), {}
    entries = {k.removeprefix("model."): v for k, v in index.items() if k.startswith("model.")}
    shapes = {n: v.shape for n, v in entries.items()}
    return Source(shapes, lambda names: (shards.pieces(path, entries[n], seen) for n in names))


# ----------------------------------------------------------------------------------------------------------------------
# adapters


def model_source(name: str, seed: int) -> Source:
    """Weights of a hub id, a folder with safetensors, or a pocket model."""
    if name in M.POCKETS:
        return state_source(M.load_model(name, torch.device("cpu"), seed))
    tensors = folder.open_weights(loading.local_folder(name, weights=True))
    return Source(tensors.shapes, lambda names: ([tensors.read(n)] for n in names))


def state_source(policy) -> Source:
    """Weights of a loaded model."""
    state = policy.state_dict()
    return Source({n: tuple(t.shape) for n, t in state.items()}, lambda names: ([state[n]] for n in names))


def adapted(read: Callable, adapters: dict[str, torch.Tensor], inner: dict[str, str]) -> Callable:
    """Source.read of weights to which adapters are added. inner: {name for read: name in the model}."""

    def added(names):
        for name, pieces in zip(names, read(names), strict=True):
            layer = inner[name].removesuffix(".weight")
            pair = [adapters.get(f"{layer}.lora_{x}.default.weight") for x in "AB"]
            yield pieces if pair[0] is None else [torch.cat(pieces).float() + lora.SCALE * (pair[1] @ pair[0])]

    return added


def check_base(path: Path, state: dict, model: str) -> None:
    """ValueError when the adapters of a checkpoint belong to other weights than those of `model`, by their SHA-256."""
    if state.get("base") and state["base"] != M.source_hash(model, everything=False):
        raise ValueError(f"{path}: its adapters were trained on other weights than those of {model}, by their SHA-256")


def write_adapter(tmp: Path, adapters: dict[str, torch.Tensor], settings: dict) -> None:
    """Files that peft's PeftModel.from_pretrained loads on top of the model that the run started from."""
    config = lora.settings(settings["lora"], settings["lora_vision"])
    config.base_model_name_or_path = settings["model"]
    config.save_pretrained(tmp)
    named = {f"base_model.model.{n.replace('.default', '')}": t.contiguous() for n, t in adapters.items()}
    for n, tensor in named.items():
        shards.check_finite(tensor, n)
    save_file(named, tmp / "adapter_model.safetensors", {"format": "pt"})


# ----------------------------------------------------------------------------------------------------------------------
# EasyR1's checkpoints: actor/model_world_size_W_rank_R.pt, each rank's state dict of DTensors (or plain tensors), and
# actor/huggingface/ with configuration and processor

RANK_FILE = "model_world_size_{}_rank_{}.pt"


class Part(NamedTuple):
    """What a rank holds of a tensor. split: for each dimension of the mesh, how ("Shard", "Replicate") and along which
    of the tensor's; () of a plain tensor."""

    shape: tuple[int, ...]  # of the whole
    local: torch.Tensor
    split: tuple[tuple[str, int], ...] = ()


def load_rank(path: Path) -> dict[str, Part]:
    """One rank's state dict, memory-mapped and read as data: a file of any torch version loads and no code of it runs.
    ValueError for anything but tensors or a broken file."""
    with shards.broken_is_one_line(f"{path} is not a rank's part of a model"):
        root, tensor = shards.open_saved(path)
        if not isinstance(root, dict) or not all(isinstance(v, shards.Record) for v in root.values()):
            raise ValueError("it is no dict of tensors")
        return {k.replace("_fsdp_wrapped_module.", ""): part_of(v, tensor) for k, v in root.items()}


def part_of(record: shards.Record, tensor: Callable) -> Part:
    """A tensor, parameter or DTensor of a rank's file."""
    if record.name.endswith("._rebuild_parameter"):
        record = record.args[0]
    if not record.name.endswith("._rebuild_from_type_v2"):
        plain = tensor(record)
        return Part(tuple(plain.shape), plain)
    _, _, whole, state = record.args
    if isinstance(state, tuple):  # of __dict__ and of slots
        state = {**(state[0] or {}), **(state[1] or {})}
    split = []
    for way in state["_spec"].state["placements"]:
        dims = (way.state or {}).get("dim", way.args[0] if way.args else 0)
        split.append((way.name.rsplit(".", 1)[1], dims))
    return Part(
        shards.sizes_of(whole[1 + isinstance(whole[1], shards.Record)]), tensor(state["_local_tensor"]), tuple(split)
    )


def pieces_of(name: str, parts: list[Part]) -> list[torch.Tensor]:
    """Source's pieces from each rank's part (FSDP, HSDP on a mesh ddp x fsdp, or replicated); ValueError for other
    layouts.

    Ranks count through the last mesh dimension first, so the parts of ranks 0, 1, ... follow each other until the
    tensor is full.
    """
    first, pieces = parts[0], []
    if any((p.shape, p.split) != (first.shape, first.split) for p in parts):
        raise ValueError(f"{name}: ranks hold tensors of different shapes, so how they were split is not known")
    if not first.split:
        return [first.local]
    kinds, dim = [kind for kind, _ in first.split], first.split[-1][1]
    if set(kinds[:-1]) - {"Replicate"} or kinds[-1] not in ("Shard", "Replicate") or dim:
        known = "only FSDP (rows), HSDP (replicated rows) and Replicate are read"
        raise ValueError(f"{name}: split as {kinds}, dimension {dim}; {known}")
    for part in parts:
        if sum(len(p) for p in pieces) < (first.shape[0] if first.shape else 1):
            pieces.append(part.local)
    return pieces


def easyr1_source(actor: Path) -> Source:
    """Weights of an actor folder. Every rank's file must be there, all of one world size (ValueError)."""
    worlds = sorted({int(p.name.split("_")[3]) for p in actor.glob(RANK_FILE.format("*", "*"))})
    if len(worlds) > 1:
        raise ValueError(f"{actor}: files of several world sizes {worlds}: keep those of one checkpoint")
    files = [actor / RANK_FILE.format(worlds[0], r) for r in range(worlds[0])]
    if missing := [f.name for f in files if not f.exists()]:
        raise ValueError(
            f"{actor}: missing {', '.join(missing)} (with several nodes, gather the files of all in one folder)"
        )
    states = [load_rank(f) for f in files]
    for file, state in zip(files, states):
        if odd := sorted(state.keys() ^ states[0].keys()):
            raise ValueError(f"{file}: other tensors than rank 0's: {', '.join(odd[:3])}")
    shapes = {n: t.shape for n, t in states[0].items()}
    return Source(shapes, lambda names: (pieces_of(n, [s[n] for s in states]) for n in names))


# ----------------------------------------------------------------------------------------------------------------------
# the folder


def write_weights(tmp: Path, weights: dict[str, torch.Tensor], read: Callable, shard_gb: float) -> dict[str, str]:
    """model*.safetensors and their index -> {file: SHA-256}. weights: {hub name: meta tensor of the wanted shape and
    dtype}; read as in Source. ValueError for numbers that are not finite.

    The format (huggingface.co/docs/safetensors): header length (uint64), header (JSON, padded to 8 bytes), the tensors'
    bytes.
    """
    split, hashes = split_torch_state_dict_into_shards(weights, max_shard_size=int(shard_gb * 1e9)), {}
    total, sizes = split.metadata["total_size"], {n: t.nbytes for n, t in weights.items()}
    with tqdm(total=total, unit="B", unit_scale=True, desc="merge", mininterval=1) as bar:
        for filename, names in split.filename_to_tensors.items():
            header, at = {"__metadata__": {"format": "pt"}}, 0
            for n in sorted(names):
                kind = DTYPES[str(weights[n].dtype).removeprefix("torch.")]
                header[n] = {"dtype": kind, "shape": list(weights[n].shape), "data_offsets": [at, at + sizes[n]]}
                at += sizes[n]
            text = json.dumps(header, separators=(",", ":")).encode()
            text += b" " * (-len(text) % 8)
            with HashedFile(tmp / filename) as f:
                f.write(len(text).to_bytes(8, "little") + text)
                for n, pieces in zip(sorted(names), read(sorted(names)), strict=True):
                    done = sum(f.write(bytes_of(n, p, weights[n].dtype)) for p in pieces)
                    if done != sizes[n]:
                        raise ValueError(
                            f"{n}: its pieces make {done:,} of {sizes[n]:,} bytes: files of different checkpoints?"
                        )
                    bar.update(done)
            hashes[filename] = f.digest.hexdigest()
    if split.is_sharded:
        metadata = {"total_parameters": sum(t.numel() for t in weights.values()), "total_size": total}
        index = {"metadata": metadata, "weight_map": split.tensor_to_filename}
        (tmp / folder.INDEX).write_text(json.dumps(index, indent=2, sort_keys=True) + "\n")
    return hashes


def bytes_of(name: str, piece: torch.Tensor, dtype: torch.dtype):
    """A piece of a tensor in the wanted type, as bytes."""
    if piece.dtype not in folder.KINDS.values():
        raise ValueError(f"{name} is of type {piece.dtype}: only float32, bfloat16 and float16 are weights")
    shards.check_finite(made := piece.to(dtype), name)
    return made.flatten().view(torch.uint8).numpy()


class HashedFile:
    """A file that is hashed in a thread while it is written, and synced at the end."""

    def __init__(self, path: Path):
        self.file, self.digest, self.pool = open(path, "wb"), hashlib.sha256(), ThreadPoolExecutor(1)
        self.hashing = self.pool.submit(bool)

    def write(self, data) -> int:
        self.hashing.result()  # at most one piece waits
        self.hashing = self.pool.submit(self.digest.update, data)
        return self.file.write(data)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.pool.shutdown()
        with self.file as f:
            f.flush()
            os.fsync(f.fileno())


def find_checkpoint(path: Path) -> tuple[Path, Path, Source]:
    """(checkpoint, its folder of configuration and processor, its weights) for what --checkpoint names; ValueError when
    one is missing."""
    actor = next((p for p in (path, path / "actor") if list(p.glob(RANK_FILE.format("*", "*")))), None)
    if not actor:
        path = best_of(path)
        if (path / "manifest.json").exists():
            check_whole(path)
        elif not (path := newest_whole(run := path)):
            raise ValueError(f"{run}: no manifest.json, and no checkpoint in it")
    skeleton = actor / "huggingface" if actor else path.parent / "hf_skeleton"
    if skeleton.is_symlink():
        raise ValueError(f"{skeleton}: a link, which is not followed")
    for names in (["config.json"], ["tokenizer_config.json"], ["processor_config.json", "preprocessor_config.json"]):
        if not any((skeleton / n).exists() for n in names):
            raise ValueError(
                f"{skeleton}: no {' or '.join(names)}; take it from the model that the training started from"
            )
    for file in skeleton.iterdir():
        if file.suffix in COPIED and not folder.is_plain(file):
            raise ValueError(f"{file}: a link or no plain file: what it points to is not copied")
    folder.check_sums(skeleton, lambda name: True)
    if not actor and read_state(path).get("skeleton", "") not in ("", skeleton_hash(skeleton)):
        was = "configuration, processor or template are others than when the checkpoint was written"
        print(f"warning: {skeleton}: {was}", file=sys.stderr)
    return (actor, skeleton, easyr1_source(actor)) if actor else (path, skeleton, dcp_source(path))


def check(cfg: Config) -> None:
    """ValueError when the settings contradict each other, or --out would replace something else."""
    if not cfg.checkpoint and not cfg.model:
        raise ValueError("give either --checkpoint or --model")
    if cfg.dtype not in DTYPES:
        raise ValueError(f"--dtype {cfg.dtype}: use float32 or bfloat16")
    if cfg.shard_gb <= 0:
        raise ValueError(f"--shard_gb {cfg.shard_gb}: must be above 0")
    out = Path(cfg.out)
    if any(name and Path(name).resolve().is_relative_to(out.resolve()) for name in (cfg.checkpoint, cfg.model)):
        raise ValueError(f"--out {out} would be replaced, but what is to be read lies in it: name another folder")
    if out.is_symlink() or out.exists() and not out.is_dir():
        raise ValueError(f"--out {out} is a link or a file: name a folder")


def check_own(out: Path) -> None:
    """ValueError unless everything in a folder that would be replaced was made here, and no text has been changed since
    (weights are known by their names: hashing them takes long)."""
    if not out.is_dir() or not any(out.iterdir()):
        return
    try:
        listed = folder.read_sums(out)
    except ValueError as e:
        raise ValueError(f"--out {out} would be replaced: {e}") from e
    other = [p.name for p in sorted(out.iterdir()) if p.name not in listed and p.name != folder.SUMS]
    if not listed or other:
        raise ValueError(f"--out {out} would be replaced, but merge.py did not make {', '.join(other[:3])}: {OTHER}")
    for name, told in listed.items():
        file = out / name
        if (
            file.exists()
            and file.suffix != ".safetensors"
            and (not folder.is_plain(file) or folder.sha256(file) != told)
        ):
            raise ValueError(f"--out {out} would be replaced, but {name} has been changed since: {OTHER}")


def plan(cfg: Config, path: Path, state: dict, source: Source) -> tuple[Source, dict[str, torch.Tensor]]:
    """(weights to write, adapters to add to them) of a checkpoint; with --adapter only the latter."""
    if not any(map(lora.is_adapter, source.shapes)):
        if cfg.adapter or cfg.model:
            beside = "--adapter, or a --model beside it, belongs to a run with --lora"
            raise ValueError(f"{path} holds a whole model: give either --checkpoint or --model ({beside})")
        return source, {}
    names, settings = list(source.shapes), state.get("settings", {})
    kinds = {"lora": int, "lora_vision": bool, "model": str, "seed": int}
    if wrong := [k for k, kind in kinds.items() if type(settings.get(k)) is not kind]:
        raise ValueError(f"{path / 'state.json'}: field settings.{wrong[0]}: missing, or of a wrong type")
    adapters = {n: torch.cat(pieces).float() for n, pieces in zip(names, source.read(names))}
    if cfg.adapter:
        return source, adapters
    check_base(path, state, model := cfg.model or settings["model"])
    return model_source(model, settings["seed"]), adapters


def write_folder(cfg: Config, tmp: Path, path: Path, skeleton: Path | None, source: Source, config, adapters):
    """Weights, configuration and processor into `tmp` -> ({file: SHA-256} of the weights, number of parameters)."""
    with M.refused(path):
        blank = loading.blank_model(config, getattr(torch, cfg.dtype))
    hub = folder.hub_names(blank, tmp)
    stored, twice = folder.matched(path, blank, hub, source.shapes)
    folder.check_twice(path, lambda n: torch.cat(next(iter(source.read([n])))), twice)
    meta = blank.state_dict()
    weights = {h: meta[n] for h, n in hub.items()}
    read = adapted(source.read, adapters, {stored[h]: n for h, n in hub.items()})
    hashes = write_weights(tmp, weights, lambda names: read([stored[h] for h in names]), cfg.shard_gb)
    if skeleton:
        M.load_processor(str(skeleton))  # configuration, tokenizer and template fit together, or this says so
        if not (skeleton / "generation_config.json").exists():
            made = "the new one has the token ids of config.json alone"
            print(f"warning: {skeleton}: no generation_config.json: {made}")
        for file in skeleton.iterdir():
            if file.suffix in COPIED and file.name not in ("config.json", folder.INDEX, card.HISTORY):
                shutil.copy(file, tmp, follow_symlinks=False)
    return hashes, sum(t.numel() for t in weights.values())


def write_all(cfg: Config, tmp: Path) -> str:
    """Everything of the new folder into `tmp`; returns what the last line says of it."""
    path, skeleton, adapters, scores = Path(cfg.checkpoint or cfg.model), None, {}, {}
    if cfg.checkpoint:
        path, skeleton, source = find_checkpoint(path)
        told, config = card.read_history(skeleton), M.load_config(skeleton)
        state = read_state(path) if (path / "state.json").exists() else {}
        source, adapters = plan(cfg, path, state, source)
        if (best := state.get("best")) and best["step"] == state["step"]:
            scores = {"accuracy on --eval_data": best["accuracy"]}
        told = told and {**told, "stages": [*told["stages"][:-1], {**told["stages"][-1], "step": state.get("step")}]}
    else:
        policy = M.load_model(cfg.model, torch.device("cpu"), cfg.seed)
        config, source = policy.config, state_source(policy)
        told = card.read_history(path) or {"base_model": card.shown_name(cfg.model), "stages": []}
    if cfg.adapter:
        write_adapter(tmp, adapters, state["settings"])
        hashes, said = {}, f"{len(adapters)} tensors of adapters"
    else:
        hashes, count = write_folder(cfg, tmp, path, skeleton, source, config, adapters)
        said = f"{path} ({count:,} parameters, {cfg.dtype})"
    if not cfg.checkpoint:
        policy.generation_config.save_pretrained(tmp)
        M.save_processor(M.load_processor(cfg.model), tmp)
    if cfg.scores:
        from benchmarks.predictions import check_belongs  # here: it takes a second

        check_belongs(cfg.scores)
        scores |= card.read_scores(Path(cfg.scores))
    card.write_card(tmp, told, scores, f"{said.replace(str(path), path.name)}.")
    folder.write_sums(tmp, hashes)
    if cfg.scores:
        card.check_scores(Path(cfg.scores), folder.joined(folder.read_sums(tmp, folder.READ)))
    return said


def main(cfg: Config) -> None:
    check(cfg)
    with replacing(out := Path(cfg.out)) as tmp:
        check_own(out)
        said = write_all(cfg, tmp)
    print(f"{said} -> {out}")


if __name__ == "__main__":
    run_cli(main, Config, writes="")
