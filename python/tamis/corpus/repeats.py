"""The first of two passes: what recurs across the documents of the sources."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path

from tamis._tamis import Repeats
from tamis.corpus import arrays
from tamis.corpus.sources import Batch, Columns, read

LEARN = "learn"

Given = Repeats | str | os.PathLike[str]


def given(repeats: Given | None, files: Sequence[str]) -> Repeats | str | None:
    """What was asked for: repeats, those of a file, or "learn".

    Raises ValueError where the file holds none, or what is read once is to be read twice.
    """
    if isinstance(repeats, (str, os.PathLike)) and repeats != LEARN:
        return Repeats.load(repeats)
    if repeats == LEARN and "-" in files:
        raise ValueError("repeats are learned in a pass of their own: give a file, not -")
    if not (repeats is None or repeats == LEARN or isinstance(repeats, Repeats)):
        kind = type(repeats).__name__
        raise TypeError(f'repeats are tamis.Repeats, a file of them or "learn", not {kind}')
    return repeats


def setting(repeats: Repeats | str) -> str:
    """What tells these repeats from others: a run that was stopped goes on with the same."""
    if isinstance(repeats, str):
        return repeats
    return hashlib.sha256(pickle.dumps(repeats)).hexdigest()


def learned(
    files: list[str],
    columns: Columns,
    place: Path,
    threads: int | None,
    seen: Callable[[Batch], None],
) -> Repeats:
    """The repeats of `files`, which are kept in `place` for a run that goes on."""
    if place.exists():
        return Repeats.load(place)
    parts: list[tuple[int, Repeats]] = []
    for path in files:
        for batch in read(path, columns):
            part = Repeats.learn(
                arrays.texts(batch.texts, takes_bytes=True),
                url=arrays.addresses(batch.urls),
                threads=threads,
            )
            _add(parts, part)
            seen(batch)
    found = reduce(Repeats.merge, [part for _, part in reversed(parts)], Repeats.learn([]))
    unfinished = place.with_name(f"{place.name}.tmp")
    found.save(unfinished)
    os.replace(unfinished, place)
    return found


def _add(parts: list[tuple[int, Repeats]], part: Repeats) -> None:
    """One more part. Those of as many batches become one: what is merged is copied, each batch
    no oftener than the number of batches can be halved."""
    batches = 1
    while parts and parts[-1][0] == batches:
        part = parts.pop()[1].merge(part)
        batches *= 2
    parts.append((batches, part))
