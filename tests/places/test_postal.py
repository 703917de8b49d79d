from __future__ import annotations

import pytest

from kmn.identifiers import PLZ
from kmn.places.area import Area
from kmn.places.postal import PostalCodes
from kmn.places.records import PostalCode

HOME = "Niedersachsen"
TOWN = Area("03254", "03254021")
CODES = PostalCodes(
    {"31134": PostalCode(plz=PLZ("31134"), kind="delivery", areas=(TOWN,))},
    [("20095", "20099", "Hamburg"), ("31134", "31199", HOME), ("34355", "34355", f"Hessen;{HOME}")],
    HOME,
)


def test_a_code_here_gives_its_areas() -> None:
    """A code of the territory gives what it touches."""
    assert CODES.areas("31134") == (TOWN,)


def test_a_code_elsewhere_gives_its_state() -> None:
    """A code of another state gives that state, also where the single code is in no list."""
    assert CODES.areas("20096") == (Area(state="Hamburg"),)


def test_an_unknown_code_of_the_home_state_gives_nothing() -> None:
    """A code that would lie here but is not known is not guessed."""
    assert CODES.areas("31150") == ()
    assert CODES.states("31150") == (HOME,)


@pytest.mark.parametrize("digits", ["00000", "20094", "99999", "", "x"])
def test_what_is_no_code_gives_nothing(digits: str) -> None:
    """Digits outside all ranges lead nowhere."""
    assert CODES.areas(digits) == ()
    assert CODES.states(digits) == ()


def test_a_code_of_several_states_names_them_all() -> None:
    """A range may belong to several states."""
    assert CODES.states("34355") == ("Hessen", HOME)


def test_neighbours_share_the_first_three_digits() -> None:
    """The codes around an unknown one are those of the same sorting centre."""
    assert [code.plz.value for code in CODES.neighbours("31112")] == ["31134"]
    assert CODES.neighbours("31212") == ()
