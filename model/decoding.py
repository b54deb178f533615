"""Decoding with the plain (unsharded) model: a prompt and its images are encoded once for all of its n samples.

The step of one token is transformers' layer, written out: the module copies the whole cache at every token and repeats
the key heads, which takes longer than the arithmetic. A prompt's keys and values are kept and read once for its rows.
"""

import torch
from torch.nn.functional import silu

from model import Policy, rope_positions
from model.kernels import fused, head_norms, normed, product


def forbidden_ids(tokenizer) -> list[int]:
    """Image, video and padding ids: sampled by an untrained policy, they crash the next forward."""
    names = ["<|image_pad|>", "<|video_pad|>", "<|vision_start|>", "<|vision_end|>", "<|endoftext|>", "<|im_start|>"]
    return sorted({i for i in tokenizer.convert_tokens_to_ids(names) if i is not None})


def prepare(model: Policy, device: torch.device):
    """(per layer: its norms and its four linear maps, the head) of the weights as they are now, for `decode`."""
    layers = [
        (
            normed(layer.input_layernorm),
            fused(layer.self_attn.q_proj, layer.self_attn.k_proj, layer.self_attn.v_proj),
            head_norms(layer.self_attn),
            fused(layer.self_attn.o_proj),
            normed(layer.post_attention_layernorm),
            fused(layer.mlp.gate_proj, layer.mlp.up_proj),
            fused(layer.mlp.down_proj),
        )
        for layer in model.model.language_model.layers
    ]
    half = torch.is_autocast_enabled(device.type)
    if not half and model.lm_head.weight.dtype == torch.float32:
        return layers, fused(model.lm_head)
    weight = model.lm_head.weight.bfloat16()

    def logits(x):  # as the trainer's head: products of bf16, results in fp32
        with torch.autocast(device.type, enabled=False):
            return product(x.bfloat16(), weight.T)

    return layers, logits


def read_prompts(model: Policy, encs: list[dict], pad: int, device: torch.device):
    """(the model's output with its cache, mask [B, T], positions [3, B, T]) of the encoded prompts (data.encode).

    Padding stands on the left, so that all last prompt tokens stand in one column.
    """
    B, T = len(encs), max(len(e["input_ids"]) for e in encs)
    tokens = torch.full((B, T), pad)
    mask = torch.zeros(B, T, dtype=torch.long)
    positions = torch.zeros(3, B, T, dtype=torch.long)
    for b, e in enumerate(encs):
        t = len(e["input_ids"])
        tokens[b, T - t :], positions[:, b, T - t :] = e["input_ids"], rope_positions(model, e)
        mask[b, T - t :] = 1
    vision = {}
    if any(e["pixel_values"] is not None for e in encs):
        for k in ("pixel_values", "image_grid_thw"):
            vision[k] = torch.cat([e[k] for e in encs if e[k] is not None]).to(device)
    tokens, mask, positions = tokens.to(device), mask.to(device), positions.to(device)
    read = model.model(input_ids=tokens, attention_mask=mask, position_ids=positions, use_cache=True, **vision)
    return read, mask, positions


def decode(model, read, layers, head, n, max_tokens, temperature, forbidden, eos, noise=None):
    """(tokens [B * n, max_tokens], -1 where nothing was sampled; their log-probs under softmax(logits / temperature)).

    read: of read_prompts; layers, head: of prepare; temperature [n]: of each of a prompt's samples, 0 is greedy;
    forbidden [k]: ids that are never sampled; noise [B * n, max_tokens]: the uniform numbers that decide where a sample
    is not greedy, None if all are.
    """
    first, mask, positions = read
    (B, T), dev = mask.shape, mask.device

    cache = [(layer.keys, layer.values) for layer in first.past_key_values.layers]  # of the prompts

    def room(x):  # for the tokens to come
        return x.new_zeros(B * n, x.shape[1], max_tokens, x.shape[3])

    own = [(room(keys), room(values)) for keys, values in cache]
    hidden = first.last_hidden_state[:, -1].repeat_interleave(n, 0)  # [B * n, d]
    bias = torch.zeros(B, 1, 1, T, device=dev, dtype=hidden.dtype).masked_fill_(mask[:, None, None] == 0, -torch.inf)
    owner, most, places = torch.arange(B, device=dev).repeat_interleave(n), n, None  # the prompt of each row
    turns, begin = rotary_table(model, hidden, positions.amax((0, 2)).repeat_interleave(n) + 1, max_tokens)
    alive = torch.arange(B * n, device=dev)  # row of the result that each row of the batch fills
    tokens = torch.full((B * n, max_tokens), -1, device=dev)
    logps = torch.zeros(B * n, max_tokens, device=dev)
    greedy = temperature.repeat(B) == 0
    some_greedy = bool(greedy.any())
    heat = temperature.repeat(B).masked_fill(greedy, 1.0)[:, None]
    heated = bool((heat != 1).any())
    for t in range(max_tokens):
        logits = head(hidden)  # [rows, vocabulary], fp32
        p = torch.softmax(logits / heat if heated else logits, -1).index_fill_(1, forbidden, 0.0)
        if noise is None:
            pick = p.argmax(-1)
        else:  # inverse of the cumulative distribution at one uniform number
            total = p.cumsum(-1)
            pick = torch.searchsorted(total, noise[:, t, None] * total[:, -1:], right=True)[:, 0]
            if some_greedy:
                pick[greedy] = p[greedy].argmax(-1)
        tokens[alive, t], logps[alive, t] = pick, p.gather(1, pick[:, None])[:, 0].log()
        going = pick != eos
        left = int(going.sum())
        if t + 1 == max_tokens or not left:
            break
        if left < 0.75 * len(going):  # drop finished rows, but not at every single end
            rows = going.nonzero()[:, 0]
            prompts, owner = owner[rows].unique(return_inverse=True)
            most, places = places_of(owner)
            cache = [(keys[prompts], values[prompts]) for keys, values in cache]
            own = [(keys[rows], values[rows]) for keys, values in own]
            alive, begin, pick, bias = alive[rows], begin[rows], pick[rows], bias[prompts]
            heat, greedy, noise = heat[rows], greedy[rows], noise if noise is None else noise[rows]
        hidden = step(model, layers, pick, turns[:, begin + t], cache, own, t, bias, most, places)
    return tokens, logps


def rotary_table(model, like, positions, count: int):
    """(table [2, P, 1, head size] of cosines, and of sines so that v * cos + roll(v) * sin rotates v; column [rows] of
    each of the text positions [rows]). The table goes on for `count` positions from each; its dtype is that of `like`.
    """
    first = positions.min()
    span = torch.arange(int(positions.max() - first) + count, device=like.device) + first
    cos, sin = model.model.language_model.rotary_emb(like, span.expand(3, 1, -1))  # [1, P, head size]
    half = cos.shape[2] // 2
    sin = torch.cat([-sin[..., :half], sin[..., half:]], -1)
    return torch.stack([cos[0], sin[0]])[:, :, None], positions - first


def step(model, layers, tokens, turn, cache, own, at, bias, most, places):
    """Last hidden states [rows, d] after one more token a row, whose keys and values go to column `at` of its own.

    layers: of prepare; tokens [rows]; turn [2, rows, 1, head size]: of rotary_table; cache: (keys, values) of each
    layer, [prompts, key heads, columns, head size] each; own: the same of each row's tokens so far; bias [prompts, 1,
    1, columns]: -inf at padding; most, places: of places_of.
    """
    text, rows = model.model.language_model, len(tokens)
    x = text.embed_tokens(tokens)  # [rows, d]
    (cos, sin), half = turn, turn.shape[3] // 2
    for (norm_1, project, norm, out, norm_2, gate_up, down), prompt, (keys, values) in zip(layers, cache, own):
        heads = project(norm_1(x)).view(rows, -1, keys.shape[3])  # of queries, keys, values
        turned, v = heads.split([heads.shape[1] - keys.shape[1], keys.shape[1]], 1)
        turned = norm(turned)
        turned = torch.addcmul(turned * cos, turned.roll(half, -1), sin)
        q, k = turned.split([turned.shape[1] - keys.shape[1], keys.shape[1]], 1)
        keys[:, :, at], values[:, :, at] = k, v
        q = q.view(rows, keys.shape[1], -1, keys.shape[3]).to(keys.dtype)  # a key head's queries in place of tokens
        mixed, total = attend(q, keys[:, :, : at + 1], values[:, :, : at + 1])
        before, total_before = attend_prompts(q, *prompt, bias, places, most)
        mixed = mixed.lerp(before, (total_before - total).sigmoid()[..., None].to(mixed.dtype))
        x = x + out(mixed.reshape(rows, -1))
        gate, up = gate_up(norm_2(x)).chunk(2, -1)
        x = x + down(silu(gate) * up)
    return text.norm(x)


def places_of(owner):
    """(most rows of a prompt, place [rows] of each row if every prompt had as many, or None if it has). owner [rows]:
    the prompt of each row, in order."""
    counts = owner.bincount()
    most = int(counts.max())
    if len(owner) == len(counts) * most:
        return most, None
    return most, owner * most + torch.arange(len(owner), device=owner.device) - (counts.cumsum(0) - counts)[owner]


def attend(q, keys, values, bias=None):
    """(attention [B, heads, Q, size], log of the sum of its weights [B, heads, Q]) of queries [B, heads, Q, size] to
    keys and values [B, heads, K, size]; bias [B, 1, 1, K] is added to the scores."""
    if q.device.type == "cpu":
        return torch.ops.aten._scaled_dot_product_flash_attention_for_cpu(q, keys, values, attn_mask=bias)
    return attend_plain(q, keys, values, bias)


def attend_plain(q, keys, values, bias):
    """attend without a kernel: those of GPUs give that logarithm for some shapes alone."""
    scores = q @ keys.transpose(2, 3) / q.shape[3] ** 0.5
    scores = scores if bias is None else scores + bias
    total = scores.logsumexp(3)
    return (scores - total[..., None]).exp() @ values, total


def attend_prompts(q, keys, values, bias, places, most):
    """attend, to what rows share: q [rows, heads, Q, size], keys and values [prompts, heads, K, size].

    So a prompt is read once for its rows. most, places: of places_of.
    """
    B, (_, heads, Q, size) = len(keys), q.shape
    if places is not None:
        q = q.new_zeros(B * most, heads, Q, size).index_copy(0, places, q)
    q = q.view(B, most, heads, Q, size).transpose(1, 2).reshape(B, heads, most * Q, size)
    mixed, total = attend(q, keys, values, bias)
    mixed, total = mixed.view(B, heads, most, Q, size), total.view(B, heads, most, Q)
    both = (x.transpose(1, 2).flatten(0, 1) for x in (mixed, total))
    return both if places is None else (x[places] for x in both)


def uniform(seed: int, ids: list[int], n: int, length: int) -> torch.Tensor:
    """Uniform numbers [len(ids) * n, length], each prompt's from a generator of its own."""
    rows = []
    for i in ids:
        g = torch.Generator().manual_seed((seed * 1_000_003 + i) % (1 << 62))
        rows.append(torch.rand(n, length, generator=g))
    return torch.cat(rows)


def prompt_seed(seed: int, number: int) -> int:
    """The seed of a prompt's first sample, from the step's seed and the prompt's number in it; sample i has i more.

    Spread over 61 bits (the last step of SplitMix64), so that no two prompts of a run come near each other.
    """
    x = (seed * 1_000_003 + number) % (1 << 64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        x = (x ^ (x >> shift)) * factor % (1 << 64)
    return x >> 3
