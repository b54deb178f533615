"""Rows of data files: parquet, JSON lines, JSON; the value of a row is looked at by who asked for it."""

import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from runtime import check_regular, read_text
from runtime.texts import parse


def raw_rows(file):
    """Numbered raw rows of one file: dicts, lines of JSON yet to be parsed, or the ValueError that reading one gave."""
    check_regular(file)
    text = read_text(file) if file.suffix == ".json" else ""  # its own words for what is no UTF-8
    try:
        if file.suffix == ".parquet":
            names = (table := pq.ParquetFile(file)).schema_arrow.names
            if len(names) > len(set(names)):
                raise ValueError("two columns of one name")
            return enumerate(_parquet_rows(file, table), 1)
        if file.suffix == ".json":
            return list(enumerate(parse(text), 1))
        rows = map(_line, file.read_bytes().split(b"\n"))
        return [(n, row) for n, row in enumerate(rows, 1) if row != ""]
    except (pa.ArrowException, OSError, ValueError, TypeError) as e:
        raise ValueError(f"{file}: not a readable {file.suffix} file: {e}") from e


def _line(content):
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as e:
        return ValueError(f"field (all): not UTF-8: {e}")


def _parquet_rows(file, table):
    """Yields the rows of a parquet file; one that cannot be read, as text that is no UTF-8, is a ValueError."""
    done = 0
    try:
        for batch in table.iter_batches(1000):
            try:
                rows = batch.to_pylist()
            except (pa.ArrowException, ValueError, OverflowError):
                rows = [_parquet_row(batch.slice(i, 1)) for i in range(len(batch))]
            done += len(rows)
            yield from rows
    except (pa.ArrowException, OSError) as e:
        raise ValueError(f"{file}: not a readable .parquet file after row {done}: {e}") from e


def _parquet_row(batch):
    try:
        return batch.to_pylist()[0]
    except (pa.ArrowException, ValueError, OverflowError) as e:
        return ValueError(f"field (all): {e}")


def hub_rows(name, config, split):
    """The rows of a split of a hub's data set, images undecoded; ValueError where it is not to be had."""
    import datasets  # a second

    try:
        found = datasets.load_dataset(name, config or None, split=split)
    except (ValueError, OSError, datasets.exceptions.DatasetsError) as e:  # no such split, no network, damaged files
        text = f"{e} {e.__cause__}" if isinstance(e, datasets.exceptions.DatasetGenerationError) else str(e)
        said = " ".join(text.split("\nExample of usage")[0].split())
        how = " (as owner/name:config)" if "onfig" in said else ""
        raise ValueError(f"{name}: split {split}: {said:.500}{how}") from e
    return (row for table in found.with_format("arrow").iter(1000) for row in table.to_pylist())


def rows_sha256(rows, fields: list[str]) -> str:
    """One SHA-256 of rows, in their order: of these fields, and of their images' files."""
    found = hashlib.sha256()
    for row in rows:
        found.update(json.dumps([row[k] for k in fields]).encode())
        for image in row["images"]:
            found.update(image["bytes"] or Path(image["path"]).read_bytes())
    return found.hexdigest()
