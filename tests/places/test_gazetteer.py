from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from kmn.identifiers import AGS, ARS, KreisKey
from kmn.places import gazetteer
from kmn.places.area import Area
from kmn.wiring import gazetteer as embedded
from tests import second_state

PLACES = embedded()
TODAY, OLD = date(2026, 1, 1), date(2016, 5, 1)


def test_the_embedded_places_are_all_there() -> None:
    """45 districts of three kinds, 964 municipalities and unincorporated areas, more than 822 postal codes."""
    assert Counter(d.kind for d in PLACES.districts.on(TODAY)) == {
        "landkreis": 36,
        "kreisfreie_stadt": 8,
        "region": 1,
    }
    kinds = Counter(m.kind for m in PLACES.municipalities.on(TODAY))
    assert sum(kinds.values()) == 964
    assert kinds["gemeindefreies_gebiet"] == 25
    assert sum(code.kind == "delivery" for code in PLACES.postal) >= 822
    assert len(PLACES.localities) > 700
    assert len(PLACES.towns_elsewhere) > 10_000


def test_every_municipality_belongs_to_a_district_of_its_days() -> None:
    """On any day, each municipality lies in a district that was one on that day, and its keys agree."""
    for day in (OLD, TODAY):
        keys = {district.key for district in PLACES.districts.on(day)}
        for municipality in PLACES.municipalities.on(day):
            assert municipality.district in keys
            assert municipality.ags.value.startswith(municipality.district.value)
            assert municipality.ars is None or municipality.ars.ags == municipality.ags


def test_localities_lie_in_municipalities_of_today() -> None:
    """Every locality is somewhere that exists."""
    for locality in PLACES.localities:
        assert locality.area.district is not None
        assert PLACES.districts.at(locality.area.district, TODAY) is not None
        if locality.area.municipality is not None:
            assert PLACES.municipalities.at(locality.area.municipality, TODAY) is not None


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("03351", "Landkreis Celle"),
        ("03254021", "Hildesheim, Stadt"),
        ("03156", "Landkreis Osterode am Harz"),
        ("99999", "99999"),
    ],
)
def test_every_key_has_a_title(key: str, title: str) -> None:
    """Districts and municipalities of any day have their official name, and what is unknown its key."""
    assert PLACES.title(key) == title


@pytest.mark.parametrize(
    ("area", "day", "expected"),
    [
        (Area("03159"), TODAY, [Area("03159")]),
        (Area("03159"), OLD, [Area("03152"), Area("03156")]),
        (Area("03159", "03159016"), OLD, [Area("03152", "03152012")]),
        (Area("03254", "03254021"), OLD, [Area("03254", "03254021")]),
        (Area(state="Hessen"), OLD, [Area(state="Hessen")]),
        (Area(), OLD, [Area()]),
    ],
)
def test_an_area_of_today_has_the_keys_of_any_day(area: Area, day: date, expected: list[Area]) -> None:
    """An area is expressed in the keys of the day, in several where it was divided then."""
    assert list(PLACES.on(area, day)) == expected


def test_every_municipality_of_today_existed_somehow() -> None:
    """On the first day of the data, every municipality of today was one or more of then."""
    first = PLACES.territory.places_from
    for municipality in PLACES.municipalities.on(TODAY):
        found = PLACES.on(Area(municipality.district.value, municipality.ags.value), first)
        assert found
        assert all(PLACES.municipalities.at(area.municipality or "", first) for area in found)


def test_places_come_from_tables() -> None:
    """Whoever has the tables of another state has its gazetteer, with the types of all keys."""
    places = second_state.gazetteer()
    seeburg = places.municipalities.get("12001000")
    assert seeburg is not None
    assert (seeburg.ags, seeburg.ars, seeburg.district) == (AGS("12001000"), ARS("120010000000"), KreisKey("12001"))
    assert [district.name for district in places.districts.on(date(2015, 1, 1))] == [
        "Seeburg",
        "Oberau",
        "Niederau",
        "Altau",
    ]
    assert places.territory.state_name == "Seenland"
    code = places.postal.get("98401")
    assert code is not None
    assert (code.states, [str(key) for key in code.districts]) == (("Hügelland",), ["12062"])
    assert places.countries["Frankreich"] == "FR"
    assert ("Lakeburg", "12001000") in places.other_names


def test_tables_are_read_when_they_are_needed() -> None:
    """Names of localities, towns elsewhere and countries are read later, and once."""
    asked: list[str] = []

    def read(name: str) -> str:
        asked.append(name)
        return second_state.TABLES[name]

    places = gazetteer.from_tables(read)
    assert set(asked).isdisjoint({"localities.csv", "towns_elsewhere.csv", "countries.csv", "other_names.csv"})
    assert places.localities is places.localities
    assert asked.count("localities.csv") == 1
