from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from kmn.bulk import workbooks
from kmn.bulk.chunks import Chunk
from kmn.bulk.workbooks import Workbook, open_workbook
from kmn.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence


def book_of(*rows: Sequence[Any]) -> io.BytesIO:
    """Give a workbook as somebody else would write it."""
    book, file = Book(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file


def test_cells_are_texts_as_people_type_them() -> None:
    """Numbers have no decimals that nobody typed, days are days, and short rows are filled up."""
    file = book_of(
        ["PLZ", "Stand", "x"], [1067, dt.date(2024, 7, 9), 1.5], [31134.0], [], [None, "x", "=1+1"], [None], []
    )
    source = open_workbook(file)
    assert (source.headers, source.first) == (["PLZ", "Stand", "x"], 2)
    [chunk] = source.chunks([1])
    assert chunk.kept.to_pydict() == {
        "PLZ": ["1067", "31134", "", ""],
        "Stand": ["2024-07-09", "", "", "x"],
        "x": ["1.5", "", "", ""],
    }
    assert chunk.asked.to_pydict() == {"1": ["2024-07-09", "", "", "x"]}


def test_headers_reach_as_far_as_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells beyond the headers have a column without one, as long as they come early; later they are an error."""
    monkeypatch.setattr(workbooks, "_MOST_ROWS", 2)
    assert open_workbook(book_of(["PLZ"], ["31134", "x"])).headers == ["PLZ", ""]
    source = open_workbook(book_of(["PLZ"], ["31134"], ["31134"], ["31134", "x"]))
    with pytest.raises(DataError, match="Row 4 has more cells"):
        list(source.chunks([0]))


@pytest.mark.parametrize("content", [b"", b"PLZ\n", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_workbook_is_an_error(content: bytes) -> None:
    """A file that is something else is named as such."""
    with pytest.raises(DataError, match="cannot be read as a workbook"):
        open_workbook(io.BytesIO(content))


def test_an_empty_sheet_is_an_error() -> None:
    """Without headers there is no table."""
    with pytest.raises(DataError, match="empty"):
        open_workbook(book_of())


def test_what_is_written_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Zeros, formulas and strange characters stay texts, and are read again as they were; a sheet has an end."""
    cells = ["01067", "=1+1", "a\x00b", "_x0041_", " ü\n"]
    batch = pa.record_batch({"a": cells})
    file = io.BytesIO()
    book = Workbook(file, ["a", "b"])
    book.write(Chunk(batch, batch, 1.0), batch)
    book.close()
    assert [cell.data_type for cell in load_workbook(file).active["A"]] == ["s"] * 6
    [chunk] = open_workbook(file).chunks([])
    assert chunk.kept["b"].to_pylist() == cells
    monkeypatch.setattr(workbooks, "_ROWS_OF_A_SHEET", 5)
    book = Workbook(file, ["a"])
    with pytest.raises(DataError, match="5 rows at most"):
        book.write(Chunk(batch, batch, 1.0), batch.select([]))
    book.give_up()
