"""What a run will need, before a GPU is rented: memory a GPU and time a step, from `sft.py --dry_run` and `rl.py --dry_run`.

    python sft.py --dry_run                                        Qwen2.5-VL-7B on 8 H100, the paper's settings; needs no GPU, data or weights
    python rl.py --dry_run --gpu a100-80gb --dry_ranks 16 --shard_size 8

How: the real model is built on the meta device and sharded by `model.shard` on a fake process group; then the trainer's own code
(`model.pack`, `Policy.forward`, backward, recomputation) runs on one micro-batch of meta tensors, and `Tracer` counts for every
operator the bytes that live, the bytes that move and the FLOPs. Integers and masks stay real, for they decide shapes. An operator takes
the longer of its compute and its memory time (roofline). Not run on a GPU; the constants below that no data sheet gives are assumed.
On a CPU `bench_memory.py estimator` holds the estimator against measured micro-batches.
"""

import functools
import math
import sys
import weakref
from collections import namedtuple
from dataclasses import replace
from pathlib import Path
from typing import Literal

import torch
import torch.distributed as dist
import torch.nn.modules.linear_cross_entropy  # registers the operator of the chunked head
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten, tree_map
from torch.utils.flop_counter import flop_registry
from torch.utils.weak import WeakIdKeyDictionary

import data
import model as M
from model import AutoProcessor, Qwen2_5_VLConfig, transformers

# memory: GiB as PyTorch reports it; flops: bf16, dense; bandwidth and link (to GPUs of the node, one way): bytes/s. Sources: NVIDIA's data
# sheets of the SXM parts (L40S: PCIe 4.0 x16).
Gpu = namedtuple("Gpu", "memory flops bandwidth link")
GPUS = {
    "h100-80gb": Gpu(79.1, 989e12, 3.35e12, 450e9),
    "h200-141gb": Gpu(139.7, 989e12, 4.8e12, 450e9),
    "a100-80gb": Gpu(79.1, 312e12, 2.04e12, 300e9),
    "a100-40gb": Gpu(39.4, 312e12, 1.56e12, 300e9),
    "l40s-48gb": Gpu(44.3, 362e12, 0.86e12, 32e9),
}
GpuName = Literal[tuple(GPUS)]
NODE = 8  # GPUs of a node
NETWORK, PCIE = 50e9, 25e9  # bytes/s a GPU: to other nodes (400 Gb/s), to the host (assumed)
MATMUL, BANDWIDTH, LINK = 0.7, 0.8, 0.7  # share of the data sheet's numbers that kernels reach (assumed)
RESERVE, ASLEEP = 3.0, 1.5  # GiB: CUDA context, NCCL, gaps of the allocator; a sleeping vLLM engine (assumed)
ENGINE_WORK, DECODE_OVERHEAD = (
    3.0,
    4e-3,
)  # GiB beside weights and cache inside vLLM; s a decoding step for scheduling and sampling (assumed)
GIB = 2**30
FLOPS = {
    **flop_registry,
    torch.ops.aten.addmm_: flop_registry[torch.ops.aten.addmm],
}  # the chunked head's backward adds in place
HEAD = (
    torch.ops.torch_nn._linear_cross_entropy_batch_chunked_no_reduction
)  # the chunked head's forward: one opaque operator

# https://huggingface.co/Qwen/Qwen2.5-VL-7B-Instruct/blob/main/config.json and .../Qwen2.5-VL-3B-Instruct/...
TEXT = (
    "vocab_size",
    "hidden_size",
    "intermediate_size",
    "num_hidden_layers",
    "num_attention_heads",
    "num_key_value_heads",
    "tie_word_embeddings",
)
PUBLISHED = {
    "Qwen/Qwen2.5-VL-7B-Instruct": dict(zip(TEXT, (152064, 3584, 18944, 28, 28, 4, False))),
    "Qwen/Qwen2.5-VL-3B-Instruct": dict(zip(TEXT, (151936, 2048, 11008, 36, 16, 2, True))),
}
VISION = dict(
    depth=32,
    hidden_size=1280,
    intermediate_size=3420,
    num_heads=16,
    patch_size=14,
    spatial_merge_size=2,
    window_size=112,
    fullatt_block_indexes=[7, 15, 23, 31],
)


def architecture(name: str) -> Qwen2_5_VLConfig:
    """Configuration of a folder, "pocket", a hub id in the cache, or the published numbers written above; nothing is downloaded.

    A folder that is not there yet (an earlier stage writes it) stands for Qwen2.5-VL-7B, said in a warning; ValueError for other hub ids.
    """
    if name == M.POCKET:
        return M.pocket_config()
    try:
        return Qwen2_5_VLConfig.from_pretrained(name, local_files_only=True)
    except OSError:
        if name not in PUBLISHED and name.count("/") == 1 and not name.startswith((".", "/")):
            raise ValueError(
                f"{name} is not in the cache; a dry run knows {', '.join(PUBLISHED)}, folders and pocket"
            ) from None
    if name not in PUBLISHED:
        print(f"warning: {name} is not there yet: the numbers are those of Qwen2.5-VL-7B", file=sys.stderr)
    return build_config(PUBLISHED.get(name) or PUBLISHED["Qwen/Qwen2.5-VL-7B-Instruct"], VISION)


def build_config(text: dict, vision: dict) -> Qwen2_5_VLConfig:
    """A configuration of the family from the numbers that differ between sizes."""
    head = text["hidden_size"] // text["num_attention_heads"]
    rope = {"rope_type": "default", "rope_theta": 1e6, "mrope_section": [head // 8, head * 3 // 16, head * 3 // 16]}
    return Qwen2_5_VLConfig(
        text_config={**text, "rope_parameters": rope, "max_position_embeddings": 128000},
        vision_config={**vision, "out_hidden_size": text["hidden_size"]},
        tie_word_embeddings=text["tie_word_embeddings"],
        image_token_id=151655,
        video_token_id=151656,
        vision_start_token_id=151652,
        vision_end_token_id=151653,
    )


# ----------------------------------------------------------------------------------------------------------------------
# one micro-batch, operator by operator


class Tracer(TorchDispatchMode):
    """Runs a model of meta tensors and counts: live and peak bytes, FLOPs, seconds limited by compute and by memory on `gpu`."""

    def __init__(self, gpu: Gpu):
        super().__init__()
        self.gpu, self.live, self.peak, self.flops, self.compute_s, self.memory_s = gpu, 0, 0, 0, 0.0, 0.0
        self.backward = False
        self.known = WeakIdKeyDictionary()  # storages that are counted already, or are not to be

    def hold(self, tensor, count: bool = True) -> None:
        """Count the tensor's storage as live until it is freed."""
        storage = tensor.untyped_storage()
        if storage not in self.known:
            self.known[storage] = True
            if count:
                self.live += storage.nbytes()
                self.peak = max(self.peak, self.live)
                weakref.finalize(storage, self.free, storage.nbytes())

    def free(self, size: int) -> None:
        self.live -= size

    def op(self, flops: float, moved: float) -> None:
        compute, memory = flops / (self.gpu.flops * MATMUL), moved / (self.gpu.bandwidth * BANDWIDTH)
        self.flops += flops
        self.compute_s, self.memory_s = (
            self.compute_s + compute * (compute >= memory),
            self.memory_s + memory * (memory > compute),
        )

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        given = [t for t in tree_flatten((args, kwargs))[0] if isinstance(t, torch.Tensor)]
        if any(t.is_meta for t in given):
            if func is torch.ops.aten._to_copy.default and "device" in kwargs:  # the trainer's .to(device)
                kwargs = {**kwargs, "device": torch.device("meta")}
            if func is torch.ops.aten.index.Tensor:  # a mask's True places are counted before it becomes meta
                places = [
                    list(i.nonzero().unbind(1)) if i is not None and i.dtype == torch.bool else [i] for i in args[1]
                ]
                args = (args[0], sum(places, []))
            args, kwargs = tree_map(lambda t: t.to("meta") if isinstance(t, torch.Tensor) else t, (args, kwargs))
        if (
            func is torch.ops.aten.add.Tensor
            and self.backward
            and not torch.is_grad_enabled()
            and args[0].shape == args[1].shape
        ):
            func = (
                torch.ops.aten.add_.Tensor
            )  # autograd sums gradients in place, but not while a dispatch mode looks on
        out = func(*args, **kwargs)
        if not given and out.is_meta and not out.is_floating_point():  # aranges of the attention mask stay real
            out = func(*args, **{**kwargs, "device": torch.device("cpu")})
        made = [t for t in tree_flatten(out)[0] if isinstance(t, torch.Tensor)]
        for t in made:
            self.hold(t)
        if func._overloadpacket is HEAD:
            hidden, weight, rows = (
                *args[:2],
                args[6],
            )  # in chunks of `rows`, each reads the weight and goes four times over its logits
            chunk = rows * weight.shape[0] * weight.element_size()
            self.peak = max(self.peak, self.live + chunk)
            self.op(
                2 * hidden.shape[0] * weight.numel(), math.ceil(hidden.shape[0] / rows) * (weight.nbytes + 4 * chunk)
            )
        elif any(t.is_meta for t in made) and given and "empty" not in func.name():
            inside = {t.untyped_storage()._cdata for t in given}
            if func._schema.is_mutable or not any(
                t.untyped_storage()._cdata in inside for t in made
            ):  # a view moves nothing
                packet = func._overloadpacket
                read = made if packet in (torch.ops.aten.embedding, torch.ops.aten.index) else given
                flops = FLOPS[packet](*args, **kwargs, out_val=out) if packet in FLOPS else 0
                self.op(flops, sum(t.nbytes for t in [*read, *made]))
        return out


class _Attention(torch.autograd.Function):
    """What flash attention keeps (query, key, value, output, one number a row) and costs; [batch, heads, tokens, size] as transformers has it."""

    @staticmethod
    def forward(ctx, tracer, pairs, q, k, v):
        B, H, L, D = q.shape
        out, rows = q.new_empty(B, L, H, D).transpose(1, 2), q.new_empty(B, H, L, dtype=torch.float32)
        ctx.save_for_backward(q, k, v, out, rows)
        ctx.tracer, ctx.flops, ctx.moved = tracer, 4 * H * D * pairs, q.nbytes + k.nbytes + v.nbytes + out.nbytes
        tracer.op(ctx.flops, ctx.moved)
        return out

    @staticmethod
    def backward(ctx, grad):
        q, k, v, _, _ = ctx.saved_tensors
        ctx.tracer.op(2.5 * ctx.flops, 3 * ctx.moved)  # five matrix products for two
        return None, None, *(torch.empty_like(x) for x in (q, k, v))


def attention(tracer, module, query, key, value, attention_mask, position_ids=None, cu_seq_lens_q=None, **_):
    """Stands in for transformers' attention functions; pairs = (query, key) pairs that the kernel computes."""
    if module.config._attn_implementation == "sdpa":
        if attention_mask is not None:  # as transformers does with a mask
            key, value = (x.repeat_interleave(query.shape[1] // key.shape[1], 1) for x in (key, value))
        pairs = query.shape[0] * query.shape[2] ** 2
    elif cu_seq_lens_q is not None:
        pairs = int((cu_seq_lens_q.diff() ** 2).sum())
    else:
        starts = [*(position_ids.flatten() == 0).nonzero()[:, 0].tolist(), position_ids.numel()]
        pairs = sum((b - a) ** 2 for a, b in zip(starts, starts[1:])) // 2  # causal
    return _Attention.apply(tracer, pairs, query, key, value).transpose(1, 2), None


Shape = namedtuple("Shape", "text images response")  # tokens; ((patches down, across), ...); tokens
Cost = namedtuple(
    "Cost", "peak end flops compute_s memory_s inputs sequences"
)  # bytes, bytes of root gradients, FLOPs, s, s, bytes, number
Shards = namedtuple(
    "Shards", "count local trainable root block largest"
)  # parameters: all, on a rank, of these trained, in the root's group, ...


def length(shape: Shape) -> int:
    return shape.text + sum(h * w // 4 for h, w in shape.images) + shape.response


def micro_items(policy, shape: Shape, sequences: int, rollouts: int, pixels="meta") -> list[dict]:
    """Training sequences of one shape, `rollouts` to a prompt, with pixel values on `pixels`."""
    conf, items = policy.config, []
    width = conf.vision_config.in_channels * conf.vision_config.temporal_patch_size * conf.vision_config.patch_size**2
    sizes = [h * w for h, w in shape.images]
    for i in range(sequences):
        if i % rollouts == 0:
            ids = torch.cat(
                [torch.full((n // 4,), conf.image_token_id) for n in sizes] + [torch.arange(shape.text) % 1000]
            )
            enc = {
                "input_ids": ids,
                "mm_token_type_ids": (ids == conf.image_token_id).long(),
                "image_grid_thw": torch.tensor([[1, h, w] for h, w in shape.images]) if sizes else None,
                "pixel_values": torch.zeros(sum(sizes), width, device=pixels) if sizes else None,
            }
        items.append(M.make_item(policy, enc, [7] * shape.response, weight=1.0))
    return items


def micro_batch(
    config,
    gpu: Gpu,
    shape: Shape,
    sequences: int,
    rollouts: int,
    budget: int,
    train: bool,
    checkpointing: bool,
    freeze_vision: bool,
    dtype=torch.bfloat16,
    attn: str = "flash_attention_2",
    keep_root: bool = True,
) -> Cost:
    """Cost of the first micro-batch that model.pack makes of these sequences, beyond parameters and gradients.

    keep_root: gradients outside of the blocks stay until the end, as under FSDP2 (only the root's own reduction frees them).
    """
    with torch.device("meta"):
        policy = M.Policy._from_config(config, dtype=dtype, attn_implementation="sdpa")
    policy.config._attn_implementation = attn
    policy.model.visual.requires_grad_(not freeze_vision)
    policy.train(train)
    if checkpointing and train:
        policy.gradient_checkpointing_enable({"use_reentrant": False})
    tracer = Tracer(gpu)
    blocks = {id(p) for block in M.blocks(policy) for p in block.parameters()}
    for p in policy.parameters():
        tracer.hold(p, False)
        if p.requires_grad and not (keep_root and id(p) not in blocks):
            p.register_post_accumulate_grad_hook(lambda p: setattr(p, "grad", None))
    items = micro_items(policy, shape, sequences, rollouts)
    own = transformers.modeling_utils.ALL_ATTENTION_FUNCTIONS[attn]
    transformers.modeling_utils.ALL_ATTENTION_FUNCTIONS[attn] = functools.partial(attention, tracer)
    try:
        with tracer, torch.set_grad_enabled(train):
            batch = next(M.pack(items, budget, 0, torch.device("cpu"), M.packs_one_row(policy)))
            inputs = sum(t.nbytes for t in batch["inputs"].values())
            tracer.live = tracer.peak = 0  # the batch itself is counted by `inputs`
            logp = policy(**batch["inputs"])
            if train:
                tracer.backward = True
                logp.sum().backward()
    finally:
        transformers.modeling_utils.ALL_ATTENTION_FUNCTIONS[attn] = own
    end = sum(p.grad.nbytes for p in policy.parameters() if p.grad is not None)
    return Cost(tracer.peak, end, tracer.flops, tracer.compute_s, tracer.memory_s, inputs, len(batch["items"]))


def shards(config, ranks: int, shard_size: int, freeze_vision: bool) -> Shards:
    """Parameters of the model and of rank 0's shard, by model.shard on a fake process group."""
    from torch.testing._internal.distributed.fake_pg import FakeStore

    with torch.device("meta"):
        policy = M.Policy._from_config(config, dtype=torch.float32, attn_implementation="sdpa")
    policy.model.visual.requires_grad_(not freeze_vision)
    dist.init_process_group("fake", rank=0, world_size=ranks, store=FakeStore())
    try:
        M.shard(policy, torch.device("cpu"), shard_size)
        params, local = list(policy.parameters()), lambda ps: sum(p.to_local().numel() for p in ps)
        sizes = [sum(p.numel() for p in block.parameters()) for block in M.blocks(policy)]
        count = sum(p.numel() for p in params)
        return Shards(
            count,
            local(params),
            local([p for p in params if p.requires_grad]),
            count - sum(sizes),
            max(sizes),
            max(p.numel() for p in params),
        )
    finally:
        dist.destroy_process_group()


# ----------------------------------------------------------------------------------------------------------------------
# a whole run


def uses_vllm(cfg) -> bool:
    """What rollout.make_engine does on GPUs."""
    return cfg.engine == "vllm" or cfg.engine == "auto" and cfg.model != M.POCKET


class DryRun:
    """Estimates for one model on `ranks` GPUs; `cfg` of the methods is the trainer's, so that a changed copy says what a knob saves."""

    def __init__(self, config: Qwen2_5_VLConfig, gpu: Gpu, ranks: int):
        text = config.text_config
        self.config, self.gpu, self.ranks = config, gpu, ranks
        self.cache_bytes = (
            4 * text.num_hidden_layers * text.num_key_value_heads * text.hidden_size // text.num_attention_heads
        )  # KV, bf16, a token
        self.micro = functools.cache(functools.partial(micro_batch, config, gpu, keep_root=ranks > 1))
        self.shards = functools.cache(functools.partial(shards, config))

    def passes(self, cfg, shape: Shape, train: bool, sequences: int, rollouts: int) -> tuple[Cost, int]:
        """(cost of a micro-batch, number of micro-batches) for `sequences` sequences on a rank."""
        fitting = max(1, min(sequences, cfg.micro_tokens // length(shape)))
        cost = self.micro(
            shape, fitting, rollouts, cfg.micro_tokens, train, train and cfg.gradient_checkpointing, cfg.freeze_vision
        )
        return cost, math.ceil(sequences / cost.sequences)

    def engine(self, cfg) -> tuple[float, float]:
        """(bytes of the inference engine while it generates, those of them for the KV cache)."""
        weights = 2 * self.shards(self.ranks, cfg.shard_size, cfg.freeze_vision).count / cfg.tp
        if not uses_vllm(cfg):
            return weights + 65536 * self.cache_bytes, 65536 * self.cache_bytes  # TransformersEngine.batch_tokens
        share = cfg.gpu_memory * self.gpu.memory * GIB
        return share, share - weights - ENGINE_WORK * GIB

    def memory(self, cfg, shape: Shape) -> dict[str, dict[str, float]]:
        """{phase: {what: bytes on the fullest GPU}}; the reductions of FSDP2 are those of bf16 parameters with fp32 reduction."""
        rl = hasattr(cfg, "rollouts")
        s, rollouts = self.shards(self.ranks, cfg.shard_size, cfg.freeze_vision), cfg.rollouts if rl else 1
        states = {
            "parameters": 4 * s.local,
            "Adam moments": 8 * s.trainable,
            **({"reference model": 4 * s.local} if rl and cfg.kl else {}),
        }
        reserve = {"reserve": (RESERVE + (ASLEEP if rl and uses_vllm(cfg) else 0)) * GIB}
        gathered = (
            2 * s.root + 4 * s.block if self.ranks > 1 else 2 * s.count
        )  # the root, a block and the one prefetched; autocast keeps all
        out = {}
        if rl:
            out["generate"] = {
                **states,
                "gathered weights": 4 * s.largest * (self.ranks > 1),
                "engine": self.engine(cfg)[0],
                "reserve": RESERVE * GIB,
            }
            cost, n = self.passes(cfg, shape, False, math.ceil(cfg.prompts * rollouts / self.ranks), rollouts)
            out["log-probs"] = {
                **states,
                "gathered weights": gathered,
                "activations": cost.peak,
                "logits": 0,
                "inputs": min(n, 2) * cost.inputs,
                **reserve,
            }
        cost, n = self.passes(
            cfg,
            shape,
            True,
            math.ceil((cfg.update_prompts * rollouts if rl else cfg.batch_size) / self.ranks),
            rollouts,
        )
        reducing = 6 * s.block if self.ranks > 1 else 0  # a block's gradient in bf16, and in fp32 to be reduced
        busy, activations = gathered + reducing, cost.peak
        if (
            self.ranks > 1 and 6 * s.root + cost.end > busy + activations
        ):  # the root's own reduction, when activations are gone
            busy, activations = 6 * s.root, cost.end
        out["update"] = {
            **states,
            "gradients": 4 * s.trainable,
            "gathered weights": busy,
            "activations": activations,
            "logits": 0,
            "inputs": min(n, 2) * cost.inputs,
            **reserve,
        }
        return out

    def seconds(self, cfg, shape: Shape) -> dict[str, tuple[float, str]]:
        """{phase: (seconds of a step, what limits it)} when every sequence has this shape."""
        rl = hasattr(cfg, "rollouts")
        s, rollouts = self.shards(self.ranks, cfg.shard_size, cfg.freeze_vision), cfg.rollouts if rl else 1
        across = cfg.shard_size or self.ranks
        link = self.gpu.link * LINK if across <= NODE else NETWORK * LINK
        out = {}

        def phase(train: bool, sequences: int, times: int = 1) -> tuple[float, str]:
            cost, n = self.passes(cfg, shape, train, sequences, rollouts)
            moved = (
                (8 if train else 2) * s.count * (across > 1) / link
            )  # gather (twice to train) in bf16, reduce in fp32
            moved += (
                8 * s.local / (NETWORK * LINK) if train and across < self.ranks else 0.0
            )  # HSDP's all-reduce between copies
            compute, bandwidth = cost.compute_s, cost.memory_s
            limit = (
                f"FLOPs {compute / (compute + bandwidth):.0%}, memory bandwidth {bandwidth / (compute + bandwidth):.0%}"
                if compute + bandwidth > moved
                else "gathering weights"
            )
            return times * n * max(
                compute + bandwidth, moved
            ), f"{limit}; {times * n} micro-batches of {cost.sequences}"

        if rl:
            mine = math.ceil(cfg.prompts * rollouts / self.ranks)
            updates = math.ceil(cfg.prompts / cfg.update_prompts)
            prompt, n = self.passes(cfg, shape._replace(response=1), False, math.ceil(cfg.prompts / self.ranks), 1)
            out["prefill"] = n * (prompt.compute_s + prompt.memory_s), "FLOPs"
            out["decode"] = self.decode(cfg, shape, mine * cfg.tp)
            times = (updates > 1) + bool(cfg.kl)
            out["log-probs"] = phase(False, mine, times) if times else (0.0, "no pass is needed")
            out["update"] = phase(True, math.ceil(cfg.update_prompts * rollouts / self.ranks), updates)
            out["sync"] = (
                4 * s.count * (across > 1) / link + 4 * s.count / cfg.tp / PCIE,
                "the engine's weights over PCIe, twice",
            )
        else:
            out["update"] = phase(True, math.ceil(cfg.batch_size / self.ranks))
        return out

    def decode(self, cfg, shape: Shape, sequences: int) -> tuple[float, str]:
        """All `sequences` of an engine, as many at a time as the KV cache holds: each step reads the weights and the cache once."""
        weights = 2 * self.shards(self.ranks, cfg.shard_size, cfg.freeze_vision).count / cfg.tp
        _, cache = self.engine(cfg)
        prompt, token = length(shape) - shape.response, self.cache_bytes / cfg.tp
        half = (
            shape.response / 2
        )  # a response is half done on average; the responses to a prompt share its place, but each reads it
        together = max(1, min(sequences, int(cache / ((prompt / cfg.rollouts + half) * token))))
        read, kv = (x / (self.gpu.bandwidth * BANDWIDTH) for x in (weights, together * (prompt + half) * token))
        compute = together * weights / (self.gpu.flops * MATMUL)  # 2 FLOPs a parameter, 2 bytes a parameter
        step, limits = (
            max(read + kv, compute) + DECODE_OVERHEAD,
            {"weights": read, "KV cache": kv, "overhead": DECODE_OVERHEAD},
        )
        said = ", ".join(f"{k} {v / step:.0%}" for k, v in limits.items()) if read + kv > compute else "FLOPs"
        return shape.response * sequences / together * step, f"{said}; {together} of {sequences} sequences at a time"


def shapes(cfg) -> tuple[Shape, Shape, str]:
    """(longest sequence, usual one, where they come from): the rows of cfg.data when they and the processor are at hand, else the flags' limits."""
    rl = hasattr(cfg, "rollouts")
    limit = cfg.max_prompt if rl else cfg.max_tokens
    processor = local_processor(cfg.model)
    if processor and Path(cfg.data).exists():
        found = [
            row_shape(row, processor, cfg, cfg.max_response if rl else 0)
            for row in data.load(cfg.data, skip_bad=cfg.skip_bad)
        ]
        found = sorted((s for s in found if length(s) - rl * s.response <= limit), key=length)
        if not found:
            raise ValueError(f"{cfg.data}: every row is longer than {limit} tokens")
        usual = found[len(found) // 2]
        said = (
            f"{len(found)} rows of {cfg.data}, the longest and the median"
            + ", which answers with a quarter of --max_response" * rl
        )
        return found[-1], usual._replace(response=cfg.max_response // 4) if rl else usual, said

    def cut(part):  # one square image, as large as the flags allow beside 64 tokens of text
        side = int(math.sqrt(min(cfg.max_pixels // 784, limit // part - 64)))
        return Shape(64, ((2 * side, 2 * side),), cfg.max_response // part if rl else limit // part - 64 - side * side)

    return cut(1), cut(4), "the limits of the flags (data or processor are not at hand), and a quarter of them"


def local_processor(name: str):
    """The processor of a folder, "pocket" or a cached hub id, else None."""
    try:
        return (
            M.load_processor(name) if name == M.POCKET else AutoProcessor.from_pretrained(name, local_files_only=True)
        )
    except (OSError, ValueError):
        return None


def row_shape(row: dict, processor, cfg, response: int) -> Shape:
    """Shape of a row's prompt with `response` tokens (0: those of its own solution)."""
    tokens = lambda text: len(processor.tokenizer(text)["input_ids"])
    sizes = [data.resize_size(*data.header_size(image), cfg.min_pixels, cfg.max_pixels) for image in row["images"]]
    text = processor.apply_chat_template(data.messages(row), tokenize=False, add_generation_prompt=True)
    return Shape(
        tokens(text) - len(sizes),
        tuple((h // 14, w // 14) for w, h in sizes),
        response or tokens(data.response(row)) + 1,
    )


# what advice() tries, where the trainer has the flag
KNOBS = {
    "micro_tokens": lambda c: c.micro_tokens // 2,
    "gradient_checkpointing": lambda c: True,
    "freeze_vision": lambda c: True,
    "shard_size": lambda c: 0,
    "kl": lambda c: 0.0,
    "gpu_memory": lambda c: round(c.gpu_memory / 2, 2),
    "max_pixels": lambda c: c.max_pixels // 4,
    "max_response": lambda c: c.max_response // 2,
    "max_tokens": lambda c: c.max_tokens // 2,
    "dry_ranks": lambda c: 2 * c.dry_ranks,
}


def main(cfg) -> None:
    """Print memory and time of a run with the trainer's flags; ValueError (exit code 1) when it cannot fit, with what each knob saves."""
    if cfg.dry_ranks < 1 or cfg.shard_size and cfg.dry_ranks % cfg.shard_size:
        raise ValueError(f"--shard_size {cfg.shard_size} does not divide --dry_ranks {cfg.dry_ranks}")
    gpu, rl = GPUS[cfg.gpu], hasattr(cfg, "rollouts")
    dry = DryRun(architecture(cfg.model), gpu, cfg.dry_ranks)
    longest, usual, source = shapes(cfg)
    memory = dry.memory(cfg, longest)
    total = {phase: sum(rows.values()) / GIB for phase, rows in memory.items()}
    print(
        f"dry run: {dry.shards(cfg.dry_ranks, cfg.shard_size, cfg.freeze_vision).count:,} parameters on {cfg.dry_ranks} x {cfg.gpu}; an estimate,"
        f" not run on a GPU\nsequences: {source} ({length(longest)} and {length(usual)} tokens)\n"
    )
    print(f"{'GiB on a GPU':24}" + "".join(f"{phase:>12}" for phase in memory))
    for row in dict.fromkeys(k for rows in memory.values() for k in rows):
        print(
            f"{row:24}"
            + "".join(f"{rows[row] / GIB:12.1f}" if row in rows else f"{'-':>12}" for rows in memory.values())
        )
    print(f"{'total':24}" + "".join(f"{x:12.1f}" for x in total.values()) + f"   of {gpu.memory}\n", flush=True)
    worst = max(total, key=total.get)
    if total[worst] > gpu.memory:
        raise ValueError(
            f"does not fit: {worst} needs {total[worst]:.1f} of {gpu.memory} GiB. {advice(dry, cfg, worst, total[worst])}"
        )
    if rl and dry.engine(cfg)[1] < length(longest) * dry.cache_bytes / cfg.tp:
        raise ValueError(
            f"--gpu_memory {cfg.gpu_memory} leaves the engine no room for the KV cache of one sequence: raise it (free: "
            f"{gpu.memory - total['generate']:.1f} GiB), or --tp"
        )
    times = [dry.seconds(cfg, s) for s in (longest, usual)]
    print(f"{'seconds a step':24}{'longest':>12}{'usual':>12}   the usual is limited by")
    for phase, (_, limit) in times[1].items():
        print(f"{phase:24}" + "".join(f"{t[phase][0]:12.1f}" for t in times) + f"   {limit}")
    print(f"{'step':24}" + "".join(f"{sum(x for x, _ in t.values()):12.1f}" for t in times), flush=True)


def advice(dry: DryRun, cfg, phase: str, needed: float) -> str:
    """A line for each knob that lowers `phase`: the GiB it saves and whether the whole run then fits; last, all of them together."""

    def tried(changed):
        other = DryRun(dry.config, dry.gpu, changed.dry_ranks) if changed.dry_ranks != dry.ranks else dry
        sums = {k: sum(rows.values()) / GIB for k, rows in other.memory(changed, shapes(changed)[0]).items()}
        return needed - sums[
            phase
        ], f"{needed - sums[phase]:.1f} GiB less{', and it fits' if max(sums.values()) <= dry.gpu.memory else ''}"

    lines, together = [], cfg
    for knob, turn in KNOBS.items():
        if hasattr(cfg, knob) and (value := turn(cfg)) != getattr(cfg, knob):
            saved, said = tried(replace(cfg, **{knob: value}))
            if saved > 0.05:
                lines.append((saved, f"  --{knob}{'' if value is True else f' {value}'}: {said}"))
                together = replace(together, **{knob: value})
    lines = [line for _, line in sorted(lines, reverse=True)]
    return "\n".join(["What would save memory:", *lines, f"  all of these: {tried(together)[1]}"])
