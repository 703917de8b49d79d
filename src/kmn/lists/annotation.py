"""A copy of a list or workbook with a column of hints beside the rows they concern, for whoever has to correct it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.interchange.spreadsheet import LONGEST_CELL, new_book, open_book, save_book
from kmn.interchange.styled import set_widths, write_text
from kmn.lists.layout import HINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

    from kmn.interchange.spreadsheet import Sheet

__all__ = ["Hint", "annotate"]

_SEVERITIES: Final = {"error": "Fehler", "warning": "Warnung", "info": "Hinweis"}
_COLOURS: Final = {"error": "F8CBAD", "warning": "FFE699", "info": "DDEBF7"}
_ORDER: Final = tuple(_SEVERITIES)
_WIDE: Final = 70


@frozen
class Hint:
    """What to say beside a row.

    Attributes:
        severity: `error`, `warning` or `info`.
        text: what to say, without the place.
        sheet: name of the sheet, None for the whole list.
        row: number of the row, None for the whole sheet.
        column: header of the column.
    """

    severity: str
    text: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None


def annotate(
    path: str | PathLike[str],
    out: str | PathLike[str],
    sheets: Sequence[Sheet],
    headers: Mapping[str, int],
    hints: Iterable[Hint],
) -> Path:
    """Write a copy with hints: a column beside the rows, and a sheet in front with all of them.

    Args:
        path: the workbook or CSV file that was read; it stays as it is.
        out: the workbook to write; a file of that name is not replaced.
        sheets: its sheets as they were read.
        headers: the number of the header row by the name of the sheet; 1 for those that are not named.
        hints: what to say.

    Returns:
        The path of the copy.

    Raises:
        DataError: the copy cannot be written, or there is a file of that name.
        MissingExtraError: openpyxl is not installed.
    """
    told = sorted(hints, key=lambda hint: _ORDER.index(hint.severity))
    book = _copied(Path(path), sheets)
    if HINT in book.sheetnames:
        book.remove(book[HINT])
    beside: defaultdict[str, defaultdict[int, list[Hint]]] = defaultdict(lambda: defaultdict(list))
    for hint in told:
        if hint.sheet in book.sheetnames and hint.row is not None:
            beside[hint.sheet or ""][hint.row].append(hint)
    for name, rows in beside.items():
        _write_beside(book[name], headers.get(name, 1), rows)
    _write_all(book.create_sheet(HINT, 0), told)
    book.active = 0
    save_book(book, out, replace=False)
    return Path(out)


def _copied(path: Path, sheets: Sequence[Sheet]) -> Any:
    """Open the workbook itself; of a CSV file make one."""
    if path.suffix.casefold() == ".xlsx":
        return open_book(path)
    book = new_book()
    for sheet in sheets:
        copy = book.create_sheet(sheet.name)
        for number, row in enumerate(sheet.rows, start=1):
            for place, text in enumerate(row, start=1):
                write_text(copy, number, place, text)
    return book


def _write_beside(sheet: Any, header: int, rows: Mapping[int, list[Hint]]) -> None:
    filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    old = next((cell.column for cell in filled if cell.row == header and cell.value == HINT), None)
    place = old or max((cell.column for cell in filled), default=0) + 1
    for cell in filled:
        if cell.column == old and cell.row > header:
            write_text(sheet, cell.row, cell.column, "")
    write_text(sheet, header, place, HINT, bold=True)
    sheet.column_dimensions[sheet.cell(header, place).column_letter].width = _WIDE
    for number, hints in rows.items():
        text = "\n".join(f"{_SEVERITIES[hint.severity]}: {hint.text}" for hint in hints)
        write_text(sheet, number, place, text[: LONGEST_CELL // 2], fill=_COLOURS[hints[0].severity])


def _write_all(sheet: Any, hints: Sequence[Hint]) -> None:
    rows = [("Schwere", "Blatt", "Zeile", "Spalte", HINT)]
    rows.extend(
        (_SEVERITIES[one.severity], one.sheet or "", str(one.row or ""), one.column or "", one.text) for one in hints
    )
    if not hints:
        rows.append(("", "", "", "", "Nichts zu beanstanden."))
    set_widths(sheet, (12, 26, 8, 30, _WIDE + 20))
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            write_text(sheet, number, place, text, bold=number == 1)
