"""What only a GPU can tell, within eight minutes: do the kernels compute what those of a CPU do, how fast is a step,
how near are the dry run's estimates?

    python -m speed.gpu                          one GPU, Qwen2.5-VL-3B's shape with random weights
    python -m speed.gpu --size Qwen3-VL-4B       another shape; the largest ones want --lora 16
    python -m speed.gpu --device cpu --tiny      the same way through it, whose numbers mean nothing

It needs neither vllm nor flash-attn, network or hub. Parts, each a process of its own with a time limit; one that fails
is named, and the others go on: `tests` (pytest -m gpu); `sft` (a step of sft.py in one plain process, and where its
time goes); `rl` (rollout, log-probs, update and weights of rl.py under torchrun: FSDP2 and NCCL with one rank); `trl`
(the rows of `sft` through TRL's SFTTrainer, where it is installed). Writes OUT/gpu.json and the table OUT/gpu.md.
"""

import dataclasses
import io
import json
import platform
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Literal

import torch

import data
import model as M
import rl
import rollout
import sft
from model import kernels, lora, transformers, types
from runtime import init_distributed, run_cli, settings
from speed import dryrun
from speed.roofline import GPUS, Shape
from speed.workload import ROOT, make_rows

LIMITS = {"tests": 150, "sft": 110, "rl": 120, "trl": 100}  # seconds of each part: eight minutes together
STEPS = 3  # timed ones; one comes before them
FULL = dict(pixels=448 * 448, rows=48, words=40, prompts=8, rollouts=8, tokens=64, micro_tokens=16384)
TINY = dict(pixels=84 * 84, rows=4, words=1, prompts=2, rollouts=2, tokens=4, micro_tokens=2048)


@dataclass
class Config:
    """Settings of the pack."""

    out: settings.Name = "out/gpu"  # folder of the results
    device: Literal["cuda", "cpu"] = "cuda"
    tiny: bool = False  # the pocket model and a few rows
    size: str = "Qwen2.5-VL-3B"  # one of the models whose numbers the dry run knows (speed/dryrun.py)
    lora: settings.Rank = 0  # rank of adapters: 7B does not fit on one card without
    part: str = ""  # only this one, in this process


# ----------------------------------------------------------------------------------------------------------------------
# what the parts work on


def work(cfg: Config) -> SimpleNamespace:
    """Sizes of the work."""
    return SimpleNamespace(**(TINY if cfg.tiny else FULL))


def hub_id(cfg: Config) -> str:
    return f"Qwen/{cfg.size}-Instruct"


def pocket_of(cfg: Config) -> str:
    """The pocket model of the same type: its processor, template and ids are at hand."""
    if hub_id(cfg) not in dryrun.PUBLISHED:
        known = ", ".join(name.split("/")[1].removesuffix("-Instruct") for name in dryrun.PUBLISHED)
        raise ValueError(f"--size {cfg.size}: known are {known}")
    return types.TYPES[dryrun.PUBLISHED[hub_id(cfg)][0]].pocket


def shape_of(cfg: Config):
    """The configuration: a model's published numbers with the pocket tokenizer's special ids."""
    config = M.pocket_config(pocket_of(cfg))
    if cfg.tiny:
        return config
    real = dryrun.architecture(hub_id(cfg))
    for part in ("text_config", "vision_config"):
        changed = getattr(real, part).to_dict()
        getattr(config, part).update({k: v for k, v in changed.items() if not k.endswith("token_id")})
    config.tie_word_embeddings = config.text_config.tie_word_embeddings
    return config


def policy_of(cfg: Config, device: torch.device, dtype: torch.dtype) -> M.Policy:
    """The policy with random weights, made where it is to be."""
    config = shape_of(cfg)
    torch.manual_seed(0)
    with device:
        policy = M.new_policy(config, dtype)
    kernels.set_attention(policy.config, device)
    return policy


def rows_of(cfg: Config) -> tuple:
    """(rows with images and long solutions, processor)."""
    size = work(cfg)

    def longer(row: dict, rng: random.Random) -> dict:
        solution = " ".join([row["solution"]] * rng.randint(1, size.words))
        data.open_images(row, size.pixels, size.pixels, 28)[0].save(image := io.BytesIO(), "PNG")
        return {"solution": solution, "images": [{"bytes": image.getvalue(), "path": None}]}

    ds, processor = (
        data.load(make_rows(Path(cfg.out), "rows", size.rows, "sft", longer)),
        M.load_processor(pocket_of(cfg)),
    )
    processor.image_processor.size = {"shortest_edge": 784, "longest_edge": size.pixels}
    return ds, processor


def settings(cfg: Config, of, **more):
    """The Config of sft.py or rl.py at the paper's settings, for these sizes."""
    size = work(cfg)
    kept = dict(model=hub_id(cfg), device=cfg.device, micro_tokens=size.micro_tokens)
    return dataclasses.replace(of, **kept, lora=cfg.lora, out_dir=cfg.out, **more)


# ----------------------------------------------------------------------------------------------------------------------
# measuring


def timed(device: torch.device, call, times: int = 1) -> float:
    """Seconds of a call, the mean over some."""
    wait(device)
    start = time.perf_counter()
    for _ in range(times):
        call()
    wait(device)
    return (time.perf_counter() - start) / times


def wait(device: torch.device) -> None:
    """Until the GPU has done all it was told."""
    if device.type == "cuda":
        torch.cuda.synchronize()


def useful_flops(policy, items: list[dict]) -> float:
    """FLOPs that learning from these sequences needs: 6 a parameter and token; recomputation and attention left out."""
    tokens, targets = sum(len(x["ids"]) for x in items), sum(x["n"] for x in items)
    patches = sum(len(x["pixel_values"]) for x in items if x["pixel_values"] is not None)
    count = {
        k: sum(p.numel() for p in part.parameters())
        for k, part in (("text", policy.model.language_model.layers), ("vision", policy.model.visual.blocks))
    }
    return 6.0 * (count["text"] * tokens + count["vision"] * patches + policy.lm_head.weight.numel() * targets)


def card(device: torch.device) -> tuple[str, str]:
    """(name of the card, its key in GPUS or "")."""
    if device.type == "cpu":
        return platform.processor() or "CPU", ""
    name, memory = torch.cuda.get_device_name(device), torch.cuda.get_device_properties(device).total_memory / 2**30
    return name, known_card(name, memory)


def known_card(name: str, memory: float) -> str:
    """The key in GPUS of a card of that name and so many GiB, or ""."""
    said = name.upper().replace(" ", "")
    fits = [k for k, gpu in GPUS.items() if k.split("-")[0].upper() in said and abs(gpu.memory - memory) < 0.1 * memory]
    return next(iter(fits), "")


def speed_of(device, items, seconds: float, flops: float = 0) -> dict:
    """Tokens a second and, on a known card, the share of its FLOPs."""
    tokens, key = sum(len(x["ids"]) for x in items), card(device)[1]
    told = {"seconds": round(seconds, 4), "tokens": tokens, "tokens a second": round(tokens / seconds)}
    return told | ({"MFU": round(flops / seconds / GPUS[key].flops, 4)} if flops and key else {})


def peak(device) -> float | None:
    """GiB that PyTorch has held at most."""
    return round(torch.cuda.max_memory_allocated() / 2**30, 2) if device.type == "cuda" else None


# ----------------------------------------------------------------------------------------------------------------------
# the parts


def tests(cfg: Config) -> dict:
    """`pytest -m gpu`; without a GPU it is only seen that they are there."""
    options = ["-q", "-m", "gpu", "-p", "no:cacheprovider", *([] if cfg.device == "cuda" else ["--collect-only"])]
    command = [sys.executable, "-m", "pytest", *options, "tests/test_train.py"]
    lines = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.splitlines()
    failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
    return {"said": [line for line in lines if line.strip()][-1:], "failed": failed}


def sft_part(cfg: Config) -> dict:
    """A step of sft.py beside the dry run's estimate; the ten kernels that take longest."""
    device = init_distributed(cfg.device)[2]
    own = settings(cfg, sft.defaults("paper"))
    ds, processor = rows_of(cfg)
    policy = M.prepare(policy_of(cfg, device, lora.dtype(cfg.lora, device)), device, own)
    optimizer = M.make_optimizer(policy, own.lr, own.weight_decay, (own.beta1, own.beta2))
    items = sft.make_items(policy, processor, ds, range(len(ds)))

    def step():
        loss, _ = sft.gradients(own, policy, items, device, 1)
        losses.append(loss)
        M.step_if_finite(optimizer, loss, M.clip_gradients(policy, own.clip))

    losses = []
    step()
    seconds = timed(device, step, STEPS)
    told = speed_of(device, items, seconds, useful_flops(policy, items))
    told |= {"losses": losses, "peak GiB": peak(device), "estimated GiB": estimated(cfg, own, items)}
    activity = [torch.profiler.ProfilerActivity.CUDA if device.type == "cuda" else torch.profiler.ProfilerActivity.CPU]
    with torch.profiler.profile(activities=activity) as profile:
        step()
        wait(device)
    order = "self_cuda_time_total" if device.type == "cuda" else "self_cpu_time_total"
    kernels_told = profile.key_averages().table(sort_by=order, row_limit=10, max_name_column_width=60)
    (Path(cfg.out) / "kernels.txt").write_text(kernels_told)
    return told


def estimated(cfg: Config, own, items: list[dict]) -> float:
    """GiB of a step of SFT by the dry run, whose reserve PyTorch does not count."""
    longest = max(items, key=lambda x: len(x["ids"]))
    grids = longest["image_grid_thw"]
    images = tuple((int(h), int(w)) for _, h, w in grids) if grids is not None else ()
    text = len(longest["ids"]) - longest["n"] - sum(h * w // 4 for h, w in images)
    dry = dryrun.DryRun(shape_of(cfg), GPUS["h100-80gb"], 1, rl=False)
    memory = dry.memory(dataclasses.replace(own, batch_size=len(items)), Shape(text, images, longest["n"]))["update"]
    return round((sum(memory.values()) - memory["reserve"]) / 2**30, 2)


def rl_part(cfg: Config) -> dict:
    """Rollout, log-probs, update and gathering of weights, under torchrun."""
    _, world, device = init_distributed(cfg.device)
    own = settings(cfg, rl.defaults("paper", "pre"), kl=0.01)
    policy = M.prepare(policy_of(cfg, device, lora.dtype(cfg.lora, device)), device, own)
    items, told = rolled_out(cfg, policy, device)
    passes = (policy, items, "ref", 1.0, own.micro_tokens, device)
    M.fill_logprobs(*passes)
    told["log-probs"] = speed_of(device, items, timed(device, lambda: M.fill_logprobs(*passes)))
    gaps = torch.cat([(x["columns"]["ref"] - x["columns"]["rollout"]).abs() for x in items])
    told["gap of log-probs, engine and trainer"] = {"mean": gaps.mean().item(), "largest": gaps.max().item()}
    optimizer = M.make_optimizer(policy, own.lr, own.weight_decay, (own.beta1, own.beta2))
    run = SimpleNamespace(cfg=own, world=world, policy=policy, device=device)
    norms = []

    def update():
        metrics = rl.gradients(run, items)
        norms.append(M.clip_gradients(policy, own.clip))
        M.step_if_finite(optimizer, metrics["pg_loss"], norms[-1])

    update()
    told["update"] = speed_of(device, items, timed(device, update, STEPS), useful_flops(policy, items))
    return told | {"gradient norms": norms, "peak GiB": peak(device)}


def rolled_out(cfg: Config, policy, device) -> tuple[list[dict], dict]:
    """(training sequences with advantages, what their making took) by an engine of its own."""
    size, (ds, processor) = work(cfg), rows_of(cfg)
    dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
    engine = rollout.TransformersEngine(policy_of(cfg, device, dtype).requires_grad_(False), processor, device)
    gathering = timed(device, lambda: engine.sync(policy))
    prompts, samples = [data.prompt(ds[i], processor) for i in range(size.prompts)], []
    engine.generate(prompts[:1], 1, 1.0, 2)
    seconds = timed(device, lambda: samples.extend(engine.generate(prompts, size.rollouts, 1.0, size.tokens)))
    drawn, items = sum(len(s.token_ids) for group in samples for s in group), []
    for enc, group in zip(rollout.encoded(prompts, processor), samples):
        for i, s in enumerate(group):
            columns = dict(rollout=s.logprobs, advantage=2.0 * (i % 2) - 1.0)
            items.append(M.make_item(policy, enc, s.token_ids, **columns))
    told = {"seconds": round(seconds, 3), "tokens": drawn, "tokens a second": round(drawn / seconds)}
    return items, {"seconds of gathering the weights": round(gathering, 3), "rollout": told}


def trl_part(cfg: Config) -> dict:
    """A step of TRL's SFTTrainer on the rows of `sft`."""
    try:
        from trl import SFTConfig, SFTTrainer
    except ImportError as e:
        return {"skipped": str(e)}
    import datasets

    device = init_distributed(cfg.device)[2]
    (ds, processor), seconds, cuda = rows_of(cfg), [], device.type == "cuda"
    rows, end = [], processor.tokenizer.eos_token
    for row in ds:
        asked = data.prompt(row, processor)
        rows.append(dict(prompt=asked["text"], images=asked["images"], completion=data.response(row) + end))

    class Clock(transformers.TrainerCallback):
        def on_step_begin(self, *_, **__):
            wait(device)
            seconds.append(-time.perf_counter())

        def on_step_end(self, *_, **__):
            wait(device)
            seconds[-1] += time.perf_counter()

    config = shape_of(cfg)
    torch.manual_seed(0)
    with device:
        policy = types.of(config).stock._from_config(config, dtype=torch.float32, attn_implementation="sdpa")
    policy.accepts_loss_kwargs = True
    batch = dict(per_device_train_batch_size=4, gradient_accumulation_steps=max(1, len(ds) // 4), max_steps=1 + STEPS)
    machine = dict(bf16=cuda, use_cpu=not cuda, gradient_checkpointing=True, report_to="none", save_strategy="no")
    rate = dict(learning_rate=1e-5, lr_scheduler_type="constant", weight_decay=0.1, adam_beta2=0.95)
    args = SFTConfig(
        output_dir=cfg.out, max_length=None, logging_steps=1, disable_tqdm=True, **batch, **machine, **rate
    )
    trainer = SFTTrainer(
        model=policy,
        args=args,
        train_dataset=datasets.Dataset.from_list(rows),
        callbacks=[Clock()],
        processing_class=processor,
    )
    trainer.train()
    step = sum(seconds[1:]) / len(seconds[1:])
    losses = [x["loss"] for x in trainer.state.log_history if "loss" in x]
    return {"seconds": round(step, 4), "losses": losses, "peak GiB": peak(device)}


PARTS = {"tests": tests, "sft": sft_part, "rl": rl_part, "trl": trl_part}

# ----------------------------------------------------------------------------------------------------------------------
# the pack


def run_part(cfg: Config, name: str) -> dict:
    """What a part found, in a process of its own; {"failed": why} when it ends badly or takes too long."""
    flags = ["--part", name, "--out", cfg.out, "--device", cfg.device, "--size", cfg.size, "--lora", str(cfg.lora)]
    launch = ["-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "1"] if name == "rl" else []
    command = [sys.executable, *launch, "-m", "speed.gpu", *flags, *(["--tiny"] if cfg.tiny else [])]
    start, log, found = time.perf_counter(), Path(cfg.out) / f"{name}.log", Path(cfg.out) / f"{name}.json"
    found.unlink(missing_ok=True)
    with open(log, "w") as f:
        try:
            code = subprocess.run(command, cwd=ROOT, stdout=f, stderr=f, timeout=LIMITS[name]).returncode
        except subprocess.TimeoutExpired:
            code = f"none after {LIMITS[name]} s"
    told = json.loads(found.read_text()) if found.exists() else {"failed": f"exit code {code}; see {log}"}
    return told | {"whole part, seconds": round(time.perf_counter() - start, 1)}


def table(found: dict) -> str:
    """Markdown of the results: one line a number."""
    lines = ["| part | what | found |", "|---|---|---|"]
    for part, told in found.items():
        for what, value in told.items():
            values = value.items() if isinstance(value, dict) else [("", value)]
            lines += [f"| {part} | {f'{what}: {k}' if k else what} | {v} |" for k, v in values]
    return "\n".join(lines) + "\n"


def main(cfg: Config) -> None:
    out = Path(cfg.out)
    out.mkdir(parents=True, exist_ok=True)
    if cfg.part:
        told = PARTS[cfg.part](cfg)
        (out / f"{cfg.part}.json").write_text(json.dumps(told))
        return
    device = init_distributed(cfg.device)[2]
    about = {"card": card(device)[0], "date": time.strftime("%Y-%m-%d"), "torch": torch.__version__}
    about |= {"CUDA": torch.version.cuda, "transformers": transformers.__version__, "python": platform.python_version()}
    found = {"machine": about | {"shape": "pocket" if cfg.tiny else cfg.size, "LoRA": cfg.lora}}
    for name in PARTS:
        print(f"{name} (at most {LIMITS[name]} s) ...", flush=True)
        found[name] = run_part(cfg, name)
    ours, theirs = (found[name].get("seconds") for name in ("sft", "trl"))
    if ours and theirs:
        pairs = zip(found["sft"]["losses"], found["trl"]["losses"])
        apart = max(abs(a - b) for a, b in pairs)
        found["trl"] |= {"times our step": round(theirs / ours, 2), "largest difference of losses": apart}
    (out / "gpu.json").write_text(json.dumps(found, indent=1))
    (out / "gpu.md").write_text(table(found))
    print(table(found), end="")
    failed = [name for name, told in found.items() if "failed" in told and told["failed"]]
    if failed:
        raise ValueError(f"{', '.join(failed)}: failed; see the logs in {out}")


if __name__ == "__main__":
    run_cli(main, Config)
