"""Builds the sets of sets.py as parquet files with the official columns: `python data.py build`.

Work items go to parts in OUT/.parts, made by worker processes; a build that was killed goes on from them.
"""

import hashlib
import io
import json
import os
import shutil
import struct
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

import knowledge
from runtime import begin_worker, lock, rank, write_whole

from . import NODES, sets, sheet
from .compose import POCKET_PX

PRO = ["question_id", "question", "image", "difficulty", "knowledge points", "idx", "answer"]  # official columns
OURS = ["id", "principle", "solution", "domain", "numbers", "options", "needs_figure", "program", "level"]
OURS += ["form", "style", "constructions", "facts"]
COLUMNS = {
    "sft": ["messages", "images", "difficulty", "knowledge", "answer", *OURS],
    "standard": ["problem", "images", "answer", "idx", "difficulty", "knowledge points", *OURS],
    "pro": PRO + OURS,
    "eval": [*PRO, *OURS, "split"],
}
TEXT, IMAGE, LIST = datasets.Value("string"), datasets.Image(), datasets.List
KINDS = {"messages": LIST({"role": TEXT, "content": TEXT}), "images": LIST(IMAGE), "image": IMAGE}
KINDS |= dict.fromkeys(("options", "knowledge", "knowledge points", "constructions", "facts"), LIST(TEXT))
KINDS |= {"needs_figure": datasets.Value("bool")}
SCHEMAS = {
    file: datasets.Features({name: KINDS.get(name, TEXT) for name in columns}).arrow_schema
    for file, columns in COLUMNS.items()
}


def png(image, known):
    """The bytes of an image as PNG; known: {id of an image: its bytes} of those that are kept alive beside it."""
    if id(image) not in known:
        known[id(image)] = (saved if image.width <= POCKET_PX else plain)(image)
    return known[id(image)]


def saved(image):
    """A small image as PNG."""
    image.save(file := io.BytesIO(), "PNG")
    return file.getvalue()


def plain(image):
    """An RGB image as PNG whose rows have no filter: for flat colours smaller than Pillow's, in 0.6 of the time."""
    flat, row = image.tobytes(), 3 * image.width
    rows = b"".join(b"\0" + flat[i : i + row] for i in range(0, len(flat), row))
    header = struct.pack(">2I5B", *image.size, 8, 2, 0, 0, 0)  # 8 bits a channel, RGB, no options
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    parts = [struct.pack(">I", len(c)) + kind + c + struct.pack(">I", zlib.crc32(kind + c)) for kind, c in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def row_of(kind, key, place, node, program, p, response, known):
    """One row with the columns of every file. place: number of the problem p in its work item `key`; known: see png."""
    row = {
        "id": f"{key}-{node if kind in ('pro', 'eval') else place}",
        "question_id": key,
        "difficulty": node,
        "problem": p.question,
        "question": p.question,
        "answer": p.answer,
        "solution": p.solution,
        "knowledge": p.knowledge,
        "knowledge points": p.knowledge,
        "principle": p.principle,
        "numbers": repr(p.numbers),
        "domain": program.domain,
        "split": "eval" if kind == "eval" else "train",
        "program": program.name,
        "options": p.options or None,
        "level": knowledge.level(p.knowledge),
        "needs_figure": p.needs_figure,
        "form": p.form or ("options" if p.options else "open"),
        "style": p.images[0].info.get("style") if p.images else None,
        "constructions": p.constructions or None,
        "facts": p.facts or None,
        "images": [],
    }
    row["idx"] = row["id"] if kind == "figures" else key  # questions on one figure share no reward mean
    for image in p.images:
        row["images"].append({"bytes": png(image, known), "path": f"{row['id']}-{len(row['images'])}.png"})
    row["image"] = row["images"][0] if row["images"] else None
    row["messages"] = [{"role": "user", "content": p.question}, {"role": "assistant", "content": response(row)}]
    return row


def write_part(job):
    """Makes the rows of some work items and writes them as one parquet part. Returns the number of items."""
    cfg, file, kind, items, path, response = job
    rows = []
    for i in items:
        program = sets.program_of(cfg, kind, i)[0]
        known, made = {}, sets.problems(cfg, kind, i)
        for j, (node, p) in enumerate(made):
            rows.append(row_of(kind, f"{kind}-{i:06d}", j, node, program, p, response, known))
    table = pa.Table.from_pylist(rows, SCHEMAS[file])
    write_whole(path, lambda temporary: pq.write_table(table, temporary))
    return len(items)


def join(paths, schema, temporary, once):
    """The parts of a file, one after the other, as row groups of one file; returns how many rows were left out.

    once: a single-knowledge problem (nodes a..e) whose text stands in an earlier one is left out.
    """
    seen, left_out = set(), 0
    with pq.ParquetWriter(temporary, schema) as writer:
        for path in paths:
            table = pq.read_table(path, schema=schema)
            if once and "question" in schema.names:
                keep = []
                for node, text in zip(table["difficulty"].to_pylist(), table["question"].to_pylist()):
                    keep.append(node in NODES or text not in seen)
                    seen.add(text)
                left_out += keep.count(False)
                table = table.filter(pa.array(keep))
            writer.write_table(table)
    return left_out


def join_whole(paths, schema, path, once):
    """join() to a file that is there whole or not at all."""
    counts = []
    write_whole(path, lambda temporary: counts.append(join(paths, schema, temporary, once)))
    return counts[0]


def resolved(cfg):
    """The settings with the counts of their size in the place of None, multiplied by cfg.scale."""
    cfg = replace(cfg, **(sets.SIZES[cfg.size] | {k: v for k, v in asdict(cfg).items() if v is not None}))
    return replace(cfg, **{k: max(1, round(n * cfg.scale)) for k in sets.COUNTS if (n := getattr(cfg, k))})


def check_own(out, config):
    """ValueError when a folder holds another finished build, or something else: it would be written over."""
    held = sorted(path.name for path in out.iterdir() if path.name != ".lock")
    file = out / "config.json"
    same = file.is_file() and file.read_text(encoding="utf-8", errors="replace") == config
    if held and not same and not (out / ".parts").is_dir():
        told = "a build with other settings, or something else"
        raise ValueError(f"{out}: holds {told} ({', '.join(held[:3])}): name another --out, or delete it")


def start_parts(out, config):
    """The folder of the parts; emptied when it was left by other settings or another version of the book."""
    parts, book = out / ".parts", Path(__file__).parent
    code = sorted(file for file in book.rglob("*") if file.suffix in (".py", ".tsv", ".toml"))
    stamp = config + hashlib.sha256(b"".join(f.read_bytes() for f in code)).hexdigest()
    if parts.exists() and not ((parts / "stamp").exists() and (parts / "stamp").read_text() == stamp):
        print(f"{parts}: left by other settings or another version of the code; starting anew", file=sys.stderr)
        shutil.rmtree(parts)
    parts.mkdir(parents=True, exist_ok=True)
    write_whole(parts / "stamp", stamp)
    return parts


def make_parts(cfg, parts, response):
    """{file: its parts}, all of them written."""
    workers, files, jobs = cfg.workers or os.cpu_count(), {file: [] for file in sets.KINDS}, []
    for kind, file in ((kind, file) for file, kinds in sets.KINDS.items() for kind in kinds):
        count = getattr(cfg, kind)
        size = max(1, min(25 if cfg.size == "paper" else 200, count // 16))
        for i in range(0, count, size):
            path = parts / f"{kind}-{i:06d}.parquet"
            files[file].append(path)
            if not path.exists():
                jobs.append((cfg, file, kind, range(i, min(i + size, count)), path, response))
    total = sum(getattr(cfg, kind) for kind in sets.COUNTS)
    done = total - sum(len(job[3]) for job in jobs)
    jobs.reverse()  # the long ones, of the last kinds, first: no worker is left with one at the end
    pool = ProcessPoolExecutor(workers, initializer=begin_worker, initargs=(os.getpid(),))
    try:
        with tqdm(None, "items", total, initial=done, leave=False, disable=rank() > 0) as bar:
            for made in pool.map(write_part, jobs) if workers > 1 else map(write_part, jobs):
                bar.update(made)
    finally:
        pool.shutdown(cancel_futures=True)
    return files


def build(cfg, response, check, read):
    """Writes standard, pro, sft and eval .parquet, the dataset card and config.json (the last: the build is whole).

    response(row): the assistant turn of an SFT row; check(folder) -> counts of the written files; read(file): its rows.
    """
    cfg = resolved(cfg)
    out, config = Path(cfg.out), {k: v for k, v in asdict(cfg).items() if k not in ("out", "workers")}
    config = json.dumps(config, indent=1) + "\n"
    lock(out)
    check_own(out, config)
    parts = start_parts(out, config)
    (out / "config.json").unlink(missing_ok=True)
    rows = {}
    for file, paths in make_parts(cfg, parts, response).items():
        left_out = join_whole(paths, SCHEMAS[file], out / f"{file}.parquet", cfg.size == "paper")
        if left_out:
            print(f"{out}: {file}: {left_out} single-knowledge problems left out: their texts stand in earlier ones")
        rows[file] = pq.read_metadata(out / f"{file}.parquet").num_rows
    sheet.card(out, cfg.size, cfg.seed, check(out), (row for _, row in read(out / "eval.parquet")))
    write_whole(out / "config.json", config)
    shutil.rmtree(parts)
    print(f"{out}: " + ", ".join(f"{file} {n} rows" for file, n in rows.items()))
