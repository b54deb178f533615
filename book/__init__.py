"""The book: problem programs, one module per chapter, over the knowledge points of knowledge.tsv.

A program draws its figure, knows the answer by construction and writes the solution; the tools give it the three
difficulty axes.  PROGRAMS maps a program's name to it.  Five functions make problems:
    variants(name, rng, m)   one question, m different figures       (MathBook-Standard, one question several images)
    questions(name, rng, k)  one figure, k different questions       (MathBook-Standard, one image several questions)
    pro(name, rng)           a seed and its difficulty nodes         (MathBook-Pro: base x y z xy xz yz xyz, a..e)
    leveled(name, rng, plan) nodes with a wanted number of knowledge points    (MathBookEval)
    text_only(name, rng)     the problem with its givens in words
rng is a random.Random: the same state gives the same problems, byte for byte.  Node letters as in the official files:
x more steps (constructions derive givens inside the figure), y more mathematics in the figure that is not needed,
z a whole scene.  The answer stays, except in the pocket programs: their x asks one operation more.
Chapters lie in one folder a domain.  To add a program, write one decorated function in a chapter's file (see
tools.program); a new file in such a folder is a new chapter.
"""

import importlib
from pathlib import Path

from .tools import PROGRAMS, Problem, Program, side_of_split

DOMAINS = ("fundamentals", "algebra", "geometry", "probability")  # in the table's order
for domain in DOMAINS:
    for file in sorted((Path(__file__).parent / domain).glob("[a-z]*.py")):
        importlib.import_module(f".{domain}.{file.stem}", __name__)  # fills PROGRAMS

from .nodes import NODES, leveled, pro, questions, text_only, variants  # noqa: E402  (needs the programs)

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
