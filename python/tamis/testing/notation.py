"""The one text notation of results, for golden files."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tamis._tamis import Claim


def line(claim: Claim) -> str:
    """A claim on one line, as `repr` shows it without its brackets.

    >>> import tamis
    >>> line(tamis.claims("Over 200 men left.")[0])
    '200 @5..8  count 200  over  counted=men  event=left'
    """
    return repr(claim).removeprefix("<Claim ").removesuffix(">")


def with_claims(source: str, find: Callable[[str], Iterable[Claim]]) -> str:
    """A file of cases with the claims of each text below it; comments and empty lines stay."""
    out: list[str] = []
    for text in source.splitlines():
        if not text.strip() or text[0] == "#":
            out.append(text)
        elif text[0] not in " \t":
            out.append(text)
            out += [f"  {line(claim)}" for claim in find(text)]
    return "".join(f"{part}\n" for part in out)
