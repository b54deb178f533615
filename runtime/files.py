"""Files that are there whole or not at all, also after a power loss, and folders that one process alone writes to."""

import errno
import fcntl
import json
import os
import re
import shutil
import socket
import stat
import sys
from collections.abc import Callable
from contextlib import contextmanager
from itertools import islice, takewhile
from pathlib import Path

from .texts import once

UNFINISHED, REPLACED = ".unfinished", ".replaced"  # .NAME.unfinished will be NAME, .NAME.replaced was it


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
    check_held(path.parent)
    temporary = path.with_name(f".{path.name}{UNFINISHED}")
    temporary.unlink(missing_ok=True)  # no link that lies there is followed
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
    old = path.with_name(f".{path.name}{REPLACED}")
    if path.exists():
        shutil.rmtree(old, ignore_errors=True)  # of a run that was killed here
        os.replace(path, old)
    os.replace(new, path)
    sync(path.parent)
    shutil.rmtree(old, ignore_errors=True)


def drop(path: Path) -> None:
    """Delete a file, a link (not what it points to) or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


# ---------------------------------------------------------------------------------------------------------------------
# one process a folder

HELD = {}  # (process, lock file) -> the open file: closing it would give the lock back
# what a killed process leaves: of write_whole and replace_folder; of checkpoint.py
LEFT = re.compile(rf"(\..+)(?:{re.escape(UNFINISHED)}|{re.escape(REPLACED)})|step_\d{{6,}}(?:\.old)?\.tmp", re.S)


def lock(folder: Path, replaced: bool = False) -> None:
    """From here on this process alone writes to `folder`, until it ends in whatever way; leftovers are removed.

    replaced: not in the folder but in its place, as a whole (see replacing): the lock is the file .NAME.lock beside it.
    ValueError names the process that writes there now. The lock is that of the process (POSIX): its children have no
    part in it. Where the file system knows no locks, a warning says so.
    """
    place = folder.absolute().parent if replaced else folder
    place.mkdir(parents=True, exist_ok=True)
    file = lock_file(folder, replaced)
    if (os.getpid(), file) in HELD:
        return
    held = opened_lock(file)
    try:
        fcntl.lockf(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.fstat(held.fileno()).st_nlink:  # deleted by the one before (see replacing): no lock for the others
            held.close()
            return lock(folder, replaced)
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
    tidy(place, f".{folder.absolute().name}" if replaced else "")


def opened_lock(file: Path):
    """The lock file, open; ValueError for a link, a pipe or a device, which are neither followed nor waited for."""
    try:
        fd = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)
    except OSError as e:
        if e.errno not in (errno.ELOOP, errno.ENXIO, errno.EISDIR):
            raise
        raise ValueError(f"{file}: a link or no regular file: delete it") from e
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise ValueError(f"{file}: a link or no regular file: delete it")
    return os.fdopen(fd, "a+")


def check_held(folder: Path) -> None:
    """OSError when this process had the lock of a folder and somebody has deleted its file since: another process may
    have taken it."""
    file = lock_file(folder, False)
    if (held := HELD.get((os.getpid(), file))) and not os.fstat(held.fileno()).st_nlink:
        raise OSError(f"{file} has been deleted: another run may write to {folder} by now, so this one ends")


def lock_file(folder: Path, replaced: bool) -> Path:
    path = folder.absolute()
    return path.parent.resolve() / f".{path.name}.lock" if replaced else path.resolve() / ".lock"


@contextmanager
def holding(path: Path):
    """The lock of a name, beside it, as long as the block lasts; nothing of the lock stays."""
    lock(path, replaced=True)
    try:
        yield
    finally:
        file = lock_file(path, replaced=True)
        if held := HELD.pop((os.getpid(), file), None):
            file.unlink(missing_ok=True)  # before it is given back: who opened it meanwhile sees that it is gone
            held.close()


@contextmanager
def replacing(path: Path):
    """An empty folder to fill, which is given the name `path` when the block ends, at once and with the lock of that
    name. Nothing of it stays when the block fails."""
    new = path.absolute().with_name(f".{path.absolute().name}{UNFINISHED}")
    with holding(path):
        try:
            drop(new)
            new.mkdir()
            yield new
            replace_folder(new, path.absolute())
        finally:
            shutil.rmtree(new, ignore_errors=True)


def tidy(folder: Path, own: str = "") -> None:
    """Remove what a killed run left in its folder. A folder that was killed while it was replaced gets its name back.

    own: of the name .NAME alone. Else what has a lock of its own is left to that.
    """
    locked = {path.name.removesuffix(".lock") for path in folder.glob(".?*.lock")}
    for path in sorted(folder.iterdir()):
        if not (left := LEFT.fullmatch(path.name)) or (left[1] != own if own else left[1] in locked):
            continue
        name = folder / (left[1] or "")[1:]
        if path.suffix == REPLACED and not os.path.lexists(name):
            os.replace(path, name)
        else:
            drop(path)


# ---------------------------------------------------------------------------------------------------------------------
# reading

NUMBER = (int, float, type(None))


def finite(value) -> bool:
    """Whether a value of a JSON file is a number to count with: not true or false, nan or infinity, and below 2^53,
    where a float still holds every whole number."""
    return type(value) in (int, float) and abs(value) < 2**53


def leaves(value) -> list:
    """All values in a value of JSON that are neither objects nor lists."""
    found, left = [], [value]
    while left:
        one = left.pop()
        if isinstance(one, dict | list):
            left += one.values() if isinstance(one, dict) else one
        else:
            found.append(one)
    return found


def check_regular(path: Path) -> Path:
    """The path; ValueError for a pipe, a device or a folder: reading one might never end."""
    if path.exists() and not path.is_file():
        raise ValueError(f"{path}: no regular file")
    return path


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file (check_regular)."""
    return check_regular(path).read_bytes()


def read_text(path: Path) -> str:
    """The text of a file; ValueError names the first line that is not UTF-8."""
    raw = read_bytes(path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as e:
        line = raw.count(b"\n", 0, e.start) + 1
        raise ValueError(f"{path}: line {line}: not UTF-8 ({e.reason}, byte {e.start} of the file)") from e


def read_json(path: Path, text: str | bytes | None = None, where: str = ""):
    """The parsed file, or `text`, which is one line of it; ValueError names the place, and a key that stands twice."""
    try:
        text = read_bytes(path) if text is None else text
        return json.loads(text.decode("utf-8") if isinstance(text, bytes) else text, object_pairs_hook=once)
    except (ValueError, RecursionError) as e:
        raise ValueError(f"{path}:{where} not JSON: {e}") from e


def read_jsonl(path: Path, needed: dict | None = None, wanted: tuple[str, ...] = (), torn: bool = False) -> list:
    """The lines of a .jsonl file -> list. ValueError names the first bad line and its field.

    needed: {field: type or types} that every line must have; wanted: fields that are numbers or null where they are
    there. With neither, a line may be any JSON value. torn: the file is of a run that goes on, whose writer may have
    been killed: a last line without its end is left out. Otherwise such a line is read like the others.
    """
    lines = read_bytes(path).split(b"\n")  # bytes.splitlines would do, str.splitlines splits at U+2028 too
    last = lines.pop()
    rows = [read_json(path, line, f" line {n}:") for n, line in enumerate(lines, 1)]
    if last and not torn:
        try:
            rows.append(json.loads(last.decode("utf-8"), object_pairs_hook=once))
        except (ValueError, RecursionError) as e:
            raise ValueError(f"{path}: line {len(rows) + 1}: not JSON: the file is cut short here: {e}") from e
    for n, row in enumerate(rows, 1) if needed or wanted else ():
        check_fields(row, f"{path}: line {n}", needed or {}, wanted)
    return rows


def check_fields(row, at: str, needed: dict, wanted: tuple[str, ...] = ()) -> None:
    """ValueError `at: field X: ...` unless the row is an object with these fields; see read_jsonl."""
    if not isinstance(row, dict):
        raise ValueError(f"{at}: field (all): the line is no JSON object")
    for name, kind in {**dict.fromkeys(wanted, NUMBER), **needed}.items():
        value = row.get(name)
        number = name in needed and isinstance(value, int | float) and not isinstance(value, bool)
        if name in needed and name not in row or not isinstance(value, kind) or number and not finite(value):
            raise ValueError(f"{at}: field {name}: missing, or of a wrong type")


class CountedLines:
    """A .jsonl file whose lines a state counts: a run that goes on from the state writes none of them twice."""

    def __init__(self, path):
        self.path, self.open = Path(path), False

    def cut(self, count: int) -> int:
        """Cuts the file to its first `count` lines. Returns how many there are; fewer, with a warning, after a loss."""
        self.open = True
        if not self.path.exists():
            if count:  # a run that goes on in a new folder begins its own file
                print(f"warning: {self.path}: not there, {count} lines of it are lost or in another folder")
            return 0
        with open(check_regular(self.path), "rb+") as f:  # after a power loss it may be torn, and hold zeros
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
    if path.exists() and (text := read_bytes(path)) and not text.endswith(b"\n"):
        os.truncate(path, text.rfind(b"\n") + 1)
