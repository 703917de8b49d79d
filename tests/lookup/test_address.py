from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

import kmn
from kmn.lookup.address import Address
from tests.lookup.glimpse import codes, key_of
from tests.strategies import not_texts

HILDESHEIM = kmn.Point(lat=52.1508, lon=9.9511)
STREET = "Geheimweg 17b"


@pytest.mark.parametrize(
    ("parts", "district"),
    [
        ({"street": "Domhof 1", "plz": "31134", "place": "Hildesheim"}, "03254"),
        ({"plz": kmn.PLZ("31134")}, "03254"),
        ({"plz": "D-31 134"}, "03254"),
        ({"plz": "", "place": "Hildesheim"}, "03254"),
        ({"plz": "unbekannt", "place": "Hildesheim"}, "03254"),
        ({"plz": "99999", "place": "Hildesheim"}, "03254"),
        ({"place": "Hildesheim", "country": "Deutschland"}, "03254"),
        ({"locality": "Sorsum", "place": "Hildesheim"}, "03254"),
        ({"locality": "Linden", "place": "Hannover", "plz": "30449"}, "03241"),
        ({"street": "Celler Straße 5", "place": "Uelzen"}, "03360"),
        ({"street": "Domhof 1, 31134 Hildesheim"}, "03254"),
        ({"point": HILDESHEIM}, "03254"),
        ({"place": "xyzzy", "point": HILDESHEIM}, "03254"),
    ],
)
def test_parts_are_understood_as_on_a_letter(parts: dict[str, Any], district: str) -> None:
    """Whatever parts are known lead to the district; a code that cannot be read does no harm beside a town."""
    assert key_of(kmn.locate(Address(**parts))) == district


def test_an_address_abroad_is_outside() -> None:
    """The country of an address counts before its postal code, which would lie elsewhere here."""
    answer = kmn.locate(Address(street="Rue de Rivoli 4", plz="75001", place="Paris", country="Frankreich"))
    assert (answer.status, answer.country) == ("outside", "FR")


@pytest.mark.parametrize("parts", [{}, {"plz": "", "place": ""}, {"street": STREET}])
def test_an_address_without_a_place_is_not_found(parts: dict[str, Any]) -> None:
    """Where no part names a place, nothing is recognised."""
    assert kmn.locate(Address(**parts)).status == "not_found"


def test_the_point_chooses_among_namesakes() -> None:
    """A name of several towns is decided by the point beside it."""
    answer = kmn.locate(Address(place="Neuenkirchen", point=kmn.Point(lat=52.42, lon=7.85)))
    assert key_of(answer) == "03459"
    assert answer.method == "point"


def test_words_decide_near_a_border() -> None:
    """A point in the belt of a border that matters is decided by the town that the words name."""
    border = next(
        point
        for step in range(4000)
        if kmn.locate(point := kmn.Point(lat=52.25, lon=9.7 + step / 10000)).status == "ambiguous"
    )
    places = [candidate.answer.municipality for candidate in kmn.locate(border).candidates]
    for place in places:
        assert place is not None
        answer = kmn.locate(Address(place=place.name, point=border))
        assert answer.municipality == place


@pytest.mark.parametrize(
    "point", [kmn.Point(lat=52.62, lon=10.08), kmn.Point(lat=48.1, lon=11.5), kmn.Point(lat=0, lon=0)]
)
def test_point_and_words_that_contradict_are_reported(point: kmn.Point) -> None:
    """A point in another district, another state or nowhere does not overrule the words, nor they the point."""
    answer = kmn.locate(Address(plz="31134", place="Hildesheim", point=point))
    assert isinstance(answer, kmn.Ambiguous)
    assert "point_contradicts" in codes(answer)


def test_an_address_does_not_show_itself() -> None:
    """Neither `repr` nor `str` of an address gives anything away, and equal addresses are equal."""
    address = Address(street=STREET, plz="31134", place="Hildesheim", point=HILDESHEIM)
    assert (repr(address), str(address)) == ("Address(…)", "Address(…)")
    assert address == Address(street=STREET, plz="31134", place="Hildesheim", point=HILDESHEIM)


@pytest.mark.parametrize("part", ["street", "plz", "place", "locality", "country"])
@given(value=not_texts.filter(lambda value: value is not None))
def test_parts_that_are_no_text_are_refused(part: str, value: object) -> None:
    """A part of another type is refused by name, whatever it is."""
    with pytest.raises(kmn.InputTypeError, match=rf"Address\.{part} is .*: hand in a text"):
        Address(**{part: value})  # type: ignore[arg-type]


@pytest.mark.parametrize("point", [(52.15, 9.95), "52.15, 9.95", 52.15])
def test_only_points_are_points(point: object) -> None:
    """A pair of numbers is no point, because nobody knows their order; the error does not repeat it."""
    with pytest.raises(kmn.InputTypeError, match=r"Address\.point .* hand in a Point") as caught:
        Address(point=point)  # type: ignore[arg-type]
    assert "52" not in str(caught.value)
