"""Documents from files, folders, tables, web archives and standard input, batch by batch.

Whatever cannot be read becomes a row with its error: no record is lost in silence.
"""

from __future__ import annotations

import glob
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa

# Text in a batch: enough to keep all cores busy, little beside the memory of the process.
BATCH_BYTES = 4 << 20
BATCH_ROWS = 2000
# Lines of JSON that are looked at for a column before anything is written.
PROBED = 1000
# One file is one document in these; larger files than this are not text that anybody wrote.
LARGEST_FILE = 1 << 30

_TEXT = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".eml")
_LINES = (".jsonl", ".ndjson")
_TABLES = (".parquet", ".pq")
_DELIMITED = (".csv", ".tsv")
_ARCHIVES = (".warc", ".wet")
_COMPRESSED = (".gz", ".zst")
# Where a document is looked for if its column is not named.
_DOCUMENT = ("text", "html", "content", "body")


@dataclass(frozen=True)
class Columns:
    """Where a table or a JSON object holds the document, its id and address, and what to keep."""

    text: str | None = None
    id: str | None = None
    keep: Sequence[str] = ()
    url: str | None = None


@dataclass
class Batch:
    """Documents of one source: `text` holds str or bytes, or None beside an error.

    `bytes_read` is how far the source had been read when the batch was full.
    """

    ids: list[str] = field(default_factory=list)
    texts: list[str | bytes | None] = field(default_factory=list)
    kept: dict[str, list[Any]] = field(default_factory=dict)
    errors: list[str | None] = field(default_factory=list)
    url_column: str | None = None
    urls: list[Any] = field(default_factory=list)
    size: int = 0
    bytes_read: int = 0
    # Why the source could not be read to its end.
    stopped: str | None = None

    def add(
        self,
        ident: str,
        text: str | bytes | None,
        error: str | None = None,
        kept: dict[str, Any] | None = None,
    ) -> None:
        """One more document."""
        self.ids.append(ident)
        self.texts.append(text)
        self.errors.append(error)
        for name, column in self.kept.items():
            column.append((kept or {}).get(name))
        self.urls.append((kept or {}).get(self.url_column) if self.url_column else None)
        self.size += len(text) if text else 0

    @property
    def full(self) -> bool:
        """Whether it is time to hand it on."""
        return self.size >= BATCH_BYTES or len(self.ids) >= BATCH_ROWS


def expand(sources: Sequence[str | os.PathLike[str]]) -> list[str]:
    """The files of `sources` in a fixed order: folders are walked, patterns matched.

    Raises FileNotFoundError where a source names nothing, ValueError where a folder holds
    nothing to read, TypeError where a source is no path.
    """
    found: list[str] = []
    for given in sources:
        if not isinstance(given, (str, os.PathLike)):
            raise TypeError(f'a source is a path, a pattern or "-", not {type(given).__name__}')
        source = os.fspath(given)
        if source == "-" or os.path.isfile(source):
            found.append(source)
        elif os.path.isdir(source):
            inside = [os.path.join(d, f) for d, _, files in os.walk(source) for f in files]
            known = sorted(path for path in inside if _kind(path))
            if not known:
                raise ValueError(
                    f"no text, HTML, JSON lines, CSV, Parquet, WARC or WET in {source}"
                )
            found += known
        elif matched := sorted(p for p in glob.glob(source, recursive=True) if os.path.isfile(p)):
            found += matched
        else:
            raise FileNotFoundError(f"{source}: no such file, folder or pattern")
    return found


def _kind(path: str) -> str | None:
    """What a file is by its name: text, lines, table, delimited, archive; None if unknown."""
    stem = path.lower()
    for ending in _COMPRESSED:
        stem = stem.removesuffix(ending)
    for kind, endings in (
        ("text", _TEXT),
        ("lines", _LINES),
        ("table", _TABLES),
        ("delimited", _DELIMITED),
        ("archive", _ARCHIVES),
    ):
        if stem.endswith(endings):
            return kind
    return None


def read(path: str, columns: Columns) -> Iterator[Batch]:
    """The documents of one source. Errors of the source come as a last row, never raised."""
    kind = "lines" if path == "-" else _kind(path) or "text"
    reader: Callable[[str, Columns], Iterator[Batch]] = {
        "text": _read_file,
        "lines": _read_lines,
        "table": _read_table,
        "delimited": _read_delimited,
        "archive": _read_archive,
    }[kind]
    done = 0
    try:
        for batch in reader(path, columns):
            done += len(batch.ids)
            yield batch
    except (OSError, EOFError, ValueError, pa.ArrowException) as error:
        batch = _new(columns)
        reason = getattr(error, "strerror", None) or str(error)
        batch.stopped = f"{path}: reading stopped here: {reason}"
        batch.add(f"{path}#{done + 1}", None, batch.stopped)
        yield batch


def lacks(path: str, name: str) -> bool:
    """Whether a source surely has no column `name`; not so where it must be read to know."""
    kind = "lines" if path == "-" else _kind(path)
    try:
        if kind == "table":
            from pyarrow import parquet

            return name not in parquet.read_schema(path).names
        if kind == "delimited":
            return name not in _csv(path, None).schema.names
        if kind == "lines" and path != "-":
            with _opened(path) as (file, _):
                first = [json.loads(line) for line in islice(file, PROBED + 1) if line.strip()]
            records = [record for record in first if isinstance(record, dict)]
            return 0 < len(records) <= PROBED and not any(name in record for record in records)
    except (OSError, EOFError, ValueError, RecursionError, pa.ArrowException):
        pass
    return False


def _new(columns: Columns) -> Batch:
    return Batch(kept={name: [] for name in columns.keep}, url_column=columns.url)


@contextmanager
def _opened(path: str) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """A source unpacked, and as it lies there: its place says how much has been read."""
    with nullcontext(sys.stdin.buffer) if path == "-" else open(path, "rb") as packed:
        kind = {".gz": "gzip", ".zst": "zstd"}.get(Path(path.lower()).suffix)
        unpacked = io.BufferedReader(pa.input_stream(packed, compression=kind)) if kind else packed
        yield unpacked, packed


def _place(packed: BinaryIO, otherwise: int) -> int:
    return packed.tell() if packed.seekable() else otherwise


def _read_file(path: str, columns: Columns) -> Iterator[Batch]:
    batch = _new(columns)
    with _opened(path) as (file, _):
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        batch.add(path, None, f"{path}: over {LARGEST_FILE >> 20} MB, too large for one document")
    else:
        batch.add(path, data)
    batch.bytes_read = os.path.getsize(path)
    yield batch


def _read_lines(path: str, columns: Columns) -> Iterator[Batch]:
    batch, before, size = _new(columns), 0, 0
    with _opened(path) as (file, packed):
        for number, line in enumerate(file, 1):
            size += len(line)
            if line.strip():
                _add_line(batch, f"{path}#{number}", line, columns)
            if batch.full:
                place = _place(packed, size)
                batch.bytes_read, before = place - before, place
                yield batch
                batch = _new(columns)
        batch.bytes_read = _place(packed, size) - before
    if batch.ids:
        yield batch


def _add_line(batch: Batch, place: str, line: bytes, columns: Columns) -> None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        batch.add(place, None, f"{place}: not JSON: {error}")
        return
    if not isinstance(record, dict):
        batch.add(place, None, f"{place}: not a JSON object")
        return
    _add_record(batch, place, record, columns)


def _add_record(batch: Batch, place: str, record: dict[str, Any], columns: Columns) -> None:
    name = columns.text or next((n for n in _DOCUMENT if n in record), _DOCUMENT[0])
    ident = record.get(columns.id) if columns.id else record.get("id")
    text = record.get(name)
    error = None
    if not isinstance(text, (str, bytes)):
        there = ", ".join(map(str, list(record)[:20]))
        error = (
            f"{place}: no text in {name!r}; there are: {there}"
            if text is None
            else (f"{place}: {name!r} holds {type(text).__name__}, not text")
        )
        text = None
    batch.add(str(ident) if ident is not None else place, text, error, record)


def _read_table(path: str, columns: Columns) -> Iterator[Batch]:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        names = file.schema_arrow.names
        wanted = _wanted(path, names, columns)
        each = max(1, os.path.getsize(path) // max(1, file.metadata.num_rows))
        row = 0
        for part in file.iter_batches(batch_size=500, columns=wanted):
            batch = _new(columns)
            for record in part.to_pylist():
                row += 1
                batch.bytes_read += each
                _add_record(batch, f"{path}#{row}", record, columns)
            yield batch


def _read_delimited(path: str, columns: Columns) -> Iterator[Batch]:
    from pyarrow import csv

    broken: list[str] = []

    def keep_going(row: csv.InvalidRow) -> str:
        broken.append(
            f"{path}#{row.number}: {row.actual_columns} cells, not {row.expected_columns}"
        )
        return "skip"

    reader = _csv(path, keep_going)
    wanted = _wanted(path, reader.schema.names, columns)
    row = 0
    for part in reader:
        batch = _new(columns)
        for record in part.select(wanted).to_pylist():
            row += 1
            _add_record(batch, f"{path}#{row}", record, columns)
        batch.bytes_read = part.nbytes
        _add_broken(batch, broken)
        yield batch
    if broken:
        batch = _new(columns)
        _add_broken(batch, broken)
        yield batch


def _add_broken(batch: Batch, broken: list[str]) -> None:
    for message in broken:
        batch.add(message.partition(":")[0], None, message)
    broken.clear()


def _csv(path: str, invalid: Callable[[Any], str] | None) -> Any:
    from pyarrow import csv

    delimiter = "\t" if ".tsv" in Path(path).name.lower() else ","
    return csv.open_csv(
        path,
        read_options=csv.ReadOptions(use_threads=False),
        parse_options=csv.ParseOptions(
            delimiter=delimiter, newlines_in_values=True, invalid_row_handler=invalid
        ),
    )


def _wanted(path: str, names: Sequence[str], columns: Columns) -> list[str]:
    asked = [columns.text, columns.id, *columns.keep]
    if missing := [name for name in asked if name and name not in names]:
        raise ValueError(f"no column {missing[0]!r}; there are: {', '.join(names)}")
    if not columns.text and not any(name in names for name in _DOCUMENT):
        raise ValueError(
            f"no column {', '.join(_DOCUMENT[:-1])} or {_DOCUMENT[-1]}; "
            f"there are: {', '.join(names)}: name that of the text"
        )
    asked.append(columns.url)
    guessed = {*_DOCUMENT, "id"}
    return [n for n in names if n in asked or (n in guessed and not (columns.text and columns.id))]


def _read_archive(path: str, columns: Columns) -> Iterator[Batch]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise ValueError("web archives need fastwarc: pip install 'tamis[warc]'") from None
    wanted = WarcRecordType.response | WarcRecordType.conversion
    batch = _new(columns)
    with open(path, "rb") as file:
        for record in ArchiveIterator(file, record_types=wanted, parse_http=True):
            if record.record_type == WarcRecordType.response and "html" not in (
                record.http_content_type or "html"
            ):
                continue
            address = record.headers.get("WARC-Target-URI") or str(record.record_id)
            headers = {"url": address, "date": record.headers.get("WARC-Date")}
            batch.add(address, record.reader.read(), None, headers)
            if batch.full:
                batch.bytes_read = file.tell()
                yield batch
                batch = _new(columns)
    if batch.ids:
        yield batch
