"""The nodes of the difficulty space: what a problem's text, figure and solution are made of at each of them."""

import functools
import random
import re
import sys
from dataclasses import dataclass, field, replace

from scheduler import CUBE as NODES

from . import alone, chains
from .compose import figure, fill, offered, picture, problem, set_off
from .constructions import derive, lettered
from .constructions.extras import enriched
from .origins import origins
from .page import ALWAYS, show
from .sampling import essential, needs_figure, on_side, program, sample, seeded
from .stories import stories
from .style import hue_of
from .tools import draw_until, side_of_split, verify

KNOWLEDGE = 6  # points that x has in all, at least
ADDED = 3  # points that x adds, at least
ALIKE = 4000  # scenes that are tried for variants of one text
SEEDS = 8  # scenes that are tried until one lets itself be derived
STRICT = 4  # of these, how many without relations of bare numbers
PLAIN = 4  # scenes that are drawn until one has a plain answer
UGLY = re.compile(r"\\sqrt|\\frac\{\d*\}\{(?:1[3-9]|[2-9]\d|\d{3,})\}")  # a length or price that nobody tells
LISTED = 10  # scenes that are tried before them with listed chains alone (book/chains), where the program has some
LOADED = {"base": "y", "x": "xy", "z": "yz", "xz": "xyz"}  # the same problem with a visually loaded figure


@dataclass
class Plan:
    """What the nodes of a seed share. chain: the derivations of x; story: the scene of z; options: of all nodes.

    seed: of the pictures, so that nodes that differ in the text alone have one figure.  deep_story: of nodes with x and
    z where the derivations do not suit that of z: formal ones need an abstract wording.
    """

    chain: object
    story: object
    options: list
    seed: int
    deep_story: object = None
    richer: tuple | None = None  # see richer(); None: not looked at
    pictures: dict = field(default_factory=dict)  # those that are drawn already

    def told(self, node):
        """The story of a node, None without z."""
        deep = "x" in node and self.deep_story
        return (deep or self.story) if "z" in node else None


# ----------------------------------------------------------------------------------------------------------- the texts
def split_question(text):
    """(what is said before the question, the question and what follows it)."""
    sentences = re.split(r"(?<=[.?!])\s+(?=[A-Z$])", text)
    place = next((i for i, s in enumerate(sentences) if s.endswith("?")), len(sentences) - 1)
    return " ".join(sentences[:place]), " ".join(sentences[place:])


def reworded(text, words):
    """A text with the nouns of a scene in the place of the problem's, longer phrases first."""
    if not words:
        return text
    for phrase in (k for k in words if "$" in k):
        text = text.replace(phrase, words[phrase])
    both = {k[0].upper() + k[1:]: v[0].upper() + v[1:] for k, v in words.items() if k and v} | words
    pattern = re.compile(r"(?<![\w\\])(" + "|".join(map(re.escape, sorted(both, key=len, reverse=True))) + r")(?!\w)")
    # formulas and names of principles and points stay
    parts = re.split(r"(\$[^$]*\$|\*[^*]+\* \([^)]*\)|\([A-Z][a-z]+ [A-Za-z' -]+\))", text)
    return "".join(part if part[:1] in ("$", "*", "(") else pattern.sub(lambda m: both[m[0]], part) for part in parts)


def retold(text, words, letters):
    """The text of derivations in the nouns of a scene: the things of a count too, letters right behind a noun."""
    things = {k: v for k, v in words.items() if k.startswith("number of ") and v.startswith("number of ")}
    things = {k.removeprefix("number of "): v.removeprefix("number of ") for k, v in things.items()}
    for letter in letters.values():
        for noun, other in words.items():
            text = text.replace(lettered(noun, letter), lettered(other, letter))
    text = reworded(text, {f"the {k}": f"the {v}" for k, v in things.items()} | words)
    for letter in letters.values():
        for noun in words.values():
            text = text.replace(f"{noun} ${letter}$", lettered(noun, letter))
    return text


BARE = r"(?:this|these) (?:be|is|are|costs?|last|makes?|mean|takes?)"  # without the noun of what is meant
REFERS = re.compile(rf"\b(?:its?|their|they|them|{BARE})\b", re.IGNORECASE)  # to what was said just before


def wording(scene, node, plan):
    """The text of a node."""
    chain = plan.chain if "x" in node else None
    letters = chain.letters if chain else {}
    story = plan.told(node)
    before, question = (story.opening, story.question) if story else split_question(scene.asks[0].text)
    middle = ""
    if chain:
        middle = chain.text(real=story is not None and not story.abstract)
        middle = retold(middle, story.words, letters) if story else middle
    if chain and chain.board.shape:
        before, question = lettered_shape(before, question, *chain.board.shape)
    parts = (before, middle, question)
    if REFERS.search(question):  # what it refers to stays before it
        *first, last = re.split(r"(?<=[.?!])\s+(?=[A-Z$])", before)
        parts = (" ".join(first), middle, last, question)
    return fill(" ".join(part for part in parts if part), scene, letters)


def lettered_shape(before, question, noun, letters):
    """The texts with the letters of a shape behind its noun, where it comes first: "the triangle ABC"."""
    name = re.compile(rf"\b((?:the|this) (?:[a-z]+ )?{noun})\b(?! \$?[A-Z])", re.IGNORECASE)
    if name.search(before):
        return name.sub(rf"\1 {letters}", before, count=1), question
    return before, name.sub(rf"\1 {letters}", question, count=1)


READS = re.compile(
    r"^(The|This) ([a-z ]{3,20}?) (?:shows|gives|marks|tells|lists|names)\b( that\b)?|^(In the [a-z ]{3,20}\b)"
)


def known_now(text):
    """A base solution after derivations: what it reads off the figure was not shown there, but follows."""

    def said(m):
        if m[3]:
            return "It follows that"
        return f"So {m[4][0].lower()}{m[4][1:]}" if m[4] else f"So {m[1].lower()} {m[2]} has"

    return READS.sub(said, text, count=1)


def solution_of(scene, node, plan):
    """The solution of a node: the derivations, then the base solution, then the answer in the words of the scene."""
    text = scene.asks[0].solution
    if "x" in node:
        text = f"{plan.chain.solution} {known_now(text)}"
    if story := plan.told(node):
        answer, ending = scene.asks[0].answer, story.ending
        inside = ending.partition("{answer}")[0].count("$") % 2  # of a formula of the ending's own
        ending = fill(ending, scene, answer=answer if inside else set_off(answer))
        text = f"{reworded(text, story.words)} {ending}"
    return text


# ----------------------------------------------------------------------------------------------------------- the nodes
def planned(name, scene, rng, share, deep=True, strict=False):
    """The Plan of a seed; None where x is wanted (deep) and the figure's givens do not let themselves be derived.

    strict: see derive."""
    plan = Plan(None, chosen(name, scene, rng), offered(scene.asks[0], rng, share), rng.getrandbits(64))
    least = max(KNOWLEDGE, len(scene.asks[0].knowledge) + ADDED)
    return deepened(name, scene, rng, plan, least, least + 2, strict) if deep else plan


def chosen(name, scene, rng, formal=None):
    """A story that fits: one that was read where there is one, of those a scene; formal: first of all an abstract one
    or none."""

    def rank(story):
        return story.abstract == formal, story.was_read, not story.abstract

    told = [story for story in stories(name) if story.fits(scene)]
    best = max(map(rank, told), default=None)
    return rng.choice([story for story in told if rank(story) == best]) if told else None


def deepened(name, scene, rng, plan, least, most, strict=False):
    """The same Plan with a chain that brings least to most knowledge points in all; None where there is none."""
    taken = " ".join(part for s in stories(name) for part in (s.opening, s.question)) + scene.asks[0].text
    own = scene.asks[0].knowledge
    needed = essential(name, scene)
    least, listed = max(least, len(own) + 1), chains.listed(name)
    chain = derive(scene, rng, least, most, own, taken, needed, origins(name), strict, listed)
    if chain is None:
        return None
    suits = chain.formal is None or not plan.story or plan.story.abstract == chain.formal
    deep_story = None if suits else chosen(name, scene, rng, chain.formal)
    return replace(plan, chain=chain, deep_story=deep_story, pictures={}, richer=None)


def seed_of(name, rng, split, share, deep=True):
    """(scene, Plan) of a seed; other scenes are tried until one lets itself be derived, at first by the listed chains,
    then without relations of bare numbers."""
    for i in range(-LISTED if deep and chains.listed(name) else 0, SEEDS):
        scene = plain_scene(name, rng, split)
        plan = planned(name, scene, rng, share, deep, strict="listed" if i < 0 else i < STRICT)
        if plan:
            return scene, plan
    raise ValueError(f"book: {name}: no given of {SEEDS} scenes can be derived")


def plain_scene(name, rng, split):
    """A scene whose answer has no root and no fraction of large numbers, where a few draws find one."""
    for _ in range(PLAIN):
        scene = sample(name, rng, split)
        if not UGLY.search(scene.asks[0].answer):
            break
    return scene


def node_problem(name, scene, node, size, plan):
    """One of the eight nodes of a scene."""
    if scene.picture:
        return pocket_node(name, scene, node, size, plan)
    image, canvas = node_picture(scene, node, size, plan)
    chain = plan.chain if "x" in node else None
    knowledge = scene.asks[0].knowledge + [
        p for p in (chain.points if chain else []) if p not in scene.asks[0].knowledge
    ]
    made = problem(
        name,
        scene,
        scene.asks[0],
        image,
        wording(scene, node, plan),
        plan.options,
        solution_of(scene, node, plan),
        knowledge,
        canvas,
    )
    made.needs_figure = figure_needed(name, scene, node, plan)
    made.constructions = [link.construction.name for link in chain.links] if chain else []
    return made


def node_picture(scene, node, size, plan):
    """(picture, its canvas without what y adds) of a node, drawn once for all nodes that differ in words alone."""
    story = plan.told(node)
    icon = story.icon if story else ""
    key = "x" in node, "y" in node, icon
    if key not in plan.pictures:
        plan.pictures[key] = drawn_node(scene, node, size, plan, icon)
    return plan.pictures[key]


def drawn_node(scene, node, size, plan, icon):
    """A new picture of a node, and its canvas."""
    plain, hard = plan.chain.canvas if "x" in node else figure(scene, 0), "y" in node
    canvas = plain
    if node in ("xy", "xyz"):
        canvas = enriched(plain, scene, y_rng(plan), "xy")
        hard = ALWAYS if canvas is plain else hard  # nothing fits: it is drawn in another way
    elif hard:
        canvas, added = richer(scene, plan)
        hard = added or ALWAYS
    hue = hue_of(plan.story.opening) if plan.story and not plan.story.abstract else ""
    return show(canvas, size, random.Random(plan.seed), hard, icon, hue), plain


def y_rng(plan):
    """The generator of the additions of node y."""
    return random.Random(f"{plan.seed}/y")


def richer(scene, plan):
    """The figure of node y without x and whether an addition fits; worked out once for a seed.

    Numbers of the text stay there where none fits: "n = 4" below a figure would be read as a label of it.
    """
    if plan.richer is None:
        plain = figure(scene, 0)
        canvas = enriched(plain, scene, y_rng(plan))
        plan.richer = canvas, canvas is not plain
    return plan.richer


def figure_needed(name, scene, node, plan):
    """Whether a value or a role that only the figure shows decides the answer."""
    story = plan.told(node)
    text = story.opening + story.question if story else scene.asks[0].text
    stated = {k for k in scene.givens if f"{{{k}}}" in text}
    if "x" in node:
        if plan.chain.shown:
            return True
        stated |= plan.chain.givens
    return needs_figure(name, scene, stated)


def variants(name, rng, m, size=448, split="train", node="base", share=0.0, loaded=0):
    """m problems of one question text and principle, each with other numbers and its own figure.

    node: base, y, z, yz; with m = 1 or a pocket program any node.  A derivation has numbers in its text, which no two
    variants can share.  share: of the problems that offer options, where m = 1.  loaded: so many, the first, are of the
    node with y: what they ask stays the same, their figures do not.
    """
    if m > 1 and "x" in node and not program(name).pocket:
        raise ValueError(f"book: {name}: node {node} has numbers in its text, so {m} variants cannot share it")
    each = [LOADED[node] if i < loaded else node for i in range(m)]
    if program(name).pocket:
        return pocket_variants(name, rng, size, split, each)
    if m == 1:
        scene, plan = seed_of(name, rng, split, share, deep="x" in node)
        return [node_problem(name, scene, each[0], size, plan)]
    for _ in range(20):  # a first scene whose text few others share is given up for another one
        found = alike(name, rng, size, split, each)
        if len(found) == m:
            return found
    raise ValueError(f"book: {name}: no {m} variants of one question found")


def alike(name, rng, size, split, each):
    """Problems of these nodes, as many as are found, whose texts are that of the first scene drawn."""
    first = sample(name, rng, split)
    story = planned(name, first, rng, 0, deep=False).story
    text = wording(first, each[0], Plan(None, story, [], rng.getrandbits(64)))
    found, scene = [], first
    for _ in range(ALIKE):
        plan = Plan(None, story, list(scene.asks[0].options), rng.getrandbits(64))
        told = (not story or story.fits(scene)) and wording(scene, each[0], plan) == text  # the quick test first
        new = told and (name, *scene.numbers) not in {p.numbers for p in found}
        if new and on_side(name, scene, split):
            verify(name, scene)
            found.append(node_problem(name, scene, each[len(found)], size, plan))
        if len(found) == len(each):
            break
        scene = seeded(name, rng)
    return found


def questions(name, rng, k, size=448, split="train", share=0.0):
    """k different questions on one figure; k at most PROGRAMS[name].questions. share: of those that offer options."""
    scene = sample(name, rng, split)
    if not 1 <= k <= len(scene.asks):
        raise ValueError(f"book: {name} can ask 1 to {len(scene.asks)} questions about a figure, not {k}")
    seed = rng.getrandbits(64)
    if scene.picture:
        image = picture(scene, seed, size)
        return [problem(name, scene, ask, image, options=ask.options) for ask in scene.asks[:k]]
    made, drawings = [], []  # most questions have the same drawing
    for i, ask in enumerate(scene.asks[:k]):
        canvas = figure(scene, i)
        image = next((image for other, image in drawings if other.same(canvas)), None)
        if image is None:
            image = picture(scene, seed, size, canvas=canvas)
            drawings.append((canvas, image))
        made.append(problem(name, scene, ask, image, options=offered(ask, rng, share), canvas=canvas))
    return made


def pro(name, rng, size=448, split="train", share=0.0):
    """The eight nodes of one seed and the single-knowledge problems a, b, ... of the points that x adds."""
    if program(name).pocket:
        return pocket_pro(name, rng, size, split)
    scene, plan = seed_of(name, rng, split, share)
    made = {node: node_problem(name, scene, node, size, plan) for node in NODES}
    added = [use for use in plan.chain.uses if use[0] not in scene.asks[0].knowledge]
    for letter, (point, principle) in zip("abcde", added):
        made[letter] = alone.increment(point, principle, rng, size, split)
    return made


def letters_of(name):
    """The letters of the single-knowledge problems that every seed of a program has."""
    one = program(name)
    return "abcde"[: len(one.make(random.Random(0)).alone) if one.pocket else ADDED]


def single(name, rng, node, size=448, split="train", share=0.0):
    """One node of a seed, or one of its letters_of, without the others: the same state of rng, the same seed."""
    own = random.Random(f"{rng.getrandbits(64)}/{node}")  # of a single-knowledge problem
    if program(name).pocket:
        scene = sample(name, rng, split)
        shared = rng.randrange(len(scene.contexts)), rng.getrandbits(64)
        if node in NODES:
            return pocket_node(name, scene, node, size, shared)
        return pocket_alone(name, scene, node, own, split)
    scene, plan = seed_of(name, rng, split, share)
    if node in NODES:
        return node_problem(name, scene, node, size, plan)
    point, principle = [use for use in plan.chain.uses if use[0] not in scene.asks[0].knowledge]["abcde".index(node)]
    return alone.increment(point, principle, own, size, split)


def leveled(name, rng, plan, size=448, split="eval", share=0.0):
    """Problems of one seed, one for each (node, least, most knowledge points) of plan.

    A program that cannot have so many or so few points gets those of a Pro seed at x; stderr says so.
    """
    if program(name).pocket:
        scene = sample(name, rng, split)
        context = rng.randrange(len(scene.contexts))
        return [pocket_node(name, scene, node, size, (context, rng.getrandbits(64))) for node, *_ in plan]
    wanted, usual = [one[1:] for one in plan], [(KNOWLEDGE, KNOWLEDGE + 2)] * len(plan)
    for levels in (wanted, usual):
        for _ in range(SEEDS):
            scene = sample(name, rng, split)
            shared = planned(name, scene, rng, share, deep=False)
            plans = [
                deepened(name, scene, rng, shared, *level) if "x" in node else shared
                for (node, *_), level in zip(plan, levels)
            ]
            if all(plans):
                return [node_problem(name, scene, node, size, one) for (node, *_), one in zip(plan, plans)]
        if levels is wanted:
            print(f"book: {name}: no derivation for {plan}; x uses {KNOWLEDGE} points or more instead", file=sys.stderr)
    raise ValueError(f"book: {name}: no scene of {SEEDS} has derivations with the knowledge points of {plan}")


def text_only(name, rng, split="train"):
    """A problem without a figure: the givens are said in words."""
    scene = sample(name, rng, split)
    one = scene.asks[0]
    return problem(name, scene, one, None, f"{scene.words} {fill(one.text, scene)}", one.options)


# ------------------------------------------------------------------------------------------------------ pocket programs
def pocket_node(name, scene, node, size, shared):
    """A node of a program that draws pixels and has its own x; shared: (number of its context, seed of its picture)."""
    context, seed = shared
    deep = "x" in node
    ask = scene.step if deep else scene.asks[0]
    text = scene.contexts[context][deep] if "z" in node else ask.text
    image = scene.picture(size, random.Random(seed), "y" in node)
    made = problem(name, scene, ask, image, fill(text, scene))
    made.needs_figure = True
    return made


def pocket_variants(name, rng, size, split, each):
    """Problems of these nodes and of one wording."""
    found, context = [], None
    while len(found) < len(each):
        scene = sample(name, rng, split)
        if (name, *scene.numbers) in {p.numbers for p in found}:
            continue
        context = rng.randrange(len(scene.contexts)) if context is None else context
        found.append(pocket_node(name, scene, each[len(found)], size, (context, rng.getrandbits(64))))
    return found


def pocket_pro(name, rng, size, split):
    """The eight nodes and the single-knowledge problems, for which these programs have functions of their own."""
    scene = sample(name, rng, split)
    context = rng.randrange(len(scene.contexts))
    made = {node: pocket_node(name, scene, node, size, (context, rng.getrandbits(64))) for node in NODES}
    made |= {letter: pocket_alone(name, scene, letter, rng, split) for letter, _ in zip("abcde", scene.alone)}
    return made


def pocket_alone(name, scene, letter, rng, split):
    """The single-knowledge problem of a letter."""
    one, place = scene.alone["abcde".index(letter)], f"{name}, node {letter}, split {split}"
    return draw_until(functools.partial(one, rng), lambda p: side_of_split(p.numbers) == split, place)
