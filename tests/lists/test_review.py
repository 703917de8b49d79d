from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from kmn.errors import DataError
from kmn.interchange import jsonld
from kmn.interchange.edition import Edition
from kmn.interchange.spreadsheet import read_sheets
from kmn.lists.review import annotated, has_rows, is_dataset, reviewed
from kmn.wiring import dataset, gazetteer, name_index, save
from tests.lists.lists import filled

if TYPE_CHECKING:
    from pathlib import Path


def review(path: Path) -> Path:
    """Review a list over the embedded places."""
    out = path.with_name("geprüft.xlsx")
    return annotated(path, out, known=dataset(), gazetteer=gazetteer(), index=name_index())


def test_a_list_comes_back_with_hints(tmp_path: Path) -> None:
    """Errors stand beside the rows of the form."""
    form = filled(tmp_path / "a.xlsx", ["Regionalverbund Heide"], {"Landkreis Celle": "Haide"})
    sheets = {sheet.name: sheet for sheet in read_sheets(review(form)).sheets}
    hints = {row[1]: row[-1] for row in sheets["Zuordnung"].rows if len(row) > 5}
    assert hints["Kreis"] == "Hinweis"
    assert hints["Landkreis Celle"].startswith("Fehler: „Haide“ steht nicht auf dem Blatt „Regionalverbünde“.")
    assert len(hints) == 2


def test_a_text_file_comes_back_as_a_workbook(tmp_path: Path) -> None:
    """The header is found below the lines above the table."""
    (tmp_path / "a.csv").write_text("Liste\nRV;Kreise\nHeide;LK Cele\n", encoding="utf-8")
    sheet = read_sheets(review(tmp_path / "a.csv")).sheets[1]
    assert sheet.rows[1] == ("RV", "Kreise", "Hinweis")
    assert "Landkreis Celle" in sheet.rows[2][2]


def test_a_dataset_comes_back_with_its_problems(tmp_path: Path) -> None:
    """The workbook of a dataset is told by its tables."""
    path = tmp_path / "a.xlsx"
    save(dataset(), path)
    assert is_dataset(path)
    book = openpyxl.load_workbook(path)
    book["networks"]["A2"] = "Braunschweig!"
    book.save(path)
    sheets = {sheet.name: sheet for sheet in read_sheets(review(path)).sheets}
    assert sheets["networks"].rows[1][-1].startswith("Fehler: 'Braunschweig!' hat nicht die richtige Form.")


def test_what_cannot_be_read_has_no_copy(tmp_path: Path) -> None:
    """The error says why."""
    with pytest.raises(DataError) as caught:
        review(tmp_path / "no.xlsx")
    assert caught.value.problems == ("Es gibt keine Datei dieses Namens. Bitte den Namen prüfen.",)
    assert not is_dataset(tmp_path / "no.csv")


def test_whatever_a_path_leads_to_is_read(tmp_path: Path) -> None:
    """Folders, workbooks and lists give a dataset and findings; what cannot be read gives findings only."""
    places = {"known": dataset(), "gazetteer": gazetteer(), "index": name_index()}
    save(dataset(), tmp_path / "folder")
    save(dataset(), tmp_path / "book.xlsx")
    published = tmp_path / "kmn.jsonld"
    jsonld.write(dataset(), published, Edition(base="https://example.org/kmn", on=date(2026, 1, 1)))
    assert not has_rows(published)
    form = filled(tmp_path / "a.xlsx", ["Regionalverbund Heide"], {"Landkreis Celle": "Regionalverbund Heide"})
    for path in (tmp_path / "folder", tmp_path / "book.xlsx", published):
        found, findings = reviewed(path, **places)  # type: ignore[arg-type]
        assert (dict(found or {}), findings) == (dict(dataset()), [])
    found, findings = reviewed(form, **places)  # type: ignore[arg-type]
    assert found is not None
    assert {str(one.severity) for one in findings} == {"info"}
    for name in ("no", "no.xlsx", "a\0b"):
        found, findings = reviewed(tmp_path / name, **places)  # type: ignore[arg-type]
        assert found is None
        assert [str(one.severity) for one in findings] == ["error"]
