"""The lines of a CSV file that is written, each with the cells that are added."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any

from kmn.bulk.chunks import Lines, texts, with_pieces
from kmn.bulk.columns import COLUMNS
from kmn.bulk.csv_rows import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kmn.bulk.chunks import Chunk
    from kmn.bulk.dialect import Dialect

__all__ = ["CsvLines"]


class CsvLines:
    r"""A CSV file that is written, row by row or many rows at a time (see `kmn.bulk.sinks.Sink`).

    Examples:
        >>> import io
        >>> from kmn.bulk.dialect import Dialect
        >>> file = io.BytesIO()
        >>> lines = CsvLines(file, Dialect("utf-8", ";", "\n"), "PLZ")
        >>> lines.add("31134", ["responsible", *[""] * 12], "")
        >>> file.getvalue().decode().splitlines()[1]
        '31134;responsible;;;;;;;;;;;;'
    """

    def __init__(self, file: IO[bytes], dialect: Dialect, header: str) -> None:
        """Begin with the headers.

        Args:
            file: The file to write.
            dialect: How the source was written; the file is UTF-8, with a byte order mark unless the source had none.
            header: The text of the row of headers.
        """
        self._file = file
        self._delimiter = dialect.delimiter
        self._newline = dialect.newline
        text = header + self._cells(COLUMNS)
        file.write(text.encode("utf-8" if dialect.encoding == "utf-8" else "utf-8-sig"))

    def _cells(self, cells: Iterable[str]) -> str:
        return "".join(self._delimiter + written(cell, self._delimiter) for cell in cells)

    def add(self, text: str, cells: Sequence[str], surplus: str) -> None:
        """Write a row.

        Args:
            text: The text of its own cells.
            cells: The cells that are added.
            surplus: The text that stands behind them.
        """
        self._file.write(f"{self._newline}{text}{self._cells(cells)}{surplus}".encode())

    def write(self, chunk: Chunk, answers: Any) -> None:
        """Write many rows."""

        def piece(_name: str, value: str | None) -> str:
            return self._cells([value or ""])

        lines = chunk.kept if isinstance(chunk.kept, Lines) else self._lines(chunk.kept)
        self._file.write(with_pieces(lines, answers, piece))

    def _lines(self, batch: Any) -> Lines:
        from pyarrow import compute

        cells = []
        for column in batch.columns:
            cell = texts(column)
            special = compute.match_substring_regex(cell, f'["\r\n{re.escape(self._delimiter)}]')
            if compute.any(special).as_py():
                doubled = compute.replace_substring(cell, '"', '""')
                quoted = compute.binary_join_element_wise('"', doubled, '"', "")
                cell = compute.if_else(special, quoted, cell)
            cells.append(cell)
        rows = compute.binary_join_element_wise(*cells, self._delimiter)
        return Lines(compute.binary_join_element_wise(self._newline, rows, ""))

    def close(self) -> None:
        """End the last line."""
        self._file.write(self._newline.encode())

    def give_up(self) -> None:
        """Do nothing."""
