"""The types of options and arguments, for those who annotate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    import pyarrow as pa

Level: TypeAlias = Literal["grapheme", "word", "sentence"]
Unit: TypeAlias = Literal["char", "byte"]
Output: TypeAlias = Literal["spans", "text"]
Errors: TypeAlias = Literal["replace", "strict"]
Kind: TypeAlias = Literal[
    "count", "money", "percent", "measure", "duration", "age", "ratio", "rank", "score"
]
Bound: TypeAlias = Literal[
    "exact", "about", "over", "at_least", "under", "at_most", "between", "vague"
]
Modality: TypeAlias = Literal["asserted", "reported", "conditional", "forecast", "question"]


class ArrowArray(Protocol):
    """What exports one Arrow array."""

    def __arrow_c_array__(
        self, requested_schema: object | None = None
    ) -> tuple[object, object]: ...


class ArrowStream(Protocol):
    """What exports a stream of Arrow arrays."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Located(Protocol):
    """What has a place in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Column: TypeAlias = Iterable[str | None] | ArrowArray | ArrowStream
Sources: TypeAlias = Iterable[str | None] | Iterable[bytes | None] | ArrowArray | ArrowStream
Dates: TypeAlias = Iterable[str | date | None] | ArrowArray | ArrowStream
Result: TypeAlias = "pa.Array | pa.ChunkedArray"
