"""Arguments that cannot be taken are told in a sentence that says what to do."""

import datetime
import re

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tamis

BATCHES = [
    tamis.words_batch, tamis.sentences_batch, tamis.tokens_batch, tamis.claims_batch,
    tamis.clean_batch, tamis.analyze_batch,
]  # fmt: skip


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize(
    "column",
    [pl.Series([None, None]), pl.Series([]), pl.Series([], dtype=pl.Null), pa.nulls(2)],
    ids=str,
)
def test_columns_of_type_null_give_nulls(batch, column):
    assert batch(column).to_pylist() == [None] * len(column)


def test_a_value_too_large_is_infinite_in_python_and_null_in_arrow():
    text = "1e309 men ran."
    claim = tamis.claims(text)[0]
    assert claim.value == float("inf")
    assert claim.to_dict()["value"] == float("inf")
    assert '"value":null' in claim.to_json()
    assert "inf" in claim._repr_html_()
    assert tamis.claims_batch([text]).to_pylist()[0][0]["value"] is None


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.table])
def test_a_frame_for_a_column_is_told_with_a_column_to_pick(batch, frame):
    with pytest.raises(tamis.TamisError, match=re.escape('df["text"]')):
        batch(frame({"id": [1], "text": ["Two men."]}))


@pytest.mark.parametrize(
    "function",
    [tamis.words, tamis.graphemes, tamis.boundaries, tamis.sentences, tamis.tokens, tamis.claims,
     tamis.numbers],
)  # fmt: skip
def test_bytes_for_a_text_are_told_to_be_decoded(function):
    with pytest.raises(TypeError, match=r"text.*bytes.*decode"):
        function(b"Two men.")
    with pytest.raises(TypeError, match=r"text.*not int"):
        function(5)


def test_an_unknown_encoding_is_told():
    for call in (tamis.clean, lambda page, **x: tamis.clean_batch([page], **x)):
        with pytest.raises(tamis.TamisError, match="nope"):
            call(b"Two men left.", encoding="nope")
        call(b"Two men left.", encoding="Latin1")
        call(b"Two men left.", encoding="text/html; charset=iso-8859-1")


@pytest.mark.parametrize(
    "date", ["2024-02-30", "2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "24", "", 5]
)
def test_a_date_that_is_none_is_told(date):
    for call in (
        lambda **x: tamis.claims("Two men.", **x),
        lambda **x: tamis.analyze("Two men.", **x),
        lambda **x: tamis.claims_batch(["Two men."], **x),
        lambda **x: tamis.analyze_batch(["Two men."], **x),
        lambda **x: tamis.arrow_map("claims", column="text", **x),
    ):
        with pytest.raises(tamis.TamisError, match="published"):
            call(published=date)


def test_dates_of_datetime_are_read_as_their_strings():
    text = "About 200 people fled on Monday."
    for date in (datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 8)):
        found = tamis.claims(text, published=date)
        assert found == tamis.claims(text, published="2024-02-29")
        assert found[0].when_start == "2024-02-26"
        assert tamis.claims_batch([text], published=date).to_pylist()[0][0]["when_start"]
        assert tamis.analyze(text, clean=False, published=date).published == date.isoformat()


def test_maps_tell_what_they_need():
    with pytest.raises(tamis.TamisError, match="no operation"):
        tamis.arrow_map([], column="text")
    words = tamis.arrow_map("words", column="text")
    for wrong in ([1], "text", {"text": ["Two men."]}, pd.DataFrame({"text": ["Two men."]})):
        with pytest.raises(tamis.TamisError, match="RecordBatch or Table"):
            words(wrong)
        with pytest.raises(tamis.TamisError, match="RecordBatch or Table"):
            tamis.explode(wrong)


def test_what_is_imported_late_is_listed():
    assert set(tamis.__all__) <= set(dir(tamis))


def test_duckdb_functions_may_be_registered_again():
    duckdb = pytest.importorskip("duckdb")
    import tamis.duckdb as functions

    con = functions.register(functions.register(duckdb.connect()))
    assert con.sql("SELECT len(tamis_words('Two men left'))").fetchall() == [(3,)]
