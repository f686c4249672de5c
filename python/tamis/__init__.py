"""Sieve web and news text: the article, its sentences and tokens, its numeric claims.

>>> import tamis
>>> tamis.words("Two men left.")
['Two', 'men', 'left']
"""

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tamis import _errors
from tamis._map import ArrowMap, arrow_map, explode
from tamis._tamis import (
    UNICODE_VERSION,
    Article,
    Block,
    Claim,
    Claims,
    Comment,
    Document,
    Number,
    Quantity,
    Repeats,
    Span,
    TamisError,
    Token,
    Tokens,
    Value,
    Vocabulary,
    __version__,
    analyze,
    analyze_batch,
    boundaries,
    boundaries_batch,
    claims,
    claims_batch,
    clean,
    clean_batch,
    graphemes,
    graphemes_batch,
    numbers,
    numbers_batch,
    published,
    sentences,
    sentences_batch,
    tokens,
    tokens_batch,
    visible_text,
    words,
    words_batch,
)

if TYPE_CHECKING:
    from tamis.corpus import run
    from tamis.counting import Vectorizer, count
    from tamis.evaluation import evaluate
    from tamis.reporting.make import report
    from tamis.tour import demo

Sequence.register(Tokens)
Sequence.register(Claims)
Sequence.register(Vocabulary)
_errors.install()

__all__ = [
    "UNICODE_VERSION",
    "ArrowMap",
    "Article",
    "Block",
    "Claim",
    "Claims",
    "Comment",
    "Document",
    "Number",
    "Quantity",
    "Repeats",
    "Span",
    "TamisError",
    "Token",
    "Tokens",
    "Value",
    "Vectorizer",
    "Vocabulary",
    "__version__",
    "analyze",
    "analyze_batch",
    "arrow_map",
    "boundaries",
    "boundaries_batch",
    "claims",
    "claims_batch",
    "clean",
    "clean_batch",
    "count",
    "demo",
    "evaluate",
    "explode",
    "graphemes",
    "graphemes_batch",
    "numbers",
    "numbers_batch",
    "published",
    "report",
    "run",
    "sentences",
    "sentences_batch",
    "tokens",
    "tokens_batch",
    "visible_text",
    "words",
    "words_batch",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


# What costs an import of pyarrow or more comes when it is asked for.
_LAZY = {
    "Vectorizer": "tamis.counting",
    "count": "tamis.counting",
    "demo": "tamis.tour",
    "evaluate": "tamis.evaluation",
    "report": "tamis.reporting.make",
    "run": "tamis.corpus",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'tamis' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
