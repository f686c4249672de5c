"""Spark: `tamis.spark.claims(frame, "text")` is `frame` with its claims, by `mapInArrow`.

Needs pyspark 4 and pyarrow in the workers. Nothing runs before an action asks for rows; then each
task hands its batches to the kernel, in Arrow, on the one thread that is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tamis._frames import Engine, library
from tamis._map import ArrowMap

if TYPE_CHECKING:
    import pyarrow as pa

library("pyspark", "SparkContext", "spark")


class _Spark(Engine[Any]):
    takes = "a Spark DataFrame"
    has = ("columns", "mapInArrow")

    def _names(self, frame: Any) -> Sequence[str]:
        return list(frame.columns)

    def _apply(self, frame: Any, mapped: ArrowMap) -> Any:
        from pyspark.sql.pandas.types import to_arrow_schema
        from pyspark.sql.types import DataType, StructField, StructType

        mapped.schema(to_arrow_schema(frame.schema))
        read = list(dict.fromkeys([*mapped.inputs, *mapped.keep]))
        kept = [frame.schema[name] for name in mapped.keep]
        result = StructField(mapped.output_column, DataType.fromDDL(mapped.spark_type()))
        # Quoted: a dot in a name is no way into a struct.
        columns = ["`" + name.replace("`", "``") + "`" for name in read]
        return frame.select(*columns).mapInArrow(_Batches(mapped), StructType([*kept, result]))


class _Batches:
    """One task's batches through the kernel."""

    def __init__(self, mapped: ArrowMap) -> None:
        self._mapped = mapped

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield self._mapped(batch)


_ENGINE = _Spark()
boundaries = _ENGINE.boundaries
words = _ENGINE.words
graphemes = _ENGINE.graphemes
sentences = _ENGINE.sentences
tokens = _ENGINE.tokens
clean = _ENGINE.clean
claims = _ENGINE.claims
analyze = _ENGINE.analyze
map = _ENGINE.map
