"""One side of a pair that race.py times: a process that works whenever it is told to, here with our code or a library.

race.py starts `python -m speed.sides NAME PARAMETERS`; the sides that run in the peers' environment are in peers.py.
"""

import itertools
import json
import os
import random
import re
import shutil
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import datasets
import torch

import benchmarks
import data
import eval as evaluation
import model as M
import rewards
import rl
import rollout
import runtime
import sft
from benchmarks import generation
from model import transformers


class Side:
    """What the work of a side has in hand.

    p: the parameters of Bench.race; notes: numbers to report with the present piece of work; suppressed: token ids that
    no side samples, the end-of-turn token among them, so that each response has its full length.
    """

    def __init__(self, p: dict):
        self.p = SimpleNamespace(**p)
        wide = () if p["model"] in M.POCKETS else (784, 250_000)  # what is resized already stays as it is
        self.processor = M.load_processor(p["model"], *wide)
        self.out, self.start, self.notes = os.fdopen(os.dup(1), "w"), time.perf_counter(), {}
        os.dup2(2, 1)  # what libraries print goes to the log
        tokenizer = self.processor.tokenizer
        self.suppressed = sorted({*rollout.decoding.forbidden_ids(tokenizer), tokenizer.eos_token_id})

    def gate(self) -> None:
        """End a piece of work, report it and wait for the word to begin the next; other ranks than the first one wait
        in their next collective."""
        if runtime.rank():
            return
        seconds = time.perf_counter() - self.start
        status = Path("/proc/self/status").read_text()  # not getrusage: its peak begins at the parent's
        peak = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024
        print(json.dumps({**self.notes, "seconds": seconds, "peak_mb": peak}), file=self.out, flush=True)
        if not sys.stdin.readline():
            os._exit(0)  # the other end is gone
        self.notes, self.start = {}, time.perf_counter()

    def step(self, number: int, loss: float, norm: float) -> None:
        """A trainer's call after its optimizer step `number`, from 1: p.piece of them are a piece of work."""
        self.notes["loss"] = [*self.notes.get("loss", []), loss, norm]
        if number % self.p.piece == 0:
            self.gate()

    def first_epoch(self) -> list[dict]:
        """The rows in the order of our first epoch of SFT."""
        ds = data.load(self.p.rows)
        return [ds[i] for step in range(self.p.piece) for i in sft.batch_rows(len(ds), self.p.batch, step, 0)]

    def fixed_responses(self, prompts) -> list[list[list[int]]]:
        """n responses a prompt, of unequal lengths and rewards, that depend on the prompt's ids alone.

        They are for the check that losses are equal: both sides learn from the same tokens.
        """
        tok, out = self.processor.tokenizer, []
        answered = tok("<think>a</think><answer>1</answer>")["input_ids"]
        for ids in prompts:
            rng = random.Random(str([int(i) for i in ids]))
            drawn = [[rng.randrange(200) for _ in range(rng.randrange(1, self.p.tokens))] for _ in range(self.p.n - 1)]
            out.append([x + [tok.eos_token_id] for x in (answered, *drawn)])
        return out


def run_side(works: dict[str, Callable]) -> None:
    """Do the work that the command line names, NAME or NAME:ARGUMENT of `works`, until race.py closes stdin or ends."""
    runtime.end_with_parent()
    name, *argument = sys.argv[1].split(":")
    works[name](Side(json.loads(sys.argv[2])), *argument)


# ---------------------------------------------------------------------------------------------------------------------
# our trainers


def train(side: Side, script, **settings) -> None:
    """script.main, rl.py's or sft.py's."""
    plain, p = runtime.Log.__call__, side.p

    def log(log, step, metrics, samples=()):
        plain(log, step, metrics, samples)
        tokens = metrics["tokens"] if script is sft else metrics["response_tokens"] * p.prompts * p.n
        side.notes = metrics | {"tokens": side.notes.get("tokens", 0) + tokens, "loss": side.notes.get("loss", [])}
        side.step(step, metrics["loss" if script is sft else "pg_loss"], metrics["grad_norm"])

    runtime.Log.__call__ = log
    paths = dict(model=p.model, data=p.rows, out_dir=p.out, wandb="off", device="cpu")
    memory = dict(micro_tokens=p.micro, gradient_checkpointing=p.recompute)
    script.main(script.Config(**paths, **memory, weight_decay=0.0, **settings))
    side.gate()


def ours_rl(side: Side) -> None:
    """rl.py, stage pre; with p.fixed it learns from given responses."""
    p, decode = side.p, side.processor.tokenizer.decode

    def fixed(engine, prompts, *args, **kw):
        made = side.fixed_responses([x["input_ids"] for x in data.encode(prompts, side.processor)])
        return [[rollout.Sample(ids, [0.0] * len(ids), decode(ids[:-1]), True) for ids in group] for group in made]

    rollout.decoding.forbidden_ids = lambda tokenizer: side.suppressed
    rl.watch.ended = lambda *told: None  # an untrained model solves nothing, and its run would end as a failed one
    if p.fixed:
        rollout.TransformersEngine.generate = fixed
    batch = dict(prompts=p.prompts, update_prompts=p.prompts, rollouts=p.n, epochs=10**6, max_steps=p.steps)
    size = dict(max_response=p.tokens, max_prompt=4096, min_pixels=p.pixels, max_pixels=p.pixels)
    loss = dict(advantage="grpo", std=False, kl=0.0, lr=1e-5, importance_cap=0.0)
    train(side, rl, stage="pre", save_every=0, max_mismatch=0.0 if p.fixed else 0.05, **batch, **size, **loss)


def ours_sft(side: Side) -> None:
    """sft.py at a constant learning rate."""
    rate = dict(lr=1e-4, min_lr=1.0, warmup=0.0, beta2=0.999)
    train(side, sft, epochs=1000, batch_size=side.p.batch, min_pixels=784, max_pixels=250_000, **rate)


# ---------------------------------------------------------------------------------------------------------------------
# generation


def ours_generate(side: Side, engine: str = "transformers") -> None:
    """p.n samples of one prompt, from its row on, by an engine of rollout.py; nothing is kept of the prompt before.

    engine: also "hf", transformers' own generate, which is not asked for log-probs.
    """
    p, rollout.decoding.forbidden_ids = side.p, lambda tokenizer: side.suppressed
    processor = M.load_processor(p.model, p.pixels, p.pixels)
    row = data.load(p.rows)[0]
    if engine == "hf":
        model = transformers.Qwen2_5_VLForConditionalGeneration.from_pretrained(p.model, dtype=torch.float32).eval()
    else:
        engine = rollout.make_engine(engine, p.model, processor, torch.device("cpu"), 2048)
    while True:
        prompt = data.prompt(row, processor)
        if engine == "hf":
            side.notes["tokens"] = hf_generate(side, model, prompt)
        else:
            samples = engine.generate([prompt], p.n, 1.0, p.tokens, seed=1)[0]
            side.notes["tokens"] = sum(len(s.token_ids) for s in samples)
            if isinstance(engine, rollout.VllmEngine):
                engine.forget()  # as after each update of its weights
        side.gate()


def hf_generate(side: Side, model, prompt: dict) -> int:
    """Tokens that transformers' generate samples."""
    inputs = left_padded(side.processor, [prompt])
    sampling = dict(do_sample=True, temperature=1.0, top_p=1.0, top_k=0, suppress_tokens=side.suppressed)
    out = model.generate(**inputs, **sampling, num_return_sequences=side.p.n, max_new_tokens=side.p.tokens)
    return out[:, inputs["input_ids"].shape[1] :].numel()


# ---------------------------------------------------------------------------------------------------------------------
# evaluation


def evaluations(side: Side):
    """The config of eval.py for one piece of work after the other; the first one, which warms up, has p.few rows."""
    p, cfg, rollout.decoding.forbidden_ids = side.p, evaluation.defaults("pocket"), lambda tokenizer: side.suppressed
    asked = dict(data=p.rows, model=p.model, out_dir=p.out, samples=p.n, max_response=p.tokens)
    pixels = dict(min_pixels=p.pixels, max_pixels=p.pixels)
    for limit in itertools.chain([p.few], itertools.repeat(0)):
        yield replace(cfg, device="cpu", limit=limit, **asked, **pixels)
        side.gate()


def timed(side: Side, place, **phases: str) -> None:
    """Has the piece of work note the seconds inside functions of a module or object, {name: phase}."""
    for name, phase in phases.items():

        def call(plain, key, *args, **kw):
            start = time.perf_counter()
            out = plain(*args, **kw)
            side.notes[key] = side.notes.get(key, 0.0) + time.perf_counter() - start
            return out

        setattr(place, name, partial(call, getattr(place, name), f"seconds/{phase}"))


def note_answers(side: Side, preds: list[dict]) -> None:
    """Notes what the sides must agree in: their tokens, and the greedy answers (a checksum each)."""
    side.notes["tokens"] = sum(p["tokens"] for p in preds)
    side.notes["greedy"] = [zlib.crc32(p["response"].encode()) for p in preds if p["mode"] == "greedy"]


def ours_evaluate(side: Side) -> None:
    """eval.py, from the file of rows to metrics.json."""
    engine, grade = None, evaluation.grade

    def graded(preds, grader):
        grade(preds, grader)
        note_answers(side, preds)

    evaluation.grade = graded
    timed(side, data, prompt="encode")
    timed(side, evaluation, grade="grade", compute_metrics="metrics")
    for cfg in evaluations(side):
        shutil.rmtree(cfg.out_dir, ignore_errors=True)
        loaded = benchmarks.load_rows(cfg)
        if not engine:
            engine = evaluation.make_engine(cfg, [(cfg, loaded)])
            timed(side, rollout.decoding, prepare="generate", read_prompts="generate", decode="generate")
            timed(side, rollout, encoded="encode")
        evaluation.evaluate(cfg, engine, loaded)


def hf_evaluate(side: Side) -> None:
    """The same predictions by a plain loop over batches of p.batch rows, which asks `generate` twice."""
    p, processor = side.p, M.load_processor(side.p.model, side.p.pixels, side.p.pixels)
    model = transformers.Qwen2_5_VLForConditionalGeneration.from_pretrained(p.model, dtype=torch.float32).eval()
    processor.tokenizer.padding_side, decode = "left", processor.tokenizer.batch_decode
    timed(side, data, prompt="encode")
    timed(side, evaluation, grade="grade", compute_metrics="metrics")
    timed(side, model, generate="generate")
    options = dict(suppress_tokens=side.suppressed, max_new_tokens=p.tokens)
    sampled = dict(do_sample=True, temperature=1.0, top_p=1.0, top_k=0, num_return_sequences=p.n)
    for cfg in evaluations(side):
        (rows, _), preds = benchmarks.load_rows(cfg), []
        for at in range(0, len(rows), p.batch):
            index = range(at, min(at + p.batch, len(rows)))
            prompts = [data.prompt(rows[i], processor) for i in index]
            start = time.perf_counter()
            inputs = left_padded(processor, prompts)
            side.notes["seconds/encode"] += time.perf_counter() - start
            for mode, n, how in ("greedy", 1, dict(do_sample=False)), ("sample", p.n, sampled):
                new = model.generate(**inputs, **options, **how)[:, inputs["input_ids"].shape[1] :]
                for k, (ids, text) in enumerate(zip(new.tolist(), decode(new))):
                    i, answer = index[k // n], rollout.Sample(ids, [], text, False)
                    about = generation.about_row(cfg, i, rows[i], prompts[k // n])
                    preds.append(about | generation.generation(answer, 0.0, mode, k % n))
        with rewards.Grader(cfg.workers) as grader:
            evaluation.grade(preds, grader)
        evaluation.compute_metrics(preds, cfg.seed)
        note_answers(side, preds)


def left_padded(processor, prompts: list[dict]):
    """What generate wants of prompts."""
    texts, images = [x["text"] for x in prompts], [image for x in prompts for image in x["images"]]
    return processor(text=texts, images=images, padding=True, return_tensors="pt", return_mm_token_type_ids=True)


# ---------------------------------------------------------------------------------------------------------------------
# opening a data set


def ours_data(side: Side) -> None:
    """What rl.py does before its first step: rows checked, long prompts left out by their exact length, first batch
    encoded."""
    p, processor = side.p, M.load_processor(side.p.model, 784, 40_000)
    while True:
        side.gate()  # nothing to warm up: a set is opened once
        ds, _ = data.filter_long(data.load(p.rows), processor, 2048)
        data.encode([data.prompt(ds[i], processor) for i in range(32)], processor)
        ds = None  # not held while the next round loads


def hf_data(side: Side) -> None:
    """The same with `datasets` and the processor, which its length filter runs on each row; on fewer rows."""

    def encode(problems, images):
        texts = [problem.replace("<image>", "") for problem in problems]
        asked = [[{"type": "image"}, {"type": "text", "text": text}] for text in texts]
        chats = [[{"role": "user", "content": content}] for content in asked]
        texts = side.processor.apply_chat_template(chats, tokenize=False, add_generation_prompt=True)
        return side.processor(text=texts, images=sum(images, []))

    while True:
        shutil.rmtree(side.p.out, ignore_errors=True)  # its cache
        side.gate()
        ds = datasets.load_dataset("parquet", data_files=side.p.few_rows, split="train", cache_dir=side.p.out)
        ds = ds.cast_column("images", datasets.List(datasets.Image(mode="RGB")))
        ds = ds.filter(lambda r: len(encode([r["problem"]], [r["images"]])["input_ids"][0]) <= 2048)
        encode(ds[:32]["problem"], ds[:32]["images"])


if __name__ == "__main__":
    run_side(
        {f.__name__: f for f in (ours_rl, ours_sft, ours_generate, ours_evaluate, hf_evaluate, ours_data, hf_data)}
    )
