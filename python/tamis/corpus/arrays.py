"""What sources hand over as Arrow columns, and results as columns of one row a document."""

from __future__ import annotations

from typing import Any

import pyarrow as pa


def texts(of: list[str | bytes | None], takes_bytes: bool) -> pa.Array:
    """Documents as a column: bytes where some are and the operation decodes them itself."""
    if takes_bytes and any(isinstance(text, bytes) for text in of):
        return pa.array([t.encode() if isinstance(t, str) else t for t in of], pa.large_binary())
    plain = [t.decode("utf-8", "replace") if isinstance(t, bytes) else t for t in of]
    return pa.array([t and t.encode("utf-8", "replace").decode() for t in plain], pa.large_string())


def addresses(of: list[Any]) -> pa.Array:
    """Addresses and hosts as they are given, anything else as none."""
    return pa.array([_address(value) for value in of], pa.large_string())


def _address(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    return value.strip().encode("utf-8", "replace").decode()


def kept(values: list[Any]) -> pa.Array:
    """Kept values as text, for shards must agree in their types, whatever their documents hold."""
    return pa.array(
        [None if v is None else v if isinstance(v, str) else str(v) for v in values],
        pa.large_string(),
    )


def flat(table: pa.Table) -> pa.Table:
    """`table` with the fields of its structs as columns."""
    while any(pa.types.is_struct(field.type) for field in table.schema):
        columns: dict[str, pa.ChunkedArray] = {}
        for name, column in zip(table.schema.names, table.columns, strict=True):
            if pa.types.is_struct(column.type):
                parts = zip(column.type, column.combine_chunks().flatten(), strict=True)
                columns |= {field.name: part for field, part in parts}
            else:
                columns[name] = column
        table = pa.table(columns)
    return table
