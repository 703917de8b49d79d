"""CSV: the tables of a release, by RFC 4180, in UTF-8 without a mark, with CRLF; written and read back.

A text that a spreadsheet would run as a formula is not mangled but refused, with all others of its kind.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kmn.errors import DataError
from kmn.interchange.cells import quoted
from kmn.interchange.folder import Reading, assembled, built, content
from kmn.interchange.problem import Problem
from kmn.interchange.rows import read_cells, read_csv
from kmn.interchange.sheets import RECORD, linked
from kmn.interchange.tables import SEPARATOR, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from kmn.interchange.edition import Edition
    from kmn.interchange.sheets import Sheet
    from kmn.interchange.tables import Column, Table
    from kmn.model.dataset import Dataset

__all__ = ["MARK", "load", "read", "refuse_formulas", "write", "write_sheets"]

MARK: Final = "dataset_expected_networks_sources.csv"
"""A file that no other form of a dataset has."""

_POSITION: Final = "position"
_URI: Final = "uri"
_IRIS: Final = frozenset({_URI, "area_uri"})
_SPECIAL: Final = ('"', ";", "\r", "\n", "\t", ", ", " ,")
_FORMULA_STARTS: Final = frozenset("=+-@\t\r")
_PHONE: Final = re.compile(r"\+[1-9][0-9]{5,14}")
_PART: Final = ".part"
_BATCH: Final = 512


def write(dataset: Dataset, path: str | PathLike[str], edition: Edition) -> None:
    """Write the tables of a dataset as CSV files.

    Args:
        dataset: the dataset.
        path: the folder; it is made if it is missing.
        edition: where it is published.

    Raises:
        DataError: a text looks like a formula (`problems` lists them all), or the folder cannot be written.

    Examples:
        >>> from datetime import date
        >>> from tempfile import TemporaryDirectory
        >>> from kmn.export.edition import Edition
        >>> from kmn.interchange.folder import load_packaged
        >>> edition = Edition(base="https://example.org/kmn", on=date(2026, 1, 1))
        >>> with TemporaryDirectory() as folder:
        ...     write(load_packaged(), folder, edition)
        ...     load(folder) == load_packaged()
        True
    """
    write_sheets(linked(dataset, edition.base), path, guard=edition.guard)


def write_sheets(sheets: Iterable[Sheet], path: str | PathLike[str], *, guard: str = "reject") -> None:
    """Write sheets as CSV files into a folder.

    Args:
        sheets: what is written.
        path: the folder; it is made if it is missing.
        guard: `reject` refuses texts that look like formulas, `off` writes them.

    Raises:
        DataError: a text looks like a formula, or the folder cannot be written.
    """
    problems: list[str] = []
    try:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for sheet in sheets:
            written.append(sheet.file)
            with (folder / f"{sheet.file}{_PART}").open("w", encoding="utf-8", newline="") as file:
                file.writelines(_batches(_lines(sheet, None if guard == "off" else problems)))
        for name in written:
            part = folder / f"{name}{_PART}"
            if problems:
                part.unlink()
            else:
                part.replace(folder / name)
    except (OSError, ValueError) as error:
        message = f"The folder cannot be written ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error
    _refuse(problems)


def refuse_formulas(sheets: Iterable[Sheet]) -> None:
    """Refuse sheets with texts that a spreadsheet would take for a formula; telephone numbers are none.

    Args:
        sheets: what would be written.

    Raises:
        DataError: there are such texts; `problems` names each cell.
    """
    problems = []
    for sheet in sheets:
        free = _free(sheet)
        for number, row in enumerate(sheet.rows() if free else (), start=2):
            problems.extend(_formulas(sheet, free, number, row))
    _refuse(problems)


def _free(sheet: Sheet) -> list[tuple[int, str]]:
    return [(number, heading.name) for number, heading in enumerate(sheet.headings) if heading.is_free]


def _formulas(sheet: Sheet, free: list[tuple[int, str]], number: int, row: list[str]) -> list[str]:
    return [
        f"{sheet.file}, row {number}, {name}: begins with {row[at][0]!a}"
        for at, name in free
        if row[at][:1] in _FORMULA_STARTS and not _PHONE.fullmatch(row[at])
    ]


def _refuse(problems: list[str]) -> None:
    if problems:
        message = (
            "Some texts begin with =, +, -, @ or a tab, and a spreadsheet would run them as formulas. Nothing was "
            'written. Put another character first, or write them as they are with formula_guard = "off".'
        )
        raise DataError(message, problems=problems)


def _batches(lines: Iterator[str]) -> Iterator[str]:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _BATCH:
            yield "".join(batch)
            batch.clear()
    yield "".join(batch)


def _lines(sheet: Sheet, problems: list[str] | None) -> Iterator[str]:
    """Give the lines of a sheet; name each text that looks like a formula, unless nobody asks."""
    yield ",".join(heading.name for heading in sheet.headings) + "\r\n"
    commas = len(sheet.headings) - 1
    free = _free(sheet)
    for number, row in enumerate(sheet.rows(), start=2):
        line = ",".join(row)
        if problems is not None:
            problems.extend(_formulas(sheet, free, number, row))
        # Whether any cell needs quotes is asked of the line as a whole, which is much quicker.
        if line.count(",") != commas or any(map(line.__contains__, _SPECIAL)) or line.strip(" ") != line:
            line = ",".join(map(quoted, row))
        yield line + "\r\n"


def load(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from the CSV files that `write` wrote.

    Args:
        path: the folder.

    Raises:
        DataError: the folder cannot be read as such tables; `problems` lists all that is wrong.
    """
    return built(read(path))


def read(path: str | PathLike[str]) -> Reading:
    """Read a dataset from the CSV files that `write` wrote, and report everything that was wrong or put right.

    Args:
        path: the folder.

    Returns:
        The dataset, unless a problem is an error, and all problems. Nothing is raised for bad content.

    Examples:
        >>> [problem.code for problem in read("no/such/folder").problems]
        ['folder_missing']
    """
    folder = Path(path)
    try:
        if not folder.is_dir():
            return Reading(None, (Problem("folder_missing", file="folder"),))
    except (OSError, ValueError):  # a path with a zero byte is a ValueError
        return Reading(None, (Problem("folder_unreadable", file="folder"),))
    problems: list[Problem] = []
    found = {}
    for table in tables():
        rows = _rows(folder, table.file, (_URI,), problems)
        if rows:
            lists = {column.name: _list(folder, table, column, rows, problems) for column in _lists(table)}
            found[table.name] = read_cells(table, _joined(rows, lists), table.file)
    return assembled(found, problems, "file")


def _lists(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if column.is_list)


def _rows(folder: Path, name: str, needed: Sequence[str], problems: list[Problem]) -> list[list[str]]:
    """Give the rows of a file, the header first; none if there is no such file, or it cannot be used."""
    if not (folder / name).exists():
        problems.append(Problem("file_missing", file=name))
        return []
    found = content(folder, name, problems)
    if found is None:
        return []
    rows, wrong = read_csv(found, name, ",")
    problems.extend(wrong)
    if not rows:
        problems.append(Problem("empty_file", file=name))
        return []
    missing = [one for one in needed if one not in rows[0]]
    problems.extend(Problem("column_missing", file=name, row=1, field=one) for one in missing)
    return [] if missing else rows


def _list(
    folder: Path, table: Table, column: Column, records: list[list[str]], problems: list[Problem]
) -> dict[str, str]:
    """Give the values of a list as one cell for each record that has any, by the IRI of the record."""
    name = f"{table.name}_{column.name}.csv"
    wanted = (RECORD, _POSITION, column.name)
    rows = _rows(folder, name, wanted, problems)
    known = set(_column(records, _URI))
    listed: dict[str, list[tuple[int, str]]] = {}
    columns = [_column(rows, one) for one in wanted] if rows else []
    for number, (record, position, value) in enumerate(zip(*columns, strict=True), start=2):
        if record not in known:
            problems.append(Problem("record_unknown", file=name, row=number, field=RECORD))
        elif position.isdecimal():
            listed.setdefault(record, []).append((int(position), value))
        else:
            problems.append(Problem("position_wrong", file=name, row=number, field=_POSITION))
    return {record: SEPARATOR.join([value for _, value in sorted(values)]) for record, values in listed.items()}


def _column(rows: list[list[str]], name: str) -> list[str]:
    """Give the cells of a column without its header."""
    place = rows[0].index(name)
    return [row[place] if place < len(row) else "" for row in rows[1:]]


def _joined(rows: list[list[str]], lists: dict[str, dict[str, str]]) -> Iterator[list[str]]:
    """Give the rows of a table with its lists in cells and without IRIs, as a folder has them."""
    kept = [place for place, name in enumerate(rows[0]) if name not in _IRIS]
    for row, uri in zip(rows, [_URI, *_column(rows, _URI)], strict=True):
        is_header = row is rows[0]
        cells = [row[place] if place < len(row) else "" for place in kept]
        yield cells + [name if is_header else found.get(uri, "") for name, found in lists.items()]
