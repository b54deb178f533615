"""Tables of other harnesses as files: .xlsx, .tsv, .csv, .json, .jsonl <-> rows (dicts).

Of an .xlsx one sheet of texts and numbers is read and written, by openpyxl.
"""

import csv
import io
import json
import lzma
import math
import re
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

from runtime import check_regular, read_json, read_jsonl, write_whole

LONGEST = 32_767  # characters of an xlsx cell, as written
MOST = 2**30  # bytes of an unpacked xlsx file: a larger one is no list of replies
MOST_CELLS = 2**22  # of a sheet, empty ones too: a far row or column number takes time and memory
ESCAPED = r"\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"  # what XML cannot hold, and \r, read as a line feed
DAMAGED = (  # what zipfile and openpyxl raise for files with flipped, cut or foreign bytes
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, ElementTree.ParseError, EOFError, OSError, RuntimeError),
    *(OverflowError, AttributeError, LookupError, TypeError, ValueError),
)


# ------------------------------------------------------------------------------------------------------------- reading


def read_rows(path: Path) -> list[tuple[str, dict]]:
    """[("FILE: row N", row)] of a file; an empty cell is None. ValueError names the place.

    A .json holds a list of rows, a dict of rows by their id (which becomes `pid`), or such a list under "logs".
    """
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".tsv", ".csv", ".json", ".jsonl"):
        raise ValueError(f"{path}: neither .xlsx, .tsv, .csv, .json nor .jsonl")
    check_regular(path)
    if kind == ".json":
        rows = read_json(path)
        rows = rows["logs"] if isinstance(rows, dict) and isinstance(rows.get("logs"), list) else rows
        if isinstance(rows, dict):
            rows = [{"pid": name, **row} if isinstance(row, dict) else row for name, row in rows.items()]
        if not isinstance(rows, list):
            raise ValueError(f"{path}: neither a list of rows nor a dict of them by their id")
    elif kind == ".jsonl":
        rows = read_jsonl(path)
    else:
        rows = headed(path, xlsx_cells(path) if kind == ".xlsx" else text_cells(path, "," if kind == ".csv" else "\t"))
    found = [(f"{path}: row {n}", row) for n, row in enumerate(rows, 1)]
    for at, row in found:
        if not isinstance(row, dict):
            raise ValueError(f"{at}: field (all): the row is no JSON object")
    if not found:
        raise ValueError(f"{path}: no rows")
    return found


def headed(path: Path, lines: list[list]) -> list[dict]:
    """Lines of cells, the first of which names the columns -> rows. Rows are counted without the heading."""
    head = [str(name) for name in lines[0] if name is not None] if lines else []
    if not head or len(head) != len(lines[0]) or len(set(head)) != len(head):
        raise ValueError(f"{path}: row 0: the first line does not name each column once")
    for n, line in enumerate(lines[1:], 1):
        if len(line) > len(head) or path.suffix.lower() != ".xlsx" and len(line) != len(head):
            raise ValueError(f"{path}: row {n}: {len(line)} cells, and {len(head)} columns: the file is cut or torn")
    return [dict(zip(head, [*line, *[None] * (len(head) - len(line))], strict=True)) for line in lines[1:]]


def text_cells(path: Path, delimiter: str) -> list[list[str | None]]:
    """The cells of a .tsv or .csv, in UTF-8 with or without a mark."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise ValueError(f"{path}: not UTF-8: {e}") from e
    csv.field_size_limit(2**31 - 1)  # images in base64
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [[cell or None for cell in line] for line in lines if line]
    except csv.Error as e:
        raise ValueError(f"{path}: cut or torn: {e}") from e


def xlsx_cells(path: Path) -> list[list]:
    """The cells of the first sheet: texts (a date, too), numbers, flags, None (an error value, too)."""
    from openpyxl.utils.escape import unescape

    lines, size = [], 0
    try:
        with path.open("rb") as file:
            check_zip(file)
            for row in first_sheet(file).iter_rows():
                size += max(len(row), 1)  # a row that its number puts far below has empty ones above it
                if size > MOST_CELLS:
                    raise ValueError(f"over {MOST_CELLS} cells")
                line = [None if c.data_type == "e" else c.value for c in row]
                line = [v if v is None or isinstance(v, (int, float)) else unescape(str(v)) or None for v in line]
                lines += [line] if any(v is not None for v in line) else []
    except FileNotFoundError:
        raise
    except DAMAGED as e:
        said = " ".join(str(e.__cause__ or e).split())  # openpyxl's own words are three lines
        raise ValueError(f"{path}: no .xlsx file that can be read: {type(e).__name__}: {said}") from e
    return lines


def check_zip(file) -> None:
    """ValueError for a file that unpacks to too much, or declares a document type, with which entities come."""
    with zipfile.ZipFile(file) as z:
        if sum(part.file_size for part in z.infolist()) > MOST:
            raise ValueError(f"over {MOST} bytes")
        for part in z.infolist():
            if b"<!DOCTYPE" in z.read(part).replace(b"\0", b""):  # also in UTF-16
                raise ValueError(f"{part.filename} declares a document type")


def first_sheet(file):
    """The first worksheet, by openpyxl. What it says of its size is not trusted: rows are cut to it otherwise."""
    from openpyxl.cell.text import Text
    from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader
    from openpyxl.xml.functions import iterparse

    class Reader(ExcelReader):
        def read_strings(self):
            """Shared strings as written: load_workbook drops their x005F_, and then _x000D_ may be a text or a \\r."""
            part = self.package.find(SHARED_STRINGS)
            if part is not None:
                with self.archive.open(part.PartName[1:]) as source:
                    items = (item for _, item in iterparse(source) if item.tag.endswith("}si"))
                    self.shared_strings = [Text.from_tree(item).content for item in items]

    reader = Reader(file, read_only=True, data_only=True, keep_links=False)
    reader.read()
    sheet = reader.wb.worksheets[0]
    sheet.reset_dimensions()
    return sheet


# ------------------------------------------------------------------------------------------------------------- writing


def write_rows(path: Path, rows: list[dict]) -> None:
    """Rows with the same columns -> the file, of the kind that its name says: .xlsx, .tsv, .json or .jsonl."""
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".tsv", ".json", ".jsonl"):
        raise ValueError(f"{path}: neither .xlsx, .tsv, .json nor .jsonl")
    if kind == ".json":
        write_whole(path, json.dumps(rows, indent=4, ensure_ascii=False))
    elif kind == ".jsonl":
        write_whole(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    elif kind == ".tsv":
        text = io.StringIO()
        out = csv.writer(text, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writerow(rows[0])
        out.writerows([["" if v is None else v for v in row.values()] for row in rows])
        write_whole(path, text.getvalue())
    else:
        for n, row in enumerate([{name: name for name in rows[0]}, *rows]):
            for name, v in row.items():
                if (size := len(xlsx_text(v))) > LONGEST:
                    raise ValueError(
                        f"{path}: row {n}: field {name}: {size} characters, a cell of .xlsx holds {LONGEST}: "
                        "name a .tsv or .json file"
                    )
        write_whole(path, lambda temporary: write_xlsx(temporary, [list(rows[0]), *(row.values() for row in rows)]))


def write_xlsx(path: Path, lines: list) -> None:
    """Lines of texts, numbers, flags and None as the one sheet of an .xlsx file."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")

    def cell(v):
        if v is None or isinstance(v, bool):
            return v
        number = isinstance(v, int) or isinstance(v, float) and math.isfinite(v)
        c = WriteOnlyCell(sheet, str(v) if number else xlsx_text(v))  # openpyxl writes a number in 16 digits only
        c.data_type = "n" if number else "s"  # or "=1" is a formula, "#N/A" an error
        return c

    for line in lines:
        sheet.append([cell(v) for v in line])
    book.save(path)


def xlsx_text(v) -> str:
    """A text as Excel writes it: ESCAPED characters are _xHHHH_, and so is the _ of a text that looks like that."""
    return re.sub(f"_(?=x[0-9A-Fa-f]{{4}}[_{ESCAPED}])|[{ESCAPED}]", lambda m: f"_x{ord(m[0]):04X}_", str(v))
