"""Tests of data.py."""

import contextlib
import functools
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

import book
import data
import scheduler
from book import build, sets
from tests.helpers import ROOT, SHARED, jsonl, needs_shared, png


def data_row(images, **more):
    return {
        "id": "r",
        "source": "test",
        "problem": "<image>" * len(images) + "How?",
        "answer": "1",
        "solution": "s",
        "images": [{"bytes": b, "path": None} for b in images],
    } | more


@functools.cache
def data_processor(min_pixels=56 * 56, max_pixels=28 * 28 * 64, pil=False):
    """A Qwen2_5_VLProcessor whose tokenizer knows single bytes and the Qwen special tokens."""
    import torch

    if not torch._C._jit_get_schemas_for_operator("torchvision::nms"):  # torchvision beside CPU torch
        data_processor.keep = torch.library.Library("torchvision", "FRAGMENT")
        for op in ("nms", "qnms"):
            data_processor.keep.define(f"{op}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, Qwen2_5_VLProcessor, Qwen2VLImageProcessor
    from transformers.models.qwen2_vl.image_processing_pil_qwen2_vl import Qwen2VLImageProcessorPil
    from transformers.models.qwen2_vl.video_processing_qwen2_vl import Qwen2VLVideoProcessor

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(letters)}, merges=[]))
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    names = "endoftext im_start im_end vision_start vision_end image_pad video_pad".split()
    tokenizer.add_special_tokens([f"<|{name}|>" for name in names])
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="<|im_end|>", pad_token="<|endoftext|>")
    template = (
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{% for c in m.content %}{% if c.type == 'image' %}"
        "<|vision_start|><|image_pad|><|vision_end|>{% else %}{{ c.text }}{% endif %}{% endfor %}<|im_end|>\n"
        "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    kind = Qwen2VLImageProcessorPil if pil else Qwen2VLImageProcessor
    images = kind(min_pixels=min_pixels, max_pixels=max_pixels)
    return Qwen2_5_VLProcessor(images, fast, Qwen2VLVideoProcessor(), template)


# ---------------------------------------------------------------- reading


@needs_shared
def test_data_official_pro_group_loads():
    ds = data.load(SHARED / "data/mathbook/pro_3805.jsonl")
    assert ds.column_names == list(data.FIELDS)
    assert ds["difficulty"][:] == ["base", "x", "y", "z", "xy", "xz", "yz", "xyz", "a", "b", "c"]
    assert set(ds["group"]) == set(ds["question_id"]) == {"3805"} and len(set(ds["id"])) == 11
    assert ds[0]["problem"].startswith("<image>The base area") and ds[0]["problem"].count("<image>") == 1
    assert ds["answer"][:] == ["16"] * 8 + ["4", "5", "B"]
    assert [len(k) for k in ds["knowledge"]] == [1, 6, 1, 1, 6, 6, 1, 6, 1, 1, 1]
    for row in ds:
        (image,) = data.open_images(row, 4 * 28**2, 400 * 28**2, 28)
        assert image.mode == "RGB" and image.width % 28 == image.height % 28 == 0
        assert 4 * 28**2 <= image.width * image.height <= 400 * 28**2


@needs_shared
def test_data_opens_we_math_images_of_every_mode():
    files = sorted((SHARED / "data/wemath").rglob("*.png"))[::20]  # RGBA, palette, and JPEG under the name .png
    row = {"id": "w", "images": [{"bytes": None, "path": str(f)} for f in files]}
    images = data.open_images(row, 784, 64 * 784, 28)
    assert len(images) == len(files) > 5 and all(im.mode == "RGB" and im.width % 28 == 0 for im in images)


def test_data_facts_of_a_figure(tmp_path):
    """A list of texts, or none; checked as other texts are."""
    row = {"problem": "a", "answer": "2"}
    jsonl(tmp_path / "a.jsonl", [row | {"facts": ["3", 5, "0.5"]}, row | {"facts": None}, row | {"facts": []}, row])
    assert data.load(tmp_path / "a.jsonl")["facts"][:] == [["3", "5", "0.5"], None, None, None]
    for facts, why in ((["<think>"], "holds the tag"), ([{}], "expected text"), (["1"] * 257, "257 texts")):
        jsonl(tmp_path / "a.jsonl", [row | {"facts": facts}])
        with pytest.raises(ValueError, match=f"row 1: field facts: .*{why}"):
            data.load(tmp_path / "a.jsonl")


def test_data_training_columns_json_and_folders(tmp_path):
    struct = {"bytes": png(), "path": None}
    rows = [
        {"problem": "<image>a <image>", "images": [struct, struct], "answer": "2", "id": "p", "idx": "g"},
        {"problem": "text only", "images": [], "answer": "3", "id": "q", "idx": "g"},
    ]
    (tmp_path / "in").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in/train-00000-of-00001.parquet")
    ds = data.load(tmp_path / "in/train-00000-of-00001.parquet")
    assert ds["group"][:] == ["g", "g"] and [len(i) for i in ds["images"]] == [2, 0] and ds["split"][:] == ["train"] * 2
    assert ds[0]["images"][0] == {"bytes": png(), "path": None}
    assert data.load(tmp_path / "in")["id"][:] == ["p", "q"]
    jsonl(
        tmp_path / "in/test.jsonl",
        [
            {
                "question": "a",
                "answer": 7,
                "question_id": 5,
                "difficulty": " XyZ ",
                "image": "",
                "knowledge points": "Prism",
            }
        ],
    )
    one = data.load(tmp_path / "in", split="test")[0]
    assert (one["answer"], one["question_id"], one["difficulty"], one["knowledge"]) == ("7", "5", "xyz", ["Prism"])
    assert one["images"] == [] and one["problem"] == "a" and one["source"] == "test" and one["split"] == "test"
    with pytest.raises(ValueError, match="neither one data file nor files named eval"):
        data.load(tmp_path / "in", split="eval")
    (tmp_path / "list.json").write_text(json.dumps([{"problem": "a", "answer": "1"}] * 2))
    assert data.load(tmp_path / "list.json")["id"][:] == ["list-1", "list-2"]
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "in/train-00000-of-00001.parquet").read_bytes()[:-9])
    for name in ("cut.parquet", "none.parquet", "no such thing"):
        with pytest.raises(ValueError, match=f"{name}: no"):
            data.load(tmp_path / name)


def test_data_hub_id_reads_the_split_undecoded(monkeypatch):
    import datasets

    asked = []

    def load_dataset(name, config, split):
        asked.append((name, config, split))
        image = {"bytes": png(), "path": "i.png"}
        rows = datasets.Dataset.from_list([{"question": "a", "image": image, "answer": "1"}])
        return rows.cast_column("image", datasets.Image())

    monkeypatch.setattr(data.datasets, "load_dataset", load_dataset)
    for name in ("We-Math/Some.Set:Pro", "We-Math/Some.Set"):
        assert data.load(name, split="test")[0]["images"] == [{"bytes": png(), "path": "i.png"}]
    assert asked == [("We-Math/Some.Set", "Pro", "test"), ("We-Math/Some.Set", None, "test")]


def hub_set(root, splits, config="default"):
    """A data set in the hub's layout, written as its owner would: {split: rows} of one configuration."""
    import datasets

    (root / config).mkdir(parents=True)
    for split, rows in splits.items():
        datasets.Dataset.from_list(rows).to_parquet(root / config / f"{split}-00000-of-00001.parquet")
    card = root / "README.md"
    files = "".join(f"  - split: {split}\n    path: {config}/{split}-*\n" for split in splits)
    head = card.read_text().removesuffix("---\n") if card.exists() else "---\nconfigs:\n"
    card.write_text(f"{head}- config_name: {config}\n  data_files:\n{files}---\n")


@pytest.fixture
def official_hub(tmp_path, monkeypatch):
    """A folder that stands for the hub: load_dataset itself reads what lies in it, by the last part of the id."""
    import datasets

    real = datasets.load_dataset

    def load_dataset(name, config=None, split=None):
        assert name.startswith("We-Math/")
        return real(str(tmp_path / name.split("/")[1]), config, split=split, cache_dir=str(tmp_path / "cache"))

    monkeypatch.setattr(datasets, "load_dataset", load_dataset)
    return tmp_path


def test_data_official_sets_from_the_hub(official_hub):
    """DATA=official: SFT as chats, Standard with groups, Pro with nodes; pictures as PIL objects and as bytes."""
    picture, struct = Image.new("RGB", (56, 84), "red"), {"bytes": png((56, 84)), "path": "i.png"}
    turns = [("user", "<image>a?"), ("assistant", "<think>so</think><answer>5</answer>")]
    chat = {"messages": [dict(role=role, content=text) for role, text in turns]}
    row = {"problem": "<image>How long?", "answer": "1", "idx": "g"}
    pro = {"question_id": "7", "question": "How long?", "knowledge points": ["Prism"], "idx": "7", "answer": "2"}
    hub_set(
        official_hub / "We-Math2.0-SFT", {"train": [chat | {"images": [picture]}, chat | {"images": [picture] * 1}]}
    )
    standard = {"train": [row | {"id": i, "images": [picture]} for i in "ab"], "test": [row | {"images": [struct]}]}
    hub_set(official_hub / "We-Math2.0-Standard", standard)
    nodes = [pro | {"difficulty": node, "image": struct} for node in ("base", "x")]
    hub_set(official_hub / "We-Math2.0-Pro", {"train": nodes}, "en")
    hub_set(official_hub / "We-Math2.0-Pro", {"train": [nodes[0] | {"question": "Wie lang?"}]}, "de")

    sft = data.load("We-Math/We-Math2.0-SFT")
    assert sft["problem"][:] == ["<image>a?"] * 2 and data.response(sft[0]) == turns[1][1]
    pre = data.load("We-Math/We-Math2.0-Standard", require_groups=True)
    assert pre["group"][:] == ["g"] * 2 and pre["id"][:] == ["a", "b"]
    test = data.load("We-Math/We-Math2.0-Standard", split="test")
    pro, other = (data.load(f"We-Math/We-Math2.0-Pro:{name}") for name in ("en", "de"))
    assert pro["difficulty"][:] == ["base", "x"] and pro["knowledge"][0] == ["Prism"]
    assert pro["problem"][:] == ["<image>How long?"] * 2 and other["problem"][:] == ["<image>Wie lang?"]
    for ds in (sft, pre, test, pro, other):
        (image,) = data.open_images(ds[0], 784, 64 * 784, 28)
        assert (image.size, image.mode, image.getpixel((5, 5))) == ((56, 84), "RGB", (255, 0, 0))


def test_data_hub_that_lacks_what_is_asked_for(official_hub):
    """One line that names the set: a column, a split, a configuration, the set itself; never a half-read one."""
    rows = [{"problem": "How?", "id": i} for i in "ab"]
    full = [row | {"answer": "1"} for row in rows]
    hub_set(official_hub / "Lacks", {"train": rows, "val": rows})
    hub_set(official_hub / "Mixed", {"train": rows, "val": full})
    hub_set(official_hub / "Two", {"train": rows}, "en")
    hub_set(official_hub / "Two", {"train": rows}, "de")
    for path, split, said in (
        ("Lacks", "train", "row 1: field answer: no such column in ['problem', 'id']"),
        ("Lacks", "test", "split test: Unknown split \"test\". Should be one of ['train', 'val']."),
        ("Mixed", "train", "split train: An error occurred while generating the dataset .*column names don't match"),
        ("Two", "train", "split train: Config name is missing. .*['en', 'de'] (as owner/name:config)"),
        ("Two:fr", "train", "split train: BuilderConfig 'fr' not found. .*(as owner/name:config)"),
        ("Gone", "train", "split train: Couldn't find any data file"),
    ):
        said = re.escape(said).replace("\\.\\*", ".*")
        with pytest.raises(ValueError, match=f"^We-Math/{path.split(':')[0]}: {said}") as e:
            data.load(f"We-Math/{path}", split=split)
        assert "\n" not in str(e.value)


DATA_BAD = {  # what is wrong -> (changes to a good row, field and reason named)
    "column": ({"answer": ...}, "field answer: no such column"),
    "problem": ({"problem": ...}, "field problem: no such column"),
    "answer": ({"answer": " "}, "field answer: empty"),
    "null": ({"answer": None}, "field answer: empty"),
    "nan": ({"answer": float("nan")}, "field answer: empty"),
    "empty": ({"problem": ""}, "field problem: empty"),
    "kind": ({"answer": [1]}, "field answer: expected text"),
    "node": ({"difficulty": "w"}, "field difficulty: unknown node 'w'"),
    "id": ({"id": "r1"}, "field id: 'r1' is also"),
    "fewer": ({"problem": "<image> and <image>"}, "field problem: 2 <image> for 1 images"),
    "none": ({"images": []}, "field problem: 1 <image> for 0 images"),
    "more": ({"images": ["i.png"] * 2, "problem": "a"}, "field problem: 0 <image> for 2 images"),
    "file": ({"images": ["gone.png"]}, "field images: unreadable image .*gone.png"),
    "cut": ({"images": ["cut.png"]}, "field images: unreadable image .*cut.png"),
    "image": ({"images": ["x.jsonl"]}, "field images: unreadable image"),
    "number": ({"images": [3]}, "field images: expected the path or bytes"),
    "token": ({"problem": "<image><|image_pad|>"}, "field problem: holds the special token"),
    "chat": ({"messages": ["hello"]}, "field messages: not a user turn"),
    "turns": ({"messages": [{"role": "user", "content": "a"}]}, "field messages: not a user turn"),
    "tags": (
        {"messages": [{"role": "user", "content": "<image>a"}, {"role": "assistant", "content": "5"}]},
        "field messages: not a user turn",
    ),
    "blank": (
        {"messages": [{"role": "user", "content": "<image>a"}, {"role": "assistant", "content": "<answer> </answer>"}]},
        "field answer: empty",
    ),
}


@pytest.mark.parametrize("case", DATA_BAD)
def test_data_bad_row_is_named_and_can_be_skipped(case, tmp_path, capsys):
    (tmp_path / "i.png").write_bytes(png())
    (tmp_path / "cut.png").write_bytes(png(colour="blue")[:-20])
    change, message = DATA_BAD[case]
    good = {"problem": "<image>a", "images": ["i.png"], "answer": "1"}
    bad = {k: v for k, v in (good | {"id": "r2"} | change).items() if v is not ...}
    path = jsonl(tmp_path / "x.jsonl", [good | {"id": "r1"}, bad, good | {"id": "r3"}])
    with pytest.raises(ValueError, match=rf"x\.jsonl: row 2: {message}"):
        data.load(path)
    assert data.load(path, skip_bad=True)["id"][:] == ["r1", "r3"]
    assert re.search(rf"dropped 1 bad rows, kept 2: .*x\.jsonl: row 2: {message}", capsys.readouterr().err)


def test_data_line_that_is_no_json_and_lone_groups(tmp_path, capsys):
    path = tmp_path / "x.jsonl"
    path.write_text('{"problem": "a", "answer": "1", "idx": "g"}\n\n{"problem": \n[1]\n')
    with pytest.raises(ValueError, match=r"x\.jsonl: row 3: "):
        data.load(path)
    assert len(data.load(path, skip_bad=True)) == 1 and "dropped 2" in capsys.readouterr().err
    rows = [{"problem": "a", "answer": "1", "idx": g} for g in ("g", "h", "g", None)]
    jsonl(path, rows)
    assert len(data.load(path)) == 4
    with pytest.raises(ValueError, match=r"row 2: field group: 'h' has one variant"):
        data.load(path, require_groups=True)
    assert data.load(path, require_groups=True, skip_bad=True)["group"][:] == ["g", "g"]
    jsonl(path, [{"problem": "a"}])
    with pytest.raises(ValueError, match="no rows left: .*field answer"):
        data.load(path, skip_bad=True)


# ---------------------------------------------------------------- images


def test_data_resize_golden():
    area = 28 * 28
    assert data.resize_size(84, 84, 4 * area, 64 * area, 28) == (84, 84)  # allowed: stays
    assert data.resize_size(100, 50, 4 * area, 64 * area, 28) == (112, 56)  # 3.57 x 1.79 cells
    assert data.resize_size(1000, 1000, area, 9 * area, 28) == (84, 84)
    assert data.resize_size(10, 20, 8 * area, 64 * area, 28) == (56, 112)
    assert data.resize_size(140, 84, 9 * area, 12 * area, 28) == (
        112,
        84,
    )  # 5 x 3 = 15 cells are too many, 4 x 3 = 12 fit
    assert data.resize_size(5000, 5, area, 400 * area, 28) == (28 * 179, 28)  # 178.57 cells across, at least one down
    assert data.resize_size(9000, 5, area, 400 * area, 28) == (28 * 200, 28)  # 321.4 cells across, but at most 200 : 1
    assert data.resize_size(84, 84, 1024, 40_000, 32) == (96, 96)  # 2.625 cells are nearer to 3 than to 2, by ratio
    assert data.resize_size(100, 50, 4 * 32**2, 64 * 32**2, 32) == (96, 64)
    with pytest.raises(ValueError, match="no multiples of 28"):
        data.resize_size(50, 50, 800, 1000, 28)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(1, 100), st.integers(0, 5000))
def test_data_resize_leaves_nothing_to_qwen(width, height, low, more):
    data_processor()
    from transformers.models.qwen2_vl.image_processing_qwen2_vl import smart_resize

    low, high = low * 784, (2 * low + more) * 784  # with twice the range a pair of sides always fits
    w, h = data.resize_size(width, height, low, high, 28)
    assert w % 28 == h % 28 == 0 and low <= w * h <= high and max(w, h) <= 200 * min(w, h)
    assert smart_resize(h, w, min_pixels=low, max_pixels=high) == (h, w)
    assert data.resize_size(w, h, low, high, 28) == (w, h)
    if low <= width * height <= high and min(width, height) >= 280:  # no need to scale: about rounded
        assert abs(w - width) <= 28 and abs(h - height) <= 28


@pytest.mark.parametrize("pil", [False, True])
def test_data_resized_images_pass_the_real_processors_untouched(pil):
    rng = random.Random(0)
    for size in [(50, 130), (311, 77), (84, 84), (640, 480), (29, 29)]:
        noise = Image.frombytes("RGB", size, rng.randbytes(size[0] * size[1] * 3))
        png = io.BytesIO()
        noise.save(png, "PNG")
        (image,) = data.open_images(data_row([png.getvalue()]), 9 * 784, 30 * 784, 28)
        processor = data_processor(9 * 784, 30 * 784, pil).image_processor
        resized, plain = (processor([image], do_resize=do, return_tensors="pt") for do in (True, False))
        assert resized["image_grid_thw"].tolist() == [[1, image.height // 14, image.width // 14]]
        assert resized["pixel_values"].equal(plain["pixel_values"])


def test_data_odd_image_modes_become_rgb_on_white():
    def opened(image, kind="PNG", **save):
        out = io.BytesIO()
        image.save(out, kind, **save)
        return data.open_images(data_row([out.getvalue()]), 784, 64 * 784, 28)[0]

    size = (28, 28)
    half = Image.new("RGBA", size, (0, 0, 0, 0))
    half.paste((0, 0, 255, 255), (0, 0, 14, 28))
    im = opened(half)
    assert im.mode == "RGB" and im.getpixel((20, 5)) == (255, 255, 255) and im.getpixel((5, 5)) == (0, 0, 255)
    assert opened(Image.new("RGBA", size, (0, 0, 0, 127))).getpixel((0, 0)) == (128, 128, 128)
    assert opened(Image.new("LA", size, (0, 0))).getpixel((0, 0)) == (255, 255, 255)
    palette = Image.new("P", size, 1)
    palette.putpalette([0, 0, 0, 10, 200, 30])
    assert opened(palette).getpixel((3, 3)) == (10, 200, 30)
    assert opened(palette, transparency=1).getpixel((3, 3)) == (255, 255, 255)
    assert opened(Image.new("1", size, 1)).getpixel((0, 0)) == (255, 255, 255)
    assert opened(Image.new("I;16", size, 128 * 256)).getpixel((0, 0)) == (128, 128, 128)
    exif = Image.Exif()
    exif[0x0112] = 6  # shown turned by a quarter
    turned = opened(Image.new("RGB", (112, 56)), "JPEG", exif=exif)
    assert turned.size == (56, 112)


def test_data_image_that_breaks_late_names_the_row(tmp_path):
    jpeg = io.BytesIO()
    Image.frombytes("RGB", (90, 90), random.Random(0).randbytes(24300)).save(jpeg, "JPEG")
    (tmp_path / "i.jpg").write_bytes(jpeg.getvalue()[:2000])  # the header is whole: only decoding can tell
    path = jsonl(tmp_path / "x.jsonl", [{"problem": "a", "answer": "1", "image": "i.jpg", "id": "r7"}])
    row = data.load(path)[0]
    with pytest.raises(ValueError, match="x: row r7: field images: unreadable image .*i.jpg"):
        data.open_images(row, 784, 7840, 28)


# ---------------------------------------------------------------- prompts and tensors


def test_data_messages_prompt_and_response():
    row = data_row([png(), png()], problem="First <image>, then <image>.")
    (turn,) = data.messages(row)
    assert [part["type"] for part in turn["content"]] == ["text", "image", "text", "image", "text"]
    assert [p.get("text") for p in turn["content"]] == ["First ", None, ", then ", None, ".\n" + data.INSTRUCTION]
    made = data.prompt(row, data_processor())
    pad = "<|vision_start|><|image_pad|><|vision_end|>"
    assert made["text"] == (
        f"<|im_start|>user\nFirst {pad}, then {pad}.\n{data.INSTRUCTION}<|im_end|>\n<|im_start|>assistant\n"
    )
    assert [im.size for im in made["images"]] == [(56, 56)] * 2
    assert data.response(row) == "<think>s</think><answer>1</answer>"


def test_data_encode_equals_one_by_one():
    processor = data_processor()
    rows = [
        data_row([png((84, 84))]),
        data_row([]),
        data_row([png((56, 112), "blue"), png((84, 56))]),
        data_row([png((28, 140), "green")]),
    ]
    items = [data.prompt(row, processor) for row in rows]
    encoded = data.encode(items, processor)
    for item, one, sizes in zip(items, encoded, [[9], [], [8, 6], [5]]):
        (alone,) = data.encode([item], processor)
        for key, value in alone.items():
            assert value is one[key] is None or value.equal(one[key])
        assert one["input_ids"].shape == one["mm_token_type_ids"].shape
        assert one["mm_token_type_ids"].sum() == sum(sizes)
        assert (one["input_ids"][one["mm_token_type_ids"] == 1] == processor.image_token_id).all()
        if sizes:
            assert (one["image_grid_thw"].prod(-1) // 4).tolist() == sizes
            assert one["pixel_values"].shape == (4 * sum(sizes), 3 * 2 * 14 * 14)
        else:
            assert one["pixel_values"] is one["image_grid_thw"] is None
    assert data.encode(items[1:2], processor)[0]["pixel_values"] is None
    with pytest.raises(ValueError, match="min_pixels, max_pixels differ"):
        data.encode(items, data_processor(784, 7 * 784))


def test_data_filter_long_is_exact_and_decodes_nothing(tmp_path, monkeypatch, capsys):
    processor, sizes = data_processor(), [(84, 84), (300, 100), (20, 20), (56, 140)]
    rows = [
        {"problem": "<image>" + "é7" * n, "image": {"bytes": png(s), "path": None}, "answer": "1", "id": str(n)}
        for n, s in enumerate(sizes)
    ] + [{"problem": "text", "image": None, "answer": "1", "id": "t"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "x.parquet")
    ds = data.load(tmp_path / "x.parquet")
    items = [data.prompt(row, processor) for row in ds]
    lengths = [len(one["input_ids"]) for one in data.encode(items, processor)]
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("pixels were decoded"))
    for limit in sorted(set(lengths)):
        kept, dropped = data.filter_long(ds, processor, limit)
        assert kept["id"][:] == [i for i, n in zip(ds["id"], lengths) if n <= limit] and dropped == len(ds) - len(kept)
        assert dropped == 0 or f"dropped {dropped} of 5 rows longer than {limit} tokens" in capsys.readouterr().err
    with_answer = len("<think></think><answer>1</answer>")
    assert data.filter_long(ds, processor, max(lengths) + with_answer, with_response=True)[1] == 0
    assert data.filter_long(ds, processor, max(lengths) + with_answer - 1, with_response=True)[1] == 1


@pytest.mark.parametrize(
    "stored",
    [
        "\nReason inside <think> </think>, then answer inside <answer> </answer>.",  # ours, of before
        " You FIRST think about it. The reasoning MUST BE within <think> </think> tags. The answer goes in \\boxed{}.",
        " A conversation between User and Assistant. The reasoning is enclosed in <think> </think> and\nso on.",
    ],
)
def test_data_stored_instruction_is_left_out_and_said(tmp_path, capsys, stored):
    ask = "<image>How tall? Reason with care."
    rows = [data_row([png()], id="a", problem=ask + stored), data_row([png()], id="b", problem=ask)]
    path = tmp_path / "old.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    ds = data.load(str(path))
    assert ds["problem"][:] == [ask, ask] and "1 of 2 problems held an instruction" in capsys.readouterr().err
    texts = [part["text"] for part in data.messages(ds[0])[0]["content"] if part["type"] == "text"]
    assert "".join(texts) == f"How tall? Reason with care.\n{data.INSTRUCTION}"
    assert data.load(str(path))["problem"][0] == data.load(str(path))["problem"][1]


def test_data_ms_swift_round_trip(tmp_path):
    (tmp_path / "img").mkdir()
    (tmp_path / "img/1.png").write_bytes(png())
    row = data_row([png()], solution="Say 1 < x.\nThen 2 < 3.", answer="\\frac{1}{2}")
    chat = [
        {"role": "user", "content": f"{row['problem']}\n{data.INSTRUCTION}"},
        {"role": "assistant", "content": data.response(row)},
    ]
    apart = "<think>\nWe count.\n</think>\n<answer>\n12\n</answer>\n"
    path = jsonl(
        tmp_path / "sft.jsonl",
        [
            {"messages": chat, "images": ["img/1.png"]},
            {"messages": [{"role": "user", "content": "Only text"}, {"role": "assistant", "content": apart}]},
        ],
    )
    ds = data.load(path)
    for field in ("problem", "solution", "answer"):
        assert ds[0][field] == row[field]
    assert data.messages(ds[0]) == data.messages(row) and data.response(ds[0]) == data.response(row)
    assert (ds[1]["problem"], ds[1]["solution"], ds[1]["answer"]) == ("Only text", "We count.", "12")
    assert data.open_images(ds[0], 784, 7840, 28)[0].getpixel((0, 0)) == (255, 0, 0)


# ---------------------------------------------------------------- building


def data_build(out, **more):
    data.build(
        data.Build(
            **{"out": str(out), "scale": 0.02, "workers": 1, "figures": 100, "sft_text": 50, "singles": 50} | more
        )
    )
    return out


@pytest.fixture(scope="module")
def data_built(tmp_path_factory):
    return data_build(tmp_path_factory.mktemp("built") / "one")


@pytest.mark.slow
def test_data_build_is_the_same_with_any_number_of_workers(data_built, tmp_path):
    two = data_build(tmp_path / "two", workers=2)
    names = sorted(f.name for f in two.glob("[!.]*"))
    assert names == [
        "README.md",
        "config.json",
        "contact_sheet.png",
        "eval.parquet",
        "histogram.png",
        "pro.parquet",
        "sft.parquet",
        "standard.parquet",
    ]
    for name in names:
        assert (two / name).read_bytes() == (data_built / name).read_bytes(), name
    other = data_build(tmp_path / "other", seed=1)
    assert (other / "sft.parquet").read_bytes() != (two / "sft.parquet").read_bytes()


def test_data_built_files_have_official_columns_and_counts(data_built):
    names = ("sft", "standard", "pro", "eval")
    columns = {name: pq.read_schema(data_built / f"{name}.parquet").names for name in names}
    assert columns["sft"][:2] == ["messages", "images"]
    assert {"problem", "images", "answer", "id", "idx"} <= set(columns["standard"])
    for name in ("pro", "eval"):
        assert columns[name][:7] == build.PRO
    assert build.PRO == ["question_id", "question", "image", "difficulty", "knowledge points", "idx", "answer"]
    sft, standard, pro, evaluation = (data.load(data_built / f"{name}.parquet") for name in columns)
    assert len(sft) == 161 and sum(not images for images in sft["images"]) == 1
    assert all(sft["solution"]) and len(set(sft["numbers"])) > 40
    groups = {}
    for row in standard:
        groups.setdefault(row["group"], []).append(row)
    several = [rows for rows in groups.values() if len(rows) > 1]
    assert len(several) == 8 and sorted(rows[0]["difficulty"] for rows in several) == ["base"] * 7 + ["x"]
    for rows in several:
        assert len(rows) == 4 == len({r["numbers"] for r in rows}) == len({r["images"][0]["bytes"] for r in rows})
        assert len({(r["problem"], r["principle"], r["difficulty"]) for r in rows}) == 1
    assert sum(len(rows) == 1 for rows in groups.values()) == 1 + 3 + 2  # a single, and the questions on two figures
    assert len(evaluation) == 8 and set(evaluation["split"]) == {"eval"} and evaluation["level"][0] == "1-3"
    assert set(evaluation["difficulty"]) == set(scheduler.CUBE) < set(pro["difficulty"])
    assert set(evaluation["domain"]) <= {"Fundamental Skills", "Geometry", "Probability and Statistics"}
    text = (data_built / "README.md").read_text()
    assert "| all  | 161 |" in text and re.search(r"\| difficulty xyz \| \d+ \| 0 \| 8 \| 1 \|", text)
    import datasets

    ds = datasets.Dataset.from_parquet(str(data_built / "pro.parquet"), cache_dir=str(data_built.parent))
    assert isinstance(ds.features["image"], datasets.Image)  # the hub shows it


def test_data_base_share_and_documented_defaults(tmp_path):
    out = data_build(tmp_path / "b", base_share=0.8, sft=20_000, eval=50, pro=50, groups=50)
    count = data.load(out / "sft.parquet")["difficulty"][:].count("base")
    assert abs(count - 321) < 32  # 400 figures at 0.8 and one text; 4 standard deviations
    documented = re.findall(r"    (\w+): [\w.]+ \| None = None  # .*\[(.*); (.*)\]", (ROOT / "data.py").read_text())
    assert {name: (float(a), float(b)) for name, a, b in documented} == {
        name: (sets.SIZES["pocket"][name], sets.SIZES["paper"][name]) for name in sets.SIZES["paper"]
    }


def data_plant(folder, out, change):
    """A copy of a build in which the first evaluation row is changed by the first pro row."""
    out.mkdir()
    for file in folder.glob("*.parquet"):
        table = pq.read_table(file)
        if file.stem == "eval":
            rows, donor = table.to_pylist(), pq.read_table(folder / "pro.parquet").to_pylist()[0]
            change(rows[0], donor)
            table = pa.Table.from_pylist(rows, table.schema)
        pq.write_table(table, out / file.name)
    return out


def test_data_check_finds_a_figure_packed_anew_and_what_is_empty(data_built, tmp_path):
    def packed(row, donor):
        Image.open(io.BytesIO(donor["image"]["bytes"])).save(out := io.BytesIO(), "PNG", compress_level=0)
        row["image"] = {"bytes": out.getvalue(), "path": None}

    with pytest.raises(ValueError, match=r"eval\.parquet: row 1: field images: the same as in pro.parquet row 1"):
        data.check(data_plant(data_built, tmp_path / "a", packed))
    with pytest.raises(ValueError, match=r"eval\.parquet: row 1: field numbers: empty"):
        data.check(data_plant(data_built, tmp_path / "b", lambda row, donor: row.update(numbers="")))
    path = data_plant(data_built, tmp_path / "c", lambda row, donor: None) / "pro.parquet"
    pq.write_table(pq.read_table(path).slice(0, 0), path)
    with pytest.raises(ValueError, match=r"pro\.parquet: no rows"):
        data.check(path.parent)


@pytest.mark.slow
@pytest.mark.parametrize("field", ["images", "numbers", "problem", "none"])
def test_data_check_finds_a_planted_overlap(data_built, tmp_path, field):
    def change(row, donor):
        if field == "images":
            row["image"] = donor["image"]
        elif field == "numbers":
            row["numbers"] = donor["numbers"]
        elif field == "problem":  # two texts without a figure
            row["question"], row["image"] = "Same text?", None

    planted = data_plant(data_built, tmp_path / "p", change)
    if field == "problem":
        rows = pq.read_table(planted / "pro.parquet")
        changed = rows.to_pylist()
        changed[-1] |= {"question": "Same text?", "image": None}
        pq.write_table(pa.Table.from_pylist(changed, rows.schema), planted / "pro.parquet")
    wrong = rf"eval\.parquet: row 1: field {field}: the same as in \w+\.parquet row \d+"
    if field == "none":
        data.check(planted)
    elif field != "images":
        with pytest.raises(ValueError, match=wrong):
            data.check(planted)
    else:  # the command: one clear line, no traceback
        command = [sys.executable, "data.py", "check", str(planted)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert run.returncode == 1 and re.fullmatch(f"error: .*{wrong}\n", run.stderr)


def test_data_build_is_not_whole_when_sets_share_something(tmp_path, monkeypatch):
    real = book.pro
    monkeypatch.setattr(sets, "pro", lambda name, rng, size, split, share: real(name, random.Random(1), size, "train"))
    with pytest.raises(ValueError, match=r"eval\.parquet: row \d+: field images: the same as in pro"):
        data_build(tmp_path / "b", eval=100)
    assert not (tmp_path / "b/config.json").exists()


@pytest.mark.slow
def test_data_build_goes_on_after_a_kill(data_built, tmp_path):
    """kill -9 while parts are being made: the second start takes them over and ends with the same bytes."""
    command = [
        sys.executable,
        "data.py",
        "build",
        "--out",
        str(tmp_path / "k"),
        "--scale",
        "0.02",
        "--workers",
        "2",
        "--figures",
        "100",
        "--sft_text",
        "50",
        "--singles",
        "50",
        "--px",
        "84",
    ]
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    parts = tmp_path / "k/.parts"
    while len(list(parts.glob("sft-*.parquet"))) < 3:
        assert run.poll() is None, "it was over before it could be killed"
        time.sleep(0.001)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    kept = {f.name: f.stat().st_mtime_ns for f in parts.glob("*.parquet")}
    assert len(kept) >= 3 and not (tmp_path / "k/config.json").exists()
    again = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    touched = {}
    while again.poll() is None:
        with contextlib.suppress(FileNotFoundError):  # at the end all are removed
            touched |= {f.name: f.stat().st_mtime_ns for f in parts.glob("*.parquet")}
        time.sleep(0.005)
    assert again.returncode == 0 and not parts.exists()
    assert all(touched[name] == when for name, when in kept.items() if name in touched)  # taken over, not made again
    for file in data_built.glob("[!.]*"):
        assert (tmp_path / "k" / file.name).read_bytes() == file.read_bytes(), file.name


def test_data_build_does_not_take_over_parts_of_other_settings(tmp_path, capsys):
    (tmp_path / "b/.parts").mkdir(parents=True)
    (tmp_path / "b/.parts/stamp").write_text("another build")
    (tmp_path / "b/.parts/sft-000000.parquet").write_bytes(b"not even parquet")
    data_build(tmp_path / "b")
    assert "left by other settings or another version of the code" in capsys.readouterr().err
    assert len(data.load(tmp_path / "b/sft.parquet")) == 161


def test_data_failed_write_leaves_nothing(tmp_path, monkeypatch):
    def full(table, path, **more):
        Path(path).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(pq, "write_table", full)
        with pytest.raises(OSError, match="No space left"):
            data_build(tmp_path / "b")
    assert [f.name for f in (tmp_path / "b").rglob("[!.]*") if f.is_file()] == ["stamp"]  # and so it can go on
    data_build(tmp_path / "b")


@pytest.mark.slow
def test_data_paper_size_uses_every_program(tmp_path):
    n = len(book.PROGRAMS)
    out = data_build(
        tmp_path / "b",
        size="paper",
        scale=1,
        px=None,
        sft=2,
        sft_text=n,
        groups=2,
        figures=2,
        singles=2,
        forms=0,
        pro=1,
        eval=10,
    )
    assert f"| program {sorted(book.PROGRAMS)[-1]} | 1 | 0 | 0 | 0 |" in (out / "README.md").read_text()
    evaluation = data.load(out / "eval.parquet")
    assert len(data.load(out / "sft.parquet")) == n + 2 and len(evaluation) == 20
    groups = Counter(data.load(out / "standard.parquet")["group"])
    assert sorted(groups.values()) == [1] * 8 + [3, 3]  # two singles, two figures with three questions, two groups
    for row in evaluation:
        count = len(row["knowledge"])
        assert row["level"] == ("1-3" if count <= 3 else "4-6" if count <= 6 else "7-10") and 1 <= count <= 10


def test_data_evaluation_levels_are_those_of_mathbookeval():
    """62.0 / 30.2 / 7.8 % of 1,000 problems have 1-3 / 4-6 / 7-10 knowledge points; every program has its turn."""
    cfg = SimpleNamespace(eval=500, seed=3, size="paper")
    plans = [sets.plan(cfg, i) for i in range(500)]
    own = [sets.own_points(sets.program_of(cfg, "eval", i)[0].name) for i in range(500)]  # those of the rows without x
    levels = Counter("4-6" if n > 3 else "1-3" for n in own)
    levels += Counter({3: "1-3", 6: "4-6", 10: "7-10"}[plan[1][2]] for plan in plans)
    assert levels == {"1-3": 620, "4-6": 302, "7-10": 78}
    assert all(n < plan[1][1] <= plan[1][2] for n, plan in zip(own, plans))  # x adds something
    assert all(60 <= n <= 130 for n in Counter(node for plan in plans for node, *_ in plan).values())
    assert len({sets.program_of(cfg, "eval", i)[0].name for i in range(500)}) == 500 <= len(book.PROGRAMS)
