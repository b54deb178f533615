"""The book: problem programs, one module per chapter, over the knowledge points of knowledge.tsv.

A program draws its figure, knows the answer by construction and writes the solution; the tools give it the three
difficulty axes.  PROGRAMS maps a program's name to it.  Five functions make problems:
    variants(name, rng, m)   one question, m different figures       (MathBook-Standard, one question several images)
    questions(name, rng, k)  one figure, k different questions       (MathBook-Standard, one image several questions)
    pro(name, rng)           a seed and its difficulty nodes         (MathBook-Pro: base x y z xy xz yz xyz, a..e)
    leveled(name, rng, plan) nodes with a wanted number of knowledge points    (MathBookEval)
    text_only(name, rng)     the problem with its givens in words
rng is a random.Random: the same state gives the same problems, byte for byte.  Node letters as in the official files:
x more steps (canvas and text show a letter for a given, the text derives it through five more knowledge points),
y visual load, z a context.  The answer stays, except in the pocket programs: their x asks one operation more.
Chapters lie in one folder a domain.  To add a program, write one decorated function in a chapter's file (see
tools.program); a new file in such a folder is a new chapter.
"""

import copy
import difflib
import functools
import importlib
import itertools
import random
import re
from pathlib import Path

from scheduler import CUBE as NODES

from . import steps
from .page import show
from .tools import PROGRAMS, Problem, Program, draw_until, drawn, side_of_split, verify

DOMAINS = ("fundamentals", "algebra", "geometry", "probability")  # in the table's order, which STEPS keeps
for domain in DOMAINS:
    for file in sorted((Path(__file__).parent / domain).glob("[a-z]*.py")):
        importlib.import_module(f".{domain}.{file.stem}", __name__)  # fills PROGRAMS and steps.STEPS

POCKET_PX = 140  # figures up to this size carry no writing

__all__ = [
    "NODES",
    "PROGRAMS",
    "Problem",
    "Program",
    "leveled",
    "pro",
    "questions",
    "side_of_split",
    "text_only",
    "variants",
]


def sample(name, rng, split):
    """A verified scene on the wanted side of the split, which goes by what the figure shows (pocket: by numbers)."""
    if name not in PROGRAMS:
        near = difflib.get_close_matches(name, PROGRAMS) or sorted(PROGRAMS)[:3]
        raise ValueError(f"book: no program named {name!r} among {len(PROGRAMS)}, such as {', '.join(near)}")
    if split not in ("train", "eval"):
        raise ValueError(f"book: split must be train or eval, not {split!r}")
    make = functools.partial(PROGRAMS[name].make, rng)
    scene = draw_until(make, lambda scene: side_of_split(shown(name, scene)) == split, f"{name}, split {split}")
    verify(name, scene)
    return scene


def shown(name, scene):
    """What decides the side of the split, as a text: all that the figure shows, so that no two sets share a figure.

    Coordinates stand there to six places: the same on every machine. Pocket programs: their numbers.
    """
    if scene.picture:
        return repr((name, *scene.numbers))
    canvas, known = drawn(scene), {}

    def path(points):
        if id(points) not in known:  # the outline of a disc is a stroke and a fill
            texts = [
                f"[{round(x, 6) + 0.0}, {round(y, 6) + 0.0}]"  # + 0.0: no -0.0
                if type(x) is type(y) is float  # most are; the other way gives the same, only more slowly
                else repr(rounded((x, y)))
                for x, y in points
            ]
            known[id(points)] = f"[{', '.join(texts)}]"
        return known[id(points)]

    strokes = ", ".join(f"[{path(points)}, {kind!r}]" for points, kind in canvas.strokes)
    fills = ", ".join(f"[{path(points)}, {float(accent)!r}]" for points, accent in canvas.fills)
    return f"({name!r}, [{strokes}], [{fills}], {path(canvas.dots)}, {rounded(canvas.labels)!r})"


def rounded(value):
    """Nested lists with their numbers to six places."""
    if isinstance(value, (list, tuple)):
        return [rounded(v) for v in value]
    return round(float(value), 6) + 0.0 if isinstance(value, (int, float)) else value


def problem(name, scene, ask, image, text=None, before=None):
    """Joins a scene, a question about it and its picture (None: text only); before: a Chain that leads to it."""
    text = fill(text or ask.text, scene, before)
    if image is not None:  # a pocket figure stands last: its distance to the response is then the same in every wording
        text = text + "<image>" if image.width <= POCKET_PX else "<image>" + text
    solution, knowledge, answer = ask.solution, list(ask.knowledge), ask.answer
    if before:
        solution = f"{before.solution} {solution}"
        knowledge += [step.point for step in before.steps]
    if ask.options:
        answer = "ABCDEFGH"[ask.options.index(ask.answer)]
        text += "\nAnswer with the letter." + "".join(f"\n{a}. {b}" for a, b in zip("ABCDEFGH", ask.options))
        solution += f" This is option {answer}."
    return Problem(
        text,
        [] if image is None else [image],
        answer,
        solution,
        knowledge,
        ask.principle,
        (name, *scene.numbers),
        ask.options,
    )


def fill(text, scene, before=None):
    """Puts the givens, or the letters that stand for them, in the place of their names in braces."""
    for given, value in (scene.givens | (before.letters if before else {})).items():
        text = text.replace(f"{{{given}}}", str(value))
    return text


def picture(scene, seed, size, hard=False, letters=()):
    """The scene's figure, drawn from a generator of its own so that drawing never shifts later numbers."""
    rng = random.Random(seed)
    if scene.picture:
        return scene.picture(size, rng, hard)
    return show(drawn(scene, letters), size, rng, hard)


def chain(scene, rng, depth=5):
    """The derivations of node x; None where a program has its own x."""
    if scene.step:
        return None
    texts = [scene.asks[0].text, *(part for pair in scene.contexts for part in pair), *drawn(scene).texts()]
    taken = {letter.lower() for text in texts for letter in re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", text)}
    return steps.derive(scene.givens, rng, scene.asks[0].knowledge, depth, taken)


def wording(scene, node, before, context):
    """The text of a node of a scene, with the names of its givens in braces still."""
    pair, deep = scene.contexts[context], "x" in node
    if scene.step:
        return pair[deep] if "z" in node else (scene.step if deep else scene.asks[0]).text
    opening, question = pair if "z" in node else ("", scene.asks[0].text)
    stand = ""
    if deep:
        many = len(before.letters) > 1
        stand = (
            f"The letter{'s' * many} {' and '.join(before.letters.values())} stand{'s' * (not many)} for "
            f"{'numbers' if many else 'a number'} found as follows: {before.text}"
        )
    return " ".join(part for part in (opening, stand, question) if part)


def node_problem(name, scene, node, seed, size, before, context):
    """One of the eight nodes of a scene.

    seed: of its picture; before: its Chain (for x); context: which of its contexts (for z).
    """
    ask = scene.step if scene.step and "x" in node else scene.asks[0]
    before = before if "x" in node else None
    text = wording(scene, node, before, context)
    image = picture(scene, seed, size, "y" in node, before.letters if before else ())
    made = problem(name, scene, ask, image, text, before)
    made.needs_figure = needs_figure(name, scene, node, before, context)
    return made


@functools.lru_cache(maxsize=1)  # the nodes of a seed look at the same ones
def others(name, seed):
    """400 further scenes of a program, drawn when they are first wanted. To be copied, then iterated over."""
    rng = random.Random(seed)
    return itertools.tee((PROGRAMS[name].make(rng) for _ in range(400)), 1)[0]


def needs_figure(name, scene, node, before, context):
    """Whether the text alone cannot give the answer: another scene has the same text and another answer.

    The other scene is looked for among 400 draws; the givens that a derivation states in the text stay the same.
    """

    def answer(s):
        return (s.step if s.step and "x" in node else s.asks[0]).answer

    def text(s):
        return fill(wording(s, node, before, context), s, before)

    stated, own_answer, own_text = before.letters if before else (), answer(scene), text(scene)
    return any(
        answer(other) != own_answer
        and all(other.givens.get(k) == scene.givens.get(k) for k in stated)
        and text(other) == own_text
        for other in copy.copy(others(name, repr(scene.numbers)))
    )


def variants(name, rng, m, size=448, split="train", node="base"):
    """m problems of one question text and principle, each with other numbers and its own figure.

    node: base, y, z, yz; with m = 1 or a pocket program any node.  A derivation has numbers in its text, which no two
    variants can share.
    """
    if m > 1 and "x" in node and not PROGRAMS[name].pocket:
        raise ValueError(f"book: {name}: node {node} has numbers in its text, so {m} variants cannot share it")
    for _ in range(20):  # a first scene whose text few others share is given up for another one
        found = alike(name, rng, m, size, split, node)
        if len(found) == m:
            return found
    raise ValueError(f"book: {name}: no {m} variants of one question found")


def alike(name, rng, m, size, split, node):
    """Up to m problems whose texts are that of the first scene drawn."""
    found, first, context, tries = [], None, None, 0

    def texts(scene):
        return [fill(text, scene) for text in (scene.asks[0].text, *scene.contexts[context])]

    while len(found) < m and tries < 2000:
        scene, tries = sample(name, rng, split), tries + 1
        if (name, *scene.numbers) in {p.numbers for p in found} or first is not None and texts(scene) != first:
            continue
        if first is None:
            context = rng.randrange(len(scene.contexts))
            first = texts(scene)
        before = chain(scene, rng) if "x" in node else None
        found.append(node_problem(name, scene, node, rng.getrandbits(64), size, before, context))
    return found


def questions(name, rng, k, size=448, split="train"):
    """k different questions on one figure; k at most PROGRAMS[name].questions."""
    scene = sample(name, rng, split)
    if not 1 <= k <= len(scene.asks):
        raise ValueError(f"book: {name} can ask 1 to {len(scene.asks)} questions about a figure, not {k}")
    image = picture(scene, rng.getrandbits(64), size)
    return [problem(name, scene, ask, image) for ask in scene.asks[:k]]


def pro(name, rng, size=448, split="train"):
    """The eight nodes of one seed and the single-knowledge problems a, b, ... of the points that x adds."""
    scene = sample(name, rng, split)
    before, context = chain(scene, rng), rng.randrange(len(scene.contexts))
    made = {node: node_problem(name, scene, node, rng.getrandbits(64), size, before, context) for node in NODES}
    plans = [functools.partial(pocket_increment, alone, rng) for alone in scene.alone]
    plans = plans or [functools.partial(increment, step, rng, size, split) for step in before.steps]
    for letter, plan in zip("abcde", plans):
        place = f"{name}, node {letter}, split {split}"
        _, make = draw_until(plan, lambda planned: side_of_split(planned[0]) == split, place)
        made[letter] = make()
    return made


def leveled(name, rng, plan, size=448, split="eval"):
    """Problems of one seed, one for each (node, least, most knowledge points) of plan."""
    scene = sample(name, rng, split)
    context, own, made = rng.randrange(len(scene.contexts)), len(scene.asks[0].knowledge), []
    for node, least, most in plan:
        before = chain(scene, rng, rng.randint(max(least, own + 1), most) - own) if "x" in node else None
        made.append(node_problem(name, scene, node, rng.getrandbits(64), size, before, context))
    return made


def increment(step, rng, size, split):
    """(numbers, function that makes it) of a single-knowledge problem for a step.

    Half of the time it has the figure of a program on the same point; that is not drawn until its side is known.
    """
    fits = [p.name for p in PROGRAMS.values() if p.point == step.point and not p.pocket]
    if not fits or rng.random() >= 0.5:
        made = steps.alone(step, rng)
        return made.numbers, lambda: made
    name = rng.choice(fits)
    scene = sample(name, rng, split)
    context, seed = rng.randrange(len(scene.contexts)), rng.getrandbits(64)
    return (name, *scene.numbers), lambda: node_problem(name, scene, "base", seed, size, None, context)


def pocket_increment(alone, rng):
    """The same for a pocket program, which has functions of its own for them."""
    made = alone(rng)
    return made.numbers, lambda: made


def text_only(name, rng, split="train"):
    """A problem without a figure: the givens are said in words."""
    scene = sample(name, rng, split)
    return problem(name, scene, scene.asks[0], None, f"{scene.words} {scene.asks[0].text}")
