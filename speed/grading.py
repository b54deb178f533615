"""How good and how fast the grader is: `python -m speed.grading`.

Prints, on the folder of public suites (--data) and on cases that people wrote (--cases, files *_dev.jsonl and
*_held.jsonl; the rules were tuned on the first alone):
  suites      rows on which we (strict: as in training; prose: the final answer is read out of both texts first),
              MathRuler and Math-Verify agree with the verdict that the suite asserts
  cases       wrong answers that score, right ones that are refused
  spellings   answers by construction (spellings.py), with every misjudged one
  attacks     the attacks and hostile texts of attacks.py, and mutated texts with the slowest
  throughput  against Math-Verify on distinct pairs of real outputs: each pair once, caches emptied before each round,
              one process, the two in turn
"""

import json
import logging
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import rewards
from rewards import Grader
from runtime import run_cli, settings
from speed import spellings
from speed.attacks import REWARDS_ATTACKS, REWARDS_HOSTILE, rewards_mutated

GRADING = Path(__file__).resolve().parent.parent.parent / "shared/data/grading"


@dataclass
class Config:
    data: str = str(GRADING)  # the folder of the suites: reference_labels.jsonl, mathvision_model_outputs.jsonl
    cases: str = ""  # a folder of *_dev.jsonl and *_held.jsonl: rows of pred, gold, options, expected, kind, mode
    spellings: settings.Limit = 40_000  # answers by construction
    mutated: settings.Limit = 200_000  # hostile texts, mutated
    rounds: settings.Count = 5  # of the throughput
    seed: settings.Seed = 0


def rows_of(file):
    return [json.loads(line) for line in Path(file).read_text("utf-8").splitlines() if line.strip()]


def ours(pairs):
    """Verdicts on [(prediction, gold)] by this process's grader."""
    return rewards.shared_grader().grade_many([(p, g, None) for p, g in pairs])


def math_verify(pairs):
    """Verdicts by Math-Verify as its documentation uses it, with its own time-outs."""
    from math_verify import parse, verify

    return [bool(verify(parse(gold), parse(prediction))) for prediction, gold in pairs]


def forget():
    """Empty every cache of the rules, as in a fresh process."""
    for name, module in list(sys.modules.items()):
        for thing in vars(module).values() if name.split(".")[0] in ("answers", "rewards") else ():
            getattr(thing, "cache_clear", lambda: None)()


def suites(folder, grader):
    """Print the agreement with the suites' own assertions, and with the official verdicts where rows have options."""
    rows = rows_of(folder / "reference_labels.jsonl")
    for mode in ("strict", "prose"):
        verdicts = grader.grade_many([(row["pred"], row["gold"], None) for row in rows], mode == "prose")
        for row, verdict in zip(rows, verdicts, strict=True):
            row[mode] = verdict
    columns = ("strict", "prose", "mathruler_grade_answer", "math_verify")
    agree, count = Counter(), Counter()
    for row in rows:
        for said in row["asserted"]:
            if said["expected"] is not None:
                count[said["source"]] += 1
                agree.update((said["source"], c) for c in columns if row[c] == said["expected"])
    print(f"{'suite':32}{'rows':>7}" + "".join(f"{column.split('_grade')[0]:>13}" for column in columns))
    for suite in sorted(count):
        print(f"{suite:32}{count[suite]:7}" + "".join(f"{agree[suite, column]:13}" for column in columns))
    outputs, slow = rows_of(folder / "mathvision_model_outputs.jsonl"), grader.slow
    verdicts = grader.grade_many([(row["extracted"], row["gold"], row["options"]) for row in outputs])
    right = sum(verdict == row["expected"] for verdict, row in zip(verdicts, outputs, strict=True))
    print(f"real outputs with their options: {right:,} of {len(outputs):,} agree, {grader.slow - slow} by a worker\n")


def cases(folder, grader):
    """Print how many wrong answers score and right ones are refused in each half of the cases; no row is shown."""
    for half in ("dev", "held"):
        rows = [row for file in sorted(folder.glob(f"*_{half}.jsonl")) for row in rows_of(file)]
        bad, count = Counter(), Counter()
        for row in rows:
            prose = row.get("mode") == "prose"
            verdict = grader.grade_many([(row["pred"], row["gold"], row["options"])], prose)[0]
            key = "prose" if prose else "strict", row["expected"]
            count[key] += 1
            bad[key] += verdict != row["expected"]
        for mode in ("strict", "prose"):
            print(
                f"{half} half, {mode}: {bad[mode, False]} of {count[mode, False]} wrong answers score, "
                f"{bad[mode, True]} of {count[mode, True]} right ones are refused"
            )
    print()


def constructed(count, seed):
    """Print the misjudged of `count` answers by construction. Returns how many."""
    total, bad = Counter(), Counter()
    for form, prediction, gold, options, expected in spellings.pairs(count, seed):
        total[expected] += 1
        if bool(rewards.exact(prediction, gold, options)) != expected:
            bad[expected] += 1
            print(f"  misjudged: {form}, {prediction!r} for {gold!r} {options or ''}, expected {expected}")
    print(
        f"{len(spellings.FORMS)} forms by construction: {bad[False]} of {total[False]:,} wrong answers score, "
        f"{bad[True]} of {total[True]:,} right ones are refused\n"
    )
    return sum(bad.values())


def attacks(count, seed, grader):
    """Print what gets through of the attacks, of the hostile and of `count` mutated texts, and the slowest of those."""
    score = grader.grade_many([(text, gold, options) for text, gold, options, _ in REWARDS_ATTACKS])
    print(f"attacks: {sum(score)} of {len(REWARDS_ATTACKS)} score")
    slow, slowest, through, by_worker = 0.0, "", 0, 0
    rng, before = random.Random(seed), ["271828"]
    for text in (*REWARDS_HOSTILE, *rewards_mutated(count, seed)):
        for gold in ("271828", rng.choice(before)):  # a gold, and another hostile text
            start = time.process_time()
            verdict = rewards.exact(text, gold)
            rewards.extract_answer(text), rewards.format_ok(text), rewards.read_prose(text)
            took = time.process_time() - start
            slow, slowest = max((slow, slowest), (took, text))
            through += bool(verdict) and gold == "271828"
            by_worker += verdict is None
        before = [*before[-50:], text]
    print(
        f"hostile and mutated texts: {through} of {len(REWARDS_HOSTILE) + count:,} score, {by_worker} would go to a "
        f"worker, no exception, the slowest took {slow:.3f} s: {slowest[:60]!r}\n"
    )


def throughput(folder, rounds):
    """Print pairs a second on distinct pairs of real outputs, ours and Math-Verify's in turn, and the median ratio."""
    logging.disable(logging.CRITICAL)
    rows = rows_of(folder / "mathvision_model_outputs.jsonl")
    pairs = list(dict.fromkeys((row["extracted"], row["gold"]) for row in rows))
    with_options = list(dict.fromkeys((row["extracted"], row["gold"], tuple(row["options"])) for row in rows))
    ours(pairs[:20]), math_verify(pairs[:20])  # imports, compiled patterns
    slow, rates = rewards.shared_grader().slow, []
    for _ in range(rounds):
        took = []
        for grade in (ours, math_verify, lambda _: rewards.shared_grader().grade_many(with_options)):
            forget()
            start = time.process_time()
            grade(pairs)
            took.append(time.process_time() - start)
        rates.append((len(pairs) / took[0], len(pairs) / took[1], len(with_options) / took[2]))
        print("  pairs/s: ours {:,.0f}, Math-Verify {:,.0f}; ours with options {:,.0f}".format(*rates[-1]))
    slow = (rewards.shared_grader().slow - slow) // max(1, rounds)
    print(
        f"{len(pairs):,} distinct pairs of real outputs, one process, CPU time, medians of {rounds} rounds: "
        f"{median(a for a, _, _ in rates):,.0f} against {median(b for _, b, _ in rates):,.0f} pairs/s, "
        f"{median(a / b for a, b, _ in rates):.0f} times as fast; {slow} by a worker"
    )


def main(cfg: Config):
    with Grader(workers=2) as grader:
        if Path(cfg.data).exists():
            suites(Path(cfg.data), grader)
        if cfg.cases:
            cases(Path(cfg.cases), grader)
        constructed(cfg.spellings, cfg.seed)
        attacks(cfg.mutated, cfg.seed, grader)
    if Path(cfg.data).exists():
        throughput(Path(cfg.data), cfg.rounds)


if __name__ == "__main__":
    run_cli(main, Config)
