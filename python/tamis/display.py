"""How results are shown: in a terminal, in a notebook, as a data frame."""

from __future__ import annotations

import html as _html
import math
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tamis._tamis import Article, Block, Claim, Claims, Document, Span, Token, Tokens, Value

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

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


def article_lines(article: Article, claims: Iterable[Claim], style: Style) -> Iterator[str]:
    """Title and facts, then every block: kept with its claims marked, dropped with its reason."""
    facts = (article.title, article.author, article.published, article.site, article.lang)
    known = [plain(fact) for fact in facts if fact]
    if known:
        yield style.head(" · ".join(known))
    placed = _by_block(article, claims)
    for at, block in enumerate(article.blocks):
        if block.role == "content":
            yield f"+ {_marked(block.text, placed.get(at, []), style)}"
        else:
            yield style.dropped(f"- {plain(block.text)}  ({block.reason})")
    if not article.blocks:
        yield style.dropped(f"({article.method})")


def _by_block(article: Article, claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    blocks = [(at, block) for at, block in enumerate(article.blocks) if block.role == "content"]
    placed: dict[int, list[Claim]] = {}
    first = 0
    for claim in claims:
        start = article.locate(claim).start
        while first < len(blocks) - 1 and blocks[first][1].end <= start:
            first += 1
        if first < len(blocks):
            placed.setdefault(blocks[first][0], []).append(claim)
    return placed


def _marked(text: str, claims: Iterable[Claim], style: Style) -> str:
    text = plain(text)
    parts, end = [], 0
    for claim in claims:
        words = plain(claim.text)
        start = text.find(words, end)
        if start >= 0:
            parts += [text[end:start], style.claim(words)]
            end = start + len(words)
    return "".join([*parts, text[end:]])


def text_lines(text: str, claims: Sequence[Claim], style: Style) -> Iterator[str]:
    """The text line by line with its claims marked."""
    end = 0
    marked = []
    for claim in claims:
        marked += [_lines(text[end : claim.start]), style.claim(plain(claim.text))]
        end = claim.end
    marked.append(_lines(text[end:]))
    yield from "".join(marked).splitlines()


def _lines(text: str) -> str:
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
    value = number(claim.value) + (f"..{number(claim.value2)}" if claim.value2 is not None else "")
    spans = (claim.counted, claim.event, claim.speaker, claim.when)
    words = [plain(span.text) if span else "" for span in spans]
    return [plain(claim.text), claim.kind, value, claim.unit or "", claim.bound, *words]


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


def html(value: object) -> str:
    """A result as a fragment of HTML, for notebooks: escaped, styled inline, without scripts."""
    if isinstance(value, Document):
        return _article(value.article, value.claims) + _table(value.claims)
    if isinstance(value, Article):
        return _article(value, [])
    if isinstance(value, Claims):
        return _table(value)
    if isinstance(value, Tokens):
        return " ".join(_token(token) for token in value[:500]) + (" …" if len(value) > 500 else "")
    if isinstance(value, Token):
        return _token(value)
    if isinstance(value, Claim):
        return _table([value])
    if isinstance(value, Block):
        return _block(value, [])
    if isinstance(value, Span):
        return f"<mark>{_html.escape(value.text)}</mark> {value.start}..{value.end}"
    if isinstance(value, Value):
        return f"<code>{_html.escape(repr(value))}</code>"
    raise TypeError(f"no view of {type(value).__name__}")


_MARK = '<mark style="background:#ffe9a8;padding:0 .15em">'
_GREY = "color:#888;font-size:90%"


def _token(token: Token) -> str:
    border = "border-bottom:1px solid #bbb"
    return f'<span title="{token.kind}" style="{border}">{_html.escape(token.text)}</span>'


def _article(article: Article, claims: Iterable[Claim]) -> str:
    placed = _by_block(article, claims)
    title = f"<h4>{_html.escape(article.title)}</h4>" if article.title else ""
    blocks = (_block(block, placed.get(at, [])) for at, block in enumerate(article.blocks))
    return f"<div>{title}{''.join(blocks)}</div>"


def _block(block: Block, claims: Iterable[Claim]) -> str:
    if block.role != "content":
        text, reason = _html.escape(block.text), _html.escape(block.reason)
        return f'<p style="{_GREY}"><s>{text}</s> <i>({reason})</i></p>'
    text, parts, end = _SPACE.sub(" ", block.text), [], 0
    for claim in claims:
        words = _SPACE.sub(" ", claim.text)
        start = text.find(words, end)
        if start >= 0:
            tip = _html.escape(f"{claim.kind} {number(claim.value)} {claim.bound}", quote=True)
            mark = _MARK.replace(">", f' title="{tip}">')
            parts += [_html.escape(text[end:start]), f"{mark}{_html.escape(words)}</mark>"]
            end = start + len(words)
    return f"<p>{''.join(parts)}{_html.escape(text[end:])}</p>"


def _table(claims: Iterable[Claim]) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{_html.escape(cell)}</td>' for cell in _cells(claim))}</tr>"
        for claim in claims
    )
    head = "".join(f"<th>{name}</th>" for name in COLUMNS)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def to_pandas(claims: Claims) -> pd.DataFrame:
    """A pandas data frame with Arrow-backed columns."""
    import pandas as pd
    import pyarrow as pa

    frame: pd.DataFrame = pa.table(claims).to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def to_polars(claims: Claims) -> pl.DataFrame:
    """A polars data frame."""
    import polars as pl
    import pyarrow as pa

    return pl.DataFrame(pa.table(claims))
