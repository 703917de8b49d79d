from __future__ import annotations

from typing import TYPE_CHECKING

from kmn.lists.remarks import seen
from kmn.model.network import Network
from kmn.wiring import districts
from tests.lists.lists import assigned, codes, csv_list

if TYPE_CHECKING:
    from pathlib import Path


def test_blank_cells_leave_districts_open(tmp_path: Path) -> None:
    """What the list does not say is counted and named, and said not to mean that they belong nowhere."""
    found = csv_list(tmp_path / "a.csv", "RV;Kreise", "Heide;LK Celle, Stadt Göttingen")
    notice = next(one for one in found.notices if one.code == "stays_open")
    assert "bleiben 43 Kreise offen" in notice.text()
    assert "Landkreis Aurich" in notice.text()
    assert "Landkreis Celle" not in notice.text()
    assert "Landkreis Göttingen" not in notice.text()


def test_divided_districts_are_explained(tmp_path: Path) -> None:
    """A municipality of its own is told with what holds for the rest of its district."""
    rows = ("Weser;LK Celle, Stadt Göttingen, Stadt Verden", "Heide;Stadt Celle, LK Verden")
    found = csv_list(tmp_path / "a.csv", "RV;Kreise", *rows)
    texts = [one.text() for one in found.notices if one.code == "split"]
    assert len(texts) == 3
    assert "Celle, Stadt (Landkreis Celle)" in texts[1]
    assert "hat eine eigene Zuordnung" in texts[1]
    assert texts[1].endswith("gilt: Weser.")
    assert texts[0].endswith("gilt: offen, die Liste sagt nichts.")
    assert assigned(found)["03351006"] == "heide"


def test_one_and_several_are_told_as_such(tmp_path: Path) -> None:
    """Sentences fit the number of what they speak of."""
    every = [one.official_name for one in districts(on="2026-03-01") if one.official_name != "Landkreis Aurich"]
    rows = ("Weser;" + ", ".join(every), "Heide;Stadt Celle, Gemeinde Wathlingen")
    texts = {one.code: one.text() for one in csv_list(tmp_path / "a.csv", "RV;Kreise", *rows).notices}
    assert "haben eigene Zuordnungen" in texts["split"]
    assert "bleibt 1 Kreis offen. Das heißt nicht, dass er" in texts["stays_open"]


def test_a_municipality_like_its_district_is_no_division(tmp_path: Path) -> None:
    """City and district in one network are not divided."""
    found = csv_list(tmp_path / "a.csv", "RV;Kreise", "Heide;Hildesheim (Stadt und Landkreis)")
    assert "split" not in codes(found, "info")


def test_a_district_belongs_to_one_network(tmp_path: Path) -> None:
    """With several it is an error that names the rows; twice with the same is a warning."""
    rows = ("Heide;LK Celle, LK Uelzen, LK Uelzen", "Weser;LK Celle")
    found = csv_list(tmp_path / "a.csv", "RV;Kreise", *rows)
    contested = next(one for one in found.notices if one.code == "contested")
    assert contested.text("en").endswith(
        "Landkreis Celle stands with several: Heide (row 2), Weser (row 3). If it is divided, write its "
        "municipalities; else delete one of the rows."
    )
    assert codes(found, "warning") == ["area_twice"]
    assert found.dataset is None


def test_what_does_not_add_up_is_told(tmp_path: Path) -> None:
    """A number that differs, a network without districts, and known networks that the list does not name."""
    rows = ("Anzahl der Regionalverbünde;3;", "RV;Kreise", "Heide;LK Celle", "Weser;")
    found = csv_list(tmp_path / "a.csv", *rows)
    assert "Die Liste nennt 2, nach den Angaben sind es 3." in str(
        next(one for one in found.notices if one.code == "count_differs")
    )
    assert [one.value for one in found.notices if one.code == "network_without_areas"] == ["Weser"]
    assert [one.value for one in found.notices if one.code == "network_not_listed"] == [
        "Regionalverbund Braunschweig",
        "Regionalverbund Oldenburger Land",
        "Regionalverbund Südniedersachsen",
    ]


def test_days_are_said_as_known() -> None:
    """One day, a stretch, or none."""
    days: list[dict[str, str]] = [{}, {"attested_to": "2019-06"}, {"attested_from": "2005", "attested_to": "2005"}]
    found = [seen(Network.model_validate({"id": "a", "name": "A", **one})) for one in days]
    assert found == [("ohne Datum", "undated"), ("2019-06", "2019-06"), ("2005", "2005")]
