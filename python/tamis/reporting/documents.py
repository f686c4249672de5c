"""The documents of a corpus with their claims: extracted now, or from what `tamis run` wrote."""

from __future__ import annotations

import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

import tamis
from tamis._tamis import TamisError
from tamis.corpus import sources as reading
from tamis.corpus.sources import Batch, Columns

Record = Mapping[str, Any]

# Columns of a table of results that the page shows.
_FACTS = ("title", "site", "url", "lang", "published")


@dataclass
class Page:
    """One document: what is known of it, its kept text, its claims as records.

    `dropped` has the characters of dropped blocks by their reason, None where that is not known.
    """

    id: str
    facts: dict[str, str | None] = field(default_factory=dict)
    text: str | None = None
    kept: int = 0
    dropped: Counter[str] | None = None
    claims: list[Record] = field(default_factory=list)
    error: str | None = None


def documents(
    files: Iterable[str],
    columns: Columns,
    published_column: str | None,
    threads: int | None,
    unread: list[str],
) -> Iterator[Page]:
    """The documents of `files` in order; why a file could not be read to its end in `unread`."""
    if threads is not None and threads < 1:
        raise TamisError(f"threads is 1 or more, or None for all cores, not {threads}")
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        for path in files:
            if _holds_results(path):
                yield from _results(path, columns, unread)
                continue
            for batch in reading.read(path, columns):
                unread += [batch.stopped] if batch.stopped else []
                yield from _extracted(batch, published_column, pool)


def _extracted(
    batch: Batch, published_column: str | None, pool: ThreadPoolExecutor
) -> Iterator[Page]:
    dates = batch.kept.get(published_column or "") or [None] * len(batch.ids)
    rows = zip(batch.ids, batch.texts, batch.errors, dates, strict=True)
    # The cores release the interpreter, so threads are enough.
    yield from pool.map(lambda row: _extract(*row), rows)


def _extract(ident: str, text: str | bytes | None, error: str | None, date: object) -> Page:
    if text is None or error:
        return Page(ident, error=error or f"{ident}: no text")
    try:
        found = tamis.analyze(text, id=ident, published=_date(date))
    except TamisError as problem:
        return Page(ident, error=f"{ident}: {problem}")
    article = found.article
    dropped: Counter[str] = Counter()
    kept = 0
    for block in article.blocks:
        if block.role == "content":
            kept += len(block.text)
        else:
            dropped[block.reason] += len(block.text)
    facts = {name: getattr(article, name) for name in _FACTS} | {"published": found.published}
    claims: list[Record] = [claim.to_dict() for claim in found.claims]
    return Page(ident, facts, article.text, kept, dropped, claims)


def _date(value: object) -> str | None:
    """A date of publication, None where it is none: a corpus holds all sorts."""
    if value is None:
        return None
    try:
        tamis.claims("", published=str(value)[:10])
    except TamisError:
        return None
    return str(value)[:10]


def _holds_results(path: str) -> bool:
    """Whether a file is a table of results: it has a column `claims` of lists of records."""
    name = path.lower()
    try:
        if name.endswith((".parquet", ".pq")):
            from pyarrow import parquet, types

            schema = parquet.read_schema(path)
            at = schema.get_field_index("claims")
            return at >= 0 and bool(types.is_list(schema.field(at).type))
        if name.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst")):
            first = next(_lines(path), None)
            found = first.get("claims", "") if isinstance(first, dict) else ""
            return found is None or isinstance(found, list)
    except (OSError, EOFError, ValueError, RecursionError):
        # Reading it tells what is wrong.
        return False
    return False


def _results(path: str, columns: Columns, unread: list[str]) -> Iterator[Page]:
    rows = _table_rows(path) if path.lower().endswith((".parquet", ".pq")) else _lines(path)
    try:
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                yield Page(f"{path}#{number}", error=f"{path}#{number}: not a JSON object")
                continue
            yield _page(row, columns.id or "id", f"{path}#{number}")
    except (OSError, EOFError, ValueError, RecursionError) as error:
        unread.append(f"{path}: reading stopped here: {error}")


def _table_rows(path: str) -> Iterator[Any]:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        for part in file.iter_batches(batch_size=500):
            yield from part.to_pylist()


def _lines(path: str) -> Iterator[Any]:
    with io.BufferedReader(pa.input_stream(path, compression="detect")) as lines:
        for line in lines:
            if line.strip():
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError):
                    yield None


def _page(row: dict[str, Any], id_column: str, place: str) -> Page:
    ident = row.get(id_column)
    # A column that was carried along keeps its name, and the article's has another.
    facts = {name: row.get(f"article_{name}", row.get(name)) for name in _FACTS}
    text = row.get("article_text", row.get("text"))
    page = Page(str(ident) if ident is not None else place)
    page.facts = {name: None if fact is None else str(fact) for name, fact in facts.items()}
    if row.get("error") or not isinstance(row.get("claims"), list):
        page.error = str(row.get("error") or f"{page.id}: no claims")
        return page
    page.text = text if isinstance(text, str) else None
    page.kept = len(page.text or "")
    page.claims = [claim for claim in row["claims"] if _sound(claim)]
    return page


def _sound(claim: object) -> bool:
    """Whether a record has what every claim has: a table may have been made by others."""
    return (
        isinstance(claim, dict)
        and all(isinstance(claim.get(name), int) for name in ("start", "end"))
        and all(
            isinstance(claim.get(name), (int, float, type(None))) for name in ("value", "value2")
        )
        and isinstance(claim.get("sentence_start"), (int, type(None)))
        and all(
            isinstance(claim.get(name), (str, type(None)))
            for name in ("text", "kind", "unit", "counted", "speaker", "sentence", "when_start")
        )
    )
