"""One claim for a page: its record as lines, its place as a mark in the text, escaped."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from html import escape

from tamis._tamis import Claim, Span
from tamis.display.layout import SIGNS, Place, number, pieces

ROLES = ("counted", "event", "speaker", "when")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def text_of(text: str | None) -> str:
    """`text` for a place between tags or in a quoted attribute."""
    return escape(_CONTROL.sub("\ufffd", text or ""), quote=True)


def marked_text(text: str, place: Place, claims: Sequence[Claim]) -> Iterator[str]:
    """The text of a place with its claims in `mark` elements; shared stretches name them all."""
    begun: set[int] = set()
    for start, end, marks in pieces(place, claims):
        words = text_of(text[start:end])
        if not marks:
            yield words
            continue
        # The innermost claim gives the color.
        inner = claims[max(marks, key=lambda n: (claims[n].start, -claims[n].end))]
        signs = "".join(SIGNS.get(claims[n].bound, "") for n in marks if n not in begun)
        begun.update(marks)
        sign = f"<b class='bound'>{escape(signs)}</b>" if signs else ""
        told = "&#10;&#10;".join(tip(claims[n]) for n in marks)
        shared = " shared" if len(marks) > 1 else ""
        yield f'<mark class="{text_of(inner.kind)}{shared}" title="{told}">{sign}{words}</mark>'


def tip(claim: Claim) -> str:
    """The record of a claim as lines, for an attribute."""
    return "&#10;".join(f"{name}: {text_of(value)}" for name, value in record(claim))


def record(claim: Claim) -> Iterator[tuple[str, str]]:
    """The fields of a claim that say something, as text."""
    yield "kind", claim.kind
    yield "value", " ".join(filter(None, [readable_value(claim), claim.unit]))
    if claim.bound != "exact":
        yield "bound", f"{claim.bound} ({_interval(claim)})"
    for role in ROLES:
        span: Span | None = getattr(claim, role)
        if span is not None:
            yield role, " ".join(span.text.split())
    if claim.when_start:
        yield "dated", dates(claim)
    if claim.direction:
        yield "direction", claim.direction
    if claim.negated:
        yield "negated", "yes"
    if claim.modality != "asserted":
        yield "modality", claim.modality
    yield "confidence", f"{claim.confidence:.2f}"
    yield "why", claim.why


def _interval(claim: Claim) -> str:
    low = "-∞" if claim.low is None else readable(claim.low)
    high = "∞" if claim.high is None else readable(claim.high)
    return f"{'(' if claim.low_open else '['}{low}, {high}{')' if claim.high_open else ']'}"


def dates(claim: Claim) -> str:
    start, end = claim.when_start or "", claim.when_end
    return start if end in (None, start) else f"{start} to {end}"


def readable(value: float | None) -> str:
    """A number as a newspaper writes it: 1,200 or 86.5 million."""
    if value is not None and math.isfinite(value):
        for size, name in _LARGE:
            if size <= abs(value) < 1e15:
                return f"{number(round(value / size, 3))} {name}"
    return number(value)


def readable_value(claim: Claim) -> str:
    """The value of a claim, or its two values, as a newspaper writes them."""
    more = "" if claim.value2 is None else f" to {readable(claim.value2)}"
    return readable(claim.value) + more
