from __future__ import annotations

import json

import pytest

from kmn.resources import read_text
from tests.data.tables import rows

HOME = "Niedersachsen"


def test_every_other_state_has_towns_and_this_one_none() -> None:
    """The towns are those of the other fifteen states."""
    states = set(json.loads(read_text("places/territory.json"))["states"].values())
    assert {row["state"] for row in rows("towns_elsewhere")} == states - {HOME}


def test_each_town_of_a_state_is_listed_once() -> None:
    """One row for each name in each state."""
    towns = [(row["name"], row["state"]) for row in rows("towns_elsewhere")]
    assert len(towns) == len(set(towns)) > 12_000


@pytest.mark.parametrize(
    ("name", "state", "least"),
    [
        ("Hamburg", "Hamburg", 1_700_000),
        ("Bremen", "Bremen", 500_000),
        ("München", "Bayern", 1_200_000),
        ("Köln", "Nordrhein-Westfalen", 900_000),
        ("Kassel", "Hessen", 190_000),
        ("Wahlsburg", "Hessen", 0),
    ],
)
def test_towns_have_their_inhabitants(name: str, state: str, least: int) -> None:
    """Cities are found under their German names, with their populations where known."""
    found = [row["population"] for row in rows("towns_elsewhere") if (row["name"], row["state"]) == (name, state)]
    assert len(found) == 1
    assert int(found[0] or 0) >= least
