"""JSON files, read with checks: every error names the file, the line and the field."""

import json
import os
from pathlib import Path

NUMBER = (int, float, type(None))


def read_json(path: Path, text: str | bytes | None = None, where: str = ""):
    """The parsed file, or `text`, which is one line of it; ValueError names the place."""
    try:
        text = path.read_bytes() if text is None else text
        return json.loads(text.decode("utf-8") if isinstance(text, bytes) else text)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"{path}:{where} not JSON: {e}") from e


def read_jsonl(path: Path, needed: dict | None = None, wanted: tuple[str, ...] = (), torn: bool = False) -> list:
    """The lines of a .jsonl file -> list. ValueError names the first bad line and its field.

    needed: {field: type or types} that every line must have; wanted: fields that are numbers or null where they are
    there. With neither, a line may be any JSON value. torn: the file is of a run that goes on, whose writer may have
    been killed: a last line without its end is left out. Otherwise such a line is read like the others.
    """
    lines = path.read_bytes().split(b"\n")  # bytes.splitlines would do, str.splitlines splits at U+2028 too
    last = lines.pop()
    rows = [read_json(path, line, f" line {n}:") for n, line in enumerate(lines, 1)]
    if last and not torn:
        try:
            rows.append(json.loads(last.decode("utf-8")))
        except (ValueError, RecursionError) as e:
            raise ValueError(f"{path}: line {len(rows) + 1}: not JSON: the file is cut short here: {e}") from e
    for n, row in enumerate(rows, 1) if needed or wanted else ():
        check_fields(row, f"{path}: line {n}", needed or {}, wanted)
    return rows


def check_fields(row, at: str, needed: dict, wanted: tuple[str, ...] = ()) -> None:
    """ValueError `at: field X: ...` unless the row is an object with these fields; see read_jsonl."""
    if not isinstance(row, dict):
        raise ValueError(f"{at}: field (all): the line is no JSON object")
    bad = [name for name, kind in needed.items() if name not in row or not isinstance(row[name], kind)]
    bad += [name for name in wanted if not isinstance(row.get(name), NUMBER)]
    if bad:
        raise ValueError(f"{at}: field {bad[0]}: missing, or of a wrong type")


def mend(path: Path) -> None:
    """Cuts a torn last line off, so that what is appended starts on a line of its own."""
    if path.exists() and (text := path.read_bytes()) and not text.endswith(b"\n"):
        os.truncate(path, text.rfind(b"\n") + 1)
