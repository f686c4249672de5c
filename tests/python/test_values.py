"""Values are frozen, hashable, comparable and picklable, and show themselves."""

import collections.abc
import copy
import json
import pickle

import pyarrow as pa
import pytest
import tamis
from conftest import NEWS, PAGE
from hypothesis import given
from hypothesis import strategies as st

DOCUMENT = tamis.analyze(PAGE, id="a page", published="2026-11-22")
CLAIMS = tamis.claims(NEWS)
VALUES = [
    DOCUMENT,
    DOCUMENT.article,
    DOCUMENT.article.blocks[0],
    DOCUMENT.sentences[0],
    DOCUMENT.tokens,
    DOCUMENT.tokens[0],
    DOCUMENT.claims,
    CLAIMS,
    *CLAIMS[:2],
    *tamis.numbers(NEWS)[:2],
    tamis.claims("It is 5 km away.")[0].si,
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_survive_pickle_and_copy(value):
    for twin in [pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)]:
        assert type(twin) is type(value)
        assert twin == value
        assert hash(twin) == hash(value)
        assert repr(twin) == repr(value)
        assert twin.to_json() == value.to_json()
    assert value != "something else"


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_are_frozen(value):
    for name in ["text", "start", "anything"]:
        with pytest.raises((AttributeError, TypeError)):
            setattr(value, name, 1)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_json_is_the_dict(value):
    assert json.loads(value.to_json()) == value.to_dict()
    assert list(json.loads(value.to_json())) == list(value.to_dict())


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_html_is_escaped(value):
    assert value._repr_html_()
    assert "<script" not in value._repr_html_()


def test_html_escapes_what_a_text_holds():
    for value in [tamis.analyze("x <script>alert(1)</script> y", clean=False)]:
        assert "<script" not in value._repr_html_()
        assert "&lt;script" in value._repr_html_()


def test_a_located_article_survives_pickle():
    twin = pickle.loads(pickle.dumps(DOCUMENT)).article
    for span in DOCUMENT.sentences:
        assert twin.locate(span) == DOCUMENT.article.locate(span)
    assert twin.markdown() == DOCUMENT.article.markdown()
    assert twin.html() == DOCUMENT.article.html()


def test_an_article_is_written_as_html_that_is_safe_to_show():
    said = "It rained all day, and the river <i onclick=x()>rose</i> over the meadow & the road. "
    items = f"<ul><li>{said}<li>{said}</ul><script>x()</script>"
    page = f"<h1>Flood</h1><h2>Rain</h2><p>{said * 3}</p>{items}"
    article = tamis.clean(page)
    written = article.html()
    assert written.startswith("<h1>Flood</h1>\n<h2>Rain</h2>\n<p>It rained")
    assert "meadow &amp; the road" in written and "<i" not in written and "x()" not in written
    assert written.endswith("</li>\n</ul>\n") and written.count("<li>") == 2
    assert "## Rain" in article.markdown() and "- It rained" in article.markdown()
    assert pickle.loads(pickle.dumps(article)).html() == written


def test_links_and_images_of_an_article_are_written_where_asked():
    said = "It rained all day, and the river rose over the meadow and the road"
    hostile = "<a href='javascript:x()'>then</a>"
    quoted = "<a href='https://e.example/&quot;onclick=x'>it ended</a>"
    page = f"""<nav><a href=/news>News</a></nav><article>
<p>{said} <a href=flood?a=1&amp;b=2>as it did in <b>May</b></a>. {said}, {hostile} {quoted}.</p>
<img src=/r.jpg alt="The &quot;river&quot; é"><p>{said}. {said}.</p></article>"""
    for source in (page, page.encode(), page.encode("utf-16")):
        article = tamis.clean(source, format="html", url="https://a.example/x/y")
        for twin in (article, pickle.loads(pickle.dumps(article))):
            written = twin.markdown(links=True, images=True)
            assert "[as it did in May](https://a.example/x/flood?a=1&b=2). It" in written
            assert '\n\n![The "river" é](https://a.example/r.jpg)\n\n' in written
            assert "then [it ended](https://e.example/%22onclick=x)." in written
            assert "![" not in twin.markdown(links=True) and "](" not in twin.markdown()
            shown = twin.html(links=True, images=True)
            assert '<a href="https://a.example/x/flood?a=1&amp;b=2">as it did in May</a>' in shown
            assert 'alt="The &quot;river&quot; é"' in shown and "News" not in shown
            assert "javascript" not in shown and '"onclick' not in shown
    assert tamis.clean(f"{said}.").markdown(links=True, images=True) == f"{said}."


def test_visible_text_is_what_a_reader_sees():
    page = "<nav>Menü</nav><p>Tom &amp; Ann<br>came.</p><p hidden>soon</p><script>x</script>"
    assert tamis.visible_text(page) == "Menü\n\nTom & Ann\ncame."
    assert tamis.visible_text(page.encode("latin-1"), encoding="latin-1") == tamis.visible_text(
        page
    )
    assert tamis.visible_text("") == tamis.visible_text(b"%PDF-1.4\n\x00\x01") == ""
    with pytest.raises(tamis.TamisError, match="read the file first"):
        tamis.visible_text(7)
    with pytest.raises(tamis.TamisError, match="encoding"):
        tamis.visible_text(b"x", encoding="no-such")


def test_published_is_the_day_of_the_article():
    stated = '<meta property="article:published_time" content="2022-10-05T08:00:00+02:00">Ä'
    shown = "<h1>Bridge opens</h1><p>Published: 5 October 2022</p>"
    for page in (stated, stated.encode("latin-1"), shown):
        assert tamis.published(page) == tamis.clean(page, format="html").published == "2022-10-05"
    assert tamis.published("", url="https://a.example/2021/03/04/x") == "2021-03-04"
    assert tamis.published("") is tamis.published(b"%PDF-1.4\n\x00\x01") is None
    with pytest.raises(tamis.TamisError, match="read the file first"):
        tamis.published(7)


def test_spans_compare_by_place():
    first, second = tamis.sentences("One left. Two stayed.")
    assert first < second
    assert sorted([second, first]) == [first, second]
    assert first != tamis.tokens("One")[0]
    with pytest.raises(TypeError):
        assert first < 3


def test_locate_says_what_it_takes():
    with pytest.raises(tamis.TamisError, match="start and end"):
        DOCUMENT.article.locate("men")


@given(st.text("ab c.", max_size=40), st.slices(12))
def test_tokens_are_a_sequence(text, cut):
    tokens = tamis.tokens(text)
    items = list(tokens)
    assert isinstance(tokens, collections.abc.Sequence)
    assert len(tokens) == len(items)
    assert list(tokens[cut]) == items[cut]
    assert list(reversed(tokens)) == items[::-1]
    for at, item in enumerate(items):
        assert tokens[at] == item == tokens[at - len(items)]
        assert item in tokens
        assert tokens.index(item) == items.index(item)
        assert tokens.count(item) == 1
    with pytest.raises(IndexError):
        tokens[len(items)]
    with pytest.raises(TypeError):
        tokens["x"]
    with pytest.raises(ValueError, match="not in"):
        tokens.index("x")


def test_claims_are_a_table():
    assert isinstance(CLAIMS, collections.abc.Sequence)
    rows = CLAIMS.to_dict()["claims"]
    assert [claim.to_dict() for claim in CLAIMS] == rows
    assert pa.table(CLAIMS).to_pylist() == rows
    assert pa.record_batch(CLAIMS).to_pylist() == rows
    assert CLAIMS.to_polars().to_dicts() == rows
    frame = CLAIMS.to_pandas()
    assert len(frame) == len(rows)
    assert frame["text"].tolist() == [row["text"] for row in rows]


def test_spans_stand_as_strings_with_their_places():
    for claim in CLAIMS:
        row = claim.to_dict()
        for name in ["counted", "event", "speaker", "sentence"]:
            span = getattr(claim, name)
            found = (row[name], row[f"{name}_start"], row[f"{name}_end"])
            assert found == ((span.text, span.start, span.end) if span else (None, None, None))
        assert (row["when_start"], row["when_end"]) == (claim.when_start, claim.when_end)
        assert row["when"] == (claim.when and claim.when.text)


def test_a_claim_goes_to_other_units_of_its_dimension():
    [road, trip, price] = tamis.claims("The road is 5 km long, takes 2 to 3 hours and cost $5m.")
    assert road.to("meter") == 5000
    assert road.to("mile") == pytest.approx(3.10686, abs=1e-5)
    assert (road.si.value, road.si.value2, road.si.unit) == (5000, None, "meter")
    assert (trip.si.value, trip.si.value2, trip.si.unit) == (7200, 10800, "second")
    assert price.si is None
    with pytest.raises(tamis.TamisError, match=r'kilometer does not go to "hour", only to .*mile'):
        road.to("hour")
    with pytest.raises(tamis.TamisError, match="USD goes to no other unit"):
        price.to("EUR")
