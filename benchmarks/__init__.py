"""The benchmarks of eval.py: one file each, found by its name. A new one is a new file here and nothing else.

A benchmark's file holds all of it: where it lies, how its rows are read, its own prompt, its own rule, its metrics and
the lines of its table. What it may bring is the dataclass Benchmark below, of which the file makes one, BENCHMARK; only
`record` and `get` are needed. A row is the record of data.py plus `official` (the benchmark's own prompt, its images in
front) and the benchmark's own columns (`fields`), which go to the predictions; rows.row makes one.

Beside the benchmarks lie their tools: rows.py (reading), generation.py (asking), server.py (a model behind HTTP),
extraction.py (our reading of a response), replies.py (what a free reply says), grading.py (each rule's verdict),
judge.py (a language model's), statistics.py, metrics.py (metrics.json), tables.py (its printing), predictions.py
(predictions.jsonl, scored again), compare.py (two runs), board.py (models by benchmarks), exchange.py (runs of other
harnesses), sheets.py (their files).
"""

import functools
import importlib
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import datasets

import data
from benchmarks import rows

TOOLS = {  # all else: a benchmark
    *("board", "compare", "exchange", "extraction", "generation", "grading", "judge", "metrics", "predictions"),
    *("replies", "rows", "server", "sheets", "statistics", "tables"),
}
ORDER = ("mathbook", "wemath", "mathvista", "mathvision", "mathverse", "dynamath")  # of tables; others come last


@dataclass(frozen=True)
class Benchmark:
    """What a benchmark's file may bring. A prediction is a line of predictions.jsonl, a rule's numbers are a part of
    metrics.json; rows in metrics are those of statistics.by_row."""

    record: Callable  # (at, folder, raw row, split) -> row; ValueError "at...field X: ..." for a bad one
    get: str  # how to get it, said where it is missing
    read: Callable = rows.read  # (source, split) -> [(at, folder, raw row)]; [] where the source lacks the split
    source: str = ""  # read when --data is empty: a hub id or a file
    places: tuple[str, ...] = ()  # below the --data of `--benchmark all`, the first at hand; empty: its name
    splits: tuple[str, ...] = ("test",)  # the first at hand is read when --split is empty
    unit: str = "row"  # of the bootstrap: rows with one question_id are one unit
    fields: tuple[str, ...] = ()  # its own columns, copied to every prediction
    parts: tuple[str, ...] = ()  # columns by which accuracy is told
    # reading a response
    own_form: Callable | None = None  # text of a reply to its own prompt -> (text to read, is that the answer alone?)
    official: Callable | None = None  # prediction -> (extracted or None, verdict) by its official rule
    # both where its script asks a language model, for which `official` stands in by rules and `--judge` asks one
    extracts: Callable | None = None  # prediction -> what is extracted, None where the model is asked for it
    compares: Callable | None = None  # (prediction, extracted) -> (its form, verdict; None where the model is asked)
    tolerance: Callable | None = None  # prediction with a float gold -> absolute error that our rule allows
    # numbers and tables
    counts: Callable | None = None  # row -> does it count in the overall numbers? None: all do
    metrics: Callable | None = None  # (rows, seed) -> more numbers of a rule, beside accuracy and parts
    cells: Callable | None = None  # (rows, seed) -> more cells beside "overall"; they tell our rule's numbers
    cell_lines: Callable | None = None  # metrics -> [(label, cell)] of those cells
    lines: Callable | None = None  # [a rule's numbers] -> lines of the table of rules
    headline: Callable | None = None  # a rule's numbers -> text, for `--benchmark all`; None: accuracy
    score: Callable | None = None  # a rule's numbers -> (headline metric, interval, its units); None: accuracy of rows
    unit_metric: str = ""  # a metric of whole units, which `compare` tells beside accuracy, and ...
    unit_scores: Callable | None = None  # (rows with "right") -> {unit: its share of that metric}
    note: Callable | None = None  # a rule's numbers -> what is said beside it there


def names() -> tuple[str, ...]:
    """The benchmarks, by the files of this folder."""
    found = {module.name for module in pkgutil.iter_modules(__path__)} - TOOLS
    return tuple(sorted(found, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)))


@functools.cache
def named(name: str) -> Benchmark:
    """The benchmark of that name; ValueError lists the known ones."""
    if name not in names():
        raise ValueError(f"no benchmark {name!r}; there are {', '.join(names())}")
    found = getattr(importlib.import_module(f"benchmarks.{name}"), "BENCHMARK", None)
    if not isinstance(found, Benchmark):
        raise ValueError(f"benchmarks/{name}.py: makes no BENCHMARK of the class Benchmark")
    return found


# ------------------------------------------------------------------------------------------------------------- loading


class Missing(ValueError):
    """A benchmark that is not at hand; the text says how to get it."""


def load_rows(cfg) -> tuple[datasets.Dataset, dict]:
    """-> (rows to ask, {reason: number of rows left out}). ValueError for bad input, Missing when no row is left.

    cfg: eval.Config (benchmark, data, split, limit, skip_bad).
    """
    spec, found = named(cfg.benchmark), []
    source = cfg.data or spec.source
    for split in [cfg.split] if cfg.split else spec.splits:
        found = found or [(*item, split) for item in spec.read(source, split)] if source else []
    if not found:
        asked = cfg.split or " or ".join(spec.splits) or "variants"
        raise Missing(f"{source or '--data is not given'}: no rows of {cfg.benchmark} ({asked}). To get it: {spec.get}")
    good, bad = checked(spec, found, cfg.skip_bad)
    absent = sum(isinstance(error, rows.Absent) for error in bad)
    if absent == len(found):
        raise Missing(f"{source}: none of the {absent} image files is there. To get them: {spec.get}")
    if bad and not (cfg.skip_bad and good):
        others = f" (with {absent} absent images in all)" if absent > 1 else ""
        raise ValueError(f"{bad[0]}{others}; --skip_bad leaves such rows out and counts them")
    left_out = {"image file absent": absent} | ({"bad row": len(bad) - absent} if cfg.skip_bad else {})
    if bad and not data.QUIET:
        print(f"{source}: {len(bad)} bad rows are left out: {'; '.join(map(str, bad[:3]))}", file=sys.stderr)
    return datasets.Dataset.from_list(good[: cfg.limit or None]), left_out


def checked(spec: Benchmark, found: list[tuple], skip_bad: bool = False) -> tuple[list[dict], list[ValueError]]:
    """(rows, errors of the bad ones) of what `read` gave, each with its split. Stops at the first bad row.

    But for absent images, which may be of a benchmark that is not at hand, and with skip_bad.
    """
    good, bad, seen = [], [], {}
    for at, folder, raw, split in found:
        try:
            if isinstance(raw, ValueError):
                raise raw
            if name := rows.half_pair(raw):
                raise ValueError(f"{at}field {name}: holds half a surrogate pair")
            row = spec.record(at, folder, raw, split)
            if first := seen.get(row["id"]):
                raise ValueError(f"{at}field id: {row['id']!r} is also the id of {first.rstrip(': ')}")
            seen[row["id"]] = at
            good.append(row)
        except ValueError as e:
            bad.append(e)
            if not (skip_bad or isinstance(e, rows.Absent)):
                break
    return good, bad


def at_hand(cfg) -> tuple[list[tuple], list[str]]:
    """--benchmark all: ([(config, loaded rows) of each benchmark in cfg.data], [what is missing and how to get it])."""
    root, found, missing = Path(cfg.data), [], []
    if not root.is_dir():
        raise ValueError(f"{cfg.data}: --benchmark all needs --data FOLDER with folders named {', '.join(names())}")
    for name in names():
        spec = named(name)
        source = next((root / place for place in spec.places or (name,) if (root / place).exists()), None)
        one = replace(cfg, benchmark=name, data=str(source), out_dir=f"{cfg.out_dir}/{name}")
        try:
            if source is None:
                raise Missing(f"not in {cfg.data}. To get it: {spec.get}")
            found.append((one, load_rows(one)))
        except Missing as e:
            missing.append(f"missing: {name}: {e}")
    if not found:
        raise ValueError("\n".join([f"{cfg.data}: no benchmark at hand", *missing]))
    return found, missing


class Plain:
    """A processor whose chat texts lack our instruction: for `--prompt official`, which brings its own."""

    def __init__(self, processor):
        self.processor = processor

    def __getattr__(self, name: str):
        return getattr(self.processor, name)

    def apply_chat_template(self, chats, **options):
        texts = self.processor.apply_chat_template(chats, **options)
        one = isinstance(texts, str)
        texts = [text.replace(f"\n{data.INSTRUCTION}", "", 1) for text in ([texts] if one else texts)]
        return texts[0] if one else texts
