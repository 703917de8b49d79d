"""Workbooks as sheets of texts: read without trusting them, written the same way every time."""

from __future__ import annotations

import re
import secrets
import warnings
import zipfile
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.errors import DataError, MissingExtraError
from kmn.interchange.archive import Fault, inspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

__all__ = [
    "LONGEST_CELL",
    "Sheet",
    "Sheets",
    "append_row",
    "append_texts",
    "escaped",
    "new_book",
    "open_book",
    "read_sheets",
    "save_book",
    "stream_texts",
]

LONGEST_CELL: Final = 32_767
"""The characters that fit into a cell of a workbook."""

_MOST_CELLS: Final = 10_000_000
_MOST_COLUMNS: Final = 200
_MOST_FAULTS: Final = 1_000
_WIDEST: Final = 60
_WRITTEN: Final = (1980, 1, 1, 0, 0, 0)
"""When archives say they were written: always on their first day."""

# What XML cannot hold, and what would be read as such an escape; the standard's own way (ST_Xstring).
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_STAMP: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@frozen
class Sheet:
    """A sheet as texts.

    Attributes:
        name: its name.
        rows: its rows from the first, each without the empty cells at its end.
        formulas: (row, column), from 1, of the cells that hold a formula; the text is what was computed last.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()


@frozen
class Sheets:
    """What reading a workbook came to.

    Attributes:
        sheets: the sheets, in their order; none if the workbook cannot be read.
        faults: what is wrong with it.
    """

    sheets: tuple[Sheet, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_sheets(path: str | PathLike[str]) -> Sheets:
    """Read the sheets of a workbook as texts.

    Args:
        path: the file.

    Returns:
        The sheets and all faults. Nothing is raised for a bad workbook.

    Raises:
        MissingExtraError: openpyxl is not installed.

    Examples:
        >>> [fault.code for fault in read_sheets("no/such.xlsx").faults]
        ['workbook_missing']
    """
    archive = inspect(path)
    if isinstance(archive, Fault):
        return Sheets(faults=(archive,))
    faults = [Fault("workbook_macros")] if archive.has_macros else []
    load = _openpyxl().load_workbook
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells what it cannot keep; nothing is kept here
        try:
            book = load(BytesIO(archive.content), read_only=True, data_only=True, keep_links=False)
            sheets = tuple(_sheets(book, archive.formulas, faults))
        except Exception:  # noqa: BLE001 - whatever openpyxl makes of a broken file
            return Sheets(faults=(Fault("workbook_broken"),))
    book.close()
    return Sheets(sheets, tuple(faults))


def stream_texts(file: IO[bytes]) -> Iterator[tuple[str, ...]]:
    """Read the rows of the first sheet of a workbook as texts, one after the other, in bounded memory.

    It is for tables of one's own, which may be larger than what `read_sheets` takes from anybody.

    Args:
        file: the file, open for reading.

    Returns:
        The rows from the first, each without the empty cells at its end; empty rows at the end included.

    Raises:
        DataError: it cannot be read as a workbook.
        MissingExtraError: openpyxl is not installed.
    """
    load = _openpyxl().load_workbook
    message = (
        "The file cannot be read as a workbook (xlsx): it is damaged, locked with a password, or something else."
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet = load(file, read_only=True, data_only=True, keep_links=False).worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows()
        while True:
            with warnings.catch_warnings():  # not around the whole: what waits for the next row runs meanwhile
                warnings.simplefilter("ignore")
                row = next(rows, None)
            if row is None:
                return
            yield _texts(row, sheet.title, 0, [])
    except Exception as error:
        raise DataError(message) from error


def open_book(path: str | PathLike[str]) -> Any:
    """Open a workbook in full with openpyxl, to change and save it.

    Raises:
        DataError: it cannot be opened without harm, or not at all.
        MissingExtraError: openpyxl is not installed.
    """
    archive = inspect(path)
    load = _openpyxl().load_workbook
    message = "The workbook cannot be opened. Read it with read_sheets, which says why."
    if isinstance(archive, Fault):
        raise DataError(message)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load(BytesIO(archive.content), keep_links=False)
        except Exception as error:
            raise DataError(message) from error


def new_book(*, write_only: bool = False) -> Any:
    """Give an empty workbook of openpyxl, without any sheet.

    Raises:
        MissingExtraError: openpyxl is not installed.
    """
    book = _openpyxl().Workbook(write_only=write_only)
    for sheet in book.worksheets:
        book.remove(sheet)
    return book


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        feature = "Workbooks"
        raise MissingExtraError(feature, extra="xlsx") from error
    return openpyxl


def _sheets(book: Any, formulas: dict[str, frozenset[tuple[int, int]]], faults: list[Fault]) -> Iterator[Sheet]:
    left = _MOST_CELLS
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the sheet says of its own size
        rows: list[tuple[str, ...]] = []
        filled = 0
        for number, row in enumerate(sheet.iter_rows(), start=1):
            left -= len(row) + 1
            cells = _texts(row, sheet.title, number, faults)
            if left < 0 or len(cells) > _MOST_COLUMNS:
                code, most = ("sheet_too_long", _MOST_CELLS) if left < 0 else ("sheet_too_wide", _MOST_COLUMNS)
                faults.append(Fault(code, sheet.title, number, expected=str(most)))
                break
            rows.append(cells)
            filled = number if cells else filled
        part = sheet._worksheet_path  # noqa: SLF001 - said nowhere else
        yield Sheet(sheet.title, tuple(rows[:filled]), formulas.get(part, frozenset()))


def _texts(row: tuple[Any, ...], sheet: str, number: int, faults: list[Fault]) -> tuple[str, ...]:
    cells = []
    for place, cell in enumerate(row, start=1):
        is_error = cell.data_type == "e"
        if is_error and len(faults) < _MOST_FAULTS:
            faults.append(Fault("error_cell", sheet, number, place))
        cells.append("" if cell.value is None or is_error else _text(cell.value))
    while cells and not cells[-1].strip():
        cells.pop()
    return tuple(cells)


def _text(value: Any) -> str:
    """Give a value as a person would have typed it."""
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return day if value.time() == time() else f"{day}T{value.time().isoformat()}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def append_texts(sheet: Any, rows: Sequence[Sequence[str]]) -> None:
    """Write rows into a sheet that can only be written, each cell as a text whatever it looks like.

    Args:
        sheet: the sheet of openpyxl.
        rows: the rows, all of the same length, the header first.

    Raises:
        DataError: a text is longer than a cell may be.
    """
    from openpyxl.utils import get_column_letter

    texts = [[escaped(text) for text in row] for row in rows]
    longest = [max(map(len, column)) for column in zip(*texts, strict=True)]
    if max(longest) > LONGEST_CELL:
        message = (
            f"A text in {sheet.title} is longer than {LONGEST_CELL} characters, which no cell of a workbook holds. "
            "Save the dataset as a folder."
        )
        raise DataError(message)
    sheet.freeze_panes = "A2"
    for place, length in enumerate(longest, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = min(length + 2, _WIDEST)
        dimension.number_format = "@"
    for row in texts:
        _append(sheet, row)


def append_row(sheet: Any, row: Sequence[str]) -> None:
    """Write a row into a sheet that can only be written, each cell as a text whatever it looks like.

    Args:
        sheet: the sheet of openpyxl.
        row: the row.

    Raises:
        DataError: a text is longer than a cell may be.
    """
    texts = [escaped(text) for text in row]
    if max(map(len, texts)) > LONGEST_CELL:
        message = f"A text is longer than {LONGEST_CELL} characters, which no cell of a workbook holds. Write CSV."
        raise DataError(message)
    _append(sheet, texts)


def _append(sheet: Any, texts: Sequence[str]) -> None:
    from openpyxl.cell import WriteOnlyCell

    cells = [WriteOnlyCell(sheet, text or None) for text in texts]
    for cell in cells:
        if cell.value is not None:
            cell.data_type = "s"  # also what looks like a formula
    sheet.append(cells)


def escaped(text: str) -> str:
    r"""Give a text as it is stored in a workbook, with escapes for what XML cannot hold.

    Examples:
        >>> escaped("a\rb"), escaped("_x000D_")
        ('a_x000D_b', '_x005F_x000D_')
    """
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def save_book(book: Any, path: str | PathLike[str], *, replace: bool) -> None:
    """Save a workbook of openpyxl as a whole, and with the same bytes whenever it is saved.

    Args:
        book: the workbook.
        path: the file.
        replace: whether a file of that name may be replaced.

    Raises:
        DataError: there is a file of that name, or it cannot be written.
    """
    target = Path(path)
    try:
        if target.is_dir() or (target.exists() and not replace):
            message = "There is a file or folder of that name already. Choose another name, or move it away first."
            raise DataError(message)
        target.parent.mkdir(parents=True, exist_ok=True)
        written = BytesIO()
        book.save(written)
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        try:
            beside.write_bytes(_undated(written))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        message = f"The workbook cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error


def _undated(written: BytesIO) -> bytes:
    """Give an archive without the time at which it was written."""
    result = BytesIO()
    first = "[Content_Types].xml"
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(result, "w") as new:
        for name in sorted(old.namelist(), key=lambda one: (one != first, one)):
            part = zipfile.ZipInfo(name, _WRITTEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            text = old.read(name)
            if name == "docProps/core.xml":
                text = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", text)
            new.writestr(part, text)
    return result.getvalue()
