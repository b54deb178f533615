"""Texts of problems for the explorer: their formulas as MathML, of elements and attributes that are listed here.

Formulas are LaTeX between dollar signs or \\(...\\); what the library cannot read stays text.
"""

import functools
import html
import re

import latex2mathml.converter
import latex2mathml.exceptions

KINDS = ("number", "expression", "option or letter", "yes or no", "words", "none")
# $...$ as Pandoc reads it (no blank inside the signs, no digit after: "$5 and $6" are prices), \(...\) and \[...\]
FORMULA = re.compile(
    r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|(?<![\\$])\$(?!\s)((?:[^$\\]|\\.)+?)(?<!\s)\$(?!\d)|"
    r"(?<!\\)\\\(((?:(?!(?<!\\)\\\().)+?)\\\)|(?<!\\)\\\[((?:(?!(?<!\\)\\\[).)+?)\\\]",  # to the next, not beyond
    re.S,
)
RUN = re.compile(
    r"(?<![^\W_])(?:(?:\\[a-zA-Z]+|\\[{}|,%]|[0-9]+|(?<![^\W_])[a-zA-Z](?![^\W_])|[-+=<>/|^_{}()\[\].,'!*&])\s*)+", re.A
)
COMMAND = re.compile(r"\\[a-zA-Z]{2}|\w[_^]\{?\w")
LATEX_MAX = 2000  # characters of a formula; a longer one stays text
ELEMENTS = set(
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd "
    "mstyle mpadded mphantom menclose".split()
)
ATTRIBUTES = set(
    "stretchy fence form minsize maxsize linethickness columnalign width height depth voffset lspace rspace accent "
    "accentunder movablelimits displaystyle scriptlevel mathvariant".split()
)
UNREADABLE = (
    RecursionError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    StopIteration,
    *(e for e in vars(latex2mathml.exceptions).values() if isinstance(e, type)),
)


def tree(element):
    """A MathML element as [tag, {attribute: value}, *children]; ValueError when it is not one of ELEMENTS."""
    if element.tag not in ELEMENTS:
        raise ValueError(f"<{element.tag}> is not allowed")
    attributes = {k: v for k, v in element.attrib.items() if k in ATTRIBUTES}
    text = [html.unescape(element.text)] if element.text else []  # the library writes signs as &#x...;
    return [element.tag, attributes, *text, *map(tree, element)]


@functools.lru_cache(1 << 15)
def mathml(latex):
    """LaTeX -> `tree` of its <math>, or None where the library cannot read it (the page then shows the source)."""
    if len(latex) > LATEX_MAX:
        return None
    try:
        return tree(latex2mathml.converter.convert_to_element(latex))
    except UNREADABLE:
        return None


def bare(text):
    r"""Puts \( \) around what looks like LaTeX in a text without any sign for it, as some published statements are.

    A run is made of operators, commands, numbers and lone letters; it counts if it holds a command or an index.
    """

    def marked(run):
        lead, core, tail = re.fullmatch(
            r"([.,;:\s]*(?:(?:[aAI]|e\.g\.,?)\s+)?)(.*?)([\s.,;:(]*)", run[0], re.S
        ).groups()
        more = core.count(")") - core.count("(")  # closing ones; those at its end, or opening ones before it, go
        if (k := min(more, len(core) - len(core.rstrip(")")))) > 0:
            core, tail = core[:-k], ")" * k + tail
        if (k := min(-more, len(core) - len(core.lstrip("(")))) > 0:
            lead, core = lead + "(" * k, core[k:]
        whole = all(core.count(a) == core.count(b) for a, b in ("()", "{}"))
        return rf"{lead}\({core}\){tail}" if whole and COMMAND.search(core) and mathml(core) else run[0]

    return text if FORMULA.search(text) else RUN.sub(marked, text)


def pieces(text, math, unread):
    """Text as a list of strings and of numbers into `math` ({source: (number, tree)}, filled here). The strings and
    sources together are the text. unread: a list that collects formulas which stay text."""
    out, at, text = [], 0, text or ""
    for match in FORMULA.finditer(text):
        made = mathml(next(g for g in match.groups() if g).strip())
        if made is None:
            unread.append(match[0])
            continue
        out += [text[at : match.start()]] * (match.start() > at) + [math.setdefault(match[0], (len(math), made))[0]]
        at = match.end()
    return out + [text[at:]] * (at < len(text))


def table(math):
    """What `pieces` filled, as the list [[source, tree], ...] that its numbers point into."""
    return [[source, made] for source, (_, made) in math.items()]


def kind(answer, options):
    """One of KINDS, by the look of the answer; a unit of one word after a number is allowed."""
    text = re.sub(r"\$|\\[()%]|\\circ|[°%{}^]|\\text\w*|\\ ", "", answer).strip()
    if not answer:
        return "none"
    if options or re.fullmatch(r"\(?[A-H]\)?\.?", text):
        return "option or letter"
    if text.lower().rstrip(".") in ("yes", "no", "true", "false"):
        return "yes or no"
    if re.fullmatch(r"[-+]?[\d,. ]*\d(\s*/\s*\d+|:\d+)?\s*[a-zA-Zµ]*(\s?[23²³])?", text):
        return "number"
    return "expression" if re.search(r"[\\=+*/^<>√π]|\d", text) else "words"
