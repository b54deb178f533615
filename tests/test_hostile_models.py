"""Tests of what comes from strangers: checkpoints (checkpoint.py, model/shards.py) and model folders (model/folder.py,
model/loading.py, model/template.py), and of the folder that merge.py replaces. The rows of a table are faults that an
attacker has shown; speed/fuzz.py makes thousands of others."""

import io
import json
import os
import pickle
import shutil
import subprocess
import time
from pathlib import Path

import pytest
import torch
import torch.distributed.checkpoint as dcp
from safetensors.torch import load_file, save_file

import checkpoint as C
import data
import merge
import model as M
from model import card, folder, shards, template, transformers
from runtime import lock
from scheduler import Scheduler
from speed import fuzz
from tests.helpers import script
from tests.test_merge import merge_checkpoint, merge_model

CPU = torch.device("cpu")


def seal(step: Path) -> None:
    """New hashes for what an attacker has changed."""
    (step / "manifest.json").unlink()
    (step / "manifest.json").write_text(json.dumps(folder.sums(p for p in step.iterdir() if folder.is_plain(p))))


def run_of(out: Path, steps=(1, 2)) -> Path:
    for step in steps:
        C.save_checkpoint(out, step, *fuzz.tiny(step), {"settings": {"lr": 0.1}})
    return out


def load(out: Path, which="auto", settings=None):
    """(step, numbers) of what a resume gives."""
    model, optimizer = fuzz.tiny(9)
    step = C.resume(out, which, model, optimizer, settings or {})["step"]
    return step, fuzz.numbers_of(model, optimizer)


def is_step(found, step: int) -> bool:
    want = fuzz.numbers_of(*fuzz.tiny(step))
    return found[0] == step and all(torch.equal(a, b) for a, b in zip(found[1], want, strict=True))


# ---------------------------------------------------------------------------------------------------------------------
# checkpoints: nothing runs


class Trap(fuzz.Trap):
    pass


def in_metadata(step, trap):
    (step / ".metadata").write_bytes(pickle.dumps(trap))


def in_planner_data(step, trap):
    meta = pickle.loads((step / ".metadata").read_bytes())
    meta.planner_data = trap
    (step / ".metadata").write_bytes(pickle.dumps(meta))


def in_bytes_entry(step, trap):
    shutil.rmtree(step / "x", ignore_errors=True)
    model, optimizer = fuzz.tiny(2)
    weights, moments = C.trained_state(model, optimizer)
    dcp.save(
        {"model": weights, "optimizer": {"state": moments["state"], "x": trap}},
        checkpoint_id=str(step / "x"),
        no_dist=True,
    )
    for file in (".metadata", "__0_0.distcp"):
        os.replace(step / "x" / file, step / file)
    os.rmdir(step / "x")


def in_tensor(step, trap):
    index = shards.read_index(step)
    data = bytearray((step / "__0_0.distcp").read_bytes())
    made = io.BytesIO()
    torch.save(trap, made)
    for entry in index.values():
        for chunk in entry.chunks:
            part = made.getvalue()[: chunk.length]
            data[chunk.offset : chunk.offset + len(part)] = part
    (step / "__0_0.distcp").write_bytes(data)


def in_random_state(step, trap):
    (step / "rng_0.json").write_bytes(pickle.dumps(trap))


@pytest.mark.parametrize("place", [in_metadata, in_planner_data, in_bytes_entry, in_tensor, in_random_state])
def test_hostile_checkpoint_runs_nothing(tmp_path, place):
    """On resume and on merge, with hashes that fit: one line, and nothing was run."""
    run = run_of(tmp_path / "run", (2,))
    place(run / "step_000002", Trap(tmp_path / "sprung"))
    seal(run / "step_000002")
    with pytest.raises(ValueError) as e:
        load(run, str(run / "step_000002"))
    assert len(str(e.value).splitlines()) == 1
    with pytest.raises(ValueError):
        _, _, source = merge.find_checkpoint(run / "step_000002")
        list(source.read(list(source.shapes)))
    assert not (tmp_path / "sprung").exists()
    pickle.loads(pickle.dumps(Trap(tmp_path / "sprung")))
    assert (tmp_path / "sprung").exists()  # the trap is a real one


def test_hostile_pickle_that_is_slow_to_hash_is_refused():
    """Nested tuples, each twice the one before, as a key: hashing them would take for ever."""
    twice = b"".join(b"q%ch%c\x86" % (n, n) for n in range(200))  # keep it, take it again, a pair of both
    with pytest.raises(ValueError, match="no text or number"):
        shards.parse(b"\x80\x02})" + twice + b"K\x01s.", ())


# ---------------------------------------------------------------------------------------------------------------------
# checkpoints: damage


def zero_half(step):
    data = (step / "__0_0.distcp").read_bytes()
    (step / "__0_0.distcp").write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))


def flip_weight(step):
    data = bytearray((step / "__0_0.distcp").read_bytes())
    data[700] ^= 1
    (step / "__0_0.distcp").write_bytes(data)


def linked_file(step):
    os.replace(step / "state.json", step.parent / "elsewhere")
    (step / "state.json").symlink_to("../elsewhere")


def unlisted(step):
    told = json.loads((step / "manifest.json").read_text())
    del told["__0_0.distcp"]
    (step / "manifest.json").write_text(json.dumps(told))
    zero_half(step)


DAMAGE = {
    "half of a shard is zeros": (zero_half, "__0_0.distcp: damaged: its SHA-256"),
    "one bit": (flip_weight, "__0_0.distcp: damaged: its SHA-256"),
    "a broken state.json": (lambda p: (p / "state.json").write_text("{" * 9), "state.json: the checkpoint is cut"),
    "a link in it": (linked_file, "state.json: a link"),
    "a shard that the manifest leaves out": (unlisted, "not in manifest.json: __0_0.distcp"),
    "a file more": (lambda p: (p / "x.pt").write_text("x"), "not in manifest.json: x.pt"),
    "no manifest that is one": (lambda p: (p / "manifest.json").write_text("[]"), "no JSON object"),
    "an old manifest": (lambda p: (p / "manifest.json").write_text('{"state.json": 9}'), "no SHA-256"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_hostile_damage_is_named_and_the_checkpoint_before_it_taken(tmp_path, capsys, name):
    damage, said = DAMAGE[name]
    run = run_of(tmp_path)
    damage(run / "step_000002")
    assert is_step(load(run), 1)
    assert said in (told := capsys.readouterr().err) and "trying the checkpoint before it" in told
    with pytest.raises(ValueError, match=said.split(":")[0]):
        load(run, str(run / "step_000002"))
    assert C.newest_whole(run).name == "step_000001"


@pytest.mark.parametrize(
    "field, value",
    [
        ("step", "2"),
        ("step", 7),
        ("best", {"step": 1}),
        ("best", {"step": 1, "accuracy": 10**400}),
        ("updates", 10**400),
        ("skipped", -1),
        ("settings", []),
        ("settings", {"stage": "pre"}),
    ],
)
def test_hostile_state_of_wrong_types_is_named(tmp_path, field, value):
    run = run_of(tmp_path, (2,))
    file = run / "step_000002/state.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), field: value}))
    seal(run / "step_000002")
    with pytest.raises(ValueError, match=f"field {field}|of stage 'pre'"):
        load(run, str(run / "step_000002"))


def test_hostile_schedules_are_refused(tmp_path):
    walks = Scheduler({f"q{i}": {"base": [i], "x": [i]} for i in range(3)})
    for part in (data.Groups(["a", "b"], 4, 0), walks):
        part.next_batch(2)
        whole = part.state_dict()
        C.restore(part, {"schedule": json.loads(json.dumps(whole))})
        for state in ({}, *({"schedule": {k: v for k, v in whole.items() if k != name}} for name in whole)):
            with pytest.raises(ValueError, match="state.json: field schedule: missing, or of a wrong type"):
                C.restore(part, state)
        for name in whole.keys() & {"rng", "walks", "flight", "partial", "nodes"}:
            with pytest.raises(ValueError, match="field schedule: missing, or of a wrong type"):
                C.restore(part, {"schedule": {**whole, name: 5}})


def test_hostile_random_states_are_refused(tmp_path):
    run = run_of(tmp_path, (2,))
    odd = {"torch": "zz", "cuda": [], "python": [3, [1], None]}
    for told in ({}, odd, {**odd, "torch": "00"}, {**odd, "cuda": 1}):
        (run / "step_000002/rng_0.json").write_text(json.dumps(told))
        seal(run / "step_000002")
        with pytest.raises(ValueError, match="rng_0.json: no random states"):
            load(run, str(run / "step_000002"))


def test_hostile_numbers_in_a_checkpoint_are_named(tmp_path):
    model, optimizer = fuzz.tiny(2)
    model["a"].weight.data[1, 1] = float("nan")
    C.save_checkpoint(tmp_path, 2, model, optimizer, {})
    with pytest.raises(ValueError, match="model.a.weight: 1 of 12 numbers are not finite"):
        load(tmp_path)
    meta = pickle.loads((tmp_path / "step_000002/.metadata").read_bytes())
    for wrong in (torch.int64, torch.complex64):
        meta.state_dict_metadata["model.a.weight"].properties.dtype = wrong
        (tmp_path / "step_000002/.metadata").write_bytes(pickle.dumps(meta))
        seal(tmp_path / "step_000002")
        with pytest.raises(ValueError, match=f"model.a.weight is of type {wrong}"):
            load(tmp_path, str(tmp_path / "step_000002"))


# ---------------------------------------------------------------------------------------------------------------------
# checkpoints: links, leftovers, --keep


def test_hostile_link_in_the_place_of_a_checkpoint_stops_no_save(tmp_path, capsys):
    out, other = run_of(tmp_path / "out"), run_of(tmp_path / "other", (1, 2, 3))
    shutil.rmtree(out / "step_000002")
    (out / "step_000002").symlink_to(other / "step_000002")
    assert is_step(load(out), 1) and "step_000002 is a link" in capsys.readouterr().err
    with pytest.raises(ValueError, match="links are not followed"):
        load(out, str(out / "step_000002"))
    for step in (2, 3, 4):
        C.save_checkpoint(out, step, *fuzz.tiny(step), {}, keep=1)
    assert [p.name for p in C.checkpoints(out)] == ["step_000004"] and not (out / "step_000002").is_symlink()
    assert len(C.checkpoints(other)) == 2 and is_step(load(other), 3)


def test_hostile_keep_below_one_deletes_nothing(tmp_path):
    run = run_of(tmp_path)
    for keep in (-1, 0):
        with pytest.raises(ValueError, match=f"--keep {keep}: at least 1"):
            C.save_checkpoint(run, 3, *fuzz.tiny(3), {}, keep=keep)
        with pytest.raises(ValueError, match=f"--keep {keep}: at least 1"):
            load(run, "auto", {"keep": keep})
    assert len(C.checkpoints(run)) == 2


def test_checkpoint_of_more_than_six_digits_is_seen(tmp_path):
    for step in (999_999, 1_000_000, 1_000_001):
        C.save_checkpoint(tmp_path, step, *fuzz.tiny(1), {}, keep=2)
    assert [C.step_of(p) for p in C.checkpoints(tmp_path)] == [1_000_000, 1_000_001]
    assert load(tmp_path)[0] == 1_000_001


def test_checkpoint_ctrl_c_in_a_save_is_no_full_disk(tmp_path, monkeypatch):
    run_of(tmp_path, (1,))

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(dcp.FileSystemWriter, "write_data", interrupted)
    with pytest.raises(KeyboardInterrupt):
        C.save_checkpoint(tmp_path, 2, *fuzz.tiny(2), {})
    monkeypatch.undo()
    lock(tmp_path)  # as at a start
    assert is_step(load(tmp_path), 1) and not list(tmp_path.glob("*.tmp"))


# ---------------------------------------------------------------------------------------------------------------------
# model folders


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A sealed folder of a tiny model, and one of the same without SHA256SUMS."""
    root = tmp_path_factory.mktemp("folders")
    shutil.copytree(fuzz.Folders(root).whole, root / "open")
    (root / "open" / folder.SUMS).unlink()
    return root


def with_tensors(change):
    def changed(path):
        tensors = load_file(path / "model.safetensors")
        change(tensors)
        save_file(tensors, path / "model.safetensors", {"format": "pt"})

    return changed


def with_json(name, **fields):
    def changed(path):
        told = json.loads((path / name).read_text())
        for field, value in fields.items():
            *parts, last = field.split("__")
            at = told
            for part in parts:
                at = at[part]
            if value is None:
                del at[last]
            else:
                at[last] = value
        (path / name).write_text(json.dumps(told))

    return changed


def doubled(name, key):
    """A key twice in one object: json.loads takes the last."""

    def changed(path):
        text = (path / name).read_text()
        assert f'"{key}":' in text
        (path / name).write_text(text.replace(f'"{key}":', f'"{key}": 7, "{key}":', 1))

    return changed


def put(t, name, value):
    t[name] = value


def set_nan(t):
    t[NORM][3] = float("nan")


def pickled(path):
    torch.save(load_file(path / "model.safetensors"), path / "pytorch_model.bin")
    (path / "model.safetensors").unlink()


def pipe(name):
    def changed(path):
        (path / name).unlink()
        os.mkfifo(path / name)

    return changed


def indexed(told):
    def changed(path):
        os.replace(path / "model.safetensors", path / "m-1.safetensors")
        (path / folder.INDEX).write_text(json.dumps(told))

    return changed


def both(path):
    shutil.copy(path / "model.safetensors", path / "m.safetensors")
    (path / folder.INDEX).write_text(json.dumps({"weight_map": {NORM: "m.safetensors"}}))


NORM, TIED = "model.norm.weight", "model.embed_tokens.weight"
WEIGHTS = {  # what a stranger may have done to the weights, and what is said
    "missing": (with_tensors(lambda t: t.pop(NORM)), "1 tensors are missing: model.language_model.norm.weight"),
    "extra": (with_tensors(lambda t: put(t, "model.layers.7.x", torch.ones(2))), "knows nothing of: model.layers.7.x"),
    "mismatched": (with_tensors(lambda t: put(t, NORM, torch.ones(31))), r"norm.weight has the shape \(31,\)"),
    "nan": (with_tensors(set_nan), "norm.weight: 1 of 32 numbers are not finite"),
    "inf": (with_tensors(lambda t: t[NORM].fill_(-float("inf"))), "norm.weight: 32 of 32 numbers are not finite"),
    "int64": (with_tensors(lambda t: put(t, NORM, t[NORM].long())), r"not of the types .*: model.norm.weight \(I64\)"),
    "complex": (with_tensors(lambda t: put(t, NORM, t[NORM] * 1j)), r"model.norm.weight \(C64\)"),
    "float64": (with_tensors(lambda t: put(t, NORM, t[NORM].double())), r"model.norm.weight \(F64\)"),
    "twice": (with_tensors(lambda t: put(t, "model.language_model.norm.weight", t[NORM] + 1)), "is there twice"),
    "a tied head": (with_tensors(lambda t: put(t, "lm_head.weight", t[TIED] + 1)), "lm_head.weight and .* differ"),
    "pickled": (pickled, r"pickled weights \(\*.bin\) are not loaded"),
    "no header": (lambda p: (p / "model.safetensors").write_bytes(b"x" * 99), "model.safetensors: "),
    "empty": (lambda p: (p / "model.safetensors").write_bytes(b""), "model.safetensors: "),
    "cut": (lambda p: os.truncate(p / "model.safetensors", 9999), "model.safetensors: "),
    "a pipe": (pipe("model.safetensors"), "no regular file"),
    "an index outside": (indexed({"weight_map": {NORM: "../x.safetensors"}}), r"\.\./x.safetensors is no file of"),
    "an index of other names": (indexed({"weight_map": {NORM: "m-1.safetensors"}}), "it and the files differ in"),
    "an index that is none": (indexed({"weight_map": [1]}), "field weight_map: missing, or no object"),
    "both": (both, "which of them is the model"),
}
CONFIG = "config.json"
PARTS = {  # of what lies beside the weights
    "no JSON": (lambda p: (p / CONFIG).write_text("{"), "config.json: not JSON"),
    "a list": (lambda p: (p / CONFIG).write_text("[]"), "config.json: no JSON object"),
    "deep": (lambda p: (p / CONFIG).write_text("[" * 100_000), "config.json: not JSON"),
    "no config": (lambda p: (p / CONFIG).unlink(), "no config.json"),
    "no text": (with_json(CONFIG, text_config=None), "config.json: field "),
    "text is a number": (with_json(CONFIG, text_config=5), "field text_config: missing, or no object"),
    "no heads": (with_json(CONFIG, text_config__num_attention_heads=None), "field text_config.num_attention_heads"),
    "no eps": (with_json(CONFIG, text_config__rms_norm_eps=None), "field text_config.rms_norm_eps: missing"),
    "no rope": (with_json(CONFIG, text_config__rope_parameters=None), "field text_config.rope_theta: missing"),
    "a billion layers": (with_json(CONFIG, text_config__num_hidden_layers=10**9), "num_hidden_layers"),
    "heads of text": (with_json(CONFIG, vision_config__num_heads="3"), "field vision_config.num_heads"),
    "another type": (with_json(CONFIG, model_type="llama"), "the model_type is llama|config.json"),
    "quantized": (
        with_json(CONFIG, quantization_config={"quant_method": "gptq"}),
        "field quantization_config: such models",
    ),
    "code of its own": (
        with_json(CONFIG, auto_map={"AutoModel": "x.M"}),
        "config.json: field auto_map: the model asks",
    ),
    "code of its own inside": (with_json(CONFIG, vision_config__auto_map={"AutoModel": "x.M"}), "field auto_map"),
    "a processor's code": (with_json("processor_config.json", auto_map={"AutoProcessor": "x.P"}), "field auto_map"),
    "a tokenizer's code": (with_json("tokenizer_config.json", auto_map={"AutoTokenizer": ["x.T", None]}), "auto_map"),
    "a key twice": (doubled(CONFIG, "vocab_size"), "config.json: not JSON: the key 'vocab_size' stands twice"),
    "a template twice": (doubled("tokenizer_config.json", "pad_token"), "the key 'pad_token' stands twice"),
    "no hashes": (lambda p: (p / folder.SUMS).touch(), "SHA256SUMS: empty, or no regular file"),
    "hashes elsewhere": (lambda p: (p / folder.SUMS).symlink_to("none"), "SHA256SUMS: empty, or no regular file"),
    "hashes in a pipe": (lambda p: os.mkfifo(p / folder.SUMS), "SHA256SUMS: empty, or no regular file"),
    "two hashes": (lambda p: (p / folder.SUMS).write_text(f"{'0' * 64}  a.json\n" * 2), "line 2: a.json stands twice"),
    "more templates": (lambda p: (p / "additional_chat_templates").mkdir(), "only chat_template.jinja is used"),
    "a pixel twice": (doubled("pixel_range.json", "max_pixels"), "the key 'max_pixels' stands twice"),
    "other positions": (
        with_json(CONFIG, text_config__rope_parameters__mrope_section=[2, 7]),
        "mrope_section: missing",
    ),
    "more heads": (with_json(CONFIG, text_config__num_attention_heads=8), "config.json: field text_config"),
    "windows": (
        with_json(CONFIG, vision_config__window_size=0),
        "field vision_config.window_size: missing, or it does",
    ),
    "blocks": (with_json(CONFIG, vision_config__fullatt_block_indexes=[99]), "vision_config.fullatt_block_indexes"),
    "image token": (with_json(CONFIG, image_token_id=5), "image_token_id is 5, <.image_pad.> of its tokenizer 955"),
    "no image token": (with_json(CONFIG, image_token_id=None), "image_token_id is 151655"),
    "video token": (with_json(CONFIG, video_token_id=5), "video_token_id is 5"),
    "vision start": (with_json(CONFIG, vision_start_token_id=7), "vision_start_token_id is 7"),
    "patches": (with_json("processor_config.json", image_processor__patch_size=16), "the processor's patches are"),
    "means of text": (with_json("processor_config.json", image_processor__image_mean="x"), ": "),
    "pixels of text": (with_json("pixel_range.json", min_pixels="1"), "pixel_range.json: fields"),
    "tokenizer": (lambda p: (p / "tokenizer.json").write_text('{"model": 1}'), ": "),
    "tokenizer cut": (lambda p: os.truncate(p / "tokenizer.json", 5000), ": "),
    "a pipe": (pipe("tokenizer.json"), "tokenizer.json: no regular file"),
    "broken template": (lambda p: (p / "chat_template.jinja").write_text("{% for"), "template: TemplateSyntaxError"),
    "template without the question": (
        lambda p: (p / "chat_template.jinja").write_text("<|image_pad|>"),
        "gives 'Which 7.' 0 times",
    ),
    "template without the image": (
        lambda p: (p / "chat_template.jinja").write_text("{{ messages[0].content[1].text }}"),
        "gives '<.image_pad.>' 0 times",
    ),
}


def refused(path, action, said):
    with pytest.raises(ValueError, match=said) as e:
        action(str(path))
    assert len(str(e.value).splitlines()) == 1 and str(path) in str(e.value)


@pytest.mark.parametrize("name", WEIGHTS)
def test_hostile_weights_are_refused_by_name(made, tmp_path, name):
    change, said = WEIGHTS[name]
    shutil.copytree(made / "open", tmp_path / "m")
    change(tmp_path / "m")
    refused(tmp_path / "m", lambda path: M.load_model(path, CPU), said)
    refused(tmp_path / "m", M.check_model, said)


@pytest.mark.parametrize("name", PARTS)
def test_hostile_parts_of_a_folder_are_refused_by_name(made, tmp_path, name):
    change, said = PARTS[name]
    shutil.copytree(made / "open", tmp_path / "m")
    change(tmp_path / "m")
    refused(tmp_path / "m", M.load_processor, said)


def test_hostile_half_precision_is_loaded_as_it_is(made, tmp_path):
    """Legal forms: bf16, names of transformers' modules, a tied head that is the same, several files."""
    shutil.copytree(made / "open", tmp_path / "m")
    tensors = load_file(tmp_path / "m/model.safetensors")
    want = {k: v.detach() for k, v in M.load_model(str(made / "open"), CPU).named_parameters()}
    tensors = {k: v.bfloat16() for k, v in tensors.items()}
    tensors["model.language_model.norm.weight"] = tensors.pop(NORM)
    tensors["lm_head.weight"] = tensors[TIED].clone()
    names = sorted(tensors)
    (tmp_path / "m/model.safetensors").unlink()
    files = {"a-1.safetensors": names[:5], "a-2.safetensors": names[5:]}
    for file, part in files.items():
        save_file({n: tensors[n] for n in part}, tmp_path / "m" / file)
    places = {n: file for file, part in files.items() for n in part}
    (tmp_path / "m" / folder.INDEX).write_text(json.dumps({"weight_map": places}))
    have = dict(M.load_model(str(tmp_path / "m"), CPU).named_parameters())
    assert have.keys() == want.keys()
    assert all(torch.equal(have[k], want[k].bfloat16().float()) for k in want)


def test_hostile_folder_is_what_stock_transformers_loads(made):
    ours = M.load_model(str(made / "open"), CPU)
    stock = transformers.Qwen2_5_VLForConditionalGeneration.from_pretrained(made / "open", dtype=torch.float32)
    for kind in ("named_parameters", "named_buffers"):
        a, b = (dict(getattr(m, kind)()) for m in (ours, stock))
        assert a.keys() == b.keys() and all(torch.equal(a[k], b[k]) for k in a)
    assert ours.config.to_dict() == stock.config.to_dict() and not ours.training
    assert ours.generation_config.to_dict() == stock.generation_config.to_dict()


def test_hostile_folder_is_loaded_by_any_rank(made, monkeypatch):
    """Among several ranks transformers writes with the first alone; the hub's names come from what it writes."""
    stock = transformers.Qwen2_5_VLForConditionalGeneration
    monkeypatch.setattr(stock, "should_save_on_this_rank", lambda *_: False, raising=False)
    assert M.load_model(str(made / "open"), CPU).source_hash


def test_hostile_change_of_a_sealed_folder_is_refused(made, tmp_path):
    """One bit of a weight, a number of the configuration, a word of the template: SHA256SUMS knows."""
    for file, old, new in [
        ("model.safetensors", None, None),
        (CONFIG, b"1e-06", b"1e-05"),
        ("chat_template.jinja", b"helpful", b"hateful"),
        ("tokenizer.json", b'"the"', b'"The"'),
    ]:
        shutil.rmtree(tmp_path / "m", ignore_errors=True)
        shutil.copytree(made / "whole", tmp_path / "m")
        M.load_processor(str(tmp_path / "m")), M.load_model(str(tmp_path / "m"), CPU)
        data = bytearray((tmp_path / "m" / file).read_bytes())
        data[-1] ^= old is None
        (tmp_path / "m" / file).write_bytes(bytes(data).replace(old, new) if old else data)
        with pytest.raises(ValueError, match=f"{file}: not the file that SHA256SUMS speaks of"):
            M.load_processor(str(tmp_path / "m")), M.load_model(str(tmp_path / "m"), CPU)


def test_hostile_hash_changes_with_the_bytes_and_not_with_the_time(made, tmp_path):
    shutil.copytree(made / "open", tmp_path / "m")
    weights, every = (M.source_hash(str(tmp_path / "m"), x) for x in (False, True))
    assert M.load_model(str(tmp_path / "m"), CPU).source_hash == weights == M.source_hash(str(made / "open"), False)
    file = tmp_path / "m/model.safetensors"
    before, data = file.stat(), bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert weights != M.source_hash(str(tmp_path / "m"), False) and every != M.source_hash(str(tmp_path / "m"))
    file.write_bytes((made / "open/model.safetensors").read_bytes())
    os.utime(file)
    assert every == M.source_hash(str(tmp_path / "m")) and M.source_hash("pocket") == "pocket"


# ---------------------------------------------------------------------------------------------------------------------
# templates


CHAT = [
    {"role": "system", "content": "Be <b>brief</b>."},
    {"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "Was ist 3 & 4?\u2028\n"}]},
    {"role": "assistant", "content": "7"},
]
FORMS = [
    None,  # the pocket model's own
    "{%- for m in messages -%}\n  {{- m['role'] + ': ' }}{{ m.content | tojson }}\n{%- endfor %}\n\n{{ eos_token }}",
    "{% for m in messages %}{% if loop.index == 2 %}{% continue %}{% endif %}{% generation %}{{ m.content }}"
    "{% endgeneration %}{% endfor %}",
    "{% set n = namespace(k=0) %}{% for m in messages %}{% set n.k = n.k + 1 %}   {% if not loop.last %}\n"
    "    {{ n.k }}\n{% endif %}{% endfor %}{{ add_generation_prompt }}{{ messages | length }}",
    "{% macro show(c) %}{% if c is string %}{{ c }}{% else %}{% for p in c %}{{ p.text | default('?') }}{% endfor %}"
    "{% endif %}{% endmacro %}{% for m in messages %}{{ show(m.content) | trim }}|{% endfor %}",
]


@pytest.mark.parametrize("form", FORMS)
def test_hostile_templates_give_what_transformers_gives(form):
    processor = M.load_processor("pocket")
    if form:
        processor.chat_template = form
    for more in ({}, {"add_generation_prompt": True}):
        want = processor.apply_chat_template(CHAT, tokenize=False, **more)
        kind = type(processor)
        processor.__class__ = type(kind.__name__, (M.loading.Bounded, kind), {})
        assert processor.apply_chat_template(CHAT, tokenize=False, **more) == want
        assert processor.apply_chat_template([CHAT, CHAT[1:]], **more)[0] == want
        processor.__class__ = kind


@pytest.mark.slow
@pytest.mark.parametrize("bomb", fuzz.BOMBS)
def test_hostile_template_ends_with_an_error(monkeypatch, tmp_path, bomb):
    monkeypatch.setattr(template, "SECONDS", 1)
    monkeypatch.setattr(template, "MEMORY", 1 << 28)
    begun = time.time()
    with pytest.raises(ValueError, match="the chat template") as e:
        template.render(bomb.replace("SPRUNG", str(tmp_path / "sprung")) + "{# x #}", [CHAT], {})
    assert time.time() - begun < 10 and len(str(e.value).splitlines()) == 1 and not os.listdir(tmp_path)
    assert template.render("{{ 1 + 1 }}", [CHAT], {}) == ["2"]  # others go on


def test_hostile_template_process_ends_with_its_parent(tmp_path):
    code = (
        "import importlib.util, os\nspec = importlib.util.spec_from_file_location('template', 'model/template.py')\n"
        "template = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(template)\n"
        "template.render('{{ 1 }}', [[]], {})\n"
        "print(next(iter(template.children.values())).pid, flush=True)\nos.kill(os.getpid(), 9)"
    )
    done = script("-c", code)
    pid, end = int(done.stdout.split()[-1]), time.time() + 10
    while Path(f"/proc/{pid}/cmdline").exists() and b"template" in Path(f"/proc/{pid}/cmdline").read_bytes():
        assert time.time() < end, "the child is still there"
        time.sleep(0.05)


# ---------------------------------------------------------------------------------------------------------------------
# merge.py


def merged(out, **kw):
    merge.main(merge.Config(out=str(out), **{k: str(v) for k, v in kw.items()}))
    return out


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A run of one step; its skeleton and checkpoint as training writes them."""
    out = tmp_path_factory.mktemp("trained")
    merge_checkpoint(out / "sft", merge_model())
    return out


def test_hostile_merge_replaces_only_what_it_made(trained, tmp_path):
    run = trained / "sft"
    (tmp_path / "hf.tmp").mkdir()
    (tmp_path / "hf.tmp/mine").write_text("x")
    made = merged(tmp_path / "hf", checkpoint=run)
    merged(tmp_path / "hf", checkpoint=run, dtype="bfloat16")  # its own is replaced
    assert (tmp_path / "hf.tmp/mine").read_text() == "x"  # what stands beside it stays
    (made / "notes.txt").write_text("mine")
    with pytest.raises(ValueError, match="merge.py did not make notes.txt: name another folder"):
        merged(made, checkpoint=run)
    (made / "notes.txt").unlink()
    (made / "README.md").write_text("my own words")
    with pytest.raises(ValueError, match="README.md has been changed since"):
        merged(made, checkpoint=run)
    (tmp_path / "other").mkdir()
    shutil.copy(made / "model.safetensors", tmp_path / "other")  # a model of somebody else
    (tmp_path / "link").symlink_to(tmp_path / "other")
    for out, said in (("other", "did not make model.safetensors"), ("link", "is a link or a file")):
        with pytest.raises(ValueError, match=said):
            merged(tmp_path / out, checkpoint=run)
    assert {p.name for p in tmp_path.iterdir()} == {"hf", "hf.tmp", "other", "link"}


def test_hostile_links_in_the_skeleton_are_not_copied(trained, tmp_path):
    shutil.copytree(trained / "sft", tmp_path / "run")
    (tmp_path / "secret").write_text('{"key": 1}')
    (tmp_path / "run/hf_skeleton/notes.json").symlink_to(tmp_path / "secret")
    with pytest.raises(ValueError, match="notes.json: a link or no plain file"):
        merged(tmp_path / "hf", checkpoint=tmp_path / "run")
    (tmp_path / "run/hf_skeleton").rename(tmp_path / "elsewhere")
    (tmp_path / "run/hf_skeleton").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ValueError, match="hf_skeleton: a link, which is not followed"):
        merged(tmp_path / "hf", checkpoint=tmp_path / "run")
    assert not (tmp_path / "hf").exists()


def test_hostile_skeleton_is_the_one_that_was_written(trained, tmp_path, capsys):
    """A changed number, template or pixel range is refused by its hash; another whole skeleton is said."""
    run = shutil.copytree(trained / "sft", tmp_path / "run")
    for name in ("config.json", "pixel_range.json", "tokenizer.json", "chat_template.jinja", "training.json"):
        whole = (run / "hf_skeleton" / name).read_bytes()
        (run / "hf_skeleton" / name).write_bytes(whole.replace(b"e", b"E", 1))
        for more in ({}, {"dtype": "bfloat16"}):
            with pytest.raises(ValueError, match=f"hf_skeleton/{name}: not the file that SHA256SUMS speaks of"):
                merged(tmp_path / "hf", checkpoint=run, **more)
        (run / "hf_skeleton" / name).write_bytes(whole)
    merged(tmp_path / "hf", checkpoint=run)
    assert "warning: " not in capsys.readouterr().err
    (run / "hf_skeleton/chat_template.jinja").write_bytes(
        b"{#- another -#}" + (run / "hf_skeleton/chat_template.jinja").read_bytes()
    )
    folder.write_sums(run / "hf_skeleton", {})
    merged(tmp_path / "hf", checkpoint=run)
    assert "hf_skeleton: configuration, processor or template are others than" in capsys.readouterr().err


def test_hostile_numbers_are_not_merged(trained, tmp_path):
    model = merge_model()
    model.model.language_model.norm.weight.data[5] = float("inf")
    merge_checkpoint(tmp_path / "run", model)
    with pytest.raises(ValueError, match="model.norm.weight: 1 of 128 numbers are not finite"):
        merged(tmp_path / "hf", checkpoint=tmp_path / "run")
    assert sorted(os.listdir(tmp_path)) == ["run"]
    state = {k: v.long() if "norm" in k else v for k, v in merge_model().state_dict().items()}
    (tmp_path / "e/actor").mkdir(parents=True)
    shutil.copytree(trained / "sft/hf_skeleton", tmp_path / "e/actor/huggingface")
    torch.save(state, tmp_path / "e/actor/model_world_size_1_rank_0.pt")
    with pytest.raises(ValueError, match="a tensor of LongStorage: only torch.float32"):
        merged(tmp_path / "hf", checkpoint=tmp_path / "e")


@pytest.mark.slow
def test_merge_writes_a_model_card_and_hashes(tmp_path):
    """Two stages: the card names the base model, each stage's data and settings, the scores, the licence; paths of this
    machine stand nowhere; sha256sum agrees."""
    model, processor = merge_model(), M.load_processor("pocket")
    first = {"model": "pocket", "data": str(tmp_path / "sft.parquet"), "lr": 0.001, "out_dir": str(tmp_path)}
    C.save_skeleton(tmp_path / "a", model, processor, first)
    optimizer = M.make_optimizer(model, 1e-3, 0.1, (0.9, 0.95))
    C.save_checkpoint(tmp_path / "a", 5, model, optimizer, {"settings": first})
    hf = merged(tmp_path / "a/hf", checkpoint=tmp_path / "a")
    second = {"model": str(hf), "stage": "pre", "data": "We-Math/We-Math2.0-Standard", "kl": 0.25, "eval_data": ""}
    C.save_skeleton(tmp_path / "b", model, processor, second)
    state = {"settings": second, "best": {"step": 7, "accuracy": 0.625}}
    C.save_checkpoint(tmp_path / "b", 7, model, optimizer, state)
    shutil.rmtree(hf)  # the second stage has kept what it said
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval/config.json").write_text('{"benchmark": "mathvista"}')
    of = {
        "benchmark": "mathvista",
        "model_sha256": M.source_hash(str(merged(tmp_path / "c", checkpoint=tmp_path / "b"))),
    }
    (tmp_path / "eval/metrics.json").write_text(
        '{"accuracy": 0.5, "rows": 9, "by": {}, "bad": NaN, "huge": 1' + "0" * 400 + "}"
    )
    with pytest.raises(ValueError, match="--scores .*eval: the evaluation of another model than this one"):
        merged(tmp_path / "b/hf", checkpoint=tmp_path / "b", scores=tmp_path / "eval")
    (tmp_path / "eval/config.json").write_text(json.dumps(of))
    made = merged(tmp_path / "b/hf", checkpoint=tmp_path / "b", scores=tmp_path / "eval")
    told = json.loads((made / "training.json").read_text())
    assert told["base_model"] == "pocket" and [x["stage"] for x in told["stages"]] == ["sft", "pre"]
    assert told["stages"][0]["data"] == "sft.parquet" and told["stages"][1]["step"] == 7
    readme = (made / "README.md").read_text()
    scores = ("accuracy on --eval\\_data | 0.625", "mathvista: accuracy | 0.5")
    for part in ("We-Math/We-Math2.0-Standard", "| kl | 0.25 |", "| lr | 0.001 |", *scores):
        assert part in readme, part
    assert "## Licence" in readme and str(tmp_path) not in readme + (made / "training.json").read_text()
    done = subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=made, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.count(": OK") == len(list(made.iterdir())) - 1
    assert M.load_model(str(made), CPU).source_hash and M.load_processor(str(made))
    (made / "training.json").write_text('{"base_model": "x", "stages": [{"a": {}}]}')
    with pytest.raises(ValueError, match="training.json: field stages"):
        card.read_history(made)


def test_merge_of_adapters_knows_its_base(made, tmp_path):
    """A LoRA checkpoint has the hash of the weights that it was trained on: a resume on others and a merge with others
    are refused, also when only one bit and no time stamp has changed."""
    pytest.importorskip("peft")
    base = tmp_path / "base"
    shutil.copytree(made / "open", base)
    settings = {"model": str(base), "seed": 0, "lora": 4, "lora_vision": False}

    def adapters(path):
        policy = M.load_model(str(path), CPU)
        M.lora.add(policy, 4)
        return policy, M.make_optimizer(policy, 1e-3, 0.1, (0.9, 0.95))

    policy, optimizer = adapters(base)
    C.save_skeleton(tmp_path / "run", policy, M.load_processor(str(base)), settings)
    C.save_checkpoint(tmp_path / "run", 1, policy, optimizer, {"settings": settings})
    merged(tmp_path / "hf", checkpoint=tmp_path / "run")
    assert C.resume(tmp_path / "run", "auto", *adapters(base), settings)["step"] == 1
    data = bytearray((base / "model.safetensors").read_bytes())
    data[-1] ^= 1
    (base / "model.safetensors").write_bytes(data)
    with pytest.raises(ValueError, match="trained on other weights than those of .*base, by their SHA-256"):
        merged(tmp_path / "hf", checkpoint=tmp_path / "run")
    with pytest.raises(ValueError, match="trained on other weights than those of --model"):
        C.resume(tmp_path / "run", "auto", *adapters(base), settings)
    merged(tmp_path / "adapter", checkpoint=tmp_path / "run", adapter=True)
    assert {"adapter_model.safetensors", "README.md", "SHA256SUMS"} <= set(os.listdir(tmp_path / "adapter"))


# ---------------------------------------------------------------------------------------------------------------------
# others, at random; `python -m speed.fuzz` makes thousands


@pytest.mark.slow
@pytest.mark.parametrize("kind, inputs", [(fuzz.Checkpoints, 50), (fuzz.RankFiles, 150), (fuzz.Folders, 20)])
def test_hostile_inputs_are_loaded_as_written_or_refused(tmp_path, capsys, kind, inputs):
    fuzz.prepare()
    counts, wrong, slowest = fuzz.fuzz(kind(tmp_path / "x"), inputs, seed=7)
    assert not wrong and counts.total() == inputs and len(counts) >= 2 and slowest < fuzz.LIMIT


def test_hostile_fuzz_finds_a_gate_that_is_open(tmp_path, monkeypatch, capsys):
    """The bench itself: without hashes, or with pickle in the place of the parser, inputs get through."""
    fuzz.prepare()
    made = fuzz.Checkpoints(tmp_path)
    monkeypatch.setattr(C, "check_whole", C.read_state)
    monkeypatch.setattr(shards, "parse", lambda data, allowed: pickle.loads(data))
    _, wrong, _ = fuzz.fuzz(made, 40, seed=7)
    assert any("ran code" in x for x in wrong)
