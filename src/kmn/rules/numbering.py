"""Numbering: in which row of which file of a folder the records are of which findings speak."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from kmn.interchange.cells import read_cell
from kmn.interchange.rows import read_csv
from kmn.interchange.tables import tables
from kmn.rules.rule import key_of

if TYPE_CHECKING:
    from os import PathLike

    from kmn.interchange.tables import Table
    from kmn.rules.report import Report

__all__ = ["numbered"]


def numbered(report: Report, folder: str | PathLike[str]) -> Report:
    """Enter the rows of the records into the findings of a report.

    Only the files of which findings speak are read once more. Two rows of the same key have the number of the first.

    Args:
        report: the report of a check of the folder.
        folder: the folder.

    Returns:
        The same report; a row that cannot be told stays None.

    Examples:
        >>> from kmn.wiring import check
        >>> len(numbered(check(on="2026-12-01"), "no/such/folder"))
        63
    """
    wanted = {one.file for one in report if one.key is not None and one.row is None}
    rows = {table.file: _rows(table, Path(folder)) for table in tables() if table.file in wanted}
    findings = tuple(
        one
        if one.key is None or one.file is None or one.row is not None
        else attrs.evolve(one, row=rows.get(one.file, {}).get(one.key))
        for one in report
    )
    return attrs.evolve(report, findings=findings)


def _rows(table: Table, folder: Path) -> dict[str, int]:
    """Give the number of the first row of each key in a file."""
    try:
        content = (folder / table.file).read_bytes()
    except OSError:
        return {}
    found, _ = read_csv(content, table.file)
    if not found:
        return {}
    header = [name.strip() for name in found[0]]
    columns = {column.name: column for column in table.columns}
    places = [(columns[name], header.index(name)) for name in table.model.KEY if name in header]
    numbers: dict[str, int] = {}
    for number, cells in enumerate(found[1:], start=2):
        values = [read_cell(cells[place], column)[0] if place < len(cells) else None for column, place in places]
        numbers.setdefault(key_of("" if value is None else str(value) for value in values), number)
    return numbers
