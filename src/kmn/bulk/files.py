r"""A file in, the same table with the answers beside it out: part by part, in bounded memory.

The rows, their order and their values stay as they are. CSV that becomes CSV keeps its delimiter and line ends, and
each row its quotation marks; it is written as UTF-8, with a byte order mark if it had one or was not UTF-8, so that a
spreadsheet that showed the umlauts before shows them again. JSON lines that become JSON lines keep their numbers to
the last digit. Parquet and Arrow keep their types.

CSV becomes CSV with the standard library alone. All other formats need pyarrow and numpy (the extra `bulk`), with
which large files of CSV are faster, too; workbooks need openpyxl (the extra `xlsx`).
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Final

from attrs import frozen

from kmn.bulk.asking import Asked
from kmn.bulk.columns import EMPTY, INVALID, row_without_answer
from kmn.bulk.csv_lines import CsvLines
from kmn.bulk.csv_rows import Text, long_cells, read_header, read_rows
from kmn.bulk.dialect import Dialect, check_delimiter, recognise
from kmn.bulk.ends import End, check_ends
from kmn.bulk.formats import format_of
from kmn.bulk.question import Question, question_of
from kmn.bulk.summary import Record, Summary
from kmn.errors import DataError, KmnError, MissingExtraError
from kmn.values import Evidence
from kmn.wiring import default_locator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from os import PathLike

    from kmn.bulk.chunks import Source
    from kmn.geocoding.protocol import Geocoder
    from kmn.lookup.locator import Locator

    Progress = Callable[[int, float], object]

__all__ = ["Summary", "assign_file"]

_CSV: Final = "csv"
_LINES: Final = ("csv", "jsonl")
_TABBED: Final = (".tsv", ".tab")
_ROWS_BETWEEN: Final = 1024
# Up to so many bytes, CSV is answered row by row in less time than it takes to import what is fast.
_SMALL: Final = 1 << 15


def assign_file(  # noqa: PLR0913 - each is a word of the question
    source: str | PathLike[str] | IO[bytes],
    target: str | PathLike[str] | IO[bytes],
    *,
    on: date | str | None = None,
    evidence: Evidence | str = Evidence.ATTESTED,
    delimiter: str | None = None,
    encoding: str | None = None,
    source_format: str | None = None,
    target_format: str | None = None,
    rejected: str | PathLike[str] | None = None,
    begun: Callable[[Summary], object] | None = None,
    progress: Callable[[int, float], object] | None = None,
    locator: Locator | None = None,
    geocoder: Geocoder | None = None,
    **columns: str,
) -> Summary:
    r"""Write a file again, with the network of each row's place beside it (see `kmn.bulk.columns`).

    Columns are recognised by their headers unless they are named. A row may name its place by a key, or by an address
    and a coordinate, which are held against each other; the key is asked first, and what decides is taken. A row that
    cannot be read gets the status `invalid`, a row without a place `empty`. Short rows of a CSV file are filled up,
    and what stands beyond the last header is put behind the added columns. The target appears when all is written,
    and not at all if anything fails.

    Args:
        source: The file to read, or a stream of bytes; one that cannot be read twice is copied to a temporary file
            without a name first.
        target: The file to write, which is replaced, or a stream of bytes.
        on: The day of which to speak (a date or YYYY-MM-DD), or the header of a column of days; today by default
            and where such a column is empty.
        evidence: The weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        delimiter: What separates the cells of CSV. A comma, a semicolon, a tab or a bar in a source is recognised by
            default, and a CSV target has the same; beside other sources it has a comma.
        encoding: The encoding of a CSV source, by any name that Python knows; by default UTF-8, UTF-16 with its mark
            and Windows-1252 are recognised. A CSV target is UTF-8.
        source_format: One of `kmn.bulk.formats.FORMATS`; by default what the name of the file says, else CSV.
        target_format: Likewise; by default what the name of the file says; a stream has the format of the source.
        rejected: A CSV file to list the rows whose place is not known: their numbers, statuses and notes, and nothing
            of what stands in them.
        begun: Is called before the first row is answered, with the summary as it is then: which columns are read.
        progress: Is called now and then with the number of rows answered and the share of the source read, 0 to 1.
        locator: Who answers; the embedded data by default.
        geocoder: Asked, with the address of a row, where nothing else decides.
        **columns: Role → header: `address`, `street`, `plz`, `place`, `locality`, `country`, `key`, `lat`, `lon`.

    Returns:
        How many rows got which status.

    Raises:
        DataError: The source cannot be read as a table, or the target cannot be written or cannot hold it.
        InputError: An option has a value that is not listed above, or no column is recognised.
        MissingExtraError: A format needs a package that is not installed.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as name:
        ...     folder = Path(name)
        ...     _ = (folder / "in.csv").write_text("PLZ;Ort\n31134;Hildesheim\n38440;Wolfsburg\n")
        ...     summary = assign_file(folder / "in.csv", folder / "out.jsonl")
        >>> dict(summary.statuses)
        {'responsible': 1, 'unassigned': 1}
    """
    before, after = End.of(source), End.of(target)
    level = Evidence.parse(evidence)
    kind = format_of(before.name, source_format, default=_CSV)
    wanted = format_of(after.name, target_format, default=kind if after.name is None else None)
    try:
        listed = None if rejected is None else End.of(rejected)
        check_ends(before, [after] if listed is None else [after, listed])
        with ExitStack() as stack:
            stack.enter_context(long_cells())
            file = stack.enter_context(before.reading())
            dialect = _usual(after, delimiter) if kind != _CSV else recognise(file, delimiter, encoding)

            def ask(headers: Sequence[str], first: int) -> _Run:
                question = question_of(headers, columns, on, level, locator=locator, geocoder=geocoder)
                record = Record(first, None if listed is None else stack.enter_context(listed.writing()))
                record.summary.columns = {role: headers[column] for role, column in question.columns.items()}
                if kind == _CSV:
                    record.summary.encoding, record.summary.delimiter = dialect.encoding, dialect.delimiter
                if begun is not None:
                    begun(record.summary)
                return _Run(question, record, stack.enter_context(after.writing()), progress or _quiet)

            is_small = geocoder is None and file.seek(0, os.SEEK_END) <= _SMALL
            if kind == wanted == _CSV and (is_small or not _is_fast()):
                run = _plainly(file, dialect, ask)
            else:
                run = _fast(file, kind, wanted, dialect, ask)
    except (OSError, UnicodeError) as error:
        if isinstance(error, KmnError | BrokenPipeError):
            raise
        raise _unusable(error, before) from error
    return run.record.summary


def _unusable(error: OSError | UnicodeError, source: End) -> DataError:
    if isinstance(error, UnicodeError):
        return DataError("The file cannot be read: it holds texts that are none (UTF-8). Write it anew.")
    what = "read" if source.name is not None and error.filename == source.name else "written"
    reason = os.strerror(error.errno) if error.errno else type(error).__name__
    return DataError(f"The file cannot be {what} ({reason}). Check its name, permissions and space.")


@frozen
class _Run:
    """What is at hand while rows are answered."""

    question: Question
    record: Record
    out: IO[bytes]
    progress: Progress


def _plainly(file: IO[bytes], dialect: Dialect, ask: Callable[[Sequence[str], int], _Run]) -> _Run:
    """Answer CSV row by row, with the standard library alone."""
    size = file.seek(0, os.SEEK_END)
    text = Text(file, dialect.encoding)
    header = read_header(text, dialect)
    run = ask(header.cells, dialect.first_row)
    version = (run.question.locator or default_locator()).dataset.version
    lines = CsvLines(run.out, dialect, header.text)
    for row in read_rows(text, dialect, len(header.cells)):
        if row.ragged:
            asked = Asked(row_without_answer(EMPTY if row.blank else INVALID, version))
        else:
            asked = run.question.ask(row.cells)
        lines.add(row.text, asked.cells, row.surplus)
        run.record.add(asked.cells, restored=asked.restored)
        if not run.record.summary.rows % _ROWS_BETWEEN:
            run.progress(run.record.summary.rows, min(text.taken / size, 1.0))
    lines.close()
    return run


def _fast(
    file: IO[bytes], kind: str, wanted: str, dialect: Dialect, ask: Callable[[Sequence[str], int], _Run]
) -> _Run:
    """Answer any format part by part, as columns."""
    if not _is_fast():
        feature = f"Files of the format {kind if kind != _CSV else wanted}"
        raise MissingExtraError(feature, extra="bulk")
    from kmn.bulk import json_lines, sinks, sources, workbooks
    from kmn.bulk.streaming import stream

    as_lines = kind == wanted and kind in _LINES
    openers: dict[str, Callable[[], Source]] = {
        "csv": lambda: sources.open_csv(file, dialect, as_lines=as_lines),
        "parquet": lambda: sources.open_parquet(file),
        "arrow": lambda: sources.open_arrow(file),
        "arrows": lambda: sources.open_arrow(file),
        "jsonl": lambda: json_lines.open_json_lines(file, as_lines=as_lines),
        "xlsx": lambda: workbooks.open_workbook(file),
    }
    source = openers[kind]()
    run = ask(source.headers, source.first)
    sink = sinks.open_sink(wanted, run.out, source, dialect)
    stream(source, sink, run.question, run.record, run.progress)
    return run


def _usual(after: End, delimiter: str | None) -> Dialect:
    """Say how CSV is written that was none before."""
    check_delimiter(delimiter)
    is_tabbed = after.name is not None and after.name.lower().endswith(_TABBED)
    return Dialect("utf-8", delimiter or ("\t" if is_tabbed else ","), "\n")


def _is_fast() -> bool:
    return find_spec("pyarrow") is not None and find_spec("numpy") is not None


def _quiet(_rows: int, _share: float) -> None:
    """Say nothing."""
