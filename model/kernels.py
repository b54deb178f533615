"""What the trainer computes in its own way: the head, and attention on packed sequences. From torch 2.11.

Head: log-probs of targets in fp32, with exact gradients and without a [tokens, vocabulary] matrix. They must not be
rounded to bf16: after a small update 45 % of the ratios of RL came out exactly 1 that way, and the estimate of the KL
doubled. PyTorch's chunked cross-entropy (from 2.13) gives its result in the input's dtype.

Linear maps: on CPUs where it pays by oneDNN in the place of PyTorch's MKL; those of few rows, in decoding, packed.

Attention of packed rows: responses share the keys and values of their prompt. On GPUs by PyTorch's own kernel for
sequences of different lengths, also for the windows of the vision tower (not run on a GPU); flash-attn, which has to be
built, is not needed. Elsewhere by dense attention over sequences of one kind.
"""

import functools
import inspect
import time
from collections.abc import Iterator

import torch
from torch.nn.attention import varlen
from torch.nn.functional import rms_norm, scaled_dot_product_attention

from .lora import updated

# Bytes of fp32 logits that are held at a time. On CPU (fp32) more are no faster. On a GPU (bf16) 16k tokens leave 4,096
# words a block: enough work for a matrix product, and the head's weights are read once.
CHUNK = {torch.float32: 1 << 25, torch.bfloat16: 1 << 28}


def product(a: torch.Tensor, b: torch.Tensor, out: torch.Tensor | None = None) -> torch.Tensor:
    """a @ b in fp32. On a GPU bf16 matrices go in as they are: the tensor cores add up in fp32, and that is the result.

    A CPU has no such product: there both become fp32 before. Not for use under autocast, which would round it.
    """
    if a.dtype == torch.float32 or a.device.type == "cpu":
        return torch.mm(a.float(), b.float(), out=out)
    return torch.mm(a, b, out_dtype=torch.float32) if out is None else torch.mm(a, b, out_dtype=torch.float32, out=out)


def _blocks(hidden: torch.Tensor, weight: torch.Tensor, targets: torch.Tensor, temperature: float) -> Iterator[tuple]:
    """Of each block of the vocabulary: (its slice, weights [v, d], logits [N, v] in fp32, column of each target [N, 1],
    whether the target is in this block [N]). The logits' memory is that of the next block, too."""
    count, words = len(hidden), len(weight)
    width = min(words, max(64, CHUNK[weight.dtype] // (4 * max(1, count)) // 64 * 64))
    memory = torch.empty(count * width, dtype=torch.float32, device=hidden.device)
    for start in range(0, words, width):
        block = slice(start, min(start + width, words))
        rows = weight[block]
        logits = product(hidden, rows.T, out=memory[: count * len(rows)].view(count, len(rows)))
        if temperature != 1:
            logits.div_(temperature)
        inside = (targets >= start) & (targets < block.stop)
        yield block, rows, logits, (targets - start).clamp(0, len(rows) - 1)[:, None], inside


class _Head(torch.autograd.Function):
    """A pass forward keeps one number a token; the pass backward makes the logits again, block by block.

    Blocks of the vocabulary, not of tokens: the gradient of a block's weights is then one product, added up in fp32,
    and needs no [vocabulary, d] sum in fp32 beside the result.
    """

    @staticmethod
    def forward(ctx, hidden, weight, targets, temperature):
        highest = torch.full((len(hidden),), -torch.inf, dtype=torch.float32, device=hidden.device)  # logit so far
        total, chosen = torch.zeros_like(highest), torch.zeros_like(highest)  # sum of exp(logit - highest); of targets
        for _, _, logits, at, inside in _blocks(hidden, weight, targets, temperature):
            chosen = torch.where(inside, logits.gather(1, at)[:, 0], chosen)
            higher = torch.maximum(highest, logits.amax(1))
            total = total * (highest - higher).exp() + logits.sub_(higher[:, None]).exp_().sum(1)
            highest = higher
        normaliser = highest + total.log()  # [N]
        ctx.save_for_backward(hidden, weight, targets, normaliser)
        ctx.temperature = temperature
        return chosen - normaliser

    @staticmethod
    def backward(ctx, grad):
        hidden, weight, targets, normaliser = ctx.saved_tensors
        wanted = ctx.needs_input_grad
        grad = grad.float() / ctx.temperature  # [N]
        to_hidden = torch.zeros_like(hidden, dtype=torch.float32) if wanted[0] else None
        to_weight = torch.empty_like(weight) if wanted[1] else None
        wide = hidden.float() if hidden.device.type == "cpu" else hidden
        for block, rows, logits, at, inside in _blocks(wide, weight, targets, ctx.temperature):
            # d logp / d logits = (1 at the target) - softmax
            slope = logits.sub_(normaliser[:, None]).exp_().mul_(-grad[:, None])
            slope.scatter_add_(1, at, torch.where(inside, grad, 0.0)[:, None])
            slope = slope.to(wide.dtype)
            if wanted[0]:
                if slope.dtype == torch.float32:
                    to_hidden.addmm_(slope, rows.float())
                else:
                    to_hidden.add_(product(slope, rows))
            if wanted[1]:
                if slope.dtype == weight.dtype:
                    torch.mm(slope.T, wide, out=to_weight[block])
                else:
                    to_weight[block] = torch.mm(slope.T, wide)
        return None if to_hidden is None else to_hidden.to(hidden.dtype), to_weight, None, None


def head_logprobs(hidden: torch.Tensor, weight: torch.Tensor, targets: torch.Tensor, temperature: float = 1.0):
    """log softmax(hidden @ weight.T / temperature) at the targets: [N] in fp32, with gradients of both.

    hidden [N, d] and weight [V, d], both fp32 or both bf16; targets [N].
    """
    return _Head.apply(hidden, weight, targets, temperature)


# ----------------------------------------------------------------------------------------------------------------------
# products on CPUs

PAYS = 1 << 21  # multiplications of a product from which on oneDNN's start is worth it
PAYS_PACKED = 1 << 19  # the same where the weights are packed before


@functools.cache
def onednn_is_quick() -> bool:
    """Whether oneDNN multiplies fp32 matrices in two thirds of MKL's time here: a trial of 50 ms.

    On an AMD EPYC with AVX-512 it takes 0.45 of it: MKL uses AVX-512 on Intel's processors alone.
    """
    if not (torch.backends.mkldnn.is_available() and torch.backends.mkl.is_available()):
        return False
    x, weight = torch.randn(512, 512), torch.randn(512, 512)

    def seconds(work):
        start = time.thread_time()
        work()
        return time.thread_time() - start

    rounds = [(seconds(lambda: onednn(x, weight)), seconds(lambda: torch.mm(x, weight.T))) for _ in range(10)]
    quick, plain = map(min, zip(*rounds))
    return quick < plain * 2 / 3


def onednn(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None) -> torch.Tensor:
    """x [..., d] @ weight [n, d].T + bias [n], in fp32 on a CPU, without a gradient."""
    return torch.ops.mkldnn._linear_pointwise(x, weight, bias, "none", [], "")


class _Linear(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight, bias):
        ctx.save_for_backward(x, weight)
        return onednn(x, weight, bias)

    @staticmethod
    def backward(ctx, grad):
        (x, weight), wanted = ctx.saved_tensors, ctx.needs_input_grad
        rows = grad.flatten(0, -2).contiguous()  # a sum's gradient is one number, expanded
        to_x = onednn(rows, weight.T).view_as(x) if wanted[0] else None
        to_weight = onednn(rows.T, x.flatten(0, -2).T) if wanted[1] else None
        return to_x, to_weight, rows.sum(0) if wanted[2] else None


def linear(x: torch.Tensor, weight: torch.Tensor, bias: torch.Tensor | None = None) -> torch.Tensor:
    """x [..., d] @ weight [n, d].T + bias [n], by what is fastest here."""
    large = x.numel() * len(weight) >= PAYS and x.device.type == "cpu" and x.dtype == weight.dtype == torch.float32
    if large and onednn_is_quick() and not torch.is_autocast_enabled("cpu"):
        return _Linear.apply(x, weight, bias)
    return torch.nn.functional.linear(x, weight, bias)


class Linear(torch.nn.Linear):
    """In the place of the model's linear layers."""

    def forward(self, x):
        return linear(x, self.weight, self.bias)


# ----------------------------------------------------------------------------------------------------------------------
# attention

PACKED = "flash_packed"  # its name for transformers, which takes packed rows apart itself unless "flash" is in it


def head_size(text) -> int:
    """Numbers of a head of the language model: the configuration's own, where it has one."""
    return getattr(text, "head_dim", None) or text.hidden_size // text.num_attention_heads


def has_kernel(device: torch.device, config) -> bool:
    """Whether PyTorch's kernel for sequences of different lengths runs on this device (GPUs of compute capability 8.0)
    with the heads of both towers."""
    vision = config.vision_config
    sizes = (head_size(config.text_config), vision.hidden_size // vision.num_heads)
    able = device.type == "cuda" and torch.cuda.get_device_capability(device) >= (8, 0)
    return able and all(size % 8 == 0 and size <= 256 for size in sizes)


def set_attention(config, device: torch.device) -> None:
    """packed_attention for the language model; for the vision tower too, where the kernel runs."""
    config._attn_implementation = PACKED
    if not has_kernel(device, config):
        config.vision_config._attn_implementation = "sdpa"


def register_attention() -> None:
    """Make PACKED known to transformers."""
    from transformers.masking_utils import ALL_MASK_ATTENTION_FUNCTIONS, sdpa_mask
    from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

    ALL_ATTENTION_FUNCTIONS.register(PACKED, packed_attention)
    ALL_MASK_ATTENTION_FUNCTIONS.register(PACKED, sdpa_mask)


def packed_attention(
    module, query, key, value, attention_mask, scaling=None, is_causal=None, cu_seq_lens_q=None, jobs=(), **kw
):
    """transformers' attention function: query, key and value [1, heads, T, size] -> ([1, T, heads, size], None).

    cu_seq_lens_q, or jobs and order: what packing.text_layout knows of the row. Without them (a padded batch: the
    engine's prompts) PyTorch's dense attention answers. Under autocast the rotary embedding leaves query and key in
    fp32.
    """
    causal = getattr(module, "is_causal", True) if is_causal is None else is_causal
    if cu_seq_lens_q is None and not jobs:
        from transformers.integrations.sdpa_attention import sdpa_attention_forward

        return sdpa_attention_forward(module, query, key, value, attention_mask, 0.0, scaling, causal)
    q, k, v = (x[0].transpose(0, 1).to(value.dtype) for x in (query, key, value))  # [T, heads, size]
    if jobs:
        return dense(q, k, v, jobs, kw["order"], scaling)[None], None
    return varied(q, k, v, cu_seq_lens_q, causal, scaling, **kw)[None], None


def varied(q, k, v, cu_seq_lens_q, causal, scaling, max_length_q, cu_seq_lens_k, max_length_k, keys=None, **_):
    """Attention [T, heads, size] by the kernel. keys: places in k and v of each sequence's keys, one after the other; a
    sequence's last query sees all of its keys."""
    if keys is not None:
        k, v = k.index_select(0, keys), v.index_select(0, keys)
    more = {"scale": scaling, "window_size": (-1, 0) if causal else (-1, -1)}
    if k.shape[1] != q.shape[1]:
        if "enable_gqa" in inspect.signature(varlen.varlen_attn).parameters:
            more["enable_gqa"] = True
        else:  # torch 2.11
            k, v = (x.repeat_interleave(q.shape[1] // k.shape[1], 1) for x in (k, v))
    return varlen.varlen_attn(q, k, v, cu_seq_lens_q, cu_seq_lens_k, max_length_q, max_length_k, **more)


def dense(q, k, v, jobs, order, scaling):
    """The same without the kernel: sequences of one kind side by side, padded (packing.dense_layout)."""

    def padded(x, places):  # [T, heads, size], [S, L] -> [S, heads, L, size]
        return x.index_select(0, places.flatten()).unflatten(0, places.shape).transpose(1, 2)

    more, outs = {"scale": scaling, "enable_gqa": k.shape[1] != q.shape[1]}, []
    for job in jobs:
        given = padded(q, job["queries"]), padded(k, job["keys"]), padded(v, job["keys"])
        out = scaled_dot_product_attention(*given, job["mask"], is_causal=job["mask"] is None, **more)
        outs.append(out.transpose(1, 2).flatten(0, 1))  # [S * L, heads, size]
    return torch.cat(outs).index_select(0, order)


# ----------------------------------------------------------------------------------------------------------------------
# decoding


def fused(*linears):
    """x [rows, d] -> the outputs of linear layers of the same input, side by side.

    On CPU from a copy of their weights as they are now, adapters added, in the packed layout of the faster library
    (torch.compile's own operators for frozen weights): a plain product of a few rows packs them anew at every token.
    """
    weight, bias = linears[0].weight, linears[0].bias
    plain = weight.dtype != torch.float32 or torch.is_autocast_enabled("cpu")
    if weight.device.type != "cpu" or plain or not torch.backends.mkl.is_available():
        return linears[0] if len(linears) == 1 else lambda x: torch.cat([layer(x) for layer in linears], -1)
    weight = updated(linears[0])
    if len(linears) > 1:
        weight = torch.cat([updated(layer) for layer in linears])
        bias = None if bias is None else torch.cat([layer.bias for layer in linears])

    @functools.cache
    def packed(quick):
        if quick:
            return torch.ops.mkldnn._reorder_linear_weight(weight, None)
        return torch.ops.mkl._mkl_reorder_linear_weight(weight, 64)  # 64: a hint, any number of rows will do

    def mapped(x):
        if len(x) * weight.numel() >= PAYS_PACKED and onednn_is_quick():
            return onednn(x, packed(True), bias)
        return torch.ops.mkl._mkl_linear(x, packed(False), weight, bias, len(x))

    return mapped


def normed(norm, weight=None):
    """x [..., d] -> what transformers' RMSNorm makes of it, in fewer operators. weight: in the place of its own."""
    weight, eps = norm.weight if weight is None else weight, norm.variance_epsilon
    return lambda x: rms_norm(x.float(), x.shape[-1:], eps=eps).to(x.dtype) * weight


def head_norms(attention):
    """x [rows, query and key heads, head size] -> the same after the norms that some types have of queries and keys."""
    norms = [getattr(attention, name, None) for name in ("q_norm", "k_norm")]
    if None in norms:
        return torch.nn.Identity()
    size = attention.head_dim
    counts = (layer.out_features // size for layer in (attention.q_proj, attention.k_proj))
    weight = torch.cat([norm.weight.expand(n, size) for norm, n in zip(norms, counts)])  # [heads, head size]
    return normed(norms[0], weight)
