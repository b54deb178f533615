"""Files that are there whole or not at all, also after a power loss, and folders that one process alone writes to."""

import errno
import fcntl
import json
import os
import shutil
import socket
import sys
from collections.abc import Callable
from itertools import islice, takewhile
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until the bytes of a file, or the names in a folder, are on the disk."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def write_whole(path: Path, content: str | bytes | Callable[[Path], object]) -> None:
    """Write a file under a temporary name, then rename it: nothing half-written stands under the final name.

    content: its text (UTF-8; half a surrogate pair is escaped, as in JSON), its bytes, or a function that writes to the
    path it is given. OSError when it cannot be written; what stood under the name is then as before.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        if callable(content):
            content(temporary)
        elif isinstance(content, str):
            temporary.write_text(content, encoding="utf-8", errors="backslashreplace")
        else:
            temporary.write_bytes(content)
        sync(temporary)  # else a power loss may leave the name without the bytes
        os.replace(temporary, path)
        sync(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def replace_folder(new: Path, path: Path) -> None:
    """Give the finished folder `new` the name `path`. A folder of that name is moved away first and deleted last."""
    for part in sorted(new.rglob("*")):
        sync(part)
    sync(new)
    old = path.with_name(f".{path.name}.old")
    if path.exists():
        shutil.rmtree(old, ignore_errors=True)  # of a run that was killed here
        os.replace(path, old)
    os.replace(new, path)
    sync(path.parent)
    shutil.rmtree(old, ignore_errors=True)


# ---------------------------------------------------------------------------------------------------------------------
# one process a folder

HELD = {}  # (process, lock file) -> the open file: closing it would give the lock back


def lock(folder: Path) -> None:
    """From here on this process alone writes to `folder`, until it ends in whatever way; leftovers there are removed.

    ValueError names the process that writes there now. The lock is that of the process (POSIX): its children have no
    part in it. Where the file system knows no locks, a warning says so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder.resolve() / ".lock"
    if (os.getpid(), file) in HELD:
        return
    held = open(file, "a+")  # noqa: SIM115  it stays open
    try:
        fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as e:
        if e.errno not in (errno.EACCES, errno.EAGAIN):
            print(f"warning: {folder}: no lock ({e}): start no second run there", file=sys.stderr)
            return
        held.seek(0)
        owner = held.read().strip() or "another process"
        held.close()
        raise ValueError(f"{folder}: {owner} is writing there; wait for its end, or take another folder") from e
    held.truncate(0)
    held.write(f"process {os.getpid()} on {socket.gethostname()}")
    held.flush()
    HELD[os.getpid(), file] = held
    tidy(folder)


def tidy(folder: Path) -> None:
    """Remove what a killed run left in its folder, under the names that write_whole, replace_folder and checkpoint.py
    give to unfinished things. A folder that was killed while it was replaced gets its name back."""
    for old in folder.glob(".*.old"):
        name = folder / old.name[1:].removesuffix(".old")
        if not name.exists():
            os.replace(old, name)
    left = [*folder.glob(".*.tmp"), *folder.glob(".*.old"), *folder.glob("step_*.tmp"), *folder.glob("*_skeleton.tmp")]
    for path in [*left, folder / "best.tmp"]:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


# ---------------------------------------------------------------------------------------------------------------------
# reading

NUMBER = (int, float, type(None))


def read_text(path: Path) -> str:
    """The text of a file; ValueError names the first line that is not UTF-8."""
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as e:
        line = raw.count(b"\n", 0, e.start) + 1
        raise ValueError(f"{path}: line {line}: not UTF-8 ({e.reason}, byte {e.start} of the file)") from e


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


class CountedLines:
    """A .jsonl file whose lines a state counts: a run that goes on from the state writes none of them twice."""

    def __init__(self, path):
        self.path, self.open = Path(path), False

    def cut(self, count: int) -> int:
        """Cuts the file to its first `count` lines. Returns how many there are; fewer, with a warning, after a loss."""
        self.open = True
        if not self.path.exists():
            return 0  # a run that goes on in a new folder begins its own file
        with open(self.path, "rb+") as f:  # after a power loss it may be torn, and hold zeros
            sizes = [len(x) for x in takewhile(lambda x: x[-2:] == b"}\n" and 0 not in x, islice(f, count))]
            if len(sizes) < count:
                print(f"warning: {self.path}: {len(sizes)} of {count} lines are left, the others are lost")
            f.truncate(sum(sizes))
        return len(sizes)

    def append(self, rows: list[dict], count: int) -> int:
        """Writes a line a row behind the first `count` lines. Returns how many there are now."""
        count = count if self.open else self.cut(count)
        with open(self.path, "a", encoding="utf-8") as f:
            f.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return count + len(rows)


def mend(path: Path) -> None:
    """Cuts a torn last line off, so that what is appended starts on a line of its own."""
    if path.exists() and (text := path.read_bytes()) and not text.endswith(b"\n"):
        os.truncate(path, text.rfind(b"\n") + 1)
