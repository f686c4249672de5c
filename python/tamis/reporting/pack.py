"""The claims that can be browsed, as columns in the page.

A page of a hundred thousand claims has to stay small. Columns of numbers and of places in a
list of words are compressed well by zlib, which every browser can undo; base64 keeps the result
from ending the script element that it stands in. Texts follow in chunks, so that only those of
the rows on the screen are unpacked.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple

from tamis.reporting.documents import Page, Record
from tamis.reporting.tally import thing_of

# Beyond as many claims only every second, fourth, ... document can be browsed.
MOST_CLAIMS = 200_000
# Up to as many characters the page has the whole articles, beyond the sentences with claims.
WHOLE_TEXTS = 3_000_000
CHUNK_CHARS = 200_000
GAP = "\n…\n"

_WORDS = ("kind", "bound", "unit", "text", "counted", "event", "direction", "speaker", "when")
_FACTS = ("title", "site", "url", "lang", "published")


class Row(NamedTuple):
    """What the page has of a claim: words, values, and its place by that of its sentence."""

    words: tuple[str, ...]
    thing: str
    dated: str
    value: float | int | None
    value2: float | int | None
    sentence: str
    sentence_start: int
    start: int
    end: int


@dataclass
class Held:
    """What the page has of a document."""

    number: int
    facts: tuple[str, ...]
    text: str | None
    rows: list[Row]
    kept: int
    dropped: int | None


class Shelf:
    """The documents that can be browsed: all, or every n-th where there are too many claims."""

    def __init__(self, most: int = MOST_CLAIMS, whole: int = WHOLE_TEXTS) -> None:
        self.every = 1
        self.whole_texts = True
        self._most, self._whole = most, whole
        self._seen = self._claims = self._chars = 0
        self._held: list[Held] = []

    def add(self, page: Page) -> None:
        """One more document; where there are too many claims every second one is let go."""
        number, self._seen = self._seen, self._seen + 1
        if number % self.every or page.error:
            return
        text = page.text if self.whole_texts else None
        facts = (page.id, *(page.facts.get(name) or "" for name in _FACTS))
        dropped = None if page.dropped is None else page.dropped.total()
        rows = [_row(claim) for claim in page.claims]
        self._held.append(Held(number, facts, text, rows, page.kept, dropped))
        self._claims += len(rows)
        self._chars += len(text or "")
        if self.whole_texts and self._chars > self._whole:
            self.whole_texts = False
            for held in self._held:
                held.text = None
        while self._claims > self._most and len(self._held) > 1:
            self.every *= 2
            self._held = [held for held in self._held if held.number % self.every == 0]
            self._claims = sum(len(held.rows) for held in self._held)

    @property
    def claims(self) -> int:
        """How many claims can be browsed."""
        return self._claims

    def packed(self) -> tuple[str, list[tuple[int, str]]]:
        """The columns, and the texts in chunks, each with the number of its first document."""
        words: dict[str, int] = {}
        documents: dict[str, list[Any]] = {
            name: [] for name in ("id", *_FACTS, "claims", "kept", "dropped")
        }
        columns: dict[str, list[Any]] = {
            name: []
            for name in (*_WORDS, "thing", "dated", "value", "value2", "at", "wide", "from", "long")
        }
        texts: list[str] = []
        for held in self._held:
            for name, fact in zip(("id", *_FACTS), held.facts, strict=True):
                documents[name].append(fact)
            documents["claims"].append(len(held.rows))
            documents["kept"].append(held.kept)
            documents["dropped"].append(held.dropped)
            text, starts = _text(held)
            texts.append(text)
            places = Utf16(text)
            for row, start in zip(held.rows, starts, strict=True):
                for name, word in zip(
                    (*_WORDS, "thing", "dated"), (*row.words, row.thing, row.dated), strict=True
                ):
                    columns[name].append(words.setdefault(word, len(words)))
                columns["value"].append(row.value)
                columns["value2"].append(row.value2)
                edges = (start, start + len(row.sentence), start + row.start, start + row.end)
                first, last, begin, end = (places.of(edge) for edge in edges)
                columns["at"].append(first)
                columns["wide"].append(last - first)
                columns["from"].append(begin - first)
                columns["long"].append(end - begin)
        index = {"documents": documents, "claims": columns, "words": list(words)}
        return _squeezed(index), list(_chunks(texts))


def _row(claim: Record) -> Row:
    words = tuple(str(claim.get(name) or "") for name in _WORDS)
    text = str(claim.get("text") or "")
    sentence = str(claim.get("sentence") or text)
    at = claim.get("sentence_start")
    at = claim["start"] if at is None else at
    # A table that somebody edited may say anything.
    start = min(max(0, claim["start"] - at), len(sentence))
    end = min(max(start, claim["end"] - at), len(sentence))
    return Row(
        words,
        thing_of(claim.get("counted")),
        str(claim.get("when_start") or ""),
        _plain(claim.get("value")),
        _plain(claim.get("value2")),
        sentence,
        at,
        start,
        end,
    )


def _plain(value: float | None) -> float | int | None:
    if value is None or not isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < 2**53 else value


def _text(held: Held) -> tuple[str, list[int]]:
    """The text of a document for the page, and where in it the sentence of each claim begins."""
    if held.text is not None and all(
        held.text.startswith(row.sentence, row.sentence_start) for row in held.rows
    ):
        return held.text, [row.sentence_start for row in held.rows]
    places: dict[tuple[int, str], int] = {}
    parts: list[str] = []
    length = 0
    for row in sorted(held.rows, key=lambda row: row.sentence_start):
        if (row.sentence_start, row.sentence) not in places:
            places[row.sentence_start, row.sentence] = length
            parts.append(row.sentence)
            length += len(row.sentence) + len(GAP)
    return GAP.join(parts), [places[row.sentence_start, row.sentence] for row in held.rows]


class Utf16:
    """Places in a text as a browser counts them: code points beyond the first plane are two."""

    def __init__(self, text: str) -> None:
        narrow = text.isascii() or max(text) < "\U00010000"
        self._wide = [] if narrow else [at for at, char in enumerate(text) if char > "\uffff"]

    def of(self, at: int) -> int:
        """The place of the code point `at`."""
        return at + bisect_left(self._wide, at)


def _chunks(texts: list[str]) -> Iterator[tuple[int, str]]:
    first, size = 0, 0
    for at, text in enumerate(texts):
        size += len(text)
        if size > CHUNK_CHARS or at == len(texts) - 1:
            yield first, _squeezed(texts[first : at + 1])
            first, size = at + 1, 0


def _squeezed(data: object) -> str:
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return b64encode(zlib.compress(plain.encode("utf-8", "replace"), 9)).decode()
