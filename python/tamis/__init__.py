"""Sieve web and news text: the article, its sentences and tokens, its numeric claims.

>>> import tamis
>>> tamis.words("Two men left.")
['Two', 'men', 'left']
"""

from collections.abc import Sequence

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

Sequence.register(Tokens)
Sequence.register(Claims)

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
    "explode",
    "graphemes",
    "graphemes_batch",
    "numbers",
    "sentences",
    "sentences_batch",
    "tokens",
    "tokens_batch",
    "words",
    "words_batch",
]
