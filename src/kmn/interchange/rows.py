"""Rows: from the bytes of a file to its records, with every problem on the way."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field
from pydantic import ValidationError

from kmn.interchange.cells import quoted, read_cell, write_cell
from kmn.interchange.problem import Problem, shown
from kmn.interchange.tables import Column, Table
from kmn.interchange.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic_core import ErrorDetails

    from kmn.model.record import Record

__all__ = ["read_cells", "read_csv", "read_rows", "text_rows", "write_rows"]

_MOST_COLUMNS: Final = 200
_MOST_PROBLEMS: Final = 1000
_SAMPLE: Final = 1 << 16
_SAMPLED_ROWS: Final = 30
_DELIMITERS: Final = ",;\t"
_BOMS: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# What pydantic calls errors that come from a record as a whole, by where it finds them.
_WHOLE: Final = {(): "period_reversed", ("contact",): "contact_incomplete", ("address",): "address_incomplete"}


@define
class _Report:
    file: str
    problems: list[Problem] = field(factory=list)

    def report(self, code: str, **details: Any) -> None:
        self.problems.append(Problem(code, file=self.file, **details))


@define
class _Reading(_Report):
    table: Table = field(kw_only=True)


def read_rows(table: Table, content: bytes) -> tuple[list[Record], list[Problem]]:
    r"""Read the records of a file.

    Args:
        table: what the file should hold.
        content: its bytes.

    Returns:
        The records that could be built, and all problems.

    Examples:
        >>> from kmn.interchange.tables import tables
        >>> records, problems = read_rows(tables()[1], b"id;name\nheide;Regionalverbund Heide\nHeide;\n")
        >>> len(records), [(problem.row, problem.field) for problem in problems]
        (1, [(3, 'id'), (3, 'name')])
    """
    reading = _Reading(table.file, table=table)
    text = _decoded(content, reading)
    if text is None:
        return [], reading.problems
    return _records(_cells(text, reading), reading)


def read_csv(content: bytes, file: str, delimiter: str | None = None) -> tuple[list[list[str]], list[Problem]]:
    r"""Read the cells of any CSV file, whatever its encoding and delimiter.

    Args:
        content: its bytes.
        file: what problems call it.
        delimiter: the delimiter, if it is known.

    Returns:
        The rows up to the first that cannot be read, and the problems.

    Examples:
        >>> read_csv(b"Verbund;Kreise\nHeide;Celle, Harburg\n", "list.csv")[0][1]
        ['Heide', 'Celle, Harburg']
    """
    report = _Report(file)
    text = _decoded(content, report)
    if text is None:
        return [], report.problems
    return list(_cells(text, report, delimiter or _delimiter(text))), report.problems


def read_cells(table: Table, rows: Iterable[Sequence[str]], file: str) -> tuple[list[Record], list[Problem]]:
    """Read the records of a table from its cells.

    Args:
        table: what the rows should hold.
        rows: the rows as texts, the header first.
        file: what problems call the place where the rows stand.

    Returns:
        The records that could be built, and all problems.

    Examples:
        >>> from kmn.interchange.tables import tables
        >>> records, problems = read_cells(tables()[1], [["id", "name"], ["heide", "Heide"]], "networks")
        >>> records[0].name, problems
        ('Heide', [])
    """
    return _records(iter(rows), _Reading(file, table=table))


def _records(rows: Iterator[Sequence[str]], reading: _Reading) -> tuple[list[Record], list[Problem]]:
    header = next(rows, None)
    if header is None:
        if not reading.problems:
            reading.report("empty_file")
        return [], reading.problems
    columns = _header(header, reading)
    if columns is None:
        return [], reading.problems
    records = []
    for number, cells in enumerate(rows, start=2):
        if len(reading.problems) > _MOST_PROBLEMS:
            reading.report("too_many", parameters=(("count", str(_MOST_PROBLEMS)),))
            break
        record = _record(cells, columns, number, reading)
        if record is not None:
            records.append(record)
    return records, reading.problems


def _decoded(content: bytes, reading: _Report) -> str | None:
    encoding = _BOMS.get(content[:2], "utf-8-sig")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        encoding = "Windows-1252"
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            reading.report("binary")
            return None
    if "\x00" in text:
        reading.report("binary")
        return None
    if encoding != "utf-8-sig":
        reading.report("encoding_read", parameters=(("read", encoding.upper().replace("WINDOWS", "Windows")),))
    return text


def _delimiter(text: str) -> str:
    """Choose the delimiter that cuts most of the first rows into the same number of cells."""

    def agreeing(delimiter: str) -> int:
        rows = csv.reader(text[:_SAMPLE].splitlines()[:_SAMPLED_ROWS], delimiter=delimiter)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(widths.values(), default=0)

    try:
        return max(";\t,", key=agreeing)
    except csv.Error:  # it is met again, and reported, when all is read
        return ","


def _cells(text: str, reading: _Report, delimiter: str | None = None) -> Iterator[list[str]]:
    """Give the cells of each row that has any content."""
    first = text[: text.find("\n") if "\n" in text else len(text)]
    delimiter = delimiter or max(_DELIMITERS, key=first.count)
    # strict, so that an open quote does not swallow the rest of the file in silence.
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from rows
    except csv.Error as error:
        code = "cell_too_long" if str(error).startswith("field larger") else "broken_csv"
        reading.report(code, row=rows.line_num)


def _header(header: Sequence[str], reading: _Reading) -> list[Column | None] | None:
    """Give the column of each position."""
    if len(header) > _MOST_COLUMNS:
        reading.report("columns_too_many", row=1, parameters=(("expected", str(_MOST_COLUMNS)),))
        return None
    known = {column.name: column for column in reading.table.columns}
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    usable = True
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            reading.report("column_twice", row=1, field=shown(name, ""))
            usable = False
        if name not in known:
            expected = ", ".join(one for one in known if one not in names)
            reading.report("column_unknown", row=1, field=shown(name, ""), parameters=(("expected", expected),))
    for column in reading.table.columns:
        if column.required and column.name not in names:
            reading.report("column_missing", row=1, field=column.name)
            usable = False
    return [known.get(name) for name in names] if usable else None


def _record(cells: Sequence[str], columns: Sequence[Column | None], number: int, reading: _Reading) -> Record | None:
    if not any(cell.strip() for cell in cells):
        return None
    if any(cell.strip() for cell in cells[len(columns) :]):
        reading.report(
            "cells_too_many",
            row=number,
            parameters=(("count", str(len(cells))), ("expected", str(len(columns)))),
        )
        return None
    values: dict[str, Any] = {}
    written: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column is None:
            continue
        written[column.name] = cell
        value, repairs = read_cell(cell, column)
        for code, before, after in repairs:
            value_shown = shown(before, column.name)
            read = shown(after, column.name) or "…"
            reading.report(code, row=number, field=column.name, value=value_shown, parameters=(("read", read),))
        if value is None:
            continue
        if column.part is None:
            values[column.field] = value
        else:
            values.setdefault(column.field, {})[column.part] = value
    try:
        return reading.table.model.model_validate(values)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=False):
            _report_value(detail, written, number, reading)
        return None


def _report_value(detail: ErrorDetails, written: dict[str, str], number: int, reading: _Reading) -> None:
    """Report what a model does not accept, in words of ours."""
    location = detail["loc"]
    column = next((one for one in reading.table.columns if _concerns(one, location)), None)
    if column is None:
        reading.report(_WHOLE[tuple(map(str, location))], row=number)
    elif detail["type"] == "missing":
        reading.report("value_missing", row=number, field=column.name)
    else:
        value = shown(written[column.name], column.name)
        code = "value_choice" if column.choices else "value_wrong"
        expected = ", ".join(column.choices) if column.choices else wanted(column)
        parameters = (("expected", expected),)
        reading.report(code, row=number, field=column.name, value=value, parameters=parameters)


def _concerns(column: Column, location: tuple[int | str, ...]) -> bool:
    path = (column.field,) if column.part is None else (column.field, column.part)
    return location[: len(path)] == path


def write_rows(table: Table, records: Sequence[Record]) -> str:
    r"""Write records as a file: RFC 4180 with plain line feeds, one header, one record a row.

    Args:
        table: what the file holds.
        records: the records, in the order in which they are written.

    Examples:
        >>> from kmn.interchange.tables import tables
        >>> write_rows(tables()[-1], [])
        'table,id,version\n'
    """
    return "".join(",".join(map(quoted, row)) + "\n" for row in text_rows(table, records))


def text_rows(table: Table, records: Iterable[Record]) -> Iterator[list[str]]:
    """Give the rows of a table as texts, the header first.

    Args:
        table: what the rows hold.
        records: the records, in the order in which they are given.

    Examples:
        >>> from kmn.interchange.tables import tables
        >>> list(text_rows(tables()[-1], []))
        [['table', 'id', 'version']]
    """
    yield [column.name for column in table.columns]
    for record in records:
        yield [write_cell(_value(record, column)) for column in table.columns]


def _value(record: Record, column: Column) -> Any:
    value = getattr(record, column.field)
    return value if column.part is None or value is None else getattr(value, column.part)
