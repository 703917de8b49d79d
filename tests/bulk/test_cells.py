from __future__ import annotations

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.cells import Column, days_of, floats_of, is_text, said, texts_of, written

encodable = st.text(st.characters(codec="utf-8"), max_size=5)


@given(st.lists(st.none() | encodable), st.booleans())
def test_each_row_has_its_text(cells: list[str | None], encoded: bool) -> None:  # noqa: FBT001
    """Rows have the texts that stand in them, without blanks around; what is missing is empty."""
    array = pa.array(cells, pa.string())
    column = Column(array.dictionary_encode() if encoded else array)
    assert [column.texts[code] for code in column.codes] == [(text or "").strip() for text in cells]


def test_missing_texts_within_a_dictionary_are_empty() -> None:
    """A dictionary may hold nothing at a place that rows stand for, and rows may stand for none."""
    array = pa.DictionaryArray.from_arrays(pa.array([0, 1, None], pa.int8()), pa.array(["Celle", None]))
    column = Column(array)
    assert [column.texts[code] for code in column.codes] == ["Celle", "", ""]


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        (pa.array(["a", None]), ["a", None]),
        (pa.array([3254021, None]), ["3254021", None]),
        (pa.array([31134.0, None, math.nan, 0.5, 1e300]), ["31134", None, "", "0.5", "1e+300"]),
        (pa.array([31134.0], pa.float32()), ["31134"]),
        (pa.array([Decimal(31134)]), ["31134"]),
        (pa.array([b"Celle", b"\xff"], pa.binary()), ["Celle", "\ufffd"]),
        (pa.array([b"Celle", None], pa.binary()), ["Celle", None]),
        (pa.array(["Celle"], pa.string_view()), ["Celle"]),
        (pa.array([None, None]), [None, None]),
        (pa.array([True]), ["true"]),
        (pa.array([[1], None]), ["[1]", None]),
        (pa.array([{"a": 1}]), ["{'a': 1}"]),
        (pa.array([date(2024, 7, 9)]), ["2024-07-09"]),
        (pa.array([1.0, None, 1.0]).dictionary_encode(), ["1", None, "1"]),
    ],
    ids=lambda thing: str(thing.type) if isinstance(thing, pa.Array) else "",
)
def test_cells_of_any_type_are_texts(array: Any, texts: list[str | None]) -> None:
    """Whatever the type, each cell is what a person would have written, or at least some text."""
    found = texts_of(array)
    assert found.to_pylist() == texts
    assert is_text(found.type.value_type if pa.types.is_dictionary(found.type) else found.type) or not texts


@given(st.lists(st.none() | st.text() | st.binary() | st.integers() | st.floats(allow_nan=False) | st.dates()))
def test_anything_can_be_said(cells: list[object]) -> None:
    """Each cell is a text, and one that is a text without lone halves of letters is that text."""
    for cell, text in zip(cells, said(cells).to_pylist(), strict=True):
        assert (cell is None) == (text is None)
        if isinstance(cell, str) and cell.isprintable():
            assert text == cell


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_so_that_it_is_read_again(number: float) -> None:
    """What is written is the number and, unless it is enormous, has no exponent."""
    text = written(number)
    assert float(text) == number
    assert abs(number) >= 2**53 or "e" not in text


def test_whole_numbers_have_no_decimals_and_none_is_missing() -> None:
    """A code that became a number with decimals is as it was; what is no number is nothing."""
    assert [written(number) for number in (31134.0, -0.0, math.nan, math.inf)] == ["31134", "0", "", "inf"]


def test_floats_are_numbers_with_what_is_missing() -> None:
    """Numbers of any width are read, and other types are not numbers."""
    for kind in (pa.int8(), pa.int64(), pa.float32(), pa.float64()):
        one, other = floats_of(pa.array([9, None], kind)).tolist()
        assert (one, math.isnan(other)) == (9.0, True)
    assert floats_of(pa.array(["9"])) is None
    assert floats_of(pa.array([True])) is None


@pytest.mark.parametrize(
    ("array", "texts"),
    [
        (pa.array([date(2024, 7, 9), None]), ["2024-07-09", None]),
        (pa.array([datetime(2024, 7, 9, 23, 59, tzinfo=UTC)], pa.timestamp("us", "Europe/Berlin")), ["2024-07-10"]),
        (pa.array(["2024-07-09", "gestern"]), ["2024-07-09", "gestern"]),
        (pa.array([20240709]), ["20240709"]),
    ],
)
def test_days_are_texts(array: Any, texts: list[str | None]) -> None:
    """Dates and times are the day where they were written; what is text stays."""
    assert days_of(array).to_pylist() == texts
