from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from os import PathLike
from typing import Any, Literal, final, overload

import pandas as pd
import polars as pl
from typing_extensions import disjoint_base

from tamis.types import (
    Bound,
    Column,
    Dates,
    Errors,
    Kind,
    Level,
    Located,
    Modality,
    Output,
    Result,
    Sources,
    Unit,
)

__all__ = [
    "UNICODE_VERSION",
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
    "Vocabulary",
    "_Counts",
    "_Kernel",
    "__version__",
    "_count",
    "_decode",
    "_json_lines",
    "_restore",
    "_restore_article",
    "_restore_claims",
    "_restore_document",
    "_restore_repeats",
    "_restore_tokens",
    "_restore_vocabulary",
    "analyze",
    "analyze_batch",
    "boundaries",
    "boundaries_batch",
    "claims",
    "claims_batch",
    "clean",
    "clean_batch",
    "graphemes",
    "graphemes_batch",
    "numbers",
    "numbers_batch",
    "published",
    "sentences",
    "sentences_batch",
    "tokens",
    "tokens_batch",
    "visible_text",
    "words",
    "words_batch",
]

__version__: str
UNICODE_VERSION: str

class TamisError(ValueError):
    """An option or an input that cannot be taken; the message says what to do."""

@disjoint_base
class Value:
    """What all values of tamis have in common: they are frozen, hashable, comparable and
    picklable, and show themselves as dict, JSON and HTML.
    """
    def to_dict(self) -> dict[str, Any]:
        """The fields and their values, in order."""
    def to_json(self) -> str:
        """The fields and their values as one line of JSON."""
    def _repr_html_(self) -> str: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Value, /) -> bool: ...
    def __le__(self, other: Value, /) -> bool: ...
    def __gt__(self, other: Value, /) -> bool: ...
    def __ge__(self, other: Value, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Span(Value):
    """A place in a text: `text[span.start:span.end] == span.text`."""
    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def text(self) -> str:
        """The characters."""

@final
class Token(Value):
    """One linguistic token."""
    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def text(self) -> str:
        """The characters."""
    @property
    def kind(
        self,
    ) -> Literal[
        "word",
        "number",
        "punctuation",
        "symbol",
        "url",
        "email",
        "mention",
        "hashtag",
        "emoji",
    ]:
        """One of "word", "number", "punctuation", "symbol", "url", "email", "mention", "hashtag"
        and "emoji".
        """

@final
class Number(Value):
    """One number of a text and what it is."""
    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def text(self) -> str:
        """The characters."""
    @property
    def value(self) -> float:
        """Its value."""
    @property
    def what(self) -> str:
        """What the number is: "claim", "date", "name", ..."""

@final
class Quantity(Value):
    """A value, or the two ends of a range, in a unit."""
    @property
    def value(self) -> float:
        """The value; the low end of a range."""
    @property
    def value2(self) -> float | None:
        """The high end of a range, or None."""
    @property
    def unit(self) -> str:
        """The unit, in the English singular, words joined by `_`."""

@final
class Block(Value):
    """One paragraph-level piece of a source, kept or dropped."""
    @property
    def start(self) -> int:
        """First code point in the source."""
    @property
    def end(self) -> int:
        """One past the last code point in the source."""
    @property
    def text(self) -> str:
        """Its text as a reader sees it: entities decoded, white space folded."""
    @property
    def role(self) -> Literal["content", "boilerplate"]:
        """The verdict: "content" or "boilerplate"."""
    @property
    def kind(self) -> str:
        """One of "paragraph", "h1" to "h6", "list_item", "quote", "code", "table_row", "caption"."""
    @property
    def score(self) -> float:
        """How surely it is content: 0 to 1."""
    @property
    def reason(self) -> str:
        """Why, in a few words."""

@final
class Comment(Value):
    """A reader's comment on an article."""
    @property
    def start(self) -> int:
        """First code point in the source."""
    @property
    def end(self) -> int:
        """One past the last code point in the source."""
    @property
    def text(self) -> str:
        """Its text."""
    @property
    def author(self) -> str | None:
        """Who wrote it, or None."""

@final
class Claim(Value):
    """One numeric claim: a stretch of running text that asserts a quantity of something."""
    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def text(self) -> str:
        """The numeral with its multiplier and unit; words that bound it stay outside."""
    @property
    def kind(self) -> Kind:
        """One of "count", "money", "percent", "measure", "duration", "age", "ratio", "rank" and
        "score".
        """
    @property
    def value(self) -> float:
        """The number in the stated unit; a range's low end, a score's first number."""
    @property
    def value2(self) -> float | None:
        """A range's high end, a score's second number, or None."""
    @property
    def bound(self) -> Bound:
        """One of "exact", "about", "over", "at_least", "under", "at_most", "between", "vague"."""
    @property
    def unit(self) -> str | None:
        """ISO 4217 code, "percent", "percentage_point", the unit's English singular, or None."""
    @property
    def counted(self) -> Span | None:
        """What is counted or measured: a Span, or None."""
    @property
    def event(self) -> Span | None:
        """The one word that says what happened to it: a Span, or None."""
    @property
    def direction(self) -> Literal["up", "down"] | None:
        """Whether the quantity is, or was reached by, a change: "up", "down" or None."""
    @property
    def speaker(self) -> Span | None:
        """Who asserts it, where the sentence says so: a Span, or None."""
    @property
    def when(self) -> Span | None:
        """The time expression that dates the fact: a Span, or None."""
    @property
    def low(self) -> float | None:
        """Lowest value the claim allows; None is unbounded."""
    @property
    def high(self) -> float | None:
        """Highest value the claim allows; None is unbounded."""
    @property
    def low_open(self) -> bool:
        """Whether `low` itself is excluded."""
    @property
    def high_open(self) -> bool:
        """Whether `high` itself is excluded."""
    @property
    def when_start(self) -> str | None:
        """First day (or month, or year) of `when`, ISO 8601, or None."""
    @property
    def when_end(self) -> str | None:
        """Last day (or month, or year) of `when`, ISO 8601, inclusive, or None."""
    @property
    def event_lemma(self) -> str | None:
        """The dictionary form of `event`, or None."""
    @property
    def event_type(self) -> str | None:
        """A small type of `event`: "kill", "injure", "displace", ...; or None."""
    @property
    def negated(self) -> bool:
        """Whether the sentence denies it."""
    @property
    def modality(self) -> Modality:
        """One of "asserted", "reported", "conditional", "forecast" and "question"."""
    @property
    def sentence(self) -> Span:
        """The sentence it stands in: a Span."""
    @property
    def confidence(self) -> float:
        """How sure the reading is: the share of claims like it that are right in value, kind, bound,
        unit and what is counted, as measured on news.
        """
    @property
    def why(self) -> str:
        """The rules and cues behind kind, value, bound and what is counted."""
    def to(self, unit: str) -> float:
        """The value in another unit of the same dimension: `claim.to("kilometer")`. Units are
        named as `claim.unit` names them. Where there is no way, the `TamisError` lists the units
        that it goes to.

        >>> import tamis
        >>> [claim] = tamis.claims("The road is 5 km long.")
        >>> claim.to("meter")
        5000.0
        """
    @property
    def si(self) -> Quantity | None:
        """The value, or both values of a range, in the SI unit of what was measured; None of money,
        counts and shares.

        >>> import tamis
        >>> [claim] = tamis.claims("It took 2 to 3 hours.")
        >>> claim.si
        <Quantity 7200..10800 second>
        """

@final
class Article(Value):
    """The kept text of a source, and what was found out on the way."""
    @property
    def text(self) -> str:
        """The kept text."""
    @property
    def title(self) -> str | None:
        """The headline, or None."""
    @property
    def author(self) -> str | None:
        """Who wrote it, several parted by "; ", or None."""
    @property
    def published(self) -> str | None:
        """When it was published, ISO 8601, or None."""
    @property
    def modified(self) -> str | None:
        """When it was last changed, ISO 8601, or None."""
    @property
    def site(self) -> str | None:
        """The name of the site, or None."""
    @property
    def lang(self) -> str | None:
        """The language, as BCP 47, or None."""
    @property
    def url(self) -> str | None:
        """The canonical address, or None."""
    @property
    def description(self) -> str | None:
        """The summary that the page gives of itself, or None."""
    @property
    def image(self) -> str | None:
        """The address of the main image, or None."""
    @property
    def license(self) -> str | None:
        """The licence of the text, or None."""
    @property
    def format(self) -> Literal["html", "text"]:
        """What the source was read as: "html" or "text"."""
    @property
    def encoding(self) -> str | None:
        """The encoding of a source of bytes; None for a str."""
    @property
    def method(self) -> str:
        """How the text was found, or why there is none ("empty: ...")."""
    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the source in order, kept or dropped."""
    @property
    def comments(self) -> tuple[Comment, ...]:
        """Readers' comments, apart from the text."""
    def html(self, *, links: bool = False, images: bool = False) -> str:
        """The kept blocks as HTML that is safe to show: headings, paragraphs, lists, quotes, code
        and tables, without scripts and every text escaped; without attributes and addresses too,
        unless `links` or `images` of a page are asked for, whose addresses are those of the web.

        >>> import tamis
        >>> tamis.clean("1 < 2 and 2 < 3, as every child knows.").html()
        '<p>1 &lt; 2 and 2 &lt; 3, as every child knows.</p>\\n'
        """
    def markdown(self, *, links: bool = False, images: bool = False) -> str:
        """The kept blocks as Markdown: headings, lists, quotes, code, tables; `links` and `images`
        of a page where asked, with absolute addresses where the page's own is known.

        >>> import tamis
        >>> page = "<p>It rained <a href='/rain'>for three days</a>, as it does every April here."
        >>> tamis.clean(page, format="html", url="https://a.example/b").markdown(links=True)
        'It rained [for three days](https://a.example/rain), as it does every April here.'
        """
    def locate(self, x: Located) -> Span:
        """The place in the source of `x`, which has `start` and `end` in `text` (a Span, a Token, a
        Claim): one Span from its first to its last character.
        """

@final
class Tokens(Sequence[Token]):
    """The tokens of a text: a sequence that makes each `Token` when it is asked for."""
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, at: int, /) -> Token: ...
    @overload
    def __getitem__(self, at: slice, /) -> Tokens: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """The tokens under the key "tokens"."""
    def to_json(self) -> str:
        """The tokens as one line of JSON."""
    def _repr_html_(self) -> str: ...

@final
class Vocabulary(Sequence[str]):
    """The terms of a matrix in the order of its columns: a sequence that makes each str when it
    is asked for. Terms are sorted by code point, so that `index` and `in` are quick.

    >>> import tamis
    >>> matrix, vocabulary = tamis.count(["The sea"])
    >>> list(vocabulary), vocabulary.index("the sea"), "ship" in vocabulary
    (['sea', 'the', 'the sea'], 2, False)
    """
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, at: int, /) -> str: ...
    @overload
    def __getitem__(self, at: slice, /) -> list[str]: ...
    def __contains__(self, term: object, /) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any: ...
    def index(self, term: str, start: int = 0, stop: int = ..., /) -> int:
        """The column of a term, which may be asked for between `start` and `stop`."""
    def to_list(self) -> list[str]:
        """All terms as a list."""
    def _count(self, column: Sources, options: dict[str, Any], threads: int | None) -> _Counts:
        """The counts of a column of texts over these terms, for `Vectorizer`."""

@final
class _Counts:
    """Counts, for `tamis.count` and `tamis.Vectorizer`."""
    @property
    def shape(self) -> tuple[int, int, int]:
        """Documents, terms, and counts that are stored."""
    def vocabulary(self) -> Vocabulary:
        """The term of each column."""
    def arrays(self, wide: bool) -> list[bytearray]:
        """The three arrays of compressed sparse rows: where rows end and the columns, each as int64
        where `wide`, else as int32, and the counts as int64.
        """

@final
class Repeats:
    """What recurs across the documents of a site or a corpus: `clean`, `clean_batch`, `analyze`
    and `analyze_batch` drop it where they are given it as `repeats`, with the reason
    "repeated". Frozen, comparable, picklable.

    >>> import tamis
    >>> notice = "We use your sign-up to provide content in the ways you chose."
    >>> pages = [f"The ferry sank on {day}.\\n\\n{notice}" for day in "Monday Tuesday Thursday Friday Sunday".split()]
    >>> repeats = tamis.Repeats.learn(pages)
    >>> tamis.clean(pages[0], repeats=repeats).text
    'The ferry sank on Monday.'
    """
    @property
    def by(self) -> Literal["site"] | None:
        """Whose documents are compared: "site", or None for the whole corpus."""
    @property
    def documents(self) -> int:
        """Number of different documents that it is learned from."""
    @staticmethod
    def learn(
        column: Sources,
        *,
        by: Literal["site"] | None = ...,
        url: str | Column | None = None,
        format: Literal["html", "text"] | None = None,
        encoding: str | None = None,
        threads: int | None = None,
    ) -> Repeats:
        """What recurs in a column of pages or texts, which may also be bytes. A block is repeated
        that at least 5 documents of its site have (a paragraph: 3), and a tenth of them; case,
        white space, punctuation and digits do not count. `by` is "site", or None for the whole corpus as one;
        the site is the host of `url` (an address, or a column of them), else of the address that
        a page states. `format` and `encoding` are as for `clean`.

        Memory: hashes of at most 128 blocks of at most 524,288 documents, 0.5 GB at the very
        most, some 100 MB for as many news pages; of a larger corpus the same sample is kept
        whatever the order.
        """
    def merge(self, other: Repeats) -> Repeats:
        """What both have learned, as if it had been learned at once."""
    def save(self, path: str | PathLike[str]) -> None:
        """Writes it to a file."""
    @staticmethod
    def load(path: str | PathLike[str]) -> Repeats:
        """Reads it from a file that `save` wrote."""
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Claims(Sequence[Claim]):
    """The numeric claims of a text: a sequence of `Claim`, and a table to Arrow and its users."""
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, at: int, /) -> Claim: ...
    @overload
    def __getitem__(self, at: slice, /) -> Claims: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def to_dict(self) -> dict[str, list[dict[str, Any]]]:
        """The claims under the key "claims"."""
    def to_json(self) -> str:
        """The claims as one line of JSON."""
    def _repr_html_(self) -> str: ...
    def to_pandas(self) -> pd.DataFrame:
        """A pandas data frame with one row a claim; its columns are Arrow's."""
    def to_polars(self) -> pl.DataFrame:
        """A polars data frame with one row a claim."""
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_array__(
        self, requested_schema: object | None = None
    ) -> tuple[object, object]: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Document:
    """Everything tamis finds in one source. Offsets of sentences, tokens and claims are in
    `article.text`.
    """
    @property
    def id(self) -> str | None:
        """What the caller calls it, or None."""
    @property
    def published(self) -> str | None:
        """The date against which times were read, ISO 8601, or None."""
    @property
    def article(self) -> Article:
        """The article."""
    @property
    def sentences(self) -> tuple[Span, ...]:
        """Its sentences."""
    @property
    def tokens(self) -> Tokens:
        """Its tokens."""
    @property
    def claims(self) -> Claims:
        """Its numeric claims; a number in a dropped block is in none."""
    def to_dict(self) -> dict[str, Any]:
        """The fields and their values, in order, all parts as dicts."""
    def to_json(self) -> str:
        """The fields and their values as one line of JSON."""
    def _repr_html_(self) -> str: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class _Kernel:
    """A batch operation by name, for `arrow_map`: one stage, or "clean" and a stage that reads
    the article's text.
    """
    def __new__(cls, steps: Sequence[str], options: Mapping[str, Any]) -> _Kernel: ...
    def run(
        self,
        column: Sources,
        threads: int | None,
        *,
        url: Column | None = None,
        published: Dates | None = None,
    ) -> Result:
        """The results for a column, as a pyarrow array. `url` and `published` are columns as long."""
    def __arrow_c_schema__(self) -> object: ...

def boundaries(
    text: str, level: Level = "word", *, unit: Unit = "char", errors: Errors = "replace"
) -> memoryview[int]:
    """The offsets at which `text` may be divided, as UAX #29 says, in one int32 buffer: first 0,
    last `len(text)`; empty for an empty text. `level` is "grapheme", "word" or "sentence",
    `unit` "char" or "byte" (of UTF-8).

    >>> import tamis
    >>> tamis.boundaries("Two men").tolist()
    [0, 3, 4, 7]
    """

def graphemes(text: str, *, errors: Errors = "replace") -> list[str]:
    """The user-perceived characters of `text`, in order: its grapheme clusters by UAX #29.

    >>> import tamis
    >>> [len(x) for x in tamis.graphemes("e\\u0301a")]
    [2, 1]
    """

def words(text: str, *, errors: Errors = "replace") -> list[str]:
    """The words of `text` that hold a letter or digit, in order, by UAX #29.

    >>> import tamis
    >>> tamis.words("He paid £1.5 billion, didn't he?")
    ['He', 'paid', '1.5', 'billion', "didn't", 'he']
    """

def sentences(text: str, *, lang: str = "en", errors: Errors = "replace") -> list[Span]:
    """The sentences of `text`, in order, without the white space around them. Abbreviations,
    initials, decimals and quotes do not end one. An unknown `lang` falls back to plain UAX #29.

    >>> import tamis
    >>> [s.text for s in tamis.sentences("Two men left. One came back.")]
    ['Two men left.', 'One came back.']
    """

def tokens(text: str, *, lang: str = "en", errors: Errors = "replace") -> Tokens:
    """The linguistic tokens of `text`, in order: words with contractions split, abbreviations
    with their stop, numbers, addresses, punctuation. A lazy sequence of `Token`. An unknown
    `lang` falls back to plain UAX #29.

    >>> import tamis
    >>> [t.text for t in tamis.tokens("Banks paid £1.5bn.")][:2]
    ['Banks', 'paid']
    """

def numbers(text: str, *, errors: Errors = "replace") -> list[Number]:
    """Every number of `text`, in order, and what it is: "claim", "date", "name", ...

    >>> import tamis
    >>> [(n.text, n.what) for n in tamis.numbers("no digits here")]
    []
    """

def claims(
    text: str,
    *,
    kinds: Collection[Kind] | None = None,
    published: str | date | None = None,
    errors: Errors = "replace",
) -> Claims:
    """The numeric claims of `text`, in order: a sequence of `Claim`. `kinds` keeps only some;
    `published` (ISO 8601, or a `datetime.date`) is the date against which "last Friday" is read.

    >>> import tamis
    >>> for claim in tamis.claims("Banks paid about £1.5 billion in fines in 2020."):
    ...     print(claim.text, claim.value, claim.unit, claim.bound)
    £1.5 billion 1500000000.0 GBP about
    """

def clean(
    source: str | bytes,
    *,
    format: Literal["html", "text"] | None = None,
    url: str | None = None,
    encoding: str | None = None,
    favor: Literal["precision", "recall"] | None = None,
    repeats: Repeats | None = None,
    errors: Errors = "replace",
) -> Article:
    """The article in `source`, a page of HTML or plain text as str or bytes: its text without
    boilerplate, every block with its verdict and why, and what the page says of itself.
    `format` is "html" or "text" (else told from the content), `url` where the page came from,
    `encoding` that of the bytes where a header names it, `favor` "precision" or "recall";
    blocks that recur by `repeats` are dropped.

    >>> import tamis
    >>> tamis.clean("").text
    ''
    """

def visible_text(
    source: str | bytes, *, encoding: str | None = None, errors: Errors = "replace"
) -> str:
    """Everything that a reader of a page sees, top to bottom, parted by blank lines: all its blocks
    but hidden ones. `source` is HTML as str or bytes, `encoding` that of the bytes where a header
    names it. One pass over the page.

    >>> import tamis
    >>> tamis.visible_text("<nav>Home</nav><p>Tom &amp; Ann<br>are here.</p><p hidden>soon</p>")
    'Home\\n\\nTom & Ann\\nare here.'
    """

def published(
    source: str | bytes,
    *,
    url: str | None = None,
    encoding: str | None = None,
    errors: Errors = "replace",
) -> str | None:
    """The day on which the article of a page was published, as in "2022-10-05", or None: that of
    `clean(source).published`. `source` is HTML as str or bytes, `url` where it came from, `encoding`
    that of the bytes where a header names it. Where the page states the day to machines (JSON-LD,
    `<meta>`), most of it is only searched: some 1.3 GB a second, a third of that else.

    >>> import tamis
    >>> tamis.published("<h1>Bridge opens</h1><p>Published: 5 October 2022</p>")
    '2022-10-05'
    """

def analyze(
    source: str | bytes,
    *,
    clean: bool = True,
    id: str | None = None,
    published: str | date | None = None,
    url: str | None = None,
    repeats: Repeats | None = None,
    errors: Errors = "replace",
) -> Document:
    """The article in `source`, its sentences, tokens and numeric claims, as a `Document`. With
    `clean=False` the source is taken as it is. `id` is kept for you; `published` (ISO 8601, or
    a `datetime.date`) is the date against which "last Friday" is read, else the article's own; `url` is where the
    page came from; `repeats` is as for `clean`.

    >>> import tamis
    >>> tamis.analyze("Two men left.", clean=False).sentences[0].text
    'Two men left.'
    """

def boundaries_batch(
    column: Column, level: Level = "word", *, unit: Unit = "char", threads: int | None = None
) -> Result:
    """Offsets of `boundaries` for every text of a column: a pyarrow array of list<int32>.

    >>> import tamis
    >>> tamis.boundaries_batch(["Two men", None]).to_pylist()
    [[0, 3, 4, 7], None]
    """

def words_batch(
    column: Column, *, output: Output = "spans", unit: Unit = "char", threads: int | None = None
) -> Result:
    """The `words` of every text of a column: a pyarrow array of list<struct<start, end: int32>>,
    with `output="text"` of list<string>.

    >>> import tamis
    >>> tamis.words_batch(["Two men", None], output="text").to_pylist()
    [['Two', 'men'], None]
    """

def graphemes_batch(
    column: Column, *, output: Output = "spans", unit: Unit = "char", threads: int | None = None
) -> Result:
    """The `graphemes` of every text of a column, given as `words_batch` gives words.

    >>> import tamis
    >>> tamis.graphemes_batch(["no"]).to_pylist()
    [[{'start': 0, 'end': 1}, {'start': 1, 'end': 2}]]
    """

def sentences_batch(
    column: Column,
    *,
    lang: str = "en",
    output: Output = "spans",
    unit: Unit = "char",
    threads: int | None = None,
) -> Result:
    """The `sentences` of every text of a column, given as `words_batch` gives words.

    >>> import tamis
    >>> tamis.sentences_batch(["Two left. One stayed."], output="text").to_pylist()
    [['Two left.', 'One stayed.']]
    """

def tokens_batch(
    column: Column, *, lang: str = "en", unit: Unit = "char", threads: int | None = None
) -> Result:
    """The `tokens` of every text of a column: a pyarrow array of
    list<struct<start, end: int32, kind: string>>.

    >>> import tamis
    >>> tamis.tokens_batch(["Two"]).to_pylist()
    [[{'start': 0, 'end': 3, 'kind': 'word'}]]
    """

def clean_batch(
    column: Sources,
    *,
    format: Literal["html", "text"] | None = None,
    url: str | Column | None = None,
    encoding: str | None = None,
    favor: Literal["precision", "recall"] | None = None,
    repeats: Repeats | None = None,
    threads: int | None = None,
) -> Result:
    """The articles of a column of pages or texts, which may also be bytes: a pyarrow struct
    array of the scalars of `Article`. `url` may be a column as long.

    >>> import tamis
    >>> tamis.clean_batch([None]).to_pylist()
    [None]
    """

def numbers_batch(
    column: Column,
    *,
    threads: int | None = None,
) -> Result:
    """The `numbers` of every text of a column: a pyarrow array of
    list<struct<start, end: int32, text: string, value: double, what: string>>.

    >>> import tamis
    >>> tamis.numbers_batch(["no digits here", None]).to_pylist()
    [[], None]
    """

def claims_batch(
    column: Column,
    *,
    kinds: Collection[Kind] | None = None,
    published: str | date | Dates | None = None,
    threads: int | None = None,
) -> Result:
    """The `claims` of every text of a column: a pyarrow array of list<struct>, whose fields are
    those of `Claim.to_dict()`. `published` may be a column as long, of dates or of strings in
    ISO 8601; a row that holds none is of unknown date.

    >>> import tamis
    >>> tamis.claims_batch(["Nothing here.", None]).to_pylist()
    [[], None]
    """

def analyze_batch(
    column: Sources,
    *,
    clean: bool = True,
    published: str | date | Dates | None = None,
    url: str | Column | None = None,
    repeats: Repeats | None = None,
    threads: int | None = None,
) -> Result:
    """Cleaned articles and their claims for a column of pages or texts, which may also be bytes:
    a pyarrow struct array with the fields `article` (as `clean_batch`) and `claims` (as
    `claims_batch`). `published` and `url` may be columns as long.

    >>> import tamis
    >>> tamis.analyze_batch(["Nothing."], clean=False).to_pylist()[0]["claims"]
    []
    """

def _restore(name: str, fields: tuple[Any, ...]) -> Value:
    """The value that was pickled as these fields."""

def _restore_tokens(text: str, marks: list[tuple[int, int, int, int]]) -> Tokens:
    """The tokens that were pickled so."""

def _restore_claims(fields: tuple[Any, ...]) -> Claims:
    """The claims that were pickled so."""

def _decode(source: bytes) -> tuple[str, str]:
    """The text of bytes, and how it was read or why it is none: `utf-8 throughout`, `binary: PDF`."""

def _restore_article(
    fields: tuple[Any, ...],
    runs: list[tuple[int, int, int, int]],
    kinds: str,
    source: str,
) -> Article:
    """The article that was pickled so."""

def _restore_document(
    id: str | None,
    published: str | None,
    article: Article,
    sentences: tuple[Span, ...],
    tokens: Tokens,
    claims: Claims,
) -> Document:
    """The document that was pickled so."""

def _restore_repeats(bytes: bytes) -> Repeats:
    """The repeats that were pickled so."""

def _restore_vocabulary(terms: Sequence[str]) -> Vocabulary:
    """The vocabulary that was pickled so."""

def _count(column: Sources, options: dict[str, Any], threads: int | None) -> _Counts:
    """The counts of a column of texts, and their terms."""

def _json_lines(rows: Any) -> bytes:
    """A line of JSON for each row of an Arrow table, or each value of an array."""
