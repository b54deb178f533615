"""Is a problem of the evaluation ever in the stream (rl.py --data book)? Draws problems and looks.

    python -m speed.draws --size pocket                 # 100,000 problems, whole
    python -m speed.draws --size paper                  # 100,000 scenes, without derivations and figures

Two looks at each: on which side of the split is what it shows (book/sampling.py, shown), and does a problem of the
evaluation set of `data.py build` show the same, or have the same numbers? Exit code 1 when one does. Derivations and
figures come after the split; single-knowledge problems (nodes a to c), which draw scenes of their own, are made whole.
"""

import sys
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from types import SimpleNamespace
from typing import Literal
from unittest.mock import patch

from tqdm import tqdm

from book import alone, nodes, sets, stream
from book.build import resolved
from book.sampling import shown
from book.tools import side_of_split
from data import Build
from runtime import one_line_errors, read_config, settings


@dataclass
class Config:
    size: Literal["pocket", "paper"] = "pocket"
    count: settings.Limit = 100_000  # problems of the eight nodes
    letters: settings.Limit = 2_000  # single-knowledge problems
    seed: settings.Seed = 0  # of the stream; the evaluation set is that of seed 0


def bare(name, scene, *_):
    """A problem without text and figure."""
    return SimpleNamespace(shown=shown(name, scene), numbers=(name, *scene.numbers))


def seen(name, scene, *rest):
    """A whole single-knowledge problem that keeps what it shows."""
    made = PROBLEM(name, scene, *rest)
    made.shown = shown(name, scene)
    return made


def shallow(name, scene, rng, share, deep=True, strict=False):
    """A plan without a derivation."""
    return PLANNED(name, scene, rng, share, deep=False)


PROBLEM, PLANNED = alone.problem, nodes.planned
SCENES = dict(node_problem=bare, planned=shallow, deepened=lambda name, scene, rng, plan, *_: plan)


def keys(cfg: Config, letters: bool):
    """Keys of the stream, step by step: single problems and their retries, and groups, each group once."""
    names = stream.chosen("book", cfg.size)
    of = {name: nodes.letters_of(name) for name in names}
    single = stream.Seeds(names, of)
    single.arms = [arm for arm in single.arms if (arm.rpartition("/")[2] in nodes.NODES) != letters]
    groups = stream.Seeds(names, of, sets.SIZES[cfg.size]["m"], ("base", stream.GROUPS[cfg.size]))
    for step in range(sys.maxsize):
        for _, _, key, _ in single.draw({}, cfg.seed, step, 96):
            yield key.replace("/0/", f"/{step % 2}/")
        yield from (key for _, _, key, _ in groups.draw({}, cfg.seed, step, 96 * (not letters)) if key.endswith("/0"))


def problems(cfg: Config, letters: bool, count: int):
    """At most `count` problems of the stream, of the nodes or of the letters."""
    px, m = (sets.SIZES[cfg.size][k] for k in ("px", "m"))
    made = (p for key in keys(cfg, letters) for p in stream.problems(key, key.split("/")[2], px, m, cfg.seed))
    yield from tqdm(islice(made, count), total=count, leave=False, disable=None)


def evaluation(size: str) -> list:
    """The evaluation set of `data.py build`."""
    cfg = resolved(Build("", size=size))
    return [p for i in range(cfg.eval) for _, p in sets.problems(cfg, "eval", i)]


def told(p) -> str:
    """What decides the side of a problem; where nothing else is kept, its numbers."""
    return getattr(p, "shown", None) or repr(p.numbers)


def main(cfg: Config) -> int:
    """Prints what was found; 1 when a problem of the evaluation was drawn."""
    with patch.multiple(nodes, **SCENES) if cfg.size == "paper" else nullcontext():
        ours = evaluation(cfg.size)
        shows, numbers = {told(p) for p in ours}, {p.numbers for p in ours}
        made = [(told(p), p.numbers) for p in problems(cfg, False, cfg.count)]
    with patch.object(alone, "problem", seen):
        made += [(told(p), p.numbers) for p in problems(cfg, True, cfg.letters)]
    side = sum(side_of_split(text) == "eval" for text, _ in made)
    same = sum(text in shows for text, _ in made), sum(n in numbers for _, n in made)
    print(
        f"{cfg.size}: {len(made):,} problems drawn, {len({text for text, _ in made}):,} different, of "
        f"{len({n[0] for _, n in made})} kinds: {side} on the evaluation's side; beside the {len(ours):,} problems "
        f"of the evaluation set {same[0]} show the same, {same[1]} have the same numbers"
    )
    return int(side + sum(same) > 0)


if __name__ == "__main__":
    with one_line_errors():
        sys.exit(main(read_config(Config)))
