"""Tests of what leaves and enters an evaluation: files of other harnesses, the table of models, damaged files.

The foreign files are written by hand here, with the column names that VLMEvalKit, lmms-eval, MathVista and MATH-V use.
"""

import json
import re
import shutil
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

import eval as eval_py
from benchmarks import board, sheets
from benchmarks.exchange import export_run, import_run
from benchmarks.predictions import read_metrics, read_predictions
from tests.eval_helpers import eval_config, eval_data, eval_engine, eval_lines, eval_said, eval_toy_run, eval_vista

FIVE = ("wemath", "mathvista", "mathvision", "mathverse", "dynamath")
BASE = "Qwen/Qwen2.5-VL-7B-Instruct"
AWKWARD = 'one\r\ntwo "x"\ttab \x07 _x0041_ _x_ <b>&amp; é∑ '


def ex_groups(folder, count):
    """We-Math of `count` two-step groups, in the order of the original's file; the answer is B, A, A. No figures."""
    steps = [("2steps_1", "Area", "B"), ("2steps_2", "Volume", "A"), ("2steps_multi", "Area;Volume", "A")]
    rows = [
        {
            "ID": f"2steps_{g}",
            "split": "testmini",
            "key": key,
            "knowledge concept": concept,
            "question": f"How large is it, {key} of {g}?",
            "option": "A. 1; B. 2",
            "answer": answer,
            "image_path": "none.png",
        }
        for key, concept, answer in steps
        for g in range(1, count + 1)
    ]
    folder.mkdir()
    (folder / "testmini.json").write_text(json.dumps(rows))
    nodes = [{"root2": "Figures", "root3": name, "root4": None} for name in ("Area", "Volume")]
    (folder / "knowledge_structure_nodes.json").write_text(json.dumps(nodes))
    return rows


def ex_wemath(tmp_path, name, right, count=40, **more):
    """A run of We-Math imported from a VLMEvalKit .json; right(group, key) -> bool."""
    data = tmp_path / "groups"
    rows = json.loads((data / "testmini.json").read_text()) if data.exists() else ex_groups(data, count)
    lines = [
        {
            "index": i,
            "ID": r["ID"],
            "key": r["key"],
            "answer": r["answer"],
            "prediction": f"Answer: {r['answer'] if right(int(r['ID'][7:]), r['key'][7:]) else 'E'}",
        }
        for i, r in enumerate(rows)
    ]
    (tmp_path / f"{name}.json").write_text(json.dumps(lines))
    run = str(tmp_path / name)
    import_run(str(tmp_path / f"{name}.json"), "wemath", name, run, data=str(data), **more)
    return run


def ex_run(tmp_path, name, **more):
    """A run of our own on a small benchmark: some right, some wrong, one reply of awkward characters, two samples."""
    if name == "mathbook":
        cfg, _ = eval_toy_run(tmp_path, samples=2, **more)
        return cfg.out_dir, cfg.data
    data = str(eval_data(tmp_path, name))
    cfg = eval_config(tmp_path, benchmark=name, data=data, batch=32, **more)
    eval_py.evaluate(cfg, eval_engine(lambda i, k: AWKWARD + eval_said("A" if i % 2 else "7") if i else ""))
    return cfg.out_dir, data


def ex_same(a, b):
    """Are the predictions of two runs the same, but for what only one that was generated has?"""
    unknown = ("prompt", "image_sha256", "seconds", "model")
    first, second = (
        [{k: v for k, v in p.items() if k not in unknown} for p in eval_lines(f"{run}/predictions.jsonl")]
        for run in (a, b)
    )
    return first == second


# ------------------------------------------------------------------------------------------------------------ exchange


@pytest.mark.parametrize("name", FIVE)
def test_exchange_there_and_back(tmp_path, name):
    """Our run -> each format -> a run with the same predictions, verdicts and metrics."""
    run, data = ex_run(tmp_path, name)
    for to, ending in (("vlmevalkit", "xlsx"), ("vlmevalkit", "tsv"), ("vlmevalkit", "json"), ("lmms-eval", "jsonl")):
        file, back = tmp_path / f"x.{ending}", f"{tmp_path}/back_{ending}"
        export_run(run, to, str(file), data=data)
        said = import_run(str(file), name, "toy", back, data=data)
        assert ex_same(run, back) and "1 of them are empty" in said
        assert eval_py.score(f"{back}/predictions.jsonl") in said
        there, here = (json.loads(open(f"{x}/metrics.json").read()) for x in (run, back))
        own = {
            "left_out": 0,
            "predictions_sha256": 0,
            "sha256": 0,
        }  # the file does not hold all that a prediction of ours does
        assert there | own == here | own and here["left_out"] == {"not in the imported file": 0}


def test_exchange_mathbook_keeps_the_greedy_pass(tmp_path):
    """MathBookEval has no counterpart there: the columns are those of any question; samples are left out and said."""
    run, data = ex_run(tmp_path, "mathbook")
    said = export_run(run, "vlmevalkit", str(tmp_path / "x.tsv"))
    assert "6 replies" in said and "12 samples are left out" in said
    import_run(str(tmp_path / "x.tsv"), "mathbook", "toy", str(tmp_path / "back"), data=data)
    assert read_metrics(tmp_path / "back")["overall"]["greedy"] == 4 / 6  # EVAL_TOY


def test_exchange_vlmevalkit_wemath_by_hand(tmp_path):
    """Three groups, strict: one mastered (1), one whose composite alone is wrong (1/2), one all wrong: 1.5 / 3."""
    right = {1: ("1", "2", "multi"), 2: ("1", "2"), 3: ()}
    run = ex_wemath(tmp_path, "a", lambda g, key: key in right[g], count=3)
    m = read_metrics(run)
    assert m["official"]["score"]["strict"] == 0.5 and m["official"]["groups"] == 3
    assert m["prompt"] == "official" and m["mean_tokens"] is None and m["cut_off"] is None
    config = json.loads(open(f"{run}/config.json").read())
    assert config["imported"].endswith("a.json") and len(config["sha256"]) == 64
    # the columns that VLMEvalKit's We-Math scorer reads: prediction, answer, ID, key, knowledge concept
    export_run(run, "vlmevalkit", str(tmp_path / "x.json"))
    first = json.loads((tmp_path / "x.json").read_text())[1]
    assert {k: first[k] for k in ("question", "A", "B", "C", "answer", "ID", "key", "knowledge concept")} == {
        "question": "How large is it, 2steps_2 of 1?",
        "A": "1",
        "B": "2",
        "C": None,
        "answer": "A",
        "ID": "2steps_1",
        "key": "2steps_2",
        "knowledge concept": "Volume",
    }
    # lmms-eval counts in the order of the hub's split, where all first steps come first
    export_run(run, "lmms-eval", str(tmp_path / "x.jsonl"), data=str(tmp_path / "groups"))
    assert [line["doc_id"] for line in eval_lines(tmp_path / "x.jsonl")] == [0, 3, 6, 1, 4, 7, 2, 5, 8]


def test_exchange_vlmevalkit_columns(tmp_path):
    """What the scorers of VLMEvalKit read of each benchmark."""
    rows = {}
    for name in FIVE:
        run, _ = ex_run(tmp_path, name, out_dir=str(tmp_path / f"run_{name}"))
        export_run(run, "vlmevalkit", str(tmp_path / f"{name}.json"))
        rows[name] = json.loads((tmp_path / f"{name}.json").read_text())
    vista = rows["mathvista"][0]
    assert (vista["index"], vista["choices"], vista["answer_option"]) == (1, "['135°', '140°', '145°']", "C")
    assert vista["skills"] == "['geometry', 'algebra']" and vista["task"] == "geometry"
    vision = rows["mathvision"][2]
    assert (vision["index"], vision["choices"], vision["answer"]) == (2, "['3', '$\\\\frac{1}{2}$']", "B")
    assert vision["category"] == "counting"
    verse = rows["mathverse"][0]
    assert verse["problem_version"] == "Text Dominant" and json.loads(verse["metadata"].replace("'", '"'))["subject"]
    assert "A:12" in verse["question_for_eval"]
    dyna = [(r["index"], r["qid"], r["varid"]) for r in rows["dynamath"]]
    assert dyna[:3] == [(1, 1, 1), (2, 2, 1), (1001, 1, 2)]  # the index of a first variant is the seed
    assert len(set(dyna)) == 20 and rows["dynamath"][0]["knowledge_level"] == "high school"


def test_exchange_lmms_eval_samples_by_hand(tmp_path):
    """Lines as lmms-eval writes them: no doc, resps dropped where they equal filtered_resps, ids in the results."""
    data = str(eval_data(tmp_path, "mathvista"))
    told = [("3", "1.2", "1.2"), ("1", "145°", "(C)"), ("4", "[2014, 2016]", "no"), ("2", "7", "The answer is 7")]
    lines = [
        {
            "doc_id": n,
            "target": gold,
            "filtered_resps": reply,
            "doc_hash": "0",
            "token_counts": [{"input_tokens": 9, "output_tokens": 4}],
            "submission": {"question_id": pid, "metadata": {"split": "testmini"}, "prediction": reply},
        }
        for n, (pid, gold, reply) in enumerate(told)
    ]
    (tmp_path / "s.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    import_run(str(tmp_path / "s.jsonl"), "mathvista", "m", str(tmp_path / "r"), data=data)
    preds = eval_lines(tmp_path / "r/predictions.jsonl")
    assert [p["official"] for p in preds] == [True, True, True, False] and preds[1]["response"] == "The answer is 7"
    assert read_metrics(tmp_path / "r")["mean_tokens"] == 4
    # without any id, doc_id is the place in the split
    plain = [
        {"doc_id": n, "target": g, "resps": [["x"]], "filtered_resps": ["x"]} for n, g in enumerate("12 C B 4".split())
    ]
    (tmp_path / "p.jsonl").write_text("".join(json.dumps(line) + "\n" for line in plain))
    vision = str(eval_data(tmp_path, "mathvision"))
    said = import_run(str(tmp_path / "p.jsonl"), "mathvision", "m", str(tmp_path / "v"), data=vision)
    assert "imported: 4 replies" in said


def test_exchange_lmms_eval_dynamath_variants_by_order(tmp_path):
    """Its copy of DynaMath tells the seed alone: the k-th document of a seed is the variant k."""
    data = str(eval_data(tmp_path, "dynamath"))
    lines = [
        {
            "doc_id": 10 * s + k,
            "target": gold,
            "filtered_resps": f"{s} {k}",
            "dynamath_worst": {"variant_id": str(s + 1)},
        }
        for s, gold in enumerate(("2.5", "B"))
        for k in range(10)
    ]
    (tmp_path / "s.jsonl").write_text("".join(json.dumps(line) + "\n" for line in reversed(lines)))
    import_run(str(tmp_path / "s.jsonl"), "dynamath", "m", str(tmp_path / "r"), data=data)
    preds = eval_lines(tmp_path / "r/predictions.jsonl")
    assert all(p["response"] == f"{int(p['seed']) - 1} {p['variant'] - 1}" for p in preds) and len(preds) == 20


def test_exchange_mathverse_of_one_version(tmp_path):
    """VLMEvalKit has a file for each version: `--partial`. The row is named by the problem and its version, too."""
    data, file = str(eval_data(tmp_path, "mathverse")), tmp_path / "x.json"
    rows = [
        {"index": n, "problem_index": p, "problem_version": "Vision Only", "answer": "AB"[p - 1], "prediction": "B"}
        for n, p in enumerate((2, 1))
    ]
    file.write_text(json.dumps(rows))
    with pytest.raises(ValueError, match="10 of 12 rows are missing, the first is mathverse_4_Text_Dominant"):
        import_run(str(file), "mathverse", "m", str(tmp_path / "r"), data=data)
    said = import_run(str(file), "mathverse", "m", str(tmp_path / "r"), data=data, partial=True)
    assert "left out: 10 rows, not in the imported file" in said
    found = {p["question_id"]: p["official"] for p in eval_lines(tmp_path / "r/predictions.jsonl")}
    assert found == {"1": False, "2": True}
    column = eval_py.table((str(tmp_path / "r"),), to="csv").split("\n")
    assert column[0].endswith("vision-only units,mathverse vision-only rule") and ",50.00,9.45,90.55,2," in column[1]


def test_exchange_original_repositories(tmp_path):
    """MathVista's {pid: problem with response} and MATH-V's lines, in any order; images need not be at hand."""
    (tmp_path / "vista").mkdir()
    rows = [eval_vista(1, "free_form", "integer", "7"), eval_vista(2, "multi_choice", "text", "b", ["a", "b"])]
    rows = [{k: v for k, v in r.items() if k != "decoded_image"} for r in rows]
    (tmp_path / "vista/testmini.json").write_text(json.dumps({r["pid"]: r for r in rows}))
    said = {"2": "The answer is (B).", "1": "8"}
    out = {pid: {**rows[int(pid) - 1], "response": text, "execution": "7"} for pid, text in said.items()}
    (tmp_path / "output.json").write_text(json.dumps(out))
    data, file = str(tmp_path / "vista"), str(tmp_path / "output.json")
    import_run(file, "mathvista", "gpt", str(tmp_path / "r"), data=data)
    assert [p["official"] for p in eval_lines(tmp_path / "r/predictions.jsonl")] == [False, True]
    import_run(file, "mathvista", "gpt", str(tmp_path / "x"), data=data, reply="execution")  # of its program runs
    assert [p["official"] for p in eval_lines(tmp_path / "x/predictions.jsonl")][0] is True
    vision = str(eval_data(tmp_path, "mathvision"))
    lines = [
        {"id": str(i), "model": "m", "response": text}
        for i, text in ((3, "4"), (1, "so C"), (0, "12"), (2, "\\frac{1}{2}"))
    ]
    (tmp_path / "m.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    import_run(str(tmp_path / "m.jsonl"), "mathvision", "m", str(tmp_path / "v"), data=vision)
    assert [p["official"] for p in eval_lines(tmp_path / "v/predictions.jsonl")] == [True, False, True, True]


def test_exchange_an_index_of_their_own(tmp_path):
    """Where only an index and the question name the row, the question decides; numbers are read as numbers."""
    data = str(eval_data(tmp_path, "mathvista"))
    golds = {1: "145°", 2: 7, 3: 1.2, 4: "[2014, 2016]"}
    rows = [
        {"index": 90 + n, "question": f"Hint: answer.\nQuestion: Question {n}?", "answer": golds[n], "prediction": p}
        for n, p in ((4, "no"), (2, 7.0), (3, 1.2), (1, None))
    ]
    (tmp_path / "x.json").write_text(json.dumps(rows))
    import_run(str(tmp_path / "x.json"), "mathvista", "m", str(tmp_path / "r"), data=data)
    preds = eval_lines(tmp_path / "r/predictions.jsonl")
    assert [p["response"] for p in preds] == ["", "7", "1.2", "no"] and [p["official"] for p in preds][1:3] == [
        True
    ] * 2


def test_exchange_like(tmp_path):
    """`--like` keeps the rows of their own file, its index above all, and drops its images."""
    ex_wemath(tmp_path, "a", lambda g, key: True, count=3)
    theirs = [
        {"index": f"w{i}", "ID": f"2steps_{g}", "key": f"2steps_{key}", "image": "A" * 99, "hint": "h", "answer": gold}
        for i, (g, key, gold) in enumerate((g, k, a) for g in (3, 1, 2, 9) for k, a in zip(("1", "2", "multi"), "BAA"))
    ]
    sheets.write_rows(tmp_path / "WeMath.tsv", theirs)
    export_run(str(tmp_path / "a"), "vlmevalkit", str(tmp_path / "x.xlsx"), like=str(tmp_path / "WeMath.tsv"))
    rows = [row for _, row in sheets.read_rows(tmp_path / "x.xlsx")]
    assert [r["index"] for r in rows] == [f"w{i}" for i in range(9)]  # group 9 is not in the run
    assert rows[0] | {"tokens": 0} == {
        "index": "w0",
        "ID": "2steps_3",
        "key": "2steps_1",
        "hint": "h",
        "answer": "B",
        "prediction": "Answer: B",
        "prompt_kind": "official",
        "tokens": 0,
        "finished": "None",
    }


XL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def ex_xlsx(path, rows, before="", strings=""):
    """A file of our own whose first sheet holds these rows (XML) instead, and, as those of Excel, shared strings."""
    sheets.write_rows(path, [{"index": 1}])
    with zipfile.ZipFile(path) as z:
        parts = {name: z.read(name).decode() for name in z.namelist()}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", part)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{XL}">{strings}</sst>'
    sheet = f'<worksheet xmlns="{XL}">{before}<sheetData>{rows}</sheetData></worksheet>'
    parts["xl/worksheets/sheet1.xml"] = sheet if isinstance(rows, str) else rows
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in parts.items():
            z.writestr(name, content)


@pytest.mark.parametrize("size", ("", '<dimension ref="A1"/>', '<dimension ref="C9:D9"/>', '<dimension ref="A1:ZZ9"/>'))
def test_exchange_xlsx_of_others(tmp_path, size):
    """As xlsxwriter and Excel write one: shared strings, rich text, escapes, flags, gaps, numbers, dates, errors.

    What the file says of the sheet's size may be wrong.
    """
    strings = ["index", "prediction", "a_x000D_\nb &amp; c", "<r><t>ri</t></r><r><t>ch</t></r>", "_x005F_x000D_ x005F_"]
    items = "".join(f"<si>{s if s.startswith('<') else f'<t>{s}</t>'}</si>" for s in strings)
    cells = [
        '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>ok</t></is></c>',
        '<c r="A2"><v>1</v></c><c r="B2" t="s"><v>2</v></c><c r="C2" t="b"><v>1</v></c>',
        '<c r="A3"><v>2.5</v></c><c r="C3" t="str"><f>A1</f><v>f_x0007_</v></c>',
        '<c r="B4" t="s"><v>3</v></c>',
        '<c r="A5" s="1"/>',
        '<c r="A6" t="d"><v>2026-11-28T00:00:00</v></c><c r="B6" t="s"><v>4</v></c><c r="C6" t="e"><v>#N/A</v></c>',
        '<c r="A7"><v>12345678901234567</v></c><c r="C7" t="b"><v>0</v></c>',
    ]
    ex_xlsx(tmp_path / "x.xlsx", "".join(f'<row r="{n}">{c}</row>' for n, c in enumerate(cells, 1)), size, items)
    found = [row for _, row in sheets.read_rows(tmp_path / "x.xlsx")]
    assert found == [
        {"index": 1, "prediction": "a\r\nb & c", "ok": True},
        {"index": 2.5, "prediction": None, "ok": "f\x07"},
        {"index": None, "prediction": "rich", "ok": None},
        {"index": "2026-11-28 00:00:00", "prediction": "_x000D_ x005F_", "ok": None},
        {"index": 12345678901234567, "prediction": None, "ok": False},
    ]
    assert [type(row["ok"]) for row in found] == [bool, str, type(None), type(None), bool]


def test_exchange_xlsx_is_read_by_openpyxl(tmp_path):
    """VLMEvalKit reads with pandas, that is with openpyxl, which leaves _x000D_ as it stands, in Excel's files, too."""
    texts = ["a\r\n<b> & ∑", "=1+1", "#N/A", "x_1 _x_", " 7 "]
    sheets.write_rows(tmp_path / "x.xlsx", [{"index": n, "prediction": t, "A": None} for n, t in enumerate(texts)])
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[:2] == [["index", "prediction", "A"], [0, "a_x000D_\n<b> & ∑", None]]
    assert [row[1] for row in rows[2:]] == texts[1:]
    assert {row[1].data_type for row in book.active.iter_rows()} == {"s"}  # neither a formula nor an error


MARKS = [*"_\r\n\x00\x1f\x85\ufffe\ud83d\ude00😀= &<", "_x000D_", "_x0041", "_x005F_", "x005F_", "#N/A", "]]>"]
TEXTS = st.lists(st.sampled_from(MARKS), min_size=1).map("".join) | st.text(st.characters(), min_size=1)
VALUES = st.integers(-(10**30), 10**30) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([("a", 0.1 + 0.2), ("b", 10**30 + 1)])
@example([(t, None) for t in (*MARKS, "_x0041\x07", "_x000D_x000D_", "\r" * 4000)])
@given(st.lists(st.tuples(TEXTS, VALUES), min_size=1))
def test_exchange_xlsx_is_read_as_written(tmp_path, pairs):
    """Texts with control characters, half surrogates and what looks like an escape; numbers to the last digit."""
    rows = [{"t": t, "v": v} for t, v in pairs]
    sheets.write_rows(tmp_path / "x.xlsx", rows)
    found = [row for _, row in sheets.read_rows(tmp_path / "x.xlsx")]
    assert found == rows
    assert [isinstance(row["v"], bool) for row in found] == [isinstance(row["v"], bool) for row in rows]


# --------------------------------------------------------------------------------------------------------------- table


def ex_metrics(folder, benchmark, model, accuracy, half=0.03, prompt="official", **more):
    """A metrics.json with what the table reads."""
    ci = [accuracy - half, accuracy + half]
    rule = {"rows": 1000, "accuracy": accuracy, "accuracy_ci": ci, **more}
    if benchmark == "wemath":
        rule |= {"score": {"strict": accuracy, "loose": 0.5}, "score_ci": ci, "groups": 525, "accuracy": 0.9}
    cell = {"rows": 1000, "greedy": 0.1, "greedy_ci": [0.0, 0.2], "avg": None, "format_greedy": 0.5}
    m = {"benchmark": benchmark, "model": model, "prompt": prompt, "overall": cell, "ours": rule, "official": rule}
    m |= {"base_x": None, "x_to_xyz": cell} if benchmark == "mathbook" else {}
    folder.mkdir(parents=True)
    (folder / "metrics.json").write_text(json.dumps(m))
    return str(folder)


@pytest.fixture
def ex_board(tmp_path):
    base, mine = BASE, "out/dynamic/hf"
    versions = {"by_version": {"Vision Only": {"rows": 788, "accuracy": 0.40}}}
    return [
        ex_metrics(tmp_path / "base/mathvista", "mathvista", base, 0.662),
        ex_metrics(tmp_path / "base/wemath", "wemath", base, 0.31),
        ex_metrics(tmp_path / "base/mathverse", "mathverse", base, 0.45, **versions),
        ex_metrics(tmp_path / "mine/wemath", "wemath", mine, 0.484, prompt="ours"),
        ex_metrics(tmp_path / "mine/mathbook", "mathbook", mine, 0.5, prompt="ours"),
    ]


def test_table_of_models_and_benchmarks(ex_board):
    lines = eval_py.table(tuple(ex_board), to="markdown").split("\n")
    # Wilson for 0.4 of 788: centre (0.4 + 1.9208 / 788) / (1 + 3.8415 / 788) = 0.40049, half 0.03412
    assert lines[:6] == [
        "| model | mathbook | wemath | mathvista | mathverse | mathverse vision-only |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        f"| {BASE} | - | 31.0 [28.0, 34.0] | 66.2 [63.2, 69.2] | 45.0 [42.0, 48.0] | 40.0 [36.6, 43.5] |",
        "| out/dynamic/hf | 50.0 [47.0, 53.0]* | 48.4 [45.4, 51.4]* | - | - | - |",
        "| Qwen2.5-VL-7B (published) | - | 36.0 | 68.2 | - | 41.1 |",
        "| MathBook-7B (published) | - | 48.4 | 73.0 | - | 45.2 |",
    ]
    said = "\n".join(lines[6:])
    assert "mathvista 66.2 [63.2, 69.2]: -2.0 points from the 68.2 published for Qwen2.5-VL-7B, within" in said
    warned = [line for line in lines if line.startswith("warning: ")]
    assert len(warned) == 1 and all(cause in warned[0] for cause in ("prompt", "extraction", "pixels"))
    assert "wemath 31.0 [28.0, 34.0]: -5.0 points from the 36.0 published" in warned[0]
    assert "over 1000 of" not in said
    text = eval_py.table(tuple(ex_board)).split("\n")
    assert text[0].split()[:2] == ["model", "mathbook"] and len({len(line) for line in text[:5]}) <= 2


def test_table_csv_and_folders(ex_board, tmp_path, capsys):
    """A folder of `--benchmark all` stands for its runs; csv has nothing but the table, the rest goes to stderr."""
    lines = eval_py.table((str(tmp_path / "base"), ex_board[3]), to="csv").split("\n")
    assert lines[0].startswith("model,wemath,wemath low,wemath high,wemath units,wemath rule,mathvista,")
    assert lines[1].startswith("Qwen/Qwen2.5-VL-7B-Instruct,31.00,28.00,34.00,525,official,66.20,63.20,69.20,1000,")
    assert lines[2].startswith("out/dynamic/hf,48.40,45.40,51.40,525,ours,,,,,,") and len(lines) == 5
    assert lines[3].startswith("Qwen2.5-VL-7B (published),36.00,,,525,published,68.20,")
    assert "warning: " in capsys.readouterr().err and len({line.count(",") for line in lines}) == 1


def test_table_a_part_of_a_benchmark_is_said(tmp_path):
    run = ex_metrics(tmp_path / "a", "mathvision", "Qwen2.5-VL-7B-Instruct", 0.25)
    twice = ex_metrics(tmp_path / "b", "mathvision", "Qwen2.5-VL-7B-Instruct", 0.26, prompt="ours")
    said = eval_py.table((run, twice), rule="ours")
    assert "over 1000 of 3040 rows: -0.1 points from the 25.1" in said and "†" not in said
    assert f"Qwen2.5-VL-7B-Instruct ({run})" in said and f"({twice})" in said  # one model, two runs: two rows


def test_table_names_who_stands_in_for_a_language_model(tmp_path):
    run = ex_metrics(tmp_path / "a", "mathvista", "m", 0.6)
    path = tmp_path / "a/metrics.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "official_by": "rules for GPT-4"}))
    said = eval_py.table((run,))
    assert "60.0 [57.0, 63.0]†" in said and "for its verdict; here: rules for GPT-4" in said


def test_wilson_by_hand():
    """50 of 100: (0.5 + 0.0192) / 1.0384 -+ 0.0962 = [0.4038, 0.5962] (Wilson 1927); none right: the lower end is 0."""
    assert [round(x, 4) for x in board.wilson(0.5, 100)] == [0.4038, 0.5962] and board.wilson(0.0, 9)[0] == 0


def test_table_and_compare_know_the_predictions_of_a_run(tmp_path):
    """Numbers of other predictions than those beside them are refused, and runs over different rows are said."""
    run, _ = ex_run(tmp_path, "mathbook")
    other = shutil.copytree(run, tmp_path / "other")
    assert "warning" not in eval_py.table((run, str(other))) and eval_py.compare(run, str(other), rule="ours")
    path = other / "predictions.jsonl"
    lines = path.read_text().splitlines(keepends=True)
    for change in (
        lambda text: text.replace('"verdict": false', '"verdict": true', 1),
        lambda text: text.replace('"model": "toy"', '"model": "another"'),
        lambda text: "".join(line for line in lines if '"row": 0' not in line),
    ):
        path.write_text(change("".join(lines)))
        for command in (lambda: eval_py.table((str(other),)), lambda: eval_py.compare(run, str(other))):
            with pytest.raises(ValueError, match="its numbers are not of the predictions.jsonl|verdict: right"):
                command()
    eval_py.score(str(path), save=True)  # the last change: a row less
    for to in ("text", "markdown"):
        said = eval_py.table((run, str(other)), to=to)
        assert f"warning: these runs of mathbook answered different rows (6 in {run}, 5 in {other})" in said
    path.unlink()
    with pytest.raises(ValueError, match="not of the predictions.jsonl beside it"):
        eval_py.table((str(other),))
    told = (other / "metrics.json").read_text()
    (other / "metrics.json").write_text(re.sub(r'"greedy": 0\.\d+', '"greedy": 0.97', told))
    with pytest.raises(ValueError, match="metrics.json: its numbers have been changed; python eval.py score .* --save"):
        eval_py.table((str(other),))


def test_files_of_replies_with_a_key_twice_are_refused_and_none_is_overwritten(tmp_path):
    run, data = ex_run(tmp_path, "wemath")
    for to, name in (("lmms-eval", "x.jsonl"), ("vlmevalkit", "x.json")):
        path = tmp_path / name
        export_run(run, to, str(path), data=data)
        whole = path.read_text()
        with pytest.raises(ValueError, match=f"{name}: there is such a file already: name another --out"):
            export_run(run, to, str(path), data=data)
        assert path.read_text() == whole
        field = "resps" if to == "lmms-eval" else "prediction"
        path.write_text(whole.replace(f'"{field}":', f'"{field}": "A", "{field}":', 1))
        with pytest.raises(ValueError, match=f"{name}:.* not JSON: the key '{field}' stands twice"):
            import_run(str(path), "wemath", "m", str(tmp_path / "back"), data=data)


def test_predictions_with_a_key_twice_are_refused(tmp_path):
    run, _ = ex_run(tmp_path, "mathbook")
    path = f"{run}/predictions.jsonl"
    whole = open(path).read()
    for old, new, said in (
        ('"row": 0', '"row": 0, "gold": "1"', "line 1: not JSON: the key 'gold' stands twice"),
        ('"seconds": ', '"seconds": NaN, "was": ', "line 1: field seconds: of a wrong type: nan"),
        ('"extracted": "', '"extracted": null, "was": "', "field verdict: right, though no answer was extracted"),
    ):
        open(path, "w").write(whole.replace(old, new))
        with pytest.raises(ValueError, match=said):
            eval_py.compare(run, run)


def test_compare_wemath_strict_score(tmp_path):
    """The last line speaks of the strict score, also where accuracy says the opposite."""
    a = ex_wemath(tmp_path, "a", lambda g, key: g <= 10)  # 10 groups mastered: 10 / 40
    b = ex_wemath(tmp_path, "b", lambda g, key: g <= 20 or g <= 30 and key != "multi")  # 20 and 10 halves: 25 / 40
    c = ex_wemath(tmp_path, "c", lambda g, key: key == "1")  # a third of the rows and no group
    said = eval_py.compare(a, b, rule="official")
    assert re.search(r"^greedy: A 25\.0, B 66\.7, B - A \+41\.7 points \[", said, re.M)
    found = re.search(
        r"^strict score, greedy, 40 groups: A 25\.0, B 62\.5, B - A \+37\.5 points \[\+(.*), \+(.*)\]$", said, re.M
    )
    # per group 1 in 10 of 40, 1/2 in 10: sd of the mean 0.4146 / sqrt(40) = 0.0656, so +- 12.8 points
    assert abs(float(found[1]) - 24.6) < 2 and abs(float(found[2]) - 50.4) < 2
    last = "On these 120 rows (40 groups), strict score, greedy, {} (95 %, rule official)."
    assert said.endswith(last.format("B is better than A"))
    said = eval_py.compare(a, c, rule="official")
    assert "greedy: A 25.0, B 33.3" in said and said.endswith(last.format("A is better than B"))


# ---------------------------------------------------------------------------------------------------------- bad input


def ex_wrong(field, value):
    """A change of the second row of a file."""
    return lambda rows: rows[1].update({field: value})


def ex_drop(field):
    return lambda rows: [row.pop(field) for row in rows]


BAD_FILES = [  # (change of VLMEvalKit's rows of We-Math, what is said)
    (lambda rows: rows.append(dict(rows[0])), "row 10: field id: wemath_2steps_1_2steps_1 stands here and in "),
    (lambda rows: rows.pop(), "1 of 9 rows are missing, the first is wemath_2steps_3_2steps_multi"),
    (ex_wrong("ID", "2steps_99"), "row 2: field ID, key: '2steps_99 2steps_2' is no row of wemath"),
    (ex_wrong("answer", "C"), "row 2: field answer: 'C', in the benchmark wemath_2steps_1_2steps_2 has the answer 'A'"),
    (ex_wrong("answer", None), "row 2: field answer: ''"),
    (ex_wrong("prediction", {"text": "A"}), "row 2: field prediction: expected a text"),
    (ex_wrong("prediction", ["A"]), "row 2: field prediction: expected a text"),
    (ex_wrong("prediction", True), "row 2: field prediction: expected a text, not True"),
    (ex_wrong("key", ["A"]), "row 2: field key: expected a text"),
    (ex_wrong("tokens", "many"), "row 2: field tokens: 'many' is no count"),
    (ex_drop("prediction"), "row 1: field (all): columns"),
    (ex_drop("key"), "row 1: field index: '0' is no row of wemath"),
    (lambda rows: rows.insert(1, 5), "row 2: field (all): the row is no JSON object"),
    (lambda rows: rows.insert(1, {"doc_id": 1, "resps": ["A"]}), "row 2: field (all): lmms-eval's columns"),
    (lambda rows: rows.clear(), "no rows"),
]


@pytest.mark.parametrize("change, said", BAD_FILES)
def test_import_bad_rows(tmp_path, change, said):
    """One line with file, row and field; nothing is written."""
    ex_groups(tmp_path / "groups", 3)
    rows = [
        {"index": 3 * g + k, "ID": f"2steps_{g + 1}", "key": f"2steps_{key}", "answer": gold, "prediction": "A"}
        for g in range(3)
        for k, (key, gold) in enumerate(zip(("1", "2", "multi"), "BAA"))
    ]
    change(rows)
    file = tmp_path / "x.json"
    file.write_text(json.dumps(rows))
    with pytest.raises(ValueError, match=re.escape(said)) as error:
        import_run(str(file), "wemath", "m", str(tmp_path / "run"), data=str(tmp_path / "groups"))
    assert str(error.value).startswith(str(file)) and "\n" not in str(error.value) and not (tmp_path / "run").exists()


def ex_sheet(rows, **more):
    return lambda path: ex_xlsx(path, rows, **more)


def ex_charts(path):
    """A file that has no sheet but an empty one for charts."""
    book = openpyxl.Workbook(write_only=True)
    book.create_chartsheet()
    book.save(path)


def ex_flipped(method, find, skip, byte):
    """A file of ours, packed by this method, with another byte `skip` bytes behind each place of `find`."""

    def write(path):
        ex_xlsx(path, "<row/>")
        with zipfile.ZipFile(path) as z:
            parts = {name: z.read(name) for name in z.namelist()}
        with zipfile.ZipFile(path, "w", method) as z:
            for name, content in parts.items():
                z.writestr(name, content)
        data = bytearray(path.read_bytes())
        for at in re.finditer(find, bytes(data)):
            data[at.end() + skip] = byte
        path.write_bytes(data)

    return write


CENTRAL = rb"PK\x01\x02"  # the header of a part in the list at the end of a zip
NAMED = rb"(?s)PK\x03\x04.{22}\x10\x00.{2}docProps/app.xml"  # the header before its bytes
DTD = '<?xml version="1.0" encoding="{}"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'


TORN_FILES = [  # (name, bytes or a function that writes it, what is said)
    ("x.json", b'[{"index": 0, "pred', "not JSON"),
    ("x.json", b'"text"', "neither a list of rows"),
    ("x.json", b'[{"index": 0, "prediction": "\xff"}]', "not JSON: 'utf-8' codec"),
    ("x.jsonl", b'{"id": "0", "response": "4"}\n{"id": "1", "resp', "line 2: not JSON: the file is cut short"),
    ("x.tsv", b"index\tprediction\n0\t4\n1\n", "row 2: 1 cells, and 2 columns"),
    ("x.tsv", b'index\tprediction\n0\t"4\n', "cut or torn"),
    ("x.tsv", b"index\tprediction\n0\t\xff\n", "not UTF-8"),
    ("x.tsv", b"index\tindex\n0\t4\n", "does not name each column once"),
    ("x.tsv", b"", "does not name each column once"),
    ("x.csv", b"index,prediction\n", "no rows"),
    ("x.xlsx", b"PK\x03\x04 torn", "no .xlsx file that can be read"),
    ("x.xlsx", b"PK\x05\x06" + b"\0" * 18, "KeyError"),
    ("x.xlsx", ex_flipped(zipfile.ZIP_DEFLATED, NAMED, 0, 0xFF), "error: Error -3 while decompressing"),
    ("x.xlsx", ex_flipped(zipfile.ZIP_STORED, NAMED, 0, 0xFF), "BadZipFile: Bad CRC-32"),
    ("x.xlsx", ex_flipped(zipfile.ZIP_LZMA, NAMED, 15, 0xFF), "LZMAError"),
    ("x.xlsx", ex_flipped(zipfile.ZIP_DEFLATED, CENTRAL, 4, 1), "RuntimeError: File"),
    ("x.xlsx", ex_flipped(zipfile.ZIP_DEFLATED, CENTRAL, 6, 99), "NotImplementedError"),
    ("x.xlsx", ex_sheet(b"<worksheet><row>"), "ParseError: no element found"),
    ("x.xlsx", ex_sheet(DTD.format("UTF-8").encode()), "declares a document type"),
    ("x.xlsx", ex_sheet(DTD.format("UTF-16").encode("utf-16")), "declares a document type"),
    ("x.xlsx", ex_sheet('<row><c t="s"><v>7</v></c></row>'), "IndexError"),
    ("x.xlsx", ex_sheet("<row><c><v>x</v></c></row>"), "ValueError: invalid literal"),
    ("x.xlsx", ex_sheet('<row><c t="d"><v>PT99999999999999H</v></c></row>'), "OverflowError"),
    ("x.xlsx", ex_sheet("<row/>", strings='<si><r><rPr><sz val="x"/></rPr></r></si>'), "TypeError"),
    ("x.xlsx", ex_sheet("<row/>", before='<dimension ref="hello"/>'), "ValueError: hello is not a valid coordinate"),
    ("x.xlsx", ex_charts, "AttributeError"),
    ("x.xlsx", ex_sheet('<row r="999999999999"><c><v>1</v></c></row>'), "over 1000 cells"),
    ("x.xlsx", ex_sheet('<row><c r="XFD1"><v>1</v></c></row>'), "over 1000 cells"),
    ("x.xlsx", ex_sheet(" " * 2**20), f"over {2**20} bytes"),
    ("x.txt", b"a", "neither .xlsx, .tsv, .csv, .json nor .jsonl"),
]


@pytest.mark.parametrize("name, content, said", TORN_FILES)
def test_import_torn_files(tmp_path, monkeypatch, name, content, said):
    monkeypatch.setattr(sheets, "MOST_CELLS", 1000)
    monkeypatch.setattr(sheets, "MOST", 2**20)
    path = tmp_path / name
    content(path) if callable(content) else path.write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(said)) as error:
        sheets.read_rows(path)
    assert str(error.value).startswith(str(path)) and "\n" not in str(error.value)


def test_import_several_replies_and_mixed_runs(tmp_path):
    data = str(eval_data(tmp_path, "mathvision"))
    file = tmp_path / "s.jsonl"
    for line, said in (
        ({"resps": [["a", "b"]]}, "row 1: field resps: 2 replies; one is read"),
        ({"resps": ["x"], "doc_id": 9}, "row 1: field doc_id: 9 is none of 4 rows of mathvision"),
        (
            {"resps": ["x"], "target": "13"},
            "row 1: field target: '13', in the benchmark mathvision_0 has the answer '12'",
        ),
    ):
        file.write_text(json.dumps({"doc_id": 0, "target": "12", **line}) + "\n")
        with pytest.raises(ValueError, match=re.escape(f"{file}: {said}")):
            import_run(str(file), "mathvision", "m", str(tmp_path / "r"), data=data)
    run, _ = ex_run(tmp_path, "mathvision")
    with pytest.raises(ValueError, match="holds a run already"):
        import_run(str(file), "mathvision", "m", run, data=data)
    with pytest.raises(ValueError, match="a vlmevalkit file is named .xlsx, .tsv, .json"):
        export_run(run, "vlmevalkit", str(tmp_path / "x.jsonl"))
    long = [{"index": 0, "prediction": "a" * 40_000}]
    with pytest.raises(ValueError, match="row 1: field prediction: 40000 characters, a cell of .xlsx holds 32767"):
        sheets.write_rows(tmp_path / "x.xlsx", long)
    with pytest.raises(ValueError, match="row 1: field prediction: 35000 characters"):  # as _x000D_
        sheets.write_rows(tmp_path / "x.xlsx", [{"index": 0, "prediction": "\r" * 5000}])
    assert not (tmp_path / "x.xlsx").exists()


def test_table_mathbook_needs_its_cells(tmp_path):
    folder = ex_metrics(tmp_path / "run", "mathbook", "m", 0.5)
    assert eval_py.table((folder,)).split("\n")[1].split() == ["run", "10.0", "-", "-", "-", "50.0"]
    m = json.loads((tmp_path / "run/metrics.json").read_text())
    for change, said in (
        ({k: v for k, v in m.items() if k != "base_x"}, "field base_x: missing"),
        ({**m, "x_to_xyz": []}, "field x_to_xyz.greedy: missing"),
        ({**m, "x_to_xyz": {**m["overall"], "avg": "1"}}, "field x_to_xyz.avg: of a wrong type: '1'"),
    ):
        (tmp_path / "run/metrics.json").write_text(json.dumps(change))
        with pytest.raises(ValueError, match=re.escape(said)):
            eval_py.table((folder,))


BAD_METRICS = [  # (what the file holds, or a change of a good one; what is said)
    ("[]", "line 1: field (all)"),
    ("{}", "field benchmark: None is none of"),
    ('{"benchmark": []}', "field benchmark: [] is none of"),
    ("\xff", "not JSON: 'utf-8' codec"),
    ('{"benchmark": "wem', "not JSON"),
    ({"benchmark": "nobody"}, "field benchmark: 'nobody' is none of"),
    ({"overall": None}, "field overall.rows: missing"),
    ({"overall": {"rows": 5}}, "field overall.greedy: missing"),
    ({"overall": {"rows": True, "greedy": 0.5}}, "field overall.rows: of a wrong type: True"),
    ({"model": 5}, "field model: of a wrong type: 5"),
    ({"prompt": None}, "field prompt: of a wrong type: None"),
    ({"official": []}, "field official.rows: missing"),
    ({"official": {"rows": 5, "accuracy": "0.5"}}, "field official.accuracy: of a wrong type: '0.5'"),
    ({"official": {"rows": 5, "accuracy": float("nan")}}, "field official.accuracy: of a wrong type: nan"),
    ({"official": {"rows": 5, "accuracy": 68.2}}, "field official.accuracy: of a wrong type: 68.2"),
    (
        {"official": {"rows": 5, "accuracy": 0.5, "accuracy_ci": [0.6, 0.4]}},
        "field official.accuracy_ci: of a wrong type",
    ),
    ({"official": {"rows": 5, "accuracy": 0.5, "accuracy_ci": [0, 1]}}, "field official.score.strict: missing"),
    ({"mean_tokens": 10**400}, "field mean_tokens: of a wrong type: 1000"),
    ({"mean_tokens": -1}, "field mean_tokens: of a wrong type: -1"),
    ({"mean_tokens": float("inf")}, "field mean_tokens: of a wrong type: inf"),
    ({"rows": 2**53}, "field rows: of a wrong type"),
    ({"n": True}, "field n: of a wrong type: True"),
    ({"by_what": [{"a": [10**400]}]}, "a number that is none or too large: 1000"),
    ('{"benchmark": "wemath", "benchmark": "wemath"}', "the key 'benchmark' stands twice in one object"),
]


@pytest.mark.parametrize("held, said", BAD_METRICS)
def test_table_bad_metrics(tmp_path, held, said):
    folder = ex_metrics(tmp_path / "run", "wemath", "m", 0.5)
    path = tmp_path / "run/metrics.json"
    if isinstance(held, str):
        path.write_bytes(held.encode("latin-1"))
    else:
        path.write_text(json.dumps({**json.loads(path.read_text()), **held}))
    with pytest.raises(ValueError, match=re.escape(said)) as error:
        eval_py.table((folder,))
    assert str(error.value).startswith(str(path)) and "\n" not in str(error.value)


BAD_FIELDS = {  # field of a prediction -> values that none may have
    "row": ("0", -1, 1.5, True, None),
    "sample": (None, "0", False),
    "mode": (None, "beam", []),
    "benchmark": (None, [], "nobody"),
    "id": (None, 5),
    "model": (None, [], "another"),
    "prompt_kind": (None, "theirs"),
    "response": (None, 5, ["A"]),
    "gold": (None, 7),
    "options": ("A", [1], {}),
    "knowledge": ("Area", [None]),
    "question_id": (5, ["a"]),
    "tokens": ("5", -1, True, 1.5),
    "finished": ("no", 1),
    "verdict": ("yes", 1),
    "format": (None, "no"),
    "extracted": (5, []),
    "judge": ("CORRECT", 1),
}
OF_ONE = [
    ("mathvista", "choices", (None, "abc", [1], [])),
    ("mathvista", "precision", ("1", 1.0, True, -1)),
    ("mathvista", "answer_type", (None, "number")),
    ("mathvista", "skills", (5, "geometry")),
    ("mathvision", "option_texts", ("ABCDE", [5], ["1"])),
    ("mathverse", "version", (None, "Text", ["Text Only"])),
    ("dynamath", "variant", (0, 11, "1", True)),
    ("dynamath", "seed", (None, 1, "another")),
    ("wemath", "ID", (None, "steps", "2steps_7")),
    ("wemath", "key", (None, "2steps_4")),
]


@pytest.mark.parametrize("name", ("mathbook", *FIVE))
def test_score_wrong_fields(tmp_path, name):
    """Every field of a wrong type, and every field that is missing: one line that names file, line and field."""
    run, _ = ex_run(tmp_path, name)
    path = tmp_path / "out/predictions.jsonl"
    lines = path.read_text().splitlines(True)
    good = json.loads(lines[0])
    cases = [(field, value) for field, values in BAD_FIELDS.items() for value in values]
    cases += [(field, value) for of, field, values in OF_ONE if of == name for value in values]
    if name == "mathvision":  # its options stand in another row
        lines[0], good = lines[1], json.loads(lines[1])
    cases = [(field, {**good, field: value}) for field, value in cases]
    needed = ("row", "id", "gold", "response", "tokens", "options", "split")
    cases += [(field, {k: v for k, v in good.items() if k != field}) for field in needed]
    for field, changed in cases:
        path.write_text(json.dumps(changed) + "\n" + "".join(lines[1:]))
        with pytest.raises(ValueError) as error:
            eval_py.score(str(path))
        said = str(error.value)
        assert said.startswith(f"{path}: line ") and "\n" not in said, (field, said)
        assert re.search(rf"field ({field}|id|choices|gold)\b|\(benchmark, mode\)", said), (field, said)
        if field not in ("judge", "extracted", "format", "verdict"):
            with pytest.raises(ValueError):
                eval_py.compare(run, run)


def test_score_files_that_are_not_of_one_run(tmp_path):
    """Two problems under one row, one problem under two rows, two benchmarks, a line twice, a torn end, bad UTF-8."""
    run, _ = ex_run(tmp_path, "mathvision")
    path = tmp_path / "out/predictions.jsonl"
    lines = path.read_text().splitlines(True)
    other = {**json.loads(lines[1]), "row": 0, "mode": "sample"}
    again = {**json.loads(lines[1]), "row": 9}
    for text, said in (
        ("".join(lines) + json.dumps(other) + "\n", "line 5: field id: 'mathvision_1', before it 'mathvision_0'"),
        ("".join(lines) + json.dumps(again) + "\n", "line 5: field id: 'mathvision_1' is row 1 and 9"),
        ("".join(lines + lines[:1]), "row 0: greedy 0: 2 generations"),
        ("".join(lines)[:-9], "line 4: not JSON: the file is cut short here"),
        ("".join(lines[:2]) + "\n" + "".join(lines[2:]), "line 3: not JSON"),
    ):
        path.write_text(text)
        with pytest.raises(ValueError, match=re.escape(f"{path}: {said}")):
            read_predictions(path)
    path.write_bytes("".join(lines).encode().replace(b"response", b"respons\xff", 1))
    with pytest.raises(ValueError, match=re.escape(f"{path}: line 1: not JSON: 'utf-8' codec")):
        eval_py.score(str(path))


def test_commands_end_in_one_line(tmp_path):
    """The command line of each: `error: ...`, exit code 1, no traceback."""
    import runtime

    Image.new("RGB", (8, 8)).save(tmp_path / "metrics.json", "PNG")
    (tmp_path / "x.json").write_text("[]")
    (tmp_path / "predictions.jsonl").write_text("{}")
    commands = {"score": eval_py.score, "compare": eval_py.compare, "table": eval_py.table}
    commands |= {"export": export_run, "import": import_run}
    for args in (
        ["table", str(tmp_path)],
        ["table", str(tmp_path / "none")],
        ["score", str(tmp_path / "predictions.jsonl")],
        ["score", str(tmp_path / "none.jsonl")],
        ["compare", str(tmp_path), str(tmp_path)],
        ["export", str(tmp_path), "--to", "vlmevalkit", "--out", str(tmp_path / "x.tsv")],
        [
            "import",
            str(tmp_path / "x.json"),
            "--benchmark",
            "mathvision",
            "--model",
            "m",
            "--out_dir",
            str(tmp_path / "r"),
        ],
    ):
        with pytest.raises(SystemExit) as end:
            runtime.run_commands(commands, "", args)
        assert isinstance(end.value.code, str) and re.fullmatch("error: .+", end.value.code), args
