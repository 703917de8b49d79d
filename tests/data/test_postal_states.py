from __future__ import annotations

import json
from itertools import pairwise

import pytest

from kmn.resources import read_text
from tests.data.tables import rows

HOME = "Niedersachsen"


def test_the_ranges_are_in_order_and_apart() -> None:
    """Each range begins after the one before ends, and neighbours differ."""
    ranges = rows("postal_states")
    for row in ranges:
        assert row["first"] <= row["last"]
    for before, after in pairwise(ranges):
        assert before["last"] < after["first"]
        assert before["state"] != after["state"]


def test_only_states_of_the_country_are_named() -> None:
    """Every state has codes, under the name that the territory gives it."""
    states = json.loads(read_text("places/territory.json"))["states"].values()
    assert {state for row in rows("postal_states") for state in row["state"].split(";")} == set(states)


@pytest.mark.parametrize(
    ("plz", "state"),
    [
        ("01067", "Sachsen"),
        ("10115", "Berlin"),
        ("20095", "Hamburg"),
        ("28195", "Bremen"),
        ("27568", "Bremen"),
        ("30159", HOME),
        ("33602", "Nordrhein-Westfalen"),
        ("34117", "Hessen"),
        ("99998", "Thüringen"),
        ("19273", f"Mecklenburg-Vorpommern;{HOME}"),
        ("37194", f"Hessen;{HOME}"),
        ("03159", "Brandenburg"),
    ],
)
def test_known_codes_lie_where_they_lie(plz: str, state: str) -> None:
    """Codes of well-known towns have their states, shared ones both."""
    assert [row["state"] for row in rows("postal_states") if row["first"] <= plz <= row["last"]] == [state]


def test_the_states_agree_with_the_codes_of_the_territory() -> None:
    """A code that touches the territory lies in its state and in those of its other parts, and in no others."""
    parts: dict[str, set[str]] = {}
    for row in rows("postal_areas"):
        parts.setdefault(row["plz"], set()).add(row["state"] or HOME)
    ranges = rows("postal_states")
    for plz, states in parts.items():
        assert [row["state"] for row in ranges if row["first"] <= plz <= row["last"]] == [";".join(sorted(states))]
