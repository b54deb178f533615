"""Where a model comes from: training.json in its folder (base model, stages, settings), and the model card made of it.

A stage writes it into its skeleton, with that of the model it started from before it, so that nothing need be there
later. Names of files stand without their folders: a model folder is made to be handed on.
"""

import json
import re
from pathlib import Path

from runtime import finite, read_json

from .folder import is_plain

HISTORY = "training.json"
LOCAL = {  # settings that say how and where a stage ran, not what it did
    *"out_dir resume wandb device timeout keep save_every dry_run gpu dry_ranks gpu_memory tp shard_size".split(),
    *"micro_tokens gradient_checkpointing skip_bad engine workers scale".split(),
}
HUB_ID = re.compile(r"[\w.-]+/[\w.-]+")


def shown_name(value):
    """A path without its folders; other values as they are."""
    if isinstance(value, str) and "/" in value and (Path(value).exists() or not HUB_ID.fullmatch(value)):
        return Path(value).name
    return value


def history(settings: dict) -> dict:
    """{"base_model", "stages"} of a stage with these settings: those of its model's folder, then its own."""
    model = str(settings.get("model", "unknown"))
    told = read_history(Path(model)) or {"base_model": shown_name(model), "stages": []}
    kept = {k: shown_name(v) for k, v in settings.items() if k not in LOCAL | {"model", "stage"} and v != ""}
    return {**told, "stages": [*told["stages"], {"stage": settings.get("stage", "sft"), **kept}]}


def read_history(folder: Path) -> dict | None:
    """training.json of a folder, None where there is none; ValueError for one of another form."""
    path = folder / HISTORY
    if not path.exists():
        return None
    told = read_json(path) if is_plain(path) else None
    stages = told.get("stages") if isinstance(told, dict) else None
    if not isinstance(stages, list) or not isinstance(told.get("base_model"), str) or len(stages) > 100:
        raise ValueError(f"{path}: fields base_model, stages: missing, or of a wrong type")
    if any(not isinstance(x, dict) or any(isinstance(v, dict | list) for v in x.values()) for x in stages):
        raise ValueError(f"{path}: field stages: each must be an object of texts and numbers")
    return told


def read_scores(folder: Path) -> dict:
    """The numbers of an evaluation (eval.py's --out_dir): {"benchmark accuracy": 0.5, ...}."""
    found, config = read_json(folder / "metrics.json"), read_json(folder / "config.json")
    if not isinstance(found, dict) or not isinstance(config, dict):
        raise ValueError(f"{folder}: metrics.json or config.json is no JSON object")
    numbers = {k: v for k, v in found.items() if finite(v)}
    return {f"{config.get('benchmark', folder.name)}: {k}": v for k, v in numbers.items()}


def check_scores(folder: Path, model_sha256: str) -> None:
    """ValueError unless an evaluation is of the model with these files (loading.source_hash)."""
    config = read_json(folder / "config.json")
    if not isinstance(config, dict) or config.get("model_sha256") != model_sha256:
        raise ValueError(f"--scores {folder}: the evaluation of another model than this one, by their SHA-256")


def cell(value) -> str:
    """A value in a table of Markdown: one line, nothing that a page would take for more than text."""
    text = value if isinstance(value, str) else json.dumps(value)
    text = " ".join(text.split())[:200].replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_|\[\]])", r"\\\1", text)


def table(head: str, rows: dict) -> list[str]:
    return [f"| {head} | |", "|---|---|", *(f"| {cell(k)} | {cell(v)} |" for k, v in rows.items()), ""]


def write_card(folder: Path, told: dict | None, scores: dict, about: str) -> None:
    """README.md, and training.json where something is known. scores: {name: number}; about: what the folder holds."""
    told = told or {"base_model": "unknown", "stages": []}
    (folder / HISTORY).write_text(json.dumps(told, indent=1) + "\n")
    base, pocket = told["base_model"], told["base_model"].startswith("pocket")
    licence = "mit" if pocket else "other"
    front = ["---", f"license: {licence}", "pipeline_tag: image-text-to-text", "tags: [mathbook-rl, math, multimodal]"]
    front += [f"base_model: {base}"] * bool(HUB_ID.fullmatch(base)) + ["---", ""]
    lines = [f"# {cell(base)}, trained with MathBook-RL" if told["stages"] else f"# {cell(base)}", "", about, ""]
    for n, stage in enumerate(told["stages"], 1):
        data = f", on {cell(stage['data'])}" if "data" in stage else ""
        lines += [f"## Stage {n}: {cell(stage.get('stage', 'unknown'))}{data}", "", *table("setting", stage)]
    lines += ["## Scores", "", *(table("measured", scores) if scores else ["None were given to merge.py.", ""])]
    terms = "MIT: random weights and data of this project." if pocket else "That of the base model, and what the data"
    lines += ["## Licence", "", terms if pocket else f"{terms} ask for.", "", "## Check", ""]
    lines += ["`sha256sum -c SHA256SUMS` checks every file; MathBook-RL does so when it loads the folder.", ""]
    (folder / "README.md").write_text("\n".join(front + lines), encoding="utf-8")
