"""Perception rows: what a figure shows, from its canvas: a description, or a question about one fact that it shows.

    python data.py build --size paper --captions 500 --out data     # such rows in sft.parquet

problem() draws the figure of a program (half of the time that of node x, with its constructions) and either asks for a
description or takes one of the QUESTIONS. A question is asked only where its answer is certain for a reader: names that
stand once, points that lie on a line or clearly off it. Nothing is told that the page does not show.
"""

import math

from . import compose, nodes
from .canvas import opening
from .describe import big, crowded, describe, order
from .reading import Reading, answer, joined, plain, value
from .sampling import sample
from .tools import PROGRAMS, Ask, table

DESCRIBED = 0.3  # share of rows that ask for a description
TASKS = ("Describe the figure.", "Describe what the figure shows.", "What does the figure show? Describe it in full.")


def problem(name, rng, size=448, split="train"):
    """A row of perception about the figure of a program; knowledge: the program's own point."""
    scene, canvas = shown(name, rng, split)
    point = PROGRAMS[name].point
    principle = table().find(point).principles[0].name
    describing = rng.random() < DESCRIBED
    if canvas is None:  # a program that draws pixels
        one = scene.asks[0]
        text, gold, how = one.text, one.answer, one.solution
        if describing:
            text, gold, how = TASKS[0], scene.words, "I look at what is drawn and count it."
    else:
        text, gold, how = told(Reading(canvas, scene.scale), rng, describing)
    image = compose.picture(scene, rng.getrandbits(64), size, canvas=canvas)
    made = compose.problem(name, scene, Ask(text, gold, how, [point], principle), image, text)
    made.form, made.needs_figure = "caption", True
    return made


def shown(name, rng, split):
    """(scene, canvas) of the base figure or, half of the time, of node x; no canvas for a program that draws pixels."""
    if rng.random() < 0.5 and not PROGRAMS[name].pocket:
        try:
            scene, plan = nodes.seed_of(name, rng, split, 0)
            return scene, plan.chain.canvas
        except ValueError:  # no given of these scenes can be derived
            pass
    scene = sample(name, rng, split)
    return scene, None if scene.picture else compose.figure(scene, 0)


def told(reading, rng, describing):
    """(text, answer, solution) of a description or a question; the one takes the place of the other where it must."""
    if not describing or crowded(reading):
        found = {kind: facts for kind, f in QUESTIONS.items() if (facts := f(reading))}
        if found:
            texts, gold, why = rng.choice(found[rng.choice(sorted(found))])
            return rng.choice(texts) if isinstance(texts, tuple) else texts, str(gold), why
    sentences = describe(reading)
    return rng.choice(TASKS), " ".join(text for _, text in sentences), order(sentences)


# ----------------------------------------------------------------------------------------------------------- questions
# Each function: [(wordings, answer, why)] of a Reading; empty where no such question has one certain answer.
def how_many_circles(reading):
    """Whole circles; none that could be taken for a dot, an ellipse or a part of a circle."""
    sizes = [radius for _, radius in reading.circles]
    unclear = reading.canvas.open_dots or reading.ellipses or reading.arcs or reading.sectors or reading.curves
    if not sizes or unclear or len(sizes) > 12 or min(sizes) < 0.03 * reading.extent:
        return []
    texts = ("How many circles are in the figure?", "Count the circles in the figure. How many are there?")
    return [(texts, len(sizes), f"I count the closed round lines: {len(sizes)}.")]


def how_many_right_angles(reading):
    """The small squares of right angles."""
    marks = [label for label in reading.canvas.labels if label[0] == "right"]
    places = [p for _, p, *_ in marks]
    if not marks or any(reading.near(p, q) for i, p in enumerate(places) for q in places[:i]):
        return []
    texts = (
        "How many right angles are marked with a small square?",
        "How many right-angle marks does the figure show?",
    )
    names = [name for _, p, q, r, _ in marks if (name := reading.angle_name(p, q, r))]
    where = f", here the {joined(names)}" if len(names) == len(marks) else ""
    return [(texts, len(marks), f"A small square at a vertex marks a right angle{where}; that makes {len(marks)}.")]


def how_many_names(reading):
    """The points with a capital letter."""
    letters = [label[4] for label in reading.labels if label[4][:1].isupper() and len(label[4]) < 3]
    if len(reading.places) < 3 or reading.twice or len(letters) != len(reading.places) or any(reading.given.values()):
        return []
    names = sorted(reading.places)
    texts = ("How many points are named with a capital letter?", "How many points of the figure carry a name?")
    return [(texts, len(names), f"The names are {joined(names)}; these are {len(names)} points.")]


def labels_of_segments(reading):
    """What stands at a segment between two named points."""
    sides = [label for label in reading.labels if label[0] == "side"]
    found = []
    for _, p, q, _, text in sides:
        name = reading.named(p, q)
        same = [
            1 for _, a, b, _, _ in sides if {reading.name(a), reading.name(b)} == {reading.name(p), reading.name(q)}
        ]
        if not name or len(same) > 1 or text == "?" or not reading.covered(p, q) or reading.between(p, q):
            continue
        what = "number" if value(text) is not None else "label"
        texts = (f"Which {what} stands at the segment {name}?", f"What is written beside the segment {name}?")
        found.append(
            (texts, answer(text), f"Beside the line from {reading.name(p)} to {reading.name(q)} I read {plain(text)}.")
        )
    return found


def segments_of_labels(reading):
    """At which segment a label stands."""
    sides, found = [label for label in reading.labels if label[0] == "side"], []
    for _, p, q, _, text in sides:
        if not reading.named(p, q) or sum(label[4] == text for label in reading.labels) > 1:
            continue
        if not reading.covered(p, q) or reading.between(p, q):
            continue
        one, two = sorted((reading.name(p), reading.name(q)))
        what = (
            "the question mark"
            if text == "?"
            else "the " + (f"number {plain(text)}" if value(text) is not None else f'label "{plain(text)}"')
        )
        ask = f"At which segment does {what} stand? Name its two end points in alphabetical order."
        found.append((ask, one + two, f"{big(what)} stands beside the line between {one} and {two}."))
    return found


def labels_of_angles(reading):
    """What stands in an angle whose vertex has a name and no second angle."""
    angles, found = [label for label in reading.canvas.labels if label[0] == "angle"], []
    for label in angles:
        _, v, p, q, text = label
        name, at = reading.angle_name(v, p, q), reading.name(v)
        alone = sum(reading.near(v, other[1]) for other in angles) == 1
        if text in ("", "?") or not at or not (alone or name.startswith("angle ") and " at " not in name):
            continue
        where = f"in the {name}" if " at " not in name else f"in the marked angle at {at}"
        found.append((f"Which label stands {where}?", answer(text), f"The arc at {at} carries the text {plain(text)}."))
    return found


def points_between(reading):
    """The one named point inside a drawn segment, where no other point lies near it."""
    found = []
    names = sorted(reading.places)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            p, q = reading.places[a], reading.places[b]
            inside = reading.between(p, q)
            if len(inside) != 1 or reading.between(p, q, reading.far) != inside or not reading.covered(p, q):
                continue
            texts = (f"Which point lies on the segment {a}{b} between its ends?",
                     f"Which named point stands between {a} and {b} on the segment {a}{b}?")  # fmt: skip
            found.append((texts, inside[0], f"Along the line from {a} to {b} I meet the point {inside[0]}."))
    return found


def lines_at_points(reading):
    """How many segments end at a point through which no line passes."""
    found = []
    for name, p in reading.places.items():
        turns = sorted(reading.directions(p))
        gaps = [math.remainder(b - a, 360) % 360 for a, b in zip(turns, [*turns[1:], turns[0] + 360])] if turns else []
        straight = any(abs(abs(math.remainder(a - b, 360)) - 180) < 3 for a in turns for b in turns)
        if len(turns) < 2 or min(gaps) < 8 or straight or reading.on_curve(p, 0.03) or reading.scale(0):
            continue
        if any(reading.near(p, end) for head in reading.heads for end in head):
            continue
        texts = (f"How many line segments meet at the point {name}?", f"How many segments end at the point {name}?")
        found.append((texts, len(turns), f"From {name} lines leave in {len(turns)} directions."))
    return found


def parallel_by_marks(reading):
    """Whether arrow heads say that two segments are parallel."""
    found = [(reading.named(p, q), n) for p, q, n in reading.canvas.arrowed if reading.named(p, q)]
    return compared(found, "Is {b} parallel to {a} by the marks?", "arrow head")


def equal_by_marks(reading):
    """Whether ticks say that two segments are equally long."""
    found = [(reading.named(p, q), n) for p, q, n in reading.canvas.ticked if reading.named(p, q)]
    return compared(found, "Do the marks say that {a} and {b} are equally long?", "tick")


def equal_angles_by_marks(reading):
    """Whether arcs say that two angles are equal."""
    found = [(reading.angle_name(v, p, q), n) for v, p, q, n in reading.canvas.arced if reading.angle_name(v, p, q)]
    return compared(found, "Do the arcs say that the {a} and the {b} are equal?", "arc")


def compared(marked, text, noun):
    """Questions about all pairs of things with marks: equal numbers of marks mean yes."""
    if len({name for name, _ in marked}) < len(marked):
        return []
    pairs = [(one, two) for i, one in enumerate(marked) for two in marked[i + 1 :]]
    return [
        (
            text.format(a=a, b=b),
            "Yes" if n == m else "No",
            f"{big(a)} carries {n} {noun}{'s' * (n > 1)} and {b} {m}: {'the same' if n == m else 'another'} number.",
        )
        for (a, n), (b, m) in pairs
    ]


def circle_points(reading):
    """The centre of the only circle, and how many named points lie on it."""
    if len(reading.circles) != 1 or reading.ellipses or reading.arcs:
        return []
    (centre, radius), found = reading.circles[0], []
    off = {name: abs(math.dist(p, centre) - radius) for name, p in reading.places.items()}
    if (own := reading.name(centre)) and sum(math.dist(p, centre) < reading.far for p in reading.places.values()) == 1:
        texts = ("Which point is the centre of the circle?", "Name the point at the centre of the circle.")
        found.append((texts, own, f"The circle lies evenly around the point {own}."))
    on = [name for name, distance in off.items() if distance < 1e-4 * radius]
    if on and len(off) > 1 and all(name in on or distance > 2 * reading.far for name, distance in off.items()):
        found.append(("How many of the named points lie on the circle?", len(on), f"On the circle lie {joined(on)}."))
    return found


def bar_facts(reading):
    """The tallest and the shortest bar, the number above a bar, the number of bars."""
    bars, found = reading.bars(), []
    if not bars:
        return []
    found.append(
        ("How many bars does the chart have?", len(bars), f"The bars stand over {joined(plain(b[0]) for b in bars)}.")
    )
    ranked = sorted(bars, key=lambda bar: bar[2])
    if ranked[-1][2] - ranked[-2][2] > reading.far:
        why = f"The bar that reaches highest stands over {plain(ranked[-1][0])}."
        found.append(("Which label stands under the tallest bar?", answer(ranked[-1][0]), why))
    if ranked[1][2] - ranked[0][2] > reading.far:
        why = f"The lowest bar stands over {plain(ranked[0][0])}."
        found.append(("Which label stands under the shortest bar?", answer(ranked[0][0]), why))
    for name, over, _ in bars:
        if over and over != "?":
            found.append(
                (
                    f"Which number stands above the bar {plain(name)}?",
                    answer(over),
                    f"Over {plain(name)} I read {plain(over)}.",
                )
            )
    return found


def table_facts(reading):
    """A cell of a table by its row and column, and the table's size."""
    rows = reading.table()
    if not rows:
        return []
    found = [("How many rows does the table have, the first one included?", len(rows), f"I count {len(rows)} rows.")]
    found.append(("How many columns does the table have?", len(rows[0]), f"I count {len(rows[0])} columns."))
    for i, row in enumerate(rows):
        read = "; ".join(plain(text) or "empty" for text in row)
        for j, cell in enumerate(row):
            if cell and cell != "?":
                why = f"Row {i + 1} reads {read}; place {j + 1} is {plain(cell)}."
                found.append((f"What stands in row {i + 1}, column {j + 1} of the table?", answer(cell), why))
    return found


def how_many_arrows(reading):
    """The heads of arrows, where no marks or axes could be taken for some."""
    n = len(reading.heads)
    if not 0 < n < 13 or reading.axis_names() or reading.canvas.arrowed:
        return []
    texts = ("How many arrow heads are in the figure?", "How many arrows does the figure show?")
    return [(texts, n, f"I count the lines that end in a head: {n}.")]


def greatest_number(reading):
    """The greatest and the smallest of the numbers in a figure that has no scale and no other texts with digits."""
    labels = [label for label in reading.labels if any(ch.isdigit() for ch in label[4])]
    numbers = [value(label[4]) for label in labels]
    if not 2 < len(numbers) <= 25 or None in numbers or reading.canvas.scales or reading.canvas.givens:
        return []
    shown, (low, high) = joined(plain(label[4]) for label in labels), (min(numbers), max(numbers))
    why = f"The numbers are {shown}."
    return [
        ("Which is the greatest number written in the figure?", answer(labels[numbers.index(high)][4]), why),
        ("Which is the smallest number written in the figure?", answer(labels[numbers.index(low)][4]), why),
    ]


def axis_ends(reading):
    """The greatest and the smallest number that is written at an axis."""
    found = []
    for axis, word in enumerate(("horizontal", "vertical")):
        if ticks := reading.scale(axis):
            shown = [number for _, number, _ in ticks]
            if len(reading.canvas.scales) > 2 or shown != sorted(shown):
                return []
            for which, (_, _, label) in (("greatest", ticks[-1]), ("smallest", ticks[0])):
                ask = f"Which is the {which} number written at the {word} axis?"
                why = f"The numbers at the {word} axis run from {plain(ticks[0][2][4])} to {plain(ticks[-1][2][4])}."
                found.append((ask, answer(label[4]), why))
    return found


def coordinates(reading):
    """The coordinates of a named point on a numbered grid."""
    grid = any(kind == "faint" for _, kind in reading.canvas.strokes)
    if not grid or not reading.unit_plane():
        return []
    whole = {name: p for name, p in reading.places.items() if all(abs(v - round(v)) < 1e-6 for v in p)}
    return [
        (f"At which coordinates does the point {name} stand?", f"({round(x)}, {round(y)})",
         f"Below {name} the horizontal axis reads {round(x)}, beside it the vertical axis reads {round(y)}.")
        for name, (x, y) in whole.items() if not reading.given[name]
    ]  # fmt: skip


def dashed_lines(reading):
    """How many dashed segments there are, where none continues or touches another."""
    dashed = [points for points, kind in reading.straight if kind == "dash"]
    ends = [q for _, q in reading.heads]
    if any(reading.near(points[-1], q) for points in dashed for q in ends):
        return []
    if not dashed or any(len(points) > 2 for points in dashed) or any(kind == "dash" for _, kind in reading.curved):
        return []
    for i, (a, b) in enumerate(dashed):
        for c, d in dashed[:i]:
            turn = opening((0, 0), (b[0] - a[0], b[1] - a[1]), (d[0] - c[0], d[1] - c[1]))
            if min(turn, 180 - turn) < 8 and min(reading.off(p, c, d) for p in (a, b)) < reading.far:
                return []
    texts = ("How many dashed line segments are in the figure?", "How many of the straight lines are dashed?")
    return [(texts, len(dashed), f"I count the broken lines: {len(dashed)}.")]


KINDS = (
    how_many_circles, how_many_right_angles, how_many_names, labels_of_segments, segments_of_labels, labels_of_angles,
    points_between, lines_at_points, parallel_by_marks, equal_by_marks, equal_angles_by_marks, circle_points,
    bar_facts, table_facts, how_many_arrows, greatest_number, axis_ends, coordinates, dashed_lines,
)  # fmt: skip
QUESTIONS = {f.__name__: f for f in KINDS}
