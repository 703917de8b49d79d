from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.columns import COLUMNS
from kmn.bulk.outcomes import TYPE, Outcomes

rows_of_cells = st.lists(st.tuples(*[st.sampled_from(("", "a", "b"))] * len(COLUMNS)), min_size=1, max_size=8)


@given(rows_of_cells, st.data())
def test_columns_hold_what_was_numbered(rows: list[tuple[str, ...]], data: st.DataObject) -> None:
    """Numbers become the cells they were given for, in columns whose dictionaries are in use, sorted and distinct."""
    outcomes = Outcomes()
    numbers = [outcomes.number(cells) for cells in rows]
    assert numbers == [outcomes.number(cells) for cells in rows]
    chosen = data.draw(st.lists(st.sampled_from(range(len(rows)))))
    columns = outcomes.columns(np.array([numbers[row] for row in chosen], np.int32))
    for place, column in enumerate(columns):
        cells = [rows[row][place] for row in chosen]
        assert column.type == TYPE
        assert column.to_pylist() == cells
        assert column.dictionary.to_pylist() == sorted({*cells})


def test_what_was_said_stays_right() -> None:
    """Further outcomes change neither old numbers nor the columns made of them."""
    outcomes = Outcomes()
    first = outcomes.number(("b", *[""] * 12))
    before = outcomes.columns(np.array([first], np.int32))[0]
    later = outcomes.number(("a", *[""] * 12))
    assert outcomes.number(("b", *[""] * 12)) == first != later
    assert before.to_pylist() == ["b"]
    assert outcomes.columns(np.array([later, first], np.int32))[0].to_pylist() == ["a", "b"]


def test_many_rows_are_as_few() -> None:
    """Rows beyond what is computed at a time get their cells as well."""
    outcomes = Outcomes()
    numbers = [outcomes.number((text, *[""] * 12)) for text in "abc"]
    column = outcomes.columns(np.array(numbers * 50_000, np.int32))[0]
    assert column.to_pylist() == ["a", "b", "c"] * 50_000


def test_columns_that_tell_the_same_apart_share_their_memory() -> None:
    """A key and the name that goes with it take the memory of one."""
    outcomes = Outcomes()
    numbers = [outcomes.number((text, text.upper(), *[""] * 11)) for text in "abc"]
    one, other, *_ = outcomes.columns(np.array(numbers, np.int32))
    assert one.indices.buffers()[1].address == other.indices.buffers()[1].address
