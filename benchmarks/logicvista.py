"""LogicVista (arXiv 2407.04973): the repository's data/dataset.json + images/; 448 questions, one of which is blank.

Its rule: the letters that the answer gives are those of the gold ("B, D"). Departure: the official script has GPT-4
read the letters; without `--judge` rules do: our own extraction, then the letters in it, else the choice with that text
(most rows show their choices in the picture alone). Its prompt is the bare question.
"""

import re
from pathlib import Path

from benchmarks import Benchmark, rows
from benchmarks.extraction import own_extraction
from benchmarks.rows import image, inline_options, need, row, texts

BLANK = "v1_382"  # neither question nor answer; the published numbers are of the other 447
SIGNS = re.compile(r"\W*([A-I]|[1-9])\W*((,|and|&|;)\W*([A-I]|[1-9])\W*)*", re.I)  # "(B) and (D)."
LABEL = re.compile(r"(option |choice )?\(?([A-I])[.:)]|(option |choice )([A-I])\b", re.I)  # "B: the cube"


def read(source: str, split: str) -> list[tuple]:
    """The rows but for the blank one."""
    found = rows.read(source, split, stem="dataset")
    return [item for item in found if not (isinstance(item[2], dict) and item[2].get("id") == BLANK)]


def record(at: str, folder: Path, r: dict, split: str) -> dict:
    """A row. skill: inductive, deductive, numerical, spatial or mechanical."""
    question = need(r, at, "question")
    if not (skill := texts(r, at, "skill")):
        raise ValueError(f"{at}field skill: empty")
    own = dict(key=need(r, at, "id"), skill=skill[0], capability=texts(r, at, "broad_capability"))
    asked = dict(
        text=question, official=question, answer=need(r, at, "answer", pattern="^[A-I1-9](, [A-I1-9])*$"), options=[]
    )
    listed = inline_options(question, r"\(([A-I])\)") or None
    images = image(r, at, folder, "imagename")
    return row(at, "logicvista", images=images, split=split, **asked, **own) | {"options": listed}


def extracts(p: dict) -> str | None:
    """What the script reads without its language model: no letter in an empty reply, or in one sign beyond A to E."""
    text = p["response"].strip()
    return "" if len(text) < 2 and not re.fullmatch("[A-Ea-e0-9]", text) else None


def compares(p: dict, found: str) -> tuple[str | None, bool]:
    """(the letters in an extraction, verdict)."""
    text = found.strip(" .*")
    signs = len(text) < 100 and SIGNS.fullmatch(text) or LABEL.match(text)  # which is short, or quadratic
    named = [o[0] for o in p["options"] or [] if o[3:].strip(" .").lower() == text.lower()]
    letters = sorted(set(named or (re.findall(r"\b([A-I]|[1-9])\b", signs[0].upper()) if signs else [])))
    return ", ".join(letters) or None, letters == sorted(p["gold"].upper().split(", "))


def official(p: dict) -> tuple[str | None, bool]:
    """(extracted letters, verdict), by our extraction where the script asks its language model."""
    found = extracts(p)
    return compares(p, own_extraction(p) or "" if found is None else found)


BENCHMARK = Benchmark(
    get="git clone https://github.com/Yijia-Xiao/LogicVista DATA/logicvista",
    record=record,
    read=read,
    fields=("skill", "capability"),
    parts=("skill", "capability"),
    official=official,
    extracts=extracts,
    compares=compares,
)
