r"""Rewards: answer extraction, grading, format, the overall reward, and the principle-mean advantage.

    answer = extract_answer(response)          # the text of the answer tag (or of the box); None where there is none
    grade(answer, gold, options)               # equal? exact paths first, then math-verify in a worker process
    score(responses, golds, options, ...)      # accuracy, format and overall reward of a batch; equal pairs graded once
    advantages(rewards, groups, "principle")   # [N, n] rewards -> [N, n] advantages

A pair is settled by exact rules first (`exact` here, the rules themselves in answers.py); what they cannot read (sums,
integrals ...) goes to math-verify in a worker process with a hard time and memory limit. An answer has to be the
answer: prose around a number or a choice of several is wrong. `prose=True` reads the final answer out of a whole text
first; it is for texts without tags, such as the bench's, not for training.

Model output is hostile input. Nothing of it reaches eval, sympify or parse_expr: math-verify runs with its LaTeX
grammar only. Departures from the released code: it grades with MathRuler 0.1.0, whose answer regex misses line breaks;
its principle mean sorts the scores but indexes unsorted ones (here as DESIGN section 5 says).

Commands:  python rewards.py bench [FOLDER]          agreement with the suites in FOLDER (../shared/data/grading)
           python rewards.py grade PREDICTION GOLD
"""

import atexit
import importlib.util
import json
import os
import random
import re
import select
import subprocess
import sys
import time
from pathlib import Path

from answers import MAX_CHARS, NUMBER, PHRASE, PROSE, Unreadable, boxes, clean, equal, same_value, split


# ---- from a response to its answer -----------------------------------------------------------------------------------
def extract_answer(response):
    """The answer of a response: the <answer> block after the thinking, else the last box after it, else None.

    None as well where there is no single answer: an empty, unclosed, nested or repeated tag, boxes that differ, or a
    list of option letters ("A or B", "A, C", "A/B").
    """
    rest = response.rsplit("</think>", 1)[-1]
    if not rest.count("<answer>") == rest.count("</answer>") <= 1:
        return None
    found = re.findall(r"<answer>(.*)</answer>", rest, re.DOTALL) if "<answer>" in rest else [b[2] for b in boxes(rest)]
    if len({re.sub(r"\s", "", content) for content in found}) != 1:
        return None
    answer = found[-1].strip()
    words = set(re.split(r"\W+|或|和", answer[:MAX_CHARS])) - {"", "or", "and"}
    return None if not answer or len(words) > 1 and all(re.fullmatch("[A-J]", word) for word in words) else answer


def format_ok(response):
    """Is the whole response one non-empty think block, then one non-empty answer block, and nothing else?"""
    if any(response.count(tag) != 1 for tag in ("<think>", "</think>", "<answer>", "</answer>")):
        return False
    match = re.fullmatch(r"<think>(.*)</think>\s*<answer>(.*)</answer>", response.strip(), re.DOTALL)
    return bool(match and match[1].strip() and match[2].strip())


def read_prose(text):
    """The final answer of a text without tags: after the last "final answer", else the last boxes, else after the last
    "answer is", else the last formula or number. A text without prose comes back as it is."""
    text = re.sub(r"<\|.*?\|>.*|I hope it is correct.*", "", text[-20_000:], flags=re.DOTALL).strip()
    depth = 0
    for i, char in enumerate(text):  # a closing brace too many ends a box that was cut too late
        depth += (char == "{") - (char == "}")
        if depth < 0:
            text = text[:i]
            break
    found, said = boxes(text), list(re.finditer(PHRASE, text, re.I))
    if said and (not found or "inal" in said[-1][0]):
        text = text[said[-1].end() :].strip()
    elif found:
        run = [found[-1]]
        for box in found[-2::-1]:  # \boxed{2} and \boxed{3} are one answer
            gap = re.sub(r"\\(?:text|quad)|\band\b|\bor\b|\bfor part\b|\b[a-z]\b|\w+ *=", "", text[box[1] : run[0][0]])
            if re.search(r"[^\W_]", gap):
                break
            run.insert(0, box)
        return " and ".join(box[2] for box in run)
    letter = re.match(r"\(?([A-J])(?:[).:,。]|\s*$|不)", text)
    if letter:
        return letter[1]
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\\(?:text|mathrm|begin|end) *\{.*?\}|\\[a-zA-Z]+|\$.+?\$", " ", text))
    if len(words) > 1 or words and re.search(r"[:：]|(?m:^[^\u4e00-\u9fff\n]*[\u4e00-\u9fff].*\d)|\$|\\[(\[]", text):
        spans = [
            next(filter(None, m.groups()))
            for m in re.finditer(
                r"\$\$(.+?)\$\$|\$((?:\\.|[^$\\])+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]|"
                r"(?<![A-Za-z\d_.])(-?\d[\d,]*(?:\.\d+)?(?:/\d+)?%?)|\b([A-J])$",
                text,
                re.DOTALL,
            )
        ]
        spans = [s for s in spans if re.search(r"\d|[=<>\\]", s) or len(s) == 1]
        text = spans[-1].strip(" ,.") if spans else text
    text = re.split(r"\\approx|≈", text)[0] or text
    chain = split(text, "=")[0]  # x = 2 + 1 = 3
    names = re.search(r"[a-zA-Z]", re.sub(r"\\[a-zA-Z]+", "", text))
    return text if re.search(r"[<>,;]|or|and", text) or len(chain) == 1 or len(chain) == 2 and names else chain[-1]


# ---- one pair of answers ---------------------------------------------------------------------------------------------
def choice(text, options):
    """Number of the option that an answer names: by letter, letter and its text, or text; None where it names none."""
    m = re.fullmatch(r"\W*(?:(?:option|choice)\W*)?([A-Za-z])(?:\W*|\W*[.:)]\s*(.+)|\s(.+))", text, re.I | re.DOTALL)
    bodies = [re.sub(r"^\(?[A-Z][).:]\s*", "", clean(option)) for option in options]

    def same(p, g):
        try:
            return equal(p, g)
        except (Unreadable, ArithmeticError):
            return False

    if m and ord(m[1].upper()) - 65 < len(options) and (m[1].isupper() or not m[3]):
        number, rest = ord(m[1].upper()) - 65, m[2] or m[3]
        if not rest or same(rest, bodies[number]):
            return number
    hits = [i for i, body in enumerate(bodies) if same(text, body)]
    return hits[0] if len(hits) == 1 else None


BINDERS = re.compile(r"\\(?:sum|int|prod|lim|binom|max|min)(?![a-zA-Z])")


def exact(prediction, gold, options=None):
    """True or False where these rules settle a pair of answers, None where math-verify has to."""
    p = g = ""
    try:
        p, g = clean(prediction), clean(gold)
        if not p or not g:
            return False
        right = choice(g, options) if options else None
        if right is not None:
            return choice(p, options) == right
        if NUMBER.fullmatch(p) and NUMBER.fullmatch(g):  # most pairs of real outputs end here or below
            return int(p) == int(g) if "." not in p + g else same_value(p, g)
        if NUMBER.fullmatch(g) and (
            len(p) == 1 and p.isalpha() or PROSE.search(p) and not re.search(r"[\d\\]", p) or len(PROSE.findall(p)) > 6
        ):
            return False
        letter = re.fullmatch(r"\W*([A-J])(?:\W*|\W*[.:)] ?.+| [A-Z]\w+)", g)
        if letter and re.fullmatch(rf"\W*(?i:{letter[1]})(?:\W*|\W*[.:)](?!.*\b(?:or|not)\b)[^A-J\d]*)", p):
            return True  # C. the circle
        if len(g) == 1 and letter and "=" not in p:
            return False
        if re.fullmatch(r"-?\d+,\d{1,2}", p) and re.fullmatch(r"-?\d+\.\d+", g):
            p = p.replace(",", ".")  # a decimal comma
        return equal(p, g)
    except (ArithmeticError, RecursionError):
        return False
    except Unreadable:
        both = re.sub(r"\\(begin|end)\{\w+\}", "", p + g)
        return None if "\\" in both and not PROSE.search(both) and len(both) <= 800 and not hopeless(p, g) else False


def hopeless(p, g):
    """Whether an unreadable pair need not go to math-verify: no text has a value, or they cannot be the same."""

    def names(text):  # variables
        return set(re.findall(r"[a-df-hj-zA-Z]", re.sub(r"\\[a-zA-Z]+", " ", text)))

    return (
        min(len(re.findall(r"[^\W_]", re.sub(r"\\(?!pi\b|infty\b)[a-zA-Z]+", "", text))) for text in (p, g)) == 0
        or re.fullmatch(r"\W*[A-J]\W*", g)
        or NUMBER.fullmatch(g)
        and not BINDERS.search(p)
        or not BINDERS.search(p + g)
        and names(p) - names(g)
        or "\\infty" in p
        and "\\infty" not in g  # SymPy takes 10^{10^\infty} for equal to any number
        or any(p.count(a) != p.count(b) for a, b in ("{}", "()"))
        and not re.search(r"[\[\]]", p)
    )


# ---- the pool: math-verify in worker processes -----------------------------------------------------------------------
def worker(memory_mb, kind):
    """Reads [number, prediction, gold] a line from stdin and writes the number and a verdict a line (1, 0, or 2: out of
    memory), in the main thread, as math-verify needs it. Its own alarm time-outs are off: the parent kills a worker that
    is late. Whatever a library prints goes nowhere: it could be taken for a verdict."""
    import logging
    import resource

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

    same("x^2", "x^2")  # loads everything before the limit is set
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
        texts = {k: [read_prose(t) for t in k[:2]] if prose else k[:2] for k in dict.fromkeys(keys)}
        verdicts = {key: exact(*texts[key], key[2]) if self.kind == "rules" else None for key in texts}
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
    texts = [read_prose(text) for text in (prediction, gold)] if prose else (prediction, gold)
    verdict = exact(*texts, options)
    return shared_grader().grade_many([(*texts, options)])[0] if verdict is None else verdict


# ---- rewards and advantages ------------------------------------------------------------------------------------------
def score(responses, golds, options=None, format_weight=0.5, grader=None):
    """Rewards of N responses -> {"accuracy", "format", "overall"}: lists of N floats. options: N lists or Nones.

    With a Grader of kind "mathruler" everything is as in the released reward: a response whose answer tag holds a line
    break is graded as a whole, options are not known, and the format allows empty blocks."""
    if not len(responses) == len(golds) == len(options or golds):
        raise ValueError(f"score: {len(responses)} responses, {len(golds)} golds, {len(options or golds)} options")
    grader = grader or shared_grader()
    if grader.kind == "mathruler":  # its regex has no DOTALL
        found = [re.search("<answer>(.*?)</answer>", response) for response in responses]
        answers = [(m[1] if m else response).strip() for m, response in zip(found, responses)]
        form = [
            float(bool(re.fullmatch(r"<think>.*?</think>\s*<answer>.*?</answer>", response, re.DOTALL)))
            for response in responses
        ]
        options = None
    else:
        answers, form = [extract_answer(r) for r in responses], [float(format_ok(r)) for r in responses]
    found = [i for i, answer in enumerate(answers) if answer is not None]
    verdicts = grader.grade_many([(answers[i], golds[i], options and options[i]) for i in found])
    right = {i for i, verdict in zip(found, verdicts) if verdict}
    accuracy = [float(i in right) for i in range(len(responses))]
    overall = [(1 - format_weight) * a + format_weight * f for a, f in zip(accuracy, form)]
    return {"accuracy": accuracy, "format": form, "overall": overall}


def advantages(rewards, groups, kind="principle", std=True):
    """Advantages [N, n] of rewards [N, n]: N problems, n rollouts each; groups: N names, equal for the variants of one
    principle. DESIGN section 5:
      principle_rank  R[j] = mean over the group's variants of their j-th largest reward; the rollout of rank j gets
                      (R[j] - mu) / (sigma + 1e-6), mu and sigma (population) over all rewards of the group
      principle       the same, but equal rewards of a variant share the mean R of their ranks (ties have no order)
      grpo            (r - mean) / (sample std + 1e-6) within each problem; groups are not used
    std=False leaves the division out (Dr.GRPO). A group (grpo: a problem) without variance gets zeros."""
    import torch

    if rewards.ndim != 2 or len(groups) != len(rewards) or not rewards.isfinite().all():
        raise ValueError(
            f"advantages: rewards {tuple(rewards.shape)} must be finite and [N, n], N = {len(groups)} groups"
        )

    def scaled(value, mu, sigma):
        return torch.where(sigma > 1e-9, (value - mu) / (sigma + 1e-6 if std else 1.0), 0.0)

    if kind == "grpo":
        r = rewards.double()
        mu = r.mean(1, keepdim=True)
        sigma = (r - mu).pow(2).sum(1, keepdim=True).div(max(r.shape[1] - 1, 1)).sqrt()
        return scaled(r, mu, sigma).to(rewards.dtype)
    if kind not in ("principle", "principle_rank"):
        raise ValueError(f"advantage {kind!r}: not principle, principle_rank or grpo")
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


# ---- bench -----------------------------------------------------------------------------------------------------------
def ours(pairs):
    return shared_grader().grade_many([(p, g, None) for p, g in pairs])


def math_verify(pairs):
    """Math-Verify as its documentation uses it, with its own time-outs."""
    from math_verify import parse, verify

    return [bool(verify(parse(gold), parse(prediction))) for prediction, gold in pairs]


def bench(folder):
    """Prints how often we, MathRuler and Math-Verify agree with the verdicts that the suites assert, on the same rows
    (strict: graded as in training; prose: the final answer is read out of both texts first); the throughput against
    Math-Verify on 10,000 pairs of real outputs; and how many attacks and mutated hostile texts get through."""
    from concurrent.futures import ProcessPoolExecutor

    from test_all import REWARDS_ATTACKS, REWARDS_HOSTILE, rewards_mutated

    rows = [json.loads(line) for line in (Path(folder) / "reference_labels.jsonl").read_text("utf-8").splitlines()]
    asserted = [(a["source"], a["expected"], row) for row in rows for a in row["asserted"] if a["expected"] is not None]
    with Grader(workers=2) as grader:
        for mode in ("strict", "prose"):
            for row in rows:
                row[mode] = grader.grade_many([(row["pred"], row["gold"], None)], mode == "prose")[0]
        columns = ("strict", "prose", "mathruler_grade_answer", "math_verify")
        print(f"{'suite':32}{'rows':>7}" + "".join(f"{column.split('_grade')[0]:>13}" for column in columns))
        for suite in sorted({source for source, _, _ in asserted}):
            mine = [(expected, row) for source, expected, row in asserted if source == suite]
            right = [sum(row[column] == expected for expected, row in mine) for column in columns]
            print(f"{suite:32}{len(mine):7}" + "".join(f"{count:13}" for count in right))
        outputs = [
            json.loads(line) for line in (Path(folder) / "mathvision_model_outputs.jsonl").open(encoding="utf-8")
        ]
        slow = grader.slow
        verdicts = grader.grade_many([(row["extracted"], row["gold"], row["options"]) for row in outputs])
        agree = sum(verdict == row["expected"] for verdict, row in zip(verdicts, outputs))
        print(f"real outputs with their options: {agree} of {len(outputs)} agree, {grader.slow - slow} by a worker")
        through = sum(grader.grade_many([(text, gold, options) for text, gold, options, _ in REWARDS_ATTACKS]))
        hostile = [*REWARDS_HOSTILE, *rewards_mutated(20_000)]
        slow, cut, start = grader.slow, grader.timeouts, time.time()
        right = [t for t, v in zip(hostile, grader.grade_many([(t, "271828", None) for t in hostile])) if v]
        print(
            f"attacks: {through} of {len(REWARDS_ATTACKS)} score; hostile and mutated texts: {len(right)} of {len(hostile):,} score {right}, "
            f"{grader.slow - slow} by a worker, {grader.timeouts - cut} cut off, {time.time() - start:.0f} s"
        )
    rng, real = random.Random(0), list(dict.fromkeys((row["extracted"], row["gold"]) for row in outputs))
    pairs = dict.fromkeys(real)  # all real ones, and real outputs with the golds of other problems
    while len(pairs) < 10_200:
        pairs[rng.choice(real)[0], rng.choice(real)[1]] = None
    pairs = list(pairs)
    rng.shuffle(pairs)
    pairs, warm = pairs[:10_000], [*pairs[10_000:], ("\\sum_{i=1}^{3} i", "6")]
    for workers in (1, 2):
        took = {}
        for grade_all in (ours, math_verify):
            with ProcessPoolExecutor(workers) as pool:
                list(pool.map(grade_all, [warm] * workers))  # imports, compiled patterns, our worker
                start = time.time()
                list(pool.map(grade_all, [pairs[i::workers] for i in range(workers)]))
                took[grade_all.__name__] = time.time() - start
        print(
            f"{len(pairs):,} pairs of real outputs, {workers} process{'es' * (workers > 1)}: "
            + ", ".join(f"{name} {len(pairs) / t:,.0f} pairs/s" for name, t in took.items())
            + f", {took['math_verify'] / took['ours']:.0f} times as fast"
        )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["worker"]:
        worker(int(arguments[1]), arguments[2])
    elif arguments[:1] == ["bench"] and len(arguments) < 3:
        bench(arguments[1] if len(arguments) > 1 else Path(__file__).resolve().parent.parent / "shared/data/grading")
    elif arguments[:1] == ["grade"] and len(arguments) == 3:
        print("right" if grade(*arguments[1:]) else "wrong")
    else:
        sys.exit("error: use: python rewards.py bench [FOLDER] | grade PREDICTION GOLD")
