"""Builds the sets of sets.py as parquet files with the official columns: `python data.py build`.

Work items go to parts in OUT/.parts, made by worker processes; a build that was killed goes on from them.
"""

import hashlib
import io
import json
import os
import shutil
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

import knowledge
from runtime import rank, write_whole

from . import NODES, sets, sheet

PRO = ["question_id", "question", "image", "difficulty", "knowledge points", "idx", "answer"]  # official columns
OURS = ["id", "principle", "solution", "domain", "numbers", "options", "needs_figure", "program", "level"]
OURS += ["form", "style", "constructions"]
COLUMNS = {
    "sft": ["messages", "images", "difficulty", "knowledge", "answer", *OURS],
    "standard": ["problem", "images", "answer", "idx", "difficulty", "knowledge points", *OURS],
    "pro": PRO + OURS,
    "eval": [*PRO, *OURS, "split"],
}
TEXT, IMAGE, LIST = datasets.Value("string"), datasets.Image(), datasets.List
KINDS = {"messages": LIST({"role": TEXT, "content": TEXT}), "images": LIST(IMAGE), "image": IMAGE}
KINDS |= dict.fromkeys(("options", "knowledge", "knowledge points", "constructions"), LIST(TEXT))
KINDS |= {"needs_figure": datasets.Value("bool")}
SCHEMAS = {
    file: datasets.Features({name: KINDS.get(name, TEXT) for name in columns}).arrow_schema
    for file, columns in COLUMNS.items()
}


def png(image, known):
    """The bytes of an image as PNG; known: {id of an image: its bytes} of those that are kept alive beside it."""
    if id(image) not in known:
        image.save(file := io.BytesIO(), "PNG")
        known[id(image)] = file.getvalue()
    return known[id(image)]


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
        program = sets.program_of(cfg, i)[0]
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


def start_parts(out, config):
    """The folder of the parts; emptied when it was left by other settings or another version of the book."""
    parts, book = out / ".parts", Path(__file__).parent
    code = sorted(file for file in book.rglob("*") if file.suffix in (".py", ".tsv"))
    stamp = config + hashlib.sha256(b"".join(f.read_bytes() for f in code)).hexdigest()
    if parts.exists() and not ((parts / "stamp").exists() and (parts / "stamp").read_text() == stamp):
        print(f"{parts}: left by other settings or another version of the code; starting anew", file=sys.stderr)
        shutil.rmtree(parts)
    parts.mkdir(parents=True, exist_ok=True)
    write_whole(parts / "stamp", stamp)
    return parts


def make_parts(cfg, parts, response):
    """{file: its parts}, all of them written."""
    workers, files = cfg.workers or os.cpu_count(), {}
    quiet = (signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    pool = ProcessPoolExecutor(workers, initializer=signal.signal, initargs=quiet)
    try:
        for kind, file in ((kind, file) for file, kinds in sets.KINDS.items() for kind in kinds):
            count = getattr(cfg, kind)
            size = max(1, min(25 if cfg.size == "paper" else 200, count // 16))
            starts = range(0, count, size)
            names = [parts / f"{kind}-{i:06d}.parquet" for i in starts]
            jobs = [
                (cfg, file, kind, range(i, min(i + size, count)), path, response)
                for i, path in zip(starts, names)
                if not path.exists()
            ]
            done = count - sum(len(job[3]) for job in jobs)
            with tqdm(None, kind, count, initial=done, leave=False, disable=rank() > 0 or not count) as bar:
                for made in pool.map(write_part, jobs) if workers > 1 else map(write_part, jobs):
                    bar.update(made)
            files[file] = files.get(file, []) + names
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
