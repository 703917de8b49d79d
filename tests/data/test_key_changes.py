from __future__ import annotations

from typing import TYPE_CHECKING

from tests.data.tables import official_list, rows

if TYPE_CHECKING:
    from pathlib import Path


def test_changed_keys_lead_to_official_ones(oracles: Path) -> None:
    """Every old key is gone from the official list, and every new one is in it."""
    official = official_list(oracles)
    keys = official.districts.keys() | official.units.keys()
    changes = rows("key_changes")
    assert not {row["old"] for row in changes} & keys
    assert {row["new"] for row in changes} <= keys


def test_the_changes_are_complete() -> None:
    """84 municipalities became 52, and two districts one."""
    changes = rows("key_changes")
    municipal = [row for row in changes if len(row["old"]) == 8]
    assert (len(municipal), len({row["new"] for row in municipal})) == (84, 52)
    assert [(row["old"], row["new"]) for row in changes if len(row["old"]) == 5] == [
        ("03152", "03159"),
        ("03156", "03159"),
    ]


def test_keys_end_on_the_day_before_the_change() -> None:
    """A former municipality is valid until the day before its key changed, its successor from that day."""
    known = {row["ags"]: row for row in rows("municipalities")}
    for row in rows("key_changes"):
        if len(row["old"]) == 8:
            assert known[row["old"]]["valid_to"] < row["effective_on"] == known[row["new"]]["valid_from"]
