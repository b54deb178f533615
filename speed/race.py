"""Timing in turns: the sides of a pair start and warm up one by one, then take turns, a piece of work each, while the
others wait; what they measured is compared and becomes lines of the table."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import torch

from model.kernels import onednn
from speed.peers import peers_python
from speed.workload import ROOT, SIZES, least_flops

RIVALS = {  # pair -> {rival: the work of its side}; ours is ours_PAIR
    "rl": {"TRL 1.16 GRPOTrainer": "trl_rl"},
    "sft": {"TRL 1.16 SFTTrainer": "trl_sft", "ms-swift 4.6": "swift_sft"},
    "data": {"datasets and the processor": "hf_data"},
    "generate": {"transformers generate": "ours_generate:hf", "vLLM on CPU": "ours_generate:vllm"},
    "evaluate": {"transformers generate, a loop": "hf_evaluate"},
}
REACH = {  # (start of a row, rival) -> least ratio to ours
    ("rl", "TRL 1.16 GRPOTrainer"): 3.5,
    ("sft", "TRL 1.16 SFTTrainer"): 2,
    ("sft", "ms-swift 4.6"): 1.8,
    ("generate 100M", "transformers generate"): 2.5,
    ("generate 100M", "vLLM on CPU"): 1.3,
    ("evaluate", "transformers generate, a loop"): 4,
    ("advantage", "released way (lists of tensors)"): 50,
    ("data", "datasets and the processor"): 5,
    ("grade", "Math-Verify"): 20,
}
HANG = 600  # seconds: a side that says nothing for so long is ended; the longest piece, with its start, takes 130
HEAD = "| what | ours | beside it | theirs | ratio (wanted) | limit: share reached |\n" + "|---" * 6 + "|"
CURVES = "| cost of a unit of | sizes | cost | times that of the smallest | notes |\n" + "|---" * 5 + "|"


def clock(work: Callable) -> float:
    """Seconds that work() takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def cpu_seconds(processes: list[subprocess.Popen]) -> float:
    """Seconds of CPU, user and system, that they have used up to now (Linux)."""
    told = [Path(f"/proc/{x.pid}/stat").read_text().rpartition(")")[2].split() for x in processes]
    return sum(int(fields[11]) + int(fields[12]) for fields in told) / os.sysconf("SC_CLK_TCK")


def kill(processes: list[subprocess.Popen]) -> None:
    """Kill them and what they have started."""
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


class Bench:
    """A run: its settings, what the machine cannot go beyond, the lines of the table and the curves of row `scale`.

    flops, bytes: {threads: fp32 operations of a matrix product, bytes read and written by a large copy, a second};
    calls: of an empty Python function, a second. The settings are those of rivals.Config.
    """

    def __init__(self, work: str, peers: str, repeats: int = 5, threads: int = 1, size: str = "full"):
        self.size_name, self.size, self.work = size, SIZES[size], Path(work).resolve() / size
        self.peers, self.repeats, self.own_threads = peers, repeats, threads
        self.lines, self.curves, self.failed = [], [], []
        self.work.mkdir(parents=True, exist_ok=True)
        self.flops, self.bytes = {}, {}
        self.machine = self.measure_machine()
        print(self.machine)

    def measure_machine(self) -> str:
        """The machine in words; fills in flops, bytes and calls."""
        a, x, y, empty = torch.randn(2048, 2048), torch.randn(1 << 26), torch.empty(1 << 26), lambda: None

        def best(work):
            return min(clock(work) for _ in range(5))

        for count in (os.cpu_count(), self.own_threads):
            torch.set_num_threads(count)
            self.flops[count] = 2 * 2048**3 / min(best(lambda: a @ a), best(lambda: onednn(a, a)))
            self.bytes[count] = 2 * 4 * len(x) / best(lambda: y.copy_(x))
        self.calls = 1e6 / best(lambda: [empty() for _ in range(10**6)])
        cpu = re.search(r"model name\s*: (.*)|$", Path("/proc/cpuinfo").read_text())[1]
        return f"{cpu}, {os.cpu_count()} cores; " + "; ".join(
            f"{t} threads: {self.flops[t] / 1e9:.0f} GFLOP/s fp32, {self.bytes[t] / 1e9:.1f} GB/s copied"
            for t in self.flops
        )

    def threads(self, p: dict) -> int:
        """Threads of a side: the 100M model takes all cores."""
        return os.cpu_count() if p["model"].endswith("100M") else self.own_threads

    def flops_share(self, p: dict, passes: int, responses: float, pixels: tuple[int, int], seconds: float) -> float:
        """Share of the machine's FLOPs that a step or epoch of `seconds` reaches (see workload.least_flops)."""
        return least_flops(p, passes, responses, pixels) / self.flops[self.threads(p)] / seconds

    # ---- sides
    def start(self, name: str, p: dict) -> tuple[Path, list[subprocess.Popen]]:
        """(log, processes) of a side with an empty folder p["out"]: one, or p["ranks"] of which the first reports."""
        python, module, log, out = sys.executable, "sides", self.work / f"{name}.log", self.work / f"out_{name}"
        if name.startswith(("trl", "swift")):
            python, module = peers_python(self.peers), "peers"
        shutil.rmtree(out, ignore_errors=True)
        environment = {"OMP_NUM_THREADS": str(self.threads(p)), "TOKENIZERS_PARALLELISM": "false"}
        environment = os.environ | environment | {"HF_HUB_OFFLINE": "1"}
        if (ranks := p.get("ranks", 1)) > 1:  # as torchrun would set it
            with socket.socket() as s:
                s.bind(("127.0.0.1", 0))
                port = s.getsockname()[1]
            environment |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "WORLD_SIZE": str(ranks)}
        command = [python, "-m", f"speed.{module}", name, json.dumps(p | {"out": str(out)})]
        pipes = dict(stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        places = [{"RANK": str(i), "LOCAL_RANK": str(i)} for i in range(ranks)] if ranks > 1 else [{}]
        with open(log, "w") as file:
            pipes |= dict(stderr=file, cwd=ROOT, process_group=0)
            return log, [subprocess.Popen(command, env=environment | place, **pipes) for place in places]

    def answer(self, side: str, log: Path, processes: list[subprocess.Popen]) -> dict:
        """What a side says at the end of a piece of work. ValueError when it dies, with the end of its log, or when it
        says nothing for HANG seconds: then it is ended."""
        start, timer = time.perf_counter(), threading.Timer(HANG, kill, [processes])
        timer.start()
        line = processes[0].stdout.readline()
        timer.cancel()
        if line:
            return json.loads(line)
        if time.perf_counter() - start >= HANG:
            raise ValueError(f"{side}: ended after {HANG:g} s")
        last = " | ".join(log.read_text().splitlines()[-3:])
        raise ValueError(f"{side}: a side died; {log} ends: {last}")

    def race(self, pair: str, p: dict, rounds: int, alone: bool = False) -> dict[str, list[dict]]:
        """{side: its results} of a round that warms up and `rounds` in which ours and the rivals take turns.

        alone: only ours. p: what each Side gets, with "out", a folder of its own. A result has the CPU seconds of all
        ranks, too. A rival that dies or hangs is left out and named in the table. ValueError when it is ours, or when
        the losses of the first round differ (unless p["fixed"] says that the sides sample).
        """
        names = {"ours": f"ours_{pair}"} | ({} if alone else RIVALS[pair])
        if self.size_name == "tiny":
            names.pop("vLLM on CPU", None)  # starts slowly
        sides, results = {}, {side: [] for side in names}
        try:
            for side in list(names) * (rounds + 1):
                if side not in results:
                    continue
                try:
                    results[side].append(self.turn(sides, side, names[side], p))
                except (ValueError, OSError, subprocess.SubprocessError) as e:
                    if side == "ours":
                        raise
                    self.lost(pair, side, e)
                    del results[side]
        finally:
            for _, processes in sides.values():
                kill(processes)
                for process in processes:
                    process.communicate()
        if p.get("fixed", True):
            self.same({side: found[0].get("loss", []) for side, found in results.items()})
        return results

    def turn(self, sides: dict, side: str, name: str, p: dict) -> dict:
        """One piece of work of a side; the first one starts it, in `sides`, where it warms up alone."""
        if side not in sides:
            sides[side] = self.start(name, p)
            before = 0.0
        else:
            before = cpu_seconds(sides[side][1])
            print("go", file=sides[side][1][0].stdin, flush=True)
        told = self.answer(side, *sides[side])
        return told | {"cpu": cpu_seconds(sides[side][1]) - before}

    def same(self, numbers: dict[str, list[float]]) -> None:
        """ValueError unless the sides' numbers agree to 1e-3, and are not all nought."""
        for side, theirs in numbers.items():
            gaps = [abs(x - y) / max(abs(x), 1e-2) for x, y in zip(numbers["ours"], theirs, strict=True)]
            if not all(gap <= 1e-3 for gap in gaps) or theirs and not any(theirs):
                ours = numbers["ours"][:4]
                raise ValueError(f"the sides differ by {max(gaps):.2g}: ours {ours}, {side} {theirs[:4]}")

    def in_turns(self, *works: Callable, before: Callable = lambda: None) -> list[list[float]]:
        """Seconds that each of `works` takes in this process, `repeats` times in turns after one that warms up; each
        has before(), which is not counted."""
        rounds = [[(before(), clock(work))[1] for work in works] for _ in range(self.repeats + 1)]
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
            ours, theirs = values["ours"], values.get(rival, [])
            wanted = reach or next((x for (start, r), x in REACH.items() if r == rival and row.startswith(start)), None)
            ratio = (median(ours) / median(theirs)) ** (1 if unit.endswith("/s") else -1) if theirs else None
            met = ratio >= wanted if ratio and wanted else median(ours) <= most if most else None
            line = dict(row=row, ours=ours, unit=unit, against=rival, rival=theirs)
            line |= dict(ratio=ratio, reach=wanted, most=most, met=met, limit=limit, share=share, notes=notes)
            self.lines.append(line | {"shown": shown(**line)})
            print(self.lines[-1]["shown"], flush=True)

    def curve(self, name: str, unit: str, points: dict[int, list[float]], notes: str = "") -> None:
        """Keep and print what a unit of a piece of work costs at each size, a number a round."""
        costs = [median(rounds) for rounds in points.values()]
        kept = dict(name=name, unit=unit, sizes=list(points), costs=costs, rounds=list(points.values()))
        cells = ", ".join(map(number, points)), ", ".join(map(number, costs))
        cells = [f"{name}, {unit}", *cells, ", ".join(f"{x / costs[0]:.2f}" for x in costs), notes or "-"]
        self.curves.append(kept | {"shown": f"| {' | '.join(cells)} |"})
        print(self.curves[-1]["shown"], flush=True)

    def lost(self, row: str, side: str, why: Exception) -> None:
        """Keep and print a line that says why a side, or all of a row, was not measured; the run goes on."""
        told = re.sub(r"\s+", " ", str(why).removeprefix(f"{side}: ")).replace("|", "/")[-300:]
        self.failed.append(f"{row} ({side})")
        self.lines.append(dict(row=row, against=side, lost=told, shown=f"| {row} | - | {side} | {told} | - | - |"))
        print(self.lines[-1]["shown"], flush=True)

    def table(self) -> str:
        """All lines, their notes, and the curves. What is that of the line above is left out."""
        rows, notes, above = [HEAD], [], None
        for line in self.lines:
            cells = line["shown"][2:-2].split(" | ")
            if line["row"] == above:
                cells = ["", "", *cells[2:-1], ""]
            rows.append(re.sub(r"\|  (?=\|)", "| ", f"| {' | '.join(cells)} |"))
            if line.get("notes") and line["row"] != above:
                notes.append(f"- {line['row']}: {line['notes']}")
            above = line["row"]
        curves = [CURVES, *(curve["shown"] for curve in self.curves)] if self.curves else []
        return "\n".join([*rows, "", *notes, "", *curves])


def number(x: float) -> str:
    """Three digits, of large numbers all."""
    return f"{x:,.0f}" if abs(x) >= 1000 else f"{x:.3g}"


def shown(row, ours, unit, against, rival, ratio, reach, most, met, limit, share, notes) -> str:
    """A line of the table, with medians [least, most]."""
    values = [f"{number(median(v))} [{number(min(v))}, {number(max(v))}]" if v else "-" for v in (ours, rival)]
    wanted = f"{reach:.3g}" if ratio and reach else f"at most {most:,g}" if most else ""
    verdict = f" ({wanted}{': **missed**' if met is False else ''})" if wanted else ""
    told = f"{ratio:.2f}{verdict}" if ratio else verdict.strip(" ()") or "-"
    cells = [row, f"{values[0]} {unit}", against, values[1], told]
    return f"| {' | '.join([*cells, limit + (f': {share:.2%}' if share else '')])} |"
