"""Dask: `tamis.dask.claims(frame, "text")` is the dask dataframe with its claims.

Nothing runs before `compute` or a `to_...` asks for rows. The kernel leaves the GIL alone, so that
Dask's threads suffice: processes would copy every text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tamis._frames import Engine, library
from tamis._map import ArrowMap

if TYPE_CHECKING:
    import pandas as pd

library("dask.dataframe", "DataFrame", "dask")


class _Dask(Engine[Any]):
    takes = "a dask DataFrame"
    has = ("columns", "map_partitions")

    def _names(self, frame: Any) -> Sequence[str]:
        return list(frame.columns)

    def _apply(self, frame: Any, mapped: ArrowMap) -> Any:
        # What the kernel makes of no rows are the exact types of all.
        return frame.map_partitions(_partition, mapped, meta=_partition(frame._meta, mapped))


def _partition(part: pd.DataFrame, mapped: ArrowMap) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    table = pa.Table.from_pandas(part, preserve_index=False)
    mapped.schema(table.schema)
    result = mapped.result(table)
    chunked = result if isinstance(result, pa.ChunkedArray) else pa.chunked_array([result])
    column = pd.Series(pd.arrays.ArrowExtensionArray(chunked), index=part.index)
    return part[mapped.keep].assign(**{mapped.output_column: column})


_ENGINE = _Dask()
boundaries = _ENGINE.boundaries
words = _ENGINE.words
graphemes = _ENGINE.graphemes
sentences = _ENGINE.sentences
tokens = _ENGINE.tokens
clean = _ENGINE.clean
claims = _ENGINE.claims
analyze = _ENGINE.analyze
map = _ENGINE.map
