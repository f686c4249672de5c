"""Daft: `tamis.daft.claims(frame, "text")` is the frame with its claims.

Nothing runs before rows are asked for. Daft hands its batches to the kernel in Arrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tamis._frames import Engine, library
from tamis._map import ArrowMap

library("daft", "DataFrame")


class _Daft(Engine[Any]):
    takes = "a Daft DataFrame"
    has = ("column_names", "collect")

    def _names(self, frame: Any) -> Sequence[str]:
        return list(frame.column_names)

    def _apply(self, frame: Any, mapped: ArrowMap) -> Any:
        import daft
        import pyarrow as pa

        mapped.schema(frame.schema().to_pyarrow_schema())
        of = daft.DataType.from_arrow_type(mapped.arrow_type())

        def result(*columns: Any) -> Any:
            arrays = [pa.array(column) for column in columns]
            return mapped.result(pa.table(arrays, names=mapped.inputs)).combine_chunks()

        function = daft.func.batch(return_dtype=of)(result)
        column = function(*[daft.col(name) for name in mapped.inputs])
        return frame.select(*mapped.keep, column.alias(mapped.output_column))


_ENGINE = _Daft()
boundaries = _ENGINE.boundaries
words = _ENGINE.words
graphemes = _ENGINE.graphemes
sentences = _ENGINE.sentences
tokens = _ENGINE.tokens
clean = _ENGINE.clean
claims = _ENGINE.claims
analyze = _ENGINE.analyze
map = _ENGINE.map
