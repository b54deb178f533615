"""CPU time, memory and error of the chunked head beside PyTorch's own (from 2.13), forward and backward, here.

    python -m speed.head measure                      vocabulary of Qwen2.5-VL, rounds in turn, the median of each
    python -m speed.head measure --tokens 2048        of so many tokens

The errors are those of the log-probs against fp64, of the same bf16 or fp32 numbers.
"""

import statistics
import time
from collections.abc import Callable

import torch
from torch.nn import functional

import model  # noqa: F401  its mend of torchvision comes before transformers
from model.kernels import CHUNK, head_logprobs
from runtime import run_commands, settings
from speed.memory import map_tensors_alone, peak_of

DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16}


def torch_logprobs(hidden: torch.Tensor, weight: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """The same numbers by PyTorch's chunked cross-entropy, in the dtype of hidden."""
    rows = CHUNK[torch.float32] // 4 // len(weight)  # as many logits at a time as ours
    options = torch.nn.LinearCrossEntropyOptions(batch_chunk_size=rows)
    return -functional.linear_cross_entropy(hidden, weight, targets, reduction="none", options=options)


def inputs(tokens: int, words: int, width: int, dtype: torch.dtype) -> tuple[torch.Tensor, ...]:
    """hidden [tokens, width], weight [words, width] and targets [tokens]; logits of about 3."""
    draw = torch.Generator().manual_seed(0)
    hidden = torch.randn(tokens, width, generator=draw).to(dtype).requires_grad_()
    weight = (torch.randn(words, width, generator=draw) * 3 / width**0.5).to(dtype).requires_grad_()
    return hidden, weight, torch.randint(words, (tokens,), generator=draw)


def error(logprobs: Callable, hidden: torch.Tensor, weight: torch.Tensor, targets: torch.Tensor) -> float:
    """Largest distance of the log-probs from those of fp64."""
    with torch.no_grad():
        exact = torch.log_softmax(hidden.double() @ weight.double().T, 1).gather(1, targets[:, None])[:, 0]
        return (logprobs(hidden, weight, targets).double() - exact).abs().max().item()


def measure(
    tokens: settings.Tokens = 1024,
    words: settings.Tokens = 152_064,
    width: settings.Count = 512,
    rounds: settings.Count = 5,
) -> None:
    """Print CPU seconds and peak MiB beyond the inputs of both heads, and the error of the log-probs."""
    map_tensors_alone()
    print(f"{tokens} tokens, vocabulary {words}, width {width}, {torch.get_num_threads()} thread(s)")
    print("        head  CPU seconds   peak MiB   error")
    for name, dtype in DTYPES.items():
        given, seconds, peaks = inputs(tokens, words, width, dtype), {}, {}
        for _ in range(rounds):
            for head in (torch_logprobs, head_logprobs):
                given[0].grad = given[1].grad = None

                def step(head=head, given=given):
                    (head(*given).float() * torch.linspace(-1, 1, tokens)).sum().backward()

                start = time.process_time()
                peaks.setdefault(head, []).append(peak_of(step))
                seconds.setdefault(head, []).append(time.process_time() - start)
        for head, said in ((torch_logprobs, "PyTorch"), (head_logprobs, "ours")):
            took, held = statistics.median(seconds[head]), statistics.median(peaks[head])
            far = error(head, *(x[:64] if x is not given[1] else x for x in given))
            print(f"{name:6}  {said:8} {took:8.2f}   {held / 2**20:8.0f}   {far:.1e}", flush=True)


if __name__ == "__main__":
    run_commands({"measure": measure}, __doc__)
