from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kmn.resources import read_text
from tests.data.tables import municipalities, official_list, rows

if TYPE_CHECKING:
    from pathlib import Path

ABOUT = json.loads(read_text("places/territory.json"))


def test_the_territory_is_the_state_of_its_keys() -> None:
    """All keys begin with the key of the state, whose name the table of states gives."""
    assert {ags[:2] for ags in municipalities()} == {ABOUT["state_key"]}
    assert ABOUT["states"][ABOUT["state_key"]] == ABOUT["state_name"]
    assert list(ABOUT["states"]) == [f"{number:02}" for number in range(1, 17)]


def test_the_places_are_those_of_their_edition(oracles: Path) -> None:
    """The edition is the day of the list that the places were held against, and no change is later."""
    assert official_list(oracles).units
    assert ABOUT["places_edition"] == "2023-11-30"
    days = {row["effective_on"] for row in rows("key_changes")}
    assert ABOUT["places_from"] < min(days) <= max(days) <= ABOUT["places_edition"]
