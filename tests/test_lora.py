"""Tests of model/lora.py, and of --lora in training, checkpoints and merging."""

import json
import shutil

import pytest
import torch
from safetensors.torch import load_file

import data
import merge
import model as M
import rl
import rollout
import sft
from model import lora, transformers
from tests.helpers import as_flags, curve, metrics, rl_config, rl_flags, same_weights, sft_config
from tests.ranks import forked_torchrun, run_process

CPU = torch.device("cpu")


def adapted(pocket, rank=4, vision=False, moved=0.05):
    """The pocket fixture's model with adapters, whose second matrices are moved away from zero."""
    policy = M.load_model(str(pocket / "hf"), CPU)
    lora.add(policy, rank, vision)
    draw = torch.Generator().manual_seed(1)
    for name, p in policy.named_parameters():
        if "lora_B" in name:
            p.data.copy_(moved * torch.randn(p.shape, generator=draw))
    return policy


def logprobs(policy, items):
    return torch.cat([policy(**b["inputs"]) for b in M.pack(policy, items, 2000, CPU)])


@pytest.fixture(scope="module")
def items(pocket, policy):
    processor = M.load_processor(str(pocket / "hf"))
    ds = data.load(str(pocket / "data/sft.parquet"))
    return sft.make_items(policy, processor, ds, range(6))


@torch.no_grad()
def test_lora_starts_as_its_model_and_is_it_without_adapters(pocket, policy, items):
    wanted = logprobs(policy, items)
    assert torch.equal(logprobs(adapted(pocket, moved=0.0), items), wanted)
    changed = adapted(pocket)
    assert (logprobs(changed, items) - wanted).abs().max() > 1e-2
    with lora.without(changed):
        assert torch.equal(logprobs(changed, items), wanted)
    assert (logprobs(changed, items) - wanted).abs().max() > 1e-2


@torch.no_grad()
@pytest.mark.parametrize("vision", [False, True])
def test_lora_merged_weights_are_the_model_with_adapters(pocket, policy, items, vision):
    changed = adapted(pocket, vision=vision)
    plain = M.load_model(str(pocket / "hf"), CPU)
    mine = dict(plain.named_parameters())
    differ = set()
    for name, weight in lora.named_weights(changed):
        differ |= set() if torch.equal(mine[name], weight) else {name}
        mine.pop(name).copy_(weight)
    assert not mine  # each has come once
    text = {f"{part}_proj" for part in ("q", "k", "v", "o", "gate", "up", "down")}
    assert {name.split(".")[-2] for name in differ} == (text | {"qkv", "proj"} if vision else text)
    assert any("visual" in name for name in differ) == vision
    assert (logprobs(changed, items) - logprobs(plain, items)).abs().max() < 2e-5


def test_lora_trains_adapters_alone(pocket, items):
    """Gradients reach every adapter, and follow from those of the merged weight: dA = s B^T dW, dB = s dW A^T."""
    changed = adapted(pocket)
    logprobs(changed, items).sum().backward()
    assert {n for n, p in changed.named_parameters() if p.grad is not None} == {
        n for n, _ in changed.named_parameters() if lora.is_adapter(n)
    }
    plain = M.load_model(str(pocket / "hf"), CPU)
    for (_, weight), p in zip(lora.named_weights(changed), plain.parameters(), strict=True):
        p.data.copy_(weight)
    logprobs(plain, items).sum().backward()
    whole = dict(plain.named_modules())
    for name, layer in lora.layers(changed).items():
        a, b = layer.lora_A["default"].weight, layer.lora_B["default"].weight
        slope = whole[name].weight.grad
        torch.testing.assert_close(a.grad, lora.SCALE * b.T @ slope, rtol=1e-3, atol=2e-3)
        torch.testing.assert_close(b.grad, lora.SCALE * slope @ a.T, rtol=1e-3, atol=2e-3)


@torch.no_grad()
def test_lora_engine_samples_what_the_trainer_scores(pocket, items):
    changed, processor = adapted(pocket), M.load_processor(str(pocket / "hf"))
    rows = [data.load(str(pocket / "data/sft.parquet"))[i] for i in range(3)]
    engine = rollout.make_engine("transformers", "", processor, CPU, 400, policy=changed)
    drawn = engine.generate([data.prompt(row, processor) for row in rows], n=2, max_tokens=12)
    encs = data.encode([data.prompt(row, processor) for row in rows], processor)
    again = [M.make_item(changed, e, s.token_ids, drawn=s.logprobs) for e, group in zip(encs, drawn) for s in group]
    for batch in M.pack(changed, again, 2000, CPU):
        assert (changed(**batch["inputs"]) - batch["columns"]["drawn"]).abs().max() < 1e-4


@pytest.mark.slow
def test_lora_sft_resumes_merges_and_goes_on(pocket, tmp_path):
    kw = dict(model=str(pocket / "hf"), lora=4, lr=1e-2)
    sft.main(sft_config(pocket, tmp_path / "a", max_steps=4, **kw))
    sft.main(sft_config(pocket, tmp_path / "b", max_steps=2, **kw))
    sft.main(sft_config(pocket, tmp_path / "b", max_steps=4, resume="auto", **kw))
    assert curve(tmp_path / "a", "loss", "grad_norm") == curve(tmp_path / "b", "loss", "grad_norm")
    assert same_weights(tmp_path / "a", tmp_path / "b")
    held = sum(p.stat().st_size for p in (tmp_path / "a/step_000004").glob("*.distcp"))
    assert held < 0.35 * (pocket / "hf/model.safetensors").stat().st_size  # adapters and their moments alone
    start, end = load_file(pocket / "hf/model.safetensors"), load_file(tmp_path / "a/merged/model.safetensors")
    moved = {name for name in end if not torch.equal(start[name], end[name])}
    assert moved and all("_proj" in name and "visual" not in name for name in moved)


@pytest.mark.slow
def test_lora_adapter_loads_in_peft(pocket, tmp_path):
    from peft import PeftModel

    kw = dict(model=str(pocket / "hf"), lora=4, lora_vision=True, lr=1e-2)
    sft.main(sft_config(pocket, tmp_path / "a", max_steps=3, **kw))
    merge.main(merge.Config(out=str(tmp_path / "whole"), checkpoint=str(tmp_path / "a")))
    merge.main(merge.Config(out=str(tmp_path / "adapter"), checkpoint=str(tmp_path / "a"), adapter=True))
    assert json.loads((tmp_path / "adapter/adapter_config.json").read_text())["r"] == 4
    whole, base = (
        transformers.Qwen2_5_VLForConditionalGeneration.from_pretrained(x) for x in (tmp_path / "whole", pocket / "hf")
    )
    ids = torch.arange(5, 25)[None]
    with torch.no_grad():
        first, wanted = base(input_ids=ids).logits, whole(input_ids=ids).logits
        found = PeftModel.from_pretrained(base, tmp_path / "adapter")(input_ids=ids).logits
    assert (first - wanted).abs().max() > 1e-2 and (found - wanted).abs().max() < 1e-4
    for bad, said in ((dict(checkpoint=str(pocket / "sft"), adapter=True), "holds a whole model"),):
        with pytest.raises(ValueError, match=said):
            merge.main(merge.Config(out=str(tmp_path / "x"), **bad))


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["pre", "dynamic"])
def test_lora_rl_needs_no_second_model(pocket, tmp_path, stage):
    kw = dict(lora=4, kl=0.1, lr=5e-3, update_prompts=4)
    rl.main(rl_config(pocket, tmp_path / "a", stage, max_steps=4, save_every=2, **kw))
    shutil.copytree(tmp_path / "a", tmp_path / "b", ignore=lambda *_: ["step_000004"])  # killed before its last save
    rl.main(rl_config(pocket, tmp_path / "b", stage, max_steps=4, resume="auto", **kw))
    names = ("reward", "pg_loss", "kl", "grad_norm", "mismatch")
    assert curve(tmp_path / "a", *names) == curve(tmp_path / "b", *names)
    assert same_weights(tmp_path / "a", tmp_path / "b")
    told = metrics(tmp_path / "a")
    assert max(row["mismatch"] for row in told) < 1e-4  # the engine samples with the adapters
    assert told[-1]["kl"] > told[0]["kl"] >= 0  # it has moved away from its start


@pytest.mark.slow
@pytest.mark.xdist_group("ranks")
def test_lora_two_ranks_are_one(pocket, tmp_path):
    """Under FSDP2, with an engine that gets merged weights after every step."""
    kw = dict(lora=4, kl=0.05, lr=2e-3, max_steps=4, prompts=7)
    rl.main(rl_config(pocket, tmp_path / "one", "dynamic", **kw))
    agent, flags = (
        ["--standalone", "--nproc_per_node", 2],
        as_flags(rl_flags(pocket, tmp_path / "two", "dynamic", **kw)),
    )
    code, said = run_process(forked_torchrun, agent, "rl", flags, log=tmp_path / "log")
    assert code == 0, said[-3000:]
    names = ("reward", "response_tokens")
    assert curve(tmp_path / "one", *names) == curve(tmp_path / "two", *names)
    near = [curve(tmp_path / run, "kl", "grad_norm") for run in ("one", "two")]
    assert near[0] == [[pytest.approx(x, rel=1e-3, abs=1e-6) for x in row] for row in near[1]]
    assert max(row["mismatch"] for row in metrics(tmp_path / "two")) < 1e-4


def test_lora_settings_that_make_no_sense(pocket, tmp_path):
    for kw, said in ((dict(lora=-1), "--lora -1"), (dict(lora_vision=True), "--lora_vision needs --lora")):
        with pytest.raises(ValueError, match=said):
            sft.main(sft_config(pocket, tmp_path / "x", max_steps=1, **kw))
    sft.main(sft_config(pocket, tmp_path / "a", model=str(pocket / "hf"), lora=4, max_steps=1))
    with pytest.raises(ValueError, match="another model|other parameters"):
        sft.main(sft_config(pocket, tmp_path / "a", model=str(pocket / "hf"), max_steps=2, resume="auto"))
