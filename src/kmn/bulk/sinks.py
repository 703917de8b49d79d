"""Tables of any format, written part by part as they come."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from attrs import define, field

from kmn.bulk.chunks import Lines, with_pieces
from kmn.bulk.columns import COLUMNS
from kmn.bulk.csv_lines import CsvLines
from kmn.bulk.csv_rows import written
from kmn.bulk.json_lines import piece_of_json, rows_as_json
from kmn.bulk.outcomes import TYPE
from kmn.bulk.workbooks import Workbook
from kmn.errors import InputError

if TYPE_CHECKING:
    from kmn.bulk.chunks import Chunk, Source
    from kmn.bulk.dialect import Dialect

__all__ = ["Sink", "open_sink"]

_ROWS_TOGETHER: Final = 1 << 17
_BYTES_TOGETHER: Final = 1 << 26
_TEXTUAL: Final = ("csv", "xlsx")


class Sink(Protocol):
    """What takes the parts of a table."""

    def write(self, chunk: Chunk, answers: Any) -> None:
        """Write some rows with the columns that are added (`pyarrow.RecordBatch`)."""

    def close(self) -> None:
        """Write what belongs to the end."""

    def give_up(self) -> None:
        """Write no more, whether closed or not."""


def open_sink(name: str, file: IO[bytes], source: Source, dialect: Dialect) -> Sink:
    """Begin a table.

    Args:
        name: One of `kmn.bulk.formats.FORMATS`.
        file: The file to write; it stays open.
        source: The table that is kept.
        dialect: How CSV is to be written.

    Raises:
        InputError: Two columns have the same name, and the format needs each to have its own.
        MissingExtraError: The format needs a package that is not installed.
    """
    headers = source.headers
    if name not in _TEXTUAL and len(set(headers)) < len(headers):
        message = "Two columns have the same header: rename one of them, or write CSV."
        raise InputError(message)
    if name == "csv":
        header = dialect.delimiter.join(written(one, dialect.delimiter) for one in headers)
        return CsvLines(file, dialect, source.line or header)
    if name == "jsonl":
        return _JsonLines(file)
    if name == "xlsx":
        return Workbook(file, [*headers, *COLUMNS])
    import pyarrow as pa

    added = [pa.field(column, TYPE, nullable=False) for column in COLUMNS]
    schema = pa.schema([*source.schema, *added], source.schema.metadata)
    if name == "parquet":
        return _Parquet(file, schema, source.compression)
    return _Arrow(file, schema, is_file=name == "arrow", steady=headers if source.steady else [])


@define
class _JsonLines:
    _file: IO[bytes]

    def write(self, chunk: Chunk, answers: Any) -> None:
        """Write rows as objects."""
        lines = chunk.kept if isinstance(chunk.kept, Lines) else rows_as_json(chunk.kept)
        self._file.write(with_pieces(lines, answers, piece_of_json))

    def close(self) -> None:
        """Do nothing."""

    def give_up(self) -> None:
        """Do nothing."""


@define
class _Parquet:
    _file: IO[bytes]
    _schema: Any
    _compression: str | None
    _waiting: list[Any] = field(factory=list)
    _writer: Any = None

    def __attrs_post_init__(self) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        class Writer(parquet.ParquetWriter):  # type: ignore[misc]
            """One that writes nothing more when it is given up: its file may be closed already."""

            def __del__(self) -> None:
                """Do nothing."""

        kept = [one.name for one in self._schema if one.name not in COLUMNS]
        # What is tried on numbers costs more time than all the rest, and seldom pays.
        repeated = [
            one.name
            for one in self._schema
            if not (pa.types.is_floating(one.type) or pa.types.is_integer(one.type) or pa.types.is_nested(one.type))
        ]
        self._writer = Writer(
            self._file,
            self._schema,
            compression=(self._compression or "snappy").replace("UNCOMPRESSED", "none"),
            use_dictionary=repeated,
            write_statistics=kept or False,
        )

    def write(self, chunk: Chunk, answers: Any) -> None:
        """Write rows, as soon as there are enough of them for a group."""
        import pyarrow as pa

        columns = [*chunk.kept.columns, *answers.columns]
        self._waiting.append(pa.RecordBatch.from_arrays(columns, schema=self._schema))
        rows = sum(len(batch) for batch in self._waiting)
        if rows >= _ROWS_TOGETHER or sum(batch.nbytes for batch in self._waiting) >= _BYTES_TOGETHER:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._waiting:
            table = pa.Table.from_batches(self._waiting, self._schema)
            self._waiting = []
            self._writer.write_table(table.unify_dictionaries())

    def close(self) -> None:
        """Write the rest, and what tells where everything is."""
        self._flush()
        self._writer.close()

    def give_up(self) -> None:
        """Do nothing."""


@define
class _Arrow:
    """A stream, in which a dictionary may take the place of another; or a file, in which few programs bear that."""

    _file: IO[bytes]
    _schema: Any
    _is_file: bool
    _steady: list[str]
    _writer: Any = None

    def __attrs_post_init__(self) -> None:
        import pyarrow as pa

        for at, one in enumerate(self._schema):
            if self._is_file and pa.types.is_dictionary(one.type) and one.name not in self._steady:
                self._schema = self._schema.set(at, one.with_type(one.type.value_type))
        if self._is_file:
            options = pa.ipc.IpcWriteOptions(compression="lz4")
            self._writer = pa.ipc.new_file(self._file, self._schema, options=options)
        else:
            self._writer = pa.ipc.new_stream(self._file, self._schema)

    def write(self, chunk: Chunk, answers: Any) -> None:
        """Write rows as a batch."""
        import pyarrow as pa

        columns = [
            column if column.type == one.type else column.dictionary_decode()
            for column, one in zip((*chunk.kept.columns, *answers.columns), self._schema, strict=True)
        ]
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=self._schema))

    def close(self) -> None:
        """Write what tells where everything is."""
        self._writer.close()

    def give_up(self) -> None:
        """Do nothing."""
