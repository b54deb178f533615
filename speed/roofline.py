"""Memory, FLOPs and time of one micro-batch on a GPU that is not there: the cost model of dryrun.py.

The trainer's own code (`model.pack`, `Policy.forward`, backward, recomputation) runs on a micro-batch of meta tensors,
and `Tracer` counts for every operator the bytes that live, the bytes that move and the FLOPs. Integers and masks stay
real, for they decide shapes. An operator takes the longer of its compute and its memory time (roofline). Constants that
no data sheet gives are assumed, and marked so. `python -m speed.memory estimator` holds it against measured numbers.
"""

import contextlib
import functools
import weakref
from collections import namedtuple
from unittest import mock

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten, tree_map
from torch.utils.flop_counter import flop_registry
from torch.utils.weak import WeakIdKeyDictionary

import model as M
from model import kernels, lora, transformers

# memory: GiB as PyTorch reports it; flops: bf16, dense; bandwidth and link (to GPUs of the node, one way): bytes/s.
# Sources: NVIDIA's data sheets of the SXM parts (L40S, RTX 4090: PCIe 4.0 x16).
Gpu = namedtuple("Gpu", "memory flops bandwidth link")
GPUS = {
    "h100-80gb": Gpu(79.1, 989e12, 3.35e12, 450e9),
    "h200-141gb": Gpu(139.7, 989e12, 4.8e12, 450e9),
    "a100-80gb": Gpu(79.1, 312e12, 2.04e12, 300e9),
    "a100-40gb": Gpu(39.4, 312e12, 1.56e12, 300e9),
    "l40s-48gb": Gpu(44.3, 362e12, 0.86e12, 32e9),
    "rtx4090-24gb": Gpu(23.5, 165e12, 1.01e12, 32e9),
}
MATMUL, BANDWIDTH = 0.7, 0.8  # share of the data sheet's numbers that kernels reach (assumed)

aten = torch.ops.aten
FLOPS = {**flop_registry, aten.addmm_: flop_registry[aten.addmm]}  # the chunked head's backward adds in place

Shape = namedtuple("Shape", "text images response")  # tokens; ((patches down, across), ...); tokens
# bytes; bytes of root gradients; FLOPs; s; s; bytes; number
Cost = namedtuple("Cost", "peak end flops compute_s memory_s inputs sequences")


def length(shape: Shape) -> int:
    """Tokens of a sequence; four patches of an image are one."""
    return shape.text + sum(h * w // 4 for h, w in shape.images) + shape.response


# ----------------------------------------------------------------------------------------------------------------------
# operators


class Tracer(TorchDispatchMode):
    """Runs a model of meta tensors and counts live and peak bytes, FLOPs, seconds limited by compute and by memory."""

    def __init__(self, gpu: Gpu):
        super().__init__()
        self.gpu, self.live, self.peak, self.flops, self.compute_s, self.memory_s = gpu, 0, 0, 0, 0.0, 0.0
        self.backward = False
        self.known = WeakIdKeyDictionary()  # storages that are counted already, or are not to be

    def hold(self, tensor: torch.Tensor, count: bool = True) -> None:
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
        """Count an operator of so many FLOPs that moves so many bytes."""
        compute, memory = flops / (self.gpu.flops * MATMUL), moved / (self.gpu.bandwidth * BANDWIDTH)
        self.flops += flops
        if compute >= memory:
            self.compute_s += compute
        else:
            self.memory_s += memory

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        given = tensors((args, kwargs))
        if any(t.is_meta for t in given):
            args, kwargs = on_meta(func, args, kwargs)
        if func is aten.add.Tensor and self.backward and not torch.is_grad_enabled():
            if args[0].shape == args[1].shape:
                func = aten.add_.Tensor  # autograd sums gradients in place, but not while a dispatch mode looks on
        out = func(*args, **kwargs)
        if not given and out.is_meta and not out.is_floating_point():  # aranges of the attention mask stay real
            out = func(*args, **{**kwargs, "device": torch.device("cpu")})
        made = tensors(out)
        for t in made:
            self.hold(t)
        if any(t.is_meta for t in made) and given and "empty" not in func.name():
            inside = {t.untyped_storage()._cdata for t in given}
            view = any(t.untyped_storage()._cdata in inside for t in made)
            if func._schema.is_mutable or not view:  # a view moves nothing
                packet = func._overloadpacket
                read = made if packet in (aten.embedding, aten.index) else given
                flops = FLOPS[packet](*args, **kwargs, out_val=out) if packet in FLOPS else 0
                self.op(flops, sum(t.nbytes for t in [*read, *made]))
        return out


def tensors(tree) -> list[torch.Tensor]:
    return [t for t in tree_flatten(tree)[0] if isinstance(t, torch.Tensor)]


def on_meta(func, args, kwargs) -> tuple:
    """(args, kwargs) with every tensor on the meta device, as an operator with a meta tensor among its own wants."""
    if func is aten._to_copy.default and "device" in kwargs:  # the trainer's .to(device)
        kwargs = {**kwargs, "device": torch.device("meta")}
    if func is aten.index.Tensor:  # a mask's True places are counted before it becomes meta
        masks = (i is not None and i.dtype == torch.bool for i in args[1])
        places = [list(i.nonzero().unbind(1)) if mask else [i] for i, mask in zip(args[1], masks)]
        args = (args[0], sum(places, []))
    return tree_map(lambda t: t.to("meta") if isinstance(t, torch.Tensor) else t, (args, kwargs))


class _Attention(torch.autograd.Function):
    """What flash attention keeps (query, key, value, output, one number a row) and costs.

    [batch, heads, tokens, size], as transformers has it; pairs: (query, key) pairs that the kernel computes.
    """

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


def whole(tracer, module, query, key, value, attention_mask, **_):
    """Stands in for transformers' dense attention, in the vision tower."""
    return dense(tracer, query, key, value).transpose(1, 2), None


def dense(tracer, q, k, v, *_, **__):
    """Stands in for PyTorch's dense attention, which on CPUs computes what a mask hides, too."""
    return _Attention.apply(tracer, q.shape[0] * q.shape[2] * k.shape[2], q, k, v)


def varied(tracer, q, k, v, ends_q, ends_k, *_, window_size, **__):
    """Stands in for PyTorch's kernel for sequences of different lengths: q, k, v [T, heads, size]."""
    own, seen = ends_q.diff().long(), ends_k.diff().long()
    hidden = own**2 // 2 if window_size == (-1, 0) else 0
    pairs = int((own * seen - hidden).sum())
    return _Attention.apply(tracer, pairs, *(x.transpose(0, 1)[None] for x in (q, k, v)))[0].transpose(0, 1)


@contextlib.contextmanager
def stand_ins(tracer):
    """Every attention that the policy may call counts and computes nothing."""
    functions = transformers.modeling_utils.ALL_ATTENTION_FUNCTIONS
    places = [(kernels.varlen, "varlen_attn", varied), (kernels, "scaled_dot_product_attention", dense)]
    with contextlib.ExitStack() as stack:
        for owner, name, function in places:
            stack.enter_context(mock.patch.object(owner, name, functools.partial(function, tracer)))
        stack.enter_context(mock.patch.dict(functions, sdpa=functools.partial(whole, tracer)))
        yield


# ----------------------------------------------------------------------------------------------------------------------
# a micro-batch


def micro_items(policy, shape: Shape, sequences: int, rollouts: int, pixels: str = "meta") -> list[dict]:
    """Training sequences of one shape, `rollouts` to a prompt, with pixel values on the device `pixels`."""
    conf, items = policy.config, []
    vision = conf.vision_config
    width = vision.in_channels * vision.temporal_patch_size * vision.patch_size**2
    sizes = [h * w for h, w in shape.images]
    for i in range(sequences):
        if i % rollouts == 0:
            images = [torch.full((n // 4,), conf.image_token_id) for n in sizes]
            ids = torch.cat([*images, torch.arange(shape.text) % 1000])
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
    dtype: torch.dtype = torch.bfloat16,
    kernel: bool = True,
    keep_root: bool = True,
    lora_rank: int = 0,
    lora_vision: bool = False,
) -> Cost:
    """Cost of the first micro-batch that model.pack makes of these sequences, beyond parameters and gradients.

    budget: tokens. kernel: the attention of GPUs, not of CPUs. keep_root: gradients outside of the blocks stay until
    the end, as under FSDP2 (only the root's own reduction frees them).
    """
    with torch.device("meta"):
        policy = M.new_policy(config, dtype)
    if kernel:
        policy.config._attn_implementation = kernels.PACKED
    policy.model.visual.requires_grad_(not freeze_vision)
    if lora_rank:
        lora.add(policy, lora_rank, lora_vision)
        policy.to(dtype)
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
    with stand_ins(tracer), tracer, torch.set_grad_enabled(train):
        batch = next(M.pack(policy, items, budget, torch.device("cpu"), kernel))
        inputs = sum(t.nbytes for t in tensors(batch["inputs"]))
        tracer.live = tracer.peak = 0  # the batch itself is counted by `inputs`
        logp = policy(**batch["inputs"])
        if train:
            tracer.backward = True
            logp.sum().backward()
    end = sum(p.grad.nbytes for p in policy.parameters() if p.grad is not None)
    return Cost(tracer.peak, end, tracer.flops, tracer.compute_s, tracer.memory_s, inputs, len(batch["items"]))
