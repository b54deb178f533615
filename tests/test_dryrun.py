"""Tests of speed/dryrun.py, speed/roofline.py and speed/memory.py."""

import dataclasses
import inspect
import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

import data
import model as M
import rl
import runtime
import sft
from speed import dryrun
from speed.roofline import GPUS, Cost, Shape, length, micro_batch, micro_items
from tests.helpers import as_flags, jsonl, png, script

CPU = torch.device("cpu")

H100 = GPUS["h100-80gb"]


def dryrun_tiny(vocabulary=512):
    """2 layers of d = 64, 4 heads, 2 for keys and values; d_ff = 96: FLOPs can be counted by hand."""
    vision = dict(depth=1, hidden_size=32, intermediate_size=64, num_heads=2, fullatt_block_indexes=[0])
    text = dict(zip(dryrun.TEXT, (vocabulary, 64, 96, 2, 4, 2, False)))
    config = dryrun.build_config(text, {**dryrun.VISION, **vision})
    config.image_token_id = 500
    return config


def rotary(tokens):
    """FLOPs of the angles of dryrun_tiny, three positions of a token by 8 frequencies: in transformers 5.17 a matrix
    product; in 5.19 element by element, which is not counted."""
    from transformers.models.qwen2_5_vl.modeling_qwen2_5_vl import Qwen2_5_VLRotaryEmbedding  # after model's mends

    return 2 * 3 * 8 * tokens * (" @ " in inspect.getsource(Qwen2_5_VLRotaryEmbedding.forward))


def dryrun_rows(out):
    """The rows of numbers that speed/memory.py prints."""
    lines = [line.split() for line in out.splitlines()]
    rows = [cells for cells in lines if cells and cells[0].isdigit()]
    return [[float(x.strip("%")) if x[-1].isdigit() or x[-1] == "%" else x for x in cells] for cells in rows]


def test_dryrun_published_sizes():
    config = dryrun.architecture("Qwen/Qwen2.5-VL-7B-Instruct")
    s, two_nodes = dryrun.shards(config, 8, 0, False), dryrun.shards(config, 16, 8, True)
    assert s.count == 8_292_166_656  # as the hub says
    layer = 3584 * (3584 + 512 + 512) + 3584 + 2 * 512 + 3584**2 + 3 * 3584 * 18944 + 2 * 3584
    block = 1280 * 3840 + 3840 + 1280**2 + 1280 + 3 * 1280 * 3420 + 2 * 3420 + 1280 + 2 * 1280
    assert s.block == layer and s.root == s.count - 28 * layer - 32 * block and s.largest == 152064 * 3584
    # whole rows: of 3,420 in gate and up a rank has 428
    assert s.trainable == s.local == s.count // 8 + 32 * 2 * (1280 + 1) // 2
    assert two_nodes.local == s.local  # HSDP: 8 ranks share a copy
    visual = 32 * block + 1176 * 1280 + 1280 + 5120 * 5120 + 5120 + 5120 * 3584 + 3584
    assert s.local - two_nodes.trainable == pytest.approx(visual / 8, rel=1e-3)


@pytest.mark.parametrize(
    "name, count",  # as the hub says
    [
        ("Qwen2.5-VL-3B", 3_754_622_976),
        ("Qwen2.5-VL-32B", 33_452_718_336),
        ("Qwen3-VL-2B", 2_127_532_032),
        ("Qwen3-VL-4B", 4_437_815_808),
        ("Qwen3-VL-8B", 8_767_123_696),
        ("Qwen3-VL-32B", 33_357_390_064),
    ],
)
def test_dryrun_published_sizes_of_each_type(name, count):
    with torch.device("meta"):
        policy = M.new_policy(dryrun.architecture(f"Qwen/{name}-Instruct"))
    assert sum(p.numel() for p in policy.parameters()) == count


def test_dryrun_qwen3_by_hand():
    """Heads of 128 whatever the width; norms of queries and keys; a tower with biases, positions and three mergers."""
    config = dryrun.architecture("Qwen/Qwen3-VL-4B-Instruct")
    s, dry = dryrun.shards(config, 8, 0, False), dryrun_fixed(config)
    layer = 2560 * (4096 + 1024 + 1024) + 4096 * 2560 + 3 * 2560 * 9728 + 2 * 2560 + 2 * 128
    block = 1024 * 3072 + 3072 + 1024**2 + 1024 + 2 * 1024 * 4096 + 4096 + 1024 + 4 * 1024
    merger = 4096**2 + 4096 + 4096 * 2560 + 2560
    tower = 1536 * 1024 + 1024 + 2304 * 1024 + 4 * merger + 2 * 1024 + 3 * 2 * 4096
    assert s.block == layer and s.root == 151936 * 2560 + 2560 + tower and s.count == s.root + 36 * layer + 24 * block
    assert dry.cache_bytes == 2 * 2 * 36 * 8 * 128 and dry.cell == 32


@pytest.mark.parametrize(
    "kernel, vocabulary, products, rollouts",
    [(True, 512, 3, 2), (True, 512, 3, 1), (False, 512, 3, 1), (False, 512, 3, 2), (True, 40_000, 4, 2)],
)
def test_dryrun_flops_by_hand(kernel, vocabulary, products, rollouts):
    N, T = 2 * 30, 2 * (49 + 30)  # targets and tokens: of each the prompt without its last, the response behind it
    pairs = 2 * 79 * 79  # of queries and keys
    if rollouts == 2:  # the prompt's 49 once
        T, pairs = 49 + 2 * 30, 49 * 49 + 2 * 30 * 79
    if kernel:  # it leaves out what causality hides
        pairs -= 2 * (79 * 79 // 2) if rollouts == 1 else 49 * 49 // 2 + 2 * (30 * 30 // 2)
    else:
        N, T, pairs = 64, T + -T % 64, pairs + (-T % 64) ** 2  # with filler

    def cost(train, checkpointing=False):
        config, shape = dryrun_tiny(vocabulary), Shape(50, (), 30)
        return micro_batch(config, H100, shape, 2, rollouts, 1000, train, checkpointing, False, kernel=kernel).flops

    weights = 64 * (64 + 32 + 32) + 64 * 64 + 3 * 64 * 96
    matrices, head = 2 * 2 * T * weights, 2 * N * 64 * vocabulary
    scores, angles = 2 * 4 * 64 * pairs, rotary(T)
    assert cost(False) == matrices + head + scores + angles
    # backward: two products for one, attention five for two, and the chunked head (vocabularies over 32,768) makes its
    # logits again
    learnt = cost(True)
    assert learnt == 3 * matrices + products * head + 3.5 * scores + angles
    # recomputation: the layers again (it may stop before the last product of a layer)
    extra = cost(True, True) - learnt
    assert matrices + scores - 2 * 2 * T * 64 * 96 <= extra <= matrices + scores


def test_dryrun_vision_is_encoded_once_a_prompt():
    def flops(sequences, rollouts, images):
        shape = Shape(20, images, 10)
        return micro_batch(dryrun_tiny(), H100, shape, sequences, rollouts, 1000, False, False, False).flops

    def text(n):
        """Of n sequences of 33 tokens, which are all but the last, 10 of them the response's."""
        return n * (2 * 2 * 33 * weights + 2 * 4 * 64 * (33 * 33 - 33 * 33 // 2) + 2 * 10 * 64 * 512 + rotary(33))

    def shared(n):
        """The same behind one prompt, whose last token stands with each response."""
        pairs = 23 * 23 - 23 * 23 // 2 + n * (10 * 33 - 10 * 10 // 2)
        tokens = 23 + 10 * n
        return 2 * 2 * tokens * weights + 2 * 4 * 64 * pairs + n * 2 * 10 * 64 * 512 + rotary(tokens)

    P = 16  # patches of a 4 x 4 image: 4 features, which cost text tokens as well
    block, merger = 32 * 96 + 32 * 32 + 3 * 32 * 64, 128 * 128 + 128 * 64
    tower = 2 * P * 1176 * 32 + 2 * P * block + 4 * 32 * P * P + 2 * 4 * merger
    weights = 64 * (64 + 32 + 32) + 64 * 64 + 3 * 64 * 96
    assert flops(1, 1, ((4, 4),)) == text(1) + tower
    assert flops(4, 4, ((4, 4),)) == shared(4) + tower and flops(4, 1, ((4, 4),)) == text(4) + 4 * tower


@pytest.fixture(scope="module")
def dryrun_bench():
    """The rows of both commands of speed/memory.py, each measured in a process of its own."""
    commands = ("estimator --sizes 1 64 2 64", "logits --sizes 96 192")
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda command: script("-m", "speed.memory", *command.split()), commands))
    assert all(d.returncode == 0 for d in done), done[0].stderr + done[1].stderr
    return [dryrun_rows(d.stdout) for d in done]


@pytest.mark.slow
@pytest.mark.xdist_group("memory")
def test_dryrun_estimator_against_a_measured_micro_batch(dryrun_bench):
    assert [(row[0], row[1]) for row in dryrun_bench[0]] == [(192, "on"), (192, "off"), (384, "on"), (384, "off")]
    for _, _, peak, estimate, _, flops, counted, _ in dryrun_bench[0]:
        assert estimate == pytest.approx(peak, rel=0.15) and counted == pytest.approx(flops, rel=0.15)
    assert dryrun_bench[0][3][2] > 2 * dryrun_bench[0][2][2]  # recomputation saves memory on this machine too


@pytest.mark.slow
@pytest.mark.xdist_group("memory")
def test_dryrun_no_logits_at_the_real_vocabulary(dryrun_bench):
    for tokens, ours, estimate, whole, ratio in dryrun_bench[1]:
        assert ratio >= 5 and whole > tokens * 152_064 * 4 / 2**20  # MiB: whole logits hold at least themselves
        assert estimate == pytest.approx(ours, rel=0.15)
    (_, first, _, _, _), (_, second, _, _, _) = dryrun_bench[1]
    assert second - first < 0.05 * 96 * 152_064 * 4 / 2**20


def dryrun_fixed(config, ranks=8, gpu=H100, **sizes):
    """A DryRun of RL whose micro-batches cost given numbers."""
    dry = dryrun.DryRun(config, gpu, ranks, rl=True)
    usual = dict(peak=7 * dryrun.GIB, end=0, flops=0, compute_s=1.0, memory_s=0.5, inputs=100)
    dry.micro = lambda shape, fitting, *_, **__: Cost(**{**usual, "sequences": fitting, **sizes})
    return dry


@pytest.mark.slow
def test_dryrun_memory_by_hand():
    dry, shape = dryrun_fixed(dryrun.architecture("Qwen/Qwen2.5-VL-7B-Instruct")), Shape(1000, (), 1048)
    n, cfg = dry.shards(8, 0, False), rl.Config(model="Qwen/Qwen2.5-VL-7B-Instruct", gradient_checkpointing=True)
    memory = dry.memory(cfg, shape)
    for rows in memory.values():
        assert rows["parameters"] == rows["reference model"] == rows["Adam moments"] / 2 == 4 * n.local
    assert memory["generate"]["engine"] == 0.5 * 79.1 * 2**30 and memory["update"]["logits"] == 0
    assert memory["update"]["gradients"] == 4 * n.local and memory["update"]["activations"] == 7 * 2**30
    # bf16: the root, two blocks and a block's gradient; fp32: that gradient on its way to the other ranks
    assert memory["update"]["gathered weights"] == 2 * n.root + 2 * 2 * n.block + 2 * n.block + 4 * n.block
    assert memory["log-probs"]["inputs"] == 2 * 100  # a micro-batch is made while the one before it is still held
    assert memory["update"]["inputs"] == 2 * 100
    alone = dry.memory(dataclasses.replace(cfg, kl=0), shape)["update"]  # without a reference model
    assert sum(alone.values()) == sum(memory["update"].values()) - 4 * n.local
    small = dryrun_fixed(dry.config, peak=0, end=2 * n.root)  # then the root's own reduction is the peak
    rows = small.memory(cfg, shape)["update"]
    assert rows["gathered weights"] + rows["activations"] == 2 * n.root + 2 * n.root + 4 * n.root
    one = dryrun_fixed(dry.config, ranks=1).memory(cfg, shape)["update"]
    assert one["parameters"] == 4 * n.count and one["gathered weights"] == 2 * n.count


@pytest.mark.slow
def test_dryrun_lora_memory_by_hand():
    dry, shape = dryrun_fixed(dryrun.architecture("Qwen/Qwen2.5-VL-7B-Instruct"), ranks=1), Shape(1000, (), 1048)
    layer = 2 * (3584 + 3584) + 2 * (3584 + 512) + 3 * (3584 + 18944)  # q and o, k and v, gate, up and down
    adapters, base = 28 * 16 * layer, 8_292_166_656
    cfg = rl.Config(model="Qwen/Qwen2.5-VL-7B-Instruct", lora=16, engine="transformers")
    memory = dry.memory(cfg, shape)
    assert memory["update"]["parameters"] == 2 * base + 4 * adapters
    assert memory["update"]["Adam moments"] == 8 * adapters and memory["update"]["gradients"] == 4 * adapters
    assert "reference model" not in memory["update"] and memory["update"]["gathered weights"] == 0
    assert memory["generate"]["engine"] == 65536 * dry.cache_bytes  # it serves the policy itself
    assert dry.checkpoint(cfg) == 12 * adapters
    many = dryrun_fixed(dry.config, ranks=8).memory(cfg, shape)["update"]
    assert many["parameters"] == pytest.approx((2 * base + 4 * adapters) / 8, rel=1e-3)


@pytest.mark.slow
def test_dryrun_host_memory_and_disk_by_hand(capsys):
    dry = dryrun_fixed(dryrun.architecture("Qwen/Qwen2.5-VL-7B-Instruct"))
    n, cfg = 8_292_166_656, rl.Config(model="Qwen/Qwen2.5-VL-7B-Instruct")
    assert dry.pinned(cfg) == 2 * n and dry.pinned(dataclasses.replace(cfg, tp=2)) == n
    assert dry.pinned(dataclasses.replace(cfg, engine="transformers")) == 0
    assert dry.checkpoint(cfg) == 12 * n  # 99.5 GB
    visual = 32 * (1280 * 3840 + 3840 + 1280**2 + 1280 + 3 * 1280 * 3420 + 2 * 3420 + 1280 + 2 * 1280)
    frozen = dry.checkpoint(dataclasses.replace(cfg, freeze_vision=True))
    assert 8 * visual < 12 * n - frozen < 8 * 1.1 * visual
    copies = dry.checkpoint(dataclasses.replace(cfg, shard_size=4))
    assert copies == 12 * n  # each weight once, though two groups of ranks hold it
    dryrun.print_host(dry, cfg)
    gib = n / 2**30
    said = capsys.readouterr().out
    assert f"pins in its sleep: {2 * gib:.1f} GiB a rank, {16 * gib:.1f} on a node with 8" in said
    assert f"disk: {12 * gib:.1f} GiB a checkpoint, {36 * gib:.1f} for 3 (--keep 2), {4 * gib:.1f} for the" in said
    dryrun.print_host(dry, dataclasses.replace(cfg, engine="transformers", eval_every=5))
    said = capsys.readouterr().out
    assert "sleep" not in said and f"{48 * gib:.1f} for 4 (--keep 2)" in said  # the best one, too


def test_dryrun_seconds_by_hand():
    dry, shape = dryrun_fixed(dryrun.architecture("Qwen/Qwen2.5-VL-7B-Instruct")), Shape(1000, (), 1048)
    n, cfg = 8_292_166_656, rl.Config(model="Qwen/Qwen2.5-VL-7B-Instruct")
    seconds = dry.seconds(cfg, shape)  # 15 responses of 1,048 tokens fit behind their prompt
    assert seconds["update"][0] == pytest.approx(4 * 128 / 15 * 1.5) and "FLOPs 67%" in seconds["update"][1]
    assert seconds["log-probs"][0] == pytest.approx(2 * 512 / 15 * 1.5)  # old and reference: 4 updates a step
    assert dry.seconds(dataclasses.replace(cfg, kl=0, update_prompts=512), shape)["log-probs"][0] == 0
    slow = dryrun_fixed(dry.config, gpu=H100._replace(link=1e9)).seconds(cfg, shape)["update"]
    assert slow[0] == pytest.approx(4 * 9 * 8 * n / 0.7e9) and slow[1].startswith("gathering weights")
    # one sequence: each step reads all weights and its own cache: 28 layers, 4 heads of 128, keys and values, bf16
    token, limit = 28 * 4 * 128 * 2 * 2, 3.35e12 * 0.8
    alone = dry.decode(dataclasses.replace(cfg, rollouts=1), shape, 1)
    assert alone[0] == pytest.approx(1048 * ((2 * n + (1000 + 524) * token) / limit + 4e-3))
    cache = 0.5 * 79.1 * 2**30 - 2 * n - 3 * 2**30  # what the engine's share leaves
    assert f"{int(cache / ((1000 / 8 + 524) * token))} of 4096 sequences" in dry.decode(cfg, shape, 4096)[1]


def dryrun_data(folder):
    """Two rows with images of 84 x 56 px (3 x 2 = 6 tokens) and one without."""
    (folder / "a.png").write_bytes(png((84, 56)))

    def row(i):
        problem = "<image>" * bool(i) + "How tall is the bar?" + " taller" * i
        return dict(id=str(i), problem=problem, answer="7", idx="1", images=["a.png"] * bool(i))

    return jsonl(folder / "rows.jsonl", [row(i) for i in range(3)])


def test_dryrun_shapes_are_those_of_the_data(tmp_path):
    path = str(dryrun_data(tmp_path))
    cfg = rl.Config(model="pocket", data=path, max_response=40)
    longest, usual, said = dryrun.shapes(cfg, rl=True)
    processor = M.load_processor("pocket")
    prompts = [data.prompt(r, processor) for r in data.load(path)]
    lengths = sorted(len(e["input_ids"]) for e in data.encode(prompts, processor))
    assert (length(longest), length(usual)) == (lengths[-1] + 40, lengths[1] + 10) and longest.images == ((4, 6),)
    limits, quarter, said = dryrun.shapes(rl.Config(model="nowhere/none", data=path), rl=True)
    assert length(limits) <= 4096 and limits.response == 2048 and length(quarter) <= 1024 and "limits" in said
    assert length(dryrun.shapes(sft.Config(), rl=False)[0]) <= 8192
    with pytest.raises(ValueError, match="every row is longer than 5 tokens"):
        dryrun.shapes(dataclasses.replace(cfg, max_prompt=5), rl=True)


def dryrun_total(out, column=-1):
    line = next(x for x in out.splitlines() if x.startswith("total"))
    return float(line.split(" of ")[0].split()[column])


@pytest.fixture
def dryrun_cli(tmp_path, monkeypatch, capsys):
    """Runs `NAME.py --dry_run` on the pocket model in this process, with more flags; returns what it prints."""

    def run(name, **more):
        flags = dict(dry_run=True, model="pocket", data="none", out_dir=tmp_path / "out")
        flags |= dict(gradient_checkpointing=False) | more
        monkeypatch.setattr(sys, "argv", [name, *as_flags(flags)])
        script = {"sft": sft, "rl": rl}[name]
        runtime.run_cli(script.main, script.Config)
        return capsys.readouterr().out

    return run


@pytest.mark.slow
def test_dryrun_cli(tmp_path, dryrun_cli):
    out = dryrun_cli("sft")
    assert "on 8 x h100-80gb; an estimate, not run on a GPU" in out
    assert re.search(r"^logits +0.0$", out, re.M) and "step " in out
    limits = dict(max_response=48, gpu="l40s-48gb", dry_ranks=4, shard_size=2)
    out = dryrun_cli("rl", data=dryrun_data(tmp_path), **limits)
    assert "3 rows of" in out and "of 44.3" in out
    assert all(re.search(f"^{x} ", out, re.M) for x in ("prefill", "decode", "log-probs", "update", "sync"))
    assert not (tmp_path / "out").exists()  # a dry run leaves nothing behind


@pytest.mark.slow
def test_dryrun_cli_says_what_would_make_it_fit(dryrun_cli, monkeypatch, capsys):
    """Exit code 1 on a GPU where the pocket model does not fit, and what it says of a knob is what the knob does."""
    big = dict(dry_ranks=2, micro_tokens=32768)
    whole = dryrun_total(dryrun_cli("sft", **big))
    monkeypatch.setitem(GPUS, "h100-80gb", H100._replace(memory=whole - 0.1))
    with pytest.raises(SystemExit) as stopped:
        dryrun_cli("sft", **big)
    said = str(stopped.value.code)  # a text: Python prints it and exits with 1
    assert said.startswith(f"error: does not fit: update needs {whole:.1f} of") and "--gradient_checkpointing: " in said
    saved = float(re.search(r"--gradient_checkpointing: ([\d.]+) GiB less, and it fits", said)[1])
    capsys.readouterr()  # of the run that has failed
    turned = dryrun_total(dryrun_cli("sft", **big, gradient_checkpointing=True))
    assert whole - turned == pytest.approx(saved, abs=0.11) and saved > 0.3


@pytest.mark.parametrize(
    "more, message",
    [(dict(dry_ranks=8, shard_size=3), "does not divide"), (dict(model="nowhere/none"), "not in the cache")],
)
def test_dryrun_cli_errors(dryrun_cli, more, message):
    with pytest.raises(SystemExit, match=message):
        dryrun_cli("sft", **more)


@pytest.mark.slow
def test_dryrun_advice_names_every_knob_that_helps():
    text = dict(zip(dryrun.TEXT, (152064, 3584, 18944, 2, 28, 4, False)))
    config = dryrun.build_config(text, {**dryrun.VISION, "depth": 2})
    dry = dryrun_fixed(config, gpu=H100._replace(memory=20.0))
    cfg = rl.Config(model="published", gpu_memory=0.9, shard_size=4)
    longest = dryrun.shapes(cfg, rl=True)[0]
    said = dryrun.advice(dry, cfg, "generate", sum(dry.memory(cfg, longest)["generate"].values()) / 2**30)
    saved = {k: float(v) for k, v in re.findall(r"--(\w+)[^:]*: ([\d.]+) GiB less", said)}
    # billions of parameters on a rank: 16 bytes each with the reference, 8 with Adam alone
    copy = dry.shards(8, 4, False).count / 4 / 2**30
    assert saved["shard_size"] == pytest.approx(16 * copy / 2, abs=0.06)
    assert saved["kl"] == pytest.approx(4 * copy, abs=0.06)
    assert saved["gpu_memory"] == pytest.approx(0.45 * 20, abs=0.06)
    assert "freeze_vision" in saved and "micro_tokens" not in saved
    assert "all of these: " in said


def test_dryrun_no_gathered_root_after_log_probs(monkeypatch):
    from torch.distributed.tensor import DTensor
    from torch.testing._internal.distributed.fake_pg import FakeStore

    monkeypatch.setattr(M.dcp_state, "set_model_state_dict", lambda *a, **kw: None)
    torch.distributed.init_process_group("fake", rank=0, world_size=2, store=FakeStore())
    try:
        policy = M.shard(M.load_model("pocket", CPU), CPU)
        items = micro_items(policy, Shape(16, ((4, 4),), 8), 2, 1, "cpu")
        monkeypatch.setattr(M, "gather", lambda item: [item])  # the fake group gathers nothing
        M.fill_logprobs(policy, items, "ref", 1.0, 16384, CPU)
        assert items[0]["columns"]["ref"].shape == (8,) and all(isinstance(p, DTensor) for p in policy.parameters())
    finally:
        torch.distributed.destroy_process_group()
