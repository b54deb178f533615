"""Tests of book/harvest.py: data.py harvest."""

import json

import datasets
import pytest

import data
import sft
from book import harvest
from tests.helpers import jsonl, script, sft_config


def harvest_lines(rows):
    """Predictions on rows of a training set: right, right in other words, the same again, wrong, and without a form."""
    lines = []
    for row in rows:
        right = f"<think>{row['solution'] or 'It is so.'}</think><answer>{row['answer']}</answer>"
        for k, text in enumerate(
            (
                right,
                f"<think>Short.</think>\n<answer> {row['answer']} </answer>\n",
                right.replace("</think>", " \n</think>"),
                "<think>Short.</think><answer>-77</answer>",
                f"It is <answer>{row['answer']}</answer>",
                f"<think>A <|image_pad|>.</think><answer>{row['answer']}</answer>",
            )
        ):
            about = {"id": row["id"], "benchmark": "mathbook", "problem": row["problem"], "gold": row["answer"]}
            lines.append(about | {"split": "test", "response": text, "mode": "sample", "sample": k, "row": 0})
    return lines


@pytest.fixture
def own(pocket_data, tmp_path):
    """(a folder with predictions.jsonl and config.json, its lines, the rows asked)."""
    source = str(pocket_data / "data/standard.parquet")
    rows = data.load(source).select(range(3)).to_list()
    (tmp_path / "config.json").write_text(json.dumps({"data": source}))
    lines = harvest_lines(rows)
    jsonl(tmp_path / "predictions.jsonl", lines)
    return tmp_path, lines, rows


def run(folder, *more, **kw):
    return script("data.py", "harvest", folder / "predictions.jsonl", *more, "--out", folder / "own.parquet", **kw)


@pytest.mark.slow
def test_harvest_keeps_right_and_distinct_answers(own):
    folder, _, rows = own
    done = run(folder)
    assert done.returncode == 0, done.stderr
    assert "6 rows of 18 responses to 3 problems" in done.stdout
    for reason in ("wrong 3", "another form 3", "special tokens 3", "like an earlier one 3"):
        assert reason in done.stdout
    made = data.load(folder / "own.parquet").to_list()
    assert [r["id"] for r in made] == [f"{r['id']}-own{k}" for r in rows for k in (0, 1)]
    for row, (first, second) in zip(rows, zip(made[::2], made[1::2])):
        assert (second["solution"], second["answer"]) == ("Short.", row["answer"])
        assert first["solution"] == (row["solution"] or "It is so.").strip()
        assert data.response(second) == f"<think>Short.</think><answer>{row['answer']}</answer>"
        same = ("problem", "knowledge", "principle", "group", "difficulty", "source")
        assert [first[k] for k in same] == [row[k] for k in same]
        assert first["images"][0]["bytes"] == row["images"][0]["bytes"]
    table = [line.split(None, 2) for line in done.stdout.splitlines()[2:]]
    points = [point for row in rows for point in row["knowledge"]]
    assert {point: (int(n), int(problems)) for n, problems, point in table} == {
        p: (2 * points.count(p), points.count(p)) for p in points
    }


@pytest.mark.slow
def test_harvest_shortest_of_several_files_trains(own, tmp_path):
    """Two checkpoints' files together; the rows are what sft.py reads."""
    folder, lines, rows = own
    other = folder / "other"
    other.mkdir()
    (other / "config.json").write_text((folder / "config.json").read_text())
    best = lines[0] | {"response": f"<think>S.</think><answer>{rows[0]['answer']}</answer>"}
    jsonl(other / "predictions.jsonl", [best])
    done = run(folder, other / "predictions.jsonl", "--shortest")
    assert "3 rows of 19 responses to 3 problems" in done.stdout and "longer ones 4" in done.stdout
    made = data.load(folder / "own.parquet").to_list()
    assert [r["solution"] for r in made] == ["S.", "Short.", "Short."]
    sft.main(sft_config(tmp_path, tmp_path / "run", data=str(folder / "own.parquet"), max_steps=1, batch_size=2))
    assert (tmp_path / "run/step_000001").is_dir()


@pytest.mark.parametrize(
    "change, said",
    [
        ({"id": "nobody"}, "field id: 'nobody' is no row of"),
        ({"benchmark": "wemath"}, "field benchmark: 'wemath' is for evaluation alone"),
        ({"split": "eval"}, "is a problem of the evaluation"),
        ({"gold": "1234"}, "field gold: '1234', but the row of"),
        ({"problem": "Other?"}, "field problem: 'Other?', but the row of"),
        ({"response": None}, "field response: missing, or of a wrong type"),
        ("[1]", "field (all): the line is no JSON object"),
        ("{", "not JSON"),
    ],
)
def test_harvest_names_what_is_bad(own, change, said):
    folder, lines, _ = own
    text = [json.dumps(line) for line in lines]
    text[4] = change if isinstance(change, str) else json.dumps(lines[4] | change)
    (folder / "predictions.jsonl").write_text("\n".join(text) + "\n")
    cfg = harvest.Harvest((str(folder / "predictions.jsonl"),), str(folder / "own.parquet"))
    with pytest.raises(ValueError, match=r"predictions.jsonl: line 5: ") as found:
        harvest.command(data.load, data.FIELDS)(cfg)
    assert said in str(found.value) and "\n" not in str(found.value) and not (folder / "own.parquet").exists()


def test_harvest_refuses_the_evaluation_and_empty_harvests(own, pocket_data):
    folder, lines, _ = own

    def harvested(**kw):
        cfg = harvest.Harvest((str(folder / "predictions.jsonl"),), **{"out": str(folder / "own.parquet"), **kw})
        return harvest.command(data.load, data.FIELDS)(cfg)

    rows = data.load(str(pocket_data / "data/eval.parquet")).select(range(1)).to_list()
    jsonl(folder / "predictions.jsonl", harvest_lines(rows))
    with pytest.raises(ValueError, match="line 1: field split: .* is a problem of the evaluation"):
        harvested(data=str(pocket_data / "data/eval.parquet"))
    jsonl(folder / "predictions.jsonl", lines[3:5])
    with pytest.raises(ValueError, match="no row of 2 responses: wrong 1, another form 1"):
        harvested()
    with pytest.raises(ValueError, match="--out own.json: a .parquet file"):
        harvested(out="own.json")
    (folder / "config.json").unlink()
    with pytest.raises((ValueError, OSError), match="config.json"):
        harvested()


@pytest.mark.parametrize("share, kept", [(0.0, 0), (0.2, 2), (0.5, 8), (0.4, 5)])
def test_harvest_captions_are_a_share_of_sft(share, kept):
    """sft.py --captions: of 8 other rows and 9 captions so many stay; 2 of 10 are 0.2, and 5 of 13 about 0.4."""
    names = [f"captions-{i:06d}-0" for i in range(9)]
    ds = datasets.Dataset.from_dict({"id": [*names[:4], *(f"sft-{i:06d}-0" for i in range(8)), *names[4:]]})
    left = sft.with_captions(ds, share, "rows")["id"]
    assert [name for name in left if name.startswith("captions")] == names[:kept] and len(left) == 8 + kept
    with pytest.raises(ValueError, match="--captions 0.9: 72 captions are needed, rows has 9"):
        sft.with_captions(ds, 0.9, "rows")
