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
from functools import lru_cache
from pathlib import Path

from answers import (
    MAX_CHARS,
    NAME,
    NUMBER,
    ONES,
    PHRASE,
    UNITS_AT_END,
    attempt,
    boxes,
    clean,
    equal,
    fold,
    read_gold,
    read_letters,
    split,
)


# ---- from a response to its answer -----------------------------------------------------------------------------------
def extract_answer(response, several=False):
    """The answer of a response: the <answer> block after the thinking, else the last box after it, else None.

    None as well where there is no single answer: an empty, unclosed, nested or repeated tag, boxes that differ, or a
    list of option letters ("A or B", "A, C", "A/B"), which is an answer only to a question for several.
    """
    rest = response.rsplit("</think>", 1)[-1]
    if not rest.count("<answer>") == rest.count("</answer>") <= 1:
        return None
    found = re.findall(r"<answer>(.*)</answer>", rest, re.DOTALL) if "<answer>" in rest else [b[2] for b in boxes(rest)]
    if len({re.sub(r"\s", "", content) for content in found}) != 1:
        return None
    answer = found[-1].strip()
    words = set(re.split(r"\W+|或|和", answer[:MAX_CHARS])) - {"", "or", "and"}
    listed = len(words) > 1 and all(re.fullmatch("[A-J]", word) for word in words)
    return None if not answer or listed and not several else answer


def format_ok(response):
    """Is the whole response one non-empty think block, then one non-empty answer block, and nothing else?"""
    if any(response.count(tag) != 1 for tag in ("<think>", "</think>", "<answer>", "</answer>")):
        return False
    match = re.fullmatch(r"<think>(.*)</think>\s*<answer>(.*)</answer>", response.strip(), re.DOTALL)
    return bool(match and match[1].strip() and match[2].strip())


# ---- evaluation: the final answer of a reply without tags
SAID = re.compile(
    rf"{PHRASE}|(?<![#])#{{1,6}} *(?:final )?answer\W*|(?:^|\n)[^\w\n]*answer[^\w\n:：]*[:：]|答\s*[:：]|\bans\. ", re.I
)
ONE = r"((?-i:[A-J]))(?![\w'])(?!\W{0,3}(?:or|and|或|和|/)\W{0,3}[A-J](?!\w))"  # a letter, and no second one
CHOSEN = re.compile(
    rf"(?:\b(?:option|choice)\b|选项?|选择)(?: is|[是为])?[\W_]*(?:\\text)?[\W_]*{ONE}"
    r"(?!\W*(?:is|was|would be|项)?\W*(?:incorrect|not\b|wrong|false|错|不))|"
    rf"(?<![\w']){ONE}\W* (?:is|would be) (?:the )?(?:correct|right|best)|"
    rf"\b(?:is|be|choose|select|pick|therefore|hence|thus|so|but|选)\b[\W_]*{ONE}[\W_]*$",
    re.I,
)
UNTRUE = re.compile(  # "not 5" of "not 5 but 6", ", not 15 g"
    r",?\s*(?:\b(?:and |but )?(?:it )?(?:is |are |was |does |will )?"
    r"(?:not|isn't|aren't|rather than|instead of|cannot|can't|neither|except)\b|[而也]?不[是选能]|而非)"
    r"(?:(?!,\D|[;。，]).)*?(?=,? (?:but|it's|it is)\b|,\D|[;，。]|$)",
    re.I,
)
REASON = re.compile(r"[,;]? \b(?:because|since|when|where|which|so that|for (?:part|all|any))\b.*|[，,]?因为.*", re.S)
SPAN = re.compile(
    r"(?:\$\$(.+?)\$\$|\$((?:\\.|[^$\\])+)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]|"
    r"(?<![A-Za-z\d_.^])([-−]?(?:\\?[$€£¥] ?)?(?>\d[\d,]*(?:\.\d+)?(?:/\d+|:\d+)*(?:\s?[ap]\.?m\b\.?)?)))"
    rf"((?:\s*(?:{UNITS_AT_END}[²³]?(?![A-Za-z])|%)|°)?)",
    re.S | re.I,
)
UNITS_INSIDE = re.compile(rf"(?<=[\d)}}\]]) ?(?:{UNITS_AT_END})", re.I)
COMMENT = re.compile(  # a sentence that adds nothing
    r"\W*(?:as a check|to check|check|note|this (?:is|means|agrees|matches|makes|can|follows)|indeed|that is|i hope|"
    r"let me know|remember|you can|we can (?:check|verify)|verif|注意|检验|验证)",
    re.I,
)
COPULA = re.compile(  # what stands before the answer in a sentence
    r"\b(?:is|are|was|were|equals?|be|becomes|gives?|yields|there are|get|has|have|needs?|makes?|reads?|takes?|costs?|"
    r"measures?|it's)\b:?|[为是]|等于|共有|共|有|[:：](?!\d)",
    re.I,
)
TELLING = (SPAN, CHOSEN, COPULA, re.compile(r"\b(?:so|thus|therefore|hence)\b|[所因故综答]|\*\*", re.I))
AGAIN = re.compile(  # what was said before is taken back
    r"\b(?:wait|actually|oops|correction|on (?:second thought|reflection)|i made an? (?:mistake|error)|let me re)\b|"
    r"\bthat(?:'s| is| was) (?:wrong|not right|incorrect)\b|等等|不对|更正",
    re.I,
)
ENDS = re.compile(r"(?<=[.!?])\s+(?=[^a-z])|(?<=\.\$)\s+|\n+|(?<=[。！？])")


def read_prose(text, options=None):
    """The final answer of a text without tags: of the last "answer is" or the last boxes, whichever comes later; else
    of a first word that is a letter or yes or no; else of the last sentence that is no comment. A text without prose
    comes back as it is. options: where the row has them, their texts are looked for too."""
    text = re.sub(r"<\|.*?\|>.*|I hope it is correct.*", "", text[-20_000:], flags=re.DOTALL)
    text = re.sub(r"[ \t]+", " ", text).strip()
    depth = 0
    for i, char in enumerate(text):  # a closing brace too many ends a box that was cut too late
        depth += (char == "{") - (char == "}")
        if depth < 0:
            text = text[:i]
            break
    found, said = boxes(text), list(SAID.finditer(text))
    told = max([box[1] for box in found] + [m.end() for m in said], default=len(text))
    again = AGAIN.search(text, told)
    if again and SPAN.search(text, again.end()):
        return read_prose(text[again.end() :], options)
    if found and (not said or said[-1].start() < found[-1][1] or not text[said[-1].end() :].strip(" .*$")):
        return run_of_boxes(text, found)
    first = re.match(
        r"\W*(?:((?-i:[A-J]))(?:[).:,。，]|不|\s*$)|(yes|no|true|false)\b\s*(?=[.,;:\n—–-]|$))", text, re.I
    )
    if said:
        rest = text[said[-1].end() :].strip()
        return pick(ENDS.split(rest)[0] if rest else "", options, True)
    if not prose(text) and not CHOSEN.search(text):
        lines = [line for line in text.splitlines() if line.strip()]
        worked = len(lines) > 1 and all("=" in line for line in lines) and len(set(map(letters, lines))) == 1
        return result(lines[-1]) if worked or re.search(r"\\approx|≈|=.*=", text) else text
    if first and not CHOSEN.search(text):
        return first[1] or first[2]
    sentences = [s for s in ENDS.split(text) if re.search(r"\w", s)]
    while len(sentences) > 1 and (COMMENT.match(sentences[-1]) or not any(m.search(sentences[-1]) for m in TELLING)):
        sentences.pop()
    return pick(sentences[-1] if sentences else text, options)


def letters(text):
    return "".join(sorted(set(re.findall(r"[a-zA-Z]", re.sub(r"\\[a-zA-Z]+", " ", text)))))


def prose(text):
    """Is there more than an answer: a verb, a second sentence, or words beside a formula?"""
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\\(?:text|mathrm|begin|end) *\{.*?\}|\\[a-zA-Z]+|\$.+?\$", " ", text))
    return bool(
        len(words) > 5
        or len(words) > 1
        and re.search(r"\d", text)
        and not whole_answer(text)
        or words
        and (COPULA.search(text) or re.search(r"\$|\\[(\[]|[.。\n]\s*\w*[^\W\d_]{2}|\b(?:so|thus|donc)\b", text))
    )


def run_of_boxes(text, found):
    """The last boxes with nothing but joining words between them: \\boxed{2} and \\boxed{3} are one answer."""
    run = [found[-1]]
    for box in found[-2::-1]:
        gap = re.sub(r"\\(?:text|quad)|\b(?:and|or|for part)\b|\b[a-z]\b|\w+ *=", "", text[box[1] : run[0][0]])
        if re.search(r"[^\W_]", gap):
            break
        run.insert(0, box)
    return " and ".join(box[2] for box in run)


def pick(sentence, options, said=False):
    """The answer in one sentence; `said`: it follows "the answer is"."""
    bold = [b for b in re.findall(r"\*\*([^*]+)\*\*(?!\s*[:：])", sentence) if not b.rstrip().endswith((":", "："))]
    sentence = UNTRUE.sub("", re.sub(r"\*\*|__", "", sentence)).strip(" .。:：*")
    letter = said and re.match(rf"\W*(?:for sure )?{ONE}(?! [a-z])(?! ?[=<>+*/^\\_])", sentence)
    if letter:
        return letter[1]
    chosen = list(CHOSEN.finditer(sentence))
    if chosen:
        return next(filter(None, chosen[-1].groups()))
    if bold and (not said or len(bold) == 1) and re.search(r"\w", bold[-1]):
        sentence = bold[-1].strip()
    sentence = REASON.sub("", sentence) if not re.match(REASON, " " + sentence) else sentence
    if options:
        named = {
            o
            for o in options
            if re.search(r"[^\W\d]{2}", o)
            and not re.search(r"[\d\\]", o)
            and re.search(rf"(?<!\w){re.escape(o)}(?!\w)", sentence, re.I)
        }
        named = {o for o in named if not any(o != other and o.lower() in other.lower() for other in named)}
        if len(named) == 1:
            return named.pop()
    if whole_answer(sentence):
        return result(sentence)
    verbs = list(COPULA.finditer(re.sub(r"\$.*?\$|\\text\{.*?\}", lambda m: "_" * len(m[0]), sentence)))
    tail = sentence[verbs[-1].end() :].strip() if verbs else sentence
    bare = re.sub(r"^(?:at|the|an?|point|about|approximately|exactly|only|just) +", "", tail)
    if whole_answer(bare):
        return result(bare)
    spans = list(SPAN.finditer(tail))
    if not spans and SPAN.search(sentence):
        tail, verbs = sentence, []
        spans = list(SPAN.finditer(sentence))
    if not spans:
        return tail if verbs else sentence
    return of_spans(tail, spans, bool(verbs))


def whole_answer(text):
    """Is a text an answer as it stands, without a noun or a formula beside words?"""
    if "$" in text or "\\(" in text or not (p := attempt(clean, text)):
        return False
    forms = {form.name for form, _ in read_gold(p)}
    words = re.findall(r"(?<![\\a-zA-Z])[a-zA-Z]{2,}|[\u3400-\u9fff]", UNITS_INSIDE.sub(" ", p))
    return bool(forms & {"date", "clock", "truth", "nothing"} or forms and not set(words) - {"or", "and", "或", "和"})


def of_spans(tail, spans, first):
    """One answer out of the formulas and numbers of a text: the first run of them, or the last."""
    if not re.search(r"\$|\\[(\[]", tail) and "=" in tail:
        tail = tail.rsplit("=", 1)[1]
        spans, first = list(SPAN.finditer(tail)), True
        if not spans or whole_answer(tail):
            return tail.strip()
    runs = [[spans[0]]]
    for before, span in zip(spans, spans[1:]):
        gap = tail[before.end() : span.start()]
        joined = re.fullmatch(r"[\s,，、;]*(?:and|or|和|或|与)?\s*", gap)
        runs[-1:] = [[*runs[-1], span]] if joined else [runs[-1], [span]]
    run = runs[0] if first else runs[-1]
    if len(run) == 1:
        return result(" ".join(filter(None, run[0].groups())))
    return result(re.sub(r"\\[()\[\]]|(?<!\\)\$(?!\d)|(?<=\d)\$", "", tail[run[0].start() : run[-1].end()]))


def result(text):
    """The last exact member of a chain: of x = 2 + 1 = 3 it is 3, of \\frac{14}{3} \\approx 4.67 the fraction."""
    text = text.strip(" ,.;$")
    sides = re.split(r"\\approx|≈", text)
    text = sides[0].strip() if len(sides) > 1 and not NAME.fullmatch(sides[0].strip()) else text
    chain = split(text, "(?<![<>!])=")[0]
    whole = (
        len(chain) == 1
        or len(chain) == 2
        and letters(chain[0])
        or re.search(r"[<>,;，；、]|(?<![a-zA-Z])(?:or|and)(?![a-z])", text)
    )
    return text if whole else chain[-1]


# ---- one pair of answers ---------------------------------------------------------------------------------------------
LETTER_OF = re.compile(  # "(C)", "C. 7", "C (7)", "option C", "故选C"
    r"\W*(?:(?:option|choice|故|应|所以)?\W*(?:选[项择]?|option|choice)?[\W是为]*)([A-Za-z])"
    r"(?: ?选?项|\W*|[\]).:：、,，=>/\s—–-]+(\S.*)|\s*[（(](.+)[)）])",
    re.I | re.S,
)
OF_LETTER = re.compile(r"(.+?)\s*[,，:]?\s*[（(\[]\s*([A-Ja-j])\s*[)）\]]\.?", re.S)


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
    if m := OF_LETTER.fullmatch(text):
        number = ord(m[2].upper()) - 65
        return {number} if number < len(options) and alike(m[1], bodies[number]) else set()
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
        several = [len(attempt(read_letters, gold) or ()) > 1 for gold in golds]
        answers = [extract_answer(response, more) for response, more in zip(responses, several)]
        form = [float(format_ok(response)) for response in responses]
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


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["worker"]:
        worker(int(arguments[1]), arguments[2])
    elif arguments[:1] == ["grade"] and len(arguments) == 3:
        print("right" if grade(*arguments[1:]) else "wrong")
    else:
        sys.exit("error: use: python rewards.py grade PREDICTION GOLD")
