"""SQL functions for DuckDB: `tamis.duckdb.register(con)`.

>>> import duckdb, tamis.duckdb
>>> con = tamis.duckdb.register(duckdb.connect())
>>> con.sql("SELECT len(tamis_words('Two men left'))").fetchall()
[(3,)]
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pyarrow as pa

from tamis._map import arrow_map
from tamis._tamis import _Kernel

OPERATIONS = (
    "words",
    "graphemes",
    "sentences",
    "tokens",
    "clean",
    "numbers",
    "claims",
    "analyze",
)


def register(con: Any, *, threads: int | None = None) -> Any:
    """`con`, with the functions tamis_words, tamis_graphemes, tamis_sentences, tamis_tokens,
    tamis_clean, tamis_claims, tamis_numbers and tamis_analyze of one VARCHAR. Given again, they
    replace those of before."""
    import duckdb

    for name in OPERATIONS:
        of = arrow_map(name, column="text").duckdb_type()
        run = _runner(_Kernel([name], {}), threads)
        # It refuses a name that it has.
        with suppress(duckdb.InvalidInputException):
            con.remove_function(f"tamis_{name}")
        con.create_function(f"tamis_{name}", run, ["VARCHAR"], of, type="arrow")
    return con


def _runner(kernel: _Kernel, threads: int | None) -> Callable[[Any], Any]:
    def run(column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
        return kernel.run(column, threads=threads)

    return run
