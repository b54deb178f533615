"""Problems for the explorer: rows of any set into pages of PAGE problems, and their figures, by worker processes.

Rows are read in batches, so that memory does not grow with the figures. A page's data are a script that calls
book(name, payload): a page that is opened from disk may not fetch files.
"""

import hashlib
import io
import itertools
import json
import os
from collections import deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from pathlib import Path

import data
from report.formulas import kind, pieces, table
from runtime import begin_worker
from runtime.images import open_image, rgb
from runtime.texts import parse

PAGE = 40  # rows in a file
THUMB = 176  # px, longest side of a thumbnail
COPIED = ("id", "knowledge", "principle", "difficulty", "question_id", "group", "level")  # of a record


def write(out, name, payload):
    """out/data/NAME.js, a script that hands `payload` to the page."""
    text = f"book({json.dumps(name)},{json.dumps(payload, ensure_ascii=False, separators=(',', ':'))});\n"
    (out / "data" / f"{name}.js").write_bytes(text.encode("utf-8", "replace"))  # a lone surrogate becomes "?"


def write_pages(out, name, items, size):
    """Lists of `size` items as NAME-0.js, NAME-1.js ...; returns how many. items: any iterable, read once."""
    items, count = iter(items), 0
    while part := list(itertools.islice(items, size)):
        write(out, f"{name}-{count}", part)
        count += 1
    return count


# ---------------------------------------------------------------------------------------------------------------------
# figures


def figure(image, what, out):
    """Copies an image to out/img, named by its content, with a thumbnail beside it if it is larger than one.

    -> [path below img, width, height (px), 1 if PATH.webp is its thumbnail]. ValueError for what cannot be read.
    """
    raw = image["bytes"] or Path(image["path"]).read_bytes()
    image = {"bytes": raw, "path": image["path"]}
    im = open_image(image, what)
    endings = {"PNG": ".png", "JPEG": ".jpg", "MPO": ".jpg", "GIF": ".gif", "WEBP": ".webp"}  # a browser shows them all
    digest, size, thumb = hashlib.sha256(raw).hexdigest()[:24], im.size, max(im.size) > THUMB
    path = out / "img" / digest[:2] / (digest + endings[im.format])
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_once(path, raw)
    small = path.with_name(path.name + ".webp")
    if thumb and not small.exists():
        write_once(small, thumbnail(rgb(image, what)))
    return [path.relative_to(out / "img").as_posix(), *size, int(thumb)]


def thumbnail(im):
    """Bytes of a WebP of at most THUMB px a side."""
    im.thumbnail((THUMB, THUMB))
    im.save(out := io.BytesIO(), "WEBP", quality=80, method=2)
    return out.getvalue()


def write_once(path, content):
    """Writes a file that another worker may be writing too: the contents are equal, and the first one's stands.

    Nothing reads it before the whole site is done.
    """
    try:
        with open(path, "xb") as f:
            f.write(content)
    except FileExistsError:
        pass


# ---------------------------------------------------------------------------------------------------------------------
# rows


def sources(paths):
    """Yields (set, file, folder of its images, row number, raw row) of files and folders; a set has its file's name."""
    files, names = [], set()
    for path in map(Path, paths):
        found = sorted(f for f in path.glob("*") if f.suffix in (".parquet", ".jsonl")) if path.is_dir() else [path]
        if not found:
            raise ValueError(f"{path}: the folder has no .parquet or .jsonl file")
        files += found
    for file in files:
        name = file.stem if file.stem not in names else f"{file.parent.name}/{file.stem}"
        if name in names:
            raise ValueError(f"{file}: another set has the name {name}, too")
        names.add(name)
        for where, base, rows in data.sources(file, "train"):
            yield from ((name, where, base, n, raw) for n, raw in rows)


def checked(name, where, base, n, raw):
    """The record of data.py for a raw row. A figure with its knowledge and principle and no text, as in the official
    figures.jsonl, gets an empty problem and answer. ValueError names file, row and field."""
    try:
        raw = parse(raw) if isinstance(raw, str) else raw
        alone = (
            isinstance(raw, dict)
            and raw.keys() >= {"image", "knowledge", "principle"}
            and not raw.keys() & {"problem", "question", "messages", "answer"}
        )
        row = data.record(raw | {"problem": "<image>", "answer": "-"} if alone else raw, base, name, n, "train", {})
        return row | {"problem": "", "answer": ""} if alone else row
    except ValueError as e:
        raise ValueError(f"{where}: row {n}: {e}") from e


def make_page(number, rows, out):
    """Writes problems-NUMBER.js and the figures of some raw rows; runs in a worker.

    -> (their entries for the index, formulas that stay text). An entry: see Book.entry in explorer.py.
    """
    math, unread, shown, entries = {}, [], [], []
    for name, where, base, n, raw in rows:
        row = checked(name, where, base, n, raw)
        images = [figure(image, f"{where}: row {n}: field images: ", out) for image in row["images"]]
        problem = row["problem"]
        if problem.count("<image>") == 1:  # the figure is shown above the text
            problem = problem.replace("<image>", "").strip()
        texts = {"problem": problem, "answer": row["answer"], "solution": row["solution"]}
        shown.append(
            {
                "set": name,
                **{k: pieces(text, math, unread) for k, text in texts.items()},
                "options": [pieces(option, math, unread) for option in row["options"] or ()],
                "images": images,
                **{k: row[k] for k in COPIED},
            }
        )
        entries.append(
            {
                "set": name,
                "place": f"{where}: row {n}",
                "text": problem,
                "kind": kind(row["answer"], row["options"]),
                "images": tuple(path for path, *_ in images),
                **{k: row[k] for k in COPIED},
            }
        )
    write(out, f"problems-{number}", {"rows": shown, "math": table(math)})
    return entries, unread


def pages(paths, out, workers):
    """Yields the results of make_page in order; at most a few pages are held at a time."""
    rows, waiting = sources(paths), deque()
    parts = iter(lambda: list(itertools.islice(rows, PAGE)), [])
    pool = ProcessPoolExecutor(workers, initializer=begin_worker, initargs=(os.getpid(),))
    try:
        for number, part in enumerate(parts):
            waiting.append(pool.submit(make_page, number, part, out))
            if len(waiting) > 3 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenExecutor as e:
        raise OSError(f"a worker process ended (out of memory?): {e}") from e
    finally:
        pool.shutdown(cancel_futures=True)
