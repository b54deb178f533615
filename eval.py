"""Evaluate a model on MathBookEval and the public benchmarks: prompts -> generate -> extract -> grade -> metrics.

One greedy pass over all rows and, with --samples n, n samples a row at temperature 1 (avg@n, pass@n, maj@n). Every
generation goes to OUT_DIR/predictions.jsonl as soon as its row is whole (prompt, hashes of the image files, response,
gold, tokens, seconds); at the end come extracted answers, verdicts by each rule, and OUT_DIR/metrics.json. A killed
run goes on where it was when the same command is given again (any number of ranks); other settings are an error.

Commands
    CPU, 1 GPU     python eval.py --data out/data/eval.parquet --model out/sft/hf --out_dir out/eval_sft --samples 8
    one benchmark  python eval.py --benchmark wemath --data WEMATH_FOLDER --model out/rl/hf --out_dir out/eval_wemath
    from the hub   python eval.py --benchmark mathvista --model out/rl/hf --out_dir out/vista --prompt official
    all at hand    python eval.py --benchmark all --data DATA --model out/rl/hf --out_dir out/all     (DATA/wemath, ...)
    8 GPUs         torchrun --nproc_per_node 8 eval.py --benchmark wemath ...     (a rank takes rows rank::world)
    a large model  python eval.py --tp 8 ...                            (one engine over 8 GPUs; vLLM starts the others)
    an API         OPENAI_API_KEY=... python eval.py --model https://HOST/v1 --served_name NAME ...
    2 nodes        torchrun --nnodes 2 --nproc_per_node 8 --rdzv_backend c10d --rdzv_endpoint HOST:29500 eval.py ...
    with a judge   OPENAI_API_KEY=... python eval.py ... --judge http://HOST:8000/v1 --judge_model NAME
    no model       python eval.py score out/eval_sft/predictions.jsonl                   (extract and grade again)
    A against B    python eval.py compare out/eval_pre out/eval_dynamic   (paired bootstrap and McNemar)
    many runs      python eval.py table out/eval_sft out/eval_pre out/eval_dynamic       (MathBookEval, one line a run)
    many models    python eval.py table out/base out/all --to markdown    (models by benchmarks, published numbers, too)
    from others    python eval.py import THEIRS.xlsx --benchmark wemath --data WEMATH_FOLDER --model NAME --out_dir RUN
    to others      python eval.py export out/eval_wemath --to vlmevalkit --out NAME_WeMath.xlsx           (or lmms-eval)

Rules: `verdict` is ours (rewards.py), `official` the benchmark's (its file in benchmarks/), `judge` a language model's,
which never replaces the others: the columns stand side by side. A judgement that could not be had counts as wrong in
the judge's column, and their number is printed. Intervals: 95 %, percentile bootstrap over the benchmark's own unit
(seed questions, We-Math groups, DynaMath seeds), for the rows of one unit are not independent.

Departures: --prompt ours (think / answer tags) is the default, and official rules that look for their own form read
such responses badly; only We-Math groups and DynaMath seeds whose rows were all asked count: their number is printed.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import tyro
from tqdm import tqdm

import benchmarks
import data
import rewards
from benchmarks import load_rows
from benchmarks.board import table
from benchmarks.compare import compare
from benchmarks.exchange import export_run, import_run
from benchmarks.generation import predict
from benchmarks.grading import grade
from benchmarks.judge import ask_judge
from benchmarks.metrics import compute_metrics
from benchmarks.predictions import read_predictions, score, write_lines, write_metrics
from benchmarks.server import Server
from benchmarks.statistics import place
from benchmarks.tables import show, summary
from runtime import (
    BASE,
    check_fields,
    check_held,
    default_scale,
    gather,
    init_distributed,
    mend,
    rank,
    read_json,
    run_cli,
    run_commands,
    settings,
    world_size,
    write_whole,
)
from runtime.api import checked_url, is_url
from runtime.rows import rows_sha256
from runtime.texts import plain

# may differ when a run goes on
FREE = ("data", "out_dir", "batch", "device", "tp", "gpu_memory", "workers", "deadline")
FREE += ("judge", "judge_model", "judge_workers")


@dataclass
class Config:
    """Settings; the defaults are those of paper scale, POCKET below has those of the pocket scale."""

    scale: Literal["pocket", "paper"] = "paper"  # which defaults; not named: paper with a GPU, pocket without
    data: str = ""  # file, folder or hub id; empty: the benchmark's hub id (mathbook: out/data/eval.parquet)
    # hub id, folder, pocket model (untrained), or URL of an OpenAI-compatible server (.../v1; key: OPENAI_API_KEY)
    model: settings.Name = BASE
    served_name: str = ""  # of the model at such a server; empty: the only one that it lists
    # folder for predictions.jsonl, metrics.json and config.json; all: a folder in it for each
    out_dir: Annotated[settings.Name, tyro.conf.arg(aliases=["--out"])] = "out/eval"
    benchmark: Literal[(*benchmarks.names(), "all")] = "mathbook"  # a file of benchmarks/, or all that are in --data
    split: str = ""  # empty: the first at hand (mathvision: test, testmini)
    # think / answer tags; as the benchmark asks (mathbook: the same); as it asks for a direct answer (mathverse, emma)
    prompt: Literal["ours", "official", "direct"] = "ours"
    engine: Literal["auto", "vllm", "transformers"] = "auto"  # auto: vLLM on a GPU, transformers elsewhere
    # samples a row for avg@n; 0: greedy only (--n is the same, but torchrun takes that for an option of its own)
    samples: Annotated[settings.Draws, tyro.conf.arg(aliases=["--n"])] = 0
    temperature: settings.Temperature = 1.0  # of the samples; the greedy pass is always 0
    max_response: settings.Tokens = 2048  # longest response (tokens)
    max_prompt: settings.Tokens = 8192  # longer prompts are left out, counted (tokens, images too; not at a server)
    # image area after resizing; 0 = the range saved with the model, of other models the paper's; a server gets the
    # files as they are
    min_pixels: settings.Limit = 0
    max_pixels: settings.Limit = 0  # upper bound; one that contradicts the saved range is an error
    batch: settings.Count = 64  # rows at a time, at most: in hand at vLLM or a server; a batch of transformers
    tp: settings.Workers = 1  # GPUs over which vLLM spreads one model (tensor parallel)
    gpu_memory: settings.Rate = 0.9  # share of a GPU that vLLM takes
    deadline: settings.Positive = 1800.0  # seconds for an answer of a server, all tries and waits; one try has a third
    limit: settings.Limit = 0  # only the first rows; 0: all (wemath: in group order)
    device: Literal["auto", "cuda", "cpu"] = "auto"  # cuda stops when there is no GPU: the default of the paper scale
    skip_bad: bool = False  # leave out bad rows and absent images, and count them, instead of stopping
    seed: settings.Seed = 0  # of sampling and of the bootstrap
    workers: settings.Workers = 1  # grading processes
    judge: str = ""  # URL of an OpenAI-compatible endpoint (.../v1); empty: no judge. Key: OPENAI_API_KEY
    judge_model: str = ""  # its model
    judge_workers: settings.Workers = 8  # questions to the judge at a time


PAPER = dict(device="cuda", batch=256)  # else 7B would answer on a CPU without a word; vLLM holds that many at a time
POCKET = dict(model="out/dynamic/hf", max_response=64)


def defaults(scale: str = "", model: str = "") -> Config:
    """The settings of a scale; "": paper with a GPU or a server, pocket without."""
    scale = scale or ("paper" if is_url(model) else default_scale())
    return Config(scale=scale, **(POCKET if scale == "pocket" else {} if is_url(model) else PAPER))


# -------------------------------------------------------------------------------------------------------------- the run


def asked_rows(cfg: Config, engine, loaded=None) -> tuple:
    """(rows to ask, row -> its prompt, {reason: number of rows left out}).

    With --prompt official or direct a row's problem is that of the benchmark, and no instruction of ours is added.
    """
    rows, left_out = loaded or load_rows(cfg)
    if cfg.prompt == "direct" and "direct" not in rows.column_names:
        raise ValueError(f"--prompt direct: {cfg.benchmark} has no prompt for a direct answer; take official")
    if bare := cfg.prompt in rows.column_names:
        rows = rows.remove_columns("problem").rename_column(cfg.prompt, "problem")
    if isinstance(engine, Server):  # which has the tokenizer, and refuses what is too long
        return rows, partial(engine.prompt, bare=bare), left_out
    processor = benchmarks.Plain(engine.processor) if bare else engine.processor
    rows, long = data.filter_long(rows, processor, cfg.max_prompt)
    if not len(rows):
        raise ValueError(f"{cfg.data}: every prompt is longer than {cfg.max_prompt} tokens")
    return rows, partial(data.prompt, processor=processor), {**left_out, "prompt too long": long}


def whole_rows(cfg: Config, out: Path) -> dict[int, list[dict]]:
    """{row: its generations} over the files of all ranks, of the rows that have all of theirs."""
    had = {}
    for file in sorted(out.glob("predictions*.jsonl")):
        for p in read_predictions(file, torn=True):
            had.setdefault(p["row"], {})[place(p)] = p
    return {row: list(found.values()) for row, found in had.items() if len(found) == 1 + cfg.samples}


def fingerprint(cfg: Config, rows) -> dict[str, str]:
    """What a run keeps to know itself again: SHA-256 of its rows and images, and of the files of a model folder."""
    hashes = {"rows_sha256": rows_sha256(rows, ["id", "problem", "answer", "options"])}
    if not is_url(cfg.model) and Path(cfg.model).is_dir():
        from model import source_hash

        hashes["model_sha256"] = source_hash(cfg.model)
    return hashes


def check_same_run(asked: dict, out: Path, done: dict[int, list[dict]], rows) -> None:
    """ValueError, naming what differs, unless what is in `out` was made with these settings, rows and weights.

    asked: the settings and the fingerprint.
    """
    if not any(file.stat().st_size for file in out.glob("predictions*.jsonl")):
        return
    old, hint = read_json(out / "config.json"), "name another --out_dir, or delete the folder to start anew"
    check_fields(old, str(out / "config.json"), {})
    later = {k for k in asked if k not in old and not k.endswith("_sha256")}  # settings that are newer than the run
    differ = [k for k in asked if k not in {*FREE, *later} and old.get(k) != asked[k]]
    differ = [f"{k} was {old.get(k)!r}, is {asked[k]!r}" for k in differ]
    ids, golds = rows["id"][:], rows["answer"][:]
    differ += [
        f"row {i} was {p['id']!r} with the answer {p['gold']!r}"
        for i, (p, *_) in done.items()
        if i >= len(rows) or (p["id"], p["gold"]) != (ids[i], golds[i])
    ][:1]
    if differ:
        raise ValueError(f"{out}: holds predictions of another run ({'; '.join(differ)}): {hint}")


def evaluate(cfg: Config, engine, loaded=None) -> dict | None:
    """The whole run with an engine (.processor, .generate) -> metrics on rank 0, None on the other ranks.

    loaded: what load_rows gave, if it is called already. Under torchrun the process group must be initialised.
    """
    me, world, out = rank(), world_size(), Path(cfg.out_dir)
    out.mkdir(parents=True, exist_ok=True)
    rows, make, left_out = asked_rows(cfg, engine, loaded)
    if world > 1:
        import torch.distributed as dist

        group = dist.new_group(backend="gloo", timeout=timedelta(days=3))  # ranks may finish hours apart
    done = whole_rows(cfg, out)
    asked = asdict(cfg) | gather(fingerprint(cfg, rows) if me == 0 else None)[0]
    check_same_run(asked, out, done, rows)
    if world > 1:
        dist.barrier(group)  # all have looked before the first one writes
    if me == 0:
        (out / "metrics.json").unlink(missing_ok=True)
        if done:
            print(f"{out}: goes on; {len(done)} of {len(rows)} rows are done", file=sys.stderr)
        else:
            write_whole(out / "config.json", json.dumps(asked, indent=1))
    tp = cfg.tp if world > 1 else 1  # the ranks of one engine feed it the same, and the first of them writes
    mine = [i for i in range(me // tp, len(rows), world // tp) if i not in done]
    part = out / (f"predictions.rank{me}.jsonl" if world > 1 else "predictions.jsonl")
    mend(part)
    more = {"begun": bool(done)} if isinstance(engine, Server) else {}
    with open(part, "a", encoding="utf-8", errors="backslashreplace") as f:
        made = predict(cfg, engine, make, rows, mine, **more)
        for preds in tqdm(made, cfg.benchmark, len(mine), unit="row", disable=me > 0):
            if me % tp == 0:
                check_held(out)
                f.writelines(json.dumps(p, ensure_ascii=False) + "\n" for p in preds)
                f.flush()
    if world > 1:
        dist.barrier(group)  # all files are whole
    return None if me else finish(cfg, out, left_out)


def finish(cfg: Config, out: Path, left_out: dict) -> dict:
    """Makes one file of those of all ranks, grades, asks the judge -> metrics and `left_out`, written last."""
    preds = sorted((p for found in whole_rows(cfg, out).values() for p in found), key=place)
    with rewards.Grader(cfg.workers) as grader:
        grade(preds, grader)
    if cfg.judge:
        ask_judge(preds, cfg.judge, cfg.judge_model, out / "judge_cache.jsonl", cfg.judge_workers)
    write_lines(out / "predictions.jsonl", preds)
    for file in out.glob("predictions.rank*.jsonl"):
        file.unlink()
    metrics = compute_metrics(preds, cfg.seed) | {"left_out": left_out, "grading_timeouts": grader.timeouts}
    write_metrics(out / "metrics.json", metrics)
    return metrics


def make_engine(cfg: Config, jobs: list[tuple]):
    """The server, which says the name of its model, or an engine of ours for the rows of all jobs."""
    if is_url(cfg.model):
        if world_size() > 1:
            raise ValueError("--model is a server: run eval.py without torchrun; --batch rows are asked at a time")
        engine = Server(cfg.model, cfg.served_name, (cfg.min_pixels, cfg.max_pixels), cfg.deadline)
        cfg.served_name = engine.name
        return engine
    import rollout  # here, for `score`, `table` and a server need neither torch nor a model
    from model import load_processor

    _, _, device = init_distributed(cfg.device)
    images = max(problem.count("<image>") for _, (rows, _) in jobs for problem in rows["problem"])
    processor = load_processor(cfg.model, cfg.min_pixels, cfg.max_pixels)
    options = dict(images=max(images, 1), tp=cfg.tp, gpu_memory=cfg.gpu_memory, seed=cfg.seed)
    longest = cfg.max_prompt + cfg.max_response
    return rollout.make_engine(cfg.engine, cfg.model, processor, device, longest, cfg.temperature, **options)


def run(cfg: Config) -> None:
    """One benchmark, or all at hand, with one engine; prints the tables."""
    least_one = (cfg.batch, cfg.max_response, cfg.workers, cfg.judge_workers, cfg.tp)
    if min(*least_one, cfg.samples + 1, cfg.limit + 1) < 1:
        raise ValueError("--batch, --max_response, --tp and the workers: at least 1; --samples and --limit: at least 0")
    if not 0 < cfg.gpu_memory <= 1 or not cfg.deadline > 0:
        raise ValueError("--gpu_memory must be above 0 and at most 1, --deadline above 0")
    if bool(cfg.judge) != bool(cfg.judge_model):
        raise ValueError("--judge and --judge_model go together")
    if cfg.judge:
        checked_url(cfg.judge, "--judge")
    if cfg.benchmark == "all" and cfg.split:
        raise ValueError("--split belongs to one benchmark; --benchmark all takes the first split at hand of each")
    jobs, missing = [], []
    if cfg.benchmark == "all":
        jobs, missing = benchmarks.at_hand(cfg)
    else:
        jobs = [(cfg, load_rows(cfg))]  # before the model, which takes longer
    me, engine = rank(), make_engine(cfg, jobs)
    if me == 0:
        print(json.dumps(asdict(cfg), indent=1))
    results = []
    for one, loaded in jobs:
        start = time.perf_counter()
        results.append(evaluate(replace(one, served_name=cfg.served_name), engine, loaded))
        if me == 0:
            told = f"{time.perf_counter() - start:.0f} s; written: {one.out_dir}/predictions.jsonl and metrics.json"
            print(plain(f"\n{show(results[-1])}\n\n{told}"))
    engine.close()
    if me == 0 and cfg.benchmark == "all":
        print(plain("\n".join(["", summary(results), *missing])))


def main(cfg: Config) -> None:
    """run; Ctrl-C says what is kept."""
    try:
        run(cfg)
    except KeyboardInterrupt:
        print("\nstopped: the predictions made so far are kept; the same command goes on from them", file=sys.stderr)
        sys.exit(130)


if __name__ == "__mp_main__":  # a process that vLLM starts for --tp
    import model  # noqa: F401  mends torchvision on a CPU, before vLLM imports it
elif __name__ == "__main__":
    commands = {"score": score, "compare": compare, "table": table, "export": export_run, "import": import_run}
    if sys.argv[1:2] and sys.argv[1] in commands:
        run_commands(commands, __doc__)
    else:
        run_cli(main, defaults)
