"""SFT rows of a model's own right answers (rejection sampling: STaR, arXiv 2203.14465; Qwen2.5-Math, 2409.12122).

    python eval.py --data out/data/standard.parquet --model out/pre/hf --out_dir out/own --samples 8
    python data.py harvest out/own/predictions.jsonl --out out/data/own.parquet    (or several, of several models)
    python sft.py --data out/data/own.parquet --model out/pre/hf --out_dir out/again

Kept are responses that the reward calls right and well-formed, each text once a problem; --shortest keeps the shortest
of a problem. Verdicts are made anew. Problems of the evaluation and of public benchmarks are refused.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import tyro

import rewards
from runtime import check_fields, read_json, read_jsonl, settings, write_whole


@dataclass
class Harvest:
    """What to keep of which generations."""

    predictions: tyro.conf.Positional[tuple[str, ...]]  # predictions.jsonl of eval.py, one or more
    out: settings.Name  # .parquet to write
    data: str = ""  # the rows that were asked; "": what config.json beside each file names
    shortest: bool = False  # only the shortest of a problem
    workers: settings.Workers = 1  # grading processes


def source_of(path: Path, given: str) -> str:
    """The rows that a file of predictions was asked: --data, or what its run's config.json says."""
    config = path.with_name("config.json")
    if not given:
        content = read_json(config)
        check_fields(content, str(config), {"data": str})
        given = content["data"]
    if not given:
        raise ValueError(f"{config}: field data: empty: name the rows with --data")
    return given


def asked(path: Path, source: str, rows: dict[str, dict]) -> list[tuple[str, dict, str]]:
    """[(source, row, response)] of a file. ValueError names line and field of what no training row was asked."""
    found = []
    for n, p in enumerate(read_jsonl(path, dict.fromkeys(("id", "benchmark", "problem", "response", "gold"), str)), 1):
        at, row = f"{path}: line {n}: field", rows.get(p["id"])
        if p["benchmark"] != "mathbook":
            raise ValueError(f"{at} benchmark: {p['benchmark']!r:.60} is for evaluation alone")
        if row is None:
            raise ValueError(f"{at} id: {p['id']!r:.60} is no row of {source}")
        if "eval" in (row["split"], p.get("split")):
            raise ValueError(f"{at} split: {p['id']!r:.60} is a problem of the evaluation")
        for field, own in ("problem", row["problem"]), ("gold", row["answer"]):
            if p[field] != own:
                raise ValueError(f"{at} {field}: {p[field]!r:.60}, but the row of {source} has {own!r:.60}")
        found.append((source, row, p["response"]))
    return found


def parts(response: str) -> tuple[str, str]:
    """(what is thought, the answer) of a well-formed response."""
    opened, thought, opens, closed = rewards.TAGS
    solution, answer = response.split(thought)
    return solution.split(opened)[1].strip(), answer.split(opens)[1].split(closed)[0].strip()


def kept(asks: list[tuple[str, dict, str]], workers: int, shortest: bool) -> tuple[list[dict], Counter]:
    """(rows for SFT in the order of the problems, why other responses are none). asks: of `asked`."""
    texts, golds = [text for *_, text in asks], [row["answer"] for _, row, _ in asks]
    with rewards.Grader(workers) as grader:
        score = rewards.score(texts, golds, [row["options"] for _, row, _ in asks], grader=grader)
    found, why = {}, Counter()
    for (source, row, response), right, form in zip(asks, score["accuracy"], score["format"]):
        known = found.setdefault((source, row["id"]), (row, {}))[1]
        fault = "another form" if not form else "" if right else "wrong"
        if not fault:
            both = parts(response)
            key = " ".join(" ".join(both).split())
            fault = "special tokens" if rewards.control(key) else "like an earlier one" if key in known else ""
        if fault:
            why[fault] += 1
        else:
            known[key] = both
    rows, names = [], Counter()
    for row, known in found.values():
        ranked = sorted(known.values(), key=lambda texts: sum(map(len, texts))) if shortest else list(known.values())
        why["longer ones"] += len(ranked[1:]) * shortest
        for solution, answer in ranked[:1] if shortest else ranked:
            images = [{"path": Path(x["path"] or "").name, "bytes": whole(x)} for x in row["images"]]
            new = {"id": f"{row['id']}-own{names[row['id']]}", "solution": solution, "answer": answer, "images": images}
            names[row["id"]] += 1  # rows of two sets may have one id
            rows.append(row | new)
    return rows, +why


def whole(image: dict) -> bytes:
    """The file of an image."""
    return image["bytes"] or Path(image["path"]).read_bytes()


def points(rows: list[dict]) -> str:
    """Rows and problems of each knowledge point, most rows first."""
    count, problems = Counter(), {}
    for row in rows:
        for point in row["knowledge"] or ["(none)"]:
            count[point] += 1
            problems.setdefault(point, set()).add(row["id"].rpartition("-own")[0])
    lines = [f"{n:7} {len(problems[point]):9}  {point}" for point, n in count.most_common()]
    return "\n".join([f"{'rows':>7} {'problems':>9}  knowledge point", *lines])


def command(load, features):
    """The command of data.py. load: data.load; features: data.FIELDS."""

    def harvest(cfg: Harvest) -> str:
        """SFT rows of right, well-formed, distinct answers of a model: see book/harvest.py."""
        if Path(cfg.out).suffix != ".parquet" or not cfg.predictions:
            raise ValueError(f"--out {cfg.out}: a .parquet file, and one predictions.jsonl or more are needed")
        asks, sets = [], {}
        for path in map(Path, cfg.predictions):
            source = source_of(path, cfg.data)
            if source not in sets:
                sets[source] = {row["id"]: row for row in load(source)}
            asks += asked(path, source, sets[source])
        rows, why = kept(asks, cfg.workers, cfg.shortest)
        left_out = ", ".join(f"{reason} {n}" for reason, n in why.most_common()) or "none"
        if not rows:
            raise ValueError(f"{cfg.out}: no row of {len(asks)} responses: {left_out}")
        said = f"{len(rows)} rows of {len(asks)} responses to {len({(x, row['id']) for x, row, _ in asks})} problems"
        table = pa.Table.from_pylist(rows, features.arrow_schema)
        Path(cfg.out).parent.mkdir(parents=True, exist_ok=True)
        write_whole(Path(cfg.out), lambda temporary: pq.write_table(table, temporary))
        return f"{cfg.out}: {said}; left out: {left_out}\n{points(rows)}"

    return harvest
