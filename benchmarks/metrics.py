"""Numbers from judged predictions (verdicts.py): statistics, each benchmark's metrics, and their tables.

Definitions of the benchmarks' metrics: ../shared/data/README.md and the functions below. Intervals: 95 %, percentile
bootstrap over the benchmark's own unit (BENCHMARKS[...].unit), for the rows of one unit are not independent.
"""

import math
from collections import Counter, defaultdict

import numpy as np

from benchmarks import BENCHMARKS, VERSIONS
from knowledge import level
from scheduler import NODES

AGGREGATES = {"base_x": ("base", "x"), "x_to_xyz": ("x", "xy", "xz", "xyz")}


# ----------------------------------------------------------------------------------------------------------- statistics


def place(p: dict) -> tuple:
    """What a generation is of its run, and the order of the predictions."""
    return p["row"], p["mode"], p["sample"]


def bootstrap(values, units, resamples: int = 2000, seed: int = 0) -> list[float]:
    """95 % percentile interval [low, high] of mean(values), whole units (seeds, groups) drawn with replacement."""
    _, unit = np.unique(np.asarray(units, dtype=str), return_inverse=True)
    total, size = np.bincount(unit, weights=values), np.bincount(unit)  # [U]
    draws = np.random.default_rng(seed).multinomial(len(size), np.full(len(size), 1 / len(size)), resamples)  # [R, U]
    return [float(q) for q in np.percentile((draws @ total) / (draws @ size), [2.5, 97.5])]


def pass_at(n: int, c: int, k: int) -> float:
    """Unbiased chance that one of k samples is right, from c right of n (Chen et al. 2021): 1 - C(n-c, k) / C(n, k)."""
    return 1 - math.comb(n - c, k) / math.comb(n, k)


def majority(votes: list[int | None]) -> int | None:
    """The sample whose answer most samples gave; ties go to the one given first; None without any answer.

    votes: for each sample the number of the first sample with an equal answer (`same_as`), None without an answer.
    """
    counts = Counter(vote for vote in votes if vote is not None)
    return max(counts, key=counts.get) if counts else None


def mcnemar(only_a: int, only_b: int) -> float:
    """Exact two-sided p of McNemar's test: twice the binomial tail of the discordant rows at 1/2, at most 1."""
    n = only_a + only_b
    return min(1.0, 2 * sum(math.comb(n, k) for k in range(min(only_a, only_b) + 1)) / 2**n)


def by_row(preds: list[dict], rule: str = "verdict") -> list[dict]:
    """One dict a row: its columns, and under "greedy" and "sample" the (verdict, format) pairs of its generations."""
    rows = {}
    for p in preds:
        r = rows.setdefault(p["row"], {**p, "greedy": [], "sample": [], "votes": []})
        r[p["mode"]].append((bool(p.get(rule)), p["format"]))  # a row that was not judged has no `judge`
        if p["mode"] == "sample":
            r["votes"].append(p.get("same_as"))
    return list(rows.values())


def counted(rows: list[dict]) -> list[dict]:
    """The rows of the overall number: of MathVerse the five versions with an image (all, when none has one)."""
    return [r for r in rows if r["benchmark"] != "mathverse" or r["version"] != "Text Only"] or rows


def cell(rows: list[dict], seed: int) -> dict:
    """Of rows from by_row: accuracy, greedy and over n samples (avg, pass, maj), with intervals; well-formed share."""
    units = [r["question_id"] or r["id"] for r in rows]
    out = {"rows": len(rows), "units": len(set(units))}
    right = {mode: [[verdict for verdict, _ in r[mode]] for r in rows] for mode in ("greedy", "sample")}
    for mode, name in (("greedy", "greedy"), ("sample", "avg"), ("sample", "pass"), ("sample", "maj")):
        if all(right[mode]):
            value = {
                "pass": lambda v, votes: pass_at(len(v), sum(v), len(v)),
                "maj": lambda v, votes: float((best := majority(votes)) is not None and v[best]),
            }
            values = [value.get(name, lambda v, votes: np.mean(v))(v, r["votes"]) for v, r in zip(right[mode], rows)]
        out[name] = float(np.mean(values)) if all(right[mode]) else None
        out[f"{name}_ci"] = bootstrap(values, units, seed=seed) if all(right[mode]) else None
        if name in ("greedy", "avg"):
            forms = [form for r in rows for _, form in r[mode]]
            out[f"format_{mode}"] = float(np.mean(forms)) if all(right[mode]) else None
    return out


def parted(rows: list[dict], column: str) -> dict[str, list[dict]]:
    """{value of the column: rows}, sorted; of a list, a row counts under each value; "None" stands for none."""
    parts = defaultdict(list)
    for r in rows:
        for value in r[column] or ["None"] if isinstance(r[column], list) else [r[column]]:
            parts[str(value)].append(r)
    rank = {k: i for i, k in enumerate(NODES + VERSIONS)}
    return {k: parts[k] for k in sorted(parts, key=lambda k: (rank.get(k, len(rank)), k))}


def short(rows: list[dict]) -> dict:
    """{"rows", "greedy", "avg"} without intervals, for parts that are many and small."""
    mean = {
        mode: np.mean([v for r in rows for v, _ in r[mode]]) if all(r[mode] for r in rows) else None
        for mode in ("greedy", "sample")
    }
    return {
        "rows": len(rows),
        **{
            name: None if mean[mode] is None else float(mean[mode])
            for name, mode in (("greedy", "greedy"), ("avg", "sample"))
        },
    }


def robustness(rows: list[dict]) -> dict:
    """What accuracy hides -> consistency over the variants of a unit (greedy), and accuracy by point and by principle.

    consistency: of the units with two rows or more the shares all right, all wrong, mixed. weakest: the twenty points
    of the lowest accuracy (avg@n, else greedy), those with more rows first.
    """
    groups = defaultdict(list)
    for r in rows:
        groups[r["question_id"] or r["id"]].append(r["greedy"][0][0])
    several = [g for g in groups.values() if len(g) > 1]
    shares = {"all_right": sum(map(all, several)), "all_wrong": sum(not any(g) for g in several)}
    shares["mixed"] = len(several) - sum(shares.values())
    shares = {"groups": len(several), **{k: v / max(len(several), 1) for k, v in shares.items()}}
    out = {"consistency": shares if several else None}
    for name in ("knowledge", "principle"):
        known = [r for r in rows if r[name]]
        out[f"by_{name}"] = {k: short(part) for k, part in parted(known, name).items()}
    points = out["by_knowledge"]
    value = {k: c["greedy"] if c["avg"] is None else c["avg"] for k, c in points.items()}
    out["weakest"] = sorted(points, key=lambda k: (value[k], -points[k]["rows"], k))[:20]
    return out


# -------------------------------------------------------------------------------------------------------------- metrics


def mathbook_metrics(rows: list[dict], seed: int = 0) -> dict:
    """-> cells overall, base_x, x_to_xyz (None without such rows); {value: cell} by_difficulty, by_level, by_domain.

    A row that does not say its level has that of its number of knowledge points: 1-3, 4-6 or 7-10.
    """
    for r in rows:
        if r["level"] is None and r["knowledge"]:
            r["level"] = level(r["knowledge"])
    out = {"overall": cell(rows, seed)}
    for name, nodes in AGGREGATES.items():
        part = [r for r in rows if r["difficulty"] in nodes]
        out[name] = cell(part, seed) if part else None
    for name in ("difficulty", "level", "domain"):
        out[f"by_{name}"] = {k: cell(part, seed) for k, part in parted(rows, name).items()}
    return out


def wemath_metrics(rows: list[dict], correct: dict, model: str = "") -> dict:
    """We-Math's metrics -> {"groups": N, "counts", "four_dim", "accuracy"}, strings as the official scripts print them.

    rows: ID, key, category, knowledge; correct: {(ID, key): bool} of the answered rows; the other rows are left out.
    A group counts when all its rows were answered (ID "2steps_7": two sub-steps, one composite). s = sub-steps,
    m = composite: IK: not m, not all s; IG: not m, all s; CM: m and all s (strict) or any s (loose); RM: m without CM.
    Rates of N, RM's of CM + RM (0 where both are 0); a category's accuracy is the mean over its concepts.
    """
    groups, concepts, steps = defaultdict(list), defaultdict(list), defaultdict(list)
    for r in (r for r in rows if (r["ID"], r["key"]) in correct):
        ok, multi = correct[r["ID"], r["key"]], r["key"].endswith("multi")
        groups[r["ID"]].append((multi, ok))
        steps[r["key"] if multi else "one"].append(ok)
        if not multi:
            concepts[r["category"], r["knowledge"][0]].append(ok)
    whole = [g for ID, g in groups.items() if len(g) == int(ID[0]) + 1]
    counts = dict.fromkeys(
        (
            "InadequateGeneralization",
            "InsufficientKnowledge",
            "CompleteMastery_loose",
            "CompleteMastery_strict",
            "RoteMemorization_loose",
            "RoteMemorization_strict",
        ),
        0,
    )
    for group in whole:
        s = [ok for multi, ok in group if not multi]
        if all(ok for multi, ok in group if multi):
            counts["CompleteMastery_strict" if all(s) else "RoteMemorization_strict"] += 1
            counts["CompleteMastery_loose" if any(s) else "RoteMemorization_loose"] += 1
        else:
            counts["InadequateGeneralization" if all(s) else "InsufficientKnowledge"] += 1

    def share(part, total):
        return f"{part / total:.2%}" if total else "n/a"

    four = {"Model": model}
    ik, ig = counts["InsufficientKnowledge"], counts["InadequateGeneralization"]
    for kind in ("strict", "loose"):
        label, cm, rm = f"({kind.capitalize()})", counts[f"CompleteMastery_{kind}"], counts[f"RoteMemorization_{kind}"]
        four[f"Score {label}"] = share(cm + 0.5 * ig, len(whole))
        four[f"InsufficientKnowledge {label}"] = f"{share(ik, len(whole))} ({ik})"
        four[f"InadequateGeneralization {label}"] = f"{share(ig, len(whole))} ({ig})"
        four[f"CompleteMastery {label}"] = f"{share(cm, len(whole))} ({cm})"
        four[f"RoteMemorization {label}"] = f"{share(rm, max(cm + rm, 1))} ({rm})"
    accuracy = {"Model": model}
    for name, key in (("One-step(S1)", "one"), ("Two-step(S2)", "2steps_multi"), ("Three-step(S3)", "3steps_multi")):
        accuracy[name] = share(sum(steps[key]), len(steps[key]))
    for name in sorted({category for category, _ in concepts}):
        means = [np.mean(oks) for (category, _), oks in concepts.items() if category == name]
        accuracy[name] = share(sum(means), len(means))
    return {"groups": len(whole), "counts": counts, "four_dim": four, "accuracy": accuracy}


def worst_case(correct: dict, seed: int = 0) -> dict:
    """DynaMath's metrics of {(seed, variant): bool}: average = mean over all; worst case = share of the seeds with all
    ten variants right, of the `seeds` whose ten were all asked (officially 501), with a bootstrap interval over seeds.
    """
    groups = defaultdict(list)
    for (name, _), ok in correct.items():
        groups[name].append(bool(ok))
    whole = [float(all(g)) for g in groups.values() if len(g) == 10]
    return {
        "average": float(np.mean(list(correct.values()))),
        "seeds": len(whole),
        "worst_case": float(np.mean(whole)) if whole else None,
        "worst_case_ci": bootstrap(whole, range(len(whole)), seed=seed) if whole else None,
    }


def rule_metrics(preds: list[dict], rule: str, seed: int = 0) -> dict:
    """One rule's numbers of a benchmark's greedy predictions; rule: the column with the verdicts.

    {"rows", "accuracy", "accuracy_ci", "by_X": {value: {"rows", "accuracy"}}} and the benchmark's own. MathVerse: over
    the rows that count; by_version has all six.
    """
    rows, name = by_row(preds, rule), preds[0]["benchmark"]
    those = counted(rows)
    values = [float(r["greedy"][0][0]) for r in those]
    out = {
        "rows": len(those),
        "accuracy": float(np.mean(values)),
        "accuracy_ci": bootstrap(values, [r["question_id"] or r["id"] for r in those], seed=seed),
    }
    for column in BENCHMARKS[name].parts:
        parts = parted(rows if column == "version" else those, column)
        out[f"by_{column}"] = {k: {"rows": len(part), "accuracy": short(part)["greedy"]} for k, part in parts.items()}
    if name == "dynamath":
        out |= worst_case({(r["seed"], r["variant"]): r["greedy"][0][0] for r in rows}, seed)
    if name == "wemath":
        correct = {(r["ID"], r["key"]): r["greedy"][0][0] for r in rows}
        return wemath_metrics(rows, correct, preds[0]["model"])
    return out


def wemath_interval(preds: list[dict], rule: str, seed: int = 0) -> list[float] | None:
    """95 % interval of We-Math's strict score, whole groups drawn with replacement; None without a whole group."""
    groups = defaultdict(list)
    for p in preds:
        groups[p["ID"]].append((p["key"].endswith("multi"), bool(p.get(rule))))
    points = [
        (1.0 if m else 0.5) * all(ok for multi, ok in g if not multi)
        for ID, g in groups.items()
        if len(g) == int(ID[0]) + 1
        for m in [all(ok for multi, ok in g if multi)]
    ]
    return bootstrap(points, range(len(points)), seed=seed) if points else None


def judging(preds: list[dict]) -> dict | None:
    """Agreement of the judge with our rule over all generations; None where nothing was judged.

    Where a run went on without its judge, some generations were not judged: they count as those without a judgement.
    """
    judged = [p for p in preds if "judge" in p]
    told = [p for p in judged if p["judge"] is not None]
    return (
        {
            "model": judged[0]["judge_model"],
            "asked": len(preds),
            "no_judgement": len(preds) - len(told),
            "agree": sum(p["judge"] == p["verdict"] for p in told),
            "judge_right_rules_wrong": sum(p["judge"] and not p["verdict"] for p in told),
            "rules_right_judge_wrong": sum(p["verdict"] and not p["judge"] for p in told),
        }
        if judged
        else None
    )


def compute_metrics(preds: list[dict], seed: int = 0) -> dict:
    """All numbers of a run from its judged predictions: how it went, overall cell (our rule), robustness, and each
    rule's numbers under its name."""
    preds = sorted(preds, key=place)
    name, rows = preds[0]["benchmark"], by_row(preds)
    run = {
        "benchmark": name,
        "model": preds[0]["model"],
        "prompt": preds[0]["prompt_kind"],
        "split": preds[0]["split"],
        "rows": len(rows),
        "n": max((p["sample"] + 1 for p in preds if p["mode"] == "sample"), default=0),
        "mean_tokens": float(np.mean([p["tokens"] for p in preds])),
        "cut_off": float(np.mean([not p["finished"] for p in preds])),
        "no_answer": float(np.mean([p["extracted"] is None for p in preds])),
    }
    greedy = [p for p in preds if p["mode"] == "greedy"]
    overall = mathbook_metrics(rows, seed) if name == "mathbook" else {"overall": cell(counted(rows), seed)}
    out = run | overall | robustness(rows)
    rules = {"official": "official", "ours": "verdict", "judge": "judge"}
    for title, rule in rules.items():
        if any(p.get(rule) is not None for p in greedy) and (name != "mathbook" or title == "judge"):
            out[title] = rule_metrics(greedy, rule, seed)
            if name == "wemath":
                out.setdefault("score_ci", {})[title] = wemath_interval(greedy, rule, seed)
    if told := judging(preds):
        out["judging"] = told
    most = max((len(r["sample"]) for r in rows), default=0)
    if most and all(len(r["sample"]) == most for r in rows):
        right = [sum(ok for ok, _ in r["sample"]) for r in rows]
        out["pass_at"] = {
            str(k): float(np.mean([pass_at(most, c, k) for c in right]))
            for k in sorted({2**i for i in range(most.bit_length())} | {most})
        }
    return out


# --------------------------------------------------------------------------------------------------------------- tables


def columns(rows: list[list[str]]) -> str:
    """Plain text table: the first column left, the others right aligned."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join([r[0].ljust(widths[0]), *map(str.rjust, r[1:], widths[1:])]).rstrip() for r in rows)


def percent(value, ci=None) -> str:
    """0.5, [0.4, 0.6] -> "50.0 [40.0, 60.0]"; "-" for None."""
    interval = f" [{100 * ci[0]:.1f}, {100 * ci[1]:.1f}]" if ci else ""
    return "-" if value is None else f"{100 * value:.1f}{interval}"


def rule_table(m: dict) -> str:
    """The rules side by side: a line a number, a column a rule. "" where there is no rule beside ours."""
    titles = {"official": "official rule", "ours": "our extraction", "judge": "judge"}
    rules = [m[name] for name in titles if name in m]
    lines = [["", *(titles[name] for name in titles if name in m)]]
    if not rules:
        return ""
    if m["benchmark"] == "wemath":
        lines += [["whole groups (N)", *(str(rule["groups"]) for rule in rules)]]
        lines += [
            [name, *(rule[part][name] for rule in rules)]
            for part in ("four_dim", "accuracy")
            for name in rules[0][part]
            if name != "Model"
        ]
        intervals = [percent(0, m["score_ci"][k]).removeprefix("0.0 ") for k in titles if k in m]
        return columns([*lines[:3], ["  95 %", *intervals], *lines[3:]])
    lines += [[f"accuracy, {rules[0]['rows']} rows", *(percent(r["accuracy"], r["accuracy_ci"]) for r in rules)]]
    if m["benchmark"] == "dynamath":
        worst = (percent(r["worst_case"], r["worst_case_ci"]) for r in rules)
        lines += [[f"worst case, {rules[0]['seeds']} seeds", *worst]]
    for part in (k for k in rules[0] if k.startswith("by_")):
        lines += [
            [f"{part[3:]} {k} ({c['rows']})", *(percent(r[part][k]["accuracy"]) for r in rules)]
            for k, c in rules[0][part].items()
        ]
    return columns(lines)


def show(m: dict) -> str:
    """The metrics of one run as text."""
    n = m["n"]

    def line(name, c):
        more = [percent(c[k], c[f"{k}_ci"]) for k in (("greedy", "avg", "pass", "maj") if n else ("greedy", "avg"))]
        return [name, str(c["rows"]), *more, percent(c["format_greedy"])]

    parts = [
        f"{m['benchmark']}, {m['model']}: {m['rows']} rows; {m['mean_tokens']:.0f} tokens a response, "
        f"{percent(m['cut_off'])} % cut off, {percent(m['no_answer'])} % without an answer; prompt: {m['prompt']}"
    ]
    parts += [f"left out: {count} rows, {why}" for why, count in m.get("left_out", {}).items() if count]
    if told := m.get("judging"):
        parts += [
            f"judge {told['model']}: {told['asked']} generations, {told['no_judgement']} without a judgement; "
            f"agrees with our rule on {told['agree']}; right only by the judge "
            f"{told['judge_right_rules_wrong']}, only by the rule {told['rules_right_judge_wrong']}"
        ]
    names = ["greedy [95 %]", *(f"{k}@{n} [95 %]" for k in (("avg", "pass", "maj") if n else ("avg",)))]
    lines = [["", "rows", *names, "format"], line("all", m["overall"])]
    if m["benchmark"] == "mathbook":
        lines += [line(" + ".join(nodes), m[k]) for k, nodes in AGGREGATES.items() if m[k]]
        for part in ("difficulty", "level", "domain"):
            lines += [line(f"{part} {k}", c) for k, c in m[f"by_{part}"].items()]
    parts += [f"\n{rules}"] if (rules := rule_table(m)) else []
    parts += ["", columns(lines)]
    if "pass_at" in m:
        parts += ["", "pass@k, unbiased: " + ", ".join(f"{k}: {percent(v)}" for k, v in m["pass_at"].items())]
    if c := m["consistency"]:
        parts += [
            f"over the rows of a {BENCHMARKS[m['benchmark']].unit} ({c['groups']}, greedy): all right "
            f"{percent(c['all_right'])} %, all wrong {percent(c['all_wrong'])} %, mixed {percent(c['mixed'])} %"
        ]
    if m["weakest"]:
        weak = [["weakest points", "rows", "greedy", f"avg@{n}"]]
        weak += [
            [k[:60], str(c["rows"]), percent(c["greedy"]), percent(c["avg"])]
            for k, c in ((k, m["by_knowledge"][k]) for k in m["weakest"])
        ]
        parts += ["", columns(weak)]
    return "\n".join(parts)


def summary(results: list[dict]) -> str:
    """--benchmark all: one line a benchmark, accuracy of the greedy pass by each rule."""
    lines = [["", "rows", "official rule", "our extraction [95 %]", "judge", "no answer", "of which"]]
    for m in results:
        name, c, shown = m["benchmark"], m["overall"], []
        for rule in ("official", "ours", "judge"):
            r = m.get(rule) or (rule == "ours" and {"accuracy": c["greedy"], "accuracy_ci": c["greedy_ci"]})
            shown.append(
                "-"
                if not r
                else r["four_dim"]["Score (Strict)"]
                if name == "wemath"
                else percent(r["accuracy"], r["accuracy_ci"] if rule == "ours" else None)
            )
        own = {
            "wemath": lambda r: f"strict score of {r['groups']} whole groups",
            "mathverse": lambda r: "the five versions with an image",
            "dynamath": lambda r: f"worst case {percent(r['worst_case'])} of {r['seeds']} seeds",
        }
        note = own[name](m["ours"]) if name in own else ""
        lines.append([name, str(c["rows"]), *shown, percent(m["no_answer"]), note])
    return columns(lines)
