"""Stage 1: cold-start SFT on knowledge-oriented chains of thought.

    python sft.py --model pocket --data out/data/sft.parquet                      CPU, one process
    torchrun --nproc_per_node 8 sft.py                                            8 GPUs, the paper's settings
    torchrun --nnodes 2 --node_rank 0 --master_addr HOST --nproc_per_node 8 sft.py --shard_size 8     2 nodes (not run on a GPU)
    python sft.py --dry_run --gpu a100-80gb                                       memory and time of such a run, estimated here

Next-token loss on the assistant turn only. The paper (arXiv 2508.10433) trains 1 epoch on 1,000 rows: bf16, weight decay 0.1,
warm-up 3 %, one sequence a device, 8 devices. Here the batch is a number of sequences over all ranks, packed into micro-batches by
a token budget, and the loss is the mean over all assistant tokens of the batch, so the result does not depend on the number of ranks.
The learning rate is not in the paper; 1e-5 is the usual one for full fine-tuning at this size.
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
from checkpoint import checkpoints, resume, save_checkpoint, save_skeleton
from runtime import Log, all_reduce, init_distributed, run_cli, watch
from speed import dryrun


@dataclass
class Config:
    model: str = "Qwen/Qwen2.5-VL-7B-Instruct"  # hub id, folder or "pocket"
    data: str = "out/data/sft.parquet"  # parquet, jsonl (ms-swift form too), folder or hub id
    out_dir: str = "out/sft"  # checkpoints, metrics.jsonl, config.json
    epochs: float = 1.0  # passes over the data
    batch_size: int = 8  # sequences per optimizer step, over all ranks
    micro_tokens: int = 16384  # token budget of one micro-batch on one rank
    lr: float = 1e-5  # peak learning rate
    min_lr: float = 0.0  # learning rate at the end, as a share of the peak
    warmup: float = 0.03  # share of the steps with rising learning rate
    weight_decay: float = 0.1  # on matrices
    beta1: float = 0.9  # AdamW
    beta2: float = 0.95  # AdamW
    clip: float = 1.0  # gradient norm
    min_pixels: int = 262_144  # image area after resizing, lower bound
    max_pixels: int = 4_194_304  # upper bound
    max_tokens: int = 8192  # longer sequences (prompt and response) are dropped, counted, reported
    freeze_vision: bool = False  # train the language model only
    gradient_checkpointing: bool = True  # recompute activations in the backward pass
    shard_size: int = 0  # ranks that share one copy of the weights (HSDP); 0 = all ranks
    max_steps: int = 0  # stop after this many steps; 0 = no limit
    save_every: int = 0  # steps between checkpoints; the last step is always saved
    keep: int = 2  # newest checkpoints kept
    resume: str = ""  # "auto" or a checkpoint folder
    skip_bad: bool = False  # drop bad rows instead of stopping
    max_skips: int = 5  # non-finite steps in a row before the run stops
    wandb: Literal["auto", "online", "offline", "off"] = (
        "auto"  # auto (online when configured, else offline), online, offline, off
    )
    device: Literal["auto", "cuda", "cpu"] = "auto"  # cuda stops when there is no GPU
    timeout: int = 1800  # seconds that a rank waits for another one before the run stops
    dry_run: bool = False  # only estimate memory and time (dryrun.py); needs no GPU, weights or data
    gpu: dryrun.GpuName = "h100-80gb"  # of --dry_run
    dry_ranks: int = 8  # GPUs of --dry_run
    seed: int = 0  # data order and pocket weights


def learning_rate(cfg: Config, step: int, total: int) -> float:
    """Linear warm-up, then cosine from lr to min_lr * lr; step counts from 0."""
    warm = max(1, round(cfg.warmup * total))
    if step < warm:
        return cfg.lr * (step + 1) / warm
    progress = (step - warm) / max(1, total - warm)
    return cfg.lr * (cfg.min_lr + (1 - cfg.min_lr) * 0.5 * (1 + math.cos(math.pi * progress)))


def batch_rows(n: int, batch_size: int, step: int, seed: int) -> list[int]:
    """Row numbers of one step: a fresh permutation each epoch, a step may span two epochs."""
    out = []
    for at in range(step * batch_size, (step + 1) * batch_size):
        epoch, place = divmod(at, n)
        out.append((epoch, place))
    orders = {
        e: torch.randperm(n, generator=torch.Generator().manual_seed(seed * 1_000_003 + e)).tolist()
        for e in {e for e, _ in out}
    }
    return [orders[e][p] for e, p in out]


def make_items(cfg: Config, policy, processor, ds, rows: list[int]) -> list[dict]:
    """Training sequences of the given rows: prompt as in RL and evaluation, response and end-of-turn with weight 1."""
    picked = [ds[i] for i in rows]
    tok = processor.tokenizer
    encs = data.encode([data.prompt(r, processor, cfg.min_pixels, cfg.max_pixels) for r in picked], processor)
    responses = [tok(data.response(r), add_special_tokens=False)["input_ids"] + [tok.eos_token_id] for r in picked]
    return [M.make_item(policy, e, r, weight=1.0) for e, r in zip(encs, responses)]


def main(cfg: Config) -> None:
    if cfg.dry_run:
        return dryrun.main(cfg, rl=False)
    rank, world, device = init_distributed(cfg.device, cfg.timeout)
    out = Path(cfg.out_dir)
    out.mkdir(parents=True, exist_ok=True)

    # ---------------- data, model, optimizer
    ds = data.load(cfg.data, skip_bad=cfg.skip_bad)
    if not any(ds["solution"]):
        raise ValueError(f"{cfg.data}: field solution is empty in every row: SFT needs chains of thought")
    processor = M.load_processor(cfg.model)
    ds, _ = data.filter_long(ds, processor, cfg.max_tokens, cfg.min_pixels, cfg.max_pixels, with_response=True)
    policy = M.load_model(cfg.model, device, seed=cfg.seed, empty=rank > 0)
    if cfg.freeze_vision:
        policy.model.visual.requires_grad_(False)
    if cfg.gradient_checkpointing:
        policy.gradient_checkpointing_enable({"use_reentrant": False})
    policy = M.shard(policy, device, cfg.shard_size)
    policy.train()
    optimizer = M.make_optimizer(policy, cfg.lr, cfg.weight_decay, (cfg.beta1, cfg.beta2))
    total = math.ceil(cfg.epochs * len(ds) / cfg.batch_size)
    last = min(total, cfg.max_steps or total)

    # ---------------- resume
    state = resume(out, cfg.resume, policy, optimizer, asdict(cfg))
    start = step = saved = state["step"]
    skipped = state.get("skipped", 0)  # non-finite steps in a row
    save_skeleton(out, policy, processor, asdict(cfg))
    log = Log(out, asdict(cfg), cfg.wandb, start, state.get("wandb_id", "")) if rank == 0 else None

    def save():
        kept = cfg.keep + (skipped > 0)  # the weights of a skipped step are suspect: one more good checkpoint stays
        save_checkpoint(
            out,
            step,
            policy,
            optimizer,
            {"skipped": skipped, "wandb_id": log.wandb_id if log else "", "settings": asdict(cfg)},
            kept,
        )

    # ---------------- train
    pool = ThreadPoolExecutor(1)  # encodes the next batch while this one trains
    fetch = lambda s: make_items(
        cfg, policy, processor, ds, batch_rows(len(ds), cfg.batch_size, s, cfg.seed)[rank::world]
    )
    coming = pool.submit(fetch, start) if start < last else None
    bar = tqdm(initial=start, total=last, desc="sft", disable=rank > 0, mininterval=1)
    while step < last and not watch.stop():
        watch.phase("data", step + 1)
        items = coming.result()
        coming = pool.submit(fetch, step + 1) if step + 1 < last else None
        watch.phase("update")
        tokens = all_reduce([float(sum(x["n"] for x in items))])[0]  # assistant tokens of the global batch
        loss_sum, micro_batches = 0.0, 0
        for batch in M.pack(
            items, cfg.micro_tokens, processor.tokenizer.pad_token_id, device, one_row=M.packs_one_row(policy)
        ):
            logp = policy(**batch["inputs"])  # [N]
            loss = -(logp * batch["columns"]["weight"]).sum() / max(tokens, 1.0)
            (loss * world).backward()  # FSDP2 averages gradients over the ranks
            loss_sum, micro_batches = loss_sum + loss.item(), micro_batches + 1
        loss_sum = all_reduce([loss_sum])[0]
        norm = M.clip_gradients(policy, cfg.clip)
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(cfg, step, total)
        if math.isfinite(loss_sum) and math.isfinite(norm):
            optimizer.step()
            skipped = 0
        else:
            skipped += 1
            print(f"warning: step {step + 1}: loss {loss_sum}, gradient norm {norm}: step skipped", flush=True)
            if skipped >= cfg.max_skips:
                raise ValueError(
                    f"{skipped} non-finite steps in a row; the last good checkpoint: {(checkpoints(out) or ['none'])[-1]}"
                )
        optimizer.zero_grad(set_to_none=True)
        watch.phase("save")
        step += 1
        if log:
            log(
                step,
                {
                    "loss": loss_sum,
                    "grad_norm": norm,
                    "lr": optimizer.param_groups[0]["lr"],
                    "tokens": tokens,
                    "micro_batches": micro_batches,
                    "skipped": int(skipped > 0),
                    "epoch": step * cfg.batch_size / len(ds),
                    "seconds": watch.seconds(),
                },
            )
            bar.update()
            bar.set_postfix(loss=f"{loss_sum:.4f}", refresh=False)
        if cfg.save_every and step % cfg.save_every == 0 and not skipped:
            save()
            saved = step
    bar.close()
    if step > saved:
        save()
    pool.shutdown()
    if log:
        log.close()
        print(
            f"finished {last} steps; next: python merge.py --checkpoint {out} --out {out / 'hf'}"
            if step >= last
            else watch.farewell(step)
        )


if __name__ == "__main__":
    run_cli(main, Config, trains=True)
