"""Rows of rivals.py that train: RL, SFT, how they scale, their memory."""

from statistics import median

from speed.race import Bench
from speed.workload import make_model, make_rows, mixed, parameters

EQUAL = "losses and gradient norms equal to 1e-3"


def row_rl(bench: Bench) -> None:
    """A line in tokens/s for each shape, with the seconds and shares of the phases."""
    for shape in bench.size["rl"]:
        p = rl_parameters(bench, shape, bench.repeats)
        bench.race("rl", p | dict(fixed=True), 0)
        rl_line(bench, shape, p, bench.race("rl", p | dict(fixed=False), bench.repeats + 1), EQUAL)


def rl_parameters(bench: Bench, shape: dict, rounds: int) -> dict:
    """Parameters of the sides for a shape: model, prompts, n, tokens.

    Each side has the micro-batch that it was fastest with in a trial: 4,096 tokens here, in TRL 128 sequences, or 8 of
    the 100M model.
    """
    big = shape["model"] == "100M"
    files = dict(model=make_model(bench.work, shape["model"]))
    files |= dict(rows=make_rows(bench.work, "rl", shape["prompts"], "standard"))
    batches = dict(micro=4096, trl_batch=8 if big else 128, pixels=50_176 if big else 7056, recompute=False)
    return shape | files | batches | dict(piece=1, steps=rounds + 1)


def rl_line(bench: Bench, shape: dict, p: dict, results: dict[str, list[dict]], *notes: str) -> None:
    """The line of a race. What is not named of a rival's step is its update."""
    tokens, values, notes = shape["prompts"] * shape["n"] * shape["tokens"], {}, list(notes)
    for side, (_, *steps, last) in results.items():
        names = ("rollout", "reward", "logprobs", "update", "sync")
        phase = {k: median(x.get(f"seconds/{k}", 0.0) for x in steps) for k in names}
        total = median(x["seconds"] for x in steps)
        phase["update"] = phase["update"] or total - sum(phase.values())
        parts = ", ".join(f"{k} {v:.3g} s ({v / total:.0%})" for k, v in phase.items())
        notes.append(f"{side}: {parts}, save {last['seconds']:.2g} s")
        values[side] = [x["tokens"] / x["seconds"] for x in steps]
    share = bench.flops_share(p, 8, tokens, (p["pixels"],) * 2, tokens / median(values["ours"]))
    row = f"rl {shape['model']}, {shape['prompts']} x {shape['n']} x {shape['tokens']}"
    bench.line(row, values, "tokens/s", limit="FLOPs", share=share, notes="; ".join(notes))


def row_sft(bench: Bench) -> None:
    """A line in rows/s."""
    p, results = sft_race(bench, count := 4 * bench.size["sft"], bench.repeats)
    values = {side: [count / x["seconds"] for x in found[1:]] for side, found in results.items()}
    share = bench.flops_share(p, 6, results["ours"][0]["tokens"], (784, 250_000), count / median(values["ours"]))
    bench.line(f"sft, {count:,} rows", values, "rows/s", limit="FLOPs", share=share, notes=EQUAL)


def sft_race(bench: Bench, count: int, rounds: int, **alone) -> tuple[dict, dict[str, list[dict]]]:
    """(parameters, results) of a race whose piece of work is an epoch of `count` rows; alone: see Bench.race.

    The micro-batches are the fastest in a trial: 4,096 tokens here, TRL's default of 8 sequences there, also for
    ms-swift.
    """
    batch, ranks = bench.size["batch"], alone.pop("ranks", 1)
    files = dict(model=make_model(bench.work, "pocket"), rows=make_rows(bench.work, "sft", count, "sft", mixed))
    p = files | dict(batch=batch, micro=4096, trl_batch=8, recompute=False, piece=count // batch, ranks=ranks)
    return p, bench.race("sft", p, rounds, **alone)


def row_memory(bench: Bench) -> None:
    """Peak resident memory of a process that trains a model with Qwen's vocabulary on 4k tokens, in two steps."""
    tokens, work = bench.size["long"], bench.work
    p = dict(model=make_model(work, "vocabulary"), trl_batch=16, micro=8192, recompute=True, piece=1)
    spelled = {"solution": "1 " * ((tokens - 100) // 2)}  # the pocket tokenizer spells a digit and a space apart
    rl = dict(rows=make_rows(work, "rl", 4, "standard"), prompts=4, n=4, tokens=tokens // 8)
    works = {
        "sft": dict(rows=make_rows(work, "long", 1, "sft", lambda row, rng: spelled), batch=1),
        "rl": rl | dict(pixels=7056, steps=2, fixed=True),  # fixed responses are half as long as n * prompts * tokens
    }
    for pair, more in works.items():
        values = {side: [found[1]["peak_mb"]] for side, found in bench.race(pair, p | more, 1).items()}
        share = 16 * parameters(p["model"])["all"] / 2**20 / values["ours"][0]
        limit = "weights, gradients, moments"
        bench.line(f"memory, {pair}", values, "MB", reach=1 / 0.6, limit=limit, share=share, notes=EQUAL)
