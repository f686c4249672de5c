"""Results as lines of a terminal."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tamis._tamis import Article, Claim
from tamis.display.layout import Place, Within, parts, pieces, value_of

COLUMNS = ("text", "kind", "value", "unit", "bound", "counted", "event", "speaker", "when")

_SPACE = re.compile(r"\s+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Style:
    """The signs around what is marked; without color they are brackets and dashes."""

    color: bool

    def claim(self, text: str) -> str:
        """A claim inside running text."""
        return f"\x1b[1;33m{text}\x1b[0m" if self.color else f"[{text}]"

    def dropped(self, text: str) -> str:
        """A block that is not part of the article."""
        return f"\x1b[2m{text}\x1b[0m" if self.color else text

    def head(self, text: str) -> str:
        """A headline of the view itself."""
        return f"\x1b[1m{text}\x1b[0m" if self.color else text


def plain(text: str) -> str:
    """`text` on one line, without what a terminal would take for a command."""
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", text).strip())


def article_lines(article: Article, claims: Iterable[Claim], style: Style) -> Iterator[str]:
    """Title and facts, then every block: kept with its claims marked, dropped with its reason."""
    facts = (article.title, article.author, article.published, article.site, article.lang)
    known = [plain(fact) for fact in facts if fact]
    if known:
        yield style.head(" · ".join(known))
    within = Within(list(claims))
    for block, kept in parts(article):
        if kept:
            marked = _marked(article.text, kept, within.take(kept), style)
            yield f"+ {_SPACE.sub(' ', marked)}"
        elif block:
            yield style.dropped(f"- {plain(block.text)}  ({block.reason})")
    if not article.blocks:
        yield style.dropped(f"({article.method})")


def text_lines(text: str, claims: Sequence[Claim], style: Style) -> Iterator[str]:
    """The text line by line with its claims marked."""
    yield from _marked(text, Place(0, len(text)), claims, style).splitlines()


def _marked(text: str, place: Place, claims: Sequence[Claim], style: Style) -> str:
    """The text of a place; claims that overlap are marked as one."""
    shown: list[str] = []
    run: list[str] = []
    for start, end, marks in pieces(place, claims):
        if marks:
            run.append(plain_lines(text[start:end]))
        else:
            shown += [style.claim("".join(run))] * bool(run) + [plain_lines(text[start:end])]
            run.clear()
    return "".join(shown + [style.claim("".join(run))] * bool(run))


def plain_lines(text: str) -> str:
    """`text` with its lines, without what a terminal would take for a command."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\t", " "))


def table_lines(claims: Iterable[Claim], style: Style, width: int | None = None) -> Iterator[str]:
    """A table with one row a claim, cut to the width of the terminal."""
    rows = [_cells(claim) for claim in claims]
    if not rows:
        yield style.dropped("no numeric claims")
        return
    shown = [at for at in range(len(COLUMNS)) if any(row[at] for row in rows)]
    width = width or shutil.get_terminal_size((120, 24)).columns
    widths = _widths([[row[at] for row in rows] + [COLUMNS[at]] for at in shown], width)
    yield style.head(_row([COLUMNS[at] for at in shown], widths))
    for row in rows:
        yield _row([row[at] for at in shown], widths)


def _cells(claim: Claim) -> list[str]:
    spans = (claim.counted, claim.event, claim.speaker, claim.when)
    words = [plain(span.text) if span else "" for span in spans]
    return [plain(claim.text), claim.kind, value_of(claim), claim.unit or "", claim.bound, *words]


def _widths(columns: list[list[str]], width: int) -> list[int]:
    widths = [max(len(cell) for cell in column) for column in columns]
    while sum(widths) + 2 * len(widths) > width and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: list[str], widths: list[int]) -> str:
    cut = (
        cell if len(cell) <= wide else cell[: wide - 1] + "…"
        for cell, wide in zip(cells, widths, strict=True)
    )
    padded = (cell.ljust(wide) for cell, wide in zip(cut, widths, strict=True))
    return "  ".join(padded).rstrip()
