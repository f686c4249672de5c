"""tamis.demo: the whole flow on an example article that comes with the package."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.resources import files

import tamis
from tamis._tamis import Document, TamisError

_ARTICLES = {
    "reservoir": "reservoir.html",
    "harbour-strike": "harbour-strike.txt",
    "results": "results.txt",
    "weinlese": "weinlese.html",
}
SHOWN_SOURCE = 1200


@dataclass(frozen=True)
class Demo:
    """A walk from a source to its claims: shown as steps, each with the line of code it takes."""

    name: str
    source: bytes
    document: Document

    def __repr__(self) -> str:
        return "\n\n".join(f">>> {code}\n{shown}" for code, shown, _ in self._steps())

    def _repr_html_(self) -> str:
        from tamis.display.notebook import fragment

        steps = "".join(
            f"<p class='code'>{escape(code)}</p>{view}" for code, _, view in self._steps()
        )
        return fragment(f"<h4 class='title'>tamis in {len(self._steps())} steps</h4>{steps}")

    def _steps(self) -> list[tuple[str, str, str]]:
        """The code of each step, what a terminal shows of it, what a notebook shows."""
        from tamis.display import notebook, record, terminal

        style = terminal.Style(color=False)
        document = self.document
        article, claims = document.article, document.claims
        text = tamis.clean(self.source).text
        first = document.sentences[1:3] or document.sentences
        head = tamis.tokens(first[0].text if first else "")
        source = tamis._tamis._decode(self.source)[0][:SHOWN_SOURCE]
        listed = [f"  {span.text}" for span in first]
        raw = f"<details><summary>{len(self.source):,} bytes</summary><pre>{escape(source)}…</pre>"
        return [
            (
                "source = ...  # a page as it was fetched",
                f"{len(self.source):,} bytes",
                raw + "</details>",
            ),
            (
                "article = tamis.clean(source)",
                "\n".join(terminal.article_lines(article, [], style)),
                notebook.article_body(article),
            ),
            (
                "tamis.sentences(article.text)[1:3]",
                "\n".join(listed),
                "".join(f"<p>{record.text_of(span.text)}</p>" for span in first),
            ),
            (
                "tamis.tokens(sentence)",
                "  " + "|".join(token.text for token in head),
                notebook.tokens(head),
            ),
            (
                "claims = tamis.claims(article.text)",
                "\n".join(terminal.table_lines(claims, style)),
                notebook.table(claims),
            ),
            (
                "tamis.analyze(source)  # all of it at once",
                f"  {len(text):,} characters, {len(document.sentences)} sentences, "
                f"{len(document.tokens)} tokens, {len(claims)} claims",
                notebook.document_body(document),
            ),
        ]


def demo(name: str = "reservoir") -> Demo:
    """The whole flow on an example article: source, article, sentences, tokens, claims.

    A notebook and a terminal show the steps. `name` is "reservoir" or "weinlese", pages with all
    that surrounds an article, or "harbour-strike" or "results", texts that somebody scraped; all
    are made up. `source` and `document` of the result are there to go on with.

    Raises TamisError for another name.

    >>> import tamis
    >>> tour = tamis.demo()
    >>> tour.document.article.title
    'Reservoir above Carrow Falls reopens after two-year repair'
    >>> tour.document.claims[0].text
    '85,000'
    """
    if name not in _ARTICLES:
        raise TamisError(f"the example is one of {', '.join(_ARTICLES)}, not {name!r}")
    source = files("tamis.tour").joinpath("articles", _ARTICLES[name]).read_bytes()
    return Demo(name, source, tamis.analyze(source, id=name))
