"""How a CSV file is written: its encoding, what separates its cells, and how its lines end.

All of that is recognised from the content. A file is UTF-16 if it begins with the byte order mark of it, UTF-8 if all
of it is, with or without a byte order mark, else Windows-1252, in which German spreadsheets save.
"""

from __future__ import annotations

import codecs
import csv
import re
from typing import IO, TYPE_CHECKING, Final

from attrs import frozen

from kmn.errors import DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DELIMITERS", "Dialect", "check_delimiter", "recognise"]

DELIMITERS: Final = (",", ";", "\t", "|")
"""What may separate the cells."""

_ENCODINGS: Final = ("utf-8", "cp1252")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK: Final = 1 << 20
_SAMPLE: Final = 1 << 16
_SAMPLED_ROWS: Final = 50
_HALF: Final = 0.5
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


@frozen
class Dialect:
    r"""How a file is written.

    Attributes:
        encoding: `utf-8`, `utf-8-sig` (with a byte order mark), `utf-16` or `cp1252` (Windows-1252).
        delimiter: What separates the cells.
        newline: How its lines end: `"\n"`, `"\r\n"` or `"\r"`.
    """

    encoding: str
    delimiter: str
    newline: str


def recognise(file: IO[bytes], delimiter: str | None = None) -> Dialect:
    r"""Recognise how a file is written.

    Args:
        file: The file; it is read once as a whole, in small pieces, and stands at its beginning afterwards.
        delimiter: What separates its cells, if that is known.

    Returns:
        The dialect.

    Raises:
        DataError: The file is empty or not a text.
        InputError: The delimiter is none of `DELIMITERS`.
        OSError: The file cannot be read.

    Examples:
        >>> import io
        >>> recognise(io.BytesIO(b"PLZ;Ort\r\n31134;Hildesheim\r\n"))
        Dialect(encoding='utf-8', delimiter=';', newline='\r\n')
    """
    check_delimiter(delimiter)
    encoding = _encoding(file)
    sample = _sample(file, encoding)
    if not sample.strip():
        message = "The file is empty: its first row should hold the headers."
        raise DataError(message)
    first = sample.splitlines()[0]
    if _NOT_TEXT.search(first):
        message = "The file is not a text: a table has to be saved as CSV."
        raise DataError(message)
    return Dialect(encoding, delimiter or _delimiter(sample), _newline(sample))


def check_delimiter(delimiter: str | None) -> None:
    """Check that a delimiter is one of `DELIMITERS`, or none.

    Raises:
        InputError: It is another.
    """
    if delimiter is not None and delimiter not in DELIMITERS:
        message = "The delimiter is none that is known: choose a comma, a semicolon, a tab or a bar (|)."
        raise InputError(message)


def _encoding(file: IO[bytes]) -> str:
    file.seek(0)
    begin = file.read(len(codecs.BOM_UTF8))
    if begin.startswith(_UTF_16):
        if _decodes(file, "utf-16"):
            return "utf-16"
        message = "The file begins like UTF-16 and is not: save it as CSV in UTF-8."
        raise DataError(message)
    for encoding in _ENCODINGS:
        if _decodes(file, encoding):
            return "utf-8-sig" if begin == codecs.BOM_UTF8 else encoding
    message = "The file is not a text in UTF-8, UTF-16 or Windows-1252: a table has to be saved as CSV in UTF-8."
    raise DataError(message)


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


def _newline(sample: str) -> str:
    found = re.search(r"\r\n|\n|\r", sample)
    return found[0] if found else "\n"


def _delimiter(sample: str) -> str:
    """Choose what cuts the most rows into as many cells as the first, and into the most cells."""
    lines = sample.splitlines(keepends=True)
    if len(sample) == _SAMPLE and len(lines) > 1:
        lines.pop()  # probably cut off

    def merit(delimiter: str) -> tuple[bool, float, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row][:_SAMPLED_ROWS]
        except csv.Error:  # a cell longer than the module reads
            widths = []
        if not widths:
            return False, 0, 0
        share = sum(width == widths[0] for width in widths) / len(widths)
        return widths[0] > 1 and share >= _HALF, share, widths[0]

    return max(DELIMITERS, key=merit)
