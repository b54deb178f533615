"""Rewards of a whole batch, and dynamic sampling (DAPO, arXiv 2503.14476, section 3.2): groups without variance teach
nothing and are replaced."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import torch

from rewards import advantages
from runtime import all_reduce, gather, world_size


def whole_rewards(score: dict[str, list[float]], n: int) -> dict[str, torch.Tensor]:
    """{accuracy, format, overall: [prompts, n]} on every rank, for groups may span ranks. score: this rank's share, of
    every world-th prompt, one response after the other."""
    parts = gather(score)
    prompts = sum(len(part["overall"]) for part in parts) // n
    whole = {k: torch.zeros(prompts, n, dtype=torch.float64) for k in score}
    for rank, part in enumerate(parts):
        for k, values in part.items():
            whole[k][rank :: world_size()] = torch.tensor(values, dtype=torch.float64).view(len(values) // n, n)
    return whole


def chosen(rewards: torch.Tensor, groups: list[str], kind: str, most: int) -> tuple[list[int], int]:
    """(places of at most `most` of N problems, how many of them teach). rewards [N, n]; kind: of rewards.advantages.

    Whole groups; first those with an advantage that is not 0; each kind in the order in which it was served.
    """
    teaches, members = advantages(rewards, groups, kind).ne(0).any(1).tolist(), {}
    for i, name in enumerate(groups):
        members.setdefault(name, []).append(i)
    useful = {name for name, teach in zip(groups, teaches) if teach}
    places, count = [], 0
    for name in sorted(members, key=lambda name: name not in useful):
        if len(places) + len(members[name]) <= most:
            places += members[name]
            count += len(members[name]) * (name in useful)
    return sorted(places), count


def resample(cfg, more: Callable, names: Callable) -> tuple | None:
    """(batch, its names of groups, its rewards, the rewards of all that was rolled out, what to log).

    more(count, had) -> a rollout.Batch of at most `count` problems behind the `had` of this step, with its responses,
    and its {accuracy, format, overall: [prompts, n]}; None: there are none, or the run has to stop. names(picks): the
    groups of problems. Asks until cfg.prompts problems teach, after the first round at most cfg.resample_limit times;
    where they are too few, others fill the batch. None where the first round gives nothing.
    """
    batches, groups, parts, count = [], [], [], math.ceil(cfg.prompts * cfg.oversample)
    while len(batches) <= cfg.resample_limit and (found := more(count, len(groups))):
        groups += [f"{len(batches)}/{name}" for name in names(found[0].picks)]  # a group may come twice in a step
        batches.append(found[0])
        parts.append(found[1])
        seen = {k: torch.cat([part[k] for part in parts]) for k in parts[0]}
        places, useful = chosen(seen["overall"], groups, cfg.advantage, cfg.prompts)
        missing, largest = cfg.prompts - useful, max(Counter(groups).values())
        if missing < largest:
            break
        count = max(largest, math.ceil(missing * cfg.oversample))
    if not batches:
        return None
    kept = joined(batches, places)
    thrown = sum(map(tokens, batches)) - tokens(kept)
    told = {"rounds": len(batches), "thrown": len(groups) - len(places), "useful": useful / max(len(places), 1)}
    told = {f"sampling/{k}": v for k, v in told.items()} | {"sampling/thrown_tokens": all_reduce([float(thrown)])[0]}
    return kept, [groups[i] for i in places], {k: v[places] for k, v in seen.items()}, seen, told


def tokens(batch) -> int:
    """Response tokens of this rank's share."""
    return sum(len(s.token_ids) for group in batch.samples for s in group)


def joined(batches: list, places: list[int]):
    """One batch of the problems with these places in all batches, one after the other; this rank keeps its own."""
    at, had = {place: i for i, place in enumerate(places)}, 0
    picks, mine = [pick for b in batches for pick in b.picks], []
    for b in batches:
        own = zip(b.places, b.rows, b.prompts, b.samples)
        mine += [(at[had + i], *rest) for i, *rest in own if had + i in at]
        had += len(b.picks)
    fields = dict(zip(("places", "rows", "prompts", "samples"), map(list, zip(*mine) if mine else ((),) * 4)))
    return replace(batches[0], picks=[picks[i] for i in places], **fields)
