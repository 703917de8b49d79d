from __future__ import annotations

import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kmn.wiring import Locator, load, save
from tests.lists.lists import ABOUT, assigned, codes, csv_list, filled, reading, workbook
from tests.strategies import any_text

if TYPE_CHECKING:
    from pathlib import Path


def test_from_an_empty_form_to_an_answer(tmp_path: Path) -> None:
    """A filled form becomes a dataset that answers, with the list as its source and an authority to ask."""
    form = filled(
        tmp_path / "liste.xlsx",
        ["Regionalverbund Heide", "Regionalverbund Elbe-Weser"],
        {
            "Landkreis Celle": "Regionalverbund Heide",
            "Landkreis Stade": "Regionalverbund Elbe-Weser",
            "Stadt Braunschweig": "Regionalverbund Elbe-Weser",
        },
        {"Herausgeber": "Niedersächsisches Sozialministerium"},
    )
    found = reading(form)
    assert assigned(found) == {"03351": "heide", "03359": "elbe-weser", "03101": "elbe-weser"}
    assert found.dataset is not None
    save(found.dataset, tmp_path / "liste")
    locator = Locator(load(tmp_path / "liste"))
    answer = locator.locate("Markt 1, 29221 Celle")
    assert answer.network is not None
    assert (answer.network.name, str(answer.evidence)) == ("Regionalverbund Heide", "official")
    assert answer.claims[0].sources[0].reference == "301-1"
    assert locator.locate("Landkreis Aurich").reason == "open"
    assert [one.name for one in locator.locate("Landkreis Aurich").ask] == ["Niedersächsisches Sozialministerium"]


def test_an_empty_form_says_what_is_needed(tmp_path: Path) -> None:
    """Nothing is prefilled, so nothing is read."""
    found = reading(filled(tmp_path / "a.xlsx", [], {}, dict.fromkeys(["Herausgeber", "Stand", "Aktenzeichen"])))
    assert codes(found) == ["about_missing", "about_missing", "list_empty"]
    assert found.dataset is None


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Errors of all sheets come together, sheet by sheet and row by row, and nothing is half-read."""
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "A": [["Stand", "gestern"], ["RV", "Kreise"], ["Heide", "LK Cele"], ["Weser", "Oldenburg"]],
            "B": [["RV", "Kreise"], ["Ems", "Atlantis"]],
        },
    )
    found = reading(path)
    assert found.dataset is None
    assert [(one.code, one.sheet, one.row) for one in found.notices if one.severity == "error"] == [
        ("as_of_wrong", "A", 1),
        ("area_unknown", "A", 3),
        ("area_ambiguous", "A", 4),
        ("area_unknown", "B", 2),
        ("about_missing", "Angaben zur Liste", None),
    ]


def test_computed_cells_are_read_and_told(tmp_path: Path) -> None:
    """A formula has the value that was computed last; where there is none, the cell is empty."""
    path = workbook(tmp_path / "a.xlsx", {"A": [["RV", "Kreise"], ["Heide", "LK Celle"], ["Weser", '="LK Verden"']]})
    found = reading(path, ABOUT)
    assert codes(found, "warning") == ["formula_read"]
    assert assigned(found) == {"03351": "heide"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"a;b\n1;2\n", "list_missing"),
        ("a.csv", b"\x00\x01", "binary"),
        ("a.csv", "RV;Kreise\nHeide;LK Lüneburg\n".encode("cp1252"), None),
        ("a.csv", "RV\tKreise\nHeide\tLK Lüneburg, LK Celle\n".encode("utf-16"), None),
        ("a.xlsx", b"RV;Kreise", "workbook_not_one"),
        ("a.ods", b"PK\x03\x04", "workbook_broken"),
        ("a[1]*.csv", b"RV;Kreise\nHeide;LK Celle", None),
    ],
)
def test_files_of_all_kinds_are_met(tmp_path: Path, name: str, content: bytes, code: str | None) -> None:
    """What is no list is told; encodings and delimiters of lists are recognised."""
    (tmp_path / name).write_bytes(content)
    found = reading(tmp_path / name, ABOUT)
    assert codes(found) == ([code] if code else [])


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """A missing, a very large and a very long file."""
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(1 << 30)
    assert codes(reading(tmp_path / "no.csv")) == ["workbook_missing"]
    assert codes(reading(tmp_path / "a\0.csv")) in (["workbook_missing"], ["workbook_unreadable"])
    assert codes(reading(tmp_path / "large.csv")) == ["workbook_too_large"]
    assert codes(csv_list(tmp_path / "long.csv", *["RV;Kreise"] * 20_001)) == ["list_too_large"]


def test_a_hostile_list_takes_bounded_time(tmp_path: Path) -> None:
    """A cell of thousands of names and a workbook that unpacks to much are over soon."""
    begin = time.monotonic()
    csv_list(tmp_path / "a.csv", "RV;Kreise", *["Heide;" + "/".join(["Weser"] * 10_000)] * 5)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", bytes(200 << 20))
    assert codes(reading(tmp_path / "a.xlsx")) == ["workbook_bomb"]
    assert time.monotonic() - begin < 20


@given(data=st.data())
@settings(max_examples=30)
def test_any_list_is_read_or_told(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in the cells, there is a dataset or an error, never a crash."""
    cells = st.sampled_from(["Heide", "LK Celle", "Oldenburg", "Regionalverbund", "Kreise", "3351", ""]) | any_text
    rows = data.draw(st.lists(st.lists(cells, max_size=4), max_size=6))
    lines = [";".join(f'"{cell}"' for cell in row) for row in [["RV", "Kreise", "Leitung", "AGS"], *rows]]
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    found = reading(path, ABOUT)
    assert (found.dataset is None) == bool(codes(found))
    assert all(notice.text() and notice.text("en") for notice in found.notices)
