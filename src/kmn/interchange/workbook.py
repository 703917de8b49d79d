"""A dataset as a workbook: one sheet for each table, every cell a text, read as leniently as the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kmn.errors import DataError
from kmn.interchange.folder import Reading, assembled, built
from kmn.interchange.problem import Problem, shown
from kmn.interchange.rows import read_cells, text_rows
from kmn.interchange.spreadsheet import append_texts, new_book, read_sheets, save_book
from kmn.interchange.tables import HEAD, tables

if TYPE_CHECKING:
    from os import PathLike

    from kmn.interchange.archive import Fault
    from kmn.interchange.spreadsheet import Sheet
    from kmn.interchange.tables import Table
    from kmn.model.dataset import Dataset

__all__ = ["SUFFIX", "load", "problem_of", "read", "save"]

SUFFIX: Final = ".xlsx"
"""How the name of a workbook ends."""

_MOST_FORMULAS: Final = 1_000


def load(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from a workbook.

    Args:
        path: the file.

    Raises:
        DataError: it cannot be read as a dataset; `problems` lists all that is wrong with all sheets.
        MissingExtraError: openpyxl is not installed.

    Examples:
        >>> load("no/such.xlsx")
        Traceback (most recent call last):
        ...
        kmn.errors.DataError: The dataset cannot be used; nothing of it was loaded.
        - such.xlsx: There is no file of that name. Check the name.
    """
    return built(read(path))


def read(path: str | PathLike[str]) -> Reading:
    """Read a dataset from a workbook, and report everything that was wrong or put right.

    Args:
        path: the file.

    Returns:
        The dataset, unless a problem is an error, and all problems. Nothing is raised for bad content.

    Raises:
        MissingExtraError: openpyxl is not installed.

    Examples:
        >>> [problem.code for problem in read("no/such.xlsx").problems]
        ['workbook_missing']
    """
    workbook = read_sheets(path)
    sheets = {sheet.name.strip(): sheet for sheet in workbook.sheets}
    problems = [problem_of(fault, Path(path).name, sheets) for fault in workbook.faults]
    if not sheets:
        return Reading(None, tuple(problems))
    known = {table.name: table for table in tables()}
    if not known.keys() & sheets.keys():
        return Reading(None, (*problems, Problem("workbook_other", file=Path(path).name)))
    problems.extend(Problem("sheet_extra", file=shown(name, "") or "") for name in sheets if name not in known)
    for name, table in known.items():
        if name in sheets:
            _refuse_formulas(sheets[name], table, problems)
    found = {name: read_cells(table, sheets[name].rows, name) for name, table in known.items() if name in sheets}
    return assembled(found, problems, "sheet")


def _refuse_formulas(sheet: Sheet, table: Table, problems: list[Problem]) -> None:
    """Report the formulas in the columns of a table; what was computed last may be out of date."""
    header = sheet.rows[0] if sheet.rows else ()
    known = {column.name for column in table.columns}
    for row, column in sorted(sheet.formulas)[:_MOST_FORMULAS]:
        name = header[column - 1].strip() if column <= len(header) else ""
        if name in known:
            problems.append(Problem("formula", file=sheet.name, row=row, field=name))


def problem_of(fault: Fault, file: str, sheets: dict[str, Sheet]) -> Problem:
    """Give what is wrong with a workbook as a problem that names its column as the header does.

    Args:
        fault: what is wrong.
        file: name of the file.
        sheets: the sheets by name.

    Examples:
        >>> from kmn.interchange.archive import Fault
        >>> print(problem_of(Fault("workbook_macros"), "list.xlsm", {}))
        list.xlsm: The workbook contains macros. They were neither run nor read.
    """
    sheet = sheets.get((fault.sheet or "").strip())
    header = sheet.rows[0] if sheet is not None and sheet.rows else ()
    field = None
    if fault.column is not None:
        field = header[fault.column - 1] if fault.column <= len(header) else str(fault.column)
    return Problem(
        fault.code,
        file=shown(fault.sheet or file, "") or "",
        row=fault.row,
        field=None if field is None else shown(field, ""),
        parameters=(("expected", fault.expected),) if fault.expected else (),
    )


def save(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a dataset as a workbook.

    Args:
        dataset: the dataset.
        path: the file. If it exists, it must be empty or hold nothing but the sheets of a dataset; it is replaced.

    Raises:
        DataError: it cannot be written, it is another workbook, such as a form that was filled in, or a text is
            longer than a cell of a workbook may be.
        MissingExtraError: openpyxl is not installed.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from kmn.interchange.folder import load_packaged
        >>> with TemporaryDirectory() as parent:
        ...     save(load_packaged(), f"{parent}/kmn.xlsx")
        ...     load(f"{parent}/kmn.xlsx") == load_packaged()
        True
    """
    _refuse_others(Path(path))
    book = new_book(write_only=True)
    for table in tables():
        records = [dataset] if table.name == HEAD else getattr(dataset, table.name)
        append_texts(book.create_sheet(table.name), list(text_rows(table, records)))
    save_book(book, path, replace=True)


def _refuse_others(path: Path) -> None:
    """Refuse to replace a file that is more than a dataset, or something else."""
    try:
        if not path.is_file() or not path.stat().st_size:
            return
    except (OSError, ValueError):  # that it cannot be written is told by what writes it
        return
    sheets = {sheet.name.strip() for sheet in read_sheets(path).sheets}
    if not sheets or sheets - {table.name for table in tables()}:
        message = (
            "There is a file of that name that is no dataset, such as a form that was filled in, or that has other "
            "sheets, too; its content would be lost. Choose the name of a new file."
        )
        raise DataError(message)
