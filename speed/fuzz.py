"""Broken and hostile checkpoints and model folders, thousands of them: none may be loaded wrong, run or hang.

    python -m speed.fuzz [--inputs N]      2,500 of each kind (20 minutes on a CPU); exit code 1 when one got through

Each input is a whole folder with one to three changes: bytes flipped, zeroed, cut or added, files deleted, exchanged,
replaced by links, pipes or each other, JSON fields of other types and sizes, pickles with calls, tensors renamed, of
other types and shapes, templates without end. Half of them are sealed, as damage comes: hashes as they were. The other
half have new hashes, as an attacker would make them. What is loaded must be what was written, else the one-line
ValueError of the house; no pickle is loaded, and no input takes over LIMIT seconds.
"""

import collections
import faulthandler
import json
import os
import pickle
import random
import shutil
import sys
import tempfile
import time
import warnings
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

import checkpoint as C
import merge
import model as M
from model import folder, template, transformers
from runtime import run_cli

LIMIT = 30  # seconds for one input, after which the bench ends with a traceback
ODD = [None, True, -1, 0, 1, 2**31, 2**70, 1e300, -0.5, "", "x", "../../etc/passwd", "\0", [], [[]], {}, {"a": 1}]
BOMBS = [  # parts of templates
    "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in 'xxxxx' %}{% endfor %}{% endfor %}{% endfor %}",
    "{% set n = namespace(x='x') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{{ 'x' * 10**11 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.system('touch SPRUNG') }}",
    "{{ raise_exception('no') }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{ messages.append(1) }}",
    "{% include 'x' %}",
    "{{ 'x'|center(10**10) }}",
    "{{",
]
loaded_pickles: list[str] = []  # what the interpreter says of them


@dataclass
class Config:
    inputs: int = 2500  # of each kind
    seed: int = 0
    folder: str = ""  # where the inputs are made; "" = a temporary one
    show: int = 20  # refusals that are printed


class Trap:
    """A pickle of it makes a file when it is loaded."""

    def __init__(self, file):
        self.file = str(file)

    def __reduce__(self):
        return os.system, (f"touch {self.file}",)


def watch_pickles(event: str, args: tuple) -> None:
    if event == "pickle.find_class":
        loaded_pickles.append(".".join(map(str, args[:2])))


# ----------------------------------------------------------------------------------------------------------------------
# changes


def change_bytes(data: bytes, rng: random.Random) -> bytes:
    """Some bytes flipped, zeroed, cut out, added or moved."""
    at, n = rng.randrange(len(data) + 1), min(len(data), int(2 ** rng.uniform(0, 12)))
    what = rng.choice(["flip", "flip", "zero", "cut", "end", "add", "repeat", "text"])
    if what == "flip":
        out = bytearray(data)
        for _ in range(rng.choice([1, 1, 1, 8])):
            if out:
                out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
        return bytes(out)
    if what == "zero":
        return data[:at] + bytes(len(data[at : at + n])) + data[at + n :]
    if what == "cut":
        return data[:at] + data[at + n :]
    if what == "end":
        return data[:at]
    if what == "add":
        return data[:at] + rng.randbytes(n) + data[at:]
    if what == "repeat":
        return data[:at] + data[max(0, at - n) : at] + data[at:]
    old = rng.choice([b"weight", b"torch", b"float32", b"0", b"1", b'"', b"{", b"step", b"layers", b"F32", b"model"])
    return data.replace(old, rng.choice([b"", b"posix", b"int64", b"9" * 30, b"\xff", b"system", b"F64"]), 1)


def change_json(value, rng: random.Random):
    """One field of a JSON value deleted, renamed, of another type or exchanged with its neighbour."""
    places = []

    def walk(x):
        for key, inner in x.items() if isinstance(x, dict) else enumerate(x):
            places.append((x, key))
            if isinstance(inner, dict | list):
                walk(inner)

    if not isinstance(value, dict | list) or not value:
        return rng.choice(ODD)
    walk(value)
    at, key = rng.choice(places)
    what = rng.choice(["odd", "odd", "delete", "rename", "swap", "number", "deep"])
    if what == "delete" or what == "rename" and isinstance(at, list):
        del at[key]
    elif what == "rename":
        at[str(key) + "x"] = at.pop(key)
    elif what == "swap":
        other, place = rng.choice(places)
        at[key] = other[place] if not isinstance(other[place], dict | list) else None
    elif what == "number":
        at[key] = at[key] + rng.choice([1, -1, 7]) if type(at[key]) in (int, float) else rng.randrange(100)
    elif what == "deep":
        at[key] = [[[[["x"] * 50]]]] * 3
    else:
        at[key] = rng.choice(ODD)
    return value


def change_file(path: Path, rng: random.Random, sprung: Path) -> None:
    """A change of one file of a folder, of the kind that its name calls for."""
    whole = rng.random()
    others = [p for p in path.parent.iterdir() if p.is_file() and p != path]
    if whole < 0.02:
        path.unlink()
    elif whole < 0.04:
        path.unlink()
        path.symlink_to(rng.choice([Path("/etc/passwd"), Path("/dev/zero"), Path("none"), *others]))
    elif whole < 0.05:
        path.unlink()
        os.mkfifo(path)
    elif whole < 0.06:
        path.unlink()
        path.mkdir()
    elif whole < 0.09:
        path.write_bytes(rng.choice([p for p in others if not p.is_symlink()]).read_bytes())
    elif whole < 0.12:
        path.write_bytes(pickle.dumps(Trap(sprung), rng.randrange(5)))
    elif path.suffix == ".json" and whole < 0.7:
        try:
            value = json.loads(path.read_bytes())
        except ValueError:
            value = {}
        path.write_text(json.dumps(change_json(value, rng)))
    elif path.suffix == ".safetensors" and whole < 0.8:
        change_tensors(path, rng)
    elif path.suffix == ".jinja" and whole < 0.5:
        text = path.read_bytes().decode("utf-8", "replace")
        cut = rng.choice([0, len(text), text.find("{%"), rng.randrange(len(text) + 1)])
        path.write_text(text[:cut] + rng.choice(BOMBS).replace("SPRUNG", str(sprung)) + text[cut:])
    elif path.name == ".metadata" and whole < 0.4:
        change_index(path, rng, sprung)
    else:
        path.write_bytes(change_bytes(path.read_bytes(), rng))


def change_tensors(path: Path, rng: random.Random) -> None:
    """Tensors renamed, left out, doubled, of other types or shapes, with numbers that are none; the file is sound."""
    try:
        tensors = load_file(path)
    except Exception:  # an earlier change has broken it
        return path.write_bytes(change_bytes(path.read_bytes(), rng))
    name = rng.choice(sorted(tensors))
    tensor = tensors[name].clone()
    what = rng.randrange(9)
    if what == 0:
        del tensors[name]
    elif what == 1:
        tensors[name + rng.choice(["x", ".bias", ""])[:5] or "y"] = tensors.pop(name)
    elif what == 2:
        tensors[rng.choice(["extra", "lm_head.weight", "model.norm.weight", "visual.x"])] = tensor
    elif what == 3:
        tensors[name] = tensor.to(rng.choice([torch.int64, torch.complex64, torch.float64, torch.uint8, torch.bool]))
    elif what == 4:
        tensor.flatten()[rng.randrange(tensor.numel())] = rng.choice([float("nan"), float("inf"), -float("inf")])
        tensors[name] = tensor
    elif what == 5:
        tensors[name] = tensor.flatten()[:-1].clone()
    elif what == 6:
        tensors[name] = tensor.unsqueeze(0)
    elif what == 7:
        tensors[name] = tensor.to(torch.bfloat16)  # legal: loaded as it is
    else:
        other = rng.choice(sorted(tensors))
        tensors[name], tensors[other] = tensors[other], tensors[name]  # the same shape: legal, and what is loaded
    save_file(tensors, path, {"format": "pt"})


def change_index(path: Path, rng: random.Random, sprung: Path) -> None:
    """DCP's .metadata with another name, place, shape or type, or with an object that runs code when it is loaded."""
    data = path.read_bytes()
    try:
        meta = pickle.loads(b"" if b"system" in data else data)
    except Exception:  # an earlier change has broken it, or has laid a trap
        return path.write_bytes(change_bytes(data, rng))
    key = rng.choice(sorted(meta.state_dict_metadata))
    place = rng.choice(list(meta.storage_data.values()))
    what = rng.randrange(8)
    if what == 0:
        meta.state_dict_metadata[key + "x"] = meta.state_dict_metadata.pop(key)
    elif what == 1:
        place.relative_path = rng.choice(["../../x", "/etc/passwd", "none", "", 5, ".metadata", None])
    elif what == 2:
        place.offset = rng.choice([-1, 2**40, "0", place.offset + 1, None, True])
    elif what == 3:
        place.length = rng.choice([-1, 0, 2**40, place.length - 1, None])
    elif what == 4:
        meta.state_dict_metadata[key] = Trap(sprung)
    elif what == 5:
        meta.planner_data = Trap(sprung)
    elif what == 6:
        meta.state_dict_metadata[key].size = torch.Size(rng.choice([(3, 2), (), (0,), (2**40, 2**40)]))
    else:
        meta.state_dict_metadata[key].properties.dtype = rng.choice([torch.int64, torch.complex64, torch.bfloat16])
    path.write_bytes(pickle.dumps(meta))


# ----------------------------------------------------------------------------------------------------------------------
# checkpoints


def tiny(seed: int):
    """A model of a few numbers with its optimizer after a step: moments too."""
    torch.manual_seed(seed)
    model = torch.nn.ModuleDict({"a": torch.nn.Linear(3, 4), "b": torch.nn.Linear(4, 2, bias=False)})
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.1)
    model["b"](model["a"](torch.ones(1, 3))).sum().backward()
    optimizer.step()
    return model, optimizer


def numbers_of(model, optimizer) -> list[torch.Tensor]:
    moments = optimizer.state_dict()["state"]
    return [x.detach().clone() for x in model.parameters()] + [x for m in moments.values() for x in m.values()]


class Checkpoints:
    """Runs with two checkpoints, of which the newer one is changed."""

    name = "checkpoints"

    def __init__(self, root: Path):
        self.root, self.whole, self.want = root, root / "whole", {}
        for step in (1, 2):
            C.save_checkpoint(self.whole, step, *tiny(step), {"settings": {"lr": 0.1}, "skipped": 0, "wandb_id": "x"})
            self.want[step] = numbers_of(*tiny(step))

    def make(self, rng: random.Random, sealed: bool, sprung: Path) -> tuple[Path, set[str]]:
        run = self.root / "run"
        shutil.rmtree(run, ignore_errors=True)
        shutil.copytree(self.whole, run)
        step, changed = run / "step_000002", set()
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            path = rng.choice([p for p in step.iterdir() if p.is_file() and not p.is_symlink()])
            change_file(path, rng, sprung)
            changed.add(path.name)
        if not sealed and "manifest.json" not in changed:
            plain = [p for p in step.iterdir() if folder.is_plain(p) and p.name != "manifest.json"]
            (step / "manifest.json").write_text(json.dumps(folder.sums(plain)))
        return run, changed

    def load(self, run: Path, sealed: bool, changed: set[str]) -> str:
        """What became of it; ValueError when it was refused; AssertionError when it was loaded wrong."""
        model, optimizer = tiny(3)
        step = C.resume(run, "auto", model, optimizer, {"lr": 0.1})["step"]
        have = numbers_of(model, optimizer)
        same = all(torch.equal(a, b) for a, b in zip(have, self.want[step], strict=True))
        bytes_of_tensors = not sealed and step == 2 and any(name.endswith(".distcp") for name in changed)
        if not same and not (bytes_of_tensors and all(x.isfinite().all() for x in have)):
            raise AssertionError(f"step {step} was loaded with other numbers")
        return "loaded as written" if step == 2 else "the checkpoint before it"


class RankFiles:
    """Files of EasyR1's checkpoints: what torch.save writes, with tensors that must be there as they were or not."""

    name = "files of torch.save"

    def __init__(self, root: Path):
        self.root, self.file = root, root / "model_world_size_1_rank_0.pt"
        root.mkdir(parents=True)
        torch.manual_seed(0)
        half = torch.randn(9).bfloat16()
        self.want = {
            "a.weight": torch.randn(4, 3),
            "a.bias": torch.nn.Parameter(torch.ones(4)),
            "b": half,
            "c": half[:2],
        }
        torch.save(self.want, self.file)
        self.whole = self.file.read_bytes()

    def make(self, rng: random.Random, sealed: bool, sprung: Path) -> tuple[Path, set[str]]:
        data = self.whole
        if rng.random() < 0.2:
            torch.save({**self.want, "d": Trap(sprung)}, self.file)
            data = self.file.read_bytes()
        for _ in range(rng.choice([1, 1, 2, 3])):
            data = change_bytes(data, rng)
        self.file.write_bytes(data)
        return self.file, {self.file.name}

    def load(self, file: Path, sealed: bool, changed: set[str]) -> str:
        found = merge.load_rank(file)
        pieces = {name: merge.pieces_of(name, [part]) for name, part in found.items()}
        if found.keys() != self.want.keys() or not all(torch.equal(pieces[n][0], x) for n, x in self.want.items()):
            raise AssertionError("loaded with other numbers")
        return "loaded as written"


# ----------------------------------------------------------------------------------------------------------------------
# model folders


class Folders:
    """Merged folders of a tiny model; where they are not sealed, they have no SHA256SUMS."""

    name = "model folders"

    def __init__(self, root: Path):
        self.root, self.whole = root, root / "whole"
        config = M.pocket_config().to_dict()
        text = dict(num_hidden_layers=1, layer_types=["full_attention"], hidden_size=32, intermediate_size=16)
        config["text_config"] |= text | {"rope_parameters": {**config["text_config"]["rope_parameters"]}}
        config["text_config"]["rope_parameters"]["mrope_section"] = [2, 1, 1]
        config["vision_config"] |= dict(depth=1, hidden_size=24, num_heads=2, intermediate_size=5, out_hidden_size=32)
        config["vision_config"]["fullatt_block_indexes"] = [0]
        torch.manual_seed(0)
        stock = transformers.Qwen2_5_VLForConditionalGeneration
        stock._from_config(transformers.Qwen2_5_VLConfig(**config)).save_pretrained(self.whole)
        M.save_processor(M.load_processor("pocket"), self.whole)
        folder.write_sums(self.whole, {})
        self.texts = {p.name: p.read_bytes() for p in self.whole.iterdir()}

    def make(self, rng: random.Random, sealed: bool, sprung: Path) -> tuple[Path, set[str]]:
        path = self.root / "folder"
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.whole, path)
        if not sealed:
            (path / folder.SUMS).unlink()
        changed = set()
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            files = [p for p in path.iterdir() if p.is_file() and not p.is_symlink()]
            heavy = [p for p in files if p.suffix in (".safetensors", ".jinja") or p.name == "config.json"]
            file = rng.choice(rng.choice([files, heavy or files]))
            change_file(file, rng, sprung)
            changed.add(file.name)
        return path, changed

    def load(self, path: Path, sealed: bool, changed: set[str]) -> str:
        processor = M.load_processor(str(path))
        policy = M.load_model(str(path), torch.device("cpu"))
        with tempfile.TemporaryDirectory() as made:
            blank = M.loading.blank_model(policy.config)
            hub = folder.hub_names(blank, Path(made))
        torch.no_grad()(policy)(**M.loading.try_out(processor))  # what was loaded can be used
        stored, have = load_file(path / "model.safetensors"), dict(policy.named_parameters())
        for h, inner in hub.items():
            tensor = stored[h] if h in stored else stored[inner]
            if not torch.equal(tensor.float(), have[inner]):
                raise AssertionError(f"{inner} is not what the file holds")
        if sealed and folder.SUMS not in changed:
            same = [(path / n).read_bytes() == x for n, x in self.texts.items() if n.endswith(folder.READ)]
            if not all(same):
                raise AssertionError(f"loaded, though {sorted(changed)} differ from {folder.SUMS}")
        return "loaded as written" if processor.tokenizer else ""


# ----------------------------------------------------------------------------------------------------------------------


def trial(kind, seed: int, sprung: Path) -> tuple[str, str]:
    """(what became of an input, what was said)."""
    rng = random.Random(seed)
    sealed = rng.random() < 0.5
    path, changed = kind.make(rng, sealed, sprung)
    sprung.unlink(missing_ok=True)
    del loaded_pickles[:]
    faulthandler.dump_traceback_later(LIMIT, exit=True, file=sys.__stderr__)
    try:
        told = kind.load(path, sealed, changed), ""
    except (ValueError, OSError) as e:
        told = ("refused", str(e)) if len(str(e).splitlines()) == 1 else ("WRONG", f"several lines: {e}")
    except BaseException as e:
        told = ("WRONG", f"{type(e).__name__}: {e}")
        if isinstance(e, KeyboardInterrupt):
            raise
    finally:
        faulthandler.cancel_dump_traceback_later()
    if loaded_pickles or sprung.exists():
        told = ("WRONG", f"ran code: {loaded_pickles[:3]}")
    return told[0], f"{'sealed' if sealed else 'resealed'} {sorted(changed)}: {told[1]}"


def fuzz(kind, inputs: int, seed: int, show: int = 0) -> tuple[collections.Counter, list[str], float]:
    """(what became of the inputs, those that got through, seconds of the slowest)."""
    sprung, counts, wrong, slowest = kind.root / "sprung", collections.Counter(), [], 0.0
    for n in range(inputs):
        begun = time.time()
        told, said = trial(kind, seed * 1_000_003 + n, sprung)
        slowest = max(slowest, time.time() - begun)
        counts[told] += 1
        if told == "WRONG":
            wrong.append(f"input {n}: {said}")
            print(wrong[-1], flush=True)
        elif n < show:
            print(f"  {told}: {said}", flush=True)
    return counts, wrong, slowest


def prepare() -> None:
    """Called once a process: the interpreter's word of each pickle, templates with a short limit, few warnings."""
    sys.addaudithook(watch_pickles)
    template.SECONDS = 2
    warnings.simplefilter("ignore")
    transformers.logging.set_verbosity_error()


def main(cfg: Config) -> None:
    prepare()
    failed = 0
    with tempfile.TemporaryDirectory(dir=cfg.folder or None) as root:
        for kind in (Checkpoints, RankFiles, Folders):
            begun = time.time()
            made = kind(Path(root) / kind.__name__)
            counts, wrong, slowest = fuzz(made, cfg.inputs, cfg.seed, cfg.show)
            shown = ", ".join(f"{n} {what}" for what, n in counts.most_common())
            print(f"{made.name}: {cfg.inputs} inputs in {time.time() - begun:.0f} s, slowest {slowest:.1f} s: {shown}")
            failed += len(wrong)
    if failed:
        raise ValueError(f"{failed} inputs got through")


if __name__ == "__main__":
    run_cli(main, Config)
