"""The methods that `benchmarks.columns` measures: columns of codes, of addresses and of coordinates.

Those of the library add all thirteen columns of answers; the others add one, from a table of keys that is made for
them. Columns come as files of Arrow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[], None]

_CODE: Final = re.compile(r"\b[0-9]{5}\b")


def read(path: str) -> Any:
    """Read a table."""
    pa.set_cpu_count(1)
    with pa.memory_map(path) as file:
        return pa.ipc.open_file(file).read_all().combine_chunks()


def ours_arrow(column: str, roles: dict[str, str]) -> Work:
    """The library, from Arrow to Arrow."""
    from kmn.bulk import Assigner

    table, assigner = read(column), Assigner(roles)
    assigner.columns_for(table.slice(0, 1))  # opens the data

    def work() -> None:
        assigner.columns_for(table)

    return work


def ours(column: str, roles: dict[str, str], library: str) -> Work:
    """The library, from a frame to a frame."""
    from kmn.bulk import assign

    frame, options = _frame(column, library), dict[str, Any](roles)
    assign(frame[:1], **options)

    def work() -> None:
        assign(frame, **options)

    return work


def ours_in_sql(column: str, roles: dict[str, str], query: str) -> Work:
    """The library, in the SQL of DuckDB: its answers to known keys, joined, or its functions."""
    import duckdb

    from kmn.bulk import duck

    connection = duckdb.connect(config={"threads": 1})
    duck.register(connection)
    connection.register("asked", read(column))
    (role,) = roles
    key = {"plz": "plz", "key": "ags"}[role]
    view = {"plz": "kmn_postal_codes", "key": "kmn_municipalities"}[role]
    join = f"SELECT asked.*, {view}.* FROM asked LEFT JOIN {view} ON asked.x::VARCHAR = {view}.{key}"  # noqa: S608
    call = f"SELECT x, kmn_assign_{role}(x::VARCHAR) FROM asked"  # noqa: S608
    statement = {"join": join, "function": call}[query]

    def work() -> None:
        connection.execute(f"CREATE OR REPLACE TABLE answered AS {statement}")

    return work


def pandas_map(column: str, keys: str) -> Work:
    """A dictionary and `Series.map` of pandas."""
    frame, answers = _frame(column, "pandas"), dict(_answers(keys))

    def work() -> None:
        frame.assign(network=frame["x"].map(answers))

    return work


def pandas_merge(column: str, keys: str) -> Work:
    """A join of pandas."""
    frame = _frame(column, "pandas")
    import pandas as pd

    answers = pd.DataFrame(_answers(keys), columns=["x", "network"])

    def work() -> None:
        frame.merge(answers, on="x", how="left")

    return work


def polars_join(column: str, keys: str) -> Work:
    """A join of polars."""
    frame = _frame(column, "polars")
    import polars as pl

    answers = pl.DataFrame(_answers(keys), schema=["x", "network"], orient="row")

    def work() -> None:
        frame.join(answers, on="x", how="left", maintain_order="left")

    return work


def python_dictionary(column: str, keys: str) -> Work:
    """A dictionary, asked in a loop."""
    answers = dict(_answers(keys))
    cells = read(column)["x"].to_pylist()

    def work() -> None:
        [answers.get(cell) for cell in cells]

    return work


def python_search(column: str, keys: str) -> Work:
    """The postal code of each address, found by a regular expression, and a dictionary: no town is read."""
    answers = dict(_answers(keys))
    cells = read(column)["x"].to_pylist()

    def work() -> None:
        [answers.get(found[0]) if (found := _CODE.search(cell)) else None for cell in cells]

    return work


def polars_extract(column: str, keys: str) -> Work:
    """The same with expressions of polars."""
    frame = _frame(column, "polars")
    import polars as pl

    answers = pl.DataFrame(_answers(keys), schema=["code", "network"], orient="row")

    def work() -> None:
        codes = frame.with_columns(code=pl.col("x").str.extract(r"\b([0-9]{5})\b"))
        codes.join(answers, on="code", how="left", maintain_order="left")

    return work


def _frame(column: str, library: str) -> Any:
    table = read(column)
    if library == "pandas":
        return table.to_pandas()
    import polars as pl

    return pl.from_arrow(table)


def _answers(keys: str) -> list[tuple[Any, str]]:
    """Give the known keys, as the column has them, with an answer."""
    from kmn.wiring import default_locator, gazetteer

    places, locator = gazetteer(), default_locator()
    known = [one.plz for one in places.postal] if keys == "plz" else [one.ags for one in places.municipalities]
    return [(str(key), getattr(locator.locate(key).network, "id", "")) for key in known]
