from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.headers import ROLES, read_place, recognise
from kmn.errors import InputError
from kmn.identifiers import AGS, ARS, NUTS, PLZ, KreisKey
from kmn.lookup.address import Address
from kmn.places import names
from kmn.values import Point
from tests.strategies import any_text


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (["Anschrift"], {"address": 0}),
        (["Nr.", "Straße", "PLZ", "Ort"], {"street": 1, "plz": 2, "place": 3}),
        (["STRASSE", "Postleitzahl", "Wohnort", "Ortsteil"], {"street": 0, "plz": 1, "place": 2, "locality": 3}),
        (["id", "Zip Code", "city", "country"], {"plz": 1, "place": 2, "country": 3}),
        (["AGS", "Name"], {"key": 0}),
        (["Kreisschlüssel"], {"key": 0}),
        (["lat", "lng", "name"], {"lat": 0, "lon": 1}),
        (["PLZ/Ort"], {"place": 0}),
        (["Ort", "Breite"], {"place": 0}),
    ],
)
def test_usual_headers_are_recognised(headers: list[str], found: dict[str, int]) -> None:
    """Headers in German and English are recognised, whatever their case and marks; half a coordinate is not."""
    assert recognise(headers, {}) == found


@pytest.mark.parametrize("role", sorted(ROLES))
def test_headers_are_written_in_the_form_in_which_they_are_compared(role: str) -> None:
    """Each known header is lower-case ASCII without blanks, and stands for one role only."""
    for header in ROLES[role]:
        assert names.fold(header).replace(" ", "") == header
        assert [other for other, known in ROLES.items() if header in known] == [role]


def test_the_most_telling_header_wins() -> None:
    """Of two headers for one role, the more telling one is taken, wherever it stands."""
    assert recognise(["Stadt", "Ort"], {}) == {"place": 1}


def test_a_choice_replaces_recognition() -> None:
    """Where columns are chosen, no other is read."""
    assert recognise(["Ort", "Sitz", "PLZ"], {"place": "Sitz"}) == {"place": 1}


@pytest.mark.parametrize(
    ("headers", "chosen", "text"),
    [
        (["Name", "Telefon"], {}, "None of the 2 columns"),
        (["Straße", "Land"], {}, "None of the 2 columns"),
        (["Ort", "Ort"], {}, "Columns 1 and 2"),
        (["a", "b", "a"], {"plz": "a"}, "Columns 1 and 3"),
        (["a"], {"plz": "b"}, "no column of the name chosen for plz"),
        (["a"], {"postcode": "a"}, "no such role"),
        (["a"], {"lat": "a"}, "both lat and lon"),
    ],
)
def test_what_cannot_be_meant_is_an_error(headers: list[str], chosen: dict[str, str], text: str) -> None:
    """Columns that are missing, doubled or not recognised are said so."""
    with pytest.raises(InputError, match=text):
        recognise(headers, chosen)


def test_an_error_does_not_repeat_headers() -> None:
    """A table without headers begins with somebody's address, and the error does not repeat it."""
    with pytest.raises(InputError) as caught:
        recognise(["Beispielweg 7", "Musterstadt"], {})
    assert "Beispielweg" not in str(caught.value)
    assert "Musterstadt" not in str(caught.value)


@pytest.mark.parametrize(
    ("cells", "things"),
    [
        ({"address": " Domhof 1, 31134 Hildesheim "}, ("Domhof 1, 31134 Hildesheim",)),
        ({"plz": "31134"}, (PLZ("31134"),)),
        ({"plz": "31134.0"}, (PLZ("31134"),)),
        ({"plz": "31134", "place": "Hildesheim"}, (Address(plz="31134", place="Hildesheim"),)),
        ({"plz": "abc", "place": "Celle"}, (Address(plz="abc", place="Celle"),)),
        (
            {"address": "Domhof 1", "plz": "31134", "place": ""},
            (Address(street="Domhof 1", plz="31134"),),
        ),
        ({"street": "Domhof 1", "plz": "", "place": ""}, ()),
        ({"country": "Deutschland", "place": ""}, ()),
        ({"key": "03254"}, (KreisKey("03254"),)),
        ({"key": "03 2 54 021"}, (AGS("03254021"),)),
        ({"key": "032540021021"}, (ARS("032540021021"),)),
        ({"key": "de925"}, (NUTS("DE925"),)),
        ({"key": "3254021"}, ("3254021",)),
        ({"key": "3254.0"}, ("3254",)),
        ({"lat": "52,15", "lon": "9,95"}, (Point(lat=52.15, lon=9.95),)),
        (
            {"key": "03254", "lat": "52.15", "lon": "9.95", "plz": "31134"},
            (KreisKey("03254"), Address(plz="31134", point=Point(lat=52.15, lon=9.95))),
        ),
    ],
)
def test_a_row_names_its_place(cells: dict[str, str], things: tuple[object, ...]) -> None:
    """A row may name its place by a key, and by an address with a coordinate; they are asked in this order."""
    place = read_place(cells)
    assert place.things == things
    assert not place.unreadable


@pytest.mark.parametrize(
    "cells",
    [
        {"plz": "abc"},
        {"key": "Celle"},
        {"key": "99999"},
        {"lat": "52.15", "lon": ""},
        {"lat": "north", "lon": "9.95"},
        {"lat": "952.15", "lon": "9.95"},
        {"lat": "nan", "lon": "9.95"},
    ],
)
def test_what_cannot_be_read_is_said(cells: dict[str, str]) -> None:
    """A code, key or coordinate that is none leaves nothing to ask, and is not an empty row."""
    place = read_place(cells)
    assert place.things == ()
    assert place.unreadable


def test_what_can_be_read_is_asked() -> None:
    """A key that cannot be read does not hide the address beside it."""
    assert read_place({"key": "?", "place": "Celle"}).things == (Address(place="Celle"),)


def test_a_lost_zero_comes_back_to_a_postal_code() -> None:
    """Four digits are a postal code that lost its zero, unless a country is named."""
    assert read_place({"plz": "1067", "place": "Dresden"}).restored
    assert not read_place({"plz": "1010", "place": "Wien", "country": "Österreich"}).restored
    assert not read_place({"plz": "31134", "place": "Hildesheim"}).restored


@given(st.dictionaries(st.sampled_from(sorted(ROLES)), any_text))
def test_no_row_is_an_error(cells: dict[str, str]) -> None:
    """Whatever stands in the cells, reading them raises nothing, and there are at most two ways to ask."""
    assert len(read_place(cells).things) <= 2


def test_a_place_shows_nothing() -> None:
    """What a row says about its place is not shown."""
    assert "Celle" not in repr(read_place({"place": "Celle"}))
