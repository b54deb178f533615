"""Rows of rivals.py for single parts: generation, advantages, curriculum, data, grading, the start of a run."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

import torch

import rewards
from scheduler import Scheduler, next_step
from speed.grading import forget, math_verify
from speed.race import HANG, Bench, clock
from speed.workload import ROOT, make_model, make_rows, parameters


def row_generate(bench: Bench) -> None:
    """A line in tokens/s for each model: eight samples of one prompt."""
    for name in bench.size["generate"]:
        p = dict(model=make_model(bench.work, name), rows=make_rows(bench.work, "rl", 1, "standard"))
        p |= dict(n=8, tokens=bench.size["new"], pixels=200_704 if name == "100M" else 7056)
        results, n = bench.race("generate", p, bench.repeats), parameters(p["model"])
        values = {side: [x["tokens"] / x["seconds"] for x in found[1:]] for side, found in results.items()}
        share = median(values["ours"]) / 8 * 4 * (n["layers"] + n["head"]) / bench.bytes[bench.threads(p)]
        bench.line(f"generate {name}", values, "tokens/s", limit="weights read once for 8 tokens", share=share)


def row_evaluate(bench: Bench) -> None:
    """A line in rows/s: each row once greedily and eight times sampled, by eval.py and by a plain loop over `generate`.

    Both make, grade and count the same predictions; the loop has the batch that it was fastest with in a trial (1, 8,
    16, 32, 64, 128 rows).
    """
    count, tokens, n = bench.size["asked"], bench.size["answer"], 8
    p = dict(model=make_model(bench.work, "pocket"), rows=make_rows(bench.work, "eval", count, "standard"))
    p |= dict(n=n, tokens=tokens, pixels=7056, few=max(1, count // 8), batch=16)
    results = bench.race("evaluate", p, bench.repeats)
    for side, found in results.items():
        same = [a == b for a, b in zip(results["ours"][1]["greedy"], found[1]["greedy"], strict=True)]
        made = {x["tokens"] for x in found[1:]}
        if sum(same) < 0.98 * count or made != {count * (1 + n) * tokens}:
            raise ValueError(f"{side}: {sum(same)} of {count} greedy answers are the same, tokens {made}")
    values = {side: [count / x["seconds"] for x in found[1:]] for side, found in results.items()}
    notes = [f"{n} samples and a greedy answer of {tokens} tokens a row, greedy answers the same"]
    for side, (_, *found) in results.items():
        total, named = median(x["seconds"] for x in found), {k for x in found for k in x if k.startswith("seconds/")}
        phases = {k.removeprefix("seconds/"): median(x[k] for x in found) for k in sorted(named)}
        phases["all else"] = total - sum(phases.values())
        notes.append(f"{side}: " + ", ".join(f"{k} {v:.3g} s ({v / total:.0%})" for k, v in phases.items()))
    n = parameters(p["model"])
    least = 2 * count * tokens * (1 + p["n"]) * (n["layers"] + n["head"]) / bench.flops[bench.threads(p)]
    share = least * median(values["ours"]) / count
    bench.line(f"evaluate, {count:,} rows", values, "rows/s", limit="FLOPs", share=share, notes="; ".join(notes))


# ---------------------------------------------------------------------------------------------------------------------
# advantages


def released_advantages(rewards, groups: list, mean: Callable, std: Callable) -> list[list]:
    """Principle means [N][n] by a list of scores a group, a sort of each variant and loops over single scores.

    rewards: a tensor [N, n] (taken apart into scalars) or lists of floats; mean, std (population) of a list of scores.
    The formula is that of rewards.advantages, kind principle_rank; the manner that of the released code (EasyR1's).
    """
    scores, members = [list(row) for row in rewards], {}
    out = [[None] * len(row) for row in scores]
    for i, group in enumerate(groups):
        members.setdefault(group, []).append(i)
    for rows in members.values():
        every = [x for i in rows for x in scores[i]]
        mu, sigma = mean(every), std(every)
        order = {i: sorted(range(len(scores[i])), key=lambda j: -scores[i][j]) for i in rows}
        for rank in range(len(scores[0])):
            value = (mean([scores[i][order[i][rank]] for i in rows]) - mu) / (sigma + 1e-6)
            for i in rows:
                out[i][order[i][rank]] = value
    return out


def tensor_mean(scores: list[torch.Tensor]) -> torch.Tensor:
    return torch.stack(scores).mean()


def tensor_std(scores: list[torch.Tensor]) -> torch.Tensor:
    return torch.stack(scores).std(unbiased=False)


def float_mean(scores: list[float]) -> float:
    return sum(scores) / len(scores)


def float_std(scores: list[float]) -> float:
    return max(float_mean([x * x for x in scores]) - float_mean(scores) ** 2, 0.0) ** 0.5


def row_advantage(bench: Bench) -> None:
    """A line in ms; the notes have the released way over plain floats too."""
    count = 4 * bench.size["groups"]
    scores = (torch.rand(count, 8, generator=torch.Generator().manual_seed(0)) > 0.5).float() * 0.5
    names, floats = [str(i // 4) for i in range(count)], scores.tolist()
    ways = {
        "ours": lambda: rewards.advantages(scores, names, "principle_rank"),
        "released way (lists of tensors)": lambda: released_advantages(scores, names, tensor_mean, tensor_std),
        "floats": lambda: released_advantages(floats, names, float_mean, float_std),
    }
    bench.same({k: [float(x) for row in way() for x in sorted(row)] for k, way in ways.items()})  # equals: no order
    values = {k: [1e3 * x for x in took] for k, took in zip(ways, bench.in_turns(*ways.values()))}
    plain, ours = median(values.pop("floats")), median(values["ours"])
    share = 8e3 * scores.numel() / ours / bench.bytes[bench.own_threads]
    notes = f"the released way over plain floats: {plain:.3g} ms, {plain / ours:.1f} times ours"
    bench.line("advantage", values, "ms", limit="scores read, advantages written", share=share, notes=notes)


# ---------------------------------------------------------------------------------------------------------------------
# the curriculum


def questions(count: int) -> dict[str, dict[str, list[str]]]:
    """An index for Scheduler: `count` questions with a row for each main node."""
    return {f"q{i}": {x: [f"q{i}/{x}"] for x in ("base", "x", "xy", "xz", "xyz")} for i in range(count)}


def row_scheduler(bench: Bench) -> None:
    """A step in ms beside a scan of all questions a batch; its growth with the questions; its state."""
    few, many = bench.size["questions"]
    index = {n: questions(n) for n in (few, many)}
    k, rng = min(512, few), random.Random(0)
    schedulers, state = {n: Scheduler(index[n]) for n in index}, {q: ("base", 0, "base") for q in index[many]}
    took, save, file = {"few": [], "ours": [], "released way (scan)": []}, [], bench.work / "scheduler.json"

    def step(scheduler):
        batch = scheduler.next_batch(k)
        scheduler.report(batch, [rng.randrange(9) for _ in batch], 8)

    def released():  # a position per question; of all that are not done, begun walks first
        waiting = [q for q, position in state.items() if not isinstance(position, str)]
        for q in sorted(waiting, key=lambda q: state[q][0] == "base")[:k]:
            state[q] = next_step(state[q], rng.randrange(9) > 0, index[many][q])

    for _ in range(bench.repeats):
        for n, side in ((few, "few"), (many, "ours")):
            took[side] += [1e3 * clock(lambda n=n: step(schedulers[n])) for _ in range(bench.size["steps"])]
        took["released way (scan)"].append(1e3 * clock(released))
        save.append(clock(lambda: file.write_text(json.dumps(schedulers[many].state_dict()))))
    ours = median(took["ours"])
    growth, share, notes = ours / median(took.pop("few")), 1e3 * k / bench.calls / ours, f"{many:,} questions"
    bench.line("scheduler", took, "ms a step", limit="a call an item", share=share, notes=f"{notes}, batch {k}")
    bench.line("scheduler, growth", {"ours": [growth]}, f"times from {few:,} to {many:,} questions", most=2)
    notes = f"{notes}, {file.stat().st_size / 1e6:.1f} MB"
    bench.line("scheduler, state", {"ours": save}, "s to save", most=2, notes=notes)


# ---------------------------------------------------------------------------------------------------------------------
# data, grading, start


def row_data(bench: Bench) -> None:
    """Seconds to open a set; the rival opens fewer rows, and its seconds are scaled in proportion. And our memory."""
    count, few, work = bench.size["rows"], bench.size["few"], bench.work
    p = dict(model="pocket", rows=make_rows(work, "many", count, "sft"), few_rows=make_rows(work, "few", few, "sft"))
    results, size = bench.race("data", p, bench.repeats), os.path.getsize(p["rows"])
    scale = {side: 1 if side == "ours" else count / few for side in results}
    values = {side: [x["seconds"] * scale[side] for x in found[1:]] for side, found in results.items()}
    share = 2 * size / bench.bytes[bench.own_threads] / median(values["ours"])
    notes = f"the rival: {few:,} rows, in proportion"
    bench.line("data", values, f"s for {count:,} rows", limit="the file copied", share=share, notes=notes)
    peaks = [x["peak_mb"] for x in results["ours"][1:]]
    bench.line("data, memory", {"ours": peaks}, "MB", most=1500, limit="the file", share=size / 2**20 / peaks[-1])


def row_grade(bench: Bench) -> None:
    """A line in pairs/s: different answers of real outputs where they are at hand, each once and the caches emptied
    before, beside Math-Verify."""
    real = ROOT.parent / "shared/data/grading/mathvision_model_outputs.jsonl"
    if real.exists():
        known = [(x["extracted"], x["gold"]) for x in map(json.loads, real.open(encoding="utf-8"))]
    else:
        known = [(f"\\frac{{{i}}}{{7}}", f"{i}/7") for i in range(1, 100)]
        known += [(f"{i} cm", f"{i}.0") for i in range(1, 100)]
    pairs = list(dict.fromkeys(known))[: bench.size["pairs"]]
    triples = [(prediction, gold, None) for prediction, gold in pairs]
    works = (lambda: rewards.shared_grader().grade_many(triples), lambda: math_verify(pairs))
    took = bench.in_turns(*works, before=forget)
    values = {side: [len(pairs) / x for x in part] for side, part in zip(("ours", "Math-Verify"), took)}
    share, notes = median(values["ours"]) / bench.calls, f"{len(pairs):,} different pairs of "
    notes += "real outputs" if real.exists() else "made-up answers"
    bench.line("grade", values, "pairs/s", limit="a call a pair", share=share, notes=notes)


def row_start(bench: Bench) -> None:
    """Seconds from the command to the moment when the first step of RL begins.

    Told by the times of files: rl.py has imported all and read its command line when it locks its folder, and its first
    line of metrics, which is written at the end of the step, has the seconds since the step began.
    """
    out, parts = bench.work / "out_start", {"imports": [], "data, model, set-up": []}
    model, rows = make_model(bench.work, "pocket"), make_rows(bench.work, "rl", 32, "standard")
    files = f"--scale paper --device cpu --model {model} --data {rows} --out_dir {out} --wandb off"
    work = "--prompts 32 --update_prompts 32 --max_steps 1 --max_response 48 --kl 0"
    limits = "--min_pixels 784 --max_pixels 40000 --micro_tokens 2048"
    command = [sys.executable, "rl.py", *f"{files} {work} {limits}".split()]
    environment = os.environ | {"OMP_NUM_THREADS": str(bench.own_threads)}
    for _ in range(bench.repeats):
        shutil.rmtree(out, ignore_errors=True)
        begun = time.time()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, timeout=HANG)
        if done.returncode and "nothing was learnt" not in done.stderr:  # an untrained model solves nothing
            raise ValueError(f"rl.py ended with {done.returncode}: {done.stderr[-300:]}")
        locked, log = (out / ".lock").stat().st_mtime, out / "metrics.jsonl"
        parts["imports"].append(locked - begun)
        parts["data, model, set-up"].append(log.stat().st_mtime - json.loads(log.read_text())["seconds"] - locked)
    took = [sum(x) for x in zip(*parts.values())]
    notes = "from the command to the begin of the first step: "
    notes += ", ".join(f"{name} {median(x):.2g} s" for name, x in parts.items())
    share = median(parts["imports"]) / median(took)
    bench.line("start", {"ours": took}, "s", most=5, limit="the imports alone", share=share, notes=notes)
