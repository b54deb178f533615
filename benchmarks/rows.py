r"""Reading the rows of public benchmarks: files and hub, checked fields, images, options, the record of a row.

Some benchmarks merge a row's images into one picture that carries the labels <image1>, <image2> ...: with several
labels the picture stands in front and the labels stay in the text; one label, or as many as images, is replaced where
it stands.
"""

import re
from pathlib import Path

import datasets

import data
import rewards
from runtime import read_json
from runtime.images import inside

LETTERS = "ABCDEFGHIJ"
HUB = "hf download {0} --repo-type dataset --local-dir DATA/{1}   (or --data {0})"  # how to get one from the hub


def find(root: Path, stem: str) -> list[Path]:
    """Files of one split in a folder or its data/: STEM.jsonl, .json or .parquet, or the hub's STEM-0000N-of-... parts.

    stem: a pattern. Parquet comes first: it holds the images, which beside a .json may be in an archive still.
    """
    name = re.compile(stem + r"(-\d+-of-\d+(-\w+)?)?")
    for kind in (".parquet", ".jsonl", ".json"):
        for folder in (root, root / "data"):
            if files := [file for file in sorted(folder.glob("*" + kind)) if name.fullmatch(file.stem)]:
                return files
    return []


def read(
    source: str, split: str, config: str | None = None, stem: str = "", key: str = "id"
) -> list[tuple[str, Path, dict]]:
    """Rows of one split -> [("FILE: row N: ", folder for image paths, raw row)]; [] where a folder does not hold it.

    source: a hub id, a folder, or one file. stem: pattern of the files' names where it is not the split's name. A .json
    file holds a list, or a dict of rows by their id, which becomes the column `key`.
    """
    path = Path(source)
    if not path.exists():
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", source):
            raise ValueError(f"{source}: no file, no folder and no hub id (owner/name)")
        tables = datasets.load_dataset(source, config, split=split).with_format("arrow").iter(1000)
        rows = [row for table in tables for row in table.to_pylist()]
        return [(f"{source}, {split}: row {n}: ", Path(), row) for n, row in enumerate(rows, 1)]
    out = []
    for file in find(path, stem or re.escape(split)) if path.is_dir() else [path]:
        if file.suffix not in (".jsonl", ".json", ".parquet"):
            raise ValueError(f"{file}: neither .jsonl, .json nor .parquet")
        rows = read_json(file) if file.suffix == ".json" else data.raw_rows(file)
        if isinstance(rows, dict):
            rows = [{key: name, **row} if isinstance(row, dict) else row for name, row in rows.items()]
        for n, row in enumerate(rows, 1) if file.suffix == ".json" else rows:
            row = read_json(file, row, f" row {n}:") if isinstance(row, str) and file.suffix == ".jsonl" else row
            if not isinstance(row, dict):
                raise ValueError(f"{file}: row {n}: field (all): the row is no JSON object")
            out.append((f"{file}: row {n}: ", file.parent, row))
    return out


def need(raw: dict, at: str, *names: str, pattern: str = r"\S", empty: bool = False) -> str:
    """The first of the named fields as text (numbers too); ValueError names it if missing or not of the form."""
    name = next((n for n in names if raw.get(n) is not None), names[0])
    value = raw.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not empty and not re.search(pattern, value):
        raise ValueError(f"{at}field {name}: missing, or not of the form {pattern}")
    return value


def image(raw: dict, at: str, folder: Path, *names: str) -> list[dict]:
    """[{"bytes", "path"}] of the first named field with a value, checked; the path may be of a file that is absent."""
    name = next((n for n in names if raw.get(n)), None)
    out = []
    for value in [] if name is None else raw[name] if isinstance(raw[name], list) else [raw[name]]:
        value = value if isinstance(value, dict) else {"bytes": None, "path": value}
        if not value.get("bytes"):
            if not isinstance(value.get("path"), str):
                raise ValueError(f"{at}field {name}: expected the path or bytes of an image")
            bases = (folder, folder / "images", folder.parent, folder.parent / "images")
            there = [base / value["path"] for base in bases if (base / value["path"]).is_file()]
            value = {"bytes": None, "path": str(there[0] if there else folder / value["path"])}
            if not there:
                out.append(value)
                continue
            inside(folder.parent, there[0].absolute(), f"{at}field {name}: ")
        out.append(data.checked_image(value, None, f"{at}field {name}: "))
    return out


def row(
    at: str,
    name: str,
    key: str,
    text: str,
    options: list[str],
    images: list[dict],
    answer: str,
    official: str,
    split: str,
    **more,
) -> dict:
    """The record of one row. text: question that may hold <imageN>; options: texts in the order of their letters.

    official: the benchmark's prompt. ValueError where a text holds a special token of the model.
    """
    lines = [f"{letter}. {option}" for letter, option in zip(LETTERS, options)]
    bare = all(re.fullmatch(rf"\(?{letter}\)?", option.strip()) for letter, option in zip(LETTERS, options))
    if fault := rewards.control("\n".join([text, *options])):  # the official prompt may show tags
        raise ValueError(f"{at}field question: holds {fault}")
    if special := re.search(r"<\|\w+\|>", official):
        raise ValueError(f"{at}field question: holds the special token {special[0]!r}")
    official = "<image>" * len(images) + re.sub("<image>", "<image >", official)  # a stray marker is no image
    ours = "\n".join([re.sub("<image>", "<image1>", text.strip()), *([] if bare else lines)])
    labels = re.findall(r"<image(\d+)>", ours)
    if labels and len(set(labels)) == len(labels) == len(images):
        images = [images[sorted(labels, key=int).index(n)] for n in labels]  # in the order of the text
        ours = re.sub(r"<image\d+>", "<image>", ours)
    else:
        ours = "<image>" * len(images) + ours
    base = dict.fromkeys(("question_id", "difficulty", "principle", "domain", "level"))
    return (
        base
        | dict(
            id=f"{name}_{key}",
            problem=ours,
            images=images,
            answer=answer,
            official=official,
            source=name,
            split=split,
            options=lines if options and not bare else None,
            knowledge=[],
        )
        | more
    )


def inline_options(question: str, label: str) -> list[str]:
    """["A. text", ...] of a question that lists its options, each after a match of `label`, whose group is the letter.

    [] unless the letters run A, B, C ... and each has a text: then they are no list, or the options are pictures.
    """
    parts = re.split(label, question)
    texts = [part.strip(" ,;\n") for part in parts[2::2]]
    whole = texts and "".join(parts[1::2]) == LETTERS[: len(texts)] and all(texts)
    return [f"{letter}. {text}" for letter, text in zip(parts[1::2], texts)] if whole else []
