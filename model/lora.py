"""LoRA (arXiv 2106.09685): low-rank updates beside frozen weights, which cost no gradients, moments or second copy.

Layers and file format are peft's. A layer computes x W^T + 2 x A^T B^T, with A [rank, in], B [out, rank], B = 0 at the
start (lora_alpha is twice the rank, so a learning rate suits every rank). The frozen weights are bf16 on GPUs, the
adapters fp32. Without its adapters the policy is the model that it started from: the reference of RL.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch.distributed.tensor import DTensor

SCALE = 2.0  # lora_alpha / rank
LINEAR = r"(q|k|v|o|gate|up|down)_proj"  # of a decoder layer
TEXT = rf".*language_model\.layers.*\.{LINEAR}"
BOTH = rf".*(language_model\.layers|visual\.blocks).*\.({LINEAR}|qkv|proj|linear_fc[12])"
INSIDE = ".base_layer"  # peft puts the frozen layer under this name


def settings(rank: int, vision: bool):
    """peft's configuration of the adapters."""
    from peft import LoraConfig

    return LoraConfig(r=rank, lora_alpha=SCALE * rank, target_modules=BOTH if vision else TEXT, bias="none")


def add(policy, rank: int, vision: bool = False, seed: int = 0) -> None:
    """Adapters of the language model's linear layers, with vision also of the vision tower's; all else is frozen."""
    if rank < 1:
        raise ValueError(f"--lora {rank}: the rank of the adapters must be at least 1")
    from peft import inject_adapter_in_model

    torch.manual_seed(seed)
    inject_adapter_in_model(settings(rank, vision), policy)
    for name, p in policy.named_parameters():
        p.requires_grad_(is_adapter(name))
        if is_adapter(name):
            p.data = p.data.float()


def dtype(rank: int, device: torch.device) -> torch.dtype:
    """Of the weights of a policy that is trained with adapters of this rank (0: without any)."""
    return torch.bfloat16 if rank and device.type == "cuda" else torch.float32


def is_adapter(name: str) -> bool:
    """Whether a parameter of this name belongs to an adapter."""
    return ".lora_" in name


def layers(model) -> dict:
    """{name: layer} of those with adapters."""
    return {name: m for name, m in model.named_modules() if hasattr(m, "lora_A")}


def trains_adapters(model) -> bool:
    """Whether adapters are all that is trained."""
    return any(is_adapter(name) for name, _ in model.named_parameters())


@contextmanager
def without(model):
    """The model as it was before its adapters were added."""
    changed = layers(model).values()
    for layer in changed:
        layer._disable_adapters = True  # peft's enable_adapters would also change what is trained, which FSDP2 minds
    try:
        yield model
    finally:
        for layer in changed:
            layer._disable_adapters = False


def updated(layer) -> torch.Tensor:
    """The weight [out, in] that a layer with adapters amounts to; a plain layer's own. A collective under FSDP2."""
    if not hasattr(layer, "lora_A"):
        return whole(layer.weight)
    a, b = (whole(part["default"].weight).float() for part in (layer.lora_A, layer.lora_B))
    return whole(layer.base_layer.weight) + SCALE * (b @ a)


def whole(p: torch.Tensor) -> torch.Tensor:
    """A parameter without its sharding or gradient."""
    return (p.full_tensor() if isinstance(p, DTensor) else p).detach()


def named_weights(model) -> Iterator[tuple[str, torch.Tensor]]:
    """(name, whole tensor) of every parameter in order, adapters added to their weights, under the names of a model
    without adapters: a collective under FSDP2. Tied weights come once."""
    changed = layers(model)
    for name, p in model.named_parameters():
        if is_adapter(name):
            continue
        layer, _, last = name.removesuffix(".weight").rpartition(INSIDE)
        updates = name.endswith(f"{INSIDE}.weight") and not last
        yield name.replace(INSIDE, ""), updated(changed[layer]) if updates else whole(p)
