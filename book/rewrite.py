"""Other words for contexts, by a language model behind an OpenAI-compatible endpoint; rules decide what is kept.

    python data.py rewrite --model http://HOST:PORT/v1 --file data/pro.parquet --out data/pro_words.parquet
    python data.py rewrite ... --solve 3     # and most of 3 blind solutions of the new text must reach the answer

Rows of the chosen nodes get a new text when it says the same (wording.fault); all other rows, and everything else in a
row, stay as they are. Rows with one text get one new text. The key is read from OPENAI_API_KEY. Replies go to a file
beside the output at once: the same command, started again, goes on.
"""

import base64
import hashlib
import json
import re
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from rewards import extract_answer, grade
from runtime import mend, read_jsonl, settings, write_whole
from runtime.api import ask, checked_url, connect, models
from runtime.files import holding

from .wording import fault, parted

PROMPT = """Rewrite the problem below in other words: other sentences, another order of telling where that changes \
nothing. Keep the scene, every number, unit, formula between dollar signs, name of a point and condition, and keep the \
question: it must ask for the same thing in the same unit, with the same notes on the form of the answer. Do not solve \
the problem, do not add facts, do not comment. Reply with the new text alone.

[Problem]
{text}
[End of the problem]"""


@dataclass
class Rewrite:
    """What to rewrite, and by which model."""

    model: settings.Name  # OpenAI-compatible endpoint, such as http://HOST:PORT/v1
    file: settings.Name  # .parquet of a build
    out: settings.Name  # .parquet to write; OUT.replies.jsonl and OUT.report.json stand beside it
    name: str = ""  # name of the model there; "": the only one that it serves
    nodes: tuple[str, ...] = ("z", "yz")  # difficulty nodes whose rows are rewritten
    solve: settings.Ranks = 0  # blind solutions by the same model, of which most must reach the answer; 0: none
    workers: settings.Workers = 8  # requests at a time
    timeout: settings.Positive = 120.0  # s, deadline of a request
    tries: settings.Count = 5  # requests for one reply, with waits of 1, 2, 4 ... s between
    wait: settings.Weight = 1.0  # s, the first of these waits
    temperature: settings.Weight = 0.7  # of the sampling
    max_tokens: settings.Tokens = 2048  # of a reply


# --------------------------------------------------------------------------------------------------- asking a model
def spoken(text):
    """A reply that says anything."""
    if not text.strip():
        raise ValueError("no text")
    return text


def served(cfg, client):
    """The name of the model; asked for where none is given."""
    if cfg.name:
        return cfg.name
    try:
        found = models(client)
    except Exception as e:
        raise ValueError(f"{cfg.model}/models: {type(e).__name__} {e!s:.80}; give --name") from e
    if len(found) != 1:
        raise ValueError(f"{cfg.model} serves {len(found)} models ({', '.join(found[:5])}): give --name")
    return found[0]


TOLD = {"key": str, "reply": str}  # fields of a line of the replies that are known


class Replies:
    """The replies that are known, and the file they are kept in. Failures are not kept: they are asked again."""

    def __init__(self, cfg, path):
        self.client = connect(checked_url(cfg.model, "--model"), cfg.timeout)
        self.cfg, self.name, self.lock, self.asked, self.last = cfg, served(cfg, self.client), threading.Lock(), 0, ""
        mend(path)
        self.known = {line["key"]: line["reply"] for line in read_jsonl(path, TOLD)} if path.exists() else {}
        self.file = open(path, "a", encoding="utf-8")

    def get(self, content, number=0):
        """The reply to a content; number: of several to the same. None where the model gave none."""
        said = json.dumps([self.name, self.cfg.temperature, self.cfg.max_tokens, content, number])
        key = hashlib.sha256(said.encode()).hexdigest()
        if key not in self.known:
            cfg, turn = self.cfg, {"role": "user", "content": content}
            body = dict(model=self.name, temperature=cfg.temperature, max_tokens=cfg.max_tokens, messages=[turn])
            text, last = ask(self.client, body, spoken, cfg.tries, cfg.wait, cfg.model)
            with self.lock:
                self.asked += 1
                if text is None:
                    self.last = last
                    return None
                self.known[key] = text
                self.file.write(json.dumps({"key": key, "reply": text}) + "\n")
                self.file.flush()
        return self.known[key]


# ------------------------------------------------------------------------------------------------------ whole files
def new_text(old, replies):
    """The model's text with the images in front and the options behind as they were; None without a reply."""
    body, tail = parted(old)
    front = re.match(r"(?:<image>\s*)*", body)[0]
    reply = replies.get(PROMPT.format(text=body[len(front) :]))
    if reply is None:
        return None
    reply = re.sub(r"\A\s*<think>.*?</think>", "", reply, flags=re.S).strip()
    return front + reply + tail


def solved(row, replies, messages):
    """Whether most of the blind solutions of a row reach its answer."""
    parts, images = [], list(row["images"])
    for part in messages(row)[0]["content"]:
        if part["type"] == "image":
            code = base64.b64encode(image_bytes(images.pop(0))).decode()
            part = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{code}"}}
        parts.append(part)
    right = 0
    for number in range(replies.cfg.solve):
        reply = replies.get(parts, number)
        found = reply and extract_answer(reply)
        right += bool(found and grade(found, row["answer"], row["options"]))
    return 2 * right > replies.cfg.solve


def image_bytes(image):
    """The bytes of an image of a row."""
    return image["bytes"] or Path(image["path"]).read_bytes()


def judged(old, rows, replies, messages):
    """(new text, "") for the rows of one text, or (old text, reason)."""
    new = new_text(old, replies)
    if new is None:
        return old, "no reply"
    told = set()  # a letter tells nothing; the option that it stands for does
    for row in rows:
        letter = len(row["answer"]) == 1 and row["answer"] in "ABCDEFGH"
        if not letter:
            told.add(row["answer"])
        elif row["options"]:
            told.add(row["options"]["ABCDEFGH".index(row["answer"])])
    if why := fault(old, new, told):
        return old, why
    if replies.cfg.solve and not all(solved({**row, "problem": new}, replies, messages) for row in rows):
        return old, "unsolved"
    return new, ""


def command(messages):
    """The command `rewrite`; messages(row): the chat that asks a model to solve a row."""

    def rewrite(cfg: Rewrite):
        """Writes a .parquet file anew, with texts of some nodes in other words where rules find them the same."""
        return rewritten(cfg, messages)

    return rewrite


def rewritten(cfg, messages):
    """Rewrites cfg.file to cfg.out; returns the report as text, prints nothing else."""
    source, out = Path(cfg.file), Path(cfg.out)
    if source.suffix != ".parquet" or out.suffix != ".parquet" or source.resolve() == out.resolve():
        raise ValueError(f"--file {cfg.file}, --out {cfg.out}: two .parquet files are needed")
    table = pq.read_table(source)
    field = next((name for name in ("messages", "problem", "question") if name in table.column_names), None)
    if field is None or not {"difficulty", "answer"} <= {*table.column_names}:
        raise ValueError(f"{source}: no column with the problem, its difficulty and its answer in {table.column_names}")
    rows, texts = table.to_pylist(), {}
    for row in rows:
        row["problem"] = row["messages"][0]["content"] if field == "messages" else row[field]
        row["images"] = row.get("images") or [image for image in [row.get("image")] if image]
        row["options"] = row.get("options") or None
        if row["difficulty"] in cfg.nodes:
            texts.setdefault(row["problem"], []).append(row)
    if not texts:
        raise ValueError(f"{source}: no row of the nodes {' '.join(cfg.nodes)}")
    with holding(out):
        replies = Replies(cfg, out.with_suffix(".replies.jsonl"))
        verdicts = ask_all(cfg, texts, replies, messages)
        for text, (new, why) in verdicts.items():
            for row in texts[text] if not why else ():
                row["problem"] = new
        write(table, field, rows, out)
        return report(cfg, texts, verdicts, out, replies.asked)


def ask_all(cfg, texts, replies, messages):
    """{old text: (text, reason)} of all texts, by cfg.workers threads."""
    verdicts = {}
    with ThreadPoolExecutor(cfg.workers) as pool, replies.file:
        jobs = {pool.submit(judged, text, rows, replies, messages): text for text, rows in texts.items()}
        try:
            for job in tqdm(as_completed(jobs), "rewrite", len(jobs), file=sys.stderr):
                verdicts[jobs[job]] = job.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    if all(why == "no reply" for _, why in verdicts.values()):
        raise ValueError(f"{cfg.model} gave no reply to any of {len(texts)} texts; the last: {replies.last}")
    return {text: verdicts[text] for text in texts}


def write(table, field, rows, out):
    """The table with the rows' problems in the place of the old ones."""
    place = table.column_names.index(field)
    column = [row["problem"] for row in rows]
    if field == "messages":
        column = [[{**row["messages"][0], "content": text}, *row["messages"][1:]] for row, text in zip(rows, column)]
    table = table.set_column(place, table.schema.field(field), pa.array(column, table.schema.field(field).type))
    write_whole(out, lambda temporary: pq.write_table(table, temporary))


def report(cfg, texts, verdicts, out, asked):
    """Writes OUT.report.json: the settings, counts, the ids of rows with new texts; returns the counts as text."""
    reasons = Counter(why for text, (_, why) in verdicts.items() for _ in texts[text] if why)
    kept = [row.get("id") for text, (_, why) in verdicts.items() if not why for row in texts[text]]
    total = sum(map(len, texts.values()))
    counts = {"rows": total, "texts": len(texts), "kept": len(kept), "refused": dict(reasons.most_common())}
    content = {"config": asdict(cfg), "requests": asked, **counts, "ids": kept}
    write_whole(out.with_suffix(".report.json"), json.dumps(content, indent=1) + "\n")
    why = ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())
    said = f"{out}: {len(kept)} of {total} rows of {' '.join(cfg.nodes)} have new texts"
    return f"{said}; the others keep theirs: {why}" if why else said
