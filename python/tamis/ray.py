"""Ray Data: `tamis.ray.claims(dataset, "text")` is the dataset with its claims.

Nothing runs before rows are asked for. Each task hands its blocks to the kernel, in Arrow, on one
thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tamis._frames import Engine, library
from tamis._map import ArrowMap

library("ray.data", "Dataset", "ray")


class _Ray(Engine[Any]):
    takes = "a Ray Dataset"
    has = ("schema", "map_batches")

    def _names(self, frame: Any) -> Sequence[str]:
        return list(frame.schema().names)

    def _apply(self, frame: Any, mapped: ArrowMap) -> Any:
        mapped.schema(_arrow(frame.schema()))
        return frame.map_batches(mapped, batch_format="pyarrow", zero_copy_batch=True)


def _arrow(schema: Any) -> Any:
    import pyarrow as pa

    return pa.schema(list(zip(schema.names, schema.types, strict=True)))


_ENGINE = _Ray()
boundaries = _ENGINE.boundaries
words = _ENGINE.words
graphemes = _ENGINE.graphemes
sentences = _ENGINE.sentences
tokens = _ENGINE.tokens
clean = _ENGINE.clean
claims = _ENGINE.claims
analyze = _ENGINE.analyze
map = _ENGINE.map
