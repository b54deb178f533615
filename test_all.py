"""Every test of the project: `pytest test_all.py`. The tests themselves lie in tests/, one file a room.

`bash run.sh test` runs the same tests in two processes, `bash run.sh quick` those of every room that take no time.
"""

import importlib
from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.helpers", *(f"tests.{file.stem}" for file in Path("tests").glob("test_*.py")))
ROOMS = sorted(file.stem for file in (Path(__file__).parent / "tests").glob("test_*.py"))
for room in ("conftest", *ROOMS):
    found = vars(importlib.import_module(f"tests.{room}"))
    globals().update({name: thing for name, thing in found.items() if not name.startswith("__")})
