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
  - review (to fill a batch when seeds have run out) moves no walk.

These rules are those of the paper and the project page (`python -m report.curriculum` prints them); Released below has
those of the released code (docs/paper.md). A strategy is a class with the methods of Faithful and a line in STRATEGIES;
whatever `why` it gives its items, the log reads back.
"""

import json
import math
import random
import zlib
from collections import deque

from runtime.files import CountedLines

MAIN = ("base", "x", "xy", "xz", "xyz")
CUBE = ("base", "x", "y", "z", "xy", "xz", "yz", "xyz")  # a seed and its seven variants: x steps, y visual, z context
LETTERS = "abcdefghijklmnopqrstuvw"  # knowledge increments: single-knowledge problems
NODES = (*CUBE, *"abcde")  # those of the official files and of ours, in the order of tables
KNOWN = {*CUBE, *LETTERS}
WALK = ("base", "x", *LETTERS, "xy", "y", "xz", "yz", "z", "xyz")  # the order in which a walk meets the nodes
ENDS = ("mastered", "ended")  # how a walk ends
WALK_ITEMS = ("seed", "next", "retry", "increment")  # why an item of a walk is served; others move none
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
    have rows. Returns the next position, or "mastered" / "ended"."""
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

    def credited(self, s, accurate, n):
        """The number of right rollouts, of n, that each item of a step counts with."""
        return accurate

    def move(self, s, item, solved):
        """Moves what an item was a step of. Returns what is served next there, or one of ENDS; None: no walk moved."""
        return s.move_walk(item, solved) if item["why"] in WALK_ITEMS else None

    def learn(self, s, item, share):
        """Takes the share of right rollouts of an item: beyond what the scheduler keeps, nothing."""

    def turn(self, s):
        """Begins the next epoch where one has ended: here, when every walk has."""
        if s.cursor == len(s.ids) and not s.walks:
            s.epoch, s.cursor = s.epoch + 1, 0


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
        for drawn in s.index.draw(s.rates, s.seed, s.step, k, len(s.flight)):
            s._serve(batch, *drawn)
        return batch

    def learn(self, s, item, share):
        s.index.learn(s.rates, item, share, s.step)


class Uniform(Faithful):
    """The control for ablations: rows drawn uniformly, no curriculum. An epoch is as many draws as there are rows."""

    def next_batch(self, s, k):
        return s.fill([], k, "uniform", any_row=True)

    def turn(self, s):
        s.epoch = s.drawn // s.row_ends[-1]


class Released(Uniform):
    """What the code released with the paper does, for ablations (its dynamic_scheduling/verl/utils/dataset.py).

    A failure at a node of POOLED puts it into a pool that is served first, again and again, until it is solved; its
    question never walks on, so y, z and yz, which would come next, are not reached. Another failure ends a question;
    a solved xyz is served at every step. Free slots are rows at random, whose failures enter the pool as well. Whose a
    response is gets lost before it counts: they are dealt anew (there by their lengths, here at random). Unlike there a
    question stands once in a batch, and a walk ends where its next node has no row."""

    POOLED = {"x", "xy", "xz", *"abcde"}

    def next_batch(self, s, k):
        batch = []
        s.serve_waiting(batch, k)  # the pool
        going = [q for q, (_, failed, _) in s.walks.items() if not failed and q not in s.flight]
        for question in going[: k - len(batch)]:
            s._serve_walk(batch, question, False)
        while len(batch) < k and s.cursor < len(s.ids):
            question = s.ids[s.cursor]
            s.cursor += 1
            if "base" in s.index[question]:
                s.walks[question] = ("base", 0, "base")
                s._serve_walk(batch, question, True)
        return s.fill(batch, k, "padding", any_row=True)

    def credited(self, s, accurate, n):
        right = [i < sum(accurate) for i in range(len(accurate) * n)]
        s.rng.shuffle(right)
        return [sum(right[i : i + n]) for i in range(0, len(right), n)]

    def move(self, s, item, solved):
        question, node, walk = item["question_id"], item["node"], s.walks.get(item["question_id"])
        if not solved and node in self.POOLED:
            s.walks[question] = (node, 1, node)
            s.ready.append(question)
            return node
        if walk is None:  # padding
            return None
        following = MAIN[min(MAIN.index(node) + 1, 4)] if solved and not walk[1] else None
        if following in s.index[question]:
            s.walks[question] = (following, 0, following)
            return following
        return s.end_walk(question, "ended")


STRATEGIES = {"faithful": Faithful, "adaptive": Adaptive, "uniform": Uniform, "released": Released, "stream": Stream}


class Scheduler:
    """Many walks at once. A step costs O(batch): nothing here loops over all questions after the constructor."""

    IDENTITY = ("fingerprint", "name", "seed")  # a state belongs to a scheduler that has the same
    COUNTERS = ("epoch", "cursor", "step", "drawn", "mastered", "ended", "log_lines")
    TALLIES = ("nodes", "rate", "rates")

    def __init__(self, index, seed=0, solve_threshold=1, strategy="faithful", log=None):
        """index: {question_id: {node: [row_id, ...]}}, ids str or int; solve_threshold: accurate rollouts (int) or
        their share (float in (0, 1]); strategy: a name of STRATEGIES; log: path of schedule.jsonl or None. ValueError
        on an unknown node, strategy or threshold."""
        if strategy not in STRATEGIES:
            raise ValueError(f"strategy {strategy!r}: not one of {', '.join(STRATEGIES)}")
        share = isinstance(solve_threshold, float)
        if isinstance(solve_threshold, bool) or not (0 < solve_threshold <= 1 if share else solve_threshold >= 1):
            raise ValueError(f"solve_threshold {solve_threshold!r}: rollouts (int >= 1) or a share (float in (0, 1])")
        self.index, self.seed, self.threshold = index, seed, solve_threshold
        self.log = CountedLines(log) if log else None
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
        self._order_of = None

    # ---- serving
    def _seed_at(self, i):
        """Question number i of this epoch's order: an affine map of 0..N-1 onto itself, so that no order is stored."""
        n = len(self.ids)
        if self._order_of != self.epoch:
            rng = random.Random(f"order {self.seed} {self.epoch}")
            self._factor = next(f for f in iter(lambda: rng.randrange(1, n + 1), 0) if math.gcd(f, n) == 1)
            self._order_of, self._shift = self.epoch, rng.randrange(n)
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
        """Up to k items {question_id, node, row, why}, at most one per question, none of a question in flight. Fewer
        only when too few questions can be served."""
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
        epoch. Rejected draws (in flight, walking) are bounded; the rows of a small pool are shuffled instead."""

        def rows_of(question):
            nodes = self.index[question]
            return [(question, n, r) for n in nodes for r in nodes[n] if any_row or n in MAIN]

        pool, name = (len(self.ids), self.ids.__getitem__) if any_row else (self.cursor, self._seed_at)
        if pool <= 2 * (len(self.flight) + len(self.walks) + k):  # few candidates, as many as O(batch)
            rows = [row for i in range(pool) for row in rows_of(name(i))]
            self.rng.shuffle(rows)
        else:
            weights = self.row_ends if any_row else None
            places = self.rng.choices(range(pool), cum_weights=weights, k=32 * max(k - len(batch), 0))
            rows = (self.rng.choice(own) for i in places if (own := rows_of(name(i))))
        for question, node, row in rows:
            if len(batch) >= k:
                break
            if question not in self.flight and question not in self.walks:
                self._serve(batch, question, node, row, why)
        return batch

    # ---- results
    def report(self, items, accurate, n):
        """Takes a step's results: accurate[i] of n rollouts of items[i] were right. Moves walks, writes a log line an
        item. ValueError when an item is not in flight or a count is out of range; nothing is changed then."""
        need = math.ceil(self.threshold * n - 1e-9) if isinstance(self.threshold, float) else self.threshold
        self._check_report(items, accurate, n, need)
        lines = []
        for item, right, counted in zip(items, accurate, self.strategy.credited(self, accurate, n)):
            del self.flight[item["question_id"]]
            served, before, solved = *self.nodes.get(item["node"], (0, 0)), counted >= need
            self.nodes[item["node"]] = [served + 1, before + solved]
            self.rate[item["node"]] = (1 - EMA) * self.rate.get(item["node"], right / n) + EMA * right / n
            self.strategy.learn(self, item, right / n)
            if 0 < right < n:
                self.partial.append([item["question_id"], item["node"], item["row"]])
            told = {"accurate": int(right), "n": n, "solved": solved, "next": self.strategy.move(self, item, solved)}
            lines.append({"step": self.step, "epoch": self.epoch, **item, **told})
        if self.log:
            self.log_lines = self.log.append(lines, self.log_lines)
        self.step, self.drawn = self.step + 1, self.drawn + len(items)
        self.strategy.turn(self)

    def _check_report(self, items, accurate, n, need):
        if not len({item["question_id"] for item in items}) == len(items) == len(accurate):
            raise ValueError(f"report: {len(items)} items, {len(accurate)} counts: one a question is needed")
        if not 1 <= need <= n:
            raise ValueError(f"report: solve_threshold {self.threshold} cannot be met with n = {n} rollouts")
        for i, (item, right) in enumerate(zip(items, accurate)):
            if self.flight.get(item["question_id"]) != item:
                raise ValueError(f"report: item {i}: question {item['question_id']} is not in flight")
            if not 0 <= right <= n:
                raise ValueError(f"report: item {i}: {right} accurate of {n} rollouts")

    def move_walk(self, item, solved):
        """Moves the walk of an item by the rules. Returns what comes next: what is served, or "mastered" / "ended"."""
        question = item["question_id"]
        following = next_step(self.walks[question], solved, self.index[question])
        if following not in ENDS and following[1] == 0:  # a solved main node lies behind it
            main = self.strategy.onward(self, question, following[0])
            following = main if main in ENDS else (main, 0, main)
        if following in ENDS:
            return self.end_walk(question, following)
        self.walks[question] = following
        self.ready.append(question)
        return following[2]

    def end_walk(self, question, end):
        """Ends a walk, which counts as mastered or ended. Returns `end`."""
        del self.walks[question]
        setattr(self, end, getattr(self, end) + 1)
        return end

    def counts(self):
        """For logging: totals since the start, and how many walks are alive, items in flight and seeds left."""
        totals = {name: getattr(self, name) for name in ("epoch", "step", "mastered", "ended")}
        left = len(self.ids) - self.cursor
        return {**totals, "active": len(self.walks), "in_flight": len(self.flight), "seeds_left": left}

    # ---- state
    def state_dict(self):
        """The whole state, as plain lists, numbers and strings. May be taken at any time, also with items in flight:
        after loading, those items can still be reported (they are in `flight`), and are not served before that."""
        state = {name: getattr(self, name) for name in (*self.IDENTITY, *self.COUNTERS, *self.TALLIES)}
        state |= {"walks": [[q, *walk] for q, walk in self.walks.items()], "flight": list(self.flight.values())}
        state |= {"ready": list(self.ready), "partial": list(self.partial), "rng": self.rng.getstate()}
        return json.loads(json.dumps(state))  # a copy, as it comes back from a file

    def load_state_dict(self, state):
        """Restores `state_dict()`'s result, and cuts the log to it. ValueError when the state belongs to other
        questions, another seed or another strategy."""
        for field in self.IDENTITY:
            if state[field] != (own := getattr(self, field)):
                raise ValueError(f"scheduler state: field {field}: {state[field]!r}, but this run has {own!r}")
        state = json.loads(json.dumps(state))
        for field in (*self.COUNTERS, *self.TALLIES):
            setattr(self, field, (dict if field in self.TALLIES else int)(state[field]))
        self.walks = {question: tuple(walk) for question, *walk in state["walks"]}
        self.flight = {item["question_id"]: item for item in state["flight"]}
        self.ready, self.partial = deque(state["ready"]), deque(state["partial"], PARTIAL_MAX)
        version, internal, gauss = state["rng"]
        self.rng.setstate((version, tuple(internal), gauss))
        if self.log:
            self.log_lines = self.log.cut(self.log_lines)
