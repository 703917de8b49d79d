from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from kmn.errors import DataError
from kmn.interchange.spreadsheet import read_sheets
from kmn.lists.layout import ABOUT_SHEET, AREAS_SHEET, KNOWN, NETWORKS_SHEET
from kmn.lists.template import known_of, write_template
from kmn.wiring import Locator, gazetteer, locate
from tests import second_state

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 3, 1)


@pytest.fixture
def book(tmp_path: Path) -> Any:
    """The form, opened."""
    write_template(tmp_path / "liste.xlsx", Locator(), DAY)
    return openpyxl.load_workbook(tmp_path / "liste.xlsx")


def test_all_districts_are_there_and_nothing_is_prefilled(book: Any) -> None:
    """Each district of the day has its row; the column to fill in is empty, what is known stands in grey beside."""
    header, *rows = book[AREAS_SHEET].iter_rows()
    assert [cell.value for cell in header] == ["Schlüssel", "Kreis", "Regionalverbund", KNOWN, "Bemerkung"]
    assert [(row[0].value, row[1].value) for row in rows] == [
        (one.key.value, one.official_name) for one in gazetteer().districts.on(DAY)
    ]
    assert {row[2].value for row in rows} == {None}
    known = {row[0].value: row[3] for row in rows}
    assert known["03351"].value == "Regionalverbund Heide (belegt, 2005-12-14 bis 2009-06-16)"
    assert known["03153"].value.count("nur erschlossen") == 2
    assert known["03452"].value == "nichts bekannt"
    assert {cell.fill.fgColor.rgb for cell in known.values()} == {"00E7E7E7"}


def test_networks_are_chosen_from_the_sheet_that_names_them(book: Any) -> None:
    """The dropdown of every district, and of spare rows below, offers the names of that sheet, which is empty."""
    choice = book[AREAS_SHEET].data_validations.dataValidation[0]
    assert choice.formula1 == f"'{NETWORKS_SHEET}'!$A$2:$A$41"
    assert str(choice.sqref) == f"C2:C{book[AREAS_SHEET].max_row + 60}"
    assert {row[0].value for row in book[NETWORKS_SHEET].iter_rows(min_row=2)} == {None}


def test_keys_stay_texts(book: Any) -> None:
    """No spreadsheet takes the leading zero of a key for nothing."""
    cell = book[AREAS_SHEET]["A2"]
    assert (cell.data_type, cell.number_format) == ("s", "@")
    assert book[AREAS_SHEET].column_dimensions["A"].number_format == "@"


def test_the_licence_is_chosen(book: Any) -> None:
    """Excel takes no longer list of choices than 255 characters."""
    (choice,) = book[ABOUT_SHEET].data_validations.dataValidation
    assert len(choice.formula1) <= 255
    assert book[ABOUT_SHEET][str(choice.sqref).replace("B", "A")].value == "Lizenz"


def test_the_form_is_the_same_every_time_and_never_overwritten(tmp_path: Path) -> None:
    """The same data gives the same bytes; a filled form is not lost."""
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, Locator(), DAY)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with pytest.raises(DataError, match="Choose another name"):
        write_template(tmp_path / "a.xlsx", Locator(), DAY)


def test_another_state_has_its_own_districts_and_words(tmp_path: Path) -> None:
    """The form speaks of whatever the data speak of."""
    write_template(tmp_path / "a.xlsx", second_state.locator(), DAY)
    sheet = next(one for one in read_sheets(tmp_path / "a.xlsx").sheets if one.name == AREAS_SHEET)
    assert sheet.rows[0][2] == "Kreisnetz"
    assert [row[1] for row in sheet.rows[1:]] == ["Stadt Seeburg", "Landkreis Oberau", "Landkreis Niederau"]


def test_what_is_known_is_said_in_a_few_words() -> None:
    """Level and date of each claim, or that there is none."""
    assert known_of(locate("Stadt Wolfsburg")) == "Regionalverbund Braunschweig (nur erschlossen)"
    assert known_of(locate("Landkreis Hildesheim")) == "Regionalverbund Südniedersachsen (belegt, ohne Datum)"
