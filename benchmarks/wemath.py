r"""We-Math: We-Math/We-Math, or testmini.json + knowledge_structure_nodes.json + images.

The rows of one ID are a group, the unit: sub-steps and the composite problem that they make up. Its rule is a letter;
its metrics are the score and four dimensions over the groups whose rows were all asked: IK (insufficient knowledge), IG
(inadequate generalization), CM (complete mastery) and RM (rote memorization).
"""

import re
from collections import defaultdict
from pathlib import Path

import numpy as np

from benchmarks import Benchmark, rows
from benchmarks.rows import HUB, image, need, row
from benchmarks.statistics import bootstrap
from benchmarks.tables import interval, share

FIELDS = {
    "ID": r"^[23]steps_\d+$",
    "key": r"^[23]steps_([123]|multi)$",
    "answer": "^[A-H]$",
    "question": r"\S",
    "option": r"\S",
    "knowledge concept": r"\S",
}
NODES = "knowledge_structure_nodes.json"
PROMPT = """Now, we require you to solve a multiple-choice math question. \
Please briefly describe your thought process and provide the final answer(option).
Question: {}
Option: {}
Regarding the format, please answer following the template below, and be sure to include two <> symbols:
<Thought process>: <<your thought process>> <Answer>: <<your option>>"""
DIMENSIONS = {  # by the official scripts' names, in their order
    "IK": "InsufficientKnowledge",
    "IG": "InadequateGeneralization",
    "CM": "CompleteMastery",
    "RM": "RoteMemorization",
}
STEPS = {"One-step(S1)": "one", "Two-step(S2)": "2steps_multi", "Three-step(S3)": "3steps_multi"}


# ---------------------------------------------------------------------------------------------------------------- rows


def split_options(text: str) -> dict[str, str]:
    """We-Math's one-string options -> {letter: text}, in order.

    A label is the next letter and a full stop, after a `;` or, failing that, white space. Option text may hold `;`
    ("A. ①; ③;B. ②; ③") and capitals ("about point ;O.;B. no"): a letter right before a `;` is never a label, and a `;`
    before a last letter is dropped. A letter may be missing (one row goes A, B, C, F).
    """
    found, pos, gap = [], 0, False
    for letter in "ABCDEFGH":
        label = rf"({letter}[.．])(?!\s*(?:;|$))"
        hit = re.compile(rf"(?:^|;)\s*{label}").search(text, pos)
        if hit is None and not gap:
            hit = re.compile(rf"\s{label}").search(text, pos)
        gap = gap or hit is None
        if hit:
            found.append((letter, hit.start(), hit.end()))
            pos = hit.end()
    ends = [start for _, start, _ in found[1:]] + [len(text)] * bool(found)
    return {
        found[i][0]: re.sub(r";(?=[A-Z]\.$)", "", text[found[i][2] : end].strip(" ;")) for i, end in enumerate(ends)
    }


def categories(source: str) -> dict[str, str]:
    """{a sub-step's concept: its level-2 node}, from knowledge_structure_nodes.json beside the rows or on the hub."""
    root = Path(source) if Path(source).is_dir() else Path(source).parent
    if not Path(source).exists():
        from huggingface_hub import hf_hub_download

        root = Path(hf_hub_download(source, NODES, repo_type="dataset")).parent
    file = next((p for p in (root / NODES, root / "data" / NODES) if p.is_file()), root / NODES)
    found = rows.file_rows(file, "")
    for n, node in found:
        if not isinstance(node, dict) or not isinstance(node.get("root4") or node.get("root3"), str):
            raise ValueError(f"{file}: row {n}: field root3: a node without a name")
    return {node.get("root4") or node["root3"]: need(node, f"{file}: row {n}: ", "root2") for n, node in found}


def read(source: str, split: str) -> list[tuple]:
    """The rows in group order, each with the level-2 node of its concept as `category`, None where it is unknown."""
    category = categories(source) if (found := rows.read(source, split)) else {}
    found = [
        (at, at_, {**r, "category": category.get(str(r.get("knowledge concept")))} if isinstance(r, dict) else r)
        for at, at_, r in found
    ]
    return sorted(found, key=lambda item: group_place(item[2]))


def group_place(raw: dict | ValueError) -> tuple:
    """Two steps before three, then by number; rows without an ID last."""
    found = isinstance(raw, dict) and re.fullmatch(FIELDS["ID"], str(raw.get("ID")))
    return (raw["ID"][0], int(raw["ID"].split("_")[1])) if found else ("9", 0)


def record(at: str, folder: Path, r: dict, split: str) -> dict:
    """A row. category: the level-2 node of a sub-step's concept, None for composites."""
    ID, key, answer, question, option, concept = (need(r, at, f, pattern=p) for f, p in FIELDS.items())
    if not (options := split_options(option)):
        raise ValueError(f"{at}field option: {option!r:.60} has no A. and no B.")
    multi = key.endswith("multi")
    if answer not in options:
        raise ValueError(f"{at}field answer: {answer!r} is no option of {option!r}")
    if ID[0] != key[0]:
        raise ValueError(f"{at}field key: {key!r} in a group {ID!r}")
    if not multi and r["category"] is None:
        raise ValueError(f"{at}field knowledge concept: {concept!r} is not in {NODES}")
    images = image(r, at, folder, "image_path")
    lines, prompt = [f"{letter}. {text}" for letter, text in options.items()], PROMPT.format(question, option)
    return row(at, "wemath", f"{ID}_{key}", question, [], images, answer, prompt, split) | dict(
        problem="\n".join(["<image>" + question.strip(), *lines]),
        options=lines,
        question_id=ID,
        ID=ID,
        key=key,
        knowledge=[c.strip() for c in concept.split(";")] if multi else [concept],
        category=None if multi else r["category"],
    )


# ---------------------------------------------------------------------------------------------------------------- rules


def official_letter(response: str) -> str | None:
    """We-Math's rule: what follows the last "Answer" (or all) without `<>:.`; its first character if that is A-H."""
    text = re.sub(r"[<>:.]", "", response.split("Answer")[-1].strip()).strip()
    return text[0] if text and text[0] in "ABCDEFGH" else None


def official(p: dict) -> tuple[str | None, bool]:
    """(extracted, verdict)."""
    letter = official_letter(p["response"])
    return letter, letter == p["gold"]


# -------------------------------------------------------------------------------------------------------------- metrics


def four_dimensions(rows: list[dict], correct: dict[tuple[str, str], bool], seed: int = 0) -> dict:
    """We-Math's metrics: {"groups": N, "score", "score_ci", "dimensions", "by_steps", "by_category"}, shares 0 to 1.

    rows: ID, key, category, knowledge; correct: {(ID, key): bool} of the answered rows; the other rows are left out.
    A group counts when all its rows were answered (ID "2steps_7": two sub-steps, one composite). s = sub-steps,
    m = composite: IK: not m, not all s; IG: not m, all s; CM: m and all s (strict) or any s (loose); RM: m without CM.
    score = (CM + IG / 2) / N, its interval that of the strict score, whole groups drawn with replacement. Shares are
    of N, RM's of CM + RM (0 where both are 0), None where there is nothing to share.
    A category's accuracy is the mean over its concepts.
    """
    groups, concepts, steps = defaultdict(list), defaultdict(list), defaultdict(list)
    for r in (r for r in rows if (r["ID"], r["key"]) in correct):
        ok, multi = correct[r["ID"], r["key"]], r["key"].endswith("multi")
        groups[r["ID"]].append((multi, ok))
        steps[r["key"] if multi else "one"].append(ok)
        if not multi:
            concepts[r["category"], r["knowledge"][0]].append(ok)
    whole = [  # (sub-steps, composite)
        ([ok for multi, ok in g if not multi], all(ok for multi, ok in g if multi))
        for ID, g in groups.items()
        if len(g) == int(ID[0]) + 1
    ]
    points = [(1.0 if m else 0.5) * all(s) for s, m in whole]
    out = {"groups": len(whole), "score": {}}
    out["score_ci"] = bootstrap(points, range(len(points)), seed=seed) if points else None
    out["dimensions"] = {name: {} for name in DIMENSIONS}
    for kind, mastered in (("strict", all), ("loose", any)):
        wrong, right = [all(s) for s, m in whole if not m], [mastered(s) for s, m in whole if m]
        counts = {"IK": wrong.count(False), "IG": wrong.count(True), "CM": right.count(True), "RM": right.count(False)}
        out["score"][kind] = ratio(counts["CM"] + 0.5 * counts["IG"], len(whole))
        for name, count in counts.items():
            total = max(len(right), 1) if name == "RM" else len(whole)
            out["dimensions"][name][kind] = {"share": ratio(count, total), "count": count}
    out["by_steps"], out["by_category"] = {}, {}
    for name, key in STEPS.items():
        out["by_steps"][name] = {"rows": len(steps[key]), "accuracy": ratio(sum(steps[key]), len(steps[key]))}
    for name in sorted({category for category, _ in concepts}):
        those = [oks for (category, _), oks in concepts.items() if category == name]
        accuracy = ratio(sum(np.mean(oks) for oks in those), len(those))
        out["by_category"][name] = {"rows": sum(map(len, those)), "accuracy": float(accuracy)}
    return out


def group_points(rows: list[dict]) -> dict[str, float]:
    """{ID: points of the strict score} of the whole groups: 1 if all is right, 1/2 if only the composite is wrong."""
    groups = defaultdict(list)
    for r in rows:
        groups[r["ID"]].append((r["key"].endswith("multi"), bool(r["right"])))
    points = {}
    for ID, g in groups.items():
        if len(g) == int(ID[0]) + 1:
            points[ID] = (1.0 if all(ok for multi, ok in g if multi) else 0.5) * all(ok for multi, ok in g if not multi)
    return points


def ratio(part: float, total: int) -> float | None:
    """part / total; None of nothing."""
    return part / total if total else None


def metrics(rows: list[dict], seed: int) -> dict:
    """four_dimensions of graded rows."""
    return four_dimensions(rows, {(r["ID"], r["key"]): r["greedy"][0][0] for r in rows}, seed)


def printed(rule: dict) -> dict[str, dict[str, str]]:
    """A rule's numbers as the official scripts print them: {"four_dim": {name: text}, "accuracy": {name: text}}."""
    four = {}
    for kind in ("strict", "loose"):
        label = f"({kind.capitalize()})"
        four[f"Score {label}"] = share(rule["score"][kind])
        for name, title in DIMENSIONS.items():
            c = rule["dimensions"][name][kind]
            four[f"{title} {label}"] = share(c["share"], c["count"])
    parts = rule["by_steps"] | rule["by_category"]
    return {"four_dim": four, "accuracy": {name: share(c["accuracy"]) for name, c in parts.items()}}


def lines(rules: list[dict]) -> list[list[str]]:
    """The lines of the table of rules: a line a number, a column a rule."""
    texts = [printed(rule) for rule in rules]
    found = [[name, *(t[part][name] for t in texts)] for part in ("four_dim", "accuracy") for name in texts[0][part]]
    groups = ["whole groups (N)", *(str(rule["groups"]) for rule in rules)]
    return [groups, found[0], ["  95 %", *(interval(rule["score_ci"]) for rule in rules)], *found[1:]]


BENCHMARK = Benchmark(
    source="We-Math/We-Math",
    get=HUB.format("We-Math/We-Math", "wemath"),
    splits=("testmini",),
    record=record,
    read=read,
    unit="group",
    fields=("ID", "key", "category"),
    # its prompt asks for <Answer>: <<your option>>
    own_form=lambda text: (re.sub(r"<<|>>|<(?=[A-Z][a-z ]{1,20}>)|(?<=[a-z])>(?=\s?:)", " ", text), False),
    official=official,
    metrics=metrics,
    lines=lines,
    headline=lambda rule: share(rule["score"]["strict"]),
    score=lambda rule: (rule["score"]["strict"], rule["score_ci"], rule["groups"]),
    unit_metric="strict score",
    unit_scores=group_points,
    note=lambda rule: f"strict score of {rule['groups']} whole groups",
)
