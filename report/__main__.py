"""`python -m report` writes the page of a run (page.py), `python -m report book` the MathBook to look at (explorer.py)."""

import sys

from report import explorer, page
from runtime import one_line_errors

with one_line_errors():
    if sys.argv[1:2] == ["book"]:
        explorer.command(sys.argv[2:])
    else:
        page.command(sys.argv[1:])
