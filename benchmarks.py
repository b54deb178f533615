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
    for pair in (r"\(([a-e])\)", r"\{([a-e])\}"):
        text = re.sub(pair, r"\1", text)
    return text.rstrip(".").lstrip(":").strip()


def mathvision_equal(gold: str, answer: str) -> bool:
    """MathVision's rule: the same text without case, or the same value at two places, in a tuple part by part.

    A colon divides; a text with a unit, a degree or percent sign or a Unicode root has no value, as with latex2sympy.
    """
    gold, answer = gold.lower().strip(), answer.lower().strip()
    if not gold or not answer:
        return False
    if gold == answer:
        return True
    parts = [t[1:-1].split(",") if t[0] + t[-1] in ("()", "[]") and "," in t else [t] for t in (gold, answer)]
    if len(parts[0]) != len(parts[1]) or len(parts[0]) > 1 and gold[0] != answer[0]:
        return False
    words = set(re.findall("[a-z]{2,}", gold + " " + answer)) - {"frac", "sqrt", "pi", "cdot", "times", "div"}
    if words or re.search(r"[°%√]|\\!", gold + answer):
        return False
    values = [[number(part.replace(":", "/")) for part in side] for side in parts]
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


def grade(preds: list[dict], grader) -> None:
    """Fill in extracted, format, verdict (our rule), official and official_extracted (the benchmark's), and same_as.

    same_as: of a sample, the first sample of its row whose answer grades equal to its own; None without an answer.
    """
    for p in preds:
        p["extracted"] = own_extraction(p)
        p["format"] = rewards.format_ok(p["response"])
        p["official_extracted"], p["official"] = official(p)
    asked = [p for p in preds if p["extracted"] is not None]
    for p, right in zip(asked, grader.grade_many([(p["extracted"], p["gold"], p["options"]) for p in asked]), strict=True):
        p["verdict"] = bool(right) or tolerated(p)
    rows, pairs = {}, []
    for p in preds:
        p["verdict"] = p["extracted"] is not None and p["verdict"]
        if p["mode"] == "sample":
            p["same_as"] = None
            rows.setdefault(p["row"], []).append(p)
    texts = {row: list(dict.fromkeys(p["extracted"] for p in ps if p["extracted"] is not None)) for row, ps in rows.items()}
    for row, different in texts.items():
        pairs += [(b, a, rows[row][0]["options"]) for i, a in enumerate(different) for b in different[i + 1:]]
    equal = {pair[:2] + (str(pair[2]),) for pair, same in zip(pairs, grader.grade_many(pairs), strict=True) if same}
    for row, ps in rows.items():
        first = {}  # text -> the first sample with an equal answer
        for p in ps:
            if (text := p["extracted"]) is not None and text not in first:
                options = str(p["options"])
                first[text] = next((k for other, k in first.items() if (text, other, options) in equal), p["sample"])
            p["same_as"] = first.get(text)


# ----------------------------------------------------------------------------------------------------------- statistics

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
    return min(1.0, 2 * sum(math.comb(n, k) for k in range(min(only_a, only_b) + 1)) / 2 ** n)


def by_row(preds: list[dict], rule: str = "verdict") -> list[dict]:
    """One dict a row: its columns, and under "greedy" and "sample" the (verdict, format) pairs of its generations."""
    rows = {}
    for p in preds:
        r = rows.setdefault(p["row"], {**p, "greedy": [], "sample": [], "votes": []})
        r[p["mode"]].append((bool(p[rule]), p["format"]))
        if p["mode"] == "sample":
            r["votes"].append(p.get("same_as"))
    return list(rows.values())


def cell(rows: list[dict], seed: int) -> dict:
    """Of rows from by_row: accuracy, greedy and over n samples (avg, pass, maj), with intervals; well-formed share."""
    units = [r["question_id"] or r["id"] for r in rows]
    out = {"rows": len(rows), "units": len(set(units))}
    right = {mode: [[verdict for verdict, _ in r[mode]] for r in rows] for mode in ("greedy", "sample")}
    for mode, name in (("greedy", "greedy"), ("sample", "avg"), ("sample", "pass"), ("sample", "maj")):
        if all(right[mode]):
            value = {"pass": lambda v, votes: pass_at(len(v), sum(v), len(v)),
                     "maj": lambda v, votes: float((best := majority(votes)) is not None and v[best])}
            values = [value.get(name, lambda v, votes: np.mean(v))(v, r["votes"]) for v, r in zip(right[mode], rows)]
        out[name] = float(np.mean(values)) if all(right[mode]) else None
        out[f"{name}_ci"] = bootstrap(values, units, seed=seed) if all(right[mode]) else None
        if name in ("greedy", "avg"):
            forms = [form for r in rows for _, form in r[mode]]
            out[f"format_{mode}"] = float(np.mean(forms)) if all(right[mode]) else None
    return out


def parted(rows: list[dict], column: str) -> dict[str, list[dict]]:
    """{value of the column: rows}, sorted; of a list column a row counts under each value; "None" where there is none."""
    parts = defaultdict(list)
    for r in rows:
        for value in r[column] or ["None"] if isinstance(r[column], list) else [r[column]]:
            parts[str(value)].append(r)
    rank = {k: i for i, k in enumerate(NODES + VERSIONS)}
    return {k: parts[k] for k in sorted(parts, key=lambda k: (rank.get(k, len(rank)), k))}


def short(rows: list[dict]) -> dict:
    """{"rows", "greedy", "avg"} without intervals, for parts that are many and small."""
    mean = {mode: np.mean([v for r in rows for v, _ in r[mode]]) if all(r[mode] for r in rows) else None
            for mode in ("greedy", "sample")}
    return {"rows": len(rows), **{name: None if mean[mode] is None else float(mean[mode])
                                  for name, mode in (("greedy", "greedy"), ("avg", "sample"))}}


def robustness(rows: list[dict]) -> dict:
    """What accuracy hides -> consistency over the variants of a unit (greedy), and accuracy by point and by principle.

    consistency: of the units with two rows or more the shares all right, all wrong, mixed. weakest: the twenty points of
    the lowest accuracy (avg@n, else greedy), those with more rows first.
    """
    groups = defaultdict(list)
    for r in rows:
        groups[r["question_id"] or r["id"]].append(r["greedy"][0][0])
    several = [g for g in groups.values() if len(g) > 1]
    shares = {"all_right": sum(map(all, several)), "all_wrong": sum(not any(g) for g in several)}
    shares["mixed"] = len(several) - sum(shares.values())
    out = {"consistency": {"groups": len(several), **{k: v / len(several) for k, v in shares.items()}} if several else None}
    for name in ("knowledge", "principle"):
        known = [r for r in rows if r[name]]
        out[f"by_{name}"] = {k: short(part) for k, part in parted(known, name).items()}
    points = out["by_knowledge"]
    value = {k: c["greedy"] if c["avg"] is None else c["avg"] for k, c in points.items()}
    out["weakest"] = sorted(points, key=lambda k: (value[k], -points[k]["rows"], k))[:20]
    return out


# -------------------------------------------------------------------------------------------------------------- metrics

def mathbook_metrics(preds: list[dict], seed: int = 0) -> dict:
    """-> cells overall, base_x, x_to_xyz (None without such rows); {value: cell} by_difficulty, by_level, by_domain.

    A row that does not say its level has that of its number of knowledge points: 1-3, 4-6 or 7-10.
    """
    rows = by_row(preds)
    for r in rows:
        if r["level"] is None and r["knowledge"]:
            r["level"] = ("1-3", "4-6", "7-10")[(len(r["knowledge"]) > 3) + (len(r["knowledge"]) > 6)]
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
    counts = dict.fromkeys(("InadequateGeneralization", "InsufficientKnowledge", "CompleteMastery_loose",
                            "CompleteMastery_strict", "RoteMemorization_loose", "RoteMemorization_strict"), 0)
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
    """DynaMath's metrics of {(seed, variant): bool}: average = mean over all; worst case = share of the seeds with all ten
    variants right, of the `seeds` whose ten were all asked (officially 501), with a bootstrap interval over seeds."""
    groups = defaultdict(list)
    for (name, _), ok in correct.items():
        groups[name].append(bool(ok))
    whole = [float(all(g)) for g in groups.values() if len(g) == 10]
    return {"average": float(np.mean(list(correct.values()))), "seeds": len(whole),
            "worst_case": float(np.mean(whole)) if whole else None,
            "worst_case_ci": bootstrap(whole, range(len(whole)), seed=seed) if whole else None}


def rule_metrics(preds: list[dict], rule: str, seed: int = 0) -> dict:
    """One rule's numbers of a benchmark's greedy predictions; rule: the column with the verdicts.

    {"rows", "accuracy", "accuracy_ci", "by_X": {value: {"rows", "accuracy"}}} and the benchmark's own. MathVerse: over the
    five versions with an image (all rows, when there are only text-only ones); by_version has all six.
    """
    rows, name = by_row(preds, rule), preds[0]["benchmark"]
    counted = [r for r in rows if name != "mathverse" or r["version"] != "Text Only"] or rows
    values = [float(r["greedy"][0][0]) for r in counted]
    out = {"rows": len(counted), "accuracy": float(np.mean(values)),
           "accuracy_ci": bootstrap(values, [r["question_id"] or r["id"] for r in counted], seed=seed)}
    for column in BENCHMARKS[name].parts:
        parts = parted(rows if column == "version" else counted, column)
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
        groups[p["ID"]].append((p["key"].endswith("multi"), bool(p[rule])))
    points = [(1.0 if m else 0.5) * all(ok for multi, ok in g if not multi) for ID, g in groups.items()
              if len(g) == int(ID[0]) + 1 for m in [all(ok for multi, ok in g if multi)]]
    return bootstrap(points, range(len(points)), seed=seed) if points else None


def judging(preds: list[dict]) -> dict | None:
    """Agreement of the judge with our rule over all judged generations; None where nothing was judged."""
    judged = [p for p in preds if "judge" in p]
    told = [p for p in judged if p["judge"] is not None]
    return {"model": judged[0]["judge_model"], "asked": len(judged), "no_judgement": len(judged) - len(told),
            "agree": sum(p["judge"] == p["verdict"] for p in told),
            "judge_right_rules_wrong": sum(p["judge"] and not p["verdict"] for p in told),
            "rules_right_judge_wrong": sum(p["verdict"] and not p["judge"] for p in told)} if judged else None


def metrics(preds: list[dict], seed: int = 0) -> dict:
    """A benchmark's numbers of a run: overall cell (our rule), robustness, and each rule's numbers under its name."""
    name, rows = preds[0]["benchmark"], by_row(preds)
    greedy = [p for p in preds if p["mode"] == "greedy"]
    out = mathbook_metrics(preds, seed) if name == "mathbook" else {"overall": cell(rows, seed)}
    out |= robustness(rows)
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
        out["pass_at"] = {str(k): float(np.mean([pass_at(most, c, k) for c in right]))
                          for k in sorted({2 ** i for i in range(most.bit_length())} | {most})}
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
        lines += [[name, *(rule[part][name] for rule in rules)] for part in ("four_dim", "accuracy")
                  for name in rules[0][part] if name != "Model"]
        intervals = [percent(0, m["score_ci"][k]).removeprefix("0.0 ") for k in titles if k in m]
        return columns([*lines[:3], ["  95 %", *intervals], *lines[3:]])
    lines += [[f"accuracy, {rules[0]['rows']} rows", *(percent(r["accuracy"], r["accuracy_ci"]) for r in rules)]]
    if m["benchmark"] == "dynamath":
        lines += [[f"worst case, {rules[0]['seeds']} seeds", *(percent(r["worst_case"], r["worst_case_ci"]) for r in rules)]]
    for part in (k for k in rules[0] if k.startswith("by_")):
        lines += [[f"{part[3:]} {k} ({c['rows']})", *(percent(r[part][k]["accuracy"]) for r in rules)]
                  for k, c in rules[0][part].items()]
    return columns(lines)


def show(m: dict) -> str:
    """The metrics of one run as text."""
    n = m["n"]

    def line(name, c):
        more = [percent(c[k], c[f"{k}_ci"]) for k in (("greedy", "avg", "pass", "maj") if n else ("greedy", "avg"))]
        return [name, str(c["rows"]), *more, percent(c["format_greedy"])]

    parts = [f"{m['benchmark']}, {m['model']}: {m['rows']} rows; {m['mean_tokens']:.0f} tokens a response, "
             f"{percent(m['cut_off'])} % cut off, {percent(m['no_answer'])} % without an answer; prompt: {m['prompt']}"]
    parts += [f"left out: {count} rows, {why}" for why, count in m.get("left_out", {}).items() if count]
    if told := m.get("judging"):
        parts += [f"judge {told['model']}: {told['asked']} generations, {told['no_judgement']} without a judgement; agrees "
                  f"with our rule on {told['agree']}; right only by the judge {told['judge_right_rules_wrong']}, only by the "
                  f"rule {told['rules_right_judge_wrong']}"]
    names = ["greedy [95 %]", *(f"{k}@{n} [95 %]" for k in (("avg", "pass", "maj") if n else ("avg",)))]
    lines = [["", "rows", *names, "format"], line("all", m["overall"])]
    if m["benchmark"] == "mathbook":
        lines += [line(" + ".join(nodes), m[k]) for k, nodes in AGGREGATES.items() if m[k]]
        lines += [line(f"{part} {k}", c) for part in ("difficulty", "level", "domain") for k, c in m[f"by_{part}"].items()]
    parts += [f"\n{rules}"] if (rules := rule_table(m)) else []
    parts += ["", columns(lines)]
    if "pass_at" in m:
        parts += ["", "pass@k, unbiased: " + ", ".join(f"{k}: {percent(v)}" for k, v in m["pass_at"].items())]
    if c := m["consistency"]:
        parts += [f"over the rows of a {BENCHMARKS[m['benchmark']].unit} ({c['groups']}, greedy): all right "
                  f"{percent(c['all_right'])} %, all wrong {percent(c['all_wrong'])} %, mixed {percent(c['mixed'])} %"]
    if m["weakest"]:
        weak = [["weakest points", "rows", "greedy", f"avg@{n}"]]
        weak += [[k[:60], str(c["rows"]), percent(c["greedy"]), percent(c["avg"])]
                 for k, c in ((k, m["by_knowledge"][k]) for k in m["weakest"])]
        parts += ["", columns(weak)]
    return "\n".join(parts)


def summary(results: list[dict]) -> str:
    """--benchmark all: one line a benchmark, accuracy of the greedy pass by each rule."""
    lines = [["", "rows", "official rule", "our extraction [95 %]", "judge", "no answer", "the benchmark's own figure"]]
    for m in results:
        name, c = m["benchmark"], m["overall"]
        rules = [m[k] if k in m else None for k in ("official", "ours", "judge")]
        shown = ["-" if r is None else r["four_dim"]["Score (Strict)"] if "four_dim" in r else percent(r["accuracy"])
                 for r in rules]
        own = {"wemath": "strict score, {} whole groups", "dynamath": "worst case {}", "mathverse": "five versions"}.get(name, "")
        own = own.format(rules[1]["groups"] if name == "wemath" else percent(rules[1]["worst_case"]) if name == "dynamath"
                         else "")
        ours = shown[1] if name == "wemath" else percent(rules[1]["accuracy"], rules[1]["accuracy_ci"]) if rules[1] \
            else percent(c["greedy"], c["greedy_ci"])
        lines.append([name, str(c["rows"]), shown[0], ours, shown[2], percent(m["no_answer"]), own])
    return columns(lines)


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


HUB = "huggingface-cli download {0} --repo-type dataset --local-dir DATA/{1}   (or --data {0})"
BENCHMARKS = {
    "mathbook": Benchmark("", ("test",), data.load, (), (), "seed question",
                          "python data.py build --out DATA/mathbook   (needs eval.parquet in DATA/mathbook)"),
    "wemath": Benchmark("We-Math/We-Math", ("testmini",), load_wemath, ("ID", "key", "category"), (), "group",
                        HUB.format("We-Math/We-Math", "wemath")),
    "mathvista": Benchmark(
        "AI4Math/MathVista", ("testmini", "test"), load_mathvista,
        ("question_type", "answer_type", "precision", "choices", "task", "context", "grade", "category", "skills"),
        ("task", "skills", "question_type", "answer_type", "context", "grade", "category"), "row",
        HUB.format("AI4Math/MathVista", "mathvista")),
    "mathvision": Benchmark("MathLLMs/MathVision", ("test", "testmini"), load_mathvision, ("option_texts",),
                            ("level", "domain"), "row", HUB.format("MathLLMs/MathVision", "mathvision")),
    "mathverse": Benchmark("AI4Math/MathVerse", ("testmini",), load_mathverse,
                           ("version", "subject", "subfield", "question_type"), ("version", "subject", "subfield"),
                           "problem", HUB.format("AI4Math/MathVerse", "mathverse") + "; unzip images.zip"),
    "dynamath": Benchmark("DynaMath/DynaMath_Sample", ("",), load_dynamath, ("seed", "variant", "answer_type"),
                          ("domain", "level"), "seed", HUB.format("DynaMath/DynaMath_Sample", "dynamath"))}


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
            raise Missing(f"{source}: no rows of {cfg.benchmark} ({cfg.split or ' or '.join(spec.splits) or 'variants'}). "
                             f"To get it: {spec.get}")
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
