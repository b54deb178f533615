"""Hostile data, images and servers: each is refused in one line that says where, and nothing of it runs.

Whole: python -m pytest -n 0 tests/test_hostile_data.py -m "slow or not slow"; the quick part has a seeded share.
"""

import gc
import gzip
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
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

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
WHOLE, SHARE = 1000, 150  # mutated inputs of a kind: in the slow tests, in the quick suite
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
    "nul in a path": ({"image": "a\x00.png"}, "field image: unreadable image"),
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
    "key twice": (b'{"problem": "a", "answer": "1", "answer": "2"}', "field .all.: not valid JSON: the key 'answer' "),
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
    rows = [
        GOOD | {"id": str(i), "problem": p, "group": "g"} for i, p in enumerate(("How  long?", "How long?", "Why?"))
    ]
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
    cases |= {
        "fifo.png": "field image: unreadable image .*fifo.png: ValueError no regular file",
        "sub": "field image: ",
    }
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
    assert (
        plain("a\x1b[2J\r\x9b\x07\u202eb\ud800\n\tπ 好 \u200d")
        == "a\\x1b[2J\\r\\x9b\\x07\\u202eb\\ud800\n\tπ 好 \u200d"
    )
    jsonl(tmp_path / "x.jsonl", [{"problem": "a", "answer": "1", "id": "\x1b]0;pwned\x07", "difficulty": "\x1b[31m"}])
    with pytest.raises(SystemExit) as error, runtime.one_line_errors():
        data.load(tmp_path / "x.jsonl")
    assert "unknown node" in error.value.code and error.value.code == plain(error.value.code)
    (tmp_path / "k.json").write_text(json.dumps([dict.fromkeys(knowledge.FLAT, "a\x1b[31m b")]))
    run = script("knowledge.py", "tree", "--principles", "--file", tmp_path / "k.json")
    assert run.returncode == 0 and "a\\x1b[31m b" in run.stdout and run.stdout == plain(run.stdout)


# --------------------------------------------------------------------------------------------------------- patterns
UNITS = (  # repeated; ~ is a space
    "| <answer> </answer> <think> </think> </think>~ <answer>a</answer> \\( \\[ \\\\[ $ $a \\$ <| <|a|> { } ( ) [ a "
    "a~ a,~ 1 1~ 1, - \\ \\text{ \\frac{ \\begin{ \\begin{cases} \\boxed{ ^ _ = A~ A,~ or~ not~5~ "
    'answer~is~ the~option~is~A~ The~answer~is~" "short~answer":~" because~ ** 选 是 ， 5~cm~ '
    "Reason~inside~ Reason~inside~x~<think> ½ % \\(a\\)~ 1/ A- x~=~1~ #"
)
UNITS = [*(unit.replace("~", " ") for unit in UNITS.split()), " ", "\n", "\t", "\u2003", "\ud800", "\x1b"]


class Counted:
    """A grader that starts no worker."""

    def __init__(self, kind):
        self.kind = kind

    def grade_many(self, triples):
        return [bool(rewards.exact(*triple)) for triple in triples]


def one_record(field):
    """The gate, with a hostile text in one field; a row that it refuses is read as far as that, too."""

    def read(text):
        held = {"user": turns(user=text), "reply": turns(reply=text)}.get(field, GOOD | {field: text})
        try:
            data.record(held, Path("."), "x", 1, "train", {})
        except ValueError:
            pass

    return read


def ruled(name, **more):
    """The official rule of a benchmark, and ours of a reply to its own prompt."""

    def read(text):
        spec, p = named(name), eval_pred(name, text, **more) | {"prompt_kind": "official", "gold": "5"}
        spec.official(p)
        extraction.own_extraction(p, spec.own_form)

    return read


class Said:
    """A judge's client that answers with a text."""

    api_key = "none"

    def __init__(self, text):
        self.chat = self.completions = self.with_raw_response = self
        self.content = json.dumps({"choices": [{"message": {"content": text}}]}).encode()

    def create(self, **_):
        return self


READERS = {
    **{f"gate: {field}": one_record(field) for field in ("problem", "solution", "answer", "options", "user", "reply")},
    "extract": rewards.extract_answer,
    "format": rewards.format_ok,
    "reward": lambda text: rewards.score([f"<think>a</think><answer>{text}</answer>"], ["5"], grader=Counted("rules")),
    "released reward": lambda text: rewards.score([text], ["5"], grader=Counted("mathruler")),
    "prose": rewards.read_prose,
    "wemath": ruled("wemath"),
    "dynamath": ruled("dynamath", answer_type="float"),
    "mathvista": ruled("mathvista", answer_type="text", question_type="free_form", choices=[], precision=None),
    "mathverse": ruled("mathverse", question_type="free-form"),
    "short answer": dynamath.short_answer,
    "page": lambda text: formulas.pieces(text, {}, []),
    "statement": formulas.bare,
    "kind": lambda text: formulas.kind(text, None),
    "terminal": plain,
    "judge": lambda text: judge.ask(Said(text), "m", "p", tries=1),
}


def seconds(read, text) -> float:
    """CPU time; the collector, which walks all that the tests have made, waits."""
    gc.disable()
    try:
        start = time.process_time()
        read(text)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_hostile_repeats_take_linear_time(name, few, limit):
    """Four times the text takes less than eight times as long, and 80,000 characters take no two seconds."""
    size = 5_000 if few else 20_000
    limit(120)
    READERS[name]("x = 5")
    for unit in UNITS:
        times = [seconds(READERS[name], (unit * n)[:n]) for n in (size, 4 * size)]
        assert times[1] < 2 and times[1] < 8 * max(times[0], 0.03), (unit, times)


def test_hostile_choice_is_read_in_time(limit):
    """1,900 signs before a letter took minutes: an answer is no longer than that."""
    limit(60)
    for unit in UNITS:
        text = (unit * 1900)[:1900]
        for texts in ((text, "A"), (text + "A", "A"), ("A", text)):
            assert seconds(lambda _: rewards.exact(*texts, ["1", "2", "3"]), "") < 2, (unit, texts)  # noqa: B023


# ----------------------------------------------------------------------------------------------------------- judge
class Server:
    """Answers each connection by `reply(socket, request)`, raw bytes; `seen` counts them."""

    def __init__(self, reply):
        self.reply, self.seen, self.socket = reply, [], socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/v1"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=(line,), daemon=True).start()

    def answer(self, line):
        request = b""
        try:
            while b"\r\n\r\n" not in request:
                request += line.recv(65536)
            self.seen.append(request)
            self.reply(line, request)
            line.shutdown(socket.SHUT_WR)
            line.recv(1 << 20)
        except OSError:
            pass  # the client has gone
        finally:
            line.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def said(text, *headers, status="200 OK") -> bytes:
    """A whole reply."""
    body = json.dumps({"choices": [{"message": {"content": text}}]}) if isinstance(text, str) else text
    body = body.encode() if isinstance(body, str) else body
    head = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(head).encode() + body


def dripped(content):
    def reply(line, _):
        for byte in content:
            line.sendall(bytes([byte]))
            time.sleep(0.1)

    return reply


def endless(line, _):
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(99):
        line.sendall(b" " * 65536)


def sent(content):
    return lambda line, _: line.sendall(content)


SERVERS = {  # each byte is in time, the whole never is
    "body drips": (dripped(said("CORRECT")), "no whole reply within 0.5 s|timed out"),
    "headers drip": (dripped(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000), "no whole reply within 0.5 s|timed out"),
    "silence": (lambda line, _: time.sleep(3), "timed out"),
    "gzip": (sent(said(gzip.compress(bytes(50 << 20)), "Content-Encoding: gzip")), "compressed"),
    "large": (sent(said("CORRECT" + " " * (2 << 20))), "more than 1048576 bytes"),
    "endless": (endless, "more than 1048576 bytes"),
    "deep": (sent(said(b"[" * 100_000)), "Error"),
    "escapes": (sent(said("\x1b]0;pwned\x07")), "neither CORRECT nor INCORRECT"),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", SERVERS)
def test_hostile_judge_is_bounded(case, tmp_path, limit):
    reply, why = SERVERS[case]
    limit(30)
    with Server(reply) as server:
        judge.connect(server.url, 1)  # the import is not timed
        start = time.monotonic()
        with pytest.raises(ValueError, match=f"(?s)no judgement on any of 1 questions; .*({why})"):
            judge.ask_judge(eval_judged(1), server.url, "m", tmp_path / "c.jsonl", tries=1, timeout=0.5)
        assert time.monotonic() - start < 8  # 0.5 s, on a machine with much else to do
    with pytest.raises(SystemExit) as error, runtime.one_line_errors():
        raise ValueError("the judge says \x1b[2J")
    assert error.value.code == "error: the judge says \\x1b[2J"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_hostile_judge_redirects_are_not_followed(status, tmp_path, limit):
    limit(30)
    with Server(lambda line, _: line.sendall(said("CORRECT"))) as other:
        where = f"Location: {other.url}/chat/completions"
        with Server(lambda line, _: line.sendall(said("CORRECT", where, status=status))) as server:
            with pytest.raises(ValueError, match=f"the judge refuses: {status[:3]}"):
                judge.ask_judge(eval_judged(1), server.url, "m", tmp_path / "c.jsonl", tries=3, wait=0.01)
        assert len(server.seen) == 1 and not other.seen


def test_hostile_judge_sees_no_key_in_print(tmp_path, monkeypatch, limit):
    """No message and no cache holds the key, also where the judge repeats it; an address with one is refused."""
    limit(30)
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-the-environment")
    with Server(lambda line, request: line.sendall(said("key-of-the-environment"))) as server:
        with pytest.raises(ValueError, match=r"\*\*\*") as error:
            judge.ask_judge(eval_judged(1), server.url, "m", tmp_path / "c.jsonl", tries=1)
        assert len(server.seen) == 1
    for text in (str(error.value), (tmp_path / "c.jsonl").read_text()):
        assert "key-of" not in text
    for bad in (
        "http://name:key-of@host/v1",
        "http://host/v1?key=key-of",
        "HOST:8000/v1",
        "file:///etc/passwd",
        "http://",
    ):
        with pytest.raises(ValueError, match="--judge: ") as error:
            judge.ask_judge(eval_judged(1), bad, "m", tmp_path / "c.jsonl", tries=1)
        assert "key-of" not in str(error.value)


# ------------------------------------------------------------------------------------------------------------ fuzz
EVENTS, WATCHED = [], ("os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "pickle.find_class", "os.fork")
STRANGE = [None, True, 0, -1, 1e308, math.inf, math.nan, "", " ", "a" * 9999, [], {}, [[]], [None], {"bytes": None}]
STRANGE += [
    "<|im_end|>",
    "</think>",
    "<answer>",
    "<image>",
    "<image><image>",
    "\ud800",
    "\x1b[2J",
    "\x00",
    "\u202e",
    "../x",
]
STRANGE += [
    "/etc/passwd",
    "/dev/zero",
    "iVBORw0KGgo=",
    10**300,
    {"bytes": "a", "path": 1},
    [1, "2", [3]],
    "\u2028",
    "é",
]
STRANGE += [turns()["messages"], turns(user=[1])["messages"], [turns()["messages"][0]] * 2, "xyz", "base", "[]", "{}"]
CHUNKS = [
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b'"',
    b"\\",
    b"[" * 3000,
    b'{"a":' * 3000,
    b"9" * 5000,
    b"\n",
    b"<|im_end|>",
]
CHUNKS += [
    b"\\ud800",
    b"NaN",
    b"1e999",
    b"</think>",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\xff\xd9",
    b"\r\n\r\n",
]


def hook(event, _):
    if EVENTS and event in WATCHED:
        EVENTS.append(event)


sys.addaudithook(hook)


def bent(content: bytes, rng, others=()) -> bytes:
    """Bytes after some random changes."""
    b = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        i = rng.randrange(min(len(b), rng.choice((80, len(b) or 1))) or 1)
        j = rng.randrange(len(b) or 1)
        kind = rng.randrange(6)
        if kind == 0 and b:
            b[i % len(b)] ^= 1 << rng.randrange(8)
        elif kind == 1:
            b[i:i] = rng.choice(CHUNKS)
        elif kind == 2:
            del b[i : i + rng.choice((1, 4, 50, len(b) // 2))]
        elif kind == 3:
            b[i : i + 4] = rng.randbytes(4)
        elif kind == 4:
            b[i:i] = b[j : j + rng.randrange(200)]
        elif others:
            b[i:] = rng.choice(others)[j:]
    return bytes(b)


def bent_row(rng) -> dict:
    """A row with strange values in some of its fields."""
    rows = [GOOD, GOOD | turns(), turns(), {"question": "a", "answer": "1", "image": {"bytes": png(), "path": None}}]
    row = dict(rng.choice(rows)) | {"id": f"r{rng.randrange(9)}"}
    names = "problem question answer solution messages image images options knowledge group idx id difficulty".split()
    for _ in range(rng.randint(1, 3)):
        row[rng.choice(names + ["knowledge points", "question_id", "numbers"])] = rng.choice(STRANGE)
    return row


def survives(act, seconds_limit, limit):
    """What an input does: "loaded" or "refused"; any other exception, a hang or a process started fails the test."""
    EVENTS[:] = ["on"]
    limit(seconds_limit)
    try:
        act()
        return "loaded"
    except ValueError as e:
        assert "\n" not in plain(e) or len(plain(e)) < 3000
        return "refused"
    finally:
        limit(0)
        found, EVENTS[:] = EVENTS[1:], []
        assert not found


def true_to(row, raw):
    """Nothing is loaded that the row does not say, and nothing that would steer a tokenizer."""
    texts = [text for name in data.TEXTS.split() if (text := row[name]) is not None]
    texts += row["knowledge"] + (row["options"] or [])
    assert all(isinstance(text, str) and not rewards.control(text) for text in texts)
    assert "".join(texts).encode()
    assert row["problem"].count("<image>") == len(row["images"])
    told = raw["messages"][1]["content"] if raw.get("messages") is not None else str(raw["answer"])
    assert row["answer"] and row["answer"] in told and "inf" not in row["answer"]
    data.response(row), data.messages(row)
    for image in data.open_images(row | {"source": "s"}, 784, 7840, 28):
        assert image.mode == "RGB"


def write_lines(path, rng):
    line = json.dumps(bent_row(rng), default=lambda held: held.decode("latin-1")).encode()
    path.write_bytes(bent(line, rng, [line]) if rng.random() < 0.5 else line)


def write_parquet(path, rng):
    rows = [bent_row(rng) for _ in range(rng.randint(1, 3))]
    try:
        pq.write_table(pa.Table.from_pylist(rows), path)
    except (pa.ArrowException, ValueError, TypeError, OverflowError, RecursionError):  # no column of such values
        kept = {k: v for k, v in rows[0].items() if isinstance(v, str) and v.isprintable()}
        pq.write_table(pa.Table.from_pylist([kept or GOOD]), path)
    if rng.random() < 0.5:
        path.write_bytes(bent(path.read_bytes(), rng))


@pytest.mark.parametrize("write", [write_lines, write_parquet])
def test_hostile_fuzz_rows(write, few, tmp_path, limit):
    count = SHARE if few else WHOLE
    path, done = tmp_path / ("x.parquet" if write is write_parquet else "x.jsonl"), Counter()
    for seed in range(count):
        write(path, random.Random(f"{write.__name__} {seed}"))

        def act():
            raws = [row for _, row in data.raw_rows(path)]
            assert len(data.load(path)) == len(raws)
            for _, raw, row in data.checked_rows(data.sources(path, "train"), "train", {}):
                true_to(row, json.loads(raw) if isinstance(raw, str) else raw)

        done[survives(act, 10, limit)] += 1
        with_skips = survives(lambda: data.load(path, skip_bad=True), 10, limit)
        done["skipped" if with_skips == "loaded" else "nothing left"] += 1
    print(write.__name__, dict(done))
    assert min(done["loaded"], done["refused"]) > count // 50


def pictures():
    noise = Image.effect_noise((40, 30), 80)
    exif = Image.Exif()
    exif[0x0112] = 6
    out = [encoded(noise.convert(mode)) for mode in ("1", "L", "P", "RGB", "RGBA", "LA")]
    out += [encoded(Image.frombytes("I;16", (9, 9), bytes(range(162)))), encoded(noise.convert("CMYK"), "JPEG")]
    out += [encoded(noise.convert("RGB"), "JPEG", exif=exif), encoded(noise, "JPEG", progressive=True)]
    out += [encoded(noise.convert("P"), "GIF"), encoded(noise.convert("RGBA"), "WEBP", lossless=True)]
    more = [Image.effect_noise((40, 30), i) for i in (9, 90)]
    out += [encoded(noise, form, save_all=True, append_images=more) for form in ("GIF", "PNG", "WEBP")]
    out += [encoded(noise.convert("RGB"), "MPO", save_all=True, append_images=[more[0].convert("RGB")])]
    return out + [encoded(noise, form) for form in ("TIFF", "BMP", "PPM", "EPS")]


def summed(png_file: bytes) -> bytes:
    """A PNG with the right checksums, so that more than these is tried."""
    out, at = png_file[:8], 8
    while png_file[:4] == b"\x89PNG" and at + 12 <= len(png_file):
        size = struct.unpack(">I", png_file[at : at + 4])[0]
        body = png_file[at + 4 : at + 8 + size]
        out, at = out + struct.pack(">I", size) + body + struct.pack(">I", zlib.crc32(body)), at + 12 + size
    return out + png_file[at:] if at > 8 else png_file


@pytest.mark.filterwarnings("ignore")
def test_hostile_fuzz_images(few, tmp_path, limit):
    count, seeds, done = SHARE if few else WHOLE, pictures(), Counter()
    for number in range(count):
        rng = random.Random(f"images {number}")
        content = bent(rng.choice(seeds), rng, seeds)
        raw = GOOD | {"image": {"bytes": summed(content) if rng.random() < 0.5 else content, "path": None}}

        def act():
            row = data.record(dict(raw), tmp_path, "x", 1, "train", {}, decode=True)  # noqa: B023
            true_to(row, raw)  # noqa: B023
            assert math.prod(data.header_size(row["images"][0])) <= IMAGE_PIXELS

        done[survives(act, 10, limit)] += 1
    print("images", dict(done))
    assert min(done["loaded"], done["refused"]) > count // 50


def test_hostile_fuzz_judge(few, tmp_path, limit):
    """A verdict is only what a whole reply says; all else is no judgement."""
    count = SHARE // 3 if few else WHOLE
    words = ["CORRECT", "INCORRECT", "correct.", "<think>a</think> CORRECT", "CORRECT INCORRECT", "maybe", None, [1], 7]
    replies, done = [], Counter()
    with Server(lambda line, _: line.sendall(replies[-1])) as server:
        client = judge.connect(server.url, 2)
        replies.append(said("CORRECT"))
        assert judge.ask(client, "m", "p", tries=1)[0]  # the first one asks the system for its name
        for number in range(count):
            rng = random.Random(f"judge {number}")
            body = json.dumps({"choices": [{"message": {"content": rng.choice(words)}}]}).encode()
            body = bent(body, rng) if rng.random() < 0.6 else body
            whole = said(body, status=rng.choice(["200 OK"] * 5 + ["500 X", "429 X"]))
            replies.append(bent(whole, rng) if rng.random() < 0.4 else whole)
            answers = []
            kind = survives(lambda: answers.append(judge.ask(client, "m", "p", tries=1)), 20, limit)  # noqa: B023
            verdict = answers[0][0] if answers else None
            done[kind if verdict is None else "a verdict"] += 1
            if verdict is not None:
                sure = re.findall(rb"in\W*correct|correct", replies[-1], re.I)
                assert sure and (b"n" in sure[-1].lower()) is not verdict, replies[-1]
    print("judge", dict(done))
    assert done["a verdict"] > count // 50
