"""Tests of the run page: a small run is made by hand, so that every number is known. Its texts are hostile."""

import hashlib
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

import data
import eval as eval_py
from benchmarks.tables import percent
from book.stream import Seeds
from report import gallery, pictures
from report import page as report
from report.curriculum import SERVED, replay
from runtime import read_jsonl
from scheduler import CUBE, Scheduler
from tests.helpers import EVIL, ROOT, jsonl, png, report_open, report_requests


def report_cell(rows, greedy, avg):
    return dict(
        rows=rows,
        units=rows,
        greedy=greedy,
        avg=avg,
        greedy_ci=[greedy / 2, greedy],
        avg_ci=[avg / 2, avg],
        format_greedy=0.5,
        format_sample=0.5,
    )


def report_rows(evil):
    """16 problems: 2 seeds at 8 nodes, each with a figure of its own."""
    rows = []
    for i in range(16):
        own = dict(
            id=f"q{i}",
            problem=f"<image>What is {i}? {evil}",
            answer=str(i),
            question_id=f"s{i // 8}",
            images=[{"bytes": png((60, 40), (i * 10, 90, 200)), "path": None}],
            knowledge=[f"Point {i % 3}", evil],
            difficulty=CUBE[i % 8],
        )
        rows.append({name: None for name in data.FIELDS} | own)
    return rows


def report_predictions(rows, k, name, evil):
    """A greedy generation and two samples of each row; k: number of the stage."""
    return [
        dict(
            row=i,
            benchmark="mathbook",
            model=f"m/{name}",
            mode=mode,
            sample=j,
            options=None,
            gold=r["answer"],
            domain="D",
            level="1-3",
            principle=None,
            prompt=r["problem"],
            image_sha256=[hashlib.sha256(r["images"][0]["bytes"]).hexdigest()],
            response=f"<think>{evil}</think><answer>{i}</answer>",
            tokens=3,
            finished=True,
            format=True,
            extracted=str(i) if i % 5 else None,
            verdict=bool((i + j) % 3 and k),
            **{column: r[column] for column in ("id", "question_id", "difficulty", "knowledge")},
        )
        for i, r in enumerate(rows)
        for mode, j in (("greedy", 0), ("sample", 0), ("sample", 1))
    ]


def report_metrics(k, name, evil):
    """metrics.json of stage number k: every number follows from k."""
    return dict(
        benchmark="mathbook",
        model=f"m/{name}",
        rows=16,
        n=2,
        mean_tokens=3.0,
        cut_off=0.1,
        no_answer=0.2,
        overall=report_cell(16, k / 4, k / 5),
        base_x=report_cell(4, k / 6, k / 7),
        x_to_xyz=report_cell(8, k / 8, k / 9),
        by_difficulty={node: report_cell(2, (k + n / 10) / 5, (k + n / 20) / 6) for n, node in enumerate(CUBE)},
        by_level={"1-3": report_cell(16, k / 4, k / 5)},
        left_out={"prompt too long": k},
        by_domain={evil: report_cell(9, k / 10, k / 11), "D": report_cell(7, k / 12, k / 13)},
    )


def report_run(folder, stages=("start", "sft", "pre", "dynamic"), evil=EVIL):
    """A run folder: 16 problems (2 seeds x 8 nodes) with figures, 4 evaluations, 3 logs, a curriculum of 30 steps."""
    rows, random_ = report_rows(evil), random.Random(0)
    (folder / "data").mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows, data.FIELDS.arrow_schema), folder / "data/eval.parquet")
    for k, name in enumerate(stages):
        out = folder / "eval" / name
        out.mkdir(parents=True)
        jsonl(out / "predictions.jsonl", report_predictions(rows, k, name, evil))
        (out / "metrics.json").write_text(json.dumps(report_metrics(k, name, evil)))
        config = dict(data="gone/data/eval.parquet", model=f"m/{name}", benchmark="mathbook")
        (out / "config.json").write_text(json.dumps(config))
        if name != "start":
            (folder / name).mkdir()
            own = (lambda s: {"loss": 2 / s}) if name == "sft" else (lambda s: {"accuracy": s / 40, "kl": float("nan")})
            lines = [dict(step=s, wall=2.0 * s, lr=1e-3, **own(s)) for s in range(1, 31)]
            jsonl(folder / name / "metrics.jsonl", lines)
    if "dynamic" in stages:
        index = {f"q{i}": {node: [f"q{i}/{node}"] for node in (*CUBE, *"ab")} for i in range(200)}
        s = Scheduler(index, seed=1, log=str(folder / "dynamic/schedule.jsonl"))
        for _ in range(30):
            items = s.next_batch(6)
            s.report(items, [random_.choice([0, 0, 3, 8]) for _ in items], 8)
        return {**s.counts(), "nodes": s.nodes}


def report_stream_run(run):
    """A run whose stage pre drew groups from the book, with dynamic sampling -> its scheduler."""
    (run / "pre").mkdir(parents=True)
    lines = [
        dict(step=s, wall=2.0, lr=1e-3, prompts=8) | {"sampling/thrown": 4, "sampling/thrown_tokens": 1e3 * s}
        for s in (1, 2)
    ]
    jsonl(run / "pre/metrics.jsonl", lines)
    names = [f"bars_{i}" for i in range(50)]
    seeds = Seeds(names, dict.fromkeys(names, ""), m=2, kinds=("base", "x"), noisy=0.5, steps=40)
    s, draw = Scheduler(seeds, seed=1, strategy="stream", log=run / "pre/schedule.jsonl"), random.Random(2)
    for _ in range(40):
        items = s.next_batch(12)
        s.report(items, [draw.randrange(9) for _ in items], 8)
    return s


@pytest.mark.slow
def test_report_rates_of_the_stream(tmp_path):
    """Table and heat map hold the scheduler's own rates, read back from the log alone; the cost stands in a table."""
    s = report_stream_run(tmp_path)
    text, md = report_page(tmp_path)
    tables = ReportParser(text).tables
    assert tables["Training"][1] == ["pre", "2", "2", "16", "8", "3,000"]
    (heading, *rows) = tables["Running success rate by program and node, in percent (problems)"]
    assert heading == ["program", "base", "x"] and len(s.rates) > 60
    shown = {f"{name}/{node}": cell for name, *cells in rows for node, cell in zip(heading[1:], cells) if cell}
    assert shown == {arm: f"{100 * rate:.1f} ({n})" for arm, (n, rate, _) in s.rates.items()}
    means = []
    for name, *_ in rows:
        own = [rate for arm, (_, rate, _) in s.rates.items() if arm.startswith(f"{name}/")]
        means.append(round(sum(own) / len(own), 9))
    assert means == sorted(means)
    plot = re.search(r"<figcaption>Running success rates</figcaption>.*?</figure>", text, re.S)[0]
    told = dict(part.split(": ") for part in re.search("<desc[^>]*>In percent. (.*?)\\.</desc>", plot)[1].split("; "))
    assert len(told) == min(40, len(rows)) and plot.count("fill-opacity") + plot.count("opacity:") >= len(told)
    for name, cells in told.items():
        for cell in cells.split(", "):
            node, value = cell.split()
            assert abs(100 * s.rates[f"{name}/{node}"][1] - int(value)) <= 0.5
    assert "bars_1" in md
    for change in ({"question_id": "q"}, {"accurate": 9}, {"n": 0, "accurate": 0}):
        lines = [json.loads(line) for line in (tmp_path / "pre/schedule.jsonl").read_text().splitlines()]
        jsonl(tmp_path / "pre/schedule.jsonl", [*lines[:3], lines[3] | change, *lines[4:]])
        with pytest.raises(ValueError, match=r"pre/schedule.jsonl: line 4: field question_id, accurate or n"):
            report_page(tmp_path)
        jsonl(tmp_path / "pre/schedule.jsonl", lines)


def report_page(run, **options):
    """(report.html, report.md) of the run."""
    report.main(report.Config(run=str(run), **options))
    return (run / "report.html").read_text(), (run / "report.md").read_text()


class ReportParser(HTMLParser):
    """Tables as lists of rows by caption, tags with attributes, the text of scripts."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.tags, self.caption, self.row, self.at, self.open = {}, [], "", [], None, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link", "img", "input", "path", "use", "br"):
            self.open.append(tag)
        if tag in ("caption", "th", "td"):
            self.at, self.text = tag, ""
        if tag == "tr":
            self.row = []

    def handle_data(self, text):
        if self.at:
            self.text += text

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.row.append(self.text)
        if tag == "caption":
            self.caption = self.text
        if tag == "tr":
            self.tables.setdefault(self.caption, []).append(self.row)
        if tag == self.at:
            self.at = None
        if tag not in ("path", "use"):
            assert self.open.pop() == tag, f"</{tag}> closes another element"


@pytest.fixture(scope="module")
def report_small(tmp_path_factory):
    run = tmp_path_factory.mktemp("report") / "small"
    counts = report_run(run)
    return run, counts, *report_page(run)


def test_report_numbers_are_those_of_metrics(report_small):
    run, _, text, _ = report_small
    tables = ReportParser(text).tables
    lines = eval_py.table(tuple(str(run / "eval" / s) for s in report.STAGES)).split("\n")
    assert [" ".join(row).split() for row in tables["MathBookEval, accuracy in percent"]] == [
        line.split() for line in lines
    ]
    assert tables["MathBookEval, accuracy in percent"][4] == ["dynamic", "75.0", "60.0", "42.9", "33.3", "50.0"]
    assert tables["All evaluations, in percent"][2][:5] == [
        "sft",
        "mathbook",
        "16",
        "25.0 [12.5, 25.0]",
        "20.0 [10.0, 20.0]",
    ]
    assert tables["All evaluations, in percent"][2][-1] == "1: prompt too long"
    by_node = {row[0]: row[1:] for row in tables["Accuracy by node in percent, greedy / avg@n"]}
    for k, stage in enumerate(report.STAGES):
        m = json.loads((run / "eval" / stage / "metrics.json").read_text())
        for node, c in m["by_difficulty"].items():
            assert by_node[node][k] == f"{100 * c['greedy']:.1f} / {100 * c['avg']:.1f}"
    assert tables["Accuracy by domain in percent, greedy / avg@n"][2] == [
        "D",
        "0.0 / 0.0",
        "8.3 / 7.7",
        "16.7 / 15.4",
        "25.0 / 23.1",
    ]
    assert tables["Training"][1:] == [[s, "30", "60", "", "", ""] for s in ("sft", "pre", "dynamic")]
    assert "sft from 2 to" in text and "base 50.0, x 50.8" in text  # in the descriptions of the plots


def test_report_schedule_ends_as_the_scheduler(report_small):
    run, counts, text, _ = report_small
    tables = ReportParser(text).tables
    walks = dict(tables["Where the curriculum is"][1:])
    assert {k: int(walks[k]) for k in ("mastered", "ended", "active", "step")} == {
        k: counts[k] for k in ("mastered", "ended", "active", "step")
    }
    assert {r[0]: (int(r[2]), int(r[3])) for r in tables["By node"][1:]} == {
        n: tuple(c) for n, c in counts["nodes"].items()
    }
    assert sum(int(r[1]) for r in tables["By node"][1:]) == counts["active"]
    assert counts["ended"] and counts["mastered"] and counts["active"]  # else the test would say little


@pytest.mark.slow
def test_report_text_is_escaped(report_small):
    _, _, text, md = report_small
    page = ReportParser(text)  # also: every element is closed
    assert [a for t, a in page.tags if t == "script"] == [{"type": "application/json", "id": "states"}, {}]
    assert all(a["src"].startswith("data:image/") and a["alt"] for t, a in page.tags if t == "img")
    assert not [a for _, a in page.tags if any(k.startswith("on") for k in a)]
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]|\ufffe", text) and "<script>window" not in text + md
    assert "&lt;script&gt;window.pwned" in text
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    states = re.search('<script type="application/json" id="states">(.*?)</script>', text, re.S)[1]
    assert "<" not in states and len(json.loads(states)) == 30
    outside = re.sub(r'http://www\.w3\.org/\S*?"|http://127\.0\.0\.1:9/', "", text)
    assert "http" not in outside.replace("http-equiv", "") and "default-src 'none'" in text


@pytest.mark.slow
def test_report_svg_is_accessible(report_small):
    page = ReportParser(report_small[2])
    plots = [a for t, a in page.tags if t == "svg" and a.get("role") == "img"]
    ids = {a["id"]: t for t, a in page.tags if "id" in a}
    assert len(plots) >= 12
    for a in plots:
        assert [ids[i] for i in a["aria-labelledby"].split()] == ["title", "desc"]
    svgs = "".join(re.findall(r"<svg.*?</svg>", report_small[2], re.S))
    assert not re.search(r"#(?!p[0-9a-f]{8}-)[0-9a-f]{3,8}\b", svgs)  # no colour that does not follow the theme
    for target in re.findall(r'(?:url\(#|href="#)(p[\w-]+)', svgs):
        assert target in ids


def test_report_gallery_is_even_and_shows_the_figures(report_small):
    run, _, text, _ = report_small
    cards = [a for t, a in ReportParser(text).tags if t == "article"]
    assert len(cards) == 192  # all of 4 stages x 16 rows x 3
    text, _ = report_page(run, samples=64)
    cards = [a for t, a in ReportParser(text).tags if t == "article"]
    assert len(cards) == 64 and sum(a["data-verdict"] == "right" for a in cards) == 32
    per_node = [sum(a["data-node"] == node for a in cards) for node in CUBE]
    assert max(per_node) - min(per_node) <= 3 and {a["data-evaluation"] for a in cards} == set(report.STAGES)
    assert text.count('src="data:image/webp') == 64 and "Not at hand" not in text
    first = re.search(r'src="data:image/webp;base64,([^"]+)"', text)[1]
    import base64

    assert Image.open(io.BytesIO(base64.b64decode(first))).size == (60, 40)


def test_report_even_takes_what_there_is():
    items = [dict(v=True, n=i % 2) for i in range(10)] + [dict(v=False, n=5)] * 3
    chosen = gallery.even(items, ("v", "n"), 8)
    assert sorted((i["v"], i["n"]) for i in chosen) == [(False, 5)] * 3 + [(True, 0)] * 2 + [(True, 1)] * 3
    for n in range(20):
        assert len(gallery.even(items, ("v", "n"), n)) == min(n, 13)


def test_report_figure_of_other_data_is_not_shown(tmp_path):
    report_run(tmp_path / "run", stages=("start",))
    file = tmp_path / "run/data/eval.parquet"
    rows = pq.read_table(file).to_pylist()
    for r in rows:
        r["images"][0]["bytes"] = rows[15]["images"][0]["bytes"]  # the data were built anew
    pq.write_table(pa.Table.from_pylist(rows, data.FIELDS.arrow_schema), file)
    text, _ = report_page(tmp_path / "run")
    assert text.count('src="data:image') == 3 and text.count("Not at hand") == 45
    file.unlink()
    text, md = report_page(tmp_path / "run")
    assert 'src="data:image' not in text and "gone/data/eval.parquet" in text and "gone/data/eval.parquet" in md


def test_report_missing_parts_are_said(tmp_path):
    report_run(tmp_path / "run", stages=("start", "sft"))
    shutil.rmtree(tmp_path / "run/sft")
    (tmp_path / "run/eval/pre").mkdir()
    (tmp_path / "run/eval/pre/predictions.jsonl").write_text("")
    for text in report_page(tmp_path / "run", samples=0):
        for said in (
            "stage pre has no finished",
            "stage dynamic has no finished",
            "stage sft has no training log",
            "stage pre has no train",
            "no curriculum",
            "no We-Math",
            "eval/pre: the evaluation is not finished",
            "no samples",
        ):
            assert said in text, said
        assert "stage start has no" not in text
    (tmp_path / "run/eval/start/predictions.jsonl").unlink()
    (tmp_path / "run/pre").mkdir()
    (tmp_path / "run/pre/metrics.jsonl").write_text("")  # just begun
    text, _ = report_page(tmp_path / "run")
    ReportParser(text)
    assert "start/predictions.jsonl: the gallery has no samples" in text and "stage pre has no training log" in text


def test_report_only_training_logs(tmp_path):
    (tmp_path / "run/sft").mkdir(parents=True)
    (tmp_path / "run/sft/metrics.jsonl").write_text('{"step": 1, "wall": 2.5, "loss": 3.0}\n')
    text, _ = report_page(tmp_path / "run")
    assert ReportParser(text).tables["Training"][1][:3] == ["sft", "1", "2"] and "stage start has no finished" in text


@pytest.mark.slow
def test_report_wemath_and_other_benchmarks(tmp_path):
    report_run(tmp_path / "run")
    cells = {d: dict(share=(10 * i + 1.5) / 100, count=i) for i, d in enumerate(("IG", "IK", "CM", "RM"))}
    rule = dict(groups=7, score=dict(strict=0.444, loose=None), score_ci=None)
    rule["dimensions"] = {d: dict(strict=cell, loose=cell) for d, cell in cells.items()}
    for name, benchmark in ("eval_wemath", "wemath"), ("eval/all/mathvision", "mathvision"):
        (tmp_path / "run" / name).mkdir(parents=True)
        (tmp_path / "run" / name / "config.json").write_text("{}")
        shutil.copy(tmp_path / "run/eval/sft/predictions.jsonl", tmp_path / "run" / name)
        (tmp_path / "run" / name / "metrics.json").write_text(
            json.dumps(dict(benchmark=benchmark, overall=report_cell(21, 0.125, 0.25), official=rule, ours=rule))
        )
    text, md = report_page(tmp_path / "run", samples=40)
    tables = ReportParser(text).tables
    assert tables["The score and the four dimensions"][1] == ["Score", "44.40%", "n/a", "44.40%", "n/a"]
    assert tables["The score and the four dimensions"][2][1] == "11.50% (1)" and "7 whole groups" in text
    assert "our extraction, strict 11.5" in text  # the plot's description
    assert tables["All evaluations, in percent"][-2][:4] == ["all/mathvision", "mathvision", "21", "12.5 [6.2, 12.5]"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "file, line, change, said",
    [
        ("sft/metrics.jsonl", 3, "{", "sft/metrics.jsonl: line 3: not JSON"),
        ("sft/metrics.jsonl", 3, "[]", "sft/metrics.jsonl: line 3: field"),
        (
            "pre/metrics.jsonl",
            2,
            '{"step": 2, "wall": 1, "accuracy": "high"}',
            "pre/metrics.jsonl: line 2: field accuracy",
        ),
        ("pre/metrics.jsonl", 2, '{"wall": 1}', "pre/metrics.jsonl: line 2: field step"),
        ("dynamic/schedule.jsonl", 5, '{"step": 0}', "dynamic/schedule.jsonl: line 5: field epoch"),
        ("dynamic/schedule.jsonl", 9, "[" * 100000, "dynamic/schedule.jsonl: line 9: not JSON"),
        ("eval/pre/predictions.jsonl", 4, b'{"id": "\xff"}', "eval/pre/predictions.jsonl: line 4: not JSON"),
        ("eval/pre/predictions.jsonl", 4, '{"id": "x"}', "eval/pre/predictions.jsonl: line 4: field benchmark"),
        ("eval/pre/metrics.json", 1, "[]", "eval/pre/metrics.json: field benchmark"),
        ("eval/pre/metrics.json", 1, '{"benchmark": "mathbook", "overall": {}}', "eval/pre/metrics.json: field"),
        (
            "eval/pre/metrics.json",
            1,
            '{"benchmark": "x", "overall": {"greedy": "a", "avg": 1}}',
            "eval/pre/metrics.json: field overall",
        ),
        ("eval/pre/metrics.json", 1, "{", "eval/pre/metrics.json"),
        ("eval/pre/config.json", 1, "{", "eval/pre/config.json"),
    ],
)
def test_report_bad_input_is_one_message(tmp_path, capsys, file, line, change, said):
    run = tmp_path / "run"
    report_run(run)
    lines = (run / file).read_bytes().split(b"\n")
    lines[line - 1] = change if isinstance(change, bytes) else change.encode()
    (run / file).write_bytes(b"\n".join(lines))
    with pytest.raises(ValueError) as e:
        report.main(report.Config(run=str(run)))
    assert said in str(e.value) and "\n" not in str(e.value)
    assert not (run / "report.html").exists() and not (run / "report.md").exists()


def test_report_unknown_node_is_named(tmp_path):
    report_run(tmp_path / "run")
    path = tmp_path / "run/dynamic/schedule.jsonl"
    path.write_text(path.read_text().replace('"node": "x"', '"node": "q9"', 1))
    with pytest.raises(ValueError, match=r"schedule.jsonl: line \d+: unknown node 'q9'"):
        report.main(report.Config(run=str(tmp_path / "run")))


def test_report_files_are_whole_or_old(tmp_path, monkeypatch):
    report_run(tmp_path / "run", stages=("start",))
    report_page(tmp_path / "run")
    before = (tmp_path / "run/report.html").read_bytes()

    def full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError):
        report.main(report.Config(run=str(tmp_path / "run"), samples=1))
    assert (tmp_path / "run/report.html").read_bytes() == before


@pytest.mark.slow
def test_report_command(tmp_path):
    options = dict(capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    call = [sys.executable, "-m", "report", "--run"]
    done = subprocess.run([*call, str(tmp_path)], **options)
    assert done.returncode == 1 and done.stderr.count("\n") == 1 and "not a folder of run.sh" in done.stderr
    report_run(tmp_path / "run")
    done = subprocess.run([*call, "run", "--out", "pages/a", "--samples", "5"], **options)
    assert done.returncode == 0 and "pages/a/report.html" in done.stdout, done.stderr
    assert sorted(os.listdir(tmp_path / "pages/a")) == ["report.html", "report.md"]


def test_report_markdown(report_small):
    md = report_small[3]
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in md.split("\n") if line.startswith("|")]
    assert ["dynamic", "75.0", "60.0", "42.9", "33.3", "50.0"] in rows and [
        "base",
        "0.0 / 0.0",
        "20.0 / 16.7",
        "40.0 / 33.3",
        "60.0 / 50.0",
    ] in rows
    assert "<" not in md and "](" not in md


# ---- in a real browser


def report_shown(browser):
    return browser.execute_script(
        'return [...document.querySelectorAll(".card")].filter(c => c.offsetParent).map(c => ({...c.dataset}))'
    )


def test_report_browser_is_quiet_and_safe(report_browser, report_small):
    run = report_small[0]
    report_page(run)
    for width in (1280, 390):
        for scheme in ("light", "dark"):
            report_open(report_browser, run / "report.html", width, scheme)
            assert report_browser.execute_script("return window.pwned") is None
            assert report_requests(report_browser) == [(run / "report.html").resolve().as_uri()]
            assert [e for e in report_browser.get_log("browser") if e["level"] in ("SEVERE", "WARNING")] == []
            assert report_browser.execute_script("return document.documentElement.scrollWidth") <= width
            broken = "return [...document.images].filter(i => !i.complete || !i.naturalWidth || !i.alt).length"
            assert report_browser.execute_script(broken) == 0
    assert EVIL[:40] in report_browser.execute_script('return document.querySelector(".card pre").textContent')


def test_report_browser_filters(report_browser, report_small):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import Select, WebDriverWait

    run = report_small[0]
    report_page(run)
    report_open(report_browser, run / "report.html")
    every = report_shown(report_browser)
    assert len(every) == 192
    for name in ("benchmark", "evaluation", "knowledge", "node", "verdict"):
        select = Select(report_browser.find_element(By.NAME, name))
        values = [o.get_attribute("value") for o in select.options][1:]
        assert values and set(values) == {v for c in every for v in c[name].split("\n")}
        for i, value in enumerate(values, 1):
            select.select_by_index(i)
            right = [c for c in every if value in c[name].split("\n")]
            assert report_shown(report_browser) == right and right
            assert report_browser.find_element(By.ID, "count").text == f"{len(right)} of 192 samples"
        select.select_by_index(0)
    Select(report_browser.find_element(By.NAME, "node")).select_by_value("xy")
    Select(report_browser.find_element(By.NAME, "verdict")).select_by_value("right")
    both = [c for c in every if c["node"] == "xy" and c["verdict"] == "right"]
    assert report_shown(report_browser) == both and both
    report_browser.find_element(By.CSS_SELECTOR, "#filters button").click()
    WebDriverWait(report_browser, 20).until(lambda browser: len(report_shown(browser)) == 192)


def test_report_browser_keyboard(report_browser, report_small):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    run = report_small[0]
    report_page(run)
    report_open(report_browser, run / "report.html")
    verdict = report_browser.find_element(By.NAME, "verdict")
    verdict.send_keys("wrong")  # typed, no mouse
    assert {c["verdict"] for c in report_shown(report_browser)} == {"wrong"}
    slider = report_browser.find_element(By.ID, "step")
    cell = "#schedule tbody tr td"
    assert report_browser.find_element(By.CSS_SELECTOR, cell).text == "30"
    slider.send_keys(Keys.HOME)
    frames = replay(read_jsonl(run / "dynamic/schedule.jsonl", SERVED))
    for i in range(3):
        first, second = report_browser.execute_script(
            'return [...document.querySelectorAll("#schedule tbody")]'
            ".map(t => [...t.rows].map(r => [...r.cells].map(c => c.textContent)))"
        )
        f = frames[i]
        assert [v for _, v in first] == [str(f[k]) for k in ("step", "epoch", "mastered", "ended", "active")]
        assert [r[:4] for r in second] == [
            [r[0], *(str(f[k][r[0]]) for k in ("stand", "served", "solved"))] for r in second
        ]
        assert slider.get_attribute("aria-valuetext") == f"step {i + 1}"
        slider.send_keys(Keys.ARROW_RIGHT)


def test_report_browser_contrast(report_browser, report_small):
    """Text and series colours against the card: at least 4.5 and 3 to 1, light and dark."""

    def luminance(c):
        parts = [int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(
            w * (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4)
            for w, p in zip((0.2126, 0.7152, 0.0722), parts)
        )

    for scheme in ("light", "dark"):
        report_open(report_browser, report_small[0] / "report.html", 1280, scheme)
        names = ["card", "bg", "ink", "soft", "good", "bad", *(f"c{i}" for i in range(6))]
        colours = report_browser.execute_script(
            "const s = getComputedStyle(document.documentElement);"
            'return arguments[0].map(n => s.getPropertyValue("--" + n).trim())',
            names,
        )
        colours = dict(zip(names, ["#" + "".join(2 * d for d in c[1:]) if len(c) == 4 else c for c in colours]))
        for name, least in {"ink": 7, "soft": 4.5, "good": 4.5, "bad": 4.5, **{f"c{i}": 3 for i in range(6)}}.items():
            for ground in ("card", "bg"):
                low, high = sorted((luminance(colours[name]), luminance(colours[ground])))
                assert (high + 0.05) / (low + 0.05) >= least, (scheme, name, ground)


# ---- the pictures of the README


@pytest.mark.slow
def test_pictures_command(report_small, tmp_path, monkeypatch, capsys):
    """Two pictures of a README's width, and a word about those that need a site and a browser."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    pictures.main(pictures.Config(run=str(report_small[0]), out=str(tmp_path / "docs")))
    skipped = capsys.readouterr().out.splitlines()[-1]
    assert skipped.startswith("skipped: ") and "explorer.png and " in skipped and "no site in " in skipped
    (tmp_path / "index.html").write_text("")
    assert pictures.no_screenshots(tmp_path).startswith("chromium and chromedriver not installed")
    assert sorted(os.listdir(tmp_path / "docs")) == ["curve.png", "problems.png"]
    for picture in (tmp_path / "docs").iterdir():
        width, height = Image.open(picture).size
        assert width == 1200 and 300 < height < 1200 and picture.stat().st_size < 300 << 10
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match="empty: no finished evaluation on MathBookEval"):
        pictures.main(pictures.Config(run=str(tmp_path / "empty"), out=str(tmp_path / "docs")))


def test_pictures_curve_has_the_numbers_of_the_run(report_small):
    run = report_small[0]
    cells = [json.loads((run / f"eval/{s}/metrics.json").read_text())["overall"] for s in report.STAGES]
    stages, loss, right = pictures.curve_figure(run).axes
    assert [label.get_text() for label in stages.get_xticklabels()] == list(report.STAGES)
    assert [text.get_text() for text in stages.get_legend().get_texts()] == ["greedy", "avg@2"]
    for key, container in zip(("greedy", "avg"), stages.containers, strict=True):
        line, _, (bars,) = container
        assert line.get_ydata() == pytest.approx([100 * c[key] for c in cells])
        ends = [[y for _, y in segment] for segment in bars.get_segments()]
        for found, c in zip(ends, cells, strict=True):
            assert found == pytest.approx([100 * end for end in c[f"{key}_ci"]])
    assert (loss.get_title("left"), right.get_title("left")) == ("SFT: loss", "RL: right rollouts (%)")
    assert loss.lines[0].get_ydata() == pytest.approx([2 / s for s in range(1, 31)])
    assert [line.get_label() for line in right.lines[1::2]] == ["pre", "dynamic"]
    assert right.lines[0].get_ydata() == pytest.approx([100 * s / 40 for s in range(1, 31)])


@pytest.mark.slow
def test_pictures_problems_are_whole_and_apart():
    """Every question of the book stands there whole, each text on the page, in its column and clear of the others."""
    rows = pictures.problem_rows()
    fig = pictures.problems_figure()
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    width, height = canvas.get_width_height()
    texts = fig.texts
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in texts]
    for box in boxes:
        assert 0 <= box.x0 < box.x1 <= width and 0 <= box.y0 < box.y1 <= height
    for i, a in enumerate(boxes):
        for b in boxes[:i]:
            overlap = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
            assert min(overlap) <= 0, (a, b)
    said = " ".join(text.get_text() for text in texts)
    cards = [problem for _, row in rows for _, problem, _ in row]
    assert len(cards) == len(fig.axes) == 9
    for problem in cards:
        question = problem.question.replace("<image>", "").strip()
        assert " ".join(pictures.readable(question).split()) in said


@pytest.mark.parametrize(
    "text, shown",
    [
        ("costs $5 and $6", r"costs \$5 and \$6"),
        (r"area $\frac{1}{2}$ of $\unknown x$", r"area $\frac{1}{2}$ of \$\unknown x\$"),
        (r"\(x^2\) and $a b$.", "$x^2$ and $a b$."),
    ],
)
def test_pictures_formulas(text, shown):
    assert pictures.readable(text) == shown
    assert " ".join(line for line, _ in pictures.wrapped(shown, 60)) == shown
    assert all(pictures.size_of(line)[0] <= 60 or " " not in line for line, _ in pictures.wrapped("a bc " * 20, 60))


RUNS = [run for run in sorted((ROOT / "runs").glob("s[0-9]")) if (run / "dynamic/schedule.jsonl").is_file()]


@pytest.mark.skipif(not RUNS, reason="no finished run in runs/s0, s1, ... (bash run.sh OUT=runs/s0)")
def test_report_of_real_runs(tmp_path):
    for run in RUNS:
        report.main(report.Config(run=str(run), out=str(tmp_path / run.name), samples=60))
        page = ReportParser((tmp_path / run.name / "report.html").read_text())
        last = json.loads((run / "dynamic/metrics.jsonl").read_text().splitlines()[-1])
        walks = dict(page.tables["Where the curriculum is"][1:])
        assert [int(walks[k]) for k in ("step", "mastered", "ended", "active")] == [
            last[f"schedule/{k}"] for k in ("step", "mastered", "ended", "active")
        ]
        table = {r[0]: r[1:] for r in page.tables["MathBookEval, accuracy in percent"][1:]}
        for stage in report.STAGES:
            m = json.loads((run / "eval" / stage / "metrics.json").read_text())
            assert table[stage][:4] == [
                percent(v) for v in (m["overall"]["greedy"], *(m[k]["avg"] for k in ("overall", "base_x", "x_to_xyz")))
            ]
        assert sum(t == "article" for t, _ in page.tags) == 60 == sum(t == "img" for t, _ in page.tags)
