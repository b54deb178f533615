"""Problems as rows: read any form of them, turn them into prompts and tensors, build our own sets from the book.

    python data.py build --size pocket --out runs/data          # 84 px figures for the tiny model; seconds
    python data.py build --size paper --out data --scale 0.02   # 448 px, every program; scale 1: the paper's counts
    python data.py check runs/data                              # the files load; eval shares nothing with training

`load` makes one checked record (FIELDS) of a row of the official files, of ms-swift files and of ours.
Where this departs from the paper and its files:
- Official Pro rows have one image and no "<image>" in the text: the marker is put in front of such a text.
- Images are resized once, here, so that the trainer's and vLLM's image processors have nothing left to do.
- Over-long prompts are left out by their exact length (filter_long); nothing is ever truncated.
- Built rows carry their number tuple (`numbers`). The book splits training and evaluation by what a figure shows;
  `check` proves over the written files that they share no figure, tuple or problem.
- Pocket Standard has groups at node x beside those at base, so that pre-aligned RL has something of its own to teach.
"""

import functools  # noqa: E401
import hashlib
import io
import json
import math
import os
import re
import shutil
import signal
import struct
import sys
from collections import Counter
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import datasets
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import tyro
from PIL import Image, ImageOps
from tqdm import tqdm

import knowledge
import runtime
from scheduler import NODES

INSTRUCTION = "Reason inside <think> </think>, then answer inside <answer> </answer>."
CELL = 28  # px, side of one image token: patches of 14, merged 2 x 2
TEXTS = "id problem answer solution group principle question_id difficulty source level split domain numbers".split()
TEXT, IMAGE, LIST = datasets.Value("string"), datasets.Image(), datasets.List
FIELDS = datasets.Features(
    {name: TEXT for name in TEXTS}
    | {  # the record; a text is None where unknown
        "images": LIST({"bytes": datasets.Value("binary"), "path": TEXT}),
        "knowledge": LIST(TEXT),
        "options": LIST(TEXT),
    }
)
IMAGE_ERRORS = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)
QUIET = runtime.rank() > 0  # only rank 0 talks


# ------------------------------------------------------------------------------------------------------- reading
def load(path, split="train", skip_bad=False, require_groups=False):
    """Reads problems into a datasets.Dataset with the columns FIELDS; images stay undecoded ({"bytes", "path"}).

    path: a .parquet, .jsonl or .json file, a folder with one such file or some named {split}*, or a hub id
    ("owner/name" or "owner/name:config", of which `split` is read). The whole set is held in memory.
    Every row is checked, its images' headers and checksums too. A bad row is a ValueError that names file, row (from 1;
    the line of a .jsonl) and field; skip_bad drops and reports such rows. require_groups: a group of one is bad too.
    """
    records, seen, bad = [], {}, []  # seen: id -> its file and row, in the order of records
    for name, base, rows in sources(path, split):
        for n, raw in tqdm(rows, f"reading {Path(name).name}", disable=QUIET, leave=False, delay=2):
            try:
                records.append(record(raw, base, Path(name).stem, n, split, seen))
                seen[records[-1]["id"]] = f"{name}: row {n}"
            except ValueError as e:
                bad.append(f"{name}: row {n}: {e}")
                if not skip_bad:
                    raise ValueError(bad[-1]) from e
    if require_groups:
        sizes = Counter(r["group"] for r in records)
        keep = [r["group"] is not None and sizes[r["group"]] > 1 for r in records]
        lone = [f"{seen[r['id']]}: field group: {r['group']!r} has one variant" for r, k in zip(records, keep) if not k]
        if lone and not skip_bad:
            raise ValueError(lone[0])
        bad, records = bad + lone, [r for r, k in zip(records, keep) if k]
    if bad and not QUIET:
        print(f"{path}: dropped {len(bad)} bad rows, kept {len(records)}: {'; '.join(bad[:3])}", file=sys.stderr)
    if not records:
        raise ValueError(f"{path}: no rows" + (f" left: {bad[0]}" if bad else ""))
    parts = [pa.Table.from_pylist(records[i : i + 1000], FIELDS.arrow_schema) for i in range(0, len(records), 1000)]
    return datasets.Dataset(pa.concat_tables(parts), fingerprint=datasets.fingerprint.generate_random_fingerprint())


def sources(path, split):
    """Lists (name, folder that image paths are relative to, numbered rows) of what `path` stands for; see load."""
    files, kinds = [Path(path)], (".parquet", ".jsonl", ".json")
    if files[0].is_dir():
        files = sorted(f for f in files[0].rglob("*") if f.suffix in kinds)
        files = files if len(files) == 1 else [f for f in files if f.name.startswith(split)]
        if not files:
            raise ValueError(f"{path}: the folder has neither one data file nor files named {split}*: name a file")
    elif files[0].suffix not in kinds and re.fullmatch(r"[\w.-]+/[\w.-]+(:[\w.-]+)?", str(path)):
        name, _, config = str(path).partition(":")
        tables = datasets.load_dataset(name, config or None, split=split).with_format("arrow").iter(1000)
        return [(str(path), Path(), enumerate((row for table in tables for row in table.to_pylist()), 1))]
    elif not files[0].is_file() or files[0].suffix not in kinds:
        raise ValueError(f"{path}: no {', '.join(kinds)} file, no folder and no hub id (owner/name:config)")
    return [(str(f), f.parent, raw_rows(f)) for f in files]


def raw_rows(file):
    """Numbered raw rows of one file: dicts, or lines of JSON yet to be parsed."""
    try:
        if file.suffix == ".parquet":
            batches = pq.ParquetFile(file).iter_batches(1000)
            return enumerate((row for batch in batches for row in batch.to_pylist()), 1)
        text = file.read_text(encoding="utf-8")
        rows = json.loads(text) if file.suffix == ".json" else text.split("\n")
        return [(n, row) for n, row in enumerate(rows, 1) if row != ""]
    except (pa.ArrowException, ValueError) as e:
        raise ValueError(f"{file}: not a readable {file.suffix} file: {e}") from e


def _text(raw, *names):
    """The first of the named fields that has a value, as text; None where none has. NaN is pandas' empty cell."""
    name = next((name for name in names if raw.get(name) is not None and raw[name] == raw[name]), None)
    if name and not isinstance(raw[name], (str, int, float)):
        raise ValueError(f"field {name}: expected text, found {type(raw[name]).__name__}")
    return str(raw[name]) if name else None


def _list(raw, *names):
    """The first of the named fields that has a value, as a list of texts; [] where none has."""
    value = next((raw[name] for name in names if raw.get(name) is not None), [])
    return [str(v) for v in (value if isinstance(value, list) else [value])]


def record(raw, base, stem, n, split, seen):
    """The checked record of a raw row of any known form; ValueError "field X: what is wrong" for a bad row."""
    raw = json.loads(raw) if isinstance(raw, str) else raw
    if not isinstance(raw, dict):
        raise ValueError("field (all): the row is no JSON object")
    field = next((name for name in ("messages", "problem", "question") if raw.get(name) is not None), "problem")
    if field == "messages":
        raw = raw | dict(zip(("problem", "solution", "answer"), _messages(raw["messages"])))
    out = {name: _text(raw, name) for name in TEXTS}
    out |= {
        "problem": _text(raw, "problem", "question"),
        "group": _text(raw, "group", "idx"),
        "source": out["source"] or stem,
        "split": out["split"] or split,
        "knowledge": _list(raw, "knowledge points", "knowledge"),
        "options": _list(raw, "options") or None,
    }
    for name, column in ("problem", field), ("answer", "answer"):
        if not (out[name] or "").strip():
            raise ValueError(f"field {column}: " + ("empty" if column in raw else f"no such column in {list(raw)}"))
    if special := re.search(r"<\|\w+\|>", out["problem"]):
        raise ValueError(f"field {field}: holds the special token {special[0]!r}")
    if out["difficulty"] is not None:
        out["difficulty"] = out["difficulty"].strip().lower()
        if out["difficulty"] not in NODES:
            raise ValueError(f"field difficulty: unknown node {raw['difficulty']!r}, expected one of {' '.join(NODES)}")
    column = "image" if raw.get("images") is None else "images"
    images = raw.get(column)
    if not isinstance(images, list):  # one image; None, "" and an empty struct stand for none
        images = [images] if images and images != {"bytes": None, "path": None} else []
    out["images"] = [checked_image(image, base, f"field {column}: ") for image in images]
    if len(images) == 1 and "<image>" not in out["problem"]:  # the official Pro files rely on this
        out["problem"] = "<image>" + out["problem"]
    if (markers := out["problem"].count("<image>")) != len(images):
        raise ValueError(f"field {field}: {markers} <image> for {len(images)} images")
    out["id"] = out["id"] or f"{stem}-{n}"
    if out["id"] in seen:
        raise ValueError(f"field id: {out['id']!r} is also the id of {seen[out['id']]}")
    return out


def _messages(turns):
    """(problem, solution, answer) of an ms-swift chat: a user turn, an assistant turn with <think> and <answer>."""
    try:
        (asks, user), (replies, reply) = ((turn["role"], turn["content"]) for turn in turns)
        found = (asks, replies) == ("user", "assistant") and re.fullmatch(r"(.*)<answer>(.*)</answer>\s*", reply, re.S)
        solution, answer = found[1].strip().removeprefix("<think>").removesuffix("</think>").strip(), found[2].strip()
        return user.removesuffix("\n" + INSTRUCTION), solution, answer
    except (TypeError, KeyError, ValueError) as e:
        raise ValueError("field messages: not a user turn and an assistant turn with <answer>...</answer>") from e


# -------------------------------------------------------------------------------------------------------- images
def open_image(image, what, step=None):
    """The PIL image of {"bytes", "path"}, its header read, then step "verify" or "load" done; ValueError `what...`."""
    try:
        opened = Image.open(io.BytesIO(image["bytes"]) if image["bytes"] else image["path"])
        if step:
            getattr(opened, step)()
        return opened
    except IMAGE_ERRORS as e:
        raise ValueError(f"{what}unreadable image {image['path'] or ''}: {type(e).__name__} {e}") from e


def checked_image(value, base, what):
    """{"bytes", "path"} of an image given in any form, after a look at its header and checksums."""
    image = value if isinstance(value, dict) else {"bytes" if isinstance(value, bytes) else "path": value}
    data, path = image.get("bytes"), image.get("path")
    if not data and not (path and isinstance(path, str)):
        raise ValueError(f"{what}expected the path or bytes of an image, found {value!r:.60}")
    image = {"bytes": data, "path": path if data else str(base / path)}
    open_image(image, what, "verify")
    return image


def header_size(image):
    """(width, height) as shown, without decoding; a camera's JPEG may lie on its side."""
    with open_image(image, "field images: ") as im:
        turned = im.format in ("JPEG", "MPO") and im.getexif().get(0x0112) in (5, 6, 7, 8)
        return im.size[::-1] if turned else im.size


@functools.lru_cache(maxsize=65536)
def resize_size(width, height, min_pixels, max_pixels):
    """(width, height) in px to resize to: multiples of 28 with min_pixels <= width * height <= max_pixels.

    With r and c the real numbers of cells down and across for the area clamped to the range at the old aspect, it takes
    the allowed whole a and b with the least log(a/r)^2 + log(b/c)^2: the least change of shape and size together. An
    allowed size maps to itself. Sides differ by at most 200 times, Qwen's limit. ValueError where no pair fits.
    """
    low, high = -(-min_pixels // CELL**2), max_pixels // CELL**2  # cells
    area = min(max(width * height, min_pixels), max_pixels)
    r, c = math.sqrt(area * height / width) / CELL, math.sqrt(area * width / height) / CELL
    a = np.arange(1, high + 1)[:, None]  # [rows, 1]
    least, most = np.maximum(-(-low // a), -(-a // 200)), np.minimum(high // a, 200 * a)  # what a leaves for b
    b = np.clip([math.floor(c), math.ceil(c)], least, most)  # [rows, 2]: the cost is convex in log b
    cost = np.where(least <= most, np.log(a / r) ** 2 + np.log(b / c) ** 2, np.inf)
    if not np.isfinite(cost).any():
        raise ValueError(f"min_pixels {min_pixels}, max_pixels {max_pixels}: no multiples of {CELL} fit between them")
    best = np.unravel_index(cost.argmin(), cost.shape)
    return int(b[best]) * CELL, (int(best[0]) + 1) * CELL


def open_images(row, min_pixels, max_pixels):
    """The row's images as RGB PIL, sides multiples of 28 in the pixel range; what is transparent becomes white."""
    images = []
    for image in row["images"]:
        im = open_image(image, f"{row.get('source')}: row {row['id']}: field images: ", "load")
        im = ImageOps.exif_transpose(im) if im.format in ("JPEG", "MPO") else im
        im = im.point(lambda v: v / 256).convert("L") if im.mode.startswith("I;16") else im  # else all becomes white
        if im.mode in ("RGBA", "LA", "PA") or "transparency" in im.info:
            im = im.convert("RGBA")
            im = Image.alpha_composite(Image.new("RGBA", im.size, "white"), im)
        size = resize_size(*im.size, min_pixels, max_pixels)
        im = im.convert("RGB")
        images.append(im if im.size == size else im.resize(size, Image.Resampling.BICUBIC))
    return images


# ------------------------------------------------------------------------------------------- prompts and tensors
def messages(row):
    """Chat messages of a row: one user turn; an image part for each <image>, the texts between, the instruction."""
    content = []
    for i, text in enumerate(f"{row['problem']}\n{INSTRUCTION}".split("<image>")):
        content += [{"type": "image"}] * (i > 0) + [{"type": "text", "text": text}] * bool(text)
    return [{"role": "user", "content": content}]


def prompt(row, processor, min_pixels, max_pixels):
    """{"text": chat up to the assistant's turn with one placeholder an image, "images": resized RGB PIL images}."""
    text = processor.apply_chat_template(messages(row), tokenize=False, add_generation_prompt=True)
    return {"text": text, "images": open_images(row, min_pixels, max_pixels)}


def response(row):
    """The assistant turn that SFT teaches."""
    return f"<think>{row['solution'] or ''}</think><answer>{row['answer']}</answer>"


def encode(items, processor):
    """Tensors of [{"text", "images"}], one dict an item, by one processor call.

    input_ids [T]; mm_token_type_ids [T], 1 at image tokens (without it the model silently falls back to 1-D positions);
    pixel_values [P, D] and image_grid_thw [k, 3], None without images. ValueError where the processor resized an image.
    """
    import torch

    if not items:  # a rank without a share of a small batch; the tokenizer refuses an empty list
        return []
    images, patch = [image for item in items for image in item["images"]], processor.image_processor.patch_size
    out = processor(text=[item["text"] for item in items], images=images or None, return_mm_token_type_ids=True)
    grids = pixels = [None] * len(items)
    if images:
        sizes = [[1, im.height // patch, im.width // patch] for im in images]  # frames, patches down, across
        if (found := out["image_grid_thw"].tolist()) != sizes:
            raise ValueError(f"the processor's min_pixels, max_pixels differ from the data's: {sizes} became {found}")
        grids = out["image_grid_thw"].split([len(item["images"]) for item in items])  # each [k, 3]
        pixels = out["pixel_values"].split([int(grid.prod(-1).sum()) for grid in grids])
    return [
        {
            "input_ids": torch.tensor(out["input_ids"][i]),
            "pixel_values": pixels[i] if item["images"] else None,
            "mm_token_type_ids": torch.tensor(out["mm_token_type_ids"][i]),
            "image_grid_thw": grids[i] if item["images"] else None,
        }
        for i, item in enumerate(items)
    ]


def filter_long(ds, processor, max_tokens, min_pixels, max_pixels, with_response=False):
    """(rows of at most max_tokens tokens, number dropped): tokens of the prompt, or of prompt and response.

    The length is exactly that of encode: text tokens, with h/28 * w/28 for an image. Only headers of images are read.
    """
    keep = []
    for start in tqdm(range(0, len(ds), 500), "token lengths", disable=QUIET, leave=False, delay=2):
        rows = ds.select(range(start, min(start + 500, len(ds)))).to_list()
        texts = processor.apply_chat_template([messages(r) for r in rows], tokenize=False, add_generation_prompt=True)
        texts = [text + response(row) for text, row in zip(texts, rows)] if with_response else texts
        for i, (row, ids) in enumerate(zip(rows, processor.tokenizer(texts)["input_ids"]), start):
            sizes = [resize_size(*header_size(image), min_pixels, max_pixels) for image in row["images"]]
            if len(ids) + sum(w * h // CELL**2 - 1 for w, h in sizes) <= max_tokens:
                keep.append(i)
    dropped = len(ds) - len(keep)
    if dropped and not QUIET:
        print(f"dropped {dropped} of {len(ds)} rows longer than {max_tokens} tokens", file=sys.stderr)
    return (ds.select(keep) if dropped else ds), dropped


# ------------------------------------------------------------------------------------------------------ building
@dataclass
class Build:
    """What to build. In brackets what None stands for: pocket; paper (book/sets.py)."""

    out: str  # folder to write
    size: Literal["pocket", "paper"] = "pocket"  # pocket: the programs that suit small figures; paper: all
    seed: int = 0  # another seed, other problems; the same seed, the same bytes
    workers: int = 0  # processes; 0 = one a core; no influence on the result
    scale: float = 1.0  # multiplies all counts
    px: int | None = None  # side of a figure [84; 448]
    sft: int | None = None  # SFT rows with a figure [8000; 800]
    sft_text: int | None = None  # SFT rows without [0; 200]
    base_share: float = 0.85  # share of the SFT rows with a figure at base; the other seven nodes share the rest evenly
    groups: int | None = None  # Standard: one question, several figures [400; 1934]
    m: int | None = None  # variants of such a group [4; 3]
    x_share: float | None = None  # share of these groups at node x, the others are at base [0.5; 0.0]
    figures: int | None = None  # Standard: one figure, up to three questions [0; 1500]
    singles: int | None = None  # Standard: single seed problems [0; 1800]
    pro: int | None = None  # Pro seeds: eight nodes and a..e each [400; 500]
    eval: int | None = None  # evaluation seeds: eight nodes each; at paper size two, by level [63; 500]


PRO = ["question_id", "question", "image", "difficulty", "knowledge points", "idx", "answer"]  # official columns
OURS = ["id", "principle", "solution", "domain", "numbers", "options", "needs_figure", "program", "level"]
COLUMNS = {
    "sft": ["messages", "images", "difficulty", "knowledge", "answer", *OURS],
    "standard": ["problem", "images", "answer", "idx", "difficulty", "knowledge points", *OURS],
    "pro": PRO + OURS,
    "eval": [*PRO, *OURS, "split"],
}
SCHEMAS = {
    file: datasets.Features(
        {
            name: {
                "messages": LIST({"role": TEXT, "content": TEXT}),
                "images": LIST(IMAGE),
                "image": IMAGE,
                "options": LIST(TEXT),
                "needs_figure": datasets.Value("bool"),
                "knowledge": LIST(TEXT),
                "knowledge points": LIST(TEXT),
            }.get(name, TEXT)
            for name in columns
        }
    ).arrow_schema
    for file, columns in COLUMNS.items()
}


def _part(job):
    """Makes the rows of some work items, with the columns of their file, and writes them as one parquet part."""
    from book import sets

    cfg, file, kind, items, path = job
    rows = []
    for i in items:
        program, key = sets.program_of(cfg, i)[0], f"{kind}-{i:06d}"
        for j, (node, p) in enumerate(sets.problems(cfg, kind, i)):
            row = {
                "id": f"{key}-{node if kind in ('pro', 'eval') else j}",
                "question_id": key,
                "difficulty": node,
                "problem": p.question,
                "question": p.question,
                "answer": p.answer,
                "solution": p.solution,
                "knowledge": p.knowledge,
                "knowledge points": p.knowledge,
                "principle": p.principle,
                "numbers": repr(p.numbers),
                "domain": program.domain,
                "split": "eval" if kind == "eval" else "train",
                "program": program.name,
                "options": p.options or None,
                "level": knowledge.level(p.knowledge),
                "needs_figure": p.needs_figure,
                "images": [],
            }
            row["idx"] = row["id"] if kind == "figures" else key  # questions on one figure share no reward mean
            for image in p.images:
                image.save(png := io.BytesIO(), "PNG")
                row["images"].append({"bytes": png.getvalue(), "path": f"{row['id']}-{len(row['images'])}.png"})
            row["image"] = row["images"][0] if row["images"] else None
            row["messages"] = [
                {"role": "user", "content": f"{p.question}\n{INSTRUCTION}"},
                {"role": "assistant", "content": response(row)},
            ]
            rows.append(row)
    _replace(path, lambda temporary: pq.write_table(pa.Table.from_pylist(rows, SCHEMAS[file]), temporary))
    return len(items)


def _replace(path, write):
    """write(temporary path), then rename: nothing half-written ever has the final name."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        write(temporary)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _join(paths, schema, temporary):
    """The parts of a file, one after the other, as row groups of one file."""
    with pq.ParquetWriter(temporary, schema) as writer:
        for path in paths:
            writer.write_table(pq.read_table(path, schema=schema))


def build(cfg: Build):
    """Writes standard, pro, sft and eval .parquet, the dataset card and config.json (the last: the build is whole).

    Work items go to parts in OUT/.parts; a build that was killed goes on from them when it is started again.
    """
    from book import sets, sheet

    cfg = replace(cfg, **(sets.SIZES[cfg.size] | {k: v for k, v in asdict(cfg).items() if v is not None}))
    cfg = replace(cfg, **{k: max(1, round(n * cfg.scale)) for k in sets.COUNTS if (n := getattr(cfg, k))})
    out, workers = Path(cfg.out), cfg.workers or os.cpu_count()
    parts, settings = out / ".parts", {k: v for k, v in asdict(cfg).items() if k not in ("out", "workers")}
    config = json.dumps(settings, indent=1) + "\n"
    code = [Path(__file__), *sorted(f for f in Path(sets.__file__).parent.rglob("*") if f.suffix in (".py", ".tsv"))]
    stamp = config + hashlib.sha256(b"".join(f.read_bytes() for f in code)).hexdigest()
    if parts.exists() and not ((parts / "stamp").exists() and (parts / "stamp").read_text() == stamp):
        print(f"{parts}: left by other settings or another version of the code; starting anew", file=sys.stderr)
        shutil.rmtree(parts)
    parts.mkdir(parents=True, exist_ok=True)
    _replace(parts / "stamp", lambda temporary: temporary.write_text(stamp))
    (out / "config.json").unlink(missing_ok=True)
    pool, files = ProcessPoolExecutor(workers, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)), {}
    try:
        for kind, file in ((kind, file) for file, kinds in sets.KINDS.items() for kind in kinds):
            count = getattr(cfg, kind)
            size = max(1, min(25 if cfg.size == "paper" else 200, count // 16))
            jobs = [
                (cfg, file, kind, range(i, min(i + size, count)), parts / f"{kind}-{i:06d}.parquet")
                for i in range(0, count, size)
            ]
            todo = [job for job in jobs if not job[4].exists()]
            done = count - sum(len(job[3]) for job in todo)
            with tqdm(None, kind, count, initial=done, leave=False, disable=QUIET or not count) as bar:
                for made in pool.map(_part, todo) if workers > 1 else map(_part, todo):
                    bar.update(made)
            files[file] = files.get(file, []) + [job[4] for job in jobs]
    finally:
        pool.shutdown(cancel_futures=True)
    for file, paths in files.items():
        _replace(out / f"{file}.parquet", lambda temporary: _join(paths, SCHEMAS[file], temporary))
    sheet.card(out, cfg.size, cfg.seed, check(out), (row for _, row in raw_rows(out / "eval.parquet")))
    _replace(out / "config.json", lambda temporary: temporary.write_text(config))
    shutil.rmtree(parts)
    print(f"{out}: " + ", ".join(f"{file} {pq.read_metadata(out / f'{file}.parquet').num_rows} rows" for file in files))


def check(folder: tyro.conf.Positional[str]):
    """Reads the files of a build; error if eval shares an image, numbers or a (text, images) pair with training.

    Returns the number of rows by file and (column, value). needs_figure: rows for which the book found another figure
    with the same text and another answer, so that no reader of the text alone can tell.
    """
    owner, counts = {}, {}
    for file in ("sft", "standard", "pro", "eval"):
        path, seen, count = Path(folder) / f"{file}.parquet", {}, Counter()
        for n, raw in raw_rows(path):
            try:
                row = record(raw, path.parent, file, n, "train", seen)
            except ValueError as e:
                raise ValueError(f"{path}: row {n}: {e}") from e
            seen[row["id"]] = f"{path}: row {n}"
            images = tuple(hashlib.sha256(image["bytes"]).digest() for image in row["images"])
            keys = [("images", image) for image in images] + [("problem", (row["problem"], images))]
            for key in keys + [("numbers", row["numbers"])]:
                if file != "eval":
                    owner.setdefault(key, f"{file}.parquet row {n}")
                elif key in owner:
                    raise ValueError(f"{path}: row {n}: field {key[0]}: the same as in {owner[key]}")
            count.update(
                [("all", "")]
                + [
                    (key, str(raw[key]))
                    for key in ("needs_figure", "difficulty", "level", "domain", "program")
                    if raw[key] is not None
                ]
            )
        counts[file] = count
    yes, no = (sum(count["needs_figure", v] for count in counts.values()) for v in ("True", "False"))
    print(f"{folder}: {yes} of {yes + no} rows with a figure cannot be answered without it ({yes / (yes + no):.1%})")
    return counts


if __name__ == "__main__":
    try:
        tyro.extras.subcommand_cli_from_dict({"build": build, "check": check}, config=(tyro.conf.OmitArgPrefixes,))
    except (ValueError, OSError, BrokenExecutor, KeyboardInterrupt) as e:
        sys.exit(f"error: {str(e) or 'interrupted'}")
