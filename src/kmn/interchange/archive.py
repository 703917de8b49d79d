"""A workbook as an archive that may come from anybody, looked at before anything builds objects of it.

What it would unpack to, how many tags it holds and whether it declares entities decide whether it is opened at all.
So reading takes bounded time and memory, whatever the file says about itself.
"""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kmn.interchange.markup import declares_type, formulas, has_formulas, is_markup

if TYPE_CHECKING:
    from os import PathLike

__all__ = ["Archive", "Fault", "inspect"]

_MB: Final = 1 << 20
_LARGEST: Final = 64 * _MB
_UNPACKED: Final = 128 * _MB
_MOST_PARTS: Final = 2_000
_MOST_TAGS: Final = 6_000_000
# Styles, relations and the like: each is read as a whole, and none of them is large.
_UNPACKED_PART: Final = 8 * _MB
_MOST_TAGS_PART: Final = 200_000
_BULKY: Final = ("xl/worksheets/", "xl/sharedstrings")
_LOCKED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVE: Final = b"PK"
_OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
_MACROS: Final = "xl/vbaproject.bin"
_IS_ENCRYPTED: Final = 0x1


@frozen
class Fault:
    """Something about a workbook that cannot be read, or is not what it should be.

    Attributes:
        code: what it is, one of the codes of `kmn.interchange.problem.TEXTS`.
        sheet: name of the sheet, None for the whole workbook.
        row: number of the row, from 1.
        column: number of the column, from 1.
        expected: the limit that was passed, if it is one.

    Examples:
        >>> Fault("workbook_missing").sheet is None
        True
    """

    code: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    expected: str = ""


@frozen
class Archive:
    """A workbook that can be opened without harm.

    Attributes:
        content: its bytes.
        has_macros: whether it brings programs, which nobody runs here.
        formulas: (row, column) of the cells with a formula, by the part of the archive that holds the sheet.
    """

    content: bytes
    has_macros: bool
    formulas: dict[str, frozenset[tuple[int, int]]]


def inspect(path: str | PathLike[str]) -> Archive | Fault:
    """Look through a workbook.

    Args:
        path: the file.

    Returns:
        Its content, or why it must not be opened.

    Examples:
        >>> inspect("no/such.xlsx").code
        'workbook_missing'
    """
    content = _content(Path(path))
    if isinstance(content, Fault):
        return content
    if content.startswith(_LOCKED):
        return Fault("workbook_locked")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _refused(archive) or _looked_through(content, archive)
    except Exception:  # noqa: BLE001 - whatever unpacking a damaged archive comes to
        return Fault("workbook_broken" if content.startswith(_ARCHIVE) else "workbook_not_one")


def _content(path: Path) -> bytes | Fault:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Fault("workbook_not_one")
        if status.st_size > _LARGEST:
            return Fault("workbook_too_large", expected=str(_LARGEST // _MB))
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except (FileNotFoundError, NotADirectoryError):
        return Fault("workbook_missing")
    except (OSError, RuntimeError, ValueError):  # a zero byte in the path is a ValueError
        return Fault("workbook_unreadable")


def _refused(archive: zipfile.ZipFile) -> Fault | None:
    """Say why an archive is not even unpacked; it unpacks to no more than its list of parts says."""
    parts = archive.infolist()
    names = {part.filename.casefold() for part in parts}
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        return _bomb()
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        return Fault("workbook_locked")
    if "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
        return Fault("workbook_ods")
    return None if "[content_types].xml" in names else Fault("workbook_not_one")


def _looked_through(content: bytes, archive: zipfile.ZipFile) -> Archive | Fault:
    tags = 0
    found = {}
    for part in archive.infolist():
        text = archive.read(part)
        if not is_markup(text):
            continue
        is_bulky = part.filename.casefold().startswith(_BULKY)
        here = text.count(b"<")
        tags += here
        is_large = not is_bulky and (here > _MOST_TAGS_PART or len(text) > _UNPACKED_PART)
        if is_large or tags > _MOST_TAGS or declares_type(text):
            return _bomb()
        if is_bulky and has_formulas(text):
            found[part.filename] = formulas(text)
    names = {name.casefold() for name in archive.namelist()}
    return Archive(content, _MACROS in names, found)


def _bomb() -> Fault:
    return Fault("workbook_bomb", expected=str(_UNPACKED // _MB))
