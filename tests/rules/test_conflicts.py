from __future__ import annotations

import time
from datetime import date, timedelta

from tests.rules.situations import added, codes, sound, with_rows
from tests.second_state import CITY, NIEDERAU, OBERAU, claim

OFFICIAL = {"attested_to": "2024-03", "sources": ("liste",)}


def test_networks_that_follow_each_other_are_no_conflict() -> None:
    """One network until a day and another from the next is a change, not a contradiction."""
    rows = [one for one in sound().assignments if one.area != OBERAU]
    before = claim("bergkreis", OBERAU, "official", valid_to="2023-12-31", **OFFICIAL)
    after = claim("talkreis", OBERAU, "official", valid_from="2024-01-01", **OFFICIAL)
    found = codes(with_rows("assignments", [*rows, before, after]))
    assert [code for code in found if code.startswith("A")] == []


def test_the_strongest_level_is_judged() -> None:
    """Attested claims that contradict each other do not matter where an official one holds."""
    attested = [claim(network, OBERAU, "attested", **OFFICIAL) for network in ("bergkreis", "talkreis")]
    assert codes(added("assignments", *attested)) == ["A005"]


def test_an_inference_that_agrees_is_no_finding() -> None:
    """A weaker claim that names the same network says nothing new."""
    assert codes(added("assignments", claim("bergkreis", OBERAU, "inferred"))) == []


def test_a_gap_is_filled_by_another_network() -> None:
    """It does not matter which network holds on a day, as long as one does."""
    rows = [one for one in sound().assignments if one.area != NIEDERAU]
    first = claim("altkreis", NIEDERAU, "official", valid_from="2015-01-01", valid_to="2017-12-31", **OFFICIAL)
    second = claim("bergkreis", NIEDERAU, "official", valid_from="2018-01-01", **OFFICIAL)
    found = codes(with_rows("assignments", [*rows, first, second]))
    assert "A006" not in found


def test_many_claims_for_one_area_take_little_time() -> None:
    """The claims of an area are walked through once, not pair by pair."""
    day = date(2015, 1, 1)
    many = [
        claim("bergkreis", CITY, "official", valid_from=day + timedelta(days=number), valid_to=None, **OFFICIAL)
        for number in range(3000)
    ]
    dataset = added("assignments", *many)
    start = time.perf_counter()
    assert "A007" in codes(dataset)
    assert time.perf_counter() - start < 10
