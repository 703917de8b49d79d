"""From file to file: how many rows a second, in how much memory, beside what somebody would write by hand.

Run with ``make bench``, or ``python -m benchmarks.files`` where the packages of ``benchmarks/requirements.txt`` are
installed; ``--rows`` says how many rows at most, a hundred million for whoever has the room (5 GB) and the time.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from benchmarks._files import write
from benchmarks._side_by_side import RESULTS, Measured, Method, measure, report

if TYPE_CHECKING:
    from pathlib import Path

OURS = Method("kmn", "benchmarks._files:ours", ("kmn", "pyarrow"))
PEERS = (
    Method("polars, join, one thread", "benchmarks._files:polars_join", ("polars",)),
    Method("DuckDB, join, one thread", "benchmarks._files:duckdb_join", ("duckdb",)),
    Method("pandas, map", "benchmarks._files:pandas_map", ("pandas", "pyarrow")),
)
MANY, SOME, FEW = 2_000_000, 500_000, 20_000
# What is in the rows, the formats before and after, and how many rows.
WAYS = (
    *((kind, "parquet", "parquet", MANY) for kind in ("keys", "points", "texts")),
    ("texts", "csv", "csv", SOME),
    ("texts", "csv", "parquet", SOME),
    ("keys", "parquet", "arrow", MANY),
    ("keys", "parquet", "csv", SOME),
    ("keys", "parquet", "jsonl", SOME // 5),
    ("keys", "parquet", "xlsx", FEW),
)


def source_of(kind: str, name: str, rows: int) -> Path:
    """Give a file with rows."""
    return write(kind, rows, RESULTS / f"files-{kind}-{rows}.{name}")


def measured(method: Method, source: Path, name: str, rows: int, repeats: int = 3) -> Measured:
    """Measure a method from one file to another, which is deleted again."""
    target = RESULTS / f"files-out.{name}"
    found = measure(method, items=rows, repeats=repeats, source=str(source), target=str(target))
    target.unlink(missing_ok=True)
    return found


def cells(found: Measured) -> dict[str, object]:
    """Give the figures of a row."""
    if found.status:
        return {"M rows/s of the processor": found.status}
    return {
        "M rows/s of the processor": found.rate / 1e6,
        "by the clock": found.items / found.wall / 1e6,
        "peak MB": found.peak_mb,
    }


def ways() -> None:
    """Measure the library from format to format."""
    rows: list[dict[str, object]] = []
    for kind, before, after, count in WAYS:
        found = measured(OURS, source_of(kind, before, count), after, count)
        rows.append({"rows of": f"{kind}, {before} to {after}", "rows": count} | cells(found))
        print(rows[-1])
    report(
        "50-files",
        title="Files",
        text=(
            "A whole run: reading, answering, adding thirteen columns, writing. The rate of the processor counts the "
            "time of all threads together: on two cores that are idle, up to twice as much by the clock."
        ),
        rows=rows,
        bars="M rows/s of the processor",
    )


def side_by_side() -> None:
    """Compare a column of keys with joins by hand."""
    source = source_of("keys", "parquet", MANY)
    found = [measured(method, source, "parquet", MANY) for method in (OURS, *PEERS)]
    report(
        "51-files-side-by-side",
        title="Files, beside joins by hand",
        text=(
            "Parquet with a key in each row, to Parquet. The others have a table of all keys and add one column, "
            "the library adds thirteen, and reads damaged keys, too."
        ),
        rows=[{"method": one.method.name} | cells(one) | {"versions": one.versions} for one in found],
    )


def growth(most: int) -> None:
    """Measure how time and memory grow with rows."""
    rows: list[dict[str, object]] = []
    count = 10_000
    while count <= most:
        source = source_of("keys", "parquet", count)
        found = measured(OURS, source, "parquet", count, repeats=1 if count > MANY else 3)
        rows.append({"method": "kmn", "rows": count} | cells(found))
        if count > MANY:
            source.unlink()
        count *= 10
    report(
        "52-files-rows",
        title="Files, by rows",
        text="Parquet with a key in each row, to Parquet.",
        rows=rows,
        curve=("rows", "peak MB", "method"),
    )


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="how many rows at most (default: ten million)")
    options = parser.parse_args()
    RESULTS.mkdir(parents=True, exist_ok=True)
    ways()
    side_by_side()
    growth(options.rows)


if __name__ == "__main__":
    main()
