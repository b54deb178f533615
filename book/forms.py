"""Forms of questions over several figures of one program, and over a written solution: tasks beside "work it out".

Each function returns one Problem: choose the figure, compare two figures, order three, find the wrong step.
"""

import random

from PIL import Image, ImageDraw

from . import arithmetic, compose, nodes
from .constructions.board import bounds
from .geometry.solid_views import cubes
from .page import show
from .sampling import sample
from .style import font
from .tools import PROGRAMS, Problem

TRIES = 60  # scenes that are drawn until their answers differ enough
GAP = 14  # pixels between figures


def numeric(text):
    """The value of an answer, or None where it is no number."""
    try:
        return float(arithmetic.value(text.removesuffix("^\\circ")))
    except (arithmetic.NotANumber, TypeError):
        return None


def scenes_with_values(name, rng, split, count):
    """count scenes of a program with the same question text and different numbers as answers, or None."""
    found, first = {}, None
    for _ in range(TRIES):
        scene = sample(name, rng, split)
        if scene.asks[0].options:
            return None
        value, text = numeric(scene.asks[0].answer), compose.fill(scene.asks[0].text, scene)
        if value is None:
            return None
        if not found or text == first and all(abs(value - v) > 1e-6 for v in found):
            first = text
            found[value] = scene
        if len(found) == count:
            return found
    return None


def side_by_side(pictures, letters):
    """One picture of several, in one row or two, with a letter under each."""
    columns = len(pictures) if len(pictures) < 4 else 2
    rows = -(-len(pictures) // columns)
    wide, high, under = max(p.width for p in pictures), max(p.height for p in pictures), 24
    sheet = Image.new("RGB", (columns * (wide + GAP) + GAP, rows * (high + under + GAP) + GAP), "white")
    pen = ImageDraw.Draw(sheet)
    for i, (picture, letter) in enumerate(zip(pictures, letters)):
        x, y = GAP + i % columns * (wide + GAP), GAP + i // columns * (high + under + GAP)
        sheet.paste(picture, (x + (wide - picture.width) // 2, y + (high - picture.height) // 2))
        pen.text((x + wide / 2, y + high + under / 2), letter, fill="#1a1a1a", font=font(17), anchor="mm")
    return sheet


def figures(found, rng, size):
    """The pictures of scenes, each smaller than a page of its own."""
    side = round(size * (0.62 if len(found) > 2 else 0.72))
    return [compose.picture(scene, rng.getrandbits(64), side) for scene in found]


def each(scene):
    """The question of a scene, quoted."""
    return f'the question "{compose.fill(scene.asks[0].text, scene)}"'


def made(name, scenes, image, text, answer, solution, options):
    """The Problem of a form over several scenes."""
    one = scenes[0].asks[0]
    numbers = (name, *(scene.numbers for scene in scenes))
    return Problem(f"<image>{text}", [image], answer, solution, one.knowledge, one.principle, numbers, options, True)


def choose_figure(name, rng, size, split):
    """Four figures: for which of them is this the answer?"""
    found = scenes_with_values(name, rng, split, 4)
    if found is None:
        return None
    scenes = rng.sample(list(found.values()), 4)
    right = rng.randrange(4)
    options = [f"Figure {letter}" for letter in "ABCD"]
    image = side_by_side(figures(scenes, rng, size), "ABCD")
    one = scenes[right].asks[0]
    text = f"For which of the four figures is ${one.answer}$ the answer to {each(scenes[0])}?"
    listed = "".join(f"\n{a}. {b}" for a, b in zip("ABCD", options))
    how = f"For Figure {'ABCD'[right]}: {one.solution} The other figures give " + ", ".join(
        f"${s.asks[0].answer}$ ({letter})" for s, letter in zip(scenes, "ABCD") if s is not scenes[right]
    )
    text += f"\nAnswer with the letter.{listed}"
    return made(name, [scenes[right], *scenes], image, text, "ABCD"[right], f"{how}.", options)


def compare(name, rng, size, split):
    """Two figures: for which is the answer greater, and by how much?"""
    found = scenes_with_values(name, rng, split, 2)
    if found is None:
        return None
    values, scenes = zip(*rng.sample(list(found.items()), 2))
    greater = 0 if values[0] > values[1] else 1
    options = ["Figure A", "Figure B", "Both are equal"]
    image = side_by_side(figures(scenes, rng, size), "AB")
    text = f"Look at {each(scenes[0])} for both figures. For which figure is the answer greater?"
    text += "\nAnswer with the letter." + "".join(f"\n{a}. {b}" for a, b in zip("ABC", options))
    how = " ".join(f"Figure {letter}: {scene.asks[0].solution}" for scene, letter in zip(scenes, "AB"))
    sign = ">" if greater == 0 else "<"
    how += f" Because ${scenes[0].asks[0].answer} {sign} {scenes[1].asks[0].answer}$, it is option {'AB'[greater]}."
    return made(name, scenes, image, text, "AB"[greater], how.replace("^\\circ >", " >"), options)


def order(name, rng, size, split):
    """Three figures in the order of their answers, the smallest first."""
    found = scenes_with_values(name, rng, split, 3)
    if found is None:
        return None
    values, scenes = zip(*rng.sample(list(found.items()), 3))
    ranked = [letter for _, letter in sorted(zip(values, "ABC"))]
    image = side_by_side(figures(scenes, rng, size), "ABC")
    text = (
        f"Look at {each(scenes[0])} for each of the three figures. Order the figures by the answer, from the smallest "
        "to the greatest. Answer in the form A < B < C."
    )
    how = " ".join(f"Figure {letter}: {scene.asks[0].solution}" for scene, letter in zip(scenes, "ABC"))
    return made(name, scenes, image, text, " < ".join(ranked), f"{how} The order is {' < '.join(ranked)}.", [])


def wrong_step(name, rng, size, split):
    """A solution of node x in steps, one of which is wrong: which is the first wrong one?"""
    scene, plan = nodes.seed_of(name, rng, split, 0)
    steps = [link.built.solution for link in reversed(plan.chain.links)]
    if len(steps) < 2:
        return None
    place = rng.randrange(len(steps))
    bent = spoiled(steps[place], rng)
    if bent is None:
        return None
    lines = [bent if i == place else step for i, step in enumerate(steps)]
    text = (
        f"{nodes.wording(scene, 'x', plan)}\nMia begins like this:\n"
        + "\n".join(f"({i + 1}) {line}" for i, line in enumerate(lines))
        + "\nExactly one of these steps holds a mistake. Which one? Answer with its number."
    )
    how = f"Step ({place + 1}) is wrong. It should read: {steps[place]} The other steps are right."
    knowledge = list(dict.fromkeys(plan.chain.points))
    principle = plan.chain.links[-1 - place].construction.uses[0][1]
    image, _ = nodes.node_picture(scene, "x", size, plan)
    numbers = (name, *scene.numbers)
    return Problem(f"<image>{text}", [image], str(place + 1), how, knowledge, principle, numbers, [], True)


def choose_view(name, rng, size, split):
    """A stack of unit cubes and four drawings of squares: which is its view from the front, or from the right?"""
    if name != "cube_stack":
        return None
    scene = sample(name, rng, split)
    canvas = compose.figure(scene, 1)
    solid, side = cubes(canvas), rng.choice(("front", "right"))
    right, other = (view(solid, axis) for axis in ((0, 1) if side == "front" else (1, 0)))
    bent = [right[:i] + (h + d,) + right[i + 1 :] for i, h in enumerate(right) for d in (-1, 1) if h + d > 0]
    wrong = [v for v in dict.fromkeys([right[::-1], other, *rng.sample(bent, len(bent))]) if v != right][:3]
    drawings = rng.sample([right, *wrong], 1 + len(wrong))
    x0, y0, x1, _ = bounds(canvas)
    step, rise = (x1 - x0) / 12, max(map(max, drawings)) + 1.2
    for i, (letter, heights) in enumerate(zip("ABCD", drawings)):
        left, low = x0 + 6.2 * step * (i % 2), y0 - (1 + i // 2) * rise * step
        for j, h in enumerate(heights):
            for k in range(h):
                x, y = left + (1.5 + j) * step, low + k * step
                canvas.polygon((x, y), (x + step, y), (x + step, y + step), (x, y + step), fill=False)
        canvas.text((left + 0.6 * step, low + step / 2), letter)
    image = show(canvas, size, random.Random(rng.getrandbits(64)), False)
    answer = "ABCD"[drawings.index(right)]
    options = [f"Drawing {letter}" for letter in "ABCD"[: len(drawings)]]
    text = (
        "Below each cube of the stack there are cubes down to the ground. Which of the drawings shows the stack as it "
        f"is seen from {'the front' if side == 'front' else 'its right side'}?\nAnswer with the letter."
        + "".join(f"\n{a}. {b}" for a, b in zip("ABCD", options))
    )
    how = (
        f"Seen from {'the front' if side == 'front' else 'the right'}, each column of the view is as high as the "
        f"highest column behind it: from left to right {', '.join(map(str, right))}. By *Front, Side and Top View* "
        f"(Definition of a Three-View Drawing) this is drawing {answer}."
    )
    point, numbers = "Definition of a Three-View Drawing", (name, side, tuple(drawings), *scene.numbers)
    return Problem(f"<image>{text}", [image], answer, how, [point], "Front, Side and Top View", numbers, options, True)


def view(solid, axis):
    """The heights of a set of unit cubes as seen from the front (axis 0) or from the right (axis 1)."""
    places = sorted({cube[axis] for cube in solid})
    return tuple(max(cube[2] + 1 for cube in solid if cube[axis] == place) for place in places)


def spoiled(step, rng):
    """A step whose last result is another number; None where it has none."""
    head, sign, tail = step.rpartition(" = ")
    digits = "".join(ch for ch in tail.split("$")[0] if ch.isdigit() or ch == ".")
    if not sign or not digits or not tail.startswith(digits):
        return None
    value = float(digits)
    wrong = value + rng.choice([d for d in (-3, -2, -1, 1, 2, 3, 10) if value + d > 0])
    return f"{head} = {wrong:g}{tail[len(digits) :]}"


FORMS = (choose_view, choose_figure, compare, order, wrong_step)


def problem(name, rng, size=448, split="train"):
    """A Problem of one of the forms, or None where the program suits none of them."""
    if PROGRAMS[name].pocket:
        return None
    for form in [FORMS[0], *rng.sample(FORMS[1:], len(FORMS) - 1)]:  # few programs have views
        found = form(name, rng, size, split)
        if found is not None:
            found.form = form.__name__
            return found
    return None
