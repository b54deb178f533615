"""What a unit of work costs as the work grows: the row `scale` of rivals.py, and its picture.

python -m speed.rivals --only scale                                        writes bench.json
python -m speed.scale --bench bench.json --out docs/speed-scale.svg        draws it
"""

import io
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import matplotlib
from matplotlib.figure import Figure

import data
from book import stream
from report.pictures import COLOURS, RC, bare
from runtime import read_json, run_cli, settings, write_whole
from scheduler import Scheduler
from speed.race import Bench, clock
from speed.rows_parts import questions
from speed.rows_training import rl_parameters, sft_race

ROUNDS = 3  # at each size, after one that warms up
MARKERS = "osD^vPX"


def row_scale(bench: Bench) -> None:
    """Ours alone, a curve for each way to grow; the work is done by processes of its own but for the curriculum."""
    rounds, size = min(bench.repeats, ROUNDS), bench.size
    rows = (times * size["sft"] for times in size["times"])
    bench.curve("SFT by rows", "ms a row", {n: sft(bench, n, rounds)[0] for n in rows})
    tokens = {n: rl(bench, dict(prompts=2, n=4, tokens=n), rounds)[0] for n in size["lengths"]}
    bench.curve("RL by tokens of a response", "ms a token", tokens)
    by_ranks(bench, "SFT", "CPU ms a row", lambda ranks: sft(bench, 2 * size["sft"], rounds, ranks))
    by_ranks(bench, "RL", "CPU ms a token", lambda ranks: rl(bench, dict(size["rl"][0]), rounds, ranks))
    bench.curve("curriculum by questions", "ms a step", {n: walks(questions(n), rounds) for n in size["seeds"]})
    bench.curve("stream by seeds, problems made", "ms a step", streams(size["seeds"], rounds))


def by_ranks(bench: Bench, name: str, unit: str, work: Callable) -> None:
    """The curve of work(ranks), which is as large for all ranks together as for one."""
    _, cpu, rates = zip(*(work(ranks) for ranks in bench.size["ranks"]))
    notes = ", ".join(f"{median(x):,.0f}" for x in rates)
    notes = f"{notes} tokens/s together, {os.cpu_count()} cores"
    bench.curve(f"{name} by ranks", unit, dict(zip(bench.size["ranks"], cpu)), notes)


def sft(bench: Bench, count: int, rounds: int, ranks: int = 1) -> tuple[list[float], ...]:
    """An epoch of `count` rows, of each round: ms a row, CPU ms a row, tokens a second."""
    _, results = sft_race(bench, count, rounds, alone=True, ranks=ranks)
    return costs(results["ours"][1:], lambda x: count)


def rl(bench: Bench, shape: dict, rounds: int, ranks: int = 1) -> tuple[list[float], ...]:
    """A step of a shape, of each round: ms a token, CPU ms a token, tokens a second."""
    p = rl_parameters(bench, shape | dict(model="pocket"), rounds) | dict(fixed=False, ranks=ranks)
    return costs(bench.race("rl", p, rounds, alone=True)["ours"][1:], lambda x: x["tokens"])


def costs(found: list[dict], units: Callable) -> tuple[list[float], ...]:
    """ms and CPU ms a unit, of which a piece of work has units(it), and its tokens a second."""
    passed, cpu = ([1e3 * x[kind] / units(x) for x in found] for kind in ("seconds", "cpu"))
    return passed, cpu, [x["tokens"] / x["seconds"] for x in found]


def walks(index, rounds: int, make: Callable = lambda items: None) -> list[float]:
    """ms a step of the curriculum, the median of ten a round; make(items): what is done with what is served."""
    scheduler, rng, k = Scheduler(index), random.Random(0), min(32, len(index))

    def step():
        items = scheduler.next_batch(k)
        make(items)
        scheduler.report(items, [rng.randrange(9) for _ in items], 8)

    step()
    return [1e3 * median(clock(step) for _ in range(10)) for _ in range(rounds)]


def streams(sizes: tuple[int, ...], rounds: int) -> dict[int, list[float]]:
    """{seeds: ms a step} of walks over the book as a stream, whose problems are made meanwhile."""
    out, plain = {}, stream.SEEDS
    try:
        for n in sizes:
            stream.SEEDS = n
            book = stream.open_book("book", "pocket", n, data.record)

            def make(items, book=book):
                book.ahead([item["row"] for item in items])
                for item in items:
                    book[item["row"]]

            out[n] = walks(book.index(groups=False), rounds, make)
            book.close()
    finally:
        stream.SEEDS = plain
    return out


# ---------------------------------------------------------------------------------------------------------------------
# the picture


@dataclass
class Config:
    bench: settings.Name = "bench.json"  # of speed.rivals with row scale
    out: settings.Name = "docs/speed-scale.svg"  # replaced


def figure(curves: list[dict]) -> Figure:
    """Cost of a unit by size, both relative to the smallest size, a line a curve."""
    fig = Figure(figsize=(9, 6), facecolor="white", layout="constrained")
    ax = fig.subplots()
    bare(ax, "What a unit of work costs as the work grows (pocket model, CPU)")
    for i, curve in enumerate(curves):
        sizes, values = curve["sizes"], curve["costs"]
        x, y = [n / sizes[0] for n in sizes], [v / values[0] for v in values]
        label = f"{curve['name']}, {sizes[0]:,} to {sizes[-1]:,}: {values[0]:.3g} to {values[-1]:.3g} {curve['unit']}"
        style = dict(marker=MARKERS[i % len(MARKERS)], linestyle=("-", "--")[i // len(COLOURS) % 2])
        ax.plot(x, y, color=COLOURS[i % len(COLOURS)], linewidth=1.8, markersize=6, label=label, **style)
    ax.axhline(1, color=RC["text.color"], linewidth=0.8, linestyle=":")
    ax.set_xscale("log")
    ax.set(ylim=(0, 1.25 * max(v / c["costs"][0] for c in curves for v in c["costs"])))
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_xlabel("size of the work (times the smallest, logarithmic)", fontsize=11)
    ax.set_ylabel("cost of a unit (times the smallest's)", fontsize=11)
    fig.legend(frameon=False, fontsize=10, loc="outside lower left")
    return fig


def main(cfg: Config) -> None:
    """Draw the curves of a file of results."""
    if not (curves := read_json(Path(cfg.bench)).get("curves")):
        raise ValueError(f"{cfg.bench}: has no curves: python -m speed.rivals --only scale makes them")
    with matplotlib.rc_context(RC | {"svg.hashsalt": "scale"}):
        figure(curves).savefig(drawn := io.StringIO(), format="svg", facecolor="white", metadata={"Date": None})
    write_whole(Path(cfg.out), drawn.getvalue())
    print(f"written: {cfg.out}")


if __name__ == "__main__":
    run_cli(main, Config, writes="")
