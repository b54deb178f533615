"""What each choice is worth at pocket scale: the arms of docs/ablations.md, the same budget of rollouts each.

    python -m speed.ablations run --out runs/ablations --seeds 0 1 2     # hours on 2 cores; goes on where it ended
    python -m speed.ablations run --arms fixed stream                    # some of them, and what they start from
    python -m speed.ablations table --out runs/ablations                 # the tables, as Markdown

An arm is one stage with flags of its own, from the model of another arm. A seed sets the order of rows, the
draws and the responses of all stages; the rows are the same. To copy: add a line to ARMS.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tyro

from benchmarks.statistics import bootstrap, by_row
from book import sets
from runtime import end_with_parent, read_jsonl, settings

ROOT = Path(__file__).parents[1]
SETS = {"data": "data.py build --size pocket", "captions": "data.py build --size pocket --captions 6000"}
NEW = "sft.py --model pocket --data {data}/sft.parquet"
CAPTIONS = "sft.py --model pocket --data {captions}/sft.parquet --captions"
PRE = "rl.py --stage pre --model {sft} --data {data}/standard.parquet"
TWICE = f"{PRE} --update_prompts 16"  # two updates a rollout: with one, every ratio is 1 and the losses are alike
BOOK = "rl.py --stage pre --model {sft} --data book"
FOUR = ("bar_chart", "count_circles", "dice_total", "line_rise")  # the others are held out
DYNAMIC = "rl.py --stage dynamic --model {fixed} --data {data}/pro.parquet"
LONGER = DYNAMIC.replace("{fixed}", "{fixed, 834 steps}")  # both RL stages from the longer SFT
WALKS = "rl.py --stage dynamic --model {fixed} --data book"
AGAIN = "sft.py --model {sft} --epochs 2 --lr 5e-4 --max_steps 150"
OWN = "eval.py --benchmark mathbook --data {data}/standard.parquet --model {faithful} --samples 8 --out_dir {out}/own"
HARVEST = f"{OWN} ; data.py harvest {{out}}/own/predictions.jsonl --out {{out}}/own.parquet"
# name: (group of the table, its commands; {ARM} is the model of another arm, {data} and {captions} are sets)
ARMS = {
    "sft": ("sft", f"{NEW} --epochs 2"),
    "captions 20": ("sft", f"{CAPTIONS} 0.2 --epochs 2"),
    "captions 40": ("sft", f"{CAPTIONS} 0.4 --epochs 2"),
    "captions 40, 500 steps": ("sft", f"{CAPTIONS} 0.4 --epochs 1.2"),  # as many as sft
    "sft, 834 steps": ("sft", f"{NEW} --epochs 3.336"),  # as many as captions 40
    "fixed": ("pre", PRE),
    "fixed, 834 steps": ("pre", PRE.replace("{sft}", "{sft, 834 steps}")),
    "stream": ("pre", BOOK),
    "noisy": ("pre", f"{BOOK} --noisy 0.5"),
    "perception": ("pre", f"{BOOK} --perception 0.2"),
    "four programs": ("pre", f"{BOOK}:{','.join(FOUR)}"),
    "principle_rank": ("pre", f"{PRE} --advantage principle_rank"),
    "grpo": ("pre", f"{PRE} --advantage grpo"),
    "reinforce++": ("pre", f"{PRE} --advantage reinforce++"),
    "clipped": ("losses", TWICE),
    "gspo": ("losses", f"{TWICE} --loss gspo"),
    "cispo": ("losses", f"{TWICE} --loss cispo"),
    "sapo": ("losses", f"{TWICE} --loss sapo"),
    "no KL": ("pre", f"{PRE} --kl 0"),
    "dynamic sampling": ("pre", f"{PRE} --oversample 1.5 --max_steps 47"),
    "faithful": ("dynamic", f"{DYNAMIC} --policy faithful"),
    "adaptive": ("dynamic", f"{DYNAMIC} --policy adaptive"),
    "uniform": ("dynamic", f"{DYNAMIC} --policy uniform"),
    "released": ("dynamic", f"{DYNAMIC} --policy released"),
    "book, faithful": ("dynamic", f"{WALKS} --policy faithful"),
    "book, stream": ("dynamic", f"{WALKS} --policy stream"),
    "faithful, 834 steps": ("dynamic", f"{LONGER} --policy faithful"),
    "adaptive, 834 steps": ("dynamic", f"{LONGER} --policy adaptive"),
    "again": ("harvest", f"{AGAIN} --data {{data}}/sft.parquet"),
    "harvest": ("harvest", f"{HARVEST} ; {AGAIN} --data {{out}}/own.parquet"),
    "shortest": ("harvest", f"{HARVEST} --shortest ; {AGAIN} --data {{out}}/own.parquet"),
}
BASES = {
    "sft": "sft",
    "pre": "fixed",
    "losses": "clipped",
    "dynamic": "faithful",
    "harvest": "again",
}  # what the arms of a group are compared with


@dataclass
class Config:
    """Which arms, and where they lie."""

    out: settings.Name = "runs/ablations"  # a folder an arm and seed
    arms: tuple[str, ...] = ()  # names of ARMS; none: all. What they start from is made first
    seeds: tuple[int, ...] = (0, 1, 2)
    jobs: settings.Workers = 2  # runs side by side, one thread each


def folder(cfg: Config, arm: str, seed: int) -> Path:
    return Path(cfg.out).resolve() / arm.replace(", ", "-").replace(" ", "-") / str(seed)


def call(command: str, log: Path, extra: list[str]) -> None:
    """Runs a script of the root with one thread; ValueError names the log when it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    env = os.environ | {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    script, *flags = shlex.split(command)
    with open(log, "a") as file:
        done = subprocess.run(
            [sys.executable, str(ROOT / script), *flags, *extra],
            env=env,
            cwd=ROOT,
            stdout=file,
            stderr=file,
            preexec_fn=end_with_parent,
        )
    if done.returncode:
        raise ValueError(f"{command}: exit code {done.returncode}; see {log}")


def needed(arm: str) -> list[str]:
    """The arms whose models an arm starts from."""
    return [name for name in re.findall(r"{([^}]+)}", ARMS[arm][1]) if name in ARMS]


def make(cfg: Config, arm: str, seed: int) -> None:
    """Trains, merges and evaluates one arm with one seed; what is there already is left."""
    out, data = folder(cfg, arm, seed), Path(cfg.out).resolve() / "data"
    if (out / "eval/metrics.json").exists():
        return
    paths = {name: folder(cfg, name, seed) / "hf" for name in needed(arm)}
    *first, last = ARMS[arm][1].format(out=out, data=data, captions=data.with_name("captions"), **paths).split(" ; ")
    for command in first:
        call(command, out / "log", ["--scale", "pocket"] if command.startswith("eval") else [])
    common = ["--scale", "pocket", "--wandb", "off", "--seed", str(seed), "--resume", "auto"]
    call(last, out / "log", ["--out_dir", str(out / "run"), *common])
    call("merge.py", out / "log", ["--checkpoint", str(out / "run"), "--out", str(out / "hf")])
    asked = ["--scale", "pocket", "--benchmark", "mathbook", "--data", str(data / "eval.parquet"), "--samples", "8"]
    call("eval.py", out / "log", [*asked, "--model", str(out / "hf"), "--out_dir", str(out / "eval")])


def ordered(arms: tuple[str, ...]) -> list[list[str]]:
    """The arms and all that they start from, in rounds: those of a round start from those of earlier ones."""
    wanted, depth = list(dict.fromkeys(arms or ARMS)), {}
    for arm in wanted:
        if arm not in ARMS:
            raise ValueError(f"--arms: {arm!r} is none of {', '.join(ARMS)}")
        wanted += [name for name in needed(arm) if name not in wanted]
    while len(depth) < len(wanted):
        now = [arm for arm in wanted if arm not in depth and depth.keys() >= {*needed(arm)}]
        depth |= dict.fromkeys(now, max(depth.values(), default=-1) + 1)
    return [[arm for arm in wanted if depth[arm] == d] for d in range(max(depth.values()) + 1)]


def run(cfg: Config) -> None:
    """Makes the data and all arms that are not there yet, cfg.jobs at a time."""
    out = Path(cfg.out).resolve()
    for name, command in SETS.items():
        if not (out / name / "config.json").exists():
            call(command, out / f"{name}.log", ["--out", str(out / name)])
    with ThreadPoolExecutor(cfg.jobs) as pool:
        for arms in ordered(cfg.arms):
            list(pool.map(lambda job: make(cfg, *job), [(arm, seed) for seed in cfg.seeds for arm in arms]))


def accuracies(cfg: Config, arm: str) -> tuple[np.ndarray, list[dict]] | None:
    """([seeds, 2, rows] greedy and avg@n of each row, the rows); None where a seed is not there."""
    found, rows = [], []
    for seed in cfg.seeds:
        done = folder(cfg, arm, seed) / "eval"
        if not (done / "metrics.json").exists():  # it may be going on
            return None
        rows = sorted(by_row(list(read_jsonl(done / "predictions.jsonl", {}))), key=lambda row: row["id"])
        found.append([[np.mean([v for v, _ in row[mode]]) for row in rows] for mode in ("greedy", "sample")])
    return 100 * np.array(found), rows


def lines(cfg: Config, group: str) -> Iterator[str]:
    """A table of the arms of a group. The last columns: the difference of avg@n to the base arm, averaged over the
    seeds, with the 95 % bootstrap interval over questions; a tie where it holds 0; and the difference of each seed."""
    base = accuracies(cfg, BASES[group])
    yield f"| {group} | greedy | avg@8, by seed | mean | against {BASES[group]} [95 %] | by seed |"
    yield "|---|---|---|---|---|---|"
    for arm, (own, _) in ARMS.items():
        if own != group or (made := accuracies(cfg, arm)) is None:
            continue
        values, rows = made
        each = " ".join(f"{v:.1f}" for v in values[:, 1].mean(1))
        text = f"| {arm} | {values[:, 0].mean():.1f} | {each} | {values[:, 1].mean():.1f} |"
        if arm == BASES[group] or base is None:
            yield f"{text} | |"
            continue
        apart = values[:, 1] - base[0][:, 1]  # [seeds, rows]
        low, high = bootstrap(apart.mean(0), [row["question_id"] for row in rows])
        word = " tie" if low <= 0 <= high else ""
        each = " ".join(f"{v:+.1f}" for v in apart.mean(1))
        yield f"{text} {apart.mean():+.1f} [{low:+.1f}, {high:+.1f}]{word} | {each} |"


def parts(row: dict) -> list[str]:
    """What RL in stage pre has trained of a row of the evaluation and what it has not: nodes, and of FOUR programs."""
    order = [program.name for program in sets.programs("pocket")]  # the book takes them in turn
    own = order[int(row["question_id"].rpartition("-")[2]) % len(order)]
    node = "base, x" if row["difficulty"] in ("base", "x") else "other nodes"
    return [node, "four programs" if own in FOUR else "other programs"]


def generalisation(cfg: Config) -> Iterator[str]:
    """avg@n by what was trained, mean of the seeds: stage pre trains base and x; one arm has FOUR programs alone."""
    names = ["base, x", "other nodes", "four programs", "other programs"]
    yield f"| avg@8 | {' | '.join(names)} |"
    yield "|---" * 5 + "|"
    for arm in ("sft", "stream", "four programs"):
        if (made := accuracies(cfg, arm)) is None:
            continue
        _, rows = made
        values = made[0][:, 1].mean(0)
        means = [np.mean([v for v, row in zip(values, rows) if name in parts(row)]) for name in names]
        yield f"| {arm} | {' | '.join(f'{v:.1f}' for v in means)} |"


def table(cfg: Config) -> None:
    """Prints the tables of all groups."""
    for made in (*(lines(cfg, group) for group in BASES), generalisation(cfg)):
        print("\n".join(made), end="\n\n")


if __name__ == "__main__":
    work = {"run": run, "table": table}.get(sys.argv[1] if len(sys.argv) > 1 else "")
    if not work:
        sys.exit(__doc__)
    work(tyro.cli(Config, args=sys.argv[2:], description=__doc__))
