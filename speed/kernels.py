"""The trainer's own head: log-probs of targets in fp32, with exact gradients and without a [tokens, vocabulary] matrix.

Log-probs must not be rounded to bf16: after a small update 45 % of the ratios of RL came out exactly 1 that way, and
the estimate of the KL doubled. PyTorch's chunked cross-entropy (from 2.13) gives its result in the input's dtype.
"""

from collections.abc import Iterator

import torch

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
