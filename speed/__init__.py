"""Measuring. Its commands:

    python -m speed.rivals                      speed and memory of each stage beside TRL, ms-swift, transformers, ...
    python -m speed.memory estimator|logits     memory and FLOPs of a training micro-batch, measured beside estimated
    python -m speed.head measure                the chunked head beside PyTorch's: time, memory, error
    python -m speed.grading                     our grader beside others: agreement, throughput, attacks
    python -m speed.gpu                         what only a GPU can tell, in eight minutes (bash run.sh gpu)
    python -m speed.house                       does the code keep its limits (lines, imports, README)?

`sft.py --dry_run` and `rl.py --dry_run` call dryrun.py: memory and time of a run before a GPU is rented.
"""
