"""CSV: the tables of a release, by RFC 4180, in UTF-8 without a mark, with CRLF; written and read back.

A text that a spreadsheet would run as a formula is not mangled but refused, with all others of its kind.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from kmn.errors import DataError
from kmn.export.sheets import RECORD, linked
from kmn.interchange.cells import quoted
from kmn.interchange.tables import HEAD, tables
from kmn.model.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from kmn.export.edition import Edition
    from kmn.export.sheets import Sheet
    from kmn.interchange.tables import Table

__all__ = ["read", "refuse_formulas", "write", "write_sheets"]

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
        ...     read(folder) == load_packaged()
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


def read(path: str | PathLike[str]) -> Dataset:
    """Read a dataset from the CSV files that `write` wrote.

    Args:
        path: the folder.

    Raises:
        DataError: the folder cannot be read as such tables; `problems` lists what is wrong.
    """
    folder = Path(path)
    problems: list[str] = []
    records: dict[str, list[Any]] = {}
    for table in tables():
        try:
            records[table.name] = _records(folder, table, problems)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
            problems.append(f"{table.name}.csv: cannot be read as such a table ({type(error).__name__})")
    heads = records.pop(HEAD, [])
    if not problems and len(heads) != 1:
        problems.append(f"dataset.csv: expected one row, found {len(heads)}")
    if problems:
        message = "The tables cannot be used; nothing of them was loaded."
        raise DataError(message, problems=problems)
    fields = {name: getattr(heads[0], name) for name in type(heads[0]).model_fields}
    return Dataset(**fields, **{name: tuple(found) for name, found in records.items()})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _records(folder: Path, table: Table, problems: list[str]) -> list[Any]:
    lists: dict[str, dict[str, list[tuple[int, str]]]] = {}
    for column in table.columns:
        if column.is_list:
            found = lists[column.field] = {}
            for row in _rows(folder / f"{table.name}_{column.name}.csv"):
                found.setdefault(row[RECORD], []).append((int(row["position"]), row[column.name]))
    records = []
    for number, row in enumerate(_rows(folder / f"{table.name}.csv"), start=2):
        values: dict[str, Any] = {}
        for column in table.columns:
            if column.is_list:
                listed = sorted(lists[column.field].get(row["uri"], ()))
                values[column.field] = tuple(one for _, one in listed)
            elif row[column.name]:
                inner = values if column.part is None else values.setdefault(column.field, {})
                inner[column.part or column.field] = row[column.name]
        try:
            records.append(table.model.model_validate(values))
        except ValidationError as error:
            problems.extend(
                f"{table.name}.csv, row {number}, {'.'.join(map(str, one['loc'])) or 'row'}: {one['type']}"
                for one in error.errors(include_url=False, include_context=False, include_input=False)
            )
    return records
