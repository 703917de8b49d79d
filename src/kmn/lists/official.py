"""From an official list to a dataset: every row official, one source, nothing half-read.

A list is our form (see `kmn.lists.template`) or whatever an office keeps: a table with one row for each network and
its districts in a cell, or one row for each district, in a workbook or a CSV file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from attrs import frozen

from kmn.interchange.rows import read_csv
from kmn.interchange.spreadsheet import Sheet, read_sheets
from kmn.lists.about import read_about
from kmn.lists.areas import AreaReader
from kmn.lists.building import built
from kmn.lists.claims import claims_of
from kmn.lists.layout import GUIDE_SHEET, HINT, Table, table_of
from kmn.lists.network_ids import NetworkIds
from kmn.lists.notice import TEXTS, Notice
from kmn.lists.remarks import remarks_on
from kmn.model.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from kmn.places.gazetteer import Gazetteer
    from kmn.places.search import NameIndex

__all__ = ["ListReading", "read_list", "sheets_of"]

_PLAIN: Final = frozenset([".csv", ".txt", ".tsv"])
_LARGEST: Final = 1 << 24
_MOST_ROWS: Final = 20_000
# What the name of a sheet cannot hold.
_NO_SHEET: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_ORDER: Final = ("error", "warning", "info")
_WHEN_COMPLETE: Final = frozenset(["stays_open", "network_not_listed"])
"""What can be said only if everything could be read."""


@frozen
class ListReading:
    """What reading an official list came to.

    Attributes:
        dataset: the dataset, None if any notice is an error.
        notices: whatever could not be read, was read in a way that should be known, or stays open: errors first.

    Examples:
        >>> ListReading(None, ()).notices
        ()
    """

    dataset: Dataset | None
    notices: tuple[Notice, ...]


def read_list(
    path: str | PathLike[str],
    *,
    known: Dataset,
    gazetteer: Gazetteer,
    index: NameIndex,
    about: Mapping[str, str] | None = None,
) -> ListReading:
    """Read an official list.

    Args:
        path: the workbook or CSV file.
        known: a dataset whose ids are kept for the networks it knows, and whose structure the list describes.
        gazetteer: the places.
        index: their names.
        about: `publisher`, `as_of`, `reference`, `licence` or `url` of the list; they take precedence over what it
            says itself.

    Returns:
        The dataset, unless a notice is an error, and all notices. Nothing is raised for a bad list.

    Raises:
        MissingExtraError: openpyxl is not installed, and the list is a workbook.

    Examples:
        >>> from kmn.wiring import dataset, gazetteer, name_index
        >>> reading = read_list("no/list.xlsx", known=dataset(), gazetteer=gazetteer(), index=name_index())
        >>> print(reading.notices[0])
        Es gibt keine Datei dieses Namens. Bitte den Namen prüfen.
    """
    notices: list[Notice] = []
    term = known.network_term
    sheets = [one for one in sheets_of(path, notices) if one.name.strip() not in {GUIDE_SHEET, HINT}]
    if not sheets:
        return ListReading(None, tuple(notices))
    found = [(sheet, table_of(sheet, term)) for sheet in sheets]
    tables = [table for _, table in found if table is not None]
    about_sheets = [(sheet, len(sheet.rows) if table is None else table.header - 1) for sheet, table in found]
    said = read_about(about_sheets, about or {}, term, notices)
    day = max(said.as_of.last if said.as_of else gazetteer.territory.places_edition, gazetteer.territory.places_from)
    _mention_formulas(sheets, tables, notices)
    if not any(table.assigns for table in tables):
        notices.append(Notice("list_missing", parameters={"term": term}))
        return ListReading(None, _sorted(notices, sheets))
    ids = NetworkIds(known)
    unread: list[Notice] = []
    claims = claims_of(tables, AreaReader(gazetteer, index, day), ids, term, unread)
    if not claims.claims and not unread:
        unread.append(Notice("list_empty", parameters={"term": term}))
    notices.extend(unread)
    notices.extend(remarks_on(claims, said, known, gazetteer, day))
    dataset = built(claims, said, known, ids, notices)
    if any(one.severity == "error" for one in notices):
        dataset = None
        notices = [one for one in notices if one.code not in _WHEN_COMPLETE]
    return ListReading(dataset, _sorted(notices, sheets))


def _sorted(notices: list[Notice], sheets: list[Sheet]) -> tuple[Notice, ...]:
    """Give the errors first, each group sheet by sheet and row by row; what has no place comes last."""
    order = {sheet.name: place for place, sheet in enumerate(sheets)}

    def place(one: Notice) -> tuple[int, int, int]:
        return _ORDER.index(one.severity), order.get(one.sheet or "", len(order)), one.row or 0

    return tuple(sorted(notices, key=place))


def sheets_of(path: str | PathLike[str], notices: list[Notice]) -> list[Sheet]:
    """Give the sheets of a list; a CSV file is one sheet.

    Args:
        path: the workbook or CSV file.
        notices: gets what is wrong with the file.

    Examples:
        >>> sheets_of("no/list.csv", notices := []), notices[0].code
        ([], 'workbook_missing')
    """
    file = Path(path)
    if file.suffix.casefold() in _PLAIN:
        sheets = _plain_sheets(file, notices)
    else:
        found = read_sheets(file)
        for fault in found.faults:
            column = None if fault.column is None else str(fault.column)
            expected = {"expected": fault.expected}
            notices.append(Notice(fault.code, fault.sheet, fault.row, column, parameters=expected))
        sheets = list(found.sheets)
    if sum(len(sheet.rows) for sheet in sheets) > _MOST_ROWS:
        notices.append(Notice("list_too_large", parameters={"expected": str(_MOST_ROWS)}))
        return []
    return sheets


def _plain_sheets(file: Path, notices: list[Notice]) -> list[Sheet]:
    try:
        if not file.is_file():
            notices.append(Notice("workbook_missing"))
            return []
        if file.stat().st_size > _LARGEST:
            notices.append(Notice("workbook_too_large", parameters={"expected": str(_LARGEST >> 20)}))
            return []
        content = file.read_bytes()
    except (OSError, ValueError):
        notices.append(Notice("workbook_unreadable"))
        return []
    rows, problems = read_csv(content, file.name)
    notices.extend(Notice(one.code, row=one.row) for one in problems if one.code in TEXTS)
    name = _NO_SHEET.sub("-", file.name)[:_LONGEST_NAME]
    return [Sheet(name, tuple(map(tuple, rows)))] if rows else []


def _mention_formulas(sheets: list[Sheet], tables: list[Table], notices: list[Notice]) -> None:
    """Say that values were computed, which may be out of date; without a value the cell reads as empty."""
    read = {table.sheet for table in tables}
    notices.extend(
        Notice("formula_read", sheet.name, parameters={"count": str(len(sheet.formulas))})
        for sheet in sheets
        if sheet.formulas and sheet.name in read
    )
