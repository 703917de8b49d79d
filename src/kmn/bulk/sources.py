"""Tables of any format, read part by part.

CSV is read as texts, and so are JSON lines and workbooks where another format is written. Parquet and Arrow keep
their types, nested ones as well.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

from kmn.bulk.chunks import Chunk, Lines, Source
from kmn.bulk.csv_blocks import Rows, read_blocks
from kmn.bulk.csv_rows import Text, read_header
from kmn.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kmn.bulk.csv_rows import Row
    from kmn.bulk.dialect import Dialect

__all__ = ["open_arrow", "open_csv", "open_parquet", "too_wide"]

_MOST_ROWS: Final = 1 << 17
_FEWEST_ROWS: Final = 1024
_MOST_BYTES: Final = 1 << 25
_BUFFER: Final = 1 << 20
_PARQUET: Final = "Parquet"
_ARROW: Final = "Arrow IPC"
_ARROW_FILE: Final = b"ARROW1"


def too_wide(row: int) -> DataError:
    """Give the error for a row whose surplus has no place in the format that is written."""
    message = f"Row {row} has more cells than there are headers. Write CSV, which keeps them, or repair the row."
    return DataError(message)


def open_csv(file: IO[bytes], dialect: Dialect, *, as_lines: bool) -> Source:
    """Open a CSV file.

    Args:
        file: The file.
        dialect: How it is written.
        as_lines: Whether rows are kept as the texts they were read from.
    """
    import pyarrow as pa

    size = file.seek(0, 2)
    text = Text(file, dialect.encoding)
    header = read_header(text, dialect)
    width = len(header.cells)

    def chunks(columns: Sequence[int]) -> Iterator[Chunk]:
        number = dialect.first_row
        wanted = columns if as_lines else range(width)
        for piece in read_blocks(text, dialect, width, wanted):
            share = min(text.taken / size, 1.0)
            if isinstance(piece, Rows):
                newline = dialect.newline if as_lines else None
                chunk = _tolerated(piece.rows, number, share, columns=columns, newline=newline, headers=header.cells)
            else:
                asked = piece.batch if as_lines else project(piece.batch, columns)
                kept = Lines(piece.lines) if as_lines else piece.batch.rename_columns(header.cells)
                chunk = Chunk(asked, kept, share)
            number += len(chunk.asked)
            yield chunk

    return Source(
        header.cells, dialect.first_row, chunks, pa.schema([(one, pa.string()) for one in header.cells]), header.text
    )


def _tolerated(  # noqa: PLR0913 - all that rows are read by
    rows: list[Row], number: int, share: float, *, columns: Sequence[int], newline: str | None, headers: list[str]
) -> Chunk:
    """Make a chunk of rows of any width; with lines, if a line end is given."""
    import pyarrow as pa

    def table(filled: Sequence[list[str]], positions: Sequence[int], names: Sequence[str]) -> Any:
        arrays = [pa.array([cells[at] for cells in filled], pa.string()) for at in positions]
        return pa.RecordBatch.from_arrays(arrays, names=list(names))

    blank = [""] * len(headers)  # rows of another width are not asked about
    asked = table([blank if row.ragged else row.cells for row in rows], columns, [str(at) for at in columns])
    invalid = [at for at, row in enumerate(rows) if row.ragged and not row.blank]
    if newline is not None:
        begins = pa.array([newline + row.text for row in rows], pa.string())
        surplus = [row.surplus for row in rows]
        return Chunk(asked, Lines(begins, pa.array(surplus, pa.string()) if any(surplus) else None), share, invalid)
    wide = next((at for at, row in enumerate(rows) if row.surplus), None)
    if wide is not None:
        raise too_wide(number + wide)
    whole = [[*row.cells, *blank[len(row.cells) :]] for row in rows]
    return Chunk(asked, table(whole, range(len(headers)), headers), share, invalid)


def project(batch: Any, columns: Sequence[int]) -> Any:
    """Give some columns of a batch, named by their positions."""
    import pyarrow as pa

    return pa.RecordBatch.from_arrays(
        [batch.column(column) for column in columns], names=[str(column) for column in columns]
    )


def open_parquet(file: IO[bytes]) -> Source:
    """Open a Parquet file.

    Raises:
        DataError: It is none.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        schema = table.schema_arrow
        headers = schema.names
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _not_one(_PARQUET) from error
    about = table.metadata
    groups = [about.row_group(number) for number in range(about.num_row_groups)]
    size = sum(group.total_byte_size for group in groups) / max(about.num_rows, 1)
    most = int(min(max(_MOST_BYTES / max(size, 1), _FEWEST_ROWS), _MOST_ROWS))

    def chunks(columns: Sequence[int]) -> Iterator[Chunk]:
        done = 0
        try:
            for batch in table.iter_batches(most, use_threads=False):
                done += len(batch)
                yield Chunk(project(batch, columns), batch, done / about.num_rows)
        except (pa.ArrowException, OSError) as error:
            raise _not_one(_PARQUET) from error

    compression = groups[0].column(0).compression if groups and groups[0].num_columns else None
    return Source(headers, 1, chunks, schema, compression=compression)


def open_arrow(file: IO[bytes]) -> Source:
    """Open a file or stream of Arrow IPC; which of both it is, it says itself.

    Raises:
        DataError: It is none.
    """
    import pyarrow as pa

    file.seek(0)
    is_file = file.read(len(_ARROW_FILE)) == _ARROW_FILE
    size = file.seek(0, 2)
    file.seek(0)
    try:
        reader = pa.ipc.open_file(file) if is_file else pa.ipc.open_stream(file)
        schema = reader.schema
        headers = schema.names
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise _not_one(_ARROW) from error

    def batches() -> Iterator[tuple[Any, float]]:
        if is_file:
            for number in range(reader.num_record_batches):
                yield reader.get_batch(number), (number + 1) / reader.num_record_batches
        else:
            for batch in reader:
                yield batch, min(file.tell() / size, 1.0)

    def chunks(columns: Sequence[int]) -> Iterator[Chunk]:
        try:
            for whole, share in batches():
                for begin in range(0, len(whole), _MOST_ROWS):
                    batch = whole.slice(begin, _MOST_ROWS)
                    yield Chunk(project(batch, columns), batch, share)
        except (pa.ArrowException, OSError) as error:
            raise _not_one(_ARROW) from error

    return Source(headers, 1, chunks, schema, steady=is_file)


def _not_one(name: str) -> DataError:
    return DataError(f"The file cannot be read as {name}: it is damaged, cut off, or something else.")
