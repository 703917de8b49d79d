"""Postal codes of the state, each place of each code assigned to a municipality."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from update.places import _areas, _geonames
from update.places._names import base, plain
from update.places.municipalities import UNINHABITED, today

HOME = _geonames.STATES["06"]
EXTRA = Path(__file__).resolve().parent.parent / "inputs" / "postal_areas_curated.csv"
WITHDRAWN = EXTRA.with_name("withdrawn_codes_curated.csv")
NEAR = 0.02  # degrees, some 2 km: coordinates of the source are rounded to minutes in places


class Spot(NamedTuple):
    """One place of one code. `ags` is empty where only the district is known, both are in other states."""

    plz: str
    district: str
    ags: str
    state: str
    place: str
    lat: float | None
    lon: float | None


@cache
def delivery() -> tuple[Spot, ...]:
    """Return the places of every delivery code that touches the state, those in other states included.

    What the curated table says of a place of a code counts instead of what the source says.
    """
    ours = {code.plz for code in _geonames.codes() if code.state == HOME} | {spot.plz for spot in curated_spots()}
    corrected = {(spot.plz, spot.place) for spot in curated_spots()}
    spots = []
    for code in _geonames.codes():
        if (code.plz, code.place) in corrected:
            continue
        if code.state == HOME:
            ags, place = _municipality(code)
            spots.append(Spot(code.plz, code.district, ags, HOME, place, code.lat, code.lon))
        elif code.plz in ours:
            spots.append(Spot(code.plz, "", "", code.state, code.place, code.lat, code.lon))
    return tuple(sorted({*spots, *curated_spots()}, key=_order))


@cache
def bulk() -> tuple[Spot, ...]:
    """Return where the single recipients of the bulk codes in the state are, by coordinate alone.

    A coordinate in a district that has no delivery code in the same zone (first two digits) is not believed.
    """
    zones = {(spot.plz[:2], spot.district) for spot in delivery()}
    spots = {}
    for code in _geonames.bulk_codes():
        if code.state != HOME:
            continue
        ags = _areas.municipality(code.lat, code.lon)
        if ags is None:
            ags, _ = _areas.nearest(code.lat, code.lon, today())
        if (code.plz[:2], ags[:5]) in zones:
            spots[code.plz, ags] = Spot(code.plz, ags[:5], ags, HOME, "", None, None)
    return tuple(spots[key] for key in sorted(spots))


@cache
def withdrawn() -> frozenset[str]:
    """Return the codes that are not in use any more."""
    with WITHDRAWN.open(encoding="utf-8", newline="") as file:
        return frozenset(row["plz"] for row in csv.DictReader(file))


def _municipality(code: _geonames.Code) -> tuple[str, str]:
    """Return the municipality of a place and the place's own name.

    It is the municipality of the place's name in the district, else the one whose name stands in front of it
    ("Auetal Altenhagen"), else the one around its coordinate. Nobody lives in gemeindefreie Gebiete but in two, and
    those are in the curated table.
    """
    names = {
        ags: row["name"]
        for ags, row in today().items()
        if ags.startswith(code.district) and row["kind"] != UNINHABITED
    }
    around = _areas.municipality(code.lat, code.lon)
    same = _namesakes(code.place, names, around)
    if same:
        return same, code.place
    words = code.place.split()
    for cut in range(len(words) - 1, 0, -1):
        same = _namesakes(" ".join(words[:cut]), names, around) if words[cut][0].isupper() else ""
        if same:
            return same, " ".join(words[cut:])
    if around in names:
        return str(around), code.place
    ags, distance = _areas.nearest(code.lat, code.lon, names)
    return ags if distance <= NEAR else "", code.place


def _namesakes(place: str, names: dict[str, str], around: str | None) -> str:
    """Return the one municipality with the name of a place; of several, the one around it."""
    for compared in (plain, base):
        same = [ags for ags, name in names.items() if compared(name) == compared(place)]
        if len(same) > 1 and around in same:
            return str(around)
        if len(same) == 1:
            return same[0]
    return ""


def curated_spots() -> list[Spot]:
    """Return the areas of codes that the source lacks."""
    with EXTRA.open(encoding="utf-8", newline="") as file:
        return [
            Spot(row["plz"], row["ags"][:5], row["ags"], row["state"] or HOME, row["place"], None, None)
            for row in csv.DictReader(file)
        ]


def _order(spot: Spot) -> tuple[str, ...]:
    return spot.plz, spot.district, spot.ags, spot.state, spot.place
