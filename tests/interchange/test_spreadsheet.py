from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from kmn.errors import DataError
from kmn.interchange.archive import Fault
from kmn.interchange.spreadsheet import (
    LONGEST_CELL,
    append_texts,
    escaped,
    new_book,
    open_book,
    read_sheets,
    save_book,
)

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def written(path: Path, rows: list[list[Any]]) -> Path:
    """Write a workbook as people do, with values of all kinds."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def with_sheet(path: Path, xml: str) -> Path:
    """Put other XML in place of the only sheet of a workbook."""
    whole = written(path.with_name("whole.xlsx"), [["x"]])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == SHEET else old.read(name))
    return path


def test_values_are_read_as_people_typed_them(tmp_path: Path) -> None:
    """Numbers, days, times and truth values become the texts that a person would type."""
    row = ["a", 3351, 52.5, 3.0, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), time(9, 0), True, None, " ", None]  # noqa: DTZ001 - sheets have no zones
    found = read_sheets(written(tmp_path / "a.xlsx", [row]))
    assert found.faults == ()
    assert found.sheets[0].rows == (("a", "3351", "52.5", "3", "2026-03-01", "2026-03-01T09:30:00", "09:00", "True"),)


def test_formulas_and_errors_are_told(tmp_path: Path) -> None:
    """A cell with a formula is marked, one that shows an error is a fault."""
    found = read_sheets(written(tmp_path / "a.xlsx", [["a", "=1+1"], ["b", "#N/A"]]))
    assert found.sheets[0].formulas == {(1, 2)}
    assert found.faults == (Fault("error_cell", "Sheet", 2, 2),)


def test_what_a_sheet_says_of_its_size_does_not_count(tmp_path: Path) -> None:
    """A sheet that calls itself a million columns wide is as wide as its cells."""
    xml = (
        f'{HEAD}<dimension ref="A1:XFD1048576"/><sheetData><row><c t="str"><v>x</v></c></row></sheetData></worksheet>'
    )
    assert read_sheets(with_sheet(tmp_path / "a.xlsx", xml)).sheets[0].rows == (("x",),)


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "sheet_too_wide"),
        ('<row r="99999999999"><c><v>1</v></c></row>', "sheet_too_long"),
        ('<row r="x"><c><v>1</v></c></row>', "workbook_broken"),
        ('<row><c r="ZZZZ1"><v>1</v></c></row>', "workbook_broken"),
        ('<row><c t="s"><v>99</v></c></row>', "workbook_broken"),
        ("<row>", "workbook_broken"),
    ],
)
def test_hostile_sheets_are_named_in_time(tmp_path: Path, xml: str, code: str) -> None:
    """Cells far out, rows without end and nonsense are faults."""
    found = read_sheets(with_sheet(tmp_path / "a.xlsx", f"{HEAD}<sheetData>{xml}</sheetData></worksheet>"))
    assert [fault.code for fault in found.faults] == [code]


def test_macros_are_told_and_left_alone(tmp_path: Path) -> None:
    """A workbook with macros is read without them."""
    path = written(tmp_path / "a.xlsm", [["x"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\x00")
    found = read_sheets(path)
    assert [fault.code for fault in found.faults] == ["workbook_macros"]
    assert found.sheets[0].rows == (("x",),)


def test_an_archive_without_a_workbook_is_broken(tmp_path: Path) -> None:
    """What only looks like a workbook is none, for reading and for changing."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert [fault.code for fault in read_sheets(tmp_path / "a.xlsx").faults] == ["workbook_broken"]
    for name in ("a.xlsx", "no.xlsx"):
        with pytest.raises(DataError, match="cannot be opened"):
            open_book(tmp_path / name)


@pytest.mark.parametrize("text", ["=1+1", "a\rb", "_x000D_", "x005F_", "\x01", " a ", "03351", "'", "\ud800"])
def test_texts_come_back_whatever_they_look_like(tmp_path: Path, text: str) -> None:
    """Formulas, control characters and escapes in a text stay a text."""
    book = new_book(write_only=True)
    append_texts(book.create_sheet("a"), [["h", "i"], [text, "end"]])
    save_book(book, tmp_path / "a.xlsx", replace=False)
    found = read_sheets(tmp_path / "a.xlsx")
    assert found.sheets[0].rows[1] == (text, "end")
    assert found.sheets[0].formulas == frozenset()


def test_a_text_longer_than_a_cell_is_refused() -> None:
    """Nothing is cut off in silence."""
    with pytest.raises(DataError, match="Save the dataset as a folder"):
        append_texts(new_book(write_only=True).create_sheet("a"), [["h"], ["x" * (LONGEST_CELL + 1)]])


def test_the_same_workbook_has_the_same_bytes(tmp_path: Path) -> None:
    """When it was written leaves no trace."""
    contents = []
    for year in (2001, 2026):
        book = new_book()
        book.create_sheet("a").append(["x"])
        book.properties.created = datetime(year, 1, 1)  # noqa: DTZ001 - as openpyxl does
        save_book(book, tmp_path / "a.xlsx", replace=True)
        contents.append((tmp_path / "a.xlsx").read_bytes())
    assert contents[0] == contents[1]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]


def test_files_are_replaced_only_when_allowed(tmp_path: Path) -> None:
    """A file that may not be replaced, and a folder, stay."""
    book = new_book()
    book.create_sheet("a")
    (tmp_path / "a.xlsx").write_text("mine", encoding="utf-8")
    for path, replace in ((tmp_path / "a.xlsx", False), (tmp_path, True)):
        with pytest.raises(DataError, match="of that name already"):
            save_book(book, path, replace=replace)
    assert (tmp_path / "a.xlsx").read_text(encoding="utf-8") == "mine"
    with pytest.raises(DataError, match="cannot be written"):
        save_book(book, "/proc/no/such.xlsx", replace=False)


def test_escapes_are_those_of_the_standard() -> None:
    """What XML cannot hold is written as the standard says."""
    assert escaped("a\x0bb\tc\n") == "a_x000B_b\tc\n"
