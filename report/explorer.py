"""The MathBook to look at: the knowledge system, its problems and the curriculum, as static pages in site/.

    python -m report book                                        # the knowledge system alone
    python -m report book --data data/standard.parquet data/pro.parquet --out site
    python -m report book --run out                              # the run's data, and the replay of its curriculum
    python -m report book --knowledge knowledge_flat_v2.json --data pro_3805.jsonl figures.jsonl

site/index.html opens from disk, without a server or network. A page from disk may not fetch files: the data are scripts
that call book(name, payload), loaded on demand; site_files/ holds the page, its style and its scripts. Text of data
reaches the page as text, formulas as MathML that formulas.py has made of elements and attributes listed there.
"""

import functools
import itertools
import os
import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from plotly.offline import get_plotlyjs
from tqdm import tqdm

import knowledge
import scheduler
from report import curriculum
from report.formulas import KINDS, bare, pieces, table
from report.plots import AXES
from report.problems import PAGE, pages, write, write_pages
from runtime import read_jsonl, settings
from runtime.files import replacing
from runtime.texts import plain

INDEX, POINTS, FRAMES = 5000, 50, 500  # rows of the index, points, steps of the replay in a file
SAMPLES, NEIGHBOURS = 8, 12  # shown for a point
MARK = "mathbook explorer"  # in the page: only a folder whose page holds it is replaced


@dataclass
class Config:
    data: tuple[str, ...] = ()  # files (.parquet, .jsonl, .json), folders of .parquet and .jsonl; none: those of --run
    run: str = ""  # folder of a run of run.sh: its dynamic/schedule.jsonl is replayed, draws from the book are shown
    knowledge: str = str(knowledge.TABLE)  # our table or an official form of the knowledge system
    out: settings.Name = "site"  # folder to write; a former site there is replaced as a whole
    workers: settings.Ranks = 0  # processes; 0: one a core


# ---------------------------------------------------------------------------------------------------------------------
# the book


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
        self.place = functools.lru_cache(1 << 16)(self.places)

    def places(self, name, principle):
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
        """An entry of problems.make_page -> a row of the index, numbers for names: [id, text, points, principle, node,
        set, kind, figure, group]; -1 for none."""
        name, node, principle = row["set"], row["difficulty"], row["principle"]
        if (name, row["id"]) in self.ids:
            raise ValueError(f"{row['place']}: field id: {row['id']!r} is also the id of another row")
        self.ids.add((name, row["id"]))
        places = {known: self.place(known, principle) for known in row["knowledge"]}
        self.unknown.update(known for known, found in places.items() if not found)
        points = list(dict.fromkeys(i for found in places.values() for i in found))
        self.count(points, row["images"])
        sets = self.sets.setdefault(name, [len(self.sets), 0])
        sets[1] += 1
        if row["question_id"] and node in scheduler.KNOWN:
            self.seeds.setdefault((sets[0], row["question_id"]), {}).setdefault(node, []).append(self.rows)
        images, group = row["images"], (name, row["group"], row["text"])
        self.rows += 1
        return [
            row["id"],
            row["text"],
            points,
            self.principle(points, principle),
            scheduler.NODES.index(node) if node else -1,
            sets[0],
            KINDS.index(row["kind"]),
            self.figures.setdefault(images, len(self.figures)) if images else -1,
            self.groups.setdefault(group, len(self.groups)) if row["group"] else -1,
        ]

    def count(self, points, images):
        """Counts the row at its points, at what lies above them, and at the points that share it."""
        for i in points:
            drawn, samples = self.drawn.setdefault(i, set()), self.samples.setdefault(i, [])
            if len(samples) < SAMPLES and not drawn.issuperset(images):
                samples.append(self.rows)
            self.problems[i] += 1
            drawn.update(images)
            self.shared.setdefault(i, Counter()).update(j for j in points if j != i)
        for branch in set().union(*(self.above[i] for i in points)):
            self.branches[branch] += 1

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

    def start_points(self):
        """The points as the page lists them: [address, path, Chinese path, names of principles, Chinese names,
        problems, figures]."""
        for i, (slug, p) in enumerate(zip(self.slugs(), self.points)):
            names = [q.name for q in p.principles], [q.name_cn for q in p.principles]
            yield [slug, p.path, p.path_cn, *names, self.problems[i], len(self.drawn.get(i, ()))]

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


# ---------------------------------------------------------------------------------------------------------------------
# the curriculum


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
        for row in curriculum.table(has)
    ]
    return {"start": text((first, 0, first)), "next": steps}


def replay(run, out):
    """Writes the replay of a run's schedule.jsonl; -> what the page has to know of it, or None without such a file.

    A frame is a step: [step, epoch, mastered, ended, active, moves, by node]. moves are [seed, state, ...] of the walks
    that moved (a state is a node, mastered or ended), by node [walks there, served, solved, accurate, rollouts], sums
    since the start. All of it is curriculum.replay's: the page has no rules of its own.
    """
    path = Path(run) / "dynamic" / "schedule.jsonl"
    if not path.is_file() or not path.stat().st_size:
        print(f"{path}: no curriculum to replay", file=sys.stderr)
        return None
    made = curriculum.replay(read_jsonl(path, curriculum.SERVED), str(path))
    nodes = [n for n in scheduler.WALK if made[-1]["served"][n] or any(f["stand"][n] for f in made)]
    states, seeds = [*nodes, *scheduler.ENDS], {}
    counters = ("stand", "served", "solved", "accurate", "rollouts")

    def frames():
        for frame in made:
            moves = [(seeds.setdefault(str(q), len(seeds)), states.index(state)) for q, state in frame["moves"]]
            yield [
                *(frame[k] for k in ("step", "epoch", "mastered", "ended", "active")),
                list(itertools.chain(*moves)),
                [[frame[k][n] for k in counters] for n in nodes],
            ]

    count = write_pages(out, "frames", frames(), FRAMES)
    write(out, "walkers", list(seeds))
    return {"run": Path(run).resolve().name, "pages": count, "states": states, "nodes": nodes}


def success(run, out):
    """Writes the success rates by program and node of a run that drew from the book, those of its report; -> any?

    [stage, nodes, [[program, [[problems, rate] or None a node]] ...]] a stage.
    """
    made = [
        [stage, nodes, [[name, [cells[n][:2] if n in cells else None for n in nodes]] for name, cells in found.items()]]
        for stage, nodes, found in curriculum.rates_of(run)
    ]
    write(out, "rates", made)
    return bool(made)


# ---------------------------------------------------------------------------------------------------------------------
# the site


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
    both = any(p.path_cn for p in book.points)
    first = "zh" if re.search("[\u4e00-\u9fff]", "".join(p.name for p in book.points[:9])) else "en"
    start = {
        "title": Path(cfg.knowledge).stem if not paths else ", ".join(book.sets),
        "languages": [first] + ["zh"] * both,
        "nodes": scheduler.NODES,
        "corners": scheduler.CUBE,
        "axes": AXES,
        "kinds": KINDS,
        "rows": book.rows,
        "page": PAGE,
        "index": index,
        "points": list(book.start_points()),
        "branches": book.branches,
        "point_page": POINTS,
        "sets": [[name, n] for name, (_, n) in book.sets.items()],
        "figures": len({i for images in book.figures for i in images}),
        "seeds": seeds,
        "tables": tables,
        "replay": played,
        "rates": bool(cfg.run) and success(cfg.run, out),
    }
    write(out, "start", start)
    for file in (Path(__file__).parent / "site_files").iterdir():
        shutil.copyfile(file, out / file.name)
    (out / "plotly.min.js").write_text(get_plotlyjs(), encoding="utf-8")
    return book


def is_site(folder):
    """Whether a folder is a site of ours, or empty: what may be replaced."""
    page = folder / "index.html"
    ours = page.is_file() and MARK in page.read_text(encoding="utf-8", errors="replace")
    return ours or not any(folder.iterdir())


def main(cfg):
    out = Path(cfg.out)
    with replacing(out) as new:
        if out.exists() and not is_site(out):
            raise ValueError(f"{out}: holds something else than a site of this script; name another folder with --out")
        book = build(cfg, new)
    if book.unknown:
        names = "; ".join(f"{plain(name)} ({n})" for name, n in book.unknown.most_common(3))
        print(
            f"warning: {sum(book.unknown.values())} mentions of {len(book.unknown)} points that {cfg.knowledge} does "
            f"not have, shown without a link: {names}",
            file=sys.stderr,
        )
    if book.unread:
        print(
            f"warning: {len(book.unread)} formulas are no readable LaTeX and stay text: {book.unread[0]!r:.80}",
            file=sys.stderr,
        )
    count = f"{len(book.points)} points, {book.rows} problems, {len(book.seeds)} seeds"
    print(f"written: {out / 'index.html'}: {count}")
