"""What the frames' namespaces have in common: one method an operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Operations(Generic[Result]):
    """One method for each operation, all by way of `_map`; options are those of the batches."""

    def _map(self, steps: Sequence[str], options: dict[str, Any]) -> Result:
        raise NotImplementedError

    def boundaries(self, level: str = "word", **options: Any) -> Result:
        """Offsets at which each text may be divided."""
        return self._map(["boundaries"], {"level": level, **options})

    def words(self, **options: Any) -> Result:
        """The words of each text, by UAX #29."""
        return self._map(["words"], options)

    def graphemes(self, **options: Any) -> Result:
        """The user-perceived characters of each text."""
        return self._map(["graphemes"], options)

    def sentences(self, **options: Any) -> Result:
        """The sentences of each text."""
        return self._map(["sentences"], options)

    def tokens(self, **options: Any) -> Result:
        """The linguistic tokens of each text."""
        return self._map(["tokens"], options)

    def clean(self, **options: Any) -> Result:
        """The article of each page or text."""
        return self._map(["clean"], options)

    def claims(self, **options: Any) -> Result:
        """The numeric claims of each text."""
        return self._map(["claims"], options)

    def analyze(self, **options: Any) -> Result:
        """The article of each page or text, and its numeric claims."""
        return self._map(["analyze"], options)

    def map(self, *steps: str, **options: Any) -> Result:
        """A chain such as "clean", "claims", which hands the text on inside Rust."""
        return self._map(steps, options)
