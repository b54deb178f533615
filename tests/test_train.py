"""Tests of model.py, checkpoint.py, rollout.py, sft.py, rl.py, merge.py, run.sh."""

import functools
import itertools
import json
import math
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from safetensors.torch import load_file
from torch.utils._python_dispatch import TorchDispatchMode

import checkpoint as C
import data
import eval as evaluation
import merge
import model as M
import rewards
import rl
import rollout as R
import runtime
import sft
from book import pocket_model
from model import AutoProcessor, decoding, kernels, losses, packing, transformers
from model.types import TYPES
from tests.helpers import (
    ROOT,
    SHARED,
    as_flags,
    curve,
    given,
    metrics,
    needs_shared,
    rl_config,
    rl_flags,
    same_weights,
    script,
    sft_config,
    weights_of,
)
from tests.ranks import forked_torchrun, run_process, run_ranks, run_script, start_process

CPU = torch.device("cpu")
Stock = transformers.Qwen2_5_VLForConditionalGeneration


def items_of(policy, rows, processor, **columns):
    encs = data.encode([data.prompt(r, processor) for r in rows], processor)
    return [
        M.make_item(policy, e, processor.tokenizer(data.response(r))["input_ids"], **(columns or {"weight": 1.0}))
        for e, r in zip(encs, rows)
    ]


def groups_of(policy, rows, processor):
    """Five responses of 1, 4, 7, 10, 13 tokens to each prompt."""
    encs = data.encode([data.prompt(r, processor) for r in rows], processor)
    draw = random.Random(0)
    return [
        M.make_item(policy, e, [draw.randrange(200) for _ in range(n)], weight=1.0)
        for e in encs
        for n in range(1, 14, 3)
    ]


def test_train_positions_by_hand(policy):
    # two text tokens, a 4 x 6 patch image (2 x 3 merged), one text token:
    # the image starts at 2, then the text goes on at 2 + 3
    enc = {
        "input_ids": torch.arange(9),
        "mm_token_type_ids": torch.tensor([0, 0, 1, 1, 1, 1, 1, 1, 0]),
        "image_grid_thw": torch.tensor([[1, 4, 6]]),
    }
    assert M.rope_positions(policy, enc).tolist() == [
        [0, 1, 2, 2, 2, 2, 2, 2, 5],
        [0, 1, 2, 2, 2, 3, 3, 3, 5],
        [0, 1, 2, 3, 4, 2, 3, 4, 5],
    ]
    enc = {"input_ids": torch.arange(3), "mm_token_type_ids": torch.zeros(3, dtype=torch.long), "image_grid_thw": None}
    assert M.rope_positions(policy, enc).tolist() == [[0, 1, 2]] * 3


@pytest.mark.parametrize("groups", [False, True])
@pytest.mark.parametrize("budget,kernel", [(100_000, False), (150, False), (100_000, True), (150, True)])
def test_train_packed_logprobs_equal_plain_logits(policy, rows, budget, kernel, groups, monkeypatch):
    """Log-probs of packed sequences, also of several responses behind one prompt, are log-softmax of the stock model's
    logits on each alone."""
    monkeypatch.setattr(kernels.varlen, "varlen_attn", loop_of_sequences)
    processor = M.load_processor("pocket")
    items = (groups_of if groups else items_of)(policy, rows, processor)
    with torch.no_grad():
        want = []
        for item in items:
            vision = {} if item["pixel_values"] is None else {k: item[k] for k in ("pixel_values", "image_grid_thw")}
            types = (item["ids"] == processor.image_token_id).long()
            logits = policy(input_ids=item["ids"][None], mm_token_type_ids=types[None], **vision).logits[0, :-1]
            want.append(torch.log_softmax(logits, -1).gather(1, item["ids"][1:, None])[-item["n"] :, 0])
        got, sizes = {}, []
        for batch in M.pack(policy, items, budget, CPU, kernel):
            sizes.append(batch["inputs"]["input_ids"].numel())
            logp = policy(**batch["inputs"])
            for item, part in zip(batch["items"], logp.split([x["n"] for x in batch["items"]])):
                got[id(item)] = part
    for item, w in zip(items, want):
        torch.testing.assert_close(got[id(item)], w, rtol=1e-5, atol=1e-5)
    prompts = {id(x["prompt"]): len(x["ids"]) - x["n"] - 1 for x in items}  # without their last tokens
    tokens = sum(prompts.values()) + sum(x["n"] for x in items)
    if budget == 100_000:  # each prompt once; without the kernel up to a multiple of 64
        assert sizes == [tokens if kernel else -(-tokens // 64) * 64]
    else:
        assert len(sizes) > 1 and max(sizes) <= (150 if kernel else 192) and (not groups or sum(sizes) > tokens)


def test_train_chunked_head_equals_plain_head(policy, rows, monkeypatch):
    """The chunked cross-entropy (used at real vocabularies) gives the plain one's values and gradients."""
    batch = next(M.pack(policy, items_of(policy, rows, M.load_processor("pocket")), 10_000, CPU))

    def run():
        policy.zero_grad()
        logp = policy(**batch["inputs"])
        (logp * torch.linspace(-1, 1, len(logp))).sum().backward()
        return logp.detach(), policy.lm_head.weight.grad.clone()

    plain = run()
    monkeypatch.setattr(M, "WORDS", 0)
    monkeypatch.setitem(kernels.CHUNK, torch.float32, 1)  # the fewest words at a time
    chunked = run()
    policy.zero_grad()
    torch.testing.assert_close(plain[0], chunked[0], rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(plain[1], chunked[1], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("dtype, words, near", [(torch.float32, 200, 1e-5), (torch.bfloat16, 151_936, 1e-5)])
def test_train_head_against_fp64(dtype, words, near):
    """fp32 log-probs of the chunked head, also of bf16 numbers at Qwen's vocabulary, and their gradients."""
    draw = torch.Generator().manual_seed(0)
    hidden = torch.randn(7, 32, generator=draw).to(dtype).requires_grad_()
    weight = torch.randn(words, 32, generator=draw).to(dtype).requires_grad_()
    targets, slope = torch.randint(words, (7,), generator=draw), torch.linspace(-1, 1, 7)
    got = kernels.head_logprobs(hidden, weight, targets, 0.7)
    assert got.dtype == torch.float32
    (got * slope).sum().backward()
    h, w = (x.detach().double().requires_grad_() for x in (hidden, weight))
    want = torch.log_softmax(h @ w.T / 0.7, -1).gather(1, targets[:, None])[:, 0]
    (want * slope).sum().backward()
    assert (got - want).abs().max() < near
    for ours, exact in ((hidden.grad, h.grad), (weight.grad, w.grad)):
        assert ours.dtype == dtype  # an end in bf16 rounds once: by 1 in 256 at most
        torch.testing.assert_close(ours.double(), exact, rtol=1e-4 if dtype == torch.float32 else 5e-3, atol=1e-6)


def test_train_head_gradients_are_exact(monkeypatch):
    """Frozen weights or hidden states, a block that does not divide the vocabulary, and a gradient of 0."""
    monkeypatch.setitem(kernels.CHUNK, torch.float32, 1)
    draw = torch.Generator().manual_seed(1)
    hidden, weight = torch.randn(5, 8, generator=draw), torch.randn(150, 8, generator=draw)
    targets, slope = torch.tensor([0, 63, 64, 128, 149]), torch.tensor([1.0, -2.0, 0.0, 3.0, 0.5])
    want = [x.clone().requires_grad_() for x in (hidden, weight)]
    plain = torch.log_softmax(want[0] @ want[1].T, -1).gather(1, targets[:, None])[:, 0]
    (plain * slope).sum().backward()
    for learnt in ((True, True), (True, False), (False, True)):
        given = [x.clone().requires_grad_(on) for x, on in zip((hidden, weight), learnt)]
        (kernels.head_logprobs(*given, targets) * slope).sum().backward()
        for ours, exact, on in zip(given, want, learnt):
            assert (ours.grad is not None) == on
            torch.testing.assert_close(ours.grad if on else exact.grad, exact.grad, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
def test_train_imports_without_what_torch_2_13_brought(tmp_path):
    """Every module of training, where torch lacks the names that 2.11 lacks."""
    (tmp_path / "old.py").write_text(
        "import sys, torch, torch.nn.functional as F\n"
        "for place in (torch.nn, torch.nn.modules, F):\n"
        "    for name in ('LinearCrossEntropyOptions', 'linear_cross_entropy'):\n"
        "        place.__dict__.pop(name, None)\n"
        "sys.modules['torch.nn.modules.linear_cross_entropy'] = None\n"
        "import sft, rl, eval, merge, checkpoint, speed.dryrun, speed.roofline, speed.head\n"
    )
    done = script(tmp_path / "old.py", env={"PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr[-2000:]


def loop_of_sequences(q, k, v, ends, ends_k, longest, longest_k, *, scale, window_size, enable_gqa=False):
    """What torch.nn.attention.varlen.varlen_attn computes, for a CPU, and what it asks of its arguments."""
    assert ends.dtype == ends_k.dtype == torch.int32 and ends[-1] == len(q) and ends_k[-1] == len(k) == len(v)
    assert (longest, longest_k) == (int(ends.diff().max()), int(ends_k.diff().max())) and type(longest) is int
    assert q.dtype == k.dtype == v.dtype and q.shape[2] % 8 == 0 and enable_gqa == (q.shape[1] != k.shape[1])
    out = []
    for (a, b), (c, d) in zip(*(itertools.pairwise(x.tolist()) for x in (ends, ends_k))):
        parts = [x.transpose(0, 1)[None] for x in (q[a:b], k[c:d], v[c:d])]
        seen = torch.ones(b - a, d - c, dtype=torch.bool)
        if {(-1, 0): True, (-1, -1): False}[window_size]:  # the last query sees all keys
            seen = seen.tril(d - c - (b - a))
        sdpa = torch.nn.functional.scaled_dot_product_attention
        out.append(sdpa(*parts, seen, scale=scale, enable_gqa=enable_gqa)[0].transpose(0, 1))
    return torch.cat(out)


def plain_gradients(policy, batches):
    """({item: log-probs}, {parameter: gradient}) of the sum of c_i logp_i over the items of these batches."""
    policy.zero_grad()
    logps = {}
    for batch in batches:
        logp = policy(**batch["inputs"])
        for item, part in zip(batch["items"], logp.split([x["n"] for x in batch["items"]])):
            (part * torch.linspace(-1, 1, item["n"])).sum().backward(retain_graph=True)
            logps[tuple(item["ids"].tolist())] = part.detach()
    grads = {k: p.grad.clone() for k, p in policy.named_parameters()}
    policy.zero_grad()
    return logps, grads


@pytest.mark.slow
@pytest.mark.parametrize("heads", ["grouped", "repeated"])  # repeated: for torch 2.11, which has no grouped heads
def test_train_packed_attention_equals_dense(pocket, rows, monkeypatch, heads):
    """Both towers through varlen_attn = PyTorch's dense attention: log-probs and gradients; windows of images of
    different shape, and sequences without an image. No mask is made, and nothing loops."""
    policy = M.load_model(str(pocket / "hf"), CPU)
    items, calls = groups_of(policy, rows, M.load_processor("pocket")), []
    dense = plain_gradients(policy, M.pack(policy, items, 100_000, CPU))

    def kernel(q, k, v, ends, *args, scale, window_size, enable_gqa=False):
        calls.append((q.shape[1], len(ends) - 1, window_size))
        return loop_of_sequences(q, k, v, ends, *args, scale=scale, window_size=window_size, enable_gqa=enable_gqa)

    def old_kernel(q, k, v, ends, *args, scale, window_size):
        return kernel(q, k, v, ends, *args, scale=scale, window_size=window_size)

    monkeypatch.setattr(kernels.varlen, "varlen_attn", kernel if heads == "grouped" else old_kernel)
    policy.config._attn_implementation = kernels.PACKED
    packed = plain_gradients(policy, M.pack(policy, items, 100_000, CPU, True))
    assert dense[0].keys() == packed[0].keys()
    for ids, logp in dense[0].items():
        torch.testing.assert_close(packed[0][ids], logp, rtol=1e-5, atol=1e-5)
    assert weights_apart(dense[1], packed[1]) < 1e-5
    text, vision = policy.config.text_config, policy.config.vision_config
    per = [(text.num_attention_heads, len(items) + len(rows), (-1, 0))] * text.num_hidden_layers  # prompts, responses
    assert calls[-len(per) :] == per and len(calls) == vision.depth + text.num_hidden_layers
    assert {window for *_, window in calls[: vision.depth]} == {(-1, -1)}
    policy.config.save_pretrained(pocket / "varlen")
    assert kernels.PACKED not in (pocket / "varlen/config.json").read_text()  # others do not know that name


def test_train_attention_is_chosen_by_the_card(monkeypatch):
    config = M.pocket_config()
    for cuda, capability, size, want in (
        (True, (8, 0), 128, True),
        (True, (9, 0), 128, True),
        (True, (7, 5), 128, False),
        (True, (9, 0), 4 * 12, False),  # heads of 12
        (False, None, 128, False),
    ):
        monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device, c=capability: c)
        config.text_config.hidden_size, config.text_config.num_attention_heads = size, 4
        device = torch.device("cuda" if cuda else "cpu")
        assert kernels.has_kernel(device, config) == want
        kernels.set_attention(config, device)
        assert config.text_config._attn_implementation == kernels.PACKED
        assert config.vision_config._attn_implementation == (kernels.PACKED if want else "sdpa")
    monkeypatch.setitem(sys.modules, "flash_attn", None)
    with pytest.raises(ValueError, match="--attn flash_attention_2: flash-attn 2 cannot be imported .*auto needs no"):
        M.load_model("pocket", CPU, attn="flash_attention_2")
    monkeypatch.setitem(sys.modules, "flash_attn", SimpleNamespace(__version__="4.0"))  # flash-attn-4: no such function
    with pytest.raises(ValueError, match="cannot be imported .*flash_attn_func"):
        M.load_model("pocket", CPU, attn="flash_attention_2")


def test_train_engine_draws_the_same_with_packed_attention(pocket, rows, monkeypatch):
    """The engine's first pass has padded rows, which go to PyTorch's dense attention; its images are packed."""
    monkeypatch.setattr(kernels.varlen, "varlen_attn", loop_of_sequences)
    policy, processor = M.load_model(str(pocket / "hf"), CPU), M.load_processor("pocket")
    prompts, made = [data.prompt(r, processor) for r in rows], []
    for attn in ("sdpa", kernels.PACKED):
        policy.config._attn_implementation = attn
        samples = R.TransformersEngine(policy, processor, CPU).generate(prompts, n=2, max_tokens=12, seed=3)
        made.append([s for group in samples for s in group])
    assert [s.token_ids for s in made[0]] == [s.token_ids for s in made[1]]
    logps = [torch.tensor([x for s in half for x in s.logprobs]) for half in made]
    torch.testing.assert_close(*logps, rtol=1e-5, atol=1e-5)


class Waits(TorchDispatchMode):
    """Names every operator that would make a GPU's host wait for a number."""

    def __init__(self):
        super().__init__()
        self.found = []

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        name = func.name()
        if name in ("aten::_local_scalar_dense", "aten::nonzero", "aten::masked_select", "aten::item"):
            self.found.append(name)
        masks = args[1] if name.startswith("aten::index") and isinstance(args[1], (list, tuple)) else []
        if any(isinstance(x, torch.Tensor) and x.dtype == torch.bool for x in masks):
            self.found.append(f"{name} with a mask")
        return func(*args, **(kwargs or {}))


def test_train_no_pass_waits_for_the_gpu(pocket, rows, monkeypatch):
    """Forward and backward of a packed micro-batch with images, and the log's numbers: nothing is read back."""

    def kernel(q, k, v, *_, **__):  # what is inside the real one is the GPU's own
        return q + 0 * (k.sum() + v.sum())

    monkeypatch.setattr(kernels.varlen, "varlen_attn", kernel)
    monkeypatch.setattr(M, "WORDS", 0)  # the head of GPUs
    policy = M.load_model(str(pocket / "hf"), CPU)
    policy.config._attn_implementation = kernels.PACKED
    monkeypatch.setattr(M, "has_kernel", lambda *_: True)
    policy.gradient_checkpointing_enable({"use_reentrant": False})
    policy.train()
    items = items_of(policy, rows, M.load_processor("pocket"), weight=1.0)
    batch = next(M.pack(policy, items, 10_000, CPU))
    with Waits() as waits:
        policy(temperature=0.9, **batch["inputs"]).sum().backward()
    assert waits.found == []
    for x in items:
        x["columns"] |= {"rollout": torch.zeros(x["n"]), "advantage": torch.ones(x["n"])}
    run = SimpleNamespace(cfg=rl.Config(kl=0.0), policy=policy, device=CPU, world=1)
    with Waits() as waits:
        told = rl.gradients(run, items)
    assert waits.found == [] and told["mismatch"] > 0
    with Waits() as waits:  # the net is not empty
        batch["inputs"]["targets"].max().item()
    assert waits.found


def test_train_temperature_divides_the_logits(policy, rows):
    batch = next(M.pack(policy, items_of(policy, rows[:1], M.load_processor("pocket")), 10_000, CPU))
    inputs = dict(batch["inputs"])
    targets = inputs.pop("targets")
    index, kept = inputs.pop("feature_index"), inputs.pop("layout")["targets_at"][: len(targets)]
    types = (inputs["input_ids"] == policy.config.image_token_id).long()
    with torch.no_grad():
        logits = policy(**inputs, mm_token_type_ids=types).logits[0]
        want = torch.log_softmax(logits / 0.5, -1)[kept].gather(1, targets[:, None])[:, 0]
        torch.testing.assert_close(policy(temperature=0.5, **batch["inputs"]), want, rtol=1e-5, atol=1e-5)
    assert index.tolist() == list(range(9))  # an 84 x 84 image has nine features


def test_train_patches_are_multiplied_as_the_convolution_does(policy):
    from transformers.models.qwen2_5_vl.modeling_qwen2_5_vl import Qwen2_5_VisionPatchEmbed

    patches, module = torch.randn(12, 1176, generator=torch.Generator().manual_seed(0)), policy.model.visual.patch_embed
    assert type(module) is M.PatchEmbed
    torch.testing.assert_close(module(patches), Qwen2_5_VisionPatchEmbed.forward(module, patches), rtol=1e-5, atol=1e-5)


def test_train_same_image_is_encoded_once(policy, rows):
    processor = M.load_processor("pocket")
    enc = data.encode([data.prompt(rows[0], processor)], processor)[0]
    flash_attn = SimpleNamespace(config=SimpleNamespace(_attn_implementation="flash_attention_2"))
    for attention, times in ((flash_attn, 8), (policy, 1)):  # flash-attn: each response has its own prompt
        items = [M.make_item(policy, enc, [5, 6, 7], weight=1.0) for _ in range(8)]
        inputs = next(M.pack(attention, items, 10_000, CPU))["inputs"]
        assert inputs["pixel_values"].shape[0] == 36 and inputs["feature_index"].tolist() == list(range(9)) * times
        assert (inputs["input_ids"] == processor.image_token_id).sum() == 9 * times


def test_train_greedy_equals_transformers_generate(policy, pocket, rows):
    engine = R.TransformersEngine(policy, M.load_processor("pocket"), CPU)
    prompts = [data.prompt(r, engine.processor) for r in rows]
    ours = engine.generate(prompts, temperature=0.0, max_tokens=12)
    stock = Stock.from_pretrained(pocket / "hf").eval()
    for prompt, (sample,) in zip(prompts, ours):
        enc = engine.processor(text=[prompt["text"]], images=prompt["images"] or None, return_tensors="pt")
        bad = [[i] for i in R.decoding.forbidden_ids(engine.processor.tokenizer)]
        out = stock.generate(
            **enc, do_sample=False, max_new_tokens=12, bad_words_ids=bad, top_k=None, top_p=None, temperature=None
        )
        ids = out[0, enc["input_ids"].shape[1] :].tolist()
        assert sample.token_ids == ids[: len(sample.token_ids)] and len(ids) == len(sample.token_ids)


def test_train_decoding_step_equals_transformers(policy, rows):
    """One token through the engine's own step = transformers' forward on the whole sequence, at padded rows of unequal
    length."""
    processor = M.load_processor("pocket")
    encs = data.encode([data.prompt(r, processor) for r in rows], processor)
    tokens = torch.tensor([7, 70, 100, 33])
    T, text = max(len(e["input_ids"]) for e in encs), policy.model.language_model
    caches, bias = [], torch.zeros(4, 1, 1, T)
    with torch.inference_mode():
        want, following = [], []
        for b, e in enumerate(encs):
            positions = M.rope_positions(policy, e)
            following.append(int(positions.max()) + 1)
            vision = {} if e["pixel_values"] is None else {k: e[k] for k in ("pixel_values", "image_grid_thw")}
            both = torch.cat([positions, torch.full((3, 1), following[-1])], 1)[:, None]
            whole = policy.model(
                input_ids=torch.cat([e["input_ids"], tokens[b : b + 1]])[None],
                position_ids=both,
                use_cache=False,
                **vision,
            )
            want.append(whole.last_hidden_state[0, -1])
            first = policy.model(
                input_ids=e["input_ids"][None], position_ids=positions[:, None], use_cache=True, **vision
            )
            pad = T - len(e["input_ids"])
            bias[b, 0, 0, :pad] = -torch.inf
            caches.append(
                [
                    [torch.nn.functional.pad(x, (0, 0, pad, 0), value=9.0) for x in (c.keys, c.values)]
                    for c in first.past_key_values.layers
                ]
            )
        cache = [tuple(torch.cat([c[layer][i] for c in caches]) for i in (0, 1)) for layer in range(len(text.layers))]
        layers, _ = decoding.prepare(policy, CPU)
        # the second prompt has three rows, of which the second is no more, the third has none
        owner, b = torch.tensor([0, 1, 1, 2]), torch.tensor([0, 1, 1, 3])
        left = b.unique()
        most, places = decoding.places_of(owner)
        assert (most, places.tolist()) == (2, [0, 2, 3, 4])
        shared = [(keys[left], values[left]) for keys, values in cache]
        own = [tuple(x.new_zeros(4, *x.shape[1:2], 1, x.shape[3]) for x in pair) for pair in shared]
        turns, begin = decoding.rotary_table(policy, want[0], torch.tensor(following)[b] - 2, 3)  # from two before on
        given = tokens[b], turns[:, begin + 2], shared, own, 0, bias[left]
        got = decoding.step(policy, layers, *given, most, places)
    torch.testing.assert_close(got, torch.stack(want)[b], rtol=1e-4, atol=1e-4)


def test_train_attention_without_a_kernel_is_that_of_the_kernel():
    """Results and the logarithm of the weights' sum, with columns that are hidden."""
    draw = torch.Generator().manual_seed(0)
    q, keys, values = (torch.randn(3, 2, n, 8, generator=draw) for n in (4, 11, 11))
    bias = torch.zeros(3, 1, 1, 11)
    bias[1, ..., :5] = -torch.inf
    for hidden in (None, bias):
        for a, b in zip(decoding.attend(q, keys, values, hidden), decoding.attend_plain(q, keys, values, hidden)):
            torch.testing.assert_close(a, b, rtol=1e-5, atol=1e-5)


def test_train_fused_maps_equal_the_layers(policy):
    """Linear maps of one input in one product = the layers one by one, for numbers of rows that MKL treats
    differently."""
    attention, mlp = policy.model.language_model.layers[0].self_attn, policy.model.language_model.layers[0].mlp
    for layers in (
        [attention.q_proj, attention.k_proj, attention.v_proj],
        [mlp.gate_proj, mlp.up_proj],
        [attention.o_proj],
        [policy.lm_head],
    ):
        for rows in (1, 5, 8, 64, 100):
            x = torch.randn(rows, 128, generator=torch.Generator().manual_seed(rows))
            with torch.inference_mode():
                torch.testing.assert_close(
                    kernels.fused(*layers)(x), torch.cat([layer(x) for layer in layers], 1), rtol=1e-5, atol=1e-5
                )


def test_train_sampled_logprobs_equal_the_trainers(policy, rows):
    engine = R.TransformersEngine(policy, M.load_processor("pocket"), CPU)
    prompts = [data.prompt(r, engine.processor) for r in rows]
    out = engine.generate(prompts, n=4, temperature=0.7, max_tokens=20, seed=3)
    encs = data.encode(prompts, engine.processor)
    items = [M.make_item(policy, e, s.token_ids, rollout=s.logprobs) for e, group in zip(encs, out) for s in group]
    for batch in M.pack(policy, items, 300, CPU):
        with torch.no_grad():
            assert (policy(temperature=0.7, **batch["inputs"]) - batch["columns"]["rollout"]).abs().max() < 2e-5
    sampled = {t for group in out for s in group for t in s.token_ids}
    assert not sampled & set(R.decoding.forbidden_ids(engine.processor.tokenizer))


def test_train_draws_do_not_depend_on_the_batch(policy, rows):
    engine = R.TransformersEngine(policy, M.load_processor("pocket"), CPU)
    prompts = [data.prompt(r, engine.processor) for r in rows]
    whole = engine.generate(prompts, n=3, max_tokens=10, seed=5, ids=[0, 1, 2, 3])
    part = engine.generate(prompts[2:], n=3, max_tokens=10, seed=5, ids=[2, 3])
    assert [[s.token_ids for s in g] for g in whole[2:]] == [[s.token_ids for s in g] for g in part]
    other = engine.generate(prompts[2:], n=3, max_tokens=10, seed=6, ids=[2, 3])
    assert [[s.token_ids for s in g] for g in part] != [[s.token_ids for s in g] for g in other]


def test_train_greedy_beside_samples_equals_two_calls(policy, rows, monkeypatch):
    """At a temperature, which greedy log-probs do not know; in batches of one prompt, and in one with all."""
    engine, read = R.TransformersEngine(policy, M.load_processor("pocket"), CPU), []
    prompts, asked = [data.prompt(r, engine.processor) for r in rows], dict(max_tokens=20, seed=5, ids=[7, 3, 0, 1])
    assert sum(bool(p["images"]) for p in prompts) > 1
    greedy = engine.generate(prompts, temperature=0.0, **asked)
    drawn = engine.generate(prompts, n=3, temperature=0.7, **asked)
    plain = decoding.read_prompts
    monkeypatch.setattr(decoding, "read_prompts", lambda m, encs, *x: read.append(len(encs)) or plain(m, encs, *x))
    for engine.batch_tokens, batches in (65536, [4]), (1, [1] * 4):
        read.clear()
        both = engine.generate(prompts, n=3, temperature=0.7, greedy=True, **asked)
        assert read == batches
        for got, want in zip(both, [a + b for a, b in zip(greedy, drawn)], strict=True):
            assert [(s.token_ids, s.text, s.finished) for s in got] == [(s.token_ids, s.text, s.finished) for s in want]
            for a, b in zip(got, want):
                assert a.logprobs == pytest.approx(b.logprobs, abs=1e-5)
    with pytest.raises(ValueError, match="n must be 1"):
        engine.generate(prompts, temperature=0.0, greedy=True)


class FakeVllm:
    """vLLM's names as rollout.py uses them, which write down what they are given. A sample says its seed."""

    def __init__(self, monkeypatch):
        self.calls, self.options = [], {}
        registry = SimpleNamespace(register_model=lambda *args: None)
        top = SimpleNamespace(LLM=self.llm, ModelRegistry=registry, SamplingParams=lambda **kw: SimpleNamespace(**kw))
        for name in ("vllm", "vllm.model_executor", "vllm.model_executor.models"):
            monkeypatch.setitem(sys.modules, name, top)
        for name, kind in TYPES.items():
            models = SimpleNamespace(**{kind.name: object})
            monkeypatch.setitem(sys.modules, f"vllm.model_executor.models.{name}", models)

    def llm(self, folder, **options):
        self.options = options
        return SimpleNamespace(generate=self.generate, sleep=lambda level: None, wake_up=lambda: None)

    def generate(self, requests, params, use_tqdm):
        self.calls.append((requests, params))

        def sample(seed):
            logprobs = [{7: SimpleNamespace(logprob=seed)}]
            return SimpleNamespace(token_ids=[7], finish_reason="length", logprobs=logprobs)

        return [SimpleNamespace(outputs=[sample(p.seed + i) for i in range(p.n)]) for p in params]


def fake_engine(monkeypatch, device="cpu", **options):
    """(the fake vLLM, an engine around it)."""
    fake = FakeVllm(monkeypatch)
    return fake, R.VllmEngine("folder", M.load_processor("pocket"), torch.device(device), 400, **options)


def test_train_vllm_seeds_are_those_of_the_step_and_the_place(monkeypatch):
    """What a prompt draws: the same on any number of ranks and after a resume, another for every sample and step."""
    _, engine = fake_engine(monkeypatch)

    def seeds(step, places):
        prompts = [{"text": f"prompt {i}", "images": []} for i in places]
        samples = engine.generate(prompts, 8, 1.0, 40, seed=5 * 1_000_003 + step, ids=places)
        return {i: [s.logprobs[0] for s in group] for i, group in zip(places, samples)}

    first, second = seeds(0, range(12)), seeds(1, range(12))
    drawn = [x for step in (first, second) for group in step.values() for x in group]
    assert len(set(drawn)) == 2 * 12 * 8
    shares = [seeds(1, range(r, 12, 4)) for r in range(4)]
    assert {i: group for share in shares for i, group in share.items()} == second
    _, again = fake_engine(monkeypatch)  # another process
    torch.manual_seed(99)
    engine = again
    assert seeds(1, range(12)) == second
    assert all(0 <= R.decoding.prompt_seed(*x) < 2**61 for x in ((0, 0), (1, 2), (2**70, 3)))
    assert R.decoding.prompt_seed(0, 1_000_003) == R.decoding.prompt_seed(1, 0)  # a step never has so many prompts


def test_train_vllm_options(monkeypatch):
    """On a GPU the head is fp32, as the trainer's; everywhere the start is profiled with an image of the model's own
    range, and what vLLM warns of is shown."""
    for name in ("VLLM_LOGGING_LEVEL", "VLLM_ENABLE_V1_MULTIPROCESSING"):
        monkeypatch.delenv(name, raising=False)
    fake, _ = fake_engine(monkeypatch, "cuda", gpu_memory=0.4)
    assert fake.options["hf_overrides"] == {"head_dtype": "float32"} and fake.options["dtype"] == "bfloat16"
    assert fake.options["gpu_memory_utilization"] == 0.4 and fake.options["enable_sleep_mode"]
    assert fake.options["mm_processor_kwargs"] == {"max_pixels": 40_000}
    assert os.environ["VLLM_LOGGING_LEVEL"] == "WARNING"
    fake, engine = fake_engine(monkeypatch)
    assert "hf_overrides" not in fake.options and fake.options["dtype"] == "float32"
    engine.generate([{"text": "a", "images": []}, {"text": "b", "images": ["picture"]}], n=2, max_tokens=5)
    (requests, params), *_ = fake.calls
    assert requests == [{"prompt": "a"}, {"prompt": "b", "multi_modal_data": {"image": ["picture"]}}]
    assert [(p.n, p.max_tokens, p.temperature, p.logprobs) for p in params] == [(2, 5, 1.0, 0)] * 2


def test_train_engine_computes_in_bf16_where_the_trainer_does(policy, rows, monkeypatch):
    """One process on a GPU serves the fp32 policy: under autocast, with logits in fp32. Here with a CPU's autocast."""
    processor = M.load_processor("pocket")
    prompts, engine = [data.prompt(r, processor) for r in rows], R.TransformersEngine(policy, processor, CPU)
    monkeypatch.setattr(engine, "_compute", lambda: torch.autocast("cpu", torch.bfloat16))
    seen, step = [], decoding.step

    def watched(model, layers, tokens, turn, cache, *args):
        seen.append((layers[0][1](torch.zeros(1, 128)).dtype, {x.dtype for pair in cache for x in pair}))
        return step(model, layers, tokens, turn, cache, *args)

    monkeypatch.setattr(decoding, "step", watched)
    samples = engine.generate(prompts, n=2, max_tokens=12, seed=3)
    assert seen and all(maps == torch.bfloat16 for maps, _ in seen)
    encs = data.encode(prompts, processor)
    items = [M.make_item(policy, e, s.token_ids, rollout=s.logprobs) for e, group in zip(encs, samples) for s in group]
    gaps = []
    with torch.no_grad():
        for batch in M.pack(policy, items, 10_000, CPU):
            gaps.append((policy(**batch["inputs"]) - batch["columns"]["rollout"]).abs())
    gaps, drawn = torch.cat(gaps), torch.tensor([x for group in samples for s in group for x in s.logprobs])
    assert 1e-5 < gaps.mean() < 0.05  # bf16 beside fp32
    assert (drawn != drawn.bfloat16().float()).any()  # but no log-prob is rounded to bf16, nor a logit
    x, half = torch.randn(5, 128, generator=torch.Generator().manual_seed(0)), policy.lm_head.weight.bfloat16()
    with engine._compute(), torch.inference_mode():
        logits = decoding.prepare(engine.model, engine.device)[1](x)
    torch.testing.assert_close(logits, x.bfloat16().float() @ half.float().T, rtol=1e-5, atol=1e-5)


def test_train_policy_loss_by_hand():
    cfg = rl.Config(clip_low=0.2, clip_high=0.3, clip_dual=3.0, kl=0.1, importance_cap=2.0)
    logp = torch.tensor([0.5, -0.5, 2.0, 0.0]).log_softmax(0) * 0 + torch.tensor(
        [math.log(1.5), math.log(0.5), math.log(5.0), 0.0]
    )
    logp.requires_grad_()
    col = {
        "old": torch.zeros(4),
        "rollout": torch.tensor([0.0, 0.0, 0.0, -math.log(4)]),
        "ref": torch.zeros(4),
        "advantage": torch.tensor([1.0, -1.0, -1.0, 2.0]),
        "weight": torch.full((4,), 0.25),
    }
    # token 1: ratio 1.5, A 1: -min(1.5, 1.3) = -1.3.   token 2: ratio 0.5, A -1: max(0.5, 0.8) = 0.8
    # token 3: ratio 5, A -1: max(5, 1.3) = 5, dual clip min(5, 3) = 3
    # token 4: ratio 1, A 2: -2, weight min(4, 2) = 2: -4
    # k3 with gap = ref - logp: exp(gap) - gap - 1
    k3 = [1 / 1.5 + math.log(1.5) - 1, 2 - math.log(2) - 1, 0.2 + math.log(5) - 1, 0.0]
    loss, sums = losses.policy_loss(logp, col, cfg)
    assert sums["pg_loss"].item() == pytest.approx((-1.3 + 0.8 + 3 - 4) / 4)
    assert sums["clip_fraction"].item() == pytest.approx(2 / 4)
    assert loss.item() == pytest.approx((-1.3 + 0.8 + 3 - 4) / 4 + 0.1 * sum(k3) / 4, abs=1e-6)
    loss.backward()  # clipped tokens have only the KL gradient: 1 - exp(gap), times 0.1 * 0.25
    assert logp.grad[0].item() == pytest.approx(0.025 * (1 - 1 / 1.5), abs=1e-6)
    assert logp.grad[3].item() == pytest.approx(-2 * 2 * 0.25, abs=1e-6)


def test_train_learning_rate_by_hand():
    cfg = sft.Config(lr=1.0, warmup=0.1, min_lr=0.1)
    got = [sft.learning_rate(cfg, s, 100) for s in (0, 9, 10, 55, 99)]
    # 10 warm-up steps; at progress 1/2 the cosine is 0: 0.1 + 0.9 / 2; the last step has progress 89/90
    assert got == pytest.approx([0.1, 1.0, 1.0, 0.55, 0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * 89 / 90))])


def test_train_every_row_once_an_epoch():
    seen = [i for step in range(5) for i in sft.batch_rows(10, 4, step, seed=3)]
    assert sorted(seen[:10]) == sorted(seen[10:20]) == list(range(10)) and seen[:10] != seen[10:20]
    assert sft.batch_rows(10, 4, 2, seed=3) == seen[8:12]


def test_train_groups_are_never_split():
    names = [g for g in "abcde" for _ in range(3)] + ["f"] * 2
    groups = data.Groups(names, 8, seed=1)
    seen = []
    while groups.epoch == 0:
        batch = groups.next_batch(8)
        assert 0 < len(batch) <= 8
        for g in {names[i] for i in batch}:
            assert sum(names[i] == g for i in batch) == names.count(g)
        seen += batch
    assert set(range(len(names))) <= set(seen)
    again = data.Groups(names, 8, seed=1)
    again.load_state_dict(json.loads(json.dumps(groups.state_dict())))
    assert again.next_batch(8) == groups.next_batch(8)
    with pytest.raises(ValueError, match="never split"):
        data.Groups(names, 2, seed=1)


@pytest.mark.slow
def test_train_sft_4_steps_are_2_and_resume_and_2(pocket, tmp_path):
    sft.main(sft_config(pocket, tmp_path / "a", max_steps=4))
    sft.main(sft_config(pocket, tmp_path / "b", max_steps=2))
    assert not same_weights(tmp_path / "a", tmp_path / "b")
    sft.main(sft_config(pocket, tmp_path / "b", max_steps=4, resume="auto"))
    assert same_weights(tmp_path / "a", tmp_path / "b")
    assert curve(tmp_path / "a", "step", "loss", "grad_norm", "lr") == curve(
        tmp_path / "b", "step", "loss", "grad_norm", "lr"
    )
    assert curve(tmp_path / "a", "loss")[0][0] > curve(tmp_path / "a", "loss")[3][0] > 0


@pytest.mark.slow
@pytest.mark.parametrize("stage,kw", [("pre", dict(update_prompts=4, kl=0.1)), ("dynamic", {})])
def test_train_rl_4_steps_are_2_and_resume_and_2(pocket, tmp_path, stage, kw):
    rl.main(rl_config(pocket, tmp_path / "a", stage, max_steps=4, **kw))
    rl.main(rl_config(pocket, tmp_path / "b", stage, max_steps=3, save_every=2, **kw))
    shutil.rmtree(tmp_path / "b" / "step_000003")  # as if killed after step 3, before its checkpoint
    rl.main(rl_config(pocket, tmp_path / "b", stage, max_steps=4, resume="auto", **kw))
    assert same_weights(tmp_path / "a", tmp_path / "b")
    names = ("step", "reward", "pg_loss", "grad_norm", "mismatch")
    assert curve(tmp_path / "a", *names) == curve(tmp_path / "b", *names)
    if stage == "dynamic":
        assert (tmp_path / "a/schedule.jsonl").read_bytes() == (tmp_path / "b/schedule.jsonl").read_bytes()


def close(a, b):
    return all(
        x == pytest.approx(y, rel=1e-5, abs=1e-7) for p, q in zip(a, b, strict=True) for x, y in zip(p, q, strict=True)
    )


@pytest.mark.slow
def test_train_rl_2_ranks_sample_what_1_does(pocket, tmp_path):
    """Under torchrun's agent. Each rank samples for itself, with the weights that FSDP2 gathers after every step (the
    runs below play back)."""
    stage, kw = "dynamic", dict(max_steps=5, kl=0.05, prompts=7)
    flags = as_flags(rl_flags(pocket, tmp_path / "two", stage, **kw))
    agent = ["--standalone", "--nproc_per_node", 2]
    code, said = run_process(forked_torchrun, agent, "rl", flags, log=tmp_path / "log")
    assert code == 0, said[-3000:]
    rl.main(rl_config(pocket, tmp_path / "one", stage, **kw))
    names = ("reward", "accuracy", "pg_loss", "kl", "grad_norm", "response_tokens")
    assert close(curve(tmp_path / "one", *names), curve(tmp_path / "two", *names))


@pytest.mark.slow
def test_train_vllm_drives_20_steps(pocket, tmp_path):
    """Real vLLM on the CPU: every weight update reaches it, so its log-probs stay the trainer's at every step."""
    pytest.importorskip("vllm")
    kw = dict(max_steps=20, engine="vllm", save_every=0, prompts=4, update_prompts=4, max_response=32)
    flags = as_flags(rl_flags(pocket, tmp_path / "v", "pre", **kw))
    run_ranks(run_script, "rl", flags, log=tmp_path / "log", ranks=1)
    rows = metrics(tmp_path / "v")
    # mean over tokens (weights that do not arrive: 0.3), and the worst single token
    assert len(rows) == 20 and max(r["mismatch"] for r in rows) < 1e-5 and max(r["mismatch_max"] for r in rows) < 1e-3
    assert max(r["grad_norm"] for r in rows) > 0


@pytest.mark.slow
def test_train_unsynced_engine_stops_the_run(pocket, tmp_path, monkeypatch):
    class Frozen(R.TransformersEngine):
        def sync(self, policy):
            pass

    def make(kind, model, processor, device, *args, **options):
        return Frozen(M.load_model(model, device), processor, device)

    monkeypatch.setattr(R, "make_engine", make)
    kw = dict(lr=0.05, max_steps=10, format_weight=0.0, drop_zero=False, kl=0.5, max_mismatch=0.01)
    with pytest.raises(ValueError, match="did not take the last weights"):
        rl.main(rl_config(pocket, tmp_path / "f", **kw))


def test_train_merge_gives_the_trained_model(pocket, tmp_path):
    sft.main(sft_config(pocket, tmp_path, max_steps=1))
    merge.main(merge.Config(out=str(tmp_path / "hf"), checkpoint=str(tmp_path)))
    stock, info = Stock.from_pretrained(tmp_path / "hf", output_loading_info=True)
    assert not info["missing_keys"] and not info["unexpected_keys"]
    assert json.loads((tmp_path / "hf/config.json").read_text())["architectures"] == [
        "Qwen2_5_VLForConditionalGeneration"
    ]
    assert AutoProcessor.from_pretrained(tmp_path / "hf").chat_template == pocket_model.CHAT_TEMPLATE
    ours = M.load_model("pocket", CPU)
    C.load_checkpoint(C.checkpoints(tmp_path)[-1], ours, M.make_optimizer(ours, 1e-3, 0.1, (0.9, 0.95)))
    for (name, a), (_, b) in zip(ours.named_parameters(), stock.named_parameters(), strict=True):
        assert torch.equal(a, b), name


def test_train_cut_checkpoint_is_passed_over(pocket, tmp_path, capsys):
    sft.main(sft_config(pocket, tmp_path, max_steps=2, save_every=1))
    newest = tmp_path / "step_000002"
    shard = max(newest.glob("*.distcp"), key=lambda p: p.stat().st_size)
    with open(shard, "r+b") as f:
        f.truncate(shard.stat().st_size // 2)
    assert C.resume_path(tmp_path, "auto") == tmp_path / "step_000001"
    assert "cut short" in capsys.readouterr().err
    with pytest.raises(ValueError, match="cut short"):
        C.resume_path(tmp_path, str(newest))
    with pytest.raises(ValueError, match="cut short"):
        merge.main(merge.Config(out=str(tmp_path / "hf"), checkpoint=str(newest)))
    assert not (tmp_path / "hf").exists()


@pytest.mark.slow
def test_train_full_disk_leaves_no_half_checkpoint(pocket, tmp_path):
    """A write limit below the checkpoint's size stands for a full disk: one clear line, and only whole files remain."""
    flags = given(vars(sft_config(pocket, tmp_path / "o", max_steps=1)))
    code, said = run_process(run_script, "sft", flags, 2000 << 10, log=tmp_path / "log")
    assert code == 1 and "the checkpoint could not be written" in said.splitlines()[-1]
    assert not list((tmp_path / "o").glob("step_*"))


@pytest.mark.slow
def test_train_ctrl_c_is_clean(pocket, tmp_path):
    flags = given(vars(sft_config(pocket, tmp_path / "o", epochs=1000, save_every=3)))
    p = subprocess.Popen(
        [sys.executable, "sft.py", *map(str, flags)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        # ignored by what a background shell starts
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        while not list((tmp_path / "o").glob("step_??????")) and p.poll() is None:
            time.sleep(0.2)
        p.send_signal(signal.SIGINT)
        err = p.communicate(timeout=60)[1]
    finally:
        p.kill()
    assert p.returncode == 130 and "stopped by Ctrl-C" in err and "Traceback" not in err
    for step in (tmp_path / "o").glob("step_??????"):
        C.check_whole(step)


@pytest.mark.slow
def test_train_cut_off_gradings_are_said_loudly(pocket, tmp_path, monkeypatch, capsys):
    real = rewards.Grader.grade_many

    def late(self, triples, prose=False):
        self.timeouts += 1
        return real(self, triples, prose)

    monkeypatch.setattr(rewards.Grader, "grade_many", late)
    rl.main(rl_config(pocket, tmp_path, "pre", max_steps=1))
    assert re.search(r"warning: step 1: 1 of \d+ answers were cut off by the grader", capsys.readouterr().out)
    assert json.loads((tmp_path / "metrics.jsonl").read_text().splitlines()[0])["reward/timeouts"] == 1


@pytest.mark.slow
def test_train_grading_overlaps_with_the_log_prob_pass(pocket, tmp_path, monkeypatch):
    """The grader waits for a pass that comes after it: only a run in which both go on at once gets through."""
    passed, waited = threading.Event(), []
    grade, fill = rewards.Grader.grade_many, M.fill_logprobs

    def slow(self, triples, prose=False):
        waited.append(passed.wait(60))
        return grade(self, triples, prose)

    def then(*args):
        fill(*args)
        passed.set()

    monkeypatch.setattr(rewards.Grader, "grade_many", slow)
    monkeypatch.setattr(M, "fill_logprobs", then)
    rl.main(rl_config(pocket, tmp_path, "pre", max_steps=1, kl=0.1, drop_zero=False))
    assert waited == [True]


def test_train_non_finite_steps_stop(pocket, tmp_path, monkeypatch):
    monkeypatch.setattr(M, "clip_gradients", lambda model, limit: float("nan"))
    with pytest.raises(ValueError, match="2 non-finite updates in a row"):
        sft.main(sft_config(pocket, tmp_path, max_steps=9, max_skips=2))


def test_train_bad_settings_are_named(pocket, tmp_path):
    bare = tmp_path / "bare.jsonl"  # the official training columns have no solutions
    bare.write_text(json.dumps({"id": "1", "problem": "How much is 1+1?", "images": [], "answer": "2", "idx": "1"}))
    for change, said in [
        (dict(device="cuda"), "no GPU"),
        (dict(model=str(tmp_path / "no")), "no such model folder"),
        (dict(data=str(bare)), "field solution"),
        (dict(resume=str(tmp_path)), "no manifest.json"),
    ]:
        with pytest.raises((ValueError, OSError), match=said):
            sft.main(sft_config(pocket, tmp_path / "o", **change))
    for change, said in [(dict(prompts=2), "never split"), (dict(data=str(tmp_path / "none.parquet")), "none.parquet")]:
        with pytest.raises((ValueError, OSError), match=said):
            rl.main(rl_config(pocket, tmp_path / "o", **change))


@pytest.mark.slow
def test_train_paper_scale_asks_for_a_gpu(tmp_path):
    """Whatever PyTorch sees, 7B is not trained, nor asked, on a CPU unless --device cpu says so."""
    assert [f("paper").device for f in (sft.defaults, rl.defaults, evaluation.defaults)] == ["cuda"] * 3
    assert rl.defaults("paper", "dynamic").device == "cuda" and rl.defaults("pocket").device == "auto"
    flags = ["--scale", "paper", "--model", "pocket", "--out_dir", tmp_path]
    code, said = run_process(run_script, "sft", flags, log=tmp_path / "log")
    said = said.splitlines()[-1]
    assert code == 1 and "--device cuda: this machine shows no GPU" in said and "driver 580" in said
    built = f"was built for CUDA {torch.version.cuda}" if torch.version.cuda else "is a build for CPUs"
    assert f"torch {torch.__version__} {built}" in said


@pytest.mark.slow
def test_train_torchvision_is_mended_beside_cpu_torch_only(tmp_path):
    """A CUDA build that sees no GPU (login node, old driver) brings these operators: registered twice, it aborts."""
    (tmp_path / "built.py").write_text(
        "import sys, torch\n"
        "torch.version.cuda = sys.argv[1] or None\n"
        "sys.modules['transformers'] = None\n"
        "try:\n    import model\nexcept ImportError:\n    print(hasattr(torch.ops.torchvision, 'nms'))\n"
    )
    for cuda, mended in (("13.0", "False"), ("", "True")):
        done = script(tmp_path / "built.py", cuda, env={"PYTHONPATH": str(ROOT), "CUDA_VISIBLE_DEVICES": ""})
        assert done.stdout.split() == [mended], done.stderr[-2000:]


def nccl_error(error):
    """(In a process.) A script whose rank fails, in an NCCL group whose closing never comes to an end."""

    class Group:
        def get_backend(self):
            return "nccl"

        def destroy_process_group(self):
            time.sleep(1000)

    runtime.process_group = Group
    with runtime.one_line_errors():
        raise error


@pytest.mark.slow
@pytest.mark.parametrize(
    "error, code, said",
    [
        (ValueError("bad flag"), 1, "error: bad flag"),
        (RuntimeError("CUDA out of memory"), 1, "RuntimeError: CUDA out of memory"),
        (KeyError("name"), 1, "KeyError: 'name'"),
        (KeyboardInterrupt(), 130, "stopped by Ctrl-C; what was finished is whole"),
    ],
)
def test_train_error_of_one_nccl_rank_ends_it_at_once(tmp_path, error, code, said):
    ended, log = run_process(nccl_error, error, log=tmp_path / "log", seconds=60)
    assert ended == code and log.splitlines()[-1] == said


def test_train_tests_see_no_gpu():
    assert os.environ["CUDA_VISIBLE_DEVICES"] == "" and not torch.cuda.is_available()


@pytest.mark.parametrize(
    "config, args",
    [
        (sft.defaults, ["--learning_rate", "1"]),
        (rl.defaults, ["--prompts", "many"]),
        (rl.defaults, ["--stage", "post"]),
        (merge.Config, []),
        (evaluation.defaults, ["--benchmark", "none"]),
    ],
)
def test_train_unknown_flags_and_types_are_errors(config, args, capsys):
    with pytest.raises(SystemExit) as end:
        runtime.read_config(config, args)
    assert end.value.code == 2 and "Traceback" not in capsys.readouterr().err


@pytest.mark.slow
def test_train_a_script_with_an_unknown_flag_ends_without_a_traceback(tmp_path):
    code, said = run_process(run_script, "rl", ["--stage", "post"], log=tmp_path / "log")
    assert code == 2 and "--stage" in said and "Traceback" not in said


@pytest.mark.slow
@needs_shared
def test_train_dynamic_walks_the_official_group(pocket, tmp_path):
    kw = dict(
        data=SHARED / "data/mathbook/pro_3805.jsonl",
        max_steps=4,
        prompts=4,
        max_response=4,
        max_prompt=3000,
        micro_tokens=4000,
    )
    with pytest.raises(ValueError, match="nothing was learnt: no answer had an advantage"):  # four tokens solve nothing
        rl.main(rl_config(pocket, tmp_path, "dynamic", **kw))
    log = [json.loads(line) for line in (tmp_path / "schedule.jsonl").read_text().splitlines()]
    assert log[0]["node"] == "base" and log[0]["why"] == "seed" and {r["question_id"] for r in log} == {"3805"}
    assert [r["step"] for r in log] == [0, 1, 2, 3]


def test_train_sft_reads_ms_swift(pocket, tmp_path):
    from PIL import Image

    Image.new("RGB", (90, 60), "white").save(tmp_path / "f.png")
    rows = [
        {
            "messages": [
                {"role": "user", "content": "<image>What is it?"},
                {"role": "assistant", "content": f"<think>I see {i}.</think><answer>{i}</answer>"},
            ],
            "images": ["f.png"],
        }
        for i in range(4)
    ]
    (tmp_path / "swift.jsonl").write_text("\n".join(map(json.dumps, rows)))
    sft.main(sft_config(pocket, tmp_path / "o", data=str(tmp_path / "swift.jsonl"), batch_size=2, max_steps=2))
    assert len(metrics(tmp_path / "o")) == 2


def test_train_log_goes_on_from_the_checkpoint(tmp_path):
    log = runtime.Log(tmp_path, {}, "off")
    for step in (1, 2, 3):
        log(step, {"loss": 0.5})
    with open(tmp_path / "metrics.jsonl", "a") as f:
        f.write('{"step": 4, "lo')  # a line cut by a kill
    runtime.Log(tmp_path, {}, "off", step=2)
    assert [r["step"] for r in metrics(tmp_path)] == [1, 2]


# ---------------------------------------------------------------------------------------------------------------------
# what belongs to the model, and what a scale sets


def test_train_pixel_range_is_saved_with_the_model(pocket, tmp_path):
    """A hub model takes the paper's range or the flags'; what SFT trained with is taken by all that load its folder."""
    hub = tmp_path / "hub"
    M.pocket_config().save_pretrained(hub)
    M.load_processor("pocket").save_pretrained(hub)  # as from_pretrained of a hub id finds it: no range of ours
    assert data.pixel_range(M.load_processor(str(hub))) == (262_144, 4_194_304)  # arXiv 2508.10433
    assert data.pixel_range(M.load_processor(str(hub), max_pixels=300_000)) == (262_144, 300_000)
    saved = tmp_path / "saved"
    M.pocket_config().save_pretrained(saved)
    M.save_processor(M.load_processor(str(hub), 7056, 19_600), saved)
    assert data.pixel_range(M.load_processor(str(saved))) == (7056, 19_600)
    assert data.pixel_range(M.load_processor(str(saved), 7056, 19_600)) == (7056, 19_600)
    with pytest.raises(ValueError, match=r"--min_pixels 784, --max_pixels 19600: .*saved was made for 7056 to 19600"):
        M.load_processor(str(saved), min_pixels=784)
    for name in ("hf", "sft/hf_skeleton"):
        assert json.loads((pocket / name / "pixel_range.json").read_text()) == {"min_pixels": 784, "max_pixels": 40_000}
    with pytest.raises(ValueError, match=r"--max_pixels 20000: .*hf was made for 784 to 40000 pixels"):
        rl.main(rl_config(pocket, tmp_path / "o", max_pixels=20_000))
    with pytest.raises(ValueError, match="not a range"):
        M.load_processor(str(hub), 9000, 8000)


def test_train_a_scale_is_a_set_of_defaults(capsys):
    """Flags go before the scale's settings, the scale's before those of Config; --help shows what holds."""
    paper, pocket = (
        runtime.read_config(rl.defaults, ["--scale", name, "--stage", "dynamic"]) for name in ("paper", "pocket")
    )
    assert (paper.prompts, paper.rollouts, paper.lr, paper.kl, paper.epochs) == (512, 8, 1e-6, 0.01, 5.0)  # the paper's
    assert (paper.advantage, paper.data, paper.model) == ("grpo", "out/data/pro.parquet", "out/pre/hf")
    assert pocket.scale == "pocket" and pocket.prompts == rl.POCKET["prompts"] and pocket.epochs == 5.0
    mine = runtime.read_config(rl.defaults, ["--scale=pocket", "--prompts", "3", "--no-drop_zero"])
    assert (mine.stage, mine.prompts, mine.drop_zero, mine.lr) == ("pre", 3, False, rl.POCKET["lr"])
    assert runtime.read_config(sft.defaults, []).scale == ("paper" if torch.cuda.is_available() else "pocket")
    with pytest.raises(SystemExit):
        runtime.read_config(rl.defaults, ["--scale", "pocket", "--help"])
    shown = capsys.readouterr().out
    assert "in the order of the loop" in shown and str(rl.POCKET["lr"]) in shown.replace("2e-4", "0.0002")


@pytest.mark.slow
@pytest.mark.parametrize("drop_zero", [True, False])
def test_train_phases_are_timed_where_they_happen(pocket, tmp_path, monkeypatch, drop_zero):
    """A log-prob pass that takes a while is time of the phase logprobs, whether it comes before or after the reward."""
    fill = M.fill_logprobs

    def slow(*args):
        time.sleep(0.3)
        fill(*args)

    monkeypatch.setattr(M, "fill_logprobs", slow)
    rl.main(rl_config(pocket, tmp_path, max_steps=1, kl=0.1, update_prompts=4, drop_zero=drop_zero))
    row = metrics(tmp_path)[0]
    assert 0.6 <= row["seconds/logprobs"] < row["seconds"]  # two passes: old and reference
    assert row["seconds/reward"] < 0.6 and row["seconds/update"] > 0 and row["seconds/rollout"] > 0
    total = sum(v for k, v in row.items() if k.startswith("seconds/"))
    assert total == pytest.approx(row["seconds"], abs=0.05)


# ---------------------------------------------------------------------------------------------------------------------
# the same numbers on any number of ranks, nodes and engines


STEPS = 4


def ranks_flags(pocket, out, name):
    """Settings of a run of STEPS: all four pairings of towers and recomputation; 14 and 3 rows over 4 ranks, two
    updates a step."""
    more = {
        "sft": dict(batch_size=14),
        "sft_frozen": dict(batch_size=3, freeze_vision=True, gradient_checkpointing=True),
        "pre": dict(prompts=8, update_prompts=5, rollouts=2, gradient_checkpointing=True),
        "dynamic": dict(prompts=3, rollouts=4, freeze_vision=True),
    }[name]
    file = {"pre": "standard", "dynamic": "pro"}.get(name, "sft")
    more |= dict(data=str(pocket / f"mixed/{file}.parquet"), max_steps=STEPS)
    if file == "sft":
        return asdict(sft_config(pocket, out, model=str(pocket / "hf"), micro_tokens=340, **more))
    # farther from the start the KL's exp(ref - logp) enlarges the last bits
    return asdict(rl_config(pocket, out, name, max_response=40, micro_tokens=500, kl=0.1, lr=3e-5, **more))


def ranks_run(runs):
    """(In each rank.) These runs, one after the other, each of which says its mesh.

    One process writes down what it samples, the others play it again: a last bit may turn a draw.
    """
    alone, make, shard = "RANK" not in os.environ, R.make_engine, M.shard

    def make_engine(*args, **options):
        engine = make(*args, **options)
        generate = engine.generate

        def play(prompts, n, temperature, max_tokens, seed, ids):
            if alone:
                for i, group in zip(ids, generate(prompts, n, temperature, max_tokens, seed=seed, ids=ids)):
                    (said / f"{seed}_{i}.json").write_text(json.dumps([vars(s) for s in group]))
            return [[R.Sample(**s) for s in json.loads((said / f"{seed}_{i}.json").read_text())] for i in ids]

        engine.generate = play
        return engine

    def say_mesh(*args):
        policy = shard(*args)
        if not alone:
            print(out.parent.name, "mesh", tuple(next(policy.parameters()).device_mesh.shape), flush=True)
        return policy

    R.make_engine, M.shard = make_engine, say_mesh
    M.load_processor = functools.cache(M.load_processor)  # half a second of each run
    for flags in runs:
        out = Path(flags["out_dir"])
        said = out.parents[1] / "said" / out.name
        said.mkdir(parents=True, exist_ok=True)
        rl.main(rl.Config(**flags)) if "stage" in flags else sft.main(sft.Config(**flags))
    if not alone:
        torch.distributed.destroy_process_group()


@pytest.fixture(scope="session")
def ranks(mixed, tmp_path_factory):
    """Folder with the runs NAME of 1 process, 4 ranks and 4 ranks as 2 x 2, as 1/NAME, 4/NAME, hsdp/NAME; 1.log, 4.log:
    what they said. Those of 2 ranks: test_models."""
    root = tmp_path_factory.mktemp("ranks")
    for n in (1, 4):
        runs = [ranks_flags(mixed, root / str(n) / name, name) for name in ("sft", "sft_frozen", "pre", "dynamic")]
        if n == 4:
            runs += [ranks_flags(mixed, root / "hsdp" / name, name) | {"shard_size": 2} for name in ("sft", "dynamic")]
        run_ranks(ranks_run, runs, log=root / f"{n}.log", ranks=n)
    return root


@functools.cache
def hub_weights(folder):
    return load_file(folder / "model.safetensors") if folder.name == "hf" else weights_of(folder)


def weights_apart(a, b):
    """The largest over the tensors of |a - b| / |a| (Euclidean norms)."""
    assert a.keys() == b.keys()
    return max(((a[k] - b[k]).double().norm() / a[k].double().norm()).item() for k in a)


@pytest.mark.slow
@pytest.mark.xdist_group("ranks")
@pytest.mark.parametrize(
    "n, name",
    [("4", "sft"), ("4", "sft_frozen"), ("4", "pre"), ("4", "dynamic"), ("hsdp", "sft"), ("hsdp", "dynamic")],
)
def test_train_steps_are_the_same_on_any_ranks(mixed, ranks, n, name):
    one, many, log = ranks / "1" / name, ranks / n / name, (ranks / f"{n.replace('hsdp', '4')}.log").read_text()
    assert f"{n} mesh {(2, 2) if n == 'hsdp' else (int(n),)}\n" in log
    exact, near = ("reward", "accuracy", "response_tokens"), ("kl", "grad_norm", "entropy")
    if "sft" in name:
        exact, near = ("tokens",), ("loss", "grad_norm")
    assert curve(one, *exact) == curve(many, *exact) and len(metrics(many)) == STEPS
    assert close(curve(one, *near), curve(many, *near))
    if "sft" not in name:  # the surrogate is a mean of terms of size 1 that cancel: as an absolute difference
        assert curve(one, "pg_loss") == [[pytest.approx(x, abs=1e-6)] for (x,) in curve(many, "pg_loss")]
        assert {x for (x,) in curve(one, "zero_advantage")} != {1.0}
    start, a, b = (hub_weights(path) for path in (mixed / "hf", one, many))
    assert weights_apart(a, b) < 1e-5
    moved = {k for k in a if not torch.equal(a[k], start[k])}
    assert moved == {k for k in a if "visual" not in k or name in ("sft", "pre")}


def images_of(item) -> int:
    return 0 if item["image_grid_thw"] is None else len(item["image_grid_thw"])


def cases(parts) -> set:
    """What a step has whose ranks get `parts`: a list a rank, in it the set {images of a sequence} of a micro-batch."""
    seen = {"empty rank"} if [] in parts else set()
    seen |= {"uneven"} if len({len(p) for p in parts if p}) > 1 else set()
    beside = [any(x == {0} for x in at) and any(x != {0} for x in at) for at in zip(*filter(None, parts))]
    seen |= {"images beside none"} if any(beside) else set()
    return seen | ({"mixed"} if any({0, 1, 2} <= x for p in parts for x in p) else set())


def test_train_any_ranks_runs_hold_every_case(mixed, tmp_path):
    """What the runs above are made of: a rank without rows, ranks with different numbers of micro-batches, and
    micro-batches with images on one rank beside such without on another; one, two and no images in one micro-batch;
    groups over all ranks."""
    seen, processor = set(), M.load_processor(str(mixed / "hf"))
    for name in ("sft", "sft_frozen"):
        cfg = sft.Config(**ranks_flags(mixed, tmp_path, name))
        ds, policy = data.load(cfg.data), M.load_model(cfg.model, CPU)
        for step in range(STEPS):
            rows = sft.batch_rows(len(ds), cfg.batch_size, step, cfg.seed)
            shares = []
            for r in range(4):
                items = sft.make_items(policy, processor, ds, sft.my_rows(ds, processor, rows, r, 4)[0])
                shares.append(M.pack(policy, items, cfg.micro_tokens, CPU))
            seen |= cases([[{images_of(x) for x in batch["items"]} for batch in share] for share in shares])
    assert seen == {"empty rank", "uneven", "images beside none", "mixed"}
    groups = data.load(str(mixed / "mixed/standard.parquet"))["group"]
    picks = data.Groups(groups, 8, 0).next_batch(8)
    # two groups, both on all four
    assert len(picks) == 8 and all(len({groups[i] for i in picks[r::4]}) == 2 for r in range(4))


@pytest.mark.slow
@pytest.mark.xdist_group("ranks")
def test_train_hsdp_checkpoint_goes_on_with_one_process(mixed, ranks, tmp_path):
    runs = [tmp_path / "one", tmp_path / "hsdp"]
    for run in runs:
        source = ranks / run.name.replace("one", "1") / "sft"
        shutil.copytree(source, run)
        sft.main(sft.Config(**ranks_flags(mixed, run, "sft") | {"resume": "auto", "max_steps": STEPS + 2}))
    assert [r["step"] for r in metrics(runs[1])] == list(range(1, STEPS + 3))
    assert close(*(curve(run, "loss", "grad_norm") for run in runs)) and weights_apart(*map(weights_of, runs)) < 1e-5


def test_train_work_is_shared_out_evenly():
    """Equal shares, each piece once; what is balanced stays at home, and one piece that is too large moves nothing."""
    draw = random.Random(0)
    costs = [packing.cost(draw.randrange(100, 4000)) for _ in range(64)]
    homes = [i % 8 for i in range(64)]
    owners = packing.share_out(costs, homes, 8)
    before, after = (packing.spread(costs, who, 8) for who in (homes, owners))
    assert before > 0.15 and after < 0.02 and {*owners} == {*range(8)}
    assert sum(a != b for a, b in zip(homes, owners)) < 20
    assert packing.share_out([5.0] * 8, [0, 1, 2, 3] * 2, 4) == [0, 1, 2, 3] * 2
    assert packing.share_out([100.0, 1.0, 1.0], [0, 1, 2], 3) == [0, 1, 2]
    assert packing.share_out([3.0, 3.0, 3.0, 3.0], [0, 0, 0, 0], 2) == [1, 1, 0, 0]
    assert packing.share_out([], [], 4) == [] and packing.share_out([7.0], [0], 4) == [0]
    assert packing.cost(65_000) == 2 * 65_000  # the square counts: eight short sequences cost less than one long one
    assert 8 * packing.cost(1000) < packing.cost(8000)
    assert packing.spread([2.0, 1.0, 1.0], [0, 1, 2], 3) == pytest.approx(0.5)


def test_train_sft_shares_go_by_exact_lengths(mixed, tmp_path):
    cfg, processor = sft.Config(**ranks_flags(mixed, tmp_path, "sft")), M.load_processor(str(mixed / "hf"))
    ds, policy = data.load(cfg.data), M.load_model(cfg.model, CPU)
    rows = list(range(14))
    items = sft.make_items(policy, processor, ds, rows)
    assert sft.lengths(ds.select(rows).to_list(), processor) == [len(x["ids"]) for x in items]
    shares, uneven = zip(*(sft.my_rows(ds, processor, rows, r, 4) for r in range(4)))
    assert sorted(sum(shares, [])) == rows and len(set(uneven)) == 1
    loads = [sum(packing.cost(len(items[i]["ids"])) for i in share) for share in shares]
    assert max(loads) * 4 / sum(loads) - 1 == pytest.approx(uneven[0])
    home = [sum(packing.cost(len(items[i]["ids"])) for i in rows[r::4]) for r in range(4)]
    assert max(loads) <= max(home)
    assert sft.my_rows(ds, processor, rows, 0, 1) == (rows, 0.0)


def balanced_share(path, out):
    """(In each rank.) What a rank trains on, of responses that are long at rank 0."""
    runtime.init_distributed("cpu")
    ds, processor = data.load(path), M.load_processor("pocket")
    batch = R.my_share(ds, range(8), processor)
    batch.samples = [[R.Sample([i + 5] * (900 if i % 2 == 0 else 20), [-1.0] * 4, "t", True)] for i in batch.places]
    got = R.balanced(batch, ds, processor, 4)
    told = [(i, data.prompt(ds[i], processor)["text"], len(e["input_ids"]), vars(s)) for i, e, (s,) in got]
    same = all(
        e["input_ids"].tolist() == data.encode([data.prompt(ds[i], processor)], processor)[0]["input_ids"].tolist()
        for i, e, _ in got
    )
    (out / f"{runtime.rank()}.json").write_text(json.dumps([told, same, batch.spread]))
    torch.distributed.destroy_process_group()


@pytest.mark.slow
def test_train_prompts_move_between_ranks_with_their_samples(mixed, tmp_path):
    """Even places have long responses, and rank 0 of 2 has sampled them: of each update two of them go to rank 1."""
    run_ranks(balanced_share, str(mixed / "mixed/standard.parquet"), tmp_path, log=tmp_path / "log")
    (a, same_a, spread_a), (b, same_b, spread_b) = (json.loads((tmp_path / f"{r}.json").read_text()) for r in (0, 1))
    assert same_a and same_b and spread_a == spread_b and spread_a[0] > 0.5 and spread_a[1] < 0.2
    assert sorted(x[0] for x in a + b) == list(range(8)) and a == sorted(a) and b == sorted(b)
    for place, _, _, sample in a + b:
        long = 900 if place % 2 == 0 else 20
        assert sample == {"token_ids": [place + 5] * long, "logprobs": [-1.0] * 4, "text": "t", "finished": True}
    for update in (range(4), range(4, 8)):
        assert [sum(x[0] % 2 == 0 for x in part if x[0] in update) for part in (a, b)] == [1, 1]


def test_train_next_micro_batch_is_made_meanwhile(policy, rows, monkeypatch):
    """While one is computed the next is made, in another thread; for a GPU in pinned memory, pixels in bf16."""
    made, processor = [], M.load_processor("pocket")
    plain = M.collate

    def slow(*args):
        made.append(threading.get_ident())
        return plain(*args)

    monkeypatch.setattr(M, "collate", slow)
    items = items_of(policy, rows, processor)
    batches, count = M.pack(policy, items, 1, CPU), 0
    for batch in batches:
        count += 1
        end = time.time() + 30
        while len(made) < min(4, count + 1) and time.time() < end:
            time.sleep(0.01)
        assert len(made) == min(4, count + 1) and len(batch["items"]) == 1
    assert count == 4 and threading.get_ident() not in made
    pinned = []
    monkeypatch.setattr(torch.Tensor, "pin_memory", lambda x: pinned.append(x.dtype) or x)
    batch = packing.staged(plain([[x] for x in items], True), torch.device("cuda"))
    assert batch["inputs"]["pixel_values"].dtype == torch.bfloat16 and batch["items"]
    columns, inputs = ([x for x in packing_tensors(batch[k])] for k in ("columns", "inputs"))
    assert len(pinned) == len(columns) + len(inputs) and {x.dtype for x in columns} == {torch.float32, torch.int64}
    assert packing.staged(batch, CPU) is batch


def packing_tensors(tree):
    found = []
    packing.each_tensor(tree, found.append)
    return found


@pytest.mark.slow
def test_train_images_are_encoded_once_a_step(pocket, tmp_path, monkeypatch):
    """The engine and the trainer share tensors: one call of the processor a step, that opens each figure once."""
    opened, encoded, plain_open, plain_encode = [], [], data.open_images, data.encode
    monkeypatch.setattr(data, "open_images", lambda row, *a: opened.append(row["id"]) or plain_open(row, *a))
    monkeypatch.setattr(data, "encode", lambda p, *a: encoded.append(len(p)) or plain_encode(p, *a))
    rl.main(rl_config(pocket, tmp_path, max_steps=2))
    rows = metrics(tmp_path)
    assert len(opened) == sum(r["prompts"] for r in rows) and sorted(x for x in encoded if x) == sorted(
        r["prompts"] for r in rows
    )


def as_on_gpus(flags, bf16):
    """(In each rank.) sft.py with what GPUs use: packed attention, the chunked head, bf16 under FSDP2."""
    kernels.varlen.varlen_attn, M.WORDS = loop_of_sequences, 0
    M.has_kernel = kernels.has_kernel = lambda *_: True
    if bf16:
        mixed_precision = M.MixedPrecisionPolicy(param_dtype=torch.bfloat16, reduce_dtype=torch.float32)
        M.MixedPrecisionPolicy = lambda: mixed_precision
    sft.main(sft.Config(**flags))
    if "RANK" in os.environ:
        torch.distributed.destroy_process_group()


@pytest.mark.slow
@pytest.mark.parametrize("bf16", [False, True])
def test_train_paths_of_gpus_on_two_ranks(mixed, tmp_path, bf16):
    """Packed rows, chunked head, recomputation, blank images: 2 ranks beside the paths of CPUs in 1 process. In fp32
    they are the same; in bf16 they are near."""
    flags = ranks_flags(mixed, tmp_path / "two", "sft") | {"gradient_checkpointing": True}
    run_ranks(as_on_gpus, flags, bf16, log=tmp_path / "log")
    sft.main(sft.Config(**flags | {"out_dir": str(tmp_path / "one")}))
    one, two = tmp_path / "one", tmp_path / "two"
    near = 0.02 if bf16 else 1e-5
    for a, b in zip(curve(one, "loss", "grad_norm"), curve(two, "loss", "grad_norm"), strict=True):
        assert b == pytest.approx(a, rel=near)
    assert bf16 or weights_apart(weights_of(one), weights_of(two)) < 1e-5
    spreads = [row["spread"] for row in metrics(two)]
    assert all(0 <= x < 0.5 for x in spreads) and len(set(spreads)) > 1 and metrics(one)[0]["spread"] == 0


def two_agents(more, flags, tmp_path, start):
    """What two torchrun agents of one process each say, once both have ended well. more(i, port): arguments of agent i;
    start(arguments, flags, log): its process."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    logs = [tmp_path / f"{port}_{i}.log" for i in range(2)]
    nodes = [start(["--nnodes", 2, "--nproc_per_node", 1, *more(i, port)], flags, logs[i]) for i in range(2)]
    end = time.time() + 300
    while any(code_of(node) is None for node in nodes) and time.time() < end:
        time.sleep(0.1)
    codes = [code_of(node) for node in nodes]
    for node in nodes:
        node.kill()
    said = [log.read_text() for log in logs]
    assert codes == [0, 0], said[0][-3000:] + said[1][-3000:]
    return said


def code_of(process):
    """Exit code of a process of subprocess or multiprocessing, None while it goes on."""
    return process.exitcode if hasattr(process, "exitcode") else process.poll()


def torchrun(args, flags, log):
    command = [sys.executable, "-m", "torch.distributed.run", *map(str, args), "sft.py", *map(str, flags)]
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    with open(log, "w") as out:
        return subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=env)


@pytest.mark.slow
def test_train_two_nodes(mixed, tmp_path):
    """Two torchrun agents of one process each: by a fixed address (with forked ranks) and by a rendezvous; weights
    sharded inside a node, copied over the two."""
    flags = ranks_flags(mixed, tmp_path / "two", "sft") | {"shard_size": 1, "resume": "auto"}

    def fixed(i, port):
        return ["--node_rank", i, "--master_addr", "127.0.0.1", "--master_port", port]

    def met(i, port):
        return ["--rdzv_backend", "c10d", "--rdzv_endpoint", f"127.0.0.1:{port}", "--rdzv_id", 6]

    def forked(args, flags, log):
        return start_process(forked_torchrun, args, "sft", flags, log=log)

    two_agents(fixed, given(flags | {"max_steps": 3}), tmp_path, forked)
    said = two_agents(met, given(flags | {"max_steps": 5}), tmp_path, torchrun)
    assert sum(text.count("resumed") for text in said) == 1
    assert sum(text.count("finished 5 steps") for text in said) == 1
    sft.main(sft.Config(**flags | {"out_dir": str(tmp_path / "one"), "max_steps": 5, "shard_size": 0, "resume": ""}))
    one, two = tmp_path / "one", tmp_path / "two"
    assert close(curve(one, "step", "loss", "grad_norm"), curve(two, "step", "loss", "grad_norm"))
    assert weights_apart(weights_of(one), weights_of(two)) < 1e-5
    sizes = [sum(p.stat().st_size for p in (run / "step_000005").glob("*.distcp")) for run in (one, two)]
    files = {p.name for p in (two / "step_000005").glob("*.*")}
    assert files >= {"state.json", "manifest.json", "rng_0.json", "rng_1.json", ".metadata"}
    assert sizes[1] < 1.1 * sizes[0] and not list(two.glob("*.tmp"))  # each weight once, though both nodes hold it


@pytest.mark.slow
def test_train_packed_gradients_equal_those_of_single_sequences(policy, rows, monkeypatch):
    """d/dw of sum c_i logp_i: sequences that share prompts, with the kernel and without, and one forward each."""
    items = groups_of(policy, rows, M.load_processor("pocket"))
    monkeypatch.setattr(kernels.varlen, "varlen_attn", loop_of_sequences)

    alone = plain_gradients(policy, [next(M.pack(policy, [item], 1, CPU)) for item in items])[1]
    for kernel in (True, False):
        packed = list(M.pack(policy, items, 100_000, CPU, kernel))
        assert len(packed) == 1
        assert weights_apart(alone, plain_gradients(policy, packed)[1]) < 1e-5


def test_train_importance_correction_is_exact():
    """Tokens drawn from an engine's q instead of the policy's p: weighted by p / q they give the policy gradient of p.

    p = softmax(log(.2, .3, .5)), q = (.4, .4, .2), values A = (3, -1, 2): the gradient of -sum p A by the logits is
    -p (A - sum p A) with sum p A = 0.6 - 0.3 + 1 = 1.3: (-.34, .69, -.35). Ratios p / q are 0.5, 0.75, 2.5; a cap of 2
    takes the last to 2: its term falls to 2 / 2.5, and the gradient is
    -(.6 (e1 - p) - .3 (e2 - p) + .8 (e3 - p)) = (-.38, .63, -.25). Without the correction it is that of q.
    """
    p, q, A = torch.tensor([0.2, 0.3, 0.5]), torch.tensor([0.4, 0.4, 0.2]), torch.tensor([3.0, -1.0, 2.0])
    for cap, want in ((10.0, [-0.34, 0.69, -0.35]), (2.0, [-0.38, 0.63, -0.25]), (0.0, [-0.96, 0.76, 0.2])):
        logits = p.log().requires_grad_()
        logp = torch.log_softmax(logits, 0)
        # weight: the expectation over the engine's draws
        col = {"old": logp.detach(), "rollout": q.log(), "advantage": A, "weight": q}
        loss, _ = losses.policy_loss(logp, col, rl.Config(importance_cap=cap, kl=0.0))
        loss.backward()
        assert logits.grad.tolist() == pytest.approx(want, abs=1e-6)


def untied(folder, out):
    """The same model with a head of its own instead of the transposed embeddings (as at 7B)."""
    model = Stock.from_pretrained(folder)
    model.config.tie_word_embeddings = model.config.text_config.tie_word_embeddings = False
    model.lm_head.weight = torch.nn.Parameter(model.lm_head.weight.detach() + 0.01)
    model.save_pretrained(out)
    M.save_processor(M.load_processor(str(folder)), out)
    return out


@pytest.mark.slow
@pytest.mark.xdist_group("tp")
@pytest.mark.parametrize("tp", [1, 2])
def test_train_vllm_under_torchrun(mixed, tmp_path, tp):
    """Two ranks with an engine each, or one engine over both (under torchrun); all forked.

    Three prompts (one figure, none, two), so uneven shares, and the same in every step: features of old weights would
    show. Tied head with TP 2, untied with TP 1 (one process: test above).
    """
    pytest.importorskip("vllm")
    group = data.load(str(mixed / "mixed/standard.parquet")).to_list()[:3]
    pq.write_table(pa.Table.from_pylist(group, data.FIELDS.arrow_schema), tmp_path / "group.parquet")
    model = mixed / "hf" if tp == 2 else untied(mixed / "hf", tmp_path / "hf")
    kw = dict(max_steps=3, engine="vllm", tp=tp, data=tmp_path / "group.parquet", model=model, epochs=100)
    kw |= dict(prompts=3, rollouts=8, lr=1e-3, max_response=40)
    flags = as_flags(rl_flags(mixed, tmp_path / "v", "pre", **kw))
    if tp == 2:
        agent = ["--standalone", "--nproc_per_node", 2]
        code, said = run_process(forked_torchrun, agent, "rl", flags, log=tmp_path / "log")
        assert code == 0, said[-3000:]
    else:
        run_ranks(run_script, "rl", flags, log=tmp_path / "log")
    rows = metrics(tmp_path / "v")
    assert len(rows) == 3 and max(r["mismatch"] for r in rows) < 1e-4
    assert max(r["grad_norm"] for r in rows[:2]) > 0.01  # there was something to carry over


def test_train_tp_that_does_not_fit_is_named(pocket):
    with pytest.raises(ValueError, match="--tp 2 does not divide the 1 ranks"):
        R.make_engine("vllm", str(pocket / "hf"), None, CPU, 400, tp=2, policy=object())


# ---------------------------------------------------------------------------------------------------------------------
# on a GPU: python -m pytest -m gpu tests/test_train.py (not run yet: no GPU was at hand)

CUDA = torch.device("cuda")


@pytest.mark.gpu
def test_train_gpu_head_is_fp32():
    """bf16 in, fp32 log-probs at Qwen's vocabulary, near those of fp64 of the same numbers; gradients, too."""
    draw = torch.Generator().manual_seed(0)
    hidden, weight = torch.randn(300, 256, generator=draw), torch.randn(151_936, 256, generator=draw) / 4
    hidden, weight = (x.to(CUDA, torch.bfloat16).requires_grad_() for x in (hidden, weight))
    targets, slope = torch.randint(151_936, (300,), generator=draw).to(CUDA), torch.linspace(-1, 1, 300, device=CUDA)
    got = kernels.head_logprobs(hidden, weight, targets)
    (got * slope).sum().backward()
    h, w = (x.detach().double().requires_grad_() for x in (hidden, weight))
    want = torch.log_softmax(h @ w.T, -1).gather(1, targets[:, None])[:, 0]
    (want * slope).sum().backward()
    assert got.dtype == torch.float32 and (got - want).abs().max() < 1e-5
    for ours, exact in ((hidden.grad, h.grad), (weight.grad, w.grad)):
        assert (ours.double() - exact).norm() / exact.norm() < 5e-3  # the slopes of logits are rounded to bf16


@pytest.mark.gpu
def test_train_gpu_packed_attention_equals_dense(pocket, rows):
    """torch.nn.attention.varlen in both towers beside dense attention, both in bf16 under autocast."""
    policy = M.load_model(str(pocket / "hf"), CUDA).to(CUDA)
    assert policy.config.vision_config._attn_implementation == kernels.PACKED
    items, made = groups_of(policy, rows, M.load_processor(str(pocket / "hf"))), []
    for kernel in (True, False):
        made.append(plain_gradients(policy, M.pack(policy, items, 100_000, CUDA, kernel)))
        policy.config.vision_config._attn_implementation = "sdpa"
    for ids, logp in made[1][0].items():
        torch.testing.assert_close(made[0][0][ids], logp, rtol=0.02, atol=0.05)
    assert weights_apart(made[1][1], made[0][1]) < 0.1


@pytest.mark.gpu
def test_train_gpu_engine_draws_what_the_trainer_scores(pocket, rows):
    policy, processor = M.load_model(str(pocket / "hf"), CUDA).to(CUDA), M.load_processor(str(pocket / "hf"))
    prompts = [data.prompt(r, processor) for r in rows]
    samples = R.TransformersEngine(policy, processor, CUDA).generate(prompts, n=4, max_tokens=20, seed=3)
    encs = R.encoded(prompts, processor)
    items = [M.make_item(policy, e, s.token_ids, rollout=s.logprobs) for e, group in zip(encs, samples) for s in group]
    with torch.no_grad():
        for batch in M.pack(policy, items, 300, CUDA):
            gap = (policy(**batch["inputs"]) - batch["columns"]["rollout"]).abs()
            assert gap.mean() < 0.02 and gap.max() < 0.3


@pytest.mark.gpu
def test_train_gpu_no_pass_waits(pocket, rows):
    """PyTorch's own watch over a whole forward and backward."""
    policy = M.load_model(str(pocket / "hf"), CUDA).to(CUDA).train()
    items = items_of(policy, rows, M.load_processor(str(pocket / "hf")), weight=1.0)
    for attempt in range(2):  # the first one compiles and allocates
        batch = next(M.pack(policy, items, 10_000, CUDA))
        torch.cuda.synchronize()
        torch.cuda.set_sync_debug_mode("error" if attempt else "default")
        try:
            policy(temperature=0.9, **batch["inputs"]).sum().backward()
        finally:
            torch.cuda.set_sync_debug_mode("default")


@pytest.mark.gpu
def test_train_gpu_both_trainers_learn_and_resume(pocket, tmp_path):
    """SFT 20 steps, both RL stages 4, in bf16: finite, and a resumed SFT run ends within a bf16 step of the whole."""
    sft.main(sft_config(pocket, tmp_path / "a", max_steps=20, device="cuda"))
    losses = [row["loss"] for row in metrics(tmp_path / "a")]
    assert losses[-1] < losses[0]
    sft.main(sft_config(pocket, tmp_path / "b", max_steps=10, device="cuda"))
    sft.main(sft_config(pocket, tmp_path / "b", max_steps=20, resume="auto", device="cuda"))
    assert weights_apart(weights_of(tmp_path / "a"), weights_of(tmp_path / "b")) < 1e-2
    for stage in ("pre", "dynamic"):
        rl.main(rl_config(pocket, tmp_path / stage, stage, max_steps=4, engine="transformers", kl=0.1, device="cuda"))
        rows = metrics(tmp_path / stage)
        assert len(rows) == 4 and all(math.isfinite(row["grad_norm"]) and row["mismatch"] < 0.05 for row in rows)
