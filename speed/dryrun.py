"""What a run will need, before a GPU is rented: memory a GPU and time a step, from `--dry_run` of sft.py and rl.py.

    python sft.py --dry_run          Qwen2.5-VL-7B on 8 H100, the paper's settings; needs no GPU, data or weights
    python rl.py --dry_run --gpu a100-80gb --dry_ranks 16 --shard_size 8

How: the real model is built on the meta device and sharded by `model.shard` on a fake process group; roofline.py then
runs one micro-batch of each phase through it. Not run on a GPU; the constants that no data sheet gives are assumed.
"""

import functools
import math
import sys
from collections import namedtuple
from dataclasses import replace
from pathlib import Path
from typing import Literal

import torch
import torch.distributed as dist

import data
import model as M
from model import AutoConfig, AutoProcessor, lora
from model.kernels import head_size
from speed.roofline import BANDWIDTH, GPUS, MATMUL, Cost, Gpu, Shape, length, micro_batch

GpuName = Literal[tuple(GPUS)]
NODE = 8  # GPUs of a node
NETWORK, PCIE = 50e9, 25e9  # bytes/s a GPU: to other nodes (400 Gb/s), to the host (assumed)
LINK = 0.7  # share of a link's bandwidth that collectives reach (assumed)
RESERVE, ASLEEP = 3.0, 1.5  # GiB: CUDA context, NCCL, gaps of the allocator; a sleeping vLLM engine (assumed)
ENGINE_WORK = 3.0  # GiB beside weights and cache inside vLLM (assumed)
DECODE_OVERHEAD = 4e-3  # s a decoding step for scheduling and sampling (assumed)
GIB = 2**30

# ----------------------------------------------------------------------------------------------------------------------
# the model

TEXT = ("vocab_size", "hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads")
TEXT += ("num_key_value_heads", "tie_word_embeddings", "head_dim")
VISION = dict(
    depth=32,
    hidden_size=1280,
    intermediate_size=3420,
    num_heads=16,
    patch_size=14,
    spatial_merge_size=2,
    window_size=112,
    fullatt_block_indexes=[7, 15, 23, 31],
)
VISION_3 = dict(
    depth=27,
    hidden_size=1152,
    intermediate_size=4304,
    num_heads=16,
    patch_size=16,
    spatial_merge_size=2,
    num_position_embeddings=2304,
    deepstack_visual_indexes=[8, 16, 24],
)
SMALL_3 = VISION_3 | dict(depth=24, hidden_size=1024, intermediate_size=4096, deepstack_visual_indexes=[5, 11, 17])
# https://huggingface.co/Qwen/NAME-Instruct/blob/main/config.json: model type, numbers of TEXT, vision
PUBLISHED = {
    "Qwen2.5-VL-7B": ("qwen2_5_vl", (152064, 3584, 18944, 28, 28, 4, False), VISION),
    "Qwen2.5-VL-3B": ("qwen2_5_vl", (151936, 2048, 11008, 36, 16, 2, True), VISION),
    "Qwen2.5-VL-32B": ("qwen2_5_vl", (152064, 5120, 27648, 64, 40, 8, False), VISION | {"intermediate_size": 3456}),
    "Qwen3-VL-2B": ("qwen3_vl", (151936, 2048, 6144, 28, 16, 8, True, 128), SMALL_3),
    "Qwen3-VL-4B": ("qwen3_vl", (151936, 2560, 9728, 36, 32, 8, True, 128), SMALL_3),
    "Qwen3-VL-8B": ("qwen3_vl", (151936, 4096, 12288, 36, 32, 8, False, 128), VISION_3),
    "Qwen3-VL-32B": ("qwen3_vl", (151936, 5120, 25600, 64, 64, 8, False, 128), VISION_3),
}
PUBLISHED = {f"Qwen/{name}-Instruct": numbers for name, numbers in PUBLISHED.items()}


def architecture(name: str):
    """Configuration of a folder, a pocket model, a hub id in the cache, or the published numbers above; no downloads.

    A folder that is not there yet (an earlier stage writes it) stands for Qwen2.5-VL-7B, said in a warning; ValueError
    for other hub ids.
    """
    try:
        return M.load_config(name, local_files_only=True)
    except OSError:
        if name not in PUBLISHED and name.count("/") == 1 and not name.startswith((".", "/")):
            known = ", ".join(PUBLISHED)
            pockets = ", ".join(M.POCKETS)
            raise ValueError(f"{name} is not in the cache; a dry run knows {known}, folders, {pockets}") from None
    if name not in PUBLISHED:
        print(f"warning: {name} is not there yet: the numbers are those of Qwen2.5-VL-7B", file=sys.stderr)
    kind, text, vision = PUBLISHED.get(name) or PUBLISHED["Qwen/Qwen2.5-VL-7B-Instruct"]
    return build_config(dict(zip(TEXT, text)), vision, kind)


def build_config(text: dict, vision: dict, kind: str = "qwen2_5_vl"):
    """A configuration of a model type from the numbers that differ between sizes."""
    head = text.get("head_dim", text["hidden_size"] // text["num_attention_heads"])
    rope = {"rope_type": "default", "rope_theta": 1e6, "mrope_section": [head // 8, head * 3 // 16, head * 3 // 16]}
    return AutoConfig.for_model(
        kind,
        text_config={**text, "head_dim": head, "rope_parameters": rope, "max_position_embeddings": 128000},
        vision_config={**vision, "out_hidden_size": text["hidden_size"]},
        tie_word_embeddings=text["tie_word_embeddings"],
        image_token_id=151655,
        video_token_id=151656,
        vision_start_token_id=151652,
        vision_end_token_id=151653,
    )


# numbers of parameters: all; on a rank; of these trained; in the root's group, the largest block, the largest one.
# bytes: of those on a rank; fp32, with LoRA bf16 but for the adapters
Shards = namedtuple("Shards", "count local trainable root block largest bytes")


def shards(
    config, ranks: int, shard_size: int, freeze_vision: bool, rank: int = 0, lora_vision: bool = False
) -> Shards:
    """Parameters of the model and of rank 0's shard, by model.shard on a fake process group. rank: of LoRA."""
    from torch.testing._internal.distributed.fake_pg import FakeStore

    def local(parameters):
        return sum(p.to_local().numel() for p in parameters)

    with torch.device("meta"):
        policy = M.new_policy(config)
    policy.model.visual.requires_grad_(not freeze_vision)
    if rank:
        lora.add(policy, rank, lora_vision)
    dist.init_process_group("fake", rank=0, world_size=ranks, store=FakeStore())
    try:
        M.shard(policy, torch.device("cpu"), shard_size)
        params = list(policy.parameters())
        trained = [p for p in params if p.requires_grad]
        blocks = [sum(p.numel() for p in block.parameters()) for block in M.blocks(policy)]
        sizes = [p.numel() for p in params]
        count, held, learns = sum(sizes), local(params), local(trained)
        size = 2 * (held - learns) + 4 * learns if rank else 4 * held
        return Shards(count, held, learns, count - sum(blocks), max(blocks), max(sizes), size)
    finally:
        dist.destroy_process_group()


# ----------------------------------------------------------------------------------------------------------------------
# a whole run


def uses_vllm(cfg) -> bool:
    """What rollout.make_engine does on GPUs."""
    return cfg.engine == "vllm" or cfg.engine == "auto" and cfg.model not in M.POCKETS


class DryRun:
    """Estimates for one model on `ranks` GPUs.

    rl: a run of rl.py, else of sft.py; `cfg` of the methods is that trainer's Config, so that a changed copy says what
    a knob saves.
    """

    def __init__(self, config, gpu: Gpu, ranks: int, rl: bool):
        text, vision = config.text_config, config.vision_config
        self.cell = vision.patch_size * vision.spatial_merge_size  # px, side of the square of an image token
        self.config, self.gpu, self.ranks, self.rl = config, gpu, ranks, rl
        width = text.num_key_value_heads * head_size(text)
        self.cache_bytes = 4 * text.num_hidden_layers * width  # keys and values, bf16, a token
        self.micro = functools.cache(functools.partial(micro_batch, config, gpu, keep_root=ranks > 1))
        self.shards = functools.cache(functools.partial(shards, config))

    def parameters(self, cfg) -> Shards:
        return self.shards(self.ranks, cfg.shard_size, cfg.freeze_vision, cfg.lora, cfg.lora_vision)

    def rollouts(self, cfg) -> int:
        """Sequences of a prompt."""
        return cfg.rollouts if self.rl else 1

    def share(self, prompts: int, rollouts: int) -> int:
        """Sequences of a rank."""
        return math.ceil(prompts * rollouts / self.ranks)

    def passes(self, cfg, shape: Shape, train: bool, sequences: int, rollouts: int) -> tuple[Cost, int]:
        """(cost of a micro-batch, number of micro-batches) for `sequences` sequences on a rank."""
        budget, recompute = cfg.micro_tokens, train and cfg.gradient_checkpointing
        fitting = max(1, min(sequences, budget // (shape.response if rollouts > 1 else length(shape))))
        adapters = dict(lora_rank=cfg.lora, lora_vision=cfg.lora_vision)
        cost = self.micro(shape, fitting, rollouts, budget, train, recompute, cfg.freeze_vision, **adapters)
        return cost, math.ceil(sequences / cost.sequences)

    def engine(self, cfg) -> tuple[float, float]:
        """(bytes of the inference engine while it generates, those of them for the KV cache)."""
        weights = 2 * self.parameters(cfg).count / cfg.tp
        if not uses_vllm(cfg):
            weights *= self.ranks > 1  # one process serves the policy itself
            return weights + 65536 * self.cache_bytes, 65536 * self.cache_bytes  # TransformersEngine.batch_tokens
        share = cfg.gpu_memory * self.gpu.memory * GIB
        return share, share - weights - ENGINE_WORK * GIB

    def pinned(self, cfg) -> float:
        """Bytes of host memory that a rank's engine pins while it sleeps (level 1: its weights, in bf16)."""
        return 2 * self.parameters(cfg).count / cfg.tp if self.rl and uses_vllm(cfg) else 0

    def checkpoint(self, cfg) -> float:
        """Bytes of a checkpoint: fp32 weights (LoRA: adapters), and two moments of what is trained."""
        s, across = self.parameters(cfg), self.across(cfg)[0]
        trained = min(s.count, s.trainable * across)
        return 4 * (trained if cfg.lora else s.count) + 8 * trained

    def memory(self, cfg, shape: Shape) -> dict[str, dict[str, float]]:
        """{phase: {what: bytes on the fullest GPU}}.

        The reductions of FSDP2 are those of bf16 parameters with fp32 reduction.
        """
        s, rollouts, sharded = self.parameters(cfg), self.rollouts(cfg), self.ranks > 1
        states = {"parameters": s.bytes, "Adam moments": 8 * s.trainable}
        if self.rl and cfg.kl and not cfg.lora:
            states["reference model"] = s.bytes
        asleep = ASLEEP if self.rl and uses_vllm(cfg) else 0
        reserve = {"reserve": (RESERVE + asleep) * GIB}
        # the root, a block and the one prefetched; alone, autocast keeps all
        gathered = 2 * s.root + 4 * s.block if sharded else 2 * s.count * (not cfg.lora)

        def phase(cost: Cost, n: int, gathered: float, activations: float) -> dict[str, float]:
            used = {"gathered weights": gathered, "activations": activations, "logits": 0}
            return used | {"inputs": min(n, 2) * cost.inputs} | reserve

        out = {}
        if self.rl:
            largest, engine = 4 * s.largest * sharded, self.engine(cfg)[0]
            out["generate"] = states | {"gathered weights": largest, "engine": engine, "reserve": RESERVE * GIB}
            cost, n = self.passes(cfg, shape, False, self.share(cfg.prompts, rollouts), rollouts)
            out["log-probs"] = states | phase(cost, n, gathered, cost.peak)
        prompts = cfg.update_prompts if self.rl else cfg.batch_size
        cost, n = self.passes(cfg, shape, True, self.share(prompts, rollouts), rollouts)
        # a block's gradient in bf16, and in fp32 to be reduced
        reducing = 6 * s.block if sharded and not cfg.lora else 0
        busy, activations = gathered + reducing, cost.peak
        root = 6 * s.root if sharded and not cfg.lora else 0  # its own reduction, when activations are gone
        if root + cost.end > busy + activations:
            busy, activations = root, cost.end
        out["update"] = states | {"gradients": 4 * s.trainable} | phase(cost, n, busy, activations)
        return out

    def seconds(self, cfg, shape: Shape) -> dict[str, tuple[float, str]]:
        """{phase: (seconds of a step, what limits it)} when every sequence has this shape."""
        if not self.rl:
            return {"update": self.phase_seconds(cfg, shape, True, self.share(cfg.batch_size, 1))}
        rollouts, out = cfg.rollouts, {}
        mine = self.share(cfg.prompts, rollouts)
        updates = math.ceil(cfg.prompts / cfg.update_prompts)
        asked = math.ceil(cfg.prompts * cfg.oversample)  # of the first round
        prompt, n = self.passes(cfg, shape._replace(response=1), False, self.share(asked, 1), 1)
        out["prefill"] = n * (prompt.compute_s + prompt.memory_s), "FLOPs"
        out["decode"] = self.decode(cfg, shape, self.share(asked, rollouts) * cfg.tp)
        times = (updates > 1) + bool(cfg.kl)
        none = 0.0, "no pass is needed"
        out["log-probs"] = self.phase_seconds(cfg, shape, False, mine, times) if times else none
        out["update"] = self.phase_seconds(cfg, shape, True, self.share(cfg.update_prompts, rollouts), updates)
        across, link = self.across(cfg)
        count = self.parameters(cfg).count
        sync = 4 * count * (across > 1) / link + 4 * count / cfg.tp / PCIE
        out["sync"] = sync, "the engine's weights over PCIe, twice"
        return out

    def across(self, cfg) -> tuple[int, float]:
        """(ranks that share a copy of the weights, bytes/s between them)."""
        across = cfg.shard_size or self.ranks
        return across, (self.gpu.link if across <= NODE else NETWORK) * LINK

    def phase_seconds(self, cfg, shape: Shape, train: bool, sequences: int, times: int = 1) -> tuple[float, str]:
        """(seconds, what limits them) of `times` passes over `sequences` sequences on a rank."""
        s, (across, link) = self.parameters(cfg), self.across(cfg)
        cost, n = self.passes(cfg, shape, train, sequences, self.rollouts(cfg))
        # gather (twice to train) in bf16, reduce in fp32
        moved = (8 if train else 2) * s.count * (across > 1) / link
        if train and across < self.ranks:  # HSDP's all-reduce between copies
            moved += 8 * s.local / (NETWORK * LINK)
        compute, memory = cost.compute_s, cost.memory_s
        limit = "gathering weights"
        if compute + memory > moved:
            part = compute / (compute + memory)
            limit = f"FLOPs {part:.0%}, memory bandwidth {memory / (compute + memory):.0%}"
        seconds = times * max(sequences / cost.sequences * (compute + memory), n * moved)  # the last one is smaller
        return seconds, f"{limit}; {n * times} micro-batches of {cost.sequences}"

    def decode(self, cfg, shape: Shape, sequences: int) -> tuple[float, str]:
        """(seconds, what limits them) for all `sequences` of an engine, as many at a time as the KV cache holds.

        Each step reads the weights and the cache once. A response is half done on average; the responses to a prompt
        share its place in the cache, but each reads it.
        """
        weights = 2 * self.parameters(cfg).count / cfg.tp
        _, cache = self.engine(cfg)
        prompt, token, half = length(shape) - shape.response, self.cache_bytes / cfg.tp, shape.response / 2
        together = max(1, min(sequences, int(cache / ((prompt / cfg.rollouts + half) * token))))
        read, kv = (x / (self.gpu.bandwidth * BANDWIDTH) for x in (weights, together * (prompt + half) * token))
        compute = together * weights / (self.gpu.flops * MATMUL)  # 2 FLOPs a parameter, 2 bytes a parameter
        step = max(read + kv, compute) + DECODE_OVERHEAD
        limits = {"weights": read, "KV cache": kv, "overhead": DECODE_OVERHEAD}
        said = ", ".join(f"{k} {v / step:.0%}" for k, v in limits.items()) if read + kv > compute else "FLOPs"
        return shape.response * sequences / together * step, f"{said}; {together} of {sequences} sequences at a time"


# ----------------------------------------------------------------------------------------------------------------------
# sequences


def shapes(cfg, rl: bool, cell: int = 28) -> tuple[Shape, Shape, str]:
    """(longest sequence, usual one, where they come from).

    They are the rows of cfg.data when these and the processor are at hand, else the flags' limits. cell: px, side of
    the square of an image token.
    """
    limit, response = (cfg.max_prompt, cfg.max_response) if rl else (cfg.max_length, 0)
    least, most = M.pixel_limits(cfg.model)
    cfg = replace(cfg, min_pixels=cfg.min_pixels or least, max_pixels=cfg.max_pixels or most)
    processor = local_processor(cfg.model)
    if processor and Path(cfg.data).exists():
        found = [row_shape(row, processor, cfg, response) for row in data.load(cfg.data, skip_bad=cfg.skip_bad)]
        found = sorted((s for s in found if length(s) - rl * s.response <= limit), key=length)
        if not found:
            raise ValueError(f"{cfg.data}: every row is longer than {limit} tokens")
        usual, said = found[len(found) // 2], f"{len(found)} rows of {cfg.data}, the longest and the median"
        if rl:
            usual = usual._replace(response=response // 4)
            said += ", which answers with a quarter of --max_response"
        return found[-1], usual, said

    def cut(part):  # one square image, as large as the flags allow beside 64 tokens of text
        side = int(math.sqrt(min(cfg.max_pixels // cell**2, limit // part - 64)))
        return Shape(64, ((2 * side, 2 * side),), response // part if rl else limit // part - 64 - side * side)

    return cut(1), cut(4), "the limits of the flags (data or processor are not at hand), and a quarter of them"


def local_processor(name: str):
    """The processor of a folder, a pocket model or a cached hub id, else None."""
    try:
        if name in M.POCKETS:
            return M.load_processor(name)
        return AutoProcessor.from_pretrained(name, local_files_only=True)
    except (OSError, ValueError):
        return None


def row_shape(row: dict, processor, cfg, response: int) -> Shape:
    """Shape of a row's prompt with `response` tokens (0: those of its own solution)."""
    limits = cfg.min_pixels, cfg.max_pixels, data.cell_of(processor)
    sizes = [data.resize_size(*data.header_size(image), *limits) for image in row["images"]]
    text = processor.apply_chat_template(data.messages(row), tokenize=False, add_generation_prompt=True)
    if not response:
        response = len(processor.tokenizer(data.response(row))["input_ids"]) + 1
    patch = processor.image_processor.patch_size
    patches = tuple((h // patch, w // patch) for w, h in sizes)
    return Shape(len(processor.tokenizer(text)["input_ids"]) - len(sizes), patches, response)


# ----------------------------------------------------------------------------------------------------------------------
# the command

# what advice() tries, where the trainer has the flag
KNOBS = {
    "micro_tokens": lambda c: c.micro_tokens // 2,
    "gradient_checkpointing": lambda c: True,
    "freeze_vision": lambda c: True,
    "lora": lambda c: c.lora or 16,
    "shard_size": lambda c: 0,
    "kl": lambda c: 0.0,
    "gpu_memory": lambda c: round(c.gpu_memory / 2, 2),
    "max_pixels": lambda c: c.max_pixels // 4,
    "max_response": lambda c: c.max_response // 2,
    "max_length": lambda c: c.max_length // 2,
    "dry_ranks": lambda c: 2 * c.dry_ranks,
}


def main(cfg, rl: bool) -> None:
    """Print memory and time of a run with the flags of rl.py (rl) or sft.py.

    ValueError (exit code 1) when it cannot fit, with what each knob saves.
    """
    if cfg.dry_ranks < 1 or cfg.shard_size and cfg.dry_ranks % cfg.shard_size:
        raise ValueError(f"--shard_size {cfg.shard_size} does not divide --dry_ranks {cfg.dry_ranks}")
    least, most = M.pixel_limits(cfg.model, cfg.min_pixels, cfg.max_pixels)
    cfg, gpu = replace(cfg, min_pixels=least, max_pixels=most), GPUS[cfg.gpu]
    dry = DryRun(architecture(cfg.model), gpu, cfg.dry_ranks, rl)
    longest, usual, source = shapes(cfg, rl, dry.cell)
    count = f"{dry.parameters(cfg).count:,} parameters"
    print(f"dry run: {count} on {cfg.dry_ranks} x {cfg.gpu}; an estimate, not run on a GPU")
    print(f"sequences: {source} ({length(longest)} and {length(usual)} tokens)\n")
    memory = dry.memory(cfg, longest)
    total = totals(memory)
    print_memory(memory, total, gpu)
    worst = max(total, key=total.get)
    if total[worst] > gpu.memory:
        said = advice(dry, cfg, worst, total[worst])
        raise ValueError(f"does not fit: {worst} needs {total[worst]:.1f} of {gpu.memory} GiB. {said}")
    if rl and dry.engine(cfg)[1] < length(longest) * dry.cache_bytes / cfg.tp:
        small = f"--gpu_memory {cfg.gpu_memory} leaves the engine no room for the KV cache of one sequence"
        raise ValueError(f"{small}: raise it (free: {gpu.memory - total['generate']:.1f} GiB), or --tp")
    print_host(dry, cfg)
    times = [dry.seconds(cfg, s) for s in (longest, usual)]
    print(f"{'seconds a step':24}{'longest':>12}{'usual':>12}   the usual is limited by")
    for phase, (_, limit) in times[1].items():
        print(f"{phase:24}" + "".join(f"{t[phase][0]:12.1f}" for t in times) + f"   {limit}")
    print(f"{'step':24}" + "".join(f"{sum(x for x, _ in t.values()):12.1f}" for t in times), flush=True)


def totals(memory: dict[str, dict[str, float]]) -> dict[str, float]:
    """{phase: GiB} of DryRun.memory."""
    return {phase: sum(rows.values()) / GIB for phase, rows in memory.items()}


def print_memory(memory: dict[str, dict[str, float]], total: dict[str, float], gpu: Gpu) -> None:
    print(f"{'GiB on a GPU':24}" + "".join(f"{phase:>12}" for phase in memory))
    for name in dict.fromkeys(k for rows in memory.values() for k in rows):
        cells = (f"{rows[name] / GIB:12.1f}" if name in rows else f"{'-':>12}" for rows in memory.values())
        print(f"{name:24}" + "".join(cells))
    print(f"{'total':24}" + "".join(f"{x:12.1f}" for x in total.values()) + f"   of {gpu.memory}\n", flush=True)


def print_host(dry: DryRun, cfg) -> None:
    """What a run asks of the machine around the GPUs: host memory a node, disk."""
    s, pinned = dry.parameters(cfg), dry.pinned(cfg) / GIB
    if pinned:
        together = f"{min(dry.ranks, NODE) * pinned:.1f} on a node with {min(dry.ranks, NODE)}"
        print(f"host memory that vLLM pins in its sleep: {pinned:.1f} GiB a rank, {together}")
    checkpoint = dry.checkpoint(cfg) / GIB
    held = cfg.keep + 1 + bool(getattr(cfg, "eval_every", 0))  # the kept ones, the one being written, the best
    print(f"disk: {checkpoint:.1f} GiB a checkpoint, {held * checkpoint:.1f} for {held} (--keep {cfg.keep})", end="")
    print(f", {4 * s.count / GIB:.1f} for the merged model\n", flush=True)


def advice(dry: DryRun, cfg, phase: str, needed: float) -> str:
    """A line for each knob that lowers `phase`: the GiB it saves and whether the whole run then fits; last, all of
    them together."""

    def tried(changed):
        more = changed.dry_ranks != dry.ranks
        other = DryRun(dry.config, dry.gpu, changed.dry_ranks, dry.rl) if more else dry
        sums = totals(other.memory(changed, shapes(changed, dry.rl, dry.cell)[0]))
        saved, fits = needed - sums[phase], ", and it fits" if max(sums.values()) <= dry.gpu.memory else ""
        return saved, f"{saved:.1f} GiB less{fits}"

    lines, together = [], cfg
    for knob, turn in KNOBS.items():
        if hasattr(cfg, knob) and (value := turn(cfg)) != getattr(cfg, knob):
            saved, said = tried(replace(cfg, **{knob: value}))
            if saved > 0.05:
                lines.append((saved, f"  --{knob}{'' if value is True else f' {value}'}: {said}"))
                together = replace(together, **{knob: value})
    lines = [line for _, line in sorted(lines, reverse=True)]
    return "\n".join(["What would save memory:", *lines, f"  all of these: {tried(together)[1]}"])
