"""A CSV file in, the same file with the answers beside it out: row by row, in bounded memory.

The rows of the input, their order and their values stay as they are. The output is UTF-8 with the delimiter and the
line ends of the input; it has a byte order mark if the input had one, or was Windows-1252, so that a spreadsheet
that showed the umlauts before shows them again.
"""

from __future__ import annotations

import csv
import secrets
from collections import Counter
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from attrs import Factory, define

from kmn.bulk.columns import COLUMNS, EMPTY, INVALID, row_of, row_without_answer
from kmn.bulk.dialect import recognise as recognise_dialect
from kmn.bulk.headers import read_place
from kmn.bulk.headers import recognise as recognise_headers
from kmn.errors import DataError, InputError, KmnError
from kmn.values import Evidence, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from os import PathLike

    from kmn.bulk.dialect import Dialect
    from kmn.geocoding.protocol import Geocoder
    from kmn.lookup.answer import Answer
    from kmn.lookup.locator import Locator

__all__ = ["Summary", "assign_file"]

_LONGEST_CELL: Final = 1 << 24
_MOST_ROWS_NAMED: Final = 12
_ANY_END: Final = "\r\n"
_RESTORED: Final = "key_zero_restored"
_UNDECIDED: Final = ("ambiguous", "not_found")
_TABLES: Final = (".csv", ".tsv", ".tab", ".txt")


@define
class Summary:
    """What became of a file.

    Attributes:
        rows: How many rows it has, without the headers.
        statuses: How many rows got which status.
        zeros_restored: In how many rows a key or postal code got back the leading zero it had lost.
        invalid_rows: The numbers of the first invalid rows; the headers are row 1.
        columns: Role → header of the columns that were read.
        encoding: The encoding that was recognised.
        delimiter: The delimiter that was recognised.
    """

    rows: int = 0
    statuses: Counter[str] = Factory(Counter)
    zeros_restored: int = 0
    invalid_rows: list[int] = Factory(list)
    columns: dict[str, str] = Factory(dict)
    encoding: str = ""
    delimiter: str = ""


def assign_file(  # noqa: PLR0913 - each is a word of the question
    source: str | PathLike[str],
    target: str | PathLike[str],
    *,
    on: date | str | None = None,
    evidence: Evidence | str = Evidence.ATTESTED,
    delimiter: str | None = None,
    locator: Locator | None = None,
    geocoder: Geocoder | None = None,
    **columns: str,
) -> Summary:
    r"""Write a CSV file again, with the network of each row's place beside it (see `kmn.bulk.columns`).

    Columns are recognised by their headers unless they are named. A row may name its place by a key, or by an address
    and a coordinate, which are held against each other; the key is asked first, and what decides is taken. A row that
    cannot be read gets the status `invalid`, a row without a place `empty`; short rows are filled up, and what stands
    beyond the last header is put behind the added columns. The target appears when all is written, and not at all if
    anything fails.

    Args:
        source: The file to read.
        target: The file to write; an existing file is replaced.
        on: The day of which to speak (a date or YYYY-MM-DD), or the header of a column of days; today by default
            and where such a column is empty.
        evidence: The weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        delimiter: A comma, a semicolon or a tab; recognised by default.
        locator: Who answers; the embedded data by default.
        geocoder: Asked for rows that nothing else decides, as in `kmn.locate`; hand in a
            `kmn.geocoding.TimeBudget` around it, so that a dead service does not hold up the batch.
        **columns: Role → header: `address`, `street`, `plz`, `place`, `locality`, `country`, `key`, `lat`, `lon`.

    Returns:
        How many rows got which status.

    Raises:
        DataError: The source cannot be read as a table, or the target cannot be written.
        InputError: An option has a value that is not listed above, or no column is recognised.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as name:
        ...     folder = Path(name)
        ...     _ = (folder / "in.csv").write_text("PLZ;Ort\n31134;Hildesheim\n38440;Wolfsburg\n")
        ...     summary = assign_file(folder / "in.csv", folder / "out.csv")
        >>> dict(summary.statuses)
        {'responsible': 1, 'unassigned': 1}
    """
    level = Evidence.parse(evidence)
    before, after = Path(source), Path(target)
    try:
        _check(before, after)
        dialect = recognise_dialect(before, delimiter)
        with _reading(before, dialect) as rows, _writing(after, dialect) as out:
            batch = _Batch(next(rows), columns, on, level, locator, geocoder)
            batch.summary.encoding, batch.summary.delimiter = dialect.encoding, dialect.delimiter
            writer = csv.writer(_Lines(out, dialect.newline), delimiter=dialect.delimiter, lineterminator=_ANY_END)
            writer.writerow([*batch.headers, *COLUMNS])
            for row in rows:
                writer.writerow(batch.answered(row))
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        if isinstance(error, KmnError):
            raise
        what = "read" if getattr(error, "filename", None) == str(before) else "written"
        message = f"The file cannot be {what} ({type(error).__name__}). Check its name, permissions and space."
        raise DataError(message) from error
    return batch.summary


def _check(source: Path, target: Path) -> None:
    if not source.is_file():
        message = "The source is not a file that can be read. Name a CSV file."
        raise DataError(message)
    if target.exists() and not target.is_file():
        message = "The target exists and is not a file. Name a file to write."
        raise InputError(message)
    if target.exists() and target.samefile(source):
        message = "The source and the target are the same file. Name another file to write."
        raise InputError(message)
    if target.suffix.lower() not in _TABLES:
        message = f"Only CSV is written: let the name of the target end with one of {', '.join(_TABLES)}."
        raise InputError(message)


@contextmanager
def _reading(path: Path, dialect: Dialect) -> Iterator[Iterator[list[str]]]:
    """Open a file for reading row by row."""
    usual = csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding=dialect.encoding, newline="") as file:
            yield _rows(file, dialect.delimiter)
    finally:
        csv.field_size_limit(usual)


def _rows(file: IO[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(file), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise _too_long(reader.line_num) from error


def _lines(file: IO[str]) -> Iterator[str]:
    number = 0
    while line := file.readline(_LONGEST_CELL):
        number += 1
        if len(line) == _LONGEST_CELL and line[-1] not in "\r\n":
            raise _too_long(number)
        yield line


def _too_long(line: int) -> DataError:
    return DataError(f"What stands before line {line} is too long for a row: is a quotation mark not closed?")


@contextmanager
def _writing(path: Path, dialect: Dialect) -> Iterator[IO[str]]:
    """Open a file beside the target, which takes its place at the end, or goes if anything failed."""
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    encoding = "utf-8" if dialect.encoding == "utf-8" else "utf-8-sig"
    try:
        with beside.open("x", encoding=encoding, newline="") as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


class _Lines:
    """Ends lines like the input, after the csv module has put cells with any line end in quotation marks."""

    def __init__(self, file: IO[str], newline: str) -> None:
        self._file = file
        self._newline = newline

    def write(self, line: str) -> None:
        """Write a row."""
        self._file.write(line.removesuffix(_ANY_END) + self._newline)


class _Batch:
    """Answers the rows of one table, and counts."""

    def __init__(  # noqa: PLR0913, PLR0917 - each is a word of the question
        self,
        headers: Sequence[str],
        columns: Mapping[str, str],
        on: date | str | None,
        evidence: Evidence,
        locator: Locator | None,
        geocoder: Geocoder | None,
    ) -> None:
        self._geocoder = geocoder
        if set(headers) & set(COLUMNS):
            message = "The table already has columns of an earlier run (kmn_…). Take the table as it was before."
            raise InputError(message)
        self.headers = headers
        self._on, self._on_column = _day_or_column(on, headers)
        self._columns = recognise_headers(headers, columns)
        self._evidence = evidence
        if locator is None:
            from kmn.wiring import default_locator

            locator = default_locator()
        self._locator = locator
        self.summary = Summary(columns={role: headers[column] for role, column in self._columns.items()})

    def answered(self, row: list[str]) -> list[str]:
        """Give a row with the cells that are added."""
        width = len(self.headers)
        added = self._added(row)
        self.summary.rows += 1
        self.summary.statuses[added[0]] += 1
        if added[0] == INVALID and len(self.summary.invalid_rows) < _MOST_ROWS_NAMED:
            self.summary.invalid_rows.append(self.summary.rows + 1)
        return [*row[:width], *[""] * (width - len(row)), *added, *row[width:]]

    def _added(self, row: list[str]) -> tuple[str, ...]:
        version = self._locator.dataset.version
        if not any(cell.strip() for cell in row):
            return row_without_answer(EMPTY, version)
        if len(row) != len(self.headers):
            return row_without_answer(INVALID, version)
        place = read_place({role: row[column] for role, column in self._columns.items()})
        if not place.things:
            return row_without_answer(INVALID if place.unreadable else EMPTY, version)
        try:
            day = self._day(row)
        except InputError:
            return row_without_answer(INVALID, version)
        answers: list[Answer] = []
        for thing in place.things:
            answers.append(self._locator.locate(thing, on=day, evidence=self._evidence, geocoder=self._geocoder))
            if answers[-1].status not in _UNDECIDED:
                answers.insert(0, answers.pop())
                break
        answer = answers[0]
        if place.restored or any(note.code == _RESTORED for note in answer.notes):
            self.summary.zeros_restored += 1
        return row_of(answer)

    def _day(self, row: list[str]) -> date:
        if self._on_column is None or not row[self._on_column].strip():
            return self._on
        return parse_day(row[self._on_column])


def _day_or_column(on: date | str | None, headers: Sequence[str]) -> tuple[date, int | None]:
    """Tell a day from the header of a column of days."""
    today = date.today()  # noqa: DTZ011 - a day where the caller is
    if on is None:
        return today, None
    if isinstance(on, str) and on in headers:
        return today, recognise_headers(headers, {"address": on})["address"]
    try:
        return parse_day(on), None
    except InputError as error:
        message = "The day is neither YYYY-MM-DD nor the header of a column: use, for example, 2024-07-09."
        raise InputError(message) from error
