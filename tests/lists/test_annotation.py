from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from kmn.errors import DataError
from kmn.interchange.spreadsheet import Sheet, read_sheets
from kmn.lists.annotation import Hint, annotate
from tests.lists.lists import workbook

if TYPE_CHECKING:
    from pathlib import Path

HINTS = [
    Hint("info", "Drittens", "A", 3, "x"),
    Hint("error", "=Erstens", "A", 3, "x"),
    Hint("warning", "Alles", None),
    Hint("error", "Nirgends", "B", 1),
]


def test_hints_stand_beside_their_rows(tmp_path: Path) -> None:
    """A column beside the header holds them, errors first; a sheet in front holds all; the list stays as it is."""
    path = workbook(tmp_path / "a.xlsx", {"A": [["title"], ["x", "y"], ["1", "2"], ["3", "4"]]})
    before = path.read_bytes()
    out = annotate(path, tmp_path / "b.xlsx", read_sheets(path).sheets, {"A": 2}, HINTS)
    front, sheet = read_sheets(out).sheets
    assert sheet.rows == (
        ("title",),
        ("x", "y", "Hinweis"),
        ("1", "2", "Fehler: =Erstens\nHinweis: Drittens"),
        ("3", "4"),
    )
    assert sheet.formulas == frozenset()
    assert front.name == "Hinweis"
    assert [row[0] for row in front.rows] == ["Schwere", "Fehler", "Fehler", "Warnung", "Hinweis"]
    assert path.read_bytes() == before


def test_old_hints_go(tmp_path: Path) -> None:
    """A copy that is checked again has one column and one sheet of hints, and none that no longer holds."""
    path = workbook(tmp_path / "a.xlsx", {"A": [["x"], ["1"], ["2"]]})
    first = annotate(path, tmp_path / "b.xlsx", read_sheets(path).sheets, {}, [Hint("error", "Alt", "A", 2)])
    again = annotate(first, tmp_path / "c.xlsx", read_sheets(first).sheets, {}, [Hint("error", "Neu", "A", 3)])
    front, sheet = read_sheets(again).sheets
    assert sheet.rows == (("x", "Hinweis"), ("1",), ("2", "Fehler: Neu"))
    assert len(front.rows) == 2


def test_formats_and_choices_stay(tmp_path: Path) -> None:
    """What the office set up in its workbook is still there."""
    path = workbook(tmp_path / "a.xlsx", {"A": [["x"], ["1"]]})
    book = openpyxl.load_workbook(path)
    book["A"]["A2"].number_format = "0.00"
    book["A"].column_dimensions["A"].width = 33
    book.save(path)
    out = annotate(path, tmp_path / "b.xlsx", read_sheets(path).sheets, {}, HINTS[:1])
    copy = openpyxl.load_workbook(out)["A"]
    assert (copy["A2"].number_format, copy.column_dimensions["A"].width) == ("0.00", 33)


def test_a_text_file_becomes_a_workbook(tmp_path: Path) -> None:
    """A CSV file gets its hints in a workbook, and says so if there are none."""
    sheets = [Sheet("a.csv", (("x", "=1"), ("03351", "")))]
    out = annotate(tmp_path / "a.csv", tmp_path / "b.xlsx", sheets, {}, [])
    front, sheet = read_sheets(out).sheets
    assert sheet.rows == (("x", "=1"), ("03351",))
    assert front.rows[1][-1] == "Nichts zu beanstanden."


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A file of that name stays."""
    path = workbook(tmp_path / "a.xlsx", {"A": [["x"]]})
    with pytest.raises(DataError, match="of that name already"):
        annotate(path, path, read_sheets(path).sheets, {}, [])
