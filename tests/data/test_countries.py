from __future__ import annotations

import re

import pytest

from kmn.places.names import fold
from tests.data.tables import municipalities, rows

known = {row["name"]: row["code"] for row in rows("countries")}


def test_every_country_has_a_code_of_two_letters() -> None:
    """The codes are those of ISO 3166-1, some 250, and Kosovo's."""
    codes = set(known.values())
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    assert len(codes) == 250
    assert len(known) == len(rows("countries"))
    assert not codes & {"EU", "UN", "ZZ", "XA", "XB"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Deutschland", "DE"),
        ("Germany", "DE"),
        ("Österreich", "AT"),
        ("Austria", "AT"),
        ("Holland", "NL"),
        ("Nederland", "NL"),
        ("USA", "US"),
        ("Großbritannien", "GB"),
        ("Türkei", "TR"),
        ("Turkey", "TR"),
        ("Syrien", "SY"),
        ("Ukraine", "UA"),
        ("Polska", "PL"),
    ],
)
def test_names_lead_to_their_countries(name: str, code: str) -> None:
    """German and English names, everyday ones and a neighbour's own are known."""
    assert known[name] == code


def test_no_country_is_called_like_a_place_here() -> None:
    """One hamlet is called like a country, and no municipality."""
    here = {fold(row["name"]) for row in [*municipalities().values(), *rows("localities")]}
    assert [name for name in known if fold(name) in here] == ["Kamerun"]
