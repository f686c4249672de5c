"""Invariants 5 and 7: a batch equals the single calls, on any input and any threads."""

import datetime
import os
import signal
import subprocess
import sys
import threading
import time

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tamis
from conftest import ANY_TEXT, NEWS, PAGE, TEXTS
from hypothesis import given
from hypothesis import strategies as st

ROWS = [*TEXTS, None, "£3"]


def spans(found):
    return [{"start": x.start, "end": x.end} for x in found]


SCALARS = list(tamis.clean_batch([""]).to_pylist()[0])


def article(found):
    return {name: getattr(found, name) for name in SCALARS}


# Each batch function with what the single calls say of one text.
SINGLE = {
    "boundaries": (tamis.boundaries_batch, lambda t: tamis.boundaries(t).tolist()),
    "words": (lambda c, **k: tamis.words_batch(c, output="text", **k), tamis.words),
    "graphemes": (lambda c, **k: tamis.graphemes_batch(c, output="text", **k), tamis.graphemes),
    "sentences": (tamis.sentences_batch, lambda t: spans(tamis.sentences(t))),
    "tokens": (
        tamis.tokens_batch,
        lambda t: [{"start": x.start, "end": x.end, "kind": x.kind} for x in tamis.tokens(t)],
    ),
    "clean": (tamis.clean_batch, lambda t: article(tamis.clean(t))),
    "numbers": (tamis.numbers_batch, lambda t: [x.to_dict() for x in tamis.numbers(t)]),
    "claims": (tamis.claims_batch, lambda t: [x.to_dict() for x in tamis.claims(t)]),
    "analyze": (
        tamis.analyze_batch,
        lambda t: {
            "article": article(tamis.analyze(t).article),
            "claims": [x.to_dict() for x in tamis.analyze(t).claims],
        },
    ),
}
NAMES = list(SINGLE)


def expected(name, rows):
    return [None if row is None else SINGLE[name][1](row) for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_batch_equals_the_single_calls(name):
    batch, _ = SINGLE[name]
    for threads in [None, 1, 2, 5]:
        found = batch(ROWS, threads=threads)
        assert isinstance(found, pa.Array)
        found.validate(full=True)
        assert found.to_pylist() == expected(name, ROWS)


@pytest.mark.parametrize("name", NAMES)
@given(rows=st.lists(st.one_of(st.none(), ANY_TEXT), max_size=6))
def test_a_batch_equals_the_single_calls_on_any_text(name, rows):
    assert SINGLE[name][0](rows, threads=1).to_pylist() == expected(name, rows)


@pytest.mark.parametrize("name", ["words", "claims", "clean"])
def test_many_blocks_on_any_threads_give_one_result(name):
    batch, _ = SINGLE[name]
    rows = [text * (at % 7) if at % 11 else None for at, text in enumerate(TEXTS * 250)]
    one = batch(rows, threads=1)
    assert len(one) == len(rows)
    for threads in [2, 3, None]:
        assert batch(rows, threads=threads).equals(one)
    at = 1234
    assert one[at].as_py() == expected(name, [rows[at]])[0]


def layouts():
    plain = pa.array(ROWS)
    yield "utf8", plain
    yield "large", plain.cast(pa.large_string())
    yield "view", plain.cast(pa.string_view())
    yield "sliced", pa.array(["x", *ROWS, "y"])[1:-1]
    yield "sliced view", pa.array(["x", *ROWS]).cast(pa.string_view())[1:]
    yield "sliced large", pa.array(["x", *ROWS]).cast(pa.large_string())[1:]
    for keys in [pa.int8(), pa.uint16(), pa.int32(), pa.int64()]:
        yield f"dictionary {keys}", plain.cast(pa.dictionary(keys, pa.string()))
    yield "sliced dictionary", pa.array(["x", *ROWS]).dictionary_encode()[1:]
    keys = pa.array([0, None, 1], pa.int32())
    yield "null in dictionary", pa.DictionaryArray.from_arrays(keys, pa.array(["a", None]))
    yield "large dictionary", plain.cast(pa.large_string()).dictionary_encode()


@pytest.mark.parametrize("column", [pytest.param(c, id=name) for name, c in layouts()])
@pytest.mark.parametrize("name", ["words", "clean"])
def test_every_string_layout_is_read(name, column):
    found = SINGLE[name][0](column)
    assert isinstance(found, pa.Array)
    assert found.to_pylist() == expected(name, column.to_pylist())


def test_chunks_in_chunks_out():
    chunked = pa.chunked_array([ROWS[:3], [], ROWS[3:]])
    found = tamis.words_batch(chunked, output="text")
    assert isinstance(found, pa.ChunkedArray)
    assert found.to_pylist() == expected("words", ROWS)
    empty = tamis.words_batch(pa.chunked_array([], pa.string()))
    assert isinstance(empty, pa.ChunkedArray)
    assert len(empty) == 0


def test_nulls_and_nothing():
    assert tamis.words_batch(pa.nulls(3)).to_pylist() == [None] * 3
    assert tamis.claims_batch([]).to_pylist() == []
    assert tamis.claims_batch([]).type == tamis.claims_batch([NEWS]).type
    assert tamis.clean_batch([None, None]).null_count == 2


def test_the_types_are_as_documented():
    pair = pa.struct([("start", pa.int32()), ("end", pa.int32())])
    kinds = pa.struct([*pair, pa.field("kind", pa.string())])
    assert tamis.boundaries_batch(["x"]).type == pa.list_(pa.int32())
    assert tamis.words_batch(["x"]).type == pa.list_(pair)
    assert tamis.words_batch(["x"], output="text").type == pa.list_(pa.string())
    assert tamis.tokens_batch(["x"]).type == pa.list_(kinds)


def test_offsets_in_bytes():
    found = tamis.words_batch(["né é"], unit="byte").to_pylist()[0]
    assert found == [{"start": 0, "end": 3}, {"start": 4, "end": 6}]
    assert tamis.boundaries_batch(["né"], unit="byte").to_pylist() == [[0, 3]]


def test_pages_as_bytes():
    latin = PAGE.replace("<head>", "<head><meta charset=iso-8859-1>").encode("latin-1")
    rows = [PAGE.encode(), None, latin]
    single = [None if row is None else article(tamis.clean(row)) for row in rows]
    for column in [rows, pa.array(rows), pa.array(rows, pa.large_binary())]:
        assert tamis.clean_batch(column).to_pylist() == single
    found = tamis.analyze_batch(rows).to_pylist()
    assert [row and row["article"] for row in found] == single


def test_broken_utf8_in_an_arrow_column_does_no_harm():
    buffers = pa.array([b"two \xff men", b"\xed\xa0\x80"]).buffers()
    column = pa.Array.from_buffers(pa.string(), 2, buffers)
    assert tamis.words_batch(column, output="text").to_pylist() == [["two", "men"], []]
    assert tamis.boundaries_batch(column).to_pylist()[1] == [0, 1]


@pytest.mark.parametrize(
    ("column", "says"),
    [
        (pa.array([1, 2]), "Int64"),
        (pa.array([b"x"]), "bytes"),
        (pa.array([{"title": "x", "body": "y"}]), "title, body"),
        (pa.table({"title": ["x"], "body": ["y"]}), "title, body"),
        (pa.record_batch({"title": ["x"]}), "title"),
        (["x", 3], "row 1"),
        ([b"x"], "row 0"),
        ("text", "list"),
        (3, "int"),
        (None, "NoneType"),
    ],
)
def test_what_is_no_column_of_strings_is_told(column, says):
    with pytest.raises(tamis.TamisError, match=says):
        tamis.words_batch(column)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: tamis.words_batch(["x"], output="list"), '"spans" or "text"'),
        (lambda: tamis.words_batch(["x"], unit="word"), '"char" or "byte"'),
        (lambda: tamis.boundaries("x", "line"), '"grapheme", "word" or "sentence"'),
        (lambda: tamis.words_batch(["x"], threads=0), "1 or more"),
        (lambda: tamis.claims("x", kinds=["sum"]), '"money"'),
        (lambda: tamis.claims("x", published="yesterday"), "ISO 8601"),
        (lambda: tamis.clean("x", favor="speed"), '"precision" or "recall"'),
        (lambda: tamis.clean("x", format="pdf"), '"html" or "text"'),
        (lambda: tamis.clean(3), "str or bytes"),
        (lambda: tamis.words("x", errors="ignore"), '"replace" or "strict"'),
    ],
)
def test_a_wrong_option_is_told_with_the_right_ones(call, says):
    with pytest.raises(tamis.TamisError, match=says):
        call()


def test_the_gil_is_released():
    rows = [NEWS * 50] * 400
    beats = 0
    done = threading.Event()

    def work():
        try:
            tamis.claims_batch(rows, threads=1)
        finally:
            done.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not done.is_set():
        beats += 1
        time.sleep(0)
    thread.join()
    assert beats > 100


INTERRUPT = """
import os, signal, sys, threading, time, tamis
rows = ["Some 1,400 men left. " * 200] * 200_000
threads = int(sys.argv[1]) or None
def stop():
    time.sleep(0.5)
    sent.append(time.monotonic())
    os.kill(os.getpid(), signal.SIGINT)
sent = []
threading.Thread(target=stop, daemon=True).start()
try:
    tamis.tokens_batch(rows, threads=threads)
    print("never")
except KeyboardInterrupt:
    print(time.monotonic() - sent[0])
os._exit(0)
"""


@pytest.mark.parametrize("threads", ["1", "0"])
def test_ctrl_c_is_answered(threads):
    run = subprocess.run(
        [sys.executable, "-c", INTERRUPT, threads], capture_output=True, text=True, timeout=120
    )
    assert run.stdout, run.stderr
    assert run.stdout.strip() != "never"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_after_use_does_not_hang():
    rows = [NEWS * 10] * 500
    before = tamis.words_batch(rows, threads=2)
    child = os.fork()
    if not child:
        ok = tamis.words_batch(rows, threads=2).equals(before)
        ok = ok and tamis.words_batch(rows, threads=3).equals(before)
        os._exit(0 if ok else 1)
    for _ in range(600):
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            assert os.waitstatus_to_exitcode(status) == 0
            break
        time.sleep(0.1)
    else:
        os.kill(child, signal.SIGKILL)
        raise AssertionError("the child hangs")
    assert tamis.words_batch(rows, threads=2).equals(before)


MONDAY = "Over 300 men left on Monday."
DAYS = ["2024-05-15", None, "soon", "2024-05-22"]
DATES = [datetime.date(2024, 5, 15), None, None, datetime.date(2024, 5, 22)]


@pytest.mark.parametrize(
    "days",
    [
        DAYS,
        pa.array(DAYS),
        DATES,
        pa.array(DATES),
        pa.array(DATES).cast(pa.timestamp("us", "UTC")),
        pa.chunked_array([DATES[:1], DATES[1:]]),
        pl.Series(DATES),
        pd.Series(pd.to_datetime(DATES)),
    ],
    ids=lambda days: type(days).__name__ + str(getattr(days, "type", "")),
)
def test_dates_of_publication_may_be_a_column(days):
    found = tamis.claims_batch([MONDAY] * 4, published=days).to_pylist()
    assert [row[0]["when_start"] for row in found] == ["2024-05-13", None, None, "2024-05-20"]
    documents = tamis.analyze_batch([MONDAY] * 4, published=days).to_pylist()
    assert [row["claims"] for row in documents] == found


def test_addresses_may_be_a_column():
    pages = [PAGE, None, PAGE]
    addresses = ["https://paper.example/1", "https://paper.example/2", None]
    found = tamis.clean_batch(pages, url=pa.array(addresses, pa.large_string())).to_pylist()
    assert found[0] == article(tamis.clean(PAGE, url=addresses[0]))
    assert (found[1], found[2]) == (None, article(tamis.clean(PAGE)))
    assert [
        row and row["article"] for row in tamis.analyze_batch(pages, url=addresses).to_pylist()
    ] == found
    table = pa.table({"page": pages, "from": addresses, "day": DATES[:3]})
    run = tamis.arrow_map("analyze", column="page", url_column="from", published_column="day")
    assert (
        run(table)["analyze"].to_pylist()
        == tamis.analyze_batch(pages, url=addresses, published=DATES[:3]).to_pylist()
    )


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: tamis.claims_batch(["x"], published=5), "or a column of them, not int"),
        (lambda: tamis.claims_batch(["x"], published=[5]), "column of published: row 0 holds int"),
        (lambda: tamis.claims_batch(["x"], published=[]), "published has 0 rows"),
        (lambda: tamis.clean_batch(["x"], url=pa.array([1])), "column of url: .*Int64"),
        (lambda: tamis.clean_batch(["x"], url=3), "url is a str, or a column"),
    ],
)
def test_a_column_beside_the_documents_that_cannot_be_is_told(call, says):
    with pytest.raises(tamis.TamisError, match=says):
        call()
