"""Cells: what people and spreadsheets write into them, read; and what is written, one way only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kmn.interchange.tables import SEPARATOR

if TYPE_CHECKING:
    from kmn.interchange.tables import Column

__all__ = ["quoted", "read_cell", "write_cell"]

_MIDNIGHT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00)?")
_GERMAN_DATE: Final = re.compile(r"(?:(?:([0-9]{1,2})\.)? ?([0-9]{1,2})\.)? ?([0-9]{4})")
_GERMAN_DECIMAL: Final = re.compile(r"-?[0-9]+,[0-9]+")
_LOST_ZERO: Final = re.compile(r"[0-9]{4}|[0-9]{7}")
_BETWEEN: Final = re.compile(r"[\s,;|]+")
_BLANKS: Final = " \t\r\n\u00a0"
_QUOTE_NEEDED: Final = re.compile(r'[",;\r\n]')
# Numbers beyond this are not exact; as many digits would only pretend it.
_EXACT: Final = 2.0**53


def read_cell(cell: str, column: Column) -> tuple[Any, list[tuple[str, str, str]]]:
    """Read a cell.

    Args:
        cell: the text of the cell.
        column: the column in which it stands.

    Returns:
        The value for the model, None for an empty cell; and for each value that was put right, the code of the
        problem, the value as it was and as it was read.

    Examples:
        >>> from kmn.interchange.tables import tables
        >>> area = next(column for column in tables()[3].columns if column.name == "area")
        >>> read_cell("3351", area)
        ('03351', [('zero_restored', '3351', '03351')])
    """
    text = cell.strip(_BLANKS)
    if not text:
        return None, []
    if not column.is_list:
        value, code = _put_right(text, column)
        return value, [(code, text, value)] if code else []
    values, repairs = [], []
    for part in filter(None, _BETWEEN.split(text)):
        value, code = _put_right(part, column)
        values.append(value)
        if code:
            repairs.append((code, part, value))
    return tuple(values), repairs


def _put_right(text: str, column: Column) -> tuple[str, str | None]:
    """Give the value as it is expected, and the code of the problem if it was not written so."""
    if column.kind in {"day", "partial"}:
        midnight, german = _MIDNIGHT.fullmatch(text), _GERMAN_DATE.fullmatch(text)
        if midnight:
            return midnight[1], "date_read"
        if german and "." in text:
            day, month, year = german.groups()
            return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)]), "date_read"
    elif column.kind == "number" and _GERMAN_DECIMAL.fullmatch(text):
        return text.replace(",", "."), "decimal_read"
    elif column.pattern is not None and _LOST_ZERO.fullmatch(text):
        form = re.compile(column.pattern)
        if form.fullmatch(f"0{text}") and not form.fullmatch(text):
            return f"0{text}", "zero_restored"
    return text, None


def write_cell(value: Any) -> str:
    """Write a value the one way it is written.

    Examples:
        >>> write_cell(("heide", "braunschweig")), write_cell(27.5), write_cell(None)
        ('heide braunschweig', '27.5', '')
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return SEPARATOR.join(map(write_cell, value))
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return str(value)  # days, partial dates and levels of evidence give their one form


def quoted(cell: str) -> str:
    """Put a cell into quotes if it needs them.

    The standard library quotes differently from version to version; files must not.

    Examples:
        >>> quoted('Verein "Brücke", Celle')
        '"Verein ""Brücke"", Celle"'
    """
    if _QUOTE_NEEDED.search(cell) or cell != cell.strip(" \t"):
        return '"' + cell.replace('"', '""') + '"'
    return cell
