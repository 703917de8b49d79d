from __future__ import annotations

import csv
from pathlib import Path

from tests.data.tables import rows

STATIONS = list(csv.DictReader((Path(__file__).parent / "stations.csv").read_text("utf-8").splitlines()))
# Stations whose postal code is withdrawn, another place's, or none at all.
WRONG = {
    "Banteln": "31029",
    "Dorum (Kr Cuxhaven)": "27632",
    "Gittelde": "37534",
    "Göhrde": "29473",
    "Natrup-Hagen": "49165",
    "Nordholz": "27637",
    "Osterwald": "31029",
    "Visselhövede": "27373",
    "Wieren": "29568",
    "Wremen": "27638",
}


def test_all_stations_of_the_state_are_there() -> None:
    """There are 355, each with a full address, a coordinate and the district it lies in."""
    districts = {row["key"] for row in rows("districts") if not row["valid_to"]}
    assert len(STATIONS) == 355
    for row in STATIONS:
        assert all(row.values())
        assert row["district"] in districts


def test_postal_codes_lead_to_the_districts_of_the_stations() -> None:
    """Every current code gives the district in which the station lies; the others are known one by one."""
    areas: dict[str, set[str]] = {}
    withdrawn = {row["plz"] for row in rows("postal_areas") if row["withdrawn"]}
    for row in rows("postal_areas"):
        areas.setdefault(row["plz"], set()).add(row["district"])
    wrong = {
        row["name"]: row["plz"]
        for row in STATIONS
        if row["plz"] in withdrawn or row["district"] not in areas.get(row["plz"], ())
    }
    assert wrong == WRONG
