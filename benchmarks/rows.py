r"""Reading the rows of public benchmarks: files and hub, checked fields, images, options, the record of a row.

Some benchmarks merge a row's images into one picture that carries the labels <image1>, <image2> ...: with several
labels the picture stands in front and the labels stay in the text; one label, or as many as images, is replaced where
it stands.
"""

import json
import math
import os
import re
from pathlib import Path

import pyarrow as pa

import data
from runtime import read_text
from runtime.images import inside, open_image
from runtime.rows import hub_rows
from runtime.texts import once

LETTERS = "ABCDEFGHIJ"
LABEL = re.compile(r"<image(\d+)>")
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
) -> list[tuple[str, Path, dict | ValueError]]:
    """Rows of one split -> [("FILE: row N: ", folder for image paths, raw row)]; [] where a folder does not hold it.

    source: a hub id, a folder, or one file. stem: pattern of the files' names where it is not the split's name. A .json
    file holds a list, or a dict of rows by their id, which becomes the column `key`. A row that is no JSON object is
    the ValueError that says so.
    """
    path = Path(source)
    if not path.exists():
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", source):
            raise ValueError(f"{source}: no file, no folder and no hub id (owner/name)")
        rows = hub_rows(source, config, split)
        return [(f"{source}, {split}: row {n}: ", Path(), row) for n, row in enumerate(rows, 1)]
    out = []
    for file in find(path, stem or re.escape(split)) if path.is_dir() else [path]:
        for n, row in file_rows(file, key):
            at = f"{file}: row {n}: "
            out.append((at, file.parent, parsed(row, at)))
    return out


def file_rows(file: Path, key: str) -> list[tuple[int, object]]:
    """[(number, row)] of one file; of .jsonl the rows are lines yet to be parsed."""
    if file.suffix not in (".jsonl", ".json", ".parquet"):
        raise ValueError(f"{file}: neither .jsonl, .json nor .parquet")
    if file.suffix == ".json":
        rows = read_json(file)
        if isinstance(rows, dict):
            rows = [{key: name, **row} if isinstance(row, dict) else row for name, row in rows.items()]
        return list(enumerate(rows, 1))
    try:
        return list(data.raw_rows(file))
    except (pa.ArrowException, OSError) as e:  # a page that is damaged shows only when it is read
        raise ValueError(f"{file}: not a readable .parquet file: {e}") from e


def read_json(file: Path) -> dict | list:
    """A whole .json file; ValueError names the line that is not UTF-8, or the key that stands twice."""
    if isinstance(found := parsed(read_text(file), f"{file}: ", (list, dict)), ValueError):
        raise found
    return found


def parsed(row: object, at: str, kinds: tuple = (dict,)) -> dict | list | ValueError:
    """A row, or the text of one, as an object; the ValueError that names the place where it is none."""
    try:
        row = json.loads(row, object_pairs_hook=once) if isinstance(row, str) else row
        if isinstance(row, ValueError):  # of data.raw_rows: it could not be read
            return ValueError(f"{at}{row}")
    except (ValueError, RecursionError) as e:
        return ValueError(f"{at}field (all): not JSON: {e}")
    return row if isinstance(row, kinds) else ValueError(f"{at}field (all): {type(row).__name__} is no JSON object")


def half_pair(raw: dict) -> str | None:
    """The field with half a surrogate pair, which is no text that can be written; None without one."""
    for name, value in raw.items():
        value = list(value.values()) if isinstance(value, dict) else value
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and re.search("[\ud800-\udfff]", text):
                return name
    return None


def need(raw: dict, at: str, *names: str, pattern: str = r"\S", empty: bool = False) -> str:
    """The first of the named fields as text (numbers too); ValueError names it if missing or not of the form."""
    name = next((n for n in names if raw.get(n) is not None), next((n for n in names if n in raw), names[0]))
    value = raw.get(name)
    if type(value) is int or type(value) is float and math.isfinite(value):
        value = str(value)
    if not isinstance(value, str) or not empty and not re.search(pattern, value):
        raise ValueError(f"{at}field {name}: missing, or not of the form {pattern}")
    return value


def texts(raw: dict, at: str, name: str) -> list[str]:
    """A field that is a list of texts; [] where it is null or absent."""
    value = [] if raw.get(name) is None else raw[name]
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ValueError(f"{at}field {name}: {value!r:.60} is no list of texts")
    return value


def about(raw: dict, at: str, *names: str) -> dict[str, str | list[str] | None]:
    """{name: text, list of texts, or None} of the field `metadata`, for the tables."""
    meta = raw.get("metadata") or {}
    if not isinstance(meta, dict):
        raise ValueError(f"{at}field metadata: {meta!r:.60} is no JSON object")
    if bad := [n for n in names if not isinstance(meta.get(n), (str, list, type(None)))]:
        raise ValueError(f"{at}field metadata: {bad[0]}: {meta[bad[0]]!r:.60} is no text")
    return {name: texts(meta, at, name) if isinstance(meta.get(name), list) else meta.get(name) for name in names}


class Absent(ValueError):
    """An image file that is not there: of all rows, it is the benchmark that is not at hand."""


def image(raw: dict, at: str, folder: Path, *names: str) -> list[dict]:
    """[{"bytes", "path"}] of the first named field with a value, whole; ValueError where there is none."""
    if (name := next((n for n in names if raw.get(n)), None)) is None:
        raise ValueError(
            f"{at}field {next((n for n in names if n in raw), names[0])}: missing, and every row needs an image"
        )
    out = []
    for value in raw[name] if isinstance(raw[name], list) else [raw[name]]:
        value = value if isinstance(value, dict) else {"bytes": None, "path": value}
        held, path = value.get("bytes"), value.get("path")
        if not isinstance(held or b"", bytes) or not held and not (path and isinstance(path, str)):
            raise ValueError(f"{at}field {name}: expected the path or bytes of an image")
        if not held:
            bases = (folder, folder / "images", folder.parent, folder.parent / "images")
            path = next((str(base / path) for base in bases if os.path.isfile(base / path)), None)
            if path is None:
                raise Absent(f"{at}field {name}: no file {folder / value['path']}")
            inside(folder.parent, os.path.abspath(path), f"{at}field {name}: ")
        out.append({"bytes": held or None, "path": path if isinstance(path, str) else None})
        whole(out[-1], f"{at}field {name}: ")
    return out


def whole(picture: dict, what: str) -> None:
    """ValueError `what...` unless the image is whole. A PNG has checksums (0.3 ms); all others are decoded (5 ms)."""
    if open_image(picture, what, "verify").format != "PNG":
        open_image(picture, what, "load")


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
    direct: str = "",
    inline: bool = False,
    **more,
) -> dict:
    """The record of one row. text: question that may hold <imageN>; options: texts in the order of their letters.

    official: the benchmark's prompt; direct: its prompt for an answer without reasoning, if it has one; inline: their
    images stand at their labels, not in front. ValueError where a text holds a special token of the model.
    """
    lines = [f"{letter}. {option}" for letter, option in zip(LETTERS, options)]
    bare = all(re.fullmatch(rf"\(?{letter}\)?", option.strip()) for letter, option in zip(LETTERS, options))
    if special := re.search(r"<\|\w+\|>", text + official + direct + "".join(options)):
        raise ValueError(f"{at}field question, or its prompt or options: holds the special token {special[0]!r}")
    ours = "\n".join([re.sub("<image>", "<image1>", text.strip()), *([] if bare else lines)])
    labels = LABEL.findall(ours)
    placed = labels and len(set(labels)) == len(labels) == len(images)
    if placed:
        images = [images[sorted(labels, key=int).index(n)] for n in labels]  # in the order of the text
    front = "<image>" * len(images)
    prompts = {"problem": LABEL.sub("<image>", ours) if placed else front + ours}
    for name_, prompt in {"official": official, "direct": direct}.items():
        prompt = prompt.replace("<image>", "<image >")  # a stray marker is no image
        within = inline and placed and LABEL.findall(prompt) == labels
        prompts[name_] = LABEL.sub("<image>", prompt) if within else front + prompt
    if not direct:
        del prompts["direct"]
    base = dict.fromkeys(("question_id", "difficulty", "principle", "domain", "level"))
    own = dict(id=f"{name}_{key}", images=images, answer=answer, source=name, split=split, knowledge=[])
    return base | own | prompts | {"options": lines if options and not bare else None} | more


def inline_options(question: str, label: str) -> list[str]:
    """["A. text", ...] of a question that lists its options, each after a match of `label`, whose group is the letter.

    [] unless the letters run A, B, C ... and each has a text: then they are no list, or the options are pictures.
    """
    parts = re.split(label, question)
    texts = [part.strip(" ,;\n") for part in parts[2::2]]
    whole = texts and "".join(parts[1::2]) == LETTERS[: len(texts)] and all(texts)
    return [f"{letter}. {text}" for letter, text in zip(parts[1::2], texts)] if whole else []
