from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.geocoding.protocol import PRECISIONS, Found
from kmn.geocoding.results import found
from tests.geocoding.service import house, street, town
from tests.geocoding.service import place as place_of_nominatim

LAT, LON = 52.15, 9.95


def read(raw: object, **other: Any) -> Found:
    """Read what a service said of a place that has a coordinate."""
    place = found(raw, lat=LAT, lon=LON, **other)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        (house(LAT, LON), "address"),
        (street(LAT, LON), "street"),
        (town(LAT, LON), "place"),
        (place_of_nominatim(LAT, LON, "postcode", 21, {"postcode": "31134"}), "area"),
        (place_of_nominatim(LAT, LON, "county", 12, {}), "area"),
        (place_of_nominatim(LAT, LON, "hamlet", 20, {}), "place"),
        (place_of_nominatim(LAT, LON, "amenity", 30, {"amenity": "Rathaus"}), "address"),
        (place_of_nominatim(LAT, LON, "place", 30, {}), "address"),
        (place_of_nominatim(LAT, LON, "state", 8, {}), "area"),
        (place_of_nominatim(LAT, LON, "never_heard_of", 18, {}), "place"),
        (place_of_nominatim(LAT, LON, "never_heard_of", 10, {}), "area"),
        ({"properties": {"type": "house", "housenumber": "1"}}, "address"),
        ({"properties": {"type": "street"}}, "street"),
        ({"properties": {"type": "city"}}, "place"),
        ({"properties": {"type": "state"}}, "area"),
        ({"properties": {"layer": "venue"}}, "address"),
        ({"properties": {"layer": "locality"}}, "place"),
        ({"properties": {"layer": "postalcode"}}, "area"),
        ({"geometry": {"location_type": "ROOFTOP"}, "types": ["street_address"]}, "address"),
        ({"geometry": {"location_type": "APPROXIMATE"}, "types": ["locality", "political"]}, "place"),
        ({"geometry": {"location_type": "RANGE_INTERPOLATED"}, "types": ["street_address"]}, "street"),
        ({"geometry": {"location_type": "GEOMETRIC_CENTER"}, "types": ["route"]}, "street"),
        ({"types": ["country", "political"]}, "area"),
        ({"houseNumber": "1"}, "address"),
        ({"name": "something"}, None),
        ({}, None),
        ("Domhof 1", None),
        (None, None),
    ],
)
def test_services_say_in_their_words_how_close_a_place_is(raw: Any, precision: str | None) -> None:
    """Nominatim, Photon, Pelias and Google name kinds of places differently; what is not known stays so."""
    assert read(raw).precision == precision


@pytest.mark.parametrize(
    "raw",
    [
        house(LAT, LON),
        {
            "properties": {
                "housenumber": "1",
                "street": "Domhof",
                "postcode": "31134",
                "city": "Hildesheim",
                "countrycode": "DE",
            }
        },
        {
            "properties": {
                "housenumber": "1",
                "street": "Domhof",
                "postalcode": "31134",
                "locality": "Hildesheim",
                "country_code": "DE",
            }
        },
        {
            "address_components": [
                {"long_name": "1", "types": ["street_number"]},
                {"long_name": "Domhof", "types": ["route"]},
                {"long_name": "Hildesheim", "types": ["locality", "political"]},
                {"long_name": "31134", "types": ["postal_code"]},
            ]
        },
    ],
)
def test_services_name_the_parts_of_an_address_differently(raw: Any) -> None:
    """House number, street, postal code and town are read from each."""
    place = read(raw)
    parts = (place.street, place.house_number, place.postcode, place.city)
    assert parts == ("Domhof", "1", "31134", "Hildesheim")
    assert place.country in ("DE", None)


def test_a_place_reaches_to_the_corner_of_its_box() -> None:
    """Towns and streets are as large as the box around them; a building is a point."""
    assert read(house(LAT, LON)).radius_m is None
    assert read(street(LAT, LON, 0.001)).radius_m == pytest.approx(130, abs=5)
    assert read(town(LAT, LON, 0.02)).radius_m == pytest.approx(2610, abs=50)
    assert read(town(LAT, LON, 5)).radius_m == 20_000
    photon = {"properties": {"type": "city", "extent": [LON - 0.02, LAT + 0.02, LON + 0.02, LAT - 0.02]}}
    assert read(photon).radius_m == pytest.approx(2610, abs=50)


@pytest.mark.parametrize("box", [None, [], ["1"], "text", [None] * 4, ["nan"] * 4, {"south": 1}])
def test_a_box_that_is_none_says_nothing(box: Any) -> None:
    """A place whose box cannot be read has no known size."""
    assert read(town(LAT, LON) | {"boundingbox": box}).radius_m is None


def test_the_source_is_named_but_not_in_words_of_the_service() -> None:
    """OpenStreetMap is named where it is the source; a text of the service is not repeated, it may hold the query."""
    licence = "Data © OpenStreetMap contributors, Domhof 1"
    assert read({"licence": licence}).attribution == "© OpenStreetMap contributors (ODbL)"
    assert read({"attribution": "Domhof 1"}).attribution is None
    assert read({}, attribution="© Musterland").attribution == "© Musterland"


@pytest.mark.parametrize(("lat", "lon"), [(91, 9), (52, 181), (0, 0), (float("nan"), 9), (52, float("inf"))])
def test_a_place_needs_a_coordinate(lat: float, lon: float) -> None:
    """A coordinate that is none makes no place."""
    assert found({}, lat=lat, lon=lon) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "address",
                        "properties",
                        "geometry",
                        "types",
                        "type",
                        "boundingbox",
                        "extent",
                        "place_rank",
                        "layer",
                    ]
                )
                | st.sampled_from(
                    ["address_components", "house_number", "road", "postcode", "licence", "location_type"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=20,
    )
)
def test_whatever_a_service_says_can_be_read(raw: object) -> None:
    """Any JSON gives a place whose fields are texts, whose precision is known to us, whose size is a number."""
    place = read(raw)
    assert place.precision in (*PRECISIONS, None)
    assert place.radius_m is None or 0 <= place.radius_m <= 20_000
    for text in (place.street, place.house_number, place.postcode, place.city, place.country):
        assert text is None or text.strip()
