from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.bulk import csv_blocks
from kmn.bulk.csv_blocks import Block, read_blocks
from kmn.bulk.csv_rows import Text, read_rows
from kmn.bulk.dialect import Dialect

if TYPE_CHECKING:
    from collections.abc import Iterator

DIALECTS = [Dialect("utf-8", ",", newline) for newline in ("\n", "\r\n", "\r")]
# Rows that are as they should be, and what may be wrong with them.
good = st.sampled_from(
    ["a,b", '"a",b', '"a,x",""', '"a\nb","c""d"', '"a\r\nb",ü', ",", '"",b', "\x00,b", "\u2028, b"]
)
bad = st.sampled_from(["", "a", "a,b,c", 'a"x,b', '"a"x,b', ' "a",b', "a\rb,c", "a,b\n", '"a', 'a,"'])
rows_in_any_state = st.lists(st.one_of(good, good, good, bad), max_size=12)


def read(content: str, dialect: Dialect, columns: list[int], size: int) -> Iterator[tuple[list[str], str]]:
    """Give the cells that are asked for and the text of each row, read in pieces of a size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_blocks, "_SIZE", size)
        for piece in read_blocks(Text(io.BytesIO(content.encode()), "utf-8"), dialect, 2, columns):
            if isinstance(piece, Block):
                columns_read = [column.to_pylist() for column in piece.batch.columns]
                for line, *cells in zip(piece.lines.to_pylist(), *columns_read, strict=True):
                    assert line.startswith(dialect.newline)
                    yield cells, line.removeprefix(dialect.newline)
            else:
                for row in piece.rows:
                    yield [] if row.ragged else [row.cells[at] for at in columns], row.text + row.surplus


@given(rows_in_any_state, st.sampled_from(DIALECTS), st.sampled_from(["", "end"]), st.sampled_from([7, 20, 1 << 22]))
def test_both_ways_see_the_same(lines: list[str], dialect: Dialect, end: str, size: int) -> None:
    """Cells and texts are those of the tolerant way, whatever is wrong, and wherever the pieces are cut."""
    content = dialect.newline.join(lines) + (dialect.newline if end else "")
    tolerant = read_rows(Text(io.BytesIO(content.encode()), "utf-8"), dialect, 2)
    expected = [([] if row.ragged else [row.cells[1]], row.text + row.surplus) for row in tolerant]
    assert list(read(content, dialect, [1], size)) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_rows_as_they_should_be_take_the_fast_way(newline: str) -> None:
    """Quotation marks, line ends and delimiters within cells are no reason for the slow way."""
    content = newline.join(['31134,"Domhof 1, ""Hof"""', '29221,"a\nb"', "1,ü", ""])
    text = Text(io.BytesIO(content.encode()), "utf-8")
    [block] = read_blocks(text, Dialect("utf-8", ",", newline), 2, [1, 0])
    assert isinstance(block, Block)
    assert block.batch.to_pydict() == {"1": ['Domhof 1, "Hof"', "a\nb", "ü"], "0": ["31134", "29221", "1"]}
    assert (text.peek(1), text.lines) == (b"", content.count("\n"))


def test_one_bad_row_costs_its_piece_only() -> None:
    """After a row of another width the fast way is taken up again."""
    content = "a,b\n" * 1000 + "a\n" + "a,b\n" * 1000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_blocks, "_SIZE", 400)
        found = list(read_blocks(Text(io.BytesIO(content.encode()), "utf-8"), DIALECTS[0], 2, [0]))
    assert sum(not isinstance(piece, Block) for piece in found) == 1
    assert sum(len(piece.batch) if isinstance(piece, Block) else len(piece.rows) for piece in found) == 2001


def test_pieces_are_bounded_in_rows_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short rows come in no larger parts than long ones, and long ones that follow them take the fast way still."""
    monkeypatch.setattr(csv_blocks, "_MOST_ROWS", 100)
    content = "a,b\n" * 1000 + f"{'a' * 1000},b\n" * 250
    found = list(read_blocks(Text(io.BytesIO(content.encode()), "utf-8"), DIALECTS[0], 2, [0]))
    assert all(isinstance(piece, Block) and len(piece.batch) <= 100 for piece in found)
    assert [cell for piece in found if isinstance(piece, Block) for cell in piece.batch["0"].to_pylist()] == (
        ["a"] * 1000 + ["a" * 1000] * 250
    )
