"""Pictures of the book for people: contact sheets of figures with their texts, and bars of counts."""

import io
import random
import textwrap
from collections import Counter
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from runtime import settings

from . import NODES, PROGRAMS, pro
from .style import font

INK = "#1a1a1a"


def contact_sheet(cells, columns=5, cell=300, lines=9):
    """One picture of [(image or None, text)]: the images side by side, the text under each."""
    line = 13
    tall = cell + lines * line + 14
    sheet = Image.new("RGB", (columns * (cell + 10) + 10, -(-len(cells) // columns) * tall + 10), "#d5d5d5")
    pen = ImageDraw.Draw(sheet)
    for i, (image, text) in enumerate(cells):
        x, y = 10 + i % columns * (cell + 10), 10 + i // columns * tall
        if image is not None:
            small = ImageOps.contain(image.convert("RGB"), (cell, cell), Image.Resampling.LANCZOS)
            sheet.paste(small, (x + (cell - small.width) // 2, y + (cell - small.height) // 2))
        wrapped = [part for piece in text.split("\n") for part in textwrap.wrap(piece, cell // 6) or [""]]
        pen.multiline_text((x, y + cell + 3), "\n".join(wrapped[:lines]), fill=INK, font=font(10), spacing=1)
    return sheet


def histogram(groups):
    """Bars of counts: {title: {name: count}}, one block of horizontal bars a title."""
    row, wide, tall = 20, 760, sum(20 * (len(counts) + 2) for counts in groups.values()) + 10
    picture = Image.new("RGB", (wide, tall), "white")
    pen, y = ImageDraw.Draw(picture), 8
    for title, counts in groups.items():
        pen.text((10, y), title, fill=INK, font=font(14))
        y += row + 4
        most = max(counts.values())
        for name, count in counts.items():
            pen.text((10, y), str(name), fill=INK, font=font(12))
            pen.rectangle((250, y + 2, 250 + (wide - 330) * count / most, y + row - 4), fill="#7fa8d6")
            pen.text((256 + (wide - 330) * count / most, y), f"{count:,}", fill=INK, font=font(12))
            y += row
        y += row - 4
    return picture


COUNTED = ("needs_figure", "difficulty", "level", "form", "style", "domain", "program")


def counted(raw):
    """[(column, value)] of a row that the dataset card counts; lists count each of their values."""
    found = [("all", "")] + [(key, str(raw[key])) for key in COUNTED if raw.get(key) is not None]
    return found + [("construction", name) for name in raw.get("constructions") or ()]


CARD = """\
---
license: mit
configs:
{configs}
---
# MathBook sets, {size} size
Figures, texts and answers come from the programs of the book; each answer was worked out a second time from what was \
drawn. Made by

    python data.py build --size {size} --seed {seed} --out DIR

with the counts in `config.json`. `eval` shares no figure, number tuple or problem with the other files.
Licence: MIT; the letters in the figures are set in fonts that matplotlib brings (DejaVu, STIX, Computer Modern).
`needs_figure`: another figure has the same text and another answer. `level`: knowledge points of the problem. \
`facts`: the numbers that the figure shows and the solution uses.

![rows by domain, level and node](histogram.png)

![problems of eval](contact_sheet.png)

{table}
"""


def card(folder, size, seed, counts, rows):
    """Writes a dataset card into folder: README.md with a table of counts, histogram.png and contact_sheet.png.

    counts: {file: Counter of (column, value)}; rows: those to show, one for each program.
    """
    total, order = sum(counts.values(), Counter()), [*NODES, *"abcde"]

    def values(key):
        found = {value for column, value in total if column == key}
        return sorted(found, key=lambda v: (order.index(v) if v in order else 0, v))

    titles = {"domain": "rows by domain", "level": "rows by knowledge points", "difficulty": "rows by difficulty node"}
    groups = {title: {value: total[key, value] for value in values(key)} for key, title in titles.items()}
    histogram(groups).save(folder / "histogram.png")
    first = {}
    for row in rows:
        first.setdefault(row["program"], row)
    shown = [first[name] for name in sorted(first)]
    cells = [
        (Image.open(io.BytesIO(row["image"]["bytes"])), f"{row['question'].replace('<image>', '')} -> {row['answer']}")
        for row in shown[:: -(-len(shown) // 60)]
    ]
    contact_sheet(cells).save(folder / "contact_sheet.png")
    table = [f"| rows | {' | '.join(counts)} |", "|---" * (1 + len(counts)) + "|"]
    for key in ("all", *COUNTED, "construction"):
        for value in values(key):
            table.append(f"| {key} {value} | {' | '.join(str(count[key, value]) for count in counts.values())} |")
    configs = "\n".join(f"- {{config_name: {file}, data_files: {file}.parquet}}" for file in counts)
    text = CARD.format(configs=configs, size=size, seed=seed, table="\n".join(table))
    (folder / "README.md").write_text(text, encoding="utf-8")


def sheets(out: settings.Name, only: tuple[str, ...] = (), seed: settings.Seed = 0, px: settings.Side = 448) -> None:
    """Contact sheets of the programs, every program at every node: one PNG a chapter.

    Args:
        out: folder to write.
        only: names of programs; all by default.
        seed: another seed, other problems.
        px: nominal side of a figure.
    """
    if unknown := [name for name in only if name not in PROGRAMS]:
        raise ValueError(f"no program named {', '.join(unknown)} among {len(PROGRAMS)}")
    chapters = {}
    for name, program in PROGRAMS.items():
        if not only or name in only:
            chapters.setdefault(program.chapter, []).append(name)
    Path(out).mkdir(parents=True, exist_ok=True)
    for chapter, names in chapters.items():
        cells = []
        for name in names:
            made = pro(name, random.Random(f"{seed}/{name}"), 84 if PROGRAMS[name].pocket else px)
            cells += [
                (made[n].images[0], f"{name} {n}: {made[n].question.replace('<image>', '')} -> {made[n].answer}")
                for n in NODES
            ]
        contact_sheet(cells, len(NODES)).save(Path(out) / f"{chapter}.png")
        print(Path(out) / f"{chapter}.png", f"{len(names)} programs", flush=True)
