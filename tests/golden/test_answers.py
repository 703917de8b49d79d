from __future__ import annotations

import csv
from collections import Counter

from tests.golden.answers import FILE, table


def test_every_municipality_is_answered_as_written_down() -> None:
    """The answers for all municipalities on one day are those in the file, line by line."""
    expected = FILE.read_text("utf-8").splitlines()
    found = table().splitlines()
    changed = [f"-{old}\n+{new}" for old, new in zip(expected, found, strict=False) if old != new]
    assert changed == [], "if this is wanted: python -m tests.golden.answers"
    assert len(found) == len(expected)


def test_what_is_written_down_is_what_is_known() -> None:
    """The file says what the sources say: nine districts attested, 18 inferred, 18 open, none invented."""
    rows = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))
    assert len(rows) == 964
    states = {row["district"]: (row["status"], row["reason"], row["evidence"]) for row in rows}
    assert Counter(states.values()) == {
        ("responsible", "", "attested"): 9,
        ("unassigned", "inferred_only", ""): 18,
        ("unassigned", "open", ""): 18,
    }
    assert {row["district"] for row in rows if row["claimed"].count("inferred") == 2} == {"03153"}
    assert {row["notes"] for row in rows} == {""}
