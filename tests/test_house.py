"""The limits of docs/contributing.md, one test a limit; and tests of speed/house.py, which measures them."""

import subprocess

import pytest

from speed import house
from tests.helpers import ROOT


@pytest.fixture(scope="module")
def house_found():
    return house.measure(ROOT)


@pytest.mark.slow
@pytest.mark.xdist_group("house")
@pytest.mark.parametrize("name", house.LIMITS)
def test_house_keeps_its_limit(house_found, name):
    assert house_found[name], "nothing was measured"
    assert house.broken(name, house_found[name])[:20] == []


def test_house_limits_are_the_promised_ones():
    """The numbers of docs/contributing.md, so that no limit is raised in passing."""
    assert list(house.LIMITS.values()) == [27, 160, 1800, 120, 120, 120, 60, 120, 450, 3600, 0, 0]


# ---- a checkout that breaks each limit


def house_of(folder, files: dict[str, str]):
    """What is measured in a git checkout of these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    subprocess.run(["git", "init", "-q", folder], check=True)
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
    return house.measure(folder)


def lines(count: int, start: str = "") -> str:
    return start + "x = 1\n" * count


def function(name: str, count: int) -> str:
    """A function of `count` lines."""
    return f"def {name}():\n" + "    x = 1\n" * (count - 1)


BROKEN = [  # (limit, files, what is over it)
    ("entries of the root", {f"f{i:02}": "" for i in range(28)}, [(28, " ".join(f"f{i:02}" for i in range(28)))]),
    ("lines of README", {"README.md": "a\n" * 161}, [(161, "README.md")]),
    ("words of README", {"README.md": "a b c d e f g h i j k l m\n" * 139}, [(1807, "README.md")]),
    ("characters of a line of README", {"README.md": "| " + "a" * 200 + "\n" + "b" * 121}, [(121, "README.md:2")]),
    ("characters of a line of docs", {"docs/a/b.md": "\n" + "a" * 121, "b.md": "a" * 200}, [(121, "docs/a/b.md:2")]),
    (
        "characters of a line of code",
        {"run.sh": "a" * 122, "b.py": "# " + "b" * 119},
        [(122, "run.sh:1"), (121, "b.py:1")],
    ),
    ("lines of a function", {"rl.py": function("main", 61) + function("f", 61)}, [(61, "rl.py:62 f")]),
    ("lines of a function", {"tests/a.py": "class A:\n  async def f():\n" + "    1\n" * 60}, [(61, "tests/a.py:2 f")]),
    ("lines of a function", {"eval.py": function("main", 61)}, [(61, "eval.py:1 main")]),
    ("lines of main in sft.py and rl.py", {"rl.py": function("main", 121)}, [(121, "rl.py:1 main")]),
    (
        "lines of a script",
        {f"{x}.py": lines(451) for x in ("a", "tests/a", "book/b", "book/c/d")},
        [(451, "book/b.py"), (451, "a.py")],
    ),
    (
        "lines of the stage scripts together",
        {"sft.py": lines(1800), "eval.py": lines(1801), "model.py": lines(9)},
        [(3601, " ".join(house.STAGES))],
    ),
    (
        "circles of imports",
        {"a.py": "import b", "b.py": "def f():\n    from c import x", "c.py": "import a", "d.py": "import a"},
        [(1, "a <-> b <-> c")],
    ),
    (
        "circles of imports",
        {"p/__init__.py": "", "p/a.py": "from p import b", "p/b.py": "from .a import x"},
        [(1, "p.a <-> p.b")],
    ),
    ("circles of imports", {"p/__init__.py": "from . import a", "p/a.py": "from p import name"}, [(1, "p <-> p.a")]),
    (
        "imports of tests by the product",
        {"a.py": "def f():\n    import tests.b", "tests/b.py": "import tests.c", "tests/c.py": ""},
        [(1, "a imports tests.b")],
    ),
]


@pytest.mark.parametrize("name, files, over", BROKEN)
def test_house_finds_what_is_over(tmp_path, name, files, over):
    found = house_of(tmp_path, files)
    assert house.broken(name, found[name]) == over
    others = {limit for limit in house.LIMITS if house.broken(limit, found[limit])} - {name}
    # eight stage scripts are over their sum only when one is too long as well
    assert others == ({"lines of a script"} if "together" in name else set())


def test_house_at_its_limits_is_kept(tmp_path):
    files = {f"f{i}": "" for i in range(25)} | {"a.py": "import b\n" + function("f", 60) + lines(389)}
    files |= {"b.py": "# " + "b" * 118, "b/untracked.md": ""}
    found = house_of(tmp_path, files | {"docs/a.md": "a" * 120, ".gitignore": "docs\n.gitignore\nb/"})
    assert not [name for name in house.LIMITS if house.broken(name, found[name])]
    assert max(found["lines of a script"])[0] == 450 and found["entries of the root"][0][0] == 27


def test_house_table_and_exit_code(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(house, "ROOT", tmp_path)
    house_of(tmp_path, {"a.py": function("f", 60)})
    assert house.main() == 0 and "every limit is kept" in capsys.readouterr().out
    house_of(tmp_path, {"a.py": function("f", 61)})
    assert house.main() == 1
    out = capsys.readouterr().out
    assert "BROKEN" in out and "a.py:1 f" in out and "1 of 12 limits are broken" in out


def test_house_outside_of_git_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(ValueError, match="not a git repository"):
        house.measure(tmp_path)
