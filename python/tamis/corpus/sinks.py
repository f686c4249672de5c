"""Results to Parquet, JSON lines or CSV: each shard whole or not at all.

A shard is written under another name and renamed when it is complete; a marker beside it says
how many documents it holds. A run that was stopped finds the markers and goes on behind them.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from tamis._tamis import _json_lines

FORMATS = {".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}


class _Writer(Protocol):
    def write(self, table: pa.Table) -> None: ...

    def close(self) -> None: ...


class _Parquet:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Any = None

    def write(self, table: pa.Table) -> None:
        from pyarrow import parquet

        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._path, table.schema, compression="zstd")
        self._writer.write_table(table)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()


class _Lines:
    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def write(self, table: pa.Table) -> None:
        self._file.write(_json_lines(table))

    def close(self) -> None:
        self._file.close()


class _Csv:
    """Nested columns are JSON in their cell."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._headed = False

    def write(self, table: pa.Table) -> None:
        from pyarrow import csv

        for at, column in enumerate(table.columns):
            if pa.types.is_nested(column.type):
                cells = pa.array(_json_lines(column).decode().split("\n")[:-1], pa.large_string())
                cells = pc.if_else(column.is_null(), None, cells)
                table = table.set_column(at, table.schema.names[at], cells)
        csv.write_csv(table, self._file, csv.WriteOptions(include_header=not self._headed))
        self._headed = True

    def close(self) -> None:
        self._file.close()


_WRITERS: dict[str, Callable[[Path], _Writer]] = {"parquet": _Parquet, "jsonl": _Lines, "csv": _Csv}


@dataclass
class Done:
    """What the finished shards of a run hold.

    `failures` are those of one shard, `unread` the sources that a complete run could not read to
    their end.
    """

    shards: int = 0
    documents: int = 0
    errors: int = 0
    megabytes: float = 0.0
    failures: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    complete: bool = False

    def add(self, documents: int, errors: int, megabytes: float) -> None:
        """Counts a shard."""
        self.shards += 1
        self.documents += documents
        self.errors += errors
        self.megabytes += megabytes


class Output:
    """Where a run writes: one file, or a folder of shards.

    Names that begin with `_` are the run's own: readers of such folders pass over them.

    A name that ends in .parquet, .jsonl or .csv is one file, made of its shards when all are
    there; any other is a folder of shards.
    """

    def __init__(self, path: str | os.PathLike[str], format: str | None) -> None:
        self.target = Path(path)
        suffix = self.target.suffix.lower()
        ending = FORMATS.get(suffix)
        # Letters alone are a type of file; "corpus-1.0" is a name.
        if ending is None and suffix[1:].isalpha() and not self.target.is_dir():
            raise ValueError(
                f"the output {self.target} ends in {suffix}: it is a .parquet, .jsonl or .csv "
                "file, or a folder"
            )
        self.single = ending is not None and not self.target.is_dir()
        self.format = format or ending or "parquet"
        self.folder = Path(f"{self.target}.run") if self.single else self.target

    @property
    def repeats(self) -> Path:
        """Where what recurs in the sources is kept."""
        return self.folder / "_repeats"

    def owns(self, path: str) -> bool:
        """Whether a file is the output or lies in the run's folder: no source of it."""
        place = Path(path).resolve()
        return place == self.target.resolve() or self.folder.resolve() in place.parents

    def prepare(self, settings: dict[str, Any], overwrite: bool) -> Done:
        """Makes the folder, or finds what an earlier run of the same `settings` has finished.

        Raises FileExistsError where the place holds anything else.
        """
        manifest = self.folder / "_run.json"
        if overwrite:
            self._remove(["_SUCCESS", manifest.name, self.repeats.name, "part-*", "_part-*"])
        elif self.single and self.target.exists() and not self._success():
            raise FileExistsError(
                f"{self.target} is there already: give another name, or overwrite it"
            )
        if self.folder.exists() and not self.folder.is_dir():
            raise FileExistsError(f"{self.folder} is no folder: give another name")
        self.folder.mkdir(parents=True, exist_ok=True)
        success = self._success()
        if not manifest.exists() and not success:
            if any(path.name != f"{manifest.name}.tmp" for path in self.folder.iterdir()):
                raise FileExistsError(
                    f"{self.folder} holds other files: give an empty or new folder"
                )
            _write_whole(manifest, json.dumps(settings, indent=1, sort_keys=True))
        elif manifest.exists() and _read_json(manifest) != json.loads(json.dumps(settings)):
            raise FileExistsError(
                f"{self.folder} holds a run with other sources or options: "
                "repeat those, give another name, or overwrite it"
            )
        for left in self.folder.glob("_*.tmp"):
            left.unlink()
        if success:
            self._clear()
            return Done(**success, complete=True)
        return self._done()

    def _done(self) -> Done:
        done = Done()
        while (marker := self._finished(done.shards)) is not None:
            done.add(marker["documents"], marker["errors"], marker["megabytes"])
        return done

    def _finished(self, number: int) -> Any:
        """What is noted of a shard that is there as it was written, None of any other."""
        marker, shard = _read_json(self._marker(number)), self._shard(number)
        whole = marker and shard.exists() and shard.stat().st_size == marker.get("bytes")
        return marker if whole else None

    def _shard(self, number: int) -> Path:
        return self.folder / f"part-{number:05}.{self.format}"

    def _marker(self, number: int) -> Path:
        return self.folder / f"_part-{number:05}.done"

    @contextmanager
    def shard(self, number: int, counts: Done) -> Iterator[_Writer]:
        """The writer of one shard; it counts when the block ends without an error."""
        shard = self._shard(number)
        unfinished = shard.with_name(f"_{shard.name}.tmp")
        writer = _WRITERS[self.format](unfinished)
        try:
            yield writer
            writer.close()
        except BaseException:
            with suppress(Exception):
                writer.close()
            unfinished.unlink(missing_ok=True)
            raise
        _sync(unfinished)
        os.replace(unfinished, shard)
        marker = {
            "documents": counts.documents,
            "errors": counts.errors,
            "megabytes": counts.megabytes,
            "failures": counts.failures,
            "bytes": shard.stat().st_size,
        }
        _write_whole(self._marker(number), json.dumps(marker))

    def finish(self, done: Done) -> None:
        """Says that the run is complete; makes one file of the shards where that was asked."""
        shards = [self._shard(number) for number in range(done.shards)]
        success = {key: value for key, value in asdict(done).items() if key != "complete"}
        if not self.single:
            _write_whole(self.folder / "_SUCCESS", json.dumps(success))
            return
        # In the run's own folder: what lies there half-written is cleared when it is repeated.
        unfinished = self.folder / f"_{self.target.name}.tmp"
        _WRITERS_OF_ONE[self.format](unfinished, shards)
        _sync(unfinished)
        success["file"] = unfinished.stat().st_ino
        _write_whole(self.folder / "_SUCCESS", json.dumps(success))
        os.replace(unfinished, self.target)
        self._clear()

    def _success(self) -> Any:
        """What a complete run has noted; None where it was stopped before its file was in place."""
        success = _read_json(self.folder / "_SUCCESS")
        if success and self.single:
            there = self.target.stat().st_ino if self.target.exists() else None
            if success.pop("file", None) != there:
                return None
        return success

    def _clear(self) -> None:
        """Leaves the one file alone: what says that it is whole goes last, for a stop at any
        moment."""
        if self.single:
            self._remove(["part-*", "_part-*", self.repeats.name])
            for name in ("_run.json", "_SUCCESS"):
                (self.folder / name).unlink(missing_ok=True)
            # Whoever put a file of theirs here keeps it, and the folder.
            with suppress(OSError):
                self.folder.rmdir()

    def _remove(self, patterns: Sequence[str]) -> None:
        """Removes files of the run, nothing else, and only where a run has been."""
        if (self.folder / "_run.json").exists():
            for path in [path for pattern in patterns for path in self.folder.glob(pattern)]:
                path.unlink()

    def write_failures(self, done: Done) -> None:
        """The documents that failed, as JSON lines beside the output; nothing where none did."""
        if not done.errors:
            return
        lines = [
            json.dumps({"id": ident, "error": error}, ensure_ascii=False) + "\n"
            for number in range(done.shards)
            for ident, error in self._finished(number)["failures"]
        ]
        _write_whole(Path(f"{self.target}.errors.jsonl"), "".join(lines))


def _join_parquet(target: Path, shards: list[Path]) -> None:
    from pyarrow import parquet

    writer = _Parquet(target)
    try:
        for shard in shards:
            with parquet.ParquetFile(shard) as file:
                for group in range(file.num_row_groups):
                    writer.write(file.read_row_group(group))
    finally:
        writer.close()
    if not shards:
        target.touch()


def _join_lines(target: Path, shards: list[Path]) -> None:
    with target.open("wb") as out:
        for shard in shards:
            with shard.open("rb") as part:
                shutil.copyfileobj(part, out, 1 << 20)


def _join_csv(target: Path, shards: list[Path]) -> None:
    with target.open("wb") as out:
        for number, shard in enumerate(shards):
            with shard.open("rb") as part:
                head = part.readline()
                out.write(b"" if number else head)
                shutil.copyfileobj(part, out, 1 << 20)


_WRITERS_OF_ONE = {"parquet": _join_parquet, "jsonl": _join_lines, "csv": _join_csv}


def _read_json(path: Path) -> Any:
    """What a file of the run holds; None where it is not there or is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _write_whole(path: Path, text: str) -> None:
    unfinished = path.with_name(path.name + ".tmp")
    unfinished.write_text(text, encoding="utf-8")
    _sync(unfinished)
    os.replace(unfinished, path)
