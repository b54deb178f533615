"""What stands in the sets: how many work items of which kind at which size, and the problems of each item.

Standard: single seed problems, figures with several questions, questions with several figures (groups).  Pro: seeds
with all their nodes.  SFT: with and without a figure.  Eval: levels by the number of knowledge points, as in
MathBookEval.
"""

import functools
import itertools
import random

from knowledge import LEVEL_NAMES

from . import NODES, PROGRAMS, captions, chains, forms, leveled, pro, questions, text_only, variants

KINDS = {
    "sft": ("sft", "sft_text", "captions"),
    "standard": ("singles", "figures", "groups", "forms"),
    "pro": ("pro",),
    "eval": ("eval",),
}
COUNTS = tuple(kind for kinds in KINDS.values() for kind in kinds)
SIZES = {
    "pocket": dict(zip(COUNTS, (8000, 0, 0, 0, 0, 400, 0, 400, 63)), px=84, m=4, x_share=0.5),
    "paper": dict(zip(COUNTS, (800, 200, 0, 1800, 1500, 1934, 600, 500, 500)), px=448, m=3, x_share=0.0),
}
OFFERED = {"singles": 0.7, "figures": 0.7, "sft": 0.4, "pro": 0.4, "eval": 0.4}  # share of problems with options
VIEWS = 12  # one of so many forms asks for the view of a solid
LEVELS = dict(zip(LEVEL_NAMES, (0.62, 0.302, 0.078)))  # shares of the levels in MathBookEval


@functools.cache
def programs(size):
    """The programs of a size by name: those for small figures, or all others."""
    return [program for _, program in sorted(PROGRAMS.items()) if program.pocket == (size == "pocket")]


@functools.cache
def seed_programs(size):
    """The programs of a size that make Pro seeds: those whose derivations readers would print (book/chains)."""
    return [program for program in programs(size) if chains.makes_seeds(program.name)]


def program_of(cfg, kind, i):
    """(the program of work item i, how many items of its kind it had before): all in turn."""
    wanted = seed_programs(cfg.size) if kind == "pro" else programs(cfg.size)
    turn, place = divmod(i, len(wanted))
    return wanted[place], turn


@functools.cache
def own_points(name):
    """How many knowledge points the base question of a program uses."""
    return len(PROGRAMS[name].make(random.Random(0)).asks[0].knowledge)


@functools.cache
def long_rows(seeds, seed):
    """{evaluation seed: (least, most) knowledge points of its row with x} where these are more than three.

    Programs whose base question uses three points or more are among them; others are drawn until the LEVELS are met.
    """
    turns = list(itertools.islice(itertools.cycle(programs("paper")), seeds))
    own = {i: own_points(one.name) for i, one in enumerate(turns) if not one.pocket}
    found = {i: (max(4, n + 1), 6) for i, n in own.items() if n >= 3}
    wanted = round(LEVELS["4-6"] * 2 * seeds) - sum(n >= 4 for n in own.values()) - len(found)
    longest = round(LEVELS["7-10"] * 2 * seeds)
    others = random.Random(f"{seed}/levels").sample(rest := [i for i in own if i not in found], len(rest))
    found |= dict.fromkeys(others[:longest], (7, 10)) | dict.fromkeys(others[longest:][: max(0, wanted)], (4, 6))
    return found


def plan(cfg, i):
    """[(node, least, most knowledge points)] of evaluation seed i at paper size: one node without x and one with x.

    All seeds together have the LEVELS: most rows without x have 1 to 3 points, those with x fill up the rest.
    """
    fewest = max(2, own_points(program_of(cfg, "eval", i)[0].name) + 1)
    slot = long_rows(cfg.eval, cfg.seed).get(i, (fewest, 3))
    return [(("base", "y", "z", "yz")[i % 4], 1, 3), (("x", "xy", "xz", "xyz")[i // 4 % 4], *slot)]


def problems(cfg, kind, i):
    """[(node, Problem)] of work item i of a kind, from a generator of its own: order and workers do not matter.

    cfg: the counts by the names of COUNTS, and size, seed, px, m, x_share, base_share.
    """
    rng, (program, turn) = random.Random(f"{cfg.seed}/{kind}/{i}"), program_of(cfg, kind, i)
    name, common = program.name, dict(size=cfg.px, split="eval" if kind == "eval" else "train")
    share = dict(share=OFFERED.get(kind, 0.0))
    if kind == "eval" and cfg.size == "paper":
        steps = plan(cfg, i)
        return list(zip([node for node, *_ in steps], leveled(name, rng, steps, **common, **share)))
    if kind in ("pro", "eval"):
        return [(node, p) for node, p in pro(name, rng, **common, **share).items() if kind == "pro" or node in NODES]
    if kind == "figures":
        return [("base", p) for p in questions(name, rng, min(3, program.questions), **common, **share)]
    if kind == "sft_text":
        return [("base", text_only(name, rng, common["split"]))]
    if kind == "captions":
        return [("base", captions.problem(name, rng, **common))]
    if kind == "forms" and (made := forms.problem("cube_stack" if i % VIEWS == 0 else name, rng, **common)):
        return [("base", made)]
    node = "z" if kind in ("singles", "groups") and cfg.size == "paper" and turn % 2 else "base"
    if kind == "sft" and rng.random() >= cfg.base_share:
        node = rng.choice(NODES[1:])
    elif kind == "groups" and int((turn + 1) * cfg.x_share) > int(turn * cfg.x_share):
        node = "x"
    return [(node, p) for p in variants(name, rng, cfg.m if kind == "groups" else 1, node=node, **common, **share)]
