r"""Rewards: answer extraction, grading, format, the overall reward, and the principle-mean advantage.

    answer = extract_answer(response)          # the text of the answer tag (or of the box); None where there is none
    grade(answer, gold, options)               # equal? exact paths first, then math-verify in a worker process
    score(responses, golds, options, ...)      # accuracy, format and overall reward of a batch; equal pairs graded once
    advantages(rewards, groups, "principle")   # [N, n] rewards -> [N, n] advantages

A pair is settled by exact rules first (`exact` here, the rules themselves in answers/); what they cannot read (sums,
integrals ...) goes to math-verify in a worker process with a hard time and memory limit. An answer has to be the
answer: prose around a number or a choice of several is wrong. `prose=True` reads the final answer out of a whole text
first; it is for texts without tags, such as the bench's, not for training.

Model output is hostile input. Nothing of it reaches eval, sympify or parse_expr: math-verify runs with its LaTeX
grammar only. Departures from the released code: it grades with MathRuler 0.1.0, whose answer regex misses line breaks;
its principle mean sorts the scores but indexes unsorted ones (here by the formula).

Command:  python rewards.py grade PREDICTION GOLD     (`python -m speed.grading` measures the grader)
"""

import atexit
import importlib.util
import json
import os
import re
import select
import subprocess
import sys
import time
from collections import Counter
from functools import lru_cache
from itertools import islice
from pathlib import Path

from answers.forms import equal, read_letters
from answers.prose import letters, read_prose
from answers.text import MAX_CHARS, NUMBER, ONES, attempt, boxes, clean, fold, numbers

THINK, ANSWER = "think", "answer"  # the tags of a response: prompt, SFT, reward and evaluation take them from here
TAGS = tuple(f"<{end}{tag}>" for tag in (THINK, ANSWER) for end in ("", "/"))
TEXT_MAX = 1_000_000  # characters of a text of the data
# What a tokenizer of Qwen makes one token of, and the tags above.
CONTROL = re.compile(rf"<(?:\|\w{{1,64}}\|>|/?(?:tool_call|tool_response|{THINK}|{ANSWER})>)")
HALF = re.compile("[\ud800-\udfff]")


def control(text):
    """What a text of the data may not hold (special tokens, the tags of a response, no UTF-8), "" where it is clean."""
    if len(text) > TEXT_MAX:
        return f"{len(text):,} characters, more than {TEXT_MAX:,}"
    if found := CONTROL.search(text):
        return f"the {'tag' if found[0] in TAGS else 'special token'} {found[0]!r}"
    found = None if text.isascii() else HALF.search(text)
    return f"half a surrogate pair {found[0]!r}" if found else ""


PER_PROBLEM = ("grpo", "reinforce++")  # advantages within a problem's own rollouts
ADVANTAGES = ("principle", "principle_rank", *PER_PROBLEM)


# ---- from a response to its answer -----------------------------------------------------------------------------------
def extract_answer(response, several=False):
    """The answer of a response: the <answer> block after the thinking, else the last box after it, else None.

    None as well where there is no single answer: an empty, unclosed, nested or repeated tag, boxes that differ, or a
    list of option letters ("A or B", "A, C", "A/B"), which is an answer only to a question for several.
    """
    rest = response.rsplit(f"</{THINK}>", 1)[-1]
    opened = rest.count(f"<{ANSWER}>")
    if not opened == rest.count(f"</{ANSWER}>") <= 1:
        return None
    found = re.findall(rf"<{ANSWER}>(.*)</{ANSWER}>", rest, re.DOTALL) if opened else [b[2] for b in boxes(rest)]
    if len({re.sub(r"\s", "", content) for content in found}) != 1:
        return None
    answer = found[-1].strip()
    words = set(re.split(r"\W+|或|和", answer[:MAX_CHARS])) - {"", "or", "and"}
    listed = len(words) > 1 and all(re.fullmatch("[A-J]", word) for word in words)
    return None if not answer or listed and not several else answer


def format_ok(response):
    """Is the whole response one non-empty think block, then one non-empty answer block, and nothing else?"""
    if any(response.count(tag) != 1 for tag in TAGS):
        return False
    match = re.fullmatch(r"{}(.*){}\s*{}(.*){}".format(*TAGS), response.strip(), re.DOTALL)
    return bool(match and match[1].strip() and match[2].strip())


# ---- one pair of answers ---------------------------------------------------------------------------------------------
LETTER_OF = re.compile(  # "(C)", "C. 7", "C (7)", "option C", "故选C"
    r"\W*+(?:(?:option|choice|故|应|所以)\W*+)?(?:选[项择]?|option|choice)?[\W是为]*+([A-Za-z])"  # no way back: linear
    r"(?: ?选?项|\W*|[\]).:：、,，=>/\s—–-]+(\S.*)|\s*[（(](.+)[)）])",
    re.I | re.S,
)
OF_LETTER = re.compile(r"[（(\[]\s*+([A-Ja-j])\s*+[)）\]]\.?\Z")  # "5 (B)"


def choice(text, options):
    """Numbers of the options that an answer names: by its text (equal texts are equal), by its letter, or by both,
    which have to agree then. Empty where it names none."""
    bodies = option_texts(tuple(options))
    same = [i for i, body in enumerate(bodies) if fold(text) == fold(body)]
    if same and (len(bodies[same[0]]) > 1 or text == bodies[same[0]]):
        return set(same)
    if m := LETTER_OF.fullmatch(text):
        number, rest = ord(m[1].upper()) - 65, m[2] or m[3]
        if number < len(options) and (not rest or alike(rest, bodies[number])):
            return {number}
        if not rest:
            return set()
    if (m := OF_LETTER.search(text)) and (before := re.sub("[,，:]$", "", text[: m.start()].rstrip()).rstrip()):
        number = ord(m[1].upper()) - 65
        return {number} if number < len(options) and alike(before, bodies[number]) else set()
    hits = [i for i, body in enumerate(bodies) if alike(text, body)]
    return set(hits) if hits and all(alike(bodies[i], bodies[hits[0]]) for i in hits) else set()


def alike(p, g):
    """Are an answer, perhaps in brackets, and the text of an option the same?"""
    p = re.sub(r"^[（(]([^,;]*)[)）]$", r"\1", p.strip())
    return fold(p) == fold(g) or bool(attempt(equal, p, g))


@lru_cache(maxsize=4096)
def option_texts(options):
    """The options as clean texts, without their letters where each has its own: "A. Yes" -> "Yes"."""
    texts = [attempt(clean, option) or "" for option in options]
    labels = [re.match(r"\W{0,2}([A-J])\W{0,2}?[).:、]\s*(?=\S)", text) for text in texts]
    labelled = all(m and ord(m[1]) == 65 + i for i, m in enumerate(labels))
    return [text[m.end() :] if labelled else text for text, m in zip(texts, labels)]


HAS_NUMBER = re.compile(rf"\d|\\|{'|'.join(ONES)}|infin|pi|sqrt", re.I)
BINDERS = re.compile(r"\\(?:sum|int|prod|lim|binom|max|min)(?![a-zA-Z])")


def exact(prediction, gold, options=None, prose=False):
    """True or False where the rules settle a pair of answers, None where math-verify has to. prose: the texts were read
    out of prose, where a sum of matrices may stand for its value."""
    if not options and (verdict := at_once(prediction, gold)) is not None:
        return verdict
    p, g = attempt(clean, prediction), attempt(clean, gold)
    if not p or not g:
        return False
    if options and (right := choice(g, options)):
        return bool(choice(p, options) & right)
    return True if equal(p, g) else None if open_to_algebra(p, g, prose) else False


def at_once(p, g):
    """The verdict on two whole numbers, on a text without a number or the letter that is asked for; else None."""
    if len(p) > 4 * len(g) + 400:
        return False
    if NUMBER.fullmatch(g):
        if NUMBER.fullmatch(p):
            return int(p) == int(g) if "." not in p + g else None
        return None if not p.isascii() or HAS_NUMBER.search(p) else False
    if len(g) == 1 and "A" <= g <= "J":
        if len(p) == 1:
            return p.upper() == g
        return None if re.search(rf"(?<![a-zA-Z]){g}(?![a-zA-Z])", p, re.I) else False
    return None


def open_to_algebra(p, g, prose):
    """Only a gold with a sum, an integral or the like needs computer algebra, and no prediction with other letters."""
    matrices = prose and "\\begin" in g and p.count("\\begin") > 1
    same = set(letters(p)) <= set(letters(g)) and p.count("{") == p.count("}") and len(p + g) <= 800
    return same and bool(BINDERS.search(g) or matrices)


# ---- the pool: math-verify in worker processes -----------------------------------------------------------------------
def worker(memory_mb, kind):
    """Reads [number, prediction, gold] a line from stdin and writes the number and a verdict a line (1, 0, or 2: out of
    memory), in the main thread, as math-verify needs it. Its own alarm time-outs are off: the parent kills a worker
    that is late. Whatever a library prints goes nowhere: it could be taken for a verdict."""
    import logging
    import resource

    from runtime import end_with_parent

    end_with_parent()  # at the end of its input it ends by itself, but not in the middle of a slow pair
    logging.disable(logging.CRITICAL)
    out = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if kind == "mathruler":
        from mathruler.grader import grade_answer as same
    else:
        from math_verify import LatexExtractionConfig, parse, verify

        def same(prediction, gold):
            read = [
                parse(f"${text}$", [LatexExtractionConfig()], parsing_timeout=None, raise_on_error=True)
                for text in (gold, prediction)
            ]
            return all(read) and verify(*read, timeout_seconds=None)

    warm = "\\sum_{i=1}^{2} i" if kind == "rules" else "x^2"
    same(warm, warm)  # loads everything before the limit is set
    pages = Path("/proc/self/statm")
    if pages.exists():  # Linux
        limit = int(pages.read_text().split()[0]) * resource.getpagesize() + memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    print("ready", file=out, flush=True)
    for line in sys.stdin:
        number, *pair = json.loads(line)
        try:
            verdict = int(bool(same(*pair)))
        except MemoryError:
            verdict = 2
        except Exception:  # whatever SymPy trips over in hostile input: not equal
            verdict = 0
        print(number, verdict, file=out, flush=True)


class Grader:
    """`workers` processes for the pairs that `exact` leaves open. Counts: `timeouts`, pairs that were cut off (slower
    than `timeout` seconds, more than `memory_mb` above a fresh worker) and are graded wrong; `slow`, pairs that needed
    a worker. RuntimeError when a worker does not start.

    kind "mathruler": the released reward's grader instead, for comparison. It hands model output to SymPy's parser, so
    every pair goes to a worker. ValueError where the package is not installed."""

    def __init__(self, workers=1, timeout=2.0, memory_mb=512, kind="rules"):
        if kind == "mathruler" and importlib.util.find_spec("mathruler") is None:
            raise ValueError("grader mathruler: the package mathruler is not installed (pip install mathruler==0.1.0)")
        self.timeout, self.memory_mb, self.kind, self.timeouts, self.slow = timeout, memory_mb, kind, 0, 0
        self.sent = 0  # number of the last pair sent; a worker's verdict carries it
        self.pool = {self._start(): False for _ in range(workers)}  # process -> has it said that it is ready?
        atexit.register(self.close)

    def _start(self):  # takes about a second, in the background
        command = [sys.executable, str(Path(__file__).resolve()), "worker", str(self.memory_mb), self.kind]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, bufsize=0, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)

    def _stop(self, process):
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()
        del self.pool[process]

    def _send(self, process, texts):
        if not self.pool[process]:
            if not select.select([process.stdout], [], [], 60)[0] or process.stdout.readline() != b"ready\n":
                raise RuntimeError(
                    f"a grading worker does not start: `python rewards.py worker 512 {self.kind}` says why"
                )
            self.pool[process] = True
        try:
            process.stdin.write(json.dumps(texts).encode() + b"\n")
        except BrokenPipeError:
            pass  # it was killed: its output is at an end as well, which grade_many sees

    def grade_many(self, triples, prose=False):
        """[(prediction, gold, options or None)] -> [bool]; identical triples are graded once."""
        keys = [(p, g, tuple(options or ())) for p, g, options in triples]
        texts = {k: [read_prose(t, k[2]) for t in k[:2]] if prose else k[:2] for k in dict.fromkeys(keys)}
        rules = self.kind == "rules"
        verdicts = {key: exact(*texts[key], key[2], prose) if rules else None for key in texts}
        todo = [(key, 0) for key, verdict in verdicts.items() if verdict is None]
        self.slow += len(todo)
        busy = {}  # process -> (key, tries, deadline)
        while todo or busy:
            for process in [process for process in self.pool if process not in busy][: len(todo)]:
                key, tries = todo.pop()
                self.sent += 1
                self._send(process, [self.sent, *(clean(t) if self.kind == "rules" else t for t in texts[key])])
                busy[process] = key, tries, time.monotonic() + self.timeout, self.sent
            left = min(deadline for _, _, deadline, _ in busy.values()) - time.monotonic()
            done = select.select([process.stdout for process in busy], [], [], max(0.0, left))[0]
            for process, (key, tries, deadline, number) in list(busy.items()):
                line = process.stdout.readline() if process.stdout in done else None
                if line is None and time.monotonic() < deadline:
                    continue
                del busy[process]
                if line == b"" and tries == 0:  # killed from outside: once more
                    todo.append((key, 1))
                else:
                    verdicts[key] = line == b"%d 1\n" % number
                    self.timeouts += line not in (b"%d 0\n" % number, b"%d 1\n" % number)
                if not line:
                    self._stop(process)
                    self.pool[self._start()] = False
        return [bool(verdicts[key]) for key in keys]

    def close(self):
        for process in list(self.pool):
            self._stop(process)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


_shared = []


def shared_grader():
    """The Grader of this process for callers that bring none; made on first use."""
    if not _shared:
        _shared.append(Grader())
    return _shared[0]


def grade(prediction, gold, options=None, prose=False):
    """Is `prediction` the same answer as `gold`? options: the row's options, where it has any."""
    texts = [read_prose(text, options) for text in (prediction, gold)] if prose else (prediction, gold)
    verdict = exact(*texts, options, prose)
    return shared_grader().grade_many([(*texts, options)])[0] if verdict is None else verdict


# ---- as released: what the regexes <answer>(.*?)</answer> and <think>.*?</think>\s*<answer>.*?</answer> find, but in a
# time that does not grow with the square of the response
def released_answer(response):
    """The first answer tag that is opened and closed in one line, else the whole response."""
    for line in response.split("\n"):
        before, opened, rest = line.partition(TAGS[2])
        if opened and TAGS[3] in rest:
            return rest.partition(TAGS[3])[0].strip()
    return response.strip()


def released_format(response):
    """Does a response begin with a think tag, end with a closing answer tag, and go from one to the other once?"""
    inside = response.startswith(TAGS[0]) and response.endswith(TAGS[3]) and response[len(TAGS[0]) : -len(TAGS[3])]
    return bool(inside and re.search(r"{}\s*{}".format(*TAGS[1:3]), inside))


# ---- rewards and advantages ------------------------------------------------------------------------------------------
def score(responses, golds, options=None, format_weight=0.5, grader=None):
    """Rewards of N responses -> {"accuracy", "format", "overall"}: lists of N floats. options: N lists or Nones.

    With a Grader of kind "mathruler" everything is as in the released reward: a response whose answer tag holds a line
    break is graded as a whole, options are not known, and the format allows empty blocks."""
    if not len(responses) == len(golds) == len(options or golds):
        raise ValueError(f"score: {len(responses)} responses, {len(golds)} golds, {len(options or golds)} options")
    grader = grader or shared_grader()
    if grader.kind == "mathruler":
        answers = [released_answer(response) for response in responses]
        form = [float(released_format(response)) for response in responses]
        options = None
    else:
        several = [len(attempt(read_letters, gold) or ()) > 1 for gold in golds]
        answers = [extract_answer(response, more) for response, more in zip(responses, several)]
        form = [float(format_ok(response)) for response in responses]
    found = [i for i, answer in enumerate(answers) if answer is not None]
    verdicts = grader.grade_many([(answers[i], golds[i], options and options[i]) for i in found])
    right = {i for i, verdict in zip(found, verdicts) if verdict}
    accuracy = [float(i in right) for i in range(len(responses))]
    overall = [(1 - format_weight) * a + format_weight * f for a, f in zip(accuracy, form)]
    return {"accuracy": accuracy, "format": form, "overall": overall}


def perception(response, facts, question):
    """How much of a figure the thinking of a response reads off: 0..1, nan where there is nothing to read.

    facts: texts with the k numbers that the figure shows and the question does not tell. Of the first k numbers that
    the thinking states (again without those of the question) it is the share that are facts, each fact once: precision
    at k, which is recall too, since as many are asked for (R-precision of information retrieval). Only k numbers count,
    so a list of all numbers is worth no more than a guess at k of them, and nothing behind them adds or takes away.
    Source: ours; Perception-R1 (arXiv 2506.07218) has a language model judge a response by notes on the picture.
    """
    told = set(numbers(question))
    wanted = Counter(n for fact in facts for n in numbers(fact) if n not in told)
    if not (k := wanted.total()):
        return float("nan")
    thinking = response.partition(TAGS[1])[0]
    read = Counter(islice((n for n in numbers(thinking) if n not in told), k))
    return (read & wanted).total() / k


def score_rows(responses, rows, format_weight=0.5, grader=None, weight=0.0):
    """score() of N responses to N rows of data.load. weight: of the perception term, added to the overall reward of a
    right and of a wrong answer alike; there is a list "perception" then, nan where a row has no facts to read."""
    golds, options = ([row[k] for row in rows] for k in ("answer", "options"))
    got = score(responses, golds, options, format_weight, grader)
    if weight:
        seen = [perception(text, row["facts"] or (), row["problem"]) for text, row in zip(responses, rows)]
        got["overall"] = [reward + (weight * x if x == x else 0.0) for reward, x in zip(got["overall"], seen)]
        got["perception"] = seen
    return got


def advantages(rewards, groups, kind="principle", std=True):
    """Advantages [N, n] of rewards [N, n]: N problems, n rollouts each; groups: N names, equal for the variants of one
    principle (arXiv 2508.10433, pre-aligned RL):
      principle_rank  R[j] = mean over the group's variants of their j-th largest reward; the rollout of rank j gets
                      (R[j] - mu) / (sigma + 1e-6), mu and sigma (population) over all rewards of the group
      principle       the same, but equal rewards of a variant share the mean R of their ranks (ties have no order)
      grpo            (r - mean) / (sample std + 1e-6) within each problem; groups are not used
      reinforce++     r - mean within each problem, over the std of these differences in the whole batch + 1e-6
                      (arXiv 2501.03262, with baseline; the KL stays in the loss); groups are not used
    std=False leaves the division out (Dr.GRPO). A group (grpo: a problem) without variance gets zeros."""
    import torch

    if rewards.ndim != 2 or len(groups) != len(rewards) or not rewards.sum().isfinite():
        raise ValueError(
            f"advantages: rewards {tuple(rewards.shape)} must be finite and [N, n], N = {len(groups)} groups"
        )

    def scaled(value, mu, sigma):
        return torch.where(sigma > 1e-9, (value - mu) / (sigma + 1e-6 if std else 1.0), 0.0)

    if kind not in ADVANTAGES:
        raise ValueError(f"advantage {kind!r}: not one of {', '.join(ADVANTAGES)}")
    if kind in PER_PROBLEM:
        r = rewards.double()
        mu = r.mean(1, keepdim=True)
        square = (r - mu).pow(2)
        sigma = square.sum(1, keepdim=True).div(max(r.shape[1] - 1, 1)).sqrt()
        if kind == "reinforce++":
            sigma = torch.where(sigma > 1e-9, square.mean().sqrt(), 0.0)
        return scaled(r, mu, sigma).to(rewards.dtype)
    number = {}
    of = torch.tensor(
        [number.setdefault(name, len(number)) for name in groups], device=rewards.device
    )  # [N] the group of a variant
    size = torch.bincount(of)[:, None]  # [groups, 1]

    def mean(x):  # [N, k] -> [groups, k]: over the variants of each group
        return x.new_zeros(len(number), x.shape[1]).index_add_(0, of, x) / size

    ranked, order = rewards.sort(dim=1, descending=True, stable=True)  # [N, n] by rank
    ranked = ranked.double()
    R = mean(ranked)  # [groups, n]
    mu = R.mean(1, keepdim=True)
    sigma = mean((ranked - mu[of]).pow(2).mean(1, keepdim=True)).sqrt()
    value = scaled(R, mu, sigma)[of]  # [N, n] by rank
    if kind == "principle":
        run = torch.zeros_like(order)  # [N, n] which run of equals
        run[:, 1:] = (ranked.diff(dim=1) != 0).cumsum(1)
        total = torch.zeros_like(value).scatter_add_(1, run, value)
        length = torch.zeros_like(value).scatter_add_(1, run, torch.ones_like(value))
        value = (total / length.clamp(min=1)).gather(1, run)
    return torch.empty_like(value).scatter_(1, order, value).to(rewards.dtype)  # in the rollouts' order


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["worker"]:
        worker(int(arguments[1]), arguments[2])
    elif arguments[:1] == ["grade"] and len(arguments) == 3:
        print("right" if grade(*arguments[1:]) else "wrong")
    else:
        sys.exit("error: use: python rewards.py grade PREDICTION GOLD")
