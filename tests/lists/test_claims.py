from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lists.lists import ABOUT, assigned, codes, csv_list, reading, workbook

if TYPE_CHECKING:
    from pathlib import Path


def test_one_row_for_each_network(tmp_path: Path) -> None:
    """The likely shape of an existing list: networks with their districts in a cell."""
    found = csv_list(
        tmp_path / "a.csv",
        "Regionalverbund;Landkreise;Kreisfreie Städte",
        "RV Heide;Celle, Harburg und Uelzen;",
        "RV Ems;Oldenburg, Leer;Emden, Oldenburg",
        "RV Leine;Region Hannover;",
    )
    assert assigned(found) == {
        "03351": "heide",
        "03353": "heide",
        "03360": "heide",
        "03458": "ems",
        "03457": "ems",
        "03402": "ems",
        "03403": "ems",
        "03241": "leine",
    }


def test_one_row_for_each_district(tmp_path: Path) -> None:
    """The other likely shape, in any order of the columns; a key decides, and the name beside it must agree."""
    found = csv_list(
        tmp_path / "a.csv",
        "AGS,Kreis,Verbund",
        "3351,Celle,Heide",
        "03353000,,Heide",
        "03402,Emden,",
        '03403,"Oldenburg (Oldb), Stadt",Ems',
    )
    assert assigned(found) == {"03351": "heide", "03353": "heide", "03403": "ems"}
    assert codes(csv_list(tmp_path / "b.csv", "AGS,Kreis,Verbund", "03351,Harburg,Heide")) == ["key_contradicts"]


def test_areas_without_a_network_are_open_only_in_the_form(tmp_path: Path) -> None:
    """Elsewhere cells may be merged, so the list has to say it."""
    rows = ("Verbund;Kreis", "Heide;LK Celle", ";LK Harburg", "–;LK Uelzen", ";")
    found = csv_list(tmp_path / "a.csv", *rows)
    assert [(one.code, one.row, one.value) for one in found.notices if one.severity == "error"] == [
        ("network_missing", 3, "LK Harburg"),
        ("network_missing", 4, "LK Uelzen"),
    ]


def test_a_network_must_be_on_the_sheet_that_lists_them(tmp_path: Path) -> None:
    """A misspelt name is told with what it may mean."""
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "Regionalverbünde": [["Name"], ["Regionalverbund Elbe-Weser"], [None], ["offen"]],
            "Liste": [["Kreis", "Regionalverbund"], ["LK Stade", "Elbe-Wesser"], ["LK Verden", "RV Elbe-Weser"]],
        },
    )
    notice = reading(path, ABOUT).notices[0]
    assert (notice.code, notice.sheet, notice.row, notice.value) == ("network_unknown", "Liste", 2, "Elbe-Wesser")
    assert "Gemeint sein könnte: Regionalverbund Elbe-Weser." in notice.text()


def test_names_of_persons_are_not_repeated(tmp_path: Path) -> None:
    """A cell that seems to name a person is told without its text."""
    found = csv_list(tmp_path / "a.csv", "RV;Kreise;Leitung", "Heide;LK Celle, Frau Beispiel;Herr Muster, DRK")
    assert codes(found) == ["person_named", "person_named"]
    assert not any("Beispiel" in str(one) or "Muster" in str(one) for one in found.notices)


def test_what_is_no_list_is_given_up(tmp_path: Path) -> None:
    """Nobody is told a thousand times that nothing could be read."""
    found = csv_list(tmp_path / "a.csv", "RV;Kreise", *["Heide;" + ", ".join(["Unsinn"] * 50)] * 100)
    assert len(found.notices) < 600
    assert "list_not_one" in codes(found)


def test_a_name_spelt_otherwise_is_told_once(tmp_path: Path) -> None:
    """Two spellings are one network, which is said of the second and of that of a known one; a prefix is none."""
    rows = ("RV Weser-Süd;LK Celle", "RV Weser-Sued;LK Stade", "Regionalverbund Weser Süd;LK Harburg")
    again = ("RV Weser-Sued;LK Uelzen", "RV Suedniedersachsen;LK Goslar", "RV Heide;LK Verden")
    found = csv_list(tmp_path / "a.csv", "RV;Kreise", *rows, *again)
    told = [(one.row, one.value, one.parameters["network"]) for one in found.notices if one.code == "network_read"]
    assert told == [
        (3, "RV Weser-Sued", "RV Weser-Süd"),
        (6, "RV Suedniedersachsen", "Regionalverbund Südniedersachsen"),
    ]
    assert len(set(assigned(found).values())) == 3
