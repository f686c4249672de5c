"""The views of notebooks: escaped whatever the page holds, every mark at its place."""

from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
import tamis
from conftest import ANY_TEXT, NEWS, PAGE
from hypothesis import given
from tamis.display.layout import Place, parts, pieces
from tamis.display.notebook import html
from tamis.display.record import marked_text, readable

INJECTIONS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "</mark></div></details><iframe src=javascript:alert(1)>",
    "javascript:alert(1)",
    "<!--",
    "]]><!DOCTYPE x>",
    "&lt;script&gt;",
    "&#x3C;b>",
    "<a href='//evil.example'>5</a>",
    "$5 and \\(x\\) \\[y\\] $7",
    "\x00\x0b\x1b]0;title\x07",
    "\u202etxt.exe",
    "`}*/{{constructor}}${1}",
]
TAGS = set(
    "div style p b i h4 mark small span details summary table thead tbody tr th td code".split()
)


class Reader(HTMLParser):
    """The tags, attributes and text of a fragment."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text, self.open = set(), set(), "", []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attributes}
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.text += data


def harmless(value):
    """What the view of `value` reads, once it is certain that it is text and nothing else."""
    found = Reader(html(value))
    assert found.open == []
    assert found.tags <= TAGS
    assert found.attributes <= {"class", "title"}
    return found.text


def poisoned(value, injection):
    """The pickled fields of a value with `injection` at the end of every string."""
    if isinstance(value, str):
        return value + injection
    if isinstance(value, (tuple, list)):
        return type(value)(poisoned(item, injection) for item in value)
    return value


def restored(value, injection):
    restore, state = value.__reduce__()
    if restore.__name__ == "_restore":
        return restore(state[0], poisoned(state[1], injection))
    if restore.__name__ == "_restore_article":
        return restore(poisoned(state[0], injection), *state[1:])
    if restore.__name__ == "_restore_document":
        return restore(*(poisoned(part, injection) for part in state[:2]), *state[2:])
    return restore(*poisoned(state, injection))


@pytest.mark.parametrize("injection", INJECTIONS)
def test_nothing_of_a_page_becomes_markup(injection):
    document = tamis.analyze(PAGE, id="page")
    article, claims = document.article, document.claims
    values = [
        article,
        claims,
        claims[0],
        *article.blocks,
        document.sentences[0],
        document.tokens[0],
    ]
    # Every field of every result, reasons and kinds too, which only a pickle could bring in.
    for value in values:
        harmless(restored(value, injection))
    assert injection.strip("\x00\x0b\x1b\x07")[:3] in harmless(restored(document, injection))


@pytest.mark.parametrize("injection", INJECTIONS)
def test_hostile_pages_and_texts_are_shown_as_text(injection):
    shown = injection.translate(dict.fromkeys([0, 11, 27, 7], "\ufffd"))
    text = (
        f"{injection} Over 200 men {injection} left {injection} for £3 on Monday, {injection} said."
    )
    document = tamis.analyze(text, clean=False, id=injection, url=injection)
    # The sign of a bound stands in the text and not in the source.
    found = harmless(document).replace(">200", "200")
    assert shown in found
    for value in (document.article, document.tokens, document.claims, *document.claims):
        harmless(value)
    page = f"<title>{injection}</title><h1>{injection}</h1><p>{text}</p><p>{NEWS}</p>"
    harmless(tamis.analyze(page, id=injection, url=injection))
    harmless(tamis.clean(page, url=injection))


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_has_a_view(text, ident):
    document = tamis.analyze(text, id=ident)
    for value in (document, document.article, document.tokens, document.claims):
        harmless(value)


@given(ANY_TEXT)
def test_the_parts_of_an_article_are_its_text_and_its_dropped_blocks(text):
    for source in (text, f"{PAGE}{text}"):
        article = tamis.clean(source)
        found = list(parts(article))
        kept = [part.kept for part in found if part.kept]
        assert [place.start for place in kept] == sorted(place.start for place in kept)
        rest, at = "", 0
        for place in kept:
            rest += article.text[at : place.start]
            at = place.end
        assert not (rest + article.text[at:]).strip("\r\n")
        dropped = [part.block for part in found if part.kept is None]
        assert dropped == [block for block in article.blocks if block.role != "content"]


def test_pieces_cut_where_marks_begin_and_end():
    marks = [Place(0, 4), Place(2, 6), Place(2, 3), Place(9, 9), Place(8, 20)]
    found = [(start, end, marks) for start, end, marks in pieces(Place(0, 10), marks)]
    assert found == [
        (0, 2, (0,)),
        (2, 3, (0, 1, 2)),
        (3, 4, (0, 1)),
        (4, 6, (1,)),
        (6, 8, ()),
        (8, 10, (4,)),
    ]


def test_claims_that_overlap_share_their_piece_and_each_sign_stands_once():
    def claim(start, end, kind, bound):
        fields = dict.fromkeys(
            "value2 unit counted event speaker when when_start direction low high".split()
        )
        return SimpleNamespace(
            start=start, end=end, kind=kind, bound=bound, value=1.0, negated=False,
            modality="asserted", confidence=1.0, why="", low_open=False, high_open=False, **fields,
        )  # fmt: skip

    text = "ten to 20 km wide"
    claims = [claim(0, 12, "measure", "between"), claim(7, 9, "count", "at_least")]
    found = "".join(marked_text(text, Place(0, len(text)), claims))
    reader = Reader(found)
    assert reader.text == "↔ten to ≥20 km wide"
    assert found.count("<mark") == 3
    assert 'class="count shared"' in found
    middle = found.split("<mark")[2]
    assert "kind: measure" in middle and "kind: count" in middle


def test_bounds_are_signs_and_hovering_gives_the_record():
    document = tamis.analyze(NEWS, clean=False)
    found = document._repr_html_()
    assert "<b class='bound'>&gt;</b>1,400</mark> dockers" in found
    assert "<b class='bound'>≈</b>12 per cent</mark>" in found
    assert "counted: dockers&#10;" in found
    assert "value: 86.5 million EUR&#10;" in found
    assert "<script" not in found
    assert "http" not in found


def test_dropped_blocks_have_their_reason_and_long_ones_are_folded():
    notice = "We and our partners use cookies to improve this site. Privacy policy. " * 4
    article = tamis.clean(f"{NEWS}\n\n{notice}\n\nSource: Read the full story")
    assert [block.role for block in article.blocks][-2:] == ["boilerplate"] * 2
    found = article._repr_html_()
    for block in article.blocks:
        if block.role != "content":
            assert f"<i class='reason'>{block.reason}</i>" in found
    assert "<details class='dropped'>" in found


def test_long_articles_are_folded_and_huge_ones_cut():
    line = "Some 200 men left the harbour on Monday, the union said.\n\n"
    long = tamis.analyze(line * 300, clean=False)._repr_html_()
    assert "more characters</summary>" in long
    assert long.count("<mark") == 300
    assert "The view ends" not in long
    huge = tamis.analyze(line * 6000, clean=False)._repr_html_()
    assert "The view ends after 100,000 of" in huge
    assert len(huge) < 2_500_000
    assert "more tokens" in tamis.tokens(line * 300)._repr_html_()
    assert "to_pandas()" in tamis.claims(line * 300)._repr_html_()


def test_values_are_read_as_newspapers_write_them():
    assert [readable(x) for x in (1400.0, 0.5, 86.5e6, 3e9, 1.25e12, -2e6, None)] == [
        "1,400", "0.5", "86.5 million", "3 billion", "1.25 trillion", "-2 million", "",
    ]  # fmt: skip
    assert readable(float("inf")) == "inf"


def test_claims_become_frames():
    claims = tamis.claims(NEWS)
    for frame in (claims.to_pandas(), claims.to_polars()):
        assert list(frame.columns) == list(claims[0].to_dict())
        assert list(frame["text"]) == [claim.text for claim in claims]
    assert claims[:0].to_polars().columns == claims.to_polars().columns
