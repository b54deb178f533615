"""Tests of scheduler.py."""

import json
import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.curriculum import SERVED, replay, table
from runtime import read_jsonl
from scheduler import (
    CUBE,
    KNOWN,
    MAIN,
    STRATEGIES,
    WALK,
    Faithful,
    Scheduler,
    first_main,
    next_step,
)

ALL = frozenset(["base", "x", "y", "z", "xy", "xz", "yz", "xyz", *"abcde"])


ALL_SORTED = tuple(sorted(ALL))


def scheduler_index(n, nodes=ALL_SORTED):
    return {f"q{i}": {node: [f"q{i}/{node}"] for node in nodes} for i in range(n)}


def scheduler_walk(s, answer, steps=60, k=1):
    """Serves and reports until the first epoch ends; returns the served nodes. answer(item) -> accurate of 8."""
    served = []
    for _ in range(steps):
        if s.epoch:
            break
        items = s.next_batch(k)
        served += [item["node"] for item in items]
        s.report(items, [answer(item) for item in items], 8)
    return served


# ---- the transition table, by hand: (main, failures, served, solved?) -> next
SCHEDULER_TABLE = [
    (("base", 0, "base"), True, ("x", 0, "x")),
    (("base", 0, "base"), False, "ended"),
    (("x", 0, "x"), True, ("xy", 0, "xy")),
    (("x", 0, "x"), False, ("x", 1, "a")),
    (("x", 1, "a"), True, ("x", 1, "b")),
    (("x", 1, "a"), False, ("x", 1, "b")),
    (("x", 1, "d"), False, ("x", 1, "e")),
    (("x", 1, "e"), False, ("x", 1, "x")),
    (("x", 1, "e"), True, ("x", 1, "x")),
    (("x", 1, "x"), True, ("xy", 0, "xy")),
    (("x", 1, "x"), False, "ended"),
    (("xy", 0, "xy"), True, ("xz", 0, "xz")),
    (("xy", 0, "xy"), False, ("xy", 1, "y")),
    (("xy", 1, "y"), True, ("xy", 1, "xy")),
    (("xy", 1, "y"), False, ("xy", 1, "xy")),
    (("xy", 1, "xy"), True, ("xz", 0, "xz")),
    (("xy", 1, "xy"), False, "ended"),
    (("xz", 0, "xz"), True, ("xyz", 0, "xyz")),
    (("xz", 0, "xz"), False, ("xz", 1, "yz")),
    (("xz", 1, "yz"), True, ("xz", 1, "xz")),
    (("xz", 1, "yz"), False, ("xz", 1, "z")),
    (("xz", 1, "z"), True, ("xz", 1, "yz again")),
    (("xz", 1, "z"), False, "ended"),
    (("xz", 1, "yz again"), True, ("xz", 1, "xz")),
    (("xz", 1, "yz again"), False, "ended"),
    (("xz", 1, "xz"), True, ("xyz", 0, "xyz")),
    (("xz", 1, "xz"), False, "ended"),
    (("xyz", 0, "xyz"), True, "mastered"),
    (("xyz", 0, "xyz"), False, "ended"),
]


@pytest.mark.parametrize("position, solved, following", SCHEDULER_TABLE)
def test_scheduler_transition(position, solved, following):
    assert next_step(position, solved, ALL) == following


@pytest.mark.parametrize(
    "missing, position, solved, following",
    [
        ("abcde", ("x", 0, "x"), False, ("x", 1, "x")),  # no increments: retried at once
        ("ace", ("x", 0, "x"), False, ("x", 1, "b")),
        ("ace", ("x", 1, "b"), True, ("x", 1, "d")),
        ("ace", ("x", 1, "d"), True, ("x", 1, "x")),
        (["y"], ("xy", 0, "xy"), False, ("xy", 1, "xy")),
        (["yz"], ("xz", 0, "xz"), False, ("xz", 1, "z")),  # z stands in
        (["yz"], ("xz", 1, "z"), True, ("xz", 1, "xz")),
        (["yz"], ("xz", 1, "z"), False, "ended"),
        (["z"], ("xz", 1, "yz"), False, ("xz", 1, "yz again")),
        (["yz", "z"], ("xz", 0, "xz"), False, ("xz", 1, "xz")),
        (["x"], ("base", 0, "base"), True, ("xy", 0, "xy")),
        (["xyz"], ("xz", 0, "xz"), True, "mastered"),
        (["x", "xy", "xz", "xyz"], ("base", 0, "base"), True, "mastered"),
    ],
)
def test_scheduler_missing_nodes(missing, position, solved, following):
    assert next_step(position, solved, ALL - set(missing)) == following


def test_scheduler_first_node_and_table():
    assert first_main({"xz", "y", "a"}) == "xz" and first_main({"y", "a"}) is None
    rows = table()
    assert len(rows) == len({r[:3] for r in rows}) == 17  # 5 first + 3 retries + a..e, y, yz, z, yz again
    names = {s[2] if isinstance(s, tuple) else s for s in KNOWN} | {"yz again", "mastered", "ended"}
    assert all(set(r[2:]) <= names for r in rows)
    for position, solved, following in SCHEDULER_TABLE:
        row = next(r for r in rows if r[:3] == position)
        assert row[3 if solved else 4] == (following if isinstance(following, str) else following[2])


def test_scheduler_walks():
    right = scheduler_walk(Scheduler(scheduler_index(1)), lambda item: 8)
    assert right == ["base", "x", "xy", "xz", "xyz"]
    assert scheduler_walk(Scheduler(scheduler_index(1)), lambda item: 0) == ["base"]
    failing = Counter()

    def fails_first(item):  # every main node but base and xyz fails once
        failing[item["node"]] += 1
        return 8 if item["node"] in ("base", "xyz") or failing[item["node"]] > 1 else 0

    assert scheduler_walk(Scheduler(scheduler_index(1)), fails_first) == [
        "base",
        "x",
        "a",
        "b",
        "c",
        "d",
        "e",
        "x",
        "xy",
        "y",
        "xy",
        "xz",
        "yz",
        "z",
    ]  # z fails once too: ended
    tries = Counter()

    def yz_late(item):  # xz once wrong, yz once wrong, z right
        tries[item["node"]] += 1
        return 0 if item["node"] in ("xz", "yz") and tries[item["node"]] == 1 else 8

    s = Scheduler(scheduler_index(1))
    assert scheduler_walk(s, yz_late) == ["base", "x", "xy", "xz", "yz", "z", "yz", "xz", "xyz"]
    assert s.mastered == 1 and s.ended == 0
    assert scheduler_walk(Scheduler(scheduler_index(1)), lambda i: 8 * (i["node"] not in ("x",))) == [
        "base",
        "x",
        "a",
        "b",
        "c",
        "d",
        "e",
        "x",
    ]
    assert scheduler_walk(Scheduler({"q": {"xz": ["r"], "z": ["s"]}}), lambda i: 8 * (i["node"] == "z")) == [
        "xz",
        "z",
        "xz",
    ]


def test_scheduler_threshold():
    for threshold, right, walked in [
        (1, 1, 2),
        (4, 3, 1),
        (4, 4, 2),
        (0.5, 3, 1),
        (0.5, 4, 2),
        (0.1, 1, 2),
        (1.0, 7, 1),
    ]:
        s = Scheduler(scheduler_index(1, ["base", "x"]), solve_threshold=threshold)
        s.report(s.next_batch(1), [right], 8)
        assert len(s.walks) == walked - 1, (threshold, right)
    for bad in (0, 0.0, 1.5, -1, True):
        with pytest.raises(ValueError):
            Scheduler(scheduler_index(1), solve_threshold=bad)
    s = Scheduler(scheduler_index(1), solve_threshold=9)
    with pytest.raises(ValueError, match="cannot be met"):
        s.report(s.next_batch(1), [8], 8)


def test_scheduler_order_of_a_batch():
    s = Scheduler(scheduler_index(20), seed=3)
    first = s.next_batch(4)
    assert [i["why"] for i in first] == ["seed"] * 4 and len({i["question_id"] for i in first}) == 4
    s.report(first, [8, 8, 0, 8], 8)
    second = s.next_batch(5)
    assert [i["why"] for i in second] == ["next"] * 3 + ["seed"] * 2
    assert [i["question_id"] for i in second[:3]] == [first[i]["question_id"] for i in (0, 1, 3)]
    s.report(second, [0, 0, 8, 8, 8], 8)
    third = s.next_batch(7)
    assert [(i["node"], i["why"]) for i in third] == [("a", "increment")] * 2 + [("xy", "next")] + [
        ("x", "next")
    ] * 2 + [("base", "seed")] * 2
    # in flight: nothing of it is served again
    assert not {i["question_id"] for i in s.next_batch(30)} & {i["question_id"] for i in third}


def test_scheduler_rows_of_a_node_rotate():
    s = Scheduler({"q": {"base": ["b"], "x": ["x0", "x1"]}})
    rows = []
    for accurate in (1, 0, 1, 1, 1):  # base, x, x retried; then the second epoch: base, x
        items = s.next_batch(1)
        rows += [i["row"] for i in items]
        s.report(items, [accurate], 1)
    assert rows == ["b", "x0", "x1", "b", "x1"]


def test_scheduler_review_and_epoch():
    s = Scheduler(scheduler_index(6), seed=1)
    items = s.next_batch(6)
    s.report(items, [1, 0, 0, 0, 0, 0], 4)
    items = s.next_batch(4)
    assert [i["why"] for i in items] == ["next"] + ["review"] * 3  # one walk is left, no seed
    assert len({i["question_id"] for i in items}) == 4 and all(i["node"] in MAIN for i in items)
    s.report(items, [0, 4, 4, 4], 4)
    assert s.epoch == 0 and len(s.walks) == 1 and s.ended == 5  # a review result moves no walk
    assert len(s.next_batch(50)) == 6  # one a question, and no more
    s = Scheduler(scheduler_index(6), seed=1)
    s.report(s.next_batch(6), [0] * 6, 4)
    assert s.epoch == 1
    again = s.next_batch(6)
    assert {i["question_id"] for i in again} == {f"q{i}" for i in range(6)} and {i["why"] for i in again} == {"seed"}


def test_scheduler_every_seed_once_an_epoch():
    for n in (1, 2, 7, 30):
        s = Scheduler(scheduler_index(n, ["base"]), seed=5)
        orders = []
        for _ in range(3):
            order = []
            while len(order) < n:
                items = [i for i in s.next_batch(4)]
                order += [i["question_id"] for i in items if i["why"] == "seed"]
                s.report(items, [0] * len(items), 2)
            orders.append(tuple(order))
        assert all(sorted(o) == sorted(s.ids) for o in orders)
        assert n < 7 or len(set(orders)) == 3


def test_scheduler_question_without_main_node():
    index = {"none": {"a": ["r"], "y": ["s"]}, "nil": {}, "q": {"base": ["t"]}}
    for strategy in ("faithful", "adaptive"):
        s = Scheduler(index, strategy=strategy)
        for _ in range(4):
            items = s.next_batch(3)
            assert [i["question_id"] for i in items] == ["q"]
            s.report(items, [0], 1)
    with pytest.raises(ValueError, match="no question has a main node"):
        Scheduler({"none": {"a": ["r"]}})
    with pytest.raises(ValueError, match="question q: unknown difficulty 'w2'"):
        Scheduler({"q": {"base": ["r"], "w2": ["s"]}})
    with pytest.raises(ValueError, match="question q: a difficulty with an empty list"):
        Scheduler({"q": {"base": []}})


def test_scheduler_report_refuses():
    s = Scheduler(scheduler_index(3))
    items = s.next_batch(2)
    before = json.dumps(s.state_dict())
    for bad, counts, n in [
        (items, [1], 8),
        (items, [9, 0], 8),
        (items, [-1, 0], 8),
        (items[:1] * 2, [1, 1], 8),
        ([dict(items[0], node="xyz")], [1], 8),
        ([dict(items[0], question_id="q?")], [1], 8),
    ]:
        with pytest.raises(ValueError):
            s.report(bad, counts, n)
    assert json.dumps(s.state_dict()) == before
    s.report(items, [1, 1], 8)
    with pytest.raises(ValueError, match="not in flight"):
        s.report(items, [1, 1], 8)


def scheduler_future(s, rng, steps, k=5):
    trace = []
    for _ in range(steps):
        items = s.next_batch(k)
        counts = [rng.randrange(5) if rng.random() < 0.7 else 0 for _ in items]
        s.report(items, counts, 4)
        trace.append((items, counts))
    return trace


@pytest.mark.parametrize("strategy", ["faithful", "adaptive", "uniform", "released"])
def test_scheduler_json_round_trip(strategy, tmp_path):
    index = {(i if i % 2 else f"q{i}"): {n: [f"{i}{n}", f"{i}{n}2"] for n in sorted(ALL)} for i in range(9)}
    s = Scheduler(index, seed=4, strategy=strategy, log=str(tmp_path / "a.jsonl"))
    scheduler_future(s, random.Random(0), 17)
    items = s.next_batch(5)  # in flight when the state is taken
    state = json.loads(json.dumps(s.state_dict()))
    t = Scheduler(index, seed=4, strategy=strategy)
    t.load_state_dict(state)
    assert t.state_dict() == {**s.state_dict()} and json.loads(json.dumps(t.state_dict())) == state
    assert not {i["question_id"] for i in items} & {i["question_id"] for i in t.next_batch(2)}
    t = Scheduler(index, seed=4, strategy=strategy)
    t.load_state_dict(state)
    for each in (s, t):
        each.report(json.loads(json.dumps(items)), [1] * len(items), 4)
    assert scheduler_future(s, random.Random(1), 30) == scheduler_future(t, random.Random(1), 30)
    other = s.state_dict()
    assert {**other, "log_lines": 0} == {**t.state_dict(), "log_lines": 0}
    assert len(json.dumps(other)) < 60_000


def test_scheduler_state_of_other_questions():
    s = Scheduler(scheduler_index(3))
    for other in (
        Scheduler(scheduler_index(4)),
        Scheduler(scheduler_index(3), seed=1),
        Scheduler(scheduler_index(3), strategy="uniform"),
    ):
        with pytest.raises(ValueError, match="scheduler state: field"):
            other.load_state_dict(s.state_dict())


def test_scheduler_log(tmp_path, capsys):
    log = tmp_path / "schedule.jsonl"
    log.write_text("left by an older run\n")
    s = Scheduler(scheduler_index(4), log=str(log))
    first = s.next_batch(2)
    assert log.read_text() == "left by an older run\n"  # nothing is written before the report
    s.report(first, [2, 0], 4)
    rows = [json.loads(line) for line in log.read_text().splitlines()]
    assert list(rows[0]) == ["step", "epoch", "question_id", "node", "row", "why", "accurate", "n", "solved", "next"]
    q = first[0]["question_id"]
    assert rows[0] == {
        "step": 0,
        "epoch": 0,
        "question_id": q,
        "node": "base",
        "row": f"{q}/base",
        "why": "seed",
        "accurate": 2,
        "n": 4,
        "solved": True,
        "next": "x",
    }
    assert rows[1]["next"] == "ended" and not rows[1]["solved"]
    state = json.loads(json.dumps(s.state_dict()))
    assert state["log_lines"] == 2
    scheduler_future(s, random.Random(0), 3, k=2)
    whole = log.read_text()
    with open(log, "a") as f:
        f.write('{"cut short')
    t = Scheduler(scheduler_index(4), log=str(log))
    t.load_state_dict(state)
    assert log.read_text() == whole[: len("".join(whole.splitlines(True)[:2]))]
    scheduler_future(t, random.Random(0), 3, k=2)
    assert log.read_text() == whole  # no step twice
    log.write_text(whole.splitlines(True)[0])
    t = Scheduler(scheduler_index(4), log=str(log))  # a power loss has taken a line: said, and the run goes on
    t.load_state_dict(state)
    assert "1 of 2 lines are left" in capsys.readouterr().out and t.log_lines == 1
    log.unlink()
    u = Scheduler(scheduler_index(4), log=str(log))  # a run that goes on in another folder
    u.load_state_dict(state)
    scheduler_future(u, random.Random(0), 1, k=2)
    assert len(log.read_text().splitlines()) == u.log_lines == 2


class SchedulerTouches(dict):
    """Counts how often the scheduler looks into the index."""

    touched = 0

    def __getitem__(self, key):
        SchedulerTouches.touched += 1
        return dict.__getitem__(self, key)

    def __iter__(self):
        SchedulerTouches.touched += len(self)
        return dict.__iter__(self)

    def items(self):
        SchedulerTouches.touched += len(self)
        return dict.items(self)


@pytest.mark.parametrize("strategy", ["faithful", "adaptive", "uniform", "released"])
def test_scheduler_a_step_costs_the_batch(strategy):
    nodes = {n: ["r"] for n in sorted(ALL)}
    worst = []
    for n in (300, 60_000):
        index = SchedulerTouches((i, nodes) for i in range(n))
        s = Scheduler(index, strategy=strategy)
        s.ids, rng, most = SchedulerList(s.ids), random.Random(0), 0
        if strategy != "uniform":
            s.cursor = n - 20  # so that the end of an epoch, review and the next epoch are in it
        for _ in range(40):
            SchedulerTouches.touched = 0
            items = s.next_batch(16)
            assert len(items) == 16 == len({i["question_id"] for i in items})
            s.report(items, [rng.randrange(5) for _ in items], 4)
            most = max(most, SchedulerTouches.touched)
        assert strategy in ("uniform", "released") or s.epoch
        worst.append(most)
    assert worst[1] <= max(1.5 * worst[0], 300), worst


class SchedulerList(list):
    def __getitem__(self, key):
        SchedulerTouches.touched += 1
        return list.__getitem__(self, key)

    def __iter__(self):
        SchedulerTouches.touched += len(self)
        return list.__iter__(self)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 12),
    st.integers(1, 9),
    st.integers(0, 99),
    st.sampled_from(["faithful", "adaptive", "uniform", "released"]),
    st.sets(st.sampled_from(sorted(ALL - {"xy"})), max_size=6),
)
def test_scheduler_invariants(n, k, seed, strategy, missing):
    s = Scheduler(scheduler_index(n, sorted(ALL - missing)), seed=seed, strategy=strategy)
    rng, begun = random.Random(seed), Counter()
    for _ in range(25):
        epoch, walking = s.epoch, set(s.walks)
        items = s.next_batch(k)
        assert not walking & {i["question_id"] for i in items if i["why"] == "review"}
        assert len(items) == min(k, n) and len({i["question_id"] for i in items}) == len(items)
        assert all(i["row"] in s.index[i["question_id"]][i["node"]] for i in items)
        whys = [i["why"] for i in items]
        assert set(whys) <= {"seed", "next", "increment", "retry", "review", "uniform", "padding"}
        begun.update((epoch, i["question_id"]) for i in items if i["why"] == "seed")
        s.report(items, [rng.randrange(3) for _ in items], 2)
        pooled = {q for q, (_, failed, _) in s.walks.items() if failed} if strategy == "released" else set(s.walks)
        assert not s.flight and pooled == set(s.ready) and len(s.ready) == len(pooled)
    assert not begun or max(begun.values()) == 1
    assert strategy in ("uniform", "released") or s.mastered + s.ended + len(s.walks) == s.cursor + s.epoch * n


def test_scheduler_adaptive_steps_over_what_is_solved():
    s = Scheduler(scheduler_index(400), strategy="adaptive", seed=2)
    rng = random.Random(0)
    for _ in range(40):
        items = s.next_batch(16)
        s.report(items, [{"xz": rng.randrange(1, 5), "xyz": 0}.get(i["node"], 8) for i in items], 8)
    batches = [s.next_batch(16) for _ in range(4)]
    late = Counter(i["node"] for batch in batches for i in batch if i["why"] in ("seed", "next"))
    assert late["xz"] > 0.6 * sum(late.values()) and late["base"] > 0  # the probes
    review = [i["node"] for i in batches[0] if i["why"] == "review"]
    assert review == ["xz"] * 4  # a quarter of a batch, of partly solved nodes


def released_walk(answers, nodes=CUBE, steps=None):
    """[(node, why, next)] of a single question, one item a step; answers: {node: results of its tries, in turn}."""
    s, tries, said = Scheduler(scheduler_index(1, nodes), strategy="released"), Counter(), []
    for _ in range(steps or sum(map(len, answers.values()))):
        (item,) = s.next_batch(1)
        node = item["node"]
        walked = [s.strategy.move(s, item, bool(answers[node][tries[node]]))]
        tries[node] += 1
        s.flight.clear()
        said.append((node, item["why"], *walked))
    return said, s


def test_scheduler_released_by_hand():
    """The transitions of docs/paper.md: the failed node again and again, then the question is out of the walks."""
    right, s = released_walk({"base": [1], "x": [1], "xy": [1], "xz": [1], "xyz": [1, 1, 0]})
    assert [node for node, _, _ in right] == ["base", "x", "xy", "xz", "xyz", "xyz", "xyz"]
    assert [after for *_, after in right] == ["x", "xy", "xz", "xyz", "xyz", "xyz", "ended"] and s.ended == 1
    assert [why for _, why, _ in right] == ["seed"] + ["next"] * 6 and s.mastered == 0 and not s.walks
    for node, before in (("x", ["base"]), ("xy", ["base", "x"]), ("xz", ["base", "x", "xy"])):
        said, s = released_walk({**{n: [1] for n in before}, node: [0, 0, 1]})
        assert said[-3:] == [(node, "next", node), (node, "retry", node), (node, "retry", "ended")]
        assert not s.walks and not s.ready and s.next_batch(1)[0]["why"] == "padding"  # no xy, y, z or yz comes of it
    assert released_walk({"base": [0]})[0] == [("base", "seed", "ended")]
    assert released_walk({"base": [1]}, ["base", "xy"])[0] == [("base", "seed", "ended")]  # without a row of x


def test_scheduler_released_padding_moves_what_it_hits():
    """A failure at x, xy, xz or a..e that padding meets is pooled; at other nodes, or when it is right, nothing is."""
    for node, solved, after in (
        *((n, False, n) for n in ("x", "xy", "xz", "a", "e")),
        *((n, False, None) for n in ("base", "y", "z", "yz", "xyz")),
        *((n, True, None) for n in ALL),
    ):
        s = Scheduler(scheduler_index(1), strategy="released")
        s.cursor = 1
        item = {"question_id": "q0", "node": node, "row": f"q0/{node}", "why": "padding"}
        assert s.strategy.move(s, item, solved) == after and list(s.ready) == ["q0"] * (after is not None)
        if after:
            (again,) = s.next_batch(1)
            assert (again["node"], again["why"]) == (node, "retry")


def test_scheduler_released_pool_first_then_walks_in_a_fixed_order():
    s = Scheduler(scheduler_index(9, CUBE), strategy="released", seed=3)
    first = s.next_batch(4)
    assert [(i["question_id"], i["why"]) for i in first] == [(f"q{i}", "seed") for i in range(4)]
    s.report(first, [8] * 4, 8)
    second = s.next_batch(4)  # the same four: no new seed comes before a place is free
    assert [(i["question_id"], i["node"]) for i in second] == [(f"q{i}", "x") for i in range(4)]
    s.strategy.credited = lambda s, accurate, n: accurate
    s.report(second, [8, 0, 8, 0], 8)
    third = s.next_batch(5)
    assert [(i["question_id"], i["node"], i["why"]) for i in third] == [
        ("q1", "x", "retry"),
        ("q3", "x", "retry"),
        ("q0", "xy", "next"),
        ("q2", "xy", "next"),
        ("q4", "base", "seed"),
    ]


def test_scheduler_released_deals_the_responses_anew():
    """32 responses of which 8 are right, all of one item: each item counts with two of them on average."""
    s, seen = Scheduler(scheduler_index(4), strategy="released"), []
    for _ in range(400):
        seen.append(s.strategy.credited(s, [8, 0, 0, 0], 8))
    assert all(sum(counts) == 8 for counts in seen)
    assert all(abs(sum(counts[i] for counts in seen) / 400 - 2) < 0.25 for i in range(4))  # sigma 0.054
    assert s.strategy.credited(s, [3], 8) == [3]


def test_scheduler_released_is_mostly_padding():
    """A mock of 591 seeds and solve rates of 0.5 to 0.8 (docs/paper.md): 57 to 74 % of the slots, no y, z, yz else."""
    for rate in (0.5, 0.65, 0.8):
        s, rng, whys, nodes = (
            Scheduler(scheduler_index(591, CUBE), strategy="released"),
            random.Random(1),
            Counter(),
            [],
        )
        s.strategy.credited = lambda s, accurate, n: accurate
        for _ in range(22):  # two and a half times the official 4,552 rows
            items = s.next_batch(512)
            whys.update(i["why"] for i in items)
            nodes += [i["node"] for i in items if i["why"] != "padding"]
            s.report(items, [8 * (rng.random() < rate) for _ in items], 8)
        assert 0.57 < whys["padding"] / whys.total() < 0.74 and set(nodes) == set(MAIN)


def test_scheduler_uniform_is_uniform():
    index = {"a": {"base": ["r1"]}, "b": {"base": ["r2"], "a": ["r3"], "x": ["r4", "r5"]}}
    index.update({f"c{i}": {"base": [f"s{i}"]} for i in range(7)})
    s = Scheduler(index, strategy="uniform", seed=1)
    seen = Counter()
    for _ in range(6000):
        items = s.next_batch(1)
        seen[items[0]["row"]] += 1
        s.report(items, [0], 2)
    assert set(seen) == {"r1", "r2", "r3", "r4", "r5", *(f"s{i}" for i in range(7))}
    assert all(abs(c - 500) < 110 for c in seen.values()), seen  # 12 rows, 500 each, sigma 21
    assert s.epoch == 500


def test_scheduler_a_strategy_of_ones_own(tmp_path, monkeypatch):
    """A class and a line in STRATEGIES: it may end walks and serve items for reasons of its own; the log reads back."""

    class Short(Faithful):
        def next_batch(self, s, k):
            return s.fill(s.fill([], 1, "warm-up", any_row=True) + super().next_batch(s, k - 1), k, "warm-up")

        def onward(self, s, question, main):
            return "mastered" if main == "xz" else main

    monkeypatch.setitem(STRATEGIES, "short", Short)
    index = {f"q{i}": {node: [f"{i}{node}"] for node in CUBE} for i in range(12)}
    log = tmp_path / "s.jsonl"
    s = Scheduler(index, strategy="short", log=str(log))
    for _ in range(12):
        items = s.next_batch(4)
        s.report(items, [2] * len(items), 2)
    lines = read_jsonl(log, SERVED)
    walked = {line["node"] for line in lines if line["next"]}
    assert walked == {"base", "x", "xy"} and s.mastered > 3 and "warm-up" in {line["why"] for line in lines}
    frame = replay(lines)[-1]
    begun = {line["question_id"] for line in lines if line["next"]} & set(s.walks)  # others have not been served yet
    assert (frame["mastered"], frame["active"]) == (s.mastered, len(begun))
    assert None not in frame["stand"] and min(frame["stand"].values()) >= 0


# ---- reading the log back


@pytest.mark.parametrize("strategy", ["faithful", "uniform", "adaptive", "released"])
def test_scheduler_replay_agrees_with_every_policy(tmp_path, strategy):
    """After every step the log alone gives the scheduler's own counts, and the moves lead where its walks stand."""
    index = {f"q{i}": {node: [f"{i}{node}"] for node in (*CUBE, *"abc")} for i in range(40)}
    log = tmp_path / "s.jsonl"
    s, r, at = Scheduler(index, seed=3, strategy=strategy, log=str(log)), random.Random(strategy), {}
    for step in range(60):
        items = s.next_batch(8)
        s.report(items, [r.choice([0, 1, 8]) for _ in items], 8)
        lines = read_jsonl(log, SERVED)
        frames = replay(lines)
        seen, counts = frames[-1], s.counts()
        assert len(frames) == step + 1 and (seen["mastered"], seen["ended"]) == (counts["mastered"], counts["ended"])
        assert {n: [seen["served"][n], seen["solved"][n]] for n in seen["served"]} == s.nodes
        moved = {line["question_id"] for line in lines if line["why"] not in ("review", "uniform")}
        begun = {q: serve.split()[0] for q, (_, _, serve) in s.walks.items() if q in moved}
        assert seen["active"] == len(s.walks) if strategy != "adaptive" else seen["active"] <= len(begun)
        at.update(seen["moves"])
        walking = {q: node for q, node in at.items() if node in KNOWN}
        assert +seen["stand"] == Counter(walking.values()) and walking.items() <= begun.items()
        assert strategy == "adaptive" or walking == begun  # adaptive: a walk may have begun anew and wait


def test_scheduler_log_of_no_scheduler_is_named(tmp_path):
    line = dict(step=0, epoch=0, question_id="q", node="x", why="seed", accurate=1, n=2, solved=True, next="xy")
    log = tmp_path / "s.jsonl"
    log.write_text(json.dumps(line) + "\n")
    assert read_jsonl(log, SERVED) == [line]
    for bad, said in (
        ("[1]", "field (all)"),
        (json.dumps(line | {"solved": "yes"}), "field solved"),
        (json.dumps({k: v for k, v in line.items() if k != "next"}), "field next"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ):
        log.write_text(json.dumps(line) + "\n" + bad + "\n")
        with pytest.raises(ValueError, match=re.escape(f"s.jsonl: line 2: {said}")):
            read_jsonl(log, SERVED)
    with pytest.raises(ValueError, match="there: line 2: unknown node 'q9'"):
        replay([line, line | {"next": "q9"}], "there")
    assert replay([]) == [] and set(WALK) == KNOWN
