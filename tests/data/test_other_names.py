from __future__ import annotations

import pytest

from kmn.places.names import key
from tests.data.tables import municipalities, rows

known = {row["name"]: row["key"] for row in rows("other_names")}


def test_the_names_belong_to_places_of_today() -> None:
    """Each name leads to a municipality or district of today."""
    districts = {row["key"] for row in rows("districts") if not row["valid_to"]}
    assert set(known.values()) <= districts | municipalities().keys()


def test_no_name_leads_to_two_places() -> None:
    """Each name stands once."""
    assert len(known) == len(rows("other_names"))


def test_no_name_belongs_to_another_place() -> None:
    """No further name is the name of a municipality or a locality, written one way or another."""
    taken = {key(row["name"]): ags for ags, row in municipalities().items()}
    taken |= {key(row["name"]): row["ags"] for row in rows("localities")}
    clashes = {name: taken[key(name)] for name, place in known.items() if taken.get(key(name), place) != place}
    assert clashes == {}


def test_no_name_is_the_official_one() -> None:
    """A further name differs from the name of its place."""
    units = municipalities()
    assert not [name for name, place in known.items() if place in units and key(units[place]["name"]) == key(name)]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Brunswick", "03101000"),
        ("Hanover", "03241001"),
        ("Hanovre", "03241001"),
        ("Hamelin", "03252006"),
        ("Soltau-Fallingbostel", "03358"),
        ("Wendland", "03354"),
    ],
)
def test_names_in_use_are_known(name: str, place: str) -> None:
    """Foreign, former and everyday names lead to their places."""
    assert known[name] == place


def test_there_are_no_codes_among_the_names() -> None:
    """Codes of airports and the like are no names."""
    assert not [name for name in known if name.isupper() or len(name) < 4]
