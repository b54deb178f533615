"""Stages 2 and 3: reinforcement learning, pre-aligned (--stage pre) and with dynamic scheduling (--stage dynamic).

    python rl.py --stage pre --model out/sft/hf --data out/data/standard.parquet          CPU, one process
    torchrun --nproc_per_node 8 rl.py --stage pre --model out/sft/hf                      8 GPUs, the paper's settings
    torchrun --nproc_per_node 8 rl.py --stage dynamic --model out/pre/hf --data out/data/pro.parquet
    torchrun --nnodes 2 --node_rank 0 --master_addr HOST --nproc_per_node 8 rl.py --shard_size 8 ...   2 nodes (not run on a GPU)
    python rl.py --dry_run --gpu a100-80gb                                                memory and time of such a run, estimated here

The algorithm, in the order of the loop: 1. schedule: whole groups of variants (pre) or the curriculum's next problems
(dynamic); 2. rollout: n responses per prompt; 3. reward: accuracy and format; 4. old and reference log-probs; 5. advantage: the
mean over the variants of a principle (pre) or over the rollouts of a problem (dynamic); 6. clipped update; 7. weights to the
engine; 8. evaluation, checkpoint, log.

Where this departs from the released code, and why:
- rollouts use top_p 1 (0.99 there): a truncated distribution biases the ratio;
- the token mean is over all response tokens of the global batch, not of one micro-batch or rank;
- a prompt's draws depend on the seed, the step and its place in the batch, so (with the transformers engine) any number of ranks sees the same run;
- |log-prob of the engine - log-prob of the trainer| is measured at each step, and the run stops when it is too large.
"""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import torch
from tqdm import tqdm

import data
import model as M
import rewards
import rollout
from checkpoint import checkpoints, resume, save_checkpoint, save_skeleton
from runtime import Log, all_reduce, gather, init_distributed, run_cli, watch
from scheduler import Scheduler
from speed import dryrun


@dataclass
class Config:
    stage: Literal["pre", "dynamic"] = (
        "pre"  # pre (groups of variants) or dynamic (curriculum over the difficulty nodes)
    )
    model: str = "out/sft/hf"  # starting point: hub id or folder (merge.py makes one from a checkpoint)
    data: str = ""  # rows; "" = out/data/standard.parquet (pre) or out/data/pro.parquet (dynamic)
    out_dir: str = ""  # "" = out/pre or out/dynamic
    epochs: float = 0.0  # passes over the data; 0 = 10 (pre) or 5 (dynamic), as in the paper
    max_steps: int = 0  # stop after this many rollout steps; 0 = no limit
    # rollout
    prompts: int = 512  # prompts per rollout step, over all ranks
    rollouts: int = 8  # responses per prompt (n in the paper)
    temperature: float = 1.0  # of sampling, applied by the trainer as well
    max_prompt: int = 2048  # tokens; longer prompts are left out, counted, reported
    max_response: int = 2048  # tokens
    engine: Literal["auto", "vllm", "transformers"] = (
        "auto"  # auto (vllm on GPUs, transformers on CPU), vllm, transformers
    )
    tp: int = 1  # ranks per vLLM engine
    gpu_memory: float = 0.5  # share of a GPU that vLLM takes while it is awake
    min_pixels: int = 262_144  # image area after resizing, lower bound
    max_pixels: int = 4_194_304  # upper bound
    # reward and advantage
    format_weight: float = 0.5  # share of the format in the reward (0.5 as released; 0.1 is common)
    grader: Literal["rules", "mathruler"] = (
        "rules"  # rules (rewards.py), mathruler (as released; it parses model output with SymPy: for comparison)
    )
    advantage: Literal["", "principle", "principle_rank", "grpo"] = (
        ""  # principle, principle_rank (as released), grpo; "" = principle (pre), grpo (dynamic)
    )
    std: bool = True  # divide by the standard deviation (off: Dr.GRPO, arXiv 2503.20783)
    drop_zero: bool = False  # leave sequences with advantage 0 out of the loss and of the token mean
    # curriculum (dynamic)
    policy: Literal["faithful", "adaptive", "uniform"] = "faithful"  # faithful, adaptive, uniform (see scheduler.py)
    solve_threshold: int = 1  # accurate rollouts that count as solved
    # update
    update_prompts: int = 128  # prompts per optimizer step
    micro_tokens: int = 16384  # token budget of one micro-batch on one rank
    lr: float = 1e-6  # peak learning rate
    min_lr: float = (
        1.0  # learning rate at --max_steps as a share of lr, on a straight line; 1 = constant, as in the paper
    )
    warmup_steps: int = 0  # optimizer steps with rising learning rate
    weight_decay: float = 0.01  # on matrices
    beta1: float = 0.9  # AdamW
    beta2: float = 0.999  # AdamW
    clip: float = 1.0  # gradient norm
    clip_low: float = 0.2  # ratio
    clip_high: float = 0.3  # ratio
    clip_dual: float = 3.0  # bound of the loss for negative advantages (arXiv 1912.09729)
    kl: float = 0.01  # weight of the k3 estimate of KL(policy || start) in the loss; 0 = no reference model
    loss_mean: Literal["token", "sequence"] = "token"  # token (over the global batch) or sequence
    importance_cap: float = 2.0  # truncated importance weight trainer / engine of a token; 0 = off
    freeze_vision: bool = False  # train the language model only
    gradient_checkpointing: bool = True  # recompute activations in the backward pass
    shard_size: int = 0  # ranks that share one copy of the weights (HSDP); 0 = all ranks
    # checks, evaluation, files
    max_mismatch: float = 0.05  # mean |log-prob engine - trainer| that stops the run; 0 = off
    max_skips: int = 5  # non-finite updates in a row before the run stops
    eval_data: str = ""  # rows for a greedy evaluation during training; "" = none
    eval_every: int = 0  # steps between evaluations; 0 = never. The best checkpoint is kept as out_dir/best
    save_every: int = 20  # steps between checkpoints; the last step is always saved
    keep: int = 2  # newest checkpoints kept
    resume: str = ""  # "auto" or a checkpoint folder
    skip_bad: bool = False  # drop bad rows instead of stopping
    wandb: Literal["auto", "online", "offline", "off"] = (
        "auto"  # auto (online when configured, else offline), online, offline, off
    )
    device: Literal["auto", "cuda", "cpu"] = "auto"  # cuda stops when there is no GPU
    timeout: int = 1800  # seconds that a rank waits for another one before the run stops
    dry_run: bool = False  # only estimate memory and time (dryrun.py); needs no GPU, weights or data
    gpu: dryrun.GpuName = "h100-80gb"  # of --dry_run
    dry_ranks: int = 8  # GPUs of --dry_run
    seed: int = 0  # order, draws, schedule


class Groups:
    """Stage pre's schedule: whole groups in a fresh order each epoch, as many as fit into `prompts`."""

    def __init__(self, groups: list[str], prompts: int, seed: int):
        self.members = {}
        for i, g in enumerate(groups):
            self.members.setdefault(g, []).append(i)
        self.names, self.prompts, self.seed, self.epoch, self.at = sorted(self.members), prompts, seed, 0, 0
        biggest = max(len(m) for m in self.members.values())
        if biggest > prompts:
            raise ValueError(
                f"--prompts {prompts} is smaller than the largest group ({biggest} variants): a group is never split"
            )

    def next_batch(self) -> list[int]:
        """Row numbers of the next groups; a batch may run over the end of an epoch."""
        rows, taken = [], set()
        while True:
            order = torch.randperm(
                len(self.names), generator=torch.Generator().manual_seed(self.seed * 1_000_003 + self.epoch)
            )
            name = self.names[order[self.at]]
            if name in taken or len(rows) + len(self.members[name]) > self.prompts:
                return rows
            rows += self.members[name]
            taken.add(name)
            self.at += 1
            if self.at == len(self.names):
                self.epoch, self.at = self.epoch + 1, 0

    def state_dict(self) -> dict:
        return {"epoch": self.epoch, "at": self.at}

    def load_state_dict(self, state: dict) -> None:
        self.epoch, self.at = state["epoch"], state["at"]


def policy_loss(logp, col, cfg: Config):
    """(loss, metrics) of one micro-batch; sums, since `weight` holds the global normaliser already.

    logp [N]: trainer's log-probs with gradient; col: old, rollout, ref, advantage, weight, each [N].
    Clipped surrogate (arXiv 1707.06347, eq. 7) with separate bounds, dual clip (1912.09729, eq. 5), k3 KL (GRPO, 2402.03300, eq. 4),
    truncated importance weight for the gap between engine and trainer.
    """
    ratio = torch.exp(logp - col["old"])
    adv, weight = col["advantage"], col["weight"]
    plain, clipped = -adv * ratio, -adv * ratio.clamp(1 - cfg.clip_low, 1 + cfg.clip_high)
    loss = torch.maximum(plain, clipped)
    loss = torch.where(adv < 0, torch.minimum(loss, -adv * cfg.clip_dual), loss)
    if cfg.importance_cap:
        loss = loss * torch.exp(col["old"] - col["rollout"]).clamp(max=cfg.importance_cap)
    sums = {"pg_loss": (loss * weight).sum(), "clip_fraction": ((clipped > plain) * weight).sum()}
    if cfg.kl:
        gap = col["ref"] - logp
        sums["kl"] = ((torch.exp(gap) - gap - 1) * weight).sum()
        return sums["pg_loss"] + cfg.kl * sums["kl"], sums
    return sums["pg_loss"], sums


@torch.no_grad()
def fill_logprobs(policy, items, name, cfg, pad_id, device):
    """Set column `name` of every item to the policy's log-probs of its response (a forward pass without gradient)."""
    policy.eval()
    for batch in M.pack(items, cfg.micro_tokens, pad_id, device, M.packs_one_row(policy)):
        logp = policy(temperature=cfg.temperature, **batch["inputs"])
        for item, part in zip(batch["items"], logp.split([x["n"] for x in batch["items"]])):
            item["columns"][name] = part.cpu()
    if hasattr(
        policy, "reshard"
    ):  # FSDP2 keeps the root gathered until a backward pass: 2 GiB of the 7B reference, for the whole run
        policy.reshard()
    policy.train()


def evaluate(engine, ds, cfg: Config, grader, rank: int, world: int) -> dict:
    """Greedy accuracy and format over all rows; the ranks share the work."""
    rows = [ds[i] for i in range(rank, len(ds), world)]
    samples = engine.generate(
        [data.prompt(r, engine.processor, cfg.min_pixels, cfg.max_pixels) for r in rows],
        temperature=0.0,
        max_tokens=cfg.max_response,
    )
    score = rewards.score(
        [s[0].text for s in samples], [r["answer"] for r in rows], options=[r["options"] for r in rows], grader=grader
    )
    right, form = all_reduce([sum(score["accuracy"]), sum(score["format"])])
    return {"eval/accuracy": right / len(ds), "eval/format": form / len(ds)}


def main(cfg: Config) -> None:
    if cfg.min_lr < 1 and not cfg.max_steps:
        raise ValueError("--min_lr needs --max_steps: the end of the line must be known")
    pre = cfg.stage == "pre"
    cfg.data = cfg.data or ("out/data/standard.parquet" if pre else "out/data/pro.parquet")
    cfg.out_dir = cfg.out_dir or f"out/{cfg.stage}"
    cfg.advantage = cfg.advantage or ("principle" if pre else "grpo")
    cfg.epochs = cfg.epochs or (10 if pre else 5)
    if cfg.dry_run:
        return dryrun.main(cfg, rl=True)
    rank, world, device = init_distributed(cfg.device, cfg.timeout)
    out = Path(cfg.out_dir)
    out.mkdir(parents=True, exist_ok=True)

    # ---------------- engine first (it measures free memory), then policy, reference, optimizer
    ds = data.load(cfg.data, skip_bad=cfg.skip_bad, require_groups=pre)
    processor = M.load_processor(cfg.model)
    tok = processor.tokenizer
    ds, dropped = data.filter_long(ds, processor, cfg.max_prompt, cfg.min_pixels, cfg.max_pixels)
    eval_ds = data.load(cfg.eval_data) if cfg.eval_every else None
    policy = M.load_model(cfg.model, device, seed=cfg.seed, empty=rank > 0)
    images = max(len(x) for x in ds["images"])
    engine = rollout.make_engine(
        cfg.engine,
        cfg.model,
        device,
        cfg.max_prompt + cfg.max_response,
        cfg.temperature,
        max(images, 1),
        cfg.tp,
        cfg.gpu_memory,
        cfg.seed + rank // cfg.tp,
        policy,
    )
    if cfg.freeze_vision:
        policy.model.visual.requires_grad_(False)
    if cfg.gradient_checkpointing:
        policy.gradient_checkpointing_enable({"use_reentrant": False})
    policy = M.shard(policy, device, cfg.shard_size)
    policy.train()
    reference = None
    if cfg.kl:
        reference = M.shard(
            M.load_model(cfg.model, device, seed=cfg.seed, empty=rank > 0), device, cfg.shard_size
        ).requires_grad_(False)
    optimizer = M.make_optimizer(policy, cfg.lr, cfg.weight_decay, (cfg.beta1, cfg.beta2))
    grader, graders = rewards.Grader(kind=cfg.grader), ThreadPoolExecutor(1)

    def earlier_logprobs(items, n_updates):
        if n_updates > 1:  # with one update the old log-probs are the new ones, detached
            fill_logprobs(policy, items, "old", cfg, tok.pad_token_id, device)
        if reference is not None:
            fill_logprobs(reference, items, "ref", cfg, tok.pad_token_id, device)

    # ---------------- schedule and resume
    if pre:
        schedule = Groups(ds["group"], cfg.prompts, cfg.seed)
    else:
        row_of, index = {id: i for i, id in enumerate(ds["id"])}, {}
        for id, question, node in zip(ds["id"], ds["question_id"], ds["difficulty"]):
            index.setdefault(question, {}).setdefault(node, []).append(id)
        schedule = Scheduler(
            index, cfg.seed, cfg.solve_threshold, cfg.policy, log=out / "schedule.jsonl" if rank == 0 else None
        )
    state = resume(out, cfg.resume, policy, optimizer, asdict(cfg))
    start = step = saved = state["step"]
    if start:
        schedule.load_state_dict(state["schedule"])
        engine.sync(policy)
    updates_done, skipped, best = state.get("updates", 0), state.get("skipped", 0), state.get("best")
    save_skeleton(out, policy, processor, asdict(cfg))
    log = Log(out, asdict(cfg), cfg.wandb, start, state.get("wandb_id", "")) if rank == 0 else None

    def save():
        kept = cfg.keep + (skipped > 0)  # the weights of a skipped update are suspect: one more good checkpoint stays
        save_checkpoint(
            out,
            step,
            policy,
            optimizer,
            {
                "schedule": schedule.state_dict(),
                "updates": updates_done,
                "skipped": skipped,
                "best": best,
                "wandb_id": log.wandb_id if log else "",
                "settings": asdict(cfg),
            },
            kept,
        )

    bar = tqdm(initial=start, total=cfg.max_steps or None, desc=cfg.stage, disable=rank > 0, mininterval=1)
    finished = lambda: 0 < cfg.max_steps <= step or schedule.epoch >= cfg.epochs
    while not finished() and not watch.stop():
        watch.phase("rollout", step + 1)
        before = schedule.state_dict()

        # ---------------- 1. schedule: the same decision on every rank
        if pre:
            picks, entries = schedule.next_batch(), None
        else:
            entries = schedule.next_batch(cfg.prompts)
            picks = [row_of[e["row"]] for e in entries]
        mine = list(range(rank, len(picks), world))  # places in the batch that this rank rolls out and trains on
        rows = [ds[picks[i]] for i in mine]
        prompts = [data.prompt(r, processor, cfg.min_pixels, cfg.max_pixels) for r in rows]
        encs = data.encode(prompts, processor)

        # ---------------- 2. rollout
        with watch.droppable(cfg.tp == 1):
            samples = engine.generate(
                prompts, cfg.rollouts, cfg.temperature, cfg.max_response, seed=cfg.seed * 1_000_003 + step, ids=mine
            )
        if (
            watch.stop()
        ):  # SIGTERM during the longest phase: this step is dropped, nothing of it but the schedule has moved
            schedule.load_state_dict(before)
            break
        watch.phase("reward")

        # ---------------- 3. reward, in a thread: its workers may wait for a slow pair while log-probs are computed
        late = grader.timeouts
        grading = graders.submit(
            rewards.score,
            [s.text for group in samples for s in group],
            [r["answer"] for r in rows for _ in range(cfg.rollouts)],
            [r["options"] for r in rows for _ in range(cfg.rollouts)],
            cfg.format_weight,
            grader,
        )

        # ---------------- 4. training sequences, old and reference log-probs
        items, n_updates = [], math.ceil(len(picks) / cfg.update_prompts)
        for i, enc, group in zip(mine, encs, samples):
            for j, s in enumerate(group):
                items.append(M.make_item(policy, enc, s.token_ids, rollout=s.logprobs))
                items[-1] |= {"place": (i, j), "update": i // cfg.update_prompts}
        if not cfg.drop_zero:
            earlier_logprobs(items, n_updates)
        score = grading.result()
        cut = lambda values: [values[i * cfg.rollouts : (i + 1) * cfg.rollouts] for i in range(len(rows))]
        parts = {k: cut(score[k]) for k in ("accuracy", "format", "overall")}
        whole = {
            k: [None] * len(picks) for k in parts
        }  # rewards of the whole batch, on every rank: groups may span ranks
        for r, part in enumerate(gather(parts)):
            for k in parts:
                whole[k][r::world] = part[k]

        # ---------------- 5. advantage
        reward = torch.tensor(whole["overall"])  # [prompts, n]
        groups = [ds[i]["group"] for i in picks] if pre else [str(i) for i in range(len(picks))]
        advantage = rewards.advantages(reward, groups, cfg.advantage, std=cfg.std)  # [prompts, n]
        if not pre:
            schedule.report(entries, [round(sum(a)) for a in whole["accuracy"]], cfg.rollouts)
        for x in items:
            x["columns"]["advantage"] = advantage[x["place"]].float().expand(x["n"])
        watch.phase("logprobs")
        if cfg.drop_zero:
            items = [x for x in items if advantage[x["place"]] != 0]
            earlier_logprobs(items, n_updates)

        # ---------------- 6. update
        watch.phase("update")
        skips = 0
        sums = dict.fromkeys(
            ("pg_loss", "clip_fraction", "kl", "gap", "tokens", "gap_max", "grad_norm", "entropy"), 0.0
        )
        for u in range(n_updates):
            part = [x for x in items if x["update"] == u]
            tokens, sequences = all_reduce([float(sum(x["n"] for x in part)), float(len(part))])
            for x in part:
                scale = 1 / max(tokens, 1) if cfg.loss_mean == "token" else 1 / (x["n"] * max(sequences, 1))
                x["columns"]["weight"] = torch.full((x["n"],), scale)
            local = dict.fromkeys(("pg_loss", "clip_fraction", "kl", "gap", "entropy"), 0.0)
            gap_max = 0.0
            for batch in M.pack(part, cfg.micro_tokens, tok.pad_token_id, device, M.packs_one_row(policy)):
                col = batch["columns"]
                logp = policy(temperature=cfg.temperature, **batch["inputs"])  # [N]
                col.setdefault("old", logp.detach())
                loss, metrics = policy_loss(logp, col, cfg)
                (loss * world).backward()  # FSDP2 averages gradients over the ranks
                gap = (col["old"] - col["rollout"]).abs() * (col["weight"] > 0)
                local["gap"], gap_max = local["gap"] + gap.sum().item(), max(gap_max, gap.max().item())
                local["entropy"] -= (col["rollout"] * col["weight"]).sum().item()  # -log p of what was sampled
                for k, v in metrics.items():
                    local[k] += v.item()
            total = dict(zip(local, all_reduce(list(local.values()))))
            gap_max = all_reduce([gap_max], "MAX")[0]
            if u == 0 and cfg.max_mismatch and tokens and total["gap"] / tokens > cfg.max_mismatch:
                raise ValueError(
                    f"step {step + 1}: mean |log-prob engine - trainer| is {total['gap'] / tokens:.2g} (--max_mismatch {cfg.max_mismatch}): "
                    + (
                        "the engine and the trainer do not see the same model, pixels or prompt"
                        if step == start
                        else "the engine probably did not take the last weights"
                    )
                )
            norm = M.clip_gradients(policy, cfg.clip)
            for group in optimizer.param_groups:
                fall = (1 - cfg.min_lr) * step / cfg.max_steps if cfg.max_steps else 0.0
                group["lr"] = cfg.lr * min(1 - fall, (updates_done + 1) / max(1, cfg.warmup_steps))
            if math.isfinite(norm) and math.isfinite(total["pg_loss"]):
                optimizer.step()
                updates_done, skipped = updates_done + 1, 0
            else:
                skipped, skips = skipped + 1, skips + 1
                print(
                    f"warning: step {step + 1}: loss {total['pg_loss']}, gradient norm {norm}: update skipped",
                    flush=True,
                )
                if skipped >= cfg.max_skips:
                    raise ValueError(
                        f"{skipped} non-finite updates in a row; the last good checkpoint: {(checkpoints(out) or ['none'])[-1]}"
                    )
            optimizer.zero_grad(set_to_none=True)
            for k in total:
                sums[k] += total[k] if k == "gap" else total[k] / n_updates
            sums["tokens"], sums["gap_max"], sums["grad_norm"] = (
                sums["tokens"] + tokens,
                max(sums["gap_max"], gap_max),
                max(sums["grad_norm"], norm),
            )

        # ---------------- 7. weights to the engine
        watch.phase("sync")
        engine.sync(policy)

        # ---------------- 8. evaluation, log, checkpoint
        watch.phase("evaluation")
        step += 1
        better = False
        lengths = all_reduce(
            [
                float(sum(len(s.token_ids) for g in samples for s in g)),
                float(sum(not s.finished for g in samples for s in g)),
                float(grader.timeouts - late),
            ]
        )
        count = len(picks) * cfg.rollouts
        if lengths[2] > 0.01 * count and rank == 0:
            print(
                f"warning: step {step}: {lengths[2]:.0f} of {count} answers were cut off by the grader (over {grader.timeout} s or "
                f"{grader.memory_mb} MB) and count as wrong",
                flush=True,
            )
        metrics = {
            "reward": reward.mean().item(),
            "accuracy": sum(map(sum, whole["accuracy"])) / count,
            "format": sum(map(sum, whole["format"])) / count,
            "zero_advantage": (advantage == 0).float().mean().item(),
            "response_tokens": lengths[0] / count,
            "cut_off": lengths[1] / count,
            "reward/timeouts": lengths[2],
            "mismatch": sums["gap"] / max(sums["tokens"], 1),
            "mismatch_max": sums["gap_max"],
            "prompts": len(picks),
            **{k: sums[k] for k in ("pg_loss", "clip_fraction", "kl", "grad_norm", "entropy")},
            "lr": optimizer.param_groups[0]["lr"],
            "skipped": skips,
            "epoch": schedule.epoch,
            **{f"seconds/{k}": v for k, v in watch.times.items()},
            **(
                {} if pre else {f"schedule/{k}": v for k, v in schedule.counts().items() if isinstance(v, (int, float))}
            ),
        }
        if eval_ds is not None and (step % cfg.eval_every == 0 or finished()):
            metrics.update(evaluate(engine, eval_ds, cfg, grader, rank, world))
            better = not skipped and (not best or metrics["eval/accuracy"] > best["accuracy"])
            best = {"step": step, "accuracy": metrics["eval/accuracy"]} if better else best
        watch.phase("save")
        if log:
            shown = list(zip(rows, samples, parts["accuracy"], advantage[mine].tolist()))[:2]
            log(
                step,
                {**metrics, "seconds": watch.seconds()},
                [
                    {
                        "id": row["id"],
                        "problem": row["problem"],
                        "answer": row["answer"],
                        "response": group[0].text,
                        "accuracy": acc[0],
                        "advantage": round(adv[0], 4),
                    }
                    for row, group, acc, adv in shown
                ],
            )
            bar.update()
            bar.set_postfix(accuracy=f"{metrics['accuracy']:.3f}", refresh=False)
        if better or (cfg.save_every and step % cfg.save_every == 0 and not skipped):
            save()
            saved = step
    bar.close()
    if step > saved:
        save()
    grader.close()
    engine.close()
    if log:
        log.close()
        print(
            f"finished {step} steps; next: python merge.py --checkpoint {out} --out {out / 'hf'}"
            if finished()
            else watch.farewell(step)
        )


if __name__ == "__main__":
    run_cli(main, Config, trains=True)
