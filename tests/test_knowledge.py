"""Tests of knowledge.py and book/knowledge.tsv."""

import json
import re
import subprocess
import sys
from collections import Counter

import pytest

import knowledge
from tests.helpers import ROOT, SHARED, needs_shared

OFFICIAL = SHARED / "data" / "mathbook"
KNOWLEDGE_HEAD = "domain\tsubdomain\ttopic\tsubtopic\tpoint\tprinciple\tstatement"
KNOWLEDGE_ROW = "Algebra\tVectors\tPlane\tSums\tVector Addition\tTip to Tail\tPut one arrow behind the other."
KNOWLEDGE_POINTS = """Counting Objects; Reading a Bar Chart; Range of a Data Set; Mean of a Data Set;
Reading a Line Chart; Reading a Pie Chart; Classical Probability; Multiplication Principle of Counting;
Doubling and Multiples; Conversion of Length Units; Addition and Subtraction of Integers; Multiplication of Integers;
Division of Integers; Ratio and Proportion; Percentage of a Quantity; Perimeter of a Rectangle; Area of a Rectangle;
Area of a Square; Area of a Triangle; Area of a Parallelogram; Area of a Trapezoid; Perimeter of a Polygon;
Angle Sum of a Triangle; Exterior Angle of a Triangle; Isosceles Triangle; Pythagorean Theorem;
Supplementary and Complementary Angles;
Vertical Angles; Parallel Lines and Angles; Angle Sum of a Polygon; Circumference of a Circle; Area of a Circle;
Inscribed Angle; Arc Length and Sector Area; Similar Triangles; Volume of a Cuboid; Volume of a Prism;
Volume of a Cylinder; Volume of a Cone; Surface Area of a Cuboid; Euler's Formula for Polyhedra;
Distance between Two Points; Midpoint of a Segment; Slope of a Line; Equation of a Line;
Circle in the Coordinate Plane; Reading Coordinates; Linear Function; Quadratic Function; Reading a Function Graph;
Linear Equation in One Variable; System of Linear Equations; Arithmetic Sequence; Geometric Sequence;
Quadratic Equation; Absolute Value; Square Roots; Powers and Exponents; Trigonometric Ratios in a Right Triangle;
Vector Addition; Dot Product of Vectors; Magnitude of a Vector; Greatest Common Divisor; Least Common Multiple;
Fractions of a Whole;
Reading a Clock; Reading a Ruler; Median of a Data Set; Mode of a Data Set; Symmetry of Figures"""


def knowledge_file(tmp_path, content, name="table.tsv"):
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def knowledge_flat(**changes):
    """One record of the flat form, as small as it gets; topic and subtopic are empty, which is legal there."""
    names = {"l1": "A", "l2": "B", "l3": "", "l4": "", "kp": "Sine Theorem", "principle": "P", "principle_desc": "S."}
    return {f"{k}_{lang}": v for k, v in names.items() for lang in ("en", "cn")} | changes


def knowledge_cli(*args):
    return subprocess.run([sys.executable, "knowledge.py", *map(str, args)], cwd=ROOT, capture_output=True, text=True)


# ------------------------------------------------------------------------------------------------ our table
def test_knowledge_own_table():
    k = knowledge.load()
    lines = (ROOT / "book" / "knowledge.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    rows = [line.split("\t") for line in lines[1:]]  # counted here without the module
    s = k.stats()
    assert (s["points"], s["principles"]) == (len({tuple(r[:5]) for r in rows}), len(rows)) and s["points"] >= 491
    assert s["principles"] >= 1819 and (s["domains"], s["subdomains"]) == (4, 13) and not k.notes
    assert list(s["by_domain"]) == ["Fundamental Skills", "Algebra", "Geometry", "Probability and Statistics"]
    assert {d: n["principles"] for d, n in s["by_domain"].items()} == Counter(r[0] for r in rows)
    assert all(cell for r in rows for cell in r) and all(r[6].count("$") % 2 == 0 for r in rows)
    assert all(2 <= len(p.principles) <= 8 for p in k.points.values())
    assert all(key == p.path == p.key for key, p in k.points.items())


def test_knowledge_own_points_and_principles():
    k = knowledge.load()
    names = [n.strip() for n in KNOWLEDGE_POINTS.replace("\n", " ").split(";")]
    assert len(names) == 70 and [k.find(n).name for n in names] == names
    for point, principle in (
        ("Reading a Bar Chart", "Tallest Bar is the Maximum"),
        ("Range of a Data Set", "Range as Maximum minus Minimum"),
        ("Counting Objects", "One-to-one Counting"),
        ("Doubling and Multiples", "Doubling a Count"),
    ):
        assert principle in [q.name for q in k.find(point).principles]


KNOWLEDGE_FLAWS = [  # (the cells of a row that are changed, what validate says)
    ({"point": "Counting Objects"}, "point 'counting objects' stands under 2 paths"),
    ({"statement": "$a \\fraq{b}{c}$ holds."}, r"not LaTeX: \$a \\fraq\{b\}\{c\}\$"),
    ({"statement": "An open $ sign."}, "an odd number of \\$"),
    ({"statement": "A caf\u00e9."}, "characters outside ASCII"),
    (
        {
            "statement": "Touch every single object once and say the next counting number each time; the last number "
            "said is how many there are."
        },
        "nearly the same statement: 'Touch every",
    ),
    ({"point": "Only One"}, "point 'Only One': 1 principles, not 2 to 8"),
]


@pytest.mark.parametrize("change, message", KNOWLEDGE_FLAWS, ids=[message[:20] for _, message in KNOWLEDGE_FLAWS])
def test_knowledge_validate_finds_what_our_table_may_not_have(tmp_path, change, message):
    lines = (ROOT / "book" / "knowledge.tsv").read_text(encoding="utf-8").splitlines()
    first = next(line for line in lines if "\tOne-to-one Counting\t" in line).split("\t")
    rows = [dict(zip(knowledge.COLUMNS, first)) for _ in range(3)]
    rows[1] |= {"principle": "Second", "statement": "Quite another sentence stands here: $1 + 1 = 2$."}
    rows[2] |= {
        "topic": "Another Topic",
        "principle": "Third",
        "statement": "Nothing in common with the rest.",
    } | change
    path = knowledge_file(
        tmp_path, "\n".join(["\t".join(knowledge.COLUMNS)] + ["\t".join(r.values()) for r in rows]) + "\n"
    )
    table, errors = knowledge.check(path)
    assert not errors and any(re.search(message, fault) for fault in knowledge.faults(path, table))


@pytest.mark.slow
def test_knowledge_own_table_is_valid():
    run = knowledge_cli("validate", "book/knowledge.tsv")
    assert run.returncode == 0 and re.search(r"valid, [\d,]+ principles of [\d,]+ points in 4 domains", run.stdout), (
        run.stderr
    )


@pytest.mark.slow
@needs_shared
def test_knowledge_coverage_of_the_official_points():
    run = knowledge_cli("coverage", OFFICIAL / "knowledge_flat_v2.json", "--all")
    *lines, last = run.stdout.splitlines()
    have, total, share = re.match(r"(\d+) of (\d+) points of .* \(([\d.]+) %\)", last).groups()
    assert (
        int(total) == 491 == len(lines)
        and float(share) >= 85
        and int(have) == sum(": " in x and "counterpart:" in x for x in lines)
    )
    named = dict(re.fullmatch(r".* > ([^>]+?) \(.*\)  ->  .* > ([^>]+)", line).groups() for line in lines)
    for name, ours in (
        ("Pythagorean Theorem", "Pythagorean Theorem"),
        ("Vertical Angles", "Vertical Angles"),
        ("Volume of Cone", "Volume of a Cone"),
        ("Vieta's Theorem", "Vieta's Theorem"),
    ):
        assert named[name] == ours


def test_knowledge_coverage_against_a_table_without_it(tmp_path):
    rows = [["D", "S", "T", "U", "Sine Theorem", f"P{i}", f"Sentence {i}."] for i in (1, 2)]
    ours = knowledge_file(tmp_path, "\n".join("\t".join(r) for r in [list(knowledge.COLUMNS), *rows]) + "\n")
    theirs = knowledge_file(
        tmp_path,
        [knowledge_flat(kp_en="Definition of the Sine Theorem"), knowledge_flat(kp_en="Area of Annulus")],
        "flat.json",
    )
    run = knowledge_cli("coverage", theirs, "--table", ours)
    assert "none, nearest: A > B > Area of Annulus" in run.stdout and run.stdout.count("\n") == 2
    assert "1 of 2 points" in run.stdout and "(50.0 %)" in run.stdout


@needs_shared
def test_knowledge_own_words():
    """No statement shares seven running words with an official one."""

    def runs(text):
        words = re.findall(r"[a-z]+", re.sub(r"\$[^$]*\$|\\\(.*?\\\)", " . ", text.lower()))
        return {tuple(words[i : i + 7]) for i in range(len(words) - 6)}

    official = json.loads((OFFICIAL / "knowledge_flat_v2.json").read_text(encoding="utf-8"))
    taken = set().union(*(runs(r["principle_desc_en"]) for r in official))
    own = [q.text for p in knowledge.load().points.values() for q in p.principles]
    assert len(taken) > 20000 and not [t for t in own if runs(t) & taken]


# ------------------------------------------------------------------------------------------------ the published forms
@needs_shared
@pytest.mark.parametrize(
    "name, principles, points, notes",
    [
        ("knowledge_flat_v2.json", 1819, 491, 0),
        ("knowledge_tree_v2.json", 1819, 490, 0),  # the published tree has one node for two points
        ("knowledges.json", 1817, 491, 20),
    ],
)  # 1,818 records, one of them blank; 18 empty statements, one loose end
def test_knowledge_official_counts(name, principles, points, notes):
    k, errors = knowledge.check(OFFICIAL / name)
    assert (errors, k.stats()["principles"], k.stats()["points"], len(k.notes)) == ([], principles, points, notes)


@needs_shared
def test_knowledge_official_recount():
    """Counts per level and domain against the JSON itself; the tree holds what the flat form holds."""
    rows = json.loads((OFFICIAL / "knowledge_flat_v2.json").read_text(encoding="utf-8"))
    flat, tree = (knowledge.load(OFFICIAL / f"knowledge_{form}_v2.json") for form in ("flat", "tree"))
    paths = {tuple(r[f"{c}_en"] for c in ("l1", "l2", "l3", "l4", "kp")) for r in rows}
    both = {tuple(r[f"{c}_{lang}"] for lang in ("en", "cn") for c in ("l1", "l2", "l3", "l4", "kp")) for r in rows}
    s = flat.stats()
    assert set(flat.points) == both and {p.path for p in flat.points.values()} == paths
    assert (len(both), len(paths)) == (491, 490) and set(p.path for p in tree.points.values()) == paths
    assert s["topics"] == len({p[:3] for p in paths if p[2]}) and s["subtopics"] == len({p[:4] for p in paths if p[3]})
    assert {d: n["principles"] for d, n in s["by_domain"].items()} == Counter(r["l1_en"] for r in rows)
    assert {d: n["points"] for d, n in s["by_domain"].items()} == Counter(p[0] for p in both)
    texts = [Counter((p.path, q) for p in k.points.values() for q in p.principles) for k in (flat, tree)]
    assert texts[0] == texts[1] and sum(texts[0].values()) == len(rows)
    assert flat.tree().count("\n") + 1 == s["points"] + s["domains"] + s["subdomains"] + s["topics"] + s["subtopics"]


@needs_shared
def test_knowledge_pro_points_resolve():
    rows = [json.loads(line) for line in (OFFICIAL / "pro_3805.jsonl").read_text(encoding="utf-8").splitlines()]
    names = {n for r in rows for n in r["knowledge points"]}
    for form in ("flat", "tree"):
        k = knowledge.load(OFFICIAL / f"knowledge_{form}_v2.json")
        assert len(names) == 6 and {k.find(n).name for n in names} == names


@needs_shared
def test_knowledge_identity_is_the_path():
    k = knowledge.load(OFFICIAL / "knowledge_flat_v2.json")
    two = k.find_all("inscribed")
    assert len(two) == 2 and two[0].path == two[1].path and two[0].path_cn != two[1].path_cn
    for ambiguous in ("Inscribed", two[0].path):
        with pytest.raises(KeyError, match="2 points; give the path of one"):
            k.find(ambiguous)
    assert k.find(two[1].key) is k.find(two[1].path_cn) is k.find(two[1].path_cn[-1]) is two[1]


# ------------------------------------------------------------------------------------------------ look-up and search
def test_knowledge_find():
    k = knowledge.load()
    theorem = k.find("Pythagorean Theorem")
    for name in ("pythagorean THEOREM", " Pythagorean Theorem ", "The Pythagorian Theorm", "Pythagoraen Theorem"):
        assert k.find(name) is theorem
    assert k.find(theorem.path) is theorem and theorem.domain == "Geometry"
    assert k.find("Volume of Prisms").name == "Volume of a Prism"
    assert k.find("Euler Formula for Polyhedra").name == "Euler's Formula for Polyhedra"
    assert k.find_all("Volume of a Lake") == [] and k.find_all("") == []
    with pytest.raises(KeyError, match="Area of a Squircle: no such point; nearest: .*Area of a Square"):
        k.find("Area of a Squircle")
    with pytest.raises(KeyError, match="no such point"):
        k.find(("Geometry", "Pythagorean Theorem"))


def test_knowledge_find_takes_no_neighbour(tmp_path):
    """Near in spelling, but another concept: no hit. A name under two paths is ambiguous."""
    k = knowledge.load(
        knowledge_file(
            tmp_path,
            [
                knowledge_flat(kp_cn="正方形的周长"),
                knowledge_flat(l2_en="C", l2_cn="C"),
                knowledge_flat(kp_en="Line", kp_cn="x"),
            ],
        )
    )
    assert k.find_all("Cosine Theorem") == [] and k.find_all("长方形的周长") == [] and k.find_all("Sine") == []
    assert len(k.find_all("sine theorem")) == 2 and k.find(("A", "C", "", "", "Sine Theorem")).path[1] == "C"


def test_knowledge_search():
    k = knowledge.load()
    score, point, principle = k.search("inscribed angle")[0]
    assert (score, point.name, principle) == (100.0, "Inscribed Angle", None)
    score, point, principle = k.search("tallest bar")[0]
    assert (point.name, principle.name) == ("Reading a Bar Chart", "Tallest Bar is the Maximum")
    assert k.search("\\frac{n(n - 3)}{2}")[0][2].name == "Number of Diagonals"  # a formula, found in the statement
    assert k.search("volume cone")[0][1].name == "Volume of a Cone"
    hits = k.search("area", k=7)
    assert len(hits) == 7 and [h[0] for h in hits] == sorted((h[0] for h in hits), reverse=True)
    assert k.search("zzzzqq") == [] == k.search("  ")


def test_knowledge_tree_and_stats(tmp_path):
    rows = [
        KNOWLEDGE_ROW,
        KNOWLEDGE_ROW.replace("Algebra", "Geometry"),
        KNOWLEDGE_ROW.replace("Vector Addition", "Length"),
        KNOWLEDGE_ROW.replace("Tip to Tail", "Sides"),
    ]
    k = knowledge.load(knowledge_file(tmp_path, "\n".join([KNOWLEDGE_HEAD, *rows]) + "\n"))
    assert k.tree(principles=True).split("\n") == [
        "Algebra",
        "  Vectors",
        "    Plane",
        "      Sums",
        "        Vector Addition (2)",
        "          - Tip to Tail",
        "          - Sides",
        "        Length (1)",
        "          - Tip to Tail",
        "Geometry",
        "  Vectors",
        "    Plane",
        "      Sums",
        "        Vector Addition (1)",
        "          - Tip to Tail",
    ]
    small = {"domains": 1, "subdomains": 1, "topics": 1, "subtopics": 1, "points": 1, "principles": 1}
    assert k.stats()["by_domain"]["Geometry"] == small
    assert k.stats()["by_domain"]["Algebra"] == small | {"points": 2, "principles": 3}
    whole = small | {n: 2 for n in small} | {"points": 3, "principles": 4}
    assert {n: v for n, v in k.stats().items() if n != "by_domain"} == whole


# ------------------------------------------------------------------------------------------------ bad input
@pytest.mark.parametrize(
    "content, error",
    [
        (KNOWLEDGE_HEAD.replace("\tpoint", "") + "\n" + KNOWLEDGE_ROW, "row 1: field point: missing column"),
        (KNOWLEDGE_HEAD + "\tmore\n" + KNOWLEDGE_ROW, "row 1: field header: must be exactly domain subdomain"),
        ("", "row 1: field domain: missing column"),
        (KNOWLEDGE_HEAD + "\n", "row 1: field domain: no rows"),
        (f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW}\n{KNOWLEDGE_ROW[:40]}", "row 3: field principle: 5 cells instead of 7"),
        (f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW}\tmore", "row 2: field statement: 8 cells instead of 7"),
        (f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW}\n\n", "row 3: field subdomain: 1 cells instead of 7"),
        (f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW.replace('Sums', '')}", "row 2: field subtopic: empty cell"),
        (f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW.replace('Tip to Tail', ' ')}", "row 2: field principle: empty cell"),
        (f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW} ", "row 2: field statement: white space at the start or end"),
        (
            f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW.replace('Vector A', 'Vector  A')}",
            "row 2: field point: white space other",
        ),
        (
            f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW.replace('one arrow', 'one' + chr(160) + 'arrow')}",
            "row 2: field statement: white",
        ),
        (
            f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW}\n{KNOWLEDGE_ROW.replace('Tip', 'Top')}\n{KNOWLEDGE_ROW}",
            "row 4: field principle: duplicated row, the same as row 2",
        ),
        (
            f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW}\n{KNOWLEDGE_ROW} Done.",
            "row 3: field principle: duplicate principle 'Tip to Tail' of its point, row 2",
        ),
        (
            [knowledge_flat(), {k: v for k, v in knowledge_flat().items() if k != "kp_cn"}],
            "row 2: field kp_cn: missing column",
        ),
        ([knowledge_flat(), knowledge_flat(principle_en="")], "row 2: field principle_en: empty cell"),
        ([knowledge_flat(), knowledge_flat(l4_cn=" ")], "row 2: field l4_cn: empty cell"),
        ([knowledge_flat(), knowledge_flat(principle_desc_en="")], "row 2: field principle_desc_en: empty cell"),
        ([knowledge_flat(), knowledge_flat(kp_en=7)], "row 2: field kp_en: text is expected"),
        ([knowledge_flat(), knowledge_flat()], "row 2: field principle_en: duplicated row, the same as row 1"),
        ([knowledge_flat(), "text"], "row 2: field l1_en: missing column"),
        ({"chapters": []}, "row 1: field l1_en: missing column"),
        (
            {"chapters": [{"name_en": "A", "name_cn": "A", "children": [{"name_en": "B"}]}]},
            "row 1: field l3_en: missing column",
        ),
        ('{"chapters": [', "not valid JSON: Expecting value: line 1"),
        ([], "unknown form"),
        ({"points": 3}, "unknown form"),
        ([[1]], "unknown form"),
    ],
)
def test_knowledge_bad_file(tmp_path, content, error):
    path = knowledge_file(tmp_path, content)
    with pytest.raises(ValueError, match="^" + re.escape(f"{path}: {error}")):
        knowledge.load(path)


def test_knowledge_flaws_that_are_accepted(tmp_path):
    """In the older Chinese form only: a blank row, an empty statement and loose ends are notes; a blank name is not."""
    row = dict(zip(knowledge.CHINESE, ("a", "b", "", "", "e", "f", "")))
    blank = dict.fromkeys(knowledge.CHINESE, "")
    path = knowledge_file(tmp_path, [blank, row, row | {"考点": "g", "描述": "t\n"}])
    k = knowledge.load(path)
    assert [n.removeprefix(f"{path}: ") for n in k.notes] == [
        "row 1: blank row skipped",
        "row 2: field 描述: empty cell",
        "row 3: field 描述: white space at the start or end",
    ]
    assert k.find("e").principles == (knowledge.Principle("f", ""), knowledge.Principle("g", "t"))
    with pytest.raises(ValueError, match="row 2: field 知识点: empty cell"):
        knowledge.load(knowledge_file(tmp_path, [blank, row | {"知识点": ""}]))


def test_knowledge_encodings(tmp_path):
    """A byte order mark and Windows line ends are read; text that is not UTF-8 is refused."""
    path = tmp_path / "t.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{KNOWLEDGE_HEAD}\r\n{KNOWLEDGE_ROW}\r\n".encode())
    assert knowledge.load(path).find("Vector Addition").principles[0].text.endswith("the other.")
    path.write_bytes(f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW}é\n".encode("latin-1"))
    with pytest.raises(ValueError, match="not UTF-8"):
        knowledge.load(path)


@pytest.mark.slow
# ------------------------------------------------------------------------------------------------ command line
def test_knowledge_cli_good(tmp_path):
    *path, principle, statement = KNOWLEDGE_ROW.split("\t")
    second = "\t".join([*path, "Another", "Quite another sentence."])
    small = knowledge_file(tmp_path, f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW}\n{second}\n")
    out = knowledge_cli("validate", small)
    assert out.returncode == 0 and out.stdout == f"{small}: valid, 2 principles of 1 points in 1 domains\n"
    assert knowledge_cli("stats", "--file", small).stdout.split("\n")[-2].split() == ["all", *"11112"]
    out = knowledge_cli("search", "reading bar chart", "--k", "1").stdout
    assert out.count("\n") == 1 and out.endswith("> Reading a Bar Chart\n")
    assert "  Vectors\n    Plane\n" in knowledge_cli("tree", "--file", small).stdout


@pytest.mark.slow
def test_knowledge_cli_bad(tmp_path):
    bad = knowledge_file(tmp_path, f"{KNOWLEDGE_HEAD}\n{KNOWLEDGE_ROW} \n{KNOWLEDGE_ROW[:40]}\n")
    out = knowledge_cli("validate", bad)
    assert out.returncode == 1 and out.stdout == "" and out.stderr.count("\n") == 3  # two errors and the last word
    assert f"{bad}: row 2: field statement" in out.stderr and f"error: {bad}: 2 error(s)\n" in out.stderr
    for args in (("stats", "--file", bad), ("stats", "--file", tmp_path / "none"), ("search", "zzzzqq")):
        out = knowledge_cli(*args)
        assert out.returncode == 1 and out.stderr.startswith("error: ") and out.stderr.count("\n") == 1
    assert knowledge_cli("stats", "--fil", bad).returncode == 2


def test_knowledge_cli_ends_quietly_when_its_reader_does():
    command = [sys.executable, "knowledge.py", "tree", "--principles"]
    run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout.readline() == b"Fundamental Skills\n"
    run.stdout.close()
    with run.stderr as stderr:
        assert stderr.read() == b""
    assert run.wait() != 1
