"""Tests of model/sampling.py and of rl.py --oversample, --resample_limit."""

import json
import math
import shutil
from collections import Counter
from types import SimpleNamespace

import pytest
import torch

import rl
from model import sampling
from rollout import Batch, Sample
from tests.helpers import as_flags, metrics, rl_config, rl_flags, same_weights
from tests.ranks import run_ranks, run_script

MIXED, FLAT = [1.0, 0.0], [1.0, 1.0]


def test_sampling_chosen_by_hand():
    """Problems first that teach, whole groups alone, in the order of the batch."""
    r = torch.tensor([FLAT, MIXED, FLAT, MIXED, MIXED])
    assert sampling.chosen(r, list("abcde"), "grpo", 2) == ([1, 3], 2)
    assert sampling.chosen(r, list("abcde"), "grpo", 4) == ([0, 1, 3, 4], 3)  # a fills it up
    assert sampling.chosen(r, list("abcde"), "reinforce++", 3) == ([1, 3, 4], 3)
    assert sampling.chosen(r, list("aabbb"), "principle", 3) == ([0, 1], 2)  # a: one of its two teaches; b does not fit
    assert sampling.chosen(r, list("aabbb"), "principle", 5) == ([0, 1, 2, 3, 4], 5)
    # variants that each have equal rewards: their mean by rank is flat, nothing is learnt from them
    assert sampling.chosen(torch.tensor([FLAT, [0.0, 0.0], MIXED]), list("aab"), "principle", 2) == ([2], 1)


def settings(**more):
    return SimpleNamespace(
        **{**dict(prompts=4, oversample=1.0, resample_limit=3, advantage="grpo", rollouts=2), **more}
    )


def rounds(*rewards, world=1, rank=0):
    """A function like rl.py's `more`: its rounds have these rewards; and what it was asked for."""
    asked, parts = [], iter(rewards)

    def more(count, had):
        asked.append((count, had))
        r = next(parts, None)
        if r is None:
            return None
        picks = [f"p{had + i}" for i in range(len(r))]
        places = list(range(rank, len(r), world))
        mine = [picks[i] for i in places]
        samples = [[Sample([1] * (had + i + 1), [0.0], "", True)] * 2 for i in places]
        batch = Batch(picks, places, [f"row {p}" for p in mine], [f"prompt {p}" for p in mine], samples)
        return batch, {"overall": torch.tensor(r), "accuracy": torch.tensor(r)}

    return more, asked


def names(picks):
    return [str(i) for i in range(len(picks))]


def test_sampling_replaces_what_has_no_variance():
    more, asked = rounds([MIXED, FLAT, FLAT, MIXED], [FLAT, MIXED], [MIXED])
    batch, groups, whole, seen, told = sampling.resample(settings(), more, names)
    assert asked == [(4, 0), (2, 4), (1, 6)]
    assert batch.picks == ["p0", "p3", "p5", "p6"] and batch.places == [0, 1, 2, 3]
    assert batch.rows == ["row p0", "row p3", "row p5", "row p6"] and batch.prompts[2] == "prompt p5"
    assert [len(group[0].token_ids) for group in batch.samples] == [1, 4, 6, 7]
    assert groups == ["0/0", "0/3", "1/1", "2/0"] and whole["overall"].tolist() == [MIXED] * 4
    assert seen["accuracy"].shape == (7, 2)  # the curriculum learns from all
    thrown = 2 * (2 + 3 + 5)  # tokens of two responses each
    assert told == {f"sampling/{k}": v for k, v in dict(rounds=3, thrown=3, useful=1.0, thrown_tokens=thrown).items()}


def test_sampling_limit_and_what_is_asked():
    more, asked = rounds([FLAT] * 6, [FLAT] * 6, [MIXED] * 6)
    batch, _, whole, _, told = sampling.resample(settings(oversample=1.5, resample_limit=1), more, names)
    assert asked == [(6, 0), (6, 6)] and batch.picks == ["p0", "p1", "p2", "p3"]  # filled with others
    assert told["sampling/useful"] == 0 and told["sampling/thrown"] == 8
    more, asked = rounds([MIXED, FLAT, MIXED, FLAT, MIXED, MIXED])
    kept = sampling.resample(settings(oversample=1.5, resample_limit=9), more, names)
    assert kept[0].picks == ["p0", "p2", "p4", "p5"]
    assert asked == [(6, 0)]  # enough at once
    more, asked = rounds([FLAT, FLAT], None, [MIXED])  # nothing is left, or SIGTERM
    assert sampling.resample(settings(), more, names)[0].picks == ["p0", "p1"] and len(asked) == 2
    assert sampling.resample(settings(), rounds()[0], names) is None
    # whole groups: with one place left no group of two is asked for
    more, asked = rounds([MIXED] * 2 + [FLAT] * 2)
    kept = sampling.resample(settings(prompts=3, advantage="principle"), more, lambda picks: list("aabb"))
    assert asked == [(3, 0)] and kept[0].picks == ["p0", "p1"]


def test_sampling_ranks_keep_their_own():
    for rank in (0, 1):
        more, _ = rounds([MIXED, FLAT, FLAT, MIXED], [MIXED, MIXED], world=2, rank=rank)
        batch, *_ = sampling.resample(settings(), more, names)
        assert batch.picks == ["p0", "p3", "p4", "p5"]
        assert batch.places == ([0, 2] if rank == 0 else [1, 3])  # p0, p4 and p3, p5: every second one of a round
        assert batch.rows == [f"row {batch.picks[i]}" for i in batch.places]


def served(run):
    return (run / "schedule.jsonl").read_bytes()


@pytest.mark.slow
def test_sampling_run_resumes_and_counts(pocket, tmp_path):
    """rl.py: the log has the cost; a resumed run is the whole one, bit for bit; rolled out = trained + thrown away."""
    kw = dict(oversample=1.5, resample_limit=2, max_steps=4, rollouts=3, drop_zero=True, data="book", scale="pocket")
    rl.main(rl_config(pocket, tmp_path / "a", "dynamic", **kw, save_every=2))
    shutil.copytree(tmp_path / "a", tmp_path / "b", ignore=lambda *_: ["step_000004"])  # killed before its last save
    rl.main(rl_config(pocket, tmp_path / "b", "dynamic", **kw, resume="auto"))
    assert same_weights(tmp_path / "a", tmp_path / "b") and served(tmp_path / "a") == served(tmp_path / "b")
    rolled = Counter(line["step"] + 1 for line in map(json.loads, served(tmp_path / "a").splitlines()))
    for line in metrics(tmp_path / "a"):
        assert line["prompts"] + line["sampling/thrown"] == rolled[line["step"]] >= 12
        assert line["prompts"] == 8 and 1 <= line["sampling/rounds"] <= 3 and line["sampling/thrown_tokens"] > 0
        assert line["zero_advantage"] < 1 or line["sampling/useful"] == 0


@pytest.mark.slow
def test_sampling_two_ranks_see_what_one_does(pocket, tmp_path):
    kw = dict(oversample=1.5, resample_limit=1, max_steps=2, rollouts=3, data="book", scale="pocket")
    for name, ranks in (("one", 1), ("two", 2)):
        flags = as_flags(rl_flags(pocket, tmp_path / name, "dynamic", **kw))
        run_ranks(run_script, "rl", flags, log=tmp_path / f"log_{name}", ranks=ranks)
    assert served(tmp_path / "one") == served(tmp_path / "two")
    for a, b in zip(metrics(tmp_path / "one"), metrics(tmp_path / "two"), strict=True):
        for key in ("accuracy", "zero_advantage", "response_tokens", *(k for k in a if k.startswith("sampling/"))):
            assert math.isclose(a[key], b[key]), key
        assert math.isclose(a["grad_norm"], b["grad_norm"], rel_tol=1e-3)


@pytest.mark.slow
@pytest.mark.parametrize("more", [{}, {"data": "book", "scale": "pocket"}])
def test_sampling_of_whole_groups(pocket, tmp_path, more):
    """Stage pre: whole groups are replaced, from files and from the book."""
    rl.main(rl_config(pocket, tmp_path, "pre", oversample=1.5, resample_limit=3, max_steps=2, rollouts=3, **more))
    for line in metrics(tmp_path):
        assert line["prompts"] % 4 == 0 or not more
        assert line["sampling/rounds"] >= 1 and line["prompts"] <= 8
