"""The gate for model folders: what a stranger hands over is loaded as it is written, or refused in one line.

A model's tensors must be those that config.json makes, in name, shape and kind, each once, and finite. Where the folder
has SHA256SUMS (merge.py writes it), what is read must be what was written.
"""

import hashlib
import math
import os
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors import SafetensorError, safe_open
from transformers.utils import logging

from runtime import read_json

from . import types

SUMS = "SHA256SUMS"
TEMPLATES = "additional_chat_templates"  # transformers reads this folder, too
INDEX = "model.safetensors.index.json"
READ = (".safetensors", ".json", ".jinja", ".txt", ".model")  # suffixes of the files that loading a model may read
LARGEST = 100_000_000  # bytes of a JSON file or template; Qwen's tokenizer has 11 million
KINDS = {"F32": torch.float32, "BF16": torch.bfloat16, "F16": torch.float16}  # a safetensors header's names
MOST_LAYERS, MOST = 1_000, 2**31
TEXT = "hidden_size num_hidden_layers num_attention_heads num_key_value_heads intermediate_size vocab_size".split()
VISION = "depth hidden_size num_heads patch_size spatial_merge_size temporal_patch_size out_hidden_size".split()

# ----------------------------------------------------------------------------------------------------------------------
# files


def one_line(e: BaseException) -> str:
    """An error's text in one line of at most 300 characters."""
    return " ".join((str(e).strip() or type(e).__name__).split())[:300]


def is_plain(path: Path) -> bool:
    """Whether this is a plain file: no link, pipe, device or folder."""
    return path.is_file() and not path.is_symlink()


def check_files(folder: Path) -> None:
    """ValueError when a file that loading a model may read is a pipe or device, or a text far too large for one; when a
    configuration has a key twice, of which transformers would take the last, or asks for code of its own (auto_map);
    when there are more templates than the one that is used."""
    if (folder / TEMPLATES).exists():
        raise ValueError(f"{folder / TEMPLATES}: only chat_template.jinja is used here: delete the others")
    for path in sorted(folder.iterdir()):
        if path.suffix in READ and not path.is_file():
            raise ValueError(f"{path}: no regular file")
        if path.suffix in READ and path.suffix != ".safetensors" and path.stat().st_size > LARGEST:
            raise ValueError(f"{path}: {path.stat().st_size:,} bytes, the most is {LARGEST:,}")
        if path.name.endswith("config.json"):
            parts = [read_json(path)]
            while parts:
                part = parts.pop()
                if isinstance(part, dict) and "auto_map" in part:
                    raise ValueError(
                        f"{path}: field auto_map: the model asks for code of its own, which is not run here"
                    )
                parts += part.values() if isinstance(part, dict) else part if isinstance(part, list) else []


def sha256(path: Path) -> str:
    """Of a file, in hexadecimal."""
    with open(path, "rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def sums(paths: Iterable[Path]) -> dict[str, dict]:
    """{name: {"bytes", "sha256"}} of files; several are hashed at once."""
    paths = sorted(paths)
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as pool:
        return {p.name: {"bytes": p.stat().st_size, "sha256": x} for p, x in zip(paths, pool.map(sha256, paths))}


def write_sums(folder: Path, known: dict[str, str]) -> None:
    """SHA256SUMS of a folder, for `sha256sum -c` and check_sums. known: {name: hash} of those that need not be read."""
    names = sorted(p.name for p in folder.iterdir() if p.name != SUMS)
    lines = [f"{known.get(name) or sha256(folder / name)}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(folder: Path, suffixes: tuple[str, ...] = ("",)) -> dict[str, str]:
    """{name: hash} of a folder's SHA256SUMS, of names that end so; {} where it has none. ValueError for a line of
    another form, a name that stands twice, an empty file, and what is no file."""
    path, found = folder / SUMS, {}
    if not os.path.lexists(path):
        return {}
    if not path.is_file() or not 0 < path.stat().st_size <= LARGEST:
        raise ValueError(f"{path}: empty, or no regular file of hashes")
    for n, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        if not (told := re.fullmatch(r"([0-9a-f]{64})  ([\w.-]{1,200})", line)):
            raise ValueError(f"{path}: line {n}: not of the form: hash, two spaces, file name")
        if told[2] in found:
            raise ValueError(f"{path}: line {n}: {told[2]} stands twice")
        found[told[2]] = told[1]
    return {name: x for name, x in found.items() if name.endswith(suffixes)}


def check_sums(folder: Path, wanted: Callable[[str], bool], have: dict[str, str] | None = None) -> None:
    """ValueError unless the files whose names are `wanted` are those of SHA256SUMS, where there is one. have: their
    hashes, as far as they are known."""
    if not (listed := read_sums(folder)):
        return
    names = {p.name for p in folder.iterdir() if p.suffix in READ} | {n for n in listed if n.endswith(READ)}
    for name in sorted(filter(wanted, names)):
        mend = f"if you changed it yourself, delete {folder / SUMS}"
        if name not in listed or not (folder / name).is_file():
            raise ValueError(f"{folder / name}: {'missing' if name in listed else f'not in {SUMS}'}; {mend}")
        if ((have or {}).get(name) or sha256(folder / name)) != listed[name]:
            raise ValueError(f"{folder / name}: not the file that {SUMS} speaks of; {mend}")


# ----------------------------------------------------------------------------------------------------------------------
# config.json


def check_config(folder: Path) -> None:
    """ValueError for a config.json that is missing, no JSON object, or without what the computation hangs on: numbers
    that transformers would put its own in the place of, without a word."""
    path = folder / "config.json"
    if not path.is_file():
        raise ValueError(f"{folder}: no config.json")
    if not isinstance(told := read_json(path), dict):
        raise ValueError(f"{path}: no JSON object")
    if (kind := told.get("model_type")) not in list(types.TYPES):
        raise ValueError(f"{path}: the model_type is {str(kind)[:40]}, known are {', '.join(types.TYPES)}")
    text = told.get("text_config", told)  # older versions of transformers wrote the text model's fields at the top
    for name, part, needed in (("text_config", text, TEXT), ("vision_config", told.get("vision_config"), VISION)):
        if not isinstance(part, dict):
            raise ValueError(f"{path}: field {name}: missing, or no object")
        for field in needed:
            most = MOST_LAYERS if field in ("num_hidden_layers", "depth") else MOST
            if type(part.get(field)) is not int or not 0 < part[field] < most:
                raise ValueError(f"{path}: field {name}.{field}: missing, or no whole number from 1 to {most}")
    ropes = [text, *(x for x in (text.get("rope_parameters"), text.get("rope_scaling")) if isinstance(x, dict))]
    for field, places in (("rms_norm_eps", [text]), ("rope_theta", ropes)):
        values = [x[field] for x in places if field in x]
        if not values or any(type(x) not in (int, float) or not 0 < x < 1e12 for x in values):
            raise ValueError(f"{path}: field text_config.{field}: missing, or no number above 0")
    for field in ("quantization_config", "distributed_config"):
        if field in told:
            raise ValueError(f"{path}: field {field}: such models cannot be loaded here")


def check_fit(name, config) -> None:
    """ValueError when numbers of a configuration do not fit each other: the first step would fail, or positions be
    turned otherwise than in training."""
    text, vision = config.text_config, config.vision_config

    def whole(value, low=0, high=MOST):
        return type(value) is int and low <= value < high

    def places(field):
        value = getattr(vision, field, [])
        return isinstance(value, list | tuple) and all(whole(x, high=vision.depth) for x in value)

    heads, each = (
        text.num_attention_heads,
        getattr(text, "head_dim", None) or text.hidden_size / text.num_attention_heads,
    )
    cell, learned = vision.patch_size * vision.spatial_merge_size, getattr(vision, "num_position_embeddings", 1)
    turned = (text.rope_parameters or {}).get("mrope_section")
    sections = isinstance(turned, list | tuple) and len(turned) == 3 and all(map(whole, turned))
    fits = {
        "text_config.num_attention_heads": heads % text.num_key_value_heads == 0 and each % 2 == 0,
        "text_config.rope_parameters.mrope_section": sections and 2 * sum(turned) == each,
        "text_config.layer_types": set(getattr(text, "layer_types", None) or ()) <= {"full_attention"},
        "vision_config.num_heads": vision.hidden_size % (4 * vision.num_heads) == 0,
        "vision_config.out_hidden_size": vision.out_hidden_size == text.hidden_size,
        "vision_config.in_channels": vision.in_channels == 3,
        "vision_config.window_size": whole(getattr(vision, "window_size", cell), cell, 2**16),
        "vision_config.fullatt_block_indexes": places("fullatt_block_indexes"),
        "vision_config.deepstack_visual_indexes": places("deepstack_visual_indexes"),
        "vision_config.num_position_embeddings": whole(learned, 1) and math.isqrt(learned) ** 2 == learned,
    }
    for field, fit in fits.items():
        if not fit:
            raise ValueError(f"{name}: config.json: field {field}: missing, or it does not fit the other numbers")


def check_special(name, config, processor) -> None:
    """ValueError when an id in the configuration is not that of the tokenizer's special token, when the tokenizer has
    more tokens than the model, or when the processor cuts images into other patches than the vision tower."""
    tokenizer, images = processor.tokenizer, processor.image_processor
    wanted = {"image_token_id": processor.image_token, "video_token_id": processor.video_token}
    wanted |= {f"vision_{x}_token_id": f"<|vision_{x}|>" for x in ("start", "end")}
    vocabulary, size = tokenizer.get_vocab(), config.text_config.vocab_size
    for field, token in wanted.items():
        have = getattr(config, field, None)
        if type(have) is not int or vocabulary.get(token) != have:
            raise ValueError(
                f"{name}: config.json: {field} is {have}, {token} of its tokenizer {vocabulary.get(token)}"
            )
    if max(vocabulary.values()) >= size:
        raise ValueError(f"{name}: the tokenizer has the id {max(vocabulary.values())}, the model {size} tokens")
    for field in ("eos_token_id", "pad_token_id"):
        if type(getattr(tokenizer, field)) is not int:
            raise ValueError(f"{name}: its tokenizer has no {field}")
    vision = config.vision_config
    cut = (images.patch_size, images.merge_size, images.temporal_patch_size)
    if cut != (vision.patch_size, vision.spatial_merge_size, vision.temporal_patch_size):
        raise ValueError(f"{name}: the processor's patches are {cut}, those of config.json others")


# ----------------------------------------------------------------------------------------------------------------------
# tensors


class Tensors(NamedTuple):
    files: list[Path]
    places: dict[str, object]  # name of a tensor: its open file (safe_open)
    shapes: dict[str, tuple[int, ...]]
    kinds: dict[str, str]  # "F32" and the like

    def read(self, name: str) -> torch.Tensor:
        return self.places[name].get_tensor(name)


def weight_files(folder: Path) -> list[Path]:
    """The safetensors files of a model, which its index names where there are several. ValueError when there are none,
    or one too many to say which the model is; pickles (*.bin) are never loaded."""
    single, index = folder / "model.safetensors", folder / INDEX
    if index.exists():
        told = read_json(index)
        places = told.get("weight_map") if isinstance(told, dict) else None
        if not isinstance(places, dict) or not places:
            raise ValueError(f"{index}: field weight_map: missing, or no object")
        names = sorted({x if isinstance(x, str) else str(type(x)) for x in places.values()})
        if odd := [x for x in names if not re.fullmatch(r"[\w.-]+\.safetensors", x) or not (folder / x).is_file()]:
            raise ValueError(f"{index}: {odd[0][:100]} is no file of the folder")
        if single.exists() and names != [single.name]:
            raise ValueError(f"{folder}: both {single.name} and {INDEX}: which of them is the model?")
        return [folder / x for x in names]
    if single.is_file():
        return [single]
    hint = "pickled weights (*.bin) are not loaded" if list(folder.glob("*.bin")) else f"nor an {INDEX}"
    raise ValueError(f"{folder}: no {single.name}, {hint}")


def open_weights(folder: Path) -> Tensors:
    """The tensors of a model folder, mapped. ValueError for a broken header, a tensor that is there twice or not where
    the index says, and for other types than those of weights."""
    files, places, shapes, kinds = weight_files(folder), {}, {}, {}
    for path in files:
        try:
            opened = safe_open(path, "pt")
            for name in opened.keys():
                if name in places:
                    raise ValueError(f"{name[:100]} lies in another file, too")
                part = opened.get_slice(name)
                places[name], shapes[name], kinds[name] = opened, tuple(part.get_shape()), part.get_dtype()
        except (SafetensorError, ValueError, TypeError, OverflowError) as e:
            raise ValueError(f"{path}: {one_line(e)}") from e
    if wrong := sorted(n for n, kind in kinds.items() if kind not in KINDS):
        shown = ", ".join(f"{n[:100]} ({kinds[n]})" for n in wrong[:3])
        raise ValueError(f"{folder}: {len(wrong)} tensors are not of the types {', '.join(KINDS)}: {shown}")
    if (folder / INDEX).exists() and (differ := sorted(read_json(folder / INDEX)["weight_map"].keys() ^ places.keys())):
        raise ValueError(f"{folder / INDEX}: it and the files differ in {len(differ)} tensors: {differ[0][:100]}")
    return Tensors(files, places, shapes, kinds)


def hub_names(blank, folder: Path) -> dict[str, str]:
    """{hub name: name in the model}; tied weights once. Writes config.json and generation_config.json to `folder`.

    It asks transformers itself: save_pretrained on a state dict with a number in the place of each weight.
    """
    names = [n for n, _ in blank.named_parameters()]  # a tied weight is one object under two names in the state dict
    marks = {id(p): torch.tensor([i]) for i, p in enumerate(blank.parameters())}
    logging.disable_progress_bar()  # of this dry run
    blank.should_save_on_this_rank = lambda _: True  # whichever asks; among several ranks transformers takes the first
    blank.save_pretrained(folder, state_dict={n: marks[id(p)] for n, p in blank.state_dict(keep_vars=True).items()})
    with safe_open(folder / "model.safetensors", "pt") as made:
        hub = {int(made.get_tensor(n)): n for n in made.keys()}
    (folder / "model.safetensors").unlink()
    return {hub[i]: names[i] for i in sorted(hub)}


def matched(path, blank, hub: dict[str, str], shapes: dict[str, tuple]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """({hub name: name in the source}, pairs of names in the source that must hold the same: a tied weight twice).

    shapes: of the source, under the hub's names or those of transformers' modules. ValueError when tensors are missing,
    unknown, there twice, or of another shape than config.json makes them.
    """
    wanted = {n: tuple(t.shape) for n, t in blank.state_dict().items()}
    inner = {**{n: n for n in wanted}, **hub}  # either kind of name -> that in the model
    if strange := sorted(n for n in shapes if n not in inner):
        shown = ", ".join(n[:100] for n in strange[:3])
        raise ValueError(f"{path}: {len(strange)} tensors that config.json knows nothing of: {shown}")
    stored = {}
    for n in shapes:
        if inner[n] in stored:
            raise ValueError(f"{path}: {n} is there twice, as {stored[inner[n]]} too")
        stored[inner[n]] = n
    if missing := sorted(n for n in hub.values() if n not in stored):
        raise ValueError(f"{path}: {len(missing)} tensors are missing: {', '.join(missing[:3])}")
    for n in stored:
        if shapes[stored[n]] != wanted[n]:
            raise ValueError(f"{path}: {n} has the shape {shapes[stored[n]]}, config.json makes it {wanted[n]}")
    tied = {id(p): n for n, p in blank.named_parameters()}
    state = blank.state_dict(keep_vars=True).items()
    twice = [(stored[n], stored[tied[id(p)]]) for n, p in state if n in stored and tied[id(p)] in stored]
    return {h: stored[n] for h, n in hub.items()}, [(a, b) for a, b in twice if a != b]


def check_twice(path, read: Callable, twice: list[tuple[str, str]]) -> None:
    """ValueError when two names of one tied weight hold different numbers."""
    for a, b in twice:
        if not torch.equal(read(a), read(b)):
            raise ValueError(f"{path}: {a} and {b} differ, config.json says they are one (tie_word_embeddings)")


def joined(hashes: dict[str, str]) -> str:
    """One hash of several files' names and hashes."""
    return hashlib.sha256("".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode()).hexdigest()
