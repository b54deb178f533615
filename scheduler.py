"""Dynamic scheduling: which problems the next RL step trains on (MathBook-RL stage 2). Pure Python, no torch.

Each seed question walks base -> x -> xy -> xz -> xyz. `next_step` is the whole set of rules, a pure function; the
`Scheduler` below only keeps many walks at once, hands out batches, and takes the results back.

A walk's position is (main, failed, serve): the main node it stands at, how often it has failed there (0 or 1), what is
served now: the main node itself, an increment ("a".."e", "y", "yz", "z"), or "yz again" (the second yz).

Where the paper and the released code are silent, this file decides:
  - a node without a row is passed over: no a..e or no y: x or xy is retried at once; no yz: z stands in for it; no z:
    yz is served once more; a missing main node is stepped over; a question without any main node is never served;
  - a node with several rows serves them in turn: row number (epoch + 1 on a retry) modulo the rows;
  - seeds come in an order that changes with every epoch (see `_seed_at`); an epoch ends when every walk has ended;
  - review items (to fill a batch when seeds have run out) do not move a walk.

These rules are those of the paper and the project page, not of the released code (docs/paper.md); `python scheduler.py`
prints them. A strategy is a class with the three methods of Faithful and a line in STRATEGIES; whatever `why` it gives
its items, the log reads back.
"""

import json
import math
import os
import random
import zlib
from bisect import bisect_right
from collections import deque
from itertools import islice, takewhile

MAIN = ("base", "x", "xy", "xz", "xyz")
CUBE = ("base", "x", "y", "z", "xy", "xz", "yz", "xyz")  # a seed and its seven variants: x steps, y visual, z context
LETTERS = "abcdefghijklmnopqrstuvw"  # knowledge increments: single-knowledge problems
NODES = (*CUBE, *"abcde")  # those of the official files and of ours, in the order of tables
KNOWN = {*CUBE, *LETTERS}
WALK = ("base", "x", *LETTERS, "xy", "y", "xz", "yz", "z", "xyz")  # the order in which a walk meets the nodes
ENDS = ("mastered", "ended")  # how a walk ends
WALK_ITEMS = ("seed", "next", "retry", "increment")  # why an item of a walk is served; other items move no walk
EMA = 0.1  # weight of a new item in a node's running accuracy
PARTIAL_MAX = 1024  # partly solved items kept for review


# ---------------------------------------------------------------------------------------------------------------------
# The rules
def first_main(has, start=0):
    """The first main node from number `start` on that `has` a row, or None."""
    return next((m for m in MAIN[start:] if m in has), None)


def next_step(position, solved, has):
    """One transition of the curriculum (arXiv 2508.10433 and its project page).

    position: (main, failed, serve) as in the module docstring; solved: the result of serving it; has: the nodes that
    have rows. Returns the next position, or "mastered" / "ended".
    """
    main, failed, serve = position
    retry = (main, 1, main)
    if serve == main:
        if solved:
            following = first_main(has, MAIN.index(main) + 1)
            return (following, 0, following) if following else "mastered"
        if failed or main in ("base", "xyz"):
            return "ended"
        wanted = {"x": LETTERS, "xy": ("y",), "xz": ("yz", "z")}[main]
        return next(((main, 1, node) for node in wanted if node in has), retry)
    if serve in LETTERS:  # each increment once, whatever the result
        return next(((main, 1, node) for node in LETTERS[LETTERS.index(serve) + 1 :] if node in has), retry)
    if serve == "yz" and not solved:
        return (main, 1, "z" if "z" in has else "yz again")
    if serve in ("z", "yz again") and not solved:
        return "ended"
    if serve == "z" and "yz" in has:
        return (main, 1, "yz again")
    return retry  # y whatever the result; yz, yz again, and z without a yz, when solved


def table(has=frozenset(NODES)):
    """All reachable transitions as rows (main, failed, serve, next if solved, next if failed), in walking order."""
    rows, todo, seen = [], [(first_main(has), 0, first_main(has))], set()
    while todo:
        position = todo.pop(0)
        if isinstance(position, str) or position in seen:
            continue
        seen.add(position)
        pair = [next_step(position, solved, has) for solved in (True, False)]
        todo = pair[::-1] + todo  # down the failures first, then on
        rows.append((*position, *(p if isinstance(p, str) else p[2] for p in pair)))
    return rows


def moves_walk(item):
    """Whether a served item is a step of its question's walk; draws beside the walks are not."""
    return item["why"] in WALK_ITEMS


# ---------------------------------------------------------------------------------------------------------------------
# The strategies
class Faithful:
    """The rules above: walks that wait, then new seeds, then review of main nodes whose walk has ended."""

    def next_batch(self, s, k):
        """Up to k items for the scheduler `s`."""
        batch = []
        s.serve_waiting(batch, k)
        s.serve_seeds(batch, k, lambda question, first: first)
        return s.fill(batch, k, "review")

    def onward(self, s, question, main):
        """The main node at which a walk goes on when `main` is the next one, or how it ends: one of ENDS."""
        return main

    def learn(self, s, item, share):
        """Takes the share of right rollouts of an item: beyond what the scheduler keeps, nothing."""

    def epoch(self, s):
        """The number of whole passes over the seeds."""
        return s.epoch + (s.cursor == len(s.ids) and not s.walks)


class Adaptive(Faithful):
    """Our departure. A walk steps over a main node whose running accuracy over all questions is at least SKIP_RATE; one
    new seed in PROBE starts at its first node all the same: the estimate stays honest. Up to REVIEW_SHARE of a batch
    is review of items that were partly solved (0 < accurate < n): groups with a reward variance, hence a gradient."""

    SKIP_RATE, PROBE, REVIEW_SHARE = 0.9, 8, 0.25

    def next_batch(self, s, k):
        batch = []
        s.serve_partly_solved(batch, int(k * self.REVIEW_SHARE))
        s.serve_waiting(batch, k)
        s.serve_seeds(batch, k, lambda q, first: self.onward(s, q, first) if s.rng.randrange(self.PROBE) else first)
        return s.fill(batch, k, "review")

    def onward(self, s, question, main):
        """The first main node from `main` on with a running accuracy below SKIP_RATE, or the last."""
        own = [m for m in MAIN[MAIN.index(main) :] if m in s.index[question]]
        return next((m for m in own if s.rate.get(m, 0.0) < self.SKIP_RATE), own[-1])


class Stream(Faithful):
    """Problems drawn fresh from the book (book/stream.py): programs and nodes by their running success rates, nearest
    one half first. There are no walks and no epochs."""

    def next_batch(self, s, k):
        batch = []
        for question, node, row in s.index.draw(s.rates, s.seed, s.step, k):
            s._serve(batch, question, node, row, "drawn")
        return batch

    def learn(self, s, item, share):
        """Takes the share of right rollouts of an item."""
        s.index.learn(s.rates, item, share, s.step)

    def epoch(self, s):
        return 0


class Uniform(Faithful):
    """The control for ablations: rows drawn uniformly, no curriculum. An epoch is as many draws as there are rows."""

    def next_batch(self, s, k):
        return s.fill([], k, "uniform", any_row=True)

    def epoch(self, s):
        return s.drawn // s.row_ends[-1]


STRATEGIES = {"faithful": Faithful, "adaptive": Adaptive, "uniform": Uniform, "stream": Stream}


# ---------------------------------------------------------------------------------------------------------------------
class Scheduler:
    """Many walks at once. A step costs O(batch): nothing here loops over all questions after the constructor."""

    IDENTITY = ("fingerprint", "name", "seed")  # a state belongs to a scheduler that has the same
    COUNTERS = ("epoch", "cursor", "step", "drawn", "mastered", "ended", "log_lines")

    def __init__(self, index, seed=0, solve_threshold=1, strategy="faithful", log=None):
        """index: {question_id: {node: [row_id, ...]}}, ids str or int; solve_threshold: accurate rollouts (int) or
        their share (float in (0, 1]); strategy: a name of STRATEGIES; log: path of schedule.jsonl or None. ValueError
        on an unknown node, strategy or threshold."""
        if strategy not in STRATEGIES:
            raise ValueError(f"strategy {strategy!r}: not one of {', '.join(STRATEGIES)}")
        share = isinstance(solve_threshold, float)
        if isinstance(solve_threshold, bool) or not (0 < solve_threshold <= 1 if share else solve_threshold >= 1):
            raise ValueError(f"solve_threshold {solve_threshold!r}: rollouts (int >= 1) or a share (float in (0, 1])")
        self.index, self.seed, self.threshold, self.log = index, seed, solve_threshold, log
        self.name, self.strategy = strategy, STRATEGIES[strategy]()
        self.ids = list(index)
        self.row_ends, crc, servable = [], 0, 0  # row_ends: running number of rows, for uniform draws
        for question in self.ids:
            nodes = index[question]
            if unknown := set(nodes) - KNOWN:
                raise ValueError(f"question {question}: unknown difficulty {sorted(map(str, unknown))[0]!r}")
            if not all(nodes.values()):
                raise ValueError(f"question {question}: a difficulty with an empty list of rows")
            servable += first_main(nodes) is not None
            self.row_ends.append((self.row_ends[-1] if self.row_ends else 0) + sum(map(len, nodes.values())))
            crc = zlib.crc32(repr((question, sorted(nodes))).encode(), crc)
        if not servable:
            raise ValueError(f"no question has a main node ({', '.join(MAIN)})")
        self.fingerprint = f"{len(self.ids)}-{crc:08x}"
        self.rng = random.Random(f"review {seed}")
        self.epoch = self.cursor = self.step = self.drawn = self.mastered = self.ended = self.log_lines = 0
        self.walks = {}  # question -> position, for every walk that has begun and not ended
        self.ready = deque()  # questions of `walks` that wait to be served, oldest first
        self.flight = {}  # question -> item that was served and not yet reported
        self.nodes, self.rate = {}, {}  # node -> [times served, times solved]; node -> running accuracy
        self.rates = {}  # of draws from the book: "PROGRAM/NODE" -> [items, running accuracy, step of the last]
        self.partial = deque(maxlen=PARTIAL_MAX)  # [question, node, row] last seen partly solved
        self._log_open, self._order_of = False, None

    # ---- serving
    def _seed_at(self, i):
        """Question number i of this epoch's order: an affine map of 0..N-1 onto itself, so that no order is stored."""
        n = len(self.ids)
        if self._order_of != self.epoch:
            rng = random.Random(f"order {self.seed} {self.epoch}")
            factor = rng.randrange(1, n + 1)
            while math.gcd(factor, n) != 1:
                factor = rng.randrange(1, n + 1)
            self._order_of, self._factor, self._shift = self.epoch, factor, rng.randrange(n)
        return self.ids[(self._factor * i + self._shift) % n]

    def _serve(self, batch, question, node, row, why):
        item = {"question_id": question, "node": node, "row": row, "why": why}
        self.flight[question] = item
        batch.append(item)

    def _serve_walk(self, batch, question, new):
        main, failed, serve = self.walks[question]
        node = serve.split()[0]
        rows = self.index[question][node]
        again = serve == "yz again" or (serve == main and failed)
        why = "increment" if serve != main else "retry" if failed else "seed" if new else "next"
        self._serve(batch, question, node, rows[(self.epoch + again) % len(rows)], why)

    def next_batch(self, k):
        """Up to k items {question_id, node, row, why}, at most one per question, none of a question in flight.

        Fewer than k items come back only when too few questions can be served.
        """
        return self.strategy.next_batch(self, k)

    def peek(self, k):
        """What next_batch(k) will give; nothing is changed, and nothing written."""
        log, self.log, before = self.log, None, self.state_dict()
        items = self.next_batch(k)
        self.load_state_dict(before)
        self.log = log
        return items

    def serve_waiting(self, batch, k):
        """Fills `batch` up to k with walks that wait (retries, increments, next nodes), oldest first."""
        for _ in range(len(self.ready)):  # skips at most the questions in flight
            if len(batch) == k:
                break
            question = self.ready.popleft()
            if question in self.flight:  # as a review item
                self.ready.append(question)
            else:
                self._serve_walk(batch, question, False)

    def serve_seeds(self, batch, k, start):
        """Fills `batch` up to k with new walks; start(question, its first main node) -> the main node to begin at."""
        while len(batch) < k and self.cursor < len(self.ids):
            question = self._seed_at(self.cursor)
            self.cursor += 1
            first = first_main(self.index[question])
            if first is None:
                continue
            main = start(question, first)
            self.walks[question] = (main, 0, main)
            if question in self.flight:
                self.ready.append(question)
            else:
                self._serve_walk(batch, question, True)

    def serve_partly_solved(self, batch, k):
        """Fills `batch` up to k with items that were last seen partly solved, at random."""
        for _ in range(min(len(self.partial), 4 * k)):  # draws: some meet a question that is busy
            if len(batch) >= k:
                break
            at = self.rng.randrange(len(self.partial))
            question, node, row = self.partial[at]
            if question not in self.flight and question not in self.walks:
                del self.partial[at]  # it comes back when it is still partly solved
                self._serve(batch, question, node, row, "review")

    def fill(self, batch, k, why, any_row=False):
        """`batch`, filled up to k by random draws: any row, else a main node of a question whose walk has ended in this
        epoch. Rejected draws (in flight, walking) are bounded; a small pool is listed instead."""
        if len(batch) >= k:
            return batch
        pool = len(self.ids) if any_row else self.cursor
        busy = len(self.flight) + len(self.walks)
        if pool <= 2 * (busy + k):  # few candidates: list them, as many as O(batch)
            names = (self.ids[i] if any_row else self._seed_at(i) for i in range(pool))
            free = [q for q in names if q not in self.flight and q not in self.walks]
            rows_of = {q: sum(map(len, self.index[q].values())) if any_row else 1 for q in free}
            # a random order without replacement, in proportion to the rows: largest u ** (1 / rows) first
            draws = sorted(free, key=lambda q: self.rng.random() ** (1 / max(rows_of[q], 1)), reverse=True)
        elif any_row:
            rows = (self.rng.randrange(self.row_ends[-1]) for _ in range(32 * k))
            draws = (self.ids[bisect_right(self.row_ends, row)] for row in rows)
        else:
            draws = (self._seed_at(self.rng.randrange(pool)) for _ in range(32 * k))
        for question in draws:
            if len(batch) >= k:
                break
            if question in self.flight or question in self.walks:
                continue
            nodes = self.index[question]
            rows = [(n, r) for n in nodes for r in nodes[n] if any_row or n in MAIN]
            if rows:
                node, row = rows[self.rng.randrange(len(rows))]
                self._serve(batch, question, node, row, why)
        return batch

    # ---- results
    def report(self, items, accurate, n):
        """Takes a step's results: accurate[i] of n rollouts of items[i] were right. Moves walks, writes a log line an
        item. ValueError when an item is not in flight or a count is out of range; nothing is changed then."""
        need = math.ceil(self.threshold * n - 1e-9) if isinstance(self.threshold, float) else self.threshold
        self._check_report(items, accurate, n, need)
        lines = []
        for item, right in zip(items, accurate):
            del self.flight[item["question_id"]]
            tally = self.nodes.setdefault(item["node"], [0, 0])
            tally[0] += 1
            tally[1] += right >= need
            self.rate[item["node"]] = (1 - EMA) * self.rate.get(item["node"], right / n) + EMA * right / n
            self.strategy.learn(self, item, right / n)
            if 0 < right < n:
                self.partial.append([item["question_id"], item["node"], item["row"]])
            following = self._move(item, right >= need) if moves_walk(item) else None
            told = {"accurate": int(right), "n": n, "solved": right >= need, "next": following}
            line = {"step": self.step, "epoch": self.epoch, **item, **told}
            lines.append(json.dumps(line, ensure_ascii=False) + "\n")
        self._write(lines)
        self.step, self.drawn = self.step + 1, self.drawn + len(items)
        epoch = self.strategy.epoch(self)
        if epoch > self.epoch:
            self.epoch, self.cursor = epoch, 0

    def _check_report(self, items, accurate, n, need):
        if len(items) != len(accurate):
            raise ValueError(f"report: {len(items)} items but {len(accurate)} counts")
        if not 1 <= need <= n:
            raise ValueError(f"report: solve_threshold {self.threshold} cannot be met with n = {n} rollouts")
        for i, (item, right) in enumerate(zip(items, accurate)):
            if self.flight.get(item["question_id"]) != item:
                raise ValueError(f"report: item {i}: question {item['question_id']} is not in flight")
            if not 0 <= right <= n:
                raise ValueError(f"report: item {i}: {right} accurate of {n} rollouts")
        if len({item["question_id"] for item in items}) != len(items):
            raise ValueError("report: a question occurs twice")

    def _move(self, item, solved):
        """Moves the walk of an item. Returns what comes next: what is served, or "mastered" / "ended"."""
        question = item["question_id"]
        following = next_step(self.walks[question], solved, self.index[question])
        if following not in ENDS and following[1] == 0:  # a solved main node lies behind it
            main = self.strategy.onward(self, question, following[0])
            following = main if main in ENDS else (main, 0, main)
        if following in ENDS:  # it counts as mastered or ended
            del self.walks[question]
            setattr(self, following, getattr(self, following) + 1)
            return following
        self.walks[question] = following
        self.ready.append(question)
        return following[2]

    def counts(self):
        """For logging: totals since the start, walks alive now, and per node {served, solved, rate}."""
        nodes = {}
        for node, (served, solved) in sorted(self.nodes.items()):
            nodes[node] = {"served": served, "solved": solved, "rate": round(self.rate[node], 4)}
        alive = {"active": len(self.walks), "in_flight": len(self.flight), "seeds_left": len(self.ids) - self.cursor}
        totals = {name: getattr(self, name) for name in ("epoch", "step", "mastered", "ended")}
        return {**totals, **alive, "nodes": nodes}

    # ---- log and state
    def _truncate_log(self):
        """Cuts the log to the lines that this state knows of, so that a resumed run logs no step twice."""
        self._log_open = True
        if not os.path.exists(self.log):
            self.log_lines = 0  # a run that goes on in a new folder begins its own log
            return
        with open(self.log, "rb+") as f:  # after a power loss it may be torn, and hold zeros
            sizes = [len(x) for x in takewhile(lambda x: x[-2:] == b"}\n" and 0 not in x, islice(f, self.log_lines))]
            if len(sizes) < self.log_lines:
                print(f"warning: {self.log}: {len(sizes)} of {self.log_lines} lines are left, the others are lost")
            self.log_lines = len(sizes)
            f.truncate(sum(sizes))

    def _write(self, lines):
        if self.log is not None:
            if not self._log_open:
                self._truncate_log()
            with open(self.log, "a", encoding="utf-8") as f:
                f.writelines(lines)
            self.log_lines += len(lines)

    def state_dict(self):
        """The whole state, as plain lists, numbers and strings. May be taken at any time, also with items in flight:
        after loading, those items can still be reported (they are in `flight`), and are not served before that."""
        version, internal, gauss = self.rng.getstate()
        return {
            **{name: getattr(self, name) for name in (*self.IDENTITY, *self.COUNTERS)},
            "rng": [version, list(internal), gauss],
            "walks": [[q, *position] for q, position in self.walks.items()],
            "ready": list(self.ready),
            "flight": [dict(item) for item in self.flight.values()],
            "partial": [list(p) for p in self.partial],
            "nodes": {k: list(v) for k, v in self.nodes.items()},
            "rate": dict(self.rate),
            "rates": {arm: list(rate) for arm, rate in self.rates.items()},
        }

    def load_state_dict(self, state):
        """Restores `state_dict()`'s result, also after a JSON round trip, and truncates the log to it. ValueError when
        the state belongs to other questions, another seed or another strategy."""
        for field in self.IDENTITY:
            if state[field] != getattr(self, field):
                here = f"but this run has {getattr(self, field)!r}"
                raise ValueError(f"scheduler state: field {field}: {state[field]!r}, {here}")
        for field in self.COUNTERS:
            setattr(self, field, state[field])
        version, internal, gauss = state["rng"]
        self.rng.setstate((version, tuple(internal), gauss))
        self.walks = {q: (main, failed, serve) for q, main, failed, serve in state["walks"]}
        self.ready = deque(state["ready"])
        self.flight = {item["question_id"]: dict(item) for item in state["flight"]}
        self.partial = deque((list(p) for p in state["partial"]), maxlen=PARTIAL_MAX)
        self.nodes = {k: list(v) for k, v in state["nodes"].items()}
        self.rate, self.rates = dict(state["rate"]), dict(state["rates"])
        if self.log is not None:
            self._truncate_log()


if __name__ == "__main__":
    print(f"{'main':6}{'failures':10}{'served':10}{'solved ->':12}failed ->")
    for main, failed, serve, up, down in table():
        print(f"{main:6}{failed:<10}{serve:10}{up:12}{down}")
