"""Does the house keep what docs/contributing.md promises of it? Prints every figure beside its limit.

    python -m speed.house        exit code 1 when a limit is broken; each place over it is named

Counted are the files that git tracks. No script is imported: the code is read as text and by `ast`.
"""

import ast
import subprocess
import sys
from pathlib import Path

from runtime import one_line_errors

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("sft", "rl", "scheduler", "rewards", "knowledge", "data", "eval", "merge")
LOOPS = ("sft.py", "rl.py")  # their main is the training loop
SHOWN = 12  # places of a broken limit that are printed

# figure -> the most that it may be. All of these limits are promised in docs/contributing.md.
LIMITS = {
    "entries of the root": 27,
    "lines of README": 160,
    "words of README": 1800,
    "characters of a line of README": 120,  # as in docs, rows of tables apart
    "characters of a line of docs": 120,
    "characters of a line of code": 120,
    "lines of a function": 60,
    "lines of main in sft.py and rl.py": 120,
    "lines of a script": 450,  # tests/ and the chapters in book/*/ apart
    "lines of the stage scripts together": 3600,
    "circles of imports": 0,
    "imports of tests by the product": 0,
}
Found = list[tuple[int, str]]  # (a number, its place) of everything that a limit speaks of


def measure(root: Path) -> dict[str, Found]:
    """What is found in a checkout, for each of LIMITS. ValueError when git does not know the folder."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True)
    if listed.returncode:
        raise ValueError(f"{root}: {listed.stderr.strip()}")
    names = [name for name in listed.stdout.split("\0") if name and (root / name).is_file()]
    texts = {name: (root / name).read_text("utf-8") for name in names if name.endswith((".py", ".sh", ".md"))}
    code = {name: text for name, text in texts.items() if not name.endswith(".md")}
    readme = texts.get("README.md", "")
    docs = {name: text for name, text in texts.items() if name.startswith("docs/") and name.endswith(".md")}
    trees = {name: ast.parse(text, name) for name, text in code.items() if name.endswith(".py")}
    imports = {module(name): imported(tree, name, set(map(module, trees))) for name, tree in trees.items()}
    loops, functions = [], []
    for name, tree in trees.items():
        for size, place in function_sizes(tree, name):
            main = name in LOOPS and place.endswith(" main")
            (loops if main else functions).append((size, place))
    stages = [len(code.get(f"{name}.py", "").splitlines()) for name in STAGES]
    circles, guests = circles_of(imports), guests_of(imports)
    entries = sorted({name.split("/")[0] for name in names})
    return {
        "entries of the root": [(len(entries), " ".join(entries))],
        "lines of README": [(len(readme.splitlines()), "README.md")],
        "words of README": [(len(readme.split()), "README.md")],
        "characters of a line of README": widths({"README.md": readme}),
        "characters of a line of docs": widths(docs),
        "characters of a line of code": widths(code),
        "lines of a function": functions,
        "lines of main in sft.py and rl.py": loops,
        "lines of a script": [(len(text.splitlines()), name) for name, text in code.items() if is_script(name)],
        "lines of the stage scripts together": [(sum(stages), " ".join(STAGES))],
        "circles of imports": [(len(circles), "; ".join(circles))],
        "imports of tests by the product": [(len(guests), "; ".join(guests))],
    }


def broken(name: str, found: Found) -> Found:
    """What is over the limit `name`, largest first."""
    return sorted((x for x in found if x[0] > LIMITS[name]), reverse=True)


# ---------------------------------------------------------------------------------------------------------------------
# sizes


def widths(texts: dict[str, str]) -> Found:
    """(characters, file:line) of each line; a row of a table in Markdown cannot be broken, so it is left out."""
    found = []
    for name, text in texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            if not (name.endswith(".md") and line.lstrip().startswith("|")):
                found.append((len(line), f"{name}:{number}"))
    return found


def function_sizes(tree: ast.Module, name: str) -> Found:
    """(lines, file:line and name) of each function, from its `def` to its end, nested ones too."""
    functions = (x for x in ast.walk(tree) if isinstance(x, ast.FunctionDef | ast.AsyncFunctionDef))
    return [(x.end_lineno - x.lineno + 1, f"{name}:{x.lineno} {x.name}") for x in functions]


def is_script(name: str) -> bool:
    """Is the length of this file limited? A chapter is a page of content, and a test stands beside its neighbours."""
    room, *rest = name.split("/")
    return room != "tests" and not (room == "book" and len(rest) > 1)


# ---------------------------------------------------------------------------------------------------------------------
# imports


def module(name: str) -> str:
    """speed/house.py -> speed.house; book/__init__.py -> book"""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imported(tree: ast.Module, name: str, known: set[str]) -> set[str]:
    """The project's own modules that a file imports by name, at its top or inside of a function."""
    package, found = module(name).split("."), set()
    if not name.endswith("/__init__.py"):
        package = package[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # level: the dots of `from ..place import x`
            parents = package[: len(package) - node.level + 1] if node.level else []
            place = ".".join([*parents, *filter(None, [node.module])])
            names = {f"{place}.{alias.name}" for alias in node.names}
            found |= {x if x in known else place for x in names}  # a module of that package, or a name in its file
    return found & known


def circles_of(imports: dict[str, set[str]]) -> list[str]:
    """Groups of modules each of which imports all others, directly or through others."""
    reached = {name: reach(name, imports) for name in imports}
    circular = [name for name in imports if name in reached[name]]
    groups = {frozenset(x for x in reached[name] if name in reached[x]) for name in circular}
    return sorted(" <-> ".join(sorted(group)) for group in groups)


def reach(name: str, imports: dict[str, set[str]]) -> set[str]:
    """The modules that importing `name` imports, by any number of steps."""
    found, waiting = set(), [name]
    while waiting:
        new = imports[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def guests_of(imports: dict[str, set[str]]) -> list[str]:
    """Imports of tests by what is not a test."""

    def is_test(name):
        return name.split(".")[0] in ("tests", "test_all")

    return sorted(f"{a} imports {b}" for a, found in imports.items() for b in found if is_test(b) and not is_test(a))


# ---------------------------------------------------------------------------------------------------------------------
# the table


def main() -> int:
    """Print the table; 1 when a limit is broken, else 0."""
    found, failed = measure(ROOT), 0
    print(f"{'':38}{'found':>7}{'limit':>7}  largest at")
    for name, limit in LIMITS.items():
        most, place = max(found[name], default=(0, ""))
        over = broken(name, found[name])
        failed += bool(over)
        print(f"{name:38}{most:7,}{limit:7,}  {'BROKEN:' if over else place}")
        for size, place in over[:SHOWN]:
            print(f"{'':38}{size:7,}{'':9}{place}")
        if len(over) > SHOWN:
            print(f"{'':54}and {len(over) - SHOWN} more")
    print(f"{failed} of {len(LIMITS)} limits are broken" if failed else "every limit is kept")
    return int(failed > 0)


if __name__ == "__main__":
    with one_line_errors():
        sys.exit(main())
