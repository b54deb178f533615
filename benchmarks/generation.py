"""Rows -> generations: what is asked of an engine or a server, and what a prediction tells of each answer."""

import hashlib
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks import named
from benchmarks.predictions import COPIED
from benchmarks.server import Answer


def predict(cfg, engine, make, rows, index: list[int], **more) -> Iterator[list[dict]]:
    """Generate for rows[index] -> of each row, as soon as it is whole: the greedy generation, then the samples, as
    dicts that are not graded yet. cfg: eval.Config; make: row -> prompt; more: for a server's stream."""
    passes = [("greedy", 1, 0.0), ("sample", cfg.samples, cfg.temperature)][: 1 + bool(cfg.samples)]
    open_rows = {}  # number -> (row, prompt, {pass: its generations})

    def jobs():
        for i in index:
            open_rows[i] = rows[i], make(rows[i]), {}
            for mode, n, temperature in passes:
                yield (i, mode), open_rows[i][1], n, temperature

    stream = getattr(engine, "stream", None) or partial(in_batches, engine)
    # what a row draws depends on its number, not on the rows beside it or the rank
    sampling = dict(max_tokens=cfg.max_response, seed=cfg.seed)
    for (i, mode), samples, seconds in stream(jobs(), cfg.batch * len(passes), **sampling, **more):
        row, prompt, found = open_rows[i]
        found[mode] = [generation(s, seconds, mode, k) for k, s in enumerate(samples)]
        if len(found) == len(passes):
            del open_rows[i]
            about = about_row(cfg, i, row, prompt)
            yield [about | made for mode, *_ in passes for made in found[mode]]


def in_batches(engine, jobs: Iterator, size: int, max_tokens: int, seed: int) -> Iterator[tuple]:
    """What engine.stream does, for an engine that is asked batches, a row's greedy job and its samples at once.

    seconds: a generation's share of its batch.
    """
    while chunk := list(islice(jobs, size)):
        prompts, (n, temperature) = {key[0]: prompt for key, prompt, *_ in chunk}, chunk[-1][2:]
        sampling = dict(n=n, temperature=temperature, max_tokens=max_tokens, seed=seed)
        start = time.perf_counter()
        outs = engine.generate(list(prompts.values()), ids=list(prompts), greedy=len(chunk) > len(prompts), **sampling)
        seconds = round((time.perf_counter() - start) / sum(map(len, outs)), 4)
        left = dict(zip(prompts, map(iter, outs), strict=True))
        yield from ((key, list(islice(left[key[0]], n)), seconds) for key, _, n, _ in chunk)


def generation(s, seconds: float, mode: str, k: int) -> dict:
    """What a prediction tells of one sample: rollout.Sample or server.Answer."""
    tokens, more = (s.tokens, s.more) if isinstance(s, Answer) else (len(s.token_ids), {})
    return dict(mode=mode, sample=k, response=s.text, tokens=tokens, seconds=seconds, finished=s.finished, **more)


def about_row(cfg, i: int, row: dict, prompt: dict) -> dict:
    """What a row's predictions have in common."""
    files = [image["bytes"] or Path(image["path"]).read_bytes() for image in row["images"]]
    return dict(
        row=i,
        benchmark=cfg.benchmark,
        model=cfg.served_name or cfg.model,
        prompt_kind=cfg.prompt,
        **{c: row.get(c) for c in COPIED + named(cfg.benchmark).fields},
        **({"program": row["program"]} if row.get("program") else {}),  # of the book
        problem=row["problem"],
        prompt=prompt["text"],
        image_sha256=[hashlib.sha256(file).hexdigest() for file in files],
        gold=row["answer"],
    )
