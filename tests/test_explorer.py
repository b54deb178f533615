"""Tests of the explorer: a small book by hand, so that every number is known. Its texts are hostile."""

import hashlib
import io
import json
import random
import re
import time
from collections import Counter
from xml.etree import ElementTree

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

import data
from book import stream
from report import explorer, formulas, problems
from report.curriculum import SERVED, replay
from runtime import read_jsonl
from scheduler import CUBE, KNOWN, MAIN, Scheduler
from tests.helpers import EVIL, SHARED, needs_shared, png, report_open, report_requests, script

BOOK_POINTS = [  # domain, subdomain, topic, subtopic, point, Chinese of the point, statements
    (
        "Geometry",
        "Plane",
        "Circles",
        "",
        "Area of a Circle",
        "圆的面积",
        [r"The area is $\pi r^2$.", "Half of $r$: a price of $5 and $6 is none."],
    ),
    (
        "Geometry",
        "Plane",
        "Circles",
        "Arcs",
        "Inscribed",
        "内接",
        [r"By \(\frac{a}{b}\) and <b>bold</b>", r"Without a sign S_n = \frac{n}{2} holds"],
    ),
    (
        "Geometry",
        "Solid",
        "",
        "",
        "Inscribed",
        "内切",
        [r"\text{<script>window.pwned = 3</script>}", r"$\href{javascript:window.pwned=4}{x}$"],
    ),
    (
        "Algebra",
        "Plane",
        "",
        "",
        " ".join(EVIL.replace("\x00\x1b", "").split()),
        "代数",
        ["An odd $ sign", r"$\frac$ is no formula"],
    ),
]


def book_knowledge(folder):
    """The points above as a published flat file."""
    rows = [
        dict(
            zip([f"l{i}_en" for i in range(1, 5)] + ["kp_en"], path),
            kp_cn=cn,
            principle_en=f"{path[4]} {cn}: {i}",
            principle_cn=f"{cn}{i}",
            principle_desc_en=text,
            principle_desc_cn=f"说：{text}",
            **{f"l{i}_cn": name and f"层{name}" for i, name in enumerate(path[:4], 1)},
        )
        for *path, cn, texts in BOOK_POINTS
        for i, text in enumerate(texts)
    ]
    (folder / "flat.json").write_text(json.dumps(rows))
    return str(folder / "flat.json")


def book_rows(rows):
    """Rows with all columns, from those that a test cares about."""
    base = {name: None for name in data.FIELDS} | dict(images=[], knowledge=[])
    return [base | row for row in rows]


def book_figure(colour, size=(60, 40)):
    return {"bytes": png(size, colour), "path": None}


def book_pro():
    """2 seeds with all nodes and a, b."""
    circle, evil = "Area of a Circle", BOOK_POINTS[3][4]
    return book_rows(
        dict(
            id=f"s{seed}-{node}",
            problem=f"<image>Seed {seed} at ${node[0]}^2$",
            answer=str(seed),
            question_id=f"s{seed}",
            difficulty=node,
            group=f"s{seed}",
            knowledge=[circle] if node == "base" else [circle, evil],
            principle=f"{circle} 圆的面积: 0",
            images=[book_figure((seed * 90, 10 * i, 200), (200, 300))],
        )
        for seed in (1, 2)
        for i, node in enumerate(("base", "x", "y", "z", "xy", "xz", "yz", "xyz", "a", "b"))
    )


def book_standard():
    """A question with 3 figures (of both points "Inscribed"), a figure with 3 questions, one with 2 figures, one
    hostile."""
    inscribed, evil = "Inscribed", BOOK_POINTS[3][4]
    same = dict(problem="<image>How many squares?", group="same", knowledge=["Area of a Circle", inscribed])
    shared = dict(answer="yes", knowledge=[inscribed], principle=f"{inscribed} 内接: 0")
    two = dict(
        id="two",
        problem="Left <image> or right <image>?",
        answer="B",
        options=["left", "right $x_1$"],
        knowledge=["Gone"],
        images=[book_figure((8, 8, 8)), book_figure((9, 9, 9))],
    )
    texts = dict.fromkeys(("problem", "answer", "solution", "principle"), EVIL)
    hostile = dict(id=EVIL.replace("\x00\x1b", ""), knowledge=[evil, EVIL], **texts)
    return book_rows(
        [
            *(same | dict(id=f"same-{i}", answer=f"{i} cm", images=[book_figure((i, 1, 1))]) for i in range(3)),
            *(
                shared
                | dict(id=(own := f"shared-{i}"), group=own, images=[book_figure((7, 7, 7))])
                | dict(problem=f"<image>Question {i} on one figure")
                for i in range(3)
            ),
            two,
            hostile,
        ]
    )


def book_data(folder):
    """pro.parquet and standard.parquet in a new folder."""
    rows = dict(pro=book_pro(), standard=book_standard())
    folder.mkdir()
    for name, part in rows.items():
        pq.write_table(pa.Table.from_pylist(part, data.FIELDS.arrow_schema), folder / f"{name}.parquet")
    return rows


@pytest.fixture(scope="module")
def book_small(tmp_path_factory):
    """(site, rows of pro then standard, scheduler after 30 steps, its log). Stage pre drew from the book."""
    root, random_ = tmp_path_factory.mktemp("explorer"), random.Random(0)
    (root / "run/dynamic").mkdir(parents=True)
    book_draws(root / "run/pre")
    rows = book_data(root / "run/data")
    log = root / "run/dynamic/schedule.jsonl"
    nodes = {r["difficulty"]: [r["id"]] for r in rows["pro"] if r["question_id"] == "s1"}
    s = Scheduler({f"s{i}": nodes for i in range(1, 40)}, seed=1, log=str(log))
    for _ in range(30):
        items = s.next_batch(6)
        s.report(items, [random_.choice([0, 0, 3, 8]) for _ in items], 8)
    explorer.main(book_config(root, data=(), run=str(root / "run")))
    return root / "site", rows["pro"] + rows["standard"], s, log


def book_draws(folder):
    """A log of draws from the book by a scheduler, which is returned; one program has a hostile name."""
    folder.mkdir()
    names, random_ = ["bars", "circles", "<img src=x onerror=fail()>"], random.Random(4)
    seeds = stream.Seeds(names, dict.fromkeys(names, ""), m=2, kinds=("base", "x"), noisy=0.5, steps=12)
    s = Scheduler(seeds, seed=1, strategy="stream", log=str(folder / "schedule.jsonl"))
    for _ in range(12):
        items = s.next_batch(6)
        s.report(items, [random_.randrange(9) for _ in items], 8)
    return s


def book_payload(site, name):
    """What site/data/NAME.js hands over."""
    match = re.fullmatch(r'book\("([\w-]+)",(.*)\);\n', (site / f"data/{name}.js").read_text(), re.S)
    assert match[1] == name
    return json.loads(match[2])


def test_explorer_counts(book_small):
    """Problems, figures, neighbours and levels, by hand from the rows above."""
    site, rows, _, _ = book_small
    start = book_payload(site, "start")
    circle, arcs, solid, evil = start["points"]
    assert [p[5:] for p in (circle, arcs, solid, evil)] == [[23, 20 + 3], [6, 4], [3, 3], [19, 18]]
    assert [arcs[0], solid[0]] == [
        "Geometry > Plane > Circles > Arcs > Inscribed (内接)",
        "Geometry > Solid > Inscribed (内切)",
    ]
    # Geometry, Plane, Circles, Arcs, Solid, Algebra, Plane: each problem once, however many of its points lie there
    assert start["branches"] == [26, 26, 26, 6, 3, 19, 19]
    assert [start["rows"], start["figures"], start["sets"], start["languages"]] == [
        28,
        20 + 3 + 1 + 2,
        [["pro", 20], ["standard", 8]],
        ["en", "zh"],
    ]
    points = book_payload(site, "points-0")
    assert [p["neighbours"] for p in points] == [
        [[3, 18], [1, 3], [2, 3]],
        [[0, 3], [2, 3]],
        [[0, 3], [1, 3]],
        [[0, 18]],
    ]
    assert points[0]["samples"] == list(range(8)) and points[1]["samples"] == [20, 21, 22, 23]
    index = book_payload(site, "index-0")
    kinds = [start["kinds"][row[6]] for row in index[20:]]
    assert kinds == ["number"] * 3 + ["yes or no"] * 3 + ["option or letter", "expression"]
    assert (
        index[0][2:6] == [[0], 0, 0, 0]
        and index[20][2:4] == [[0, 1, 2], -1]
        and index[24][2:4] == [[1], 2]
        and index[26][2:4] == [[], -1]
    )
    assert (
        len({row[7] for row in index[23:26]}) == 1 and len({row[8] for row in index[20:23]}) == 1 and index[27][7] == -1
    )


def test_explorer_figures(book_small):
    """A figure is a file once, byte for byte; only a large one has a thumbnail, of at most THUMB px."""
    site, rows, _, _ = book_small
    shown = book_payload(site, "problems-0")["rows"]
    for row, page in zip(rows, shown, strict=True):
        assert page["id"] == row["id"] and len(page["images"]) == len(row["images"])
        for image, (name, width, height, thumb) in zip(row["images"], page["images"]):
            assert (site / "img" / name).read_bytes() == image["bytes"] and Image.open(
                io.BytesIO(image["bytes"])
            ).size == (width, height)
            assert thumb == (max(width, height) > 176) == (site / "img" / f"{name}.webp").exists()
            if thumb:
                assert Image.open(site / "img" / f"{name}.webp").size == (117, 176)
    assert len(list((site / "img").rglob("*.png"))) == 26


@pytest.mark.parametrize(
    "mode, size", [("RGBA", 200), ("I;16", 200), ("P", 200), ("L", 90), ("CMYK", 200), ("1", 300), ("LA", 200)]
)
def test_explorer_figure_modes(tmp_path, mode, size):
    """Whatever a row may hold becomes a thumbnail on white."""
    image = Image.new(mode, (size, size), 0)
    ending = "JPEG" if mode == "CMYK" else "PNG"
    image.save(buffer := io.BytesIO(), ending)
    name, *_, thumb = problems.figure({"bytes": buffer.getvalue(), "path": None}, "f", tmp_path)
    made = Image.open(tmp_path / "img" / name)
    assert (
        made.size == (size, size) and made.format == ("JPEG" if ending == "JPEG" else "PNG") and thumb == (size > 176)
    )
    if thumb:
        small = Image.open(tmp_path / "img" / f"{name}.webp").convert("RGB")
        expected = 255 if mode in ("RGBA", "LA", "CMYK") else 0  # transparent and no ink: white
        assert small.size == (176, 176) and all(abs(v - expected) < 5 for v in small.getpixel((50, 50)))


def book_elements(node):
    """(tag, attributes) of a tree and the elements below it."""
    return [(node[0], node[1])] + [
        pair for child in node[2:] if not isinstance(child, str) for pair in book_elements(child)
    ]


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(http://a)}{x}",
        r"\class{a}{b}",
        "<img src=x onerror=alert(1)>",
        r"\text{&lt;img src=x&gt;}",
        r"\color{red}{x}",
        "&amp;",
        "\x00",
    ],
)
def test_explorer_mathml_is_harmless(latex):
    made = formulas.mathml(latex)
    for tag, attributes in book_elements(made) if made else ():
        assert tag in formulas.ELEMENTS and re.fullmatch(r"m[a-z]+", tag) and tag not in ("maction", "mglyph", "ms")
        assert (
            not attributes.keys() & {"href", "style", "class", "id", "mathcolor", "mathbackground", "src"}
            and attributes.keys() <= formulas.ATTRIBUTES
        )


def test_explorer_mathml_unreadable():
    for latex in (r"\frac", "{", "", "x^", r"\begin{matrix}", "{" * 3000, r"\frac{" * 600 + "}" * 600, "x" * 2001):
        assert formulas.mathml(latex) is None
    with pytest.raises(ValueError, match="<script> is not allowed"):
        formulas.tree(ElementTree.fromstring("<math><mrow><script>x</script></mrow></math>"))
    assert formulas.mathml("a < b")[2][1:] == [{}, ["mi", {}, "a"], ["mo", {}, "<"], ["mi", {}, "b"]]


@pytest.mark.parametrize(
    "text, found",
    [
        ("costs $5 and $6", []),
        ("from $5-$6 on", []),
        (r"\$5 and \$6", []),
        ("$x$ and $y^2$.", ["$x$", "$y^2$"]),
        ("$ x $", []),
        (r"\(a\) or \[b\]", [r"\(a\)", r"\[b\]"]),
        ("$$a$$", ["$$a$$"]),
        (r"$\frac$ and $a$", ["$a$"]),
        ("", []),
        ("an odd $ sign", []),
        (r"$5\$$ is a price", [r"$5\$$"]),
    ],
)
def test_explorer_pieces(text, found):
    math, unread = {}, []
    made = formulas.pieces(text, math, unread)
    sources = [source for source, _ in formulas.table(math)]
    assert [sources[p] for p in made if isinstance(p, int)] == found
    assert "".join(p if isinstance(p, str) else sources[p] for p in made) == text


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="$\\(){}[]^_ ax1<&圆", max_size=40))
def test_explorer_pieces_lose_nothing(text):
    math = {}
    made = formulas.pieces(text, math, [])
    assert "".join(p if isinstance(p, str) else list(math)[p] for p in made) == text
    shown = formulas.bare(text)
    assert shown.replace(r"\(", "(").replace(r"\)", ")").replace("(", "").replace(")", "") == text.replace(
        r"\(", "("
    ).replace(r"\)", ")").replace("(", "").replace(")", "")


@pytest.mark.parametrize(
    "text, shown",
    [
        (r"then S_n = \frac{n}{2} holds", r"then \(S_n = \frac{n}{2}\) holds"),
        ("a word, no formula (a, b)", None),
        (r"kept \(x\) and S_n", None),
        (r"（如f(x)=\sin x在[0,\pi]上", r"（如\(f(x)=\sin x\)在\([0,\pi]\)上"),
        (r"a \pi (as said)", r"a \(\pi\) (as said)"),
        ("3 + 4 = 7", None),
    ],
)
def test_explorer_bare_latex(text, shown):
    assert formulas.bare(text) == (shown or text)


@pytest.mark.parametrize(
    "answer, options, kind",
    [
        ("12", None, "number"),
        ("-3.5 cm", None, "number"),
        ("1,000", None, "number"),
        ("3/4", None, "number"),
        ("45°", None, "number"),
        ("$60^\\circ$", None, "number"),
        ("12 cm^2", None, "number"),
        ("25\\%", None, "number"),
        ("B", None, "option or letter"),
        ("7", ["7", "8"], "option or letter"),
        ("(C)", None, "option or letter"),
        ("Yes", None, "yes or no"),
        ("\\frac{1}{2}", None, "expression"),
        ("x+1", None, "expression"),
        ("2\\sqrt{3}", None, "expression"),
        ("a circle", None, "words"),
        ("", None, "none"),
    ],
)
def test_explorer_answer_kinds(answer, options, kind):
    assert formulas.kind(answer, options) == kind


@pytest.mark.parametrize(
    "has", [KNOWN, set(MAIN), {"base", "x", "a", "b", "xy", "y", "xz", "z"}, {"x", "xz", "yz", "xyz"}, {"base"}]
)
def test_explorer_table_walks_as_the_scheduler(has):
    """By the exported table a seed is served what the Scheduler itself serves, for random results."""
    table_, random_ = explorer.transitions(frozenset(has)), random.Random(3)
    steps = {position: rest for position, *rest in table_["next"]}
    for _ in range(60):
        s, at = Scheduler({"q": {node: [node] for node in has}}), table_["start"]
        while at not in ("mastered", "ended"):
            (item,), solved = s.next_batch(1), random_.random() < 0.6
            assert item["node"] == steps[at][0]
            s.report([item], [int(solved)], 1)
            at = steps[at][1 if solved else 2]
        assert (s.mastered, s.ended) == ((1, 0) if at == "mastered" else (0, 1)) and not s.walks


def test_explorer_replay_is_the_schedulers(book_small):
    """The last frame has the scheduler's own counts; every frame's moves leave as many walks at a node as it says."""
    site, _, s, log = book_small
    start, frames, walkers = (book_payload(site, name) for name in ("start", "frames-0", "walkers"))
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    replay, at = start["replay"], {}
    assert [len(frames), replay["run"], set(walkers)] == [
        30,
        "run",
        {line["question_id"] for line in lines if line["why"] != "review"},
    ]
    for frame in frames:
        moves = frame[5]
        at |= {walkers[seed]: replay["states"][state] for seed, state in zip(moves[::2], moves[1::2])}
        walking = Counter(state for state in at.values() if state not in ("mastered", "ended"))
        assert [cells[0] for cells in frame[6]] == [walking[node] for node in replay["nodes"]]
        upto = [line for line in lines if line["step"] < frame[0]]
        assert [cells[1:] for cells in frame[6]] == [
            [
                len(own := [i for i in upto if i["node"] == node]),
                sum(i["solved"] for i in own),
                sum(i["accurate"] for i in own),
                sum(i["n"] for i in own),
            ]
            for node in replay["nodes"]
        ]
    counts = s.counts()
    assert frames[-1][2:5] == [counts["mastered"], counts["ended"], counts["active"]]
    assert {q: position[2].removesuffix(" again") for q, position in s.walks.items()} == {
        q: v for q, v in at.items() if v not in ("mastered", "ended")
    }


def test_explorer_rates_are_the_schedulers(book_small, tmp_path):
    """By program and node, the lowest mean first; noisy draws are left out. Without a run there are none."""
    rates = book_draws(tmp_path / "pre").rates
    assert book_payload(book_small[0], "start")["rates"] is True
    ((stage, nodes, programs),) = book_payload(book_small[0], "rates")
    assert (stage, nodes) == ("pre", ["base", "x"]) and len(programs) == 3
    shown = {f"{name}/{node}": cell for name, cells in programs for node, cell in zip(nodes, cells) if cell}
    assert shown == {arm: [n, pytest.approx(rate)] for arm, (n, rate, _) in rates.items()}
    means = [sum(c[1] for c in cells if c) / sum(map(bool, cells)) for _, cells in programs]
    assert means == sorted(means)


def test_explorer_browser_rates(report_browser, book_small):
    """The table holds the rates, names stand there as text, and a fuller cell is a higher rate."""
    book_go(report_browser, book_small[0], "view=rates")
    book_wait(report_browser, "document.querySelector('#rates-parts td')")
    ((_, nodes, programs),) = book_payload(book_small[0], "rates")
    assert book_text(report_browser, "#rates-parts thead th") == ["program", *nodes]
    assert book_text(report_browser, "#rates-parts tbody th") == [name for name, _ in programs]
    cells = [cell for _, cells in programs for cell in cells]
    assert book_text(report_browser, "#rates-parts td") == [f"{100 * c[1]:.1f} ({c[0]})" if c else "" for c in cells]
    alpha = report_browser.execute_script(
        "return [...document.querySelectorAll('#rates-parts td')].map(e => getComputedStyle(e).backgroundColor)"
    )
    full = [float(re.search(r"([\d.]+)\)$", text)[1]) for text, cell in zip(alpha, cells) if cell]
    assert full == pytest.approx([0.45 * c[1] for c in cells if c], abs=0.01) and len(set(full)) > 3


def book_config(folder, **options):
    """Settings for a site of folder/data in folder/site."""
    own = dict(data=(str(folder / "data"),), knowledge=book_knowledge(folder), out=str(folder / "site"), workers=1)
    return explorer.Config(**own | options)


def book_files(site):
    return {f: f.read_bytes() for f in site.rglob("*") if f.is_file()}


@pytest.mark.slow
def test_explorer_command(tmp_path):
    """The command, the folder that it may replace, and one clear message for bad input."""
    book_data(tmp_path / "data")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/mine.txt").write_text("mine")
    with pytest.raises(ValueError, match="site: holds something else"):
        explorer.main(book_config(tmp_path))
    assert (tmp_path / "site/mine.txt").read_text() == "mine"
    (tmp_path / "site/mine.txt").unlink()
    files = [tmp_path / "data/pro.parquet", tmp_path / "data/standard.parquet"]
    options = ["--knowledge", tmp_path / "flat.json", "--out", tmp_path / "site", "--workers", "2"]
    done = script("-m", "report", "book", "--data", *files, *options)
    assert done.returncode == 0 and "4 points, 28 problems, 2 seeds" in done.stdout, done.stderr
    assert "1 mentions of 1 points" in done.stderr and "Gone (1)" in done.stderr
    assert "formulas are no readable LaTeX" in done.stderr
    explorer.main(book_config(tmp_path, data=()))
    assert book_payload(tmp_path / "site", "start")["rows"] == 0 and not (tmp_path / "site/img").exists()
    refused = script("-m", "report", "book", "--data", "none.parquet", "--out", tmp_path / "other")
    assert refused.returncode == 1 and refused.stderr.strip().startswith("error: none.parquet")
    assert not (tmp_path / "other").exists()


def test_explorer_failure_loses_nothing(tmp_path):
    """Bad input ends in one message that names file, row and field; the site that stood there stays, byte for byte."""
    rows = book_data(tmp_path / "data")
    explorer.main(book_config(tmp_path))
    whole = book_files(tmp_path / "site")
    again = [dict(rows["pro"][0]), dict(rows["pro"][1], id=rows["pro"][0]["id"])]
    for bad, said in (
        ([rows["pro"][0], dict(rows["pro"][1], answer="")], "bad.parquet: row 2: field answer"),
        (again, "bad.parquet: row 2: field id"),
        ([dict(rows["pro"][0], images=[{"bytes": b"x", "path": None}])], "bad.parquet: row 1: field images"),
    ):
        pq.write_table(pa.Table.from_pylist(bad, data.FIELDS.arrow_schema), tmp_path / "bad.parquet")
        with pytest.raises(ValueError, match=said):
            explorer.main(book_config(tmp_path, data=(str(tmp_path / "bad.parquet"),)))
    (tmp_path / "other.jsonl").write_text(json.dumps({"image": "a.png", "text": "a column of another name"}))
    for change, said in (
        (dict(data=(str(tmp_path / "none.parquet"),)), "none.parquet"),
        (dict(data=(str(tmp_path / "other.jsonl"),)), "row 1: field problem"),
        (dict(data=(str(tmp_path / "site"),)), "no .parquet or .jsonl"),
        (dict(knowledge=str(tmp_path / "none.json")), "none.json"),
    ):
        with pytest.raises((ValueError, OSError), match=said):
            explorer.main(book_config(tmp_path, **change))
    assert whole == book_files(tmp_path / "site") and not list(tmp_path.glob(".*"))


@needs_shared
@pytest.mark.parametrize(
    "form, points, principles, languages",
    [
        ("knowledge_flat_v2", 491, 1819, ["en", "zh"]),
        ("knowledge_tree_v2", 490, 1819, ["en", "zh"]),
        ("knowledges", 491, 1817, ["zh"]),
    ],
)
@pytest.mark.slow
def test_explorer_official_forms(tmp_path, form, points, principles, languages):
    folder = SHARED / "data/mathbook"
    explorer.main(
        explorer.Config(
            data=(str(folder / "pro_3805.jsonl"), str(folder / "figures.jsonl")),
            knowledge=str(folder / f"{form}.json"),
            out=str(tmp_path / "site"),
            workers=1,
        )
    )
    start = book_payload(tmp_path / "site", "start")
    assert [len(start["points"]), sum(len(p[3]) for p in start["points"]), start["languages"], start["rows"]] == [
        points,
        principles,
        languages,
        146,
    ]
    assert len({p[0] for p in start["points"]}) == points
    known = {p[0]: p[5:] for p in start["points"]}
    if languages[0] == "en":  # eight nodes name it, with two figures; k1.jpg, k2.jpg, k3.jpg are of other points
        assert known["Volume of Prism"] == [8, 2]
    assert book_payload(tmp_path / "site", "seeds-0")[0][:2] == ["3805", 0]


# ---- in a real browser: the test drives what a person would, and compares with counts made here


def book_go(browser, site, address="", width=1280, scheme="light"):
    """Opens the site at an address, in a fresh page."""
    browser.get("about:blank")
    report_open(browser, site / "index.html", width, scheme)
    book_wait(browser, "typeof start === 'object' && document.querySelector('#tree summary')")
    if address:
        book_to(browser, address)


def book_wait(browser, condition):
    for _ in range(400):
        if browser.execute_script(f"return !!({condition})"):
            return
        time.sleep(0.05)
    raise AssertionError(
        f"{condition}: not within 20 s; {browser.execute_script('return document.body.innerText')[:300]}"
    )


def book_to(browser, address):
    """Goes to an address and waits until its view stands."""
    browser.execute_script("location.hash = arguments[0]", address)
    view = {
        "point": "!get('point').hidden && get('point').querySelector('h3')",
        "problem": "get('card').open && get('card').querySelector('h3')",
        "seed": "get('node-problems').children[1]",
        "view=find": "get('found').dataset.ms",
        "view=cube": "get('node-problems').children[1]",
        "view=replay": "get('states').tBodies[0]",
        "view=rates": "document.querySelector('#rates-parts td')",
    }
    book_wait(browser, next((v for k, v in view.items() if address.startswith(k)), "true"))


def book_text(browser, selector):
    return browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector
    )


BOOK_VIEWS = [
    "",
    "point=Area+of+a+Circle",
    "view=find",
    "problem=s1-x&set=pro",
    "view=cube",
    "view=replay",
    "view=rates",
]


def test_explorer_browser_is_quiet_and_safe(report_browser, book_small):
    """Every view: no request but for files of the site, nothing in the console, no script of the data's, alt texts, no
    overflow."""
    site = book_small[0]
    for width, scheme in ((1280, "light"), (390, "dark")):
        book_go(report_browser, site, "", width, scheme)
        for address in BOOK_VIEWS:
            book_to(report_browser, address)
            if address in ("", "view=replay"):  # the charts come when they are seen
                target = "sunburst" if not address else "totals"
                report_browser.execute_script("get(arguments[0]).scrollIntoView()", target)
                book_wait(report_browser, f"document.querySelector('#{target} .main-svg path')")
            assert report_browser.execute_script("return document.documentElement.scrollWidth") <= width, address
            broken = "!i.alt || i.complete && !i.naturalWidth && i.loading !== 'lazy'"
            count = f"return [...document.images].filter(i => {broken}).length"
            assert report_browser.execute_script(count) == 0
        book_to(
            report_browser, "problem=" + re.sub(r"[^\w]", lambda m: f"%{ord(m[0]):02X}", EVIL.replace("\x00\x1b", ""))
        )
        assert EVIL.split("\x00")[0][9:] in report_browser.execute_script("return get('card').textContent").replace(
            "\n", " "
        )
        assert report_browser.execute_script(
            "return [window.pwned, document.querySelectorAll('main script, dialog script, [onerror]').length]"
        ) == [None, 0]
        assert [e for e in report_browser.get_log("browser") if e["level"] in ("SEVERE", "WARNING")] == []
        folder = site.resolve().as_uri()
        assert all(u.startswith(folder) or u == "about:blank" for u in report_requests(report_browser))
        assert report_browser.execute_script("return get('status').hidden")


def test_explorer_browser_accessible(report_browser, book_small):
    """axe-core finds nothing serious in any view, light and dark."""
    axe = pytest.importorskip("axe_core_python.base", reason="axe-core-python is not installed")
    for scheme in ("light", "dark"):
        book_go(report_browser, book_small[0], "", 1280, scheme)
        report_browser.execute_script(axe.AXE_SCRIPT)  # the views are one document
        for address in BOOK_VIEWS:
            if address == "view=cube":
                report_browser.execute_script("get('card').close()")
            book_to(report_browser, address)
            run = "axe.run({ resultTypes: ['violations'] }).then(arguments[0])"  # of the others one node each
            found = report_browser.execute_async_script(run)["violations"]
            assert [
                (v["id"], v["nodes"][0]["target"]) for v in found if v["impact"] in ("serious", "critical")
            ] == [], (scheme, address)


def test_explorer_browser_knowledge(report_browser, book_small):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    book_go(report_browser, book_small[0])
    assert book_text(report_browser, "#tree > ul > li > details > summary") == [
        "Geometry 3 points, 26 problems",
        "Algebra 1 points, 19 problems",
    ]
    assert book_text(report_browser, "#tree a") == []  # made when opened
    for words in ("Geometry", "Plane", "Circles"):  # by keyboard alone
        summary = next(
            e for e in report_browser.find_elements(By.CSS_SELECTOR, "#tree summary") if e.text.startswith(words)
        )
        summary.send_keys(Keys.ENTER)
        book_wait(report_browser, "document.activeElement.parentElement.children.length > 1")
    report_browser.find_element(By.CSS_SELECTOR, '#tree a[data-point="0"]').send_keys(Keys.ENTER)
    book_wait(report_browser, "!get('point').hidden && get('point').querySelector('h3')")
    assert report_browser.execute_script("return [location.hash, document.activeElement.textContent]") == [
        "#point=Area+of+a+Circle",
        "Area of a Circle",
    ]
    assert book_text(report_browser, ".facts span") == ["2 principles", "23 problems", "23 figures"]
    assert report_browser.execute_script(
        "return [...document.querySelectorAll('#point li math')].map(m => m.textContent)"
    ) == ["πr2", "r"]
    assert book_text(report_browser, "#point li p")[1] == "Half of r: a price of $5 and $6 is none."
    assert len(book_text(report_browser, "#point .thumbs a")) == 8 and book_text(report_browser, "#point .chips a")[
        0
    ].endswith(" 18")
    book_go(
        report_browser, book_small[0], "point=Geometry+%3E+Solid+%3E+Inscribed+%28%E5%86%85%E5%88%87%29"
    )  # the one of two, its way opened
    assert book_text(report_browser, '#tree a[aria-current="true"]') == ["Inscribed 3"] and book_text(
        report_browser, ".path"
    ) == ["Geometry › Solid"]
    assert report_browser.execute_script(
        "return [...document.querySelectorAll('#point li p')].map(p => p.textContent)"
    ) == [r"\text{<script>window.pwned = 3</script>}", "x"]
    report_browser.find_element(By.ID, "language").click()
    book_wait(report_browser, "document.querySelector('#point h3').textContent === '内切'")
    assert book_text(report_browser, "#tree > ul > li > details > summary")[0] == "层Geometry 3 points, 26 problems"
    assert book_text(report_browser, "#point li p")[0].startswith("说：") and book_text(report_browser, ".path") == [
        "层Geometry › 层Solid"
    ]
    report_browser.find_element(By.ID, "language").click()
    book_to(report_browser, "point=nowhere")
    assert book_text(report_browser, "#point h3") == ["No such point"]


def book_search(browser, **values):
    """Sets the filters as a person would, one after the other -> [numbers of the rows found, what is said, cards]."""
    names = ("q", "domain", "subdomain", "topic", "subtopic", "point", "principle", "node", "answer", "set")
    sought = """const done = arguments[1];
        for (const [name, value] of Object.entries(arguments[0])) {
            get('filters').elements[name].value = value;
            cascade();
        }
        find().then(() => done([search(get('q').value, wanted()).rows, get('found').textContent,
            document.querySelectorAll('.hit').length]));"""
    return browser.execute_async_script(sought, dict.fromkeys(names, "") | values)


def test_explorer_browser_retrieval(report_browser, book_small):
    """Filters and search against the rows themselves."""
    site, rows, _, _ = book_small
    book_go(report_browser, site, "view=find")
    circle, evil = "Area of a Circle", BOOK_POINTS[3][4]
    arcs = {"domain": "Geometry", "subdomain": "Plane", "topic": "Circles", "subtopic": "Arcs"}
    for values, wanted in (
        ({}, lambda r: True),
        ({"node": "xy"}, lambda r: r["difficulty"] == "xy"),
        ({"set": "standard"}, lambda r: r["question_id"] is None),
        ({"answer": "option or letter"}, lambda r: r["id"] == "two"),
        ({"domain": "Algebra"}, lambda r: evil in r["knowledge"]),
        (arcs, lambda r: "Inscribed" in r["knowledge"]),
        (
            {"point": circle, "set": "pro", "node": "base"},
            lambda r: circle in r["knowledge"] and r["difficulty"] == "base",
        ),
        ({"point": circle, "principle": "0"}, lambda r: r["question_id"]),
        ({"point": circle, "principle": "1"}, lambda r: False),
        ({"q": "squares many"}, lambda r: "squares" in r["problem"]),
        ({"q": "quares"}, lambda r: False),
        ({"q": "QUEST fig"}, lambda r: r["id"].startswith("shared")),
        ({"q": "圆的面"}, lambda r: circle in r["knowledge"]),
        ({"q": "内接"}, lambda r: "Inscribed" in r["knowledge"]),
        ({"q": "seed area circle", "node": "z"}, lambda r: r["difficulty"] == "z"),
    ):
        got, said, _ = book_search(report_browser, **values)
        assert got == [i for i, row in enumerate(rows) if wanted(row)], values
        assert said.startswith(f"{len(got)} problems in "), said


def test_explorer_browser_results(report_browser, book_small):
    """What belongs together stands together; typing searches, the address keeps it, more results come on demand."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import Select

    site = book_small[0]
    book_go(report_browser, site, "view=find")
    assert book_search(report_browser, q="squares")[2] == 1  # one question, three figures
    assert len(book_text(report_browser, ".hit .thumbs img")) == 3
    assert book_text(report_browser, ".hit .clamp") == ["How many squares?"]
    assert book_search(report_browser, q="figure question")[2] == 1
    assert book_text(report_browser, ".hit li") == [f"Question {i} on one figure" for i in range(3)]
    assert len(book_text(report_browser, ".hit .thumbs img")) == 1
    assert {e.get_attribute("loading") for e in report_browser.find_elements(By.CSS_SELECTOR, ".hit img")} == {"lazy"}
    book_search(report_browser)
    report_browser.find_element(By.ID, "q").send_keys("inscri")  # typed; the address keeps it
    book_wait(report_browser, "location.hash.includes('q=inscri') && get('found').textContent.startsWith('6 problems')")
    said = book_text(report_browser, "#found")[0]
    assert int(said.split()[0]) == 6 and "ms" in said
    assert len(book_text(report_browser, "#knowledge-hits a")) == 2 + 4
    Select(report_browser.find_element(By.NAME, "domain")).select_by_value("Geometry")
    subdomains = Select(report_browser.find_element(By.NAME, "subdomain")).options
    assert [o.text for o in subdomains] == ["all", "Plane", "Solid"]
    book_go(report_browser, site, "view=find&set=pro&node=x&point=Area+of+a+Circle")
    book_wait(report_browser, "get('found').textContent.startsWith('2 problems')")
    report_browser.find_element(By.CSS_SELECTOR, "#filters button[type=reset]").click()
    book_wait(report_browser, "get('found').textContent.startsWith('28 problems')")
    assert len(book_text(report_browser, ".hit")) == 12
    report_browser.find_element(By.ID, "more").click()
    book_wait(report_browser, "document.querySelectorAll('.hit').length > 12")


def test_explorer_browser_card(report_browser, book_small):
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    site, rows, _, _ = book_small
    by_id = {row["id"]: row for row in rows}
    book_go(report_browser, site, "view=find")
    report_browser.find_element(By.ID, "q").send_keys("squares")
    book_wait(
        report_browser, "get('found').textContent.startsWith('3 problems') && location.hash === '#view=find&q=squares'"
    )
    report_browser.find_element(By.CSS_SELECTOR, ".hit p a").send_keys(Keys.ENTER)
    book_wait(report_browser, "get('card').open && get('card').querySelector('h3')")
    report_browser.execute_script("document.querySelector('.hit').dataset.kept = 1")
    assert "The same question with other figures" in book_text(report_browser, "#card h4") and book_text(
        report_browser, "#card figcaption"
    ) == ["Answer: 1 cm", "Answer: 2 cm"]
    report_browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    book_wait(report_browser, "!get('card').open && location.hash === '#view=find&q=squares'")
    assert report_browser.execute_script("return [get('q').value, document.querySelector('.hit').dataset.kept]") == [
        "squares",
        "1",
    ]  # as it was
    book_to(report_browser, "problem=shared-1")
    assert book_text(report_browser, "#card .questions a") == ["Question 0 on one figure", "Question 2 on one figure"]
    for id_ in ("two", "s2-xyz"):
        book_to(report_browser, f"problem={id_}")
        book_wait(report_browser, f"get('card-title').textContent === 'Problem {id_}'")
        next(
            b for b in report_browser.find_elements(By.CSS_SELECTOR, "#card button") if b.text == "Copy as JSON"
        ).click()
        book_wait(report_browser, "get('card').querySelector('output').textContent")
        made, row = (
            json.loads(report_browser.execute_script("return get('card').querySelector('textarea').value")),
            by_id[id_],
        )
        assert made["problem"] == (row["problem"] if id_ == "two" else row["problem"].replace("<image>", "")) and made[
            "options"
        ] == (row["options"] or [])
        assert [made[k] for k in ("id", "answer", "knowledge", "principle", "difficulty", "question_id")] == [
            row[k] for k in ("id", "answer", "knowledge", "principle", "difficulty", "question_id")
        ]
        assert [(site / path).read_bytes() for path in made["images"]] == [image["bytes"] for image in row["images"]]
        assert len(book_text(report_browser, "#card > .figures:first-of-type img")) == len(row["images"])
    assert book_text(report_browser, "#card .text math") == ["x2"]
    book_go(report_browser, site)
    report_browser.execute_script(
        "location.hash = 'problem=two'; location.reload()"
    )  # a card of its own: closing it shows a view
    book_wait(
        report_browser, "typeof start === 'object' && start && get('card').open && get('card').querySelector('h3')"
    )
    assert report_browser.execute_script("return document.querySelector('main > section:not([hidden])')") is None
    report_browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
    book_wait(report_browser, "!get('find').hidden && get('found').dataset.ms")


def test_explorer_browser_cube(report_browser, book_small):
    """The buttons lead where the Scheduler leads; the node's problem stands beside; arrow keys turn the cube."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    site, rows, _, _ = book_small
    book_go(report_browser, site, "seed=s2&set=pro")
    assert (
        book_text(report_browser, "#seed option") == ["s1 (pro)", "s2 (pro)"]
        and report_browser.execute_script("return get('seed').value") == "1"
    )
    nodes, random_ = {r["difficulty"]: [r["id"]] for r in rows if r["question_id"] == "s2"}, random.Random(5)
    for _ in range(12):
        s, log = Scheduler({"s2": nodes}), []
        report_browser.find_element(By.ID, "restart").click()
        while not s.mastered + s.ended:
            (item,), solved = s.next_batch(1), random_.random() < 0.6
            now = report_browser.execute_script(
                "return [...document.querySelectorAll('.now')].map(b => b.dataset.node).join()"
            )
            assert now == item["node"], log
            log.append(f"{now}: {'right' if solved else 'wrong'}")
            report_browser.execute_script("get(arguments[0]).click()", "right" if solved else "wrong")
            s.report([item], [int(solved)], 1)
        assert (
            book_text(report_browser, "#walk") == [f"The seed is {'mastered' if s.mastered else 'ended'}."]
            and book_text(report_browser, "#log li") == log
        )
        assert not report_browser.find_element(By.ID, "right").is_enabled()
    for node in ("xyz", "b"):
        button = f"#stage [data-node={node}], #letters [data-node={node}]"
        report_browser.execute_script("document.querySelector(arguments[0]).click()", button)
        book_wait(report_browser, f"get('node-problems').textContent.startsWith('{node}:')")
        assert report_browser.execute_script("return document.querySelector('#node-problems img').src").endswith(
            hashlib.sha256(next(r for r in rows if r["id"] == f"s2-{node}")["images"][0]["bytes"]).hexdigest()[:24]
            + ".png"
        )
    corners = "return [...document.querySelectorAll('#stage button')].map(b => b.dataset.node)"
    assert report_browser.execute_script(corners) == list(CUBE)
    place = "return [...document.querySelectorAll('#stage button')].map(b => [b.style.left, b.style.top].join())"
    before = report_browser.execute_script(place)
    stage = report_browser.find_element(By.ID, "stage")
    for key, back in ((Keys.ARROW_RIGHT, Keys.ARROW_LEFT), (Keys.ARROW_UP, Keys.ARROW_DOWN)):
        stage.send_keys(key)
        after = report_browser.execute_script(place)
        assert all(a != b for a, b in zip(before, after, strict=True)) and len(set(after)) == 8
        stage.send_keys(back)
    near = [
        [float(v) for v in re.findall(r"[\d.]+", p)]
        for p in (" ".join(before), " ".join(report_browser.execute_script(place)))
    ]
    assert np.allclose(*near, atol=1e-3)
    assert (
        Counter(book_text(report_browser, "#axes span"))
        and report_browser.execute_script("return document.querySelectorAll('#stage line').length") == 12
    )
    report_browser.find_element(By.ID, "seed-find").send_keys("s1")
    assert book_text(report_browser, "#seed option") == ["s1 (pro)"]


def test_explorer_browser_replay(report_browser, book_small):
    """At any step the page shows report.py's own numbers; the squares are as many as the seeds."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    site, _, _, log = book_small
    frames = replay(read_jsonl(log, SERVED))
    book_go(report_browser, site, "view=replay")
    slider = report_browser.find_element(By.ID, "step")
    for step, keys in (
        (30, []),
        (1, [Keys.HOME, Keys.ARROW_RIGHT]),
        (2, [Keys.ARROW_RIGHT]),
        (1, [Keys.ARROW_LEFT]),
        (30, [Keys.END]),
    ):
        slider.send_keys(*keys) if keys else None
        frame, window = frames[step - 1], 30 // 9
        walks = f"mastered {frame['mastered']}, ended {frame['ended']}, walking {frame['active']}"
        assert book_text(report_browser, "#when") == [f"step {step} of 30, epoch {frame['epoch']}: {walks}"]
        table_ = {
            row[0]: row[1:]
            for row in report_browser.execute_script(
                "return [...get('states').tBodies[0].rows].map(r => [...r.cells].map(c => c.textContent))"
            )
        }
        for node in frame["served"]:
            then = frames[step - 1 - window] if step > window else None
            right, n = (frame[k][node] - (then[k][node] if then else 0) for k in ("accurate", "rollouts"))
            share = f"{100 * right / n:.1f} %" if n else "–"
            assert table_[node] == [
                str(frame["stand"][node]),
                str(frame["served"][node]),
                str(frame["solved"][node]),
                share,
            ]
        assert sum(int(cells[0]) for cells in table_.values()) == report_browser.execute_script("return walkers.length")
        assert f"mastered {table_['mastered'][0]}" in report_browser.execute_script(
            "return get('seeds').getAttribute('aria-label')"
        )
    report_browser.execute_script("get('totals').scrollIntoView()")
    book_wait(report_browser, "document.querySelector('#totals .main-svg path')")
    drawn = report_browser.execute_script("return get('totals').data.map(t => [t.name, [...t.y]])")
    assert drawn == [[k, [f[k] for f in frames]] for k in ("mastered", "ended", "active")]
    report_browser.find_element(By.ID, "walker").send_keys("s2")
    book_wait(report_browser, "document.querySelector('#walker-says a')")
    assert book_text(report_browser, "#walker-says a") == ["In the cube"]


def test_explorer_pictures(report_browser, book_small):
    """The screenshots of the README: the page's size, both views, no message of an error in them."""
    from report import pictures  # with the book: no other test here needs it

    shots = pictures.screenshots(book_small[0], "s2")
    assert sorted(shots) == ["cube.png", "explorer.png"]
    images = [Image.open(io.BytesIO(shot)) for shot in shots.values()]
    assert [image.size for image in images] == [pictures.VIEW] * 2
    blue = Image.new("RGB", (1, 1), "#0b63b0").getpixel((0, 0))  # the sunburst's first part; the node that is served
    for image, least in zip(images, (5000, 800), strict=True):
        assert dict((c, n) for n, c in image.convert("RGB").getcolors(256)).get(blue, 0) > least
