"""Speed and memory of each stage beside what one would use instead, in one run: same machine, model, rows, threads, fp32.

    python bench.py                              every row; prints a table, writes bench.json
    python bench.py --only rl sft --repeats 5    some rows: rl sft memory generate advantage scheduler data grade start scale
    python bench.py --size tiny --repeats 1      what the tests run: small work, numbers without meaning

A side of a pair is a process of its own; each starts and warms up, then they take turns, one piece of work each, while the others
wait (small pairs: within one process). Where the algorithm is the same, the sides get the same tokens, and their losses and gradient
norms must agree to 1e-3, else it is an error. TRL and ms-swift live in an environment of their own, made at the first use with pip
(--peers); it borrows torch and transformers from the present one. The table has medians [least, most].
Made equal: the end-of-turn token is suppressed, so that each response has its full length; TRL gets our rows in our order, images of
our size, our grader; recomputation on neither side (memory: on both), KL off, advantages without the standard deviation (the two add
different epsilons), saving apart. Each side has the micro-batch it was fastest with in a trial (RL: 4,096 tokens here, 128
sequences there, 8 at 100M; SFT: 4,096 tokens here, TRL's default of 8 sequences there, also for ms-swift). Liger, vLLM and packing are for GPUs
only in TRL and ms-swift.
"Released way" is our own plain rendering of how the released code goes about it. Advantages: lists of tensor scalars for each group,
sorted and averaged in loops (EasyR1's manner); the notes have the same over plain floats. Scheduler: a scan of all questions a batch.
"Limit" is what the machine cannot go beyond, measured at the start (fp32 operations of a matrix product, bytes of a large copy, calls
of an empty Python function), or what the work needs in any case; beside it, the share that we reach.
"""

import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Literal

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
import torch

import data
import model as M
import rewards
import rl
import rollout
import runtime
import sft
from model import Qwen2_5_VLForConditionalGeneration, transformers
from runtime import run_cli
from scheduler import Scheduler, next_step
from speed import grading

ROOT = Path(__file__).resolve().parent.parent
PINS = [  # the TRL that goes with transformers 5.19 and torch 2.13; ms-swift and what it imports
    "trl==1.16.0",
    "accelerate==1.15.0",
    "ms-swift==4.6.0",
    "peft==0.20.0",
    "modelscope==1.40.2",
    "modelscope-hub==0.5.1",
    "json_repair==0.64.6",
    "simplejson==4.3.0",
    "qwen-vl-utils==0.0.14",
]
ROWS = ("rl", "sft", "memory", "generate", "advantage", "scheduler", "data", "grade", "start", "scale")
RIVALS = {  # pair -> {rival: method of Side}; ours is ours_PAIR; trl_* and swift_* run in the peers' environment
    "rl": {"TRL 1.16 GRPOTrainer": "trl_rl"},
    "sft": {"TRL 1.16 SFTTrainer": "trl_sft", "ms-swift 4.6": "swift_sft"},
    "data": {"datasets and the processor": "hf_data"},
    "generate": {"transformers generate": "ours_generate:hf", "vLLM on CPU": "ours_generate:vllm"},
}
REACH = {  # least ratio to ours
    "TRL 1.16 GRPOTrainer": 2.5,
    "TRL 1.16 SFTTrainer": 1.5,
    "ms-swift 4.6": 1.5,
    "transformers generate": 2,
    "datasets and the processor": 5,
    "released way (lists of tensors)": 50,
    "Math-Verify": 20,
}
SHAPES = {  # changes of the pocket model's text and vision part
    "pocket": ({}, {}),
    "vocabulary": (dict(vocab_size=152_064, max_position_embeddings=8192), {}),
    "100M": (
        dict(
            hidden_size=512,
            intermediate_size=1536,
            num_hidden_layers=10,
            layer_types=["full_attention"] * 10,  # 30M, embedding 34M
            num_attention_heads=8,
            num_key_value_heads=2,
            vocab_size=65_536,
            rope_parameters={"rope_type": "default", "rope_theta": 1e6, "mrope_section": [8, 12, 12]},
        ),
        dict(
            depth=8,
            hidden_size=512,
            intermediate_size=1536,
            num_heads=8,
            out_hidden_size=512,
            fullatt_block_indexes=[3, 7],
        ),
    ),
}  # 35M
SIZES = {  # the work of each row
    "full": dict(
        rl=[dict(model="pocket", prompts=32, n=8, tokens=48), dict(model="100M", prompts=8, n=8, tokens=128)],
        sft=128,
        batch=64,
        long=4096,
        generate=["pocket", "100M"],
        new=128,
        groups=128,
        questions=(1_000, 1_000_000),
        steps=40,
        rows=100_000,
        few=5_000,
        pairs=10_000,
        times=(1, 4, 16),
        lengths=(128, 512, 2048),
    ),
    "tiny": dict(
        rl=[dict(model="pocket", prompts=4, n=2, tokens=16)],
        sft=4,
        batch=4,
        long=128,
        generate=["pocket"],
        new=4,
        groups=4,
        questions=(50, 500),
        steps=3,
        rows=80,
        few=40,
        pairs=40,
        times=(1, 2),
        lengths=(4, 8),
    ),
}


@dataclass
class Config:
    only: tuple[Literal[ROWS], ...] = ROWS  # rows to measure
    repeats: int = 5  # rounds of each pair after one that warms up
    out: str = "bench.json"  # every number of every round
    work: str = "out/bench"  # models, rows and logs of the sides
    peers: str = ".venv-peers"  # environment of the peers, made when it is missing
    threads: int = 1  # of each side, as in run.sh; the 100M model takes all cores
    size: Literal["full", "tiny"] = "full"  # full, or tiny: the tests' size


def clock(work) -> float:
    """Seconds that work() takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Side:
    """One side of a pair: `python bench.py side NAME PARAMETERS` calls its method NAME, or NAME:ARGUMENT.

    p: the parameters of Bench.race; notes: numbers to report with the present piece of work.
    """

    def __init__(self, p: dict):
        self.p, self.processor = SimpleNamespace(**p), M.load_processor(p["model"])
        self.out, self.start, self.notes = os.fdopen(os.dup(1), "w"), time.perf_counter(), {}
        os.dup2(2, 1)  # what libraries print goes to the log
        self.suppressed = sorted(
            {*rollout.forbidden_ids(self.processor.tokenizer), self.processor.tokenizer.eos_token_id}
        )

    def gate(self):
        """End a piece of work, report it and wait for the word to begin the next."""
        seconds = time.perf_counter() - self.start
        peak = re.search(
            r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text()
        )  # getrusage's begins at the parent's
        print(json.dumps({**self.notes, "seconds": seconds, "peak_mb": int(peak[1]) / 1024}), file=self.out, flush=True)
        if not sys.stdin.readline():
            os._exit(0)  # the other end is gone
        self.notes, self.start = {}, time.perf_counter()

    def step(self, number: int, loss: float, norm: float):
        """A trainer's call after its optimizer step `number`, from 1: p.piece of them are a piece of work."""
        self.notes["loss"] = [*self.notes.get("loss", []), loss, norm]
        if number % self.p.piece == 0:
            self.gate()

    def steps(self, base):
        """A trainer's callback, of its class `base`, that calls step."""

        class Steps(base):
            def on_log(callback, args, state, control, logs, **kw):
                if "grad_norm" in logs:
                    self.step(state.global_step, logs["loss"], logs["grad_norm"])

        return Steps

    def first_epoch(self) -> list[dict]:
        """The rows in the order of our first epoch of SFT."""
        ds = data.load(self.p.rows)
        return [ds[i] for step in range(self.p.piece) for i in sft.batch_rows(len(ds), self.p.batch, step, 0)]

    def ours(self, script, **settings):
        """script.main, rl.py's or sft.py's."""
        plain, p = runtime.Log.__call__, self.p

        def log(log, step, metrics, samples=()):
            plain(log, step, metrics, samples)
            tokens = metrics["tokens"] if script is sft else metrics["response_tokens"] * p.prompts * p.n
            self.notes = metrics | {"tokens": self.notes.get("tokens", 0) + tokens, "loss": self.notes.get("loss", [])}
            self.step(step, metrics["loss" if script is sft else "pg_loss"], metrics["grad_norm"])

        runtime.Log.__call__ = log
        script.main(
            script.Config(
                model=p.model,
                data=p.rows,
                out_dir=p.out,
                micro_tokens=p.micro,
                gradient_checkpointing=p.recompute,
                weight_decay=0.0,
                wandb="off",
                device="cpu",
                **settings,
            )
        )
        self.gate()

    def trl(self, trainer, config, batch: int, rows: list[dict], more: dict, **settings):
        """A trainer of TRL, `batch` sequences of `rows` a step; more: options of the trainer, settings: of its config."""
        size = min(self.p.trl_batch, batch)
        model = Qwen2_5_VLForConditionalGeneration.from_pretrained(self.p.model, dtype="float32")
        model.accepts_loss_kwargs = (
            True  # SFT: the mean over the tokens of the batch, as ours, and not of the micro-batches' means
        )
        args = config(
            output_dir=self.p.out,
            per_device_train_batch_size=size,
            gradient_accumulation_steps=batch // size,
            weight_decay=0.0,
            adam_beta2=0.999,
            lr_scheduler_type="constant",
            max_grad_norm=1.0,
            gradient_checkpointing=self.p.recompute,
            bf16=False,
            use_cpu=True,
            logging_steps=1,
            report_to="none",
            disable_tqdm=True,
            **settings,
        )
        trainer(
            model=model,
            args=args,
            train_dataset=datasets.Dataset.from_list(rows),
            callbacks=[self.steps(transformers.TrainerCallback)()],
            processing_class=self.processor,
            **more,
        ).train()
        self.gate()

    def fixed_responses(self, prompts) -> list[list[list[int]]]:
        """n responses a prompt, of unequal lengths and rewards, that depend on the prompt's ids alone: for the equality check."""
        tok, out = self.processor.tokenizer, []
        for ids in prompts:
            rng = random.Random(str([int(i) for i in ids]))
            drawn = [[rng.randrange(200) for _ in range(rng.randrange(1, self.p.tokens))] for _ in range(self.p.n - 1)]
            out.append(
                [x + [tok.eos_token_id] for x in (tok("<think>a</think><answer>1</answer>")["input_ids"], *drawn)]
            )
        return out

    def ours_rl(self):
        p, decode = self.p, self.processor.tokenizer.decode

        def fixed(engine, prompts, *args, **kw):
            made = self.fixed_responses([x["input_ids"] for x in data.encode(prompts, self.processor)])
            return [[rollout.Sample(ids, [0.0] * len(ids), decode(ids[:-1]), True) for ids in group] for group in made]

        rollout.forbidden_ids = lambda tokenizer: self.suppressed
        if p.fixed:
            rollout.TransformersEngine.generate = fixed
        self.ours(
            rl,
            stage="pre",
            prompts=p.prompts,
            update_prompts=p.prompts,
            rollouts=p.n,
            max_response=p.tokens,
            max_prompt=4096,
            epochs=10**6,
            max_steps=p.steps,
            min_pixels=p.pixels,
            max_pixels=p.pixels,
            advantage="grpo",
            std=False,
            kl=0.0,
            lr=1e-5,
            importance_cap=0.0,
            save_every=0,
            max_mismatch=0.0 if p.fixed else 0.05,
        )

    def trl_rl(self):
        """GRPOTrainer with the dapo loss, which is the mean over all tokens, as ours."""
        from trl import GRPOConfig, GRPOTrainer

        p, plain = self.p, GRPOTrainer._generate_single_turn

        def generate(trainer, prompt_ids, *args, **kw):
            start = time.perf_counter()
            out = (
                (sum(self.fixed_responses(prompt_ids[:: p.n]), []), None)
                if p.fixed
                else plain(trainer, prompt_ids, *args, **kw)
            )
            self.notes |= {"seconds/rollout": time.perf_counter() - start, "tokens": sum(map(len, out[0]))}
            return out

        def reward(completions, answer, options, **_):
            start, score = time.perf_counter(), rewards.score([c[0]["content"] for c in completions], answer, options)
            self.notes["seconds/reward"] = time.perf_counter() - start
            return score["overall"]

        GRPOTrainer._generate_single_turn = generate
        rows = [
            dict(
                prompt=data.messages(r),
                images=data.open_images(r, p.pixels, p.pixels),
                answer=r["answer"],
                options=r["options"],
            )
            for r in data.load(p.rows)
        ]
        self.trl(
            GRPOTrainer,
            GRPOConfig,
            p.prompts * p.n,
            rows,
            dict(reward_funcs=reward),
            num_generations=p.n,
            max_steps=p.steps,
            max_completion_length=p.tokens,
            learning_rate=1e-5,
            beta=0.0,
            epsilon=0.2,
            epsilon_high=0.3,
            loss_type="dapo",
            scale_rewards="none",
            save_strategy="steps",
            save_steps=p.steps,
            generation_kwargs={"suppress_tokens": self.suppressed},
        )

    def ours_sft(self):
        self.ours(
            sft,
            epochs=1000,
            batch_size=self.p.batch,
            lr=1e-4,
            min_lr=1.0,
            warmup=0.0,
            beta2=0.999,
            min_pixels=784,
            max_pixels=250_000,
        )

    def trl_sft(self):
        """SFTTrainer on the same texts in the order of our first epoch."""
        from trl import SFTConfig, SFTTrainer

        rows, end = [], self.processor.tokenizer.eos_token
        for row in self.first_epoch():
            asked = data.prompt(row, self.processor, 784, 250_000)
            rows.append(dict(prompt=asked["text"], images=asked["images"], completion=data.response(row) + end))
        SFTTrainer._get_train_sampler = lambda trainer, dataset=None: torch.utils.data.SequentialSampler(
            trainer.train_dataset
        )
        self.trl(
            SFTTrainer,
            SFTConfig,
            self.p.batch,
            rows,
            {},
            num_train_epochs=1000,
            learning_rate=1e-4,
            max_length=None,
            save_strategy="no",
        )

    def swift_sft(self):
        """ms-swift's sft_main on the rows of trl_sft; it packs only with flash attention, its template knows only Qwen's vocabulary."""
        from swift import SftArguments, sft_main
        from swift.callbacks import TrainerCallback as Callback
        from swift.callbacks import callbacks_map
        from swift.template import TEMPLATE_MAPPING

        p, rows, batch = self.p, [], min(self.p.trl_batch, self.p.batch)
        for row in self.first_epoch():
            texts = {"user": f"{row['problem']}\n{data.INSTRUCTION}", "assistant": data.response(row)}
            rows.append({"messages": [{"role": k, "content": v} for k, v in texts.items()], "images": row["images"]})
        datasets.Dataset.from_list(rows).to_parquet(file := p.rows.replace(".parquet", "_swift.parquet"))
        template = TEMPLATE_MAPPING["qwen2_5_vl"]
        template.suffix = [self.processor.tokenizer.eos_token]  # its own also teaches the line break behind the turn
        template.template_cls.image_token_id = self.processor.image_token_id
        callbacks_map["steps"] = self.steps(Callback)
        sft_main(
            SftArguments(
                model=p.model,
                model_type="qwen2_5_vl",
                template="qwen2_5_vl",
                dataset=[file],
                output_dir=p.out,
                num_train_epochs=1000,
                per_device_train_batch_size=batch,
                gradient_accumulation_steps=p.batch // batch,
                tuner_type="full",
                freeze_vit=False,
                freeze_aligner=False,
                torch_dtype="float32",
                bf16=False,
                use_cpu=True,
                learning_rate=1e-4,
                adam_beta2=0.999,
                lr_scheduler_type="constant",
                weight_decay=0.0,
                max_grad_norm=1.0,
                gradient_checkpointing=p.recompute,
                max_length=8192,
                dataset_shuffle=False,
                train_dataloader_shuffle=False,
                callbacks=["steps"],
                report_to=["none"],
                logging_steps=1,
                save_strategy="no",
                disable_tqdm=True,
                check_model=False,
            )
        )

    def ours_generate(self, engine="transformers"):
        """p.n samples of one prompt by an engine of rollout.py, or by transformers' generate, which is not asked for log-probs."""
        p, rollout.forbidden_ids = self.p, lambda tokenizer: self.suppressed
        prompt = data.prompt(data.load(p.rows)[0], self.processor, p.pixels, p.pixels)
        if engine == "hf":
            model = Qwen2_5_VLForConditionalGeneration.from_pretrained(p.model, dtype=torch.float32).eval()
        else:
            engine = rollout.make_engine(engine, p.model, torch.device("cpu"), 2048)
        while True:
            if engine == "hf":
                inputs = self.processor(
                    text=[prompt["text"]], images=prompt["images"], return_tensors="pt", return_mm_token_type_ids=True
                )
                out = model.generate(
                    **inputs,
                    do_sample=True,
                    temperature=1.0,
                    top_p=1.0,
                    top_k=0,
                    num_return_sequences=p.n,
                    max_new_tokens=p.tokens,
                    suppress_tokens=self.suppressed,
                )
                self.notes["tokens"] = out[:, inputs["input_ids"].shape[1] :].numel()
            else:
                self.notes["tokens"] = sum(
                    len(s.token_ids) for s in engine.generate([prompt], p.n, 1.0, p.tokens, seed=1)[0]
                )
            self.gate()

    def ours_data(self):
        """Rows checked, long prompts left out by their exact length, first batch encoded: what rl.py does before its first step."""
        while True:
            self.gate()  # nothing to warm up: a set is opened once
            ds, _ = data.filter_long(data.load(self.p.rows), self.processor, 2048, 784, 40_000)
            data.encode([data.prompt(ds[i], self.processor, 784, 40_000) for i in range(32)], self.processor)
            ds = None  # not held while the next round loads

    def hf_data(self):
        """The same with `datasets` and the processor, which its length filter runs on each row; on fewer rows."""

        def encode(problems, images):
            ask = lambda text: [{"type": "image"}, {"type": "text", "text": text.replace("<image>", "")}]
            chats = [[{"role": "user", "content": ask(problem)}] for problem in problems]
            texts = self.processor.apply_chat_template(chats, tokenize=False, add_generation_prompt=True)
            return self.processor(text=texts, images=sum(images, []))

        while True:
            shutil.rmtree(self.p.out, ignore_errors=True)  # its cache
            self.gate()
            ds = datasets.load_dataset("parquet", data_files=self.p.few_rows, split="train", cache_dir=self.p.out)
            ds = ds.cast_column("images", datasets.List(datasets.Image(mode="RGB")))
            ds = ds.filter(lambda r: len(encode([r["problem"]], [r["images"]])["input_ids"][0]) <= 2048)
            encode(ds[:32]["problem"], ds[:32]["images"])


def released_advantages(rewards, groups: list, mean, std) -> list[list]:
    """Principle means [N][n] by a list of scores a group, a sort of each variant and loops over single scores.

    rewards: a tensor [N, n] (taken apart into scalars) or lists of floats; mean, std (population) of a list of scores.
    The formula is that of rewards.advantages, kind principle_rank.
    """
    scores, members = [list(row) for row in rewards], {}
    out = [[None] * len(row) for row in scores]
    for i, group in enumerate(groups):
        members.setdefault(group, []).append(i)
    for rows in members.values():
        every = [x for i in rows for x in scores[i]]
        mu, sigma = mean(every), std(every)
        order = {i: sorted(range(len(scores[i])), key=lambda j: -scores[i][j]) for i in rows}
        for rank in range(len(scores[0])):
            value = (mean([scores[i][order[i][rank]] for i in rows]) - mu) / (sigma + 1e-6)
            for i in rows:
                out[i][order[i][rank]] = value
    return out


def mixed(row, rng):
    """What makes an SFT row one with an image of 84 to 252 px and a solution of up to 8 times the length."""
    pixels, image = (84 * rng.randint(1, 3)) ** 2, io.BytesIO()
    data.open_images(row, pixels, pixels)[0].save(image, "PNG")
    return {
        "solution": " ".join([row["solution"]] * rng.randint(1, 8)),
        "images": [{"bytes": image.getvalue(), "path": None}],
    }


class Bench:
    """The run: settings, machine, files; row_NAME methods measure and print."""

    def __init__(self, cfg: Config):
        self.cfg, self.size, self.lines, self.work = cfg, SIZES[cfg.size], [], Path(cfg.work).resolve() / cfg.size
        self.work.mkdir(parents=True, exist_ok=True)
        a, x, y, empty = torch.randn(2048, 2048), torch.randn(1 << 26), torch.empty(1 << 26), lambda: None
        self.flops, self.bytes, best = {}, {}, lambda work: min(clock(work) for _ in range(5))
        for threads in (os.cpu_count(), cfg.threads):  # of so many threads, a second
            torch.set_num_threads(threads)
            self.flops[threads], self.bytes[threads] = (
                2 * 2048**3 / best(lambda: a @ a),
                2 * 4 * len(x) / best(lambda: y.copy_(x)),
            )
        self.calls = 1e6 / best(lambda: [empty() for _ in range(10**6)])
        cpu = re.search(r"model name\s*: (.*)|$", Path("/proc/cpuinfo").read_text())[1]
        self.machine = f"{cpu}, {os.cpu_count()} cores; " + "; ".join(
            f"{t} threads: {self.flops[t] / 1e9:.0f} GFLOP/s fp32, {self.bytes[t] / 1e9:.1f} GB/s copied"
            for t in self.flops
        )
        print(self.machine)

    # ---- files
    def rows(self, name: str, count: int, file: str, change=lambda row, rng: {}) -> str:
        """A set of `count` rows of a small build of the book, over and over; change(row, rng): fields that differ."""
        if not (self.work / "data").exists():
            build = [
                sys.executable,
                "data.py",
                "build",
                "--size",
                "pocket",
                "--scale",
                "0.02",
                "--out",
                self.work / "data",
            ]
            subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        known, rng, out = (
            data.load(str(self.work / f"data/{file}.parquet")).to_list(),
            random.Random(0),
            self.work / f"{name}.parquet",
        )
        rows = [row | change(row, rng) | {"id": f"r{i}"} for i in range(count) for row in [known[i % len(known)]]]
        pq.write_table(
            pa.Table.from_pylist(rows, data.FIELDS.arrow_schema), out, use_dictionary=False, compression="none"
        )  # each row holds its image, as if all differed
        return str(out)

    def model(self, name: str) -> str:
        """A folder with a model of SHAPES, random weights, and the pocket processor."""
        processor, folder = M.load_processor("pocket"), self.work / name
        config = M.pocket_config(processor.tokenizer)
        config.text_config.update(SHAPES[name][0])
        config.vision_config.update(SHAPES[name][1])
        torch.manual_seed(0)
        Qwen2_5_VLForConditionalGeneration._from_config(config, dtype=torch.float32).save_pretrained(folder)
        processor.save_pretrained(folder)
        return str(folder)

    def peers_python(self) -> str:
        """Python of the peers' environment; makes it (pip, PINS) when it is missing."""
        home = Path(self.cfg.peers).resolve()
        if not (home / "ready").exists():
            print(f"making {home}: {' '.join(PINS)}", flush=True)
            subprocess.run([sys.executable, "-m", "venv", home], check=True)
            site = next(home.glob("lib/python*/site-packages"))
            (site / "borrowed.pth").write_text(
                f"{Path(torch.__file__).parents[1]}\n"
            )  # torch, transformers, datasets ...
            subprocess.run([home / "bin/python", "-m", "pip", "install", "-q", "--no-deps", *PINS], check=True)
            (home / "ready").touch()
        return str(home / "bin/python")

    # ---- measuring
    def threads(self, p: dict) -> int:
        return os.cpu_count() if p["model"].endswith("100M") else self.cfg.threads

    def parameters(self, p: dict) -> dict[str, int]:
        """Of the decoder layers, the head, the vision blocks, and all (a tied head once)."""
        policy = M.load_model(p["model"], torch.device("cpu"))
        parts = {
            "layers": policy.model.language_model.layers,
            "head": policy.lm_head,
            "vision": policy.model.visual.blocks,
            "all": policy,
        }
        return {k: sum(w.numel() for w in part.parameters()) for k, part in parts.items()}

    def flops_share(self, p: dict, passes: int, responses: float, pixels: tuple[int, int], seconds: float) -> float:
        """Share of the machine's FLOPs in a step or epoch: `passes` a parameter and token (6 to learn, 2 to generate), each prompt
        and image once, the head on the `responses` tokens alone."""
        processor, n = M.load_processor(p["model"]), self.parameters(p)
        encs = data.encode([data.prompt(r, processor, *pixels) for r in data.load(p["rows"])], processor)
        prompts, patches = sum(len(e["input_ids"]) for e in encs), sum(len(e["pixel_values"]) for e in encs)
        least = passes * (n["layers"] * (prompts + responses) + n["head"] * responses + n["vision"] * patches)
        return least / self.flops[self.threads(p)] / seconds

    def start(self, name: str, p: dict) -> tuple[Path, subprocess.Popen]:
        """(log, process) of a side with an empty folder p["out"]."""
        python, log, out = sys.executable, self.work / f"{name}.log", self.work / f"out_{name}"
        if name.startswith(("trl", "swift")):
            python = self.peers_python()
        shutil.rmtree(out, ignore_errors=True)
        environment = os.environ | {
            "OMP_NUM_THREADS": str(self.threads(p)),
            "TOKENIZERS_PARALLELISM": "false",
            "HF_HUB_OFFLINE": "1",
        }
        with open(log, "w") as file:
            return log, subprocess.Popen(
                [python, __file__, "side", name, json.dumps(p | {"out": str(out)})],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                text=True,
                cwd=ROOT,
                env=environment,
            )

    def race(self, pair: str, p: dict, rounds: int, alone: bool = False) -> dict[str, list[dict]]:
        """{side: its results} of a round that warms up and `rounds` in which ours and the rivals (alone: only ours) take turns.

        p: what each Side gets, with "out", a folder of its own. ValueError when a side dies (with the end of its log), or when the
        losses of the first round differ (unless p["fixed"] says that the sides sample).
        """
        names = {"ours": f"ours_{pair}"} | ({} if alone else RIVALS[pair])
        if self.cfg.size == "tiny":
            names.pop("vLLM on CPU", None)  # starts slowly
        sides, results = {}, {side: [] for side in names}
        try:
            for turn in range(rounds + 1):
                for side, name in names.items():
                    if turn == 0:  # a side starts and warms up alone
                        sides[side] = self.start(name, p)
                    log, process = sides[side]
                    if turn:
                        print("go", file=process.stdin, flush=True)
                    if not (line := process.stdout.readline()):
                        raise ValueError(
                            f"{side}: a side died; {log} ends: {' | '.join(log.read_text().splitlines()[-3:])}"
                        )
                    results[side].append(json.loads(line))
        finally:
            for _, process in sides.values():
                process.kill()
                process.communicate()
        if p.get("fixed", True):
            self.same({side: found[0].get("loss", []) for side, found in results.items()})
        return results

    def same(self, numbers: dict[str, list[float]]):
        """ValueError unless the sides' numbers agree to 1e-3, and are not all nought."""
        for side, theirs in numbers.items():
            gaps = [abs(x - y) / max(abs(x), 1e-2) for x, y in zip(numbers["ours"], theirs, strict=True)]
            if not all(gap <= 1e-3 for gap in gaps) or theirs and not any(theirs):
                raise ValueError(
                    f"the sides differ by {max(gaps):.2g}: ours {numbers['ours'][:4]}, {side} {theirs[:4]}"
                )

    def in_turns(self, *works) -> list[list[float]]:
        """Seconds that each of `works` takes in this process, --repeats times in turns after one that warms up."""
        rounds = [[clock(work) for work in works] for _ in range(self.cfg.repeats + 1)]
        return [list(took) for took in zip(*rounds[1:])]

    def line(
        self,
        row: str,
        values: dict[str, list[float]],
        unit: str,
        reach: float | None = None,
        most: float | None = None,
        limit="-",
        share: float | None = None,
        notes="",
    ):
        """Keep and print a line for each rival of values {side: a number a round}, or one for ours alone.

        reach: least ratio rival / ours (of rates: ours / rival) where it is not that of REACH; most: upper bound of ours; share of `limit`.
        """
        show = lambda v: f"{median(v):,.4g} [{min(v):,.4g}, {max(v):,.4g}] {unit}" if v else "-"
        for rival in list(values)[1:] or ["-"]:
            ours, theirs, wanted = values["ours"], values.get(rival, []), reach or REACH.get(rival)
            ratio = (median(ours) / median(theirs)) ** (1 if unit.endswith("/s") else -1) if theirs else None
            met = ratio >= wanted if wanted else median(ours) <= most if most else None
            cells = [
                row,
                show(ours),
                rival,
                show(theirs),
                f"{ratio:.2f}" if ratio else "-",
                "-"
                if met is None
                else ("yes" if met else "no") + (f" ({wanted:.3g} times)" if wanted else f" (at most {most:,g})"),
                limit + (f": {share:.2%}" if share else ""),
                notes,
            ]
            self.lines.append(
                dict(
                    row=row,
                    ours=ours,
                    unit=unit,
                    against=rival,
                    rival=theirs,
                    ratio=ratio,
                    reach=wanted,
                    most=most,
                    met=met,
                    limit=limit,
                    share=share,
                    notes=notes,
                    shown=f"| {' | '.join(cells)} |",
                )
            )
            print(self.lines[-1]["shown"], flush=True)

    # ---- the rows
    def row_rl(self, shapes: tuple[dict, ...] = (), repeats: int = 0):
        """Lines in tokens/s, with the seconds and shares of the phases; what is not named of a rival's step is its update. shapes, repeats:
        of row_scale, which has no rivals."""
        for shape in shapes or self.size["rl"]:
            big, tokens, rounds = (
                shape["model"] == "100M",
                shape["prompts"] * shape["n"] * shape["tokens"],
                repeats or self.cfg.repeats,
            )
            p = shape | dict(
                model=self.model(shape["model"]),
                rows=self.rows("rl", shape["prompts"], "standard"),
                micro=4096,
                pixels=50_176 if big else 7056,
                recompute=False,
                trl_batch=8 if big else 128,
                piece=1,
                steps=rounds + 1,
            )
            notes, values = [], {}
            if not shapes:
                self.race("rl", p | dict(fixed=True), 0)
                notes.append("loss and gradient norm equal to 1e-3")
            for side, (_, *steps, last) in self.race(
                "rl", p | dict(fixed=False), rounds + 1, alone=bool(shapes)
            ).items():
                phase = {
                    k: median(x.get(f"seconds/{k}", 0.0) for x in steps)
                    for k in ("rollout", "reward", "logprobs", "update", "sync")
                }
                total = median(x["seconds"] for x in steps)
                phase["update"] = phase["update"] or total - sum(phase.values())
                parts = ", ".join(f"{k} {v:.3g} s ({v / total:.0%})" for k, v in phase.items())
                notes.append(f"{side}: {parts}, save {last['seconds']:.2g} s")
                values[side] = [x["tokens"] / x["seconds"] for x in steps]
            share = self.flops_share(p, 8, tokens, (p["pixels"],) * 2, tokens / median(values["ours"]))
            row = f"rl {shape['model']}, {shape['prompts']} x {shape['n']} x {shape['tokens']}"
            self.line(row, values, "tokens/s", limit="FLOPs", share=share, notes="; ".join(notes))

    def row_sft(self, times: int = 2, repeats: int = 0):
        """A line in rows/s; a piece is an epoch of `times` the smallest number of rows. repeats: of row_scale, which has no rivals."""
        count = times * self.size["sft"]
        p = dict(
            model=self.model("pocket"),
            rows=self.rows("sft", count, "sft", mixed),
            batch=self.size["batch"],
            trl_batch=8,
            micro=4096,
            recompute=False,
            piece=count // self.size["batch"],
        )
        results = self.race("sft", p, repeats or self.cfg.repeats, alone=repeats > 0)
        values = {side: [count / x["seconds"] for x in rounds[1:]] for side, rounds in results.items()}
        share = self.flops_share(p, 6, results["ours"][0]["tokens"], (784, 250_000), count / median(values["ours"]))
        self.line(
            f"sft, {count:,} rows",
            values,
            "rows/s",
            limit="FLOPs",
            share=share,
            notes="" if repeats else "losses and gradient norms equal to 1e-3",
        )

    def row_scale(self):
        """Ours alone: does a unit cost the same when the data or the responses grow?"""
        for times in self.size["times"]:
            self.row_sft(times, repeats=1)
        self.row_rl(
            tuple(dict(model="pocket", prompts=4, n=4, tokens=tokens) for tokens in self.size["lengths"]), repeats=1
        )

    def row_memory(self):
        """Peak resident memory of a process that trains a model with Qwen's vocabulary on 4k tokens, in two steps."""
        tokens, p = (
            self.size["long"],
            dict(model=self.model("vocabulary"), trl_batch=16, micro=8192, recompute=True, piece=1),
        )
        spelled = {"solution": "1 " * ((tokens - 100) // 2)}  # the pocket tokenizer spells a digit and a space apart
        works = {
            "sft": dict(rows=self.rows("long", 1, "sft", lambda row, rng: spelled), batch=1),
            "rl": dict(
                rows=self.rows("rl", 4, "standard"),
                prompts=4,
                n=4,
                tokens=tokens // 8,
                pixels=7056,
                steps=2,
                fixed=True,
            ),
        }
        for pair, work in works.items():  # the fixed responses are half as long as n * prompts * tokens
            values = {side: [rounds[1]["peak_mb"]] for side, rounds in self.race(pair, p | work, 1).items()}
            share = 16 * self.parameters(p)["all"] / 2**20 / values["ours"][0]
            self.line(
                f"memory, {pair}",
                values,
                "MB",
                1 / 0.6,
                limit="weights, gradients, moments",
                share=share,
                notes="losses and gradient norms equal to 1e-3",
            )

    def row_generate(self):
        for name in self.size["generate"]:
            p = dict(
                model=self.model(name),
                rows=self.rows("rl", 1, "standard"),
                pixels=200_704 if name == "100M" else 7056,
                n=8,
                tokens=self.size["new"],
            )
            results, n = self.race("generate", p, self.cfg.repeats), self.parameters(p)
            values = {side: [x["tokens"] / x["seconds"] for x in rounds[1:]] for side, rounds in results.items()}
            share = median(values["ours"]) / 8 * 4 * (n["layers"] + n["head"]) / self.bytes[self.threads(p)]
            self.line(f"generate {name}", values, "tokens/s", limit="weights read once for 8 tokens", share=share)

    def row_advantage(self):
        count, mean = 4 * self.size["groups"], lambda s: sum(s) / len(s)
        scores = (torch.rand(count, 8, generator=torch.Generator().manual_seed(0)) > 0.5).float() * 0.5
        names, floats = [str(i // 4) for i in range(count)], scores.tolist()
        ways = {
            "ours": lambda: rewards.advantages(scores, names, "principle_rank"),
            "released way (lists of tensors)": lambda: released_advantages(
                scores, names, lambda s: torch.stack(s).mean(), lambda s: torch.stack(s).std(unbiased=False)
            ),
            "floats": lambda: released_advantages(
                floats, names, mean, lambda s: max(mean([x * x for x in s]) - mean(s) ** 2, 0.0) ** 0.5
            ),
        }
        self.same(
            {k: [float(x) for row in way() for x in sorted(row)] for k, way in ways.items()}
        )  # equal rewards have no order
        values = {k: [1e3 * x for x in took] for k, took in zip(ways, self.in_turns(*ways.values()))}
        plain, ours = median(values.pop("floats")), median(values["ours"])
        share = 8e3 * scores.numel() / ours / self.bytes[self.cfg.threads]
        self.line(
            "advantage",
            values,
            "ms",
            limit="scores read, advantages written",
            share=share,
            notes=f"the released way over plain floats: {plain:.3g} ms, {plain / ours:.1f} times ours",
        )

    def row_scheduler(self):
        few, many = self.size["questions"]
        index = {
            n: {f"q{i}": {node: [f"q{i}/{node}"] for node in ("base", "x", "xy", "xz", "xyz")} for i in range(n)}
            for n in (few, many)
        }
        took, save, rng, file = (
            {"few": [], "ours": [], "released way (scan)": []},
            [],
            random.Random(0),
            self.work / "scheduler.json",
        )
        k, schedulers, state = (
            min(512, few),
            {n: Scheduler(index[n]) for n in index},
            {q: ("base", 0, "base") for q in index[many]},
        )

        def step(scheduler):
            batch = scheduler.next_batch(k)
            scheduler.report(batch, [rng.randrange(9) for _ in batch], 8)

        def released():  # a position per question; of all that are not done, begun walks first
            waiting = [q for q, position in state.items() if not isinstance(position, str)]
            for q in sorted(waiting, key=lambda q: state[q][0] == "base")[:k]:
                state[q] = next_step(state[q], rng.randrange(9) > 0, index[many][q])

        for _ in range(self.cfg.repeats):
            for n, side in ((few, "few"), (many, "ours")):
                took[side] += [1e3 * clock(lambda: step(schedulers[n])) for _ in range(self.size["steps"])]
            took["released way (scan)"].append(1e3 * clock(released))
            save.append(clock(lambda: file.write_text(json.dumps(schedulers[many].state_dict()))))
        ours = median(took["ours"])
        growth = ours / median(took.pop("few"))
        self.line(
            "scheduler",
            took,
            "ms a step",
            limit="a call an item",
            share=1e3 * k / self.calls / ours,
            notes=f"{many:,} questions, batch {k}",
        )
        self.line("scheduler, growth", {"ours": [growth]}, f"times from {few:,} to {many:,} questions", most=2)
        self.line(
            "scheduler, state",
            {"ours": save},
            "s to save",
            most=2,
            notes=f"{many:,} questions, {file.stat().st_size / 1e6:.1f} MB",
        )

    def row_data(self):
        count, few = self.size["rows"], self.size["few"]
        p = dict(model="pocket", rows=self.rows("many", count, "sft"), few_rows=self.rows("few", few, "sft"))
        results, size = self.race("data", p, self.cfg.repeats), os.path.getsize(p["rows"])
        values = {
            side: [x["seconds"] * (1 if side == "ours" else count / few) for x in rounds[1:]]
            for side, rounds in results.items()
        }
        share = 2 * size / self.bytes[self.cfg.threads] / median(values["ours"])
        self.line(
            "data",
            values,
            f"s for {count:,} rows",
            limit="the file copied",
            share=share,
            notes=f"the rival: {few:,} rows, in proportion",
        )
        peaks = [x["peak_mb"] for x in results["ours"][1:]]
        self.line("data, memory", {"ours": peaks}, "MB", most=1500, limit="the file", share=size / 2**20 / peaks[-1])

    def row_grade(self):
        real, rng = ROOT.parent / "shared/data/grading/mathvision_model_outputs.jsonl", random.Random(0)
        if real.exists():
            known = [(x["extracted"], x["gold"]) for x in map(json.loads, real.open(encoding="utf-8"))]
        else:
            known = [(f"\\frac{{{i}}}{{7}}", f"{i}/7") for i in range(1, 100)] + [
                (f"{i} cm", f"{i}.0") for i in range(1, 100)
            ]
        pairs = dict.fromkeys(known)
        while len(pairs) < self.size["pairs"]:  # answers with the golds of other problems
            pairs[rng.choice(known)[0], rng.choice(known)[1]] = None
        pairs = list(pairs)[: self.size["pairs"]]
        took = self.in_turns(lambda: grading.ours(pairs), lambda: grading.math_verify(pairs))
        values = {side: [len(pairs) / x for x in part] for side, part in zip(("ours", "Math-Verify"), took)}
        self.line(
            "grade",
            values,
            "pairs/s",
            limit="a call a pair",
            share=median(values["ours"]) / self.calls,
            notes=f"{len(pairs):,} pairs of {'real outputs' if real.exists() else 'made-up answers'}",
        )

    def row_start(self):
        imports, took, out = [], [], self.work / "out_start"
        command = (
            f"rl.py --model {self.model('pocket')} --data {self.rows('rl', 32, 'standard')} --out_dir {out} --prompts 32 "
            "--max_steps 1 --update_prompts 32 --max_response 48 --min_pixels 784 --max_pixels 40000 --kl 0 --wandb off --micro_tokens 2048"
        )
        environment = os.environ | {"OMP_NUM_THREADS": str(self.cfg.threads)}
        run = lambda *args: subprocess.run(
            [sys.executable, *args], cwd=ROOT, check=True, capture_output=True, env=environment
        )
        for _ in range(self.cfg.repeats):
            shutil.rmtree(out, ignore_errors=True)
            imports.append(clock(lambda: run("-c", "import rl")))
            took.append(clock(lambda: run(*command.split())))
        step = json.loads((out / "metrics.jsonl").read_text())["seconds"]
        self.line(
            "start",
            {"ours": took},
            "s",
            most=15,
            limit="the imports alone",
            share=median(imports) / median(took),
            notes=f"from the command to the end of a run of one step; the step itself {step:.1f} s",
        )


def main(cfg: Config) -> None:
    bench = Bench(cfg)
    for name in cfg.only:
        getattr(bench, f"row_{name}")()
        Path(cfg.out).write_text(
            json.dumps({"machine": bench.machine, "config": vars(cfg), "rows": bench.lines}, indent=1)
        )
    print(
        "\n| row | ours | against | rival | ratio | reach met | limit and our share of it | notes |\n|---|---|---|---|---|---|---|---|"
    )
    print("\n".join(line["shown"] for line in bench.lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["side"]:
        name, *argument = sys.argv[2].split(":")
        getattr(Side(json.loads(sys.argv[3])), name)(*argument)
    else:
        run_cli(main, Config)
