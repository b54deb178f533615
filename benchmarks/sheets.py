"""Tables of other harnesses as files: .xlsx, .tsv, .csv, .json, .jsonl <-> rows (dicts).

An .xlsx is a zip of XML files, of which one sheet of texts and numbers is read and written here; see ECMA-376, part 1.
"""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from runtime import read_json, read_jsonl, write_whole

LONGEST = 32_767  # characters of an xlsx cell
MOST = 2**30  # bytes of an unpacked xlsx file: a larger one is no list of replies
SHEET = "xl/worksheets/sheet1.xml"
NAMES = "http://schemas.openxmlformats.org"
PARTS = {  # of an xlsx file, beside its sheet
    "[Content_Types].xml": f'<Types xmlns="{NAMES}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    f'<Override PartName="/{SHEET}" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{NAMES}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{NAMES}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{NAMES}/spreadsheetml/2006/main" '
    f'xmlns:r="{NAMES}/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{NAMES}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{NAMES}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


# ------------------------------------------------------------------------------------------------------------- reading


def read_rows(path: Path) -> list[tuple[str, dict]]:
    """[("FILE: row N", row)] of a file; an empty cell is None. ValueError names the place.

    A .json holds a list of rows, a dict of rows by their id (which becomes `pid`), or such a list under "logs".
    """
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".tsv", ".csv", ".json", ".jsonl"):
        raise ValueError(f"{path}: neither .xlsx, .tsv, .csv, .json nor .jsonl")
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
    """The cells of the first sheet: texts, numbers, flags, None."""
    try:
        with zipfile.ZipFile(path) as z:
            if sum(part.file_size for part in z.infolist()) > MOST:
                raise ValueError(f"over {MOST} bytes")
            shared = "xl/sharedStrings.xml"
            strings = [inner(x) for x in parsed(z, shared)] if shared in z.namelist() else []
            rows = parsed(z, SHEET).iterfind(".//{*}row")
            return [line for line in (cells(row, strings) for row in rows) if any(v is not None for v in line)]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError, OSError, NotImplementedError) as e:
        if isinstance(e, FileNotFoundError):
            raise
        raise ValueError(f"{path}: no .xlsx file that can be read: {type(e).__name__}: {e}") from e


def parsed(z: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """One part of an xlsx file. A document type, with which entities are declared, is not read."""
    content = z.read(name)
    if b"<!DOCTYPE" in content:
        raise ValueError(f"{name} declares a document type")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as e:
        raise ValueError(f"{name} is no XML: {e}") from e


def cells(row: ElementTree.Element, strings: list[str]) -> list:
    """A <row> -> its values, each in the place that its reference says ("AB12" is column 27)."""
    out = []
    for c in row.iterfind("{*}c"):
        letters = re.match("[A-Z]{1,3}", c.get("r", ""))
        place = len(out)
        if letters:
            place = sum((ord(x) - 64) * 26**i for i, x in enumerate(reversed(letters[0]))) - 1
        out += [None] * (place - len(out))
        out.append(value_of(c, strings))
    return out


def value_of(c: ElementTree.Element, strings: list[str]):
    """The value of a <c>: its type t says how it is written."""
    kind, v = c.get("t", "n"), c.findtext("{*}v")
    if kind == "inlineStr":
        return inner(c.find("{*}is")) or None
    if v is None or kind == "e":
        return None
    if kind == "s":
        return strings[int(v)] or None
    if kind == "str":
        return unescaped(v) or None
    if kind == "b":
        return v == "1"
    return int(v) if re.fullmatch(r"-?\d{1,18}", v) else float(v)


def inner(element: ElementTree.Element | None) -> str:
    """The text of a string item: its runs joined, without phonetic hints."""
    runs = [] if element is None else element.findall("{*}t") + element.findall("{*}r/{*}t")
    return unescaped("".join(t.text or "" for t in runs))


def unescaped(text: str) -> str:
    """_x000D_ -> the character; XML has no place for most control characters."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


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
        for n, row in enumerate(rows, 1):
            for name, v in row.items():
                if isinstance(v, str) and len(v) > LONGEST:
                    raise ValueError(
                        f"{path}: row {n}: field {name}: {len(v)} characters, a cell of .xlsx holds {LONGEST}: "
                        "name a .tsv or .json file"
                    )
        write_whole(path, lambda temporary: write_xlsx(temporary, [list(rows[0]), *(row.values() for row in rows)]))


def write_xlsx(path: Path, lines: list) -> None:
    """Lines of texts, numbers and None as the one sheet of an .xlsx file."""
    body = []
    for line in lines:
        written = ["<c/>" if v is None else xlsx_cell(v) for v in line]
        body.append(f"<row>{''.join(written)}</row>")
    sheet = f'<worksheet xmlns="{NAMES}/spreadsheetml/2006/main"><sheetData>{"".join(body)}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in (PARTS | {SHEET: sheet}).items():
            z.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{content}')


def xlsx_cell(v) -> str:
    """One <c>. A character that XML cannot hold is written as _xHHHH_, and so is what would be read as such."""
    if isinstance(v, (int, float)) and not isinstance(v, bool):
        return f"<c><v>{v}</v></c>"
    text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", str(v))
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", lambda m: f"_x{ord(m[0]):04X}_", text)
    text = escape(text, {"\r": "&#13;"})  # which would be read as a line feed
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
