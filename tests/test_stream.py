"""Tests of book/stream.py, of rl.py --data book, and of model/losses.py."""

import dataclasses
import json
import math
import random
import re
import shutil
from collections import Counter
from types import SimpleNamespace

import pytest
import torch

import data
import rl
from book import nodes, sampling, stream, tools
from book.sampling import side_of_split
from model import losses
from scheduler import Scheduler
from speed import draws
from tests.helpers import as_flags, rl_config, rl_flags, same_weights
from tests.ranks import run_ranks, run_script


@pytest.fixture(scope="module")
def pocket_book():
    book = stream.open_book("book", "pocket", 7, data.record)
    yield book
    book.close()


def test_stream_a_key_says_all(pocket_book):
    """The same key gives the same bytes, made alone or among others, by another process or this one."""
    key = "seed/3/count_circles/1/xyz"
    job = (key, pocket_book.names, "pocket", 84, 4, 7)
    (raw,), failed = stream.make(job)[0].values(), stream.make(job)[1]
    row = pocket_book[key]
    assert (row["problem"], row["answer"], row["images"][0]["bytes"]) == (
        raw["problem"],
        raw["answer"],
        raw["image"]["bytes"],
    )
    assert failed == [] and pocket_book["seed/3/count_circles/0/xyz"]["images"] != row["images"]
    group = [pocket_book[f"group/5/bar_chart/x/{v}"] for v in range(4)]
    assert len({r["problem"] for r in group}) == 1 and len({r["images"][0]["bytes"] for r in group}) == 4
    assert {r["group"] for r in group} == {pocket_book.group("group/5/bar_chart/x/2")}


def test_stream_the_nodes_of_a_seed_are_one_problem():
    """single() gives the nodes of one seed: of a program of the book all eight have one answer."""
    made = {n: nodes.single("rectangle_area", random.Random(4), n, 120) for n in ("base", "x", "y", "z", "xyz")}
    assert len({p.answer for p in made.values()}) == 1 == len({p.numbers for p in made.values()})
    assert len(made["x"].knowledge) > len(made["base"].knowledge) == len(made["z"].knowledge)
    letters = {n: nodes.single("rectangle_area", random.Random(4), n, 120) for n in nodes.letters_of("rectangle_area")}
    added = [p.knowledge for p in letters.values()]
    assert all(len(points) == 1 and points[0] in made["x"].knowledge for points in added)


def test_stream_specs():
    small = stream.chosen("book", "pocket")
    assert (
        len(small) == 7
        and {"bar_chart", "count_circles"} < {*small}
        and not {*small} & {*stream.chosen("book", "paper")}
    )
    space = stream.chosen("book:geometry", "paper")
    assert 100 < len(space) < len(stream.chosen("book", "paper")) and "rectangle_area" in space
    assert stream.chosen("book:rectangle_area,count_circles", "paper") == ["rectangle_area", "count_circles"]
    with pytest.raises(ValueError, match="--data book:geometri: 'geometri' is no domain"):
        stream.chosen("book:geometri", "paper")
    assert stream.open_book("out/data/pro.parquet", "pocket", 0, None) is None


def test_stream_own_programs_and_failures(tmp_path):
    """A folder of programs of one's own; one that fails is named, counted, and the next one stands in."""
    base = tools.PROGRAMS["bar_chart"]
    module = base.make.__module__
    (tmp_path / "mine.py").write_text(
        f"from {module} import bar_chart\nfrom book.tools import program\n\n\n"
        f"@program({base.point!r}, pocket=True)\ndef my_bars(rng):\n    return bar_chart(rng)\n\n\n"
        f"@program({base.point!r}, pocket=True)\ndef my_fault(rng):\n    raise RuntimeError('no such shape')\n"
    )
    names = stream.own_programs(tmp_path)
    try:
        assert names == ["my_bars", "my_fault"]
        rows, failed = stream.make(("seed/1/my_fault/0/base", names, "pocket", 84, 4, 0))
        assert failed == ["my_fault: RuntimeError: no such shape"] and [r["program"] for r in rows.values()] == [
            "my_bars"
        ]
        with pytest.raises(ValueError, match="every program failed, the last: my_fault: RuntimeError"):
            stream.make(("seed/1/my_fault/0/base", ["my_fault"], "pocket", 84, 4, 0))
        with pytest.raises(ValueError, match="no program in"):
            stream.own_programs(tmp_path.parent / "empty")
    finally:
        for name in names:
            del tools.PROGRAMS[name]


def test_stream_draws_prefer_one_half_and_forget_nothing():
    """Weights by hand: 0.1 + 4 p (1 - p), p going back to one half by exp(-steps / 100)."""
    seeds = stream.Seeds(["a"], {"a": ""}, kinds=("base", "x", "z"))
    rates = {"a/base": [9, 1.0, 0], "a/x": [9, 0.5, 0], "a/z": [9, 0.9, 0]}
    found = Counter(node for place in range(300) for _, node, *_ in seeds.draw(rates, place, 0, 10))
    weights = {"base": 0.1, "x": 1.1, "z": 0.46}
    for node, weight in weights.items():
        assert abs(found[node] / 3000 - weight / 1.66) < 0.03
    found = Counter(node for place in range(300) for _, node, *_ in seeds.draw(rates, place, 1000, 10))
    assert all(abs(found[node] / 3000 - 1 / 3) < 0.03 for node in weights)  # stale after so long
    for why in ("drawn", "noisy"):  # how a loaded figure is read says nothing about the clean one
        seeds.learn(rates, {"question_id": "1.2/a", "node": "z", "why": why}, 0.5, 30)
    assert rates["a/z"] == [10, pytest.approx(0.8 * 0.9 + 0.2 * 0.5), 30]


def told(problems):
    return [(p.question, p.answer, p.numbers, p.solution, p.images[0].tobytes()) for p in problems]


@pytest.mark.parametrize("name,node", [("count_circles", "x"), ("rectangle_area", "base"), ("rectangle_area", "z")])
def test_stream_noisy_variants_are_the_same_problems(name, node):
    """Of a noisy group the first variants have other figures and nothing else; the others are those of a clean one."""
    clean, noisy = (
        told(stream.problems(f"group/3.1/{name}/{part}/0", name, 112, 3, 5)) for part in (node, f"{node}+2")
    )
    assert clean[2] == noisy[2] and len(noisy) == 3
    for one, two in zip(clean[:2], noisy[:2]):
        assert one[:-1] == two[:-1] and one[-1] != two[-1]
    rows, failed = stream.make((f"group/3.1/{name}/{node}+2/0", [name], "pocket", 112, 3, 5))
    assert not failed and list(rows) == [f"group/3.1/{name}/{node}+2/{v}" for v in range(3)]
    loaded = {"base": "y", "x": "xy", "z": "yz"}[node]
    assert [row["difficulty"] for row in rows.values()] == [loaded, loaded, node]
    assert {row["group"] for row in rows.values()} == {f"group/3.1/{name}"}


@pytest.mark.parametrize("m,by_hand", [(4, [2, 2, 1, 1, 0]), (3, [2, 1, 1, 0, 0])])
def test_stream_noise_fades(m, by_hand):
    """Half of m variants at the first of five steps, 3/8, 1/4, 1/8, none at the last one; the draws stay the same."""
    seeds, clean = (stream.Seeds(["a", "b"], {}, m, ("base", "z"), share, 5) for share in (0.5, 0.0))
    for step, count in enumerate(by_hand):
        drawn, plain = seeds.draw({}, 7, step, 3 * m), clean.draw({}, 7, step, 3 * m)
        assert [why for *_, why in drawn] == (["noisy"] * count + ["drawn"] * (m - count)) * 3
        assert [node for _, node, *_ in drawn] == [
            {"base": "y", "z": "yz"}[node] if v % m < count else node for v, (_, node, *_) in enumerate(plain)
        ]
        assert [row.replace(f"+{count}", "") for _, _, row, _ in drawn] == [row for _, _, row, _ in plain]
        assert [question for question, *_ in drawn] == [question for question, *_ in plain]


def test_stream_noise_needs_groups_of_the_book(pocket_data, tmp_path, monkeypatch):
    """With files, in stage dynamic or without an end the flag is an error."""
    with pytest.raises(ValueError, match="--noisy .* needs --stage pre and --data book"):
        stream.make_schedule(rl_config(pocket_data, tmp_path, "pre", noisy=0.5), {}, None, None)
    cfg = rl_config(pocket_data, tmp_path, "dynamic", data="book", noisy=0.5)
    with pytest.raises(ValueError, match="needs --stage pre and --data book"):
        stream.make_schedule(cfg, stream.Stream.__new__(stream.Stream), None, None)
    with pytest.raises(ValueError, match="--noisy need --max_steps"):
        rl.main(rl_config(pocket_data, tmp_path, "pre", data="book", noisy=0.5, max_steps=0))


@pytest.mark.slow
def test_stream_schedule_goes_on_where_it_was(tmp_path):
    """State round trip through JSON, with rates; what the next step asks can be looked at without a change."""
    seeds = stream.Seeds(["a", "b"], {"a": "", "b": "a"})
    one, log = Scheduler(seeds, 5, 1, "stream", tmp_path / "log.jsonl"), tmp_path / "log.jsonl"
    for step in range(6):
        seen = one.peek(16)
        items = one.next_batch(16)
        assert seen == items and len({i["question_id"] for i in items}) == 16
        one.report(items, [(step * 7 + j) % 9 for j in range(16)], 8)
        if step == 2:
            state = json.loads(json.dumps(one.state_dict()))
    other = Scheduler(seeds, 5, 1, "stream", log)
    other.load_state_dict(state)
    for step in range(3, 6):
        items = other.next_batch(16)
        other.report(items, [(step * 7 + j) % 9 for j in range(16)], 8)
    assert other.state_dict() == one.state_dict() and len(log.read_text().splitlines()) == 96
    walks = Scheduler(seeds, 5, 1, "faithful")
    items = walks.next_batch(8)
    walks.report(items, [0, 8] * 4, 8)
    assert [i["row"].split("/")[3:] for i in items] == [["0", "base"]] * 8


def test_stream_draws_only_the_training_side(pocket_book):
    """No problem of the evaluation's side of the split: by what decides it, the numbers of the pocket programs."""
    for i in range(200):
        name = pocket_book.names[i % 2]
        row, _ = stream.make((f"seed/{i}/{name}/0/base", pocket_book.names, "pocket", 84, 4, 7))
        (one,) = row.values()
        assert side_of_split(eval_numbers(one["numbers"])) == "train"


@pytest.mark.slow
@pytest.mark.parametrize("size", ["pocket", "paper"])
def test_stream_bench_of_draws_sees_the_evaluation(size, capsys, monkeypatch):
    """speed/draws.py: nothing is found; when the stream draws from the other side, all of it is."""
    if size == "paper":  # it takes longer
        monkeypatch.setattr(draws, "evaluation", lambda size: [])
    cfg = draws.Config(size=size, count=60, letters=3)
    assert draws.main(cfg) == 0
    assert "63 problems drawn" in (said := capsys.readouterr().out) and " 0 on the evaluation's side" in said
    monkeypatch.setattr(nodes, "sample", lambda name, rng, split: sampling.sample(name, rng, "eval"))
    assert draws.main(dataclasses.replace(cfg, letters=0)) == 1
    found = re.search(r"(\d+) on the evaluation's side.* (\d+) show the same, (\d+) have", capsys.readouterr().out)
    assert int(found[1]) > 20 and (size == "paper" or int(found[2]) > 5 < int(found[3]))


def eval_numbers(text):
    import ast

    return ast.literal_eval(text)


def asked(log):
    """What a run served; how it fared may differ in a last bit of a sum over ranks."""
    lines = map(json.loads, log.read_text().splitlines())
    return [tuple(line[k] for k in ("step", "question_id", "node", "row", "why")) for line in lines]


@pytest.mark.slow
@pytest.mark.parametrize("stage,policy", [("pre", "noisy"), ("dynamic", "faithful"), ("dynamic", "stream")])
def test_stream_resume_and_ranks_see_the_same_problems(pocket, tmp_path, stage, policy):
    """Killed before its last save and resumed, the run is the whole one, bit for bit; two ranks serve what one does."""
    own = dict(noisy=0.7) if policy == "noisy" else dict(policy=policy)
    kw = dict(data="book", scale="pocket", prompts=8, max_steps=4) | own
    rl.main(rl_config(pocket, tmp_path / "a", stage, **kw, save_every=2))
    shutil.copytree(tmp_path / "a", tmp_path / "b", ignore=lambda *_: ["step_000004"])
    rl.main(rl_config(pocket, tmp_path / "b", stage, **kw, resume="auto"))
    assert same_weights(tmp_path / "a", tmp_path / "b")
    served = (tmp_path / "a/schedule.jsonl").read_bytes()
    assert served == (tmp_path / "b/schedule.jsonl").read_bytes() and served.count(b"\n") == 32
    if policy != "faithful":
        flags = as_flags(rl_flags(pocket, tmp_path / "two", stage, **kw))
        run_ranks(run_script, "rl", flags, log=tmp_path / "log")
        one, two = (asked(tmp_path / name / "schedule.jsonl") for name in ("a", "two"))
        assert one == two and sum(why == "noisy" for *_, why in one) == 2 * (3 + 2 + 1) * (policy == "noisy")


@pytest.mark.slow
@pytest.mark.parametrize("source", ["book", "files"])
def test_stream_perception_reward(pocket, tmp_path, source):
    """The term is in the reward and in the log; a set without facts is an error."""
    kw = dict(prompts=8, max_steps=1, perception=0.4) | (dict(data="book", scale="pocket") if source == "book" else {})
    rl.main(rl_config(pocket, tmp_path / "a", "pre", **kw))
    (line,) = map(json.loads, (tmp_path / "a/metrics.jsonl").read_text().splitlines())
    assert 0 < line["perception"] <= 1
    parts = 0.5 * line["accuracy"] + 0.5 * line["format"] + 0.4 * line["perception"]
    assert line["reward"] == pytest.approx(parts, abs=1e-6)
    rows = data.load(pocket / "data/standard.parquet")
    assert all(rows["facts"])
    with pytest.raises(ValueError, match="--perception: no row of .* has facts"):
        stream.make_schedule(rl_config(pocket, tmp_path, "pre", **kw), {"facts": [None, None]}, None, None)


# -------------------------------------------------------------------------------------------------------------- losses
def settings(**more):
    return SimpleNamespace(**{**dict(clip_low=0.2, clip_high=0.3, clip_dual=3.0, importance_cap=0, kl=0), **more})


def columns(advantage, sequence=(0, 0, 1)):
    n = len(advantage)
    return dict(
        old=torch.zeros(n),
        rollout=torch.zeros(n),
        advantage=torch.tensor(advantage),
        weight=torch.full((n,), 1 / n),
        sequence=torch.tensor(sequence),
    )


def test_losses_gspo_by_hand():
    """Tokens of log-ratios 0.1 and 0.5: the sequence's is 0.3, its ratio 1.35, clipped at 1.3 for A = 1."""
    logp = torch.tensor([0.1, 0.5, -0.4], requires_grad=True)
    loss, sums = losses.policy_loss(logp, columns([1.0, 1.0, -2.0]), settings(loss="gspo"))
    third = 2 * 0.8  # exp(-0.4) = 0.67 < 0.8: the bound decides
    assert loss.item() == pytest.approx((-1.3 - 1.3 + third) / 3)
    assert sums["clip_fraction"].item() == pytest.approx(1.0)
    loss, _ = losses.policy_loss(logp, columns([-1.0, -1.0, 2.0]), settings(loss="gspo"))
    loss.backward()  # d/d logp of -A exp(mean) is -A exp(mean) / tokens of the sequence, for each token
    by_hand = [math.exp(0.3) / 3, math.exp(0.3) / 3, -2 * math.exp(-0.4) / 3]
    torch.testing.assert_close(logp.grad, torch.tensor(by_hand))


def test_losses_cispo_by_hand():
    """The gradient is -A clip(r): a clipped token still has one."""
    logp = torch.tensor([0.5, -0.5, 0.1], requires_grad=True)
    loss, sums = losses.policy_loss(logp, columns([1.0, -2.0, 1.0]), settings(loss="cispo"))
    loss.backward()
    torch.testing.assert_close(logp.grad, torch.tensor([-1.3, 2 * 0.8, -math.exp(0.1)]) / 3)
    assert sums["clip_fraction"].item() == pytest.approx(2 / 3)


def test_losses_sapo_by_hand():
    """At ratio 1 the gradient is that of -A r; far away it goes to zero."""
    logp = torch.tensor([0.0, 0.0, 2.0], requires_grad=True)
    loss, _ = losses.policy_loss(logp, columns([1.0, -2.0, 1.0]), settings(loss="sapo"))
    gate = 1 / (1 + math.exp(-(math.exp(2) - 1)))
    assert loss.item() == pytest.approx((-2 + 2 * 2 / 1.05 - 4 * gate) / 3, rel=1e-5)
    loss.backward()
    slope = 4 * gate * (1 - gate) * math.exp(2)
    torch.testing.assert_close(logp.grad, torch.tensor([-1.0, 2.0, -slope]) / 3)
