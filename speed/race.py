"""Timing in turns: the sides of a pair start and warm up one by one, then take turns, a piece of work each, while the
others wait; what they measured is compared and becomes lines of the table."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import torch

from speed.peers import peers_python
from speed.workload import ROOT, SIZES, least_flops

RIVALS = {  # pair -> {rival: the work of its side}; ours is ours_PAIR
    "rl": {"TRL 1.16 GRPOTrainer": "trl_rl"},
    "sft": {"TRL 1.16 SFTTrainer": "trl_sft", "ms-swift 4.6": "swift_sft"},
    "data": {"datasets and the processor": "hf_data"},
    "generate": {"transformers generate": "ours_generate:hf", "vLLM on CPU": "ours_generate:vllm"},
}
REACH = {  # least ratio to ours
    "TRL 1.16 GRPOTrainer": 2.5,
    "TRL 1.16 SFTTrainer": 1.5,
    "ms-swift 4.6": 1.5,
    "transformers generate": 2,
    "datasets and the processor": 5,
    "released way (lists of tensors)": 50,
    "Math-Verify": 20,
}


def clock(work: Callable) -> float:
    """Seconds that work() takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Bench:
    """A run: its settings, what the machine cannot go beyond, and the lines of the table.

    flops, bytes: {threads: fp32 operations of a matrix product, bytes read and written by a large copy, a second};
    calls: of an empty Python function, a second. The settings are those of rivals.Config.
    """

    def __init__(self, work: str, peers: str, repeats: int = 5, threads: int = 1, size: str = "full"):
        self.size_name, self.size, self.work = size, SIZES[size], Path(work).resolve() / size
        self.peers, self.repeats, self.own_threads, self.lines = peers, repeats, threads, []
        self.work.mkdir(parents=True, exist_ok=True)
        a, x, y, empty = torch.randn(2048, 2048), torch.randn(1 << 26), torch.empty(1 << 26), lambda: None
        self.flops, self.bytes, best = {}, {}, lambda work: min(clock(work) for _ in range(5))
        for count in (os.cpu_count(), threads):
            torch.set_num_threads(count)
            self.flops[count] = 2 * 2048**3 / best(lambda: a @ a)
            self.bytes[count] = 2 * 4 * len(x) / best(lambda: y.copy_(x))
        self.calls = 1e6 / best(lambda: [empty() for _ in range(10**6)])
        cpu = re.search(r"model name\s*: (.*)|$", Path("/proc/cpuinfo").read_text())[1]
        self.machine = f"{cpu}, {os.cpu_count()} cores; " + "; ".join(
            f"{t} threads: {self.flops[t] / 1e9:.0f} GFLOP/s fp32, {self.bytes[t] / 1e9:.1f} GB/s copied"
            for t in self.flops
        )
        print(self.machine)

    def threads(self, p: dict) -> int:
        """Threads of a side: the 100M model takes all cores."""
        return os.cpu_count() if p["model"].endswith("100M") else self.own_threads

    def flops_share(self, p: dict, passes: int, responses: float, pixels: tuple[int, int], seconds: float) -> float:
        """Share of the machine's FLOPs that a step or epoch of `seconds` reaches (see workload.least_flops)."""
        return least_flops(p, passes, responses, pixels) / self.flops[self.threads(p)] / seconds

    # ---- sides
    def start(self, name: str, p: dict) -> tuple[Path, subprocess.Popen]:
        """(log, process) of a side with an empty folder p["out"]."""
        python, module, log, out = sys.executable, "sides", self.work / f"{name}.log", self.work / f"out_{name}"
        if name.startswith(("trl", "swift")):
            python, module = peers_python(self.peers), "peers"
        shutil.rmtree(out, ignore_errors=True)
        environment = {"OMP_NUM_THREADS": str(self.threads(p)), "TOKENIZERS_PARALLELISM": "false"}
        environment = os.environ | environment | {"HF_HUB_OFFLINE": "1"}
        command = [python, "-m", f"speed.{module}", name, json.dumps(p | {"out": str(out)})]
        pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        with open(log, "w") as file:
            return log, subprocess.Popen(command, stderr=file, cwd=ROOT, env=environment, **pipes)

    def race(self, pair: str, p: dict, rounds: int, alone: bool = False) -> dict[str, list[dict]]:
        """{side: its results} of a round that warms up and `rounds` in which ours and the rivals take turns.

        alone: only ours. p: what each Side gets, with "out", a folder of its own. ValueError when a side dies (with the
        end of its log), or when the losses of the first round differ (unless p["fixed"] says that the sides sample).
        """
        names = {"ours": f"ours_{pair}"} | ({} if alone else RIVALS[pair])
        if self.size_name == "tiny":
            names.pop("vLLM on CPU", None)  # starts slowly
        sides, results = {}, {side: [] for side in names}
        try:
            for turn in range(rounds + 1):
                for side, name in names.items():
                    if turn == 0:  # a side starts and warms up alone
                        sides[side] = self.start(name, p)
                    log, process = sides[side]
                    if turn:
                        print("go", file=process.stdin, flush=True)
                    if not (line := process.stdout.readline()):
                        end = " | ".join(log.read_text().splitlines()[-3:])
                        raise ValueError(f"{side}: a side died; {log} ends: {end}")
                    results[side].append(json.loads(line))
        finally:
            for _, process in sides.values():
                process.kill()
                process.communicate()
        if p.get("fixed", True):
            self.same({side: found[0].get("loss", []) for side, found in results.items()})
        return results

    def same(self, numbers: dict[str, list[float]]) -> None:
        """ValueError unless the sides' numbers agree to 1e-3, and are not all nought."""
        for side, theirs in numbers.items():
            gaps = [abs(x - y) / max(abs(x), 1e-2) for x, y in zip(numbers["ours"], theirs, strict=True)]
            if not all(gap <= 1e-3 for gap in gaps) or theirs and not any(theirs):
                ours = numbers["ours"][:4]
                raise ValueError(f"the sides differ by {max(gaps):.2g}: ours {ours}, {side} {theirs[:4]}")

    def in_turns(self, *works: Callable) -> list[list[float]]:
        """Seconds that each of `works` takes in this process, `repeats` times in turns after one that warms up."""
        rounds = [[clock(work) for work in works] for _ in range(self.repeats + 1)]
        return [list(took) for took in zip(*rounds[1:])]

    # ---- the table
    def line(
        self,
        row: str,
        values: dict[str, list[float]],
        unit: str,
        reach: float | None = None,
        most: float | None = None,
        limit: str = "-",
        share: float | None = None,
        notes: str = "",
    ) -> None:
        """Keep and print a line for each rival of values {side: a number a round}, or one for ours alone.

        reach: least ratio rival / ours (of rates: ours / rival) where it is not that of REACH; most: upper bound of
        ours; share: what ours reaches of `limit`.
        """
        for rival in list(values)[1:] or ["-"]:
            ours, theirs, wanted = values["ours"], values.get(rival, []), reach or REACH.get(rival)
            ratio = (median(ours) / median(theirs)) ** (1 if unit.endswith("/s") else -1) if theirs else None
            met = ratio >= wanted if wanted else median(ours) <= most if most else None
            line = dict(row=row, ours=ours, unit=unit, against=rival, rival=theirs)
            line |= dict(ratio=ratio, reach=wanted, most=most, met=met, limit=limit, share=share, notes=notes)
            self.lines.append(line | {"shown": shown(**line)})
            print(self.lines[-1]["shown"], flush=True)


def shown(row, ours, unit, against, rival, ratio, reach, most, met, limit, share, notes) -> str:
    """A line of the table, with medians [least, most]."""
    values = [f"{median(v):,.4g} [{min(v):,.4g}, {max(v):,.4g}] {unit}" if v else "-" for v in (ours, rival)]
    bound = f" ({reach:.3g} times)" if reach else f" (at most {most:,g})" if most else ""
    verdict = "-" if met is None else ("yes" if met else "no") + bound
    cells = [row, values[0], against, values[1], f"{ratio:.2f}" if ratio else "-", verdict]
    return f"| {' | '.join([*cells, limit + (f': {share:.2%}' if share else ''), notes])} |"
