"""Tests of model/types.py: what holds for every type of model, on the pocket model of each."""

import copy
import json
import shutil

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

import checkpoint
import data
import merge
import model as M
import rl
import rollout as R
import sft
from book import pocket_model
from model import AutoProcessor, kernels, lora, types
from tests.helpers import as_flags, curve, metrics, rl_config, rl_flags, same_weights, sft_config, weights_of
from tests.ranks import run_ranks, run_script
from tests.test_train import (
    STEPS,
    Waits,
    as_on_gpus,
    close,
    groups_of,
    hub_weights,
    items_of,
    loop_of_sequences,
    ranks_flags,
    ranks_run,
    weights_apart,
)
from tests.test_train import test_train_gpu_engine_draws_what_the_trainer_scores as gpu_draws
from tests.test_train import test_train_gpu_no_pass_waits as gpu_waits
from tests.test_train import test_train_gpu_packed_attention_equals_dense as gpu_attention

CPU = torch.device("cpu")
every_type = pytest.mark.parametrize("name", list(M.POCKETS))
others = pytest.mark.parametrize(
    "name", [x for x in M.POCKETS if x != "pocket"]
)  # tests/test_train.py has the pocket's


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
    config = copy.deepcopy(policy.config)  # in which it notes its attention
    made = types.of(config).stock._from_config(config, dtype=torch.float32, attn_implementation="sdpa")
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


@pytest.mark.slow
@every_type
@pytest.mark.parametrize("make", [items_of, groups_of])
@pytest.mark.parametrize("some", ["mixed", "images", "none"])
def test_models_log_probs_and_gradients_are_those_of_transformers(name, some, make, rows, monkeypatch):
    """Alone, packed and sharing prompts; one image, two, none."""
    policy = stirred(name)
    picked = {"mixed": rows, "images": [rows[0], rows[2]], "none": [rows[1], rows[3]]}[some]
    items = make(policy, picked, M.load_processor(name))
    want = stock_results(policy, items)
    assert any("visual" in k for k in want[1]) == (some != "none")
    monkeypatch.setattr(kernels.varlen, "varlen_attn", loop_of_sequences)
    for budget, kernel in ((1, False), (300, False), (100_000, False), (100_000, True)):
        assert same(want, results(policy, M.pack(policy, items, budget, CPU, kernel)))


@every_type
def test_models_packed_attention_equals_dense(name, rows, monkeypatch):
    """Both towers through the kernel of GPUs, all sequences in one row; no mask is made, nothing waits for a GPU."""
    policy = stirred(name)
    items = groups_of(policy, rows, M.load_processor(name))
    dense, calls = results(policy, M.pack(policy, items, 100_000, CPU)), []

    def kernel(q, k, v, ends, *args, **kw):
        calls.append(len(ends) - 1)
        return loop_of_sequences(q, k, v, ends, *args, **kw)

    monkeypatch.setattr(kernels.varlen, "varlen_attn", kernel)
    policy.config._attn_implementation = kernels.PACKED
    assert same(dense, results(policy, M.pack(policy, items, 100_000, CPU, True)))
    layers, depth = policy.config.text_config.num_hidden_layers, policy.config.vision_config.depth
    assert calls[depth:] == [len(items) + len(rows)] * layers
    monkeypatch.setattr(kernels.varlen, "varlen_attn", lambda q, k, v, *_, **__: q + 0 * (k.sum() + v.sum()))
    monkeypatch.setattr(M, "WORDS", 0)  # the head of GPUs
    policy.gradient_checkpointing_enable({"use_reentrant": False})
    policy.train()
    batch = next(M.pack(policy, items, 100_000, CPU, True))
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
    return [M.packing.collate([[x] for x in items], False) | {"items": items}]


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
    prompts, bad = [data.prompt(r, processor) for r in rows], R.decoding.forbidden_ids(processor.tokenizer)
    for prompt, (sample,) in zip(prompts, engine.generate(prompts, temperature=0.0, max_tokens=12)):
        enc = processor(text=[prompt["text"]], images=prompt["images"] or None, return_tensors="pt")
        greedy = dict(do_sample=False, max_new_tokens=12, bad_words_ids=[[i] for i in bad], top_k=None, top_p=None)
        ids = stock.generate(**enc, **greedy, temperature=None)[0, enc["input_ids"].shape[1] :].tolist()
        assert sample.token_ids == ids[: len(sample.token_ids)] and len(ids) == len(sample.token_ids)
    drawn = engine.generate(prompts, n=4, temperature=0.7, max_tokens=20, seed=3)
    encs = data.encode(prompts, processor)
    items = [M.make_item(policy, e, s.token_ids, drawn=s.logprobs) for e, group in zip(encs, drawn) for s in group]
    with torch.no_grad():
        for batch in M.pack(policy, items, 300, CPU):
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


# ---------------------------------------------------------------------------------------------------------------------
# runs


@pytest.fixture(scope="session")
def taught(mixed, tmp_path_factory):
    """{name of a pocket model: folder of one that has learnt the format and little else}."""
    folders = {"pocket": mixed / "hf"}
    for name in M.POCKETS.keys() - folders.keys():
        out, few = tmp_path_factory.mktemp(name), dict(batch_size=4, max_steps=100, lr=2e-3, micro_tokens=4000)
        sft.main(sft_config(mixed, out / "sft", model=name, **few))
        merge.main(merge.Config(out=str(out / "hf"), checkpoint=str(out / "sft")))
        folders[name] = out / "hf"
    return folders


@pytest.mark.slow
@pytest.mark.xdist_group("ranks")
@others
def test_models_stages_train_and_resume(name, mixed, taught, tmp_path):
    """SFT of the untrained model; both RL stages with a KL term and two updates a step; a resumed run is the same."""
    kw = dict(model=name, data=str(mixed / "mixed/sft.parquet"), gradient_checkpointing=True)
    sft.main(sft_config(mixed, tmp_path / "sft", max_steps=3, **kw))
    sft.main(sft_config(mixed, tmp_path / "again", max_steps=2, **kw))
    sft.main(sft_config(mixed, tmp_path / "again", max_steps=3, resume="auto", **kw))
    assert curve(tmp_path / "sft", "loss", "grad_norm") == curve(tmp_path / "again", "loss", "grad_norm")
    assert same_weights(tmp_path / "sft", tmp_path / "again")
    losses = [x for (x,) in curve(tmp_path / "sft", "loss")]
    assert losses[-1] < losses[0]
    for stage, file in (("pre", "standard"), ("dynamic", "pro")):
        kw = dict(model=str(taught[name]), data=str(mixed / f"mixed/{file}.parquet"), update_prompts=4, kl=0.1)
        rl.main(rl_config(mixed, tmp_path / stage, stage, max_steps=3, **kw))
        told = metrics(tmp_path / stage)
        assert len(told) == 3 and max(row["mismatch"] for row in told) < 1e-5
        assert max(row["grad_norm"] for row in told) > 0 and told[-1]["kl"] > 0


@pytest.mark.slow
@pytest.mark.xdist_group("ranks")
@others
@pytest.mark.parametrize("run", ["sft", "sft_frozen", "pre", "dynamic"])
def test_models_two_ranks_are_one(name, run, mixed, taught, tmp_path):
    """Losses, gradient norms and weights. Some micro-batches have no image where the other rank's have."""
    for n in (1, 2):
        flags = ranks_flags(mixed, tmp_path / str(n) / run, run) | {"model": str(taught[name])}
        if "sft" in run:  # steps of 1e-3 enlarge the last bits beyond 1e-5
            flags["lr"] = 5e-4
        if run == "dynamic":  # its first steps have no advantage: Adam would make whole steps of the KL's last bits
            flags["kl"] = 0.0
        run_ranks(ranks_run, [flags], log=tmp_path / f"{n}.log", ranks=n)
    one, two = tmp_path / "1" / run, tmp_path / "2" / run
    exact, near = (("tokens",), ("loss",)) if "sft" in run else (("reward", "response_tokens"), ("kl", "entropy"))
    assert curve(one, *exact) == curve(two, *exact) and len(metrics(two)) == STEPS
    assert close(curve(one, *near, "grad_norm"), curve(two, *near, "grad_norm"))
    start, a, b = load_file(taught[name] / "model.safetensors"), hub_weights(one), hub_weights(two)
    assert weights_apart(a, b) < 1e-5
    frozen = {k for k in a if torch.equal(a[k], start[k])}
    assert frozen == ({k for k in a if "visual" in k} if run in ("sft_frozen", "dynamic") else set())


@pytest.mark.slow
@pytest.mark.xdist_group("ranks")
@others
@pytest.mark.parametrize("bf16", [False, True])
def test_models_paths_of_gpus_on_two_ranks(name, mixed, taught, tmp_path, bf16):
    """Packed rows, chunked head, recomputation, blank images: 2 ranks beside the paths of CPUs in 1 process."""
    more = {"gradient_checkpointing": True, "model": str(taught[name])}
    flags = ranks_flags(mixed, tmp_path / "two", "sft") | more
    run_ranks(as_on_gpus, flags, bf16, log=tmp_path / "log")
    sft.main(sft.Config(**flags | {"out_dir": str(tmp_path / "one")}))
    one, two = (curve(tmp_path / x, "loss", "grad_norm") for x in ("one", "two"))
    for a, b in zip(one, two, strict=True):
        assert b == pytest.approx(a, rel=0.02 if bf16 else 1e-5)
    assert bf16 or weights_apart(weights_of(tmp_path / "one"), weights_of(tmp_path / "two")) < 1e-5


@pytest.mark.gpu
@others
def test_models_gpu_passes(name, taught, rows):
    """The checks of the pocket model on a GPU. Not run on one so far."""
    for check in (gpu_attention, gpu_draws, gpu_waits):
        check(taught[name].parent, rows)


@pytest.mark.slow
@pytest.mark.xdist_group("ranks")
@others
def test_models_vllm_drives_20_steps(name, mixed, taught, tmp_path):
    """Real vLLM on the CPU: every weight update reaches it. Figures, none, several of other sizes."""
    pytest.importorskip("vllm")
    kw = dict(max_steps=20, engine="vllm", save_every=0, prompts=4, update_prompts=4, max_response=32)
    kw |= dict(model=taught[name], data=mixed / "mixed/standard.parquet")
    flags = as_flags(rl_flags(mixed, tmp_path / "v", "pre", **kw))
    run_ranks(run_script, "rl", flags, log=tmp_path / "log", ranks=1)
    told = metrics(tmp_path / "v")
    assert len(told) == 20 and max(r["mismatch"] for r in told) < 1e-5 and max(r["mismatch_max"] for r in told) < 1e-3
    assert max(r["grad_norm"] for r in told) > 0


def vllm_scores(folder, pictures, out):
    """(In a process of its own.) How far vLLM's log-probs are from the trainer's, for rows with every picture."""
    processor = M.load_processor(str(folder))
    policy, prompts = M.load_model(str(folder), CPU), [data.prompt(r, processor) for r in pictured(pictures)]
    engine = R.VllmEngine(str(folder), processor, CPU, 700, images=len(prompts) - 1)
    drawn, gaps = engine.generate(prompts, n=2, max_tokens=8, seed=3), []
    encs = data.encode(prompts, processor)
    items = [M.make_item(policy, e, s.token_ids, drawn=s.logprobs) for e, group in zip(encs, drawn) for s in group]
    with torch.no_grad():
        for batch in M.pack(policy, items, 2000, CPU):
            gaps.append((policy(**batch["inputs"]) - batch["columns"]["drawn"]).abs().max().item())
    out.write_text(json.dumps(gaps))
    engine.close()


@pytest.mark.slow
@every_type
def test_models_vllm_sees_the_same_pixels(name, tmp_path):
    pytest.importorskip("vllm")
    stirred(name, tmp_path / "hf")
    run_ranks(vllm_scores, tmp_path / "hf", tmp_path, tmp_path / "gaps.json", log=tmp_path / "log", ranks=1)
    assert max(json.loads((tmp_path / "gaps.json").read_text())) < 1e-4


# ---------------------------------------------------------------------------------------------------------------------
# files


def same_tensors(a, b):
    """Two folders with shards: names, types, shapes and bytes. Which tensor is in which file is not compared."""
    a, b = ({k: x for p in folder.glob("*.safetensors") for k, x in load_file(p).items()} for folder in (a, b))
    assert a.keys() == b.keys()
    return all(x.dtype == b[k].dtype and torch.equal(x.view(torch.uint8), b[k].view(torch.uint8)) for k, x in a.items())


def same_index(a, b):
    a, b = (json.loads((folder / "model.safetensors.index.json").read_text()) for folder in (a, b))
    return a["metadata"] == b["metadata"] and a["weight_map"].keys() == b["weight_map"].keys()


@pytest.mark.slow
@every_type
@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_models_a_hub_layout_loads_and_merges_byte_for_byte(name, tied, dtype, tmp_path):
    """Several shards with an index, as on the hub: what save_pretrained writes, from a folder and from a checkpoint."""
    policy = stirred(name)
    stock = stock_of(policy)
    if not tied:
        for config in (stock.config, stock.config.text_config):
            config.tie_word_embeddings = False
        stock.lm_head.weight = torch.nn.Parameter(stock.lm_head.weight.detach() + 0.01)
    stock.to(getattr(torch, dtype)).save_pretrained(tmp_path / "hub", max_shard_size="1MB")
    M.save_processor(M.load_processor(name), tmp_path / "hub")
    assert len(list((tmp_path / "hub").glob("*.safetensors"))) > 2
    loaded = M.load_model(str(tmp_path / "hub"), CPU)
    assert loaded.config.tie_word_embeddings == tied and type(loaded).forward is M.Policy.forward
    for (key, a), (_, b) in zip(loaded.named_parameters(), stock.named_parameters(), strict=True):
        assert torch.equal(a, b.float()), key
    merge.main(merge.Config(out=str(tmp_path / "a"), model=str(tmp_path / "hub"), dtype=dtype, shard_gb=0.001))
    assert same_tensors(tmp_path / "a", tmp_path / "hub") and same_index(tmp_path / "a", tmp_path / "hub")
    checkpoint.save_skeleton(tmp_path / "run", loaded, M.load_processor(name), {})
    checkpoint.save_checkpoint(tmp_path / "run", 1, loaded, M.make_optimizer(loaded, 1e-3, 0.1, (0.9, 0.95)), {})
    merge.main(merge.Config(out=str(tmp_path / "b"), checkpoint=str(tmp_path / "run"), dtype=dtype, shard_gb=0.001))
    assert same_tensors(tmp_path / "b", tmp_path / "hub")
    again, info = type(stock).from_pretrained(tmp_path / "b", output_loading_info=True)
    assert not info["missing_keys"] and not info["unexpected_keys"]
    assert json.loads((tmp_path / "b/config.json").read_text())["architectures"] == [types.of(again.config).name]
    assert AutoProcessor.from_pretrained(tmp_path / "b").chat_template == pocket_model.CHAT_TEMPLATE


@every_type
def test_models_easyr1_checkpoints_are_read(name, tmp_path):
    policy = stirred(name, tmp_path / "hf")
    (tmp_path / "step/actor").mkdir(parents=True)
    torch.save(policy.state_dict(), tmp_path / "step/actor/model_world_size_1_rank_0.pt")
    shutil.copytree(tmp_path / "hf", tmp_path / "step/actor/huggingface", ignore=lambda *_: ["model.safetensors"])
    merge.main(merge.Config(out=str(tmp_path / "out"), checkpoint=str(tmp_path / "step")))
    assert (tmp_path / "out/model.safetensors").read_bytes() == (tmp_path / "hf/model.safetensors").read_bytes()


def test_models_of_other_types_are_named(tmp_path):
    stirred("pocket", tmp_path / "hf")
    text = (tmp_path / "hf/config.json").read_text().replace('"qwen2_5_vl"', '"qwen2_vl"')
    (tmp_path / "hf/config.json").write_text(text)
    with pytest.raises(ValueError, match="hf/config.json: the model_type is qwen2_vl, known are qwen2_5_vl, qwen3_vl"):
        M.load_model(str(tmp_path / "hf"), CPU)


@every_type
def test_models_empty_model_has_every_buffer(name):
    """Ranks that get their weights from rank 0 make the rest themselves."""
    policy = stirred(name)
    empty = M.empty_model(policy.config, torch.float32)
    empty.load_state_dict(policy.state_dict())
    found, want = dict(empty.named_buffers()), dict(policy.named_buffers())
    assert found.keys() == want.keys() and all(torch.equal(found[k], x) for k, x in want.items())


# ---------------------------------------------------------------------------------------------------------------------
# adapters


@pytest.mark.slow
@every_type
@pytest.mark.parametrize("vision", [False, True])
def test_models_adapters_are_their_merged_weights(name, vision, rows, tmp_path):
    """In the tower, too: every linear map of a block gets one; merged they give the same log-probs."""
    policy, plain, draw = stirred(name), stirred(name), torch.Generator().manual_seed(1)
    lora.add(policy, 4, vision)
    for key, p in policy.named_parameters():
        if "lora_B" in key:
            p.data = 0.05 * torch.randn(p.shape, generator=draw)
    mine, changed = dict(plain.named_parameters()), set()
    with torch.no_grad():
        for key, weight in lora.named_weights(policy):
            changed |= set() if torch.equal(mine[key], weight) else {key.removesuffix(".weight")}
            mine[key].copy_(weight)
    parts = [*plain.model.language_model.layers, *(plain.model.visual.blocks if vision else [])]
    wanted = {id(m) for part in parts for m in part.modules() if isinstance(m, torch.nn.Linear)}
    assert {id(plain.get_submodule(key)) for key in changed} == wanted
    items = groups_of(policy, rows, M.load_processor(name))
    logps = results(plain, M.pack(policy, items, 2000, CPU))[0]
    for batch in M.pack(policy, items, 2000, CPU):
        logp = policy(**batch["inputs"])
        for item, part in zip(batch["items"], logp.split([x["n"] for x in batch["items"]])):
            torch.testing.assert_close(part.detach(), logps[tuple(item["ids"].tolist())], rtol=2e-5, atol=2e-5)
    logp.sum().backward()
    assert {k for k, p in policy.named_parameters() if p.grad is not None} == {
        k for k, _ in policy.named_parameters() if lora.is_adapter(k)
    }


@pytest.mark.slow
@pytest.mark.xdist_group("ranks")
@others
def test_models_adapters_train_and_merge(name, mixed, taught, tmp_path):
    kw = dict(model=str(taught[name]), data=str(mixed / "mixed/sft.parquet"), lora=4, lora_vision=True, lr=1e-2)
    sft.main(sft_config(mixed, tmp_path / "a", max_steps=3, **kw))
    merge.main(merge.Config(out=str(tmp_path / "hf"), checkpoint=str(tmp_path / "a")))
    start, end = load_file(taught[name] / "model.safetensors"), load_file(tmp_path / "hf/model.safetensors")
    moved = {k for k in end if not torch.equal(start[k], end[k])}
    assert start.keys() == end.keys() and any("visual" in k for k in moved) and any("language" in k for k in moved)
    rl.main(rl_config(mixed, tmp_path / "r", "pre", model=str(tmp_path / "hf"), lora=4, kl=0.1, lr=5e-3, max_steps=3))
    assert max(row["mismatch"] for row in metrics(tmp_path / "r")) < 1e-4
