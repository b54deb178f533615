"""The book's commands: pictures of its programs, and what it has no program for yet.

python -m book sheet --out sheets                     # every program at every node: one picture a chapter
python -m book sheet --out sheets --only clock ruler  # some programs
python -m book missing                                # knowledge points that have no program, and how many
python -m book missing --domain Geometry              # those of one domain
python -m book check --chapter circle                 # whether a chapter's programs keep the rules of contents
"""

import signal

from runtime import run_commands

from . import PROGRAMS, check, sheet
from .tools import table


def missing(domain: str = "") -> str:
    """Knowledge points that have no program, one path a line; the last line counts them.

    Args:
        domain: one of the table's domains, in any case; all by default.
    """
    domains = dict.fromkeys(p.domain for p in table().points.values())
    if domain and domain.casefold() not in map(str.casefold, domains):
        raise ValueError(f"no domain {domain!r}; the table has {', '.join(domains)}")
    points = [p for p in table().points.values() if not domain or p.domain.casefold() == domain.casefold()]
    covered = {program.point for program in PROGRAMS.values()}
    paths = [str(p) for p in points if p.name not in covered]
    return "\n".join([*paths, f"{len(paths)} of {len(points)} points have no program"])


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when the reader (head, less) has seen enough
    run_commands({"sheet": sheet.sheets, "missing": missing, "check": check.check}, __doc__.split("\n")[0])
