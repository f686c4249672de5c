"""What frames and engines have in common: one method an operation, each over one `_map`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Generic, TypeVar

from tamis._map import ArrowMap, arrow_map
from tamis._tamis import TamisError

Result = TypeVar("Result")
Frame = TypeVar("Frame")


class Operations(ABC, Generic[Result]):
    """One method for each operation on a column; options are those of the batch functions."""

    @abstractmethod
    def _map(self, steps: Sequence[str], options: dict[str, Any]) -> Result:
        """The result of a chain."""

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

    def numbers(self, **options: Any) -> Result:
        """Every number of each text, and what it is."""
        return self._map(["numbers"], options)

    def claims(self, **options: Any) -> Result:
        """The numeric claims of each text."""
        return self._map(["claims"], options)

    def analyze(self, **options: Any) -> Result:
        """The article of each page or text, and its numeric claims."""
        return self._map(["analyze"], options)

    def map(self, *steps: str, **options: Any) -> Result:
        """A chain such as "clean", "claims", which hands the text on inside Rust."""
        return self._map(steps, options)


class Engine(ABC, Generic[Frame]):
    """One function for each operation on a column of an engine's frames.

    Each gives a frame with the columns of `keep` (all where it is None) and one with the result.
    Options are those of `tamis.arrow_map`.
    """

    # The engine's workers are one a core: each keeps to its own.
    threads: int | None = 1
    # What a frame is called, and what tells it from other things.
    takes = "a frame"
    has: tuple[str, ...] = ()

    @abstractmethod
    def _names(self, frame: Frame) -> Sequence[str]:
        """The columns of a frame."""

    @abstractmethod
    def _apply(self, frame: Frame, mapped: ArrowMap) -> Frame:
        """The frame through `mapped`."""

    def map(
        self,
        frame: Frame,
        *steps: str,
        column: str,
        keep: Sequence[str] | None = None,
        **options: Any,
    ) -> Frame:
        """A chain such as "clean", "claims", which hands the text on inside Rust."""
        if not all(hasattr(frame, name) for name in self.has):
            raise TamisError(f"{self.takes} is needed, not {type(frame).__name__}")
        keep = self._names(frame) if keep is None else keep
        options = {"threads": self.threads, **options}
        return self._apply(frame, arrow_map(steps, column=column, keep=keep, **options))

    def boundaries(self, frame: Frame, column: str, **options: Any) -> Frame:
        """Offsets at which each text may be divided."""
        return self.map(frame, "boundaries", column=column, **options)

    def words(self, frame: Frame, column: str, **options: Any) -> Frame:
        """The words of each text, by UAX #29."""
        return self.map(frame, "words", column=column, **options)

    def graphemes(self, frame: Frame, column: str, **options: Any) -> Frame:
        """The user-perceived characters of each text."""
        return self.map(frame, "graphemes", column=column, **options)

    def sentences(self, frame: Frame, column: str, **options: Any) -> Frame:
        """The sentences of each text."""
        return self.map(frame, "sentences", column=column, **options)

    def tokens(self, frame: Frame, column: str, **options: Any) -> Frame:
        """The linguistic tokens of each text."""
        return self.map(frame, "tokens", column=column, **options)

    def clean(self, frame: Frame, column: str, **options: Any) -> Frame:
        """The article of each page or text."""
        return self.map(frame, "clean", column=column, **options)

    def numbers(self, frame: Frame, column: str, **options: Any) -> Frame:
        """Every number of each text, and what it is."""
        return self.map(frame, "numbers", column=column, **options)

    def claims(self, frame: Frame, column: str, **options: Any) -> Frame:
        """The numeric claims of each text."""
        return self.map(frame, "claims", column=column, **options)

    def analyze(self, frame: Frame, column: str, **options: Any) -> Frame:
        """The article of each page or text, and its numeric claims."""
        return self.map(frame, "analyze", column=column, **options)


def library(name: str, needed: str, extra: str | None = None) -> Any:
    """The library `name`, which has `needed`.

    Raises ModuleNotFoundError where it is not installed, ImportError where a file of the
    caller's is found in its place.
    """
    extra = extra or name
    try:
        found = import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ModuleNotFoundError(
            f"tamis.{extra} needs {name}: pip install 'tamis[{extra}]'", name=name
        ) from None
    if not hasattr(found, needed):
        raise ImportError(f"{found.__file__} hides the library {name}: rename that file")
    return found
