from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.digits import WIDTH, read_digits
from tests.strategies import digits

near = st.one_of(
    st.none(),
    st.integers(0, 9).flatmap(digits),
    st.text("0123456789/:. \x00\x7f", max_size=9),  # beside the digits stand their neighbours in ASCII
    st.text(st.characters(codec="utf-8"), max_size=9),
)


def expected(text: str | None, width: int) -> int:
    """Give what a text spells."""
    return int(text) if text and len(text) == width and text.isascii() and text.isdigit() else -1


@given(st.lists(near), st.integers(1, WIDTH), st.sampled_from((pa.string(), pa.large_string())), st.data())
def test_exactly_digits_are_read(texts: list[str | None], width: int, kind: Any, data: st.DataObject) -> None:
    """Texts of so many ASCII digits are numbers and nothing else is, wherever in a column they lie."""
    start = data.draw(st.integers(0, len(texts)))
    stop = data.draw(st.integers(start, len(texts)))
    found = read_digits(pa.array(texts, kind)[start:stop], width)
    assert found.tolist() == [expected(text, width) for text in texts[start:stop]]


@pytest.mark.parametrize("width", range(1, WIDTH + 1))
def test_a_column_of_codes_is_read_to_its_end(width: int) -> None:
    """Columns longer than what is computed at a time, of nothing but codes or with others between, are read."""
    codes = [f"{number % 10**width:0{width}d}" for number in range(70_000)]
    assert read_digits(pa.array(codes), width).tolist() == [int(code) for code in codes]
    codes[40_000] = "x"
    assert read_digits(pa.array(codes), width).tolist() == [expected(code, width) for code in codes]
    assert read_digits(pa.array(["x"] * 70_000), width).tolist() == [-1] * 70_000
