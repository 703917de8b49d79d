from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from kmn.bulk.columns import COLUMNS
from kmn.bulk.summary import Record, Summary

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = (
    ("responsible", "heide", ""),
    ("invalid", "", ""),
    ("ambiguous", "", "geocoder_asked geocoder_failed"),
    ("outside", "", "plz_zero_restored"),
    ("ambiguous", "", "geocoder_not_asked"),
)


def cells(row: tuple[str, str, str]) -> list[str]:
    """Give the cells of a row of which only three matter."""
    said = dict(zip(("kmn_status", "kmn_network", "kmn_note"), row, strict=True))
    return [said.get(name, "") for name in COLUMNS]


def one_by_one(record: Record) -> None:
    """Add row by row."""
    for row in ROWS:
        record.add(cells(row), restored="restored" in row[2])


def in_batches(record: Record) -> None:
    """Add two batches."""
    for some in (ROWS[:2], ROWS[2:]):
        columns = [pa.array(texts).dictionary_encode() for texts in zip(*map(cells, some), strict=True)]
        restored = sum("restored" in row[2] for row in some)
        record.add_all(pa.RecordBatch.from_arrays(columns, names=list(COLUMNS)), restored)


@pytest.mark.parametrize("add", [one_by_one, in_batches])
def test_rows_are_counted_alike_however_they_come(add: Callable[[Record], None]) -> None:
    """One by one and in batches, the same is counted, and the same rows are listed by their numbers."""
    listed = io.BytesIO()
    record = Record(2, listed)
    add(record)
    assert record.summary == Summary(
        rows=5,
        statuses=Counter(["ambiguous", "ambiguous", "responsible", "invalid", "outside"]),
        networks=Counter(["heide"]),
        notes=Counter(["geocoder_asked", "geocoder_failed", "geocoder_not_asked", "plz_zero_restored"]),
        zeros_restored=1,
        invalid_rows=[3],
    )
    assert listed.getvalue().decode().splitlines() == [
        "row,kmn_status,kmn_note",
        "3,invalid,",
        "4,ambiguous,geocoder_asked geocoder_failed",
        "6,ambiguous,geocoder_not_asked",
    ]


def test_what_is_most_frequent_comes_first() -> None:
    """For JSON, everything is plain, and counts are in the order of their size."""
    summary = Summary(rows=3)
    summary.statuses.update(["outside", "responsible", "responsible"])
    assert list(summary.to_dict()["statuses"].items()) == [("responsible", 2), ("outside", 1)]
    assert set(summary.to_dict()) == set(Summary.__slots__) - {"__weakref__"}


def test_few_of_many_invalid_rows_are_named() -> None:
    """A file of which nothing can be read does not fill the summary with its numbers."""
    record = Record(2)
    for _ in range(100):
        record.add(cells(("invalid", "", "")), restored=False)
    assert record.summary.statuses["invalid"] == 100
    assert record.summary.invalid_rows == list(range(2, 14))
