"""Data frames of any kind in, the same kind out, with the network of each row's place beside it.

Frames of pandas, polars (eager and lazy), pyarrow and DuckDB have a way of their own in and out, without a detour;
other frames that hold their data, as far as narwhals knows them, go through Arrow.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from kmn.bulk.columns import COLUMNS
from kmn.bulk.headers import recognise
from kmn.errors import InputError, InputTypeError, MissingExtraError, describe
from kmn.values import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kmn.geocoding.protocol import Geocoder
    from kmn.lookup.locator import Locator

    Way = Callable[[Any, Mapping[str, str], Mapping[str, Any]], Any]

__all__ = ["assign"]


Frame = TypeVar("Frame")

_ACCEPTED: Final = "a frame of pandas, polars, pyarrow, DuckDB or PySpark"
_NARROW: Final = 128  # so many categories have codes of 8 bits in pandas
_DAYS: Final = "kmn day"  # stands for the header of the column of days, as the roles stand for the others


def assign(  # noqa: PLR0913 - each is a word of the question
    frame: Frame,
    *,
    address: str | None = None,
    street: str | None = None,
    plz: str | None = None,
    place: str | None = None,
    locality: str | None = None,
    country: str | None = None,
    key: str | None = None,
    lat: str | None = None,
    lon: str | None = None,
    on: date | str | None = None,
    evidence: Evidence | str = Evidence.ATTESTED,
    locator: Locator | None = None,
    geocoder: Geocoder | None = None,
) -> Frame:
    """Give a data frame with the network of each row's place beside it (see `kmn.bulk.columns`).

    Columns are recognised by their headers unless some are named. A row may name its place by a key, or by an address
    and a coordinate, which are held against each other; the key is asked first, and what decides is taken. No row is
    an error: one that cannot be read gets the status `invalid`, one without a place `empty`.

    Rows, their order, their index and all other columns stay as they are. The added columns are categorical where
    the frame has such a type: `category` in pandas, `Categorical` in polars, a dictionary in Arrow, `VARCHAR` in
    DuckDB. A `LazyFrame` stays lazy; a relation of DuckDB is computed, and what comes back is a relation again.

    Args:
        frame: A frame of pandas, polars, pyarrow or DuckDB, or any other that narwhals knows and that holds its data;
            one of PySpark is handed to `kmn.bulk.spark.assign`, one of narwhals is answered as what it wraps.
        address: Header of the column with whole addresses, places, keys or "lat, lon".
        street: Header of the column with street and house number; beside a town, it does not decide.
        plz: Header of the column with postal codes, as texts or numbers.
        place: Header of the column with towns or municipalities.
        locality: Header of the column with parts of towns (Ortsteile).
        country: Header of the column with countries.
        key: Header of the column with official keys (AGS, ARS, Kreisschlüssel, NUTS), as texts or numbers.
        lat: Header of the column with latitudes in degrees (WGS 84), as numbers or texts.
        lon: Header of the column with longitudes in degrees (WGS 84), as numbers or texts.
        on: The day of which to speak (a date or YYYY-MM-DD), or the header of a column of days; today by default
            and where such a column is empty.
        evidence: The weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        locator: Who answers; the embedded data by default.
        geocoder: Asked, with the address but without any person's name, where nothing else decides; about each
            different address once, and for an hour at most unless it is a `kmn.geocoding.TimeBudget`.

    Returns:
        A frame of the same type.

    Raises:
        InputError: An option has a value that is not listed above, no column is recognised, or the frame already has
            columns of an earlier run.
        InputTypeError: It is no such frame, or the day, locator or geocoder is none.
        MissingExtraError: narwhals, pyarrow or numpy is not installed.

    Examples:
        >>> import pandas as pd
        >>> frame = pd.DataFrame({"PLZ": ["31134", "38440"], "Ort": ["Hildesheim", "Wolfsburg"]}, index=["a", "b"])
        >>> assign(frame)[["Ort", "kmn_status", "kmn_network"]]
                  Ort   kmn_status        kmn_network
        a  Hildesheim  responsible  suedniedersachsen
        b   Wolfsburg   unassigned
    """
    try:
        import narwhals as nw
        import numpy  # noqa: F401, ICN001 - told of here rather than amid a frame
        import pyarrow  # noqa: F401, ICN001
    except ImportError as error:
        feature = "Data frames"
        raise MissingExtraError(feature, extra="bulk") from error
    named = {
        "address": address,
        "street": street,
        "plz": plz,
        "place": place,
        "locality": locality,
        "country": country,
        "key": key,
        "lat": lat,
        "lon": lon,
    }
    chosen = {role: str(header) for role, header in named.items() if header is not None}
    native: Any = nw.to_native(frame, pass_through=True)
    way = _way_of(native)
    answered = way(native, chosen, {"on": on, "evidence": evidence, "locator": locator, "geocoder": geocoder})
    return cast("Frame", answered if native is frame else nw.from_native(answered))


def _way_of(frame: Any) -> Way:
    """Find the way to answer a frame, by what it is."""
    import narwhals as nw
    from narwhals import dependencies as known

    if known.is_pandas_dataframe(frame):
        return _by_pandas
    if known.is_polars_dataframe(frame) or known.is_polars_lazyframe(frame):
        return _by_polars
    if known.is_pyarrow_table(frame) or _is_batch(frame):
        return _by_pyarrow
    if known.is_duckdb_relation(frame):
        return _by_duckdb
    if known.is_pyspark_dataframe(frame) or known.is_pyspark_connect_dataframe(frame):
        return _by_spark
    try:
        wrapped = nw.from_native(frame)
    except TypeError as error:
        message = f"Cannot answer {describe(frame)}: hand in {_ACCEPTED}."
        raise InputTypeError(message) from error
    if isinstance(wrapped, nw.LazyFrame):
        message = (
            f"Cannot answer {describe(frame)}, which does not hold its data: collect it, or hand in {_ACCEPTED}."
        )
        raise InputTypeError(message)
    return _by_arrow


def _is_batch(frame: object) -> bool:
    import pyarrow as pa

    return isinstance(frame, pa.RecordBatch)


class _Question:
    """Which columns of a frame are asked, and what about them."""

    def __init__(self, headers: Iterable[object], chosen: Mapping[str, str], options: Mapping[str, Any]) -> None:
        """Recognise the columns; what is wrong with the question is said now, not when a lazy frame is run."""
        import pyarrow as pa

        from kmn.bulk.batches import Assigner

        names = list(map(str, headers))
        if set(names) & set(COLUMNS):
            message = "The table already has columns of an earlier run (kmn_…). Take the table as it was before."
            raise InputError(message)
        self._places = recognise(names, chosen)
        roles = {role: role for role in self._places}
        on = options["on"]
        if on is None:
            on = date.today()  # noqa: DTZ011 - a day where the caller is
        elif isinstance(on, str) and on in names:
            self._places[_DAYS] = recognise(names, {"address": on})["address"]
            on = _DAYS
        self._assigner = Assigner(roles, **{**options, "on": on})
        self.answers(lambda _: pa.nulls(0, pa.string()))

    def answers(self, column: Callable[[int], Any]) -> Any:
        """Give the columns that are added (`pyarrow.Table`).

        Args:
            column: Gives a column of the frame by its position, as an array of Arrow.
        """
        import pyarrow as pa

        found = {role: column(place) for role, place in self._places.items()}
        return self._assigner.columns_for(pa.table(found))


def _by_arrow(frame: Any, chosen: Mapping[str, str], options: Mapping[str, Any]) -> Any:
    """Answer a frame that only narwhals knows."""
    import narwhals as nw
    import pyarrow as pa

    known = nw.from_native(frame, eager_only=True)
    answers = _Question(known.columns, chosen, options).answers(lambda place: known[:, place].to_arrow())
    texts = answers.cast(pa.schema([(name, pa.string()) for name in COLUMNS]))
    added = nw.from_arrow(texts, backend=known.implementation)
    return known.with_columns(*(added[name].cast(nw.Categorical) for name in COLUMNS)).to_native()


def _by_pyarrow(frame: Any, chosen: Mapping[str, str], options: Mapping[str, Any]) -> Any:
    answers = _Question(frame.schema.names, chosen, options).answers(frame.column)
    for field, column in zip(answers.schema, answers.columns, strict=True):
        frame = frame.append_column(field, column.combine_chunks() if _is_batch(frame) else column)
    return frame


def _by_pandas(frame: Any, chosen: Mapping[str, str], options: Mapping[str, Any]) -> Any:
    import pandas as pd

    answers = _Question(frame.columns, chosen, options).answers(lambda place: _of_pandas(frame.iloc[:, place]))
    deeper = ("",) * (frame.columns.nlevels - 1)
    added = {}
    for name, column in zip(COLUMNS, answers.columns, strict=True):
        (chunk,) = column.chunks
        categories = pd.Index(chunk.dictionary.to_pylist(), dtype="str")
        # Codes as narrow as pandas wants them, and each column its own, for columns may be written to.
        codes = chunk.indices.to_numpy().astype("i1" if len(categories) < _NARROW else "i2")
        cells = pd.Categorical.from_codes(codes, categories=categories, validate=False)
        added[(name, *deeper) if deeper else name] = pd.Series(cells, index=frame.index, copy=False)
    answered = pd.concat([frame, pd.DataFrame(added, copy=False)], axis=1)
    answered.columns.names = frame.columns.names
    answered.attrs = frame.attrs
    return answered


def _of_pandas(series: Any) -> Any:
    import pyarrow as pa

    from kmn.bulk.cells import said

    try:
        return pa.array(series, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):  # such as numbers and texts in one column
        return said(None if gone else cell for cell, gone in zip(series, series.isna(), strict=True))


def _by_polars(frame: Any, chosen: Mapping[str, str], options: Mapping[str, Any]) -> Any:
    import polars as pl

    schema = frame.collect_schema()
    question = _Question(schema.names(), chosen, options)

    def answered(part: pl.DataFrame) -> pl.DataFrame:
        answers = question.answers(lambda place: _of_polars(part.to_series(place)))
        return part.hstack([pl.Series(name, column) for name, column in zip(COLUMNS, answers.columns, strict=True)])

    if isinstance(frame, pl.DataFrame):
        return answered(frame)
    wider = {**schema, **dict.fromkeys(COLUMNS, pl.Categorical)}
    return frame.map_batches(answered, schema=wider, slice_pushdown=True, streamable=True)


def _of_polars(series: Any) -> Any:
    import polars as pl
    import pyarrow as pa

    level = pl.CompatLevel.oldest()
    try:
        return series.to_arrow(compat_level=level)
    except pa.ArrowException:  # such as numbers of 128 bits
        return series.cast(pl.String).to_arrow(compat_level=level)


def _by_duckdb(relation: Any, chosen: Mapping[str, str], options: Mapping[str, Any]) -> Any:
    _kmn_answered = _by_pyarrow(relation.to_arrow_table(), chosen, options)
    # DuckDB finds the table by the name of this variable, and keeps it as long as the relation.
    return relation.query("_kmn_asked", "SELECT * FROM _kmn_answered")


def _by_spark(frame: Any, chosen: Mapping[str, str], options: Mapping[str, Any]) -> Any:
    from kmn.bulk.spark import assign as assign_in_spark

    options = {**options, **chosen}
    if options.pop("geocoder") is not None:
        message = "A cluster asks no geocoder: each of its machines would send addresses. Leave it out."
        raise InputError(message)
    return assign_in_spark(frame, **options)
