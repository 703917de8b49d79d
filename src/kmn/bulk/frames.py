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
    from collections.abc import Callable, Mapping

    from kmn.bulk.batches import Assigner
    from kmn.geocoding.protocol import Geocoder
    from kmn.lookup.locator import Locator

__all__ = ["assign"]

Frame = TypeVar("Frame")

_ACCEPTED: Final = "a frame of pandas, polars, pyarrow, DuckDB or PySpark"
# What a text column becomes on its way through Arrow; none of the caller's headers.
_DAYS: Final = "kmn day"


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
            one of PySpark is handed to `kmn.bulk.spark.assign`.
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
        InputTypeError: It is no such frame, or the day is neither text nor date.
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
        import pyarrow as pa  # noqa: F401
    except ImportError as error:
        feature = "Data frames"
        raise MissingExtraError(feature, extra="bulk") from error
    try:
        known = nw.from_native(cast("Any", frame))
    except TypeError as error:
        message = f"Cannot answer {describe(frame)}: hand in {_ACCEPTED}."
        raise InputTypeError(message) from error
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
    chosen = {role: header for role, header in named.items() if header is not None}
    options = {"evidence": evidence, "locator": locator, "geocoder": geocoder}
    if known.implementation.is_pyspark():
        return cast("Frame", _by_spark(frame, chosen, on=on, **options))
    way = _WAYS.get(str(known.implementation.value), _by_arrow)
    if way is _by_arrow and isinstance(known, nw.LazyFrame):
        message = (
            f"Cannot answer {describe(frame)}, which does not hold its data: collect it, or hand in {_ACCEPTED}."
        )
        raise InputTypeError(message)
    return cast("Frame", way(frame, _Question(list(map(str, known.collect_schema().names())), chosen, on, options)))


class _Question:
    """Which columns of a frame are asked, and what about them."""

    def __init__(
        self, headers: list[str], chosen: Mapping[str, str], on: date | str | None, options: Mapping[str, Any]
    ) -> None:
        """Recognise the columns."""
        from kmn.bulk.batches import Assigner

        if set(headers) & set(COLUMNS):
            message = "The table already has columns of an earlier run (kmn_…). Take the table as it was before."
            raise InputError(message)
        self.places = recognise(headers, {role: str(header) for role, header in chosen.items()})
        day: date | str = date.today() if on is None else on  # noqa: DTZ011 - a day where the caller is
        if isinstance(on, str) and on in headers:
            self.places[_DAYS] = recognise(headers, {"address": on})["address"]
            day = _DAYS
        roles = {role: role for role in self.places if role != _DAYS}
        self.assigner: Assigner = Assigner(roles, on=day, **options)

    def answers(self, column: Callable[[int], Any]) -> Any:
        """Give the columns that are added (`pyarrow.Table`).

        Args:
            column: Gives a column of the frame by its position, as an array of Arrow.
        """
        import pyarrow as pa

        found = {role: column(place) for role, place in self.places.items()}
        return self.assigner.columns_for(pa.table(found))


def _by_arrow(frame: Any, question: _Question) -> Any:
    """Answer a frame that only narwhals knows."""
    import narwhals as nw

    known = nw.from_native(frame, eager_only=True)
    answers = question.answers(lambda place: known[:, place].to_arrow())
    added = nw.from_arrow(answers.cast(_plain(answers.schema)), backend=known.implementation)
    return known.with_columns(*(added[name].cast(nw.Categorical) for name in COLUMNS)).to_native()


def _plain(schema: Any) -> Any:
    import pyarrow as pa

    return pa.schema([pa.field(name, pa.string()) for name in schema.names])


def _by_pyarrow(frame: Any, question: _Question) -> Any:
    answers = question.answers(frame.column)
    for field, column in zip(answers.schema, answers.columns, strict=True):
        frame = frame.append_column(field, column)
    return frame


def _by_pandas(frame: Any, question: _Question) -> Any:
    import pandas as pd

    answers = question.answers(lambda place: _of_pandas(frame.iloc[:, place]))
    added = {}
    for name, column in zip(COLUMNS, answers.columns, strict=True):
        chunk = column.combine_chunks()
        categories = pd.Index(chunk.dictionary.to_pylist(), dtype="str")
        added[name] = pd.Categorical.from_codes(chunk.indices.to_numpy(), categories=categories, validate=False)
    return frame.assign(**added)


def _of_pandas(series: Any) -> Any:
    import pyarrow as pa

    try:
        return pa.array(series, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError):  # numbers and texts in one column
        missing = series.isna()
        return pa.array(
            [None if gone else str(cell) for cell, gone in zip(series, missing, strict=True)], pa.string()
        )


def _by_polars(frame: Any, question: _Question) -> Any:
    import polars as pl

    if isinstance(frame, pl.LazyFrame):
        return frame.map_batches(
            lambda part: _by_polars(part, question),
            schema={**frame.collect_schema(), **dict.fromkeys(COLUMNS, pl.Categorical)},
            slice_pushdown=True,
            streamable=True,
        )
    answers = question.answers(lambda place: frame.to_series(place).to_arrow(compat_level=pl.CompatLevel.oldest()))
    return frame.hstack([pl.Series(name, column) for name, column in zip(COLUMNS, answers.columns, strict=True)])


def _by_duckdb(relation: Any, question: _Question) -> Any:
    table = relation.to_arrow_table()
    _kmn_answered = _by_pyarrow(table, question)
    # DuckDB finds the table by the name of this variable, and keeps it as long as the relation.
    return relation.query("_kmn_asked", "SELECT * FROM _kmn_answered")


def _by_spark(frame: Any, chosen: dict[str, Any], **options: Any) -> Any:
    from kmn.bulk.spark import assign as assign_in_spark

    if options.pop("geocoder") is not None:
        message = "A cluster asks no geocoder: each of its machines would send addresses. Leave it out."
        raise InputError(message)
    return assign_in_spark(frame, **options, **chosen)


_WAYS: Final[dict[str, Callable[[Any, _Question], Any]]] = {
    "duckdb": _by_duckdb,
    "pandas": _by_pandas,
    "polars": _by_polars,
    "pyarrow": _by_pyarrow,
}
