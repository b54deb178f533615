r"""The benchmarks of eval.py: where they lie, their rows and their prompts. BENCHMARKS has an entry for each.

A row is the record of data.py plus `official` (the benchmark's own prompt, its images in front) and the benchmark's own
columns (`fields`), which go to the predictions. question_id is the unit of the bootstrap. Where each comes from:
  mathbook    our eval.parquet, or the official Pro / eval files (data.load); no official prompt or rule of its own
  wemath      We-Math/We-Math, or testmini.json + knowledge_structure_nodes.json + images; unit: the group of one ID
  mathvista   AI4Math/MathVista, or testmini.json(l) + images/; official: extraction, rounding, then equal text
  mathvision  MathLLMs/MathVision, or test.jsonl / testmini.jsonl + images/; official: text, or value at two places
  mathverse   AI4Math/MathVerse (both configurations), or testmini.json + testmini_text_only.json + images/; unit: the
              problem in its six versions; overall: the five versions with an image
  dynamath    DynaMath/DynaMath_Sample (ten splits), or variants.jsonl + images/; unit: the seed with its ten variants

MathVision's images come merged into one picture that carries the labels <image1>, <image2> ...: with several labels the
picture stands in front and the labels stay in the text; one label, or as many as images, is replaced where it stands.
"""

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import datasets

import data

WEMATH_FIELDS = {
    "ID": r"^[23]steps_\d+$",
    "key": r"^[23]steps_([123]|multi)$",
    "answer": "^[A-H]$",
    "question": r"\S",
    "option": r"\S",
    "knowledge concept": r"\S",
}
VERSIONS = ("Text Dominant", "Text Lite", "Vision Intensive", "Vision Dominant", "Vision Only", "Text Only")
LETTERS = "ABCDEFGHIJ"

# The benchmarks' own prompts, word by word as they publish them.
WEMATH_PROMPT = """Now, we require you to solve a multiple-choice math question. \
Please briefly describe your thought process and provide the final answer(option).
Question: {}
Option: {}
Regarding the format, please answer following the template below, and be sure to include two <> symbols:
<Thought process>: <<your thought process>> <Answer>: <<your option>>"""
MATHVISION_PROMPT = (
    'Please solve the problem step by step and put your answer in one "\\boxed{{}}". If it is a '
    'multiple choice question, only one letter is allowed in the "\\boxed{{}}".\n{}\n{}'
)
DYNAMATH_PROMPT = """## Question
{}{}
## Answer Instruction Please provide an answer to the question outlined above. Your response should adhere to the \
following JSON format, which includes two keys: 'solution' and 'short answer'. The 'solution' key can contain detailed \
steps needed to solve the question, and the 'short answer' key should provide a concise response. If the problem is a \
multiple choice problem, just provide the corresponing choice option, such as 'A', 'B', 'C', or 'D'. If the answer is \
a numerical value, format it as a three-digit floating-point number.

Example of expected JSON response format:

{{
    "solution": "[Detailed step-by-step explanation]",
    "short answer": "[Concise Answer]"
}}"""


# ------------------------------------------------------------------------------------------------------------- reading


def read_json(path: Path, text: str | None = None, where: str = ""):
    """The parsed file, or one line of it; ValueError names the place."""
    try:
        return json.loads(path.read_text(encoding="utf-8") if text is None else text)
    except ValueError as e:
        raise ValueError(f"{path}:{where} not JSON: {e}") from e


def read_lines(path: Path) -> list[dict]:
    """The lines of a .jsonl, without a last one that lacks its end: its writer was killed. ValueError for a bad one."""
    text = path.read_bytes()
    lines = text[: text.rfind(b"\n") + 1].decode().split("\n")[:-1]  # not splitlines: it splits at U+2028 too
    return [read_json(path, line, f" line {number}:") for number, line in enumerate(lines, 1)]


def mend(path: Path) -> None:
    """Cuts a torn last line off, so that what is appended starts on a line of its own."""
    if path.exists() and (text := path.read_bytes()) and not text.endswith(b"\n"):
        os.truncate(path, text.rfind(b"\n") + 1)


def find(root: Path, stem: str) -> list[Path]:
    """Files of one split in a folder or its data/: STEM.jsonl, .json or .parquet, or the hub's STEM-0000N-of-... parts.

    Parquet comes first: it holds the images, which beside a .json may be in an archive still. DynaMath's split
    sample_variantK lies in files named sampleK.
    """
    for kind in (".parquet", ".jsonl", ".json"):
        for folder in (root, root / "data"):
            if files := [
                f
                for f in sorted(folder.glob("*" + kind))
                if re.fullmatch(re.escape(stem).replace("_variant", "(_variant)?") + r"(-\d+-of-\d+(-\w+)?)?", f.stem)
            ]:
                return files
    return []


def read(source: str, stem: str, config: str | None = None) -> list[tuple[str, Path, dict]]:
    """Rows of one split -> [("FILE: row N: ", folder for image paths, raw row)]; [] where a folder does not hold it.

    source: a hub id (split = stem), a folder, or one file. A .json file holds a list, or a dict of rows by their id.
    """
    path = Path(source)
    if not path.exists():
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", source):
            raise ValueError(f"{source}: no file, no folder and no hub id (owner/name)")
        tables = datasets.load_dataset(source, config, split=stem).with_format("arrow").iter(1000)
        rows = [row for table in tables for row in table.to_pylist()]
        return [(f"{source}, {stem}: row {n}: ", Path(), row) for n, row in enumerate(rows, 1)]
    out = []
    for file in find(path, stem) if path.is_dir() else [path]:
        if file.suffix not in (".jsonl", ".json", ".parquet"):
            raise ValueError(f"{file}: neither .jsonl, .json nor .parquet")
        rows = read_json(file) if file.suffix == ".json" else data.raw_rows(file)
        if isinstance(rows, dict):
            rows = [{"pid": key, **row} if isinstance(row, dict) else row for key, row in rows.items()]
        for n, row in enumerate(rows, 1) if file.suffix == ".json" else rows:
            row = read_json(file, row, f" row {n}:") if isinstance(row, str) and file.suffix == ".jsonl" else row
            if not isinstance(row, dict):
                raise ValueError(f"{file}: row {n}: field (all): the row is no JSON object")
            out.append((f"{file}: row {n}: ", file.parent, row))
    return out


def need(raw: dict, at: str, *names: str, pattern: str = r"\S", empty: bool = False) -> str:
    """The first of the named fields as text (numbers too); ValueError names it if missing or not of the form."""
    name = next((n for n in names if raw.get(n) is not None), names[0])
    value = raw.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not empty and not re.search(pattern, value):
        raise ValueError(f"{at}field {name}: missing, or not of the form {pattern}")
    return value


def image(raw: dict, at: str, folder: Path, *names: str) -> list[dict]:
    """[{"bytes", "path"}] of the first named field with a value, checked; the path may be of a file that is absent."""
    name = next((n for n in names if raw.get(n)), None)
    out = []
    for value in [] if name is None else raw[name] if isinstance(raw[name], list) else [raw[name]]:
        value = value if isinstance(value, dict) else {"bytes": None, "path": value}
        if not value.get("bytes"):
            if not isinstance(value.get("path"), str):
                raise ValueError(f"{at}field {name}: expected the path or bytes of an image")
            bases = (folder, folder / "images", folder.parent, folder.parent / "images")
            there = [base / value["path"] for base in bases if (base / value["path"]).is_file()]
            value = {"bytes": None, "path": str(there[0] if there else folder / value["path"])}
            if not there:
                out.append(value)
                continue
        out.append(data.checked_image(value, Path(), f"{at}field {name}: "))
    return out


def row(
    at: str,
    name: str,
    key: str,
    text: str,
    options: list[str],
    images: list[dict],
    answer: str,
    official: str,
    split: str,
    **more,
) -> dict:
    """The record of one row. text: question that may hold <imageN>; options: texts in the order of their letters.

    official: the benchmark's prompt. ValueError where a text holds a special token of the model.
    """
    lines = [f"{letter}. {option}" for letter, option in zip(LETTERS, options)]
    bare = all(re.fullmatch(rf"\(?{letter}\)?", option.strip()) for letter, option in zip(LETTERS, options))
    if special := re.search(r"<\|\w+\|>", text + official + "".join(options)):
        raise ValueError(f"{at}field question: holds the special token {special[0]!r}")
    official = "<image>" * len(images) + re.sub("<image>", "<image >", official)  # a stray marker is no image
    ours = "\n".join([re.sub("<image>", "<image1>", text.strip()), *([] if bare else lines)])
    labels = re.findall(r"<image(\d+)>", ours)
    if labels and len(set(labels)) == len(labels) == len(images):
        images = [images[sorted(labels, key=int).index(n)] for n in labels]  # in the order of the text
        ours = re.sub(r"<image\d+>", "<image>", ours)
    else:
        ours = "<image>" * len(images) + ours
    base = dict.fromkeys(("question_id", "difficulty", "principle", "domain", "level"))
    return (
        base
        | dict(
            id=f"{name}_{key}",
            problem=ours,
            images=images,
            answer=answer,
            official=official,
            source=name,
            split=split,
            options=lines if options and not bare else None,
            knowledge=[],
        )
        | more
    )


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
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    return {
        found[i][0]: re.sub(r";(?=[A-Z]\.$)", "", text[found[i][2] : end].strip(" ;")) for i, end in enumerate(ends)
    }


def inline_options(question: str, label: str) -> list[str]:
    """["A. text", ...] of a question that lists its options, each after a match of `label`, whose group is the letter.

    [] unless the letters run A, B, C ... and each has a text: then they are no list, or the options are pictures.
    """
    parts = re.split(label, question)
    texts = [part.strip(" ,;\n") for part in parts[2::2]]
    whole = texts and "".join(parts[1::2]) == LETTERS[: len(texts)] and all(texts)
    return [f"{letter}. {text}" for letter, text in zip(parts[1::2], texts)] if whole else []


def load_wemath(source: str, split: str = "testmini") -> list[dict]:
    """We-Math -> rows in group order. category: the level-2 node of a sub-step's concept, None for composites."""
    found, name, rows = read(source, split), "knowledge_structure_nodes.json", []
    if not found:
        return []
    root = Path(source) if Path(source).is_dir() else Path(source).parent
    if not Path(source).exists():
        from huggingface_hub import hf_hub_download

        root = Path(hf_hub_download(source, name, repo_type="dataset")).parent
    nodes = read_json(next((p for p in (root / name, root / "data" / name) if p.is_file()), root / name))
    category = {node.get("root4") or node.get("root3"): node.get("root2") for node in nodes}
    for at, folder, r in found:
        ID, key, answer, question, option, concept = (need(r, at, f, pattern=p) for f, p in WEMATH_FIELDS.items())
        options, multi = split_options(option), key.endswith("multi")
        if answer not in options:
            raise ValueError(f"{at}field answer: {answer!r} is no option of {option!r}")
        if not multi and concept not in category:
            raise ValueError(f"{at}field knowledge concept: {concept!r} is not in {name}")
        if not (images := image(r, at, folder, "image_path")):
            raise ValueError(f"{at}field image_path: missing")
        lines = [f"{letter}. {text}" for letter, text in options.items()]
        rows.append(
            row(
                at, "wemath", f"{ID}_{key}", question, [], images, answer, WEMATH_PROMPT.format(question, option), split
            )
            | dict(
                problem="\n".join(["<image>" + question.strip(), *lines]),
                options=lines,
                question_id=ID,
                ID=ID,
                key=key,
                knowledge=[c.strip() for c in concept.split(";")] if multi else [concept],
                category=None if multi else category[concept],
            )
        )
    return sorted(rows, key=lambda r: (r["ID"][0], int(r["ID"].split("_")[1])))


def load_mathvista(source: str, split: str = "testmini") -> list[dict]:
    """MathVista; a choice's gold is its text. `query` is the official prompt (hint, question, choices)."""
    rows = []
    for at, folder, r in read(source, split):
        if not r.get("answer") and split == "test":
            raise ValueError(f"{at}field answer: empty: MathVista's test split has no public answers; take testmini")
        kind, meta = need(r, at, "question_type", pattern="^(multi_choice|free_form)$"), r.get("metadata") or {}
        answer, question, choices = need(r, at, "answer"), need(r, at, "question"), r.get("choices") or []
        if kind == "multi_choice" and answer not in choices:
            raise ValueError(f"{at}field answer: {answer!r} is none of the choices {choices}")
        if r.get("answer_type") == "float" and r.get("precision") is None:
            raise ValueError(f"{at}field precision: missing in a row of type float")
        unit = f" (Unit: {r['unit']})" if r.get("unit") else ""
        rows.append(
            row(
                at,
                "mathvista",
                need(r, at, "pid"),
                question + unit,
                choices,
                image(r, at, folder, "decoded_image", "image"),
                answer,
                need(r, at, "query"),
                split,
                question_type=kind,
                answer_type=need(r, at, "answer_type", pattern="^(text|integer|float|list)$"),
                precision=None if r.get("precision") is None else int(r["precision"]),
                choices=choices,
                skills=list(meta.get("skills") or []),
                **{k: meta.get(k) for k in ("task", "context", "grade", "category")},
            )
        )
    return rows


def load_mathvision(source: str, split: str) -> list[dict]:
    """MathVision; options may be bare letters, and level is 1 to 5."""
    rows = []
    for at, folder, r in read(source, split):
        question, options, answer = need(r, at, "question"), list(r.get("options") or []), need(r, at, "answer")
        if options and (len(answer) != 1 or answer not in LETTERS[: len(options)]):
            raise ValueError(f"{at}field answer: {answer!r} is not the letter of one of {len(options)} options")
        bare = "".join(options) in LETTERS
        lines = "" if bare else "".join(f"({letter}) {text}\n" for letter, text in zip(LETTERS, options))
        rows.append(
            row(
                at,
                "mathvision",
                need(r, at, "id"),
                question,
                options,
                image(r, at, folder, "decoded_image", "images", "image_path", "image"),
                answer,
                MATHVISION_PROMPT.format(question, lines),
                split,
                level=need(r, at, "level"),
                domain=need(r, at, "subject"),
                option_texts=options,
            )
        )
    return rows


def load_mathverse(source: str, split: str = "testmini") -> list[dict]:
    """MathVerse: five versions with an image and, where at hand, the text-only one. Official prompt: query_cot."""
    rows, hub = [], not Path(source).exists()
    found = read(source, split, split if hub else None)
    if not Path(source).is_file():  # the name of the text-only file is spelt in both ways
        found += read(source, f"{split}_text_only", f"{split}_text_only") or read(source, f"{split}_text-only")
    for at, folder, r in found:
        version, meta = need(r, at, "problem_version", pattern=f"^({'|'.join(VERSIONS)})$"), r.get("metadata") or {}
        images = [] if version == "Text Only" else image(r, at, folder, "image")
        if not images and version != "Text Only":
            raise ValueError(f"{at}field image: missing in a row of version {version}")
        question = need(r, at, "question", empty=True).strip() or "Answer the question that is shown in the image."
        listed = r.get("question_for_eval") or question  # has the choices of a Vision Only row too
        options = (
            inline_options(listed.split("Choices:")[-1], r"(?:^|\n)\s*([A-F])\s*[:.]")
            if r.get("question_type") == "multi-choice"
            else []
        )
        rows.append(
            row(
                at,
                "mathverse",
                f"{need(r, at, 'sample_index')}_{version.replace(' ', '_')}",
                question,
                [],
                images,
                need(r, at, "answer"),
                need(r, at, "query_cot"),
                split,
                version=version,
                question_id=need(r, at, "problem_index"),
                subject=meta.get("subject"),
                subfield=meta.get("subfield"),
                question_type=need(r, at, "question_type"),
            )
            | {"options": options or None}
        )
    return rows


def load_dynamath(source: str, split: str = "") -> list[dict]:
    """DynaMath: ten variants of each seed. Choices stand inside the question; golds go up to F."""
    if Path(source).is_file() or find(Path(source), "variants"):
        found = [(*item, item[2].get("variant")) for item in read(source, "variants")]
    else:
        found = [(*item, k) for k in range(1, 11) for item in read(source, f"sample_variant{k}")]
    rows = []
    for at, folder, r, variant in found:
        if type(variant) is not int or not 1 <= variant <= 10:
            raise ValueError(f"{at}field variant: {variant!r} is not a whole number from 1 to 10")
        kind = need(r, at, "answer_type", pattern="^(float|multiple choice|text)$")
        seed, question = need(r, at, "id", "seed"), need(r, at, "question")
        answer = need(r, at, "ground_truth", "answer")
        options = inline_options(question, r"\(([A-F])\)") if kind == "multiple choice" else []
        hint = "Please answer in a floating-point number." if kind == "float" else ""
        rows.append(
            row(
                at,
                "dynamath",
                f"{seed}_{variant}",
                question,
                [],
                image(r, at, folder, "decoded_image", "image_path", "image"),
                answer,
                DYNAMATH_PROMPT.format(question, hint),
                f"variant {variant}",
                seed=seed,
                variant=variant,
                question_id=seed,
                answer_type=kind,
                domain=need(r, at, "subject"),
                level=need(r, at, "knowledge_level", "level"),
            )
            | {"options": options or None}
        )
    return rows


# ------------------------------------------------------------------------------------------------------- the benchmarks


@dataclass
class Benchmark:
    """One benchmark: where it lies, how it is read, what goes to the predictions, and which parts its table has."""

    hub: str  # Hugging Face id; "" where there is none
    splits: tuple[str, ...]  # of the hub and of the files' names, the first at hand is taken
    load: Callable  # (source, split) -> rows
    fields: tuple[str, ...]  # the benchmark's own columns, copied to every prediction
    parts: tuple[str, ...]  # columns by which accuracy is told
    unit: str  # of the bootstrap
    get: str  # how to get it


HUB = "hf download {0} --repo-type dataset --local-dir DATA/{1}   (or --data {0})"
BENCHMARKS = {
    "mathbook": Benchmark(
        "",
        ("test",),
        data.load,
        (),
        (),
        "seed question",
        "python data.py build --out DATA/mathbook   (needs eval.parquet in DATA/mathbook)",
    ),
    "wemath": Benchmark(
        "We-Math/We-Math",
        ("testmini",),
        load_wemath,
        ("ID", "key", "category"),
        (),
        "group",
        HUB.format("We-Math/We-Math", "wemath"),
    ),
    "mathvista": Benchmark(
        "AI4Math/MathVista",
        ("testmini",),
        load_mathvista,
        ("question_type", "answer_type", "precision", "choices", "task", "context", "grade", "category", "skills"),
        ("task", "skills", "question_type", "answer_type", "context", "grade", "category"),
        "row",
        HUB.format("AI4Math/MathVista", "mathvista"),
    ),
    "mathvision": Benchmark(
        "MathLLMs/MathVision",
        ("test", "testmini"),
        load_mathvision,
        ("option_texts",),
        ("level", "domain"),
        "row",
        HUB.format("MathLLMs/MathVision", "mathvision"),
    ),
    "mathverse": Benchmark(
        "AI4Math/MathVerse",
        ("testmini",),
        load_mathverse,
        ("version", "subject", "subfield", "question_type"),
        ("version", "subject", "subfield"),
        "problem",
        HUB.format("AI4Math/MathVerse", "mathverse") + "; unzip images.zip",
    ),
    "dynamath": Benchmark(
        "DynaMath/DynaMath_Sample",
        ("",),
        load_dynamath,
        ("seed", "variant", "answer_type"),
        ("domain", "level"),
        "seed",
        HUB.format("DynaMath/DynaMath_Sample", "dynamath"),
    ),
}


class Missing(ValueError):
    """A benchmark that is not at hand; the text says how to get it."""


def load_rows(cfg) -> tuple[datasets.Dataset, dict]:
    """-> (rows to ask, {reason: number of rows left out}). ValueError for bad input, Missing when no row is left.

    cfg: eval.Config (benchmark, data, split, limit, skip_bad).
    """
    spec, left_out = BENCHMARKS[cfg.benchmark], {}
    if cfg.benchmark == "mathbook":
        rows = data.load(cfg.data or "out/data/eval.parquet", split=cfg.split or "test", skip_bad=cfg.skip_bad)
    else:
        source, found = cfg.data or spec.hub, []
        for split in [cfg.split] if cfg.split else spec.splits:
            found = found or spec.load(source, split)
        if not found:
            asked = cfg.split or " or ".join(spec.splits) or "variants"
            raise Missing(f"{source}: no rows of {cfg.benchmark} ({asked}). To get it: {spec.get}")
        if twice := len(found) - len({r["id"] for r in found}):
            raise ValueError(f"{source}: field id: {twice} rows have the id of another row")
        there = [r for r in found if all(i["bytes"] or Path(i["path"]).is_file() for i in r["images"])]
        left_out["image file absent"] = len(found) - len(there)
        if not there:
            raise Missing(f"{source}: none of the {len(found)} image files is there. To get them: {spec.get}")
        rows = datasets.Dataset.from_list(there)
    return rows.select(range(min(cfg.limit or len(rows), len(rows)))), left_out


class Plain:
    """A processor whose chat texts lack our instruction: for `--prompt official`, which brings its own."""

    def __init__(self, processor):
        self.processor, self.tokenizer = processor, processor.tokenizer

    def apply_chat_template(self, chats, **options):
        texts = self.processor.apply_chat_template(chats, **options)
        one = isinstance(texts, str)
        texts = [text.replace(f"\n{data.INSTRUCTION}", "", 1) for text in ([texts] if one else texts)]
        return texts[0] if one else texts


def at_hand(cfg) -> tuple[list[tuple], list[str]]:
    """--benchmark all: ([(config, loaded rows) of each benchmark in cfg.data], [what is missing and how to get it])."""
    root, found, missing = Path(cfg.data), [], []
    if not root.is_dir():
        raise ValueError(f"{cfg.data}: --benchmark all needs --data FOLDER with folders named {', '.join(BENCHMARKS)}")
    for name, spec in BENCHMARKS.items():
        places = (root / name / "eval.parquet", root / "eval.parquet") if name == "mathbook" else (root / name,)
        source = next((p for p in places if p.exists()), None)
        one = replace(cfg, benchmark=name, data=str(source), out=f"{cfg.out}/{name}")
        try:
            if source is None:
                raise Missing(f"not in {cfg.data}. To get it: {spec.get}")
            found.append((one, load_rows(one)))
        except Missing as e:
            missing.append(f"missing: {name}: {e}")
    if not found:
        raise ValueError("\n".join([f"{cfg.data}: no benchmark at hand", *missing]))
    return found, missing
