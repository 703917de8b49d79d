from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from openpyxl import load_workbook
from pyarrow import parquet

from kmn.bulk.chunks import Chunk, Source
from kmn.bulk.columns import COLUMNS
from kmn.bulk.dialect import Dialect
from kmn.bulk.formats import FORMATS
from kmn.bulk.sinks import open_sink
from kmn.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DIALECT = Dialect("utf-8", ",", "\n")


def none(_columns: Sequence[int]) -> Iterator[Chunk]:
    """Give no rows: what is written here comes from elsewhere."""
    return iter(())


def batch_of(kinds: list[str]) -> pa.RecordBatch:
    """Give rows of several types."""
    return pa.record_batch(
        {
            "Nr": pa.array(range(len(kinds)), pa.int16()),
            "Straße, Nr.": pa.array([f"Weg {kind}" for kind in kinds], pa.string()),
            "kind": pa.array(kinds, pa.string()).dictionary_encode(),
        }
    )


def answers_of(texts: list[str]) -> pa.RecordBatch:
    """Give columns of answers that all say the same."""
    column = pa.array(texts, pa.string()).dictionary_encode()
    return pa.RecordBatch.from_arrays([column] * len(COLUMNS), names=list(COLUMNS))


def written(name: str, parts: list[list[str]], *, steady: bool = False, **options: Any) -> io.BytesIO:
    """Write some parts in a format."""
    file = io.BytesIO()
    schema = batch_of(["a"]).schema
    sink = open_sink(name, file, Source(schema.names, 1, none, schema, steady=steady, **options), DIALECT)
    for part in parts:
        batch = batch_of(part)
        sink.write(Chunk(batch, batch, 1.0), answers_of(part))
    sink.close()
    sink.give_up()
    return io.BytesIO(file.getvalue())


def rows_of(name: str, file: io.BytesIO) -> list[dict[str, Any]]:
    """Read rows as another program would, each value as a text."""
    if name == "csv":
        rows = list(csv.DictReader(io.StringIO(file.getvalue().decode(), newline="")))
    elif name == "jsonl":
        rows = [json.loads(line) for line in file.getvalue().decode().splitlines()]
    elif name == "xlsx":
        head, *body = load_workbook(file).active.iter_rows(values_only=True)
        rows = [dict(zip(head, row, strict=True)) for row in body]
    else:
        reader = {"parquet": pl.read_parquet, "arrow": pl.read_ipc, "arrows": pl.read_ipc_stream}[name]
        rows = reader(file).to_dicts()
    return [{key: str(value) for key, value in row.items()} for row in rows]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_by_others(name: str) -> None:
    """What is written is read by programs that know nothing of us, whatever is new in a later part."""
    parts = [["a", "b"], ["c"], [], ["d", "a"]]
    rows = rows_of(name, written(name, parts))
    kinds = [kind for part in parts for kind in part]
    numbers = [number for part in parts for number in range(len(part))]
    assert rows == [
        {"Nr": str(number), "Straße, Nr.": f"Weg {kind}", "kind": kind} | dict.fromkeys(COLUMNS, kind)
        for number, kind in zip(numbers, kinds, strict=True)
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_a_table_without_rows_has_its_headers(name: str) -> None:
    """A file without rows is whole, and says which columns there are."""
    file = written(name, [])
    headers = ["Nr", "Straße, Nr.", "kind", *COLUMNS]
    if name == "csv":
        assert next(csv.reader([file.getvalue().decode()])) == headers
    elif name == "jsonl":
        assert file.getvalue() == b""
    elif name == "xlsx":
        assert [cell.value for cell in load_workbook(file).active[1]] == headers
    else:
        reader = {"parquet": pl.read_parquet, "arrow": pl.read_ipc, "arrows": pl.read_ipc_stream}[name]
        assert reader(file).columns == headers


@pytest.mark.parametrize("name", ["parquet", "arrow", "arrows"])
def test_types_are_kept(name: str) -> None:
    """Numbers stay numbers of their width; dictionaries stay where the format lets any program read them."""
    file = written(name, [["a"], ["b"]])
    table = parquet.read_table(file) if name == "parquet" else None
    if table is None:
        opened = pa.ipc.open_file if name == "arrow" else pa.ipc.open_stream
        table = opened(file).read_all()
    assert table.schema.field("Nr").type == pa.int16()
    for column in ("kind", "kmn_status"):
        kind = table.schema.field(column).type
        assert kind == pa.string() if name == "arrow" else pa.types.is_dictionary(kind)
    assert not table.schema.field("kmn_status").nullable


def test_a_file_of_arrow_keeps_dictionaries_that_do_not_change() -> None:
    """Where the source has one dictionary for the whole file, so has the target."""
    table = pa.ipc.open_file(written("arrow", [["a", "b"], ["a", "b"]], steady=True)).read_all()
    assert pa.types.is_dictionary(table.schema.field("kind").type)
    assert pd.read_feather(written("arrow", [["a", "b"]], steady=True))["kind"].dtype == "category"


@pytest.mark.parametrize("codec", ["ZSTD", "SNAPPY", "GZIP", "BROTLI", "LZ4", "LZ4_RAW", "UNCOMPRESSED", None])
def test_parquet_is_compressed_as_before(codec: str | None) -> None:
    """The codec of the source is that of the target, snappy where there was none to see."""
    found = parquet.ParquetFile(written("parquet", [["a"]], compression=codec)).metadata.row_group(0).column(0)
    assert found.compression.startswith((codec or "SNAPPY").split("_")[0])


def test_parquet_is_written_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small parts are put together, and groups are bounded in rows and in memory."""
    from kmn.bulk import sinks

    monkeypatch.setattr(sinks, "_ROWS_TOGETHER", 3)
    groups = parquet.ParquetFile(written("parquet", [["a"], ["b"], ["c"], ["d"]])).metadata
    assert [groups.row_group(at).num_rows for at in range(groups.num_row_groups)] == [3, 1]
    monkeypatch.setattr(sinks, "_BYTES_TOGETHER", 1)
    assert parquet.ParquetFile(written("parquet", [["a"], ["b"]])).num_row_groups == 2


@pytest.mark.parametrize("name", FORMATS)
def test_doubled_headers_need_a_format_that_bears_them(name: str) -> None:
    """Where each column needs a name of its own, doubled ones are an error before anything is written."""
    file = io.BytesIO()
    schema = pa.schema([("x", pa.string()), ("x", pa.string())])
    source = Source(["x", "x"], 1, none, schema)
    if name in {"csv", "xlsx"}:
        open_sink(name, file, source, DIALECT).give_up()
    else:
        with pytest.raises(InputError, match="same header"):
            open_sink(name, file, source, DIALECT)
        assert not file.getvalue()
