from __future__ import annotations

from tests.rules.situations import changed, codes, sound, with_rows
from tests.second_state import CITY, claim


def test_a_city_may_be_assigned_as_a_municipality() -> None:
    """A district-free city is assigned by either of its keys."""
    rows = [one for one in sound().assignments if one.area != CITY]
    official = claim("bergkreis", f"{CITY}000", "official", attested_to="2024-03", sources=("liste",))
    assert codes(with_rows("assignments", [*rows, official])) == []


def test_a_claim_that_has_ended_leaves_the_district_open() -> None:
    """What held once does not hold today; since it leaves a gap, that is said as well."""
    assert codes(changed("assignments", CITY, valid_to="2024-12-31")) == ["A001", "A006"]


def test_an_ended_network_does_not_count() -> None:
    """The number of networks is that of the day."""
    assert "A013" in codes(changed("networks", "bergkreis", valid_to="2024-12-31"))
    assert codes(changed("networks", "altkreis", remark=None, name="Altes Kreisnetz")) == []


def test_without_an_expected_number_nothing_is_compared() -> None:
    """Where nobody says how many networks there are to be, none is missing."""
    head = {"expected_networks": None, "expected_networks_as_of": None, "expected_networks_sources": ()}
    dataset = sound().model_copy(update={**head, "networks": sound().networks[:2]})
    assert "A013" not in codes(dataset)
