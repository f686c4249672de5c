"""`tamis.run`: sources in, results out, shard by shard."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Literal

import pyarrow as pa

from tamis._map import ArrowMap, arrow_map
from tamis._tamis import Repeats
from tamis.corpus import arrays
from tamis.corpus import repeats as recurring
from tamis.corpus.sinks import FORMATS, Done, Output
from tamis.corpus.sources import Batch, Columns, expand, lacks, read

# Text in a shard: small enough that a stopped run loses seconds, large enough for good row groups.
SHARD_BYTES = 256 << 20
# The column of addresses in what the kernel is handed.
_URL = "url"
STEPS = ("clean", "words", "sentences", "tokens", "numbers", "claims")

_FORMATS = tuple(dict.fromkeys(FORMATS.values()))

Errors = Literal["null", "raise", "collect"]


@dataclass(frozen=True)
class Summary:
    """What a run did: documents, those with an error, shards, megabytes of source, seconds.

    `resumed` counts the documents that an earlier run had finished; `unread` says for each source
    that could not be read to its end where and why.
    """

    documents: int
    errors: int
    shards: int
    megabytes: float
    seconds: float
    resumed: int
    unread: tuple[str, ...] = ()

    def __str__(self) -> str:
        resumed = f", {self.resumed} of them finished before" if self.resumed else ""
        failed = f", {self.errors} with an error" if self.errors else ""
        rate = self.megabytes / self.seconds if self.seconds else 0.0
        return (
            f"{self.documents} documents{failed}{resumed}, {self.megabytes:.1f} MB "
            f"in {self.seconds:.1f} s ({rate:.1f} MB/s)"
        )


class RunError(Exception):
    """A document failed and `errors="raise"` was asked for."""


def run(
    sources: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    steps: Sequence[str] = ("clean", "claims"),
    text_column: str | None = None,
    id_column: str | None = None,
    url_column: str | None = None,
    keep: Sequence[str] = (),
    repeats: Repeats | str | os.PathLike[str] | None = None,
    format: str | None = None,
    errors: Errors = "null",
    threads: int | None = None,
    overwrite: bool = False,
    progress: bool | None = None,
    shard_bytes: int = SHARD_BYTES,
) -> Summary:
    """A summary, once every document of `sources` is a row of `output`.

    Sources are files, folders, patterns or `-`: text and HTML (a document each), JSON lines
    (also .gz and .zst), CSV, Parquet, WARC and WET. `output` is a file (.parquet, .jsonl, .csv)
    or a folder of shards. A row has `id`, the `keep` columns, the result of the steps and
    `error`: a document that fails is a row with its error and no result. With
    `errors="collect"` the failures are also written to `errors.jsonl` beside the output, with
    `"raise"` the first one ends the run. A run that was stopped goes on where it was when it is
    repeated. Memory is bounded by a few batches of 4 MB of text, whatever the corpus.

    With `repeats`, what recurs across the documents of a site is boilerplate: `tamis.Repeats`, a
    file that they were saved to, or "learn", which reads all sources once before. What was
    learned stays in a folder of shards as `_repeats`, for other runs. The site is the host of
    the address in `url_column`, "url" where that is not given (that of a web archive's record),
    else of the address that a page states.

    Raises ValueError for an option, a folder without anything to read and a `text_column` that
    no source has, TypeError for sources that are no paths, FileNotFoundError for a source that
    is not there, FileExistsError where the output holds something else, RunError by
    `errors="raise"`.
    """
    if isinstance(sources, (str, os.PathLike)):
        sources = [sources]
    elif not isinstance(sources, Iterable):
        raise TypeError(f"sources are a path or several, not {type(sources).__name__}")
    for option, found, choices in (
        ("errors", errors, ("null", "raise", "collect")),
        ("format", format, (None, *_FORMATS)),
    ):
        if found not in choices:
            raise ValueError(f"{option} is one of {', '.join(map(str, choices))}, not {found!r}")
    operation = _operation(steps)
    address = _address(url_column, repeats, steps)
    columns = Columns(text_column, id_column, tuple(keep), address)
    target = Output(output, format)
    files = [path for path in expand(list(sources)) if not target.owns(path)]
    if not files:
        raise ValueError(f"{target.target} is the output: give another name, or other sources")
    for name in (text_column, id_column, url_column, *columns.keep):
        if name and all(lacks(path, name) for path in files):
            raise ValueError(f"no column {name!r} in {', '.join(files[:5])}")
    known = recurring.given(repeats, files)
    settings = _settings(files, steps, columns, errors, shard_bytes)
    if known is not None:
        settings["repeats"] = recurring.setting(known)
    options: dict[str, Any] = {"column": "text", "url_column": address and _URL, "threads": threads}
    arrow_map(operation, **options)
    before = target.prepare(settings, overwrite)
    began = monotonic()
    done = before
    if not before.complete:
        total = sum(os.path.getsize(path) for path in files if path != "-") or None
        if known == recurring.LEARN:
            with _Bar(total, progress, "repeats") as bar:
                known = recurring.learned(files, columns, target.repeats, threads, bar.step)
        options |= {"repeats": known} if known is not None else {}
        work = _Work(arrow_map(operation, **options), columns, errors, before)
        with _Bar(total, progress) as bar:
            done = work.shards(files, target, shard_bytes, bar)
        if errors == "collect":
            target.write_failures(done)
        target.finish(done)
    return Summary(
        done.documents,
        done.errors,
        done.shards,
        done.megabytes,
        monotonic() - began,
        before.documents,
        tuple(done.unread),
    )


def _listed(steps: Sequence[str]) -> list[str]:
    return [steps] if isinstance(steps, str) else list(steps)


def _operation(steps: Sequence[str]) -> str | list[str]:
    """The operation of `arrow_map` that does `steps`."""
    steps = _listed(steps)
    if unknown := [step for step in steps if step not in STEPS]:
        raise ValueError(f"unknown step {unknown[0]!r}: choose from {', '.join(STEPS)}")
    if (
        not steps
        or len(steps) > 2
        or (len(steps) == 2 and steps[0] != "clean")
        or steps[1:] == ["clean"]
    ):
        raise ValueError(f"steps {','.join(steps)!r}: give one step, or clean and one other")
    return "analyze" if steps == ["clean", "claims"] else steps


def _address(url_column: str | None, repeats: object, steps: Sequence[str]) -> str | None:
    """The column of addresses, where they are asked for."""
    address = url_column or ("url" if repeats is not None else None)
    if address and "clean" not in _listed(steps):
        raise ValueError("repeats and url_column are for the step clean: name it in steps")
    return address


def _settings(
    files: list[str], steps: Sequence[str], columns: Columns, errors: str, shard_bytes: int
) -> dict[str, Any]:
    """What must be the same for a stopped run to go on."""
    sizes = {path: os.path.getsize(path) if path != "-" else None for path in files}
    return {
        "sources": sizes,
        "steps": list(steps),
        "text_column": columns.text,
        "id_column": columns.id,
        "keep": list(columns.keep),
        "errors": errors,
        "shard_bytes": shard_bytes,
        **({"url_column": columns.url} if columns.url else {}),
    }


class _Bar:
    """Documents, megabytes a second and time left; nothing where nobody looks."""

    def __init__(self, total: int | None, show: bool | None, name: str | None = None) -> None:
        from tqdm.auto import tqdm

        # None: only on a terminal.
        disable = None if show is None else not show
        self._bar = tqdm(
            total=total,
            desc=name,
            unit="B",
            unit_scale=True,
            unit_divisor=1000,
            disable=disable,
            file=sys.stderr,
        )
        self._documents = 0

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def step(self, batch: Batch) -> None:
        self._documents += len(batch.ids)
        self._bar.set_postfix_str(f"{self._documents} documents", refresh=False)
        self._bar.update(batch.bytes_read)


class _Work:
    """The batches of all sources through the kernel."""

    def __init__(
        self,
        mapped: ArrowMap,
        columns: Columns,
        errors: Errors,
        before: Done,
    ) -> None:
        self._map = mapped
        self._takes_bytes = mapped.steps[0] in ("analyze", "clean")
        self._columns = columns
        self._errors = errors
        self._before = before

    def shards(self, files: list[str], target: Output, shard_bytes: int, bar: _Bar) -> Done:
        """Writes every shard that is not there yet."""
        done = replace(self._before)
        batches = self._unfinished(files, bar, done.unread)
        for first in batches:
            counts = Done()
            with target.shard(done.shards, counts) as writer:
                for batch in _until(first, batches, shard_bytes, counts):
                    writer.write(self._table(batch, counts))
                    bar.step(batch)
            done.add(counts.documents, counts.errors, counts.megabytes)
        return done

    def _unfinished(self, files: list[str], bar: _Bar, unread: list[str]) -> Iterator[Batch]:
        """All batches but those of finished shards, which end where a batch does."""
        skip = self._before.documents
        for path in files:
            for batch in read(path, self._columns):
                unread += [batch.stopped] if batch.stopped else []
                if skip > 0:
                    skip -= len(batch.ids)
                    bar.step(batch)
                else:
                    yield batch

    def _table(self, batch: Batch, counts: Done) -> pa.Table:
        texts, errors = batch.texts, list(batch.errors)
        try:
            table = self._results(texts, batch.urls)
        except Exception:
            # One document is at fault: by themselves the others come through.
            parts = []
            for at, (text, url) in enumerate(zip(texts, batch.urls, strict=True)):
                try:
                    parts.append(self._results([text], [url]))
                except Exception as error:
                    errors[at] = errors[at] or f"{batch.ids[at]}: {error}"
                    parts.append(self._results([None], [None]))
            table = pa.concat_tables(parts)
        failed = [(i, e) for i, e in zip(batch.ids, errors, strict=True) if e is not None]
        if failed and self._errors == "raise":
            raise RunError(failed[0][1])
        counts.failures += failed if self._errors == "collect" else []
        counts.documents += len(batch.ids)
        counts.errors += len(failed)
        counts.megabytes += batch.size / 1e6
        columns: dict[str, pa.Array] = {"id": pa.array(batch.ids, pa.large_string())}
        for name, values in batch.kept.items():
            if name == "id":
                # A row that could not be read has no id but the one it was given.
                values = [i if v is None else v for i, v in zip(batch.ids, values, strict=True)]
            columns[name] = arrays.kept(values)
        for name in table.schema.names:
            columns[f"article_{name}" if name in columns else name] = table.column(name)
        columns["error"] = pa.array(errors, pa.large_string())
        return pa.table(columns)

    def _results(self, texts: list[Any], urls: list[Any]) -> pa.Table:
        """The result columns: the fields of a struct, or one column called as its operation."""
        columns = {"text": arrays.texts(texts, self._takes_bytes)}
        if self._map.url_column:
            columns[self._map.url_column] = arrays.addresses(urls)
        return arrays.flat(self._map(pa.table(columns)))


def _until(
    first: Batch, batches: Iterator[Batch], shard_bytes: int, counts: Done
) -> Iterator[Batch]:
    """`first` and what follows, until the shard is full."""
    yield first
    while counts.megabytes * 1e6 < shard_bytes:
        following = next(batches, None)
        if following is None:
            return
        yield following
