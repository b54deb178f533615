"""Tests of model/types.py: what holds for every type of model, on the pocket model of each."""

import json

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

import data
import merge
import model as M
import rl
import rollout as R
import sft
from book import pocket_model
from model import AutoProcessor, kernels, lora, transformers, types
from tests.helpers import as_flags, curve, metrics, png, rl_config, rl_flags, same_weights, sft_config
from tests.ranks import run_ranks, run_script
from tests.test_train import (
    Waits,
    groups_of,
    items_of,
    loop_of_sequences,
    mixed,
    plain_gradients,
    ten_steps,
    weights_apart,
)

CPU = torch.device("cpu")
every_type = pytest.mark.parametrize("name", list(M.POCKETS))


def stirred(name, out=None):
    """The pocket model of this name, every weight moved, so that no bias, norm or position is what it is at the start;
    with `out` saved there."""
    policy, draw = M.load_model(name, CPU, seed=1), torch.Generator().manual_seed(2)
    for p in policy.parameters():
        p.data += 0.05 * torch.randn(p.shape, generator=draw)
    if out:
        stock_of(policy).save_pretrained(out)
        M.save_processor(M.load_processor(name), out)
    return policy.eval()


def stock_of(policy):
    """transformers' own model with the same weights."""
    made = types.of(policy.config).stock._from_config(policy.config, dtype=torch.float32, attn_implementation="sdpa")
    made.load_state_dict(policy.state_dict())
    return made.eval()


def results(policy, batches):
    """({ids of a sequence: log-probs}, {parameter: gradient}) of the sum of c_i logp_i over these micro-batches."""
    policy.zero_grad()
    logps = {}
    for batch in batches:
        logp = policy(**batch["inputs"])
        parts = logp.split([x["n"] for x in batch["items"]])
        sum((part * torch.linspace(-1, 1, len(part))).sum() for part in parts).backward()
        logps |= {tuple(item["ids"].tolist()): part.detach() for item, part in zip(batch["items"], parts)}
    return logps, {k: p.grad.clone() for k, p in policy.named_parameters() if p.grad is not None}


def stock_results(policy, items):
    """The same by transformers' own model, a sequence a pass; it finds the positions itself."""
    stock, logps = stock_of(policy), {}
    for item in items:
        vision = {} if item["pixel_values"] is None else {k: item[k] for k in ("pixel_values", "image_grid_thw")}
        kinds = (item["ids"] == stock.config.image_token_id).long()
        logits = stock(input_ids=item["ids"][None], mm_token_type_ids=kinds[None], **vision).logits[0, :-1]
        logp = torch.log_softmax(logits, -1).gather(1, item["ids"][1:, None])[-item["n"] :, 0]
        (logp * torch.linspace(-1, 1, item["n"])).sum().backward()
        logps[tuple(item["ids"].tolist())] = logp.detach()
    return logps, {k: p.grad for k, p in stock.named_parameters() if p.grad is not None}


def same(a, b):
    """Log-probs within 1e-5, the gradient of each parameter within 1e-5 of its size."""
    assert a[0].keys() == b[0].keys()
    for ids, logp in a[0].items():
        torch.testing.assert_close(b[0][ids], logp, rtol=1e-5, atol=1e-5)
    return weights_apart(a[1], b[1]) < 1e-5


@every_type
@pytest.mark.parametrize("make", [items_of, groups_of])
@pytest.mark.parametrize("some", ["mixed", "images", "none"])
def test_models_log_probs_and_gradients_are_those_of_transformers(name, some, make, rows):
    """Single, padded, packed and prompt-sharing rows; one image, two, none."""
    policy = stirred(name)
    picked = {"mixed": rows, "images": [rows[0], rows[2]], "none": [rows[1], rows[3]]}[some]
    items = make(policy, picked, M.load_processor(name))
    want = stock_results(policy, items)
    assert any("visual" in k for k in want[1]) == (some != "none")
    for budget, one_row in ((1, False), (300, False), (100_000, False), (100_000, True)):
        assert same(want, results(policy, M.pack(items, budget, 0, CPU, one_row)))


@every_type
def test_models_packed_attention_equals_dense(name, rows, monkeypatch):
    """Both towers through the kernel of GPUs, all sequences in one row; no mask is made, nothing waits for a GPU."""
    policy = stirred(name)
    items = groups_of(policy, rows, M.load_processor(name))
    dense, calls = results(policy, M.pack(items, 100_000, 0, CPU)), []

    def kernel(q, k, v, ends, *args, **kw):
        calls.append(len(ends) - 1)
        return loop_of_sequences(q, k, v, ends, *args, **kw)

    monkeypatch.setattr(kernels.varlen, "varlen_attn", kernel)
    policy.config._attn_implementation = kernels.VARLEN
    assert same(dense, results(policy, M.pack(items, 100_000, 0, CPU, True)))
    layers, depth = policy.config.text_config.num_hidden_layers, policy.config.vision_config.depth
    assert calls[depth:] == [len(items)] * layers
    monkeypatch.setattr(kernels.varlen, "varlen_attn", lambda q, k, v, *_, **__: q + 0 * (k.sum() + v.sum()))
    monkeypatch.setattr(M, "WORDS", 0)  # the head of GPUs
    policy.gradient_checkpointing_enable({"use_reentrant": False})
    policy.train()
    batch = next(M.pack(items, 100_000, 0, CPU, True))
    with Waits() as waits:
        policy(**batch["inputs"]).sum().backward()
    assert waits.found == []


@every_type
def test_models_a_batch_without_an_image_reaches_every_parameter(name, rows, monkeypatch):
    """Ranks must agree on the collectives: beside one with an image, a rank without one runs the tower, too, and its
    gradients are zero."""
    policy = stirred(name)
    items = items_of(policy, [rows[1], rows[3]], M.load_processor(name))
    want = results(policy, batches_of(items))
    monkeypatch.setattr(M.dist, "is_initialized", lambda: True)
    monkeypatch.setattr(M.dist, "get_world_size", lambda: 2)
    logps, grads = results(policy, batches_of(items))
    assert grads.keys() == dict(policy.named_parameters()).keys()
    assert all(torch.equal(logps[k], x) for k, x in want[0].items())
    assert all(torch.equal(grads[k], x) for k, x in want[1].items())
    assert not any(x.any() for k, x in grads.items() if k not in want[1])


def batches_of(items):
    """One micro-batch, made without asking other ranks."""
    return [M.packing.collate([[x] for x in items], 0, False) | {"items": items}]


@every_type
def test_models_patches_are_multiplied_as_the_convolution_does(name):
    policy = stirred(name)
    module, plain = policy.model.visual.patch_embed, stock_of(policy).model.visual.patch_embed
    draw = torch.Generator().manual_seed(0)
    patches = torch.randn(12, module.proj.weight[0].numel(), generator=draw)
    assert type(module) is M.PatchEmbed and type(plain) is not M.PatchEmbed
    torch.testing.assert_close(module(patches), plain(patches), rtol=1e-5, atol=1e-5)


# ---------------------------------------------------------------------------------------------------------------------
# engines


@every_type
def test_models_engine_samples_what_the_trainer_scores(name, rows):
    """Greedy equals transformers' generate; log-probs of draws equal the trainer's; no forbidden token is drawn."""
    policy, processor = stirred(name), M.load_processor(name)
    engine, stock = R.TransformersEngine(policy, processor, CPU), stock_of(policy)
    prompts, bad = [data.prompt(r, processor) for r in rows], R.forbidden_ids(processor.tokenizer)
    for prompt, (sample,) in zip(prompts, engine.generate(prompts, temperature=0.0, max_tokens=12)):
        enc = processor(text=[prompt["text"]], images=prompt["images"] or None, return_tensors="pt")
        greedy = dict(do_sample=False, max_new_tokens=12, bad_words_ids=[[i] for i in bad], top_k=None, top_p=None)
        ids = stock.generate(**enc, **greedy, temperature=None)[0, enc["input_ids"].shape[1] :].tolist()
        assert sample.token_ids == ids[: len(sample.token_ids)] and len(ids) == len(sample.token_ids)
    drawn = engine.generate(prompts, n=4, temperature=0.7, max_tokens=20, seed=3)
    encs = data.encode(prompts, processor)
    items = [M.make_item(policy, e, s.token_ids, drawn=s.logprobs) for e, group in zip(encs, drawn) for s in group]
    with torch.no_grad():
        for batch in M.pack(items, 300, 0, CPU):
            gap = policy(temperature=0.7, **batch["inputs"]) - batch["columns"]["drawn"]
            assert gap.abs().max() < 2e-5
    assert not {t for group in drawn for s in group for t in s.token_ids} & set(bad)


def pictures():
    """Images of odd sizes, a tiny and a huge one, grey, with transparency, from a palette: noise, so that every pixel
    tells."""
    draw = np.random.default_rng(0)

    def noise(*shape):
        return draw.integers(0, 256, shape, dtype=np.uint8)

    made = [noise(*size, 3) for size in ((84, 84), (97, 61), (1, 1), (3, 40), (700, 1234))]
    made = [Image.fromarray(x) for x in (*made, noise(50, 77), noise(60, 80, 4))]
    return [*made, made[1].convert("P"), Image.fromarray(noise(33, 99).astype(np.uint16) * 257)]


def pictured(folder):
    """Rows with each picture alone, and with all of them."""
    files = []
    for i, picture in enumerate(pictures()):
        picture.save(folder / f"{i}.png")
        files.append({"bytes": None, "path": str(folder / f"{i}.png")})
    common = dict(answer="7", solution="so it is", options=None, source="test")
    rows = [dict(id=str(i), problem="<image>What?", images=[file], **common) for i, file in enumerate(files)]
    return [*rows, dict(id="all", problem="<image> and " * len(files), images=files, **common)]


@every_type
def test_models_see_the_same_pixels_in_trainer_and_engine(name, tmp_path, monkeypatch):
    """What is resized once, here, the model's own processor leaves as it is: its pixels, in patches, are ours."""
    processor, rows = M.load_processor(name), pictured(tmp_path)
    cell, (least, most) = data.cell_of(processor), data.pixel_range(processor)
    patch, policy = cell // 2, stirred(name)
    encs, seen = data.encode([data.prompt(r, processor) for r in rows], processor), []
    for row, enc in zip(rows, encs):
        images = data.prompt(row, processor)["images"]
        assert all(im.width % cell == im.height % cell == 0 and least <= im.width * im.height <= most for im in images)
        assert enc["image_grid_thw"].tolist() == [[1, im.height // patch, im.width // patch] for im in images]
        at = 0
        for im in images:
            want = (torch.from_numpy(np.asarray(im).copy()).permute(2, 0, 1).float() / 255 - 1) / 0.3  # mean 1, std 0.3
            h, w = im.height // cell, im.width // cell
            want = want.view(3, h, 2, patch, w, 2, patch).permute(1, 4, 2, 5, 0, 3, 6)  # [h, w, 2, 2, 3, patch, patch]
            want = want.reshape(4 * h * w, 3, 1, patch * patch).expand(-1, -1, 2, -1).reshape(4 * h * w, -1)
            found = enc["pixel_values"][at : at + len(want)]
            torch.testing.assert_close(found, want, rtol=1e-5, atol=1e-5)
            at += len(want)
        assert at == len(enc["pixel_values"]) and len(enc["input_ids"]) == enc["mm_token_type_ids"].shape[0]
        text = processor.apply_chat_template(data.messages(row), tokenize=False, add_generation_prompt=True)
        counted = len(processor.tokenizer(text)["input_ids"]) + data.image_tokens(row, processor)
        assert counted == len(enc["input_ids"])  # what the filter counts from headers alone
    whole = policy.model.visual.forward
    monkeypatch.setattr(policy.model.visual, "forward", lambda x, **kw: seen.append(x.clone()) or whole(x, **kw))
    prompts = [data.prompt(r, processor) for r in rows]
    R.TransformersEngine(policy, processor, CPU, 10**7).generate(prompts, max_tokens=1)
    order = sorted(range(len(encs)), key=lambda i: len(encs[i]["input_ids"]))
    assert torch.equal(torch.cat(seen), torch.cat([encs[i]["pixel_values"] for i in order]))
