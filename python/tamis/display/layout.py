"""What stands where: the parts of an article in reading order, the pieces of a marked text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tamis._tamis import Article, Block, Claim, TamisError
from tamis.types import Located

# The sign before a number that says how its bound is to be read.
SIGNS = {
    "exact": "",
    "about": "≈",
    "over": ">",
    "at_least": "≥",
    "under": "<",
    "at_most": "≤",
    "between": "↔",
    "vague": "~",
}
_LINE = re.compile(r"[^\r\n]+")
_BREAK = re.compile(r"\r\n?|\n")


class Place(NamedTuple):
    """A place in a text."""

    start: int
    end: int


class Part(NamedTuple):
    """A dropped block, or a stretch of `article.text` and the block that it came from."""

    block: Block | None
    kept: Place | None


def parts(article: Article) -> Iterator[Part]:
    """The kept text of `article` paragraph by paragraph, the dropped blocks between, in order."""
    dropped = [block for block in article.blocks if block.role != "content"]
    content = [block for block in article.blocks if block.role == "content"]
    passed, at = 0, 0
    pending: Part | None = None
    for line in _LINE.finditer(article.text):
        place = Place(*line.span())
        source = _source(article, place)
        while source is not None and at < len(content) - 1 and content[at].end <= source:
            at += 1
        block = content[at] if content else None
        if (
            pending
            and pending.kept
            and pending.block is block
            and _follows(article, pending, place)
        ):
            pending = Part(block, Place(pending.kept.start, place.end))
            continue
        if pending:
            yield pending
        while source is not None and passed < len(dropped) and dropped[passed].start < source:
            yield Part(dropped[passed], None)
            passed += 1
        pending = Part(block, place)
    if pending:
        yield pending
    for block in dropped[passed:]:
        yield Part(block, None)


def _follows(article: Article, part: Part, line: Place) -> bool:
    """Whether `line` goes on with the paragraph of a part: the next line of the same block."""
    return (
        part.block is not None
        and part.kept is not None
        and _BREAK.fullmatch(article.text, part.kept.end, line.start) is not None
    )


def _source(article: Article, place: Place) -> int | None:
    """Where in the source a place of the text begins; None for what tamis put there itself."""
    try:
        return article.locate(place).start
    except TamisError:
        return None


class Piece(NamedTuple):
    """A stretch of text and the marks that cover it, by their number."""

    start: int
    end: int
    marks: tuple[int, ...]


def pieces(place: Located, marks: Sequence[Located]) -> Iterator[Piece]:
    """`place` cut wherever a mark begins or ends: marks that overlap share a piece."""
    edges: list[tuple[int, int, int]] = []
    for number, mark in enumerate(marks):
        start, end = max(mark.start, place.start), min(mark.end, place.end)
        if start < end:
            edges += [(start, 1, number), (end, 0, number)]
    edges.sort()
    at, open_marks = place.start, dict[int, None]()
    for edge, opens, number in edges:
        if edge > at:
            yield Piece(at, edge, tuple(sorted(open_marks)))
            at = edge
        if opens:
            open_marks[number] = None
        else:
            del open_marks[number]
    if at < place.end:
        yield Piece(at, place.end, ())


class Within:
    """The claims inside one place after the other, for places in order."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = sorted(claims, key=lambda claim: (claim.start, -claim.end))
        self._at = 0

    def take(self, place: Place) -> list[Claim]:
        """The claims that begin before the end of `place` and were not taken yet."""
        first = self._at
        while self._at < len(self._claims) and self._claims[self._at].start < place.end:
            self._at += 1
        return self._claims[first : self._at]


def number(value: float | None) -> str:
    """A number as people write it: 1,200 or 0.5; from a million on with an exponent."""
    if value is None:
        return ""
    if not math.isfinite(value):
        return str(value)
    if value and abs(value) >= 1e6:
        mantissa, exponent = f"{value:.6e}".split("e")
        return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


def value_of(claim: Claim) -> str:
    """The value of a claim, or its two values."""
    more = "" if claim.value2 is None else f"..{number(claim.value2)}"
    return number(claim.value) + more
