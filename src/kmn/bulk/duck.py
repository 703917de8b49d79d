"""The tables and answers in SQL: views and functions for a connection of DuckDB.

`register` adds three views, for plain joins on clean keys, and functions, for whatever people wrote:

- `kmn_districts` (`key`, `name`), `kmn_municipalities` (`ags`, `name`) and `kmn_postal_codes` (`plz`): each known
  key, former ones included, as text, with the columns of `kmn.bulk.columns`;
- `kmn_assign(text)`, `kmn_assign_key(key)`, `kmn_assign_plz(plz)` and `kmn_assign_point(lat, lon)`: a struct of these
  columns for any text that names a place, an official key, a postal code, and a coordinate in degrees (WGS 84);
- `kmn_network(text)`: only the id of the network that holds the place, NULL where none can be named;
- `kmn_unit(lat, lon)`: the municipality of a coordinate (8 digits), or ``state:`` with the key of another state, or
  NULL in nobody's land, straight from the borders and without a word on how near the next one is.

In SQL, what does not apply is NULL, as is usual there; a row without a place has the status `empty`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from kmn.bulk.columns import COLUMNS
from kmn.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from kmn.bulk.batches import Assigner
    from kmn.lookup.locator import Locator
    from kmn.places.gazetteer import Gazetteer
    from kmn.values import Evidence

__all__ = ["register"]

_TEXT: Final = "VARCHAR"
_DEGREES: Final = "DOUBLE"
_FUNCTIONS: Final[dict[str, dict[str, str]]] = {
    "kmn_assign": {"address": _TEXT},
    "kmn_assign_key": {"key": _TEXT},
    "kmn_assign_plz": {"plz": _TEXT},
    "kmn_assign_point": {"lat": _DEGREES, "lon": _DEGREES},
}
_UNIT: Final = "kmn_unit"


def register(
    connection: Any,
    *,
    on: date | str | None = None,
    evidence: Evidence | str = "attested",
    locator: Locator | None = None,
) -> None:
    """Make the tables and the answers usable in the SQL of a connection; a second call replaces those of the first.

    The functions are called with 2,048 rows at a time, which costs more than the answers do. To answer a table of
    many millions of rows, join on a key where there is one, or hand batches of the table to
    `kmn.bulk.batches.Assigner`.

    Args:
        connection: A connection of DuckDB (`duckdb.connect()`).
        on: The day of which to speak, as a date or YYYY-MM-DD; today by default.
        evidence: The weakest claim that may decide: ``"official"``, ``"attested"`` (default) or ``"inferred"``.
        locator: Who answers; the embedded data by default.

    Raises:
        InputError: An option has a value that is not listed above.
        InputTypeError: The day is neither text nor date.
        MissingExtraError: DuckDB or pyarrow is not installed.

    Examples:
        >>> import duckdb
        >>> connection = duckdb.connect()
        >>> register(connection)
        >>> connection.sql("SELECT kmn_network('Domhof 1, 31134 Hildesheim')").fetchall()
        [('suedniedersachsen',)]
        >>> connection.sql("SELECT kmn_district_name FROM kmn_postal_codes WHERE plz = '26506'").fetchall()
        [('Landkreis Aurich',)]
    """
    try:
        import duckdb
        import numpy as np  # noqa: F401 - the batches need it; told of here rather than by a query
        import pyarrow as pa
    except ImportError as error:
        feature = "DuckDB"
        raise MissingExtraError(feature, extra="duckdb") from error

    from kmn.bulk.batches import Assigner
    from kmn.wiring import default_locator

    locator = locator or default_locator()

    def assigner(roles: Sequence[str]) -> Assigner:
        return Assigner({role: role for role in roles}, on=on, evidence=evidence, locator=locator)

    answer = duckdb.struct_type(dict.fromkeys(COLUMNS, _TEXT))
    for name, parameters in _FUNCTIONS.items():
        function = _answering(assigner(list(parameters)), parameters, pa)
        _create(connection, name, function, parameters, answer)
    _create(connection, _UNIT, _unit(locator.borders, pa), _FUNCTIONS["kmn_assign_point"], _TEXT)
    connection.execute("CREATE OR REPLACE TEMP MACRO kmn_network(text) AS kmn_assign(text).kmn_network")
    for name, table in _tables(assigner, locator.gazetteer, pa).items():
        connection.register(name, table)


def _create(
    connection: Any, name: str, function: Callable[..., Any], parameters: dict[str, str], result: Any
) -> None:
    import duckdb

    with suppress(duckdb.InvalidInputException):  # there is none yet
        connection.remove_function(name)
    connection.create_function(
        name, function, list(parameters.values()), result, type="arrow", null_handling="special"
    )


def _answering(assigner: Assigner, parameters: dict[str, str], pa: Any) -> Callable[..., Any]:
    """Give a function of columns that answers with a column of structs."""

    def answers(*columns: Any) -> Any:
        table = pa.table(list(columns), names=list(parameters))
        return _plain(assigner.columns_for(table), pa).to_struct_array()

    def of_one(column: Any) -> Any:  # DuckDB counts the parameters
        return answers(column)

    def of_two(column: Any, other: Any) -> Any:
        return answers(column, other)

    return of_one if len(parameters) == 1 else of_two


def _plain(answers: Any, pa: Any) -> Any:
    """Give answers as plain texts, with nothing where something does not apply."""
    columns = [column.cast(pa.string()) for column in answers.columns]
    return pa.table([_or_null(column, pa) for column in columns], names=list(COLUMNS)).combine_chunks()


def _or_null(column: Any, pa: Any) -> Any:
    from pyarrow import compute

    return compute.if_else(compute.equal(column, ""), pa.scalar(None, pa.string()), column)


def _unit(borders: Any, pa: Any) -> Callable[..., Any]:
    keys = pa.array([None, *borders.units], pa.string())

    def units(lat: Any, lon: Any) -> Any:
        labels = borders.labels(lat=lat.to_numpy(), lon=lon.to_numpy())  # a NULL is NaN there
        return keys.take(pa.array(labels))

    return units


def _tables(assigner: Callable[[Sequence[str]], Assigner], places: Gazetteer, pa: Any) -> dict[str, Any]:
    """Give the views: each known key with what is answered to it."""

    def table(role: str, header: str, keys: Iterable[object], **more: Iterable[str]) -> Any:
        column = pa.array(map(str, keys), pa.string())
        answers = _plain(assigner([role]).columns_for(pa.table({role: column})), pa)
        others = {name: pa.array(texts, pa.string()) for name, texts in more.items()}
        return pa.table({header: column, **others, **dict(zip(COLUMNS, answers.columns, strict=True))})

    districts, municipalities = places.districts, places.municipalities
    return {
        "kmn_districts": table(
            "key", "key", (one.key for one in districts), name=(one.official_name for one in districts)
        ),
        "kmn_municipalities": table(
            "key", "ags", (one.ags for one in municipalities), name=(one.name for one in municipalities)
        ),
        "kmn_postal_codes": table("plz", "plz", (one.plz for one in places.postal)),
    }
