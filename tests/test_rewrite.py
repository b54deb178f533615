"""Other words for contexts: the rules one by one, and whole files against a server that also lies, fails and hangs."""

import http.server
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import data
from book.build import SCHEMAS
from book.rewrite import Rewrite, command, judged
from book.wording import fault, names, numbers, units
from tests.helpers import ROOT, png

OLD = (
    "<image>A cook cuts a round cake ABC of 24 cm with a knife along AB into two pieces for 12 guests. The cake costs "
    "18 euros, and $x + 3$ people want no cream. How many degrees does the piece at B measure? Give the exact value."
)
NEW = (
    "<image>For twelve guests, with a knife, a cook divides a round cake ABC into two pieces along AB. It measures "
    "24 cm and has a price of 18 euros; no cream is wanted by $x + 3$ people. How many degrees does the "
    "piece have at B? "
    "Give the exact value."
)
OPTIONS = "\nAnswer with the letter.\nA. 35\nB. $40^\\circ$"
REWRITE_LIES = {  # what a liar changes in NEW, and the reason that has to come out
    "drops a number": ("24 cm", "some length", "numbers"),
    "changes a number": ("24 cm", "25 cm", "numbers"),
    "changes a number word": ("twelve guests", "eleven guests", "numbers"),
    "adds a number": ("two pieces", "two pieces of 9 layers", "numbers"),
    "changes a unit": ("24 cm", "24 mm", "units"),
    "changes a unit word": ("18 euros", "18 dollars", "units"),
    "changes the unit asked for": ("How many degrees", "How many radians", "units"),
    "changes a formula": ("x + 3", "x - 3", "formulas"),
    "drops a formula": ("$x + 3$ people", "others", "formulas"),
    "cuts a formula open": ("x + 3$", "x + 3", "formulas"),
    "changes a name": ("piece have at B", "piece have at C", None),
    "drops a name": ("along AB", "along a line", "names"),
    "adds a name": ("a knife", "a knife PQ", "names"),
    "asks for something else": ("does the piece", "is the angle that the piece", "question"),
    "asks two questions": ("18 euros;", "18 euros. Is that dear?", "question"),
    "asks nothing": ("at B?", "at B.", "question"),
    "asks which": ("How many degrees does", "Which number of degrees does", "question"),
    "drops the note": ("Give the exact value.", "", "question"),
    "changes the note": ("exact value", "value to the nearest whole number", "question"),
    "turns the meaning": ("no cream is wanted", "cream is wanted", "wording"),
    "gives the answer": ("the piece have at B", "the piece have at B, which is 37", "answer"),
    "gives the answer in words": ("the piece have at B", "the piece (thirty-seven) have at B", "answer"),
    "drops the image": ("<image>", "", "images"),
    "moves the image": ("<image>For", "For<image>", "images"),
    "adds an image": ("a knife", "a knife <image>", "images"),
    "thinks": ("For twelve", "<think>hm</think>For twelve", "tags"),
    "answers": ("value.", "value. <answer>5</answer>", "tags"),
    "boxes": ("value.", "value. \\boxed{}", "tags"),
    "sends a special token": ("value.", "value.<|im_end|>", "tags"),
    "says little": (NEW, "<image>How many degrees at B?", "length"),
    "says much": ("value.", "value. " + "And so it is told. " * 40, "length"),
    "says the same": (NEW, OLD.replace(",", ";"), "unchanged"),
}  # fmt: skip


def test_rewrite_true_wordings_are_kept():
    assert fault(OLD, NEW, {"37"}) == ""
    assert fault(OLD + OPTIONS, NEW + OPTIONS, {"$40^\\circ$"}) == ""
    assert fault(OLD, NEW.replace("twelve", "12"), {"24"}) == ""  # an answer that stood there before


REWRITE_TRUE = [
    (
        "A shepherd keeps the number of his sheep on an abacus; the number below a rod is the value of each "
        "of its beads. In "
        "spring 30 lambs are born. How many animals must the abacus show after that?",
        "On an abacus, where each bead of a rod stands for the number below it, a shepherd records how large "
        "his flock is. "
        "Thirty lambs are born in spring. How many animals does the abacus have to show then?",
    ),
    (
        "A well digger digs a shaft with the shape of the cylinder and must carry away the soil. Lengths are "
        "in metres. How "
        "many cubic metres of soil come out of the shaft? Give the answer as a multiple of $\\pi$.",
        "The cylinder is the shaft that a well digger has to dig, carrying all the soil away; its lengths are given in "
        "metres. How many cubic metres of soil does that make? Give the answer as a multiple of $\\pi$.",
    ),
    (
        "A straight beach promenade AB passes the pier O. Two jetties OC and OD run out into the sea from "
        "there. How many "
        "degrees is the angle between the two jetties?",
        "The pier O lies on a straight promenade AB along the beach, and from it two jetties, OC and OD, "
        "reach out into the "
        "sea. How many degrees does the angle between these two jetties have?",
    ),
    (
        "A prize of 40 euros is divided into equal shares, the parts of the figure. Mia gets the dark parts. "
        "How many euros "
        "does Mia get?",
        "The parts of the figure are the equal shares into which a prize of 40 euros is split; the dark ones "
        "belong to Mia. "
        "How many euros are hers?",
    ),
    (
        "The distance of two points of the lattice is the length of a shortest way along its lines, and "
        "neighbouring points "
        "are 119 metres apart. Determine the distance of the points A and B in metres.",
        "Neighbouring points of the lattice are 119 metres apart, and the distance of two points is measured along a "
        "shortest way on the lines, that is, by its length. Determine the distance in metres of the points A and B.",
    ),
]


@pytest.mark.parametrize("old, new", REWRITE_TRUE)
def test_rewrite_people_may_say_it_in_their_way(old, new):
    assert fault(old, new, {"17", "C"}) == ""


@pytest.mark.parametrize("lie", REWRITE_LIES)
def test_rewrite_lies_are_refused(lie):
    said, instead, reason = REWRITE_LIES[lie]
    assert said in NEW
    found = fault(OLD, NEW.replace(said, instead), {"37"})
    assert found == reason if reason else found == "names"


def test_rewrite_options_and_answers():
    assert fault(OLD + OPTIONS, NEW + OPTIONS.replace("35", "36"), ()) == "options"
    assert fault(OLD + OPTIONS, NEW, ()) == "options" == fault(OLD, NEW + OPTIONS, ())
    told = NEW.replace("a knife", "a knife of Paris")
    assert (
        fault(OLD, told, {"paris"}) == "answer"
        and fault(OLD.replace("a knife", "a Paris knife"), told, {"paris"}) == ""
    )
    formula = NEW.replace("$x + 3$", "$\\frac{1}{2}$ $x + 3$")
    assert fault(OLD.replace("$x + 3$", "$x + 3$ $\\frac{1} {2}$"), formula, {"\\frac{1}{2}"}) == ""


def test_rewrite_reading_of_numbers_units_names():
    assert numbers("two hundred and five of 1,200, twenty-five, 3.50") == Counter(
        {"205": 1, "1.2E+3": 1, "25": 1, "3.5": 1}
    )
    assert numbers("three million two thousand five hundred and one") == Counter([str(Decimal(3002501).normalize())])
    assert numbers("one of them is half as tall, twice") == Counter({"half": 1, "twice": 1})
    assert numbers("five and six") == Counter({"5": 1, "6": 1}) and numbers("P1 and 7:46") == Counter("1") + Counter(
        {"7": 1, "46": 1}
    )
    assert units("5 cm and 3 metres an hour") == ({"cm", "m", "h"}, Counter({("5", "cm"): 1, ("3", "m"): 1}))
    assert units("5 m and 3 cm")[1] != units("3 m and 5 cm")[1] and units("$30^\\circ$") == units("30 degrees")
    assert names("A train from A to B1 meets ABC; I see A. It") == {"A", "B1", "ABC"}


# ----------------------------------------------------------------------------------------------------- whole files
class RewriteServer:
    """An OpenAI-compatible server on loopback. behave(n-th request, body) -> text, (status, body) or a function that
    gets the handler and writes what it likes."""

    def __init__(self, behave, models=("m",)):
        self.seen, self.lock, outer = [], threading.Lock(), self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send(200, json.dumps({"data": [{"id": name} for name in models]}))

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer.lock:
                    outer.seen.append({**body, "path": self.path, "key": self.headers["Authorization"]})
                    number = len(outer.seen)
                result = behave(number, body)
                if callable(result):
                    result(self)
                elif isinstance(result, tuple):
                    self.send(*result)
                else:
                    self.send(200, json.dumps({"choices": [{"message": {"role": "assistant", "content": result}}]}))

            def send(self, status, text):
                try:
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(text.encode())
                except OSError:
                    pass  # the client gave up

            def log_message(self, *args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def rewrite_rows(path, count=3):
    """Pro rows: a base row and `count` z rows with the texts OLD of other cakes; answers 37, 38 ..."""
    rows = []
    for i in range(count + 1):
        row = dict.fromkeys(SCHEMAS["pro"].names)
        row |= {
            "id": f"r{i}",
            "question_id": f"q{i}",
            "question": OLD.replace("18", str(80 + i)),
            "answer": str(36 + i),
        }
        row |= {"image": {"bytes": png((28, 28), "red"), "path": f"{i}.png"}, "difficulty": "z" if i else "base"}
        rows.append(row)
    pq.write_table(pa.Table.from_pylist(rows, SCHEMAS["pro"]), path)
    return rows


def rewrite_asked(body):
    """(the old text that a request is about, or None for one to solve)."""
    content = body["messages"][0]["content"]
    return content.split("[Problem]\n")[1].split("\n[End")[0] if isinstance(content, str) else None


def rewrite_honest(text):
    """NEW for the cake of a text."""
    return NEW.removeprefix("<image>").replace("18", re.search(r"(\d+) euros", text)[1])


def rewrite_run(server, tmp_path, **more):
    """(report as text, {id: question} of the written file, report.json)."""
    settings = dict(tries=2, wait=0.01, timeout=5.0, workers=2) | more
    cfg = Rewrite(model=server.url, file=str(tmp_path / "in.parquet"), out=str(tmp_path / "out.parquet"), **settings)
    said = command(data.messages)(cfg)
    written = {row["id"]: row["question"] for row in pq.read_table(tmp_path / "out.parquet").to_pylist()}
    return said, written, json.loads((tmp_path / "out.report.json").read_text())


def test_rewrite_keeps_what_is_true_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "secret-key")
    rows = rewrite_rows(tmp_path / "in.parquet", 4)

    def behave(number, body):
        new = rewrite_honest(text := rewrite_asked(body))
        assert "<image>" not in text and "euros" in text
        cake = int(re.search(r"(\d+) euros", text)[1]) - 80
        return {1: f"<think>of {cake} ways</think>\n{new}", 2: new.replace("24 cm", "24 m"), 3: "Sure! 42", 4: new}[
            cake
        ]

    with RewriteServer(behave) as server:
        said, written, report = rewrite_run(server, tmp_path)
    assert written["r0"] == rows[0]["question"] and written["r1"] == "<image>" + rewrite_honest("81 euros")
    assert [written[f"r{i}"] for i in (2, 3)] == [rows[i]["question"] for i in (2, 3)]
    assert written["r4"] == "<image>" + rewrite_honest("84 euros")
    assert (report["kept"], report["rows"], report["requests"], report["ids"]) == (2, 4, 4, ["r1", "r4"])
    assert report["refused"] == {"units": 1, "length": 1} and "2 of 4 rows" in said and "units 1" in said
    assert all(seen["key"] == "Bearer secret-key" and seen["path"] == "/v1/chat/completions" for seen in server.seen)
    assert not any("secret-key" in file.read_text() for file in tmp_path.glob("*.json*"))
    old, new = (pq.read_table(tmp_path / f"{name}.parquet") for name in ("in", "out"))
    assert new.schema == old.schema and new.drop(["question"]).equals(old.drop(["question"]))
    assert len(data.load(tmp_path / "out.parquet")) == 5


@pytest.mark.slow
def test_rewrite_goes_on_where_it_was_killed(tmp_path):
    rewrite_rows(tmp_path / "in.parquet", 3)
    with RewriteServer(
        lambda number, body: rewrite_honest(text) if "81" in (text := rewrite_asked(body)) else (500, "{}")
    ) as server:
        _, written, report = rewrite_run(server, tmp_path)
        assert report["kept"] == 1 and report["refused"] == {"no reply": 2} and len(server.seen) == 5
    with open(tmp_path / "out.replies.jsonl", "a") as f:
        f.write('{"key": "torn')
    with RewriteServer(lambda number, body: rewrite_honest(rewrite_asked(body))) as server:
        _, written, report = rewrite_run(server, tmp_path)
        assert report["kept"] == 3 and len(server.seen) == 2  # the first is known, the failures are asked again
        rewrite_run(server, tmp_path)
        assert len(server.seen) == 2


def test_rewrite_blind_solutions(tmp_path):
    rows = rewrite_rows(tmp_path / "in.parquet", 3)

    def behave(number, body):
        if text := rewrite_asked(body):
            return rewrite_honest(text)
        parts = body["messages"][0]["content"]
        assert parts[0]["image_url"]["url"].startswith("data:image/png;base64,") and parts[1]["type"] == "text"
        assert "For twelve guests" in parts[1]["text"] and "Reason inside" in parts[1]["text"]
        cake = int(re.search(r"(\d+) euros", parts[1]["text"])[1]) - 80
        with lock:
            tries[cake] += 1
            right = tries[cake] <= {1: 2, 2: 1, 3: 0}[cake]
        return f"<think>so</think><answer>{36 + cake if right else 99}</answer>"

    lock, tries = threading.Lock(), Counter()
    with RewriteServer(behave) as server:
        _, written, report = rewrite_run(server, tmp_path, solve=3)
    assert report["kept"] == 1 and report["refused"] == {"unsolved": 2} and len(server.seen) == 12
    assert [written[f"r{i}"] == rows[i]["question"] for i in (1, 2, 3)] == [False, True, True]


@pytest.mark.slow
@pytest.mark.parametrize(
    "trouble", ["hangs", "drips", "is huge", "is rubbish", "says it twice", "is empty", "closes", "is busy"]
)
def test_rewrite_bad_servers(tmp_path, trouble):
    """The first request meets trouble; the second try is answered. No trouble takes longer than the deadline."""
    pytest.importorskip("openai")  # its import is not what is timed
    rewrite_rows(tmp_path / "in.parquet", 1)

    def drip(handler):
        handler.send(200, "")
        try:
            for _ in range(60):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    troubles = {
        "hangs": lambda handler: time.sleep(3),
        "drips": drip,
        "is huge": lambda handler: handler.send(200, '{"choices": [{"message": {"content": "x"}}]}' + " " * 3_000_000),
        "says it twice": (200, '{"choices": [], "choices": [{"message": {"content": "x"}}]}'),
        "is rubbish": (200, '{"choices": [{"text": []}]}'),
        "is empty": "",
        "closes": lambda handler: handler.wfile.close(),
        "is busy": (503, "later"),
    }
    with RewriteServer(lambda n, body: troubles[trouble] if n == 1 else rewrite_honest(rewrite_asked(body))) as server:
        start = time.monotonic()
        _, _, report = rewrite_run(server, tmp_path, timeout=0.5)
        assert report["kept"] == 1 and len(server.seen) == 2 and time.monotonic() - start < 2.5


@pytest.mark.slow
def test_rewrite_dead_or_refusing_server(tmp_path):
    rewrite_rows(tmp_path / "in.parquet", 2)
    with RewriteServer(lambda number, body: (401, '{"error": "no such key"}')) as server:
        with pytest.raises(ValueError, match="refuses: 401 .*no such key"):
            rewrite_run(server, tmp_path)
        assert len(server.seen) <= 2 and not (tmp_path / "out.parquet").exists()

    def elsewhere(handler):
        handler.send_response(302)
        handler.send_header("Location", "http://127.0.0.1:9/v1")
        handler.end_headers()

    with RewriteServer(lambda number, body: elsewhere) as server:
        with pytest.raises(ValueError, match="refuses: 302"):  # the key does not go to another host
            rewrite_run(server, tmp_path)
    with pytest.raises(ValueError, match="gave no reply to any of 2 texts; the last: APIConnectionError"):
        rewrite_run(server, tmp_path, name="m")
    with pytest.raises(ValueError, match="give --name"):
        rewrite_run(server, tmp_path)
    with RewriteServer(lambda number, body: "x", models=("a", "b")) as server:
        with pytest.raises(ValueError, match="serves 2 models"):
            rewrite_run(server, tmp_path)
        with pytest.raises(ValueError, match="no row of the nodes xz"):
            rewrite_run(server, tmp_path, nodes=("xz",), name="a")


def test_rewrite_many_at_a_time_and_one_text_once(tmp_path):
    """Rows with one text are asked for once, and a text that tells one of their answers is refused for all."""
    rows = rewrite_rows(tmp_path / "in.parquet", 8)
    for row in rows:
        row["question"] = OLD if row["id"] > "r4" else row["question"]
    pq.write_table(pa.Table.from_pylist(rows, SCHEMAS["pro"]), tmp_path / "in.parquet")

    def behave(number, body):
        time.sleep(0.3)
        return rewrite_honest(rewrite_asked(body))

    with RewriteServer(behave) as server:
        start = time.monotonic()
        _, written, report = rewrite_run(server, tmp_path, workers=5)
    assert report["texts"] == 5 == len(server.seen) and report["kept"] == 8 and time.monotonic() - start < 1.2
    assert len({written[f"r{i}"] for i in (5, 6, 7, 8)}) == 1


@pytest.mark.slow
def test_rewrite_sft_rows_and_the_command(tmp_path):
    """Rows with messages: the user's turn is rewritten, the assistant's stays. By the command line."""
    row = dict.fromkeys(SCHEMAS["sft"].names) | {"id": "s", "difficulty": "yz", "answer": "37", "images": []}
    turns = [
        {"role": "user", "content": OLD[7:]},
        {"role": "assistant", "content": "<think>t</think><answer>37</answer>"},
    ]
    pq.write_table(pa.Table.from_pylist([row | {"messages": turns}], SCHEMAS["sft"]), tmp_path / "in.parquet")
    with RewriteServer(lambda number, body: rewrite_honest(rewrite_asked(body))) as server:
        words = f"--model {server.url} --file {tmp_path}/in.parquet --out {tmp_path}/out.parquet --nodes z yz".split()
        done = subprocess.run(
            [sys.executable, "data.py", "rewrite", *words], cwd=ROOT, text=True, capture_output=True, env=os.environ
        )
    assert done.returncode == 0 and "1 of 1 rows of z yz have new texts" in done.stdout, done.stderr
    (made,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert made["messages"] == [{"role": "user", "content": NEW[7:]}, turns[1]]


def test_rewrite_no_answer_of_any_row_is_told():
    """Rows of one text: neither an answer nor the option that a letter stands for; a letter alone tells nothing."""

    class Replies:
        cfg = Rewrite("", "", "")

        def get(self, content):
            return NEW.removeprefix("<image>").replace("a knife", "a Paris knife")

    def why(*rows):
        return judged(OLD, [dict(zip(("answer", "options"), row)) for row in rows], Replies(), None)[1]

    assert why(("Rome", None)) == "" == why(("B", None)) and why(("Rome", None), ("paris", None)) == "answer"
    assert why(("A", ["Rome", "Paris"])) == "" and why(("B", ["Rome", "Paris"])) == "answer"
