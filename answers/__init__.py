r"""Are two answers the same? The rules behind `rewards.grade`; standard library only.

`equal(clean(prediction), clean(gold))` is True or False. Three layers, each a table that can be read on its own:
  1. text.py: one plain text for LaTeX, unicode, English and Chinese; signs are renamed, not flattened (2⁴ is 2^{4});
  2. expression.py: a recursive descent over a closed list of tokens; constants are exact fractions where possible,
     complex floats elsewhere; expressions with letters are functions, compared at points drawn anew for each pair;
  3. forms.py, with units.py: the gold is read by each form; each form that reads it tries the prediction, which has to
     be read whole by the same form. What no form reads is equal as a text or not at all.
A kind (unit, percent sign, name, braces of a set) may be absent on one side and is never exchanged for another. Exact
values are compared exactly; where a decimal stands, at its precision. Work is not an answer: an operation on plain
numbers is accepted only where the gold has one too. prose.py reads the answer out of a reply without tags. Texts are
hostile: nothing is evaluated as code; lengths, depths, list sizes and powers are bounded, so a pair takes milliseconds.
docs/grading.md says how to add a form.
"""

from answers.expression import Parser
from answers.forms import equal, read_letters
from answers.prose import read_prose
from answers.text import PHRASE, Unreadable, attempt, boxes, clean, numbers
from answers.units import unit

__all__ = [
    "PHRASE",
    "Parser",
    "Unreadable",
    "attempt",
    "boxes",
    "clean",
    "equal",
    "numbers",
    "read_letters",
    "read_prose",
    "unit",
]
