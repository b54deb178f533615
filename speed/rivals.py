"""Speed and memory of each stage beside what one would use instead: same machine, model, rows, threads, fp32.

    python -m speed.rivals                              every row; prints a table, writes bench.json
    python -m speed.rivals --only rl sft --repeats 5    some rows: rl sft memory generate evaluate advantage scheduler
                                                        data grade start scale
    python -m speed.scale                               docs/speed-scale.svg of row scale in bench.json
    python -m speed.rivals --size tiny --repeats 1      what the tests run: small work, numbers without meaning

A side of a pair is a process of its own; each starts and warms up, then they take turns, one piece of work each, while
the others wait (small pairs: within one process). Where the algorithm is the same, the sides get the same tokens, and
their losses and gradient norms must agree to 1e-3, else it is an error. TRL and ms-swift live in an environment of
their own, made at the first use with pip (--peers). The table has medians [least, most]. A rival that dies or hangs
and a row that fails are named in the table; the run goes on without them and ends with an error.

Made equal: the end-of-turn token is suppressed, so that each response has its full length; TRL gets our rows in our
order, images of our size, our grader; recomputation on neither side (memory: on both), KL off, advantages without the
standard deviation (the two add different epsilons), saving apart. Each side has the micro-batch it was fastest with in
a trial. Liger, vLLM and packing are for GPUs only in TRL and ms-swift.

"Released way" is our own plain rendering of how the released code goes about it. Advantages: lists of tensor scalars
for each group, sorted and averaged in loops (EasyR1's manner). Scheduler: a scan of all questions a batch.
"Limit" is what the machine cannot go beyond, measured at the start (fp32 operations of a matrix product, bytes of a
large copy, calls of an empty Python function), or what the work needs in any case; beside it, the share that we reach.

Files: race.py times and compares, workload.py has the sizes and makes models and rows, sides.py and peers.py do the
work of a side, rows_training.py, rows_parts.py and scale.py hold the rows.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from runtime import run_cli, settings, write_whole
from speed import rows_parts as parts
from speed import rows_training as training
from speed import scale
from speed.race import Bench

ROWS = {
    "rl": training.row_rl,
    "sft": training.row_sft,
    "memory": training.row_memory,
    "generate": parts.row_generate,
    "evaluate": parts.row_evaluate,
    "advantage": parts.row_advantage,
    "scheduler": parts.row_scheduler,
    "data": parts.row_data,
    "grade": parts.row_grade,
    "start": parts.row_start,
    "scale": scale.row_scale,
}


@dataclass
class Config:
    only: tuple[Literal[tuple(ROWS)], ...] = tuple(ROWS)  # rows to measure
    repeats: settings.Count = 5  # rounds of each pair after one that warms up
    out: settings.Name = "bench.json"  # every number of every round
    work: settings.Name = "out/bench"  # models, rows and logs of the sides
    peers: settings.Name = ".venv-peers"  # environment of the peers, made when it is missing
    threads: settings.Workers = 1  # of each side, as in run.sh; the 100M model takes all cores
    size: Literal["full", "tiny"] = "full"  # full, or tiny: the tests' size


def main(cfg: Config) -> None:
    """Measure the rows and print the table; the file is written anew after each row."""
    bench = Bench(cfg.work, cfg.peers, cfg.repeats, cfg.threads, cfg.size)
    for name in cfg.only:
        start = time.perf_counter()
        try:
            ROWS[name](bench)
        except Exception as e:  # whatever it is, the other rows are wanted all the same
            bench.lost(name, "all of the row", e)
        print(f"row {name}: {(time.perf_counter() - start) / 60:.1f} minutes", flush=True)
        found = {"machine": bench.machine, "config": vars(cfg), "rows": bench.lines, "curves": bench.curves}
        write_whole(Path(cfg.out), json.dumps(found, indent=1))
    print(f"\n{bench.machine}\n\n{bench.table()}")
    if bench.failed:
        raise ValueError(f"not measured: {', '.join(bench.failed)}")


if __name__ == "__main__":
    run_cli(main, Config)
