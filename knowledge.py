"""The knowledge system: domain > subdomain > topic > subtopic > point, and the principles of each point.

Reads our own table (book/knowledge.tsv) and the three JSON forms that We-Math 2.0 published, told apart by content:
  flat     bilingual rows, 1,819 principles of 491 points. Two points share all five English names and differ in Chinese
           only: a point is identified by its path in every language of the file, and a name may be ambiguous.
  tree     the same nested under "chapters", 1,819 principles of 490 points: those two points are one node here.
  chinese  an older Chinese-only list, 1,817 principles of 491 points, and one blank row. 18 statements are empty, one
           ends in line breaks, and 15 rows name a fifth domain.
Departures: empty topics and subtopics are legal in the published forms, an error in our table. The flaws of the chinese
form are accepted and listed as notes. Anything else is an error that names file, row and field. A row is the line of
a TSV (header: row 1), the record of a JSON list or the principle of a tree (the first is row 1).

  python knowledge.py stats --file knowledge_flat_v2.json    # counts per level and domain; without --file our table
  python knowledge.py tree --principles                      # the outline, with principle names
  python knowledge.py search "inscribed angle"               # points, principles and statements, best first
  python knowledge.py validate book/knowledge.tsv            # every error on a line of its own; exit status 1 if any
  python knowledge.py coverage knowledge_flat_v2.json        # which of its points have a counterpart in our table
"""

import functools
import math
import os
import re
import signal
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import tyro
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

import runtime
from runtime.texts import parse, plain

TABLE = Path(__file__).resolve().parent / "book" / "knowledge.tsv"
LEVELS = ("domain", "subdomain", "topic", "subtopic", "point")
COLUMNS = (*LEVELS, "principle", "statement")  # our table, in this order
FLAT = ("l1_en", "l2_en", "l3_en", "l4_en", "kp_en", "principle_en", "principle_desc_en")
FLAT += tuple(name.replace("_en", "_cn") for name in FLAT)
CHINESE = (*(f"knowledge-level{i}" for i in (1, 2, 3, 4)), "知识点", "考点", "描述")
MIN_SCORE = 60  # search: scores run from 0 to 100; below this a hit is noise
ALIKE = 88  # own table: statements with a rapidfuzz token_sort_ratio above this say nearly the same
COUNTERPART = 0.7  # coverage: least score (see _matches) of a counterpart
LACKING = r"\le \leq \ge \geq \land \wedge \lor \vee \bmod \% \tfrac \frac \lvert | \rvert |".split()
LACKING = dict(zip(LACKING[::2], LACKING[1::2]))  # LaTeX commands that matplotlib's reader lacks: their like
FILLERS = set(
    "a an and are as at be between by can for from if in into is it its not of on or that the this to using "
    "when with".split()
)
FRAMES = set(
    "application applications basic calculation concept definition features find finding formula position "
    "problem problems properties property reading relationship representation solving structural "
    "understanding".split()
)  # words of a point's name that say little about its subject
ENDINGS = (
    "izations isations ization isation ations ation ities ity ments ment ings ing ions ion als al ies es ed s y e"
).split()
LEVEL_NAMES = ("1-3", "4-6", "7-10")  # of MathBookEval: knowledge points of a problem (arXiv 2508.10433)


def level(points: list[str]) -> str:
    """The MathBookEval level of a problem with these knowledge points."""
    return LEVEL_NAMES[(len(points) > 3) + (len(points) > 6)]


@dataclass(frozen=True)
class Principle:
    """One way to apply a point: a name and a statement."""

    name: str
    text: str
    name_cn: str = ""  # Chinese, where the file has it beside English
    text_cn: str = ""


@dataclass(frozen=True)
class Point:
    """A knowledge point: where it stands and its principles."""

    path: tuple[str, str, str, str, str]  # domain, subdomain, topic, subtopic, point
    principles: tuple[Principle, ...]
    path_cn: tuple[str, ...] = ()  # the same five levels in Chinese, or ()
    name = property(lambda self: self.path[-1])
    domain = property(lambda self: self.path[0])
    key = property(lambda self: self.path + self.path_cn)  # the identity; in our table simply the path
    names = property(lambda self: (self.name, *self.path_cn[-1:]))

    def __str__(self) -> str:
        return " > ".join(level for level in self.path if level) + "".join(f" ({n})" for n in self.path_cn[-1:])


class Knowledge:
    """points: Point.key -> Point in file order; notes: flaws of a published file that were accepted, one text each."""

    def __init__(self, points: list[Point], notes: list[str] | None = None):
        self.points, self.notes = {p.key: p for p in points}, notes or []
        self._named = defaultdict(dict)  # case-folded name -> key -> point
        for p in points:
            for name in p.names:
                self._named[name.casefold()][p.key] = p

    def find_all(self, name: str | tuple[str, ...]) -> list[Point]:
        """Every point of that name, or []: exactly, else ignoring case, else with misspelt words (see `_close`).
        A tuple is a whole path (English, Chinese or both) and matches exactly."""
        if isinstance(name, tuple):
            return [p for p in self.points.values() if name in (p.key, p.path, p.path_cn)]
        folded = name.strip().casefold()
        hits = list(self._named.get(folded, {}).values())
        if hits:
            return [p for p in hits if name in p.names] or hits
        wanted = _words(folded)
        near = [found for n, found in self._named.items() if _close(wanted, _words(n))]
        return list({key: p for found in near for key, p in found.items()}.values())

    def find(self, name: str | tuple[str, ...]) -> Point:
        """The one point of that name or path; KeyError if there is none (names the nearest) or several (lists them)."""
        hits = self.find_all(name)
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise KeyError(f"{name}: {len(hits)} points; give the path of one: {'; '.join(map(str, hits))}")
        names = {n: n.casefold() for p in self.points.values() for n in p.names}
        text = "".join(name[-1:]) if isinstance(name, tuple) else name  # of a path, the point
        near = process.extract(text.casefold(), names, scorer=fuzz.WRatio, limit=3)  # (folded name, score, name)
        raise KeyError(f"{name}: no such point; nearest: {', '.join(n for _, _, n in near)}")

    def search(self, text: str, k: int = 10) -> list[tuple[float, Point, Principle | None]]:
        """The k best (score 0..100, point, principle or None) for a text, among points, principle names and statements.
        None: the point's own name matched. A statement counts 0.85 of a name. Equal scores keep file order."""
        hits, text = [], text.strip().casefold()
        for p in self.points.values():
            hits.append((max(_likeness(text, n) for n in p.names), p, None))
            for q in p.principles:
                name = max(_likeness(text, q.name), _likeness(text, q.name_cn))
                hits.append((max(name, 0.85 * _likeness(text, q.text), 0.85 * _likeness(text, q.text_cn)), p, q))
        return sorted((h for h in hits if h[0] >= MIN_SCORE), key=lambda h: -h[0])[:k]

    def stats(self) -> dict:
        """Counts of domains .. subtopics (named nodes), points, principles, and the same per domain in by_domain."""

        def count(points):
            nodes = {f"{level}s": len({p.path[: d + 1] for p in points if p.path[d]}) for d, level in enumerate(LEVELS)}
            return nodes | {"points": len(points), "principles": sum(len(p.principles) for p in points)}

        points = list(self.points.values())
        domains = dict.fromkeys(p.domain for p in points)
        return count(points) | {"by_domain": {d: count([p for p in points if p.domain == d]) for d in domains}}

    def tree(self, principles: bool = False) -> str:
        """The outline as text, two spaces a level; an empty level is passed over, a point shows its principle count."""
        nodes = dict.fromkeys(p.path[:d] for p in self.points.values() for d in range(1, 6))
        rank = {node: i for i, node in enumerate(nodes)}  # by first appearance: a node's points may lie apart in a file
        lines, last = [], ()
        for p in sorted(self.points.values(), key=lambda p: [rank[p.path[:d]] for d in range(1, 6)]):
            indent = ""
            for d, level in enumerate(p.path[:4], 1):
                if level:
                    lines += [indent + level] if p.path[:d] != last[:d] else []
                    indent += "  "
            lines.append(f"{indent}{p.name} ({len(p.principles)})")
            lines += [f"{indent}  - {q.name}" for q in p.principles if principles]
            last = p.path
        return "\n".join(lines)


# ---------------------------------------------------------------------------------------------- likeness of names
def _words(name):
    """Lower-case words without possessive endings and articles."""
    return [w for w in re.findall(r"\w+", re.sub(r"['’]s\b", "", name.casefold())) if w not in ("a", "an", "the")]


def _close(a, b):
    """Same words in the same order, but for one edit (a letter more, less or other, or two swapped) in each word.
    Only ASCII words of five letters or more may differ: a similarity ratio over whole names would take "Sine Theorem"
    for "Cosine Theorem", and one character makes another concept in Chinese."""

    def alike(x, y):
        long = max(len(x), len(y)) >= 5 and (x + y).isascii() and (x + y).isalpha()
        return x == y or long and OSA.distance(x, y) <= 1

    return bool(a) and len(a) == len(b) and all(map(alike, a, b))


def _likeness(query, text):
    """0..100; the query as a part of the text scores 95 or more, else words shared in any order and spelled alike."""
    text = text.casefold()
    if query in text:
        return 95 + 5 * len(query) / len(text) if query else 0
    whole = fuzz.token_sort_ratio(query, text)  # among texts that hold all words, the shorter is nearer
    return 0.95 * max(whole, fuzz.token_set_ratio(query, text) - 2 + whole / 100)


# ---------------------------------------------------------------------------------------------- reading and checking
def _tsv_rows(file, text, errors):
    """[(row number, cells)] of our table; a header or row with other than the seven columns is an error."""
    header, *lines = text.removesuffix("\n").split("\n")
    if header != "\t".join(COLUMNS):
        missing = [f"{c}: missing column" for c in COLUMNS if c not in header.split("\t")]
        errors.append(f"{file}: row 1: field " + [*missing, "header: must be exactly " + " ".join(COLUMNS)][0])
        return []
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 2)]
    errors += [
        f"{file}: row {number}: field {COLUMNS[min(len(cells), 6)]}: {len(cells)} cells instead of 7"
        for number, cells in rows
        if len(cells) != 7
    ]
    return [(number, cells) for number, cells in rows if len(cells) == 7]


def _json_rows(file, records, fields, errors):
    """[(row number, cells)] of flat records; a field that is missing is an error, a further one is ignored."""
    rows = [(number, record if isinstance(record, dict) else {}) for number, record in enumerate(records, 1)]
    errors += [
        f"{file}: row {n}: field {next(f for f in fields if f not in r)}: missing column"
        for n, r in rows
        if not r.keys() >= set(fields)
    ]
    return [(n, [r[f] for f in fields]) for n, r in rows if r.keys() >= set(fields)]


def _tree_records(node, depth=0):
    """Yield the principles below a node of the nested form as flat records; what is absent there is absent here."""
    below = ("chapters", "children", "children", "children", "knowledgepoints", "principles")[depth]
    children = node.get(below) if isinstance(node, dict) else None
    for child in children if isinstance(children, list) and children else [{}]:
        source = {FLAT[depth]: "name_en", FLAT[depth + 7]: "name_cn"}
        source |= {FLAT[6]: "desc_en", FLAT[13]: "desc_cn"} if depth == 5 else {}
        own = {f: child[n] for f, n in source.items() if isinstance(child, dict) and n in child}
        for rest in _tree_records(child, depth + 1) if depth < 5 else [{}]:
            yield own | rest


def _read(path):
    """(rows, fields, errors); fields is COLUMNS, FLAT or CHINESE. ValueError if the file has none of the forms."""
    try:
        text, errors = runtime.check_regular(path).read_text(encoding="utf-8-sig"), []  # a spreadsheet's mark
        if text.lstrip()[:1] not in ("[", "{"):
            return _tsv_rows(path, text, errors), COLUMNS, errors
        data = parse(text)
    except UnicodeDecodeError as e:
        raise ValueError(f"{path}: not UTF-8 text: {e}") from e
    except ValueError as e:
        raise ValueError(f"{path}: {e}") from e
    if isinstance(data, dict) and "chapters" in data:
        return _json_rows(path, _tree_records(data), FLAT, errors), FLAT, errors
    for fields in (FLAT, CHINESE):
        if isinstance(data, list) and data and isinstance(data[0], dict) and any(f in data[0] for f in fields):
            return _json_rows(path, data, fields, errors), fields, errors
    raise ValueError(f"{path}: unknown form: neither our table nor a published form (flat, tree, chinese)")


def _fault(cell, level, fields):
    """What is wrong with a cell ("" if nothing); level: 0..4 the path, 5 the principle, 6 the statement."""
    if not isinstance(cell, str) or any("\ud800" <= sign <= "\udfff" for sign in cell):
        return "text is expected"
    if not cell.strip():
        return "" if not cell and level in (2, 3) and fields != COLUMNS else "empty cell"
    if cell != cell.strip():
        return "white space at the start or end"
    loose = level == 6 and fields != COLUMNS  # published statements may hold line breaks
    return "" if loose or cell == " ".join(cell.split()) else "white space other than single blanks"


def check(path: str | os.PathLike) -> tuple[Knowledge, list[str]]:
    """Validate a file: (the system made of its sound rows, all errors as "file: row N: field X: what is wrong").
    ValueError if it is no knowledge file at all, OSError if it cannot be read."""
    path = Path(path)
    rows, fields, errors = _read(path)
    notes, points, seen = [], defaultdict(list), {}
    for number, cells in rows:
        where, before = f"{path}: row {number}", len(errors)
        if fields == CHINESE and not any(cells):
            notes.append(f"{where}: blank row skipped")
            continue
        for i, cell in enumerate(cells):
            if fault := _fault(cell, i % 7, fields):
                accepted = fields == CHINESE and i == 6 and isinstance(cell, str)
                (notes if accepted else errors).append(f"{where}: field {fields[i]}: {fault}")
        if len(errors) > before:
            continue
        cells = [c.strip() for c in cells]
        key = tuple(cells[:5] + cells[7:12])
        earlier, same = seen.setdefault((key, cells[5]), (number, cells))
        if earlier == number:
            points[key].append(Principle(*cells[5:7], *cells[12:14]))
        else:
            what = "duplicated row, the same as" if same == cells else f"duplicate principle {cells[5]!r} of its point,"
            errors.append(f"{where}: field {fields[5]}: {what} row {earlier}")
    errors += [f"{path}: row 1: field {fields[0]}: no rows"] if not points and not errors else []
    return Knowledge([Point(k[:5], tuple(qs), k[5:]) for k, qs in points.items()], notes), errors


def load(path: str | os.PathLike = TABLE) -> Knowledge:
    """The knowledge system of a file (our TSV or a published JSON form); ValueError with the first error it has."""
    knowledge, errors = check(path)
    if errors:
        raise ValueError(errors[0] + f" (and {len(errors) - 1} more)" * (len(errors) > 1))
    return knowledge


def faults(path: Path, knowledge: Knowledge) -> list[str]:
    """What our own table may not have beyond `check`: points of one name, fewer than 2 or more than 8 principles,
    characters outside ASCII, statements that are nearly alike (ALIKE) and formulas that are not LaTeX."""
    found, rows = [], [(p, q) for p in knowledge.points.values() for q in p.principles]
    for name, many in knowledge._named.items():
        if len(many) > 1:
            found.append(f"{path}: point {name!r} stands under {len(many)} paths")
    for p in knowledge.points.values():
        if not 2 <= len(p.principles) <= 8:
            found.append(f"{path}: point {p.name!r}: {len(p.principles)} principles, not 2 to 8")
    for p, q in rows:
        where = f"{path}: point {p.name!r}: principle {q.name!r}"
        if not (q.text + q.name + p.name).isascii():
            found.append(f"{where}: characters outside ASCII")
        found += [f"{where}: {fault}" for fault in latex_faults(q.text)]
    texts = [q.text for _, q in rows]
    bags = [" ".join(sorted(text.split())) for text in texts]  # their ratio is the token_sort_ratio, ten times as fast
    scores = process.cdist(bags, bags, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype="uint8", workers=-1)
    for i, j in zip(*scores.nonzero()):
        if i < j and scores[i, j] > ALIKE:
            (p, a), (q, b) = rows[i], rows[j]
            found.append(f"{path}: nearly the same statement: {a.text!r} of {p.name!r} and {b.text!r} of {q.name!r}")
    return found


def latex_faults(text: str) -> list[str]:
    """The formulas between $ signs that matplotlib's strict LaTeX reader refuses, and odd $ signs."""
    found = ["an odd number of $"] if text.count("$") % 2 else []
    for formula in text.split("$")[1::2]:
        cells = re.split(r"\\(?:begin|end)\{[a-z]*\}|\\\\|(?<!\\)&", formula)  # it knows no matrices: cell by cell
        for cell in cells if len(cells) > 1 else [formula]:
            if fault := _latex_fault(cell):
                found.append(f"not LaTeX: ${formula}$: {fault}")
    return found


@functools.cache  # half of the formulas of our table stand there more than once
def _latex_fault(cell: str) -> str:
    """What matplotlib's reader says against a formula ("" if nothing)."""
    from matplotlib.mathtext import MathTextParser

    cell = re.sub(r"\\[a-z]+(?![a-zA-Z])", lambda found: LACKING.get(found[0], found[0]), cell)
    try:
        MathTextParser("path").parse(f"${cell}$" if cell.strip() else "")
    except ValueError as e:
        return str(e).strip().splitlines()[-1]
    return ""


# ---------------------------------------------------------------------------------------------- two systems compared
def _stems(text):
    """{stem: weight} of the words of a name: fillers left out, frames of little weight, endings cut off."""
    stems = {}
    for word in re.findall(r"[a-z]+", re.sub(r"\$[^$]*\$|'s\b", " ", text.lower())):
        if word not in FILLERS:
            ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), "")
            stems[word.removesuffix(ending)] = 0.15 if word in FRAMES else 1.0
    return stems


def _matches(theirs: Knowledge, ours: Knowledge) -> list[tuple[float, Point, Point]]:
    """(score, point of theirs, nearest point of ours) for every point of theirs.

    The score is the Dice coefficient of the two names' stems, each weighted by its rarity log(1 + N / count) over all
    names; a principle's name, alone (times 0.9) or with its point's (0.95), can stand for the point's; 0.15 times the
    coefficient of the three levels above is added.
    """
    names = [_stems(p.name) for k in (theirs, ours) for p in k.points.values()]
    count = Counter(stem for stems in names for stem in stems)

    def weighed(text):
        return {w: x * math.log(1 + len(names) / max(1, count[w])) for w, x in _stems(text).items()}

    def dice(a, b):
        shared = 0 if a.keys().isdisjoint(b) else sum(min(x, b[w]) for w, x in a.items() if w in b)
        return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else 0.0

    def texts(q):
        names = [pair for r in q.principles for pair in ((0.95, f"{r.name} {q.name}"), (0.9, r.name))]
        return [(factor, weighed(text)) for factor, text in [(1.0, q.name), *names]]

    table = [(q, weighed(" ".join(q.path[1:4])), texts(q)) for q in ours.points.values()]
    found = []
    for p in theirs.points.values():
        name, above = weighed(p.name), weighed(" ".join(p.path[1:4]))
        score, i = max(
            (max(factor * dice(name, own) for factor, own in texts) + 0.15 * dice(above, levels), -i)
            for i, (_, levels, texts) in enumerate(table)
        )
        found.append((score, p, table[-i][0]))
    return found


# ---------------------------------------------------------------------------------------------- command line
def stats(file: Path = TABLE) -> str:
    """Counts per level and domain."""
    total, names = load(file).stats(), [f"{level}s" for level in LEVELS[1:]] + ["principles"]
    lines = [" ".join([f"{'domain':30}", *(f"{n:>10}" for n in names)])]
    for domain, part in (total["by_domain"] | {"all": total}).items():
        lines.append(" ".join([f"{domain:30}", *(f"{part[n]:10,}" for n in names)]))
    return "\n".join(lines)


def tree(file: Path = TABLE, principles: bool = False) -> str:
    """The outline down to the points, with --principles down to the principles."""
    return load(file).tree(principles)


def search(text: tyro.conf.Positional[str], file: Path = TABLE, k: runtime.settings.Count = 10) -> str:
    """The k best hits among points, principle names and statements."""
    hits = load(file).search(text, k)
    if not hits:
        raise ValueError(f"nothing found for {text!r} in {file}")
    return "\n".join(
        f"{score:5.1f}  {point}" + (f" | {principle.name}: {principle.text}" if principle else "")
        for score, point, principle in hits
    )


def validate(file: tyro.conf.Positional[Path]) -> str:
    """Check a file: its errors on stderr, one a line, or its counts and the flaws that were accepted."""
    knowledge, errors = check(file)
    if file.suffix == ".tsv":
        errors += faults(file, knowledge)
    if errors:
        print(plain("\n".join(errors)), file=sys.stderr)
        raise ValueError(f"{file}: {len(errors)} error(s)")
    n = knowledge.stats()
    counts = f"{n['principles']:,} principles of {n['points']:,} points in {n['domains']} domains"
    return "\n".join([*("note: " + note for note in knowledge.notes), f"{file}: valid, {counts}"])


def coverage(file: tyro.conf.Positional[Path], table: Path = TABLE, all: bool = False) -> str:
    """Which points of a file have a counterpart in a table (ours): the share, and those that have none with the nearest
    point; --all lists every point with its counterpart."""
    found = _matches(load(file), load(table))
    missing = [m for m in found if m[0] < COUNTERPART]
    lines = [
        f"{score:4.2f}  {'none, nearest' if score < COUNTERPART else 'counterpart'}: {p}  ->  {q}"
        for score, p, q in sorted(found if all else missing, key=lambda m: m[0])
    ]
    have, share = len(found) - len(missing), 100 - 100 * len(missing) / len(found)
    return "\n".join([*lines, f"{have} of {len(found)} points of {file} ({share:.1f} %) have a counterpart in {table}"])


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # end quietly when the reader (head, less) has seen enough
    runtime.run_commands({f.__name__: f for f in (stats, tree, search, validate, coverage)}, __doc__.split("\n")[0])
