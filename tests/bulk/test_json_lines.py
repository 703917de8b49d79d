from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk import json_lines
from kmn.bulk.columns import COLUMNS
from kmn.bulk.json_lines import open_json_lines, piece_of_json, rows_as_json
from kmn.errors import DataError, InputError

if TYPE_CHECKING:
    from kmn.bulk.chunks import Chunk

values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)
objects = st.dictionaries(st.sampled_from(["PLZ", "Ort", "x", ""]), values, max_size=4)


def read(content: bytes, *names: str, as_lines: bool = True) -> list[Chunk]:
    """Read all parts, with some columns to be asked about."""
    source = open_json_lines(io.BytesIO(content), as_lines=as_lines)
    return list(source.chunks([source.headers.index(name) for name in names]))


def closed(chunks: list[Chunk]) -> list[str]:
    """Give the lines with a field behind them."""
    return [begin + '"end": 1}' for chunk in chunks for begin in chunk.kept.begins.to_pylist()]


@given(st.lists(objects, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n", "\n\n", " \n"]))
def test_lines_go_on_with_another_field(some: list[dict[str, Any]], end: str) -> None:
    """Each line keeps all of its fields, and takes one more."""
    content = end.join(json.dumps(one) for one in some).encode()
    assert [json.loads(line) for line in closed(read(content))] == [one | {"end": 1} for one in some]


def test_nothing_in_a_line_is_written_anew() -> None:
    """Digits, spaces, escapes, doubled fields and the order of fields stay as they are."""
    line = '{"b" : 1.10e1, "a":12345678901234567890, "a":"\\u00fc" , "x":[ ]'
    assert closed(read(f"\ufeff{line} }}\n".encode())) == [line + ', "end": 1}']


def test_values_are_asked_about_as_texts() -> None:
    """Numbers are their digits, what is missing or null is empty, and half a character hinders nobody."""
    content = b'{"PLZ": 1067, "Ort": null}\n{"Ort": "\\ud800"}\n{"PLZ": true, "Ort": ["a"]}\n'
    [chunk] = read(content, "PLZ", "Ort")
    assert chunk.asked.to_pydict() == {"0": ["1067", "", "true"], "1": ["", "?", '["a"]']}


def test_columns_are_the_fields_of_the_first_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that comes later stays in lines, and is an error where columns are needed."""
    monkeypatch.setattr(json_lines, "_MOST_ROWS", 2)
    content = b'{"PLZ": "1"}\n\n{"Ort": "a"}\n{"PLZ": "2"}\n{"x": "b"}\n'
    chunks = read(content, "PLZ", as_lines=True)
    assert [chunk.asked["0"].to_pylist() for chunk in chunks] == [["1", ""], ["2", ""]]
    assert [chunk.share for chunk in chunks] == pytest.approx([27 / 54, 1.0], abs=0.1)
    with pytest.raises(DataError, match="Row 4 has a field"):
        read(content, "PLZ", as_lines=False)
    [chunk] = read(content[:27], "PLZ", as_lines=False)
    assert chunk.kept.to_pydict() == {"PLZ": ["1", ""], "Ort": ["", "a"]}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b'{"a": 1}\n[1]\n', "Row 2"),
        (b'{"a": 1}\n\n"a"\n', "Row 2"),
        (b'{"a": 1} {"b": 2}\n', "Row 1"),
        (b"null\n", "Row 1"),
        (b'{"secret": "\xff"}\n', "Row 1"),
        (b'[\n{"a": 1}\n]\n', "Row 1"),
        (b"[" * 100_000, "Row 1"),
        (b'{"a": "' + b"x" * (1 << 24) + b'"}\n', "Row 1"),
        (b"\x1f\x8b\x08", "Row 1"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_no_object_is_named_by_its_row(content: bytes, text: str) -> None:
    """The row is said, and nothing of what stands in it."""
    with pytest.raises(DataError, match=text) as caught:
        open_json_lines(io.BytesIO(content), as_lines=True)
    assert "secret" not in str(caught.value)


def test_answers_of_an_earlier_run_are_not_written_twice() -> None:
    """A row that already has a status is an error, also far behind the first."""
    with pytest.raises(InputError, match="earlier run"):
        read(b'{"a": 1}\n{"kmn_status": "empty"}\n')


def test_columns_become_objects() -> None:
    """Values that JSON knows stay what they are; what it does not know is a text, or null if it is no number."""
    batch = pa.record_batch(
        {
            "a": [1, None],
            "b": ["ü", None],
            "c": [float("inf"), 0.5],
            "d": [[{"e": b"\xff", "g": float("nan")}], None],
            "f": [True, False],
        }
    )
    lines = rows_as_json(batch)
    assert [json.loads(line + '"end": 1}') for line in lines.begins.to_pylist()] == [
        {"a": 1, "b": "ü", "c": None, "d": [{"e": "ff", "g": None}], "f": True, "end": 1},
        {"a": None, "b": None, "c": 0.5, "d": None, "f": False, "end": 1},
    ]


def test_pieces_close_the_object() -> None:
    """All that is added, behind a bracket, is an object with every added field; nothing is null."""
    text = "{" + "".join(piece_of_json(name, "" if name == "kmn_note" else name) for name in COLUMNS)
    assert json.loads(text) == {name: None if name == "kmn_note" else name for name in COLUMNS}
