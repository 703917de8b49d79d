from __future__ import annotations

import io
import json

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.columns import COLUMNS
from kmn.bulk.summary import REJECTED, Record, Summary

STATUSES = ("responsible", "unassigned", "outside", *REJECTED)
NOTES = ("", "plz_zero_restored", "geocoder_asked geocoder_failed")
rows = st.lists(
    st.tuples(st.sampled_from(STATUSES), st.sampled_from(["", "heide"]), st.sampled_from(NOTES)), max_size=40
)


def cells_of(row: tuple[str, str, str]) -> tuple[str, ...]:
    """Give the cells of an answer with a status, a network and notes."""
    said = dict(zip(("kmn_status", "kmn_network", "kmn_note"), row, strict=True))
    return tuple(said.get(name, "") for name in COLUMNS)


def batch_of(some: list[tuple[str, ...]]) -> pa.RecordBatch:
    """Give answers as columns."""
    columns = [pa.array([row[at] for row in some], pa.string()).dictionary_encode() for at in range(len(COLUMNS))]
    return pa.RecordBatch.from_arrays(columns, names=list(COLUMNS))


@given(rows, st.integers(1, 7))
def test_many_rows_are_counted_like_one_by_one(some: list[tuple[str, str, str]], size: int) -> None:
    """Counts and lists do not depend on how rows come."""
    one, many = io.BytesIO(), io.BytesIO()
    alone, together = Record(2, one), Record(2, many)
    cells = [cells_of(row) for row in some]
    for row in cells:
        alone.add(row, restored="restored" in row[COLUMNS.index("kmn_note")])
    for begin in range(0, len(cells), size):
        part = cells[begin : begin + size]
        together.add_all(batch_of(part), sum("restored" in row[COLUMNS.index("kmn_note")] for row in part))
    assert alone.summary == together.summary
    assert one.getvalue() == many.getvalue()


def test_rows_whose_place_is_not_known_are_listed_by_number() -> None:
    """The list holds the row of the file, the status and the notes, and no row that is answered."""
    listed = io.BytesIO()
    record = Record(2, listed)
    for status in STATUSES:
        record.add(cells_of((status, "", "a b")), restored=False)
    assert listed.getvalue().decode().splitlines() == [
        "row,kmn_status,kmn_note",
        *(f"{number},{status},a b" for number, status in enumerate(REJECTED, start=5)),
    ]


def test_the_first_invalid_rows_are_named() -> None:
    """A dozen is enough to find what is wrong, whether or not all are listed."""
    for listed in (None, io.BytesIO()):
        record = Record(1, listed)
        record.add_all(batch_of([cells_of(("invalid", "", ""))] * 100), 0)
        record.add(cells_of(("invalid", "", "")), restored=False)
        assert record.summary.invalid_rows == list(range(1, 13))
        assert record.summary.statuses == {"invalid": 101}


def test_a_summary_is_json() -> None:
    """All of it can be written as JSON, the most frequent first."""
    summary = Summary(rows=3, columns={"plz": "PLZ"}, encoding="utf-8", delimiter=";")
    summary.statuses.update(["outside", "responsible", "responsible"])
    summary.networks.update(["heide", "heide"])
    summary.notes.update(["geocoder_asked"])
    found = json.loads(json.dumps(summary.to_dict()))
    assert list(found["statuses"].items()) == [("responsible", 2), ("outside", 1)]
    assert found == {
        "rows": 3,
        "statuses": {"responsible": 2, "outside": 1},
        "networks": {"heide": 2},
        "notes": {"geocoder_asked": 1},
        "zeros_restored": 0,
        "invalid_rows": [],
        "columns": {"plz": "PLZ"},
        "encoding": "utf-8",
        "delimiter": ";",
    }
