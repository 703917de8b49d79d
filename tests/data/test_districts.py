from __future__ import annotations

from typing import TYPE_CHECKING

from tests.data.tables import official_list, rows

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"41": "kreisfreie_stadt", "43": "landkreis", "45": "landkreis"}


def test_the_districts_are_the_official_ones(oracles: Path) -> None:
    """The keys and names of today are those of the official list, its suffix ", Stadt" left out.

    The official list calls the Region "Region Hannover"; its name here is Hannover, its official name that one.
    """
    official = {key: name.partition(",")[0] for key, name in official_list(oracles).districts.items()}
    ours = {row["key"]: row for row in rows("districts") if not row["valid_to"]}
    assert ours.keys() == official.keys()
    different = {key: row["name"] for key, row in ours.items() if row["name"] != official[key]}
    assert different == {"03241": "Hannover"}
    assert ours["03241"]["official_name"] == official["03241"]


def test_every_district_is_described() -> None:
    """The districts of today have NUTS-3 code, area and population with their days; former ones an end."""
    for row in rows("districts"):
        if row["valid_to"]:
            assert row["key"] in {"03152", "03156"}
        else:
            assert row["nuts"].startswith("DE9")
            assert float(row["area_km2"]) > 0
            assert int(row["population"]) > 0
            assert row["area_on"] == row["population_on"] == "2018-12-31"
