"""The namespace `tamis` on polars expressions, series and lazy frames: `import tamis.polars`.

>>> import polars as pl, tamis.polars
>>> frame = pl.DataFrame({"text": ["Two men", None]})
>>> frame.select(pl.col("text").tamis.words(output="text")).to_dicts()
[{'text': ['Two', 'men']}, {'text': None}]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
import pyarrow as pa

from tamis._frames import Operations
from tamis._tamis import TamisError, _Kernel


class Mapper:
    """One operation on a series; made anew where a plan was pickled."""

    def __init__(self, steps: Sequence[str], options: dict[str, Any]) -> None:
        self.steps, self.options = list(steps), dict(options)
        self.threads = self.options.pop("threads", None)
        self.kernel = _Kernel(self.steps, self.options)

    def dtype(self) -> pl.DataType:
        """The polars type of the result."""
        of = pa.DataType._import_from_c_capsule(self.kernel.__arrow_c_schema__())
        return pl.Series(pa.array([], of)).dtype

    def __call__(self, series: pl.Series) -> pl.Series:
        column = series
        if isinstance(series.dtype, pl.Struct):
            names = [field.name for field in series.dtype.fields]
            if "text" not in names:
                raise TamisError(f"no field 'text' here; the fields are {', '.join(names)}")
            column = series.struct.field("text")
        return pl.Series(series.name, self.kernel.run(column, threads=self.threads))

    def __reduce__(self) -> tuple[Any, ...]:
        return (Mapper, (self.steps, {**self.options, "threads": self.threads}))


@pl.api.register_expr_namespace("tamis")
class Expression(Operations[pl.Expr]):
    """Operations on a column of strings, or on the `text` of a cleaned one."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def _map(self, steps: Sequence[str], options: dict[str, Any]) -> pl.Expr:
        mapper = Mapper(steps, options)
        return self._expression.map_batches(
            mapper, return_dtype=mapper.dtype(), is_elementwise=True
        )


@pl.api.register_series_namespace("tamis")
class Series(Operations[pl.Series]):
    """Operations on a series of strings."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def _map(self, steps: Sequence[str], options: dict[str, Any]) -> pl.Series:
        return Mapper(steps, options)(self._series)


@pl.api.register_lazyframe_namespace("tamis")
class Lazy:
    """Operations on a lazy frame."""

    def __init__(self, frame: pl.LazyFrame) -> None:
        self._frame = frame

    def map(
        self, *steps: str, column: str, name: str | None = None, **options: Any
    ) -> pl.LazyFrame:
        """The frame with one more column: the result of a chain on `column`.

        >>> import polars as pl, tamis.polars
        >>> frame = pl.LazyFrame({"text": ["Two men"]})
        >>> frame.tamis.map("words", column="text", output="text").collect().to_dicts()
        [{'text': 'Two men', 'words': ['Two', 'men']}]
        """
        result = Expression(pl.col(column))._map(steps, options)
        return self._frame.with_columns(result.alias(name or steps[-1]))
