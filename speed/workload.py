"""What the rows of rivals.py work on: the size of each row, models of random weights, files of rows."""

import io
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import torch

import data
import model as M
from model import types

ROOT = Path(__file__).resolve().parent.parent

LAYERS_100M = dict(
    hidden_size=512,
    intermediate_size=1536,
    num_hidden_layers=10,
    layer_types=["full_attention"] * 10,
    num_attention_heads=8,
    num_key_value_heads=2,
    vocab_size=65_536,
    rope_parameters={"rope_type": "default", "rope_theta": 1e6, "mrope_section": [8, 12, 12]},
)  # layers 30M, embedding 34M
VISION_100M = dict(
    depth=8,
    hidden_size=512,
    intermediate_size=1536,
    num_heads=8,
    out_hidden_size=512,
    fullatt_block_indexes=[3, 7],
)  # 35M
SHAPES = {  # changes of the pocket model's text and vision part
    "pocket": ({}, {}),
    "vocabulary": (dict(vocab_size=152_064, max_position_embeddings=8192), {}),
    "100M": (LAYERS_100M, VISION_100M),
}
SIZES = {  # the work of each row; the tests' is "tiny", whose numbers mean nothing
    "full": dict(
        rl=[dict(model="pocket", prompts=32, n=8, tokens=48), dict(model="100M", prompts=8, n=8, tokens=128)],
        sft=64,  # rows; four times as many make an epoch
        batch=64,  # rows of a step of SFT
        long=4096,  # tokens of the memory rows
        generate=["pocket", "100M"],
        new=128,  # tokens of a generated sample
        groups=128,  # of four variants, whose advantages are computed
        questions=(1_000, 1_000_000),  # of the curriculum
        steps=40,  # of the curriculum, in a round
        rows=100_000,  # of the set that is opened by us, and `few` by the rival
        few=5_000,
        asked=1000,  # rows of an evaluation
        answer=48,  # tokens of an answer to them
        pairs=979,  # to grade: the different ones of the real outputs
        times=(1, 4, 16),  # scale: how much more rows of SFT
        lengths=(128, 512, 2048, 4096),  # scale: tokens of a response of RL
        ranks=(1, 2, 4),  # scale: processes of RL and SFT
        seeds=(1_000, 30_000, 1_000_000),  # scale: questions of the curriculum, seeds of the stream
    ),
    "tiny": dict(
        rl=[dict(model="pocket", prompts=4, n=2, tokens=16)],
        sft=2,
        batch=4,
        long=128,
        generate=["pocket"],
        new=4,
        groups=4,
        questions=(50, 500),
        steps=3,
        rows=80,
        few=40,
        asked=4,
        answer=4,
        pairs=40,
        times=(2, 4),
        lengths=(4, 8),
        ranks=(1, 2),
        seeds=(50, 100),
    ),
}


def make_rows(work: Path, name: str, count: int, file: str, change: Callable = lambda row, rng: {}) -> str:
    """Path of work/NAME.parquet: `count` rows of `file` (sft, standard) of a small build of the book, over and over.

    change(row, rng): fields that differ.
    """
    if not (work / "data").exists():
        build = [sys.executable, "data.py", "build", "--size", "pocket", "--scale", "0.02", "--out", work / "data"]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    known, rng = data.load(str(work / f"data/{file}.parquet")).to_list(), random.Random(0)
    rows = [row | change(row, rng) | {"id": f"r{i}"} for i in range(count) for row in [known[i % len(known)]]]
    table, out = pa.Table.from_pylist(rows, data.FIELDS.arrow_schema), work / f"{name}.parquet"
    pq.write_table(table, out, use_dictionary=False, compression="none")  # each row has its image, as if all differed
    return str(out)


def mixed(row: dict, rng: random.Random) -> dict:
    """What makes an SFT row one with an image of 84 to 252 px and a solution of up to 8 times the length."""
    pixels, image = (84 * rng.randint(1, 3)) ** 2, io.BytesIO()
    data.open_images(row, pixels, pixels, 28)[0].save(image, "PNG")
    solution = " ".join([row["solution"]] * rng.randint(1, 8))
    return {"solution": solution, "images": [{"bytes": image.getvalue(), "path": None}]}


def make_model(work: Path, name: str) -> str:
    """The folder work/NAME with a model of SHAPES, random weights, and the pocket processor."""
    processor, folder = M.load_processor("pocket"), work / name
    config = M.pocket_config()
    config.text_config.update(SHAPES[name][0])
    config.vision_config.update(SHAPES[name][1])
    torch.manual_seed(0)
    types.of(config).stock._from_config(config, dtype=torch.float32).save_pretrained(folder)
    processor.save_pretrained(folder)
    return str(folder)


def parameters(model: str) -> dict[str, int]:
    """Of the decoder layers, the head, the vision blocks, and all (a tied head once)."""
    policy = M.load_model(model, torch.device("cpu"))
    blocks = policy.model.visual.blocks
    parts = {"layers": policy.model.language_model.layers, "head": policy.lm_head, "vision": blocks, "all": policy}
    return {k: sum(w.numel() for w in part.parameters()) for k, part in parts.items()}


def least_flops(p: dict, passes: int, responses: float, pixels: tuple[int, int]) -> float:
    """FLOPs that a step or epoch needs: `passes` a parameter and token (6 to learn, 2 to generate).

    Each prompt and image counts once, the head for the `responses` tokens alone. p: model and rows; pixels: least and
    most of an image.
    """
    processor, n = M.load_processor(p["model"], *pixels), parameters(p["model"])
    encs = data.encode([data.prompt(r, processor) for r in data.load(p["rows"])], processor)
    prompts, patches = sum(len(e["input_ids"]) for e in encs), sum(len(e["pixel_values"]) for e in encs)
    return passes * (n["layers"] * (prompts + responses) + n["head"] * responses + n["vision"] * patches)
