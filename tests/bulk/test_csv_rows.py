from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk.csv_rows import Text, long_cells, read_header, read_rows, written
from kmn.bulk.dialect import Dialect
from kmn.errors import DataError

COMMA = Dialect("utf-8", ",", "\n")
pieces = st.lists(st.sampled_from(['"', ",", "\n", "\r", "\r\n", "a", "ü", " ", "\x00", "\u2028"]), max_size=30)


def rows_of(content: str, width: int | None = None) -> list[list[str]]:
    """Give the cells of all rows of a text."""
    text = Text(io.BytesIO(content.encode()), "utf-8")
    return [row.cells for row in read_rows(text, COMMA, width)]


@given(pieces)
def test_rows_are_those_of_the_standard_library(letters: list[str]) -> None:
    """Whatever the marks and line ends are, the cells are those that the csv module reads from the whole text."""
    content = "".join(letters)
    assert rows_of(content) == list(csv.reader(io.StringIO(content, newline="")))


@given(pieces)
def test_what_is_written_for_a_row_is_read_as_the_same_cells(letters: list[str]) -> None:
    """The text of a row stands for the same cells, and whatever is written behind it is a cell of its own."""
    content = "".join(letters)
    for row in read_rows(Text(io.BytesIO(content.encode()), "utf-8"), COMMA, None):
        assert next(csv.reader(io.StringIO(row.text + ",x\n", newline=""))) == [*(row.cells or [""]), "x"]


@pytest.mark.parametrize(
    ("content", "text", "surplus", "width"),
    [
        ('"a",b\n', '"a",b', "", 2),
        ('a"x,b\r\n', 'a"x,b', "", 2),
        ("a\n", "a,", "", 1),
        ("\n", ",", "", 0),
        ('a,b,"c,d",\n', "a,b", ',"c,d",', 4),
        ('a,"b', "a,b", "", 2),
        ('a,"b\n\n', 'a,"b\n\n"', "", 2),
        ("a,b", "a,b", "", 2),
    ],
)
def test_a_row_keeps_its_text_unless_it_has_to_be_mended(content: str, text: str, surplus: str, width: int) -> None:
    """Marks stay as they are; a row of another width, or one whose mark is never closed, is written anew."""
    [row] = read_rows(Text(io.BytesIO(content.encode()), "utf-8"), COMMA, 2)
    assert (row.text, row.surplus, row.ragged) == (text, surplus, width != 2)
    assert len(row.cells) == width


def test_a_header_may_have_any_width() -> None:
    """The first row is the header; there is none in an empty text."""
    assert read_header(Text(io.BytesIO(b"a,b,c\n1,2\n"), "utf-8"), COMMA).cells == ["a", "b", "c"]
    assert read_header(Text(io.BytesIO(b""), "utf-8"), COMMA).cells == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_becomes_utf_8(encoding: str) -> None:
    """A text is handed on as UTF-8 without a byte order mark, whatever it was, and counted as such."""
    text = Text(io.BytesIO("Straße,Ort\nä,ö\n".encode(encoding)), encoding)
    assert text.line().decode() == "Straße,Ort\n"
    assert text.peek(100).decode() == "ä,ö\n"
    assert (text.lines, text.taken) == (1, len("Straße,Ort\n".encode()))


def test_lines_end_where_they_end_however_the_file_is_cut() -> None:
    """A line end of two letters is one, also where the pieces in which a file is read part it."""

    class Slow(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            return super().read(1)

    text = Text(Slow(b"a\r\nb\rc\n\n"), "utf-8")
    assert list(iter(text.line, b"")) == [b"a\r\n", b"b\r", b"c\n", b"\n"]


def test_a_row_without_an_end_is_an_error() -> None:
    """A mark that is never closed does not fill the memory: the line is named, and nothing of the row."""
    content = b'a\n"secret' + b"x\n" * (1 << 23)
    with long_cells(), pytest.raises(DataError, match="too long for a row") as caught:
        list(read_rows(Text(io.BytesIO(content), "utf-8"), COMMA, 1))
    assert "secret" not in str(caught.value)


def test_long_cells_are_read_meanwhile() -> None:
    """The limit of the csv module is raised, and put back."""
    before = csv.field_size_limit()
    with long_cells():
        assert rows_of("x" * (before + 1)) == [["x" * (before + 1)]]
    assert csv.field_size_limit() == before


@given(st.text(st.characters(codec="utf-8")), st.sampled_from([",", ";", "\t", "|"]))
def test_a_cell_is_written_so_that_it_is_read_again(cell: str, delimiter: str) -> None:
    """Marks stand around what would otherwise be read as something else."""
    line = delimiter.join([written(cell, delimiter), ""])
    assert next(csv.reader(io.StringIO(line, newline=""), delimiter=delimiter)) == [cell, ""]
