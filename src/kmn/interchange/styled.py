"""Sheets for people: texts with widths, colours and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kmn.interchange.spreadsheet import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["offer_choices", "set_widths", "write_text"]


def set_widths(sheet: Any, widths: Sequence[int], *, header: int = 1) -> None:
    """Set how wide columns are, let what is typed into them be text, and keep the header in sight.

    Args:
        sheet: a sheet of openpyxl.
        widths: the widths from the first column, in characters.
        header: number of the row with the header.
    """
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, start=1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = width
        dimension.number_format = "@"
    sheet.freeze_panes = f"A{header + 1}"


def write_text(  # noqa: PLR0913 - where, what, and how it looks
    sheet: Any,
    row: int,
    column: int,
    text: str,
    *,
    bold: bool = False,
    ink: str | None = None,
    fill: str | None = None,
) -> None:
    """Write a text as a text, whatever it looks like, in lines as long as the column is wide.

    Args:
        sheet: a sheet of openpyxl.
        row: number of the row.
        column: number of the column.
        text: the text; an empty one empties the cell.
        bold: whether it is bold.
        ink: its colour, RRGGBB.
        fill: the colour behind it, RRGGBB.

    Examples:
        >>> from kmn.interchange.spreadsheet import new_book
        >>> sheet = new_book().create_sheet("a")
        >>> write_text(sheet, 1, 1, "=1+1", bold=True)
        >>> sheet["A1"].data_type
        's'
    """
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = sheet.cell(row, column)
    cell.value = escaped(text) or None
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=bold, color=ink)
    if fill is not None:
        cell.fill = PatternFill("solid", fgColor=fill)


def offer_choices(sheet: Any, cells: str, choices: str, otherwise: tuple[str, str]) -> None:
    """Offer a choice of texts in cells; another text is asked about, and allowed.

    Args:
        sheet: a sheet of openpyxl.
        cells: the cells, such as `C2:C40`.
        choices: where the texts stand, such as `Names!$A$2:$A$40`, or the texts in quotes, separated by commas.
        otherwise: title and text of the question.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=True)
    choice.errorStyle = "warning"
    choice.errorTitle, choice.error = otherwise
    sheet.add_data_validation(choice)
    choice.add(cells)
