"""The methods that `benchmarks.files` measures: a table in a file to the same table with networks in another file.

The library adds all of its columns. The others join one column, the network, from a table of keys: what somebody
would write who has such a table at hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Work = Callable[[], object]

_PART = 1_000_000


def write(kind: str, rows: int, target: Path) -> Path:
    """Write rows into a file, a million at a time, unless it is there.

    Args:
        kind: `points` in the box around the state, `keys` of municipalities, or `texts`: street, code and town.
        rows: how many.
        target: the file, in the format that its name says.
    """
    import pyarrow as pa
    from pyarrow import csv, parquet

    if target.is_file():
        return target
    source = np.random.default_rng(42)
    writer = None
    for begin in range(0, rows, _PART):
        count = min(_PART, rows - begin)
        columns = {"Nr": pa.array(np.arange(begin, begin + count)), **_places(kind, count, source)}
        table = pa.table(columns | {"Wert": source.uniform(0, 1, count)})
        if writer is None:
            if target.suffix == ".csv":
                writer = csv.CSVWriter(target, table.schema)
            else:
                writer = parquet.ParquetWriter(target, table.schema, compression="zstd")
        writer.write_table(table)
    if writer is not None:
        writer.close()
    return target


def _places(kind: str, count: int, source: np.random.Generator) -> dict[str, object]:
    import pyarrow as pa
    from pyarrow import compute

    from kmn.wiring import gazetteer

    if kind == "points":
        return {"lat": source.uniform(51.29, 53.9, count), "lon": source.uniform(6.65, 11.6, count)}
    if kind == "keys":
        keys = pa.array([str(one.ags) for one in gazetteer().municipalities])
        return {"AGS": keys.take(pa.array(source.integers(0, len(keys), count)))}
    known = {str(one.ags): one.name for one in gazetteer().municipalities}
    areas = ((code.plz, area.municipality) for code in gazetteer().postal for area in code.areas)
    towns = pa.array([f"{plz} {known[key]}" for plz, key in areas if key is not None and key in known])
    town = towns.take(pa.array(source.integers(0, len(towns), count)))
    number = pa.array(source.integers(1, 200, count)).cast(pa.string())
    return {"Anschrift": compute.binary_join_element_wise("Lange Straße ", number, ", ", town, "")}


def ours(source: str, target: str) -> Work:
    """The library."""
    from kmn.bulk.files import assign_file
    from kmn.wiring import default_locator

    default_locator()
    return lambda: assign_file(source, target).rows


def _networks() -> dict[str, list[str]]:
    """Give the network of each municipality, empty if there is none."""
    from kmn.wiring import gazetteer, locate

    keys = [str(one.ags) for one in gazetteer().municipalities]
    return {"AGS": keys, "network": [found.id if (found := locate(key).network) else "" for key in keys]}


def polars_join(source: str, target: str) -> Work:
    """A join of polars, streaming."""
    import polars as pl

    networks = pl.LazyFrame(_networks())
    return lambda: pl.scan_parquet(source).join(networks, on="AGS", how="left").sink_parquet(target)


def duckdb_join(source: str, target: str) -> Work:
    """A join of DuckDB, with one thread."""
    import duckdb

    connection = duckdb.connect(config={"threads": 1})
    networks = _networks()
    connection.execute("CREATE TABLE networks (AGS VARCHAR, network VARCHAR)")
    connection.executemany("INSERT INTO networks VALUES (?, ?)", list(zip(*networks.values(), strict=True)))
    query = f"SELECT * FROM '{source}' LEFT JOIN networks USING (AGS)"  # noqa: S608 - names of our own files
    return lambda: connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def pandas_map(source: str, target: str) -> Work:
    """A map of pandas, all in memory."""
    import pandas as pd

    networks = dict(zip(*_networks().values(), strict=True))

    def work() -> None:
        table = pd.read_parquet(source)
        table["network"] = table["AGS"].map(networks)
        table.to_parquet(target, compression="zstd")

    return work
