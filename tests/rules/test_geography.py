from __future__ import annotations

import pytest

from kmn.model.contact import Address
from kmn.rules.checking import check
from tests import second_state
from tests.rules.situations import TODAY, added, changed, codes, sound
from tests.second_state import ALTAU, claim


def at(**address: object) -> list[str]:
    """Give what is found when the office of Seeburg has another address."""
    return codes(changed("organisations", "amt-seeburg", address=Address(**address), area=None))


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ({"plz": "98301", "town": "Mühlfeld"}, []),
        ({"plz": "98301", "town": "Muehlfeld"}, []),
        ({"plz": "98401", "town": "Bergstadt"}, []),
        ({"plz": "97001", "town": "Bergstadt"}, []),
        ({"plz": "97001", "town": "Seeburg"}, ["G004"]),
        ({"plz": "98001", "town": "Kleinhagen"}, ["G004"]),
        ({"plz": "98001", "town": "Nirgendwo"}, []),
        ({"plz": "98999"}, ["G003"]),
        ({"lat": 50.025, "lon": 10.025}, []),
        ({"plz": "97001", "lat": 50.025, "lon": 9.99}, []),
        ({"plz": "97001", "lat": 50.025, "lon": 10.025}, ["G006"]),
        ({"town": "Oberau", "lat": 50.025, "lon": 10.025}, ["G006"]),
        ({"lat": 10.025, "lon": 50.025}, ["G007"]),
    ],
)
def test_the_parts_of_an_address_are_compared(address: dict[str, object], found: list[str]) -> None:
    """What contradicts is found; what is not known, or lies in another state, speaks against nothing."""
    assert at(**address) == found


def test_a_former_key_is_fine_for_what_has_ended() -> None:
    """A claim that ended with its key needs no other."""
    former = claim("altkreis", ALTAU, "official", valid_from="2015-01-01", valid_to="2019-12-31", sources=("liste",))
    assert codes(added("assignments", former)) == []


def test_a_key_is_not_valid_before_its_time() -> None:
    """What ended before a key began cannot have had it."""
    early = claim(
        "altkreis", "12062003", "official", valid_from="2015-01-01", valid_to="2018-12-31", sources=("liste",)
    )
    assert "G002" in codes(added("assignments", early))


def test_a_claim_in_another_state_is_unknown() -> None:
    """Seats may be elsewhere, assignments not."""
    assert "G001" in codes(added("assignments", claim("talkreis", "13001", "official", sources=("liste",))))


def test_without_borders_points_are_not_judged() -> None:
    """Without an index of borders nothing is said about points."""
    wrong = changed("organisations", "amt-seeburg", address=Address(lat=10.0, lon=50.0))
    assert not len(check(wrong, second_state.gazetteer(), on=TODAY).filter(code="G"))
    assert not len(check(sound(), second_state.gazetteer(), on=TODAY))
