from __future__ import annotations

import datetime as dt
import decimal

import pyarrow as pa
import pytest

from kmn.bulk.chunks import Lines, texts, with_pieces


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (pa.array(["a", None]), ["a", ""]),
        (pa.array(["a", None]).cast(pa.large_string()), ["a", ""]),
        (pa.array(["a", None, "a"]).dictionary_encode(), ["a", "", "a"]),
        (pa.array([3254021, None]), ["3254021", ""]),
        (pa.array([1.5, None]), ["1.5", ""]),
        (pa.array([True, None]), ["true", ""]),
        (pa.array([dt.date(2024, 7, 9)]), ["2024-07-09"]),
        (pa.array([decimal.Decimal("1.10")]), ["1.10"]),
        (pa.array([{"a": [1, None], "b": "ü"}, None]), ['{"a": [1, null], "b": "ü"}', ""]),
        (pa.array([[b"\xff"]]), ['["ff"]']),
        (pa.array([b"\xff\x00"]), ["ff00"]),
        (pa.nulls(1), [""]),
    ],
)
def test_any_column_becomes_texts(column: pa.Array, written: list[str]) -> None:
    """A value of any type has a text, and what is missing an empty one."""
    assert texts(column).to_pylist() == written


def test_pieces_stand_between_begin_and_end() -> None:
    """Each row has its begin, a piece for each answer, and its end; a part of a table is written as such."""
    column = pa.array(["x", "yy", None, "x"]).dictionary_encode()
    answers = pa.record_batch({"a": column, "b": column})
    lines = Lines(pa.array(["0", "1", "2", "3"]), pa.array(["", "!", "", ""]))

    def piece(name: str, value: str | None) -> str:
        return f"<{name}{value or '-'}>"

    assert bytes(with_pieces(lines, answers, piece)) == b"0<ax><bx>1<ayy><byy>!2<a-><b->3<ax><bx>"
    part = Lines(lines.begins.slice(1, 2))
    assert bytes(with_pieces(part, answers.slice(1, 2), piece)) == b"1<ayy><byy>2<a-><b->"
