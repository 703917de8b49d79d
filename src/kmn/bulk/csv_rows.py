r"""The rows of a CSV file, whatever is wrong with it, each with the text it was read from.

A row that has as many cells as there are headers keeps its text, quotation marks included, so that nothing of it
changes by being read and written; only its line end may. Other rows are written anew: short ones filled up, long ones
cut at the last header, with what stands beyond it apart.
"""

from __future__ import annotations

import codecs
import csv
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from attrs import frozen

from kmn.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmn.bulk.dialect import Dialect

__all__ = ["Row", "Text", "long_cells", "read_header", "read_rows", "written"]

_LONGEST_CELL: Final = 1 << 24
_CHUNK: Final = 1 << 20
# With this line end, the csv module puts cells with any line end in quotation marks.
_ANY_END: Final = "\r\n"


@frozen
class Row:
    """A row.

    Attributes:
        cells: Its cells.
        text: What is written for it, as far as the headers go, without a line end.
        surplus: What is written for the cells beyond the last header, with the delimiter before it; mostly empty.
        ragged: Whether it has more or fewer cells than there are headers.
    """

    cells: list[str]
    text: str
    surplus: str = ""
    ragged: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


class Text:
    r"""What is left to read of a text file, as UTF-8; lines or whole pieces can be taken from its front.

    Examples:
        >>> import io
        >>> text = Text(io.BytesIO(b"PLZ;Ort\n31134;Hildesheim\n"), "utf-8")
        >>> text.line(), text.peek(5)
        (b'PLZ;Ort\n', b'31134;Hildesheim\n')

    Attributes:
        lines: How many lines were taken.
        taken: How many bytes were taken, counted as UTF-8.
    """

    def __init__(self, file: IO[bytes], encoding: str) -> None:
        """Begin at the beginning.

        Args:
            file: The file.
            encoding: Its encoding, as `kmn.bulk.dialect` recognises it.
        """
        file.seek(0)
        self._file = file
        self._decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)()
        self._rest = b""
        self._at = 0
        self._ended = False
        self.lines = 0
        self.taken = 0

    def peek(self, size: int) -> bytes:
        """Give what comes next, at least so many bytes of it if there are so many, without taking it."""
        while len(self._rest) - self._at < size and self._fill(size):
            pass
        self._rest, self._at = self._rest[self._at :], 0
        return self._rest

    def skip(self, size: int, lines: int) -> None:
        """Take so many bytes, which are so many lines."""
        self._at += size
        self.taken += size
        self.lines += lines

    def line(self) -> bytes:
        """Take the next line with its end; nothing is left if it is empty."""
        seen = 0
        while True:
            end = self._end(self._at + seen)
            if end is not None:
                line = self._rest[self._at : end]
                self.skip(len(line), 1)
                return line
            seen = max(len(self._rest) - self._at - 1, 0)  # a return at the end may be half of a line end
            if seen >= _LONGEST_CELL - 1:
                raise too_long(self.lines + 1)
            self._fill(_CHUNK)

    def _end(self, begin: int) -> int | None:
        """Find where the line ends that has no end before a position; None if that is not read yet."""
        feed = self._rest.find(b"\n", begin)
        back = self._rest.find(b"\r", begin, feed if feed >= 0 else len(self._rest))
        if 0 <= back < len(self._rest) - 1:
            return back + (2 if self._rest[back + 1 : back + 2] == b"\n" else 1)
        if feed >= 0:
            return feed + 1
        return len(self._rest) if self._ended else None

    def _fill(self, size: int) -> bool:
        chunk = self._file.read(max(size, _CHUNK))
        self._ended = not chunk
        if self._decoder is not None:
            chunk = self._decoder.decode(chunk, final=self._ended).encode()
        self._rest, self._at = self._rest[self._at :] + chunk, 0
        return not self._ended


def too_long(line: int) -> DataError:
    """Give the error for a row that does not end."""
    return DataError(f"What stands before line {line} is too long for a row: is a quotation mark not closed?")


@contextmanager
def long_cells() -> Iterator[None]:
    """Let the csv module read cells of up to 16 million letters meanwhile."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def read_header(text: Text, dialect: Dialect) -> Row:
    r"""Take the first row, and what stands before it.

    Args:
        text: The text, at its beginning.
        dialect: How it is written.

    Examples:
        >>> from kmn.bulk.dialect import Dialect
        >>> import io
        >>> read_header(Text(io.BytesIO(b'PLZ,"Ort"\n'), "utf-8"), Dialect("utf-8", ",", "\n"))
        Row(cells=['PLZ', 'Ort'], text='PLZ,"Ort"', surplus='', ragged=False)
    """
    for _ in range(dialect.skipped):
        text.line()
    return next(read_rows(text, dialect, None), Row([], ""))


def read_rows(text: Text, dialect: Dialect, width: int | None) -> Iterator[Row]:
    r"""Take rows; each is taken from the text only when it is given.

    Args:
        text: The text, at the beginning of a row.
        dialect: How it is written.
        width: How many headers there are; None if any number of cells is right.

    Raises:
        DataError: A row does not end within 16 million letters.

    Examples:
        >>> from kmn.bulk.dialect import Dialect
        >>> import io
        >>> text = Text(io.BytesIO(b'31134,"Hildesheim"\n31134\n31134,Hildesheim,x\n'), "utf-8")
        >>> for row in read_rows(text, Dialect("utf-8", ",", "\n"), 2):
        ...     print(row.text, row.surplus, row.ragged)
        31134,"Hildesheim"  False
        31134,  True
        31134,Hildesheim ,x True
    """
    taken: list[str] = []
    open_at_end = False

    def lines() -> Iterator[str]:
        nonlocal open_at_end
        while line := text.line():
            taken.append(line.decode())
            yield taken[-1]
        open_at_end = bool(taken)

    reader = csv.reader(lines(), delimiter=dialect.delimiter)
    try:
        for cells in reader:
            # What is written behind a row whose quotation mark is never closed would be a part of it.
            raw = None if open_at_end else "".join(taken).rstrip("\r\n")
            yield _row(cells, raw, dialect.delimiter, len(cells) if width is None else width)
            taken.clear()
    except csv.Error as error:
        raise too_long(text.lines) from error


def _row(cells: list[str], raw: str | None, delimiter: str, width: int) -> Row:
    if raw is not None and len(cells) == width:
        return Row(cells, raw)
    filled = [*cells[:width], *[""] * (width - len(cells))]
    surplus = "".join(delimiter + written(cell, delimiter) for cell in cells[width:])
    text = delimiter.join(written(cell, delimiter) for cell in filled)
    return Row(cells, text, surplus, ragged=len(cells) != width)


def written(cell: str, delimiter: str) -> str:
    """Give what is written for a cell.

    Examples:
        >>> print(written("Domhof 1, Hof", ","), written("Domhof 1", ","))
        "Domhof 1, Hof" Domhof 1
    """
    if not any(mark in cell for mark in (delimiter, '"', "\n", "\r")):
        return cell
    return '"' + cell.replace('"', '""') + '"'
