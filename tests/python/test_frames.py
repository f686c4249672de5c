"""The same rows from every frame, each by its own real library."""

import pickle
import subprocess
import sys

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tamis
import tamis.duckdb
import tamis.pandas
import tamis.polars
from conftest import PAGE, TEXTS

ROWS = [*TEXTS, None]
OPERATIONS = ["words", "sentences", "tokens", "numbers", "claims", "clean", "analyze"]


def direct(name, **options):
    return getattr(tamis, f"{name}_batch")(ROWS, **options).to_pylist()


@pytest.mark.parametrize("name", OPERATIONS)
def test_polars_expressions_on_both_engines(name):
    frame = pl.LazyFrame({"id": range(len(ROWS)), "text": ROWS})
    query = frame.with_columns(getattr(pl.col("text").tamis, name)().alias("found"))
    for engine in ["in-memory", "streaming"]:
        found = query.collect(engine=engine).sort("id")
        assert found["found"].to_list() == direct(name)
        assert found.schema == query.collect_schema()


def test_polars_chains_series_and_lazy_frames():
    frame = pl.DataFrame({"text": ROWS})
    chained = frame.select(pl.col("text").tamis.clean().tamis.claims())["text"]
    inside = frame.lazy().tamis.map("clean", "claims", column="text").collect()["claims"]
    assert chained.to_list() == inside.to_list()
    assert frame["text"].tamis.words(output="text").to_list() == direct("words", output="text")
    mapper = tamis.polars.Mapper(["words"], {"threads": 1})
    assert pickle.loads(pickle.dumps(mapper))(frame["text"]).to_list() == direct("words")


def test_polars_sinks_to_parquet(tmp_path):
    frame = pl.LazyFrame({"text": ROWS})
    frame.select(pl.col("text").tamis.claims()).sink_parquet(tmp_path / "claims.parquet")
    assert pl.read_parquet(tmp_path / "claims.parquet")["text"].to_list() == direct("claims")


@pytest.mark.parametrize("dtype", ["str", object, pd.ArrowDtype(pa.string()), "category"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_pandas_accessor(name, dtype):
    series = pd.Series(ROWS, dtype=dtype, index=range(10, 10 + len(ROWS)), name="text")
    found = getattr(series.tamis, name)()
    assert list(found.index) == list(series.index)
    assert found.name == "text"
    assert pa.array(found).to_pylist() == direct(name)


def test_batches_take_what_frames_hold():
    want = direct("words")
    categorical = pl.Series(ROWS, dtype=pl.Categorical)
    for column in [
        pl.Series(ROWS),
        categorical,
        pd.Series(ROWS),
        pd.Series(ROWS, dtype=object),
        np.array(ROWS, dtype=object),
        tuple(ROWS),
        iter(ROWS),
    ]:
        assert tamis.words_batch(column).to_pylist() == want
    relation = duckdb.connect().from_arrow(pa.table({"text": ROWS}))
    assert tamis.words_batch(relation.to_arrow_table()["text"]).to_pylist() == want
    with pytest.raises(tamis.TamisError, match="columns: a, b"):
        tamis.words_batch(pd.DataFrame({"a": ["x"], "b": [1]}))
    with pytest.raises(tamis.TamisError, match="columns: a"):
        tamis.words_batch(pl.DataFrame({"a": ["x"]}))


@pytest.mark.parametrize("name", OPERATIONS)
def test_duckdb_functions(name):
    con = tamis.duckdb.register(duckdb.connect())
    table = pa.table({"id": range(len(ROWS)), "text": pa.array(ROWS)})
    con.register("rows", table)
    found = con.sql(f"SELECT tamis_{name}(text) FROM rows ORDER BY id").fetchall()
    assert [row[0] for row in found] == direct(name)


def test_importing_tamis_imports_no_frame():
    check = (
        "import sys, tamis; "
        "print(*[m for m in ('polars', 'pandas', 'duckdb', 'pyarrow', 'tqdm') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.parametrize("operation", [*OPERATIONS, ["clean", "claims"], ["clean", "words"]])
def test_arrow_map_gives_kept_columns_and_the_result(operation):
    table = pa.table({"id": range(len(ROWS)), "text": ROWS, "other": ROWS})
    run = tamis.arrow_map(operation, column="text", keep=["id"])
    name = operation if isinstance(operation, str) else operation[-1]
    want = run(table)
    assert want.schema.names == ["id", name]
    assert want.schema == run.schema(table.schema)
    again = pickle.loads(pickle.dumps(run))
    assert again == run
    assert hash(again) == hash(run)
    assert again(table).equals(want)
    assert pa.Table.from_batches([run(b) for b in table.to_batches(max_chunksize=2)]).equals(want)
    if isinstance(operation, str):
        assert want[name].to_pylist() == direct(operation)
    else:
        texts = [row and row["text"] for row in tamis.clean_batch(ROWS).to_pylist()]
        second = getattr(tamis, f"{name}_batch")(texts).to_pylist()
        assert want[name].to_pylist() == second


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda t: tamis.arrow_map("words", column="body")(t), "id, text"),
        (lambda t: tamis.arrow_map("words", column="text", keep=["x"])(t), "'x'"),
        (lambda t: tamis.arrow_map("words", column="id")(t), "Int64"),
        (lambda t: tamis.arrow_map("word", column="text"), '"words"'),
        (lambda t: tamis.arrow_map(["claims", "clean"], column="text"), "chain"),
        (lambda t: tamis.arrow_map("words", column="text", speed=3), "speed"),
        (lambda t: tamis.arrow_map("words", column="text", output="x"), '"spans"'),
        (lambda t: tamis.arrow_map("words", column="text", keep=["words"]), "output_column"),
        (lambda t: tamis.explode(t, "claims"), "id, text"),
        (lambda t: tamis.explode(t, "text"), "not lists"),
    ],
)
def test_arrow_map_tells_what_is_wrong(make, says):
    with pytest.raises(tamis.TamisError, match=says):
        make(pa.table({"id": [1], "text": ["x"]}))


def test_explode_gives_one_row_an_item():
    table = pa.table({"start": [1, 2, 3], "text": ["a b", None, ""]})
    words = tamis.arrow_map("words", column="text", keep=["start"])(table)
    rows = tamis.explode(words, "words").to_pylist()
    assert rows == [
        {"start": 1, "words_start": 0, "end": 1},
        {"start": 1, "words_start": 2, "end": 3},
    ]
    texts = tamis.arrow_map("words", column="text", output="text")(table)
    assert tamis.explode(texts, "words").to_pylist() == [{"words": "a"}, {"words": "b"}]
    batch = tamis.explode(words.to_batches()[0], "words")
    assert isinstance(batch, pa.RecordBatch)
    sliced = words.slice(0, 1)
    assert tamis.explode(sliced, "words").num_rows == 2


def test_the_types_for_sql():
    words = tamis.arrow_map("words", column="text")
    assert words.duckdb_type() == 'STRUCT("start" INTEGER, "end" INTEGER)[]'
    assert words.spark_type() == "array<struct<start: int, end: int>>"
    assert "value: double" in tamis.arrow_map("claims", column="text").spark_type()


def test_a_page_goes_through_every_frame_alike():
    want = tamis.analyze_batch([PAGE]).to_pylist()
    assert pl.Series([PAGE]).tamis.analyze().to_list() == want
    assert pa.array(pd.Series([PAGE]).tamis.analyze()).to_pylist() == want
