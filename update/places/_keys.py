"""Keys of municipalities and districts, and how they changed since the boundaries of 2016-01-01."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

CHANGES = Path(__file__).resolve().parent.parent / "inputs" / "key_changes_curated.csv"
ASSOCIATIONS = CHANGES.with_name("association_changes_curated.csv")
EDITION = "2023-11-30"
"""The day up to which the tables of changes are known to be complete."""


class Change(NamedTuple):
    """One key that was given up for another."""

    old: str
    old_name: str
    new: str
    new_name: str
    effective_on: str

    @property
    def last_day(self) -> str:
        """The last day of the old key."""
        return (date.fromisoformat(self.effective_on) - timedelta(days=1)).isoformat()


@cache
def changes() -> tuple[Change, ...]:
    """Return all changes since 2016-01-01, of districts and municipalities, sorted by old key."""
    with CHANGES.open(encoding="utf-8", newline="") as file:
        return tuple(sorted(Change(**row) for row in csv.DictReader(file)))


@cache
def successors() -> dict[str, str]:
    """Return today's key of each former one."""
    return {change.old: change.new for change in changes()}


def today(key: str) -> str:
    """Return the key that a key of 2016-01-01 has become."""
    return successors().get(key, key)


@cache
def associations() -> dict[str, str]:
    """Return the Samtgemeinde of today of municipalities that changed it since 2016-01-01."""
    with ASSOCIATIONS.open(encoding="utf-8", newline="") as file:
        return {row["ags"]: row["association"] for row in csv.DictReader(file)}
