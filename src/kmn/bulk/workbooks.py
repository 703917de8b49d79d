"""Workbooks (xlsx): the first sheet, read and written row by row, each cell as a text.

Numbers and days become the texts a person would have typed, so that keys keep their zeros from there on.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, Final

from kmn.bulk.chunks import Chunk, Source, texts
from kmn.bulk.sources import project, too_wide
from kmn.errors import DataError
from kmn.interchange.spreadsheet import append_row, new_book, stream_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Workbook", "open_workbook"]

_MOST_ROWS: Final = 1 << 14
_ROWS_OF_A_SHEET: Final = 1 << 20
_SHEET: Final = "kmn"


def open_workbook(file: IO[bytes]) -> Source:
    """Open a workbook; its first row holds the headers.

    Args:
        file: The file.

    Raises:
        DataError: It is none, or empty.
        MissingExtraError: openpyxl is not installed.
    """
    import pyarrow as pa

    rows = _without_tail(stream_texts(file))
    begin = list(islice(rows, _MOST_ROWS))
    if not begin:
        message = "The first sheet of the workbook is empty: its first row should hold the headers."
        raise DataError(message)
    width = max(map(len, begin))
    headers = [*begin[0], *[""] * (width - len(begin[0]))]

    def chunks(columns: Sequence[int]) -> Iterator[Chunk]:
        number = 2
        left = chain(begin[1:], rows)
        while part := list(islice(left, _MOST_ROWS)):
            wide = next((at for at, cells in enumerate(part) if len(cells) > width), None)
            if wide is not None:
                raise too_wide(number + wide)
            number += len(part)
            arrays = [
                pa.array([cells[at] if at < len(cells) else "" for cells in part], pa.string()) for at in range(width)
            ]
            batch = pa.RecordBatch.from_arrays(arrays, names=headers)
            yield Chunk(project(batch, columns), batch, min(number / _ROWS_OF_A_SHEET, 1.0))

    return Source(headers, 2, chunks, pa.schema([(header, pa.string()) for header in headers]))


def _without_tail(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Leave out the rows behind the last one in which something stands."""
    empty = 0
    for row in rows:
        if not row:
            empty += 1
            continue
        for _ in range(empty):
            yield ()
        empty = 0
        yield row


class Workbook:
    """A workbook that is written (see `kmn.bulk.sinks.Sink`)."""

    def __init__(self, file: IO[bytes], headers: list[str]) -> None:
        """Begin with the headers.

        Args:
            file: The file to write.
            headers: All headers.
        """
        self._file = file
        self._book = new_book(write_only=True)
        self._sheet = self._book.create_sheet(_SHEET)
        self._sheet.freeze_panes = "A2"
        self._open = True
        self._rows = 1
        append_row(self._sheet, headers)

    def write(self, chunk: Chunk, answers: Any) -> None:
        """Write rows as texts."""
        self._rows += len(answers)
        if self._rows > _ROWS_OF_A_SHEET:
            message = f"A sheet of a workbook has {_ROWS_OF_A_SHEET} rows at most: write CSV or Parquet."
            raise DataError(message)
        columns = [texts(column).to_pylist() for column in (*chunk.kept.columns, *answers.columns)]
        for row in zip(*columns, strict=True):
            append_row(self._sheet, row)

    def close(self) -> None:
        """Pack it."""
        self._open = False
        self._book.save(self._file)

    def give_up(self) -> None:
        """End the sheet, which otherwise complains when it is forgotten."""
        if self._open:
            self._sheet.close()
