from __future__ import annotations

import sys
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmn.boundaries.index import load
from kmn.bulk import duck
from kmn.bulk.asking import ask
from kmn.bulk.columns import COLUMNS
from kmn.errors import InputError, MissingExtraError
from kmn.values import Evidence
from kmn.wiring import Locator, dataset, default_locator, gazetteer
from tests.strategies import ags, kreis_keys, plz, written


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    """A connection that knows the answers of today."""
    one = duckdb.connect()
    duck.register(one)
    return one


def rows(connection: duckdb.DuckDBPyConnection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Give what a query finds."""
    return connection.execute(query, list(values)).fetchall()


def wanted(cells: dict[str, str], **options: Any) -> dict[str, str | None]:
    """Give the struct for the cells of a row, by asking for it alone."""
    day, evidence = options.get("on", date.today()), options.get("evidence", Evidence.ATTESTED)  # noqa: DTZ011
    asked = ask(cells, day, evidence, options.get("locator", default_locator()))
    return dict(zip(COLUMNS, (cell or None for cell in asked.cells), strict=True))


keys = st.one_of(ags, kreis_keys, plz).map(str).flatmap(written)
texts = keys | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80)


@given(texts=st.lists(st.none() | texts, min_size=1, max_size=40))
@pytest.mark.parametrize(
    ("name", "role"), [("kmn_assign", "address"), ("kmn_assign_key", "key"), ("kmn_assign_plz", "plz")]
)
def test_texts_get_the_answers_of_single_ones(
    connection: duckdb.DuckDBPyConnection, name: str, role: str, texts: list[str | None]
) -> None:
    """Whatever stands in a column, each row is answered as if it stood alone."""
    found = rows(connection, f"SELECT {name}(t) FROM (SELECT unnest(?::VARCHAR[]) AS t)", texts)  # noqa: S608
    assert [row[0] for row in found] == [wanted({role: text or ""}) for text in texts]


@given(
    pairs=st.lists(
        st.tuples(st.none() | st.floats(51.2, 54), st.none() | st.floats(6.5, 11.7)), min_size=1, max_size=40
    )
)
def test_points_get_the_answers_of_single_ones(
    connection: duckdb.DuckDBPyConnection, pairs: list[tuple[float | None, float | None]]
) -> None:
    """Each point gets its unit and its answer, whether something is missing or not."""
    lats, lons = zip(*pairs, strict=True)
    query = (
        "SELECT kmn_assign_point(p.a, p.o), kmn_unit(p.a, p.o) FROM "
        "(SELECT unnest(?::DOUBLE[]) AS a, unnest(?::DOUBLE[]) AS o) AS p"
    )
    answers = rows(connection, query, list(lats), list(lons))
    for (answer, unit), (lat, lon) in zip(answers, pairs, strict=True):
        cells = {"lat": "" if lat is None else f"{lat:.15f}", "lon": "" if lon is None else f"{lon:.15f}"}
        assert unit == (None if lat is None or lon is None else load().unit(lat=lat, lon=lon))
        if lat is None or lon is None or (float(cells["lat"]), float(cells["lon"])) == (lat, lon):
            assert answer == wanted(cells)


def test_no_row_is_lost_in_a_large_table(connection: duckdb.DuckDBPyConnection) -> None:
    """Several threads may answer several pieces of a table."""
    query = (
        "SELECT n % 3 AS kind, kmn_assign(['31134 Hildesheim', '', '26506 Norden'][n % 3 + 1]).kmn_district, count(*)"
        " FROM range(300000) AS numbers(n) GROUP BY ALL ORDER BY kind"
    )
    assert rows(connection, query) == [(0, "03254", 100_000), (1, None, 100_000), (2, "03452", 100_000)]


def test_each_key_has_a_row_with_its_answer(connection: duckdb.DuckDBPyConnection) -> None:
    """The views hold every key that is known, former ones included, and what is answered to each alone."""
    for view, header, role, keys in (
        ("kmn_districts", "key", "key", [one.key for one in gazetteer().districts]),
        ("kmn_municipalities", "ags", "key", [one.ags for one in gazetteer().municipalities]),
        ("kmn_postal_codes", "plz", "plz", [one.plz for one in gazetteer().postal]),
    ):
        found = rows(connection, f"SELECT {header}, {', '.join(COLUMNS)} FROM {view} ORDER BY ALL")  # noqa: S608
        assert [row[0] for row in found] == sorted(map(str, keys))
        for key, *cells in found[:: max(1, len(found) // 50)]:
            assert dict(zip(COLUMNS, cells, strict=True)) == wanted({role: key})


def test_views_name_what_has_a_name(connection: duckdb.DuckDBPyConnection) -> None:
    """Districts have their official names, municipalities theirs."""
    assert rows(connection, "SELECT name FROM kmn_districts WHERE key = '03156'") == [("Landkreis Osterode am Harz",)]
    assert rows(connection, "SELECT name FROM kmn_municipalities WHERE ags = '03254021'") == [("Hildesheim",)]


def test_the_network_alone_can_be_asked_for(connection: duckdb.DuckDBPyConnection) -> None:
    """The macro gives the id, and NULL where no network can be named."""
    query = "SELECT kmn_network('Domhof 1, 31134 Hildesheim'), kmn_network('26506 Norden'), kmn_network(NULL)"
    assert rows(connection, query) == [("suedniedersachsen", None, None)]


def test_a_second_call_replaces_the_first() -> None:
    """Day and evidence of the last call hold, in functions and views alike."""
    connection = duckdb.connect()
    duck.register(connection, on="2016-05-01")
    query = "SELECT kmn_district, kmn_assign_key('03156').kmn_district FROM kmn_districts WHERE key = '03156'"
    assert rows(connection, query) == [("03156", "03156")]
    duck.register(connection, on="2024-05-01", evidence="inferred")
    assert rows(connection, query) == [("03159", "03159")]
    assert rows(connection, "SELECT kmn_assign('38440 Wolfsburg').kmn_evidence") == [("inferred",)]


def test_another_locator_answers() -> None:
    """A dataset of one's own stands behind views and functions."""
    fewer = tuple(one for one in dataset().assignments if one.area != "03254")
    connection = duckdb.connect()
    duck.register(connection, locator=Locator(dataset().model_copy(update={"assignments": fewer})))
    query = "SELECT kmn_status, kmn_network('31134 Hildesheim') FROM kmn_districts WHERE key = '03254'"
    assert rows(connection, query) == [("unassigned", None)]


def test_wrong_options_are_told_at_once() -> None:
    """A day or an evidence that does not exist is an error of the call, not of a query."""
    with pytest.raises(InputError):
        duck.register(duckdb.connect(), on="tomorrow")
    with pytest.raises(InputError):
        duck.register(duckdb.connect(), evidence="guessed")


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without DuckDB the error names the extra."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match=r"kmn\[duckdb\]"):
        duck.register(None)
