"""Problems as rows: read any form of them, turn them into prompts and tensors, build our own sets from the book.

    python data.py build --size pocket --out runs/data          # 84 px figures for the tiny model; seconds
    python data.py build --size paper --out data --scale 0.02   # 448 px, every program; scale 1: the paper's counts
    python data.py check runs/data                              # the files load; eval shares nothing with training
    python data.py harvest RUN/predictions.jsonl --out own.parquet   # SFT rows of right answers (book/harvest.py)

`load` makes one checked record (FIELDS) of a row of the official files, of ms-swift files and of ours.
Where this departs from the paper and its files:
- Official Pro rows have one image and no "<image>" in the text: the marker is put in front of such a text.
- Images are resized once, here, so that the trainer's and vLLM's image processors have nothing left to do.
- The pixel range belongs to the model, as the side of an image token: those of its processor (model.load_processor).
- Rows are bare: the instruction is added by `messages` alone. Older files that hold one are read without it.
- Over-long prompts are left out by their exact length (filter_long); nothing is ever truncated.
- Every field is looked at before it is used: type, size, UTF-8, special tokens and tags (rewards.control), the format,
  pixels and bytes of an image, and that its file lies below the folder of its data file.
- Built rows carry their number tuple (`numbers`). The book splits training and evaluation by what a figure shows;
  `check` proves over the written files that they share no figure, tuple or problem.
- Pocket Standard has groups at node x beside those at base, so that pre-aligned RL has something of its own to teach.
"""

import hashlib
import math
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import datasets
import pyarrow as pa
import tyro
from PIL import Image
from tqdm import tqdm

import runtime
from rewards import TAGS, control
from runtime.images import checked_image, header_size, resize_size, rgb
from runtime.rows import hub_rows, raw_rows
from runtime.texts import parse, plain
from scheduler import NODES

INSTRUCTION = "Reason inside {} {}, then answer inside {} {}.".format(*TAGS)
# What older files of ours and files made for EasyR1's templates hold behind the problem, by its first words.
STORED = re.compile("(Reason inside|You FIRST think|A conversation between User and) ")
TEXTS = "id problem answer solution group principle program question_id difficulty source level split domain numbers"
TEXT, BYTES, LIST = datasets.Value("string"), datasets.Value("binary"), datasets.List  # a text is None where unknown
FIELDS = {**dict.fromkeys(TEXTS.split(), TEXT), "images": LIST({"bytes": BYTES, "path": TEXT})}
FIELDS = datasets.Features({**FIELDS, **dict.fromkeys(("knowledge", "options", "facts"), LIST(TEXT))})
MOST = 256  # images or texts in a list of a row
QUIET = runtime.rank() > 0  # only rank 0 talks


# ------------------------------------------------------------------------------------------------------- reading
def load(path, split="train", skip_bad=False, require_groups=False):
    """Reads problems into a datasets.Dataset with the columns FIELDS; images stay undecoded ({"bytes", "path"}).

    path: a .parquet, .jsonl or .json file, a folder with one such file or some named {split}*, or a hub id
    ("owner/name" or "owner/name:config", of which `split` is read). The whole set is held in memory.
    Every row is checked, its images' headers and checksums too. A bad row is a ValueError that names file, row (from 1;
    the line of a .jsonl) and field; skip_bad drops and reports such rows, and decodes every image to find them.
    require_groups: bad is a group of one, too, and a row with another question than the first row of its group.
    """
    seen, bad = {}, []  # seen: id -> its file and row, in the order of records
    records = [row for _, _, row in checked_rows(sources(path, split), split, seen, bad if skip_bad else None)]
    if require_groups:
        alone = ungrouped(records)
        lone = [f"{seen[records[i]['id']]}: field group: {why}" for i, why in alone.items()]
        if lone and not skip_bad:
            raise ValueError(lone[0])
        bad, records = bad + lone, [row for i, row in enumerate(records) if i not in alone]
    if bad and not QUIET:
        said = "; ".join(map(plain, bad[:3]))
        print(f"{path}: dropped {len(bad)} bad rows, kept {len(records)}: {said}", file=sys.stderr)
    if (held := sum(r["instruction"] for r in records)) and not QUIET:
        print(f"{path}: {held} of {len(records)} problems held an instruction, now left out", file=sys.stderr)
    if not records:
        raise ValueError(f"{path}: no rows" + (f" left: {bad[0]}" if bad else ""))
    parts = [pa.Table.from_pylist(records[i : i + 1000], FIELDS.arrow_schema) for i in range(0, len(records), 1000)]
    return datasets.Dataset(pa.concat_tables(parts), fingerprint=datasets.fingerprint.generate_random_fingerprint())


def checked_rows(files, split, seen, bad=None):
    """Yields (number, raw row, record) of `sources`. bad: a list for what is wrong with bad rows; None: an error."""
    for name, base, rows in files:
        for n, raw in tqdm(rows, f"reading {plain(Path(name).name)}", disable=QUIET, leave=False, delay=2):
            try:
                row = record(raw, base, Path(name).stem, n, split, seen, decode=bad is not None)
            except ValueError as e:
                if bad is None:
                    raise ValueError(f"{name}: row {n}: {e}") from e
                bad.append(f"{name}: row {n}: {e}")
                continue
            seen[row["id"]] = f"{name}: row {n}"
            yield n, raw, row


def ungrouped(records):
    """{number of a record: why it has no place in a group}: see `require_groups` of load.

    The variants of a question may differ in their images, and in numbers and letters that the text names.
    """
    asked = {}
    first = [re.sub(r"<image>|[\W\d_]|\b[A-Za-z]\b", "", row["problem"]).lower() for row in records]
    for row, text in zip(records, first):
        asked.setdefault(row["group"], text)
    mixed = [i for i, row in enumerate(records) if row["group"] is not None and first[i] != asked[row["group"]]]
    out = {i: f"{records[i]['group']!r:.60} mixes questions: not that of its first row" for i in mixed}
    sizes = Counter(row["group"] for i, row in enumerate(records) if i not in out)
    for i, row in enumerate(records):
        if row["group"] is None or sizes[row["group"]] < 2:
            out.setdefault(i, f"{row['group']!r:.60} has one variant")
    return out


def sources(path, split):
    """Lists (name, folder that image paths are relative to, numbered rows) of what `path` stands for; see load."""
    files, kinds = [Path(path)], (".parquet", ".jsonl", ".json")
    if files[0].is_dir():
        files = sorted(f for f in files[0].rglob("*") if f.suffix in kinds) if str(path) else []
        files = files if len(files) == 1 else [f for f in files if f.name.startswith(split)]
        if not files:
            raise ValueError(f"{path or '(no name)'}: neither one data file nor files named {split}*: name a file")
    elif files[0].suffix not in kinds and re.fullmatch(r"[\w.-]+/[\w.-]+(:[\w.-]+)?", str(path)):
        name, _, config = str(path).partition(":")
        return [(str(path), Path(datasets.config.HF_CACHE_HOME), enumerate(hub_rows(name, config, split), 1))]
    elif not files[0].is_file() or files[0].suffix not in kinds:
        raise ValueError(f"{path}: no {', '.join(kinds)} file, no folder and no hub id (owner/name:config)")
    return [(str(f), f.parent, raw_rows(f)) for f in files]


def _text(raw, *names):
    """The first of the named fields that has a value, as text; None where none has. NaN is pandas' empty cell."""
    for name in names:
        value = raw.get(name)
        if value is not None and value == value:
            return value if isinstance(value, str) else _one_text(value, name)
    return None


def _one_text(value, name):
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise ValueError(f"field {name}: expected text, found {type(value).__name__}")
    if isinstance(value, float) and math.isinf(value):
        raise ValueError(f"field {name}: expected text or a number, found {value}")
    return str(value)


def _list(raw, *names):
    """The first of the named fields that has a value, as a list of texts; [] where none has."""
    name = next((name for name in names if raw.get(name) is not None and raw[name] == raw[name]), None)
    value = raw[name] if name else []
    value = value if isinstance(value, list) else [value]
    if len(value) > MOST:
        raise ValueError(f"field {name}: {len(value)} texts, more than {MOST}")
    return [_one_text(v, name) for v in value]


def record(raw, base, stem, n, split, seen, decode=False):
    """The checked record of a raw row of any known form; ValueError "field X: what is wrong" for a bad row.

    decode: decode its images, too, which shows whether they are whole.
    """
    raw = parse(raw, "field (all): ") if isinstance(raw, str) else raw
    if isinstance(raw, ValueError):
        raise raw
    if not isinstance(raw, dict):
        raise ValueError("field (all): the row is no JSON object")
    field = next((name for name in ("messages", "problem", "question") if raw.get(name) is not None), "problem")
    if field == "messages":
        own, raw = _text(raw, "answer"), raw | dict(zip(("problem", "solution", "answer"), _messages(raw["messages"])))
        if own is not None and raw["answer"] and own.strip() != raw["answer"]:
            raise ValueError(f"field answer: {own!r:.60}, but the assistant turn answers {raw['answer']!r:.60}")
    out = {name: _text(raw, name) for name in TEXTS.split()}
    out |= {
        "problem": _text(raw, "problem", "question"),
        "group": _text(raw, "group", "idx"),
        "source": out["source"] or stem,
        "split": out["split"] or split,
        "knowledge": _list(raw, "knowledge points", "knowledge"),
        **{name: _list(raw, name) or None for name in ("options", "facts")},
    }
    problem, out["instruction"] = without_instruction(out["problem"] or "")  # "instruction" goes to no column
    out |= {"problem": problem, "id": out["id"] or f"{stem}-{n}"}
    for name, column in ("problem", field), ("answer", "answer"):
        if not (out[name] or "").strip():
            have = f"no such column in {list(raw)!s:.200}"
            raise ValueError(f"field {column}: " + ("empty" if column in raw else have))
    texts = [(name, text) for name in TEXTS.split() if (text := out[name])]
    texts += [(name, text) for name in ("knowledge", "options", "facts") for text in out[name] or ()]
    if control("\n".join([text for _, text in texts])):  # one look at them all; then which one it is, if any
        for name, text in texts:
            if fault := control(text):
                raise ValueError(f"field {field if name == 'problem' else name}: holds {fault}")
    if out["difficulty"] is not None:
        out["difficulty"] = out["difficulty"].strip().lower()
        if out["difficulty"] not in NODES:
            found = f"unknown node {raw['difficulty']!r:.60}"
            raise ValueError(f"field difficulty: {found}, expected one of {' '.join(NODES)}")
    out["images"] = _images(raw, base, decode)
    if len(out["images"]) == 1 and "<image>" not in out["problem"]:  # the official Pro files rely on this
        out["problem"] = "<image>" + out["problem"]
    if (markers := out["problem"].count("<image>")) != len(out["images"]):
        raise ValueError(f"field {field}: {markers} <image> for {len(out['images'])} images")
    if out["id"] in seen:
        raise ValueError(f"field id: {out['id']!r:.60} is also the id of {seen[out['id']]}")
    return out


def without_instruction(problem):
    """(a problem without the instruction that older files hold behind it, whether it had one)"""
    found = STORED.search(problem, 0, max(0, problem.rfind("<think>")))
    return (problem[: found.start()].rstrip(), True) if found else (problem, False)


def _messages(turns):
    """(problem, solution, answer) of an ms-swift chat: a user turn, an assistant turn with <think> and <answer>."""
    try:
        (asks, user), (replies, reply) = ((turn["role"], turn["content"]) for turn in turns)
        body = reply.rstrip()
        at = body.rfind(TAGS[2])
        if (asks, replies) != ("user", "assistant") or not isinstance(user, str) or not at >= 0 < body.count(TAGS[3]):
            raise ValueError("another form")
    except (TypeError, KeyError, ValueError, AttributeError) as e:
        raise ValueError("field messages: not a user turn and an assistant turn with <answer>...</answer>") from e
    solution = body[:at].strip().removeprefix(TAGS[0]).removesuffix(TAGS[1]).strip()
    return user, solution, body[at + len(TAGS[2]) :].removesuffix(TAGS[3]).strip()


# -------------------------------------------------------------------------------------------------------- images
def _images(raw, base, decode):
    """The checked images of a raw row; None, "" and a struct of nothing stand for none."""
    column = "image" if raw.get("images") is None else "images"
    value = raw.get(column)
    if value is None or value == "" or value == {"bytes": None, "path": None}:
        return []
    images = value if isinstance(value, list) else [value]
    if len(images) > MOST:
        raise ValueError(f"field {column}: {len(images)} images, more than {MOST}")
    found = [checked_image(image, base, f"field {column}: ") for image in images]
    for image in found if decode else ():
        rgb(image, f"field {column}: ")
    return found


def pixel_range(processor):
    """(min_pixels, max_pixels) of a model: the area that its images have after resizing, in px."""
    return tuple(processor.image_processor.size[edge] for edge in ("shortest_edge", "longest_edge"))


def cell_of(processor):
    """Side of the square of a model's image token, in px: 28 (patches of 14, merged 2 x 2) or 32."""
    return processor.image_processor.patch_size * processor.image_processor.merge_size


def image_tokens(row, processor):
    """Tokens of a row's images, beyond the placeholder that each has in the text; only their headers are read."""
    limits, cell = pixel_range(processor), cell_of(processor)
    return sum(math.prod(resize_size(*header_size(x), *limits, cell)) // cell**2 - 1 for x in row["images"])


def open_images(row, min_pixels, max_pixels, cell):
    """The row's images as RGB PIL on white, sides multiples of `cell` in the pixel range (max_pixels 0: left as is)."""
    images = []
    for image in row["images"]:
        im = rgb(image, f"{row.get('source')}: row {row['id']}: field images: ")
        size = resize_size(*im.size, min_pixels, max_pixels, cell) if max_pixels else im.size
        images.append(im.resize(size, Image.Resampling.BICUBIC))  # the same size: a copy
    return images


# ------------------------------------------------------------------------------------------- prompts and tensors
def messages(row):
    """Chat messages of a row: one user turn; an image part for each <image>, the texts between, the instruction."""
    content = []
    for i, text in enumerate(f"{row['problem']}\n{INSTRUCTION}".split("<image>")):
        content += [{"type": "image"}] * (i > 0) + [{"type": "text", "text": text}] * bool(text)
    return [{"role": "user", "content": content}]


def prompt(row, processor):
    """{"text": chat up to the assistant's turn with one placeholder an image, "images": resized RGB PIL images}."""
    text = processor.apply_chat_template(messages(row), tokenize=False, add_generation_prompt=True)
    return {"text": text, "images": open_images(row, *pixel_range(processor), cell_of(processor))}


def response(row):
    """The assistant turn that SFT teaches."""
    think, thought, answer, end = TAGS
    return f"{think}{row['solution'] or ''}{thought}{answer}{row['answer']}{end}"


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


def filter_long(ds, processor, max_tokens, with_response=False):
    """(rows of at most max_tokens tokens, number dropped): tokens of the prompt, or of prompt and response.

    The length is exactly that of encode: text tokens, with one a cell for an image. Only headers of images are read.
    """
    keep = []
    for start in tqdm(range(0, len(ds), 500), "token lengths", disable=QUIET, leave=False, delay=2):
        rows = ds.select(range(start, min(start + 500, len(ds)))).to_list()
        texts = processor.apply_chat_template([messages(r) for r in rows], tokenize=False, add_generation_prompt=True)
        texts = [text + response(row) for text, row in zip(texts, rows)] if with_response else texts
        pairs = zip(rows, processor.tokenizer(texts)["input_ids"])
        keep += [i for i, (r, ids) in enumerate(pairs, start) if len(ids) + image_tokens(r, processor) <= max_tokens]
    if (dropped := len(ds) - len(keep)) and not QUIET:
        print(f"dropped {dropped} of {len(ds)} rows longer than {max_tokens} tokens", file=sys.stderr)
    return (ds.select(keep) if dropped else ds), dropped


# -------------------------------------------------------------------------------------------------------- groups
class Groups:
    """Batches of stage pre: whole groups in a fresh order each epoch, as many as fit into `prompts`."""

    def __init__(self, groups: list[str], prompts: int, seed: int):
        """groups: of each row, the name of its group. ValueError when a group is larger than a batch."""
        self.members = {}
        for i, g in enumerate(groups):
            self.members.setdefault(g, []).append(i)
        self.names, self.seed, self.epoch, self.at = sorted(self.members), seed, 0, 0
        self.shuffled = None
        biggest = max(len(m) for m in self.members.values())
        if biggest > prompts:
            raise ValueError(f"--prompts {prompts} is smaller than the largest group ({biggest} variants), never split")

    def next_batch(self, prompts: int) -> list[int]:
        """Row numbers of the next groups, at most `prompts`; a batch may run over the end of an epoch."""
        rows, taken = [], set()
        while True:
            name = self._order()[self.at]
            if name in taken or len(rows) + len(self.members[name]) > prompts:
                return rows
            rows += self.members[name]
            taken.add(name)
            self.at += 1
            if self.at == len(self.names):
                self.epoch, self.at = self.epoch + 1, 0

    def _order(self) -> list[str]:
        """The groups in the order of this epoch."""
        if self.shuffled is None or self.shuffled[0] != self.epoch:
            draw = random.Random(f"groups {self.seed} {self.epoch}")
            self.shuffled = self.epoch, draw.sample(self.names, len(self.names))
        return self.shuffled[1]

    def state_dict(self) -> dict:
        return {"epoch": self.epoch, "at": self.at}

    def load_state_dict(self, state: dict) -> None:
        self.epoch, self.at = state["epoch"], state["at"]


# ------------------------------------------------------------------------------------------------------ building
@dataclass
class Build:
    """What to build. In brackets what None stands for: pocket; paper (book/sets.py)."""

    out: runtime.settings.Name  # folder to write
    size: Literal["pocket", "paper"] = "pocket"  # pocket: the programs that suit small figures; paper: all
    seed: runtime.settings.Seed = 0  # another seed, other problems; the same seed, the same bytes
    workers: runtime.settings.Ranks = 0  # processes; 0 = one a core; no influence on the result
    scale: runtime.settings.Factor = 1.0  # multiplies all counts
    px: runtime.settings.Side | None = None  # side of a figure [84; 448]
    sft: runtime.settings.Limit | None = None  # SFT rows with a figure [8000; 800]
    sft_text: runtime.settings.Limit | None = None  # SFT rows without [0; 200]
    base_share: runtime.settings.Share = 0.7  # share of SFT figure rows at base; the other seven nodes share the rest
    groups: runtime.settings.Count | None = None  # Standard: one question, several figures [400; 1934]
    m: runtime.settings.Count | None = None  # variants of such a group [4; 3]
    x_share: runtime.settings.Share | None = None  # share of these groups at node x, the others are at base [0.5; 0.0]
    figures: runtime.settings.Limit | None = None  # Standard: one figure, up to three questions [0; 1500]
    singles: runtime.settings.Limit | None = None  # Standard: single seed problems [0; 1800]
    forms: runtime.settings.Limit | None = None  # Standard: choose, compare, order figures, find a wrong step [0; 600]
    captions: runtime.settings.Limit | None = None  # SFT rows that describe a figure [0; 0]
    pro: runtime.settings.Count | None = None  # Pro seeds: eight nodes and a..e each [400; 500]
    eval: runtime.settings.Count | None = None  # evaluation seeds: eight nodes each (paper: two, by level) [63; 500]


def build(cfg: Build):
    """Writes the files of a build: book/build.py. Goes on from the parts of a build that was killed."""
    from book.build import build

    build(cfg, response, lambda folder: check(folder, pixels=False), raw_rows)


def check(folder: tyro.conf.Positional[str], pixels: bool = True):
    """Reads the files of a build; error if eval shares an image, numbers or a (text, images) pair with training.

    pixels: images as they look, not as they are packed. Returns the number of rows by file and (column, value).
    """
    from book.sheet import counted

    owner, counts = {}, {}
    for file in ("sft", "standard", "pro", "eval"):
        path, counts[file], n = Path(folder) / f"{file}.parquet", Counter(), 0
        for n, raw, row in checked_rows([(path, path.parent, raw_rows(path))], "train", {}):
            at = f"{path}: row {n}: "
            seen = (rgb(x, at).tobytes() if pixels else x["bytes"] for x in row["images"])
            images = tuple(hashlib.sha256(x).digest() for x in seen)
            if not row["numbers"]:
                raise ValueError(f"{at}field numbers: empty")
            keys = [("images", x) for x in images] + [("problem", (row["problem"], images))]
            for key in keys + [("numbers", row["numbers"])]:
                if file != "eval":
                    owner.setdefault(key, f"{file}.parquet row {n}")
                elif key in owner:
                    raise ValueError(f"{at}field {key[0]}: the same as in {owner[key]}")
            counts[file].update(counted(raw))
        if not n:
            raise ValueError(f"{path}: no rows")
    yes, no = (sum(count["needs_figure", v] for count in counts.values()) for v in ("True", "False"))
    print(f"{folder}: {yes} of {yes + no} rows with a figure cannot be answered without it ({yes / (yes + no):.1%})")
    return counts


if __name__ == "__main__":
    from book import harvest, rewrite

    own = {"rewrite": rewrite.command(messages), "harvest": harvest.command(load, FIELDS)}
    runtime.run_commands({"build": build, "check": check, **own}, __doc__)
