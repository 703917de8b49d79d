from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.asking import ask
from kmn.bulk.columns import COLUMNS, row_of
from kmn.bulk.headers import ROLES
from kmn.identifiers import AGS, PLZ, KreisKey
from kmn.lookup.address import Address
from kmn.values import Evidence, Point
from kmn.wiring import dataset, default_locator, locate
from tests.strategies import address_lines, any_text, digits

DAY = date(2026, 12, 1)


def cells(day: date | str = DAY, **row: str) -> dict[str, str]:
    """Give what is added to a row."""
    return dict(zip(COLUMNS, ask(row, day, Evidence.ATTESTED, default_locator()).cells, strict=True))


@pytest.mark.parametrize(
    ("row", "thing"),
    [
        ({"address": "Domhof 1, 31134 Hildesheim"}, "Domhof 1, 31134 Hildesheim"),
        ({"plz": "31134"}, PLZ("31134")),
        ({"plz": "31134", "place": "Hildesheim"}, Address(plz="31134", place="Hildesheim")),
        ({"street": "Am Markt 1", "place": "Celle"}, Address(street="Am Markt 1", place="Celle")),
        ({"place": "Sorsum", "locality": "Sorsum"}, Address(place="Sorsum", locality="Sorsum")),
        ({"place": "Wien", "country": "Österreich"}, Address(place="Wien", country="Österreich")),
        ({"key": "03254021"}, AGS("03254021")),
        ({"key": "03254"}, KreisKey("03254")),
        ({"lat": "52,15", "lon": "9.95"}, Point(lat=52.15, lon=9.95)),
        ({"lat": "52.15", "lon": "9.95", "place": "Celle"}, Address(place="Celle", point=Point(lat=52.15, lon=9.95))),
    ],
)
def test_a_row_is_asked_as_one_would_ask(row: dict[str, str], thing: Any) -> None:
    """Each way to name a place in a row is a question to `locate`, and gets its answer."""
    assert ask(row, DAY, Evidence.ATTESTED, default_locator()).cells == row_of(locate(thing, on=DAY))


@given(address_lines)
def test_a_text_is_asked_as_it_stands(text: str) -> None:
    """Whatever the text, the row has the answer that the text alone has; a blank one is empty."""
    expected = row_of(locate(text.strip(), on=DAY)) if text.strip() else None
    found = ask({"address": text}, DAY, Evidence.ATTESTED, default_locator()).cells
    assert found == expected or (expected is None and found[0] == "empty")


@given(st.dictionaries(st.sampled_from(sorted(ROLES)), st.one_of(any_text, digits(5), digits(8))))
def test_no_row_is_an_error(row: dict[str, str]) -> None:
    """Whatever stands in whichever columns, there is a status and the version of the data, and never an exception."""
    found = cells(**row)
    assert found["kmn_status"]
    assert found["kmn_data_version"] == dataset().version


def test_the_key_is_asked_first_and_what_decides_is_taken() -> None:
    """A key that is known decides against the address beside it; one that is not leaves it to the address."""
    assert cells(key="03351006", place="Hildesheim")["kmn_district"] == "03351"
    assert cells(key="03351999", place="Hildesheim")["kmn_district"] == "03254"
    assert cells(key="?", place="Hildesheim")["kmn_district"] == "03254"
    assert cells(key="03351999", place="Neuenkirchen")["kmn_status"] == "not_found"


@pytest.mark.parametrize("row", [{}, {"address": " "}, {"street": "Domhof 1"}, {"country": "Deutschland"}])
def test_a_row_without_a_place_is_empty(row: dict[str, str]) -> None:
    """What names no place is asked of nobody."""
    assert cells(**row)["kmn_status"] == "empty"


@pytest.mark.parametrize("row", [{"plz": "x"}, {"key": "?"}, {"lat": "52.15"}, {"lat": "nirgends", "lon": "9.95"}])
def test_what_cannot_be_read_is_invalid(row: dict[str, str]) -> None:
    """A cell that is no code, key or coordinate makes the row invalid."""
    assert cells(**row)["kmn_status"] == "invalid"


def test_a_day_that_cannot_be_read_is_invalid() -> None:
    """So does a day that is none; an empty one is today."""
    assert cells("1.5.2016", place="Celle")["kmn_status"] == "invalid"
    assert cells(" ", place="Celle") == cells(date.today(), place="Celle")  # noqa: DTZ011 - a day where the tests are


def test_lost_zeros_are_told() -> None:
    """A key or postal code that got back its zero is noted and counted; others are not."""
    for row, note in (
        ({"plz": "1067"}, "plz_zero_restored"),
        ({"plz": "1067", "place": "Dresden"}, "plz_zero_restored"),
        ({"key": "3254021"}, "key_zero_restored"),
    ):
        asked = ask(row, DAY, Evidence.ATTESTED, default_locator())
        assert asked.restored
        assert note in asked.cells[COLUMNS.index("kmn_note")].split()
    assert not ask({"plz": "31134"}, DAY, Evidence.ATTESTED, default_locator()).restored
