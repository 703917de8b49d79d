"""The columns of a batch for a DataFrame of Spark.

Answers cross from Python to Spark as numbers: there are few of them, whatever the number of rows, and a table of the
usual ones is joined beside the rows. An unusual one goes along as text. Two ways lead to that, see `assign`.

Whatever runs the batches needs this package as well: every executor's Python, not only the driver's.
"""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from kmn.bulk.columns import COLUMNS
from kmn.bulk.headers import recognise
from kmn.errors import InputError, InputTypeError, MissingExtraError, describe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from kmn.bulk.batches import Assigner
    from kmn.lookup.locator import Locator
    from kmn.places.gazetteer import Gazetteer
    from kmn.values import Evidence

__all__ = ["assign"]

_KEYS: Final = frozenset({"key", "plz"})
"""Roles of columns with few different values, however many rows there are."""

# Names beside the caller's columns, while they are needed.
_ANSWER: Final = "__kmn_answer"
_NUMBER: Final = "__kmn_number"
_CELLS: Final = "__kmn_cells"
_VALUE: Final = "__kmn_value_"
_SEPARATOR: Final = "\x1f"
_PER_DEGREE: Final = 16
"""How many points of a grid there are in a degree."""
_UNREPEATABLE: Final = (
    "The rows were not the same when they were read again. Cache or write them before kmn.bulk.spark.assign, or "
    "call it with join=False."
)


def assign(
    df: Any,
    *,
    on: date | str | None = None,
    evidence: Evidence | str = "attested",
    locator: Locator | None = None,
    join: bool | None = None,
    **columns: str,
) -> Any:
    """Give a DataFrame of Spark with the network of each row's place beside it (see `kmn.bulk.columns`).

    The added columns are texts; what does not apply is an empty text. Rows, their partitions and their order stay as
    Spark has them, and nothing runs before an action does. There are two ways, with the same answers:

    - By a join, the default where only keys and postal codes are asked: each different value is answered once, and
      the answers are broadcast to the rows, which never leave the JVM. The columns that are asked are read twice, so
      what they come from should be cheap, or cached; and it must give the same rows again, else the job fails.
    - Through Python, for everything else, and with ``join=False``: only the columns that are asked go to Python, in
      batches of Arrow, and a number comes back.

    Args:
        df: The DataFrame, of Spark 4.1 or later.
        on: The day of which to speak (a date or YYYY-MM-DD), or the header of a column of days; today by default
            and where such a column is empty.
        evidence: The weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        locator: Who answers; the embedded data by default.
        join: Whether to answer by a join; chosen as said above by default. True also suits texts, if there are few
            different ones.
        **columns: Role → header: `address`, `street`, `plz`, `place`, `locality`, `country`, `key`, `lat`, `lon`;
            recognised by their headers if none is named.

    Returns:
        The DataFrame with the columns of `kmn.bulk.columns.COLUMNS` behind its own.

    Raises:
        InputError: An option has a value that is not listed above, no column is recognised, or the DataFrame already
            has such columns.
        InputTypeError: It is no such DataFrame, or the day is neither text nor date.
        MissingExtraError: PySpark 4.1 or later, pyarrow or numpy is not installed.
    """
    try:
        import numpy as np  # noqa: F401 - the batches need it; told of here rather than by a job
        import pyarrow as pa
        from pyspark.sql import DataFrame
        from pyspark.sql.functions import arrow_udf  # noqa: F401 - there since 4.1
    except ImportError as error:
        feature = "Spark"
        raise MissingExtraError(feature, extra="spark") from error

    from kmn.bulk.batches import Assigner

    if not isinstance(df, DataFrame):
        message = f"Cannot answer {describe(df)}: hand in a DataFrame of Spark, or any other to kmn.bulk.assign."
        raise InputTypeError(message)
    if {name.lower() for name in df.columns} & set(COLUMNS):  # Spark takes names that differ in case for the same
        message = "The DataFrame already has columns of an earlier run (kmn_…). Take it as it was before."
        raise InputError(message)
    asked = {role: df.columns[at] for role, at in recognise(df.columns, columns).items()}
    assigner = Assigner(asked, on=on, evidence=evidence, locator=locator)
    inputs = list(dict.fromkeys([*asked.values(), *([on] if isinstance(on, str) and on in df.columns else [])]))
    assigner.numbered(
        _batch(inputs, [pa.nulls(0, pa.string()) for _ in inputs])
    )  # what is wrong is said now, not by a job
    if join is None:
        join = set(asked) <= _KEYS and not df.isStreaming
    if join:
        return _joined(df, inputs, assigner)
    return _through_python(df, inputs, assigner, _usual(assigner, asked, inputs, _gazetteer(locator)))


def _gazetteer(locator: Locator | None) -> Gazetteer:
    if locator is None:
        from kmn.wiring import default_locator

        locator = default_locator()
    return locator.gazetteer


def _joined(df: Any, inputs: list[str], assigner: Assigner) -> Any:
    """Answer each different combination of values once, and join the answers to the rows."""
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    values = {f"{_VALUE}{at}": _sendable(df, name) for at, name in enumerate(inputs)}
    answer = _udf(_Texts(_shared(df, assigner), inputs), _fields())
    answers = df.select(*[value.alias(name) for name, value in values.items()]).distinct()
    answers = answers.withColumn(_ANSWER, answer(*[F.col(name) for name in values]))
    answers = answers.select(*values, *[F.col(f"{_ANSWER}.{name}").alias(name) for name in COLUMNS])
    same = reduce(and_, (value.eqNullSafe(F.col(name)) for name, value in values.items()))
    unanswered = F.raise_error(F.lit(_UNREPEATABLE)).cast("string")
    rows = df.join(F.broadcast(answers), same, "left").drop(*values)
    return rows.withColumns({name: F.coalesce(F.col(name), unanswered) for name in COLUMNS})


def _through_python(df: Any, inputs: list[str], assigner: Assigner, usual: Sequence[tuple[str, ...]]) -> Any:
    """Send the columns through Python, and join the usual answers by their numbers."""
    import pyarrow as pa
    from pyspark.sql import functions as F  # noqa: N812

    numbers = {cells: number for number, cells in enumerate(usual)}
    answer = _udf(_Numbers(_shared(df, (assigner, numbers)), inputs), "number int, cells string")
    known = pa.Table.from_pylist([dict(zip(COLUMNS, cells, strict=True)) for cells in usual])
    known = known.append_column(_NUMBER, pa.array(range(len(usual)), pa.int32()))
    table = df.sparkSession.createDataFrame(known)
    rows = df.withColumn(_ANSWER, answer(*[_sendable(df, name) for name in inputs]))
    rows = rows.withColumns({_NUMBER: F.col(f"{_ANSWER}.number"), _CELLS: F.col(f"{_ANSWER}.cells")}).drop(_ANSWER)
    cells = F.split(F.col(_CELLS), _SEPARATOR)
    rows = rows.join(F.broadcast(table), _NUMBER, "left")
    return rows.withColumns(
        {name: F.coalesce(F.col(name), F.get(cells, F.lit(at))) for at, name in enumerate(COLUMNS)}
    ).drop(_NUMBER, _CELLS)


def _udf(answer: Callable[..., Any], result: str) -> Any:
    import pyarrow as pa
    from pyspark.sql.functions import arrow_udf

    def answers(*columns: Any) -> Any:
        return answer(*columns)

    answers.__annotations__ = {"columns": pa.Array, "return": pa.Array}  # by which Spark knows what it is
    return arrow_udf(answers, result)


def _fields() -> str:
    return ", ".join(f"{name} string" for name in COLUMNS)


def _sendable(df: Any, name: str) -> Any:
    """Give a column in a type that batches know: numbers and days as they are, everything else as text."""
    from pyspark.sql import functions as F  # noqa: N812
    from pyspark.sql import types

    column = F.col(f"`{name.replace('`', '``')}`")
    kind = df.schema[name].dataType
    if isinstance(kind, types.TimestampType | types.TimestampNTZType):
        return column.cast("date")
    known = (types.StringType, types.IntegralType, types.FloatType, types.DoubleType, types.DateType)
    return column if isinstance(kind, known) else column.cast("string")


@frozen
class _Here:
    """What goes along with each task, where there is nothing to broadcast with."""

    value: Any


def _shared(df: Any, value: Any) -> Any:
    """Give what brings a value to the workers, once each, as far as possible."""
    context = getattr(df.sparkSession, "sparkContext", None)  # a session of Spark Connect has none
    return _Here(value) if context is None else context.broadcast(value)


@frozen
class _Texts:
    """Answers columns with the texts of the added columns; runs in the workers."""

    shared: Any
    inputs: list[str]

    def __call__(self, *columns: Any) -> Any:
        """Answer a batch of columns."""
        import pyarrow as pa

        answers = self.shared.value.columns_for(_batch(self.inputs, columns)).columns
        return pa.StructArray.from_arrays([column.cast(pa.string()) for column in answers], names=list(COLUMNS))


@frozen
class _Numbers:
    """Answers columns with the numbers of usual answers, or with the texts of another; runs in the workers."""

    shared: Any
    inputs: list[str]

    def __call__(self, *columns: Any) -> Any:
        """Answer a batch of columns."""
        import numpy as np
        import pyarrow as pa

        assigner, usual = self.shared.value
        codes, outcomes = assigner.numbered(_batch(self.inputs, columns))
        different, which = np.unique(codes, return_inverse=True)
        rows = [outcomes.cells(code) for code in different.tolist()]
        numbers = np.array([usual.get(row, -1) for row in rows], np.int32)[which]
        texts = pa.nulls(len(which), pa.string())
        if (numbers < 0).any():
            cells = pa.array([None if row in usual else _SEPARATOR.join(row) for row in rows], pa.string())
            texts = cells.take(pa.array(which))
        return pa.StructArray.from_arrays([pa.array(numbers), texts], names=["number", "cells"])


def _batch(inputs: list[str], columns: Sequence[Any]) -> Any:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays(list(columns), names=inputs)


def _usual(
    assigner: Assigner, asked: Mapping[str, str], inputs: list[str], places: Gazetteer
) -> list[tuple[str, ...]]:
    """Give the answers that rows usually get, in the order of their numbers."""
    import pyarrow as pa

    kinds = {"lat": pa.float64(), "lon": pa.float64()}
    kind = {header: kinds.get(role, pa.string()) for role, header in asked.items()}
    samples = (*_places(places), *_codes(), *_points(places))
    rows = dict.fromkeys(tuple(row.get(role) for role in asked) for row in samples)
    cells = dict(zip(asked.values(), zip(*rows, strict=True), strict=True))
    columns = [pa.array(cells.get(name, [None] * len(rows)), kind.get(name, pa.string())) for name in inputs]
    codes, outcomes = assigner.numbered(_batch(inputs, columns))
    return [outcomes.cells(code) for code in dict.fromkeys(codes.tolist())]


def _places(places: Gazetteer) -> Iterator[dict[str, Any]]:
    """Give rows, as roles and values, that name every known place in the ways that columns can."""
    yield {}
    for district in places.districts:
        yield {"key": str(district.key)}
    for municipality in places.municipalities:
        key, point = {"key": str(municipality.ags)}, municipality.point
        where = {"lat": point.lat, "lon": point.lon} if point else {}
        yield from (key, where, key | where)
    for code in places.postal:
        plz = str(code.plz)
        yield {"plz": plz, "address": plz}
        for area in code.areas:
            town = places.municipalities.get(area.municipality or "")
            if town is not None:
                name, point = town.name, town.point
                words = {"plz": plz, "place": name, "address": f"{plz} {name}"}
                yield words
                yield words | ({"lat": point.lat, "lon": point.lon} if point else {})


def _codes() -> Iterator[dict[str, Any]]:
    """Give codes from everywhere, among them such as nobody has."""
    for number in range(0, 100_000, 1_000):
        digits = f"{number:05d}"
        yield {"plz": digits, "address": digits, "key": digits}


def _points(places: Gazetteer) -> Iterator[dict[str, Any]]:
    """Give points on a grid over all known places and around them."""
    points = [town.point for town in places.municipalities if town.point]
    for lat in _around(point.lat for point in points):
        for lon in _around(point.lon for point in points):
            yield {"lat": lat / _PER_DEGREE, "lon": lon / _PER_DEGREE}


def _around(degrees: Iterable[float]) -> range:
    """Give numbers from a degree before the least to one after the most."""
    numbers = [round(number * _PER_DEGREE) for number in degrees]
    return range(min(numbers) - _PER_DEGREE, max(numbers) + _PER_DEGREE) if numbers else range(0)
