from __future__ import annotations

from datetime import date

from kmn.identifiers import KreisKey
from kmn.maps.areas import areas, outlined
from kmn.model.assignment import Assignment
from kmn.wiring import Locator, dataset, districts, gazetteer, locate

DAY = date(2026, 12, 1)


def test_the_parts_are_the_districts_with_their_answers() -> None:
    """Each district is a part, answered as a lookup of its key answers."""
    found = areas(Locator(), DAY)
    assert [one.key for one in found] == [str(district.key) for district in districts(on=DAY)]
    for one in found:
        assert one.answer == locate(KreisKey(one.key), on=DAY)
        assert one.outline == (one.key,)


def test_a_divided_district_is_shown_by_municipality() -> None:
    """Where a municipality belongs to another network than the rest, each municipality is a part of its own."""
    known = dataset()
    claim = next(one for one in known.assignments if one.area == "03254")
    divided = claim.model_copy(update={"id": "test", "area": "03254021", "network": "heide"})
    assert isinstance(divided, Assignment)
    own = known.model_copy(update={"assignments": (*known.assignments, divided)})
    found = {one.key: one for one in areas(Locator(own), DAY)}
    assert "03254" not in found
    assert found["03254021"].answer.network != found["03254003"].answer.network
    inside = [one.ags.value for one in gazetteer().municipalities.on(DAY) if one.district.value == "03254"]
    assert set(inside) <= set(found)


def test_districts_that_were_given_up_have_the_outline_of_their_municipalities() -> None:
    """Together the outlines of both former districts are that of the district made of them."""
    places = gazetteer()
    former = [part for key in ("03152", "03156") for part in outlined(places, key)]
    now = [one.ags.value for one in places.municipalities.on(DAY) if one.district.value == "03159"]
    assert sorted(former) == sorted(now)
    assert outlined(places, "03152012") == (places.changes.today("03152012"),)
