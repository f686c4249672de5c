"""assert_claims: the claims of a text are those that are expected."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import tamis
from tamis._tamis import Claim, TamisError
from tamis.display.layout import Place, pieces
from tamis.evaluation.pairing import pairs
from tamis.testing.notation import line
from tamis.types import Kind

Expected = Iterable[str | Mapping[str, Any] | Claim]
Find = Callable[[str], Iterable[Claim]]

# Longer texts are shown by the lines that differ.
WHOLE_TEXT = 2_000


def assert_claims(
    text: str,
    expected: Expected,
    *,
    find: Find | None = None,
    kinds: Collection[Kind] | None = None,
    published: str | datetime.date | None = None,
    only: bool = True,
) -> None:
    """Fails where the claims of `text` are not `expected`, in any order.

    Each is the text of the claim, a mapping from names of fields to their values, or a `Claim`.
    Of a mapping only the fields it names are compared; it names `text` or `start` and `end`, and
    a text that occurs several times is taken in turn. `find` extracts the claims, else
    `tamis.claims` with `kinds` and `published`; with `only=False` other claims may be there too.
    The failure shows the text with `[right]`, `{-missing-}`, `{+spurious+}` and `{~wrong~}`.

    Raises AssertionError, and TamisError where an expectation is not in the text.

    >>> from tamis.testing import assert_claims
    >>> text = "More than 200 people fled on Monday."
    >>> assert_claims(text, ["200"])
    >>> assert_claims(text, [{"text": "200", "bound": "over", "counted": "people"}])
    >>> assert_claims(text, [{"text": "200", "value": 300}])
    Traceback (most recent call last):
    AssertionError: claims differ: 1 wrong
      More than {~200~} people fled on Monday.
    wrong     200 @10..13: value is 200, not 300
    """
    __tracebackhide__ = True
    if find is None:
        found = list(tamis.claims(text, kinds=kinds, published=published))
    else:
        found = list(find(text))
    wanted = _placed(text, expected)
    gold = [{"start": place.start, "end": place.end} for place, _ in wanted]
    paired = pairs(gold, [{"start": claim.start, "end": claim.end} for claim in found])
    differing = {i: _differences(wanted[i][1], found[j]) for i, j in paired}
    wrong = [(i, j) for i, j in paired if differing[i]]
    missing = sorted(set(range(len(wanted))) - {i for i, _ in paired})
    spurious = sorted(set(range(len(found))) - {j for _, j in paired}) if only else []
    if not (wrong or missing or spurious):
        return
    marks = [(Place(found[j].start, found[j].end), "[]") for i, j in paired if not differing[i]]
    marks += [(Place(found[j].start, found[j].end), "~~") for _, j in wrong]
    marks += [(wanted[i][0], "--") for i in missing]
    marks += [(Place(found[j].start, found[j].end), "++") for j in spurious]
    counts = [(len(missing), "missing"), (len(spurious), "spurious"), (len(wrong), "wrong")]
    report = [f"claims differ: {', '.join(f'{n} {what}' for n, what in counts if n)}"]
    report += _marked(text, marks)
    report += [f"missing   {_expected(text, *wanted[i])}" for i in missing]
    report += [f"spurious  {line(found[j])}" for j in spurious]
    report += [
        f"wrong     {found[j].text} @{found[j].start}..{found[j].end}: {', '.join(differing[i])}"
        for i, j in wrong
    ]
    raise AssertionError("\n".join(report))


def _placed(text: str, expected: Expected) -> list[tuple[Place, Mapping[str, Any]]]:
    """Each expectation as fields, and the place in `text` that it means."""
    placed: list[tuple[Place, Mapping[str, Any]]] = []
    taken: dict[str, int] = {}
    for one in [expected] if isinstance(expected, (str, Mapping)) else expected:
        fields: Mapping[str, Any]
        if isinstance(one, str):
            fields = {"text": one}
        elif isinstance(one, Claim):
            fields = one.to_dict()
        else:
            fields = one
        words = fields.get("text")
        if "start" in fields and "end" in fields:
            placed.append((Place(fields["start"], fields["end"]), fields))
            continue
        if not words:
            raise TamisError(f"an expected claim names its text, or start and end: {dict(fields)}")
        start = text.find(words, taken.get(words, 0))
        if start < 0:
            again = " once more" if words in taken else ""
            raise TamisError(f"an expected claim is not in the text{again}: {words!r}")
        taken[words] = start + len(words)
        placed.append((Place(start, start + len(words)), fields))
    return placed


def _differences(wanted: Mapping[str, Any], claim: Claim) -> list[str]:
    """What is not as expected, in words."""
    found = claim.to_dict()
    out = []
    for name, value in wanted.items():
        if name not in found:
            raise TamisError(f"a claim has no field {name!r}; it has {', '.join(found)}")
        if not _same(getattr(value, "text", value), found[name]):
            out.append(f"{name} is {_shown(found[name])}, not {_shown(value)}")
    return out


def _same(wanted: Any, found: Any) -> bool:
    numbers = isinstance(wanted, (int, float)) and isinstance(found, float)
    return math.isclose(wanted, found, rel_tol=1e-9) if numbers else bool(wanted == found)


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else repr(value)


def _expected(text: str, place: Place, fields: Mapping[str, Any]) -> str:
    rest = {k: v for k, v in fields.items() if k not in ("text", "start", "end") and v is not None}
    named = "  ".join(f"{name}={_shown(value)}" for name, value in rest.items())
    return f"{text[place.start : place.end]} @{place.start}..{place.end}  {named}".rstrip()


_AROUND = {"[]": ("[", "]"), "--": ("{-", "-}"), "++": ("{+", "+}"), "~~": ("{~", "~}")}


def _marked(text: str, marks: list[tuple[Place, str]]) -> list[str]:
    """The lines of `text` with their marks, of a long text those that differ."""
    out: list[str] = []
    for start, end, over in pieces(Place(0, len(text)), [place for place, _ in marks]):
        signs = [_AROUND[marks[n][1]] for n in over]
        before = "".join(first for first, _ in signs)
        after = "".join(last for _, last in reversed(signs))
        out.append(f"{before}{text[start:end]}{after}")
    lines = [f"  {part}" for part in "".join(out).splitlines() if part.strip()]
    if len(text) <= WHOLE_TEXT:
        return lines
    return [part for part in lines if any(sign in part for sign in ("{-", "{+", "{~"))]
