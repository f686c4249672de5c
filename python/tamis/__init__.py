"""Sieve web and news text: the article, its sentences and tokens, its numeric claims.

>>> import tamis
>>> tamis.words("Two men left.")
['Two', 'men', 'left']
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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
    sentences,
    sentences_batch,
    tokens,
    tokens_batch,
    words,
    words_batch,
)

if TYPE_CHECKING:
    from tamis.counting import Vectorizer, count
    from tamis.corpus import run
    from tamis.evaluation import evaluate

Sequence.register(Tokens)
Sequence.register(Claims)
Sequence.register(Vocabulary)

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
    "evaluate",
    "explode",
    "graphemes",
    "graphemes_batch",
    "numbers",
    "run",
    "sentences",
    "sentences_batch",
    "tokens",
    "tokens_batch",
    "words",
    "words_batch",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    """What costs an import of pyarrow or more comes when it is asked for."""
    if name == "run":
        from tamis.corpus import run

        return run
    if name == "evaluate":
        from tamis.evaluation import evaluate

        return evaluate
    if name in ("count", "Vectorizer"):
        from tamis import counting

        return getattr(counting, name)
    raise AttributeError(f"module 'tamis' has no attribute {name!r}")
