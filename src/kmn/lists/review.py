"""Reviews a list or a dataset's workbook: reads it, and writes a copy with what is to be said beside its rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kmn.errors import DataError
from kmn.interchange import jsonld, store, workbook
from kmn.interchange.spreadsheet import read_sheets
from kmn.interchange.tables import tables
from kmn.lists.annotation import Hint, annotate
from kmn.lists.layout import table_of
from kmn.lists.official import read_list, sheets_of
from kmn.rules.checking import read as as_finding

if TYPE_CHECKING:
    from os import PathLike

    from kmn.interchange.problem import Problem
    from kmn.interchange.spreadsheet import Sheet
    from kmn.lists.notice import Notice
    from kmn.model.dataset import Dataset
    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import NameIndex
    from kmn.rules.finding import Finding

__all__ = ["annotated", "has_rows", "is_dataset", "reviewed"]


def has_rows(path: str | PathLike[str]) -> bool:
    """Say whether a path leads to a workbook or CSV file, beside whose rows hints can be written.

    Examples:
        >>> has_rows("no/such.xlsx")
        False
    """
    try:
        place = Path(path)
        return place.is_file() and place.suffix.casefold() not in jsonld.SUFFIXES
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        return False


def is_dataset(path: str | PathLike[str]) -> bool:
    """Say whether a workbook holds the tables of a dataset, rather than a list.

    Examples:
        >>> is_dataset("no/such.xlsx")
        False
    """
    if Path(path).suffix.casefold() != workbook.SUFFIX:
        return False
    return _holds_tables(list(read_sheets(path).sheets))


def _holds_tables(sheets: list[Sheet]) -> bool:
    known = {table.name for table in tables()}
    return any(sheet.name.strip() in known for sheet in sheets)


def reviewed(
    path: str | PathLike[str], *, known: Dataset, gazetteer: Gazetteer, index: NameIndex
) -> tuple[Dataset | None, list[Finding]]:
    """Read whatever a path leads to, a list or a dataset, and give what that came to as findings.

    Args:
        path: a folder, a workbook, a CSV file or JSON-LD.
        known: a dataset whose structure a list describes.
        gazetteer: the places.
        index: their names.

    Returns:
        The dataset, None if it cannot be built, and a finding for whatever could not be read or was put right.

    Raises:
        MissingExtraError: it is a workbook, and openpyxl is not installed.
    """
    if has_rows(path) and not is_dataset(path):
        listed = read_list(path, known=known, gazetteer=gazetteer, index=index)
        return listed.dataset, [
            as_finding(one.severity, _said(one), file=one.sheet, row=one.row, field=one.column)
            for one in listed.notices
        ]
    found = store.read(path)
    return found.dataset, [
        as_finding(one.severity, _said(one), file=one.file, row=one.row, field=one.field, value=one.value)
        for one in found.problems
    ]


def _said(one: Notice | Problem) -> tuple[str, str]:
    return one.text(place=False), one.text("en", place=False)


def annotated(
    path: str | PathLike[str],
    out: str | PathLike[str],
    *,
    known: Dataset,
    gazetteer: Gazetteer,
    index: NameIndex,
) -> Path:
    """Write a copy of a list or of a dataset's workbook with hints beside the rows they concern.

    Args:
        path: the workbook or CSV file; it stays as it is.
        out: the workbook to write; a file of that name is not replaced.
        known: a dataset whose structure a list describes.
        gazetteer: the places.
        index: their names.

    Returns:
        The path of the copy.

    Raises:
        DataError: the file cannot be read at all, or the copy cannot be written.
        MissingExtraError: openpyxl is not installed.
    """
    notices: list[Notice] = []
    sheets = sheets_of(path, notices)
    if not sheets:
        message = "The list cannot be read, so there is nothing to write hints beside."
        raise DataError(message, problems=[one.text() for one in notices])
    headers: dict[str, int] = {}
    if _holds_tables(sheets):
        hints = [
            Hint(one.severity, one.text(place=False), one.file, one.row, one.field)
            for one in workbook.read(path).problems
        ]
    else:
        found = [(sheet.name, table_of(sheet, known.network_term)) for sheet in sheets]
        headers = {name: table.header for name, table in found if table is not None}
        reading = read_list(path, known=known, gazetteer=gazetteer, index=index)
        hints = [Hint(one.severity, one.text(place=False), one.sheet, one.row, one.column) for one in reading.notices]
    return annotate(path, out, sheets, headers, hints)
