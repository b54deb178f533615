r"""The benchmarks of eval.py: rows, prompts, the official answer rules, metrics and tables. Each has one entry in BENCHMARKS.

A row is the record of data.py plus `official` (the benchmark's own prompt, its images in front) and the benchmark's own
columns (`fields`), which go to the predictions. question_id is the unit of the bootstrap. Where each comes from:
  mathbook    our eval.parquet, or the official Pro / eval files (data.load); no official prompt or rule of its own
  wemath      We-Math/We-Math, or testmini.json + knowledge_structure_nodes.json + images; unit: the group of one ID
  mathvista   AI4Math/MathVista, or testmini.json(l) + images/; official: extraction, rounding, then equal text
  mathvision  MathLLMs/MathVision, or test.jsonl / testmini.jsonl + images/; official: text, or value at two places
  mathverse   AI4Math/MathVerse (both configurations), or testmini.json + testmini_text_only.json + images/; unit: the
              problem in its six versions; overall: the five versions with an image
  dynamath    DynaMath/DynaMath_Sample (ten splits), or variants.jsonl + images/; unit: the seed with its ten variants

Official rules are re-implemented; nothing of a response is ever evaluated as code. Departures: MathVista and MathVerse
have GPT-4 extract (and, MathVerse, compare) the answer. Here our own extraction stands in for the first, equal text (the
released "quick match") for the second, and `--judge` for both. MathVision's latex2sympy is the parser of answers.py.
MathVision's images come merged into one picture that carries the labels <image1>, <image2> ...: with several labels the
picture stands in front and the labels stay in the text; one label, or as many as images, is replaced where it stands.
"""
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import datasets
import numpy as np
from rapidfuzz.distance import Levenshtein

import answers
import data
import rewards

NODES = ("base", "x", "y", "z", "xy", "xz", "yz", "xyz", "a", "b", "c", "d", "e")
AGGREGATES = {"base_x": ("base", "x"), "x_to_xyz": ("x", "xy", "xz", "xyz")}
WEMATH_FIELDS = {"ID": r"^[23]steps_\d+$", "key": r"^[23]steps_([123]|multi)$", "answer": "^[A-H]$", "question": r"\S",
                 "option": r"\S", "knowledge concept": r"\S"}
VERSIONS = ("Text Dominant", "Text Lite", "Vision Intensive", "Vision Dominant", "Vision Only", "Text Only")
LETTERS = "ABCDEFGHIJ"

# The benchmarks' own prompts, word by word as they publish them.
WEMATH_PROMPT = """Now, we require you to solve a multiple-choice math question. \
Please briefly describe your thought process and provide the final answer(option).
Question: {}
Option: {}
Regarding the format, please answer following the template below, and be sure to include two <> symbols:
<Thought process>: <<your thought process>> <Answer>: <<your option>>"""
MATHVISION_PROMPT = ('Please solve the problem step by step and put your answer in one "\\boxed{{}}". If it is a multiple '
                     'choice question, only one letter is allowed in the "\\boxed{{}}".\n{}\n{}')
DYNAMATH_PROMPT = """## Question
{}{}
## Answer Instruction Please provide an answer to the question outlined above. Your response should adhere to the \
following JSON format, which includes two keys: 'solution' and 'short answer'. The 'solution' key can contain detailed \
steps needed to solve the question, and the 'short answer' key should provide a concise response. If the problem is a \
multiple choice problem, just provide the corresponing choice option, such as 'A', 'B', 'C', or 'D'. If the answer is a \
numerical value, format it as a three-digit floating-point number.

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


def find(root: Path, stem: str) -> list[Path]:
    """Files of one split in a folder or its data/: STEM.jsonl, .json or .parquet, or the hub's STEM-0000N-of-... parts."""
    for folder in (root, root / "data"):
        files = [f for f in sorted(folder.glob("*")) if f.suffix in (".jsonl", ".json", ".parquet")
                 and re.fullmatch(re.escape(stem) + r"(-\d+-of-\d+(-\w+)?)?", f.stem)]
        if kinds := sorted({f.suffix for f in files}):
            return [f for f in files if f.suffix == kinds[0]]
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
        rows = read_json(file) if file.suffix == ".json" else data._rows(file)
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
        out.append(data._checked_image(value, Path(), f"{at}field {name}: "))
    return out


def row(at: str, name: str, key: str, text: str, options: list[str], images: list[dict], answer: str, official: str,
        split: str, **more) -> dict:
    """The record of one row. text: question that may hold <imageN>; options: texts in the order of their letters.

    official: the benchmark's prompt. ValueError where a text holds a special token of the model.
    """
    lines = [f"{letter}. {option}" for letter, option in zip(LETTERS, options)]
    bare = all(re.fullmatch(rf"\(?{letter}\)?", option.strip()) for letter, option in zip(LETTERS, options))
    if special := re.search(r"<\|\w+\|>", text + official + "".join(options)):
        raise ValueError(f"{at}field question: holds the special token {special[0]!r}")
    official = "<image>" * len(images) + re.sub("<image>", "<image >", official)  # a stray marker is no place for an image
    ours = "\n".join([re.sub("<image>", "<image1>", text.strip()), *([] if bare else lines)])
    labels = re.findall(r"<image(\d+)>", ours)
    if labels and len(set(labels)) == len(labels) == len(images):
        images = [images[int(n) - 1] if 0 < int(n) <= len(images) else None for n in labels]  # in the order of the text
        if None in images:
            raise ValueError(f"{at}field question: labels {labels} for {len(images)} images")
        ours = re.sub(r"<image\d+>", "<image>", ours)
    else:
        ours = "<image>" * len(images) + ours
    base = dict.fromkeys(("question_id", "difficulty", "principle", "domain", "level"))
    return base | dict(id=f"{name}_{key}", problem=ours, images=images, answer=answer, official=official, source=name,
                       split=split, options=lines if options and not bare else None, knowledge=[]) | more


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
    return {found[i][0]: re.sub(r";(?=[A-Z]\.$)", "", text[found[i][2]:end].strip(" ;")) for i, end in enumerate(ends)}


def load_wemath(source: str, split: str = "testmini") -> list[dict]:
    """We-Math -> rows in group order, with ID, key and category: the level-2 node of a sub-step's concept, else None."""
    found, name, rows = read(source, split), "knowledge_structure_nodes.json", []
    if not found:
        return []
    root = Path(source) if Path(source).is_dir() else Path(source).parent
    if not Path(source).exists():
        from huggingface_hub import hf_hub_download
        root = Path(hf_hub_download(source, name, repo_type="dataset")).parent
    nodes = read_json(root / name)
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
        rows.append(row(at, "wemath", f"{ID}_{key}", question, [], images, answer, WEMATH_PROMPT.format(question, option),
                        split) | dict(
            problem="\n".join(["<image>" + question.strip(), *lines]), options=lines, question_id=ID, ID=ID, key=key,
            knowledge=[c.strip() for c in concept.split(";")] if multi else [concept],
            category=None if multi else category[concept]))
    return sorted(rows, key=lambda r: (r["ID"][0], int(r["ID"].split("_")[1])))


def load_mathvista(source: str, split: str = "testmini") -> list[dict]:
    """MathVista; a choice's gold is its text. `query` is the official prompt (hint, question, choices)."""
    rows = []
    for at, folder, r in read(source, split):
        kind, meta = need(r, at, "question_type", pattern="^(multi_choice|free_form)$"), r.get("metadata") or {}
        answer, question, choices = need(r, at, "answer"), need(r, at, "question"), r.get("choices") or []
        if kind == "multi_choice" and answer not in choices:
            raise ValueError(f"{at}field answer: {answer!r} is none of the choices {choices}")
        unit = f" (Unit: {r['unit']})" if r.get("unit") else ""
        rows.append(row(
            at, "mathvista", need(r, at, "pid"), question + unit, choices,
            image(r, at, folder, "decoded_image", "image"), answer, need(r, at, "query"), split, question_type=kind,
            answer_type=need(r, at, "answer_type", pattern="^(text|integer|float|list)$"),
            precision=None if r.get("precision") is None else int(r["precision"]), choices=choices,
            **{k: meta.get(k) for k in ("task", "context", "grade", "category")}, skills=list(meta.get("skills") or [])))
    return rows


def load_mathvision(source: str, split: str) -> list[dict]:
    """MathVision; options may be bare letters, and level is 1 to 5."""
    rows = []
    for at, folder, r in read(source, split):
        question, options, answer = need(r, at, "question"), list(r.get("options") or []), need(r, at, "answer")
        if options and (len(answer) != 1 or answer not in LETTERS[:len(options)]):
            raise ValueError(f"{at}field answer: {answer!r} is not the letter of one of {len(options)} options")
        bare = "".join(options) in LETTERS
        lines = "" if bare else "".join(f"({letter}) {text}\n" for letter, text in zip(LETTERS, options))
        rows.append(row(at, "mathvision", need(r, at, "id"), question, options,
                        image(r, at, folder, "decoded_image", "images", "image_path", "image"), answer,
                        MATHVISION_PROMPT.format(question, lines), split, level=need(r, at, "level"),
                        domain=need(r, at, "subject"), option_texts=options))
    return rows


def load_mathverse(source: str, split: str = "testmini") -> list[dict]:
    """MathVerse: five versions with an image and, where at hand, the text-only one. query_cot is the official prompt."""
    rows, hub = [], not Path(source).exists()
    found = read(source, split, split if hub else None)
    for stem in (f"{split}_text_only", f"{split}_text-only"):
        found += read(source, stem, stem) if not Path(source).is_file() and (not hub or "_only" in stem) else []
    for at, folder, r in found:
        version, meta = need(r, at, "problem_version", pattern=f"^({'|'.join(VERSIONS)})$"), r.get("metadata") or {}
        images = [] if version == "Text Only" else image(r, at, folder, "image")
        if not images and version != "Text Only":
            raise ValueError(f"{at}field image: missing in a row of version {version}")
        question = need(r, at, "question", empty=True).strip() or "Answer the question that is shown in the image."
        rows.append(row(at, "mathverse", f"{need(r, at, 'sample_index')}_{version.replace(' ', '_')}", question, [], images,
                        need(r, at, "answer"), need(r, at, "query_cot"), split, version=version,
                        question_id=need(r, at, "problem_index"), subject=meta.get("subject"),
                        subfield=meta.get("subfield"), question_type=need(r, at, "question_type")))
    return rows


def load_dynamath(source: str, split: str = "") -> list[dict]:
    """DynaMath: ten variants of each seed. Choices stand inside the question; golds go up to F."""
    if Path(source).is_file() or Path(source).is_dir() and find(Path(source), "variants"):
        found = [(*item, item[2].get("variant")) for item in read(source, "variants")]
    else:
        found = [(*item, k) for k in range(1, 11) for item in read(source, f"sample_variant{k}")]
    rows = []
    for at, folder, r, variant in found:
        if type(variant) is not int or not 1 <= variant <= 10:
            raise ValueError(f"{at}field variant: {variant!r} is not a whole number from 1 to 10")
        kind = need(r, at, "answer_type", pattern="^(float|multiple choice|text)$")
        seed, question, answer = need(r, at, "id", "seed"), need(r, at, "question"), need(r, at, "ground_truth", "answer")
        parts = re.split(r"\(([A-F])\)", question) if kind == "multiple choice" else []
        texts = [part.strip(" ,;\n") for part in parts[2::2]]
        options = [f"{letter}. {text}" for letter, text in zip(parts[1::2], texts)]
        if "".join(parts[1::2]) != LETTERS[:len(texts)] or not all(texts):  # no list of options, or pictures of them
            options = []
        hint = "Please answer in a floating-point number." if kind == "float" else ""
        rows.append(row(at, "dynamath", f"{seed}_{variant}", question, [],
                        image(r, at, folder, "decoded_image", "image_path", "image"), answer,
                        DYNAMATH_PROMPT.format(question, hint), f"variant {variant}", seed=seed, variant=variant,
                        question_id=seed, answer_type=kind, domain=need(r, at, "subject"),
                        level=need(r, at, "knowledge_level", "level")) | {"options": options or None})
    return rows


# ---------------------------------------------------------------------------------------------------------------- rules

def official_letter(response: str) -> str | None:
    """We-Math's rule: what follows the last "Answer" (or all) without `<>:.`; its first character if that is A-H."""
    text = re.sub(r"[<>:.]", "", response.split("Answer")[-1].strip()).strip()
    return text[0] if text and text[0] in "ABCDEFGH" else None


def number(text: str) -> float | None:
    """The real number that a text is ("1/2", "3\\pi", "69°", "5 cm"), None where it is none. Never evaluates code."""
    try:
        parsed = answers.Parser(answers.unit(answers.clean(text))[0].rstrip("% "))
        value = complex(parsed.value)
    except (answers.Unreadable, ArithmeticError, RecursionError):
        return None
    real = not parsed.names and abs(value.imag) < 1e-12 and math.isfinite(value.real)
    return value.real if real else None


def mathvision_extract(response: str) -> str:
    """MathVision's rule: a closing letter, a number after "is", what follows "the answer is", the last box; then much
    of the LaTeX is taken off, and all is lower case."""
    text = response.strip()
    for c in "ABCDE":
        if text.endswith((f" {c}.", f" ({c}).")) or text.startswith((f"{c}\n", f"({c})\n", f"({c}) {c}\n")):
            text = c
    last = text.split("is ")[-1].rstrip(".")
    if re.fullmatch(r"\s*[+-]?(\d[\d_]*\.?\d*|\.\d+)([eE][+-]?\d+)?\s*", last):
        text = last
    if "oxed{" not in text:
        for flag in ("the final answer is", "the answer is", "the correct answer is", "the answer should be"):
            for said in (flag, flag.replace("the", "The", 1)):
                if said in text:
                    text = text.split(said)[-1].strip().split("\n")[0].split(". ")[0]
                text = text.strip()
    else:
        text = "\\boxed{" + text.split("oxed{")[-1] if text.count("oxed{") > 1 else text
    text = text.lower().replace("{}", "")
    boxed = re.search(r"oxed\{(.*)\}", text, re.S)
    text = boxed[1] if boxed else text
    if "}" in text and (text.find("{") == -1 or text.find("}") < text.find("{")):
        text = text.split("}")[0]
    text = text.split("=")[-1].split("\\approx")[-1].replace("∞", "\\infty")
    for old, new in ((" ", ""), ("\\,", ""), ("+\\infty", "\\infty"), ("\\\\", "\\"), ("\n", ""), ("\\text", ""),
                     ("\\mbox", ""), ("bmatrix", "pmatrix"), ("\\left", ""), ("\\right", ""), ("^{\\circ}", ""),
                     ("^\\circ", ""), ("{m}^3", ""), ("m^3", ""), ("{units}", ""), ("units", ""), ("{km}", ""),
                     ("km", ""), ("\\!", ""), ("\\\\", "\\"), ("tfrac", "frac"), ("dfrac", "frac"), ("\\$", ""),
                     ("$", ""), ("\\%", ""), ("{.", "{0.")):
        text = text.replace(old, new)
    text = "0" + text if text[:1] == "." else text
    text = re.sub(r"\\sqrt([^{])", r"\\sqrt{\1}", text)
    text = "\\frac{1}{2}" if text == "0.5" else re.sub(r"^(-?\d+)/(-?\d+)$", r"\\frac{\1}{\2}", text)
    return re.sub(r"[({]([a-e])[)}]", r"\1", text).rstrip(".").lstrip(":").strip()


def mathvision_equal(gold: str, answer: str) -> bool:
    """MathVision's rule: the same text without case, or the same value at two places, in a tuple part by part."""
    gold, answer = gold.lower().strip(), answer.lower().strip()
    if not gold or not answer:
        return False
    if gold == answer:
        return True
    parts = [t[1:-1].split(",") if t[0] + t[-1] in ("()", "[]") and "," in t else [t] for t in (gold, answer)]
    if len(parts[0]) != len(parts[1]) or len(parts[0]) > 1 and gold[0] != answer[0]:
        return False
    values = [[number(part) for part in side] for side in parts]
    return all(a is not None and b is not None and round(a, 2) == round(b, 2) for a, b in zip(*values, strict=True))


def dynamath_extract(response: str) -> str:
    """DynaMath's rule: "short answer" of the JSON from the first { to the last }, else the last line less its end."""
    cut = response[response.find("{"):response.rfind("}") + 1] if 0 <= response.find("{") < response.rfind("}") else response
    try:
        return str(json.loads(cut.replace("\\", ""), strict=False)["short answer"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return response.split("\n")[-1][:-1]


def dynamath_equal(p: dict, answer: str) -> bool:
    """DynaMath's rule: a float within 0.001, a letter, else the gold somewhere in the answer."""
    if p["answer_type"] == "multiple choice":
        return answer == p["gold"] if len(answer) == 1 else p["gold"] in answer[:3]
    if p["answer_type"] == "text":
        return p["gold"] in answer
    first = answer if answer.isdigit() else answer.split(" ")[0]
    try:
        value = float(first.split("π")[0]) * (math.pi if "π" in first else 1)
        return abs(value - float(p["gold"])) <= 0.001
    except (ValueError, OverflowError):
        return False


def mathvista_normal(text: str, p: dict) -> str | None:
    """MathVista's rule: of a choice the one meant by letter, else the nearest by edit distance; numbers as rounded text."""
    if p["question_type"] == "multi_choice":
        letter = re.findall(r"\(([a-zA-Z])\)", text.strip())
        text = letter[0].upper() if letter else text.strip()
        if text in LETTERS[:len(p["choices"])] and len(text) == 1:
            return p["choices"][LETTERS.index(text)]
        return min(p["choices"], key=lambda choice: Levenshtein.distance(text[:2000], choice))
    try:
        if p["answer_type"] == "integer":
            return str(int(float(text[:400])))
        return str(round(float(text[:400]), p["precision"])) if p["answer_type"] == "float" else text
    except (ValueError, OverflowError):
        return None


def own_extraction(p: dict) -> str | None:
    """Our extraction. With the benchmark's own prompt, which asks for no tags: read out of the prose where none stand."""
    found, rest = rewards.extract_answer(p["response"]), p["response"].rsplit("</think>", 1)[-1]
    if found is not None or p["prompt_kind"] == "ours" or "<answer>" in rest or answers.boxes(rest) or not rest.strip():
        return found
    if p["benchmark"] == "dynamath":
        rest = dynamath_extract(rest)
    return rewards.read_prose(re.sub("[<>]", " ", rest) if p["benchmark"] == "wemath" else rest).strip() or None


def official(p: dict) -> tuple[str | None, bool | None]:
    """(extracted, verdict) of a prediction by its benchmark's official rule; (None, None) where it has none."""
    response, gold, name = p["response"], p["gold"], p["benchmark"]
    if name == "mathbook":
        return None, None
    if name == "wemath":
        letter = official_letter(response)
        return letter, letter == gold
    if name == "mathvision":
        found = mathvision_extract(response)
        text = p["option_texts"][LETTERS.index(gold)] if p["option_texts"] else ""
        return found, mathvision_equal(gold, found) or mathvision_equal(text, found)
    if name == "dynamath":
        found = dynamath_extract(response)
        return found, dynamath_equal(p, found)
    found = own_extraction(p) or ""
    if name == "mathverse":
        return found or None, found == gold
    quick = re.search(r'The answer is "(.*)"\.', response)
    found = response if response in p["choices"] else quick[1] if quick else found
    normal = mathvista_normal(found, p)
    return normal, normal == gold


def tolerated(p: dict) -> bool:
    """Is our extraction right by the benchmark's tolerance: MathVista's precision of a float, DynaMath's 0.001?"""
    if p["extracted"] is None or p.get("answer_type") != "float" or p["benchmark"] not in ("mathvista", "dynamath"):
        return False
    value, gold = number(p["extracted"]), number(p["gold"])
    if value is None or gold is None:
        return False
    return abs(value - gold) <= (0.001 if p["benchmark"] == "dynamath" else 0.5 * 10.0 ** -p["precision"]) + 1e-9
