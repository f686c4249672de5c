"""Claims as data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tamis._tamis import Claims

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def to_pandas(claims: Claims) -> pd.DataFrame:
    """A pandas data frame with Arrow-backed columns."""
    import pandas as pd
    import pyarrow as pa

    frame: pd.DataFrame = pa.table(claims).to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def to_polars(claims: Claims) -> pl.DataFrame:
    """A polars data frame."""
    import polars as pl
    import pyarrow as pa

    return pl.DataFrame(pa.table(claims))
