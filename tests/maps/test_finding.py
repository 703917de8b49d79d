from __future__ import annotations

from kmn.identifiers import PLZ
from kmn.maps.drawing import networks
from kmn.maps.finding import entries
from kmn.wiring import gazetteer, locate

DAY = "2026-12-01"


def test_postal_codes_lead_to_the_districts_of_a_lookup() -> None:
    """Each postal code leads to the districts that a lookup of it names, and says where it leaves the state."""
    drawn = networks(on=DAY)
    found = {text: (hint, areas) for text, hint, areas in entries(drawn)}
    codes = [one for one in gazetteer().postal if one.districts]
    assert codes
    for code in codes:
        hint, areas = found[code.plz.value]
        districts = {district.key.value for district in locate(PLZ(code.plz.value), on=DAY).districts}
        candidates = {
            district.key.value
            for candidate in locate(PLZ(code.plz.value), on=DAY).candidates
            for district in candidate.answer.districts
        }
        assert {drawn.areas[area].key for area in areas} == districts | candidates, code.plz
        assert all(state in hint for state in code.states)


def test_every_district_municipality_and_locality_can_be_found() -> None:
    """Nothing that has a name is missing, and everything found lies somewhere."""
    drawn = networks(on=DAY)
    found = entries(drawn)
    texts = {text for text, _, _ in found}
    assert {area.name for area in drawn.areas} <= texts
    cities = {one.key.value for one in gazetteer().districts.on(drawn.on) if one.is_city}
    assert {
        one.official_name for one in gazetteer().municipalities.on(drawn.on) if one.district.value not in cities
    } <= texts
    assert {one.name for one in gazetteer().localities} <= texts
    assert all(areas for _, _, areas in found)


def test_names_that_are_two_places_have_two_entries_that_differ() -> None:
    """No two entries look the same."""
    seen = [(text, hint) for text, hint, _ in entries(networks(on=DAY))]
    assert len(seen) == len(set(seen))
