"""Tensors in the files of torch.distributed.checkpoint (DCP) and torch.save, read as data: no pickle is ever loaded.

Both keep names, types and places in pickles. `parse` goes through one opcode by opcode (pickletools) and builds plain
values; where the pickle wants something called, it keeps a Record of the name, which must be one of those that such a
file needs. Whatever such a file holds, the worst that comes of it is a ValueError.
"""

import math
import mmap
import pickletools
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import torch

MAP_POPULATE = getattr(mmap, "MAP_POPULATE", 0)  # pages of a mapping come at once, where the system can (Linux)
METADATA = "torch.distributed.checkpoint.metadata."
PLACE = "torch.distributed.checkpoint.filesystem._StorageInfo"
INDEX_NAMES = {  # what DCP's .metadata is made of
    *(METADATA + x for x in "Metadata MetadataIndex TensorStorageMetadata TensorProperties StorageMeta".split()),
    *(METADATA + x for x in ("ChunkStorageMetadata", "BytesStorageMetadata", "_MEM_FORMAT_ENCODING")),
    PLACE,
    "torch.Size",
    "pathlib.PosixPath",  # of the folder that it was written to
    "pathlib._local.PosixPath",
    "torch.serialization._get_layout",
}
TYPES = {  # of tensors; others (int64, complex, float64) are no weights
    f"torch.{name}": getattr(torch, name) for name in ("float32", "bfloat16", "float16")
}
STORAGES = {
    "torch.FloatStorage": torch.float32,
    "torch.BFloat16Storage": torch.bfloat16,
    "torch.HalfStorage": torch.float16,
}
STORAGE = re.compile(r"torch\.\w{1,30}Storage")
REBUILD = "torch._utils._rebuild_tensor_v2"

OTHER_TYPES = {f"torch.{n}" for n in "float64 int64 int32 int16 int8 uint8 bool complex64 complex128".split()}


class Record:
    """In the place of what a pickle would call: its name, and the values it would be given. args: None of a bare
    name. Compared by identity, so that a dict of them cannot be made slow."""

    __slots__ = ("name", "args", "state")

    def __init__(self, name: str, args: tuple | None = None):
        self.name, self.args, self.state = name, args, None


CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False, "EMPTY_TUPLE": ()}
VALUES = {  # opcodes that push their argument
    *"BININT BININT1 BININT2 LONG1 BINFLOAT BINUNICODE SHORT_BINUNICODE BINUNICODE8".split()
}
TUPLES = {"TUPLE1": 1, "TUPLE2": 2, "TUPLE3": 3}
NEW = {"EMPTY_DICT": dict, "EMPTY_LIST": list}
PUT, GET = ("BINPUT", "LONG_BINPUT"), ("BINGET", "LONG_BINGET")


def parse(data: bytes, allowed) -> object:
    """The value of a pickle. allowed: names that may be in it, or a function that says so. ValueError for any other
    name, for other opcodes than those of plain values, and for what is no pickle."""
    allows = allowed if callable(allowed) else allowed.__contains__
    try:
        return _parse(data, allows)
    except (IndexError, KeyError, TypeError, AttributeError, OverflowError) as e:
        raise ValueError(f"a broken pickle ({type(e).__name__})") from e


def _parse(data: bytes, allows) -> object:
    stack, marks, memo = [], [], {}

    def since_mark():
        at = marks.pop()
        items = stack[at:]
        del stack[at:]
        return items

    for op, arg, _ in pickletools.genops(data):
        name = op.name
        if name == "MEMOIZE":
            memo[len(memo)] = stack[-1]
        elif name in PUT:
            memo[arg] = stack[-1]
        elif name in GET:
            stack.append(memo[arg])
        elif name in VALUES:
            stack.append(arg)
        elif name in CONSTANTS:
            stack.append(CONSTANTS[name])
        elif name in NEW:
            stack.append(NEW[name]())
        elif name in TUPLES:
            n = TUPLES[name]
            stack[-n:] = [tuple(stack[-n:])]
        elif name == "MARK":
            marks.append(len(stack))
        elif name == "TUPLE":
            stack.append(tuple(since_mark()))
        elif name == "GLOBAL":
            stack.append(named(arg.replace(" ", ".", 1), allows))
        elif name == "STACK_GLOBAL":
            stack[-2:] = [named(".".join(stack[-2:]), allows)]
        elif name in ("REDUCE", "NEWOBJ"):
            stack[-2:] = [called(*stack[-2:])]
        elif name == "BUILD":
            state = stack.pop()
            if isinstance(stack[-1], Record):
                stack[-1].state = state
        elif name in ("SETITEM", "SETITEMS"):
            items = since_mark() if name == "SETITEMS" else [stack.pop(-2), stack.pop()]
            put(stack[-1], items)
        elif name in ("APPEND", "APPENDS"):
            items = since_mark() if name == "APPENDS" else [stack.pop()]
            list.extend(stack[-1], items)
        elif name == "BINPERSID":
            stack.append(Record("storage", stack.pop()))
        elif name == "STOP":
            return stack.pop()
        elif name not in ("PROTO", "FRAME"):
            raise ValueError(f"it holds the opcode {name}: only tensors are loaded")
    raise ValueError("a broken pickle: no end")


def named(name: str, allows) -> Record:
    if not allows(name):
        raise ValueError(f"it holds {name[:80]}: only tensors are loaded")
    return Record(name)


def called(function, args) -> Record | dict:
    if not isinstance(args, tuple) or function.args is not None:
        raise ValueError("a broken pickle: a call of what is no name")
    return {} if function.name == "collections.OrderedDict" else Record(function.name, args)


def put(target: dict, items: list) -> None:
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, str | int | Record):  # nested tuples can take for ever to hash
            raise ValueError("a broken pickle: a key that is no text or number")
        dict.__setitem__(target, key, value)


# ----------------------------------------------------------------------------------------------------------------------
# DCP


class Chunk(NamedTuple):
    first: int  # its first row in the whole tensor
    sizes: tuple[int, ...]
    file: str
    offset: int  # bytes
    length: int


class Entry(NamedTuple):
    shape: tuple[int, ...]
    dtype: torch.dtype
    chunks: list[Chunk]  # one after another they are the whole tensor


def read_index(folder: Path) -> dict[str, Entry]:
    """{name: where it lies} of every tensor of a DCP checkpoint, from its .metadata. ValueError when it is broken,
    holds anything but tensors, or names a file outside of the folder or bytes outside of a file."""
    path = folder / ".metadata"
    try:
        top = fields(parse(path.read_bytes(), INDEX_NAMES | set(TYPES) | OTHER_TYPES), METADATA + "Metadata")
        places = {}
        for key, value in top["storage_data"].items():
            at, place = fields(key, METADATA + "MetadataIndex"), fields(value, PLACE)
            places[at["fqn"], sizes_of(at["offset"]) if at.get("offset") else None] = place
        return {name: entry_of(folder, name, x, places) for name, x in top["state_dict_metadata"].items()}
    except (KeyError, TypeError, AttributeError, IndexError) as e:
        raise ValueError(f"{path}: not the index of a checkpoint ({type(e).__name__}: {str(e)[:80]})") from e
    except ValueError as e:
        raise ValueError(f"{path}: {e}") from e


def fields(record: Record, name: str) -> dict:
    """The attributes of an object of this class."""
    if not isinstance(record, Record) or record.name != name or not isinstance(record.state, dict):
        raise ValueError(f"no {name.rsplit('.', 1)[1]} where one must be")
    return record.state


def sizes_of(value) -> tuple[int, ...]:
    """The numbers of a torch.Size or tuple."""
    if isinstance(value, Record):
        [value] = value.args if value.name == "torch.Size" and value.args else [()]
    if not isinstance(value, tuple) or any(type(x) is not int or x < 0 for x in value):
        raise ValueError("a shape that is none")
    return value


def entry_of(folder: Path, name, record: Record, places: dict) -> Entry:
    """Entry of a TensorStorageMetadata whose chunks must be rows that follow each other."""
    if getattr(record, "name", "") == METADATA + "BytesStorageMetadata":
        raise ValueError(f"{name} is a pickled object: only tensors are loaded")
    told = fields(record, METADATA + "TensorStorageMetadata")
    shape, kind = sizes_of(told["size"]), told["properties"].state[0].name
    if kind not in TYPES:
        raise ValueError(f"{name} is of type {kind}: only {', '.join(TYPES)} are loaded")
    chunks, known = [], fields_of_chunks(told["chunks"])
    for first, sizes, key in sorted(known):
        place = places[name, key] if (name, key) in places else places[name, None]
        file, offset, length = place["relative_path"], place["offset"], place["length"]
        if type(file) is not str or Path(file).name != file or not (folder / file).is_file():
            raise ValueError(f"{name} lies in {str(file)[:80]!r}, which is no file of the checkpoint")
        size = (folder / file).stat().st_size
        if type(offset) is not int or type(length) is not int or not 0 <= offset < offset + length <= size:
            raise ValueError(f"{name}: bytes {offset} to {offset}+{length} of {file}, which has {size}")
        if place.get("transform_descriptors"):
            raise ValueError(f"{name}: a transformed stream")
        chunks.append(Chunk(first, sizes, file, offset, length))
    check_rows(name, shape, chunks)
    return Entry(shape, TYPES[kind], chunks)


def fields_of_chunks(chunks: list) -> list[tuple[int, tuple, tuple]]:
    """(first row, sizes, offsets) of the chunks that are not empty; the offsets behind the first must be 0."""
    found = []
    for record in chunks:
        told = fields(record, METADATA + "ChunkStorageMetadata")
        offsets, sizes = sizes_of(told["offsets"]), sizes_of(told["sizes"])
        if len(offsets) != len(sizes) or any(offsets[1:]):
            raise ValueError("a tensor is split along another dimension than the first")
        if math.prod(sizes):
            found.append((offsets[0] if offsets else 0, sizes, offsets))
    return found


def check_rows(name: str, shape: tuple, chunks: list[Chunk]) -> None:
    """ValueError unless the chunks, one after another, are the rows of a tensor of this shape."""
    at = 0
    for chunk in chunks:
        if len(chunk.sizes) != len(shape) or chunk.sizes[1:] != shape[1:]:
            raise ValueError(f"{name} is split along another dimension than the first")
        if chunk.first != at:
            raise ValueError(f"{name}: rows {at} to {chunk.first} are missing or there twice")
        at += chunk.sizes[0] if shape else 1
    if at != (shape[0] if shape else 1) and math.prod(shape):
        raise ValueError(f"{name}: only {at} of {shape[0] if shape else 1} rows are there")


@contextmanager
def broken_is_one_line(name):
    """ValueError `name: ...` for whatever zipfile, struct and torch say of a broken file."""
    try:
        yield
    except OSError:
        raise
    except Exception as e:  # of zipfile alone there are a dozen kinds
        said = (str(e).strip() or type(e).__name__).splitlines()[0]
        raise ValueError(f"{name}: {said[:160]}") from e


def open_saved(path: Path) -> tuple[object, Callable[[Record], torch.Tensor]]:
    """(what torch.save wrote to a file, with Records in the place of tensors; Record -> its tensor, mapped)."""
    with open(path, "rb") as f:
        window = mmap.mmap(f.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ)
    archive = zipfile.ZipFile(window)
    [first] = [x for x in archive.namelist() if x.endswith("/data.pkl") and x.count("/") == 1]
    start, size = stored(archive, window, first, check=True)
    prefix = first.removesuffix("data.pkl")
    return parse(window[start : start + size], is_of_torch), lambda x: mapped(archive, window, prefix, layout(x), True)


def is_of_torch(name: str) -> bool:
    """Whether torch.save writes this name with tensors and what torch.distributed says of them. (None is called.)"""
    begins = ("torch.distributed.", "torch._utils._rebuild_", "torch._tensor._rebuild_")
    known = {"torch.Size", "torch.device", "torch.serialization._get_layout", "collections.OrderedDict"}
    return name.startswith(begins) or name in known | set(TYPES) | OTHER_TYPES or bool(STORAGE.fullmatch(name))


def read_chunk(folder: Path, chunk: Chunk, dtype: torch.dtype, seen: dict[bytes, tuple]) -> torch.Tensor:
    """The tensor of a chunk, mapped from its file. seen: filled here (layers repeat; see layout)."""
    path = folder / chunk.file
    base = chunk.offset // mmap.ALLOCATIONGRANULARITY * mmap.ALLOCATIONGRANULARITY
    with broken_is_one_line(f"{path}: no tensor at byte {chunk.offset}"):
        with open(path, "rb") as f:
            size, flags = chunk.offset + chunk.length - base, mmap.MAP_PRIVATE | MAP_POPULATE
            window = mmap.mmap(f.fileno(), size, flags, mmap.PROT_READ, offset=base)
        archive = zipfile.ZipFile(window)
        start, size = stored(archive, window, "archive/data.pkl")
        pickled = window[start : start + size]
        if pickled not in seen:
            seen[pickled] = layout(parse(pickled, is_of_torch))
        kind, _, _, shape, _ = seen[pickled]
        if (kind, shape) != (dtype, chunk.sizes):
            raise ValueError(f"it is {kind} {shape}, the index says {dtype} {chunk.sizes}")
        return mapped(archive, window, "archive/", seen[pickled])


def mapped(archive: zipfile.ZipFile, window, prefix: str, told: tuple, check: bool = False) -> torch.Tensor:
    """The tensor of a layout, in the mapped bytes of its archive. check: as in `stored`."""
    kind, key, at, shape, stride = told
    if not math.prod(shape):
        return torch.empty(shape, dtype=kind)
    start, size = stored(archive, window, f"{prefix}data/{key}", check)
    flat = torch.frombuffer(window, dtype=kind, offset=start, count=size // kind.itemsize)
    if at + sum((n - 1) * step for n, step in zip(shape, stride)) >= len(flat):
        raise ValueError("its values are not all there")
    return flat.as_strided(shape, stride, at)


def stored(archive: zipfile.ZipFile, window, name: str, check: bool = False) -> tuple[int, int]:
    """(first byte, bytes) of a file in an archive; the lengths are those of name and extra field in its header.

    check: whether its CRC-32 must be that of the archive, where no other hash tells of damage.
    """
    entry = archive.getinfo(name)
    skip = 30 + sum(struct.unpack_from("<HH", window, entry.header_offset + 26))
    start = entry.header_offset + skip
    if entry.compress_type != zipfile.ZIP_STORED or start + entry.file_size > len(window):
        raise ValueError(f"{name} is packed or cut short")
    if check and zlib.crc32(memoryview(window)[start : start + entry.file_size]) != entry.CRC:
        raise ValueError(f"{name} is damaged: its CRC-32 is another one than when it was written")
    return start, entry.file_size


def layout(tensor: Record) -> tuple:
    """(type, name of the storage, offset, shape, stride) of a tensor that torch.save wrote."""
    if not isinstance(tensor, Record) or tensor.name != REBUILD:
        raise ValueError("it is no tensor")
    storage, at, shape, stride = tensor.args[:4]
    mark, kind, key, _, _ = storage.args
    shape, stride = sizes_of(shape), sizes_of(stride)
    plain = mark == "storage" and kind.args is None and type(at) is int and at >= 0 and len(shape) == len(stride)
    if not plain or not isinstance(key, str) or not key.isdigit():
        raise ValueError("a tensor that torch.save does not write")
    if kind.name not in STORAGES:
        raise ValueError(f"a tensor of {kind.name.removeprefix('torch.')}: only {', '.join(TYPES)} are loaded")
    return STORAGES[kind.name], key, at, shape, stride


def pieces(folder: Path, entry: Entry, seen: dict) -> list[torch.Tensor]:
    """The chunks of a tensor: one after another they are the whole."""
    return [read_chunk(folder, chunk, entry.dtype, seen) for chunk in entry.chunks]


def fill(target: torch.Tensor, first: int, folder: Path, name: str, entry: Entry, seen: dict) -> None:
    """Copy rows first, first + 1, ... of a stored tensor into `target`, as many as it has. ValueError for numbers that
    are not finite."""
    last = first + (len(target) if target.ndim else 1)
    for chunk in entry.chunks:
        rows = chunk.sizes[0] if chunk.sizes else 1
        begin, end = max(first, chunk.first), min(last, chunk.first + rows)
        if begin >= end:
            continue
        part = read_chunk(folder, chunk, entry.dtype, seen)
        check_finite(part, f"{folder}: {name}")
        if target.ndim:
            target[begin - first : end - first].copy_(part[begin - chunk.first : end - chunk.first])
        else:
            target.copy_(part)


def check_finite(tensor: torch.Tensor, name: str) -> None:
    """ValueError when a number is nan or infinite."""
    if tensor.numel() and not all(map(math.isfinite, torch.stack(torch.aminmax(tensor)).tolist())):
        raise ValueError(f"{name}: {int((~tensor.isfinite()).sum())} of {tensor.numel()} numbers are not finite")
