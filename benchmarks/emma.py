r"""EMMA-Math (arXiv 2501.05444): luckychao/EMMA, configuration Math (892 questions), or its Math/test-*.parquet.

Its rule ("fast" evaluation): a leading letter, a bare number, the last \boxed{} or what follows "answer is"; equal to
the gold or to the text of its option, also as a number word or at two places. Departures: latex2sympy is
answers.Parser, so two formulas are equal by their value alone; number words go up to twelve.
"""

import re
from pathlib import Path

import answers
from benchmarks import Benchmark, rows
from benchmarks.extraction import number
from benchmarks.rows import HUB, LETTERS, image, need, row, texts

CHOICES = '\n{}\n\nAnswer with the option\'s letter from the given choices and put the letter in one "\\boxed{{}}". '
OPEN = '\nAnswer the question using a single word or phrase and put the answer in one "\\boxed{}". '
STEPS = "Please solve the problem step by step."
DIRECT = "Please ensure that your output only contains the final answer without any additional content "
DIRECT += "(such as intermediate reasoning steps)."
SAID = ("final answer is", "correct answer is", "answer should be", "answer is", "answer:")
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


def read(source: str, split: str) -> list[tuple]:
    """The rows of Math: a configuration on the hub, a folder in what `hf download` leaves."""
    inner = Path(source, "Math")
    return rows.read(str(inner) if inner.is_dir() else source, split, "Math")


def record(at: str, folder: Path, r: dict, split: str) -> dict:
    """A row; its images image_1 to image_5 stand at their labels <image_1> in the question and the options."""
    question, options, answer = need(r, at, "question"), texts(r, at, "options"), need(r, at, "answer")
    if options and (len(answer) != 1 or answer not in LETTERS[: len(options)]):
        raise ValueError(f"{at}field answer: {answer!r} is not the letter of one of {len(options)} options")
    asked = re.findall(r"<(image_\d+)>", question + "".join(options)) or ["image_1"]
    shown = [name for name in (f"image_{n}" for n in range(1, 6)) if r.get(name) or name in asked]
    prompt = f"{need(r, at, 'context', empty=True) if r.get('context') else ''}\n{question}"
    prompt += CHOICES.format("\n".join(f"{a}: {b}" for a, b in zip(LETTERS, options))) if options else OPEN
    prompt, text, *choices = (re.sub(r"<image_(\d+)>", r"<image\1>", t) for t in (prompt, question, *options))
    images = [picture for name in shown for picture in image(r, at, folder, name)]
    asked = dict(text=text, options=choices, official=prompt + STEPS, direct=prompt + DIRECT, inline=True)
    own = dict(key=need(r, at, "pid"), answer=answer, domain=need(r, at, "category"), option_texts=options)
    return row(at, "emma", images=images, split=split, **asked, **own)


def extract(response: str) -> str:
    """The official fast extraction."""
    text = response.strip()
    for letter in "ABCDEFGH":
        if text.upper() == letter or text.startswith((f"{letter}:", f"{letter}.")):
            return letter
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text):
        return text
    if boxes := answers.boxes(text):
        inner, closed, _ = boxes[-1][2].rpartition("\\text{")[2].partition("}")
        return (inner if closed and "\\text{" in boxes[-1][2] else boxes[-1][2]).strip()
    flag = next((flag for flag in SAID if flag in text.lower()), None)
    return text.lower().split(flag)[-1].strip().split("\n")[0].split(".")[0] if flag else ""


def official(p: dict) -> tuple[str | None, bool]:
    """(extracted, verdict)."""
    found = extract(p["response"])
    said = str(WORDS.index(found.lower())) if found.lower() in WORDS else found.lower().strip()
    golds = [p["gold"], dict(zip(LETTERS, p["option_texts"])).get(p["gold"], p["gold"])]
    value, *wanted = (number(text) for text in (said, *golds))
    near = value is not None and round(value, 2) in [v if v is None else round(v, 2) for v in wanted]
    return found or None, said in (gold.lower().strip() for gold in golds) or near


BENCHMARK = Benchmark(
    source="luckychao/EMMA",
    get=HUB.format("luckychao/EMMA", "emma"),
    record=record,
    read=read,
    fields=("option_texts",),
    parts=("domain",),
    official=official,
)
