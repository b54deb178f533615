"""The MathBook to look at: the knowledge system, its problems and the curriculum, as static pages in site/.

    python python -m report book                                          # the knowledge system alone
    python python -m report book --data data/standard.parquet data/pro.parquet --out site
    python python -m report book --run out                                # the run's data, and the replay of its curriculum
    python python -m report book --knowledge knowledge_flat_v2.json --data pro_3805.jsonl figures.jsonl

site/index.html opens from disk, without a server or network. A page from disk may not fetch files: the data are scripts
that call book(name, payload), loaded on demand, PAGE problems each; explorer/ holds the page, its style and its script.
Rows are read in batches and made into pages by worker processes, so that memory does not grow with the figures. Text of
data reaches the page as text. Formulas become MathML here, of elements and attributes that are listed here.
"""

import functools
import hashlib
import html
import itertools
import json
import os
import re
import shutil
import signal
import sys
from collections import Counter, deque
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import latex2mathml.converter
import latex2mathml.exceptions
import tyro
from PIL import Image, ImageOps
from plotly.offline import get_plotlyjs
from tqdm import tqdm

import data
import knowledge
import scheduler
from report import page as report

PAGE, INDEX, POINTS, FRAMES = 40, 5000, 50, 500  # rows, rows of the index, points, steps of the replay in a file
THUMB = 176  # px, longest side of a thumbnail
SAMPLES, NEIGHBOURS = 8, 12  # shown for a point
KINDS = ("number", "expression", "option or letter", "yes or no", "words", "none")
MARK = "mathbook explorer"  # in the page: only a folder whose page holds it is replaced
# $...$ as Pandoc reads it (no blank inside the signs, no digit after: "$5 and $6" are prices), \(...\) and \[...\]
FORMULA = re.compile(
    r"(?<!\\)\$\$(.+?)(?<!\\)\$\$|(?<![\\$])\$(?!\s)((?:[^$\\]|\\.)+?)(?<!\s)\$(?!\d)|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.S
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


@dataclass
class Config:
    data: tuple[str, ...] = ()  # files (.parquet, .jsonl, .json), folders of .parquet and .jsonl; none: those of --run
    run: str = ""  # folder of a run of run.sh: its dynamic/schedule.jsonl is replayed
    knowledge: str = str(knowledge.TABLE)  # our table or an official form of the knowledge system
    out: str = "site"  # folder to write; a former site there is replaced as a whole
    workers: int = 0  # processes; 0: one a core


# ------------------------------------------------------------------------------------------------- text and formulas
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
        while core.endswith(")") and core.count("(") < core.count(")"):
            core, tail = core[:-1], ")" + tail
        while core.startswith("(") and core.count("(") > core.count(")"):
            lead, core = lead + "(", core[1:]
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


# ------------------------------------------------------------------------------------------------------------- files
def write(out, name, payload):
    """out/data/NAME.js, a script that hands `payload` to the page."""
    text = f"book({json.dumps(name)},{json.dumps(payload, ensure_ascii=False, separators=(',', ':'))});\n"
    (out / "data" / f"{name}.js").write_bytes(text.encode("utf-8", "replace"))  # a lone surrogate becomes "?"


def write_pages(out, name, items, size):
    """Lists of `size` items as NAME-0.js, NAME-1.js ...; returns how many. items: any iterable, read once."""
    items, count = iter(items), 0
    while part := list(itertools.islice(items, size)):
        write(out, f"{name}-{count}", part)
        count += 1
    return count


def figure(image, what, out):
    """Copies an image to out/img, named by its content, with a thumbnail beside it if it is larger than one.

    -> [path below img, width, height (px), 1 if PATH.webp is its thumbnail]. ValueError for what cannot be read.
    """
    raw = image["bytes"] or Path(image["path"]).read_bytes()
    im = data.open_image({"bytes": raw, "path": image["path"]}, what)
    ending = {"PNG": ".png", "JPEG": ".jpg", "MPO": ".jpg", "GIF": ".gif", "WEBP": ".webp"}.get(
        im.format
    )  # a browser's
    digest = hashlib.sha256(raw).hexdigest()[:24]
    path, size, thumb = out / "img" / digest[:2] / (digest + (ending or ".png")), im.size, max(im.size) > THUMB
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        save(
            path, lambda temporary: temporary.write_bytes(raw) if ending else im.convert("RGBA").save(temporary, "PNG")
        )
    small = path.with_name(path.name + ".webp")
    if thumb and not small.exists():
        im = data.open_image({"bytes": raw, "path": image["path"]}, what, "load")
        im = ImageOps.exif_transpose(im) if ending == ".jpg" else im
        im = im.point(lambda v: v / 256) if im.mode.startswith("I;16") else im
        if "A" in im.mode or "transparency" in im.info:
            im = Image.alpha_composite(Image.new("RGBA", im.size, "white"), im.convert("RGBA"))
        im = im.convert("RGB")
        im.thumbnail((THUMB, THUMB))
        save(small, lambda temporary: im.save(temporary, "WEBP", quality=80, method=2))
    return [path.relative_to(out / "img").as_posix(), *size, int(thumb)]


def save(path, do):
    """do(temporary path), then rename; two workers may make the same file."""
    temporary = path.with_name(f".{os.getpid()}{path.suffix}")
    do(temporary)
    os.replace(temporary, path)


# -------------------------------------------------------------------------------------------------------------- rows
def sources(paths):
    """Yields (set, file, folder of its images, row number, raw row) of files and folders; a set's name is its file's."""
    files, names = [], set()
    for path in map(Path, paths):
        found = sorted(f for f in path.glob("*") if f.suffix in (".parquet", ".jsonl")) if path.is_dir() else [path]
        if not found:
            raise ValueError(f"{path}: the folder has no .parquet or .jsonl file")
        files += found
    for file in files:
        name = file.stem if file.stem not in names else f"{file.parent.name}/{file.stem}"
        if name in names:
            raise ValueError(f"{file}: another set has the name {name}, too")
        names.add(name)
        for where, base, rows in data.sources(file, "train"):
            yield from ((name, where, base, n, raw) for n, raw in rows)


def checked(name, where, base, n, raw):
    """The record of data.py for a raw row. A figure with its knowledge and principle and no text, as in the official
    figures.jsonl, gets an empty problem and answer. ValueError names file, row and field."""
    try:
        raw = json.loads(raw) if isinstance(raw, str) else raw
        alone = (
            isinstance(raw, dict)
            and raw.keys() >= {"image", "knowledge", "principle"}
            and not raw.keys() & {"problem", "question", "messages", "answer"}
        )
        row = data.record(raw | {"problem": "<image>", "answer": "-"} if alone else raw, base, name, n, "train", {})
        return row | {"problem": "", "answer": ""} if alone else row
    except ValueError as e:
        raise ValueError(f"{where}: row {n}: {e}") from e


def make_page(number, rows, out):
    """Writes problems-NUMBER.js and the figures of some raw rows. -> (their entries for the index, formulas that stay
    text). Runs in a worker."""
    math, unread, shown, entries = {}, [], [], []
    for name, where, base, n, raw in rows:
        row = checked(name, where, base, n, raw)
        images = [figure(image, f"{where}: row {n}: field images: ", out) for image in row["images"]]
        options = [pieces(o, math, unread) for o in row["options"] or ()]
        problem = row["problem"]
        if problem.count("<image>") == 1:  # the figure is shown above the text
            problem = problem.replace("<image>", "").strip()
        shown.append(
            {
                "set": name,
                "problem": pieces(problem, math, unread),
                "answer": pieces(row["answer"], math, unread),
                "solution": pieces(row["solution"], math, unread),
                "options": options,
                "images": images,
                **{k: row[k] for k in ("id", "knowledge", "principle", "difficulty", "question_id", "group", "level")},
            }
        )
        entries.append(
            (
                name,
                n,
                where,
                row["id"],
                problem,
                kind(row["answer"], row["options"]),
                row["difficulty"],
                row["knowledge"],
                row["principle"],
                row["question_id"],
                row["group"],
                tuple(i[0] for i in images),
            )
        )
    write(out, f"problems-{number}", {"rows": shown, "math": table(math)})
    return entries, unread


def pages(paths, out, workers):
    """Yields the results of make_page in order; at most a few pages are held at a time."""
    rows, waiting = sources(paths), deque()
    parts = iter(lambda: list(itertools.islice(rows, PAGE)), [])
    pool = ProcessPoolExecutor(workers, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        for number, part in enumerate(parts):
            waiting.append(pool.submit(make_page, number, part, out))
            if len(waiting) > 3 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenExecutor as e:
        raise OSError(f"a worker process ended (out of memory?): {e}") from e
    finally:
        pool.shutdown(cancel_futures=True)


class Book:
    """Gathers what the rows say about the knowledge system while it writes their index."""

    def __init__(self, system, out):
        self.system, self.out, self.points = system, out, list(system.points.values())
        self.number = {p.key: i for i, p in enumerate(self.points)}
        sizes = [len(p.principles) for p in self.points]
        self.first = [0, *itertools.accumulate(sizes)]  # number of a point's first principle
        branches = {}  # what lies above the points, numbered by first appearance, as the page makes them
        levels = ([pair for pair in itertools.zip_longest(p.path[:4], p.path_cn[:4]) if pair[0]] for p in self.points)
        self.above = [
            [branches.setdefault(tuple(path[: d + 1]), len(branches)) for d in range(len(path))] for path in levels
        ]
        self.branches = [0] * len(branches)  # problems below
        self.rows, self.sets, self.ids, self.figures, self.groups, self.seeds = 0, {}, set(), {}, {}, {}
        self.problems, self.samples, self.drawn = Counter(), {}, {}  # by point; by point; by point: set of figures
        self.shared, self.unknown, self.unread = {}, Counter(), []

    @functools.lru_cache(1 << 16)
    def place(self, name, principle):
        """Numbers of the points of a name: all of them where several bear it, unless one has the row's principle."""
        found = self.system.find_all(name)
        having = [p for p in found if principle in [n for q in p.principles for n in (q.name, q.name_cn)]]
        return tuple(self.number[p.key] for p in having or found)

    def principle(self, points, name):
        """Number of the principle of that name among the points, or -1."""
        return next(
            (
                self.first[i] + j
                for i in points
                for j, q in enumerate(self.points[i].principles)
                if name and name in (q.name, q.name_cn)
            ),
            -1,
        )

    def entry(self, row):
        """A row of the index: [id, text, points, principle, node, set, kind, figure, group], numbers for names."""
        name, n, where, id_, text, kind_, node, names, principle, question, group, images = row
        if (name, id_) in self.ids:
            raise ValueError(f"{where}: row {n}: field id: {id_!r} is also the id of another row")
        self.ids.add((name, id_))
        places = {known: self.place(known, principle) for known in names}
        self.unknown.update(known for known, found in places.items() if not found)
        points = list(dict.fromkeys(i for found in places.values() for i in found))
        for i in points:
            drawn, samples = self.drawn.setdefault(i, set()), self.samples.setdefault(i, [])
            if len(samples) < SAMPLES and not drawn.issuperset(images):
                samples.append(self.rows)
            self.problems[i] += 1
            drawn.update(images)
            self.shared.setdefault(i, Counter()).update(j for j in points if j != i)
        for branch in set().union(*(self.above[i] for i in points)):
            self.branches[branch] += 1
        sets = self.sets.setdefault(name, [len(self.sets), 0])
        sets[1] += 1
        if question and node in scheduler.KNOWN:
            self.seeds.setdefault((sets[0], question), {}).setdefault(node, []).append(self.rows)
        one = [
            self.figures.setdefault(images, len(self.figures)) if images else -1,
            self.groups.setdefault((name, group, text), len(self.groups)) if group else -1,
        ]
        self.rows += 1
        return [
            id_,
            text,
            points,
            self.principle(points, principle),
            scheduler.NODES.index(node) if node else -1,
            sets[0],
            KINDS.index(kind_),
            *one,
        ]

    def read(self, paths, workers):
        """Writes the pages of all rows and their index."""

        def entries():
            for made, unread in tqdm(pages(paths, self.out, workers), "pages", unit="page", leave=False, delay=2):
                self.unread += unread
                yield from map(self.entry, made)

        return write_pages(self.out, "index", entries(), INDEX)

    def point_pages(self):
        """Statements, neighbours and examples of the points, and a file of all statements for the search."""

        def point(i, p):
            math = {}
            said = [
                [pieces(bare(t), math, self.unread) for t in (q.name, q.text, q.name_cn, q.text_cn)]
                for q in p.principles
            ]
            return {
                "principles": said,
                "math": table(math),
                "samples": self.samples.get(i, []),
                "neighbours": self.shared.get(i, Counter()).most_common(NEIGHBOURS),
            }

        write(self.out, "statements", [f"{q.text} {q.text_cn}" for p in self.points for q in p.principles])
        write_pages(self.out, "points", (point(i, p) for i, p in enumerate(self.points)), POINTS)

    def slugs(self):
        """A name for each point's address: its own, or its path where several points bear it; never twice the same."""
        count, used = Counter(p.name for p in self.points), Counter()
        for p in self.points:
            slug = p.name if count[p.name] == 1 else str(p)
            used[slug] += 1
            yield slug if used[slug] == 1 else f"{slug} #{used[slug]}"

    def seed_pages(self):
        """Seeds as [id, set, number of its transition table, [[node, rows] ...]], and the tables they need."""
        tables = {}

        def seeds():
            for (set_, question), nodes in self.seeds.items():
                has = frozenset(nodes)
                if scheduler.first_main(has):
                    yield [question, set_, tables.setdefault(has, len(tables)), sorted(nodes.items())]

        count = write_pages(self.out, "seeds", seeds(), INDEX)
        return count, [transitions(has) for has in tables]


# -------------------------------------------------------------------------------------------------------- curriculum
def transitions(has):
    """scheduler's table for a seed with these nodes, for the page to look up: {"start": position, "next": [[position,
    served node, next if solved, next if failed] ...]}; a position is text, or "mastered" / "ended"."""

    def text(position):
        return position if isinstance(position, str) else " ".join(map(str, position))

    first = scheduler.first_main(has)
    steps = [
        [
            text(row[:3]),
            row[2].split()[0],
            *(text(scheduler.next_step(row[:3], solved, has)) for solved in (True, False)),
        ]
        for row in scheduler.table(has)
    ]
    return {"start": text((first, 0, first)), "next": steps}


def replay(run, out):
    """Writes the replay of a run's schedule.jsonl; -> what the page has to know of it, or None without such a file.

    A frame is a step: [step, epoch, mastered, ended, active, moves, by node], where moves are [seed, state, ...] of the
    walks that moved (a state is a node, mastered or ended), and by node [walks there, served, solved, accurate, rollouts],
    sums since the start. All of it is report.replay's and the log's: the page has no rules of its own.
    """
    path = Path(run) / "dynamic" / "schedule.jsonl"
    if not path.is_file() or not path.stat().st_size:
        print(f"{path}: no curriculum to replay", file=sys.stderr)
        return None
    lines = report.read_lines(path, report.SERVED)
    made = report.replay(lines, str(path))
    nodes = [n for n in report.WALK if made[-1]["served"][n] or any(f["stand"][n] for f in made)]
    states, seeds = [*nodes, "mastered", "ended"], {}
    steps = [list(part) for _, part in itertools.groupby(lines, lambda line: line["step"])]

    def frames():
        for frame, part in zip(made, steps, strict=True):
            moves = [
                [seeds.setdefault(str(i["question_id"]), len(seeds)), states.index(i["next"].removesuffix(" again"))]
                for i in part
                if i["why"] not in ("review", "uniform")
            ]
            yield [
                *(frame[k] for k in ("step", "epoch", "mastered", "ended", "active")),
                sum(moves, []),
                [[frame[k][n] for k in ("stand", "served", "solved", "accurate", "rollouts")] for n in nodes],
            ]

    pages = write_pages(out, "frames", frames(), FRAMES)
    write(out, "walkers", list(seeds))
    return {"run": Path(run).resolve().name, "pages": pages, "states": states, "nodes": nodes}


# ---------------------------------------------------------------------------------------------------------- the site
def build(cfg, out):
    """Writes the whole site to the folder `out`. -> the Book, for the counts. ValueError and OSError for bad input."""
    paths = cfg.data or ([str(Path(cfg.run) / "data")] if cfg.run else [])
    system = knowledge.load(cfg.knowledge)
    book = Book(system, out)
    (out / "data").mkdir(parents=True)
    played = replay(cfg.run, out) if cfg.run else None
    index = book.read(paths, cfg.workers or os.cpu_count())
    book.point_pages()
    seeds, tables = book.seed_pages()
    counts = [[book.problems[i], len(book.drawn.get(i, ()))] for i in range(len(book.points))]
    both = any(p.path_cn for p in book.points)
    first = "zh" if re.search("[\u4e00-\u9fff]", "".join(p.name for p in book.points[:9])) else "en"
    write(
        out,
        "start",
        {
            "title": Path(cfg.knowledge).stem if not paths else ", ".join(book.sets),
            "languages": [first] + ["zh"] * both,
            "nodes": scheduler.NODES,
            "kinds": KINDS,
            "rows": book.rows,
            "page": PAGE,
            "index": index,
            "points": [
                [slug, p.path, p.path_cn, [q.name for q in p.principles], [q.name_cn for q in p.principles], *count]
                for slug, p, count in zip(book.slugs(), book.points, counts)
            ],
            "branches": book.branches,
            "point_page": POINTS,
            "sets": [[name, n] for name, (_, n) in book.sets.items()],
            "figures": len({i for images in book.figures for i in images}),
            "seeds": seeds,
            "tables": tables,
            "replay": played,
        },
    )
    for file in (Path(__file__).parent / "site_files").iterdir():
        shutil.copyfile(file, out / file.name)
    (out / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    return book


def main(cfg):
    out = Path(cfg.out)
    page, (temporary, old) = (
        out / "index.html",
        (out.absolute().with_name(f".{out.absolute().name}.{end}") for end in ("tmp", "old")),
    )
    if (
        out.exists()
        and not (page.is_file() and MARK in page.read_text(encoding="utf-8", errors="replace"))
        and any(out.iterdir())
    ):
        raise ValueError(f"{out}: holds something else than a site of this script; name another folder with --out")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        book = build(cfg, temporary)
        if out.exists():
            os.replace(out, old)
        os.replace(temporary, out)
    finally:
        for folder in (temporary, old):
            shutil.rmtree(folder, ignore_errors=True)
    if book.unknown:
        names = "; ".join(f"{name} ({n})" for name, n in book.unknown.most_common(3))
        print(
            f"warning: {sum(book.unknown.values())} mentions of {len(book.unknown)} points that {cfg.knowledge} does not "
            f"have, shown without a link: {names}",
            file=sys.stderr,
        )
    if book.unread:
        print(
            f"warning: {len(book.unread)} formulas are no readable LaTeX and stay text: {book.unread[0]!r:.80}",
            file=sys.stderr,
        )
    print(f"written: {page}: {len(book.points)} points, {book.rows} problems, {len(book.seeds)} seeds")


def command(args):
    """`python python -m report book ...`"""
    main(tyro.cli(Config, args=args, prog="python -m report book", description=__doc__, use_underscores=True))
