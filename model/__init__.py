"""The policy: load a model of a known type (types.py) or make a pocket one, shard it, per-token log-probs, packing.

    load_model("Qwen/Qwen2.5-VL-7B-Instruct")   a hub id, a folder, or a pocket model (random weights, for CPUs)

What is not stock transformers, and why:
1. `Policy.forward(batch)` returns the log-prob of each target token instead of logits. The head and the cross-entropy
   run in chunks, so the [tokens, vocabulary] matrix never exists, and they run inside the root module's forward, where
   FSDP2 has gathered the head.
2. Positions are computed here, per sequence, and given as the three rows of M-RoPE, so that nothing falls back to 1-D
   positions in silence. The language model is called itself: what stands around it in transformers differs between
   types.
3. Weights are fp32 and sharded; on GPUs the compute is bf16 with fp32 reduction (at a learning rate of 1e-6 an update
   is smaller than the spacing of bf16 numbers, so bf16 master weights would not move).
4. A micro-batch without an image still runs the vision tower, on one blank image times 0: otherwise ranks disagree
   about the next collective and FSDP hangs.
5. A micro-batch is one row, in which responses stand behind one copy of their prompt. Attention takes them apart
   (kernels.py), on GPUs by PyTorch's kernel for sequences of different lengths; what it must know is made on the CPU
   (packing.py), so nothing waits.
"""

import copy
import functools
import importlib
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import torch
import torch.distributed as dist

if torch.version.cuda is None and not hasattr(torch.ops.torchvision, "nms"):
    # PyPI's torchvision beside CPU torch lacks these two schemas and then fails to import: before transformers.
    _tv = torch.library.Library("torchvision", "FRAGMENT")
    for _op in ("nms", "qnms"):
        _tv.define(f"{_op}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import torch.distributed.checkpoint.state_dict as dcp_state
import transformers  # noqa: F401  others take it from here, so that the mend always comes first
from torch.distributed.fsdp import MixedPrecisionPolicy, fully_shard
from torch.distributed.tensor import DTensor
from torch.nn.functional import cross_entropy
from transformers import AutoConfig, AutoProcessor, PreTrainedConfig  # noqa: F401

from runtime import gather

from . import lora, types
from .kernels import PACKED, Linear, has_kernel, head_logprobs, linear, register_attention, set_attention
from .loading import (  # noqa: F401
    PAPER_PIXELS,
    PIXEL_FILE,
    POCKETS,
    check_model,
    load_config,
    load_processor,
    load_weights,
    pixel_limits,
    pocket_config,
    refused,
    save_processor,
    source_hash,
)
from .packing import blank_image, collate, micro_batches, staged, to_device

register_attention()

WORDS = 32_768  # vocabulary up to which a CPU makes all logits of a micro-batch at once: that is faster

# ----------------------------------------------------------------------------------------------------------------------
# the policy


class PatchEmbed(torch.nn.Module):
    """The patches' convolution has no overlap: it is a matrix product, which is five times as fast on CPU."""

    def forward(self, pixel_values):
        weight, bias = self.proj.weight, self.proj.bias  # Qwen3-VL's has a bias
        pixels = pixel_values.to(weight.dtype)  # [P, channels * frames * side^2]
        return linear(pixels, weight.flatten(1), bias)  # [P, d]


class Policy:
    """Over transformers' class of a model type: the forward on a packed batch gives log-probs of the targets."""

    blank = None  # an image for micro-batches without one

    def forward(self, targets=None, temperature: float = 1.0, layout=None, **inputs):
        """Log-probs [N] of the targets in their order; the stock forward when targets is None.

        targets [N]; inputs: input_ids [1, T], one row of packed sequences, position_ids [3, 1, T]; with images also
        pixel_values [P, D] and image_grid_thw [k, 3] of the k different ones, and feature_index, the place among their
        features of every image token. layout: what is known of them on the CPU (see packing.collate), so that nothing
        here waits for the GPU.
        """
        if targets is None:
            return super().forward(**inputs)
        with torch.autocast("cuda", torch.bfloat16, enabled=targets.is_cuda):  # FSDP2 casts too; this is for one GPU
            embeds, more = self._embed(layout, **inputs)
            # no text row of positions, from which transformers would make a dense mask
            row, more = {"position_ids": inputs["position_ids"], "use_cache": False}, more | layout["text"]
            hidden = self.model.language_model(inputs_embeds=embeds, **row, **more).last_hidden_state  # [1, T, d]
        hidden = hidden[0][layout["targets_at"]]  # [N and filler, d]
        weight = self.lm_head.weight
        if not hidden.is_cuda and len(weight) <= WORDS:
            logits = linear(hidden.float() / temperature, weight.float())[: len(targets)]
            return -cross_entropy(logits, targets, reduction="none")
        hidden = hidden[: len(targets)]
        if hidden.is_cuda:  # the last norm of fp32 weights gives fp32, and fp32 products take ten times as long
            hidden = hidden.bfloat16()
        return head_logprobs(hidden, weight.to(hidden.dtype), targets, temperature)

    def _embed(self, layout, input_ids, position_ids, pixel_values=None, image_grid_thw=None, feature_index=None):
        """(token embeddings [1, T, d] with the image features in place, what else the language model wants to know).

        Each different image is encoded once. What else: features that types.DeepstackText adds at later layers.
        """
        embeds, visual = self.get_input_embeddings()(input_ids), self.model.visual
        if pixel_values is not None:
            out, at = visual(pixel_values, grid_thw=image_grid_thw, **layout["vision"]), layout["images_at"]
            features = out.pooler_output[feature_index].to(embeds.dtype)  # [features, d] -> [image tokens, d]
            deep = [x[feature_index] for x in getattr(out, "deepstack_features", ())]
            more = {"visual_pos_masks": at, "deepstack_visual_embeds": deep} if deep else {}
            return embeds.flatten(0, 1).index_copy(0, at, features).view_as(embeds), more
        if dist.is_initialized() and dist.get_world_size() > 1:
            if self.blank is None:
                self.blank = to_device(blank_image(self.config.vision_config), embeds.device)
            out = visual(**self.blank)
            for x in (out.pooler_output, *getattr(out, "deepstack_features", ())):
                embeds = embeds + 0.0 * x.sum().to(embeds.dtype)
        return embeds, {}


@functools.cache
def policy_class(stock: type) -> type:
    """The policy over one of transformers' classes, by whose name transformers finds the hub's names of its weights."""
    return type(stock.__name__, (Policy, stock), {"__module__": __name__, "__doc__": Policy.__doc__})


def adopt(model) -> Policy:
    """A model of transformers' own class, which becomes the policy."""
    kind = types.of(model.config)
    model.__class__, model.model.visual.patch_embed.__class__ = policy_class(kind.stock), PatchEmbed
    for module in model.modules():
        if type(module) is torch.nn.Linear:
            module.__class__ = Linear
    if kind.text:
        model.model.language_model.__class__ = kind.text
    if model.config._attn_implementation == "sdpa":  # ours, which transformers does not know when it loads
        set_attention(model.config, torch.device("cpu"))
    return model


def new_policy(config: PreTrainedConfig, dtype=torch.float32, attn: str = "sdpa") -> Policy:
    """The policy of a configuration, with transformers' random weights."""
    own = copy.deepcopy(config)  # in which its attention is noted
    return adopt(types.of(own).stock._from_config(own, dtype=dtype, attn_implementation=attn))


def load_model(
    name: str, device: torch.device, seed: int = 0, dtype=torch.float32, empty: bool = False, attn: str = "auto"
) -> Policy:
    """The policy from a hub id, a folder with safetensors, or a pocket model's name (weights from `seed`), on the CPU.

    empty: parameters are left unset (memory that is never touched costs none), for ranks that get them in shard().
    attn: auto (ours, see kernels.py) or flash_attention_2. OSError naming the model when it cannot be found, ValueError
    when flash-attn is asked for and is not to be had.
    """
    if attn == "flash_attention_2":
        try:
            importlib.import_module("flash_attn").flash_attn_func  # noqa: B018  another package has the same folder
        except (ImportError, AttributeError, OSError) as e:
            hint = "--attn auto needs no package"
            raise ValueError(f"--attn flash_attention_2: flash-attn 2 cannot be imported ({e}); {hint}") from e
    loaded, config = "sdpa" if attn == "auto" else attn, load_config(name)
    if name not in POCKETS and not empty:
        with refused(name):
            model = load_weights(name, config, lambda: empty_model(config, dtype, loaded))
    else:
        torch.manual_seed(seed)
        model = (empty_model if empty else new_policy)(config, dtype, loaded)
    if attn == "auto":
        set_attention(model.config, device)
    return model


def empty_model(config: PreTrainedConfig, dtype, attn: str = "sdpa") -> Policy:
    """The model with unset parameters on the CPU."""
    with torch.device("meta"):
        model = new_policy(config, dtype, attn)
    model = model.to_empty(device="cpu")
    model.tie_weights()
    for module in model.modules():  # buffers that no state dict holds
        if hasattr(module, "inv_freq"):
            fresh = type(module)(module.config)
            module.inv_freq, module.original_inv_freq = fresh.inv_freq, fresh.original_inv_freq
    return model


def blocks(model: Policy) -> list:
    """The modules that FSDP2 gathers one at a time; what is outside of them is the root's."""
    return [*model.model.visual.blocks, *model.model.language_model.layers]


def shard(model: Policy, device: torch.device, shard_size: int = 0) -> Policy:
    """FSDP2: every decoder layer and vision block, then the root. One process: only moved to the device.

    shard_size: ranks that share one copy (HSDP on a 2-D mesh: shard inside a node, replicate over nodes); 0 = all. Rank
    0's weights are the ones kept; other ranks may hold an empty model. A model on the meta device (dryrun.py) has none.
    """
    if not dist.is_initialized():
        return model.to(device)
    world = dist.get_world_size()
    shard_size = shard_size or world
    if world % shard_size:
        raise ValueError(f"--shard_size {shard_size} does not divide the world size {world}")
    shape, names = (
        ((world // shard_size, shard_size), ("replicate", "shard")) if shard_size < world else ((world,), ("shard",))
    )
    mesh = dist.init_device_mesh(device.type, shape, mesh_dim_names=names)
    policy = (
        MixedPrecisionPolicy(param_dtype=torch.bfloat16, reduce_dtype=torch.float32)
        if device.type == "cuda"
        else MixedPrecisionPolicy()
    )
    full = model.state_dict() if dist.get_rank() == 0 else {}
    for block in blocks(model):
        fully_shard(block, mesh=mesh, mp_policy=policy)
    fully_shard(model, mesh=mesh, mp_policy=policy)
    if not next(model.parameters()).is_meta:
        dcp_state.set_model_state_dict(
            model, full, options=dcp_state.StateDictOptions(full_state_dict=True, broadcast_from_rank0=True)
        )
    return model


def prepare(policy: Policy, device: torch.device, cfg) -> Policy:
    """The policy ready to be trained, as cfg.freeze_vision, lora, gradient_checkpointing and shard_size say."""
    if cfg.freeze_vision:
        policy.model.visual.requires_grad_(False)
    if cfg.lora_vision and not cfg.lora:
        raise ValueError("--lora_vision needs --lora RANK")
    if cfg.lora:
        lora.add(policy, cfg.lora, cfg.lora_vision, cfg.seed)
    if cfg.gradient_checkpointing:
        policy.gradient_checkpointing_enable({"use_reentrant": False})
    policy = shard(policy, device, cfg.shard_size)
    policy.train()
    return policy


@torch.no_grad()
def fill_logprobs(model: Policy, items: list[dict], name: str, temperature: float, budget: int, device):
    """Set column `name` of every item to the model's log-probs of its response (a forward pass without gradient)."""
    model.eval()
    for batch in pack(model, items, budget, device):
        logp = model(temperature=temperature, **batch["inputs"]).cpu()  # [N]
        for item, part in zip(batch["items"], logp.split([x["n"] for x in batch["items"]])):
            item["columns"][name] = part
    if hasattr(model, "reshard"):  # FSDP2 keeps the root gathered until a backward pass: 2 GiB of the 7B reference
        model.reshard()
    model.train()


# ----------------------------------------------------------------------------------------------------------------------
# positions and packing


def rope_positions(model: Policy, enc: dict) -> torch.Tensor:
    """The model's three-row positions [3, T] of one encoded prompt (arXiv 2409.12191, section 2.1; 2502.13923, 2.1)."""
    ids, types = enc["input_ids"][None], enc["mm_token_type_ids"][None]
    return model.model.get_rope_index(ids, types, enc["image_grid_thw"])[0][:, 0]


def make_item(model: Policy, enc: dict, response: list[int], **columns) -> dict:
    """One training sequence: an encoded prompt (of data.encode) followed by the response's token ids.

    columns: per-token values of the response, each [len(response)] or a scalar; `weight` is what a token counts in the
    loss.
    """
    n, prompt = len(response), enc["input_ids"]
    if "positions" not in enc:  # the n responses to a prompt share it
        enc["positions"] = rope_positions(model, enc)
    before = enc["positions"]
    after = before.max() + 1
    columns = {k: torch.as_tensor(v, dtype=torch.float32).expand(n) for k, v in columns.items()}
    return {
        "ids": torch.cat([prompt, torch.tensor(response, dtype=torch.long)]),
        "n": n,
        "columns": columns,
        "prompt": before,
        "positions": torch.cat([before, (after + torch.arange(n)).expand(3, n)], 1),
        "pixel_values": enc["pixel_values"],
        "image_grid_thw": enc["image_grid_thw"],
        "images_at": enc["mm_token_type_ids"].nonzero()[:, 0],
        "tower": model.config.vision_config,
    }


def pack(
    model: Policy, items: list[dict], budget: int, device: torch.device, kernel: bool | None = None
) -> Iterator[dict]:
    """Yields micro-batches of at most `budget` tokens (or one longer sequence), of similar lengths, the same number on
    every rank.

    A micro-batch is one row without padding, in which a prompt is computed once for the responses that stand behind it
    and do not see each other (flash-attn's own attention cannot do that). A rank that has fewer micro-batches gets ones
    of weight 0. kernel: as if the device had the kernel, or not.
    """
    attention = model.config._attn_implementation
    if attention not in (PACKED, "flash_attention_2"):
        raise ValueError(f"attention {attention} does not take packed sequences apart")
    share = attention == PACKED
    kernel = not share or (has_kernel(device, model.config) if kernel is None else kernel)
    parts = micro_batches(items, budget, share)
    most = max(gather(len(parts)))
    names = next((c for c in gather(list(items[0]["columns"]) if items else []) if c), [])
    blank = {
        "ids": torch.zeros(2, dtype=torch.long),
        "n": 1,
        "prompt": None,
        "positions": torch.arange(2).expand(3, 2),
        "pixel_values": None,
        "image_grid_thw": None,
        "columns": {k: torch.zeros(1) for k in names},
    }
    parts += [[[blank]]] * (most - len(parts))

    def made(part):
        return staged(collate(part, kernel), device)

    with ThreadPoolExecutor(1) as pool:  # makes the next one while this one is computed
        coming = None
        for part in [*parts, None]:
            now, coming = coming, part and pool.submit(made, part)
            if now:
                batch = now.result()
                yield {**to_device({k: batch[k] for k in ("inputs", "columns")}, device), "items": batch["items"]}


def make_optimizer(model: Policy, lr: float, weight_decay: float, betas: tuple[float, float]) -> torch.optim.AdamW:
    """AdamW with decay on matrices only (norm scales and biases are left alone)."""
    params = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in params if p.ndim >= 2], "weight_decay": weight_decay},
        {"params": [p for p in params if p.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=betas, eps=1e-8, fused=True)


def step_if_finite(optimizer: torch.optim.Optimizer, loss: float, norm: float) -> bool:
    """The optimizer's step, unless loss or gradient norm is not finite. Whether it was made; gradients are dropped."""
    finite = math.isfinite(loss) and math.isfinite(norm)
    if finite:
        optimizer.step()
    optimizer.zero_grad(set_to_none=True)
    return finite


def clip_gradients(model: Policy, limit: float) -> float:
    """Global gradient norm before clipping to `limit`."""
    norm = torch.nn.utils.clip_grad_norm_(model.parameters(), limit)
    return float(norm.full_tensor() if isinstance(norm, DTensor) else norm)
