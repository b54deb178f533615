"""Handles: what has a value that can be derived; and how values are written."""

from dataclasses import dataclass
from fractions import Fraction

from ..tools import Quantity

FORMAL = ("number", "coefficient", "coordinate", "component", "entry", "count")  # kinds that a formula may name


def say(value):
    """A value for texts: 6, 6.5, or a LaTeX fraction."""
    value = Fraction(value)
    if value.denominator == 1:
        return str(value.numerator)
    if value.denominator in (2, 4, 5, 10):
        return f"{float(value):g}"
    return f"\\frac{{{value.numerator}}}{{{value.denominator}}}"


@dataclass(frozen=True, eq=False)
class Handle:
    """Something with a value that can be derived.

    kind: segment, angle, edge, quantity, ...; told, shown: its value stands in the text or in the drawing of the
    construction, and is not derived; known: another given of the scene; letter: a given with nothing but a letter;
    said, written: a number that stands in the text or in the drawing, with a letter in its place where it is derived.
    name: a noun phrase for texts, such as "the price of a pen".  points: segment: its ends; angle: vertex and a point
    on each side.  away: for a segment, a point on the side where the figure lies.
    given: the scene's name of the given; "" for an input of a construction.  quantity: what may be said of it.
    labels: the labels of the canvas that show a given, with what they hold beside it.
    round: (kind, centre, radius) of a segment that is a "radius", "diameter" or "chord" of a circle.  solid, role,
    space: of an edge, a radius or a height of a solid: the solid, which of its measures it is, its ends in space.
    """

    kind: str
    name: str
    value: Fraction
    points: tuple = ()
    away: tuple = (0.0, 0.0)
    given: str = ""
    quantity: Quantity | None = None
    labels: tuple = ()
    round: tuple = ()
    solid: object = None
    role: str = ""
    space: tuple = ()

    @property
    def kinds(self):
        """The kinds of construction that suit: its own; of what can be spoken of also "any", "quantity", its kind.

        The numbers that constructions bring are defined in words ("said"), never by a second drawing.
        """
        if self.kind in ("said", "written"):
            return {"said", "formal"}
        kinds = {self.kind, *self.round[:1]} | ({"any", "formal"} if self.kind == "letter" else set())
        kinds |= {"origin"} if self.given else set()
        if self.quantity:
            kinds |= {"quantity", "any", self.quantity.kind}
            formal = self.quantity.kind in FORMAL or self.quantity.kind == "measure" and not self.quantity.unit
            kinds |= {"formal"} if formal and not self.solid else set()
        if self.solid:
            kinds |= {"line in a solid"} | ({f"{self.role} of a {self.solid.kind}"} if self.role != "line" else set())
            kinds |= {"edge of a cuboid"} if self.solid.kind == "cuboid" and self.role != "line" else set()
        return kinds
