from __future__ import annotations

import pickle
from datetime import date

import attrs
import pytest

from kmn.identifiers import AGS, PLZ, KreisKey
from kmn.places.area import Area
from kmn.places.records import District, Locality, Municipality, PostalCode
from kmn.values import Period
from kmn.wiring import districts, gazetteer, municipalities

SHARED = PostalCode(
    plz=PLZ("98401"),
    kind="delivery",
    areas=(Area("12062", "12062001"), Area("12061", "12061001"), Area("12062", "12062002"), Area(state="Hügelland")),
)


def test_a_postal_code_names_its_districts_and_states() -> None:
    """Districts and other states are named once each, sorted, however many municipalities there are."""
    assert SHARED.districts == (KreisKey("12061"), KreisKey("12062"))
    assert SHARED.states == ("Hügelland",)


def test_codes_that_are_shared_are_known() -> None:
    """Four codes touch two districts, and some touch another state."""
    codes = [code for code in gazetteer().postal if not code.withdrawn and code.kind == "delivery"]
    assert [code.plz.value for code in codes if len(code.districts) > 1] == ["21444", "27726", "29640", "49401"]
    assert {"19273", "32361", "34355"} <= {code.plz.value for code in codes if code.states}


def test_a_city_is_a_district_and_a_municipality() -> None:
    """A city that is its own district is told by its kind, and has one municipality, itself."""
    cities = [district for district in districts() if district.is_city]
    assert len(cities) == 8
    for city in cities:
        inside = [one for one in municipalities() if one.district == city.key]
        assert [one.ags.value for one in inside] == [f"{city.key.value}000"]


def test_facts_about_districts_have_their_day() -> None:
    """Area and population of the districts of today come with the day for which they are given."""
    for district in districts():
        assert district.population is not None
        assert isinstance(district.population_on, date)
        assert district.area_km2 is not None
        assert isinstance(district.area_on, date)
        assert district.nuts is not None


def test_records_are_values() -> None:
    """Records compare by content, hash, pickle, and cannot be changed."""
    one = District(key=KreisKey("12061"), name="Oberau", official_name="Landkreis Oberau", kind="landkreis")
    assert one == attrs.evolve(one)
    assert one != attrs.evolve(one, period=Period(end="2020-01-01"))
    town = Municipality(
        ags=AGS("12061001"), name="Oberau", official_name="Oberau", kind="gemeinde", district=KreisKey("12061")
    )
    for record in (one, town, SHARED, Locality("Hagenau", Area("12061"))):
        assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 - ours
        assert len({record, attrs.evolve(record)}) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.name = "Unterau"  # type: ignore[misc]
