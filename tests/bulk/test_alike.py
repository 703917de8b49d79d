from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.alike import Texts, classes

if TYPE_CHECKING:
    from collections.abc import Hashable

few = st.one_of(st.none(), st.sampled_from(("", " ", "a", "a ", "b", "c")))


class Many:
    """Columns that tell more classes apart than there are rows."""

    def __init__(self, codes: list[int]) -> None:
        """Take the codes."""
        self.codes = np.array(codes, np.int64)
        self.count = 2**40

    def key(self, code: int) -> Hashable:
        """Give the code."""
        return code

    def cells(self, row: int) -> dict[str, str]:
        """Give nothing: it is not asked for here."""
        raise NotImplementedError(row)


@given(st.lists(st.tuples(few, few), min_size=1))
def test_rows_are_alike_if_all_their_texts_are(rows: list[tuple[str | None, str | None]]) -> None:
    """Two rows share a class if each of their texts is the same, and each class has a row of its own."""
    parts = [
        Texts(role, pa.array(column, pa.string())) for role, column in zip("xy", zip(*rows, strict=True), strict=True)
    ]
    of, row = classes(parts)
    texts = [tuple((text or "").strip() for text in pair) for pair in rows]
    assert [texts[one] for one in row[of]] == texts
    assert of[row].tolist() == list(range(len(row)))
    assert len({*of.tolist()}) >= len({*texts})


@given(st.lists(st.tuples(*[st.integers(0, 2**40 - 1)] * 4), min_size=1, max_size=20))
def test_no_number_of_columns_is_too_many(rows: list[tuple[int, ...]]) -> None:
    """Rows that differ in any column are told apart, however many classes the columns could make together."""
    parts = [Many(list(column)) for column in zip(*rows, strict=True)]
    of, row = classes(parts)
    assert [rows[one] for one in row[of]] == rows
    assert len(row) == len({*rows})


def test_no_rows_make_no_classes() -> None:
    """Columns without rows have none."""
    of, row = classes([Texts("x", pa.array([], pa.string())), Texts("y", pa.array([], pa.string()))])
    assert (len(of), len(row)) == (0, 0)


def test_a_column_tells_what_stands_in_it() -> None:
    """It gives the text of a class and of a row, and says where anything stands."""
    texts = Texts("place", pa.array(["Celle", None, " ", "Celle "]))
    assert [texts.key(int(code)) for code in texts.codes] == ["Celle", "", "", "Celle"]
    assert texts.cells(3) == {"place": "Celle"}
    assert texts.filled.tolist() == [True, False, False, True]
