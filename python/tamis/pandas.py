"""The accessor `tamis` on pandas series: `import tamis.pandas`. Results are Arrow-backed.

>>> import pandas as pd, tamis.pandas
>>> pd.Series(["Two men", None]).tamis.words().list.len().tolist()
[2, <NA>]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from tamis._frames import Operations
from tamis._tamis import _Kernel


@pd.api.extensions.register_series_accessor("tamis")
class Accessor(Operations["pd.Series[Any]"]):
    """Operations on a series of strings."""

    def __init__(self, series: pd.Series[Any]) -> None:
        self._series = series

    def _map(self, steps: Sequence[str], options: dict[str, Any]) -> pd.Series[Any]:
        options = dict(options)
        threads = options.pop("threads", None)
        result = _Kernel(list(steps), options).run(self._series, threads=threads)
        chunked = result if isinstance(result, pa.ChunkedArray) else pa.chunked_array([result])
        return pd.Series(
            pd.arrays.ArrowExtensionArray(chunked),
            index=self._series.index,
            name=self._series.name,
        )
