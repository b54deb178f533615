"""Ranks and other processes of the tests, forked from one that has imported everything: five seconds less for each.

That process is the fork server of multiprocessing. It starts when the first process is wanted, once a session, and has
computed nothing, so that it can be forked. test_train_two_nodes starts torchrun itself.
"""

import importlib
import multiprocessing
import os
import resource
import signal
import socket
import sys
import time
from pathlib import Path

import torch
import torch.distributed.run

import runtime

FORKED = multiprocessing.get_context("forkserver")
ROOMS = [
    "tests.test_train",
    "tests.test_checkpoint",
    "tests.test_merge",
    "tests.test_models",
]  # whose functions are run; they import the rest
LATE = [
    "transformers.tokenization_mistral_common",
    "vllm",
    "vllm.model_executor.models.qwen2_5_vl",
    "vllm.model_executor.models.qwen3_vl",
]  # left out if missing
FORKED.set_forkserver_preload([*ROOMS, *LATE])


def start_process(function, *args, log: Path):
    """A process that runs function(*args), which a module must hold, on one thread; what it says is added to `log`."""
    process = FORKED.Process(target=_start, args=(log, function, args))
    process.start()
    return process


def _start(log, function, args):
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(out, 2)
    torch.set_num_threads(1)
    function(*args)


def run_process(function, *args, log: Path, seconds: float = 400) -> tuple[int | None, str]:
    """(exit code, text of `log`) of a process as `start_process` makes it; the code is None when the time was up."""
    process = start_process(function, *args, log=log)
    process.join(seconds)
    code = process.exitcode
    process.kill()
    process.join()
    return code, log.read_text()


class Ranks:
    """Processes with the environment that torchrun would give to `ranks` ranks, or with ranks=1 none of it.

    Each runs function(*args), which a module must hold, and adds what it says to `log`.
    """

    def __init__(self, function, *args, log: Path, ranks: int = 2):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.places = FORKED.RawArray("c", 40 * ranks)  # of each rank the step and the phase that it is in
        job = (ranks, port, self.places, function, args)
        self.processes = [start_process(_rank, rank, *job, log=log) for rank in range(ranks)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.send(signal.SIGKILL, range(len(self.processes)))
        for process in self.processes:
            process.join()

    def place(self, rank: int) -> tuple[int, str]:
        """(step, phase) of a rank; (0, "") before its first."""
        words = self.places[40 * rank : 40 * rank + 40].rstrip(b"\0").decode().split()
        return (int(words[0]), words[1]) if words else (0, "")

    @property
    def codes(self) -> list[int | None]:
        """Exit codes, negative for a signal; None of a rank that goes on."""
        return [process.exitcode for process in self.processes]

    def over(self, which=None) -> bool:
        codes = self.codes
        return all(codes[rank] is not None for rank in which or range(len(codes)))

    def send(self, sig, which):
        for rank in which:
            if self.processes[rank].exitcode is None:
                os.kill(self.processes[rank].pid, sig)

    def until(self, true, which=None, seconds=120):
        """Wait until true() holds, or all ranks of `which` are over, or the time is up."""
        end = time.time() + seconds
        while not self.over(which) and not true() and time.time() < end:
            time.sleep(0.001)

    def finish(self, seconds=120) -> list[int | None]:
        """The exit codes, once every rank is over; None for one that was killed because the time was up."""
        end = time.time() + seconds
        for process in self.processes:
            process.join(max(0, end - time.time()))
        codes = self.codes
        self.__exit__()
        return codes


def _rank(rank, ranks, port, places, function, args):
    if ranks > 1:
        names = {"RANK": rank, "LOCAL_RANK": rank, "WORLD_SIZE": ranks, "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port}
        os.environ.update({k: str(v) for k, v in names.items()})
    plain = runtime.Watch.phase

    def phase(self, name, step=None):
        plain(self, name, step)
        places[40 * rank : 40 * rank + 40] = f"{self.step} {name}".encode().ljust(40, b"\0")

    runtime.Watch.phase = phase
    function(*args)


def run_ranks(function, *args, log: Path, ranks: int = 2) -> str:
    """Ranks from their start to their end, which is a good one; the text of the log."""
    with Ranks(function, *args, log=log, ranks=ranks) as job:
        codes = job.finish(400)
    said = log.read_text()
    assert codes == [0] * ranks, said[-3000:]
    return said


def run_script(name: str, flags: list, file_limit: int = 0):
    """`python NAME.py FLAGS` in this process; file_limit, in bytes, stands for a full disk."""
    if file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))
    sys.argv = [f"{name}.py", *map(str, flags)]
    module = importlib.import_module(name)
    runtime.run_cli(module.main, module.defaults, trains=True)


def forked_torchrun(args: list, name: str, flags: list):
    """`torchrun ARGS NAME.py FLAGS` in this process, whose agent forks its ranks instead of starting Python.

    Each rank says "rank N is process PID".
    """
    plain = torch.distributed.run.config_from_args

    def config_from_args(parsed):
        config = plain(parsed)[0]
        config.start_method = "fork"
        return config, _torchrun_rank, (name, flags)

    torch.distributed.run.config_from_args = config_from_args
    try:
        torch.distributed.run.main([*map(str, args), f"{name}.py"])
    finally:
        # vLLM on CPUs names this memory always the same, and frees it at the end of Python, which no fork comes to
        for left in Path("/dev/shm").glob("-tp:*-cpushm_?") if "--tp" in flags else ():
            left.unlink(missing_ok=True)


def _torchrun_rank(name, flags):
    print("rank", runtime.rank(), "is process", os.getpid(), flush=True)
    run_script(name, flags)
