"""The claims of each document, from whatever holds them."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from numbers import Integral
from pathlib import Path
from typing import Any, cast

from tamis._tamis import Claim, Claims, TamisError
from tamis.evaluation.fields import Record

Records = str | os.PathLike[str] | Iterable[Record] | Mapping[str, Iterable[Any]]


def by_document(claims: Records) -> dict[str, list[Record]]:
    """The claims of each document, from a JSON lines file, records, or a mapping."""
    if isinstance(claims, (str, os.PathLike)):
        return by_document(list(_lines(Path(claims))))
    out: dict[str, list[Record]] = defaultdict(list)
    if isinstance(claims, Claims):
        return {"": [record_of(claim) for claim in claims]}
    if isinstance(claims, Mapping):
        for doc, part in claims.items():
            out[str(doc)] = [record_of(claim) for claim in part]
        return out
    for claim in _rows(claims):
        record = record_of(claim)
        if "doc" not in record and not isinstance(claim, Claim):
            raise TamisError(
                "a claim has no `doc`: give records with doc, start and end, or a mapping "
                "from a document's id to its claims"
            )
        out[str(record.get("doc", ""))].append(record)
    return out


def _lines(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise TamisError(f"{path}, line {number} is not JSON: {error}") from None


def _rows(claims: Any) -> Iterable[Any]:
    """The rows of a table of pyarrow, polars or pandas as records; other iterables as they are."""
    for rows in ("to_pylist", "to_dicts"):
        if hasattr(claims, rows):
            return cast("Iterable[Any]", getattr(claims, rows)())
    if hasattr(claims, "columns"):
        # What is missing is NaN in pandas.
        return cast(
            "Iterable[Any]", claims.astype(object).where(claims.notna(), None).to_dict("records")
        )
    if not isinstance(claims, Iterable):
        raise TypeError(
            "claims are a path to JSON lines, records, a table, a mapping or a Claims, "
            f"not {type(claims).__name__}"
        )
    return claims


def record_of(claim: Any) -> Record:
    """The fields of a claim, whatever it is."""
    record = claim.to_dict() if isinstance(claim, Claim) else claim
    if not isinstance(record, Mapping):
        raise TypeError(
            f"a claim is a Claim or a mapping of its fields, not {type(claim).__name__}"
        )
    for name in ("start", "end"):
        if not isinstance(record.get(name), Integral):
            raise TamisError(f"a claim has no whole number as `{name}`: {dict(record)}")
    return record
