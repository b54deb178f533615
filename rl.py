"""Stages 2 and 3: reinforcement learning, pre-aligned (--stage pre) and with dynamic scheduling (--stage dynamic).

    python rl.py --stage pre                               CPU: the pocket model out/sft/hf on out/data/standard.parquet
    python rl.py --stage dynamic                           CPU: out/pre/hf on out/data/pro.parquet
    python rl.py --scale paper --stage pre                 1 GPU, the paper's settings
    torchrun --nproc_per_node 8 rl.py --stage pre          8 GPUs
    torchrun --nnodes 2 --node_rank 0 --master_addr HOST --nproc_per_node 8 rl.py --shard_size 8 ...      2 nodes
    python rl.py --scale paper --dry_run --gpu a100-80gb   memory and time of such a run, estimated here

The algorithm, in the order of the loop: 1. schedule: whole groups of variants (pre) or the curriculum's next problems
(dynamic); 2. rollout: n responses per prompt; 3. reward: accuracy and format; 4. log-probs: old and reference;
5. advantage: the mean over the variants of a principle (pre) or over the rollouts of a problem (dynamic); 6. update:
clipped; 7. sync: weights to the engine; 8. evaluation, checkpoint, log.

Where this departs from the released code, and why:
- rollouts use top_p 1 (0.99 there): a truncated distribution biases the ratio;
- the token mean is over all response tokens of the global batch, not of one micro-batch or rank;
- a prompt's draws depend on seed, step and place, so (transformers engine) any number of ranks sees the same run;
- |log-prob of the engine - log-prob of the trainer| is measured at each step; too large, it stops the run.
What runs on GPUs was not run on a GPU.
"""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import torch
from tqdm import tqdm

import data
import model as M
import rewards
import rollout
from book import stream
from checkpoint import count_skip, restore, resume, save_checkpoint, save_skeleton, sources
from model import lora, losses, sampling
from runtime import Log, all_reduce, default_scale, init_distributed, run_cli, settings, summed, watch
from scheduler import STRATEGIES, Scheduler
from speed import dryrun


@dataclass
class Config:
    """Settings; the defaults are the paper's. STAGES and SCALES below have those of a stage and of the pocket scale."""

    scale: Literal["pocket", "paper"] = "paper"  # which defaults; not named: paper with a GPU, pocket without
    stage: Literal["pre", "dynamic"] = "pre"  # pre (groups of variants) or dynamic (curriculum over difficulty nodes)
    model: settings.Name = ""  # starting point: hub id or folder (merge.py makes one from a checkpoint)
    data: settings.Name = ""  # rows: parquet, jsonl, folder, hub id; or book, book:NAME (book/stream.py)
    out_dir: settings.Name = ""  # checkpoints, metrics.jsonl, config.json
    epochs: settings.Epochs = 10.0  # passes over the data
    max_steps: settings.Limit = 0  # stop after this many rollout steps; 0 = no limit
    # rollout
    prompts: settings.Count = 512  # prompts per rollout step, over all ranks
    rollouts: settings.Count = 8  # responses per prompt (n in the paper)
    oversample: settings.Multiple = 1.0  # dynamic sampling: times --prompts that are rolled out to choose from
    resample_limit: settings.Draws = 0  # more rounds of it, at most, while rewards differ in too few groups; 0 = none
    temperature: settings.Temperature = 1.0  # of sampling, applied by the trainer as well
    max_prompt: settings.Tokens = 2048  # tokens; longer prompts are left out, counted, reported
    max_response: settings.Tokens = 2048  # tokens
    engine: Literal["auto", "vllm", "transformers"] = "auto"  # auto: vllm on GPUs, transformers on CPU
    tp: settings.Workers = 1  # ranks per vLLM engine
    gpu_memory: settings.Rate = 0.5  # share of a GPU that vLLM takes while it is awake
    min_pixels: settings.Limit = 0  # image area after resizing; 0 = the range saved with the model, else the paper's
    max_pixels: settings.Limit = 0  # upper bound; one that contradicts the saved range is an error
    # reward and advantage
    format_weight: settings.Share = 0.5  # share of the format in the reward (0.5 as released; 0.1 is common)
    perception: settings.Weight = 0.0  # of what is read off the figure, added; less than 1 - format_weight is wise
    grader: Literal["rules", "mathruler"] = "rules"  # mathruler: as released, SymPy on model output; to compare only
    advantage: Literal[rewards.ADVANTAGES] = "principle"  # rewards.py; principle_rank: as released
    std: bool = True  # divide by the standard deviation (off: Dr.GRPO, arXiv 2503.20783)
    drop_zero: bool = False  # leave sequences with advantage 0 out of the loss and of the token mean
    # curriculum
    policy: Literal[tuple(STRATEGIES)] = "faithful"  # of the curriculum (scheduler.py); stream: with --data book
    solve_threshold: settings.Count = 1  # accurate rollouts that count as solved
    noisy: settings.Share = 0.0  # of each group, with loaded figures; falls to 0 at --max_steps (pre, --data book)
    # update
    update_prompts: settings.Count = 128  # prompts per optimizer step
    micro_tokens: settings.Tokens = 16384  # token budget of one micro-batch on one rank
    lr: settings.Rate = 1e-6  # peak learning rate
    min_lr: settings.Share = 1.0  # share of lr at --max_steps, on a straight line; 1 = constant, the paper's
    warmup_steps: settings.Limit = 0  # optimizer steps with rising learning rate
    weight_decay: settings.Share = 0.01  # on matrices
    beta1: settings.Decay = 0.9  # AdamW
    beta2: settings.Decay = 0.999  # AdamW
    loss: Literal[tuple(losses.LOSSES)] = "clip"  # model/losses.py
    clip: settings.Positive = 1.0  # gradient norm
    clip_low: settings.Weight = 0.2  # ratio
    clip_high: settings.Weight = 0.3  # ratio
    clip_dual: settings.DualClip = 3.0  # bound of the loss for negative advantages (arXiv 1912.09729)
    kl: settings.Weight = 0.01  # weight of the k3 estimate of KL(policy || start) in the loss; 0 = no reference model
    loss_mean: Literal["token", "sequence"] = "token"  # token (over the global batch) or sequence
    importance_cap: settings.Weight = 2.0  # truncated importance weight trainer / engine of a token; 0 = off
    freeze_vision: bool = False  # train the language model only
    lora: settings.Rank = 0  # rank of LoRA adapters, trained in the place of the weights; 0 = all weights are trained
    lora_vision: bool = False  # adapters of the vision tower, too
    attn: Literal["auto", "flash_attention_2"] = "auto"  # auto: responses share their prompt (model/kernels.py)
    gradient_checkpointing: bool = True  # recompute activations in the backward pass
    shard_size: settings.Ranks = 0  # ranks that share one copy of the weights (HSDP); 0 = all ranks
    # checks, evaluation, files
    max_mismatch: settings.Weight = 0.05  # mean |log-prob engine - trainer| that stops the run; 0 = off
    max_skips: settings.Count = 5  # non-finite updates in a row before the run stops
    eval_data: str = ""  # rows for a greedy evaluation during training; "" = none
    eval_every: settings.Limit = 0  # steps between evaluations; 0 = never. The best checkpoint is kept as out_dir/best
    save_every: settings.Limit = 20  # steps between checkpoints; the last step is always saved
    keep: settings.Count = 2  # newest checkpoints kept
    resume: str = ""  # "auto" or a checkpoint folder
    skip_bad: bool = False  # drop bad rows (pre: also groups of one) instead of stopping
    wandb: Literal["auto", "online", "offline", "off"] = "auto"  # auto: online when configured, else offline
    device: Literal["auto", "cuda", "cpu"] = "auto"  # cuda stops when there is no GPU: the default of the paper scale
    timeout: settings.Seconds = 1800  # seconds that a rank waits for another one before the run stops
    dry_run: bool = False  # only estimate memory and time (speed/dryrun.py); needs no GPU, weights or data
    gpu: dryrun.GpuName = "h100-80gb"  # of --dry_run
    dry_ranks: settings.Workers = 8  # GPUs of --dry_run
    seed: settings.Seed = 0  # order, draws, schedule


PRE = dict(model="out/sft/hf", data="out/data/standard.parquet", out_dir="out/pre")
DYNAMIC = dict(model="out/pre/hf", data="out/data/pro.parquet", out_dir="out/dynamic", epochs=5.0, advantage="grpo")
STAGES = {"pre": PRE, "dynamic": DYNAMIC}
POCKET = dict(prompts=32, max_prompt=512, max_response=64, drop_zero=True, update_prompts=32, micro_tokens=2048)
POCKET |= dict(kl=0.05, lr=1e-4, min_lr=0.1, beta2=0.99, gradient_checkpointing=False, save_every=50)
SCALES = {
    ("pocket", "pre"): dict(POCKET, max_steps=70),
    ("pocket", "dynamic"): dict(POCKET, max_steps=90),
    # Standard has single problems, without variants to average over; 7B must not train on a CPU without a word
    ("paper", "pre"): dict(skip_bad=True, device="cuda"),
    ("paper", "dynamic"): dict(device="cuda"),
}


def defaults(scale: str = "", stage: str = "") -> Config:
    """The settings of a scale ("": paper with a GPU, pocket without) and a stage ("": pre)."""
    scale, stage = scale or default_scale(), stage or "pre"
    return Config(scale=scale, stage=stage, **STAGES.get(stage, {}), **SCALES.get((scale, stage), {}))


@dataclass
class Run:
    """What stays the same over the steps of a run, on one rank."""

    cfg: Config
    rank: int
    world: int
    device: torch.device
    ds: Any  # the problems
    eval_ds: Any  # those of the evaluation during training, or None
    processor: Any
    engine: Any  # of rollout.py
    policy: M.Policy
    reference: M.Policy | None
    optimizer: torch.optim.Optimizer
    grader: rewards.Grader
    schedule: Any = None  # of book/stream.py
    row_of: dict | None = None  # id -> number of a row; rows of the book are their own
    updates: int = 0  # optimizer steps taken
    skipped: int = 0  # non-finite updates in a row
    learnt: bool = False  # has anything had a gradient yet?


def start(cfg: Config, ds, rank: int, world: int, device: torch.device) -> Run:
    """Data (unless ds is a stream), engine (it measures free memory: first), policy, reference, optimizer, grader."""
    processor = M.load_processor(cfg.model, cfg.min_pixels, cfg.max_pixels)
    if ds is None:
        ds = data.load(cfg.data, skip_bad=cfg.skip_bad, require_groups=cfg.stage == "pre")
        ds, _ = data.filter_long(ds, processor, cfg.max_prompt)
        if not len(ds):
            raise ValueError(f"{cfg.data}: every prompt is longer than --max_prompt {cfg.max_prompt} tokens")
    eval_ds = data.load(cfg.eval_data) if cfg.eval_every else None
    weights = dict(seed=cfg.seed, dtype=lora.dtype(cfg.lora, device), empty=rank > 0, attn=cfg.attn)
    policy = M.load_model(cfg.model, device, **weights)
    images = 1 if isinstance(ds, stream.Stream) else max(1, *(len(x) for x in ds["images"]))
    longest = cfg.max_prompt + cfg.max_response
    sizes = dict(images=images, tp=cfg.tp, gpu_memory=cfg.gpu_memory, seed=cfg.seed, policy=policy)
    engine = rollout.make_engine(cfg.engine, cfg.model, processor, device, longest, cfg.temperature, **sizes)
    policy = M.prepare(policy, device, cfg)
    reference = policy if cfg.kl else None  # with adapters: the policy without them
    if cfg.kl and not cfg.lora:
        reference = M.shard(M.load_model(cfg.model, device, **weights), device, cfg.shard_size).requires_grad_(False)
    optimizer = M.make_optimizer(policy, cfg.lr, cfg.weight_decay, (cfg.beta1, cfg.beta2))
    grader = rewards.Grader(kind=cfg.grader)
    return Run(cfg, rank, world, device, ds, eval_ds, processor, engine, policy, reference, optimizer, grader)


# --------------------------------------------------------------------------- 1. schedule, 2. rollout
def draw(run: Run, count: int, step: int, had: int = 0) -> tuple[list, rollout.Batch]:
    """(at most `count` items of the schedule, this rank's share with its responses). had: those of the step before."""
    cfg, served = run.cfg, run.schedule.next_batch(count)
    picks = [run.row_of.get(x["row"], x["row"]) if isinstance(x, dict) else x for x in served]
    batch = rollout.my_share(run.ds, picks, run.processor)
    seed = cfg.seed * 1_000_003 + step  # with its place in the step, all that the draws of a prompt depend on
    asked = cfg.rollouts, cfg.temperature, cfg.max_response, seed, [had + i for i in batch.places]
    with watch.droppable(cfg.tp == 1):
        batch.samples = run.engine.generate(batch.prompts, *asked)
    return served, batch


def dynamic_sampling(run: Run, step: int) -> tuple[list, tuple | None]:
    """(the items of all rounds, what sampling.resample returns: None after SIGTERM)."""
    served = []

    def more(count: int, had: int):
        items, batch = draw(run, count, step, had)
        served.extend(items)
        if watch.stop() or not items:
            return None
        return batch, sampling.whole_rewards(score(run, batch), run.cfg.rollouts)

    return served, sampling.resample(run.cfg, more, lambda picks: stream.groups_of(run.ds, picks, run.cfg))


# ------------------------------------------------------------------------------------------- 3. reward
def score(run: Run, batch: rollout.Batch) -> dict[str, list[float]]:
    """accuracy, format, overall reward (and perception) of this rank's responses, one after the other."""
    texts = [s.text for group in batch.samples for s in group]
    rows = [row for row, group in zip(batch.rows, batch.samples) for _ in group]
    return rewards.score_rows(texts, rows, run.cfg.format_weight, run.grader, run.cfg.perception)


# ---------------------------------------------------------------------------------------- 4. log-probs
def make_items(run: Run, batch: rollout.Batch) -> list[dict]:
    """One training sequence a response, equal work on all ranks; place: (prompt, rollout) in the whole batch; update:
    which one takes it."""
    items = []
    for i, enc, group in rollout.balanced(batch, run.ds, run.processor, run.cfg.update_prompts):
        for j, s in enumerate(group):
            item = M.make_item(run.policy, enc, s.token_ids, rollout=s.logprobs)
            items.append(item | {"place": (i, j), "update": i // run.cfg.update_prompts})
    return items


def earlier_logprobs(run: Run, items: list[dict], n_updates: int) -> None:
    """Columns "old" and "ref". With one update a batch the old log-probs are the new ones, detached: no pass."""
    settings = run.cfg.temperature, run.cfg.micro_tokens, run.device
    if n_updates > 1:
        M.fill_logprobs(run.policy, items, "old", *settings)
    if run.reference is not None:
        with lora.without(run.reference) as reference:
            M.fill_logprobs(reference, items, "ref", *settings)


# ------------------------------------------------------------------------------------------- 6. update
def gradients(run: Run, items: list[dict]) -> dict[str, float]:
    """Forward and backward over this rank's items of one update; its metrics, summed over all ranks.

    mismatch: sum of |log-prob engine - trainer| over the `tokens` of the update; mismatch_max: the largest.
    """
    cfg = run.cfg
    tokens, sequences = all_reduce([float(sum(x["n"] for x in items)), float(len(items))])
    for x in items:
        scale = 1 / max(tokens, 1) if cfg.loss_mean == "token" else 1 / (x["n"] * max(sequences, 1))
        x["columns"]["weight"] = torch.full((x["n"],), scale)
    zero = torch.zeros((), dtype=torch.float64, device=run.device)  # all that is told stays there until the end
    sums, largest = dict.fromkeys(("pg_loss", "clip_fraction", "kl", "mismatch", "entropy"), zero), zero
    for batch in M.pack(run.policy, items, cfg.micro_tokens, run.device):
        col = batch["columns"]
        logp = run.policy(temperature=cfg.temperature, **batch["inputs"])  # [N]
        col.setdefault("old", logp.detach())
        loss, metrics = losses.policy_loss(logp, col, cfg)
        (loss * run.world).backward()  # FSDP2 averages gradients over the ranks
        apart = (col["old"] - col["rollout"]).abs() * (col["weight"] > 0)  # [N]
        metrics |= {"mismatch": apart.sum(), "entropy": -(col["rollout"] * col["weight"]).sum()}
        largest = torch.maximum(largest, apart.max())
        for k, v in metrics.items():
            sums[k] = sums[k] + v.detach()
    *total, largest = torch.stack([*summed(torch.stack(list(sums.values()))), summed(largest, "MAX")]).tolist()
    return {**dict(zip(sums, total)), "tokens": tokens, "mismatch_max": largest}


def optimizer_step(run: Run, loss: float, step: int) -> tuple[float, bool]:
    """(gradient norm, whether the weights moved): a non-finite update is skipped. step: rollout steps before this."""
    cfg, norm = run.cfg, M.clip_gradients(run.policy, run.cfg.clip)
    fall = (1 - cfg.min_lr) * step / cfg.max_steps if cfg.max_steps else 0.0
    for group in run.optimizer.param_groups:
        group["lr"] = cfg.lr * min(1 - fall, (run.updates + 1) / max(1, cfg.warmup_steps))
    moved = M.step_if_finite(run.optimizer, loss, norm)
    run.updates += moved
    run.skipped = 0 if moved else count_skip(Path(cfg.out_dir), step + 1, loss, norm, run.skipped, cfg.max_skips)
    return norm, moved


def update(run: Run, items: list[dict], n_updates: int, step: int, first: bool) -> dict[str, float]:
    """The optimizer steps of one rollout batch. -> metrics, means over the updates."""
    done, norms, skips = [], [], 0
    for u in range(n_updates):
        done.append(gradients(run, [x for x in items if x["update"] == u]))
        apart = done[0]["mismatch"] / max(done[0]["tokens"], 1)
        if u == 0 and run.cfg.max_mismatch and apart > run.cfg.max_mismatch:
            unlike = "the engine and the trainer do not see the same model, pixels or prompt"
            why = unlike if first else "the engine probably did not take the last weights"
            limit = f"(--max_mismatch {run.cfg.max_mismatch})"
            raise ValueError(f"step {step + 1}: mean |log-prob engine - trainer| is {apart:.2g} {limit}: {why}")
        norm, moved = optimizer_step(run, done[-1]["pg_loss"], step)
        norms, skips = [*norms, norm], skips + (not moved)
    told = {k: sum(m[k] for m in done) / n_updates for k in ("pg_loss", "clip_fraction", "kl", "entropy")}
    told["mismatch"] = sum(m["mismatch"] for m in done) / max(1, sum(m["tokens"] for m in done))
    told |= {"mismatch_max": max(m["mismatch_max"] for m in done), "grad_norm": max(norms)}
    return told | {"lr": run.optimizer.param_groups[0]["lr"], "skipped": skips}


# ---------------------------------------------------------------------------------- 8. evaluation, log
def evaluate(run: Run) -> dict[str, float]:
    """Greedy accuracy and format over all rows of --eval_data; the ranks share the work."""
    batch = rollout.my_share(run.eval_ds, range(len(run.eval_ds)), run.processor)
    batch.samples = run.engine.generate(batch.prompts, temperature=0.0, max_tokens=run.cfg.max_response)
    got = score(run, batch)
    right, form = all_reduce([sum(got["accuracy"]), sum(got["format"])])
    return {"eval/accuracy": right / len(run.eval_ds), "eval/format": form / len(run.eval_ds)}


def step_metrics(run: Run, batch: rollout.Batch, whole: dict, advantage: torch.Tensor, overdue: int, step: int) -> dict:
    """Means over the whole batch: rewards, lengths, and what the grader could not settle in time (said loudly)."""
    responses = [s for group in batch.samples for s in group]
    ours = [sum(len(s.token_ids) for s in responses), sum(not s.finished for s in responses), overdue]
    tokens, cut, late = all_reduce([float(x) for x in ours])
    count = len(batch.picks) * run.cfg.rollouts
    if late > 0.01 * count and run.rank == 0:
        said = f"warning: step {step}: {late:.0f} of {count} answers were cut off by the grader and count as wrong"
        print(f"{said} (over {run.grader.timeout} s or {run.grader.memory_mb} MB)", flush=True)
    means = {"reward": whole["overall"], **whole, "zero_advantage": (advantage == 0).double()}
    told = {k: v.nanmean().item() for k, v in means.items() if k != "overall"}  # perception: nan where nothing is read
    told |= {"response_tokens": tokens / count, "cut_off": cut / count, "reward/timeouts": late}
    return told | {"prompts": len(batch.picks), "spread/sampled": batch.spread[0], "spread/trained": batch.spread[1]}


def main(cfg: Config) -> None:
    if (cfg.min_lr < 1 or cfg.noisy) and not cfg.max_steps:
        raise ValueError("--min_lr and --noisy need --max_steps: the end of the line must be known")
    if cfg.solve_threshold > cfg.rollouts:
        raise ValueError(f"--solve_threshold {cfg.solve_threshold}: there are {cfg.rollouts} --rollouts")
    if cfg.advantage in rewards.PER_PROBLEM and cfg.rollouts < 2:
        raise ValueError(f"--rollouts 1: with --advantage {cfg.advantage} one rollout leaves nothing to learn from")
    if cfg.dry_run:
        return dryrun.main(cfg, rl=True)
    book = stream.open_book(cfg.data, cfg.scale, cfg.seed, data.record)  # None: rows of files
    rank, world, device = init_distributed(cfg.device, cfg.timeout)
    out = Path(cfg.out_dir)
    out.mkdir(parents=True, exist_ok=True)
    run = start(cfg, book, rank, world, device)

    # ---------------- schedule and resume
    fresh, asked = book is not None, math.ceil(cfg.prompts * cfg.oversample)  # fresh: problems made when asked for
    run.row_of = {} if fresh else {id: i for i, id in enumerate(run.ds["id"])}
    lines = out / "schedule.jsonl" if rank == 0 else None
    schedule = run.schedule = stream.make_schedule(cfg, run.ds, data.Groups, lines)
    told_items = isinstance(schedule, Scheduler)  # else numbers of rows
    known = asdict(cfg) | sources(run.policy, data=run.ds, eval_data=run.eval_ds)
    state = resume(out, cfg.resume, run.policy, run.optimizer, known)
    begin = step = saved = state["step"]
    if begin:
        restore(schedule, state)
        run.engine.sync(run.policy)
    run.updates, run.skipped, best = state.get("updates", 0), state.get("skipped", 0), state.get("best")
    run.learnt = state.get("learnt", begin > 0) or cfg.kl > 0
    save_skeleton(out, run.policy, run.processor, known)
    log = Log(out, known, cfg.wandb, begin, state.get("wandb_id", "")) if rank == 0 else None

    def save():
        kept = cfg.keep + (run.skipped > 0)  # the weights of a skipped update are suspect: one more good one stays
        now = {"schedule": schedule.state_dict(), "updates": run.updates, "skipped": run.skipped, "best": best}
        now |= {"wandb_id": log.wandb_id if log else "", "settings": known, "learnt": run.learnt}
        save_checkpoint(out, step, run.policy, run.optimizer, now, kept)

    def finished(step):
        return 0 < cfg.max_steps <= step or schedule.epoch >= cfg.epochs

    graders = ThreadPoolExecutor(1)  # its workers may wait for a slow pair while log-probs are computed
    bar = tqdm(initial=begin, total=cfg.max_steps or None, desc=cfg.stage, disable=rank > 0, mininterval=1)
    while not finished(step) and not watch.stop():
        # ---------------- 1. schedule and 2. rollout
        watch.phase("rollout", step + 1)
        before, late, sampled = schedule.state_dict(), run.grader.timeouts, None
        if cfg.oversample > 1 or cfg.resample_limit:
            served, sampled = dynamic_sampling(run, step)
        else:
            served, batch = draw(run, asked, step)
        if watch.stop():  # SIGTERM during the longest phase: this step is dropped; only the schedule has moved
            schedule.load_state_dict(before)
            break

        # ---------------- 3. reward, in a thread, and 4. log-probs
        if sampled:  # its rewards were needed
            batch, groups, whole, seen, thrown = sampled
        else:
            groups, thrown = stream.groups_of(run.ds, batch.picks, cfg), {}
            grading = graders.submit(score, run, batch)
        n_updates = math.ceil(len(batch.picks) / cfg.update_prompts)
        watch.phase("logprobs")
        items = make_items(run, batch)
        if not cfg.drop_zero:
            earlier_logprobs(run, items, n_updates)
        watch.phase("reward")
        if not sampled:
            whole = seen = sampling.whole_rewards(grading.result(), cfg.rollouts)

        # ---------------- 5. advantage
        advantage = rewards.advantages(whole["overall"], groups, cfg.advantage, std=cfg.std)  # [prompts, n]
        run.learnt |= bool(advantage.any())
        if told_items:
            schedule.report(served, [round(x) for x in seen["accuracy"].sum(1).tolist()], cfg.rollouts)
        if fresh and not finished(step + 1):  # the next step's problems are made while the policy is updated
            book.ahead([item["row"] for item in schedule.peek(asked)][rank::world])
        for x in items:
            x["columns"]["advantage"] = advantage[x["place"]].float().expand(x["n"])
        if cfg.drop_zero:
            watch.phase("logprobs")
            items = [x for x in items if advantage[x["place"]] != 0]
            earlier_logprobs(run, items, n_updates)

        # ---------------- 6. update
        watch.phase("update")
        told = update(run, items, n_updates, step, first=step == begin)

        # ---------------- 7. sync
        watch.phase("sync")
        run.engine.sync(run.policy)

        # ---------------- 8. evaluation, log, checkpoint
        watch.phase("evaluation")
        step += 1
        told |= step_metrics(run, batch, seen, advantage, run.grader.timeouts - late, step) | thrown
        better = False
        if run.eval_ds is not None and (step % cfg.eval_every == 0 or finished(step)):
            told |= evaluate(run)
            better = not run.skipped and (not best or told["eval/accuracy"] > best["accuracy"])
            best = {"step": step, "accuracy": told["eval/accuracy"]} if better else best
        watch.phase("save")
        if log:
            times = {f"seconds/{k}": v for k, v in watch.times.items()}
            counts = {f"schedule/{k}": v for k, v in schedule.counts().items()} if told_items else {}
            told |= {"epoch": schedule.epoch, **counts, **times, "seconds": watch.seconds()}
            log(step, told | (book.told(watch.seconds()) if fresh else {}), rollout.shown(batch, whole, advantage))
            bar.update()
            bar.set_postfix(accuracy=f"{told['accuracy']:.3f}", refresh=False)
        if better or (cfg.save_every and step % cfg.save_every == 0 and not run.skipped):
            save()
            saved = step
    bar.close()
    if step > saved:
        save()
    for part in (run.grader, run.engine, *([book] if fresh else [])):
        part.close()
    watch.ended(out, log, step, finished(step), run.skipped, run.learnt)


if __name__ == "__main__":
    run_cli(main, defaults, trains=True)
