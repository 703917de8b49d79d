from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings

from kmn.errors import DataError
from kmn.interchange.archive import Fault
from kmn.interchange.folder import load_packaged
from kmn.interchange.tables import tables
from kmn.interchange.workbook import load, problem_of, read, save
from tests.strategies import datasets

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from kmn.model.dataset import Dataset


@given(dataset=datasets())
@settings(max_examples=25)
def test_what_is_saved_is_loaded(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> None:
    """Any dataset comes back as it was, without a problem."""
    path = tmp_path_factory.mktemp("any") / "dataset.xlsx"
    save(dataset, path)
    reading = read(path)
    assert (reading.dataset, reading.problems) == (dataset, ())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The packaged dataset as a workbook."""
    save(load_packaged(), tmp_path / "kmn.xlsx")
    return tmp_path / "kmn.xlsx"


def changed(path: Path) -> Workbook:
    """Open a workbook as people do."""
    return openpyxl.load_workbook(path)


def test_one_sheet_for_each_table(path: Path) -> None:
    """The sheets are the tables of the folder, with the same columns."""
    book = changed(path)
    assert book.sheetnames == [table.name for table in tables()]
    assert [cell.value for cell in book["networks"][1]] == [column.name for column in tables()[1].columns]


def test_saving_again_gives_the_same_bytes(path: Path) -> None:
    """The same dataset is the same file."""
    before = path.read_bytes()
    save(load(path), path)
    assert path.read_bytes() == before


def test_another_file_is_not_replaced(path: Path, tmp_path: Path) -> None:
    """A file takes the place of a dataset or of an empty file; another workbook, sheet or file is left alone."""
    book = changed(path)
    book.create_sheet("Notizen")
    book.save(tmp_path / "more.xlsx")
    openpyxl.Workbook().save(tmp_path / "form.xlsx")
    (tmp_path / "letter.xlsx").write_text("x", encoding="utf-8")
    for name in ("more", "form", "letter"):
        before = (tmp_path / f"{name}.xlsx").read_bytes()
        with pytest.raises(DataError, match="would be lost"):
            save(load_packaged(), tmp_path / f"{name}.xlsx")
        assert (tmp_path / f"{name}.xlsx").read_bytes() == before
    (tmp_path / "empty.xlsx").write_bytes(b"")
    save(load_packaged(), tmp_path / "empty.xlsx")
    assert load(tmp_path / "empty.xlsx") == load_packaged()


def test_what_spreadsheets_do_is_put_right_and_told(path: Path) -> None:
    """Numbers in place of keys, dates in place of texts, other sheets: read, and reported by sheet, row and field."""
    book = changed(path)
    sheet = book["assignments"]
    sheet["B2"] = 3101
    sheet["G2"] = "1.3.2026"
    book.create_sheet("Notizen")
    book.remove(book["opening_hours"])
    book.save(path)
    reading = read(path)
    assert [(one.code, one.file, one.row, one.field) for one in reading.problems] == [
        ("sheet_extra", "Notizen", None, None),
        ("zero_restored", "assignments", 2, "area"),
        ("date_read", "assignments", 2, "valid_to"),
        ("sheet_missing_optional", "opening_hours", None, None),
    ]
    assert reading.dataset is not None
    assert str(reading.dataset.assignments_for("03101")[0].valid_to) == "2026-03-01"


def test_all_problems_of_all_sheets_are_reported_at_once(path: Path) -> None:
    """One error names what is wrong in each sheet, and nothing is loaded."""
    book = changed(path)
    book["networks"]["A2"] = "Braunschweig!"
    book["networks"]["B3"] = "=A1"
    book["assignments"]["C4"] = "sicher"
    book["assignments"]["J5"] = "#REF!"
    book.remove(book["sources"])
    book.save(path)
    with pytest.raises(DataError) as caught:
        load(path)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "assignments, row 5, field sources",
        "networks, row 3, field name",
        "networks, row 2, field id",
        "networks, row 3, field name",
        "assignments, row 4, field evidence",
        "sources",
    ]


def test_a_workbook_without_the_sheets_says_which_are_needed(path: Path) -> None:
    """A workbook that lost its sheets is told what it lacks, any other what to do with it."""
    book = changed(path)
    for name in ("dataset", "networks", "sources", "events"):
        book.remove(book[name])
    book.save(path)
    assert [one.file for one in read(path).problems if one.severity == "error"] == ["dataset", "networks", "sources"]
    openpyxl.Workbook().save(path)
    assert [one.code for one in read(path).problems] == ["workbook_other"]


def test_a_fault_is_named_by_the_header_of_its_column() -> None:
    """Without a header the number of the column has to do."""
    fault = Fault("error_cell", "x", 3, 2)
    assert problem_of(fault, "a.xlsx", {}).text("de").startswith("x, Zeile 3, Feld 2: Die Zelle zeigt einen Fehler")
