"""Measured on this machine: the memory and FLOPs of the trainer's forward and backward pass, CPU, fp32.

    python -m speed.memory estimator    peak memory and FLOPs of a training micro-batch, beside roofline.py's estimate
    python -m speed.memory logits       peak memory at vocabulary 152,064: our log-probs beside whole logits

Peaks are those beyond parameters and gradients.
"""

import ctypes
import functools
import gc
import math
from collections.abc import Callable
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from torch.utils.flop_counter import FlopCounterMode, sdpa_backward_flop_count, sdpa_flop_count

import model as M
from runtime import run_commands, settings
from speed.dryrun import TEXT, VISION, build_config
from speed.roofline import GPUS, Cost, Shape, length, micro_batch, micro_items

# vision of the two models that fit here; their text models are below
SMALL = {
    **VISION,
    "depth": 4,
    "hidden_size": 320,
    "intermediate_size": 856,
    "num_heads": 4,
    "fullatt_block_indexes": [1, 3],
}
M_MMAP_THRESHOLD = -3  # of glibc's malloc.h


def map_tensors_alone() -> None:
    """From now on every tensor of 64 KiB or more is mapped alone and given back when it is freed (glibc's mallopt)."""
    if not ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1 << 16):
        raise OSError("mallopt refused: resident memory would not follow what lives")


def peak_of(step: Callable) -> int:
    """Bytes by which resident memory rises at its highest during step(), from the kernel's own count.

    That count (VmHWM) is reset before. Tensors must be mapped alone (map_tensors_alone).
    """

    def status(name):
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) << 10 for line in lines if line.startswith(name))

    gc.collect()
    before = status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    step()
    return status("VmHWM") - before


def cpu_flops() -> FlopCounterMode:
    """PyTorch's FLOP counter, told of the CPU kernels for which it has no formula."""

    def forward(q, k, v, *args, **kw):
        return sdpa_flop_count(q, k, v)

    def backward(grad, q, k, v, *args, **kw):
        return sdpa_backward_flop_count(grad, q, k, v)

    def product(x, weight, *args, **kw):
        return 2 * math.prod(x) * weight[0]

    kernel, aten = "_scaled_dot_product_flash_attention_for_cpu", torch.ops.aten
    formulas = {getattr(aten, kernel): forward, getattr(aten, f"{kernel}_backward"): backward}
    formulas[torch.ops.mkldnn._linear_pointwise] = product
    return FlopCounterMode(display=False, custom_mapping=formulas)


def estimate(config, shape: Shape, sequences: int, checkpointing: bool) -> Cost:
    """What roofline.py says of the same micro-batch in fp32 with PyTorch's CPU attention.

    Its GPU only matters for times.
    """
    batch = dict(shape=shape, sequences=sequences, rollouts=2, budget=1 << 20)
    how = dict(train=True, checkpointing=checkpointing, freeze_vision=False, keep_root=False)
    return micro_batch(config, GPUS["h100-80gb"], **batch, **how, dtype=torch.float32, kernel=False)


def packed(policy, shape: Shape, sequences: int) -> dict[str, torch.Tensor]:
    """The micro-batch that `estimate` speaks of."""
    items = micro_items(policy, shape, sequences, 2, "cpu")
    return next(M.pack(policy, items, 1 << 20, torch.device("cpu")))["inputs"]


def train_step(policy, batch: dict[str, torch.Tensor]) -> None:
    policy(**batch).sum().backward()


def check_estimator(sizes: tuple[tuple[settings.Count, settings.Count], ...] = ((1, 256), (2, 512), (4, 768))) -> None:
    """Estimated and measured peak (beyond parameters and gradients) and FLOPs of a training micro-batch, fp32.

    sizes: (sequences, response).
    """
    map_tensors_alone()
    config = build_config(dict(zip(TEXT, (32000, 768, 2304, 7, 12, 4, False))), SMALL)
    config.image_token_id = 31_999  # inside this vocabulary
    policy = M.new_policy(config).train()
    print(f"{sum(p.numel() for p in policy.parameters()):,} parameters, fp32, CPU")
    print("tokens  recompute    peak MiB  estimate  error    GFLOP  estimate  error")
    for sequences, response in sizes:
        shape = Shape(32, ((16, 24),), response)
        for recompute in ("on", "off"):
            if recompute == "on":
                policy.gradient_checkpointing_enable({"use_reentrant": False})
            else:
                policy.gradient_checkpointing_disable()
            step = functools.partial(train_step, policy, packed(policy, shape, sequences))
            with cpu_flops() as counter:  # also allocates the gradients, which the measured step adds to
                step()
            want = estimate(config, shape, sequences, recompute == "on")
            peak, flops = peak_of(step), counter.get_total_flops()
            memory = f"{peak / 2**20:10.0f}  {want.peak / 2**20:8.0f}  {want.peak / peak - 1:+5.1%}"
            work = f"{flops / 1e9:7.0f}  {want.flops / 1e9:8.0f}  {want.flops / flops - 1:+5.1%}"
            print(f"{sequences * length(shape):6}  {recompute:9}  {memory}  {work}", flush=True)


def whole_logits_step(policy, batch: dict[str, torch.Tensor]) -> None:
    """What a trainer without a chunked head does."""
    logits = policy(input_ids=batch["input_ids"], position_ids=batch["position_ids"]).logits[0]
    targets = torch.full((len(logits),), -100)
    targets[batch["layout"]["targets_at"][: len(batch["targets"])]] = batch["targets"]
    cross_entropy(logits.float(), targets).backward()


def check_logits(sizes: tuple[settings.Count, ...] = (128, 256, 512)) -> None:
    """Peak of a text-only training micro-batch at vocabulary 152,064, beyond parameters and gradients.

    sizes: tokens.
    """
    map_tensors_alone()
    config = build_config(dict(zip(TEXT, (152064, 32, 128, 2, 2, 2, True))), SMALL)
    policy = M.new_policy(config).train()
    print("tokens  ours MiB  estimate  whole logits MiB  ratio")
    for tokens in sizes:
        shape = Shape(16, (), tokens)
        batch = packed(policy, shape, 1)
        ours = functools.partial(train_step, policy, batch)
        whole = functools.partial(whole_logits_step, policy, batch)
        whole()  # allocates the gradients
        want = estimate(config, shape, 1, False)
        a, b = peak_of(ours), peak_of(whole)
        print(f"{tokens:6}  {a / 2**20:8.0f}  {want.peak / 2**20:8.0f}  {b / 2**20:16.0f}  {b / a:5.1f}", flush=True)


if __name__ == "__main__":
    run_commands({"estimator": check_estimator, "logits": check_logits}, __doc__)
