"""Tests of speed/gpu.py: the pack goes its whole way without a GPU; its numbers mean nothing there."""

import json

import pytest

from speed import gpu
from speed.roofline import GPUS
from tests.ranks import run_process


@pytest.mark.slow
def test_gpu_pack_runs_without_one(tmp_path):
    """Each part by a command of its own."""
    gpu.main(gpu.Config(device="cpu", tiny=True, size="Qwen2.5-VL-3B", out=str(tmp_path)))
    found = json.loads((tmp_path / "gpu.json").read_text())
    assert found.keys() == {"machine", *gpu.PARTS} and found["machine"]["card"]
    assert not found["tests"]["failed"] and "tests collected" in found["tests"]["said"][0]
    losses = found["sft"]["losses"]
    assert losses[-1] < losses[0] and found["sft"]["estimated GiB"] > 0
    assert len((tmp_path / "kernels.txt").read_text().splitlines()) > 12
    assert found["rl"]["gap of log-probs, engine and trainer"]["largest"] < 1e-4
    assert found["rl"]["rollout"]["tokens"] == 2 * 2 * 4  # prompts, rollouts, tokens of each
    assert "| sft | tokens a second |" in (tmp_path / "gpu.md").read_text()
    for part in ("sft", "rl", "trl"):  # a part that fails is named, and so is one that takes too long
        assert "failed" not in found[part]


@pytest.mark.slow
def test_gpu_pack_trains_the_other_type(tmp_path):
    for part in ("sft", "rl"):
        cfg = gpu.Config(device="cpu", tiny=True, size="Qwen3-VL-4B", out=str(tmp_path), part=part)
        code, said = run_process(gpu.main, cfg, log=tmp_path / "log")
        assert code == 0, said[-3000:]
    losses = json.loads((tmp_path / "sft.json").read_text())["losses"]
    assert losses[-1] < losses[0]
    assert json.loads((tmp_path / "rl.json").read_text())["gap of log-probs, engine and trainer"]["largest"] < 1e-4


def test_gpu_pack_names_what_fails(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(gpu, "LIMITS", {name: 0.01 for name in gpu.PARTS})
    with pytest.raises(ValueError, match="tests, sft, rl, trl: failed"):
        gpu.main(gpu.Config(out=str(tmp_path), device="cpu", tiny=True))
    assert "| sft | failed | exit code none after 0.01 s" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name, key",
    [
        ("NVIDIA H100 80GB HBM3", "h100-80gb"),
        ("NVIDIA H200", "h200-141gb"),
        ("NVIDIA A100-SXM4-40GB", "a100-40gb"),
        ("NVIDIA A100-SXM4-80GB", "a100-80gb"),
        ("NVIDIA L40S", "l40s-48gb"),
        ("NVIDIA GeForce RTX 4090", "rtx4090-24gb"),
        ("NVIDIA B300", ""),
    ],
)
def test_gpu_pack_knows_cards(name, key):
    memory = GPUS[key].memory if key else 200
    assert gpu.known_card(name, memory) == key
