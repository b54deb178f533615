"""A training checkpoint -> a Hugging Face folder that `from_pretrained` and vLLM load.

    python merge.py --checkpoint out/sft --out out/sft/hf                   newest whole checkpoint of a run
    python merge.py --checkpoint out/sft/step_000100 --out hf --dtype bfloat16     one of its checkpoints
    python merge.py --checkpoint run/global_step_50 --out hf                a checkpoint of EasyR1 (the released code)
    python merge.py --checkpoint out/sft --out adapter --adapter            of a run with --lora: the adapter alone
    python merge.py --model pocket --out out/init/hf                        the untrained pocket model

The weights get the hub's names in sharded safetensors; processor, chat template, configuration and generation settings
lie beside them. The folder appears under its name only when it is whole. Needs one process and no GPU, whatever world
size wrote the checkpoint. A checkpoint is never whole in memory: its files are mapped, and tensor after tensor goes
from there to the new file. A checkpoint of a run with --lora holds adapters: they are added to the weights of the
model that the run started from, or written in peft's format.
"""

import gc
import json
import mmap
import os
import pickle
import shutil
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
import torch.distributed.checkpoint as dcp
from huggingface_hub import snapshot_download, split_torch_state_dict_into_shards
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch.distributed.checkpoint.metadata import MetadataIndex, TensorStorageMetadata
from tqdm import tqdm

import model as M
from checkpoint import check_whole, checkpoints
from model import lora, transformers, types
from runtime import replace_folder, run_cli, settings

# what the imports made stays: each collection that walks it takes 0.2 s, as long as writing half a gigabyte
gc.freeze()
warnings.filterwarnings("ignore", "The given buffer is not writable")  # mapped files: they are only read
DTYPES = {"float32": "F32", "bfloat16": "BF16"}  # torch's name: the name in a safetensors header
MAP_POPULATE = getattr(mmap, "MAP_POPULATE", 0)  # pages of a mapping come at once, where the system can (Linux)


@dataclass
class Config:
    out: settings.Name  # folder to make; one of that name is replaced
    # run folder (its newest checkpoint), a step_N folder, a run's best, or EasyR1's global_step_N (or its actor/)
    checkpoint: str = ""
    # instead of a checkpoint: hub id, folder or pocket model, saved as it is; beside one with adapters: whose they are
    model: str = ""
    adapter: bool = False  # write only the adapters of a run with --lora, for peft
    dtype: str = "float32"  # float32 or bfloat16
    shard_gb: settings.Gigabytes = 5.0  # largest size of one safetensors file, in 10^9 bytes
    seed: settings.Seed = 0  # weights of an untrained pocket model


class Source(NamedTuple):
    """Tensors that can be read one after another. Names may be the hub's or those of transformers' modules.

    read: names -> for each, in that order, its pieces: tensors whose bytes, one after another, are those of the whole.
    """

    shapes: dict[str, tuple[int, ...]]
    read: Callable[[list[str]], Iterator[list[torch.Tensor]]]


# ----------------------------------------------------------------------------------------------------------------------
# our checkpoints


def mapped_tensor(path: Path, offset: int, length: int, layouts: dict[bytes, torch.Tensor]) -> torch.Tensor:
    """The tensor that torch.save wrote into bytes offset .. offset + length of a file, mapped from there (torch.load
    would copy it).

    layouts: filled here; the pickle of a tensor without its values -> a meta tensor of its type, shape and strides
    (layers repeat).
    """
    base = offset // mmap.ALLOCATIONGRANULARITY * mmap.ALLOCATIONGRANULARITY
    with open(path, "rb") as f:
        window = mmap.mmap(
            f.fileno(), offset + length - base, mmap.MAP_PRIVATE | MAP_POPULATE, mmap.PROT_READ, offset=base
        )
    archive = zipfile.ZipFile(window)

    def stored(
        name,
    ):  # (first byte, bytes) of a file in the archive; the lengths are those of name and extra field in its header
        entry = archive.getinfo("archive/" + name)
        return entry.header_offset + 30 + sum(
            struct.unpack_from("<HH", window, entry.header_offset + 26)
        ), entry.file_size

    start, size = stored("data.pkl")
    pickled = window[start : start + size]
    if pickled not in layouts:
        window.seek(offset - base)
        with torch.serialization.skip_data():
            layouts[pickled] = torch.load(window, weights_only=True).to("meta")
    like, (start, size) = layouts[pickled], stored("data/0")
    flat = torch.frombuffer(window, dtype=like.dtype, offset=start, count=size // like.itemsize)
    return flat.as_strided(like.shape, like.stride(), like.storage_offset())


def dcp_source(path: Path) -> Source:
    """Weights of a step_N folder (torch.distributed.checkpoint), any world size; the optimizer's moments are not read.

    Not by dcp.load: it wants the whole model in memory, or unpickles the metadata once for each part of it.
    """
    metadata, layouts = dcp.FileSystemReader(path).read_metadata(), {}
    entries = {
        k: v
        for k, v in metadata.state_dict_metadata.items()
        if k.startswith("model.") and isinstance(v, TensorStorageMetadata)
    }

    def read(names):
        for key in ("model." + n for n in names):
            chunks = sorted((c for c in entries[key].chunks if c.sizes.numel()), key=lambda c: c.offsets)
            if any(c.sizes[1:] != entries[key].size[1:] for c in chunks):
                raise ValueError(f"{path}: {key} is split along another dimension than the first")
            places = [metadata.storage_data[MetadataIndex(key, c.offsets)] for c in chunks]
            yield [mapped_tensor(path / p.relative_path, p.offset, p.length, layouts) for p in places]

    return Source({k.removeprefix("model."): tuple(v.size) for k, v in entries.items()}, read)


# ----------------------------------------------------------------------------------------------------------------------
# adapters


def model_source(name: str, seed: int) -> Source:
    """Weights of a hub id, a folder with safetensors, or a pocket model."""
    if name in M.POCKETS:
        return state_source(M.load_model(name, torch.device("cpu"), seed))
    folder = Path(name if Path(name).is_dir() else snapshot_download(name, allow_patterns=["*.safetensors"]))
    files = {n: f for path in sorted(folder.glob("*.safetensors")) for f in [safe_open(path, "pt")] for n in f.keys()}
    if not files:
        raise ValueError(f"{name}: no *.safetensors")
    shapes = {n: tuple(f.get_slice(n).get_shape()) for n, f in files.items()}
    return Source(shapes, lambda names: ([files[n].get_tensor(n)] for n in names))


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


def write_adapter(out: Path, adapters: dict[str, torch.Tensor], settings: dict) -> None:
    """The folder that peft's PeftModel.from_pretrained loads on top of the model that the run started from."""
    tmp = out.with_name(out.name + ".tmp")
    shutil.rmtree(tmp, ignore_errors=True)
    config = lora.settings(settings["lora"], settings["lora_vision"])
    config.base_model_name_or_path = settings["model"]
    config.save_pretrained(tmp)
    named = {f"base_model.model.{n.replace('.default', '')}": t.contiguous() for n, t in adapters.items()}
    save_file(named, tmp / "adapter_model.safetensors", {"format": "pt"})
    replace_folder(tmp, out)
    print(f"{len(named)} tensors of adapters -> {out}")


# ----------------------------------------------------------------------------------------------------------------------
# EasyR1's checkpoints: actor/model_world_size_W_rank_R.pt, each rank's state dict of DTensors (or plain tensors), and
# actor/huggingface/ with configuration and processor

RANK_FILE = "model_world_size_{}_rank_{}.pt"


class Inert:
    """Stands for any class of torch.distributed in a pickle (placements, meshes ...): it keeps the attributes and runs
    nothing."""

    def __new__(cls, *args):
        return object.__new__(cls)


class Shards(torch.Tensor):
    """Stands for DTensor: `shape` is that of the whole tensor, `_local_tensor` the rank's part, `_spec.placements` how
    it is split."""

    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        raise NotImplementedError("a part of a tensor has no values of its own")


def load_rank(path: Path) -> dict:
    """One rank's state dict, memory-mapped. torch.load with weights_only=True, in which every class of
    torch.distributed is a stand-in, so that a file of any torch version loads and no code of it runs. ValueError for
    any other class or a broken file."""
    try:
        with torch.serialization.safe_globals([]):  # puts back, at the end, the list that is cleared here
            torch.serialization.clear_safe_globals()
            names = torch.serialization.get_unsafe_globals_in_checkpoint(path)
            if foreign := sorted(n for n in names if not n.startswith("torch.distributed.")):
                raise ValueError(f"it holds {', '.join(foreign)}: only tensors are loaded")
            short = {n: n.rsplit(".", 1)[1] for n in names}
            torch.serialization.add_safe_globals(
                [(Shards if s == "DTensor" else type(s, (Inert,), {}), n) for n, s in short.items()]
            )
            state = torch.load(path, weights_only=True, mmap=True, map_location="cpu")
    except (RuntimeError, ValueError, pickle.UnpicklingError) as e:
        raise ValueError(f"{path} is not a rank's part of a model: {str(e).splitlines()[0]}") from e
    if not isinstance(state, dict) or not all(isinstance(v, torch.Tensor) for v in state.values()):
        raise ValueError(f"{path} is not a rank's part of a model: it is no dict of tensors")
    return {k.replace("_fsdp_wrapped_module.", ""): v for k, v in state.items()}


def pieces_of(name: str, parts: list[torch.Tensor]) -> list[torch.Tensor]:
    """Source's pieces from each rank's part (FSDP, HSDP on a mesh ddp x fsdp, or replicated); ValueError for other
    layouts.

    Ranks count through the last mesh dimension first, so the parts of ranks 0, 1, ... follow each other until the
    tensor is full.
    """
    first, pieces = parts[0], []
    if not all(isinstance(p, Shards) for p in parts):
        if any(p.shape != first.shape for p in parts):
            raise ValueError(
                f"{name}: ranks hold plain tensors of different shapes, so how they were split is not known"
            )
        return [first]
    kinds, dim = [type(p).__name__ for p in first._spec.placements], getattr(first._spec.placements[-1], "dim", 0)
    if set(kinds[:-1]) - {"Replicate"} or kinds[-1] not in ("Shard", "Replicate") or dim:
        known = "only FSDP (rows), HSDP (replicated rows) and Replicate are read"
        raise ValueError(f"{name}: split as {kinds}, dimension {dim}; {known}")
    for part in parts:
        if sum(len(p) for p in pieces) < len(first):
            pieces.append(part._local_tensor)
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
    shapes = {n: tuple(t.shape) for n, t in states[0].items()}
    return Source(shapes, lambda names: (pieces_of(n, [s[n] for s in states]) for n in names))


# ----------------------------------------------------------------------------------------------------------------------
# the folder


def hub_names(blank: transformers.PreTrainedModel, folder: Path) -> dict[str, str]:
    """{hub name: name in the model}; tied weights once. Writes config.json and generation_config.json to `folder`.

    It asks transformers itself: save_pretrained on a state dict with a number in the place of each weight.
    """
    names = [n for n, _ in blank.named_parameters()]  # a tied weight is one object under two names in the state dict
    marks = {id(p): torch.tensor([i]) for i, p in enumerate(blank.parameters())}
    blank.save_pretrained(folder, state_dict={n: marks[id(p)] for n, p in blank.state_dict(keep_vars=True).items()})
    made = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    return {hub: names[int(i)] for hub, i in sorted(made.items(), key=lambda x: int(x[1]))}


def write_weights(folder: Path, weights: dict[str, torch.Tensor], read: Callable, shard_gb: float) -> None:
    """model*.safetensors and their index. weights: {hub name: meta tensor of the wanted shape and dtype}; read as in
    Source.

    The format (huggingface.co/docs/safetensors): header length (uint64), header (JSON, padded to 8 bytes), the tensors'
    bytes.
    """
    split = split_torch_state_dict_into_shards(weights, max_shard_size=int(shard_gb * 1e9))
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
            with open(folder / filename, "wb") as f:
                f.write(len(text).to_bytes(8, "little") + text)
                for n, pieces in zip(sorted(names), read(sorted(names)), strict=True):
                    done = sum(f.write(p.to(weights[n].dtype).flatten().view(torch.uint8).numpy()) for p in pieces)
                    if done != sizes[n]:
                        raise ValueError(
                            f"{n}: its pieces make {done:,} of {sizes[n]:,} bytes: files of different checkpoints?"
                        )
                    bar.update(done)
                f.flush()
                os.fsync(f.fileno())
    if split.is_sharded:
        metadata = {"total_parameters": sum(t.numel() for t in weights.values()), "total_size": total}
        index = {"metadata": metadata, "weight_map": split.tensor_to_filename}
        (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2, sort_keys=True) + "\n")


def find_checkpoint(path: Path) -> tuple[Path, Path, Source]:
    """(checkpoint, its folder of configuration and processor, its weights) for what --checkpoint names; ValueError when
    one is missing."""
    actor = next((p for p in (path, path / "actor") if list(p.glob(RANK_FILE.format("*", "*")))), None)
    if not actor:
        if not (path / "manifest.json").exists():
            path = next(iter(checkpoints(path)[::-1]), path)
        check_whole(path)
    skeleton = actor / "huggingface" if actor else path.parent / "hf_skeleton"
    for names in (["config.json"], ["tokenizer_config.json"], ["processor_config.json", "preprocessor_config.json"]):
        if not any((skeleton / n).exists() for n in names):
            raise ValueError(
                f"{skeleton}: no {' or '.join(names)}; take it from the model that the training started from"
            )
    if (kind := json.loads((skeleton / "config.json").read_text()).get("model_type")) not in types.TYPES:
        known = " and ".join(types.TYPES)
        raise ValueError(f"{skeleton / 'config.json'}: the model_type is {kind}, only {known} can be merged")
    return (actor, skeleton, easyr1_source(actor)) if actor else (path, skeleton, dcp_source(path))


def matched(path, blank: transformers.PreTrainedModel, hub: dict[str, str], source: Source) -> dict[str, str]:
    """{hub name: name in the source}. ValueError when tensors are missing, unknown or of another shape than config.json
    makes them."""
    shapes = {n: tuple(t.shape) for n, t in blank.state_dict().items()}
    inner = {**{n: n for n in shapes}, **hub}  # either kind of name -> that in the model
    if strange := sorted(n for n in source.shapes if n not in inner):
        raise ValueError(f"{path}: {len(strange)} tensors that config.json knows nothing of: {', '.join(strange[:3])}")
    stored = {inner[n]: n for n in source.shapes}
    if missing := sorted(n for n in hub.values() if n not in stored):
        raise ValueError(f"{path}: {len(missing)} tensors are missing: {', '.join(missing[:3])}")
    for n in hub.values():
        if source.shapes[stored[n]] != shapes[n]:
            raise ValueError(f"{path}: {n} has the shape {source.shapes[stored[n]]}, config.json makes it {shapes[n]}")
    return {h: stored[n] for h, n in hub.items()}


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
    if out.exists() and any(out.iterdir()) and not list(out.glob("*model*.safetensors")):
        other = "is a folder of other things than a model, and would be replaced: name another one"
        raise ValueError(f"--out {out} {other}")


def main(cfg: Config) -> None:
    check(cfg)
    path, out, adapters = Path(cfg.checkpoint or cfg.model), Path(cfg.out), {}
    if cfg.checkpoint:
        path, skeleton, source = find_checkpoint(path)
        config = M.load_config(skeleton)
        if any(map(lora.is_adapter, source.shapes)):
            settings, names = json.loads((path / "state.json").read_text())["settings"], list(source.shapes)
            adapters = {n: torch.cat(pieces).float() for n, pieces in zip(names, source.read(names))}
            if cfg.adapter:
                return write_adapter(out, adapters, settings)
            source = model_source(cfg.model or settings["model"], settings["seed"])
        elif cfg.adapter or cfg.model:
            beside = "--adapter, or a --model beside it, belongs to a run with --lora"
            raise ValueError(f"{path} holds a whole model: give either --checkpoint or --model ({beside})")
    else:
        policy, processor = M.load_model(cfg.model, torch.device("cpu"), cfg.seed), M.load_processor(cfg.model)
        config, source = policy.config, state_source(policy)
    with torch.device("meta"):
        blank = types.of(config).stock._from_config(config, dtype=getattr(torch, cfg.dtype))
    tmp = out.with_name(out.name + ".tmp")
    shutil.rmtree(tmp, ignore_errors=True)
    # of the dry run in hub_names; the weights have a bar of their own
    transformers.utils.logging.disable_progress_bar()
    try:
        hub = hub_names(blank, tmp)
        stored = matched(path, blank, hub, source)
        meta = blank.state_dict()
        weights = {h: meta[n] for h, n in hub.items()}
        read = adapted(source.read, adapters, {stored[h]: n for h, n in hub.items()})
        write_weights(tmp, weights, lambda names: read([stored[h] for h in names]), cfg.shard_gb)
        if not cfg.checkpoint:
            policy.generation_config.save_pretrained(tmp)
            M.save_processor(processor, tmp)
        else:
            if not (skeleton / "generation_config.json").exists():
                made = "the new one has the token ids of config.json alone"
                print(f"warning: {skeleton}: no generation_config.json: {made}")
            for file in skeleton.iterdir():
                if file.suffix in (".json", ".jinja", ".txt") and file.name not in (
                    "config.json",
                    "model.safetensors.index.json",
                ):
                    shutil.copy(file, tmp)
        replace_folder(tmp, out)
    except BaseException:
        shutil.rmtree(tmp, ignore_errors=True)
        raise
    print(f"{path} -> {out} ({sum(t.numel() for t in weights.values()):,} parameters, {cfg.dtype})")


if __name__ == "__main__":
    run_cli(main, Config, writes="")
