"""Tests of `eval.py --model URL` and of what is in hand at a time: servers on loopback, good and faulty, kills, vLLM's
own server and engine. Answers follow from the question and the seed, so that runs can be compared exactly."""

import base64
import contextlib
import gzip
import http.server
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import asdict, replace
from types import SimpleNamespace

import pytest
from PIL import Image

import data
import eval as eval_py
import rollout
import runtime
from benchmarks import load_rows, server
from runtime import api
from speed import kills
from tests.eval_helpers import eval_config, eval_data, eval_engine, eval_lines, eval_said, eval_same, eval_toy
from tests.helpers import ROOT, as_flags, script
from tests.ranks import forked_torchrun, run_process, run_ranks, start_process

KEY = "sk-test-0123456789abcdef"


def parts_of(body) -> list[dict]:
    content = body["messages"][0]["content"]
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def row_of(body) -> int:
    return int(re.search(r"What is (\d+) \+ 10", "".join(p.get("text", "") for p in parts_of(body)))[1])


def good(body) -> dict:
    """The reply that a sound server gives: right or wrong by row and seed, the greedy one by row alone."""
    i, drawn = row_of(body), body["seed"] if body["temperature"] else 0
    right = [(i * 7 + drawn + k) % 3 > 0 for k in range(body.get("n", 1))]
    choices = [
        {"index": k, "finish_reason": "stop", "message": {"role": "assistant", "content": eval_said(i + 10 * ok)}}
        for k, ok in enumerate(right)
    ]
    return {"id": "1", "model": body["model"], "choices": choices, "usage": {"completion_tokens": 5 * len(choices) + i}}


class Api:
    """An OpenAI-compatible server on loopback. behave(body, how often this row and pass were asked before) -> None for
    the good reply, else a fault: fault(handler, the good reply) writes what it wants."""

    def __init__(self, behave=lambda body, before: None, models=("toy",), port=0):
        self.seen, self.times, self.most, self.inside, self.lock, outer = [], Counter(), 0, 0, threading.Lock(), self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                send(self, {"object": "list", "data": [{"id": name, "object": "model"} for name in models]})

            def do_POST(self):
                content = self.rfile.read(int(self.headers["Content-Length"]))
                if not content:  # the client was killed
                    return
                body = json.loads(content)
                with outer.lock:
                    outer.seen.append({**body, "key": self.headers["Authorization"], "at": time.monotonic()})
                    place = body.get("seed"), body.get("temperature")
                    before, outer.times[place] = outer.times[place], outer.times[place] + 1
                    outer.inside += 1
                    outer.most = max(outer.most, outer.inside)
                try:
                    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client gave up
                        (behave(body, before) or send)(self, good(body))
                finally:
                    with outer.lock:
                        outer.inside -= 1

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def send(handler, reply, status=200, **headers):
    content = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
    handler.send_response(status)
    for name, value in ({"Content-Type": "application/json"} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def status(code, text="no", **headers):
    return lambda handler, reply: send(handler, {"error": {"message": text}}, code, **headers)


def changed(**fields):
    """The good reply with fields of its first choice changed; usage and choices are those of the reply."""

    def fault(handler, reply):
        for name, value in fields.items():
            if name in reply:
                reply[name] = value
            elif name == "content":
                reply["choices"][0]["message"]["content"] = value
            else:
                reply["choices"][0][name] = value
        send(handler, reply)

    return fault


def cut(handler, reply):
    """Half of a reply, then the connection closes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(json.dumps(reply).encode()[:40])
    handler.close_connection = True


def closed(handler, reply):
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def slow(handler, reply):
    time.sleep(1.5)  # one try has a second in the tests that use it
    send(handler, reply)


FAULTS = dict(
    busy=status(429, Retry_After="0.05"),
    error=status(500),
    away=status(503),
    malformed=lambda handler, reply: send(handler, b'{"choices": [{"mess'),
    page=lambda handler, reply: send(handler, b"<html>oh</html>", Content_Type="text/html"),
    error_in_200=lambda handler, reply: send(handler, {"error": {"message": "overloaded"}, "choices": None}),
    cut=cut,
    closed=closed,
    empty=changed(content=""),
    null=changed(content=None),
    parts=changed(content=["a", 1]),
    number=changed(content=5),
    choices=changed(choices={"0": 1}),
    no_choices=changed(choices=[]),
    usage=changed(usage={"completion_tokens": "5"}),
    usage_huge=changed(usage={"completion_tokens": 10**400}),
    reason=changed(finish_reason=7),
    message=changed(message="text"),
    bytes_=lambda handler, reply: send(handler, b"\xff\xfe{"),
    deep=lambda handler, reply: send(handler, b"[" * 100_000),
    doubled=lambda handler, reply: send(
        handler, json.dumps(reply).replace('"message"', '"message": 1, "message"').encode()
    ),
    one_index=lambda handler, reply: send(handler, {**reply, "choices": reply["choices"] * 2}),
    index=changed(index="0"),
    index_above=changed(index=7),
    error_beside=lambda handler, reply: send(handler, {**reply, "error": {"message": "overloaded"}}),
    role=lambda handler, reply: send(handler, json.loads(json.dumps(reply).replace('"assistant"', '"user"'))),
    too_many=lambda handler, reply: send(handler, {**reply, "choices": [{"message": {"content": "a"}}] * 9}),
    part=lambda handler, reply: send(handler, reply, 206),
    large=lambda handler, reply: send(handler, {**reply, "id": " " * (1 << 18)}),
    compressed=lambda handler, reply: send(handler, gzip.compress(json.dumps(reply).encode()), Content_Encoding="gzip"),
)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(server, "WAIT", 0.01)
    monkeypatch.setattr(server, "ANSWER_MAX", 1 << 17)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def asked(tmp_path, url, out="out", **more):
    """A run at a server; its metrics. The rows are made when they are not there."""
    path = tmp_path / "toy.jsonl"
    path = path if path.exists() else eval_toy(tmp_path)
    settings = dict(data=str(path), model=url, samples=2, batch=64, out_dir=str(tmp_path / out), device="cpu")
    eval_py.run(eval_config(tmp_path, **settings | more))
    return json.loads((tmp_path / out / "metrics.json").read_text())


# ---------------------------------------------------------------------------------------------------------------------
# what is asked


def test_server_question(tmp_path):
    """Images stand where their markers do, as the bytes of their files; sampling and the key are as documented."""
    Image.new("RGB", (40, 30), "red").save(tmp_path / "a.png")
    Image.new("RGB", (30, 40), "blue").save(tmp_path / "b.jpg")
    problem = "See <image> and\n<image>: What is 3 + 10?"
    row = {"id": "two", "problem": problem, "images": ["a.png", "b.jpg"], "answer": "13"}
    (tmp_path / "toy.jsonl").write_text(json.dumps(row) + "\n")
    with Api(models=("only",)) as api:
        asked(tmp_path, api.url, max_response=77, temperature=0.5, seed=3)
    greedy, sample = sorted(api.seen, key=lambda body: body["temperature"])
    kinds = [part["type"] for part in parts_of(greedy)]
    assert kinds == ["text", "image_url", "text", "image_url", "text"] and parts_of(greedy) == parts_of(sample)
    first, png, middle, jpg, last = (part.get("text") or part["image_url"]["url"] for part in parts_of(greedy))
    assert (first, middle, last) == ("See ", " and\n", f": What is 3 + 10?\n{data.INSTRUCTION}")
    for url, kind, name in ((png, "png", "a.png"), (jpg, "jpeg", "b.jpg")):
        head, _, content = url.partition(",")
        assert head == f"data:image/{kind};base64" and base64.b64decode(content) == (tmp_path / name).read_bytes()
    assert {body["key"] for body in api.seen} == {f"Bearer {KEY}"}
    assert [(b["model"], b["max_tokens"], b["temperature"], b.get("n")) for b in (greedy, sample)] == [
        ("only", 77, 0.0, None),
        ("only", 77, 0.5, 2),
    ]
    assert (
        greedy["seed"] == sample["seed"] == server.seed_of(3, 0, 0) < 2**31
        and server.seed_of(4, 0, 0) != greedy["seed"]
    )
    told = eval_lines(tmp_path / "out/predictions.jsonl")
    assert [p["tokens"] for p in told] == [8, 7, 6] and all(p["finished"] for p in told)  # 5 + 3; 10 + 3 over two
    assert told[0]["model"] == "only" and told[0]["prompt"] == f"{problem}\n{data.INSTRUCTION}"


def test_server_prompt_official(tmp_path):
    """The benchmark's own text, images in front, without our instruction."""
    cfg = eval_config(tmp_path, benchmark="mathvista", data=str(eval_data(tmp_path, "mathvista")), prompt="official")
    loaded = load_rows(cfg)
    with Api() as api:
        rows, make, left_out = eval_py.asked_rows(cfg, server.Server(api.url), loaded)
    message = make(rows[0])["messages"][0]["content"]
    assert [part["type"] for part in message] == ["image_url", "text"] and "prompt too long" not in left_out
    assert message[1]["text"].startswith("Hint: answer.\nQuestion: ") and data.INSTRUCTION not in message[1]["text"]


def test_server_images_that_readers_see_differently(tmp_path):
    """A turned photo, transparent and 16-bit pictures, a GIF go as a PNG of what is meant; pixel limits are applied."""

    def shown(image, pixels=(0, 0)):
        image = {"bytes": image, "path": None}
        row = {"id": "x", "source": "toy", "problem": "<image>q", "images": [image]}
        url = server.question(row, True, pixels)["messages"][0]["content"][0]["image_url"]["url"]
        return url[: url.index(";")], Image.open(io.BytesIO(base64.b64decode(url.split(",")[1])))

    def saved(image, kind, **options):
        image.save(out := io.BytesIO(), kind, **options)
        return out.getvalue()

    turned = Image.new("RGB", (40, 20), "red")
    exif = turned.getexif()
    exif[0x0112] = 6
    kind, im = shown(saved(turned, "JPEG", exif=exif))
    assert kind == "data:image/png" and im.size == (20, 40)
    kind, im = shown(saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG"))
    assert kind == "data:image/png" and im.mode == "RGB" and im.getpixel((0, 0)) == (255, 255, 255)
    kind, im = shown(saved(Image.new("I;16", (8, 8), 128 * 256), "PNG"))
    assert im.mode == "RGB" and im.getpixel((0, 0)) == (128, 128, 128)
    kind, im = shown(saved(Image.new("P", (8, 8), 3), "GIF"))
    assert kind == "data:image/png"
    assert shown(saved(turned, "WEBP"))[0] == "data:image/webp" and shown(saved(turned, "JPEG"))[0] == "data:image/jpeg"
    kind, im = shown(saved(Image.new("RGB", (280, 280)), "JPEG"), (784, 4 * 784))
    assert kind == "data:image/png" and im.size == (56, 56)
    with pytest.raises(ValueError, match="row x: field problem: 2 <image> for 0 images"):
        server.question({"id": "x", "problem": "<image><image>q", "images": []}, True, (0, 0))


# ---------------------------------------------------------------------------------------------------------------------
# faults


@pytest.mark.slow
def test_server_faults_leave_no_trace(tmp_path):
    """Each fault meets some rows, each row some faults: metrics and predictions are those of a server without any."""
    eval_toy(tmp_path, 6)
    with Api() as api:
        want = asked(tmp_path, api.url, "good")
    assert want["overall"]["greedy"] not in (0, 1) and want["rows"] == 36 and want["mean_tokens"] > 5
    met = set()

    def faulty(body, before):
        name = list(FAULTS)[(body["seed"] + before) % len(FAULTS)] if before < 3 else None
        met.add(name)
        return FAULTS.get(name)

    with Api(faulty) as api:
        got = asked(tmp_path, api.url, "faulty")
    assert met == {*FAULTS, None} and got == want
    good_, faulty_ = (
        [{**p, "seconds": 0} for p in eval_lines(tmp_path / f"{n}/predictions.jsonl")] for n in ("good", "faulty")
    )
    assert good_ == faulty_


@pytest.mark.slow
def test_server_slow_answers_are_asked_again(tmp_path):
    with Api() as api:
        want = asked(tmp_path, api.url, "good")
    with Api(lambda body, before: slow if before == 0 and row_of(body) < 2 else None) as api:
        assert asked(tmp_path, api.url, "slow", deadline=3.0) == want
    assert sum(api.times.values()) == 12 + 4
    drip = threading.Event()

    def dripping(handler, reply):
        """A byte a moment: no read ever times out, but the try has its limit."""
        content = json.dumps(reply).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        for byte in content:
            handler.wfile.write(bytes([byte]))
            drip.wait(0.02)

    with Api(lambda body, before: dripping if before == 0 and row_of(body) == 1 else None) as api:
        assert asked(tmp_path, api.url, "drip", deadline=3.0) == want


def test_server_retry_after(tmp_path):
    """The wait that a 429 asks for is kept; one beyond the deadline is not waited for."""
    with Api(lambda body, before: status(429, Retry_After="0.4") if before == 0 else None) as api:
        asked(tmp_path, api.url, samples=0, limit=1)
    first, second = api.seen
    assert 0.4 <= second["at"] - first["at"] < 2
    with Api(lambda body, before: status(429, Retry_After="3600")) as api:
        start = time.monotonic()
        with pytest.raises(ValueError, match="1 questions have no answer .*429.*the same command asks them again"):
            asked(tmp_path, api.url, "late", samples=0, limit=1)
        assert time.monotonic() - start < 5 and len(api.seen) == 1
    headers = {"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}
    assert server.retry_after(headers) == 0.0 == server.retry_after({}) == server.retry_after({"retry-after": "soon"})
    headers = {"retry-after": time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 30))}
    assert 25 < server.retry_after(headers) <= 30


@pytest.mark.slow
def test_server_concurrency_adapts(tmp_path):
    """A server that bears three at a time: all rows are answered; a patient one is asked more and more at a time."""
    eval_toy(tmp_path, 8)
    api = Api(
        lambda body, before: status(429) if api.inside > 3 else lambda h, reply: time.sleep(0.01) or send(h, reply)
    )
    with api:
        want = asked(tmp_path, api.url, "narrow", samples=0)
    assert want["rows"] == 48 and api.most <= 16
    refused = len(api.seen) - 48
    assert refused < 48
    with Api(lambda body, before: lambda h, reply: time.sleep(1.0) or send(h, reply)) as api:
        assert asked(tmp_path, api.url, "wide", samples=0) == want
    assert api.most >= 12 and len(api.seen) == 48
    with Api() as api:
        assert asked(tmp_path, api.url, "two", samples=0, batch=2) == want and api.most <= 2
    gate = server.Gate(64)
    for _ in range(12):
        gate.answered()
    assert gate.limit == 16
    gate.busy(time.monotonic()), gate.busy(0.0)  # the second went out before the first came back
    assert gate.limit == 8
    for _ in range(9):
        gate.answered()
    assert 8.9 < gate.limit < 9.2


@pytest.mark.parametrize("how", ["refused", "ignored"])
def test_server_without_n(tmp_path, how):
    """A server that knows one answer a request is asked singly, each time with another seed."""

    def behave(body, before):
        if body.get("n", 1) > 1:
            return status(400, "n must be 1") if how == "refused" else lambda h, reply: send(h, good({**body, "n": 1}))

    with Api(behave) as api:
        got = asked(tmp_path, api.url, samples=3, batch=1)
    told = eval_lines(tmp_path / "out/predictions.jsonl")
    assert got["rows"] == 6 and got["n"] == 3 and len(told) == 24 and "refused" not in got
    assert sum(body.get("n", 1) > 1 for body in api.seen) <= 2
    drawn = {body["seed"] for body in api.seen if body["temperature"] and body.get("n", 1) == 1}
    assert len(drawn) == 18 - (how == "ignored")  # row 0's first answer came of the request for three


def test_server_parameters_that_it_does_not_take(tmp_path, capsys):
    """Newer models want max_completion_tokens, or no temperature: said, sent otherwise, and told in the metrics."""

    def behave(body, before):
        if "max_tokens" in body:
            return status(400, "Unsupported parameter: 'max_tokens' is not supported with this model.")
        if body["temperature"] == 0:
            return status(400, "Unsupported value: 'temperature' does not support 0 with this model.")

    def patient(body, before):
        return behave({"temperature": 1, **body}, before)

    with Api(patient) as api:
        api_good = good
        try:
            globals()["good"] = lambda body: api_good({"temperature": 0, **body})
            got = asked(tmp_path, api.url, samples=0)
        finally:
            globals()["good"] = api_good
    said = capsys.readouterr()
    assert "does not take max_tokens: max_completion_tokens" in said.err and said.err.count("does not take") == 2
    assert got["unset"] == ["temperature"] and "does not take temperature: it used its own" in said.out
    assert api.seen[-1]["max_completion_tokens"] == 2048 and "temperature" not in api.seen[-1]


def test_server_refusals_are_named_and_count_as_wrong(tmp_path, capsys):
    """Two rows are refused, one by a content filter's 400, one by its finish_reason."""

    def behave(body, before):
        return {
            2: status(400, "flagged by the content filter"),
            4: changed(finish_reason="content_filter", content=None),
        }.get(row_of(body))

    with Api(behave) as api:
        got, before = asked(tmp_path, api.url, samples=0), len(api.seen)
        assert asked(tmp_path, api.url, samples=0) == got and len(api.seen) == before == 6  # a refusal is an answer
    told = eval_lines(tmp_path / "out/predictions.jsonl")
    assert got["refused"] == 2 and got["rows"] == 6 and [p["row"] for p in told if "refused" in p] == [2, 4]
    assert [p["verdict"] for p in told if "refused" in p] == [False] * 2
    said = capsys.readouterr()
    assert "row 2, greedy: refused: 400 flagged by the content filter" in said.err
    assert "refused by the server: 2 generations; they count as wrong" in said.out
    assert eval_py.score(str(tmp_path / "out/predictions.jsonl")).count("refused by the server: 2") == 1


def test_server_that_refuses_everything_ends_the_run(tmp_path):
    cases = [
        (status(400, "no images here"), "refuses all 6 questions, nothing is kept; the last: 400 no images here"),
        (status(401, "bad key"), "model toy: 401 bad key"),
        (status(404, "no such model"), "model toy: 404 no such model"),
        (status(307, "there", Location="/v1/other"), "model toy: 307 there"),
    ]
    for number, (fault, message) in enumerate(cases):
        with (
            Api(lambda body, before, fault=fault: fault) as api,
            pytest.raises(ValueError, match=re.escape(message)) as e,
        ):
            asked(tmp_path, api.url, f"all{number}", samples=0)
        assert "\n" not in str(e.value) and not (tmp_path / f"all{number}/metrics.json").exists()
        assert (tmp_path / f"all{number}/predictions.jsonl").read_text() == ""
    quota = lambda h, r: send(h, {"error": {"message": "no money", "code": "insufficient_quota"}}, 429)  # noqa: E731
    with Api(lambda body, before: quota) as api, pytest.raises(ValueError, match="429 no money"):
        asked(tmp_path, api.url, "quota", samples=0)
    eval_toy(tmp_path, 8)
    with Api(lambda body, before: status(422)) as api, pytest.raises(ValueError, match="32 questions in a row"):
        asked(tmp_path, api.url, "many", samples=0, batch=4)
    assert len(api.seen) < 40 and (tmp_path / "many/predictions.jsonl").read_text() == ""


@pytest.mark.slow
def test_server_rows_without_an_answer_are_asked_again(tmp_path):
    """Row 3 meets a 500 every time: the others are kept, the run says so; the same command then asks that row alone."""
    with Api() as api:
        want = asked(tmp_path, api.url, "good")
    with Api(lambda body, before: status(500, "oops") if row_of(body) == 3 else None) as api:
        message = (
            r"2 questions have no answer \(row 3, \w+: 500 oops, after 8 tries\): the same command asks them again"
        )
        with pytest.raises(ValueError, match=message):
            asked(tmp_path, api.url)
        port = api.server.server_port
    file = tmp_path / "out/predictions.jsonl"
    assert Counter(p["row"] for p in eval_lines(file)) == dict.fromkeys((0, 1, 2, 4, 5), 3)
    with open(file, "a") as f:  # a doubled line, and one that is cut short
        f.write(file.read_text().split("\n")[0] + "\n" + '{"row": 3, "resp')
    with Api(port=port) as api:
        assert asked(tmp_path, api.url) == want
    assert {row_of(body) for body in api.seen} == {3} and eval_same_rows(tmp_path, "good", "out")


def eval_same_rows(tmp_path, *outs):
    return eval_same(*(tmp_path / out / "predictions.jsonl" for out in outs))


def test_server_key_is_written_nowhere(tmp_path, capsys):
    """A server that repeats the key in answers and errors; URLs with a key are refused without repeating it."""

    def behave(body, before):
        if row_of(body) == 1:
            return status(400, f"Incorrect API key provided: {KEY}")
        return changed(content=f"your key is {KEY}") if row_of(body) == 2 else None

    with Api(behave) as api:
        asked(tmp_path, api.url)
    with Api(lambda body, before: status(401, f"not {KEY}")) as api, pytest.raises(ValueError) as stop:
        asked(tmp_path, api.url, "wrong")
    said = capsys.readouterr()
    files = [p.read_text() for p in tmp_path.rglob("*") if p.suffix in (".json", ".jsonl")]
    assert len(files) >= 4 and not [text for text in [*files, said.out, said.err, str(stop.value)] if KEY[:12] in text]
    assert "your key is ***" in "".join(files) and "not ***" in str(stop.value)
    for url in (f"http://me:{KEY}@127.0.0.1:9/v1", f"http://127.0.0.1:9/v1?key={KEY}", f"http://127.0.0.1:9/v1#{KEY}"):
        for flags in (dict(model=url), dict(model="pocket", judge=url, judge_model="m")):
            with pytest.raises(ValueError, match="the key is OPENAI_API_KEY") as stop:
                asked(tmp_path, out="url", url="", **flags) if "judge" in flags else asked(tmp_path, url, "url")
            assert KEY not in str(stop.value)
    assert not (tmp_path / "url").exists()


def test_server_names_and_addresses(tmp_path, monkeypatch):
    """Several models, none, nobody at the address, torchrun, one pixel limit: a line that says what to do."""
    with Api(models=("a", "b")) as api, pytest.raises(ValueError, match="--served_name: .* lists a, b: name one"):
        server.Server(api.url)
    with Api(models=()) as api:
        assert server.Server(api.url, "mine").name == "mine"
        with pytest.raises(ValueError, match="go together"):
            server.Server(api.url, "mine", (784, 0))
    with pytest.raises(ValueError, match="no server answers at http://127.0.0.1:9/v1"):
        server.Server("http://127.0.0.1:9/v1", "x")
    with pytest.raises(ValueError, match="not of the form"):
        server.Server("http:///v1", "x")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9")
    with pytest.raises(ValueError, match="OPENAI_API_KEY holds a character"):
        server.Server("http://127.0.0.1:9/v1", "x")
    monkeypatch.setenv("WORLD_SIZE", "2")
    monkeypatch.setenv("RANK", "0")
    with pytest.raises(ValueError, match="without torchrun"):
        eval_py.make_engine(eval_config(tmp_path, model="http://127.0.0.1:9/v1"), [])


def test_server_has_the_settings_of_the_paper():
    """An API model on a laptop must not be cut off after the pocket scale's 64 tokens."""
    cfg = runtime.read_config(eval_py.defaults, ["--model", "http://127.0.0.1:9/v1"])
    assert (cfg.scale, cfg.max_response, cfg.model) == ("paper", 2048, "http://127.0.0.1:9/v1")
    assert runtime.read_config(eval_py.defaults, ["--model", "pocket", "--scale", "pocket"]).max_response == 64


def test_server_reads_what_servers_differ_in():
    """usage and index may be absent, choices in any order, finish_reason of several names, a refusal beside content."""

    def reply(*choices, **more):
        return {"choices": [{"message": {"content": text}, **c} for text, c in choices], **more}

    one, two = api.read(
        reply(("b", {"index": 1, "finish_reason": "length"}), ("a", {"index": 0, "finish_reason": "eos"})), 2, 9
    )
    assert (one.text, one.finished, one.tokens, two.text, two.finished) == ("a", True, None, "b", False)
    only, _ = api.read(reply(("a", {}), ("b", {}), usage={"completion_tokens": 9}), 2, 9)
    assert (only.text, only.tokens, only.finished) == ("a", 5, True)
    (said,) = api.read(
        {"choices": [{"message": {"content": None, "refusal": "I will not"}, "finish_reason": "stop"}]}, 1, 9
    )
    assert said.text == "I will not" and said.finished
    for places in ((0, 0), (None, 0), (0.0, 1), (True, 0)):
        with pytest.raises(api.Fault, match="the indices of the choices are"):
            api.read(reply(*(("a", {"index": place}) for place in places)), 2, 9)


def test_server_that_answers_as_another_model_is_named(tmp_path, capsys):
    """A gateway's fallback: in every prediction, in metrics.json, in a warning."""
    with Api(lambda body, before: changed(model="gpt-2")) as api:
        assert asked(tmp_path, api.url)["served_by"] == ["gpt-2"]
    assert {p["served_by"] for p in eval_lines(tmp_path / "out/predictions.jsonl")} == {"gpt-2"}
    said = capsys.readouterr()
    assert said.err.count("was asked for toy and answers as gpt-2") == 1
    assert "warning: the server answered as gpt-2" in said.out


def test_server_tokens_unknown(tmp_path, capsys):
    """A server that counts no tokens: the mean is unknown, not 0."""
    with Api(lambda body, before: changed(usage=None)) as api:
        assert asked(tmp_path, api.url)["mean_tokens"] is None
    assert "? tokens a response" in capsys.readouterr().out


# ---------------------------------------------------------------------------------------------------------------------
# kills


def session(flags):
    """(In a process.) `python eval.py FLAGS` in a session of its own."""
    os.setsid()
    os.environ["OPENAI_API_KEY"] = KEY
    kills.run(["eval", *flags])


def killed(flags, file, lines, log):
    """Starts the command and kills it, its children too, once the file has so many lines. -> lines at the end"""
    job, until = start_process(session, flags, log=log), time.time() + 120
    while time.time() < until and job.is_alive() and not (file.exists() and file.read_bytes().count(b"\n") >= lines):
        time.sleep(0.01)
    assert job.is_alive(), log.read_text()
    os.killpg(job.pid, signal.SIGKILL)
    job.join()
    return file.read_bytes().count(b"\n")


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["server", "transformers"])
def test_server_kill_and_go_on(tmp_path, engine):
    """SIGKILL at three places, then the same command: metrics.json and predictions are those of a run in one go."""
    path = eval_toy(tmp_path, 8)

    def behave(body, before):
        late = lambda h, reply: time.sleep(0.1) or send(h, reply)  # noqa: E731
        return status(500) if before == 0 and row_of(body) == 5 else late

    with Api(behave) as api:
        model = api.url if engine == "server" else "pocket"
        flags = dict(data=path, model=model, samples=2, batch=4, max_response=12, device="cpu")
        out, whole = (as_flags({**flags, "out_dir": tmp_path / name}) for name in ("out", "whole"))
        file, had = tmp_path / "out/predictions.jsonl", []
        for lines in (1, 40, 90):
            had.append(killed(out, file, lines, tmp_path / "log"))
            assert not (tmp_path / "out/metrics.json").exists()
        assert had == sorted(had) and had[0] < had[1] < had[2] < 144
        for command, goes_on in ((out, True), (whole, False)):
            code, said = run_process(session, command, log=tmp_path / f"{goes_on}.log")
            assert code == 0 and ("goes on; " in said) == goes_on, said
    got, want = (json.loads((tmp_path / n / "metrics.json").read_text()) for n in ("out", "whole"))
    assert got == want and want["rows"] == 48 and want["n"] == 2 and eval_same_rows(tmp_path, "out", "whole")
    if engine == "server":
        assert len({p["response"] for p in eval_lines(file)}) > 10


# ---------------------------------------------------------------------------------------------------------------------
# vLLM itself


SERVE = """
import model  # mends torchvision on a CPU
from model.types import TYPES
from vllm import ModelRegistry
for kind in TYPES.values():
    ModelRegistry.register_model(kind.name, kind.served)
from vllm.entrypoints.launchers.api_server.entry import main
if __name__ == "__main__":
    main()
"""


@contextlib.contextmanager
def vllm_server(folder, tmp_path):
    """vLLM's own server of a model folder on the CPU -> its URL."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    (tmp_path / "serve.py").write_text(SERVE)
    flags = dict(model=folder, host="127.0.0.1", port=port, served_model_name="served", dtype="float32")
    flags |= dict(max_model_len=600, max_num_seqs=32, kv_cache_memory_bytes=64 << 20)
    flags |= dict(limit_mm_per_prompt='{"image": 1, "video": 0}')
    flags = [f.replace("_", "-") if f.startswith("--") else f for f in as_flags(flags)]
    command = [sys.executable, str(tmp_path / "serve.py"), *flags, "--enforce-eager", "--skip-mm-profiling"]
    quiet = dict(OMP_NUM_THREADS="1", VLLM_CPU_OMP_THREADS_BIND="nobind", VLLM_NO_USAGE_STATS="1", PYTHONPATH=str(ROOT))
    with open(tmp_path / "serve.log", "w") as log:
        job = subprocess.Popen(command, env={**os.environ, **quiet}, stdout=log, stderr=log, start_new_session=True)
    try:
        until = time.time() + 240
        while time.time() < until and job.poll() is None:
            with contextlib.suppress(ValueError):
                server.Server(f"http://127.0.0.1:{port}/v1")
                break
            time.sleep(0.5)
        else:
            raise AssertionError((tmp_path / "serve.log").read_text()[-3000:])
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        os.killpg(job.pid, signal.SIGKILL)
        job.wait()


@pytest.mark.slow
def test_server_of_vllm_agrees_with_transformers(pocket, tmp_path):
    """Greedy answers of vLLM's own server are those of the engine in process; so are tokens and ends; samples vary."""
    pytest.importorskip("vllm")
    flags = dict(data=str(pocket / "data/standard.parquet"), samples=2, max_response=48, device="cpu", limit=64)
    cfg = eval_config(tmp_path, **flags, batch=64, model=str(pocket / "hf"), out_dir=str(tmp_path / "ours"))
    eval_py.run(replace(cfg, samples=0))
    with vllm_server(pocket / "hf", tmp_path) as url:
        eval_py.run(replace(cfg, model=url, out_dir=str(tmp_path / "theirs")))
    ours, theirs = (eval_lines(tmp_path / f"{n}/predictions.jsonl") for n in ("ours", "theirs"))
    greedy, drawn = ([p for p in theirs if p["mode"] == mode] for mode in ("greedy", "sample"))
    same = [a["response"] == b["response"] for a, b in zip(ours, greedy, strict=True)]
    print(f"{sum(same)} of {len(same)} greedy answers are equal")
    assert sum(same) >= 0.97 * len(same)
    assert all(a["finished"] == b["finished"] for a, b, ok in zip(ours, greedy, same) if ok)
    assert all(a["tokens"] == b["tokens"] for a, b, ok in zip(ours, greedy, same) if ok)
    pairs = [(a["response"], b["response"]) for a, b in zip(drawn[::2], drawn[1::2])]
    assert sum(a != b for a, b in pairs) > len(pairs) / 4


def feed(folder, out):
    """(In a process of its own.) vLLM is fed 30 jobs, six at a time: how many are inside at each step, what comes."""
    processor, engine = feed_engine(folder)
    step, inside = engine.llm.llm_engine.step, []

    def watched():
        inside.append(engine.llm.llm_engine.get_num_unfinished_requests())
        return step()

    engine.llm.llm_engine.step = watched
    prompts = [{"text": feed_text(processor, i), "images": []} for i in range(15)]
    jobs = [((i, mode), prompts[i], n, t) for i in range(15) for mode, n, t in (("greedy", 1, 0.0), ("sample", 2, 1.0))]
    taken = []
    source = (taken.append(job) or job for job in jobs)
    got, ahead = {}, []
    for key, samples, seconds in engine.stream(source, 6, 24, 3):
        got[key] = [s.token_ids for s in samples]
        ahead.append(len(taken) - len(got))
        assert seconds > 0
    engine.llm.llm_engine.step = step
    stopped = engine.stream(iter(jobs), 6, 24, 3)
    next(stopped)
    stopped.close()  # as a run that an error ends: nothing is left inside
    left = engine.llm.llm_engine.get_num_unfinished_requests()
    greedy = engine.generate(prompts, n=1, temperature=0.0, max_tokens=24, seed=3, ids=list(range(15)))
    drawn = engine.generate(prompts, n=2, temperature=1.0, max_tokens=24, seed=3, ids=list(range(15)))
    wanted = {
        (i, mode): [s.token_ids for s in r[i]] for mode, r in (("greedy", greedy), ("sample", drawn)) for i in range(15)
    }
    same = sum(got[key] == wanted[key] for key in wanted)
    out.write_text(json.dumps([len(got), same, max(ahead), inside, left]))
    engine.close()


def feed_engine(folder):
    import torch

    import model as M

    processor = M.load_processor(str(folder))
    return processor, rollout.make_engine("vllm", str(folder), processor, torch.device("cpu"), max_model_len=400)


def feed_text(processor, i):
    return data.prompt({"id": f"{i}", "problem": f"What is {i} + 10?", "images": []}, processor)["text"]


@pytest.mark.slow
def test_server_vllm_in_process_is_fed_without_a_pause(pocket, tmp_path):
    """As long as there are jobs the engine has as many as it may, and no more are read ahead; answers as generate's."""
    pytest.importorskip("vllm")
    run_ranks(feed, pocket / "hf", tmp_path / "told.json", log=tmp_path / "log", ranks=1)
    answered, same, ahead, inside, left = json.loads((tmp_path / "told.json").read_text())
    assert answered == 30 and same >= 29 and ahead <= 6 and left == 0
    assert (
        inside[0] == 9 and max(inside) <= 12 and min(inside[: len(inside) * 3 // 5]) >= 6
    )  # a job of two counts twice


class FakeLLM:
    """vLLM's LLM with the names that VllmEngine.stream uses; a request ends after as many steps as its number has."""

    def __init__(self):
        self.steps, self.inside, self.count, self.aborted, self.llm_engine = [], {}, 0, [], self

    def enqueue(self, requests, params, use_tqdm):
        name, self.count = str(self.count), self.count + 1
        self.inside[name] = [1 + self.count % 5, params[0].n]
        return [f"{name}-0a1b2c3d"]

    def step(self):
        self.steps.append(len(self.inside))
        for left in self.inside.values():
            left[0] -= 1
        ended = {name: left for name, left in self.inside.items() if not left[0]}
        self.inside = {name: left for name, left in self.inside.items() if left[0]}
        output = SimpleNamespace(token_ids=[5], finish_reason="stop", logprobs=[{5: SimpleNamespace(logprob=0.0)}])
        return [SimpleNamespace(finished=True, request_id=name, outputs=[output] * n) for name, (_, n) in ended.items()]

    def abort_request(self, names):
        self.aborted += names


def test_server_vllm_feeding(monkeypatch):
    """The window is full at every step until the jobs run out, and an abandoned stream takes its requests back."""
    monkeypatch.setitem(sys.modules, "vllm", SimpleNamespace(SamplingParams=lambda **kw: SimpleNamespace(**kw)))
    engine = rollout.VllmEngine.__new__(rollout.VllmEngine)
    tokenizer = SimpleNamespace(decode=lambda ids, skip_special_tokens: "x")
    engine.llm, engine.cuda, engine.forbidden = FakeLLM(), False, [1]
    engine.processor = SimpleNamespace(tokenizer=tokenizer)
    jobs = [((i, "greedy"), {"text": "q", "images": []}, 1 + i % 2, 0.0) for i in range(40)]
    got = [(key[0], len(samples)) for key, samples, _ in engine.stream(iter(jobs), 7, 4, 0)]
    assert sorted(got) == [(i, 1 + i % 2) for i in range(40)] and not engine.llm.aborted
    full = [n for n in engine.llm.steps if n == 7]
    assert engine.llm.steps == full + engine.llm.steps[len(full) :] and len(full) > 10 and max(engine.llm.steps) == 7
    stream = engine.stream(iter(jobs), 7, 4, 0)
    next(stream)
    stream.close()
    assert set(engine.llm.aborted) == set(engine.llm.inside) and engine.llm.inside


@pytest.mark.slow
@pytest.mark.xdist_group("tp")
@pytest.mark.parametrize("ranks", [1, 2])
def test_server_tp(pocket, tmp_path, ranks):
    """--tp 2 on the CPU, two ranks of torchrun or a process of vLLM's own: the greedy answers of transformers."""
    pytest.importorskip("vllm")
    flags = dict(data=pocket / "data/eval.parquet", model=pocket / "hf", limit=12, max_response=24, max_prompt=400)
    flags |= dict(device="cpu", batch=5)
    told = as_flags({**flags, "engine": "vllm", "tp": 2, "out_dir": tmp_path / "tp"})
    if ranks == 1:  # not forked: vLLM runs the script again in its own process
        done = script("eval.py", *told)
        code, said = done.returncode, done.stderr
    else:
        agent = ["--standalone", "--nproc_per_node", ranks]
        code, said = run_process(forked_torchrun, agent, "eval", told, log=tmp_path / "log")
    assert code == 0, said[-3000:]
    eval_py.run(eval_config(tmp_path, **{k: v if isinstance(v, int) else str(v) for k, v in flags.items()}))
    told, want = (eval_lines(tmp_path / n / "predictions.jsonl") for n in ("tp", "out"))
    assert len(want) >= 8 and all(a["response"] == b["response"] for a, b in zip(told, want, strict=True))


def test_server_rows_are_written_as_they_end(tmp_path):
    """Rows end in any order: each is in the file before the next one is waited for."""
    file, seen = tmp_path / "out/predictions.jsonl", []
    engine = eval_engine()

    def stream(jobs, window, max_tokens, seed):
        for key, prompt, n, temperature in reversed(list(jobs)):
            seen.append(file.read_bytes().count(b"\n"))
            yield key, engine.generate([prompt], n, temperature, max_tokens, seed, [key[0]])[0], 0.1

    path = eval_toy(tmp_path)
    want = eval_py.evaluate(eval_config(tmp_path, data=str(path), samples=2, out_dir=str(tmp_path / "w")), engine)
    streaming = SimpleNamespace(processor=engine.processor, stream=stream)
    assert eval_py.evaluate(eval_config(tmp_path, data=str(path), samples=2), streaming) == want
    assert seen == [3 * (i // 2) for i in range(12)] and eval_same_rows(tmp_path, "out", "w")
    assert json.loads((tmp_path / "out/config.json").read_text())["batch"] == 4 and asdict(eval_py.Config())["tp"] == 1
