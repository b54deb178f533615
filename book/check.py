"""`python -m book check`: whether programs keep the rules that need no test run: stories, wrong options, solutions."""

import random
import re
from math import atan2, degrees, dist

from . import PROGRAMS, alone, arithmetic, chains, nodes
from .canvas import middle, opening
from .constructions import Board
from .constructions.extras import enriched
from .origins import of_program
from .stories import stories
from .tools import distractors, drawn, table, verify

FEW = 16  # scenes that each origin is tried on
DRAWN = 30  # seeds in which each listed chain should be drawn
MARKED = 2  # scenes whose marks are looked at
RARELY = 0.1  # of those whose given can be derived, fewer than which it should suit


def faults(name, draws=40):
    """The faults of one program, as texts; draws: how many of its scenes are looked at."""
    scenes = [PROGRAMS[name].make(random.Random(seed)) for seed in range(draws)]
    told, found = stories(name), []
    if len(told) < 4 or not any(s.abstract for s in told):
        found.append(f"{len(told)} stories, {sum(s.abstract for s in told)} abstract; at least 4 and 1")
    for i, story in enumerate(told):
        if not any(story.fits(scene) for scene in scenes):
            found.append(f"story {i} fits none of {draws} scenes")
        for text in (story.opening, story.question, story.ending):
            names = set(re.findall(r"(?<![\\^_}a-zA-Z])\{([a-z]\w*)\}", text))
            if unknown := names - {"answer"} - set(scenes[0].givens) - set(scenes[0].say):
                found.append(f"story {i} names {unknown}")
            if text.count("$") % 2 or not text.strip().rstrip('"').endswith((".", "?", "!")):
                found.append(f"story {i}: {text!r} does not end as a sentence, or has an odd number of $")
    if any(not any(s.fits(scene) for s in told) for scene in scenes):
        found.append("a scene that no story fits")
    for scene in scenes:
        verify(name, scene)
        drawn(scene)
        found += [fault for k, one in enumerate(scene.asks) for fault in ask_faults(one, k)]
        found += [f"quantity {k!r} is no given" for k in scene.quantities if k not in scene.givens]
    found += marked(name)
    boards = [Board.of(scene) for scene in scenes[:FEW]] if of_program(name) else []
    found += [f"origin {i}: {fault}" for i, one in enumerate(of_program(name)) for fault in origin_faults(one, boards)]
    return list(dict.fromkeys(found + chain_faults(name)))


def chain_faults(name):
    """Faults of a program's listed chains: those with a construction that is gone, those that no seed draws."""
    wanted = set(chains.listed(name))
    for seed in range(DRAWN):
        if not wanted:
            break
        rng = random.Random(f"{seed}/{name}/chains")
        wanted.discard(tuple(sorted(nodes.seed_of(name, rng, "train", 0)[1].chain.names)))
    found = [f"listed chain {text!r} is stale: it has a construction that is no more" for text in chains.stale(name)]
    return found + [f"listed chain {' + '.join(one)!r} is drawn in none of {DRAWN} seeds" for one in sorted(wanted)]


def marked(name):
    """Faults of the marks in the figures of base, x, y, xy for one scene of a program, y for some more."""
    found = []
    for seed in range(MARKED):
        rng = random.Random(f"{seed}/{name}")
        scene, plan = nodes.seed_of(name, rng, "train", 0, deep=seed == 0)
        canvases = {"base": nodes.figure(scene, 0), "y": nodes.richer(scene, plan)[0]}
        if plan.chain:
            canvases["x"] = plan.chain.canvas
            canvases["xy"] = enriched(plan.chain.canvas, scene, nodes.y_rng(plan), "xy")
        found += [f"{node}: {fault}" for node, canvas in canvases.items() for fault in mark_faults(canvas)]
    return found


def mark_faults(canvas):
    """What marks of a figure say falsely: equal ticks or arcs of unequal things, heads on lines that are not parallel.

    Two numbers of ticks on one segment would be read as their sum.
    """
    found, ticked = [], canvas.ticked
    turns = [((degrees(atan2(q[1] - p[1], q[0] - p[0])) + 1) % 180, n) for p, q, n in canvas.arrowed]
    for what, sizes, near in (
        ("ticks", [(dist(p, q), n) for p, q, n in ticked], 0.01 * max([dist(p, q) for p, q, _ in ticked], default=0)),
        ("arcs", [(opening(v, p, q), n) for v, p, q, n in canvas.arced], 0.6),
        ("heads", turns, 0.6),
    ):
        for n in {n for _, n in sizes}:
            own = [size for size, k in sizes if k == n]
            if max(own) - min(own) > near or len(own) == 1:
                found.append(f"{n} {what} on {[round(size, 2) for size in own]}")
    for i, (p, q, n) in enumerate(ticked):
        for r, s, k in ticked[:i]:
            if dist(middle(p, q), middle(r, s)) < 0.01 * dist(p, q):
                found.append(f"{k} and {n} ticks at one place")
    return found


def origin_faults(one, boards):
    """Faults of an origin: its knowledge, its texts, its numbers on the boards of its program's scenes."""
    found, suited = [], 0
    for point, principle in one.uses:
        if principle not in [p.name for p in table().find(point).principles]:
            found.append(f"{point!r} has no principle {principle!r}")
        elif not alone.asked(point) and not alone.constructions(point):
            found.append(f"nothing asks for {point!r} alone")
    if both := {*one.draw, *one.set} & {*boards[0].givens}:
        found.append(f"{both} are names of givens")
    handles = [(board, h) for board in boards for h in board.handles if h.given == one.given]
    for board, h in handles:
        built = one.built(board, h, random.Random(0))
        suited += built is not None
        if built is None:
            continue
        if "{letter}" in one.text and one.given not in board.given_letters:  # else the problem's own text may hold it
            found.append("{letter} stands in its text where the given has none")
        for text in (built.text, built.real or built.text, built.solution):
            if text.count("$") % 2 or not re.fullmatch(r"[A-Z$].*[.?!]", text):
                found.append(f"{text!r} is no sentence, or has an odd number of $")
        found += [f"the solution says {equation}" for equation in arithmetic.false_equations(built.solution)[0]]
        if built.rule(*(x.value for x in built.inputs)) != h.value:
            found.append("its rule does not give the value")
    if suited < RARELY * max(len(handles), 1):
        found.append(f"{one.given!r} can be derived in {len(handles)} of {len(boards)} scenes; it suits {suited}")
    return found


def ask_faults(one, k):
    """Faults of a question: the number of wrong options, their values, the form of the solution."""
    found = []
    if k == 0 and not one.options and len(distractors(one)) < 2:
        found.append("question 0 has fewer than two wrong answers that differ from the right one and each other")
    if re.match(r"[A-Z][^.:]*\(.*?\): ", one.solution):
        found.append(f"question {k}: the solution starts with the principle's name; write sentences, with @ for it")
    elif not re.match(r"[A-Z$*]", one.solution):
        found.append(f"question {k}: the solution does not start with a capital: {one.solution[:40]!r}")
    return found


def check(only: tuple[str, ...] = (), chapter: str = "") -> str:
    """Faults of programs, one a line; the last line counts.

    Args:
        only: names of programs; all by default.
        chapter: one chapter's file name without .py.
    """
    if unknown := [name for name in only if name not in PROGRAMS]:
        raise ValueError(f"no program named {', '.join(unknown)} among {len(PROGRAMS)}")
    names = [n for n, p in PROGRAMS.items() if not p.pocket and (not only or n in only)]
    names = [n for n in names if not chapter or PROGRAMS[n].make.__module__.endswith(f".{chapter}")]
    lines = [f"{name}: {fault}" for name in names for fault in faults(name)]
    return "\n".join([*lines, f"{len(names)} programs, {len(lines)} faults"])
