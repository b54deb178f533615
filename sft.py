"""Stage 1: cold-start SFT on knowledge-oriented chains of thought.

    python sft.py                                           CPU: the pocket model on out/data/sft.parquet
    python sft.py --scale paper                             1 GPU, the paper's settings
    torchrun --nproc_per_node 8 sft.py                      8 GPUs
    torchrun --nnodes 2 --node_rank 0 --master_addr HOST --nproc_per_node 8 sft.py --shard_size 8     2 nodes
    python sft.py --scale paper --dry_run --gpu a100-80gb   memory and time of such a run, estimated here

Next-token loss on the assistant turn only. The paper (arXiv 2508.10433) trains 1 epoch on 1,000 rows: bf16, weight
decay 0.1, warm-up 3 %, one sequence a device, 8 devices. Here the batch is a number of sequences over all ranks, packed
into micro-batches by a token budget, and the loss is the mean over all assistant tokens of the batch, so the result
does not depend on the number of ranks. The learning rate is not in the paper; 1e-5 is usual for full fine-tuning at
this size. What runs on GPUs was not run on a GPU.
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
from checkpoint import count_skip, resume, save_checkpoint, save_skeleton, sources
from model import lora
from model.packing import cost, share_out, spread
from runtime import BASE, Log, all_reduce, default_scale, init_distributed, run_cli, settings, summed, watch
from speed import dryrun


@dataclass
class Config:
    """Settings; the defaults are the paper's, POCKET below has those of the pocket scale."""

    scale: Literal["pocket", "paper"] = "paper"  # which defaults; not named: paper with a GPU, pocket without
    model: settings.Name = BASE  # hub id, folder, "pocket" or "pocket-qwen3"
    data: settings.Name = "out/data/sft.parquet"  # parquet, jsonl (ms-swift form too), folder or hub id
    captions: settings.Part | None = None  # share of rows that describe a figure (data.py build --captions); None: all
    out_dir: settings.Name = "out/sft"  # checkpoints, metrics.jsonl, config.json
    epochs: settings.Epochs = 1.0  # passes over the data
    batch_size: settings.Count = 8  # sequences per optimizer step, over all ranks
    micro_tokens: settings.Tokens = 16384  # token budget of one micro-batch on one rank
    lr: settings.Rate = 1e-5  # peak learning rate
    min_lr: settings.Share = 0.0  # learning rate at the end, as a share of the peak
    warmup: settings.Share = 0.03  # share of the steps with rising learning rate
    weight_decay: settings.Share = 0.1  # on matrices
    beta1: settings.Decay = 0.9  # AdamW
    beta2: settings.Decay = 0.95  # AdamW
    clip: settings.Positive = 1.0  # gradient norm
    min_pixels: settings.Limit = 0  # image area after resizing; 0 = the range saved with the model, else the paper's
    max_pixels: settings.Limit = 0  # upper bound; saved with the model, so that RL and evaluation see the same images
    max_length: settings.Tokens = 8192  # longer sequences (prompt and response, tokens) are dropped, counted, reported
    freeze_vision: bool = False  # train the language model only
    lora: settings.Rank = 0  # rank of LoRA adapters, trained in the place of the weights; 0 = all weights are trained
    lora_vision: bool = False  # adapters of the vision tower, too
    attn: Literal["auto", "flash_attention_2"] = "auto"  # auto: responses share their prompt (model/kernels.py)
    gradient_checkpointing: bool = True  # recompute activations in the backward pass
    shard_size: settings.Ranks = 0  # ranks that share one copy of the weights (HSDP); 0 = all ranks
    max_steps: settings.Limit = 0  # stop after this many steps; 0 = no limit
    save_every: settings.Limit = 0  # steps between checkpoints; the last step is always saved
    keep: settings.Count = 2  # newest checkpoints kept
    resume: str = ""  # "auto" or a checkpoint folder
    skip_bad: bool = False  # drop bad rows instead of stopping
    max_skips: settings.Count = 5  # non-finite steps in a row before the run stops
    wandb: Literal["auto", "online", "offline", "off"] = "auto"  # auto: online when configured, else offline
    device: Literal["auto", "cuda", "cpu"] = "auto"  # cuda stops when there is no GPU: the default of the paper scale
    timeout: settings.Seconds = 1800  # seconds that a rank waits for another one before the run stops
    dry_run: bool = False  # only estimate memory and time (speed/dryrun.py); needs no GPU, weights or data
    gpu: dryrun.GpuName = "h100-80gb"  # of --dry_run
    dry_ranks: settings.Workers = 8  # GPUs of --dry_run
    seed: settings.Seed = 0  # data order and pocket weights


PAPER = dict(device="cuda")  # else 7B would train on a CPU without a word
POCKET = dict(
    model="pocket",
    epochs=3.336,  # 834 steps: the longest of docs/ablations.md, and the best
    batch_size=32,
    micro_tokens=2048,
    lr=1.5e-3,
    min_lr=0.1,
    warmup=0.1,
    weight_decay=0.01,
    gradient_checkpointing=False,
    save_every=100,
)


def defaults(scale: str = "") -> Config:
    """The settings of a scale; "": paper with a GPU, pocket without."""
    scale = scale or default_scale()
    return Config(scale=scale, **(POCKET if scale == "pocket" else PAPER))


def learning_rate(cfg: Config, step: int, total: int) -> float:
    """Linear warm-up, then cosine from lr to min_lr * lr; step counts from 0."""
    warm = max(1, round(cfg.warmup * total))
    if step < warm:
        return cfg.lr * (step + 1) / warm
    progress = (step - warm) / max(1, total - warm)
    return cfg.lr * (cfg.min_lr + (1 - cfg.min_lr) * 0.5 * (1 + math.cos(math.pi * progress)))


def batch_rows(n: int, batch_size: int, step: int, seed: int) -> list[int]:
    """Row numbers of one step: a fresh permutation of the n rows each epoch, a step may span two epochs."""
    places = [divmod(at, n) for at in range(step * batch_size, (step + 1) * batch_size)]  # (epoch, place in it)
    orders = {}
    for epoch in {epoch for epoch, _ in places}:
        draw = torch.Generator().manual_seed(seed * 1_000_003 + epoch)
        orders[epoch] = torch.randperm(n, generator=draw).tolist()
    return [orders[epoch][place] for epoch, place in places]


def my_rows(ds, processor, rows: list[int], rank: int, world: int) -> tuple[list[int], float]:
    """(the rows of this rank of those of a step, packing.spread): each rank gets as much work, by tokens."""
    homes = [i % world for i in range(len(rows))]
    if world == 1:
        return rows, 0.0
    costs = [cost(n) for n in lengths(ds.select(rows).to_list(), processor)]
    owners = share_out(costs, homes, world)
    return [row for row, owner in zip(rows, owners) if owner == rank], spread(costs, owners, world)


def lengths(rows: list[dict], processor) -> list[int]:
    """Tokens of each row's prompt and response, those of data.encode; images are not decoded."""
    texts = [processor.apply_chat_template(data.messages(r), tokenize=False, add_generation_prompt=True) for r in rows]
    whole, found = [text + data.response(row) for text, row in zip(texts, rows)], []
    for row, ids in zip(rows, processor.tokenizer(whole)["input_ids"]):
        found.append(len(ids) + 1 + data.image_tokens(row, processor))
    return found


def make_items(policy, processor, ds, rows: list[int]) -> list[dict]:
    """Training sequences of the given rows: prompt as in RL and evaluation, response and end-of-turn with weight 1."""
    picked = [ds[i] for i in rows]
    tok = processor.tokenizer
    encs = data.encode([data.prompt(r, processor) for r in picked], processor)
    responses = [tok(data.response(r), add_special_tokens=False)["input_ids"] + [tok.eos_token_id] for r in picked]
    return [M.make_item(policy, e, r, weight=1.0) for e, r in zip(encs, responses)]


def gradients(cfg: Config, policy, items: list[dict], device, world: int) -> tuple[float, dict]:
    """Forward and backward over this rank's items, in micro-batches. (loss over all ranks, counts for the log)."""
    tokens = all_reduce([float(sum(x["n"] for x in items))])[0]  # assistant tokens of the global batch
    loss_sum, micro_batches = torch.zeros((), dtype=torch.float64, device=device), 0
    for batch in M.pack(policy, items, cfg.micro_tokens, device):
        logp = policy(**batch["inputs"])  # [N]
        loss = -(logp * batch["columns"]["weight"]).sum() / max(tokens, 1.0)
        (loss * world).backward()  # FSDP2 averages gradients over the ranks
        loss_sum, micro_batches = loss_sum + loss.detach(), micro_batches + 1
    return summed(loss_sum).item(), {"tokens": tokens, "micro_batches": micro_batches}


def with_captions(ds, share: float, source: str):
    """The rows with so many of the captions, the first ones, that they are `share` of all. ValueError: too few."""
    ours = [i for i, name in enumerate(ds["id"]) if name.startswith("captions-")]
    others = [i for i, name in enumerate(ds["id"]) if not name.startswith("captions-")]
    wanted = round(share / (1 - share) * len(others))
    if wanted > len(ours):
        raise ValueError(f"--captions {share}: {wanted} captions are needed, {source} has {len(ours)}")
    return ds.select(sorted(others + ours[:wanted]))


def load(cfg: Config, rank: int, device):
    """(rows, processor, policy) as --model and --data name them."""
    ds = data.load(cfg.data, skip_bad=cfg.skip_bad)
    if not any(ds["solution"]):
        raise ValueError(f"{cfg.data}: field solution is empty in every row: SFT needs chains of thought")
    if cfg.captions is not None:
        ds = with_captions(ds, cfg.captions, cfg.data)
    processor = M.load_processor(cfg.model, cfg.min_pixels, cfg.max_pixels)
    ds, _ = data.filter_long(ds, processor, cfg.max_length, with_response=True)
    if not len(ds):
        raise ValueError(f"{cfg.data}: every row is longer than --max_length {cfg.max_length} tokens")
    kind = lora.dtype(cfg.lora, device)
    policy = M.load_model(cfg.model, device, seed=cfg.seed, dtype=kind, empty=rank > 0, attn=cfg.attn)
    return ds, processor, M.prepare(policy, device, cfg)


def main(cfg: Config) -> None:
    if cfg.dry_run:
        return dryrun.main(cfg, rl=False)
    rank, world, device = init_distributed(cfg.device, cfg.timeout)
    out = Path(cfg.out_dir)
    out.mkdir(parents=True, exist_ok=True)

    # ---------------- data, model, optimizer
    ds, processor, policy = load(cfg, rank, device)
    optimizer = M.make_optimizer(policy, cfg.lr, cfg.weight_decay, (cfg.beta1, cfg.beta2))
    total = math.ceil(cfg.epochs * len(ds) / cfg.batch_size)
    last = min(total, cfg.max_steps or total)

    # ---------------- resume
    known = asdict(cfg) | sources(policy, data=ds)
    state = resume(out, cfg.resume, policy, optimizer, known)
    start = step = saved = state["step"]
    skipped = state.get("skipped", 0)  # non-finite steps in a row
    save_skeleton(out, policy, processor, known)
    log = Log(out, known, cfg.wandb, start, state.get("wandb_id", "")) if rank == 0 else None

    def save():
        kept = cfg.keep + (skipped > 0)  # the weights of a skipped step are suspect: one more good checkpoint stays
        now = {"skipped": skipped, "wandb_id": log.wandb_id if log else "", "settings": known}
        save_checkpoint(out, step, policy, optimizer, now, kept)

    # ---------------- train
    def fetch(step):
        rows = batch_rows(len(ds), cfg.batch_size, step, cfg.seed)
        rows, uneven = my_rows(ds, processor, rows, rank, world)
        return make_items(policy, processor, ds, rows), uneven

    pool = ThreadPoolExecutor(1)  # encodes the next batch while this one trains
    coming = pool.submit(fetch, start) if start < last else None
    bar = tqdm(initial=start, total=last, desc="sft", disable=rank > 0, mininterval=1)
    while step < last and not watch.stop():
        watch.phase("data", step + 1)
        items, uneven = coming.result()
        coming = pool.submit(fetch, step + 1) if step + 1 < last else None
        watch.phase("update")
        loss, counts = gradients(cfg, policy, items, device, world)
        norm = M.clip_gradients(policy, cfg.clip)
        for group in optimizer.param_groups:
            group["lr"] = learning_rate(cfg, step, total)
        moved = M.step_if_finite(optimizer, loss, norm)
        skipped = 0 if moved else count_skip(out, step + 1, loss, norm, skipped, cfg.max_skips)
        watch.phase("save")
        step += 1
        if log:
            rate = {"lr": optimizer.param_groups[0]["lr"], "epoch": step * cfg.batch_size / len(ds)}
            told = {"loss": loss, "grad_norm": norm, **rate, **counts, "spread": uneven, "skipped": int(skipped > 0)}
            log(step, {**told, "seconds": watch.seconds()})
            bar.update()
            bar.set_postfix(loss=f"{loss:.4f}", refresh=False)
        if cfg.save_every and step % cfg.save_every == 0 and not skipped:
            save()
            saved = step
    bar.close()
    if step > saved:
        save()
    pool.shutdown()
    watch.ended(out, log, step, step >= last, skipped)


if __name__ == "__main__":
    run_cli(main, defaults, trains=True)
