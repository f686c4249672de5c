"""arrow_map: the one callable that every frame and engine calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from tamis._tamis import TamisError, _Kernel

if TYPE_CHECKING:
    import pyarrow as pa

    Tabular = TypeVar("Tabular", pa.RecordBatch, pa.Table)


class ArrowMap:
    """Maps a pyarrow RecordBatch or Table to one with the kept columns and the result.

    Made by `arrow_map`. It holds its options alone, so that it pickles into any worker.
    """

    def __init__(
        self,
        operation: str | Sequence[str],
        *,
        column: str,
        keep: Sequence[str] = (),
        output_column: str | None = None,
        url_column: str | None = None,
        published_column: str | None = None,
        threads: int | None = 1,
        options: dict[str, Any] | None = None,
    ) -> None:
        self.steps = [operation] if isinstance(operation, str) else list(operation)
        if not self.steps:
            raise TamisError('no operation: give one such as "claims", or ["clean", "claims"]')
        self.column = column
        self.keep = [keep] if isinstance(keep, str) else list(keep)
        self.output_column = output_column or self.steps[-1]
        self.url_column = url_column
        self.published_column = published_column
        self.threads = threads
        self.options = dict(options or {})
        self._kernel = _Kernel(self.steps, self.options)
        self._last: tuple[pa.Schema, pa.Schema] | None = None
        # What no run could be told is told now.
        self._kernel.run([], threads)
        if self.output_column in self.keep:
            raise TamisError(
                f"a kept column is called {self.output_column!r} as the result: "
                "name the result by output_column="
            )

    def __call__(self, table: Tabular) -> Tabular:
        """The kept columns of `table`, and the result."""
        _need_table(table)
        # Batches of one table come one after the other.
        last = self._last
        if last is None or last[0] != table.schema:
            self._last = last = table.schema, self.schema(table.schema)
        schema = last[1]
        columns = [*(table.column(name) for name in self.keep), self.result(table)]
        return type(table).from_arrays(columns, schema=schema)

    def result(self, table: pa.RecordBatch | pa.Table) -> pa.Array | pa.ChunkedArray:
        """The result for `table`, without the kept columns."""
        beside = {"url": self.url_column, "published": self.published_column}
        return self._kernel.run(
            table.column(self.column),
            threads=self.threads,
            **{option: table.column(name) for option, name in beside.items() if name},
        )

    @property
    def inputs(self) -> list[str]:
        """The columns that are read: that of the documents, and what is known beside them."""
        return [n for n in (self.column, self.url_column, self.published_column) if n]

    def arrow_type(self) -> pa.DataType:
        """The Arrow type of the result."""
        import pyarrow as pa

        return pa.DataType._import_from_c_capsule(self._kernel.__arrow_c_schema__())

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """The schema of the result for input of `schema`.

        Raises TamisError where a column is missing or is not of strings.
        """
        import pyarrow as pa

        there = f"the columns are {', '.join(schema.names)}"
        for name in [*self.inputs, *self.keep]:
            if (found := schema.names.count(name)) != 1:
                wrong = "no column" if not found else f"{found} columns called"
                raise TamisError(f"{wrong} {name!r} here; {there}")
        try:
            # What the kernel cannot take it refuses without a row as well.
            self.result(schema.empty_table())
        except TamisError as error:
            which = "" if "the column of" in str(error) else f"column {self.column!r}: "
            raise TamisError(f"{which}{error}; {there}") from None
        kept = [schema.field(name) for name in self.keep]
        return pa.schema([*kept, pa.field(self.output_column, self.arrow_type())])

    def duckdb_type(self) -> str:
        """The DuckDB type of the result."""
        return _sql(self.arrow_type(), "duckdb")

    def spark_type(self) -> str:
        """The Spark DDL type of the result."""
        return _sql(self.arrow_type(), "spark")

    def without_kept(self) -> ArrowMap:
        """The same, of which the result alone comes."""
        return _rebuild(self._state() | {"keep": []})

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self._state(),))

    def _state(self) -> dict[str, Any]:
        return {
            "operation": self.steps,
            "column": self.column,
            "keep": self.keep,
            "output_column": self.output_column,
            "url_column": self.url_column,
            "published_column": self.published_column,
            "threads": self.threads,
            "options": self.options,
        }

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ArrowMap) and self._state() == other._state()

    def __hash__(self) -> int:
        return hash((tuple(self.steps), self.column, tuple(self.keep)))

    def __repr__(self) -> str:
        steps = " > ".join(self.steps)
        return f"<ArrowMap {self.column} > {steps} > {self.output_column}>"


def _need_table(table: Any) -> None:
    import pyarrow as pa

    if not isinstance(table, (pa.RecordBatch, pa.Table)):
        raise TamisError(
            f"a pyarrow RecordBatch or Table is needed, not {type(table).__name__}: "
            "make one by pyarrow.table(...)"
        )


def _rebuild(state: dict[str, Any]) -> ArrowMap:
    return ArrowMap(**state)


def _sql(of: pa.DataType, dialect: str) -> str:
    import pyarrow.types as kinds

    if kinds.is_struct(of):
        fields = [(field.name, _sql(field.type, dialect)) for field in of]
        if dialect == "spark":
            return f"struct<{', '.join(f'{name}: {kind}' for name, kind in fields)}>"
        quoted = ", ".join(f'"{name}" {kind}' for name, kind in fields)
        return f"STRUCT({quoted})"
    if kinds.is_list(of):
        items = _sql(of.value_type, dialect)
        return f"array<{items}>" if dialect == "spark" else f"{items}[]"
    names = {
        "string": ("VARCHAR", "string"),
        "int32": ("INTEGER", "int"),
        "double": ("DOUBLE", "double"),
        "bool": ("BOOLEAN", "boolean"),
    }
    return names[str(of)][dialect == "spark"]


def arrow_map(
    operation: str | Sequence[str],
    *,
    column: str,
    keep: Sequence[str] = (),
    output_column: str | None = None,
    url_column: str | None = None,
    published_column: str | None = None,
    threads: int | None = 1,
    **options: Any,
) -> ArrowMap:
    """A picklable callable from a pyarrow RecordBatch or Table to the same.

    `operation` is "clean", "words", "sentences", "tokens", "numbers", "claims", "analyze",
    "graphemes" or "boundaries", or a chain such as ["clean", "claims"], which hands the article's
    text on without leaving Rust. The result has the columns of `keep` and one called as the last
    operation (or `output_column`). Options are those of the batch functions; where addresses and
    dates of publication stand in columns, `url_column` and `published_column` name them. `threads`
    is 1, for engines bring their own workers.

    Raises TamisError for an option that cannot be; the callable raises it where a column is
    missing or is not of strings.

    >>> import pyarrow as pa, tamis
    >>> table = pa.table({"id": [7], "text": ["Two men"]})
    >>> words = tamis.arrow_map("words", column="text", keep=["id"], output="text")
    >>> words(table).to_pylist()
    [{'id': 7, 'words': ['Two', 'men']}]
    """
    return ArrowMap(
        operation,
        column=column,
        keep=keep,
        output_column=output_column,
        url_column=url_column,
        published_column=published_column,
        threads=threads,
        options=options,
    )


def explode(table: Tabular, column: str = "claims") -> Tabular:
    """One row for each item of a list column, the other columns repeated.

    The fields of the items become columns; where a name is taken already the item's gets the
    column's name before it (`claims_text`). Documents without items have no row.

    >>> import pyarrow as pa, tamis
    >>> words = tamis.arrow_map("words", column="text", keep=["id"])
    >>> tamis.explode(words(pa.table({"id": [7], "text": ["Two men"]})), "words").to_pylist()
    [{'id': 7, 'start': 0, 'end': 3}, {'id': 7, 'start': 4, 'end': 7}]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    _need_table(table)
    names = table.schema.names
    if column not in names:
        raise TamisError(f"no column {column!r} here; the columns are {', '.join(names)}")
    lists = table.column(column)
    if not pa.types.is_list(lists.type):
        raise TamisError(f"the column {column!r} holds {lists.type}, not lists")
    rows = pc.list_parent_indices(lists)
    items = pc.list_flatten(lists)
    columns = {name: table.column(name).take(rows) for name in names if name != column}
    if pa.types.is_struct(items.type):
        for field in items.type:
            name = f"{column}_{field.name}" if field.name in columns else field.name
            columns[name] = pc.struct_field(items, field.name)
    else:
        columns[column] = items
    return type(table).from_arrays(list(columns.values()), names=list(columns))
