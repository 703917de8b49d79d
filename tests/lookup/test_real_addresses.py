"""Addresses that somebody else wrote: the stations of the state, and the official list of postal codes."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import pytest

import kmn
from kmn.boundaries import index
from kmn.wiring import gazetteer
from tests.data.test_stations import STATIONS, WRONG
from tests.lookup.glimpse import codes, decided, key_of, keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from kmn.lookup.answer import Answer

BORDERS: Final = index.load()
# What an answer to an address with a withdrawn or wrong code may say about it.
CONTRADICTIONS: Final = {"plz_withdrawn", "plz_unknown", "plz_contradicts_place", "plz_place_of_district"}


def written(row: dict[str, str], layout: str) -> Answer:
    """Locate a station by its address in some layout."""
    return kmn.locate(layout.format(**row))


@pytest.mark.parametrize(
    "layout",
    [
        "{street}, {plz} {city}",
        "{street}\n{plz} {city}\nDeutschland",
        "Bahnhof {name}, {street}, {plz} {city}",
        "DB InfraGO AG\n{street}\nD-{plz} {city}",
        "{plz} {city}, {street}",
        "{street} {plz} {city}",
        "{city}, {street}, {plz}",
    ],
)
def test_stations_with_a_current_code_lie_in_their_district(layout: str) -> None:
    """Each of the 345 stations with a current postal code is answered with the district it lies in."""
    rows = [row for row in STATIONS if row["name"] not in WRONG]
    assert len(rows) == 345
    for row in rows:
        answer = written(row, layout)
        assert decided(answer), row["name"]
        assert key_of(answer) == row["district"], row["name"]


@pytest.mark.parametrize("name", WRONG)
def test_stations_with_a_wrong_code_are_right_or_say_so(name: str) -> None:
    """A withdrawn or wrong code leads to the right district, or to an answer that names the contradiction."""
    (row,) = [row for row in STATIONS if row["name"] == name]
    answer = written(row, "{street}, {plz} {city}")
    if key_of(answer) != row["district"]:
        assert row["district"] in keys_of(answer)
        assert codes(answer) & CONTRADICTIONS


def test_stations_without_their_code_are_right_or_open() -> None:
    """Street and town alone never lead to another district than the right one."""
    for row in STATIONS:
        answer = written(row, "{street}, {city}")
        assert row["district"] in keys_of(answer) or answer.status in {"ambiguous", "not_found"}, row["name"]
    lost = [row["name"] for row in STATIONS if written(row, "{street}, {city}").status == "not_found"]
    assert len(lost) <= 5


def border(row: dict[str, str]) -> float:
    """Return how far, in metres, a station is from the border of its district; 0 if it lies beyond."""
    point = {"lat": float(row["lat"]), "lon": float(row["lon"])}
    if not (BORDERS.unit(**point) or "").startswith(row["district"]):
        return 0
    near = BORDERS.near(**point, within_m=1_000)
    return min((metres for unit, metres in near if not (unit or "").startswith(row["district"])), default=1_000)


def test_stations_lie_in_their_district_by_coordinate() -> None:
    """Beyond 200 m of a border every coordinate is right and decided; few are within, and one is beyond, by 73 m."""
    for row in STATIONS:
        answer = kmn.locate(kmn.Point(lat=float(row["lat"]), lon=float(row["lon"])))
        if border(row) > 200:
            assert decided(answer), row["name"]
            assert key_of(answer) == row["district"], row["name"]
    assert sum(border(row) <= 200 for row in STATIONS) < 10
    assert [row["name"] for row in STATIONS if border(row) == 0] == ["Bavendorf"]


def test_parts_of_a_station_address_are_enough() -> None:
    """An address in parts, with its coordinate, is as right as the text."""
    for row in STATIONS:
        if row["name"] in WRONG or border(row) <= 200:
            continue
        point = kmn.Point(lat=float(row["lat"]), lon=float(row["lon"]))
        address = kmn.Address(street=row["street"], plz=row["plz"], place=row["city"], point=point)
        assert row["district"] in keys_of(kmn.locate(address)), row["name"]


# --- the official list ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def listed(oracles: Path) -> list[dict[str, str]]:
    """The rows of the list of postal codes of 2022."""
    return list(csv.DictReader((oracles / "plz-ags-2022-ni.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(
    "layout",
    ["{plz} {ort}", "Dorfstraße 5, {plz} {ort}", "{ort} {plz}", "{plz} {ort}, {landkreis}", "Gemeinde {ort}\n{plz}"],
)
def test_every_listed_code_and_town_is_right(listed: list[dict[str, str]], layout: str) -> None:
    """Each of the 1,090 pairs of code and town gives the district of the list, without any exception."""
    assert len(listed) == 1_090
    wrong = [
        layout.format(**row)
        for row in listed
        if key_of(answer := kmn.locate(layout.format(**row))) != row["ags"][:5] or not decided(answer)
    ]
    assert wrong == []


def test_every_listed_town_is_right_with_its_district(listed: list[dict[str, str]]) -> None:
    """Town and district without a code are enough, and the town alone has the district among its candidates."""
    for row in listed:
        assert key_of(kmn.locate("{ort}, {landkreis}".format(**row))) == row["ags"][:5], row["ort"]
        assert row["ags"][:5] in keys_of(kmn.locate(row["ort"])), row["ort"]


def test_every_listed_municipality_is_among_those_of_the_answer(listed: list[dict[str, str]]) -> None:
    """The municipality of the list, in the keys of today, is the one of the answer or among its few.

    Except for two towns with a code of which our sources know only another municipality of the same district.
    """
    changes = gazetteer().changes
    missing = []
    for row in listed:
        text = "{plz} {ort}".format(**row)
        if changes.today(row["ags"]) not in {str(one.ags) for one in kmn.locate(text).municipalities}:
            missing.append(text)
    assert missing == ["38559 Gifhorn", "21391 Lüneburg"]
