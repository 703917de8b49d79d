from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from kmn.bulk import csv_blocks, sources
from kmn.bulk.chunks import Lines
from kmn.bulk.dialect import recognise
from kmn.bulk.sources import open_arrow, open_csv, open_parquet
from kmn.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kmn.bulk.chunks import Source

TABLE = pa.table(
    {
        "PLZ": pa.array(["31134", None, "29221"]),
        "list": pa.array([[1], [], None], pa.list_(pa.int8())),
        "kind": pa.array(["a", "b", "a"]).dictionary_encode(),
    }
)


def as_parquet(table: pa.Table = TABLE, **options: Any) -> io.BytesIO:
    """Write a table as Parquet."""
    file = io.BytesIO()
    parquet.write_table(table, file, **options)
    return file


def as_arrow(begin: Callable[..., Any], table: pa.Table = TABLE) -> io.BytesIO:
    """Write a table as Arrow IPC, one batch a row."""
    file = io.BytesIO()
    with begin(file, table.schema) as writer:
        writer.write_table(table.unify_dictionaries(), max_chunksize=1)
    return file


def whole(source: Source) -> pa.Table:
    """Give all that is kept of a source, and see that what is asked about is the same."""
    chunks = list(source.chunks([0]))
    for chunk in chunks:
        assert chunk.asked.column(0).equals(chunk.kept.column(0))
        assert chunk.asked.schema.names == ["0"]
    assert chunks[-1].share == pytest.approx(1.0, abs=0.01)
    return pa.Table.from_batches([chunk.kept for chunk in chunks])


def csv_source(content: str, *, as_lines: bool = False) -> Source:
    """Open a CSV file."""
    file = io.BytesIO(content.encode())
    return open_csv(file, recognise(file), as_lines=as_lines)


@pytest.mark.parametrize(
    ("file", "opened", "steady"),
    [
        (as_parquet(), open_parquet, False),
        (as_arrow(pa.ipc.new_file), open_arrow, True),
        (as_arrow(pa.ipc.new_stream), open_arrow, False),
    ],
    ids=["parquet", "arrow", "arrows"],
)
def test_types_are_kept(file: io.BytesIO, opened: Callable[[Any], Source], steady: object) -> None:
    """Columns keep their types, nested ones and dictionaries as well, and rows their order."""
    source = opened(file)
    assert (source.headers, source.first, source.steady) == (["PLZ", "list", "kind"], 1, steady)
    assert source.schema.equals(TABLE.schema)
    assert whole(source).equals(TABLE)


def test_parquet_comes_in_parts_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """However large the groups of a file are, its parts are small; wide rows come in fewer at a time."""
    monkeypatch.setattr(sources, "_MOST_ROWS", 1000)
    monkeypatch.setattr(sources, "_FEWEST_ROWS", 10)
    monkeypatch.setattr(sources, "_MOST_BYTES", 1 << 20)
    small = pa.table({"PLZ": ["31134"] * 2500})
    assert [len(chunk.kept) for chunk in open_parquet(as_parquet(small)).chunks([0])] == [1000, 1000, 500]
    wide = pa.table({"PLZ": [f"{number}" * 10_000 for number in range(100, 150)]})
    assert max(len(chunk.kept) for chunk in open_parquet(as_parquet(wide)).chunks([0])) < 50
    source = open_arrow(as_arrow(pa.ipc.new_stream, small.slice(0, 3)))
    assert [len(chunk.kept) for chunk in source.chunks([0])] == [1, 1, 1]


def test_the_compression_of_parquet_is_known() -> None:
    """It is written as it was read."""
    assert open_parquet(as_parquet(compression="zstd")).compression == "ZSTD"
    assert open_parquet(as_parquet(compression="none")).compression == "UNCOMPRESSED"
    assert open_parquet(as_parquet(TABLE.slice(0, 0))).headers == TABLE.schema.names
    assert list(open_parquet(as_parquet(TABLE.slice(0, 0))).chunks([0])) == []


@pytest.mark.parametrize("opened", [open_parquet, open_arrow])
@pytest.mark.parametrize("content", [b"", b"PLZ\n31134\n", b"PAR1", b"ARROW1\x00\x00", b"PAR1" + b"\xff" * 100])
def test_what_is_something_else_is_an_error(opened: Callable[[Any], Source], content: bytes) -> None:
    """A file that is not of the format is named as such."""
    with pytest.raises(DataError, match=r"cannot be read as (Parquet|Arrow IPC)"):
        opened(io.BytesIO(content))


@pytest.mark.parametrize(
    ("file", "opened"),
    [
        (as_parquet(), open_parquet),
        (as_arrow(pa.ipc.new_file), open_arrow),
        (as_arrow(pa.ipc.new_stream), open_arrow),
    ],
    ids=["parquet", "arrow", "arrows"],
)
def test_a_damaged_file_is_an_error(file: io.BytesIO, opened: Callable[[Any], Source]) -> None:
    """Wherever a file is cut off or overwritten, it is read right or refused, and never crashes."""
    content = file.getvalue()
    for at in range(8, len(content), 7):
        for damaged in (content[:at], content[:at] + b"\xff\xff" + content[at + 2 :]):
            try:
                for chunk in opened(io.BytesIO(damaged)).chunks([0]):
                    chunk.kept.validate(full=True)
            except (DataError, pa.ArrowInvalid):
                continue


def test_csv_comes_as_lines_or_columns() -> None:
    """Lines hold the text with a line end before it; columns all cells as texts."""
    source = csv_source('Nr;"PLZ"\r\n1;"31134"\r\n2;\r\n', as_lines=True)
    assert (source.headers, source.first, source.line) == (["Nr", "PLZ"], 2, 'Nr;"PLZ"')
    [chunk] = source.chunks([1])
    assert isinstance(chunk.kept, Lines)
    assert chunk.kept.begins.to_pylist() == ['\r\n1;"31134"', "\r\n2;"]
    assert chunk.asked.to_pydict() == {"1": ["31134", ""]}
    assert whole(csv_source('Nr;"PLZ"\r\n1;"31134"\r\n2;\r\n')).to_pydict() == {
        "Nr": ["1", "2"],
        "PLZ": ["31134", ""],
    }


def test_ragged_rows_are_marked() -> None:
    """Rows of another width are not asked about; surplus cells are kept as text, or are an error in columns."""
    content = "PLZ,Ort\n31134,Hildesheim\n1\n\n31134,Hildesheim,x\n"
    [chunk] = csv_source(content, as_lines=True).chunks([0])
    assert chunk.asked["0"].to_pylist() == ["31134", "", "", ""]
    assert list(chunk.invalid) == [1, 3]
    assert chunk.kept.begins.to_pylist() == ["\n31134,Hildesheim", "\n1,", "\n,", "\n31134,Hildesheim"]
    assert chunk.kept.ends.to_pylist() == ["", "", "", ",x"]
    with pytest.raises(DataError, match="Row 5 has more cells"):
        list(csv_source(content).chunks([0]))
    [chunk] = csv_source(content.removesuffix(",x\n")).chunks([0])
    assert chunk.kept.to_pydict() == {"PLZ": ["31134", "1", "", "31134"], "Ort": ["Hildesheim", "", "", "Hildesheim"]}


def test_a_wide_row_is_numbered_over_all_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of a row is that in the file, however the file is cut."""
    monkeypatch.setattr(csv_blocks, "_SIZE", 64)
    with pytest.raises(DataError, match="Row 302 has more cells"):
        list(csv_source("PLZ,Ort\n" + "31134,Hildesheim\n" * 300 + "a,b,c\n").chunks([0]))
