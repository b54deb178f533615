"""What every problem is composed of: its text with the givens in it, its options, its picture, the finished record."""

import random
import re
from collections import Counter

from answers import numbers

from .page import show
from .tools import Problem, distractors, drawn

POCKET_PX = 140  # figures up to this size carry no writing
FORM = re.compile(r"(?<=[.?!]) (?:Answer in the form|Give (?:the|an|your|it)) [^?]*?\.(?= [A-Z$]|$)")  # of an answer
OFFERED = 4  # options of a problem, where there are as many wrong answers


def fill(text, scene, letters=(), **more):
    """Puts the givens, or the letters that stand for them, in the place of their names in braces."""
    for given, letter in dict(letters).items():  # a formula, where the text is none
        parts = re.split(r"(\$[^$]*\$)", text)
        text = "".join(p.replace(f"{{{given}}}", letter if p.startswith("$") else f"${letter}$") for p in parts)
    for given, value in (scene.givens | scene.say | more).items():
        text = text.replace(f"{{{given}}}", str(value))
    return text


def offered(ask, rng, share):
    """The options of a problem in the order shown: those of the ask, in a share of cases made of its wrong answers."""
    wrong = distractors(ask)
    if ask.options or len(wrong) < 2 or rng.random() >= share:
        return list(ask.options)
    return rng.sample(found := [ask.answer, *wrong[: OFFERED - 1]], len(found))


def set_off(text):
    """An answer as part of a sentence: formulas between dollar signs."""
    return f"${text}$" if re.search(r"[\\^_]", text) and "$" not in text else text


def facts(scene, canvas, solution):
    """The numbers that a figure shows and that the solution uses, in the solution's order: what has to be read off it.

    A number that stands there twice counts twice, if the solution has it as often. Of a program that draws pixels:
    those of its words, from left to right.
    """
    if scene.picture:
        return list(numbers(scene.words))
    texts = [label[4] for label in canvas.labels] + canvas.givens + canvas.captions + [text for _, text in canvas.key]
    left, found = Counter(n for text in texts for n in numbers(text)), []
    for n in numbers(solution):
        if left[n]:
            found.append(n)
            left[n] -= 1
    return found


def problem(name, scene, ask, image, text=None, options=(), solution=None, knowledge=None, canvas=None):
    """Joins a question about a scene and its picture (None: text only). canvas: what the picture shows, for the facts;
    without it there are none."""
    text = text or fill(ask.text, scene)
    if image is not None:  # a pocket figure stands last: its distance to the response is then the same in every wording
        text = text + "<image>" if image.width <= POCKET_PX else "<image>" + text
    answer, solution = ask.answer, solution or ask.solution
    if options:
        answer = "ABCDEFGH"[options.index(ask.answer)]
        text = FORM.sub("", text)
        text += "\nAnswer with the letter." + "".join(f"\n{a}. {set_off(b)}" for a, b in zip("ABCDEFGH", options))
        solution += f" This is option {answer}."
    return Problem(
        text,
        [] if image is None else [image],
        answer,
        solution,
        list(knowledge or ask.knowledge),
        ask.principle,
        (name, *scene.numbers),
        list(options),
        facts=facts(scene, canvas, solution) if canvas or image and scene.picture else [],
    )


def picture(scene, seed, size, asked=0, canvas=None):
    """The scene's figure, drawn from a generator of its own so that drawing never shifts later numbers."""
    rng = random.Random(seed)
    if scene.picture:
        return scene.picture(size, rng, False)
    return show(canvas or figure(scene, asked), size, rng)


def figure(scene, asked):
    """The canvas for a question; "?" stays only where it is asked for."""
    canvas = drawn(scene, asked=asked)
    if asked and "question mark" not in scene.asks[asked].text:
        canvas.labels = [label for label in canvas.labels if label[4] != "?"]
    return canvas
