"""Hostile data, images and servers: each is refused in one line that says where, and nothing of it runs.

Whole: python -m pytest -n 0 tests/test_hostile_data.py -m "slow or not slow"; the quick part has a seeded share.
"""

import gzip
import http.server
import io
import json
import math
import os
import random
import re
import signal
import socket
import struct
import sys
import threading
import time
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image, UnidentifiedImageError

import data
import knowledge
import rewards
import runtime
from benchmarks import dynamath, extraction, judge, named
from report import formulas
from runtime import images
from runtime.images import IMAGE_PIXELS, rgb
from runtime.texts import plain
from tests.eval_helpers import eval_judged, eval_pred
from tests.helpers import jsonl, png, script

GOOD = {"problem": "What is 1 + 1?", "answer": "2", "solution": "We add.", "id": "good"}
WHOLE, SHARE = 2500, 150  # mutated inputs of a kind: in the slow tests, in the quick suite
TURNS = [{"role": "user", "content": "Add."}, {"role": "assistant", "content": "<think>a</think><answer>2</answer>"}]


def turns(user="Add.", reply="<think>a</think><answer>2</answer>"):
    return {"messages": [{"role": "user", "content": user}, {"role": "assistant", "content": reply}]}


def encoded(image, form="PNG", **save) -> bytes:
    image.save(out := io.BytesIO(), form, **save)
    return out.getvalue()


@pytest.fixture
def limit():
    """A function that starts a limit in seconds, for a test that could hang."""

    def late(*_):
        raise AssertionError("over its time limit")

    before = signal.signal(signal.SIGALRM, late)
    yield signal.alarm
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def refused(path, where, capsys):
    """The file's one bad row is named in one line without control signs; skip_bad leaves it out, and says so."""
    with pytest.raises(ValueError, match=where) as error:
        data.load(path)
    assert "\n" not in str(error.value) and str(path) in str(error.value) and len(str(error.value)) < 1000
    assert set(data.load(path, skip_bad=True)["id"]) == {"good", "good 2"}
    assert "dropped 1 bad rows, kept 2: " in (said := capsys.readouterr().err) and said == plain(said)


# ----------------------------------------------------------------------------------------------------------- texts
TEXTS = {
    **{f"token in {name}": ({name: "2 <|im_end|>"}, rf"field {name}: holds the special token '<\|im_end\|>'")
       for name in ("problem", "solution", "answer", "group", "principle", "id", "source")},
    **{f"tag in {name}": ({name: "a </think> b"}, f"field {name}: holds the tag '</think>'")
       for name in ("problem", "solution", "answer")},
    "two answers": ({"solution": "x</think><answer>9</answer>"}, "field solution: holds the tag '</think>'"),
    "tool call": ({"solution": "<tool_call>"}, "field solution: holds the special token '<tool_call>'"),
    "option": ({"options": ["1", "<|image_pad|>"]}, r"field options: holds the special token '<\|image_pad\|>'"),
    "knowledge": ({"knowledge": ["<answer>"]}, "field knowledge: holds the tag"),
    "turn of the user": (turns(user="a <|vision_start|>"), "field messages: holds the special token"),
    "turn of the model": (turns(reply="<think>a</think><answer>2 <|im_end|></answer>"), "field answer: holds"),
    "answers twice": (turns(reply="<think>a</think><answer>1</answer><answer>2</answer>"), "field solution: holds"),
    "thoughts twice": (turns(reply="<think>a</think><think>b</think><answer>2</answer>"), "field solution: holds"),
    "another answer": ({**turns(), "answer": "3"}, "field answer: '3', but the assistant turn answers '2'"),
    "content is a list": (turns(reply=[{"type": "text", "text": "a"}]), "field messages: not a user turn"),
    "content of the user is a list": (turns(user=[{"type": "text", "text": "a"}]), "field messages: not a user turn"),
    "content is null": (turns(reply=None), "field messages: not a user turn"),
    "content of the user is null": (turns(user=None), "field messages: not a user turn"),
    "turns are numbers": ({"messages": [1, 2]}, "field messages: not a user turn"),
    "turns are a number": ({"messages": 7}, "field messages: not a user turn"),
    "infinite": ({"answer": math.inf}, "field answer: expected text or a number, found inf"),
    "infinite id": ({"question_id": -math.inf}, "field question_id: expected text or a number"),
    "nan": ({"answer": math.nan}, "field answer: empty"),
    "true": ({"answer": True}, "field answer: expected text, found bool"),
    "null option": ({"options": ["1", None]}, "field options: expected text, found NoneType"),
    "knowledge is an object": ({"knowledge": {"a": 1}}, "field knowledge: expected text, found dict"),
    "many options": ({"options": ["1"] * 300}, "field options: 300 texts, more than 256"),
    "surrogate": ({"problem": "a \ud800 b"}, "field problem: holds half a surrogate pair"),
    "surrogate in a name": ({"group": "\udfff"}, "field group: holds half a surrogate pair"),
    "long": ({"solution": "a" * 1_000_001}, "field solution: holds 1,000,001 characters, more than 1,000,000"),
    "escape": ({"difficulty": "\x1b]0;pwned\x07\x1b[2J"}, "field difficulty: unknown node"),
    "base64": ({"image": {"bytes": "iVBORw0KGgo=", "path": None}}, "field image: expected the path or bytes"),
    "struct of nothing": ({"image": {}}, "field image: expected the path or bytes of an image, found {}"),
    "image is false": ({"image": False}, "field image: expected the path or bytes"),
    "image is zero": ({"image": [0]}, "field image: expected the path or bytes"),
    "path is a list": ({"image": {"bytes": None, "path": ["a"]}}, "field image: expected the path or bytes"),
    "nul in a path": ({"image": "a\x00.png"}, "field image: no path"),
    "surrogate in a path": ({"image": "\ud800.png"}, "field image: "),
    "long path": ({"image": "a/" * 5000}, "field image: "),
    "many images": ({"images": ["a.png"] * 300}, "field images: 300 images, more than 256"),
}  # fmt: skip


@pytest.mark.parametrize("case", TEXTS)
def test_hostile_text_is_refused(case, tmp_path, capsys):
    change, where = TEXTS[case]
    bad = {k: v for k, v in (GOOD | {"id": "bad"} | change).items() if "messages" not in change or k not in GOOD}
    bad |= {k: v for k, v in change.items() if k == "answer"}
    path = jsonl(tmp_path / "x.jsonl", [GOOD, bad, GOOD | {"id": "good 2"}])
    refused(path, rf"x\.jsonl: row 2: {where}", capsys)


LINES = {
    "deep": (b'{"problem": ' + b"[" * 100_000, "field .all.: not valid JSON"),
    "deep and whole": (b'{"a": ' * 100_000 + b"1" + b"}" * 100_000, "field .all.: not valid JSON"),
    "latin-1": ('{"problem": "\u00e9", "answer": "1"}'.encode("latin-1"), "field .all.: not UTF-8"),
    "encoded surrogate": (b'{"problem": "\xed\xa0\x80", "answer": "1"}', "field .all.: not UTF-8"),
    "utf-16": ('{"problem": "a"}'.encode("utf-16"), "field .all.: not"),
    "key twice": (b'{"problem": "a", "answer": "1", "answer": "2"}', "field .all.: not valid JSON: one key stands"),
    "huge number": (b'{"problem": "a", "answer": ' + b"9" * 5000 + b"}", "field .all.: not valid JSON"),
    "overflow": (b'{"problem": "a", "answer": 1e999}', "field answer: expected text or a number, found inf"),
    "nul": (b"\x00", "field .all.: not valid JSON"),
    "list": (b"[1]", "field .all.: the row is no JSON object"),
}


@pytest.mark.parametrize("case", LINES)
def test_hostile_line_is_refused(case, tmp_path, capsys):
    line, where = LINES[case]
    good = [json.dumps(GOOD | {"id": name}).encode() for name in ("good", "good 2")]
    (tmp_path / "x.jsonl").write_bytes(b"\n".join([good[0], line, good[1]]))
    refused(tmp_path / "x.jsonl", rf"x\.jsonl: row 2: {where}", capsys)


def test_hostile_files_are_one_line(tmp_path, capsys):
    (tmp_path / "deep.json").write_text("[" * 100_000)
    with pytest.raises(ValueError, match=r"deep\.json: not a readable \.json file: not valid JSON"):
        data.load(tmp_path / "deep.json")
    (tmp_path / "number.json").write_text("7")
    with pytest.raises(ValueError, match=r"number\.json: not a readable"):
        data.load(tmp_path / "number.json")
    with pytest.raises(ValueError, match="deep.json: not valid JSON"):
        knowledge.load(tmp_path / "deep.json")
    os.mkfifo(tmp_path / "fifo.jsonl")
    with pytest.raises(ValueError, match="fifo.jsonl: no "):
        data.load(tmp_path / "fifo.jsonl")
    table = pa.table([["a"], ["1"], ["2"]], ["problem", "answer", "answer"])
    pq.write_table(table, tmp_path / "twice.parquet")
    with pytest.raises(ValueError, match="twice.parquet: not a readable .parquet file: two columns of one name"):
        data.load(tmp_path / "twice.parquet")


def test_hostile_parquet_cell_is_a_bad_row(tmp_path, capsys):
    """Text that is no UTF-8 spoils its own row, not the thousand that are read with it."""
    texts = pa.array([b"How?", b"\xff\xfe", b"How?"]).view(pa.string())
    ids = pa.array(["good", "bad", "good 2"])
    pq.write_table(pa.table({"id": ids, "problem": texts, "answer": ["1"] * 3}), tmp_path / "x.parquet")
    refused(tmp_path / "x.parquet", r"x\.parquet: row 2: field .all.: .*decode", capsys)


def test_hostile_groups_that_mix_questions(tmp_path, capsys):
    rows = [GOOD | {"id": str(i), "problem": p, "group": "g"} for i, p in enumerate(("How  long?", "How long?", "Why?"))]
    path = jsonl(tmp_path / "x.jsonl", rows)
    with pytest.raises(ValueError, match=r"x\.jsonl: row 3: field group: 'g' mixes questions"):
        data.load(path, require_groups=True)
    assert data.load(path, require_groups=True, skip_bad=True)["id"][:] == ["0", "1"]
    assert "dropped 1 bad rows, kept 2" in capsys.readouterr().err
    jsonl(path, [row | {"group": None} for row in rows[:1]] + [rows[0] | {"id": "a"}, rows[2]])
    with pytest.raises(ValueError, match="no rows left: .*row 3: field group: 'g' mixes questions"):
        data.load(path, require_groups=True, skip_bad=True)


# ---------------------------------------------------------------------------------------------------------- images
def bomb(width, height) -> bytes:
    """A whole PNG of a few kilobytes."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    lines = b"".join([packer.compress(bytes(1 + width // 8)) for _ in range(height)]) + packer.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def late_jpeg():
    """Its header is whole, its pixels are cut."""
    return encoded(Image.effect_noise((90, 90), 80), "JPEG")[:2000]


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\nshowpage\n"
IMAGES = {
    "eps": (EPS, "unreadable image"),
    "eps, many lines": (b"%!PS-Adobe-3.0 EPSF-3.0\n" + b"%" * 10 + b"\n%%BoundingBox: 0 0 9 9\n", "unreadable image"),
    "tiff F": (encoded(Image.new("F", (9, 9), 0.5), "TIFF"), "unreadable image"),
    "tiff I": (encoded(Image.new("I", (9, 9), 70000), "TIFF"), "unreadable image"),
    "bmp": (encoded(Image.new("RGB", (9, 9)), "BMP"), "unreadable image"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unreadable image"),
    "large": (bomb(13_300, 13_300), r"unreadable image .*13300, 13300.* over 50,000,000 px"),
    "just too large": (bomb(IMAGE_PIXELS // 5000 + 1, 5000), "unreadable image .*over 50,000,000 px"),
    "heavy": (png() + bytes(2 << 20), "unreadable image .*bytes, more than"),
    "cut late": (late_jpeg(), "unreadable image"),
    "text": (b"hello", "unreadable image"),
}


@pytest.mark.parametrize("kind", ["bytes", "path"])
@pytest.mark.parametrize("case", IMAGES)
def test_hostile_image_is_refused(case, kind, tmp_path, capsys, monkeypatch, limit):
    content, where = IMAGES[case]
    monkeypatch.setattr(images, "IMAGE_BYTES", 1 << 20)
    (tmp_path / "gs").write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")  # what Pillow's EPS reader would start
    (tmp_path / "gs").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / "bad.png").write_bytes(content)
    (tmp_path / "good.png").write_bytes(png())
    good, bad = (Path(f"{name}.png") for name in ("good", "bad"))
    read = (lambda file: {"bytes": (tmp_path / file).read_bytes(), "path": str(file)}) if kind == "bytes" else str
    rows = [GOOD | {"id": i, "image": read(file)} for i, file in (("good", good), ("bad", bad), ("good 2", good))]
    if kind == "bytes":
        path = tmp_path / "x.parquet"
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        path = jsonl(tmp_path / "x.jsonl", rows)
    limit(20)
    if case == "cut late":  # only decoding can tell, which skip_bad does
        with pytest.raises(ValueError, match=f"x: row bad: field images: {where}"):
            data.open_images(data.load(path)[1], 784, 7840, 28)
        assert data.load(path, skip_bad=True)["id"][:] == ["good", "good 2"]
    else:
        refused(path, rf"x\.\w+: row 2: field image: {where}", capsys)
    assert not (tmp_path / "ran").exists()


def test_hostile_images_take_no_memory(tmp_path):
    """A PNG of 13,300 px took 2.2 GB."""
    (tmp_path / "bad.png").write_bytes(bomb(13_300, 13_300))
    code = (
        "import resource\n"
        "from runtime.images import checked_image\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"try: checked_image('bad.png', {str(tmp_path)!r}, '')\n"
        "except ValueError as e: print(e)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)\n"
    )
    run = script("-c", code)
    assert "over 50,000,000 px" in run.stdout and int(run.stdout.split()[-1]) < 50, run.stdout + run.stderr


def test_hostile_image_files_outside_of_the_folder(tmp_path, capsys, monkeypatch, limit):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(png())
    (folder / "i.png").write_bytes(png())
    os.mkfifo(folder / "fifo.png")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    (folder / "up").symlink_to(tmp_path)
    (folder / "same.png").symlink_to("i.png")
    (folder / "dev.png").symlink_to("/dev/zero")
    limit(20)
    outside = r"field image: '.*' lies outside of .*in, the folder of the data"
    cases = {"../secret.png": outside, str(tmp_path / "secret.png"): outside, "link.png": outside, "dev.png": outside}
    cases |= {"up/secret.png": outside, "sub/../../secret.png": outside, "/dev/stdin": outside, "/etc/passwd": outside}
    cases |= {"fifo.png": "field image: unreadable image .*fifo.png: ValueError no regular file", "sub": "field image: "}
    for path, where in cases.items():
        rows = [GOOD | {"image": "i.png"}, GOOD | {"id": "bad", "image": path}]
        rows += [GOOD | {"id": "good 2", "image": {"path": "sub/../same.png", "bytes": None}}]
        refused(jsonl(folder / "x.jsonl", rows), rf"x\.jsonl: row 2: {where}", capsys)
    monkeypatch.chdir(tmp_path)  # a relative name of the data file
    assert len(data.load("in/x.jsonl", skip_bad=True)) == 2


def test_hostile_orientation_and_size(tmp_path):
    """Each orientation as Pillow shows it, also beside EXIF data that Pillow cannot write back."""
    from PIL import ImageOps

    picture = Image.effect_noise((60, 40), 80).convert("RGB")
    for turn in range(10):
        exif = Image.Exif()
        exif[0x0112] = turn
        held = {"bytes": encoded(picture, "JPEG", exif=exif), "path": None}
        wanted = ImageOps.exif_transpose(Image.open(io.BytesIO(held["bytes"])))
        assert rgb(held, "").tobytes() == wanted.tobytes() and data.header_size(held) == wanted.size


# --------------------------------------------------------------------------------------------------------- terminal
def test_hostile_signs_are_written_out(tmp_path):
    assert plain("a\x1b[2J\r\x9b\x07\u202eb\ud800\n\tπ 好 \u200d") == "a\\x1b[2J\\r\\x9b\\x07\\u202eb\\ud800\n\tπ 好 \u200d"
    jsonl(tmp_path / "x.jsonl", [{"problem": "a", "answer": "1", "id": "\x1b]0;pwned\x07", "difficulty": "\x1b[31m"}])
    with pytest.raises(SystemExit) as error, runtime.one_line_errors():
        data.load(tmp_path / "x.jsonl")
    assert "unknown node" in error.value.code and error.value.code == plain(error.value.code)
    (tmp_path / "k.json").write_text(json.dumps([dict.fromkeys(knowledge.FLAT, "a\x1b[31m b")]))
    run = script("knowledge.py", "tree", "--principles", "--file", tmp_path / "k.json")
    assert run.returncode == 0 and "a\\x1b[31m b" in run.stdout and run.stdout == plain(run.stdout)
