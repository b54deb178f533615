"""The step axis: derivations that replace a given number by knowledge.

A step turns a whole number v into an equal phrase that holds one other number q: 12 -> "the side of a square of area
{q}", q = 144.  Since q is again a number, steps chain: in a chain of five, each phrase names the letter of the one
before, and only the first holds a plain number.  So any program with a whole-number given gets an x of six or more
knowledge points, and each step alone is a single-knowledge problem (a..e).

The steps stand in derivations.py of each domain's folder.  A step is a decorated function (v, rng) -> (q, phrase,
working), or None where v does not suit.  In phrase and working "{q}" stands for the number q; all other numbers are
written out.  A working without $ is one formula; its equations are worked out again (arithmetic.py), and it must end at
the value.
"""

from dataclasses import dataclass

from . import arithmetic
from .tools import Problem, draw_until

LETTERS = "pqrstuvwkjmnzbcdef"  # x, y, g and h are used by derivations
TOP = 400  # no number of a chain is larger
TRIPLES = [(3, 4, 5), (5, 12, 13), (8, 15, 17), (7, 24, 25), (20, 21, 29), (9, 40, 41), (12, 35, 37)]
STEPS = []


@dataclass(frozen=True)
class Step:
    """A derivation: its name, knowledge point, principle and function."""

    name: str
    point: str
    principle: str
    find: object


def step(point, principle):
    """Decorator: registers a derivation under its function's name."""

    def register(find):
        STEPS.append(Step(find.__name__, point, principle, find))
        return find

    return register


def scaled_triple(rng, v, place):
    """A Pythagorean triple (a, b, c) times k whose number at place is v, or None."""
    fits = [(t, v // t[place]) for t in TRIPLES for t in (t, (t[1], t[0], t[2])) if v % t[place] == 0]
    if not fits:
        return None
    t, k = rng.choice(fits)
    return tuple(k * n for n in t)


@dataclass
class Link:
    """One step applied to one number: letter = phrase = value, where {q} is the number before it."""

    step: Step
    value: int
    q: int
    phrase: str
    working: str


@dataclass
class Chain:
    """Derivations for some givens of a scene: the letters for the figure, the text, the reasoning, the steps used."""

    letters: dict
    text: str
    solution: str
    steps: list


def apply(one, value, rng):
    """A Link that yields value, or None."""
    made = one.find(value, rng)
    if made is None or not 1 <= made[0] <= TOP or made[0] == value:
        return None
    working = made[2].replace("{q}", str(made[0]))
    working = working if "$" in working else f"${working}$"
    wrong, right = arithmetic.false_equations(working)
    if wrong or not right or not working.endswith(f" = {value}$"):
        raise ValueError(f"book: step {one.name}: the working of {value} from {made[0]} is {working}")
    return Link(one, value, made[0], made[1], working)


def derive(givens, rng, avoid, depth=5, taken=()):
    """A Chain of depth steps over the givens {name: whole number >= 2}; their knowledge points all differ.

    avoid: knowledge points of the problem itself, which would add nothing; taken: letters that the problem uses.
    """
    names = [k for k, v in givens.items() if isinstance(v, int) and 2 <= v <= 180]
    if not names:
        raise ValueError(f"book: no given of {givens} can be derived")

    def attempt():
        used, links = set(avoid), {}
        if len(names) > 1 and depth > 1 and rng.random() < 0.6:  # two givens share the steps
            one, two = rng.sample(names, 2)
            split = {one: depth - depth // 2, two: depth // 2}
        else:
            split = {rng.choice(names): depth}
        for name, count in split.items():
            value, links[name] = givens[name], []
            for _ in range(count):
                pool = [s for s in STEPS if s.point not in used]
                rng.shuffle(pool)
                link = next(filter(None, (apply(s, value, rng) for s in pool)), None)
                if link is None:
                    return None
                used.add(link.step.point)
                links[name].insert(0, link)
                value = link.q
        return links

    free = [letter for letter in LETTERS if letter not in taken]
    if not 1 <= depth <= len(free):
        raise ValueError(f"book: a derivation has 1 to {len(free)} steps, not {depth}")
    found = draw_until(attempt, lambda made: made is not None, f"derivations of {givens}")
    free = iter(free)
    letters, text, work, steps = {}, [], [], []
    for name in givens:
        before = None
        for link in found.get(name, []):
            letter = next(free)
            text.append(f"{letter} is {link.phrase.replace('{q}', before or str(link.q))}.")
            work.append(f"{link.step.point} ({link.step.principle}): {link.working}, so ${letter} = {link.value}$.")
            before = letter
            steps.append(link.step)
        if before:
            letters[name] = before
    return Chain(letters, " ".join(text), " ".join(work), steps)


def alone(one, rng):
    """A single-knowledge problem of a step, with its own numbers."""
    link = draw_until(lambda: apply(one, rng.randint(2, 24), rng), lambda made: made is not None, f"step {one.name}")
    phrase = link.phrase.replace("{q}", str(link.q))
    return Problem(
        f"What is {phrase}?",
        [],
        str(link.value),
        f"{one.point} ({one.principle}): {link.working}. The answer is {link.value}.",
        [one.point],
        one.principle,
        (f"step {one.name}", phrase),
    )
