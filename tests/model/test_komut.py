from __future__ import annotations

from collections import Counter

from kmn.interchange.folder import load_packaged


def test_there_are_forty_seven_possible_offices() -> None:
    """Every district may have one, and two cities beside theirs."""
    offices = load_packaged().komut
    assert Counter(len(office.area) for office in offices) == {5: 45, 8: 2}
    assert len({office.area for office in offices}) == 47


def test_only_what_sources_say_is_confirmed() -> None:
    """One office is confirmed, one is delegated, all others are possible."""
    known = {office.area: office.status for office in load_packaged().komut if office.status != "possible"}
    assert known == {"03453": "confirmed", "03461": "delegated"}
