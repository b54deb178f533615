"""A training checkpoint -> a Hugging Face folder that `from_pretrained` and vLLM load.

    python merge.py --checkpoint out/sft --out out/sft/hf                   newest whole checkpoint of a run, or one step_N folder
    python merge.py --model pocket --out out/init/hf                        the untrained pocket model
    python merge.py --checkpoint out/sft --out out/sft/hf --dtype bfloat16

The weights get the hub's names in sharded safetensors; processor, chat template and configuration lie beside them. The folder
appears under its name only when it is whole. Needs one process and no GPU, whatever world size wrote the checkpoint.
"""
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.distributed.checkpoint as dcp

import model as M  # before transformers: it mends torchvision on CPU
from checkpoint import check_whole, checkpoints, run_cli
from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration


@dataclass
class Config:
    out: str  # folder to make
    checkpoint: str = ""  # run folder (its newest checkpoint), a step_N folder or a run's best
    model: str = ""  # instead of a checkpoint: hub id, folder or "pocket", saved as it is
    dtype: str = "float32"  # float32 or bfloat16
    seed: int = 0  # weights of the untrained pocket model


def main(cfg: Config) -> None:
    if bool(cfg.checkpoint) == bool(cfg.model):
        raise ValueError("give either --checkpoint or --model")
    if cfg.dtype not in ("float32", "bfloat16"):
        raise ValueError(f"--dtype {cfg.dtype}: use float32 or bfloat16")
    dtype, out = getattr(torch, cfg.dtype), Path(cfg.out)
    if cfg.model:
        policy, processor = M.load_model(cfg.model, torch.device("cpu"), cfg.seed), M.load_processor(cfg.model)
    else:
        path = Path(cfg.checkpoint)
        if not (path / "manifest.json").exists():
            path = next(iter(checkpoints(path)[::-1]), path)
        check_whole(path)
        skeleton = path.parent / "hf_skeleton"
        policy = M.empty_model(Qwen2_5_VLConfig.from_pretrained(skeleton), torch.float32)
        processor = M.load_processor(str(skeleton))
        state = policy.state_dict()
        dcp.load({"model": state}, checkpoint_id=str(path), no_dist=True)
        policy.load_state_dict(state)
    policy.__class__ = Qwen2_5_VLForConditionalGeneration  # the name that config.json is to carry
    tmp = out.with_name(out.name + ".tmp")
    shutil.rmtree(tmp, ignore_errors=True)
    try:
        policy.to(dtype).save_pretrained(tmp)
        processor.save_pretrained(tmp)
        shutil.rmtree(out, ignore_errors=True)
        os.replace(tmp, out)
    except BaseException:
        shutil.rmtree(tmp, ignore_errors=True)
        raise
    print(f"{cfg.checkpoint and path or cfg.model} -> {out} ({sum(p.numel() for p in policy.parameters()):,} parameters, {cfg.dtype})")


if __name__ == "__main__":
    run_cli(main, Config, trains=False)
