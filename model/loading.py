"""Configuration, processor and weights of a hub id, a folder or a pocket model, through the gate of folder.py."""

import copy
import json
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import torch
from huggingface_hub import snapshot_download
from PIL import Image
from transformers import AutoConfig, AutoProcessor, GenerationConfig, PreTrainedConfig

from runtime import read_json

from . import folder, shards, template, types

POCKETS = types.POCKETS  # names of the models that are made here, with random weights
PIXEL_FILE = "pixel_range.json"  # beside the weights: the range of image areas that a model was trained with
PAPER_PIXELS = (262_144, 4_194_304)  # arXiv 2508.10433


@contextmanager
def refused(name):
    """What a library says of a stranger's file, in one line: ValueError. Rust's panics are no Exception."""
    try:
        yield
    except BaseException as e:
        if not isinstance(e, Exception) and type(e).__name__ != "PanicException":
            raise
        if isinstance(e, ValueError | FileNotFoundError) and str(e).startswith(str(name)):
            raise
        hub = isinstance(e, OSError) and not os.path.isdir(name)  # no such model, no network
        raise (OSError if hub else ValueError)(f"{name}: {folder.one_line(e)}") from e


def local_folder(name: str | os.PathLike, weights: bool = False, **options) -> Path:
    """The folder of a model, its files looked at; a hub id's is that of its files in the cache (options: of
    snapshot_download). FileNotFoundError where a folder is not there."""
    if os.path.isdir(name):
        found = Path(name)
    elif str(name).count("/") > 1 or str(name).startswith((".", "/")):
        raise FileNotFoundError(f"{name}: no such model folder (a hub id has the form owner/name)")
    else:
        kinds = ["*.json", "*.jinja", "*.txt", folder.SUMS, *(["*.safetensors"] if weights else [])]
        found = Path(snapshot_download(str(name), allow_patterns=kinds, **options))
    folder.check_files(found)
    return found


# ----------------------------------------------------------------------------------------------------------------------
# configuration


def load_config(name: str | os.PathLike, **options) -> PreTrainedConfig:
    """Configuration of a hub id, a folder or a pocket model; ValueError for a type that the policy cannot be, and for a
    config.json that is broken or misses what the computation hangs on. options: see local_folder."""
    if name in POCKETS:
        return pocket_config(name)
    with refused(name):
        folder.check_config(path := local_folder(name, **options))
        config = AutoConfig.from_pretrained(path, trust_remote_code=False)
        types.of(config)
        folder.check_fit(name, config)
    return config


def pocket_config(name: str = "pocket") -> PreTrainedConfig:
    """The architecture of a pocket model."""
    from book import pocket_model

    kind = POCKETS[name]
    return pocket_model.config(kind, pocket_model.processor(kind).tokenizer)


# ----------------------------------------------------------------------------------------------------------------------
# processor


def pixel_limits(name: str, min_pixels: int = 0, max_pixels: int = 0) -> tuple[int, int]:
    """(least, most) px of an image after resizing, for a model. min_pixels, max_pixels: asked for; 0 = the model's.

    A folder that this project wrote knows the range that its model was trained with (PIXEL_FILE), a pocket model has
    one of its own; other models take the paper's. ValueError when what is asked for contradicts a model's own range.
    """
    own = None
    if name in POCKETS:
        from book import pocket_model

        own = pocket_model.PIXELS[POCKETS[name]]
    elif os.path.isfile(path := os.path.join(name, PIXEL_FILE)):
        saved = read_json(Path(path))
        own = tuple(saved.get(x) for x in ("min_pixels", "max_pixels")) if isinstance(saved, dict) else (None, None)
        if any(type(x) is not int for x in own):
            raise ValueError(f"{path}: fields min_pixels, max_pixels: missing, or no whole numbers")
    least, most = own or PAPER_PIXELS
    wanted = (min_pixels or least, max_pixels or most)
    if own and wanted != own:
        has = f"{name} was made for {own[0]} to {own[1]} pixels an image: leave the flags out"
        raise ValueError(f"--min_pixels {wanted[0]}, --max_pixels {wanted[1]}: {has}")
    if not 0 < wanted[0] <= wanted[1] < 2**31:
        raise ValueError(f"--min_pixels {wanted[0]}, --max_pixels {wanted[1]}: not a range")
    return wanted


def load_processor(name: str, min_pixels: int = 0, max_pixels: int = 0):
    """Processor of a hub id, a folder or a pocket model, with the pixel range in it (pixel_limits, data.pixel_range).

    OSError when it is not there, ValueError when its files do not fit together (folder.check_special), or when its chat
    template or its processor fails on a chat with an image. Its templates are rendered with limits (template.py).
    """
    least, most = pixel_limits(name, min_pixels, max_pixels)
    if name in POCKETS:
        from book import pocket_model

        processor = pocket_model.processor(POCKETS[name])
        processor.image_processor.size = {"shortest_edge": least, "longest_edge": most}
        return processor
    config = load_config(name)
    with refused(name):
        folder.check_sums(path := local_folder(name), lambda file: not file.endswith(".safetensors"))
        processor = AutoProcessor.from_pretrained(path, trust_remote_code=False)
        folder.check_special(name, config, processor)
        processor.image_processor.size = {"shortest_edge": least, "longest_edge": most}
        kind = type(processor)
        processor.__class__ = type(kind.__name__, (Bounded, kind), {"__module__": kind.__module__})
        try_out(processor)
    return processor


class Bounded:
    """Over a processor's class: its chat template is rendered by template.py."""

    def apply_chat_template(self, chats, *, tokenize: bool = False, add_generation_prompt: bool = False, **variables):
        """The text of a chat (a list of messages), or of each of several."""
        source = self.chat_template
        source = source.get("default") if isinstance(source, dict) else source
        if tokenize or not isinstance(source, str):
            raise ValueError("the chat template: none" if not tokenize else "tokenize: not here")
        several = bool(chats) and isinstance(chats[0], list)
        given = {**self.tokenizer.special_tokens_map, "add_generation_prompt": add_generation_prompt, **variables}
        texts = template.render(source, chats if several else [chats], given)
        return texts if several else texts[0]


def try_out(processor):
    """The tensors of a chat with one image; ValueError unless it becomes a text with question and image, and tokens
    with its features."""
    side = int(processor.image_processor.size["shortest_edge"] ** 0.5)
    content = [{"type": "image"}, {"type": "text", "text": "Which 7?"}]
    text = processor.apply_chat_template([{"role": "user", "content": content}], add_generation_prompt=True)
    for part in ("Which 7?", processor.image_token):
        if text.count(part) != 1:
            raise ValueError(f"the chat template gives {part!r} {text.count(part)} times, not once")
    found = processor(text=[text], images=[Image.new("RGB", (side, side), "white")], return_tensors="pt")
    grid, ids = found["image_grid_thw"], found["input_ids"][0].tolist()
    patches, features = int(grid.prod()), ids.count(processor.image_token_id)
    if features != patches // processor.image_processor.merge_size**2 or len(found["pixel_values"]) != patches:
        raise ValueError(f"an image of {patches} patches becomes {features} tokens")
    shards.check_finite(found["pixel_values"], "the values of a white image")
    return found


def save_processor(processor, target) -> None:
    """Processor, chat template and pixel range, for load_processor and for stock transformers."""
    processor.save_pretrained(target)
    size = processor.image_processor.size
    text = json.dumps({"min_pixels": size["shortest_edge"], "max_pixels": size["longest_edge"]})
    with open(os.path.join(target, PIXEL_FILE), "w", encoding="utf-8") as f:
        f.write(text + "\n")


# ----------------------------------------------------------------------------------------------------------------------
# weights


def blank_model(config: PreTrainedConfig, dtype=torch.float32) -> torch.nn.Module:
    """transformers' own model of a configuration, on the meta device."""
    own = copy.deepcopy(config)  # it notes its attention there
    with torch.device("meta"):
        return types.of(own).stock._from_config(own, dtype=dtype, attn_implementation="sdpa")


def sound_weights(path: Path, config: PreTrainedConfig) -> tuple[folder.Tensors, dict, dict]:
    """(tensors, {hub name: name in the model}, {hub name: name in the files}) of a folder's weights, which fit its
    configuration; ValueError as in folder.py."""
    tensors, blank = folder.open_weights(path), blank_model(config)
    with tempfile.TemporaryDirectory() as made:
        hub = folder.hub_names(blank, Path(made))
    names, twice = folder.matched(path, blank, hub, tensors.shapes)
    folder.check_twice(path, tensors.read, twice)
    return tensors, hub, names


def load_weights(name: str, config: PreTrainedConfig, make) -> torch.nn.Module:
    """make(), a model with unset parameters, with those of a hub id's or folder's safetensors.

    ValueError as in sound_weights, before anything takes memory, and for numbers that are not finite.
    model.source_hash: of the files of the weights (source_hash).
    """
    path = local_folder(name, weights=True)
    tensors, hub, names = sound_weights(path, config)
    with ThreadPoolExecutor(1) as pool:  # the files are read once: hashed here, copied there
        hashes = pool.submit(folder.sums, tensors.files)
        model = make()
        parameters = dict(model.named_parameters())
        with torch.no_grad():
            for h, inner in hub.items():
                tensor = tensors.read(names[h])
                shards.check_finite(tensor, f"{path}: {inner}")
                parameters[inner].copy_(tensor)
        hashes = {file: told["sha256"] for file, told in hashes.result().items()}
    folder.check_sums(path, lambda file: file.endswith(".safetensors"), hashes)
    if (path / "generation_config.json").is_file():
        model.generation_config = GenerationConfig.from_pretrained(path)
    model.source_hash = folder.joined(hashes)
    return model.eval()


def check_model(name: str) -> None:
    """ValueError when load_model would refuse the weights of a hub id or folder: for engines that read them on their
    own (vLLM). 1 to 2 s a GB on one core."""
    with refused(name):
        path = local_folder(name, weights=True)
        tensors, hub, names = sound_weights(path, load_config(name))
        for h, inner in hub.items():
            shards.check_finite(tensors.read(names[h]), f"{path}: {inner}")
        folder.check_sums(path, lambda file: file.endswith(".safetensors"))


def source_hash(name: str, everything: bool = True) -> str:
    """SHA-256 over the names and hashes of a model's files; of a pocket model, which has none, its name.

    everything: what loading reads, else the weights alone. An evaluation or adapters that are resumed know it: it
    changes with every byte, whatever the time stamps say. 0.8 s a GB and core.
    """
    if name in POCKETS:
        return name
    path = local_folder(name, weights=True)
    files = {p for p in path.iterdir() if p.suffix in folder.READ} if everything else set()
    found = folder.sums(files | set(folder.weight_files(path)))
    return folder.joined({file: told["sha256"] for file, told in found.items()})
