"""The book as a stream: problems that are made when a training step asks for them, `rl.py --data book`.

    book                        all programs of the scale (pocket: those for small figures)
    book:geometry,bars_largest  domains, chapters or programs
    book:FOLDER                 the programs of your own in FOLDER/*.py (tools.program), which run as your code

A problem has a key, a text. What it holds depends on the key and the seed alone: any number of ranks, a resumed run and
a rerun see the same problems, byte for byte. Worker processes make the next step's while the policy is updated. Only
the training side of the split is ever drawn.
    group/NUMBER/PROGRAM/NODE/VARIANT   a variant of one question on several figures (stage pre); NODE x+2: the first
                                        two are noisy, with the visually loaded figure (node xy) of the same problem
    seed/NUMBER/PROGRAM/TRY/NODE        a node of a seed; each try has fresh numbers (stage dynamic)
"""

import importlib.util
import math
import os
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from runtime import begin_worker
from scheduler import Scheduler

from . import PROGRAMS, chains, nodes, sets
from .build import row_of

SHARE = 0.4  # of the problems that offer options, as in Pro
GROUPS = {"pocket": "x", "paper": "z"}  # the node of groups beside base
KEPT = 4096  # problems that are kept for a second look
SEEDS = 50_000  # of one epoch of the walks
EMA, FLOOR, MEMORY = 0.2, 0.1, 100  # weight of a new result; least weight of a draw; steps after which a rate is stale


def chosen(spec: str, size: str) -> list[str]:
    """The names of the programs that `book` or `book:A,B` stands for; ValueError names what is unknown."""
    everything = [program.name for program in sets.programs(size)]
    _, _, wanted = spec.partition(":")
    if not wanted:
        return everything
    if Path(wanted).is_dir():
        return own_programs(Path(wanted))
    names = []
    for word in wanted.split(","):
        rooms = {word, word.replace("/", ".")}
        found = [n for n in everything if n == word or rooms & set(PROGRAMS[n].make.__module__.split(".")[1:])]
        if not found and word in PROGRAMS:
            found = [word]  # of the other scale
        if not found:
            raise ValueError(f"--data {spec}: {word!r} is no domain, chapter or program of the book, and no folder")
        names += [name for name in found if name not in names]
    return names


def own_programs(folder: Path) -> list[str]:
    """The programs of a folder's files, which are imported: the user's own code. ValueError where there are none."""
    before = set(PROGRAMS)
    for file in sorted(folder.glob("[a-z]*.py")):
        spec = importlib.util.spec_from_file_location(f"{__package__}.own.{file.stem}", file)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    if not (new := [name for name in PROGRAMS if name not in before]):
        raise ValueError(f"--data book:{folder}: no program in *.py (see book/tools.py, program)")
    return new


def problems(key: str, name: str, px: int, m: int, seed: int) -> list:
    """The problems that a key stands for, made by the program `name`: the m of a group, or the one of a node."""
    kind, number, _, *rest = key.split("/")
    node, _, noisy = rest[0].partition("+")  # of a seed the try, and nothing
    rng = random.Random("/".join((str(seed), "stream", kind, number, name, node)))
    if kind == "group":
        return nodes.variants(name, rng, m, px, node=node, loaded=int(noisy or 0))
    return [nodes.single(name, rng, rest[1], px, share=SHARE)]


def make(job: tuple) -> tuple[dict[str, dict], list[str]]:
    """({key: raw row}, what failed: "PROGRAM: why") of one group or one node. job: (key, names, size, px, m, seed).

    A program that fails is left out: the next of the list takes its place.
    """
    key, names, size, px, m, seed = job
    kind, number, first, *rest = key.split("/")
    node, failed = rest[0] if kind == "group" else rest[1], []
    plain, _, noisy = node.partition("+")
    for turn in range(len(names)):
        name = names[(names.index(first) + turn) % len(names)]
        try:
            made = problems(key, name, px, m, seed)
        except Exception as e:  # a program of anybody's: named, counted, left out
            failed.append(f"{name}: {type(e).__name__}: {e}")
            continue
        rows, known = {}, {}
        for place, p in enumerate(made):
            own = key if kind == "seed" else "/".join((kind, number, first, node, str(place)))
            shown = nodes.LOADED[plain] if place < int(noisy or 0) else plain
            rows[own] = row_of("stream", own, place, shown, PROGRAMS[name], p, lambda row: "", known)
            rows[own] |= {"id": own, "messages": None}
            rows[own]["group"] = "/".join((kind, number, first))
        return rows, failed
    raise ValueError(f"--data book: every program failed, the last: {failed[-1]}")


def open_book(spec: str, size: str, seed: int, record) -> "Stream | None":
    """The stream that --data `book` or `book:...` names; None where it names files. record: data.record."""
    if spec.split(":")[0] != "book":
        return None
    return Stream(spec, size, seed, lambda row: record(row, Path(), "book", 0, "train", {}))


class Stream:
    """Rows by their keys, like a dataset. record: raw row -> checked record (data.record)."""

    def __init__(self, spec: str, size: str, seed: int, record, workers: int = 2):
        """workers: processes that make problems ahead of need; they start here, before any GPU is touched."""
        self.names, self.size, self.seed, self.record = chosen(spec, size), size, seed, record
        self.px, self.m = sets.SIZES[size]["px"], sets.SIZES[size]["m"]
        self.nodes = {name: nodes.letters_of(name) for name in self.names}
        self.rows, self.jobs, self.failed, self.waited, self.taken = {}, {}, Counter(), 0.0, Counter()
        self.pool = ProcessPoolExecutor(workers, get_context("fork"), begin_worker, (os.getpid(),))
        self.pool.submit(int).result()

    def item(self, key: str) -> str:
        """What is made as one: a node, or the group of a variant."""
        return key.rsplit("/", 1)[0] + "/0" if key.startswith("group/") else key

    def ahead(self, keys: list[str]) -> None:
        """Begin to make these."""
        for key in dict.fromkeys(map(self.item, keys)):
            if key not in self.rows and key not in self.jobs:
                self.jobs[key] = self.pool.submit(make, (key, self.names, self.size, self.px, self.m, self.seed))

    def __getitem__(self, key: str) -> dict:
        """The record of a key; waits for it where it is not made yet."""
        if key not in self.rows:
            start, item = time.perf_counter(), self.item(key)
            self.ahead([key])
            rows, failed = self.jobs.pop(item).result()
            self.waited += time.perf_counter() - start
            for why in failed:
                if not self.failed[name := why.partition(":")[0]]:
                    print(f"warning: --data book: {why}; left out", file=sys.stderr)
                self.failed[name] += 1
            for own, row in rows.items():
                self.rows[own] = self.record(row)
            while len(self.rows) > KEPT:
                del self.rows[next(iter(self.rows))]
        return self.rows[key]

    def group(self, key: str) -> str:
        """What shares a reward mean with the problem of this key, told without making it."""
        return "/".join(key.split("/")[:3])

    def index(self, groups: bool, noisy: float = 0.0, steps: int = 0) -> "Seeds":
        """The seeds as the scheduler wants them; groups: draws are whole groups of variants (stage pre), with the share
        `noisy` of loaded figures at the first of `steps`."""
        if not groups:
            if not (names := [name for name in self.names if chains.makes_seeds(name)]):
                raise ValueError(f"--data book: {', '.join(self.names)}: no program that makes Pro seeds (book/chains)")
            return Seeds(names, self.nodes)
        return Seeds(self.names, self.nodes, self.m, ("base", GROUPS[self.size]), noisy, steps)

    def told(self, seconds: float) -> dict[str, float]:
        """For the log: the share of a step of so many seconds that this rank waited for problems; failures so far."""
        waited, self.waited = self.waited, 0.0
        return {"stream/waited": waited / max(seconds, 1e-9), "stream/failed": self.failed.total()}

    def close(self) -> None:
        self.pool.shutdown(cancel_futures=True)


class Seeds:
    """{question: {node: [row of the first try, of a retry]}} of SEEDS seeds, made when asked for; and draws.

    What draws choose from is an arm, "PROGRAM/NODE". Its weight is FLOOR + 4 p (1 - p): 1.1 at a success rate of one
    half, 0.1 where all or nothing succeeds; p moves back to one half while the arm is not drawn (by exp(-steps /
    MEMORY)), so that what may be forgotten comes back.

    Noisy groups are like NoisyRollout's (arXiv 2504.13055), which mixes rollouts on a clean and on a distorted image in
    one group and lets the distortion fade. Here whole variants are loaded, by node y and not by pixel noise; the update
    sees the figure that the rollout saw (there the clean one); the share of them falls on a straight line to 0 at the
    last step (there the strength does, as a sigmoid).
    """

    def __init__(self, names: list[str], letters: dict, m: int = 0, kinds: tuple = (), noisy: float = 0.0, steps=0):
        self.names, self.letters, self.m, self.noisy, self.steps = names, letters, m, noisy, steps
        self.arms = [f"{n}/{kind}" for n in names for kind in kinds or (*nodes.NODES, *letters[n])]

    def __iter__(self):
        return (f"{i}/{self.names[i % len(self.names)]}" for i in range(SEEDS))

    def __len__(self):
        return SEEDS

    def __getitem__(self, question: str) -> dict[str, list[str]]:
        letters = self.letters[question.split("/")[1]]
        return {node: [f"seed/{question}/{t}/{node}" for t in (0, 1)] for node in (*nodes.NODES, *letters)}

    def noisy_at(self, step: int) -> int:
        """How many of the m variants of a group are noisy at a step (from 0), rounded, halves up."""
        return math.floor(self.m * self.noisy * max(0.0, 1 - step / max(1, self.steps - 1)) + 0.5)

    def draw(self, rates: dict, seed: int, step: int, count: int, had: int = 0) -> list[tuple[str, str, str, str]]:
        """[(question, node, row, why)] of at most `count` draws; where there are groups, of whole ones.

        rates: {arm: [items, running success rate, step of the last one]}; had: the problems that the step has already.
        Each draw has a generator of its own, of seed, step and place.
        """
        weights = []
        for arm in self.arms:
            _, rate, last = rates.get(arm, (0, 0.5, 0))
            p = 0.5 + (rate - 0.5) * math.exp((last - step) / MEMORY)
            weights.append(FLOOR + 4 * p * (1 - p))
        drawn, noisy = [], self.noisy_at(step)
        first = had // max(self.m, 1)
        for place in range(first, first + count // max(self.m, 1)):
            arm = random.Random(f"{seed}/draw/{step}/{place}").choices(self.arms, weights)[0]
            name, node = arm.split("/")
            question = f"{step}.{place}/{name}"
            if not self.m:
                drawn.append((question, node, f"seed/{question}/0/{node}", "drawn"))
            group = f"group/{question}/{node}" + f"+{noisy}" * (noisy > 0)
            for v in range(self.m):
                told = (nodes.LOADED[node], f"{group}/{v}", "noisy") if v < noisy else (node, f"{group}/{v}", "drawn")
                drawn.append((f"{question}/{v}", *told))
        return drawn

    @staticmethod
    def learn(rates: dict, item: dict, share: float, step: int) -> None:
        """Takes the share of right rollouts of a drawn item into the rates; a noisy one tells nothing of its arm."""
        if item["why"] == "noisy":
            return
        arm = f"{item['question_id'].split('/')[1]}/{item['node']}"
        had, rate, _ = rates.get(arm, (0, share, 0))
        rates[arm] = [had + 1, (1 - EMA) * rate + EMA * share, step]


def make_schedule(cfg, ds, whole_groups, log: Path | None):
    """Which problems each step of rl.py asks for: whole groups, the curriculum's walks, or draws from the book.

    whole_groups: data.Groups, for rows of files in stage pre.
    """
    if cfg.noisy and not (isinstance(ds, Stream) and cfg.stage == "pre"):
        raise ValueError("--noisy loads figures of whole groups of the book: it needs --stage pre and --data book")
    if cfg.perception and not isinstance(ds, Stream) and not any(ds["facts"]):
        raise ValueError(f"--perception: no row of {cfg.data} has facts (data.py build makes such a column)")
    if isinstance(ds, Stream):
        policy, groups = "stream" if cfg.stage == "pre" else cfg.policy, cfg.stage == "pre"
        index = ds.index(groups, cfg.noisy, cfg.max_steps)
        return Scheduler(index, cfg.seed, cfg.solve_threshold, policy, log)
    if cfg.policy == "stream":
        raise ValueError("--policy stream draws from the book: it needs --data book")
    if cfg.stage == "pre":
        return whole_groups(ds["group"], cfg.prompts, cfg.seed)
    index = {}  # question -> node -> row ids
    for row, question, node in zip(*(ds[name] for name in ("id", "question_id", "difficulty"))):
        index.setdefault(question, {}).setdefault(node, []).append(row)
    return Scheduler(index, cfg.seed, cfg.solve_threshold, cfg.policy, log)


def groups_of(ds, picks: list, cfg) -> list[str]:
    """Of each row, the name of those that share a reward mean: its variants in stage pre, else itself. Makes none."""
    if cfg.stage == "pre":
        return [ds.group(i) if isinstance(ds, Stream) else ds[i]["group"] for i in picks]
    return [str(i) for i in range(len(picks))]
