"""The language of nodes x and y: constructions, each of which derives a given of the figure inside the same figure.

A *handle* is a given that the figure or the text shows: a segment, an angle, an edge of a solid, a quantity.  A
*construction* takes a handle and adds true elements to the canvas from which its value follows: what it draws, the
handles that are given in its place (its inputs), a sentence for the problem, a sentence for the solution, the knowledge
it uses.  Inputs are handles again, so constructions chain; derive() chains them until enough knowledge is used.

A construction is a decorated function (board, handle, rng) -> Built, or None where it does not suit:

    @construction("segment", ("Definition of a Line Segment", "Midpoint of a Line Segment"))
    def midpoint(board, h, rng):
        ...

It stands in the file of its kind of handle.  Whatever it draws is thrown away again when it is crowded (Board.clear).
`bare` registers for a kind of handle how it is drawn alone, for the single-knowledge problems.
"""

import functools
import importlib
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..tools import table
from .board import Board, Handle, say

__all__ = ["BARE", "CONSTRUCTIONS", "Board", "Built", "Chain", "Construction", "Handle"]
__all__ += ["alone", "bare", "construction", "derive", "say"]

LONGEST = 4  # links of a chain, where few of them bring enough knowledge
TRIES = 24  # chains that are begun before a wish counts as unreachable
LIKED = {"any": 1, "letter": 1, "formal": 1, "quantity": 4, "count": 4}  # how gladly one for many handles is taken
LIKED |= {"origin": 400}  # those written for the program; beside lengths and angles see told_first
OWN = 16  # the same of one of the figure, or of a kind of quantity
FIRST = 0.95  # how often a chain that derives a measure of the figure has an origin, where there is one
REPEATS = 4  # times that a listed chain is begun for a scene
PICKS = 24  # draws of a construction for a handle; most that do not suit are given up at once
BESIDE = {"inset", "small_axes"}  # functions that make room for a small figure beside the scene's
LETTERS = 2  # links of a chain whose givens have nothing but a letter
FORMULAS = ("Algebra", "Geometry")  # domains whose problems may name a number by a condition in formulas
CONSTRUCTIONS = []
BARE = {}
PLANE = ("coordinate", "component")  # drawn into the plane of the figure, whose labels say what a letter stands for
SPOKEN = ("told", "quantity", "letter", "said")  # kinds of handle that the figure does not show
FIGURES = ("angles", "circles", "quadrilaterals", "radii", "segments", "triangles", "pyramids", "rounds", "solids")
FIGURES += ("right_triangles", "solids_compared", "quantities")  # files of what stays in a figure or relates its givens
ATTACHED = ("quadrilaterals", "triangles", "right_triangles")  # files of shapes that are set on a side
STRAY = {"two_tangents", "half_disc", "half_circle_length", "tangent_and_secant", "tangent_and_radius", "turned_twice"}
STRAY |= {"square_and_triangle", "square_beside", "regular_beside", "equilateral_beside", "pentagon", "trapezoid"}
STRAY |= {"parallelogram_beside", "rhombus_beside", "kite", "right_quadrilateral"}  # others of this kind
STRAY |= {"thales", "crossed_isosceles", "crossed_right", "mirrored_isosceles", "turned_isosceles"}
STRAY |= {"parallel_isosceles", "parallel_base", "foot_outside", "touching_radii", "tangents_at_ends"}
STRAY |= {"compared_parts", "compared_sides", "shorter_than_a_multiple"}  # more or less than a multiple: riddles


@dataclass(frozen=True)
class Construction:
    """A registered construction: the kind of handle it takes, and the (point, principle) pairs that it uses."""

    name: str
    kind: str
    uses: tuple
    build: Callable
    given: str = ""  # the only given that it is for, in a program's own origins
    formal: bool = False  # told in the language of mathematics

    @property
    def short(self):
        """Its name, that of an origin without its program: "added.3f0c"."""
        return self.name.split(".", 1)[-1]


@dataclass
class Built:
    """What a construction has added for one handle.

    inputs: the handles given in its place.  text: what the problem says of the construction, without the inputs'
    values.  solution: how the value follows, with numbers.  rule: the value from the inputs' values.  real: the text
    in a scene of the real world, where it differs.
    """

    inputs: list[Handle]
    text: str
    solution: str
    rule: Callable
    real: str = ""


@dataclass
class Link:
    """One construction applied to one handle."""

    handle: Handle
    construction: Construction
    built: Built


@dataclass
class Chain:
    """The derivation of some givens: the figure, the texts and what they use, from the given numbers to the givens."""

    board: Board
    links: list[Link] = field(default_factory=list)

    @property
    def canvas(self):
        """The figure with the constructions."""
        return self.board.canvas

    @property
    def names(self):
        """The short names of its constructions in order: ("added.3f0c", "midpoint")."""
        return tuple(link.construction.short for link in self.links)

    @property
    def formal(self):
        """Whether its texts are told in the language of mathematics; None where no origin says it."""
        own = [link.construction.formal for link in self.links if link.construction.given]
        return any(own) if own else None

    @property
    def shown(self):
        """Whether the figure shows a number from which the givens are derived."""
        return any(h.kind not in SPOKEN for h in self.leaves())

    @property
    def uses(self):
        """The (point, principle) pairs of all links, each point once."""
        return list({use[0]: use for link in self.links for use in link.construction.uses}.values())

    @property
    def points(self):
        """The knowledge points of all links."""
        return [point for point, _ in self.uses]

    @property
    def derived(self):
        """The ids of the handles that are derived."""
        return {id(link.handle) for link in self.links}

    def leaves(self):
        """The handles whose values the figure or the text gives."""
        derived = self.derived
        return [h for link in self.links for h in link.built.inputs if id(h) not in derived]

    @property
    def letters(self):
        """{given: its letter} of the derived givens that texts or labels name by a letter."""
        return {k: v for k, v in self.board.given_letters.items() if k in self.givens}

    def text(self, real=False):
        """What the problem says of the constructions, and of numbers that the figure does not show."""
        parts = []
        for link in self.links:
            letter, name = self.letters.get(link.handle.given), link.handle.name
            text = link.built.real if real and link.built.real else link.built.text
            if link.construction.given:
                parts.append(text.replace("{letter}", f"${letter}$ " if letter else ""))
                continue
            plain = link.handle.labels and link.handle.quantity and link.handle.quantity.kind in PLANE
            if letter and link.handle.kind != "letter" and not plain:
                said = re.search(re.escape(name) + r"(?!\w)", text, re.IGNORECASE)
                if said:
                    text = text[: said.start()] + lettered(said[0], letter) + text[said.end() :]
                else:
                    parts.append(f"Here ${letter}$ is {name}.")
            parts.append(text)
        for h in self.leaves():
            if h.kind == "quantity":
                unit = f" {h.quantity.unit}" if h.quantity.unit else ""
                parts.append(f"{h.name[0].upper()}{h.name[1:]} is ${say(h.value)}${unit}.")
            elif h.kind == "said":
                parts = [part.replace(h.name, f"${say(h.value)}$") for part in parts]
        return " ".join(dict.fromkeys([*parts, *self.board.sayings]))

    @property
    def solution(self):
        """How the givens follow, in the order of the reasoning."""
        return " ".join(link.built.solution for link in reversed(self.links))

    @property
    def givens(self):
        """The names of the scene's givens that are derived."""
        return {link.handle.given for link in self.links} - {""}

    @property
    def answer(self):
        """The value of the handle that all links lead to, as an answer."""
        h = self.links[0].handle
        return f"{say(h.value)}^\\circ" if h.kind == "angle" else say(h.value)

    def value(self, changed=None, by=1):
        """{given: its value} worked out from the leaves; the value of one handle, `changed`, differs by `by`."""
        found, of = {}, {id(link.handle): link for link in self.links}

        def worked(h):
            value = of[id(h)].built.rule(*map(worked, of[id(h)].built.inputs)) if id(h) in of else h.value
            return value + by if h is changed else value

        for link in self.links:
            if link.handle.given:
                found[link.handle.given] = worked(link.handle)
        return found


def lettered(name, letter):
    """A noun phrase with a letter behind its noun: "the length $a$ of a rod", "the waiting time $w$"."""
    words = "of|from|in|on|at|for|to|that|which|with|inside|behind|before|below|above|beside|by|asked|given|poured|put"
    places = [m.start() for m in re.finditer(rf" (?:{words}|added|needed|shown|seen)(?= )", name)]
    cut = next((place for place in places if " " in name[:place]), len(name))
    return f"{name[:cut]} ${letter}${name[cut:]}"


def construction(kind, *uses):
    """Decorator: registers a construction for a kind of handle under its function's name."""

    def register(build):
        CONSTRUCTIONS.append(Construction(build.__name__, kind, uses, build))
        return build

    return register


def bare(kind):
    """Decorator: registers a function rng -> Board with one handle of a kind, and nothing else, on it."""

    def register(make):
        BARE[kind] = make
        return make

    return register


@functools.cache
def inside():
    """The constructions that stay in a figure of geometry: parts of it, and relations between its givens."""
    files = {c: c.build.__module__.split(".")[-1] for c in CONSTRUCTIONS}
    return [c for c, file in files.items() if file in FIGURES or file.startswith("angles_")]


@functools.cache
def modest():
    """Those of inside() that set no further shape on a side of the figure."""
    return [c for c in inside() if c.build.__module__.split(".")[-1] not in ATTACHED and c.name not in STRAY]


def drawn_to_measure(scene):
    """Whether a given of a scene is a length or an angle of its figure, or a measure of a solid."""
    return any(h.kind in ("segment", "angle") or h.solid for h in Board.of(scene).handles)


def derive(scene, rng, least, most, own, taken="", essential=None, origins=(), strict=False, listed=()):
    """A Chain after which own and the chain's knowledge points number least to most together, or None.

    own: knowledge points of the problem itself; taken: texts whose letters are in use; essential: the names of the
    givens that the answer depends on; origins: the program's own constructions.  These, with constructions that set no
    shape on the figure, come first, then those that do, then relations; small figures beside it, and givens that have
    nothing but a letter, are taken where nothing else is enough; strict: not even then.
    listed: the chains that a reader would print (book/chains), before all others; strict = "listed": no others.
    """
    best, domain = None, table().find(own[0]).domain if own else ""

    def fresh():
        board = Board.of(scene, taken, essential)
        board.domain = domain
        return board

    chain = printable(fresh, rng, least, most, own, origins, listed)
    if chain or strict == "listed":
        return chain
    measured = drawn_to_measure(scene) and not (origins and domain == "Algebra")  # whose shapes have nothing to tell
    first = [*origins, *(inside() if measured else [])]
    own_ways = [([*origins, *modest()], None)] if measured else []
    pools = [[*origins, *within()], [*origins, *CONSTRUCTIONS], *([CONSTRUCTIONS] if origins else [])]
    later = () if strict else itertools.product(pools, (False, True))
    for pool, letters in [*own_ways, (first, None), *later]:
        for i in range(TRIES):
            board = fresh()
            board.nouns = board.nouns if len(pool) < len(CONSTRUCTIONS) else set()
            board.handles = [h for h in board.handles if letters in (None, h.kind == "letter")]
            if not board.handles or not pool:
                break
            chain = grown(board, rng, pool, own, least, most, LETTERS if letters else longest(least, own, i))
            points = len({*own, *chain.points})
            if not chain.links or (points < least and not letters) or best and points <= best[0]:
                continue
            if not tells(chain, scene.asks[0].answer) and board.finish(chain):
                best = points, chain
            if best and best[0] >= least:
                return best[1]
    return best and not strict and best[1]


def printable(fresh, rng, least, most, own, origins, listed):
    """A Chain of those in `listed`, or None where none suits the scene; fresh() makes its board.

    Shapes that the question names without letters may come twice: the reader has seen them.
    """
    for names in rng.sample(listed, len(listed)):
        pool = [c for c in [*origins, *CONSTRUCTIONS] if c.short in names]
        for _ in range(REPEATS):
            board = fresh()
            board.nouns = set()
            chain = grown(board, rng, pool, own, least, most, len(names))
            if not chain.links:
                break
            enough = len({*own, *chain.points}) >= least and tuple(sorted(chain.names)) in listed
            if enough and not tells(chain, board.answer) and board.finish(chain):
                return chain
    return None


@functools.cache
def within():
    """The constructions that draw no small figure beside the scene's; others are taken where these do not suffice."""
    return [c for c in CONSTRUCTIONS if not BESIDE & {*c.build.__code__.co_names}]


def tells(chain, answer):
    """Whether a number that the chain gives in a text or a drawing of its own is the answer."""
    return any(h.kind in ("told", "said", "shown", "written") and say(h.value) == answer for h in chain.leaves())


def alone(point, rng, pool):
    """A Chain of one or two constructions that use a single point, drawn alone, or None."""
    kind = rng.choice(pool).kind
    if kind not in BARE:
        return None
    board = BARE[kind](rng)
    chain = grown(board, rng, pool, (), 2, 2, rng.choice((1, 2, 2)), again=True)
    return chain if chain.links and board.finish(chain) else None


def longest(least, own, tried=TRIES):
    """How many links a chain may have: fewer in the first tries."""
    return max(LONGEST, (least - len(own)) // 2 + 1) - max(0, 2 - 3 * tried // TRIES)


def grown(board, rng, pool, own, least, most, links, again=False):
    """A Chain on a board: constructions are added until knowledge or links are enough, or none fits.

    again: constructions may bring knowledge that is there already.
    """
    chain, points = Chain(board), set(own)
    while len(points) < least and len(chain.links) < links:
        link = next_link(chain, board, rng, pool, points, most, again)
        if link is None:
            break
        chain.links.append(link)
        points |= {point for point, _ in link.construction.uses}
    return chain


def next_link(chain, board, rng, pool, points, most, again):
    """One more construction, on a given or on an input of an earlier one; None when none fits."""
    depths = {id(h): 1 + depth(chain, link.handle) for link in chain.links for h in link.built.inputs}
    handles = [h for h in board.handles if id(h) not in chain.derived and h.given not in board.locked]
    handles += [h for h in chain.leaves() if depths[id(h)] <= 3 and h.given not in board.locked]
    rng.shuffle(handles)
    for handle in handles:
        own = [c for c in pool if c.kind in handle.kinds and c.given in ("", handle.given)]
        own = told_first(own, chain, handle, rng)
        added = {c: len({p for p, _ in c.uses} - points) for c in own}
        fits = [c for c in added if (again or 0 < added[c] <= most - len(points)) and suited(c, handle, board.domain)]
        if not fits:
            continue
        weights = [added[c] ** 2 or 1 if added[c] != 1 else 1 if c.kind in PLANE else 0.4 for c in fits]
        weights = [added[c] if c.kind == "formal" else w for w, c in zip(weights, fits)]
        weights = [w * (OWN if board.unit else LIKED.get(c.kind, OWN)) for w, c in zip(weights, fits)]
        for i in dict.fromkeys(rng.choices(range(len(fits)), weights, k=PICKS)):
            built = board.attempt(fits[i].build, handle, rng)
            if built is not None:
                return Link(handle, fits[i], built)
    return None


def told_first(own, chain, handle, rng):
    """Of those for a measure of the figure: mostly an origin first, and beside one mostly what is drawn."""
    origins = [c for c in own if c.given]
    if not origins or not (handle.kind in ("segment", "angle") or handle.solid):
        return own
    if not any(link.construction.given for link in chain.links):
        return origins if rng.random() < FIRST else own
    return [c for c in own if not c.given] if rng.random() < FIRST / 2 else own


def suited(c, handle, domain):
    """Whether a construction suits a domain: numbers of formulas have conditions, and no percentages and shares."""
    if c.kind == "formal":
        return domain in FORMULAS
    shares = c.build.__module__.endswith(".shares") or c.name == "percent_more"
    return not (shares and "formal" in handle.kinds and domain in FORMULAS)


def depth(chain, handle):
    """How many constructions lead from a given to this handle."""
    for link in chain.links:
        if any(h is handle for h in link.built.inputs):
            return 1 + depth(chain, link.handle)
    return 0


for file in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    if file.stem not in ("board", "handle", "meeting"):
        importlib.import_module(f".{file.stem}", __name__)  # fills CONSTRUCTIONS
