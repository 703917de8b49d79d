"""How a CSV file is written: its encoding, what separates its cells, and how its lines end.

All of that is recognised from the content, unless it is said. A file is UTF-16 if it begins with the byte order mark
of it, UTF-8 if all of it is, with or without a byte order mark, else Windows-1252, in which German spreadsheets save.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import IO, TYPE_CHECKING, Final

from attrs import frozen

from kmn.errors import DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Dialect", "check_delimiter", "recognise"]

_DELIMITERS: Final = (",", ";", "\t", "|")  # those that are recognised
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 16
_LONGEST_BEGIN: Final = 6
_SAMPLED_ROWS: Final = 50
_HALF: Final = 0.5
_NEWLINE: Final = re.compile(r"\r\n|\n|\r")
_SEPARATOR: Final = re.compile(r"sep=([,;\t|])\s*")
_NO_DELIMITER: Final = re.compile(r"[A-Za-z0-9\x00\"\r\n]")
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1b]")
_OTHERS: Final = {
    b"\x1f\x8b": "is compressed (gzip): unpack it first",
    b"PK\x03\x04": "is a workbook or an archive: say that it is xlsx, or unpack it first",
    b"\xd0\xcf\x11\xe0": "is a workbook of an old kind (xls): save it as xlsx or CSV",
    b"PAR1": "is Parquet: say so",
    b"ARROW1": "is Arrow IPC: say so",
}
"""How files begin that somebody might take for CSV."""


@frozen
class Dialect:
    r"""How a file is written.

    Attributes:
        encoding: `utf-8`, `utf-8-sig` (with a byte order mark), `utf-16`, `cp1252` (Windows-1252), or what was said.
        delimiter: What separates the cells.
        newline: How its lines end: `"\n"`, `"\r\n"` or `"\r"`.
        skipped: How many lines stand before the headers: blank ones, or `sep=;`, which spreadsheets write and read.
    """

    encoding: str
    delimiter: str
    newline: str
    skipped: int = 0

    @property
    def first_row(self) -> int:
        """The number of the row behind the headers; the first one is 1."""
        return self.skipped + 2


def recognise(file: IO[bytes], delimiter: str | None = None, encoding: str | None = None) -> Dialect:
    r"""Recognise how a file is written.

    Args:
        file: The file; it is read once as a whole, in small pieces, and stands at its beginning afterwards.
        delimiter: What separates its cells, if that is known; a comma, a semicolon, a tab or a bar are recognised.
        encoding: Its encoding, if that is known, by any name that Python knows.

    Returns:
        The dialect.

    Raises:
        DataError: The file is empty or not a text in such an encoding.
        InputError: The delimiter cannot be one, or there is no such encoding.
        OSError: The file cannot be read.

    Examples:
        >>> import io
        >>> recognise(io.BytesIO(b"PLZ;Ort\r\n31134;Hildesheim\r\n"))
        Dialect(encoding='utf-8', delimiter=';', newline='\r\n', skipped=0)
    """
    check_delimiter(delimiter)
    encodings = _possible(file) if encoding is None else (_known(encoding),)
    found = next((one for one in encodings if _decodes(file, one)), None)
    if found == "utf-8" and _begin(file).startswith(codecs.BOM_UTF8):
        found = "utf-8-sig"
    sample = "" if found is None else _sample(file, found)
    lines = list(io.StringIO(sample, newline=""))
    if len(sample) == _SAMPLE and len(lines) > 1:
        lines.pop()  # probably cut off
    skipped, said = _before_headers(lines)
    if found is None or any(map(_NOT_TEXT.search, lines[: skipped + 1])):
        raise _not_text(file, encodings)
    if skipped == len(lines):
        message = "The file is empty: its first row should hold the headers."
        raise DataError(message)
    newline = _NEWLINE.search(lines[0])
    mark = delimiter or said or _delimiter(lines[skipped:])
    return Dialect(found, mark, newline[0] if newline else "\n", skipped)


def check_delimiter(delimiter: str | None) -> None:
    """Check that a delimiter can be one, or is None.

    Raises:
        InputError: It is not one character of ASCII, or a letter, a digit, a quotation mark or the end of a line.
    """
    if delimiter is None or (len(delimiter) == 1 and delimiter.isascii() and not _NO_DELIMITER.match(delimiter)):
        return
    message = "The delimiter cannot be one: choose a comma, a semicolon, a tab, a bar (|) or another mark of ASCII."
    raise InputError(message)


def _known(encoding: str) -> str:
    """Give the usual name of an encoding of texts."""
    try:
        codec = codecs.lookup(encoding)
        codecs.getincrementaldecoder(encoding)().decode(b"")
    except (LookupError, ValueError, TypeError):
        codec = None
    if codec is None or not isinstance(codec.decode(b"")[0], str):
        message = "There is no such encoding: choose one like utf-8, cp1252, cp850, iso8859-15 or utf-16-le."
        raise InputError(message)
    return codec.name


def _possible(file: IO[bytes]) -> tuple[str, ...]:
    """Say which encodings a file may have, by how it begins."""
    if _begin(file).startswith(_UTF_16):
        return ("utf-16",)
    return ("utf-8", "cp1252")


def _begin(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(_LONGEST_BEGIN)


def _not_text(file: IO[bytes], encodings: Sequence[str]) -> DataError:
    begin = _begin(file)
    for other, text in _OTHERS.items():
        if begin.startswith(other):
            return DataError(f"The file {text}.")
    names = " or ".join(encodings)
    return DataError(
        f"The file is not a text in {names}: a table has to be saved as CSV, or its encoding to be said."
    )


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk
    file.seek(0)


def _decodes(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _sample(file: IO[bytes], encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)()
    sample = ""
    for chunk in _chunks(file):
        sample += decoder.decode(chunk)
        if len(sample) >= _SAMPLE:
            break
    file.seek(0)
    return sample[:_SAMPLE]


def _before_headers(lines: Sequence[str]) -> tuple[int, str | None]:
    """Count the lines before the headers, and give the delimiter if one of them says it."""
    said = None
    for skipped, line in enumerate(lines):
        separator = _SEPARATOR.fullmatch(line)
        if separator is None and line.strip():
            return skipped, said
        said = separator[1] if separator else said
    return len(lines), said


def _delimiter(lines: Sequence[str]) -> str:
    """Choose what cuts the most rows into as many cells as the first, and into the most cells."""

    def merit(delimiter: str) -> tuple[bool, float, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row][:_SAMPLED_ROWS]
        except csv.Error:  # a cell longer than the module reads
            widths = []
        if not widths:
            return False, 0, 0
        share = sum(width == widths[0] for width in widths) / len(widths)
        return widths[0] > 1 and share >= _HALF, share, widths[0]

    return max(_DELIMITERS, key=merit)
