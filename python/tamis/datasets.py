"""Hugging Face datasets: `tamis.datasets.claims(dataset, "text")` is the dataset with its claims.

The results for a `Dataset` are written to the library's cache as `map` does, and put beside the
columns that are kept; an `IterableDataset` streams. Rows go through the kernel in Arrow, on all
cores; with `threads=1` it leaves them to other processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tamis._frames import Engine, library
from tamis._map import ArrowMap

library("datasets", "Dataset")

# Rows that `map` hands over at once where it is not told, and the bytes up to which it is told to
# hand over more: what it does for each batch costs as much as the words of a thousand short texts.
_ROWS = 1000
_BYTES = 8 << 20


class _Datasets(Engine[Any]):
    takes = "a Dataset or IterableDataset, such as one part of a DatasetDict,"
    has = ("features", "with_format")
    # `map` calls from one process: the cores are the kernel's.
    threads = None

    def _names(self, frame: Any) -> Sequence[str]:
        return list(_features(frame))

    def _apply(self, frame: Any, mapped: ArrowMap) -> Any:
        from datasets import Dataset, Features, concatenate_datasets

        features = _features(frame)
        schema = mapped.schema(features.arrow_schema)
        made = Features.from_arrow_schema(schema)
        made |= {name: features[name] for name in mapped.keep}
        if isinstance(frame, Dataset) and not len(frame):
            # `map` leaves an empty data set as it was, without the column.
            return Dataset(made.arrow_schema.empty_table())
        split = isinstance(frame, Dataset)
        # What is kept lies on the disk already: only the result is written.
        only = mapped.without_kept() if split else mapped
        out = frame.with_format("arrow").map(
            only,
            batched=True,
            batch_size=_rows(frame.data) if split else _ROWS,
            remove_columns=[name for name in features if name not in only.keep],
            features=Features({name: made[name] for name in (*only.keep, mapped.output_column)}),
        )
        if split and mapped.keep:
            out = concatenate_datasets([frame.select_columns(mapped.keep), out], axis=1)
        return out.with_format(frame.format["type"] if hasattr(frame, "format") else None)


def _features(frame: Any) -> Any:
    return frame.features or frame.resolve_features().features


def _rows(table: Any) -> int:
    """Rows of a batch: those of `_BYTES`, as the table has them, but not fewer than `_ROWS`."""
    return max(_ROWS, int(_BYTES * table.num_rows // max(1, table.nbytes)))


_ENGINE = _Datasets()
boundaries = _ENGINE.boundaries
words = _ENGINE.words
graphemes = _ENGINE.graphemes
sentences = _ENGINE.sentences
tokens = _ENGINE.tokens
clean = _ENGINE.clean
claims = _ENGINE.claims
analyze = _ENGINE.analyze
map = _ENGINE.map
