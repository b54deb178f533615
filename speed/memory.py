"""Measured on this machine: the memory and FLOPs of the trainer's forward and backward pass, CPU, fp32.

python bench_memory.py estimator    peak memory and FLOPs of a training micro-batch, beside what dryrun.py estimates
python bench_memory.py logits       peak memory at vocabulary 152,064: Policy's log-probs beside a trainer that makes whole logits
"""

import gc
import os
import sys
from pathlib import Path

import torch
from torch.utils.flop_counter import FlopCounterMode, sdpa_backward_flop_count, sdpa_flop_count

import model as M
from speed import dryrun

# vision of the two models that fit here; their text models are below
SMALL = {
    **dryrun.VISION,
    "depth": 4,
    "hidden_size": 320,
    "intermediate_size": 856,
    "num_heads": 4,
    "fullatt_block_indexes": [1, 3],
}


def peak_of(step) -> int:
    """Bytes by which resident memory rises at its highest during step(), from the kernel's own count (VmHWM, reset before).

    Needs glibc's MALLOC_MMAP_THRESHOLD_ small, so that every tensor is mapped alone and given back when freed (see main).
    """

    def status(name):
        return next(
            int(line.split()[1]) << 10
            for line in Path("/proc/self/status").read_text().splitlines()
            if line.startswith(name)
        )

    gc.collect()
    before = status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    step()
    return status("VmHWM") - before


def cpu_flops() -> FlopCounterMode:
    """PyTorch's FLOP counter, told of the CPU attention kernels, for which it has no formula."""
    aten = torch.ops.aten
    return FlopCounterMode(
        display=False,
        custom_mapping={
            aten._scaled_dot_product_flash_attention_for_cpu: lambda q, k, v, *a, **_: sdpa_flop_count(q, k, v),
            aten._scaled_dot_product_flash_attention_for_cpu_backward: lambda g, q, k, v, *a, **_: (
                sdpa_backward_flop_count(g, q, k, v)
            ),
        },
    )


def estimate(config, shape: dryrun.Shape, sequences: int, checkpointing: bool) -> dryrun.Cost:
    """What dryrun.py says of the same micro-batch in fp32 with PyTorch's CPU attention; its GPU only matters for times."""
    return dryrun.micro_batch(
        config,
        dryrun.GPUS["h100-80gb"],
        shape,
        sequences,
        2,
        1 << 20,
        True,
        checkpointing,
        False,
        dtype=torch.float32,
        attn="sdpa",
        keep_root=False,
    )


def check_estimator(sizes: tuple[tuple[int, int], ...] = ((1, 256), (2, 512), (4, 768))) -> None:
    """Estimated and measured peak (beyond parameters and gradients) and FLOPs of a training micro-batch, fp32; sizes: (sequences, response)."""
    config = dryrun.build_config(dict(zip(dryrun.TEXT, (32000, 768, 2304, 7, 12, 4, False))), SMALL)
    config.image_token_id = 31_999  # inside this vocabulary
    policy = M.Policy._from_config(config, dtype=torch.float32, attn_implementation="sdpa").train()
    print(
        f"{sum(p.numel() for p in policy.parameters()):,} parameters, fp32, CPU\n"
        "tokens  recompute    peak MiB  estimate  error    GFLOP  estimate  error"
    )
    for sequences, response in sizes:
        shape = dryrun.Shape(32, ((16, 24),), response)
        for checkpointing in (True, False):
            policy.gradient_checkpointing_enable(
                {"use_reentrant": False}
            ) if checkpointing else policy.gradient_checkpointing_disable()
            batch = next(
                M.pack(dryrun.micro_items(policy, shape, sequences, 2, "cpu"), 1 << 20, 0, torch.device("cpu"))
            )["inputs"]
            step = lambda: policy(**batch).sum().backward()
            with cpu_flops() as counter:  # also allocates the gradients, which the measured step adds to
                step()
            want = estimate(config, shape, sequences, checkpointing)
            peak, flops = peak_of(step), counter.get_total_flops()
            print(
                f"{sequences * dryrun.length(shape):6}  {'on' if checkpointing else 'off':9}  {peak / 2**20:10.0f}  {want.peak / 2**20:8.0f}"
                f"  {want.peak / peak - 1:+5.1%}  {flops / 1e9:7.0f}  {want.flops / 1e9:8.0f}  {want.flops / flops - 1:+5.1%}",
                flush=True,
            )


def check_logits(sizes: tuple[int, ...] = (128, 256, 512)) -> None:
    """Peak of a text-only training micro-batch at vocabulary 152,064, beyond parameters and gradients; sizes: tokens."""
    config = dryrun.build_config(dict(zip(dryrun.TEXT, (152064, 32, 128, 2, 2, 2, True))), SMALL)
    policy = M.Policy._from_config(config, dtype=torch.float32, attn_implementation="sdpa").train()
    print("tokens  ours MiB  estimate  whole logits MiB  ratio")
    for tokens in sizes:
        shape = dryrun.Shape(16, (), tokens)
        batch = next(M.pack(dryrun.micro_items(policy, shape, 1, 2, "cpu"), 1 << 20, 0, torch.device("cpu")))["inputs"]

        def ours():
            (-policy(**batch)).mean().backward()

        def whole():  # what a trainer without a chunked head does
            logits = policy(input_ids=batch["input_ids"], position_ids=batch["position_ids"]).logits
            torch.nn.functional.cross_entropy(
                logits.float().flatten(0, 1), batch["targets"].flatten(), ignore_index=-100
            ).backward()

        whole()  # allocates the gradients
        want = estimate(config, shape, 1, False)
        a, b = peak_of(ours), peak_of(whole)
        print(f"{tokens:6}  {a / 2**20:8.0f}  {want.peak / 2**20:8.0f}  {b / 2**20:16.0f}  {b / a:5.1f}", flush=True)


if __name__ == "__main__":
    import tyro

    if "MALLOC_MMAP_THRESHOLD_" not in os.environ:  # read by glibc at its start
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "MALLOC_MMAP_THRESHOLD_": "65536"})
    tyro.extras.subcommand_cli_from_dict(
        use_underscores=True, subcommands={"estimator": check_estimator, "logits": check_logits}
    )
