"""Tests of merge.py."""

import copy
import io
import json
import os
import pickle
import re
import shutil
from pathlib import Path

import pytest
import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from PIL import Image
from safetensors import safe_open
from safetensors.torch import load_file
from torch.distributed.checkpoint.state_dict import StateDictOptions, get_state_dict
from torch.distributed.fsdp import FullyShardedDataParallel as FSDP
from torch.distributed.fsdp import ShardingStrategy
from torch.distributed.tensor import Shard, distribute_tensor

import checkpoint as C
import data
import merge
import model as M
import rollout as R
import runtime
from book import pocket_model
from model import AutoProcessor, transformers
from tests.ranks import run_ranks

CPU = torch.device("cpu")


def merge_model(tied=True, seed=0):
    """A Policy of random weights in odd sizes, so that no number of ranks splits every tensor evenly (of 5 rows, rank 3
    of 4 has none)."""
    config = M.pocket_config().to_dict()
    config["text_config"] |= dict(
        num_hidden_layers=2, layer_types=["full_attention"] * 2, intermediate_size=150, tie_word_embeddings=tied
    )
    config["vision_config"] |= dict(depth=2, intermediate_size=5, fullatt_block_indexes=[0, 1])
    torch.manual_seed(seed)
    model = M.new_policy(transformers.Qwen2_5_VLConfig(**{**config, "tie_word_embeddings": tied}))
    for p in model.parameters():
        p.data += 0.1 * torch.randn_like(p)  # biases and norms too: a mix-up of any two tensors shows
    model.generation_config.temperature, model.generation_config.do_sample = 0.6, True
    return model


def merge_golden(folder, tied=True, dtype=torch.float32, ours=True, **kw):
    """What transformers itself writes of that model and of its processor; of a checkpoint of ours with the range of
    pixels beside it."""
    model = merge_model(tied)
    stock = transformers.Qwen2_5_VLForConditionalGeneration._from_config(
        copy.deepcopy(model.config), dtype=dtype, attn_implementation="sdpa"
    )
    stock.load_state_dict(model.state_dict())
    stock.generation_config = model.generation_config
    stock.save_pretrained(folder, **kw)
    save = M.save_processor if ours else lambda processor, folder: processor.save_pretrained(folder)
    save(M.load_processor("pocket"), folder)
    return folder


def merge_checkpoint(out, model, processor=None):
    C.save_skeleton(out, model, processor or M.load_processor("pocket"), {})
    return C.save_checkpoint(out, 1, model, M.make_optimizer(model, 1e-3, 0.1, (0.9, 0.95)), {})


def merge_easyr1(out, state, config_of, world=1):
    """A folder in EasyR1's layout with one whole state dict, as of one rank."""
    (out / "actor/huggingface").mkdir(parents=True)
    torch.save(state, out / f"actor/model_world_size_{world}_rank_0.pt")
    for saver in (config_of.config, config_of.generation_config, M.load_processor("pocket")):
        saver.save_pretrained(out / "actor/huggingface")
    return out


def merge_run(out, **kw):
    merge.main(merge.Config(out=str(out), **{k: str(v) if isinstance(v, Path) else v for k, v in kw.items()}))
    return out


OURS = {"README.md", "training.json", "SHA256SUMS"}  # what merge.py adds to the files of save_pretrained


def same_folder(made, golden):
    assert {p.name for p in made.iterdir()} == {p.name for p in golden.iterdir()} | OURS
    for p in golden.iterdir():
        assert p.read_bytes() == (made / p.name).read_bytes(), p.name
    return True


def merge_released(model, mesh, folder):
    """As EasyR1's workers and checkpoint manager do it: FSDP1 on a mesh of its names, every rank its file, rank 0 the
    configuration."""
    rank, world = dist.get_rank(), dist.get_world_size()
    kind = ShardingStrategy.FULL_SHARD if mesh.ndim == 1 else ShardingStrategy.HYBRID_SHARD
    options = dict(device_mesh=mesh, sharding_strategy=kind, device_id=CPU)
    for i, layer in enumerate(model.model.language_model.layers):
        model.model.language_model.layers[i] = FSDP(layer, **options)
    inner, model = model, FSDP(model, **options)
    optimizer = torch.optim.AdamW(model.parameters())
    weights, _ = get_state_dict(model, optimizer, options=StateDictOptions(cpu_offload=True))
    (folder / "huggingface").mkdir(parents=True, exist_ok=True)
    torch.save(weights, folder / f"model_world_size_{world}_rank_{rank}.pt")
    if rank == 0:
        for saver in (inner.config, inner.generation_config, M.load_processor("pocket")):
            saver.save_pretrained(folder / "huggingface")


def merge_job(world, out):
    """(In each rank.) The checkpoints of `merge_jobs` that so many ranks write."""
    runtime.init_distributed("cpu")
    tied = world == 2
    line = dist.init_device_mesh("cpu", (world,), mesh_dim_names=("fsdp",))
    merge_checkpoint(out / f"dcp{world}", M.shard(merge_model(tied), CPU))
    merge_released(merge_model(tied), line, out / f"fsdp{world}/actor")
    if world == 4:
        merge_checkpoint(out / "grid4", M.shard(merge_model(tied), CPU, shard_size=2))
        grid = dist.init_device_mesh("cpu", (2, 2), mesh_dim_names=("ddp", "fsdp"))
        merge_released(merge_model(tied), grid, out / "hsdp4/actor")
    else:
        columns = distribute_tensor(torch.arange(12.0).view(3, 4), line, [Shard(1)])
        dcp.save({"model": {"w": columns}}, checkpoint_id=str(out / "columns"))
    dist.barrier()
    dist.destroy_process_group()


@pytest.fixture(scope="session")
def merge_jobs(tmp_path_factory):
    """Checkpoints of 2 ranks (tied model) and 4 (untied): dcp2, dcp4, grid4 (2 x 2); in EasyR1's layout fsdp2, fsdp4,
    hsdp4 (2 x 2)."""
    out = tmp_path_factory.mktemp("merge")
    for name in ("dcp2", "dcp4", "grid4"):
        (out / name).mkdir()
    for world in (2, 4):
        run_ranks(merge_job, world, out, log=out / f"{world}.log", ranks=world)
    return out


@pytest.mark.parametrize("tied, dtype", [(True, "float32"), (False, "bfloat16")])
def test_train_merge_writes_what_save_pretrained_writes(tmp_path, tied, dtype):
    """Every file, byte for byte: names of the hub, a tied head once, header, configuration, generation settings,
    processor, template."""
    merge_checkpoint(tmp_path / "run", merge_model(tied))
    made = merge_run(tmp_path / "hf", checkpoint=tmp_path / "run", dtype=dtype)
    assert same_folder(made, merge_golden(tmp_path / "golden", tied, getattr(torch, dtype)))
    names = load_file(made / "model.safetensors").keys()
    wanted = {"model.embed_tokens.weight", "model.layers.1.self_attn.q_proj.bias", "visual.patch_embed.proj.weight"}
    assert wanted <= names
    assert ("lm_head.weight" in names) == (not tied)
    assert json.loads((made / "generation_config.json").read_text())["temperature"] == 0.6


@pytest.mark.slow
@pytest.mark.xdist_group("merge")
@pytest.mark.parametrize("name", ["dcp2", "fsdp2", "dcp4", "grid4", "fsdp4", "hsdp4"])
def test_train_merge_reads_every_layout(merge_jobs, tmp_path, name):
    made = merge_run(tmp_path / "hf", checkpoint=merge_jobs / name)
    golden = merge_golden(tmp_path / "golden", tied=name[-1] == "2", ours="sdp" not in name)
    assert same_folder(made, golden)


def test_train_merge_shards_big_models(tmp_path):
    """Several files: the tensors, the index and its totals are those of save_pretrained with the same limit; the folder
    loads."""
    merge_checkpoint(tmp_path / "run", merge_model(False))
    made = merge_run(tmp_path / "hf", checkpoint=tmp_path / "run", shard_gb=0.0007)
    golden = merge_golden(tmp_path / "golden", False, max_shard_size=700_000)
    index, wanted = (json.loads((f / "model.safetensors.index.json").read_text()) for f in (made, golden))
    assert index["metadata"] == wanted["metadata"] and index["weight_map"].keys() == wanted["weight_map"].keys()
    files = sorted(made.glob("model-*.safetensors"))
    assert len(files) > 3 and {p.name for p in files} == set(index["weight_map"].values())
    for p in files:
        with safe_open(p, "pt") as f:
            assert {index["weight_map"][k] for k in f.keys()} == {p.name}
            assert sum(f.get_tensor(k).nbytes for k in f.keys()) <= 700_000
    found = [map(load_file, folder.glob("model-*.safetensors")) for folder in (made, golden)]
    ours, theirs = ({k: v for part in parts for k, v in part.items()} for parts in found)
    assert ours.keys() == theirs.keys() and all(torch.equal(ours[k], theirs[k]) for k in ours)
    stock, info = transformers.Qwen2_5_VLForConditionalGeneration.from_pretrained(made, output_loading_info=True)
    assert not info["missing_keys"] and not info["unexpected_keys"]


def test_train_merge_of_a_model(tmp_path):
    """--model passes a folder through: another type, all else as transformers writes it."""
    golden = merge_golden(tmp_path / "golden")
    made = merge_run(tmp_path / "hf", model=golden, dtype="bfloat16")
    wanted = merge_golden(tmp_path / "half", dtype=torch.bfloat16)
    for name in ("model.safetensors", "config.json", "generation_config.json"):
        assert (made / name).read_bytes() == (wanted / name).read_bytes()
    assert AutoProcessor.from_pretrained(made).chat_template == pocket_model.CHAT_TEMPLATE


def merge_prompts(processor):
    Image.new("RGB", (84, 56), "red").save(png := io.BytesIO(), "PNG")
    rows = [("<image>How tall is the bar?", [{"bytes": png.getvalue(), "path": None}]), ("What is 3+4?", [])]
    return [data.prompt(dict(id=p, problem=p, images=images, options=None), processor) for p, images in rows]


def merge_sample(made, out):
    """Token ids and log-probs of vLLM's own samples of the model `made`."""
    engine = R.make_engine("vllm", str(made), M.load_processor(str(made)), CPU, max_model_len=512)
    samples = engine.generate(merge_prompts(engine.processor), n=2, temperature=1.0, max_tokens=12, seed=1)
    out.write_text(json.dumps([[s.token_ids, s.logprobs] for group in samples for s in group]))
    engine.close()


@pytest.mark.slow
@pytest.mark.xdist_group("merge")
def test_train_merge_gives_the_same_log_probs(merge_jobs, tmp_path):
    """Of the trained weights themselves, of transformers on the merged folder, and of vLLM on it (vLLM's samples)."""
    pytest.importorskip("vllm")
    made = merge_run(tmp_path / "hf", checkpoint=merge_jobs / "dcp4")
    run_ranks(merge_sample, made, tmp_path / "samples", log=tmp_path / "log", ranks=1)
    samples = json.loads((tmp_path / "samples").read_text())
    processor = M.load_processor(str(made))
    encs = [e for e in data.encode(merge_prompts(processor), processor) for _ in range(2)]
    values = []
    for policy in (merge_model(tied=False), M.load_model(str(made), CPU)):
        items = [
            M.make_item(policy.eval(), e, ids, vllm=torch.tensor(lp))
            for e, (ids, lp) in zip(encs, samples, strict=True)
        ]
        [batch] = M.pack(policy, items, 10_000, CPU)
        with torch.no_grad():
            values.append(policy(**batch["inputs"]))
    trained, loaded, vllm = *values, batch["columns"]["vllm"]
    assert len(trained) >= 8 and trained.std() > 0.5  # far from a uniform guess, so that wrong weights would show
    assert torch.equal(trained, loaded)
    assert (trained - vllm).abs().max() < 2e-4


def merge_peaks(folder):
    """(In a process of its own.) Bytes of memory that merging `big` and `released` takes more than merging `small`."""
    peaks = []
    for run in ("small", "small", "big", "released"):  # the first one imports what is imported late
        Path("/proc/self/clear_refs").write_text("5")  # sets the peak to what is in memory now
        merge.main(merge.Config(out=f"{folder}/{run}.hf", checkpoint=f"{folder}/{run}"))
        peaks.append(1024 * int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]))
    (folder / "peaks").write_text(json.dumps([peaks[2] - peaks[1], peaks[3] - peaks[1]]))


@pytest.mark.slow
@pytest.mark.xdist_group("merge")
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="peak memory is read from Linux's /proc")
def test_train_merge_streams(tmp_path):
    """Peak memory of a process while it merges, above what it needs for a tiny model: a part of the model's size.

    (Loading the whole model would be 1.1 times its size, reading the optimizer's moments 3 times. EasyR1's files are
    mapped as a whole: their pages count once the tensors were read, though the system can take them back; no copy comes
    on top.)
    """
    config = merge_model().config
    wide = dict(hidden_size=512, intermediate_size=2048, num_attention_heads=16)
    config.text_config.update(dict(num_hidden_layers=8, layer_types=["full_attention"] * 8, **wide))
    config.vision_config.out_hidden_size = 512
    model = M.new_policy(config)
    merge_checkpoint(tmp_path / "small", merge_model())
    merge_checkpoint(tmp_path / "big", model)
    merge_easyr1(tmp_path / "released", model.state_dict(), model)
    size = sum(p.nbytes for p in model.parameters())
    run_ranks(merge_peaks, tmp_path, log=tmp_path / "log", ranks=1)
    grown, grown_released = json.loads((tmp_path / "peaks").read_text())
    big, released = (tmp_path / f"{name}.hf/model.safetensors" for name in ("big", "released"))
    assert big.stat().st_size > size > 100e6
    assert big.read_bytes() == released.read_bytes()
    shares = f"{grown / size:.2f}, {grown_released / size:.2f} times the model"
    assert grown < 0.5 * size and grown_released < 1.3 * size, shares


def old_names(state):
    """The names of transformers 4.4x and of the hub, by hand (tied head left in, as a state dict has it)."""
    named = ((k.replace("model.visual.", "visual."), v) for k, v in state.items())
    return {k.replace("model.language_model.", "model."): v for k, v in named}


def wrapped_names(state):
    return {k.replace("layers.1.", "layers.1._fsdp_wrapped_module."): v for k, v in state.items()}


@pytest.mark.parametrize("rename", [old_names, dict, wrapped_names])
def test_train_merge_reads_old_and_new_names(tmp_path, rename):
    model = merge_model()
    made = merge_run(
        tmp_path / "hf", checkpoint=merge_easyr1(tmp_path / "e", rename(model.state_dict()), model) / "actor"
    )
    assert same_folder(made, merge_golden(tmp_path / "golden", ours=False))


def test_train_merge_reads_a_configuration_of_transformers_4(tmp_path):
    """EasyR1 writes config.json with the text model's fields at the top and the rotary ones in rope_scaling."""
    model = merge_model(tied=False)
    run = merge_easyr1(tmp_path / "e", old_names(model.state_dict()), model)
    file = run / "actor/huggingface/config.json"
    new = json.loads(file.read_text())
    text = new.pop("text_config")
    rope = text.pop("rope_parameters")
    text = {k: v for k, v in text.items() if k not in ("model_type", "dtype", "layer_types")}
    old = {**text, **new, "torch_dtype": "float32", "rope_theta": rope["rope_theta"]}
    old["rope_scaling"] = {"type": "mrope", "mrope_section": rope["mrope_section"]}
    old.pop("dtype")
    file.write_text(json.dumps(old))
    made = merge_run(tmp_path / "hf", checkpoint=run)
    golden = merge_golden(tmp_path / "golden", tied=False)
    assert (made / "model.safetensors").read_bytes() == (golden / "model.safetensors").read_bytes()
    a, b = (transformers.Qwen2_5_VLConfig.from_pretrained(f).text_config for f in (made, golden))
    assert a.rope_parameters["rope_theta"] == 5.0
    assert a.rope_parameters["mrope_section"] == b.rope_parameters["mrope_section"]
    for field in ("hidden_size", "num_hidden_layers", "num_key_value_heads", "vocab_size", "rms_norm_eps"):
        assert getattr(a, field) == getattr(b, field)
    assert json.loads((made / "config.json").read_text())["tie_word_embeddings"] is False


@pytest.mark.slow
@pytest.mark.xdist_group("merge")
def test_train_merge_bad_checkpoints_are_named(merge_jobs, tmp_path):
    def attempt(change, said, source="fsdp4"):
        shutil.rmtree(tmp_path / "c", ignore_errors=True)
        shutil.copytree(merge_jobs / source, tmp_path / "c")
        change(tmp_path / "c/actor")
        with pytest.raises(ValueError, match=said) as e:
            merge_run(tmp_path / "hf", checkpoint=tmp_path / "c")
        assert len(str(e.value).splitlines()) == 1
        assert not (tmp_path / "hf").exists() and not list(tmp_path.glob(".hf*"))

    def rank(f, r, world=4):
        return f / f"model_world_size_{world}_rank_{r}.pt"

    def hub(f, name):
        return f / "huggingface" / name

    def cut(f):
        rank(f, 1).write_bytes(rank(f, 1).read_bytes()[:-5000])

    def halve(f):
        for r in (0, 1):
            rank(f, r).rename(rank(f, r, 2))
            rank(f, r + 2).unlink()

    attempt(lambda f: rank(f, 2).unlink(), "missing model_world_size_4_rank_2.pt ")
    attempt(lambda f: shutil.copy(rank(f, 0), rank(f, 0, 2)), r"several world sizes \[2, 4\]")
    attempt(halve, "make 262,144 of 524,288 bytes")
    attempt(cut, "rank_1.pt is not a rank's part of a model")
    attempt(lambda f: torch.save([1, 2], rank(f, 1)), "no dict of tensors")
    attempt(lambda f: torch.save({"w": torch.ones(2)}, rank(f, 1)), "other tensors than rank 0's")
    attempt(
        lambda f: torch.save({"w": merge.Config("x")}, rank(f, 3)), "rank_3.pt .*it holds merge.Config: only tensors"
    )
    attempt(lambda f: hub(f, "config.json").unlink(), "no config.json")
    no_processor = "no processor_config.json or preprocessor_config.json"
    attempt(lambda f: hub(f, "processor_config.json").unlink(), no_processor)
    attempt(lambda f: hub(f, "config.json").write_text('{"model_type": "qwen2_vl"}'), "the model_type is qwen2_vl")


NORM = "model.language_model.norm.weight"


@pytest.mark.parametrize(
    "change, said",
    [
        (lambda s: s.pop(NORM), f"1 tensors are missing: {NORM}"),
        (lambda s: s.update(extra=torch.ones(1)), "1 tensors that config.json knows nothing of: extra"),
        (
            lambda s: s.update({"lm_head.weight": torch.ones(3, 128)}),
            r"lm_head.weight has the shape \(3, 128\), config",
        ),
    ],
)
def test_train_merge_of_other_tensors_is_named(tmp_path, change, said):
    model = merge_model(tied=False)
    state = dict(model.state_dict())
    change(state)
    with pytest.raises(ValueError, match=said):
        merge_run(tmp_path / "hf", checkpoint=merge_easyr1(tmp_path / "e", state, model))


class Trap:
    """A pickle of it makes a file when it is loaded."""

    def __init__(self, file):
        self.file = file

    def __reduce__(self):
        return open, (str(self.file), "w")


def test_train_merge_runs_nothing_of_a_checkpoint(tmp_path):
    model = merge_model()
    run = merge_easyr1(tmp_path / "e", {"w": Trap(tmp_path / "sprung")}, model)
    with pytest.raises(ValueError, match="it holds _?io.open: only tensors"):
        merge_run(tmp_path / "hf", checkpoint=run)
    assert not (tmp_path / "sprung").exists()
    pickle.loads(pickle.dumps(Trap(tmp_path / "sprung"))).close()  # the trap is a real one
    assert (tmp_path / "sprung").exists()


def merge_part(kinds, shape, local):
    """A rank's part of a tensor, split as `kinds` says, as load_rank gives it."""
    split = (kind.partition(":") for kind in kinds)
    return merge.Part(shape, local, tuple((kind, int(dim or 0)) for kind, _, dim in split))


@pytest.mark.parametrize(
    "kinds, said",
    [
        (["Partial"], "Partial"),
        (["Shard:1"], "dimension 1"),
        (["Shard:0", "Shard:0"], "Shard"),
        (["_StridedShard:0"], "_StridedShard"),
        (["Replicate"], None),
        (["Shard:0"], None),
        (["Replicate", "Shard:0"], None),
    ],
)
def test_train_merge_pieces(kinds, said):
    locals_ = [torch.full((4 if kinds == ["Replicate"] else 2, 3), float(r)) for r in range(4)]
    parts = [merge_part(kinds, (4, 3), x) for x in locals_]
    if said:
        with pytest.raises(ValueError, match=said):
            merge.pieces_of("w", parts)
    else:
        wanted = locals_[:1] if kinds == ["Replicate"] else locals_[:2]
        assert [x.tolist() for x in merge.pieces_of("w", parts)] == [x.tolist() for x in wanted]
    with pytest.raises(ValueError, match="tensors of different shapes"):
        merge.pieces_of("w", [merge.Part((n,), torch.ones(n)) for n in (2, 1)])


@pytest.mark.slow
@pytest.mark.xdist_group("merge")
def test_train_merge_reads_strides_and_refuses_columns(merge_jobs, tmp_path):
    wide = torch.arange(12.0).view(3, 4)
    weights = {"turned": wide.t(), "half": wide.bfloat16(), "view": wide[1:, 1:]}
    saved = {"model": weights, "optimizer": {"model.m": wide}}
    dcp.save(saved, checkpoint_id=str(tmp_path / "c"), no_dist=True)
    source = merge.dcp_source(tmp_path / "c")
    assert source.shapes == {"turned": (4, 3), "half": (3, 4), "view": (2, 3)}
    [turned], [half], [view] = source.read(["turned", "half", "view"])
    assert turned.tolist() == wide.t().tolist() and half.dtype == torch.bfloat16 and half.tolist() == wide.tolist()
    assert view.tolist() == [[5, 6, 7], [9, 10, 11]]
    with pytest.raises(ValueError, match="another dimension than the first"):
        list(merge.dcp_source(merge_jobs / "columns").read(["w"]))


def test_train_merge_bad_settings_lose_nothing(tmp_path, monkeypatch, capsys):
    run = tmp_path / "run"
    step = merge_checkpoint(run, merge_model())
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/mine.txt").write_text("not a model")
    before = sorted(p for p in tmp_path.rglob("*"))
    for change, said in [
        (dict(out=run), "lies in it"),
        (dict(out=tmp_path), "lies in it"),
        (dict(out=tmp_path / "notes"), "did not make mine.txt"),
        (dict(dtype="float16"), "float32 or bfloat16"),
        (dict(shard_gb=0), "above 0"),
        (dict(model="pocket"), "either"),
        (dict(checkpoint=""), "either"),
        (dict(checkpoint=tmp_path / "none"), "no manifest.json"),
    ]:
        with pytest.raises(ValueError, match=said):
            merge_run(**{**dict(out=tmp_path / "hf", checkpoint=run), **change})
    assert sorted(p for p in tmp_path.rglob("*")) == before
    made = merge_run(tmp_path / "hf", checkpoint=step)
    whole = {p.name: p.read_bytes() for p in made.iterdir()}
    with pytest.raises(ValueError, match="lies in it"):
        merge_run(made, model=made, dtype="bfloat16")

    def full(fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        merge_run(tmp_path / "hf", checkpoint=step, dtype="bfloat16")
    assert {p.name: p.read_bytes() for p in made.iterdir()} == whole and not list(tmp_path.glob(".hf*"))
    monkeypatch.undo()
    (run / "hf_skeleton/generation_config.json").unlink()
    with pytest.raises(
        ValueError, match="generation_config.json: missing; if you changed it yourself, delete .*SHA256SUMS"
    ):
        merge_run(tmp_path / "hf", checkpoint=step)
    (run / "hf_skeleton/SHA256SUMS").unlink()
    capsys.readouterr()
    merge_run(tmp_path / "hf", checkpoint=step)
    assert "warning" in capsys.readouterr().out
    assert "temperature" not in json.loads((made / "generation_config.json").read_text())
