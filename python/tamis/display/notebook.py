"""Results as HTML for notebooks: escaped, styled for light and dark, without scripts or network.

Where a notebook takes the style away (on a page that is not trusted) marks, folded parts and
tables are still what their elements say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from itertools import islice

from tamis._tamis import (
    Article,
    Block,
    Claim,
    Claims,
    Comment,
    Document,
    Span,
    Token,
    Tokens,
    Value,
)
from tamis.display.layout import SIGNS, Part, Place, Within, parts, pieces
from tamis.display.record import (
    ROLES,
    dates,
    marked_text,
    readable_value,
    record,
    text_of,
    tip,
)

# What is shown at once: beyond it a view is folded, and beyond the last it is cut. A notebook
# keeps its outputs in the file, and its browser has to draw them.
OPEN_CHARS = 6_000
SHOWN_CHARS = 100_000
SHOWN_TOKENS = 600
SHOWN_ROWS = 200
DROPPED_CHARS = 140
OPEN_BLOCKS = 3


def html(value: object) -> str:
    """A result as a fragment of HTML."""
    if isinstance(value, Document):
        return document(value)
    if isinstance(value, Article):
        return fragment(_article(value, ()))
    if isinstance(value, Claims):
        return fragment(table(value))
    if isinstance(value, Tokens):
        return fragment(tokens(value))
    if isinstance(value, Claim):
        return fragment(_claim(value))
    if isinstance(value, Block):
        return fragment(_block(value))
    if isinstance(value, Token):
        place = f"{value.start}..{value.end}"
        return fragment(f"<p>{_token(value)} {_facts(value.kind, place)}</p>")
    if isinstance(value, Span | Comment):
        return fragment(f"<p>{text_of(value.text)} <i>{value.start}..{value.end}</i></p>")
    if isinstance(value, Value):
        return fragment(f"<code>{text_of(repr(value))}</code>")
    raise TypeError(f"no view of {type(value).__name__}")


def fragment(body: str) -> str:
    """`body` with the style around it, for one output of a notebook."""
    # The class names keep notebooks from reading `$5 ... $7` as a formula.
    ignored = "tex2jax_ignore mathjax_ignore"
    return f'<div class="tamis {ignored}"><style>{_style()}</style>{body}</div>'


@cache
def _style() -> str:
    css = files("tamis.display").joinpath("notebook.css").read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)).strip()


def document(value: Document) -> str:
    """The article with its claims marked, and their table."""
    return fragment(document_body(value))


def document_body(value: Document) -> str:
    """As `document`, without the style."""
    claims = list(value.claims)
    name = f"<p class='facts'><b>{text_of(value.id)}</b></p>" if value.id else ""
    listed = f"<details><summary>{_many(len(claims), 'claim')} as a table</summary>"
    return f"{name}{_article(value.article, claims)}{listed}{table(claims)}</details>"


def article_body(value: Article) -> str:
    """The view of an article, without the style."""
    return _article(value, ())


def _article(article: Article, claims: Sequence[Claim]) -> str:
    title = f"<h4 class='title'>{text_of(article.title)}</h4>" if article.title else ""
    facts = [article.author, article.published, article.site, article.lang, article.url]
    kept = sum(block.role == "content" for block in article.blocks)
    facts += [f"{kept} of {_many(len(article.blocks), 'block')} kept", article.method]
    head = f"{title}<p class='facts'>{_facts(*facts)}</p>{_legend(claims)}"
    within = Within(claims)
    whole = 0
    shown: list[str] = []
    more: list[str] = []
    for run in _runs(parts(article)):
        if isinstance(run, list):
            (more if whole > OPEN_CHARS else shown).append(_dropped(run))
            continue
        start, end = run.kept or (0, 0)
        room = SHOWN_CHARS - whole
        if room <= 0:
            break
        into = more if whole > OPEN_CHARS else shown
        whole += end - start
        place = Place(start, min(end, start + room))
        into.append(_paragraph(article.text, place, run.block, within.take(place)))
    if more:
        shown.append(
            "<details><summary>"
            f"{max(0, len(article.text) - OPEN_CHARS):,} more characters</summary>"
            f"{''.join(more)}{_cut(len(article.text))}</details>"
        )
    return head + "".join(shown)


def _cut(length: int) -> str:
    if length <= SHOWN_CHARS:
        return ""
    return f"<p class='facts'>The view ends after {SHOWN_CHARS:,} of {length:,} characters.</p>"


def _runs(found: Iterable[Part]) -> Iterator[Part | list[Block]]:
    """Parts that were kept; dropped blocks that follow each other as one list."""
    dropped: list[Block] = []
    for part in found:
        if part.kept is None and part.block is not None:
            dropped.append(part.block)
            continue
        if dropped:
            yield dropped
            dropped = []
        yield part
    if dropped:
        yield dropped


def _paragraph(text: str, place: Place, block: Block | None, claims: Sequence[Claim]) -> str:
    kind = block.kind if block else "paragraph"
    marked = "".join(marked_text(text, place, claims))
    if re.fullmatch("h[1-6]", kind):
        return f"<p class='heading'>{marked}</p>"
    if kind == "list_item":
        return f"<p class='item'>• {marked}</p>"
    return f"<p>{marked}</p>"


def _legend(claims: Iterable[Claim]) -> str:
    kinds = Counter(claim.kind for claim in claims)
    if not kinds:
        return ""
    shown = "".join(
        f"<span class='kind {text_of(kind)}'>{text_of(kind)} {count}</span>"
        for kind, count in kinds.most_common()
    )
    return f"<p class='legend'>{shown}</p>"


def _dropped(blocks: Sequence[Block]) -> str:
    if len(blocks) <= OPEN_BLOCKS:
        return "".join(map(_block, blocks))
    reasons = Counter(block.reason for block in blocks)
    named = ", ".join(
        f"{text_of(reason)}{f' × {count}' if count > 1 else ''}"
        for reason, count in reasons.most_common(6)
    )
    inside = "".join(
        f"<p><i class='reason'>{text_of(block.reason)}</i>{text_of(_short(block.text, 1000))}</p>"
        for block in islice(blocks, SHOWN_ROWS)
    )
    head = f"{len(blocks)} blocks dropped: {named}"
    return f"<details class='dropped'><summary>{head}</summary>{inside}</details>"


def _block(block: Block) -> str:
    """One block; a dropped one is grey, with its reason, and folded where it is long."""
    if block.role == "content":
        return f"<p>{text_of(_short(block.text, OPEN_CHARS))}</p>"
    reason = f"<i class='reason'>{text_of(block.reason)}</i>"
    if len(block.text) <= DROPPED_CHARS:
        return f"<p class='dropped'>{reason}{text_of(block.text)}</p>"
    head = text_of(_short(block.text, DROPPED_CHARS))
    rest = text_of(_short(block.text, OPEN_CHARS))
    return f"<details class='dropped'><summary>{reason}{head}</summary>{rest}</details>"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def tokens(value: Tokens) -> str:
    """The tokens in boxes by their kind."""
    first = value[:SHOWN_TOKENS]
    kinds = Counter(token.kind for token in first)
    counts = [f"{kind} {count}" for kind, count in kinds.most_common()]
    left = len(value) - len(first)
    more = f"<p class='facts'>… and {left:,} more tokens</p>" if left else ""
    among = f"of the first {len(first)}:" if left else None
    head = f"<p class='facts'>{_facts(_many(len(value), 'token'), among, *counts)}</p>"
    return f"{head}<p class='tokens'>{' '.join(map(_token, first))}</p>{more}"


def _token(token: Token) -> str:
    place, shown = f"{text_of(token.kind)} {token.start}..{token.end}", _short(token.text, 200)
    return f'<span class="token {text_of(token.kind)}" title="{place}">{text_of(shown)}</span>'


def table(claims: Sequence[Claim]) -> str:
    """One row a claim."""
    if not claims:
        return "<p class='facts'>no numeric claims</p>"
    names = ("text", "kind", "value", "unit", *ROLES, "direction")
    head = "".join(f"<th{_right(name)}>{name}</th>" for name in names)
    rows = "".join(_row(claim) for claim in islice(claims, SHOWN_ROWS))
    left = len(claims) - SHOWN_ROWS
    more = (
        f"<p class='facts'>… and {left:,} more; <code>to_pandas()</code> has them all</p>"
        if left > 0
        else ""
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f"<div class='scroll'>{table}</div>{more}"


def _right(name: str) -> str:
    return " class='n'" if name == "value" else ""


def _row(claim: Claim) -> str:
    sign = SIGNS.get(claim.bound, "")
    shown = f"<b class='bound'>{escape(sign)}</b>" if sign else ""
    when = f"<span class='iso'>{text_of(dates(claim))}</span>" if claim.when_start else ""
    spans = [_span(claim.counted), _span(claim.event), _span(claim.speaker)]
    cells = [
        f'<td title="{tip(claim)}">{shown}{text_of(claim.text)}</td>',
        f"<td><span class='kind {text_of(claim.kind)}'>{text_of(claim.kind)}</span></td>",
        f"<td class='n'>{text_of(readable_value(claim))}</td>",
        *(f"<td>{cell}</td>" for cell in (text_of(claim.unit), *spans)),
        f"<td>{_span(claim.when)}{when}</td>",
        f"<td>{ {'up': '↑ up', 'down': '↓ down'}.get(claim.direction or '', '') }</td>",
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _span(span: Span | None) -> str:
    return text_of(" ".join(span.text.split())) if span else ""


def _claim(claim: Claim) -> str:
    """The sentence with the claim and its roles marked, and the record as a table."""
    sentence = claim.sentence
    named: list[tuple[str, Claim | Span]] = [("", claim)]
    named += [(role, span) for role in ROLES if (span := getattr(claim, role)) is not None]
    shown = []
    for start, end, marks in pieces(sentence, [place for _, place in named]):
        words = text_of(sentence.text[start - sentence.start : end - sentence.start])
        if 0 in marks:
            words = f"<mark class='{text_of(claim.kind)}'>{words}</mark>"
        for at in marks:
            if role := named[at][0]:
                last = end == named[at][1].end
                label = f" <small>{role}</small>" if last else ""
                words = f"<span class='role' title='{role}'>{words}{label}</span>"
        shown.append(words)
    rows = "".join(f"<tr><th>{name}</th><td>{text_of(v)}</td></tr>" for name, v in record(claim))
    return f"<p>{''.join(shown)}</p><table><tbody>{rows}</tbody></table>"


def _facts(*facts: str | None) -> str:
    return " · ".join(text_of(fact) for fact in facts if fact)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
