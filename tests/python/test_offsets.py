"""Invariants 1 and 2: spans are those of the string passed in; boundaries tile it."""

from itertools import pairwise

import tamis
from conftest import ANY_TEXT, NEWS, PAGE, SURROGATES
from hypothesis import given
from hypothesis import strategies as st

LEVELS = ["grapheme", "word", "sentence"]


def spans_of(text):
    yield from tamis.sentences(text)
    yield from tamis.tokens(text)
    yield from tamis.numbers(text)
    for claim in tamis.claims(text):
        yield claim
        yield claim.sentence
        parts = (claim.counted, claim.event, claim.speaker, claim.when)
        yield from (part for part in parts if part is not None)


@given(ANY_TEXT)
def test_every_span_is_of_the_text_passed_in(text):
    for span in spans_of(text):
        assert text[span.start : span.end] == span.text


@given(SURROGATES)
def test_lone_surrogates_become_replacement_characters_in_place(text):
    seen = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    for span in spans_of(text):
        assert seen[span.start : span.end] == span.text
    assert tamis.words(text) == tamis.words(seen)
    assert tamis.boundaries(text).tolist() == tamis.boundaries(seen).tolist()


def test_strict_raises_and_says_where():
    for function in [tamis.words, tamis.tokens, tamis.sentences, tamis.claims, tamis.clean]:
        try:
            function("né\ud83d", errors="strict")
        except tamis.TamisError as error:
            assert "at 2" in str(error)
        else:
            raise AssertionError(f"{function} took a lone surrogate")


@given(ANY_TEXT, st.sampled_from(LEVELS))
def test_boundaries_tile_the_text(text, level):
    found = tamis.boundaries(text, level)
    assert (found.format, found.itemsize) == ("i", 4)
    at = found.tolist()
    assert at == sorted(set(at))
    assert (at[0], at[-1]) == (0, len(text)) if text else at == []
    data = text.encode()
    in_bytes = tamis.boundaries(text, level, unit="byte").tolist()
    assert in_bytes == [len(text[:cut].encode()) for cut in at]
    assert b"".join(data[a:b] for a, b in pairwise(in_bytes)) == data


@given(ANY_TEXT)
def test_pieces_are_in_order_and_tile_up_to_space(text):
    assert "".join(tamis.graphemes(text)) == text
    for spans in [tamis.sentences(text), tamis.tokens(text)]:
        end, left = 0, []
        for span in spans:
            assert end <= span.start < span.end <= len(text)
            left.append(text[end : span.start])
            end = span.end
        rest = "".join([*left, text[end:]])
        # Some invisible characters belong to no token; a letter or digit always does.
        assert not any(c.isalnum() for c in rest)


@given(ANY_TEXT)
def test_words_are_those_of_the_boundaries(text):
    at = tamis.boundaries(text).tolist()
    pieces = [text[a:b] for a, b in pairwise(at)]
    words = tamis.words(text)
    assert [piece for piece in pieces if piece in set(words)] == words


@given(ANY_TEXT)
def test_locate_leads_back_into_the_source(text):
    article = tamis.clean(text)
    for block in article.blocks:
        assert 0 <= block.start <= block.end <= len(text)
    for span in tamis.sentences(article.text):
        place = article.locate(span)
        assert text[place.start : place.end] == place.text
        if article.format == "text":
            assert place.text.split() == span.text.split()


def test_locate_finds_claims_and_tokens_in_a_page():
    document = tamis.analyze(PAGE)
    for value in [*document.tokens, *document.claims, *document.sentences]:
        place = document.article.locate(value)
        assert PAGE[place.start : place.end] == place.text


def test_offsets_of_bytes_are_those_of_the_decoded_text():
    document = tamis.analyze(NEWS.encode())
    assert document.article.encoding.lower() == "utf-8"
    for value in document.sentences:
        place = document.article.locate(value)
        assert NEWS[place.start : place.end] == place.text


@given(st.lists(st.sampled_from(["a", "a\0", "\0", "é", "ab", "e\u0301" * 9, "🚢"]), max_size=20))
def test_pieces_seen_before_are_the_same_pieces(pieces):
    # Short pieces come from a cache that keys them by their bytes and length.
    text = " ".join(pieces)
    at = tamis.boundaries(text, "grapheme").tolist()
    expected = [text[a:b] for a, b in pairwise(at)]
    assert tamis.graphemes(text) == expected
    assert tamis.graphemes(text) == expected
    for piece in pieces:
        assert "".join(tamis.graphemes(piece)) == piece
