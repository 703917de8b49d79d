from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from kmn.errors import DataError
from kmn.export import excel
from kmn.export.flat import answers
from kmn.interchange.spreadsheet import read_sheets
from kmn.model.network import Network
from kmn.wiring import dataset

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.export.edition import Publication


def test_the_workbook_holds_texts(edition: Publication, tmp_path: Path) -> None:
    """Each flat table is a sheet; keys keep their zero."""
    excel.write(dataset(), tmp_path, edition)
    found = {sheet.name: sheet for sheet in read_sheets(tmp_path / "regionalverbuende.xlsx").sheets}
    assert set(found) == {sheet.name for sheet in answers(dataset(), edition)}
    assert found["kreise"].rows[1][0] == "03101"


def test_the_csv_is_that_of_german_excel(edition: Publication, tmp_path: Path) -> None:
    """Semicolons, a mark at the beginning, and the same rows as elsewhere."""
    excel.write(dataset(), tmp_path, edition)
    for sheet in answers(dataset(), edition):
        path = tmp_path / f"{sheet.name}.excel-de.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert list(csv.reader(file, delimiter=";"))[1:] == list(sheet.rows())


def test_the_bytes_are_the_same(edition: Publication, tmp_path: Path) -> None:
    """Two workbooks of the same data are the same."""
    for name in ("a", "b"):
        excel.write(dataset(), tmp_path / name, edition)
    first, second = (tmp_path / name / "regionalverbuende.xlsx" for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_formulas_are_refused(edition: Publication, tmp_path: Path) -> None:
    """A name that would be run as a formula is refused before anything is written."""
    named = tuple(Network(id=one.id, name="=1+1") for one in dataset().networks)
    with pytest.raises(DataError, match="formulas"):
        excel.write(dataset().model_copy(update={"networks": named}), tmp_path, edition)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(edition: Publication, tmp_path: Path) -> None:
    """A file in the way is reported."""
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(DataError):
        excel.write(dataset(), tmp_path / "a", edition)
