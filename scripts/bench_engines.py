"""Frames and engines beside the bare kernel, for bench_corpus.py."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import tamis
from bench import documents
from bench_clock import CORES, SHORT, Figure, medians, short_articles

MANY = 250_000


def through_polars(name: str, column: pa.Array) -> Callable[[], object]:
    import polars as pl
    import tamis.polars as namespace

    assert namespace
    frame = pl.DataFrame({"text": pl.Series(column)})
    return lambda: frame.lazy().select(getattr(pl.col("text").tamis, name)()).collect()


def through_pandas(name: str, column: pa.Array) -> Callable[[], object]:
    import pandas as pd
    import tamis.pandas as accessor

    assert accessor
    series = pd.Series(column.to_pylist(), dtype="str")
    return lambda: getattr(series.tamis, name)()


def through_duckdb(name: str, column: pa.Array) -> Callable[[], object]:
    return by_duckdb(f"tamis_{name}", column)


def alone_duckdb(name: str, column: pa.Array) -> Callable[[], object]:
    return by_duckdb("ready", column, Ready(name, column))


def by_duckdb(function: str, column: pa.Array, ready: Ready | None = None) -> Callable[[], object]:
    import duckdb
    import tamis.duckdb as functions

    con = functions.register(duckdb.connect())
    if ready:
        of = ready.kind.duckdb_type()
        con.create_function("ready", ready.rows, ["VARCHAR"], of, type="arrow")
    con.register("rows", pa.table({"text": column}))
    con.execute("CREATE TABLE held AS FROM rows")
    return lambda: con.sql(f"SELECT {function}(text) AS found FROM held").to_arrow_table()


def through_datasets(name: str, column: pa.Array) -> Callable[[], object]:
    import tamis.datasets as functions

    data = dataset(column)
    return lambda: getattr(functions, name)(data, "text", keep=[])


def alone_datasets(name: str, column: pa.Array) -> Callable[[], object]:
    import datasets
    from tamis.datasets import _rows

    data, ready = dataset(column), Ready(name, column)
    made = datasets.Features.from_arrow_schema(ready.kind.schema(data.features.arrow_schema))
    return lambda: data.with_format("arrow").map(
        ready.table,
        batched=True,
        batch_size=_rows(data.data),
        remove_columns=["text"],
        features=made,
    )


def dataset(column: pa.Array) -> Any:
    import datasets

    datasets.disable_progress_bars()
    datasets.disable_caching()
    return datasets.Dataset(pa.table({"text": column}))


class Ready:
    """Results that are there already, for what an engine itself takes to carry them."""

    def __init__(self, name: str, column: pa.Array) -> None:
        self.name = name
        self.kind = tamis.arrow_map(name, column="text")
        self.found = self.kind.result(pa.table({"text": column}))
        self.at = 0

    def rows(self, texts: pa.Array) -> pa.Array:
        """The next rows, as many as there are `texts`."""
        self.at = 0 if self.at + len(texts) > len(self.found) else self.at
        self.at += len(texts)
        return self.found.slice(self.at - len(texts), len(texts))

    def table(self, texts: pa.Table) -> pa.Table:
        """These rows as a table."""
        return pa.table({self.name: self.rows(texts)})

    def __getstate__(self) -> dict[str, str]:
        # An engine that pickles what it calls, for a name to cache it by, is not to read the rows.
        return {"name": self.name}


def through_dask(name: str, column: pa.Array) -> Callable[[], object]:
    import dask.dataframe as frames
    import pandas as pd
    import tamis.dask as functions

    frame = frames.from_pandas(pd.DataFrame({"text": column.to_pylist()}), npartitions=8)
    lazy = getattr(functions, name)(frame, "text", keep=[])
    return lambda: lazy.compute()


def frames(rounds: int) -> Iterator[Figure]:
    """Frames and engines of one process beside the bare kernel, on as many cores."""
    # DuckDB hands rows out to its threads by 122 880: more of them than one takes, too.
    for name, count in (("claims", SHORT), ("claims", MANY), ("words", SHORT)):
        column = pa.array(short_articles(count))
        runs: dict[str, Callable[[], object]] = {}
        for tool in ("polars", "pandas", "duckdb", "datasets", "dask"):
            try:
                runs[tool] = globals()[f"through_{tool}"](name, column)
            except ImportError as error:
                print(f"  {tool}: left out, {error}")
            else:
                if alone := globals().get(f"alone_{tool}"):
                    runs[f"{tool} alone"] = alone(name, column)
        kernel = getattr(tamis, f"{name}_batch")
        runs["kernel"] = lambda call=kernel, column=column: call(column, threads=CORES)
        found = medians(runs, rounds)
        asked = {"polars", "duckdb", "datasets"}
        for tool in [tool for tool in runs if f"through_{tool}" in globals()]:
            alone = found.get(f"{tool} alone")
            carried = alone and found[tool] / (found["kernel"] + alone)
            yield (
                f"{tool} over the bare kernel, {name}, {count} short articles",
                f"{found[tool] / found['kernel']:.2f}"
                + (
                    f"; {carried:.2f} over the kernel and what {tool} takes to carry results that are "
                    "there already"
                    if carried
                    else ""
                ),
                "1.15" if tool in asked else "",
            )


def spark(rounds: int) -> Iterator[Figure]:
    """Spark on two workers beside the bare kernel on two threads; both read one Parquet file."""
    from pyarrow import parquet

    try:
        import tamis.spark as functions
        from pyspark.sql import SparkSession
    except ImportError as error:
        print(f"  spark: left out, {error}")
        return
    os.environ["PYSPARK_PYTHON"] = sys.executable
    articles = documents("news")
    articles *= max(1, round(1e9 / sum(map(len, articles))))
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/news.parquet"
        parquet.write_table(pa.table({"text": articles}), path, row_group_size=4000)
        size = sum(len(article.encode()) for article in articles) / 1e6
        del articles
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        # A batch by its bytes: ten thousand whole articles in one would be 50 MB.
        builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "1000")
        # Tasks by their share of the file, which repeats itself and so is far smaller than its text.
        builder = builder.config("spark.sql.files.maxPartitionBytes", "4m")
        session = builder.config("spark.driver.memory", "4g").getOrCreate()
        session.sparkContext.setLogLevel("OFF")

        def by_spark(limit: int | None = None) -> None:
            frame = session.read.parquet(path)
            found = functions.claims(frame.limit(limit) if limit else frame, "text", keep=[])
            found.write.format("noop").mode("overwrite").save()

        def by_kernel() -> None:
            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=4000):
                    tamis.claims_batch(batch.column("text"), threads=2)

        by_spark(limit=10)
        found = {name: [] for name in ("spark", "kernel")}
        for _ in range(rounds):
            for name, run in (("spark", by_spark), ("kernel", by_kernel)):
                start = time.perf_counter()
                run()
                found[name].append(time.perf_counter() - start)
        seconds = {name: statistics.median(times) for name, times in found.items()}
        yield (
            f"Spark local[2] over the bare kernel on 2 threads, claims, {size:.0f} MB of text in Parquet",
            f"{seconds['spark'] / seconds['kernel']:.2f} ({seconds['spark']:.1f} s, {seconds['kernel']:.1f} s)",
            "1.6",
        )
        session.stop()
