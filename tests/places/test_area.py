from __future__ import annotations

from kmn.places.area import Area

TOWN = Area("03254", "03254021")
DISTRICT = Area("03254")


def test_a_municipality_lies_within_its_district() -> None:
    """A municipality is a part of its district, not the other way round."""
    assert TOWN.within(DISTRICT)
    assert not DISTRICT.within(TOWN)


def test_areas_meet_in_the_smaller_one() -> None:
    """What a town and its district have in common is the town, in either order."""
    assert TOWN.meet(DISTRICT) == DISTRICT.meet(TOWN) == TOWN


def test_strangers_do_not_meet() -> None:
    """Two towns, or a town and another state, have nothing in common."""
    assert TOWN.meet(Area("03254", "03254044")) is None
    assert TOWN.meet(Area(state="Hessen")) is None
    assert Area(state="Hessen").meet(Area(state="Hessen")) == Area(state="Hessen")


def test_somewhere_else_is_only_within_itself() -> None:
    """An area of which nothing is known does not hold everything."""
    assert not TOWN.within(Area())
    assert Area().within(Area())
