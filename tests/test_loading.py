"""Tests of how benchmarks are read: the layouts of their repositories, their columns on the hub, and damaged files.

Each layout is written small, with the names of files, folders and columns that the originals have.
"""

import json
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image

import benchmarks
import eval as eval_py
from benchmarks import dynamath, emma, grading, logicvista, mathverse, tables
from tests.eval_helpers import (
    EvalJudge,
    eval_answers,
    eval_cli,
    eval_config,
    eval_dyna,
    eval_engine,
    eval_lines,
    eval_parquet,
    eval_png,
    eval_pred,
    eval_said,
    eval_verse,
    eval_vista,
)

# ------------------------------------------------------------------------------------------------------------ layouts


def load_write(path, rows):
    """rows as .json (a list or a dict) or .jsonl; bytes as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(rows, bytes):
        path.write_bytes(rows)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    else:
        path.write_text(json.dumps(rows))


def load_image(path, form="PNG"):
    """A picture with some detail, so that half of its file is not all of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.radial_gradient("L").resize((84, 84)).convert("RGB").save(path, form)


def layout_mathvista(root):
    rows = {
        "1": eval_vista(1, "multi_choice", "text", "140°", ["135°", "140°"]),
        "2": eval_vista(2, "free_form", "integer", "7"),
        "3": eval_vista(3, "free_form", "float", "1.2", precision=1),
    }
    queries = {pid: row.pop("query") for pid, row in rows.items()}
    for row in rows.values():
        del row["decoded_image"]
    load_write(root / "data/testmini.json", rows)
    load_write(root / "data/query.json", queries | {"900": "Hint: of the test split"})
    for pid in rows:
        load_image(root / f"data/images/{pid}.jpg", "JPEG")


def layout_dynamath(root):
    choice = "Which? choice: (A) sine (B) cosine"
    for k in range(1, 11):
        trial = root / f"samples and result/10trials/trial{k}"
        rows = {"1": eval_dyna(1, k), "2": eval_dyna(2, k, "B", "multiple choice", choice)}
        for seed, row in rows.items():
            row |= {"answer": row.pop("ground_truth"), "level": row.pop("knowledge_level")}
            row["image"] = f"image/image{row.pop('id')}.png"
            del row["decoded_image"]
            load_image(trial / f"image/image{seed}.png")
        load_write(trial / "dataset.json", rows)


def layout_mathverse(root):
    shown = [eval_verse(v + 1, 1, version) for v, version in enumerate(mathverse.VERSIONS[:5])]
    for row in shown:
        row["image"] = f"images_version_1-4/image_{row['sample_index']}.png"
        load_image(root / "data/images" / row["image"])
    load_write(root / "data/testmini.json", shown)
    load_write(root / "data/testmini_text_only.json", [eval_verse(1, 1, "Text Only", image=False)])


def layout_mathvision(root):
    kinds = [([], "12"), (["A", "B", "C"], "C"), (["3", "4"], "B")]
    rows = [
        dict(id=str(i), question="Which?\n<image1>", options=options, answer=answer, image=f"images/{i}.jpg")
        | dict(solution=None, level=2, subject="counting")
        for i, (options, answer) in enumerate(kinds, 1)
    ]
    load_write(root / "data/test.jsonl", rows)
    load_write(root / "data/testmini.jsonl", rows[:1])
    for i in range(1, 4):
        load_image(root / f"images/{i}.jpg", "JPEG")


def layout_wemath(root):
    steps = [("2steps_1", "Area"), ("2steps_2", "Volume"), ("2steps_multi", "Area;Volume")]
    rows = [
        {"ID": "2steps_1", "split": "testmini", "knowledge concept": concept, "question": "q?", "key": key}
        | {"option": "A. 1; B. 2", "answer": "A", "image_path": f"2steps/image/1-{n}.png", "question number": n}
        for n, (key, concept) in enumerate(steps, 1)
    ]
    load_write(root / "data/testmini.json", rows)
    nodes = [{"root2": "Figures", "root3": concept, "root4": None} for concept in ("Area", "Volume")]
    load_write(root / "data/knowledge_structure_nodes.json", nodes)
    for n in range(1, 4):
        load_image(root / f"data/2steps/image/1-{n}.png")


def layout_mathbook(root):
    rows = [
        {"question_id": "s", "problem": f"<image>{n}?", "images": [f"{n}.png"], "answer": str(n), "difficulty": "base"}
        for n in range(1, 4)
    ]
    load_write(root / "eval.jsonl", rows)
    for n in range(1, 4):
        load_image(root / f"{n}.png")


def layout_logicvista(root):
    golds = ["C", "B, D", "3"]
    rows = {
        f"v1_{n}": dict(imagename=f"v1_{n}.png", question="Which? Select from A-D", answer=gold, skill=["spatial"])
        | dict(reasoning="r", broad_capability=["diagram"], specific_capability=["chart"], imagesource="s")
        for n, gold in enumerate(golds)
    }
    rows["v1_382"] = {**rows["v1_0"], "question": "", "answer": "", "imagename": "v1_382.png"}
    load_write(root / "data/dataset.json", rows)
    for n in range(len(golds)):
        load_image(root / f"data/images/v1_{n}.png")


def layout_emma(root):
    empty = dict.fromkeys([f"image_{n}" for n in range(1, 6)])
    more = dict(solution=None, subject="Math", task="", category="Path Tracing", source="MathVision", context="")
    picked = {"options": ["<image_3>", "<image_2>"], "answer": "B", "type": "Multiple Choice"}
    images = {"image_1": eval_png(1), "image_2": eval_png(2), "image_3": eval_png(3)}
    rows = [
        {"pid": "Math_1", "question": "<image_1>\nHow many?", "options": [], "answer": "8", "type": "Open-ended"}
        | empty
        | {"image_1": eval_png(9)},
        {"pid": "Math_2", "question": "Which fits <image_1>?", **picked, **empty, **images},
    ]
    eval_parquet(root / "Math/test-00000-of-00001.parquet", [row | more for row in rows])


LAYOUTS = {name.removeprefix("layout_"): make for name, make in list(globals().items()) if name.startswith("layout_")}


def load_rows(root, name, **more):
    """benchmarks.load_rows of the layout below `root`, where MathBookEval is a file."""
    path = root / "eval.jsonl" if name == "mathbook" else root
    return benchmarks.load_rows(eval_config(root, benchmark=name, data=str(path), **more))


@pytest.mark.parametrize(
    "name, rows", dict(mathvista=3, dynamath=20, mathverse=6, mathvision=3, wemath=3, mathbook=3).items()
)
def test_loading_repositories(tmp_path, name, rows):
    """Every row with its picture (but Text Only), and an official prompt; nothing is left out."""
    LAYOUTS[name](tmp_path)
    found, left_out = load_rows(tmp_path, name)
    assert len(found) == rows and left_out == {"image file absent": 0}
    alone = sum(version == "Text Only" for version in found["version"]) if name == "mathverse" else 0
    assert [len(images) for images in found["images"]] == [1] * (rows - alone) + [0] * alone


def test_loading_mathvista_query_json(tmp_path):
    """The repository keeps the official prompts beside the rows, by pid."""
    layout_mathvista(tmp_path)
    rows, _ = load_rows(tmp_path, "mathvista")
    assert rows["official"][0] == "<image>Hint: answer.\nQuestion: Question 1?" and rows["precision"] == [None, None, 1]
    queries = json.loads((tmp_path / "data/query.json").read_text())
    load_write(tmp_path / "data/query.json", {**queries, "2": None})
    with pytest.raises(ValueError, match="testmini.json: row 2: field query: missing"):
        load_rows(tmp_path, "mathvista")
    (tmp_path / "data/query.json").unlink()
    with pytest.raises(ValueError, match="testmini.json: row 1: field query: missing"):
        load_rows(tmp_path, "mathvista")


@pytest.mark.parametrize("base", ["", "samples and result", "samples and result/10trials"])
def test_loading_dynamath_trials(tmp_path, base):
    """A clone of the repository, or any folder on the way to the ten trials."""
    layout_dynamath(tmp_path)
    rows, _ = load_rows(tmp_path / base, "dynamath")
    assert sorted(zip(rows["seed"], rows["variant"])) == [(s, k) for s in "12" for k in range(1, 11)]
    assert rows["options"][1] == ["A. sine", "B. cosine"] and rows["level"][0] == "high school"
    assert all(f"trial{k}/image/image{s}.png" in i[0]["path"] for s, k, i in zip(*(rows[c] for c in LOADED)))


LOADED = ("seed", "variant", "images")


def test_loading_mathverse_hub_forms(tmp_path):
    """The hub's files: testmini.parquet beside testmini_text_only.parquet; query_wo is the direct prompt."""
    shown = [eval_verse(v + 1, 1, version) for v, version in enumerate(mathverse.VERSIONS[:5])]
    eval_parquet(tmp_path / "testmini.parquet", shown)
    eval_parquet(tmp_path / "testmini_text_only.parquet", [eval_verse(1, 1, "Text Only", image=False)])
    rows, _ = load_rows(tmp_path, "mathverse")
    assert tuple(rows["version"]) == mathverse.VERSIONS
    assert rows["direct"][0].startswith("<image>Directly: ") and rows["direct"][5].startswith("Directly: ")


def test_loading_mathvision_splits(tmp_path):
    """test is taken where both are there, testmini when it is asked for or alone."""
    layout_mathvision(tmp_path)
    assert len(load_rows(tmp_path, "mathvision", split="testmini")[0]) == 1
    (tmp_path / "data/test.jsonl").unlink()
    assert len(load_rows(tmp_path, "mathvision")[0]) == 1
    with pytest.raises(benchmarks.Missing, match=r"no rows of mathvision \(train\)"):
        load_rows(tmp_path, "mathvision", split="train")


# --------------------------------------------------------------------------------------------------- prompts, metrics


def test_loading_direct_prompt(tmp_path):
    """--prompt direct asks query_wo, without our instruction; the table names the site's primary score."""
    layout_mathverse(tmp_path)
    cfg = eval_config(tmp_path, benchmark="mathverse", data=str(tmp_path), prompt="direct")
    got = eval_py.evaluate(cfg, eval_engine(lambda i, k: "B" if i % 2 else "A"))
    preds = eval_lines(tmp_path / "out/predictions.jsonl")
    assert "Directly: What is it?" in preds[0]["prompt"] and "<think>" not in preds[0]["prompt"]
    assert got["official"]["accuracy"] == 2 / 5 and got["official"]["score"] == "w/o, the site's primary score"
    assert re.search(r"^accuracy, 5 rows: w/o, the site's primary score +40.0", tables.show(got), re.M)
    assert re.search(r"^version Text Only \(1\) +100.0", tables.show(got), re.M)
    assert "the five versions with an image" in tables.summary([got])
    layout_mathvision(tmp_path / "other")
    other = replace(cfg, benchmark="mathvision", data=str(tmp_path / "other"), out_dir=str(tmp_path / "no"))
    with pytest.raises(ValueError, match="--prompt direct: mathvision has no prompt for a direct answer"):
        eval_py.evaluate(other, eval_engine(lambda i, k: "B"))


def test_loading_mathverse_says_which_versions(tmp_path):
    """With its text-only file alone, or without a version, the number is not called that of five versions."""
    layout_mathverse(tmp_path)
    rows = json.loads((tmp_path / "data/testmini.json").read_text())

    def said(out):
        cfg = eval_config(tmp_path, benchmark="mathverse", data=str(tmp_path), out_dir=str(tmp_path / out))
        got = eval_py.evaluate(cfg, eval_engine(lambda i, k: eval_said("B")))
        return tables.show(got) + tables.summary([got])

    load_write(tmp_path / "data/testmini.json", rows[:2])
    text = said("two")
    assert "of the versions with an image only Text Dominant, Text Lite" in text and "five versions" not in text
    (tmp_path / "data/testmini.json").unlink()
    text = said("none")
    assert "accuracy, 1 rows: Text Only: no version with an image" in text and "five versions" not in text


def test_loading_dynamath_worst_case_by_topic_and_level(tmp_path):
    """Seed 1 (algebra, high school) all right, 2 (algebra, elementary) and 3 (puzzle, elementary) one wrong each."""
    about = {"1": ("algebra", "high school"), "2": ("algebra", "elementary"), "3": ("puzzle", "elementary")}
    rows = [
        dict(seed=s, variant=k, domain=domain, level=level, greedy=[(not (s != "1" and k == 4), True)])
        for s, (domain, level) in about.items()
        for k in range(1, 11)
    ]
    got = dynamath.metrics(rows, 0)
    assert got["worst_case"] == 1 / 3 and got["average"] == 28 / 30
    assert got["worst_by_domain"] == {
        "algebra": {"seeds": 2, "worst_case": 0.5},
        "puzzle": {"seeds": 1, "worst_case": 0.0},
    }
    assert got["worst_by_level"]["elementary"] == {"seeds": 2, "worst_case": 0.0}
    assert dynamath.metrics([r for r in rows if (r["seed"], r["variant"]) != ("3", 10)], 0)["worst_by_domain"][
        "puzzle"
    ] == {"seeds": 0, "worst_case": None}  # a seed that was not asked ten times
    layout_dynamath(tmp_path)
    cfg = eval_config(tmp_path, benchmark="dynamath", data=str(tmp_path), batch=32)
    asked, _ = benchmarks.load_rows(cfg)
    right = [row["seed"] == "1" or row["variant"] != 7 for row in asked]
    shown = tables.show(eval_py.evaluate(cfg, eval_engine(eval_answers(asked, right))))
    assert re.search(r"^worst case, domain algebra \(2 seeds\) .* 50\.0$", shown, re.M)
    assert re.search(r"^worst case, level high school \(2 seeds\) .* 50\.0$", shown, re.M)


# ------------------------------------------------------------------------------------------- LogicVista and EMMA-Math


def test_loading_logicvista(tmp_path):
    """The blank row of the original is not asked; the rule is equality of sets of letters."""
    layout_logicvista(tmp_path)
    rows, _ = load_rows(tmp_path, "logicvista")
    assert rows["id"] == ["logicvista_v1_0", "logicvista_v1_1", "logicvista_v1_2"] and rows["skill"][0] == "spatial"
    with pytest.raises(benchmarks.Missing, match="--data is not given: no rows of logicvista .*git clone"):
        benchmarks.load_rows(eval_config(tmp_path, benchmark="logicvista"))

    def rule(gold, response, options=None):
        p = eval_pred("logicvista", response, gold=gold, options=options) | {"prompt_kind": "official"}
        return logicvista.official(p)

    assert rule("C", "The answer is C.") == ("C", True) and rule("C", "c") == ("C", True)
    assert rule("B, D", "D and B") == ("B, D", True) and rule("B, D", "B") == ("B", False)
    assert rule("B", "B, D")[1] is False and rule("3", "The correct answer is (3).") == ("3", True)
    assert rule("A", "True", ["A. True", "B. False"]) == ("A", True) and rule("A", "") == (None, False)
    assert rule("B", "B: the cube") == ("B", True) and rule("A", "A cube of side 3")[1] is False
    assert rule("G", "G") == (None, False) and rule("G", "It is G.")[1]  # one sign beyond A to E is no letter there


def test_loading_emma(tmp_path):
    """Pictures stand at their labels, in both prompts; the rule of the fast evaluation by hand."""
    layout_emma(tmp_path)
    rows, _ = load_rows(tmp_path, "emma")
    assert rows["problem"][1] == "Which fits <image>?\nA. <image>\nB. <image>"
    assert [i["bytes"] for i in rows["images"][1]] == [eval_png(n)["bytes"] for n in (1, 3, 2)]  # in the text's order
    assert rows["official"][0] == (
        "\n<image>\nHow many?\nAnswer the question using a single word or phrase and put the answer in one "
        '"\\boxed{}". Please solve the problem step by step.'
    )
    assert rows["official"][1].startswith("\nWhich fits <image>?\nA: <image>\nB: <image>\n\nAnswer with the option's")
    assert rows["direct"][1].endswith("(such as intermediate reasoning steps).")

    def rule(gold, response, options=()):
        return emma.official({"response": response, "gold": gold, "option_texts": list(options)})

    assert rule("D", "So it is \\boxed{D}") == ("D", True) and rule("D", "D: because") == ("D", True)
    assert rule("B", "\\[\\boxed{\\text{only 7}}\\]", ["only 4", "only 7"]) == ("only 7", True)
    assert rule("3", "The final answer is three.\nYes") == ("three", True) and rule("8", "8.0") == ("8.0", True)
    assert rule("0.5", "\\boxed{\\frac{1}{2}}")[1] and not rule("0.5", "\\boxed{0.51}")[1]
    assert rule("8", "I cannot see it") == (None, False) and rule("8", "\\boxed{7} or \\boxed{8}")[1]


# ----------------------------------------------------------------------------------------------------- damaged files


def put(row, **fields):
    """Damage: fields of the row-th row."""
    return lambda rows: load_nth(rows, row).update(fields)


def drop(row, field):
    """Damage: the row-th row lacks a field."""
    return lambda rows: load_nth(rows, row).pop(field) and None


def load_nth(rows, row):
    return (list(rows.values()) if isinstance(rows, dict) else rows)[row - 1]


def half(raw):
    """Damage: a file that is cut short."""
    return raw[: len(raw) // 2]


def swap(old, new):
    """Damage: other bytes."""
    return lambda raw: raw.replace(old, new, 1)


TRIAL = "samples and result/10trials/trial3/dataset.json"
DAMAGED = [  # benchmark, file, damage, whole file as bytes?, what is said of it
    # F8: an image that is null or absent
    ("mathvista", "data/testmini.json", put(2, image=None), "row 2: field image: missing, and every row needs"),
    ("mathvista", "data/testmini.json", drop(2, "image"), "row 2: field decoded_image: missing, and every row"),
    ("mathvista", "data/testmini.json", put(3, image="images/9.jpg"), "row 3: field image: no file .*images/9.jpg"),
    ("mathvision", "data/test.jsonl", put(3, image=None), "row 3: field image: missing, and every row needs an image"),
    ("mathvision", "data/test.jsonl", put(1, image=""), "row 1: field image: missing, and every row needs an image"),
    ("mathvision", "data/test.jsonl", put(1, image=[None]), "row 1: field image: expected the path or bytes"),
    ("mathbook", "eval.jsonl", put(2, images=None, problem="2?"), "row 2: field images: missing, and other rows"),
    ("mathbook", "eval.jsonl", put(2, images=[], problem="2?"), "row 2: field images: missing, and other rows"),
    ("mathbook", "eval.jsonl", put(3, images=["9.png"]), "row 3: field images: unreadable image .*9.png"),
    ("mathverse", "data/testmini.json", put(5, image=""), "row 5: field image: missing, and every row needs an image"),
    ("dynamath", TRIAL, put(1, image=None), "row 1: field image: missing, and every row needs an image"),
    ("wemath", "data/testmini.json", put(2, image_path=None), "row 2: field image_path: missing, and every row"),
    ("logicvista", "data/dataset.json", drop(2, "imagename"), "row 2: field imagename: missing, and every row needs"),
    ("logicvista", "data/images/v1_1.png", None, "dataset.json: row 2: field imagename: no file"),
    ("emma", "Math/test-00000-of-00001.parquet", put(2, image_2=None), "row 2: field image_2: missing, and every"),
    ("emma", "Math/test-00000-of-00001.parquet", put(1, image_1=None), "row 1: field image_1: missing, and every"),
    # F9: doubled ids, pictures that are cut short
    ("mathvision", "data/test.jsonl", put(3, id="1"), "row 3: field id: 'mathvision_1' is also the id of .*: row 1"),
    ("mathvista", "data/testmini.json", put(2, pid="1"), "row 2: field id: 'mathvista_1' is also the id of .*: row 1"),
    ("mathvista", "data/testmini.json", swap(b'"2": {', b'"1": {'), "key '1' stands twice in one object, at places 1"),
    ("wemath", "data/testmini.json", put(2, key="2steps_1"), "row 2: field id: .*_1' is also the id of .*: row 1"),
    ("mathverse", "data/testmini.json", put(4, sample_index="3", problem_version="Vision Intensive"), "row 4: .*row 3"),
    ("mathvista", "data/images/2.jpg", half, "row 2: field image: unreadable image .*2.jpg: .*truncated"),
    ("mathvision", "images/2.jpg", half, "row 2: field image: unreadable image .*2.jpg: .*truncated"),
    (
        "dynamath",
        TRIAL.replace("dataset.json", "image/image2.png"),
        half,
        "trial3/dataset.json: row 2: field image: unr",
    ),
    ("wemath", "data/2steps/image/1-2.png", lambda raw: b"", "row 2: field image_path: unreadable image"),
    ("mathbook", "1.png", lambda raw: b"<svg/>", "row 1: field images: unreadable image .*1.png"),
    # F10: text that is none
    ("mathvision", "data/test.jsonl", swap(b"Which", b"Wh\xff"), "test.jsonl: row 1: field .all.: not UTF-8"),
    (
        "mathbook",
        "eval.jsonl",
        swap(b">2?", b">\xe9?"),
        "eval.jsonl: row 2: field .all.: not U",
    ),
    ("mathvista", "data/testmini.json", swap(b"Question 3", b"Q\xc3 3"), "testmini.json: line 1: not UTF-8"),
    ("mathvista", "data/query.json", swap(b"Hint", b"\xff"), "query.json: line 1: not UTF-8"),
    ("mathvision", "data/test.jsonl", half, "test.jsonl: row 2: field .all.: not JSON"),
    ("mathvision", "data/test.jsonl", swap(b"\n", b"\n[1]\n"), "row 2: field .all.: list is no JSON object"),
    ("dynamath", TRIAL, half, "trial3/dataset.json: field .all.: not JSON"),
    ("dynamath", TRIAL, lambda rows: 7, "trial3/dataset.json: field .all.: int is no JSON object"),
    ("dynamath", TRIAL, None, "no rows of the variants 3"),
    ("wemath", "data/testmini.json", lambda raw: b"[" * 100_000, "testmini.json: field .all.: not JSON"),
    ("wemath", "data/knowledge_structure_nodes.json", put(1, root3=None), "nodes.json: row 1: field root3"),
    ("wemath", "data/knowledge_structure_nodes.json", put(2, root2=[]), "nodes.json: row 2: field root2"),
    ("emma", "Math/test-00000-of-00001.parquet", half, "test-00000-of-00001.parquet: not a readable .parquet file"),
    # wrong types and values
    ("mathvista", "data/testmini.json", put(1, choices="140°"), "row 1: field choices: '140°' is no list of texts"),
    ("mathvista", "data/testmini.json", put(3, precision="x"), "row 3: field precision: missing, or not of the form"),
    ("mathvista", "data/testmini.json", put(3, precision=[1]), "row 3: field precision: missing, or not of the form"),
    ("mathvista", "data/testmini.json", put(1, metadata=[1]), "row 1: field metadata: .* is no JSON object"),
    (
        "mathvista",
        "data/testmini.json",
        put(1, metadata={"skills": [1]}),
        "row 1: field skills: .* is no list of texts",
    ),
    ("mathvista", "data/testmini.json", put(2, answer=float("nan")), "row 2: field answer: missing"),
    ("mathvision", "data/test.jsonl", put(2, options="ABC"), "row 2: field options: 'ABC' is no list of texts"),
    ("mathvision", "data/test.jsonl", put(2, options=[1, 2, 3]), "row 2: field options: .* is no list of texts"),
    ("mathvision", "data/test.jsonl", put(2, level=9), "row 2: field level: missing, or not of the form"),
    ("mathvision", "data/test.jsonl", put(2, image=5), "row 2: field image: expected the path or bytes"),
    ("mathvision", "data/test.jsonl", put(2, image={"bytes": "x"}), "row 2: field image: expected the path or bytes"),
    ("mathvision", "data/test.jsonl", put(2, image="a\0b"), "row 2: field image: no file"),
    ("mathvision", "data/test.jsonl", put(2, image="a" * 5000), "row 2: field image: no file"),
    ("mathverse", "data/testmini.json", put(2, query_wo=None), "row 2: field query_wo: missing"),
    ("mathverse", "data/testmini.json", put(2, question_type="open"), "row 2: field question_type: missing, or not"),
    ("mathverse", "data/testmini.json", put(2, question_for_eval=5.5, question=[]), "row 2: field question: missing"),
    ("dynamath", TRIAL, put(1, answer="two"), "trial3/dataset.json: row 1: field answer: missing, or not of the form"),
    ("dynamath", TRIAL, put(2, subject={}), "trial3/dataset.json: row 2: field subject: missing"),
    ("wemath", "data/testmini.json", put(3, ID="3steps_1"), "row 3: field key: '2steps_multi' in a group '3steps_1'"),
    ("logicvista", "data/dataset.json", put(1, answer=""), "row 1: field answer: missing"),
    ("logicvista", "data/dataset.json", put(2, skill="spatial"), "row 2: field skill: 'spatial' is no list of texts"),
    ("emma", "Math/test-00000-of-00001.parquet", put(2, answer="C"), "row 2: field answer: 'C' is not the letter"),
    ("mathvision", "data/test.jsonl", put(2, question="\ud800"), "row 2: field question: holds half a surrogate pair"),
    ("mathvista", "data/query.json", swap(b"Question 2", b"<|image_pad|>"), "row 2: field question, or its prompt"),
    ("wemath", "data/testmini.json", put(2, option="1 or 2"), "row 2: field option: '1 or 2' has no A. and no B."),
    ("mathbook", "eval.jsonl", put(2, answer=" "), "row 2: field answer: empty"),
    ("mathbook", "eval.jsonl", put(2, difficulty="hard"), "row 2: field difficulty: unknown node"),
]


def load_damage(path, damage):
    """Applies a damage to a file: to its rows, or to its bytes where the damage is one of bytes; None deletes it."""
    raw = path.read_bytes()
    if damage is None:
        return path.unlink()
    by_rows = damage.__qualname__.split(".")[0] in ("put", "drop") or damage.__code__.co_varnames[:1] == ("rows",)
    if not by_rows:
        return path.write_bytes(damage(raw))
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        rows = table.to_pylist()
        damage(rows)
        pq.write_table(pa.Table.from_pylist(rows, table.schema), path)
    else:
        rows = [json.loads(line) for line in raw.splitlines()] if path.suffix == ".jsonl" else json.loads(raw)
        changed = damage(rows)
        load_write(path, rows if changed is None else changed)


@pytest.fixture(scope="module")
def load_layouts(tmp_path_factory):
    """Each layout once; a test copies the one that it damages."""
    root = tmp_path_factory.mktemp("layouts")
    for name, make in LAYOUTS.items():
        make(root / name)
        assert load_rows(root / name, name)[1] == {"image file absent": 0}
    return root


@pytest.mark.parametrize("name, file, damage, said", DAMAGED, ids=[f"{c[0]}-{n}" for n, c in enumerate(DAMAGED)])
def test_loading_damaged(tmp_path, load_layouts, name, file, damage, said):
    """One line that names the file and, of a row, its number and field; nothing is asked."""
    shutil.copytree(load_layouts / name, tmp_path / name)
    load_damage(tmp_path / name / file, damage)
    with pytest.raises(ValueError) as caught:
        load_rows(tmp_path / name, name)
    assert re.search(said, str(caught.value)) and "\n" not in str(caught.value), caught.value
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_loading_skip_bad(tmp_path, load_layouts, name, capsys):
    """--skip_bad works for every benchmark: the bad row and the absent image are left out, counted and said."""
    shutil.copytree(load_layouts / name, tmp_path / name)
    whole = len(load_rows(tmp_path / name, name)[0])
    cases = [(file, damage, said) for n, file, damage, said in DAMAGED if n == name and re.match(r"row \d", said)]
    file, damage, said = next(case for case in cases if "no file" not in case[2])
    load_damage(tmp_path / name / file, damage)
    rows, left_out = load_rows(tmp_path / name, name, skip_bad=True)
    assert left_out == {"image file absent": 0, "bad row": 1} and len(rows) == whole - 1
    assert "1 bad rows are left out" in capsys.readouterr().err
    for image in sorted((tmp_path / name).rglob("*.[jp][pn]g")):
        image.unlink()
    if name not in ("emma", "mathverse", "mathbook"):  # whose pictures are in the file, or whose Text Only rows stay
        with pytest.raises(ValueError):
            load_rows(tmp_path / name, name, skip_bad=True)


@pytest.mark.slow
def test_loading_one_line_at_the_shell(tmp_path):
    """The command ends with that line and exit code 1; a name that no file has is refused."""
    layout_mathvision(tmp_path)
    load_damage(tmp_path / "data/test.jsonl", put(3, image=None))
    done = eval_cli("--benchmark", "mathvision", "--data", str(tmp_path), "--model", "pocket", "--out", str(tmp_path))
    assert done.returncode == 1 and "Traceback" not in done.stderr
    last = done.stderr.strip().split("\n")[-1]
    assert last.startswith("error: ") and "test.jsonl: row 3: field image: missing" in last
    with pytest.raises(ValueError, match="no benchmark 'geometry'; there are mathbook, .*, emma, logicvista"):
        benchmarks.named("geometry")


READ_BY_A_MODEL = {  # the originals that have a language model read the answer: its reply -> what is extracted
    "mathvista": ("(B)", "140°"),
    "mathverse": ("B", "B"),
    "logicvista": ("D and B.", "B, D"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", benchmarks.names())
def test_loading_where_the_original_asks_a_language_model(tmp_path, name):
    """The official column says who stands in for it, "rules for GPT-4", and `--judge` runs the original's steps; the
    other benchmarks' official columns stay their rules', whatever the judge says."""
    spec, asks = benchmarks.named(name), name in READ_BY_A_MODEL
    about = " ".join(sys.modules[f"benchmarks.{name}"].__doc__.split())
    assert bool(spec.extracts) == bool(spec.compares) == asks == ("the official script has GPT-4" in about)
    LAYOUTS[name](tmp_path / "in")
    cfg = eval_config(tmp_path, benchmark=name, data=str(tmp_path / "in"), prompt="official", batch=32)
    engine = eval_engine(lambda i, k: "It must be the second of them.")
    rules = eval_py.evaluate(cfg, engine)
    assert rules.get("official_by") == (grading.RULES if asks else None)
    assert ("official rule (rules for GPT-4)" in tables.show(rules)) == asks
    reply, extracted = READ_BY_A_MODEL.get(name, ("", ""))

    def behave(number, prompt):
        return "INCORRECT" if "one word, CORRECT" in prompt else "1" if "one digit" in prompt else reply

    with EvalJudge(behave) as server:
        judged = replace(cfg, out_dir=str(tmp_path / "judged"), judge=server.url, judge_model="big")
        told = eval_py.evaluate(judged, engine)
        kinds = {x["messages"][0]["content"].split("Reply with")[-1] for x in server.seen}
    assert len(kinds) == 1 + asks + (name == "mathverse") and told["judge"]["accuracy"] == 0
    assert told.get("official_by") == ("big" if asks else None) and ("official rule (big)" in tables.show(told)) == asks
    preds = eval_lines(tmp_path / "judged/predictions.jsonl")
    assert not asks or any(p["official"] and p["official_extracted"] == extracted for p in preds)
    assert asks or told.get("official") == rules.get("official")


def test_loading_docs_example(tmp_path, monkeypatch):
    """The whole file in the docs is found, read, asked and judged as it stands there."""
    docs = (Path(benchmarks.__file__).parent.parent / "docs/evaluation.md").read_text()
    code = next(code for code in re.findall(r"```python\n(.*?)```", docs, re.S) if "BENCHMARK = " in code)
    assert code.count("\n") < 60
    (tmp_path / "shapes.py").write_text(code)
    monkeypatch.setattr(benchmarks, "__path__", [*benchmarks.__path__, str(tmp_path)])
    rows = [dict(id=n, question="Which?", choices=["cube", "ball"], answer="AB"[n], topic="solids") for n in (0, 1)]
    load_write(tmp_path / "data/test.jsonl", [row | {"image": "p.png"} for row in rows])
    load_image(tmp_path / "data/p.png")
    cfg = eval_config(tmp_path, benchmark="shapes", data=str(tmp_path / "data"), prompt="official")
    got = eval_py.evaluate(cfg, eval_engine(lambda i, k: "It is B"))
    assert got["official"]["accuracy"] == 0.5 and got["official"]["by_domain"] == {
        "solids": {"rows": 2, "accuracy": 0.5}
    }
    benchmarks.named.cache_clear()
    sys.modules.pop("benchmarks.shapes")


def test_loading_a_file_without_benchmark(tmp_path, monkeypatch):
    """A file in benchmarks/ that makes no BENCHMARK says so."""
    (tmp_path / "nothing.py").write_text("x = 1\n")
    monkeypatch.setattr(benchmarks, "__path__", [*benchmarks.__path__, str(tmp_path)])
    with pytest.raises(ValueError, match="benchmarks/nothing.py: makes no BENCHMARK"):
        benchmarks.named("nothing")
