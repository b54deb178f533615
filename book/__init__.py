"""The book: problem programs, one module per chapter, over the knowledge points of knowledge.tsv.

A program draws its figure, knows the answer by construction and writes the solution; the tools give it the three
difficulty axes.  PROGRAMS maps a program's name to it.  Four functions make problems:
    variants(name, rng, m)   one question, m different figures       (MathBook-Standard, one question several images)
    questions(name, rng, k)  one figure, k different questions       (MathBook-Standard, one image several questions)
    pro(name, rng)           a seed and its difficulty nodes         (MathBook-Pro: base x y z xy xz yz xyz, a..e)
    text_only(name, rng)     the problem with its givens in words
rng is a random.Random: the same state gives the same problems, byte for byte.  Node letters as in the official files:
x more steps (canvas and text show a letter for a given, the text derives it through five more knowledge points),
y visual load, z a real-world context.  The answer stays, except in the pocket programs: their x asks one operation more.
To add a program, write one decorated function in a chapter's file (see tools.program).
"""
import random

from . import analytic, circle, functions, number, plane, pocket, solid, statistics  # noqa: F401  fill PROGRAMS
from . import derivations  # noqa: F401  fills the step library
from . import steps
from .canvas import Canvas, show
from .tools import PROGRAMS, Problem, Program, draw_until, side_of_split

POCKET_PX = 140  # figures up to this size carry no writing
NODES = ("base", "x", "y", "z", "xy", "xz", "yz", "xyz")
__all__ = ["NODES", "PROGRAMS", "Problem", "Program", "pro", "questions", "side_of_split", "text_only", "variants"]


def sample(name, rng, split):
    """A scene of the program whose number tuple lies on the wanted side of the split."""
    if name not in PROGRAMS:
        raise ValueError(f"book: no program named {name!r}; there are {', '.join(sorted(PROGRAMS))}")
    if split not in ("train", "eval"):
        raise ValueError(f"book: split must be train or eval, not {split!r}")
    return draw_until(lambda: PROGRAMS[name].make(rng), lambda s: side_of_split((name, *s.numbers)) == split,
                      f"{name}, split {split}")


def problem(name, scene, ask, image, text=None, before=None):
    """Joins a scene, a question about it and its picture (None: text only); before: a Chain that leads to it."""
    text = fill(text or ask.text, scene, before)
    if image is not None:  # a pocket figure stands last: its distance to the response is then the same in every wording
        text = text + "<image>" if image.width <= POCKET_PX else "<image>" + text
    solution, knowledge = ask.solution, list(ask.knowledge)
    if before:
        solution = f"{before.solution} {solution}"
        knowledge += [step.point for step in before.steps]
    return Problem(text, [] if image is None else [image], ask.answer, solution, knowledge,
                   ask.principle, (name, *scene.numbers))


def fill(text, scene, before=None):
    """Puts the givens, or the letters that stand for them, in the place of their names in braces."""
    for given, value in (scene.givens | (before.letters if before else {})).items():
        text = text.replace(f"{{{given}}}", str(value))
    return text


def picture(name, scene, rng, size, hard=False, letters=()):
    """The scene's figure, drawn from a generator of its own so that drawing never shifts later numbers."""
    own = random.Random(rng.getrandbits(64))
    if scene.picture:
        return scene.picture(size, own, hard)
    canvas = Canvas(scene.upright)
    scene.figure(canvas, {k: str(v) for k, v in scene.givens.items()} | dict(letters))
    if scene.check and scene.check(canvas) != scene.asks[0].answer:
        raise ValueError(f"book: {name} {scene.numbers}: the figure gives {scene.check(canvas)}, the program "
                         f"{scene.asks[0].answer}")
    return show(canvas, size, own, hard)


def chain(scene, rng):
    """The derivations of node x; None where a program has its own x."""
    return None if scene.step else steps.derive(scene.givens, rng, scene.asks[0].knowledge)


def node_problem(name, scene, node, rng, size, before, context):
    """One of the eight nodes of a scene; before: its Chain (for x), context: which of its contexts (for z)."""
    deep, pair = "x" in node, scene.contexts[context]
    if scene.step:
        ask, before = (scene.step if deep else scene.asks[0]), None
        text = pair[deep] if "z" in node else ask.text
    else:
        ask, before = scene.asks[0], (before if deep else None)
        opening, question = pair if "z" in node else ("", ask.text)
        stand = ""
        if deep:
            many = len(before.letters) > 1
            stand = f"The letter{'s' * many} {' and '.join(before.letters.values())} stand{'s' * (not many)} for " \
                    f"{'numbers' if many else 'a number'} found as follows: {before.text}"
        text = " ".join(part for part in (opening, stand, question) if part)
    image = picture(name, scene, rng, size, "y" in node, before.letters if before else ())
    return problem(name, scene, ask, image, text, before)


def variants(name, rng, m, size=448, split="train", node="base"):
    """m problems of one question text and principle, each with other numbers and its own figure.

    node: base, y, z, yz; with m = 1 or a pocket program any node.  A derivation has numbers in its text, which no two
    variants can share.
    """
    found, first, context = [], None, None
    if m > 1 and "x" in node and not PROGRAMS[name].pocket:
        raise ValueError(f"book: {name}: node {node} has numbers in its text, so {m} variants cannot share it")

    def texts(scene):
        return [fill(text, scene) for text in (scene.asks[0].text, *scene.contexts[context])]

    while len(found) < m:
        taken = {p.numbers for p in found}
        scene = draw_until(lambda: sample(name, rng, split), lambda s: (name, *s.numbers) not in taken and (
            first is None or texts(s) == first), f"{name}, {m} variants")
        if first is None:
            context = rng.randrange(len(scene.contexts))
            first = texts(scene)
        before = chain(scene, rng) if "x" in node else None
        found.append(node_problem(name, scene, node, rng, size, before, context))
    return found


def questions(name, rng, k, size=448, split="train"):
    """k different questions on one figure; k at most PROGRAMS[name].questions."""
    scene = sample(name, rng, split)
    if not 1 <= k <= len(scene.asks):
        raise ValueError(f"book: {name} can ask 1 to {len(scene.asks)} questions about a figure, not {k}")
    image = picture(name, scene, rng, size)
    return [problem(name, scene, ask, image) for ask in scene.asks[:k]]


def pro(name, rng, size=448, split="train"):
    """The eight nodes of one seed and the single-knowledge problems a, b, ... of the points that x adds."""
    scene = sample(name, rng, split)
    before, context = chain(scene, rng), rng.randrange(len(scene.contexts))
    made = {node: node_problem(name, scene, node, rng, size, before, context) for node in NODES}
    alone = scene.alone or [lambda rng, step=step: increment(step, rng, size, split) for step in before.steps]
    for letter, make in zip("abcde", alone):
        made[letter] = draw_until(lambda: make(rng), lambda p: side_of_split(p.numbers) == split,
                                  f"{name}, node {letter}, split {split}")
    return made


def increment(step, rng, size, split):
    """A single-knowledge problem for a step: half of the time with the figure of a program on the same point."""
    fits = [p.name for p in PROGRAMS.values() if p.point == step.point and not p.pocket]
    if fits and rng.random() < 0.5:
        return variants(rng.choice(fits), rng, 1, size, split)[0]
    return steps.alone(step, rng)


def text_only(name, rng, split="train"):
    """A problem without a figure: the givens are said in words."""
    scene = sample(name, rng, split)
    return problem(name, scene, scene.asks[0], None, f"{scene.words} {scene.asks[0].text}")
