"""Generation: vLLM (default on GPUs; also real on CPU) or transformers (default at pocket scale), behind one function.

    engine = make_engine("auto", "out/sft/hf", ...)
    engine.generate(prompts, n=8, temperature=1.0, max_tokens=64, seed=1) -> list over prompts of n Samples

A prompt is {"text": chat text with one image placeholder per image, "images": [PIL, ...]} (data.prompt). Both engines
return token ids and the log-prob of each under softmax(logits / temperature), which is what the trainer computes. top_p
stays 1: the released 0.99 renormalises the log-probs and biases the ratio. Image and padding ids are never sampled.
"""

import os
import time
from dataclasses import dataclass
from itertools import islice

import torch
import torch.distributed as dist
from torch.nn.functional import pad

import data
from model import POCKETS, Policy, check_model, decoding, load_model
from model.lora import named_weights
from model.packing import cost, share_out, spread
from model.types import TYPES
from runtime import gather, rank, world_size


@dataclass
class Sample:
    """One generated response; token_ids end with the end-of-turn id when `finished`."""

    token_ids: list[int]
    logprobs: list[float]
    text: str
    finished: bool


@dataclass
class Batch:
    """One rank's share of the rows that are asked: every world-th of them."""

    picks: list[int]  # row numbers of the whole batch
    places: list[int]  # this rank's places in it
    rows: list[dict]
    prompts: list[dict]  # of data.prompt
    samples: list[list[Sample]] | None = None  # of each row; None until an engine has answered
    spread: tuple[float, float] = (0.0, 0.0)  # of the work of the ranks (packing.spread), as sampled and as trained


def my_share(ds, picks, processor) -> Batch:
    """The share of this rank in the rows `picks` of `ds`."""
    places = list(range(rank(), len(picks), world_size()))
    rows = [ds[picks[i]] for i in places]
    return Batch(list(picks), places, rows, [data.prompt(r, processor) for r in rows])


def encoded(prompts: list[dict], processor) -> list[dict]:
    """data.encode of the prompts, which keep it: engine and trainer want the same tensors."""
    new = [p for p in prompts if "enc" not in p]
    for p, enc in zip(new, data.encode(new, processor)):
        p["enc"] = enc
    return [p["enc"] for p in prompts]


def balanced(batch: Batch, ds, processor, size: int) -> list[tuple[int, dict, list[Sample]]]:
    """(place, encoded prompt, samples) of what this rank trains on: of each update, `size` prompts of the whole batch,
    as much work as the other ranks. A prompt goes with all of its samples, as numbers; its images are opened anew.
    """
    me, world = rank(), world_size()
    ours = list(zip(batch.places, encoded(batch.prompts, processor), batch.samples))
    if world == 1:
        return ours
    mine = {i: sum(cost(len(e["input_ids"]) + len(s.token_ids)) for s in group) for i, e, group in ours}
    known = {i: (c, home) for home, part in enumerate(gather(mine)) for i, c in part.items()}
    (work, homes), owners = zip(*(known[i] for i in range(len(batch.picks)))), []
    for at in range(0, len(work), size):
        owners += share_out(work[at : at + size], homes[at : at + size], world)
    updates = [slice(at, at + size) for at in range(0, len(work), size)]
    batch.spread = tuple(max(spread(work[u], who[u], world) for u in updates) for who in (homes, owners))
    gone = {i: [vars(s) for s in group] for i, _, group in ours if owners[i] != me}
    here = [x for x in ours if owners[x[0]] == me]
    come = {i: group for part in gather(gone) for i, group in part.items() if owners[i] == me}
    prompts = [data.prompt(ds[batch.picks[i]], processor) for i in come]
    for (i, group), enc in zip(come.items(), encoded(prompts, processor)):
        here.append((i, enc, [Sample(**s) for s in group]))
    return sorted(here, key=lambda x: x[0])


def shown(batch: Batch, whole: dict, advantage: torch.Tensor) -> list[dict]:
    """The first response to each of two problems, for samples.jsonl."""
    shown = []
    for i, row, group in list(zip(batch.places, batch.rows, batch.samples))[:2]:
        about = {k: row[k] for k in ("id", "problem", "answer")}
        values = {"accuracy": whole["accuracy"][i, 0].item(), "advantage": round(advantage[i, 0].item(), 4)}
        shown.append({**about, "response": group[0].text, **values})
    return shown


class TransformersEngine:
    """The plain (unsharded) model in the training process (model/decoding.py).

    Under FSDP2 each rank keeps a whole inference copy, filled by sync(); with one process the trained model itself
    serves.
    """

    def __init__(self, model: Policy, processor, device: torch.device, batch_tokens: int = 65536):
        self.model, self.processor, self.device, self.batch_tokens = model, processor, device, batch_tokens
        self.forbidden = torch.tensor(decoding.forbidden_ids(processor.tokenizer), device=device)
        self.eos, self.pad = processor.tokenizer.eos_token_id, processor.tokenizer.pad_token_id

    @torch.no_grad()
    def sync(self, policy: Policy) -> None:
        """Copy the trained weights (a collective under FSDP2; nothing to do when the engine serves the policy
        itself)."""
        if policy is not self.model:
            mine = dict(self.model.named_parameters())
            for name, weight in named_weights(policy):
                mine[name].copy_(weight)

    def generate(
        self, prompts, n=1, temperature=1.0, max_tokens=64, seed=0, ids=None, greedy=False
    ) -> list[list[Sample]]:
        """n samples per prompt; temperature 0 is greedy (n must be 1). greedy: one more that is greedy, in front of n.

        ids: a number per prompt. What a prompt draws depends only on (seed, its number), not on the batch or the rank.
        """
        if temperature == 0 and n + greedy != 1:
            raise ValueError("greedy decoding gives one sample per prompt: n must be 1")
        ids = list(range(len(prompts))) if ids is None else ids
        encs = encoded(prompts, self.processor)
        longest = max((len(e["input_ids"]) for e in encs), default=0) + max_tokens
        heat = torch.tensor([0.0] * greedy + [temperature] * n, device=self.device)
        made = len(heat)  # of each prompt
        size = max(1, self.batch_tokens // (longest * made))
        order = sorted(range(len(encs)), key=lambda i: len(encs[i]["input_ids"]))
        out = [None] * len(encs)
        self.model.eval()
        with torch.inference_mode(), self._compute():
            layers, head = decoding.prepare(self.model, self.device)
            for at in range(0, len(order), size):
                part = order[at : at + size]
                noise = None
                if temperature > 0:
                    noise = decoding.uniform(seed, [ids[i] for i in part], n, max_tokens).view(-1, n, max_tokens)
                    noise = pad(noise, (0, 0, int(greedy), 0)).flatten(0, 1).to(self.device)
                asked = made, max_tokens, heat, self.forbidden, self.eos, noise
                read = decoding.read_prompts(self.model, [encs[i] for i in part], self.pad, self.device)
                tokens, logps = decoding.decode(self.model, read, layers, head, *asked)
                del read  # its cache, before that of the next prompts
                samples = [self._sample(row, lp) for row, lp in zip(tokens.tolist(), logps.tolist())]
                for place, i in enumerate(part):
                    out[i] = samples[place * made : (place + 1) * made]
        self.model.train()
        return out

    def _compute(self):
        """On GPUs in bf16, as the trainer computes: in one process the engine serves its fp32 weights."""
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda")

    def _sample(self, tokens, logps):
        end = next((i + 1 for i, t in enumerate(tokens) if t == self.eos), None)
        length = end or next((i for i, t in enumerate(tokens) if t < 0), len(tokens))
        text = self.processor.tokenizer.decode(tokens[: length - bool(end)], skip_special_tokens=False)
        return Sample(tokens[:length], logps[:length], text, end is not None)

    def close(self) -> None:
        pass


def vllm_options(cuda: bool, gpu_memory: float) -> dict:
    """What differs between a GPU and a CPU. head_dtype: the trainer's logits are fp32 as well."""
    if cuda:
        fp32_head = {"head_dtype": "float32"}
        return dict(dtype="bfloat16", enable_sleep_mode=True, gpu_memory_utilization=gpu_memory, hf_overrides=fp32_head)
    small = dict(max_num_seqs=64, kv_cache_memory_bytes=64 << 20)
    return dict(dtype="float32", enforce_eager=True, skip_mm_profiling=True, **small)


class VllmEngine:
    """vLLM inside the training process: one engine per rank (or per group of `tp` ranks) under torchrun.

    A GPU engine sleeps while the trainer works and wakes for the next rollout. Not run on a GPU.
    """

    def __init__(
        self,
        folder: str,
        processor,
        device: torch.device,
        max_len: int,
        temperature: float = 1.0,
        images: int = 1,
        tp: int = 1,
        gpu_memory: float = 0.5,
        seed: int = 0,
    ):
        self.processor, self.cuda, self.temperature = processor, device.type == "cuda", temperature
        for key, value in {
            "VLLM_ENABLE_V1_MULTIPROCESSING": "0",
            "VLLM_NO_USAGE_STATS": "1",
            "VLLM_CPU_OMP_THREADS_BIND": "nobind",
            "VLLM_LOGGING_LEVEL": "WARNING",  # ERROR would hide weights that were not loaded, and long compilations
        }.items():
            os.environ.setdefault(key, value)
        from vllm import LLM, ModelRegistry

        # vLLM would otherwise import the class in a subprocess: ten seconds, and without our mend of torchvision.
        for kind in TYPES.values():
            ModelRegistry.register_model(kind.name, kind.served)
        self.llm = LLM(
            folder,
            max_model_len=max_len,
            limit_mm_per_prompt={"image": images, "video": 0},
            # else the start is profiled with the largest image of the processor's own range, 16,384 tokens
            mm_processor_kwargs={"max_pixels": data.pixel_range(processor)[1]},
            logprobs_mode="raw_logprobs" if temperature in (0.0, 1.0) else "processed_logprobs",
            # ranks share out the images, for not every tower's heads divide by tp
            mm_encoder_tp_mode="data" if tp > 1 else "weights",
            seed=seed,
            tensor_parallel_size=tp,
            distributed_executor_backend="external_launcher" if dist.is_initialized() else None,
            disable_log_stats=True,
            **vllm_options(self.cuda, gpu_memory),
        )
        self.forbidden = decoding.forbidden_ids(processor.tokenizer)
        self.tp_group, self.tp_rank = None, 0
        if tp > 1 and dist.is_initialized():
            for first in range(0, dist.get_world_size(), tp):
                group = dist.new_group(list(range(first, first + tp)), backend="gloo")
                if first <= dist.get_rank() < first + tp:
                    self.tp_group, self.tp_rank = group, dist.get_rank() - first
        if self.cuda:
            self.llm.sleep(level=1)

    def sync(self, policy: Policy) -> None:
        """Push the trained weights (a collective under FSDP2)."""
        if self.cuda:
            self.llm.wake_up(tags=["weights"])
        self.llm.collective_rpc("reload_weights", kwargs={"weights_iterator": named_weights(policy)})
        if not self.cuda:  # CPU heads are packed, and a tied one is not packed again
            self.llm.apply_model(_repack_heads)
        self.forget()

    def forget(self) -> None:
        """Drop every cached prompt and image feature."""
        self.llm.reset_prefix_cache()
        self.llm.reset_mm_cache()
        self.llm.llm_engine.reset_encoder_cache()  # else a repeated image keeps the features of the old weights

    def generate(self, prompts, n=1, temperature=1.0, max_tokens=64, seed=0, ids=None) -> list[list[Sample]]:
        """As TransformersEngine.generate. Every sample has a seed of its own: vLLM would draw one for it from a global
        generator that no checkpoint knows, and that is the same on every rank."""
        if temperature not in (0, self.temperature):
            raise ValueError(f"this engine was built for temperature {self.temperature}, not {temperature}")
        mine, offset, ids = len(prompts), 0, list(range(len(prompts))) if ids is None else list(ids)
        if self.tp_group:  # ranks of one engine must hand it the same prompts and seeds
            parts = [None] * dist.get_world_size(self.tp_group)
            bare = [{k: p[k] for k in ("text", "images")} for p in prompts]
            dist.all_gather_object(parts, (bare, ids), group=self.tp_group)
            offset = sum(len(p) for p, _ in parts[: self.tp_rank])
            prompts, ids = [p for part, _ in parts for p in part], [i for _, part in parts for i in part]
        if self.cuda:
            self.llm.wake_up()
        params = [self._params(n, temperature, max_tokens, decoding.prompt_seed(seed, i)) for i in ids]
        requests = list(map(self._request, prompts))
        results = self.llm.generate(requests, params, use_tqdm=False)
        if self.cuda:
            self.llm.sleep(level=1)
        return [[self._sample(o) for o in r.outputs] for r in results[offset : offset + mine]]

    def stream(self, jobs, window: int, max_tokens: int, seed: int):
        """Jobs (key, prompt, n, temperature), key[0] the prompt's number -> (key, samples, seconds inside), each as
        it ends; at most `window` are inside, and a new one goes in as soon as one ends. The ranks of one engine must
        be given the same jobs: what goes in when follows from them alone."""
        jobs, inside = iter(jobs), {}
        if self.cuda:
            self.llm.wake_up()
        try:
            while True:
                for key, prompt, n, temperature in islice(jobs, window - len(inside)):
                    params = self._params(n, temperature, max_tokens, decoding.prompt_seed(seed, key[0]))
                    (name,) = self.llm.enqueue([self._request(prompt)], [params], use_tqdm=False)
                    inside[name.split("-")[0]] = key, time.perf_counter()  # outputs have the number in front alone
                if not inside:
                    return
                for out in self.llm.llm_engine.step():
                    if out.finished:
                        key, start = inside.pop(out.request_id)
                        yield key, [self._sample(o) for o in out.outputs], round(time.perf_counter() - start, 4)
        finally:
            self.llm.llm_engine.abort_request(list(inside))
            if self.cuda:
                self.llm.sleep(level=1)

    def _request(self, prompt: dict) -> dict:
        return {"prompt": prompt["text"]} | ({"multi_modal_data": {"image": x}} if (x := prompt["images"]) else {})

    def _params(self, n: int, temperature: float, max_tokens: int, seed: int):
        from vllm import SamplingParams

        more = dict(logprobs=0, detokenize=False, logit_bias=dict.fromkeys(self.forbidden, -100.0))
        return SamplingParams(n=n, temperature=temperature, max_tokens=max_tokens, seed=seed, **more)

    def _sample(self, o):
        ids = list(o.token_ids)
        finished = o.finish_reason == "stop"
        text = self.processor.tokenizer.decode(ids[:-1] if finished else ids, skip_special_tokens=False)
        return Sample(ids, [lp[t].logprob for t, lp in zip(ids, o.logprobs)], text, finished)

    def close(self) -> None:
        self.llm.llm_engine.engine_core.shutdown()


def _repack_heads(model):
    from vllm.model_executor.layers.vocab_parallel_embedding import ParallelLMHead

    for module in model.modules():
        if isinstance(module, ParallelLMHead):
            module.quant_method.process_weights_after_loading(module)


def make_engine(
    kind: str,
    model: str,
    processor,
    device: torch.device,
    max_model_len: int,
    temperature: float = 1.0,
    images: int = 1,
    tp: int = 1,
    gpu_memory: float = 0.5,
    seed: int = 0,
    policy: Policy | None = None,
):
    """A vLLM or transformers engine; kind "auto": vLLM on a GPU, transformers on CPU.

    model: hub id, folder or pocket model (which has no files: transformers only, else ValueError). policy: the model
    being trained, served as it is when there is one process. images: most of a prompt; max_model_len: tokens. tp: GPUs
    of an engine, each a rank; one process that trains nothing has vLLM start the others.
    """
    if kind == "auto":
        kind = "vllm" if device.type == "cuda" and model not in POCKETS else "transformers"
    if kind == "transformers" and tp > 1:
        raise ValueError(f"--tp {tp}: only vLLM spreads a model over GPUs, and the engine here is transformers")
    if kind == "vllm":
        if world_size() % tp and (world_size() > 1 or policy is not None):
            raise ValueError(f"--tp {tp} does not divide the {world_size()} ranks: an engine spans tp processes")
        if device.type == "cpu" and torch.cuda.is_available():
            raise ValueError("--engine vllm --device cpu: vLLM takes the GPU that this machine has")
        if model in POCKETS:
            made = f"python merge.py --model {model} --out FOLDER"
            raise ValueError(f"--engine vllm needs a model folder: make one with `{made}`")
        if policy is None:  # else it has been loaded, and the engine is given its weights
            check_model(model)
        seed += rank() // tp  # the ranks of one engine draw the same
        return VllmEngine(model, processor, device, max_model_len, temperature, images, tp, gpu_memory, seed)
    if policy is None or dist.is_initialized():
        dtype = torch.bfloat16 if device.type == "cuda" else torch.float32
        policy = load_model(model, device, seed=seed, dtype=dtype).to(device).requires_grad_(False)
    return TransformersEngine(policy, processor, device)
