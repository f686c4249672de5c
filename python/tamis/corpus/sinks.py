"""Results to Parquet, JSON lines or CSV: each shard whole or not at all.

A shard is written under another name and renamed when it is complete; a marker beside it says
how many documents it holds. A run that was stopped finds the markers and goes on behind them.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

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
        self._file = path.open("w", encoding="utf-8")

    def write(self, table: pa.Table) -> None:
        for record in table.to_pylist():
            self._file.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")

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
                cells = [
                    None if value is None else json.dumps(value, ensure_ascii=False, default=str)
                    for value in column.to_pylist()
                ]
                table = table.set_column(
                    at, table.schema.names[at], pa.array(cells, pa.large_string())
                )
        csv.write_csv(table, self._file, csv.WriteOptions(include_header=not self._headed))
        self._headed = True

    def close(self) -> None:
        self._file.close()


_WRITERS: dict[str, Callable[[Path], _Writer]] = {"parquet": _Parquet, "jsonl": _Lines, "csv": _Csv}


@dataclass
class Done:
    """What the finished shards of a run hold."""

    shards: int = 0
    documents: int = 0
    errors: int = 0
    megabytes: float = 0.0


class Output:
    """Where a run writes: one file, or a folder of shards.

    Names that begin with `_` are the run's own: readers of such folders pass over them.

    A name that ends in .parquet, .jsonl or .csv is one file, made of its shards when all are
    there; any other is a folder of shards.
    """

    def __init__(
        self, path: str | os.PathLike[str], format: str | None, settings: dict[str, Any]
    ) -> None:
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
        self._settings = settings

    def prepare(self, overwrite: bool) -> Done:
        """Makes the folder, or finds what an earlier run of the same settings has finished.

        Raises FileExistsError where the place holds anything else.
        """
        if overwrite:
            shutil.rmtree(self.folder, ignore_errors=True)
        elif self.single and self.target.exists():
            raise FileExistsError(
                f"{self.target} is there already: give another name, or overwrite it"
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        manifest = self.folder / "_run.json"
        if not manifest.exists():
            if any(self.folder.iterdir()):
                raise FileExistsError(
                    f"{self.folder} holds other files: give an empty or new folder"
                )
            _write_whole(manifest, json.dumps(self._settings, indent=1, sort_keys=True))
        elif json.loads(manifest.read_text(encoding="utf-8")) != json.loads(
            json.dumps(self._settings)
        ):
            raise FileExistsError(
                f"{self.folder} holds a run with other sources or options: "
                "repeat those, give another name, or overwrite it"
            )
        for left in self.folder.glob("*.tmp"):
            left.unlink()
        return self._done()

    def _done(self) -> Done:
        done = Done()
        while (marker := self._marker(done.shards)).exists():
            one = json.loads(marker.read_text(encoding="utf-8"))
            done.shards += 1
            done.documents += one["documents"]
            done.errors += one["errors"]
            done.megabytes += one["megabytes"]
        return done

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
        }
        _write_whole(self._marker(number), json.dumps(marker))

    def finish(self, done: Done) -> None:
        """Says that the run is complete; makes one file of the shards where that was asked."""
        shards = [self._shard(number) for number in range(done.shards)]
        if not self.single:
            _write_whole(self.folder / "_SUCCESS", "")
            return
        unfinished = self.target.with_name(self.target.name + ".tmp")
        _WRITERS_OF_ONE[self.format](unfinished, shards)
        _sync(unfinished)
        os.replace(unfinished, self.target)
        shutil.rmtree(self.folder)


def _join_parquet(target: Path, shards: list[Path]) -> None:
    from pyarrow import parquet

    writer: Any = None
    for shard in shards:
        with parquet.ParquetFile(shard) as file:
            writer = writer or parquet.ParquetWriter(target, file.schema_arrow, compression="zstd")
            for group in range(file.num_row_groups):
                writer.write_table(file.read_row_group(group))
    if writer:
        writer.close()
    else:
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


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _write_whole(path: Path, text: str) -> None:
    unfinished = path.with_name(path.name + ".tmp")
    unfinished.write_text(text, encoding="utf-8")
    _sync(unfinished)
    os.replace(unfinished, path)
