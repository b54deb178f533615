"""The peers, TRL and ms-swift: their environment, and the sides that train with them.

They need versions of their own, so they live in an environment of their own, which borrows torch, transformers and
datasets from the present one. race.py starts `python -m speed.peers NAME PARAMETERS` with the Python of that place.
"""

import subprocess
import sys
import time
from pathlib import Path

import datasets
import torch

import data
import model as M
import rewards
from model import transformers
from speed.sides import Side, run_side
from speed.workload import ROOT

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


def peers_python(folder: str) -> str:
    """Python of the peers' environment in `folder` (of the repository); makes it (pip, PINS) when it is missing."""
    home = (ROOT / folder).resolve()
    if not (home / "ready").exists():
        print(f"making {home}: {' '.join(PINS)}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        site = next(home.glob("lib/python*/site-packages"))
        borrowed = Path(torch.__file__).parents[1]  # torch, transformers, datasets ...
        (site / "borrowed.pth").write_text(f"{borrowed}\n")
        subprocess.run([home / "bin/python", "-m", "pip", "install", "-q", "--no-deps", *PINS], check=True)
        (home / "ready").touch()
    return str(home / "bin/python")


def each_step(side: Side, base: type) -> type:
    """A trainer's callback, of its class `base`, that calls side.step."""

    class Steps(base):
        def on_log(self, args, state, control, logs, **kw):
            if "grad_norm" in logs:
                side.step(state.global_step, logs["loss"], logs["grad_norm"])

    return Steps


# ---------------------------------------------------------------------------------------------------------------------
# TRL


def trl(side: Side, trainer, config, batch: int, rows: list[dict], more: dict, **settings) -> None:
    """A trainer of TRL, `batch` sequences of `rows` a step.

    more: options of the trainer; settings: of its config.
    """
    p, size = side.p, min(side.p.trl_batch, batch)
    side.processor.__class__ = type(side.processor).__mro__[2]  # the library's: ours gives no tokens of a chat
    model = transformers.Qwen2_5_VLForConditionalGeneration.from_pretrained(p.model, dtype="float32")
    # SFT: the mean over the tokens of the batch, as ours, and not of the micro-batches' means
    model.accepts_loss_kwargs = True
    batches = dict(per_device_train_batch_size=size, gradient_accumulation_steps=batch // size)
    optimizer = dict(weight_decay=0.0, adam_beta2=0.999, lr_scheduler_type="constant", max_grad_norm=1.0)
    machine = dict(gradient_checkpointing=p.recompute, bf16=False, use_cpu=True)
    logging = dict(logging_steps=1, report_to="none", disable_tqdm=True)
    trainer(
        model=model,
        args=config(output_dir=p.out, **batches, **optimizer, **machine, **logging, **settings),
        train_dataset=datasets.Dataset.from_list(rows),
        callbacks=[each_step(side, transformers.TrainerCallback)()],
        processing_class=side.processor,
        **more,
    ).train()
    side.gate()


def trl_rl(side: Side) -> None:
    """GRPOTrainer with the dapo loss, which is the mean over all tokens, as ours."""
    from trl import GRPOConfig, GRPOTrainer

    p, plain = side.p, GRPOTrainer._generate_single_turn

    def generate(trainer, prompt_ids, *args, **kw):
        start = time.perf_counter()
        if p.fixed:
            out = sum(side.fixed_responses(prompt_ids[:: p.n]), []), None
        else:
            out = plain(trainer, prompt_ids, *args, **kw)
        side.notes |= {"seconds/rollout": time.perf_counter() - start, "tokens": sum(map(len, out[0]))}
        return out

    def reward(completions, answer, options, **_):
        start, score = time.perf_counter(), rewards.score([c[0]["content"] for c in completions], answer, options)
        side.notes["seconds/reward"] = time.perf_counter() - start
        return score["overall"]

    def asked(row):
        images = data.open_images(row, p.pixels, p.pixels, 28)
        return dict(prompt=data.messages(row), images=images, answer=row["answer"], options=row["options"])

    GRPOTrainer._generate_single_turn = generate
    rows, sequences = [asked(r) for r in data.load(p.rows)], p.prompts * p.n
    size = dict(num_generations=p.n, max_completion_length=p.tokens, max_steps=p.steps)
    loss = dict(loss_type="dapo", epsilon=0.2, epsilon_high=0.3, beta=0.0, scale_rewards="none", learning_rate=1e-5)
    other = dict(save_strategy="steps", save_steps=p.steps, generation_kwargs={"suppress_tokens": side.suppressed})
    trl(side, GRPOTrainer, GRPOConfig, sequences, rows, dict(reward_funcs=reward), **size, **loss, **other)


def trl_sft(side: Side) -> None:
    """SFTTrainer on the same texts in the order of our first epoch."""
    from torch.utils.data import SequentialSampler
    from trl import SFTConfig, SFTTrainer

    rows, end = [], side.processor.tokenizer.eos_token
    processor = M.load_processor(side.p.model, 784, 250_000)
    for row in side.first_epoch():
        asked = data.prompt(row, processor)
        rows.append(dict(prompt=asked["text"], images=asked["images"], completion=data.response(row) + end))
    SFTTrainer._get_train_sampler = lambda trainer, dataset=None: SequentialSampler(trainer.train_dataset)
    settings = dict(num_train_epochs=1000, learning_rate=1e-4, max_length=None, save_strategy="no")
    trl(side, SFTTrainer, SFTConfig, side.p.batch, rows, {}, **settings)


# ---------------------------------------------------------------------------------------------------------------------
# ms-swift


def swift_sft(side: Side) -> None:
    """ms-swift's sft_main on the rows of trl_sft.

    It packs only with flash attention, and its template knows only Qwen's vocabulary.
    """
    from swift import SftArguments, sft_main
    from swift.callbacks import TrainerCallback as Callback
    from swift.callbacks import callbacks_map
    from swift.template import TEMPLATE_MAPPING

    p, rows, size = side.p, [], min(side.p.trl_batch, side.p.batch)
    for row in side.first_epoch():
        texts = {"user": f"{row['problem']}\n{data.INSTRUCTION}", "assistant": data.response(row)}
        rows.append({"messages": [{"role": k, "content": v} for k, v in texts.items()], "images": row["images"]})
    datasets.Dataset.from_list(rows).to_parquet(file := p.rows.replace(".parquet", "_swift.parquet"))
    template = TEMPLATE_MAPPING["qwen2_5_vl"]
    template.suffix = [side.processor.tokenizer.eos_token]  # its own also teaches the line break behind the turn
    template.template_cls.image_token_id = side.processor.image_token_id
    callbacks_map["steps"] = each_step(side, Callback)
    model = dict(model=p.model, model_type="qwen2_5_vl", template="qwen2_5_vl", check_model=False)
    parts = dict(tuner_type="full", freeze_vit=False, freeze_aligner=False)
    batches = dict(per_device_train_batch_size=size, gradient_accumulation_steps=p.batch // size, max_length=8192)
    order = dict(num_train_epochs=1000, dataset_shuffle=False, train_dataloader_shuffle=False)
    optimizer = dict(weight_decay=0.0, adam_beta2=0.999, max_grad_norm=1.0)
    rate = dict(learning_rate=1e-4, lr_scheduler_type="constant")
    machine = dict(torch_dtype="float32", bf16=False, use_cpu=True, gradient_checkpointing=p.recompute)
    logging = dict(callbacks=["steps"], report_to=["none"], logging_steps=1, save_strategy="no", disable_tqdm=True)
    trained = {**model, **parts, **batches, **order, **optimizer, **rate, **machine, **logging}
    sft_main(SftArguments(dataset=[file], output_dir=p.out, **trained))


if __name__ == "__main__":
    run_side({f.__name__: f for f in (trl_rl, trl_sft, swift_sft)})
